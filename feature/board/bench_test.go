package board_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/board"
	"quyet/feature/org"
	"quyet/feature/task"
)

// The shape of a province: 100 communes with 15 bodies each.
const (
	communes = 100
	units    = 15
)

// A crowd is a province of the shape above with tasks in it.
type crowd struct {
	*dbtest.Office
	top   org.ID
	leads []org.ID
	tree  *org.Tree
	open  []task.ID // accepted, in the order of their making
}

func crowded(b testing.TB, e db.Engine, tasks int) *crowd {
	c := &crowd{Office: dbtest.New(b, e, schema)}
	ctx := b.Context()
	act := org.Act{Symbol: "1-QĐ/TW"}
	c.MustDo(b, func(u *work.Unit) (err error) {
		c.top, err = org.Establish(ctx, u, org.NewBody{Code: "T", Name: "Tỉnh uỷ", Kind: org.Committee, Tier: org.Province, Line: org.Party}, day("2020-01-01"), act)
		return err
	})
	for i := range communes {
		c.MustDo(b, func(u *work.Unit) error {
			commune, err := org.Establish(ctx, u, org.NewBody{Code: fmt.Sprint("X", i), Name: fmt.Sprint("Đảng uỷ xã ", i), Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: c.top}, day("2020-01-01"), act)
			if err != nil {
				return err
			}
			var bodies []org.NewBody
			for j := range units {
				bodies = append(bodies, org.NewBody{Code: fmt.Sprint("C", i, "-", j), Name: fmt.Sprint("Chi bộ ", i, " ", j), Kind: org.PartyCell, Tier: org.Cell, Line: org.Party, Superior: commune})
			}
			made, err := org.EstablishAll(ctx, u, bodies, day("2020-01-01"), act)
			c.leads = append(c.leads, made...)
			return err
		})
	}
	c.MustView(b, func(v *work.View) (err error) {
		c.tree, err = org.Load(ctx, v)
		return err
	})
	const batch = 10_000
	for n := 0; n < tasks; n += batch {
		var news []task.New
		for i := n; i < min(n+batch, tasks); i++ {
			news = append(news, c.task(i))
		}
		started := time.Now()
		var made []task.ID
		c.MustDo(b, func(u *work.Unit) (err error) { made, err = task.AssignMany(ctx, u, news); return err })
		c.open = append(c.open, made...)
		b.Logf("%s: %d tasks assigned in %v", e, len(made), time.Since(started).Round(time.Millisecond))
	}
	// People do not work in the order in which tasks were made.
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(c.open), func(i, j int) { c.open[i], c.open[j] = c.open[j], c.open[i] })
	return c
}

func (c *crowd) task(i int) task.New {
	return task.New{
		Text:   fmt.Sprintf("Rà soát, số hoá hồ sơ đất đai khu dân cư số %d theo Nghị quyết số %02d-NQ/TU (NV-%07d)", i%97, i%80, i),
		Issuer: c.top, Lead: c.leads[i*7919%len(c.leads)], Due: day("2026-06-01").AddDays(i % 400), DueWords: "trước ngày", UpdateEvery: 30,
	}
}

const note = "Đã hoàn thành rà soát ở 12/16 thôn; kết quả đạt 75% kế hoạch, còn vướng hồ sơ trước năm 2003. Kiến nghị: bổ sung kinh phí."

// steps brings a task through its life: three of the four change what counts.
func (c *crowd) step(ctx context.Context, id task.ID, n int) error {
	lead := c.as("doer", access.Specialist)
	ref := task.Ref{ID: id}
	switch n {
	case 0:
		return c.Do(ctx, c.as("clerk", access.Office), func(u *work.Unit) error { return task.Accept(ctx, u, ref, "") })
	case 1:
		return c.Do(ctx, lead, func(u *work.Unit) error { return task.Update(ctx, u, ref, task.Report{Note: note}) })
	case 2:
		return c.Do(ctx, lead, func(u *work.Unit) error { return task.Submit(ctx, u, ref, task.Report{Note: note}) })
	}
	return c.Do(ctx, c.as("clerk", access.Office), func(u *work.Unit) error { return task.Confirm(ctx, u, ref, note) })
}

