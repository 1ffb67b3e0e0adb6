package task

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
)

// A ChangeKind is a sort of what happens to tasks.
type ChangeKind string

// The kinds. Every event of a task is of exactly one; that a deadline passed is
// no event, and a kind of its own.
const (
	Given      ChangeKind = "given"     // giao mới: it is there from now on
	BecameLate ChangeKind = "late"      // thành quá hạn: a deadline passed while the lead had work to do
	DueMoved   ChangeKind = "due"       // đổi thời hạn
	Moved      ChangeKind = "moved"     // chuyển cơ quan: another lead, or another issuer
	Ended      ChangeKind = "ended"     // huỷ, bỏ dự thảo
	Restored   ChangeKind = "restored"  // khôi phục
	Paused     ChangeKind = "paused"    // tạm dừng, tiếp tục
	HandedOver ChangeKind = "submitted" // nộp kết quả
	SentBack   ChangeKind = "rejected"  // kết quả bị trả lại
	Approved   ChangeKind = "confirmed" // công nhận kết quả, kết thúc theo dõi
	Received   ChangeKind = "received"  // tiếp nhận, trả lại việc, không trả lời
	Reported   ChangeKind = "progress"  // báo cáo tiến độ
	Asking     ChangeKind = "asked"     // đề nghị, trả lời, ý kiến
	Worded     ChangeKind = "worded"    // sửa nội dung, phân công, phối hợp
	Drafted    ChangeKind = "drafted"   // dự thảo mới
)

// changeKinds are the kinds in the order in which a secretary wants them, with
// the verbs that are always of them.
var changeKinds = []struct {
	kind  ChangeKind
	verbs []Verb
}{
	{Given, nil},
	{BecameLate, nil},
	{DueMoved, []Verb{DoGrantExtension}},
	{Moved, []Verb{DoTransfer, DoSucceed}},
	{Ended, []Verb{DoCancel, DoDiscard}},
	{Restored, []Verb{DoRestore}},
	{Paused, []Verb{DoSuspend, DoResume}},
	{HandedOver, []Verb{DoSubmit}},
	{SentBack, []Verb{DoReject}},
	{Approved, []Verb{DoConfirm, DoGrantAppeal, DoClose, DoReopen}},
	{Received, []Verb{DoAccept, DoReturn, DoSilence}},
	{Reported, []Verb{DoStart, DoUpdate, DoPassDown}},
	{Asking, []Verb{DoAskExtension, DoRefuseExtension, DoClarify, DoAnswer, DoDemand, DoExplain, DoPlead, DoExcuse, DoRefuseExcuse, DoAppeal, DoRefuseAppeal, DoComment, DoFollowUp}},
	{Worded, []Verb{DoSource, DoCoordinate, DoReword, DoEntrust}},
	{Drafted, nil},
}

// ChangeKinds lists the kinds in the order in which pages show them.
func ChangeKinds() []ChangeKind {
	out := make([]ChangeKind, len(changeKinds))
	for i, k := range changeKinds {
		out[i] = k.kind
	}
	return out
}

// Title returns the kind's name for people.
func (k ChangeKind) Title() text.T { return changeTitles[k] }

// changeKind is the kind of the event e with the act a, in SQL. The first event of
// a task says that it is there, or that it is a draft; one that was given again after
// its lead gave it back has been there before. What an event says is looked for in
// its detail as it stands: a quotation mark in the words of a person is written with a
// backslash before it, so no words can say the same.
var changeKind = func() string {
	sql := `CASE WHEN e.first_seq IS NULL THEN CASE WHEN e.detail LIKE '%"to":"draft"%' THEN 'drafted' ELSE 'given' END
		WHEN a.kind IN ('task.resume', 'task.assign') AND e.detail LIKE '%"before":"%' THEN 'due'
		WHEN a.kind = 'task.assign' THEN CASE WHEN EXISTS (
			SELECT 1 FROM event r CROSS JOIN event_act ra WHERE coalesce(r.first_seq, r.seq) = e.first_seq AND r.seq < e.seq AND ra.no = r.act_no AND ra.kind = 'task.return')
			THEN 'received' ELSE 'given' END`
	for _, k := range changeKinds {
		if len(k.verbs) > 0 {
			sql += ` WHEN a.kind IN (` + kindsOf(k.verbs) + `) THEN '` + string(k.kind) + `'`
		}
	}
	return sql + ` ELSE '' END`
}()

