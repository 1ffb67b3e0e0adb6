package source

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// A segment is text on one line without a wide gap in it.
type segment struct {
	text         string
	x0, x1, y    float64
	height       float64
	bold, italic bool
}

// A textLine is what stands on one baseline.
type textLine struct {
	segments []segment
	y        float64
	height   float64
}

func (l textLine) x0() float64 { return l.segments[0].x0 }
func (l textLine) x1() float64 { return l.segments[len(l.segments)-1].x1 }

func (l textLine) text() string {
	parts := make([]string, len(l.segments))
	for i, s := range l.segments {
		parts[i] = s.text
	}
	return strings.Join(parts, " ")
}

// wideGap is how far apart, in heights of a letter, two words must be not to
// belong to one run of text. Justified lines stretch blanks to less.
const wideGap = 2

// assemble puts glyphs together to lines, from the top of the page.
func assemble(glyphs []glyph) []textLine {
	gs := slices.Clone(glyphs)
	slices.SortStableFunc(gs, func(a, b glyph) int { return cmp.Compare(b.y, a.y) })
	var lines []textLine
	for len(gs) > 0 {
		n := 1
		for n < len(gs) && gs[0].y-gs[n].y <= 0.4*max(min(gs[0].height, gs[n].height), 1) {
			n++
		}
		if l := assembleLine(gs[:n]); len(l.segments) > 0 {
			lines = append(lines, l)
		}
		gs = gs[n:]
	}
	return lines
}

func assembleLine(gs []glyph) textLine {
	slices.SortStableFunc(gs, func(a, b glyph) int { return cmp.Compare(a.x, b.x) })
	var l textLine
	var b strings.Builder
	var s segment
	var last glyph
	spaced := false
	letters, bold, italic := 0, 0, 0
	finish := func() {
		if s.text = squeeze(b.String()); s.text != "" {
			s.bold, s.italic = bold*10 > letters*9, italic*10 > letters*9
			l.segments = append(l.segments, s)
		}
		b.Reset()
		letters, bold, italic = 0, 0, 0
	}
	for _, g := range gs {
		if g.blank() {
			spaced = true
			continue
		}
		gap := g.x - (last.x + last.width)
		switch {
		case b.Len() == 0:
			s = segment{x0: g.x, y: g.y}
		case g.text == last.text && math.Abs(g.x-last.x) < 0.15*g.height:
			continue // drawn twice, to look bold
		case gap > wideGap*max(g.height, last.height):
			finish()
			s = segment{x0: g.x, y: g.y}
		case gap > 0.2*g.height, spaced && gap > 0.05*g.height:
			b.WriteByte(' ')
		}
		spaced = false
		b.WriteString(g.text)
		s.x1 = max(s.x1, g.x+g.width)
		s.height = max(s.height, g.height)
		l.height = max(l.height, g.height)
		l.y = g.y
		letters++
		if g.bold {
			bold++
		}
		if g.italic {
			italic++
		}
		last = g
	}
	if b.Len() > 0 {
		finish()
	}
	return l
}

// A pdfColumn is where the full lines of running text begin and end.
type pdfColumn struct {
	left, right float64
	narrow      bool // one of the two columns of a letterhead or foot
}

// columnOf measures where the lines of a column begin and end.
func columnOf(lines []textLine) pdfColumn {
	var starts, ends []float64
	for _, l := range lines {
		starts = append(starts, l.x0())
		ends = append(ends, l.x1())
	}
	slices.Sort(starts)
	slices.Sort(ends)
	if len(starts) == 0 {
		return pdfColumn{}
	}
	// Not the extremes: one line may stick out.
	return pdfColumn{left: starts[len(starts)/20], right: ends[len(ends)-1-len(ends)/20]}
}

func (c pdfColumn) width() float64 { return c.right - c.left }

// isCentered says whether l stands in the middle, away from both sides.
func (c pdfColumn) isCentered(l textLine) bool {
	before, after := l.x0()-c.left, c.right-l.x1()
	return before > 2*l.height && after > l.height && math.Abs(before-after) < max(0.06*c.width(), l.height)
}

// spans says whether l takes the whole width.
func (c pdfColumn) spans(l textLine) bool {
	return l.x0() < c.left+2.5*l.height && l.x1() > c.right-2.5*l.height
}

// goesOn says whether next is the same paragraph as last, the line above it.
// Torn says that a page ended between them.
func (c pdfColumn) goesOn(last, next textLine, torn bool) bool {
	a, b := last.text(), next.text()
	if startsItem(b) || isTypeName(a) || isStamp(a) || isStamp(b) {
		return false
	}
	switch {
	case endsHyphen(a):
		return true
	case c.narrow && isHeading(a):
		return isRepublic(a, b) || isSyllable(b) && isCapitals(b) || expectsMore(a, b)
	case c.narrow:
		return expectsMore(a, b) || beginsLower(b) && !endsSentence(a)
	}
	if !torn && last.y-next.y > 2.2*max(last.height, next.height) {
		return false
	}
	if (c.isCentered(last) || c.spans(last)) && (c.isCentered(next) || c.isCentered(last) && c.spans(next)) {
		w := wrapping{hard: true, width: int(c.width() / (0.5 * last.height))}
		return !strings.HasPrefix(b, "(") && w.joinsTitle(last, next, c)
	}
	if expectsMore(a, b) && c.isFull(last, b) {
		return true
	}
	// A first line is indented, and the line before it is not full.
	if next.x0() > c.left+0.8*next.height && next.x0() > last.x0()+0.5*next.height {
		return false
	}
	if isHeading(a) != isHeading(b) && !endsHyphen(a) && isHeading(a) {
		return false
	}
	return c.isFull(last, b)
}

// isFull says whether the first word of next had no room on line l.
func (c pdfColumn) isFull(l textLine, next string) bool {
	word, _, _ := strings.Cut(next, " ")
	if i := strings.IndexAny(word, "-/"); i > 0 {
		word = word[:i+1] // lines also break after these
	}
	perRune := (l.x1() - l.x0()) / float64(max(utf8.RuneCountInString(l.text()), 1))
	room := float64(utf8.RuneCountInString(word)+1) * perRune
	return l.x1()+room > c.right-0.3*l.height
}

// joinsTitle says whether the centred line next goes on with the centred line last.
func (w wrapping) joinsTitle(last, next textLine, c pdfColumn) bool {
	a, b := last.text(), next.text()
	if last.segments[0].bold != next.segments[0].bold && last.segments[0].italic != next.segments[0].italic {
		return false
	}
	if isHeading(a) != isHeading(b) && !isSyllable(b) {
		return false
	}
	full := last.x1()-last.x0() > 0.7*c.width()
	return full && (w.joins(a, b) || !endsSentence(a)) || beginsLower(b) && !endsSentence(a) || expectsMore(a, b)
}

// endsHyphen says whether a line was broken after a hyphen or slash inside a
// symbol or a span of years: no blank belongs there.
func endsHyphen(s string) bool {
	if len(s) < 2 || s[len(s)-1] != '-' && s[len(s)-1] != '/' {
		return false
	}
	return s[len(s)-2] != ' '
}

// connect appends the next line of a paragraph to its text.
func connect(text, next string) string {
	if endsHyphen(text) {
		return text + next
	}
	return text + " " + next
}
