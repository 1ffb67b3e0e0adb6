package graph

import (
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"quyet/base/text"
)

// Pairs is a comparison with what was before: two bars for each item.
type Pairs struct {
	Title   string
	Measure Measure
	Now     string // "Năm 2026"
	Before  string // "Năm 2025"
	Pairs   []Pair
}

// A Pair is one item of [Pairs].
type Pair struct {
	Name        string
	Now, Before Value
	Change      string // in words: "tăng 3,2 %"; "" says nothing
	Own         bool
	Href        string
}

// PairsMost is how many of [Pairs] are drawn, the first; the table has all.
const PairsMost = 12

// Heading is of [Chart].
func (p Pairs) Heading() string { return p.Title }

// About is of [Chart].
func (p Pairs) About(l text.Lang) string {
	if len(p.Pairs) == 0 {
		return tNothing.For(l)
	}
	var said []string
	for _, q := range p.Pairs[:min(len(p.Pairs), 5)] {
		said = append(said, tPairIs.For(l, q.Name, p.Measure.value(l, q.Now), p.Now, p.Measure.value(l, q.Before), p.Before))
	}
	if n := len(p.Pairs) - 5; n > 0 {
		said = append(said, tMoreN.For(l, n))
	}
	return strings.Join(said, " ")
}

// Table is of [Chart].
func (p Pairs) Table(l text.Lang) Table {
	table := Table{Caption: p.Measure.of(p.Title), Columns: []Column{{tName.For(l), false}, {p.Now, true}, {p.Before, true}, {tChange.For(l), false}}}
	for _, q := range p.Pairs {
		table.Rows = append(table.Rows, Row{Cells: []string{q.Name, p.Measure.value(l, q.Now), p.Measure.value(l, q.Before), q.Change}, Href: q.Href, Own: q.Own})
	}
	return table
}

func (p Pairs) keys(s sheet) []key {
	bar := func(fill ink, hatched bool) func(*draw.Canvas, vg.Point) {
		return func(c *draw.Canvas, at vg.Point) {
			r := rect(at.X, at.Y-5, at.X+keyWidth-6, at.Y+5)
			box(c, r, fill, inkBlack, 1)
			if hatched {
				hatch(c, r, inkBlack, 5)
			}
		}
	}
	keys := []key{{bar(inkAct, false), p.Now}, {bar(inkPaper, true), p.Before}}
	if n := len(p.Pairs) - PairsMost; n > 0 {
		keys = append(keys, key{nil, tMoreN.For(s.lang, n)})
	}
	return keys
}

func (p Pairs) drawn() []Pair { return p.Pairs[:min(len(p.Pairs), PairsMost)] }

func (p Pairs) column(s sheet) column {
	var names []string
	for _, q := range p.drawn() {
		names = append(names, q.Name, q.Change)
	}
	return s.column(names)
}

// lines are those of the name, and that of the change.
func (p Pairs) lines(col column, q Pair) (name []string, change string) {
	width := col.width
	if width == 0 {
		width = col.sheet.width
	}
	return col.name(q.Name, q.Own), cut(col.sheet.style(inkSoft, small), q.Change, width)
}

func (p Pairs) row(col column, q Pair) vg.Length {
	name, change := p.lines(col, q)
	n := len(name)
	if change != "" {
		n++
	}
	return col.height(n, 2) + 6
}

func (p Pairs) height(s sheet) vg.Length {
	if len(p.Pairs) == 0 {
		return line
	}
	col := p.column(s)
	h := vg.Length(8)
	for _, q := range p.drawn() {
		h += p.row(col, q)
	}
	return h + 6 + s.legend(nil, 0, p.keys(s))
}

func (p Pairs) draw(s sheet, c draw.Canvas) {
	if len(p.Pairs) == 0 {
		write(&c, s.style(inkSoft, normal), 0, c.Max.Y-line/2, tNothing.For(s.lang))
		return
	}
	keys := p.keys(s)
	s.legend(&c, s.legend(nil, 0, keys), keys)
	col := p.column(s)
	label := s.style(inkBlack, small)
	var values []int64
	var number vg.Length
	for _, q := range p.drawn() {
		for _, v := range [...]Value{q.Now, q.Before} {
			number = max(number, bold(label).Width(p.Measure.value(s.lang, v)))
			if v.Known {
				values = append(values, v.N)
			}
		}
	}
	axis := barAxis(col, values, number+10)
	y := c.Max.Y - 4
	for _, q := range p.drawn() {
		name, change := p.lines(col, q)
		h := p.row(col, q)
		lines := name
		if change != "" {
			lines = append(lines, "") // where the change is written
		}
		mid := col.names(&c, y, h-6, lines, q.Own, 2)
		if change != "" {
			at := mid - vg.Length((len(lines)-1)*line)/2
			if col.width == 0 {
				at = y - line/2 - vg.Length((len(lines)-1)*line)
			}
			write(&c, s.style(inkSoft, small), 0, at, change)
		}
		for i, v := range [...]Value{q.Now, q.Before} {
			at := mid + (barThick+2)/2 - vg.Length(i*(barThick+2))
			words := right(label)
			if i == 0 {
				words = bold(words)
			}
			if v.Known {
				fill := inkAct
				if i == 1 {
					fill = inkPaper
				}
				axis.bar(&c, at, v.N, fill, i == 1)
			} else {
				words = right(s.style(inkSoft, small))
			}
			write(&c, words, s.width, at, p.Measure.value(s.lang, v))
		}
		y -= h
	}
	if col.width > 0 {
		axis.zero(&c, c.Max.Y-4, y)
	}
}
