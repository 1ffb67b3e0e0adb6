package brief

import (
	"context"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// What goes with briefing: materials, acknowledgements, checks.

func (h handlers) addMaterial(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	d, b, typed := doc.ID(r.PathValue("document")), org.ID(r.Text("body")), r.Text("material")
	if err := giving(ctx, u, d, b); err != nil {
		return nil, err
	}
	found, err := h.Named(ctx, &u.View, typed)
	if err == nil && len(found) == 0 {
		err = fault.At("material", tMaterialUnknown)
	}
	if err == nil {
		err = AddMaterial(ctx, u, d, found[0], b)
	}
	if mended(err) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, err2 := wholeMap(ctx, v, d, b)
			if err2 != nil {
				return nil, err2
			}
			p.TypedMaterial, p.MaterialWrong = typed, web.FieldErrors(ctx, err)
			return mapView(p), nil
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(mapAt(d, b)).Saying(tSaved), nil
}

func mapAt(d doc.ID, b org.ID) string { return Address(d) + "?body=" + string(b) }

func removeMaterial(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	d, b := doc.ID(r.PathValue("document")), org.ID(r.Text("body"))
	if err := RemoveMaterial(ctx, u, d, doc.ID(r.Text("material"))); err != nil {
		return nil, err
	}
	return web.To(mapAt(d, b)).Saying(tMaterialGone), nil
}

// wholeMap is the map of today with what goes with it.
func wholeMap(ctx context.Context, v *work.View, d doc.ID, body org.ID) (*mapPage, error) {
	p, err := mapOf(ctx, v, d, body, v.Today, v.Today)
	if err != nil {
		return nil, err
	}
	return p, p.aids(ctx, v)
}

// A shownMaterial is a material on the map, and whether the person may take it back.
type shownMaterial struct {
	*doc.Document
	MayRemove bool
}

// aids reads what goes with the map.
func (p *mapPage) aids(ctx context.Context, v *work.View) (err error) {
	p.MayAskAcks = v.Actor.May(CanAsk, p.Coverage.Body.Scope())
	materials, err := MaterialsOf(ctx, v, p.Document.ID)
	if err != nil {
		return err
	}
	mayChange := doc.MayChange(v, p.Document)
	for _, m := range materials {
		p.Materials = append(p.Materials, shownMaterial{m.Document, mayChange || v.Actor.May(CanAsk, m.By.Scope())})
	}
	checks, err := ChecksOf(ctx, v, p.Document.ID)
	var below []Check
	p.Checks, below = parted(p.Tree, checks, p.Coverage.Body)
	p.ChecksBelow = len(below)
	return err
}

type ackPage struct {
	Document *doc.Document
	Tree     *org.Tree
	Today    civil.Date
	Body     org.ID
	Acks     []Ack
	Names    map[account.ID]string
	Due      string
	Errors   []ui.FieldError
}

func showAcks(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := acksOf(ctx, v, doc.ID(r.PathValue("document")), org.ID(r.Text("body")))
	if err != nil {
		return nil, err
	}
	return web.Show(ackView(p)), nil
}

func acksOf(ctx context.Context, v *work.View, d doc.ID, b org.ID) (*ackPage, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	if b == "" {
		b = tree.Own(v.Actor, CanAsk, v.Today)
	}
	if _, known := tree.Body(b); !known {
		return nil, fault.New(fault.Unknown, tNoDuty)
	}
	p := &ackPage{Tree: tree, Today: v.Today, Body: b}
	if p.Document, err = doc.Find(ctx, v, d); err != nil {
		return nil, err
	}
	p.Acks, p.Names, err = AcksOf(ctx, v, d, b)
	return p, err
}

func askAcks(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	d, b, typed := doc.ID(r.PathValue("document")), org.ID(r.Text("body")), r.Text("due")
	if err := u.Check(CanAsk, b.Scope()); err != nil {
		return nil, err
	}
	due, ok := r.Day("due")
	err := error(fault.At("due", tDayWrong))
	n := 0
	if ok {
		n, err = AskAcks(ctx, u, d, b, due)
	}
	if mended(err) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, err2 := acksOf(ctx, v, d, b)
			if err2 != nil {
				return nil, err2
			}
			p.Due, p.Errors = typed, web.FieldErrors(ctx, err)
			return ackView(p), nil
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(Address(d)+"/acks?body="+string(b)).Saying(tAcksAsked, n), nil
}

func acknowledge(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	if err := Acknowledge(ctx, u, doc.ID(r.PathValue("document"))); err != nil {
		return nil, err
	}
	return web.To("/briefings").Saying(tAcknowledged), nil
}

type checksPage struct {
	Document                *doc.Document
	Tree                    *org.Tree
	Today                   civil.Date
	Body                    org.ID
	MayAsk                  bool
	Checks                  []Check // of the body and of those above it
	Below                   []Check // of bodies below, a page of them
	NumberBelow             int
	Next                    CheckID
	Title, Questions, Until string
	Errors                  []ui.FieldError
}

func showChecks(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := checksOf(ctx, v, doc.ID(r.PathValue("document")), org.ID(r.Text("body")), CheckID(r.Text("after")))
	if err != nil {
		return nil, err
	}
	return web.Show(checksView(p)), nil
}

func checksOf(ctx context.Context, v *work.View, d doc.ID, b org.ID, after CheckID) (*checksPage, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := &checksPage{Tree: tree, Today: v.Today, Body: b}
	if p.Body == "" {
		p.Body = tree.Own(v.Actor, CanSee, v.Today)
	}
	if _, known := tree.Body(p.Body); !known || v.Check(CanSee, p.Body.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoDuty)
	}
	p.MayAsk = v.Actor.May(CanAsk, p.Body.Scope())
	if p.Document, err = doc.Find(ctx, v, d); err != nil {
		return nil, err
	}
	all, err := ChecksOf(ctx, v, d)
	p.Checks, p.Below = parted(tree, all, p.Body)
	p.NumberBelow = len(p.Below)
	// After one that is not listed any more it begins anew.
	p.Below = p.Below[1+slices.IndexFunc(p.Below, func(c Check) bool { return c.ID == after }):]
	if len(p.Below) > checksShown {
		p.Below = p.Below[:checksShown]
		p.Next = p.Below[checksShown-1].ID
	}
	return p, err
}

