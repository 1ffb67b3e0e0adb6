package account_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/factor"
)

// An app is the authenticator app of somebody.
type app struct {
	w        *town
	secret   string
	recovery []string
}

// code returns what the app shows now.
func (a *app) code(t testing.TB) string {
	t.Helper()
	c, err := hotp.GenerateCodeCustom(a.secret, uint64(a.w.Now().Unix()/30), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// setUp gives an account an authenticator app, half a minute ago.
func (w *town) setUp(t testing.TB, whom account.ID) *app {
	t.Helper()
	ctx := t.Context()
	a := &app{w: w}
	do := func(fn func(u *work.Unit) error) {
		t.Helper()
		if err := w.Do(ctx, work.As(access.Actor{Account: string(whom), ProvedUntil: justProved}), fn); err != nil {
			t.Fatal(err)
		}
	}
	do(func(u *work.Unit) error { return w.door.Factors.BeginApp(ctx, u) })
	do(func(u *work.Unit) error {
		d, err := w.door.Factors.App(ctx, &u.View)
		if err != nil {
			return err
		}
		a.secret = d.Secret
		a.recovery, err = w.door.Factors.ConfirmApp(ctx, u, a.code(t))
		return err
	})
	w.Advance(30 * time.Second)
	return a
}

// arrive takes the first step.
func (w *town) arrive(t testing.TB, login string) account.Token {
	t.Helper()
	e := w.enter(t, login)
	if e.Arrival == "" || e.Token != "" || e.Browser != "" {
		t.Fatalf("the password alone gives %+v", e)
	}
	return e.Arrival
}

func (w *town) second(ctx context.Context, s account.Step) (account.Entry, error) {
	return w.door.Second(ctx, account.Run(w.Office.Office, work.As(access.Actor{})), s)
}

func TestSecondStep(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		before := w.enter(t, "bac.vanphong").Token
		clerk := w.setUp(t, w.clerk)

		arrival := w.arrive(t, "bac.vanphong")
		if w.actor(t, arrival).SignedIn() {
			t.Fatal("who has still to take the second step is signed in")
		}
		_, err := w.second(ctx, account.Step{Arrival: arrival, Code: "12345"})
		wantKind(t, "no code", err, fault.Invalid)
		shown := clerk.code(t)
		e, err := w.second(ctx, account.Step{Arrival: arrival, Code: shown, Token: before})
		if err != nil {
			t.Fatal(err)
		}
		if a := w.actor(t, e.Token); a.Account != string(w.clerk) || len(a.Grants) != 1 || w.actor(t, before).SignedIn() {
			t.Errorf("with the code the actor is %+v", a)
		}
		_, err = w.second(ctx, account.Step{Arrival: arrival, Code: shown})
		wantKind(t, "taking the step twice", err, fault.Unknown)
		_, err = w.second(ctx, account.Step{Arrival: w.arrive(t, "bac.vanphong"), Code: shown})
		wantKind(t, "a code that was used", err, fault.Invalid)
		e, err = w.second(ctx, account.Step{Arrival: w.arrive(t, "bac.vanphong"), Code: clerk.recovery[2]})
		if err != nil || e.Proof != factor.Recovery {
			t.Errorf("with a recovery code: %+v %v", e, err)
		}
		var sessions []account.Session
		if err := o.View(ctx, account.BySession(e.Token), func(v *work.View) (err error) {
			sessions, err = account.Sessions(ctx, v, w.clerk)
			return err
		}); err != nil || len(sessions) != 2 || sessions[0].Proofs().String() != "password recovery" || sessions[1].Proofs().String() != "password code" || sessions[0].Proved.IsZero() {
			t.Errorf("the sessions are %+v, %v", sessions, err)
		}

		// The code of somebody else, whose step it is not.
		chief := w.setUp(t, w.chief)
		_, err = w.second(ctx, account.Step{Arrival: w.arrive(t, "bac.vanphong"), Code: chief.code(t)})
		wantKind(t, "the code of somebody else", err, fault.Invalid)
		_, err = w.second(ctx, account.Step{Arrival: w.arrive(t, "bac.vanphong"), Code: chief.recovery[0]})
		wantKind(t, "the recovery code of somebody else", err, fault.Invalid)
	})
}

