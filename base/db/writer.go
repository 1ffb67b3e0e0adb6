package db

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// A turn is one function waiting for SQLite's only writer. The function runs
// on the goroutine of its caller, to which the writer lends the transaction:
// a panic unwinds the caller and nobody else, as it does on PostgreSQL.
type turn struct {
	ctx  context.Context
	lend chan *Tx   // the writer lends the transaction …
	back chan error // … and gets it back with what the function returned
	done chan error // what became of it

	tx  *Tx
	err error
}

// How many functions share one commit, and for how long the first of them may
// wait for the others.
const (
	groupSize = 64
	groupTime = 8 * time.Millisecond
)

// errGone is what a function leaves behind that did not return: it panicked,
// or ended its goroutine as a failing test does.
var errGone = errors.New("the function did not return")

func (d *DB) queued(ctx context.Context, fn func(*Tx) error) error {
	t := &turn{ctx: ctx, lend: make(chan *Tx), back: make(chan error), done: make(chan error, 1)}
	if d.isClosed() {
		return errClosed
	}
	select {
	case d.queue <- t:
	case <-ctx.Done():
		return ctx.Err()
	case <-d.closed:
		return errClosed
	}
	for {
		select {
		case tx := <-t.lend:
			t.run(fn, tx)
		case err := <-t.done:
			return t.answered(err)
		case <-d.stopped:
			// The answer may have come with the end.
			select {
			case err := <-t.done:
				return t.answered(err)
			default:
				return errClosed
			}
		}
	}
}

func (t *turn) run(fn func(*Tx) error, tx *Tx) {
	err := errGone
	defer func() { t.back <- err }()
	err = fn(tx)
}

func (t *turn) answered(err error) error {
	if err != nil {
		return err
	}
	for _, f := range t.tx.after {
		f()
	}
	return nil
}

// A writer owns the write connection for the life of the database.
type writer struct {
	session
	d     *DB
	lost  bool // the transaction cannot be committed
	wrote bool // the function that runs has written something

	followed bool // checkpoints are left to the follower
}

// How a connection leaves checkpoints to others, and does them itself as
// SQLite does unless it is told.
const (
	noCheckpoint  = "PRAGMA wal_autocheckpoint = 0"
	ownCheckpoint = "PRAGMA wal_autocheckpoint = 1000"
)

// asWriter runs fn on the goroutine of SQLite's only writer, between the
// transactions of others.
func (d *DB) asWriter(ctx context.Context, fn func(*writer) error) error {
	done := make(chan error, 1)
	select {
	case d.between <- func(w *writer) { done <- fn(w) }:
	case <-ctx.Done():
		return ctx.Err()
	case <-d.closed:
		return errClosed
	}
	select {
	case err := <-done:
		return err
	case <-d.stopped:
		select {
		case err := <-done:
			return err
		default:
			return errClosed
		}
	}
}

func (w *writer) serve() {
	defer close(w.d.stopped)
	defer w.close()
	for {
		select {
		case t := <-w.d.queue:
			w.group(t)
		case fn := <-w.d.between:
			fn(w)
		case <-w.d.closed:
			for t, ok := w.waiting(); ok; t, ok = w.waiting() {
				w.group(t)
			}
			return
		}
	}
}

// waiting returns the next function in the queue without waiting for one.
func (w *writer) waiting() (*turn, bool) {
	select {
	case t := <-w.d.queue:
		return t, true
	default:
		return nil, false
	}
}

// group runs first and those that wait behind it in one transaction.
func (w *writer) group(first *turn) {
	if err := w.begin(); err != nil {
		// Another program has held the lock for the whole of busy_timeout: those
		// who waited behind first do not wait as long again, one after another.
		for t, ok := first, true; ok; t, ok = w.waiting() {
			t.done <- err
		}
		return
	}
	group := []*turn{first}
	w.attempt(first)
	for started := time.Now(); len(group) < groupSize && !w.lost && time.Since(started) < groupTime; {
		next, ok := w.waiting()
		if !ok {
			break
		}
		group = append(group, next)
		w.attempt(next)
	}
	w.finish(group)
}

func (w *writer) begin() error {
	w.lost = false
	anew := w.conn == nil
	if err := w.connect(context.Background()); err != nil {
		return wrap("connect", err)
	}
	if anew && w.followed {
		if err := w.plain(noCheckpoint); err != nil {
			w.drop()
			return wrap("connect", err)
		}
	}
	if err := w.plain("BEGIN IMMEDIATE"); err != nil {
		w.drop()
		return wrap("begin", err)
	}
	return nil
}

// attempt runs one function in the open transaction. One that fails before it
// has written anything leaves nothing behind; one that fails later spoils the
// transaction. That is rare, and a savepoint for each function, which would
// keep it to itself, costs as much as the rest of a small function: the index
// of words writes all it has to the disk at every one.
func (w *writer) attempt(t *turn) {
	if t.err = t.ctx.Err(); t.err != nil {
		return
	}
	w.wrote = false
	t.tx = &Tx{Snapshot: Snapshot{engine: SQLite, run: w}}
	t.lend <- t.tx
	// After an error of the engine nobody knows whether it has rolled back.
	if t.err = t.tx.outcome(<-t.back); t.err != nil && (w.wrote || t.tx.failed != nil) {
		w.lost = true
	}
}

// finish commits the group and answers everybody in it. Where the commit
// fails, or one function's failure spoiled the transaction, each function is
// run again alone, so that only those that cannot succeed fail.
func (w *writer) finish(group []*turn) {
	if !w.lost && w.plain("COMMIT") == nil {
		w.d.counts.commits.Add(1)
		for _, t := range group {
			t.done <- t.err
		}
		return
	}
	w.rollback()
	for _, t := range group {
		if !errors.Is(t.err, errGone) {
			w.alone(t)
		}
	}
}

func (w *writer) alone(t *turn) {
	w.d.counts.alone.Add(1)
	if err := w.begin(); err != nil {
		t.done <- err
		return
	}
	w.attempt(t)
	if !w.lost {
		err := w.plain("COMMIT")
		if err == nil {
			w.d.counts.commits.Add(1)
			t.done <- t.err
			return
		}
		if t.err = wrap("commit", err); !errors.Is(t.err, ErrForeignKey) && !errors.Is(t.err, ErrBusy) {
			t.err = fmt.Errorf("%w: %w", ErrUnavailable, t.err)
			if uncertain(err) {
				t.err = fmt.Errorf("%w: %w", ErrUncertain, t.err)
			}
		}
	}
	w.rollback()
	t.done <- t.err
}

// rollback fails where the engine has rolled back already; what state the
// connection is in is then not worth finding out.
func (w *writer) rollback() {
	if w.plain("ROLLBACK") != nil {
		w.drop()
	}
}
