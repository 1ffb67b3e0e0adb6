package task

import (
	"context"

	"quyet/base/db"
	"quyet/base/work"
)

// Among returns those of some tasks, as lists show them ([List]), that the actor
// may see by the body that leads or gave them, in the order asked for; at most
// [MaxRows] are looked at.
func Among(ctx context.Context, v *work.View, ids []ID) ([]*Task, error) {
	ids = ids[:min(len(ids), MaxRows)]
	if len(ids) == 0 {
		return nil, nil
	}
	found := make(map[ID]*Task, len(ids))
	stmt := db.Built("task.among", `SELECT `+listed+` FROM task WHERE id IN (`+db.Places(1, len(ids))+`)`)
	err := db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		t, err := readListed(scan)
		if v.Actor.May(CanSee, t.Lead.Scope()) || v.Actor.May(CanSee, t.Issuer.Scope()) {
			found[t.ID] = t
		}
		return err
	}, db.Args(ids)...)
	out := make([]*Task, 0, len(found))
	for _, id := range ids {
		if t := found[id]; t != nil {
			out = append(out, t)
		}
	}
	return out, err
}
