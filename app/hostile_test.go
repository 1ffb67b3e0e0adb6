package app_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/civil"
	"quyet/base/id"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/brief"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/feed"
	"quyet/feature/indicator"
	"quyet/feature/intake/source/sourcetest"
	"quyet/feature/meeting"
	"quyet/feature/notice"
	"quyet/feature/opinion"
	"quyet/feature/org"
	"quyet/feature/period"
	"quyet/feature/plan"
	"quyet/feature/point"
	"quyet/feature/position"
	"quyet/feature/report"
	"quyet/feature/roll"
	"quyet/feature/schedule"
	"quyet/feature/story"
	"quyet/feature/task"
)

// The province beside that of the story. What it does bears words that stand
// nowhere else: by the first one it is looked for, by the second it would be
// known.
const (
	farProvince = "XA-TU"
	farCommune  = "XA-X1"
	bait        = "Quýtchín"
	mark        = "Bưởidaxanh"
	farSymbol   = "7531-KH/ĐU"
)

// A far is the other province: who works there, and what there is of it.
type far struct {
	people  []person
	samples samples
	body    org.ID // the commune
	secrets []string

	calendar string // the secret address of what the commune has to do
}

// Nobody of one province learns anything of what another one does: not by
// address, list, search, export, file or from a program's answer, in whatever
// role and post. An address of something that is there answers as one of
// something that is not. New routes and new questions on pages are tried
// without being named here.
func TestHostileRead(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		p := s.begin(t)
		f := p.settle(t)
		if len(f.secrets) < 12 {
			t.Fatalf("the other province holds too little to be found: %q", f.secrets)
		}
		readers := append(slices.DeleteFunc(slices.Clone(s.people), func(who person) bool { return who.body != ownBody && who.role != "" }), p.provincials(t)...)
		for _, who := range readers {
			h := &hostile{t: t, p: p, far: f, who: who, client: p.as(t, who)}
			h.byAddress()
			h.everyPage()
			// The questions cost most; one person of each sort asks them.
			if who.body != ownBody || who.bearer != "" || who.kind == commissioner {
				h.everyQuestion()
			}
			if who.role != "" && (h.addresses == 0 || h.pages < 5) {
				t.Errorf("%s tried %d addresses and %d pages: the test tests nothing", h.name(), h.addresses, h.pages)
			}
		}
	})
}

// Behind no secret address stands anything that its owner may not see; nobody
// makes one of a body of the other province; and one that is known ends with the
// right of who made it.
func TestHostileCalendars(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		p := s.begin(t)
		f := p.settle(t)
		stranger := webtest.New(t, p)
		if page := stranger.Get(f.calendar); page.Status != http.StatusOK || !strings.Contains(string(page.Body), bait) {
			t.Fatalf("the calendar of the other province is answered by %d: there is nothing to be found", page.Status)
		}
		read := 0
		for _, who := range append(slices.DeleteFunc(slices.Clone(s.people), func(who person) bool { return who.body != ownBody || who.bearer != "" }), p.provincials(t)...) {
			if who.bearer != "" {
				continue
			}
			h := &hostile{t: t, p: p, far: f, who: who, client: p.as(t, who)}
			there := h.client.Post(feed.PageAddress, "body", string(f.body))
			none := h.client.Post(feed.PageAddress, "body", id.New[string]())
			if there.Status < 400 || there.Status != none.Status || plain(there, "") != plain(none, "") {
				t.Errorf("%s makes a calendar of the other province: %d, of nobody: %d", h.name(), there.Status, none.Status)
			}
			h.search(feed.PageAddress, h.client.Get(feed.PageOf(f.body)), []string{string(f.body)})
			made := h.client.Post(feed.PageAddress, "body", "")
			if made.Status != http.StatusOK {
				continue // administrators see no tasks
			}
			at, err := url.Parse(made.Find("main input[readonly]").AttrOr("value", ""))
			if err != nil {
				t.Fatal(err)
			}
			page := stranger.Get(at.Path)
			h.search(at.Path, page, nil)
			if page.Status == http.StatusOK {
				read++
			}
			h.client.Get("/calendar/" + strings.Repeat("a", 26) + ".ics").Want(http.StatusNotFound)
		}
		if read < 5 {
			t.Errorf("%d calendars were read: the test tests nothing", read)
		}
		err := p.Office.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
			found, _, err := account.List(t.Context(), &u.View, account.Question{Search: mark + " " + string(access.Head)})
			if err == nil && len(found) != 1 {
				t.Fatalf("%d accounts are called so", len(found))
			}
			if err != nil {
				return err
			}
			return account.Disable(t.Context(), u, found[0].ID)
		})
		if err != nil {
			t.Fatal(err)
		}
		wrong := "/calendar/" + strings.Repeat("b", 26) + ".ics"
		ended, none := stranger.Get(f.calendar), stranger.Get(wrong)
		// The address that was asked for stands on the page: after choosing a language one is back there.
		if ended.Status != http.StatusNotFound || strings.ReplaceAll(plain(ended, ""), f.calendar, wrong) != plain(none, "") {
			t.Errorf("the calendar of a disabled account is answered by %d, one that there is not by %d", ended.Status, none.Status)
		}
	})
}

