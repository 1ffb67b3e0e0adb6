package board

import (
	"context"
	"strconv"

	"quyet/base/text"
	"quyet/base/ui"
	"quyet/feature/task"
)

// lines are the rows of the map's table. They are written as text: a province
// has a hundred rows of eleven cells, and as components the cells took three
// quarters of the page's time.
func (p *mapPage) lines(ctx context.Context, columns []ui.Column, rows []Row) string {
	l := liner{mapPage: p, Rows: ui.NewRows(columns, cardColumns), ctx: ctx, words: partWords(ctx), most: p.most()}
	for _, c := range p.Columns {
		l.mosts = append(l.mosts, c.most())
	}
	for _, r := range rows {
		l.line(r)
	}
	return l.String()
}

// A liner writes the rows of the map, one after another.
type liner struct {
	*mapPage
	*ui.Rows
	ctx   context.Context
	words words
	most  int64   // tasks of a row
	mosts []int64 // tasks of a row in each programme
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
		l.Link(l.address(r.Body), name)
	}
	l.EndCell()
	l.bar(1, name, r.Counts, l.most)

	before, behind := l.Before[r.Body], l.behind(r.Body)
	l.number(2, r.Counts.Overdue, before.Overdue, behind.timing(task.Overdue))
	l.number(3, r.Counts.Within(), before.Within(), behind.timing(task.Within))
	l.number(4, r.Counts.OnTime, before.OnTime, behind.timing(task.DoneOnTime))
	l.number(5, r.Counts.Late, before.Late, behind.timing(task.DoneLate))
	l.Cell(6)
	l.Text(l.rate(l.ctx, r.Counts))
	l.EndCell()

	for k, c := range l.Columns {
		l.bar(fixedColumns+k, l.symbol(l.ctx, c.Programme), c.Of[r.Body], l.mosts[k])
	}
	l.EndRow()
}

func (l *liner) number(column int, now, before int64, rows string) {
	l.Cell(column)
	n := text.Int(l.ctx, now)
	if now > 0 {
		l.Link(rows, n)
	} else {
		l.Raw(`<span class="zero">`, n, `</span>`)
	}
	l.Text(l.change(l.ctx, now, before))
	l.EndCell()
}

// bar draws counts as long as they are beside the most of their column.
func (l *liner) bar(column int, name string, c Counts, most int64) {
	l.Cell(column)
	if long := tenths(drawn(c), most); long > 0 {
		l.Raw(`<div class="bar-scale-`, strconv.FormatInt(long, 10), `">`, ui.SmallBar(l.ctx, name, l.words.parts(c)), `</div>`)
	} else {
		l.Raw(`<span class="zero">–</span>`)
	}
	l.EndCell()
}
