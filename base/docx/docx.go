// Package docx writes documents for Word: paragraphs, tables and pictures on A4, in
// Times New Roman, with margins and page numbers as Nghị định 30/2020/NĐ-CP has them
// for papers of offices; and the parts of such papers, in the form of the Party or of
// the State, from [Letterhead] to [Ending]. What they say is the caller's.
package docx

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// Type is the media type of what is written.
const Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// A Document is what is written. The margins are 20 mm above and below, 30 mm
// on the left and 15 mm on the right; pages are numbered above, from the second.
type Document struct {
	Landscape bool
	Body      []Block
}

// A Block is what stands below another: a [Paragraph], a [Table], a [Break], or one
// of the parts of a paper.
type Block interface{ write(b *body) }

// A body is what is written of a document's blocks, and what they need of it.
type body struct {
	strings.Builder
	room     int // millimetres between the margins
	pictures []*Picture
}

// A Paragraph is a line of runs.
type Paragraph struct {
	Runs   []Run
	Align  Align
	First  int  // millimetres by which its first line begins farther in
	Before int  // points of white above
	After  int  // points of white below
	Lines  int  // hundredths of the height of a line from one line to the next; 0 is 100
	Next   bool // stands on the page of what follows
	// Rule draws a line below, of so many millimetres in the middle; 0 draws none.
	Rule int
	// Room is the width in millimetres in which the line stands.
	Room int
}

// An Align says where a paragraph stands.
type Align string

// The alignments.
const (
	Left    Align = "left"
	Center  Align = "center"
	Right   Align = "right"
	Justify Align = "both"
)

// A Run is text of one look, or a picture. Size is in points; 0 is 13. What is Raised
// is small and stands above the line, as the number of a footnote.
type Run struct {
	Text                                    string
	Bold, Italic, Underline, Struck, Raised bool
	Size                                    int
	Picture                                 *Picture // in place of text
}

// A Break begins a page.
type Break struct{}

// write writes a paragraph without any height: it cannot be the table that comes
// first on a page.
func (Break) write(b *body) {
	b.WriteString(`<w:p><w:pPr><w:pageBreakBefore/><w:spacing w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>`)
}

// A Table has columns of the given widths, in millimetres. The rows of Head come
// again on every page. Plain tables have no lines.
type Table struct {
	Widths     []int
	Head, Rows [][]Cell
	Plain      bool
}

// A Cell covers Span columns; 0 is one. One that Covers the cells below it ends
// before the first that is not Covered.
type Cell struct {
	Span            int
	Covers, Covered bool
	Paragraphs      []Paragraph
}

// CellOf returns a cell of one paragraph.
func CellOf(align Align, runs ...Run) Cell {
	return Cell{Paragraphs: []Paragraph{{Align: align, Runs: runs}}}
}

// Text returns a paragraph of one run.
func Text(s string, align Align) Paragraph { return Paragraph{Runs: []Run{{Text: s}}, Align: align} }

// twips is a length of millimetres as Word counts it.
func twips(mm int) int { return mm * 1440 * 10 / 254 }

// escaped writes a text as XML; what XML cannot hold becomes the sign for what
// cannot be shown.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

func (p Paragraph) write(b *body) {
	align := p.Align
	if align == "" {
		align = Left
	}
	b.WriteString(`<w:p><w:pPr>`)
	if p.Next {
		b.WriteString(`<w:keepNext/>`)
	}
	if p.Rule > 0 {
		b.WriteString(`<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>`)
	}
	b.WriteString(`<w:spacing`)
	if p.Before > 0 {
		fmt.Fprintf(b, ` w:before="%d"`, p.Before*20)
	}
	fmt.Fprintf(b, ` w:after="%d"`, p.After*20)
	if p.Lines > 0 {
		fmt.Fprintf(b, ` w:line="%d" w:lineRule="auto"`, p.Lines*240/100)
	}
	b.WriteString(`/>`)
	if beside := twips(p.Room-p.Rule) / 2; p.Rule > 0 && beside > 0 {
		fmt.Fprintf(b, `<w:ind w:left="%d" w:right="%d"/>`, beside, beside)
	} else if p.First > 0 {
		fmt.Fprintf(b, `<w:ind w:firstLine="%d"/>`, twips(p.First))
	}
	fmt.Fprintf(b, `<w:jc w:val="%s"/></w:pPr>`, align)
	for _, r := range p.Runs {
		if r.Picture != nil {
			r.Picture.write(b)
			continue
		}
		b.WriteString(`<w:r><w:rPr>`)
		if r.Bold {
			b.WriteString(`<w:b/>`)
		}
		if r.Italic {
			b.WriteString(`<w:i/>`)
		}
		if r.Struck {
			b.WriteString(`<w:strike/>`)
		}
		if r.Size > 0 {
			fmt.Fprintf(b, `<w:sz w:val="%d"/>`, r.Size*2)
		}
		if r.Underline {
			b.WriteString(`<w:u w:val="single"/>`)
		}
		if r.Raised {
			b.WriteString(`<w:vertAlign w:val="superscript"/>`)
		}
		b.WriteString(`</w:rPr><w:t xml:space="preserve">` + escaped(r.Text) + `</w:t></w:r>`)
	}
	b.WriteString(`</w:p>`)
}

