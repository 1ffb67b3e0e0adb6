package factor

import (
	"encoding/xml"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/ui"
)

// The codes of the appendix of RFC 6238, of which the last six digits are ours.
func TestCodesOfTheStandard(t *testing.T) {
	secret := []byte("12345678901234567890")
	for at, want := range map[int64]string{59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130"} {
		if !fits(secret, stepOf(time.Unix(at, 0)), want) {
			t.Errorf("at %d the code is not %s", at, want)
		}
	}
	if fits(secret, -1, "287082") {
		t.Error("a step before all steps has a code")
	}
}

// Each instant belongs to one step of thirty seconds, and the next step begins
// where it ends.
func TestSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(0, 1<<40).Draw(t, "at"), rapid.Int64Range(0, 999_999_999).Draw(t, "ns"))
		step := stepOf(at)
		begin := time.Unix(step*30, 0)
		if at.Before(begin) || !at.Before(begin.Add(period)) {
			t.Fatalf("%v is in step %d, which begins at %v", at, step, begin)
		}
		if stepOf(begin.Add(period)) != step+1 || stepOf(begin.Add(period-time.Nanosecond)) != step {
			t.Fatalf("step %d is not of thirty seconds", step)
		}
	})
}

// However people part the digits, it is the same code; and what is typed beside
// digits, letters and what parts them makes it none.
func TestTypedCodes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.StringMatching(`[0-9]{6}`).Draw(t, "code")
		between := rapid.SampledFrom([]string{"", " ", "  ", "-", ".", "\u00a0", "\t"})
		typed := ""
		for _, r := range code {
			typed += between.Draw(t, "between") + string(r)
		}
		typed += between.Draw(t, "after")
		if got := squeezed(typed); got != code || !isAppCode(got) {
			t.Fatalf("%q is read as %q", typed, got)
		}
		foreign := rapid.SampledFrom([]string{"x", "٣", "１", "é", "\x00", "'", "+"}).Draw(t, "foreign")
		if got := squeezed(typed + foreign); isAppCode(got) {
			t.Fatalf("%q is read as %q", typed+foreign, got)
		}
	})
}

func FuzzTyped(f *testing.F) {
	for _, s := range []string{"", "123 456", "abcd efgh", "\xff\x00", strings.Repeat("1", 1000)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := squeezed(s)
		if len([]rune(got)) > len([]rune(s)) || squeezed(got) != got && !strings.Contains(got, "?") {
			t.Errorf("%q is read as %q, and that as %q", s, got, squeezed(got))
		}
		if isAppCode(got) && len(got) != 6 {
			t.Errorf("%q is taken for a code", got)
		}
	})
}

// The page draws the address as apps read it, by no style and no other address
// than its own.
func TestPicture(t *testing.T) {
	d := Draft{Secret: strings.Repeat("A", 32), Account: `Văn thư "1" & <2>`}
	if got, want := d.URI(), "otpauth://totp/Quy%E1%BA%BFt:V%C4%83n%20th%C6%B0%20%221%22%20&%20%3C2%3E?secret="+d.Secret+"&issuer=Quy%E1%BA%BFt&algorithm=SHA1&digits=6&period=30"; got != want {
		t.Errorf("the address is %s, want %s", got, want)
	}
	p, err := ui.CodeOf(d.URI())
	if err != nil {
		t.Fatal(err)
	}
	var page strings.Builder
	if err := appView(d, p, nil).Render(t.Context(), &page); err != nil {
		t.Fatal(err)
	}
	svg := page.String()[strings.Index(page.String(), `<svg class="qr"`):]
	svg = svg[:strings.Index(svg, "</svg>")+6]
	if err := xml.Unmarshal([]byte(svg), new(struct{ XMLName xml.Name })); err != nil || strings.Contains(svg, "style=") || strings.Contains(svg, "data:") {
		t.Errorf("%v: %.300s", err, svg)
	}
}
