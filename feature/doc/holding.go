package doc

import (
	"quyet/base/capability"
	"quyet/base/text"
)

// holdings are what the register says about people.
func holdings() []capability.Holding {
	return []capability.Holding{{
		Name: "doc.signer", Title: tSigner,
		Purpose: text.New("Ghi đúng văn bản như đã ban hành.", "To register a document as it was issued."),
		Basis:   "personal.basis", Kept: text.New("Giữ cùng văn bản theo quy định lưu trữ; không tra được theo tài khoản vì người ký là tên in trên văn bản.", "Kept with the document by the law of archives; cannot be told by account, for the signer is a name printed on the document."),
		Fields: []capability.Field{{Title: tSigner, Columns: []string{"doc_document.signer", "doc_document.post"}, Seen: []capability.Reader{capability.Colleagues}}},
	}}
}
