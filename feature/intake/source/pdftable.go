package source

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A gridTable is a table drawn with lines on a page.
type gridTable struct {
	top, bottom float64
	xs, ys      []float64 // where its lines are; ys from the top
	cells       [][]gridCell
	pages       []int // by row, how many pages begin there
	heads       int   // rows that are repeated on every page
}

type gridCell struct {
	lines     []textLine
	columns   int  // 0 where the cell on its left covers it
	fromAbove bool // the cell above covers it
}

// reach is how far, in points, lines may miss each other and still meet.
const reach = 3

// tables finds the ruled tables of p and returns them from the top, with the
// glyphs that stand in none.
func (p *pdfPage) tables() ([]*gridTable, []glyph) {
	across, down := mergeRules(p.rules)
	if len(across) < 2 || len(down) < 2 {
		return nil, p.glyphs
	}
	var tables []*gridTable
	for _, group := range connected(across, down) {
		if t := newGridTable(group); t != nil {
			tables = append(tables, t)
		}
	}
	slices.SortFunc(tables, func(a, b *gridTable) int { return cmp.Compare(b.top, a.top) })
	rest := p.glyphs
	for _, t := range tables {
		rest = t.take(rest)
	}
	tables = slices.DeleteFunc(tables, (*gridTable).blank)
	return tables, rest
}

// mergeRules sorts rules into those across and down the page, joining the
// pieces of one line: borders are often drawn cell by cell, or as thin boxes.
func mergeRules(rules []rule) (across, down []rule) {
	for _, r := range rules {
		if r.y1-r.y0 <= 1 {
			across = append(across, r)
		} else {
			down = append(down, rule{r.y0, r.x0, r.y1, r.x1}) // turned, to be merged the same way
		}
	}
	across, down = mergePieces(across), mergePieces(down)
	for i, r := range down {
		down[i] = rule{r.y0, r.x0, r.y1, r.x1}
	}
	return across, down
}

func mergePieces(rules []rule) []rule {
	slices.SortFunc(rules, func(a, b rule) int {
		if math.Abs(a.y0-b.y0) > 1.5 {
			return cmp.Compare(a.y0, b.y0)
		}
		return cmp.Compare(a.x0, b.x0)
	})
	var out []rule
	for _, r := range rules {
		if n := len(out); n > 0 && math.Abs(out[n-1].y0-r.y0) <= 1.5 && r.x0 <= out[n-1].x1+reach {
			out[n-1].x1 = max(out[n-1].x1, r.x1)
			continue
		}
		out = append(out, r)
	}
	return slices.DeleteFunc(out, func(r rule) bool { return r.x1-r.x0 < 5 })
}

// A ruleGroup holds lines that touch each other.
type ruleGroup struct{ across, down []rule }

func connected(across, down []rule) []ruleGroup {
	group := make([]int, len(across)+len(down))
	for i := range group {
		group[i] = i
	}
	var find func(int) int
	find = func(i int) int {
		if group[i] != i {
			group[i] = find(group[i])
		}
		return group[i]
	}
	for i, a := range across {
		for j, d := range down {
			if a.x0-reach <= d.x0 && d.x0 <= a.x1+reach && d.y0-reach <= a.y0 && a.y0 <= d.y1+reach {
				group[find(i)] = find(len(across) + j)
			}
		}
	}
	index := map[int]int{}
	var groups []ruleGroup
	at := func(i int) *ruleGroup {
		root := find(i)
		n, ok := index[root]
		if !ok {
			n = len(groups)
			index[root] = n
			groups = append(groups, ruleGroup{})
		}
		return &groups[n]
	}
	for i, a := range across {
		g := at(i)
		g.across = append(g.across, a)
	}
	for j, d := range down {
		g := at(len(across) + j)
		g.down = append(g.down, d)
	}
	return groups
}

// newGridTable returns the table that the lines of g draw, or nil.
func newGridTable(g ruleGroup) *gridTable {
	t := &gridTable{}
	// The ends of the lines count too: many tables have no outer borders.
	for _, r := range g.down {
		t.xs, t.ys = append(t.xs, r.x0), append(t.ys, r.y0, r.y1)
	}
	for _, r := range g.across {
		t.ys, t.xs = append(t.ys, r.y0), append(t.xs, r.x0, r.x1)
	}
	t.xs, t.ys = distinct(t.xs), distinct(t.ys)
	slices.Reverse(t.ys)
	rows, columns := len(t.ys)-1, len(t.xs)-1
	if rows < 1 || columns < 2 || rows*columns > 20_000 {
		return nil
	}
	t.top, t.bottom = t.ys[0], t.ys[rows]
	t.cells, t.pages = make([][]gridCell, rows), make([]int, rows)
	for i := range t.cells {
		t.cells[i] = make([]gridCell, columns)
		middle := (t.ys[i] + t.ys[i+1]) / 2
		owner := 0
		for j := range t.cells[i] {
			if j > 0 && !crosses(g.down, t.xs[j], middle, true) {
				t.cells[i][owner].columns++
				continue
			}
			owner = j
			t.cells[i][j].columns = 1
			t.cells[i][j].fromAbove = i > 0 && !crosses(g.across, (t.xs[j]+t.xs[j+1])/2, t.ys[i], false)
		}
	}
	return t
}

// distinct returns the sorted values that are not the same line drawn twice.
func distinct(values []float64) []float64 {
	slices.Sort(values)
	return slices.CompactFunc(values, func(a, b float64) bool { return math.Abs(a-b) <= reach })
}

