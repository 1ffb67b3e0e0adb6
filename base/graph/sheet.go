package graph

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	plottext "gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"

	"quyet/base/docx"
	"quyet/base/text"
)

// The sizes of text, in units of the drawing.
const (
	normal = 15
	small  = 13
	line   = 19 // from one line of text to the next
)

// A sheet is what a chart is drawn on: how wide, in which language, and how its
// letters are measured and set.
type sheet struct {
	lang    text.Lang
	width   vg.Length
	letters plottext.Handler
}

func onPage(l text.Lang, width vg.Length) sheet {
	return sheet{l, width, pageLetters{pictureLetters}}
}

// narrow says that names stand above their bars, and notes below the drawing.
func (s sheet) narrow() bool { return s.width < 500 }

// The letters of a picture: Liberation Sans, which gonum brings along and which
// has all of Vietnamese.
var pictureLetters = plot.DefaultTextHandler.(plottext.Plain)

// pageLetters sets text in the font of the page, which the browser knows and the
// server does not: it is aligned by its anchor, and taken for a tenth wider than
// in Liberation Sans, as Be Vietnam Pro is.
type pageLetters struct{ plottext.Plain }

const pageWider = 1.1

// Box is of [plottext.Handler]. It adds up the letters one by one, as what stands close
// together in another font does not in this one.
func (p pageLetters) Box(txt string, f font.Font) (width, height, depth vg.Length) {
	ext := p.Extents(f)
	strong := 0
	if f.Weight > 0 {
		strong = 1
	}
	for _, r := range txt {
		width += wide(strong, r)
	}
	return width * f.Size * pageWider, ext.Ascent, ext.Descent
}

// widths are those of the Latin letters that were measured, in two weights.
var widths [2]sync.Map

// wide is how wide a letter is, of a size of one.
func wide(strong int, r rune) vg.Length {
	if w, known := widths[strong].Load(r); known {
		return w.(vg.Length)
	}
	f := font.Font{Typeface: "Liberation", Variant: "Sans", Size: 1}
	if strong == 1 {
		f.Weight = heavy
	}
	w, _, _ := pictureLetters.Box(string(r), f)
	if r <= unicode.MaxLatin1 || unicode.Is(unicode.Latin, r) {
		widths[strong].Store(r, w)
	}
	return w
}

// Draw is of [plottext.Handler].
func (p pageLetters) Draw(c vg.Canvas, txt string, sty plottext.Style, at vg.Point) {
	page, ok := beneath(c).(*svg)
	if !ok {
		p.Plain.Draw(c, txt, sty, at)
		return
	}
	anchor := ""
	switch sty.XAlign {
	case draw.XCenter:
		anchor = "middle"
	case draw.XRight:
		anchor = "end"
	}
	page.SetColor(sty.Color)
	lines := p.Lines(txt)
	top := at.Y + sty.Height(txt)*vg.Length(sty.YAlign) - sty.FontExtents().Ascent
	for i, l := range lines {
		if l != "" {
			page.line(sty.Font, vg.Point{X: at.X, Y: top + vg.Length(len(lines)-i)*sty.Font.Size}, anchor, l)
		}
	}
}

// beneath is the canvas under those that only know their edges.
func beneath(c vg.Canvas) vg.Canvas {
	for {
		switch d := c.(type) {
		case draw.Canvas:
			c = d.Canvas
		case *draw.Canvas:
			c = d.Canvas
		default:
			return c
		}
	}
}

// style is text of a size; its point is the middle of its left edge.
func (s sheet) style(i ink, size vg.Length) plottext.Style {
	return plottext.Style{Color: i, Font: font.Font{Typeface: "Liberation", Variant: "Sans", Size: size}, YAlign: draw.YCenter, Handler: s.letters}
}

// heavy is WeightBold of golang.org/x/image/font.
const heavy = 3

func bold(t plottext.Style) plottext.Style {
	t.Font.Weight = heavy
	return t
}

func right(t plottext.Style) plottext.Style {
	t.XAlign = draw.XRight
	return t
}

func centred(t plottext.Style) plottext.Style {
	t.XAlign = draw.XCenter
	return t
}

// write writes a line of text; its point is by the alignment of the style. The
// middle of a line is that of its capitals: the box of gonum has the descenders in.
func write(c *draw.Canvas, t plottext.Style, x, y vg.Length, line string) {
	c.FillText(t, vg.Point{X: x, Y: y + t.Font.Size*0.11}, line)
}

// plot is a plot of gonum in our hand: no ground, a grid to read values by in
// place of axes, and our letters.
func (s sheet) plot() *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	p.TextHandler = s.letters
	p.Title.TextStyle.Handler = s.letters
	p.Legend.TextStyle.Handler = s.letters
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		label := s.style(inkSoft, small)
		label.XAlign, label.YAlign = a.Tick.Label.XAlign, a.Tick.Label.YAlign
		a.Tick.Label = label
		a.Label.TextStyle.Handler = s.letters
		a.Tick.Length = 5
		a.Tick.LineStyle = draw.LineStyle{Color: inkBlack, Width: 1}
		a.LineStyle = draw.LineStyle{Color: inkBlack, Width: 1}
		a.Padding = 4
	}
	p.X.Tick.Label.YAlign = -1.25 // clear of the ticks, whose ends its box would touch
	p.Y.LineStyle.Width, p.Y.Tick.LineStyle.Width = 0, 0
	return p
}

