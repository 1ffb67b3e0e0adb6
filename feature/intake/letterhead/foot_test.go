package letterhead

import "testing"

// A rank or degree is a word of its own, whatever mark follows it.
func TestTitlesBeforeNames(t *testing.T) {
	for signed, want := range map[string]string{
		"Bàn Thị Mai": "Bàn Thị Mai", "bà Bàn Thị Mai": "Bàn Thị Mai", "Tsan A Sáng": "Tsan A Sáng", "(Đã ký) Lê Văn Tư": "Lê Văn Tư",
		"PGS.TS. Lê Văn Tư": "Lê Văn Tư", "ThS.BS Lê Văn Tư": "Lê Văn Tư", "BSCKII. Lê Văn Tư": "Lê Văn Tư", "Bs.CKI. Lê Văn Tư": "Lê Văn Tư",
		"Đại tá Lê Văn Tư": "Lê Văn Tư", "GS, TS Lê Văn Tư": "Lê Văn Tư", "Đ/c Lê Văn Tư": "Lê Văn Tư",
	} {
		if got := trimSigned(signed); got != want {
			t.Errorf("%q: %q, want %q", signed, got, want)
		}
	}
}
