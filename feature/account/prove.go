package account

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/fault"
	"quyet/base/secret"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/factor"
	"quyet/feature/rule"
)

// proofMinutes is how long a proof counts for what is grave.
var proofMinutes = rule.Number("account.proof_minutes", tProofMinutes, tProofMinutesHint, 1, 60,
	rule.Shipped{Value: "10", From: "2000-01-01", Citation: "OWASP ASVS 5.0, 7.5.1 và 7.5.3; mặc định của chương trình"})

// The fields of a proof.
const (
	proofPassword = web.ProofPrefix + "password"
	proofCode     = web.ProofPrefix + "code"
)

// provedUntil returns until when the last proof of a session counts for what is
// grave.
func provedUntil(ctx context.Context, v *work.View, s *Session) (time.Time, error) {
	minutes, _, err := proofMinutes.Number(ctx, v, v.Today)
	if err != nil || s.Proved.After(v.Now.Add(clockSkew)) {
		return time.Time{}, err
	}
	return s.Proved.Add(time.Duration(minutes) * time.Minute), nil
}

// stale lets no proof count any more that the sessions of an account gave before
// it had a factor which it has now: a password that was typed a moment ago in
// another one would take the factor away. The session in which it was set up has
// proved it, see [Door.Proved].
func stale(ctx context.Context, u *work.Unit, e work.Event) error {
	if e.Kind != "factor.app_added" && e.Kind != "factor.passkey_added" {
		return nil
	}
	_, err := u.Exec(ctx, forgetProofs, e.Subject)
	return err
}

// proved lets the actor of a session have what the proofs of the session are
// good for, and nothing where they are less than is required of the person. Who
// has what is required, and has not proved it, does nothing grave either: a
// password alone would set up a factor beside theirs, and be enough by it.
func proved(ctx context.Context, v *work.View, a *access.Actor, s *Session) (err error) {
	if a.ProvedUntil, err = provedUntil(ctx, v, s); err != nil {
		return err
	}
	var scopes []access.Scope
	for _, p := range a.Posts {
		scopes = append(scopes, p.Body)
	}
	needed, err := factor.Needed(ctx, v, a.Tree, scopes)
	if err != nil || s.Proofs().Reach(needed) {
		return err
	}
	*a = access.Actor{Account: a.Account, Name: a.Name, ProvedUntil: a.ProvedUntil, Unproven: true}
	held, err := factor.Of(ctx, v, a.Account)
	if err == nil && !s.Proofs().Reach(held.Level()) {
		a.ProvedUntil = time.Time{}
	}
	return err
}

// Prove checks what the person who asks has sent to prove who they are: what
// their passkey has signed; or the password, and a code where they have a
// second factor. It returns the cookie of
// their session from now on.
//
// Faults: Forbidden for nobody, Invalid at "proof_password" and "proof_code",
// TooOften.
func (d *Door) Prove(ctx context.Context, r Runner, q *web.Request) (*http.Cookie, error) {
	var own ID
	var login, name, stored string
	var held factor.Held
	err := r.View(ctx, func(v *work.View) (err error) {
		if !v.Actor.SignedIn() {
			return fault.New(fault.Forbidden, tNobody)
		}
		own = ID(v.Actor.Account)
		if err := v.One(ctx, loginOfID, []any{own}, &login, &name, &stored); err != nil {
			return err
		}
		held, err = factor.Of(ctx, v, string(own))
		return err
	})
	if err != nil {
		return nil, err
	}
	if q.Raw(proofAnswer) != "" {
		return d.proveByPasskey(ctx, r, q, own)
	}
	try := atProof(own)
	if wait, ok, err := try.take(ctx, r); err != nil {
		return nil, err
	} else if !ok {
		return nil, fault.After(wait, tTooManyAttempts, minutes(wait))
	}
	h, err := secret.Parse(stored)
	if err != nil {
		return nil, err
	}
	fits, err := h.Fits(ctx, q.Raw(proofPassword))
	if err != nil {
		return nil, err
	}
	if !fits {
		return nil, fault.At(proofPassword, tOldWrong)
	}
	var cookie *http.Cookie
	err = r.Do(ctx, func(u *work.Unit) error {
		proof := factor.Password
		if held.Second() {
			var err error
			if proof, err = d.Factors.Prove(ctx, u, string(own), q.Raw(proofCode)); err != nil {
				return err
			}
			if proof == "" {
				return fault.At(proofCode, tSecondWrong)
			}
		}
		var err error
		if cookie, err = d.Proved(ctx, u, q, proof); err != nil {
			return err
		}
		return errors.Join(try.give(ctx, u), u.Record(ctx, "account.proved", string(own), map[string]any{"by": proof}))
	})
	return cookie, err
}

func (d *Door) proveByPasskey(ctx context.Context, r Runner, q *web.Request, own ID) (cookie *http.Cookie, err error) {
	err = r.Do(ctx, func(u *work.Unit) error {
		cookie = nil
		whose, err := d.Factors.ProvePasskey(ctx, u, string(own), q.Raw(proofChallenge), []byte(q.Raw(proofAnswer)))
		if err != nil || whose == "" {
			return err // what was asked is used up: the unit commits
		}
		if cookie, err = d.Proved(ctx, u, q, factor.Passkey); err != nil {
			return err
		}
		return u.Record(ctx, "account.proved", string(own), map[string]any{"by": factor.Passkey})
	})
	if err == nil && cookie == nil {
		err = fault.New(fault.Invalid, tPasskeyWrong)
	}
	return cookie, err
}

// ProofPage is the page that asks the actor to prove who they are. It asks for
// no right beyond being signed in.
func ProofPage(ctx context.Context, v *work.View, ask web.Ask) (templ.Component, error) {
	held, err := factor.Of(ctx, v, v.Actor.Account)
	if err != nil {
		return nil, err
	}
	p := proofPage{Ask: ask, Second: held.Second(), Passkeys: held.Passkeys > 0, More: v.Actor.Unproven,
		SetUp: v.Actor.Unproven && !held.Second() && held.Passkeys == 0}
	if ask.Wrong != nil {
		p.Errors = web.FieldErrors(ctx, ask.Wrong)
	}
	return proofView(p), nil
}

// prove answers where a proof was given on a page of its own.
func (h handlers) prove(_ context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	if err := u.CheckProof(); err != nil {
		return nil, err
	}
	return web.To(r.Local("next", "/account")).Saying(tProvedDone), nil
}

func (h handlers) provePage(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := ProofPage(ctx, v, web.Ask{Next: r.Local("next", "/account")})
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

// MustProveMore tells a person who has proved less than they must what to do.
func MustProveMore(ctx context.Context) ui.Notice {
	return ui.Notice{Tone: ui.Caution, Text: tMustProveMore.In(ctx), Link: &ui.Crumb{Label: tDoThat.In(ctx), Href: proveAddress}}
}
