package web_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
)

var (
	tWrong = text.New("Sai: %s", "Wrong: %s")
	tDone  = text.New("Đã ghi %d việc", "%d tasks stored")
)

// signedIn is the cookie of a person in these tests.
var signedIn = &http.Cookie{Name: "who", Value: "an"}

// site serves routes on a fresh office; log receives what is logged.
func site(t *testing.T, routes ...web.Route) (h http.Handler, o *dbtest.Office, log *bytes.Buffer) {
	t.Helper()
	o, log = dbtest.New(t, db.SQLite, nil), new(bytes.Buffer)
	s := &web.Site{
		Office: o.Office,
		Who: func(r *http.Request) work.Who {
			actor := access.Actor{}
			if c, err := r.Cookie("who"); err == nil {
				actor = access.Actor{Account: c.Value, Name: c.Value}
			}
			return work.As(actor)
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			said := r.Said()
			if r.Warned() {
				said = "! " + said
			}
			return context.WithValue(ctx, frame{}, "frame of "+v.Actor.Name+": "+said), nil
		},
		Problem: func(p web.Problem) templ.Component {
			return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
				for _, f := range p.Faults {
					fmt.Fprintf(w, "<p>%s</p>", f.In(text.LangOf(ctx)))
				}
				if p.Back != "" {
					fmt.Fprintf(w, "<nav>%s</nav>", p.Back)
				}
				return show(ctx, w, fmt.Sprintf("problem %d %s", p.Status, p.Request))
			})
		},
		SignIn: "/login",
		Log:    slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	return s.Handler(routes), o, log
}

type frame struct{}

func show(ctx context.Context, w io.Writer, s string) error {
	_, err := fmt.Fprintf(w, "<main>%s</main><header>%v</header>", s, ctx.Value(frame{}))
	return err
}

func says(s string) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error { return show(ctx, w, s) })
}

func page(s string) web.Page {
	return func(context.Context, *work.View, *web.Request) (web.Answer, error) { return web.Show(says(s)), nil }
}

func failing(err error) web.Page {
	return func(context.Context, *work.View, *web.Request) (web.Answer, error) { return nil, err }
}

func open(t *testing.T, h http.Handler) *webtest.Client {
	t.Helper()
	c := webtest.New(t, h)
	c.Keep(signedIn)
	return c
}

func get(address string) *http.Request {
	return httptest.NewRequest(http.MethodGet, address, http.NoBody)
}

func TestKindsOfFault(t *testing.T) {
	status := map[fault.Kind]int{fault.Invalid: 422, fault.Unknown: 404, fault.Forbidden: 403, fault.Unproven: 403, fault.Conflict: 409, fault.TooMuch: 413, fault.TooOften: 429, fault.Unavailable: 503, fault.Internal: 500}
	for _, k := range fault.Kinds() {
		want, known := status[k]
		if !known {
			t.Errorf("no status known for kind %v", k)
		}
		h, _, log := site(t, web.Get("/x", failing(fmt.Errorf("while testing: %w", fault.New(k, tWrong, "đây").Because(errors.New("the cause"))))))
		for lang, word := range map[text.Lang]string{text.Vietnamese: "Sai: đây", text.English: "Wrong: đây"} {
			c := open(t, h)
			c.SetLang(lang)
			p := c.Get("/x")
			if p.Status != want || p.Text("p") != word || !strings.Contains(p.Text("header"), "frame of an") {
				t.Errorf("%v in %v: status %d, want %d; page %q", k, lang, p.Status, want, p.Body)
			}
			if strings.Contains(string(p.Body), "cause") || strings.Contains(string(p.Body), "while testing") {
				t.Errorf("%v: the page shows the cause: %q", k, p.Body)
			}
		}
		if shown := strings.Contains(log.String(), "the cause"); shown != (want >= 500) {
			t.Errorf("%v: the log says %q", k, log)
		}
	}
}