// kindsOf are the kinds of events of verbs, in SQL.
func kindsOf(verbs []Verb) string {
	names := make([]string, len(verbs))
	for i, v := range verbs {
		names[i] = `'` + kindOf(v) + `'`
	}
	return strings.Join(names, ", ")
}

// A ChangeFilter says which changes are wanted.
type ChangeFilter struct {
	From, Until civil.Date // the first and the last day
	Body        org.ID     // of tasks led in the subtree of this body; "": of all that the actor may see
	Programme   DocID      // "": of all
	Kind        ChangeKind // "": the first few of each
	Each        int        // how many are the first few, at most [MaxRows]; 0: 5
	After       ChangeCursor
	Limit       int // of one kind, at most [MaxRows]; 0: 50
}

// A ChangeCursor is where a page of changes of one kind ended. It names the event,
// or the deadline that passed and the task.
type ChangeCursor struct {
	At  int64 // microseconds
	Seq int64
	Day string
	ID  ID
}

// IsZero says whether c is the beginning.
func (c ChangeCursor) IsZero() bool { return c == ChangeCursor{} }

// A Change is one thing that happened to a task.
type Change struct {
	Kind ChangeKind
	*Task
	At     time.Time // when; of what became overdue the first instant of that day
	Verb   Verb      // "" for what became overdue
	Event  work.Event
	Detail Detail

	// How the task stood before it and after it. Told is false where the events
	// are too many to be read through.
	Told              bool
	WasState, IsState State
	WasDue, IsDue     civil.Date
	WasLead           org.ID
	WasDone, IsDone   int64 // per cent
}

// A Tally is how many changes are of a kind.
type Tally struct {
	Kind ChangeKind
	N    int64
}

// Changes is what happened between two days.
type Changes struct {
	Tallies []Tally  // of the kinds that there are, in their order
	Rows    []Change // the latest first, by kind
	Next    ChangeCursor
	// Since is zero, or the instant from which on changes are told, where those
	// of all the days are too many.
	Since time.Time
}

var (
	// mostTold is how many events of a stretch of time are read.
	mostTold = int64(50_000)
	// quickTold is up to how many events are read by their time whoever asks.
	quickTold = int64(20_000)
	// mostOwn is how many tasks somebody sees whose events are read task by task.
	mostOwn = int64(3000)
)

const (
	// firstTold is how many changes of each kind stand on the first page.
	firstTold = 5
	// mostReplayed bounds the events of so many tasks as a page shows that are read to
	// tell what was before.
	mostReplayed = 20_000
	// MostChangeDays is how many days changes are told of at once.
	MostChangeDays = 366
)

// eventsFrom counts the events of a stretch of time, as far as is asked.
var eventsFrom = db.SQL("task.eventsFrom", `
	SELECT count(*), coalesce(min(at), 0) FROM (SELECT at FROM event WHERE at >= $1 AND at < $2 ORDER BY at DESC LIMIT $3) AS e`)

// ChangesOf returns what happened to tasks from the first day to the last: by the
// events, which hold everything that was ever done to a task, and by the deadlines
// that passed. Two stretches of days that follow one another hold together what
// both hold. What the actor may not see today is not told, whatever they could see
// then; what was cancelled or discarded is, to those who see it.
//
// The actor needs [CanSee] on the body that f names. At most [MostChangeDays] days are
// looked at, the last ones; and where whoever sees very much asks for days with
// very many events, the latest of them ([Changes.Since]).
func ChangesOf(ctx context.Context, v *work.View, f ChangeFilter) (*Changes, error) {
	if f.Body != "" {
		if err := v.Check(CanSee, f.Body.Scope()); err != nil {
			return nil, err
		}
	}
	if f.Limit <= 0 || f.Limit > MaxRows {
		f.Limit = 50
	}
	if f.Each <= 0 || f.Each > MaxRows {
		f.Each = firstTold
	}
	if f.Until.After(v.Today) {
		f.Until = v.Today
	}
	if first := f.Until.AddDays(1 - MostChangeDays); f.From.Before(first) {
		f.From = first
	}
	var c Changes
	if f.From.After(f.Until) || !v.Actor.MaySomewhere(CanSee) {
		return &c, nil
	}
	q, err := f.query(ctx, v)
	if err != nil || len(q.ranges) == 0 {
		return &c, err
	}
	c.Since = q.cut
	if err := q.happened(ctx, v, f, &c); err != nil {
		return nil, fmt.Errorf("changes of tasks: %w", err)
	}
	if err := q.passed(ctx, v, f, &c); err != nil {
		return nil, fmt.Errorf("deadlines that passed: %w", err)
	}
	order := func(k ChangeKind) int { return slices.Index(ChangeKinds(), k) }
	slices.SortStableFunc(c.Tallies, func(a, b Tally) int { return order(a.Kind) - order(b.Kind) })
	slices.SortStableFunc(c.Rows, func(a, b Change) int { return order(a.Kind) - order(b.Kind) })
	return &c, c.fill(ctx, v)
}

