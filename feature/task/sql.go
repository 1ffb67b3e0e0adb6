package task

import (
	"context"
	"strings"
	"time"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/work"
)

// The conditions of the partial indexes; a statement must contain one of them
// word for word to use its index.
const (
	isOpen  = `standing IN ('waiting', 'working', 'handed_in', 'stopped')`
	isPast  = `standing IN ('done', 'gone')`
	toCheck = `(standing = 'handed_in' OR asked_on <> '')`
)

const columns = `id, version, parent_id, origin_id, text, deliverable, person, issuer_id, lead_id, row_id, province_id, programme_id,
	unclear, state, before_state, progress, submitted_on, submitted_by, submitted_for, due_on, first_due_on, due_words, recurrence, asked_on,
	update_every, next_update_on, since_at, receive_by, silent, doer_id, said, copied`

// spanDue is the deadline in the span s of the task t. Nearly always it is the
// one first given, and is then not written down again.
const spanDue = `CASE s.due_on WHEN '' THEN t.first_due_on ELSE s.due_on END`

// What lists show of a task: half of its columns, because reading columns is
// most of the cost of a list.
const listed = `id, version, text, issuer_id, lead_id, unclear, state, progress, submitted_on, due_on, first_due_on, asked_on, next_update_on, receive_by`

// What lists that show more columns show besides.
const listedWide = `, deliverable, person, programme_id, update_every`

// silent is the condition that nothing was done since an instant to a task
// whose lead is to do something.
const silent = `standing IN ('waiting', 'working') AND NOT EXISTS (
	SELECT 1 FROM event f CROSS JOIN event e WHERE f.subject = id AND coalesce(e.first_seq, e.seq) = +f.seq AND e.at > %s)`

