package org

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

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

func routes(d Deps) []web.Route {
	h := handlers{d}
	return []web.Route{
		web.Get("/bodies", h.chart),
		web.Get("/bodies/below/{id}", h.below),
		web.Get("/bodies/new", h.newBody),
		web.Post("/bodies", h.establish),
		web.Get("/bodies/{id}", h.body),
		web.Get("/bodies/{id}/change/{kind}", h.change),
		web.Post("/bodies/{id}/change/{kind}", h.carryOut),
	}
}

type handlers struct{ Deps }

// dayOf returns the day a page is asked for: today, if none is named.
func dayOf(v *work.View, r *web.Request) (civil.Date, error) {
	day, ok := r.Day("day")
	if !ok {
		return day, fault.At("day", tDayWrong)
	}
	if day.IsZero() {
		day = v.Today
	}
	return day, nil
}

func seen(ctx context.Context, v *work.View) (*Tree, error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, fault.New(fault.Unknown, tNoBody)
	}
	return Load(ctx, v)
}

// matchLimit is how many bodies a search shows.
const matchLimit = 100

func (h handlers) chart(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	t, err := seen(ctx, v)
	if err != nil {
		return nil, err
	}
	day, err := dayOf(v, r)
	if err != nil {
		return nil, err
	}
	p := chartPage{Day: day, Today: v.Today, First: t.First(), Query: r.Text("q"), MayArrange: v.Actor.MaySomewhere(CanArrange)}
	c := t.Chart(day)
	p.Total = c.Len()
	if p.Query != "" {
		p.Matches, p.More = t.Search(p.Query, day, matchLimit)
	} else {
		p.Nodes = nodes(t, c, "", 1)
	}
	return web.Show(chartView(p)), nil
}

