package chart

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"
	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, rule.Schema, account.Schema, factor.Schema, audit.Schema, search.Schema, task.Schema}
)

type office struct {
	*dbtest.Office
	tree                   *org.Tree
	province, north, south org.ID
	roads, poor, other     task.ID
}

// open opens an office with two tasks of one commune, of which the first was
// accepted and extended, one of another, and one that goes on for ever.
func open(t testing.TB, o *dbtest.Office) *office {
	t.Helper()
	ctx := t.Context()
	f := &office{Office: o}
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
		return nil
	})
	f.MustDo(t, func(u *work.Unit) (err error) {
		give := func(n task.New) (made task.ID) {
			if err == nil {
				n.Issuer = f.province
				made, err = task.AssignNew(ctx, u, n)
			}
			return made
		}
		f.roads = give(task.New{Text: "Sửa đường liên thôn", Lead: f.north, Due: day("2026-12-10"), Deliverable: "Báo cáo"})
		f.poor = give(task.New{Text: "Rà soát hộ nghèo", Lead: f.north, Due: day("2026-12-10"), Deliverable: "Danh sách"})
		f.other = give(task.New{Text: "Việc của xã khác", Lead: f.south, Due: day("2026-12-31"), Deliverable: "Báo cáo"})
		give(task.New{Text: "Tuyên truyền", Lead: f.south, Ongoing: true, Deliverable: "Báo cáo"})
		if err != nil {
			return err
		}
		causes, err := task.Causes(ctx, &u.View)
		if err != nil {
			return err
		}
		if err := task.Accept(ctx, u, task.Ref{ID: f.roads}, ""); err != nil {
			return err
		}
		if err := task.RequestExtension(ctx, u, task.Ref{ID: f.roads}, day("2026-12-25"), causes[0].Code, "Mưa kéo dài"); err != nil {
			return err
		}
		if err := task.GrantExtension(ctx, u, task.Ref{ID: f.roads}, day("2026-12-20"), ""); err != nil {
			return err
		}
		f.tree, err = org.Load(ctx, &u.View)
		return err
	})
	return f
}

func (f *office) browser(t testing.TB, r access.Role, b org.ID) *webtest.Client {
	return webtest.New(t, f.site(r, b))
}

func (f *office) site(r access.Role, b org.ID) http.Handler {
	who := work.As(access.Actor{Account: "somebody", Body: b.Scope(), Tree: f.tree, Grants: []access.Grant{{Role: r, Scope: b.Scope(), Interval: civil.Since(day("2020-01-01"))}}})
	site := &web.Site{
		Office: f.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.DiscardHandler),
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Faults[0].In(text.Vietnamese) + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
	}
	return site.Handler(slices.Concat(Capability(Deps{}).Routes, task.Capability(task.Deps{Views: Views()}).Routes))
}

// sound opens a page in both languages and looks at its HTML.
func sound(t *testing.T, c *webtest.Client, address string) *webtest.Page {
	t.Helper()
	c.SetLang(text.English)
	en := c.Get(address).Want(http.StatusOK)
	c.SetLang(text.Vietnamese)
	vi := c.Get(address).Want(http.StatusOK)
	for _, wrong := range slices.Concat(webtest.Faults(vi.Body), webtest.Faults(en.Body)) {
		t.Errorf("%s: %s", address, wrong)
	}
	return vi
}

// The board has every state of the part with its count, and offers of each card
// the steps that its rules and the person's rights allow, and no other.
func TestBoard(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		f := open(t, o)
		c := f.browser(t, access.Office, f.north)
		page := sound(t, c, "/tasks")
		page = page.Follow(`main a[href^="/charts/board"]`).Want(http.StatusOK)
		for state, want := range map[task.State]string{task.Assigned: ": 1", task.Accepted: ": 1", task.Submitted: ": 0"} {
			if got := page.Text(fmt.Sprintf(`[data-state="%s"] h2`, state)); !strings.HasSuffix(got, want) {
				t.Errorf("%s: %q", state, got)
			}
		}
		moves := func(c *webtest.Client, state task.State) (to []string) {
			for _, a := range sound(t, c, "/charts/board").Find(fmt.Sprintf(`[data-state="%s"] a[data-to]`, state)).EachIter() {
				to = append(to, a.AttrOr("data-to", ""))
				c.Get(a.AttrOr("href", "")).Want(http.StatusOK)
			}
			slices.Sort(to)
			return slices.Compact(to)
		}
		if got := moves(c, task.Assigned); !slices.Equal(got, []string{"accepted", "returned"}) {
			t.Errorf("what was assigned may become %q for its lead", got)
		}
		if got := moves(c, task.Accepted); !slices.Equal(got, []string{"in_progress", "submitted"}) {
			t.Errorf("what was accepted may become %q for its lead", got)
		}
		if got := moves(f.browser(t, access.Inspector, f.north), task.Accepted); got != nil {
			t.Errorf("who looks on may make it %q", got)
		}
		if got := sound(t, f.browser(t, access.Office, f.province), "/charts/board?q=ho+ngheo").Find("[data-card]").Length(); got != 1 {
			t.Errorf("narrowed, the board has %d cards", got)
		}
		if got := sound(t, c, "/charts/board?part=past").Find("[data-state]").Length(); got != 4 {
			t.Errorf("what is past has %d columns", got)
		}
		f.browser(t, access.Administrator, f.north).Get("/charts/board").Want(http.StatusNotFound)
		c.Get("/charts/board?state=none").Want(http.StatusUnprocessableEntity)
		c.Get("/charts/board?lead=" + string(f.south)).Want(http.StatusForbidden)
	})
}

