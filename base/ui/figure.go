package ui

import (
	"context"
	"strconv"
	"strings"

	"quyet/base/text"
)

// A Pattern fills a part of a bar. The patterns differ in ink as well as in
// colour.
type Pattern string

// The patterns, from done to wanting. They are the four official numbers'
// ways to be told apart without colour.
const (
	Solid   Pattern = "solid"
	Lined   Pattern = "lined"
	Blank   Pattern = "blank"
	Hatched Pattern = "hatched"
)

// A Part is one part of a bar.
type Part struct {
	Label   string
	N       int64
	Pattern Pattern
	Href    string // the rows behind the number
}

// A placed part is a part with its place along the bar, in thousandths.
type placed struct {
	Part
	x, width int64
}

// place sets the parts side by side over the width of 1000, by their share of
// the whole, and adds them to at. A part that is not empty gets at least 8, so that one overdue
// task among a thousand is still seen; the others give way in proportion.
func place(at []placed, parts []Part) []placed {
	const whole, least = 1000, 8
	var total, few, rest int64
	for _, p := range parts {
		total += max(p.N, 0)
	}
	if total == 0 {
		return at
	}
	for _, p := range parts {
		switch {
		case p.N <= 0:
		case p.N*whole < least*total:
			few += least
		default:
			rest += p.N
		}
	}
	var x int64
	for _, p := range parts {
		if p.N <= 0 {
			continue
		}
		w := int64(least)
		if p.N*whole >= least*total {
			w = p.N * (whole - few) / rest
		}
		at = append(at, placed{p, x, w})
		x += w
	}
	at[len(at)-1].width += whole - x // what rounding left over
	return at
}

// percent writes thousandths as an SVG length: 123 is "12.3%".
func percent(thousandths int64) string { return string(appendPercent(nil, thousandths)) }

func appendPercent(b []byte, thousandths int64) []byte {
	b = strconv.AppendInt(b, thousandths/10, 10)
	if tenth := thousandths % 10; tenth != 0 {
		b = strconv.AppendInt(append(b, '.'), tenth, 10)
	}
	return append(b, '%')
}

// smallBar is the small [Bar] as text.
func smallBar(ctx context.Context, label string, parts []Part) string {
	return string(appendBar([]byte(`<svg class="bar-small"`), text.LangOf(ctx), label, parts))
}

// appendBar writes the rest of a small bar: its name, "Xã An Bình: Đúng hạn 3,
// Quá hạn 1", and its parts, each of which reaches to the end and is covered
// by the next one. What all bars have in common is said in the style sheet: a
// map has hundreds.
func appendBar(b []byte, l text.Lang, label string, parts []Part) []byte {
	b = append(b, ` role="img" height="16"><title>`...)
	b = appendEscaped(b, label)
	sep := ": "
	for _, p := range parts {
		b = append(b, sep...)
		b = appendEscaped(b, p.Label)
		b = text.AppendInt(append(b, ' '), l, p.N)
		sep = ", "
	}
	b = append(b, `</title>`...)
	var room [4]placed
	for _, p := range place(room[:0], parts) {
		b = append(b, `<rect`...)
		if p.x > 0 {
			b = append(b, ` x="`...)
			b = append(appendPercent(b, p.x), '"')
		}
		b = append(b, ` fill="`...)
		b = append(b, p.Pattern.fill()...)
		b = append(b, `"/>`...)
	}
	return append(b, `</svg>`...)
}

// drawing is the inside of a bar's SVG: its parts side by side in a frame.
func drawing(parts []Part) string {
	var b strings.Builder
	b.Grow(400)
	for _, p := range place(nil, parts) {
		b.WriteString(`<rect x="`)
		b.WriteString(percent(p.x))
		b.WriteString(`" y="0" width="`)
		b.WriteString(percent(p.width))
		b.WriteString(`" height="100%" fill="`)
		b.WriteString(p.Pattern.fill())
		b.WriteString(`"></rect>`)
	}
	b.WriteString(`<rect class="bar-frame" width="100%" height="100%" fill="none"></rect>`)
	return b.String()
}

// fill is the paint of a pattern, which [Layout] defines once for the page.
func (p Pattern) fill() string {
	switch p {
	case Solid:
		return "url(#pattern-solid)"
	case Lined:
		return "url(#pattern-lined)"
	case Blank:
		return "url(#pattern-blank)"
	case Hatched:
		return "url(#pattern-hatched)"
	}
	return "none"
}

// share returns done/total in thousandths, between 0 and 1000.
func share(done, total int64) int64 {
	if total <= 0 || done <= 0 {
		return 0
	}
	return min(done*1000/total, 1000)
}
