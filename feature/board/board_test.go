package board_test

import (
	"fmt"
	"io/fs"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/board"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, rule.Schema, account.Schema, audit.Schema, factor.Schema, search.Schema, task.Schema, board.Schema}
)

// A province of the tests: two departments, two communes with two cells each.
type province struct {
	*dbtest.Office
	top   org.ID
	below []org.ID // departments and communes
	all   []org.ID
}

func establish(t testing.TB, o *dbtest.Office) *province {
	p := &province{Office: o}
	o.MustDo(t, func(u *work.Unit) error {
		add := func(code string, tier org.Tier, superior org.ID) org.ID {
			b, err := org.Establish(t.Context(), u, org.NewBody{Code: code, Name: "Cơ quan " + code, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: superior},
				day("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				t.Fatal(err)
			}
			p.all = append(p.all, b)
			return b
		}
		p.top = add("T", org.Province, "")
		for i := range 2 {
			p.below = append(p.below, add(fmt.Sprint("S", i), org.Province, p.top))
		}
		for i := range 2 {
			commune := add(fmt.Sprint("X", i), org.Commune, p.top)
			p.below = append(p.below, commune)
			for j := range 2 {
				add(fmt.Sprint("X", i, "C", j), org.Cell, commune)
			}
		}
		return nil
	})
	return p
}

func (p *province) show(t testing.TB, programme task.DocID, at time.Time) *board.Map {
	t.Helper()
	var m *board.Map
	p.MustView(t, func(v *work.View) (err error) {
		if at.IsZero() {
			m, err = board.Show(t.Context(), v, p.top, programme)
		} else {
			m, err = board.ShowAt(t.Context(), v, p.top, programme, at)
		}
		return err
	})
	return m
}

// same says whether two maps show the same counts. The past does not tell
// departments of a department apart from it, nor do the rows.
func same(a, b *board.Map) error {
	if len(a.Rows) != len(b.Rows) || a.Total != b.Total {
		return fmt.Errorf("totals %+v and %+v", a.Total, b.Total)
	}
	for i := range a.Rows {
		if a.Rows[i] != b.Rows[i] {
			return fmt.Errorf("row %d: %+v and %+v", i, a.Rows[i], b.Rows[i])
		}
	}
	return nil
}

// Whatever is done to tasks, in whatever order and over however many days,
// the counts are what counting the tasks gives, and what was counted at an
// instant can be asked for ever after.
func TestCountsAreTheTasks(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := establish(t, o)
		rapid.Check(t, func(r *rapid.T) { p.live(t, r) })
	})
}

// A memory is what the map showed at an instant.
type memory struct {
	at  time.Time
	all *board.Map
	one *board.Map // of one programme
}

