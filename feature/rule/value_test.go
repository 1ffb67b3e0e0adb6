package rule

import (
	"strconv"
	"testing"

	"quyet/base/civil"
)

// What a person may set is a value that the code which obeys the rule can read.
func FuzzValue(f *testing.F) {
	for _, s := range []string{"5", "+5", "-1", "007", "1e3", "5.0", "99999999999999999999", " 5", "٥", "a", ""} {
		f.Add(s)
	}
	number := &Rule{Key: "fuzz.number", Min: 1, Max: 60}
	choice := &Rule{Key: "fuzz.choice", Choices: []Choice{{Value: "a"}, {Value: "b"}}}
	f.Fuzz(func(t *testing.T, value string) {
		v := Version{Value: value, From: civil.MustParse("2026-01-01"), Citation: "A"}
		if number.check(v) == nil {
			if n, err := strconv.Atoi(value); err != nil || n < number.Min || n > number.Max {
				t.Errorf("%q is taken for a number of the rule: %d %v", value, n, err)
			}
		}
		if choice.check(v) == nil && value != "a" && value != "b" {
			t.Errorf("%q is taken for a choice", value)
		}
	})
}
