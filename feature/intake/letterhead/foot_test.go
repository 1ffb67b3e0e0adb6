package letterhead

import "testing"

// A rank or degree is a word of its own, whatever mark follows it.
func TestTitlesBeforeNames(t *testing.T) {
	for signed, want := range map[string]string{
		"Bàn Thị Mẫu": "Bàn Thị Mẫu", "bà Bàn Thị Mẫu": "Bàn Thị Mẫu", "Tsan Thị Mẫu": "Tsan Thị Mẫu", "(Đã ký) Lê Văn Mẫu": "Lê Văn Mẫu",
		"PGS.TS. Lê Văn Mẫu": "Lê Văn Mẫu", "ThS.BS Lê Văn Mẫu": "Lê Văn Mẫu", "BSCKII. Lê Văn Mẫu": "Lê Văn Mẫu", "Bs.CKI. Lê Văn Mẫu": "Lê Văn Mẫu",
		"Đại tá Lê Văn Mẫu": "Lê Văn Mẫu", "GS, TS Lê Văn Mẫu": "Lê Văn Mẫu", "Đ/c Lê Văn Mẫu": "Lê Văn Mẫu",
	} {
		if got := trimSigned(signed); got != want {
			t.Errorf("%q: %q, want %q", signed, got, want)
		}
	}
}
