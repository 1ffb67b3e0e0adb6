package plan

import (
	"context"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/task"
)

// ChecklistAddress returns the page of the checklist of a document.
func ChecklistAddress(d doc.ID) string { return "/checklists/" + string(d) }

func routes(d Deps) []web.Route {
	h := handlers{d}
	return []web.Route{
		web.Get("/plans", h.list),
		web.Get("/plans/new", h.newProgramme),
		web.Post("/plans", h.make),
		web.Get("/plans/calendar", h.calendar),
		web.Get("/plans/preparing", h.preparing),
		web.Get("/plans/{id}", h.show),
		web.Get("/plans/{id}/edit", h.edit),
		web.Post("/plans/{id}/edit", h.change),
		web.Get("/plans/{id}/pick", h.find),
		web.Post("/plans/{id}/pick", h.pick),
		web.Post("/plans/{id}/drop", h.drop),
		web.Get("/plans/{id}/items", h.items),
		web.Post("/plans/{id}/items", h.addItem),
		web.Get("/plans/{id}/items/new", h.newItem),
		web.Get("/plans/{id}/items/paste", h.pastePage),
		web.Post("/plans/{id}/items/paste", h.paste),
		web.Get("/plans/{id}/items/file", h.itemsFile),
		web.Get("/plans/{id}/items/{item}", h.editItem),
		web.Post("/plans/{id}/items/{item}", h.changeItem),
		web.Post("/plans/{id}/items/{item}/move", h.moveItem),
		web.Post("/plans/{id}/items/{item}/end", h.endItem),
		web.Post("/plans/{id}/items/{item}/remove", h.removeItem),
		web.Get("/checklists/{document}", h.checklist),
		web.Post("/checklists/{document}", h.setSteps),
		web.Get("/checklists/{document}/{body}/{step}", h.step),
		web.Post("/checklists/{document}/{body}/{step}", h.report),
		web.Post("/checklists/{document}/{body}/{step}/waive", h.waive),
	}
}

type handlers struct{ Deps }

// ownBody returns the body that is asked for, or for which the person acts, or
// else the first on which they may see programmes.
func ownBody(tree *org.Tree, v *work.View, r *web.Request) org.ID {
	if b := r.Text("body"); b != "" {
		return org.ID(b)
	}
	return tree.Own(v.Actor, CanSee, v.Today)
}

// Bounds of what a page shows.
const (
	programmesShown = 50
	openShown       = 20
	preparingFirst  = 10 // on the page of programmes
	preparingShown  = 50
	listsShown      = 50 // checklists
	listsOpen       = 5  // of these, how many are in sight
)

type listPage struct {
	Tree       *org.Tree
	Today      civil.Date
	Body       org.ID
	MayPlan    bool
	Programmes []*Programme
	At         Cursor // where these begin; of later pages nothing else is shown
	Newer      Cursor
	Older      Cursor
	Open       []Due
	Documents  map[doc.ID]*doc.Document
	Listed     []*doc.Document

	Preparing     []Preparation // the next ones
	MorePreparing bool
}

func (h handlers) list(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, fault.New(fault.Unknown, tNoProgramme)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := listPage{Tree: tree, Today: v.Today, Body: ownBody(tree, v, r)}
	if _, known := tree.Body(p.Body); p.Body != "" && (!known || v.Check(CanSee, p.Body.Scope()) != nil) {
		return nil, fault.New(fault.Unknown, tNoProgramme)
	}
	if p.Body != "" {
		p.MayPlan = v.Actor.May(CanPlan, p.Body.Scope())
		if err := p.read(ctx, v, r); err != nil {
			return nil, err
		}
	}
	if !p.At.IsZero() {
		return web.Show(listView(p)), nil
	}
	if p.Body != "" {
		if p.Open, p.Documents, err = OpenOf(ctx, v, p.Body, openShown); err != nil {
			return nil, err
		}
		if p.Preparing, p.MorePreparing, err = Preparing(ctx, v, p.Body, Place{}, preparingFirst); err != nil {
			return nil, err
		}
	}
	p.Listed, err = Listed(ctx, v, listsShown)
	return web.Show(listView(p)), err
}