// below answers with the inside of one branch of the tree.
func (h handlers) below(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	t, err := seen(ctx, v)
	if err != nil {
		return nil, err
	}
	day, err := dayOf(v, r)
	if err != nil {
		return nil, err
	}
	b, err := t.Find(ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	c := t.Chart(day)
	if r.Partial() {
		return web.Show(ui.Branches(nodes(t, c, b.ID, 0))), nil
	}
	return web.Show(branchView(b.NameOn(day), nodes(t, c, b.ID, 0))), nil
}

// nodes returns the bodies directly under superior; those under them are
// there too as far as depth reaches, and fetched when unfolded beyond.
func nodes(t *Tree, c *Chart, superior ID, depth int) []ui.Node {
	var out []ui.Node
	for _, id := range c.Below(superior) {
		b := t.bodies[id]
		n := ui.Node{Label: b.NameOn(c.Day), Href: b.Address(c.Day)}
		if below := len(c.Below(id)); below > 0 {
			n.Note = b.Code
			if depth > 0 {
				n.Open, n.Children = true, nodes(t, c, id, depth-1)
			} else {
				n.Later = "/bodies/below/" + string(id) + "?day=" + c.Day.String()
			}
		}
		out = append(out, n)
	}
	return out
}

// Address returns the page of the body as of day.
func (b *Body) Address(day civil.Date) string { return b.ID.Address() + "?day=" + day.String() }

func (h handlers) body(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	t, err := seen(ctx, v)
	if err != nil {
		return nil, err
	}
	day, err := dayOf(v, r)
	if err != nil {
		return nil, err
	}
	b, err := t.Find(ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	p := bodyPage{Tree: t, Body: b, Day: day, Chart: t.Chart(day), MayArrange: v.Actor.May(CanArrange, b.ID.Scope())}
	for _, panel := range h.Panels {
		c, err := panel(ctx, v, b.ID)
		if err != nil {
			return nil, err
		}
		if c != nil {
			p.Panels = append(p.Panels, c)
		}
	}
	return web.Show(bodyView(p)), nil
}

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
	return establishView(f, web.FieldErrors(ctx, wrong), t.options(v.Today, "")), nil
}

func (h handlers) establish(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := bodyForm{
		Code: r.Text("code"), Name: r.Text("name"), Short: r.Text("short"), Kind: r.Text("kind"), Tier: r.Text("tier"), Line: r.Text("line"),
		Superior: r.Text("superior"), PartySeries: r.Text("party_series"), StateSeries: r.Text("state_series"),
		On: r.Text("on"), Symbol: r.Text("act"), Title: r.Text("act_title"), ActOn: r.Text("act_on"),
	}
	day, act, err := readAct(r)
	var made ID
	if err == nil {
		n := NewBody{Code: f.Code, Name: f.Name, Short: f.Short, Kind: Kind(f.Kind), Tier: Tier(f.Tier), Line: Line(f.Line), Superior: ID(f.Superior)}
		n.Series = append(n.Series, seriesOf(f.PartySeries, PartyRegime)...)
		n.Series = append(n.Series, seriesOf(f.StateSeries, StateRegime)...)
		made, err = Establish(ctx, u, n, day, act)
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

// changeForm is what was typed into the form of a change.
type changeForm struct {
	Name, Short, Superior    string
	Others                   []string // bodies merged with this one, or that take over from it
	Code                     string   // of the body a merger makes
	On, Symbol, Title, ActOn string
}

// changes are the kinds of event that a body's page offers.
var changes = []EventKind{Renamed, Moved, Merged, Dissolved}

func (h handlers) change(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	b, kind, err := changeOf(ctx, v, r)
	if err != nil {
		return nil, err
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
	return changeView(b.NameOn(v.Today), b.ID, kind, f, web.FieldErrors(ctx, wrong), t.options(v.Today, b.ID)), nil
}

func (h handlers) carryOut(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	b, kind, err := changeOf(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	f := changeForm{
		Name: r.Text("name"), Short: r.Text("short"), Superior: r.Text("superior"), Others: r.Texts("others"), Code: r.Text("code"),
		On: r.Text("on"), Symbol: r.Text("act"), Title: r.Text("act_title"), ActOn: r.Text("act_on"),
	}
	to := b.ID
	day, act, err := readAct(r)
	if err == nil {
		others := make([]ID, len(f.Others))
		for i, o := range f.Others {
			others[i] = ID(o)
		}
		switch kind {
		case Renamed:
			err = Rename(ctx, u, b.ID, f.Name, f.Short, day, act)
		case Moved:
			err = Move(ctx, u, b.ID, ID(f.Superior), day, act)
		case Merged:
			to, err = Merge(ctx, u, append([]ID{b.ID}, others...), NewBody{
				Code: f.Code, Name: f.Name, Short: f.Short, Kind: b.Kind, Tier: b.Tier, Line: b.Line, Superior: ID(f.Superior), Series: b.Series,
			}, day, act)
		case Dissolved:
			err = Dissolve(ctx, u, b.ID, others, day, act)
		}
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return changePage(ctx, v, b.ID, kind, f, err)
		})
	}
	return web.To(to.Address()).Saying(tChanged, kind.Title(), b.NameOn(u.Today)), nil
}

// options lists the bodies of day to choose from, without one.
func (t *Tree) options(day civil.Date, without ID) []ui.Option {
	c := t.Chart(day)
	out := make([]ui.Option, 0, c.Len())
	for _, id := range c.Subtree("") {
		if id != without {
			b := t.bodies[id]
			out = append(out, ui.Option{Value: string(id), Label: b.NameOn(day), Hint: b.Code})
		}
	}
	return out
}

// Search returns the bodies of day whose name or code holds every word of
// query, with or without diacritics, in list order; more says whether limit
// cut the list.
func (t *Tree) Search(query string, day civil.Date, limit int) (found []*Body, more bool) {
	words := strings.Fields(viet.Fold(viet.NFC(query)))
	for _, id := range t.Chart(day).Subtree("") {
		b := t.bodies[id]
		n := b.nameOn(day)
		in := viet.Fold(n.Full + " " + n.Short + " " + b.Code)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(in, w) }) {
			if len(found) == limit {
				return found, true
			}
			found = append(found, b)
		}
	}
	return found, false
}

// First returns the first day on which any body existed, zero for an empty
// tree.
func (t *Tree) First() (first civil.Date) {
	for _, b := range t.bodies {
		if first.IsZero() || b.From.Before(first) {
			first = b.From
		}
	}
	return first
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
