package db

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
)

// A server is a PostgreSQL server: its pool of connections.
//
// What a statement costs there is mostly the journey to the server and back.
// So nothing travels that can wait: the beginning of a transaction goes with
// its first statement, what is asked for ahead goes with what is asked for
// now, what is sent goes with the end, and nobody waits for the end of a
// transaction that has only read.
type server struct {
	pool     *pgxpool.Pool
	writers  chan struct{} // one for each transaction that writes
	journeys atomic.Int64
}

// maxConns bounds the connections of one instance of the program.
const maxConns = 24

// maxWriters bounds the transactions of one instance that write at the same
// time. Each that commits refuses those under way that have read what it
// wrote, so more of them are more that begin again, not more that are done.
const maxWriters = 8

func openServer(ctx context.Context, url string) (*server, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	config.MaxConns = maxConns
	set := config.ConnConfig.RuntimeParams
	// A plan that fits every argument: our conditions are few and each list has
	// its index. Otherwise each of the connections plans each statement five
	// times over, which takes longer than running it.
	set["plan_cache_mode"] = "force_generic_plan"
	// What is not begun reads: see [DB.readServer]. Set when the connection
	// stands: while it is made, a server is asked by this whether it is the one
	// of several that may be written to.
	config.AfterConnect = func(ctx context.Context, c *pgx.Conn) error {
		_, err := c.Exec(ctx, `SET default_transaction_isolation = 'repeatable read'; SET default_transaction_read_only = on`, pgx.QueryExecModeSimpleProtocol)
		return err
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, wrap("open database", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, wrap("open database", err)
	}
	return &server{pool: pool, writers: make(chan struct{}, maxWriters)}, nil
}

// Journeys returns how often the program has waited for an answer of the
// PostgreSQL server so far; 0 on SQLite, which is no journey away. It is for
// tests of what a page costs.
func (d *DB) Journeys() int64 {
	if d.server == nil {
		return 0
	}
	return d.server.journeys.Load()
}

// The statements that begin and end a transaction that writes.
var (
	beginSerializable = &Stmt{Name: "begin", SQL: "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE"}
	beginQuick        = &Stmt{Name: "begin", SQL: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"}
	commit            = &Stmt{Name: "commit", SQL: "COMMIT"}
)

// readServer runs fn on one snapshot. The transaction is not begun: what is
// sent before a Sync message is one transaction by itself, which ends with it.
// Only REPEATABLE READ gives all its statements the same snapshot.
func (d *DB) readServer(ctx context.Context, fn func(*Snapshot) error) error {
	l, err := d.connect(ctx)
	if err != nil {
		return err
	}
	defer func() {
		l.unwatch()
		go l.close() // nobody waits for it
	}()
	return fn(&Snapshot{engine: Postgres, run: l})
}

// once runs fn in one transaction that begin begins.
func (d *DB) once(ctx context.Context, begin *Stmt, fn func(*Tx) error) error {
	after, err := d.attempt(ctx, begin, fn)
	if err != nil {
		return err
	}
	for _, f := range after {
		f()
	}
	return nil
}

// attempt returns what is to be done after the commit.
func (d *DB) attempt(ctx context.Context, begin *Stmt, fn func(*Tx) error) ([]func(), error) {
	d.counts.waiting.Add(1)
	select {
	case d.server.writers <- struct{}{}:
		d.counts.waiting.Add(-1)
		defer func() { <-d.server.writers }()
	case <-ctx.Done():
		d.counts.waiting.Add(-1)
		return nil, ctx.Err()
	}
	l, err := d.connect(ctx)
	if err != nil {
		return nil, err
	}
	defer func() {
		l.unwatch()
		l.close()
	}()
	l.asked = append(l.asked, &asked{stmt: begin, taken: true})
	t := &Tx{Snapshot: Snapshot{engine: Postgres, run: l}, line: l}
	if err := t.outcome(fn(t)); err != nil {
		return nil, err
	}
	if err := l.commit(); err != nil {
		if l.ended && uncertain(err) {
			return nil, fmt.Errorf("commit: %w: %w: %w", ErrUncertain, ErrUnavailable, err)
		}
		return nil, wrap("commit", err)
	}
	d.counts.commits.Add(1)
	return t.after, nil
}

func (d *DB) connect(ctx context.Context) (*line, error) {
	if d.isClosed() {
		return nil, errClosed
	}
	conn, err := d.server.pool.Acquire(ctx)
	if err != nil {
		if d.isClosed() {
			return nil, errClosed
		}
		if classify(err) == nil && ctx.Err() == nil {
			err = fmt.Errorf("%w: %w", ErrUnavailable, err)
		}
		return nil, wrap("connect", err)
	}
	pg := conn.Conn().PgConn()
	k, ok := pg.CustomData()[knownKey].(*known)
	if !ok {
		k = &known{stmts: map[*Stmt]*prepared{}, built: map[string]*prepared{}}
		pg.CustomData()[knownKey] = k
	}
	l := &line{server: d.server, known: k, ctx: ctx, conn: conn}
	// Without a context of its own, or it would end the connection of a page
	// that was answered and is still closing its transaction.
	l.pipe = pg.StartPipeline(context.Background())
	wire := pg.Conn()
	l.stop = context.AfterFunc(ctx, func() { _ = wire.SetDeadline(time.Now()) }) // what waits for it fails
	return l, nil
}

// unwatch says that the context has no more say. Where it had one already, the
// connection is lost.
func (l *line) unwatch() {
	if !l.stop() {
		l.stale = true
	}
}

// known are the statements prepared on one connection.
type known struct {
	stmts   map[*Stmt]*prepared
	built   map[string]*prepared // by text: lists ask again with the same filters
	builtBy []string             // the texts, oldest first
	next    int
	build   pgx.ExtendedQueryBuilder
}

// knownKey is where a connection keeps what it knows.
const knownKey = "quyet/base/db"

type prepared struct {
	*pgconn.StatementDescription
	formats []int16 // of the columns
}

func (k *known) find(s *Stmt) *prepared {
	if s.once {
		return k.built[s.SQL]
	}
	return k.stmts[s]
}

// A line is a connection during one transaction. What is asked on it is
// answered in order.
type line struct {
	*server
	*known
	ctx   context.Context
	stop  func() bool // watching over ctx
	conn  *pgxpool.Conn
	pipe  *pgconn.Pipeline
	asked []*asked // what was not answered yet, or nobody has come for, in order
	begun bool     // something was sent
	// flushed says that the server was asked to answer all that was sent.
	flushed bool
	ended   bool // so was the end of it
	stale   bool // the connection is of no more use
	read    rows
}

// asked is a statement on its way.
type asked struct {
	stmt  *Stmt
	args  []any
	sent  bool
	taken bool // nobody will come for the rows
	kept  *kept
}

// kept are the rows of an answer that came before it was wanted.
type kept struct {
	fields []pgconn.FieldDescription
	rows   [][][]byte
}

func (l *line) query(_ context.Context, s *Stmt, args []any) (rowSet, error) {
	if s.writes() {
		l.forget()
	}
	args = plain(args)
	i := l.noted(s, args)
	a := l.asked[i]
	if a.kept == nil {
		answer, err := l.ask(a)
		if err != nil {
			return nil, err
		}
		if answer != nil {
			l.read = rows{types: l.types(), fields: answer.FieldDescriptions(), answer: answer, line: l}
			return &l.read, nil
		}
	}
	l.asked = slices.DeleteFunc(l.asked, func(b *asked) bool { return b == a })
	l.read = rows{types: l.types(), fields: a.kept.fields, kept: a.kept.rows}
	return &l.read, nil
}

func (l *line) exec(_ context.Context, s *Stmt, args []any) (sql.Result, error) {
	a, err := l.put(s, args)
	if err != nil {
		return nil, err
	}
	answer, err := l.ask(a)
	if err != nil {
		return nil, err
	}
	tag, err := answer.Close()
	if err != nil {
		return nil, l.broken(err)
	}
	return driver.RowsAffected(tag.RowsAffected()), nil
}

// ahead notes that s will be asked with args: it goes with what is asked next.
func (l *line) ahead(s *Stmt, args []any) { l.noted(s, plain(args)) }

// noted returns where s stands among what nobody has come for yet.
func (l *line) noted(s *Stmt, args []any) int {
	i := slices.IndexFunc(l.asked, func(a *asked) bool {
		return !a.taken && (a.stmt == s || s.once && a.stmt.once && a.stmt.SQL == s.SQL) && slices.EqualFunc(a.args, args, sameArg)
	})
	if i >= 0 {
		return i
	}
	l.asked = append(l.asked, &asked{stmt: s, args: args})
	return len(l.asked) - 1
}

// put sends a statement that writes with what is asked next.
func (l *line) put(s *Stmt, args []any) (*asked, error) {
	l.forget()
	if err := l.sendAll(); err != nil {
		return nil, err
	}
	return l.add(s, args)
}

// forget says that something is about to be written: what was asked before,
// and not come for, is asked again where it is wanted, for it may be different
// then.
func (l *line) forget() {
	l.asked = slices.DeleteFunc(l.asked, func(a *asked) bool { return !a.taken && (!a.sent || a.kept != nil) })
	for _, a := range l.asked {
		a.taken = true
	}
}

// add sends a statement that writes behind all others.
func (l *line) add(s *Stmt, args []any) (*asked, error) {
	a := &asked{stmt: s, args: plain(args), taken: true}
	l.asked = append(l.asked, a)
	return a, l.send(a)
}

// Rows put after one another are on their way while more are made.
const rowsAtOnce = 256

func (l *line) putMany(s *Stmt, rows [][]any) error {
	l.forget()
	if err := l.sendAll(); err != nil {
		return err
	}
	for i := 0; i < len(rows); {
		stmt, args, n := s, rows[i], 1
		if many := s.inRows(); many != nil && len(rows)-i >= rowsTogether {
			stmt, args, n = many, slices.Concat(rows[i:i+rowsTogether]...), rowsTogether
		}
		if _, err := l.add(stmt, args); err != nil {
			return err
		}
		if i += n; i/rowsAtOnce > (i-n)/rowsAtOnce {
			if err := l.pipe.Flush(); err != nil {
				return l.broken(err)
			}
		}
	}
	return nil
}

func (l *line) types() *pgtype.Map { return l.conn.Conn().TypeMap() }

func sameArg(a, b any) bool {
	if x, ok := a.([]byte); ok {
		y, ok := b.([]byte)
		return ok && bytes.Equal(x, y)
	}
	_, isBytes := b.([]byte)
	return !isBytes && a == b
}

// ask sends everything noted, waits, and returns the answer to a, unless that
// is kept by then; with nil it waits for all answers.
func (l *line) ask(a *asked) (*pgconn.ResultReader, error) {
	if err := l.sendAll(); err != nil {
		return nil, err
	}
	if a != nil && a.kept != nil {
		return nil, nil // it came while a statement behind it was prepared
	}
	if err := l.flush(); err != nil {
		return nil, err
	}
	return l.answers(a)
}

func (l *line) sendAll() error {
	for _, a := range l.asked {
		if !a.sent {
			if err := l.send(a); err != nil {
				return err
			}
		}
	}
	return nil
}

// flush has the server answer all that was sent, unless it was asked to.
func (l *line) flush() error {
	if l.flushed {
		return nil
	}
	l.pipe.SendFlushRequest()
	return l.journey()
}

func (l *line) journey() error {
	if err := l.pipe.Flush(); err != nil {
		return l.broken(err)
	}
	l.journeys.Add(1)
	l.flushed = true
	return nil
}

// send puts a statement behind those that are on their way. It travels with
// the next flush.
func (l *line) send(a *asked) error {
	p := l.find(a.stmt)
	if p == nil {
		var err error
		if p, err = l.prepare(a.stmt); err != nil {
			return err
		}
	}
	if err := l.build.Build(l.types(), p.StatementDescription, a.args); err != nil {
		return fmt.Errorf("%s: %w", a.stmt.Name, err)
	}
	l.pipe.SendQueryStatement(p.StatementDescription, l.build.ParamValues, l.build.ParamFormats, p.formats)
	a.sent, l.begun, l.flushed = true, true, false
	return nil
}

// prepare makes a statement known to the connection, once.
func (l *line) prepare(s *Stmt) (*prepared, error) {
	// Answers come in order, and the one to this is wanted now.
	if slices.ContainsFunc(l.asked, func(a *asked) bool { return a.sent && a.kept == nil }) {
		if err := l.flush(); err != nil {
			return nil, err
		}
		if _, err := l.answers(nil); err != nil {
			return nil, err
		}
	}
	if s.once && len(l.builtBy) == maxBuilt {
		l.pipe.SendDeallocate(l.built[l.builtBy[0]].Name)
		delete(l.built, l.builtBy[0])
		l.builtBy = l.builtBy[1:]
	}
	l.next++
	name := "s" + strconv.Itoa(l.next)
	l.pipe.SendPrepare(name, s.SQL, nil)
	l.begun, l.flushed = true, false
	if err := l.flush(); err != nil {
		return nil, err
	}
	for {
		answer, err := l.pipe.GetResults()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name, l.broken(err))
		}
		described, ok := answer.(*pgconn.StatementDescription)
		if !ok {
			continue // the one that was dropped
		}
		described.Name, described.SQL = name, s.SQL
		p := &prepared{StatementDescription: described, formats: make([]int16, len(described.Fields))}
		for i, f := range described.Fields {
			p.formats[i] = l.types().FormatCodeForOID(f.DataTypeOID)
		}
		if s.once {
			l.built[s.SQL], l.builtBy = p, append(l.builtBy, s.SQL)
		} else {
			l.stmts[s] = p
		}
		return p, nil
	}
}

