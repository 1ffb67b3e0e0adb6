package source

import (
	"encoding/hex"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
)

// A pdfFont tells what the codes of a font mean and how wide they are.
type pdfFont struct {
	wide         bool // two bytes a code
	unicode      map[uint32]string
	identity     bool // codes are UTF-16
	widths       map[uint32]float64
	width        float64 // of codes that widths lacks, in thousandths of the size
	encoding     pdf.TextEncoding
	bold, italic bool
}

func loadPDFFont(f pdf.Font) *pdfFont {
	o := &pdfFont{unicode: map[uint32]string{}, widths: map[uint32]float64{}, width: 500}
	name := strings.ToLower(f.BaseFont())
	o.bold = strings.Contains(name, "bold") || strings.Contains(name, "black")
	o.italic = strings.Contains(name, "italic") || strings.Contains(name, "oblique")
	o.wide = f.V.Key("Subtype").Name() == "Type0"
	if m := f.V.Key("ToUnicode"); m.Kind() == pdf.Stream {
		r := m.Reader()
		source, _ := io.ReadAll(io.LimitReader(r, 4<<20))
		r.Close()
		o.readMap(string(source))
	}
	if o.wide {
		o.readWideWidths(f.V.Key("DescendantFonts").Index(0))
		return o
	}
	o.encoding = f.Encoder()
	scale := 1.0
	if m := f.V.Key("FontMatrix"); m.Kind() == pdf.Array { // a Type 3 font has its own unit
		scale = m.Index(0).Float64() * 1000
	}
	first := f.FirstChar()
	for i, w := range f.Widths() {
		o.widths[uint32(first+i)] = w * scale
	}
	return o
}

func (o *pdfFont) readWideWidths(descendant pdf.Value) {
	o.width = 1000
	if v := descendant.Key("DW"); !v.IsNull() {
		o.width = v.Float64()
	}
	w := descendant.Key("W")
	for i, n := 0, w.Len(); i < n && len(o.widths) < 1<<16; {
		first := uint32(w.Index(i).Int64())
		next := w.Index(i + 1)
		if next.Kind() == pdf.Array {
			for k := range next.Len() {
				o.widths[first+uint32(k)] = next.Index(k).Float64()
			}
			i += 2
			continue
		}
		width := w.Index(i + 2).Float64()
		for k := first; k <= uint32(next.Int64()) && k-first < 1<<16; k++ {
			o.widths[k] = width
		}
		i += 3
	}
}

var mapToken = regexp.MustCompile(`<[0-9A-Fa-f\s]*>|\[|\]|[A-Za-z]+`)

// readMap reads a ToUnicode map (ISO 32000-1, 9.10.3).
func (o *pdfFont) readMap(source string) {
	tokens := mapToken.FindAllString(source, -1)
	for i := 0; i < len(tokens); i++ {
		switch tokens[i] {
		case "beginbfchar":
			for i++; i+1 < len(tokens) && tokens[i] != "endbfchar"; i += 2 {
				o.unicode[codeOf(unhex(tokens[i]))] = utf16Text(unhex(tokens[i+1]))
			}
		case "beginbfrange":
			i = o.readRanges(tokens, i+1)
		}
	}
}

func (o *pdfFont) readRanges(tokens []string, i int) int {
	for i+2 < len(tokens) && tokens[i] != "endbfrange" {
		low, high := codeOf(unhex(tokens[i])), codeOf(unhex(tokens[i+1]))
		i += 2
		if tokens[i] == "[" {
			for i++; i < len(tokens) && tokens[i] != "]"; i++ {
				o.unicode[low] = utf16Text(unhex(tokens[i]))
				low++
			}
			i++
			continue
		}
		first := unhex(tokens[i])
		i++
		if low == 0 && high == 0xFFFF && codeOf(first) == 0 {
			o.identity = true
			continue
		}
		for k := uint32(0); low+k <= high && k < 1<<16; k++ {
			if len(first) == 2 {
				o.unicode[low+k] = string(rune(codeOf(first) + k))
			} else {
				o.unicode[low+k] = utf16Text(first)
			}
		}
	}
	return i
}

func unhex(s string) string {
	b, _ := hex.DecodeString(strings.Join(strings.Fields(strings.Trim(s, "<>")), ""))
	return string(b)
}

func codeOf(s string) (c uint32) {
	for i := range min(len(s), 4) {
		c = c<<8 | uint32(s[i])
	}
	return c
}

func utf16Text(s string) string {
	var units []uint16
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// text returns what the code c, printed as the bytes raw, means.
func (o *pdfFont) text(c uint32, raw string) string {
	switch u, ok := o.unicode[c]; {
	case ok:
		return u
	case o.identity:
		return string(rune(c))
	case o.encoding != nil:
		return o.encoding.Decode(raw)
	}
	return "\uFFFD"
}
