package brief_test

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/brief"
	"quyet/feature/doc"
	"quyet/feature/org"
)

func (p *place) browser(t *testing.T, role access.Role, b org.ID) *webtest.Client {
	t.Helper()
	return p.browserOf(t, p.as(role, b))
}

func (p *place) browserOf(t *testing.T, who work.Who) *webtest.Client {
	t.Helper()
	return webtest.New(t, p.site(who))
}

// site is the pages as somebody sees them.
func (p *place) site(who work.Who) http.Handler {
	site := &web.Site{
		Office: p.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.DiscardHandler),
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Kind.String() + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
	}
	named := func(context.Context, *work.View, string) ([]doc.ID, error) { return p.named, nil }
	return site.Handler(brief.Capability(brief.Deps{Named: named}).Routes)
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

// From the request of the province to the numbers that it reads: wrong input first,
// which is kept.
func TestPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	office, clerk := p.browser(t, access.Office, p.province), p.browser(t, access.Specialist, p.commune)
	if page := both(t, clerk, "/briefings"); !page.Has(".empty") {
		t.Errorf("with nothing to do: %s", page.Text("main"))
	}
	at := brief.Address(p.resolution)
	form := both(t, office, at)
	wrong := form.Submit("#ask", "body", "đâu đó", "ask_members", "1", "on_members", "mai").Want(http.StatusUnprocessableEntity)
	if wrong.Value("on_members") != "mai" || !wrong.Has("#f-on_members-error") || !wrong.Has("#f-body-error") {
		t.Errorf("what was wrong: %s", wrong.Text(".error-summary"))
	}
	if none := form.Submit("#ask", "body", "Tỉnh uỷ Sông Lam").Want(http.StatusUnprocessableEntity); !none.Has("#f-audience .field-error") {
		t.Errorf("without an audience: %s", none.Text("main"))
	}
	asked := wrong.Submit("#ask", "body", "Tỉnh uỷ Sông Lam", "reach", "all", "ask_members", "1", "ask_key_officials", "1", "on_members", p.today.AddDays(9).Vietnamese()).Want(http.StatusOK)
	if n := asked.Find("table").Length(); n != 2 || !strings.Contains(asked.Text("main"), "0/4") {
		t.Errorf("after it was asked: %s", asked.Text("main"))
	}
	// What stands below is asked, and not the province itself.
	if rows := both(t, office, at+"/bodies?body="+string(p.province)); rows.Find("tbody tr").Length() != 4 {
		t.Errorf("%d lines", rows.Find("tbody tr").Length())
	}

	own := both(t, clerk, "/briefings").Find("tbody a").AttrOr("href", "")
	if own != brief.PageOf(p.resolution, p.commune) {
		t.Fatalf("the clerk is led to %s", own)
	}
	page := both(t, clerk, own)
	few := page.Submit("form[action$='/expect']", "expected_members", "abc").Want(http.StatusUnprocessableEntity)
	if few.Value("expected_members") != "abc" || !few.Has("#f-expected_members-error") {
		t.Errorf("a number that is none: %s", few.Text(".error-summary"))
	}
	said := few.Submit("form[action$='/expect']", "expected_members", "1.200", "expected_key_officials", "10").Want(http.StatusOK)
	nobody := said.Submit("form[action$='/sittings']", "place", "Nhà văn hoá").Want(http.StatusUnprocessableEntity)
	if nobody.Value("place") != "Nhà văn hoá" || !strings.Contains(nobody.Text(".error-summary"), "số người") {
		t.Errorf("with nobody there: %s", nobody.Text(".error-summary"))
	}
	held := nobody.Submit("form[action$='/sittings']", "reached_members", "1000", "reached_key_officials", "10").Want(http.StatusOK)
	if !strings.Contains(held.Text("table"), "83,33%") || !strings.Contains(held.Text("table"), "1.000/1.200") {
		t.Errorf("after the sitting: %s", held.Text("table"))
	}
	sitting := held.Find("a[href^='/sittings/']").AttrOr("href", "")
	one := both(t, clerk, sitting)
	if much := one.Submit("form[action='"+sitting+"']", "reached_members", "1300").Want(http.StatusUnprocessableEntity); much.Value("reached_members") != "1300" || !much.Has("#f-reached_members-error") {
		t.Errorf("more than there are: %s", much.Text("main"))
	}
	one.Submit("form[action='"+sitting+"']", "reached_members", "1100", "words", "Có phát tài liệu").Want(http.StatusOK)
	again := both(t, clerk, own).Submit("form[action$='/sittings']", "reached_members", "5").Want(http.StatusOK)
	double := again.Find("a[href^='/sittings/']").AttrOr("href", "")
	if gone := both(t, clerk, double).Submit("form[action$='/withdraw']").Want(http.StatusUnprocessableEntity); !gone.Has("#f-reason-error") {
		t.Errorf("taken back without a reason: %s", gone.Text("main"))
	}
	both(t, clerk, double).Submit("form[action$='/withdraw']", "reason", "Ghi hai lần").Want(http.StatusOK)
	both(t, clerk, double)
	if early := both(t, clerk, own).Submit("form[action$='/finish']").Want(http.StatusUnprocessableEntity); !early.Has("#f-reason-error") {
		t.Errorf("finished without a reason: %s", early.Text("main"))
	}
	done := both(t, clerk, own).Submit("form[action$='/finish']", "reason", "Đi công tác").Want(http.StatusOK)
	if done.Has("form[action$='/sittings']") || !done.Has("form[action$='/reopen']") {
		t.Error("what is finished is still asked for")
	}

	// Every number opens to as many lines as it says.
	sums := both(t, office, at)
	opened := 0
	for _, a := range sums.Find(".figure a[href*='/bodies?'], a.figure[href*='/bodies?']").EachIter() {
		href := a.AttrOr("href", "")
		if !strings.Contains(href, "only=") || strings.Contains(href, "only=missing") {
			continue // of people
		}
		rows := both(t, office, href).Find("tbody tr").Length()
		if !strings.Contains(a.Text(), strconv.Itoa(rows)) {
			t.Errorf("%s says %q and opens to %d lines", href, a.Text(), rows)
		}
		opened++
	}
	if opened < 3 {
		t.Errorf("%d figures open: %s", opened, sums.Text("main"))
	}
	for _, a := range sums.Find("table a").EachIter() {
		both(t, office, a.AttrOr("href", ""))
	}
	for _, odd := range []string{"?on=2020-13-45", "?on=x"} {
		if page := office.Get(at + odd).Want(http.StatusUnprocessableEntity); !page.Has("#asof-wrong svg") {
			t.Errorf("%s: %s", odd, page.Text("main"))
		}
	}
	if past := both(t, office, at+"?on="+p.today.AddDays(-3).String()); !past.Has(".empty") {
		t.Errorf("before it was asked: %s", past.Text("main"))
	}
	both(t, clerk, own).Submit("form[action$='/reopen']").Want(http.StatusOK)
	both(t, office, brief.PageOf(p.resolution, p.other)).Submit("form[action$='/waive']").Want(http.StatusOK)
	p.browser(t, access.Office, p.other).Get(own).Want(http.StatusNotFound)
	p.browser(t, access.Office, p.other).Get(sitting).Want(http.StatusNotFound)
	if look := both(t, p.browser(t, access.Inspector, p.commune), own); look.Has("main form") {
		t.Error("who only looks on is offered to change it")
	}
}
