package graph

import (
	"sort"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"quyet/base/text"
)

// Areas is a map of a tree: what is larger has a larger tile, and each tile says
// in words how it stands. It is two levels deep at most.
type Areas struct {
	Title   string
	Measure Measure // of the sizes
	Size    string  // what the size is: "Số nhiệm vụ"; "" is "Độ lớn"
	Areas   []Area
}

// An Area is a tile, or a frame around tiles.
type Area struct {
	Name     string
	Size     Value  // of what has Parts it is the sum of theirs; unknown or nothing has no tile
	Note     string // "12/16 chỉ tiêu"
	Standing Standing
	Own      bool
	Href     string
	Parts    []Area // of the second level; theirs are not drawn
}

// size is what a tile takes of the whole; less than nothing is nothing.
func (a Area) size() float64 {
	if len(a.Parts) == 0 {
		if !a.Size.Known {
			return 0
		}
		return max(float64(a.Size.N), 0)
	}
	sum := 0.0
	for _, p := range a.Parts {
		p.Parts = nil
		sum += p.size()
	}
	return sum
}

// Heading is of [Chart].
func (a Areas) Heading() string { return a.Title }

// leaves are the tiles, with the frame each stands in.
func (a Areas) leaves(each func(frame string, tile Area)) {
	for _, t := range a.Areas {
		if len(t.Parts) == 0 {
			each("", t)
		}
		for _, p := range t.Parts {
			each(t.Name, p)
		}
	}
}

// About is of [Chart].
func (a Areas) About(l text.Lang) string {
	n := 0
	counts := map[Standing]int{}
	var largest Area
	a.leaves(func(_ string, t Area) {
		if n == 0 || t.size() > largest.size() {
			largest = t
		}
		n++
		counts[t.Standing]++
	})
	if n == 0 {
		return tNothing.For(l)
	}
	said := []string{tBodiesN.For(l, n)}
	for _, s := range standings {
		if counts[s] > 0 {
			said = append(said, tStandsN.For(l, s.Word(l), counts[s]))
		}
	}
	return strings.Join(append(said, tLargest.For(l, largest.Name, a.Measure.value(l, largest.Size))), " ")
}

// Table is of [Chart].
func (a Areas) Table(l text.Lang) Table {
	size := a.Size
	if size == "" {
		size = tSize.For(l)
	}
	deep, noted := false, false
	for _, t := range a.Areas {
		deep = deep || len(t.Parts) > 0
	}
	a.leaves(func(_ string, t Area) { noted = noted || t.Note != "" })
	table := Table{Caption: a.Title, Columns: []Column{{tName.For(l), false}}}
	if deep {
		table.Columns = append(table.Columns, Column{tPartOf.For(l), false})
	}
	table.Columns = append(table.Columns, Column{a.Measure.of(size), true})
	if noted {
		table.Columns = append(table.Columns, Column{tNote.For(l), false})
	}
	table.Columns = append(table.Columns, Column{tStanding.For(l), false})
	a.leaves(func(frame string, t Area) {
		cells := []string{t.Name}
		if deep {
			cells = append(cells, frame)
		}
		cells = append(cells, a.Measure.value(l, t.Size))
		if noted {
			cells = append(cells, t.Note)
		}
		table.Rows = append(table.Rows, Row{Cells: append(cells, t.Standing.Word(l)), Href: t.Href, Own: t.Own})
	})
	return table
}

// A tile is an area with its place.
type tile struct {
	Area
	at vg.Rectangle
}

// squarify lays tiles into a rectangle, each as large as its share of the whole and
// as near to a square as it gets, from the largest at the upper left, those of one
// size by their standing: Bruls, Huizing
// and van Wijk, Squarified Treemaps, 2000. gonum has no treemap.
func squarify(areas []Area, in vg.Rectangle) (tiles []tile) {
	var sorted []Area
	for _, a := range areas {
		if a.size() > 0 {
			sorted = append(sorted, a)
		}
	}
	sort.SliceStable(sorted, func(i, j int) bool {
		a, b := sorted[i], sorted[j]
		return a.size() > b.size() || a.size() == b.size() && a.Standing < b.Standing
	})
	for len(sorted) > 0 {
		w, h := in.Size().X, in.Size().Y
		if w <= 0 || h <= 0 {
			return tiles
		}
		short := min(w, h)
		// Summed anew each time: taking off what is laid would leave of a few small
		// ones beside a huge one what was rounded off.
		total := 0.0
		for i := len(sorted) - 1; i >= 0; i-- {
			total += sorted[i].size()
		}
		unit := float64(w) * float64(h) / total // the area of a size of one
		// As many side by side as make the worst of them no worse.
		n, sum, worst := 0, 0.0, 0.0
		for i, a := range sorted {
			s := sum + a.size()
			ratio := worstRatio(sorted[0].size()*unit, a.size()*unit, s*unit, float64(short))
			if i > 0 && ratio > worst {
				break
			}
			n, sum, worst = i+1, s, ratio
		}
		thick := vg.Length(sum * unit / float64(short))
		if n == len(sorted) {
			thick = max(w, h) // what rounding left over
		}
		at := vg.Length(0)
		for i, a := range sorted[:n] {
			long := vg.Length(a.size() / sum * float64(short))
			if i == n-1 {
				long = short - at
			}
			r := rect(in.Min.X, in.Max.Y-at, in.Min.X+thick, in.Max.Y-at-long)
			if w < h {
				r = rect(in.Min.X+at, in.Max.Y, in.Min.X+at+long, in.Max.Y-thick)
			}
			tiles = append(tiles, tile{a, r})
			at += long
		}
		if w < h {
			in.Max.Y -= thick
		} else {
			in.Min.X += thick
		}
		sorted = sorted[n:]
	}
	return tiles
}