// read fills the part of the list of programmes that the address asks for. Where
// there is nothing, or less than a page before it, that is the first one.
func (p *listPage) read(ctx context.Context, v *work.View, r *web.Request) (err error) {
	if p.At = ParseCursor(r.Text("after"), false); r.Text("before") != "" {
		p.At = ParseCursor(r.Text("before"), true)
	}
	if p.Programmes, p.Newer, p.Older, err = List(ctx, v, p.Body, p.At, programmesShown); err != nil {
		return err
	}
	if !p.At.IsZero() && p.Newer.IsZero() {
		p.At = Cursor{}
		p.Programmes, p.Newer, p.Older, err = List(ctx, v, p.Body, p.At, programmesShown)
	}
	return err
}

// pager leads to the neighbouring pages.
func (p *listPage) pager() (out ui.PagerSpec) {
	at := func(name string, c Cursor) string {
		if c.IsZero() {
			return ""
		}
		return "/plans?" + url.Values{"body": {string(p.Body)}, name: {c.String()}}.Encode()
	}
	return ui.PagerSpec{Previous: at("before", p.Newer), Next: at("after", p.Older)}
}

// A programmeForm is what was typed.
type programmeForm struct {
	Version                             int64
	Kind, Title, Doc, From, Until, Body string
	Ended                               bool
}

func readProgramme(r *web.Request) programmeForm {
	version, _ := r.Int("version")
	return programmeForm{Version: int64(version), Kind: r.Text("kind"), Title: r.Text("title"), Doc: r.Text("doc"), From: r.Text("from"), Until: r.Text("until"), Body: r.Text("body"), Ended: r.Checked("ended")}
}

type programmePage struct {
	Tree   *org.Tree
	Today  civil.Date
	ID     ID // "" for a new one
	Form   programmeForm
	Errors []ui.FieldError
}

func (h handlers) newProgramme(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	b := ownBody(tree, v, r)
	if err := v.Check(CanPlan, b.Scope()); err != nil {
		return nil, err
	}
	year := civil.On(v.Today.Year, 1, 1)
	f := programmeForm{Kind: string(Work), Body: string(b), From: year.Vietnamese(), Until: civil.On(v.Today.Year, 12, 31).Vietnamese()}
	c, err := h.form(ctx, v, "", f, nil)
	return web.Show(c), err
}

func (h handlers) form(ctx context.Context, v *work.View, p ID, f programmeForm, wrong error) (templ.Component, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	return formView(programmePage{Tree: tree, Today: v.Today, ID: p, Form: f, Errors: web.FieldErrors(ctx, wrong)}), nil
}

// programme turns what was typed into a programme.
func (h handlers) programme(ctx context.Context, v *work.View, f programmeForm) (p Programme, err error) {
	p = Programme{Version: f.Version, Kind: Kind(f.Kind), Title: f.Title, Body: org.ID(f.Body), Ended: f.Ended}
	var wrong fault.Fields
	var ok bool
	if p.From, ok = civil.Read(f.From); !ok {
		wrong.Add("from", tDayWrong)
	}
	if p.Until, ok = civil.Read(f.Until); !ok {
		wrong.Add("until", tDayWrong)
	}
	if f.Doc != "" {
		found, err := h.Named(ctx, v, f.Doc)
		if err != nil {
			return p, err
		}
		if len(found) == 0 {
			wrong.Add("doc", tNoDoc)
		} else {
			p.Doc = found[0]
		}
	}
	return p, wrong.Err()
}

func (h handlers) make(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := readProgramme(r)
	if err := u.Check(CanPlan, org.ID(f.Body).Scope()); err != nil {
		return nil, err
	}
	p, err := h.programme(ctx, &u.View, f)
	var made ID
	if err == nil {
		made, err = Make(ctx, u, p)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return h.form(ctx, v, "", f, err) })
	}
	return web.To(made.Address()).Saying(tSaved), nil
}