// What was refused can be seen in the log as it is kept without being asked to
// keep more, with who asked and no more of what than the route.
func TestRefusalsAreLogged(t *testing.T) {
	for _, c := range []struct {
		kind     fault.Kind
		signedIn bool
		want     bool
	}{
		{fault.Forbidden, true, true},
		{fault.Forbidden, false, true},
		{fault.Unknown, true, true},
		{fault.Unknown, false, false},
		{fault.TooMuch, true, true},
		{fault.TooOften, false, true},
		{fault.Invalid, true, false},
		{fault.Conflict, true, false},
	} {
		rt := web.Get("/x/{id}", failing(fault.New(c.kind, tWrong, "đây")))
		rt.Public = true
		h, _, log := site(t, rt)
		client := webtest.New(t, h)
		if c.signedIn {
			client.Keep(signedIn)
		}
		client.Get("/x/their-own")
		said := log.String()
		if strings.Contains(said, "level=WARN msg=request") != c.want || strings.Contains(said, "their-own") || c.want && c.signedIn && !strings.Contains(said, "account=an") {
			t.Errorf("%v, signed in %v: %s", c.kind, c.signedIn, said)
		}
	}
	h, _, log := site(t, web.Post("/x", func(context.Context, *work.Unit, *web.Request) (web.Answer, error) { return web.To("/"), nil }))
	r := httptest.NewRequest(http.MethodPost, "/x", http.NoBody)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	h.ServeHTTP(httptest.NewRecorder(), r)
	if said := log.String(); !strings.Contains(said, "level=WARN msg=request") {
		t.Errorf("a request from another site: %q", said)
	}
}

// The page of an error leads back to where the person came from on this site,
// and to nowhere else.
func TestBackFromAnError(t *testing.T) {
	h, _, _ := site(t, web.Get("/x", failing(fault.New(fault.Invalid, tWrong, "đây"))))
	for from, want := range map[string]string{
		"": "", "http://quyet.test/list?q=t%C3%ACm": "/list?q=t%C3%ACm", "http://quyet.test/x": "",
		"http://elsewhere.test/list": "", "http://quyet.test//elsewhere.test/": "", "javascript:alert(1)": "", "%": "",
	} {
		r := get("http://quyet.test/x")
		r.Header.Set("Referer", from)
		if got := open(t, h).Do(r).Text("nav"); got != want {
			t.Errorf("from %q it leads back to %q, want %q", from, got, want)
		}
	}
}

// Who tries too often is told when to try again, on a page of errors and on the
// form itself.
func TestRetryAfter(t *testing.T) {
	often := fault.After(90500*time.Millisecond, tWrong, "đây")
	h, _, _ := site(t, web.Get("/x", failing(often)), web.Post("/y", func(context.Context, *work.Unit, *web.Request) (web.Answer, error) {
		return nil, web.Again(often, func(context.Context, *work.View) (templ.Component, error) { return says("form"), nil })
	}), web.Get("/z", failing(fault.New(fault.TooMuch, tWrong, "đây"))))
	c := open(t, h)
	for _, p := range []*webtest.Page{c.Get("/x"), c.Post("/y")} {
		if p.Status != 429 || p.Header.Get("Retry-After") != "91" {
			t.Errorf("%s: status %d, Retry-After %q", p.Address, p.Status, p.Header.Get("Retry-After"))
		}
	}
	if p := c.Get("/z"); p.Header.Get("Retry-After") != "" {
		t.Error("what is too large is to be sent again")
	}
}

func TestInternalErrors(t *testing.T) {
	for name, rt := range map[string]web.Route{
		"an error": web.Get("/x", failing(errors.New("defect-17"))),
		"a panic":  web.Get("/x", func(context.Context, *work.View, *web.Request) (web.Answer, error) { panic("defect-17") }),
		"a panic in a unit of work": web.InSteps("GET /x", func(ctx context.Context, s *web.Session, _ *web.Request) (web.Answer, error) {
			return nil, s.Do(ctx, func(*work.Unit) error { panic("defect-17") })
		}),
		"a panic in several steps":    web.InSteps("GET /x", func(context.Context, *web.Session, *web.Request) (web.Answer, error) { panic("defect-17") }),
		"an error while a page shows": web.Get("/x", showing(func() error { return errors.New("defect-17") })),
		"a panic while a page shows":  web.Get("/x", showing(func() error { panic("defect-17") })),
	} {
		t.Run(name, func(t *testing.T) {
			h, o, log := site(t, rt)
			p := open(t, h).Get("/x")
			o.MustDo(t, func(u *work.Unit) error { return u.Record(t.Context(), "test.stored", "s", nil) })
			said := p.Text("main")
			number, ok := strings.CutPrefix(said, "problem 500 ")
			if p.Status != 500 || !ok || number == "" || strings.Contains(string(p.Body), "half") || strings.Contains(string(p.Body), "defect") {
				t.Errorf("status %d, page %q", p.Status, p.Body)
			}
			if l := log.String(); !strings.Contains(l, "defect-17") || strings.Count(l, "request="+number) != 2 {
				t.Errorf("want the defect and the number %s in the log: %s", number, l)
			}
		})
	}
}

