package account_test

import (
	"slices"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

// away is the week for which the tests name deputies.
var away = civil.Interval{From: day("2026-11-20"), Until: day("2026-11-27")}

// A deputy finds the post among their own, acts in it with the rights that who
// is replaced has there on that day, and leaves both names. It ends by itself.
func TestDeputy(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		always := civil.Since(day("2026-01-01"))
		o.MustDo(t, func(u *work.Unit) error {
			_, err := account.GrantRoles(ctx, u, []account.NewGrant{
				{Account: w.clerk, Role: access.Administrator, Scope: w.north.Scope(), Interval: always},
				{Account: w.clerk, Role: access.Head, Scope: w.south.Scope(), Interval: always},
				{Account: w.other, Role: access.Specialist, Scope: w.north.Scope(), Interval: always},
			})
			return err
		})
		clerk, other := w.enter(t, "bac.vanphong").Token, w.enter(t, "nam.vanphong").Token
		var named account.DeputyID
		if err := o.Do(ctx, account.BySession(clerk), func(u *work.Unit) (err error) {
			named, err = account.NameDeputy(ctx, u, account.NewDeputy{For: w.clerk, Body: w.north, Account: w.other, Interval: away})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		a := w.actor(t, other)
		if a.For != "" || len(a.Posts) != 3 || a.Posts[2].For != string(w.clerk) || a.Posts[2].ID != string(named) {
			t.Fatalf("before switching: %+v", a)
		}
		if err := o.Do(ctx, account.BySession(other), func(u *work.Unit) error {
			_, err := account.Switch(ctx, u, other, string(named))
			return err
		}); err != nil {
			t.Fatal(err)
		}
		wantsRights := func(when string, reads, administers bool) {
			t.Helper()
			a := w.actor(t, other)
			if a.May(see, w.north.Scope()) != reads || a.May(account.CanManage, w.north.Scope()) != administers || a.May(see, w.south.Scope()) != (a.For == "" && a.Body == w.south.Scope()) {
				t.Errorf("%s: %+v", when, a)
			}
			if reads && (a.For != string(w.clerk) || a.Account != string(w.other) || a.Body != w.north.Scope()) {
				t.Errorf("%s: %+v", when, a)
			}
		}
		wantsRights("as the deputy", true, false)

		// Both names stand in what is done.
		o.Do(ctx, account.BySession(other), func(u *work.Unit) error { return u.Record(ctx, "test.done", "thing", nil) })
		o.MustView(t, func(v *work.View) error {
			events, err := v.History(ctx, "thing", 5)
			if err != nil || len(events) != 1 {
				t.Fatalf("%v %v", events, err)
			}
			names, err := account.Names(ctx, v, account.Doers(events...))
			if got := account.Doer(ctx, names, events[0]); got != "Văn phòng xã Nam Hà thay Văn phòng xã Bắc Hà" {
				t.Errorf("it was done by %q", got)
			}
			for _, whom := range []account.ID{w.clerk, w.other} {
				if told, err := v.History(ctx, string(whom), 1); err != nil || told[0].Kind != "account.deputy_named" {
					t.Errorf("the history says %+v, %v", told, err)
				}
			}
			return err
		})

		// A deputy names nobody, for whomever.
		for _, n := range []account.NewDeputy{
			{For: w.clerk, Body: w.south, Account: w.chief, Interval: away},
			{For: w.other, Body: w.north, Account: w.chief, Interval: away},
		} {
			err := o.Do(ctx, account.BySession(other), func(u *work.Unit) error { _, err := account.NameDeputy(ctx, u, n); return err })
			wantKind(t, "a deputy names one", err, fault.Forbidden)
		}

		// Who is replaced loses a role: so does the deputy.
		o.MustDo(t, func(u *work.Unit) error {
			c, err := account.Find(ctx, &u.View, w.clerk)
			if err != nil {
				return err
			}
			office := slices.IndexFunc(c.Grants, func(g account.Grant) bool { return g.Role == access.Office })
			return account.Revoke(ctx, u, c.Grants[office].ID)
		})
		wantsRights("after the role was revoked", false, false)
		o.MustDo(t, func(u *work.Unit) error {
			_, err := account.GrantRole(ctx, u, account.NewGrant{Account: w.clerk, Role: access.Office, Scope: w.north.Scope(), Interval: civil.Since(day("2026-11-20"))})
			return err
		})
		wantsRights("after it was granted again", true, false)

		// Disabled, nobody can be stood in for.
		o.MustDo(t, func(u *work.Unit) error { return account.Disable(ctx, u, w.clerk) })
		wantsRights("for a disabled account", false, false)
		o.MustDo(t, func(u *work.Unit) error { return account.Enable(ctx, u, w.clerk) })

		o.Set(time.Date(2026, 11, 26, 23, 0, 0, 0, dbtest.Zone))
		other = w.enter(t, "nam.vanphong").Token
		if err := o.Do(ctx, account.BySession(other), func(u *work.Unit) error { _, err := account.Switch(ctx, u, other, string(named)); return err }); err != nil {
			t.Fatal(err)
		}
		wantsRights("on the last day", true, false)
		o.Advance(2 * time.Hour)
		wantsRights("on the day after", false, false)
		if a := w.actor(t, other); a.For != "" || len(a.Posts) != 2 {
			t.Errorf("after the end: %+v", a)
		}
	})
}

// The right to administer is passed on only where that was chosen, and then
// for the body alone.
func TestDeputyAdministers(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		name := func(who account.Token, n account.NewDeputy) (id account.DeputyID, err error) {
			err = o.Do(ctx, account.BySession(who), func(u *work.Unit) error { id, err = account.NameDeputy(ctx, u, n); return err })
			return id, err
		}
		chief, clerk, root := w.enter(t, "bac.quantri").Token, w.enter(t, "bac.vanphong").Token, w.enter(t, "quantri").Token
		n := account.NewDeputy{For: w.chief, Body: w.north, Account: w.clerk, Interval: away}
		_, err := name(chief, n)
		wantKind(t, "nothing but administration, which was not chosen", err, fault.Invalid)
		n.Administers = true
		id, err := name(chief, n)
		if err != nil {
			t.Fatal(err)
		}
		if err := o.Do(ctx, account.BySession(clerk), func(u *work.Unit) error { _, err := account.Switch(ctx, u, clerk, string(id)); return err }); err != nil {
			t.Fatal(err)
		}
		if a := w.actor(t, clerk); !a.May(account.CanManage, w.north.Scope()) || a.May(account.CanManage, w.south.Scope()) || a.May(account.CanManage, access.Everywhere) || a.May(see, w.north.Scope()) {
			t.Errorf("the deputy holds %+v", a)
		}
		_, err = name(clerk, account.NewDeputy{For: w.chief, Body: w.north, Account: w.other, Interval: civil.Interval{From: day("2026-12-01"), Until: day("2026-12-02")}, Administers: true})
		wantKind(t, "a deputy who administers names one", err, fault.Forbidden)

		err = o.Do(ctx, account.BySession(clerk), func(u *work.Unit) error { return account.SetPassword(ctx, u, w.chief, w.password) })
		wantKind(t, "a deputy takes the account over", err, fault.Forbidden)
		err = o.Do(ctx, account.BySession(clerk), func(u *work.Unit) error {
			found, err := account.Find(ctx, &u.View, w.chief)
			if err != nil {
				return err
			}
			return account.Revoke(ctx, u, found.Grants[0].ID)
		})
		wantKind(t, "a deputy revokes what it stands in for", err, fault.Forbidden)

		// Who is replaced ends it at once; a stranger cannot see it.
		end := func(who account.Token) error {
			return o.Do(ctx, account.BySession(who), func(u *work.Unit) error { return account.EndDeputy(ctx, u, id) })
		}
		wantKind(t, "a stranger ends it", end(w.enter(t, "nam.vanphong").Token), fault.Unknown)
		if err := end(chief); err != nil {
			t.Fatal(err)
		}
		if a := w.actor(t, clerk); a.For != "" || a.May(account.CanManage, w.north.Scope()) {
			t.Errorf("after the end the deputy holds %+v", a)
		}
		// The deputy may lay it down, and the administrator above may end it.
		for _, who := range []account.Token{clerk, root} {
			if id, err = name(chief, n); err != nil {
				t.Fatal(err)
			}
			if err := end(who); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestDeputyRefusals(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		var board org.ID
		o.MustDo(t, func(u *work.Unit) (err error) {
			if board, err = org.Establish(ctx, u, org.NewBody{Code: "B", Name: "Ban Xây dựng Đảng", Kind: org.PartyBoard, Tier: org.Commune, Line: org.Party, Superior: w.north}, day("2025-07-01"), org.Act{Symbol: "04-QĐ/TU", On: day("2025-06-12")}); err != nil {
				return err
			}
			_, err = account.CreateAll(ctx, u, []account.NewAccount{{ID: "colleague0000001", Login: "bac.ban", Name: "Ban", Password: w.password}, {ID: "disabled00000001", Login: "bac.khoa", Name: "Khoá", Password: w.password}})
			if err != nil {
				return err
			}
			if _, err = account.GrantRoles(ctx, u, []account.NewGrant{
				{Account: "colleague0000001", Role: access.Head, Scope: board.Scope(), Interval: civil.Since(day("2026-01-01"))},
				{Account: "disabled00000001", Role: access.Head, Scope: board.Scope(), Interval: civil.Since(day("2026-01-01"))},
			}); err != nil {
				return err
			}
			return account.Disable(ctx, u, "disabled00000001")
		})
		token := map[string]account.Token{}
		for _, login := range []string{"bac.vanphong", "bac.quantri", "quantri", "nam.vanphong", "bac.ban"} {
			token[login] = w.enter(t, login).Token
		}
		name := func(by string, n account.NewDeputy) error {
			return o.Do(ctx, account.BySession(token[by]), func(u *work.Unit) error { _, err := account.NameDeputy(ctx, u, n); return err })
		}
		good := account.NewDeputy{For: w.clerk, Body: w.north, Account: "colleague0000001", Interval: away}
		for what, c := range map[string]struct {
			by     string
			change func(*account.NewDeputy)
			want   fault.Kind
		}{
			"for somebody else":             {"bac.ban", func(*account.NewDeputy) {}, fault.Unknown},
			"beside one's scope":            {"bac.quantri", func(n *account.NewDeputy) { n.For, n.Body = w.other, w.south }, fault.Unknown},
			"above one's scope":             {"bac.quantri", func(n *account.NewDeputy) { n.Body = w.province }, fault.Forbidden},
			"at a body that is not there":   {"quantri", func(n *account.NewDeputy) { n.Body = "nowhere" }, fault.Unknown},
			"for a post that is not held":   {"bac.vanphong", func(n *account.NewDeputy) { n.Body = w.south }, fault.Invalid},
			"who is no colleague":           {"bac.vanphong", func(n *account.NewDeputy) { n.Account = w.other }, fault.Invalid},
			"who is not there":              {"quantri", func(n *account.NewDeputy) { n.Account = "nobody" }, fault.Invalid},
			"who is disabled":               {"quantri", func(n *account.NewDeputy) { n.Account = "disabled00000001" }, fault.Invalid},
			"oneself":                       {"bac.vanphong", func(n *account.NewDeputy) { n.Account = w.clerk }, fault.Invalid},
			"nobody":                        {"bac.vanphong", func(n *account.NewDeputy) { n.Account = "" }, fault.Invalid},
			"administration not held":       {"bac.vanphong", func(n *account.NewDeputy) { n.Administers = true }, fault.Invalid},
			"without an end":                {"bac.vanphong", func(n *account.NewDeputy) { n.Until = civil.Date{} }, fault.Invalid},
			"from the past":                 {"bac.vanphong", func(n *account.NewDeputy) { n.From = day("2026-11-19") }, fault.Invalid},
			"for longer than the rule says": {"bac.vanphong", func(n *account.NewDeputy) { n.Until = n.From.AddDays(91) }, fault.Invalid},
			"an empty period":               {"bac.vanphong", func(n *account.NewDeputy) { n.Until = n.From }, fault.Invalid},
		} {
			n := good
			c.change(&n)
			wantKind(t, what, name(c.by, n), c.want)
		}
		if err := name("bac.vanphong", good); err != nil {
			t.Fatal(err)
		}
		wantKind(t, "two at a time", name("quantri", account.NewDeputy{For: w.clerk, Body: w.north, Account: w.other, Interval: civil.Interval{From: day("2026-11-26"), Until: day("2026-12-20")}}), fault.Conflict)
		if err := name("quantri", account.NewDeputy{For: w.clerk, Body: w.north, Account: w.other, Interval: civil.Interval{From: day("2026-11-27"), Until: day("2026-12-20")}}); err != nil {
			t.Errorf("one after the other: %v", err)
		}
		for who, want := range map[account.Token]int{token["bac.vanphong"]: 2, token["bac.ban"]: 1} {
			err := o.View(ctx, account.BySession(who), func(v *work.View) error {
				all, err := account.Deputies(ctx, v, account.ID(v.Actor.Account))
				if len(all) != want {
					t.Errorf("%s sees %+v", v.Actor.Name, all)
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		}
	})
}

// Whoever sets the password of a deputy could act in the place of who is
// replaced: that is the business of who administers that body too. The same
// holds for the members of an inspection commission.
func TestTakingOverIsNoWayUp(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		chief := account.BySession(w.enter(t, "bac.quantri").Token)
		reset := func() error {
			return o.Do(ctx, chief, func(u *work.Unit) error { return account.SetPassword(ctx, u, w.clerk, w.password) })
		}
		if err := reset(); err != nil {
			t.Fatal(err)
		}
		var named account.DeputyID
		o.MustDo(t, func(u *work.Unit) (err error) {
			named, err = account.NameDeputy(ctx, u, account.NewDeputy{For: w.other, Body: w.south, Account: w.clerk, Interval: away})
			return err
		})
		wantKind(t, "the password of a deputy elsewhere", reset(), fault.Forbidden)
		o.MustDo(t, func(u *work.Unit) error { return account.EndDeputy(ctx, u, named) })
		if err := reset(); err != nil {
			t.Fatal(err)
		}

		var commission org.ID
		o.MustDo(t, func(u *work.Unit) (err error) {
			if commission, err = org.Establish(ctx, u, org.NewBody{Code: "KT", Name: "Uỷ ban Kiểm tra Tỉnh uỷ", Kind: org.Inspection, Tier: org.Province, Line: org.Party, Superior: w.province}, day("2025-07-01"), org.Act{Symbol: "04-QĐ/TU", On: day("2025-06-12")}); err != nil {
				return err
			}
			_, err = account.GrantRoles(ctx, u, []account.NewGrant{{Account: w.chief, Role: access.Administrator, Scope: commission.Scope(), Interval: civil.Since(day("2026-11-01"))}})
			return err
		})
		token := w.enter(t, "bac.quantri").Token
		at := account.BySession(token)
		if err := o.Do(ctx, at, func(u *work.Unit) error { _, err := account.Switch(ctx, u, token, string(commission)); return err }); err != nil {
			t.Fatal(err)
		}
		grant := func(role access.Role) error {
			return o.Do(ctx, at, func(u *work.Unit) error {
				_, err := account.GrantRole(ctx, u, account.NewGrant{Account: w.chief, Role: role, Scope: commission.Scope(), Interval: civil.Since(day("2026-12-01"))})
				return err
			})
		}
		wantKind(t, "a member of the commission by who administers no more than it", grant(access.Specialist), fault.Forbidden)
		o.MustDo(t, func(u *work.Unit) error {
			_, err := account.GrantRole(ctx, u, account.NewGrant{Account: w.clerk, Role: access.Specialist, Scope: commission.Scope(), Interval: civil.Since(day("2026-11-01"))})
			return err
		})
		wantKind(t, "the password of a member", o.Do(ctx, at, func(u *work.Unit) error { return account.SetPassword(ctx, u, w.clerk, w.password) }), fault.Forbidden)
	})
}
