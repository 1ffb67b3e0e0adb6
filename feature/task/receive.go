package task

import (
	"context"
	"time"

	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/rule"
)

// receiveBy returns until when a lead must answer that is given a task now; zero
// where the rule asks for none. By which rule that is stands with the silence,
// the one event for which it matters.
func receiveBy(ctx context.Context, u *work.Unit) (time.Time, error) {
	hours, _, err := ruleReceipt.Number(ctx, &u.View, u.Today)
	if err != nil || hours == 0 {
		return time.Time{}, err
	}
	return rule.DaysOff.AfterHours(ctx, &u.View, u.Now, hours)
}

// unanswered says whether the lead has let the time pass in which it must receive t.
func (t *Task) unanswered(now time.Time) bool {
	return t.State == Assigned && !t.ReceiveBy.IsZero() && !now.Before(t.ReceiveBy)
}

// mostSilent is how many tasks one unit notes as unanswered.
const mostSilent = 500

var selectSilent = db.SQL("task.silent", `
	SELECT id FROM task WHERE receive_by > 0 AND receive_by <= $1 AND NOT silent ORDER BY receive_by, id LIMIT $2`)

// Silences notes in the history of each task that was not answered in time that
// it was not, and returns how many there were; at most [mostSilent] at once.
//
// Only the program does so: a clock is nobody's deed.
func Silences(ctx context.Context, u *work.Unit) (int, error) {
	if !u.Actor.IsSystem() {
		return 0, u.Check(CanAccept, "")
	}
	ids, err := db.All(ctx, u.Snapshot, selectSilent, db.Text[ID], u.Now.UnixMicro(), mostSilent)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	by, err := ruleReceipt.On(ctx, &u.View, u.Today)
	if err != nil {
		return 0, err
	}
	in := db.Places(1, len(ids))
	if _, err := u.Exec(ctx, db.Built("task.saveSilent", `UPDATE task SET silent = TRUE, version = version + 1 WHERE id IN (`+in+`)`), db.Args(ids)...); err != nil {
		return 0, err
	}
	events, details := make([]work.Event, len(ids)), make([]any, len(ids))
	for i, id := range ids {
		events[i] = work.Event{Kind: kindOf(DoSilence), Subject: string(id)}
		details[i] = Detail{Rules: []string{by.Ref()}}
	}
	return len(ids), u.RecordMany(ctx, events, details)
}

// noteSilences notes them all, some at a time.
func noteSilences(ctx context.Context, o *work.Office) error {
	for {
		n := 0
		err := o.Do(ctx, work.System(kindOf(DoSilence)), func(u *work.Unit) (err error) {
			n, err = Silences(ctx, u)
			return err
		})
		if err != nil || n < mostSilent {
			return err
		}
	}
}
