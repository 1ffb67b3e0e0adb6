package task

import (
	"context"

	"quyet/base/db"
	"quyet/base/work"
)

// Outcome counts the tasks that a document assigns, as the official table
// does: completed on time and late, open within the deadline (ongoing and
// suspended work included) and overdue.
type Outcome struct {
	OnTime, Late, Open, Overdue int64
}

// PerDocument counts the tasks that each of docs assigns, as of today. It asks
// for no right: how many tasks a document assigns is part of the document, and
// who may see the document sees it.
func PerDocument(ctx context.Context, v *work.View, docs []DocID) (map[DocID]Outcome, error) {
	out := map[DocID]Outcome{}
	if len(docs) == 0 {
		return out, nil
	}
	q := db.Built("task.perDocument", `
		SELECT s.doc_id, `+bucketOn("due_on")+`, count(DISTINCT s.task_id) FROM task_source s JOIN task t ON t.id = s.task_id
		WHERE s.doc_id IN (`+db.Places(2, len(docs))+`) GROUP BY 1, 2`)
	err := db.Each(ctx, v.Snapshot, q, func(scan db.Scan) error {
		var d DocID
		var b Bucket
		var n int64
		err := scan(&d, &b, &n)
		o := out[d]
		switch b {
		case OnTimeBucket:
			o.OnTime += n
		case LateBucket:
			o.Late += n
		case OverdueBucket:
			o.Overdue += n
		case NotStarted, UnderWay, OngoingBucket, SuspendedBucket:
			o.Open += n
		}
		out[d] = o
		return err
	}, append([]any{v.Today}, db.Args(docs)...)...)
	return out, err
}
