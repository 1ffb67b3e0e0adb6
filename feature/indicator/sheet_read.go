package indicator

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/viet"
)

// How much of a workbook is read.
const (
	maxFile  = 8 << 20
	maxInner = 64 << 20 // unpacked
	maxRows  = 4 * mostIndicators
	maxHead  = 20 // rows in which the headings are looked for
)

// A broughtCell is a cell of a workbook as it stands there.
type broughtCell struct {
	words  string
	number bool // it holds a number and no words
}

// A broughtForm is what was read of a workbook.
type broughtForm struct {
	of   ReturnID // of which it was made; "" where it does not say
	at   [columns]int
	rows []broughtRow
}

// A broughtRow is the row of an indicator.
type broughtRow struct {
	no    int // from 1
	cells [columns]broughtCell
}

// readForm reads the first sheet of a workbook.
//
// Faults: Invalid, about the field "file".
func readForm(content []byte) (b *broughtForm, err error) {
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
	sheet := f.GetSheetName(0)
	lines, err := f.Rows(sheet)
	if err != nil {
		return nil, fault.At("file", tFileBroken).Because(err)
	}
	defer lines.Close()
	b = &broughtForm{at: [columns]int{}}
	headed := false
	for n := 1; lines.Next(); n++ {
		cells, err := lines.Columns()
		if err != nil {
			return nil, fault.At("file", tFileBroken).Because(err)
		}
		cells = cells[:min(len(cells), 4*columns)]
		switch {
		case n > maxRows:
			return nil, fault.At("file", tFileLong, maxRows)
		case headed:
			if err := b.take(f, sheet, n, cells); err != nil {
				return nil, fault.At("file", tFileBroken).Because(err)
			}
		case n <= maxHead:
			b.keys(cells)
			headed = b.heads(cells)
		}
	}
	if err := lines.Error(); err != nil {
		return nil, fault.At("file", tFileBroken).Because(err)
	}
	if !headed {
		return nil, fault.At("file", tFileNoHead, tColCode, tColValue)
	}
	return b, nil
}

// keys reads the hidden row.
func (b *broughtForm) keys(cells []string) {
	for at, cell := range cells {
		key, id, _ := strings.Cut(cell, " ")
		if column := slices.IndexFunc(formColumns[:], func(c formColumn) bool { return c.key == key }); column >= 0 {
			b.at[column] = at + 1
			if column == colReturn {
				b.of = ReturnID(id)
			}
		}
	}
}

// heads says whether a row is that of the headings, in either language; where there is no
// hidden row it tells the columns.
func (b *broughtForm) heads(cells []string) bool {
	at := b.at
	for n, cell := range cells {
		for column, c := range formColumns {
			if !c.title.Zero() && at[column] == 0 && slices.Contains([]string{c.title.For(text.Vietnamese), c.title.For(text.English)}, clean(cell)) {
				at[column] = n + 1
			}
		}
	}
	if at[colCode] == 0 || at[colValue] == 0 || at[colCode] > len(cells) {
		return false
	}
	code := clean(cells[at[colCode]-1])
	if code != tColCode.For(text.Vietnamese) && code != tColCode.For(text.English) {
		return false
	}
	b.at = at
	return true
}

// take reads a row, unless it is empty.
func (b *broughtForm) take(f *excelize.File, sheet string, n int, cells []string) error {
	r := broughtRow{no: n}
	for column, at := range b.at {
		if at == 0 || at > len(cells) || cells[at-1] == "" {
			continue
		}
		kind, err := f.GetCellType(sheet, cellName(at, n))
		if err != nil {
			return err
		}
		r.cells[column] = broughtCell{viet.NFC(cells[at-1]), kind == excelize.CellTypeNumber || kind == excelize.CellTypeUnset}
	}
	if r.cells[colCode].words == "" && r.cells[colValue].words == "" {
		return nil
	}
	b.rows = append(b.rows, r)
	return nil
}

// A formProblem is what cannot be read in a workbook.
type formProblem struct {
	Cell string // "F7"
	Text text.T
	Args []any
}

// Words tells the problem.
func (p formProblem) Words(ctx context.Context) string { return p.Text.In(ctx, p.Args...) }

// A formChange is what a workbook changes in a return.
type formChange struct {
	Cell      string // "F7"
	Indicator *Indicator
	Was, Is   Cell
	Had, Has  bool // whether the return had a number, and has one then
}

// A formPlan is what bringing a workbook does to a return.
type formPlan struct {
	Rows      int // that were read
	Problems  []formProblem
	Changes   []formChange
	Conflicts []formChange // rows that were changed in the workbook and in the return; the return stays
	cells     Cells        // of the return then
}