// worstRatio is that of the most oblong tile of a row, by the largest and the
// smallest of its areas.
func worstRatio(largest, smallest, sum, side float64) float64 {
	return max(side*side*largest/(sum*sum), sum*sum/(side*side*smallest))
}

const frameHead = line + 4 // where a frame says its name

// tiles are all tiles, the frames before what stands in them.
func (a Areas) tiles(in vg.Rectangle) (tiles []tile) {
	for _, t := range squarify(a.Areas, in) {
		tiles = append(tiles, t)
		if len(t.Parts) > 0 {
			tiles = append(tiles, squarify(t.Parts, t.within())...)
		}
	}
	return tiles
}

// within is where the parts of a frame stand.
func (t tile) within() vg.Rectangle {
	r := t.at
	edge := min(3, r.Size().X/8, r.Size().Y/8)
	head := vg.Length(frameHead)
	if r.Size().Y < 3*frameHead {
		head = edge
	}
	return rect(r.Min.X+edge, r.Min.Y+edge, r.Max.X-edge, r.Max.Y-head)
}

func (a Areas) keys(s sheet) []key {
	has := map[Standing]bool{}
	none := 0
	a.leaves(func(_ string, t Area) {
		if t.size() > 0 {
			has[t.Standing] = true
		} else {
			none++
		}
	})
	var keys []key
	for _, st := range standings {
		if has[st] {
			keys = append(keys, key{func(c *draw.Canvas, at vg.Point) {
				r := rect(at.X, at.Y-7, at.X+keyWidth-4, at.Y+7)
				ground(c, r, st)
				st.alone(c, vg.Point{X: (r.Min.X + r.Max.X) / 2, Y: at.Y})
			}, st.Word(s.lang)})
		}
	}
	size := a.Size
	if size == "" {
		size = tSize.For(s.lang)
	}
	keys = append(keys, key{nil, a.Measure.of(size) + ": " + s.total(a)})
	if words := strings.TrimSpace(a.shared()); words != "" {
		keys = append(keys, key{nil, tShared.For(s.lang, words)})
	}
	if none > 0 {
		keys = append(keys, key{nil, tNoArea.For(s.lang, none)})
	}
	return keys
}

func (s sheet) total(a Areas) string {
	sum := 0.0
	for _, t := range a.Areas {
		sum += t.size()
	}
	if sum > 9e18 {
		return tWhole.For(s.lang, "…")
	}
	return tWhole.For(s.lang, a.Measure.Write(s.lang, int64(sum)))
}

// height grows with the tiles, so that a name fits into one of the middle size.
func (a Areas) height(s sheet) vg.Length {
	const each = 4000
	least := vg.Length(400)
	if s.narrow() {
		least = 460
	}
	n := 0
	a.leaves(func(_ string, t Area) {
		if t.size() > 0 {
			n++
		}
	})
	return min(max(least, vg.Length(n*each)/s.width), 1500) + 8 + s.legend(nil, 0, a.keys(s))
}

// shared is the words with which all names of tiles begin, which are left out of them:
// "Đảng uỷ ". There is none where a name would have no word left.
func (a Areas) shared() string {
	var common []string
	n := 0
	a.leaves(func(_ string, t Area) {
		words := strings.Fields(t.Name)
		if n == 0 {
			common = words
		}
		n++
		i := 0
		for i < len(common) && i < len(words)-1 && common[i] == words[i] {
			i++
		}
		common = common[:min(i, len(common))]
	})
	if n < 2 || len(common) == 0 {
		return ""
	}
	return strings.Join(common, " ") + " "
}

func (a Areas) draw(s sheet, c draw.Canvas) {
	keys := a.keys(s)
	bottom := s.legend(nil, 0, keys)
	s.legend(&c, bottom, keys)
	in := rect(1, bottom+8, s.width-1, c.Max.Y-1)
	tiles := a.tiles(in)
	if len(tiles) == 0 {
		write(&c, s.style(inkSoft, normal), 0, c.Max.Y-line/2, tNothing.For(s.lang))
		return
	}
	shared := a.shared()
	for _, t := range tiles {
		t.Name = strings.Join(strings.Fields(t.Name), " ")
		if len(t.Parts) > 0 {
			t.frame(s, &c)
		} else {
			t.Name = strings.TrimPrefix(t.Name, shared)
			t.draw(s, &c, a.Measure)
		}
	}
}