// The least SQL that does what a report does: read the task, keep the note,
// change the task, change two counts.
var (
	floorRead  = db.SQL("floor.read", `SELECT version, lead_id, row_id FROM task WHERE id = $1`)
	floorNote  = db.SQL("floor.note", `INSERT INTO event (at, act_no, first_seq, detail) SELECT 1, 0, max(seq), $2 FROM event WHERE subject = $1`)
	floorSave  = db.SQL("floor.save", `UPDATE task SET progress = progress WHERE id = $1 AND version = $2`)
	floorCount = db.SQL("floor.count", `UPDATE board_count SET overdue = overdue + 0 WHERE kind = $1 AND programme_id = '' AND province_id = $2 AND body_id = $3`)
)

func (c *crowd) floor(ctx context.Context, id task.ID) error {
	return c.Do(ctx, work.System("floor"), func(u *work.Unit) error {
		var version int64
		var lead, row string
		if err := u.One(ctx, floorRead, []any{id}, &version, &lead, &row); err != nil {
			return err
		}
		for _, step := range []struct {
			stmt *db.Stmt
			args []any
		}{
			{floorNote, []any{id, note}}, {floorSave, []any{id, version}},
			{floorCount, []any{"own", c.top, lead}}, {floorCount, []any{"row", c.top, row}},
		} {
			if _, err := u.Exec(ctx, step.stmt, step.args...); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *crowd) as(account string, role access.Role) work.Who {
	return work.As(access.Actor{Account: account, Body: c.top.Scope(), Tree: c.tree, Grants: []access.Grant{{Role: role, Scope: c.top.Scope()}}})
}

// TestFloor prints what the machine does when QUYET_BENCH is set: durable
// steps a second from 16 writers, reads, and the size of the database.
func TestFloor(t *testing.T) {
	if os.Getenv("QUYET_BENCH") == "" {
		t.Skip("set QUYET_BENCH=1 to measure")
	}
	size := 100_000
	fmt.Sscan(os.Getenv("QUYET_BENCH"), &size)
	for _, e := range engines() {
		t.Run(e.String(), func(t *testing.T) {
			c := crowded(t, e, size)
			c.analyze(t)
			c.measure(t, "W1", 16, func(ctx context.Context, i int) error {
				return c.Do(ctx, c.as("clerk", access.Office), func(u *work.Unit) error { _, err := task.AssignNew(ctx, u, c.task(i)); return err })
			})
			for n, name := range []string{"accept", "update (W2)", "submit", "confirm (W2)"} {
				c.open = c.open[:c.measure(t, name, 16, func(ctx context.Context, i int) error {
					if i >= len(c.open) {
						return errOver
					}
					return c.step(ctx, c.open[i], n)
				})]
			}
			c.measure(t, "floor of W2", 16, func(ctx context.Context, i int) error { return c.floor(ctx, c.open[i%len(c.open)]) })
			read := func(name string, fn func(context.Context, *work.View, int) error) {
				for _, clients := range []int{1, 16} {
					c.measure(t, name, clients, func(ctx context.Context, i int) error {
						return c.View(ctx, c.as("clerk", access.Office), func(v *work.View) error { return fn(ctx, v, i) })
					})
				}
			}
			read("R1", func(ctx context.Context, v *work.View, i int) error {
				_, err := task.Find(ctx, v, task.Filter{Body: c.leads[i%len(c.leads)]})
				return err
			})
			read("R1p", func(ctx context.Context, v *work.View, i int) error {
				_, err := task.Find(ctx, v, task.Filter{Body: c.top})
				return err
			})
			read("R2", func(ctx context.Context, v *work.View, i int) error {
				_, err := board.Show(ctx, v, c.top, "")
				return err
			})
			read("R4", func(ctx context.Context, v *work.View, i int) error {
				_, err := task.Get(ctx, v, c.open[i%len(c.open)])
				return err
			})
			read("desk", func(ctx context.Context, v *work.View, i int) error {
				_, err := task.DeskOf(ctx, v, c.leads[i%len(c.leads)], 7)
				return err
			})
			read("map of yesterday", func(ctx context.Context, v *work.View, i int) error {
				_, err := board.ShowAt(ctx, v, c.top, "", v.Now.Add(-time.Hour))
				return err
			})
			started := time.Now()
			c.Advance(24 * time.Hour)
			c.MustDo(t, func(u *work.Unit) error { return task.Turn(t.Context(), u) })
			t.Logf("turn of the day: %v", time.Since(started).Round(time.Millisecond))
		})
	}
}

// analyze gives PostgreSQL the figures that its own worker would gather soon.
func (c *crowd) analyze(t testing.TB) {
	if c.DB.Engine == db.SQLite {
		return
	}
	if err := c.DB.Script(t.Context(), "ANALYZE"); err != nil {
		t.Fatal(err)
	}
}

var errOver = errors.New("no more to do")

// measure runs fn from several goroutines for two seconds, or until there is
// no more to do, and returns how often it ran. The processor time is that of
// this process: on a busy machine it says more than the clock.
func (c *crowd) measure(t testing.TB, name string, clients int, fn func(context.Context, int) error) int64 {
	var next, done atomic.Int64
	var wg sync.WaitGroup
	started, cpu := time.Now(), processor()
	for range clients {
		wg.Go(func() {
			for time.Since(started) < 2*time.Second {
				switch err := fn(t.Context(), int(next.Add(1)-1)); {
				case err == nil:
					done.Add(1)
				case errors.Is(err, errOver):
					return
				default:
					t.Errorf("%s: %v", name, err)
					return
				}
			}
		})
	}
	wg.Wait()
	took, n := time.Since(started), max(done.Load(), 1)
	t.Logf("%-18s %2d clients: %6.0f a second, %v each, %v of processor", name, clients, float64(n)/took.Seconds(),
		(took * time.Duration(clients) / time.Duration(n)).Round(time.Microsecond), ((processor() - cpu) / time.Duration(n)).Round(time.Microsecond))
	return done.Load()
}

func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func engines() []db.Engine {
	if os.Getenv("QUYET_TEST_ENGINES") == "sqlite" {
		return []db.Engine{db.SQLite}
	}
	if os.Getenv("QUYET_TEST_ENGINES") == "postgres" {
		return []db.Engine{db.Postgres}
	}
	return []db.Engine{db.SQLite, db.Postgres}
}

// TestSize prints how large a database is whose tasks all went through four
// steps, with the words of a real report each.
func TestSize(t *testing.T) {
	if os.Getenv("QUYET_BENCH") == "" {
		t.Skip("set QUYET_BENCH=1 to measure")
	}
	const tasks = 10_000
	c := crowded(t, db.SQLite, tasks)
	ctx := t.Context()
	for at := 0; at < tasks; at += 500 {
		c.Advance(time.Minute)
		c.MustDo(t, func(u *work.Unit) error {
			for _, id := range c.open[at : at+500] {
				if err := task.Accept(ctx, u, task.Ref{ID: id}, note); err != nil {
					return err
				}
			}
			return nil
		})
		for range 2 {
			c.Advance(time.Minute)
			c.MustDo(t, func(u *work.Unit) error {
				for _, id := range c.open[at : at+500] {
					if err := task.Update(ctx, u, task.Ref{ID: id}, task.Report{Note: note}); err != nil {
						return err
					}
				}
				return nil
			})
		}
		c.Advance(time.Minute)
		c.MustDo(t, func(u *work.Unit) error {
			for _, id := range c.open[at : at+500] {
				if err := task.Submit(ctx, u, task.Ref{ID: id}, task.Report{Note: note}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	copied := t.TempDir() + "/copy.db"
	if err := c.DB.CopyTo(ctx, copied); err != nil {
		t.Fatal(err)
	}
	for name, at := range map[string]string{"as written": c.DB.URL, "compacted": copied} {
		s, err := os.Stat(at)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes a task with four updates", name, s.Size()/tasks)
	}
	if keep := os.Getenv("QUYET_BENCH_KEEP"); keep != "" {
		if err := c.DB.CopyTo(ctx, keep); err != nil {
			t.Fatal(err)
		}
	}
}
