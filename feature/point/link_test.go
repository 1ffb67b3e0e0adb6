package point_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/point"
)

// clerk makes an account that is the office of a body, and returns it in that post.
func (p *place) clerk(t testing.TB, body string) (account.ID, work.Who) {
	t.Helper()
	password, err := account.Choose(t.Context(), "từ nghị quyết đến kết quả")
	if err != nil {
		t.Fatal(err)
	}
	var made []account.ID
	p.MustDo(t, func(u *work.Unit) error {
		if made, err = account.CreateAll(t.Context(), u, []account.NewAccount{{Login: strings.ToLower(body) + ".vanphong", Name: "Văn phòng " + body, Password: password}}); err != nil {
			return err
		}
		_, err = account.GrantRole(t.Context(), u, account.NewGrant{Account: made[0], Role: access.Office, Scope: p.of[body].Scope(), Interval: civil.Since(u.Today)})
		return err
	})
	return made[0], func(ctx context.Context, v *work.View) (access.Actor, error) {
		who, err := account.Absent(ctx, v, made[0], v.Now)
		if err == nil && len(who.Posts) > 0 {
			who = who.In(who.Posts[0])
		}
		return who, err
	}
}

// browser opens the pages of conferences and points as somebody.
func (p *place) browser(t testing.TB, who work.Who) *webtest.Client {
	t.Helper()
	site := &web.Site{
		Office: p.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.DiscardHandler), Pace: 600,
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Kind.String() + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
	}
	c := meeting.Capability(meeting.Deps{Panels: []func(context.Context, *work.View, *meeting.Meeting) (templ.Component, error){point.Panel}, Attendance: []meeting.Attending{point.Attending}})
	return webtest.New(t, site.Handler(append(c.Routes, point.Capability(point.Deps{}).Routes...)))
}

// both opens an address in both languages and looks for what is wrong with its HTML.
func both(t testing.TB, c *webtest.Client, address string) *webtest.Page {
	t.Helper()
	c.SetLang(text.English)
	en := c.Get(address).Want(http.StatusOK)
	c.SetLang(text.Vietnamese)
	vi := c.Get(address).Want(http.StatusOK)
	for _, f := range append(webtest.Faults(vi.Body), webtest.Faults(en.Body)...) {
		t.Errorf("%s: %s", address, f)
	}
	return vi
}

