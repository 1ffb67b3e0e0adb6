package rule

import (
	"strings"
	"testing"

	"quyet/base/text"
)

func TestCodes(t *testing.T) {
	codes, ok := parseCodes("weather = Thiên tai, thời tiết / Weather\n\n  law=Chờ văn bản / Waiting for a text  \n")
	if !ok || len(codes) != 2 || codes[1].Code != "law" || codes[0].Title.For(text.Vietnamese) != "Thiên tai, thời tiết" || codes[0].Title.For(text.English) != "Weather" {
		t.Fatalf("%v %v", codes, ok)
	}
	for _, s := range []string{"", "weather", "weather = Thiên tai", "Weather = Thiên tai / Weather", "a = A / A\na = B / B", "a = / A", "= A / A", "a b = A / A", strings.Repeat("a", 41) + " = A / A"} {
		if _, ok := parseCodes(s); ok {
			t.Errorf("%q is taken for a list of codes", s)
		}
	}
}

func FuzzCodes(f *testing.F) {
	for _, s := range []string{"a = A / B", "a=/", "=\n=", "a = A / B / C\nb = x/y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		codes, ok := parseCodes(s)
		if !ok {
			return
		}
		var again strings.Builder
		for _, c := range codes {
			again.WriteString(c.Code + " = " + c.Title.For(text.Vietnamese) + " / " + c.Title.For(text.English) + "\n")
		}
		if same, ok := parseCodes(again.String()); !ok || len(same) != len(codes) {
			t.Errorf("%q is read as %v, and that written down is not read again", s, codes)
		}
	})
}
