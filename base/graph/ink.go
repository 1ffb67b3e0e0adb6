package graph

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// An ink is a colour by what it is for. The page gives it its colour (a class
// of graph.css, so that it prints black); a picture has its grey.
type ink uint8

const (
	inkBlack ink = iota // text, axes
	inkSoft             // notes, what is beside the point
	inkGrid
	inkAct      // the series, the own body
	inkPale     // ground of bars that are not the own
	inkTarget   // targets and what is compared with
	inkPositive // met and exceeded
	inkNegative // missed
	inkPaper
)

var inks = [...]struct {
	fill, stroke string
	grey         uint8
}{
	inkBlack:    {"gf-black", "gs-black", 0},
	inkSoft:     {"gf-soft", "gs-soft", 0x48},
	inkGrid:     {"gf-grid", "gs-grid", 0xc4},
	inkAct:      {"gf-act", "gs-act", 0x28},
	inkPale:     {"gf-pale", "gs-pale", 0xdc},
	inkTarget:   {"gf-target", "gs-target", 0x30},
	inkPositive: {"gf-positive", "gs-positive", 0},
	inkNegative: {"gf-negative", "gs-negative", 0},
	inkPaper:    {"gf-paper", "gs-paper", 0xff},
}

// RGBA is the grey of the ink, for pictures.
func (i ink) RGBA() (r, g, b, a uint32) { return color.Gray{Y: inks[i].grey}.RGBA() }

// mark is the glyph of a standing: each of another shape, some full, some not.
func (s Standing) mark() (ink, draw.GlyphDrawer) {
	switch s {
	case Exceeded:
		return inkPositive, draw.PyramidGlyph{}
	case Met:
		return inkPositive, draw.CircleGlyph{}
	case Missed:
		return inkNegative, cross{}
	case NotYet:
		return inkSoft, ring{}
	}
	return inkAct, dot{}
}

// radius is that of the marks, in units of the drawing.
const radius = 5.5

func (s Standing) style() draw.GlyphStyle {
	i, g := s.mark()
	return draw.GlyphStyle{Color: i, Radius: radius, Shape: g}
}

// The glyphs of gonum are stroked with half a point, which no copier keeps.

// cross is an X of two strong strokes.
type cross struct{}

// DrawGlyph draws it.
func (cross) DrawGlyph(c *draw.Canvas, sty draw.GlyphStyle, at vg.Point) {
	r := sty.Radius * 0.85
	line := draw.LineStyle{Color: sty.Color, Width: sty.Radius * 0.45}
	c.StrokeLines(line, []vg.Point{{X: at.X - r, Y: at.Y - r}, {X: at.X + r, Y: at.Y + r}}, []vg.Point{{X: at.X - r, Y: at.Y + r}, {X: at.X + r, Y: at.Y - r}})
}

// ring is a circle that is empty, whatever lies under it.
type ring struct{}

// DrawGlyph draws it.
func (ring) DrawGlyph(c *draw.Canvas, sty draw.GlyphStyle, at vg.Point) {
	r := sty.Radius * 0.85
	p := circle(at, r)
	c.SetColor(inkPaper)
	c.Fill(p)
	c.SetLineStyle(draw.LineStyle{Color: sty.Color, Width: sty.Radius * 0.3})
	c.Stroke(p)
}

// dot is a small full circle.
type dot struct{}

// DrawGlyph draws it.
func (dot) DrawGlyph(c *draw.Canvas, sty draw.GlyphStyle, at vg.Point) {
	c.Fill(circle(at, sty.Radius*0.6))
}

// open is a circle as thin as a pen draws it, of which many may lie over each other.
type open struct{}

// DrawGlyph draws it.
func (open) DrawGlyph(c *draw.Canvas, sty draw.GlyphStyle, at vg.Point) {
	c.SetLineStyle(draw.LineStyle{Color: sty.Color, Width: 1})
	c.Stroke(circle(at, sty.Radius))
}

func circle(at vg.Point, r vg.Length) (p vg.Path) {
	const whole = 6.283185307179586
	p.Move(vg.Point{X: at.X + r, Y: at.Y})
	p.Arc(at, r, 0, whole)
	p.Close()
	return p
}

// hatch draws strokes from the lower left to the upper right over a rectangle.
func hatch(c *draw.Canvas, r vg.Rectangle, i ink, apart vg.Length) {
	w, h := r.Max.X-r.Min.X, r.Max.Y-r.Min.Y
	var p vg.Path
	for d := apart - h; d < w; d += apart {
		// The stroke x = d + y from the lower edge to the upper, cut to the sides.
		from, to := max(0, -d), min(h, w-d)
		if to <= from {
			continue
		}
		p.Move(vg.Point{X: r.Min.X + d + from, Y: r.Min.Y + from})
		p.Line(vg.Point{X: r.Min.X + d + to, Y: r.Min.Y + to})
	}
	if len(p) == 0 {
		return
	}
	c.SetLineStyle(draw.LineStyle{Color: i, Width: 0.8})
	c.Stroke(p)
}

// box fills a rectangle and frames it; a paint of paper leaves it empty.
func box(c *draw.Canvas, r vg.Rectangle, fill, frame ink, width vg.Length) {
	c.SetColor(fill)
	c.Fill(r.Path())
	c.SetLineStyle(draw.LineStyle{Color: frame, Width: width})
	c.Stroke(r.Path())
}

func rect(x0, y0, x1, y1 vg.Length) vg.Rectangle {
	return vg.Rectangle{Min: vg.Point{X: min(x0, x1), Y: min(y0, y1)}, Max: vg.Point{X: max(x0, x1), Y: max(y0, y1)}}
}