// crosses says whether one of rules passes (x, y).
func crosses(rules []rule, x, y float64, down bool) bool {
	return slices.ContainsFunc(rules, func(r rule) bool {
		if down {
			return math.Abs(r.x0-x) <= reach && r.y0 <= y && y <= r.y1
		}
		return math.Abs(r.y0-y) <= reach && r.x0 <= x && x <= r.x1
	})
}

// take moves the glyphs that stand in t into its cells and returns the others.
func (t *gridTable) take(glyphs []glyph) []glyph {
	inside := make([][][]glyph, len(t.cells))
	for i := range inside {
		inside[i] = make([][]glyph, len(t.xs)-1)
	}
	var rest []glyph
	for _, g := range glyphs {
		x, y := g.x+g.width/2, g.y+0.3*g.height
		i := slices.IndexFunc(t.ys, func(at float64) bool { return at < y }) - 1
		j, _ := slices.BinarySearch(t.xs, x)
		j--
		if i < 0 || i >= len(t.cells) || j < 0 || j >= len(t.xs)-1 {
			rest = append(rest, g)
			continue
		}
		for j > 0 && t.cells[i][j].columns == 0 {
			j--
		}
		for i > 0 && t.cells[i][j].fromAbove {
			i--
		}
		inside[i][j] = append(inside[i][j], g)
	}
	for i := range t.cells {
		for j := range t.cells[i] {
			t.cells[i][j].lines = assemble(inside[i][j])
		}
	}
	return rest
}

func (t *gridTable) blank() bool {
	for _, row := range t.cells {
		for _, c := range row {
			if len(c.lines) > 0 {
				return false
			}
		}
	}
	return true
}

// text returns the lines of a cell as one.
func (c gridCell) text() string {
	text := ""
	for _, l := range c.lines {
		if text == "" {
			text = l.text()
		} else {
			text = connect(text, l.text())
		}
	}
	return text
}

func (t *gridTable) rows() []tableRow {
	rows := make([]tableRow, len(t.cells))
	for i, row := range t.cells {
		rows[i].header = i < max(t.heads, 1) && isHead(row)
		rows[i].pages = t.pages[i]
		for _, c := range row {
			if c.columns > 0 {
				rows[i].cells = append(rows[i].cells, tableCell{text: c.text(), columns: c.columns, fromAbove: c.fromAbove})
			}
		}
	}
	return rows
}

// isHead says whether row names columns: every cell has words, set bold.
func isHead(row []gridCell) bool {
	for _, c := range row {
		if c.columns > 0 && !c.fromAbove && (len(c.lines) == 0 || !isBold(c.lines[0])) {
			return false
		}
	}
	return true
}

// isLayout says whether t is a letterhead with lines around it.
func (t *gridTable) isLayout() bool {
	grid := make([][][]line, len(t.cells))
	for i, row := range t.cells {
		for _, c := range row {
			var lines []line
			for _, l := range c.lines {
				lines = append(lines, line{text: l.text()})
			}
			grid[i] = append(grid[i], lines)
		}
	}
	return isLetterhead(grid)
}

// columns returns the lines of t column by column.
func (t *gridTable) columns() [][]textLine {
	all := make([][]textLine, len(t.xs)-1)
	for _, row := range t.cells {
		for j, c := range row {
			all[j] = append(all[j], c.lines...)
		}
	}
	return all
}

// goesOn says whether next, at the top of the next page, is the rest of t.
func (t *gridTable) goesOn(next *gridTable) bool {
	if len(t.xs) != len(next.xs) {
		return false
	}
	for i := range t.xs {
		if math.Abs(t.xs[i]-next.xs[i]) > 2*reach {
			return false
		}
	}
	return true
}

// extend adds the rows of next, before which so many pages began, to t and
// returns how many of these are still to begin. A
// head that is repeated on every page is left out, and a row that the end of
// the page cut in two is put together.
func (t *gridTable) extend(next *gridTable, pages int) (left int) {
	rows := next.cells
	for head := 0; head < len(t.cells) && len(rows) > 0 && sameRow(t.cells[head], rows[0]); head++ {
		rows = rows[1:]
		t.heads = max(t.heads, head+1)
	}
	if len(rows) > 0 && isRest(t.cells[len(t.cells)-1], rows[0]) {
		last := t.cells[len(t.cells)-1]
		for j := range last {
			last[j].lines = append(last[j].lines, rows[0][j].lines...)
		}
		rows = rows[1:]
	}
	for _, row := range rows {
		t.cells = append(t.cells, row)
		t.pages = append(t.pages, pages)
		pages = 0
	}
	return pages
}

func sameRow(a, b []gridCell) bool {
	for j := range a {
		if a[j].columns != b[j].columns || a[j].text() != b[j].text() {
			return false
		}
	}
	return true
}

// isRest says whether row goes on with last: it has no number of its own
// where last has one, and something in it stops in the middle of a sentence.
func isRest(last, row []gridCell) bool {
	if len(last[0].lines) == 0 || len(row[0].lines) > 0 {
		return false
	}
	for j := range row {
		if last[j].columns != row[j].columns {
			return false
		}
		text := row[j].text()
		if text == "" || len(last[j].lines) == 0 {
			continue
		}
		if above := strings.TrimSpace(last[j].text()); beginsLower(text) || !endsSentence(above) {
			return true
		}
	}
	return false
}