// A changeQuery is the question for changes, of which several statements are made:
// each has arguments of its own.
type changeQuery struct {
	args    []any
	bodies  []org.ID                            // that the conditions name
	named   string                              // their places among the arguments
	column  string                              // of what is led by whom the actor may see
	ranges  []org.ID                            // what it holds
	inside  string                              // their places among the arguments
	where   func() string                       // conditions on the task t
	picks   func(open bool, more string) string // finds the tasks by indexes, the open ones or all, with more conditions on task
	byTask  bool                                // the events are found from the tasks, not by their time
	late    bool                                // so are those that tell which deadlines passed
	from    time.Time
	until   time.Time // excluded
	cut     time.Time
	days    []civil.Date // on which a deadline fell that passed in the stretch
	zone    *time.Location
	nowEnds time.Time
}

func (q *changeQuery) arg(a any) string {
	q.args = append(q.args, a)
	return fmt.Sprintf("$%d", len(q.args))
}

// anew begins a statement.
func (q *changeQuery) anew() { q.args, q.named, q.inside = nil, "", "" }

// of is the list of the bodies, and led that of what the leads are found by: of whole
// provinces these, for a list of hundreds of bodies is looked through row by row.
func (q *changeQuery) of() string  { return q.list(&q.named, q.bodies) }
func (q *changeQuery) led() string { return q.list(&q.inside, q.ranges) }

func (q *changeQuery) list(known *string, of []org.ID) string {
	if *known == "" {
		*known = "(" + db.Places(len(q.args)+1, len(of)) + ")"
		q.args = append(q.args, db.Args(of)...)
	}
	return *known
}

func (f ChangeFilter) query(ctx context.Context, v *work.View) (*changeQuery, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	q := &changeQuery{zone: v.Zone, from: f.From.Start(v.Zone), until: f.Until.AddDays(1).Start(v.Zone), nowEnds: v.Now.Add(time.Microsecond)}
	if q.until.After(q.nowEnds) {
		q.until = q.nowEnds
	}
	f.within(v, tree, q)
	if who := q.where; f.Programme != "" {
		q.where = func() string { return who() + ` AND t.programme_id <> '' AND t.programme_id = ` + q.arg(f.Programme) }
	}
	var n, since int64
	var first int64
	if err := v.One(ctx, eventsFrom, []any{q.from.UnixMicro(), q.until.UnixMicro(), mostTold}, &n, &first); err != nil {
		return nil, err
	}
	if n > quickTold {
		q.anew()
		var tasks int64
		stmt := db.Built("task.changeable", `SELECT count(*) FROM (SELECT id FROM (`+q.picks(false, "")+`) AS p LIMIT `+q.arg(mostOwn+1)+`) AS k`)
		if err := v.One(ctx, stmt, q.args, &tasks); err != nil {
			return nil, err
		}
		q.byTask = tasks <= mostOwn
	}
	if !q.byTask && n == mostTold {
		q.cut = time.UnixMicro(first).UTC()
		q.from = q.cut
	}
	if err := v.One(ctx, eventsFrom, []any{q.from.UnixMicro(), q.nowEnds.UnixMicro(), quickTold + 1}, &since, &first); err != nil {
		return nil, err
	}
	q.late = since > quickTold
	for day := f.From; !day.After(f.Until); day = day.AddDays(1) {
		if begins := day.Start(v.Zone); !begins.Before(q.from) && begins.Before(q.until) {
			q.days = append(q.days, day.AddDays(-1))
		}
	}
	return q, nil
}

