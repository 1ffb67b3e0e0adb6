package account

import (
	"context"
	"crypto/hmac"
	"errors"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/factor"
)

// An Arrival is somebody who has proved to be the owner of an account by other
// means than its password: whoever calls [Door.Arrive] has made sure of it.
type Arrival struct {
	Account ID
	Proof   factor.Proof
	Whole   bool   // the proof is as good as two steps: none is asked for
	Address string // of the connection
	Device  string // the words with which the browser names itself
	Token   Token  // of the session that this one replaces, if any
}

// Arrive begins the session of somebody who has proved who they are, or lets
// them take the second step where the account has one and the proof is not
// whole. It asks for no right: whoever signs in is nobody yet.
//
// Faults: Invalid for an account that there is not, in the words for a wrong
// password; Forbidden for one that is disabled.
func (d *Door) Arrive(ctx context.Context, r Runner, a Arrival) (Entry, error) {
	token := newToken()
	var e Entry
	err := r.Do(ctx, func(u *work.Unit) error {
		c, err := byID(ctx, &u.View, a.Account)
		if err != nil {
			return err
		}
		if c.disabled {
			return fault.New(fault.Forbidden, tDisabled)
		}
		held, err := factor.Of(ctx, &u.View, string(c.id))
		if err != nil {
			return err
		}
		proofs := factor.Proofs{a.Proof}
		if !a.Whole && held.Second() {
			e = Entry{Arrival: token}
			return arriveHalf(ctx, u, c.id, token, proofs)
		}
		e = Entry{Browser: knownBrowser(c.id, c.stored)} // a password that was not used need not be changed
		return e.begin(ctx, u, c.id, arriving{token: token, before: a.Token, device: a.Device, proofs: proofs})
	})
	if err != nil {
		d.refused(ctx, candidate{id: a.Account}, Attempt{Address: a.Address}, "not let in by "+string(a.Proof))
		return Entry{}, err
	}
	return e, nil
}

// knows says whether a browser has signed in to an account before, by its
// cookie.
func (c candidate) knows(browser string) bool {
	return c.id != "" && hmac.Equal([]byte(browser), []byte(knownBrowser(c.id, c.stored)))
}

// arriveHalf notes that somebody has taken the first step.
func arriveHalf(ctx context.Context, u *work.Unit, account ID, arrival Token, proofs factor.Proofs) error {
	_, err := u.Exec(ctx, insertArrival, arrival.hash(), account, u.Now.UnixMicro(), u.Now.Add(ArrivalTime).UnixMicro(), proofs.String())
	return err
}

// byID returns the account of an identifier. Faults: Invalid.
func byID(ctx context.Context, v *work.View, account ID) (candidate, error) {
	c := candidate{id: account}
	err := v.One(ctx, candidateByID, []any{account}, &c.stored, &c.disabled)
	if errors.Is(err, db.ErrNoRow) {
		return candidate{}, fault.New(fault.Invalid, tWrongSignIn)
	}
	return c, err
}
