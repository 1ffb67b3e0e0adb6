package account_test

import (
	"fmt"
	"slices"
	"testing"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

// Whom the program tells: those on the body itself, their deputies on the days
// of the deputising, and nobody who is disabled or whose role is over. As
// actors they have exactly the rights they would have if they signed in.
func TestHoldersAndActors(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		told := func() (at []string) {
			o.MustView(t, func(v *work.View) error {
				found, err := account.Holders(ctx, v, []org.ID{w.north})
				if err != nil {
					return err
				}
				var who []account.ID
				for _, h := range found {
					if h.Role != access.Administrator {
						who = append(who, h.Account)
						at = append(at, fmt.Sprintf("%s for %q in %q", map[account.ID]string{w.clerk: "clerk", w.chief: "chief", w.other: "other"}[h.Account], h.For, h.Post))
					}
				}
				actors, err := account.Acting(ctx, v, who)
				if err != nil {
					return err
				}
				for _, h := range found {
					if h.Role == access.Administrator {
						continue
					}
					a, ok := actors[h.Account]
					i := slices.IndexFunc(a.Posts, func(p access.Post) bool { return p.ID == h.Post })
					if !ok || i < 0 {
						t.Errorf("%+v is no post of %+v", h, a)
						continue
					}
					if in := a.In(a.Posts[i]); !in.May(see, w.north.Scope()) || in.May(see, w.south.Scope()) && h.For != "" || in.For != string(h.For) {
						t.Errorf("%+v acts as %+v", h, in)
					}
				}
				return nil
			})
			slices.Sort(at)
			return at
		}
		want := func(who ...string) {
			t.Helper()
			if got := told(); !slices.Equal(got, who) {
				t.Errorf("told %q, want %q", got, who)
			}
		}
		own := fmt.Sprintf(`clerk for "" in %q`, w.north)
		want(own)
		var deputising account.DeputyID
		o.MustDo(t, func(u *work.Unit) (err error) {
			deputising, err = account.NameDeputy(ctx, u, account.NewDeputy{For: w.clerk, Body: w.north, Account: w.other, Interval: civil.Interval{From: u.Today, Until: u.Today.AddDays(5)}})
			return err
		})
		stands := fmt.Sprintf("other for %q in %q", w.clerk, deputising)
		want(own, stands)
		o.MustDo(t, func(u *work.Unit) error { return account.Disable(ctx, u, w.other) })
		want(own)
		o.MustDo(t, func(u *work.Unit) error { return account.Enable(ctx, u, w.other) })
		want(own, stands)
		o.MustDo(t, func(u *work.Unit) error { return account.Disable(ctx, u, w.clerk) })
		want()
		o.MustView(t, func(v *work.View) error {
			actors, err := account.Acting(ctx, v, []account.ID{w.clerk, "nobody"})
			if len(actors) != 0 {
				t.Errorf("%+v act", actors)
			}
			return err
		})
	})
}
