package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"sync"
)

// A session is one SQLite connection with the statements prepared on it. Its
// zero value with a pool connects when it is first used.
type session struct {
	pool     *sql.DB
	conn     *sql.Conn
	raw      driver.ConnPrepareContext // of conn, which nobody else has while the session does
	prepared map[*Stmt]preparedLite
	marks    map[string]preparedLite // BEGIN, COMMIT and the like
	built    map[string]preparedLite // by text: lists ask again with the same filters
	builtBy  []string                // the texts, oldest first
	watch    func(*Stmt)             // see [DB.Watch]

	unlocked bool                // see [unlocked]
	args     []driver.NamedValue // of the last statement
	read     liteRows            // what is being read
}

// maxBuilt bounds the statements put together per call that a session keeps
// prepared; preparing one takes as long as running it.
const maxBuilt = 24

func (c *session) connect(ctx context.Context) error {
	if c.conn != nil {
		return nil
	}
	conn, err := c.pool.Conn(ctx)
	if err != nil {
		return err
	}
	err = conn.Raw(func(raw any) error {
		var ok bool
		if c.raw, ok = raw.(driver.ConnPrepareContext); !ok {
			return fmt.Errorf("the driver's connection is a %T", raw)
		}
		c.unlocked = unlocked(raw)
		return nil
	})
	if err != nil {
		return errors.Join(err, conn.Close())
	}
	c.conn = conn
	c.prepared, c.marks, c.built = map[*Stmt]preparedLite{}, map[string]preparedLite{}, map[string]preparedLite{}
	return nil
}

// Statements of a writer run without the caller's deadline: interrupting one
// would roll back the work of everybody in the group.

func (w *writer) query(ctx context.Context, s *Stmt, args []any) (rowSet, error) {
	w.wrote = w.wrote || s.writes()
	return w.session.query(context.WithoutCancel(ctx), s, args)
}

func (w *writer) exec(ctx context.Context, s *Stmt, args []any) (sql.Result, error) {
	res, err := w.session.exec(context.WithoutCancel(ctx), s, args)
	if err != nil {
		return nil, err
	}
	// A change that found no row, as of a version that is no more, is none.
	n, err := res.RowsAffected()
	w.wrote = w.wrote || n > 0
	return res, err
}

func (c *session) query(ctx context.Context, s *Stmt, args []any) (rowSet, error) {
	if c.watch != nil {
		c.watch(s)
	}
	st, values, err := c.ready(ctx, s, args)
	if err != nil {
		return nil, err
	}
	rows, err := st.QueryContext(s.within(ctx), values)
	if err != nil {
		return nil, err
	}
	c.read.open(rows)
	return &c.read, nil
}

// ready returns the statement and its arguments, unless nobody waits any more.
func (c *session) ready(ctx context.Context, s *Stmt, args []any) (preparedLite, []driver.NamedValue, error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	st, err := c.prepare(ctx, s)
	if err != nil {
		return nil, nil, err
	}
	values, err := c.arguments(args)
	return st, values, err
}

func (c *session) ahead(*Stmt, []any) {}

func (c *session) exec(ctx context.Context, s *Stmt, args []any) (sql.Result, error) {
	st, values, err := c.ready(ctx, s, args)
	if err != nil {
		return nil, err
	}
	return st.ExecContext(s.within(ctx), values)
}

// within returns the context in which s runs. Watching over a deadline costs
// the driver a goroutine, more than most statements take; those that may take
// long are watched.
func (s *Stmt) within(ctx context.Context) context.Context {
	if s.once || s.long {
		return ctx
	}
	return context.WithoutCancel(ctx)
}

func (c *session) prepare(ctx context.Context, s *Stmt) (preparedLite, error) {
	if s.once {
		return c.prepareBuilt(ctx, s)
	}
	if st := c.prepared[s]; st != nil {
		return st, nil
	}
	st, err := c.prepareLite(ctx, s.text(SQLite))
	if err != nil {
		return nil, err
	}
	c.prepared[s] = st
	return st, nil
}

