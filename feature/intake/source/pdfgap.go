package source

import (
	"math"
	"slices"
)

// A table without drawn lines shows only by its gaps. It is recognised where
// at least three columns stand apart in its head and stay apart below it.

// leastGapColumns keeps a letterhead, which has two columns, from being one.
const leastGapColumns = 3

// leastGapRows is how many rows, with the head, make a table of gaps.
const leastGapRows = 3

// gapTable returns the table that begins with the first of lines, and of how
// many lines it is; n is 0 where there is none.
func gapTable(lines []textLine) (t *gridTable, n int) {
	if len(lines[0].segments) < leastGapColumns {
		return nil, 0
	}
	var bands []rule // the columns: x0 to x1 of all text in each
	for _, s := range lines[0].segments {
		bands = append(bands, rule{x0: s.x0, x1: s.x1})
	}
	rows, apart := [][]textLine{{lines[0]}}, 1
	for n = 1; n < len(lines); n++ {
		l := lines[n]
		if lines[n-1].y-l.y > 3*max(l.height, lines[n-1].height) {
			break
		}
		wider, ok := widen(bands, l)
		if !ok {
			break
		}
		bands = wider
		if bandOf(bands, l.segments[0]) == 0 {
			rows = append(rows, nil) // its number begins a row
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], l)
		if len(l.segments) >= leastGapColumns {
			apart++
		}
	}
	if len(rows) < leastGapRows || apart < leastGapRows {
		return nil, 0
	}
	return newGapTable(bands, rows), n
}

// widen returns bands with the text of l in them; ok is false where l does
// not keep to the columns.
func widen(bands []rule, l textLine) (wider []rule, ok bool) {
	wider = slices.Clone(bands)
	for _, s := range l.segments {
		i := bandOf(bands, s)
		if i < 0 {
			return nil, false
		}
		wider[i].x0, wider[i].x1 = min(wider[i].x0, s.x0), max(wider[i].x1, s.x1)
	}
	for i := 1; i < len(wider); i++ {
		if wider[i].x0-wider[i-1].x1 < 0.5*l.height {
			return nil, false
		}
	}
	return wider, true
}

// bandOf returns the column that s stands in, -1 where it stands in none or
// in more than one.
func bandOf(bands []rule, s segment) int {
	found := -1
	for i, b := range bands {
		if s.x0 < b.x1 && s.x1 > b.x0 {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	if found >= 0 {
		return found
	}
	// Beside all of them: the nearest, as far as half a column away.
	nearest, distance := -1, math.Inf(1)
	for i, b := range bands {
		if d := max(b.x0-s.x1, s.x0-b.x1); d < distance {
			nearest, distance = i, d
		}
	}
	if distance > 4*s.height {
		return -1
	}
	return nearest
}

func newGapTable(bands []rule, rows [][]textLine) *gridTable {
	t := &gridTable{pages: make([]int, len(rows))}
	for _, b := range bands {
		t.xs = append(t.xs, b.x0)
	}
	t.xs = append(t.xs, bands[len(bands)-1].x1)
	for _, row := range rows {
		cells := make([]gridCell, len(bands))
		for i := range cells {
			cells[i].columns = 1
		}
		for _, l := range row {
			for _, s := range l.segments {
				c := &cells[max(bandOf(bands, s), 0)]
				c.lines = append(c.lines, textLine{segments: []segment{s}, y: s.y, height: s.height})
			}
		}
		t.cells = append(t.cells, cells)
	}
	return t
}
