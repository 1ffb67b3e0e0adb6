package board

import (
	"context"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/text"
	"quyet/base/ui"
	"quyet/feature/task"
)

// lines are the rows of the map's table. They are written here and not in the
// template: a province has a hundred rows of eleven cells, and as components
// the cells took three quarters of the page's time.
func (p *mapPage) lines(ctx context.Context, rows []Row) string {
	l := liner{mapPage: p, ctx: ctx, words: partWords(ctx), most: p.most()}
	head := p.columns(ctx)
	for _, c := range head {
		l.labels = append(l.labels, templ.EscapeString(c.Label))
	}
	for _, c := range p.Columns {
		l.mosts = append(l.mosts, c.most())
	}
	l.b.Grow(len(rows) * (900 + 400*len(p.Columns)))
	for _, r := range rows {
		l.line(r)
	}
	return l.b.String()
}

// A liner writes the rows of the map, one after another.
type liner struct {
	*mapPage
	ctx    context.Context
	b      strings.Builder
	words  words
	labels []string // of the columns, escaped
	most   int64    // tasks of a row
	mosts  []int64  // tasks of a row in each programme
}

func (l *liner) write(pieces ...string) {
	for _, s := range pieces {
		l.b.WriteString(s)
	}
}

func (l *liner) line(r Row) {
	name := l.name(r.Body)
	l.write(`<tr><td><div>`)
	if r.Body == l.Body {
		l.write(templ.EscapeString(tItself.In(l.ctx, name)))
	} else {
		l.link(l.address(r.Body), templ.EscapeString(name))
	}
	l.write(`</div></td>`)
	l.bar(1, name, r.Counts, l.most)

	before, behind := l.Before[r.Body], l.behind(r.Body)
	l.number(2, r.Counts.Overdue, before.Overdue, behind.timing(task.Overdue))
	l.number(3, r.Counts.Within(), before.Within(), behind.timing(task.Within))
	l.number(4, r.Counts.OnTime, before.OnTime, behind.timing(task.DoneOnTime))
	l.number(5, r.Counts.Late, before.Late, behind.timing(task.DoneLate))
	l.write(`<td class="num"><div>`, templ.EscapeString(l.rate(l.ctx, r.Counts)), `</div></td>`)

	for k, c := range l.Columns {
		l.bar(fixedColumns+k, l.symbol(c.Programme), c.Of[r.Body], l.mosts[k])
	}
	l.write(`</tr>`)
}

func (l *liner) link(to, escaped string) {
	l.write(`<a href="`, strings.ReplaceAll(to, "&", "&amp;"), `">`, escaped, `</a>`)
}

// cell begins a cell of a column. On a phone a row is a card that shows its
// first cells, which say there what they are.
func (l *liner) cell(column int, class string) {
	l.write(`<td`)
	if class != "" {
		l.write(` class="`, class, `"`)
	}
	if column < cardColumns {
		l.write(` data-label="`, l.labels[column], `"`)
	}
	l.write(`><div>`)
}

// cardColumns is how many columns a card on a phone shows (map.css).
const cardColumns = 3

func (l *liner) number(column int, now, before int64, rows string) {
	l.cell(column, "num")
	n := text.Int(l.ctx, now)
	if now > 0 {
		l.link(rows, n)
	} else {
		l.write(`<span class="zero">`, n, `</span>`)
	}
	l.write(l.change(l.ctx, now, before), `</div></td>`)
}

// bar draws counts as long as they are beside the most of their column.
func (l *liner) bar(column int, name string, c Counts, most int64) {
	l.cell(column, "")
	if long := tenths(drawn(c), most); long > 0 {
		l.write(`<div class="bar-scale-`, strconv.FormatInt(long, 10), `">`, ui.SmallBar(l.ctx, name, l.words.parts(c)), `</div>`)
	} else {
		l.write(`<span class="zero">–</span>`)
	}
	l.write(`</div></td>`)
}
