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

func TestPhrases(t *testing.T) {
	for _, c := range []struct {
		set  Phrases
		text string
		want int
	}{
		{NewPhrases("sở"), "Sở Nội vụ", 1},
		{NewPhrases("sở"), "Số 12", 0},
		{NewPhrases("so"), "Số 12", 1},
		{NewPhrases("chu tri"), "CHỦ TRÌ, phối hợp", 2},
		{NewPhrases("chu tri"), "chủ", 0},
		{NewPhrases("phoi hop", "phoi hop voi"), "phối hợp với Sở A", 3},
		{NewSpelt("giao"), "giáo dục", 0},
		{NewSpelt("giao"), "GIAO Sở A", 1},
	} {
		if got := c.set.Match(Tokens(c.text)); got != c.want {
			t.Errorf("in %q: %d tokens, want %d", c.text, got, c.want)
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
