package account_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/factor"
	"quyet/feature/org"
)

// serve serves the pages of the capability for a town.
func serve(t *testing.T, w *town) *httptest.Server {
	t.Helper()
	routes := account.Capability(account.Deps{Door: w.door, Demo: []account.Demo{{Login: "bac.vanphong", Password: phrase, Who: text.Verbatim("Văn phòng")}}}).Routes
	routes = append(routes, factor.Capability(factor.Deps{Keeper: w.door.Factors, Proved: w.door.Proved}).Routes...)
	routes = append(routes, web.Get("/", func(context.Context, *work.View, *web.Request) (web.Answer, error) { return web.To("/account"), nil }))
	site := &web.Site{
		Office: w.Office.Office, Who: w.door.Who, Program: w.door.Program, SignIn: "/login", Log: slog.New(slog.DiscardHandler),
		Prove: func(ctx context.Context, s *web.Session, r *web.Request) (*http.Cookie, error) {
			return w.door.Prove(ctx, s, r)
		}, Proof: account.ProofPage,
		Problem: func(p web.Problem) templ.Component { return templ.Raw(p.Kind.String()) },
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			signed, err := account.Signed(ctx, v)
			return ui.WithShell(ctx, ui.Shell{Account: signed, Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), err
		},
	}
	s := httptest.NewServer(site.Handler(routes))
	t.Cleanup(s.Close)
	return s
}

// A browser keeps cookies and follows redirects.
type browser struct {
	*http.Client
	t    *testing.T
	site string
}

func open(t *testing.T, s *httptest.Server) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &browser{&http.Client{Jar: jar}, t, s.URL}
}

func (b *browser) get(path string) (int, *goquery.Document) {
	b.t.Helper()
	res, err := b.Get(b.site + path)
	return b.read(res, err)
}

func (b *browser) post(path string, fields ...string) (int, *goquery.Document) {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	res, err := b.PostForm(b.site+path, form)
	return b.read(res, err)
}

func (b *browser) read(res *http.Response, err error) (int, *goquery.Document) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(body)))
	if err != nil {
		b.t.Fatal(err)
	}
	return res.StatusCode, doc
}

func (b *browser) signIn(login string) *goquery.Document {
	b.t.Helper()
	status, doc := b.post("/login", "login", login, "password", phrase)
	if status != http.StatusOK || title(doc) == "Đăng nhập" {
		b.t.Fatalf("signing in as %s: %d %s", login, status, doc.Text())
	}
	return doc
}

func title(doc *goquery.Document) string { return strings.TrimSpace(doc.Find("h1").Text()) }

