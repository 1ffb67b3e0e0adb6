package task_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

// changes returns how many changes of each kind there are between two days, as
// the first page counts them; of each kind the rows of all its pages are as many,
// each once, the latest first.
func (p *place) changes(t *testing.T, r *rapid.T, v *work.View, f task.ChangeFilter) (map[task.ChangeKind]int64, []task.Change) {
	ctx := t.Context()
	first, err := task.ChangesOf(ctx, v, f)
	if err != nil {
		r.Fatal(err)
	}
	n := map[task.ChangeKind]int64{}
	var all []task.Change
	for _, tally := range first.Tallies {
		n[tally.Kind] = tally.N
		f := f
		f.Kind, f.Limit = tally.Kind, 3
		var rows []task.Change
		seen := map[string]bool{}
		for range 200 {
			page, err := task.ChangesOf(ctx, v, f)
			if err != nil {
				r.Fatal(err)
			}
			if !slices.Equal(page.Tallies, first.Tallies) {
				r.Fatalf("a page of %s counts %v, the first page %v", f.Kind, page.Tallies, first.Tallies)
			}
			for _, c := range page.Rows {
				key := fmt.Sprint(c.ID, c.Event.Seq, c.IsDue)
				if c.Kind != f.Kind || seen[key] || len(rows) > 0 && c.At.After(rows[len(rows)-1].At) {
					r.Fatalf("among %s: %+v, seen %v, after %+v", f.Kind, c, seen[key], rows)
				}
				seen[key] = true
				rows = append(rows, c)
			}
			if f.After = page.Next; f.After.IsZero() {
				break
			}
		}
		if int64(len(rows)) != tally.N {
			r.Fatalf("%d changes are %s, and %d rows", tally.N, f.Kind, len(rows))
		}
		all = append(all, rows...)
	}
	return n, all
}

// Whatever is done to tasks: what changed from one day to another, and from the day
// after to a third, is what changed in all; and what there was in the beginning,
// with what changed, is what there is in the end: how many tasks, and their
// deadlines. What became overdue is what a list of each day before says.
func TestChangesAddUp(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		done := map[task.Verb]int{}
		var ids []task.ID
		kinds := map[task.ChangeKind]int64{}
		begun := civil.Of(o.Now().In(dbtest.Zone))
		rapid.Check(t, func(r *rapid.T) {
			// Chance seldom grants more time.
			due := civil.Of(o.Now().In(dbtest.Zone)).AddDays(20)
			one := p.inDue(t, task.InProgress, due.String())
			p.MustDo(t, func(u *work.Unit) error {
				ref := task.Ref{ID: one}
				return errors.Join(task.RequestExtension(t.Context(), u, ref, due.AddDays(9), "disaster", "Mưa lũ"), task.GrantExtension(t.Context(), u, ref, due.AddDays(7), "Đồng ý"))
			})
			ids = append(ids, one)
			for range rapid.IntRange(10, 30).Draw(r, "deeds") {
				if rapid.IntRange(0, 2).Draw(r, "other") == 0 {
					ids = p.step(t, r, ids)
				} else {
					ids = p.deed(t, r, ids, done)
				}
				o.Advance(time.Duration(rapid.IntRange(0, 30).Draw(r, "hours")) * time.Hour)
			}
			today := civil.Of(o.Now().In(dbtest.Zone))
			days := min(today.Sub(begun), 12)
			a := today.AddDays(-rapid.IntRange(min(1, days), days).Draw(r, "from"))
			c := today.AddDays(-rapid.IntRange(0, today.Sub(a)).Draw(r, "until"))
			b := a.AddDays(rapid.IntRange(0, c.Sub(a)).Draw(r, "between"))
			body := rapid.SampledFrom([]task.ChangeFilter{{}, {Body: p.commune}, {Body: p.province}, {Programme: "d1"}}).Draw(r, "of")
			p.MustView(t, func(v *work.View) error {
				of := func(from, until civil.Date) task.ChangeFilter {
					f := body
					f.From, f.Until = from, until
					return f
				}
				all, rows := p.changes(t, r, v, of(a, c))
				sum, _ := p.changes(t, r, v, of(a, b))
				second, _ := p.changes(t, r, v, of(b.AddDays(1), c))
				for k, n := range second {
					sum[k] += n
				}
				for k, n := range all {
					kinds[k] += n
				}
				if fmt.Sprint(all) != fmt.Sprint(sum) {
					r.Fatalf("from %v to %v: %v; cut after %v: %v", a, c, all, b, sum)
				}
				if body.Body == p.province {
					p.adds(t, r, v, a, c, rows)
				}
				p.becameLate(t, r, v, of(a, c), all[task.BecameLate])
				return nil
			})
		})
		for _, k := range []task.ChangeKind{task.Given, task.BecameLate, task.DueMoved, task.Ended, task.Moved} {
			if kinds[k] == 0 {
				t.Errorf("nothing was ever %s: the test says nothing of it", k)
			}
		}
	})
}

