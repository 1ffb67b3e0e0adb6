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

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/filekind"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/rule"
)

// formVerbs are the verbs that have a form of their own, in the order in
// which buttons show them.
var formVerbs = []Verb{DoAccept, DoUpdate, DoSubmit, DoConfirm, DoReject, DoClose, DoAssign, DoStart, DoReturn, DoPassDown, DoAskExtension,
	DoGrantExtension, DoRefuseExtension, DoExplain, DoAnswer, DoGrantAppeal, DoRefuseAppeal, DoExcuse, DoRefuseExcuse, DoDemand, DoComment, DoFollowUp, DoClarify, DoAppeal, DoPlead, DoEntrust,
	DoSource, DoCoordinate, DoSuspend, DoResume, DoTransfer, DoSucceed, DoCancel, DoDiscard, DoRestore, DoReopen}

// A form is what was typed into the form of a verb, or of a new task.
type form struct {
	Version                                      int64
	Note, Amount, Quantity, Due, Document, Quote string
	Text, Deliverable, Person, Lead, Issuer, Use string
	Recurrence, Every, Cause, Doer               string
	Coordinators                                 []string
	Written                                      string // when, in milliseconds, by the clock of the device
	Back                                         string // where to go on
}

func readForm(r *web.Request) form {
	version, _ := r.Int("version")
	return form{
		Version: int64(version), Note: r.Text("note"), Amount: r.Text("progress"), Quantity: r.Text("quantity"), Due: r.Text("due"),
		Document: r.Text("document"), Quote: r.Text("quote"), Text: r.Text("text"), Deliverable: r.Text("deliverable"), Person: r.Text("person"),
		Lead: r.Choice("lead"), Issuer: r.Text("issuer"), Use: r.Text("use"), Recurrence: r.Text("recurrence"), Every: r.Text("every"), Cause: r.Text("cause"), Doer: r.Text("doer"), Coordinators: coordinatorsOf(r), Written: r.Text("written"), Back: r.Local("back", ""),
	}
}

// coordinatorFields is how many bodies the form of coordinators takes.
const coordinatorFields = 12

func coordinatorsOf(r *web.Request) (of []string) {
	for i := range coordinatorFields {
		if b := r.Choice(coordinatorField(i)); b != "" {
			of = append(of, b)
		}
	}
	return of
}

func coordinatorField(i int) string { return "coordinator" + strconv.Itoa(i+1) }

// mostMeanwhile bounds what is shown of what others did meanwhile.
const mostMeanwhile = 10

type verbPage struct {
	page
	*Task
	Verb    Verb
	Form    form
	Errors  []ui.FieldError
	Bodies  org.Chooser
	Left    int // tasks passed down and still open
	Causes  []rule.Code
	Serving []account.Colleague // who may be named to do the work
	// Before is the step that this one answers to, Handed what came with it.
	Before *ui.Moment
	Handed []Evidence
	// Meanwhile is what others did since the person opened the form.
	Meanwhile []ui.Moment
	// For who came from the desk: how many reports are asked for beside this
	// one, and the next of them.
	More int64
	Skip string
	// Again says that files were chosen, which a page cannot show again; those
	// in Kept arrived and need not be chosen again.
	Again bool
	Kept  []File
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
		if t.Progress > 0 {
			f.Amount = strconv.FormatInt(t.Progress, 10) + "%"
		}
	case DoGrantExtension:
		f.Due = t.Asked.Vietnamese()
	case DoDemand:
		by, err := ExplainBy(ctx, v)
		if err != nil {
			return nil, err
		}
		f.Due, f.Note = by.Vietnamese(), tExplainAsk.In(ctx)
	case DoEntrust:
		f.Doer, f.Person = string(t.Doer), t.Person
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
		f.Recurrence, f.Every = t.Recurrence, strconv.FormatInt(t.UpdateEvery, 10)
		if t.ongoing() {
			f.Use = "1"
		}
	}
	c, err := h.verbForm(ctx, v, id, verb, f, nil, sent{})
	return web.Show(c), err
}

// sent are the files that came along with a form.
type sent struct {
	any  bool   // were chosen
	kept []File // arrived and may be kept
}

