package intake

import (
	"context"
	"slices"
	"strings"

	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/task"
)

// Made is what entering a file made, and what was there.
type Made struct {
	Document doc.ID `json:"document"`
	New      bool   `json:"new"`            // the register did not hold the document before
	Files    int    `json:"files"`          // that the document has from now on
	Text     bool   `json:"text,omitempty"` // the document has its text from now on
	Links    int    `json:"links"`
	Had      int    `json:"links_there,omitempty"`
	Tasks    int    `json:"tasks"`
	Given    int    `json:"tasks_there,omitempty"`
	LeftOut  int    `json:"left_out,omitempty"`
}

// Enter registers the document of a file, with its links, and assigns its
// tasks: all or nothing. A document that the register holds already is not
// entered twice: what it lacks of file, text, links and tasks is added to it,
// where the actor may, and nothing that it has. mark is that of the plan the
// person saw; "" enters what is decided now.
//
// The actor needs [CanEnter] on the file's body, doc.register there, and
// task.assign on the body that assigns. Faults: those of registering and
// assigning; Invalid as for [Bench.Planned]; Conflict if someone decided
// otherwise since, or the register has changed.
func Enter(ctx context.Context, u *work.Unit, f ID, mark string) (Made, error) {
	loaded, err := Load(ctx, &u.View, f)
	b, err := changing(u, loaded, err)
	if err != nil {
		return Made{}, err
	}
	if err := u.Check(CanEnter, b.File.Body.Scope()); err != nil {
		return Made{}, err
	}
	p, err := b.Planned(ctx, &u.View)
	if err != nil {
		return Made{}, err
	}
	if mark != "" && mark != p.mark {
		return Made{}, fault.New(fault.Conflict, tPlanStale)
	}
	made := Made{Tasks: len(p.Tasks), Given: len(p.Given), Had: len(p.Has), LeftOut: len(p.LeftOut)}
	if err := b.register(ctx, u, p, &made); err != nil {
		return Made{}, err
	}
	programme, err := programmeOf(ctx, &u.View, made.Document)
	if err != nil {
		return Made{}, err
	}
	for i := range p.Tasks {
		p.Tasks[i].Programme = programme
		p.Tasks[i].Sources[0].Doc = task.DocID(made.Document)
	}
	if len(p.Tasks) > 0 {
		if _, err := task.AssignMany(ctx, u, p.Tasks); err != nil {
			return Made{}, err
		}
	}
	if _, err := u.Exec(ctx, endFile, f, Entered, made.Document); err != nil {
		return Made{}, err
	}
	return made, u.Record(ctx, "intake.entered", string(f), made)
}

// register enters the document of p, or adds to the one that is there and
// makes the tasks point into its text.
func (b *Bench) register(ctx context.Context, u *work.Unit, p *Plan, made *Made) (err error) {
	added := p.Adds
	switch {
	case p.There == nil:
		made.New = true
		made.Document, err = doc.Register(ctx, u, p.Document)
	case p.MayAdd:
		made.Document = p.There.ID
		added, err = doc.Complete(ctx, u, p.There.ID, doc.Addition{Files: p.Document.Files, Text: p.Document.Text, Parts: p.Document.Parts, Links: p.Document.Links})
	default:
		made.Document, added = p.There.ID, doc.Addition{}
	}
	made.Files, made.Text, made.Links = len(added.Files), added.Text != "", len(added.Links)
	if err != nil || made.New {
		return err
	}
	content, _, err := doc.Read(ctx, &u.View, made.Document)
	if err != nil || content == b.Text {
		return err
	}
	for i := range p.Tasks {
		moveInto(&p.Tasks[i].Sources[0], content)
	}
	return nil
}

// moveInto finds the words of a passage in another text of the same document.
// Words that are not there, or there twice, are kept without a place.
func moveInto(p *task.Passage, content string) {
	p.Start, p.End = 0, 0
	if i := strings.Index(content, p.Quote); i >= 0 && i == strings.LastIndex(content, p.Quote) {
		p.Start, p.End = int64(i), int64(i+len(p.Quote))
	}
}

// Resume opens an entered file again, so that what was rejected can be
// accepted after all. What was entered stays; entering again adds what is new.
//
// The actor needs [CanEnter] on the file's body. Faults: Unknown; Conflict for
// a file that is not entered.
func Resume(ctx context.Context, u *work.Unit, f ID) error {
	file, err := Find(ctx, &u.View, f)
	if err != nil {
		return err
	}
	if err := u.Check(CanEnter, file.Body.Scope()); err != nil {
		return err
	}
	n, err := u.Exec(ctx, resumeFile, f)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tNotEntered)
	}
	return u.Record(ctx, "intake.resumed", string(f), nil)
}

// programmeOf is the document under which the tasks of d count: the topmost
// registered one that d, step by step, implements; d itself where it
// implements none.
func programmeOf(ctx context.Context, v *work.View, d doc.ID) (task.DocID, error) {
	const steps = 6 // centre, province, department, commune, and some to spare
	top, at := d, d
	for range steps {
		out, _, err := doc.Links(ctx, v, at)
		if fault.Is(err, fault.Unknown) {
			break // the actor may not see it, so it is nobody's programme here
		}
		if err != nil {
			return "", err
		}
		top = at
		i := slices.IndexFunc(out, func(l doc.Link) bool { return l.Relation == doc.Implements && l.State == doc.Settled && l.To != d })
		if i < 0 {
			break
		}
		at = out[i].To
	}
	return task.DocID(top), nil
}
