package chase

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/rule"
	"quyet/feature/task"
)

// calendars are those of an office that shuts over Tết and works on one Saturday
// for it, and the shipped one.
func calendars(t *testing.T) []*rule.Calendar {
	t.Helper()
	var out []*rule.Calendar
	for _, own := range []string{"", "T7, CN, 01/01, 30/04, 01/05, 02/09, 04/02/2027-14/02/2027, +20/02/2027"} {
		o := dbtest.New(t, db.SQLite, wholeSchema)
		if own != "" {
			o.MustDo(t, func(u *work.Unit) error {
				return rule.Set(t.Context(), u, rule.DaysOff.Key, rule.Version{Value: own, From: civil.MustParse("2027-01-01"), Citation: "A"})
			})
		}
		o.MustView(t, func(v *work.View) error {
			c, err := rule.DaysOff.Calendar(t.Context(), v)
			out = append(out, c)
			return err
		})
	}
	return out
}

var anyLadder = rapid.Custom(func(t *rapid.T) Ladder {
	return Ladder{
		Remind: rapid.IntRange(0, 20).Draw(t, "remind"), Urge: rapid.IntRange(1, 10).Draw(t, "urge"), Escalate: rapid.IntRange(2, 30).Draw(t, "escalate"),
		Update: rapid.IntRange(1, 5).Draw(t, "update"), Briefing: time.Weekday(rapid.IntRange(1, 5).Draw(t, "briefing")),
	}
})

var anyDay = rapid.Custom(func(t *rapid.T) civil.Date {
	return civil.MustParse("2026-11-01").AddDays(rapid.IntRange(0, 200).Draw(t, "day"))
})

// No rung is on a day off; each is no earlier than the one below it, the
// reminder not after the deadline and the rest after it; and more time never
// brings a rung forward.
func TestLadder(t *testing.T) {
	all := calendars(t)
	rapid.Check(t, func(t *rapid.T) {
		c, l, due := rapid.SampledFrom(all).Draw(t, "calendar"), anyLadder.Draw(t, "ladder"), anyDay.Draw(t, "due")
		rungs := l.rungs(c, due)
		if len(rungs) != 2 && !(l.Remind > 0 && len(rungs) == 3) {
			t.Fatalf("%d rungs", len(rungs))
		}
		for i, r := range rungs {
			switch {
			case c.Off(r.Day):
				t.Fatalf("%s is on %s, a day off", r.Step, r.Day)
			case i > 0 && r.Day.Before(rungs[i-1].Day):
				t.Fatalf("%s is on %s, before %s on %s", r.Step, r.Day, rungs[i-1].Step, rungs[i-1].Day)
			case r.Step == Remind && !r.Day.Before(due), r.Step != Remind && !r.Day.After(due):
				t.Fatalf("%s of %s is on %s", r.Step, due, r.Day)
			}
			lo, hi := r.Day, r.From
			if hi.Before(lo) {
				lo, hi = hi, lo
			}
			// What explains the day adds up: working days, and the days that were skipped.
			if n := hi.Sub(lo); r.Step != Remind && n-len(r.Skipped) != r.Days && !c.Off(due) {
				t.Fatalf("%s: %d days from %s to %s, %d skipped, want %d", r.Step, n, lo, hi, len(r.Skipped), r.Days)
			}
		}
		later := l.rungs(c, due.AddDays(rapid.IntRange(1, 90).Draw(t, "more")))
		for i := range rungs {
			if later[i].Day.Before(rungs[i].Day) {
				t.Fatalf("more time brings %s from %s to %s", rungs[i].Step, rungs[i].Day, later[i].Day)
			}
		}
	})
}

// Whatever becomes of a task, on whichever days the program runs, and however
// often: nothing is done on a day off or twice, no step before the one below it,
// nothing of what is not to be urged; and where it runs every day, each is done
// on its day.
func TestLife(t *testing.T) {
	all := calendars(t)
	rapid.Check(t, func(t *rapid.T) {
		c, l := rapid.SampledFrom(all).Draw(t, "calendar"), anyLadder.Draw(t, "ladder")
		day := anyDay.Draw(t, "begin")
		w := &task.Task{ID: "t", State: task.Accepted, Due: day.AddDays(rapid.IntRange(-60, 40).Draw(t, "due"))}
		if rapid.Bool().Draw(t, "reports") {
			w.NextUpdate = day.AddDays(rapid.IntRange(-10, 30).Draw(t, "report"))
		}
		every := rapid.Bool().Draw(t, "runs every day")
		moved := false
		var done []mark
		for range rapid.IntRange(1, 120).Draw(t, "days") {
			day = day.AddDays(1)
			switch rapid.IntRange(0, 40).Draw(t, "what happens") {
			case 0:
				w.Due, moved = day.AddDays(rapid.IntRange(0, 30).Draw(t, "extended")), true
			case 1:
				w.State, moved = rapid.SampledFrom(task.States()).Draw(t, "state"), true
			case 2:
				w.NextUpdate = day.AddDays(30)
			}
			if !every && rapid.Bool().Draw(t, "is off") {
				continue
			}
			for range rapid.IntRange(1, 3).Draw(t, "runs") {
				for _, m := range l.due(c, w, day, done) {
					check(t, c, l, w, day, m, done)
					done = append(done, m)
				}
			}
		}
		if !every || moved || w.Due.Before(anyBegin(done, day)) {
			return
		}
		for _, r := range l.rungs(c, w.Due) {
			i := slices.IndexFunc(done, func(m mark) bool { return m.step == r.Step && m.due == w.Due })
			if r.Step == Urge && !r.Day.After(day) && (i < 0 || done[i].day != r.Day) {
				t.Fatalf("%s was due on %s: %+v", r.Step, r.Day, done)
			}
		}
	})
}

