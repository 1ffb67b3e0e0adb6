package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"
)

// readXLSX reads a workbook: of each visible sheet the lines above its table
// as paragraphs, and the table.
func readXLSX(b *builder, content []byte) error {
	limits := b.limits
	limits.Unzipped /= workbookCost
	a, err := openArchive(content, limits)
	if err != nil {
		return err
	}
	if err := a.measure(); err != nil {
		return err
	}
	if err := a.measureSheets(); err != nil {
		return err
	}
	if err := officeProperties(b, a); err != nil {
		return err
	}
	f, err := openWorkbook(content, limits)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		if b.stopped() {
			return b.err
		}
		if visible, err := f.GetSheetVisible(sheet); err != nil || !visible {
			continue
		}
		r := &sheetReader{b: b, f: f, name: sheet, formats: map[int]cellFormat{}}
		if err := r.read(); err != nil {
			return err
		}
	}
	return nil
}

// workbookCost is how much more memory a workbook takes than other files of
// its size: the library holds whole sheets, cell by cell.
const workbookCost = 4

// A workbook has no more rows than this on one sheet, and the library makes room
// for all of them above the last one, as it does for the cells left of the last
// one of a row. Merged cells it goes through for every cell with a number.
const (
	maxSheetRows = 1 << 20
	maxMerged    = 20_000
)

// measureSheets refuses a workbook of which the library would hold more than
// the limits allow. What it holds depends on how far out cells stand, and on
// how many elements there are, not on how long they are.
func (a *archive) measureSheets() error {
	rows, cells, merged, elements := 0, 0, 0, 0
	for _, name := range slices.Sorted(maps.Keys(a.files)) {
		row, column, last := 0, 0, 0
		err := a.elements(name, func(s xml.StartElement) error {
			elements += 2 + len(s.Attr)
			switch s.Name.Local {
			case "row":
				row, column = positive(attr(s, "r"), row+1), 0
				rows += max(row-last, 0)
				last = max(last, row)
			case "c":
				if row == 0 {
					break // no cell: the order of calculating names its cells so too
				}
				before := column
				column++
				if place := attr(s, "r"); place != "" {
					if c, _, err := excelize.CellNameToCoordinates(place); err == nil {
						column = c
					}
				}
				cells += max(column-before, 1)
			case "mergeCell":
				merged++
			}
			switch {
			case elements > a.limits.Elements*attributesOfCell:
				return refuse(TooLarge, "elements")
			case cells > a.limits.Cells, merged > maxMerged:
				return refuse(TooLarge, "cells")
			case rows > maxSheetRows:
				return refuse(TooLarge, "blocks")
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	a.unzipped = 0
	return nil
}

// attributesOfCell is how many attributes an element of a sheet has; they cost
// less than those of a page.
const attributesOfCell = 3

// elements calls visit for every element of a part. What is no XML has none.
func (a *archive) elements(name string, visit func(xml.StartElement) error) error {
	x, ok, err := a.part(name)
	if err != nil || !ok {
		return err
	}
	defer x.close()
	for {
		t, err := x.next()
		if refusal := new(Error); errors.As(err, &refusal) && refusal.Kind != Broken {
			return refusal
		}
		if err != nil {
			return nil // the end, or what the library will find broken too
		}
		if s, ok := t.(xml.StartElement); ok {
			if err := visit(s); err != nil {
				return err
			}
		}
	}
}

// positive reads a number above zero; it is otherwise where the text is none.
func positive(s string, otherwise int) int {
	if n, err := strconv.Atoi(s); err == nil && n > 0 {
		return n
	}
	return otherwise
}

// openWorkbook opens content. The library panics on some broken workbooks.
func openWorkbook(content []byte, limits Limits) (f *excelize.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = recovered(p)
		}
	}()
	f, err = excelize.OpenReader(bytes.NewReader(content), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: limits.Unzipped, UnzipXMLSizeLimit: limits.Unzipped,
	})
	switch {
	case errors.Is(err, excelize.ErrWorkbookPassword):
		return nil, refuse(Encrypted, "")
	case err != nil:
		return nil, broken(err)
	}
	return f, nil
}

// A sheetReader reads one sheet.
type sheetReader struct {
	b       *builder
	f       *excelize.File
	name    string
	formats map[int]cellFormat
	text    int                   // bytes in all cells
	merged  map[[2]int]mergedCell // by row and column, from 0
}

// A mergedCell is one place that a merged cell covers.
type mergedCell struct {
	row, column int // of its first cell
	columns     int
	rows        int
}

func (r *sheetReader) read() (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = recovered(p)
		}
	}()
	grid, err := r.grid()
	if err != nil {
		return err
	}
	if err := r.readMerged(len(grid)); err != nil {
		return err
	}
	r.emit(grid)
	return nil
}

