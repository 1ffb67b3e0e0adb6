package org

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/viet"
)

// The two file formats of spreadsheets: workbooks (xlsx) and text (csv). This
// file knows nothing of bodies, and is used for what else offices keep in them.

// MaxFile is how many bytes a file that is read may have. Within the limits
// reading takes at most about 300 MB of memory, most of it for the cells of a
// workbook.
const MaxFile = 16 << 20

const (
	maxLines = 100_000
	maxCells = 64 // of one line; what stands further right is not read
	maxInner = 128 << 20
)

const (
	bom      = "\ufeff"
	zipStart = "PK\x03\x04"
	oleStart = "\xd0\xcf\x11\xe0" // Excel before 2007, or a workbook behind a password
)

// A Sheet is what was read of a file. Line 1 of the file is the first line.
type Sheet struct {
	Lines [][]string
	Notes []Problem // what a person should look at, because it was read with a guess
}

func (s *Sheet) note(line int, t text.T, args ...any) {
	s.Notes = append(s.Notes, Problem{Line: line, Warning: true, Text: t, Args: args})
}

// ReadSheet reads the first sheet of a workbook, or text with a separator of
// its own. Days of a workbook are as the program stored them: a number.
//
// Faults: TooMuch, Invalid.
func ReadSheet(content []byte) (*Sheet, error) {
	switch {
	case len(content) > MaxFile:
		return nil, fault.New(fault.TooMuch, tFileLarge, MaxFile>>20)
	case bytes.HasPrefix(content, []byte(zipStart)):
		return readWorkbook(content)
	case bytes.HasPrefix(content, []byte(oleStart)):
		return nil, fault.New(fault.Invalid, tFileOld)
	}
	return readText(content)
}

func readWorkbook(content []byte) (s *Sheet, err error) {
	// The library panics on some broken workbooks.
	defer func() {
		if p := recover(); p != nil {
			s, err = nil, fault.New(fault.Invalid, tFileBroken).Because(fmt.Errorf("panic: %v", p))
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxInner, UnzipXMLSizeLimit: maxInner})
	if err != nil {
		return nil, fault.New(fault.Invalid, tFileBroken).Because(err)
	}
	defer f.Close()
	props, err := f.GetWorkbookProps()
	if err != nil {
		return nil, fault.New(fault.Invalid, tFileBroken).Because(err)
	}
	if props.Date1904 != nil && *props.Date1904 {
		return nil, fault.New(fault.Invalid, tFile1904)
	}
	rows, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		return nil, fault.New(fault.Invalid, tFileBroken).Because(err)
	}
	defer rows.Close()
	s = &Sheet{}
	blank := 0 // lines at the end; formatted ones reach down for ever
	for n := 0; rows.Next(); n++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, fault.New(fault.Invalid, tFileBroken).Because(err)
		}
		if strings.Join(cells, "") == "" {
			blank++
			continue
		}
		if n >= maxLines {
			return nil, fault.New(fault.TooMuch, tFileLong, maxLines)
		}
		s.Lines = append(s.Lines, make([][]string, blank)...)
		s.Lines = append(s.Lines, append([]string(nil), cells[:min(len(cells), maxCells)]...))
		blank = 0
	}
	if err := rows.Error(); err != nil {
		return nil, fault.New(fault.Invalid, tFileBroken).Because(err)
	}
	s.spread(merges(f))
	return s, nil
}

var (
	merge    = regexp.MustCompile(`<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"`)
	relation = regexp.MustCompile(`<(?:\w+:)?Relationship\s[^>]*>`)
	attr     = regexp.MustCompile(`(\w+)="([^"]*)"`)
)

// merges returns the merged cells of the first sheet, "A2:A5". They stand
// behind the lines; asking the library for them would read all lines again,
// into memory.
func merges(f *excelize.File) (ranges []string) {
	rels, _ := f.Pkg.Load("xl/_rels/workbook.xml.rels")
	content, _ := rels.([]byte)
	for _, r := range relation.FindAll(content, -1) {
		is := map[string]string{}
		for _, a := range attr.FindAllSubmatch(r, -1) {
			is[string(a[1])] = string(a[2])
		}
		if is["Id"] != f.WorkBook.Sheets.Sheet[0].ID {
			continue
		}
		name := strings.TrimPrefix(is["Target"], "/")
		if !strings.HasPrefix(name, "xl/") {
			name = "xl/" + name
		}
		part, _ := f.Pkg.Load(name)
		xml, _ := part.([]byte)
		for _, m := range merge.FindAllSubmatch(xml[max(bytes.LastIndex(xml, []byte("sheetData>")), 0):], -1) {
			ranges = append(ranges, string(m[1]))
		}
	}
	return ranges
}

// spread writes the value of cells merged from line to line into each of
// them: that is what merging means to who typed them.
func (s *Sheet) spread(ranges []string) {
	for _, r := range ranges {
		from, to, _ := strings.Cut(r, ":")
		column, top, err := excelize.CellNameToCoordinates(from)
		_, bottom, err2 := excelize.CellNameToCoordinates(to)
		if err != nil || err2 != nil || top >= bottom || top > len(s.Lines) || column > len(s.Lines[top-1]) || s.Lines[top-1][column-1] == "" {
			continue
		}
		value := s.Lines[top-1][column-1]
		for n := top; n < min(bottom, len(s.Lines)); n++ {
			for len(s.Lines[n]) < column {
				s.Lines[n] = append(s.Lines[n], "")
			}
			s.Lines[n][column-1] = value
		}
		s.note(top, tFileMerged, r, value)
	}
}

