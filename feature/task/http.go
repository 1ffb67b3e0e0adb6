package task

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

const (
	turnEvery = time.Minute
	deskDays  = 7        // how far ahead the desk looks
	evidence  = 32 << 20 // largest form with evidence, in bytes
)

// Address returns the page of a task.
func (t ID) Address() string { return "/tasks/" + string(t) }

func routes(d Deps) []web.Route {
	h := handlers{d}
	return []web.Route{
		web.Get("/desk", h.desk),
		web.Post("/desk/accept", h.acceptMany),
		web.Get("/tasks", h.list),
		web.Get("/tasks/new", h.newTask),
		web.Post("/tasks", h.assign),
		web.Get("/tasks/{id}", h.task),
		web.Get("/tasks/{id}/files/{file}", h.file),
		web.Get("/tasks/{id}/{verb}", h.verb),
		web.InSteps("POST /tasks/{id}/{verb}", h.do).Taking(evidence).InMemory(),
	}
}

type handlers struct{ Deps }

// A page is what every page of the capability needs.
type page struct {
	Tree  *org.Tree
	Today civil.Date
	Warn  int
}

func (h handlers) page(ctx context.Context, v *work.View) (p page, err error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return p, fault.New(fault.Unknown, tNoTask)
	}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return p, err
	}
	p.Today = v.Today
	p.Warn, err = warn(ctx, v)
	return p, err
}

func (p page) name(b org.ID) string {
	if body, ok := p.Tree.Body(b); ok {
		return body.ShortOn(p.Today)
	}
	return "–"
}

// bodyOf returns the body whose pages are asked for: the one named, the one
// the person acts for, or the first on which they may see tasks.
func bodyOf(v *work.View, r *web.Request) org.ID {
	if b := r.Text("body"); b != "" {
		return org.ID(b)
	}
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
}

func (h handlers) desk(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := h.page(ctx, v)
	if err != nil {
		return nil, err
	}
	d := deskPage{page: p, Body: bodyOf(v, r), Desk: &Desk{}}
	if d.Body != "" {
		if d.Desk, err = DeskOf(ctx, v, d.Body, deskDays); err != nil {
			return nil, err
		}
		d.MayAssign, d.MayAccept = v.Actor.May(CanAssign, d.Body.Scope()), v.Actor.May(CanAccept, d.Body.Scope())
	}
	return web.Show(deskView(d)), nil
}

// acceptMany accepts the tasks ticked on the desk, all or none: at most as
// many as a pile shows.
func (h handlers) acceptMany(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	ids := r.Texts("id")
	if len(ids) > PileRows {
		return nil, fault.New(fault.Invalid, tTooMany, PileRows)
	}
	back := web.To("/desk?" + url.Values{"body": {r.Text("body")}}.Encode())
	if len(ids) == 0 {
		return back.Saying(tNoneChosen), nil
	}
	for _, id := range ids {
		if err := Accept(ctx, u, Ref{ID: ID(id)}, ""); err != nil {
			return nil, err
		}
	}
	return back.Saying(tAcceptedMany, len(ids)), nil
}

type listPage struct {
	page
	Filter    Filter
	Query     url.Values // as asked, without the cursor
	Tasks     []*Task
	Next      string
	MayAssign bool
	Cited     map[DocID]Cited
}

