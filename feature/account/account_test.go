package account_test

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

var (
	schema = []fs.FS{org.Schema, account.Schema}
	day    = civil.MustParse
)

const phrase = "con cò bay lả bay la"

// A town has a province with two communes, and accounts of them.
type town struct {
	*dbtest.Office
	door                      *account.Door
	province, north, south    org.ID
	password                  account.Password
	root, chief, clerk, other account.ID
}

// build makes a town: root administers everything, chief administers the
// north, clerk is the north's office, other the south's.
func build(t *testing.T, o *dbtest.Office) *town {
	t.Helper()
	ctx := t.Context()
	w := &town{Office: o, door: account.NewDoor(o.Office, slog.New(slog.DiscardHandler), false)}
	var err error
	if w.password, err = account.Choose(ctx, phrase); err != nil {
		t.Fatal(err)
	}
	o.MustDo(t, func(u *work.Unit) error {
		act := org.Act{Symbol: "01-QĐ/TU", On: day("2025-06-12")}
		establish := func(code, name string, tier org.Tier, above org.ID) org.ID {
			b, err := org.Establish(ctx, u, org.NewBody{Code: code, Name: name, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: above}, day("2025-07-01"), act)
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		w.province = establish("P", "Tỉnh uỷ Sông Đông", org.Province, "")
		w.north = establish("N", "Đảng uỷ xã Bắc Hà", org.Commune, w.province)
		w.south = establish("S", "Đảng uỷ xã Nam Hà", org.Commune, w.province)
		made, err := account.CreateAll(ctx, u, []account.NewAccount{
			{Login: "quantri", Name: "Quản trị hệ thống", Password: w.password},
			{Login: "bac.quantri", Name: "Quản trị xã Bắc Hà", Password: w.password},
			{Login: "bac.vanphong", Name: "Văn phòng xã Bắc Hà", Password: w.password},
			{Login: "nam.vanphong", Name: "Văn phòng xã Nam Hà", Password: w.password},
		})
		if err != nil {
			return err
		}
		w.root, w.chief, w.clerk, w.other = made[0], made[1], made[2], made[3]
		always := civil.Since(day("2026-01-01"))
		_, err = account.GrantRoles(ctx, u, []account.NewGrant{
			{Account: w.root, Role: access.Administrator, Scope: access.Everywhere, Interval: always},
			{Account: w.chief, Role: access.Administrator, Scope: w.north.Scope(), Interval: always},
			{Account: w.clerk, Role: access.Office, Scope: w.north.Scope(), Interval: always},
			{Account: w.other, Role: access.Office, Scope: w.south.Scope(), Interval: always},
		})
		return err
	})
	return w
}

// enter signs in with the usual password.
func (w *town) enter(t *testing.T, login string) account.Entry {
	t.Helper()
	e, err := w.try(t.Context(), account.Attempt{Login: login, Password: phrase, Address: "192.0.2.1:5000"})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func (w *town) try(ctx context.Context, a account.Attempt) (account.Entry, error) {
	return w.door.SignIn(ctx, account.Run(w.Office.Office, work.As(access.Actor{})), a)
}

// actor returns who acts with a token.
func (w *town) actor(t *testing.T, token account.Token) access.Actor {
	t.Helper()
	var a access.Actor
	err := w.View(t.Context(), account.BySession(token), func(v *work.View) error {
		a = v.Actor
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func wantKind(t *testing.T, what string, err error, want fault.Kind) {
	t.Helper()
	if err == nil || fault.KindOf(err) != want {
		t.Errorf("%s: got %v, want a fault of kind %v", what, err, want)
	}
}

func TestSignInAndOut(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		first := w.enter(t, "Bắc.VănPhòng")
		a := w.actor(t, first.Token)
		if a.Account != string(w.clerk) || a.Name != "Văn phòng xã Bắc Hà" || a.Body != w.north.Scope() {
			t.Fatalf("the actor is %+v", a)
		}
		if !a.May(access.Allow("x", account.RoleTitle(access.Office), access.Office), w.north.Scope()) || a.Tree == nil {
			t.Error("the office of the north may not do what offices do")
		}
		again, err := w.try(ctx, account.Attempt{Login: "bac.vanphong", Password: phrase, Address: "192.0.2.1:5000", Token: first.Token})
		if err != nil {
			t.Fatal(err)
		}
		if again.Token == first.Token || w.actor(t, first.Token).SignedIn() || !w.actor(t, again.Token).SignedIn() {
			t.Error("signing in again must end the session before and begin another")
		}
		if err := o.Do(ctx, account.BySession(again.Token), func(u *work.Unit) error { return account.SignOut(ctx, u, again.Token) }); err != nil {
			t.Fatal(err)
		}
		for _, token := range []account.Token{again.Token, "", "nothing"} {
			if got := w.actor(t, token); got.SignedIn() || got.IsSystem() || got.Grants != nil {
				t.Errorf("token %q means %+v, want nobody", token, got)
			}
		}
	})
}

func TestSessionsEnd(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		request := func(token account.Token) bool {
			t.Helper()
			signedIn := false
			if err := o.View(ctx, w.door.BySession(token), func(v *work.View) error {
				signedIn = v.Actor.SignedIn()
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			w.door.Wait()
			return signedIn
		}
		idle, busy := w.enter(t, "bac.vanphong").Token, w.enter(t, "bac.vanphong").Token
		for at := time.Duration(0); at < account.LongestTime; at += time.Hour {
			if got, want := request(busy), true; got != want {
				t.Errorf("after %v a session in use has ended", at)
			}
			if at == account.IdleTime-time.Hour && !w.actor(t, idle).SignedIn() {
				t.Errorf("after %v an idle session has ended", at)
			}
			if at == account.IdleTime && w.actor(t, idle).SignedIn() {
				t.Errorf("after %v an idle session has not ended", at)
			}
			o.Advance(time.Hour)
		}
		if request(busy) {
			t.Errorf("after %v a session in use has not ended", account.LongestTime)
		}
		o.MustView(t, func(v *work.View) error {
			if s, err := account.Sessions(ctx, v, w.clerk); err != nil || len(s) != 0 {
				t.Errorf("expired sessions are listed: %v %v", s, err)
			}
			return nil
		})
		if err := account.Sweep(ctx, o.Office); err != nil {
			t.Fatal(err)
		}

		mine := []account.Token{w.enter(t, "bac.vanphong").Token, w.enter(t, "bac.vanphong").Token, w.enter(t, "bac.vanphong").Token}
		stranger := w.enter(t, "nam.vanphong").Token
		var list []account.Session
		if err := o.View(ctx, account.BySession(mine[0]), func(v *work.View) (err error) {
			list, err = account.Sessions(ctx, v, w.clerk)
			return err
		}); err != nil || len(list) != 3 {
			t.Fatalf("three sessions, listed as %v, %v", list, err)
		}
		revoke := func(who account.Token, s account.SessionID) error {
			return o.Do(ctx, account.BySession(who), func(u *work.Unit) error { return account.RevokeSession(ctx, u, s) })
		}
		wantKind(t, "revoking a stranger's session", revoke(stranger, list[0].ID), fault.Unknown)
		if err := revoke(mine[0], list[0].ID); err != nil {
			t.Error(err)
		}
		wantKind(t, "revoking a session twice", revoke(mine[0], list[0].ID), fault.Unknown)
		chief := w.enter(t, "bac.quantri").Token
		if err := revoke(chief, list[1].ID); err != nil {
			t.Error(err)
		}
		left := 0
		for _, token := range mine {
			if w.actor(t, token).SignedIn() {
				left++
			}
		}
		if left != 1 {
			t.Errorf("of three sessions two were revoked; %d are left", left)
		}
	})
}

func TestRefusedSignIn(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		wrong := func(login string) error {
			_, err := w.try(ctx, account.Attempt{Login: login, Password: "not the phrase", Address: "198.51.100.9:1"})
			return err
		}
		known, unknown := wrong("bac.vanphong"), wrong("nobody.there")
		wantKind(t, "a wrong password", known, fault.Invalid)
		if known.Error() != unknown.Error() {
			t.Errorf("a wrong password says %q, an unknown login %q", known, unknown)
		}
		// From one address five attempts at once are free; the sixth waits.
		for range 4 {
			wrong("bac.vanphong")
			wrong("nobody.there")
		}
		known, unknown = wrong("bac.vanphong"), wrong("nobody.there")
		wantKind(t, "the sixth attempt", known, fault.TooOften)
		if known.Error() != unknown.Error() {
			t.Errorf("the sixth attempt says %q for a login that exists, %q otherwise", known, unknown)
		}
		if _, err := w.try(ctx, account.Attempt{Login: "bac.vanphong", Password: phrase, Address: "203.0.113.5:1"}); err != nil {
			t.Errorf("the owner was locked out elsewhere: %v", err)
		}
		o.Advance(time.Minute + time.Second)
		if _, err := w.try(ctx, account.Attempt{Login: "bac.vanphong", Password: phrase, Address: "198.51.100.9:1"}); err != nil {
			t.Errorf("a minute later: %v", err)
		}
	})
}

func TestNobodyIsLockedOut(t *testing.T) {
	w := build(t, dbtest.New(t, db.SQLite, schema))
	ctx := t.Context()
	mine := account.Attempt{Login: "bac.vanphong", Password: phrase, Address: "192.0.2.1:5000"}
	entry, err := w.try(ctx, mine)
	if err != nil {
		t.Fatal(err)
	}
	// Somebody tries the account from many places, this office among them.
	for i := range 60 {
		w.try(ctx, account.Attempt{Login: mine.Login, Password: "guess number one", Address: fmt.Sprintf("203.0.113.%d:1", i%12)})
	}
	for range 5 {
		w.try(ctx, account.Attempt{Login: mine.Login, Password: "guess number two", Address: mine.Address})
	}
	if _, err := w.try(ctx, mine); !fault.Is(err, fault.TooOften) {
		t.Errorf("a strange browser at the place of the guesser got %v", err)
	}
	home := mine
	home.Browser = entry.Browser
	if _, err := w.try(ctx, home); err != nil {
		t.Errorf("the browser of the owner: %v", err)
	}
	elsewhere := mine
	elsewhere.Address = "192.0.2.77:5000"
	if _, err := w.try(ctx, elsewhere); err != nil {
		t.Errorf("the owner on a new machine: %v", err)
	}
	forged := mine
	forged.Login, forged.Browser = "bac.quantri", entry.Browser
	for range 6 {
		w.try(ctx, account.Attempt{Login: forged.Login, Password: "guess", Address: "198.51.100.1:1", Browser: entry.Browser})
	}
	forged.Address = "198.51.100.1:1"
	if _, err := w.try(ctx, forged); !fault.Is(err, fault.TooOften) {
		t.Errorf("the proof of one account opened the way to another: %v", err)
	}
}

func TestPasswords(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		const chosen = "đường lên phía trước"
		here, there := w.enter(t, "bac.vanphong").Token, w.enter(t, "bac.vanphong").Token
		change := func(old, chosen string) error {
			return w.door.ChangePassword(ctx, account.Run(o.Office, account.BySession(here)), here, old, chosen)
		}
		wantKind(t, "a wrong old password", change("wrong", chosen), fault.Invalid)
		wantKind(t, "a short password", change(phrase, "ngắn"), fault.Invalid)
		wantKind(t, "the login as password", change(phrase, "Bac.VanPhong"), fault.Invalid)
		wantKind(t, "the same password", change(phrase, phrase), fault.Invalid)
		if err := change(phrase, chosen); err != nil {
			t.Fatal(err)
		}
		if !w.actor(t, here).SignedIn() || w.actor(t, there).SignedIn() {
			t.Error("changing the password must end the other sessions and keep this one")
		}
		_, err := w.try(ctx, account.Attempt{Login: "bac.vanphong", Password: phrase})
		wantKind(t, "the old password", err, fault.Invalid)

		reset := func(who account.Token, whom account.ID) error {
			return o.Do(ctx, account.BySession(who), func(u *work.Unit) error { return account.SetPassword(ctx, u, whom, w.password) })
		}
		chief := w.enter(t, "bac.quantri").Token
		if err := reset(chief, w.clerk); err != nil {
			t.Fatal(err)
		}
		if w.actor(t, here).SignedIn() {
			t.Error("a reset must end all sessions")
		}
		e := w.enter(t, "bac.vanphong")
		if a := w.actor(t, e.Token); !e.MustChange || !a.SignedIn() || len(a.Grants) != 0 || a.Body != "" {
			t.Errorf("with a temporary password: %+v %+v, want an account without rights", e, a)
		}
		if err := w.door.ChangePassword(ctx, account.Run(o.Office, account.BySession(e.Token)), e.Token, phrase, chosen); err != nil {
			t.Fatal(err)
		}
		if a := w.actor(t, e.Token); len(a.Grants) != 1 {
			t.Errorf("after changing it: %+v, want the rights back", a)
		}
		if err := reset(chief, w.clerk); err != nil {
			t.Fatal(err)
		}
		o.Advance(account.TemporaryTime + time.Hour)
		_, err = w.try(ctx, account.Attempt{Login: "bac.vanphong", Password: phrase})
		wantKind(t, "an expired temporary password", err, fault.Forbidden)
	})
}

