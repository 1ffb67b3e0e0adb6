package indicator

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/period"
)

// A return as a workbook: a row for each indicator. The first column, which is hidden, tells
// what each cell said when the workbook was made, so that a row that nobody touched changes
// nothing, whatever was entered since. The first row, hidden too, names the columns, which
// may be moved, and tells of which return it is.

// The columns of the workbook of a return.
const (
	colSaid = iota
	colCode
	colName
	colUnit
	colBefore
	colValue
	colPart
	colNotHere
	colNote
	colReturn
	columns // how many there are
)

// A formColumn is how a column is named in the hidden row and for people, and how wide it is.
type formColumn struct {
	key   string
	title text.T
	width float64
}

var formColumns = [columns]formColumn{
	colSaid: {key: "quyet.said", width: 10}, colCode: {"quyet.code", tColCode, 12}, colName: {"quyet.name", tColName, 52}, colUnit: {"quyet.unit", tColUnit, 14},
	colBefore: {"quyet.before", tColBefore, 16}, colValue: {"quyet.value", tColValue, 18}, colPart: {"quyet.part", tColPart, 18}, colNotHere: {"quyet.not_here", tColNotHere, 14},
	colNote: {"quyet.note", tColNote, 40}, colReturn: {key: "quyet.return"},
}

// formAbove is how many rows stand above the first indicator.
const formAbove = 5

// writeForm writes a return as a workbook to be filled in and brought back.
//
// Rights are those of [FindReturn].
func writeForm(ctx context.Context, v *work.View, w io.Writer, f *Filed) error {
	past, err := before(ctx, v, f)
	if err != nil {
		return err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	c, err := period.Load(ctx, v)
	if err != nil {
		return err
	}
	l := text.LangOf(ctx)
	bold, words, head := look{format: asWords, bold: true}, look{format: asWords}, look{format: asWords, bold: true, filled: true}
	b := newBook(tFormSheet.In(ctx))
	heading := f.Of.Code + " " + f.Period.Key() + " " + tree.Name(f.Body, v.Today)
	b.page(heading, formAbove, formAbove, int(columns), formAbove+len(f.Indicators), v.Today)
	for at, i := range f.Indicators {
		b.offer(i, formAbove+1+at)
	}
	var widths []float64
	var keys, titles []put
	for _, c := range formColumns {
		key := c.key
		if !c.title.Zero() {
			titles = append(titles, put{c.title.In(ctx), head})
			widths = append(widths, c.width)
		} else if c.width > 0 {
			titles = append(titles, put{})
			widths = append(widths, c.width)
		} else {
			key += " " + string(f.ID)
		}
		keys = append(keys, put{key, words})
	}
	b.begin(widths, 1, colName+1, formAbove)
	b.row(true, keys...)
	b.row(false, put{}, put{f.Of.Name, unwrapped(bold)})
	b.row(false, put{}, put{f.Period.Words(l) + ". " + c.Window(f.Period).Words(ctx), unwrapped(words)})
	b.row(false, put{}, put{tree.Name(f.Body, v.Today), unwrapped(bold)})
	b.row(false, titles...)
	worked := f.Worked()
	for _, i := range f.Indicators {
		c, has := f.Cells[i.No]
		soft := look{format: asWords, soft: true}
		row := []put{{i.said(c, has), words}, {i.Code, words}, {i.Name, words}, {i.Unit, words}, i.cellBefore(past), {}, {}, {}, {c.Note, words}}
		switch {
		case i.Formula != "":
			row[colPart] = put{tColWorked.In(ctx), soft}
			if n, ok := worked[i.No].Number(i, text.HalfUp); ok {
				row[colValue] = put{decimal{n, i.Decimals}, look{format: asNumber(i.Decimals), soft: true}}
			} else {
				row[colValue] = put{worked[i.No].Why(ctx), soft}
			}
		case i.Source != "":
			row[colPart] = put{tColWorked.In(ctx), soft}
			if n, ok := c.number(i, text.HalfUp); has && ok {
				row[colValue] = put{decimal{n, i.shownDecimals()}, look{format: asNumber(i.shownDecimals()), soft: true}}
			}
		case i.Sort == Steps:
			row[colValue].look = words
			if has && !c.NotHere {
				row[colValue].value = i.Steps[c.Value-1]
			}
		default:
			row[colValue].look = look{format: asNumber(i.Decimals)}
			if i.twoFields() {
				row[colPart].look = look{format: asNumber(i.partDecimals())}
			}
			if has && !c.NotHere {
				row[colValue].value = decimal{c.Value, i.Decimals}
				if i.twoFields() {
					row[colPart].value = decimal{c.Part, i.partDecimals()}
				}
			}
		}
		row[colNotHere].look = words
		if c.NotHere {
			row[colNotHere].value = notHereMark
		}
		b.row(false, row...)
	}
	return b.write(w)
}

// shownDecimals are those of what a cell comes to: of a ratio a percentage.
func (i *Indicator) shownDecimals() int {
	if i.Sort == Ratio {
		return 2
	}
	return i.Decimals
}

// notHereMark stands in the column of what does not apply.
const notHereMark = "x"

func unwrapped(l look) look {
	l.format = ""
	return l
}

// said is the cell as the hidden column holds it.
func (i *Indicator) said(c Cell, has bool) string {
	if !has {
		return strconv.Itoa(i.No)
	}
	return strings.TrimSuffix(Cells{i.No: c}.pack(), "\n")
}

// cellBefore is what was reported for the period before.
func (i *Indicator) cellBefore(past Cells) put {
	soft := look{format: asWords, soft: true}
	c, has := past[i.No]
	if !has || c.NotHere {
		return put{nil, soft}
	}
	n, ok := c.number(i, text.HalfUp)
	switch {
	case i.Sort == Steps && c.Value > 0 && c.Value <= int64(len(i.Steps)):
		return put{i.Steps[c.Value-1], soft}
	case !ok || i.Sort == Steps:
		return put{nil, soft}
	case i.Sort == Ratio:
		return put{decimal{n, 2}, look{format: asShare, soft: true}}
	}
	return put{decimal{n, i.Decimals}, look{format: asNumber(i.Decimals), soft: true}}
}

// offer lets a person choose where there is a choice.
func (b *book) offer(i *Indicator, row int) {
	choose := func(column int, words []string) {
		d := excelize.NewDataValidation(true)
		d.Sqref = cellName(column+1, row)
		if slices.ContainsFunc(words, func(s string) bool { return strings.Contains(s, ",") }) || d.SetDropList(words) != nil {
			return // too long for a list, or parted by its own sign: it is typed
		}
		b.keep(b.AddDataValidation(b.sheet, d))
	}
	if !i.entered() {
		return
	}
	choose(colNotHere, []string{notHereMark})
	if i.Sort == Steps {
		choose(colValue, i.Steps)
	}
}
