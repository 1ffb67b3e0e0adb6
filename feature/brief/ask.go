package brief

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/plan"
)

// MostBodies is how many bodies are asked at once.
const MostBodies = 20_000

// Ask asks bodies to brief audiences about a document, each audience by a day; by the
// day that the rules give the tier of a body where it is zero. What was asked before
// and is not finished is asked by the new day. Where the actor may change the document
// the step of its checklist follows (package plan).
//
// The actor sees the document, and may change it ([doc.MayChange]) or holds [CanAsk]
// on the superior of each body. Faults: Unknown, Forbidden; Invalid for no body, no
// audience, an audience that the rule does not list, a day before today and a body that
// does not exist today; TooMuch for more than [MostBodies].
func Ask(ctx context.Context, u *work.Unit, d doc.ID, on map[Audience]civil.Date, bodies ...org.ID) error {
	document, err := doc.Find(ctx, &u.View, d)
	if err != nil {
		return err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	if err := mayAsk(&u.View, tree, document, bodies); err != nil {
		return err
	}
	bodies = slices.Compact(slices.Sorted(slices.Values(bodies)))
	if err := checkAsked(ctx, u, tree, on, bodies); err != nil {
		return err
	}
	by := u.Actor.Body
	if by == access.Everywhere {
		by = ""
	}
	rows := make([][]any, 0, len(bodies)*len(on))
	last := map[org.ID]civil.Date{}
	byRule := map[org.Tier]struct {
		on  civil.Date
		ref string
	}{}
	for _, b := range bodies {
		body, _ := tree.Body(b)
		follows, known := byRule[body.Tier]
		if !known {
			if follows.on, follows.ref, err = dueBy(ctx, &u.View, body.Tier, u.Today); err != nil {
				return err
			}
			byRule[body.Tier] = follows
		}
		for _, a := range slices.Sorted(maps.Keys(on)) {
			due, ref := on[a], ""
			if due.IsZero() {
				due, ref = follows.on, follows.ref
			}
			rows = append(rows, []any{id.New[DutyID](), d, b, a, u.Today, by, due, ref})
			if last[b].Before(due) {
				last[b] = due
			}
		}
	}
	if _, err := u.Exec(ctx, insertDocument, d, u.Today); err != nil {
		return err
	}
	if err := u.ExecMany(ctx, insertDuty, rows); err != nil {
		return fmt.Errorf("ask to brief: %w", err)
	}
	if err := u.Record(ctx, "brief.ask", string(d), map[string]any{"on": on, "bodies": bodies}); err != nil {
		return err
	}
	if err := tellAsked(ctx, u, d, bodies); err != nil {
		return err
	}
	if !doc.MayChange(&u.View, document) {
		return nil
	}
	return setSteps(ctx, u, d, last)
}

// mayAsk asks whether the actor may ask bodies to brief about a document: who may
// change the document may ask every body, others those below a body on which they
// hold [CanAsk].
func mayAsk(v *work.View, tree *org.Tree, d *doc.Document, bodies []org.ID) error {
	if doc.MayChange(v, d) {
		return nil
	}
	chart := tree.Chart(v.Today)
	for _, b := range bodies {
		above := chart.Superior(b).Scope()
		if above == "" {
			above = access.Everywhere
		}
		if err := v.Check(CanAsk, above); err != nil {
			return err
		}
	}
	return nil
}

func checkAsked(ctx context.Context, u *work.Unit, tree *org.Tree, on map[Audience]civil.Date, bodies []org.ID) error {
	var wrong fault.Fields
	chart := tree.Chart(u.Today)
	switch {
	case len(bodies) == 0:
		wrong.Add("body", tNoBody)
	case len(bodies) > MostBodies:
		return fault.New(fault.TooMuch, tTooManyBodies, text.Int(ctx, MostBodies))
	case slices.ContainsFunc(bodies, func(b org.ID) bool { return !chart.Has(b) }):
		wrong.Add("body", tBodyEnded)
	}
	listed, err := Audiences(ctx, &u.View, u.Today)
	if err != nil {
		return err
	}
	if len(on) == 0 {
		wrong.Add("audience", tNoAudience)
	}
	for _, a := range slices.Sorted(maps.Keys(on)) {
		if !slices.ContainsFunc(listed, func(l AudienceName) bool { return l.Audience == a }) {
			wrong.Add("audience", tNoAudience)
		}
		if day := on[a]; !day.IsZero() && day.Before(u.Today) {
			wrong.Add("on_"+string(a), tDueEarly)
		}
	}
	return wrong.Err()
}

// setSteps puts the step of the checklist of a document on the last day of each body.
func setSteps(ctx context.Context, u *work.Unit, d doc.ID, last map[org.ID]civil.Date) error {
	byDay := map[civil.Date][]org.ID{}
	for b, day := range last {
		byDay[day] = append(byDay[day], b)
	}
	for day, bodies := range byDay { // as many as there are tiers
		slices.Sort(bodies)
		if err := plan.SetSteps(ctx, u, d, map[plan.Step]civil.Date{plan.Brief: day}, bodies...); err != nil {
			return err
		}
	}
	return nil
}

// Waive takes back that a body is asked to brief about a document, for every audience
// for which it has not finished.
//
// Rights are those of [Ask]. Faults: Unknown, Forbidden, and Conflict where the body
// has held a sitting or has nothing open.
func Waive(ctx context.Context, u *work.Unit, d doc.ID, b org.ID) error {
	r, err := Of(ctx, &u.View, d, b)
	if err != nil {
		return err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	if err := mayAsk(&u.View, tree, r.Document, []org.ID{b}); err != nil {
		return err
	}
	if r.held() > 0 {
		return fault.New(fault.Conflict, tNotWaived)
	}
	n, err := u.Exec(ctx, deleteDuties, d, b)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tNotWaived)
	}
	if doc.MayChange(&u.View, r.Document) {
		if err := plan.Waive(ctx, u, d, b, plan.Brief); err != nil && !fault.Is(err, fault.Conflict) {
			return err
		}
	}
	return u.Record(ctx, "brief.waive", string(d), map[string]any{"body": b})
}

// Listed returns the documents about which somebody is asked to brief and that the
// actor may see, those asked last first, at most limit.
//
// Who sees a document sees that it is briefed about: it asks for no other right.
func Listed(ctx context.Context, v *work.View, limit int) ([]*doc.Document, error) {
	ids, err := db.All(ctx, v.Snapshot, selectDocuments, db.Text[doc.ID], limit)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	documents, err := doc.Documents(ctx, v, ids)
	var out []*doc.Document
	for _, d := range ids {
		if documents[d] != nil {
			out = append(out, documents[d])
		}
	}
	return out, err
}

// Asked says whether a body is asked to brief about a document; then its sittings
// prove the step of the checklist.
//
// Who sees the checklist sees that: it asks for no right of its own.
func Asked(ctx context.Context, v *work.View, d doc.ID, b org.ID) (bool, error) {
	duties, err := db.All(ctx, v.Snapshot, selectOfBody, scanDuty, d, b, 1)
	return len(duties) > 0, err
}
