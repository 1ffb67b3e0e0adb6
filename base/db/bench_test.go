package db_test

import (
	"database/sql"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/id"
)

// BenchmarkDurableRow measures one acknowledged row: the floor is BEGIN,
// INSERT, COMMIT on one SQLite connection, one flush of the disk for each.
func BenchmarkDurableRow(b *testing.B) {
	b.Run("floor", func(b *testing.B) {
		d, err := db.Open(b.Context(), filepath.Join(b.TempDir(), "floor.db"))
		if err != nil {
			b.Fatal(err)
		}
		defer d.Close()
		steps, err := db.Migrations(probe[0])
		if err != nil {
			b.Fatal(err)
		}
		if err := d.Migrate(b.Context(), steps); err != nil {
			b.Fatal(err)
		}
		raw, err := sql.Open("sqlite", "file:"+d.URL+"?_pragma=journal_mode(wal)&_pragma=synchronous(full)")
		if err != nil {
			b.Fatal(err)
		}
		defer raw.Close()
		raw.SetMaxOpenConns(1)
		insert, err := raw.Prepare(`INSERT INTO probe_book (id, shelf, pages) VALUES (?1, ?2, ?3)`)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			tx, err := raw.Begin()
			if err != nil {
				b.Fatal(err)
			}
			if _, err := tx.Stmt(insert).Exec(id.New[string](), nil, 1); err != nil {
				b.Fatal(err)
			}
			if err := tx.Commit(); err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, e := range []db.Engine{db.SQLite, db.Postgres} {
		for name, writers := range map[string]int64{"1": 1, "16": 16} {
			b.Run(e.String()+"/"+name, func(b *testing.B) {
				d := dbtest.New(b, e, probe).DB
				var left atomic.Int64
				left.Store(int64(b.N))
				b.ResetTimer()
				var wg sync.WaitGroup
				for range writers {
					wg.Go(func() {
						for left.Add(-1) >= 0 {
							if err := d.Write(b.Context(), func(tx *db.Tx) error {
								_, err := tx.Exec(b.Context(), addBook, id.New[string](), nil, 1)
								return err
							}); err != nil {
								b.Error(err)
							}
						}
					})
				}
				wg.Wait()
			})
		}
	}
}

func BenchmarkReadRow(b *testing.B) {
	for _, e := range []db.Engine{db.SQLite, db.Postgres} {
		b.Run(e.String(), func(b *testing.B) {
			d := dbtest.New(b, e, probe).DB
			for b.Loop() {
				var n int
				if err := d.Read(b.Context(), func(s *db.Snapshot) error {
					return s.One(b.Context(), countBooks, nil, &n)
				}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