// wrap breaks text into at most so many lines that fit into a width. What does
// not fit ends in an ellipsis; the table has all of it.
func wrap(t plottext.Style, txt string, width vg.Length, most int) []string {
	words := strings.Fields(norm.NFC.String(txt))
	var lines []string
	for len(words) > 0 {
		n := 1
		for n < len(words) && t.Width(strings.Join(words[:n+1], " ")) <= width {
			n++
		}
		if len(lines) == most-1 && n < len(words) || n == 1 && t.Width(words[0]) > width {
			l := strings.Join(words, " ")
			if len(lines) < most-1 {
				l = words[0]
				words = words[1:]
			} else {
				words = nil
			}
			lines = append(lines, cut(t, l, width))
			continue
		}
		lines = append(lines, strings.Join(words[:n], " "))
		words = words[n:]
	}
	return lines
}

// cut shortens a line that is wider than it may be, to an ellipsis: after a whole
// word, where that costs little.
func cut(t plottext.Style, txt string, width vg.Length) string {
	if t.Width(txt) <= width {
		return txt
	}
	r := []rune(txt)
	low, high := 0, len(r) // so many letters fit
	for low < high {
		middle := (low + high + 1) / 2
		if t.Width(string(r[:middle])+"…") <= width {
			low = middle
		} else {
			high = middle - 1
		}
	}
	if low == 0 {
		return ""
	}
	kept := string(r[:low])
	if i := strings.LastIndexByte(kept, ' '); i > len(kept)*2/3 && r[low] != ' ' {
		kept = kept[:i]
	}
	return strings.TrimRight(kept, " ,;–-") + "…"
}

// A key is an entry of a legend: what it draws in 24 by 14, and its words.
type key struct {
	draw  func(c *draw.Canvas, at vg.Point) // nil draws nothing; at is the middle of its left edge
	words string
}

const keyWidth = 26

// legend sets the entries side by side in as many lines as they need, from the
// upper edge at y (the height alone, where c is nil).
func (s sheet) legend(c *draw.Canvas, y vg.Length, keys []key) vg.Length {
	t := s.style(inkBlack, small)
	var x, used vg.Length
	if len(keys) == 0 {
		return 0
	}
	used = line
	for _, k := range keys {
		indent := vg.Length(0)
		if k.draw != nil {
			indent = keyWidth
		}
		lines := wrap(t, k.words, s.width-indent, 3)
		w := indent
		for _, l := range lines {
			w = max(w, indent+t.Width(l))
		}
		if x > 0 && x+w > s.width {
			x = 0
			used += line
		}
		if c != nil && k.draw != nil {
			k.draw(c, vg.Point{X: x, Y: y - used + line/2})
		}
		for i, l := range lines {
			if i > 0 {
				used += line
			}
			if c != nil {
				write(c, t, x+indent, y-used+line/2, l)
			}
		}
		x += w + 18
	}
	return used
}

// glyph is the key of a mark.
func glyph(g draw.GlyphStyle, words string) key {
	return key{func(c *draw.Canvas, at vg.Point) { c.DrawGlyphNoClip(g, vg.Point{X: at.X + keyWidth/2 - 3, Y: at.Y}) }, words}
}

// stroke is the key of a line.
func stroke(l draw.LineStyle, words string) key {
	return key{func(c *draw.Canvas, at vg.Point) { c.StrokeLine2(l, at.X, at.Y, at.X+keyWidth-6, at.Y) }, words}
}

// PaperWidth is how wide a picture of [PNG] stands on a paper, in millimetres.
const PaperWidth = 160

// PNG draws a chart in black and white for a paper, [PaperWidth] wide at 200
// dots to the inch.
func PNG(l text.Lang, chart Chart) ([]byte, error) {
	const dots = 142 // for an inch of 72 units: 640 units are 1262 dots
	s := sheet{l, Wide, pictureLetters}
	height := vg.Length(math.Ceil(float64(chart.height(s))))
	c := vgimg.NewWith(vgimg.UseWH(s.width, height), vgimg.UseDPI(dots))
	chart.draw(s, draw.New(c))
	var b bytes.Buffer
	if err := png.Encode(&b, greys(c.Image())); err != nil {
		return nil, fmt.Errorf("drawing %q: %w", chart.Heading(), err)
	}
	return b.Bytes(), nil
}

// OnPaper is a chart as it stands in a paper: its picture, its gist for those who hear
// the paper read, and its heading below, after a number such as "Hình 1. ".
func OnPaper(l text.Lang, chart Chart, number string) (docx.Drawing, error) {
	picture, err := PNG(l, chart)
	if err != nil {
		return docx.Drawing{}, err
	}
	return docx.Drawing{Picture: docx.Picture{PNG: picture, Width: PaperWidth, About: chart.About(l)}, Caption: number + chart.Heading()}, nil
}

// greys is a picture in sixteen greys: all that is drawn is grey, and so it is an
// eighth as much to pack.
func greys(from image.Image) image.Image {
	palette := make(color.Palette, 16)
	for i := range palette {
		palette[i] = color.Gray{Y: uint8(i * 0x11)}
	}
	to := image.NewPaletted(from.Bounds(), palette)
	pixels, ok := from.(*image.RGBA)
	if !ok {
		panic("graph: a picture is drawn in RGBA")
	}
	for y := range to.Rect.Dy() {
		row := pixels.Pix[y*pixels.Stride:]
		for x := range to.Rect.Dx() {
			to.Pix[y*to.Stride+x] = uint8((int(row[4*x]) + 8) / 0x11)
		}
	}
	return to
}
