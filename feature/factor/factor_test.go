package factor_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net/url"
	"path/filepath"
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
	"quyet/base/secret"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/factor"
	"quyet/feature/org"
)

var schema = []fs.FS{org.Schema, factor.Schema}

const person = "0000000000000001"

var (
	me = access.Actor{Account: person, Name: "Văn thư & đồng sự", ProvedUntil: time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC)}
	as = work.As(me)
)

// code returns what an app shows for a secret at an instant.
func code(t testing.TB, secret string, at time.Time) string {
	t.Helper()
	c, err := hotp.GenerateCodeCustom(secret, uint64(at.Unix()/30), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A desk is an office with the key of its installation.
type desk struct {
	*dbtest.Office
	t      *testing.T
	keeper *factor.Keeper
}

func sit(t *testing.T, o *dbtest.Office) *desk {
	d := &desk{o, t, factor.With(secret.InFile(filepath.Join(t.TempDir(), "sealing.key")))}
	if err := d.keeper.At(&url.URL{Scheme: "https", Host: "quyet.test"}); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *desk) do(fn func(context.Context, *work.Unit) error) error {
	return d.Do(d.t.Context(), as, func(u *work.Unit) error { return fn(d.t.Context(), u) })
}

func (d *desk) secret() string {
	d.t.Helper()
	var draft factor.Draft
	err := d.View(d.t.Context(), as, func(v *work.View) (err error) {
		draft, err = d.keeper.App(d.t.Context(), v)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return draft.Secret
}

// setUp gives the person an app, and returns its secret and the recovery codes.
func (d *desk) setUp() (secret string, codes []string) {
	d.t.Helper()
	if err := d.do(d.keeper.BeginApp); err != nil {
		d.t.Fatal(err)
	}
	secret = d.secret()
	err := d.do(func(ctx context.Context, u *work.Unit) (err error) {
		codes, err = d.keeper.ConfirmApp(ctx, u, code(d.t, secret, d.Now()))
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return secret, codes
}

// prove returns what a typed code proves.
func (d *desk) prove(typed string) (p factor.Proof) {
	d.t.Helper()
	err := d.do(func(ctx context.Context, u *work.Unit) (err error) {
		p, err = d.keeper.Prove(ctx, u, person, typed)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

func (d *desk) held() (h factor.Held) {
	d.t.Helper()
	d.MustView(d.t, func(v *work.View) (err error) {
		h, err = factor.Of(d.t.Context(), v, person)
		return err
	})
	return h
}

func wantKind(t *testing.T, what string, err error, want fault.Kind) {
	t.Helper()
	if err == nil || fault.KindOf(err) != want {
		t.Errorf("%s: got %v, want a fault of kind %v", what, err, want)
	}
}

// Everyone changes their own factors, in a browser: neither nobody, nor the
// program, nor a program that acts for a person.
func TestWhoMay(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		d := sit(t, o)
		d.setUp()
		ctx := t.Context()
		none := access.Allow("factor.test", text.Verbatim("x"))
		// Each as the person themselves gets on to what stands behind the name.
		table := map[string]struct {
			do   func(u *work.Unit) error
			then fault.Kind // of the person, whose app is confirmed; 0 for done
		}{
			"Keeper.BeginApp":     {func(u *work.Unit) error { return d.keeper.BeginApp(ctx, u) }, fault.Conflict},
			"Keeper.App":          {func(u *work.Unit) error { _, err := d.keeper.App(ctx, &u.View); return err }, fault.Unknown},
			"Keeper.ConfirmApp":   {func(u *work.Unit) error { _, err := d.keeper.ConfirmApp(ctx, u, "123456"); return err }, fault.Unknown},
			"NewRecovery":         {func(u *work.Unit) error { _, err := factor.NewRecovery(ctx, u); return err }, 0},
			"Keeper.BeginPasskey": {func(u *work.Unit) error { _, err := d.keeper.BeginPasskey(ctx, u); return err }, 0},
			"Keeper.AddPasskey":   {func(u *work.Unit) error { _, err := d.keeper.AddPasskey(ctx, u, "", "", nil); return err }, fault.Invalid},
			"RemovePasskey":       {func(u *work.Unit) error { return factor.RemovePasskey(ctx, u, "none") }, fault.Unknown},
			"RemoveApp":           {func(u *work.Unit) error { return factor.RemoveApp(ctx, u) }, 0},
		}
		open := map[string]string{
			"Forget":              "is part of what an administrator does, who has been asked for the right",
			"Of":                  "is part of signing in, and of pages that have asked",
			"Keeper.Prove":        "is part of signing in",
			"Keeper.AskPasskey":   "is part of signing in",
			"Keeper.ProvePasskey": "is part of signing in",
			"PasskeysOf":          "is for the owner, and for pages that have asked",
			"Needed":              "is asked while it is found out who the actor is",
			"NeededAt":            "as Needed",
			"Require":             "TestWhoMayRequire",
			"Required":            "TestWhoMayRequire",
		}
		for _, name := range dbtest.Operations(t) {
			if _, in := table[name]; in == (open[name] != "") {
				t.Errorf("%s stands in the table of refusals or in the list of those that refuse nobody, and not in both", name)
			}
		}
		for name, op := range table {
			for who, actor := range map[string]access.Actor{"nobody": {}, "the program": access.System("test"), "a program of the person": {Account: person, Only: []*access.Permission{none}}} {
				wantKind(t, name+" by "+who, o.Do(ctx, work.As(actor), op.do), fault.Forbidden)
			}
			wantKind(t, name+" by who has left the browser open", o.Do(ctx, work.As(access.Actor{Account: person, ProvedUntil: o.Now()}), op.do), fault.Unproven)
			undo := errors.New("undone")
			err := d.do(func(_ context.Context, u *work.Unit) error {
				if err := op.do(u); err != nil {
					return err
				}
				return undo
			})
			if op.then == 0 && !errors.Is(err, undo) {
				t.Errorf("%s by the person: %v", name, err)
			} else if op.then != 0 {
				wantKind(t, name+" by the person", err, op.then)
			}
		}
	})
}

func TestApp(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		d := sit(t, o)
		if h := d.held(); h.App || h.Second() {
			t.Errorf("who has set up nothing has %+v", h)
		}
		if err := d.do(d.keeper.BeginApp); err != nil {
			t.Fatal(err)
		}
		first := d.secret()
		if d.held().App || d.prove(code(t, first, o.Now())) != "" {
			t.Error("a secret that no app has taken over proves something")
		}
		if err := d.do(d.keeper.BeginApp); err != nil {
			t.Fatal(err)
		}
		secret := d.secret()
		if secret == first || len(secret) != 32 {
			t.Errorf("drawn anew it is %q after %q", secret, first)
		}
		confirm := func(typed string) error {
			return d.do(func(ctx context.Context, u *work.Unit) error {
				_, err := d.keeper.ConfirmApp(ctx, u, typed)
				return err
			})
		}
		for what, typed := range map[string]string{"nothing": "", "letters": "abcdef", "the old secret": code(t, first, o.Now()), "a code of before": code(t, secret, o.Now().Add(-30*time.Second)), "a code to come": code(t, secret, o.Now().Add(30*time.Second))} {
			wantKind(t, what, confirm(typed), fault.Invalid)
		}
		now := code(t, secret, o.Now())
		if err := confirm(" " + now[:3] + " " + now[3:] + " "); err != nil {
			t.Fatal(err)
		}
		wantKind(t, "confirming twice", confirm(now), fault.Unknown)
		if d.prove(now) != "" {
			t.Error("the code that confirmed the app is good once more")
		}
		o.Advance(30 * time.Second)
		for _, typed := range []string{now, code(t, secret, o.Now().Add(30*time.Second)), "000000x", "", strings.Repeat("1", 1000)} {
			if d.prove(typed) != "" {
				t.Errorf("%.20q proves something", typed)
			}
		}
		next := code(t, secret, o.Now())
		if p := d.prove(next); p != factor.Code {
			t.Errorf("the code of the app proves %q", p)
		}
		if d.prove(next) != "" {
			t.Error("a code was good twice within its thirty seconds")
		}
		if err := d.do(factor.RemoveApp); err != nil {
			t.Fatal(err)
		}
		o.Advance(time.Minute)
		if h := d.held(); h != (factor.Held{}) || d.prove(code(t, secret, o.Now())) != "" {
			t.Errorf("after removing the app: %+v", h)
		}
		wantKind(t, "removing it twice", d.do(factor.RemoveApp), fault.Unknown)
	})
}

// A secret that nobody confirmed is shown for an hour and then deleted.
func TestDraftsEnd(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		d := sit(t, o)
		if err := d.do(d.keeper.BeginApp); err != nil {
			t.Fatal(err)
		}
		o.Advance(time.Hour + time.Second)
		wantKind(t, "confirming after an hour", d.do(func(ctx context.Context, u *work.Unit) error {
			_, err := d.keeper.ConfirmApp(ctx, u, "123456")
			return err
		}), fault.Unknown)
		other := sit(t, o)
		if ill, err := other.keeper.Sound(t.Context(), o.DB); err != nil || len(ill) != 1 || ill[0] != person {
			t.Errorf("another key opens all but %v, %v", ill, err)
		}
		if err := factor.Sweep(t.Context(), o.Office); err != nil {
			t.Fatal(err)
		}
		if ill, err := other.keeper.Sound(t.Context(), o.DB); err != nil || len(ill) != 0 {
			t.Errorf("after the sweep: %v, %v", ill, err)
		}
		d.setUp()
		o.Advance(2 * time.Hour)
		if err := factor.Sweep(t.Context(), o.Office); err != nil {
			t.Fatal(err)
		}
		if ill, err := d.keeper.Sound(t.Context(), o.DB); !d.held().App || err != nil || len(ill) != 0 {
			t.Errorf("the sweep took an app in use, or its own key does not open it: %v %v", ill, err)
		}
	})
}

// Of many who send one code at once, over several instances of the program, one
// is let through.
func TestOneCodeOnce(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		d := sit(t, o)
		secret, recovery := d.setUp()
		o.Advance(time.Minute)
		for what, typed := range map[string]string{"app": code(t, secret, o.Now()), "recovery": recovery[3]} {
			let := make(chan factor.Proof, 8)
			var all sync.WaitGroup
			for range cap(let) {
				instance := &work.Office{DB: o.DB, Now: o.Now, Zone: o.Zone}
				all.Go(func() {
					var p factor.Proof
					err := instance.Do(t.Context(), as, func(u *work.Unit) (err error) {
						p, err = d.keeper.Prove(t.Context(), u, person, typed)
						return err
					})
					if err != nil {
						t.Error(err)
					}
					let <- p
				})
			}
			all.Wait()
			close(let)
			n := 0
			for p := range let {
				if p != "" {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%s: %d were let through", what, n)
			}
		}
	})
}

func TestRecovery(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		d := sit(t, o)
		wantKind(t, "recovery codes without an app", d.do(func(ctx context.Context, u *work.Unit) error { _, err := factor.NewRecovery(ctx, u); return err }), fault.Conflict)
		_, codes := d.setUp()
		if len(codes) != 10 || d.held().Recovery != 10 {
			t.Fatalf("%d codes, %d kept", len(codes), d.held().Recovery)
		}
		drawn := map[string]bool{}
		for i, c := range codes {
			if drawn[c] || len(strings.ReplaceAll(c, " ", "")) != 24 {
				t.Errorf("code %d is %q", i, c)
			}
			drawn[c] = true
		}
		if p := d.prove(strings.ToUpper(strings.ReplaceAll(codes[0], " ", "-"))); p != factor.Recovery || d.held().Recovery != 9 {
			t.Errorf("a recovery code proves %q, %d are left", p, d.held().Recovery)
		}
		if d.prove(codes[0]) != "" {
			t.Error("a recovery code was good twice")
		}
		var again []string
		if err := d.do(func(ctx context.Context, u *work.Unit) (err error) {
			again, err = factor.NewRecovery(ctx, u)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if d.prove(codes[1]) != "" || d.prove(again[1]) != factor.Recovery {
			t.Error("new codes leave the old ones, or are none")
		}
		var told []work.Event
		o.MustView(t, func(v *work.View) (err error) {
			told, err = v.History(t.Context(), person, 10)
			return err
		})
		var kinds []string
		for _, e := range told {
			kinds = append(kinds, e.Kind)
			for _, c := range append(codes, again...) {
				if bytes.Contains(e.Detail, []byte(c)) {
					t.Error("an event holds a code")
				}
			}
		}
		if got := strings.Join(kinds, " "); got != "factor.recovery_used factor.recovery_made factor.recovery_used factor.recovery_made factor.app_added" {
			t.Errorf("the history tells %s", got)
		}
	})
}

var stored = db.Built("factor.stored", `SELECT sealed FROM factor_totp`)
var swap = db.Built("factor.swap", `UPDATE factor_totp SET account_id = $1`)

// What the database holds gives no code: not its bytes, nor under another key,
// nor in the row of another account.
func TestSecretsAreSealed(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		d := sit(t, o)
		secret, _ := d.setUp()
		o.MustView(t, func(v *work.View) error {
			var sealed []byte
			err := v.One(t.Context(), stored, nil, &sealed)
			if bytes.Contains(sealed, []byte(secret)) {
				t.Error("the secret stands in the table")
			}
			return err
		})
		if ill, err := d.keeper.Sound(t.Context(), o.DB); err != nil || len(ill) != 0 {
			t.Errorf("its own key: %v, %v", ill, err)
		}
		o.MustDo(t, func(u *work.Unit) error { _, err := u.Exec(t.Context(), swap, "0000000000000002"); return err })
		if ill, err := d.keeper.Sound(t.Context(), o.DB); err != nil || len(ill) != 1 {
			t.Errorf("in the row of another account: %v, %v", ill, err)
		}
		o.MustDo(t, func(u *work.Unit) error { _, err := u.Exec(t.Context(), swap, person); return err })
	})
}
