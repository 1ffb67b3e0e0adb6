// Package work holds the unit of work: one transaction, who does it, when,
// and the record of what was done.
//
// A request that shows something runs in a [View], a request that changes
// something in a [Unit]; a capability's operations take one of the two and
// never begin or commit. A View cannot write. Both carry the [access.Actor],
// so no operation can be called without saying who asks, and one instant
// ([View.Now]), so that everything one request writes bears the same time.
//
// Every change is recorded by [Unit.Record] in the same transaction. The
// records are the history that pages show and the trail that an auditor
// reads; nothing is ever deleted from them. They hold a person's account,
// never the name, so that erasing a person and keeping the trail both work.
package work

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
)

// An Office is where work is done: a database, a clock, a time zone.
type Office struct {
	DB   *db.DB
	Now  func() time.Time
	Zone *time.Location

	// Subscribers are told of each event inside its transaction. They are set
	// once, before the first unit of work.
	Subscribers []Subscriber

	memo sync.Map // name → *memo, see [Memo]
	kept sync.Map // see [View.Keep]
}

// A Subscriber acts upon an event in the transaction that recorded it.
// It returns an error only if that transaction must not commit.
type Subscriber func(ctx context.Context, u *Unit, e Event) error

// A View is a request that reads: one snapshot, one actor, one instant.
type View struct {
	*db.Snapshot
	Actor access.Actor
	Now   time.Time  // UTC, microseconds
	Today civil.Date // the day of Now in the office's zone
	Zone  *time.Location

	office   *Office
	versions map[string]string // of what is kept in memory, as this snapshot has them
	seen     map[string]*memo  // versions already checked in this request

	changed   map[string]bool                // names for which this unit has called Changed
	committed func(func())                   // of a unit: arranges for something to be done then
	after     *[]func(context.Context) error // of a view: what is done when it is over
}

// A Unit is a request that changes something: everything done through it
// commits or fails together.
type Unit struct {
	View
	tx *db.Tx
}

// Who tells who acts, from inside the transaction, so that a right withdrawn
// a moment ago is already gone.
type Who func(ctx context.Context, v *View) (access.Actor, error)

// As returns a Who for an actor that is known beforehand.
func As(a access.Actor) Who {
	return func(context.Context, *View) (access.Actor, error) { return a, nil }
}

// System returns a Who for the program itself.
func System(reason string) Who { return As(access.System(reason)) }

// View runs fn for who on one snapshot of the database, and then what fn asked
// for with [View.After].
func (o *Office) View(ctx context.Context, who Who, fn func(*View) error) error {
	var after []func(context.Context) error
	err := o.DB.Read(ctx, func(s *db.Snapshot) error {
		v := o.view(s)
		after = nil // of a run that has to be repeated nothing was shown
		v.after = &after
		var err error
		if v.Actor, err = who(ctx, &v); err != nil {
			return err
		}
		return fn(&v)
	})
	for _, f := range after {
		if err == nil {
			err = f(context.WithoutCancel(ctx))
		}
	}
	return err
}

// After has the program run f in a unit of its own when the view is over and
// before it is answered; an error of f is the error of the view, so that
// nothing is shown which could not be written down first. A unit is its own
// record: in one, f is not run.
func (v *View) After(reason string, f func(context.Context, *Unit) error) {
	if v.after == nil {
		return
	}
	*v.after = append(*v.after, func(ctx context.Context) error {
		return v.office.Do(ctx, System(reason), func(u *Unit) error { return f(ctx, u) })
	})
}

// Do runs fn for who in one transaction and commits it. fn may run more than
// once, so it has no effect outside the transaction.
func (o *Office) Do(ctx context.Context, who Who, fn func(*Unit) error) error {
	return o.DB.Write(ctx, func(tx *db.Tx) error {
		u := &Unit{View: o.view(&tx.Snapshot), tx: tx}
		u.committed = tx.AfterCommit
		var err error
		if u.Actor, err = who(ctx, &u.View); err != nil {
			return err
		}
		return fn(u)
	})
}

func (o *Office) view(s *db.Snapshot) View {
	now := o.Now()
	return View{Snapshot: s, Now: now.UTC().Truncate(time.Microsecond), Today: civil.Of(now.In(o.Zone)), Zone: o.Zone, office: o}
}

// Day returns the day of an instant in the office's zone.
func (v *View) Day(at time.Time) civil.Date { return civil.Of(at.In(v.Zone)) }

