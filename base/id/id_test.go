package id

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

func TestNewIdentifiersSortByTheirMaking(t *testing.T) {
	last := ""
	for range 10_000 {
		next := New[string]()
		if next <= last {
			t.Fatalf("%s was made after %s and sorts before it", next, last)
		}
		if !Valid(next) {
			t.Fatalf("%s is not valid", next)
		}
		last = next
	}
}

func TestOrderIsThatOfTheBytes(t *testing.T) {
	id := rapid.Map(rapid.SliceOfN(rapid.Byte(), 16, 16), func(b []byte) uuid.UUID { return uuid.UUID(b) })
	rapid.Check(t, func(t *rapid.T) {
		a, b := id.Draw(t, "a"), id.Draw(t, "b")
		if strings.Compare(Of[string](a), Of[string](b)) != strings.Compare(string(a[:]), string(b[:])) {
			t.Fatalf("%v and %v are in another order as %s and %s", a, b, Of[string](a), Of[string](b))
		}
	})
}

func TestValid(t *testing.T) {
	good := New[string]()
	for _, s := range []string{"", good[1:], good + "0", strings.ToUpper("abcdefghijklmnopqrstuvabcd"), good[:25] + "w", good[:25] + "/", strings.Repeat("é", 13)} {
		if Valid(s) {
			t.Errorf("%q is taken for an identifier", s)
		}
	}
}
