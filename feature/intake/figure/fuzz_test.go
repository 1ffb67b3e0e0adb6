package figure

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/viet"
	"quyet/feature/intake/outline"
)

func FuzzFind(f *testing.F) {
	f.Add("Kết nạp 1.305 đảng viên, đạt 104,4%; từ 9,5 - 10% trở lên; xếp thứ 12/34 tỉnh")
	f.Add("57-NQ/TW 30/6/2026 1.2.3.4 12/ 5%- /7 xã")
	f.Fuzz(func(t *testing.T, s string) {
		doc := documentOf(strings.ToValidUTF8(s, ""))
		if doc.Check() != nil {
			t.Skip()
		}
		last := 0
		for _, x := range Find(doc, outline.Of(doc), Context{}) {
			if x.Start < 0 || x.End <= x.Start || x.End > len(doc.Text) {
				t.Fatalf("span [%d,%d) of %d bytes", x.Start, x.End, len(doc.Text))
			}
			if x.Block < last {
				t.Fatal("figures out of order")
			}
			last = x.Block
			if x.Value == nil && x.Target == nil {
				t.Fatal("a figure without number")
			}
			if x.Unit == "" {
				t.Fatal("a figure without unit")
			}
		}
	})
}

// A number printed the Vietnamese way reads back as itself.
func TestNumberReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.Int64Range(0, 999_999_999).Draw(t, "whole")
		// Three decimals after a comma could not be told from thousands.
		scale := rapid.SampledFrom([]int{0, 1, 2}).Draw(t, "scale")
		printed := grouped(strconv.FormatInt(whole, 10))
		want := strconv.FormatInt(whole, 10)
		if scale > 0 {
			fraction := strings.Repeat("7", scale)
			printed += "," + fraction
			want += "." + fraction
		}
		n, _, ok := number(viet.Tokens(printed), 0)
		if !ok || n.String() != want {
			t.Fatalf("%s read as %s", printed, n)
		}
	})
}

func grouped(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "." + digits[i:]
	}
	return digits
}
