package task

import (
	"context"
	"fmt"
	"strings"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
)

// A Bucket is the one number of the board in which a task is counted on a day.
type Bucket int64

// The buckets. Every assigned task that is not gone is in exactly one. The
// four official numbers (Quyết định 42/2014/QĐ-TTg) are on time, late,
// overdue, and the sum of NotStarted and UnderWay: open within the deadline.
const (
	Uncounted       Bucket = iota
	NotStarted             // open, within the deadline, not begun
	UnderWay               // open, within the deadline, begun or handed in
	OverdueBucket          // open, after the deadline
	OnTimeBucket           // done by the deadline
	LateBucket             // done after it
	OngoingBucket          // open, no deadline
	SuspendedBucket        // open, clocks standing still

	Buckets = int(SuspendedBucket) + 1
)

// bucketOf tells where a task is counted on day. The statements that count
// tasks say the same in SQL (bucketSQL); a property test holds them together.
func bucketOf(s Standing, due, submitted, day civil.Date) Bucket {
	clock := day
	if s == HandedIn || s == Done {
		clock = submitted
	}
	late := !due.IsZero() && clock.After(due)
	switch {
	case s == Stopped:
		return SuspendedBucket
	case s == Done && late:
		return LateBucket
	case s == Done:
		return OnTimeBucket
	case !s.Open():
		return Uncounted
	case due.IsZero():
		return OngoingBucket
	case late:
		return OverdueBucket
	case s == Waiting:
		return NotStarted
	}
	return UnderWay
}

// BucketOn returns where t is counted on day by its present deadline.
func (t *Task) BucketOn(day civil.Date) Bucket {
	return bucketOf(t.State.Standing(), t.Due, t.Submitted, day)
}

// bucketSQL is [bucketOf] for a row of task or task_span; DAY and
// DUE stand for the day and the deadline. "Never" sorts after every day, so a task
// without a deadline is never late.
const bucketSQL = `(CASE standing
	WHEN 'stopped' THEN 7
	WHEN 'done' THEN CASE WHEN submitted_on > DUE THEN 5 ELSE 4 END
	WHEN 'handed_in' THEN CASE WHEN DUE = '9999-12-31' THEN 6 WHEN submitted_on > DUE THEN 3 ELSE 2 END
	WHEN 'waiting' THEN CASE WHEN DUE = '9999-12-31' THEN 6 WHEN DAY > DUE THEN 3 ELSE 1 END
	WHEN 'working' THEN CASE WHEN DUE = '9999-12-31' THEN 6 WHEN DAY > DUE THEN 3 ELSE 2 END
	ELSE 0 END)`

// BucketSQL is the bucket of a row of task, in SQL: for the deadline in the
// column due, on the day that the expression day gives.
func BucketSQL(due, day string) string {
	return strings.NewReplacer("DUE", due, "DAY", day).Replace(bucketSQL)
}

func bucketOn(due string) string { return BucketSQL(due, "$1") }

// A Shift says that N tasks with the same lead, row of the map and programme
// moved from one bucket to another: by the present deadline From → To, by the
// deadline first given FirstFrom → FirstTo.
type Shift struct {
	Key
	From, To           Bucket
	FirstFrom, FirstTo Bucket
	N                  int64
}

// A Key names the counts a task is in.
type Key struct {
	Lead      org.ID
	Row       org.ID // the body in whose row of the map it counts
	Province  org.ID // the province of both; "" at the centre
	Programme DocID  // "" for none
}

// An Observer is told of every change of what counts, inside the transaction
// that makes it.
type Observer func(ctx context.Context, u *work.Unit, shifts []Shift) error

var observers []Observer

// Observe makes o be told of every [Shift]. Call it from package-level
// variables only.
func Observe(o Observer) struct{} {
	observers = append(observers, o)
	return struct{}{}
}

func tell(ctx context.Context, u *work.Unit, shifts []Shift) error {
	for _, o := range observers {
		if err := o(ctx, u, shifts); err != nil {
			return err
		}
	}
	return nil
}

// facts are what of a task counts.
type facts struct {
	Key
	standing             Standing
	due, first, handedIn civil.Date
}

func (t *Task) facts() facts {
	return facts{Key{t.Lead, t.place.row, t.place.province, t.Programme}, t.State.Standing(), t.Due, t.FirstDue, t.Submitted}
}

func (f facts) on(day civil.Date) (now, first Bucket) {
	return bucketOf(f.standing, f.due, f.handedIn, day), bucketOf(f.standing, f.first, f.handedIn, day)
}

// shifts returns what counts differently on day after a task changed from f
// to g. The zero facts count nowhere.
func shifts(f, g facts, day civil.Date) []Shift {
	from, firstFrom := f.on(day)
	to, firstTo := g.on(day)
	switch {
	case f.Key == g.Key && from == to && firstFrom == firstTo:
		return nil
	case f.Key == g.Key:
		return []Shift{{g.Key, from, to, firstFrom, firstTo, 1}}
	}
	var out []Shift
	if from != Uncounted {
		out = append(out, Shift{Key: f.Key, From: from, FirstFrom: firstFrom, N: 1})
	}
	if to != Uncounted {
		out = append(out, Shift{Key: g.Key, To: to, FirstTo: firstTo, N: 1})
	}
	return out
}

// Turn carries the counts on to the actor's today: tasks whose deadline has
// passed since the last turn become overdue in them. The first change of any
// task after midnight does so by itself; a chore calls Turn so that a quiet
// morning shows right counts too. It asks for no right: a new day is nobody's
// decision.
func Turn(ctx context.Context, u *work.Unit) error {
	_, err := today(ctx, u)
	return err
}

