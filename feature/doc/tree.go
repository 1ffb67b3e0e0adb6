package doc

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"quyet/base/text"
	"quyet/base/ui"
)

// Bounds of what a page shows of a cascade. A programme has a plan of every
// commune below it: what goes beyond is fetched when it is unfolded, or stands
// on the next page of the table.
const (
	firstBelow  = 12 // documents below one, at first
	moreBelow   = 50 // documents that unfolding the rest brings
	firstLevels = 2  // levels that are there at first
	rowsShown   = 25 // rows of the table
	flowBelow   = 6  // documents below one in the diagram
	flowLevels  = 3
)

// worstFirst returns the documents below n, those with most overdue tasks
// first.
func (n *Node) worstFirst() []*Node {
	below := slices.Clone(n.Below)
	slices.SortStableFunc(below, func(a, b *Node) int { return cmp.Compare(b.All.Overdue, a.All.Overdue) })
	return below
}

// find returns the document of that identifier, or nil.
func (n *Node) find(d ID) *Node {
	if n.ID == d {
		return n
	}
	for _, b := range n.Below {
		if found := b.find(d); found != nil {
			return found
		}
	}
	return nil
}

// branches returns the documents below n from the one at index from on, at
// most limit, with levels levels of what is below them, in the cascade of
// root.
func (n *Node) branches(ctx context.Context, root ID, from, limit, levels int) []ui.Node {
	below := n.worstFirst()
	below = below[min(max(from, 0), len(below)):]
	var out []ui.Node
	for i, b := range below {
		if i == limit {
			out = append(out, ui.Node{Label: tManyMore.In(ctx, len(below)-i), Later: root.later(n.ID, from+i)})
			break
		}
		node := ui.Node{Label: b.Issuer, Href: b.ID.Address(), Note: b.headline(ctx) + ", " + b.IssuedOn.Vietnamese(), Open: true, Parts: b.All.parts(ctx)}
		switch {
		case len(b.Below) == 0:
		case levels > 1:
			node.Children = b.branches(ctx, root, 0, firstBelow, levels-1)
		default:
			node.Open, node.Later = false, root.later(b.ID, 0)
		}
		out = append(out, node)
	}
	return out
}

// later returns where the branches below n in the cascade of root are fetched.
func (root ID) later(n ID, from int) string {
	return root.Address() + "/below?" + url.Values{"in": {string(n)}, "from": {strconv.Itoa(from)}}.Encode()
}

// A row is a document of a cascade in a table.
type row struct {
	*Node
	Above *Node // nil for the root
}

// number is the one of the four official numbers that the table shows: the one
// asked for, or what is overdue.
func (p documentPage) number() quarter {
	for _, q := range quarters {
		if q.name == p.Only {
			return q
		}
	}
	return quarters[len(quarters)-1]
}

func (n *Node) rows() []row {
	var out []row
	for _, b := range n.worstFirst() {
		out = append(append(out, row{b, n}), b.rows()...)
	}
	return out
}

// A quarter is one of the four official numbers, as addresses name it.
type quarter struct {
	name    string
	title   text.T
	pattern ui.Pattern
	of      func(Counts) int64
}

var quarters = []quarter{
	{"on-time", tOnTime, ui.Solid, func(c Counts) int64 { return c.OnTime }},
	{"late", tLate, ui.Lined, func(c Counts) int64 { return c.Late }},
	{"open", tOpen, ui.Blank, func(c Counts) int64 { return c.Open }},
	{"overdue", tOverdue, ui.Hatched, func(c Counts) int64 { return c.Overdue }},
}

// parts returns the four official numbers as a bar shows them.
func (c Counts) parts(ctx context.Context) []ui.Part {
	if c.Total() == 0 {
		return nil
	}
	parts := make([]ui.Part, len(quarters))
	for i, q := range quarters {
		parts[i] = ui.Part{Label: q.title.In(ctx), N: q.of(c), Pattern: q.pattern}
	}
	return parts
}

// totals returns the four numbers of the whole cascade; each leads to the
// documents that the tasks belong to, or, where they are all of this one, to
// the tasks.
func (p documentPage) totals(ctx context.Context) []ui.Part {
	parts := p.All.parts(ctx)
	for i := range parts {
		if parts[i].Href = p.at("table", quarters[i].name, 0); len(p.Below) == 0 && p.TasksAt != nil {
			parts[i].Href = p.TasksAt(p.ID, quarters[i].name)
		}
	}
	return parts
}

// at returns the page with a view of the cascade; only, a quarter's name,
// leaves the documents that have such tasks.
func (p documentPage) at(as, only string, from int) string {
	q := url.Values{}
	for name, value := range map[string]string{"as": as, "only": only} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if from > 0 {
		q.Set("from", strconv.Itoa(from))
	}
	return strings.TrimSuffix(p.ID.Address()+"?"+q.Encode(), "?") + "#cascade"
}

// tableRows returns the rows of the page of the table, and the pager to its
// neighbours.
func (p documentPage) tableRows(ctx context.Context) ([]row, ui.PagerSpec) {
	rows := p.rows()
	if p.Own.Total() > 0 {
		rows = append([]row{{Node: p.Node}}, rows...)
	}
	if i := slices.IndexFunc(quarters, func(q quarter) bool { return q.name == p.Only }); i >= 0 {
		of := quarters[i].of
		rows = slices.DeleteFunc(rows, func(r row) bool { return of(r.Own) == 0 })
		slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(of(b.Own), of(a.Own)) })
	}
	from := min(max(p.From, 0), len(rows))
	until := min(from+rowsShown, len(rows))
	pager := ui.PagerSpec{Note: tRange.In(ctx, text.Int(ctx, min(from+1, until)), text.Int(ctx, until), text.Int(ctx, len(rows)))}
	if from > 0 {
		pager.Previous = p.at("table", p.Only, max(0, from-rowsShown))
	}
	if until < len(rows) {
		pager.Next = p.at("table", p.Only, until)
	}
	return rows[from:until], pager
}

