package hook

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/task"
)

// sweepEvery is how often old messages are deleted.
const sweepEvery = 6 * time.Hour

func routes(k *Keeper) []web.Route {
	h := handlers{k}
	return []web.Route{
		web.Get(listAddress, h.list),
		web.Get(listAddress+"/new", h.newHook),
		web.Post(listAddress, h.register),
		web.Get(listAddress+"/{id}", h.hook),
		web.Post(listAddress+"/{id}/rotate", h.rotate),
		web.Post(listAddress+"/{id}/end", h.end),
		web.Post(listAddress+"/{id}/resume", h.resume),
		web.Post(listAddress+"/{id}/deliveries/{delivery}/again", h.again),
	}
}

type handlers struct{ *Keeper }

// A page is what pages of hooks show of the office.
type page struct {
	Tree  *org.Tree
	Names map[account.ID]string
	View  *work.View
}

func (p page) body(b org.ID) string { return p.Tree.Name(b, p.View.Today) }

func (p page) when(t time.Time) string { return t.In(p.View.Zone).Format("15:04:05 02/01/2006") }

func pageOf(ctx context.Context, v *work.View, hooks ...Hook) (p page, err error) {
	p.View = v
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return p, err
	}
	var who []account.ID
	for _, h := range hooks {
		who = append(who, h.Owner, h.By)
	}
	p.Names, err = account.Names(ctx, v, who)
	return p, err
}

func (h handlers) list(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	hooks, err := All(ctx, v)
	if err != nil {
		return nil, err
	}
	p, err := pageOf(ctx, v, hooks...)
	if err != nil {
		return nil, err
	}
	return web.Show(listView(p, hooks)), nil
}

// A form holds the fields that register a hook, as they were typed.
type form struct {
	Address, Body, Owner string
	Kinds                []string
	Bodies               org.Chooser
	Wrong                []ui.FieldError
}

func (h handlers) newHook(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	if !v.Actor.MaySomewhere(CanHook) {
		return nil, fault.New(fault.Forbidden, tNotForYou)
	}
	c, err := h.form(ctx, v, form{Kinds: Kinds()}, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

func (h handlers) form(ctx context.Context, v *work.View, f form, wrong error) (templ.Component, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	f.Bodies, f.Wrong = tree.ChooserOf(v.Actor, CanHook, v.Today), web.FieldErrors(ctx, wrong)
	if f.Body == "" && wrong == nil && v.Actor.Body != "" {
		f.Body = string(v.Actor.Body)
	}
	return newView(f, len(h.Allow) > 0), nil
}

func (h handlers) register(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := form{Address: r.Text("address"), Body: r.Choice("body"), Owner: r.Text("owner"), Kinds: r.Texts("kinds")}
	made, s, err := h.registerWith(ctx, u, f)
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return h.form(ctx, v, f, err) })
	}
	return web.Show(secretView(made, s, false)), nil
}

// registerWith registers what was filled in.
func (h handlers) registerWith(ctx context.Context, u *work.Unit, f form) (ID, Secret, error) {
	if !u.Actor.MaySomewhere(CanHook) {
		return "", "", fault.New(fault.Forbidden, tNotForYou)
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return "", "", err
	}
	n := New{Address: f.Address, Kinds: f.Kinds}
	var wrong fault.Fields
	if n.Body, err = tree.ChooserOf(u.Actor, CanHook, u.Today).Meant("body", f.Body); err != nil {
		wrong = append(wrong, fault.All(err)...)
	} else if n.Body == "" || !u.Actor.May(CanHook, n.Body.Scope()) {
		wrong.Add("body", tBodyMissing)
	}
	if n.Owner, err = account.ByLogin(ctx, &u.View, f.Owner); err != nil {
		wrong.Add("owner", tNoOwner)
	}
	if err := wrong.Err(); err != nil {
		return "", "", err
	}
	return h.Register(ctx, u, n)
}

func idIn(r *web.Request) (ID, error) {
	s, err := r.Path("id")
	return ID(s), err
}

func (h handlers) hook(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	at, err := idIn(r)
	if err != nil {
		return nil, err
	}
	one, messages, err := Find(ctx, v, at)
	if err != nil {
		return nil, err
	}
	p, err := pageOf(ctx, v, one)
	if err != nil {
		return nil, err
	}
	sighted := false
	owner, err := account.Absent(ctx, v, one.Owner, one.Made)
	if err != nil {
		return nil, err
	}
	for _, post := range owner.Posts {
		sighted = sighted || owner.In(post).MaySomewhere(task.CanSee)
	}
	return web.Show(hookView(p, one, messages, sighted)), nil
}

func (h handlers) rotate(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, err := idIn(r)
	if err != nil {
		return nil, err
	}
	s, err := h.Rotate(ctx, u, at)
	if err != nil {
		return nil, err
	}
	return web.Show(secretView(at, s, true)), nil
}

func (h handlers) end(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, err := idIn(r)
	if err != nil {
		return nil, err
	}
	return web.To(at.Address()).Saying(tEndedNow), End(ctx, u, at)
}

func (h handlers) resume(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, err := idIn(r)
	if err != nil {
		return nil, err
	}
	return web.To(at.Address()).Saying(tResumed), Resume(ctx, u, at)
}

func (h handlers) again(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, err := idIn(r)
	if err != nil {
		return nil, err
	}
	d := r.PathValue("delivery")
	if !id.Valid(d) {
		return nil, fault.New(fault.Unknown, tNoHook)
	}
	return web.To(at.Address()).Saying(tAgainSoon), Again(ctx, u, at, DeliveryID(d))
}
