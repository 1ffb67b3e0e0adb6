package provider

import (
	"context"
	"errors"
	"time"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
)

// A Binding says that an account is that of a provider's subject.
type Binding struct {
	Issuer string
	Bound  time.Time
	Used   time.Time // when somebody last signed in by it; zero for never
}

// Bindings returns the bindings of the actor's own account, at most one for an
// issuer. Faults: Forbidden for nobody.
func Bindings(ctx context.Context, v *work.View) ([]Binding, error) {
	if !v.Actor.SignedIn() {
		return nil, fault.New(fault.Forbidden, tNobody)
	}
	return bindings(ctx, v, v.Actor.Account)
}

func bindings(ctx context.Context, v *work.View, account string) (all []Binding, err error) {
	err = db.Each(ctx, v.Snapshot, bindingsOf, func(scan db.Scan) error {
		var b Binding
		var bound, used int64
		if err := scan(&b.Issuer, &bound, &used); err != nil {
			return err
		}
		b.Bound = time.UnixMicro(bound)
		if used != 0 {
			b.Used = time.UnixMicro(used)
		}
		all = append(all, b)
		return nil
	}, account)
	return all, err
}

// Bind binds the actor's own account to a subject of an issuer, of whom the
// provider has just proved that it is the person at this browser. That they have
// proved here who they are was looked at before they went there.
//
// Faults: Forbidden for nobody, and for a program; Conflict where the account has
// a subject of this issuer already, or the subject another account.
func Bind(ctx context.Context, u *work.Unit, issuer, subject string) error {
	if !u.Actor.SignedIn() || u.Actor.Only != nil {
		return fault.New(fault.Forbidden, tNobody)
	}
	return bind(ctx, u, u.Actor.Account, issuer, subject)
}

// bind binds an account; who calls it has asked.
func bind(ctx context.Context, u *work.Unit, account, issuer, subject string) error {
	held, err := bindings(ctx, &u.View, account)
	if err != nil {
		return err
	}
	for _, b := range held {
		if b.Issuer == issuer {
			return fault.New(fault.Conflict, tBoundAlready)
		}
	}
	_, err = u.Exec(ctx, insertBinding, issuer, subject, account, u.Now.UnixMicro())
	if errors.Is(err, db.ErrUnique) {
		return fault.New(fault.Conflict, tBoundToOther)
	}
	if err != nil {
		return err
	}
	return u.Record(ctx, "provider.bound", account, map[string]string{"issuer": issuer})
}

// Unbind takes the binding to an issuer from the actor's own account.
// Faults: Forbidden for nobody, and for a program; Unproven; Unknown where there
// is none.
func Unbind(ctx context.Context, u *work.Unit, issuer string) error {
	if !u.Actor.SignedIn() || u.Actor.Only != nil {
		return fault.New(fault.Forbidden, tNobody)
	}
	if err := u.CheckProof(); err != nil {
		return err
	}
	return unbind(ctx, u, u.Actor.Account, issuer)
}

func unbind(ctx context.Context, u *work.Unit, account, issuer string) error {
	n, err := u.Exec(ctx, deleteBinding, account, issuer)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Unknown, tNotBound)
	}
	return u.Record(ctx, "provider.unbound", account, map[string]string{"issuer": issuer})
}

// owner returns the account that is bound to a subject, "" for none.
func owner(ctx context.Context, v *work.View, issuer, subject string) (account string, err error) {
	err = v.One(ctx, accountOf, []any{issuer, subject}, &account)
	if errors.Is(err, db.ErrNoRow) {
		return "", nil
	}
	return account, err
}
