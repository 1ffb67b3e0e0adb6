package plan

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/task"
)

// Bounds.
const (
	mostTitle = 500
	mostWords = 4000
	mostDays  = 366 * 6 // of a programme: a term and a year

	// MostParts is how many tasks of a programme are looked at.
	MostParts = 2000
	// MostDues is how many steps of a checklist are looked at: a province's
	// resolution obliges some two hundred bodies to five of them.
	MostDues = 20_000
)

func clean(s string) string { return strings.Join(strings.Fields(viet.NFC(s)), " ") }

// Make makes a programme of a body. ID, Version and Ended of p are not looked at.
//
// The actor needs [CanPlan] on the body, and sees the document that is named.
// Faults: Invalid, Unknown.
func Make(ctx context.Context, u *work.Unit, p Programme) (ID, error) {
	if err := u.Check(CanPlan, p.Body.Scope()); err != nil {
		return "", err
	}
	if err := p.check(ctx, &u.View); err != nil {
		return "", err
	}
	p.ID = id.New[ID]()
	if _, err := u.Exec(ctx, insertProgramme, p.ID, 1, p.Kind, p.Body, p.Title, p.Doc, p.From, p.Until, false); err != nil {
		return "", err
	}
	return p.ID, u.Record(ctx, "plan.make", string(p.ID), p.told())
}

// Change changes what a programme says of itself; the body stays.
//
// The actor needs [CanPlan] on the body. Faults: Unknown, Invalid, Conflict where
// it was changed since the version of p.
func Change(ctx context.Context, u *work.Unit, p Programme) error {
	was, err := changing(ctx, u, p.ID)
	if err != nil {
		return err
	}
	p.Body = was.Body
	if err := p.check(ctx, &u.View); err != nil {
		return err
	}
	n, err := u.Exec(ctx, updateProgramme, p.ID, p.Version, p.Kind, p.Title, p.Doc, p.From, p.Until, p.Ended)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStale)
	}
	return u.Record(ctx, "plan.change", string(p.ID), p.told())
}

func (p *Programme) told() map[string]any {
	return map[string]any{"kind": p.Kind, "title": p.Title, "doc": p.Doc, "from": p.From, "until": p.Until, "ended": p.Ended}
}

func (p *Programme) check(ctx context.Context, v *work.View) error {
	var wrong fault.Fields
	p.Title = clean(p.Title)
	switch {
	case p.Title == "":
		wrong.Add("title", tTitleMissing)
	case utf8.RuneCountInString(p.Title) > mostTitle:
		wrong.Add("title", tTooLong, mostTitle)
	}
	if !slices.Contains(Kinds(), p.Kind) {
		wrong.Add("kind", tKindMissing)
	}
	switch {
	case p.From.IsZero():
		wrong.Add("from", tDayMissing)
	case p.Until.IsZero():
		wrong.Add("until", tDayMissing)
	case p.Until.Before(p.From):
		wrong.Add("until", tUntilEarly)
	case p.Until.Sub(p.From) > mostDays:
		wrong.Add("until", tTooFar)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	if _, known := tree.Body(p.Body); !known {
		wrong.Add("body", tNoBody)
	}
	if p.Doc != "" {
		if _, err := doc.Find(ctx, v, p.Doc); fault.Is(err, fault.Unknown) {
			wrong.Add("doc", tNoDoc)
		} else if err != nil {
			return err
		}
	}
	return wrong.Err()
}

// Find returns a programme.
//
// The actor needs [CanSee] on its body; otherwise, and where there is none, the
// fault is Unknown.
func Find(ctx context.Context, v *work.View, programme ID) (*Programme, error) {
	found, err := db.All(ctx, v.Snapshot, selectProgramme, scanProgramme, programme)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 || v.Check(CanSee, found[0].Body.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoProgramme)
	}
	return found[0], nil
}

func changing(ctx context.Context, u *work.Unit, programme ID) (*Programme, error) {
	p, err := Find(ctx, &u.View, programme)
	if err != nil {
		return nil, err
	}
	return p, u.Check(CanPlan, p.Body.Scope())
}

