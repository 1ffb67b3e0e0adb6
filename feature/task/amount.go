package task

import (
	"math/big"
	"regexp"
	"strings"

	"quyet/base/fault"
)

// How people write how far they are. Thousands are set off by points and
// decimals by a comma, as in 1.200 and 67,5.
var (
	percentShape = regexp.MustCompile(`^(-?[0-9]+(?:[.,][0-9]+)?) ?%$`)
	bareShape    = regexp.MustCompile(`^-?[0-9]+(?:[.,][0-9]+)*$`)
	shareShape   = regexp.MustCompile(`^([0-9][0-9.,]*) ?/ ?([0-9][0-9.,]*)(?:$|[^0-9.,/])`)
	groupedShape = regexp.MustCompile(`^[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?$`)
)

// readAmount reads what a person types for how far a task is: "65", "65%", or
// a quantity with its unit, "812/1.200 đảng viên", which tells the percentage
// as well, rounded down. Both results are empty for an empty text; a fault
// names the field "progress".
func readAmount(typed string) (progress *int64, quantity string, err error) {
	s := clean(typed)
	switch {
	case s == "":
		return nil, "", nil
	case percentShape.MatchString(s) || bareShape.MatchString(s):
		n, ok := number(strings.TrimSpace(strings.TrimSuffix(s, "%")))
		if !ok || n.Sign() < 0 || n.Cmp(big.NewRat(100, 1)) > 0 {
			return nil, "", fault.At("progress", tAmountProgress)
		}
		return whole(n), "", nil
	case !strings.ContainsAny(s, "0123456789") || strings.HasPrefix(s, "-"):
		return nil, "", fault.At("progress", tAmountWrong)
	case len([]rune(s)) > maxShort:
		return nil, "", fault.At("progress", tTooLong, maxShort)
	}
	if m := shareShape.FindStringSubmatch(s); m != nil {
		done, ok := number(m[1])
		all, ok2 := number(m[2])
		if !ok || !ok2 || all.Sign() == 0 {
			return nil, "", fault.At("progress", tAmountWrong)
		}
		share := new(big.Rat).Quo(new(big.Rat).Mul(done, big.NewRat(100, 1)), all)
		if share.Cmp(big.NewRat(100, 1)) > 0 {
			share = big.NewRat(100, 1)
		}
		return whole(share), s, nil
	}
	return nil, s, nil
}

// number reads a number as it is written in Vietnamese.
func number(s string) (*big.Rat, bool) {
	if len(s) > 20 {
		return nil, false
	}
	if groupedShape.MatchString(s) {
		s = strings.ReplaceAll(s, ".", "")
	}
	return new(big.Rat).SetString(strings.Replace(s, ",", ".", 1))
}

// whole rounds down: what is not done is not done.
func whole(n *big.Rat) *int64 {
	down := new(big.Int).Quo(n.Num(), n.Denom()).Int64()
	return &down
}
