package task

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/search"
	"quyet/feature/task/clarity"
)

// A Part tells which tasks a list holds.
type Part string

// The parts of the register, each with an order of its own.
const (
	OpenTasks Part = ""       // by deadline, ongoing work last
	PastTasks Part = "past"   // done, cancelled, transferred; last handed in first
	Drafts    Part = "drafts" // by deadline
)

// A Filter says which tasks are wanted. Its zero value asks for all open ones
// that the actor may see.
type Filter struct {
	Part        Part
	Body        org.ID // lead in the subtree of this body; "": of all that the actor may see
	Row         org.ID // with Day: led in this row of the map of Body, see [RowOf]
	Lead        org.ID // led by this body itself
	Issuer      org.ID
	Coordinator org.ID
	Programme   DocID
	Document    DocID // that assigns it
	State       State // of today, also where Day is another one
	Unclear     bool  // something is left open in the wording
	Reason      clarity.Reason
	Lacks       Lack       // has none of this
	Silent      int        // nothing was done to it for so many days, though it waits for its lead
	Words       string     // in the text, as the search reads them
	From, Until civil.Date // deadline on or after, on or before

	Bucket Bucket // counted there today, or on Day
	Timing Timing // today, or on Day; with Warn
	Warn   int    // days
	First  bool   // Bucket and Timing by the deadline first given

	// Day, if not zero and not to come, asks how tasks stood at its end: their
	// standing, deadline and result of then. Drafts did not count then.
	Day civil.Date

	Order Order    // the zero order is that of the part
	Group Grouping // the groups follow one another, each in the order
	Wide  bool     // lists hold deliverable, person, programme and how often is reported as well

	After Cursor
	Limit int // at most [MaxRows]; 0: 50
}

// A Lack is what a task may be without.
type Lack string

// The lacks.
const (
	NoLack      Lack = ""
	NoLead      Lack = "lead" // drafts only
	NoDue       Lack = "due"
	NoPerson    Lack = "person"
	NoOutcome   Lack = "deliverable"
	NoProgramme Lack = "programme"
	NoOwner     Lack = "owner" // somebody was named and is no longer at the lead
	NoNews      Lack = "news"  // the last report only repeats the one before
	MostSilent       = 3650    // days that [Filter.Silent] asks for at most
)

// Lacks lists what a person can ask for as missing.
func Lacks() []Lack { return []Lack{NoDue, NoPerson, NoOwner, NoNews, NoOutcome, NoProgramme, NoLead} }

var lackColumns = map[Lack]string{NoLead: `lead_id = ''`, NoDue: `due_on = '` + never + `'`, NoPerson: `person = '' AND doer_id = ''`, NoNews: `copied > 0`, NoOutcome: `deliverable = ''`, NoProgramme: `programme_id = ''`}

// MaxRows is the greatest number of rows of one page of a list.
const MaxRows = 500

// A Cursor is where a page of a list ended. It holds what the last row was in
// order by, so the next page begins there whatever was added or taken away.
type Cursor struct {
	Day   string // its key in the order: the day in that of a part
	ID    ID
	Group string // where the list is in groups
}

// IsZero says whether c is the beginning of the list.
func (c Cursor) IsZero() bool { return c == Cursor{} }

// A List is one page of tasks, of which it holds what lists show: the words,
// issuer and lead, state and progress, the days, and what is unclear; ask
// [Get] for the rest. Next is zero on the last page.
type List struct {
	Tasks []*Task
	// Stood tells for each task how it stood on the day of the filter; nil
	// where that is today. The deadline and the day of the result of the task
	// are then those of that day, all else is of today.
	Stood []Standing
	// Groups are all groups of the list, and In tells in which of them each of
	// the tasks is, by its key; nil where the filter asks for none.
	Groups []Group
	In     []string
	Next   Cursor
}

// Find returns a page of the tasks that f asks for.
//
// Faults: Forbidden, and Invalid where the list falls into too many groups.
//
// The actor needs [CanSee] on the body, the lead, the issuer or the coordinating body
// that f names; without any of them the list holds what the actor may see.
func Find(ctx context.Context, v *work.View, f Filter) (List, error) {
	if f.Limit <= 0 || f.Limit > MaxRows {
		f.Limit = 50
	}
	return f.find(ctx, v)
}

