package report

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/graph"
	"quyet/base/text"
)

// format is that of the data sets written now. What is written of one must be readable
// for ever: a change of these types that is no addition is a new format with types of its
// own.
const format = 1

// Figures are the data set of a report: all that its paper and its spreadsheet say. They
// are made of nothing else.
type Figures struct {
	Format int    `json:"format"`
	Report ID     `json:"report"`
	Title  string `json:"title"`

	Body   string     `json:"body"` // its name on the day
	Above  string     `json:"above"`
	Party  bool       `json:"party"` // it writes in the form of the Party
	Scope  string     `json:"scope"`
	Under  string     `json:"under,omitempty"` // the title of the programme
	Period string     `json:"period"`
	From   civil.Date `json:"from"`
	Until  civil.Date `json:"until"`
	On     civil.Date `json:"on"` // the day of the paper
	Post   string     `json:"post"`

	Rounding text.Rounding `json:"rounding"`
	// Form is the SHA-256 of the template of the office in which the paper is written, and
	// Marks are the figures that it may hold by their names; none for the one of the program.
	Form  string            `json:"form,omitempty"`
	Marks map[string]string `json:"marks,omitempty"`

	Rules    []string    `json:"rules"` // versions of those by which the tasks were counted
	Blocks   []Piece     `json:"blocks"`
	Corrects *Correction `json:"corrects,omitempty"`
}

// A Piece is what one block says.
type Piece struct {
	ID    string    `json:"id"`
	Kind  BlockKind `json:"kind"`
	Title string    `json:"title"`
	Words []string  `json:"words,omitempty"` // paragraphs

	Sources []string `json:"sources,omitempty"` // of each paragraph whose it is; of [Collected]
	Table   *Table   `json:"table,omitempty"`

	Course  *graph.Trajectory `json:"course,omitempty"` // with the table behind it
	Ranking *graph.Ranking    `json:"ranking,omitempty"`
	Notes   []string          `json:"notes,omitempty"` // below: how the figures were worked out
}

// A Table is that of a piece; before its columns stands the number of the row. Widths are
// in millimetres and fill an upright page with that of the number ([numberWidth]).
type Table struct {
	Columns []Column `json:"columns"`
	Rows    []Row    `json:"rows"`
}

// A Column is one of a table.
type Column struct {
	Title   string `json:"title"`
	Width   int    `json:"width"`
	Numeric bool   `json:"numeric,omitempty"`
}

// A Row is one of a table; its first cell is what it is called. Key says of what it is, so
// that the rows of two data sets can be compared; Total rows are bold and not numbered.
type Row struct {
	Key   string `json:"key"`
	Total bool   `json:"total,omitempty"`
	Cells []Cell `json:"cells"`
}

// A Cell is words, a number, or a share of two numbers.
type Cell struct {
	Words string `json:"w,omitempty"`
	N     *int64 `json:"n,omitempty"`
	Of    *int64 `json:"of,omitempty"` // N of Of, told as a percentage

	Decimals int  `json:"d,omitempty"` // N is told divided by ten to this power
	Percent  bool `json:"pc,omitempty"`
}

func words(s string) Cell       { return Cell{Words: s} }
func number(n int64) Cell       { return Cell{N: &n} }
func share(part, of int64) Cell { return Cell{N: &part, Of: &of} }

// said is the cell as the paper prints it.
func (c Cell) said(ctx context.Context, r text.Rounding) string {
	switch {
	case c.N == nil:
		return c.Words
	case c.Of == nil:
		return c.decimal(ctx)
	case *c.Of == 0:
		return "–"
	}
	return text.Percent(ctx, *c.N, *c.Of, r) + " (" + text.Int(ctx, *c.N) + "/" + text.Int(ctx, *c.Of) + ")"
}

// decimal is a number with its decimals.
func (c Cell) decimal(ctx context.Context) string {
	unit := ""
	if c.Percent {
		unit = "%"
	}
	power := int64(1)
	for range c.Decimals {
		power *= 10
	}
	whole, rest := *c.N/power, *c.N%power
	said := text.Int(ctx, whole)
	if rest < 0 {
		if rest = -rest; whole == 0 {
			said = "-" + said
		}
	}
	if c.Decimals > 0 {
		said += "," + fmt.Sprintf("%0*d", c.Decimals, rest)
	}
	return said + unit
}

