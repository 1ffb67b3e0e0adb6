package account_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/factor"
)

// change is held by those who change something.
var change = access.Allow("test.change", account.RoleTitle(access.Office), access.Office, access.Head)

// token makes an access token for the post in which somebody acts first.
func (w *town) token(t testing.TB, login, scope string, until civil.Date) account.Bearer {
	t.Helper()
	b, err := w.makes(t.Context(), w.enter(t, login).Token, account.NewAccessToken{Name: "Bảng theo dõi", Scope: scope, Until: until})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (w *town) makes(ctx context.Context, who account.Token, n account.NewAccessToken) (b account.Bearer, err error) {
	err = w.Do(ctx, account.BySession(who), func(u *work.Unit) error { b, err = w.door.MakeToken(ctx, u, n); return err })
	return b, err
}

// program returns who acts with an access token.
func (w *town) program(t testing.TB, b account.Bearer) access.Actor {
	t.Helper()
	var a access.Actor
	if err := w.View(t.Context(), w.door.ByBearer(b), func(v *work.View) error { a = v.Actor; return nil }); err != nil {
		t.Fatal(err)
	}
	w.door.Wait()
	return a
}

// A token acts in the post for which it was made, with its scope and what its
// owner holds at that moment, until one of the two ends.
func TestAccessToken(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		read, update := w.token(t, "bac.vanphong", "read", day("2026-12-31")), w.token(t, "bac.vanphong", "update", day("2026-12-01"))
		if !regexp.MustCompile(`^quyet_[A-Z2-7]{33}$`).MatchString(string(read)) {
			t.Errorf("who looks for secrets does not find %q", read)
		}
		wants := func(when string, b account.Bearer, sees, changes bool) {
			t.Helper()
			a := w.program(t, b)
			if a.May(see, w.north.Scope()) != sees || a.May(change, w.north.Scope()) != changes || a.May(see, w.south.Scope()) || a.May(account.CanManage, w.north.Scope()) ||
				a.SignedIn() != (sees || changes) || sees && (a.Account != string(w.clerk) || a.Body != w.north.Scope() || a.Posts != nil) {
				t.Errorf("%s: %+v", when, a)
			}
		}
		wants("reading", read, true, false)
		wants("updating", update, true, true)
		o.MustDo(t, func(u *work.Unit) error {
			own, err := account.Tokens(ctx, &u.View, w.clerk)
			if err != nil || len(own) != 2 || own[0].Used != u.Today || own[0].Body != w.north {
				t.Fatalf("listed are %+v, %v", own, err)
			}
			return nil
		})
		for _, b := range []account.Bearer{"", "quyet_", read[:len(read)-1] + "1", read + "A", account.Bearer(strings.ToLower(string(read)))} {
			if a := w.program(t, b); a.SignedIn() {
				t.Errorf("%q means %+v", b, a)
			}
		}
		// Nothing but the hash is kept.
		o.MustView(t, func(v *work.View) error {
			if found, err := v.History(ctx, string(w.clerk), 50); err != nil || len(found) == 0 {
				t.Errorf("%v %v", found, err)
			} else {
				for _, e := range found {
					if strings.Contains(string(e.Detail), string(read)[6:12]) {
						t.Errorf("the history holds the token: %s", e.Detail)
					}
				}
			}
			return nil
		})

		// A role more is no more for the token, and one less ends it.
		o.MustDo(t, func(u *work.Unit) error {
			_, err := account.GrantRoles(ctx, u, []account.NewGrant{{Account: w.clerk, Role: access.Head, Scope: w.south.Scope(), Interval: civil.Since(day("2026-11-20"))}})
			return err
		})
		wants("with a post more", read, true, false)
		revoke := func() {
			o.MustDo(t, func(u *work.Unit) error {
				a, err := account.Find(ctx, &u.View, w.clerk)
				if err != nil {
					return err
				}
				for _, g := range a.Grants {
					if g.Scope == w.north.Scope() {
						err = account.Revoke(ctx, u, g.ID)
					}
				}
				return err
			})
		}
		revoke()
		wants("without the post", read, false, false)
		o.MustDo(t, func(u *work.Unit) error {
			_, err := account.GrantRole(ctx, u, account.NewGrant{Account: w.clerk, Role: access.Office, Scope: w.north.Scope(), Interval: civil.Since(day("2026-11-20"))})
			return err
		})
		wants("with the post again", read, true, false)

		o.Set(time.Date(2026, 12, 1, 0, 30, 0, 0, dbtest.Zone))
		wants("on the day after the last", update, false, false)
		wants("the longer one", read, true, false)

		// A temporary password stops it, a disabled account ends it for good.
		o.MustDo(t, func(u *work.Unit) error { return account.SetPassword(ctx, u, w.clerk, w.password) })
		wants("with a temporary password", read, false, false)
		o.MustDo(t, func(u *work.Unit) error {
			if err := account.Disable(ctx, u, w.clerk); err != nil {
				return err
			}
			return account.Enable(ctx, u, w.clerk)
		})
		wants("after the account was disabled", read, false, false)
	})
}