// ground is how a tile is filled: what was missed is hatched, what was exceeded
// grey, what cannot be judged has a dashed edge.
func ground(c *draw.Canvas, r vg.Rectangle, s Standing) {
	fill := inkPaper
	if s == Exceeded {
		fill = inkPale
	}
	c.SetColor(fill)
	c.Fill(r.Path())
	edge := draw.LineStyle{Color: inkBlack, Width: 1}
	switch s {
	case Missed:
		hatch(c, r, inkNegative, 7)
	case NotYet:
		edge.Dashes = []vg.Length{3, 3}
	}
	c.SetLineStyle(edge)
	c.Stroke(r.Path())
}

func (t tile) frame(s sheet, c *draw.Canvas) {
	box(c, t.at, inkPaper, inkBlack, 2)
	if t.within().Max.Y > t.at.Max.Y-frameHead+1 {
		return
	}
	sty := bold(s.style(inkBlack, small))
	write(c, sty, t.at.Min.X+6, t.at.Max.Y-frameHead/2, cut(sty, t.Name, t.at.Size().X-10))
}

// draw writes as much as there is room for: the mark, the name, what its size is,
// how it stands.
func (t tile) draw(s sheet, c *draw.Canvas, m Measure) {
	ground(c, t.at, t.Standing)
	if t.Own && min(t.at.Size().X, t.at.Size().Y) > 8 {
		c.SetLineStyle(draw.LineStyle{Color: inkBlack, Width: 3})
		c.Stroke(rect(t.at.Min.X+2, t.at.Min.Y+2, t.at.Max.X-2, t.at.Max.Y-2).Path())
	}
	const step = line - 3
	name, sty := bold(s.style(inkBlack, small)), s.style(inkBlack, small)
	// A slim tile has little white, and a name as narrow as it can be.
	slim := t.at.Size().X < 96
	pad := vg.Length(7)
	if slim {
		pad, name = 4, sty
	}
	w, h := t.at.Size().X-2*pad, t.at.Size().Y-2*pad
	room := int(h / step)
	note := t.Note
	if note == "" {
		note = m.Write(s.lang, t.Size.N)
	}
	word := t.Standing.Word(s.lang)
	indent := vg.Length(0)
	marked := t.Standing != Unjudged && room > 0
	// The mark stands before the name, or above it where the tile is slim.
	above := marked && slim && room > 1
	switch {
	case above:
		room--
	case marked:
		indent = 2*radius + 5
	}

	type said struct {
		sty    int // 0 name, 1 words
		words  string
		indent vg.Length
	}
	var lines []said
	if room > 0 {
		// The name comes first; what else is said has the lines that are left.
		most := min(room, 4)
		if room > 4 {
			most = min(room-2, 4)
		}
		for _, l := range wrap(name, t.Name, w-indent, most) {
			if n := len(lines); l == "" || len([]rune(l)) < 4 && strings.HasSuffix(l, "…") {
				// Two letters of a word say nothing; nor does a tile with nothing else.
				if n > 0 {
					lines[n-1].words = cut(name, lines[n-1].words+" …", w-indent)
				}
				break
			}
			lines = append(lines, said{0, l, indent})
		}
	}
	if len(lines) > 0 && room > len(lines) && sty.Width(note) <= w-indent {
		lines = append(lines, said{1, note, indent})
	}
	if len(lines) > 0 && word != "" && room > len(lines) && sty.Width(word) <= w-indent {
		lines = append(lines, said{1, word, indent})
	}
	if len(lines) == 0 {
		if t.Standing != Unjudged && w+2*pad >= 4*radius && h+2*pad >= 4*radius {
			t.Standing.alone(c, vg.Point{X: (t.at.Min.X + t.at.Max.X) / 2, Y: (t.at.Min.Y + t.at.Max.Y) / 2})
		}
		return
	}
	// Words stand on paper, also over a hatch.
	width := vg.Length(0)
	for _, l := range lines {
		st := sty
		if l.sty == 0 {
			st = name
		}
		width = max(width, l.indent+st.Width(l.words))
	}
	top := t.at.Max.Y - pad
	if above {
		top -= step
	}
	if t.Standing == Missed {
		c.SetColor(inkPaper)
		c.Fill(rect(t.at.Min.X+pad-3, top+2, t.at.Min.X+pad+width+3, top-vg.Length(len(lines)*step)-1).Path())
	}
	y := t.at.Max.Y - pad - step/2
	if marked {
		t.Standing.alone(c, vg.Point{X: t.at.Min.X + pad + radius, Y: y})
	}
	if above {
		y -= step
	}
	for _, l := range lines {
		st := sty
		if l.sty == 0 {
			st = name
		}
		write(c, st, t.at.Min.X+pad+l.indent, y, l.words)
		y -= step
	}
}

// alone sets the mark of a standing on what its tile is filled with; of a hatch on
// paper.
func (s Standing) alone(c *draw.Canvas, at vg.Point) {
	if s == Missed {
		c.SetColor(inkPaper)
		c.Fill(rect(at.X-radius-1, at.Y-radius-1, at.X+radius+1, at.Y+radius+1).Path())
	}
	c.DrawGlyphNoClip(s.style(), at)
}