func TestPages(t *testing.T) {
	w := build(t, dbtest.New(t, db.SQLite, schema))
	s := serve(t, w)
	b := open(t, s)

	_, doc := b.get("/accounts")
	if title(doc) != "Đăng nhập" || doc.Find("input[name=next]").AttrOr("value", "") != "/accounts" {
		t.Errorf("a stranger who wants the accounts sees %q", title(doc))
	}
	var said []string
	for _, login := range []string{"quantri", "khong.co"} {
		status, doc := b.post("/login", "login", login, "password", "đoán bừa một câu", "next", "/accounts")
		if status != http.StatusUnprocessableEntity || doc.Find("input[name=login]").AttrOr("value", "") != login || doc.Find("input[name=password][value]").Length() != 1 {
			t.Errorf("%s: status %d, want 422 and the login kept (the one password shown is that of the demonstration)", login, status)
		}
		said = append(said, doc.Find(".error-summary").Text())
	}
	if said[0] == "" || said[0] != said[1] {
		t.Errorf("a wrong password says %q, an unknown login %q", said[0], said[1])
	}
	if status, doc := b.post("/login", "login", "quantri", "password", phrase, "next", "/accounts"); status != http.StatusOK || title(doc) != "Tài khoản" || doc.Find("tbody tr").Length() != 4 {
		t.Fatalf("after signing in: %d %q", status, title(doc))
	}
	site, _ := url.Parse(s.URL)
	if cookies := b.Jar.Cookies(site); len(cookies) != 2 {
		t.Errorf("the browser keeps %v", cookies)
	}

	status, doc := b.post("/accounts", "login", "hai tu", "name", "Văn phòng xã Trung Hà", "role", "office", "body", string(w.south), "from", "20/11/2026", "until", "x")
	if status != http.StatusUnprocessableEntity || doc.Find("#f-name").AttrOr("value", "") != "Văn phòng xã Trung Hà" || doc.Find("#f-login-error").Length() != 1 {
		t.Errorf("a wrong login: status %d %s", status, doc.Find(".error-summary").Text())
	}
	status, doc = b.post("/accounts", "login", "trung.vanphong", "name", "Văn phòng xã Trung Hà", "role", "office", "body", string(w.south), "from", "20/11/2026", "until", "31/12/2026")
	temporary := doc.Find("code").Text()
	if status != http.StatusOK || len(temporary) != 19 {
		t.Fatalf("creating an account: %d, temporary password %q, %s", status, temporary, doc.Text())
	}
	page := doc.Find("a.btn-primary").AttrOr("href", "")
	status, doc = b.get(page)
	if status != http.StatusOK || title(doc) != "Văn phòng xã Trung Hà" || !strings.Contains(doc.Find("table").Text(), "20/11/2026 đến hết 31/12/2026") || !strings.Contains(doc.Find("table").Text(), "Quản trị hệ thống") {
		t.Errorf("the new account: %d %s", status, doc.Find("main").Text())
	}
	if status, _ = b.post(page+"/grants", "role", "head", "body", string(w.north), "from", "01/12/2026"); status != http.StatusOK {
		t.Errorf("granting another role: %d", status)
	}
	if status, doc = b.post(page+"/grants", "role", "head", "body", "", "from", "01/12/2026"); status != http.StatusUnprocessableEntity || doc.Find("#f-body-error").Length() != 1 {
		t.Errorf("granting without a body: %d", status)
	}
	_, doc = b.get(page)
	revoke := doc.Find("form[action$='/revoke']").First()
	if status, doc = b.post(revoke.AttrOr("action", ""), "back", page); status != http.StatusOK || doc.Find("form[action$='/revoke']").Length() != 1 {
		t.Errorf("revoking one of two: %d, %d left", status, doc.Find("form[action$='/revoke']").Length())
	}

	fresh := open(t, s)
	status, doc = fresh.post("/login", "login", "trung.vanphong", "password", temporary, "next", "/accounts")
	if status != http.StatusOK || title(doc) != "Tài khoản của tôi" || !strings.Contains(doc.Text(), "mật khẩu tạm") {
		t.Errorf("the first sign-in leads to %d %q", status, title(doc))
	}
	if status, doc = fresh.post("/account/password", "old", temporary, "new", "một câu khác hẳn", "again", "một câu khác hơn"); status != http.StatusUnprocessableEntity || doc.Find("#f-again-error").Length() != 1 {
		t.Errorf("two different new passwords: %d", status)
	}
	if status, doc = fresh.post("/account/password", "old", temporary, "new", "một câu khác hẳn", "again", "một câu khác hẳn"); status != http.StatusOK || strings.Contains(doc.Find("main").Text(), "mật khẩu tạm") {
		t.Errorf("changing the password: %d", status)
	}

	if status, doc = b.post(page+"/name", "name", ""); status != http.StatusUnprocessableEntity || doc.Find("#f-name-error").Length() != 1 || title(doc) != "Văn phòng xã Trung Hà" {
		t.Errorf("no name: %d %q", status, title(doc))
	}
	if status, doc = b.post(page+"/name", "name", "Văn phòng Đảng uỷ xã Trung Hà"); status != http.StatusOK || title(doc) != "Văn phòng Đảng uỷ xã Trung Hà" {
		t.Errorf("another name: %d %q", status, title(doc))
	}
	if status, _ = b.post(page + "/password"); status != http.StatusOK {
		t.Errorf("a temporary password: %d", status)
	}
	if _, doc = fresh.get("/account"); title(doc) != "Đăng nhập" {
		t.Errorf("after a reset the old session sees %q", title(doc))
	}
	for _, action := range []string{"/disable", "/enable"} {
		if status, _ = b.post(page + action); status != http.StatusOK {
			t.Errorf("%s: %d", action, status)
		}
	}
	if _, doc = b.post("/logout"); title(doc) != "Đăng nhập" {
		t.Errorf("after signing out: %q", title(doc))
	}
	if _, doc = b.get("/accounts"); title(doc) != "Đăng nhập" {
		t.Errorf("a browser that has signed out sees %q", title(doc))
	}
}