// A hostile is one person who looks for what is not theirs.
type hostile struct {
	t                *testing.T
	p                *play
	far              *far
	who              person
	client           *webtest.Client
	asked            map[string][]string // keys of the questions of an address, as pages ask them
	addresses, pages int
}

func (h *hostile) name() string { return h.who.title() + " of " + h.who.body }

// open are the addresses of what everybody may know: who is there, and by
// which rules.
func isOpen(path string) bool {
	for _, of := range []string{"/bodies", "/groups", "/positions", "/rules", "/login/provider", "/account/providers"} {
		if path == of || strings.HasPrefix(path, of+"/") {
			return true
		}
	}
	return false
}

// elsewhereTested are routes for which the other province has nothing to show.
var elsewhereTested = map[string]string{
	"GET /calendar/{secret}":                     "whoever knows the address may read it, and no page leads there: TestHostileCalendars",
	"GET /p/{secret}":                            "whoever holds the slip reports for its point, and no page leads there: feature/point",
	"POST /p/{secret}":                           "as GET /p/{secret}",
	"GET /c/{code}":                              "whoever knows the code on a letter may answer it: TestCodes of feature/roll",
	"POST /c/{code}/reply":                       "as GET /c/{code}",
	"POST /c/{code}/checkin":                     "as GET /c/{code}",
	"GET /invitations/{id}":                      "is for who is called alone: TestOwnInvitation of feature/roll",
	"POST /invitations/{id}/reply":               "as GET /invitations/{id}",
	"POST /invitations/{id}/checkin":             "as GET /invitations/{id}",
	"GET /invitations/{id}/papers/{paper}":       "as GET /invitations/{id}: TestPageOfInvitations of feature/roll",
	"POST /account/factors/passkeys/{id}/remove": "a passkey is its owner's alone, and takes a browser to make: TestPasskeyRights",
	"POST /sheets/tasks/{sum}":                   "the hash of a sheet is known to whoever has the sheet; a row of a task that they may not see is refused as one that there is not: feature/sheet",
	"POST /citations/{link}":                     "the resolution that is cited is of the story, where they do not see it; access.golden has the link of another commune",
}