func TestDisable(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		clerk, chief := w.enter(t, "bac.vanphong").Token, w.enter(t, "bac.quantri").Token
		as := func(who account.Token, op func(context.Context, *work.Unit, account.ID) error, whom account.ID) error {
			return o.Do(ctx, account.BySession(who), func(u *work.Unit) error { return op(ctx, u, whom) })
		}
		wantKind(t, "disabling oneself", as(chief, account.Disable, w.chief), fault.Conflict)
		wantKind(t, "disabling a neighbour", as(chief, account.Disable, w.other), fault.Unknown)
		if err := as(chief, account.Disable, w.clerk); err != nil {
			t.Fatal(err)
		}
		if w.actor(t, clerk).SignedIn() {
			t.Error("a disabled account is still signed in")
		}
		_, err := w.try(ctx, account.Attempt{Login: "bac.vanphong", Password: phrase})
		wantKind(t, "a disabled account", err, fault.Forbidden)
		_, err = w.try(ctx, account.Attempt{Login: "bac.vanphong", Password: "wrong"})
		wantKind(t, "a disabled account with a wrong password", err, fault.Invalid)
		if err := as(chief, account.Enable, w.clerk); err != nil {
			t.Fatal(err)
		}
		w.enter(t, "bac.vanphong")
	})
}

