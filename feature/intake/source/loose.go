package source

import "strings"

// Formats that mark up text, rather than place it, say where a table is but
// not what for. What such a reader finds is held loosely first: paragraphs,
// and tables whose cells hold paragraphs and tables again.

// A looseItem is a paragraph, or a table if that is not nil.
type looseItem struct {
	line  line
	table *looseTable
	joins bool // its paragraph mark was deleted: the next paragraph goes on with it
}

// A looseTable is a table of which it is not known yet whether it is one, or
// a layout.
type looseTable struct {
	rows     []looseRow
	bordered bool
}

type looseRow struct {
	header bool
	cells  []looseCell
}

type looseCell struct {
	items     []looseItem
	columns   int
	fromAbove bool
}

// longestJoined is the number of bytes up to which a paragraph takes up the
// next one. Adding to longer ones would cost the square of their length.
const longestJoined = 64 << 10

// appendItems adds found to items; a paragraph whose mark was deleted takes
// up the one after it.
func appendItems(items, found []looseItem) []looseItem {
	for _, it := range found {
		if n := len(items); n > 0 && items[n-1].joins && it.table == nil && len(items[n-1].line.text) < longestJoined {
			items[n-1].line.text += it.line.text
			items[n-1].joins = it.joins
			continue
		}
		items = append(items, it)
	}
	return items
}

// strings returns the texts of it, table cells one by one.
func (it looseItem) strings() []string {
	if it.table == nil {
		return []string{strings.TrimSpace(it.line.label + " " + it.line.text)}
	}
	var all []string
	for _, row := range it.table.rows {
		for _, c := range row.cells {
			for _, inner := range c.items {
				all = append(all, inner.strings()...)
			}
		}
	}
	return all
}

// loose adds items to the document.
func (b *builder) loose(items []looseItem) {
	for _, it := range items {
		switch {
		case it.table != nil:
			b.looseTable(it.table)
		case it.line.text != "":
			b.paragraph(it.line)
		}
	}
}

// looseTable adds t as a table, or as paragraphs where it is a layout: a
// letterhead, or a frame around text.
func (b *builder) looseTable(t *looseTable) {
	if t.isLayout() {
		columns := 0
		for _, row := range t.rows {
			columns = max(columns, len(row.cells))
		}
		for c := range columns {
			for _, row := range t.rows {
				if c < len(row.cells) {
					b.loose(row.cells[c].items)
				}
			}
		}
		return
	}
	rows := make([]tableRow, len(t.rows))
	for i, row := range t.rows {
		rows[i].header = row.header
		for _, c := range row.cells {
			var parts []string
			for _, it := range c.items {
				parts = append(parts, it.strings()...)
			}
			rows[i].cells = append(rows[i].cells, tableCell{text: strings.Join(parts, "\n"), columns: c.columns, fromAbove: c.fromAbove})
		}
	}
	b.table(rows)
}

// isLayout says whether t only places text: as a letterhead or foot, or as
// a frame around it.
func (t *looseTable) isLayout() bool {
	grid := t.grid()
	return isLetterhead(grid) || t.isFrame() || !t.bordered && len(t.rows) <= maxLayoutRows && twoColumns(grid)
}

// isFrame says whether t has a single column: a box drawn around text.
func (t *looseTable) isFrame() bool {
	for _, row := range t.rows {
		if len(row.cells) > 1 {
			return false
		}
	}
	return len(t.rows) <= maxLayoutRows
}

func (t *looseTable) grid() [][][]line {
	grid := make([][][]line, len(t.rows))
	for i, row := range t.rows {
		for _, c := range row.cells {
			var lines []line
			for _, it := range c.items {
				if it.table != nil {
					lines = append(lines, line{text: strings.Join(it.strings(), " ")})
				} else {
					lines = append(lines, it.line)
				}
			}
			grid[i] = append(grid[i], lines)
		}
	}
	return grid
}
