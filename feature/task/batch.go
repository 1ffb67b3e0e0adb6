package task

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/rule"
)

// A BatchID marks what was done to many tasks at once.
type BatchID string

// mostBatch is to how many tasks something is done at once.
const mostBatch = 500

// batchVerbs are what can be done to many tasks at once: what needs no words
// of its own for each of them.
var batchVerbs = []Verb{DoAccept, DoGrantExtension, DoAskExtension, DoCoordinate, DoDemand, DoComment, DoTransfer, DoSuspend, DoResume, DoClose, DoCancel}

// ruleUndo bounds how long a batch can be undone.
var ruleUndo = rule.Number("task.undo_minutes", tRuleUndo, tRuleUndoHint, 0, 1440,
	rule.Shipped{Value: "60", From: "2000-01-01", Citation: "Mặc định của chương trình"})

// marked marks all that is done in ctx as part of a batch.
type marked struct{}

func inBatch(ctx context.Context, b BatchID) context.Context {
	return context.WithValue(ctx, marked{}, b)
}

func batchOf(ctx context.Context) BatchID {
	b, _ := ctx.Value(marked{}).(BatchID)
	return b
}

// An outcome is what becomes, or would become, of one task of a batch.
type outcome struct {
	Ref
	Before, After *Task // as lists show them; nil for what the actor may not see
	Refused       error // why not; nil where it is done
	helping       []org.ID
}

// errLooked ends a unit in which a batch was only tried.
var errLooked = errors.New("looked")

// run does verb to every task of refs that it can be done to, exactly as to one,
// and tells what became of each. What is refused was refused before anything
// of it was written.
func (h handlers) run(ctx context.Context, u *work.Unit, verb Verb, refs []Ref, f form) ([]outcome, error) {
	before, err := listedBy(ctx, &u.View, refs)
	if err != nil {
		return nil, err
	}
	out := make([]outcome, len(refs))
	for i, ref := range refs {
		out[i] = outcome{Ref: ref, Before: before[ref.ID]}
		err := h.runOne(ctx, u, &out[i], verb, f)
		switch fault.KindOf(err) {
		case fault.Unknown:
			out[i].Before, out[i].Refused = nil, err
		case fault.Forbidden, fault.Conflict, fault.Invalid, fault.TooMuch:
			out[i].Refused = err
		default:
			if err != nil {
				return nil, err
			}
		}
	}
	after, err := listedBy(ctx, &u.View, refs)
	for i := range out {
		if out[i].After = after[out[i].ID]; out[i].Before == nil {
			out[i].After = nil
		}
	}
	return out, err
}

func (h handlers) runOne(ctx context.Context, u *work.Unit, o *outcome, verb Verb, f form) error {
	if verb != DoCoordinate {
		return h.carryOut(ctx, u, o.Ref, verb, f, nil)
	}
	helping, err := db.All(ctx, u.Snapshot, selectCoordinators, db.Text[org.ID], o.ID)
	if err != nil {
		return err
	}
	if o.helping = helping; slices.Contains(helping, org.ID(f.Lead)) {
		return fault.New(fault.Conflict, tHelpsAlready)
	}
	return Coordinate(ctx, u, o.Ref, append(slices.Clone(helping), org.ID(f.Lead)))
}

// keep writes down what a batch has done. plain says that nothing was given
// that going back cannot give again.
func keepBatch(ctx context.Context, u *work.Unit, b BatchID, verb Verb, plain bool, done []outcome) error {
	if _, err := u.Exec(ctx, insertBatch, b, verb, plain, u.Actor.Account, u.Now.UnixMicro(), len(done)); err != nil {
		return fmt.Errorf("keep batch: %w", err)
	}
	rows := make([][]any, len(done))
	for i, o := range done {
		helping := make([]string, len(o.helping))
		for n, body := range o.helping {
			helping[n] = string(body)
		}
		rows[i] = []any{b, i, o.ID, o.After.Version, strings.Join(helping, " ")}
	}
	return u.ExecMany(ctx, insertBatchTask, rows)
}

// A batch is what was done to many tasks at once.
type batch struct {
	ID     BatchID
	Verb   Verb
	plain  bool
	At     time.Time
	Tasks  int
	Undone time.Time // zero where it was not
	Rows   []batchRow
}

// A batchRow is a task of a batch as it stands now.
type batchRow struct {
	Ref
	Task    *Task
	Next    *Task // of what was transferred: the task that the other body got
	helping []org.ID
	Undone  bool
	refused error // why the actor may not go back now
}

// Moved says whether something was done to the task since.
func (r batchRow) Moved() bool {
	return r.Task == nil || r.Task.Version != r.Version && !r.Undone
}

// TakenUp says whether the body that a task was transferred to has done something with
// it since: it is not to have that taken away unasked.
func (r batchRow) TakenUp() bool {
	return r.Next != nil && r.Next.Version != 1 && !r.Undone
}

// until is the instant up to which a batch can be undone.
func (b *batch) until(minutes int) time.Time { return b.At.Add(time.Duration(minutes) * time.Minute) }