func TestWhoMayGrant(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		token := map[string]account.Token{}
		for _, login := range []string{"quantri", "bac.quantri", "bac.vanphong"} {
			token[login] = w.enter(t, login).Token
		}
		who := func(login string) work.Who { return account.BySession(token[login]) }
		grant := func(login string, role access.Role, scope access.Scope, period civil.Interval) (g account.GrantID, err error) {
			err = o.Do(ctx, who(login), func(u *work.Unit) error {
				g, err = account.GrantRole(ctx, u, account.NewGrant{Account: w.other, Role: role, Scope: scope, Interval: period})
				return err
			})
			return g, err
		}
		now := civil.Since(day("2026-11-20"))
		for name, c := range map[string]struct {
			by     string
			role   access.Role
			scope  access.Scope
			period civil.Interval
			want   fault.Kind
		}{
			"a clerk":                   {"bac.vanphong", access.Office, w.north.Scope(), now, fault.Forbidden},
			"above one's scope":         {"bac.quantri", access.Office, w.province.Scope(), now, fault.Forbidden},
			"beside one's scope":        {"bac.quantri", access.Head, w.south.Scope(), now, fault.Forbidden},
			"everywhere from somewhere": {"bac.quantri", access.Administrator, access.Everywhere, now, fault.Forbidden},
			"nobody":                    {"", access.Office, w.north.Scope(), now, fault.Forbidden},
			"a body that is not there":  {"quantri", access.Office, "nowhere", now, fault.Unknown},
			"a role that is not there":  {"quantri", "emperor", w.north.Scope(), now, fault.Invalid},
			"no first day":              {"quantri", access.Head, w.north.Scope(), civil.Interval{}, fault.Invalid},
			"an empty period":           {"quantri", access.Head, w.north.Scope(), civil.Interval{From: day("2026-12-01"), Until: day("2026-12-01")}, fault.Invalid},
			"a period that is over":     {"quantri", access.Head, w.north.Scope(), civil.Interval{From: day("2026-01-01"), Until: day("2026-11-20")}, fault.Invalid},
			"a role held already":       {"quantri", access.Office, w.south.Scope(), now, fault.Conflict},
		} {
			_, err := grant(c.by, c.role, c.scope, c.period)
			wantKind(t, name, err, c.want)
		}
		err := o.Do(ctx, who("quantri"), func(u *work.Unit) error {
			_, err := account.GrantRole(ctx, u, account.NewGrant{Account: "nobody", Role: access.Head, Scope: w.north.Scope(), Interval: now})
			return err
		})
		wantKind(t, "an account that is not there", err, fault.Unknown)

		g, err := grant("bac.quantri", access.Specialist, w.north.Scope(), now)
		if err != nil {
			t.Fatal(err)
		}
		// The account now serves two communes: neither administrator has it in hand.
		err = o.Do(ctx, who("bac.quantri"), func(u *work.Unit) error { return account.SetPassword(ctx, u, w.other, w.password) })
		wantKind(t, "the password of one who serves elsewhere too", err, fault.Forbidden)
		err = o.Do(ctx, who("quantri"), func(u *work.Unit) error { return account.SetPassword(ctx, u, w.other, w.password) })
		if err != nil {
			t.Error(err)
		}
		revoke := func(by string, g account.GrantID) error {
			return o.Do(ctx, who(by), func(u *work.Unit) error { return account.Revoke(ctx, u, g) })
		}
		wantKind(t, "revoking without the right", revoke("bac.vanphong", g), fault.Unknown)
		if err := revoke("bac.quantri", g); err != nil {
			t.Error(err)
		}
		o.MustView(t, func(v *work.View) error {
			a, err := account.Find(ctx, v, w.other)
			if err != nil {
				return err
			}
			if n := len(a.Grants); n != 2 || a.Grants[1].By != string(w.chief) || a.Grants[1].StateOn(v.Today) != account.Ended || a.Grants[0].StateOn(v.Today) != account.InForce {
				t.Errorf("the grants are %+v", a.Grants)
			}
			root, err := account.Find(ctx, v, w.root)
			if err != nil {
				return err
			}
			wantKind(t, "revoking one's own", revoke("quantri", root.Grants[0].ID), fault.Conflict)
			wantKind(t, "revoking above one's scope", revoke("bac.quantri", root.Grants[0].ID), fault.Unknown)
			return nil
		})
		if _, err := grant("bac.quantri", access.Specialist, w.north.Scope(), now); err != nil {
			t.Errorf("granting again what was revoked: %v", err)
		}
	})
}

