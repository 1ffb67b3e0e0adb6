package account_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/factor"
)

var keepPasskey = db.Built("test.passkey", `
	INSERT INTO factor_passkey (id, account_id, key_hash, credential, name, made, used) VALUES ($1, $2, $3, '{}', 'Máy', 1, 0)`)

// holdPasskey lets an account have a passkey.
func (w *town) holdPasskey(t testing.TB, whom account.ID) {
	t.Helper()
	w.MustDo(t, func(u *work.Unit) error {
		_, err := u.Exec(t.Context(), keepPasskey, id.New[string](), whom, make([]byte, 32))
		return err
	})
}

// Where more is required than a password, who has only that sets up no factor
// of their own beside those that the person has, and changes no password: what
// is there is to be proved first. The page asks for that and nothing else.
func TestAPasswordReplacesNoFactor(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		w.holdPasskey(t, w.clerk)
		for _, needs := range []factor.Level{factor.BySecond, factor.ByPasskey} {
			o.MustDo(t, func(u *work.Unit) error {
				return factor.Require(ctx, u, factor.Policy{Scope: w.north.Scope(), Needs: needs, From: u.Today, Reason: "Kế hoạch 1"})
			})
			thief := w.enter(t, "bac.vanphong").Token
			err := o.Do(ctx, account.BySession(thief), func(u *work.Unit) error { return w.door.Factors.BeginApp(ctx, u) })
			wantKind(t, "an app beside the passkey", err, fault.Unproven)
			err = w.door.ChangePassword(ctx, account.Run(o.Office, account.BySession(thief)), thief, phrase, "một câu khác hẳn")
			wantKind(t, "another password", err, fault.Unproven)
		}
		b := open(t, serve(t, w))
		b.signIn("bac.vanphong")
		if status, doc := b.post("/account/factors/app"); status != http.StatusForbidden || doc.Find("form[data-passkey]").Length() != 1 || doc.Find("input[name=proof_password]").Length() != 0 {
			t.Errorf("setting up an app: %d %s", status, doc.Find("main").Text())
		}
		// Who has nothing yet sets it up with the password, as they are asked to.
		o.MustDo(t, func(u *work.Unit) error {
			return factor.Require(ctx, u, factor.Policy{Scope: w.south.Scope(), Needs: factor.BySecond, From: u.Today, Reason: "Kế hoạch 1"})
		})
		if err := o.Do(ctx, account.BySession(w.enter(t, "nam.vanphong").Token), func(u *work.Unit) error { return w.door.Factors.BeginApp(ctx, u) }); err != nil {
			t.Error(err)
		}
	})
}

// A person with a second step whose password was reset chooses one of their own.
func TestTemporaryPasswordWithASecondStep(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		app := w.setUp(t, w.clerk)
		o.MustDo(t, func(u *work.Unit) error { return account.SetPassword(ctx, u, w.clerk, w.password) })
		e, err := w.second(ctx, account.Step{Arrival: w.arrive(t, "bac.vanphong"), Code: app.code(t)})
		if err != nil || !e.MustChange {
			t.Fatalf("%+v %v", e, err)
		}
		if err := w.door.ChangePassword(ctx, account.Run(o.Office, account.BySession(e.Token)), e.Token, phrase, "một câu khác hẳn"); err != nil {
			t.Fatal(err)
		}
		if a := w.actor(t, e.Token); len(a.Grants) != 1 {
			t.Errorf("after changing it: %+v", a)
		}
	})
}

// A clock that was ahead for a while and is set right leaves nobody outside,
// and no session or proof of that time outlives its hours.
func TestClockSetBack(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		right := o.Now()
		o.Advance(90 * 24 * time.Hour)
		for range 5 {
			_, err := w.try(ctx, account.Attempt{Login: "bac.vanphong", Password: "sai mất rồi", Address: "192.0.2.1:5000"})
			wantKind(t, "a wrong password", err, fault.Invalid)
		}
		token := w.enter(t, "nam.vanphong").Token
		o.Set(right)
		if w.actor(t, token).SignedIn() {
			t.Error("a session of a day to come is alive")
		}
		w.enter(t, "bac.vanphong")
	})
}

// Who has found a token does not find out by it which password its owner has,
// nor uses up the attempts that are the owner's.
func TestTokensProveNothing(t *testing.T) {
	w := build(t, dbtest.New(t, db.SQLite, schema))
	s := serve(t, w)
	owner := open(t, s)
	owner.signIn("bac.vanphong")
	_, doc := owner.post("/account/tokens", "name", "Bảng tin", "scope", "read", "until", "01/12/2026")
	found := doc.Find("code").First().Text()
	if !strings.HasPrefix(found, account.BearerPrefix) {
		t.Fatalf("no token on %s", doc.Text())
	}
	said := map[string]bool{}
	for i := range 12 {
		password := "đoán bừa một câu"
		if i == 0 {
			password = phrase
		}
		q, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/api/v1/anything", strings.NewReader(url.Values{"proof_password": {password}}.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		q.Header.Set("Authorization", "Bearer "+found)
		answer, err := http.DefaultClient.Do(q)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		said[answer.Status] = true
	}
	if len(said) != 1 || !said["404 Not Found"] {
		t.Errorf("proofs sent with a token are answered with %v", said)
	}
	if status, _ := owner.post("/logout"); status != http.StatusOK {
		t.Fatal(status)
	}
	owner.signIn("bac.vanphong")
}

