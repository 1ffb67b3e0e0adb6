package account_test

import (
	"testing"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/account"
)

// BenchmarkWho finds out who acts, with an own post and one more: what every
// request pays before it does anything.
func BenchmarkWho(b *testing.B) {
	for _, e := range []db.Engine{db.SQLite, db.Postgres} {
		b.Run(e.String(), func(b *testing.B) {
			o := dbtest.New(b, e, schema)
			w := build(b, o)
			o.MustDo(b, func(u *work.Unit) error {
				_, err := account.GrantRole(b.Context(), u, account.NewGrant{Account: w.clerk, Role: access.Head, Scope: w.south.Scope(), Interval: civil.Since(day("2026-11-01"))})
				return err
			})
			who := account.BySession(w.enter(b, "bac.vanphong").Token)
			for b.Loop() {
				if err := o.View(b.Context(), who, func(*work.View) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
