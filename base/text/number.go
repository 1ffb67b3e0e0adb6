package text

import (
	"context"
	"math/bits"
	"strconv"
	"strings"
)

// Int returns n with the thousands separator of the language of ctx:
// 1.234.567 in Vietnamese, 1,234,567 in English.
func Int[N ~int | ~int64](ctx context.Context, n N) string {
	return group(strconv.FormatInt(int64(n), 10), LangOf(ctx).thousands())
}

// AppendInt appends what [Int] returns for a language, for pages that show
// hundreds of numbers.
func AppendInt(b []byte, l Lang, n int64) []byte {
	if -1000 < n && n < 1000 {
		return strconv.AppendInt(b, n, 10)
	}
	return append(b, group(strconv.FormatInt(n, 10), l.thousands())...)
}

// thousands parts the thousands of a number.
func (l Lang) thousands() byte {
	if l == English {
		return ','
	}
	return '.'
}

func group(digits string, sep byte) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	if len(digits) <= 3 {
		return sign + digits
	}
	var b strings.Builder
	b.WriteString(sign)
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(sep)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

// A Rounding says how a share is cut to two decimals.
type Rounding string

// The roundings offices use. The Government's yearly report of 2017 printed
// truncated shares (98,62 % for 16.051 of 16.274), most others round half up.
const (
	HalfUp   Rounding = "half_up"
	Truncate Rounding = "truncate"
)

// Percent returns the share part/whole as a percentage with two decimals in
// the language of ctx, computed in integers: "98,63%". It returns "–" where
// whole is 0: nothing of nothing is not 0 %.
func Percent[N ~int | ~int64](ctx context.Context, part, whole N, r Rounding) string {
	if whole == 0 {
		return "–"
	}
	hundredths := HundredthsOfPercent(int64(part), int64(whole), r)
	sep, dec := byte('.'), ","
	if LangOf(ctx) == English {
		sep, dec = ',', "."
	}
	sign := ""
	if hundredths < 0 {
		sign, hundredths = "-", -hundredths
	}
	rest := strconv.FormatInt(hundredths%100, 10)
	if len(rest) == 1 {
		rest = "0" + rest
	}
	return sign + group(strconv.FormatInt(hundredths/100, 10), sep) + dec + rest + "%"
}

// HundredthsOfPercent returns part/whole in hundredths of a percent (basis
// points), rounded by r; what is negative is rounded as its opposite. whole
// must not be 0. Sums of đồng that are too large to be multiplied by 10,000
// are computed exactly all the same.
func HundredthsOfPercent(part, whole int64, r Rounding) int64 {
	p, w := magnitude(part), magnitude(whole)
	hi, lo := bits.Mul64(p%w, 10_000)
	q, rem := bits.Div64(hi, lo, w)
	if r == HalfUp && rem >= w-rem {
		q++
	}
	q += p / w * 10_000
	if (part < 0) != (whole < 0) {
		return -int64(q)
	}
	return int64(q)
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
