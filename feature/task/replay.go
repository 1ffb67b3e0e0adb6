package task

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/feature/account"
	"quyet/feature/org"
)

// A replayed is what the events of a task say of its row: what doing again
// all that was done to it, from nothing, leads to.
//
// They tell these columns of a row and no others: version, origin, lead, state
// and the one before a suspension, progress, the result with its day and
// the accounts, the deadline, the one first given, and the one asked for, who
// does it, and whether the lead was silent. They do not tell
//
//   - issuer, programme, wording, person, recurrence, how often is reported
//     and when next, and what is unclear: an event says that a task was worded
//     anew and not how;
//   - parent: that a task was passed down stands in the events of the parent,
//     with the body and not with the task;
//   - the first deadline of a task that was transferred, which is that of the
//     task it came from (the invariant task.firstDue looks there);
//   - what hangs on a task in tables of its own: the passages and bodies that it
//     was made with are in no event, files by their names only;
//   - the day of a result to the hour: an event has an instant, and the zone
//     of the office, in which days begin, may have been another one then;
//   - until when it must be received, which is worked out by a rule, and whether
//     reports repeat one another;
//   - what the program derives from the rest: standing (the invariant
//     task.standing), row and province, the beginning of the standing.
type replayed struct {
	steps         int64
	origin        ID
	lead          org.ID
	state, before State
	progress, was int64 // per cent; was: before the result was handed in
	handedIn      time.Time
	by, instead   string
	due, asked    civil.Date
	first         civil.Date
	firstElse     bool // the first deadline stands with another task
	doer          account.ID
	silent        bool
	given         told // the step by which a result was last handed in
}

// A told is one step as an event tells it.
type told struct {
	verb    Verb
	at      time.Time
	account string
	instead string // account in whose place a deputy acted
	Detail
}

// take does one more step.
func (r *replayed) take(e told) {
	r.steps++
	from := r.state
	switch e.verb {
	case DoSuspend:
		r.before = r.state
	case DoResume, DoRestore:
		r.before = ""
	case DoCancel, DoDiscard:
		r.before = e.From // which releases before 0.3 did not note
	}
	r.state = cmp.Or(e.To, ruleOf(e.verb).To, r.state)
	if r.state != Assigned || e.verb == DoClarify || e.verb == DoSilence {
		r.silent = e.verb == DoSilence
	}
	if r.steps == 1 {
		r.origin, r.lead, r.due, r.first, r.firstElse = e.Task, e.Lead, e.Due, e.Due, e.verb == DoTransfer
		r.doer = e.Doer
		return
	}
	switch e.verb {
	case DoAssign:
		r.lead, r.due = e.Lead, e.Due
		if from == Draft {
			r.first = e.Due
		}
	case DoUpdate:
		if e.Progress != nil {
			r.progress = *e.Progress
		}
	case DoSubmit:
		r.was, r.progress, r.handedIn, r.by, r.instead, r.asked = r.progress, 100, e.at, e.account, e.instead, civil.Date{}
		if r.given = e; e.Was != nil {
			r.was = *e.Was
		}
	case DoEntrust:
		r.doer = e.Doer
	case DoGrantAppeal:
		r.progress, r.handedIn, r.by, r.instead = 100, r.given.at, r.given.account, r.given.instead
	case DoReject:
		r.progress, r.handedIn, r.by, r.instead = r.was, time.Time{}, "", ""
	case DoAskExtension:
		r.asked = e.Due
	case DoGrantExtension:
		r.due, r.asked = e.Due, civil.Date{}
	case DoRefuseExtension, DoCancel, DoTransfer:
		r.asked = civil.Date{}
	case DoResume:
		if !e.Due.IsZero() {
			r.due = e.Due
		}
	}
}

// differs returns where a row says something else than its events, "" where it
// does not.
func (r *replayed) differs(t *Task) string {
	if r.steps == 0 {
		return "no event"
	}
	var at []string
	for _, c := range []struct {
		column     string
		is, played any
	}{
		{"version", t.Version, r.steps},
		{"origin_id", t.Origin, r.origin},
		{"lead_id", t.Lead, r.lead},
		{"state", t.State, r.state},
		{"before_state", t.Before, r.before},
		{"progress", t.Progress, r.progress},
		{"submitted_by", t.SubmittedBy, r.by},
		{"submitted_for", t.SubmittedFor, r.instead},
		{"due_on", t.Due, r.due},
		{"asked_on", t.Asked, r.asked},
		{"doer_id", t.Doer, r.doer},
		{"silent", t.Silent, r.silent},
	} {
		if c.is != c.played {
			at = append(at, fmt.Sprintf("%s is %v and by the events %v", c.column, c.is, c.played))
		}
	}
	if !r.firstElse && t.FirstDue != r.first {
		at = append(at, fmt.Sprintf("first_due_on is %v and by the events %v", t.FirstDue, r.first))
	}
	if !within(t.Submitted, r.handedIn) {
		at = append(at, fmt.Sprintf("submitted_on is %v and by the events %v", t.Submitted, r.handedIn))
	}
	return strings.Join(at, ", ")
}

