package text_test

import (
	"encoding/xml"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"quyet/base/text"
)

// Whatever comes in, what is left can stand in XML and comes back from it, and
// what was typed by a person stays as it is.
func TestHoldable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) + rapid.String().Draw(t, "text") + string(rapid.SampledFrom([]rune{0, 0x0b, 0x1f, 0x7f, 0x85, 0xfffe, 0xffff, 'ế'}).Draw(t, "odd"))
		got := text.Holdable(s)
		if !utf8.ValidString(got) || text.Holdable(got) != got {
			t.Fatalf("%q becomes %q", s, got)
		}
		var page strings.Builder
		if err := xml.EscapeText(&page, []byte(got)); err != nil {
			t.Fatal(err)
		}
		var back struct {
			Words string `xml:",chardata"`
		}
		if err := xml.Unmarshal([]byte("<a>"+page.String()+"</a>"), &back); err != nil || back.Words != got {
			t.Fatalf("%q comes back as %q: %v", got, back.Words, err)
		}
	})
	for _, typed := range []string{"", "Nghị quyết 57-NQ/TW\r\nvề “khoa học”\t100 %", "Đảng uỷ 🇻🇳"} {
		if text.Holdable(typed) != typed {
			t.Errorf("%q becomes %q", typed, text.Holdable(typed))
		}
	}
}
