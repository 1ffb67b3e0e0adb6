package source

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/ledongthuc/pdf"
)

// A glyph is one drawn letter, at its place on the page as it is shown: x to
// the right, y upwards, in points.
type glyph struct {
	text          string
	x, y          float64 // start of the baseline
	width, height float64
	bold, italic  bool
}

// A rule is a straight drawn line, horizontal or vertical.
type rule struct{ x0, y0, x1, y1 float64 }

// A pdfPage is what a page shows.
type pdfPage struct {
	width, height float64
	glyphs        []glyph
	rules         []rule
	slanted       string  // text that does not run from left to right: watermarks
	pictured      float64 // share of the page that pictures cover
}

// A pdfDrawing interprets the content of pages.
type pdfDrawing struct {
	ctx      context.Context
	limits   Limits
	fonts    map[string]*pdfFont
	unpacked int64
	steps    int
	glyphs   int
	out      *pdfPage
}

// textOfGlyph is how much less of letters that stand at places is allowed than of
// text: each takes some sixty bytes until the page is read.
const textOfGlyph = 16

// deepestForm is deeper than programs put forms into each other; those that draw
// themselves have no end.
const deepestForm = 8

// maxSteps is more drawing operators than a document of the largest size has.
const maxSteps = 50_000_000

func (d *pdfDrawing) page(p pdf.Page) (*pdfPage, error) {
	box := inherited(p.V, "MediaBox")
	if c := inherited(p.V, "CropBox"); c.Len() == 4 {
		box = c
	}
	x0, y0, x1, y1 := 0.0, 0.0, 595.0, 842.0
	if box.Len() == 4 {
		x0, y0, x1, y1 = box.Index(0).Float64(), box.Index(1).Float64(), box.Index(2).Float64(), box.Index(3).Float64()
	}
	w, h := math.Abs(x1-x0), math.Abs(y1-y0)
	d.out = &pdfPage{width: w, height: h}
	place := matrix{1, 0, 0, 1, -min(x0, x1), -min(y0, y1)}
	switch rotation := inherited(p.V, "Rotate").Int64(); ((rotation % 360) + 360) % 360 {
	case 90:
		place = place.mul(matrix{0, -1, 1, 0, 0, w})
		d.out.width, d.out.height = h, w
	case 180:
		place = place.mul(matrix{-1, 0, 0, -1, w, h})
	case 270:
		place = place.mul(matrix{0, 1, -1, 0, h, 0})
		d.out.width, d.out.height = h, w
	}
	contents := p.V.Key("Contents")
	if err := d.drain(contents); err != nil {
		return nil, err
	}
	g := pdfGraphics{d: d, resources: p.Resources(), state: pdfState{ctm: place, scale: 1}, textMatrix: identity, lineMatrix: identity}
	g.run(contents)
	return d.out, nil
}

// inherited looks key up on a page and, as the format allows, its parents.
func inherited(v pdf.Value, key string) pdf.Value {
	for range 50 {
		if found := v.Key(key); !found.IsNull() {
			return found
		}
		if v = v.Key("Parent"); v.IsNull() {
			break
		}
	}
	return pdf.Value{}
}

// A pdfState is the part of the graphics state that text depends on.
type pdfState struct {
	ctm       matrix
	font      *pdfFont
	size      float64
	charSpace float64
	wordSpace float64
	scale     float64 // horizontal
	leading   float64
	rise      float64
}

// A pdfGraphics interprets one content stream.
type pdfGraphics struct {
	d                      *pdfDrawing
	resources              pdf.Value
	fonts                  map[string]*pdfFont // by their names in resources
	state                  pdfState
	saved                  []pdfState
	textMatrix, lineMatrix matrix
	path                   []rule // of the path being built, in page space
	x, y                   float64
	startX, startY         float64
	depth                  int
}

func (g *pdfGraphics) run(stream pdf.Value) {
	pdf.Interpret(stream, func(stack *pdf.Stack, op string) {
		g.d.step()
		n := min(stack.Len(), 1000)
		args := make([]pdf.Value, n)
		for i := n - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		g.operate(op, args)
	})
}

