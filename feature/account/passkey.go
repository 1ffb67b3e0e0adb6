package account

import (
	"context"

	"github.com/a-h/templ"

	"quyet/base/fault"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/factor"
)

const (
	passkeyAddress     = "/login/passkey"
	provePasskeyBegins = proveAddress + "/passkey"

	proofChallenge = web.ProofPrefix + "challenge"
	proofAnswer    = web.ProofPrefix + "answer"
)

// beginPasskey says what the passkey of somebody who signs in is to sign.
func (h handlers) beginPasskey(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	asks := attempt{of: []allowance{perChallenge.of(network(r.RemoteAddr))}}
	wait, ok, err := asks.take(ctx, s)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fault.After(wait, tTooManyAttempts, minutes(wait))
	}
	var c factor.Challenge
	err = s.Do(ctx, func(u *work.Unit) (err error) {
		c, err = h.Door.Factors.AskPasskey(ctx, u, "")
		return err
	})
	if err != nil {
		return nil, err
	}
	return web.JSON(c), nil
}

// signInByPasskey lets in whose passkey has signed.
func (h handlers) signInByPasskey(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	form := h.signInForm(r)
	var whose string
	err := s.Do(ctx, func(u *work.Unit) (err error) {
		whose, err = h.Door.Factors.ProvePasskey(ctx, u, "", r.Raw("challenge"), []byte(r.Raw("answer")))
		return err
	})
	var entry Entry
	if err == nil && whose == "" {
		h.Door.refused(ctx, candidate{}, Attempt{Address: r.RemoteAddr}, "wrong passkey")
		err = fault.New(fault.Invalid, tPasskeyWrong)
	}
	if err == nil {
		entry, err = h.Door.Arrive(ctx, s, Arrival{
			Account: ID(whose), Proof: factor.Passkey, Whole: true, Address: r.RemoteAddr, Device: r.UserAgent(), Token: h.Door.token(r.Request),
		})
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, _ *work.View) (templ.Component, error) {
			return signInView(form, web.FieldErrors(ctx, err)), nil
		})
	}
	return h.Door.Entered(r, entry, form.Next), nil
}

// beginProof says what a passkey of the actor is to sign as a proof.
func (h handlers) beginProof(ctx context.Context, u *work.Unit, _ *web.Request) (web.Answer, error) {
	c, err := h.Door.Factors.AskPasskey(ctx, u, u.Actor.Account)
	if err != nil {
		return nil, err
	}
	return web.JSON(c), nil
}

// signInForm returns the form by which people sign in, as it was sent.
func (h handlers) signInForm(r *web.Request) signInForm {
	return signInForm{Login: r.Text("login"), Next: r.Local("next", "/"), Ways: h.Ways, Demo: h.Demo, Passkeys: h.Door.Factors.Passkeys()}
}
