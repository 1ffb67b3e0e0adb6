package account

import (
	"context"
	"net/url"
	"time"

	"github.com/a-h/templ"

	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/factor"
)

const secondAddress = "/login/second"

// A secondForm is the second step of signing in.
type secondForm struct {
	Next     string
	Recovery bool // the telephone is not there
}

func readSecond(r *web.Request) secondForm {
	return secondForm{Next: r.Local("next", "/"), Recovery: r.Checked("recovery")}
}

func (h handlers) secondPage(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	f := readSecond(r)
	if v.Actor.SignedIn() {
		return web.To(f.Next), nil
	}
	if _, ok, err := arrived(ctx, v, Token(h.Door.value(r.Request, arrivalCookie))); err != nil {
		return nil, err
	} else if !ok {
		return web.To("/login").Warning(tArrivalOver), nil
	}
	return web.Show(secondView(f, nil)), nil
}

func (h handlers) second(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	f := readSecond(r)
	entry, err := h.Door.Second(ctx, s, Step{
		Arrival: Token(h.Door.value(r.Request, arrivalCookie)), Code: r.Raw("code"), Address: r.RemoteAddr, Device: r.UserAgent(),
		Browser: h.Door.value(r.Request, browserCookie), Token: h.Door.token(r.Request),
	})
	if fault.Is(err, fault.Unknown) {
		return web.To("/login").Warning(tArrivalOver), nil
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, _ *work.View) (templ.Component, error) {
			return secondView(f, web.FieldErrors(ctx, err)), nil
		})
	}
	to := h.Door.Entered(r, entry, f.Next)
	if entry.Proof == factor.Recovery {
		to = to.Saying(tRecoveryUsed)
	}
	return to, nil
}

// Entered sends who has signed in on to next, with the cookies of that; or to
// the second step, or to what has to be done before anything else.
func (d *Door) Entered(r *web.Request, entry Entry, next string) web.Redirect {
	if entry.Arrival != "" {
		return web.To(secondAddress + "?next=" + url.QueryEscape(next)).
			Setting(d.cookie(r.Request, arrivalCookie, string(entry.Arrival), int(ArrivalTime/time.Second)))
	}
	switch {
	case entry.MustChange:
		next = "/account"
	case entry.Unproven:
		next = factor.Address
	}
	to := web.To(next)
	if entry.Grave {
		to = to.Saying(tGraveSince)
	}
	return to.
		Setting(d.cookie(r.Request, sessionCookie, string(entry.Token), int(LongestTime/time.Second))).
		Setting(d.cookie(r.Request, arrivalCookie, "", -1)).
		Setting(d.cookie(r.Request, browserCookie, entry.Browser, browserTime))
}

func (h handlers) resetFactors(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	a, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	if err := ResetFactors(ctx, u, ID(a)); err != nil {
		return nil, err
	}
	return web.To(ID(a).Address()).Saying(tFactorsReset), nil
}

// secondError returns what is wrong with the code.
func secondError(wrong []ui.FieldError) string { return ui.ErrorOf(wrong, "code") }