// A token made as a deputy acts as the deputy, and ends with the deputising.
func TestAccessTokenOfDeputy(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		var named account.DeputyID
		o.MustDo(t, func(u *work.Unit) (err error) {
			named, err = account.NameDeputy(ctx, u, account.NewDeputy{For: w.clerk, Body: w.north, Account: w.other, Interval: away})
			return err
		})
		other := w.enter(t, "nam.vanphong").Token
		if err := o.Do(ctx, account.BySession(other), func(u *work.Unit) error { _, err := account.Switch(ctx, u, other, string(named)); return err }); err != nil {
			t.Fatal(err)
		}
		b, err := w.makes(ctx, other, account.NewAccessToken{Name: "Thử", Scope: "read", Until: day("2026-12-31")})
		if err != nil {
			t.Fatal(err)
		}
		if a := w.program(t, b); a.For != string(w.clerk) || !a.May(see, w.north.Scope()) || a.May(see, w.south.Scope()) {
			t.Errorf("the program acts as %+v", a)
		}
		o.MustDo(t, func(u *work.Unit) error { return account.EndDeputy(ctx, u, named) })
		if a := w.program(t, b); a.SignedIn() {
			t.Errorf("after the end the program acts as %+v", a)
		}
	})
}

func TestAccessTokenRefusals(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		clerk, chief, stranger := w.enter(t, "bac.vanphong").Token, w.enter(t, "bac.quantri").Token, w.enter(t, "nam.vanphong").Token
		good := account.NewAccessToken{Name: "Bảng", Scope: "read", Until: day("2026-12-31")}
		for what, change := range map[string]func(*account.NewAccessToken){
			"no name":                  func(n *account.NewAccessToken) { n.Name = " " },
			"a name too long":          func(n *account.NewAccessToken) { n.Name = strings.Repeat("ạ", 61) },
			"a scope that there isn't": func(n *account.NewAccessToken) { n.Scope = "all" },
			"no end":                   func(n *account.NewAccessToken) { n.Until = civil.Date{} },
			"an end that is past":      func(n *account.NewAccessToken) { n.Until = day("2026-11-20") },
			"longer than the rule":     func(n *account.NewAccessToken) { n.Until = day("2026-11-20").AddDays(181) },
		} {
			n := good
			change(&n)
			_, err := w.makes(ctx, clerk, n)
			wantKind(t, what, err, fault.Invalid)
		}
		_, err := w.makes(ctx, "", good)
		wantKind(t, "nobody", err, fault.Forbidden)
		b, err := w.makes(ctx, clerk, good)
		if err != nil {
			t.Fatal(err)
		}
		err = o.Do(ctx, w.door.ByBearer(b), func(u *work.Unit) error { _, err := w.door.MakeToken(ctx, u, good); return err })
		wantKind(t, "a program makes one", err, fault.Forbidden)
		var own []account.AccessToken
		list := func(who account.Token) error {
			return o.View(ctx, account.BySession(who), func(v *work.View) (err error) { own, err = account.Tokens(ctx, v, w.clerk); return err })
		}
		wantKind(t, "a stranger lists them", list(stranger), fault.Unknown)
		if err := list(chief); err != nil || len(own) != 1 {
			t.Errorf("who has the account in hand sees %v, %v", own, err)
		}
		revoke := func(who account.Token, id account.AccessTokenID) error {
			return o.Do(ctx, account.BySession(who), func(u *work.Unit) error { return account.RevokeToken(ctx, u, id) })
		}
		wantKind(t, "a stranger revokes it", revoke(stranger, own[0].ID), fault.Unknown)
		if err := revoke(chief, own[0].ID); err != nil {
			t.Error(err)
		}
		wantKind(t, "revoking it twice", revoke(clerk, own[0].ID), fault.Unknown)
		if a := w.program(t, b); a.SignedIn() {
			t.Errorf("revoked, it means %+v", a)
		}
		for range 20 {
			if _, err := w.makes(ctx, clerk, good); err != nil {
				t.Fatal(err)
			}
		}
		_, err = w.makes(ctx, clerk, good)
		wantKind(t, "too many", err, fault.Conflict)
	})
}

