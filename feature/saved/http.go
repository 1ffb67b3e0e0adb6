package saved

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

type allPage struct {
	Lists []*List
	Tree  *org.Tree
	V     *work.View
}

func all(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	p := allPage{V: v}
	var err error
	if p.Lists, err = All(ctx, v); err != nil {
		return nil, err
	}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	return web.Show(allView(p)), nil
}

// A formPage asks for what there is to say of a list: a new one where List is
// nil.
type formPage struct {
	List    *List
	Version int64
	Wish    Wish
	Typed   string // the body, in words
	Bodies  org.Chooser
	May     bool // share with somebody
	Errors  []ui.FieldError
	Changed string // by whom and when, where somebody changed it meanwhile
}

func (p *formPage) bodies(ctx context.Context, v *work.View) error {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	p.Bodies = tree.ChooserOf(v.Actor, CanShare, v.Today)
	p.May = v.Actor.MaySomewhere(CanShare)
	return nil
}

func fresh(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if !v.Actor.SignedIn() {
		return nil, fault.New(fault.Forbidden, tNotForYou)
	}
	if _, err := All(ctx, v); err != nil {
		return nil, err
	}
	p := formPage{Wish: Wish{Ask: r.Raw("ask"), Paper: A4}}
	if err := p.bodies(ctx, v); err != nil {
		return nil, err
	}
	return web.Show(formView(p)), nil
}

func edit(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	l, err := Find(ctx, v, ID(r.PathValue("list")))
	if err != nil {
		return nil, err
	}
	if !l.MayChange(v) {
		return nil, v.Check(CanShare, l.Body.Scope())
	}
	p := formPage{List: l, Version: l.Version, Wish: Wish{Name: l.Name, Body: l.Body, Heading: l.Heading, Paper: l.Paper}, Typed: string(l.Body)}
	if ask, err := url.ParseQuery(r.Raw("ask")); err == nil && r.Raw("ask") != "" && !l.Asks(ask) {
		p.Wish.Ask = r.Raw("ask")
	}
	if err := p.bodies(ctx, v); err != nil {
		return nil, err
	}
	return web.Show(formView(p)), nil
}

// wished reads the form; the body is what its words mean.
func wished(ctx context.Context, v *work.View, r *web.Request) (formPage, error) {
	version, _ := r.Int("version")
	p := formPage{Version: int64(version), Typed: r.Choice("body"), Wish: Wish{Name: r.Text("name"), Ask: r.Raw("ask"), Heading: r.Text("heading"), Paper: Paper(r.Text("paper"))}}
	if err := p.bodies(ctx, v); err != nil {
		return p, err
	}
	body, err := p.Bodies.Meant("body", p.Typed)
	p.Wish.Body = body
	return p, err
}

// again shows the form with what was typed.
func again(p formPage, list ID, wrong error) error {
	return web.Again(wrong, func(ctx context.Context, v *work.View) (templ.Component, error) {
		p.Errors = web.FieldErrors(ctx, wrong)
		if err := p.bodies(ctx, v); err != nil {
			return nil, err
		}
		if list == "" {
			return formView(p), nil
		}
		l, err := Find(ctx, v, list)
		if err != nil {
			return nil, err
		}
		if fault.Is(wrong, fault.Conflict) {
			// What was typed is sent again for the list as it is now.
			p.Version = l.Version
			names, err := account.Names(ctx, v, []account.ID{l.By})
			if err != nil {
				return nil, err
			}
			p.Changed = tChangedBy.In(ctx, names[l.By], web.Moment(ctx, l.At), l.Name)
		}
		p.List = l
		return formView(p), nil
	})
}

func save(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	p, err := wished(ctx, &u.View, r)
	if err != nil {
		return nil, again(p, "", err)
	}
	made, err := Save(ctx, u, p.Wish)
	if fault.Is(err, fault.Forbidden) {
		return nil, err
	}
	if err != nil {
		return nil, again(p, "", err)
	}
	l, err := Find(ctx, &u.View, made)
	if err != nil {
		return nil, err
	}
	return web.To(l.Address()).Saying(tSaved, l.Name), nil
}

func change(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	list := ID(r.PathValue("list"))
	if _, err := Find(ctx, &u.View, list); err != nil {
		return nil, err
	}
	p, err := wished(ctx, &u.View, r)
	if err == nil {
		err = Change(ctx, u, list, p.Version, p.Wish)
	}
	if fault.Is(err, fault.Forbidden) {
		return nil, err
	}
	if err != nil {
		return nil, again(p, list, err)
	}
	l, err := Find(ctx, &u.View, list)
	if err != nil {
		return nil, err
	}
	return web.To(l.Address()).Saying(tSaved, l.Name), nil
}

func remove(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	if err := Delete(ctx, u, ID(r.PathValue("list"))); err != nil {
		return nil, err
	}
	return web.To("/lists").Saying(tDeleted), nil
}

func openWith(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	if err := OpenWith(ctx, u, ID(r.Text("list"))); err != nil {
		return nil, err
	}
	return web.To("/lists"), nil
}
