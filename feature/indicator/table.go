package indicator

import (
	"context"
	"io"
	"strings"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/feature/org"
)

// mostCells is how many cells a table holds.
const mostCells = 1_000_000

// A tableRow is a body of a table, and how deep it stands.
type tableRow struct {
	body  org.ID
	depth int
}

// tableRows are the bodies of a roll in the order of the chart, the sum over all first.
func (r *Roll) tableRows() (out []tableRow) {
	var below func(b org.ID, depth int)
	below = func(b org.ID, depth int) {
		out = append(out, tableRow{b, depth})
		for _, part := range r.Parts(b) {
			below(part, depth+1)
		}
	}
	below(r.Root, 0)
	return out
}

// mostIndent is how deep a workbook shows that bodies stand.
const mostIndent = 6

// WriteTable writes a roll as a workbook for the level above: a row for each body, what
// stands at it and below it added up, the whole first.
//
// Faults: TooMuch.
func (r *Roll) WriteTable(ctx context.Context, w io.Writer, tree *org.Tree, how text.Rounding, today civil.Date) error {
	rows := r.tableRows()
	if len(rows)*len(r.Indicators) > mostCells {
		return fault.New(fault.TooMuch, tTableLarge, mostCells)
	}
	own := make(map[org.ID]Line, len(r.Lines))
	for _, l := range r.Lines {
		own[l.Body] = l
	}
	l := text.LangOf(ctx)
	head, words := look{format: asWords, bold: true, filled: true}, look{format: asWords}
	b := newBook(tTableSheet.In(ctx))
	const above, left = 5, 3
	b.page(r.Set.Code+" "+r.Period.Key()+" "+tree.Name(r.Root, r.Chart.Day), above-1, above, left+len(r.Indicators), above+len(rows), today)
	widths := []float64{44, 20, 12}
	codes, names := []put{{tTableBody.In(ctx), head}, {tTableState.In(ctx), head}, {tTableCount.In(ctx), head}}, []put{{nil, head}, {nil, head}, {nil, head}}
	for _, i := range r.Indicators {
		widths = append(widths, 18)
		codes, names = append(codes, put{i.Code, head}), append(names, put{i.label(), head})
	}
	b.begin(widths, 0, left, above)
	b.row(false, put{r.Set.Name, unwrapped(look{bold: true})})
	b.row(false, put{r.Period.Words(l) + ". " + r.Window.Words(ctx), look{}})
	b.row(false, put{tree.Name(r.Root, r.Chart.Day), unwrapped(look{bold: true})})
	b.row(false, codes...)
	b.row(false, names...)
	for _, row := range rows {
		bold, tally := row.body == r.Root, r.Tally(row.body)
		state := ""
		if line, reports := own[row.body]; reports {
			if state = line.State.Title().In(ctx); line.State == Open {
				state = tNoReportYet.In(ctx)
			}
		}
		cells := []put{
			{tree.Name(row.body, r.Chart.Day), look{format: asWords, bold: bold, indent: min(row.depth, mostIndent)}},
			{state, words}, {tTableOf.In(ctx, tally.Counted(), tally.Returns), words},
		}
		for _, i := range r.Indicators {
			cells = append(cells, i.put(ctx, r.Of(row.body, i), how, bold))
		}
		b.row(false, cells...)
	}
	return b.write(w)
}

// put is a sum as a cell: a number where it is one, words where it is not, and nothing
// where nobody reported.
func (i *Indicator) put(ctx context.Context, s *Sum, how text.Rounding, bold bool) put {
	words := look{format: asWords, bold: bold}
	n, ok := s.Number(i, how)
	switch {
	case i.Sort == Steps && s.Reported():
		return put{i.Say(ctx, s, how), words}
	case ok && i.Sort == Ratio:
		return put{decimal{n, 2}, look{format: asShare, bold: bold}}
	case ok:
		return put{decimal{n, i.Decimals}, look{format: asNumber(i.Decimals), bold: bold}}
	case !s.Reported() && s.NotHere > 0:
		return put{tNotHere.In(ctx), words}
	}
	return put{s.Why(ctx), words}
}

// tableAddress is where the table of a page is, as the page has it.
func (p rollPage) tableAddress() string {
	return strings.Replace(p.of(p.Period), "/period/"+p.Period.Key()+"?", "/period/"+p.Period.Key()+"/table.xlsx?", 1)
}