// showing returns a page that fails in its middle.
func showing(fail func() error) web.Page {
	return func(context.Context, *work.View, *web.Request) (web.Answer, error) {
		return web.Show(templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
			io.WriteString(w, "<p>half")
			return fail()
		})), nil
	}
}

func TestAgainShowsWhatWasTypedAndKeepsNothing(t *testing.T) {
	store := func(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
		if err := u.Record(ctx, "test.stored", "s", nil); err != nil {
			return nil, err
		}
		name := r.Text("name")
		if name == "good" {
			return web.To("/x").Saying(tDone, 2), nil
		}
		if name == "none" {
			return web.To("/x").Warning(tWrong, name), nil
		}
		var err error = fault.At("name", tWrong, name)
		switch name {
		case "defect":
			err = errors.New("defect-17")
		case "taken":
			err = fault.New(fault.Conflict, tWrong, name)
		case "busy":
			err = fmt.Errorf("storing: %w", db.ErrBusy)
		}
		return nil, web.Again(err, func(ctx context.Context, _ *work.View) (templ.Component, error) {
			return says("typed " + name + " " + web.FieldErrors(ctx, err)[0].Text), nil
		})
	}
	h, o, _ := site(t, web.Post("/x", store), web.Get("/x", page("x")))
	stored := func() (n int) {
		o.MustView(t, func(v *work.View) error {
			events, err := v.History(t.Context(), "s", 10)
			n = len(events)
			return err
		})
		return n
	}
	c := open(t, h)
	for name, want := range map[string]struct {
		status int
		text   string
	}{
		"bad":    {422, "typed bad Sai: bad"},
		"taken":  {409, "typed taken Sai: taken"},
		"defect": {500, "problem 500"},
	} {
		p := c.Post("/x", "name", name)
		if p.Status != want.status || !strings.HasPrefix(p.Text("main"), want.text) || !strings.Contains(p.Text("header"), "frame of an") {
			t.Errorf("%s: status %d %q, want %d %q", name, p.Status, p.Body, want.status, want.text)
		}
		if n := stored(); n != 0 {
			t.Errorf("%s: %d events were stored by a unit that failed", name, n)
		}
	}
	if p := c.Post("/x", "name", "good"); p.Status != 200 || p.Address != "/x" || stored() != 1 || !strings.Contains(p.Text("header"), "Đã ghi 2 việc") {
		t.Errorf("a good name: %d %s %q, %d stored", p.Status, p.Address, p.Body, stored())
	}
	if p := c.Post("/x", "name", "none"); p.Status != 200 || !strings.Contains(p.Text("header"), "! Sai: none") {
		t.Errorf("nothing was done: %d %s %q", p.Status, p.Address, p.Body)
	}
	if p := c.Get("/x"); strings.Contains(p.Text("header"), "Đã ghi") || strings.Contains(p.Text("header"), "!") {
		t.Errorf("the page says a second time what was done: %q", p.Body)
	}
}