func (h handlers) edit(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	if err := v.Check(CanPlan, p.Body.Scope()); err != nil {
		return nil, err
	}
	f := programmeForm{Version: p.Version, Kind: string(p.Kind), Title: p.Title, From: p.From.Vietnamese(), Until: p.Until.Vietnamese(), Body: string(p.Body), Ended: p.Ended}
	if p.Doc != "" {
		documents, err := doc.Documents(ctx, v, []doc.ID{p.Doc})
		if err != nil {
			return nil, err
		}
		if d := documents[p.Doc]; d != nil {
			f.Doc = d.Short()
		}
	}
	c, err := h.form(ctx, v, p.ID, f, nil)
	return web.Show(c), err
}

func (h handlers) change(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f, at := readProgramme(r), ID(r.PathValue("id"))
	if _, err := changing(ctx, u, at); err != nil {
		return nil, err
	}
	p, err := h.programme(ctx, &u.View, f)
	if p.ID = at; err == nil {
		err = Change(ctx, u, p)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			if now, err := Find(ctx, v, at); err == nil && fault.Is(err, fault.Conflict) {
				f.Version = now.Version
			}
			return h.form(ctx, v, at, f, err)
		})
	}
	return web.To(at.Address()).Saying(tSaved), nil
}

// A page of one programme.
type showPage struct {
	*Programme
	Tree    *org.Tree
	Today   civil.Date
	Tones   map[task.Timing]ui.Tone
	Warn    int
	Tasks   []*task.Task // all that the figures count
	Only    narrowing    // which of them are listed
	After   task.ID      // the last of these on the page before; "" on the first page
	Picked  map[task.ID]bool
	Total   int // tasks there are, also those that the actor may not see
	MayPlan bool
	Names   map[doc.ID]*doc.Document
	AnnexAt func(ID) string
	Items   int
}

// A narrowing is the number of a programme whose tasks are looked at; nothing for
// all of them.
type narrowing struct {
	timing task.Timing
	first  bool // by the deadline first given
}

func narrowingOf(r *web.Request) narrowing {
	n := narrowing{timing: task.Timing(r.Text("timing")), first: r.Text("by") == "first"}
	if !slices.Contains(counted, n.timing) {
		return narrowing{}
	}
	return n
}

const (
	tasksCounted = task.MaxRows // tasks of a programme that its figures count
	tasksListed  = 50           // of these, how many stand on one page
)

func (h handlers) show(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	s := showPage{Programme: p, Only: narrowingOf(r), AnnexAt: h.AnnexAt, Today: v.Today, Picked: map[task.ID]bool{}, MayPlan: v.Actor.May(CanPlan, p.Body.Scope())}
	if s.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	if err = v.One(ctx, countItems, []any{p.ID}, &s.Items); err != nil {
		return nil, err
	}
	parts, err := PartsOf(ctx, v, p)
	if err != nil {
		return nil, err
	}
	ids := make([]task.ID, len(parts))
	for i, part := range parts {
		ids[i], s.Picked[part.ID] = part.ID, part.Picked
	}
	s.Total = len(ids)
	s.After = task.ID(r.Text("after"))
	if s.Tasks, err = task.Among(ctx, v, ids[:min(len(ids), tasksCounted)]); err != nil {
		return nil, err
	}
	if s.Tones, err = task.Tones(ctx, v, v.Today); err != nil {
		return nil, err
	}
	if s.Warn, err = task.WarnDays(ctx, v, v.Today); err != nil {
		return nil, err
	}
	if p.Doc != "" {
		s.Names, err = doc.Documents(ctx, v, []doc.ID{p.Doc})
	}
	return web.Show(showView(s)), err
}

type pickPage struct {
	*Programme
	Tree   *org.Tree
	Words  string
	Found  []*task.Task
	In     map[task.ID]bool
	Errors []ui.FieldError
}

