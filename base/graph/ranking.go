package graph

import (
	"math"
	"sort"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	plottext "gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"quyet/base/text"
)

// A Ranking is bodies in the order of their values, with the distribution of all
// of them below. Of many, the first, the last and those around the own body have
// a bar and a name; all have a dot.
type Ranking struct {
	Title   string
	Measure Measure
	Ranked  []Ranked // in any order
	Lowest  bool     // the lowest value is the best
	Line    Base     // what to compare with: a target, the sum of all
}

// A Ranked is one body of a [Ranking].
type Ranked struct {
	Name     string
	Value    Value
	Standing Standing
	Own      bool // whom the page is about
	Href     string
}

// Heading is of [Chart].
func (r Ranking) Heading() string { return r.Title }

// A placed is a body with its rank: those of the same value share it.
type placed struct {
	Ranked
	rank int
}

// order is the bodies with a value, the best first, and those without.
func (r Ranking) order() (ranked []placed, without []Ranked) {
	for _, b := range r.Ranked {
		if b.Value.Known {
			ranked = append(ranked, placed{Ranked: b})
		} else {
			without = append(without, b)
		}
	}
	sort.SliceStable(ranked, func(i, j int) bool {
		if r.Lowest {
			return ranked[i].Value.N < ranked[j].Value.N
		}
		return ranked[i].Value.N > ranked[j].Value.N
	})
	for i := range ranked {
		ranked[i].rank = i + 1
		if i > 0 && ranked[i].Value.N == ranked[i-1].Value.N {
			ranked[i].rank = ranked[i-1].rank
		}
	}
	return ranked, without
}

// Quartiles of the values in their order, by the nearest rank: each of them is the
// value of some body, so that it can be shown.
func quartiles(ranked []placed) (q [3]int64) {
	values := make([]int64, len(ranked))
	for i, b := range ranked {
		values[i] = b.Value.N
	}
	sort.Slice(values, func(i, j int) bool { return values[i] < values[j] })
	for i := range q {
		q[i] = values[((i+1)*len(values)+3)/4-1]
	}
	return q
}

// About is of [Chart].
func (r Ranking) About(l text.Lang) string {
	ranked, without := r.order()
	if len(ranked) == 0 {
		return tNothing.For(l)
	}
	first, last := ranked[0], ranked[len(ranked)-1]
	said := []string{tRankedN.For(l, len(ranked)), tFirstIs.For(l, first.Name, r.Measure.Write(l, first.Value.N))}
	if len(ranked) > 1 {
		said = append(said, tFinalIs.For(l, last.Name, r.Measure.Write(l, last.Value.N)))
	}
	for _, b := range ranked {
		if b.Own {
			said = append(said, tOwnIs.For(l, b.Name, b.rank, r.Measure.Write(l, b.Value.N)))
		}
	}
	if len(ranked) >= spreadFrom {
		q := quartiles(ranked)
		said = append(said, tMedianIs.For(l, r.Measure.Write(l, q[1]), r.Measure.Write(l, q[0]), r.Measure.Write(l, q[2])))
	}
	if len(without) > 0 {
		said = append(said, tUnranked.For(l, len(without)))
	}
	return strings.Join(said, " ")
}

// Table is of [Chart].
func (r Ranking) Table(l text.Lang) Table {
	table := Table{Caption: r.Measure.of(r.Title), Columns: []Column{{tBody.For(l), false}, {tRank.For(l), true}, {tValue.For(l), true}, {tStanding.For(l), false}}}
	ranked, without := r.order()
	for _, b := range ranked {
		table.Rows = append(table.Rows, Row{Cells: []string{b.Name, strconv.Itoa(b.rank), r.Measure.Write(l, b.Value.N), b.Standing.Word(l)}, Href: b.Href, Own: b.Own})
	}
	for _, b := range without {
		table.Rows = append(table.Rows, Row{Cells: []string{b.Name, "", tNoReport.For(l), b.Standing.Word(l)}, Href: b.Href, Own: b.Own})
	}
	if r.Line.Value.Known {
		table.Rows = append(table.Rows, Row{Cells: []string{r.Line.Label, "", r.Measure.Write(l, r.Line.Value.N), ""}})
	}
	return table
}

