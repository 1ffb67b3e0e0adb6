package text

import (
	"bytes"
	"context"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

var (
	vi = context.Background()
	en = WithLang(context.Background(), English)
)

func TestInt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64().Draw(t, "n")
		for ctx, sep := range map[context.Context]string{vi: ".", en: ","} {
			got := Int(ctx, n)
			if strings.ReplaceAll(got, sep, "") != strconv.FormatInt(n, 10) {
				t.Fatalf("%d is written %s", n, got)
			}
			for i, group := range strings.Split(strings.TrimPrefix(got, "-"), sep) {
				if len(group) > 3 || len(group) == 0 || i > 0 && len(group) != 3 {
					t.Fatalf("%d is written %s", n, got)
				}
			}
		}
	})
}

func TestHundredthsAgainstFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.Int64().Filter(func(n int64) bool { return n != 0 }).Draw(t, "whole")
		part := rapid.Int64().Draw(t, "part")
		// An exact result, in hundredths; where it does not fit, there is none.
		exact := new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(part), big.NewInt(10_000)), big.NewInt(whole))
		for _, r := range []Rounding{HalfUp, Truncate} {
			want := rounded(exact, r)
			if !want.IsInt64() {
				continue
			}
			if got := HundredthsOfPercent(part, whole, r); got != want.Int64() {
				t.Fatalf("%d of %d by %s is %d, want %v", part, whole, r, got, want)
			}
		}
	})
}

func rounded(exact *big.Rat, r Rounding) *big.Int {
	abs := new(big.Rat).Abs(exact)
	if r == HalfUp {
		abs.Add(abs, big.NewRat(1, 2))
	}
	n := new(big.Int).Quo(abs.Num(), abs.Denom())
	if exact.Sign() < 0 {
		n.Neg(n)
	}
	return n
}

func TestPercent(t *testing.T) {
	for _, c := range []struct {
		part, whole int64
		r           Rounding
		vi, en      string
	}{
		{16_051, 16_274, Truncate, "98,62%", "98.62%"},
		{16_051, 16_274, HalfUp, "98,63%", "98.63%"},
		{0, 0, HalfUp, "–", "–"},
		{0, 7, HalfUp, "0,00%", "0.00%"},
		{7, 7, Truncate, "100,00%", "100.00%"},
		{1, 3, HalfUp, "33,33%", "33.33%"},
		{1, 200_00, HalfUp, "0,01%", "0.01%"},
		{-1, 8, HalfUp, "-12,50%", "-12.50%"},
		{-1, 1_000_000, HalfUp, "0,00%", "0.00%"},
		{123_456, 10, HalfUp, "1.234.560,00%", "1,234,560.00%"},
		{2_500_000_000_000_000, 5_000_000_000_000_000, HalfUp, "50,00%", "50.00%"},
	} {
		if got := Percent(vi, c.part, c.whole, c.r); got != c.vi {
			t.Errorf("%d of %d is written %s, want %s", c.part, c.whole, got, c.vi)
		}
		if got := Percent(en, c.part, c.whole, c.r); got != c.en {
			t.Errorf("%d of %d is written %s, want %s", c.part, c.whole, got, c.en)
		}
	}
}

func TestAlphabet(t *testing.T) {
	want := strings.Fields("a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y")
	for i := 1; i < len(want); i++ {
		for _, words := range [][2]string{{want[i-1], want[i]}, {want[i-1] + "z", want[i] + "a"}, {strings.ToUpper(want[i-1]) + "z", want[i] + "a"}} {
			if Compare(words[0], words[1]) >= 0 || bytes.Compare(SortKey(words[0]), SortKey(words[1])) >= 0 {
				t.Errorf("%q does not come before %q", words[0], words[1])
			}
		}
	}
	// Letters count before tones, over the whole name: R before V.
	names := []string{"Bà Rịa", "Ba Vì", "Chi bộ 2", "Chi bộ 10", "Đảng uỷ", "Em", "Oa", "Ô Môn", "Ơn", "Uông Bí", "Ứng Hoà", "Ý Yên"}
	shuffled := slices.Clone(names)
	slices.Reverse(shuffled)
	slices.SortFunc(shuffled, Compare)
	if !slices.Equal(shuffled, names) {
		t.Errorf("sorted as %q, want %q", shuffled, names)
	}
}

func TestSortKeyIsCompare(t *testing.T) {
	word := rapid.StringOfN(rapid.RuneFrom([]rune("aAăâàảãáạặdDđĐeêệoôơợuưữyỹ 019.-")), 0, 8, -1)
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		if got, want := bytes.Compare(SortKey(a), SortKey(b)), Compare(a, b); got != want {
			t.Fatalf("%q and %q: keys compare as %d, texts as %d", a, b, got, want)
		}
		if !bytes.Equal(SortKey(norm.NFD.String(a)), SortKey(norm.NFC.String(a))) {
			t.Fatalf("%q sorts by how its letters are composed", a)
		}
	})
}

func TestTexts(t *testing.T) {
	type count int32
	late, inner := Plural("%d việc quá hạn", "%d task is late", "%d tasks are late"), New("đơn vị", "body")
	for got, want := range map[string]string{
		late.In(vi, 1):        "1 việc quá hạn",
		late.In(en, 1):        "1 task is late",
		late.In(en, 2):        "2 tasks are late",
		late.In(en, int64(1)): "1 task is late",
		late.In(en, count(1)): "1 task is late",
		late.In(en, uint(1)):  "1 task is late",
		New("ở %s này", "at this %s").In(en, inner): "at this body",
		New("ở %s này", "at this %s").In(vi, inner): "ở đơn vị này",
		New("đạt 100%", "100% done").In(vi):         "đạt 100%",
		Verbatim("QĐ").In(en):                       "QĐ",
		inner.For(Vietnamese):                       "đơn vị",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if !(T{}).Zero() || inner.Zero() {
		t.Error("the empty text is the zero text, and no other")
	}
	for _, l := range []Lang{Vietnamese, English} {
		if got, ok := ParseLang(l.String()); !ok || got != l {
			t.Errorf("%v became %v", l, got)
		}
	}
	if l, ok := ParseLang("fr"); ok || l != Vietnamese {
		t.Errorf("fr became %v", l)
	}
}