// within sets the conditions of who may see a task: what of a body is asked for is
// seen by whoever may see the body.
func (f ChangeFilter) within(v *work.View, tree *org.Tree, q *changeQuery) {
	pick := func(open bool, more, column string, list func() string) (out []string) {
		parts := []string{isOpen}
		if !open {
			parts = append(parts, isPast, `standing = 'unassigned'`)
		}
		for _, part := range parts {
			out = append(out, `SELECT id FROM task WHERE `+part+` AND `+column+` IN `+list()+more)
		}
		return out
	}
	roots, every := []org.ID{f.Body}, f.Body == "" && v.Actor.May(CanSee, access.Everywhere)
	if f.Body == "" && !every {
		roots = nil
		for _, s := range v.Actor.Roots(CanSee) {
			roots = append(roots, org.ID(s))
		}
	}
	q.column, q.ranges = ranges(tree, tree.Chart(v.Today), roots)
	if f.Body != "" || every {
		q.where = func() string { return "" }
		if !every {
			q.where = func() string { return ` AND t.` + q.column + ` IN ` + q.led() }
		}
		q.picks = func(open bool, more string) string { return strings.Join(pick(open, more, q.column, q.led), " UNION ") }
		return
	}
	for _, b := range tree.Bodies() {
		if v.Actor.May(CanSee, b.ID.Scope()) {
			q.bodies = append(q.bodies, b.ID)
		}
	}
	q.where = func() string {
		return ` AND (t.` + q.column + ` IN ` + q.led() + ` OR t.issuer_id IN ` + q.of() + ` OR EXISTS (SELECT 1 FROM task_coordinator c WHERE c.task_id = t.id AND c.body_id IN ` + q.of() + `))`
	}
	q.picks = func(open bool, more string) string {
		parts := append(pick(open, more, q.column, q.led), pick(open, more, "issuer_id", q.of)...)
		return strings.Join(append(parts, `SELECT id FROM task WHERE id IN (SELECT c.task_id FROM task_coordinator c WHERE c.body_id IN `+q.of()+`)`+more), " UNION ")
	}
}

// events is what changes are selected from: the events of the stretch of time with
// the tasks that they were done to.
func (q *changeQuery) events() string {
	who := q.where()
	in := ` AND e.at >= ` + q.arg(q.from.UnixMicro()) + ` AND e.at < ` + q.arg(q.until.UnixMicro()) + ` AND a.kind LIKE 'task.%'` + who
	if q.byTask {
		return `(` + q.picks(false, "") + `) k CROSS JOIN task t CROSS JOIN event f CROSS JOIN event e CROSS JOIN event_act a
			WHERE t.id = k.id AND f.subject = t.id AND coalesce(e.first_seq, e.seq) = +f.seq AND a.no = e.act_no` + in
	}
	if who == "" { // nothing is asked of the tasks
		return `event e CROSS JOIN event_act a CROSS JOIN event f WHERE a.no = e.act_no AND f.seq = coalesce(e.first_seq, e.seq)` + in
	}
	return `event e CROSS JOIN event_act a CROSS JOIN event f CROSS JOIN task t
		WHERE a.no = e.act_no AND f.seq = coalesce(e.first_seq, e.seq) AND t.id = f.subject` + in
}

// happened adds the changes that are events.
func (q *changeQuery) happened(ctx context.Context, v *work.View, f ChangeFilter, c *Changes) error {
	q.anew()
	all := `SELECT e.seq AS seq, e.at AS at, f.subject AS id, ` + changeKind + ` AS kind FROM ` + q.events()
	if f.Kind == "" {
		stmt := db.Built("task.changes", `WITH x AS MATERIALIZED (`+all+`)
			SELECT kind, count(*), 0, 0, '' FROM x GROUP BY kind
			UNION ALL SELECT kind, 0, seq, at, id FROM (SELECT x.*, row_number() OVER (PARTITION BY kind ORDER BY at DESC, seq DESC) AS place FROM x) AS y WHERE place <= `+q.arg(f.Each))
		err := db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
			var n int64
			r, err := scanChange(scan, &n)
			if n > 0 {
				c.Tallies = append(c.Tallies, Tally{r.Kind, n})
			} else {
				c.Rows = append(c.Rows, r)
			}
			return err
		}, q.args...)
		slices.SortFunc(c.Rows, func(a, b Change) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.Event.Seq, a.Event.Seq)) })
		return err
	}
	stmt := db.Built("task.changeTallies", `SELECT kind, count(*) FROM (`+all+`) AS x GROUP BY kind`)
	err := db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		var t Tally
		err := scan(&t.Kind, &t.N)
		c.Tallies = append(c.Tallies, t)
		return err
	}, q.args...)
	if err != nil || f.Kind == BecameLate {
		return err
	}
	after := ""
	if !f.After.IsZero() {
		after = ` AND (at, seq) < (` + q.arg(f.After.At) + `, ` + q.arg(f.After.Seq) + `)`
	}
	stmt = db.Built("task.changesOfKind", `SELECT kind, 0, seq, at, id FROM (`+all+`) AS x WHERE kind = `+q.arg(string(f.Kind))+after+` ORDER BY at DESC, seq DESC LIMIT `+q.arg(f.Limit+1))
	c.Rows, err = db.All(ctx, v.Snapshot, stmt, func(scan db.Scan) (Change, error) {
		var none int64
		return scanChange(scan, &none)
	}, q.args...)
	if len(c.Rows) > f.Limit {
		c.Rows = c.Rows[:f.Limit]
		last := c.Rows[f.Limit-1]
		c.Next = ChangeCursor{At: last.At.UnixMicro(), Seq: last.Event.Seq}
	}
	return err
}