// A program that asks too much waits, and harms no other.
func TestAccessTokenRate(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		w := build(t, o)
		one, other := w.token(t, "bac.vanphong", "read", day("2026-12-31")), w.token(t, "nam.vanphong", "read", day("2026-12-31"))
		ask := func(b account.Bearer) error {
			return o.View(t.Context(), w.door.ByBearer(b), func(*work.View) error { return nil })
		}
		for range 120 {
			if err := ask(one); err != nil {
				t.Fatal(err)
			}
		}
		err := ask(one)
		wantKind(t, "the 121st request", err, fault.TooOften)
		if wait := fault.All(err)[0].Wait; wait <= 0 || wait > time.Second {
			t.Errorf("it waits %v", wait)
		}
		if err := ask(other); err != nil {
			t.Error(err)
		}
		o.Advance(time.Second)
		if err := ask(one); err != nil {
			t.Errorf("a second later: %v", err)
		}
		w.door.Wait()
	})
}

// What is required of people since a token was made is required for it too: it
// acts no more, until its owner has proved as much and made another.
func TestAccessTokenUnderPolicy(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		north, south := w.token(t, "bac.vanphong", "read", day("2026-12-31")), w.token(t, "nam.vanphong", "read", day("2026-12-31"))
		proved := w.actor(t, w.enter(t, "bac.vanphong").Token)
		o.Advance(time.Minute)
		acts := func(b account.Bearer) (may bool, err error) {
			err = o.View(ctx, w.door.ByBearer(b), func(v *work.View) error {
				may = v.Actor.MaySomewhere(see)
				return nil
			})
			return may, err
		}
		require := func(needs factor.Level, from civil.Date) {
			t.Helper()
			o.MustDo(t, func(u *work.Unit) error {
				return factor.Require(ctx, u, factor.Policy{Scope: w.north.Scope(), Needs: needs, From: from, Reason: "Kế hoạch 1"})
			})
		}
		today := civil.Of(o.Now().In(dbtest.Zone))
		require(factor.BySecond, today.AddDays(1))
		if may, err := acts(north); !may || err != nil {
			t.Errorf("before the day: %v, %v", may, err)
		}
		o.Advance(24 * time.Hour)
		_, err := acts(north)
		wantKind(t, "made when a password was enough", err, fault.Forbidden)
		if may, err := acts(south); !may || err != nil {
			t.Errorf("of another body: %v, %v", may, err)
		}
		var anew account.Bearer
		proved.ProvedUntil = o.Now().Add(time.Minute)
		if err := o.Do(ctx, work.As(proved), func(u *work.Unit) (err error) {
			anew, err = w.door.MakeToken(ctx, u, account.NewAccessToken{Name: "x", Scope: "read", Until: day("2026-12-31")})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if may, err := acts(anew); !may || err != nil {
			t.Errorf("made since: %v, %v", may, err)
		}
		require(factor.ByPassword, civil.Of(o.Now().In(dbtest.Zone)))
		if may, err := acts(north); !may || err != nil {
			t.Errorf("after less is required again: %v, %v", may, err)
		}
	})
}