// A view is a way to look at a cascade, as addresses name it.
type view struct {
	as    string
	label text.T
}

var views = []view{{"", tAsTree}, {"table", tAsTable}, {"flow", tAsFlow}}

func (p documentPage) tabs(ctx context.Context) []ui.Tab {
	var tabs []ui.Tab
	for _, t := range views {
		tabs = append(tabs, ui.Tab{Label: t.label.In(ctx), Href: p.at(t.as, "", 0), Current: p.As == t.as})
	}
	return tabs
}

// figures are the few numbers above everything else: who owes a document, and
// what nobody takes up.
func (p documentPage) figures(ctx context.Context) []ui.Figure {
	var out []ui.Figure
	if n := len(p.Issued) + len(p.Owing); n > 0 {
		f := ui.Figure{Label: tBodiesIssued.In(ctx), Value: fraction(ctx, len(p.Issued), n), Href: p.ID.Address() + "/duties", Tone: ui.Positive}
		if late := p.overdue(); late > 0 {
			f.Tone, f.Note = ui.Negative, tBodiesLate.In(ctx, late)
		}
		out = append(out, f)
	}
	if p.Documents > 0 {
		out = append(out, ui.Figure{Label: tDocumentsBelow.In(ctx), Value: text.Int(ctx, p.Documents), Href: p.at("table", "", 0)})
	}
	if n := len(p.Articles); n > 0 && p.Documents > 0 {
		left := 0
		for _, a := range p.Articles {
			if a.Untouched() {
				left++
			}
		}
		f := ui.Figure{Label: tArticlesTaken.In(ctx), Value: fraction(ctx, n-left, n), Href: "#articles", Tone: ui.Positive}
		if left > 0 {
			f.Tone, f.Note = ui.Caution, tArticlesLeft.In(ctx, left)
		}
		if p.untouched() {
			return out // as a whole: there is nothing to count
		}
		out = append(out, f)
	}
	return out
}

func fraction(ctx context.Context, n, of int) string {
	return text.Int(ctx, n) + "/" + text.Int(ctx, of)
}

// overdue returns how many bodies are late with a document they owe.
func (c *Cascade) overdue() (n int) {
	for _, d := range c.Owing {
		if d.Days > 0 {
			n++
		}
	}
	return n
}

// owing returns the first bodies that owe a document, with days.
func (p documentPage) owing(ctx context.Context) []ui.Node {
	var out []ui.Node
	for _, d := range p.Owing[:min(firstBelow, len(p.Owing))] {
		out = append(out, ui.Node{
			Label: p.Tree.Name(d.Body, p.Today), Href: d.Body.Address(), Statuses: []ui.Status{d.status(ctx)}, Note: tDueOn.In(ctx, d.DueOn.Vietnamese()),
		})
	}
	return out
}

// Sizes of the diagram, in units of its own.
const (
	boxWidth, boxHeight = 220, 56
	stepX, stepY        = 280, 72
)

// A box is a document in the diagram, or the rest of the documents below one.
type box struct {
	Name, Sub, Href string
	X, Y            int
}

func (b box) at() string { return fmt.Sprintf("translate(%d %d)", b.X, b.Y) }

// A flow is the diagram of a cascade: each document right of the one it
// stands under.
type flow struct {
	Boxes         []box
	Lines         []string // paths
	Width, Height int
}

func (f flow) viewBox() string { return fmt.Sprintf("0 0 %d %d", f.Width, f.Height) }

func (p documentPage) flow(ctx context.Context) flow {
	var f flow
	y := 2
	set := func(b box) (middle int) {
		f.Boxes = append(f.Boxes, b)
		f.Width, f.Height = max(f.Width, b.X+boxWidth+2), max(f.Height, b.Y+stepY)
		return b.Y + boxHeight/2
	}
	var put func(n *Node, x, levels int) (middle int)
	put = func(n *Node, x, levels int) int {
		top := y
		below := n.worstFirst()
		shown := min(len(below), flowBelow)
		if levels == 1 {
			shown = 0
		}
		var ends []int
		for _, b := range below[:shown] {
			ends = append(ends, put(b, x+stepX, levels-1))
		}
		if rest := len(below) - shown; rest > 0 {
			ends = append(ends, set(box{Name: tManyMore.In(ctx, rest), Href: n.ID.Address() + "?as=table#cascade", X: x + stepX, Y: y}))
			y += stepY
		}
		if len(ends) == 0 {
			y += stepY
		}
		from := set(box{n.headline(ctx), n.Issuer, n.ID.Address(), x, top})
		for _, to := range ends {
			bend := x + boxWidth + (stepX-boxWidth)/2
			f.Lines = append(f.Lines, fmt.Sprintf("M%d %dH%dV%dH%d", x+boxWidth, from, bend, to, x+stepX))
		}
		return from
	}
	put(p.Node, 2, flowLevels)
	return f
}

// short cuts s to what fits into a box.
func short(s string, letters int) string {
	if utf8.RuneCountInString(s) <= letters {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:letters-1])) + "…"
}
