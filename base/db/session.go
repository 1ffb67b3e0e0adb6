package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"sync"
)

// A session is one SQLite connection with the statements prepared on it. Its
// zero value with a pool connects when it is first used.
type session struct {
	pool     *sql.DB
	conn     *sql.Conn
	prepared map[*Stmt]*sql.Stmt
}

func (c *session) connect(ctx context.Context) error {
	if c.conn != nil {
		return nil
	}
	conn, err := c.pool.Conn(ctx)
	if err != nil {
		return err
	}
	c.conn, c.prepared = conn, map[*Stmt]*sql.Stmt{}
	return nil
}

// Statements of a writer run without the caller's deadline: interrupting one
// would roll back the work of everybody in the group.

func (w *writer) query(ctx context.Context, s *Stmt, args []any) (*sql.Rows, error) {
	return w.session.query(context.WithoutCancel(ctx), s, args)
}

func (w *writer) exec(ctx context.Context, s *Stmt, args []any) (sql.Result, error) {
	return w.session.exec(context.WithoutCancel(ctx), s, args)
}

func (c *session) query(ctx context.Context, s *Stmt, args []any) (*sql.Rows, error) {
	st, err := c.prepare(ctx, s)
	if err != nil {
		return nil, err
	}
	if st == nil {
		return c.conn.QueryContext(ctx, s.text(SQLite), args...)
	}
	return st.QueryContext(ctx, args...)
}

func (c *session) exec(ctx context.Context, s *Stmt, args []any) (sql.Result, error) {
	st, err := c.prepare(ctx, s)
	if err != nil {
		return nil, err
	}
	if st == nil {
		return c.conn.ExecContext(ctx, s.text(SQLite), args...)
	}
	return st.ExecContext(ctx, args...)
}

// prepare returns nil for a statement that is built per call.
func (c *session) prepare(ctx context.Context, s *Stmt) (*sql.Stmt, error) {
	if s.once {
		return nil, nil
	}
	if st := c.prepared[s]; st != nil {
		return st, nil
	}
	st, err := c.conn.PrepareContext(ctx, s.text(SQLite))
	if err != nil {
		return nil, err
	}
	c.prepared[s] = st
	return st, nil
}

func (c *session) plain(q string) error {
	_, err := c.conn.ExecContext(context.Background(), q)
	return err
}

// close gives the connection back to the pool.
func (c *session) close() {
	for _, s := range c.prepared {
		s.Close()
	}
	if c.conn != nil {
		c.conn.Close()
	}
	c.conn, c.prepared = nil, nil
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
		return c, nil
	}
	return &session{pool: pool}, nil
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
