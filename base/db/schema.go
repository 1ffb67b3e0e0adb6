package db

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// A Migration is one step of the schema: a file of a capability, written in
// PostgreSQL's words. Steps are applied once, in the order of their names,
// which begin with a day; there is no way back but the backup taken before.
//
// Tables use four column types: TEXT, BIGINT, BOOLEAN, BYTEA, and BIGSERIAL
// for the one kind of key that the database counts. On SQLite they become
// INTEGER and BLOB in STRICT tables; on PostgreSQL text compares by bytes
// (COLLATE "C"), as in SQLite. "WITHOUT ROWID" after a table is obeyed by
// SQLite and dropped for PostgreSQL. What exists for one engine only stands
// between "-- +sqlite" or "-- +postgres" and "-- +end".
type Migration struct {
	Name string // "20261121_org.sql"
	SQL  string
}

// checksum guards against a step that was changed after it was applied.
func (m Migration) checksum() string {
	sum := sha256.Sum256([]byte(m.SQL))
	return hex.EncodeToString(sum[:])
}

// Migrations reads the steps in files matching schema/*.sql of fsys.
func Migrations(fsys fs.FS) ([]Migration, error) {
	names, err := fs.Glob(fsys, "schema/*.sql")
	if err != nil {
		return nil, err
	}
	var out []Migration
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		out = append(out, Migration{Name: path.Base(name), SQL: string(b)})
	}
	return out, nil
}

// Errors of [DB.Migrate].
var (
	ErrNewer   = errors.New("the database was used by a newer version of the program")
	ErrChanged = errors.New("a step of the schema was changed after it had been applied")
)

var (
	appliedTable = `CREATE TABLE IF NOT EXISTS schema_step (
	name TEXT NOT NULL PRIMARY KEY,
	checksum TEXT NOT NULL
);`
	listApplied  = SQL("schema.applied", `SELECT name, checksum FROM schema_step ORDER BY name`)
	addApplied   = SQL("schema.add", `INSERT INTO schema_step (name, checksum) VALUES ($1, $2)`)
	lockPostgres = `SELECT pg_advisory_xact_lock(7711310520)`
)

// Pending returns the steps of all that have not been applied yet, in order.
// It returns [ErrNewer] if the database knows a step that all does not hold.
func (d *DB) Pending(ctx context.Context, all []Migration) (pending []Migration, err error) {
	err = d.schemaTx(ctx, func(tx *sql.Tx) error {
		pending, err = d.pending(ctx, tx, all)
		return err
	})
	return pending, err
}

func (d *DB) pending(ctx context.Context, tx *sql.Tx, all []Migration) ([]Migration, error) {
	done, err := d.applied(ctx, tx)
	if err != nil {
		return nil, err
	}
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b Migration) int { return strings.Compare(a.Name, b.Name) })
	var pending []Migration
	for _, m := range sorted {
		sum, ok := done[m.Name]
		delete(done, m.Name)
		switch {
		case !ok:
			pending = append(pending, m)
		case sum != m.checksum():
			return nil, fmt.Errorf("%w: %s", ErrChanged, m.Name)
		}
	}
	if len(done) > 0 {
		return nil, fmt.Errorf("%w: step %s", ErrNewer, slices.Min(slices.Collect(maps.Keys(done))))
	}
	return pending, nil
}

// applied returns the checksums of the steps that the database has, by name.
func (d *DB) applied(ctx context.Context, tx *sql.Tx) (map[string]string, error) {
	there := false
	if d.Engine == Postgres {
		// A user who may make no tables may look whether there is anything to make.
		if err := tx.QueryRowContext(ctx, `SELECT to_regclass('schema_step') IS NOT NULL`).Scan(&there); err != nil {
			return nil, wrap("migrate", err)
		}
	}
	if !there {
		if _, err := tx.ExecContext(ctx, Translate(d.Engine, appliedTable)); err != nil {
			return nil, wrap("migrate", err)
		}
	}
	rows, err := tx.QueryContext(ctx, listApplied.text(d.Engine))
	if err != nil {
		return nil, wrap("migrate", err)
	}
	defer rows.Close()
	done := map[string]string{}
	for rows.Next() {
		var name, sum string
		if err := rows.Scan(&name, &sum); err != nil {
			return nil, wrap("migrate", err)
		}
		done[name] = sum
	}
	return done, wrap("migrate", rows.Err())
}

// Migrate applies the pending steps of all in one transaction. Instances that
// start together on one database wait for each other.
func (d *DB) Migrate(ctx context.Context, all []Migration) error {
	return d.schemaTx(ctx, func(tx *sql.Tx) error {
		pending, err := d.pending(ctx, tx, all)
		if err != nil {
			return err
		}
		for _, m := range pending {
			if _, err := tx.ExecContext(ctx, Translate(d.Engine, m.SQL)); err != nil {
				return wrap("migrate "+m.Name, err)
			}
			if _, err := tx.ExecContext(ctx, addApplied.text(d.Engine), m.Name, m.checksum()); err != nil {
				return wrap("migrate "+m.Name, err)
			}
		}
		if d.Engine == SQLite && len(pending) > 0 {
			return checkForeignKeys(ctx, tx)
		}
		return nil
	})
}

