package secret_test

import (
	"crypto/sha1"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/secret"
)

// Whatever a list holds, all of it is found and nothing else.
func TestBreached(t *testing.T) {
	at := filepath.Join(t.TempDir(), "list")
	rapid.Check(t, func(t *rapid.T) {
		held := rapid.SliceOfNDistinct(rapid.StringN(0, 20, -1), 0, 60, rapid.ID[string]).Draw(t, "held")
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "end of line")
		var lines []string
		for i, p := range held {
			lines = append(lines, fmt.Sprintf("%X:%d", sha1.Sum([]byte(p)), i*i*i*i))
		}
		slices.Sort(lines)
		text := strings.Join(lines, end)
		if len(lines) > 0 && rapid.Bool().Draw(t, "last line ends") {
			text += end
		}
		if err := os.WriteFile(at, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		b, err := secret.OpenBreached(at)
		if err != nil {
			t.Fatal(err)
		}
		defer b.Close()
		for _, p := range held {
			if in, err := b.Holds(p); err != nil || !in {
				t.Errorf("%q is not found: %v", p, err)
			}
		}
		other := rapid.StringN(0, 20, -1).Filter(func(s string) bool { return !slices.Contains(held, s) }).Draw(t, "other")
		if in, err := b.Holds(other); err != nil || in {
			t.Errorf("%q is found: %v", other, err)
		}
	})
}

// What is no list is refused at the start, and where it is only seen later,
// the question is.
func TestNoBreached(t *testing.T) {
	at := filepath.Join(t.TempDir(), "list")
	for _, c := range []struct {
		text  string
		opens bool
	}{
		{"password\n", false},
		{strings.Repeat("a", 40) + ":1\n", false},
		{strings.Repeat("A", 39), false},
		{strings.Repeat("A", 40) + ":1\n" + strings.Repeat("x", 500) + "\n" + strings.Repeat("F", 40) + ":1\n", true},
	} {
		if err := os.WriteFile(at, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		b, err := secret.OpenBreached(at)
		if (err == nil) != c.opens || err != nil && !errors.Is(err, secret.ErrNoList) {
			t.Errorf("%.20q: %v", c.text, err)
		}
		if err != nil {
			continue
		}
		if in, err := b.Holds("từ nghị quyết đến kết quả"); !errors.Is(err, secret.ErrNoList) {
			t.Errorf("%.20q holds it %v: %v", c.text, in, err)
		}
		b.Close()
	}
	if _, err := secret.OpenBreached(t.TempDir()); !errors.Is(err, secret.ErrNoList) {
		t.Error(err)
	}
}
