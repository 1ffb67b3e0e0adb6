package viet

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTokens(t *testing.T) {
	text := "Sở Nội vụ: 12,5% số xã (khoá XI)."
	var got []string
	for _, tok := range Tokens(text) {
		got = append(got, tok.Fold)
	}
	want := "so noi vu : 12 , 5 % so xa ( khoa xi ) ."
	if strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, " "), want)
	}
}

func TestPhraseKeepsSpelling(t *testing.T) {
	for _, c := range []struct {
		phrase, text string
		want         int
	}{
		{"sở", "Sở Nội vụ", 1},
		{"sở", "Số 12", 0},
		{"so", "Số 12", 1},
		{"chu tri", "CHỦ TRÌ, phối hợp", 2},
		{"chu tri", "chủ", 0},
	} {
		if got := NewPhrase(c.phrase).Match(Tokens(c.text)); got != c.want {
			t.Errorf("%q in %q: %d tokens, want %d", c.phrase, c.text, got, c.want)
		}
	}
	set := NewPhrases("phoi hop", "phoi hop voi")
	if at, n := set.Index(Tokens("chủ trì, phối hợp với Sở A"), 0); at != 3 || n != 3 {
		t.Errorf("the longest phrase: at %d, %d tokens", at, n)
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("Điều 3. Giao Sở Y tế, hoàn thành trước ngày 30/6/2026")
	f.Add("quy\u0301 II \xff\u0301")
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, tok := range Tokens(s) {
			if tok.Start < last || tok.End <= tok.Start || tok.End > len(s) {
				t.Fatalf("token [%d,%d) out of order in %q", tok.Start, tok.End, s)
			}
			if strings.TrimSpace(s[last:tok.Start]) != "" {
				t.Fatalf("%q lost between tokens", s[last:tok.Start])
			}
			if utf8.ValidString(s) && tok.Fold != Fold(s[tok.Start:tok.End]) {
				t.Fatalf("token %q folds to %q", s[tok.Start:tok.End], tok.Fold)
			}
			last = tok.End
		}
	})
}
