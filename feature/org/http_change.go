package org

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/web"
	"quyet/base/work"
)

// bodyForm is what was typed into the form that establishes a body.
type bodyForm struct {
	Code, Name, Short, Kind, Tier, Line, Superior string
	PartySeries, StateSeries                      string
	On, Symbol, Title, ActOn                      string
}

func (h handlers) newBody(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	superior := ID(r.Text("superior"))
	if err := v.Check(CanArrange, above(superior)); err != nil {
		return nil, err
	}
	page, err := establishPage(ctx, v, bodyForm{Superior: string(superior), On: v.Today.Vietnamese()}, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(page), nil
}

func establishPage(ctx context.Context, v *work.View, f bodyForm, wrong error) (templ.Component, error) {
	t, err := Load(ctx, v)
	if err != nil {
		return nil, err
	}
	return establishView(f, fieldErrors(ctx, wrong), t.chooser(dayOr(f.On, v.Today), "")), nil
}

func (h handlers) establish(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	if !u.Actor.MaySomewhere(CanArrange) { // who may establish nothing is not shown the form
		return nil, u.Check(CanArrange, access.Everywhere)
	}
	f := bodyForm{
		Code: r.Text("code"), Name: r.Text("name"), Short: r.Text("short"), Kind: r.Text("kind"), Tier: r.Text("tier"), Line: r.Text("line"),
		Superior: r.Choice("superior"), PartySeries: r.Text("party_series"), StateSeries: r.Text("state_series"),
		On: r.Text("on"), Symbol: r.Text("act"), Title: r.Text("act_title"), ActOn: r.Text("act_on"),
	}
	t, err := Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	superior, day, act, err := t.readMove(r, t.chooser(dayOr(f.On, u.Today), ""), f.Superior)
	var made ID
	if err == nil {
		made, err = Establish(ctx, u, f.body(superior), day, act)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return establishPage(ctx, v, f, err) })
	}
	return web.To(made.Address()).Saying(tEstablished, f.Name), nil
}

// seriesOf reads the codes typed into one field, separated by commas.
func seriesOf(typed string, regime Regime) []Series {
	var out []Series
	for code := range strings.SplitSeq(typed, ",") {
		if code = clean(code); code != "" {
			out = append(out, Series{Code: code, Regime: regime})
		}
	}
	return out
}

// readAct reads the day and the act of a change.
func readAct(r *web.Request) (civil.Date, Act, error) {
	var wrong fault.Fields
	day, ok := r.Day("on")
	if !ok {
		wrong.Add("on", tDayWrong)
	}
	act := Act{Symbol: r.Text("act"), Title: r.Text("act_title")}
	if act.On, ok = r.Day("act_on"); !ok {
		wrong.Add("act_on", tDayWrong)
	}
	return day, act, wrong.Err()
}

// readMove reads the day, the act and the superior of a change.
func (t *Tree) readMove(r *web.Request, c Chooser, typed string) (ID, civil.Date, Act, error) {
	day, act, err := readAct(r)
	superior, other := c.Meant("superior", typed)
	return superior, day, act, fault.Fields(slices.Concat(fault.All(err), fault.All(other))).Err()
}

// dayOr returns the day typed, or instead where it is none.
func dayOr(typed string, instead civil.Date) civil.Date {
	if day, ok := civil.Read(typed); ok && !day.IsZero() {
		return day
	}
	return instead
}

// changeForm is what was typed into the form of a change.
type changeForm struct {
	Name, Short, Superior    string
	On, Symbol, Title, ActOn string
}

// changes are the kinds of event that a body's page offers.
var changes = []EventKind{Renamed, Moved, Merged, Divided, Dissolved}

// planned says whether a change ends bodies, so that it is looked at before it
// is stored.
func planned(kind EventKind) bool { return kind == Merged || kind == Divided || kind == Dissolved }

func (h handlers) change(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	b, kind, err := changeOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	if planned(kind) {
		page, err := planPageOf(ctx, v, b.ID, firstPlanForm(b, kind, v.Today), nil)
		if err != nil {
			return nil, err
		}
		return web.Show(page), nil
	}
	name := b.nameOn(v.Today)
	f := changeForm{Name: name.Full, Short: name.Short, Superior: string(b.SuperiorOn(v.Today)), On: v.Today.Vietnamese()}
	page, err := changePage(ctx, v, b.ID, kind, f, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(page), nil
}

func changeOf(ctx context.Context, v *work.View, r *web.Request) (*Body, EventKind, error) {
	t, err := Load(ctx, v)
	if err != nil {
		return nil, "", err
	}
	b, err := t.Find(ID(r.PathValue("id")))
	if err != nil {
		return nil, "", err
	}
	kind := EventKind(r.PathValue("kind"))
	if !slices.Contains(changes, kind) {
		return nil, "", fault.New(fault.Unknown, tNoBody)
	}
	return b, kind, v.Check(CanArrange, b.ID.Scope())
}

func changePage(ctx context.Context, v *work.View, id ID, kind EventKind, f changeForm, wrong error) (templ.Component, error) {
	t, err := Load(ctx, v)
	if err != nil {
		return nil, err
	}
	b, err := t.Find(id)
	if err != nil {
		return nil, err
	}
	return changeView(b.NameOn(v.Today), b.ID, kind, f, fieldErrors(ctx, wrong), t.chooser(dayOr(f.On, v.Today), b.ID)), nil
}

func (h handlers) carryOut(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	b, kind, err := changeOf(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	if planned(kind) {
		return h.planStep(ctx, u, r, b, kind)
	}
	f := changeForm{
		Name: r.Text("name"), Short: r.Text("short"), Superior: r.Choice("superior"),
		On: r.Text("on"), Symbol: r.Text("act"), Title: r.Text("act_title"), ActOn: r.Text("act_on"),
	}
	if kind == Renamed {
		var day civil.Date
		var act Act
		if day, act, err = readAct(r); err == nil {
			err = Rename(ctx, u, b.ID, f.Name, f.Short, day, act)
		}
	} else {
		err = h.move(ctx, u, r, b, f)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return changePage(ctx, v, b.ID, kind, f, err)
		})
	}
	return web.To(b.ID.Address()).Saying(tChanged, kind.Title(), b.NameOn(u.Today)), nil
}

func (h handlers) move(ctx context.Context, u *work.Unit, r *web.Request, b *Body, f changeForm) error {
	t, err := Load(ctx, &u.View)
	if err != nil {
		return err
	}
	superior, day, act, err := t.readMove(r, t.chooser(dayOr(f.On, u.Today), b.ID), f.Superior)
	if err != nil {
		return err
	}
	return Move(ctx, u, b.ID, superior, day, act)
}
