package board_test

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/board"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/task"
)

// browser returns a browser in which somebody works for a body.
func (p *province) browser(t *testing.T, name string, role access.Role, b org.ID) *webtest.Client {
	t.Helper()
	var tree *org.Tree
	p.MustView(t, func(v *work.View) (err error) {
		tree, err = org.Load(t.Context(), v)
		return err
	})
	files, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	who := work.As(access.Actor{Account: name, Name: name, Body: b.Scope(), Tree: tree, Grants: []access.Grant{{Role: role, Scope: b.Scope()}}})
	site := &web.Site{
		Office: p.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.DiscardHandler),
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Kind.String() + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
	}
	routes := append(task.Capability(task.Deps{Files: files}).Routes, board.Capability(board.Deps{}).Routes...)
	return webtest.New(t, site.Handler(routes))
}

// From the desk of the office to the desk of the commune and back, and on to
// the map: every page on the way is sound HTML in both languages.
func TestFromAssignmentToMap(t *testing.T) {
	p := establish(t, dbtest.New(t, db.SQLite, schema))
	commune := p.below[2]
	office, lead := p.browser(t, "Văn phòng", access.Office, p.top), p.browser(t, "Xã", access.Office, commune)
	sound := func(c *webtest.Client, address string) *webtest.Page {
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

	if desk := sound(lead, "/desk"); !desk.Has(".empty") {
		t.Error("an empty desk does not say that all is done")
	}
	form := sound(office, "/tasks/new")
	again := form.Submit("form.form", "text", "", "lead", string(commune), "due", "31/12/2026").Want(http.StatusUnprocessableEntity)
	if again.Value("due") != "31/12/2026" || !again.Has(".error-summary") {
		t.Errorf("a refused form keeps %q", again.Value("due"))
	}
	page := again.Submit("form.form", "text", "Lập danh sách hộ <nghèo>", "deliverable", "Danh sách").Want(http.StatusOK)
	if page.Title() == "" || !strings.Contains(page.Text("h1"), "Lập danh sách hộ <nghèo>") {
		t.Errorf("the page of the task is called %q", page.Text("h1"))
	}
	var id task.ID
	p.MustView(t, func(v *work.View) error {
		l, err := task.Find(t.Context(), v, task.Filter{Body: commune})
		id = l.Tasks[0].ID
		return err
	})
	step := func(c *webtest.Client, verb string, fields ...string) *webtest.Page {
		t.Helper()
		return sound(c, id.Address()+"/"+verb).Submit("form.form", fields...).Want(http.StatusOK)
	}
	if !sound(lead, "/desk").Has(`a[data-row-key="a"]`) {
		t.Error("the commune's desk does not offer to accept")
	}
	if named := step(office, "coordinate", "coordinator1", string(p.below[0])); !strings.Contains(named.Text("main"), "Cơ quan S0") {
		t.Error("the page of the task does not name the coordinating body")
	}
	step(lead, "accept")
	step(lead, "update", "note", "Đã xong 3 thôn", "progress", "3/8 thôn")
	sound(office, "/map")
	late := lead.Get(id.Address() + "/update").Want(http.StatusOK) // looked at before it was handed in
	step(lead, "submit", "note", "Đã có danh sách")
	if again := late.Submit("form.form", "note", "Chữ đã gõ").Want(http.StatusConflict); again.Value("note") != "Chữ đã gõ" && !strings.Contains(again.Text("textarea"), "Chữ đã gõ") {
		t.Error("what was typed into an outdated form is lost")
	}
	if !sound(office, "/desk").Has(`a[data-row-key="c"]`) {
		t.Error("the office's desk does not offer to confirm")
	}
	step(office, "confirm")
	done := sound(office, id.Address())
	for _, want := range []string{"Đã xong 3 thôn", "37%", "3/8 thôn", "Hoàn thành"} {
		if !strings.Contains(done.Text("main"), want) {
			t.Errorf("the page of the task lacks %q", want)
		}
	}
	m := sound(office, "/map")
	if behind := m.Find(`a[href*="timing=done_on_time"][href*="` + string(commune) + `"]`); behind.First().Text() != "1" {
		t.Errorf("the map shows %q done on time", behind.Text())
	}
	rows := sound(office, "/tasks?timing=done_on_time&body="+string(commune))
	if rows.Find("tbody tr").Length() != 1 {
		t.Error("the rows behind the number are not one")
	}
	sound(office, "/map?on=2026-11-01&since=2026-10-01")
	sound(office, "/tasks/changes?from=2026-11-19")
	sound(office, "/tasks?q=danh+sach&part=past")
	lead.Get("/map?body=" + string(p.top)).Want(http.StatusForbidden)
	p.browser(t, "Khác", access.Head, p.below[3]).Get(id.Address()).Want(http.StatusNotFound)
}

// Every number of the map leads to as many rows as it says, whoever's map it
// is; the body with most overdue stands first, those without tasks are folded.
func TestNumbersOfTheMapAreTheRowsBehind(t *testing.T) {
	p := establish(t, dbtest.New(t, db.SQLite, schema))
	ctx := t.Context()
	give := func(lead org.ID, days, n int) (ids []task.ID) {
		p.MustDo(t, func(u *work.Unit) (err error) {
			ids, err = task.AssignMany(ctx, u, slices.Repeat([]task.New{{Text: "Việc", Issuer: p.top, Lead: lead, Due: u.Today.AddDays(days)}}, n))
			return err
		})
		return ids
	}
	finish := func(ids []task.ID) {
		p.MustDo(t, func(u *work.Unit) error {
			for _, id := range ids {
				ref := task.Ref{ID: id}
				for _, err := range []error{task.Accept(ctx, u, ref, ""), task.Submit(ctx, u, ref, task.Report{Note: "x"}), task.Confirm(ctx, u, ref, "")} {
					if err != nil {
						return err
					}
				}
			}
			return nil
		})
	}
	cell := p.all[len(p.all)-1]
	finish(give(p.top, 4, 2))
	late := give(p.below[3], 2, 3)
	give(p.below[0], 3, 1)
	give(cell, 3, 60) // more than a page
	give(p.below[0], 30, 4)
	p.Advance(7 * 24 * time.Hour)
	p.MustDo(t, func(u *work.Unit) error {
		_, err := task.Settle(ctx, u)
		return err
	})
	finish(late)

	office := p.browser(t, "Văn phòng", access.Office, p.top)
	walked := map[string]bool{}
	for _, b := range []org.ID{p.top, p.below[0], p.below[3]} {
		m := office.Get("/map?body=" + string(b)).Want(http.StatusOK)
		m.Find(`#map a[href*="timing="]`).Each(func(_ int, a *goquery.Selection) {
			to, _ := a.Attr("href")
			shown := a.Find(".figure-value, strong").First().Text()
			if shown == "" {
				shown = strings.TrimSpace(a.Text())
			}
			rows := 0
			for next := to; next != ""; {
				list := office.Get(next).Want(http.StatusOK)
				rows += list.Find("tbody tr").Length()
				next, _ = list.Find(`a[rel="next"]`).Attr("href")
			}
			if strconv.Itoa(rows) != shown {
				t.Errorf("%s shows %s and leads to %d rows", to, shown, rows)
			}
			walked[shown] = true
		})
	}
	for _, n := range []string{"2", "3", "4", "60", "61"} {
		if !walked[n] {
			t.Errorf("no number of the map is %s", n)
		}
	}
	m := office.Get("/map?body=" + string(p.top))
	if first := m.Find("#map tbody tr a").First(); first.Text() != "Cơ quan X1" {
		t.Errorf("the first row is %q, not the one with most overdue", first.Text())
	}
	if n := m.Find(".map-idle li").Length(); n != 2 {
		t.Errorf("%d bodies without tasks are folded, not 2", n)
	}
	if first := office.Get("/map?order=list&body=" + string(p.top)).Find("#map tbody tr a[href^='/map']").First(); first.Text() != "Cơ quan S0" {
		t.Errorf("the first row in list order is %q", first.Text())
	}
}

// A commune's desk: several tasks accepted at once without scripts, and one
// report after the other until none is due.
func TestDeskIsClearedInOneGo(t *testing.T) {
	p := establish(t, dbtest.New(t, db.SQLite, schema))
	ctx, commune := t.Context(), p.below[2]
	p.MustDo(t, func(u *work.Unit) error {
		n := task.New{Text: "Việc", Issuer: p.top, Lead: commune, Due: u.Today.AddDays(60), UpdateEvery: 7}
		_, err := task.AssignMany(ctx, u, []task.New{n, n, n})
		return err
	})
	lead := p.browser(t, "Xã", access.Office, commune)
	desk := lead.Get("/desk").Want(http.StatusOK)
	for _, f := range webtest.Faults(desk.Body) {
		t.Error(f)
	}
	var ids []string
	desk.Find(`#receive input[name="id"]`).Each(func(_ int, box *goquery.Selection) { ids = append(ids, box.AttrOr("value", "")) })
	if len(ids) != 3 || desk.Find(`a.figure[href="#receive"]`).Length() != 1 {
		t.Fatalf("the desk offers %d tasks to accept", len(ids))
	}
	if none := desk.Submit("#receive-many").Want(http.StatusOK); !none.Has("#receive") {
		t.Error("tasks were accepted without being chosen")
	}
	after := lead.Post("/desk/accept", "body", string(commune), "id", ids[0], "id", ids[1], "id", ids[2]).Want(http.StatusOK)
	if after.Has("#receive") {
		t.Error("tasks that were accepted still wait")
	}
	p.Advance(8 * 24 * time.Hour)
	report := lead.Get("/desk").Follow(`#update a[data-row-key="u"]`).Want(http.StatusOK)
	for range 3 {
		if !strings.Contains(report.Text("h1"), "Cập nhật") {
			t.Fatalf("after a report the next page is %q", report.Text("h1"))
		}
		report = report.Submit("form.form", "note", "Đã làm", "progress", "50").Want(http.StatusOK)
	}
	if report.Text("h1") != "Bàn làm việc" {
		t.Errorf("after the last report the page is %q", report.Text("h1"))
	}
}

func TestEveryFormOfAVerbOpens(t *testing.T) {
	p := establish(t, dbtest.New(t, db.SQLite, schema))
	office := p.browser(t, "Văn phòng", access.Office, p.top)
	ctx := t.Context()
	var ids []task.ID
	p.MustDo(t, func(u *work.Unit) (err error) {
		n := task.New{Text: "Việc", Issuer: p.top, Lead: p.below[2], Due: u.Today.AddDays(9)}
		if ids, err = task.AssignMany(ctx, u, []task.New{n, n, n, n, n, n}); err != nil {
			return err
		}
		for i, id := range ids[1:] {
			ref := task.Ref{ID: id}
			steps := [][]func() error{
				{func() error { return task.Return(ctx, u, ref, "x") }},
				{func() error { return task.Accept(ctx, u, ref, "") }, func() error { return task.RequestExtension(ctx, u, ref, u.Today.AddDays(20), "other", "x") }},
				{func() error { return task.Accept(ctx, u, ref, "") }, func() error { return task.Submit(ctx, u, ref, task.Report{Note: "x"}) }},
				{func() error { return task.Suspend(ctx, u, ref, "x") }},
				{func() error { return task.Accept(ctx, u, ref, "") }, func() error { return task.Submit(ctx, u, ref, task.Report{Note: "x"}) }, func() error { return task.Confirm(ctx, u, ref, "") }},
			}
			for _, do := range steps[i] {
				if err := do(); err != nil {
					return err
				}
			}
		}
		return nil
	})
	opened := 0
	for _, id := range ids {
		for _, r := range task.Rules() {
			if r.Verb == task.DoSource || r.By == task.ProgramSide || r.By == task.AboveSide || r.Verb == task.DoReword {
				continue
			}
			p := office.Get(id.Address() + "/" + string(r.Verb))
			if p.Status != http.StatusOK {
				p.Want(http.StatusConflict)
				continue
			}
			opened++
			for _, f := range webtest.Faults(p.Body) {
				t.Errorf("%s: %s", r.Verb, f)
			}
		}
	}
	if opened < len(task.Rules()) {
		t.Errorf("only %d forms opened", opened)
	}
}

// Every number on the map, of today and of a past day, leads to a list that
// counts the same, by both deadlines.
func TestNumbersOfTheMapLeadToTheirRows(t *testing.T) {
	p := establish(t, dbtest.New(t, db.SQLite, schema))
	ctx := t.Context()
	var ids []task.ID
	p.MustDo(t, func(u *work.Unit) (err error) {
		n := task.New{Text: "Việc", Issuer: p.top, Lead: p.below[2], Due: u.Today.AddDays(1)}
		own := n
		own.Lead = p.top
		ongoing := n
		ongoing.Due = civil.Date{}
		if ids, err = task.AssignMany(ctx, u, []task.New{n, n, n, n, own, ongoing}); err != nil {
			return err
		}
		for _, id := range ids[:4] {
			if err := task.Accept(ctx, u, task.Ref{ID: id}, ""); err != nil {
				return err
			}
		}
		if err := task.RequestExtension(ctx, u, task.Ref{ID: ids[1]}, u.Today.AddDays(9), "other", "x"); err != nil {
			return err
		}
		return task.GrantExtension(ctx, u, task.Ref{ID: ids[1]}, civil.Date{}, "")
	})
	p.Advance(3 * 24 * time.Hour)
	p.MustDo(t, func(u *work.Unit) error {
		for _, id := range ids[:2] {
			if err := task.Submit(ctx, u, task.Ref{ID: id}, task.Report{Note: "x"}); err != nil {
				return err
			}
			if err := task.Confirm(ctx, u, task.Ref{ID: id}, ""); err != nil {
				return err
			}
		}
		return task.Suspend(ctx, u, task.Ref{ID: ids[3]}, "x")
	})
	p.Advance(2 * 24 * time.Hour)
	c := p.browser(t, "Văn phòng", access.Office, p.top)
	var today civil.Date
	p.MustView(t, func(v *work.View) error { today = v.Today; return nil })
	for _, by := range []string{"present", "first"} {
		for back := range 6 {
			address := "/map?on=" + today.AddDays(-back).String()
			page := c.Get(address).Want(http.StatusOK)
			for _, f := range webtest.Faults(page.Body) {
				t.Errorf("%s: %s", address, f)
			}
			links := 0
			for _, a := range page.Find(`main a[href^="/tasks?"]`).EachIter() {
				number := a.Text()
				if a.HasClass("figure") {
					number = a.Find(".figure-value").Text()
				}
				number = strings.TrimSpace(number)
				if _, err := strconv.Atoi(number); err != nil {
					continue // a part of the bar, said in words
				}
				links++
				list := c.Get(a.AttrOr("href", "")).Want(http.StatusOK)
				if got := list.Text(".asked > p"); got != number+" nhiệm vụ" {
					t.Errorf("by the %s deadline, %d days back, %q shows %s and leads to %q", by, back, a.AttrOr("href", ""), number, got)
				}
			}
			if links < 6 {
				t.Errorf("%s leads to %d lists", address, links)
			}
		}
		if by == "first" {
			break
		}
		// The office counts by the deadline first given from the first day on.
		p.MustDo(t, func(u *work.Unit) error {
			return rule.Set(ctx, u, "board.outcome_deadline", rule.Version{Value: "first", From: today.AddDays(-30), Citation: "Quy chế của cơ quan"})
		})
		if page := c.Get("/map"); !strings.Contains(page.Text("main"), "Quy chế của cơ quan") {
			t.Error("the map does not say by which rule it counts")
		}
	}
}
