package citation

import (
	"slices"

	"quyet/base/viet"
)

func (f *finder) symbol(c *Citation, i int, told bool) (end int, ok bool) {
	t := f.t
	if i >= len(t.Tokens) || !t.Tokens[i].Digits || t.Tokens[i].Gap == Parted {
		return i, false
	}
	sym, stop, ok := scanSymbol(t.Source, t.Tokens[i].Start, told)
	if !ok {
		return i, false
	}
	end = t.Find(stop)
	if end < len(t.Tokens) && end > i && t.Tokens[end-1].End > stop && !slices.Contains(gluedWords, viet.Fold(t.Source[stop:t.Tokens[end-1].End])) {
		return i, false
	}
	c.Symbol, c.By = sym, BySymbol
	return end, true
}

func (f *finder) blank(c *Citation, i int) (end int, ok bool) {
	t := f.t
	cur := cursor{t, i}
	cur.fillers()
	if !cur.open() {
		return i, false
	}
	sym, stop, ok := scanBlank(t.Source, cur.token().Start)
	if !ok {
		return i, false
	}
	c.Symbol, c.By = sym, ByBlank
	return t.Find(stop), true
}

// bare reads a number without symbol. Without "số" before it, what follows
// must show that it is not a quantity ("Kế hoạch 5 năm").
func (f *finder) bare(c *Citation, i int, said, capital bool) (end int, ok bool) {
	t := f.t
	if i >= len(t.Tokens) || !t.Tokens[i].Digits || t.Tokens[i].Gap == Parted || len(t.Tokens[i].Fold) > 5 {
		return i, false
	}
	if f.goesOn(i + 1) {
		return i, false
	}
	if !said {
		quantified := false // the number may as well count something: "Kế hoạch 5 năm"
		switch c.Type {
		case Resolution, Directive, Conclusion, Decree, Circular, Regulation, Decision, Scheme:
		case Letter, Notice, Guideline, Plan, Report:
			quantified = true
		default:
			return i, false
		}
		if !capital || len(t.Tokens[i].Fold) == 4 && t.Tokens[i].Fold[:2] >= "19" || !f.closesNumber(i+1) || quantified && !f.issuedNext(i+1) {
			return i, false
		}
	}
	c.Symbol = Symbol{Printed: t.Tokens[i].Fold, Number: t.Tokens[i].Fold}
	c.By = ByNumber
	return i + 1, true
}

// goesOn says whether the number before token i is only part of one: a date, a
// fraction, a symbol that could not be read.
func (f *finder) goesOn(i int) bool {
	if i+1 >= len(f.t.Tokens) || f.t.Tokens[i].Gap != Joined || f.t.Tokens[i+1].Gap != Joined {
		return false
	}
	switch f.t.Tokens[i].Fold {
	case "/":
		return true
	case "-", ".", ",":
		return f.t.Tokens[i+1].Digits
	}
	return false
}

var afterNumber = NewStrictLexicon[bool]().Add(true, "của", "về", "ngày", "năm", "và", "khóa", "được", "đã", "là", "trong", "trên", "tại", "đến", "gắn với", "do", "ban hành", "quy định", "vào", "với", "có", "cho", "để", "theo", "đề ra", "nêu", "Ban Chấp hành")

func (f *finder) closesNumber(i int) bool {
	if i >= len(f.t.Tokens) || f.t.Tokens[i].Gap == Parted {
		return true
	}
	tok := f.t.Tokens[i]
	if !tok.Word() {
		return !tok.Digits && tok.Fold != "%"
	}
	if _, next, ok := afterNumber.At(f.t, i); ok {
		// "năm" is a year only before one: "Nghị quyết 5 năm" is not a number.
		return tok.Fold != "nam" || next < len(f.t.Tokens) && len(f.t.Tokens[next].Fold) == 4 && f.t.Tokens[next].Digits
	}
	_, ok := BodyAt(f.t, i)
	return ok
}

// issuedNext says whether issuer or date stand at token i.
func (f *finder) issuedNext(i int) bool {
	if _, _, ok := DateAt(f.t, i); ok {
		return true
	}
	_, _, ok := f.issuer(i)
	return ok
}
