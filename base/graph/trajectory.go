package graph

import (
	"sort"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"quyet/base/text"
)

// A Trajectory is values by period against their targets. Periods that nobody
// reported are gaps in its line.
type Trajectory struct {
	Title   string
	Measure Measure
	Points  []Point // in the order of time
	Base    Base
	// Straight joins the targets by straight lines, where those between were
	// worked out and not set; else each period has a line of its own.
	Straight bool
}

// A Point is what is known of a period.
type Point struct {
	Period   string // short enough to stand under a point: "Q4/2026"
	Value    Value
	Target   Value
	Standing Standing
	Ahead    bool // the period is not over: that there is no value is no omission
	Unasked  bool // nor is it where nobody was asked
	Anew     bool // what is counted begins again at nothing: no line leads here
	Href     string
}

// omitted says that a value is missing which there should be.
func (p Point) omitted() bool { return !p.Value.Known && !p.Ahead && !p.Unasked }

// say is the value as a table says it.
func (p Point) say(l text.Lang, m Measure) string {
	switch {
	case p.Value.Known || p.omitted():
		return m.value(l, p.Value)
	case p.Unasked:
		return tUnasked.For(l)
	}
	return tAhead.For(l)
}

// A Base is the value that a trajectory set out from.
type Base struct {
	Label string // "Năm gốc 2020"
	Value Value
}

// Heading is of [Chart].
func (t Trajectory) Heading() string { return t.Title }

// About is of [Chart].
func (t Trajectory) About(l text.Lang) string {
	var said []string
	known, none := 0, 0
	var last, low, high Point
	for _, p := range t.Points {
		switch {
		case p.Value.Known:
			if known == 0 || p.Value.N < low.Value.N {
				low = p
			}
			if known == 0 || p.Value.N > high.Value.N {
				high = p
			}
			last = p
			known++
		case p.omitted():
			none++
		}
	}
	if known == 0 {
		return tNothing.For(l)
	}
	value := t.Measure.Write(l, last.Value.N)
	if t.Measure.Unit != "" {
		value += " " + t.Measure.Unit
	}
	if last.Target.Known && last.Standing != Unjudged {
		said = append(said, tLastStands.For(l, last.Period, value, t.Measure.Write(l, last.Target.N), strings.ToLower(last.Standing.Word(l))))
	} else {
		said = append(said, tLastIs.For(l, last.Period, value))
	}
	if known > 1 {
		said = append(said, tBetween.For(l, t.Measure.Write(l, low.Value.N), low.Period, t.Measure.Write(l, high.Value.N), high.Period))
	}
	said = append(said, tPeriodsKnown.For(l, known))
	if none > 0 {
		said = append(said, tPeriodsNone.For(l, none))
	}
	return strings.Join(said, " ")
}

// Table is of [Chart].
func (t Trajectory) Table(l text.Lang) Table {
	table := Table{Caption: t.Measure.of(t.Title), Columns: []Column{{tPeriod.For(l), false}, {tValue.For(l), true}, {tTarget.For(l), true}, {tStanding.For(l), false}}}
	if t.Base.Value.Known {
		table.Rows = append(table.Rows, Row{Cells: []string{t.Base.Label, t.Measure.Write(l, t.Base.Value.N), "", ""}})
	}
	for _, p := range t.Points {
		value := p.say(l, t.Measure)
		target := ""
		if p.Target.Known {
			target = t.Measure.Write(l, p.Target.N)
		}
		table.Rows = append(table.Rows, Row{Cells: []string{p.Period, value, target, p.Standing.Word(l)}, Href: p.Href})
	}
	return table
}

// values are all that the scale has to hold.
func (t Trajectory) values() []int64 {
	var all []int64
	for _, p := range t.Points {
		for _, v := range [...]Value{p.Value, p.Target} {
			if v.Known {
				all = append(all, v.N)
			}
		}
	}
	if t.Base.Value.Known {
		all = append(all, t.Base.Value.N)
	}
	return all
}

func (t Trajectory) scale(l text.Lang, values []int64) scale {
	known := 0
	for _, p := range t.Points {
		if p.Value.Known {
			known++
		}
	}
	return t.Measure.course(l, 4, known, values)
}