func scanChange(scan db.Scan, n *int64) (c Change, err error) {
	c.Task = &Task{}
	var at int64
	err = scan(&c.Kind, n, &c.Event.Seq, &at, &c.ID)
	c.At = time.UnixMicro(at).UTC()
	return c, err
}

// passed adds the deadlines that passed while the lead had work to do: by what the
// tasks were at the first instant of the day after.
func (q *changeQuery) passed(ctx context.Context, v *work.View, f ChangeFilter, c *Changes) error {
	if len(q.days) == 0 {
		return nil
	}
	q.anew()
	first, last := q.arg(q.days[0]), q.arg(q.days[len(q.days)-1])
	days := make([]string, len(q.days))
	for i, due := range q.days {
		days[i] = `(CAST(` + q.arg(due) + ` AS TEXT), CAST(` + q.arg(due.AddDays(1).Start(q.zone).UnixMicro()) + ` AS BIGINT))`
	}
	since := q.arg(q.from.UnixMicro())
	still := q.picks(true, ` AND standing IN ('waiting', 'working') AND due_on >= `+first+` AND due_on <= `+last)
	present := `SELECT t.id AS id, t.due_on AS due FROM (` + still + `) k CROSS JOIN task t CROSS JOIN days d
		WHERE t.id = k.id AND d.due = t.due_on AND t.since_at < d.begins` + q.where()
	was := ` AND s.task_id = t.id AND s.until_at >= ` + since + ` AND s.standing IN ('waiting', 'working') AND d.due = ` + spanDue + ` AND s.from_at < d.begins AND s.until_at >= d.begins` + q.where()
	var past string
	if q.late {
		past = `SELECT t.id, ` + spanDue + ` FROM (` + q.picks(false, "") + `) k CROSS JOIN task t CROSS JOIN task_span s CROSS JOIN days d
			WHERE t.id = k.id AND t.since_at >= ` + since + was
	} else {
		// What ended a span is an event of the same instant.
		past = `SELECT t.id, ` + spanDue + ` FROM event e CROSS JOIN event f CROSS JOIN task t CROSS JOIN task_span s CROSS JOIN days d
			WHERE e.at >= ` + since + ` AND f.seq = e.first_seq AND t.id = f.subject AND s.until_at = e.at` + was
	}
	limit, after := f.Limit+1, ""
	if f.Kind != BecameLate {
		limit = f.Each
		if f.Kind != "" {
			limit = 1
		}
	} else if !f.After.IsZero() {
		after = ` WHERE (due, id) < (` + q.arg(f.After.Day) + `, ` + q.arg(f.After.ID) + `)`
	}
	stmt := db.Built("task.passedBetween", `WITH days (due, begins) AS (VALUES `+strings.Join(days, ",")+`)
		SELECT id, due, n FROM (SELECT id, due, count(*) OVER () AS n FROM (`+present+` UNION `+past+`) AS x) AS y`+after+` ORDER BY due DESC, id DESC LIMIT `+q.arg(limit))
	var rows []Change
	var n int64
	err := db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		r := Change{Kind: BecameLate, Task: &Task{}}
		err := scan(&r.ID, &r.IsDue, &n)
		r.At, r.WasDue = r.IsDue.AddDays(1).Start(q.zone), r.IsDue
		rows = append(rows, r)
		return err
	}, q.args...)
	if n > 0 {
		c.Tallies = append(c.Tallies, Tally{BecameLate, n})
	}
	if f.Kind == BecameLate && len(rows) > f.Limit {
		rows = rows[:f.Limit]
		c.Next = ChangeCursor{Day: rows[f.Limit-1].IsDue.String(), ID: rows[f.Limit-1].ID}
	}
	if f.Kind == "" || f.Kind == BecameLate {
		c.Rows = append(c.Rows, rows...)
	}
	return err
}

