package factor

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/work"
)

// A Level is how well people have to prove who they are, and how well they did.
type Level string

// The levels, each more than the one before.
const (
	ByPassword Level = "password" // a password alone
	BySecond   Level = "second"   // a password and a code, or more
	ByPasskey  Level = "passkey"  // a passkey, which no false page can ask for
)

// Levels returns the levels, the least first.
func Levels() []Level { return []Level{ByPassword, BySecond, ByPasskey} }

// Title returns the level's name for people.
func (l Level) Title() text.T { return levelTitles[l] }

// Above says whether l asks for more than o. A level that is none, of a later
// release, asks for more than all.
func (l Level) Above(o Level) bool { return l.rank() > o.rank() }

func (l Level) rank() int {
	if i := slices.Index(Levels(), l); i >= 0 {
		return i
	}
	return len(Levels())
}

// Level returns what the proofs amount to.
func (ps Proofs) Level() Level {
	if slices.Contains(ps, Passkey) {
		return ByPasskey
	}
	if slices.Contains(ps, Code) || slices.Contains(ps, Recovery) || slices.Contains(ps, Vouched) {
		return BySecond
	}
	return ByPassword
}

// Reach says whether the proofs are as much as a level asks for.
func (ps Proofs) Reach(l Level) bool { return !l.Above(ps.Level()) }

// A Policy says what those have to prove whose posts are in the subtree of a
// body, from a day on.
type Policy struct {
	ID     string
	Scope  access.Scope // the body; everywhere for everybody
	Needs  Level
	From   civil.Date
	Reason string // in the words of who set it: a citation, usually
	By     string // account that set it; "" for the program itself
	At     time.Time
}

// CanRequire lets a person say what those of a body and below have to prove.
var CanRequire = access.Allow("factor.require", tCanRequire, access.Administrator)

// longestReason bounds the words of a policy, in characters.
const longestReason = 200

// Require sets what those have to prove whose posts are in the subtree of a
// scope, from a day on; before it, what was set earlier holds. It binds from
// the next request on: who has proved less can do nothing until they have. A
// body below cannot ask for less than one above it.
//
// The actor needs [CanRequire] on the scope, and a fresh proof. Faults: Invalid
// for what is missing, and a day that is over; Unproven.
func Require(ctx context.Context, u *work.Unit, p Policy) error {
	if err := u.Check(CanRequire, p.Scope); err != nil {
		return err
	}
	if err := u.CheckProof(); err != nil {
		return err
	}
	var wrong fault.Fields
	if !slices.Contains(Levels(), p.Needs) {
		wrong.Add("needs", tNeedsMissing)
	}
	if p.From.IsZero() || p.From.Before(u.Today) {
		wrong.Add("from", tFromPast)
	}
	switch n := utf8.RuneCountInString(p.Reason); {
	case n == 0:
		wrong.Add("reason", tReasonMissing)
	case n > longestReason:
		wrong.Add("reason", tReasonLong, longestReason)
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	var body any
	if p.Scope != access.Everywhere {
		body = string(p.Scope)
	}
	if _, err := u.Exec(ctx, insertPolicy, id.New[string](), body, string(p.Needs), p.From, p.Reason, u.Actor.Account, u.Now.UnixMicro()); err != nil {
		return fmt.Errorf("require: %w", err)
	}
	if err := u.Changed(ctx, policyMemo); err != nil {
		return err
	}
	return u.Record(ctx, "factor.required", string(p.Scope), map[string]any{"needs": p.Needs, "from": p.From, "reason": p.Reason})
}

// Required returns what was set for the bodies that the actor may set it for,
// the latest first, at most some hundreds.
//
// The actor needs [CanRequire] somewhere; of bodies elsewhere nothing is shown.
func Required(ctx context.Context, v *work.View) ([]Policy, error) {
	if !v.Actor.MaySomewhere(CanRequire) {
		return nil, v.Check(CanRequire, access.Everywhere)
	}
	all, err := policies(ctx, v)
	if err != nil {
		return nil, err
	}
	own := slices.DeleteFunc(slices.Clone(all), func(p Policy) bool { return !v.Actor.May(CanRequire, p.Scope) })
	slices.Reverse(own)
	return own, nil
}

// Needed returns what somebody has to prove whose posts are on scopes, today.
// It is asked at each request and takes no statement of its own.
func Needed(ctx context.Context, v *work.View, tree access.Tree, scopes []access.Scope) (Level, error) {
	return NeededAt(ctx, v, tree, scopes, v.Now)
}

// NeededAt returns what somebody had to prove at an instant by what had been set
// until then, on the tree of today.
func NeededAt(ctx context.Context, v *work.View, tree access.Tree, scopes []access.Scope, at time.Time) (Level, error) {
	all, err := policies(ctx, v)
	if err != nil {
		return "", err
	}
	day := v.Day(at)
	inForce := map[access.Scope]Level{}
	for _, p := range all { // in order of time
		if !day.Before(p.From) && !p.At.After(at) {
			inForce[p.Scope] = p.Needs
		}
	}
	needed := ByPassword
	for root, level := range inForce {
		holds := func(at access.Scope) bool {
			return root == access.Everywhere || root == at || tree != nil && at != access.Everywhere && tree.Within(at, root)
		}
		if level.Above(needed) && slices.ContainsFunc(scopes, holds) {
			needed = level
		}
	}
	return needed, nil
}

const (
	policyMemo   = "factor.policy"
	mostPolicies = 2000
)

// policies returns all that was set, in order of time.
func policies(ctx context.Context, v *work.View) ([]Policy, error) {
	return work.Memo(ctx, v, policyMemo, func() ([]Policy, error) {
		return db.All(ctx, v.Snapshot, allPolicies, func(scan db.Scan) (p Policy, err error) {
			var body sql.Null[string]
			var needs string
			var at int64
			err = scan(&p.ID, &body, &needs, &p.From, &p.Reason, &p.By, &at)
			p.Scope, p.Needs, p.At = access.Everywhere, Level(needs), time.UnixMicro(at).UTC()
			if body.Valid {
				p.Scope = access.Scope(body.V)
			}
			return p, err
		}, mostPolicies)
	})
}
