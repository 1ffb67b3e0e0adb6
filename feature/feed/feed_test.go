package feed_test

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/emersion/go-ical"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/factor"
	"quyet/feature/feed"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, rule.Schema, account.Schema, factor.Schema, audit.Schema, search.Schema, task.Schema, feed.Schema}
)

// An office of the tests: a province with two communes, and a clerk of each.
type office struct {
	*dbtest.Office
	province, north, south org.ID
	cell                   org.ID // of north
	clerk, other           account.ID
	password               account.Password
	logged                 *strings.Builder
}

func open(t testing.TB, o *dbtest.Office) *office {
	t.Helper()
	ctx := t.Context()
	f := &office{Office: o, logged: &strings.Builder{}}
	o.Subscribers = append(o.Subscribers, feed.Capability(feed.Deps{}).Subscribers...)
	var err error
	if f.password, err = account.Choose(ctx, "từ nghị quyết đến kết quả"); err != nil {
		t.Fatal(err)
	}
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, tier org.Tier, above org.ID) org.ID {
			b, err := org.Establish(ctx, u, org.NewBody{Code: code, Name: name, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: above}, day("2025-07-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		f.province = establish("P", "Tỉnh uỷ Sông Đông", org.Province, "")
		f.north = establish("N", "Đảng uỷ xã Bắc Hà", org.Commune, f.province)
		f.south = establish("S", "Đảng uỷ xã Nam Hà", org.Commune, f.province)
		f.cell = establish("C", "Chi bộ thôn Đông", org.Cell, f.north)
		made, err := account.CreateAll(ctx, u, []account.NewAccount{
			{Login: "bac.vanphong", Name: "Văn phòng xã Bắc Hà", Password: f.password}, {Login: "nam.vanphong", Name: "Văn phòng xã Nam Hà", Password: f.password},
		})
		if err != nil {
			return err
		}
		f.clerk, f.other = made[0], made[1]
		return nil
	})
	f.grant(t, f.clerk, f.north)
	f.grant(t, f.other, f.south)
	return f
}

func (f *office) grant(t testing.TB, a account.ID, b org.ID) {
	f.MustDo(t, func(u *work.Unit) error {
		_, err := account.GrantRole(t.Context(), u, account.NewGrant{Account: a, Role: access.Office, Scope: b.Scope(), Interval: civil.Since(day("2026-11-20"))})
		return err
	})
}

