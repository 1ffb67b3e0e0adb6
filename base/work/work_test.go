package work_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
)

var schema = []fs.FS{fstest.MapFS{"schema/20261122_probe.sql": {Data: []byte(`
CREATE TABLE probe_rule (
	name TEXT NOT NULL PRIMARY KEY,
	n BIGINT NOT NULL
);
CREATE TABLE probe_use (
	n BIGINT NOT NULL
);
`)}}}

var (
	setRule = db.SQL("probe.set", `
		INSERT INTO probe_rule (name, n) VALUES ('limit', $1) ON CONFLICT (name) DO UPDATE SET n = excluded.n`)
	getRule  = db.SQL("probe.get", `SELECT n FROM probe_rule WHERE name = 'limit'`)
	addUse   = db.SQL("probe.use", `INSERT INTO probe_use (n) VALUES ($1)`)
	countUse = db.SQL("probe.uses", `SELECT count(*) FROM probe_use`)
)

const name = "probe.limit"

// rule loads the rule through the memo and counts how often it was loaded.
func rule(ctx context.Context, v *work.View, loads *atomic.Int64) (int, error) {
	return work.Memo(ctx, v, name, func() (int, error) {
		if loads != nil {
			loads.Add(1)
		}
		var n int
		err := v.One(ctx, getRule, nil, &n)
		if errors.Is(err, db.ErrNoRow) {
			err = nil
		}
		return n, err
	})
}

func change(ctx context.Context, n int) func(*work.Unit) error {
	return func(u *work.Unit) error {
		if _, err := u.Exec(ctx, setRule, n); err != nil {
			return err
		}
		return u.Changed(ctx, name)
	}
}

func see(t *testing.T, o *work.Office, loads *atomic.Int64) (n int) {
	t.Helper()
	if err := o.View(t.Context(), work.System("test"), func(v *work.View) (err error) {
		n, err = rule(t.Context(), v, loads)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

// beside returns a second instance of the program on the same database.
func beside(t *testing.T, o *dbtest.Office) *work.Office {
	t.Helper()
	d, err := db.Open(t.Context(), o.DB.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return &work.Office{DB: d, Now: o.Now, Zone: o.Zone}
}

func TestMemoIsLoadedOnceAndAgainAfterAChange(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		other := beside(t, o)
		var here, there atomic.Int64
		for want := range 4 {
			if want > 0 {
				o.MustDo(t, change(t.Context(), want))
			}
			for range 3 {
				if got := see(t, o.Office, &here); got != want {
					t.Errorf("the instance that changed it sees %d, want %d", got, want)
				}
				if got := see(t, other, &there); got != want {
					t.Errorf("the other instance sees %d, want %d", got, want)
				}
			}
		}
		if here.Load() != 4 || there.Load() != 4 {
			t.Errorf("loaded %d and %d times, want 4 and 4", here.Load(), there.Load())
		}
	})
}

func TestMemoAfterARollback(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		o.MustDo(t, change(ctx, 1))
		see(t, o.Office, nil)
		stop := errors.New("stop")
		if err := o.Do(ctx, work.System("test"), func(u *work.Unit) error {
			if err := change(ctx, 2)(u); err != nil {
				return err
			}
			if n, err := rule(ctx, &u.View, nil); n != 2 || err != nil {
				t.Errorf("the unit sees %d of its own change (%v), want 2", n, err)
			}
			return stop
		}); !errors.Is(err, stop) {
			t.Fatal(err)
		}
		var loads atomic.Int64
		if got := see(t, o.Office, &loads); got != 1 || loads.Load() != 0 {
			t.Errorf("after a rollback: %d, loaded %d times; want 1 as it was kept", got, loads.Load())
		}
	})
}

// What a unit loads in its middle is not what it leaves behind.
func TestMemoLoadedBeforeTheLastWrite(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		o.MustDo(t, func(u *work.Unit) error {
			if err := change(ctx, 1)(u); err != nil {
				return err
			}
			if _, err := rule(ctx, &u.View, nil); err != nil {
				return err
			}
			_, err := u.Exec(ctx, setRule, 2)
			return err
		})
		if got := see(t, o.Office, nil); got != 2 {
			t.Errorf("the memo holds %d, the database 2", got)
		}
	})
}

