package source

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quyet/base/viet"
)

// A builder assembles a [Document] and keeps its invariants and limits, so
// that the reader of a format only says what it found, in order. It collects
// first and cleans at the end, because which encoding the letters are in can
// only be told from all of them.
//
// Limits are checked in one place: once one is passed, err is set, further
// calls do nothing, and a reader's loop ends when it asks [builder.stopped].
type builder struct {
	ctx    context.Context
	limits Limits
	doc    *Document
	found  []item
	bytes  int // of the text found, before cleaning
	blocks int
	cells  int
	pages  int
	err    error

	encoding viet.Encoding // of all text, where it is not Unicode
	text     strings.Builder
}

// An item is one thing found: a page break, the rows of a table, or a paragraph.
type item struct {
	page bool
	rows []tableRow
	line line
}

// A line is a paragraph as a reader found it, its text not yet clean.
type line struct {
	text     string
	label    string // automatic number; not yet part of text
	level    int
	bold     bool
	italic   bool
	centered bool
}

// A tableRow and its cells are a row of a table as a reader found it.
type tableRow struct {
	header bool
	pages  int // pages that begin with this row
	cells  []tableCell
}

type tableCell struct {
	text      string
	columns   int // at least 1
	fromAbove bool
}

func newBuilder(ctx context.Context, limits Limits) *builder {
	return &builder{ctx: ctx, limits: limits, doc: &Document{Properties: map[string]string{}}}
}

// stopped says whether a limit was passed or the context ended.
func (b *builder) stopped() bool {
	if b.err == nil {
		b.err = b.ctx.Err()
	}
	return b.err != nil
}

func (b *builder) note(kind NoteKind, count int) {
	for i := range b.doc.Notes {
		if b.doc.Notes[i].Kind == kind {
			b.doc.Notes[i].Count += count
			return
		}
	}
	b.doc.Notes = append(b.doc.Notes, Note{kind, count})
}

// noteEncoding records that text was converted from e.
func (b *builder) noteEncoding(e viet.Encoding) {
	switch e {
	case viet.TCVN3:
		b.note(NoteTCVN3, 1)
	case viet.VNI:
		b.note(NoteVNI, 1)
	case viet.VISCII:
		b.note(NoteVISCII, 1)
	case viet.Windows1258:
		b.note(NoteW1258, 1)
	}
}

// clean returns s in normal form, on one line, its white space single blanks.
func (b *builder) clean(s string) string {
	if mixesMarks(s) {
		b.note(NoteW1258, 1)
	}
	return viet.Capitals(squeeze(b.encoding.Decode(s)))
}

// mixesMarks says whether s, as Windows-1258 does, puts a combining tone
// after a vowel that already carries a mark. It is neither NFC nor NFD.
func mixesMarks(s string) bool {
	var last rune
	for _, r := range s {
		switch r {
		case '\u0300', '\u0301', '\u0303', '\u0309', '\u0323':
			if last > 0xBF && unicode.IsLetter(last) {
				return true
			}
		}
		last = r
	}
	return false
}

// squeeze turns every run of white space and control characters in s into one blank and trims it.
func squeeze(s string) string {
	if isSqueezed(s) {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	blank := false
	for _, r := range s {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			blank = out.Len() > 0
			continue
		}
		if blank {
			out.WriteByte(' ')
			blank = false
		}
		out.WriteRune(r)
	}
	return out.String()
}

func isSqueezed(s string) bool {
	blank := true
	for _, r := range s {
		switch {
		case r == ' ':
			if blank {
				return false
			}
			blank = true
		case r < ' ' || r >= 0x7F && (unicode.IsSpace(r) || unicode.IsControl(r)) || r == utf8.RuneError:
			return false
		default:
			blank = false
		}
	}
	return !blank || s == ""
}

// paragraph adds l as one block; a line break inside it begins another one.
func (b *builder) paragraph(l line) {
	if b.room(len(l.text)+len(l.label), 1, 0) {
		b.found = append(b.found, item{line: l})
	}
}

// table adds rows as one table. Rows without any text are left out, and a
// table without any rows is none.
func (b *builder) table(rows []tableRow) {
	for _, row := range rows {
		length := 0
		for _, c := range row.cells {
			length += len(c.text) + 1
		}
		if !b.room(length, 1, len(row.cells)) {
			return
		}
	}
	b.found = append(b.found, item{rows: rows})
}

// page says that a page begins here.
func (b *builder) page() {
	if b.pages++; b.pages > b.limits.Pages {
		b.err = refuse(TooLarge, "pages")
	}
	b.found = append(b.found, item{page: true})
}