// verbForm returns the form of a verb with what was typed into it, after the
// fault wrong.
func (h handlers) verbForm(ctx context.Context, v *work.View, id ID, verb Verb, f form, wrong error, came sent) (templ.Component, error) {
	p, err := h.page(ctx, v)
	if err != nil {
		return nil, err
	}
	w, err := Get(ctx, v, id)
	if err != nil {
		return nil, err
	}
	seen := f.Version
	if fault.Is(wrong, fault.Conflict) {
		// What was typed is sent again for the task as it stands now.
		f.Version = w.Version
	}
	vp := verbPage{page: p, Task: w.Task, Verb: verb, Form: f, Errors: web.FieldErrors(ctx, wrong), Left: w.OpenBelow(), Again: came.any, Kept: came.kept}
	if n := w.Version - seen; seen > 0 && n > 0 {
		tp := taskPage{page: p, Whole: w}
		if err := tp.told(ctx, v); err != nil {
			return nil, err
		}
		for _, e := range w.History[:min(int(n), len(w.History), mostMeanwhile)] {
			vp.Meanwhile = append(vp.Meanwhile, tp.moment(ctx, e, detailOf(e)))
		}
	}
	if e := w.answers(verb); e != nil {
		tp := taskPage{page: p, Whole: w}
		if err := tp.told(ctx, v); err != nil {
			return nil, err
		}
		vp.Handed = w.handed(e)
		d := detailOf(*e)
		if len(vp.Handed) > 0 {
			d.Files = nil // they are shown
		}
		m := tp.moment(ctx, *e, d)
		vp.Before = &m
	}
	if verb == DoUpdate {
		if vp.More, vp.Skip, err = othersToReport(ctx, v, id, f.Back); err != nil {
			return nil, err
		}
	}
	if vp.asks("cause") {
		if vp.Causes, err = Causes(ctx, v); err != nil {
			return nil, err
		}
	}
	if vp.asks("doer") {
		if vp.Serving, err = account.Serving(ctx, v, w.Lead, CanAccept); err != nil {
			return nil, err
		}
	}
	vp.Bodies = bodiesFor(verb, w.Task, w.Coordinators, p.Tree, v.Today)
	return verbView(vp), nil
}

// bodiesFor is the field in which a verb asks for a body: one below the lead to
// which a part is passed down, else one of those to which the issuer gives
// tasks. Bodies that help already stay, wherever they stand.
func bodiesFor(verb Verb, t *Task, helping []org.ID, tree *org.Tree, today civil.Date) org.Chooser {
	if verb == DoPassDown {
		return tree.Chooser(today, t.Lead, t.Lead)
	}
	if verb == DoSucceed {
		return tree.Chooser(today, "", "")
	}
	c := tree.Chooser(today, t.Issuer, "")
	if near := c.May; verb == DoCoordinate && near != nil {
		c.May = func(b org.ID) bool { return near(b) || slices.Contains(helping, b) }
	}
	return c
}

// meaning returns the form with the bodies in the place of the words that name
// them.
func (f form) meaning(c org.Chooser) (form, error) {
	var wrong fault.Fields
	body := func(field, words string) string {
		b, err := c.Meant(field, words)
		wrong = append(wrong, fault.All(err)...)
		return string(b)
	}
	f.Lead, f.Coordinators = body("lead", f.Lead), slices.Clone(f.Coordinators)
	for i, words := range f.Coordinators {
		f.Coordinators[i] = body(coordinatorField(i), words)
	}
	return f, wrong.Err()
}