func (h handlers) list(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := h.page(ctx, v)
	if err != nil {
		return nil, err
	}
	bucket, _ := r.Int("bucket")
	f := Filter{
		Part: Part(r.Text("part")), Body: org.ID(r.Text("body")), Lead: org.ID(r.Text("lead")), Issuer: org.ID(r.Text("issuer")), Coordinator: org.ID(r.Text("coordinator")),
		Programme: DocID(r.Text("programme")), State: State(r.Text("state")), Bucket: Bucket(bucket), Timing: Timing(r.Text("timing")),
		Warn: p.Warn, Unclear: r.Checked("unclear"), Words: r.Text("q"), After: Cursor{r.Text("after"), ID(r.Text("at"))},
	}
	if s := f.State; s != "" && !s.Standing().Open() || f.Timing == DoneOnTime || f.Timing == DoneLate || f.Bucket == OnTimeBucket || f.Bucket == LateBucket {
		f.Part = PastTasks
		if s == Draft {
			f.Part = Drafts
		}
	}
	l, err := Find(ctx, v, f)
	if err != nil {
		return nil, err
	}
	q := url.Values{}
	for _, name := range []string{"part", "body", "lead", "issuer", "coordinator", "programme", "state", "bucket", "timing", "unclear", "q"} {
		if s := r.Text(name); s != "" {
			q.Set(name, s)
		}
	}
	lp := listPage{page: p, Filter: f, Query: q, Tasks: l.Tasks, MayAssign: v.Actor.MaySomewhere(CanAssign)}
	if !l.Next.IsZero() {
		next, _ := url.ParseQuery(q.Encode())
		next.Set("after", l.Next.Day)
		next.Set("at", string(l.Next.ID))
		lp.Next = "/tasks?" + next.Encode()
	}
	if f.Programme != "" {
		if lp.Cited, err = h.cited(ctx, v, []DocID{f.Programme}); err != nil {
			return nil, err
		}
	}
	return web.Show(listView(lp)), nil
}

