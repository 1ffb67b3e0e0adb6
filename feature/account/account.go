// Package account holds who can sign in, with which rights, and who is
// signed in.
//
// An account (tài khoản) is a login, a name and a password; the program keeps
// nothing else about a person, and these can be erased ([Erase]) without
// touching what was done through the account. It has no rights of its own: a grant (phân
// quyền) gives it a role on a body and all below it for a period, and says who
// granted it. Nothing is taken from the past: revoking a grant ends its
// period. An account may hold grants on several bodies. Each body is a post
// (cương vị); a session acts in one post at a time, with the grants of that
// post and those held everywhere, and every page says in which. It may switch.
//
// An inspection commission reads everything under its own committee without a
// grant ([Standing]): that is a rule, with its citation, and follows the
// commission when it moves.
//
// During an absence a deputy (người thay) has one of the posts of somebody, for
// a period, and everything done so bears both names ([Deputy]).
//
// Who administers. An administrator on a scope grants and revokes roles
// within that scope only. Passwords, and whether an account is disabled, are
// the business of those who administer every body at which the account holds
// a role, stands in for somebody or reads as an inspection commission: otherwise the administrator of a commune could take over the account
// of someone who also serves the province by setting its password.
//
// Signing in tells nothing about which accounts exist: an unknown name takes
// the same way through the code as a known one, with the same work done for a
// password that fits nobody, and ends in the same words. Guessing is slowed
// down per account and per address ([limits]), but nobody can lock somebody
// else out: a browser on which a person has signed in before is counted by
// itself.
//
// After the password an account that has a second factor (package factor) asks
// for a code: who has still to give it has arrived and is nobody ([Door.Second]).
// Whoever proves otherwise whose account it is, as with a passkey, comes in by
// [Door.Arrive]. A session knows by what it was begun. Where a body requires more
// of its people than that, they have no right until they have proved more; and
// what is grave asks for a proof that is fresh ([Door.Prove]).
//
// A session is a random token of 256 bits in a cookie; the database holds its
// SHA-256 only. It ends after [IdleTime] without a request, [LongestTime]
// after signing in, when it is revoked, when the password changes, and when
// the account is disabled. [BySession] makes of it the actor of a request. How
// many an account has is not limited: a limit would end the session of somebody
// at work or let a stranger keep the owner out. Each is listed for its owner, who
// ends what is strange, or all others at once.
//
// Passwords are hashed with argon2id outside of any transaction, a few at a
// time, so that fifty people who sign in at eight o'clock take neither the
// machine's memory nor the database's only writer.
package account

import (
	"strings"
	"time"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/feature/org"
)

// An ID identifies an account for ever.
type ID string

// An Account is someone, or an office, that can sign in.
type Account struct {
	ID         ID
	Login      string // folded: lower case, no marks
	Name       string
	MustChange bool // the password is temporary
	Disabled   bool
	Created    time.Time
	Erased     time.Time // when name and login were taken away; zero for never
	Grants     []Grant   // in order of time; those of all times from Find, those not over from List

	// Ended is the last day on which it held a role, where all it held are
	// over; from List.
	Ended civil.Date

	// beside is what it can act on without a grant of its own: as a deputy, or
	// at an inspection commission; from Find.
	beside []access.Scope
}

// A GrantID identifies a grant.
type GrantID string

// A Grant is a role that an account holds on a body's subtree for a period.
type Grant struct {
	ID      GrantID
	Account ID
	access.Grant
	By string    // account that granted it; "" for the program itself
	At time.Time // when
}

// Body returns the body on which the role is held; "" for everywhere.
func (g Grant) Body() org.ID { return bodyOf(g.Scope) }

// over says whether the grant is in force neither on day nor later; one that
// was revoked before it began is over from the start.
func (g Grant) over(day civil.Date) bool {
	return !g.Valid() || !g.Until.IsZero() && !day.Before(g.Until)
}

// ended returns the last day on which a role of grants was held that all are
// over by day; zero where one is not, or none was ever in force.
func ended(grants []Grant, day civil.Date) (latest civil.Date) {
	for _, g := range grants {
		switch {
		case !g.over(day):
			return civil.Date{}
		case g.Valid() && g.Until.AddDays(-1).After(latest):
			latest = g.Until.AddDays(-1)
		}
	}
	return latest
}

// State is where a grant stands in time.
type State uint8

// The states of a grant.
const (
	InForce State = iota
	ToCome
	Ended
)

// StateOn returns where the grant stands on day.
func (g Grant) StateOn(day civil.Date) State {
	switch {
	case g.over(day):
		return Ended
	case day.Before(g.From):
		return ToCome
	}
	return InForce
}

// CanManage lets a person create accounts and grant roles within a scope.
var CanManage = access.Allow("account.manage", tCanManage, access.Administrator)

// RoleTitle returns the role's name for people.
func RoleTitle(r access.Role) text.T { return roleTitles[r] }

// bodyOf returns the body that a scope names, "" for everywhere.
func bodyOf(s access.Scope) org.ID {
	if s == access.Everywhere {
		return ""
	}
	return org.ID(s)
}

func scopeOf(b org.ID) access.Scope {
	if b == "" {
		return access.Everywhere
	}
	return b.Scope()
}

// governed returns the scopes that a person must administer to have the
// account in hand: those of the roles it holds on today or later; of one that
// holds none any more, those of the past; of one that never held any,
// everywhere.
func governed(grants []Grant, today civil.Date) []access.Scope {
	var now, past []access.Scope
	for _, g := range grants {
		past = append(past, g.Scope)
		if !g.over(today) {
			now = append(now, g.Scope)
		}
	}
	switch {
	case len(now) > 0:
		return now
	case len(past) > 0:
		return past
	}
	return []access.Scope{access.Everywhere}
}

// Lengths in characters.
const (
	shortestLogin = 3
	longestLogin  = 60
	longestName   = 100
)

// FoldLogin returns a login as it is stored and compared: however people type
// their capitals and diacritics, it is the same account.
func FoldLogin(s string) string { return viet.Fold(clean(s)) }

// clean puts a typed text in normal form and its white space in order.
func clean(s string) string { return strings.Join(strings.Fields(viet.NFC(s)), " ") }

func loginFaults(login string) (wrong fault.Fields) {
	if n := len(login); n < shortestLogin || n > longestLogin || strings.ContainsFunc(login, notOfLogin) {
		wrong.Add("login", tLoginForm, shortestLogin, longestLogin)
	}
	if strings.HasPrefix(login, erasedLogin) {
		wrong.Add("login", tLoginTaken)
	}
	return wrong
}

func notOfLogin(r rune) bool {
	return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || strings.ContainsRune("._-@", r))
}

func nameFaults(name string) (wrong fault.Fields) {
	switch {
	case name == "" || name == erasedName:
		wrong.Add("name", tNameMissing)
	case utf8.RuneCountInString(name) > longestName:
		wrong.Add("name", tNameLong, longestName)
	}
	return wrong
}
