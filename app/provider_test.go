package app_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"

	"quyet/app"
	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
)

// The users that the identity provider of these tests comes with.
const (
	userHere   = "test-user@127.0.0.1"
	userOther  = "test-user2"
	userSecret = "verysecure"
)

// An identity is a real OpenID provider, and the client that the program is for
// it.
type identity struct{ issuer, client, secret string }

// openIdentity starts an OpenID provider that sends people back to an origin.
func openIdentity(t *testing.T, origin string) identity {
	t.Helper()
	var serve atomic.Value
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/favicon.ico" { // which it has not, and a browser complains
			serve.Load().(http.Handler).ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	i := identity{issuer: server.URL + "/", client: "quyet-" + strings.ToLower(strings.ReplaceAll(t.Name(), "/", "-")), secret: "bí mật"}
	storage.RegisterClients(storage.WebClient(i.client, i.secret, origin+"/login/provider/tinh/answer"))
	serve.Store(http.Handler(exampleop.SetupServer(i.issuer, storage.NewStorage(storage.NewUserStore(i.issuer)), slog.New(slog.DiscardHandler), false)))
	return i
}

// with lets the program find the provider.
func (i identity) with(t *testing.T, origin string, second bool) func(*app.Config) {
	t.Helper()
	content, err := json.Marshal([]map[string]any{{
		"id": "tinh", "name": "Tài khoản chung của tỉnh", "name_en": "the province's common account",
		"issuer": i.issuer, "client": i.client, "secret": i.secret, "second_factor": second, "networks": []string{"127.0.0.0/8"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	at := filepath.Join(t.TempDir(), "providers.json")
	if err := os.WriteFile(at, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return func(c *app.Config) { c.Address, c.Providers = origin, at }
}

// prove goes to the provider at an address as one of its users, and returns
// where the provider sends them back to.
func (i identity) prove(t *testing.T, address, user string) string {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	back := ""
	c := &http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if !strings.HasPrefix(r.URL.String(), i.issuer) {
			back = r.URL.RequestURI()
			return http.ErrUseLastResponse
		}
		return nil
	}}
	page, err := c.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer page.Body.Close()
	html, err := goquery.NewDocumentFromReader(page.Body)
	if err != nil || page.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s: %v", address, page.Status, err)
	}
	answer, err := c.PostForm(page.Request.URL.ResolveReference(&url.URL{Path: "/login/username"}).String(),
		url.Values{"username": {user}, "password": {userSecret}, "id": {html.Find("input[name=id]").AttrOr("value", "")}})
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if back == "" {
		said, _ := io.ReadAll(answer.Body)
		t.Fatalf("the provider does not send %s back: %s %s", user, answer.Status, said)
	}
	return back
}

// A visitor is somebody at a browser without scripts who comes by way of the
// provider.
type visitor struct {
	*testing.T
	*webtest.Client
	i identity
}

// leave opens the way to the provider, and returns where it leads.
func (v visitor) leave(next string) string {
	v.Helper()
	answer := v.Do(httptest.NewRequest(http.MethodGet, "/login/provider/tinh?next="+url.QueryEscape(next), http.NoBody)).Want(http.StatusSeeOther)
	return answer.Header.Get("Location")
}

// enter signs in by way of the provider, and returns the page that follows.
func (v visitor) enter(user, next string) *webtest.Page {
	v.Helper()
	return v.Get(v.i.prove(v.T, v.leave(next), user))
}

// bind binds the account of who is signed in.
func (v visitor) bind(user string) *webtest.Page {
	v.Helper()
	page := v.Post("/account/providers/tinh").Want(http.StatusOK)
	return v.Get(v.i.prove(v.T, page.Find("main a[href^='http']").AttrOr("href", ""), user))
}

func (v visitor) wantSignedIn(what string, page *webtest.Page) {
	v.Helper()
	if own := v.Get("/account"); page.Status != http.StatusOK || own.Status != http.StatusOK || !own.Has("form[action='/account/password']") {
		v.Errorf("%s: %d %s", what, page.Status, page.Text("main"))
	}
}

func (v visitor) wantRefused(what string, page *webtest.Page, word string) {
	v.Helper()
	if v.Get("/account").Has("form[action='/account/password']") || !strings.Contains(page.Text("body"), word) {
		v.Errorf("%s: want %q, got %s", what, word, page.Text("body"))
	}
}

// People bind their account to that of a real OpenID provider and sign in by it;
// nobody gets in whom it does not prove to be somebody bound.
func TestSignInByAProvider(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		const origin = "http://localhost:1"
		i := openIdentity(t, origin)
		p := s.beginWith(t, errorsOf(t), nil, i.with(t, origin, false))
		head := s.personOf(access.Head, ownBody)
		browser := func() visitor { return visitor{t, webtest.New(t, p), i} }
		signedIn := visitor{t, p.as(t, head), i}

		v := browser()
		if !v.Get("/login").Has("a[href^='/login/provider/tinh']") {
			t.Error("the sign-in page does not offer the provider")
		}
		v.wantRefused("a user who is bound to nobody", v.enter(userHere, "/tasks"), "chưa liên kết")

		if page := signedIn.bind(userHere); page.Status != http.StatusOK || !strings.Contains(page.Text("body"), "Đã liên kết với Tài khoản chung của tỉnh") {
			t.Fatalf("bind: %d %s", page.Status, page.Text("body"))
		}
		v = browser()
		page := v.enter(userHere, "/tasks")
		v.wantSignedIn("a bound user", page)
		if page.Title() != browserless(signedIn, "/tasks") {
			t.Errorf("led to %q", page.Title())
		}
		if own := v.Get("/account").Text("main"); !strings.Contains(own, "Tài khoản dùng chung") {
			t.Errorf("the list of sessions does not say by what: %s", own)
		}
		v = browser()
		v.wantRefused("another user of the provider", v.enter(userOther, "/"), "chưa liên kết")
		other := visitor{t, p.as(t, s.personOf(access.Head, otherBody)), i}
		if page := other.bind(userHere); page.Status != http.StatusConflict {
			t.Errorf("a user bound twice: %d", page.Status)
		}

		// What comes back is good once, in the browser it was begun in, for what
		// was asked there.
		v = browser()
		back := i.prove(t, v.leave("/"), userHere)
		stranger := browser()
		stranger.wantRefused("in another browser", stranger.Get(back), "trình duyệt khác")
		stranger.leave("/")
		stranger.wantRefused("in another visit", stranger.Get(back), "trình duyệt khác")
		v.wantSignedIn("the first time", v.Get(back))
		v.Post("/logout")
		v.wantRefused("the second time", v.Get(back), "trình duyệt khác")

		for said, word := range map[string]string{
			"error=access_denied":                    "không đồng ý",
			"error=server_error":                     "không xác nhận được",
			"code=":                                  "không xác nhận được",
			"code=made-up":                           "không xác nhận được",
			"code=made-up&iss=https://other.example": "không xác nhận được",
		} {
			v = browser()
			to, err := url.Parse(v.leave("/"))
			if err != nil {
				t.Fatal(err)
			}
			v.wantRefused(said, v.Get("/login/provider/tinh/answer?state="+to.Query().Get("state")+"&"+said), word)
		}
		v = browser()
		if page := v.enter(userHere, "https://evil.example/"); page.Status != http.StatusOK || page.Title() != browserless(signedIn, "/") {
			t.Errorf("led to %d %q", page.Status, page.Title())
		}
		r := httptest.NewRequest(http.MethodGet, "/login/provider/tinh", http.NoBody)
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		if answer := browser().Do(r); answer.Header.Get("Location") != "/login" {
			t.Errorf("another site sends people to the provider: %v", answer.Header)
		}

		dead := visitor{t, webtest.New(t, s.begin(t)), i}
		dead.wantRefused("by a provider that does not answer", dead.Get("/login/provider/tinh"), "không trả lời")

		// A second step stays one, unless the provider has asked for it.
		var id account.ID
		if err := p.Office.View(t.Context(), work.System("test"), func(v *work.View) (err error) {
			id, err = account.ByLogin(t.Context(), v, head.login())
			return err
		}); err != nil {
			t.Fatal(err)
		}
		setUpApp(t, p, id)
		v = browser()
		if page := v.enter(userHere, "/tasks"); !page.Has("form[action='/login/second'] input[name=code]") {
			t.Errorf("no second step: %s", page.Text("main"))
		}
		strong := s.beginWith(t, errorsOf(t), nil, i.with(t, origin, true))
		v = visitor{t, strong.as(t, head), i}
		v.bind(userHere)
		setUpApp(t, strong, id)
		v = visitor{t, webtest.New(t, strong), i}
		v.wantSignedIn("by a provider that asks for two steps", v.enter(userHere, "/"))

		if err := p.Office.Do(t.Context(), work.System("test"), func(u *work.Unit) error { return account.Disable(t.Context(), u, id) }); err != nil {
			t.Fatal(err)
		}
		v = browser()
		if page := v.enter(userHere, "/"); page.Status != http.StatusForbidden {
			t.Errorf("a disabled account: %d %s", page.Status, page.Text("main"))
		}
	})
}