// The limit is lowered by one instance while units of another, who know it
// from memory only, use it up: the order of commits must explain what is stored.
func TestMemoIsPartOfTheTransaction(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		other := beside(t, o)
		o.MustDo(t, change(ctx, 100))
		var wg sync.WaitGroup
		for range 6 {
			wg.Go(func() {
				for range 4 {
					if err := other.Do(ctx, work.System("test"), func(u *work.Unit) error {
						limit, err := rule(ctx, &u.View, nil)
						if err != nil {
							return err
						}
						var used int
						if err := u.One(ctx, countUse, nil, &used); err != nil || used >= limit {
							return err
						}
						_, err = u.Exec(ctx, addUse, limit)
						return err
					}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		// Lowered to what is used at that moment: nothing may be added afterwards.
		var limit int
		if err := o.Do(ctx, work.System("test"), func(u *work.Unit) error {
			if err := u.One(ctx, countUse, nil, &limit); err != nil {
				return err
			}
			return change(ctx, limit)(u)
		}); err != nil {
			t.Error(err)
		}
		wg.Wait()
		o.MustView(t, func(v *work.View) error {
			var used int
			err := v.One(ctx, countUse, nil, &used)
			if used != limit {
				t.Errorf("%d uses are stored, the limit was set to %d when as many were", used, limit)
			}
			return err
		})
	})
}

func TestMemoWhenLoadingFails(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		o.MustView(t, func(v *work.View) error {
			broken := errors.New("broken")
			if _, err := work.Memo(t.Context(), v, name, func() (int, error) { return 7, broken }); !errors.Is(err, broken) {
				t.Errorf("got %v", err)
			}
			if n, err := work.Memo(t.Context(), v, name, func() (int, error) { return 8, nil }); n != 8 || err != nil {
				t.Errorf("after a failure: %d %v", n, err)
			}
			return nil
		})
	})
}

func TestWhatIsRecorded(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		clerk := access.Actor{Account: "acc", Name: "Nguyễn Thị A", Body: "body"}
		var told []work.Event
		o.Subscribers = []work.Subscriber{func(ctx context.Context, u *work.Unit, e work.Event) error {
			told = append(told, e)
			_, err := u.Exec(ctx, addUse, len(told))
			return err
		}}
		if err := o.Do(ctx, work.As(clerk), func(u *work.Unit) error {
			told = nil
			if err := u.Record(ctx, "probe.made", "thing", map[string]int{"n": 1}); err != nil {
				return err
			}
			return u.RecordMany(ctx, []work.Event{{Kind: "probe.first", Subject: "thing"}, {Kind: "probe.other", Subject: "else"}}, []any{1, "x"})
		}); err != nil {
			t.Fatal(err)
		}
		o.Advance(time.Hour)
		o.MustDo(t, func(u *work.Unit) error { return u.Record(ctx, "probe.system", "thing", nil) })
		o.MustView(t, func(v *work.View) error {
			events, err := v.History(ctx, "thing", 10)
			if err != nil || len(events) != 3 {
				t.Fatalf("%d events (%v), want 3", len(events), err)
			}
			system, first, made := events[0], events[1], events[2]
			if system.Kind != "probe.system" || system.Account != "" || system.Reason != "test" || string(system.Detail) != "null" || !system.At.Equal(dbtest.Start.Add(time.Hour)) {
				t.Errorf("the program's own event: %+v", system)
			}
			if first.Kind != "probe.first" || string(first.Detail) != "1" {
				t.Errorf("the first of several: %+v", first)
			}
			if made.Account != "acc" || made.Reason != "" || made.Body != "body" || string(made.Detail) != `{"n":1}` || !made.At.Equal(dbtest.Start) || made.Seq >= first.Seq {
				t.Errorf("the clerk's event: %+v", made)
			}
			if last, err := v.History(ctx, "thing", 1); err != nil || len(last) != 1 || last[0].Seq != system.Seq {
				t.Errorf("the newest one: %+v %v", last, err)
			}
			var uses int
			err = v.One(ctx, countUse, nil, &uses)
			if uses != 4 || len(told) != 4 || told[3].Reason != "test" {
				t.Errorf("subscribers wrote %d rows and were told of %+v", uses, told)
			}
			return err
		})
	})
}

// The same person in their own place and in another's are two in the record.
func TestADeputyIsRecordedWithWhomTheyReplace(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		own := access.Actor{Account: "acc", Body: "body"}
		deputy := own
		deputy.For = "away"
		for _, a := range []access.Actor{own, deputy, own} {
			if err := o.Do(ctx, work.As(a), func(u *work.Unit) error { return u.Record(ctx, "probe.done", "thing", 1) }); err != nil {
				t.Fatal(err)
			}
		}
		o.MustView(t, func(v *work.View) error {
			events, err := v.History(ctx, "thing", 10)
			var places []string
			for _, e := range events {
				places = append(places, e.Account+" for "+e.For)
			}
			if want := []string{"acc for ", "acc for away", "acc for "}; !slices.Equal(places, want) {
				t.Errorf("recorded %q, want %q", places, want)
			}
			return err
		})
	})
}

