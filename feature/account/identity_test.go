package account_test

import (
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
)

var details = db.Built("event.details", `SELECT detail FROM event ORDER BY seq`)

// Whoever an account belonged to can be taken away, and every event stays as
// it was.
func TestErase(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		w.enter(t, "nam.vanphong")
		events := func() (all []string) {
			o.MustView(t, func(v *work.View) (err error) {
				all, err = db.All(ctx, v.Snapshot, details, func(scan db.Scan) (d string, err error) { return d, scan(&d) })
				return err
			})
			return all
		}
		erase := func(by work.Who) error {
			return o.Do(ctx, by, func(u *work.Unit) error { return account.Erase(ctx, u, w.other) })
		}
		wantKind(t, "one that holds a role", erase(work.System("test")), fault.Conflict)
		o.Advance(time.Hour)
		o.MustDo(t, func(u *work.Unit) error { return account.Rename(ctx, u, w.other, "Trần Thị Bưởi") })
		o.Advance(time.Hour)
		o.MustDo(t, func(u *work.Unit) error { return account.Rename(ctx, u, w.other, "Trần Thị Cam") })
		o.MustView(t, func(v *work.View) error {
			former, err := account.FormerNames(ctx, v, w.other)
			if err != nil || len(former) != 2 || former[0].Name != "Trần Thị Bưởi" || !former[0].From.Equal(dbtest.Start.Add(time.Hour)) ||
				!former[0].Until.Equal(dbtest.Start.Add(2*time.Hour)) || former[1].Name != "Văn phòng xã Nam Hà" || !former[1].From.Equal(dbtest.Start) {
				t.Errorf("the former names are %+v (%v)", former, err)
			}
			a, err := account.Find(ctx, v, w.other)
			if err != nil {
				return err
			}
			o.MustDo(t, func(u *work.Unit) error { return account.Revoke(ctx, u, a.Grants[0].ID) })
			return nil
		})
		before := events()
		o.MustView(t, func(v *work.View) error {
			unused, err := account.Unused(ctx, v, v.Today.AddDays(1), 10)
			if err != nil || len(unused) != 1 || unused[0] != w.other {
				t.Errorf("held no role since today: %v %v", unused, err)
			}
			if early, err := account.Unused(ctx, v, v.Today.AddDays(-1), 10); err != nil || len(early) != 0 {
				t.Errorf("held no role since yesterday: %v %v", early, err)
			}
			return nil
		})
		if err := erase(work.System("test")); err != nil {
			t.Fatal(err)
		}
		after := events()
		if len(after) != len(before)+1 || strings.Join(after[:len(before)], "\n") != strings.Join(before, "\n") {
			t.Error("events of before were changed")
		}
		for _, d := range after {
			if strings.Contains(d, "Bưởi") || strings.Contains(d, "Cam") || strings.Contains(d, "Văn phòng xã Nam Hà") || strings.Contains(d, "nam.vanphong") {
				t.Errorf("an event tells who it was: %s", d)
			}
		}
		o.MustView(t, func(v *work.View) error {
			names, err := account.Names(ctx, v, []account.ID{w.other, w.clerk})
			if err != nil || names[w.other] != "tài khoản đã xoá" || names[w.clerk] != "Văn phòng xã Bắc Hà" {
				t.Errorf("called %v (%v)", names, err)
			}
			a, err := account.Find(ctx, v, w.other)
			if err != nil || !a.IsErased() || a.Name != "" || a.Login != "" || len(a.Grants) != 1 || a.Called(ctx) != "tài khoản đã xoá" {
				t.Errorf("what is left: %+v (%v)", a, err)
			}
			unused, err := account.Unused(ctx, v, v.Today.AddDays(1), 10)
			if len(unused) != 0 {
				t.Errorf("erased, and still to be erased: %v", unused)
			}
			return err
		})
		_, err := w.door.SignIn(ctx, account.Run(o.Office, work.As(access.Actor{})), account.Attempt{Login: "nam.vanphong", Password: phrase, Address: "192.0.2.1:1"})
		wantKind(t, "signing in with what it was called", err, fault.Invalid)
		for name, do := range map[string]func(u *work.Unit) error{
			"erasing again": func(u *work.Unit) error { return account.Erase(ctx, u, w.other) },
			"renaming":      func(u *work.Unit) error { return account.Rename(ctx, u, w.other, "Ai đó") },
			"enabling":      func(u *work.Unit) error { return account.Enable(ctx, u, w.other) },
			"a password":    func(u *work.Unit) error { return account.SetPassword(ctx, u, w.other, w.password) },
			"a role": func(u *work.Unit) error {
				_, err := account.GrantRole(ctx, u, account.NewGrant{Account: w.other, Role: access.Office, Scope: w.south.Scope(), Interval: civil.Since(u.Today)})
				return err
			},
		} {
			wantKind(t, name, o.Do(ctx, work.System("test"), do), fault.Conflict)
		}
		wantKind(t, "one's own", o.Do(ctx, work.As(access.Actor{Account: string(w.root), ProvedUntil: justProved, Grants: []access.Grant{{Role: access.Administrator, Scope: access.Everywhere}}}),
			func(u *work.Unit) error { return account.Erase(ctx, u, w.root) }), fault.Conflict)
	})
}
