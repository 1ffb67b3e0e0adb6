package db_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/id"
)

var probe = []fs.FS{fstest.MapFS{"schema/20261122_probe.sql": {Data: []byte(`
CREATE TABLE probe_shelf (
	name TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE probe_book (
	id TEXT NOT NULL PRIMARY KEY,
	shelf TEXT REFERENCES probe_shelf (name),
	later TEXT REFERENCES probe_shelf (name) DEFERRABLE INITIALLY DEFERRED,
	pages BIGINT NOT NULL CHECK (pages > 0),
	lent BOOLEAN NOT NULL DEFAULT FALSE,
	cover BYTEA
);
CREATE TABLE probe_counter (
	name TEXT NOT NULL PRIMARY KEY,
	n BIGINT NOT NULL
);
`)}}}

var (
	addShelf  = db.SQL("probe.shelf", `INSERT INTO probe_shelf (name) VALUES ($1)`)
	addBook   = db.SQL("probe.book", `INSERT INTO probe_book (id, shelf, pages) VALUES ($1, $2, $3)`)
	addLater  = db.SQL("probe.later", `INSERT INTO probe_book (id, later, pages) VALUES ($1, $2, 1)`)
	listBooks = db.SQL("probe.books", `SELECT id FROM probe_book ORDER BY id`)
	pageBooks = db.SQL("probe.page", `
		SELECT id, pages FROM probe_book WHERE (pages, id) > ($1, $2) ORDER BY pages, id LIMIT $3`)
	countBooks = db.SQL("probe.count", `SELECT count(*) FROM probe_book`)
	getCount   = db.SQL("probe.n", `SELECT n FROM probe_counter WHERE name = $1`)
	setCount   = db.SQL("probe.set", `
		INSERT INTO probe_counter (n, name) VALUES ($2, $1) ON CONFLICT (name) DO UPDATE SET n = excluded.n`)
	claim = db.SQL("probe.claim", `
		UPDATE probe_book SET lent = TRUE WHERE id = (
			SELECT id FROM probe_book WHERE NOT lent ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
		RETURNING id`)
)

func each(t *testing.T, fn func(t *testing.T, d *db.DB)) {
	dbtest.Each(t, probe, func(t *testing.T, o *dbtest.Office) { fn(t, o.DB) })
}

func books(t *testing.T, d *db.DB) (ids []string) {
	t.Helper()
	if err := d.Read(t.Context(), func(s *db.Snapshot) (err error) {
		ids, err = db.All(t.Context(), s, listBooks, db.Text[string])
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return ids
}

func book(ctx context.Context, id string) func(*db.Tx) error {
	return func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, addBook, id, nil, 1)
		return err
	}
}

func add(t *testing.T, d *db.DB, id string) {
	t.Helper()
	if err := d.Write(t.Context(), book(t.Context(), id)); err != nil {
		t.Fatal(err)
	}
}

func TestStatementsPrepare(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		for _, err := range d.CheckStatements(t.Context()) {
			t.Error(err)
		}
	})
}

func TestRollbackLeavesNothing(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		stop := errors.New("stop")
		woken := false
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			tx.AfterCommit(func() { woken = true })
			if err := tx.ExecMany(t.Context(), addBook, [][]any{{"a", nil, 1}, {"b", nil, 2}}); err != nil {
				return err
			}
			var n int
			if err := tx.One(t.Context(), countBooks, nil, &n); err != nil || n != 2 {
				t.Errorf("a transaction sees %d of its own 2 rows (%v)", n, err)
			}
			return stop
		})
		if !errors.Is(err, stop) || woken || len(books(t, d)) != 0 {
			t.Errorf("error %v, woken %v, stored %q; want the function's error and nothing else", err, woken, books(t, d))
		}
		if err := d.Write(t.Context(), func(tx *db.Tx) error {
			tx.AfterCommit(func() { woken = true })
			return book(t.Context(), "c")(tx)
		}); err != nil || !woken {
			t.Errorf("error %v, woken %v after a commit", err, woken)
		}
	})
}

