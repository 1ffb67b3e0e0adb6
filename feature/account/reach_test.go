package account_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

// Whatever people do with random rights on a random tree, in whatever order:
// nobody gains a right on a body that who let them have it does not
// administer, but for a deputy, who gains no more than who is replaced has; and
// whoever can take an account over administers everything it can act on.
func TestNobodyGainsOutsideTheReach(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		w := build(t, o)
		r := &reach{town: w, t: t, tokens: map[account.ID]account.Token{}}
		for a, login := range map[account.ID]string{w.root: "quantri", w.chief: "bac.quantri", w.clerk: "bac.vanphong", w.other: "nam.vanphong"} {
			r.people = append(r.people, a)
			r.tokens[a] = w.enter(t, login).Token
		}
		rapid.Check(t, func(rt *rapid.T) {
			r.begin(rt)
			for range rapid.IntRange(4, 16).Draw(rt, "steps") {
				r.step(rt)
			}
		})
		if r.gains == 0 || r.taken == 0 || r.refused == 0 || r.stood == 0 {
			t.Errorf("%d gains, %d as deputies, %d accounts in hand, %d refusals: the test tests nothing", r.gains, r.stood, r.taken, r.refused)
		}
	})
}

type reach struct {
	*town
	t      *testing.T
	people []account.ID
	tokens map[account.ID]account.Token
	bodies []org.ID
	pair   []account.ID // two at one body, of whom the first begins by naming a deputy
	// how often each came to pass
	gains, stood, taken, refused int
}

// kinds of body; a commission reads under the committee above it.
var reachKinds = []org.Kind{org.Committee, org.Committee, org.Inspection, org.Department}

