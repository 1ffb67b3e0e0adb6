package rule

import (
	"context"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/capability"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
)

// Capability describes the rules to the program.
func Capability() capability.Capability {
	return capability.Capability{
		Name:        "rule",
		Schema:      Schema,
		Holdings:    holdings(),
		Permissions: []*access.Permission{CanSee, CanSet},
		Routes: []web.Route{
			web.Get("/rules", list),
			web.Get("/rules/{key}", show),
			web.Post("/rules/{key}", set),
		},
		Menu: []capability.MenuEntry{{Title: tRules, Address: "/rules", Icon: ui.IconRule, Needs: CanSet, Order: 90}},
	}
}

// A line is a rule with the version in force today.
type line struct {
	Rule *Rule
	Now  Version
}

func list(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, fault.New(fault.Unknown, tNoRule)
	}
	var lines []line
	for _, r := range All() {
		now, err := r.On(ctx, v, v.Today)
		if err != nil {
			return nil, err
		}
		lines = append(lines, line{r, now})
	}
	return web.Show(listView(lines)), nil
}

// versionForm is what was typed.
type versionForm struct {
	Value, From, Citation string
	Verified              bool
}

func show(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	page, err := rulePage(ctx, v, r.PathValue("key"), versionForm{From: v.Today.Vietnamese()}, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(page), nil
}

func rulePage(ctx context.Context, v *work.View, key string, f versionForm, wrong error) (templ.Component, error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, fault.New(fault.Unknown, tNoRule)
	}
	r, err := Find(key)
	if err != nil {
		return nil, err
	}
	versions, err := r.Versions(ctx, v)
	if err != nil {
		return nil, err
	}
	if r.Coded && f.Value == "" && wrong == nil {
		f.Value = inForce(versions, v.Today).Value // a list is changed, not typed anew
	}
	return ruleView(r, versions, inForce(versions, v.Today), f, web.FieldErrors(ctx, wrong), v.Actor.May(CanSet, access.Everywhere)), nil
}

func set(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	key := r.PathValue("key")
	f := versionForm{Value: r.Text("value"), From: r.Text("from"), Citation: r.Text("citation"), Verified: r.Checked("verified")}
	from, ok := r.Day("from")
	var err error
	if !ok {
		err = fault.At("from", tFromWrong)
	} else {
		err = Set(ctx, u, key, Version{Value: f.Value, From: from, Citation: f.Citation, Verified: f.Verified})
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return rulePage(ctx, v, key, f, err) })
	}
	return web.To("/rules/"+key).Saying(tSaved, rules[key].Title), nil
}