// checksShown is how many checks of bodies below are shown at once.
const checksShown = 50

func makeCheck(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	d, b := doc.ID(r.PathValue("document")), org.ID(r.Text("body"))
	title, questions, typed := r.Text("title"), r.Raw("questions"), r.Text("until")
	if err := u.Check(CanAsk, b.Scope()); err != nil {
		return nil, err
	}
	until, ok := r.Day("until")
	err := error(fault.At("until", tDayWrong))
	var made CheckID
	if ok {
		made, err = PutCheck(ctx, u, Check{Doc: d, Body: b, Title: title, Until: until}, questions)
	}
	if mended(err) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, err2 := checksOf(ctx, v, d, b, "")
			if err2 != nil {
				return nil, err2
			}
			p.Title, p.Questions, p.Until, p.Errors = title, questions, typed, web.FieldErrors(ctx, err)
			return checksView(p), nil
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(made.Address()).Saying(tSaved), nil
}

type checkPage struct {
	Check
	Document  *doc.Document
	Tree      *org.Tree
	Today     civil.Date
	MayAnswer bool
	Results   *Results // nil while it goes on, and for who may not see them
	Chosen    []string // what was chosen, where the sheet was refused
	Errors    []ui.FieldError
}

func showCheck(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := checkOf(ctx, v, CheckID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	return web.Show(checkView(p)), nil
}

func checkOf(ctx context.Context, v *work.View, check CheckID) (*checkPage, error) {
	c, err := FindCheck(ctx, v, check)
	if err != nil {
		return nil, err
	}
	p := &checkPage{Check: c, Today: v.Today, Chosen: make([]string, len(c.Questions))}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	p.MayAnswer = !v.Today.After(c.Until) && answering(v, p.Tree, c) != ""
	if v.Today.After(c.Until) && v.Actor.May(CanSee, c.Body.Scope()) {
		if p.Results, err = ResultsOf(ctx, v, check); err != nil {
			return nil, err
		}
	}
	p.Document, err = doc.Find(ctx, v, c.Doc)
	return p, err
}

// answer takes a sheet. What was chosen is shown again where it was refused, and kept
// nowhere else.
func answer(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := CheckID(r.PathValue("id"))
	c, err := FindCheck(ctx, &u.View, at)
	if err != nil {
		return nil, err
	}
	chosen, answers := make([]string, len(c.Questions)), make([]int, len(c.Questions))
	for i := range c.Questions {
		chosen[i], answers[i] = r.Text(questionField(i)), -1
		if n, err := strconv.Atoi(chosen[i]); err == nil {
			answers[i] = n
		}
	}
	err = Answer(ctx, u, at, answers)
	if fault.Is(err, fault.Invalid) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, err2 := checkOf(ctx, v, at)
			if err2 != nil {
				return nil, err2
			}
			p.Chosen, p.Errors = chosen, web.FieldErrors(ctx, err)
			return checkView(p), nil
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(Address(c.Doc)).Saying(tAnswered), nil
}

func questionField(i int) string { return "q" + strconv.Itoa(i) }

func (q Question) choices() (out []ui.Option) {
	for i, o := range q.Options {
		out = append(out, ui.Option{Value: strconv.Itoa(i), Label: o})
	}
	return out
}

// chosen tells how many chose an option, with the share of those who chose any.
func (p *checkPage) chosen(ctx context.Context, question, option int) string {
	all := 0
	for _, n := range p.Results.Chosen[question] {
		all += n
	}
	n := p.Results.Chosen[question][option]
	return tOf.In(ctx, text.Int(ctx, n), text.Int(ctx, all)) + " (" + text.Percent(ctx, n, all, text.HalfUp) + ")"
}