type taskPage struct {
	page
	*Whole
	Verbs []Verb
	Names map[account.ID]string
	Cited map[DocID]Cited
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
	t := taskPage{page: p, Whole: w}
	for _, verb := range w.Task.Verbs(v) {
		if slices.Contains(formVerbs, verb) {
			t.Verbs = append(t.Verbs, verb)
		}
	}
	var who []account.ID
	for _, e := range w.History {
		if a := account.ID(e.Account); a != "" && !slices.Contains(who, a) {
			who = append(who, a)
		}
	}
	if t.Names, err = account.Names(ctx, v, who); err != nil {
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
	return web.Show(taskView(t)), nil
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

// formVerbs are the verbs that have a form of their own, in the order in
// which buttons show them.
var formVerbs = []Verb{DoAccept, DoUpdate, DoSubmit, DoConfirm, DoReject, DoClose, DoAssign, DoStart, DoReturn, DoPassDown, DoAskExtension,
	DoGrantExtension, DoRefuseExtension, DoCoordinate, DoSuspend, DoResume, DoTransfer, DoCancel}

// A form is what was typed into the form of a verb, or of a new task.
type form struct {
	Version                                      int64
	Note, Progress, Quantity, Due, Document      string
	Text, Deliverable, Person, Lead, Issuer, Use string
	Coordinators                                 []string
	Back                                         string // where to go on
}

func readForm(r *web.Request) form {
	version, _ := r.Int("version")
	return form{
		Version: int64(version), Note: r.Text("note"), Progress: r.Text("progress"), Quantity: r.Text("quantity"), Due: r.Text("due"),
		Document: r.Text("document"), Text: r.Text("text"), Deliverable: r.Text("deliverable"), Person: r.Text("person"),
		Lead: r.Text("lead"), Issuer: r.Text("issuer"), Use: r.Text("use"), Coordinators: coordinatorsOf(r), Back: r.Local("back", ""),
	}
}

// coordinatorFields is how many bodies the form of coordinators takes.
const coordinatorFields = 12

func coordinatorsOf(r *web.Request) (of []string) {
	for i := range coordinatorFields {
		if b := r.Text(coordinatorField(i)); b != "" {
			of = append(of, b)
		}
	}
	return of
}

func coordinatorField(i int) string { return "coordinator" + strconv.Itoa(i+1) }

type verbPage struct {
	page
	*Task
	Verb   Verb
	Form   form
	Errors []ui.FieldError
	Bodies []ui.Option
	Left   int // tasks passed down and still open
}

func (h handlers) verb(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	id, verb := ID(r.PathValue("id")), Verb(r.PathValue("verb"))
	t, _, err := find(ctx, v, id)
	if err != nil {
		return nil, err
	}
	if err := visible(ctx, v, t); err != nil {
		return nil, err
	}
	if !slices.Contains(formVerbs, verb) {
		return nil, fault.New(fault.Unknown, tNoTask)
	}
	if err := ruleOf(verb).allows(v, t); err != nil {
		return nil, err
	}
	f := form{Version: t.Version, Back: r.Local("back", "")}
	switch verb {
	case DoUpdate:
		f.Progress = strconv.FormatInt(t.Progress, 10)
	case DoGrantExtension:
		f.Due = t.Asked.Vietnamese()
	case DoCoordinate:
		parts, err := partsOf(ctx, v, id)
		if err != nil {
			return nil, err
		}
		if len(parts.Coordinators) > coordinatorFields {
			return nil, fault.New(fault.TooMuch, tManyCoordinators, coordinatorFields)
		}
		for _, b := range parts.Coordinators {
			f.Coordinators = append(f.Coordinators, string(b))
		}
	case DoAssign:
		f.Text, f.Deliverable, f.Person, f.Lead, f.Due = t.Text, t.Deliverable, t.Person, string(t.Lead), t.Due.Vietnamese()
	}
	c, err := h.verbForm(ctx, v, id, verb, f, nil)
	return web.Show(c), err
}

func (h handlers) verbForm(ctx context.Context, v *work.View, id ID, verb Verb, f form, wrong error) (templ.Component, error) {
	p, err := h.page(ctx, v)
	if err != nil {
		return nil, err
	}
	w, err := Get(ctx, v, id)
	if err != nil {
		return nil, err
	}
	vp := verbPage{page: p, Task: w.Task, Verb: verb, Form: f, Errors: web.FieldErrors(ctx, wrong), Left: w.OpenBelow()}
	if verb == DoPassDown {
		vp.Bodies = p.options(p.Tree.Chart(v.Today).Subtree(w.Lead)[1:])
	}
	if verb == DoTransfer || verb == DoAssign || verb == DoCoordinate {
		vp.Bodies = p.options(p.Tree.Chart(v.Today).Subtree(w.Issuer))
	}
	if verb == DoCoordinate {
		// Those named already stay, wherever they stand.
		for _, o := range p.options(w.Coordinators) {
			if !slices.ContainsFunc(vp.Bodies, func(b ui.Option) bool { return b.Value == o.Value }) {
				vp.Bodies = append(vp.Bodies, o)
			}
		}
	}
	return verbView(vp), nil
}

func (p page) options(bodies []org.ID) []ui.Option {
	out := make([]ui.Option, 0, len(bodies))
	for _, b := range bodies {
		body, _ := p.Tree.Body(b)
		out = append(out, ui.Option{Value: string(b), Label: body.NameOn(p.Today), Hint: body.Code})
	}
	return out
}

// do carries a verb out: files are kept first, the rest is one unit of work.
func (h handlers) do(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	id, verb, f := ID(r.PathValue("id")), Verb(r.PathValue("verb")), readForm(r)
	if !slices.Contains(formVerbs, verb) {
		return nil, fault.New(fault.Unknown, tNoTask)
	}
	ref := Ref{id, f.Version}
	// Nobody fills the store who may not report.
	if err := s.View(ctx, func(v *work.View) error {
		t, _, err := find(ctx, v, id)
		if err != nil {
			return err
		}
		if err := visible(ctx, v, t); err != nil {
			return err
		}
		return v.Check(ruleOf(verb).Can, ruleOf(verb).scope(t))
	}); err != nil {
		return nil, err
	}
	files, err := h.keep(ctx, r.Files("files"))
	if err == nil {
		err = s.Do(ctx, func(u *work.Unit) error { return f.carryOut(ctx, u, ref, verb, files) })
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.verbForm(ctx, v, id, verb, f, err)
		})
	}
	to := id.Address()
	if f.Back != "" {
		to = f.Back
	}
	if verb == DoUpdate {
		err = s.View(ctx, func(v *work.View) error {
			to, err = nextReport(ctx, v, to)
			return err
		})
	}
	return web.To(to).Saying(tDone, verb.Title()), err
}

// nextReport returns the form of the next report that is due, for who came
// from the desk, and back itself where none is left.
func nextReport(ctx context.Context, v *work.View, back string) (string, error) {
	at, err := url.Parse(back)
	if err != nil {
		return "", err
	}
	if at.Path != "/desk" {
		return back, nil
	}
	// Those due today or before: a report made just now falls due later.
	desk, err := DeskOf(ctx, v, org.ID(at.Query().Get("body")), 0)
	if err != nil || len(desk.Update.Tasks) == 0 {
		return back, err
	}
	return desk.Update.Tasks[0].address(DoUpdate) + "?back=" + url.QueryEscape(back), nil
}

