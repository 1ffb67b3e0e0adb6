package account

import (
	"context"
	"strings"
	"time"

	"quyet/base/db"
	"quyet/base/id"
	"quyet/base/work"
	"quyet/feature/factor"
)

// A SignedIn is one time that somebody signed in to an account, for its owner
// to see.
type SignedIn struct {
	At     time.Time
	Proofs factor.Proofs
	Device string // "Chrome, Windows"; "" where the browser does not tell
}

const (
	entryTime   = 180 * 24 * time.Hour // for which it is kept
	mostEntries = 20                   // that a page shows
	mostToTell  = 50                   // events that are looked through for what to tell at a sign-in
)

// Entries returns when and how somebody signed in to an account, the latest
// first, at most some.
//
// Everyone may see their own; those of others who has the account in hand.
// Faults: Unknown, Forbidden.
func Entries(ctx context.Context, v *work.View, account ID) ([]SignedIn, error) {
	if v.Actor.Account != string(account) {
		if _, err := inHand(ctx, v, account); err != nil {
			return nil, err
		}
		if err := seeing(ctx, v, "sessions", account); err != nil {
			return nil, err
		}
	}
	return db.All(ctx, v.Snapshot, entriesOf, func(scan db.Scan) (e SignedIn, err error) {
		var proofs string
		err = scan(instant{&e.At}, &proofs, &e.Device)
		e.Proofs = factor.ReadProofs(proofs)
		return e, err
	}, account, mostEntries)
}

// enterInLog writes down that somebody has signed in, and says whether since
// the time before something was done that the owner must know of: a change of
// what they sign in with, or a wrong code after the right password.
func enterInLog(ctx context.Context, u *work.Unit, account ID, proofs factor.Proofs, device string) (grave bool, err error) {
	before, err := db.All(ctx, u.Snapshot, entriesOf, func(scan db.Scan) (at time.Time, err error) {
		var proofs, device string
		return at, scan(instant{&at}, &proofs, &device)
	}, account, 1)
	if err != nil {
		return false, err
	}
	if len(before) == 1 {
		told, err := u.History(ctx, string(account), mostToTell)
		if err != nil {
			return false, err
		}
		for _, e := range told {
			grave = grave || e.At.After(before[0]) && mustBeKnown(e.Kind)
		}
	}
	_, err = u.Exec(ctx, insertEntry, id.New[string](), account, u.Now.UnixMicro(), proofs.String(), device)
	return grave, err
}

func mustBeKnown(kind string) bool {
	return strings.HasPrefix(kind, "factor.") || strings.HasPrefix(kind, "provider.") || kind == "account.second_refused" || kind == "account.password_reset" || kind == "account.password_changed"
}