// waysBack are the verbs that lead back from others. What is done is never taken out of
// the history: going back is one more step, which everybody is told of like any
// other. So there is a way back only where what stood before can stand again, and
// nobody acts upon what they were told meanwhile:
//
//   - what was closed is reopened: it was confirmed before and is so again, nothing
//     that counts changes, and nobody has a duty more or less;
//   - what was transferred is transferred back, as long as the other body has done nothing
//     with it. The history stays with the task that was; the body that had it gets it
//     as a new one, with the deadlines there were, and accepts it again;
//   - there is none from accepting. The issuer was told that the work is taken on, and the
//     time in which it must be received has ended by it: to take that back
//     would wind that clock anew, or judge afterwards who was silent;
//   - there is none from granting more time. The lead was told its new deadline at once and
//     plans by it, and a deadline that was given is moved but not taken
//     away; the same is true of asking for more time, which the issuer may be deciding.
var waysBack = map[Verb]Verb{
	DoSuspend: DoResume, DoResume: DoSuspend, DoCancel: DoRestore, DoCoordinate: DoCoordinate, DoClose: DoReopen, DoTransfer: DoTransfer,
}

// noWayBack says why there is no way back from a verb, in more words than tNoWayBack.
var noWayBack = map[Verb]text.T{
	DoAccept: tNoWayBackAccept, DoGrantExtension: tNoWayBackGrant, DoAskExtension: tNoWayBackAsk, DoDemand: tNoWayBackWords, DoComment: tNoWayBackWords,
}

// undoable says whether the states of a task know a way back from a verb.
func (b *batch) undoable() bool {
	return waysBack[b.Verb] != "" && (b.plain || b.Verb != DoSuspend && b.Verb != DoResume)
}

// noWay says why a batch cannot be undone.
func (b *batch) noWay() *fault.Fault {
	if why, ok := noWayBack[b.Verb]; ok {
		return fault.New(fault.Conflict, why)
	}
	return fault.New(fault.Conflict, tNoWayBack, b.Verb.Title())
}

// findBatch returns a batch of the actor with its tasks; for anybody else's the
// fault is Unknown.
func findBatch(ctx context.Context, v *work.View, b BatchID) (*batch, error) {
	found, err := db.All(ctx, v.Snapshot, selectBatch, scanBatch, b, v.Actor.Account)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fault.New(fault.Unknown, tNoBatch)
	}
	one := found[0]
	var refs []Ref
	if one.Rows, err = db.All(ctx, v.Snapshot, selectBatchTasks, func(scan db.Scan) (r batchRow, err error) {
		var helping string
		err = scan(&r.ID, &r.Version, &helping, &r.Undone)
		for body := range strings.FieldsSeq(helping) {
			r.helping = append(r.helping, org.ID(body))
		}
		refs = append(refs, r.Ref)
		return r, err
	}, b); err != nil {
		return nil, err
	}
	now, err := listedBy(ctx, v, refs)
	for i, r := range one.Rows {
		if t := now[r.ID]; t != nil && (v.Actor.May(CanSee, t.Lead.Scope()) || v.Actor.May(CanSee, t.Issuer.Scope())) {
			one.Rows[i].Task = t
		}
	}
	if err != nil || !one.undoable() {
		return one, err
	}
	if one.Verb == DoTransfer {
		if err := one.became(ctx, v, refs); err != nil {
			return nil, err
		}
	}
	back := ruleOf(waysBack[one.Verb])
	for i, r := range one.Rows {
		on := r.Task
		if r.Next != nil {
			on = r.Next
		}
		if on != nil {
			one.Rows[i].refused = back.check(v, on)
		}
	}
	return one, nil
}

// became adds to the rows of tasks that were transferred those that the other bodies got.
func (b *batch) became(ctx context.Context, v *work.View, refs []Ref) error {
	ids := make([]ID, len(refs))
	for i, r := range refs {
		ids[i] = r.ID
	}
	next := map[ID]ID{}
	stmt := db.Built("task.transferred", `
		SELECT f.subject, e.detail FROM event f CROSS JOIN event e CROSS JOIN event_act a
		WHERE f.subject IN (`+db.Places(2, len(ids))+`) AND coalesce(e.first_seq, e.seq) = +f.seq AND a.no = e.act_no AND a.kind = $1 AND e.first_seq IS NOT NULL`)
	if err := db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		var id ID
		var detail string
		err := scan(&id, &detail)
		if d := detailOf(work.Event{Detail: []byte(detail)}); d.Batch == b.ID {
			next[id] = d.Task
		}
		return err
	}, append([]any{kindOf(DoTransfer)}, db.Args(ids)...)...); err != nil {
		return err
	}
	var got []Ref
	for _, id := range next {
		got = append(got, Ref{ID: id})
	}
	listed, err := listedBy(ctx, v, got)
	for i, r := range b.Rows {
		b.Rows[i].Next = listed[next[r.ID]]
	}
	return err
}