func (h handlers) keep(ctx context.Context, uploads []*multipart.FileHeader) (files []File, err error) {
	for _, up := range uploads {
		f, err := h.keepOne(ctx, up)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

func (h handlers) keepOne(ctx context.Context, up *multipart.FileHeader) (File, error) {
	in, err := up.Open()
	if err != nil {
		return File{}, err
	}
	defer in.Close()
	content, err := io.ReadAll(io.LimitReader(in, evidence))
	if err != nil {
		return File{}, err
	}
	if h.Refuse != nil {
		if err := h.Refuse(ctx, up.Filename, content); err != nil {
			return File{}, err
		}
	}
	sum, size, err := h.Files.Put(ctx, bytes.NewReader(content))
	return File{ID: sum, Name: up.Filename, Size: size}, err
}

func (f form) carryOut(ctx context.Context, u *work.Unit, ref Ref, verb Verb, files []File) error {
	due, ok := civil.Read(f.Due)
	if !ok {
		return fault.At("due", tDayWrong)
	}
	report := Report{Note: f.Note, Quantity: f.Quantity, Files: files}
	if f.Progress != "" {
		n, err := strconv.ParseInt(f.Progress, 10, 64)
		if err != nil {
			return fault.At("progress", tProgress)
		}
		report.Progress = &n
	}
	switch verb {
	case DoUpdate:
		return Update(ctx, u, ref, report)
	case DoSubmit:
		return Submit(ctx, u, ref, report)
	case DoConfirm:
		return Confirm(ctx, u, ref, f.Note)
	case DoReject:
		return Reject(ctx, u, ref, f.Note)
	case DoAskExtension:
		return RequestExtension(ctx, u, ref, due, f.Note)
	case DoGrantExtension:
		return GrantExtension(ctx, u, ref, due, f.Note)
	case DoRefuseExtension:
		return RefuseExtension(ctx, u, ref, f.Note)
	case DoResume:
		return Resume(ctx, u, ref, due, f.Note)
	case DoCancel:
		return Cancel(ctx, u, ref, f.Document, f.Note)
	case DoTransfer:
		_, err := Transfer(ctx, u, ref, org.ID(f.Lead), f.Note)
		return err
	case DoCoordinate:
		bodies := make([]org.ID, len(f.Coordinators))
		for i, b := range f.Coordinators {
			bodies[i] = org.ID(b)
		}
		return Coordinate(ctx, u, ref, bodies)
	case DoPassDown:
		_, err := PassDown(ctx, u, ref, []New{f.new(due)})
		return err
	case DoAssign:
		return Assign(ctx, u, ref, f.new(due))
	}
	return do(ctx, u, ref, verb, f.Note)
}

func (f form) new(due civil.Date) New {
	return New{Text: f.Text, Deliverable: f.Deliverable, Person: f.Person, Issuer: org.ID(f.Issuer), Lead: org.ID(f.Lead), Due: due, DueWords: f.Due,
		Ongoing: f.Use != ""}
}

type newPage struct {
	page
	Form   form
	Errors []ui.FieldError
	Bodies []ui.Option
}

func (h handlers) newTask(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	issuer := bodyOf(v, r)
	if err := v.Check(CanAssign, issuer.Scope()); err != nil {
		return nil, err
	}
	c, err := h.newForm(ctx, v, form{Issuer: string(issuer)}, nil)
	return web.Show(c), err
}

func (h handlers) newForm(ctx context.Context, v *work.View, f form, wrong error) (templ.Component, error) {
	p, err := h.page(ctx, v)
	if err != nil {
		return nil, err
	}
	return newView(newPage{p, f, web.FieldErrors(ctx, wrong), p.options(p.Tree.Chart(v.Today).Subtree(org.ID(f.Issuer)))}), nil
}

func (h handlers) assign(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := readForm(r)
	due, ok := civil.Read(f.Due)
	err := u.Check(CanAssign, org.ID(f.Issuer).Scope())
	if err != nil {
		return nil, err
	}
	var made ID
	switch {
	case !ok:
		err = fault.At("due", tDayWrong)
	default:
		made, err = AssignNew(ctx, u, f.new(due))
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return h.newForm(ctx, v, f, err) })
	}
	return web.To(made.Address()).Saying(tDone, DoAssign.Title()), nil
}
