package task

import (
	"context"

	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
)

// A Desk is what waits for a body, in five piles. The counts are exact; of
// each pile the first rows are there.
type Desk struct {
	Receive Pile // assigned to the body, not yet answered
	Due     Pile // overdue, or due within the days asked for
	Update  Pile // whose next report is asked for now, see [DeskOf]
	Verify  Pile // issued by the body: results to confirm, extensions to decide
	Answer  Requests
}

// Requests are what others ask of a body and it has not answered.
type Requests struct {
	Count    int64
	Requests []Pending // the most urgent first, at most [PileRows]
}

// A Pile is one pile of a desk. Its tasks hold what lists show ([List]).
type Pile struct {
	Count int64
	Tasks []*Task // the most urgent first, at most [PileRows]
}

// PileRows is how many rows of a pile a desk shows.
const PileRows = 50

// Empty says whether nothing waits on the desk.
func (d *Desk) Empty() bool {
	return d.Receive.Count+d.Due.Count+d.Update.Count+d.Verify.Count+d.Answer.Count == 0
}

const pileEnd = ` LIMIT 50`

var (
	pileReceive = db.SQL("task.pileReceive", `
		SELECT count(*) OVER (), `+listed+` FROM task WHERE `+isOpen+` AND lead_id = $1 AND state = 'assigned' ORDER BY due_on, id`+pileEnd)
	pileDue = db.SQL("task.pileDue", `
		SELECT count(*) OVER (), `+listed+` FROM task
		WHERE `+isOpen+` AND lead_id = $1 AND state IN ('accepted', 'in_progress', 'rejected') AND due_on <= $2 ORDER BY due_on, id`+pileEnd)
	pileUpdate = db.SQL("task.pileUpdate", `
		SELECT count(*) OVER (), `+listed+` FROM task
		WHERE `+isOpen+` AND lead_id = $1 AND next_update_on <> ''
			AND next_update_on <= CASE WHEN update_every >= $5 THEN $4 WHEN update_every >= 7 THEN $3 ELSE $2 END
		ORDER BY next_update_on, id`+pileEnd)
	pileVerify = db.SQL("task.pileVerify", `
		SELECT count(*) OVER (), `+listed+` FROM task WHERE `+toCheck+` AND issuer_id = $1 ORDER BY due_on, id`+pileEnd)
)

// DeskOf returns the desk of a body; days is how far ahead it looks.
//
// A report is asked for that many days before it is due, but never before the
// second half of its period: for a weekly one three days before, for a more
// frequent one on the day. So who has reported this period has nothing to
// report on, whatever the period.
//
// The actor needs [CanSee] on the body.
func DeskOf(ctx context.Context, v *work.View, b org.ID, days int) (*Desk, error) {
	if err := v.Check(CanSee, b.Scope()); err != nil {
		return nil, err
	}
	var d Desk
	until := v.Today.AddDays(days)
	piles := []struct {
		pile *Pile
		stmt *db.Stmt
		args []any
	}{
		{&d.Receive, pileReceive, []any{b}},
		{&d.Due, pileDue, []any{b, until}},
		{&d.Update, pileUpdate, []any{b, v.Today, v.Today.AddDays(min(days, 3)), until, 2 * days}},
		{&d.Verify, pileVerify, []any{b}},
	}
	for _, p := range piles {
		v.Ahead(p.stmt, p.args...)
	}
	v.Ahead(pileAnswer, b)
	for _, p := range piles {
		var err error
		p.pile.Tasks, err = db.All(ctx, v.Snapshot, p.stmt, func(scan db.Scan) (*Task, error) { return scanListed(scan, &p.pile.Count) }, p.args...)
		if err != nil {
			return nil, err
		}
	}
	var err error
	d.Answer.Requests, err = db.All(ctx, v.Snapshot, pileAnswer, func(scan db.Scan) (r Pending, err error) {
		r.Task, err = scanListed(scan, &d.Answer.Count, &r.Kind, &r.By)
		return r, err
	}, b)
	return &d, err
}
