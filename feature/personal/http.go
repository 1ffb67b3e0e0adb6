package personal

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/capability"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/rule"
)

// Address is the page on which people see what is held about them.
const Address = "/personal"

const requestsAddress = "/personal/requests"

func personAddress(a account.ID) string { return "/personal/people/" + string(a) }

// Deps is what the capability is given by the program.
type Deps struct {
	// Holdings returns what all capabilities keep about people.
	Holdings func() []capability.Holding
}

// Capability describes personal data to the program.
func Capability(d Deps) capability.Capability {
	h := handlers{d}
	return capability.Capability{
		Name:   "personal",
		Schema: Schema,
		Routes: []web.Route{
			web.Get(Address, h.own),
			web.InSteps("POST /personal/export", h.export),
			web.Get(requestsAddress, h.waiting),
			web.Post(requestsAddress, h.ask),
			web.Get("/personal/requests/{id}", h.request),
			web.Post("/personal/requests/{id}/answer", h.answer),
			web.Get("/personal/people/{id}", h.person),
			web.Post("/personal/people/{id}/erase", h.erase),
		},
		Menu:        []capability.MenuEntry{{Title: tRequestsMenu, Address: requestsAddress, Icon: ui.IconPerson, Needs: account.CanManage, Order: 91}},
		Chores:      []capability.Chore{{Name: "personal.expire", Every: expireEvery, Do: Expire}},
		Subscribers: []work.Subscriber{forgotten},
		Holdings:    holdings(),
		Gauges:      []capability.Gauge{{Name: "personal_requests_overdue", Help: "Requests about personal data whose first answer is late.", Read: overdue}},
	}
}

// overdue counts the requests whose first answer is late.
func overdue(ctx context.Context, o *work.Office) (n float64, err error) {
	err = o.View(ctx, work.System("personal: late answers"), func(v *work.View) error {
		return v.One(ctx, countOverdue, []any{v.Today}, &n)
	})
	return n, err
}

// MenuItem leads people to what is held about them.
func MenuItem(ctx context.Context) ui.MenuItem {
	return ui.MenuItem{Label: tOwnMenu.In(ctx), Href: Address, Icon: ui.IconList}
}

var _ = account.LeadFrom(func(ctx context.Context, v *work.View, a *account.Account) (ui.Action, bool) {
	return ui.Action{Label: tLooks.In(ctx), Href: personAddress(a.ID), Icon: ui.IconList}, account.InHand(v, a)
})

type handlers struct{ Deps }

// placesOf returns how scopes, several of them after one another, are called.
func placesOf(ctx context.Context, v *work.View) (func(string) string, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	return func(scopes string) string {
		var names []string
		for _, s := range strings.Fields(scopes) {
			if access.Scope(s) == access.Everywhere {
				names = append(names, tEverywhere.In(ctx))
			} else {
				names = append(names, tree.Name(org.ID(s), v.Today))
			}
		}
		return strings.Join(names, ", ")
	}, nil
}

// citedOf tells what a rule says today and by which document, and whether that
// was held against it.
func citedOf(ctx context.Context, v *work.View, key string) (said string, verified bool, err error) {
	r, err := rule.Find(key)
	if err != nil {
		return "", false, err
	}
	now, err := r.On(ctx, v, v.Today)
	return r.Say(ctx, now.Value) + " (" + now.Citation + ")", now.Verified, err
}

// keptOf tells how long something is kept.
func keptOf(ctx context.Context, v *work.View, h capability.Holding) (string, error) {
	said := h.Kept.In(ctx)
	if h.KeptBy == "" {
		return said, nil
	}
	r, err := rule.Find(h.KeptBy)
	if err != nil {
		return "", err
	}
	n, _, err := r.Number(ctx, v, v.Today)
	return said + " " + tMonths.In(ctx, n), err
}

// A requestForm is what was typed.
type requestForm struct{ Kind, Words string }

type ownPage struct {
	Parts    []Part
	Bases    []string // each by which something is held, once
	Looks    [][]string
	Requests []Request
	Form     requestForm
	Wrong    []ui.FieldError
}

