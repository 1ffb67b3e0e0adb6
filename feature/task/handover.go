package task

import (
	"context"
	"slices"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
)

// An Estate is what a body leaves behind: the open tasks that it leads, gave or
// helps with, and the drafts that it wrote. Of each the first rows are there.
type Estate struct {
	Led, Given, Helped Pile
}

// Empty says whether nothing is left.
func (e *Estate) Empty() bool { return e.Led.Count+e.Given.Count+e.Helped.Count == 0 }

// Of each kind at most 200 are read, and so handed on at once.
const estateEnd = ` ORDER BY due_on, id LIMIT 200`

var (
	estateLed    = db.SQL("task.estateLed", `SELECT count(*) OVER (), `+listed+` FROM task WHERE `+isOpen+` AND lead_id = $1`+estateEnd)
	estateGiven  = db.SQL("task.estateGiven", `SELECT count(*) OVER (), `+listed+` FROM task WHERE issuer_id = $1 AND (`+isOpen+` OR standing = 'unassigned')`+estateEnd)
	estateHelped = db.SQL("task.estateHelped", `
		SELECT count(*) OVER (), `+listed+` FROM task WHERE `+isOpen+` AND id IN (SELECT c.task_id FROM task_coordinator c WHERE c.body_id = $1)`+estateEnd)
)

// EstateOf returns what a body leaves behind, the most urgent first.
//
// The actor needs [CanEnd] on the body.
func EstateOf(ctx context.Context, v *work.View, b org.ID) (*Estate, error) {
	if err := v.Check(CanEnd, b.Scope()); err != nil {
		return nil, err
	}
	var e Estate
	for _, p := range []struct {
		pile *Pile
		stmt *db.Stmt
	}{{&e.Led, estateLed}, {&e.Given, estateGiven}, {&e.Helped, estateHelped}} {
		var err error
		p.pile.Tasks, err = db.All(ctx, v.Snapshot, p.stmt, func(scan db.Scan) (*Task, error) { return scanListed(scan, &p.pile.Count) }, b)
		if err != nil {
			return nil, err
		}
	}
	return &e, nil
}

// A Handover says who takes over what a body leaves behind.
type Handover struct {
	Body   org.ID
	Lead   org.ID        // takes the tasks that it leads, and its place as a body that helps
	Issuer org.ID        // takes its place as the issuer
	Each   map[ID]org.ID // takes one task that it leads, instead of Lead
	Reason string
}

// HandedOn tells what a handover did.
type HandedOn struct {
	Done  int
	Kept  int // tasks whose issuer the actor holds no right on: it hands them on itself
	Never int // left because the handover named nobody for them
}

// HandOn hands on what a body leaves behind: at most 200 tasks of each kind at
// once, the most urgent first. A task that it leads is transferred ([Transfer]),
// one that it gave gets another issuer ([Succeed]), and where it helps another
// body helps.
//
// The actor needs [CanEnd] on the body, and on whoever takes its place as issuer.
// Faults: Invalid where nothing is said or a body is not there today.
func HandOn(ctx context.Context, u *work.Unit, h Handover) (done HandedOn, err error) {
	e, err := EstateOf(ctx, &u.View, h.Body)
	if err != nil {
		return done, err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return done, err
	}
	if err := h.check(tree.Chart(u.Today)); err != nil {
		return done, err
	}
	for _, t := range e.Given.Tasks {
		if h.Issuer == "" {
			done.Never++
			continue
		}
		if err := Succeed(ctx, u, Ref{ID: t.ID}, h.Issuer, h.Reason); err != nil {
			return done, named(err, t)
		}
		done.Done++
	}
	for _, t := range e.Helped.Tasks {
		switch {
		case h.Lead == "":
			done.Never++
			continue
		case !u.Actor.May(CanAssign, t.Issuer.Scope()):
			done.Kept++
			continue
		}
		if err := h.help(ctx, u, t); err != nil {
			return done, named(err, t)
		}
		done.Done++
	}
	for _, t := range e.Led.Tasks {
		to := h.Each[t.ID]
		if to == "" {
			to = h.Lead
		}
		switch {
		case to == "":
			done.Never++
			continue
		case t.Issuer != h.Body && !u.Actor.May(CanEnd, t.Issuer.Scope()):
			done.Kept++
			continue
		}
		if _, err := Transfer(ctx, u, Ref{ID: t.ID}, to, h.Reason); err != nil {
			return done, named(err, t)
		}
		done.Done++
	}
	return done, nil
}

func (h Handover) check(chart *org.Chart) error {
	var wrong fault.Fields
	if h.Lead == "" && h.Issuer == "" && len(h.Each) == 0 {
		wrong.Add("lead", tNobodyTakes)
	}
	for field, b := range map[string]org.ID{"lead": h.Lead, "issuer": h.Issuer} {
		if b != "" && (!chart.Has(b) || b == h.Body) {
			wrong.Add(field, tNoSuchBody)
		}
	}
	for _, b := range h.Each {
		if !chart.Has(b) || b == h.Body {
			wrong.Add("lead", tNoSuchBody)
			break
		}
	}
	if tidy(h.Reason) == "" {
		wrong.Add("note", tReasonMissing)
	}
	return wrong.Err()
}

// help puts the body that takes over in the place of one that helps.
func (h Handover) help(ctx context.Context, u *work.Unit, t *Task) error {
	helping, err := db.All(ctx, u.Snapshot, selectCoordinators, db.Text[org.ID], t.ID)
	if err != nil {
		return err
	}
	helping = slices.DeleteFunc(helping, func(b org.ID) bool { return b == h.Body || b == h.Lead })
	if t.Lead != h.Lead {
		helping = append(helping, h.Lead)
	}
	return Coordinate(ctx, u, Ref{ID: t.ID}, helping)
}

// named says of which task among many a fault is.
func named(err error, t *Task) error {
	var all fault.Fields
	for _, f := range fault.All(err) {
		of := *f
		of.Text = text.New("“"+t.Text+"”: "+f.In(text.Vietnamese), "“"+t.Text+"”: "+f.In(text.English))
		of.Args = nil
		all = append(all, &of)
	}
	if len(all) == 0 {
		return err
	}
	return all
}
