// Package formula reads and works out the formulas of indicators: "A1 / A2 * 100",
// "(A1 + A2 - A3) / [1.2]".
//
// The grammar, with the signs that people type for those of the first column:
//
//	formula = [ "=" ] sum .
//	sum     = product { ( "+" | "-" ) product } .       "−" "–"
//	product = factor { ( "*" | "/" ) factor } .         "×" "·"  ":" "÷"
//	factor  = [ "-" ] ( number | code | "(" sum ")" ) .
//	number  = digit { digit } [ ( "," | "." ) digit { digit } ] .
//	code    = letter { letter | digit | "." | "_" } | "[" any "]" .
//
// A code is that of an indicator, in capitals however it was typed; one that does not
// begin with a letter stands in brackets. There are no functions.
//
// Everything is worked out in fractions and rounded once, at the end ([Round]): a third
// times three is one, and what a page shows can be worked out again by hand. What has no
// number stays without one: a formula of which an operand is missing is missing, and what
// is divided by zero cannot be worked out ([Result]).
//
// The package is pure.
package formula

import (
	"context"
	"math/big"
	"slices"
	"strings"
	"unicode"

	"quyet/base/text"
)

// A Formula is what [Parse] has read. The zero value is none and works out to nothing.
type Formula struct {
	root *node
}

// A node is an operation with its operands, a number or an indicator.
type node struct {
	op          byte // '+', '-', '*', '/', of one operand '~'; '#' a number; '@' an indicator
	left, right *node
	said        string   // of a number as it was typed, of an indicator its code
	value       *big.Rat // of a number
	at          int      // the place of the sign or leaf, in characters from 1
}

// IsZero says whether f is no formula.
func (f Formula) IsZero() bool { return f.root == nil }

// Codes returns the codes of the indicators of which f is made, each once, in the order
// in which they stand.
func (f Formula) Codes() (codes []string) {
	f.root.each(func(n *node) {
		if n.op == '@' && !slices.Contains(codes, n.said) {
			codes = append(codes, n.said)
		}
	})
	return codes
}

// each visits the leaves below n in the order in which they stand.
func (n *node) each(leaf func(*node)) {
	if n == nil {
		return
	}
	n.left.each(leaf)
	if n.op == '#' || n.op == '@' {
		leaf(n)
	}
	n.right.each(leaf)
}

// Check refuses a formula that names an indicator which known does not know, and one in
// which a number is the code of an indicator, so that nobody can tell which is meant.
//
// Faults: Invalid, about the field "formula".
func (f Formula) Check(known func(code string) bool) (err error) {
	f.root.each(func(n *node) {
		switch {
		case err != nil:
		case n.op == '@' && !known(n.said):
			err = wrong(tUnknown, n.at, n.said)
		case n.op == '#' && known(n.said):
			err = wrong(tEither, n.at, n.said, otherwise(n.said))
		}
	})
	return err
}

// otherwise writes a number in another way, in which it is no code.
func otherwise(number string) string {
	switch {
	case strings.Contains(number, "."):
		return strings.ReplaceAll(number, ".", ",")
	case strings.Contains(number, ","):
		return strings.ReplaceAll(number, ",", ".")
	}
	return number + ",0"
}

// String returns the formula as [Parse] reads it, with the plain signs and no more
// brackets than it needs.
func (f Formula) String() string {
	return f.With(func(code string) string {
		if bare(code) {
			return code
		}
		return "[" + code + "]"
	})
}

// With returns the formula with words in the place of each code, to be shown: "1.214 /
// 1.200 * 100".
func (f Formula) With(words func(code string) string) string {
	var b strings.Builder
	f.root.write(&b, words)
	return b.String()
}

// binding says how strongly an operation holds its operands together.
func (n *node) binding() int {
	switch n.op {
	case '+', '-':
		return 1
	case '*', '/':
		return 2
	}
	return 3
}

