package factor_test

import (
	"context"
	"net/url"
	"testing"
	"time"

	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/factor"
)

// Where the installation has no address, or a number for one, nobody is asked
// for a passkey.
func TestPasskeysNeedAnAddress(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		d := sit(t, o)
		for _, origin := range []*url.URL{nil, {Scheme: "http", Host: "127.0.0.1:8080"}, {Scheme: "https", Host: "[::1]"}} {
			if err := d.keeper.At(origin); err != nil || d.keeper.Passkeys() {
				t.Errorf("%v: %v, passkeys %v", origin, err, d.keeper.Passkeys())
			}
			wantKind(t, "a new passkey", d.do(func(ctx context.Context, u *work.Unit) error { _, err := d.keeper.BeginPasskey(ctx, u); return err }), fault.Conflict)
			wantKind(t, "asking for one", d.do(func(ctx context.Context, u *work.Unit) error { _, err := d.keeper.AskPasskey(ctx, u, ""); return err }), fault.Conflict)
			wantKind(t, "taking one", d.do(func(ctx context.Context, u *work.Unit) error {
				_, err := d.keeper.ProvePasskey(ctx, u, "", "", nil)
				return err
			}), fault.Conflict)
		}
	})
}

// Whatever is sent as an answer, to whatever question: nobody is let in by it,
// and the question is used up. What a real authenticator answers is tried in a
// browser (app).
func TestWrongAnswers(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		d := sit(t, o)
		const forged = `{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"AAAA","signature":"AAAA","userHandle":"MDAwMA"}}`
		for _, answer := range []string{"", "{}", "null", "[]", forged, "\xff", `{"type":"public-key"}`} {
			var whose string
			var c factor.Challenge
			if err := d.do(func(ctx context.Context, u *work.Unit) (err error) {
				c, err = d.keeper.AskPasskey(ctx, u, "")
				return err
			}); err != nil {
				t.Fatal(err)
			}
			for _, token := range []string{c.Token, c.Token, "", "nothing"} {
				if err := d.do(func(ctx context.Context, u *work.Unit) (err error) {
					whose, err = d.keeper.ProvePasskey(ctx, u, "", token, []byte(answer))
					return err
				}); err != nil || whose != "" {
					t.Errorf("%q lets in %q, %v", answer, whose, err)
				}
			}
			if err := d.do(func(ctx context.Context, u *work.Unit) (err error) {
				c, err = d.keeper.BeginPasskey(ctx, u)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			var refused *fault.Fault
			if err := d.do(func(ctx context.Context, u *work.Unit) (err error) {
				refused, err = d.keeper.AddPasskey(ctx, u, c.Token, "Máy", []byte(answer))
				return err
			}); err != nil || refused == nil {
				t.Errorf("%q is kept as a passkey: %v", answer, err)
			}
		}
		if h := d.held(); h.Passkeys != 0 {
			t.Errorf("%d passkeys came of nothing", h.Passkeys)
		}
		o.Advance(6 * time.Minute)
		if err := factor.Sweep(t.Context(), o.Office); err != nil {
			t.Fatal(err)
		}
	})
}