func (p *province) live(t *testing.T, r *rapid.T) {
	ctx := t.Context()
	var tasks []task.ID
	var past []memory
	programme := rapid.SampledFrom([]task.DocID{"", "d1", "d2"})
	body := rapid.SampledFrom(p.all)
	some := func(u *work.Unit, n int) civil.Date { return u.Today.AddDays(n) }
	act := func(r *rapid.T) {
		p.Advance(time.Second)
		days := rapid.IntRange(-3, 6).Draw(r, "days")
		lead, under := body.Draw(r, "lead"), programme.Draw(r, "programme")
		verb := rapid.SampledFrom(task.Rules()).Draw(r, "verb").Verb
		which := rapid.IntRange(0, 1000).Draw(r, "which")
		kind := rapid.IntRange(0, 9).Draw(r, "kind")
		err := p.Do(ctx, work.System("test"), func(u *work.Unit) error {
			if len(tasks) == 0 || kind < 2 {
				n := task.New{Text: "Việc", Issuer: p.top, Lead: lead, Programme: under, Due: some(u, days)}
				if kind == 1 {
					n.Due, n.Recurrence = civil.Date{}, "FREQ=WEEKLY"
				}
				if days == 6 {
					n.Due = civil.Date{}
				}
				made, err := task.AssignMany(ctx, u, []task.New{n, n})
				tasks = append(tasks, made...)
				return err
			}
			ref := task.Ref{ID: tasks[which%len(tasks)]}
			if kind > 3 {
				w, err := task.Get(ctx, &u.View, ref.ID)
				if err != nil {
					return err
				}
				verb = onward(w.Task, which)
			}
			switch verb {
			case task.DoAssign:
				return task.Assign(ctx, u, ref, task.New{Text: "Việc khác", Lead: lead, Due: some(u, days)})
			case task.DoAccept:
				return task.Accept(ctx, u, ref, "")
			case task.DoReturn:
				return task.Return(ctx, u, ref, "x")
			case task.DoStart:
				return task.Start(ctx, u, ref, "")
			case task.DoUpdate:
				return task.Update(ctx, u, ref, task.Report{Note: "x"})
			case task.DoPassDown:
				_, err := task.PassDown(ctx, u, ref, []task.New{{Text: "Phần việc", Lead: lead}})
				return err
			case task.DoSubmit:
				return task.Submit(ctx, u, ref, task.Report{Note: "x"})
			case task.DoConfirm:
				return task.Confirm(ctx, u, ref, "")
			case task.DoReject:
				return task.Reject(ctx, u, ref, "x")
			case task.DoClose:
				return task.Close(ctx, u, ref, "")
			case task.DoAskExtension:
				return task.RequestExtension(ctx, u, ref, some(u, days+2), "other", "x")
			case task.DoGrantExtension:
				return task.GrantExtension(ctx, u, ref, civil.Date{}, "")
			case task.DoRefuseExtension:
				return task.RefuseExtension(ctx, u, ref, "x")
			case task.DoSuspend:
				return task.Suspend(ctx, u, ref, "x")
			case task.DoResume:
				return task.Resume(ctx, u, ref, some(u, days), "")
			case task.DoCancel:
				return task.Cancel(ctx, u, ref, "1-KL/TU", "")
			case task.DoTransfer:
				to, err := task.Transfer(ctx, u, ref, lead, "x")
				if err == nil {
					tasks = append(tasks, to)
				}
				return err
			case task.DoSource:
				return task.AddSource(ctx, u, ref, task.Passage{Doc: "d1"})
			}
			return task.Coordinate(ctx, u, ref, nil)
		})
		if k := fault.KindOf(err); err != nil && k != fault.Conflict && k != fault.Invalid {
			r.Fatal(err)
		}
	}
	r.Repeat(map[string]func(*rapid.T){
		"act":   act,
		"again": act,
		"more":  act,
		"sleep": func(r *rapid.T) { p.Advance(time.Duration(rapid.IntRange(1, 72).Draw(r, "hours")) * time.Hour) },
		"settle": func(r *rapid.T) {
			p.MustDo(t, func(u *work.Unit) error { _, err := task.Settle(ctx, u); return err })
		},
		"remember": func(r *rapid.T) {
			p.MustDo(t, func(u *work.Unit) error { return task.Turn(ctx, u) })
			past = append(past, memory{p.Now(), p.show(t, "", time.Time{}), p.show(t, "d1", time.Time{})})
			p.Advance(time.Second)
		},
	})
	if found, err := p.DB.Broken(ctx); err != nil || len(found) > 0 {
		r.Fatalf("counts differ from the tasks: %v %q", err, found)
	}
	for _, m := range past {
		if err := same(m.all, p.show(t, "", m.at)); err != nil {
			r.Fatalf("the map of %v, then and asked now: %v", m.at, err)
		}
		if err := same(m.one, p.show(t, "d1", m.at)); err != nil {
			r.Fatalf("the map of a programme of %v, then and asked now: %v", m.at, err)
		}
	}
	days := map[civil.Date]bool{}
	p.MustView(t, func(v *work.View) error {
		p.sums(t, r, v)
		for _, m := range past[max(0, len(past)-2):] {
			if day := v.Day(m.at); day.Before(v.Today) && !days[day] {
				days[day] = true
				p.opens(t, r, v, day, "")
				p.opens(t, r, v, day, "d1")
			}
		}
		return nil
	})
}

// opens compares every number of the map at the end of a day with the rows
// that it opens to.
func (p *province) opens(t *testing.T, r *rapid.T, v *work.View, day civil.Date, programme task.DocID) {
	m, err := board.ShowAt(t.Context(), v, p.top, programme, day.AddDays(1).Start(v.Zone).Add(-time.Microsecond))
	if err != nil {
		r.Fatal(err)
	}
	compare := func(what string, c board.Counts, row org.ID) {
		for timing, n := range map[task.Timing]int64{task.DoneOnTime: c.OnTime, task.DoneLate: c.Late, task.Within: c.Within(), task.Overdue: c.Overdue, task.Ongoing: c.Ongoing} {
			p.count(t, r, v, what, n, task.Filter{Body: p.top, Row: row, Programme: programme, Day: day, Timing: timing})
		}
		for timing, n := range map[task.Timing]int64{task.DoneOnTime: c.FirstOnTime(), task.DoneLate: c.FirstLate, task.Within: c.FirstWithin(), task.Overdue: c.FirstOverdue} {
			p.count(t, r, v, what, n, task.Filter{Body: p.top, Row: row, Programme: programme, Day: day, Timing: timing, First: true})
		}
		p.count(t, r, v, what, c.Suspended, task.Filter{Body: p.top, Row: row, Programme: programme, Day: day, Bucket: task.SuspendedBucket})
	}
	compare("the whole map", m.Total, "")
	for _, row := range m.Rows {
		compare("the row of "+string(row.Body), row.Counts, row.Body)
	}
}