// course is the scale of a line of so many values: from zero, unless they lie close
// together far from it, where nothing could be told apart. Two values and a target are
// no reason to cut an axis.
func (m Measure) course(l text.Lang, about, known int, values []int64) scale {
	low, high := 0.0, 0.0
	for i, v := range values {
		if i == 0 {
			low, high = float64(v), float64(v)
		}
		low, high = min(low, float64(v)), max(high, float64(v))
	}
	far := low > 0 && low > 0.6*high || high < 0 && high < 0.6*low
	return m.scale(l, known < 3 || !far || low == high, about, values)
}

var (
	seriesLine = draw.LineStyle{Color: inkAct, Width: 2}
	targetLine = draw.LineStyle{Color: inkTarget, Width: 1.6, Dashes: []vg.Length{7, 4}}
	baseLine   = draw.LineStyle{Color: inkSoft, Width: 1.2, Dashes: []vg.Length{1.5, 3}}
	gridLine   = draw.LineStyle{Color: inkGrid, Width: 1}
)

// runs cuts what is known into stretches without a gap.
func runs(n int, known func(int) bool) (found [][2]int) {
	for i := 0; i < n; i++ {
		if !known(i) {
			continue
		}
		from := i
		for i < n && known(i) {
			i++
		}
		found = append(found, [2]int{from, i})
	}
	return found
}

// series are the stretches of the line: never over a period without a value, nor to
// one at which counting begins anew.
func (t Trajectory) series() (lines []plotter.XYs) {
	for _, r := range runs(len(t.Points), func(i int) bool { return t.Points[i].Value.Known }) {
		var xy plotter.XYs
		for i := r[0]; i < r[1]; i++ {
			if t.Points[i].Anew && len(xy) > 0 {
				lines, xy = append(lines, xy), nil
			}
			xy = append(xy, plotter.XY{X: float64(i), Y: float64(t.Points[i].Value.N)})
		}
		lines = append(lines, xy)
	}
	return lines
}

// targets are the stretches of the dashed line: one over each period, or
// straight from one target to the next.
func (t Trajectory) targets() (lines []plotter.XYs) {
	if t.Straight {
		var xy plotter.XYs
		for i, p := range t.Points {
			if p.Target.Known {
				xy = append(xy, plotter.XY{X: float64(i), Y: float64(p.Target.N)})
			}
		}
		if len(xy) > 1 {
			return []plotter.XYs{xy}
		}
	}
	for i, p := range t.Points {
		if p.Target.Known {
			y := float64(p.Target.N)
			lines = append(lines, plotter.XYs{{X: float64(i) - 0.45, Y: y}, {X: float64(i) + 0.45, Y: y}})
		}
	}
	return lines
}

// A curve is a plotter of gonum for lines that need no check: it draws them as
// [plotter.Line] does, which refuses an empty one with an error.
func curve(p *plot.Plot, sty draw.LineStyle, lines []plotter.XYs) {
	for _, xy := range lines {
		p.Add(&plotter.Line{XYs: xy, LineStyle: sty})
	}
}

// marks adds the marks of the values, by standing.
func (t Trajectory) marks(p *plot.Plot, size vg.Length) {
	for _, s := range append(standings[:], Unjudged) {
		var xy plotter.XYs
		for i, q := range t.Points {
			if q.Value.Known && q.Standing == s {
				xy = append(xy, plotter.XY{X: float64(i), Y: float64(q.Value.N)})
			}
		}
		sty := s.style()
		sty.Radius = size
		if len(xy) > 0 {
			p.Add(&plotter.Scatter{XYs: xy, GlyphStyle: sty})
		}
	}
}

// axes makes the plot with its scales and lines.
func (t Trajectory) axes(s sheet, sc scale) *plot.Plot {
	p := s.plot()
	p.X.Min, p.X.Max = -0.5, float64(max(len(t.Points), 1))-0.5
	p.Y.Min, p.Y.Max = sc.min, sc.max
	p.Y.Tick.Marker = plot.ConstantTicks(sc.marks)
	p.X.Tick.Marker = plot.ConstantTicks{}
	p.Add(&plotter.Grid{Horizontal: gridLine})
	return p
}

