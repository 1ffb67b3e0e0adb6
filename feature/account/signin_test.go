package account

import (
	"context"
	"io/fs"
	"log/slog"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/secret"
	"quyet/base/work"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/rule"
)

const plain = "mưa xuân phơi phới bay"

// created returns an account whose password was hashed at cost c.
func created(t *testing.T, o *dbtest.Office, c secret.Cost) ID {
	t.Helper()
	h, err := c.Hash(t.Context(), plain)
	if err != nil {
		t.Fatal(err)
	}
	var made ID
	o.MustDo(t, func(u *work.Unit) error {
		made, err = Create(t.Context(), u, NewAccount{Login: "van.thu", Name: "Văn thư", Password: Password{h.String()}})
		return err
	})
	return made
}

// TestHashesOfOldAreRenewed checks that a password hashed at a lower cost is
// hashed at the present one when its owner signs in.
func TestHashesOfOldAreRenewed(t *testing.T) {
	dbtest.Each(t, []fs.FS{rule.Schema, org.Schema, factor.Schema, Schema}, func(t *testing.T, o *dbtest.Office) {
		created(t, o, secret.Cost{Memory: 1024, Passes: 1, Threads: 1})
		door, nobody := NewDoor(o.Office, slog.New(slog.DiscardHandler), false), Run(o.Office, work.As(access.Actor{}))
		for range 2 {
			entry, err := door.SignIn(t.Context(), nobody, Attempt{Login: "van.thu", Password: plain})
			if err != nil {
				t.Fatal(err)
			}
			o.MustView(t, func(v *work.View) error {
				c, err := find(t.Context(), v, "van.thu")
				if err == nil && (c.hash.Cost != secret.Present || entry.Browser != knownBrowser(c.id, c.stored)) {
					t.Errorf("after signing in the cost is %+v, and the browser is known: %v", c.hash.Cost, entry.Browser == knownBrowser(c.id, c.stored))
				}
				return err
			})
		}
	})
}

// meanwhile does something between checking a password and beginning the
// session.
type meanwhile struct {
	Runner
	do func()
}

func (m meanwhile) Do(ctx context.Context, fn func(*work.Unit) error) error {
	m.do()
	return m.Runner.Do(ctx, fn)
}

// TestChangedMeanwhile checks that whoever is disabled, or whose password is
// changed, while it is being hashed does not get in any more.
func TestChangedMeanwhile(t *testing.T) {
	dbtest.Each(t, []fs.FS{rule.Schema, org.Schema, factor.Schema, Schema}, func(t *testing.T, o *dbtest.Office) {
		account := created(t, o, secret.Present)
		other, err := Choose(t.Context(), "nắng hạ vàng trên đồng")
		if err != nil {
			t.Fatal(err)
		}
		door := NewDoor(o.Office, slog.New(slog.DiscardHandler), false)
		// In this order: after the second one the old password is wrong anyway.
		for _, op := range []func(*work.Unit) error{
			func(u *work.Unit) error { return Disable(t.Context(), u, account) },
			func(u *work.Unit) error { return SetPassword(t.Context(), u, account, other) },
		} {
			nobody := meanwhile{Run(o.Office, work.As(access.Actor{})), func() { o.MustDo(t, op) }}
			_, err := door.SignIn(t.Context(), nobody, Attempt{Login: "van.thu", Password: plain})
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("got %v, want a refusal", err)
			}
			o.MustDo(t, func(u *work.Unit) error { return Enable(t.Context(), u, account) })
		}
	})
}