// answers takes the answers that come before that of wanted, or all where
// there is none, keeps those that somebody will come for, and returns the one
// of wanted.
func (l *line) answers(wanted *asked) (*pgconn.ResultReader, error) {
	rest := l.asked[:0]
	for i, a := range l.asked {
		if !a.sent || a.kept != nil {
			rest = append(rest, a)
			continue
		}
		got, err := l.pipe.GetResults()
		answer, ok := got.(*pgconn.ResultReader)
		if err == nil && !ok {
			err = fmt.Errorf("no answer but %T", got)
		}
		if err == nil && a == wanted {
			l.asked = append(rest, l.asked[i+1:]...)
			return answer, nil
		}
		if err == nil {
			if a.taken {
				_, err = answer.Close()
			} else {
				a.kept, err = keep(answer)
				rest = append(rest, a)
			}
		}
		if err != nil {
			l.asked = nil
			if err = l.broken(err); a != wanted {
				err = fmt.Errorf("%s: %w", a.stmt.Name, err)
			}
			return nil, err
		}
	}
	l.asked = rest
	if wanted != nil {
		return nil, errors.New("no answer")
	}
	return nil, nil
}

func keep(answer *pgconn.ResultReader) (*kept, error) {
	k := &kept{fields: slices.Clone(answer.FieldDescriptions())}
	for answer.NextRow() {
		values := answer.Values()
		size := 0
		for _, v := range values {
			size += len(v)
		}
		row, all := make([][]byte, len(values)), make([]byte, 0, size)
		for i, v := range values {
			if v != nil {
				from := len(all)
				all = append(all, v...)
				row[i] = all[from:len(all):len(all)]
			}
		}
		k.rows = append(k.rows, row)
	}
	_, err := answer.Close()
	return k, err
}

