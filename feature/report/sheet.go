package report

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"quyet/feature/org"
)

// xlsxType is the media type of the spreadsheet.
const xlsxType = org.WorkbookType

// The number formats of cells.
const (
	asText   = 49 // "@"
	asNumber = 3  // "#,##0"
)

// A bookStyle is how cells look, by their number in the workbook.
type bookStyle struct{ text, bold, number, boldNumber int }

// workbook is the report as a spreadsheet: a sheet with what it says in words, and one for
// each table. It is byte for byte the same for the same figures.
func (f *Figures) workbook() ([]byte, error) {
	book := excelize.NewFile()
	defer book.Close()
	s, err := stylesOf(book)
	if err != nil {
		return nil, err
	}
	const first = "Báo cáo"
	if err := book.SetSheetName(book.GetSheetName(0), first); err != nil {
		return nil, err
	}
	lines := [][]string{{"Báo cáo", f.Title}, {"Cơ quan", f.Body}, {"Phạm vi", f.Scope}, {"Chương trình", f.Under}, {"Kỳ báo cáo", f.span()}, {"Ngày chốt", f.On.Vietnamese()}}
	if f.Corrects != nil {
		lines = append(lines, []string{"Đính chính", f.Corrects.opening()})
		for _, d := range f.Corrects.Changes {
			lines = append(lines, []string{"", d.Where + ": " + orNone(d.Was) + " → " + orNone(d.Is)})
		}
	}
	for _, p := range f.Blocks {
		for i, w := range append(p.Words[:len(p.Words):len(p.Words)], p.Notes...) {
			head := ""
			if i == 0 {
				head = p.heading()
			}
			if i < len(p.Sources) {
				w += " (" + p.Sources[i] + ")"
			}
			lines = append(lines, []string{head, w})
		}
	}
	for i, line := range lines {
		if err := writeLine(book, first, i+1, line, s); err != nil {
			return nil, err
		}
	}
	if err := errors.Join(book.SetColWidth(first, "A", "A", 28), book.SetColWidth(first, "B", "B", 100), book.SetSheetDimension(first, "A1:B"+strconv.Itoa(len(lines)))); err != nil {
		return nil, err
	}
	no := 0
	for _, p := range f.Blocks {
		if p.Table != nil {
			no++
			if err := f.tableSheet(book, sheetName(no, p.heading()), p.Table, s); err != nil {
				return nil, err
			}
		}
	}
	// What the library says of itself is no concern of who gets the report.
	made := f.On.String() + "T00:00:00Z"
	if err := book.SetDocProps(&excelize.DocProperties{Creator: "Quyết", LastModifiedBy: "Quyết", Title: "Báo cáo", Language: "vi-VN", Created: made, Modified: made}); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		return nil, err
	}
	return settled(out.Bytes())
}

func stylesOf(book *excelize.File) (s bookStyle, err error) {
	for _, one := range []struct {
		to     *int
		format int
		bold   bool
	}{{&s.text, asText, false}, {&s.bold, asText, true}, {&s.number, asNumber, false}, {&s.boldNumber, asNumber, true}} {
		if *one.to, err = book.NewStyle(&excelize.Style{NumFmt: one.format, Font: &excelize.Font{Bold: one.bold}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}); err != nil {
			return s, err
		}
	}
	return s, nil
}

func writeLine(book *excelize.File, sheet string, row int, line []string, s bookStyle) error {
	for i, words := range line {
		style := s.text
		if i == 0 {
			style = s.bold
		}
		at, err := excelize.CoordinatesToCellName(i+1, row)
		if err = errors.Join(err, book.SetCellStr(sheet, at, words), book.SetCellStyle(sheet, at, at, style)); err != nil {
			return err
		}
	}
	return nil
}

// sheetName is what Excel takes as the name of a sheet: 31 letters, some signs not among
// them, and none twice.
func sheetName(no int, title string) string {
	name := []rune(strconv.Itoa(no) + ". " + strings.NewReplacer(":", " ", `\`, " ", "/", " ", "?", " ", "*", " ", "[", "(", "]", ")", "'", "’").Replace(title))
	kept, units := 0, 0
	for _, r := range name {
		if units++; r > 0xffff {
			units++
		}
		if units > 31 {
			break
		}
		kept++
	}
	return strings.TrimSpace(string(name[:kept]))
}

func (f *Figures) tableSheet(book *excelize.File, name string, t *Table, s bookStyle) error {
	if _, err := book.NewSheet(name); err != nil {
		return err
	}
	for i, c := range t.Columns {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err = errors.Join(err, book.SetCellStr(name, column+"1", c.Title), book.SetCellStyle(name, column+"1", column+"1", s.bold), book.SetColWidth(name, column, column, float64(max(c.Width, 14))*0.8)); err != nil {
			return err
		}
	}
	for i, r := range t.Rows {
		for k, c := range r.Cells {
			at, err := excelize.CoordinatesToCellName(k+1, i+2)
			style := s.text
			switch {
			case c.N != nil && c.Of == nil && c.Decimals == 0 && !c.Percent:
				if style = s.number; r.Total {
					style = s.boldNumber
				}
				err = errors.Join(err, book.SetCellInt(name, at, *c.N))
			default:
				if r.Total {
					style = s.bold
				}
				err = errors.Join(err, book.SetCellStr(name, at, c.said(vietnamese, f.Rounding)))
			}
			if err = errors.Join(err, book.SetCellStyle(name, at, at, style)); err != nil {
				return err
			}
		}
	}
	end, err := excelize.CoordinatesToCellName(len(t.Columns), len(t.Rows)+1)
	if err = errors.Join(err, book.SetSheetDimension(name, "A1:"+end)); err != nil {
		return err
	}
	return book.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, XSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"})
}