// hits is how many tasks are offered to be picked.
const hits = 50

func (h handlers) find(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.findPage(ctx, v, ID(r.PathValue("id")), r.Text("q"), nil)
	return web.Show(c), err
}

func (h handlers) findPage(ctx context.Context, v *work.View, at ID, words string, wrong error) (templ.Component, error) {
	p, err := Find(ctx, v, at)
	if err != nil {
		return nil, err
	}
	if err := v.Check(CanPlan, p.Body.Scope()); err != nil {
		return nil, err
	}
	f := pickPage{Programme: p, Words: words, In: map[task.ID]bool{}, Errors: web.FieldErrors(ctx, wrong)}
	if f.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	parts, err := PartsOf(ctx, v, p)
	if err != nil {
		return nil, err
	}
	for _, part := range parts {
		f.In[part.ID] = true
	}
	found, err := task.Find(ctx, v, task.Filter{Body: p.Body, Words: words, Limit: hits})
	f.Found = slices.DeleteFunc(found.Tasks, func(t *task.Task) bool { return f.In[t.ID] })
	return pickView(f), err
}

func (h handlers) pick(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := ID(r.PathValue("id"))
	var ids []task.ID
	for _, t := range r.Texts("task") {
		ids = append(ids, task.ID(t))
	}
	if err := Pick(ctx, u, at, ids...); fault.Is(err, fault.Invalid) || fault.Is(err, fault.TooMuch) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.findPage(ctx, v, at, r.Text("q"), err)
		})
	} else if err != nil {
		return nil, err
	}
	return web.To(at.Address()).Saying(tPicked, len(ids)), nil
}

func (h handlers) drop(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := ID(r.PathValue("id"))
	if err := Drop(ctx, u, at, task.ID(r.Text("task"))); err != nil {
		return nil, err
	}
	return web.To(at.Address()).Saying(tDropped), nil
}

// A stepsForm is what was typed to ask bodies for steps.
type stepsForm struct {
	Body string
	On   map[Step]string
}

type checklistPage struct {
	*Checklist
	Tree      *org.Tree
	Today     civil.Date
	MayChange bool
	MayReport func(org.ID) bool
	Form      stepsForm
	Errors    []ui.FieldError
}

func (h handlers) checklist(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.checklistPage(ctx, v, doc.ID(r.PathValue("document")), stepsForm{}, nil)
	return web.Show(c), err
}

func (h handlers) checklistPage(ctx context.Context, v *work.View, d doc.ID, f stepsForm, wrong error) (templ.Component, error) {
	c, err := ChecklistOf(ctx, v, d)
	if err != nil {
		return nil, err
	}
	p := checklistPage{Checklist: c, Today: v.Today, MayChange: doc.MayChange(v, c.Document), Form: f, Errors: web.FieldErrors(ctx, wrong)}
	p.MayReport = func(b org.ID) bool { return v.Actor.May(CanReport, b.Scope()) }
	p.Tree, err = org.Load(ctx, v)
	return checklistView(p), err
}

func (h handlers) setSteps(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	d := doc.ID(r.PathValue("document"))
	f := stepsForm{Body: r.Choice("body"), On: map[Step]string{}}
	for _, s := range Steps() {
		f.On[s] = r.Text(string(s))
	}
	err := h.askFor(ctx, u, d, f)
	if fault.Is(err, fault.Unknown) || fault.Is(err, fault.Forbidden) {
		return nil, err
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.checklistPage(ctx, v, d, f, err)
		})
	}
	return web.To(ChecklistAddress(d)).Saying(tSaved), nil
}

