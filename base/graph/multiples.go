package graph

import (
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"quyet/base/text"
)

// Multiples is the same small trajectory for many bodies, all on one scale, each
// with its name and its last value.
type Multiples struct {
	Title   string
	Measure Measure
	Each    []Small
}

// A Small is the trajectory of one body of [Multiples]. Its points belong together
// with those of the others by the names of their periods.
type Small struct {
	Name   string
	Points []Point
	Own    bool
	Href   string
}

// SmallMost is how many bodies of [Multiples] are drawn, the first; the table has all.
const SmallMost = 24

// Heading is of [Chart].
func (m Multiples) Heading() string { return m.Title }

// periods are those of all bodies, in the order in which they come up.
func (m Multiples) periods() (names []string) {
	seen := map[string]bool{}
	for _, e := range m.Each {
		for _, p := range e.Points {
			if !seen[p.Period] {
				seen[p.Period] = true
				names = append(names, p.Period)
			}
		}
	}
	return names
}

// along sets the points of a body at their periods; of those it lacks nobody asked.
func (e Small) along(periods []string) []Point {
	has := map[string]Point{}
	for _, p := range e.Points {
		has[p.Period] = p
	}
	points := make([]Point, len(periods))
	for i, name := range periods {
		p, ok := has[name]
		if !ok {
			p = Point{Period: name, Unasked: true}
		}
		points[i] = p
	}
	return points
}

// last is the last period that was reported.
func (e Small) last() (p Point, ok bool) {
	for i := len(e.Points) - 1; i >= 0; i-- {
		if e.Points[i].Value.Known {
			return e.Points[i], true
		}
	}
	return Point{}, false
}

// About is of [Chart].
func (m Multiples) About(l text.Lang) string {
	said := []string{tBodiesN.For(l, len(m.Each))}
	counts := map[Standing]int{}
	none := 0
	for _, e := range m.Each {
		if p, ok := e.last(); ok {
			counts[p.Standing]++
		} else {
			none++
		}
	}
	for _, s := range standings {
		if counts[s] > 0 {
			said = append(said, tStandsN.For(l, s.Word(l), counts[s]))
		}
	}
	if none > 0 {
		said = append(said, tStandsN.For(l, tNoReport.For(l), none))
	}
	return strings.Join(said, " ")
}

// Table is of [Chart].
func (m Multiples) Table(l text.Lang) Table {
	periods := m.periods()
	table := Table{Caption: m.Measure.of(m.Title), Columns: []Column{{tBody.For(l), false}}}
	for _, p := range periods {
		table.Columns = append(table.Columns, Column{p, true})
	}
	table.Columns = append(table.Columns, Column{tStanding.For(l), false})
	for _, e := range m.Each {
		row := Row{Cells: []string{e.Name}, Href: e.Href, Own: e.Own}
		for _, p := range e.along(periods) {
			row.Cells = append(row.Cells, p.say(l, m.Measure))
		}
		p, _ := e.last()
		row.Cells = append(row.Cells, p.Standing.Word(l))
		table.Rows = append(table.Rows, row)
	}
	return table
}

// A grid is how the small drawings stand: so many side by side.
type grid struct {
	drawn         []Small
	periods       []string
	scale         scale
	across        int
	gutter        vg.Length // for the words of the scale
	width, height vg.Length // of a cell
	above         vg.Length // of it, for the name and the last value
}

const (
	cellGap  = 14
	cellPlot = 72
)

func (m Multiples) grid(s sheet) grid {
	g := grid{drawn: m.Each[:min(len(m.Each), SmallMost)], periods: m.periods(), across: 4}
	if s.narrow() {
		g.across = 2
	}
	var values []int64
	for _, e := range m.Each {
		values = append(values, Trajectory{Points: e.Points}.values()...)
	}
	g.scale = m.Measure.course(s.lang, 2, len(values), values)
	for _, mark := range g.scale.marks {
		g.gutter = max(g.gutter, s.style(inkSoft, small).Width(mark.Label)+6)
	}
	g.gutter = min(g.gutter, s.width/4)
	g.width = (s.width - g.gutter - vg.Length((g.across-1)*cellGap)) / vg.Length(g.across)
	lines := 1
	for _, e := range g.drawn {
		lines = max(lines, len(wrap(bold(s.style(inkBlack, small)), e.Name, g.width, 2)))
	}
	g.above = vg.Length(lines*(line-2)) + line + 4
	g.height = g.above + cellPlot + 12
	return g
}

func (m Multiples) keys(s sheet, g grid) []key {
	var all Trajectory
	for _, e := range g.drawn {
		all.Points = append(all.Points, e.along(g.periods)...)
	}
	keys := all.keys(s, scale{min: 0, max: 0})
	if n := len(g.scale.marks); n > 0 {
		unit := ""
		if m.Measure.Unit != "" {
			unit = " " + m.Measure.Unit
		}
		keys = append(keys, key{nil, tSameScale.For(s.lang, g.scale.marks[0].Label, g.scale.marks[n-1].Label+unit)})
	}
	if n := len(g.periods); n > 0 {
		keys = append(keys, key{nil, tFromTo.For(s.lang, g.periods[0], g.periods[n-1])})
	}
	if n := len(m.Each) - len(g.drawn); n > 0 {
		keys = append(keys, key{nil, tNotDrawn.For(s.lang, n)})
	}
	return keys
}