// fill adds to the rows what the tasks are, and what stood before and after.
func (c *Changes) fill(ctx context.Context, v *work.View) error {
	if len(c.Rows) == 0 {
		return nil
	}
	var ids []ID
	for _, r := range c.Rows {
		ids = append(ids, r.ID)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	seen, err := Several(ctx, v, ids)
	if err != nil {
		return err
	}
	c.Rows = slices.DeleteFunc(c.Rows, func(r Change) bool { _, may := seen[r.ID]; return !may })
	at := map[int64]*Change{}
	for i := range c.Rows {
		r := &c.Rows[i]
		r.Task = seen[r.ID].Task
		if r.Kind != BecameLate {
			at[r.Event.Seq] = r
		}
	}
	if len(at) == 0 {
		return nil
	}
	if err := c.readEvents(ctx, v, at); err != nil {
		return err
	}
	for some := range slices.Chunk(ids, MaxRows) {
		if err := replayChanges(ctx, v, some, at); err != nil {
			return err
		}
	}
	return nil
}

// readEvents reads the events of the rows.
func (c *Changes) readEvents(ctx context.Context, v *work.View, at map[int64]*Change) error {
	seqs := make([]any, 0, len(at))
	for seq := range at {
		seqs = append(seqs, seq)
	}
	stmt := db.Built("task.changeEvents", `
		SELECT e.seq, e.at, a.account_id, a.for_account_id, a.reason, a.body_id, a.kind, e.detail
		FROM event e CROSS JOIN event_act a WHERE e.seq IN (`+db.Places(1, len(seqs))+`) AND a.no = e.act_no`)
	return db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		var e work.Event
		var at0 int64
		var detail string
		if err := scan(&e.Seq, &at0, &e.Account, &e.For, &e.Reason, &e.Body, &e.Kind, &detail); err != nil {
			return err
		}
		e.At, e.Detail = time.UnixMicro(at0).UTC(), json.RawMessage(detail)
		r := at[e.Seq]
		e.Subject = string(r.ID)
		r.Event, r.Verb, r.Detail = e, verbOf(e), detailOf(e)
		return nil
	}, seqs...)
}

// replayChanges does again what was done to the tasks, for what stood before and
// after each of the events.
func replayChanges(ctx context.Context, v *work.View, ids []ID, at map[int64]*Change) error {
	stmt := db.Built("task.changeReplay", `
		SELECT f.subject, e.seq, e.at, a.account_id, a.for_account_id, a.kind, e.detail
		FROM event f CROSS JOIN event e CROSS JOIN event_act a
		WHERE f.subject IN (`+db.Places(2, len(ids))+`) AND coalesce(e.first_seq, e.seq) = +f.seq AND a.no = e.act_no
		ORDER BY f.subject, e.seq LIMIT $1`)
	var of string
	var r replayed
	return db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		var subject, kind, detail string
		var seq, when int64
		var e told
		if err := scan(&subject, &seq, &when, &e.account, &e.instead, &kind, &detail); err != nil {
			return err
		}
		if subject != of {
			of, r = subject, replayed{}
		}
		verb, ok := strings.CutPrefix(kind, "task.")
		e.verb, e.at, e.Detail = Verb(verb), time.UnixMicro(when).UTC(), detailOf(work.Event{Detail: json.RawMessage(detail)})
		if !ok || !known(e.verb) {
			return nil
		}
		was := r
		r.take(e)
		if c := at[seq]; c != nil {
			c.Told = true
			c.WasState, c.IsState = was.state, r.state
			c.WasDue, c.IsDue, c.WasLead = was.due, r.due, was.lead
			c.WasDone, c.IsDone = was.progress, r.progress
		}
		return nil
	}, append([]any{mostReplayed}, db.Args(ids)...)...)
}