// byAddress asks every address that names a thing for that of the other
// province, and for one that there is not.
func (h *hostile) byAddress() {
	for _, rt := range h.p.Routes() {
		path := pathOf(rt)
		there, ok := h.far.samples.fill(path)
		if !strings.Contains(path, "{") || strings.HasSuffix(path, "{$}") || isOpen(path) {
			continue
		}
		if !ok && elsewhereTested[rt.Pattern] != "" {
			continue
		}
		if !ok {
			h.t.Errorf("%s: no page of the other province leads to such an address", rt.Pattern)
			continue
		}
		ghost := ghostOf(path, there)
		got, none := h.ask(rt, there), h.ask(rt, ghost)
		h.addresses++
		if got.Status != none.Status || plain(got, there) != plain(none, ghost) {
			h.t.Errorf("%s %s as %s: answered by %d, what is not there by %d\n%.1000s\n%.1000s", methodOf(rt), there, h.name(), got.Status, none.Status, plain(got, there), plain(none, ghost))
		}
		if got.Status < 300 && rt.Program == nil || got.Status == http.StatusSeeOther && h.who.role != "" && methodOf(rt) == http.MethodPost {
			h.t.Errorf("%s %s as %s: status %d", methodOf(rt), there, h.name(), got.Status)
		}
		h.search(there, got, nil)
	}
}

func (h *hostile) ask(rt web.Route, address string) *webtest.Page {
	r := httptest.NewRequest(methodOf(rt), address, http.NoBody)
	if r.Method == http.MethodPost {
		r = webtest.FormRequest(address, nil)
	}
	return h.client.Do(r)
}

// ghostOf returns an address as there, of things that there are not.
func ghostOf(path, there string) string {
	names, values := strings.Split(path, "/"), strings.Split(there, "/")
	for i, name := range names {
		if strings.HasPrefix(name, "{") && id.Valid(values[i]) {
			values[i] = id.New[string]()
		}
	}
	return strings.Join(values, "/")
}

var requestNumber = regexp.MustCompile(`\b[A-Z2-7]{10}\b`)

// plain returns an answer without what differs from one request to the next.
func plain(p *webtest.Page, address string) string {
	said := string(p.Body) + p.Header.Get("Location")
	for value := range strings.SplitSeq(address, "/") {
		if id.Valid(value) {
			said = strings.ReplaceAll(said, value, "…")
		}
	}
	return requestNumber.ReplaceAllString(said, "…")
}

// everyPage goes wherever the pages of the person lead.
func (h *hostile) everyPage() {
	h.asked = map[string][]string{}
	h.p.visit(h.t, h.client, visits, func(page *webtest.Page) {
		h.pages++
		h.search(page.Address, page, nil)
		if !page.IsHTML() {
			return
		}
		page.Find("form:not([method=post])[action^='/'] [name]").Each(func(_ int, field *goquery.Selection) {
			h.knows(field.Closest("form").AttrOr("action", ""), field.AttrOr("name", ""))
		})
		page.Find("a[href*='?']").Each(func(_ int, a *goquery.Selection) {
			if u, err := url.Parse(a.AttrOr("href", "")); err == nil && strings.HasPrefix(u.Path, "/") {
				for key := range u.Query() {
					h.knows(u.Path, key)
				}
			}
		})
	})
	for _, rt := range h.p.Routes() {
		if rt.Program != nil && rt.Program.Query != nil {
			for _, key := range queryOf(rt) {
				h.knows(pathOf(rt), key)
			}
		}
	}
}

func (h *hostile) knows(path, key string) {
	if !slices.Contains(h.asked[path], key) {
		h.asked[path] = append(h.asked[path], key)
	}
}

// everyQuestion asks what pages ask, for the things of the other province.
func (h *hostile) everyQuestion() {
	things := []string{bait, string(h.far.body), farCommune, farSymbol}
	for _, of := range []string{"/tasks/{id}", "/documents/{id}"} {
		things = append(things, strings.TrimPrefix(h.far.samples[of], of[:strings.LastIndex(of, "/")+1]))
	}
	for path, keys := range h.asked {
		for _, key := range keys {
			for _, thing := range things {
				address := path + "?" + url.Values{key: {thing}}.Encode()
				h.search(address, h.client.Do(httptest.NewRequest(http.MethodGet, address, http.NoBody)), []string{thing})
			}
		}
	}
}

