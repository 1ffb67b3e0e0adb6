// Package access says who may do what, where.
//
// A [Permission] names one thing that can be done; the capability that does
// it declares it, with the roles that hold it. A [Grant] gives an account one
// role on one scope (a body and all below it) for a period. An [Actor] is who
// acts in one request: an account in one post, with the grants in force that
// day; or the program itself.
//
// The first line of every operation asks the actor ([Actor.May], through
// work.View.Check). What a person may not see does not exist for them: the
// operation answers with fault.Unknown, not fault.Forbidden, unless the
// person could already see the thing.
//
// The package knows no domain: a scope is an identifier, and whether one lies
// inside another is asked of the [Tree] the actor was made with.
package access

import (
	"slices"
	"time"

	"quyet/base/civil"
	"quyet/base/text"
)

// A Role is a bundle of permissions that is granted to people.
type Role string

// The roles. What each may do is said by the permissions.
const (
	Office        Role = "office"        // clerk of a body's office: registers, assigns, follows up
	Head          Role = "head"          // head of a body: decides, confirms
	Specialist    Role = "specialist"    // does and reports on the tasks of a body
	Inspector     Role = "inspector"     // reads everything under a committee, changes nothing
	Administrator Role = "administrator" // bodies, accounts and rules; no business of the bodies
)

// Roles lists every role, in the order in which pages show them.
func Roles() []Role { return []Role{Office, Head, Specialist, Inspector, Administrator} }

// ParseRole returns the role with the given name.
func ParseRole(s string) (Role, bool) {
	r := Role(s)
	return r, slices.Contains(Roles(), r)
}

// A Permission is one thing that can be done.
type Permission struct {
	Name  string // "task.assign"; stable, it appears in grants and in the access matrix
	Title text.T
	Roles []Role // the roles that hold it
}

// Allow declares a permission held by roles.
func Allow(name string, title text.T, roles ...Role) *Permission {
	return &Permission{Name: name, Title: title, Roles: roles}
}

// A Scope identifies a body whose subtree a grant covers. The empty scope is
// nowhere: a grant on it gives nothing.
type Scope string

// Everywhere is the scope that contains every other one.
const Everywhere Scope = "*"

// A Tree tells which scopes lie inside which.
type Tree interface {
	// Within says whether scope is root itself or lies below it.
	Within(scope, root Scope) bool
}

// A Grant gives a role on a scope for a period.
type Grant struct {
	Role  Role
	Scope Scope
	civil.Interval
}

// A Post is what an account can act in: the roles it holds on one body, those
// of someone for whom it stands in, or what it holds everywhere and nowhere
// else.
type Post struct {
	ID     string // names the post among those of the account
	Body   Scope  // Everywhere where it is at no body
	For    string // account that is replaced; "" for a post of one's own
	Grants []Grant
}

// An Actor is who acts in one unit of work.
type Actor struct {
	Account string // identifier of the account; "" for the program itself and for nobody
	Name    string // how pages and history name the actor
	For     string // account in whose place the actor acts as a deputy; "" if in no one's
	Body    Scope  // the body for which the actor acts; "" if for none
	Grants  []Grant
	Tree    Tree

	// Post is the one of Posts in which the actor acts. The others are what
	// the account could act in: they give no right until it does.
	Post  string
	Posts []Post

	// Only, where it is not nil, are the only permissions that the actor may
	// use of those it holds: a program acts for a person with less than all.
	Only []*Permission

	// Unproven says that the person has signed in by less than they must: they
	// have no right until they have proved more.
	Unproven bool

	// ProvedUntil is until when it counts that the person proved who they are,
	// for what asks that of them anew (work.View.CheckProof); zero for a program.
	ProvedUntil time.Time

	system bool
}

// System returns the program itself, acting for the reason that history will
// show. It may do everything.
func System(reason string) Actor { return Actor{Name: reason, system: true} }

// IsSystem says whether the actor is the program itself.
func (a Actor) IsSystem() bool { return a.system }

// SignedIn says whether the actor is a person who has signed in.
func (a Actor) SignedIn() bool { return a.Account != "" }

// In returns the actor in another of its posts.
func (a Actor) In(p Post) Actor {
	a.Post, a.Body, a.For, a.Grants = p.ID, p.Body, p.For, p.Grants
	if p.Body == Everywhere {
		a.Body = ""
	}
	return a
}

// May says whether the actor holds p on scope.
func (a Actor) May(p *Permission, scope Scope) bool {
	if a.system {
		return true
	}
	if !a.uses(p) {
		return false
	}
	for _, g := range a.Grants {
		if slices.Contains(p.Roles, g.Role) && a.covers(g.Scope, scope) {
			return true
		}
	}
	return false
}

// MaySomewhere says whether the actor holds p on any scope at all, which is
// what a menu asks.
func (a Actor) MaySomewhere(p *Permission) bool {
	return a.system || a.uses(p) && slices.ContainsFunc(a.Grants, func(g Grant) bool { return g.Scope != "" && slices.Contains(p.Roles, g.Role) })
}

// Roots returns the scopes on which the actor holds p, for the conditions of
// lists: what lies inside one of them may be shown. A scope inside another
// one of the list is left out.
func (a Actor) Roots(p *Permission) []Scope {
	if a.system {
		return []Scope{Everywhere}
	}
	if !a.uses(p) {
		return nil
	}
	var roots []Scope
	for _, g := range a.Grants {
		if g.Scope != "" && slices.Contains(p.Roles, g.Role) && !slices.ContainsFunc(roots, func(r Scope) bool { return a.covers(r, g.Scope) }) {
			roots = slices.DeleteFunc(roots, func(r Scope) bool { return a.covers(g.Scope, r) })
			roots = append(roots, g.Scope)
		}
	}
	return roots
}

// uses says whether p is among what the actor may use.
func (a Actor) uses(p *Permission) bool { return a.Only == nil || slices.Contains(a.Only, p) }

func (a Actor) covers(root, scope Scope) bool {
	if root == Everywhere || root == scope {
		return root != ""
	}
	return root != "" && scope != Everywhere && a.Tree != nil && a.Tree.Within(scope, root)
}
