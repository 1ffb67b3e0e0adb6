package task

import (
	"context"
	"errors"
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
	"quyet/feature/org"
	"quyet/feature/rule"
)

func batchRoutes(h handlers) []web.Route {
	return []web.Route{
		web.InSteps("POST /tasks/batch", h.batch),
		web.Get("/tasks/batches", h.batches),
		web.Get("/tasks/batches/{batch}", h.oneBatch),
		web.Post("/tasks/batches/{batch}/undo", h.undoBatch),
	}
}

// A batchPage shows what a verb would do to each of the tasks chosen, and asks
// for what it needs.
type batchPage struct {
	page
	Verb     Verb
	Form     form
	Bodies   org.Chooser
	Errors   []ui.FieldError
	Outcomes []outcome
	All      bool // all or none
	Unseen   bool // it is asked for before what becomes of the tasks was shown
	Ready    bool // what the outcomes tell is what pressing the button does
	More     bool // the question holds more than were taken
	Causes   []rule.Code
	wrong    error
}

// batch looks at what a verb would do to many tasks, or does it.
func (h handlers) batch(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	p := batchPage{Verb: Verb(r.Text("verb")), All: r.Text("mode") == "all"}
	if err := s.View(ctx, func(v *work.View) error {
		if !v.Actor.MaySomewhere(CanSee) {
			return fault.New(fault.Unknown, tNoTask)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	refs, err := h.chosen(ctx, s, r, &p)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(batchVerbs, p.Verb) || len(refs) == 0 {
		wrong := fault.New(fault.Invalid, tNoneChosen)
		if len(refs) > 0 {
			wrong = fault.At("verb", tNoVerbChosen)
		}
		return nil, web.Again(wrong, func(ctx context.Context, _ *work.View) (templ.Component, error) {
			return unchosenView(refs, r.Local("back", "/tasks"), web.FieldErrors(ctx, wrong)), nil
		})
	}
	p.Form = form{Note: r.Text("note"), Due: r.Text("new_due"), Lead: r.Choice("to"), Document: r.Text("order"), Cause: r.Text("cause"), Back: r.Local("back", "")}
	made, act := newBatch(), r.Text("step") == "do"
	if p.Unseen = r.Text("step") == "try"; p.Unseen {
		act = true
	}
	err = s.Do(inBatch(ctx, made), func(u *work.Unit) error {
		return h.tryBatch(inBatch(ctx, made), u, &p, refs, made, act, r.Text("step") == "")
	})
	if err == nil {
		return web.To("/tasks/batches/"+string(made)).Saying(tBatchDone, p.Verb.Title(), p.done()), nil
	}
	if !errors.Is(err, errLooked) {
		return nil, err
	}
	if p.wrong != nil {
		return nil, web.Again(p.wrong, func(context.Context, *work.View) (templ.Component, error) { return batchView(&p), nil })
	}
	return web.Show(batchView(&p)), nil
}

// chosen returns the tasks that were ticked, that an earlier page of the batch
// named, or all that the question holds.
func (h handlers) chosen(ctx context.Context, s *web.Session, r *web.Request, p *batchPage) (refs []Ref, err error) {
	for _, row := range r.Texts("ref") {
		one, version, _ := strings.Cut(row, ":")
		n, err := strconv.ParseInt(version, 10, 64)
		if err != nil || n <= 0 {
			continue
		}
		refs = append(refs, Ref{ID(one), n})
	}
	for _, one := range r.Texts("id") {
		refs = append(refs, Ref{ID: ID(one)})
	}
	if len(refs) > mostBatch {
		return nil, fault.New(fault.TooMuch, tBatchTooMany, mostBatch)
	}
	if !r.Checked("whole") {
		return distinctRefs(refs), nil
	}
	err = s.View(ctx, func(v *work.View) error {
		lp, err := h.asked(ctx, v, r, nil)
		if err != nil {
			return err
		}
		if err := lp.read(v, r); err != nil {
			return err
		}
		f := lp.Filter
		f.Part, f.After, f.Limit, f.Group, f.Wide = f.part(), Cursor{}, mostBatch, NoGroups, false
		l, err := Find(ctx, v, f)
		if err != nil {
			return err
		}
		refs, p.More = nil, !l.Next.IsZero()
		for _, t := range l.Tasks {
			refs = append(refs, t.Ref())
		}
		return nil
	})
	return refs, err
}

func distinctRefs(refs []Ref) (out []Ref) {
	seen := map[ID]bool{}
	for _, r := range refs {
		if !seen[r.ID] {
			seen[r.ID] = true
			out = append(out, r)
		}
	}
	return out
}

// tryBatch does the batch, and ends the unit with errLooked where it is not to
// be done: because it was only to be looked at, or something is wrong.
func (h handlers) tryBatch(ctx context.Context, u *work.Unit, p *batchPage, refs []Ref, made BatchID, act, opening bool) error {
	var err error
	if p.page, err = h.page(ctx, &u.View); err != nil {
		return err
	}
	p.Bodies = org.Chooser{Tree: p.Tree, Day: u.Today}
	if p.Causes, err = Causes(ctx, &u.View); err != nil {
		return err
	}
	f := p.Form
	f.Coordinators = nil
	missing := f.missing(p.Verb)
	if _, ok := civil.Read(f.Due); !ok {
		missing.Add("due", tDayWrong)
	}
	if f.Lead != "" {
		body, err := p.Bodies.Meant("lead", f.Lead)
		missing = append(missing, fault.All(err)...)
		f.Lead = string(body)
	}
	if p.Outcomes, err = h.run(ctx, u, p.Verb, refs, f); err != nil {
		return err
	}
	// What a field lacks is no fault of a task.
	for i, o := range p.Outcomes {
		if len(missing) > 0 && fault.Is(o.Refused, fault.Invalid) {
			p.Outcomes[i].Refused = nil
		}
	}
	p.Ready = len(missing) == 0
	p.Errors, p.wrong = nil, nil
	if !opening {
		p.Errors, p.wrong = p.fieldErrors(ctx, missing), missing.Err()
	}
	if !act || !p.Ready || p.done() == 0 || (p.All || p.Unseen) && p.done() < len(p.Outcomes) {
		if act && p.Ready {
			p.wrong = fault.New(fault.Conflict, tBatchRefused, len(p.Outcomes)-p.done())
			p.Errors = web.FieldErrors(ctx, p.wrong)
		}
		return errLooked
	}
	done := slices.DeleteFunc(slices.Clone(p.Outcomes), func(o outcome) bool { return o.Refused != nil })
	return keepBatch(ctx, u, made, p.Verb, f.Due == "", done)
}

// fieldErrors names the fields as the page of a batch has them.
func (p *batchPage) fieldErrors(ctx context.Context, wrong fault.Fields) (out []ui.FieldError) {
	if len(wrong) == 0 {
		return nil
	}
	names := map[string]string{"due": "new_due", "lead": "to", "document": "order"}
	for _, e := range web.FieldErrors(ctx, wrong) {
		if name, ok := names[e.Field]; ok {
			e.Field = name
		}
		out = append(out, e)
	}
	return out
}

// missing is what verb needs for many tasks and f lacks.
func (f form) missing(verb Verb) fault.Fields {
	wrong := f.leftOut(verb)
	switch {
	case verb == DoCancel && clean(f.Document) == "":
		wrong.Add("document", tDocumentMissing)
	case verb == DoCoordinate && f.Lead == "":
		wrong.Add("lead", tCoordinatorMissing)
	case verb == DoDemand && f.Due == "":
		wrong.Add("due", tDueMissing)
	}
	return wrong
}

// done is how many tasks it is, or would be, done to.
func (p *batchPage) done() (n int) {
	for _, o := range p.Outcomes {
		if o.Refused == nil {
			n++
		}
	}
	return n
}

func (p *batchPage) asks(field string) bool {
	switch field {
	case "note":
		return p.Verb != DoCoordinate
	case "to":
		return p.Verb == DoTransfer || p.Verb == DoCoordinate
	case "due":
		return slices.Contains([]Verb{DoAskExtension, DoGrantExtension, DoDemand}, p.Verb)
	case "order":
		return p.Verb == DoCancel
	case "cause":
		return p.Verb == DoAskExtension
	}
	return false
}

// title is what is done.
func (p *batchPage) title(ctx context.Context) string {
	if p.Verb == DoCoordinate {
		return tAddCoordinator.In(ctx)
	}
	return p.Verb.Title().In(ctx)
}

func (p *batchPage) toLabel() text.T {
	if p.Verb == DoCoordinate {
		return tCoordinators
	}
	return tNewLead
}

func (p *batchPage) dueLabel() text.T { return verbPage{Task: &Task{}, Verb: p.Verb}.dueLabel() }

func (p *batchPage) noteLabel() text.T { return verbPage{Task: &Task{}, Verb: p.Verb}.noteLabel() }

func (p *batchPage) lookLabel() text.T {
	if p.Ready {
		return tBatchLook
	}
	return tGoOn
}

// doStep is how the button that does it is sent: before what becomes of the tasks was
// seen only where it can be done to each of them.
func (p *batchPage) doStep() string {
	if p.Ready {
		return "do"
	}
	return "try"
}

func (p *batchPage) mode() string {
	if p.All {
		return "all"
	}
	return "possible"
}

func (p *batchPage) back() string {
	if p.Form.Back != "" {
		return p.Form.Back
	}
	return "/tasks"
}

// batchAt is where what was chosen is sent, with the question of the list.
func (p *listPage) batchAt() string {
	return "/tasks/batch" + strings.TrimPrefix(p.without("choose"), "/tasks")
}

// otherAt is where it is sent to be done by another capability.
func (p *listPage) otherAt(b OtherBatch) string {
	return b.Address + strings.TrimPrefix(p.without("choose"), "/tasks")
}

// change tells what becomes of a task.
func (o outcome) change(ctx context.Context, p *batchPage) string {
	a, b := o.Before, o.After
	var parts []string
	if a.State != b.State {
		parts = append(parts, tFromTo.In(ctx, a.State.Title(), b.State.Title()))
	}
	if a.Due != b.Due {
		parts = append(parts, tDueFromTo.In(ctx, a.Due.Vietnamese(), b.Due.Vietnamese()))
	}
	if a.Asked != b.Asked && !b.Asked.IsZero() {
		parts = append(parts, tAskedAlready.In(ctx, b.Asked.Vietnamese()))
	}
	if len(parts) == 0 {
		return p.Verb.Title().In(ctx)
	}
	return strings.Join(parts, " · ")
}

func (o outcome) why(ctx context.Context) string {
	var why []string
	for _, e := range web.FieldErrors(ctx, o.Refused) {
		why = append(why, e.Text)
	}
	return strings.Join(why, " ")
}

func batchVerbOptions(ctx context.Context) []ui.Option {
	out := make([]ui.Option, len(batchVerbs))
	for i, v := range batchVerbs {
		title := v.Title()
		if v == DoCoordinate {
			title = tAddCoordinator
		}
		out[i] = ui.Option{Value: string(v), Label: title.In(ctx)}
	}
	return out
}

// choosing says whether tasks of the list are being chosen.
func (p *listPage) choosing() bool { return p.Query.Has("choose") }

// A batchesPage shows what a person has done to many tasks.
type batchesPage struct {
	Batches []*batch
}

func (h handlers) batches(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, fault.New(fault.Unknown, tNoBatch)
	}
	all, err := batches(ctx, v)
	if err != nil {
		return nil, err
	}
	return web.Show(batchesView(batchesPage{all})), nil
}

// A oneBatchPage shows one of them, with the way back.
type oneBatchPage struct {
	page
	*batch
	Until string // the moment up to which it can be undone; "" where it cannot
}

func (h handlers) oneBatch(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	b, err := findBatch(ctx, v, BatchID(r.PathValue("batch")))
	if err != nil {
		return nil, err
	}
	p := oneBatchPage{batch: b}
	if p.page, err = h.page(ctx, v); err != nil {
		return nil, err
	}
	minutes, _, err := ruleUndo.Number(ctx, v, v.Today)
	if err != nil {
		return nil, err
	}
	left := slices.ContainsFunc(b.Rows, func(r batchRow) bool { return !r.Undone && !r.Moved() && !r.TakenUp() && r.refused == nil })
	if b.undoable() && left && !v.Now.After(b.until(minutes)) {
		p.Until = web.Moment(ctx, b.until(minutes))
	}
	return web.Show(oneBatchView(p)), nil
}

// became tells what is to be said of a task of a batch.
func (r batchRow) became(ctx context.Context) string {
	switch {
	case r.Undone:
		return tUndone.In(ctx)
	case r.Moved():
		return tMovedSince.In(ctx)
	case r.TakenUp():
		return tTakenUp.In(ctx)
	case r.refused != nil:
		return outcome{Refused: r.refused}.why(ctx)
	}
	return r.Task.State.Title().In(ctx)
}

func (h handlers) undoBatch(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	id := BatchID(r.PathValue("batch"))
	undone, left, err := undo(ctx, u, id)
	if err != nil {
		return nil, err
	}
	at := web.To("/tasks/batches/" + string(id))
	if left == 0 {
		return at.Saying(tUndoneAll, undone), nil
	}
	return at.Saying(tUndoneMany, undone, left), nil
}