// today returns the day for which counts are kept after turning it if needed.
// Where another instance's clock is ahead, that is its day.
func today(ctx context.Context, u *work.Unit) (civil.Date, error) {
	var day civil.Date
	if err := u.One(ctx, selectDay, nil, &day); err != nil {
		return day, err
	}
	return turned(ctx, u, day)
}

// turned turns the day if the counts still stand on an earlier one.
func turned(ctx context.Context, u *work.Unit, day civil.Date) (civil.Date, error) {
	if !day.Before(u.Today) {
		return day, nil
	}
	passed, err := passing(ctx, u, day, u.Today)
	if err != nil {
		return day, err
	}
	if _, err := u.Exec(ctx, setDay, u.Today); err != nil {
		return day, err
	}
	return u.Today, tell(ctx, u, passed)
}

// passing returns the shifts of all tasks whose deadline lies in from…until,
// until excluded.
func passing(ctx context.Context, u *work.Unit, from, until civil.Date) ([]Shift, error) {
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	_, provinces := ranges(tree, tree.Chart(u.Today), []org.ID{""})
	due := db.Built("task.passedDue", fmt.Sprintf(passedDue, db.Places(3, len(provinces))))
	args := append([]any{from, until}, db.Args(provinces)...)
	var out []Shift
	read := func(scan db.Scan) error {
		var s Shift
		var standing Standing
		var which int
		if err := scan(&s.Lead, &s.Row, &s.Province, &s.Programme, &standing, &which, &s.N); err != nil {
			return err
		}
		open := UnderWay
		if standing == Waiting {
			open = NotStarted
		}
		if which != 2 {
			s.From, s.To = open, OverdueBucket
		}
		if which != 0 {
			s.FirstFrom, s.FirstTo = open, OverdueBucket
		}
		out = append(out, s)
		return nil
	}
	if err := db.Each(ctx, u.Snapshot, due, read, args...); err != nil {
		return nil, err
	}
	return out, db.Each(ctx, u.Snapshot, passedFirst, read, from, until)
}

// Settle puts the tasks of bodies that moved in the tree into the counts of
// their new place, and returns how many bodies that were. A chore calls it
// often: where no body has another place than when it last did something, it
// reads no task. It asks for no right: the move was decided.
func Settle(ctx context.Context, u *work.Unit) (int, error) {
	day, err := today(ctx, u)
	if err != nil {
		return 0, err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return 0, err
	}
	version, err := org.Version(ctx, &u.View)
	if err != nil {
		return 0, err
	}
	var settled string
	var on civil.Date
	if err := u.One(ctx, selectSettled, nil, &settled, &on); err != nil {
		return 0, err
	}
	if settled == version && on == u.Today {
		return 0, nil
	}
	if _, err := u.Exec(ctx, setSettled, version, u.Today); err != nil {
		return 0, err
	}
	if settled == version && samePlaces(tree, on, u.Today) {
		return 0, nil
	}
	return settle(ctx, u, tree, day)
}

// samePlaces says whether every body has the same place on two days.
func samePlaces(tree *org.Tree, a, b civil.Date) bool {
	before, after := tree.Chart(a), tree.Chart(b)
	for _, body := range tree.Bodies() {
		if after.Has(body.ID) && placeOf(tree, before, body.ID) != placeOf(tree, after, body.ID) {
			return false
		}
	}
	return true
}

func settle(ctx context.Context, u *work.Unit, tree *org.Tree, day civil.Date) (int, error) {
	chart := tree.Chart(u.Today)
	settled := map[org.ID]place{}
	var rows [][]any
	err := db.Each(ctx, u.Snapshot, selectPlaces, func(scan db.Scan) error {
		var lead org.ID
		var is place
		if err := scan(&lead, &is.row, &is.province); err != nil {
			return err
		}
		// A body that is no more keeps the place it had.
		if want := placeOf(tree, chart, lead); want != is && chart.Has(lead) {
			settled[lead] = want
			rows = append(rows, []any{lead, want.row, want.province})
		}
		return nil
	})
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	moved, err := moves(ctx, u, settled, day)
	if err != nil {
		return 0, err
	}
	for _, save := range savePlaces {
		if err := u.ExecMany(ctx, save, rows); err != nil {
			return 0, err
		}
	}
	return len(settled), tell(ctx, u, moved)
}

// moves returns the shifts of all tasks of leads to their new places.
func moves(ctx context.Context, u *work.Unit, places map[org.ID]place, day civil.Date) ([]Shift, error) {
	args := []any{day}
	for lead := range places {
		args = append(args, lead)
	}
	in := ` AND lead_id IN (` + db.Places(2, len(places)) + `)`
	stmt := db.Built("task.moves", `SELECT lead_id, row_id, province_id, programme_id, `+bucketOn("due_on")+`, `+bucketOn("first_due_on")+`, count(*)
		FROM (SELECT * FROM task WHERE `+isOpen+in+` UNION ALL SELECT * FROM task WHERE `+isPast+` AND standing = 'done'`+in+`) AS counted GROUP BY 1, 2, 3, 4, 5, 6`)
	var out []Shift
	err := db.Each(ctx, u.Snapshot, stmt, func(scan db.Scan) error {
		var k Key
		var now, first Bucket
		var n int64
		err := scan(&k.Lead, &k.Row, &k.Province, &k.Programme, &now, &first, &n)
		out = append(out, Shift{Key: k, From: now, FirstFrom: first, N: n})
		to := places[k.Lead]
		k.Row, k.Province = to.row, to.province
		out = append(out, Shift{Key: k, To: now, FirstTo: first, N: n})
		return err
	}, args...)
	return out, err
}
