package factor_test

import (
	"context"
	"testing"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/factor"
	"quyet/feature/org"
)

// A county is a small tree of bodies.
type county struct {
	*dbtest.Office
	t                      *testing.T
	province, north, south access.Scope
}

func found(t *testing.T, o *dbtest.Office) *county {
	t.Helper()
	ctx := t.Context()
	c := &county{Office: o, t: t}
	o.MustDo(t, func(u *work.Unit) error {
		act := org.Act{Symbol: "01-QĐ/TU", On: civil.MustParse("2025-06-12")}
		establish := func(code string, tier org.Tier, above org.ID) org.ID {
			b, err := org.Establish(ctx, u, org.NewBody{Code: code, Name: "Đơn vị " + code, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: above}, civil.MustParse("2025-07-01"), act)
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		province := establish("P", org.Province, "")
		c.province, c.north, c.south = province.Scope(), establish("N", org.Commune, province).Scope(), establish("S", org.Commune, province).Scope()
		return nil
	})
	return c
}

// who is somebody with a role at a scope.
func (c *county) who(role access.Role, at access.Scope) work.Who {
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		tree, err := org.Load(ctx, v)
		a := me
		a.Tree, a.Grants = tree, []access.Grant{{Role: role, Scope: at}}
		return a, err
	}
}

func (c *county) require(at access.Scope, needs factor.Level, days int) {
	c.t.Helper()
	c.MustDo(c.t, func(u *work.Unit) error {
		return factor.Require(c.t.Context(), u, factor.Policy{Scope: at, Needs: needs, From: u.Today.AddDays(days), Reason: "Kế hoạch 1"})
	})
}

func (c *county) needed(at ...access.Scope) (l factor.Level) {
	c.t.Helper()
	c.MustView(c.t, func(v *work.View) error {
		tree, err := org.Load(c.t.Context(), v)
		if err != nil {
			return err
		}
		l, err = factor.Needed(c.t.Context(), v, tree, at)
		return err
	})
	return l
}

// Administrators say what the people of their own bodies have to prove, and
// see what was said for those; nobody else does.
func TestWhoMayRequire(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		c := found(t, o)
		ctx := t.Context()
		c.require(c.south, factor.BySecond, 0)
		c.require(access.Everywhere, factor.ByPassword, 0)
		require := func(who work.Who, at access.Scope) error {
			return o.Do(ctx, who, func(u *work.Unit) error {
				return factor.Require(ctx, u, factor.Policy{Scope: at, Needs: factor.BySecond, From: u.Today, Reason: "x"})
			})
		}
		for _, role := range access.Roles() {
			for name, try := range map[string]struct {
				held, at access.Scope
				may      bool
			}{
				"of the body":       {c.north, c.north, true},
				"of the one above":  {c.province, c.north, true},
				"of the one beside": {c.south, c.north, false},
				"of the one below":  {c.north, c.province, false},
				"for everybody":     {c.province, access.Everywhere, false},
				"of everything":     {access.Everywhere, access.Everywhere, true},
			} {
				err := require(c.who(role, try.held), try.at)
				if may := try.may && role == access.Administrator; may && err != nil {
					t.Errorf("the administrator %s: %v", name, err)
				} else if !may {
					wantKind(t, string(role)+" "+name, err, fault.Forbidden)
				}
			}
			err := o.View(ctx, c.who(role, c.south), func(v *work.View) error {
				seen, err := factor.Required(ctx, v)
				if err == nil && (len(seen) != 1 || seen[0].Scope != c.south) {
					t.Errorf("the administrator of the south sees %+v", seen)
				}
				return err
			})
			if role == access.Administrator && err != nil {
				t.Error(err)
			} else if role != access.Administrator {
				wantKind(t, string(role)+" looks", err, fault.Forbidden)
			}
		}
		stale := func(ctx context.Context, v *work.View) (access.Actor, error) {
			a, err := c.who(access.Administrator, c.north)(ctx, v)
			a.ProvedUntil = v.Now
			return a, err
		}
		wantKind(t, "a browser left open", require(stale, c.north), fault.Unproven)
		for what, p := range map[string]factor.Policy{
			"a level that is none": {Needs: "much", From: civil.MustParse("2027-01-01"), Reason: "x"},
			"no day":               {Needs: factor.BySecond, Reason: "x"},
			"a day that is over":   {Needs: factor.BySecond, From: civil.MustParse("2026-11-19"), Reason: "x"},
			"no ground":            {Needs: factor.BySecond, From: civil.MustParse("2027-01-01")},
		} {
			p.Scope = c.north
			wantKind(t, what, o.Do(ctx, c.who(access.Administrator, c.north), func(u *work.Unit) error { return factor.Require(ctx, u, p) }), fault.Invalid)
		}
	})
}

// What is required of somebody is the most of what holds for any of their
// bodies and those above, from its day on, by every instance at once.
func TestNeeded(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		c := found(t, o)
		want := func(when string, want factor.Level, at ...access.Scope) {
			t.Helper()
			if got := c.needed(at...); got != want {
				t.Errorf("%s: %s is required at %v, want %s", when, got, at, want)
			}
		}
		want("nothing was said", factor.ByPassword, c.north)
		c.require(c.north, factor.BySecond, 0)
		want("said of the body", factor.BySecond, c.north)
		want("said of one of two", factor.BySecond, c.south, c.north)
		want("said of the one below", factor.ByPassword, c.province)
		want("said of the one beside", factor.ByPassword, c.south)
		want("without a post", factor.ByPassword)
		want("everywhere, said of one body", factor.ByPassword, access.Everywhere)
		c.require(c.province, factor.BySecond, 2)
		want("from the day after tomorrow on", factor.ByPassword, c.south)
		o.Advance(48 * 60 * 60 * 1e9)
		want("said of the one above", factor.BySecond, c.south)
		c.require(c.south, factor.ByPassword, 0)
		want("less said below", factor.BySecond, c.south)
		c.require(c.province, factor.ByPassword, 0)
		want("taken back above", factor.ByPassword, c.south)
		want("taken back above, said below", factor.BySecond, c.north)
		c.require(access.Everywhere, factor.BySecond, 0)
		want("said of everything", factor.BySecond, access.Everywhere)
		want("said of everything", factor.BySecond, c.south)
	})
}

// It is asked at each request and takes no statement of its own.
func TestNeededAsksNothing(t *testing.T) {
	c := found(t, dbtest.New(t, db.SQLite, schema))
	c.require(c.north, factor.BySecond, 0)
	c.needed(c.north)
	asked := map[string]bool{}
	c.DB.Watch(func(s *db.Stmt) { asked[s.Name] = true })
	defer c.DB.Watch(nil)
	if c.needed(c.north) != factor.BySecond || len(asked) != 1 || !asked["memo.versions"] {
		t.Errorf("it takes %v", asked)
	}
}

func TestLevels(t *testing.T) {
	for proofs, want := range map[string]factor.Level{
		"": factor.ByPassword, "password": factor.ByPassword, "password code": factor.BySecond, "password recovery": factor.BySecond, "something": factor.ByPassword, "passkey": factor.ByPasskey, "provider": factor.ByPassword, "provider code": factor.BySecond, "vouched": factor.BySecond,
	} {
		ps := factor.ReadProofs(proofs)
		if got := ps.Level(); got != want || ps.String() != proofs {
			t.Errorf("%q is read as %q and amounts to %s, want %s", proofs, ps, got, want)
		}
		if !ps.Reach(factor.ByPassword) || ps.Reach("of a later release") {
			t.Errorf("%q is too little for a password, or enough for what nobody knows", proofs)
		}
	}
}