var (
	// The day of the counts comes along, so that a change need not ask for it.
	selectTask = db.SQL("task.select", `SELECT (SELECT day FROM task_day), `+columns+` FROM task WHERE id = $1`)
	selectDay  = db.SQL("task.day", `SELECT day FROM task_day`)
	setDay     = db.SQL("task.setDay", `UPDATE task_day SET day = $1`)

	insertTask = db.SQL("task.insert", `
		INSERT INTO task (`+columns+`, standing)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)`)

	// Three ways to write a change. Every index names the standing, the deadline
	// or the day of the result; a change of none of them leaves all of them be.
	// The unit that writes has read this version itself: another one breaks a
	// rule of the schema and ends it, so nobody need wait to be told how many
	// rows were changed.
	saveReport = db.SQL("task.saveReport", `
		UPDATE task SET version = CASE version WHEN $2 THEN version + 1 END, state = $3, progress = $4, next_update_on = $5, said = $6, copied = $7 WHERE id = $1`)
	saveReceipt = db.SQL("task.saveReceipt", `
		UPDATE task SET version = CASE version WHEN $2 THEN version + 1 END, state = $3, progress = $4, next_update_on = $5, receive_by = $6, silent = $7, said = $8, copied = $9
		WHERE id = $1`)
	saveStanding = db.SQL("task.saveStanding", `
		UPDATE task SET version = CASE version WHEN $2 THEN version + 1 END, state = $3, progress = $4, next_update_on = $5, standing = $6,
			before_state = $7, submitted_on = $8, submitted_by = $9, due_on = $10, asked_on = $11, since_at = $12, submitted_for = $13,
			receive_by = $14, silent = $15, said = $16, copied = $17
		WHERE id = $1`)
	saveDoer    = db.SQL("task.saveDoer", `UPDATE task SET doer_id = $2, person = $3 WHERE id = $1`)
	saveIssuer  = db.SQL("task.saveIssuer", `UPDATE task SET issuer_id = $2 WHERE id = $1`)
	saveWording = db.SQL("task.saveWording", `
		UPDATE task SET text = $2, deliverable = $3, person = $4, lead_id = $5, row_id = $6, province_id = $7, programme_id = $8, unclear = $9,
			first_due_on = $10, due_words = $11, recurrence = $12, update_every = $13
		WHERE id = $1`)
	insertSpan = db.SQL("task.insertSpan", `
		INSERT INTO task_span (task_id, from_at, until_at, standing, due_on, submitted_on) VALUES ($1, $2, $3, $4, $5, $6)`)

	// Where the deadline was never moved, both counts pass it together; the few
	// others have an index of their own by the deadline first given.
	passedDue = `
		SELECT lead_id, row_id, province_id, programme_id, standing, CASE WHEN first_due_on = due_on THEN 1 ELSE 0 END, count(*) FROM task
		WHERE ` + isOpen + ` AND standing IN ('waiting', 'working') AND due_on >= $1 AND due_on < $2 AND province_id IN (%s)
		GROUP BY 1, 2, 3, 4, 5, 6`
	passedFirst = db.SQL("task.passedFirst", `
		SELECT lead_id, row_id, province_id, programme_id, standing, 2, count(*) FROM task
		WHERE first_due_on <> due_on AND standing IN ('waiting', 'working') AND first_due_on >= $1 AND first_due_on < $2
		GROUP BY 1, 2, 3, 4, 5, 6`)

	selectSettled = db.SQL("task.settled", `SELECT settled_tree, settled_on FROM task_day`)
	setSettled    = db.SQL("task.setSettled", `UPDATE task_day SET settled_tree = $1, settled_on = $2`)
	selectPlaces  = db.SQL("task.places", `SELECT DISTINCT lead_id, row_id, province_id FROM task WHERE lead_id <> ''`)
	// One for each index of leads.
	savePlaces = [...]*db.Stmt{
		db.SQL("task.savePlaceOpen", `UPDATE task SET row_id = $2, province_id = $3 WHERE `+isOpen+` AND lead_id = $1 AND (row_id <> $2 OR province_id <> $3)`),
		db.SQL("task.savePlacePast", `UPDATE task SET row_id = $2, province_id = $3 WHERE `+isPast+` AND lead_id = $1 AND (row_id <> $2 OR province_id <> $3)`),
		db.SQL("task.savePlaceDraft", `UPDATE task SET row_id = $2, province_id = $3 WHERE standing = 'unassigned' AND lead_id = $1 AND (row_id <> $2 OR province_id <> $3)`),
	}

	insertSource = db.SQL("task.insertSource", `
		INSERT INTO task_source (task_id, no, doc_id, start_at, end_at, page, quote, file_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`)
	nextSource        = db.SQL("task.nextSource", `SELECT count(*) FROM task_source WHERE task_id = $1`)
	insertCoordinator = db.SQL("task.insertCoordinator", `
		INSERT INTO task_coordinator (task_id, body_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`)
	deleteCoordinators = db.SQL("task.deleteCoordinators", `DELETE FROM task_coordinator WHERE task_id = $1`)
	selectCoordinators = db.SQL("task.coordinators", `SELECT body_id FROM task_coordinator WHERE task_id = $1 ORDER BY body_id`)
	insertEvidence     = db.SQL("task.insertEvidence", `
		INSERT INTO task_evidence (task_id, file_id, name, size, at, account_id) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (task_id, file_id) DO NOTHING`)
	insertExtension = db.SQL("task.insertExtension", `
		INSERT INTO task_extension (task_id, no, asked_at, asked_by, due_before, due_asked, reason, outcome, decided_at, decided_by, answer, cause)
		SELECT $1, (SELECT count(*) FROM task_extension WHERE task_id = $1), $2, $3, $4, $5, $6, '', 0, '', '', $7`)
	decideExtension = db.SQL("task.decideExtension", `
		UPDATE task_extension SET outcome = $2, decided_at = $3, decided_by = $4, answer = $5 WHERE task_id = $1 AND outcome = ''`)

	// What hangs on a task, in one journey: its sources, the bodies that help,
	// files, requests for time and others, and the tasks passed down from it.
	selectParts = db.SQL("task.parts", `
		SELECT 'source', doc_id, quote, file_hash, '', '', no, start_at, end_at, page FROM task_source WHERE task_id = $1
		UNION ALL SELECT 'coordinator', body_id, '', '', '', '', 0, 0, 0, 0 FROM task_coordinator WHERE task_id = $1
		UNION ALL SELECT 'file', file_id, name, account_id, '', '', at, size, 0, 0 FROM task_evidence WHERE task_id = $1
		UNION ALL SELECT 'extension', asked_by, reason, outcome, due_before, due_asked, no, asked_at, decided_at, 0 FROM task_extension WHERE task_id = $1
		UNION ALL SELECT 'request.' || kind, from_id, words, outcome, to_id, answer_by, no, asked_at, decided_at, 0 FROM task_request WHERE task_id = $1
		UNION ALL SELECT 'basis', of_id, quote, '', '', '', event_seq, 0, 0, 0 FROM task_basis WHERE task_id = $1
		UNION ALL SELECT 'child', id, text, state, due_on, submitted_on, progress, 0, 0, 0 FROM task WHERE parent_id = $1 AND parent_id <> ''
		LIMIT 500`)
)

// What must never be.
var (
	_ = db.Invariant("task.standing", `
		SELECT id FROM task WHERE standing <> CASE
			WHEN state = 'draft' THEN 'unassigned' WHEN state IN ('assigned', 'accepted', 'returned') THEN 'waiting'
			WHEN state IN ('in_progress', 'rejected') THEN 'working' WHEN state = 'submitted' THEN 'handed_in'
			WHEN state = 'suspended' THEN 'stopped' WHEN state IN ('confirmed', 'closed') THEN 'done'
			WHEN state IN ('cancelled', 'transferred') THEN 'gone' ELSE '' END`)
	_ = db.Invariant("task.noLead", `
		SELECT id FROM task WHERE standing <> 'unassigned' AND NOT EXISTS (SELECT 1 FROM org_body b WHERE b.id = lead_id)`)
	_ = db.Invariant("task.noIssuer", `SELECT id FROM task WHERE NOT EXISTS (SELECT 1 FROM org_body b WHERE b.id = issuer_id)`)
	_ = db.Invariant("task.noResult", `
		SELECT id FROM task WHERE standing IN ('done', 'handed_in') AND submitted_on = '' OR standing IN ('waiting', 'working', 'stopped') AND submitted_on <> ''
			OR submitted_on = '' AND (submitted_by <> '' OR submitted_for <> '')`)
	_ = db.Invariant("task.spanOverlaps", `
		SELECT a.task_id FROM task_span a JOIN task_span b ON a.task_id = b.task_id AND a.from_at < b.from_at WHERE a.until_at > b.from_at`)
	_ = db.Invariant("task.spanAfterNow", `
		SELECT s.task_id FROM task_span s JOIN task t ON t.id = s.task_id WHERE s.until_at > t.since_at`)
	_ = db.Invariant("task.asked", `
		SELECT id FROM task t WHERE (asked_on <> '') <> EXISTS (SELECT 1 FROM task_extension e WHERE e.task_id = t.id AND e.outcome = '')`)
)