func TestPagesByRole(t *testing.T) {
	w := build(t, dbtest.New(t, db.SQLite, schema))
	s := serve(t, w)
	clerk, chief := open(t, s), open(t, s)
	clerk.signIn("bac.vanphong")
	chief.signIn("bac.quantri")
	for _, c := range []struct {
		who  *browser
		path string
		want int
	}{
		{clerk, "/account", 200},
		{clerk, "/accounts", 403},
		{clerk, "/accounts/new", 403},
		{clerk, "/accounts/" + string(w.root), 403},
		{chief, "/accounts", 200},
		{chief, "/accounts/new", 200},
		{chief, "/accounts/" + string(w.clerk), 200},
		{chief, "/accounts/" + string(w.other), 404},
		{chief, "/accounts/" + string(w.root), 404},
		{chief, "/accounts/nonsense", 404},
	} {
		if status, _ := c.who.get(c.path); status != c.want {
			t.Errorf("%s: %d, want %d", c.path, status, c.want)
		}
	}
	for _, path := range []string{"/password", "/disable", "/enable"} {
		for who, b := range map[string]*browser{"clerk": clerk, "chief": chief} {
			if status, _ := b.post("/accounts/" + string(w.other) + path); status != http.StatusNotFound {
				t.Errorf("%s on %s of a stranger: %d, want 404", who, path, status)
			}
		}
	}
	if status, _ := clerk.post("/account/body", "body", string(w.south)); status != http.StatusNotFound {
		t.Errorf("switching to a body without a role: %d, want 404", status)
	}
}

// Who guesses too often is told, on the form and with what was typed kept, how
// long to wait, and may then try again.
func TestTooManyAttempts(t *testing.T) {
	w := build(t, dbtest.New(t, db.SQLite, schema))
	b := open(t, serve(t, w))
	form := url.Values{"login": {"bac.vanphong"}, "password": {"đoán bừa một câu"}}
	for range 5 {
		if status, _ := b.post("/login", "login", "bac.vanphong", "password", "đoán bừa một câu"); status != http.StatusUnprocessableEntity {
			t.Fatalf("an attempt got %d", status)
		}
	}
	res, err := b.PostForm(b.site+"/login", form)
	wait := ""
	if err == nil {
		wait = res.Header.Get("Retry-After")
	}
	status, doc := b.read(res, err)
	seconds, _ := strconv.Atoi(wait)
	if status != http.StatusTooManyRequests || seconds < 1 || seconds > 61 {
		t.Errorf("the sixth attempt got %d and is to wait %q seconds", status, wait)
	}
	if said := doc.Find(".error-summary").Text(); !strings.Contains(said, "phút rồi thử lại") || doc.Find("input[name=login]").AttrOr("value", "") != "bac.vanphong" {
		t.Errorf("it is told %q", said)
	}
	w.Advance(time.Duration(seconds) * time.Second)
	if status, _ := b.post("/login", "login", "bac.vanphong", "password", phrase); status != http.StatusOK {
		t.Errorf("after the wait the right password got %d", status)
	}
}

