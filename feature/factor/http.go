package factor

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
)

// Address is the page on which people see and change their factors.
const Address = "/account/factors"

const (
	appAddress      = Address + "/app"
	passkeysAddress = Address + "/passkeys"
)

func routes(d Deps) []web.Route {
	h := handlers{d}
	return []web.Route{
		web.Get(Address, h.factors),
		web.Get(appAddress, h.app),
		web.Post(appAddress, h.beginApp).OfPerson(),
		web.Post(appAddress+"/confirm", h.confirmApp).OfPerson(),
		web.Post(appAddress+"/remove", h.removeApp).OfPerson(),
		web.Post(Address+"/recovery", h.newRecovery).OfPerson(),
		web.Get(passkeysAddress, h.passkey),
		web.Post(passkeysAddress+"/begin", h.beginPasskey).OfPerson(),
		web.Post(passkeysAddress, h.addPasskey).OfPerson(),
		web.Post(passkeysAddress+"/{id}/remove", h.removePasskey).OfPerson(),
	}
}

type handlers struct{ Deps }

func (h handlers) factors(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	held, err := Of(ctx, v, v.Actor.Account)
	if err != nil {
		return nil, err
	}
	keys, err := PasskeysOf(ctx, v, v.Actor.Account)
	if err != nil {
		return nil, err
	}
	return web.Show(factorsView(factorsPage{Held: held, Passkeys: keys, Can: h.Keeper.Passkeys(), Zone: v.Zone})), nil
}

// A factorsPage is what a person sees of their factors.
type factorsPage struct {
	Held
	Passkeys []PasskeyKept
	Can      bool // passkeys can be used
	Zone     *time.Location
}

func (p factorsPage) said(at time.Time) string { return at.In(p.Zone).Format("15:04 02/01/2006") }

// passkey is the page that adds one; like all that changes factors it asks for
// a proof first.
func (h handlers) passkey(_ context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	if _, err := own(v); err != nil {
		return nil, err
	}
	return web.Show(passkeyView("", nil)), nil
}

func (h handlers) beginPasskey(ctx context.Context, u *work.Unit, _ *web.Request) (web.Answer, error) {
	c, err := h.Keeper.BeginPasskey(ctx, u)
	if err != nil {
		return nil, err
	}
	return web.JSON(c), nil
}

func (h handlers) addPasskey(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	name := r.Text("name")
	refused, err := h.Keeper.AddPasskey(ctx, u, r.Raw("challenge"), name, []byte(r.Raw("answer")))
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, _ *work.View) (templ.Component, error) {
			return passkeyView(name, web.FieldErrors(ctx, err)), nil
		})
	}
	if refused != nil {
		// What was asked is used up, so the unit commits.
		return web.Show(passkeyView(name, web.FieldErrors(ctx, refused))), nil
	}
	cookie, err := h.Proved(ctx, u, r, Passkey)
	if err != nil {
		return nil, err
	}
	return web.To(Address).Saying(tPasskeyAdded).Setting(cookie), nil
}

func (h handlers) removePasskey(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	p, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	if err := RemovePasskey(ctx, u, PasskeyID(p)); err != nil {
		return nil, err
	}
	return web.To(Address).Saying(tPasskeyGone), nil
}

func (h handlers) beginApp(ctx context.Context, u *work.Unit, _ *web.Request) (web.Answer, error) {
	if err := h.Keeper.BeginApp(ctx, u); err != nil {
		return nil, err
	}
	return web.To(appAddress), nil
}

func (h handlers) app(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	c, err := h.appPage(ctx, v, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

func (h handlers) appPage(ctx context.Context, v *work.View, wrong []ui.FieldError) (templ.Component, error) {
	draft, err := h.Keeper.App(ctx, v)
	if err != nil {
		return nil, err
	}
	code, err := ui.CodeOf(draft.URI())
	if err != nil {
		return nil, err
	}
	return appView(draft, code, wrong), nil
}

func (h handlers) confirmApp(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	drawn, err := h.Keeper.ConfirmApp(ctx, u, r.Raw("code"))
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.appPage(ctx, v, web.FieldErrors(ctx, err))
		})
	}
	cookie, err := h.Proved(ctx, u, r, Code)
	if err != nil {
		return nil, err
	}
	return web.ShowSetting(recoveryView(drawn, true), cookie), nil
}

func (h handlers) removeApp(ctx context.Context, u *work.Unit, _ *web.Request) (web.Answer, error) {
	if err := RemoveApp(ctx, u); err != nil {
		return nil, err
	}
	return web.To(Address).Saying(tAppRemoved), nil
}

func (h handlers) newRecovery(ctx context.Context, u *work.Unit, _ *web.Request) (web.Answer, error) {
	drawn, err := NewRecovery(ctx, u)
	if err != nil {
		return nil, err
	}
	return web.Show(recoveryView(drawn, false)), nil
}