func (f *office) revoke(t testing.TB, a account.ID) {
	f.MustDo(t, func(u *work.Unit) error {
		found, err := account.Find(t.Context(), &u.View, a)
		if err != nil {
			return err
		}
		for _, g := range found.Grants {
			if err := account.Revoke(t.Context(), u, g.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// as returns somebody in their first post, who has just proved who they are.
func (f *office) as(a account.ID) work.Who {
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		who, err := account.Absent(ctx, v, a, v.Now)
		if err == nil && len(who.Posts) > 0 {
			who = who.In(who.Posts[0])
		}
		who.ProvedUntil = v.Now.Add(time.Minute)
		return who, err
	}
}

// make makes an address for somebody.
func (f *office) make(t testing.TB, a account.ID, b org.ID) (s feed.Secret) {
	t.Helper()
	err := f.Do(t.Context(), f.as(a), func(u *work.Unit) (err error) { s, err = feed.Make(t.Context(), u, b); return err })
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// give gives a task that its lead has accepted.
func (f *office) give(t testing.TB, lead org.ID, words string, due civil.Date) (made task.ID) {
	t.Helper()
	f.MustDo(t, func(u *work.Unit) (err error) {
		if made, err = task.AssignNew(t.Context(), u, task.New{Text: words, Issuer: f.province, Lead: lead, Due: due, Deliverable: "Báo cáo", UpdateEvery: 30}); err != nil {
			return err
		}
		return task.Accept(t.Context(), u, task.Ref{ID: made}, "")
	})
	return made
}

// site serves the calendars; cookies say nothing there.
func (f *office) site(who work.Who, pace int) http.Handler {
	site := &web.Site{
		Office: f.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.NewTextHandler(f.logged, nil)), Pace: pace,
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Faults[0].In(text.Vietnamese) + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
	}
	return site.Handler(feed.Capability(feed.Deps{}).Routes)
}

func (f *office) get(address, etag string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "http://quyet.example.vn"+address, http.NoBody)
	if etag != "" {
		r.Header.Set("If-None-Match", etag)
	}
	w := httptest.NewRecorder()
	f.site(work.As(access.Actor{}), 0).ServeHTTP(w, r)
	return w
}

// events returns the titles of a calendar by their days and identifiers.
func (f *office) events(t testing.TB, s feed.Secret) (titles []string, of map[string]ical.Event) {
	t.Helper()
	w := f.get(s.Path(), "")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "text/calendar; charset=utf-8" {
		t.Fatalf("status %d, %v", w.Code, w.Header())
	}
	c, err := ical.NewDecoder(w.Body).Decode()
	if err != nil {
		t.Fatal(err)
	}
	of = map[string]ical.Event{}
	for _, e := range c.Events() {
		on, _ := e.DateTimeStart(time.UTC)
		said, _ := e.Props.Text("SUMMARY")
		titles = append(titles, on.Format(time.DateOnly)+" "+said)
		of[e.Props.Get("UID").Value] = e
	}
	return titles, of
}

// A calendar tells what is to be done and reported, and no more when it is done.
func TestCalendar(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		f := open(t, o)
		roads := f.give(t, f.north, "Sửa đường liên thôn", day("2026-12-10"))
		f.give(t, f.south, "Việc của xã khác", day("2026-12-11"))
		late := f.give(t, f.north, "Rà soát hộ nghèo", day("2026-12-01"))
		f.MustDo(t, func(u *work.Unit) error {
			_, err := task.NewDraft(ctx, u, task.New{Text: "Dự thảo", Issuer: f.province, Lead: f.north, Due: day("2026-12-12")})
			return err
		})
		s := f.make(t, f.clerk, "")
		if !regexp.MustCompile(`^/calendar/[a-z2-7]{26}\.ics$`).MatchString(s.Path()) {
			t.Errorf("the address is %s", s.Path())
		}
		want := []string{"2026-12-01 Hạn: Rà soát hộ nghèo", "2026-12-10 Hạn: Sửa đường liên thôn", "2026-12-20 Cập nhật: Sửa đường liên thôn", "2026-12-20 Cập nhật: Rà soát hộ nghèo"}
		got, before := f.events(t, s)
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("the calendar holds %q, want %q", got, want)
		}
		e := before[string(roads)+".due@quyet"]
		if about, _ := e.Props.Text("DESCRIPTION"); about != "Sửa đường liên thôn\nChủ trì: Đảng uỷ xã Bắc Hà\nCơ quan giao: Tỉnh uỷ Sông Đông\nSản phẩm: Báo cáo" {
			t.Errorf("the entry says %q", about)
		}
		if at := e.Props.Get("URL").Value; at != "http://quyet.example.vn/tasks/"+string(roads) {
			t.Errorf("it leads to %s", at)
		}

		// Who has it already is told so, until something changes.
		w := f.get(s.Path(), "")
		tag := w.Header().Get("ETag")
		if w.Header().Get("Cache-Control") != "private, no-cache" || tag == "" {
			t.Errorf("%v", w.Header())
		}
		o.Advance(time.Hour)
		for asked, want := range map[string]int{tag: 304, "W/" + tag: 304, `"x", ` + tag: 304, "*": 304, `"x"`: 200} {
			if w := f.get(s.Path(), asked); w.Code != want || want == 304 && w.Body.Len() > 0 {
				t.Errorf("asked with %s: %d, want %d", asked, w.Code, want)
			}
		}
		f.MustDo(t, func(u *work.Unit) error {
			if err := task.RequestExtension(ctx, u, task.Ref{ID: roads}, day("2027-01-15"), "other", "Mưa lũ"); err != nil {
				return err
			}
			return task.GrantExtension(ctx, u, task.Ref{ID: roads}, civil.Date{}, "")
		})
		if w := f.get(s.Path(), tag); w.Code != http.StatusOK {
			t.Errorf("a deadline was moved: %d", w.Code)
		}
		_, after := f.events(t, s)
		moved, ok := after[string(roads)+".due@quyet"]
		if on, err := moved.DateTimeStart(time.UTC); !ok || err != nil || civil.Of(on) != day("2027-01-15") {
			t.Errorf("the moved deadline is on %v", on)
		}
		n, m := 0, 0
		fmt.Sscan(e.Props.Get("SEQUENCE").Value, &n)
		fmt.Sscan(moved.Props.Get("SEQUENCE").Value, &m)
		if m <= n {
			t.Errorf("its sequence went from %d to %d", n, m)
		}
		f.MustDo(t, func(u *work.Unit) error {
			if err := task.Suspend(ctx, u, task.Ref{ID: roads}, "Chờ vốn"); err != nil {
				return err
			}
			return task.Submit(ctx, u, task.Ref{ID: late}, task.Report{Note: "Xong"})
		})
		if got, _ := f.events(t, s); len(got) != 0 {
			t.Errorf("when all is handed in or stands still it holds %q", got)
		}
		f.MustView(t, func(v *work.View) error {
			v.Actor = access.Actor{Account: string(f.clerk)}
			own, err := feed.Addresses(ctx, v)
			if err != nil || len(own) != 1 || own[0].Used != v.Today {
				t.Errorf("%+v %v", own, err)
			}
			return nil
		})
	})
}

