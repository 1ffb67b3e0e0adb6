package task

import (
	"context"
	"strings"
	"time"

	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
)

// A Past is how many tasks of one lead and programme were in one bucket at an
// instant.
type Past struct {
	Lead       org.ID
	Programme  DocID
	Now, First Bucket // by the deadline of that time, and by the one first given
	N          int64
}

// then is what every task was at $2: what it still is, or the span of it. RANGE
// picks the tasks, by an index alone; they are then read in the order in which
// they are stored, which is what makes a hundred thousand of them bearable.
const then = `
	SELECT t.lead_id, t.programme_id, t.first_due_on,
		CASE WHEN t.since_at <= $2 THEN t.standing ELSE s.standing END AS standing,
		CASE WHEN t.since_at <= $2 THEN t.due_on ELSE ` + spanDue + ` END AS due_on,
		CASE WHEN t.since_at <= $2 THEN t.submitted_on ELSE s.submitted_on END AS submitted_on
	FROM (SELECT id FROM task WHERE ` + isOpen + ` AND RANGE UNION ALL SELECT id FROM task WHERE ` + isPast + ` AND RANGE ORDER BY id) k
	CROSS JOIN task t
	LEFT JOIN task_span s ON t.since_at > $2 AND s.task_id = t.id AND s.from_at <= $2 AND s.until_at > $2
	WHERE t.id = k.id`

// CountsAt returns what was counted at an instant: the tasks led in the
// subtree of body as it stands today, by lead, programme and bucket. What was
// decided later changes nothing in it, and a deadline counts as passed by the
// day of that instant.
//
// The actor needs [CanSee] on body.
func CountsAt(ctx context.Context, v *work.View, body org.ID, at time.Time) ([]Past, error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	column, of := ranges(tree, tree.Chart(v.Today), []org.ID{body})
	args := []any{v.Day(at), at.UnixMicro()}
	for _, b := range of {
		args = append(args, b)
	}
	stmt := db.Built("task.countsAt", `SELECT lead_id, programme_id, `+bucketOn("due_on")+`, `+bucketOn("first_due_on")+`, count(*)
		FROM (`+strings.ReplaceAll(then, "RANGE", column+` IN (`+db.Places(3, len(of))+`)`)+`) x GROUP BY 1, 2, 3, 4`)
	var out []Past
	err = db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		var p Past
		err := scan(&p.Lead, &p.Programme, &p.Now, &p.First, &p.N)
		if p.Now != Uncounted {
			out = append(out, p)
		}
		return err
	}, args...)
	return out, err
}
