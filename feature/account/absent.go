package account

import (
	"context"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
)

// Absent returns the actor of an account whose person is not there, for what
// they arranged at made to go on without them: with the posts that they hold
// today, in none of which it acts yet (access.Actor.In). It is nobody where the
// account is there no more, disabled, or has a password that must be changed,
// and where more has to be proved today than when it was arranged.
func Absent(ctx context.Context, v *work.View, account ID, made time.Time) (access.Actor, error) {
	a := access.Actor{Account: string(account)}
	var mustChange, known bool
	var rights []right
	v.AheadMemo()
	err := db.Each(ctx, v.Snapshot, actorByID, func(scan db.Scan) error {
		r, ok, err := scanRight(scan, &a.Name, &mustChange)
		if known = true; ok {
			rights = append(rights, r)
		}
		return err
	}, account, v.Today)
	if err != nil || !known || mustChange {
		return access.Actor{}, err
	}
	if rights, err = inPlace(ctx, v, account, rights); err != nil {
		return access.Actor{}, err
	}
	if err := actIn(ctx, v, &a, rights, ""); err != nil {
		return access.Actor{}, err
	}
	if err := asStrict(ctx, v, a, made); fault.Is(err, fault.Forbidden) {
		return access.Actor{}, nil
	} else if err != nil {
		return access.Actor{}, err
	}
	a.Post, a.Body, a.For, a.Grants = "", "", "", nil
	return a, nil
}
