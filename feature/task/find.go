package task

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/search"
)

// A Whole is a task with what hangs on it.
type Whole struct {
	*Task
	Parts
	History []work.Event // newest first; their details are [Detail]s
}

// Parts are what hangs on a task.
type Parts struct {
	Sources      []Passage
	Coordinators []org.ID
	Files        []Evidence // oldest first
	Extensions   []Extension
	Children     []Child
}

// OpenBelow returns how many tasks passed down are still open.
func (p *Parts) OpenBelow() (n int) {
	for _, c := range p.Children {
		if c.State.Standing().Open() {
			n++
		}
	}
	return n
}

// Evidence is a file that was handed in.
type Evidence struct {
	File
	At      time.Time
	Account string
}

// An Extension is a request for more time. Its Outcome is "" (waiting),
// "granted", "refused" or "dropped".
type Extension struct {
	At, Decided   time.Time // Decided is zero while it waits
	Account       string    // who asked
	Before, Asked civil.Date
	Reason        string
	Outcome       string
}

// A Child is a task passed down, in short.
type Child struct {
	ID             ID
	Text           string
	State          State
	Due, Submitted civil.Date
	Progress       int64
}

// maxHistory is how many events the page of a task shows.
const maxHistory = 200

// Get returns a task with what hangs on it and its history.
//
// The actor needs [CanSee] on the issuer, the lead or a body that helps;
// otherwise, and where there is none, the fault is Unknown.
func Get(ctx context.Context, v *work.View, t ID) (*Whole, error) {
	found, _, err := find(ctx, v, t)
	if err != nil {
		return nil, err
	}
	if err := visible(ctx, v, found); err != nil {
		return nil, err
	}
	w := &Whole{Task: found}
	if w.Parts, err = partsOf(ctx, v, t); err != nil {
		return nil, err
	}
	w.History, err = v.History(ctx, string(t), maxHistory)
	return w, err
}

func partsOf(ctx context.Context, v *work.View, t ID) (p Parts, err error) {
	err = db.Each(ctx, v.Snapshot, selectParts, func(scan db.Scan) error {
		var kind, a, b, c, d, e string
		var no, x, y, z int64
		if err := scan(&kind, &a, &b, &c, &d, &e, &no, &x, &y, &z); err != nil {
			return err
		}
		switch kind {
		case "source":
			p.Sources = append(p.Sources, Passage{Doc: DocID(a), Start: x, End: y, Page: z, Quote: b, FileHash: c})
		case "coordinator":
			p.Coordinators = append(p.Coordinators, org.ID(a))
		case "file":
			p.Files = append(p.Files, Evidence{File{ID: a, Name: b, Size: x}, time.UnixMicro(no).UTC(), c})
		case "extension":
			p.Extensions = append(p.Extensions, Extension{instant(x), instant(y), a, dayOf(d), dayOf(e), b, c})
		case "child":
			p.Children = append(p.Children, Child{ID(a), b, State(c), dayOf(d), dayOf(e), no})
		}
		return nil
	}, t)
	return p, err
}

func instant(micros int64) time.Time {
	if micros == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micros).UTC()
}

// dayOf reads a day that the database keeps; "never" is the zero day.
func dayOf(s string) civil.Date {
	if s == never {
		return civil.Date{}
	}
	return civil.MustParse(s)
}

// A Part tells which tasks a list holds.
type Part string

// The parts of the register, each with an order of its own.
const (
	OpenTasks Part = ""       // by deadline, ongoing work last
	PastTasks Part = "past"   // done, cancelled, transferred; last handed in first
	Drafts    Part = "drafts" // by the time they were made
)

// A Filter says which tasks are wanted. Its zero value asks for all open ones
// that the actor may see.
type Filter struct {
	Part        Part
	Body        org.ID // lead in the subtree of this body; "": of all that the actor may see
	Lead        org.ID // led by this body itself
	Issuer      org.ID
	Coordinator org.ID
	Programme   DocID
	State       State
	Bucket      Bucket     // counted there today, or on Day
	Timing      Timing     // of open work; with Warn
	Warn        int        // days
	Unclear     bool       // something is left open in the wording
	Words       string     // in the text, as the search reads them
	From, Until civil.Date // deadline on or after, on or before
	After       Cursor
	Limit       int // at most [MaxRows]; 0: 50
}