func TestCreateRefusals(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		create := func(by string, n account.NewAccount) error {
			return o.Do(ctx, account.BySession(w.enter(t, by).Token), func(u *work.Unit) error {
				_, err := account.Create(ctx, u, n)
				return err
			})
		}
		good := account.NewAccount{Login: "Hồng.Hà", Name: "Cán bộ thử", Password: w.password}
		with := func(change func(*account.NewAccount)) account.NewAccount {
			n := good
			change(&n)
			return n
		}
		wantKind(t, "a clerk", create("bac.vanphong", good), fault.Forbidden)
		wantKind(t, "a login in use", create("quantri", with(func(n *account.NewAccount) { n.Login = "QUẢNTRỊ" })), fault.Conflict)
		wantKind(t, "a login with blanks", create("quantri", with(func(n *account.NewAccount) { n.Login = "hai tu" })), fault.Invalid)
		wantKind(t, "a login with foreign letters", create("quantri", with(func(n *account.NewAccount) { n.Login = "иван" })), fault.Invalid)
		wantKind(t, "no name", create("quantri", with(func(n *account.NewAccount) { n.Name = "  " })), fault.Invalid)
		wantKind(t, "a name too long", create("quantri", with(func(n *account.NewAccount) { n.Name = strings.Repeat("ạ", 101) })), fault.Invalid)
		wantKind(t, "no password", create("quantri", with(func(n *account.NewAccount) { n.Password = account.Password{} })), fault.Invalid)
		if err := create("bac.quantri", good); err != nil {
			t.Error(err)
		}
		w.enter(t, "hong.ha")
	})
}

