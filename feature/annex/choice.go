package annex

import (
	"cmp"
	"context"
	"slices"

	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

// A part is a column that a person may have or leave out; the number and the
// task are always there.
type part string

// The parts, in the order of the table.
const (
	lead         part = "lead"
	coordinators part = "coordinators"
	person       part = "person"
	due          part = "due"
	deliverable  part = "deliverable"
	standing     part = "standing"
	note         part = "note"
)

// usual are the columns of most annexes.
var usual = []part{lead, coordinators, due, deliverable, note}

// A grouping says by what the rows are grouped.
type grouping string

// The groupings.
const (
	flat         grouping = "none"
	byLeads      grouping = "lead"
	byProgrammes grouping = "programme"
)

// A choice is how a person wants the annex. What is not chosen is told by what is
// asked for.
type choice struct {
	Regime org.Regime
	Head   bool
	By     grouping
	With   []part
	Title  string
}

// mostTitle is how long a title may be; more is cut.
const mostTitle = 300

// asked are the tasks of an annex and what it is made of: a document, a programme
// of work, or else a question.
type asked struct {
	task.Question
	Of     task.DocID
	Plan   string
	Paper  Paper
	Tree   *org.Tree
	Tasks  []*task.Whole
	More   bool // than are written
	Unseen int  // tasks of the programme that the actor may not see
	Ended  int  // drafts, and what was cancelled or handed over: no annex assigns them
	Choice choice
}

// attached says whether it is the annex of one document.
func (a asked) attached() bool { return a.Paper.Cited != "" }

// ask reads what is asked for and chosen, and finds the tasks.
//
// Faults are those of [task.Ask] and of [Deps.Programme], and Unknown for a
// document that the actor may not see. Nobody's right is widened: tasks that the
// actor may not see are left out.
func (d Deps) ask(ctx context.Context, v *work.View, r *web.Request) (a asked, err error) {
	if a.Tree, err = org.Load(ctx, v); err != nil {
		return a, err
	}
	switch a.Of, a.Plan = task.DocID(r.Text("of")), r.Text("plan"); {
	case a.Of != "":
		err = d.ofDocument(ctx, v, &a)
	case a.Plan != "":
		err = d.ofProgramme(ctx, v, &a)
	default:
		err = d.ofQuestion(ctx, v, r, &a)
	}
	if err != nil {
		return a, err
	}
	a.Choice = chosen(r, a.usual(v))
	return a, nil
}

// ofDocument takes the tasks that a document assigns, in the order of its text.
func (d Deps) ofDocument(ctx context.Context, v *work.View, a *asked) (err error) {
	if !v.Actor.MaySomewhere(task.CanSee) {
		return fault.New(fault.Unknown, tNoPaper)
	}
	seen := false
	if d.Attached != nil {
		if a.Paper, seen, err = d.Attached(ctx, v, a.Of); err != nil {
			return err
		}
	}
	if !seen {
		return fault.New(fault.Unknown, tNoPaper)
	}
	of, err := task.OfDocument(ctx, v, a.Of)
	if err != nil {
		return err
	}
	var ids []task.ID
	for _, t := range of {
		if !slices.Contains(ids, t.ID) {
			ids = append(ids, t.ID)
		}
	}
	a.More = len(of) >= task.MaxRows
	return a.take(ctx, v, ids)
}

func (d Deps) ofProgramme(ctx context.Context, v *work.View, a *asked) error {
	if d.Programme == nil || !v.Actor.MaySomewhere(task.CanSee) {
		return fault.New(fault.Unknown, tNoPaper)
	}
	paper, ids, err := d.Programme(ctx, v, a.Plan)
	if err != nil {
		return err
	}
	a.Paper, a.More = paper, len(ids) > task.MaxRows
	ids = ids[:min(len(ids), task.MaxRows)]
	if err := a.take(ctx, v, ids); err != nil {
		return err
	}
	a.Unseen = len(ids) - len(a.Tasks) - a.Ended
	return nil
}

// take takes those of the tasks that are assigned.
func (a *asked) take(ctx context.Context, v *work.View, ids []task.ID) (err error) {
	if a.Tasks, err = task.WithParts(ctx, v, ids); err != nil {
		return err
	}
	seen := len(a.Tasks)
	a.Tasks = slices.DeleteFunc(a.Tasks, func(t *task.Whole) bool {
		return t.State == task.Draft || t.State == task.Cancelled || t.State == task.Transferred
	})
	a.Ended = seen - len(a.Tasks)
	return nil
}

func (d Deps) ofQuestion(ctx context.Context, v *work.View, r *web.Request, a *asked) (err error) {
	if a.Question, err = task.Ask(ctx, v, r, d.Documents); err != nil {
		return err
	}
	f := a.Filter
	f.Limit, f.Order, f.Group = task.MaxRows, task.Order{}, task.NoGroups
	list, err := task.Find(ctx, v, f)
	if err != nil {
		return err
	}
	a.More = !list.Next.IsZero()
	ids := make([]task.ID, len(list.Tasks))
	for i, t := range list.Tasks {
		ids[i] = t.ID
	}
	a.Tasks, err = task.WithParts(ctx, v, ids)
	return err
}

// issuer is whose paper it is: that of the document, else of who asks.
func (a asked) issuer(v *work.View) org.ID { return cmp.Or(a.Paper.Body, org.ID(v.Actor.Body)) }

// usual is how the annex is where nothing is chosen.
func (a asked) usual(v *work.View) choice {
	c := choice{Regime: cmp.Or(a.Paper.Regime, a.Tree.HeadOf(a.issuer(v), v.Today).Regime), Head: !a.attached(), By: flat, With: usual}
	switch {
	case a.Filter.Group == task.ByLeads || a.Filter.Group == task.ByProgramme:
		c.By = grouping(a.Filter.Group)
	case a.Of == "" && a.Plan == "" && a.Filter.Lead == "" && a.Filter.Document == "":
		c.By = byLeads
	}
	return c
}

// chosen is what a request says of how the annex is wanted, the rest as usual.
func chosen(r *web.Request, own choice) choice {
	c := own
	if g := org.Regime(r.Text("form")); g == org.PartyRegime || g == org.StateRegime {
		c.Regime = g
	}
	if h := r.Text("head"); h == "yes" || h == "no" {
		c.Head = h == "yes"
	}
	if g := grouping(r.Text("by")); slices.Contains([]grouping{flat, byLeads, byProgrammes}, g) {
		c.By = g
	}
	if r.Checked("chosen") {
		c.With = nil
		for _, column := range parts {
			if slices.Contains(r.Texts("with"), string(column.part)) {
				c.With = append(c.With, column.part)
			}
		}
	}
	if title := []rune(r.Text("title")); len(title) > 0 {
		c.Title = string(title[:min(len(title), mostTitle)])
	}
	return c
}

// columns are those of the table: the lead has none where the rows are grouped
// by it.
func (c choice) columns() (of []column) {
	for _, one := range parts {
		if slices.Contains(c.With, one.part) && (one.part != lead || c.By != byLeads) {
			of = append(of, one)
		}
	}
	return of
}

// A column is one of the table, as papers name it; its width is in millimetres.
type column struct {
	part
	head  string // Vietnamese, on the paper
	title text.T // on the page
	width int
}

var parts = []column{
	{lead, "Cơ quan chủ trì", tLead, 36}, {coordinators, "Cơ quan phối hợp", tCoordinators, 40}, {person, "Người chịu trách nhiệm", tPerson, 32},
	{due, "Thời gian hoàn thành", tDue, 28}, {deliverable, "Sản phẩm", tDeliverable, 34}, {standing, "Tình hình thực hiện", tStanding, 30}, {note, "Ghi chú", tNote, 28},
}