// MaxRows is the greatest number of rows of one page of a list.
const MaxRows = 500

// A Cursor is where a page of a list ended.
type Cursor struct {
	Day string
	ID  ID
}

// IsZero says whether c is the beginning of the list.
func (c Cursor) IsZero() bool { return c == Cursor{} }

// A List is one page of tasks, of which it holds what lists show: the words,
// issuer and lead, state and progress, the days, and what is unclear; ask
// [Get] for the rest. Next is zero on the last page.
type List struct {
	Tasks []*Task
	Next  Cursor
}

// Find returns a page of the tasks that f asks for.
//
// The actor needs [CanSee] on the body, the lead, the issuer or the coordinating body
// that f names; without any of them the list holds what the actor may see.
func Find(ctx context.Context, v *work.View, f Filter) (List, error) {
	for _, b := range []org.ID{f.Body, f.Lead, f.Issuer, f.Coordinator} {
		if b != "" {
			if err := v.Check(CanSee, b.Scope()); err != nil {
				return List{}, err
			}
		}
	}
	if f.Limit <= 0 || f.Limit > MaxRows {
		f.Limit = 50
	}
	q, err := f.query(ctx, v)
	if err != nil || q == nil {
		return List{}, err
	}
	rows, err := q.run(ctx, v, f.Limit+1)
	if err != nil {
		return List{}, fmt.Errorf("list tasks: %w", err)
	}
	l := List{Tasks: rows}
	if len(rows) > f.Limit {
		l.Tasks = rows[:f.Limit]
		l.Next = f.Part.cursor(rows[f.Limit-1])
	}
	return l, nil
}

func (p Part) cursor(t *Task) Cursor {
	if p == PastTasks {
		return Cursor{t.Submitted.String(), t.ID}
	}
	return Cursor{stored(t.Due), t.ID}
}

// A query is a list being built: one condition for all, and the ranges of an
// index that hold the rows, each read in order and no further than needed.
type query struct {
	part   Part
	after  Cursor
	where  []string
	args   []any
	column string // of the ranges
	ranges []org.ID
	plain  bool // no condition but the range
}

func (q *query) arg(a any) string {
	q.args = append(q.args, a)
	return fmt.Sprintf("$%d", len(q.args))
}

func (q *query) and(format string, args ...any) {
	places := make([]any, len(args))
	for i, a := range args {
		places[i] = q.arg(a)
	}
	q.where = append(q.where, fmt.Sprintf(format, places...))
	q.plain = false
}

// maxSeen bounds how many hits of a search a list looks at.
const maxSeen = 1000

// query returns nil where nothing can be found.
func (f Filter) query(ctx context.Context, v *work.View) (*query, error) {
	q := &query{part: f.Part, after: f.After, plain: f.Part == OpenTasks}
	switch {
	case f.Part == Drafts:
		q.where = append(q.where, `standing = 'unassigned'`)
	case f.Part == PastTasks && f.State == "":
		q.where = append(q.where, isPast, `standing = 'done'`)
	case f.Part == PastTasks:
		q.where = append(q.where, isPast)
	default:
		q.where = append(q.where, isOpen)
	}
	if f.Words != "" {
		ids, _, err := search.IDs(ctx, v, Found, f.Words, maxSeen)
		if err != nil || len(ids) == 0 {
			return nil, err
		}
		places := make([]string, len(ids))
		for i, id := range ids {
			places[i] = q.arg(id)
		}
		q.where, q.plain = append(q.where, `id IN (`+strings.Join(places, ",")+`)`), false
	}
	if f.Issuer != "" {
		q.and(`issuer_id = %s`, f.Issuer)
	}
	if f.Coordinator != "" {
		q.and(`EXISTS (SELECT 1 FROM task_coordinator c WHERE c.body_id = %s AND c.task_id = task.id)`, f.Coordinator)
	}
	if f.Programme != "" {
		q.and(`programme_id <> '' AND programme_id = %s`, f.Programme)
	}
	if f.State != "" {
		q.and(`state = %s`, f.State)
	}
	if f.Unclear {
		q.and(`unclear <> ''`)
	}
	if !f.From.IsZero() {
		q.and(`due_on >= %s`, f.From)
	}
	if !f.Until.IsZero() {
		q.and(`due_on <= %s`, f.Until)
	}
	f.timed(q, v.Today)
	return q, f.within(ctx, v, q)
}

