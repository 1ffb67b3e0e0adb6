package account

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/factor"
)

// The second step: who knows the password of an account that has a second
// factor has arrived (account_arrival), and is nobody until the step is taken.
const (
	// ArrivalTime is how long the second step waits.
	ArrivalTime = 5 * time.Minute

	wrongCodes = 5 // after which the password is asked for again
)

// A Step is what someone sends who takes the second step.
type Step struct {
	Arrival Token  // of the first one
	Code    string // of an authenticator app, or a recovery code
	Address string // of the connection
	Device  string // the words with which the browser names itself
	Browser string // cookie of an earlier sign-in, if any
	Token   Token  // of the session that this one replaces, if any
}

// arrived returns the account of an arrival that is not over.
func arrived(ctx context.Context, v *work.View, arrival Token) (c candidate, ok bool, err error) {
	if arrival == "" {
		return c, false, nil
	}
	var proofs string
	err = v.One(ctx, arrivalByToken, []any{arrival.hash(), v.Now.UnixMicro()}, &c.id, &c.stored, &proofs, &c.mustChange)
	if errors.Is(err, db.ErrNoRow) {
		return c, false, nil
	}
	c.proofs = factor.ReadProofs(proofs)
	return c, err == nil, err
}

// Second takes the second step and begins a session. It asks for no right:
// whoever signs in is nobody yet.
//
// Faults: Unknown where the first step is over, or was never taken; TooOften
// after too many attempts; Invalid at "code" for a code that is wrong, too old
// or used. Neither tells more: only who knows the password comes here.
func (d *Door) Second(ctx context.Context, r Runner, s Step) (Entry, error) {
	var c candidate
	err := r.View(ctx, func(v *work.View) (err error) {
		var ok bool
		if c, ok, err = arrived(ctx, v, s.Arrival); err == nil && !ok {
			err = fault.New(fault.Unknown, tArrivalOver)
		}
		return err
	})
	if err != nil {
		return Entry{}, err
	}
	try := atSecond(c.id, c.knows(s.Browser))
	wait, ok, err := try.take(ctx, r)
	if err != nil {
		return Entry{}, err
	}
	if !ok {
		d.refused(ctx, c, Attempt{Address: s.Address}, "too many codes")
		return Entry{}, fault.After(wait, tTooManyCodes, minutes(wait))
	}
	var proof factor.Proof
	var e Entry
	token := newToken()
	err = r.Do(ctx, func(u *work.Unit) error {
		proof, e = "", Entry{Browser: knownBrowser(c.id, c.stored), MustChange: c.mustChange && slices.Contains(c.proofs, factor.Password)}
		if _, ok, err := arrived(ctx, &u.View, s.Arrival); err != nil || !ok {
			return errors.Join(err, overUnless(ok))
		}
		u.Actor = access.Actor{Account: string(c.id)}
		var err error
		if proof, err = d.Factors.Prove(ctx, u, string(c.id), s.Code); err != nil {
			return err
		}
		if proof == "" {
			return mistaken(ctx, u, c.id, s.Arrival)
		}
		if _, err := u.Exec(ctx, deleteArrival, s.Arrival.hash()); err != nil {
			return err
		}
		if err := try.give(ctx, u); err != nil {
			return err
		}
		return e.begin(ctx, u, c.id, arriving{token: token, before: s.Token, device: s.Device, proofs: c.proofs.With(proof)})
	})
	if err != nil {
		return Entry{}, err
	}
	if proof == "" {
		d.refused(ctx, c, Attempt{Address: s.Address}, "wrong code")
		return Entry{}, fault.At("code", tSecondWrong)
	}
	return e, nil
}

func overUnless(ok bool) error {
	if ok {
		return nil
	}
	return fault.New(fault.Unknown, tArrivalOver)
}

// mistaken counts a wrong code; after some, the first step is to be taken
// anew. It is told in the history: somebody knows the password.
func mistaken(ctx context.Context, u *work.Unit, account ID, arrival Token) error {
	if _, err := u.Exec(ctx, countWrong, arrival.hash()); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, deleteMistaken, arrival.hash(), wrongCodes); err != nil {
		return err
	}
	return u.Record(ctx, "account.second_refused", string(account), nil)
}

// Proved writes down that the person of the session that sent r has proved once
// more who they are, and returns the cookie of that session from now on: its
// token is drawn anew (ASVS 5.0, 7.2.4). Faults: Forbidden for nobody.
func (d *Door) Proved(ctx context.Context, u *work.Unit, r *web.Request, p factor.Proof) (*http.Cookie, error) {
	s, err := sessionOf(ctx, &u.View, d.token(r.Request))
	if err != nil {
		return nil, err
	}
	if s == nil || string(s.Account) != u.Actor.Account {
		return nil, fault.New(fault.Forbidden, tNobody)
	}
	token := newToken()
	if _, err := u.Exec(ctx, proveSession, s.ID, token.hash(), s.Proofs().With(p).String(), u.Now.UnixMicro()); err != nil {
		return nil, err
	}
	return d.cookie(r.Request, sessionCookie, string(token), int(s.Expires.Sub(u.Now)/time.Second)), nil
}

// ResetFactors takes from an account everything that a second step is taken
// with, for a person who has lost it, and ends its sessions.
//
// The actor needs [CanManage] on every body at which the account holds a role.
// Faults: Unknown, Forbidden, Unproven, Conflict for one's own account.
func ResetFactors(ctx context.Context, u *work.Unit, account ID) error {
	if _, err := inHand(ctx, &u.View, account); err != nil {
		return err
	}
	if u.Actor.Account == string(account) {
		return fault.New(fault.Conflict, tOwnFactors)
	}
	if err := u.CheckProof(); err != nil {
		return err
	}
	if err := factor.Forget(ctx, u, string(account), true); err != nil {
		return err
	}
	return leave(ctx, u, account)
}

// leave ends the sessions of an account, and what is on its way to become one.
func leave(ctx context.Context, u *work.Unit, account ID) error {
	for _, s := range []*db.Stmt{deleteSessions, deleteArrivals} {
		if _, err := u.Exec(ctx, s, account); err != nil {
			return err
		}
	}
	return nil
}
