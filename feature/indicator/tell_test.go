package indicator_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/chase"
	"quyet/feature/indicator"
	"quyet/feature/notice"
	"quyet/feature/org"
)

// Who has not declared is reminded before the day and urged behind it, and who accepts is
// told; who has declared is left alone, and its head is told that there is something to
// approve.
func TestWhoIsTold(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 2)
		ctx := t.Context()
		keeper := audit.NewKeeper(filepath.Join(t.TempDir(), "log.key"))
		secret, err := account.Choose(ctx, "từ nghị quyết đến kết quả")
		if err != nil {
			t.Fatal(err)
		}
		type post struct {
			body org.ID
			role access.Role
		}
		a, b := p.communes[0], p.communes[1]
		gather := func() {
			t.Helper()
			if err := errors.Join(keeper.Seal(ctx, o.Office), notice.Gather(ctx, o.Office)); err != nil {
				t.Fatal(err)
			}
		}
		p.opens(t)
		for _, c := range []org.ID{a, b} { // the quarter before is over and done
			p.must(t, c, q4.Prev(), indicator.Taking{Verb: indicator.Enter, Cells: cells(7, 5, 405, 1000, 5250, 1000, 3)}, indicator.Taking{Verb: indicator.Declare})
		}
		gather()
		people := map[post]account.ID{}
		o.MustDo(t, func(u *work.Unit) error {
			for i, at := range []post{{p.province, access.Office}, {a, access.Office}, {a, access.Head}, {b, access.Office}} {
				made, err := account.Create(ctx, u, account.NewAccount{Login: fmt.Sprintf("vp.%d", i), Name: "Văn phòng", Password: secret})
				if err != nil {
					return err
				}
				people[at] = made
				if _, err := account.GrantRole(ctx, u, account.NewGrant{Account: made, Role: at.role, Scope: at.body.Scope(), Interval: civil.Since(day("2026-01-01"))}); err != nil {
					return err
				}
			}
			return nil
		})
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: cells(7, 5, 405, 1000, 5250, 1000, 3)}, indicator.Taking{Verb: indicator.Declare})
		due := p.of(t, b, q4).Due
		for d := due.AddDays(-8); d.Before(due.AddDays(30)); d = d.AddDays(1) {
			p.Set(d.Start(p.Zone).Add(7 * time.Hour))
			if err := chase.Run(ctx, o.Office); err != nil {
				t.Fatal(err)
			}
		}
		gather()
		for at, want := range map[post][]string{
			{a, access.Office}:          nil,
			{a, access.Head}:            {"Số liệu đã chốt, chờ duyệt"},
			{b, access.Office}:          {"Quá hạn chốt số liệu", "Quá hạn chốt số liệu, báo cáo cấp trên", "Sắp đến hạn chốt số liệu"},
			{p.province, access.Office}: {"Quá hạn chốt số liệu, báo cáo cấp trên"},
		} {
			var got []string
			if err := o.View(ctx, func(ctx context.Context, v *work.View) (access.Actor, error) {
				system := *v
				system.Actor = access.System("test")
				actors, err := account.Acting(ctx, &system, []account.ID{people[at]})
				return actors[people[at]], err
			}, func(v *work.View) error {
				items, _, err := notice.Inbox(ctx, v, notice.Cursor{})
				for _, i := range items {
					got = append(got, i.Title(ctx))
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s at %s is told %q, not %q", at.role, p.tree.Name(at.body, q4Day), got, want)
			}
		}
	})
}

var q4Day = day("2026-12-01")