func (n *node) write(b *strings.Builder, words func(code string) string) {
	bracketed := func(part *node, needed bool) {
		if needed {
			b.WriteByte('(')
		}
		part.write(b, words)
		if needed {
			b.WriteByte(')')
		}
	}
	switch {
	case n == nil:
	case n.op == '#':
		b.WriteString(n.said)
	case n.op == '@':
		b.WriteString(words(n.said))
	case n.op == '~':
		b.WriteByte('-')
		bracketed(n.right, n.right.binding() < 3 || n.right.op == '~')
	default:
		bracketed(n.left, n.left.binding() < n.binding())
		b.WriteString(" " + string(n.op) + " ")
		bracketed(n.right, n.right.binding() <= n.binding())
	}
}

// bare says whether a code can stand without brackets.
func bare(code string) bool {
	for i, r := range code {
		if i == 0 && !unicode.IsLetter(r) || !inCode(r) {
			return false
		}
	}
	return code != ""
}

func inCode(r rune) bool { return unicode.IsLetter(r) || isDigit(r) || r == '.' || r == '_' }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// A Result is what a formula comes to: a number, or the reason why there is none.
type Result struct {
	Value   *big.Rat // exact; nil where something is missing or cannot be divided
	Missing []string // codes of the operands that have no number, in the order in which they stand
	Zero    string   // by what was divided that came to zero, as it stands in the formula: "A1 - A2"
}

// Why says why there is no number; "" where there is one.
func (r Result) Why(ctx context.Context) string {
	switch {
	case len(r.Missing) > 0:
		return tMissing.In(ctx, strings.Join(r.Missing, ", "))
	case r.Zero != "":
		return tZero.In(ctx, r.Zero)
	}
	return ""
}

// Work works f out. of returns the number of an indicator, see [Scaled] and [Quotient];
// nil where it has none. It is asked for every indicator, so that all that is missing is
// told at once; that anything is missing goes before a division by zero.
func (f Formula) Work(of func(code string) *big.Rat) (r Result) {
	if f.root == nil {
		return r
	}
	numbers := map[string]*big.Rat{}
	for _, code := range f.Codes() {
		if numbers[code] = of(code); numbers[code] == nil {
			r.Missing = append(r.Missing, code)
		}
	}
	if r.Missing != nil {
		return r
	}
	var zero *node
	if r.Value, zero = f.root.work(numbers); zero != nil {
		r.Zero = Formula{zero}.String()
	}
	return r
}

// work returns what n comes to, or the first divisor that is zero.
func (n *node) work(numbers map[string]*big.Rat) (value *big.Rat, zero *node) {
	switch n.op {
	case '#':
		return n.value, nil
	case '@':
		return numbers[n.said], nil
	}
	right, zero := n.right.work(numbers)
	if n.op == '~' && zero == nil {
		return new(big.Rat).Neg(right), nil
	}
	var left *big.Rat
	if n.left != nil {
		var before *node
		if left, before = n.left.work(numbers); before != nil {
			return nil, before
		}
	}
	if zero != nil {
		return nil, zero
	}
	value = new(big.Rat)
	switch n.op {
	case '+':
		return value.Add(left, right), nil
	case '-':
		return value.Sub(left, right), nil
	case '*':
		return value.Mul(left, right), nil
	}
	if right.Sign() == 0 {
		return nil, n.right
	}
	return value.Quo(left, right), nil
}

// Scaled returns the number that is held as value times ten to the power of decimals.
func Scaled(value int64, decimals int) *big.Rat {
	return new(big.Rat).SetFrac(big.NewInt(value), power(decimals))
}

// Quotient returns the number of a ratio; nil, as of what is missing, where whole is zero.
func Quotient(part, whole int64) *big.Rat {
	if whole == 0 {
		return nil
	}
	return big.NewRat(part, whole)
}

// Round returns a number as it is held, times ten to the power of decimals, rounded as
// [text.Percent] does: half away from zero, or cut off towards it. ok is false for no number
// and for one that an int64 does not hold.
func Round(value *big.Rat, decimals int, how text.Rounding) (held int64, ok bool) {
	if value == nil {
		return 0, false
	}
	whole, rest := new(big.Int).Mul(value.Num(), power(decimals)), new(big.Int)
	whole.QuoRem(whole, value.Denom(), rest)
	if how == text.HalfUp && rest.Abs(rest).Lsh(rest, 1).Cmp(value.Denom()) >= 0 {
		whole.Add(whole, big.NewInt(int64(value.Sign())))
	}
	return whole.Int64(), whole.IsInt64()
}

func power(decimals int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
}
