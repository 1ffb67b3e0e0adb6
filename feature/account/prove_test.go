package account_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/factor"
)

// What is grave is done by who has signed in a moment ago, refused to the same
// person ten minutes later, and nothing else is.
func TestGraveDeedsNeedAFreshProof(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		w.enter(t, "bac.vanphong")
		var session account.SessionID
		o.MustView(t, func(v *work.View) error {
			all, err := account.Sessions(ctx, v, w.clerk)
			session = all[0].ID
			return err
		})
		grant := account.NewGrant{Account: w.clerk, Role: access.Head, Scope: w.north.Scope(), Interval: civil.Since(day("2026-12-01"))}
		deputy := account.NewDeputy{For: w.clerk, Body: w.north, Account: w.chief, Interval: civil.Interval{From: day("2026-12-01"), Until: day("2026-12-05")}}
		root := w.enter(t, "quantri").Token
		grave := map[string]func(u *work.Unit) error{
			"grant a role":   func(u *work.Unit) error { _, err := account.GrantRole(ctx, u, grant); return err },
			"name a deputy":  func(u *work.Unit) error { _, err := account.NameDeputy(ctx, u, deputy); return err },
			"set a password": func(u *work.Unit) error { return account.SetPassword(ctx, u, w.clerk, w.password) },
			"reset factors":  func(u *work.Unit) error { return account.ResetFactors(ctx, u, w.clerk) },
			"end all others": func(u *work.Unit) error { return account.RevokeOthers(ctx, u, root) },
			"end a session":  func(u *work.Unit) error { return account.RevokeSession(ctx, u, session) },
			"make a token": func(u *work.Unit) error {
				_, err := w.door.MakeToken(ctx, u, account.NewAccessToken{Name: "x", Scope: "read", Until: u.Today.AddDays(9)})
				return err
			},
			"set up an app": func(u *work.Unit) error { return w.door.Factors.BeginApp(ctx, u) },
			"say what is required": func(u *work.Unit) error {
				return factor.Require(ctx, u, factor.Policy{Scope: w.north.Scope(), Needs: factor.BySecond, From: u.Today, Reason: "x"})
			},
			"erase": func(u *work.Unit) error {
				whole := *u
				whole.Actor = access.System("test")
				a, err := account.Find(ctx, &whole.View, w.clerk)
				for _, g := range a.Grants {
					err = errors.Join(err, account.Revoke(ctx, &whole, g.ID))
				}
				return errors.Join(err, account.Erase(ctx, u, w.clerk))
			},
		}
		usual := map[string]func(u *work.Unit) error{
			"find":   func(u *work.Unit) error { _, err := account.Find(ctx, &u.View, w.clerk); return err },
			"rename": func(u *work.Unit) error { return account.Rename(ctx, u, w.clerk, "Tên khác") },
		}
		try := func(do func(u *work.Unit) error) error {
			err := o.Do(ctx, account.BySession(root), func(u *work.Unit) error {
				if err := do(u); err != nil {
					return err
				}
				return errUndo
			})
			if errors.Is(err, errUndo) {
				return nil
			}
			return err
		}
		for name, do := range grave {
			if err := try(do); err != nil && name != "name a deputy" && name != "make a token" {
				t.Errorf("%s, just signed in: %v", name, err)
			} else if fault.Is(err, fault.Unproven) {
				t.Errorf("%s, just signed in: %v", name, err)
			}
		}
		o.Advance(10 * time.Minute)
		for name, do := range grave {
			wantKind(t, name+", ten minutes later", try(do), fault.Unproven)
		}
		for name, do := range usual {
			if err := try(do); err != nil {
				t.Errorf("%s, ten minutes later: %v", name, err)
			}
		}
	})
}

// All other sessions end at once, and none of anybody else.
func TestRevokeOthers(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		here, there, stranger := w.enter(t, "bac.vanphong").Token, w.enter(t, "bac.vanphong").Token, w.enter(t, "nam.vanphong").Token
		revoke := func(who, token account.Token) error {
			return o.Do(ctx, account.BySession(who), func(u *work.Unit) error { return account.RevokeOthers(ctx, u, token) })
		}
		wantKind(t, "with the token of somebody else", revoke(here, stranger), fault.Forbidden)
		wantKind(t, "without a token", revoke("", ""), fault.Forbidden)
		if err := revoke(here, here); err != nil {
			t.Fatal(err)
		}
		if !w.actor(t, here).SignedIn() || w.actor(t, there).SignedIn() || !w.actor(t, stranger).SignedIn() {
			t.Error("the wrong sessions have ended")
		}
	})
}