// The second step is over after five minutes, five wrong codes, and whatever
// takes the account or its password away meanwhile.
func TestArrivalsEnd(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		clerk := w.setUp(t, w.clerk)
		ends := map[string]func(account.Token){
			"five minutes": func(account.Token) { o.Advance(account.ArrivalTime) },
			"five wrong codes": func(a account.Token) {
				for range 5 {
					_, err := w.second(ctx, account.Step{Arrival: a, Code: "000 00x"})
					wantKind(t, "a wrong code", err, fault.Invalid)
				}
			},
			"another password": func(account.Token) {
				o.MustDo(t, func(u *work.Unit) error { return account.SetPassword(ctx, u, w.clerk, w.password) })
			},
			"disabling": func(account.Token) {
				o.MustDo(t, func(u *work.Unit) error { return account.Disable(ctx, u, w.clerk) })
			},
		}
		for what, end := range ends {
			arrival := w.arrive(t, "bac.vanphong")
			end(arrival)
			_, err := w.second(ctx, account.Step{Arrival: arrival, Code: clerk.code(t)})
			wantKind(t, "the second step after "+what, err, fault.Unknown)
			o.MustDo(t, func(u *work.Unit) error { return account.Enable(ctx, u, w.clerk) })
			o.Advance(time.Hour)
		}
		for _, none := range []account.Token{"", "nothing", w.enter(t, "nam.vanphong").Token} {
			_, err := w.second(ctx, account.Step{Arrival: none, Code: clerk.code(t)})
			wantKind(t, "the second step without a first", err, fault.Unknown)
		}
		if err := account.Sweep(ctx, o.Office); err != nil {
			t.Fatal(err)
		}
		o.MustDo(t, func(u *work.Unit) error {
			_, err := account.Find(ctx, &u.View, w.clerk)
			return err
		})
	})
}

// Who has lost both telephone and recovery codes is helped by who has the
// account in hand; all sessions end, and the password alone lets in then.
func TestResetFactors(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		chief := w.enter(t, "bac.quantri").Token
		clerk := w.setUp(t, w.clerk)
		e, err := w.second(ctx, account.Step{Arrival: w.arrive(t, "bac.vanphong"), Code: clerk.code(t)})
		if err != nil {
			t.Fatal(err)
		}
		on := w.arrive(t, "bac.vanphong")
		reset := func(whom account.ID) error {
			return o.Do(ctx, account.BySession(chief), func(u *work.Unit) error { return account.ResetFactors(ctx, u, whom) })
		}
		wantKind(t, "one's own", reset(w.chief), fault.Conflict)
		wantKind(t, "of a neighbour", reset(w.other), fault.Unknown)
		if err := reset(w.clerk); err != nil {
			t.Fatal(err)
		}
		o.Advance(30 * time.Second)
		_, err = w.second(ctx, account.Step{Arrival: on, Code: clerk.code(t)})
		wantKind(t, "the second step after a reset", err, fault.Unknown)
		if w.actor(t, e.Token).SignedIn() || w.enter(t, "bac.vanphong").Token == "" {
			t.Error("a session outlived the reset, or the password alone does not let in")
		}
	})
}

// Codes cannot be guessed by who knows the password, and whoever tries keeps
// nobody out of a browser they have signed in on.
func TestGuessingCodes(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		clerk := w.setUp(t, w.clerk)
		e, err := w.second(ctx, account.Step{Arrival: w.arrive(t, "bac.vanphong"), Code: clerk.code(t)})
		if err != nil {
			t.Fatal(err)
		}
		tried := 0
		for i := range 20 {
			arrival := w.arriveFrom(t, "bac.vanphong", fmt.Sprintf("203.0.113.%d:1", i))
			if _, err = w.second(ctx, account.Step{Arrival: arrival, Code: "000000", Address: fmt.Sprintf("203.0.113.%d:1", i)}); fault.Is(err, fault.TooOften) {
				break
			}
			tried++
		}
		if tried != 10 {
			t.Errorf("%d codes could be tried at once", tried)
		}
		o.Advance(30 * time.Second)
		_, err = w.second(ctx, account.Step{Arrival: w.arriveFrom(t, "bac.vanphong", "192.0.2.9:1"), Code: clerk.code(t)})
		wantKind(t, "a stranger with the right code", err, fault.TooOften)
		if _, err = w.second(ctx, account.Step{Arrival: w.arriveFrom(t, "bac.vanphong", "192.0.2.9:1"), Code: clerk.code(t), Browser: e.Browser}); err != nil {
			t.Errorf("the browser of the owner: %v", err)
		}
		var wrong int
		o.MustView(t, func(v *work.View) error {
			told, err := v.History(ctx, string(w.clerk), 100)
			for _, e := range told {
				if e.Kind == "account.second_refused" {
					wrong++
				}
			}
			return err
		})
		if wrong != tried {
			t.Errorf("the history tells of %d wrong codes", wrong)
		}
	})
}