const (
	allNamed   = 20 // so many bodies have all a bar
	ends       = 5  // of more, so many at each end
	spreadFrom = 5  // fewer have no distribution
)

// A row is a bar with its name, or says how many were left out.
type row struct {
	placed
	left int
}

// rows chooses whom to name.
func rows(ranked []placed) (chosen []row) {
	n := len(ranked)
	named := func(i int) bool {
		if n <= allNamed || i < ends || i >= n-ends {
			return true
		}
		for j := max(i-1, 0); j <= min(i+1, n-1); j++ {
			if ranked[j].Own {
				return true
			}
		}
		return false
	}
	left := 0
	for i, b := range ranked {
		if !named(i) {
			left++
			continue
		}
		if left > 0 {
			chosen = append(chosen, row{left: left})
			left = 0
		}
		chosen = append(chosen, row{placed: b})
	}
	return chosen
}

const (
	barThick = 14
	gapRow   = 20
)

// spreadHeight is that of the strip of dots with its axis and its words.
func spreadHeight(n int) vg.Length {
	if n > 40 {
		return 150
	}
	return 112
}

// A column is how the names of bars are set: beside the bars, or above them.
type column struct {
	sheet
	width vg.Length // of the names; 0 sets them above
	style plottext.Style
}

func (s sheet) column(names []string) column {
	c := column{sheet: s, style: s.style(inkBlack, normal)}
	if s.narrow() {
		return c
	}
	for _, n := range names {
		c.width = max(c.width, bold(c.style).Width(n)+4)
	}
	c.width = min(c.width, s.width*2/5)
	return c
}

// name breaks a name into its lines.
func (col column) name(name string, own bool) []string {
	t := col.style
	if own {
		t = bold(t)
	}
	if col.width == 0 {
		return wrap(t, name, col.sheet.width, 2)
	}
	return wrap(t, name, col.width, 2)
}

// height is that of a row with so many bars.
func (col column) height(lines, bars int) vg.Length {
	b := vg.Length(bars*(barThick+2)) + 8
	if col.width == 0 {
		return vg.Length(lines*line) + b
	}
	return max(vg.Length(lines*line)+6, b)
}

func (r Ranking) layout(s sheet) ([]row, []placed, []Ranked, column) {
	ranked, without := r.order()
	chosen := rows(ranked)
	var names []string
	for _, b := range chosen {
		if b.left == 0 {
			names = append(names, b.label())
		}
	}
	return chosen, ranked, without, s.column(names)
}

func (b placed) label() string { return strconv.Itoa(b.rank) + "." + nbsp + b.Name }

func (r Ranking) keys(s sheet, ranked []placed, without []Ranked) []key {
	var keys []key
	has := map[Standing]bool{}
	for _, b := range ranked {
		has[b.Standing] = true
	}
	for _, st := range standings {
		if has[st] {
			keys = append(keys, glyph(st.style(), st.Word(s.lang)))
		}
	}
	if r.Line.Value.Known {
		keys = append(keys, stroke(targetLine, tBaseIs.For(s.lang, r.Line.Label, r.Measure.Write(s.lang, r.Line.Value.N))))
	}
	if len(ranked) >= spreadFrom {
		keys = append(keys,
			glyph(draw.GlyphStyle{Color: inkBlack, Radius: dotRadius, Shape: open{}}, tOneBody.For(s.lang)),
			key{func(c *draw.Canvas, at vg.Point) {
				c.SetColor(inkPale)
				c.Fill(rect(at.X, at.Y-6, at.X+keyWidth-6, at.Y+6).Path())
			}, tMiddleHalf.For(s.lang)})
		for _, b := range ranked {
			if b.Own {
				keys = append(keys, glyph(ownDot, b.Name))
			}
		}
	}
	if len(without) > 0 {
		keys = append(keys, key{nil, tUnranked.For(s.lang, len(without))})
	}
	return keys
}