// Where more is required than a person has proved, they have no right until
// they have; what they set up for it counts at once.
func TestMoreIsRequired(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		clerk, other := w.enter(t, "bac.vanphong").Token, w.enter(t, "nam.vanphong").Token
		o.MustDo(t, func(u *work.Unit) error {
			return factor.Require(ctx, u, factor.Policy{Scope: w.north.Scope(), Needs: factor.BySecond, From: u.Today, Reason: "Kế hoạch 1"})
		})
		if a := w.actor(t, clerk); !a.Unproven || len(a.Grants) != 0 || len(a.Posts) != 0 || a.Account != string(w.clerk) {
			t.Errorf("who has proved too little acts as %+v", a)
		}
		if a := w.actor(t, other); a.Unproven || len(a.Grants) != 1 {
			t.Errorf("somebody elsewhere acts as %+v", a)
		}
		see := access.Allow("test.see", account.RoleTitle(access.Office), access.Office)
		err := o.View(ctx, account.BySession(clerk), func(v *work.View) error { return v.Check(see, w.north.Scope()) })
		wantKind(t, "what the office may", err, fault.Unproven)
		if e := w.enter(t, "bac.vanphong"); !e.Unproven || e.Token == "" {
			t.Errorf("signing in tells %+v", e)
		}
		app := w.setUp(t, w.clerk)
		if a := w.actor(t, clerk); !a.Unproven {
			t.Error("that an app is set up elsewhere proves nothing here")
		}
		e, err := w.second(ctx, account.Step{Arrival: w.arrive(t, "bac.vanphong"), Code: app.code(t)})
		if err != nil || e.Unproven || len(w.actor(t, e.Token).Grants) != 1 {
			t.Errorf("with the second step: %+v, %v", e, err)
		}
	})
}

// A passkey is required only where people can have one: else nobody could sign
// in any more to take that back.
func TestPasskeysAreRequired(t *testing.T) {
	w := build(t, dbtest.New(t, db.SQLite, schema))
	s := serve(t, w)
	b := open(t, s)
	b.signIn("quantri")
	require := func() (int, *goquery.Document) {
		return b.post("/accounts/proofs", "body", string(w.north), "needs", "passkey", "from", "20/11/2026", "reason", "Kế hoạch 1")
	}
	status, doc := require()
	if status != http.StatusUnprocessableEntity || doc.Find("input[name=needs]").Length() != 2 || doc.Find("input[name=reason]").AttrOr("value", "") != "Kế hoạch 1" {
		t.Errorf("without an address: %d %s", status, doc.Find("main").Text())
	}
	if err := w.door.Factors.At(&url.URL{Scheme: "https", Host: "quyet.test"}); err != nil {
		t.Fatal(err)
	}
	if status, doc = require(); status != http.StatusOK || !strings.Contains(doc.Find("tbody").Text(), "Khoá truy cập") {
		t.Fatalf("with one: %d %s", status, doc.Find("main").Text())
	}
	app := w.setUp(t, w.clerk)
	clerk := open(t, s)
	clerk.post("/login", "login", "bac.vanphong", "password", phrase)
	if status, doc = clerk.post("/login/second", "code", app.code(t)); status != http.StatusOK || title(doc) != "Xác thực hai bước" {
		t.Errorf("with password and code: %d %q", status, title(doc))
	}
	if status, doc = clerk.get("/accounts"); status != http.StatusForbidden || doc.Find("main a[href='/account/factors']").Length() != 1 {
		t.Errorf("and then: %d %s", status, doc.Find("main").Text())
	}
	a, err := w.door.Arrive(t.Context(), account.Run(w.Office.Office, work.As(access.Actor{})), account.Arrival{Account: w.clerk, Proof: factor.Passkey, Whole: true})
	if err != nil || a.Unproven || len(w.actor(t, a.Token).Grants) != 1 {
		t.Errorf("with a passkey: %+v, %v", a, err)
	}
}

