package chase

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/task"
)

const doneColumns = `id, task_id, step, due_on, day, at, issuer_id, lead_id, account_id, words, rules`

var (
	selectDay = db.SQL("chase.day", `SELECT day, after_id, done FROM chase_day WHERE one = 1`)
	moveDay   = db.SQL("chase.moveDay", `
		UPDATE chase_day SET day = $1, after_id = $2, done = $3 WHERE one = 1 AND day = $4 AND after_id = $5 AND done = $6`)
	insertStep = db.SQL("chase.insertStep", `
		INSERT INTO chase_step (task_id, step, due_on, no, id, day, at, issuer_id, lead_id, account_id, words, rules)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`)
	stepsOf   = db.SQL("chase.stepsOf", `SELECT `+doneColumns+` FROM chase_step WHERE task_id = $1 ORDER BY at DESC, id DESC LIMIT $2`)
	stepByID  = db.SQL("chase.stepByID", `SELECT `+doneColumns+` FROM chase_step WHERE id = $1`)
	before    = db.SQL("chase.before", `SELECT `+doneColumns+` FROM chase_step WHERE issuer_id = $1 AND step <> 'list' AND (at, id) < ($2, $3) ORDER BY at DESC, id DESC LIMIT $4`)
	after     = db.SQL("chase.after", `SELECT `+doneColumns+` FROM chase_step WHERE issuer_id = $1 AND step <> 'list' AND (at, id) > ($2, $3) ORDER BY at, id LIMIT $4`)
	listOn    = db.SQL("chase.listOn", `SELECT `+doneColumns+` FROM chase_step WHERE step = 'list' AND issuer_id = $1 AND day = $2 ORDER BY due_on, id LIMIT $3`)
	listDayOf = db.SQL("chase.listDayOf", `SELECT coalesce(max(day), '') FROM chase_step WHERE step = 'list' AND issuer_id = $1`)
	_         = db.Invariant("chase.onNoDay", `SELECT id FROM chase_step WHERE day = '' OR due_on = ''`)
	_         = db.Invariant("chase.handWithoutWords", `SELECT id FROM chase_step WHERE (step = 'hand') <> (words <> '')`)
	_         = db.Invariant("chase.beforeItsRung", `
		SELECT e.id FROM chase_step e WHERE e.step = 'escalate' AND NOT EXISTS (
			SELECT 1 FROM chase_step u WHERE u.task_id = e.task_id AND u.step = 'urge' AND u.due_on = e.due_on AND u.day < e.day)`)
)

func scanDone(scan db.Scan) (d Done, err error) {
	var at int64
	err = scan(&d.ID, &d.Task, &d.Step, &d.Due, &d.Day, &at, &d.Issuer, &d.Lead, &d.Account, &d.Words, &d.Rules)
	d.At = time.UnixMicro(at).UTC()
	return d, err
}

const (
	// runEvery is how often it is looked whether the ladder of today is climbed.
	runEvery = 10 * time.Minute
	// runFrom is the hour of the day before which nothing is done.
	runFrom = 6
	// perRun is how many tasks one unit looks at.
	perRun = 500
)

// errOther says that another instance was quicker.
var errOther = errors.New("chase: done by another instance")

// Run does what is due today of all open tasks, and of the duties of each source, once
// a working day. It goes on where it was interrupted.
//
// It runs as the program itself; several instances may do it at once, and no
// step is done twice: each is a row with the task, the step and the deadline for
// its key, written with its event and the place up to which the tasks were
// looked at.
func Run(ctx context.Context, o *work.Office) error {
	err := climbing(ctx, o, func(v *work.View) (bool, error) {
		var day civil.Date
		var after task.ID
		var done bool
		err := v.One(ctx, selectDay, nil, &day, &after, &done)
		return day != v.Today || !done, err
	}, runSome)
	for _, s := range sources {
		err = errors.Join(err, s.run(ctx, o))
	}
	return err
}

