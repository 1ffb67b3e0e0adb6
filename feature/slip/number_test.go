package slip

import (
	"testing"

	"pgregory.net/rapid"
)

// A number that was printed is read as what it is. One in which a character is
// another one, or two neighbours have changed places, is never read.
func TestNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := Number(rapid.Int64Range(first, 9_999_999_999).Draw(t, "n"))
		printed := n.String()
		for _, typed := range []string{printed, "http://may-chu:8080/slips?no=" + printed} {
			if got, err := Parse(typed); err != nil || got != n {
				t.Fatalf("%s is read as %d: %v", typed, got, err)
			}
		}
		for i := range printed {
			for c := rune(' '); c <= '~'; c++ {
				wrong := printed[:i] + string(c) + printed[i+1:]
				if got, err := Parse(wrong); err == nil && wrong != printed {
					t.Fatalf("%s for %s is read as %d", wrong, printed, got)
				}
			}
			if i == 0 || printed[i-1] == printed[i] {
				continue
			}
			wrong := printed[:i-1] + printed[i:i+1] + printed[i-1:i] + printed[i+1:]
			if got, err := Parse(wrong); err == nil {
				t.Fatalf("%s for %s is read as %d", wrong, printed, got)
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "10000", "10427", "http://x/slips?no=10427", "?no=", "0001234", "99999999999999999999", "1042 7", "１０４２７"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		if n, err := Parse(typed); err == nil {
			if again, err := Parse(n.String()); err != nil || again != n || n < first {
				t.Errorf("%q is read as %d and printed as %s", typed, n, n)
			}
		}
	})
}
