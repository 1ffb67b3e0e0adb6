// Package source turns a file that someone was sent into text that the
// grammars of Quyết can read: one canonical string, cut into blocks, with
// every later finding a span of that string.
//
// It is pure: bytes in, a [Document] out, no database, no clock. A reader of
// a format (docx, pdf, html, txt, xlsx) fills the same structure, so what
// reads plans does not know what kind of file the plan came in.
//
// Invariants, checked by [Document.Check]:
//   - Text is NFC (see quyet/base/viet), lines are separated by "\n", and inside a
//     line white space is single blanks, except the tabs between the cells of
//     a table row.
//   - Lines that only draw ("-----", the star under the name of a Party body)
//     are left out, and so are page numbers.
//   - Blocks are in order, do not overlap, and each is one line of Text
//     without its "\n". A line that no block covers is blank.
//   - The automatic number of a paragraph ("1.", "a)") stands in Text at the
//     start of its line, as a reader of the printed page sees it.
//   - A table row is one block; its cells are spans inside it, joined by tabs.
//     A cell merged from above has an empty span and FromAbove set; [Document.Cell]
//     looks through it.
package source

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A Format is the kind of file a document came in.
type Format string

// The formats that can be read.
const (
	DOCX Format = "docx"
	PDF  Format = "pdf"
	HTML Format = "html"
	TXT  Format = "txt"
	XLSX Format = "xlsx"
)

// A Span is a half-open range of bytes of [Document.Text].
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Contains says whether o lies inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// A Document is one file as text.
type Document struct {
	Name   string // file name as it was given, without folder
	Format Format
	SHA256 string // of the original bytes, lower-case hex
	Text   string
	Blocks []Block
	Tables []Table

	// Pages holds, for formats that have pages, the offset in Text at which
	// each page begins; it is empty for formats without pages.
	Pages []int

	// Margins are the running headers and footers, stamped text boxes and
	// watermarks, in the order met, each NFC. They are not part of Text,
	// but a secrecy mark may stand in them.
	Margins []string

	// Properties are the file's own properties that hold text (title,
	// subject, keywords, category, status, custom ones), by their name.
	Properties map[string]string

	// Notes say what was done to the text that a person should know, such as
	// "converted from TCVN3" or "tracked changes accepted".
	Notes []Note
}

// A BlockKind tells what a block is.
type BlockKind uint8

// The kinds of block.
const (
	Paragraph BlockKind = iota
	TableRow
)

// A Block is one line of a document: a paragraph or a table row.
type Block struct {
	Span
	Kind BlockKind

	// Label is the number or bullet the file's own numbering gave the
	// paragraph ("1.", "a)", "-"); it is empty where the number, if any, was typed.
	// Text holds it either way.
	Label string

	// Level is the depth in the file's own outline or list, 1 the highest;
	// 0 where the file does not say.
	Level int

	Bold     bool // the whole paragraph is bold
	Italic   bool // the whole paragraph is italic
	Centered bool

	Table int // index into Document.Tables when Kind is TableRow
	Row   int // index into that table's Rows
}

// A Table is a table of a document. A letterhead laid out as a table is not
// one: readers turn the cells of borderless two-column header tables into
// paragraphs, left column first, because that is how they are read.
type Table struct {
	Columns int // number of grid columns
	Rows    []Row
}

// A Row is one row of a table.
type Row struct {
	Block  int  // index into Document.Blocks
	Header bool // marked as a heading row by the file
	Cells  []Cell
}

// A Cell is one cell of a table row.
type Cell struct {
	Span
	Column    int  // first grid column, from 0
	Columns   int  // number of grid columns covered, at least 1
	FromAbove bool // continues the cell above it (vertical merge); its span is empty
}

// A NoteKind names something done to a text on the way in.
type NoteKind string

// The kinds of note.
const (
	NoteTCVN3      NoteKind = "tcvn3"       // converted from TCVN3 (.VnTime fonts)
	NoteVNI        NoteKind = "vni"         // converted from VNI
	NoteVISCII     NoteKind = "viscii"      // converted from VISCII
	NoteW1258      NoteKind = "windows1258" // base vowels with combining tones composed
	NoteTracked    NoteKind = "tracked"     // tracked changes accepted
	NoteBroken     NoteKind = "broken"      // undecodable bytes replaced
	NoteNoLayout   NoteKind = "no_layout"   // pdf: table columns guessed from gaps
	NoteAttachment NoteKind = "attachment"  // embedded objects or pictures left out
)

// A Note is something a person should know about how the text was read.
type Note struct {
	Kind  NoteKind
	Count int // how often, 0 where that means nothing
}

// Slice returns the text of s.
func (d *Document) Slice(s Span) string { return d.Text[s.Start:s.End] }

// Page returns the page on which offset stands, from 1; 0 where the format
// has no pages.
func (d *Document) Page(offset int) int {
	page := 0
	for i, start := range d.Pages {
		if start > offset {
			break
		}
		page = i + 1
	}
	return page
}

// Cell returns the text span of grid column col in row r of table t, looking
// up through merged cells; ok is false where the row has no such column.
func (d *Document) Cell(t, r, col int) (span Span, ok bool) {
	for ; r >= 0; r-- {
		c, found := cellAt(d.Tables[t].Rows[r], col)
		if !found {
			return Span{}, false
		}
		if !c.FromAbove {
			return c.Span, true
		}
	}
	return Span{}, false
}

func cellAt(r Row, col int) (Cell, bool) {
	for _, c := range r.Cells {
		if c.Column <= col && col < c.Column+c.Columns {
			return c, true
		}
	}
	return Cell{}, false
}

// Check returns an error naming the first invariant of the package comment
// that d breaks.
func (d *Document) Check() error {
	if !utf8.ValidString(d.Text) {
		return fmt.Errorf("source: %s: text is not valid UTF-8", d.Name)
	}
	last := 0
	for i, b := range d.Blocks {
		if b.Start < last || b.End < b.Start || b.End > len(d.Text) {
			return fmt.Errorf("source: %s: block %d [%d,%d) is out of order", d.Name, i, b.Start, b.End)
		}
		if strings.TrimSpace(d.Text[last:b.Start]) != "" {
			return fmt.Errorf("source: %s: text before block %d belongs to no block", d.Name, i)
		}
		if strings.Contains(d.Slice(b.Span), "\n") {
			return fmt.Errorf("source: %s: block %d spans lines", d.Name, i)
		}
		if b.Kind == TableRow {
			for _, c := range d.Tables[b.Table].Rows[b.Row].Cells {
				if !c.FromAbove && !b.Contains(c.Span) {
					return fmt.Errorf("source: %s: a cell of block %d lies outside it", d.Name, i)
				}
			}
		}
		last = b.End
	}
	if strings.TrimSpace(d.Text[last:]) != "" {
		return fmt.Errorf("source: %s: text after the last block belongs to no block", d.Name)
	}
	return nil
}
