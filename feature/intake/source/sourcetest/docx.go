// Package sourcetest builds office files for tests: small ones that show one
// thing, and a whole plan as an office would send it.
package sourcetest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"maps"
	"slices"
	"strings"
)

// A Docx is a docx file in the making. Body, Numbering, Styles and the values
// of Parts are the inside of the part's root element.
type Docx struct {
	Body      string
	Numbering string
	Styles    string
	Parts     map[string]string // whole further parts by name, such as "word/header1.xml"
}

const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`

// Part returns a part of WordprocessingML with root element w:root.
func Part(root, inside string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:` + root + ` ` + namespaces + `>` + inside + `</w:` + root + `>`
}

// Bytes returns the file.
func (d Docx) Bytes() []byte {
	parts := map[string]string{
		"[Content_Types].xml":          contentTypes(d),
		"_rels/.rels":                  relations(`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>`),
		"word/_rels/document.xml.rels": relations(`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>`),
		"word/document.xml":            Part("document", "<w:body>"+d.Body+"</w:body>"),
		"word/styles.xml":              Part("styles", d.Styles),
		"word/numbering.xml":           Part("numbering", d.Numbering),
	}
	for name, part := range d.Parts {
		parts[name] = part
	}
	return Zip(parts)
}

func contentTypes(d Docx) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`)
	for _, part := range []string{"document.main", "styles", "numbering"} {
		name, _, _ := strings.Cut(part, ".")
		fmt.Fprintf(&b, `<Override PartName="/word/%s.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.%s+xml"/>`, name, part)
	}
	b.WriteString(`</Types>`)
	return b.String()
}

func relations(inside string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + inside + `</Relationships>`
}

// Zip returns an archive of parts, the same bytes for the same parts.
func Zip(parts map[string]string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err != nil {
			panic(err) // writing to memory
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// P returns a paragraph. Properties are XML inside w:pPr and w:rPr.
func P(text string, properties ...string) string {
	paragraph, run := "", ""
	if len(properties) > 0 {
		paragraph = "<w:pPr>" + properties[0] + "</w:pPr>"
	}
	if len(properties) > 1 {
		run = properties[1]
	}
	return "<w:p>" + paragraph + R(text, run) + "</w:p>"
}

// R returns a run of text with properties inside w:rPr.
func R(text, properties string) string {
	if properties != "" {
		properties = "<w:rPr>" + properties + "</w:rPr>"
	}
	return "<w:r>" + properties + `<w:t xml:space="preserve">` + html.EscapeString(text) + "</w:t></w:r>"
}

// Bordered is the tblPr of a table with lines.
const Bordered = `<w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders>`

// Table returns a table with properties inside w:tblPr. Each row is XML of
// cells; see [Cell].
func Table(properties string, widths []int, rows ...string) string {
	var b strings.Builder
	b.WriteString("<w:tbl><w:tblPr>" + properties + "</w:tblPr><w:tblGrid>")
	for _, w := range widths {
		fmt.Fprintf(&b, `<w:gridCol w:w="%d"/>`, w)
	}
	b.WriteString("</w:tblGrid>")
	for _, r := range rows {
		b.WriteString("<w:tr>" + r + "</w:tr>")
	}
	b.WriteString("</w:tbl>")
	return b.String()
}

// Header is put before the cells of a row that heads the table.
const Header = "<w:trPr><w:tblHeader/></w:trPr>"

// Cell returns a cell holding XML of paragraphs, with properties inside w:tcPr.
func Cell(inside string, properties ...string) string {
	return "<w:tc><w:tcPr>" + strings.Join(properties, "") + "</w:tcPr>" + inside + "</w:tc>"
}

// Cells returns cells of one paragraph each.
func Cells(texts ...string) string {
	var b strings.Builder
	for _, t := range texts {
		b.WriteString(Cell(P(t)))
	}
	return b.String()
}