var tForbidden = text.New(
	"Tài khoản của bạn không có quyền “%s” ở đơn vị này. Nếu cần, hãy đề nghị người quản trị cấp quyền.",
	"Your account does not hold the right “%s” at this body. If you need it, ask your administrator.")

// Check returns a [fault.Forbidden] fault unless the actor holds p on scope.
// It is the first line of an operation on a thing the actor may see.
func (v *View) Check(p *access.Permission, scope access.Scope) error {
	if v.Actor.May(p, scope) {
		return nil
	}
	if v.Actor.Unproven {
		return fault.New(fault.Unproven, tUnproven)
	}
	return fault.New(fault.Forbidden, tForbidden, p.Title)
}

var (
	tUnproven = text.New(
		"Đơn vị của bạn yêu cầu đăng nhập bằng nhiều hơn mật khẩu. Hãy xác nhận thêm trước khi làm việc này.",
		"Your office asks for more than a password. Prove who you are by more before you do this.")
	tProveAgain = text.New(
		"Việc này quan trọng nên cần chắc chắn đúng là bạn. Hãy xác nhận lại.",
		"This is grave, so it has to be certain that it is you. Prove it once more.")
)

// CheckProof returns a [fault.Unproven] fault unless the person has proved a
// moment ago who they are. It comes after the question for the right, in an
// operation that a stranger at a browser left open must not carry out: what
// changes how somebody signs in, gives rights, or erases. The program itself
// may; a program that acts for a person may not.
func (v *View) CheckProof() error {
	if v.Actor.IsSystem() || v.Now.Before(v.Actor.ProvedUntil) {
		return nil
	}
	return fault.New(fault.Unproven, tProveAgain)
}

// Kept returns what [View.Keep] remembered for key, if it did.
func (v *View) Kept(key any) (any, bool) { return v.office.kept.Load(key) }

// Keep remembers for as long as the program runs what a row says that never
// changes once it is there. The type of key tells what it is the key of. What
// a unit keeps is there when it has committed.
func (v *View) Keep(key, value any) {
	keep := func() { v.office.kept.Store(key, value) }
	if v.committed == nil {
		keep()
		return
	}
	v.committed(keep)
}

// Exec runs s and returns the number of rows it changed.
func (u *Unit) Exec(ctx context.Context, s *db.Stmt, args ...any) (int64, error) {
	return u.tx.Exec(ctx, s, args...)
}

// ExecMany runs s once for each row of arguments.
func (u *Unit) ExecMany(ctx context.Context, s *db.Stmt, rows [][]any) error {
	return u.tx.ExecMany(ctx, s, rows)
}

// Send is ExecMany for those who have nothing to learn from the answer, see
// [db.Tx.Send].
func (u *Unit) Send(ctx context.Context, s *db.Stmt, rows ...[]any) error {
	return u.tx.Send(ctx, s, rows...)
}

// AfterCommit arranges for f to run once the unit has committed.
func (u *Unit) AfterCommit(f func()) { u.tx.AfterCommit(f) }

// An Event is one thing that was done.
type Event struct {
	Seq     int64
	At      time.Time
	Account string // "" for the program itself
	For     string // account in whose place a deputy acted; "" if none
	Reason  string // of the program itself; people are named by their account
	Body    string // for which the actor acted
	Kind    string // "task.assigned"
	Subject string // identifier of what it was done to
	Detail  json.RawMessage

	// First says that nothing was recorded of Subject before, so that no event
	// of it need be looked for. It is for what is made; where it is not true,
	// recording fails.
	First bool
}

