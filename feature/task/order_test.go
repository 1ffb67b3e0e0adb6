package task_test

import (
	"cmp"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/task"
)

// In every order and every grouping, today and on a past day, a list walked
// page by page holds each of its tasks once, in that order as Go sees it, and
// the groups tell what is in them.
func TestEveryOrderIsWalkedWhole(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		var ids []task.ID
		first := o.Now()
		rapid.Check(t, func(r *rapid.T) {
			for range rapid.IntRange(3, 9).Draw(r, "steps") {
				o.Advance(time.Duration(rapid.IntRange(1, 40).Draw(r, "hours")) * time.Hour)
				ids = p.step(t, r, ids)
			}
			f := task.Filter{
				Order: task.Order{By: rapid.SampledFrom(append(task.Sorts(), task.BySelf)).Draw(r, "sort")}, Group: rapid.SampledFrom(append(task.Groupings(), task.NoGroups)).Draw(r, "group"),
				Part: rapid.SampledFrom([]task.Part{task.OpenTasks, task.PastTasks}).Draw(r, "part"), Wide: true, Warn: 7,
			}
			f.Order.Down = f.Order.By != task.BySelf && rapid.Bool().Draw(r, "down")
			if days := int(o.Now().Sub(first).Hours() / 24); days > 1 && rapid.Bool().Draw(r, "past") {
				f.Day = civil.Of(first.In(dbtest.Zone)).AddDays(rapid.IntRange(max(0, days-9), days-1).Draw(r, "day"))
			}
			p.walks(t, r, f)
		})
	})
}

// A lined row is what a list shows of a task, with what it is sorted by.
type lined struct {
	*task.Task
	stood task.Standing
	in    string
}

func (p *place) walks(t *testing.T, r *rapid.T, f task.Filter) {
	p.MustView(t, func(v *work.View) error {
		day := f.Day
		if day.IsZero() || !day.Before(v.Today) {
			day = v.Today
		}
		var rows []lined
		var groups []task.Group
		f.Limit = rapid.IntRange(1, 5).Draw(r, "limit")
		for f.After = (task.Cursor{}); len(rows) == 0 || !f.After.IsZero(); {
			l, err := task.Find(t.Context(), v, f)
			if err != nil {
				return err
			}
			groups = l.Groups
			for i, one := range l.Tasks {
				row := lined{Task: one, stood: one.State.Standing()}
				if l.Stood != nil {
					row.stood = l.Stood[i]
				}
				if l.In != nil {
					row.in = l.In[i]
				}
				rows = append(rows, row)
			}
			if f.After = l.Next; l.Next.IsZero() {
				break
			}
		}
		n, _, err := task.Count(t.Context(), v, f, 1000)
		if err != nil {
			return err
		}
		if n != len(rows) {
			r.Fatalf("%+v: %d rows of %d", f, len(rows), n)
		}
		in := map[string]task.Group{}
		for i, row := range rows {
			if i > 0 && row.in == rows[i-1].in {
				if c := p.inOrder(rows[i-1], row, f, day); c > 0 || c == 0 && rows[i-1].ID == row.ID {
					r.Fatalf("%+v: %v %v %d stands before %v %v %d", f, rows[i-1].Due, rows[i-1].State, rows[i-1].Progress, row.Due, row.State, row.Progress)
				}
			}
			g := in[row.in]
			if i > 0 && row.in != rows[i-1].in && g.Tasks > 0 {
				r.Fatalf("%+v: the group %q is in two pieces", f, row.in)
			}
			g.Key, g.Tasks, g.Progress = row.in, g.Tasks+1, g.Progress+row.Progress
			if daysLate(row, day) > 0 {
				g.Late++
			}
			first := *row.Task
			first.Due = first.FirstDue
			if daysLate(lined{&first, row.stood, row.in}, day) > 0 {
				g.FirstLate++
			}
			in[row.in] = g
		}
		if f.Group == task.NoGroups {
			return nil
		}
		if len(groups) != len(in) {
			r.Fatalf("%+v: %d groups for %d", f, len(groups), len(in))
		}
		for _, g := range groups {
			if g != in[g.Key] {
				r.Fatalf("%+v: the group %q is told as %+v and holds %+v", f, g.Key, g, in[g.Key])
			}
		}
		return nil
	})
}

// daysLate tells by how many days a row is late, from what a page knows of it.
func daysLate(row lined, day civil.Date) int {
	clock := day
	switch row.stood {
	case task.HandedIn, task.Done:
		clock = row.Submitted
	case task.Stopped, task.Gone, task.Unassigned:
		return 0
	}
	if row.Due.IsZero() {
		return 0
	}
	return max(0, clock.Sub(row.Due))
}