// List returns some of the programmes of a body and of the bodies right under it,
// those from which the list goes on, at most limit: those that run before those that
// ended, of each its own first, and then those that run longest. newer and older are
// where the programmes before and after these are; zero where there are none.
//
// The actor needs [CanSee] on the body.
func List(ctx context.Context, v *work.View, body org.ID, at Cursor, limit int) (found []*Programme, newer, older Cursor, err error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, newer, older, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, newer, older, err
	}
	bodies := append([]org.ID{body}, tree.Chart(v.Today).Below(body)...)
	from, order := `(place, until_on, id) < ($2, $3, $4)`, `place DESC, until_on DESC, id DESC`
	if at.Back {
		from, order = `(place, until_on, id) > ($2, $3, $4)`, `place, until_on, id`
	} else if at.IsZero() {
		at = first
	}
	stmt := db.Built("plan.list", `
		SELECT `+programmeColumns+` FROM (
			SELECT `+programmeColumns+`, CASE WHEN ended THEN 0 ELSE 2 END + CASE WHEN body_id = $5 THEN 1 ELSE 0 END AS place
			FROM plan_programme WHERE body_id IN (`+db.Places(5, len(bodies))+`)
		) p WHERE `+from+` ORDER BY `+order+` LIMIT $1`)
	found, err = db.All(ctx, v.Snapshot, stmt, scanProgramme, append([]any{limit + 1, at.place, at.until, at.id}, db.Args(bodies)...)...)
	if err != nil {
		return nil, newer, older, err
	}
	more := len(found) > limit
	if found = found[:min(len(found), limit)]; len(found) == 0 {
		return nil, newer, older, nil
	}
	if at.Back {
		slices.Reverse(found)
	}
	if at.Back && more || !at.Back && at != first {
		newer = cursorOf(found[0], body, true)
	}
	if at.Back || more {
		older = cursorOf(found[len(found)-1], body, false)
	}
	return found, newer, older, nil
}

// A Part is a task of a programme.
type Part struct {
	ID     task.ID
	Picked bool // for the programme, and not counted under its document
}

// PartsOf returns the tasks of a programme by deadline, at most [MostParts],
// whether or not the actor may see each of them: task.Among tells which.
//
// The actor needs [CanSee] on the body of the programme.
func PartsOf(ctx context.Context, v *work.View, p *Programme) ([]Part, error) {
	if err := v.Check(CanSee, p.Body.Scope()); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, selectParts, func(scan db.Scan) (part Part, err error) {
		var picked int
		err = scan(&part.ID, &picked)
		part.Picked = picked > 0
		return part, err
	}, p.ID, p.Doc, MostParts)
}

// Pick adds tasks to a programme. Those that are there stay.
//
// The actor needs [CanPlan] on the body of the programme and sees the tasks.
// Faults: Unknown, Invalid, TooMuch.
func Pick(ctx context.Context, u *work.Unit, programme ID, tasks ...task.ID) error {
	p, err := changing(ctx, u, programme)
	if err != nil {
		return err
	}
	if len(tasks) == 0 {
		return fault.New(fault.Invalid, tNonePicked)
	}
	if len(tasks) > task.MaxRows {
		return fault.New(fault.TooMuch, tTooManyPicked, task.MaxRows)
	}
	tasks = slices.Compact(slices.Sorted(slices.Values(tasks)))
	seen, err := task.Among(ctx, &u.View, tasks)
	if err != nil {
		return err
	}
	if len(seen) != len(tasks) {
		return fault.New(fault.Unknown, tNoTask)
	}
	rows := make([][]any, len(tasks))
	for i, t := range tasks {
		rows[i] = []any{p.ID, t}
	}
	if err := u.ExecMany(ctx, insertPart, rows); err != nil {
		return err
	}
	return u.Record(ctx, "plan.pick", string(p.ID), map[string]any{"tasks": tasks})
}

// Drop takes a task that was picked out of a programme; the task stays as it is.
//
// Rights and faults are those of [Pick].
func Drop(ctx context.Context, u *work.Unit, programme ID, t task.ID) error {
	p, err := changing(ctx, u, programme)
	if err != nil {
		return err
	}
	n, err := u.Exec(ctx, deletePart, p.ID, t)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Unknown, tNoTask)
	}
	return u.Record(ctx, "plan.drop", string(p.ID), map[string]any{"task": t})
}

