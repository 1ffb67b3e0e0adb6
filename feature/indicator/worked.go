package indicator

import (
	"context"
	"math/big"
	"slices"
	"strings"

	"quyet/base/fault"
	"quyet/base/text"
	"quyet/feature/indicator/formula"
	"quyet/feature/org"
)

// mostFormulas is how many indicators of a set are worked out.
const mostFormulas = 100

// A worked is what a formula came to.
type worked struct {
	formula.Result
	uneven bool
}

// Why says why there is no number where a formula has none; "" for what is entered.
func (s *Sum) Why(ctx context.Context) string {
	if s.worked == nil {
		return ""
	}
	return s.worked.Why(ctx)
}

// Uneven says that the numbers of which this one is worked out are of different numbers of
// bodies, which is told beside it.
func (s *Sum) Uneven() bool { return s.worked != nil && s.worked.uneven }

// rounded is the number of what was worked out, as [Sum.Number] tells it.
func (w *worked) rounded(i *Indicator, r text.Rounding) (int64, bool) {
	n, ok := formula.Round(w.Value, i.Decimals, r)
	return n, ok && magnitude(n) <= mostValue
}

// formulas are those of a set, read.
type formulas struct {
	order []string // of codes: each after those of which it is made
	of    map[string]formula.Formula
	codes map[string]int // of all indicators, to their places
	all   []*Indicator
}

// readFormulas reads the formulas of indicators. One that cannot be read, which nobody can
// define, works out to nothing.
func readFormulas(all []*Indicator) *formulas {
	f := &formulas{of: map[string]formula.Formula{}, codes: map[string]int{}, all: all}
	for at, i := range all {
		f.codes[i.Code] = at
		if i.Formula != "" {
			f.of[i.Code], _ = formula.Parse(i.Formula)
		}
	}
	f.order, _ = formula.Order(f.of)
	return f
}

// work works every formula out over the sums of one body, which stand as the indicators do.
func (f *formulas) work(sums []Sum) {
	for _, code := range f.order {
		at := f.codes[code]
		i, s := f.all[at], Sum{}
		w := &worked{Result: f.of[code].Work(func(operand string) *big.Rat {
			at, known := f.codes[operand]
			if !known {
				return nil
			}
			return f.all[at].exact(&sums[at])
		})}
		s.Bodies, s.NotHere, w.uneven = f.behind(code, sums)
		s.Value, _ = w.rounded(i, text.HalfUp)
		s.worked = w
		sums[at] = s
	}
}

// behind tells of how many bodies the numbers are of which one is worked out: the fewest,
// and whether others are of more.
func (f *formulas) behind(code string, sums []Sum) (bodies, notHere int, uneven bool) {
	for n, operand := range f.of[code].Codes() {
		at, known := f.codes[operand]
		if !known {
			return 0, 0, false
		}
		s := &sums[at]
		uneven = uneven || s.Uneven() || n > 0 && s.Bodies != bodies
		if n == 0 {
			bodies = s.Bodies
		}
		bodies, notHere = min(bodies, s.Bodies), max(notHere, s.NotHere)
	}
	return bodies, notHere, uneven
}

// exact is the number of a sum as a fraction: of a ratio the quotient, 0,405 for 40,5 %; nil
// where [Sum.Number] has none.
func (i *Indicator) exact(s *Sum) *big.Rat {
	switch {
	case s.worked != nil:
		return s.worked.Value
	case s.Bodies == 0 || i.Sort == Steps || s.Bodies > 1 && i.Aggregation == Apart:
		return nil
	case i.Sort == Ratio:
		return formula.Quotient(s.Value, s.Part)
	case i.Aggregation == Mean && s.Bodies > 1:
		if s.Part == 0 {
			return nil
		}
		return new(big.Rat).Mul(new(big.Rat).SetFrac(s.wide.big(), big.NewInt(s.Part)), formula.Scaled(1, i.Decimals))
	}
	return formula.Scaled(s.Value, i.Decimals)
}

// Worked returns what the formulas of the set come to over the cells of the return, by the
// numbers of their indicators: what it has no number for tells why ([Sum.Why]).
func (f *Filed) Worked() map[int]*Sum {
	sums := make([]Sum, len(f.Indicators))
	for at, i := range f.Indicators {
		if c, has := f.Cells[i.No]; has {
			sums[at].add(i, &c)
		}
	}
	all := readFormulas(f.Indicators)
	all.work(sums)
	out := make(map[int]*Sum, len(all.order))
	for _, code := range all.order {
		at := all.codes[code]
		out[f.Indicators[at].No] = &sums[at]
	}
	return out
}

// work works the formulas out over the sums of a body, once.
func (r *Roll) work(b org.ID, sums []Sum) {
	if r.formulas == nil {
		r.formulas, r.worked = readFormulas(r.Indicators), map[org.ID]bool{}
	}
	if !r.worked[b] {
		r.worked[b] = true
		r.formulas.work(sums)
	}
}

// formulaFaults tells why an indicator cannot be worked out, or why others cannot be any
// more as it is now. all are those of the set, i among them; was is i as it was, nil where
// it is new.
func (i *Indicator) formulaFaults(all []*Indicator, was *Indicator) (wrong fault.Fields) {
	if was != nil && (was.Formula == "") != (i.Formula == "") {
		wrong.Add("formula", tFormulaStays)
	}
	if was != nil {
		wrong = append(wrong, i.usedFaults(all, was)...)
	}
	if i.Formula == "" {
		return wrong
	}
	if i.Sort != Number {
		wrong.Add("sort", tFormulaSort)
	}
	if len(i.TotalOf) > 0 {
		wrong.Add("total_of", tFormulaTotal)
	}
	by, read, formulas := map[string]*Indicator{}, map[string]formula.Formula{}, 0
	for _, o := range all {
		code := strings.ToUpper(clean(o.Code))
		by[code] = o
		if o.Formula == "" {
			continue
		}
		formulas++
		if f, err := formula.Parse(o.Formula); err == nil {
			read[code] = f
		} else if o == i {
			return append(wrong, fault.All(err)...)
		}
	}
	if formulas > mostFormulas {
		wrong.Add("formula", tTooManyFormulas, mostFormulas)
	}
	f := read[i.Code]
	if err := f.Check(func(code string) bool { return by[code] != nil }); err != nil {
		return append(wrong, fault.All(err)...)
	}
	for _, code := range f.Codes() {
		if o := by[code]; o.Sort == Steps || o.Aggregation == Apart && o.Formula == "" {
			wrong.Add("formula", tFormulaOperand, code)
		}
	}
	if _, err := formula.Order(read); err != nil {
		wrong = append(wrong, fault.All(err)...)
	}
	i.Formula = f.String()
	return wrong
}

// usedFaults tells whether others of the set are made of an indicator that gets another
// code, or is no more asked for while they are.
func (i *Indicator) usedFaults(all []*Indicator, was *Indicator) (wrong fault.Fields) {
	ends := !i.Until.IsZero() && (was.Until.IsZero() || i.Until.Before(was.Until))
	if i.Code == was.Code && !ends {
		return nil
	}
	for _, o := range all {
		if o == i {
			continue
		}
		f, err := formula.Parse(o.Formula)
		if !slices.Contains(o.TotalOf, was.Code) && (err != nil || !slices.Contains(f.Codes(), was.Code)) {
			continue
		}
		if i.Code != was.Code {
			wrong.Add("code", tCodeUsed, o.Code)
		}
		if ends && (o.Until.IsZero() || o.Until.After(i.Until)) {
			wrong.Add("until", tCodeUsed, o.Code)
		}
	}
	return wrong
}
