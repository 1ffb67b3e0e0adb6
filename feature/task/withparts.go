package task

import (
	"cmp"
	"context"
	"slices"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
)

// mostPartsEach is how many sources, helping bodies and extensions of a task are
// read where many tasks are.
const mostPartsEach = 20

type partOf struct {
	task ID
	partRow
}

// WithParts returns tasks with their sources, the comments they were made of,
// the bodies that help and the requests for more time, in the order of their identifiers in ids, at most
// [MaxRows]. Of the rest of [Whole] they hold nothing.
//
// Tasks that the actor may not see, and those that there are not, are left out
// ([CanSee], as in [Get]).
func WithParts(ctx context.Context, v *work.View, ids []ID) ([]*Whole, error) {
	if len(ids) > MaxRows {
		return nil, fault.New(fault.TooMuch, tManyTasks, MaxRows)
	}
	if len(ids) == 0 || !v.Actor.MaySomewhere(CanSee) {
		return nil, nil
	}
	in, args := db.Places(1, len(ids)), db.Args(ids)
	tasks, err := db.All(ctx, v.Snapshot, db.Built("task.withParts", `SELECT `+columns+` FROM task WHERE id IN (`+in+`)`),
		func(scan db.Scan) (*Whole, error) {
			t, err := scanTask(scan)
			return &Whole{Task: t}, err
		}, args...)
	if err != nil {
		return nil, err
	}
	of := make(map[ID]*Whole, len(tasks))
	for _, t := range tasks {
		of[t.ID] = t
	}
	rows, err := db.All(ctx, v.Snapshot, db.Built("task.partsOfMany", `
		SELECT task_id, 'source', doc_id, quote, file_hash, '', '', no, start_at, end_at, page FROM task_source WHERE task_id IN (`+in+`)
		UNION ALL SELECT task_id, 'coordinator', body_id, '', '', '', '', 0, 0, 0, 0 FROM task_coordinator WHERE task_id IN (`+in+`)
		UNION ALL SELECT task_id, 'extension', asked_by, reason, outcome, due_before, due_asked, no, asked_at, decided_at, 0 FROM task_extension WHERE task_id IN (`+in+`)
		UNION ALL SELECT task_id, 'basis', of_id, quote, '', '', '', event_seq, 0, 0, 0 FROM task_basis WHERE task_id IN (`+in+`)
		LIMIT `+db.Places(len(ids)+1, 1)), func(scan db.Scan) (r partOf, err error) {
		return r, scan(&r.task, &r.kind, &r.a, &r.b, &r.c, &r.d, &r.e, &r.no, &r.x, &r.y, &r.z)
	}, append(args, mostPartsEach*len(ids))...)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(rows, func(a, b partOf) int { return cmp.Or(cmp.Compare(a.no, b.no), cmp.Compare(a.a, b.a)) })
	for _, r := range rows {
		of[r.task].add(r.partRow)
	}
	out := make([]*Whole, 0, len(tasks))
	for _, id := range ids {
		if t := of[id]; t != nil && (Parties{t.Task, t.Coordinators}).SeenBy(v.Actor) {
			out = append(out, t)
		}
	}
	return out, nil
}