func (h handlers) askFor(ctx context.Context, u *work.Unit, d doc.ID, f stepsForm) error {
	document, err := doc.Find(ctx, &u.View, d)
	if err != nil {
		return err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	var wrong fault.Fields
	on := map[Step]civil.Date{}
	for _, s := range Steps() {
		day, ok := civil.Read(f.On[s])
		if !ok {
			wrong.Add(string(s), tDayWrong)
		}
		on[s] = day
	}
	bodies, err := doc.Chosen(tree, document, "body", f.Body)
	if err != nil {
		wrong = append(wrong, fault.All(err)...)
	}
	if !doc.MayChange(&u.View, document) {
		return u.Check(doc.CanRegister, document.Owner.Scope())
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	return SetSteps(ctx, u, d, on, bodies...)
}

type stepPage struct {
	Due
	Document  *doc.Document
	Tree      *org.Tree
	Today     civil.Date
	MayReport bool
	MayWaive  bool
	ProvenAt  string // page on which it is reported; "" here
	DoneTyped string
	Typed     string
	Errors    []ui.FieldError
}

func (h handlers) step(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.stepPage(ctx, v, dueOf(r), nil, "", "")
	return web.Show(c), err
}

func dueOf(r *web.Request) Due {
	version, _ := r.Int("version")
	return Due{Doc: doc.ID(r.PathValue("document")), Body: org.ID(r.PathValue("body")), Step: Step(r.PathValue("step")), Version: int64(version)}
}

func (h handlers) stepPage(ctx context.Context, v *work.View, of Due, wrong error, done, words string) (templ.Component, error) {
	due, err := FindDue(ctx, v, of.Doc, of.Body, of.Step)
	if err != nil {
		return nil, err
	}
	p := stepPage{Due: due, Today: v.Today, Errors: web.FieldErrors(ctx, wrong), DoneTyped: done, Typed: words, MayReport: v.Actor.May(CanReport, due.Body.Scope())}
	if wrong == nil {
		p.DoneTyped, p.Typed = due.Done.Vietnamese(), due.Words
		if due.Done.IsZero() {
			p.DoneTyped = v.Today.Vietnamese()
		}
	}
	if p.Document, err = doc.Find(ctx, v, due.Doc); err != nil {
		return nil, err
	}
	if p.ProvenAt, err = h.provenAt(ctx, v, due); err != nil {
		return nil, err
	}
	p.MayReport = p.MayReport && p.ProvenAt == ""
	p.MayWaive = due.Done.IsZero() && p.ProvenAt == "" && doc.MayChange(v, p.Document)
	p.Tree, err = org.Load(ctx, v)
	return stepView(p), err
}

// provenAt is the page on which a step is reported instead of here, "" for none.
func (h handlers) provenAt(ctx context.Context, v *work.View, of Due) (string, error) {
	if h.ProvenAt == nil {
		return "", nil
	}
	return h.ProvenAt(ctx, v, of.Doc, of.Body, of.Step)
}

// byHand refuses to report or waive by hand what is proven elsewhere.
func (h handlers) byHand(ctx context.Context, v *work.View, of Due) error {
	if _, err := FindDue(ctx, v, of.Doc, of.Body, of.Step); err != nil {
		return err
	}
	at, err := h.provenAt(ctx, v, of)
	if err == nil && at != "" {
		err = fault.New(fault.Conflict, tProven)
	}
	return err
}

func (h handlers) report(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	of, typed, words := dueOf(r), r.Text("done"), r.Text("words")
	done, ok := r.Day("done")
	err := h.byHand(ctx, &u.View, of)
	if err == nil && !ok {
		err = fault.At("done", tDayWrong)
	}
	if err == nil {
		err = Report(ctx, u, of, done, words)
	}
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.stepPage(ctx, v, of, err, typed, words)
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(ChecklistAddress(of.Doc)).Saying(tSaved), nil
}

func (h handlers) waive(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	of := dueOf(r)
	if err := h.byHand(ctx, &u.View, of); err != nil {
		return nil, err
	}
	if err := Waive(ctx, u, of.Doc, of.Body, of.Step); err != nil {
		return nil, err
	}
	return web.To(ChecklistAddress(of.Doc)).Saying(tWaived), nil
}
