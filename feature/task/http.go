package task

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

const (
	turnEvery = time.Minute
	evidence  = 32 << 20 // largest form with evidence, in bytes
)

// Address returns the page of a task.
func (t ID) Address() string { return "/tasks/" + string(t) }

func routes(d Deps) []web.Route {
	h := handlers{Deps: d, shelf: &shelf{}}
	return append(append(apiRoutes(h), batchRoutes(h)...), []web.Route{
		web.Get("/desk", h.desk),
		web.Post("/desk/accept", h.acceptMany),
		web.Get("/tasks", h.list),
		web.Get("/tasks/new", h.newTask),
		web.Get(GapsAddress, h.unclear),
		web.Get(ChangesAddress, h.changes),
		web.Post("/tasks", h.assign),
		web.Get("/handover/{body}", h.handover),
		web.Post("/handover/{body}", h.handOn),
		web.Get("/tasks/{id}", h.task),
		web.Get("/tasks/{id}/files/{file}", h.file),
		web.Get("/tasks/{id}/{verb}", h.verb),
		web.InSteps("POST /tasks/{id}/{verb}", h.do).Taking(evidence).InMemory(),
	}...)
}

type handlers struct {
	Deps
	shelf *shelf
}

// A page is what every page of the capability needs.
type page struct {
	Tree  *org.Tree
	Today civil.Date
	Now   time.Time
	Warn  int
	Tones map[Timing]ui.Tone
	Root  org.ID            // within which bodies are told from each other; "" for everywhere
	names map[org.ID]string // of bodies that were named already: a list names few bodies often

	// Of the pages of one task: what the codes of its causes mean, and the names
	// of those who are named in its history.
	Titles map[string]text.T
	People map[account.ID]string
}

func (h handlers) page(ctx context.Context, v *work.View) (p page, err error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return p, fault.New(fault.Unknown, tNoTask)
	}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return p, err
	}
	p.Today, p.Now, p.Root, p.names = v.Today, v.Now, ownBody(v), map[org.ID]string{}
	if p.Warn, err = warn(ctx, v, p.Today); err != nil {
		return p, err
	}
	p.Tones, err = Tones(ctx, v, p.Today)
	return p, err
}

func (p page) name(b org.ID) string {
	if body, ok := p.Tree.Body(b); ok {
		return body.ShortOn(p.Today)
	}
	return "–"
}

// whose is the name of a body in a list that holds what is of many.
func (p page) whose(b org.ID) string {
	name, named := p.names[b]
	if !named {
		name = p.Tree.Distinct(b, p.Root, p.Today)
		p.names[b] = name
	}
	return name
}

// bodyOf returns the body whose pages are asked for: the one named, or else
// the actor's own.
func bodyOf(v *work.View, r *web.Request) org.ID {
	if b := r.Text("body"); b != "" {
		return org.ID(b)
	}
	return ownBody(v)
}

// ownBody returns the body for which the person acts, or else the first on
// which they may see tasks; "" where that is every body.
func ownBody(v *work.View) org.ID {
	if v.Actor.Body != "" {
		return org.ID(v.Actor.Body)
	}
	for _, s := range v.Actor.Roots(CanSee) {
		if s != access.Everywhere {
			return org.ID(s)
		}
	}
	return ""
}

type deskPage struct {
	page
	Body org.ID
	*Desk
	MayAssign bool
	MayAccept bool
	Unclear   int    // of what the body gave out, counted up to mostUnclear
	Counted   string // Unclear in words: "99+" where there are more
	Calendar  string // the page of its deadlines for a calendar; "" for none
	Slips     string // the page of slips of paper; "" for none
	Offline   string // the page on which it is kept for a time without a line; "" for none
	May       func(*access.Permission, access.Scope) bool
	Errors    []ui.FieldError
}

// mostUnclear is how far a desk counts what is unclear.
const mostUnclear = 99

