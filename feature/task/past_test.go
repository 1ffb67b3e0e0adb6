package task_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/board"
	"quyet/feature/org"
	"quyet/feature/task"
)

// A cell is one number of a past day and the question for the rows behind it.
type cell struct {
	lead      org.ID
	programme task.DocID
	bucket    task.Bucket
	first     bool
}

// Whatever was done to tasks, every number of a past day opens to exactly the
// rows behind it: by lead, by programme and by bucket, on the deadline of then
// and on the one first given, page by page and counted.
func TestNumbersOfAPastDayOpenToTheirRows(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		var ids []task.ID
		first := o.Now()
		rapid.Check(t, func(r *rapid.T) {
			for range rapid.IntRange(5, 15).Draw(r, "steps") {
				o.Advance(time.Duration(rapid.IntRange(1, 40).Draw(r, "hours")) * time.Hour)
				ids = p.step(t, r, ids)
			}
			days := max(1, int(o.Now().Sub(first).Hours()/24))
			day := civil.Of(first.In(dbtest.Zone)).AddDays(rapid.IntRange(max(0, days-12), days-1).Draw(r, "day"))
			if day.Before(civil.Of(o.Now().In(dbtest.Zone))) {
				p.opens(t, r, day)
			}
		})
	})
}

// step does something to some task, or assigns new ones.
func (p *place) step(t *testing.T, r *rapid.T, ids []task.ID) []task.ID {
	lead := rapid.SampledFrom([]org.ID{p.department, p.commune, p.cell, p.other}).Draw(r, "lead")
	programme := rapid.SampledFrom([]task.DocID{"", "d1", "d2"}).Draw(r, "programme")
	due := rapid.IntRange(-2, 9).Draw(r, "due")
	verb := rapid.SampledFrom(task.Rules()).Draw(r, "verb").Verb
	which := rapid.IntRange(0, 5).Draw(r, "which")
	err := p.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
		if len(ids) < 4 || which == 0 {
			n := task.New{Text: "Việc", Issuer: p.province, Lead: lead, Programme: programme, Due: u.Today.AddDays(due)}
			if due == 9 {
				n.Due = civil.Date{}
			}
			made, err := task.AssignMany(t.Context(), u, []task.New{n, n})
			ids = append(ids, made...)
			return err
		}
		id := ids[max(0, len(ids)-which)]
		w, err := task.Get(t.Context(), &u.View, id)
		if err != nil {
			return err
		}
		if next, ok := onwards[w.State]; ok && due > 1 {
			verb = next
		}
		if !w.Asked.IsZero() {
			verb = task.DoGrantExtension
		}
		if verb == task.DoAskExtension {
			return task.RequestExtension(t.Context(), u, w.Ref(), w.Due.AddDays(due+3), "disaster", "Mưa lũ")
		}
		return verbs(p, t, id)[verb](u)
	})
	if k := fault.KindOf(err); err != nil && k != fault.Conflict && k != fault.Invalid {
		r.Fatal(err)
	}
	return ids
}

// onwards brings a task on in its life.
var onwards = map[task.State]task.Verb{
	task.Assigned: task.DoAccept, task.Accepted: task.DoAskExtension, task.InProgress: task.DoSubmit, task.Submitted: task.DoConfirm, task.Rejected: task.DoSubmit,
}