// keys is the legend.
func (t Trajectory) keys(s sheet, sc scale) []key {
	var keys []key
	has := map[Standing]bool{}
	target, none := Value{}, false
	for _, p := range t.Points {
		if p.Value.Known {
			has[p.Standing] = true
		}
		if p.Target.Known {
			target = p.Target
		}
		none = none || p.omitted()
	}
	if has[Unjudged] {
		keys = append(keys, glyph(Unjudged.style(), tReported.For(s.lang)))
	}
	for _, st := range standings {
		if has[st] {
			keys = append(keys, glyph(st.style(), st.Word(s.lang)))
		}
	}
	if none {
		keys = append(keys, key{func(c *draw.Canvas, at vg.Point) { missing(c, vg.Point{X: at.X + keyWidth/2 - 3, Y: at.Y}, 7) }, tNoReport.For(s.lang)})
	}
	if target.Known {
		keys = append(keys, stroke(targetLine, tTarget.For(s.lang)))
	}
	if t.Base.Value.Known && s.narrow() {
		keys = append(keys, stroke(baseLine, tBaseIs.For(s.lang, t.Base.Label, t.Measure.Write(s.lang, t.Base.Value.N))))
	}
	if sc.min > 0 || sc.max < 0 {
		keys = append(keys, key{nil, tCutAxis.For(s.lang, sc.marks[0].Label)})
	}
	return keys
}

// missing is the mark of a period that nobody reported: a hatched box on the axis.
func missing(c *draw.Canvas, at vg.Point, half vg.Length) {
	r := rect(at.X-half, at.Y-5, at.X+half, at.Y+5)
	hatch(c, r, inkSoft, 4)
	c.SetLineStyle(draw.LineStyle{Color: inkSoft, Width: 1})
	c.Stroke(r.Path())
}

func (t Trajectory) height(s sheet) vg.Length {
	h := vg.Length(290)
	if s.narrow() {
		h = 240
	}
	return h + 8 + s.legend(nil, 0, t.keys(s, t.scale(s.lang, t.values())))
}

// A note stands at the right of the plot, at a height.
type note struct {
	y     vg.Length
	words string
	bold  bool
}

func (t Trajectory) draw(s sheet, c draw.Canvas) {
	values := t.values()
	sc := t.scale(s.lang, values)
	keys := t.keys(s, sc)
	bottom := s.legend(nil, 0, keys) + 8
	s.legend(&c, bottom-8, keys)

	top := vg.Length(14)
	if t.Measure.Unit != "" {
		top += line
		write(&c, s.style(inkSoft, small), 0, c.Max.Y-line/2, cut(s.style(inkSoft, small), t.Measure.Unit, s.width))
	}

	p := t.axes(s, sc)
	if t.Base.Value.Known {
		y := float64(t.Base.Value.N)
		curve(p, baseLine, []plotter.XYs{{{X: p.X.Min, Y: y}, {X: p.X.Max, Y: y}}})
	}
	curve(p, targetLine, t.targets())
	curve(p, seriesLine, t.series())
	t.marks(p, radius)

	// What stands at the right edge: in words what each line is.
	side := s.style(inkBlack, small)
	var notes []note
	var margin vg.Length
	if !s.narrow() {
		for i := len(t.Points) - 1; i >= 0; i-- {
			if v := t.Points[i].Target; v.Known {
				notes = append(notes, note{vg.Length(p.Y.Norm(float64(v.N))), tTargetIs.For(s.lang, t.Measure.Write(s.lang, v.N)), false})
				break
			}
		}
		if v := t.Base.Value; v.Known {
			notes = append(notes, note{vg.Length(p.Y.Norm(float64(v.N))), tBaseIs.For(s.lang, t.Base.Label, t.Measure.Write(s.lang, v.N)), false})
		}
		for i, n := range notes {
			notes[i].words = cut(side, n.words, s.width/4)
			margin = max(margin, side.Width(notes[i].words)+8)
		}
	}

	// Half of the last period's label may reach beyond the plot.
	var period vg.Length
	for _, q := range t.Points {
		period = max(period, min(p.X.Tick.Label.Width(q.Period), s.width/3))
	}
	margin = max(margin, period/2-p.DataCanvas(draw.Crop(c, 0, -period/2, 0, 0)).Size().X/vg.Length(2*max(len(t.Points), 1))+2)

	area := draw.Crop(c, 0, -margin, bottom, -top)
	t.labels(s, p, area, period)
	p.Draw(area)

	inner := p.DataCanvas(area)
	sort.SliceStable(notes, func(i, j int) bool { return notes[i].y > notes[j].y })
	above := inner.Max.Y + line
	for _, n := range notes {
		y := min(inner.Y(float64(n.y)), above-small-3)
		above = y
		write(&c, side, inner.Max.X+8, y, n.words)
	}

	for i, q := range t.Points {
		if q.omitted() {
			x := inner.X(p.X.Norm(float64(i)))
			missing(&inner, vg.Point{X: x, Y: inner.Min.Y + 6}, min(7, inner.Size().X/vg.Length(2*len(t.Points))))
		}
	}
	t.numbers(s, p, inner)
}

