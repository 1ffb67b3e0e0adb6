package ui

import (
	"fmt"
	"strconv"
	"strings"
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
// the whole. A part that is not empty gets at least 8, so that one overdue
// task among a thousand is still seen; the others give way in proportion.
func place(parts []Part) []placed {
	const whole, least = 1000, 8
	var total, few, rest int64
	for _, p := range parts {
		total += max(p.N, 0)
	}
	if total == 0 {
		return nil
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
	var at []placed
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

// ink returns the strokes of a patterned part of a bar 24 high: slanted lines
// for [Hatched], upright ones for [Lined]. They are drawn as a path because a
// shared SVG pattern would need an id on every page.
func ink(p placed) string {
	var d strings.Builder
	if p.Pattern == Lined {
		for x := p.x + 8; x < p.x+p.width; x += 16 {
			fmt.Fprintf(&d, "M%d 0V24", x)
		}
		return d.String()
	}
	for x := p.x; x < p.x+p.width; x += 16 {
		to := min(x+12, p.x+p.width)
		fmt.Fprintf(&d, "M%d 24L%d %d", x, to, 24-2*(to-x))
	}
	return d.String()
}

// keyInk is [ink] for the square that explains a pattern.
func keyInk(p Pattern) string {
	if p == Lined {
		return "M4 0V16M8 0V16M12 0V16"
	}
	return "M0 8L8 0M0 16L16 0M8 16L16 8"
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// share returns done/total in thousandths, between 0 and 1000.
func share(done, total int64) int64 {
	if total <= 0 || done <= 0 {
		return 0
	}
	return min(done*1000/total, 1000)
}
