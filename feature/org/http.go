package org

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/viet"
	"quyet/base/web"
	"quyet/base/work"
)

// Address returns the page of a body.
func (b ID) Address() string { return "/bodies/" + string(b) }

// Address returns the page of the body as of day.
func (b *Body) Address(day civil.Date) string { return b.ID.Address() + "?on=" + day.String() }

func routes(d Deps) []web.Route {
	h := handlers{d}
	return append(apiRoutes(), []web.Route{
		web.Get("/bodies", h.chart),
		web.Get("/bodies/below/{id}", h.below),
		web.Get(findAddress, h.find),
		web.Get("/bodies/{id}", h.body),

		web.Get("/bodies/new", h.newBody),
		web.Post("/bodies", h.establish),
		web.Get("/bodies/{id}/change/{kind}", h.change),
		web.Post("/bodies/{id}/change/{kind}", h.carryOut),

		web.Get("/groups", h.groups),
		web.Get("/groups/new", h.newGroup),
		web.Post("/groups", h.addGroup),
		web.Get("/groups/{id}", h.group),
		web.Get("/groups/{id}/change", h.editGroup),
		web.Post("/groups/{id}/change", h.changeGroup),
		web.Get("/groups/{id}/end", h.endGroupForm),
		web.Post("/groups/{id}/end", h.endGroup),

		web.Get("/bodies/export.xlsx", h.exportWorkbook),
		web.Get("/bodies/export.csv", h.exportText),
		web.Get("/bodies/template.xlsx", h.template),
		web.Get("/bodies/import", h.importForm),
		web.InSteps("POST /bodies/import", h.upload).Taking(MaxFile + 1<<20),
		web.InSteps("GET /bodies/import/{sum}", h.preview),
		web.InSteps("POST /bodies/import/{sum}", h.confirm),
	}...)
}

type handlers struct{ Deps }

// seen loads the tree for those who may see it.
func seen(ctx context.Context, v *work.View) (*Tree, error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, fault.New(fault.Unknown, tNoBody)
	}
	return Load(ctx, v)
}

// asOf returns the day a page is asked for, today if none is named, and the
// slider that asks for another one. Where it is no day, the slider says so and
// the page is that of today.
func (t *Tree) asOf(ctx context.Context, v *work.View, r *web.Request, action string, keep ...ui.Option) ui.AsOfSpec {
	first, latest := t.Span()
	if first.IsZero() || first.After(v.Today) {
		first = v.Today
	}
	if latest.Before(v.Today) {
		latest = v.Today
	}
	a := ui.AsOfSpec{Label: tAsOf.In(ctx), Action: action, On: v.Today, From: first, To: latest, Keep: keep}
	if r.Text("on") == "" && r.Text("day") == "" {
		return a
	}
	on, ok := ui.ParseAsOf(r.Text, first, latest)
	if !ok {
		a.Typed, a.Error = r.Text("on"), tDayWrong.In(ctx)
		return a
	}
	a.On = on
	return a
}

// asOfPage answers with a page as of a day, as refused where its day was none.
func asOfPage(a ui.AsOfSpec, page templ.Component) (web.Answer, error) {
	if a.Error != "" {
		return nil, web.Again(fault.At("on", tDayWrong), func(context.Context, *work.View) (templ.Component, error) { return page, nil })
	}
	return web.Show(page), nil
}

// matchLimit is how many bodies a search shows.
const matchLimit = 100

func (h handlers) chart(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	t, err := seen(ctx, v)
	if err != nil {
		return nil, err
	}
	p := chartPage{Tree: t, Query: r.Text("q"), MayArrange: v.Actor.May(CanArrange, access.Everywhere)}
	for _, m := range h.Beside {
		if m.Needs == nil || v.Actor.MaySomewhere(m.Needs) {
			p.Beside = append(p.Beside, m)
		}
	}
	p.AsOf = t.asOf(ctx, v, r, "/bodies", ui.Option{Value: "q", Label: p.Query})
	p.Chart = t.Chart(p.AsOf.On)
	if p.Query != "" {
		p.Matches, p.More = t.Search(p.Query, p.AsOf.On, matchLimit)
	} else {
		p.Nodes = newBranches(ctx, t, p.Chart, ID(v.Actor.Body)).below("", topLevels)
	}
	return asOfPage(p.AsOf, chartView(p))
}

