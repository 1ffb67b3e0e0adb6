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

// A book is what is written of a list.
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

// epoch is the day from which workbooks count.
var epoch = civil.MustParse("1899-12-30")

// The number formats of cells.
const (
	asText   = 49 // "@": what is typed into the cell later stays text too
	asNumber = 3  // "#,##0"
)

var asDay, asPercent = "dd/mm/yyyy", `0"%"`

// write writes b as a workbook, row by row.
func (b *book) write(ctx context.Context, w io.Writer) error {
	f := excelize.NewFile()
	defer f.Close()
	styles, heading, err := b.styles(f)
	if err != nil {
		return err
	}
	list, about := tTasks.In(ctx), tAbout.In(ctx)
	if err := f.SetSheetName(f.GetSheetName(0), list); err != nil {
		return err
	}
	if _, err := f.NewSheet(about); err != nil {
		return err
	}
	// The writer of rows writes what is known of the sheet by then.
	if err := b.page(ctx, f, list); err != nil {
		return err
	}
	if err := b.rows(ctx, f, list, styles, heading); err != nil {
		return err
	}
	for i, line := range b.about(ctx) {
		for j, cell := range line {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err = errors.Join(err, f.SetCellStr(about, at, writable(cell)), f.SetCellStyle(about, at, at, styles[words])); err != nil {
				return err
			}
		}
	}
	// What the library says of itself is no concern of who gets the list.
	made := b.today.String() + "T00:00:00Z"
	if err := errors.Join(f.SetColWidth(about, "A", "A", 24), f.SetColWidth(about, "B", "B", 90), f.SetSheetDimension(about, "A1:"+cell(2, len(b.about(ctx)))),
		f.SetDocProps(&excelize.DocProperties{Creator: "Quyết", LastModifiedBy: "Quyết", Title: writable(b.heading), Language: "vi-VN", Created: made, Modified: made})); err != nil {
		return err
	}
	return f.Write(w)
}

func (b *book) styles(f *excelize.File) (of map[kind]int, heading int, err error) {
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

// The hidden columns before the list, and the rows above it: the keys of the
// columns, hidden, then the headings.
const (
	before = 3
	above  = 2
)

func (b *book) rows(ctx context.Context, f *excelize.File, list string, styles map[kind]int, heading int) error {
	out, err := f.NewStreamWriter(list)
	if err != nil {
		return err
	}
	keys := []any{keyID, keyVersion, keySum}
	titles := []any{excelize.Cell{StyleID: heading, Value: keyID}, excelize.Cell{StyleID: heading, Value: keyVersion}, excelize.Cell{StyleID: heading, Value: keySum}}
	var changing []string
	for _, c := range b.fields {
		keys, titles = append(keys, c.key), append(titles, excelize.Cell{StyleID: heading, Value: c.title.In(ctx)})
		if c.set {
			changing = append(changing, c.key)
		}
	}
	// The library writes the last column first, and Excel wants them in order.
	for i, c := range slices.Backward(b.fields) {
		at := before + 1 + i
		if err := errors.Join(out.SetColWidth(at, at, c.width), out.SetColStyle(at, at, styles[c.kind])); err != nil {
			return err
		}
	}
	if err := out.SetColVisible(1, before, false); err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: above, XSplit: before + 1, TopLeftCell: cell(before+2, above+1), ActivePane: "bottomRight"}); err != nil {
		return err
	}
	if err := errors.Join(out.SetRow("A1", keys, excelize.RowOpts{Hidden: true}), out.SetRow("A2", titles)); err != nil {
		return err
	}
	row, values := make([]any, 0, before+len(b.fields)), make([]string, 0, len(changing))
	for n, t := range b.tasks {
		row, values = row[:0], values[:0]
		row = append(row, string(t.ID), strconv.FormatInt(t.Version, 10), nil)
		for _, c := range b.fields {
			v := c.value(ctx, b.lookup, b.cited, b.today, t)
			if c.set {
				values = append(values, told(v))
			}
			one := excelize.Cell{StyleID: styles[c.kind], Value: v}
			switch d := v.(type) {
			case civil.Date:
				if one.Value = d.Sub(epoch); d.IsZero() {
					one.Value = nil
				}
			case string:
				if one.Value = any(writable(d)); d == "" {
					one.Value = nil
				}
			}
			row = append(row, one)
		}
		row[2] = sum(changing, values)
		if err := out.SetRow(cell(1, above+1+n), row); err != nil {
			return err
		}
	}
	return out.Flush()
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
func (b *book) page(ctx context.Context, f *excelize.File, list string) error {
	last := cell(before+len(b.fields), above+len(b.tasks))
	if err := errors.Join(f.AutoFilter(list, cell(1, above)+":"+last, nil), f.SetSheetDimension(list, "A1:"+last)); err != nil {
		return err
	}
	fit, landscape, wide, long := true, "landscape", 1, 0
	size := map[saved.Paper]int{saved.A4: 9, saved.A3: 8}[b.paper]
	return errors.Join(
		f.SetSheetProps(list, &excelize.SheetPropsOptions{FitToPage: &fit}),
		f.SetPageLayout(list, &excelize.PageLayoutOptions{Size: &size, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &long}),
		f.SetHeaderFooter(list, &excelize.HeaderFooterOptions{OddHeader: "&L" + strings.ReplaceAll(short(writable(b.heading)), "&", "&&"), OddFooter: "&L" + b.today.Vietnamese() + "&R&P/&N"}),
		f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", list, above, above), Scope: list}),
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
	return b.write(ctx, w)
}

// Documents tells what sheets show of documents that the actor may see.
type Documents func(ctx context.Context, v *work.View, ids []task.DocID) (map[task.DocID]task.Cited, error)