// within says whether an instant is in a day somewhere on earth, or both are
// none.
func within(day civil.Date, at time.Time) bool {
	if day.IsZero() || at.IsZero() {
		return day.IsZero() == at.IsZero()
	}
	off := day.Sub(civil.Of(at.UTC()))
	return off >= -1 && off <= 1
}

var (
	replayRows = db.SQL("task.replayRows", `
		SELECT id, version, origin_id, lead_id, state, before_state, progress, submitted_on, submitted_by, submitted_for, due_on, first_due_on, asked_on, doer_id, silent
		FROM task WHERE id > $1 ORDER BY id LIMIT $2`)
	replayEvents = db.SQL("task.replayEvents", `
		SELECT t.id, e.at, a.account_id, a.for_account_id, a.kind, e.detail
		FROM task t CROSS JOIN event f CROSS JOIN event e CROSS JOIN event_act a
		WHERE t.id > $1 AND t.id <= $2 AND f.subject = t.id AND coalesce(e.first_seq, e.seq) = +f.seq AND a.no = e.act_no
		ORDER BY t.id, e.seq`).Long()

	_ = db.Examine("task.replay", replayAll)
	_ = db.Invariant("task.rowGone", `
		SELECT f.subject FROM event f JOIN event_act a ON a.no = f.act_no
		WHERE f.subject IS NOT NULL AND a.kind LIKE 'task.%' AND NOT EXISTS (SELECT 1 FROM task t WHERE t.id = f.subject)`)
	_ = db.Invariant("task.firstDue", `
		SELECT t.id FROM task t JOIN task o ON o.id = t.origin_id WHERE o.state = 'transferred' AND t.first_due_on <> o.first_due_on`)
)

// perReplay is how many tasks are looked at with one pair of statements, and
// held in memory.
const perReplay = 500

// replayAll compares every task with what its events say.
func replayAll(ctx context.Context, s *db.Snapshot, found func(string)) error {
	var after ID
	for {
		rows, err := db.All(ctx, s, replayRows, func(scan db.Scan) (*Task, error) {
			var t Task
			err := scan(&t.ID, &t.Version, &t.Origin, &t.Lead, &t.State, &t.Before, &t.Progress, &t.Submitted, &t.SubmittedBy, &t.SubmittedFor,
				(*dueDay)(&t.Due), (*dueDay)(&t.FirstDue), &t.Asked, &t.Doer, &t.Silent)
			return &t, err
		}, after, perReplay)
		if err != nil || len(rows) == 0 {
			return err
		}
		last := rows[len(rows)-1].ID
		if err := replay(ctx, s, after, last, rows, found); err != nil {
			return err
		}
		after = last
	}
}

// replay compares the tasks that follow after and go up to last.
func replay(ctx context.Context, s *db.Snapshot, after, last ID, rows []*Task, found func(string)) error {
	r, next := replayed{}, 0
	settle := func() {
		t := rows[next]
		if at := r.differs(t); at != "" {
			found(string(t.ID) + ": " + at)
		}
		r, next = replayed{}, next+1
	}
	err := db.Each(ctx, s, replayEvents, func(scan db.Scan) error {
		var id ID
		var at int64
		var kind, detail string
		e := told{}
		if err := scan(&id, &at, &e.account, &e.instead, &kind, &detail); err != nil {
			return err
		}
		for rows[next].ID != id {
			settle()
		}
		verb, ok := strings.CutPrefix(kind, "task.")
		if !ok {
			return nil // what others record of a task changes no row of it
		}
		e.verb, e.at = Verb(verb), time.UnixMicro(at).UTC()
		if read := json.Unmarshal([]byte(detail), &e.Detail); read == nil && known(e.verb) {
			r.take(e)
		} else {
			found(fmt.Sprintf("%s: an event that nobody can read: %s", id, kind))
		}
		return nil
	}, after, last)
	if err != nil {
		return err
	}
	for next < len(rows) {
		settle()
	}
	return nil
}