func (g grid) rows() int { return (len(g.drawn) + g.across - 1) / g.across }

func (m Multiples) height(s sheet) vg.Length {
	if len(m.Each) == 0 {
		return line
	}
	g := m.grid(s)
	return vg.Length(g.rows())*g.height + s.legend(nil, 0, m.keys(s, g))
}

func (m Multiples) draw(s sheet, c draw.Canvas) {
	if len(m.Each) == 0 {
		write(&c, s.style(inkSoft, normal), 0, c.Max.Y-line/2, tNothing.For(s.lang))
		return
	}
	g := m.grid(s)
	keys := m.keys(s, g)
	s.legend(&c, s.legend(nil, 0, keys), keys)
	for i, e := range g.drawn {
		column, row := i%g.across, i/g.across
		x := g.gutter + vg.Length(column)*(g.width+cellGap)
		y := c.Max.Y - vg.Length(row)*g.height
		m.cell(s, c, g, e, x, y)
		if column == 0 {
			m.scaleAt(s, c, g, y)
		}
	}
}

// inner is where the lines of a cell are drawn, whose upper left is at x and y.
func (g grid) inner(c draw.Canvas, x, y vg.Length) draw.Canvas {
	return draw.Canvas{Canvas: c.Canvas, Rectangle: rect(x, y-g.above-cellPlot, x+g.width, y-g.above)}
}

// scaleAt writes the marks of the scale at the left of a row of cells.
func (m Multiples) scaleAt(s sheet, c draw.Canvas, g grid, y vg.Length) {
	inner := g.inner(c, g.gutter, y)
	sty := right(s.style(inkSoft, small))
	last := vg.Length(-100)
	for _, mark := range g.scale.marks {
		at := inner.Y((mark.Value - g.scale.min) / (g.scale.max - g.scale.min))
		if at-last < small {
			continue
		}
		last = at
		write(&c, sty, g.gutter-5, at, cut(sty, mark.Label, g.gutter-5))
	}
}

func (m Multiples) cell(s sheet, c draw.Canvas, g grid, e Small, x, y vg.Length) {
	name := s.style(inkBlack, small)
	if e.Own {
		name = bold(name)
	}
	at := y - (line-2)/2
	for _, l := range wrap(name, e.Name, g.width, 2) {
		write(&c, name, x, at, l)
		at -= line - 2
	}
	p, ok := e.last()
	value := bold(s.style(inkBlack, small))
	if !ok {
		write(&c, s.style(inkSoft, small), x, at, cut(s.style(inkSoft, small), tNoReport.For(s.lang), g.width))
	} else {
		from := x
		if p.Standing != Unjudged {
			c.DrawGlyphNoClip(p.Standing.style(), vg.Point{X: x + radius, Y: at})
			from += 2*radius + 5
		}
		words := cut(value, m.Measure.Write(s.lang, p.Value.N), x+g.width-from)
		write(&c, value, from, at, words)
		if n := len(g.periods); n > 0 && p.Period != g.periods[n-1] {
			// What is last is not of the last period: which one it is, where it fits.
			from += value.Width(words) + 6
			soft := s.style(inkSoft, small)
			write(&c, soft, from, at, cut(soft, p.Period, x+g.width-from))
		}
	}

	t := Trajectory{Points: e.along(g.periods)}
	pl := s.plot()
	pl.X.Min, pl.X.Max = -0.5, float64(max(len(t.Points), 1))-0.5
	pl.Y.Min, pl.Y.Max = g.scale.min, g.scale.max
	inner := g.inner(c, x, y)
	for _, mark := range g.scale.marks {
		sty := gridLine
		if mark.Value == 0 {
			sty = draw.LineStyle{Color: inkBlack, Width: 1}
		}
		h := inner.Y(pl.Y.Norm(mark.Value))
		c.StrokeLine2(sty, inner.Min.X, h, inner.Max.X, h)
	}
	thin := targetLine
	thin.Width, thin.Dashes = 1.2, []vg.Length{4, 3}
	var drawn []plot.Plotter
	for _, xy := range t.targets() {
		drawn = append(drawn, &plotter.Line{XYs: xy, LineStyle: thin})
	}
	for _, xy := range t.series() {
		drawn = append(drawn, &plotter.Line{XYs: xy, LineStyle: seriesLine})
	}
	for _, d := range drawn {
		d.Plot(inner, pl)
	}
	each := inner.Size().X / vg.Length(max(len(t.Points), 1))
	for i, q := range t.Points {
		px := inner.X(pl.X.Norm(float64(i)))
		switch {
		case q.Value.Known:
			sty := q.Standing.style()
			sty.Radius = min(3.6, each/2)
			inner.DrawGlyphNoClip(sty, vg.Point{X: px, Y: inner.Y(pl.Y.Norm(float64(q.Value.N)))})
		case q.omitted():
			missing(&inner, vg.Point{X: px, Y: inner.Min.Y + 6}, min(6, each/2))
		}
	}
}
