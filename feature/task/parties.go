package task

import (
	"context"
	"slices"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
)

// Parties is a task, as lists show it ([List]), with every body that has to do
// with it.
type Parties struct {
	*Task
	Coordinators []org.ID
}

// SeenBy says whether an actor may see the task: what [Get] asks, for those
// who ask for many people.
func (p Parties) SeenBy(a access.Actor) bool {
	return a.May(CanSee, p.Lead.Scope()) || a.May(CanSee, p.Issuer.Scope()) ||
		slices.ContainsFunc(p.Coordinators, func(b org.ID) bool { return a.May(CanSee, b.Scope()) })
}

// perLoad is how many tasks one statement asks for.
const perLoad = 400

// Several returns those of the tasks that the actor may see; one that is not
// there, or may not be seen, is missing.
func Several(ctx context.Context, v *work.View, ids []ID) (map[ID]Parties, error) {
	out := make(map[ID]Parties, len(ids))
	for some := range slices.Chunk(ids, perLoad) {
		in := db.Places(1, len(some))
		helping := map[ID][]org.ID{}
		if err := db.Each(ctx, v.Snapshot, db.Built("task.severalHelped", `SELECT task_id, body_id FROM task_coordinator WHERE task_id IN (`+in+`) ORDER BY task_id, body_id`), func(scan db.Scan) error {
			var id ID
			var b org.ID
			err := scan(&id, &b)
			helping[id] = append(helping[id], b)
			return err
		}, db.Args(some)...); err != nil {
			return nil, err
		}
		if err := db.Each(ctx, v.Snapshot, db.Built("task.several", `SELECT `+listed+` FROM task WHERE id IN (`+in+`)`), func(scan db.Scan) error {
			t, err := readListed(scan)
			if p := (Parties{t, helping[t.ID]}); p.SeenBy(v.Actor) {
				out[t.ID] = p
			}
			return err
		}, db.Args(some)...); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// OpenAfter returns open tasks, as lists show them, in the order of their
// identifiers after one, at most most: for those who go through all of them.
//
// It is for the program itself: faults are Forbidden for everybody else.
func OpenAfter(ctx context.Context, v *work.View, after ID, most int) ([]*Task, error) {
	if !v.Actor.IsSystem() {
		return nil, fault.New(fault.Forbidden, tOnlyProgram)
	}
	return db.All(ctx, v.Snapshot, selectOpenAfter, readListed, after, most)
}

var selectOpenAfter = db.SQL("task.openAfter", `SELECT `+listed+` FROM task WHERE id > $1 AND `+isOpen+` ORDER BY id LIMIT $2`)