// search looks for what nobody here may know in an answer; what was asked for
// may be said again.
func (h *hostile) search(address string, page *webtest.Page, said []string) {
	for _, text := range texts(h.t, page.Body) {
		for _, secret := range h.far.secrets {
			if strings.Contains(text, secret) && !slices.Contains(said, secret) && !strings.Contains(address, secret) {
				at := strings.Index(text, secret)
				h.t.Errorf("%s as %s: the answer (%d) holds %q: …%s…", address, h.name(), page.Status, secret, text[max(0, at-80):min(len(text), at+80)])
				return
			}
		}
	}
}

// texts returns an answer as it is, and what it has packed.
func texts(t *testing.T, body []byte) []string {
	all := []string{string(body)}
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return all
	}
	for _, file := range z.File {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(content))
	}
	return all
}

// visit opens every address without wildcards, and whatever the pages lead to,
// each pattern so many times.
func (p *play) visit(t *testing.T, c *webtest.Client, times int, opened func(*webtest.Page)) {
	t.Helper()
	mux := http.NewServeMux()
	var queue []string
	for _, rt := range p.Routes() {
		pattern := rt.Pattern
		if strings.HasSuffix(pattern, "/") {
			pattern += "{$}"
		}
		mux.Handle(pattern, http.NotFoundHandler())
		if methodOf(rt) == http.MethodGet && !strings.Contains(pattern, "{") {
			queue = append(queue, pathOf(rt))
		}
	}
	n, seen := map[string]int{}, map[string]bool{}
	for i := 0; i < len(queue); i++ {
		address, _, _ := strings.Cut(queue[i], "#")
		r := httptest.NewRequest(http.MethodGet, address, http.NoBody)
		_, pattern := mux.Handler(r)
		if n[pattern] >= times || seen[address] || pattern == "" {
			continue
		}
		seen[address] = true
		page := c.Do(r)
		n[pattern]++
		opened(page)
		if page.IsHTML() {
			page.Find("a[href^='/']").Each(func(_ int, a *goquery.Selection) { queue = append(queue, a.AttrOr("href", "")) })
		}
	}
}