func (r Ranking) height(s sheet) vg.Length {
	chosen, ranked, without, col := r.layout(s)
	h := vg.Length(8)
	for _, b := range chosen {
		if b.left > 0 {
			h += gapRow
		} else {
			h += col.height(len(col.name(b.label(), b.Own)), 1)
		}
	}
	if len(ranked) == 0 {
		h += line
	}
	if len(ranked) >= spreadFrom {
		h += spreadHeight(len(ranked))
	}
	return h + 6 + s.legend(nil, 0, r.keys(s, ranked, without))
}

func (r Ranking) draw(s sheet, c draw.Canvas) {
	chosen, ranked, without, col := r.layout(s)
	keys := r.keys(s, ranked, without)
	bottom := s.legend(nil, 0, keys)
	s.legend(&c, bottom, keys)
	if len(ranked) == 0 {
		write(&c, s.style(inkSoft, normal), 0, c.Max.Y-line/2, tNothing.For(s.lang))
		return
	}

	// The bars: from zero, each with its number at its end.
	var values []int64
	var number vg.Length
	label := s.style(inkBlack, small)
	for _, b := range chosen {
		if b.left == 0 {
			values = append(values, b.Value.N)
			number = max(number, bold(label).Width(r.Measure.Write(s.lang, b.Value.N)))
		}
	}
	if r.Line.Value.Known {
		values = append(values, r.Line.Value.N)
	}
	number += 8 + 2*radius + 8 // with the mark of its standing
	axis := barAxis(col, values, number)
	y := c.Max.Y - 4
	for _, b := range chosen {
		if b.left > 0 {
			write(&c, s.style(inkSoft, small), 0, y-gapRow/2, tOthers.For(s.lang, b.left))
			y -= gapRow
			continue
		}
		lines := col.name(b.label(), b.Own)
		h := col.height(len(lines), 1)
		mid := col.names(&c, y, h, lines, b.Own, 1)
		fill, words := inkPale, right(label)
		if b.Own {
			fill, words = inkAct, right(bold(label))
		}
		axis.bar(&c, mid, b.Value.N, fill, false)
		if r.Line.Value.Known {
			axis.line(&c, mid, r.Line.Value.N, 1)
		}
		if b.Standing != Unjudged {
			c.DrawGlyphNoClip(b.Standing.style(), vg.Point{X: axis.to + 8 + radius, Y: mid})
		}
		write(&c, words, s.width, mid, r.Measure.Write(s.lang, b.Value.N))
		y -= h
	}
	if col.width > 0 {
		axis.zero(&c, c.Max.Y-4, y)
	}
	if len(ranked) >= spreadFrom {
		r.spread(s, draw.Crop(c, 0, 0, bottom+6, y-10-c.Max.Y), ranked)
	}
}

// names sets the lines of a name in a row of a height that begins at y, and
// returns the middle of its bars.
func (col column) names(c *draw.Canvas, y, h vg.Length, lines []string, own bool, bars int) vg.Length {
	t := col.style
	if own {
		t = bold(t)
	}
	if col.width == 0 {
		for i, l := range lines {
			write(c, t, 0, y-line/2-vg.Length(i*line), l)
		}
		return y - vg.Length(len(lines)*line) - vg.Length(bars*(barThick+2))/2
	}
	mid := y - h/2
	first := mid + vg.Length((len(lines)-1)*line)/2
	for i, l := range lines {
		write(c, t, 0, first-vg.Length(i*line), l)
	}
	return mid
}

