package sheet

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/feature/task"
)

// A brought sheet is what was read of a workbook.
type brought struct {
	columns  []string // keys, by column; "" for what is not known
	changing []string // keys of the columns that can be changed, in their order
	rows     []broughtRow
	problems []Problem
}

// A broughtRow is one row as it stands in the sheet.
type broughtRow struct {
	no      int // from 1
	id      task.ID
	version int64
	sum     string
	cells   map[string]string // by key; days as 31/12/2026
}

// A Problem is what is wrong in one cell.
type Problem struct {
	Cell string // "D7"; "" for the sheet as a whole
	Text text.T
	Args []any
}

func (b *brought) wrong(column, row int, t text.T, args ...any) {
	b.problems = append(b.problems, Problem{cell(column, row), t, args})
}

// at is the address of a cell of a row, by the key of its column; the first of
// the list where the sheet has none.
func (b *brought) at(r broughtRow, key string) string {
	i := slices.Index(b.columns, key)
	if i < 0 {
		i = max(slices.Index(b.columns, keyText), 0)
	}
	return cell(i+1, r.no)
}

// headLines is in how many rows at the top the headings are looked for.
const headLines = 10

// read reads the first sheet of a workbook.
//
// Faults: TooMuch, Invalid.
func read(content []byte) (b *brought, err error) {
	if len(content) > maxFile {
		return nil, fault.At("file", tFileLarge, maxFile>>20)
	}
	// The library panics on some broken workbooks.
	defer func() {
		if p := recover(); p != nil {
			b, err = nil, fault.At("file", tFileBroken).Because(fmt.Errorf("panic: %v", p))
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxInner, UnzipXMLSizeLimit: maxInner})
	if err != nil {
		return nil, fault.At("file", tFileBroken).Because(err)
	}
	defer f.Close()
	if props, err := f.GetWorkbookProps(); err != nil || props.Date1904 != nil && *props.Date1904 {
		return nil, fault.At("file", tFileBroken)
	}
	rows, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		return nil, fault.At("file", tFileBroken).Because(err)
	}
	defer rows.Close()
	b = &brought{}
	for n := 1; rows.Next(); n++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, fault.At("file", tFileBroken).Because(err)
		}
		cells = cells[:min(len(cells), maxCells)]
		switch {
		case strings.TrimSpace(strings.Join(cells, "")) == "":
		case (b.columns == nil || n <= headLines) && b.heads(cells): // the keys, and the headings below them
		case b.columns == nil && n > headLines:
			return nil, fault.At("file", tNoHeadings)
		case b.columns == nil:
		case len(b.rows) >= maxRows:
			return nil, fault.At("file", tFileLong, maxRows)
		default:
			b.row(n, cells)
		}
	}
	if err := rows.Error(); err != nil {
		return nil, fault.At("file", tFileBroken).Because(err)
	}
	if b.columns == nil {
		return nil, fault.At("file", tNoHeadings)
	}
	return b, nil
}

// heads says whether cells are headings, and takes them: keys, or the titles
// in either language.
func (b *brought) heads(cells []string) bool {
	keys, known := make([]string, len(cells)), 0
	for i, c := range cells {
		if keys[i] = keyNamed(c); keys[i] != "" {
			known++
		}
	}
	if !slices.Contains(keys, keyText) || known < 2 && len(cells) > 1 {
		return false
	}
	if b.columns == nil {
		b.columns = keys
		for _, key := range keys {
			if f, ok := fieldOf(key); ok && f.set {
				b.changing = append(b.changing, key)
			}
		}
	}
	return true
}

func keyNamed(s string) string {
	s = viet.Fold(tidy(s))
	if s == keyID || s == keyVersion || s == keySum {
		return s
	}
	for _, f := range fields {
		if s == f.key || s == viet.Fold(f.title.For(text.Vietnamese)) || s == viet.Fold(f.title.For(text.English)) {
			return f.key
		}
	}
	return ""
}

// tidy puts a text in normal form and its white space in order, as the register
// keeps it.
func tidy(s string) string { return strings.Join(strings.Fields(viet.NFC(s)), " ") }

func (b *brought) row(n int, cells []string) {
	r := broughtRow{no: n, cells: map[string]string{}}
	for i, raw := range cells {
		if i >= len(b.columns) {
			break
		}
		key, value := b.columns[i], tidy(raw)
		switch key {
		case "":
		case keyID:
			r.id = task.ID(value)
		case keySum:
			r.sum = value
		case keyVersion:
			v, err := strconv.ParseInt(value, 10, 64)
			if err != nil && value != "" {
				b.wrong(i+1, n, tVersionWrong)
			}
			r.version = v
		case keyNote:
			r.cells[key] = strings.TrimSpace(viet.NFC(raw))
		default:
			f, _ := fieldOf(key)
			var ok bool
			if value, ok = f.read(value); !ok {
				b.wrong(i+1, n, map[kind]text.T{day: tDayWrong, percent: tPercentWrong, number: tPercentWrong}[f.kind])
			}
			r.cells[key] = value
		}
	}
	b.rows = append(b.rows, r)
}

// read returns a value as [told] tells it; ok is false where it is none of its
// kind.
func (f field) read(value string) (string, bool) {
	if value == "" || f.kind == words {
		return value, true
	}
	n, err := strconv.ParseFloat(strings.TrimSuffix(value, "%"), 64)
	switch f.kind {
	case day:
		if err == nil && n >= 1 && n < 2_958_466 && n == math.Trunc(n) {
			return epoch.AddDays(int(n)).Vietnamese(), true
		}
		d, ok := civil.Read(value)
		return d.Vietnamese(), ok
	case number, percent:
		if err != nil || n != math.Trunc(n) || f.kind == percent && (n < 0 || n > 100) {
			return value, !f.set
		}
		return strconv.FormatInt(int64(n), 10), true
	}
	return value, true
}

// values are what the columns that can be changed hold, in the order of the
// sheet.
func (b *brought) values(r broughtRow) []string {
	out := make([]string, len(b.changing))
	for i, key := range b.changing {
		out[i] = r.cells[key]
	}
	return out
}

// Words tells a problem.
func (p Problem) Words(ctx context.Context) string { return p.Text.In(ctx, p.Args...) }