// settle founds the other province, lets its people do whatever the people of
// the story's communes do, and collects what there is of it.
func (p *play) settle(t *testing.T) *far {
	t.Helper()
	ctx := t.Context()
	f := &far{samples: samples{}}
	secret, err := account.Choose(ctx, story.Password)
	if err != nil {
		t.Fatal(err)
	}
	paper, size, err := p.Files.Put(ctx, strings.NewReader("Kế hoạch "+mark))
	if err != nil {
		t.Fatal(err)
	}
	err = p.Office.Do(ctx, work.System("test"), func(u *work.Unit) error {
		f.people, f.secrets = nil, nil
		act := org.Act{Symbol: "9-QĐ/TW", On: civil.MustParse("2025-06-12")}
		province, err := org.Establish(ctx, u, org.NewBody{Code: farProvince, Name: "Tỉnh uỷ Xa", Kind: org.Committee, Tier: org.Province, Line: org.Party}, civil.MustParse("2025-07-01"), act)
		if err != nil {
			return err
		}
		if f.body, err = org.Establish(ctx, u, org.NewBody{Code: farCommune, Name: "Đảng uỷ xã Xa Nhất", Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: province}, civil.MustParse("2025-07-01"), act); err != nil {
			return err
		}
		for _, role := range access.Roles() {
			who := person{role: role, body: farCommune}
			made, err := account.Create(ctx, u, account.NewAccount{Login: who.login(), Name: mark + " " + string(role), Password: secret})
			if err != nil {
				return err
			}
			if _, err := account.GrantRole(ctx, u, account.NewGrant{Account: made, Role: role, Scope: f.body.Scope(), Interval: civil.Since(civil.Of(now))}); err != nil {
				return err
			}
			f.people, f.secrets = append(f.people, who), append(f.secrets, string(made))
		}
		d, err := doc.Register(ctx, u, doc.NewDocument{
			Owner:    f.body,
			Metadata: doc.Metadata{Body: f.body, Issuer: "Đảng uỷ xã Xa Nhất", Type: doc.Of(citation.Plan), Symbol: farSymbol, IssuedOn: u.Today, Subject: "về " + bait + " " + mark},
			Files:    []doc.File{{SHA256: paper, Name: mark + ".txt", Media: "text/plain; charset=utf-8", Size: size}},
		})
		if err != nil {
			return err
		}
		f.secrets = append(f.secrets, string(d))
		programme, err := plan.Make(ctx, u, plan.Programme{Kind: plan.Work, Body: f.body, Title: "Chương trình " + bait + " " + mark, From: u.Today, Until: u.Today.AddDays(90)})
		if err != nil {
			return err
		}
		if err := plan.PutItems(ctx, u, programme, []plan.Item{{Words: "Trồng " + bait + " " + mark, Forum: plan.Board, Prepares: mark}}); err != nil {
			return err
		}
		items, err := plan.ItemsOf(ctx, &u.View, programme)
		if err != nil {
			return err
		}
		f.secrets = append(f.secrets, string(programme), string(items[0].ID))
		entry, err := schedule.Add(ctx, u, schedule.Entry{Body: f.body, On: u.Today, Words: "Họp về " + bait + " " + mark})
		if err != nil {
			return err
		}
		f.secrets = append(f.secrets, string(entry))
		conference, err := meeting.Make(ctx, u, meeting.Meeting{
			Body: f.body, Kind: meeting.Cell, Title: "Hội nghị " + bait + " " + mark, Starts: u.Now.AddDate(0, 0, 1), Ends: u.Now.AddDate(0, 0, 2), Document: d,
		}, meeting.ReadAgenda("1. Báo cáo "+bait+" "+mark+" (10 phút)"))
		if err != nil {
			return err
		}
		template, err := meeting.Make(ctx, u, meeting.Meeting{Body: f.body, Kind: meeting.Briefing, Template: true, Title: "Giao ban " + bait + " " + mark}, nil)
		if err != nil {
			return err
		}
		series, err := meeting.PutSeries(ctx, u, meeting.Series{Meeting: &meeting.Meeting{ID: template}, Recurrence: "FREQ=WEEKLY;BYDAY=TU", From: "08:00", Until: "09:00"}, u.Today.AddDays(20))
		if err != nil {
			return err
		}
		f.secrets = append(f.secrets, string(template), string(series))
		agenda, err := meeting.AgendaOf(ctx, &u.View, conference)
		if err != nil {
			return err
		}
		if err := meeting.Do(ctx, u, conference, meeting.DoOpen, ""); err != nil {
			return err
		}
		said, err := meeting.Note(ctx, u, conference, meeting.Outcome{Kind: meeting.Order, Words: "Trồng " + bait + " " + mark, Speaker: mark})
		if err != nil {
			return err
		}
		if err := meeting.NeedFollow(ctx, u, said, 1, f.body, u.Today.AddDays(3)); err != nil {
			return err
		}
		if err := settledMeetings(ctx, u, p.Files, f.body, paper, "Hội nghị đã qua "+bait+" "+mark); err != nil {
			return err
		}
		if err := handOut(ctx, u, conference, meeting.File{Name: mark + ".txt", SHA256: paper, Size: 1}); err != nil {
			return err
		}
		handedOut, err := meeting.Handouts(ctx, &u.View, conference)
		if err != nil {
			return err
		}
		f.secrets = append(f.secrets, string(handedOut[agenda[0].ID][0].ID))
		f.secrets = append(f.secrets, string(conference), string(agenda[0].ID), string(said))
		question, err := opinion.Ask(ctx, u, opinion.Question{Body: f.body, Title: "Dự thảo " + bait + " " + mark, File: opinion.File{SHA256: paper, Name: mark + ".txt"}}, []org.ID{province})
		if err != nil {
			return err
		}
		_, asked, err := opinion.Find(ctx, &u.View, question)
		if err != nil {
			return err
		}
		f.secrets = append(f.secrets, string(question), string(asked[0].ID))
		if err := makeReports(ctx, u, p.Files, f.body, bait+" "+mark); err != nil {
			return err
		}
		figures, err := reportFigures(ctx, u, f.body, bait+" "+mark)
		if err != nil {
			return err
		}
		f.secrets = append(f.secrets, string(figures))
		if _, err := point.Make(ctx, u, conference, []org.ID{f.body}); err != nil {
			return err
		}
		halls, _, err := point.List(ctx, &u.View, point.Question{Meeting: conference}, 1)
		if err != nil {
			return err
		}
		if err := point.Change(ctx, u, halls[0].ID, 1, "Điểm cầu "+bait+" "+mark, mark, mark); err != nil {
			return err
		}
		f.secrets = append(f.secrets, string(halls[0].ID))
		// Who holds titles is told to everybody, as bodies are; it is only changed by nobody from elsewhere.
		if _, err := position.Put(ctx, u, position.Holding{Person: position.Person{Name: "Bí thư " + bait}, Title: position.Secretary, Body: f.body, Interval: civil.Since(u.Today)}); err != nil {
			return err
		}
		if err := roll.SetCall(ctx, u, conference, 0, []roll.Line{{Capacity: roll.Member, Title: position.Secretary, Body: f.body}}); err != nil {
			return err
		}
		if _, err := roll.Summon(ctx, u, conference); err != nil {
			return err
		}
		if err := plan.SetSteps(ctx, u, d, map[plan.Step]civil.Date{plan.Brief: u.Today.AddDays(5)}, f.body); err != nil {
			return err
		}
		if err := brief.Ask(ctx, u, d, map[brief.Audience]civil.Date{"members": {}}, f.body); err != nil {
			return err
		}
		sitting, err := brief.Hold(ctx, u, brief.Sitting{Doc: d, Body: f.body, On: u.Today, Form: brief.Hall, Place: bait + " " + mark, Speaker: mark, Words: mark, Reached: map[brief.Audience]int64{"members": 3}})
		if err != nil {
			return err
		}
		check, err := brief.PutCheck(ctx, u, brief.Check{Doc: d, Body: f.body, Title: "Thu hoạch " + bait + " " + mark, Until: u.Today}, mark+"?\n* a\n- b")
		if err != nil {
			return err
		}
		if _, err := brief.AskAcks(ctx, u, d, f.body, u.Today); err != nil {
			return err
		}
		f.secrets = append(f.secrets, string(sitting), string(check))
		for i := range 3 {
			made, err := task.AssignNew(ctx, u, task.New{
				Text: fmt.Sprintf("Trồng %s %s, đợt %d", bait, mark, i), Issuer: f.body, Lead: f.body, Due: u.Today.AddDays(20 * (i - 1)), Deliverable: "Báo cáo " + mark,
			})
			if err != nil {
				return err
			}
			f.secrets = append(f.secrets, string(made))
			w, err := task.Get(ctx, &u.View, made)
			if err != nil {
				return err
			}
			if i == 0 {
				continue // has still to be answered
			}
			if err := task.Accept(ctx, u, w.Ref(), mark); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	f.secrets = append(f.secrets, mark, farSymbol)
	hookOf(t, p, person{role: access.Administrator, body: farCommune})
	for i, who := range f.people {
		signIn := func() *webtest.Client {
			c := webtest.New(t, p)
			c.Do(webtest.FormRequest("/login", webtest.Fields("login", who.login(), "password", story.Password))).Want(http.StatusSeeOther)
			return c
		}
		signIn() // elsewhere too
		c := signIn()
		f.people[i].sessions = c.Get("/account").Kept()
		switch who.role {
		case access.Office:
			handsInEvidence(t, c)
			cite(t, c)
			c.Post("/tasks/batch", "verb", string(task.DoComment), "whole", "1", "step", "do", "note", bait+" "+mark).Want(http.StatusOK)
			c.Post("/lists", "name", bait+" "+mark, "ask", "timing=overdue&sort=-late").Want(http.StatusOK)
			c.Post("/dashes", "body", string(f.body), "title", bait+" "+mark, "frequency", "month", "shared", "on").Want(http.StatusOK)
			c.Send("/intake", nil, webtest.Upload{Field: "files", Name: "Kế hoạch " + mark + ".docx", Content: sourcetest.Plan(4).Bytes()}).Want(http.StatusOK)
		case access.Head:
			c.Send("/personal/requests", webtest.Fields("kind", "see")).Want(http.StatusOK)
			c.Post("/account/tokens", "name", mark, "scope", "update", "until", civil.Of(now).AddDays(30).Vietnamese()).Want(http.StatusOK)
			f.calendar = calendarOf(t, c, string(f.body))
			page := c.Get("/account/deputies")
			page.Submit("main form", "deputy", page.Find("select[name=deputy] option:not([value=''])").AttrOr("value", ""), "until", civil.Of(now).AddDays(3).Vietnamese()).Want(http.StatusOK)
		}
	}
	if err := errors.Join(p.Keeper.Seal(ctx, p.Office), notice.Gather(ctx, p.Office), p.Office.Do(ctx, work.System("test"), func(u *work.Unit) error {
		return addMail(ctx, u, f.people[0])
	})); err != nil {
		t.Fatal(err)
	}
	f.samples["/notices/settings/confirm/{token}"] = "/notices/settings/confirm/" + confirming(farCommune)
	deriveHooks(t, p.App)
	p.gather(t, f)
	return f
}

// ofReturns learns the pages of a return that only some states lead to, and where a form
// sends its sender.
func (s samples) ofReturns(sheet string) {
	s["/returns/{id}/sheet/{sum}"] = s["/returns/{id}"] + "/sheet/" + sheet
	for _, page := range []string{"/give_back", "/correct"} {
		s["/returns/{id}"+page] = s["/returns/{id}"] + page
	}
	s["/api/v1/returns/{id}"] = "/api/v1" + s["/returns/{id}"]
}

// reportFigures has a body report a number of a set of its own.
func reportFigures(ctx context.Context, u *work.Unit, b org.ID, words string) (indicator.ReturnID, error) {
	c, err := period.Load(ctx, &u.View)
	if err != nil {
		return "", err
	}
	s := indicator.Set{Body: b, Code: "RIENG", Name: words, Frequency: period.Month, Interval: civil.Since(u.Today.AddDays(-200)), Scope: []indicator.Reporting{{Body: b}}}
	if s.ID, err = indicator.DefineSet(ctx, u, s); err != nil {
		return "", err
	}
	made, err := indicator.Define(ctx, u, s.ID, indicator.Indicator{Code: "A", Name: words, Direction: indicator.Up, Sort: indicator.Number, Aggregation: indicator.Total, Running: indicator.OfPeriod})
	if err != nil {
		return "", err
	}
	now := c.Holding(period.Month, u.Today)
	if err := indicator.Aim(ctx, u, s.ID, indicator.Target{Indicator: made[0], Body: b, Period: now, Cell: indicator.Cell{Value: 7, Note: words}}); err != nil {
		return "", err
	}
	if _, err := indicator.OpenReturns(ctx, u, &s, now, c); err != nil {
		return "", err
	}
	r, err := indicator.ReturnOf(ctx, &u.View, s.ID, now, b)
	if err != nil {
		return "", err
	}
	return r.ID, indicator.Take(ctx, u, r.ID, indicator.Taking{Verb: indicator.Enter, Version: r.Version, Cells: indicator.Cells{1: {Value: 5, Note: words}}})
}

// gather learns every address of a thing to which the pages of the other
// province lead, and takes the names of the things for secrets.
func (p *play) gather(t *testing.T, f *far) {
	t.Helper()
	broken := map[string]string{}
	for _, who := range f.people {
		p.wander(t, who, p.Routes(), broken, func(pattern, address, _ string) { f.samples.learn(pattern, address) })
	}
	f.samples["/api/v1/tasks/{id}"] = "/api/v1" + f.samples["/tasks/{id}"]
	f.samples.ofReturns(strings.Repeat("0", 64))
	for _, at := range broken {
		t.Errorf("a link of the other province is broken on %s", at)
	}
	tree := p.tree(t)
	for pattern, address := range f.samples {
		for value := range strings.SplitSeq(address, "/") {
			if _, body := tree.Body(org.ID(value)); id.Valid(value) && !body && !isOpen(pattern) && !slices.Contains(f.secrets, value) {
				f.secrets = append(f.secrets, value)
			}
		}
	}
}

func (p *play) tree(t *testing.T) (tree *org.Tree) {
	t.Helper()
	err := p.Office.View(t.Context(), work.System("test"), func(v *work.View) (err error) {
		tree, err = org.Load(t.Context(), v)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// provincials are people of every role on the whole province of the story, and
// a program of one of them.
func (p *play) provincials(t *testing.T) (people []person) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	secret, err := account.Choose(ctx, story.Password)
	if err != nil {
		t.Fatal(err)
	}
	body, _ := p.tree(t).ByCode(province)
	for _, role := range access.Roles() {
		who := person{role: role, body: province, kind: "province"}
		err := p.Office.Do(ctx, work.System("test"), func(u *work.Unit) error {
			made, err := account.Create(ctx, u, account.NewAccount{Login: who.login(), Name: "Tỉnh " + string(role), Password: secret})
			if err != nil {
				return err
			}
			_, err = account.GrantRole(ctx, u, account.NewGrant{Account: made, Role: role, Scope: body.ID.Scope(), Interval: civil.Since(civil.Of(now))})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		c := webtest.New(t, p)
		who.sessions = c.Do(webtest.FormRequest("/login", webtest.Fields("login", who.login(), "password", story.Password))).Want(http.StatusSeeOther).Kept()
		people = append(people, who)
		if role == access.Head {
			people = append(people, person{role: role, body: province, kind: program, bearer: p.bearerOf(t, who, "update")})
		}
	}
	return people
}

// makeReports has a body freeze a report and begin another one, for which it asks a body
// below, and is asked for its own part by the one above.
func makeReports(ctx context.Context, u *work.Unit, files *blob.Store, body org.ID, words string) error {
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	sum, _, err := files.Put(ctx, strings.NewReader("Mẫu "+words))
	if err != nil {
		return err
	}
	if _, err := report.AddForm(ctx, u, body, "Mẫu "+words, sum); err != nil {
		return err
	}
	chart := tree.Chart(u.Today)
	for _, of := range []org.ID{body, body, chart.Superior(body)} {
		about := report.Outline{Title: "kết quả " + words, Scope: of, Period: words, From: u.Today.AddDays(-30), Until: u.Today, Post: words}
		made, err := report.Begin(ctx, u, of, "month", about)
		if err != nil {
			return err
		}
		block, err := report.AddBlock(ctx, u, made, 1, report.Collected)
		if err != nil {
			return err
		}
		for _, b := range chart.Below(of) {
			if b == body || of == body {
				if _, err := report.AskSlots(ctx, u, made, block, u.Today.AddDays(5), []org.ID{b}); err != nil {
					return err
				}
				break
			}
		}
		all, _, err := report.List(ctx, &u.View, of, report.Frozen, "", 1)
		if err != nil {
			return err
		}
		if of == body && len(all) == 0 {
			if err := report.Freeze(ctx, u, files, made, 2); err != nil {
				return err
			}
		}
	}
	return nil
}