// On the pages: what was sent is kept while the proof is asked for, a wrong one
// is said to be wrong, and with the right one it is done; the session has
// another token then.
func TestProvingOnPages(t *testing.T) {
	w := build(t, dbtest.New(t, db.SQLite, schema))
	s := serve(t, w)
	b := open(t, s)
	b.signIn("quantri")
	page := w.clerk.Address()
	w.Advance(11 * time.Minute)
	token := func() account.Token {
		site, err := url.Parse(b.site)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range b.Jar.Cookies(site) {
			if c.Name == "session" {
				return account.Token(c.Value)
			}
		}
		return ""
	}
	before := token()
	fields := []string{"role", "head", "body", string(w.south), "from", "01/12/2026", "until", "31/12/2026"}
	status, doc := b.post(page+"/grants", fields...)
	form := doc.Find("form[action='" + page + "/grants']")
	if status != http.StatusForbidden || title(doc) != "Xác nhận đúng là bạn" || form.Length() != 1 {
		t.Fatalf("granting after eleven minutes: %d %q", status, title(doc))
	}
	again := func(password string) []string {
		var sent []string
		for i := 0; i < len(fields); i += 2 {
			if got := form.Find("input[name="+fields[i]+"]").AttrOr("value", ""); got != fields[i+1] {
				t.Errorf("%s is kept as %q", fields[i], got)
			}
			sent = append(sent, fields[i], fields[i+1])
		}
		return append(sent, "proof_password", password)
	}
	status, doc = b.post(page+"/grants", again("sai mất rồi")...)
	form = doc.Find("form[action='" + page + "/grants']")
	if status != http.StatusUnprocessableEntity || doc.Find("#f-proof_password-error").Length() != 1 || doc.Find("input[name=proof_password]").AttrOr("value", "") != "" {
		t.Errorf("a wrong password: %d %s", status, doc.Find("main").Text())
	}
	status, doc = b.post(page+"/grants", again(phrase)...)
	if status != http.StatusOK || title(doc) != "Văn phòng xã Bắc Hà" || !strings.Contains(doc.Text(), "31/12/2026") {
		t.Errorf("with the right password: %d %q", status, title(doc))
	}
	if w.actor(t, before).SignedIn() || !w.actor(t, token()).SignedIn() {
		t.Error("after the proof the session has the token of before")
	}
	if status, _ = b.get("/accounts"); status != http.StatusOK {
		t.Errorf("the session goes on: %d", status)
	}
	if status, doc = b.post(page+"/grants", "role", "office", "body", string(w.south), "from", "01/12/2026"); status != http.StatusOK || strings.Contains(title(doc), "Xác nhận") {
		t.Errorf("granting right after the proof: %d %q", status, title(doc))
	}

	// A button, and a page that is opened.
	w.Advance(11 * time.Minute)
	if status, doc = b.post(page + "/password"); status != http.StatusForbidden || doc.Find("form[action='"+page+"/password'] input[name=proof_password]").Length() != 1 {
		t.Errorf("a button: %d", status)
	}
	if status, doc = b.post(page+"/password", "proof_password", phrase); status != http.StatusOK || len(doc.Find("code").Text()) != 19 {
		t.Errorf("a button, proved: %d %s", status, doc.Find("main").Text())
	}
	if status, _ = b.post("/account/factors/app"); status != http.StatusOK {
		t.Errorf("setting up an app: %d", status)
	}
	w.Advance(11 * time.Minute)
	status, doc = b.get("/account/factors/app")
	if next := doc.Find("form[action='/account/prove'] input[name=next]").AttrOr("value", ""); status != http.StatusForbidden || next != "/account/factors/app" || doc.Find("svg.qr").Length() != 0 {
		t.Errorf("the secret after eleven minutes: %d, then %q", status, next)
	}
	if status, doc = b.post("/account/prove", "next", "/account/factors/app", "proof_password", phrase); status != http.StatusOK || doc.Find("svg.qr").Length() != 1 {
		t.Errorf("the secret, proved: %d %q", status, title(doc))
	}
	stranger := open(t, s)
	if status, _ = stranger.post("/account/prove", "proof_password", phrase); status != http.StatusUnauthorized {
		t.Errorf("nobody proves: %d", status)
	}
}

