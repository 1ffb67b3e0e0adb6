package account

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/secret"
	"quyet/base/work"
	"quyet/feature/factor"
)

// A Runner opens views and units for one actor, for what takes several of
// them: hashing a password within a transaction would keep everybody else
// waiting. A web.Session is one.
type Runner interface {
	View(ctx context.Context, fn func(*work.View) error) error
	Do(ctx context.Context, fn func(*work.Unit) error) error
}

// Run returns the Runner for who at o.
func Run(o *work.Office, who work.Who) Runner { return runner{o, who} }

type runner struct {
	office *work.Office
	who    work.Who
}

func (r runner) View(ctx context.Context, fn func(*work.View) error) error {
	return r.office.View(ctx, r.who, fn)
}

func (r runner) Do(ctx context.Context, fn func(*work.Unit) error) error {
	return r.office.Do(ctx, r.who, fn)
}

// A Door lets people in and knows them while they are. It counts what programs
// ask, so there is one per running program.
type Door struct {
	office *work.Office
	log    *slog.Logger
	secure bool

	// Scopes are what access tokens can be made for; set once, at the start.
	Scopes []TokenScope

	// Factors are by what people prove, beside a password, who they are; set
	// once, at the start.
	Factors *factor.Keeper

	// Breached are passwords that nobody may choose any more; nil for none.
	// Set once, at the start.
	Breached *secret.Breached

	rates   rates
	marking sync.Map // SessionID or AccessTokenID → that it is being marked as seen
	marks   sync.WaitGroup
}

// NewDoor returns the door of an office. secure says that browsers reach the
// program through TLS even where the program itself does not see it.
func NewDoor(o *work.Office, log *slog.Logger, secure bool) *Door {
	return &Door{office: o, log: log, secure: secure}
}

// An Attempt is what someone who signs in sends.
type Attempt struct {
	Login    string
	Password string
	Address  string // of the connection, "192.0.2.7:50312"
	Device   string // the words with which the browser names itself
	Browser  string // cookie of an earlier sign-in, if any
	Token    Token  // of the session that this one replaces, if any
}

// An Entry is what someone who has signed in gets.
type Entry struct {
	Token      Token
	Browser    string       // cookie by which this browser is known from now on
	MustChange bool         // the password must be changed before anything else
	Proof      factor.Proof // by which they got in last
	Unproven   bool         // more has to be proved than was, before anything else
	Grave      bool         // since the last time something was done that the owner must know of

	// Arrival, where it is not empty, is all that they get: a second step is to
	// be taken with it ([Door.Second]).
	Arrival Token
}

// TemporaryTime is how long a temporary password can be used.
const TemporaryTime = 14 * 24 * time.Hour

// A candidate is the account that an attempt may belong to. That of a login
// that does not exist has no identifier and the password of nobody.
type candidate struct {
	id         ID
	stored     string
	hash       secret.Hash
	passwordAt time.Time
	mustChange bool
	disabled   bool
	proofs     factor.Proofs // of the first one, where it was taken
}

// SignIn checks login and password and begins a session, or lets the person
// take the second step where the account has one. It asks for no right:
// whoever signs in is nobody yet.
//
// Faults: TooOften after too many attempts; Invalid with one and the same text
// for a login that does not exist and a password that is wrong; Forbidden,
// told only to who knows the password, for an account that is disabled and a
// temporary password that has expired.
func (d *Door) SignIn(ctx context.Context, r Runner, a Attempt) (Entry, error) {
	login := FoldLogin(a.Login)
	var c candidate
	var now time.Time
	err := r.View(ctx, func(v *work.View) (err error) {
		now = v.Now
		c, err = find(ctx, v, login)
		return err
	})
	if err != nil {
		return Entry{}, err
	}
	try := atPassword(login, network(a.Address), c.knows(a.Browser))
	wait, ok, err := try.take(ctx, r)
	if err != nil {
		return Entry{}, err
	}
	if !ok {
		d.refused(ctx, c, a, "too many attempts")
		return Entry{}, fault.After(wait, tTooManyAttempts, minutes(wait))
	}
	fits, err := c.hash.Fits(ctx, a.Password)
	if err != nil {
		return Entry{}, errors.Join(err, try.giveBack(context.WithoutCancel(ctx), r))
	}
	if !fits || c.id == "" {
		d.refused(ctx, c, a, "wrong login or password")
		return Entry{}, fault.New(fault.Invalid, tWrongSignIn)
	}
	switch {
	case c.disabled:
		d.refused(ctx, c, a, "disabled")
		return Entry{}, errors.Join(fault.New(fault.Forbidden, tDisabled), try.giveBack(ctx, r))
	case c.mustChange && now.Sub(c.passwordAt) > TemporaryTime:
		d.refused(ctx, c, a, "temporary password expired")
		return Entry{}, errors.Join(fault.New(fault.Forbidden, tTemporaryOver), try.giveBack(ctx, r))
	}
	return d.enter(ctx, r, c, a, try)
}

