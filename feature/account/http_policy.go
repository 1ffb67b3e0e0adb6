package account

import (
	"context"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/factor"
	"quyet/feature/org"
)

const policyAddress = "/accounts/proofs"

// A policyForm holds the fields that say what people have to prove.
type policyForm struct{ Body, Needs, From, Reason string }

type policyPage struct {
	Tree     *org.Tree
	Bodies   org.Chooser
	Policies []factor.Policy
	Names    map[ID]string // of those who set them
	Form     policyForm
	Passkeys bool // can be used, and so required
	Wrong    []ui.FieldError
	Today    civil.Date
}

func (h handlers) policies(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	c, err := h.policiesPage(ctx, v, policyForm{Needs: string(factor.BySecond), From: v.Today.Vietnamese()}, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

func (h handlers) policiesPage(ctx context.Context, v *work.View, f policyForm, wrong []ui.FieldError) (templ.Component, error) {
	p := policyPage{Form: f, Wrong: wrong, Today: v.Today, Passkeys: h.Door.Factors.Passkeys()}
	var err error
	if p.Policies, err = factor.Required(ctx, v); err != nil {
		return nil, err
	}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	p.Bodies = scopes(ctx, v, p.Tree, grantForm{})
	var by []ID
	for _, one := range p.Policies {
		by = append(by, ID(one.By))
	}
	p.Names, err = Names(ctx, v, by)
	return policyView(p), err
}

func (h handlers) require(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := policyForm{Body: r.Choice("body"), Needs: r.Text("needs"), From: r.Text("from"), Reason: r.Text("reason")}
	if err := h.requireWith(ctx, u, f); err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.policiesPage(ctx, v, f, web.FieldErrors(ctx, err))
		})
	}
	return web.To(policyAddress).Saying(tRequired), nil
}

// requireWith sets what was filled in. A passkey that nobody can have is not
// required: nobody could sign in any more to take that back.
func (h handlers) requireWith(ctx context.Context, u *work.Unit, f policyForm) error {
	if _, err := factor.Required(ctx, &u.View); err != nil {
		return err
	}
	from, ok := civil.Read(f.From)
	var wrong fault.Fields
	if !ok {
		wrong.Add("from", tDayWrong)
	}
	if factor.Level(f.Needs) == factor.ByPasskey && !h.Door.Factors.Passkeys() {
		wrong.Add("needs", tNoPasskeysHere)
	}
	scope, err := grantForm{Body: f.Body}.scope(ctx, &u.View)
	if wrong = append(wrong, fault.All(err)...); len(wrong) > 0 {
		return wrong.Err()
	}
	if err != nil {
		return err
	}
	return factor.Require(ctx, u, factor.Policy{Scope: scope, Needs: factor.Level(f.Needs), From: from, Reason: clean(f.Reason)})
}

func (p policyPage) levelOptions(ctx context.Context) []ui.Option {
	var options []ui.Option
	for _, l := range factor.Levels() {
		if l == factor.ByPasskey && !p.Passkeys {
			continue
		}
		options = append(options, ui.Option{Value: string(l), Label: l.Title().In(ctx)})
	}
	return options
}

func (p policyPage) by(ctx context.Context, one factor.Policy) string {
	if one.By == "" {
		return tByProgram.In(ctx)
	}
	return p.Names[ID(one.By)]
}

// place names the body of a policy.
func (p policyPage) place(ctx context.Context, s access.Scope) string {
	return placeName(ctx, p.Tree, bodyOf(s), p.Today)
}