// below answers with the inside of one branch of the tree, or with those of
// its bodies that are of one tier and kind.
func (h handlers) below(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	t, err := seen(ctx, v)
	if err != nil {
		return nil, err
	}
	b, err := t.Find(ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	a := t.asOf(ctx, v, r, "/bodies/below/"+string(b.ID), ui.Option{Value: "tier", Label: r.Text("tier")}, ui.Option{Value: "kind", Label: r.Text("kind")})
	branches := newBranches(ctx, t, t.Chart(a.On), "")
	var nodes []ui.Node
	if kind := Kind(r.Text("kind")); kind != "" {
		nodes = branches.each(branches.alike(b.ID, Tier(r.Text("tier")), kind), 0)
	} else {
		nodes = branches.below(b.ID, 0)
	}
	if r.Partial() {
		return asOfPage(a, ui.Branches(nodes))
	}
	return asOfPage(a, branchView(b, a, nodes))
}

func (h handlers) body(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	t, err := seen(ctx, v)
	if err != nil {
		return nil, err
	}
	b, err := t.Find(ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	p := bodyPage{Tree: t, Body: b, MayArrange: v.Actor.May(CanArrange, b.ID.Scope())}
	p.AsOf = t.asOf(ctx, v, r, b.ID.Address())
	p.Day = nearest(b.Interval, p.AsOf.On)
	p.Chart = t.Chart(p.Day)
	p.Below = newBranches(ctx, t, p.Chart, ID(v.Actor.Body)).below(b.ID, 0)
	if p.MayArrange {
		if p.Left, err = h.effects(ctx, v, b.gone(v.Today)); err != nil {
			return nil, err
		}
	}
	for _, panel := range h.Panels {
		c, err := panel(ctx, v, b.ID)
		if err != nil {
			return nil, err
		}
		if c != nil {
			p.Panels = append(p.Panels, c)
		}
	}
	return asOfPage(p.AsOf, bodyView(p))
}

// gone returns the body if it has ended by day, else those from which it has
// taken over.
func (b *Body) gone(day civil.Date) (ids []ID) {
	if !b.Until.IsZero() && !day.Before(b.Until) {
		return []ID{b.ID}
	}
	for _, f := range b.Forbears {
		if !day.Before(f.On) {
			ids = append(ids, f.From)
		}
	}
	return ids
}

// nearest returns the day of an interval that is nearest to day.
func nearest(i civil.Interval, day civil.Date) civil.Date {
	switch {
	case day.Before(i.From):
		return i.From
	case !i.Until.IsZero() && !day.Before(i.Until):
		return i.Until.AddDays(-1)
	}
	return day
}

// Search returns the bodies of day whose name or code holds every word of
// query, with or without diacritics, in list order; more says whether limit
// cut the list.
func (t *Tree) Search(query string, day civil.Date, limit int) (found []*Body, more bool) {
	for b := range t.holding(query, day) {
		if len(found) == limit {
			return found, true
		}
		found = append(found, b)
	}
	return found, false
}

// holding yields the bodies of day whose name or code holds every word of
// query, in list order, each with its folded name, short name and code.
func (t *Tree) holding(query string, day civil.Date) iter.Seq2[*Body, string] {
	words := strings.Fields(viet.Fold(viet.NFC(query)))
	return func(yield func(*Body, string) bool) {
		t.folding.Do(t.fold)
		for _, id := range t.Chart(day).Subtree("") {
			b, in := t.bodies[id], t.folds[id]
			at := len(in) - 1
			for at > 0 && day.Before(b.Names[at].From) {
				at--
			}
			if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(in[at], w) }) && !yield(b, in[at]) {
				return
			}
		}
	}
}

// fold folds the names of every body once: to do it at each search would take
// most of its time.
func (t *Tree) fold() {
	t.folds = make(map[ID][]string, len(t.bodies))
	for id, b := range t.bodies {
		in := make([]string, len(b.Names))
		for i, n := range b.Names {
			in[i] = viet.Fold(n.Full + " " + n.Short + " " + b.Code)
		}
		t.folds[id] = in
	}
}

// Span returns the first day on which any body or group existed and the last
// one on which any changed; both are zero for an empty tree.
func (t *Tree) Span() (first, latest civil.Date) {
	see := func(day civil.Date) {
		if !day.IsZero() && (first.IsZero() || day.Before(first)) {
			first = day
		}
		if day.After(latest) {
			latest = day
		}
	}
	for _, b := range t.bodies {
		see(b.From)
		see(b.Until)
		see(last(b.Names).From)
		see(last(b.Places).From)
	}
	for _, g := range t.groups {
		see(g.From)
		see(g.Until)
	}
	return first, latest
}

func optionsOf[T interface {
	~string
	Title() text.T
}](ctx context.Context, all []T) []ui.Option {
	out := make([]ui.Option, len(all))
	for i, v := range all {
		out[i] = ui.Option{Value: string(v), Label: v.Title().In(ctx)}
	}
	return out
}

// fieldOrder is the order in which the forms of the capability ask; boxes that
// there are several of stand where heirs do.
var fieldOrder = []string{
	"sources", "heirs", "name", "short", "aliases", "kinds", "code", "kind", "tier", "line", "superior", "party_series", "state_series", "takes", "rest",
	"on", "act", "act_title", "act_on",
}

// fieldErrors are what was refused, from the top of the form to its end.
func fieldErrors(ctx context.Context, err error) []ui.FieldError {
	wrong := web.FieldErrors(ctx, err)
	rank := func(e ui.FieldError) int {
		if i := slices.Index(fieldOrder, e.Field); i >= 0 {
			return i
		}
		return slices.Index(fieldOrder, "heirs")
	}
	slices.SortStableFunc(wrong, func(a, b ui.FieldError) int { return cmp.Compare(rank(a), rank(b)) })
	return wrong
}