// labels sets the periods under the axis: all of them, or every second, or
// every third, as many as stand clear of each other, and always the last.
func (t Trajectory) labels(s sheet, p *plot.Plot, area draw.Canvas, width vg.Length) {
	inner := p.DataCanvas(area)
	each := inner.Size().X / vg.Length(max(len(t.Points), 1))
	step := 1
	for vg.Length(step)*each < width+8 && step < len(t.Points) {
		step++
	}
	var ticks plot.ConstantTicks
	for i, q := range t.Points {
		if (len(t.Points)-1-i)%step == 0 {
			x := inner.X(p.X.Norm(float64(i)))
			ticks = append(ticks, plot.Tick{Value: float64(i), Label: cut(p.X.Tick.Label, q.Period, min(width, 2*x, 2*(s.width-x)))})
		}
	}
	p.X.Tick.Marker = ticks
}

// numbers writes the values at their marks: all where they fit, else the last.
func (t Trajectory) numbers(s sheet, p *plot.Plot, inner draw.Canvas) {
	sty := centred(s.style(inkBlack, small))
	var width vg.Length
	last := -1
	for i, q := range t.Points {
		if q.Value.Known {
			width = max(width, sty.Width(t.Measure.Write(s.lang, q.Value.N)))
			last = i
		}
	}
	each := (inner.Max.X - inner.Min.X) / vg.Length(max(len(t.Points), 1))
	for i, q := range t.Points {
		if !q.Value.Known || width+4 > each && i != last {
			continue
		}
		words := t.Measure.Write(s.lang, q.Value.N)
		at := sty
		if i == last {
			at = bold(at)
		}
		x, y := inner.X(p.X.Norm(float64(i))), inner.Y(p.Y.Norm(float64(q.Value.N)))
		half := at.Width(words) / 2
		x = min(max(x, half), s.width-half)
		off := vg.Length(14)
		if t.below(i, y, inner, p) && y-22 > inner.Min.Y {
			off = -14
		}
		// On paper of its own, so that no line runs through it.
		inner.SetColor(inkPaper)
		inner.Fill(rect(x-half, y+off-small/2, x+half, y+off+small/2).Path())
		write(&inner, at, x, y+off, words)
	}
}

// below says that the number of a mark stands under it: where the line of the
// target runs just above, or the line of the values comes down to it from both sides.
func (t Trajectory) below(i int, y vg.Length, inner draw.Canvas, p *plot.Plot) bool {
	if target := t.Points[i].Target; target.Known {
		if d := inner.Y(p.Y.Norm(float64(target.N))) - y; d > 0 && d < 24 {
			return true
		}
	}
	higher := 0
	for _, j := range [...]int{i - 1, i + 1} {
		if j < 0 || j >= len(t.Points) || !t.Points[j].Value.Known {
			continue
		}
		if t.Points[j].Value.N <= t.Points[i].Value.N {
			return false
		}
		higher++
	}
	return higher > 0
}
