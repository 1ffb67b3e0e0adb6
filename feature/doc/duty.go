package doc

import (
	"context"
	"slices"
	"strings"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
)

// SetDuties lays down which bodies have to issue a document that implements
// this one, and by when, in the place of what was laid down before.
//
// The actor needs [CanRegister] on the owner or on the issuer. Faults: Unknown,
// Invalid.
func SetDuties(ctx context.Context, u *work.Unit, doc ID, duties []Duty) error {
	d, tree, err := changing(ctx, u, doc)
	if err != nil {
		return err
	}
	return setDuties(ctx, u, tree, d, duties)
}

// PutDuties adds duties of bodies to those of a document, or changes their
// day; they are taken away where no day is given. Rights and faults are those
// of [SetDuties].
func PutDuties(ctx context.Context, u *work.Unit, doc ID, due civil.Date, bodies ...org.ID) error {
	d, tree, err := changing(ctx, u, doc)
	if err != nil {
		return err
	}
	duties, err := db.All(ctx, u.Snapshot, findDuties, scanDuty, doc)
	if err != nil {
		return err
	}
	duties = slices.DeleteFunc(duties, func(o Duty) bool { return slices.Contains(bodies, o.Body) })
	if !due.IsZero() {
		for _, b := range bodies {
			duties = append(duties, Duty{b, due})
		}
	}
	return setDuties(ctx, u, tree, d, duties)
}

// groupChoice begins a choice that means a named group and not a body.
const groupChoice = "group-"

// chosen returns the bodies that a choice of a form means: a body by its
// identifier, or the bodies that a group means on day in the province of near.
func chosen(tree *org.Tree, choice string, near org.ID, day civil.Date) ([]org.ID, error) {
	name, ok := strings.CutPrefix(choice, groupChoice)
	if !ok {
		b, err := tree.Find(org.ID(choice))
		if err != nil {
			return nil, err
		}
		return []org.ID{b.ID}, nil
	}
	group, err := tree.Group(org.GroupID(name), day)
	if err != nil {
		return nil, err
	}
	var out []org.ID
	for _, b := range tree.Expand(group, tree.Root(tree.Chart(day), near, org.Province), day) {
		out = append(out, b.ID)
	}
	return out, nil
}

func setDuties(ctx context.Context, u *work.Unit, tree *org.Tree, d *Document, duties []Duty) error {
	var wrong fault.Fields
	var rows [][]any
	for i, duty := range duties {
		body, err := tree.Find(duty.Body)
		if err != nil {
			return err
		}
		name := body.NameOn(d.IssuedOn)
		if duty.DueOn.IsZero() {
			wrong.Add("duties", tDutyDay, name)
		}
		if slices.ContainsFunc(duties[:i], func(o Duty) bool { return o.Body == duty.Body }) {
			wrong.Add("duties", tDutyTwice, name)
		}
		rows = append(rows, []any{d.ID, duty.Body, duty.DueOn})
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, deleteDuties, d.ID); err != nil {
		return err
	}
	if err := u.ExecMany(ctx, insertDuty, rows); err != nil {
		return err
	}
	return u.Record(ctx, "doc.duties", string(d.ID), map[string]any{"duties": duties})
}
