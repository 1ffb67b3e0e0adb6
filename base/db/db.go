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
// [Tx.AfterCommit], and does not write by another way than its [Tx]: it would
// wait for itself. On PostgreSQL the transaction is SERIALIZABLE and retried
// on conflict. On SQLite one goroutine owns the only write connection: it
// takes the waiting functions, runs one after another, and commits them
// together, so that sixteen clerks who save at the same moment wait for one
// flush of the disk instead of sixteen. None of them is answered before that
// flush: an acknowledged write survives a power cut (synchronous=FULL).
//
// Reading. [DB.Read] runs a function on one consistent snapshot; nothing can
// be written through it.
//
// Two rules of PostgreSQL hold on both engines, so that a program that works
// on one works on the other: a statement that failed ends its transaction,
// whose later statements and commit fail with the same error; and while the
// rows of one statement are being read, no other statement runs.
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
	_ "modernc.org/sqlite" // the driver of SQLite
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

	closing sync.Once
	closed  chan struct{} // closed by Close

	schema sync.Mutex // held by [DB.schemaTx]

	// Observe, if set before others use the DB, is told of each transaction when
	// it begins, by what it does ("read", "write", "quick"). It returns the context
	// in which it waits and what is told its outcome.
	Observe func(ctx context.Context, what string) (context.Context, func(error))

	server *server // PostgreSQL only
	counts counts

	// SQLite only.
	queue   chan *turn // functions waiting for the writer
	between chan func(*writer)
	stopped chan struct{}
	readers readers
}

// Open opens the database at url: postgres://… or the path of an SQLite file,
// which is made if it does not exist. Close it with [DB.Close].
func Open(ctx context.Context, url string) (*DB, error) {
	if IsPostgres(url) {
		return openPostgres(ctx, url)
	}
	return openSQLite(ctx, url, pragmas)
}

// IsPostgres says whether url names a PostgreSQL database.
func IsPostgres(url string) bool {
	return strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://")
}

func openPostgres(ctx context.Context, url string) (*DB, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("open database: %w: %w", ErrAddress, err)
	}
	if openLine(&config.Config) {
		return nil, fmt.Errorf("open database: %w", ErrOpenLine)
	}
	server, err := openServer(ctx, url)
	if err != nil {
		return nil, err
	}
	// For what is not done in a transaction: the schema, and looking at it.
	p := stdlib.OpenDB(*config)
	p.SetMaxOpenConns(4)
	p.SetMaxIdleConns(1)
	return &DB{Engine: Postgres, URL: url, write: p, read: p, server: server, closed: make(chan struct{})}, nil
}

// busy_timeout comes first: the pragmas after it may already meet a lock.
const pragmas = "_pragma=busy_timeout(10000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)" +
	"&_pragma=foreign_keys(1)&_pragma=cache_size(-16384)&_pragma=temp_store(memory)"

// readPragmas are those of connections that read. Their pages are one pool, in
// which a page of four kilobytes takes eight: with 8 MB each or with 24, reading
// took the same time, for the pages are in the memory of the machine anyway.
const readPragmas = "&_pragma=query_only(1)&_pragma=cache_size(-6144)"

func openSQLite(ctx context.Context, path, pragmas string) (*DB, error) {
	file := "file:" + escapePath(path) + "?" + pragmas
	w, err := sql.Open("sqlite", file+"&_txlock=immediate")
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	// One for the writer, one for [DB.Migrate] and [DB.Script]; SQLite lets one
	// of them write at a time.
	w.SetMaxOpenConns(2)
	if err := w.PingContext(ctx); err != nil {
		w.Close()
		return nil, wrap("open database", err)
	}
	r, err := sql.Open("sqlite", file+readPragmas)
	if err != nil {
		w.Close()
		return nil, fmt.Errorf("open database: %w", err)
	}
	d := &DB{
		Engine: SQLite, URL: path, write: w, read: r, closed: make(chan struct{}),
		queue: make(chan *turn, 256), between: make(chan func(*writer)), stopped: make(chan struct{}),
		readers: readers{slots: make(chan struct{}, 6)},
	}
	go (&writer{session: session{pool: w}, d: d}).serve()
	return d, nil
}

// escapePath keeps a path with ?, # or % from being read as part of the URL.
func escapePath(p string) string {
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(p)
}