// schemaTx runs fn in a transaction that excludes every other of its kind on
// the database.
func (d *DB) schemaTx(ctx context.Context, fn func(*sql.Tx) error) error {
	if d.isClosed() {
		return errClosed
	}
	// Where others waited for the connection that is thrown away here, the pool
	// would open one more than is wanted, and might be at it after Close.
	d.schema.Lock()
	defer d.schema.Unlock()
	conn, err := d.write.Conn(ctx)
	if err != nil {
		return wrap("migrate", err)
	}
	defer conn.Close()
	if d.Engine == SQLite {
		// A step that rebuilds a table drops the old one, to which others refer.
		// What a step sorts may be more than the memory holds.
		if _, err := conn.ExecContext(ctx, `PRAGMA foreign_keys = 0; PRAGMA temp_store = file`); err != nil {
			return wrap("migrate", err)
		}
		defer discard(conn)
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return wrap("migrate", err)
	}
	defer tx.Rollback()
	if d.Engine == Postgres {
		if _, err := tx.ExecContext(ctx, lockPostgres); err != nil {
			return wrap("migrate", err)
		}
	}
	if err := fn(tx); err != nil {
		return err
	}
	return wrap("migrate", tx.Commit())
}

// checkForeignKeys finds references that the steps left broken.
func checkForeignKeys(ctx context.Context, tx *sql.Tx) error {
	var table, parent string
	var row, key sql.NullInt64
	err := tx.QueryRowContext(ctx, `PRAGMA foreign_key_check`).Scan(&table, &row, &parent, &key)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return wrap("migrate", err)
	}
	return fmt.Errorf("migrate: %w: a row of %s, to %s", ErrForeignKey, table, parent)
}

var (
	liteTypes  = regexp.MustCompile(`\b(BIGSERIAL PRIMARY KEY|BIGINT|BOOLEAN|BYTEA)\b`)
	liteWords  = map[string]string{"BIGSERIAL PRIMARY KEY": "INTEGER PRIMARY KEY AUTOINCREMENT", "BIGINT": "INTEGER", "BOOLEAN": "INTEGER", "BYTEA": "BLOB"}
	textType   = regexp.MustCompile(`\bTEXT\b`)
	tableEnd   = regexp.MustCompile(`(?m)^\)( WITHOUT ROWID)?;`)
	engineOnly = regexp.MustCompile(`(?ms)^-- \+(sqlite|postgres)\n(.*?)^-- \+end\n?`)
)

// Translate turns a step of the schema into DDL for e.
func Translate(e Engine, ddl string) string {
	ddl = engineOnly.ReplaceAllStringFunc(ddl, func(block string) string {
		m := engineOnly.FindStringSubmatch(block)
		if m[1] == e.String() {
			return m[2]
		}
		return ""
	})
	if e == Postgres {
		ddl = textType.ReplaceAllString(ddl, `TEXT COLLATE "C"`)
		return tableEnd.ReplaceAllString(ddl, ");")
	}
	ddl = liteTypes.ReplaceAllStringFunc(ddl, func(t string) string { return liteWords[t] })
	return tableEnd.ReplaceAllStringFunc(ddl, func(end string) string {
		if strings.Contains(end, "WITHOUT ROWID") {
			return ") STRICT, WITHOUT ROWID;"
		}
		return ") STRICT;"
	})
}

// Script runs statements outside any transaction and without translation. It
// is for maintenance that belongs to one engine: making a test database,
// refreshing the planner's statistics.
func (d *DB) Script(ctx context.Context, statements string) error {
	_, err := d.write.ExecContext(ctx, statements)
	return wrap("script", err)
}

// ErrMissing is returned by [DB.Has].
var ErrMissing = errors.New("a step of the schema is missing in the database")

// Has says whether the database answers and has every step of all; it changes
// nothing. It returns [ErrMissing] where one was not applied.
func (d *DB) Has(ctx context.Context, all []Migration) error {
	return d.Read(ctx, func(s *Snapshot) error {
		missing := map[string]bool{}
		for _, m := range all {
			missing[m.Name] = true
		}
		err := Each(ctx, s, listApplied, func(scan Scan) error {
			var name, sum string
			err := scan(&name, &sum)
			delete(missing, name)
			return err
		})
		if err == nil && len(missing) > 0 {
			err = fmt.Errorf("%w: %s", ErrMissing, slices.Min(slices.Collect(maps.Keys(missing))))
		}
		return err
	})
}
