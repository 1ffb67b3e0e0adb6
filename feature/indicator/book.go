package indicator

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"quyet/base/civil"
)

// A book is a workbook that is being written: one sheet for people, with a head that stays
// in sight and comes again on every page.
type book struct {
	*excelize.File
	sheet  string
	styles map[string]int
	out    *excelize.StreamWriter
	rows   int // written so far
	err    error
}

// newBook begins a workbook with one sheet.
func newBook(sheet string) *book {
	b := &book{File: excelize.NewFile(), sheet: sheet, styles: map[string]int{}}
	b.keep(b.SetSheetName(b.GetSheetName(0), sheet))
	return b
}

func (b *book) keep(err error) { b.err = errors.Join(b.err, err) }

// Formats of cells other than numbers with decimals.
const (
	asWords = "@"
	asShare = `0.00"%"`
)

// asNumber is the format of numbers with so many decimals.
func asNumber(decimals int) string {
	if decimals == 0 {
		return "#,##0"
	}
	return "#,##0." + strings.Repeat("0", decimals)
}

// A look is how a cell looks.
type look struct {
	format       string
	bold, filled bool
	soft         bool // in grey: not to be filled in
	indent       int
}

// style is the number of a look in the workbook.
func (b *book) style(l look) int {
	key := fmt.Sprint(l)
	id, known := b.styles[key]
	if known {
		return id
	}
	s := &excelize.Style{CustomNumFmt: &l.format, Font: &excelize.Font{Bold: l.bold}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: l.format == asWords, Indent: l.indent}}
	switch l.format {
	case asWords:
		s.CustomNumFmt, s.NumFmt = nil, 49 // what is typed into it later stays words too
	case "":
		s.CustomNumFmt = nil
	}
	if l.filled {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8ECF1"}}
		s.Border = []excelize.Border{{Type: "bottom", Style: 1, Color: "000000"}}
	}
	if l.soft {
		s.Font.Color = "595959"
	}
	id, err := b.NewStyle(s)
	b.keep(err)
	b.styles[key] = id
	return id
}

// A decimal is a value that is held times ten to the power of its decimals. Of the fifteen
// digits that it has at most a workbook holds every one.
type decimal struct {
	value    int64
	decimals int
}

// A put is what stands in a cell: words, an int, a [decimal] or nothing.
type put struct {
	value any
	look  look
}

// begin begins the rows; nothing but [book.row] follows. left and above are how many columns
// and rows stay in sight.
func (b *book) begin(widths []float64, hidden, left, above int) {
	out, err := b.NewStreamWriter(b.sheet)
	b.out = out
	if b.keep(err); err != nil {
		return
	}
	// The library writes the last column first, and Excel wants them in order.
	for at, w := range slices.Backward(widths) {
		b.keep(out.SetColWidth(at+1, at+1, w))
	}
	if hidden > 0 {
		b.keep(out.SetColVisible(1, hidden, false))
	}
	b.keep(out.SetPanes(&excelize.Panes{Freeze: true, XSplit: left, YSplit: above, TopLeftCell: cellName(left+1, above+1), ActivePane: "bottomRight"}))
}

// row writes the next row.
func (b *book) row(hidden bool, cells ...put) {
	b.rows++
	if b.err != nil {
		return
	}
	row := make([]any, len(cells))
	for at, c := range cells {
		cell := excelize.Cell{StyleID: b.style(c.look), Value: c.value}
		switch v := c.value.(type) {
		case decimal:
			cell.Value = float64(v.value) / math.Pow10(v.decimals)
		case string:
			if cell.Value = nil; v != "" {
				cell.Value = writable(v)
			}
		}
		row[at] = cell
	}
	b.keep(b.out.SetRow(cellName(1, b.rows), row, excelize.RowOpts{Hidden: hidden}))
}

// page says how it is printed: across a landscape page, as many below one another as there
// are, with the rows from first to last on each. It comes before the rows, and tells how many there
// are.
func (b *book) page(heading string, first, last, columns, rows int, today civil.Date) {
	b.keep(b.SetSheetDimension(b.sheet, "A1:"+cellName(columns, rows)))
	fit, landscape, wide, long, a4 := true, "landscape", 1, 0, 9
	b.keep(b.SetSheetProps(b.sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.keep(b.SetPageLayout(b.sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &long}))
	head := []rune(writable(heading))
	b.keep(b.SetHeaderFooter(b.sheet, &excelize.HeaderFooterOptions{OddHeader: "&L" + strings.ReplaceAll(string(head[:min(len(head), 100)]), "&", "&&"), OddFooter: "&L" + today.Vietnamese() + "&R&P/&N"}))
	b.keep(b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", b.sheet, first, last), Scope: b.sheet}))
	made := today.String() + "T00:00:00Z"
	b.keep(b.SetDocProps(&excelize.DocProperties{Creator: "Quyết", LastModifiedBy: "Quyết", Title: writable(heading), Language: "vi-VN", Created: made, Modified: made}))
}

// write writes what was set.
func (b *book) write(w io.Writer) error {
	if b.err == nil {
		b.keep(b.out.Flush())
	}
	if b.err == nil {
		b.keep(b.Write(w))
	}
	return errors.Join(b.err, b.Close())
}

func cellName(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return fmt.Sprintf("?%d", row)
	}
	return name
}

// writable is s as a cell can hold it: without what XML has no place for.
func writable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return '\uFFFD'
		}
		return r
	}, s)
}
