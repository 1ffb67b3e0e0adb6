package task

import (
	"context"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
)

// A Lookup is what is needed to tell in words what a task shows.
type Lookup struct{ p page }

// Name returns what lists call a body; "" for none.
func (l Lookup) Name(b org.ID) string {
	if b == "" {
		return ""
	}
	return l.p.name(b)
}

// Standing tells how t stands today: its state, and how it is to its deadline.
func (l Lookup) Standing(ctx context.Context, t *Task) string {
	words := t.State.Title().In(ctx)
	if timing := t.Timing(l.p.Today, l.p.Warn); timing != NoTiming && timing.Title() != t.State.Title() {
		words += "; " + timing.Title().In(ctx)
	}
	return words
}

// Unclear tells what the wording of t leaves open.
func (l Lookup) Unclear(ctx context.Context, t *Task) string { return reasonWords(ctx, t.Unclear) }

// FindAll is [Find] for a whole list at once, up to most tasks; it says whether
// there are more.
func FindAll(ctx context.Context, v *work.View, f Filter, most int) (l List, more bool, err error) {
	f.After, f.Limit = Cursor{}, most
	l, err = f.find(ctx, v)
	return l, !l.Next.IsZero(), err
}

// Many returns those of ids that the actor may see: who holds [CanSee] on the
// lead, the issuer or a body that helps. Of each it holds what [Filter.Wide]
// says.
func Many(ctx context.Context, v *work.View, ids []ID) (map[ID]*Task, error) {
	of := make(map[ID]*Task, len(ids))
	if len(ids) == 0 {
		return of, nil
	}
	stmt := db.Built("task.manyListed", `SELECT `+listed+listedWide+` FROM task WHERE id IN (`+db.Places(1, len(ids))+`)`)
	var hidden []any
	if err := db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		t, err := scanWide(scan)
		if of[t.ID] = t; !v.Actor.May(CanSee, t.Lead.Scope()) && !v.Actor.May(CanSee, t.Issuer.Scope()) {
			hidden = append(hidden, t.ID)
		}
		return err
	}, db.Args(ids)...); err != nil || len(hidden) == 0 {
		return of, err
	}
	seen := map[ID]bool{}
	stmt = db.Built("task.helpers", `SELECT task_id, body_id FROM task_coordinator WHERE task_id IN (`+db.Places(1, len(hidden))+`)`)
	err := db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		var id ID
		var body access.Scope
		err := scan(&id, &body)
		seen[id] = seen[id] || v.Actor.May(CanSee, body)
		return err
	}, hidden...)
	for _, id := range hidden {
		if !seen[id.(ID)] {
			delete(of, id.(ID))
		}
	}
	return of, err
}

// LookupOf returns what tells in words what tasks show today. The actor needs
// [CanSee] somewhere.
func LookupOf(ctx context.Context, v *work.View) (Lookup, error) {
	p, err := handlers{}.page(ctx, v)
	return Lookup{p}, err
}
