package graph

import (
	"encoding/xml"
	"image"
	"image/color"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"quyet/base/text"
)

// The widths of a drawing, in pixels of the page and units of the drawing: one
// for a desk, one for a telephone. [Figure] shows the one that fits.
const (
	Wide   = 640
	Narrow = 340
)

// SVG draws a chart for a page, so wide. Its text is text, in the font of the
// page and with the page's language; its colours are classes of graph.css, as
// the Content-Security-Policy refuses the style attributes that vgsvg writes.
func SVG(l text.Lang, chart Chart, width int) string {
	s := onPage(l, vg.Length(width))
	height := vg.Length(math.Ceil(float64(chart.height(s))))
	c := &svg{height: height, states: []state{{width: 1}}}
	chart.draw(s, draw.NewCanvas(c, s.width, height))
	c.end()

	var b strings.Builder
	b.WriteString(`<svg class="graph-drawing" role="img" viewBox="0 0 `)
	b.WriteString(strconv.Itoa(width) + " " + strconv.Itoa(int(height)) + `" width="` + strconv.Itoa(width) + `" height="` + strconv.Itoa(int(height)))
	b.WriteString(`" font-size="` + strconv.Itoa(normal) + `"><title>`)
	escape(&b, chart.Heading())
	b.WriteString(`</title><desc>`)
	escape(&b, chart.About(l))
	b.WriteString(`</desc>`)
	b.WriteString(c.b.String())
	b.WriteString(`</svg>`)
	return b.String()
}

func escape(b *strings.Builder, s string) {
	if err := xml.EscapeText(b, []byte(s)); err != nil {
		panic(err) // a strings.Builder refuses nothing
	}
}

// svg is a canvas of gonum that writes SVG without a style attribute.
type svg struct {
	b      strings.Builder
	height vg.Length
	states []state // the last one is in force
	// What the path that is being written looks like, "" for none: strokes that
	// follow each other and look the same are one path.
	looks string
}

// A state is what Push keeps and Pop restores.
type state struct {
	ink    ink
	width  vg.Length
	dashes []vg.Length
	offset vg.Length
	move   vg.Point
}

func (c *svg) now() *state { return &c.states[len(c.states)-1] }

// SetLineWidth is of [vg.Canvas], as all that follows.
func (c *svg) SetLineWidth(w vg.Length) { c.now().width = w }

// SetLineDash is of [vg.Canvas].
func (c *svg) SetLineDash(dashes []vg.Length, offset vg.Length) {
	c.now().dashes, c.now().offset = dashes, offset
}

// SetColor is of [vg.Canvas]; what is no ink of ours is black.
func (c *svg) SetColor(clr color.Color) { c.now().ink, _ = clr.(ink) }

// Rotate is of [vg.Canvas]. Nothing here is turned: what has to be turned to
// be read is not read.
func (c *svg) Rotate(float64) { panic("graph: a drawing for a page turns nothing") }

// Scale is of [vg.Canvas].
func (c *svg) Scale(float64, float64) { panic("graph: a drawing for a page scales nothing") }

// Translate is of [vg.Canvas].
func (c *svg) Translate(by vg.Point) { c.now().move = c.now().move.Add(by) }

// Push is of [vg.Canvas].
func (c *svg) Push() { c.states = append(c.states, *c.now()) }

// Pop is of [vg.Canvas].
func (c *svg) Pop() { c.states = c.states[:len(c.states)-1] }

// DrawImage is of [vg.Canvas].
func (c *svg) DrawImage(vg.Rectangle, image.Image) { panic("graph: a drawing holds no picture") }

