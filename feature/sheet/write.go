package sheet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/saved"
	"quyet/feature/task"
)

// A book is what is written of a list of tasks.
type book struct {
	heading string
	asked   []string
	more    bool // the list holds more than was taken
	paper   saved.Paper
	fields  []field
	tasks   []*task.Task
	lookup  task.Lookup
	cited   map[task.DocID]task.Cited
	today   civil.Date
}

// A list is what a workbook holds: a sheet with a row for each thing, and a second
// one that says what was asked and when.
type list struct {
	name    string // of the first sheet
	heading string
	today   civil.Date
	paper   saved.Paper
	hidden  []string // headings of the columns before those in sight
	keys    []any    // a hidden row above the headings; nil for none
	columns []column
	rows    int
	row     func(n int) []any // its hidden cells, then one value for each column: words, numbers or days
	about   [][]string
}

// A column is one that is in sight.
type column struct {
	title string
	kind  kind
	width float64 // in letters
}

// epoch is the day from which workbooks count.
var epoch = civil.MustParse("1899-12-30")

// The number formats of cells.
const (
	asText   = 49 // "@": what is typed into the cell later stays text too
	asNumber = 3  // "#,##0"
)

var asDay, asPercent = "dd/mm/yyyy", `0"%"`

// write writes l as a workbook, row by row.
func (l *list) write(ctx context.Context, w io.Writer) error {
	f := excelize.NewFile()
	defer f.Close()
	styles, heading, err := stylesOf(f)
	if err != nil {
		return err
	}
	about := tAbout.In(ctx)
	if err := f.SetSheetName(f.GetSheetName(0), l.name); err != nil {
		return err
	}
	if _, err := f.NewSheet(about); err != nil {
		return err
	}
	// The writer of rows writes what is known of the sheet by then.
	if err := l.page(f); err != nil {
		return err
	}
	if err := l.body(f, styles, heading); err != nil {
		return err
	}
	for i, line := range l.about {
		for j, cell := range line {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err = errors.Join(err, f.SetCellStr(about, at, writable(cell)), f.SetCellStyle(about, at, at, styles[words])); err != nil {
				return err
			}
		}
	}
	// What the library says of itself is no concern of who gets the list.
	made := l.today.String() + "T00:00:00Z"
	if err := errors.Join(f.SetColWidth(about, "A", "A", 24), f.SetColWidth(about, "B", "B", 90), f.SetSheetDimension(about, "A1:"+cell(2, len(l.about))),
		f.SetDocProps(&excelize.DocProperties{Creator: "Quyết", LastModifiedBy: "Quyết", Title: writable(l.heading), Language: "vi-VN", Created: made, Modified: made})); err != nil {
		return err
	}
	return f.Write(w)
}

func stylesOf(f *excelize.File) (of map[kind]int, heading int, err error) {
	of = map[kind]int{}
	top := func(wrap bool) *excelize.Alignment { return &excelize.Alignment{Vertical: "top", WrapText: wrap} }
	for k, s := range map[kind]*excelize.Style{
		words: {NumFmt: asText, Alignment: top(true)}, number: {NumFmt: asNumber, Alignment: top(false)},
		percent: {CustomNumFmt: &asPercent, Alignment: top(false)}, day: {CustomNumFmt: &asDay, Alignment: top(false)},
	} {
		if of[k], err = f.NewStyle(s); err != nil {
			return nil, 0, err
		}
	}
	heading, err = f.NewStyle(&excelize.Style{
		NumFmt: asText, Font: &excelize.Font{Bold: true}, Alignment: top(true),
		Fill:   excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8ECF1"}},
		Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "000000"}},
	})
	return of, heading, err
}

// above is how many rows stand above the first one: the hidden one, if there is any,
// and the headings.
func (l *list) above() int {
	if l.keys == nil {
		return 1
	}
	return 2
}

func (l *list) body(f *excelize.File, styles map[kind]int, heading int) error {
	out, err := f.NewStreamWriter(l.name)
	if err != nil {
		return err
	}
	var titles []any
	for _, h := range l.hidden {
		titles = append(titles, excelize.Cell{StyleID: heading, Value: h})
	}
	for _, c := range l.columns {
		titles = append(titles, excelize.Cell{StyleID: heading, Value: c.title})
	}
	before, above := len(l.hidden), l.above()
	// The library writes the last column first, and Excel wants them in order.
	for i, c := range slices.Backward(l.columns) {
		at := before + 1 + i
		if err := errors.Join(out.SetColWidth(at, at, c.width), out.SetColStyle(at, at, styles[c.kind])); err != nil {
			return err
		}
	}
	if before > 0 {
		if err := out.SetColVisible(1, before, false); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: above, XSplit: before + 1, TopLeftCell: cell(before+2, above+1), ActivePane: "bottomRight"}); err != nil {
		return err
	}
	if l.keys != nil {
		if err := out.SetRow(cell(1, 1), l.keys, excelize.RowOpts{Hidden: true}); err != nil {
			return err
		}
	}
	if err := out.SetRow(cell(1, above), titles); err != nil {
		return err
	}
	for n := range l.rows {
		row := l.row(n)
		for i, c := range l.columns {
			row[before+i] = excelize.Cell{StyleID: styles[c.kind], Value: written(row[before+i])}
		}
		if err := out.SetRow(cell(1, above+1+n), row); err != nil {
			return err
		}
	}
	return out.Flush()
}

