package account

import (
	"context"
	"fmt"
	"slices"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/factor"
)

// Who an account belongs to is kept apart from what was done through it: name,
// former names and login stand in tables from which they can be taken, the
// events hold the identifier only. So a person can be erased, and no event is
// touched by it.

// A FormerName is what an account was called in a period that is over.
type FormerName struct {
	Name        string
	From, Until time.Time
}

// mostFormerNames bounds the list of them.
const mostFormerNames = 100

// FormerNames returns what an account was called before, the latest first.
//
// Everyone may see their own; those of others who has the account in hand.
// Faults: Unknown.
func FormerNames(ctx context.Context, v *work.View, account ID) ([]FormerName, error) {
	if v.Actor.Account != string(account) {
		if _, err := inHand(ctx, v, account); err != nil {
			return nil, err
		}
	}
	return db.All(ctx, v.Snapshot, formerNames, func(scan db.Scan) (n FormerName, err error) {
		return n, scan(&n.Name, instant{&n.From}, instant{&n.Until})
	}, account, mostFormerNames)
}

// Rename gives an account another name, by which the pages tell who did
// something, of the past too. The former name is kept with its period, and the
// event holds neither. The login stays.
//
// The actor needs [CanManage] on every body at which the account holds a
// role. Faults: Unknown, Forbidden, Invalid at "name", Conflict for an account
// that was erased.
func Rename(ctx context.Context, u *work.Unit, account ID, name string) error {
	a, err := inHand(ctx, &u.View, account)
	if err != nil {
		return err
	}
	name = clean(name)
	if err := nameFaults(name).Err(); err != nil {
		return err
	}
	if name == a.Name {
		return nil
	}
	if _, err := u.Exec(ctx, keepName, id.New[string](), account, u.Now.UnixMicro()); err != nil {
		return fmt.Errorf("rename account: %w", err)
	}
	if _, err := u.Exec(ctx, setName, account, name, viet.Fold(name+" "+a.Login)); err != nil {
		return fmt.Errorf("rename account: %w", err)
	}
	if err := u.Changed(ctx, namesMemo); err != nil {
		return err
	}
	return u.Record(ctx, "account.renamed", string(account), nil)
}

// erasedName stands in the table where a name was erased.
const erasedName = "–"

// erasedLogin begins the login of an account that was erased: nobody else may
// have one that begins so, or erasing could be kept from somebody.
const erasedLogin = "xoa-"

// Called returns the name of the account, or words that say that it was erased.
func (a *Account) Called(ctx context.Context) string {
	if a.IsErased() {
		return tErased.In(ctx)
	}
	return a.Name
}

// IsErased says whether name, login and password were taken away for good.
func (a *Account) IsErased() bool { return !a.Erased.IsZero() }

// Erase takes name, former names, login, password, factors, sessions and access
// tokens from an account for good. Its identifier stays in the events and where it did something, and
// pages call it an account that was erased. Whoever keeps more of a person does
// away with it when told of the event "account.erased".
//
// The actor needs [CanManage] on every body at which the account held a role.
// Faults: Unknown, Forbidden, Unproven; Conflict for one's own account, for one that
// holds a role or is to hold one, and for one that was erased.
func Erase(ctx context.Context, u *work.Unit, account ID) error {
	a, err := inHand(ctx, &u.View, account)
	if err != nil {
		return err
	}
	if u.Actor.Account == string(account) {
		return fault.New(fault.Conflict, tOwnAccount)
	}
	if slices.ContainsFunc(a.Grants, func(g Grant) bool { return !g.over(u.Today) }) {
		return fault.New(fault.Conflict, tStillHolds)
	}
	if err := u.CheckProof(); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, eraseAccount, account, erasedLogin+string(account), erasedName, decoyStored, u.Now.UnixMicro()); err != nil {
		return fmt.Errorf("erase account: %w", err)
	}
	for _, s := range []*db.Stmt{deleteNames, deleteSessions, deleteArrivals, deleteEntries, deleteTokens} {
		if _, err := u.Exec(ctx, s, account); err != nil {
			return fmt.Errorf("erase account: %w", err)
		}
	}
	if err := factor.Forget(ctx, u, string(account), false); err != nil {
		return fmt.Errorf("erase account: %w", err)
	}
	if err := u.Changed(ctx, namesMemo); err != nil {
		return err
	}
	return u.Record(ctx, "account.erased", string(account), nil)
}

// Unused returns accounts, at most limit, that have held no role since before
// a day, and were made before it: those whose person may be forgotten.
//
// The actor needs [CanManage] everywhere.
func Unused(ctx context.Context, v *work.View, before civil.Date, limit int) ([]ID, error) {
	if err := v.Check(CanManage, access.Everywhere); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, unusedSince, func(scan db.Scan) (a ID, err error) {
		return a, scan(&a)
	}, before, before.Start(v.Zone).UnixMicro(), limit)
}

// InHandOf returns those of some accounts that the actor has in hand, see
// [InHand], with their grants of all times.
func InHandOf(ctx context.Context, v *work.View, accounts []ID) (map[ID]*Account, error) {
	out := map[ID]*Account{}
	if checkSomewhere(v) != nil {
		return out, nil
	}
	held, err := grantsOfMany(ctx, v, accounts)
	if err != nil {
		return nil, err
	}
	for some := range slices.Chunk(accounts, perQuery) {
		q := db.Built("account.inHandOf", `SELECT `+accountColumns+` FROM account WHERE id IN (`+db.Places(1, len(some))+`)`)
		found, err := db.All(ctx, v.Snapshot, q, scanAccount, anys(some)...)
		if err != nil {
			return nil, err
		}
		for _, a := range found {
			if a.Grants = held[a.ID]; InHand(v, &a) {
				out[a.ID] = &a
			}
		}
	}
	return out, nil
}

// A Sight is a look at what is held about people: their records, their logins,
// where they are signed in.
type Sight struct {
	Accounts []ID   // who was looked at; never the one who looked
	What     string // "account", "accounts", "sessions"
}

// A Watcher is told of every [Sight], in the view that showed it. It returns
// an error only if nothing may be shown.
type Watcher func(ctx context.Context, v *work.View, s Sight) error

var watchers []Watcher

// Watch makes w be told of every look at people's records. Call it from
// package-level variables only.
func Watch(w Watcher) struct{} {
	watchers = append(watchers, w)
	return struct{}{}
}

// seeing tells the watchers that the actor looks at what is held about
// accounts; at one's own is no look.
func seeing(ctx context.Context, v *work.View, what string, accounts ...ID) error {
	accounts = slices.DeleteFunc(slices.Clone(accounts), func(a ID) bool { return string(a) == v.Actor.Account })
	if len(accounts) == 0 {
		return nil
	}
	for _, w := range watchers {
		if err := w(ctx, v, Sight{Accounts: accounts, What: what}); err != nil {
			return err
		}
	}
	return nil
}