// Stroke is of [vg.Canvas].
func (c *svg) Stroke(p vg.Path) {
	n := c.now()
	if n.width <= 0 {
		return
	}
	looks := `class="` + inks[n.ink].stroke + `" fill="none"`
	if n.width != 1 {
		looks += ` stroke-width="` + tenths(n.width) + `"`
	}
	if len(n.dashes) > 0 {
		dashes := make([]string, len(n.dashes))
		for i, d := range n.dashes {
			dashes[i] = tenths(d)
		}
		looks += ` stroke-dasharray="` + strings.Join(dashes, " ") + `"`
	}
	c.path(looks, p)
}

// Fill is of [vg.Canvas]. Each is a path of its own: in one, shapes that run round in
// opposite ways would leave a hole where they overlap.
func (c *svg) Fill(p vg.Path) {
	c.end()
	c.path(`class="`+inks[c.now().ink].fill+`"`, p)
	c.end()
}

// end ends the path that is being written.
func (c *svg) end() {
	if c.looks != "" {
		c.b.WriteString(`"/>`)
		c.looks = ""
	}
}

func (c *svg) path(looks string, p vg.Path) {
	if looks != c.looks {
		c.end()
		c.b.WriteString(`<path ` + looks + ` d="`)
		c.looks = looks
	}
	for _, comp := range p {
		switch comp.Type {
		case vg.MoveComp:
			c.b.WriteByte('M')
			c.point(comp.Pos)
		case vg.LineComp:
			c.b.WriteByte('L')
			c.point(comp.Pos)
		case vg.ArcComp:
			// In two halves: an arc that ends where it begins is none in SVG.
			for _, part := range [...]float64{0.5, 1} {
				sin, cos := math.Sincos(comp.Start + comp.Angle*part)
				c.b.WriteByte('A')
				c.number(comp.Radius)
				c.b.WriteByte(' ')
				c.number(comp.Radius)
				if comp.Angle > 0 {
					c.b.WriteString(" 0 0 0 ")
				} else {
					c.b.WriteString(" 0 0 1 ")
				}
				c.point(vg.Point{X: comp.Pos.X + comp.Radius*vg.Length(cos), Y: comp.Pos.Y + comp.Radius*vg.Length(sin)})
			}
		case vg.CloseComp:
			c.b.WriteByte('Z')
		default:
			panic("graph: a drawing has no curves but arcs")
		}
	}
}

// point writes where a point lies from the upper left.
func (c *svg) point(p vg.Point) {
	p = p.Add(c.now().move)
	c.number(p.X)
	c.b.WriteByte(' ')
	c.number(c.height - p.Y)
}

func (c *svg) number(v vg.Length) { c.b.WriteString(tenths(v)) }

// tenths writes a length in tenths: finer is not seen, and coarser than what two
// machines may round differently.
func tenths(v vg.Length) string {
	n := int64(math.Round(float64(v) * 10))
	b := make([]byte, 0, 8)
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	b = strconv.AppendInt(b, n/10, 10)
	if n%10 != 0 {
		b = append(b, '.', byte('0'+n%10))
	}
	return string(b)
}

// FillString is of [vg.Canvas]: a line of text that begins at a point.
func (c *svg) FillString(f font.Face, at vg.Point, line string) { c.line(f.Font, at, "", line) }

// line writes a line of text whose anchor is at a point.
func (c *svg) line(f font.Font, at vg.Point, anchor, line string) {
	at = at.Add(c.now().move)
	c.end()
	c.b.WriteString(`<text class="` + inks[c.now().ink].fill + `" x="`)
	c.number(at.X)
	c.b.WriteString(`" y="`)
	c.number(c.height - at.Y)
	c.b.WriteByte('"')
	if f.Size != normal {
		c.b.WriteString(` font-size="`)
		c.number(f.Size)
		c.b.WriteByte('"')
	}
	if f.Weight > 0 {
		c.b.WriteString(` font-weight="600"`)
	}
	if anchor != "" {
		c.b.WriteString(` text-anchor="` + anchor + `"`)
	}
	c.b.WriteByte('>')
	escape(&c.b, line)
	c.b.WriteString(`</text>`)
}
