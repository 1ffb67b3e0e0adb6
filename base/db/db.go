// Package db is the seam to the database. It is the only package that knows
// which of the two engines is running: SQLite inside the program for an
// office, PostgreSQL beside it for a country.
//
// All SQL is written once, in PostgreSQL's words, as package-level statements
// of the capability that owns the tables ([SQL]). A test prepares every
// statement of the program on both engines. What the two engines do
// differently is kept out of SQL altogether: no case folding, no sorting of
// text for people, no calendar, no JSON, no random, no clock.
//
// Writing. [DB.Write] runs a function in one transaction and may run it
// again, so the function has no effect outside the transaction but through
// [Tx.AfterCommit]. On PostgreSQL the transaction is SERIALIZABLE and retried
// on conflict. On SQLite one goroutine owns the only write connection: it
// takes the waiting functions, runs each inside a savepoint, and commits them
// together, so that sixteen clerks who save at the same moment wait for one
// flush of the disk instead of sixteen. None of them is answered before that
// flush: an acknowledged write survives a power cut (synchronous=FULL).
//
// Reading. [DB.Read] runs a function on one consistent snapshot; nothing can
// be written through it.
package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)

// An Engine is a database engine.
type Engine uint8

// The engines.
const (
	SQLite Engine = iota + 1
	Postgres
)

// String returns the engine's name.
func (e Engine) String() string {
	if e == Postgres {
		return "postgres"
	}
	return "sqlite"
}

// A DB is an open database.
type DB struct {
	Engine Engine
	URL    string // as given to Open

	write *sql.DB
	read  *sql.DB

	queue   chan *turn // SQLite: functions waiting for the writer
	stopped chan struct{}
	closing sync.Once

	prepared sync.Map // *Stmt → *sql.Stmt on the read pool, SQLite only
}

// Open opens the database at url: postgres://… or the path of an SQLite file,
// which is made if it does not exist. Close it with [DB.Close].
func Open(ctx context.Context, url string) (*DB, error) {
	if IsPostgres(url) {
		return openPostgres(ctx, url)
	}
	return openSQLite(ctx, url)
}

// IsPostgres says whether url names a PostgreSQL database.
func IsPostgres(url string) bool {
	return strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://")
}

func openPostgres(ctx context.Context, url string) (*DB, error) {
	p, err := sql.Open("pgx", url)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	p.SetMaxOpenConns(24)
	p.SetMaxIdleConns(24)
	if err := p.PingContext(ctx); err != nil {
		p.Close()
		return nil, wrap("open database", err)
	}
	return &DB{Engine: Postgres, URL: url, write: p, read: p}, nil
}

// busy_timeout comes first: the pragmas after it may already meet a lock.
const pragmas = "?_pragma=busy_timeout(10000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)" +
	"&_pragma=foreign_keys(1)&_pragma=cache_size(-16384)&_pragma=temp_store(memory)"

func openSQLite(ctx context.Context, path string) (*DB, error) {
	file := "file:" + escapePath(path)
	w, err := sql.Open("sqlite", file+pragmas+"&_txlock=immediate")
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	w.SetMaxOpenConns(1)
	if err := w.PingContext(ctx); err != nil {
		w.Close()
		return nil, wrap("open database", err)
	}
	r, err := sql.Open("sqlite", file+pragmas+"&_pragma=query_only(1)")
	if err != nil {
		w.Close()
		return nil, fmt.Errorf("open database: %w", err)
	}
	r.SetMaxOpenConns(6)
	r.SetMaxIdleConns(6)
	d := &DB{Engine: SQLite, URL: path, write: w, read: r, queue: make(chan *turn, 256), stopped: make(chan struct{})}
	go d.writer()
	return d, nil
}

// escapePath keeps a path with ?, # or % from being read as part of the URL.
func escapePath(p string) string {
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(p)
}

// Close waits for the writes under way and closes the database.
func (d *DB) Close() error {
	if d.Engine == SQLite {
		d.closing.Do(func() { close(d.queue) })
		<-d.stopped
		d.prepared.Range(func(_, s any) bool { s.(*sql.Stmt).Close(); return true })
	}
	err := d.write.Close()
	if d.read != d.write {
		err = errors.Join(err, d.read.Close())
	}
	return err
}

