package doc

import (
	"cmp"
	"context"
	"slices"

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
// of [SetDuties], and Invalid at "due" where there is none to take away.
func PutDuties(ctx context.Context, u *work.Unit, doc ID, due civil.Date, bodies ...org.ID) error {
	d, tree, err := changing(ctx, u, doc)
	if err != nil {
		return err
	}
	duties, err := db.All(ctx, u.Snapshot, findDuties, scanDuty, doc)
	if err != nil {
		return err
	}
	before := len(duties)
	duties = slices.DeleteFunc(duties, func(o Duty) bool { return slices.Contains(bodies, o.Body) })
	if due.IsZero() && len(duties) == before {
		return fault.At("due", tDutyDue)
	}
	if !due.IsZero() {
		for _, b := range bodies {
			duties = append(duties, Duty{b, due})
		}
	}
	return setDuties(ctx, u, tree, d, duties)
}

// chosen returns the bodies that are meant by what was typed into a field for
// recipients: a body, or those that a named group means in the province of
// near. Faults, at the field: Invalid.
func chosen(c org.Chooser, field, typed string, near org.ID) (out []org.ID, err error) {
	group, ok := c.Tree.GroupNamed(typed, c.Day)
	if !ok {
		b, err := c.Meant(field, typed)
		if err != nil || b == "" {
			return nil, err
		}
		return []org.ID{b}, nil
	}
	for _, b := range c.Tree.Expand(group, c.Tree.Root(c.Tree.Chart(c.Day), near, org.Province), c.Day) {
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

// Recipients is a field for a body or a named group, as of the day on which a
// document was issued.
func Recipients(tree *org.Tree, d *Document) org.Chooser { return recipients(tree, d.IssuedOn) }

// Chosen returns the bodies that are meant by what was typed into such a field:
// one, or those that a named group means in the province of the document. Faults,
// at the field: Invalid.
func Chosen(tree *org.Tree, d *Document, field, typed string) ([]org.ID, error) {
	found, err := chosen(recipients(tree, d.IssuedOn), field, typed, cmp.Or(d.Body, d.Owner))
	if err == nil && len(found) == 0 {
		err = fault.At(field, tRecipientUnknown)
	}
	return found, err
}
