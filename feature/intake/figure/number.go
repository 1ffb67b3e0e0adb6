package figure

import (
	"math"
	"strconv"
	"strings"

	"quyet/base/viet"
)

// A Number is a printed decimal number, exact: Digits / 10^Scale.
type Number struct {
	Digits int64
	Scale  int
}

// Float returns n as a float64, for arithmetic that may round.
func (n Number) Float() float64 { return float64(n.Digits) / math.Pow10(n.Scale) }

// String returns n with a decimal point and no thousands marks: "104.4".
func (n Number) String() string {
	s := strconv.FormatInt(n.Digits, 10)
	if n.Scale == 0 {
		return s
	}
	if len(s) <= n.Scale {
		s = strings.Repeat("0", n.Scale-len(s)+1) + s
	}
	return s[:len(s)-n.Scale] + "." + s[len(s)-n.Scale:]
}

// shortest returns n without zeros at the end of its decimals.
func (n Number) shortest() Number {
	for n.Scale > 0 && n.Digits%10 == 0 {
		n.Digits, n.Scale = n.Digits/10, n.Scale-1
	}
	return n
}

// number reads the number that begins at token i, of which the tokens up to
// end are part. Thousands are marked "." and decimals "," (1.305; 104,4); where the
// groups after the marks cannot be thousands, the mark is a decimal one.
func number(t []viet.Token, i int) (n Number, end int, ok bool) {
	if i >= len(t) || t[i].Kind != viet.Number || len(t[i].Fold) > 15 {
		return n, i, false
	}
	groups := []string{t[i].Fold}
	marks := ""
	end = i + 1
	for end+1 < len(t) && (t[end].Fold == "." || t[end].Fold == ",") && t[end].Start == t[end-1].End &&
		t[end+1].Kind == viet.Number && t[end+1].Start == t[end].End && len(groups) < 6 {
		marks += t[end].Fold
		groups = append(groups, t[end+1].Fold)
		end += 2
	}
	whole, fraction := groups[0], ""
	for k, g := range groups[1:] {
		last := k == len(groups)-2
		switch {
		case fraction != "":
			return n, end, false
		case last && strings.Count(marks, marks[k:k+1]) == 1 && (marks[k] == ',' || len(g) != 3):
			fraction = g
		case len(g) == 3:
			whole += g
		default:
			return n, end, false
		}
	}
	digits := whole + fraction
	if len(digits) > 18 {
		return n, end, false
	}
	v, err := strconv.ParseInt(digits, 10, 64)
	return Number{Digits: v, Scale: len(fraction)}, end, err == nil
}