// Nothing is told by an address when the right to it has gone, whichever way,
// and no two ways of being nothing differ.
func TestCalendarsEnd(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		f := open(t, o)
		f.give(t, f.north, "Sửa đường liên thôn", day("2026-12-10"))
		own, of := f.make(t, f.clerk, ""), f.make(t, f.clerk, f.north)
		nothing := f.get("/calendar/aaaaaaaaaaaaaaaaaaaaaaaaaa.ics", "")
		there := func(when string, s feed.Secret, want int) {
			t.Helper()
			w := f.get(s.Path(), "")
			if w.Code != want || want == http.StatusNotFound && (w.Body.String() != nothing.Body.String() || fmt.Sprint(w.Header()) != fmt.Sprint(nothing.Header())) {
				t.Errorf("%s: %d %s, want %d", when, w.Code, w.Body, want)
			}
		}
		there("at first", own, 200)
		there("of the body", of, 200)
		for _, wrong := range []feed.Secret{"", "x", own[1:], own + "a", feed.Secret(strings.ToUpper(string(own))), "../account", feed.Secret(strings.Repeat("a", 5000))} {
			if w := f.get(strings.ReplaceAll(wrong.Path(), "..", "%2e%2e"), ""); w.Code == http.StatusOK {
				t.Errorf("%.40q is answered", wrong)
			}
		}
		if w := f.get(strings.TrimSuffix(own.Path(), ".ics"), ""); w.Code != http.StatusNotFound {
			t.Errorf("without .ics: %d", w.Code)
		}

		f.revoke(t, f.clerk)
		there("without a right", own, 404)
		there("of the body, without a right", of, 404)
		f.grant(t, f.clerk, f.north)
		there("with the right again", own, 200)
		f.revoke(t, f.clerk)
		f.grant(t, f.clerk, f.south)
		there("in another post", of, 404)
		if got, _ := f.events(t, own); len(got) != 0 {
			t.Errorf("in another post the desk holds %q", got)
		}
		f.revoke(t, f.clerk)
		f.grant(t, f.clerk, f.north)

		again := f.make(t, f.clerk, "")
		there("when it was made anew", own, 404)
		there("the new one", again, 200)
		var addresses []feed.Address
		err := f.Do(ctx, f.as(f.clerk), func(u *work.Unit) (err error) { addresses, err = feed.Addresses(ctx, &u.View); return err })
		if err != nil || len(addresses) != 2 || addresses[0].Body != "" {
			t.Fatalf("%+v %v", addresses, err)
		}
		err = f.Do(ctx, f.as(f.other), func(u *work.Unit) error { return feed.Revoke(ctx, u, addresses[0].ID) })
		if !fault.Is(err, fault.Unknown) {
			t.Errorf("somebody else revokes it: %v", err)
		}
		err = f.Do(ctx, f.as(f.clerk), func(u *work.Unit) error { return feed.Revoke(ctx, u, addresses[0].ID) })
		if err != nil {
			t.Fatal(err)
		}
		there("when it was revoked", again, 404)

		last := f.make(t, f.clerk, "")
		f.MustDo(t, func(u *work.Unit) error { return account.Disable(ctx, u, f.clerk) })
		there("when the account is disabled", last, 404)
		f.MustDo(t, func(u *work.Unit) error { return account.Enable(ctx, u, f.clerk) })
		there("after that, for good", last, 404)
		last = f.make(t, f.clerk, "")
		there("one made then", last, 200)
		f.MustDo(t, func(u *work.Unit) error { return account.SetPassword(ctx, u, f.clerk, f.password) })
		there("when somebody else has chosen a password", last, 404)

		for _, s := range []feed.Secret{own, of, again, last} {
			if strings.Contains(f.logged.String(), string(s)) || strings.Contains(f.logged.String(), string(s)[:10]) {
				t.Error("the log holds an address")
			}
		}
		if !strings.Contains(f.logged.String(), "/calendar/{secret}") {
			t.Errorf("the log holds nothing: %.300s", f.logged)
		}
	})
}