func prefixed(table, columns string) string {
	names := strings.Split(columns, ",")
	for i, n := range names {
		names[i] = table + "." + strings.TrimSpace(n)
	}
	return strings.Join(names, ", ")
}

// A dueDay is a deadline as a column: "never" instead of no day.
type dueDay civil.Date

const never = "9999-12-31"

func stored(due civil.Date) string {
	if due.IsZero() {
		return never
	}
	return due.String()
}

// Scan reads what [stored] wrote.
func (d *dueDay) Scan(src any) error {
	if s, ok := src.(string); ok && s == never {
		*d = dueDay{}
		return nil
	}
	return (*civil.Date)(d).Scan(src)
}

// scanTask reads the columns of a task after those that before names.
func scanTask(scan db.Scan, before ...any) (*Task, error) {
	var t Task
	var unclear string
	var since, receive int64
	err := scan(append(before, &t.ID, &t.Version, &t.Parent, &t.Origin, &t.Text, &t.Deliverable, &t.Person, &t.Issuer, &t.Lead,
		&t.place.row, &t.place.province, &t.Programme, &unclear, &t.State, &t.Before, &t.Progress, &t.Submitted, &t.SubmittedBy, &t.SubmittedFor,
		(*dueDay)(&t.Due), (*dueDay)(&t.FirstDue), &t.DueWords, &t.Recurrence, &t.Asked, &t.UpdateEvery, &t.NextUpdate, &since, &receive, &t.Silent, &t.Doer, &t.said, &t.Copied)...)
	t.ReceiveBy = instant(receive)
	t.Unclear, t.since = splitReasons(unclear), time.UnixMicro(since).UTC()
	return &t, err
}

// scanListed reads the columns of a list after those that before names.
func scanListed(scan db.Scan, before ...any) (*Task, error) {
	var t Task
	var unclear string
	var receive int64
	err := scan(append(before, &t.ID, &t.Version, &t.Text, &t.Issuer, &t.Lead, &unclear, &t.State, &t.Progress, &t.Submitted,
		(*dueDay)(&t.Due), (*dueDay)(&t.FirstDue), &t.Asked, &t.NextUpdate, &receive)...)
	t.Unclear, t.ReceiveBy = splitReasons(unclear), instant(receive)
	return &t, err
}

// scanWide is [scanListed] with the columns of [listedWide] behind.
func scanWide(scan db.Scan, before ...any) (*Task, error) {
	var deliverable, person string
	var programme DocID
	var every int64
	t, err := scanListed(func(dest ...any) error { return scan(append(dest, &deliverable, &person, &programme, &every)...) }, before...)
	t.Deliverable, t.Person, t.Programme, t.UpdateEvery = deliverable, person, programme, every
	return t, err
}

func readListed(scan db.Scan) (*Task, error) { return scanListed(scan) }

func (t *Task) row() []any {
	return []any{t.ID, t.Version, t.Parent, t.Origin, t.Text, t.Deliverable, t.Person, t.Issuer, t.Lead, t.place.row, t.place.province,
		t.Programme, joinReasons(t.Unclear), t.State, t.Before, t.Progress, t.Submitted, t.SubmittedBy, t.SubmittedFor, stored(t.Due), stored(t.FirstDue),
		t.DueWords, t.Recurrence, t.Asked, t.UpdateEvery, t.NextUpdate, t.since.UnixMicro(), micros(t.ReceiveBy), t.Silent, t.Doer, t.said, t.Copied, t.State.Standing()}
}

// micros is an instant as a column: 0 instead of none.
func micros(at time.Time) int64 {
	if at.IsZero() {
		return 0
	}
	return at.UnixMicro()
}

// find loads a task whatever the actor may see, and the day of the counts;
// nil if there is none.
func find(ctx context.Context, v *work.View, id ID) (t *Task, day civil.Date, err error) {
	rows, err := db.All(ctx, v.Snapshot, selectTask, func(scan db.Scan) (*Task, error) { return scanTask(scan, &day) }, id)
	if err != nil || len(rows) == 0 {
		return nil, day, err
	}
	return rows[0], day, nil
}