// Close waits for the reads and writes under way and closes the database.
// What comes later is answered with [ErrUnavailable].
func (d *DB) Close() error {
	var err error
	d.closing.Do(func() {
		close(d.closed)
		if d.Engine == SQLite {
			<-d.stopped
			d.readers.close()
			err = d.read.Close()
		} else {
			d.server.pool.Close()
		}
		err = errors.Join(err, d.write.Close())
	})
	return err
}

func (d *DB) isClosed() bool {
	select {
	case <-d.closed:
		return true
	default:
		return false
	}
}

// Ping says whether the database answers.
func (d *DB) Ping(ctx context.Context) error { return wrap("ping", d.read.PingContext(ctx)) }

// A Snapshot reads one consistent state of the database.
type Snapshot struct {
	engine Engine
	run    runner
	open   *Stmt // whose rows are being read
	failed error // what ended the transaction
}

// A Tx is a transaction that reads and writes.
type Tx struct {
	Snapshot
	line  *line // PostgreSQL only
	after []func()
}

// A runner runs statements, prepared where the driver does not do so itself.
type runner interface {
	query(ctx context.Context, s *Stmt, args []any) (rowSet, error)
	exec(ctx context.Context, s *Stmt, args []any) (sql.Result, error)
	ahead(s *Stmt, args []any)
}

// Engine tells which engine runs. Only code that exists in one form per
// engine (full-text search, backup) may ask.
func (s *Snapshot) Engine() Engine { return s.engine }

// AfterCommit arranges for f to run once the transaction has committed. It is
// for waking workers and for caches; a durable effect is a row.
func (t *Tx) AfterCommit(f func()) { t.after = append(t.after, f) }

// ready says why no statement can run now.
func (s *Snapshot) ready(next *Stmt) error {
	switch {
	case s.failed != nil:
		return s.failed
	case s.open != nil:
		return fmt.Errorf("%s: the rows of %s are still being read", next.Name, s.open.Name)
	}
	return nil
}

// fail notes that a statement failed.
func (s *Snapshot) fail(stmt *Stmt, err error) error {
	s.failed = wrap(stmt.Name, err)
	return s.failed
}

// outcome returns what becomes of a transaction whose function returned err.
// A conflict counts even where the function made something else of it.
func (t *Tx) outcome(err error) error {
	if t.failed != nil && (err == nil || errors.Is(t.failed, errRetry)) {
		return t.failed
	}
	return err
}

// Exec runs s and returns the number of rows it changed.
func (t *Tx) Exec(ctx context.Context, s *Stmt, args ...any) (int64, error) {
	if err := t.ready(s); err != nil {
		return 0, err
	}
	return t.exec(ctx, s, args)
}

func (t *Tx) exec(ctx context.Context, s *Stmt, args []any) (int64, error) {
	if err := storable(args); err != nil {
		return 0, t.fail(s, err)
	}
	res, err := t.run.exec(ctx, s, args)
	if err != nil {
		return 0, t.fail(s, err)
	}
	return res.RowsAffected()
}

// ExecMany runs s once for each row of arguments, in order. On PostgreSQL the
// rows travel together, so that ten thousand of them cost one journey, not
// ten thousand.
func (t *Tx) ExecMany(ctx context.Context, s *Stmt, rows [][]any) error {
	if err := t.Send(ctx, s, rows...); err != nil || t.line == nil || len(rows) == 0 {
		return err
	}
	if _, err := t.line.ask(nil); err != nil {
		return t.fail(s, err)
	}
	return nil
}

// Send is [Tx.ExecMany] for writers who have nothing to learn from the
// answer. On PostgreSQL the rows travel with the next statement that waits,
// at the latest with the commit, which then fails where they do.
func (t *Tx) Send(ctx context.Context, s *Stmt, rows ...[]any) error {
	if err := t.ready(s); err != nil {
		return err
	}
	if t.line == nil {
		for _, args := range rows {
			if _, err := t.exec(ctx, s, args); err != nil {
				return err
			}
		}
		return nil
	}
	for _, args := range rows {
		if err := storable(args); err != nil {
			return t.fail(s, err)
		}
	}
	if err := t.line.putMany(s, rows); err != nil {
		return t.fail(s, err)
	}
	return nil
}