// A bars is the axis of lying bars, which is not drawn but for its zero: each bar
// says its number.
type bars struct {
	axis     plot.Axis
	from, to vg.Length
}

func barAxis(col column, values []int64, number vg.Length) bars {
	low, high := 0.0, 0.0
	for _, v := range values {
		low, high = min(low, float64(v)), max(high, float64(v))
	}
	if low == high {
		high = 1
	}
	from := vg.Length(1)
	if col.width > 0 {
		from = col.width + 10
	}
	return bars{plot.Axis{Min: low, Max: high, Scale: plot.LinearScale{}}, from, col.sheet.width - number}
}

func (b bars) x(n int64) vg.Length { return b.from + (b.to-b.from)*vg.Length(b.axis.Norm(float64(n))) }

// bar draws one, from zero.
func (b bars) bar(c *draw.Canvas, mid vg.Length, n int64, fill ink, hatched bool) {
	r := rect(b.x(0), mid-barThick/2, b.x(n), mid+barThick/2)
	box(c, r, fill, inkBlack, 1)
	if hatched {
		hatch(c, r, inkBlack, 5)
	}
}

// line marks what the bars of a row are compared with.
func (b bars) line(c *draw.Canvas, mid vg.Length, n int64, of int) {
	half := vg.Length(of*(barThick+2))/2 + 2
	c.StrokeLine2(draw.LineStyle{Color: inkPaper, Width: 4}, b.x(n), mid-half, b.x(n), mid+half)
	c.StrokeLine2(draw.LineStyle{Color: inkTarget, Width: 2, Dashes: []vg.Length{4, 2}}, b.x(n), mid-half, b.x(n), mid+half)
}

func (b bars) zero(c *draw.Canvas, top, bottom vg.Length) {
	c.StrokeLine2(draw.LineStyle{Color: inkBlack, Width: 1.5}, b.x(0), top, b.x(0), bottom)
}