// plan compares a workbook with the return as it is now. What is written in words is read
// in the language.
//
// Faults: Invalid, about the field "file", where it is of another return.
func (b *broughtForm) plan(f *Filed, l text.Lang) (*formPlan, error) {
	if b.of != "" && b.of != f.ID {
		return nil, fault.At("file", tFileOther)
	}
	p := &formPlan{cells: maps.Clone(f.Cells)}
	if p.cells == nil {
		p.cells = Cells{}
	}
	seen := map[int]int{}
	for _, r := range b.rows {
		code := strings.ToUpper(clean(r.cells[colCode].words))
		at := slices.IndexFunc(f.Indicators, func(i *Indicator) bool { return i.Code == code })
		if at < 0 {
			p.wrong(b, r, colCode, tNoSuchCode, code)
			continue
		}
		i := f.Indicators[at]
		p.Rows++
		if first, twice := seen[i.No]; twice {
			p.wrong(b, r, colCode, tRowTwice, code, first)
			continue
		}
		seen[i.No] = r.no
		if !i.entered() {
			continue // what the program works out says nothing new
		}
		is, has, wrong := i.readRow(b, r, l)
		if wrong != nil {
			p.Problems = append(p.Problems, *wrong)
			continue
		}
		p.compare(b, r, f, i, is, has)
	}
	maps.DeleteFunc(p.cells, func(no int, _ Cell) bool { i := byNo(f.Indicators, no); return i == nil || !i.entered() })
	return p, nil
}

func (p *formPlan) wrong(b *broughtForm, r broughtRow, column int, t text.T, args ...any) {
	p.Problems = append(p.Problems, *b.problem(r, column, t, args...))
}

func (b *broughtForm) problem(r broughtRow, column int, t text.T, args ...any) *formProblem {
	return &formProblem{b.address(r, column), t, args}
}

func (b *broughtForm) address(r broughtRow, column int) string {
	at := b.at[column]
	if at == 0 {
		at = b.at[colValue]
	}
	return cellName(at, r.no)
}

// compare takes a row over, unless nobody touched it since the workbook was made, or somebody
// changed the return meanwhile.
func (p *formPlan) compare(b *broughtForm, r broughtRow, f *Filed, i *Indicator, is Cell, has bool) {
	was, had := f.Cells[i.No]
	c := formChange{b.address(r, colValue), i, was, is, had, has}
	if has == had && is == was {
		return
	}
	said, told, knows := r.said(i)
	switch {
	case knows && told == has && said == is: // as the workbook was made
		return
	case knows && (told != had || said != was):
		p.Conflicts = append(p.Conflicts, c)
		return
	case !knows && !has: // nobody knows whether it was ever there
		return
	}
	p.Changes = append(p.Changes, c)
	if delete(p.cells, i.No); has {
		p.cells[i.No] = is
	}
}

// said reads what the cell said when the workbook was made; knows is false where that does
// not stand there.
func (r broughtRow) said(i *Indicator) (c Cell, told, knows bool) {
	s := r.cells[colSaid].words
	if s == strconv.Itoa(i.No) {
		return c, false, true
	}
	cells, err := unpack(s + "\n")
	c, told = cells[i.No]
	return c, told, err == nil && told
}

// readRow reads what a row says of an indicator; has is false where it says nothing.
func (i *Indicator) readRow(b *broughtForm, r broughtRow, l text.Lang) (c Cell, has bool, wrong *formProblem) {
	value, part := r.cells[colValue], r.cells[colPart]
	c.Note = clean(r.cells[colNote].words)
	if mark := clean(r.cells[colNotHere].words); mark != "" && mark != "0" {
		c.NotHere = true
		if value.words != "" && value.words != "0" {
			return c, false, b.problem(r, colNotHere, tNotHereAndNumber)
		}
		return c, true, nil
	}
	if clean(value.words) == "" && (clean(part.words) == "" || !i.twoFields()) {
		return Cell{}, false, nil
	}
	var ok bool
	if i.Sort == Steps {
		if c.Value, ok = i.readStep(value); !ok {
			return c, false, b.problem(r, colValue, tStepUnread, strings.Join(i.Steps, "; "))
		}
		return c, true, nil
	}
	if c.Value, ok = value.read(l, i.Decimals); !ok {
		return c, false, b.problem(r, colValue, tNumberUnread, value.words, i.Decimals)
	}
	if i.twoFields() {
		if c.Part, ok = part.read(l, i.partDecimals()); !ok {
			return c, false, b.problem(r, colPart, tNumberUnread, part.words, i.partDecimals())
		}
	}
	return c, true, nil
}

// readStep reads a step by its words or its number.
func (i *Indicator) readStep(c broughtCell) (int64, bool) {
	words := viet.Fold(clean(c.words))
	if at := slices.IndexFunc(i.Steps, func(s string) bool { return viet.Fold(s) == words }); at >= 0 {
		return int64(at) + 1, true
	}
	n, err := strconv.Atoi(words)
	return int64(n), err == nil && n >= 1 && n <= len(i.Steps)
}

// read reads a number: of a cell that holds one as workbooks hold numbers, to fifteen digits,
// and of words as people write them.
func (c broughtCell) read(l text.Lang, decimals int) (int64, bool) {
	if !c.number {
		return readValue(l, clean(c.words), decimals)
	}
	n, err := strconv.ParseFloat(c.words, 64)
	if err != nil {
		return 0, false
	}
	// Behind the fifteenth digit stands what is left of working in halves and quarters.
	exact, ok := new(big.Rat).SetString(strconv.FormatFloat(n, 'g', 15, 64))
	if !ok {
		return 0, false
	}
	exact.Mul(exact, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)))
	if !exact.IsInt() || !exact.Num().IsInt64() || magnitude(exact.Num().Int64()) > mostValue {
		return 0, false
	}
	return exact.Num().Int64(), true
}