// What a page says will come, comes on that day.
func TestWhatWillCome(t *testing.T) {
	all := calendars(t)
	rapid.Check(t, func(t *rapid.T) {
		c, l := rapid.SampledFrom(all).Draw(t, "calendar"), anyLadder.Draw(t, "ladder")
		day := anyDay.Draw(t, "today")
		w := &task.Task{ID: "t", State: task.Accepted, Due: day.AddDays(rapid.IntRange(-60, 40).Draw(t, "due"))}
		var done []mark
		for range rapid.IntRange(0, 20).Draw(t, "days before") {
			day = day.AddDays(1)
			done = append(done, l.due(c, w, day, done)...)
		}
		ran := rapid.Bool().Draw(t, "ran today")
		if ran {
			done = append(done, l.due(c, w, day, done)...)
		} else {
			day = day.AddDays(1)
		}
		said := l.coming(c, w.Due, day, ran, done)
		for today := day; today.Before(day.AddDays(120)); today = today.AddDays(1) {
			for _, m := range l.due(c, w, today, done) {
				done = append(done, m)
				if i := slices.IndexFunc(said, func(r Rung) bool { return r.Step == m.step }); m.step != Listed && (i < 0 || said[i].Day != today) {
					t.Fatalf("%s is done on %s; said was %+v", m.step, today, said)
				}
			}
		}
		for _, r := range said {
			if !slices.ContainsFunc(done, func(m mark) bool { return m.step == r.Step && m.due == w.Due }) {
				t.Fatalf("%s was said to come on %s and did not", r.Step, r.Day)
			}
		}
	})
}

// anyBegin is the first day of what was done, or the last day where nothing was.
func anyBegin(done []mark, day civil.Date) civil.Date {
	for _, m := range done {
		if m.day.Before(day) {
			day = m.day
		}
	}
	return day
}

func check(t *rapid.T, c *rule.Calendar, l Ladder, w *task.Task, day civil.Date, m mark, done []mark) {
	switch {
	case c.Off(day) || m.day != day:
		t.Fatalf("%+v on %s, a day off", m, day)
	case !slices.Contains(chased, w.State):
		t.Fatalf("%+v of a task that is %s", m, w.State)
	case slices.ContainsFunc(done, func(o mark) bool { return o.step == m.step && o.due == m.due && o.no == m.no }):
		t.Fatalf("%+v was done before: %+v", m, done)
	case m.step == Remind && day.After(w.Due), m.step != Remind && m.step != Update && !day.After(w.Due):
		t.Fatalf("%+v on %s", m, day)
	case m.step == Escalate:
		i := slices.IndexFunc(done, func(o mark) bool { return o.step == Urge && o.due == m.due })
		if i < 0 || day.Before(c.After(done[i].day, max(l.Escalate-l.Urge, 1))) {
			t.Fatalf("%+v, and it was urged in %+v", m, done)
		}
	}
	for _, r := range l.rungs(c, w.Due) {
		if r.Step == m.step && day.Before(r.Day) {
			t.Fatalf("%+v is due on %s", m, r.Day)
		}
	}
}

// One list a week is made for the briefing, on a working day.
func TestBriefings(t *testing.T) {
	all := calendars(t)
	rapid.Check(t, func(t *rapid.T) {
		c, l := rapid.SampledFrom(all).Draw(t, "calendar"), anyLadder.Draw(t, "ladder")
		from := anyDay.Draw(t, "from")
		weeks := rapid.IntRange(1, 12).Draw(t, "weeks")
		planned, made := map[civil.Date]bool{}, map[civil.Date]bool{}
		for i := range 7 * weeks {
			day := from.AddDays(i)
			if day.Weekday() == l.Briefing {
				planned[c.From(day)] = true
			}
		}
		for i := range 7*weeks + 30 {
			if day := from.AddDays(i); l.briefing(c, day) {
				made[day] = true
				if c.Off(day) {
					t.Fatalf("a briefing on %s, a day off", day)
				}
			}
		}
		for day := range planned {
			if !made[day] {
				t.Fatalf("none on %s, which the rule plans", day)
			}
		}
	})
}

func TestDaysInWords(t *testing.T) {
	var off []civil.Date
	for _, d := range []string{"2026-12-05", "2026-12-06", "2027-01-01", "2027-01-02", "2027-01-03", "2027-01-05"} {
		off = append(off, civil.MustParse(d))
	}
	if got, want := days(off), "05/12/2026 – 06/12/2026, 01/01/2027 – 03/01/2027, 05/01/2027"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
