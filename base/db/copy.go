package db

import (
	"context"
	"fmt"
)

// CopyTo writes a copy of an SQLite database, as it is at this moment, into a
// new file, while others read and write.
func (d *DB) CopyTo(ctx context.Context, path string) error {
	if d.Engine != SQLite {
		return fmt.Errorf("copy database: only an SQLite database is one file")
	}
	// The connections that read refuse even to write elsewhere.
	_, err := d.write.ExecContext(ctx, `VACUUM INTO ?`, path)
	return wrap("copy", err)
}

// Bare says whether the database holds no table yet, so that a copy can be
// put into it.
func (d *DB) Bare(ctx context.Context) (bool, error) {
	count := `SELECT count(*) FROM sqlite_schema`
	if d.Engine == Postgres {
		count = `SELECT count(*) FROM pg_catalog.pg_class WHERE relnamespace = current_schema()::regnamespace`
	}
	var n int
	if err := d.read.QueryRowContext(ctx, count).Scan(&n); err != nil {
		return false, wrap("bare", err)
	}
	return n == 0, nil
}

// Sound asks the engine to check its own structures, and returns what it
// found wrong. PostgreSQL has no such check in a session; there it returns
// nothing.
func (d *DB) Sound(ctx context.Context) ([]string, error) {
	if d.Engine != SQLite {
		return nil, nil
	}
	rows, err := d.read.QueryContext(ctx, `PRAGMA integrity_check(20)`)
	if err != nil {
		return nil, wrap("integrity", err)
	}
	defer rows.Close()
	var found []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, wrap("integrity", err)
		}
		if s != "ok" {
			found = append(found, s)
		}
	}
	return found, wrap("integrity", rows.Err())
}