// written is a value as a cell holds it, nil where there is none.
func written(value any) any {
	switch v := value.(type) {
	case civil.Date:
		if v.IsZero() {
			return nil
		}
		return v.Sub(epoch)
	case string:
		if v == "" {
			return nil
		}
		return writable(v)
	}
	return value
}

// list is b with the columns and the sum by which its rows are known when they are
// brought back.
func (b *book) list(ctx context.Context) *list {
	l := &list{name: tTasks.In(ctx), heading: b.heading, today: b.today, paper: b.paper, hidden: []string{keyID, keyVersion, keySum}, keys: []any{keyID, keyVersion, keySum}, rows: len(b.tasks), about: b.about(ctx)}
	var changing []string
	for _, c := range b.fields {
		l.keys, l.columns = append(l.keys, c.key), append(l.columns, column{c.title.In(ctx), c.kind, c.width})
		if c.set {
			changing = append(changing, c.key)
		}
	}
	row, values := make([]any, 0, len(l.keys)), make([]string, 0, len(changing))
	l.row = func(n int) []any {
		t := b.tasks[n]
		row, values = append(row[:0], string(t.ID), strconv.FormatInt(t.Version, 10), nil), values[:0]
		for _, c := range b.fields {
			v := c.value(ctx, b.lookup, b.cited, b.today, t)
			if c.set {
				values = append(values, told(v))
			}
			row = append(row, v)
		}
		row[2] = sum(changing, values)
		return row
	}
	return l
}

// cell is the address of a cell.
func cell(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return fmt.Sprintf("?%d", row)
	}
	return name
}

// page sets the filter and how the list is printed: across a landscape page, as
// many below one another as there are, the headings on each.
func (l *list) page(f *excelize.File) error {
	above := l.above()
	last := cell(len(l.hidden)+len(l.columns), above+l.rows)
	if err := errors.Join(f.AutoFilter(l.name, cell(1, above)+":"+last, nil), f.SetSheetDimension(l.name, "A1:"+last)); err != nil {
		return err
	}
	fit, landscape, wide, long := true, "landscape", 1, 0
	size := map[saved.Paper]int{saved.A4: 9, saved.A3: 8}[l.paper]
	return errors.Join(
		f.SetSheetProps(l.name, &excelize.SheetPropsOptions{FitToPage: &fit}),
		f.SetPageLayout(l.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &long}),
		f.SetHeaderFooter(l.name, &excelize.HeaderFooterOptions{OddHeader: "&L" + strings.ReplaceAll(short(writable(l.heading)), "&", "&&"), OddFooter: "&L" + l.today.Vietnamese() + "&R&P/&N"}),
		f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", l.name, above, above), Scope: l.name}),
	)
}

// short is as much of a heading as the head of a page takes.
func short(s string) string {
	r := []rune(s)
	return string(r[:min(len(r), 100)])
}

// about is the second sheet: what was asked, and when.
func (b *book) about(ctx context.Context) [][]string {
	out := [][]string{{tHeading.In(ctx), b.heading}, {tDay.In(ctx), b.today.Vietnamese()}, {tCount.In(ctx), strconv.Itoa(len(b.tasks))}}
	for i, w := range b.asked {
		label := ""
		if i == 0 {
			label = tAsked.In(ctx)
		}
		out = append(out, []string{label, w})
	}
	if b.more {
		out = append(out, []string{"", tOnlyFirst.In(ctx, maxRows)})
	}
	return append(out, []string{tHow.In(ctx), tHowTo.In(ctx)})
}

// Write writes the list that a question asks for as a workbook. documents tells
// the programmes of the tasks. With fill the columns are those that can be
// filled in and brought back.
//
// Rights and faults are those of [task.FindAll].
func Write(ctx context.Context, v *work.View, w io.Writer, q task.Question, fill bool, documents Documents) error {
	b := book{heading: tTasks.In(ctx), asked: q.Said, paper: saved.A4, today: v.Today}
	var err error
	if b.lookup, err = task.LookupOf(ctx, v); err != nil {
		return err
	}
	if list := q.List(); list != "" {
		if l, err := saved.Find(ctx, v, saved.ID(list)); err == nil {
			if b.heading, b.paper = l.Heading, l.Paper; l.Heading == "" {
				b.heading = l.Name
			}
		}
	}
	keys := append([]string{keyText}, q.Columns...)
	if fill {
		keys = toFill
	}
	for _, key := range keys {
		if f, ok := fieldOf(key); ok {
			b.fields = append(b.fields, f)
		}
	}
	f := q.Filter
	f.Wide = true
	l, more, err := task.FindAll(ctx, v, f, maxRows)
	if err != nil {
		return err
	}
	b.tasks, b.more = l.Tasks, more
	if documents != nil {
		var docs []task.DocID
		seen := map[task.DocID]bool{"": true}
		for _, t := range b.tasks {
			if !seen[t.Programme] {
				seen[t.Programme] = true
				docs = append(docs, t.Programme)
			}
		}
		if b.cited, err = documents(ctx, v, docs); err != nil {
			return err
		}
	}
	return b.list(ctx).write(ctx, w)
}

// Documents tells what sheets show of documents that the actor may see.
type Documents func(ctx context.Context, v *work.View, ids []task.DocID) (map[task.DocID]task.Cited, error)