// readText reads text of any encoding that Excel writes in Vietnam: UTF-8,
// UTF-16 and, from "CSV" without a word about UTF-8, Windows-1258.
func readText(content []byte) (*Sheet, error) {
	s := &Sheet{}
	text := strings.TrimPrefix(string(content), bom)
	if !utf8.ValidString(text) || strings.Contains(text, "\x00") {
		decoded, encoding, broken := viet.DecodeBytes(content)
		if broken > 0 || strings.ContainsFunc(decoded, func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\r\n", r) }) {
			return nil, fault.New(fault.Invalid, tFileEncoding)
		}
		text = viet.NFC(strings.TrimPrefix(decoded, bom))
		if encoding != viet.Unicode {
			s.note(0, tFileDecoded, encoding)
		}
	}
	comma := separator(text)
	skipped := 0
	if first, rest, _ := strings.Cut(text, "\n"); strings.HasPrefix(first, "sep=") && len(strings.TrimRight(first, "\r")) == len("sep=;") {
		comma, text, skipped = rune(first[len("sep=")]), rest, 1
	}
	if comma == '"' || comma == '\r' || comma == utf8.RuneError {
		return nil, fault.New(fault.Invalid, tFileEncoding)
	}
	s.Lines = make([][]string, skipped)
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = comma, -1
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return s, nil
		}
		if wrong, ok := errors.AsType[*csv.ParseError](err); ok {
			return nil, fault.New(fault.Invalid, tFileQuote, wrong.StartLine+skipped).Because(err)
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		if line += skipped; line > maxLines {
			return nil, fault.New(fault.TooMuch, tFileLong, maxLines)
		}
		for i, c := range cells {
			cells[i] = uncovered(c)
		}
		// The reader skips blank lines; the numbers told to people count them.
		s.Lines = append(s.Lines, make([][]string, line-1-len(s.Lines))...)
		s.Lines = append(s.Lines, cells[:min(len(cells), maxCells)])
	}
}

// headingLines is in how many lines at the top the headings are looked for: a
// title may stand above them.
const headingLines = 20

// separator is what the headings are separated by: Excel writes a semicolon
// where the comma is the decimal mark, as in Vietnam.
func separator(text string) rune {
	lines := strings.SplitN(text, "\n", headingLines+1)
	top := strings.Join(lines[:min(len(lines), headingLines)], "\n")
	best := ','
	for _, s := range []rune{';', '\t'} {
		if strings.Count(top, string(s)) > strings.Count(top, string(best)) {
			best = s
		}
	}
	return best
}

// covered keeps a spreadsheet program from taking a cell of a csv file for a
// formula: it puts an apostrophe before a cell that begins like one.
// [uncovered] takes it away. A cell that itself begins so gets one more.
func covered(cell string) string {
	if formula(cell) {
		return "'" + cell
	}
	return cell
}

func uncovered(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && formula(rest) {
		return rest
	}
	return cell
}

// formula says whether cell, apostrophes before it left aside, begins as a
// formula does.
func formula(cell string) bool {
	cell = strings.TrimLeft(cell, "'")
	return cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0]))
}

// writeText writes lines as RFC 4180 asks, in UTF-8 with the mark by which
// Excel knows it.
func writeText(w io.Writer, lines [][]string) error {
	if _, err := io.WriteString(w, bom); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, cells := range lines {
		safe := make([]string, len(cells))
		for i, c := range cells {
			safe[i] = covered(c)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// WriteWorkbook writes lines as the one sheet of a workbook, headings in
// sight, with a filter. Every cell is text, so none is a formula and no code
// loses its zeros; widths are those of the columns, in characters.
func WriteWorkbook(w io.Writer, sheet string, widths []float64, lines [][]string) error {
	f := excelize.NewFile()
	defer f.Close()
	const asText = 49 // the format "@"
	cell, err := f.NewStyle(&excelize.Style{NumFmt: asText, Alignment: &excelize.Alignment{Vertical: "top"}})
	if err != nil {
		return err
	}
	heading, err := f.NewStyle(&excelize.Style{
		NumFmt: asText, Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
		Fill:   excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8ECF1"}},
		Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "000000"}},
	})
	if err != nil {
		return err
	}
	if err := f.SetSheetName(f.GetSheetName(0), sheet); err != nil {
		return err
	}
	end, err := excelize.CoordinatesToCellName(len(widths), max(len(lines), 1))
	if err != nil {
		return err
	}
	// The writer of rows writes what is known of the sheet by then. What the
	// library says of itself is no concern of who gets the list.
	if err := errors.Join(f.AutoFilter(sheet, "A1:"+end, nil), f.SetSheetDimension(sheet, "A1:"+end), f.SetDocProps(&excelize.DocProperties{Creator: "Quyết", LastModifiedBy: "Quyết", Title: sheet})); err != nil {
		return err
	}
	out, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	// The library writes the last column first, and Excel wants them in order.
	for i, width := range slices.Backward(widths) {
		if err := errors.Join(out.SetColWidth(i+1, i+1, width), out.SetColStyle(i+1, i+1, cell)); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, XSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	for i, texts := range lines {
		style := cell
		if i == 0 {
			style = heading
		}
		row := make([]any, len(texts))
		for j, s := range texts {
			row[j] = excelize.Cell{StyleID: style, Value: s}
		}
		if err := out.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}