// step counts an operator. What runs inside the library can only be left by a panic, which [readPDF] recovers.
func (d *pdfDrawing) step() {
	d.steps++
	switch {
	case d.steps > maxSteps:
		panic(refuse(TooLarge, "steps"))
	case d.steps%1024 == 0 && d.ctx.Err() != nil:
		panic(d.ctx.Err())
	}
}

func number(args []pdf.Value, i int) float64 {
	if i < len(args) {
		return args[i].Float64()
	}
	return 0
}

func matrixOf(args []pdf.Value) matrix {
	var m matrix
	for i := range m {
		m[i] = number(args, i)
	}
	return m
}

func (g *pdfGraphics) operate(op string, args []pdf.Value) {
	s := &g.state
	switch op {
	case "q":
		if len(g.saved) < 1000 {
			g.saved = append(g.saved, *s)
		}
	case "Q":
		if k := len(g.saved); k > 0 {
			*s, g.saved = g.saved[k-1], g.saved[:k-1]
		}
	case "cm":
		if m := matrixOf(args).mul(s.ctm); m.finite() {
			s.ctm = m
		}
	case "BT":
		g.textMatrix, g.lineMatrix = identity, identity
	case "Tm":
		g.lineMatrix = matrixOf(args)
		g.textMatrix = g.lineMatrix
	case "Td":
		g.moveLine(number(args, 0), number(args, 1))
	case "TD":
		s.leading = -number(args, 1)
		g.moveLine(number(args, 0), number(args, 1))
	case "T*":
		g.moveLine(0, -s.leading)
	case "TL":
		s.leading = number(args, 0)
	case "Tc":
		s.charSpace = number(args, 0)
	case "Tw":
		s.wordSpace = number(args, 0)
	case "Tz":
		s.scale = number(args, 0) / 100
	case "Ts":
		s.rise = number(args, 0)
	case "Tf":
		if len(args) == 2 {
			s.font, s.size = g.font(args[0].Name()), number(args, 1)
		}
	case "Tj":
		if len(args) > 0 {
			g.show(args[0].RawString())
		}
	case "'", "\"":
		g.moveLine(0, -s.leading)
		if len(args) > 0 {
			g.show(args[len(args)-1].RawString())
		}
	case "TJ":
		if len(args) > 0 {
			g.showSpaced(args[0])
		}
	case "Do":
		if len(args) > 0 {
			g.object(args[0].Name())
		}
	default:
		g.draw(op, args)
	}
}

// font returns the named font of the current resources. Pages usually share
// their fonts, which only the printed form of the object shows.
func (g *pdfGraphics) font(name string) *pdfFont {
	if f, ok := g.fonts[name]; ok {
		return f
	}
	v := g.resources.Key("Font").Key(name)
	key := fmt.Sprint(v)
	f, ok := g.d.fonts[key]
	if !ok {
		for _, key := range []string{"ToUnicode", "Encoding"} {
			if err := g.d.drain(v.Key(key)); err != nil {
				panic(err)
			}
		}
		f = loadPDFFont(pdf.Font{V: v})
		g.d.fonts[key] = f
	}
	if g.fonts == nil {
		g.fonts = map[string]*pdfFont{}
	}
	g.fonts[name] = f
	return f
}

func (g *pdfGraphics) moveLine(x, y float64) {
	g.lineMatrix = matrix{1, 0, 0, 1, x, y}.mul(g.lineMatrix)
	g.textMatrix = g.lineMatrix
}

func (g *pdfGraphics) showSpaced(parts pdf.Value) {
	for i := range parts.Len() {
		v := parts.Index(i)
		if v.Kind() == pdf.String {
			g.show(v.RawString())
			continue
		}
		shift := -v.Float64() / 1000 * g.state.size * g.state.scale
		g.textMatrix = matrix{1, 0, 0, 1, shift, 0}.mul(g.textMatrix)
	}
}