// do carries a verb out: files are kept first, the rest is one unit of work.
func (h handlers) do(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	id, verb, f := ID(r.PathValue("id")), Verb(r.PathValue("verb")), readForm(r)
	if !slices.Contains(formVerbs, verb) {
		return nil, fault.New(fault.Unknown, tNoTask)
	}
	ref := Ref{id, f.Version}
	uploads, again := r.Files("files"), r.Texts("kept")
	var by string
	if len(uploads)+len(again) > 0 {
		// Nobody fills the store who may not report.
		if err := s.View(ctx, func(v *work.View) error {
			by = v.Actor.Account
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
	}
	var made ID
	files := h.shelf.find(by, id, again)
	gone := len(files) < len(again)
	more, refused, err := h.keep(ctx, uploads)
	files = distinct(append(files, more...))
	if gone {
		refused.Add("files", tFilesGone)
	}
	if err == nil {
		err = refused.Err()
	}
	if err == nil {
		err = s.Do(ctx, func(u *work.Unit) (err error) {
			if verb == DoFollowUp {
				made, err = FollowUp(ctx, u, ref)
				return err
			}
			return h.carryOut(ctx, u, ref, verb, f, files)
		})
	}
	switch {
	case fault.Is(err, fault.Unknown), fault.Is(err, fault.Forbidden):
		return nil, err
	case err != nil:
		err = f.beside(verb, err)
		h.shelf.put(by, id, files)
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.verbForm(ctx, v, id, verb, f, err, sent{len(uploads) > 0, files})
		})
	}
	to := id.Address()
	if f.Back != "" {
		to = f.Back
	}
	if verb == DoUpdate && f.Back != "" {
		err = s.View(ctx, func(v *work.View) error {
			to, err = nextReport(ctx, v, to)
			return err
		})
	}
	if made != "" { // a draft: what is left to do is to look at it and give it
		to = (&Task{ID: made}).address(DoAssign)
	}
	return web.To(to).Saying(tDone, verb.Title()), err
}

// deskIn returns the desk that back leads to; nil where it leads elsewhere.
func deskIn(ctx context.Context, v *work.View, back string) (*Desk, error) {
	at, err := url.Parse(back)
	if err != nil || at.Path != "/desk" {
		return nil, err
	}
	days, err := warn(ctx, v, v.Today)
	if err != nil {
		return nil, err
	}
	return DeskOf(ctx, v, org.ID(at.Query().Get("body")), days)
}

// Form returns the form in which a verb is done to a task; when it is done, the
// person goes on to back, an address of this site.
func (t ID) Form(verb Verb, back string) string {
	return t.Address() + "/" + string(verb) + "?back=" + url.QueryEscape(back)
}

func reportForm(t *Task, back string) string {
	return t.address(DoUpdate) + "?back=" + url.QueryEscape(back)
}

// nextReport returns the form of the next report that is asked for, for who
// came from the desk, and back itself where none is left.
func nextReport(ctx context.Context, v *work.View, back string) (string, error) {
	desk, err := deskIn(ctx, v, back)
	if err != nil || desk == nil || len(desk.Update.Tasks) == 0 {
		return back, err
	}
	return reportForm(desk.Update.Tasks[0], back), nil
}

// othersToReport returns how many reports are asked for beside that on a
// task, and the form of the one after it on the desk.
func othersToReport(ctx context.Context, v *work.View, id ID, back string) (n int64, next string, err error) {
	desk, err := deskIn(ctx, v, back)
	if err != nil || desk == nil {
		return 0, "", err
	}
	pile := desk.Update
	at := slices.IndexFunc(pile.Tasks, func(t *Task) bool { return t.ID == id })
	if at < 0 {
		return pile.Count, "", nil
	}
	if at+1 < len(pile.Tasks) {
		next = reportForm(pile.Tasks[at+1], back)
	}
	return pile.Count - 1, next, nil
}

// keep stores files, and returns those that it stored and why each of the
// others was refused.
func (h handlers) keep(ctx context.Context, uploads []*multipart.FileHeader) (files []File, refused fault.Fields, err error) {
	for _, up := range uploads {
		f, err := h.keepOne(ctx, up)
		switch {
		case err == nil:
			files = append(files, f)
		case fault.Is(err, fault.Invalid), fault.Is(err, fault.TooMuch):
			refused = append(refused, fault.All(err)...)
		default:
			return files, refused, err
		}
	}
	return files, refused, nil
}

