package task

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
)

// HandoverAddress returns the page on which what a body leaves behind is handed
// on.
func HandoverAddress(b org.ID) string { return "/handover/" + string(b) }

// A handoverForm is what was typed.
type handoverForm struct {
	Lead, Issuer, Note string
	Each               map[ID]string
}

type handoverPage struct {
	page
	*Estate
	Body   org.ID
	Heirs  []org.ID
	Form   handoverForm
	Errors []ui.FieldError
	Bodies org.Chooser
}

func (h handlers) handover(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.handoverOf(ctx, v, org.ID(r.PathValue("body")), nil, nil)
	return web.Show(c), err
}

func (h handlers) handoverOf(ctx context.Context, v *work.View, b org.ID, typed *handoverForm, wrong error) (templ.Component, error) {
	p, err := h.page(ctx, v)
	if err != nil {
		return nil, err
	}
	body, known := p.Tree.Body(b)
	if !known || !v.Actor.May(CanSee, b.Scope()) {
		return nil, fault.New(fault.Unknown, tNoTask)
	}
	hp := handoverPage{page: p, Body: b, Errors: web.FieldErrors(ctx, wrong), Bodies: p.Tree.Chooser(v.Today, "", b)}
	if hp.Estate, err = EstateOf(ctx, v, b); err != nil {
		return nil, err
	}
	ended := !body.Until.IsZero() && !v.Today.Before(body.Until)
	if ended {
		hp.Heirs = p.Tree.Heirs(b)
	}
	if typed != nil {
		hp.Form = *typed
		return handoverView(hp), nil
	}
	if len(hp.Heirs) == 1 {
		hp.Form.Lead, hp.Form.Issuer = string(hp.Heirs[0]), string(hp.Heirs[0])
	}
	if ended && len(body.Heirs) > 0 {
		if e, ok := p.Tree.Event(body.Heirs[0].Event); ok && e.Act.Symbol != "" {
			hp.Form.Note = tByAct.In(ctx, e.Act.Symbol)
		}
	}
	return handoverView(hp), nil
}

func (h handlers) handOn(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	b := org.ID(r.PathValue("body"))
	f := handoverForm{Lead: r.Choice("lead"), Issuer: r.Choice("issuer"), Note: r.Text("note"), Each: map[ID]string{}}
	for name := range r.PostForm {
		if id, ok := strings.CutPrefix(name, "to_"); ok && r.Text(name) != "" {
			f.Each[ID(id)] = r.Text(name)
		}
	}
	if !u.Actor.May(CanSee, b.Scope()) {
		return nil, fault.New(fault.Unknown, tNoTask)
	}
	done, err := h.handOnAs(ctx, u, b, f)
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.handoverOf(ctx, v, b, &f, err)
		})
	}
	to := web.To(HandoverAddress(b))
	if done.Kept > 0 {
		return to.Saying(tHandedOnKept, done.Done, done.Kept), nil
	}
	return to.Saying(tHandedOn, done.Done), nil
}

func (h handlers) handOnAs(ctx context.Context, u *work.Unit, b org.ID, f handoverForm) (HandedOn, error) {
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return HandedOn{}, err
	}
	bodies := tree.Chooser(u.Today, "", b)
	in := Handover{Body: b, Reason: f.Note, Each: map[ID]org.ID{}}
	var wrong fault.Fields
	for _, of := range []struct {
		field, words string
		to           *org.ID
	}{{"lead", f.Lead, &in.Lead}, {"issuer", f.Issuer, &in.Issuer}} {
		var err error
		*of.to, err = bodies.Meant(of.field, of.words)
		wrong = append(wrong, fault.All(err)...)
	}
	for id, to := range f.Each {
		in.Each[id] = org.ID(to)
	}
	if err := wrong.Err(); err != nil {
		return HandedOn{}, err
	}
	return HandOn(ctx, u, in)
}

// heirs names who takes over.
func (p handoverPage) heirs(ctx context.Context) string {
	names := make([]string, len(p.Heirs))
	for i, b := range p.Heirs {
		names[i] = p.Tree.Name(b, p.Today)
	}
	if len(names) == 0 {
		return ""
	}
	return tSuccessors.In(ctx, strings.Join(names, ", "))
}

// options are those among whom one task is given away; none where there is one
// successor, or nobody is known.
func (p handoverPage) options() []ui.Option {
	if len(p.Heirs) < 2 {
		return nil
	}
	out := make([]ui.Option, len(p.Heirs))
	for i, b := range p.Heirs {
		out[i] = ui.Option{Value: string(b), Label: p.name(b)}
	}
	return out
}

func (p handoverPage) columns(ctx context.Context, of *Pile) []ui.Column {
	out := []ui.Column{{Label: tTask.In(ctx)}, {Label: tDue.In(ctx), Narrow: true}, {Label: tStanding.In(ctx)}}
	if of == &p.Led && len(p.Heirs) > 1 {
		out = append(out, ui.Column{Label: tTakesThis.In(ctx)})
	}
	return slices.Clip(out)
}