func TestList(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		list := func(by string, q account.Question) []string {
			t.Helper()
			var logins []string
			err := o.View(ctx, account.BySession(w.enter(t, by).Token), func(v *work.View) error {
				for more := true; more; {
					var page []account.Account
					var err error
					if page, more, err = account.List(ctx, v, q); err != nil {
						return err
					}
					if q.Limit > 0 && len(page) > q.Limit {
						t.Errorf("a page of %d, want at most %d", len(page), q.Limit)
					}
					for _, a := range page {
						logins = append(logins, a.Login)
						q.After = a.Login
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			return logins
		}
		all := []string{"bac.quantri", "bac.vanphong", "nam.vanphong", "quantri"}
		for name, c := range map[string]struct {
			by   string
			q    account.Question
			want []string
		}{
			"everything":        {"quantri", account.Question{}, all},
			"in pages":          {"quantri", account.Question{Limit: 1}, all},
			"without marks":     {"quantri", account.Question{Search: "VAN PHONG"}, []string{"bac.vanphong", "nam.vanphong"}},
			"signs of patterns": {"quantri", account.Question{Search: "%"}, nil},
			"of a body":         {"quantri", account.Question{Body: w.south}, []string{"nam.vanphong"}},
			"within a scope":    {"bac.quantri", account.Question{}, []string{"bac.quantri", "bac.vanphong"}},
			"outside the scope": {"bac.quantri", account.Question{Body: w.south}, nil},
		} {
			if got := list(c.by, c.q); !slices.Equal(got, c.want) {
				t.Errorf("%s: got %q, want %q", name, got, c.want)
			}
		}
		err := o.View(ctx, account.BySession(w.enter(t, "bac.vanphong").Token), func(v *work.View) error {
			_, _, err := account.List(ctx, v, account.Question{})
			return err
		})
		wantKind(t, "a clerk", err, fault.Forbidden)
	})
}

func TestSwitch(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		o.MustDo(t, func(u *work.Unit) error {
			_, err := account.GrantRole(ctx, u, account.NewGrant{Account: w.clerk, Role: access.Head, Scope: w.south.Scope(),
				Interval: civil.Interval{From: day("2026-11-01"), Until: day("2026-11-22")}})
			return err
		})
		here, there := w.enter(t, "bac.vanphong").Token, w.enter(t, "bac.vanphong").Token
		to := func(b org.ID) error {
			return o.Do(ctx, account.BySession(here), func(u *work.Unit) error { return account.Switch(ctx, u, here, b) })
		}
		wantKind(t, "a body without a role", to(w.province), fault.Unknown)
		if err := to(w.south); err != nil {
			t.Fatal(err)
		}
		if w.actor(t, here).Body != w.south.Scope() || w.actor(t, there).Body != w.north.Scope() {
			t.Error("switching must change this session and no other")
		}
		o.Set(time.Date(2026, 11, 21, 23, 0, 0, 0, dbtest.Zone))
		here = w.enter(t, "bac.vanphong").Token
		if err := to(w.south); err != nil {
			t.Fatal(err)
		}
		o.Advance(2 * time.Hour)
		if a := w.actor(t, here); a.Body != w.north.Scope() || len(a.Grants) != 1 {
			t.Errorf("after the grant has ended: %+v, want the other body", a)
		}
	})
}