// A Correction names what differs from the report that is corrected.
type Correction struct {
	Report  ID           `json:"report"`
	Figures string       `json:"figures"` // SHA-256 of its data set
	On      civil.Date   `json:"on"`      // the day it was frozen
	Reason  string       `json:"reason"`
	Changes []Difference `json:"changes"`
	More    int          `json:"more,omitempty"` // beyond those that are named
}

// A Difference is one place that says something else than before. "" stands for what was
// not there.
type Difference struct {
	Where string `json:"where"`
	Was   string `json:"was"`
	Is    string `json:"is"`
}

// canonical is a value as JSON written in one way only: fields in the order of their
// types, no blanks, characters as they are.
func canonical(v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

// decode reads a data set back. One of another format is refused.
func decode(content []byte) (*Figures, error) {
	var f Figures
	d := json.NewDecoder(bytes.NewReader(content))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return nil, err
	}
	if f.Format != format {
		return nil, fault.New(fault.Conflict, tOtherFormat, f.Format)
	}
	return &f, nil
}

// mostNamed is how many differences a correction names.
const mostNamed = 200

// differences names each place where two data sets say something else, in the order of
// the later one, and tells how many more there are.
func differences(ctx context.Context, was, is *Figures) (all []Difference, more int) {
	add := func(where, before, after string) {
		switch {
		case before == after:
		case len(all) >= mostNamed:
			more++
		default:
			all = append(all, Difference{where, before, after})
		}
	}
	add("Trích yếu", was.Title, is.Title)
	add("Phạm vi", was.Scope, is.Scope)
	add("Chương trình", was.Under, is.Under)
	add("Kỳ báo cáo", was.span(), is.span())
	add("Chức vụ người ký", was.Post, is.Post)
	old, seen := map[string]Piece{}, map[string]bool{}
	for _, p := range was.Blocks {
		old[p.ID] = p
	}
	for _, p := range is.Blocks {
		o := old[p.ID]
		seen[p.ID] = true
		if p.Kind == Checkpoint && o.Kind == Checkpoint {
			continue // it is another one whenever it is asked for
		}
		at := p.heading()
		add(at+": tên mục", o.Title, p.Title)
		add(at, strings.Join(o.Words, "\n"), strings.Join(p.Words, "\n"))
		compareTables(ctx, at, was, is, o.Table, p.Table, add)
	}
	for _, p := range was.Blocks {
		if !seen[p.ID] {
			add(p.heading(), strings.Join(p.Words, "\n"), "")
			compareTables(ctx, p.heading(), was, is, p.Table, nil, add)
		}
	}
	return all, more
}

// span is the period in words.
func (f *Figures) span() string {
	days := "từ " + f.From.Vietnamese() + " đến " + f.Until.Vietnamese()
	if f.Period == "" {
		return days
	}
	return f.Period + ", " + days
}

func (p Piece) heading() string {
	if p.Title != "" {
		return p.Title
	}
	return p.Kind.Title().For(text.Vietnamese)
}

// compareTables names the cells that differ; a row that only one of the tables has is
// named once.
func compareTables(ctx context.Context, at string, was, is *Figures, a, b *Table, add func(where, before, after string)) {
	old, there := map[string]Row{}, map[string]bool{}
	for _, r := range a.rows() {
		old[r.Key] = r
	}
	for _, r := range b.rows() {
		there[r.Key] = true
		o, known := old[r.Key]
		if !known {
			add(at, "", r.said(ctx, is.Rounding))
			continue
		}
		for i, c := range r.Cells {
			before, name := "", at+": "+r.Cells[0].Words
			if i > 0 {
				name += ", " + strings.ToLower(b.Columns[i].Title)
			}
			if i < len(o.Cells) {
				before = o.Cells[i].said(ctx, was.Rounding)
			}
			add(name, before, c.said(ctx, is.Rounding))
		}
	}
	for _, r := range a.rows() {
		if !there[r.Key] {
			add(at, r.said(ctx, was.Rounding), "")
		}
	}
}

func (t *Table) rows() []Row {
	if t == nil {
		return nil
	}
	return t.Rows
}

// said is the row in one line.
func (r Row) said(ctx context.Context, rounding text.Rounding) string {
	var all []string
	for _, c := range r.Cells {
		if s := c.said(ctx, rounding); s != "" {
			all = append(all, s)
		}
	}
	return strings.Join(all, "; ")
}