// Ping says whether the database answers.
func (d *DB) Ping(ctx context.Context) error { return wrap("ping", d.read.PingContext(ctx)) }

// A Snapshot reads one consistent state of the database.
type Snapshot struct {
	engine Engine
	run    runner
}

// A Tx is a transaction that reads and writes.
type Tx struct {
	Snapshot
	conn  *sql.Conn // PostgreSQL: the connection of the transaction
	after []func()
}

// A runner runs statements, prepared where the driver does not do so itself.
type runner interface {
	query(ctx context.Context, s *Stmt, args []any) (*sql.Rows, error)
	exec(ctx context.Context, s *Stmt, args []any) (sql.Result, error)
}

// Engine tells which engine runs. Only code that exists in one form per
// engine (full-text search, backup) may ask.
func (s *Snapshot) Engine() Engine { return s.engine }

// AfterCommit arranges for f to run once the transaction has committed. It is
// for waking workers and for caches; a durable effect is a row.
func (t *Tx) AfterCommit(f func()) { t.after = append(t.after, f) }

// Exec runs s and returns the number of rows it changed.
func (t *Tx) Exec(ctx context.Context, s *Stmt, args ...any) (int64, error) {
	res, err := t.run.exec(ctx, s, args)
	if err != nil {
		return 0, wrap(s.Name, err)
	}
	return res.RowsAffected()
}

// ExecMany runs s once for each row of arguments, in order. On PostgreSQL the
// rows travel together, so that ten thousand of them cost one journey, not
// ten thousand.
func (t *Tx) ExecMany(ctx context.Context, s *Stmt, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	if t.engine == SQLite {
		for _, args := range rows {
			if _, err := t.run.exec(ctx, s, args); err != nil {
				return wrap(s.Name, err)
			}
		}
		return nil
	}
	err := t.conn.Raw(func(driver any) error {
		var b pgx.Batch
		for _, args := range rows {
			b.Queue(s.SQL, plain(args)...)
		}
		return driver.(*stdlib.Conn).Conn().SendBatch(ctx, &b).Close()
	})
	return wrap(s.Name, err)
}

// One scans the single row of s into dest; it returns [ErrNoRow] if there is
// none.
func (s *Snapshot) One(ctx context.Context, stmt *Stmt, args []any, dest ...any) error {
	rows, err := s.run.query(ctx, stmt, args)
	if err != nil {
		return wrap(stmt.Name, err)
	}
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return wrap(stmt.Name, err)
		}
		return wrap(stmt.Name, sql.ErrNoRows)
	}
	if err := rows.Scan(dest...); err != nil {
		return wrap(stmt.Name, err)
	}
	return wrap(stmt.Name, rows.Close())
}

// A Scan reads the columns of the current row into dest.
type Scan func(dest ...any) error

// All returns the rows of stmt, each read by read.
func All[T any](ctx context.Context, s *Snapshot, stmt *Stmt, read func(Scan) (T, error), args ...any) ([]T, error) {
	var out []T
	err := Each(ctx, s, stmt, func(scan Scan) error {
		v, err := read(scan)
		out = append(out, v)
		return err
	}, args...)
	return out, err
}

// Each calls visit for every row of stmt and stops at its first error.
func Each(ctx context.Context, s *Snapshot, stmt *Stmt, visit func(Scan) error, args ...any) error {
	rows, err := s.run.query(ctx, stmt, args)
	if err != nil {
		return wrap(stmt.Name, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := visit(rows.Scan); err != nil {
			return wrap(stmt.Name, err)
		}
	}
	if err := rows.Err(); err != nil {
		return wrap(stmt.Name, err)
	}
	return wrap(stmt.Name, rows.Close())
}

// Text reads a row of one text column, for [All].
func Text[T ~string](scan Scan) (v T, err error) { return v, scan(&v) }

// Read runs fn on one snapshot of the database.
func (d *DB) Read(ctx context.Context, fn func(*Snapshot) error) error {
	tx, err := d.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: d.Engine == Postgres, Isolation: d.readLevel()})
	if err != nil {
		return wrap("begin", err)
	}
	defer tx.Rollback()
	return fn(&Snapshot{engine: d.Engine, run: pooled{d, tx}})
}

