package account_test

import (
	"context"
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

	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
)

// serve serves the pages of the capability for a town.
func serve(t *testing.T, w *town) *httptest.Server {
	t.Helper()
	routes := account.Capability(account.Deps{Door: w.door, Demo: []account.Demo{{Login: "bac.vanphong", Password: phrase, Who: text.Verbatim("Văn phòng")}}}).Routes
	routes = append(routes, web.Get("/", func(context.Context, *work.View, *web.Request) (web.Answer, error) { return web.To("/account"), nil }))
	site := &web.Site{
		Office: w.Office.Office, Who: w.door.Who, SignIn: "/login", Log: slog.New(slog.DiscardHandler),
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