// opens compares what was counted at the end of a day with the rows.
func (p *place) opens(t *testing.T, r *rapid.T, day civil.Date) {
	want := map[cell]int{}
	p.MustView(t, func(v *work.View) error {
		past, err := task.CountsAt(t.Context(), v, p.province, day.AddDays(1).Start(v.Zone).Add(-time.Microsecond))
		for _, c := range past {
			for _, programme := range []task.DocID{"", c.Programme} {
				want[cell{c.Lead, programme, c.Now, false}] += int(c.N)
				want[cell{c.Lead, programme, c.First, true}] += int(c.N)
				if c.Programme == "" {
					break
				}
			}
		}
		return err
	})
	// Every number that is there, and a few that are zero.
	for range 6 {
		c := cell{
			rapid.SampledFrom([]org.ID{p.department, p.commune, p.cell, p.other}).Draw(r, "lead"), rapid.SampledFrom([]task.DocID{"", "d1", "d2"}).Draw(r, "programme"),
			task.Bucket(rapid.IntRange(1, task.Buckets-1).Draw(r, "bucket")), rapid.Bool().Draw(r, "first"),
		}
		want[c] += 0
	}
	p.MustView(t, func(v *work.View) error {
		for c, number := range want {
			f := task.Filter{Lead: c.lead, Programme: c.programme, Bucket: c.bucket, First: c.first, Day: day, Limit: 7}
			n, more, err := task.Count(t.Context(), v, f, 1000)
			if err != nil {
				return err
			}
			if rows := p.rows(t, r, v, f); n != number || rows != number || more {
				r.Fatalf("at the end of %v %+v counts %d, opens to %d rows, and the list counts %d", day, c, number, rows, n)
			}
		}
		return nil
	})
}

// rows walks a list to its end and returns how many tasks it held, each once.
func (p *place) rows(t *testing.T, r *rapid.T, v *work.View, f task.Filter) int {
	seen := map[task.ID]bool{}
	for range 1000 {
		l, err := task.Find(t.Context(), v, f)
		if err != nil {
			r.Fatal(err)
		}
		for i, x := range l.Tasks {
			if seen[x.ID] {
				r.Fatalf("%s stands twice in the list", x.ID)
			}
			seen[x.ID] = true
			if l.Stood != nil && !l.Stood[i].Open() && l.Stood[i] != task.Done {
				r.Fatalf("a task that stood as %q is in the list of a past day", l.Stood[i])
			}
		}
		if f.After = l.Next; l.Next.IsZero() {
			return len(seen)
		}
	}
	r.Fatal("the list has no end")
	return 0
}

// The rows of the map of a body share its tasks out: none is lost, none stands
// in two.
func TestRowsOfAPastDayShareTheTasksOut(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		for _, lead := range []org.ID{p.province, p.department, p.commune, p.cell, p.cell, p.other} {
			p.do(work.System("test"), t, func(u *work.Unit) error {
				_, err := task.AssignNew(ctx, u, task.New{Text: "Việc", Issuer: p.province, Lead: lead, Due: day("2026-12-15")})
				return err
			})
		}
		// The cell moves to the other commune.
		o.Advance(48 * time.Hour)
		o.MustDo(t, func(u *work.Unit) error {
			return org.Move(ctx, u, p.cell, p.other, u.Today, org.Act{Symbol: "2-QĐ/TU"})
		})
		o.MustDo(t, func(u *work.Unit) error { _, err := task.Settle(ctx, u); return err })
		o.Advance(24 * time.Hour)
		o.MustView(t, func(v *work.View) error {
			for back, want := range map[int]map[org.ID]int{
				1: {p.province: 1, p.department: 1, p.commune: 1, p.other: 3},
				2: {p.province: 1, p.department: 1, p.commune: 3, p.other: 1},
			} {
				day := v.Today.AddDays(-back)
				m, err := board.ShowAt(ctx, v, p.province, "", day.AddDays(1).Start(v.Zone).Add(-time.Microsecond))
				if err != nil {
					return err
				}
				for _, row := range m.Rows {
					n, _, err := task.Count(ctx, v, task.Filter{Body: p.province, Row: row.Body, Timing: task.Within, Day: day}, 100)
					if err != nil {
						return err
					}
					if n != want[row.Body] || int64(n) != row.Counts.Within() {
						t.Errorf("%d days ago the row of %s counts %d and opens to %d, want %d", back, row.Body, row.Counts.Within(), n, want[row.Body])
					}
				}
			}
			return nil
		})
	})
}