// show draws the codes of s (ISO 32000-1, 9.4.4).
func (g *pdfGraphics) show(s string) {
	st := &g.state
	f := st.font
	if f == nil {
		return
	}
	n := 1
	if f.wide {
		n = 2
	}
	for i := 0; i+n <= len(s); i += n {
		code := codeOf(s[i : i+n])
		w, ok := f.widths[code]
		if !ok {
			w = f.width
		}
		t := g.textMatrix.mul(st.ctm)
		if !t.finite() {
			return
		}
		if g.d.glyphs++; g.d.glyphs > g.d.limits.Text/textOfGlyph {
			panic(refuse(TooLarge, "text"))
		}
		x, y := t.apply(0, st.rise)
		text := f.text(code, s[i:i+n])
		if math.Abs(t[1]) > 0.2*math.Abs(t[0]) || t[0] < 0 {
			if len(g.d.out.slanted) < 4096 {
				g.d.out.slanted += text
			}
		} else if text != "" {
			g.d.out.glyphs = append(g.d.out.glyphs, glyph{
				text: text, x: x, y: y,
				width:  w / 1000 * math.Abs(st.size) * st.scale * math.Hypot(t[0], t[1]),
				height: math.Hypot(t[2], t[3]) * math.Abs(st.size),
				bold:   f.bold, italic: f.italic,
			})
		}
		advance := (w/1000*st.size + st.charSpace) * st.scale
		if n == 1 && code == ' ' {
			advance += st.wordSpace * st.scale
		}
		g.textMatrix = matrix{1, 0, 0, 1, advance, 0}.mul(g.textMatrix)
	}
}

// object draws a form, or counts a picture.
func (g *pdfGraphics) object(name string) {
	x := g.resources.Key("XObject").Key(name)
	switch x.Key("Subtype").Name() {
	case "Image":
		m := g.state.ctm
		area := math.Abs(m[0]*m[3] - m[1]*m[2])
		g.d.out.pictured += area / max(g.d.out.width*g.d.out.height, 1)
	case "Form":
		if g.depth >= deepestForm {
			panic(refuse(TooLarge, "depth"))
		}
		m := identity
		if v := x.Key("Matrix"); v.Len() == 6 {
			for i := range m {
				m[i] = v.Index(i).Float64()
			}
		}
		resources := x.Key("Resources")
		if resources.IsNull() {
			resources = g.resources
		}
		if err := g.d.drain(x); err != nil {
			panic(err)
		}
		state := g.state
		if state.ctm = m.mul(state.ctm); !state.ctm.finite() {
			return
		}
		inner := pdfGraphics{d: g.d, resources: resources, state: state, textMatrix: identity, lineMatrix: identity, depth: g.depth + 1}
		inner.run(x)
	}
}

// draw follows the path operators, for the lines of tables.
func (g *pdfGraphics) draw(op string, args []pdf.Value) {
	switch op {
	case "m":
		g.x, g.y = g.state.ctm.apply(number(args, 0), number(args, 1))
		g.startX, g.startY = g.x, g.y
	case "l":
		x, y := g.state.ctm.apply(number(args, 0), number(args, 1))
		g.line(g.x, g.y, x, y)
		g.x, g.y = x, y
	case "h":
		g.line(g.x, g.y, g.startX, g.startY)
		g.x, g.y = g.startX, g.startY
	case "c":
		g.x, g.y = g.state.ctm.apply(number(args, 4), number(args, 5))
	case "v", "y":
		g.x, g.y = g.state.ctm.apply(number(args, 2), number(args, 3))
	case "re":
		x, y, w, h := number(args, 0), number(args, 1), number(args, 2), number(args, 3)
		ax, ay := g.state.ctm.apply(x, y)
		bx, by := g.state.ctm.apply(x+w, y+h)
		g.line(ax, ay, bx, ay)
		g.line(ax, by, bx, by)
		g.line(ax, ay, ax, by)
		g.line(bx, ay, bx, by)
	case "S", "s", "f", "F", "f*", "B", "B*", "b", "b*":
		if len(g.d.out.rules) < maxRules {
			g.d.out.rules = append(g.d.out.rules, g.path...)
		}
		g.path = g.path[:0]
	case "n":
		g.path = g.path[:0]
	}
}

// maxRules is more lines than the densest table on one page has.
const maxRules = 5_000

// line adds a side of the path if it is straight across or down the page.
func (g *pdfGraphics) line(x0, y0, x1, y1 float64) {
	if len(g.path) >= maxRules {
		return
	}
	dx, dy := math.Abs(x1-x0), math.Abs(y1-y0)
	if dx < 1 && dy < 1 || dx > 1 && dy > 1 {
		return
	}
	g.path = append(g.path, rule{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)})
}

// blank says whether a glyph draws nothing.
func (g glyph) blank() bool { return strings.TrimSpace(g.text) == "" }
