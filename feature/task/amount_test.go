package task

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAmount(t *testing.T) {
	for typed, want := range map[string]string{
		"": "– ", "65": "65 ", " 65 % ": "65 ", "65%": "65 ", "0": "0 ", "100": "100 ", "67,5%": "67 ", "67.5 %": "67 ",
		"812/1.200 đảng viên": "67 812/1.200 đảng viên", "1.200/1.200 hộ": "100 1.200/1.200 hộ", "13/12 chi bộ": "100 13/12 chi bộ", "1,5/3 km": "50 1,5/3 km",
		"999/1.000": "99 999/1.000", "12 thôn": "– 12 thôn", "đã xong 12 thôn": "– đã xong 12 thôn", "3/4": "75 3/4",
		"12/16 chỉ tiêu": "75 12/16 chỉ tiêu", "1.200": "wrong", "101": "wrong", "-5": "wrong", "101%": "wrong", "gần xong": "wrong", "5/0 hộ": "wrong", "-5 hộ": "wrong",
	} {
		progress, quantity, err := readAmount(typed)
		got := "– " + quantity
		if progress != nil {
			got = fmt.Sprint(*progress, " ", quantity)
		}
		if err != nil {
			got = "wrong"
		}
		if got != want {
			t.Errorf("%q: %q (%v), want %q", typed, got, err, want)
		}
	}
}

// A share is never more than is done of it: only the whole is 100%.
func TestAmountOfAShare(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		all := rapid.Int64Range(1, 1e9).Draw(r, "all")
		done := rapid.Int64Range(0, all).Draw(r, "done")
		progress, _, err := readAmount(fmt.Sprintf("%d/%d hộ", done, all))
		if err != nil || *progress != done*100/all || *progress == 100 && done < all {
			r.Fatalf("%d of %d is %v%% (%v)", done, all, progress, err)
		}
	})
}

func FuzzAmount(f *testing.F) {
	for _, s := range []string{"65%", "812/1.200 đảng viên", "1.2.3/4,5,6", "/", "%", "0/0", "9e9/1", "١٢/٣"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		progress, quantity, err := readAmount(s)
		if progress != nil && (*progress < 0 || *progress > 100) {
			t.Errorf("%q is %d%%", s, *progress)
		}
		if err == nil && progress == nil && quantity == "" && strings.TrimSpace(s) != "" && clean(s) != "" {
			t.Errorf("%q is lost", s)
		}
	})
}
