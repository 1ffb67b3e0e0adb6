package plan_test

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/plan"
	"quyet/feature/task"
)

func (p *place) browser(t *testing.T, role access.Role, b org.ID) *webtest.Client {
	t.Helper()
	who := p.as(string(role)+" "+string(b), role, b)
	site := &web.Site{
		Office: p.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.DiscardHandler),
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Kind.String() + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
	}
	deps := plan.Deps{Named: func(_ context.Context, _ *work.View, typed string) ([]doc.ID, error) {
		if strings.Contains(typed, "05-NQ/TU") {
			return []doc.ID{p.resolution}, nil
		}
		return nil, nil
	}}
	return webtest.New(t, site.Handler(plan.Capability(deps).Routes))
}

// both opens a page in both languages and looks at its HTML.
func both(t *testing.T, c *webtest.Client, address string) *webtest.Page {
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

// A programme from its first page on: made with wrong input first, which is kept,
// given its document, tasks picked and taken out.
func TestProgrammePages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	office := p.browser(t, access.Office, p.province)
	page := both(t, office, "/plans")
	if !page.Has(".empty") {
		t.Errorf("without programmes the page says %s", page.Text("main"))
	}
	form := both(t, office, "/plans/new?body="+string(p.province))
	wrong := form.Submit("form.form", "title", "", "until", "mai", "doc", "99-NQ/TU").Want(http.StatusUnprocessableEntity)
	for _, field := range []string{"until", "doc"} {
		if !wrong.Has("#f-" + field + "-error") {
			t.Errorf("of %s nothing is told: %s", field, wrong.Text(".error-summary"))
		}
	}
	if wrong.Value("doc") != "99-NQ/TU" || wrong.Value("until") != "mai" {
		t.Error("what was typed is gone")
	}
	made := wrong.Submit("form.form", "title", "Chương trình công tác năm 2026", "until", "31/12/2026", "doc", "05-NQ/TU").Want(http.StatusOK)
	if n := made.Find("tbody tr").Length(); n != 2 || !strings.Contains(made.Text("h1"), "năm 2026") {
		t.Errorf("the programme shows %d tasks under %q", n, made.Text("h1"))
	}
	opened := 0
	for _, number := range made.Find("main a[href*='?timing=']").EachIter() {
		rows := both(t, office, number.AttrOr("href", "")).Find("tbody tr").Length()
		if said := strings.Fields(number.Text()); strconv.Itoa(rows) != said[len(said)-1] {
			t.Errorf("%s says %s and opens to %d rows", number.AttrOr("href", ""), number.Text(), rows)
		}
		opened += rows
	}
	if opened != 2 {
		t.Errorf("the figures of 2 tasks open to %d", opened)
	}
	at := strings.TrimSuffix(made.Find("a[href$='/pick']").AttrOr("href", ""), "/pick")
	for _, odd := range []string{"?timing=x", "?by=first", "?timing=overdue&by=x"} {
		both(t, office, at+odd)
	}
	both(t, office, at)
	both(t, office, at+"/edit").Submit("form.form", "doc", "").Want(http.StatusOK)
	pick := both(t, office, at+"/pick")
	pick.Submit("form[method=post][action$='/pick']").Want(http.StatusUnprocessableEntity)
	shown := pick.Submit("form[method=post][action$='/pick']", "task", string(p.tasks[0])).Want(http.StatusOK)
	if n := shown.Find("tbody tr").Length(); n != 1 {
		t.Errorf("after one was picked %d are shown", n)
	}
	gone := shown.Submit("form[action$='/drop']").Want(http.StatusOK)
	if !gone.Has(".empty") {
		t.Errorf("after it was taken out: %s", gone.Text("main"))
	}
	listed := both(t, office, "/plans")
	if !strings.Contains(listed.Text("table"), "năm 2026") {
		t.Errorf("the list: %s", listed.Text("main"))
	}
	p.browser(t, access.Office, p.other).Get(at).Want(http.StatusNotFound)
	if inspector := both(t, p.browser(t, access.Inspector, p.province), at); inspector.Has("a[href$='/edit']") {
		t.Error("who only looks on is offered to change it")
	}
}