// Whoever holds the slip of a point reports for it and sees nothing else; the address ends
// when it is revoked or made anew, when the role of who gave it ends, and takes nothing
// after the conference is closed. A wrong one is answered like one that has ended.
func TestAPointReportsByItsLink(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		clerk, who := p.clerk(t, "T")
		p.makes(t, "A", "A1", "B")
		p.MustDo(t, func(u *work.Unit) error { return point.SetAudiences(ctx, u, p.meeting, []string{"members"}) })
		office, stranger := p.browser(t, who), p.browser(t, work.As(access.Actor{}))
		given := office.Post("/meetings/" + string(p.meeting) + "/points/links").Want(http.StatusOK)
		slips := given.Find(".point-slip")
		if slips.Length() != 3 || slips.Find("svg.qr").Length() != 3 || strings.Contains(given.Text("main"), "Lập và in") {
			t.Fatalf("%d slips: %s", slips.Length(), given.Text("main"))
		}
		path := func(page *webtest.Page, n int) string {
			at, err := url.Parse(strings.TrimSpace(page.Find(".point-address").Eq(n).Text()))
			if err != nil {
				t.Fatal(err)
			}
			return at.Path
		}
		at := path(given, 1)
		page := both(t, stranger, at)
		if !strings.Contains(page.Text("h1"), "Đảng uỷ A1") || page.Has("nav.mainnav") || page.Has("main a") || len(page.Body) > 30_000 {
			t.Errorf("the page of a slip: %d bytes, %s", len(page.Body), page.Text("main"))
		}
		// A form sent by mistake is no report of nobody.
		none := page.Submit("main form").Want(http.StatusUnprocessableEntity)
		if !none.Has("#f-called-error") || !none.Has("#f-present-error") || !none.Has("#f-p1-error") || p.points(t)["A1"].Times > 0 {
			t.Errorf("an empty report: %s", none.Text("main"))
		}
		stranger.Post(at).Want(http.StatusUnprocessableEntity)
		if page.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("the page of a slip may be kept: %s", page.Header.Get("Cache-Control"))
		}
		wrong := page.Submit("main form", "called", "12", "present", "hai", "excused", "1", "c1", "4", "p1", "3").Want(http.StatusUnprocessableEntity)
		if !wrong.Has("#f-present-error") || wrong.Find("[name=present]").AttrOr("value", "") != "hai" || wrong.Find("[name=p1]").AttrOr("value", "") != "3" {
			t.Errorf("what is wrong: %s", wrong.Text("main"))
		}
		sent := wrong.Submit("main form", "present", "11").Want(http.StatusOK)
		if got := p.points(t)["A1"]; got.Present != 11 || got.Called != 12 || got.Of[0] != (meeting.Turnout{Called: 4, Present: 3}) {
			t.Errorf("after a report: %+v", got)
		}
		if !strings.Contains(sent.Text("main"), "Đã nhận báo cáo") || sent.Find("[name=present]").AttrOr("value", "") != "11" {
			t.Errorf("the receipt: %s", sent.Text("main"))
		}
		// It is the right of the clerk, for this point only and at this address only.
		p.MustView(t, func(v *work.View) error {
			told, err := v.History(ctx, string(p.points(t)["A1"].ID), 1)
			if err == nil && (told[0].Account != string(clerk) || told[0].Body != string(p.of["T"])) {
				t.Errorf("who reported: %+v", told[0])
			}
			return err
		})
		nowhere := secretPathOf(strings.Repeat("b", 26))
		ended := func(what, at string) {
			t.Helper()
			got, unknown := stranger.Get(at), stranger.Get(nowhere)
			if got.Status != http.StatusNotFound || !bytes.Equal(got.Body, unknown.Body) {
				t.Errorf("%s: answered by %d", what, got.Status)
			}
			if got := stranger.Post(at, "called", "1", "present", "1"); got.Status != http.StatusNotFound {
				t.Errorf("%s: a report is answered by %d", what, got.Status)
			}
		}
		ended("not well-formed", secretPathOf("x"))
		points := p.points(t)
		office.Get(points["A"].ID.Address()).Want(http.StatusOK).Submit("form[action$='/revoke']").Want(http.StatusOK)
		ended("revoked", path(given, 0))
		again := office.Get(points["A1"].ID.Address()).Want(http.StatusOK).Submit("form[action$='/link']").Want(http.StatusOK)
		ended("made anew", at)
		at = path(again, 0)
		stranger.Get(at).Want(http.StatusOK)
		// Of a program, and of nobody, no link can be had.
		if err := p.Do(ctx, program, func(u *work.Unit) error { return only(point.GiveLink(ctx, u, points["A"].ID)) }); !fault.Is(err, fault.Forbidden) {
			t.Errorf("the program itself gives a link: %v", err)
		}
		for _, verb := range []meeting.Verb{meeting.DoOpen, meeting.DoClose} {
			p.MustDo(t, func(u *work.Unit) error { return meeting.Do(ctx, u, p.meeting, verb, "") })
		}
		late := stranger.Post(at, "called", "1", "present", "1").Want(http.StatusConflict)
		if p.points(t)["A1"].Present != 11 || !strings.Contains(late.Text("main"), "bế mạc") {
			t.Errorf("after it was closed: %s", late.Text("main"))
		}
		p.MustDo(t, func(u *work.Unit) error {
			found, err := account.Find(ctx, &u.View, clerk)
			if err != nil {
				return err
			}
			return account.Revoke(ctx, u, found.Grants[0].ID)
		})
		ended("after the role ended", at)
	})
}

func secretPathOf(s string) string { return point.Secret(s).Path() }

// Each address has a pace of its own: one that is asked too often holds up no other, and
// not the clerk by whose right they work.
func TestPaceOfLinks(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	_, who := p.clerk(t, "T")
	p.makes(t, "A", "B")
	office := p.browser(t, who)
	given := office.Post("/meetings/" + string(p.meeting) + "/points/links").Want(http.StatusOK)
	var paths []string
	for _, one := range given.Find(".point-address").EachIter() {
		at, err := url.Parse(strings.TrimSpace(one.Text()))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, at.Path)
	}
	held := false
	for range web.LinkPace {
		held = held || office.Get(paths[0]).Status == http.StatusTooManyRequests
	}
	if !held {
		t.Errorf("%d requests at once to one address are all answered", web.LinkPace)
	}
	office.Get(paths[1]).Want(http.StatusOK)
	office.Get("/points").Want(http.StatusOK)
}

