package viet_test

import (
	"strings"
	"testing"

	"quyet/base/viet"
)

func TestCapitals(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"CộNG HòA Xã HộI CHủ NGHĩA VIệT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
		{"BáO CáO", "BÁO CÁO"},
		{"ủY BAN NHâN DâN Xã NAM SơN", "ỦY BAN NHÂN DÂN XÃ NAM SƠN"},
		{"QUYếT địNH ở Xã", "QUYẾT ĐỊNH Ở XÃ"},
		{"Ủy ban nhân dân xã; Số: 12/KH-UBND của Sở GDĐT", "Ủy ban nhân dân xã; Số: 12/KH-UBND của Sở GDĐT"},
		{"Bộ Y tế, TTg và NĐ-CP", "Bộ Y tế, TTg và NĐ-CP"},
		{"Xã hội", "Xã hội"},
		{"kèm theoQuyết định", "kèm theoQuyết định"},
		{"", ""},
	} {
		if got := viet.Capitals(tt.in); got != tt.want {
			t.Errorf("Capitals(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// FuzzCapitals checks that only the case of letters changes, and nothing more
// the second time.
func FuzzCapitals(f *testing.F) {
	f.Add("CộNG HòA Xã HộI")
	f.Add("Xã \xff HộI")
	f.Add("0ſA")
	f.Fuzz(func(t *testing.T, s string) {
		got := viet.Capitals(s)
		if viet.Fold(strings.ToValidUTF8(got, "?")) != viet.Fold(strings.ToValidUTF8(s, "?")) {
			t.Errorf("%q became %q", s, got)
		}
	})
}
