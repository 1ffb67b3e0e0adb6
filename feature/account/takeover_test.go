package account_test

import (
	"testing"
	"time"

	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/feature/account"
)

// A clock that was ahead for a while and is set right leaves nobody outside,
// and no session or proof of that time outlives its hours.
func TestClockSetBack(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		right := o.Now()
		o.Advance(90 * 24 * time.Hour)
		for range 5 {
			_, err := w.try(ctx, account.Attempt{Login: "bac.vanphong", Password: "sai mất rồi", Address: "192.0.2.1:5000"})
			wantKind(t, "a wrong password", err, fault.Invalid)
		}
		token := w.enter(t, "nam.vanphong").Token
		o.Set(right)
		if w.actor(t, token).SignedIn() {
			t.Error("a session of a day to come is alive")
		}
		w.enter(t, "bac.vanphong")
	})
}
