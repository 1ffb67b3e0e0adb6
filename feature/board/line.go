package board

import (
	"context"

	"github.com/a-h/templ"

	"quyet/base/text"
	"quyet/base/ui"
	"quyet/feature/task"
)

// lines are the rows of the map's table. They are written as text: a province
// has a hundred rows of eleven cells, and as components the cells took three
// quarters of the page's time. What all rows have in common is said by the
// style sheet or worked out once.
func (p *mapPage) lines(ctx context.Context, columns []ui.Column, rows []Row) templ.Component {
	cells := make([]ui.Column, len(columns))
	for i, c := range columns {
		cells[i] = ui.Column{Label: c.Label} // map.css sets the numbers to the right
	}
	l := liner{mapPage: p, Rows: ui.NewRows(cells, cardColumns), ctx: ctx, lang: text.LangOf(ctx), parts: partWords(ctx).parts(Counts{}), most: p.most()}
	l.start, l.rest = p.addressAround()
	for _, c := range p.Columns {
		l.symbols, l.mosts = append(l.symbols, p.symbol(ctx, c.Programme)), append(l.mosts, c.most())
	}
	for _, r := range rows {
		l.line(r)
	}
	return l.Rows
}

// A liner writes the rows of the map, one after another.
type liner struct {
	*mapPage
	*ui.Rows
	ctx         context.Context
	lang        text.Lang
	start, rest string // of the address of the map of a row
	parts       []ui.Part
	most        int64 // tasks of a row
	symbols     []string
	mosts       []int64 // tasks of a row in each programme
}

// cardColumns is how many columns a card on a phone shows (map.css).
const cardColumns = 3

func (l *liner) line(r Row) {
	name := l.name(r.Body)
	l.Row()
	l.Cell(0)
	if r.Body == l.Body {
		l.Text(tItself.In(l.ctx, name))
	} else {
		l.link(name, l.start, string(r.Body), l.rest)
	}
	l.EndCell()
	l.bar(1, name, r.Counts, l.most)

	before, behind := l.Before[r.Body], l.behind(r.Body).timings()
	l.number(2, r.Counts.Overdue, before.Overdue, behind, task.Overdue)
	l.number(3, r.Counts.Within(), before.Within(), behind, task.Within)
	l.number(4, r.Counts.OnTime, before.OnTime, behind, task.DoneOnTime)
	l.number(5, r.Counts.Late, before.Late, behind, task.DoneLate)
	l.Cell(6)
	l.Raw(l.rate(l.ctx, r.Counts))
	l.EndCell()

	for k, c := range l.Columns {
		l.bar(fixedColumns+k, l.symbols[k], c.Of[r.Body], l.mosts[k])
	}
	l.EndRow()
}

// link writes words that lead to an address, given in pieces.
func (l *liner) link(words string, to ...string) {
	l.Raw(`<a href="`)
	for _, piece := range to {
		l.Text(piece)
	}
	l.Raw(`">`)
	l.Text(words)
	l.Raw(`</a>`)
}

func (l *liner) number(column int, now, before int64, behind string, t task.Timing) {
	l.Cell(column)
	change := l.change(l.ctx, now, before)
	if change != "" {
		l.Raw("<div>")
		defer l.Raw("</div></td>")
	} else {
		defer l.EndCell()
	}
	if now > 0 {
		l.Raw(`<a href="`)
		l.Text(behind)
		l.Raw(string(t), `">`)
		l.Int(l.lang, now)
		l.Raw(`</a>`)
	} else {
		l.Raw(`<span class="zero">`)
		l.Int(l.lang, now)
		l.Raw(`</span>`)
	}
	l.Text(change)
}

// bar draws counts as long as they are beside the most of their column.
func (l *liner) bar(column int, name string, c Counts, most int64) {
	l.Cell(column)
	if long := tenths(drawn(c), most); long > 0 {
		for i, n := range [...]int64{c.OnTime, c.Late, c.Within(), c.Overdue} {
			l.parts[i].N = n
		}
		l.Bar(l.lang, name, l.parts, long)
	} else {
		l.Raw(`<span class="zero">–</span>`)
	}
	l.EndCell()
}