func (f Filter) find(ctx context.Context, v *work.View) (List, error) {
	if err := f.check(v); err != nil {
		return List{}, err
	}
	q, err := f.query(ctx, v)
	if err != nil || q == nil {
		return List{}, err
	}
	if q.ordered {
		return q.inOrder(ctx, v, f)
	}
	l, err := q.run(ctx, v, f.Limit+1)
	if err != nil {
		return List{}, fmt.Errorf("list tasks: %w", err)
	}
	if l.cut(f.Limit) {
		l.Next = q.cursor(l.Tasks[f.Limit-1])
	}
	return l, nil
}

// cut leaves the first rows, and says whether there were more.
func (l *List) cut(limit int) bool {
	if len(l.Tasks) <= limit {
		return false
	}
	l.Tasks = l.Tasks[:limit]
	if l.Stood != nil {
		l.Stood = l.Stood[:limit]
	}
	return true
}

// inOrder reads a page of a list in groups, or in another order than that of
// its part.
func (q *query) inOrder(ctx context.Context, v *work.View, f Filter) (l List, err error) {
	if f.Day.IsZero() || f.Day.After(v.Today) {
		f.Day = v.Today
	}
	if f.Order == (Order{}) {
		f.Order = q.own()
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return l, err
	}
	var some []piece
	var at piece
	all, cut := q.clone(), f.cutting(q, tree)
	if l, err := q.near(ctx, v, tree, cut, f); err != nil || l.Tasks != nil {
		return l, err
	}
	if f.Order.By == ByLate && !cut.cuts() && q.at == "" && q.column == "province_id" && slices.Contains(q.where, isOpen) {
		order := f.sorting(q)
		read, err := q.read(ctx, v, db.Built("task.listLate", q.lateSQL(order, f)))
		if err != nil {
			return l, fmt.Errorf("list tasks by days late: %w", err)
		}
		l.Tasks = read.Tasks
		l.end(order, cut, f)
		return l, nil
	}
	if cut.cuts() {
		pieces, err := all.pieces(ctx, v, f.cutting(all, tree), f.Day)
		if err != nil {
			return l, err
		}
		if f.Group != NoGroups {
			if l.Groups, err = groupsOfPieces(pieces); err != nil {
				return l, err
			}
		}
		if some, at = cut.reaches(pieces, f.After, f.Limit+1); len(some) == 0 {
			return l, nil
		}
		q.narrow(cut, some)
	}
	order := f.sorting(q)
	read, err := q.read(ctx, v, db.Built("task.listOrdered", q.inOrderSQL(order, cut, some, at, f)))
	if err != nil {
		return l, fmt.Errorf("list tasks in order: %w", err)
	}
	l.Tasks, l.Stood = read.Tasks, read.Stood
	l.end(order, cut, f)
	return l, nil
}

// end tells in which groups the rows of a page are, and where it ends.
func (l *List) end(order sorting, cut cutting, f Filter) {
	more := l.cut(f.Limit)
	for i, t := range l.Tasks {
		if f.Group != NoGroups {
			l.In = append(l.In, cut.of(t, l.stood(i), f).Key)
		}
	}
	if more {
		last := f.Limit - 1
		in := cut.of(l.Tasks[last], l.stood(last), f)
		l.Next = order.cursor(l.Tasks[last], l.stood(last), f.Day)
		l.Next.Group = in.Key
		if cut.body != "" {
			l.Next.Day = in.body + " " + l.Next.Day
		}
	}
}

// narrow has the rows of the pieces of a few leads found by the index of these.
func (q *query) narrow(c cutting, some []piece) {
	if q.at != "" || c.body != "lead_id" && c.Grouping != ByLeads {
		return
	}
	q.column, q.ranges = "lead_id", nil
	for _, one := range some {
		lead := org.ID(one.Key)
		if c.body == "lead_id" {
			lead = org.ID(one.body)
		}
		if !slices.Contains(q.ranges, lead) {
			q.ranges = append(q.ranges, lead)
		}
	}
}

// stood returns how the ith task stood on the day of the list.
func (l *List) stood(i int) Standing {
	if l.Stood != nil {
		return l.Stood[i]
	}
	return l.Tasks[i].State.Standing()
}