// spread draws a dot for every body on a scale of its own, the middle half as a
// band, the median as a stroke and the own body as a full dot.
func (r Ranking) spread(s sheet, c draw.Canvas, ranked []placed) {
	write(&c, bold(s.style(inkBlack, small)), 0, c.Max.Y-line/2, r.Measure.of(tSpread.For(s.lang, len(ranked))))
	c = draw.Crop(c, 0, 0, 0, -line-2)

	var values []int64
	for _, b := range ranked {
		values = append(values, b.Value.N)
	}
	if r.Line.Value.Known {
		values = append(values, r.Line.Value.N)
	}
	about := 6
	if s.narrow() {
		about = 3
	}
	sc := r.Measure.scale(s.lang, false, about, values)
	p := s.plot()
	p.X.Min, p.X.Max, p.X.Tick.Marker = sc.min, sc.max, plot.ConstantTicks(sc.marks)
	p.Y.Min, p.Y.Max, p.Y.Tick.Marker = 0, 1, plot.ConstantTicks{}
	p.Add(&plotter.Grid{Vertical: gridLine})
	// Room for half of the first and the last mark, and for the dots at the ends.
	half := (p.X.Tick.Label.Width(sc.marks[len(sc.marks)-1].Label) + 2) / 2
	half = max(half, (p.X.Tick.Label.Width(sc.marks[0].Label)+2)/2, 8)
	area := draw.Crop(c, half, -half, 4, 0)
	p.Draw(area)
	inner := p.DataCanvas(area)
	x := func(n int64) vg.Length { return inner.X(p.X.Norm(float64(n))) }

	const words = line // above the dots
	q := quartiles(ranked)
	band := rect(x(q[0]), inner.Min.Y, x(q[2]), inner.Max.Y-words)
	c.SetColor(inkPale)
	c.Fill(band.Path())
	c.StrokeLine2(draw.LineStyle{Color: inkBlack, Width: 2}, x(q[1]), inner.Min.Y, x(q[1]), inner.Max.Y-words)

	middle := centred(s.style(inkBlack, small))
	said := tMedian.For(s.lang, r.Measure.Write(s.lang, q[1]))
	w := middle.Width(said) / 2
	write(&c, middle, min(max(x(q[1]), w), s.width-w), inner.Max.Y-words/2, said)

	if v := r.Line.Value; v.Known {
		c.StrokeLine2(targetLine, x(v.N), inner.Min.Y, x(v.N), inner.Max.Y-words)
	}

	if v := r.Line.Value; v.Known {
		c.StrokeLine2(targetLine, x(v.N), inner.Min.Y, x(v.N), inner.Max.Y-words)
	}

	// Dots that would lie on each other stand on each other, side by side where the
	// pile is too high, as large as there is room for, and closer than they are large
	// where even the smallest are too many.
	high := inner.Max.Y - words - inner.Min.Y - 8
	size := vg.Length(dotRadius)
	piles, fits := pileUp(ranked, size, high, s.width, x)
	for !fits && size > 2 {
		size -= 0.5
		piles, fits = pileUp(ranked, size, high, s.width, x)
	}
	floor := inner.Min.Y + size + 4
	var own []vg.Point
	for _, p := range piles {
		rows := (len(p.bodies) + p.across - 1) / p.across
		apart := 2*size + 0.5
		if rows > 1 {
			apart = min(apart, (high-2*size)/vg.Length(rows-1))
		}
		for i, b := range p.bodies {
			at := vg.Point{X: x(b.Value.N), Y: floor + apart*vg.Length(i/p.across)}
			if p.across > 1 {
				at.X = p.at + (vg.Length(i%p.across)-vg.Length(p.across-1)/2)*2*size
			}
			if b.Own {
				at.X = min(max(at.X, ownDot.Radius), s.width-ownDot.Radius)
				own = append(own, at)
				continue
			}
			c.DrawGlyphNoClip(draw.GlyphStyle{Color: inkBlack, Radius: size, Shape: open{}}, at)
		}
	}
	for _, at := range own {
		c.DrawGlyphNoClip(ownDot, at)
	}
}

const dotRadius = 3.5

var ownDot = draw.GlyphStyle{Color: inkAct, Radius: 6.5, Shape: draw.CircleGlyph{}}

// A pile is bodies whose dots stand on each other, so many side by side.
type pile struct {
	slot   int
	bodies []placed
	at     vg.Length // its middle
	across int
}

// pileUp sorts bodies into piles of dots of a size; they come in the order of their
// values, so that those of a pile follow each other. fits says whether all piles are
// as high as they may be at most.
func pileUp(ranked []placed, size, high, width vg.Length, x func(int64) vg.Length) (piles []pile, fits bool) {
	for _, b := range ranked {
		slot := int(math.Floor(float64(x(b.Value.N) / (2 * size))))
		if n := len(piles); n == 0 || piles[n-1].slot != slot {
			piles = append(piles, pile{slot: slot, across: 1})
		}
		last := &piles[len(piles)-1]
		last.bodies = append(last.bodies, b)
	}
	for i := range piles {
		p := &piles[i]
		p.at = (x(p.bodies[0].Value.N) + x(p.bodies[len(p.bodies)-1].Value.N)) / 2
	}
	fits = true
	most := max(int(high/(2*size+0.5)), 1)
	for i := range piles {
		p := &piles[i]
		// Half of the way to the next pile, and all of it to the edge, is its own.
		room := min(p.at, width-p.at)
		for _, j := range [...]int{i - 1, i + 1} {
			if j >= 0 && j < len(piles) {
				room = min(room, vg.Length(math.Abs(float64(piles[j].at-p.at)))/2)
			}
		}
		p.across = max(min((len(p.bodies)+most-1)/most, int(room/size)), 1)
		fits = fits && p.across*most >= len(p.bodies)
	}
	return piles, fits
}