// find returns the account of a login. It does the same whether there is one
// or not.
func find(ctx context.Context, v *work.View, login string) (candidate, error) {
	c := candidate{hash: secret.Decoy, stored: decoyStored}
	var found candidate
	var at int64
	err := v.One(ctx, accountByLogin, []any{login}, &found.id, &found.stored, &at, &found.mustChange, &found.disabled)
	switch {
	case err == nil:
		found.passwordAt = time.UnixMicro(at)
		if found.hash, err = secret.Parse(found.stored); err != nil {
			return c, err
		}
		return found, nil
	case errors.Is(err, db.ErrNoRow):
		return c, nil
	}
	return c, err
}

var decoyStored = secret.Decoy.String()

// enter lets who knows the password of c in, or to the second step.
func (d *Door) enter(ctx context.Context, r Runner, c candidate, a Attempt, try attempt) (Entry, error) {
	stored := c.stored
	if c.hash.Cost != secret.Present {
		renewed, err := hashed(ctx, a.Password)
		if err != nil {
			return Entry{}, err
		}
		stored = renewed.phc
	}
	token := newToken()
	var e Entry
	err := r.Do(ctx, func(u *work.Unit) error {
		e = Entry{Browser: knownBrowser(c.id, stored), MustChange: c.mustChange}
		// The password may have been changed, or the account disabled, while
		// this one was hashed.
		n, err := u.Exec(ctx, renewPassword, c.id, c.stored, stored)
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.New(fault.Invalid, tWrongSignIn)
		}
		if err := try.give(ctx, u); err != nil {
			return err
		}
		held, err := factor.Of(ctx, &u.View, string(c.id))
		if err != nil {
			return err
		}
		if held.Second() {
			e = Entry{Arrival: token}
			return arriveHalf(ctx, u, c.id, token, factor.Proofs{factor.Password})
		}
		return e.begin(ctx, u, c.id, arriving{token: token, before: a.Token, device: a.Device, proofs: factor.Proofs{factor.Password}})
	})
	if err != nil {
		return Entry{}, err
	}
	return e, nil
}

// arriving is how somebody comes who begins a session.
type arriving struct {
	token  Token  // of the session
	before Token  // of the session that it replaces, if any
	device string // the words with which the browser names itself
	proofs factor.Proofs
}

// begin begins the session of an account whose person has given proofs, and
// says in e what has to be known of it.
func (e *Entry) begin(ctx context.Context, u *work.Unit, account ID, how arriving) error {
	u.Actor = access.Actor{Account: string(account)}
	if err := SignOut(ctx, u, how.before); err != nil {
		return err
	}
	if err := begin(ctx, u, account, how.token, how.proofs); err != nil {
		return err
	}
	var err error
	if e.Grave, err = enterInLog(ctx, u, account, how.proofs, deviceOf(how.device)); err != nil {
		return err
	}
	actor, _, err := resolve(ctx, &u.View, how.token)
	e.Token, e.Proof, e.Unproven = how.token, how.proofs[len(how.proofs)-1], actor.Unproven
	return err
}

// refused tells the log. What was typed stays out of it: people type their
// password into the wrong box.
func (d *Door) refused(ctx context.Context, c candidate, a Attempt, why string) {
	d.log.WarnContext(ctx, "sign-in refused", "why", why, "account", string(c.id), "address", a.Address)
}

// minutes rounds up to whole minutes, at least one.
func minutes(d time.Duration) int { return max(int((d+time.Minute-1)/time.Minute), 1) }