// sorted are the columns that orders and groups read. The index of the open
// work of provinces has them all, see [query.inOrderSQL].
const sorted = `id, due_on, first_due_on, standing, state, progress, next_update_on, submitted_on`

// inOrderSQL returns the statement of a page. Which rows those are is found
// first and alone: where an index has all that this asks, fifty rows are read
// and not fifty thousand.
func (q *query) inOrderSQL(order sorting, cut cutting, some []piece, at piece, f Filter) string {
	by := order.by()
	pieces := ""
	var where []string
	if cut.cuts() {
		pieces = `, ` + cut.columns()
		in, place := cut.in(q, some)
		where, by = append(where, in), place+", "+by
	}
	if c := f.After; !c.IsZero() && (some == nil || cut.compare(some[0], at) == 0) {
		if cut.body != "" {
			_, c.Day, _ = strings.Cut(c.Day, " ")
		}
		after := order.after(q, c)
		if some != nil {
			after = `(NOT (` + cut.is(q, at) + `) OR ` + after + `)`
		}
		where = append(where, after)
	}
	ends := ` ORDER BY ` + by + ` LIMIT ` + strconv.Itoa(f.Limit+1) // in figures: PostgreSQL plans for them
	if len(where) > 0 {
		ends = ` WHERE ` + strings.Join(where, " AND ") + ends
	}
	if q.at != "" {
		return `SELECT ` + q.shown() + ` FROM (SELECT standing, ` + q.columns() + pieces + ` FROM ` + q.source() + `) AS x` + ends
	}
	return `SELECT ` + q.shown() + ` FROM (SELECT standing, ` + q.columns() + pieces + ` FROM task
		WHERE id IN (SELECT id FROM (SELECT ` + sorted + pieces + ` FROM ` + q.source() + `) AS x` + ends + `)) AS y ORDER BY ` + by
}

// source is what a list in an order of its own is selected from, with all its
// conditions.
func (q *query) source() string {
	if q.at != "" {
		return `(` + q.then() + `) AS was WHERE ` + strings.Join(q.where, " AND ")
	}
	where := append(slices.Clone(q.facts), q.where...)
	if q.ranges != nil {
		where = append(where, q.column+` IN `+q.list(db.Args(q.ranges)))
	}
	return `task WHERE ` + strings.Join(where, " AND ")
}

// clone returns q for a statement of its own.
func (q *query) clone() *query {
	c := *q
	c.facts, c.where, c.args = slices.Clone(q.facts), slices.Clone(q.where), slices.Clone(q.args)
	return &c
}

// columns are those that the list holds of each task.
func (q *query) columns() string {
	if q.wide {
		return listed + listedWide
	}
	return listed
}

// shown are the columns that a statement answers with: how a task stood on a
// past day stands before them.
func (q *query) shown() string {
	if q.at != "" {
		return "standing, " + q.columns()
	}
	return q.columns()
}

// read reads the rows of a statement that answers with what [query.shown] says.
func (q *query) read(ctx context.Context, v *work.View, stmt *db.Stmt) (l List, err error) {
	scanned := scanListed
	if q.wide {
		scanned = scanWide
	}
	if q.at == "" {
		l.Tasks, err = db.All(ctx, v.Snapshot, stmt, func(scan db.Scan) (*Task, error) { return scanned(scan) }, q.args...)
		return l, err
	}
	l.Tasks, err = db.All(ctx, v.Snapshot, stmt, func(scan db.Scan) (*Task, error) {
		var stood Standing
		t, err := scanned(scan, &stood)
		l.Stood = append(l.Stood, stood)
		return t, err
	}, q.args...)
	return l, err
}

// Count returns how many tasks f asks for, and whether there are, or may be,
// more than that: it counts no further than most. Rights are those of [Find].
func Count(ctx context.Context, v *work.View, f Filter, most int) (n int, more bool, err error) {
	c, err := f.counting(ctx, v, most)
	if err != nil {
		return 0, false, err
	}
	return c.run(ctx, v)
}

// A counting is a count being asked for.
type counting struct {
	stmt *db.Stmt // nil where nothing can be found
	args []any
	most int
	more bool
}

