// Package graph draws charts on the server: the same drawing as SVG for a page
// and as a PNG for a paper that Word opens. It knows no domain.
//
// A chart is plain values: names and labels in the language of who reads it,
// numbers as integers times a power of ten ([Measure]). Nothing in it is a
// function, so that what was reported can be kept and drawn again: the same
// chart gives the same bytes.
//
// gonum.org/v1/plot draws: scales, axes, lines, marks, the measuring of text.
// What it lacks is written in its own terms (a canvas, a text handler, glyphs,
// plotters), so that there is one way to draw and not two.
//
// Rules of every chart: words before colours, so each state has a shape and each
// kind of line a dash of its own; a value that nobody reported is a gap and never
// a zero; the numbers behind the picture are told as a table ([Chart.Table]) and
// the gist of it as a sentence ([Chart.About]).
package graph

import (
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"quyet/base/text"
)

// A Chart can be drawn and told: [Trajectory], [Multiples], [Ranking], [Areas]
// or [Pairs].
type Chart interface {
	// Heading says what the chart shows, as it was given.
	Heading() string
	// About tells the gist of it in one or two sentences, for those who hear
	// the page or the paper read.
	About(l text.Lang) string
	// Table is every number that is drawn, and those that are missing.
	Table(l text.Lang) Table

	height(s sheet) vg.Length
	draw(s sheet, c draw.Canvas)
}

// A Table is the numbers behind a chart.
type Table struct {
	Caption string
	Columns []Column
	Rows    []Row
}

// A Column is a column of a [Table].
type Column struct {
	Label   string
	Numeric bool
}

// A Row is a row of a [Table]: as many cells as there are columns.
type Row struct {
	Cells []string
	Href  string // what the first cell leads to; "" leads nowhere
	Own   bool   // of whom the page is about
}

// A Value is a number or, as its zero value, that none was reported.
type Value struct {
	N     int64 // times ten to the power of the decimals of its [Measure]
	Known bool
}

// Of is the value of a number.
func Of(n int64) Value { return Value{n, true} }

// A Measure says how the numbers of a chart are written.
type Measure struct {
	Unit     string // "người", written once beside the axis; "" is none
	Decimals int    // a value is held times ten to this power; 0 to 9
	Suffix   string // "%", written right after each number
}

// Write writes a value in the digits of a language: 1.214, 101,17%.
func (m Measure) Write(l text.Lang, n int64) string {
	return m.after(decimal(l, n, m.decimals()))
}

// value is a value as a table says it.
func (m Measure) value(l text.Lang, v Value) string {
	if !v.Known {
		return tNoReport.For(l)
	}
	return m.Write(l, v.N)
}

func (m Measure) after(digits string) string { return digits + m.Suffix }

const nbsp = "\u00a0"

func (m Measure) decimals() int { return min(max(m.Decimals, 0), 9) }

// decimal writes an integer that is held times ten to the power of decimals.
func decimal(l text.Lang, n int64, decimals int) string {
	var power int64 = 1
	for range decimals {
		power *= 10
	}
	whole, rest := n/power, n%power
	b := make([]byte, 0, 24)
	if n < 0 && whole == 0 {
		b = append(b, '-')
	}
	b = text.AppendInt(b, l, whole)
	if decimals == 0 {
		return string(b)
	}
	if rest < 0 {
		rest = -rest
	}
	point := byte(',')
	if l == text.English {
		point = '.'
	}
	b = append(b, point)
	digits := []byte(strings.Repeat("0", decimals))
	for i := decimals - 1; i >= 0; i-- {
		digits[i] = byte('0' + rest%10)
		rest /= 10
	}
	return string(append(b, digits...))
}

// A Standing is how a value stands against its target.
type Standing uint8

// The standings.
const (
	Unjudged Standing = iota // there is no target to judge it by
	Exceeded
	Met
	Missed
	NotYet // cannot be judged yet
)

// standings is the order in which legends tell them.
var standings = [...]Standing{Exceeded, Met, Missed, NotYet}

// Word is the standing in a word; that of [Unjudged] is empty.
func (s Standing) Word(l text.Lang) string {
	switch s {
	case Exceeded:
		return tExceeded.For(l)
	case Met:
		return tMet.For(l)
	case Missed:
		return tMissed.For(l)
	case NotYet:
		return tNotYet.For(l)
	}
	return ""
}

// unit adds the unit to a heading: "Đảng viên mới (người)".
func (m Measure) of(heading string) string {
	if m.Unit == "" {
		return heading
	}
	return heading + " (" + m.Unit + ")"
}