// The Gantt shows both deadlines, a notch for what was granted and why, in words
// too.
func TestGantt(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		f := open(t, o)
		c := f.browser(t, access.Office, f.province)
		page := sound(t, c, "/charts/gantt")
		if rows, groups := page.Find(".gantt tbody td.gantt-task").Length(), page.Find(".gantt tbody .gantt-group").Length(); rows != 3 || groups != 2 {
			t.Errorf("%d rows in %d groups", rows, groups)
		}
		row := page.Find(".gantt tbody tr").FilterFunction(func(_ int, s *goquery.Selection) bool { return strings.Contains(s.Text(), "Sửa đường") })
		want := "gia hạn từ 10/12/2026 đến 20/12/2026: Mưa kéo dài"
		if got := strings.TrimSpace(row.Find(".gantt-note").Text()); got != want {
			t.Errorf("beside the bar stands %q", got)
		}
		if got := row.Find(".gantt-notch title").Text(); got != want {
			t.Errorf("the notch says %q", got)
		}
		label := row.Find("svg").AttrOr("aria-label", "")
		if !strings.Contains(label, "đến hạn 20/12/2026") || !strings.Contains(label, "hạn giao ban đầu 10/12/2026") {
			t.Errorf("the bar is called %q", label)
		}
		number := func(selector, name string) float64 {
			n, err := strconv.ParseFloat(strings.TrimSuffix(row.Find(selector).AttrOr(name, ""), "%"), 64)
			if err != nil {
				t.Error(err)
			}
			return n
		}
		if number(".gantt-ghost", "width") >= number(".gantt-now", "width") || number(".gantt-ghost", "x") != number(".gantt-now", "x") {
			t.Error("the ghost is not shorter than the bar, or begins elsewhere")
		}
		if !strings.Contains(page.Text("main"), "1 việc thường xuyên") {
			t.Error("the page does not tell what it leaves out")
		}
		if got := sound(t, c, "/charts/gantt?by=programme").Text(".gantt tbody .gantt-group"); got != "Không thuộc chương trình nào" {
			t.Errorf("by programme: %q", got)
		}
	})
}

// The calendar counts what the register lists, day by day.
func TestCalendar(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		f := open(t, o)
		c := f.browser(t, access.Office, f.province)
		page := sound(t, c, "/charts/calendar?month=2026-12")
		if got := page.Find(".month td a").Length(); got != 3 {
			t.Errorf("%d days have deadlines", got)
		}
		total := 0
		for _, a := range page.Find(".month td a").EachIter() {
			n, _ := strconv.Atoi(strings.Fields(a.Text())[0])
			total += n
			if rows := c.Get(a.AttrOr("href", "")).Want(http.StatusOK).Find("main tbody tr").Length(); rows != n {
				t.Errorf("%s: %q leads to %d rows", a.AttrOr("href", ""), a.Text(), rows)
			}
		}
		if total != 3 || !strings.HasPrefix(page.Text("main [role=status]"), "3 ") {
			t.Errorf("%d tasks, %s", total, page.Text("main [role=status]"))
		}
		if got := page.Find(".month-off").Length(); got != 8 {
			t.Errorf("%d days off in December 2026", got)
		}
		this := sound(t, c, "/charts/calendar")
		if got := this.Find(`td[aria-current="date"]`).Length(); got != 1 {
			t.Errorf("%d days are today", got)
		}
		for _, wrong := range []string{"2026-13", "abc", "0001-01"} {
			c.Get("/charts/calendar?month=" + wrong).Want(http.StatusUnprocessableEntity)
		}
		c.Get(page.Find(`.page-head a[href*="month=2027-01"]`).AttrOr("href", "")).Want(http.StatusOK)
	})
}

// Whatever the days: everything lies within the axis, the bar ends with its
// deadline, the ghost with the first one, and the months do not run together.
func TestAxis(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.IntRange(-4000, 4000)
		today := day("2026-11-27")
		var bars []bar
		for range rapid.IntRange(0, 5).Draw(t, "bars") {
			w := &task.Whole{Task: &task.Task{State: task.InProgress, Due: today.AddDays(from.Draw(t, "due")), FirstDue: today.AddDays(from.Draw(t, "first"))}}
			b := barOf(w, today.AddDays(from.Draw(t, "made")), today)
			if b.From.After(b.Until) || b.From.After(b.Ghost) {
				t.Fatalf("%v begins after its end", b)
			}
			bars = append(bars, b)
		}
		a := axisOf(bars, today)
		if len(a.Marks) == 0 || len(a.Marks) > mostMarks || a.share(today) >= 10000 {
			t.Fatalf("%d marks, today at %d", len(a.Marks), a.share(today))
		}
		for _, b := range bars {
			for _, day := range []civil.Date{b.From, b.Until, b.Ghost} {
				if day.Before(a.From) || !day.Before(a.Until) {
					t.Fatalf("%s lies outside of %s to %s", day, a.From, a.Until)
				}
			}
			if a.share(b.From)+max(a.share(b.Until.AddDays(1))-a.share(b.From), 25) > 10025 {
				t.Fatal("a bar leaves the chart")
			}
		}
	})
}