// A clerk makes points, chooses what is counted, sees who has not reported, reports for a
// point and sets it right: without scripts, in both languages.
func TestPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	office := p.browser(t, p.as(access.Office, p.of["T"]))
	at := p.meeting.Address()
	both(t, office, at).Want(http.StatusOK)
	office.Get(at + "/points").Want(http.StatusOK)
	form := both(t, office, at+"/points/new")
	if nothing := form.Submit("main form.form", "hall", ""); nothing.Status != http.StatusUnprocessableEntity || !nothing.Has("#f-tier-error") {
		t.Errorf("nobody is chosen: %d %s", nothing.Status, nothing.Text("main"))
	}
	if unknown := form.Submit("main form.form", "who", "Đảng uỷ không có", "hall", ""); unknown.Status != http.StatusUnprocessableEntity || unknown.Find("[name=who]").AttrOr("value", "") != "Đảng uỷ không có" {
		t.Errorf("a body that there is not: %d", unknown.Status)
	}
	form.Submit("main form.form", "tier", "province").Want(http.StatusOK)
	made := form.Submit("main form.form", "tier", "commune", "hall", "").Want(http.StatusOK)
	if !strings.Contains(string(made.Body), "Đã lập 4 điểm cầu.") || len(webtest.Faults(made.Body)) > 0 {
		t.Errorf("after points are made: %q, %q", made.Text("body"), webtest.Faults(made.Body))
	}
	page := form.Submit("main form.form", "tier", "grassroots", "hall", "").Want(http.StatusOK)
	if all := p.points(t); len(all) != len(codes)+1 || all["T"].No != 1 {
		t.Fatalf("%d points", len(all))
	}
	if page.Find("#below tbody tr").Length() != 3 || page.Find("#missing tbody tr").Length() != 15 {
		t.Errorf("%d points of the first level, %d have not reported", page.Find("#below tbody tr").Length(), page.Find("#missing tbody tr").Length())
	}
	both(t, office, at+"/points/audiences")
	office.Send(at+"/points/audiences", url.Values{"audience": {"members", "people"}}).Want(http.StatusOK)
	points := p.points(t)
	own := p.browser(t, p.as(access.Office, p.of["A1"]))
	list := both(t, own, "/points")
	if list.Find("main tbody tr").Length() != 1 || !strings.Contains(list.Text("main"), "Chưa báo cáo") {
		t.Errorf("the points of a body: %s", list.Text("main"))
	}
	report := own.Get(points["A1"].ID.Address()).Want(http.StatusOK)
	if report.Has("a[href='" + at + "']") {
		t.Error("who works at a point is led to a conference that is not for them")
	}
	if wrong := report.Submit("main form.form", "called", "10", "present", "5", "excused", "0", "c1", "6", "p1", "6", "c2", "0", "p2", "0"); wrong.Status != http.StatusUnprocessableEntity || !wrong.Has("#f-p1-error") {
		t.Errorf("more members than people: %d", wrong.Status)
	}
	sent := report.Submit("main form.form", "called", "10", "present", "12", "excused", "0", "c1", "8", "p1", "8", "c2", "0", "p2", "0").Want(http.StatusOK)
	if !strings.Contains(sent.Text("main"), "Có mặt nhiều hơn triệu tập") {
		t.Errorf("more than were called: %s", sent.Text("main"))
	}
	for _, address := range []string{"/points", at + "/points/all", at + "/points/all?which=missing&tier=commune", points["A"].ID.Address(), points["A1"].ID.Address(), points["A"].ID.Address() + "/all", points["A1"].ID.Address() + "/edit", at + "/points/links", points["A"].ID.Address() + "/new", at} {
		both(t, office, address)
	}
	if missing := office.Get(at + "/points/all?which=missing&tier=commune"); missing.Find("main tbody tr").Length() != 3 {
		t.Errorf("%d communes have not reported", missing.Find("main tbody tr").Length())
	}
	edited := office.Get(points["A1"].ID.Address()+"/edit").Submit("main form.form", "place", "Hội trường xã", "charge", "Chánh Văn phòng").Want(http.StatusOK)
	if !strings.Contains(edited.Text("main"), "Hội trường xã") {
		t.Errorf("changed: %s", edited.Text("main"))
	}
	removed := office.Get(points["B"].ID.Address() + "/edit").Submit("form[action$='/remove']").Want(http.StatusOK)
	if len(p.points(t)) != 8 {
		t.Errorf("without one province: %s", removed.Text("main"))
	}
	office.Post(points["A"].ID.Address() + "/remove").Want(http.StatusConflict)
	for _, verb := range []meeting.Verb{meeting.DoOpen, meeting.DoClose} {
		p.MustDo(t, func(u *work.Unit) error { return meeting.Do(t.Context(), u, p.meeting, verb, "") })
	}
	p.Advance(time.Minute)
	right := both(t, office, points["A1"].ID.Address())
	if none := right.Submit("form[action$='/correct']", "present", "9"); none.Status != http.StatusUnprocessableEntity || !none.Has("#f-reason-error") {
		t.Errorf("set right without a reason: %d", none.Status)
	}
	done := right.Submit("form[action$='/correct']", "present", "9", "reason", "Đếm nhầm").Want(http.StatusOK)
	if !strings.Contains(done.Text("main"), "Sửa sau bế mạc: Đếm nhầm") || p.points(t)["A1"].Present != 9 {
		t.Errorf("set right: %s", done.Text("main"))
	}
	if own.Get(points["A1"].ID.Address()).Want(http.StatusOK).Has("form[action$='/correct']") {
		t.Error("who counted sets themselves right")
	}
}

