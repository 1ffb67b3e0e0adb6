package ui

import (
	"strings"

	"github.com/a-h/templ"
)

// Rows writes the rows of a long table as text, for [templ.Raw] inside a
// [Table]: as components of their own, the cells of fifty rows took more time
// than reading what they show. What is written is escaped, but for [Rows.Raw].
type Rows struct {
	b      strings.Builder
	starts []string // of the cells, by column
}

// NewRows returns the writer for a table with columns. On a phone, where a row
// is a card, the first inCards cells say what they are; the rest of the style
// sheet's business is to hide what a card does not show.
func NewRows(columns []Column, inCards int) *Rows {
	r := &Rows{starts: make([]string, len(columns))}
	for i, c := range columns {
		start := "<td"
		for _, a := range c.class() {
			start += ` class="` + a.Value.(string) + `"`
		}
		if i < inCards {
			start += ` data-label="` + templ.EscapeString(c.Label) + `"`
		}
		r.starts[i] = start + "><div>"
	}
	return r
}

// String returns the rows.
func (r *Rows) String() string { return r.b.String() }

// Row begins a row; EndRow ends it.
func (r *Rows) Row() { r.b.WriteString("<tr>") }

// EndRow ends a row.
func (r *Rows) EndRow() { r.b.WriteString("</tr>") }

// Cell begins the cell of a column; EndCell ends it.
func (r *Rows) Cell(column int) { r.b.WriteString(r.starts[column]) }

// EndCell ends a cell.
func (r *Rows) EndCell() { r.b.WriteString("</div></td>") }

// Text writes words.
func (r *Rows) Text(s string) { r.b.WriteString(templ.EscapeString(s)) }

// Raw writes pieces of HTML as they are.
func (r *Rows) Raw(pieces ...string) {
	for _, s := range pieces {
		r.b.WriteString(s)
	}
}

// Link writes words that lead to an address of this site.
func (r *Rows) Link(to, words string) {
	r.Raw(`<a href="`, templ.EscapeString(to), `">`, templ.EscapeString(words), `</a>`)
}

// Tags writes what [Tags] shows.
func (r *Rows) Tags(statuses ...Status) {
	r.Raw(`<div class="tags">`)
	for _, s := range statuses {
		r.Raw(`<span class="tag tag-`, string(s.Tone), `">`)
		if icon := s.icon(); icon != "" && Asset("icons.svg") != "" {
			r.Raw(`<svg class="icon" aria-hidden="true" focusable="false" width="20" height="20"><use href="`, Asset("icons.svg"), "#", string(icon), `"></use></svg> `)
		}
		r.Text(s.Word)
		if s.Note != "" {
			r.Raw(` <span class="tag-note">`, templ.EscapeString(s.Note), `</span>`)
		}
		r.Raw(`</span>`)
	}
	r.Raw(`</div>`)
}
