package org

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
)

// An Effect is what somebody has to do because a body ends: hand on its open
// tasks, grant roles at the body that takes over.
type Effect struct {
	Body    ID
	What    text.T // with Args
	Args    []any
	Next    text.T // what has to be done, and by whom
	Address string // where; "" if the actor may not see it
}

// effects asks the capabilities above this one what the end of bodies leaves
// to be done.
func (h handlers) effects(ctx context.Context, v *work.View, ending []ID) (all []Effect, err error) {
	if len(ending) == 0 {
		return nil, nil
	}
	for _, affected := range h.Affected {
		found, err := affected(ctx, v, ending)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// A planForm is what was typed into the form of a merger, a division or a
// dissolution. Each step sends all of it, so it works without scripts and
// nothing typed is lost: more boxes, a preview, back to the form, and only
// then the step that stores.
type planForm struct {
	Kind     EventKind
	With     []ID   // a merger's other sources; who takes over from a dissolved body
	Other    string // one more of them, still in its box
	Into     bodyForm
	Heirs    []bodyForm    // of a division
	Superior string        // of all heirs
	Takes    map[ID]string // the heir, by number, under which a body goes on; of a dissolution the body to which it moves
	Rest     string        // the same of all others

	On, Symbol, Title, ActOn string
}

// The steps of the form, as its buttons send them.
const (
	stepMore  = "more"
	stepEdit  = "edit"
	stepStore = "store"
	stepLook  = "look" // or nothing
)

// Numbers of heirs in the form of a division.
const (
	fewestHeirs = 2
	mostHeirs   = 60
)

func withField(b ID) string            { return "with_" + string(b) }
func takesField(b ID) string           { return "takes_" + string(b) }
func heirField(f string, i int) string { return fmt.Sprintf("%s_%d", f, i) }

// firstPlanForm returns the form as it is first shown.
func firstPlanForm(b *Body, kind EventKind, day civil.Date) planForm {
	name := b.nameOn(day)
	return planForm{
		Kind: kind, Superior: string(b.SuperiorOn(day)), On: day.Vietnamese(), Heirs: make([]bodyForm, fewestHeirs), Takes: map[ID]string{},
		Into: bodyForm{
			Name: name.Full, Short: shortUnlessName(name), Kind: string(b.Kind), Tier: string(b.Tier), Line: string(b.Line),
			PartySeries: b.codes(PartyRegime), StateSeries: b.codes(StateRegime),
		},
	}
}

func shortUnlessName(n Name) string {
	if n.Short == n.Full {
		return ""
	}
	return n.Short
}

func readPlanForm(t *Tree, r *web.Request, kind EventKind) planForm {
	f := planForm{
		Kind: kind, Other: r.Choice("other"), Superior: r.Choice("superior"), Takes: map[ID]string{}, Rest: r.Choice("rest"),
		Into: bodyForm{
			Code: r.Text("code"), Name: r.Text("name"), Short: r.Text("short"), Kind: r.Text("kind"), Tier: r.Text("tier"), Line: r.Text("line"),
			PartySeries: r.Text("party_series"), StateSeries: r.Text("state_series"),
		},
		On: r.Text("on"), Symbol: r.Text("act"), Title: r.Text("act_title"), ActOn: r.Text("act_on"),
	}
	for name := range r.Form {
		if b, ok := strings.CutPrefix(name, "with_"); ok && t.bodies[ID(b)] != nil {
			f.With = append(f.With, ID(b))
		}
		if b, ok := strings.CutPrefix(name, "takes_"); ok && t.bodies[ID(b)] != nil {
			f.Takes[ID(b)] = r.Choice(name)
		}
	}
	slices.SortFunc(f.With, func(a, b ID) int { return strings.Compare(t.bodies[a].Code, t.bodies[b].Code) })
	boxes, _ := r.Int("boxes")
	f.Heirs = make([]bodyForm, min(max(boxes, fewestHeirs), mostHeirs))
	for i := range f.Heirs {
		f.Heirs[i] = bodyForm{Code: r.Text(heirField("code", i)), Name: r.Text(heirField("name", i)), Short: r.Text(heirField("short", i))}
	}
	return f
}

// settle puts the identifiers of the bodies meant in the place of the words by
// which they were chosen.
func (f *planForm) settle(c Chooser) error {
	var wrong fault.Fields
	meant := func(field string, typed *string) {
		b, err := c.Meant(field, *typed)
		if err != nil {
			wrong = append(wrong, fault.All(err)...)
			return
		}
		*typed = string(b)
	}
	meant(f.otherField(), &f.Other)
	if f.Kind == Dissolved {
		meant("rest", &f.Rest)
		for _, b := range f.taken() {
			typed := f.Takes[b]
			meant(takesField(b), &typed)
			f.Takes[b] = typed
		}
	} else {
		meant("superior", &f.Superior)
	}
	return wrong.Err()
}

// otherField names the box for one more body as refusals name it.
func (f *planForm) otherField() string {
	if f.Kind == Merged {
		return "sources"
	}
	return "heirs"
}

// more makes room for one more body.
func (f *planForm) more() {
	if f.Kind == Divided {
		f.Heirs = append(f.Heirs, bodyForm{})[:min(len(f.Heirs)+1, mostHeirs)]
		return
	}
	f.With, f.Other = f.with(), ""
}

// with returns the bodies chosen, the one still in its box among them.
func (f *planForm) with() []ID {
	if f.Other == "" || slices.Contains(f.With, ID(f.Other)) {
		return f.With
	}
	return append(slices.Clone(f.With), ID(f.Other))
}

// taken returns the bodies for which something was chosen by itself.
func (f *planForm) taken() (bodies []ID) {
	for _, b := range slices.Sorted(maps.Keys(f.Takes)) {
		if f.Takes[b] != "" {
			bodies = append(bodies, b)
		}
	}
	return bodies
}

// filled leaves out the last heirs of which nothing was typed.
func (f *planForm) filled() []bodyForm {
	heirs := f.Heirs
	for len(heirs) > fewestHeirs && heirs[len(heirs)-1] == (bodyForm{}) {
		heirs = heirs[:len(heirs)-1]
	}
	return heirs
}

// plan returns what the form asks for.
func (f *planForm) plan(ctx context.Context, v *work.View, b *Body, day civil.Date, act Act) (*Plan, error) {
	switch f.Kind {
	case Merged:
		into := f.Into.body(ID(f.Superior))
		return PlanMergers(ctx, v, []Merger{{append([]ID{b.ID}, f.with()...), into}}, day, act)
	case Divided:
		t, err := Load(ctx, v)
		if err != nil {
			return nil, err
		}
		below := t.Chart(day).Below(b.ID)
		var heirs []Heir
		for i, h := range f.filled() {
			n := Heir{NewBody: NewBody{Code: h.Code, Name: h.Name, Short: h.Short, Kind: b.Kind, Tier: b.Tier, Line: b.Line, Superior: ID(f.Superior)}}
			n.Series = append(seriesOf(b.codes(PartyRegime), PartyRegime), seriesOf(b.codes(StateRegime), StateRegime)...)
			for _, id := range below {
				if cmp.Or(f.Takes[id], f.Rest) == strconv.Itoa(i+1) {
					n.Takes = append(n.Takes, id)
				}
			}
			heirs = append(heirs, n)
		}
		return PlanDivision(ctx, v, b.ID, heirs, day, act)
	default:
		t, err := Load(ctx, v)
		if err != nil {
			return nil, err
		}
		var moves []Moving
		for _, below := range t.Chart(day).Below(b.ID) {
			if to := cmp.Or(f.Takes[below], f.Rest); to != "" {
				moves = append(moves, Moving{below, ID(to)})
			}
		}
		return PlanDissolution(ctx, v, b.ID, f.with(), day, act, moves...)
	}
}

// body returns the body that a form describes.
func (f bodyForm) body(superior ID) NewBody {
	n := NewBody{Code: f.Code, Name: f.Name, Short: f.Short, Kind: Kind(f.Kind), Tier: Tier(f.Tier), Line: Line(f.Line), Superior: superior}
	n.Series = append(seriesOf(f.PartySeries, PartyRegime), seriesOf(f.StateSeries, StateRegime)...)
	return n
}

// planPage is the page on which a plan is typed.
type planPage struct {
	Tree  *Tree
	Body  *Body
	Form  planForm
	Day   civil.Date // on which it takes effect, today until it is known
	Below []ID       // that must be taken by an heir, or move
	Wrong []ui.FieldError
}

// bodies is the field in which another body is chosen.
func (p planPage) bodies() Chooser { return p.Tree.chooser(p.Day, p.Body.ID) }

func planPageOf(ctx context.Context, v *work.View, id ID, f planForm, wrong error) (templ.Component, error) {
	t, err := Load(ctx, v)
	if err != nil {
		return nil, err
	}
	b, err := t.Find(id)
	if err != nil {
		return nil, err
	}
	p := planPage{Tree: t, Body: b, Form: f, Day: dayOr(f.On, v.Today)}
	p.Below = t.Chart(p.Day).Below(b.ID)
	for _, e := range fieldErrors(ctx, wrong) {
		// The heirs have one superior, and all bodies that were not given
		// another one move to one: what is wrong with it is said once.
		if strings.HasPrefix(e.Field, "superior_") {
			e.Field = "superior"
		}
		if b, ok := strings.CutPrefix(e.Field, "takes_"); ok && f.Takes[ID(b)] == "" {
			e.Field = "rest"
		}
		if !slices.Contains(p.Wrong, e) {
			p.Wrong = append(p.Wrong, e)
		}
	}
	return planFormView(p), nil
}

// planStep answers the buttons of the form: only the last step stores.
func (h handlers) planStep(ctx context.Context, u *work.Unit, r *web.Request, b *Body, kind EventKind) (web.Answer, error) {
	t, err := Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	f, step := readPlanForm(t, r, kind), r.Text("step")
	unsettled := f.settle(t.chooser(dayOr(f.On, u.Today), b.ID))
	if step == stepMore || step == stepEdit {
		return f.moreStep(ctx, u, b, step, unsettled)
	}
	day, act, err := readAct(r)
	err = fault.Fields(slices.Concat(fault.All(err), fault.All(unsettled))).Err()
	var p *Plan
	if err == nil {
		p, err = f.plan(ctx, &u.View, b, day, act)
	}
	if err == nil && step == stepStore {
		_, err = p.store(ctx, u)
	}
	if err != nil {
		if fault.Is(err, fault.Forbidden) {
			return nil, err
		}
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return planPageOf(ctx, v, b.ID, f, err)
		})
	}
	if step == stepStore {
		return p.told(ctx, t, b, u.Today), nil
	}
	effects, err := h.effects(ctx, &u.View, p.ending())
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(effects, func(x, y Effect) int {
		return cmp.Compare(slices.Index(p.ending(), x.Body), slices.Index(p.ending(), y.Body))
	})
	return web.Show(previewPlanView(planPreview{t, b, f, p, effects})), nil
}