func TestErrorsAreAlike(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		add(t, d, "there")
		for _, c := range []struct {
			name string
			want error
			do   func(*db.Tx) error
		}{
			{"unique", db.ErrUnique, book(t.Context(), "there")},
			{"unique in many", db.ErrUnique, func(tx *db.Tx) error {
				return tx.ExecMany(t.Context(), addBook, [][]any{{"new", nil, 1}, {"there", nil, 1}, {"newer", nil, 1}})
			}},
			{"foreign key", db.ErrForeignKey, func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), addBook, "x", "nowhere", 1)
				return err
			}},
			{"foreign key at commit", db.ErrForeignKey, func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), addLater, "x", "nowhere")
				return err
			}},
			{"check", db.ErrCheck, func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), addBook, "x", nil, 0)
				return err
			}},
			{"not null", db.ErrCheck, func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), addBook, "x", nil, nil)
				return err
			}},
			{"zero byte", db.ErrCheck, book(t.Context(), "a\x00b")},
			{"not UTF-8", db.ErrCheck, book(t.Context(), "a\xffb")},
			{"not UTF-8 in many", db.ErrCheck, func(tx *db.Tx) error {
				return tx.ExecMany(t.Context(), addBook, [][]any{{"new", nil, 1}, {"\xff", nil, 1}})
			}},
			{"no row", db.ErrNoRow, func(tx *db.Tx) error {
				var n int
				return tx.One(t.Context(), getCount, []any{"none"}, &n)
			}},
		} {
			if err := d.Write(t.Context(), c.do); !errors.Is(err, c.want) {
				t.Errorf("%s: got %v, want %v", c.name, err, c.want)
			}
		}
		if got := books(t, d); len(got) != 1 {
			t.Errorf("refused writes left %q", got)
		}
	})
}

// A function that takes no notice of a failed statement must not get half of
// its work stored, on either engine.
func TestFailedStatementEndsTheTransaction(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		add(t, d, "there")
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			book(t.Context(), "before")(tx)
			book(t.Context(), "there")(tx)
			if err := book(t.Context(), "after")(tx); !errors.Is(err, db.ErrUnique) {
				t.Errorf("a statement after a failed one: %v, want the error of the failed one", err)
			}
			var n int
			if err := tx.One(t.Context(), countBooks, nil, &n); !errors.Is(err, db.ErrUnique) {
				t.Errorf("a query after a failed statement: %v, want the error of the failed one", err)
			}
			return nil
		})
		if !errors.Is(err, db.ErrUnique) || len(books(t, d)) != 1 {
			t.Errorf("error %v, stored %q; want ErrUnique and only the first", err, books(t, d))
		}
		err = d.Write(t.Context(), func(tx *db.Tx) error {
			var n int
			if err := tx.One(t.Context(), getCount, []any{"none"}, &n); !errors.Is(err, db.ErrNoRow) {
				t.Errorf("got %v, want ErrNoRow", err)
			}
			return book(t.Context(), "second")(tx)
		})
		if err != nil || len(books(t, d)) != 2 {
			t.Errorf("a row that is not there must not end the transaction: %v", err)
		}
	})
}

func TestOneStatementAtATime(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		add(t, d, "a")
		add(t, d, "b")
		seen := 0
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			seen = 0
			if err := db.Each(t.Context(), &tx.Snapshot, listBooks, func(db.Scan) error {
				seen++
				if err := book(t.Context(), "c")(tx); err == nil {
					t.Error("a write ran while rows were being read")
				}
				if _, err := db.All(t.Context(), &tx.Snapshot, listBooks, db.Text[string]); err == nil {
					t.Error("a query ran while rows were being read")
				}
				return nil
			}); err != nil {
				return err
			}
			// A visit that stops early leaves nothing open.
			enough := errors.New("enough")
			if err := db.Each(t.Context(), &tx.Snapshot, listBooks, func(db.Scan) error { return enough }); !errors.Is(err, enough) {
				t.Errorf("got %v, want the visit's error", err)
			}
			return book(t.Context(), "d")(tx)
		})
		if err != nil || seen != 2 || len(books(t, d)) != 3 {
			t.Errorf("error %v, %d rows visited, stored %q", err, seen, books(t, d))
		}
	})
}

func TestKeyset(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		const all = 47
		rows := make([][]any, all)
		for i := range rows {
			rows[i] = []any{id.New[string](), nil, i%3 + 1}
		}
		if err := d.Write(t.Context(), func(tx *db.Tx) error { return tx.ExecMany(t.Context(), addBook, rows) }); err != nil {
			t.Fatal(err)
		}
		type key struct {
			id    string
			pages int
		}
		seen := map[string]bool{}
		var last key
		for pages := 0; pages < all; pages++ {
			var page []key
			if err := d.Read(t.Context(), func(s *db.Snapshot) (err error) {
				page, err = db.All(t.Context(), s, pageBooks, func(scan db.Scan) (k key, err error) {
					return k, scan(&k.id, &k.pages)
				}, last.pages, last.id, 10)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			if len(page) == 0 {
				break
			}
			for _, k := range page {
				if seen[k.id] || k.pages < last.pages {
					t.Errorf("%v came twice or out of order", k)
				}
				seen[k.id], last = true, k
			}
		}
		if len(seen) != all {
			t.Errorf("the pages held %d of %d rows", len(seen), all)
		}
	})
}