// On PostgreSQL only REPEATABLE READ gives all statements of a transaction
// the same snapshot; SQLite does so by itself.
func (d *DB) readLevel() sql.IsolationLevel {
	if d.Engine == Postgres {
		return sql.LevelRepeatableRead
	}
	return sql.LevelDefault
}

// maxTries bounds the retries of a transaction that PostgreSQL refused for a
// conflict. Six were too few in an experiment with eight writers on three rows.
const maxTries = 30

// Write runs fn in one transaction and commits it. fn may run more than once.
func (d *DB) Write(ctx context.Context, fn func(*Tx) error) error {
	if d.Engine == SQLite {
		return d.queued(ctx, fn)
	}
	return d.retry(ctx, sql.LevelSerializable, fn)
}

// Quick is [DB.Write] at READ COMMITTED on PostgreSQL. It is for single
// statements that lock what they touch, such as claiming a job: there
// SERIALIZABLE starves.
func (d *DB) Quick(ctx context.Context, fn func(*Tx) error) error {
	if d.Engine == SQLite {
		return d.queued(ctx, fn)
	}
	return d.retry(ctx, sql.LevelReadCommitted, fn)
}

func (d *DB) retry(ctx context.Context, level sql.IsolationLevel, fn func(*Tx) error) error {
	var err error
	for try := range maxTries {
		if try > 0 {
			pause := time.NewTimer(time.Duration(rand.IntN(2<<min(try, 6))) * time.Millisecond)
			select {
			case <-pause.C:
			case <-ctx.Done():
				pause.Stop()
				return ctx.Err()
			}
		}
		if err = d.once(ctx, level, fn); !errors.Is(err, errRetry) {
			return err
		}
	}
	return fmt.Errorf("gave up after %d tries: %w: %w", maxTries, ErrBusy, err)
}

// once runs fn in one PostgreSQL transaction.
func (d *DB) once(ctx context.Context, level sql.IsolationLevel, fn func(*Tx) error) error {
	conn, err := d.write.Conn(ctx)
	if err != nil {
		return wrap("connect", err)
	}
	defer conn.Close()
	tx, err := conn.BeginTx(ctx, &sql.TxOptions{Isolation: level})
	if err != nil {
		return wrap("begin", err)
	}
	defer tx.Rollback()
	t := &Tx{Snapshot: Snapshot{engine: d.Engine, run: pooled{d, tx}}, conn: conn}
	if err := fn(t); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return wrap("commit", err)
	}
	for _, f := range t.after {
		f()
	}
	return nil
}

// pooled runs statements in a transaction of a pool. pgx prepares and caches
// statements by itself; for SQLite the pool's prepared statements are kept.
type pooled struct {
	d  *DB
	tx *sql.Tx
}

func (p pooled) query(ctx context.Context, s *Stmt, args []any) (*sql.Rows, error) {
	if p.d.Engine == Postgres || s.once {
		return p.tx.QueryContext(ctx, s.text(p.d.Engine), args...)
	}
	st, err := p.d.prepare(ctx, s)
	if err != nil {
		return nil, err
	}
	return p.tx.StmtContext(ctx, st).QueryContext(ctx, args...)
}

func (p pooled) exec(ctx context.Context, s *Stmt, args []any) (sql.Result, error) {
	return p.tx.ExecContext(ctx, s.text(p.d.Engine), args...)
}

func (d *DB) prepare(ctx context.Context, s *Stmt) (*sql.Stmt, error) {
	if st, ok := d.prepared.Load(s); ok {
		return st.(*sql.Stmt), nil
	}
	st, err := d.read.PrepareContext(ctx, s.text(d.Engine))
	if err != nil {
		return nil, err
	}
	if earlier, loaded := d.prepared.LoadOrStore(s, st); loaded {
		st.Close()
		return earlier.(*sql.Stmt), nil
	}
	return st, nil
}