// sums compares how many open tasks are said to be at each body with the list
// of them.
func (p *province) sums(t *testing.T, r *rapid.T, v *work.View) {
	tree, err := org.Load(t.Context(), v)
	if err != nil {
		r.Fatal(err)
	}
	known := 0
	for _, b := range p.all {
		for _, programme := range []task.DocID{"", "d1"} {
			open := board.OpenIn(v, tree, b, programme)
			if open == nil {
				continue
			}
			known++
			n, err := open(t.Context())
			if err != nil {
				r.Fatal(err)
			}
			p.count(t, r, v, "what is said of "+string(b), int64(n), task.Filter{Body: b, Programme: programme})
		}
	}
	if known < 4 {
		r.Fatalf("only %d sums are known", known)
	}
}

func (p *province) count(t *testing.T, r *rapid.T, v *work.View, what string, want int64, f task.Filter) {
	n, _, err := task.Count(t.Context(), v, f, 10_000)
	if err != nil || int64(n) != want {
		r.Fatalf("%s shows %d and opens to %d (%v): %+v", what, want, n, err, f)
	}
}

// onward returns a verb that brings a task on in its life.
func onward(t *task.Task, which int) task.Verb {
	next := map[task.State][]task.Verb{
		task.Assigned: {task.DoAccept}, task.Accepted: {task.DoStart, task.DoSubmit, task.DoAskExtension}, task.InProgress: {task.DoSubmit, task.DoAskExtension, task.DoAskExtension},
		task.Submitted: {task.DoConfirm, task.DoConfirm, task.DoReject}, task.Rejected: {task.DoSubmit}, task.Suspended: {task.DoResume}, task.Returned: {task.DoAssign},
	}[t.State]
	switch {
	case !t.Asked.IsZero():
		return task.DoGrantExtension
	case len(next) == 0:
		return task.DoClose
	}
	return next[which%len(next)]
}

func TestABodyThatMovesTakesItsCountsAlong(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := establish(t, o)
		ctx := t.Context()
		from, to := p.below[2], p.below[3]
		var cell org.ID
		o.MustDo(t, func(u *work.Unit) error {
			tree, err := org.Load(ctx, &u.View)
			if err != nil {
				return err
			}
			cell = tree.Chart(u.Today).Below(from)[0]
			_, err = task.AssignMany(ctx, u, []task.New{
				{Text: "Việc", Issuer: p.top, Lead: cell, Due: day("2026-11-01"), Programme: "d1"},
				{Text: "Việc", Issuer: p.top, Lead: cell, Due: day("2026-12-01")}})
			return err
		})
		o.MustDo(t, func(u *work.Unit) error { return org.Move(ctx, u, cell, to, u.Today, org.Act{Symbol: "2-QĐ/TU"}) })
		o.MustDo(t, func(u *work.Unit) error {
			n, err := task.Settle(ctx, u)
			if n != 1 {
				t.Errorf("%d bodies were settled, want 1", n)
			}
			return err
		})
		for _, r := range p.show(t, "", time.Time{}).Rows {
			if want := (board.Counts{Overdue: 1, NotStarted: 1, FirstOverdue: 1}); r.Body == to && r.Counts != want || r.Body == from && !r.Counts.IsZero() {
				t.Errorf("after the move a row is %+v", r)
			}
		}
	})
}

func TestOfficialNumbers(t *testing.T) {
	c := board.Counts{NotStarted: 1, UnderWay: 2, Overdue: 4, OnTime: 8, Late: 16, Ongoing: 32, Suspended: 64, FirstOverdue: 5, FirstLate: 20}
	for name, n := range map[string][2]int64{
		"within": {c.Within(), 3}, "open": {c.Open(), 7}, "completed": {c.Completed(), 24}, "all": {c.All(), 127},
		"fallen due": {c.FallenDue(), 28}, "first within": {c.FirstWithin(), 2}, "first on time": {c.FirstOnTime(), 4},
	} {
		if n[0] != n[1] {
			t.Errorf("%s: %d, want %d", name, n[0], n[1])
		}
	}
	if c.Add(c).Sub(c) != c {
		t.Error("adding and taking away gives something else")
	}
}
