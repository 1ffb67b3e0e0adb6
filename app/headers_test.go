package app_test

import (
	"crypto/tls"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/ui"
	"quyet/base/webtest"
	"quyet/feature/story"
)

// Every answer of every address tells the browser what it may do with it, to
// whoever asks and whatever comes of it; and what is a person's is kept in no
// cache.
func TestHeadersOfEveryRoute(t *testing.T) {
	w := newWalk(t, stageOn(t, db.SQLite))
	check := func(address string, h http.Header, asset bool) {
		t.Helper()
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin", "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
			"Strict-Transport-Security": "", "Access-Control-Allow-Origin": "", "Server": "", "X-Powered-By": "",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", address, name, got, want)
			}
		}
		csp := h.Get("Content-Security-Policy")
		sandbox := strings.HasPrefix(csp, "sandbox; default-src 'none'") // of a file that somebody sent
		if strings.Contains(csp, "unsafe") || strings.Contains(csp, "*") || !sandbox && (!strings.Contains(csp, "default-src 'self'") ||
			!strings.Contains(csp, "frame-ancestors 'none'") || !strings.Contains(csp, "base-uri 'none'") || !strings.Contains(csp, "object-src 'none'")) {
			t.Errorf("%s: the policy is %q", address, csp)
		}
		if kind := h.Get("Content-Type"); strings.HasPrefix(kind, "text/") && !strings.Contains(kind, "charset=") && !asset {
			t.Errorf("%s: %s without a charset", address, kind)
		}
		// Programs keep a calendar, and ask each time whether it is still so.
		calendar := strings.HasPrefix(h.Get("Content-Type"), "text/calendar")
		if cache := h.Get("Cache-Control"); !asset && cache != "no-store" && (!calendar || cache != "private, no-cache") {
			t.Errorf("%s: may be kept: %q", address, cache)
		}
	}
	asked := 0
	for _, who := range []person{{}, w.stage.personOf(access.Office, ownBody), w.stage.personOf(access.Administrator, ownBody)} {
		c := w.play.as(t, who)
		for _, rt := range w.routes {
			address, ok := w.own.fill(pathOf(rt))
			if !ok {
				continue
			}
			r := httptest.NewRequest(methodOf(rt), address, http.NoBody)
			if r.Method == http.MethodPost {
				r = webtest.FormRequest(address, nil)
			}
			check(rt.Pattern, c.Do(r).Header, false)
			asked++
		}
	}
	if asked < 100 {
		t.Errorf("only %d addresses were asked", asked)
	}
	c := webtest.New(t, w.play.Handler)
	check("an address that is none", c.Get("/nowhere").Header, false)
	check("an asset", c.Get(ui.Asset("quyet.css")).Header, true)
	check("an asset that is none", c.Get(ui.AssetPath+"x.css").Header, true)
	for _, method := range []string{http.MethodTrace, http.MethodOptions, "PROPFIND"} {
		page := c.Do(httptest.NewRequest(method, "/accounts", http.NoBody))
		if page.Status != http.StatusMethodNotAllowed && page.Status != http.StatusNotFound {
			t.Errorf("%s is answered by %d", method, page.Status)
		}
		check(method, page.Header, false)
	}
	other := httptest.NewRequest(http.MethodPost, "/login", http.NoBody)
	other.Header.Set("Sec-Fetch-Site", "cross-site")
	page := c.Do(other).Want(http.StatusForbidden)
	check("a form of another site", page.Header, false)
}

// Where browsers come through TLS, they are told to come no other way, and every
// cookie is bound to this host and sent through TLS only.
func TestHeadersAndCookiesOverTLS(t *testing.T) {
	s := stageOn(t, db.SQLite)
	p := s.begin(t)
	seen := map[string]bool{}
	send := func(r *http.Request, cookies ...*http.Cookie) (set []*http.Cookie, page string) {
		t.Helper()
		for _, c := range cookies {
			r.AddCookie(c)
		}
		r.TLS = &tls.ConnectionState{}
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		res := w.Result()
		defer res.Body.Close()
		if got := res.Header.Get("Strict-Transport-Security"); got != "max-age=63072000; includeSubDomains" {
			t.Errorf("%s: %q", r.URL, got)
		}
		for _, c := range res.Cookies() {
			seen[c.Name] = true
			if !strings.HasPrefix(c.Name, "__Host-") || !c.Secure || !c.HttpOnly || c.Path != "/" || c.Domain != "" || c.SameSite != http.SameSiteLaxMode || len(c.Name+c.Value) > 4096 {
				t.Errorf("%s sets %s", r.URL, c)
			}
		}
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return res.Cookies(), string(body)
	}
	send(httptest.NewRequest(http.MethodGet, "/login", http.NoBody))
	send(httptest.NewRequest(http.MethodGet, ui.Asset("quyet.css"), http.NoBody))
	in, _ := send(webtest.FormRequest("/login", webtest.Fields("login", s.personOf(access.Office, ownBody).login(), "password", story.Password)))
	english, _ := send(webtest.FormRequest("/language", webtest.Fields("lang", "en", "back", "/login")))
	out, _ := send(webtest.FormRequest("/logout", nil), slices.Concat(in, english)...)
	if _, page := send(httptest.NewRequest(http.MethodGet, "/login", http.NoBody), slices.Concat(out, english)...); !strings.Contains(page, "You have signed out") {
		t.Error("what the page before had to say, or the language, is lost")
	}
	for _, name := range []string{"__Host-session", "__Host-browser", "__Host-lang", "__Host-said"} {
		if !seen[name] {
			t.Errorf("%s was never set", name)
		}
	}
}
