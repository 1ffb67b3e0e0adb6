package ui

import (
	"context"
	"io"
	"strconv"
	"sync"

	"github.com/a-h/templ"

	"quyet/base/text"
)

// Rows writes the rows of a long table as text, inside a [Table] that can be
// walked: as components of their own, the cells of fifty rows took more time
// than reading what they show. What is written is escaped, but for [Rows.Raw].
// It is a component, to be shown once.
type Rows struct {
	b      []byte
	starts []string // of the cells, by column
}

var rowBuffers = sync.Pool{New: func() any { return new([]byte) }}

// NewRows returns the writer for a table with columns. On a phone, where a row
// is a card, the first cell is its title and the next ones, up to inCards, say
// what they are; the rest of the style sheet's business is to hide what a card
// does not show.
func NewRows(columns []Column, inCards int) *Rows {
	r := &Rows{b: (*rowBuffers.Get().(*[]byte))[:0], starts: make([]string, len(columns))}
	for i, c := range columns {
		start := "<td"
		for _, a := range c.class() {
			start += ` class="` + a.Value.(string) + `"`
		}
		if 0 < i && i < inCards {
			start += ` data-label="` + templ.EscapeString(c.Label) + `"`
		}
		r.starts[i] = start + ">"
	}
	return r
}

// Render writes the rows.
func (r *Rows) Render(_ context.Context, w io.Writer) error {
	b := r.b
	r.b = nil
	_, err := w.Write(b)
	rowBuffers.Put(&b)
	return err
}

// Row begins a row; EndRow ends it.
func (r *Rows) Row() { r.Raw("<tr>") }

// EndRow ends a row.
func (r *Rows) EndRow() { r.Raw("</tr>") }

// Cell begins the cell of a column; EndCell ends it. What stands in a cell of
// a card is one element or nothing but words.
func (r *Rows) Cell(column int) { r.Raw(r.starts[column]) }

// EndCell ends a cell.
func (r *Rows) EndCell() { r.Raw("</td>") }

// Text writes words.
func (r *Rows) Text(s string) { r.b = appendEscaped(r.b, s) }

// Raw writes pieces of HTML as they are.
func (r *Rows) Raw(pieces ...string) {
	for _, s := range pieces {
		r.b = append(r.b, s...)
	}
}

// Int writes a number as [text.Int] does.
func (r *Rows) Int(l text.Lang, n int64) { r.b = text.AppendInt(r.b, l, n) }

// Link writes words that lead to an address of this site.
func (r *Rows) Link(to, words string) {
	r.Raw(`<a href="`)
	r.Text(to)
	r.Raw(`">`)
	r.Text(words)
	r.Raw(`</a>`)
}

// Bar writes the small [Bar] as long as tenths of its cell.
func (r *Rows) Bar(l text.Lang, label string, parts []Part, tenths int64) {
	r.Raw(`<svg class="bar-small`)
	if tenths < 10 {
		r.b = strconv.AppendInt(append(r.b, " bar-scale-"...), tenths, 10)
	}
	r.b = appendBar(append(r.b, '"'), l, label, parts)
}

// Tags writes what [Tags] shows.
func (r *Rows) Tags(statuses ...Status) {
	r.Raw(`<div class="tags">`)
	for _, s := range statuses {
		r.Raw(`<span class="tag tag-`, string(s.Tone), `">`)
		if icon := s.icon(); icon.drawn() {
			r.Raw(iconStart, string(icon), iconEnd, " ")
		}
		r.Text(s.Word)
		if s.Note != "" {
			r.Raw(` <span class="tag-note">`)
			r.Text(s.Note)
			r.Raw(`</span>`)
		}
		r.Raw(`</span>`)
	}
	r.Raw(`</div>`)
}

// appendEscaped writes what [templ.EscapeString] returns.
func appendEscaped(b []byte, s string) []byte {
	from := 0
	for i := range len(s) {
		var as string
		switch s[i] {
		case '&':
			as = "&amp;"
		case '<':
			as = "&lt;"
		case '>':
			as = "&gt;"
		case '"':
			as = "&#34;"
		case '\'':
			as = "&#39;"
		default:
			continue
		}
		b = append(append(b, s[from:i]...), as...)
		from = i + 1
	}
	return append(b, s[from:]...)
}
