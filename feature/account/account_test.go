package account_test

import (
	"context"
	"crypto/sha1"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/secret"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/rule"
)

var (
	schema = []fs.FS{rule.Schema, org.Schema, account.Schema, factor.Schema}
	day    = civil.MustParse
)

// justProved is until when the proof of actors counts that tests put together.
var justProved = time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC)

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
func build(t testing.TB, o *dbtest.Office) *town {
	t.Helper()
	ctx := t.Context()
	w := &town{Office: o, door: account.NewDoor(o.Office, slog.New(slog.DiscardHandler), false)}
	w.door.Factors = factor.With(secret.InFile(filepath.Join(t.TempDir(), "sealing.key")))
	w.door.Scopes = []account.TokenScope{
		{Name: "read", Title: account.RoleTitle(access.Inspector), Permissions: []*access.Permission{see}},
		{Name: "update", Title: account.RoleTitle(access.Office), Permissions: []*access.Permission{see, change}},
	}
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
func (w *town) enter(t testing.TB, login string) account.Entry {
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
		wantKind(t, "the name of the body as password", change(phrase, "Đảng uỷ xã Bắc Hà"), fault.Invalid)
		wantKind(t, "the same password", change(phrase, phrase), fault.Invalid)
		const known = "ai cũng biết câu này"
		list := filepath.Join(t.TempDir(), "breached")
		if err := os.WriteFile(list, fmt.Appendf(nil, "%X:7\n", sha1.Sum([]byte(known))), 0o600); err != nil {
			t.Fatal(err)
		}
		var err error
		if w.door.Breached, err = secret.OpenBreached(list); err != nil {
			t.Fatal(err)
		}
		defer w.door.Breached.Close()
		wantKind(t, "a password of a breach", change(phrase, known), fault.Invalid)
		if err := change(phrase, chosen); err != nil {
			t.Fatal(err)
		}
		if !w.actor(t, here).SignedIn() || w.actor(t, there).SignedIn() {
			t.Error("changing the password must end the other sessions and keep this one")
		}
		_, err = w.try(ctx, account.Attempt{Login: "bac.vanphong", Password: phrase})
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

// A new name is told from the next page on, by every instance on the database,
// also for what was done before; the event holds neither.
func TestRename(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		chief := w.enter(t, "bac.quantri").Token
		elsewhere := &work.Office{DB: o.DB, Now: o.Now, Zone: o.Zone}
		called := func(in *work.Office) (name string) {
			t.Helper()
			if err := in.View(ctx, work.System("test"), func(v *work.View) error {
				names, err := account.Names(ctx, v, []account.ID{w.clerk})
				name = names[w.clerk]
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return name
		}
		rename := func(whom account.ID, name string) error {
			return o.Do(ctx, account.BySession(chief), func(u *work.Unit) error { return account.Rename(ctx, u, whom, name) })
		}
		before := called(o.Office)
		if called(elsewhere) != before || before == "" {
			t.Fatalf("called %q here and %q elsewhere", before, called(elsewhere))
		}
		wantKind(t, "no name", rename(w.clerk, "  "), fault.Invalid)
		wantKind(t, "too long a name", rename(w.clerk, strings.Repeat("a", 101)), fault.Invalid)
		wantKind(t, "the name of a neighbour", rename(w.other, "Khác"), fault.Unknown)
		if now := called(o.Office); now != before {
			t.Errorf("a refused name is told: %q", now)
		}
		if err := rename(w.clerk, " Văn  phòng Bắc (mới) "); err != nil {
			t.Fatal(err)
		}
		for _, in := range []*work.Office{o.Office, elsewhere} {
			if now := called(in); now != "Văn phòng Bắc (mới)" {
				t.Errorf("called %q", now)
			}
		}
		o.MustView(t, func(v *work.View) error {
			found, _, err := account.List(ctx, v, account.Question{Search: "bac (moi)"})
			if err != nil || len(found) != 1 || found[0].ID != w.clerk {
				t.Errorf("by the new name are found %v, %v", found, err)
			}
			told, err := v.History(ctx, string(w.clerk), 1)
			if err != nil || told[0].Kind != "account.renamed" || string(told[0].Detail) != "null" {
				t.Errorf("the log tells %+v, %v", told, err)
			}
			return nil
		})
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
