package org

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/web"
	"quyet/base/work"
)

// Address returns the page of a group.
func (g GroupID) Address() string { return "/groups/" + string(g) }

// Address returns the page of the group as of day.
func (g Group) Address(day civil.Date) string { return g.ID.Address() + "?on=" + day.String() }

func (h handlers) groups(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	t, err := seen(ctx, v)
	if err != nil {
		return nil, err
	}
	p := groupsPage{Tree: t, MayArrange: v.Actor.May(CanArrange, access.Everywhere)}
	p.AsOf = t.asOf(ctx, v, r, "/groups")
	return asOfPage(p.AsOf, groupsView(p))
}

func (h handlers) group(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	t, states, err := groupOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	p := groupPage{Tree: t, States: states, MayArrange: v.Actor.May(CanArrange, access.Everywhere)}
	p.AsOf = t.asOf(ctx, v, r, states[0].ID.Address())
	p.Day = nearest(civil.Interval{From: states[0].From, Until: last(states).Until}, p.AsOf.On)
	if p.Now, err = t.Group(states[0].ID, p.Day); err != nil {
		return nil, err
	}
	p.Members = t.Expand(p.Now, "", p.Day)
	return asOfPage(p.AsOf, groupView(p))
}

// groupOf returns the states of the group in the address.
func groupOf(ctx context.Context, v *work.View, r *web.Request) (*Tree, []Group, error) {
	t, err := seen(ctx, v)
	if err != nil {
		return nil, nil, err
	}
	states := t.states(GroupID(r.PathValue("id")))
	if len(states) == 0 {
		return nil, nil, fault.New(fault.Unknown, tNoGroup)
	}
	return t, states, nil
}

// groupForm is what was typed into the form of a group.
type groupForm struct {
	Name, Aliases, Tier, Line string
	Kinds                     []Kind
	On, Symbol, Title, ActOn  string
}

func readGroupForm(r *web.Request) (f groupForm, g Group, day civil.Date, act Act, err error) {
	f = groupForm{
		Name: r.Text("name"), Aliases: r.Text("aliases"), Tier: r.Text("tier"), Line: r.Text("line"),
		On: r.Text("on"), Symbol: r.Text("act"), Title: r.Text("act_title"), ActOn: r.Text("act_on"),
	}
	for _, k := range Kinds() {
		if r.Checked(kindField(k)) {
			f.Kinds = append(f.Kinds, k)
		}
	}
	g = Group{Name: f.Name, Aliases: strings.Split(f.Aliases, "\n"), Kinds: f.Kinds, Tier: Tier(f.Tier), Line: Line(f.Line)}
	day, act, err = readAct(r)
	return f, g, day, act, err
}

func kindField(k Kind) string { return "kind_" + string(k) }

func (h handlers) newGroup(_ context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	if err := v.Check(CanArrange, access.Everywhere); err != nil {
		return nil, err
	}
	return web.Show(groupFormView(Group{}, groupForm{On: v.Today.Vietnamese()}, nil)), nil
}

func (h handlers) addGroup(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	if err := u.Check(CanArrange, access.Everywhere); err != nil {
		return nil, err
	}
	f, g, day, act, err := readGroupForm(r)
	var made []GroupID
	if err == nil {
		made, err = AddGroups(ctx, u, []Group{g}, day, act)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, _ *work.View) (templ.Component, error) {
			return groupFormView(Group{}, f, fieldErrors(ctx, err)), nil
		})
	}
	return web.To(Group{ID: made[0]}.Address(later(day, u.Today))).Saying(tGroupAdded, f.Name), nil
}

func later(a, b civil.Date) civil.Date {
	if a.After(b) {
		return a
	}
	return b
}

// lastGroup returns the group in the address as it is at the end, for those
// who may change it.
func lastGroup(ctx context.Context, v *work.View, r *web.Request) (Group, error) {
	if err := v.Check(CanArrange, access.Everywhere); err != nil {
		return Group{}, err
	}
	_, states, err := groupOf(ctx, v, r)
	return last(states), err
}

func (h handlers) editGroup(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	g, err := lastGroup(ctx, v, r)
	if err != nil {
		return nil, err
	}
	f := groupForm{Name: g.Name, Aliases: strings.Join(g.Aliases, "\n"), Tier: string(g.Tier), Line: string(g.Line), Kinds: g.Kinds, On: v.Today.Vietnamese()}
	return web.Show(groupFormView(g, f, nil)), nil
}

func (h handlers) changeGroup(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	now, err := lastGroup(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	f, g, day, act, err := readGroupForm(r)
	g.ID = now.ID
	if err == nil {
		err = ChangeGroup(ctx, u, g, day, act)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, _ *work.View) (templ.Component, error) {
			return groupFormView(now, f, fieldErrors(ctx, err)), nil
		})
	}
	return web.To(now.Address(later(day, u.Today))).Saying(tGroupChanged, f.Name), nil
}

func (h handlers) endGroupForm(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	g, err := lastGroup(ctx, v, r)
	if err != nil {
		return nil, err
	}
	return web.Show(endGroupView(g, groupForm{On: v.Today.Vietnamese()}, nil)), nil
}

func (h handlers) endGroup(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	g, err := lastGroup(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	f, _, day, act, err := readGroupForm(r)
	if err == nil {
		err = EndGroup(ctx, u, g.ID, day, act)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, _ *work.View) (templ.Component, error) {
			return endGroupView(g, f, fieldErrors(ctx, err)), nil
		})
	}
	return web.To(g.ID.Address()).Saying(tGroupEnded, g.Name, day.Vietnamese()), nil
}