func (f Filter) counting(ctx context.Context, v *work.View, most int) (counting, error) {
	if err := f.check(v); err != nil {
		return counting{}, err
	}
	f.After = Cursor{}
	q, err := f.query(ctx, v)
	if err != nil || q == nil {
		return counting{}, err
	}
	text := `SELECT count(*) FROM (` + q.sql("id", false, most+1) + `) AS counted`
	return counting{db.Built("task.count", text), q.args, most, q.more}, nil
}

// ahead says that the count will be asked for, see [db.Snapshot.Ahead].
func (c counting) ahead(v *work.View) {
	if c.stmt != nil {
		v.Ahead(c.stmt, c.args...)
	}
}

func (c counting) run(ctx context.Context, v *work.View) (n int, more bool, err error) {
	if c.stmt == nil {
		return 0, false, nil
	}
	if err := v.One(ctx, c.stmt, c.args, &n); err != nil {
		return 0, false, fmt.Errorf("count tasks: %w", err)
	}
	return min(n, c.most), c.more || n > c.most, nil
}

// check asks for the right to see what f names.
func (f Filter) check(v *work.View) error {
	for _, b := range []org.ID{f.Body, f.Lead, f.Issuer, f.Coordinator} {
		if b != "" {
			if err := v.Check(CanSee, b.Scope()); err != nil {
				return err
			}
		}
	}
	return nil
}

// A query is a list being built: conditions for all, and the ranges of an
// index that hold the rows, each read in order and no further than needed.
type query struct {
	part    Part
	after   Cursor
	facts   []string // conditions on what does not change with time
	where   []string // conditions on how a task stands
	at      string   // the place of the instant asked for; "" for now
	args    []any
	column  string // of the ranges
	ranges  []org.ID
	plain   bool // no condition but the range
	wide    bool // see [Filter.Wide]
	ordered bool // in groups, or in another order than that of the part
	none    bool // nothing can be found
	more    bool // the search knows more than it told
}

func (q *query) arg(a any) string {
	q.args = append(q.args, a)
	return fmt.Sprintf("$%d", len(q.args))
}

func (q *query) list(values []any) string {
	places := make([]string, len(values))
	for i, a := range values {
		places[i] = q.arg(a)
	}
	return "(" + strings.Join(places, ",") + ")"
}

// fact adds a condition on what does not change with time, and stands one on
// how a task stands.
func (q *query) fact(format string, args ...any) {
	q.facts = append(q.facts, q.condition(format, args))
}
func (q *query) stands(format string, args ...any) {
	q.where = append(q.where, q.condition(format, args))
}

func (q *query) condition(format string, args []any) string {
	places := make([]any, len(args))
	for i, a := range args {
		places[i] = q.arg(a)
	}
	q.plain = false
	return fmt.Sprintf(format, places...)
}

// cursor is where a page ends that ends with t.
func (q *query) cursor(t *Task) Cursor {
	if q.part == PastTasks && q.at == "" {
		return Cursor{Day: t.Submitted.String(), ID: t.ID}
	}
	return Cursor{Day: stored(t.Due), ID: t.ID}
}

// maxSeen bounds how many hits of a search a list looks at.
const maxSeen = 1000