// Ahead says that the rows of stmt with these args will be asked for soon. On
// PostgreSQL the question travels with the next one, so that several answers
// cost one journey; they are kept until they are asked for or something is
// written. On SQLite, which is no journey away, it does nothing.
func (s *Snapshot) Ahead(stmt *Stmt, args ...any) {
	if s.failed == nil {
		s.run.ahead(stmt, args)
	}
}

// One scans the single row of s into dest; it returns [ErrNoRow] if there is
// none.
func (s *Snapshot) One(ctx context.Context, stmt *Stmt, args []any, dest ...any) error {
	found := false
	err := s.each(ctx, stmt, args, func(scan Scan) (bool, error) {
		found = true
		return false, scan(dest...)
	})
	if err == nil && !found {
		return wrap(stmt.Name, sql.ErrNoRows)
	}
	return err
}

// each calls visit for the rows of stmt until it asks for no more.
func (s *Snapshot) each(ctx context.Context, stmt *Stmt, args []any, visit func(Scan) (more bool, err error)) error {
	if err := s.ready(stmt); err != nil {
		return err
	}
	rows, err := s.run.query(ctx, stmt, args)
	if err != nil {
		return s.fail(stmt, err)
	}
	s.open = stmt
	defer func() {
		if err := rows.Close(); err != nil && s.failed == nil {
			_ = s.fail(stmt, err) // where the visit failed, its own error is told
		}
		s.open = nil
	}()
	for more := true; more && rows.Next(); {
		if more, err = visit(rows.Scan); err != nil {
			return wrap(stmt.Name, err)
		}
		if err = ctx.Err(); err != nil {
			return s.fail(stmt, err)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return s.fail(stmt, err)
	}
	return nil
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
	return s.each(ctx, stmt, args, func(scan Scan) (bool, error) { return true, visit(scan) })
}

// Text reads a row of one text column, for [All].
func Text[T ~string](scan Scan) (v T, err error) { return v, scan(&v) }

// Read runs fn on one snapshot of the database.
func (d *DB) Read(ctx context.Context, fn func(*Snapshot) error) error {
	if d.isClosed() {
		return errClosed
	}
	if d.Observe != nil {
		var ended func(error)
		ctx, ended = d.Observe(ctx, "read")
		err := d.readOn(ctx, fn)
		ended(err)
		return err
	}
	return d.readOn(ctx, fn)
}

func (d *DB) readOn(ctx context.Context, fn func(*Snapshot) error) error {
	if d.Engine == SQLite {
		return d.readLite(ctx, fn)
	}
	return d.readServer(ctx, fn)
}

// maxTries bounds the retries of a transaction that PostgreSQL refused for a
// conflict. Six were too few in an experiment with eight writers on three rows.
const maxTries = 30

// Write runs fn in one transaction and commits it. fn may run more than once.
func (d *DB) Write(ctx context.Context, fn func(*Tx) error) error {
	return d.change(ctx, "write", beginSerializable, fn)
}

// Quick is [DB.Write] at READ COMMITTED on PostgreSQL. It is for single
// statements that lock what they touch, such as claiming a job: there
// SERIALIZABLE starves.
func (d *DB) Quick(ctx context.Context, fn func(*Tx) error) error {
	return d.change(ctx, "quick", beginQuick, fn)
}

func (d *DB) change(ctx context.Context, what string, begin *Stmt, fn func(*Tx) error) error {
	ended := func(error) {}
	if d.Observe != nil {
		ctx, ended = d.Observe(ctx, what)
	}
	var err error
	if d.Engine == SQLite {
		err = d.queued(ctx, fn)
	} else {
		err = d.retry(ctx, begin, fn)
	}
	if err != nil {
		d.counts.failed.Add(1)
	} else {
		d.counts.units.Add(1)
	}
	ended(err)
	return err
}

func (d *DB) retry(ctx context.Context, begin *Stmt, fn func(*Tx) error) error {
	var err error
	for try := range maxTries {
		if try > 0 {
			d.counts.conflicts.Add(1)
			pause := time.NewTimer(time.Duration(rand.IntN(2<<min(try, 6))) * time.Millisecond)
			select {
			case <-pause.C:
			case <-ctx.Done():
				pause.Stop()
				return ctx.Err()
			}
		}
		if err = d.once(ctx, begin, fn); !errors.Is(err, errRetry) {
			return err
		}
	}
	return fmt.Errorf("gave up after %d tries: %w: %w", maxTries, ErrBusy, err)
}
