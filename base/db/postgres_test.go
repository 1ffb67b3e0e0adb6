package db_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
)

var (
	getPages = db.SQL("probe.pages", `SELECT pages FROM probe_book WHERE id = $1`)
	setPages = db.SQL("probe.setPages", `UPDATE probe_book SET pages = $2 WHERE id = $1`)
	slowly   = db.SQL("probe.slowly", `-- +postgres
		SELECT count(*) FROM (SELECT pg_sleep($1)) AS nap`)
)

func pages(ctx context.Context, s *db.Snapshot, book string) (n int, err error) {
	return n, s.One(ctx, getPages, []any{book}, &n)
}

func TestAhead(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		add(t, d, "a")
		add(t, d, "b")
		if err := d.Read(ctx, func(s *db.Snapshot) error {
			s.Ahead(getPages, "b")
			s.Ahead(getPages, "a")
			s.Ahead(getPages, "nobody comes for this")
			s.Ahead(countBooks)
			s.Ahead(getPages, "a") // once is enough
			for _, book := range []string{"a", "b", "a"} {
				if n, err := pages(ctx, s, book); err != nil || n != 1 {
					t.Errorf("%s has %d pages (%v), want 1", book, n, err)
				}
			}
			var n int
			if err := s.One(ctx, countBooks, nil, &n); err != nil || n != 2 {
				t.Errorf("%d books (%v), want 2", n, err)
			}
			if _, err := pages(ctx, s, "c"); !errors.Is(err, db.ErrNoRow) {
				t.Errorf("a book that is not there: %v", err)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// What was asked ahead of a change is not what it is after it.
func TestAheadOfAChange(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		add(t, d, "a")
		for name, change := range map[string]func(tx *db.Tx, n int) error{
			"exec":     func(tx *db.Tx, n int) error { _, err := tx.Exec(ctx, setPages, "a", n); return err },
			"send":     func(tx *db.Tx, n int) error { return tx.Send(ctx, setPages, []any{"a", n}) },
			"execMany": func(tx *db.Tx, n int) error { return tx.ExecMany(ctx, setPages, [][]any{{"a", n - 1}, {"a", n}}) },
		} {
			for _, between := range []bool{false, true} {
				if err := d.Write(ctx, func(tx *db.Tx) error {
					before, err := pages(ctx, &tx.Snapshot, "a")
					if err != nil {
						return err
					}
					tx.Ahead(getPages, "a")
					tx.Ahead(countBooks)
					if between { // the answer has come, or not
						var n int
						if err := tx.One(ctx, countBooks, nil, &n); err != nil {
							return err
						}
					}
					if err := change(tx, before+2); err != nil {
						return err
					}
					if after, err := pages(ctx, &tx.Snapshot, "a"); err != nil || after != before+2 {
						t.Errorf("%s: read %d pages (%v) after writing %d", name, after, err, before+2)
					}
					return nil
				}); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

// What is sent fails at the latest with the commit, and nothing of the unit stays.
func TestSendFails(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		add(t, d, "there")
		woken := false
		err := d.Write(ctx, func(tx *db.Tx) error {
			tx.AfterCommit(func() { woken = true })
			return tx.Send(ctx, addBook, []any{"new", nil, 1}, []any{"there", nil, 1}, []any{"newer", nil, 1})
		})
		if !errors.Is(err, db.ErrUnique) || woken || len(books(t, d)) != 1 {
			t.Errorf("error %v, woken %v, books %q; want a book that is there already, and nothing new", err, woken, books(t, d))
		}
		err = d.Write(ctx, func(tx *db.Tx) error {
			if err := tx.Send(ctx, addBook, []any{"new", "no such shelf", 1}); err != nil {
				return err
			}
			_, err := pages(ctx, &tx.Snapshot, "there")
			return err
		})
		if !errors.Is(err, db.ErrForeignKey) {
			t.Errorf("a shelf that is not there: %v", err)
		}
		many := make([][]any, 5000)
		for i := range many {
			many[i] = []any{fmt.Sprint("m", i), nil, 1}
		}
		if err := d.Write(ctx, func(tx *db.Tx) error {
			if err := tx.Send(ctx, addBook, many...); err != nil {
				return err
			}
			return tx.Send(ctx, setPages, []any{"m4999", 7})
		}); err != nil || len(books(t, d)) != 5001 {
			t.Errorf("stored %d of 5001 books: %v", len(books(t, d)), err)
		}
	})
}

// Rows that travel in one statement are those that were sent, in their order,
// whatever is written beside their values.
func TestManyRowsInOneStatement(t *testing.T) {
	put := db.SQL("probe.put", `INSERT INTO probe_book (id, pages, shelf) VALUES ('b' || $2, $1 + 1, $3)`)
	replace := db.SQL("probe.replace", `
		INSERT INTO probe_counter (n, name) VALUES ($2 + 0, $1) ON CONFLICT (name) DO UPDATE SET n = excluded.n + 1000`).Distinct()
	sum := db.SQL("probe.sum", `SELECT count(*), CAST(sum(pages) AS BIGINT), min(id), max(id), count(shelf) FROM probe_book`)
	sumCounts := db.SQL("probe.sumCounts", `SELECT count(*), CAST(sum(n) AS BIGINT) FROM probe_counter`)
	each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		for _, n := range []int{1, 63, 64, 65, 300} {
			rows, counts := make([][]any, n), make([][]any, n)
			pages := 0
			for i := range rows {
				rows[i], counts[i] = []any{i + 1, fmt.Sprintf("%05d", i), nil}, []any{fmt.Sprint(i), i}
				pages += i + 2
			}
			stop := errors.New("stop")
			if err := d.Write(ctx, func(tx *db.Tx) error {
				// Twice the same key is one count; where that may be, rows stay apart.
				if err := errors.Join(tx.Send(ctx, put, rows...), tx.Send(ctx, replace, counts...), tx.Send(ctx, replace, counts...),
					tx.Send(ctx, setCount, append(counts, counts...)...)); err != nil {
					return err
				}
				var books, sumPages, shelves int
				var first, last string
				if err := tx.One(ctx, sum, nil, &books, &sumPages, &first, &last, &shelves); err != nil {
					return err
				}
				if books != n || sumPages != pages || first != "b00000" || last != fmt.Sprintf("b%05d", n-1) || shelves != 0 {
					t.Errorf("%d rows: stored %d from %s to %s with %d of %d pages", n, books, first, last, sumPages, pages)
				}
				var names, total int
				if err := tx.One(ctx, sumCounts, nil, &names, &total); err != nil {
					return err
				}
				if names != n || total != n*(n-1)/2 {
					t.Errorf("%d counts: stored %d with the sum %d", n, names, total)
				}
				return stop
			}); !errors.Is(err, stop) {
				t.Error(err)
			}
		}
	})
}

// Sent counts are not lost either where many add to one.
func TestNoLostUpdateOfWhatIsSent(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		if err := d.Write(ctx, func(tx *db.Tx) error { return tx.Send(ctx, setCount, []any{"n", 0}) }); err != nil {
			t.Fatal(err)
		}
		const writers, each = 6, 15
		var wg sync.WaitGroup
		for range writers {
			wg.Go(func() {
				for range each {
					if err := d.Write(ctx, func(tx *db.Tx) error {
						var n int
						if err := tx.One(ctx, getCount, []any{"n"}, &n); err != nil {
							return err
						}
						return tx.Send(ctx, setCount, []any{"n", n + 1})
					}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if err := d.Read(ctx, func(s *db.Snapshot) error {
			var n int
			err := s.One(ctx, getCount, []any{"n"}, &n)
			if n != writers*each {
				t.Errorf("counted %d, want %d", n, writers*each)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// The journeys to the server: one for each question that depends on another.
func TestJourneys(t *testing.T) {
	d := dbtest.New(t, db.Postgres, probe).DB
	ctx := t.Context()
	add(t, d, "a")
	for name, c := range map[string]struct {
		want int64
		do   func() error
	}{
		"three questions in one": {1, func() error {
			return d.Read(ctx, func(s *db.Snapshot) error {
				s.Ahead(getPages, "a")
				s.Ahead(listBooks)
				if _, err := db.All(ctx, s, listBooks, db.Text[string]); err != nil {
					return err
				}
				_, err := pages(ctx, s, "a")
				return err
			})
		}},
		"three answered in the order asked": {1, func() error {
			return d.Read(ctx, func(s *db.Snapshot) error {
				s.Ahead(getPages, "a")
				s.Ahead(listBooks)
				if _, err := pages(ctx, s, "a"); err != nil {
					return err
				}
				_, err := db.All(ctx, s, listBooks, db.Text[string])
				return err
			})
		}},
		"a change and its commit": {2, func() error {
			return d.Write(ctx, func(tx *db.Tx) error {
				if _, err := pages(ctx, &tx.Snapshot, "a"); err != nil {
					return err
				}
				if err := tx.Send(ctx, setPages, []any{"a", 2}, []any{"a", 3}); err != nil {
					return err
				}
				return tx.Send(ctx, setPages, []any{"a", 4})
			})
		}},
		"nothing": {0, func() error { return d.Write(ctx, func(*db.Tx) error { return nil }) }},
	} {
		least := int64(100)
		for range 20 { // a connection learns each statement once
			before := d.Journeys()
			if err := c.do(); err != nil {
				t.Fatal(err)
			}
			least = min(least, d.Journeys()-before)
		}
		if least != c.want {
			t.Errorf("%s: %d journeys, want %d", name, least, c.want)
		}
	}
}

// A request that is given up ends what it waits for, and the next one is none
// the worse.
func TestGivenUpInTheMiddle(t *testing.T) {
	d := dbtest.New(t, db.Postgres, probe).DB
	for range 5 {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		err := d.Read(ctx, func(s *db.Snapshot) error {
			var n int
			return s.One(ctx, slowly, []any{60.0}, &n)
		})
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a read given up: %v", err)
		}
		cancel()
		add(t, d, fmt.Sprint(err, time.Now()))
	}
	// Given up just after its end.
	for range 50 {
		ctx, cancel := context.WithCancel(t.Context())
		if err := d.Read(ctx, func(s *db.Snapshot) error {
			_, err := db.All(ctx, s, listBooks, db.Text[string])
			return err
		}); err != nil {
			t.Fatal(err)
		}
		cancel()
	}
	if n := len(books(t, d)); n != 5 {
		t.Errorf("%d books, want 5", n)
	}
}

type shelfName string

// Columns are read alike from both engines, into what the program reads them into.
func TestScan(t *testing.T) {
	read := db.SQL("probe.scan", `SELECT id, pages, lent, cover, shelf, later FROM probe_book WHERE id = $1`)
	write := db.SQL("probe.scanned", `INSERT INTO probe_book (id, shelf, pages, lent, cover) VALUES ($1, $2, $3, $4, $5)`)
	each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		if err := d.Write(ctx, func(tx *db.Tx) error {
			return errors.Join(tx.Send(ctx, addShelf, []any{shelfName("s")}),
				tx.Send(ctx, write, []any{"2026-11-26", shelfName("s"), int32(300), true, []byte{0, 255}}, []any{"", nil, 1 << 40, false, []byte{7}}))
		}); err != nil {
			t.Fatal(err)
		}
		type row struct {
			ID    shelfName
			Day   civil.Date
			Any   [4]any
			Pages uint64
			Small int
			Lent  bool
			Cover []byte
			Shelf sql.Null[string]
			Later sql.NullString
		}
		for book, want := range map[string]row{
			"2026-11-26": {"2026-11-26", civil.MustParse("2026-11-26"), [4]any{"2026-11-26", int64(300), true, []byte{0, 255}}, 300, 300, true, []byte{0, 255},
				sql.Null[string]{V: "s", Valid: true}, sql.NullString{}},
			"": {"", civil.Date{}, [4]any{"", int64(1 << 40), false, []byte{7}}, 1 << 40, 1 << 40, false, []byte{7}, sql.Null[string]{}, sql.NullString{}},
		} {
			if err := d.Read(ctx, func(s *db.Snapshot) error {
				var got row
				s.Ahead(read, book)
				err := errors.Join(
					s.One(ctx, read, []any{book}, &got.ID, &got.Pages, &got.Lent, &got.Cover, &got.Shelf, &got.Later),
					s.One(ctx, read, []any{book}, &got.Day, &got.Small, &got.Any[2], &got.Any[3], &got.Shelf, &got.Later),
					s.One(ctx, read, []any{book}, &got.Any[0], &got.Any[1], new(any), new(any), new(any), new(any)))
				// The engine of SQLite knows no truth, only numbers.
				if n, ok := got.Any[2].(int64); ok {
					got.Any[2] = n == 1
				}
				if !reflect.DeepEqual(got, want) {
					t.Errorf("read %+v, want %+v", got, want)
				}
				return err
			}); err != nil {
				t.Errorf("%q: %v", book, err)
			}
			// What cannot be read into its place is refused, and nothing else.
			for name, into := range map[string][]any{
				"text into a number": {new(int), new(int), new(bool), new([]byte), new(sql.NullString), new(sql.NullString)},
				"nothing into text":  {new(string), new(int), new(bool), new([]byte), new(sql.NullString), new(string)},
				"too few":            {new(string)},
			} {
				if err := d.Read(ctx, func(s *db.Snapshot) error { return s.One(ctx, read, []any{book}, into...) }); err == nil {
					t.Errorf("%q: %s was read", book, name)
				}
			}
			var small int8
			if err := d.Read(ctx, func(s *db.Snapshot) error {
				return s.One(ctx, read, []any{book}, new(string), &small, new(bool), new([]byte), new(sql.NullString), new(sql.NullString))
			}); err == nil {
				t.Errorf("%q: a number that is too large was read as %d", book, small)
			}
		}
	})
}
