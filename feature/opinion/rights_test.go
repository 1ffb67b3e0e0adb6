package opinion_test

import (
	"testing"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/opinion"
)

func only[T any](_ T, err error) error { return err }

// The own body is the one that asks; another one is neither that nor one that is asked.
func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		asks, asked, other := p.asked[0], p.asked[1], p.asked[2]
		q := p.question()
		q.Body, q.Subject = asks, "/meetings/1#2"
		id := p.asks(t, q, asked)
		_, all := p.of(t, id)
		one := all[0]
		as := func(r access.Role, own bool) work.Who {
			if own {
				return p.as(r, asks)
			}
			return p.as(r, other)
		}
		done := func(err error) (bool, error) { return err == nil, err }
		const see, ask = "yyyyu", "yyffu"
		dbtest.Rights(t, o, as, map[string]dbtest.Operation{
			// By what rules everybody is asked is told to everybody.
			"Propose": {Own: "yyyyy", Other: "yyyyy", Do: func(u *work.Unit) (bool, error) { return done(only(opinion.Propose(ctx, &u.View, u.Today))) }},
			"Ask":     {Own: "yyfff", Other: "fffff", Do: func(u *work.Unit) (bool, error) { return done(only(opinion.Ask(ctx, u, q, p.asked[1:]))) }},
			"Find": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				_, _, err := opinion.Find(ctx, &u.View, id)
				return done(err)
			}},
			"FindOpinion": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(opinion.FindOpinion(ctx, &u.View, one.ID))) }},
			"Give": {Own: "ffffu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(opinion.Give(ctx, u, one.ID, opinion.Reply{Version: one.Version, Answer: opinion.Agreed}))
			}},
			"Enter": {Own: ask, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(opinion.Enter(ctx, u, one.ID, opinion.Reply{Version: one.Version, Answer: opinion.Agreed}, u.Today))
			}},
			"Extend": {Own: ask, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(opinion.Extend(ctx, u, id, civil.MustParse("2026-12-31"), ""))
			}},
			"Withdraw": {Own: ask, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(opinion.Withdraw(ctx, u, id, "Thôi")) }},
			"Urge":     {Own: ask, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(opinion.Urge(ctx, u, id))) }},
			"Silences": {Own: "fffff", Other: "fffff", Do: func(u *work.Unit) (bool, error) { return done(only(opinion.Silences(ctx, u))) }},
			"Owed": {Own: "yyyyf", Other: "fffff", Do: func(u *work.Unit) (bool, error) {
				_, _, err := opinion.Owed(ctx, &u.View, asks, opinion.OfUs, opinion.Cursor{}, 5)
				return done(err)
			}},
			"List": {Own: "yyyyf", Other: "fffff", Do: func(u *work.Unit) (bool, error) {
				_, _, _, err := opinion.List(ctx, &u.View, asks, opinion.Cursor{}, 5)
				return done(err)
			}},
			"About": {Own: "yyyy-", Other: "-----", Do: func(u *work.Unit) (bool, error) {
				found, _, err := opinion.About(ctx, &u.View, "/meetings/1")
				return len(found) == 1, err
			}},
			// The panel of a page leads to where others are asked who may ask.
			"Panel": {Own: "yyyy-", Other: "-----", Do: func(u *work.Unit) (bool, error) {
				c, err := opinion.Panel(ctx, &u.View, q.Subject, asks, true)
				return c != nil, err
			}},
		})
	})
}

// A body that is asked sees its own opinion and gives it; it asks nothing further, and
// sees nothing of the others.
func TestWhoIsAsked(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.asks(t, p.question(), p.asked...)
		for i, role := range []access.Role{access.Office, access.Head, access.Specialist, access.Inspector} {
			own := p.asked[i%2]
			if err := o.Do(ctx, p.as(role, own), func(u *work.Unit) error {
				_, seen, err := opinion.Find(ctx, &u.View, id)
				if err != nil {
					return err
				}
				if len(seen) != 1 || seen[0].Body != own {
					t.Errorf("%s sees %d opinions", role, len(seen))
				}
				if err := opinion.Extend(ctx, u, id, civil.MustParse("2026-12-31"), ""); err == nil {
					t.Errorf("%s gives itself more time", role)
				}
				gave := opinion.Give(ctx, u, seen[0].ID, opinion.Reply{Version: seen[0].Version, Answer: opinion.Agreed}) == nil
				if want := role == access.Office || role == access.Head; gave != want {
					t.Errorf("%s gives the opinion: %v", role, gave)
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
	})
}