// TestGrantsOverTime grants and revokes at random and compares what an account
// holds each day, and what its actor may do at the end, with a plain list.
func TestGrantsOverTime(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		w := build(t, o)
		runs := 0
		rapid.Check(t, func(rt *rapid.T) {
			runs++
			m := &model{town: w, login: fmt.Sprintf("thu.%d", runs)}
			o.MustDo(t, func(u *work.Unit) (err error) {
				m.account, err = account.Create(t.Context(), u, account.NewAccount{Login: m.login, Name: "Tài khoản thử", Password: w.password})
				return err
			})
			steps := []func(*rapid.T){m.grant, m.grant, m.revoke, m.wait}
			for range rapid.IntRange(1, 12).Draw(rt, "steps") {
				rapid.SampledFrom(steps).Draw(rt, "step")(rt)
			}
			m.check(rt)
			var got []string
			for _, g := range w.actor(t, w.enter(t, m.login).Token).Grants {
				got = append(got, fmt.Sprint(g.Role, g.Scope))
			}
			if want := m.held(); !same(got, want) {
				rt.Fatalf("the actor holds %q, want %q", got, want)
			}
		})
	})
}

// A model is a plain list of what was granted.
type model struct {
	*town
	login   string
	account account.ID
	grants  []modelGrant
}