func (w *town) arriveFrom(t testing.TB, login, address string) account.Token {
	t.Helper()
	e, err := w.try(t.Context(), account.Attempt{Login: login, Password: phrase, Address: address})
	if err != nil {
		t.Fatal(err)
	}
	return e.Arrival
}

// A login that there is, one with a second step and one that there is not are
// refused after the same statements and as many units of work: nothing can be
// told by time.
func TestRefusalsCostTheSame(t *testing.T) {
	w := build(t, dbtest.New(t, db.SQLite, schema))
	w.setUp(t, w.clerk)
	asked := func(login string) map[string]int {
		t.Helper()
		var mu sync.Mutex
		count := map[string]int{}
		units := w.DB.Figures().Units
		w.DB.Watch(func(s *db.Stmt) { mu.Lock(); count[s.Name]++; mu.Unlock() })
		defer w.DB.Watch(nil)
		_, err := w.try(t.Context(), account.Attempt{Login: login, Password: "đoán bừa một câu", Address: "198.51.100.7:1"})
		wantKind(t, login, err, fault.Invalid)
		count["units"] = int(w.DB.Figures().Units - units)
		return count
	}
	unknown := asked("khong.co")
	if len(unknown) < 2 {
		t.Fatalf("an unknown login is refused after %v", unknown)
	}
	for _, login := range []string{"bac.vanphong", "nam.vanphong"} {
		if got := asked(login); !maps.Equal(got, unknown) {
			t.Errorf("%s is refused after %v, an unknown login after %v", login, got, unknown)
		}
	}
}

// On the pages: the second step keeps where the person was going, says what is
// wrong, and takes a recovery code instead.
func TestSecondStepOnPages(t *testing.T) {
	w := build(t, dbtest.New(t, db.SQLite, schema))
	clerk := w.setUp(t, w.clerk)
	b := open(t, serve(t, w))
	if _, doc := b.get("/login/second"); title(doc) != "Đăng nhập" {
		t.Errorf("the second step without the first shows %q", title(doc))
	}
	status, doc := b.post("/login", "login", "bac.vanphong", "password", phrase, "next", "/account/tokens")
	if status != http.StatusOK || title(doc) != "Bước hai của đăng nhập" || doc.Find("input[name=code][autocomplete=one-time-code]").Length() != 1 {
		t.Fatalf("after the password: %d %q", status, title(doc))
	}
	if _, doc := b.get("/account"); title(doc) != "Đăng nhập" {
		t.Errorf("between the steps the account page shows %q", title(doc))
	}
	status, doc = b.post("/login/second", "code", "111 111", "next", "/account/tokens")
	if status != http.StatusUnprocessableEntity || doc.Find("#f-code-error").Length() != 1 || doc.Find("input[name=next]").AttrOr("value", "") != "/account/tokens" || doc.Find("input[name=code]").AttrOr("value", "") != "" {
		t.Errorf("a wrong code: %d %s", status, doc.Find("main").Text())
	}
	other, _ := doc.Find("a[href*='recovery=1']").Attr("href")
	if status, doc = b.get(other); status != http.StatusOK || doc.Find("input[name=recovery]").Length() != 1 {
		t.Errorf("the other way: %d", status)
	}
	if status, doc = b.post("/login/second", "code", clerk.recovery[0], "recovery", "1", "next", "/account/tokens"); status != http.StatusOK || title(doc) != "Mã truy cập cho chương trình" || !strings.Contains(doc.Text(), "Đã dùng một mã khôi phục") {
		t.Errorf("with a recovery code: %d %q", status, title(doc))
	}
	if _, doc = b.get("/account"); !strings.Contains(doc.Find("main").Text(), "Mật khẩu + Mã khôi phục") {
		t.Error("the session does not say by what it was begun")
	}

	chief := open(t, serve(t, w))
	chief.signIn("bac.quantri")
	_, doc = chief.get("/accounts/" + string(w.clerk))
	if doc.Find("form[action$='/factors/reset']").Length() != 1 {
		t.Error("the administrator finds no way to reset the second step")
	}
	if status, _ = chief.post("/accounts/" + string(w.clerk) + "/factors/reset"); status != http.StatusOK {
		t.Errorf("resetting: %d", status)
	}
	if _, doc = b.get("/account"); title(doc) != "Đăng nhập" {
		t.Errorf("after the reset: %q", title(doc))
	}
}