func TestWhoMustSignIn(t *testing.T) {
	h, _, _ := site(t,
		web.Get("/", page("start")), web.Get("/x/{id}", page("x")), web.Post("/x", nothing),
		web.Get("/login", func(_ context.Context, _ *work.View, r *web.Request) (web.Answer, error) {
			return web.Show(says("login, then " + r.Local("next", "/"))), nil
		}).Open())
	c := webtest.New(t, h)
	for address, want := range map[string]string{"/": "/login", "/x/1?a=b&c=d": "/login?next=%2Fx%2F1%3Fa%3Db%26c%3Dd"} {
		if p := c.Do(get(address)); p.Status != 303 || p.Header.Get("Location") != want {
			t.Errorf("%s: status %d to %s, want %s", address, p.Status, p.Header.Get("Location"), want)
		}
	}
	if p := c.Get("/x/1?a=b&c=d"); p.Text("main") != "login, then /x/1?a=b&c=d" {
		t.Errorf("the sign-in page got %q", p.Body)
	}
	if p := c.Post("/x"); p.Status != 401 || !strings.Contains(p.Text("p"), "đăng nhập") {
		t.Errorf("posting as nobody: %d %q", p.Status, p.Body)
	}
	r := get("/x/1")
	r.Header.Set("Accept", "application/json")
	if p := c.Do(r); p.Status != 401 || p.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("a program that is nobody: %d %s", p.Status, p.Header.Get("Content-Type"))
	}
	if p := c.Get("/nowhere"); p.Status != 404 {
		t.Errorf("an address that is none: %d", p.Status)
	}
}

func nothing(context.Context, *work.Unit, *web.Request) (web.Answer, error) { return web.To("/"), nil }

func TestLocal(t *testing.T) {
	r := func(next string) *web.Request {
		return &web.Request{Request: webtest.FormRequest("/login", webtest.Fields("next", next))}
	}
	for _, good := range []string{"/", "/tasks?x=1#y", "/a/../b", "/tìm?q=khoá", "/x?to=//evil.example"} {
		if got := r(good).Local("next", "/home"); got != good {
			t.Errorf("%q leads to %q", good, got)
		}
	}
	for _, bad := range []string{
		"", "x", "//evil.example", "///evil.example", "http://evil.example/", "https:evil.example", "javascript:alert(1)",
		`/\evil.example`, `\\evil.example`, "/\t/evil.example", "/\n/evil.example", " //evil.example", "/%zz", "mailto:a@b",
	} {
		if got := r(bad).Local("next", "/home"); got != "/home" {
			t.Errorf("%q leads to %q, want it refused", bad, got)
		}
	}
}

func TestOtherSitesAreRefused(t *testing.T) {
	ran := 0
	h, _, _ := site(t, web.Post("/x", func(context.Context, *work.Unit, *web.Request) (web.Answer, error) {
		ran++
		return web.To("/"), nil
	}))
	for _, c := range []struct {
		header, value string
		want          int
	}{
		{"Sec-Fetch-Site", "cross-site", 403},
		{"Sec-Fetch-Site", "same-site", 403},
		{"Origin", "https://evil.example", 403},
		{"Origin", "null", 403},
		{"Sec-Fetch-Site", "same-origin", 303},
		{"Origin", "http://quyet.test", 303},
		{"", "", 303},
	} {
		r := webtest.FormRequest("/x", nil)
		if c.header != "" {
			r.Header.Set(c.header, c.value)
		}
		before := ran
		p := open(t, h).Do(r)
		if p.Status != c.want || (ran > before) != (c.want == 303) {
			t.Errorf("%s: %s: status %d, want %d", c.header, c.value, p.Status, c.want)
		}
		if p.Status == 403 && !strings.Contains(p.Text("p"), "trang khác") {
			t.Errorf("the refusal says %q", p.Body)
		}
	}
}