// query returns nil where nothing can be found.
func (f Filter) query(ctx context.Context, v *work.View) (*query, error) {
	past := !f.Day.IsZero() && f.Day.Before(v.Today)
	if past && f.Part == Drafts {
		return nil, nil
	}
	if !past {
		f.Day = v.Today
	}
	q := &query{part: f.Part, after: f.After, plain: f.Part == OpenTasks && !past && !f.Wide, wide: f.Wide}
	if past {
		q.at = q.arg(f.Day.AddDays(1).Start(v.Zone).UnixMicro() - 1)
	}
	q.ordered = f.Group != NoGroups || f.Order != (Order{}) && f.Order != q.own()
	f.parted(q)
	if f.Words != "" {
		ids, more, err := search.IDs(ctx, v, Found, f.Words, maxSeen)
		if err != nil || len(ids) == 0 {
			return nil, err
		}
		q.facts, q.plain, q.more = append(q.facts, `id IN `+q.list(db.Args(ids))), false, more
	}
	if f.Issuer != "" {
		q.fact(`issuer_id = %s`, f.Issuer)
	}
	if f.Coordinator != "" {
		q.fact(`id IN (SELECT c.task_id FROM task_coordinator c WHERE c.body_id = %s)`, f.Coordinator)
	}
	if f.Programme != "" {
		q.fact(`programme_id <> '' AND programme_id = %s`, f.Programme)
	}
	if f.Document != "" {
		q.fact(`id IN (SELECT s.task_id FROM task_source s WHERE s.doc_id = %s)`, f.Document)
	}
	if f.State != "" {
		q.fact(`state = %s`, f.State)
	}
	if f.Unclear || f.Reason != "" {
		q.fact(`unclear <> ''`)
	}
	switch {
	case f.Lacks == NoOwner:
		day := q.arg(v.Today)
		q.facts, q.plain = append(q.facts, `doer_id <> '' AND NOT `+fmt.Sprintf(stillThere, day)), false
	case f.Lacks != NoLack:
		q.facts, q.plain = append(q.facts, lackColumns[f.Lacks]), false
	}
	if f.Silent > 0 {
		q.stands(silent, v.Now.AddDate(0, 0, -f.Silent).UnixMicro())
	}
	if f.Reason != "" {
		q.fact(`' ' || unclear || ' ' LIKE %s`, "% "+string(f.Reason)+" %")
	}
	if !f.From.IsZero() {
		q.stands(`due_on >= %s`, f.From)
	}
	if !f.Until.IsZero() {
		q.stands(`due_on <= %s`, f.Until)
	}
	f.timed(q)
	if err := f.within(ctx, v, q); err != nil || q.none {
		return nil, err
	}
	return q, nil
}

// parted adds the conditions of the part. On a past day a bucket or a timing
// tells the part already.
func (f Filter) parted(q *query) {
	switch {
	case q.at != "" && (f.Bucket != Uncounted || f.Timing != NoTiming):
	case f.Part == Drafts:
		q.where = append(q.where, `standing = 'unassigned'`)
	case f.Part == PastTasks && f.State == "":
		q.where = append(q.where, isPast, `standing = 'done'`)
	case f.Part == PastTasks:
		q.where = append(q.where, isPast)
	default:
		q.where = append(q.where, isOpen)
	}
}

// timed adds the conditions on timing.
func (f Filter) timed(q *query) {
	due := "due_on"
	if f.First {
		due = "first_due_on"
	}
	day := func() string { return q.arg(f.Day) }
	bucket := func(bs ...any) {
		q.where, q.plain = append(q.where, BucketSQL(due, day())+` IN `+q.list(bs)), false
	}
	if f.Bucket != Uncounted {
		bucket(f.Bucket)
	}
	switch f.Timing {
	case DoneOnTime:
		bucket(OnTimeBucket)
	case DoneLate:
		bucket(LateBucket)
	case Overdue:
		bucket(OverdueBucket)
	case Ongoing:
		bucket(OngoingBucket)
		if f.First {
			q.stands(BucketSQL("due_on", day())+` = %s`, OngoingBucket)
		}
	case Within:
		// Work that was given without a deadline and got one later was not
		// late by the deadline first given.
		in := BucketSQL(due, day()) + ` IN ` + q.list([]any{NotStarted, UnderWay})
		if f.First {
			in = `(` + in + ` OR ` + BucketSQL(due, day()) + ` = ` + q.arg(OngoingBucket) + ` AND ` + BucketSQL("due_on", day()) + ` <> ` + q.arg(OngoingBucket) + `)`
		}
		q.where, q.plain = append(q.where, in), false
	case DueSoon:
		bucket(NotStarted, UnderWay)
		q.stands(`standing <> 'handed_in' AND `+due+` <= %s`, f.Day.AddDays(f.Warn))
	case OnTrack:
		bucket(NotStarted, UnderWay)
		q.stands(`(standing = 'handed_in' OR `+due+` > %s)`, f.Day.AddDays(f.Warn))
	}
}

