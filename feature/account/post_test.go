package account_test

import (
	"slices"
	"strings"
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

// Who holds a role everywhere and on no body keeps it as a post of their own
// while they stand in for somebody: it comes first, and it is for no body.
func TestHeldEverywhereBesideADeputising(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		token := w.enter(t, "quantri").Token
		bearer := w.token(t, "quantri", "read", day("2026-12-01"))
		var named account.DeputyID
		o.MustDo(t, func(u *work.Unit) (err error) {
			named, err = account.NameDeputy(ctx, u, account.NewDeputy{For: w.clerk, Body: w.north, Account: w.root, Interval: away})
			return err
		})
		to := func(post string) error {
			return o.Do(ctx, account.BySession(token), func(u *work.Unit) error {
				_, err := account.Switch(ctx, u, token, post)
				return err
			})
		}
		wants := func(when string, administers, reads bool, body access.Scope, instead string) {
			t.Helper()
			a := w.actor(t, token)
			if a.May(account.CanManage, access.Everywhere) != administers || a.May(see, w.north.Scope()) != reads || a.Body != body || a.For != instead {
				t.Errorf("%s the actor is %+v", when, a)
			}
			if len(a.Posts) != 2 || a.Posts[0].Body != access.Everywhere || a.Posts[0].For != "" || a.Posts[1].ID != string(named) {
				t.Errorf("%s the posts are %+v", when, a.Posts)
			}
		}
		wants("at first", true, false, "", "")
		if err := to(string(named)); err != nil {
			t.Fatal(err)
		}
		wants("as the deputy", false, true, w.north.Scope(), string(w.clerk))
		own := w.actor(t, token).Posts[0].ID
		if err := to(own); err != nil {
			t.Fatal(err)
		}
		wants("back in the own post", true, false, "", "")
		if a := w.program(t, bearer); !a.SignedIn() || a.For != "" || a.Body != "" {
			t.Errorf("the program acts as %+v", a)
		}

		// Who has a post at a body has what is held everywhere there and not apart.
		o.MustDo(t, func(u *work.Unit) error {
			_, err := account.GrantRole(ctx, u, account.NewGrant{Account: w.root, Role: access.Office, Scope: w.south.Scope(), Interval: civil.Since(day("2026-11-20"))})
			return err
		})
		a := w.actor(t, token)
		if len(a.Posts) != 2 || a.Body != w.south.Scope() || !a.May(account.CanManage, access.Everywhere) {
			t.Errorf("with a role at a body the actor is %+v", a)
		}
		wantKind(t, "the post that is none any more", to(own), fault.Unknown)
	})
}

// The page of the person offers it, and names no deputy for it.
func TestPageOfWhatIsHeldEverywhere(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		w := build(t, o)
		o.MustDo(t, func(u *work.Unit) error {
			_, err := account.NameDeputy(t.Context(), u, account.NewDeputy{For: w.clerk, Body: w.north, Account: w.root, Interval: away})
			return err
		})
		b := open(t, serve(t, w))
		b.post("/login", "login", "quantri", "password", phrase)
		_, page := b.get("/account")
		own, _ := page.Find("input[name=body][checked]").Attr("value")
		if n := page.Find("input[type=radio][name=body]").Length(); n != 2 || own == "" || !strings.Contains(page.Text(), "Quản trị, Toàn hệ thống") {
			t.Fatalf("the page offers %d posts and checks %q", n, own)
		}
		for _, to := range []string{page.Find("input[type=radio][name=body]:not([checked])").AttrOr("value", ""), own} {
			if status, page := b.post("/account/body", "body", to, "back", "/account"); status != 200 || page.Find("input[name=body][checked]").AttrOr("value", "") != to {
				t.Errorf("switching to %q: %d %s", to, status, page.Find("main").Text())
			}
		}
		if _, page := b.get("/account/deputies"); page.Find("main form input[name=from]").Length() != 0 {
			t.Error("a deputy can be named for what is held everywhere")
		}
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