func TestUploads(t *testing.T) {
	take := func(_ context.Context, _ *work.Unit, r *web.Request) (web.Answer, error) {
		size := int64(0)
		for _, f := range r.Files("file") {
			size += f.Size
		}
		return web.JSON(map[string]any{"size": size, "name": r.Text("name")}), nil
	}
	h, _, _ := site(t, web.Post("/small", take), web.Post("/large", take).Taking(3<<20))
	send := func(address string, size int) *webtest.Page {
		return open(t, h).Send(address, webtest.Fields("name", "  Kê\u0301 hoạch "), webtest.Upload{Field: "file", Name: "a.txt", Content: bytes.Repeat([]byte("x"), size)})
	}
	for _, c := range []struct {
		address string
		size    int
		want    int
		says    string
	}{
		{"/small", 1000, 200, `{"name":"Kế hoạch","size":1000}`},
		{"/small", web.DefaultUpload, 413, "1 MB"},
		{"/large", 2 << 20, 200, `{"name":"Kế hoạch","size":2097152}`},
		{"/large", 3 << 20, 413, "3 MB"},
	} {
		if p := send(c.address, c.size); p.Status != c.want || !strings.Contains(string(p.Body), c.says) {
			t.Errorf("%d bytes to %s: %d %q, want %d %q", c.size, c.address, p.Status, p.Body, c.want, c.says)
		}
	}
	if p := open(t, h).Post("/small", "name", strings.Repeat("x", web.DefaultUpload)); p.Status != 413 {
		t.Errorf("a form without files, too large: %d", p.Status)
	}
	broken := httptest.NewRequest(http.MethodPost, "/small", strings.NewReader("--b\r\nnonsense"))
	broken.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	if p := open(t, h).Do(broken); p.Status != 422 {
		t.Errorf("a damaged form: %d %q", p.Status, p.Body)
	}
	if p := open(t, h).Do(webtest.FormRequest("/small?name=%zz", nil)); p.Status != 422 {
		t.Errorf("a damaged query: %d %q", p.Status, p.Body)
	}
}

// What may have to be refused is not written to a disk, not even for a while:
// it arrives where there is none to write to.
func TestUploadsInMemory(t *testing.T) {
	take := func(_ context.Context, _ *work.Unit, r *web.Request) (web.Answer, error) {
		return web.JSON(r.Files("file")[0].Size), nil
	}
	const size = 6 << 20
	h, _, _ := site(t, web.Post("/memory", take).Taking(8<<20).InMemory(), web.Post("/disk", take).Taking(8<<20))
	t.Setenv("TMPDIR", "/nowhere")
	for address, want := range map[string]int{"/memory": 200, "/disk": 422} {
		if p := open(t, h).Send(address, nil, webtest.Upload{Field: "file", Name: "a.txt", Content: make([]byte, size)}); p.Status != want {
			t.Errorf("%s: %d %q, want %d", address, p.Status, p.Body, want)
		}
	}
}

func TestCompression(t *testing.T) {
	long := strings.Repeat("dài ", 1000)
	h, _, _ := site(t, web.Get("/long", page(long)), web.Get("/short", page("ngắn")))
	r := get("/long")
	r.Header.Set("Accept-Encoding", "gzip, br")
	p := open(t, h).Do(r)
	if p.Header.Get("Content-Encoding") != "gzip" || !strings.Contains(strings.Join(p.Header.Values("Vary"), ","), "Accept-Encoding") || len(p.Body) > len(long)/4 {
		t.Errorf("a long page: %v, %d bytes", p.Header, len(p.Body))
	}
	z, err := gzip.NewReader(bytes.NewReader(p.Body))
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := io.ReadAll(z); err != nil || !strings.Contains(string(plain), long) {
		t.Errorf("unpacked: %v, %d bytes", err, len(plain))
	}
	r = get("/short")
	r.Header.Set("Accept-Encoding", "gzip")
	for _, p := range []*webtest.Page{open(t, h).Do(r), open(t, h).Get("/long")} {
		if p.Header.Get("Content-Encoding") != "" || p.Text("main") == "" {
			t.Errorf("%s is compressed: %v", p.Address, p.Header)
		}
	}
}

func TestSecurityHeaders(t *testing.T) {
	h, _, _ := site(t, web.Get("/x", page("x")), web.Get("/broken", failing(errors.New("defect"))))
	for _, address := range []string{"/x", "/broken", "/nowhere"} {
		p := open(t, h).Get(address)
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'self'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
			"Cross-Origin-Opener-Policy": "same-origin", "Cache-Control": "no-store",
		} {
			if got := p.Header.Get(name); !strings.HasPrefix(got, want) {
				t.Errorf("%s: %s: %q, want %q", address, name, got, want)
			}
		}
		if csp := p.Header.Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") || !strings.Contains(csp, "frame-ancestors 'none'") {
			t.Errorf("%s: policy %q", address, csp)
		}
	}
}