type modelGrant struct {
	id   account.GrantID
	role access.Role
	body org.ID
	civil.Interval
}

func (m *model) today() civil.Date { return civil.Of(m.Now().In(dbtest.Zone)) }

func (m *model) grant(t *rapid.T) {
	g := modelGrant{role: rapid.SampledFrom(access.Roles()).Draw(t, "role"), body: rapid.SampledFrom([]org.ID{m.north, m.south}).Draw(t, "body")}
	g.From = m.today().AddDays(rapid.IntRange(-5, 5).Draw(t, "from"))
	if n := rapid.IntRange(0, 12).Draw(t, "days"); n > 0 {
		g.Until = g.From.AddDays(n)
	}
	refused := !g.Until.IsZero() && !m.today().Before(g.Until) || slices.ContainsFunc(m.grants, func(h modelGrant) bool {
		return h.role == g.role && h.body == g.body && h.Valid() && h.Overlaps(g.Interval)
	})
	ctx := context.Background()
	err := m.Do(ctx, work.System("test"), func(u *work.Unit) (err error) {
		g.id, err = account.GrantRole(ctx, u, account.NewGrant{Account: m.account, Role: g.role, Scope: g.body.Scope(), Interval: g.Interval})
		return err
	})
	if refused != (err != nil) {
		t.Fatalf("granting %+v on %v: %v", g, m.today(), err)
	}
	if err == nil {
		m.grants = append(m.grants, g)
	}
}

func (m *model) revoke(t *rapid.T) {
	if len(m.grants) == 0 {
		return
	}
	g := &m.grants[rapid.IntRange(0, len(m.grants)-1).Draw(t, "which")]
	ctx := context.Background()
	if err := m.Do(ctx, work.System("test"), func(u *work.Unit) error { return account.Revoke(ctx, u, g.id) }); err != nil {
		t.Fatal(err)
	}
	if today := m.today(); g.Until.IsZero() || today.Before(g.Until) {
		g.Until = today
		if today.Before(g.From) {
			g.Until = g.From
		}
	}
}

func (m *model) wait(t *rapid.T) {
	m.Advance(time.Duration(rapid.IntRange(1, 5).Draw(t, "days")) * 24 * time.Hour)
}

// held returns what is in force today.
func (m *model) held() (held []string) {
	for _, g := range m.grants {
		if g.Valid() && g.Contains(m.today()) {
			held = append(held, fmt.Sprint(g.role, g.body))
		}
	}
	return held
}

func (m *model) check(t *rapid.T) {
	ctx := context.Background()
	err := m.View(ctx, work.System("test"), func(v *work.View) error {
		a, err := account.Find(ctx, v, m.account)
		if err != nil {
			return err
		}
		var got []string
		for _, g := range a.Grants {
			if g.StateOn(v.Today) == account.InForce {
				got = append(got, fmt.Sprint(g.Role, g.Scope))
			}
		}
		if want := m.held(); !same(got, want) {
			t.Fatalf("on %v the account holds %q, want %q", v.Today, got, want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// same says whether a and b hold the same, in whatever order.
func same(a, b []string) bool {
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}
