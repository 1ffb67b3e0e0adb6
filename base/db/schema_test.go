package db_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/work"
)

func fresh(t *testing.T, fn func(t *testing.T, d *db.DB)) {
	dbtest.Each(t, nil, func(t *testing.T, o *dbtest.Office) { fn(t, o.DB) })
}

// known returns the steps that the database of a test begins with, and more.
func known(t *testing.T, more ...db.Migration) []db.Migration {
	t.Helper()
	all, err := db.Migrations(work.Schema)
	if err != nil {
		t.Fatal(err)
	}
	return append(all, more...)
}

func TestMigrateInOrder(t *testing.T) {
	fresh(t, func(t *testing.T, d *db.DB) {
		second := db.Migration{Name: "20270102_b.sql", SQL: "ALTER TABLE early ADD COLUMN more TEXT;"}
		first := db.Migration{Name: "20270101_a.sql", SQL: "CREATE TABLE early (\n\tid TEXT NOT NULL\n);"}
		all := known(t, second, first)
		pending, err := d.Pending(t.Context(), all)
		if err != nil || len(pending) != 2 || pending[0].Name != first.Name || pending[1].Name != second.Name {
			t.Fatalf("pending: %v %v", pending, err)
		}
		for range 2 {
			if err := d.Migrate(t.Context(), all); err != nil {
				t.Fatal(err)
			}
		}
		if pending, err := d.Pending(t.Context(), all); err != nil || len(pending) != 0 {
			t.Errorf("after migrating: %v %v", pending, err)
		}
		first.SQL += " "
		if err := d.Migrate(t.Context(), known(t, first, second)); !errors.Is(err, db.ErrChanged) || !strings.Contains(err.Error(), first.Name) {
			t.Errorf("a changed step: %v", err)
		}
		if err := d.Migrate(t.Context(), known(t)); !errors.Is(err, db.ErrNewer) {
			t.Errorf("a step that is not known: %v", err)
		}
	})
}

func TestFailedMigrationLeavesNothing(t *testing.T) {
	fresh(t, func(t *testing.T, d *db.DB) {
		good := db.Migration{Name: "20270101_a.sql", SQL: "CREATE TABLE early (\n\tid TEXT NOT NULL\n);"}
		bad := db.Migration{Name: "20270102_b.sql", SQL: "CREATE TABLE late (\n\tid TEXT NOT NULL\n); SELECT * FROM nowhere;"}
		if err := d.Migrate(t.Context(), known(t, good, bad)); err == nil || !strings.Contains(err.Error(), bad.Name) {
			t.Errorf("got %v, want an error that names the step", err)
		}
		if pending, err := d.Pending(t.Context(), known(t, good, bad)); err != nil || len(pending) != 2 {
			t.Errorf("%d steps are pending (%v), want both", len(pending), err)
		}
		if err := d.Migrate(t.Context(), known(t, good)); err != nil {
			t.Errorf("without the bad step: %v", err)
		}
	})
}

// A step may rebuild a table to which others refer, but leaves no reference broken.
func TestMigrationKeepsReferences(t *testing.T) {
	fresh(t, func(t *testing.T, d *db.DB) {
		begin := db.Migration{Name: "20270101_a.sql", SQL: `
CREATE TABLE up (
	id TEXT NOT NULL PRIMARY KEY
);
CREATE TABLE down (
	id TEXT NOT NULL PRIMARY KEY,
	up TEXT NOT NULL REFERENCES up (id)
);
INSERT INTO up (id) VALUES ('u');
INSERT INTO down (id, up) VALUES ('d', 'u');
`}
		rebuild := db.Migration{Name: "20270102_b.sql", SQL: `
-- +sqlite
CREATE TABLE up_new (
	id TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL
);
INSERT INTO up_new (id, name) SELECT id, '' FROM up;
DROP TABLE up;
ALTER TABLE up_new RENAME TO up;
-- +end
-- +postgres
ALTER TABLE up ADD COLUMN name TEXT NOT NULL DEFAULT '';
-- +end
`}
		lose := db.Migration{Name: "20270103_c.sql", SQL: `DELETE FROM up;`}
		if err := d.Migrate(t.Context(), known(t, begin)); err != nil {
			t.Fatal(err)
		}
		if err := d.Migrate(t.Context(), known(t, begin, rebuild)); err != nil {
			t.Fatal(err)
		}
		if err := d.Migrate(t.Context(), known(t, begin, rebuild, lose)); !errors.Is(err, db.ErrForeignKey) {
			t.Errorf("a step that breaks a reference: %v", err)
		}
		// The writer that comes afterwards heeds references again.
		if err := d.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), db.Built("down.add", `INSERT INTO down (id, up) VALUES ('e', 'nowhere')`))
			return err
		}); !errors.Is(err, db.ErrForeignKey) {
			t.Errorf("a broken reference after a migration: %v", err)
		}
	})
}

func TestInstancesMigrateAtOnce(t *testing.T) {
	for range 3 {
		fresh(t, func(t *testing.T, d *db.DB) {
			var steps []db.Migration
			for i := range 5 {
				steps = append(steps, db.Migration{Name: fmt.Sprintf("2027010%d_x.sql", i), SQL: fmt.Sprintf("CREATE TABLE t%d (\n\tid TEXT NOT NULL\n);", i)})
			}
			all := known(t, steps...)
			var wg sync.WaitGroup
			for range 4 {
				wg.Go(func() {
					other, err := db.Open(t.Context(), d.URL)
					if err != nil {
						t.Error(err)
						return
					}
					defer other.Close()
					if err := other.Migrate(t.Context(), all); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
		})
	}
}

// The first start of several instances on a database with nothing in it.
func TestInstancesMakeTheSchemaAtOnce(t *testing.T) {
	fresh(t, func(t *testing.T, d *db.DB) {
		drop := "DROP VIEW event_log; DROP TABLE schema_step; DROP TABLE event; DROP TABLE event_act; DROP TABLE memo_version;"
		if err := d.Script(t.Context(), drop); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range 6 {
			wg.Go(func() {
				if err := d.Migrate(t.Context(), known(t)); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
	})
}