// SetSteps asks bodies for steps of a checklist, each by a day; a step that was
// asked for and not done is asked for by the new day. A step without a day stays
// as it is.
//
// The actor needs the right to change the document ([doc.MayChange]). Faults:
// Unknown, Forbidden, Invalid.
func SetSteps(ctx context.Context, u *work.Unit, d doc.ID, on map[Step]civil.Date, bodies ...org.ID) error {
	document, err := doc.Find(ctx, &u.View, d)
	if err != nil {
		return err
	}
	if !doc.MayChange(&u.View, document) {
		return u.Check(doc.CanRegister, document.Owner.Scope())
	}
	if len(bodies) == 0 {
		return fault.At("body", tNoBody)
	}
	var last civil.Date
	none := true
	for _, s := range Steps() {
		day := on[s]
		if day.IsZero() {
			continue
		}
		if none = false; day.Before(last) && s != Implement {
			return fault.At(string(s), tStepEarly, s.Title(), last.Vietnamese())
		}
		last = day
	}
	if none {
		return fault.At(string(Derive), tDayMissing)
	}
	if day := on[Derive]; !day.IsZero() {
		if err := doc.PutDuties(ctx, u, d, day, bodies...); err != nil {
			return err
		}
	}
	var rows [][]any
	for _, s := range Steps()[1:] {
		for _, b := range bodies {
			if day := on[s]; !day.IsZero() {
				rows = append(rows, []any{d, b, s, day})
			}
		}
	}
	if err := u.ExecMany(ctx, insertStep, rows); err != nil {
		return err
	}
	return u.Record(ctx, "plan.steps", string(d), map[string]any{"on": on, "bodies": bodies})
}

// Waive takes back that a body is asked for a step that it has not done.
//
// Rights and faults are those of [SetSteps], and Conflict where it was done.
func Waive(ctx context.Context, u *work.Unit, d doc.ID, b org.ID, s Step) error {
	document, err := doc.Find(ctx, &u.View, d)
	if err != nil {
		return err
	}
	if !doc.MayChange(&u.View, document) {
		return u.Check(doc.CanRegister, document.Owner.Scope())
	}
	n, err := u.Exec(ctx, deleteStep, d, b, s)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tNotWaived)
	}
	return u.Record(ctx, "plan.waive", string(d), map[string]any{"body": b, "step": s})
}

// Report says for a body that a step was done on a day, and what was done; the
// zero day takes that back. A derivation is not reported: it is the document.
//
// The actor needs [CanReport] on the body and sees the document. Faults: Unknown,
// Forbidden, Invalid, Conflict where it was changed since the version of due.
func Report(ctx context.Context, u *work.Unit, due Due, done civil.Date, words string) error {
	d, err := FindDue(ctx, &u.View, due.Doc, due.Body, due.Step)
	if err != nil {
		return err
	}
	if err := u.Check(CanReport, d.Body.Scope()); err != nil {
		return err
	}
	var wrong fault.Fields
	words = strings.TrimSpace(viet.NFC(words))
	switch {
	case done.IsZero() && d.Done.IsZero():
		wrong.Add("done", tDayMissing)
	case done.After(u.Today):
		wrong.Add("done", tDoneLater)
	case !done.IsZero() && words == "":
		wrong.Add("words", tWordsMissing)
	case utf8.RuneCountInString(words) > mostWords:
		wrong.Add("words", tTooLong, mostWords)
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	by := u.Actor.Account
	if done.IsZero() {
		words, by = "", ""
	}
	n, err := u.Exec(ctx, doneStep, d.Doc, d.Body, d.Step, cmp.Or(due.Version, d.Version), done, by, words)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStale)
	}
	return u.Record(ctx, "plan.report", string(d.Doc), map[string]any{"body": d.Body, "step": d.Step, "done": done, "words": words})
}

// FindDue returns a step of a body other than its derivation.
//
// The actor sees the document, and needs [CanSee] on the body; otherwise, and
// where it is not asked for, the fault is Unknown.
func FindDue(ctx context.Context, v *work.View, d doc.ID, b org.ID, s Step) (Due, error) {
	if _, err := doc.Find(ctx, v, d); err != nil {
		return Due{}, err
	}
	found, err := db.All(ctx, v.Snapshot, selectStep, scanStep, d, b, s)
	if err != nil {
		return Due{}, err
	}
	if len(found) == 0 || v.Check(CanSee, b.Scope()) != nil {
		return Due{}, fault.New(fault.Unknown, tNoStep)
	}
	return found[0], nil
}

