package docx

import (
	"bytes"
	"fmt"
	"image/png"
)

// A Picture is a PNG, such as a QR code. It stands in a line as a letter does.
type Picture struct {
	PNG   []byte
	Width int    // millimetres; the height follows from the picture
	About string // what it shows, for those who hear the paper read
}

// A Drawing is a picture in the middle of the page, with words below that stay with it.
type Drawing struct {
	Picture Picture
	Caption string // "" has none
}

func (d Drawing) write(b *body) {
	Paragraph{Runs: []Run{{Picture: &d.Picture}}, Align: Center, Before: 6, Next: d.Caption != ""}.write(b)
	if d.Caption != "" {
		Paragraph{Runs: []Run{{Text: d.Caption, Italic: true}}, Align: Center, After: 6}.write(b)
	}
}

// sides returns the width and the height in English Metric Units, as Word measures
// pictures: nothing of what is no PNG, which [body.files] refuses.
func (p *Picture) sides() (width, height int) {
	const millimetre = 36000
	c, err := png.DecodeConfig(bytes.NewReader(p.PNG))
	if err != nil || c.Width == 0 {
		return 0, 0
	}
	return p.Width * millimetre, p.Width * millimetre * c.Height / c.Width
}

func (p *Picture) write(b *body) {
	b.pictures = append(b.pictures, p)
	n := len(b.pictures)
	width, height := p.sides()
	fmt.Fprintf(b, `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="%d" cy="%d"/><wp:docPr id="%d" name="Picture %d" descr="%s"/>`, width, height, n, n, escaped(p.About))
	fmt.Fprintf(b, `<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="%d" name="Picture %d"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="%s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
		n, n, relationOf(n), width, height)
}

// relationOf is how the document names its picture n, from 1.
func relationOf(n int) string { return fmt.Sprintf("rIdPicture%d", n) }

// files returns the pictures as parts of the archive, how the document finds them,
// and of what kind they are.
func (b *body) files() (parts []part, relations, kind string, err error) {
	for i, p := range b.pictures {
		if _, err := png.DecodeConfig(bytes.NewReader(p.PNG)); err != nil {
			return nil, "", "", fmt.Errorf("picture %d of the document: %w", i+1, err)
		}
		name := fmt.Sprintf("media/image%d.png", i+1)
		parts = append(parts, part{"word/" + name, string(p.PNG)})
		relations += `<Relationship Id="` + relationOf(i+1) + `" Type="` + office + `image" Target="` + name + `"/>`
		kind = `<Default Extension="png" ContentType="image/png"/>`
	}
	return parts, relations, kind, nil
}
