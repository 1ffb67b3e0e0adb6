package doc

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quyet/base/civil"
	"quyet/feature/org"
)

// A Number is the place of a document in its series.
type Number struct {
	Serial int64
	Suffix string // "c" of 30c
}

// ParseNumber reads a number as printed: digits and at most one letter.
func ParseNumber(s string) (n Number, ok bool) {
	digits := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz")
	if len(s)-len(digits) > 1 || len(digits) == 0 || len(digits) > 6 {
		return Number{}, false
	}
	for _, c := range []byte(digits) {
		if c < '0' || c > '9' {
			return Number{}, false
		}
	}
	n.Serial, _ = strconv.ParseInt(digits, 10, 64)
	n.Suffix = s[len(digits):]
	return n, n.Serial > 0
}

// String returns the number with two digits at least, as both regimes print it.
func (n Number) String() string { return n.in(2) }

// in returns the number with that many digits at least.
func (n Number) in(digits int) string { return fmt.Sprintf("%0*d%s", digits, n.Serial, n.Suffix) }

// series returns the days during which an issuer's numbers run on from the one
// given on day: the calendar year, the term of the committee, or as long as a
// congress lasts. ok is false where numbers run by terms and none of the
// issuer's covers the day.
func series(w way, life civil.Interval, day civil.Date, terms []Term) (days civil.Interval, ok bool) {
	if w.once {
		return life, true
	}
	if !w.byTerm {
		return civil.Interval{From: civil.On(day.Year, 1, 1), Until: civil.On(day.Year+1, 1, 1)}, true
	}
	if i := slices.IndexFunc(terms, func(t Term) bool { return t.Contains(day) }); i >= 0 {
		return terms[i].Interval, true
	}
	return civil.Interval{}, false
}

// Compose returns the symbol that a body gives a document of type t by the
// rules of its regime: "08-KH/ĐU", "726/KH-UBND". The code is the body's.
func Compose(n string, t Type, r org.Regime, code string) string {
	i, _ := info(t)
	typ := i.Code(r)
	switch {
	case r == org.PartyRegime:
		return n + "-" + typ + "/" + code
	case typ == "":
		return n + "/" + code
	}
	return n + "/" + typ + "-" + code
}

// codeOn returns the code that ends the body's symbols on day, "" if it has
// none in that regime.
func codeOn(b *org.Body, r org.Regime, day civil.Date) string {
	for _, s := range b.Series {
		if s.Regime == r && s.Contains(day) {
			return s.Code
		}
	}
	return ""
}