// adds compares what was counted before a and at the end of c with the changes.
func (p *place) adds(t *testing.T, r *rapid.T, v *work.View, a, c civil.Date, rows []task.Change) {
	live := func(day civil.Date) (n int64) {
		past, err := task.CountsAt(t.Context(), v, p.province, day.AddDays(1).Start(v.Zone).Add(-time.Microsecond))
		if err != nil {
			r.Fatal(err)
		}
		for _, one := range past {
			n += one.N
		}
		return n
	}
	n := live(a.AddDays(-1))
	due := map[task.ID]civil.Date{}
	slices.SortStableFunc(rows, func(a, b task.Change) int { return int(a.Event.Seq - b.Event.Seq) })
	for _, x := range rows {
		switch {
		case x.Kind == task.Given, x.Kind == task.Restored && x.IsState != task.Draft:
			n++
		case x.Kind == task.Ended && x.WasState != task.Draft, x.Verb == task.DoTransfer && x.Kind == task.Moved:
			n--
		}
		if x.Kind == task.BecameLate {
			continue
		}
		if !x.Told {
			r.Fatalf("what was before is not told of %+v", x)
		}
		if was, known := due[x.ID]; known && was != x.WasDue {
			r.Fatalf("the deadline of %s was %v and is said to have been %v", x.ID, was, x.WasDue)
		}
		// What had no deadline was given one: no deadline moved.
		if moved := x.WasDue != x.IsDue && !x.WasDue.IsZero() && x.WasState != "" && x.WasState != task.Draft; moved != (x.Kind == task.DueMoved) {
			r.Fatalf("%s of %s from %v to %v is of the kind %s", x.Verb, x.ID, x.WasDue, x.IsDue, x.Kind)
		}
		due[x.ID] = x.IsDue
	}
	if now := live(c); n != now {
		r.Fatalf("%d tasks there were before %v; with the changes up to %v that makes %d, and there are %d", live(a.AddDays(-1)), a, c, n, now)
	}
}

// becameLate compares how many became overdue with what lists of the days before
// say: work for the lead with the deadline of that day.
func (p *place) becameLate(t *testing.T, r *rapid.T, v *work.View, f task.ChangeFilter, n int64) {
	want := int64(0)
	for day := f.From.AddDays(-1); day.Before(f.Until); day = day.AddDays(1) {
		was := task.Filter{Body: f.Body, Programme: f.Programme, Day: day, From: day, Until: day, Limit: task.MaxRows}
		l, err := task.Find(t.Context(), v, was)
		if err != nil {
			r.Fatal(err)
		}
		for i, one := range l.Tasks {
			stood := one.State.Standing()
			if l.Stood != nil {
				stood = l.Stood[i]
			}
			if stood == task.Waiting || stood == task.Working {
				want++
			}
		}
	}
	if n != want {
		r.Fatalf("%d became overdue from %v to %v, by the lists of the days %d", n, f.From, f.Until, want)
	}
}

// Every verb is of a kind, so nothing that was done is left out.
func TestEveryVerbIsAChange(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		for _, rule := range task.Rules() {
			id := p.in(t, rule.From[0])
			if err := o.Do(t.Context(), work.System("test"), verbs(p, t, id)[rule.Verb]); err != nil && !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.Invalid) {
				t.Fatal(rule.Verb, err)
			}
		}
		o.MustView(t, func(v *work.View) error {
			c, err := task.ChangesOf(t.Context(), v, task.ChangeFilter{From: v.Today.AddDays(-300), Until: v.Today})
			if err != nil {
				return err
			}
			seen := map[task.ChangeKind]bool{task.BecameLate: true, task.DueMoved: true} // no event; and TestPageOfChanges
			for _, tally := range c.Tallies {
				if seen[tally.Kind] = true; tally.Kind == "" || tally.Kind.Title().Zero() {
					t.Errorf("%d changes are of no kind: %+v", tally.N, c.Rows)
				}
			}
			for _, k := range task.ChangeKinds() {
				if !seen[k] {
					t.Errorf("nothing was %s", k)
				}
			}
			return nil
		})
	})
}