// grid returns the cells of the sheet as they read.
func (r *sheetReader) grid() ([][]string, error) {
	rows, err := r.f.Rows(r.name)
	if err != nil {
		return nil, broken(err)
	}
	defer rows.Close()
	var grid [][]string
	for rows.Next() {
		cells, err := rows.Columns()
		if err != nil {
			return nil, broken(err)
		}
		cells = slices.Clip(cells[:filledColumns(cells)])
		if r.b.stopped() {
			return nil, r.b.err
		}
		for i, value := range cells {
			// A long text that many cells share stands here once for each.
			if r.text += len(value); r.text > r.b.limits.Text {
				return nil, refuse(TooLarge, "text")
			}
			cells[i] = r.value(value, len(grid)+1, i+1)
		}
		grid = append(grid, cells)
	}
	// Rows below the last one with text are only drawn.
	for n := len(grid); n > 0 && len(grid[n-1]) == 0; n-- {
		grid = grid[:n-1]
	}
	return grid, rows.Error()
}

func (r *sheetReader) readMerged(rows int) error {
	merged, err := r.f.GetMergeCells(r.name)
	if err != nil {
		return broken(err)
	}
	r.merged = map[[2]int]mergedCell{}
	for _, m := range merged {
		c0, r0, err0 := excelize.CellNameToCoordinates(m.GetStartAxis())
		c1, r1, err1 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err0 != nil || err1 != nil {
			continue
		}
		r1, c1 = min(r1, rows), min(c1, c0+maxSheetColumns)
		if !r.b.room(0, 0, max(r1-r0+1, 0)*max(c1-c0+1, 0)) {
			return r.b.err
		}
		for row := r0; row <= r1; row++ {
			for column := c0; column <= c1; column++ {
				r.merged[[2]int{row - 1, column - 1}] = mergedCell{r0 - 1, c0 - 1, c1 - c0 + 1, r1 - r0 + 1}
			}
		}
	}
	return nil
}

// maxSheetColumns is more than a table that people read has.
const maxSheetColumns = 200

// emit adds the rows: those above the head of the table as paragraphs.
func (r *sheetReader) emit(grid [][]string) {
	head := headRow(grid)
	for i := range head {
		for _, text := range grid[i] {
			if text != "" {
				r.b.paragraph(line{text: text})
			}
		}
	}
	if head == len(grid) {
		return
	}
	columns := 0
	for _, row := range grid[head:] {
		columns = max(columns, filledColumns(row))
	}
	columns = min(columns, maxSheetColumns)
	heads := 1
	for c := range grid[head] {
		if m, ok := r.merged[[2]int{head, c}]; ok {
			heads = max(heads, m.row+m.rows-head)
		}
	}
	var rows []tableRow
	for i := head; i < len(grid); i++ {
		if len(grid[i]) == 0 {
			continue
		}
		row := tableRow{header: i < head+heads}
		for c := 0; c < columns; {
			cell := tableCell{columns: 1}
			if c < len(grid[i]) {
				cell.text = grid[i][c]
			}
			if m, ok := r.merged[[2]int{i, c}]; ok {
				cell.columns = min(max(m.column+m.columns-c, 1), columns-c)
				cell.fromAbove = i > m.row && m.row >= head
			}
			row.cells = append(row.cells, cell)
			c += cell.columns
		}
		rows = append(rows, row)
	}
	r.b.table(rows)
}

