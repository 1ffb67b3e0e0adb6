package task

import (
	"context"
	"slices"

	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
)

// How much of a lineage is looked at.
const (
	mostAbove = 12  // tasks above
	mostBelow = 300 // tasks below
	deepest   = 6   // steps down
)

// A Lineage is where a task comes from and what was passed down from it, as
// far as the actor may see: a task that may not be seen is left out, and what
// hangs on it hangs on the next one above.
type Lineage struct {
	Above []*Task // the first one given out comes first
	Below []Branch
	More  bool // there are more below than these
}

// A Branch is a task passed down with what was passed down from it.
type Branch struct {
	*Task // as far as lists show it
	Below []Branch
}

// selectBelow walks down step by step; a level is complete before the next.
// The cross joins keep SQLite from reading every task and asking of each
// whether it is below.
var selectBelow = db.SQL("task.below", `
	WITH RECURSIVE below (id, depth) AS (
		SELECT id, 1 FROM task WHERE parent_id <> '' AND parent_id = $1
		UNION ALL SELECT t.id, b.depth + 1 FROM below b CROSS JOIN task t WHERE t.parent_id <> '' AND t.parent_id = b.id AND b.depth < $2
	) SELECT t.parent_id, `+prefixed("t", listed)+` FROM below b CROSS JOIN task t WHERE t.id = b.id ORDER BY b.depth, t.due_on, t.id LIMIT $3`)

// LineageOf returns the lineage of a task. Rights and faults are those of [Get].
func LineageOf(ctx context.Context, v *work.View, id ID) (Lineage, error) {
	var l Lineage
	t, _, err := find(ctx, v, id)
	if err != nil {
		return l, err
	}
	if err := visible(ctx, v, t); err != nil {
		return l, err
	}
	for up := t.Parent; up != "" && len(l.Above) < mostAbove; {
		above, _, err := find(ctx, v, up)
		if err != nil {
			return l, err
		}
		if above == nil {
			break
		}
		sees, err := mayBeSeen(ctx, v, []*Task{above})
		if err != nil {
			return l, err
		}
		if sees[above.ID] {
			l.Above = append(l.Above, above)
		}
		up = above.Parent
	}
	slices.Reverse(l.Above)
	return l, l.down(ctx, v, id)
}

// down reads what lies below a task.
func (l *Lineage) down(ctx context.Context, v *work.View, id ID) error {
	under := map[ID]ID{}
	below, err := db.All(ctx, v.Snapshot, selectBelow, func(scan db.Scan) (*Task, error) {
		var parent ID
		t, err := scanListed(scan, &parent)
		under[t.ID] = parent
		return t, err
	}, id, deepest, mostBelow+1)
	if err != nil {
		return err
	}
	if l.More = len(below) > mostBelow; l.More {
		below = below[:mostBelow]
	}
	sees, err := mayBeSeen(ctx, v, below)
	if err != nil {
		return err
	}
	children := map[ID][]*Task{}
	for _, t := range below {
		up := under[t.ID]
		for up != id && !sees[up] {
			up = under[up]
		}
		if sees[t.ID] {
			children[up] = append(children[up], t)
		}
	}
	l.Below = branches(children, id)
	return nil
}

func branches(children map[ID][]*Task, of ID) []Branch {
	out := make([]Branch, len(children[of]))
	for i, t := range children[of] {
		out[i] = Branch{t, branches(children, t.ID)}
	}
	return out
}

// mayBeSeen tells which of tasks the actor may see, by the rule of [visible].
func mayBeSeen(ctx context.Context, v *work.View, tasks []*Task) (map[ID]bool, error) {
	sees := map[ID]bool{}
	var rest []ID
	for _, t := range tasks {
		if v.Actor.May(CanSee, t.Lead.Scope()) || v.Actor.May(CanSee, t.Issuer.Scope()) {
			sees[t.ID] = true
		} else {
			rest = append(rest, t.ID)
		}
	}
	if len(rest) == 0 {
		return sees, nil
	}
	stmt := db.Built("task.helping", `SELECT task_id, body_id FROM task_coordinator WHERE task_id IN (`+db.Places(1, len(rest))+`)`)
	return sees, db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		var t ID
		var b org.ID
		err := scan(&t, &b)
		if v.Actor.May(CanSee, b.Scope()) {
			sees[t] = true
		}
		return err
	}, db.Args(rest)...)
}