func TestProgramsGetJSON(t *testing.T) {
	wrong := fault.Fields{fault.At("name", tWrong, "a"), fault.At("day", tWrong, "b")}
	h, _, _ := site(t, web.Get("/x", failing(wrong)))
	r := get("/x")
	r.Header.Set("Accept", "application/json")
	p := open(t, h).Do(r)
	var got struct {
		Title, Request string
		Status         int
		Errors         []struct{ Field, Detail string }
	}
	if err := json.Unmarshal(p.Body, &got); err != nil || p.Status != 422 || got.Status != 422 || got.Request == "" || p.Header.Get("Content-Type") != "application/problem+json" {
		t.Fatalf("status %d %s: %s (%v)", p.Status, p.Header.Get("Content-Type"), p.Body, err)
	}
	if len(got.Errors) != 2 || got.Errors[1].Field != "day" || got.Errors[1].Detail != "Sai: b" {
		t.Errorf("errors: %+v", got.Errors)
	}
}

func TestFilesMayNotRun(t *testing.T) {
	h, _, _ := site(t, web.Get("/f", func(context.Context, *work.View, *web.Request) (web.Answer, error) {
		return web.File("Kế hoạch.html", "text/html", strings.NewReader("<script>alert(1)</script>")), nil
	}))
	p := open(t, h).Get("/f")
	if p.Status != 200 || !strings.HasPrefix(p.Header.Get("Content-Disposition"), "attachment;") || !strings.Contains(p.Header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("status %d, %v", p.Status, p.Header)
	}
	if !strings.Contains(p.Header.Get("Content-Disposition"), "K%E1%BA%BF%20ho%E1%BA%A1ch.html") {
		t.Errorf("the name is lost: %s", p.Header.Get("Content-Disposition"))
	}
}

// What a page shows is read in the view that knows the acting person, and a
// unit that runs again reads the same form.
func TestStepsSeeWhoAsked(t *testing.T) {
	h, o, _ := site(t, web.InSteps("POST /x", func(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
		var name string
		if err := s.View(ctx, func(v *work.View) error { name = v.Actor.Name; return nil }); err != nil {
			return nil, err
		}
		if err := s.Do(ctx, func(u *work.Unit) error { return u.Record(ctx, "test.stored", "s", nil) }); err != nil {
			return nil, err
		}
		return web.Show(says(name + " " + r.Text("a"))), nil
	}))
	if p := open(t, h).Post("/x", "a", "b"); p.Status != 200 || p.Text("main") != "an b" || !strings.Contains(p.Text("header"), "frame of an") {
		t.Errorf("status %d: %q", p.Status, p.Body)
	}
	o.MustView(t, func(v *work.View) error {
		events, err := v.History(t.Context(), "s", 10)
		if len(events) != 1 {
			t.Errorf("%d events", len(events))
		}
		return err
	})
	if p := webtest.New(t, h).Post("/x", "a", "b"); p.Status != 401 {
		t.Errorf("as nobody: %d", p.Status)
	}
}

func TestRequestFields(t *testing.T) {
	r := &web.Request{Request: webtest.FormRequest("/x?q=t%C3%ACm", webtest.Fields("n", " 12 ", "day", "5/3/2026", "bad", "31/2/2026", "many", "a", "many", " ", "many", "b", "tick", "1"))}
	if n, ok := r.Int("n"); n != 12 || !ok {
		t.Errorf("n = %d %v", n, ok)
	}
	if _, ok := r.Int("q"); ok {
		t.Error("a word is taken for a number")
	}
	if d, ok := r.Day("day"); d.String() != "2026-03-05" || !ok {
		t.Errorf("day = %v %v", d, ok)
	}
	if _, ok := r.Day("bad"); ok {
		t.Error("31 February is taken for a day")
	}
	if d, ok := r.Day("none"); !d.IsZero() || !ok {
		t.Errorf("no day = %v %v", d, ok)
	}
	if got := r.Texts("many"); len(got) != 2 || got[1] != "b" {
		t.Errorf("many = %q", got)
	}
	if !r.Checked("tick") || r.Checked("none") || r.Text("q") != "tìm" {
		t.Errorf("tick %v, none %v, q %q", r.Checked("tick"), r.Checked("none"), r.Text("q"))
	}
}