// timed adds the conditions on timing.
func (f Filter) timed(q *query, day civil.Date) {
	bucket := func(bs ...Bucket) {
		today := q.arg(day)
		in := make([]string, len(bs))
		for i, b := range bs {
			in[i] = q.arg(b)
		}
		q.and(BucketSQL("due_on", today) + ` IN (` + strings.Join(in, ",") + `)`)
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
	case Within:
		bucket(NotStarted, UnderWay)
	case DueSoon:
		bucket(NotStarted, UnderWay)
		q.and(`standing <> 'handed_in' AND due_on <= %s`, day.AddDays(f.Warn))
	case OnTrack:
		bucket(NotStarted, UnderWay)
		q.and(`(standing = 'handed_in' OR due_on > %s)`, day.AddDays(f.Warn))
	}
}

// within sets the ranges: the subtree asked for, or all the actor may see.
func (f Filter) within(ctx context.Context, v *work.View, q *query) error {
	if f.Body == "" && (f.Issuer != "" || f.Coordinator != "") {
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
	return nil
}

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

func (q *query) run(ctx context.Context, v *work.View, limit int) ([]*Task, error) {
	// The common pages have statements of their own, which stay prepared.
	if q.plain && len(q.ranges) == 1 {
		stmt := listLead
		if q.column == "province_id" {
			stmt = listProvince
		}
		return db.All(ctx, v.Snapshot, stmt, readListed, q.ranges[0], q.after.Day, q.after.ID, limit)
	}
	key, order := `(due_on, id) > (%s, %s)`, ` ORDER BY due_on, id`
	if q.part == PastTasks {
		key, order = `(submitted_on, id) < (%s, %s)`, ` ORDER BY submitted_on DESC, id DESC`
	}
	if q.part != PastTasks || !q.after.IsZero() {
		q.and(key, q.after.Day, q.after.ID)
	}
	where, end := strings.Join(q.where, " AND "), order+" LIMIT "+q.arg(limit)
	one := func(extra string) string { return `SELECT ` + listed + ` FROM task WHERE ` + where + extra + end }
	var text string
	switch {
	case q.ranges == nil:
		text = one("")
	case len(q.ranges) > maxRanges:
		places := make([]string, len(q.ranges))
		for i, r := range q.ranges {
			places[i] = q.arg(r)
		}
		text = one(` AND ` + q.column + ` IN (` + strings.Join(places, ",") + `)`)
	default:
		parts := make([]string, len(q.ranges))
		for i, r := range q.ranges {
			parts[i] = fmt.Sprintf("SELECT * FROM (%s) AS r%d", one(` AND `+q.column+` = `+q.arg(r)), i)
		}
		text = strings.Join(parts, " UNION ALL ")
		if len(parts) > 1 {
			text += end
		}
	}
	return db.All(ctx, v.Snapshot, db.Built("task.list", text), readListed, q.args...)
}

// InDocument is a task with where in a document it is assigned.
type InDocument struct {
	*Task
	Start, End int64 // bytes of the document's canonical text
}

// OfDocument returns the tasks that a document assigns, in its order, those
// that the actor may see of the first [MaxRows].
func OfDocument(ctx context.Context, v *work.View, d DocID) ([]InDocument, error) {
	all, err := db.All(ctx, v.Snapshot, selectDocTasks, func(scan db.Scan) (in InDocument, err error) {
		in.Task, err = scanTask(scan, &in.Start, &in.End)
		return in, err
	}, d, MaxRows)
	return slices.DeleteFunc(all, func(in InDocument) bool {
		return !v.Actor.May(CanSee, in.Lead.Scope()) && !v.Actor.May(CanSee, in.Issuer.Scope())
	}), err
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