// What a view asks for afterwards is done before it is answered; where that
// fails, so does the view. A view that fails asks for nothing.
func TestAfterAView(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx, broken := t.Context(), errors.New("broken")
		write := func(ctx context.Context, u *work.Unit) error {
			_, err := u.Exec(ctx, addUse, 1)
			return err
		}
		uses := func() (n int) {
			o.MustView(t, func(v *work.View) error { return v.One(ctx, countUse, nil, &n) })
			return n
		}
		o.MustView(t, func(v *work.View) error {
			v.After("test", write)
			v.After("test", write)
			return nil
		})
		if n := uses(); n != 2 {
			t.Errorf("%d uses are stored, want 2", n)
		}
		for name, fn := range map[string]func(v *work.View) error{
			"the view fails": func(v *work.View) error { v.After("test", write); return broken },
			"what is done fails": func(v *work.View) error {
				v.After("test", func(context.Context, *work.Unit) error { return broken })
				v.After("test", write)
				return nil
			},
		} {
			if err := o.View(ctx, work.System("test"), fn); !errors.Is(err, broken) {
				t.Errorf("%s: %v", name, err)
			}
		}
		// The person has gone: either nothing was shown, or it is written down.
		gone, leave := context.WithCancel(ctx)
		want := 3
		if err := o.View(gone, work.System("test"), func(v *work.View) error { v.After("test", write); leave(); return nil }); errors.Is(err, context.Canceled) {
			want = 2
		} else if err != nil {
			t.Error(err)
		}
		o.MustDo(t, func(u *work.Unit) error { u.After("test", write); return nil })
		if n := uses(); n != want {
			t.Errorf("%d uses are stored at the end, want %d", n, want)
		}
	})
}

// What a unit that was rolled back had written for the first time is written
// again by the next one.
func TestRecordedAgainAfterARollback(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx, broken := t.Context(), errors.New("broken")
		clerk := access.Actor{Account: "acc", Body: "body"}
		record := func(u *work.Unit) error { return u.Record(ctx, "probe.again", "thing", 1) }
		if err := o.Do(ctx, work.As(clerk), func(u *work.Unit) error { return errors.Join(record(u), broken) }); !errors.Is(err, broken) {
			t.Fatal(err)
		}
		for range 2 {
			if err := o.Do(ctx, work.As(clerk), record); err != nil {
				t.Fatal(err)
			}
		}
		o.MustView(t, func(v *work.View) error {
			events, err := v.History(ctx, "thing", 10)
			if len(events) != 2 || events[0].Kind != "probe.again" || events[0].Account != clerk.Account {
				t.Errorf("%+v", events)
			}
			return err
		})
	})
}

var inLog = db.SQL("event.logOf", `SELECT CAST(seq AS TEXT) || ' ' || kind || ' ' || subject || ' ' || detail FROM event_log ORDER BY seq`)

// The name of a subject stands in its first event only; whoever reads the
// history or the log finds it at each.
func TestSubjectsOfEvents(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		record := func(n int, first bool, subjects ...string) error {
			return o.Do(ctx, work.System("test"), func(u *work.Unit) error {
				var events []work.Event
				var details []any
				for _, s := range subjects {
					events, details = append(events, work.Event{Kind: "probe.did", Subject: s, First: first && s != "old"}), append(details, n)
				}
				return u.RecordMany(ctx, events, details)
			})
		}
		for n, subjects := range [][]string{{"old", "other", "old"}, {"a", "old", "b", "c"}, {"c", "a", "old", "a"}} {
			if err := record(n, n == 1, subjects...); err != nil {
				t.Fatal(err)
			}
		}
		if err := record(3, true, "d", "b"); !errors.Is(err, db.ErrUnique) {
			t.Errorf("an event that was said to be the first of its subject, and is not: %v", err)
		}
		o.MustView(t, func(v *work.View) error {
			var want []string
			for subject, details := range map[string]string{"old": "2 1 0 0", "a": "2 2 1", "b": "1", "c": "2 1", "d": "", "never": "", "other": "0"} {
				events, err := v.History(ctx, subject, 10)
				if err != nil {
					return err
				}
				var got []string
				for _, e := range events {
					got = append(got, string(e.Detail))
					want = append(want, fmt.Sprintf("%d probe.did %s %s", e.Seq, subject, e.Detail))
					if e.Subject != subject {
						t.Errorf("an event of %s says it is of %s", subject, e.Subject)
					}
				}
				if strings.Join(got, " ") != details {
					t.Errorf("%s: %q, want %s", subject, got, details)
				}
			}
			log, err := db.All(ctx, v.Snapshot, inLog, db.Text[string])
			slices.Sort(want)
			slices.Sort(log)
			if len(log) != 11 || !slices.Equal(log, want) {
				t.Errorf("the log holds %q; want %q", log, want)
			}
			return err
		})
	})
}