// room says whether the limits leave place for this much more.
func (b *builder) room(text, blocks, cells int) bool {
	if b.stopped() {
		return false
	}
	b.bytes += text
	b.blocks += blocks
	b.cells += cells
	switch {
	case b.bytes > b.limits.Text:
		b.err = refuse(TooLarge, "text")
	case b.blocks > b.limits.Blocks:
		b.err = refuse(TooLarge, "blocks")
	case b.cells > b.limits.Cells:
		b.err = refuse(TooLarge, "cells")
	}
	return b.err == nil
}

// margin adds text that stands outside the body: a running header, a stamp.
// Page numbers are not kept.
func (b *builder) margin(text string) {
	for part := range strings.SplitSeq(text, "\n") {
		part = b.clean(part)
		if strings.IndexFunc(part, unicode.IsLetter) < 0 || len(b.doc.Margins) >= maxMargins || slices.Contains(b.doc.Margins, part) {
			continue
		}
		b.doc.Margins = append(b.doc.Margins, part)
	}
}

// maxMargins is more than the distinct headers of any document.
const maxMargins = 200

func (b *builder) property(name, value string) {
	if name, value = b.clean(name), b.clean(value); name != "" && value != "" {
		b.doc.Properties[name] = value
	}
}

// finish returns the document, or why there is none.
func (b *builder) finish() (*Document, error) {
	if b.stopped() {
		return nil, b.err
	}
	if b.encoding = viet.Detect(b.sample()); b.encoding != viet.Unicode {
		b.noteEncoding(b.encoding)
	}
	for _, it := range b.found {
		switch {
		case it.page:
			b.doc.Pages = append(b.doc.Pages, b.text.Len())
		case it.rows != nil:
			b.writeTable(it.rows)
		default:
			b.writeParagraph(it.line)
		}
	}
	if len(b.doc.Blocks) == 0 {
		return nil, refuse(Empty, "")
	}
	b.doc.Text = b.text.String()
	return b.doc, nil
}

// sample returns enough of the text found to know its encoding.
func (b *builder) sample() string {
	var s strings.Builder
	for _, it := range b.found {
		s.WriteString(it.line.text)
		for _, row := range it.rows {
			for _, c := range row.cells {
				s.WriteByte('\n')
				s.WriteString(c.text)
			}
		}
		s.WriteByte('\n')
		if s.Len() > 16<<10 {
			break
		}
	}
	return s.String()
}

func (b *builder) writeParagraph(l line) {
	label := b.clean(l.label)
	for part := range strings.SplitSeq(l.text, "\n") {
		text := b.clean(part)
		if text == "" || isRule(text) {
			continue // a lone number or bullet, a drawn line
		}
		start := b.text.Len()
		if label != "" {
			b.text.WriteString(label)
			b.text.WriteByte(' ')
		}
		b.text.WriteString(text)
		b.doc.Blocks = append(b.doc.Blocks, Block{
			Span: Span{start, b.text.Len()}, Label: label, Level: l.level,
			Bold: l.bold, Italic: l.italic, Centered: l.centered,
		})
		b.text.WriteByte('\n')
		label = ""
	}
}

func (b *builder) writeTable(rows []tableRow) {
	t := Table{}
	for _, row := range rows {
		texts := make([]string, len(row.cells))
		filled := false
		for i, c := range row.cells {
			if !c.fromAbove {
				texts[i] = b.clean(c.text)
				filled = filled || texts[i] != ""
			}
		}
		if !filled {
			continue
		}
		for range row.pages {
			b.doc.Pages = append(b.doc.Pages, b.text.Len())
		}
		r := Row{Block: len(b.doc.Blocks), Header: row.header, Cells: make([]Cell, len(texts))}
		start, column := b.text.Len(), 0
		for i, c := range row.cells {
			if i > 0 {
				b.text.WriteByte('\t')
			}
			at := b.text.Len()
			b.text.WriteString(texts[i])
			width := max(c.columns, 1)
			r.Cells[i] = Cell{Span: Span{at, b.text.Len()}, Column: column, Columns: width, FromAbove: c.fromAbove}
			column += width
		}
		t.Columns = max(t.Columns, column)
		b.doc.Blocks = append(b.doc.Blocks, Block{
			Span: Span{start, b.text.Len()}, Kind: TableRow, Table: len(b.doc.Tables), Row: len(t.Rows),
		})
		t.Rows = append(t.Rows, r)
		b.text.WriteByte('\n')
	}
	if len(t.Rows) > 0 {
		b.doc.Tables = append(b.doc.Tables, t)
	}
}
