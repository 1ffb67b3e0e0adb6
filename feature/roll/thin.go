package roll

import (
	"context"
	"time"

	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/rule"
)

// ruleMonths is for how long it is kept who was called to a conference and came: what the
// conference decided outlives it in the minutes, which name those who were absent.
var ruleMonths = rule.Number("meeting.roll_months", tRuleMonths, tRuleMonthsHint, 1, 240,
	rule.Shipped{Value: "24", From: "2000-01-01", Citation: "Mặc định của chương trình (chưa kiểm chứng)"})

var (
	// Those called off have an end as well.
	selectOld = db.SQL("roll.old", `
		SELECT c.meeting_id FROM roll_call c JOIN meeting m ON m.id = c.meeting_id JOIN meeting_run r ON r.meeting_id = c.meeting_id
		WHERE c.summoned_at > 0 AND m.ends_at < $1 AND (m.called_off <> '' OR r.state IN ('closed', 'approved', 'signed'))
			AND EXISTS (SELECT 1 FROM roll_seat s WHERE s.meeting_id = c.meeting_id)
		ORDER BY c.meeting_id LIMIT $2`)
	insertTotals = db.SQL("roll.insertTotals", `
		INSERT INTO roll_total (meeting_id, capacity, standing, instead, people)
		SELECT s.meeting_id, s.capacity, k.standing, k.substitute <> '', count(*) FROM roll_seat s JOIN roll_mark k ON k.meeting_id = s.meeting_id AND k.no = s.no
		WHERE s.meeting_id = $1 GROUP BY s.meeting_id, s.capacity, k.standing, k.substitute <> ''`)
	deleteMarks = db.SQL("roll.deleteMarks", `DELETE FROM roll_mark WHERE meeting_id = $1`)
	deleteSeats = db.SQL("roll.deleteSeats", `DELETE FROM roll_seat WHERE meeting_id = $1`)

	_ = db.Invariant("roll.thinned", `SELECT t.meeting_id FROM roll_total t WHERE EXISTS (SELECT 1 FROM roll_seat s WHERE s.meeting_id = t.meeting_id)`)
)

// perThinning is how many conferences one unit thins.
const perThinning = 20

// thinAll thins what is old enough, some conferences at a time.
func thinAll(ctx context.Context, o *work.Office) error {
	for n := perThinning; n == perThinning; {
		if err := o.Do(ctx, work.System("old rolls"), func(u *work.Unit) (err error) {
			n, err = thin(ctx, u)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// thin leaves of the rolls of conferences that ended so many months ago as the rule says
// only how many came, and returns how many conferences they were.
func thin(ctx context.Context, u *work.Unit) (int, error) {
	months, _, err := ruleMonths.Number(ctx, &u.View, u.Today)
	if err != nil {
		return 0, err
	}
	old, err := db.All(ctx, u.Snapshot, selectOld, func(scan db.Scan) (m meeting.ID, err error) { return m, scan(&m) },
		u.Today.AddMonths(-months).Start(u.Zone).UnixMicro(), perThinning)
	if err != nil || len(old) == 0 {
		return 0, err
	}
	rows, events, details := make([][]any, len(old)), make([]work.Event, len(old)), make([]any, len(old))
	for i, m := range old {
		rows[i], events[i], details[i] = []any{m}, work.Event{Kind: "roll.thin", Subject: string(m)}, map[string]any{"months": months}
	}
	for _, stmt := range []*db.Stmt{insertTotals, deleteMarks, deleteSeats} {
		if err := u.ExecMany(ctx, stmt, rows); err != nil {
			return 0, err
		}
	}
	return len(old), u.RecordMany(ctx, events, details)
}

// thinEvery is how often rolls are looked at.
const thinEvery = 24 * time.Hour
