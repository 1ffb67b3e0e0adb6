package account_test

import (
	"slices"
	"testing"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/rule"
)

// see is held by those who read.
var see = access.Allow("test.see", account.RoleTitle(access.Inspector), access.Office, access.Head, access.Inspector)

// Of several posts one acts at a time, with its own rights and those held
// everywhere.
func TestOnePostAtATime(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		manage := account.CanManage
		o.MustDo(t, func(u *work.Unit) error {
			_, err := account.GrantRoles(ctx, u, []account.NewGrant{
				{Account: w.clerk, Role: access.Head, Scope: w.south.Scope(), Interval: civil.Since(day("2026-11-01"))},
				{Account: w.clerk, Role: access.Administrator, Scope: w.south.Scope(), Interval: civil.Since(day("2026-11-01"))},
			})
			return err
		})
		token := w.enter(t, "bac.vanphong").Token
		wants := func(when string, body org.ID, north, south bool) {
			t.Helper()
			a := w.actor(t, token)
			if a.Body != body.Scope() || a.May(see, w.north.Scope()) != north || a.May(see, w.south.Scope()) != south || a.May(manage, w.south.Scope()) != south {
				t.Errorf("%s the actor is %+v", when, a)
			}
			if len(a.Posts) != 2 || a.Posts[0].Body != w.north.Scope() || a.Posts[1].Body != w.south.Scope() {
				t.Errorf("%s the posts are %+v", when, a.Posts)
			}
		}
		wants("at first", w.north, true, false)
		to := func(post org.ID) error {
			return o.Do(ctx, account.BySession(token), func(u *work.Unit) error {
				_, err := account.Switch(ctx, u, token, string(post))
				return err
			})
		}
		if err := to(w.south); err != nil {
			t.Fatal(err)
		}
		wants("after switching", w.south, false, true)
		wantKind(t, "no post of theirs", to(w.province), fault.Unknown)
		wantKind(t, "nothing", to(""), fault.Unknown)
		o.MustDo(t, func(u *work.Unit) error {
			_, err := account.GrantRole(ctx, u, account.NewGrant{Account: w.clerk, Role: access.Inspector, Scope: access.Everywhere, Interval: civil.Since(day("2026-11-01"))})
			return err
		})
		wants("with a role everywhere", w.south, true, true)
	})
}

// Whoever holds a role at an inspection commission reads under its committee:
// not beside, not above, from the day the commission belongs there, and as
// long as the rule says so.
func TestInspectionReadsUnderItsCommittee(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		act := org.Act{Symbol: "02-QĐ/TU", On: day("2025-06-12")}
		var commission, board org.ID
		o.MustDo(t, func(u *work.Unit) (err error) {
			if commission, err = org.Establish(ctx, u, org.NewBody{Code: "KT", Name: "Uỷ ban Kiểm tra Đảng uỷ xã Bắc Hà", Kind: org.Inspection, Tier: org.Commune, Line: org.Party, Superior: w.north}, day("2025-07-01"), act); err != nil {
				return err
			}
			if board, err = org.Establish(ctx, u, org.NewBody{Code: "BXD", Name: "Ban Xây dựng Đảng xã Bắc Hà", Kind: org.PartyBoard, Tier: org.Commune, Line: org.Party, Superior: w.north}, day("2025-07-01"), act); err != nil {
				return err
			}
			always := civil.Since(day("2026-01-01"))
			_, err = account.GrantRoles(ctx, u, []account.NewGrant{
				{Account: w.other, Role: access.Specialist, Scope: commission.Scope(), Interval: always},
				{Account: w.chief, Role: access.Administrator, Scope: commission.Scope(), Interval: always},
				{Account: w.clerk, Role: access.Specialist, Scope: board.Scope(), Interval: always},
			})
			return err
		})
		reads := func(login string, post org.ID) (at []org.ID) {
			t.Helper()
			token := w.enter(t, login).Token
			if err := o.Do(ctx, account.BySession(token), func(u *work.Unit) error {
				_, err := account.Switch(ctx, u, token, string(post))
				return err
			}); err != nil {
				t.Fatal(err)
			}
			a := w.actor(t, token)
			for _, b := range []org.ID{w.province, w.north, w.south, commission, board} {
				if a.May(see, b.Scope()) {
					at = append(at, b)
				}
			}
			return at
		}
		wants := func(what string, got []org.ID, want ...org.ID) {
			t.Helper()
			if !slices.Equal(got, want) {
				t.Errorf("%s reads at %q, want %q", what, got, want)
			}
		}
		wants("the commission", reads("nam.vanphong", commission), w.north, commission, board)
		wants("another post of its member", reads("nam.vanphong", w.south), w.south)
		wants("who administers the commission", reads("bac.quantri", commission))
		wants("a board of the committee", reads("bac.vanphong", board))

		o.MustDo(t, func(u *work.Unit) error {
			return org.Move(ctx, u, commission, w.south, day("2026-11-20"), org.Act{Symbol: "03-QĐ/TU", On: day("2026-11-10")})
		})
		wants("the commission after it has moved", reads("nam.vanphong", commission), w.south, commission)
		o.MustView(t, func(v *work.View) error {
			a, err := account.Find(ctx, v, w.other)
			if err != nil || len(a.Grants) != 2 {
				t.Errorf("the grants are %+v, %v", a, err)
			}
			return err
		})
		o.MustDo(t, func(u *work.Unit) error {
			return rule.Set(ctx, u, "account.inspection_reads", rule.Version{Value: "none", From: day("2026-11-20"), Citation: "Quy chế thử"})
		})
		wants("the commission without the rule", reads("nam.vanphong", commission))
	})
}