// Who may see a task is told what became of it, cancelled and discarded ones too;
// nobody else is told anything, whoever they are.
func TestChangesAreForThoseWhoMaySee(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		var draft, gone, handed, helped task.ID
		o.MustDo(t, func(u *work.Unit) (err error) {
			draft, err = task.NewDraft(ctx, u, task.New{Text: "Dự thảo của sở", Issuer: p.department, Lead: p.other})
			return err
		})
		gone, handed = p.assign(t, p.commune, "2027-01-10"), p.assign(t, p.commune, "2027-01-11")
		helped = p.assign(t, p.commune, "2027-01-12")
		o.MustDo(t, func(u *work.Unit) error {
			for _, err := range []error{
				task.Discard(ctx, u, task.Ref{ID: draft}, ""), task.Cancel(ctx, u, task.Ref{ID: gone}, "15-KL/TU", ""),
				only(task.Transfer(ctx, u, task.Ref{ID: handed}, p.other, "Thuộc địa bàn khác")), task.Coordinate(ctx, u, task.Ref{ID: helped}, []org.ID{p.department}),
			} {
				if err != nil {
					return err
				}
			}
			return nil
		})
		for _, c := range []struct {
			who  work.Who
			want string
		}{
			{work.System("test"), "drafted 1, ended 2, given 4, moved 1, worded 1"},
			{p.as("tỉnh", access.Office, p.province), "drafted 1, ended 2, given 4, moved 1, worded 1"},
			{p.as("xã", access.Office, p.commune), "ended 1, given 3, moved 1, worded 1"},
			{p.as("xã khác", access.Office, p.other), "drafted 1, ended 1, given 1"},
			{p.as("sở", access.Office, p.department), "drafted 1, ended 1, given 1, worded 1"},
			{p.as("chi bộ", access.Office, p.cell), ""},
			{work.As(access.Actor{Account: "x", Tree: p.tree}), ""},
		} {
			if err := o.View(ctx, c.who, func(v *work.View) error {
				found, err := task.ChangesOf(ctx, v, task.ChangeFilter{From: v.Today, Until: v.Today})
				var said []string
				for _, tally := range found.Tallies {
					said = append(said, fmt.Sprint(tally.Kind, " ", tally.N))
				}
				slices.Sort(said)
				if got := strings.Join(said, ", "); got != c.want {
					t.Errorf("%s is told %q, want %q", v.Actor.Account, got, c.want)
				}
				for _, row := range found.Rows {
					if row.Text == "" {
						t.Errorf("a row without its task: %+v", row)
					}
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// The page tells in a minute what changed: counts that open to their rows, what it
// was and what it is, who and why.
func TestPageOfChanges(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		c := p.browser(t, access.Office, p.province)
		empty := both(t, c, task.ChangesAddress)
		if !empty.Has(".empty") || empty.Value("from") == "" || empty.Value("until") == "" {
			t.Errorf("nothing happened: %s", empty.Text("main"))
		}
		id, late := p.assign(t, p.commune, "2026-12-10"), p.assign(t, p.commune, civil.Of(o.Now().In(dbtest.Zone)).AddDays(1).String())
		ref := task.Ref{ID: id}
		percent := int64(40)
		o.MustDo(t, func(u *work.Unit) error {
			for _, err := range []error{
				task.Accept(ctx, u, ref, ""), task.Update(ctx, u, ref, task.Report{Note: "Xong 4 thôn", Progress: &percent}),
				task.RequestExtension(ctx, u, ref, day("2026-12-20"), "disaster", "Mưa lũ"), task.GrantExtension(ctx, u, ref, day("2026-12-18"), "Đồng ý"),
			} {
				if err != nil {
					return err
				}
			}
			return nil
		})
		o.Advance(48 * time.Hour)
		o.MustDo(t, func(u *work.Unit) error {
			return task.Cancel(ctx, u, task.Ref{ID: late}, "15-KL/TU", "Không còn phù hợp")
		})
		from := civil.Of(o.Now().In(dbtest.Zone)).AddDays(-3).String()
		page := both(t, c, task.ChangesAddress+"?from="+from)
		for _, want := range []string{"10/12/2026 → 18/12/2026", "Đồng ý", "0% → 40%", "Xong 4 thôn", "Đã huỷ", "15-KL/TU", "mà chưa xong", "Mưa lũ"} {
			if !strings.Contains(page.Text("main"), want) {
				t.Errorf("the page does not say %q: %s", want, page.Text("main"))
			}
		}
		figures := page.Find("ul.figures a")
		if figures.Length() != 7 {
			t.Errorf("%d counts: %s", figures.Length(), page.Text("ul.figures"))
		}
		for i := range figures.Length() {
			at := figures.Eq(i).AttrOr("href", "")
			at, _, _ = strings.Cut(at, "#")
			rows := c.Get(at).Want(http.StatusOK)
			if n := rows.Find("section tbody tr").Length(); fmt.Sprint(n) != figures.Eq(i).Find(".figure-value").Text() {
				t.Errorf("%s holds %d rows, and the count says %s", at, n, figures.Eq(i).Text())
			}
			if rows.Find("section tbody a[href^='/tasks/']").Length() == 0 {
				t.Errorf("%s leads to no task", at)
			}
		}
		if none := c.Get(task.ChangesAddress + "?from=" + from + "&kind=restored").Want(http.StatusOK); !strings.Contains(none.Text("main"), "Không có thay đổi loại") {
			t.Errorf("a kind of which there is nothing: %s", none.Text("main"))
		}
		for _, wrong := range []string{"from=2026-12-02&until=2026-12-01", "from=2020-01-01", "kind=x", "body=" + string(p.province) + "x", "until=32/1/2026"} {
			page := c.Get(task.ChangesAddress + "?" + wrong)
			if page.Status != http.StatusUnprocessableEntity || !page.Has(".error-summary") {
				t.Errorf("%s: %d %s", wrong, page.Status, page.Text(".error-summary"))
			}
		}
		p.browser(t, access.Office, p.commune).Get(task.ChangesAddress + "?body=" + string(p.province)).Want(http.StatusForbidden)
		for _, at := range []string{"/tasks", "/desk"} {
			if !c.Get(at).Has("a[href^='" + task.ChangesAddress + "']") {
				t.Errorf("%s does not lead to what changed", at)
			}
		}
	})
}

// Who sees little is told of long stretches of time by their tasks, not by what
// everybody did; it is the same that is told. What is read is bounded.
func TestChangesOfLongAgo(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		task.Telling(t, 60, 20, 3000)
		rapid.Check(t, func(r *rapid.T) {
			var ids []task.ID
			for range 8 {
				ids = p.step(t, r, ids)
				o.Advance(3 * time.Hour)
			}
			who := p.as("xã", access.Office, rapid.SampledFrom([]org.ID{p.commune, p.department, p.cell}).Draw(r, "who"))
			if err := o.View(t.Context(), who, func(v *work.View) error {
				f := task.ChangeFilter{From: v.Today.AddDays(-40), Until: v.Today.AddDays(-rapid.IntRange(0, 3).Draw(r, "until"))}
				told := func() string {
					c, err := task.ChangesOf(t.Context(), v, f)
					if err != nil {
						r.Fatal(err)
					}
					said := fmt.Sprint(c.Tallies)
					for _, row := range c.Rows {
						said += fmt.Sprint(" ", row.ID, row.Event.Seq, row.Kind, row.IsDue)
					}
					return said
				}
				byTask := told()
				task.Telling(t, 1_000_000, 1_000_000, 0)
				byTime := told()
				task.Telling(t, 60, 20, 3000)
				if byTask != byTime {
					r.Fatalf("by the tasks %s, by the time %s", byTask, byTime)
				}
				return nil
			}); err != nil {
				r.Fatal(err)
			}
		})
		task.Telling(t, 60, 20, 0)
		o.MustView(t, func(v *work.View) error {
			c, err := task.ChangesOf(t.Context(), v, task.ChangeFilter{From: v.Today.AddDays(-300), Until: v.Today})
			if err != nil || c.Since.IsZero() || len(c.Rows) == 0 {
				t.Errorf("more than is read is told of since %v: %v", c.Since, err)
			}
			return err
		})
		if said := p.browser(t, access.Office, org.ID(access.Everywhere)).Get(task.ChangesAddress + "?from=" + civil.Of(o.Now().In(dbtest.Zone)).AddDays(-300).String()); !strings.Contains(said.Text("main"), "quá nhiều thay đổi") {
			t.Errorf("%d %.200s", said.Status, said.Text("main"))
		}
	})
}