// distinct returns files without those whose content came before.
func distinct(files []File) (out []File) {
	for _, f := range files {
		if !slices.ContainsFunc(out, func(o File) bool { return o.ID == f.ID }) {
			out = append(out, f)
		}
	}
	return out
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
	if err := filekind.Check("files", up.Filename, content); err != nil {
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

func (h handlers) carryOut(ctx context.Context, u *work.Unit, ref Ref, verb Verb, f form, files []File) error {
	due, ok := civil.Read(f.Due)
	if !ok {
		return fault.At("due", tDayWrong)
	}
	report := Report{Note: f.Note, Quantity: f.Quantity, Files: files}
	if at, err := strconv.ParseInt(f.Written, 10, 64); err == nil {
		report.Written = time.UnixMilli(at)
	}
	if verb == DoUpdate {
		var err error
		if report.Progress, report.Quantity, err = readAmount(f.Amount); err != nil {
			return err
		}
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
		return RequestExtension(ctx, u, ref, due, f.Cause, f.Note)
	case DoGrantExtension:
		return GrantExtension(ctx, u, ref, due, f.Note)
	case DoRefuseExtension:
		return RefuseExtension(ctx, u, ref, f.Note)
	case DoResume:
		return Resume(ctx, u, ref, due, f.Note)
	case DoCancel:
		return Cancel(ctx, u, ref, f.Document, f.Note)
	case DoRestore:
		return Restore(ctx, u, ref, f.Note)
	case DoClarify:
		return Clarify(ctx, u, ref, f.Note)
	case DoAnswer:
		return Answer(ctx, u, ref, f.Note)
	case DoDemand:
		return Demand(ctx, u, ref, due, f.Note)
	case DoExplain:
		return Explain(ctx, u, ref, f.Note)
	case DoPlead:
		return Plead(ctx, u, ref, f.Cause, f.Note)
	case DoExcuse:
		return Excuse(ctx, u, ref, f.Note)
	case DoRefuseExcuse:
		return RefuseExcuse(ctx, u, ref, f.Note)
	case DoAppeal:
		return Appeal(ctx, u, ref, f.Note)
	case DoGrantAppeal:
		return GrantAppeal(ctx, u, ref, f.Note)
	case DoRefuseAppeal:
		return RefuseAppeal(ctx, u, ref, f.Note)
	case DoEntrust:
		return Entrust(ctx, u, ref, account.ID(f.Doer), f.Person, f.Note)
	case DoTransfer, DoCoordinate, DoPassDown, DoAssign, DoSucceed:
		return h.assignTo(ctx, u, ref, verb, f, due)
	case DoSource:
		return h.addSource(ctx, u, ref, f.Document, f.Quote)
	}
	return do(ctx, u, ref, verb, f.Note)
}

// assignTo carries out a verb that names bodies.
func (h handlers) assignTo(ctx context.Context, u *work.Unit, ref Ref, verb Verb, f form, due civil.Date) error {
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	t, _, err := find(ctx, &u.View, ref.ID)
	if err != nil {
		return err
	}
	if err := visible(ctx, &u.View, t); err != nil {
		return err
	}
	helping, err := db.All(ctx, u.Snapshot, selectCoordinators, db.Text[org.ID], t.ID)
	if err != nil {
		return err
	}
	if f, err = f.meaning(bodiesFor(verb, t, helping, tree, u.Today)); err != nil {
		return err
	}
	switch verb {
	case DoSucceed:
		return Succeed(ctx, u, ref, org.ID(f.Lead), f.Note)
	case DoTransfer:
		_, err := Transfer(ctx, u, ref, org.ID(f.Lead), f.Note)
		return err
	case DoCoordinate:
		bodies := make([]org.ID, len(f.Coordinators))
		for i, b := range f.Coordinators {
			bodies[i] = org.ID(b)
		}
		return Coordinate(ctx, u, ref, bodies)
	}
	n, err := f.new(due)
	if err != nil {
		return err
	}
	if verb == DoPassDown {
		_, err = PassDown(ctx, u, ref, []New{n})
		return err
	}
	if t.Due == due { // the words of the document stay with it
		n.DueWords = t.DueWords
	}
	return Assign(ctx, u, ref, n)
}

// beside adds to what is wrong with the form of a verb what was left out of it,
// so that a person sees all of it at once.
func (f form) beside(verb Verb, err error) error {
	if !fault.Is(err, fault.Invalid) {
		return err
	}
	all := fault.Fields(fault.All(err))
	for _, l := range f.leftOut(verb) {
		if !slices.ContainsFunc(all, func(o *fault.Fault) bool { return o.Field == l.Field }) {
			all = append(all, l)
		}
	}
	return all
}

// leftOut returns what a verb needs and the form lacks.
func (f form) leftOut(verb Verb) (wrong fault.Fields) {
	if (verb == DoAssign || verb == DoPassDown) && clean(f.Text) == "" {
		wrong.Add("text", tTextMissing)
	}
	if (verb == DoTransfer || verb == DoPassDown || verb == DoSucceed) && f.Lead == "" {
		wrong.Add("lead", tLeadMissing)
	}
	if (verb == DoAskExtension || verb == DoPlead) && f.Cause == "" {
		wrong.Add("cause", tCauseMissing)
	}
	if verb == DoAskExtension && f.Due == "" {
		wrong.Add("due", tDueMissing)
	}
	if text, ok := reasonMissing[verb]; ok && verb != DoCancel && tidy(f.Note) == "" {
		wrong.Add("note", text)
	}
	return wrong
}

// new returns the task that the form tells. A task has one kind of deadline:
// a day, turns that recur, or none.
func (f form) new(due civil.Date) (New, error) {
	n := New{
		Text: f.Text, Deliverable: f.Deliverable, Person: f.Person, Issuer: org.ID(f.Issuer), Lead: org.ID(f.Lead), Due: due,
		Ongoing: f.Use != "", Recurrence: f.Recurrence,
	}
	var wrong fault.Fields
	if n.Ongoing && !due.IsZero() {
		wrong.Add("due", tOngoingWithDay)
	}
	if n.Ongoing && n.Recurrence != "" {
		wrong.Add("recurrence", tOngoingRecurs)
	}
	if f.Every != "" {
		var err error
		if n.UpdateEvery, err = strconv.ParseInt(f.Every, 10, 64); err != nil {
			wrong.Add("every", tUpdateEvery)
		}
	}
	return n, wrong.Err()
}

// rulesOf returns the rule that the form offered, where the person left it so.
func rulesOf(ctx context.Context, v *work.View, n New) ([]string, error) {
	every, by, err := UpdateDays(ctx, v)
	if err != nil || every == 0 || n.UpdateEvery != every {
		return nil, err
	}
	return []string{by}, nil
}

type newPage struct {
	page
	Form   form
	Errors []ui.FieldError
	Bodies org.Chooser
}

func (h handlers) newTask(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	issuer := bodyOf(v, r)
	if err := v.Check(CanAssign, issuer.Scope()); err != nil {
		return nil, err
	}
	every, _, err := UpdateDays(ctx, v)
	if err != nil {
		return nil, err
	}
	c, err := h.newForm(ctx, v, form{Issuer: string(issuer), Every: strconv.FormatInt(every, 10)}, nil)
	return web.Show(c), err
}

func (h handlers) newForm(ctx context.Context, v *work.View, f form, wrong error) (templ.Component, error) {
	p, err := h.page(ctx, v)
	if err != nil {
		return nil, err
	}
	return newView(newPage{p, f, web.FieldErrors(ctx, wrong), p.Tree.Chooser(v.Today, org.ID(f.Issuer), "")}), nil
}

func (h handlers) assign(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := readForm(r)
	due, ok := civil.Read(f.Due)
	if err := u.Check(CanAssign, org.ID(f.Issuer).Scope()); err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	var made ID
	meant, err := f.meaning(tree.Chooser(u.Today, org.ID(f.Issuer), ""))
	n, wrong := meant.new(due)
	all := slices.Concat(fault.All(err), fault.All(wrong))
	if !ok {
		all = append(all, fault.At("due", tDayWrong))
	}
	if err = fault.Fields(all).Err(); err == nil {
		if n.Rules, err = rulesOf(ctx, &u.View, n); err != nil {
			return nil, err
		}
		made, err = AssignNew(ctx, u, n)
	}
	if err != nil {
		err = f.beside(DoPassDown, err) // which asks for the same
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return h.newForm(ctx, v, f, err) })
	}
	return web.To(made.Address()).Saying(tDone, DoAssign.Title()), nil
}