func (h handlers) desk(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.deskOf(ctx, v, bodyOf(v, r), nil)
	if err != nil && r.Text("body") != "" {
		return nil, h.deskAgain(err, "")
	}
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

// deskAgain is the desk of a body, or of the one that the person acts for,
// with what could not be done.
func (h handlers) deskAgain(wrong error, body org.ID) error {
	return web.Again(wrong, func(ctx context.Context, v *work.View) (templ.Component, error) {
		return h.deskOf(ctx, v, cmp.Or(body, ownBody(v)), wrong)
	})
}

func (h handlers) deskOf(ctx context.Context, v *work.View, body org.ID, wrong error) (templ.Component, error) {
	p, err := h.page(ctx, v)
	if err != nil {
		return nil, err
	}
	d := deskPage{page: p, Body: body, Desk: &Desk{}, May: v.Actor.May, Errors: web.FieldErrors(ctx, wrong), Slips: h.Slips}
	if d.Body == "" {
		return deskView(d), nil
	}
	if h.Calendar != nil {
		d.Calendar = h.Calendar(d.Body)
	}
	if d.Body == org.ID(v.Actor.Body) {
		d.Offline = h.Offline
	}
	d.MayAssign, d.MayAccept = v.Actor.May(CanAssign, d.Body.Scope()), v.Actor.May(CanAccept, d.Body.Scope())
	var unclear counting
	if d.MayAssign {
		if unclear, err = (Filter{Issuer: d.Body, Unclear: true}).counting(ctx, v, mostUnclear); err != nil {
			return nil, err
		}
		unclear.ahead(v)
	}
	if d.Desk, err = DeskOf(ctx, v, d.Body, p.Warn); err != nil {
		return nil, err
	}
	var more bool
	if d.Unclear, more, err = unclear.run(ctx, v); err != nil {
		return nil, err
	}
	if d.Counted = strconv.Itoa(d.Unclear); more {
		d.Counted += "+"
	}
	return deskView(d), nil
}

// acceptMany accepts the tasks ticked on the desk, all or none: at most as
// many as a pile shows.
func (h handlers) acceptMany(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	ids := r.Texts("id")
	body := org.ID(r.Text("body"))
	if len(ids) > PileRows {
		return nil, h.deskAgain(fault.New(fault.Invalid, tTooMany, PileRows), body)
	}
	back := web.To("/desk?" + url.Values{"body": {r.Text("body")}}.Encode())
	if len(ids) == 0 {
		return back.Warning(tNoneChosen), nil
	}
	for _, id := range ids {
		if err := Accept(ctx, u, Ref{ID: ID(id)}, ""); err != nil {
			return nil, h.deskAgain(err, body)
		}
	}
	return back.Saying(tAcceptedMany, len(ids)), nil
}

type taskPage struct {
	page
	*Whole
	Lineage Lineage
	Body    access.Scope // for which the person acts
	Verbs   []Verb
	Next    []ui.Action
	More    []ui.Action
	Names   map[account.ID]string
	Cited   map[DocID]Cited
	Panels  []templ.Component
	Slips   string // where its slip of paper is asked for; "" for nowhere
	Gone    bool   // who does the work holds no role at the lead any more
}

func (h handlers) task(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := h.page(ctx, v)
	if err != nil {
		return nil, err
	}
	w, err := Get(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	t := taskPage{page: p, Whole: w, Body: v.Actor.Body, Slips: h.Slips}
	if w.Parent != "" || len(w.Children) > 0 {
		if t.Lineage, err = LineageOf(ctx, v, w.ID); err != nil {
			return nil, err
		}
	}
	for _, panel := range h.Panels {
		shown, err := panel(ctx, v, w.Task)
		if err != nil {
			return nil, err
		}
		if shown != nil {
			t.Panels = append(t.Panels, shown)
		}
	}
	for _, verb := range w.Verbs(v) {
		if verb == DoAppeal && p.Tree.Chart(v.Today).Superior(w.Issuer) == "" {
			continue // there is nobody to appeal to
		}
		if slices.Contains(formVerbs, verb) {
			t.Verbs = append(t.Verbs, verb)
		}
	}
	if err := t.told(ctx, v); err != nil {
		return nil, err
	}
	docs := []DocID{}
	for _, s := range w.Sources {
		docs = append(docs, s.Doc)
	}
	if w.Programme != "" {
		docs = append(docs, w.Programme)
	}
	if t.Cited, err = h.cited(ctx, v, docs); err != nil {
		return nil, err
	}
	t.Next, t.More = t.actions(ctx)
	return web.Show(taskView(t)), nil
}

// titled looks up what the code of a cause means, "" for none, once.
func (p *page) titled(ctx context.Context, v *work.View, cause string) error {
	if _, known := p.Titles[cause]; cause == "" || known {
		return nil
	}
	title, ok, err := ruleCauses.CodeTitle(ctx, v, cause)
	if !ok {
		title = text.Verbatim(cause)
	}
	p.Titles[cause] = title
	return err
}

// told looks up who and what the history names.
func (t *taskPage) told(ctx context.Context, v *work.View) (err error) {
	who := account.Doers(t.History...)
	if t.Doer != "" {
		who = append(who, t.Doer)
	}
	t.Titles = map[string]text.T{}
	for _, e := range t.History {
		d := detailOf(e)
		if d.Doer != "" {
			who = append(who, d.Doer)
		}
		if err := t.titled(ctx, v, d.Cause); err != nil {
			return err
		}
	}
	if t.Names, err = account.Names(ctx, v, who); err != nil {
		return err
	}
	t.People = t.Names
	if t.Doer != "" {
		t.Gone, err = account.Left(ctx, v, t.Doer, t.Lead)
	}
	return err
}

type gapsPage struct {
	page
	Gaps    []Gap
	AtBench string // the page of what is unclear where documents are read
}

// unclear shows what the wording of tasks leaves open, by issuer.
func (h handlers) unclear(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	p, err := h.page(ctx, v)
	if err != nil {
		return nil, err
	}
	g := gapsPage{page: p}
	if h.AtBenches != nil {
		g.AtBench = h.AtBenches(v)
	}
	g.Gaps, err = Gaps(ctx, v)
	return web.Show(gapsView(g)), err
}

func (h handlers) file(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	w, err := Get(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(w.Files, func(e Evidence) bool { return e.ID == r.PathValue("file") })
	if i < 0 || h.Files == nil {
		return nil, fault.New(fault.Unknown, tNoFile)
	}
	content, err := h.Files.Open(ctx, w.Files[i].ID)
	if err != nil {
		return nil, err
	}
	return web.File(w.Files[i].Name, "application/octet-stream", content), nil
}