func (p *place) inOrder(a, b lined, f task.Filter, day civil.Date) int {
	never := func(d civil.Date) string {
		if d.IsZero() {
			return "9999"
		}
		return d.String()
	}
	by := f.Order
	if by == (task.Order{}) && f.Part == task.PastTasks && f.Day.IsZero() {
		by = task.Order{By: task.ByResult, Down: true}
	}
	var c int
	switch by.By {
	case task.ByFirstDue:
		c = cmp.Compare(never(a.FirstDue), never(b.FirstDue))
	case task.ByLead:
		c = text.Compare(p.tree.Name(a.Lead, day), p.tree.Name(b.Lead, day))
	case task.ByIssuer:
		c = text.Compare(p.tree.Name(a.Issuer, day), p.tree.Name(b.Issuer, day))
	case task.ByState:
		c = cmp.Compare(slices.Index(task.States(), a.State), slices.Index(task.States(), b.State))
	case task.ByProgress:
		c = cmp.Compare(a.Progress, b.Progress)
	case task.ByUpdate:
		c = cmp.Compare(never(a.NextUpdate), never(b.NextUpdate))
	case task.ByLate:
		c = cmp.Compare(daysLate(a, day), daysLate(b, day))
	case task.ByResult:
		c = a.Submitted.Compare(b.Submitted)
	case task.ByDue, task.BySelf:
		c = cmp.Compare(never(a.Due), never(b.Due))
	}
	if by.Down {
		c = -c
	}
	if c == 0 && by.By != task.ByDue && by.By != task.ByResult && by.By != task.BySelf {
		c = cmp.Compare(never(a.Due), never(b.Due))
	}
	return c
}

// Who sees a province sees too much to be read for being sorted: which tasks
// stand first in any order or grouping is found in an index alone.
func TestOrdersReadAnIndexAlone(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.assign(t, p.commune, "2026-12-15")
	p.assign(t, p.department, "2026-12-16")
	asked := map[string]*db.Stmt{}
	p.DB.Watch(func(s *db.Stmt) {
		if s.Name == "task.listOrdered" || s.Name == "task.groups" {
			asked[s.SQL] = s
		}
	})
	p.MustView(t, func(v *work.View) error {
		for _, by := range task.Sorts() {
			for _, down := range []bool{false, true} {
				if _, err := task.Find(t.Context(), v, task.Filter{Body: p.province, Order: task.Order{By: by, Down: down}}); err != nil {
					return err
				}
			}
		}
		for _, group := range task.Groupings() {
			if _, err := task.Find(t.Context(), v, task.Filter{Body: p.province, Group: group, Wide: true, Warn: 7}); err != nil {
				return err
			}
		}
		return nil
	})
	p.DB.Watch(nil)
	if len(asked) < 15 {
		t.Fatalf("%d statements were watched", len(asked))
	}
	for _, s := range asked {
		for _, step := range p.plan(t, s) {
			if strings.Contains(step, "task_open_province") && !strings.Contains(step, "COVERING") {
				t.Errorf("%s reads rows to sort them (%s): %s", s.Name, step, s.SQL)
			}
		}
	}
}

var argument = regexp.MustCompile(`\$(\d+)`)

// plan returns how SQLite carries out a statement.
func (p *place) plan(t *testing.T, s *db.Stmt) (steps []string) {
	t.Helper()
	most := 0
	for _, m := range argument.FindAllStringSubmatch(s.SQL, -1) {
		n, _ := strconv.Atoi(m[1])
		most = max(most, n)
	}
	p.MustView(t, func(v *work.View) error {
		return db.Each(t.Context(), v.Snapshot, db.Built("explain."+s.Name, "EXPLAIN QUERY PLAN "+s.SQL), func(scan db.Scan) error {
			var id, parent, unused int64
			var detail string
			err := scan(&id, &parent, &unused, &detail)
			steps = append(steps, detail)
			return err
		}, make([]any, most)...)
	})
	return steps
}