func (h handlers) own(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	c, err := h.ownPage(ctx, v, requestForm{Kind: string(See)}, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

// shownLooks is how many looks a page shows.
const shownLooks = 50

func (h handlers) ownPage(ctx context.Context, v *work.View, f requestForm, wrong []ui.FieldError) (_ templ.Component, err error) {
	p := ownPage{Form: f, Wrong: wrong}
	for _, held := range h.Holdings() {
		part, err := partOf(ctx, v, held)
		if err != nil {
			return nil, err
		}
		if part.Unproven {
			part.Basis += ", " + tUnproven.In(ctx)
		}
		if !slices.Contains(p.Bases, part.Basis) {
			p.Bases = append(p.Bases, part.Basis)
		}
		p.Parts = append(p.Parts, part)
	}
	looks, err := Looks(ctx, v, account.ID(v.Actor.Account), shownLooks)
	if err != nil {
		return nil, err
	}
	if p.Looks, err = tellLooks(ctx, v, looks); err != nil {
		return nil, err
	}
	if p.Requests, err = Asked(ctx, v); err != nil {
		return nil, err
	}
	return ownView(p, v), nil
}

func (h handlers) ask(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := requestForm{Kind: r.Text("kind"), Words: r.Text("words")}
	made, err := Ask(ctx, u, Kind(f.Kind), f.Words)
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.ownPage(ctx, v, f, web.FieldErrors(ctx, err))
		})
	}
	return web.To(made.Address()).Saying(tAskedDone), nil
}

func (h handlers) export(ctx context.Context, s *web.Session, _ *web.Request) (web.Answer, error) {
	f, err := Export(ctx, s, h.Holdings())
	if err != nil {
		return nil, err
	}
	packed, err := f.zipped(ctx)
	if err != nil {
		return nil, err
	}
	return web.File("du-lieu-ca-nhan.zip", "application/zip", bytes.NewReader(packed)), nil
}

func (h handlers) waiting(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	requests, more, err := Waiting(ctx, v)
	if err != nil {
		return nil, err
	}
	var ids []account.ID
	for _, r := range requests {
		ids = append(ids, r.Account)
	}
	names, err := account.Names(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	return web.Show(waitingView(requests, names, more, v.Today)), nil
}

type requestPage struct {
	Request
	Name, By  string
	May       bool // answer it
	Typed     string
	Wrong     []ui.FieldError
	ToAccount bool
}

func (h handlers) request(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	id, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	c, err := requestOf(ctx, v, RequestID(id), "", nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

func requestOf(ctx context.Context, v *work.View, id RequestID, typed string, wrong []ui.FieldError) (templ.Component, error) {
	found, err := Find(ctx, v, id)
	if err != nil {
		return nil, err
	}
	p := requestPage{Request: found, Typed: typed, Wrong: wrong}
	names, err := account.Names(ctx, v, []account.ID{found.Account, found.AnsweredBy})
	if err != nil {
		return nil, err
	}
	p.Name, p.By = names[found.Account], names[found.AnsweredBy]
	p.ToAccount = v.Actor.Account != string(found.Account)
	p.May = found.Open() && p.ToAccount
	return requestView(p, v), nil
}

func (h handlers) answer(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	id, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	typed := r.Text("answer")
	if err := Answer(ctx, u, RequestID(id), typed); err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return requestOf(ctx, v, RequestID(id), typed, web.FieldErrors(ctx, err))
		})
	}
	return web.To(RequestID(id).Address()).Saying(tAnsweredDone), nil
}

type personPage struct {
	*account.Account
	Former   []account.FormerName
	Looks    [][]string
	MayErase bool
}

func (h handlers) person(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	id, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	who := account.ID(id)
	looks, err := Looks(ctx, v, who, shownLooks)
	if err != nil {
		return nil, err
	}
	var p personPage
	if p.Account, err = account.Find(ctx, v, who); err != nil {
		return nil, err
	}
	if p.Former, err = account.FormerNames(ctx, v, who); err != nil {
		return nil, err
	}
	if p.Looks, err = tellLooks(ctx, v, looks); err != nil {
		return nil, err
	}
	p.MayErase = v.Actor.Account != id && account.InHand(v, p.Account)
	for _, g := range p.Grants {
		p.MayErase = p.MayErase && g.StateOn(v.Today) == account.Ended
	}
	return web.Show(personView(p, v)), nil
}

func (h handlers) erase(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	id, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	if err := account.Erase(ctx, u, account.ID(id)); err != nil {
		return nil, err
	}
	return web.To(account.ID(id).Address()).Saying(tErasedDone), nil
}
