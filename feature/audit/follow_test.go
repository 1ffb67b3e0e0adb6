package audit

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/work"
)

// follow reads the log from place on, a few at a time, until its end.
func (l *installation) follow(t *testing.T, place int64, most int) (lines []Line, next int64) {
	t.Helper()
	for more := true; more; {
		l.MustView(t, func(v *work.View) error {
			some, to, err := Since(t.Context(), v, place, most)
			if len(some) > most || to < place {
				t.Errorf("%d lines from %d to %d, asked for %d", len(some), place, to, most)
			}
			lines, more, place = append(lines, some...), to > place, to
			return err
		})
	}
	return lines, place
}

// Whoever follows the log while people work and several instances seal gets
// each event once, in one order that is the same for everybody.
func TestFollowWhilePeopleWork(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		l := install(t, o)
		ctx := t.Context()
		var writers sync.WaitGroup
		for n := range 3 {
			writers.Go(func() {
				for i := range 60 {
					if err := l.Do(ctx, work.System("test"), func(u *work.Unit) error {
						events, details := make([]work.Event, 1+i%9), make([]any, 1+i%9)
						for j := range events {
							events[j], details[j] = work.Event{Kind: "probe.done", Subject: fmt.Sprint("thing ", n, i)}, j
						}
						return u.RecordMany(ctx, events, details)
					}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		var place int64
		var seen []Line
		for range 12 {
			if err := l.k.Seal(ctx, l.Office.Office); err != nil {
				t.Fatal(err)
			}
			some, next := l.follow(t, place, 7)
			seen, place = append(seen, some...), next
		}
		writers.Wait()
		l.work(t, 1)
		some, _ := l.follow(t, place, 1000)
		seen = append(seen, some...)
		var want int64
		l.MustView(t, func(v *work.View) error {
			return v.One(ctx, db.Built("audit.test", `SELECT count(*) FROM event`), nil, &want)
		})
		once := map[int64]bool{}
		for i, e := range seen {
			if once[e.Seq] || e.Index != int64(i) || e.Kind == "" || e.Subject == "" || e.At.IsZero() {
				t.Fatalf("line %d: %+v", i, e)
			}
			once[e.Seq] = true
		}
		if int64(len(seen)) != want {
			t.Errorf("%d of %d events", len(seen), want)
		}
		again, end := l.follow(t, 0, 300)
		if !slices.EqualFunc(seen, again, func(a, b Line) bool { return a.Seq == b.Seq && string(a.Detail) == string(b.Detail) }) {
			t.Error("the log reads otherwise the second time")
		}
		l.MustView(t, func(v *work.View) error {
			n, err := Length(ctx, v)
			if n != want || end != want {
				t.Errorf("length %d, end %d, want %d", n, end, want)
			}
			for _, from := range []int64{want, want + 1, want + 10_000} {
				if lines, next, err := Since(ctx, v, from, 10); err != nil || len(lines) != 0 || next != from {
					t.Errorf("from %d: %d lines, on to %d: %v", from, len(lines), next, err)
				}
			}
			return err
		})
	})
}

// PostgreSQL: an event that was committed after others with higher numbers
// had been read is read after them.
func TestFollowLateEvents(t *testing.T) {
	l := install(t, dbtest.New(t, db.Postgres, wholeSchema))
	ctx := t.Context()
	l.work(t, 250)
	attempts := 0
	l.MustDo(t, func(u *work.Unit) error {
		attempts++
		if err := u.Record(ctx, "probe.slow", "slow", attempts); err != nil || attempts > 1 {
			return err
		}
		var seq int64 // waits for what was sent
		if err := u.One(ctx, db.Built("audit.test", `SELECT max(seq) FROM event`), nil, &seq); err != nil {
			return err
		}
		l.work(t, 20)
		return nil
	})
	read, place := l.follow(t, 0, 100)
	l.work(t, 3)
	more, _ := l.follow(t, place, 100)
	if len(read) != 270 || len(more) != 4 || more[0].Subject != "slow" || more[0].Seq >= read[269].Seq {
		t.Fatalf("%d read, then %d", len(read), len(more))
	}
}

// What was taken out of the database past the program holds nobody up.
func TestFollowPastWhatIsGone(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		l := install(t, o)
		l.work(t, 600)
		l.script(t, `DELETE FROM event WHERE seq BETWEEN 290 AND 299;`)
		if lines, next := l.follow(t, 0, 10); len(lines) != 590 || next != 600 {
			t.Errorf("%d lines, to %d", len(lines), next)
		}
	})
}
