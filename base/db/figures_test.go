package db_test

import (
	"errors"
	"sync"
	"testing"

	"quyet/base/db"
)

// What the database tells of itself adds up to what was done.
func TestFigures(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB) {
		before, broken := d.Figures(), errors.New("broken")
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() {
				err := d.Write(t.Context(), func(tx *db.Tx) error {
					if i == 7 {
						return broken
					}
					_, err := tx.Exec(t.Context(), addBook, string(rune('a'+i)), nil, 1)
					return err
				})
				if (err != nil) != (i == 7) {
					t.Error(i, err)
				}
			})
		}
		wg.Wait()
		f := d.Figures()
		if f.Units-before.Units != 19 || f.Failed-before.Failed != 1 || f.Waiting != 0 || f.Conns < 1 {
			t.Errorf("%+v, before %+v", f, before)
		}
		if n := f.Commits - before.Commits; n < 1 || n > 20 || d.Engine == db.Postgres && n != 19 {
			t.Errorf("%d commits of 19 units", n)
		}
	})
}
