package formula

import (
	"maps"
	"slices"
	"strings"

	"quyet/base/fault"
)

// Order returns the codes of formulas in an order in which each comes after those of
// which it is made, so that they can be worked out one after another. It is the same
// for the same formulas. Codes are in capitals; those that have no formula are not in it.
//
// Faults: Invalid, about the field "formula", where formulas are made of each other: the
// fault names the chain.
func Order(formulas map[string]Formula) (codes []string, err error) {
	const (
		begun = 1 + iota
		done
	)
	seen := map[string]int{}
	var chain []string
	var visit func(code string) error
	visit = func(code string) error {
		f, has := formulas[code]
		if !has || seen[code] == done {
			return nil
		}
		chain = append(chain, code)
		if seen[code] == begun {
			circle := chain[slices.Index(chain, code):]
			return fault.At("formula", tCircle, strings.Join(circle, " → "))
		}
		seen[code] = begun
		for _, operand := range f.Codes() {
			if err := visit(operand); err != nil {
				return err
			}
		}
		seen[code] = done
		chain = chain[:len(chain)-1]
		codes = append(codes, code)
		return nil
	}
	for _, code := range slices.Sorted(maps.Keys(formulas)) {
		if err := visit(code); err != nil {
			return nil, err
		}
	}
	return codes, nil
}
