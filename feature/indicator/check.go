package indicator

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
)

// fieldOf is the field of the form in which an indicator is entered.
func fieldOf(no int) string { return "c" + strconv.Itoa(no) }

// asks are the indicators that are entered: formulas and sources tell the others.
func (f *Filed) asks() []*Indicator {
	return slices.DeleteFunc(slices.Clone(f.Indicators), func(i *Indicator) bool { return !i.entered() })
}

// checkEntered asks whether cells can be kept at all, as a draft.
func (f *Filed) checkEntered(cells Cells) error {
	var wrong fault.Fields
	for no, c := range cells {
		i, field := byNo(f.Indicators, no), fieldOf(no)
		switch {
		case i == nil || !i.entered():
			return fault.New(fault.Invalid, tNoSuchCell, no)
		case utf8.RuneCountInString(c.Note) > mostNote:
			wrong.Add(field, tTooLong, mostNote)
		case c.NotHere:
		case c.Value > mostValue || c.Value < -mostValue || c.Part > mostValue:
			wrong.Add(field, tTooLarge)
		case i.Sort == Steps && (c.Value < 1 || c.Value > int64(len(i.Steps))):
			wrong.Add(field, tChoose)
		case c.Part < 0, i.Sort == Ratio && c.Part == 0 && c.Value != 0, i.Sort == Number && i.Aggregation == Mean && c.Part == 0:
			wrong.Add(field, tPartWrong)
		}
	}
	return wrong.Err()
}

// checkDeclared asks whether the cells of the return can be declared. before are those of
// the period before; nil where there are none.
func (f *Filed) checkDeclared(before Cells, sure bool) error {
	var wrong fault.Fields
	var jumps []string
	for _, i := range f.Indicators {
		if _, has := f.Cells[i.No]; i.Source != "" && !has {
			wrong.Add(fieldOf(i.No), tSourceGone)
		}
	}
	for _, i := range f.asks() {
		c, has := f.Cells[i.No]
		field := fieldOf(i.No)
		if !has {
			wrong.Add(field, tCellMissing)
			continue
		}
		if c.NotHere {
			if !f.addsUp(i) {
				wrong.Add(field, tDoesNotAddUp, strings.Join(i.TotalOf, " + "))
			}
			continue
		}
		n, ok := c.number(i, text.HalfUp)
		if ok && c.Note == "" && i.Sort != Steps && (i.Low != nil && n < *i.Low || i.High != nil && n > *i.High) {
			wrong.Add(field, tOutOfRange, i.rangeIn(text.Vietnamese))
		}
		if !f.addsUp(i) {
			wrong.Add(field, tDoesNotAddUp, strings.Join(i.TotalOf, " + "))
		}
		if b, had := before[i.No]; had && c.Note == "" && i.jumps(b, c) {
			jumps = append(jumps, i.Code)
		}
	}
	if len(jumps) > 0 && !sure && len(wrong) == 0 {
		wrong.Add("sure", tJumps, strings.Join(jumps, ", "))
	}
	return wrong.Err()
}

// addsUp says whether the number of an indicator is that of those that make it up. What
// does not apply adds nothing.
func (f *Filed) addsUp(i *Indicator) bool {
	if len(i.TotalOf) == 0 {
		return true
	}
	var sum int64
	for _, o := range f.Indicators {
		if slices.Contains(i.TotalOf, o.Code) {
			c, has := f.Cells[o.No]
			if !has {
				return true // what is missing is told of itself
			}
			sum += c.Value
		}
	}
	return sum == f.Cells[i.No].Value
}

// jumps says whether a number differs from the one before by more than is expected.
func (i *Indicator) jumps(before, now Cell) bool {
	was, had := before.number(i, text.HalfUp)
	is, has := now.number(i, text.HalfUp)
	if i.Jump == 0 || i.Sort == Steps || before.NotHere || !had || !has {
		return false
	}
	if was == 0 {
		return is != 0
	}
	apart := is - was
	return magnitude(apart)*100 > magnitude(was)*i.Jump || magnitude(apart) > mostValue
}

func magnitude(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}

// rangeIn says in which range numbers are expected.
func (i *Indicator) rangeIn(l text.Lang) string {
	decimals := i.Decimals
	if i.Sort == Ratio {
		decimals = 2
	}
	var parts []string
	if i.Low != nil {
		parts = append(parts, "≥ "+writeValue(l, *i.Low, decimals))
	}
	if i.High != nil {
		parts = append(parts, "≤ "+writeValue(l, *i.High, decimals))
	}
	return strings.Join(parts, ", ")
}

// before returns the cells of the period before that count; nil where there are none. A
// number since the year began is compared with none of another year.
func before(ctx context.Context, v *work.View, f *Filed) (Cells, error) {
	r, err := ReturnOf(ctx, v, f.Set, f.Period.Prev(), f.Body)
	if err != nil || r == nil || !r.State.Counts() {
		return nil, err
	}
	if f.Period.Prev().Year != f.Period.Year {
		for _, i := range f.Indicators {
			if i.Running == FromStart {
				delete(r.Cells, i.No)
			}
		}
	}
	return r.Cells, nil
}