// headRow returns the index of the row that names the columns: the first with
// words in at least three cells, or in two where no row has more; len(grid)
// where there is no table.
func headRow(grid [][]string) int {
	for _, least := range []int{3, 2} {
		for i, row := range grid {
			words := 0
			for _, text := range row {
				if strings.IndexFunc(text, unicode.IsLetter) >= 0 {
					words++
				}
			}
			if words >= least {
				return i
			}
		}
	}
	return len(grid)
}

func filledColumns(row []string) int {
	for n := len(row); n > 0; n-- {
		if row[n-1] != "" {
			return n
		}
	}
	return 0
}

// A cellFormat is how the numbers of a cell are shown.
type cellFormat uint8

const (
	plainNumber cellFormat = iota
	percentNumber
	dayDate
	monthDate
	yearDate
)

// value returns a stored value as a person reads it: dates as 02/01/2006,
// numbers with a decimal comma.
func (r *sheetReader) value(stored string, row, column int) string {
	n, err := strconv.ParseFloat(stored, 64)
	if err != nil || stored == "" || stored[0] == '0' && len(stored) > 1 && stored[1] != '.' {
		return stored // text, or a code with zeros before it
	}
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return stored
	}
	if kind, err := r.f.GetCellType(r.name, name); err == nil && (kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString) {
		return stored
	}
	format := r.format(name)
	if format >= dayDate && n >= 1 && n < 2958466 {
		t, err := excelize.ExcelDateToTime(n, false)
		if err == nil {
			return t.Format(map[cellFormat]string{dayDate: "02/01/2006", monthDate: "01/2006", yearDate: "2006"}[format])
		}
	}
	suffix := ""
	if format == percentNumber {
		n, suffix = n*100, "%"
	}
	if math.Abs(n) >= 1e15 {
		return stored
	}
	// Fifteen digits are what the program that stored it shows.
	s := strconv.FormatFloat(n, 'g', 15, 64)
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		s = strconv.FormatFloat(n, 'f', -1, 64)
	}
	return strings.Replace(s, ".", ",", 1) + suffix
}

func (r *sheetReader) format(cell string) cellFormat {
	id, err := r.f.GetCellStyle(r.name, cell)
	if err != nil {
		return plainNumber
	}
	if known, ok := r.formats[id]; ok {
		return known
	}
	format := plainNumber
	if style, err := r.f.GetStyle(id); err == nil {
		code := ""
		if style.CustomNumFmt != nil {
			code = *style.CustomNumFmt
		}
		format = formatOf(style.NumFmt, code)
	}
	r.formats[id] = format
	return format
}

// formatOf reads a number format: the built-in ones by number (ECMA-376 part 1, 18.8.30), others by their code.
func formatOf(id int, code string) cellFormat {
	switch {
	case id == 9, id == 10:
		return percentNumber
	case id == 17:
		return monthDate
	case id >= 14 && id <= 16, id == 22, id >= 27 && id <= 36, id >= 50 && id <= 58:
		return dayDate
	case code == "":
		return plainNumber
	}
	code = strings.ToLower(unquoted(code))
	day, month, year := strings.Contains(code, "d"), strings.Contains(code, "m"), strings.Contains(code, "y")
	switch {
	case strings.Contains(code, "%"):
		return percentNumber
	case day && (month || year):
		return dayDate
	case month && year:
		return monthDate
	case year:
		return yearDate
	}
	return plainNumber
}

// unquoted returns a number format without its literal text, colours and conditions.
func unquoted(code string) string {
	var b strings.Builder
	quoted, bracketed := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case c == '[' && !quoted:
			bracketed = true
		case c == ']' && !quoted:
			bracketed = false
		case c == '\\':
			i++
		case !quoted && !bracketed:
			b.WriteByte(c)
		}
	}
	return b.String()
}