// setUpApp gives an account an authenticator app.
func setUpApp(t *testing.T, p *play, id account.ID) {
	t.Helper()
	ctx, who := t.Context(), work.As(access.Actor{Account: string(id), ProvedUntil: now.AddDate(1, 0, 0)})
	if err := p.Office.Do(ctx, who, func(u *work.Unit) error { return p.Door.Factors.BeginApp(ctx, u) }); err != nil {
		t.Fatal(err)
	}
	if err := p.Office.Do(ctx, who, func(u *work.Unit) error {
		draft, err := p.Door.Factors.App(ctx, &u.View)
		if err != nil {
			return err
		}
		_, err = p.Door.Factors.ConfirmApp(ctx, u, (&clock{}).shown(t, draft.Secret))
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// browserless returns the title of a page as its reader sees it.
func browserless(v visitor, address string) string { return v.Get(address).Title() }

// In a real browser: bound, left and signed in by way of the provider.
func TestProviderInTheBrowser(t *testing.T) {
	var serve atomic.Value
	b := browsertest.Open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { serve.Load().(http.Handler).ServeHTTP(w, r) }))
	i := openIdentity(t, b.Site)
	s := stageOn(t, db.SQLite)
	p := s.beginWith(t, errorsOf(t), func() time.Time { return now }, i.with(t, b.Site, false))
	serve.Store(http.Handler(p))
	b.Keep(s.personOf(access.Head, ownBody).sessions...)

	b.Go("/account/providers")
	look(t, b, "providers")
	b.Arrive(func() { b.Click("main form[action='/account/providers/tinh'] button") })
	look(t, b, "providers-go")
	b.Arrive(func() { b.Click("main a[href^='" + i.issuer + "']") })
	prove := func() {
		b.Fill("username", userHere)
		b.Fill("password", userSecret)
		b.Arrive(func() { b.Click("button[type=submit]") })
	}
	prove()
	b.See("body", "Đã liên kết")
	look(t, b, "providers-bound")
	b.Forget()
	b.Go("/login")
	look(t, b, "providers-login")
	b.Arrive(func() { b.Click("a[href^='/login/provider/tinh']") })
	prove()
	b.Go("/account")
	b.See("main", "Tài khoản dùng chung")
}