func (c *session) prepareBuilt(ctx context.Context, s *Stmt) (preparedLite, error) {
	if st := c.built[s.SQL]; st != nil {
		return st, nil
	}
	st, err := c.prepareLite(ctx, s.text(SQLite))
	if err != nil {
		return nil, err
	}
	if len(c.builtBy) == maxBuilt {
		c.built[c.builtBy[0]].Close()
		delete(c.built, c.builtBy[0])
		c.builtBy = c.builtBy[1:]
	}
	c.built[s.SQL] = st
	c.builtBy = append(c.builtBy, s.SQL)
	return st, nil
}

// plain runs one of the few statements that begin and end transactions.
func (c *session) plain(q string) error {
	st := c.marks[q]
	if st == nil {
		var err error
		if st, err = c.prepareLite(context.Background(), q); err != nil {
			return err
		}
		c.marks[q] = st
	}
	_, err := st.ExecContext(context.Background(), nil)
	return err
}

// close gives the connection back to the pool.
func (c *session) close() {
	for _, s := range c.prepared {
		s.Close()
	}
	for _, s := range c.marks {
		s.Close()
	}
	for _, s := range c.built {
		s.Close()
	}
	if c.conn != nil {
		c.conn.Close()
	}
	c.conn, c.raw, c.prepared, c.marks, c.built, c.builtBy = nil, nil, nil, nil, nil, nil
}

// drop ends the connection itself: what state it is in is not known.
func (c *session) drop() {
	conn := c.conn
	c.conn = nil
	c.close()
	discard(conn)
	conn.Close()
}

// discard tells the pool not to use the connection again.
func discard(conn *sql.Conn) {
	_ = conn.Raw(func(any) error { return driver.ErrBadConn }) // the error is the message
}

// readers are the SQLite sessions that read. The one used last is used next:
// its cache is warm.
type readers struct {
	slots chan struct{} // one for each session in use
	mu    sync.Mutex
	idle  []*session
	watch func(*Stmt)
}

// Watch has f called before SQLite reads by a statement. It is for tests: of
// what those read that were put together for one call (see [Stmt.IsBuilt]; the
// registered ones are in [Statements]), and of what one request asks more than
// another.
func (d *DB) Watch(f func(*Stmt)) {
	d.readers.mu.Lock()
	d.readers.watch = f
	d.readers.mu.Unlock()
}

func (r *readers) take(ctx context.Context, pool *sql.DB) (*session, error) {
	select {
	case r.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if n := len(r.idle); n > 0 {
		c := r.idle[n-1]
		r.idle = r.idle[:n-1]
		c.watch = r.watch
		return c, nil
	}
	return &session{pool: pool, watch: r.watch}, nil
}

func (r *readers) give(c *session) {
	r.mu.Lock()
	r.idle = append(r.idle, c)
	r.mu.Unlock()
	<-r.slots
}

// close waits for the sessions in use and closes all.
func (r *readers) close() {
	for range cap(r.slots) {
		r.slots <- struct{}{}
	}
	for _, c := range r.idle {
		c.close()
	}
}

// readLite runs fn in a read transaction of SQLite, whose snapshot is taken
// by the first statement.
func (d *DB) readLite(ctx context.Context, fn func(*Snapshot) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c, err := d.readers.take(ctx, d.read)
	if err != nil {
		return err
	}
	defer d.readers.give(c)
	if err := c.connect(ctx); err != nil {
		return wrap("connect", err)
	}
	if err := c.plain("BEGIN"); err != nil {
		c.drop()
		return wrap("begin", err)
	}
	defer func() {
		if c.plain("ROLLBACK") != nil {
			c.drop()
		}
	}()
	return fn(&Snapshot{engine: SQLite, run: c})
}