// A checklist: the province asks both communes, one of them reports.
func TestChecklistPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	var today civil.Date
	p.MustView(t, func(v *work.View) error { today = v.Today; return nil })
	office, commune := p.browser(t, access.Office, p.province), p.browser(t, access.Specialist, p.commune)
	at := plan.ChecklistAddress(p.resolution)
	page := both(t, office, at)
	wrong := page.Submit("form.form", "body", "không có", "brief", "mai").Want(http.StatusUnprocessableEntity)
	if !wrong.Has("#f-body-error") || !wrong.Has("#f-brief-error") || wrong.Value("brief") != "mai" {
		t.Errorf("what is wrong: %s", wrong.Text(".error-summary"))
	}
	shown := wrong.Submit("form.form", "body", "X", "brief", today.AddDays(9).Vietnamese(), "derive", today.AddDays(5).Vietnamese()).Want(http.StatusOK)
	if n := shown.Find("#checklist tbody tr").Length(); n != 1 {
		t.Errorf("%d bodies are asked: %s", n, shown.Text("main"))
	}
	own := both(t, commune, "/plans")
	step := own.Find("table a[href^='"+at+"/']").AttrOr("href", "")
	if step == "" {
		t.Fatalf("the commune is not told what it has to do: %s", own.Text("main"))
	}
	form := both(t, commune, step)
	bad := form.Submit("form.form", "words", "").Want(http.StatusUnprocessableEntity)
	done := bad.Submit("form.form", "words", "Hội nghị quán triệt, 120 người").Want(http.StatusOK)
	if !strings.Contains(done.Text("#checklist"), "Đã làm, đúng hạn") {
		t.Errorf("after the report: %s", done.Text("#checklist"))
	}
	if done.Has("form[action='" + at + "']") {
		t.Error("the commune is offered to ask others")
	}
	both(t, office, step)
	p.browser(t, access.Specialist, p.other).Get(step).Want(http.StatusNotFound)
}

// A large programme is listed page by page, each task once; its numbers count all
// of them, also on the later pages and where only one number is listed.
func TestLargeProgramme(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	const more = 118
	p.MustDo(t, func(u *work.Unit) error {
		all := make([]task.New, more)
		for i := range all {
			all[i] = task.New{Text: "Việc " + strconv.Itoa(i), Issuer: p.province, Lead: p.commune, Due: u.Today.AddDays(31 + i), Programme: task.DocID(p.resolution)}
		}
		_, err := task.AssignMany(t.Context(), u, all)
		return err
	})
	office := p.browser(t, access.Office, p.province)
	form := both(t, office, "/plans/new?body="+string(p.province))
	made := form.Submit("form.form", "title", "Chương trình lớn", "until", "31/12/2026", "doc", "05-NQ/TU").Want(http.StatusOK)
	within := made.Find("main a[href*='?timing=within']").AttrOr("href", "")
	for _, from := range []string{made.Address, within} {
		seen, pages := map[string]bool{}, 0
		for at := from; at != ""; pages++ {
			page := both(t, office, at)
			for _, a := range page.Find("tbody td:first-child a").EachIter() {
				if href := a.AttrOr("href", ""); seen[href] {
					t.Errorf("%s stands there twice", href)
				} else {
					seen[href] = true
				}
			}
			if n := page.Text(".figures a[href$='?timing=within']"); !strings.HasSuffix(n, strconv.Itoa(len(p.tasks)+more)) {
				t.Errorf("page %d counts %s", pages+1, n)
			}
			at = page.Find(".pager a[rel=next]").AttrOr("href", "")
		}
		if len(seen) != len(p.tasks)+more || pages != 3 {
			t.Errorf("from %s: %d tasks on %d pages", from, len(seen), pages)
		}
	}
	for _, odd := range []string{"x", "%00"} {
		if n := both(t, office, within+"&after="+odd).Find("tbody tr").Length(); n != 50 {
			t.Errorf("after %q: %d tasks", odd, n)
		}
	}
}

// More programmes than a page holds are read on and back; the later pages hold
// nothing else, and whoever comes back to the beginning has the whole first page.
func TestManyProgrammes(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.MustDo(t, func(u *work.Unit) error {
		for i := range 103 {
			if _, err := plan.Make(t.Context(), u, plan.Programme{Kind: plan.Work, Body: p.province, Title: "Chương trình " + strconv.Itoa(i), From: day("2026-01-01"), Until: day("2026-12-31")}); err != nil {
				return err
			}
		}
		return nil
	})
	office := p.browser(t, access.Office, p.province)
	at, seen := "/plans", 0
	var page *webtest.Page
	for n := 1; at != ""; n++ {
		page = both(t, office, at)
		seen += page.Find("tbody tr").Length()
		if page.Has("section.card") != (n == 1) {
			t.Errorf("page %d shows the checklists: %t", n, n != 1)
		}
		if n > 4 {
			t.Fatal("it does not end")
		}
		at = page.Find(".pager a[rel=next]").AttrOr("href", "")
	}
	if seen != 103 {
		t.Errorf("%d programmes on all pages", seen)
	}
	for range 2 {
		page = both(t, office, page.Find(".pager a[rel=prev]").AttrOr("href", ""))
	}
	if !page.Has("section.card") || page.Has(".pager a[rel=prev]") || page.Find("tbody tr").Length() != 50 {
		t.Errorf("back at the beginning: %s", page.Text("main"))
	}
	for _, odd := range []string{"?after=x", "?before=x", "?after=0_2000-01-01_x", "?before=3_2100-01-01_x", "?after=%00"} {
		if n := both(t, office, "/plans"+odd).Find("tbody tr").Length(); n != 50 {
			t.Errorf("%s: %d programmes", odd, n)
		}
	}
}