// An account whose roles are over says so, and since when: it is another thing
// than one that never had any.
func TestRolesThatEnded(t *testing.T) {
	w := build(t, dbtest.New(t, db.SQLite, schema))
	ctx := t.Context()
	w.MustDo(t, func(u *work.Unit) error {
		_, err := account.Create(ctx, u, account.NewAccount{Login: "chua.co", Name: "Văn thư", Password: w.password})
		if err != nil {
			return err
		}
		_, err = account.GrantRoles(ctx, u, []account.NewGrant{
			{Account: w.clerk, Role: access.Head, Scope: w.south.Scope(), Interval: civil.Interval{From: day("2026-01-01"), Until: u.Today.AddDays(10)}},
			{Account: w.clerk, Role: access.Specialist, Scope: w.south.Scope(), Interval: civil.Since(u.Today.AddDays(300))},
		})
		return err
	})
	b := open(t, serve(t, w))
	b.signIn("quantri")
	row := func(login string) string {
		t.Helper()
		_, doc := b.get("/accounts?q=" + login)
		return strings.Join(strings.Fields(doc.Find("tbody tr").Text()), " ")
	}
	if got := row("chua.co"); !strings.Contains(got, "Chưa có vai trò nào") {
		t.Errorf("who never had a role: %s", got)
	}
	var last string
	w.MustDo(t, func(u *work.Unit) error {
		last = u.Today.AddDays(9).Vietnamese()
		a, err := account.Find(ctx, &u.View, w.clerk)
		if err != nil {
			return err
		}
		for _, g := range a.Grants {
			if g.Role != access.Head { // one of them before it ever began
				if err := account.Revoke(ctx, u, g.ID); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if got := row("bac.vanphong"); strings.Contains(got, "hết ngày") || !strings.Contains(got, "Nam Hà") {
		t.Errorf("who has a role still: %s", got)
	}
	w.Advance(20 * 24 * time.Hour)
	b.signIn("quantri")
	if got := row("bac.vanphong"); !strings.Contains(got, "vai trò cuối cùng hết ngày "+last) {
		t.Errorf("who has no role any more since %s: %s", last, got)
	}
	own := open(t, serve(t, w))
	if _, doc := own.post("/login", "login", "bac.vanphong", "password", phrase, "next", "/account"); !strings.Contains(doc.Find("main").Text(), "hết ngày "+last) {
		t.Errorf("their own page says %s", doc.Find("main").Text())
	}
}

// Where a role is held is typed: the body of a name or code within reach, or
// everywhere for those who may; what is not clear is asked about, and nothing
// typed is lost.
func TestChoosingWhereARoleIsHeld(t *testing.T) {
	w := build(t, dbtest.New(t, db.SQLite, schema))
	var names map[org.ID]string
	w.MustView(t, func(v *work.View) error {
		tree, err := org.Load(t.Context(), v)
		names = map[org.ID]string{w.north: tree.Name(w.north, v.Today), w.south: tree.Name(w.south, v.Today)}
		return err
	})
	s := serve(t, w)
	b := open(t, s)
	b.signIn("quantri")
	page := w.other.Address()
	status, doc := b.post(page+"/grants", "role", "head", "body", "hà", "from", "01/12/2026", "until", "31/12/2027")
	if picks := doc.Find("[name=body_pick]").Length(); status != http.StatusUnprocessableEntity || picks < 2 || doc.Find("#f-body").AttrOr("value", "") != "hà" || doc.Find("#f-until").AttrOr("value", "") != "31/12/2027" {
		t.Errorf("an unclear body: %d, %d to choose from, %s", status, picks, doc.Find(".error-summary").Text())
	}
	if status, doc = b.post(page+"/grants", "role", "head", "body", "Toàn hệ thống", "from", "01/12/2026"); status != http.StatusOK || !strings.Contains(doc.Find("table").Text(), "Toàn hệ thống") {
		t.Errorf("a role everywhere: %d", status)
	}
	if status, doc = b.post(page+"/grants", "role", "head", "body", names[w.north], "from", "01/12/2026"); status != http.StatusOK || !strings.Contains(doc.Find("table").Text(), names[w.north]) {
		t.Errorf("a role at %s: %d", names[w.north], status)
	}

	// The list, and what scripts are offered.
	if status, doc = b.get("/accounts?body=" + url.QueryEscape(names[w.south])); status != http.StatusOK || !strings.Contains(doc.Find("tbody").Text(), "nam.vanphong") || strings.Contains(doc.Find("tbody").Text(), "bac.quantri") {
		t.Errorf("the accounts at %s: %d %s", names[w.south], status, doc.Find("tbody").Text())
	}
	if status, doc = b.get("/accounts?q=van&body=kh%C3%B4ng+c%C3%B3"); status != http.StatusUnprocessableEntity || doc.Find("#f-body").AttrOr("value", "") != "không có" || doc.Find("#f-q").AttrOr("value", "") != "van" || doc.Find("#f-body-error").Length() != 1 {
		t.Errorf("the accounts at no body: %d %s", status, doc.Find("main").Text())
	}
	chief := open(t, s)
	chief.signIn("bac.quantri")
	if status, doc = chief.post(w.clerk.Address()+"/grants", "role", "head", "body", names[w.south], "from", "01/12/2026"); status != http.StatusUnprocessableEntity || doc.Find("#f-body-error").Length() != 1 {
		t.Errorf("a role out of reach: %d", status)
	}
	for who, want := range map[*browser]int{b: 2, chief: 1} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/accounts/bodies?q=h%C3%A0+x%C3%A3", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept", "application/json")
		res, err := who.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		var offered ui.Found
		err = json.NewDecoder(res.Body).Decode(&offered)
		res.Body.Close()
		if err != nil || len(offered.Found) != want {
			t.Errorf("offered are %v (%v), want %d", offered.Found, err, want)
		}
	}
}
