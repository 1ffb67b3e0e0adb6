package account

import (
	"context"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
)

// A tokenForm holds the fields that make an access token, as they were typed.
type tokenForm struct{ Name, Scope, Until string }

// A tokenPage shows the access tokens of a person, and makes another one for
// the post in which they act.
type tokenPage struct {
	Tree    *org.Tree
	Tokens  []AccessToken
	Scopes  []TokenScope
	Acting  string // the post in words
	MayMake bool
	Form    tokenForm
	Wrong   []ui.FieldError
	Today   civil.Date
	Back    string // to which revoking leads
}

func (h handlers) tokens(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	c, err := h.tokenPage(ctx, v, tokenForm{}, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

// usualToken is for how many days a token is offered.
const usualToken = 90

func (h handlers) tokenPage(ctx context.Context, v *work.View, f tokenForm, wrong []ui.FieldError) (templ.Component, error) {
	p := tokenPage{Form: f, Wrong: wrong, Scopes: h.Door.Scopes, Today: v.Today, Back: "/account/tokens", MayMake: len(v.Actor.Grants) > 0}
	var err error
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	if p.Tokens, err = Tokens(ctx, v, ID(v.Actor.Account)); err != nil {
		return nil, err
	}
	signed, err := Signed(ctx, v)
	if err != nil {
		return nil, err
	}
	p.Acting = signed.Post
	if p.Form == (tokenForm{}) {
		most, _, err := tokenDays.Number(ctx, v, v.Today)
		if err != nil {
			return nil, err
		}
		p.Form.Until = v.Today.AddDays(min(usualToken, most-1)).Vietnamese()
		if len(p.Scopes) > 0 {
			p.Form.Scope = p.Scopes[0].Name
		}
	}
	return tokensView(p), nil
}

func (h handlers) makeToken(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := tokenForm{Name: r.Text("name"), Scope: r.Text("scope"), Until: r.Text("until")}
	b, err := h.makeWith(ctx, u, f)
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.tokenPage(ctx, v, f, web.FieldErrors(ctx, err))
		})
	}
	return web.Show(tokenMadeView(f.Name, b)), nil
}

// makeWith makes the token that was filled in. People mean the last day of a
// period to be part of it.
func (h handlers) makeWith(ctx context.Context, u *work.Unit, f tokenForm) (Bearer, error) {
	until, ok := civil.Read(f.Until)
	if !ok {
		return "", fault.At("until", tDayWrong)
	}
	if !until.IsZero() {
		until = until.AddDays(1)
	}
	return h.Door.MakeToken(ctx, u, NewAccessToken{Name: f.Name, Scope: f.Scope, Until: until})
}

func (h handlers) revokeToken(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	t, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	if err := RevokeToken(ctx, u, AccessTokenID(t)); err != nil {
		return nil, err
	}
	return web.To(r.Local("back", "/account/tokens")).Saying(tTokenRevoked), nil
}

// scopeTitle says how far a token goes.
func (p tokenPage) scopeTitle(ctx context.Context, name string) string {
	for _, s := range p.Scopes {
		if s.Name == name {
			return s.Title.In(ctx)
		}
	}
	return name
}

func (p tokenPage) scopeOptions(ctx context.Context) []ui.Option {
	var options []ui.Option
	for _, s := range p.Scopes {
		hint := ""
		for _, may := range s.Permissions {
			if hint != "" {
				hint += "; "
			}
			hint += may.Title.In(ctx)
		}
		options = append(options, ui.Option{Value: s.Name, Label: s.Title.In(ctx), Hint: hint})
	}
	return options
}

// at says in which post a token acts.
func (p tokenPage) at(ctx context.Context, t AccessToken) string {
	said := placeName(ctx, p.Tree, t.Body, p.Today)
	if t.Deputising != "" {
		said += " (" + tDeputy.In(ctx) + ")"
	}
	return said
}

// until names the last day of a token, or says that it is over.
func (p tokenPage) until(ctx context.Context, t AccessToken) string {
	if !p.Today.Before(t.Until) {
		return tEnded.In(ctx)
	}
	return t.Until.AddDays(-1).Vietnamese()
}

func usedOn(ctx context.Context, t AccessToken) string {
	if t.Used.IsZero() {
		return tNeverUsed.In(ctx)
	}
	return t.Used.Vietnamese()
}

// tokensIn is the table of tokens on the page of an account that somebody else
// has in hand.
func tokensIn(ctx context.Context, v *work.View, a *Account, tree *org.Tree, scopes []TokenScope) (p tokenPage, err error) {
	p = tokenPage{Tree: tree, Scopes: scopes, Today: v.Today, Back: a.ID.Address()}
	if v.Actor.Account == string(a.ID) || !InHand(v, a) {
		return p, nil
	}
	p.Tokens, err = Tokens(ctx, v, a.ID)
	return p, err
}