// moreStep answers with the form again, with room for one more body where that
// was asked for.
func (f planForm) moreStep(ctx context.Context, u *work.Unit, b *Body, step string, unsettled error) (web.Answer, error) {
	if step == stepMore {
		for _, wrong := range fault.All(unsettled) {
			if wrong.Field == f.otherField() {
				return nil, web.Again(wrong, func(ctx context.Context, v *work.View) (templ.Component, error) {
					return planPageOf(ctx, v, b.ID, f, wrong)
				})
			}
		}
		f.more()
	}
	page, err := planPageOf(ctx, &u.View, b.ID, f, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(page), nil
}

// A stream is the bodies that move from under one body to under another.
type stream struct {
	from, to ID
	bodies   []ID
}

// streams puts together what moves the same way.
func (p planPreview) streams() (all []stream) {
	chart := p.Tree.Chart(p.Plan.On)
	for _, m := range p.Plan.Moves {
		from := chart.Superior(m.Body)
		at := slices.IndexFunc(all, func(s stream) bool { return s.from == from && s.to == m.To })
		if at < 0 {
			at, all = len(all), append(all, stream{from: from, to: m.To})
		}
		all[at].bodies = append(all[at].bodies, m.Body)
	}
	return all
}

func (p *Plan) ending() (ids []ID) {
	for _, e := range p.Ends {
		ids = append(ids, e.Body)
	}
	return ids
}

// told leads to the page on which the outcome shows.
func (p *Plan) told(ctx context.Context, t *Tree, b *Body, today civil.Date) web.Answer {
	name := b.NameOn(p.On)
	switch p.Kind {
	case Merged:
		return web.To(p.New[0].Address(later(p.On, today))).Saying(tMerged, text.Int(ctx, len(p.Ends)), p.New[0].Names[0].Full, p.On.Vietnamese())
	case Divided:
		return web.To(b.ID.Address()).Saying(tDivided, name, text.Int(ctx, len(p.New)), p.On.Vietnamese())
	}
	return web.To(b.ID.Address()).Saying(tDissolvedOn, name, p.On.Vietnamese())
}