// within sets the ranges: the subtree asked for, or all the actor may see.
func (f Filter) within(ctx context.Context, v *work.View, q *query) error {
	if f.Body == "" && f.Row == "" && (f.Issuer != "" || f.Coordinator != "") {
		return nil
	}
	if f.Lead != "" {
		q.column, q.ranges = "lead_id", []org.ID{f.Lead}
		return nil
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	roots := []org.ID{f.Body}
	if f.Body == "" {
		roots = nil
		for _, s := range v.Actor.Roots(CanSee) {
			roots = append(roots, org.ID(s))
		}
		if len(roots) == 0 {
			return fault.New(fault.Forbidden, tMaySeeNone)
		}
	}
	q.column, q.ranges = ranges(tree, tree.Chart(v.Today), roots)
	if f.Row != "" {
		var leads []any
		for _, b := range tree.Bodies() {
			if RowOf(tree, tree.Chart(f.Day), f.Body, b.ID) == f.Row {
				leads = append(leads, b.ID)
			}
		}
		if q.none = len(leads) == 0; q.none {
			return nil
		}
		q.facts, q.plain = append(q.facts, `lead_id IN `+q.list(leads)), false
	}
	return nil
}

// RowOf tells in which row of the map of body, drawn for the day of chart, the
// tasks of lead count: in that of the body directly under body above it, or of
// body itself. What was led by a body that was no more by then counts with
// the one that took over, or else with body itself.
func RowOf(tree *org.Tree, chart *org.Chart, body, lead org.ID) org.ID {
	at := lead
	for range maxHeirs {
		b, ok := tree.Body(at)
		if chart.Has(at) || !ok || len(b.Heirs) == 0 {
			break
		}
		at = b.Heirs[0].To
	}
	for at != body && chart.Has(at) && chart.Superior(at) != body {
		at = chart.Superior(at)
	}
	if !chart.Has(at) {
		return body
	}
	return at
}

// maxHeirs bounds the walk along those who took over from one another.
const maxHeirs = 32

// ranges returns what of an index covers the subtrees of roots: provinces if
// they are made of whole provinces, leads otherwise. Bodies that are no more
// count with those that took over from them.
func ranges(tree *org.Tree, chart *org.Chart, roots []org.ID) (column string, of []org.ID) {
	whole := true
	for _, r := range roots {
		if access.Scope(r) == access.Everywhere {
			r = ""
		}
		if tree.Root(chart, r, org.Province) == r && r != "" {
			of = append(of, r)
			continue
		}
		if tops := chart.Below(""); r != "" && (len(tops) != 1 || tops[0] != r) {
			whole = false
			break
		}
		// The top of all: every province, and what is in none.
		of = append(of, "")
		for _, b := range chart.Subtree(r) {
			if tree.Root(chart, b, org.Province) == b {
				of = append(of, b)
			}
		}
	}
	if whole {
		return "province_id", withForbears(tree, of)
	}
	of = nil
	for _, r := range roots {
		of = append(of, chart.Subtree(r)...)
		if !chart.Has(r) {
			of = append(of, r)
		}
	}
	return "lead_id", withForbears(tree, of)
}

func withForbears(tree *org.Tree, of []org.ID) []org.ID {
	for i := 0; i < len(of); i++ {
		if b, ok := tree.Body(of[i]); ok {
			for _, f := range b.Forbears {
				if !slices.Contains(of, f.From) {
					of = append(of, f.From)
				}
			}
		}
	}
	return of
}

// maxRanges is up to how many ranges are merged; more are read whole and sorted.
const maxRanges = 40

var (
	listLead = db.SQL("task.listLead", `
		SELECT `+listed+` FROM task WHERE `+isOpen+` AND lead_id = $1 AND (due_on, id) > ($2, $3) ORDER BY due_on, id LIMIT $4`)
	listProvince = db.SQL("task.listProvince", `
		SELECT `+listed+` FROM task WHERE `+isOpen+` AND province_id = $1 AND (due_on, id) > ($2, $3) ORDER BY due_on, id LIMIT $4`)
)

func (q *query) run(ctx context.Context, v *work.View, limit int) (l List, err error) {
	// The common pages have statements of their own, which stay prepared.
	if q.plain && len(q.ranges) == 1 {
		stmt := listLead
		if q.column == "province_id" {
			stmt = listProvince
		}
		l.Tasks, err = db.All(ctx, v.Snapshot, stmt, readListed, q.ranges[0], q.after.Day, q.after.ID, limit)
		return l, err
	}
	stmt := db.Built("task.list", q.sql(q.shown(), true, limit))
	if q.at != "" {
		stmt = db.Built("task.listAt", stmt.SQL)
	}
	return q.read(ctx, v, stmt)
}

// sql returns the statement, for the first rows in order or for any.
func (q *query) sql(columns string, ordered bool, limit int) string {
	end := ` LIMIT ` + q.arg(limit)
	if ordered {
		end = q.order() + end
	}
	if q.at != "" {
		return `SELECT ` + columns + ` FROM (` + q.then() + `) AS was WHERE ` + strings.Join(q.where, " AND ") + end
	}
	where := strings.Join(append(slices.Clone(q.facts), q.where...), " AND ")
	one := func(extra string) string { return `SELECT ` + columns + ` FROM task WHERE ` + where + extra + end }
	switch {
	case q.ranges == nil:
		return one("")
	case len(q.ranges) > maxRanges:
		return one(` AND ` + q.column + ` IN ` + q.list(db.Args(q.ranges)))
	}
	parts := make([]string, len(q.ranges))
	for i, r := range q.ranges {
		parts[i] = fmt.Sprintf("SELECT * FROM (%s) AS r%d", one(` AND `+q.column+` = `+q.arg(r)), i)
	}
	text := strings.Join(parts, " UNION ALL ")
	if len(parts) > 1 {
		text += end
	}
	return text
}

// order adds the condition that a page begins after the last one, and returns
// the order.
func (q *query) order() string {
	key, order := `(due_on, id) > (%s, %s)`, ` ORDER BY due_on, id`
	if q.part == PastTasks && q.at == "" {
		key, order = `(submitted_on, id) < (%s, %s)`, ` ORDER BY submitted_on DESC, id DESC`
		if q.after.IsZero() {
			return order
		}
	}
	q.stands(key, q.after.Day, q.after.ID)
	return order
}

// then returns the statement of what every task that the facts and the ranges
// hold was at the instant asked for. Two indexes pick the tasks, as in [CountsAt].
func (q *query) then() string {
	facts := slices.Clone(q.facts)
	if q.ranges != nil {
		facts = append(facts, q.column+` IN `+q.list(db.Args(q.ranges)))
	}
	which := strings.Join(facts, " AND ")
	if which != "" {
		which = " AND " + which
	}
	was := func(column, then string) string {
		return `CASE WHEN t.since_at <= ` + q.at + ` THEN t.` + column + ` ELSE ` + then + ` END AS ` + column
	}
	var columns []string
	for name := range strings.SplitSeq(listed+listedWide, ", ") {
		switch name {
		case "due_on":
			columns = append(columns, was(name, spanDue))
		case "submitted_on":
			columns = append(columns, was(name, "s."+name))
		default:
			columns = append(columns, "t."+name)
		}
	}
	return `SELECT ` + strings.Join(append(columns, was("standing", "s.standing")), ", ") + `
		FROM (SELECT id FROM task WHERE ` + isOpen + which + ` UNION ALL SELECT id FROM task WHERE ` + isPast + which + ` ORDER BY id) k
		CROSS JOIN task t
		LEFT JOIN task_span s ON t.since_at > ` + q.at + ` AND s.task_id = t.id AND s.from_at <= ` + q.at + ` AND s.until_at > ` + q.at + `
		WHERE t.id = k.id`
}

// A Spot is where a document assigns tasks.
type Spot struct {
	ID         ID    // of the first of them
	Start, End int64 // bytes of the document's canonical text
	Tasks      int   // how many: a programme gives every commune one in the same words
}

// mostOfDocument is how many tasks of a document are looked at for those that
// the actor may see: a programme gives every commune some.
const mostOfDocument = 100_000

// errEnough ends the reading of rows.
var errEnough = errors.New("enough")

// SpotsOf returns where a document assigns tasks that the actor may see, in its
// order.
func SpotsOf(ctx context.Context, v *work.View, d DocID) (of []Spot, err error) {
	err = eachSpot(ctx, v, d, func(at Spot) bool {
		if n := len(of); n > 0 && of[n-1].Start == at.Start && of[n-1].End == at.End {
			of[n-1].Tasks++
		} else {
			of = append(of, at)
		}
		return true
	})
	return of, err
}

// eachSpot calls f for each task that a document assigns and the actor may
// see, in the order of the document, until f has enough.
func eachSpot(ctx context.Context, v *work.View, d DocID, f func(Spot) bool) error {
	r, err := reach(ctx, v)
	if err != nil || r.Few != nil && len(r.Few) == 0 {
		return err
	}
	only, args := "", []any{d, mostOfDocument}
	if r.Few != nil {
		in := db.Places(3, len(r.Few))
		only, args = ` AND (t.lead_id IN (`+in+`) OR t.issuer_id IN (`+in+`))`, append(args, db.Args(r.Few)...)
	}
	stmt := db.Built("task.spots", `
		SELECT t.id, s.start_at, s.end_at, t.lead_id, t.issuer_id FROM task_source s JOIN task t ON t.id = s.task_id
		WHERE s.doc_id = $1`+only+` ORDER BY s.start_at, s.end_at, s.task_id LIMIT $2`)
	err = db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		at := Spot{Tasks: 1}
		var lead, issuer org.ID
		if err := scan(&at.ID, &at.Start, &at.End, &lead, &issuer); err != nil {
			return err
		}
		if (v.Actor.May(CanSee, lead.Scope()) || v.Actor.May(CanSee, issuer.Scope())) && !f(at) {
			return errEnough
		}
		return nil
	}, args...)
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// InDocument is a task, as lists show it ([List]), with where in a document it
// is assigned.
type InDocument struct {
	*Task
	Start, End int64 // bytes of the document's canonical text
}

