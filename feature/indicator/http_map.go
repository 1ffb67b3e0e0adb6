package indicator

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
)

// mapRoutes are the pages on which indicators are mapped to those of bodies above.
func (h handlers) mapRoutes() []web.Route {
	return []web.Route{
		web.Get("/indicator/{id}/map", h.askMap),
		web.Post("/indicator/{id}/map", h.mapTo),
		web.Post("/indicator/{id}/unmap", h.unmap),
	}
}

// A mapPage is what an indicator fills, and what it could.
type mapPage struct {
	frame
	*Indicator
	Set       *Set
	Mappings  []Mapping
	Sets      map[SetID]*Set
	Fits      []*Indicator // of bodies above
	To, Typed string
}

// mostFits is how many indicators are offered.
const mostFits = 500

var selectFits = db.SQL("indicator.fits", `
	SELECT `+indicatorColumns+` FROM indicator i WHERE i.formula = '' AND i.source = '' AND i.sort = $1 AND i.running = $2 AND i.decimals >= $3 AND i.until_on = '' AND i.set_id <> $4
	ORDER BY i.set_id, i.no LIMIT $5`).Long()

func mapPageOf(ctx context.Context, v *work.View, id ID, wrong error) (p mapPage, err error) {
	if p.Indicator, p.Set, _, err = Find(ctx, v, id); err != nil {
		return p, err
	}
	if err := v.Check(CanDefine, p.Set.Body.Scope()); err != nil {
		return p, err
	}
	if p.frame, err = frameOf(ctx, v, wrong); err != nil {
		return p, err
	}
	sets, err := Sets(ctx, v)
	if err != nil {
		return p, err
	}
	p.Sets = map[SetID]*Set{}
	for _, s := range sets {
		p.Sets[s.ID] = s
	}
	all, err := Mappings(ctx, v, p.Set.ID)
	if err != nil {
		return p, err
	}
	p.Mappings = slices.DeleteFunc(all, func(m Mapping) bool { return m.From.ID != id })
	found, err := db.All(ctx, v.Snapshot, selectFits, scanIndicator, p.Sort, p.Running, p.Decimals, p.Set.ID, mostFits)
	if err != nil {
		return p, err
	}
	chart := p.Tree.Chart(v.Today)
	p.Fits = slices.DeleteFunc(found, func(i *Indicator) bool { return !p.fits(chart, i) })
	p.Typed = v.Today.Vietnamese()
	return p, nil
}

// fits says whether the indicator could fill another one.
func (p mapPage) fits(chart *org.Chart, to *Indicator) bool {
	above := p.Sets[to.Set]
	if above == nil || above.Body == p.Set.Body || !chart.Within(p.Set.Body, above.Body) {
		return false
	}
	return len(p.mapFaults(to, p.Set.Frequency, above.Frequency)) == 0
}

func (p mapPage) options() (out []ui.Option) {
	for _, i := range p.Fits {
		out = append(out, ui.Option{Value: string(i.ID), Label: p.named(i)})
	}
	return out
}

// named is an indicator with its set and the body that defines it.
func (p mapPage) named(i *Indicator) string {
	s := p.Sets[i.Set]
	return s.Code + ", " + i.Code + " " + i.Name + " (" + p.Tree.Name(s.Body, p.Today) + ")"
}

func (p mapPage) crumbs(ctx context.Context) []ui.Crumb {
	return []ui.Crumb{{Label: tIndicators.In(ctx), Href: hubAddress(p.Set.Body, "sets")}, {Label: p.Set.Name, Href: p.Set.ID.Address()}, {Label: p.Name, Href: p.ID.Address()}}
}

func (h handlers) askMap(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := mapPageOf(ctx, v, ID(r.PathValue("id")), nil)
	if err != nil {
		return nil, err
	}
	return web.Show(mapView(p)), nil
}

func (h handlers) mapTo(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	id, to, typed := ID(r.PathValue("id")), r.Text("to"), r.Text("from")
	err := func() error {
		if to == "" {
			return fault.At("to", tChoose)
		}
		on, ok := civil.Read(typed)
		if !ok {
			return fault.At("from", tDayWrong)
		}
		return Map(ctx, u, id, ID(to), on)
	}()
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, wrong := mapPageOf(ctx, v, id, err)
			p.To, p.Typed = to, typed
			return mapView(p), wrong
		})
	}
	return web.To(id.Address() + "/map").Saying(tMapped), nil
}

func (h handlers) unmap(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	id := ID(r.PathValue("id"))
	if err := Unmap(ctx, u, id, ID(r.Text("to")), u.Today); err != nil {
		return nil, err
	}
	return web.To(id.Address() + "/map").Saying(tUnmapped), nil
}