// A Row is a body of a checklist with its steps.
type Row struct {
	Body  org.ID
	Steps map[Step]Due
}

// A Checklist is what is asked of bodies so that a document leads to something.
type Checklist struct {
	Document *doc.Document
	Rows     []Row // those of the bodies that the actor may see, by name
}

// ChecklistOf returns the checklist of a document.
//
// The actor sees the document; of the bodies those are shown on which they hold
// [CanSee]. Faults: Unknown.
func ChecklistOf(ctx context.Context, v *work.View, d doc.ID) (*Checklist, error) {
	cascade, err := doc.CascadeOf(ctx, v, d, doc.Slots{})
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	rows := map[org.ID]map[Step]Due{}
	put := func(due Due) {
		if v.Check(CanSee, due.Body.Scope()) != nil {
			return
		}
		if rows[due.Body] == nil {
			rows[due.Body] = map[Step]Due{}
		}
		rows[due.Body][due.Step] = due
	}
	for _, debt := range slices.Concat(cascade.Issued, cascade.Owing) {
		due := Due{Doc: d, Body: debt.Body, Step: Derive, On: debt.DueOn, By: debt.By}
		if debt.By != "" {
			due.Done = debt.DueOn.AddDays(debt.Days)
		}
		put(due)
	}
	steps, err := db.All(ctx, v.Snapshot, selectSteps, scanStep, d, MostDues)
	if err != nil {
		return nil, err
	}
	for _, s := range steps {
		put(s)
	}
	c := &Checklist{Document: cascade.Document}
	for b, steps := range rows {
		c.Rows = append(c.Rows, Row{b, steps})
	}
	name := map[org.ID]string{}
	for b := range rows {
		name[b] = viet.Fold(tree.Name(b, v.Today))
	}
	slices.SortFunc(c.Rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(name[a.Body], name[b.Body]), cmp.Compare(a.Body, b.Body))
	})
	return c, nil
}

// Count returns how many bodies are asked for a step, how many of them did it,
// and how many are overdue on day.
func (c *Checklist) Count(s Step, day civil.Date) (asked, done, overdue int) {
	for _, r := range c.Rows {
		switch r.Steps[s].Standing(day) {
		case NotAsked:
			continue
		case InTime, TooLate:
			done++
		case Overdue:
			overdue++
		}
		asked++
	}
	return asked, done, overdue
}

// OpenOf returns what a body has to do next of the checklists, the most urgent
// first, at most limit: of each document the first open step other than to
// derive, and every one that is due. What comes after stands in the [Checklist].
//
// The actor needs [CanSee] on the body; of documents that they do not see nothing
// is told.
func OpenOf(ctx context.Context, v *work.View, b org.ID, limit int) ([]Due, map[doc.ID]*doc.Document, error) {
	if err := v.Check(CanSee, b.Scope()); err != nil {
		return nil, nil, err
	}
	dues, err := db.All(ctx, v.Snapshot, selectOpen, scanStep, b, limit, v.Today)
	if err != nil {
		return nil, nil, err
	}
	ids := make([]doc.ID, 0, len(dues))
	for _, d := range dues {
		if !slices.Contains(ids, d.Doc) {
			ids = append(ids, d.Doc)
		}
	}
	documents, err := doc.Documents(ctx, v, ids)
	return slices.DeleteFunc(dues, func(d Due) bool { return documents[d.Doc] == nil }), documents, err
}

// Listed returns the documents that have a checklist and that the actor may see,
// those that were registered last first, at most limit.
//
// Who sees a document sees that it has a checklist: it asks for no other right.
func Listed(ctx context.Context, v *work.View, limit int) ([]*doc.Document, error) {
	ids, err := db.All(ctx, v.Snapshot, selectListed, db.Text[doc.ID], limit)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	documents, err := doc.Documents(ctx, v, ids)
	var out []*doc.Document
	for _, d := range ids {
		if documents[d] != nil {
			out = append(out, documents[d])
		}
	}
	return out, err
}