func TestNoLostUpdate(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		const writers, rounds = 16, 8
		var ran, committed atomic.Int64
		var wg sync.WaitGroup
		for range writers {
			wg.Go(func() {
				for range rounds {
					if err := d.Write(t.Context(), func(tx *db.Tx) error {
						ran.Add(1)
						tx.AfterCommit(func() { committed.Add(1) })
						var n int
						if err := tx.One(t.Context(), getCount, []any{"hits"}, &n); err != nil && !errors.Is(err, db.ErrNoRow) {
							// What a function makes of a conflict must not hide it.
							return errors.New("count: " + err.Error())
						}
						_, err := tx.Exec(t.Context(), setCount, "hits", n+1)
						return err
					}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		var n int64
		if err := d.Read(t.Context(), func(s *db.Snapshot) error {
			return s.One(t.Context(), getCount, []any{"hits"}, &n)
		}); err != nil {
			t.Fatal(err)
		}
		if n != writers*rounds || committed.Load() != n {
			t.Errorf("%d writes were acknowledged, %d told so, %d counted (in %d runs)", writers*rounds, committed.Load(), n, ran.Load())
		}
	})
}

func TestWriteSkewIsRefused(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		// "At most three": each writer counts before it adds.
		var wg sync.WaitGroup
		for i := range 12 {
			wg.Go(func() {
				if err := d.Write(t.Context(), func(tx *db.Tx) error {
					var n int
					if err := tx.One(t.Context(), countBooks, nil, &n); err != nil {
						return err
					}
					if n >= 3 {
						return nil
					}
					return book(t.Context(), fmt.Sprint(i))(tx)
				}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if got := books(t, d); len(got) != 3 {
			t.Errorf("%d rows were let in, want 3", len(got))
		}
	})
}

func TestQuickClaimsOnce(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		const jobs = 40
		for i := range jobs {
			add(t, d, fmt.Sprintf("%02d", i))
		}
		var mu sync.Mutex
		taken := map[string]int{}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				for {
					var got string
					err := d.Quick(t.Context(), func(tx *db.Tx) error { return tx.One(t.Context(), claim, nil, &got) })
					if errors.Is(err, db.ErrNoRow) {
						return
					}
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					taken[got]++
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		for job, times := range taken {
			if times != 1 {
				t.Errorf("job %s was taken %d times", job, times)
			}
		}
		if len(taken) != jobs {
			t.Errorf("%d of %d jobs were taken", len(taken), jobs)
		}
	})
}

func TestSnapshotStaysStill(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		add(t, d, "a")
		if err := d.Read(t.Context(), func(s *db.Snapshot) error {
			for range 3 {
				var n int
				if err := s.One(t.Context(), countBooks, nil, &n); err != nil {
					return err
				}
				if n != 1 {
					t.Errorf("the snapshot shows %d rows, want the 1 of its beginning", n)
				}
				add(t, d, id.New[string]())
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if n := len(books(t, d)); n != 4 {
			t.Errorf("%d rows afterwards, want 4", n)
		}
	})
}

// More readers than connections, all of whom need a statement that has never
// been prepared, must not wait for one another.
func TestManyReadersAtFirst(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		var inside, wg sync.WaitGroup
		inside.Add(6)
		for range 6 {
			wg.Go(func() {
				if err := d.Read(t.Context(), func(s *db.Snapshot) error {
					inside.Done()
					inside.Wait()
					var n int
					return s.One(t.Context(), countBooks, nil, &n)
				}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for range 20 {
			wg.Go(func() { books(t, d) })
		}
		wg.Wait()
	})
}

func TestNothingIsWrittenThroughASnapshot(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		sneak := db.Built("probe.sneak", `INSERT INTO probe_shelf (name) VALUES ('x') RETURNING name`)
		if err := d.Read(t.Context(), func(s *db.Snapshot) error {
			var name string
			return s.One(t.Context(), sneak, nil, &name)
		}); err == nil {
			t.Error("a snapshot wrote")
		}
		if err := d.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), addShelf, "x")
			return err
		}); err != nil {
			t.Errorf("after a refused write: %v", err)
		}
	})
}

func TestPanicHarmsOnlyItsOwner(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		func() {
			defer func() {
				if recover() != "boom" {
					t.Error("the panic did not reach the caller")
				}
			}()
			d.Write(t.Context(), func(tx *db.Tx) error {
				book(t.Context(), "lost")(tx)
				panic("boom")
			})
		}()
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			d.Write(t.Context(), func(tx *db.Tx) error {
				book(t.Context(), "lost")(tx)
				runtime.Goexit() // as a failing test does
				return nil
			})
		}()
		<-ended
		add(t, d, "kept")
		if got := books(t, d); len(got) != 1 || got[0] != "kept" {
			t.Errorf("stored %q, want only what came after", got)
		}
		func() {
			defer func() { recover() }()
			d.Read(t.Context(), func(*db.Snapshot) error { panic("boom") })
		}()
		books(t, d)
	})
}