// What a page cannot hold is walked by key: every point once.
func TestListsGoOn(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	var bodies []org.ID
	p.MustDo(t, func(u *work.Unit) error {
		for i := range 230 {
			made, err := org.Establish(t.Context(), u, org.NewBody{Code: "N" + string(rune('a'+i/26)) + string(rune('a'+i%26)), Name: "Đảng uỷ xã", Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: p.of["T"]}, civil.MustParse("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				return err
			}
			bodies = append(bodies, made)
		}
		return nil
	})
	p.MustDo(t, func(u *work.Unit) error { return only(point.Make(t.Context(), u, p.meeting, bodies)) })
	office := p.browser(t, p.as(access.Office, p.of["T"]))
	for _, first := range []string{"/points", "/points/all?which=missing"} {
		seen := map[string]bool{}
		for next := p.meeting.Address() + first; next != ""; {
			page := office.Get(next).Want(http.StatusOK)
			for _, a := range page.Find("#below tbody a, main table:not([id]) tbody a").EachIter() {
				seen[a.AttrOr("href", "")] = true
			}
			next = page.Find("a[rel=next]").AttrOr("href", "")
		}
		if len(seen) != 230 {
			t.Errorf("%s: %d of 230 points", first, len(seen))
		}
	}
}

// However many tables a page of points has, the right to see them is asked for once, and
// the list of a body names its conferences without looking each of them up.
func TestPagesOfPointsAskOnce(t *testing.T) {
	o := dbtest.New(t, db.SQLite, schema)
	p := newPlace(t, o)
	p.makes(t, "A1", "A1x")
	at := p.points(t)["A1"].ID.Address()
	first := p.meeting
	p.meeting = p.planned(t, "T")
	p.makes(t, "A1")
	c := p.browser(t, p.as(access.Office, p.of["T"]))
	asked := map[string]int{}
	o.DB.Watch(func(s *db.Stmt) { asked[s.Name]++ })
	defer o.DB.Watch(nil)
	for _, page := range []struct {
		address                  string
		meetings, points, levels int
	}{
		{"/meetings/" + string(first) + "/points", 1, 0, 0},
		{at, 1, 1, 0},
		{"/points?body=" + string(p.of["A1"]), 0, 0, 0},
	} {
		clear(asked)
		c.Get(page.address).Want(http.StatusOK)
		if asked["meeting.one"] != page.meetings || asked["point.one"] != page.points || asked["point.numbered"] != page.levels {
			t.Errorf("%s asks %v", page.address, asked)
		}
	}
	if asked["point.ofBody"] != 1 {
		t.Errorf("the list of a body asks %v", asked)
	}
}
