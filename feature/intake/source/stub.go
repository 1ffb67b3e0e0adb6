package source

func readXLSX(b *builder, content []byte) error { return refuse(NotSupported, "docx") }
func readHTML(b *builder, content []byte) error { return refuse(NotSupported, "docx") }
func readMarkup(b *builder, s string) error     { return refuse(NotSupported, "docx") }