// What a body leads and gives out is told to who may see it; a program and a
// stranger at a browser left open make no address.
func TestCalendarOfBody(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		f := open(t, o)
		f.give(t, f.north, "Sửa đường liên thôn", day("2026-12-10"))
		f.MustDo(t, func(u *work.Unit) error {
			_, err := task.AssignMany(ctx, u, []task.New{
				{Text: "Giao chi bộ", Issuer: f.north, Lead: f.cell, Due: day("2026-12-05")}, {Text: "Tự làm", Issuer: f.north, Lead: f.north, Due: day("2026-12-06")},
			})
			return err
		})
		got, _ := f.events(t, f.make(t, f.clerk, f.north))
		want := []string{"2026-12-05 Hạn: Giao chi bộ", "2026-12-06 Hạn: Tự làm", "2026-12-10 Hạn: Sửa đường liên thôn", "2026-12-20 Cập nhật: Sửa đường liên thôn"}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("the calendar holds %q, want %q", got, want)
		}
		refused := func(what string, who work.Who, b org.ID, kind fault.Kind) {
			t.Helper()
			err := f.Do(ctx, who, func(u *work.Unit) error { _, err := feed.Make(ctx, u, b); return err })
			if fault.KindOf(err) != kind {
				t.Errorf("%s: %v", what, err)
			}
		}
		refused("of another commune", f.as(f.clerk), f.south, fault.Forbidden)
		refused("of the province", f.as(f.clerk), f.province, fault.Forbidden)
		refused("by nobody", work.As(access.Actor{}), "", fault.Forbidden)
		changed := func(change func(*access.Actor)) work.Who {
			return func(ctx context.Context, v *work.View) (access.Actor, error) {
				a, err := f.as(f.clerk)(ctx, v)
				change(&a)
				return a, err
			}
		}
		refused("by a program", changed(func(a *access.Actor) { a.Only = []*access.Permission{task.CanSee} }), "", fault.Forbidden)
		refused("without a proof", changed(func(a *access.Actor) { a.ProvedUntil = time.Time{} }), "", fault.Unproven)
		refused("in no post", changed(func(a *access.Actor) { a.Grants = nil }), "", fault.Forbidden)
		refused("by an administrator", changed(func(a *access.Actor) { a.Grants[0].Role = access.Administrator }), "", fault.Forbidden)
	})
}

// A calendar does not grow without end, and says that it is not whole.
func TestCalendarIsBounded(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		f := open(t, o)
		f.MustDo(t, func(u *work.Unit) error {
			var all []task.New
			for i := range 501 {
				all = append(all, task.New{Text: fmt.Sprint("Việc ", i), Issuer: f.province, Lead: f.north, Due: day("2026-12-01").AddDays(i)})
			}
			all = append(all, task.New{Text: "Quá xa", Issuer: f.province, Lead: f.south, Due: day("2029-12-01")}, task.New{Text: "Còn trong hạn", Issuer: f.province, Lead: f.south, Due: day("2028-11-01")})
			for len(all) > 0 {
				n := min(len(all), 100)
				if _, err := task.AssignMany(t.Context(), u, all[:n]); err != nil {
					return err
				}
				all = all[n:]
			}
			return nil
		})
		s := f.make(t, f.clerk, "")
		got, _ := f.events(t, s)
		if len(got) != 500 || !strings.HasSuffix(got[499], "Việc 499") {
			t.Errorf("%d entries", len(got))
		}
		if w := f.get(s.Path(), ""); !strings.Contains(strings.ReplaceAll(w.Body.String(), "\r\n ", ""), "500 mục đầu") {
			t.Error("it does not say that there is more")
		}
		if got, _ := f.events(t, f.make(t, f.other, "")); len(got) != 1 || !strings.HasSuffix(got[0], "Còn trong hạn") {
			t.Errorf("far away is %q", got)
		}
	})
}

