package meeting

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

// A noteForm is what was typed of an outcome.
type noteForm struct {
	Version                                            int64
	Item, Kind, Words, Speaker, Lead, Due, Deliverable string
	Coordinators                                       []string
}

// mostCoordinators is how many bodies that coordinate can be said by hand. Of more, as of
// "các xã, phường", none is changed in the form.
const mostCoordinators = 20

func coordinatorField(i int) string { return "coordinator" + strconv.Itoa(i+1) }

func readNote(r *web.Request) noteForm {
	version, _ := r.Int("version")
	f := noteForm{
		Version: int64(version), Item: r.Text("item"), Kind: r.Text("kind"), Words: r.Raw("words"), Speaker: r.Text("speaker"), Lead: r.Choice("lead"), Due: r.Text("due"), Deliverable: r.Text("deliverable"),
	}
	for i := range mostCoordinators {
		if b := r.Choice(coordinatorField(i)); b != "" {
			f.Coordinators = append(f.Coordinators, b)
		}
	}
	return f
}

func (h handlers) note(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, f := ID(r.PathValue("id")), readNote(r)
	_, err := Note(ctx, u, at, Outcome{Kind: OutcomeKind(f.Kind), Words: f.Words, Speaker: f.Speaker})
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) || fault.Is(err, fault.TooMuch) {
		return nil, h.shownAgain(at, f, err)
	}
	if err != nil {
		return nil, err
	}
	return web.To(at.Address() + "?as=" + f.Kind).Saying(tNoted), nil
}

// outcomeOf returns the outcome that an address names.
func outcomeOf(ctx context.Context, v *work.View, r *web.Request) (Outcome, *Meeting, error) {
	o, m, err := FindOutcome(ctx, v, OutcomeID(r.PathValue("outcome")))
	if err == nil && o.Meeting != ID(r.PathValue("id")) {
		err = fault.New(fault.Unknown, tNoOutcome)
	}
	return o, m, err
}

type outcomePage struct {
	Outcome
	Meeting *Meeting
	Agenda  Agenda
	Bodies  org.Chooser
	Form    noteForm
	By, On  string // who is asked for an answer, and until when, as typed
	Errors  []ui.FieldError
}

// outcomePageOf is the page of an outcome with what typed puts into its forms.
func outcomePageOf(ctx context.Context, v *work.View, outcome OutcomeID, typed func(*outcomePage), wrong error) (templ.Component, error) {
	o, m, err := FindOutcome(ctx, v, outcome)
	if err != nil {
		return nil, err
	}
	if err := v.Check(CanRun, m.Body.Scope()); err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	a, err := agenda(ctx, v, m.ID)
	if err != nil {
		return nil, err
	}
	p := outcomePage{o, m, a, tree.Chooser(v.Today, "", ""), noteOf(o), string(o.Follow.By), o.Follow.On.Vietnamese(), web.FieldErrors(ctx, wrong)}
	typed(&p)
	if fault.Is(wrong, fault.Conflict) {
		p.Form.Version = o.Version
	}
	return outcomeView(p), nil
}

func (h handlers) editOutcome(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	o, _, err := outcomeOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	c, err := outcomePageOf(ctx, v, o.ID, func(*outcomePage) {}, nil)
	return web.Show(c), err
}

func noteOf(o Outcome) noteForm {
	return noteForm{o.Version, string(o.Item), string(o.Kind), o.Words, o.Speaker, string(o.Lead), o.Due.Vietnamese(), o.Deliverable, strings.Fields(o.coordinators())}
}

func (h handlers) needFollow(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	o, m, err := outcomeOf(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	version, _ := r.Int("version")
	typed := r.Choice("by")
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	by, err := tree.Chooser(u.Today, "", "").Meant("by", typed)
	on, ok := r.Day("follow_on")
	if !ok && err == nil {
		err = fault.At("follow_on", tDayWrong)
	}
	if err == nil {
		err = NeedFollow(ctx, u, o.ID, int64(version), by, on)
	}
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		day := r.Text("follow_on")
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return outcomePageOf(ctx, v, o.ID, func(p *outcomePage) { p.By, p.On = typed, day }, err)
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(m.ID.Address() + "#record").Saying(tSaved), nil
}

func (h handlers) changeOutcome(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	was, m, err := outcomeOf(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	f := readNote(r)
	o := was
	o.Version, o.Item, o.Kind, o.Words, o.Speaker, o.Deliverable = f.Version, ItemID(f.Item), OutcomeKind(f.Kind), f.Words, f.Speaker, f.Deliverable
	var wrong fault.Fields
	var ok bool
	if o.Due, ok = civil.Read(f.Due); !ok {
		wrong.Add("due", tDayWrong)
	}
	if o.Due != was.Due {
		o.DueWords, o.Ongoing, o.Recurrence = "", false, "" // they are not what was said any more
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	if o.Lead, err = tree.Chooser(u.Today, "", "").Meant("lead", f.Lead); err != nil {
		wrong = append(wrong, fault.All(err)...)
	}
	if r.Checked("coordinated") { // they were asked for
		o.Coordinators = nil
		for i, typed := range f.Coordinators {
			b, err := tree.Chooser(u.Today, "", "").Meant(coordinatorField(i), typed)
			wrong = append(wrong, fault.All(err)...)
			o.Coordinators = append(o.Coordinators, b)
		}
	}
	if err = wrong.Err(); err == nil {
		err = ChangeOutcome(ctx, u, o)
	}
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return outcomePageOf(ctx, v, was.ID, func(p *outcomePage) { p.Form = f }, err)
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(m.ID.Address() + "#record").Saying(tSaved), nil
}

func (h handlers) removeOutcome(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	o, m, err := outcomeOf(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	version, _ := r.Int("version")
	if err := RemoveOutcome(ctx, u, o.ID, int64(version)); fault.Is(err, fault.Conflict) {
		return nil, h.shownAgain(m.ID, noteForm{}, err)
	} else if err != nil {
		return nil, err
	}
	return web.To(m.ID.Address() + "#record").Saying(tWithdrawn), nil
}

func (h handlers) give(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := ID(r.PathValue("id"))
	n, err := Give(ctx, u, at)
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return nil, h.shownAgain(at, noteForm{}, err)
	}
	if err != nil {
		return nil, err
	}
	return web.To(at.Address()+"#record").Saying(tGaveTasks, n), nil
}

// items are what an outcome can belong to.
func (p outcomePage) items(ctx context.Context) []ui.Option {
	out := []ui.Option{{Value: "", Label: tNoneOfThem.In(ctx)}}
	named := p.Agenda.named()
	for _, i := range p.Agenda {
		out = append(out, ui.Option{Value: string(i.ID), Label: named[i.ID]})
	}
	return out
}

// orderWrong says whether something is wrong of what only an order says.
func (p outcomePage) orderWrong() bool {
	return slices.ContainsFunc(p.Errors, func(e ui.FieldError) bool { return slices.Contains([]string{"lead", "due", "deliverable"}, e.Field) })
}

// coordinators are the fields of those who coordinate, with room for more.
func (p outcomePage) coordinators() []string {
	there := p.Form.Coordinators
	return append(slices.Clone(there), "", "")[:min(len(there)+2, mostCoordinators)]
}

// Panel says on the page of a task at which conference it was given, in the words
// of its record; nil for a task that was given otherwise, or at one that the actor
// may not see.
func Panel(ctx context.Context, v *work.View, t *task.Task) (templ.Component, error) {
	o, m, err := SaidAt(ctx, v, t.ID)
	if err != nil || o == nil {
		return nil, err
	}
	return panelView(o, m, v.Zone), nil
}