func (t Table) write(b *body) {
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/>`)
	if !t.Plain {
		b.WriteString(`<w:tblBorders>`)
		for _, edge := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
			b.WriteString(`<w:` + edge + ` w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
		}
		b.WriteString(`</w:tblBorders>`)
	}
	b.WriteString(`<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, w := range t.Widths {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, twips(w))
	}
	b.WriteString(`</w:tblGrid>`)
	for _, row := range t.Head {
		t.row(b, row, `<w:cantSplit/><w:tblHeader/>`)
	}
	for _, row := range t.Rows {
		t.row(b, row, `<w:cantSplit/>`)
	}
	b.WriteString(`</w:tbl>`)
}

func (t Table) row(b *body, row []Cell, properties string) {
	b.WriteString(`<w:tr><w:trPr>` + properties + `</w:trPr>`)
	at := 0
	for _, c := range row {
		span, width := max(c.Span, 1), 0
		for _, w := range t.Widths[min(at, len(t.Widths)):min(at+span, len(t.Widths))] {
			width += w
		}
		at += span
		fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, twips(width))
		if span > 1 {
			fmt.Fprintf(b, `<w:gridSpan w:val="%d"/>`, span)
		}
		if c.Covers {
			b.WriteString(`<w:vMerge w:val="restart"/>`)
		} else if c.Covered {
			b.WriteString(`<w:vMerge/>`)
		}
		b.WriteString(`</w:tcPr>`)
		for _, p := range c.Paragraphs {
			p.write(b)
		}
		if len(c.Paragraphs) == 0 {
			b.WriteString(`<w:p/>`)
		}
		b.WriteString(`</w:tc>`)
	}
	b.WriteString(`</w:tr>`)
}

const (
	head     = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	spaces   = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	office   = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	kinds    = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
	packages = `http://schemas.openxmlformats.org/package/2006/`
)

// part is a file in the archive that a document is.
type part struct{ name, text string }

// Write writes the document. It fails where w does, and for a [Picture] that is
// none.
func (d Document) Write(w io.Writer) error {
	body := body{room: Upright}
	if d.Landscape {
		body.room = Across
	}
	for _, one := range d.Body {
		one.write(&body)
	}
	width, height, turned := twips(210), twips(297), ""
	if d.Landscape {
		width, height, turned = height, width, ` w:orient="landscape"`
	}
	pictures, relations, kind, err := body.files()
	if err != nil {
		return err
	}
	fmt.Fprintf(&body, `<w:p/><w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>`,
		width, height, turned, twips(20), twips(15), twips(20), twips(30))
	z := zip.NewWriter(w)
	for _, part := range append([]part{
		{"[Content_Types].xml", head + `<Types xmlns="` + packages + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` + kind + `<Override PartName="/word/document.xml" ContentType="` + kinds + `document.main+xml"/><Override PartName="/word/styles.xml" ContentType="` + kinds + `styles+xml"/><Override PartName="/word/header1.xml" ContentType="` + kinds + `header+xml"/></Types>`},
		{"_rels/.rels", head + `<Relationships xmlns="` + packages + `relationships"><Relationship Id="rId1" Type="` + office + `officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", head + `<Relationships xmlns="` + packages + `relationships"><Relationship Id="rId1" Type="` + office + `styles" Target="styles.xml"/><Relationship Id="rId2" Type="` + office + `header" Target="header1.xml"/>` + relations + `</Relationships>`},
		{"word/styles.xml", head + `<w:styles` + spaces + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="26"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>`},
		{"word/header1.xml", head + `<w:hdr` + spaces + `><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>`},
		{"word/document.xml", head + `<w:document` + spaces + `><w:body>` + body.String() + `</w:body></w:document>`},
	}, pictures...) {
		f, err := z.Create(part.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, part.text); err != nil {
			return err
		}
	}
	return z.Close()
}