// OfDocument returns the tasks that a document assigns and the actor may see,
// as lists show them, in its order, the first [MaxRows] of them.
func OfDocument(ctx context.Context, v *work.View, d DocID) ([]InDocument, error) {
	var spots []Spot
	err := eachSpot(ctx, v, d, func(at Spot) bool {
		spots = append(spots, at)
		return len(spots) < MaxRows
	})
	if err != nil || len(spots) == 0 {
		return nil, err
	}
	ids := make([]any, len(spots))
	for i, at := range spots {
		ids[i] = at.ID
	}
	tasks := map[ID]*Task{}
	stmt := db.Built("task.listed", `SELECT `+listed+` FROM task WHERE id IN (`+db.Places(1, len(ids))+`)`)
	err = db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		t, err := readListed(scan)
		tasks[t.ID] = t
		return err
	}, ids...)
	if err != nil {
		return nil, err
	}
	of := make([]InDocument, len(spots))
	for i, at := range spots {
		of[i] = InDocument{tasks[at.ID], at.Start, at.End}
	}
	return of, nil
}

// Found is how tasks are found by their words.
var Found = search.Register(search.Kind{No: 2, Name: "task", Title: tTasks, Reach: reach, Show: show})

func reach(ctx context.Context, v *work.View) (search.Reach, error) {
	r := search.Reach{In: func(s access.Scope) bool { return v.Actor.May(CanSee, s) }}
	roots := v.Actor.Roots(CanSee)
	if slices.Contains(roots, access.Everywhere) {
		return search.Reach{All: true}, nil
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return r, err
	}
	few := []org.ID{}
	for _, root := range roots {
		few = append(few, tree.Chart(v.Today).Subtree(org.ID(root))...)
		if few = withForbears(tree, few); !search.IsFew(len(few)) {
			return r, nil
		}
	}
	r.Few = make([]access.Scope, len(few))
	for i, b := range few {
		r.Few[i] = b.Scope()
	}
	return r, nil
}

func show(ctx context.Context, v *work.View, ids []string) ([]search.Shown, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	stmt := db.Built("task.many", `SELECT `+columns+` FROM task WHERE id IN (`+db.Places(1, len(ids))+`)`)
	return db.All(ctx, v.Snapshot, stmt, func(scan db.Scan) (search.Shown, error) {
		t, err := scanTask(scan)
		return search.Shown{ID: string(t.ID), Title: t.Text, Text: t.Deliverable, URL: "/tasks/" + string(t.ID),
			Note: tree.Name(t.Lead, v.Today) + " · " + t.State.Title().In(ctx)}, err
	}, db.Args(ids)...)
}