// Who finds their account bound to an identity is told, as of a new factor.
func TestABindingIsTold(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		w := build(t, o)
		w.enter(t, "bac.vanphong")
		o.Advance(time.Minute)
		o.MustDo(t, func(u *work.Unit) error { return u.Record(t.Context(), "provider.bound", string(w.clerk), nil) })
		if !w.enter(t, "bac.vanphong").Grave {
			t.Error("nobody is told of a binding")
		}
	})
}

// Who has found a session of somebody guesses at the password in it a few times
// only, and keeps the owner outside by it no more than a stranger does.
func TestGuessingInASession(t *testing.T) {
	w := build(t, dbtest.New(t, db.SQLite, schema))
	app := w.setUp(t, w.clerk)
	s := serve(t, w)
	b, owner := open(t, s), open(t, s)
	for _, each := range []*browser{b, owner} {
		each.post("/login", "login", "bac.vanphong", "password", phrase)
		if status, doc := each.post("/login/second", "code", app.code(t)); status != http.StatusOK || title(doc) == "Đăng nhập" {
			t.Fatalf("signing in: %d %q", status, title(doc))
		}
		w.Advance(time.Minute)
	}
	owner.post("/logout")
	tried := map[int]int{}
	for i := range 30 {
		path, fields := "/account/prove", []string{"proof_password", phrase, "proof_code", "111111"}
		if i%2 == 0 {
			path, fields = "/account/password", []string{"old", "sai mất rồi", "new", "một câu khác hẳn", "again", "một câu khác hẳn"}
		}
		status, _ := b.post(path, fields...)
		tried[status]++
	}
	if tried[http.StatusUnprocessableEntity] != 10 || tried[http.StatusTooManyRequests] != 20 {
		t.Errorf("thirty guesses are answered with %v", tried)
	}
	owner.post("/login", "login", "bac.vanphong", "password", phrase)
	if status, doc := owner.post("/login/second", "code", app.code(t)); status != http.StatusOK || title(doc) == "Đăng nhập" {
		t.Errorf("the owner, in a browser of theirs: %d %q", status, title(doc))
	}
}

// Nobody keeps an account from being erased by taking the login that it gets.
func TestErasingCannotBePrevented(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		chief := w.enter(t, "bac.quantri").Token
		err := o.Do(ctx, account.BySession(chief), func(u *work.Unit) error {
			_, err := account.Create(ctx, u, account.NewAccount{Login: "xoa-" + string(w.other), Name: "Ai đó", Password: w.password})
			return err
		})
		wantKind(t, "the login of who is erased", err, fault.Invalid)
		o.MustDo(t, func(u *work.Unit) error {
			a, err := account.Find(ctx, &u.View, w.other)
			for _, g := range a.Grants {
				err = errors.Join(err, account.Revoke(ctx, u, g.ID))
			}
			return errors.Join(err, account.Erase(ctx, u, w.other))
		})
	})
}

// A password that was typed a moment before somebody set up an app proves
// nothing any more in other sessions: it would take the app away.
func TestAnAppEndsOlderProofs(t *testing.T) {
	w := build(t, dbtest.New(t, db.SQLite, schema))
	w.Subscribers = account.Capability(account.Deps{Door: w.door}).Subscribers
	s := serve(t, w)
	thief, owner := open(t, s), open(t, s)
	thief.signIn("bac.vanphong")
	owner.signIn("bac.vanphong")
	_, doc := owner.post("/account/factors/app")
	app := &app{w: w, secret: strings.ReplaceAll(doc.Find("main code").First().Text(), " ", "")}
	if _, doc = owner.post("/account/factors/app/confirm", "code", app.code(t)); doc.Find("ol.codes li").Length() != 10 {
		t.Fatalf("setting up the app: %s", doc.Find("main").Text())
	}
	for _, path := range []string{"/account/factors/app/remove", "/account/factors/recovery"} {
		if status, _ := thief.post(path); status != http.StatusForbidden {
			t.Errorf("%s in a session that knows the password only: %d", path, status)
		}
	}
	if status, _ := owner.post("/account/factors/recovery"); status != http.StatusOK {
		t.Errorf("new codes in the session that set it up: %d", status)
	}
}

// An app that is confirmed between password and session is asked for.
func TestAppConfirmedMeanwhile(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		w := build(t, o)
		meanwhile := runner{account.Run(o.Office, work.As(access.Actor{})), func() { w.setUp(t, w.clerk) }}
		e, err := w.door.SignIn(t.Context(), &meanwhile, account.Attempt{Login: "bac.vanphong", Password: phrase, Address: "192.0.2.1:5000"})
		if err != nil || e.Token != "" || e.Arrival == "" {
			t.Errorf("the password alone gives %+v, %v", e, err)
		}
	})
}

// A runner lets something happen before its first unit.
type runner struct {
	account.Runner
	first func()
}

func (r *runner) Do(ctx context.Context, fn func(*work.Unit) error) error {
	if first := r.first; first != nil {
		r.first = nil
		first()
	}
	return r.Runner.Do(ctx, fn)
}