// Units that record the first event of one subject at the same time agree
// which of them it is.
func TestFirstEventAtTheSameTime(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for n := range 4 {
					if err := o.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
						return u.Record(t.Context(), "probe.did", fmt.Sprint("thing ", n), n)
					}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		o.MustView(t, func(v *work.View) error {
			for n := range 4 {
				if events, err := v.History(t.Context(), fmt.Sprint("thing ", n), 100); err != nil || len(events) != 8 {
					t.Errorf("thing %d: %d events (%v), want 8", n, len(events), err)
				}
			}
			return nil
		})
	})
}

func TestARefusingSubscriberAborts(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		refuse := errors.New("refused")
		o.Subscribers = []work.Subscriber{func(context.Context, *work.Unit, work.Event) error { return refuse }}
		err := o.Do(ctx, work.System("test"), func(u *work.Unit) error {
			if _, err := u.Exec(ctx, addUse, 1); err != nil {
				return err
			}
			return u.Record(ctx, "probe.made", "thing", nil)
		})
		if !errors.Is(err, refuse) {
			t.Errorf("got %v, want the subscriber's error", err)
		}
		o.Subscribers = nil
		if err := o.Do(ctx, work.System("test"), func(u *work.Unit) error {
			return u.Record(ctx, "probe.made", "thing", func() {})
		}); err == nil {
			t.Error("what JSON cannot hold was recorded")
		}
		o.MustView(t, func(v *work.View) error {
			var uses int
			events, err := v.History(ctx, "thing", 10)
			if err := v.One(ctx, countUse, nil, &uses); err != nil {
				return err
			}
			if uses != 0 || len(events) != 0 {
				t.Errorf("%d rows and %d events are left", uses, len(events))
			}
			return err
		})
	})
}

func TestWhoIsAskedInside(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		stranger := errors.New("who are you")
		who := func(context.Context, *work.View) (access.Actor, error) { return access.Actor{}, stranger }
		ran := false
		if err := o.Do(ctx, who, func(*work.Unit) error { ran = true; return nil }); !errors.Is(err, stranger) || ran {
			t.Errorf("a unit: %v, ran %v", err, ran)
		}
		if err := o.View(ctx, who, func(*work.View) error { ran = true; return nil }); !errors.Is(err, stranger) || ran {
			t.Errorf("a view: %v, ran %v", err, ran)
		}
	})
}

func TestCheckAndTheClock(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		look := access.Allow("probe.look", text.New("xem", "look"), access.Office)
		o.Set(time.Date(2026, time.June, 30, 17, 0, 0, 123456789, time.UTC))
		clerk := access.Actor{Account: "acc", Grants: []access.Grant{{Role: access.Office, Scope: "a"}}}
		if err := o.View(t.Context(), work.As(clerk), func(v *work.View) error {
			if err := v.Check(look, "a"); err != nil {
				t.Error(err)
			}
			if err := v.Check(look, "b"); !fault.Is(err, fault.Forbidden) {
				t.Errorf("got %v, want Forbidden", err)
			}
			if v.Today != civil.MustParse("2026-07-01") || v.Now.Nanosecond() != 123456000 || v.Now.Location() != time.UTC {
				t.Errorf("today is %v, now %v", v.Today, v.Now)
			}
			if v.Day(v.Now.Add(-time.Second)) != civil.MustParse("2026-06-30") {
				t.Error("the day of an instant is that of the office's zone")
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAfterCommitOfAUnit(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		var told []string
		for _, err := range []error{errors.New("stop"), nil} {
			o.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
				u.AfterCommit(func() { told = append(told, fmt.Sprint(err)) })
				return err
			})
		}
		if fmt.Sprint(told) != "[<nil>]" {
			t.Errorf("told of %v, want of the commit only", told)
		}
	})
}