func TestCancelled(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		ran := false
		for name, run := range map[string]func() error{
			"write": func() error { return d.Write(ctx, func(*db.Tx) error { ran = true; return nil }) },
			"quick": func() error { return d.Quick(ctx, func(*db.Tx) error { ran = true; return nil }) },
			"read":  func() error { return d.Read(ctx, func(*db.Snapshot) error { ran = true; return nil }) },
		} {
			if err := run(); !errors.Is(err, context.Canceled) || ran {
				t.Errorf("%s with a cancelled context: %v, ran %v", name, err, ran)
			}
		}
		// Cancelled in the middle: either all of it is stored and acknowledged, or nothing.
		ctx, cancel = context.WithCancel(t.Context())
		err := d.Write(ctx, func(tx *db.Tx) error {
			if err := book(ctx, "a")(tx); err != nil {
				return err
			}
			cancel()
			return book(ctx, "b")(tx)
		})
		if n := len(books(t, d)); (err == nil) != (n == 2) || n == 1 {
			t.Errorf("answered %v and stored %d of 2 rows", err, n)
		}
		ctx, cancel = context.WithCancel(t.Context())
		add(t, d, "c")
		if err := d.Read(ctx, func(s *db.Snapshot) error {
			cancel()
			_, err := db.All(ctx, s, listBooks, db.Text[string])
			return err
		}); !errors.Is(err, context.Canceled) {
			t.Errorf("a read cancelled in the middle: %v", err)
		}
		add(t, d, "d")
	})
}

func TestAfterClose(t *testing.T) {
	for _, e := range []db.Engine{db.SQLite, db.Postgres} {
		if only := os.Getenv("QUYET_TEST_ENGINES"); only != "" && only != e.String() {
			continue
		}
		d, err := db.Open(t.Context(), dbtest.URL(t, e, probe))
		if err != nil {
			t.Fatal(err)
		}
		// Writers that race with Close are stored and told so, or refused and not stored.
		acknowledged := make(chan string, 1000)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for {
					one := id.New[string]()
					if err := d.Write(context.Background(), book(t.Context(), one)); err != nil {
						if !errors.Is(err, db.ErrUnavailable) {
							t.Errorf("%s: a writer that came late: %v, want ErrUnavailable", e, err)
						}
						return
					}
					acknowledged <- one
				}
			})
		}
		<-acknowledged
		if err := d.Close(); err != nil {
			t.Error(err)
		}
		if err := d.Close(); err != nil {
			t.Errorf("closed twice: %v", err)
		}
		wg.Wait()
		close(acknowledged)
		if err := d.Read(t.Context(), func(*db.Snapshot) error { return nil }); !errors.Is(err, db.ErrUnavailable) {
			t.Errorf("%s: read after Close: %v", e, err)
		}
		if err := d.Migrate(t.Context(), nil); !errors.Is(err, db.ErrUnavailable) {
			t.Errorf("%s: migrate after Close: %v", e, err)
		}
		again, err := db.Open(t.Context(), d.URL)
		if err != nil {
			t.Fatal(err)
		}
		stored := map[string]bool{}
		for _, b := range books(t, again) {
			stored[b] = true
		}
		for one := range acknowledged {
			if !stored[one] {
				t.Errorf("%s: %s was acknowledged and is lost", e, one)
			}
		}
		again.Close()
	}
}

// Maintenance beside a database that has been written to.
func TestScriptAfterWrites(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		add(t, d, "a")
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		if err := d.Script(ctx, `ANALYZE`); err != nil {
			t.Error(err)
		}
		add(t, d, "b")
	})
}