var (
	// The first event of a subject bears its name, each later one the number of
	// that first: a subject has many events, and a name takes five numbers.
	insertFirst = db.SQL("event.insertFirst", `INSERT INTO event (at, act_no, subject, detail) VALUES ($1, $2, $3, $4)`)
	insertEvent = db.SQL("event.insert", `
		INSERT INTO event (at, act_no, first_seq, subject, detail) VALUES ($1, $2, (SELECT seq FROM event WHERE subject = $3),
			CASE WHEN EXISTS (SELECT 1 FROM event WHERE subject = $3) THEN NULL ELSE $3 END, $4)`)
	selectAct = db.SQL("event.act", `
		SELECT no FROM event_act WHERE account_id = $1 AND for_account_id = $2 AND reason = $3 AND body_id = $4 AND kind = $5`)
	insertAct = db.SQL("event.insertAct", `
		INSERT INTO event_act (account_id, for_account_id, reason, body_id, kind) VALUES ($1, $2, $3, $4, $5) RETURNING no`)
	eventsOf = db.SQL("event.of", `
		SELECT e.seq, e.at, a.account_id, a.for_account_id, a.reason, a.body_id, a.kind, e.detail
		FROM event e JOIN event_act a ON a.no = e.act_no
		WHERE coalesce(e.first_seq, e.seq) = (SELECT max(seq) FROM event WHERE subject = $1) ORDER BY e.seq DESC LIMIT $2`)
	_ = db.Invariant("event.noAct", `
		SELECT CAST(seq AS TEXT) FROM event WHERE NOT EXISTS (SELECT 1 FROM event_act a WHERE a.no = act_no)`)
	_ = db.Invariant("event.noFirst", `
		SELECT CAST(e.seq AS TEXT) FROM event e WHERE first_seq IS NOT NULL
			AND NOT EXISTS (SELECT 1 FROM event f WHERE f.seq = e.first_seq AND f.subject IS NOT NULL AND f.seq < e.seq)`)
)

// Record writes down what was done to subject. detail is stored as JSON and
// holds what the history page needs to tell the change in words.
func (u *Unit) Record(ctx context.Context, kind, subject string, detail any) error {
	return u.RecordMany(ctx, []Event{{Kind: kind, Subject: subject}}, []any{detail})
}

// RecordMany writes down several events in order; of each, Kind, Subject and
// First are given.
func (u *Unit) RecordMany(ctx context.Context, events []Event, details []any) error {
	rows := make([][]any, len(events))
	for i := range events {
		b, err := json.Marshal(details[i])
		if err != nil {
			return fmt.Errorf("record %s: %w", events[i].Kind, err)
		}
		e := &events[i]
		e.At, e.Account, e.For, e.Body, e.Detail = u.Now, u.Actor.Account, u.Actor.For, string(u.Actor.Body), b
		if u.Actor.IsSystem() {
			e.Reason = u.Actor.Name
		}
		no, err := u.act(ctx, act{e.Account, e.For, e.Reason, e.Body, e.Kind})
		if err != nil {
			return fmt.Errorf("record %s: %w", e.Kind, err)
		}
		rows[i] = []any{e.At.UnixMicro(), no, e.Subject, string(b)}
	}
	for from := 0; from < len(rows); {
		first := events[from].First
		to := from + 1
		for to < len(rows) && events[to].First == first {
			to++
		}
		insert := insertEvent
		if first {
			insert = insertFirst
		}
		if err := u.Send(ctx, insert, rows[from:to]...); err != nil {
			return err
		}
		from = to
	}
	for _, e := range events {
		for _, tell := range u.office.Subscribers {
			if err := tell(ctx, u, e); err != nil {
				return fmt.Errorf("after %s: %w", e.Kind, err)
			}
		}
	}
	return nil
}

// An act is the part of an event that many have in common.
type act struct{ account, deputised, reason, body, kind string }

// act returns the number under which the database keeps a. Numbers never
// change, so those that have been committed are remembered.
func (u *Unit) act(ctx context.Context, a act) (no int64, err error) {
	if known, ok := u.Kept(a); ok {
		return known.(int64), nil
	}
	row := []any{a.account, a.deputised, a.reason, a.body, a.kind}
	if err = u.One(ctx, selectAct, row, &no); errors.Is(err, db.ErrNoRow) {
		err = u.One(ctx, insertAct, row, &no)
	}
	if err == nil {
		u.Keep(a, no)
	}
	return no, err
}

// History returns the newest events of subject, at most limit.
func (v *View) History(ctx context.Context, subject string, limit int) ([]Event, error) {
	return db.All(ctx, v.Snapshot, eventsOf, func(scan db.Scan) (Event, error) {
		e := Event{Subject: subject}
		var at int64
		var detail string
		err := scan(&e.Seq, &at, &e.Account, &e.For, &e.Reason, &e.Body, &e.Kind, &detail)
		e.At, e.Detail = time.UnixMicro(at).UTC(), json.RawMessage(detail)
		return e, err
	}, subject, limit)
}

// AheadHistory says that [View.History] will be asked for, see
// [db.Snapshot.Ahead].
func (v *View) AheadHistory(subject string, limit int) {
	v.Ahead(eventsOf, subject, limit)
}
