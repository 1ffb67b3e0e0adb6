package account

import (
	"strings"
	"testing"

	"quyet/base/fault"
)

func TestChoose(t *testing.T) {
	for _, c := range []struct {
		plain string
		whose []string
		fine  bool
	}{
		{"con cò bay lả bay la", nil, true},
		{"mười hai ký!", nil, true},
		{"mười một k!", nil, false},
		{strings.Repeat("rừng và biển ", 15), nil, true},
		{strings.Repeat("dài", 67), nil, false},
		{"123456789012", nil, false},
		{"123123123123", nil, false},
		{"............", nil, false},
		{"aaaaaaaaaaaaa", nil, false},
		{"Password1234", nil, false},
		{"Mật khẩu 2026!", nil, false},
		{"matkhaumatkhau", nil, false},
		{"Bắc.Văn.Phòng", []string{"bac.van.phong"}, false},
		{"vanphongbacha2026", []string{"x", "Văn phòng Bắc Hà"}, false},
		{"vanphongbacha thì ở xa", []string{"x", "Văn phòng Bắc Hà"}, true},
		{"834756293847", nil, true},
		{"Liverpool 2026", nil, false},
		{"Barcelona-2026!", nil, false},
		{"vanphongtinhuy", []string{"x", "y", "Văn phòng Tỉnh uỷ"}, false},
		{"парольдлявхода", nil, true},
	} {
		_, err := Choose(t.Context(), c.plain, c.whose...)
		if (err == nil) != c.fine || err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v, want fine %v", c.plain, err, c.fine)
		}
	}
}

func TestNetwork(t *testing.T) {
	for remote, want := range map[string]string{
		"192.0.2.7:1":                "192.0.2.7",
		"[::ffff:192.0.2.7]:1":       "192.0.2.7",
		"[2001:db8:1:2:3:4:5:6]:443": "2001:db8:1:2::/64",
		"[2001:db8:1:2::9%eth0]:443": "2001:db8:1:2::/64",
		"@":                          "@",
	} {
		if got := network(remote); got != want {
			t.Errorf("%s counts as %s, want %s", remote, got, want)
		}
	}
}

func BenchmarkIsCommon(b *testing.B) {
	for b.Loop() {
		if isCommon("con cò bay lả", "con cò", "con") {
			b.Fatal("common")
		}
	}
}