// One calendar does not ask for ever, and an address that nobody asks ends.
func TestCalendarsArePaced(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		f := open(t, o)
		s := f.make(t, f.clerk, "")
		site := f.site(work.As(access.Actor{}), 4)
		codes := map[int]int{}
		for range 6 {
			w := httptest.NewRecorder()
			site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, s.Path(), http.NoBody))
			codes[w.Code]++
			if w.Code == http.StatusTooManyRequests && w.Header().Get("Retry-After") == "" {
				t.Error("it does not say when to ask again")
			}
		}
		if codes[200] != 2 || codes[429] != 4 {
			t.Errorf("answered were %v", codes)
		}
		unused := f.make(t, f.other, "")
		after := func(days int, want int) {
			t.Helper()
			o.Set(dbtest.Start.AddDate(0, 0, days))
			if err := feed.Sweep(ctx, o.Office); err != nil {
				t.Fatal(err)
			}
			if w := f.get(unused.Path(), ""); w.Code != want {
				t.Errorf("after %d days: %d, want %d", days, w.Code, want)
			}
		}
		after(170, 200) // which is a use
		after(350, 200)
		after(531, 404)
	})
}

// The page leads through making, making anew and revoking.
func TestCalendarPage(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		f := open(t, o)
		c := webtest.New(t, f.site(f.as(f.clerk), 0))
		page := c.Get(feed.PageOf(f.north)).Want(http.StatusOK)
		if rows := page.Find("tbody tr"); rows.Length() != 2 || !strings.Contains(rows.Eq(1).Text(), "Đảng uỷ xã Bắc Hà") {
			t.Errorf("the page says %s", rows.Text())
		}
		made := page.Submit("tbody tr:nth-child(2) form", "body", string(f.north)).Want(http.StatusOK)
		at := made.Find("input[readonly]").AttrOr("value", "")
		if !regexp.MustCompile(`^http://[^/]+/calendar/[a-z2-7]{26}\.ics$`).MatchString(at) {
			t.Errorf("the address is %q", at)
		}
		if link := made.Find(".btn-primary").AttrOr("href", ""); !strings.HasPrefix(link, "webcal://") || !strings.HasSuffix(at, strings.TrimPrefix(link, "webcal:")) {
			t.Errorf("it is opened by %q", link)
		}
		page = c.Get(feed.PageAddress)
		if strings.Contains(string(page.Body), at[len(at)-20:]) || page.Find("tbody tr").Length() != 2 {
			t.Errorf("afterwards the page shows %s", page.Text("tbody"))
		}
		page.Submit("form[action$=revoke]").Want(http.StatusOK)
		if w := f.get(at[strings.Index(at, "/calendar"):], ""); w.Code != http.StatusNotFound {
			t.Errorf("revoked: %d", w.Code)
		}
		c.Get(feed.PageOf(f.south)).Want(http.StatusNotFound)
		c.Get(feed.PageOf("khong")).Want(http.StatusNotFound)
		c.Post(feed.PageAddress + "/0000000000000000/revoke").Want(http.StatusNotFound)
	})
}

// Who may do what. An address of nobody else can be revoked, so none is there.
func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		f := open(t, o)
		as := func(r access.Role, own bool) work.Who {
			b, a := f.north, f.clerk
			if !own {
				b, a = f.south, f.other
			}
			return func(ctx context.Context, v *work.View) (access.Actor, error) {
				return access.Actor{Account: string(a), Body: b.Scope(), ProvedUntil: v.Now.Add(time.Minute), Grants: []access.Grant{{Role: r, Scope: b.Scope(), Interval: civil.Since(day("2020-01-01"))}}}, nil
			}
		}
		f.make(t, f.clerk, "")
		var made []feed.Address
		if err := f.View(ctx, f.as(f.clerk), func(v *work.View) (err error) { made, err = feed.Addresses(ctx, v); return err }); err != nil {
			t.Fatal(err)
		}
		dbtest.Rights(t, o, as, map[string]dbtest.Operation{
			"Make":      {Own: "yyyyf", Other: "fffff", Do: func(u *work.Unit) (bool, error) { _, err := feed.Make(ctx, u, f.north); return true, err }},
			"Addresses": {Own: "yyyyy", Other: "-----", Do: func(u *work.Unit) (bool, error) { own, err := feed.Addresses(ctx, &u.View); return len(own) > 0, err }},
			"Revoke":    {Own: "yyyyy", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return true, feed.Revoke(ctx, u, made[0].ID) }},
		})
	})
}