// The register sorts by its headings, falls into groups whose numbers open to
// their rows, and shows the columns that were chosen.
func TestRegisterInOrderAndGroups(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	c := p.browser(t, access.Office, p.province, task.Named{ID: "d1", Cited: task.Cited{Title: "8-NQ/TU về chuyển đổi số", Address: "/documents/d1"}})
	p.do(work.System("test"), t, func(u *work.Unit) error {
		for _, n := range []task.New{
			{Text: "Một", Person: "Chánh Văn phòng", Deliverable: "Báo cáo", Lead: p.commune, Due: day("2026-11-10"), Programme: "d1"},
			{Text: "Hai", Lead: p.cell, Due: day("2026-12-15"), Programme: "d1"},
			{Text: "Ba", Lead: p.commune, Due: day("2026-12-20")},
			{Text: "Bốn", Lead: p.other, Ongoing: true},
		} {
			n.Issuer = p.province
			if _, err := task.AssignNew(t.Context(), u, n); err != nil {
				return err
			}
		}
		return nil
	})
	order := func(page *webtest.Page) string {
		var words []string
		for _, n := range page.Find("tbody tr:not(.group-row) td:first-child a").EachIter() {
			words = append(words, n.Text())
		}
		return strings.Join(words, " ")
	}
	for query, want := range map[string]string{
		"":                                 "Một Hai Ba Bốn",
		"sort=-due":                        "Bốn Ba Hai Một",
		"sort=-late":                       "Một Hai Ba Bốn",
		"sort=lead":                        "Hai Một Ba Bốn",
		"sort=-lead":                       "Bốn Một Ba Hai",
		"group=lead":                       "Hai Một Ba Bốn",
		"group=programme&sort=-due":        "Hai Một Bốn Ba",
		"group=month":                      "Một Hai Ba Bốn",
		"lacks=due":                        "Bốn",
		"lacks=person&sort=-due":           "Bốn Ba Hai",
		"lacks=deliverable":                "Hai Ba Bốn",
		"lacks=programme":                  "Ba Bốn",
		"silent=1":                         "",
		"cols=person,deliverable&q=Mot":    "Một",
		"col=person&col=programme&q=Mot":   "Một",
		"sort=-progress&cols=issuer,first": "Một Hai Ba Bốn",
	} {
		if got := order(both(t, c, "/tasks?"+query)); got != want {
			t.Errorf("%q lists %q, want %q", query, got, want)
		}
	}
	for _, wrong := range []string{"sort=-", "sort=words", "group=x", "lacks=x", "silent=x", "silent=0"} {
		name, _, _ := strings.Cut(wrong, "=")
		page := c.Get("/tasks?" + wrong).Want(http.StatusUnprocessableEntity)
		if !page.Has("#f-" + name + "-error") {
			t.Errorf("%q is not refused: %s", wrong, page.Text("main"))
		}
	}
	// A heading sorts one way, then the other.
	page := both(t, c, "/tasks?cols=lead,due,late")
	up := page.Find("th:contains('quá hạn') a").AttrOr("href", "")
	if late := c.Get(up).Want(http.StatusOK); order(late) != "Một Hai Ba Bốn" || late.Find("th[aria-sort=descending]").Length() != 1 {
		t.Errorf("sorted by %s: %s", up, order(late))
	}
	// Every number of a group opens to as many rows.
	groups := both(t, c, "/tasks?group=lead")
	if n := groups.Find("tr.group-row").Length(); n != 3 || !strings.Contains(groups.Text("tr.group-row:contains('An Hoà')"), "2 nhiệm vụ") {
		t.Errorf("%d groups: %s", n, groups.Text("tbody"))
	}
	for query, most := range map[string]int{"group=lead": 3, "group=issuer": 1, "group=programme": 2, "group=state": 1, "group=timing": 3, "group=month": 3} {
		page := c.Get("/tasks?" + query).Want(http.StatusOK)
		rows := page.Find(".ask-groups tbody tr")
		if rows.Length() != most+1 {
			t.Errorf("%q: %d rows in the summary", query, rows.Length())
		}
		for _, row := range rows.EachIter() {
			for _, cell := range row.Find("td a").EachIter() {
				opened := c.Get(cell.AttrOr("href", "")).Want(http.StatusOK)
				if n := opened.Find("tbody tr td:first-child a[href^='/tasks/']").Length(); cell.Text() != text.Int(t.Context(), n) {
					t.Errorf("%q: %s says %s and opens to %d rows", query, row.Text(), cell.Text(), n)
				}
			}
		}
	}
}

// What nothing was done to for some days is found, and what somebody touched
// since is not.
func TestSilentTasks(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		still, spoken := p.assign(t, p.commune, "2027-03-01"), p.assign(t, p.commune, "2027-03-02")
		for _, id := range []task.ID{still, spoken} {
			o.MustDo(t, verbs(p, t, id)[task.DoAccept])
		}
		o.Advance(12 * 24 * time.Hour)
		o.MustDo(t, verbs(p, t, spoken)[task.DoUpdate])
		p.assign(t, p.other, "2027-03-03")
		o.MustView(t, func(v *work.View) error {
			for days, want := range map[int][]task.ID{11: {still}, 13: nil} {
				l, err := task.Find(t.Context(), v, task.Filter{Body: p.province, Silent: days})
				if err != nil {
					return err
				}
				var got []task.ID
				for _, one := range l.Tasks {
					got = append(got, one.ID)
				}
				if !slices.Equal(got, want) {
					t.Errorf("for %d days nothing was done to %v, want %v", days, got, want)
				}
			}
			return nil
		})
	})
}