// broken notes what an error says about the connection, and returns it.
func (l *line) broken(err error) error {
	if l.ctx.Err() != nil {
		return l.ctx.Err()
	}
	// What a statement returns was changed under it, or the connection is not
	// the one that prepared it.
	// A server that has become a standby goes on answering on the connections
	// that it has; the new primary is found by a new one.
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && (e.Code == "0A000" || e.Code == "26000" || e.Code == "25006") {
		l.stale = true
	}
	if l.conn.Conn().IsClosed() && classify(err) == nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return err
}

// commit sends what was noted and the end of the transaction, in one journey.
func (l *line) commit() error {
	l.forget()
	if !l.begun {
		return nil
	}
	l.asked = append(l.asked, &asked{stmt: commit, taken: true})
	if err := l.sendAll(); err != nil {
		return err
	}
	l.pipe.SendPipelineSync()
	l.ended = true
	if err := l.journey(); err != nil {
		return err
	}
	_, err := l.answers(nil)
	return err
}

// close ends the transaction, which is rolled back where it was not
// committed, and gives the connection back.
func (l *line) close() {
	defer l.conn.Release()
	conn := l.conn.Conn()
	if conn.IsClosed() {
		// pgx says goodbye on a lost connection in the background: writing to it
		// beside that ends the program.
		return
	}
	if l.begun && !l.ended {
		_ = l.pipe.Sync() // what fails here fails in Close
	}
	_ = l.pipe.Close() // what became of the statements is told already
	if status := conn.PgConn().TxStatus(); !l.stale && !conn.IsClosed() && status != 'I' {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_, err := conn.Exec(ctx, "ROLLBACK", pgx.QueryExecModeSimpleProtocol)
		l.stale = err != nil
	}
	if l.stale {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = conn.Close(ctx)
	}
}
