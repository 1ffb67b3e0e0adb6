package source

import (
	"encoding/xml"
	"strconv"
)

// table reads a w:tbl element.
func (r *docxReader) table() (*looseTable, error) {
	t := &looseTable{}
	if r.deepest++; r.deepest > maxNestedTables {
		return nil, refuse(TooLarge, "depth")
	}
	defer func() { r.deepest-- }()
	var visit func(s xml.StartElement) error
	visit = func(s xml.StartElement) error {
		switch s.Name.Local {
		case "tblPr":
			return r.x.inside(func(s xml.StartElement) error {
				switch s.Name.Local {
				case "tblStyle":
					t.bordered = t.bordered || r.styles.style(attr(s, "val")).bordered
				case "tblBorders":
					t.bordered = false // what the table says itself is stronger
					return readBorders(r.x, &t.bordered)
				}
				return r.x.skip()
			}, nil)
		case "tr":
			row, deleted, err := r.row(t)
			if !deleted && len(row.cells) > 0 && r.b.room(0, 0, len(row.cells)) {
				t.rows = append(t.rows, row)
			}
			if err == nil && r.b.stopped() {
				err = r.b.err
			}
			return err
		case "tblGrid", "sdtPr":
			return r.x.skip()
		case "del", "moveFrom":
			return r.x.skip()
		}
		return r.x.inside(visit, nil)
	}
	err := r.x.inside(visit, nil)
	return t, err
}

// maxNestedTables is more than any page layout needs.
const maxNestedTables = 20

func (r *docxReader) row(t *looseTable) (row looseRow, deleted bool, err error) {
	var visit func(s xml.StartElement) error
	visit = func(s xml.StartElement) error {
		switch s.Name.Local {
		case "trPr":
			return r.x.inside(func(s xml.StartElement) error {
				switch s.Name.Local {
				case "tblHeader":
					row.header = isOn(s)
				case "del":
					deleted = true
					r.b.note(NoteTracked, 1)
				case "gridBefore":
					row.cells = append(row.cells, looseCell{columns: gridColumns(s)})
				}
				return r.x.skip()
			}, nil)
		case "tblPrEx":
			return r.x.skip()
		case "tc":
			c, goesOn, err := r.cell(t)
			if len(row.cells) >= r.b.limits.Cells {
				return refuse(TooLarge, "cells")
			}
			if n := len(row.cells); goesOn && n > 0 {
				row.cells[n-1].columns += c.columns
			} else {
				row.cells = append(row.cells, c)
			}
			return err
		case "sdtPr":
			return r.x.skip()
		}
		return r.x.inside(visit, nil)
	}
	err = r.x.inside(visit, nil)
	return row, deleted, err
}

// cell reads a w:tc element; goesOn says that it is merged into the cell on its left.
func (r *docxReader) cell(t *looseTable) (c looseCell, goesOn bool, err error) {
	c.columns = 1
	// The properties come first; what follows them is what blocks reads.
	c.items, err = r.cellBlocks(func(s xml.StartElement) error {
		switch s.Name.Local {
		case "gridSpan":
			c.columns = gridColumns(s)
		case "vMerge":
			c.fromAbove = attr(s, "val") != "restart"
		case "hMerge":
			goesOn = attr(s, "val") != "restart"
		case "tcBorders":
			return readBorders(r.x, &t.bordered)
		}
		return r.x.skip()
	})
	return c, goesOn, err
}

// cellBlocks reads a cell, its properties by property.
func (r *docxReader) cellBlocks(property func(xml.StartElement) error) ([]looseItem, error) {
	var items []looseItem
	err := r.x.inside(func(s xml.StartElement) error {
		if s.Name.Local == "tcPr" {
			return r.x.inside(property, nil)
		}
		found, err := r.block(s)
		items = appendItems(items, found)
		return err
	}, nil)
	return items, err
}

func gridColumns(s xml.StartElement) int {
	n, _ := strconv.Atoi(attr(s, "val"))
	return min(max(n, 1), maxGridColumns)
}

// maxGridColumns is the limit of Word itself.
const maxGridColumns = 63