func scanBatch(scan db.Scan) (*batch, error) {
	var b batch
	var at, undone int64
	err := scan(&b.ID, &b.Verb, &b.plain, &at, &b.Tasks, &undone)
	b.At, b.Undone = time.UnixMicro(at).UTC(), instant(undone)
	return &b, err
}

// batches returns the newest batches of the actor.
func batches(ctx context.Context, v *work.View) ([]*batch, error) {
	return db.All(ctx, v.Snapshot, selectBatches, scanBatch, v.Actor.Account)
}

// undo goes back from what a batch did, task by task, by the verb that leads back
// and with the rights that it asks for; it returns how many were undone. A
// task to which something was done since stays as it is.
func undo(ctx context.Context, u *work.Unit, id BatchID) (undone, left int, err error) {
	b, err := findBatch(ctx, &u.View, id)
	if err != nil {
		return 0, 0, err
	}
	minutes, _, err := ruleUndo.Number(ctx, &u.View, u.Today)
	if err != nil {
		return 0, 0, err
	}
	switch {
	case !b.undoable():
		return 0, 0, b.noWay()
	case u.Now.After(b.until(minutes)):
		return 0, 0, fault.New(fault.Conflict, tTooLateToUndo, minutes)
	}
	ctx = inBatch(ctx, id)
	var rows [][]any
	for no, r := range b.Rows {
		if r.Undone {
			continue
		}
		err := r.back(ctx, u, b.Verb)
		switch k := fault.KindOf(err); {
		case err == nil:
			undone, rows = undone+1, append(rows, []any{id, no})
		case k == fault.Unknown, k == fault.Forbidden, k == fault.Conflict, k == fault.Invalid:
			left++
		default:
			return 0, 0, err
		}
	}
	if undone == 0 {
		return 0, left, fault.New(fault.Conflict, tNothingUndone)
	}
	if err := u.ExecMany(ctx, markUndone, rows); err != nil {
		return 0, 0, err
	}
	_, err = u.Exec(ctx, setUndone, id, u.Now.UnixMicro())
	return undone, left, err
}

// back does what leads back from verb.
func (r batchRow) back(ctx context.Context, u *work.Unit, verb Verb) error {
	switch verb {
	case DoSuspend:
		return Resume(ctx, u, r.Ref, civil.Date{}, tUndoNote.In(ctx))
	case DoResume:
		return Suspend(ctx, u, r.Ref, tUndoNote.In(ctx))
	case DoCancel:
		return Restore(ctx, u, r.Ref, tUndoNote.In(ctx))
	case DoClose:
		return Reopen(ctx, u, r.Ref, tUndoNote.In(ctx))
	case DoTransfer:
		if r.Moved() || r.TakenUp() || r.Next == nil {
			return fault.New(fault.Conflict, tTakenUp)
		}
		_, err := Transfer(ctx, u, r.Next.Ref(), r.Task.Lead, tUndoNote.In(ctx))
		return err
	}
	return Coordinate(ctx, u, r.Ref, r.helping)
}

// listedBy returns the tasks of refs as lists show them, whatever the actor
// may see.
func listedBy(ctx context.Context, v *work.View, refs []Ref) (map[ID]*Task, error) {
	of := map[ID]*Task{}
	if len(refs) == 0 {
		return of, nil
	}
	ids := make([]any, len(refs))
	for i, r := range refs {
		ids[i] = r.ID
	}
	stmt := db.Built("task.listed", `SELECT `+listed+` FROM task WHERE id IN (`+db.Places(1, len(ids))+`)`)
	return of, db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		t, err := readListed(scan)
		of[t.ID] = t
		return err
	}, ids...)
}

func newBatch() BatchID { return id.New[BatchID]() }

var (
	insertBatch = db.SQL("task.insertBatch", `
		INSERT INTO task_batch (id, verb, plain, account_id, at, tasks, undone_at) VALUES ($1, $2, $3, $4, $5, $6, 0)`)
	insertBatchTask = db.SQL("task.insertBatchTask", `
		INSERT INTO task_batch_task (batch_id, no, task_id, version, helping, undone) VALUES ($1, $2, $3, $4, $5, FALSE)`)
	selectBatch      = db.SQL("task.batch", `SELECT id, verb, plain, at, tasks, undone_at FROM task_batch WHERE id = $1 AND account_id = $2`)
	selectBatches    = db.SQL("task.batches", `SELECT id, verb, plain, at, tasks, undone_at FROM task_batch WHERE account_id = $1 ORDER BY id DESC LIMIT 50`)
	selectBatchTasks = db.SQL("task.batchTasks", `SELECT task_id, version, helping, undone FROM task_batch_task WHERE batch_id = $1 ORDER BY no`)
	markUndone       = db.SQL("task.markUndone", `UPDATE task_batch_task SET undone = TRUE WHERE batch_id = $1 AND no = $2`)
	setUndone        = db.SQL("task.setUndone", `UPDATE task_batch SET undone_at = $2 WHERE id = $1`)
)
