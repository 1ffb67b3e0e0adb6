package db

import (
	"context"
	"database/sql"
	"fmt"
	"runtime/debug"
	"time"
)

// A turn is one function waiting for SQLite's only writer.
type turn struct {
	ctx  context.Context
	fn   func(*Tx) error
	done chan error

	tx  *Tx
	err error
}

// How many functions share one commit, and for how long the first of them may
// wait for the others.
const (
	groupSize = 64
	groupTime = 8 * time.Millisecond
)

func (d *DB) queued(ctx context.Context, fn func(*Tx) error) (err error) {
	t := &turn{ctx: ctx, fn: fn, done: make(chan error, 1)}
	// The queue is closed when the database is; a late writer is refused.
	defer func() {
		if recover() != nil {
			err = fmt.Errorf("write: %w", ErrUnavailable)
		}
	}()
	select {
	case d.queue <- t:
	case <-ctx.Done():
		return ctx.Err()
	}
	return <-t.done
}

// writer owns the write connection for the life of the database.
func (d *DB) writer() {
	defer close(d.stopped)
	w := &lone{d: d, prepared: map[*Stmt]*sql.Stmt{}}
	defer w.close()
	for first := range d.queue {
		group := []*turn{first}
		if err := w.begin(); err != nil {
			first.done <- err
			continue
		}
		w.attempt(first)
		for started := time.Now(); len(group) < groupSize && !w.lost && time.Since(started) < groupTime; {
			next, ok := d.waiting()
			if !ok {
				break
			}
			group = append(group, next)
			w.attempt(next)
		}
		w.finish(group)
	}
}

// waiting returns the next function in the queue without waiting for one.
func (d *DB) waiting() (*turn, bool) {
	select {
	case t, ok := <-d.queue:
		return t, ok
	default:
		return nil, false
	}
}

// lone is SQLite's only write connection.
type lone struct {
	d        *DB
	conn     *sql.Conn
	prepared map[*Stmt]*sql.Stmt
	lost     bool // the engine rolled the whole transaction back by itself
}

func (w *lone) begin() error {
	if w.conn == nil {
		conn, err := w.d.write.Conn(context.Background())
		if err != nil {
			return wrap("connect", err)
		}
		w.conn = conn
	}
	w.lost = false
	if err := w.plain("BEGIN IMMEDIATE"); err != nil {
		w.reset()
		return wrap("begin", err)
	}
	return nil
}

// attempt runs one function inside a savepoint of the open transaction.
func (w *lone) attempt(t *turn) {
	if t.err = t.ctx.Err(); t.err != nil {
		return
	}
	if t.err = w.plain("SAVEPOINT turn"); t.err != nil {
		w.lost = true
		return
	}
	t.tx = &Tx{Snapshot: Snapshot{engine: SQLite, run: w}}
	t.err = guarded(t.fn, t.tx)
	if t.err != nil {
		if w.plain("ROLLBACK TO turn") != nil {
			w.lost = true
			return
		}
	}
	if w.plain("RELEASE turn") != nil {
		w.lost = true
	}
}

// finish commits the group and answers everybody in it. Where the commit
// fails, or one function's error took the whole transaction with it (a full
// disk does), each function is run again alone, so that only those that
// cannot succeed fail.
func (w *lone) finish(group []*turn) {
	if !w.lost {
		err := w.plain("COMMIT")
		if err == nil {
			for _, t := range group {
				t.answer()
			}
			return
		}
	}
	if w.plain("ROLLBACK") != nil {
		w.reset()
	}
	for _, t := range group {
		w.alone(t)
	}
}

func (w *lone) alone(t *turn) {
	if err := w.begin(); err != nil {
		t.done <- err
		return
	}
	w.attempt(t)
	if !w.lost {
		err := w.plain("COMMIT")
		if err == nil {
			t.answer()
			return
		}
		t.err = wrap("commit", err)
	}
	if w.plain("ROLLBACK") != nil {
		w.reset()
	}
	if t.err == nil {
		t.err = fmt.Errorf("write: %w", ErrUnavailable)
	}
	t.done <- t.err
}

// answer runs what waited for the commit and tells the caller.
func (t *turn) answer() {
	if t.err == nil {
		for _, f := range t.tx.after {
			f()
		}
	}
	t.done <- t.err
}

// guarded turns a panic of one caller into that caller's error: the writer
// serves everybody and must outlive it.
func guarded(fn func(*Tx) error, tx *Tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in a unit of work: %v\n%s", p, debug.Stack())
		}
	}()
	return fn(tx)
}

func (w *lone) plain(q string) error {
	_, err := w.conn.ExecContext(context.Background(), q)
	return err
}

func (w *lone) reset() {
	w.close()
	w.conn, w.prepared = nil, map[*Stmt]*sql.Stmt{}
}

func (w *lone) close() {
	for _, s := range w.prepared {
		s.Close()
	}
	if w.conn != nil {
		w.conn.Close()
	}
}

// Statements of the writer run without the caller's deadline: interrupting
// one would roll back the work of everybody in the group.

func (w *lone) query(ctx context.Context, s *Stmt, args []any) (*sql.Rows, error) {
	ctx = context.WithoutCancel(ctx)
	st, err := w.prepare(ctx, s)
	if err != nil {
		return nil, err
	}
	if st == nil {
		return w.conn.QueryContext(ctx, s.text(SQLite), args...)
	}
	return st.QueryContext(ctx, args...)
}

func (w *lone) exec(ctx context.Context, s *Stmt, args []any) (sql.Result, error) {
	ctx = context.WithoutCancel(ctx)
	st, err := w.prepare(ctx, s)
	if err != nil {
		return nil, err
	}
	if st == nil {
		return w.conn.ExecContext(ctx, s.text(SQLite), args...)
	}
	return st.ExecContext(ctx, args...)
}

// prepare returns nil for a statement that is built per call.
func (w *lone) prepare(ctx context.Context, s *Stmt) (*sql.Stmt, error) {
	if s.once {
		return nil, nil
	}
	if st := w.prepared[s]; st != nil {
		return st, nil
	}
	st, err := w.conn.PrepareContext(ctx, s.text(SQLite))
	if err != nil {
		return nil, err
	}
	w.prepared[s] = st
	return st, nil
}