// Where there is a second factor the password alone proves nothing, and a code
// counts once here too. What was tried is counted.
func TestProvingWithACode(t *testing.T) {
	w := build(t, dbtest.New(t, db.SQLite, schema))
	app := w.setUp(t, w.chief)
	s := serve(t, w)
	b := open(t, s)
	b.post("/login", "login", "bac.quantri", "password", phrase)
	if status, doc := b.post("/login/second", "code", app.code(t)); status != http.StatusOK || title(doc) == "Đăng nhập" {
		t.Fatalf("signing in: %d %q", status, title(doc))
	}
	w.Advance(11 * time.Minute)
	used := app.code(t)
	for _, c := range []struct {
		password, code string
		wrong          string
	}{{phrase, "", "#f-proof_code-error"}, {phrase, "000000", "#f-proof_code-error"}, {"sai mất rồi", used, "#f-proof_password-error"}} {
		if status, doc := b.post("/account/prove", "proof_password", c.password, "proof_code", c.code); status != http.StatusUnprocessableEntity || doc.Find(c.wrong).Length() != 1 {
			t.Errorf("%+v: %d %s", c, status, doc.Find("main").Text())
		}
	}
	if status, _ := b.post("/account/prove", "proof_password", phrase, "proof_code", used); status != http.StatusOK {
		t.Errorf("password and code: %d", status)
	}
	if status, _ := b.post("/account/prove", "proof_password", phrase, "proof_code", used); status != http.StatusUnprocessableEntity {
		t.Errorf("the same code again: %d", status)
	}
	last := 0
	for range 20 {
		last, _ = b.post("/account/prove", "proof_password", "sai mất rồi", "proof_code", "111111")
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("guessing at the proof goes on: %d", last)
	}
	w.Advance(time.Hour)
	if status, doc := b.post("/account/password", "old", phrase, "new", "một câu khác hẳn", "again", "một câu khác hẳn"); status != http.StatusForbidden || strings.Contains(doc.Text(), "khác hẳn") {
		t.Errorf("another password with the old one alone: %d", status)
	}
}

// People see when they signed in and from what, and are told at the next
// sign-in of what was done meanwhile.
func TestEntries(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		in := func(device string) account.Entry {
			t.Helper()
			e, err := w.try(ctx, account.Attempt{Login: "bac.vanphong", Password: phrase, Address: "192.0.2.1:5000", Device: device})
			if err != nil {
				t.Fatal(err)
			}
			o.Advance(time.Minute)
			return e
		}
		if in("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0").Grave || in("").Grave {
			t.Error("nothing was done, and somebody is told that it was")
		}
		app := w.setUp(t, w.clerk)
		if _, err := w.second(ctx, account.Step{Arrival: in("").Arrival, Code: "111111"}); err == nil {
			t.Fatal("a wrong code")
		}
		e, err := w.second(ctx, account.Step{Arrival: in("").Arrival, Code: app.code(t), Device: "Chrome/1 (Windows)"})
		if err != nil || !e.Grave {
			t.Errorf("after setting up an app, and a wrong code: %+v, %v", e, err)
		}
		for who, want := range map[string]int{"bac.vanphong": 3, "bac.quantri": 3} {
			token := e.Token
			if who == "bac.quantri" {
				token = w.enter(t, who).Token
			}
			err := o.View(ctx, account.BySession(token), func(v *work.View) error {
				all, err := account.Entries(ctx, v, w.clerk)
				if err == nil && (len(all) != want || all[0].Device != "Chrome, Windows" || all[0].Proofs.String() != "password code" || all[2].Device != "Firefox, Linux") {
					t.Errorf("%s sees %+v", who, all)
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		}
		o.Advance(181 * 24 * time.Hour)
		if err := account.Sweep(ctx, o.Office); err != nil {
			t.Fatal(err)
		}
		o.MustView(t, func(v *work.View) error {
			all, err := account.Entries(ctx, v, w.clerk)
			if len(all) != 0 {
				t.Errorf("half a year later there are %+v", all)
			}
			return err
		})
	})
}