// begin takes every right away, plants a tree and gives some rights.
func (r *reach) begin(t *rapid.T) {
	ctx := context.Background()
	err := r.Do(ctx, work.System("test"), func(u *work.Unit) error {
		for _, a := range r.people {
			found, err := account.Find(ctx, &u.View, a)
			if err != nil {
				return err
			}
			for _, g := range found.Grants {
				if err := account.Revoke(ctx, u, g.ID); err != nil {
					return err
				}
			}
			deputies, err := account.Deputies(ctx, &u.View, a)
			if err != nil {
				return err
			}
			for _, d := range deputies {
				if err := account.EndDeputy(ctx, u, d.ID); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	n := rapid.IntRange(2, 6).Draw(t, "bodies")
	above := make([]int, n)
	kinds := make([]org.Kind, n)
	for i := range n {
		above[i] = rapid.IntRange(-1, i-1).Draw(t, "above")
		kinds[i] = rapid.SampledFrom(reachKinds).Draw(t, "kind")
	}
	var given []account.NewGrant
	err = r.Do(ctx, work.System("test"), func(u *work.Unit) error {
		r.bodies = nil
		for i := range n {
			var superior org.ID
			if above[i] >= 0 {
				superior = r.bodies[above[i]]
			}
			b, err := org.Establish(ctx, u, org.NewBody{Code: "R" + id.New[string](), Name: "Đơn vị thử", Kind: kinds[i], Tier: org.Commune, Line: org.Party, Superior: superior}, day("2026-01-01"), org.Act{Symbol: "05-QĐ/TU", On: day("2025-12-31")})
			if err != nil {
				return err
			}
			r.bodies = append(r.bodies, b)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	// Chance alone hardly ever makes a deputy who gains something.
	if r.pair = nil; rapid.Bool().Draw(t, "two at one body") {
		r.pair = rapid.Permutation(r.people).Draw(t, "pair")[:2]
		at := rapid.SampledFrom(r.bodies).Draw(t, "their body").Scope()
		given = append(given, account.NewGrant{Account: r.pair[0], Role: access.Office, Scope: at, Interval: civil.Since(day("2026-11-20"))},
			account.NewGrant{Account: r.pair[1], Role: access.Specialist, Scope: at, Interval: civil.Since(day("2026-11-20"))})
	}
	for range rapid.IntRange(2, 6).Draw(t, "given") {
		given = append(given, account.NewGrant{Account: r.person(t), Role: r.role(t), Scope: r.scope(t), Interval: civil.Since(day("2026-11-20"))})
	}
	for _, g := range given {
		// One that is held already is refused, which does no harm.
		err := r.Do(ctx, work.System("test"), func(u *work.Unit) error { _, err := account.GrantRole(ctx, u, g); return err })
		if err != nil && !fault.Is(err, fault.Conflict) {
			t.Fatal(err)
		}
	}
}

func (r *reach) person(t *rapid.T) account.ID { return rapid.SampledFrom(r.people).Draw(t, "who") }

// role draws administration more often: without it nothing happens.
func (r *reach) role(t *rapid.T) access.Role {
	return rapid.SampledFrom(append(access.Roles(), access.Administrator, access.Administrator, access.Administrator)).Draw(t, "role")
}

func (r *reach) scope(t *rapid.T) access.Scope {
	i := rapid.IntRange(-1, 2*len(r.bodies)-1).Draw(t, "scope")
	if i < 0 {
		return access.Everywhere
	}
	return r.bodies[i%len(r.bodies)].Scope()
}

// A power is a role on a body or everywhere, by a grant on it or above it.
type power struct {
	role  access.Role
	scope access.Scope
}

// powers returns what each account can do in any of its posts.
func (r *reach) powers(t *rapid.T) map[account.ID]map[power]bool {
	all := map[account.ID]map[power]bool{}
	for _, a := range r.people {
		all[a] = map[power]bool{}
		err := r.View(context.Background(), account.BySession(r.tokens[a]), func(v *work.View) error {
			grants := v.Actor.Grants
			for _, p := range v.Actor.Posts {
				grants = append(grants[:len(grants):len(grants)], p.Grants...)
			}
			for _, g := range grants {
				if g.Scope == access.Everywhere {
					all[a][power{g.Role, g.Scope}] = true
				}
				for _, b := range r.bodies {
					if g.Scope == access.Everywhere || v.Actor.Tree.Within(b.Scope(), g.Scope) {
						all[a][power{g.Role, b.Scope()}] = true
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// step lets somebody, in one of their posts, do something to somebody's rights.
func (r *reach) step(t *rapid.T) {
	ctx := context.Background()
	who, whom, third := r.person(t), r.person(t), r.person(t)
	whats := []string{"grant", "grant", "revoke", "deputy", "stand in", "stand in", "end", "password"}
	if r.pair != nil {
		who, whats, r.pair = r.pair[0], []string{"stand in"}, nil
	}
	token := r.tokens[who]
	var actor access.Actor
	if err := r.View(ctx, account.BySession(token), func(v *work.View) error { actor = v.Actor; return nil }); err != nil {
		t.Fatal(err)
	}
	if n := len(actor.Posts); n > 0 {
		actor = actor.In(actor.Posts[rapid.IntRange(0, n-1).Draw(t, "post")])
	}
	before := r.powers(t)
	var err error
	deputy := false
	in := func(fn func(u *work.Unit) error) error { return r.Do(ctx, work.As(actor), fn) }
	today := day("2026-11-20")
	switch what := rapid.SampledFrom(whats).Draw(t, "what"); what {
	case "grant":
		g := account.NewGrant{Account: whom, Role: r.role(t), Scope: r.scope(t), Interval: civil.Since(today)}
		err = in(func(u *work.Unit) error { _, err := account.GrantRole(ctx, u, g); return err })
	case "deputy", "stand in":
		deputy = true
		at := r.bodies[rapid.IntRange(0, len(r.bodies)-1).Draw(t, "at")]
		if what == "stand in" && actor.Body != "" {
			whom, at = who, org.ID(actor.Body) // one's own post
			third = r.colleague(t, actor, at, third)
		}
		n := account.NewDeputy{For: whom, Body: at, Account: third, Interval: civil.Interval{From: today, Until: today.AddDays(9)}, Administers: rapid.Bool().Draw(t, "administers")}
		err = in(func(u *work.Unit) error { _, err := account.NameDeputy(ctx, u, n); return err })
	case "revoke", "end":
		err = r.endSomething(ctx, t, in, whom, what)
	case "password":
		undone := errors.New("undone")
		err = in(func(u *work.Unit) error {
			if err := account.SetPassword(ctx, u, whom, r.password); err != nil {
				return err
			}
			return undone
		})
		if errors.Is(err, undone) {
			r.taken++
			for p := range before[whom] {
				if !actor.May(account.CanManage, p.scope) {
					t.Fatalf("%v took over an account that is %s on %s, which they do not administer", actor.Grants, p.role, p.scope)
				}
			}
		}
		return
	}
	if err != nil {
		if fault.KindOf(err) == fault.Internal {
			t.Fatal(err)
		}
		r.refused++
	}
	for a, has := range r.powers(t) {
		for p := range has {
			switch {
			case before[a][p]:
			case actor.May(account.CanManage, p.scope):
				r.gains++
			case deputy && who == whom && a == third && before[who][p] && actor.For == "":
				r.stood++
			default:
				t.Fatalf("%s became %s on %s through %s (%v), who does not administer it", a, p.role, p.scope, who, actor.Grants)
			}
		}
	}
}

// colleague draws who may be named as a deputy at a body; nobody else is
// accepted. If there is nobody it returns other.
func (r *reach) colleague(t *rapid.T, actor access.Actor, at org.ID, other account.ID) account.ID {
	var there []account.Colleague
	err := r.View(context.Background(), work.As(actor), func(v *work.View) (err error) {
		there, err = account.Colleagues(context.Background(), v, at)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(there) == 0 {
		return other
	}
	return rapid.SampledFrom(there).Draw(t, "colleague").ID
}

// endSomething ends a grant or a deputising of somebody.
func (r *reach) endSomething(ctx context.Context, t *rapid.T, in func(func(u *work.Unit) error) error, whom account.ID, what string) error {
	var ends []func(u *work.Unit) error
	err := r.View(ctx, work.System("test"), func(v *work.View) error {
		a, err := account.Find(ctx, v, whom)
		if err != nil {
			return err
		}
		deputies, err := account.Deputies(ctx, v, whom)
		if err != nil {
			return err
		}
		for _, g := range a.Grants {
			if what == "revoke" && g.StateOn(v.Today) == account.InForce {
				ends = append(ends, func(u *work.Unit) error { return account.Revoke(ctx, u, g.ID) })
			}
		}
		for _, d := range deputies {
			if what == "end" {
				ends = append(ends, func(u *work.Unit) error { return account.EndDeputy(ctx, u, d.ID) })
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(ends) == 0 {
		return nil
	}
	return in(ends[rapid.IntRange(0, len(ends)-1).Draw(t, fmt.Sprint("which ", len(ends)))])
}
