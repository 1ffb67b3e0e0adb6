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
	"quyet/feature/org"
)

// A deputyForm holds the fields that name a deputy, as they were typed.
type deputyForm struct {
	Body, Deputy, From, Until string
	Administers               bool
}

func readDeputy(r *web.Request) deputyForm {
	return deputyForm{Body: r.Text("body"), Deputy: r.Text("deputy"), From: r.Text("from"), Until: r.Text("until"), Administers: r.Checked("administers")}
}

// name names the deputy that was filled in. People mean the last day of a
// period to be part of it.
func (f deputyForm) name(ctx context.Context, u *work.Unit, n NewDeputy) error {
	from, ok1 := civil.Read(f.From)
	until, ok2 := civil.Read(f.Until)
	var wrong fault.Fields
	if !ok1 {
		wrong.Add("from", tDayWrong)
	}
	if !ok2 {
		wrong.Add("until", tDayWrong)
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	if !until.IsZero() {
		until = until.AddDays(1)
	}
	n.Interval, n.Administers = civil.Interval{From: from, Until: until}, f.Administers
	_, err := NameDeputy(ctx, u, n)
	return err
}

// A deputyPage shows who stands in for an account and for whom it stands in,
// and names another.
type deputyPage struct {
	*Account
	Own        bool
	Tree       *org.Tree
	Names      map[ID]string
	Deputies   []Deputy
	At         []access.Post // for which a deputy may be named
	Among      []Colleague   // from whom to choose; others are named by their login
	Administer bool          // the right to administer is there to be passed on
	Form       deputyForm
	Wrong      []ui.FieldError
	Actor      access.Actor
	Today      civil.Date
}

func (h handlers) ownDeputies(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	c, err := ownDeputyPage(ctx, v, deputyForm{From: v.Today.Vietnamese()}, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

// ownDeputyPage is about the post in which the person acts.
func ownDeputyPage(ctx context.Context, v *work.View, f deputyForm, wrong []ui.FieldError) (templ.Component, error) {
	p, err := deputyPageOf(ctx, v, ID(v.Actor.Account), f, wrong)
	if err != nil {
		return nil, err
	}
	p.Own = true
	for _, post := range v.Actor.Posts {
		if post.ID == v.Actor.Post && post.For == "" && post.Body != access.Everywhere {
			p.At = []access.Post{post}
			p.Form.Body = post.ID
			if p.Among, err = Colleagues(ctx, v, bodyOf(post.Body)); err != nil {
				return nil, err
			}
		}
	}
	p.Administer = p.administers()
	return deputyView(p), nil
}

func deputyPageOf(ctx context.Context, v *work.View, account ID, f deputyForm, wrong []ui.FieldError) (p deputyPage, err error) {
	p = deputyPage{Form: f, Wrong: wrong, Actor: v.Actor, Today: v.Today}
	if p.Account, err = Find(ctx, v, account); err != nil {
		return p, err
	}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return p, err
	}
	if p.Deputies, err = Deputies(ctx, v, account); err != nil {
		return p, err
	}
	var who []ID
	for _, d := range p.Deputies {
		who = append(who, d.For, d.Account, ID(d.By))
	}
	p.Names, err = Names(ctx, v, who)
	return p, err
}

// administers says whether one of the posts holds the right to administer.
func (p deputyPage) administers() bool {
	for _, post := range p.At {
		for _, g := range post.Grants {
			if g.Role == access.Administrator && g.Scope == post.Body {
				return true
			}
		}
	}
	return false
}

func (h handlers) nameOwnDeputy(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := readDeputy(r)
	err := f.name(ctx, u, NewDeputy{For: ID(u.Actor.Account), Body: bodyOf(u.Actor.Body), Account: ID(f.Deputy)})
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return ownDeputyPage(ctx, v, f, web.FieldErrors(ctx, err))
		})
	}
	return web.To("/account/deputies").Saying(tDeputyNamed), nil
}

func (h handlers) endDeputy(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	d, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	if err := EndDeputy(ctx, u, DeputyID(d)); err != nil {
		return nil, err
	}
	return web.To(r.Local("back", "/account/deputies")).Saying(tDeputyEnded), nil
}

func (h handlers) deputies(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	a, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	c, err := deputiesOfPage(ctx, v, ID(a), deputyForm{From: v.Today.Vietnamese()}, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

// deputiesOfPage is what an administrator sees: the posts of an account on
// bodies that they administer.
func deputiesOfPage(ctx context.Context, v *work.View, account ID, f deputyForm, wrong []ui.FieldError) (templ.Component, error) {
	if err := checkSomewhere(v); err != nil {
		return nil, err
	}
	p, err := deputyPageOf(ctx, v, account, f, wrong)
	if err != nil {
		return nil, err
	}
	var rights []right
	for _, g := range p.Grants {
		if g.StateOn(v.Today) == InForce && g.Body() != "" && checkReach(v, p.Tree, g.Scope, access.Specialist) == nil {
			rights = append(rights, right{Grant: g.Grant, id: g.ID})
		}
	}
	if p.At, err = postsOf(ctx, v, p.Tree, rights); err != nil {
		return nil, err
	}
	if len(p.At) == 1 && p.Form.Body == "" {
		p.Form.Body = p.At[0].ID
	}
	p.Administer = p.administers()
	return deputyView(p), nil
}

func (h handlers) nameDeputy(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	path, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	f := readDeputy(r)
	if err := f.nameFor(ctx, u, ID(path)); err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return deputiesOfPage(ctx, v, ID(path), f, web.FieldErrors(ctx, err))
		})
	}
	return web.To(ID(path).Address() + "/deputies").Saying(tDeputyNamed), nil
}

// nameFor names the deputy of another account, by the login of the deputy.
func (f deputyForm) nameFor(ctx context.Context, u *work.Unit, account ID) error {
	if err := checkSomewhere(&u.View); err != nil {
		return err
	}
	if _, err := Find(ctx, &u.View, account); err != nil {
		return err
	}
	if f.Body == "" {
		return fault.At("body", tPostMissing)
	}
	var deputy ID
	if f.Deputy != "" {
		found, err := ByLogin(ctx, &u.View, f.Deputy)
		if fault.Is(err, fault.Invalid) {
			return fault.At("deputy", tNoLogin)
		}
		if err != nil {
			return err
		}
		deputy = found
	}
	return f.name(ctx, u, NewDeputy{For: account, Body: org.ID(f.Body), Account: deputy})
}