// climbing does some units of work after another as long as there is more to do. Mostly
// the day is done, and so there is nothing to write.
func climbing(ctx context.Context, o *work.Office, pending func(v *work.View) (bool, error), some func(ctx context.Context, u *work.Unit) (more bool, err error)) error {
	more := false
	if err := o.View(ctx, work.System("chase.run"), func(v *work.View) (err error) {
		more, err = pending(v)
		return err
	}); err != nil {
		return err
	}
	for more {
		err := o.Do(ctx, work.System("chase.run"), func(u *work.Unit) (err error) {
			more, err = some(ctx, u)
			return err
		})
		if errors.Is(err, errOther) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func runSome(ctx context.Context, u *work.Unit) (more bool, err error) {
	var day civil.Date
	var after task.ID
	var done bool
	if err := u.One(ctx, selectDay, nil, &day, &after, &done); err != nil {
		return false, err
	}
	if day == u.Today && done || u.Now.In(u.Zone).Hour() < runFrom {
		return false, nil
	}
	c, err := rule.DaysOff.Calendar(ctx, &u.View)
	if err != nil || c.Off(u.Today) {
		return false, err
	}
	from := after
	if day != u.Today {
		from = ""
	}
	tasks, err := task.OpenAfter(ctx, &u.View, from, perRun)
	if err != nil {
		return false, err
	}
	to, more := from, len(tasks) == perRun
	if len(tasks) > 0 {
		to = tasks[len(tasks)-1].ID
	}
	if n, err := u.Exec(ctx, moveDay, u.Today, to, !more, day, after, done); err != nil || n == 0 {
		return false, errors.Join(err, errOther)
	}
	return more, climb(ctx, u, c, tasks)
}

// climb does what is due of some tasks.
func climb(ctx context.Context, u *work.Unit, c *rule.Calendar, tasks []*task.Task) error {
	l, err := LadderOf(ctx, &u.View)
	if err != nil {
		return err
	}
	l.By = append(l.By, c.Ref(u.Today))
	ids := make([]task.ID, len(tasks))
	for i, t := range tasks {
		ids[i] = t.ID
	}
	done, err := marksOf(ctx, &u.View, ids)
	if err != nil {
		return err
	}
	var all []doing
	for _, t := range tasks {
		for _, m := range l.due(c, t, u.Today, done[t.ID]) {
			all = append(all, doing{t, m, ""})
		}
	}
	return do(ctx, u, l, all)
}

// marksOf returns what was done of tasks already.
func marksOf(ctx context.Context, v *work.View, ids []task.ID) (map[task.ID][]mark, error) {
	out := map[task.ID][]mark{}
	for some := range slices.Chunk(ids, perRun) {
		q := db.Built("chase.marksOf", `SELECT task_id, step, due_on, no, day FROM chase_step WHERE task_id IN (`+db.Places(1, len(some))+`)`)
		if err := db.Each(ctx, v.Snapshot, q, func(scan db.Scan) error {
			var t task.ID
			var m mark
			err := scan(&t, &m.step, &m.due, &m.no, &m.day)
			out[t] = append(out[t], m)
			return err
		}, db.Args(some)...); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// A doing is a step about to be done.
type doing struct {
	*task.Task
	mark
	words string
}

// do writes steps down, and their events.
func do(ctx context.Context, u *work.Unit, l Ladder, all []doing) error {
	if len(all) == 0 {
		return nil
	}
	rows := make([][]any, len(all))
	events := make([]work.Event, len(all))
	details := make([]any, len(all))
	for i, d := range all {
		step := id.New[DoneID]()
		rows[i] = []any{d.ID, d.step, d.due, d.no, step, u.Today, u.Now.UnixMicro(), d.Issuer, d.Lead, u.Actor.Account, d.words, strings.Join(l.By, " ")}
		events[i] = work.Event{Kind: d.step.event(), Subject: string(step), First: true}
		details[i] = task.Detail{Task: d.ID, Due: d.due, Note: d.words, Rules: l.By}
	}
	if err := u.ExecMany(ctx, insertStep, rows); err != nil {
		return fmt.Errorf("chase: %w", err)
	}
	return u.RecordMany(ctx, events, details)
}

// mostWords bounds what an urge by hand says.
const mostWords = 2000

// MostUrged is how many tasks are urged at once.
const MostUrged = 500

// An Urging is a task that somebody means to urge, and why it cannot be, if so.
type Urging struct {
	ID      task.ID
	Seen    bool // else nothing but the identifier is there
	Parties task.Parties
	Refused error
}

// UrgeTask urges the lead of a task in the words of its issuer. It may be done
// once a day.
//
// The actor needs [CanUrge] on the issuer. Faults: Unknown, Forbidden, Invalid,
// Conflict where there is nothing to urge to, or it was urged today.
func UrgeTask(ctx context.Context, u *work.Unit, t task.ID, words string) error {
	all, err := UrgeMany(ctx, u, []task.ID{t}, words)
	if err != nil {
		return err
	}
	return all[0].Refused
}

// UrgeMany urges the leads of several tasks in the same words, each of them exactly
// as [UrgeTask] would, and tells of each whether it was urged. A lead is told once of
// all its tasks (package notice).
//
// The actor needs [CanUrge] on the issuer of each. Faults: Invalid for the words, TooMuch
// for more than [MostUrged]; what one task stands in the way of is told with it.
func UrgeMany(ctx context.Context, u *work.Unit, ids []task.ID, words string) ([]Urging, error) {
	all, err := urgings(ctx, &u.View, ids)
	if err != nil {
		return nil, err
	}
	var steps []doing
	words, wrong := urgeWords(words)
	for _, one := range all {
		if one.Refused != nil {
			continue
		}
		if wrong != nil {
			return nil, wrong
		}
		due := one.Parties.Due
		if due.IsZero() {
			due = u.Today
		}
		steps = append(steps, doing{one.Parties.Task, mark{ByHand, due, u.Now.UnixMicro(), u.Today}, words})
	}
	return all, do(ctx, u, Ladder{}, steps)
}

// urgeWords returns the words of an urge as they are kept.
func urgeWords(words string) (string, error) {
	words = strings.TrimSpace(strings.ReplaceAll(viet.NFC(words), "\r\n", "\n"))
	switch {
	case words == "":
		return "", fault.At("words", tWordsMissing)
	case utf8.RuneCountInString(words) > mostWords:
		return "", fault.At("words", tWordsLong, mostWords)
	}
	return words, nil
}

// urgings says of tasks which of them the actor may urge today: what they may see, of
// an issuer for whom they urge, in a state in which there is something to urge to,
// and not urged by hand today already. Each task stands there once.
func urgings(ctx context.Context, v *work.View, ids []task.ID) ([]Urging, error) {
	if len(ids) > MostUrged {
		return nil, fault.New(fault.TooMuch, tUrgeTooMany, MostUrged)
	}
	found, err := task.Several(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	done, err := marksOf(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	var out []Urging
	listed := map[task.ID]bool{}
	for _, t := range ids {
		if listed[t] {
			continue
		}
		listed[t] = true
		one := Urging{ID: t}
		if one.Parties, one.Seen = found[t]; !one.Seen {
			one.Refused = fault.New(fault.Unknown, tNoTask)
		} else if one.Refused = v.Check(CanUrge, one.Parties.Issuer.Scope()); one.Refused == nil {
			switch {
			case !slices.Contains(chased, one.Parties.State):
				one.Refused = fault.New(fault.Conflict, tNotChased, one.Parties.State.Title())
			case slices.ContainsFunc(done[t], func(m mark) bool { return m.step == ByHand && m.day == v.Today }):
				one.Refused = fault.New(fault.Conflict, tUrgedLately)
			}
		}
		out = append(out, one)
	}
	return out, nil
}

// An Outlook is what was done of one task, the latest first, and what will be.
type Outlook struct {
	Done    []Done
	Coming  []Rung
	Ladder  Ladder
	Chased  bool // the task is in a state in which it is chased
	MayUrge bool
}

// mostDone bounds the steps that the page of a task shows.
const mostDone = 50

// Of returns what was and will be done of a task. The actor needs to see the
// task. Faults: Unknown.
func Of(ctx context.Context, v *work.View, t task.ID) (*Outlook, error) {
	found, err := task.Several(ctx, v, []task.ID{t})
	if err != nil {
		return nil, err
	}
	p, ok := found[t]
	if !ok {
		return nil, fault.New(fault.Unknown, tNoTask)
	}
	var out Outlook
	if out.Done, err = db.All(ctx, v.Snapshot, stepsOf, scanDone, t, mostDone); err != nil {
		return nil, err
	}
	if out.Chased = slices.Contains(chased, p.State); !out.Chased {
		return &out, nil
	}
	out.MayUrge = v.Actor.May(CanUrge, p.Issuer.Scope())
	c, err := rule.DaysOff.Calendar(ctx, v)
	if err != nil {
		return nil, err
	}
	if out.Ladder, err = LadderOf(ctx, v); err != nil {
		return nil, err
	}
	done := make([]mark, len(out.Done))
	for i, d := range out.Done {
		done[i] = mark{step: d.Step, due: d.Due, day: d.Day}
	}
	var ran civil.Date
	var after task.ID
	var whole bool
	if err := v.One(ctx, selectDay, nil, &ran, &after, &whole); err != nil {
		return nil, err
	}
	out.Coming = out.Ladder.coming(c, p.Due, v.Today, ran == v.Today && whole, done)
	urged := slices.ContainsFunc(done, func(m mark) bool { return m.step == Update && m.due == p.NextUpdate })
	if !p.NextUpdate.IsZero() && !urged {
		day := c.After(p.NextUpdate, max(out.Ladder.Update, 1))
		r := Rung{Step: Update, Day: day, From: p.NextUpdate, Days: max(out.Ladder.Update, 1), Skipped: c.Skipped(p.NextUpdate, day)}
		if day.Before(v.Today) {
			r.Day, r.late = c.After(v.Today, 1), true
		}
		out.Coming = append(out.Coming, r)
	}
	return &out, nil
}

// Find returns a step that was done. The actor needs to see its task. Faults:
// Unknown.
func Find(ctx context.Context, v *work.View, step DoneID) (*Done, error) {
	found, err := db.All(ctx, v.Snapshot, stepByID, scanDone, step)
	if err != nil {
		return nil, err
	}
	if len(found) > 0 {
		seen, err := task.Several(ctx, v, []task.ID{found[0].Task})
		if err != nil {
			return nil, err
		}
		if len(seen) > 0 {
			return &found[0], nil
		}
	}
	return nil, fault.New(fault.Unknown, tNoTask)
}

// Told says in words what an event of the given kind was: "chase.urge", or of a source
// "brief.urge".
func Told(kind string) text.T { return stepTitles[Step(kind[strings.LastIndexByte(kind, '.')+1:])] }

// A Line is a step with the task it is about, as far as the actor may see it.
type Line struct {
	Done
	Text string
	Seen bool
}

// MostListed is how many lines of a list for the briefing are shown at most.
const MostListed = 2000

// A Sheet is the list of the overdue that a body has given, for its briefing.
type Sheet struct {
	Body   org.ID
	Day    civil.Date // of the list; zero where there is none yet
	List   []Line     // the longest overdue first
	More   bool       // the list is longer
	Ladder Ladder
}

// SheetOf returns the list for the briefing of a day, of the latest one where day is
// zero, at most limit lines of it. A list is as it was made; the words of its tasks
// are those of today.
//
// The actor needs task.CanSee on the body.
func SheetOf(ctx context.Context, v *work.View, b org.ID, day civil.Date, limit int) (*Sheet, error) {
	if err := v.Check(task.CanSee, b.Scope()); err != nil {
		return nil, err
	}
	s := &Sheet{Body: b, Day: day}
	var err error
	if s.Ladder, err = LadderOf(ctx, v); err != nil {
		return nil, err
	}
	if day.IsZero() {
		if err := v.One(ctx, listDayOf, []any{b}, &s.Day); err != nil {
			return nil, err
		}
	}
	list, err := db.All(ctx, v.Snapshot, listOn, scanDone, b, s.Day, limit+1)
	if err != nil {
		return nil, err
	}
	s.More = len(list) > limit
	s.List, err = lines(ctx, v, list[:min(len(list), limit)])
	return s, err
}

// Latest returns what was done of what a body has given, other than its lists, from
// where at says, the latest first and at most limit. newer and older are where the
// steps before and after these are; zero where there are none. The words of the
// tasks are those of today.
//
// The actor needs task.CanSee on the body.
func Latest(ctx context.Context, v *work.View, b org.ID, at Cursor, limit int) (found []Line, newer, older Cursor, err error) {
	if err := v.Check(task.CanSee, b.Scope()); err != nil {
		return nil, newer, older, err
	}
	stmt, from := before, at
	if at.Back {
		stmt = after
	} else if at.IsZero() {
		from.at = math.MaxInt64
	}
	done, err := db.All(ctx, v.Snapshot, stmt, scanDone, b, from.at, from.id, limit+1)
	if err != nil {
		return nil, newer, older, err
	}
	more := len(done) > limit
	if done = done[:min(len(done), limit)]; len(done) == 0 {
		return nil, newer, older, nil
	}
	if at.Back {
		slices.Reverse(done)
	}
	if at.Back && more || !at.Back && !at.IsZero() {
		newer = Cursor{true, done[0].At.UnixMicro(), done[0].ID}
	}
	if at.Back || more {
		last := done[len(done)-1]
		older = Cursor{false, last.At.UnixMicro(), last.ID}
	}
	found, err = lines(ctx, v, done)
	return found, newer, older, err
}

// lines says of each step what its task is about.
func lines(ctx context.Context, v *work.View, done []Done) (out []Line, err error) {
	ids := make([]task.ID, len(done))
	for i, d := range done {
		ids[i] = d.Task
	}
	slices.Sort(ids)
	seen, err := task.Several(ctx, v, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	for _, d := range done {
		l := Line{Done: d}
		if p, ok := seen[d.Task]; ok {
			l.Text, l.Seen = p.Text, true
		}
		out = append(out, l)
	}
	return out, nil
}

// A Cursor is where the steps of a body go on: after one of them, or before it. The
// zero Cursor is the beginning.
type Cursor struct {
	Back bool // before the step, and towards the latest
	at   int64
	id   DoneID
}

// IsZero says whether the steps begin with the latest.
func (c Cursor) IsZero() bool { return c.id == "" }

// String writes c for an address, without its direction.
func (c Cursor) String() string {
	if c.IsZero() {
		return ""
	}
	return strconv.FormatInt(c.at, 10) + "_" + string(c.id)
}

// ParseCursor reads what [Cursor.String] wrote; anything else is the beginning.
func ParseCursor(s string, back bool) Cursor {
	at, step, _ := strings.Cut(s, "_")
	micros, err := strconv.ParseInt(at, 10, 64)
	if err != nil || step == "" {
		return Cursor{}
	}
	return Cursor{back, micros, DoneID(step)}
}
