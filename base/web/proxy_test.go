package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"

	"quyet/base/web"
)

// Who is asking is what the nearest proxy of the office says, and nobody else.
func TestBehindProxies(t *testing.T) {
	own := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("::1/128")}
	for _, c := range []struct {
		name    string
		proxies []netip.Prefix
		from    string
		said    []string
		want    string
	}{
		{"no proxies are named", nil, "10.0.0.1:5000", []string{"203.0.113.7"}, "10.0.0.1:5000"},
		{"no proxy", own, "203.0.113.9:5000", []string{"198.51.100.1"}, "203.0.113.9:5000"},
		{"a proxy", own, "10.0.0.1:5000", []string{"203.0.113.7"}, "203.0.113.7:0"},
		{"a proxy of version 6", own, "[::1]:5000", []string{"2001:db8::7"}, "[2001:db8::7]:0"},
		{"a proxy that says nothing", own, "10.0.0.1:5000", nil, "10.0.0.1:5000"},
		{"two proxies", own, "10.0.0.1:5000", []string{"203.0.113.7, 10.0.0.2"}, "203.0.113.7:0"},
		{"two headers", own, "10.0.0.1:5000", []string{"203.0.113.7", "10.0.0.2"}, "203.0.113.7:0"},
		{"whoever asks writes the header too", own, "10.0.0.1:5000", []string{"192.0.2.1, 203.0.113.7"}, "203.0.113.7:0"},
		{"whoever asks claims to be a proxy", own, "10.0.0.1:5000", []string{"10.0.0.9, 203.0.113.7, 10.0.0.2"}, "203.0.113.7:0"},
		{"nothing that is an address", own, "10.0.0.1:5000", []string{"unknown"}, "10.0.0.1:5000"},
		{"nothing but proxies", own, "10.0.0.1:5000", []string{"10.0.0.3"}, "10.0.0.1:5000"},
		{"an address of version 4 in one of 6", own, "[::ffff:10.0.0.1]:5000", []string{"::ffff:203.0.113.7"}, "203.0.113.7:0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got string
			h := web.Behind(c.proxies, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.RemoteAddr }))
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.RemoteAddr = c.from
			for _, s := range c.said {
				r.Header.Add("X-Forwarded-For", s)
			}
			h.ServeHTTP(httptest.NewRecorder(), r)
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}