// What was picked counts only for the words it was offered for.
func TestChoice(t *testing.T) {
	for _, c := range []struct {
		sent []string
		want string
	}{
		{[]string{"b", " Sở  Nội vụ "}, "Sở  Nội vụ"},
		{[]string{"b", "nội vụ", "b_words", "nội vụ"}, "nội vụ"},
		{[]string{"b", "nội vụ", "b_words", "nội vụ", "b_pick", "Sở Nội vụ (S2)"}, "Sở Nội vụ (S2)"},
		{[]string{"b", "tài chính", "b_words", "nội vụ", "b_pick", "Sở Nội vụ (S2)"}, "tài chính"},
		{[]string{"b", "", "b_words", "nội vụ", "b_pick", "Sở Nội vụ (S2)"}, ""},
	} {
		r := &web.Request{Request: webtest.FormRequest("/x", webtest.Fields(c.sent...))}
		if got := r.Choice("b"); got != c.want {
			t.Errorf("%q means %q, want %q", c.sent, got, c.want)
		}
	}
}

// Who asks for too much is told to wait, and others are not.
func TestTooFast(t *testing.T) {
	s := &web.Site{
		Office: dbtest.New(t, db.SQLite, nil).Office,
		Who: func(r *http.Request) work.Who {
			return work.As(access.Actor{Account: r.Header.Get("X-Who"), Name: "x"})
		},
		Problem: func(p web.Problem) templ.Component { return says(fmt.Sprint(p.Status)) },
		SignIn:  "/login", Pace: 20,
		Log: slog.New(slog.DiscardHandler),
	}
	h := s.Handler([]web.Route{web.Get("/x", page("here"))})
	ask := func(who string) *httptest.ResponseRecorder {
		r := get("/x")
		r.Header.Set("X-Who", who)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	for n := range 10 {
		if w := ask("an"); w.Code != http.StatusOK {
			t.Fatalf("request %d: %d", n, w.Code)
		}
	}
	if w := ask("an"); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") == "" {
		t.Errorf("one too many: %d %v", w.Code, w.Header())
	}
	if w := ask("binh"); w.Code != http.StatusOK {
		t.Errorf("another: %d", w.Code)
	}
}

// By an address of its own pace one is held up and no other, whoever's right they work by;
// wrong ones are counted by where they come from.
func TestPaceOfAddresses(t *testing.T) {
	by := func(r *http.Request) work.Who {
		if strings.HasPrefix(r.PathValue("secret"), "x") {
			return work.As(access.Actor{})
		}
		return work.As(access.Actor{Account: "an", Name: "an"})
	}
	s := &web.Site{
		Office: dbtest.New(t, db.SQLite, nil).Office, Who: by, SignIn: "/login", Pace: 30, Log: slog.New(slog.DiscardHandler),
		Problem: func(p web.Problem) templ.Component { return says(fmt.Sprint(p.Status)) },
	}
	h := s.Handler([]web.Route{web.Get("/p/{secret}", page("here")).By(by).Paced(func(r *http.Request) string { return r.PathValue("secret") }), web.Get("/own", page("here"))})
	ask := func(path, from string) int {
		r := get(path)
		r.RemoteAddr = from + ":1234"
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code
	}
	for n := range web.LinkPace / 2 {
		if got := ask("/p/a", "10.0.0.1"); got != http.StatusOK {
			t.Fatalf("request %d: %d", n, got)
		}
	}
	if got := ask("/p/a", "10.0.0.2"); got != http.StatusTooManyRequests {
		t.Errorf("one too many: %d", got)
	}
	for n := range 100 {
		if got := ask(fmt.Sprintf("/p/b%d", n), "10.0.0.1"); got != http.StatusOK {
			t.Fatalf("another address: %d", got)
		}
	}
	if got := ask("/own", "10.0.0.1"); got != http.StatusOK {
		t.Errorf("the account by whose right they work: %d", got)
	}
	held := 0
	for n := range web.StrayPace {
		if ask(fmt.Sprintf("/p/x%d", n), "[2001:db8::"+strconv.FormatInt(int64(n%9), 16)+"]") == http.StatusTooManyRequests {
			held++
		}
	}
	if held == 0 || held == web.StrayPace {
		t.Errorf("%d of %d wrong addresses from one network are held up", held, web.StrayPace)
	}
	if got := ask("/p/x", "10.0.0.1"); got != http.StatusOK {
		t.Errorf("a wrong address from elsewhere: %d", got)
	}
}
