package account_test

import (
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/factor"
)

// Who has proved by other means than a password who they are gets in as who
// knows the password does: with the second step where there is one, unless the
// proof is whole; not where the account is disabled, or none.
func TestArrive(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		arrive := func(a account.Arrival) (account.Entry, error) {
			return w.door.Arrive(ctx, account.Run(o.Office, work.As(access.Actor{})), a)
		}
		before := w.enter(t, "bac.vanphong").Token
		e, err := arrive(account.Arrival{Account: w.clerk, Proof: factor.Provider, Token: before})
		if err != nil || e.Arrival != "" || e.Proof != factor.Provider || len(w.actor(t, e.Token).Grants) != 1 || w.actor(t, before).SignedIn() {
			t.Errorf("by a provider: %+v, %v", e, err)
		}
		app := w.setUp(t, w.clerk)
		e, err = arrive(account.Arrival{Account: w.clerk, Proof: factor.Vouched, Whole: true})
		if err != nil || e.Arrival != "" || !w.actor(t, e.Token).SignedIn() {
			t.Errorf("by a whole proof: %+v, %v", e, err)
		}
		e, err = arrive(account.Arrival{Account: w.clerk, Proof: factor.Provider})
		if err != nil || e.Arrival == "" || e.Token != "" || e.Browser != "" {
			t.Fatalf("by a provider, with a second step: %+v, %v", e, err)
		}
		if e, err = w.second(ctx, account.Step{Arrival: e.Arrival, Code: app.code(t)}); err != nil {
			t.Fatal(err)
		}
		err = o.View(ctx, account.BySession(e.Token), func(v *work.View) error {
			all, err := account.Sessions(ctx, v, w.clerk)
			if len(all) != 3 || all[0].Proofs().String() != "provider code" {
				t.Errorf("the sessions are %+v", all)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
		o.MustDo(t, func(u *work.Unit) error { return account.Disable(ctx, u, w.clerk) })
		_, err = arrive(account.Arrival{Account: w.clerk, Proof: factor.Vouched, Whole: true})
		wantKind(t, "a disabled account", err, fault.Forbidden)
		_, err = arrive(account.Arrival{Account: "nobody", Proof: factor.Vouched, Whole: true})
		wantKind(t, "an account that there is not", err, fault.Invalid)
	})
}
