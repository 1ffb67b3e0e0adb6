package meeting

import (
	"context"
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
	"quyet/feature/doc"
	"quyet/feature/intake"
	"quyet/feature/intake/assignment"
	"quyet/feature/org"
	"quyet/feature/task"
	"quyet/feature/task/deadline"
)

// An OutcomeID identifies an outcome for ever.
type OutcomeID string

// An OutcomeKind says what was recorded.
type OutcomeKind string

// The kinds of outcomes.
const (
	Information OutcomeKind = "information" // thông tin
	Speech      OutcomeKind = "speech"      // ý kiến phát biểu
	Decided     OutcomeKind = "decision"    // quyết định, kết luận
	Order       OutcomeKind = "task"        // giao việc
)

// OutcomeKinds lists the kinds in the order in which people choose.
func OutcomeKinds() []OutcomeKind { return []OutcomeKind{Order, Decided, Speech, Information} }

// Title returns the kind's name for people.
func (k OutcomeKind) Title() text.T { return outcomeTitles[k] }

// concludes says whether what is recorded so belongs into the notice of conclusions
// unless somebody says otherwise.
func (k OutcomeKind) concludes() bool { return k == Decided || k == Order }

// An Outcome is something that was said at a conference and written down while it
// ran.
type Outcome struct {
	ID           OutcomeID
	Version      int64
	Meeting      ID
	Item         ItemID // that was on; "" where none was
	Kind         OutcomeKind
	Words        string
	Speaker      string // in words; "" where nobody was named
	Said         time.Time
	Lead         org.ID // of an order; "" where the words do not say, or not clearly
	Coordinators []org.ID
	Due          civil.Date // zero where the words name no day
	DueWords     string     // as said
	Ongoing      bool       // work without a deadline
	Recurrence   string     // RRULE of work that comes again; "" for none
	Deliverable  string
	Task         task.ID // that was given; "" before

	Concluded bool // belongs into the notice of conclusions
	NoticeNo  int  // of the notice of conclusions in which it was issued; 0 for none
	InNotice  doc.Span
	Follow    Follow

	order int64
}

// Noticed says whether it stands in a notice that was issued.
func (o *Outcome) Noticed() bool { return o.NoticeNo > 0 }

// Given says whether a task was made of it.
func (o *Outcome) Given() bool { return o.Task != "" }

const (
	outcomeColumns = `id, version, meeting_id, item_id, kind, words, speaker, said_at, lead_id, coordinators, due_on, due_words, ongoing, recurrence, deliverable, task_id,
		concluded, start_at, end_at, follow, follow_by, follow_on, follow_words, followed_at, ord, notice_no`
	mostOutcomes = 500 // of one conference
	mostSaid     = 4000
)

var (
	insertOutcome = db.SQL("meeting.insertOutcome", `
		INSERT INTO meeting_outcome (`+outcomeColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, '', $16, 0, 0, '', '', '', '', 0, $17, 0)`)
	updateOutcome = db.SQL("meeting.updateOutcome", `
		UPDATE meeting_outcome SET version = version + 1, kind = $3, words = $4, speaker = $5, lead_id = $6, coordinators = $7, due_on = $8, due_words = $9, deliverable = $10, ongoing = $11, recurrence = $12, concluded = $13, item_id = $14
		WHERE id = $1 AND version = $2`)
	deleteOutcome  = db.SQL("meeting.deleteOutcome", `DELETE FROM meeting_outcome WHERE id = $1 AND version = $2`)
	giveOutcome    = db.SQL("meeting.giveOutcome", `UPDATE meeting_outcome SET version = version + 1, task_id = $2 WHERE id = $1`)
	countSaid      = db.SQL("meeting.countSaid", `SELECT count(*) FROM meeting_outcome WHERE meeting_id = $1 AND item_id = $2`)
	countOutcomes  = db.SQL("meeting.countOutcomes", `SELECT count(*), coalesce(max(ord), 0) FROM meeting_outcome WHERE meeting_id = $1`)
	selectOutcome  = db.SQL("meeting.outcome", `SELECT `+outcomeColumns+` FROM meeting_outcome WHERE id = $1`)
	selectOutcomes = db.SQL("meeting.outcomes", `SELECT `+outcomeColumns+` FROM meeting_outcome WHERE meeting_id = $1 ORDER BY ord, id LIMIT $2`)
	outcomeOfTask  = db.SQL("meeting.outcomeOfTask", `SELECT `+outcomeColumns+` FROM meeting_outcome WHERE task_id = $1 AND task_id <> ''`)
)

func scanOutcome(scan db.Scan) (o Outcome, err error) {
	var said, followed int64
	var coordinators string
	err = scan(&o.ID, &o.Version, &o.Meeting, &o.Item, &o.Kind, &o.Words, &o.Speaker, &said, &o.Lead, &coordinators, &o.Due, &o.DueWords, &o.Ongoing, &o.Recurrence, &o.Deliverable, &o.Task,
		&o.Concluded, &o.InNotice.Start, &o.InNotice.End, &o.Follow.State, &o.Follow.By, &o.Follow.On, &o.Follow.Words, &followed, &o.order, &o.NoticeNo)
	o.Said, o.Follow.At = instant(said), instant(followed)
	for _, b := range strings.Fields(coordinators) {
		o.Coordinators = append(o.Coordinators, org.ID(b))
	}
	return o, err
}

func (o *Outcome) coordinators() string {
	names := make([]string, len(o.Coordinators))
	for i, b := range o.Coordinators {
		names[i] = string(b)
	}
	return strings.Join(names, " ")
}

func outcomes(ctx context.Context, v *work.View, m ID) ([]Outcome, error) {
	return db.All(ctx, v.Snapshot, selectOutcomes, scanOutcome, m, mostOutcomes)
}

// FindOutcome returns an outcome and its conference. Rights are those of [Find].
func FindOutcome(ctx context.Context, v *work.View, outcome OutcomeID) (Outcome, *Meeting, error) {
	found, err := db.All(ctx, v.Snapshot, selectOutcome, scanOutcome, outcome)
	if err != nil {
		return Outcome{}, nil, err
	}
	if len(found) == 0 {
		return Outcome{}, nil, fault.New(fault.Unknown, tNoOutcome)
	}
	m, err := Find(ctx, v, found[0].Meeting)
	if fault.Is(err, fault.Unknown) {
		err = fault.New(fault.Unknown, tNoOutcome)
	}
	return found[0], m, err
}

// Note writes down what was said at a conference that runs. Of an order, who leads,
// who coordinates, by when and what comes of it are read in the words where o says
// nothing of them; what is not clear stays open and refuses nothing.
//
// The actor needs [CanRun] on the body. Faults: Unknown, Forbidden, Invalid,
// TooMuch, and Conflict where the conference does not run.
func Note(ctx context.Context, u *work.Unit, m ID, o Outcome) (OutcomeID, error) {
	found, err := find(ctx, &u.View, m, CanRun)
	if err != nil {
		return "", err
	}
	if !found.State.Runs() {
		return "", fault.New(fault.Conflict, tNotRunning)
	}
	if err := o.check(ctx, &u.View); err != nil {
		return "", err
	}
	if o.bare() {
		if err := o.read(ctx, &u.View, found); err != nil {
			return "", err
		}
	}
	if err := o.enter(ctx, u, found); err != nil {
		return "", err
	}
	return o.ID, u.Record(ctx, "meeting.note", string(m), o.told())
}

// enter writes an outcome down at the end of the record.
func (o *Outcome) enter(ctx context.Context, u *work.Unit, m *Meeting) error {
	var there, last int64
	if err := u.One(ctx, countOutcomes, []any{m.ID}, &there, &last); err != nil {
		return err
	}
	if there >= mostOutcomes {
		return fault.New(fault.TooMuch, tTooManyOutcomes, mostOutcomes)
	}
	o.ID, o.Version, o.Meeting, o.Item, o.Said, o.Concluded, o.order = id.New[OutcomeID](), 1, m.ID, m.Item, u.Now, o.Kind.concludes(), last+1
	_, err := u.Exec(ctx, insertOutcome, o.ID, o.Version, o.Meeting, o.Item, o.Kind, o.Words, o.Speaker, micro(o.Said), o.Lead, o.coordinators(), o.Due, o.DueWords, o.Ongoing, o.Recurrence, o.Deliverable, o.Concluded, o.order)
	return err
}

// bare says whether of an order nothing is known but its words.
func (o *Outcome) bare() bool {
	return o.Kind == Order && o.Lead == "" && o.Due.IsZero() && o.Recurrence == "" && o.Deliverable == "" && len(o.Coordinators) == 0
}

func (o *Outcome) told() map[string]any {
	told := map[string]any{"outcome": o.ID, "kind": o.Kind, "words": o.Words}
	for name, of := range map[string]string{"item": string(o.Item), "speaker": o.Speaker, "lead": string(o.Lead), "coordinators": o.coordinators(), "due": o.Due.String(), "deliverable": o.Deliverable} {
		if of != "" {
			told[name] = of
		}
	}
	return told
}

// read reads the parts of an order in its words, as said on the day of the
// conference by its body.
func (o *Outcome) read(ctx context.Context, v *work.View, m *Meeting) error {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	defaults, err := intake.Defaults(ctx, v, v.Today)
	if err != nil {
		return err
	}
	t := readOrder(tree, o.Words, m.Body, v.Today, defaults)
	// Of several leads none is chosen: that is for a person.
	if leads := meant(tree, t.Lead, m.Body, v.Today); len(leads) == 1 {
		o.Lead = leads[0]
	}
	for _, b := range meant(tree, t.Coordinating, m.Body, v.Today) {
		if b != o.Lead && !slices.Contains(o.Coordinators, b) {
			o.Coordinators = append(o.Coordinators, b)
		}
	}
	o.Due, o.DueWords, o.Deliverable = t.Deadline.Due, cut(t.Deadline.Words, mostField), cut(t.Deliverable, mostField)
	o.Ongoing, o.Recurrence = t.Deadline.Kind == deadline.Ongoing, t.Deadline.Recurrence
	return nil
}

// readOrder reads an order as said by a body on a day.
func readOrder(tree *org.Tree, words string, by org.ID, day civil.Date, defaults deadline.Defaults) assignment.Task {
	return assignment.One(words, assignment.Context{Issued: day, Issuer: tree.Name(by, day), Defaults: defaults})
}

// meant are the bodies that are clearly meant by names.
func meant(tree *org.Tree, names []assignment.Body, issuer org.ID, day civil.Date) (of []org.ID) {
	for _, n := range names {
		of = append(of, tree.Resolve(n.Name, issuer, day).Bodies...)
	}
	return of
}

func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

func (o *Outcome) check(ctx context.Context, v *work.View) error {
	var wrong fault.Fields
	o.Words = strings.TrimSpace(text.Holdable(viet.NFC(o.Words)))
	o.Speaker, o.Deliverable, o.DueWords = clean(o.Speaker), clean(o.Deliverable), clean(o.DueWords)
	switch {
	case o.Words == "":
		wrong.Add("words", tSaidMissing)
	case utf8.RuneCountInString(o.Words) > mostSaid:
		wrong.Add("words", tTooLong, mostSaid)
	}
	for name, of := range map[string]string{"speaker": o.Speaker, "deliverable": o.Deliverable, "due": o.DueWords} {
		if utf8.RuneCountInString(of) > mostField {
			wrong.Add(name, tTooLong, mostField)
		}
	}
	if !slices.Contains(OutcomeKinds(), o.Kind) {
		wrong.Add("kind", tKindMissing)
	}
	if o.Kind != Order {
		o.Lead, o.Coordinators, o.Due, o.DueWords, o.Deliverable, o.Ongoing, o.Recurrence = "", nil, civil.Date{}, "", "", false, ""
	}
	var helping []org.ID
	for _, b := range o.Coordinators {
		if b != "" && b != o.Lead && !slices.Contains(helping, b) {
			helping = append(helping, b)
		}
	}
	o.Coordinators = helping
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	for _, b := range append([]org.ID{o.Lead}, o.Coordinators...) {
		if _, known := tree.Body(b); b != "" && !known {
			wrong.Add("lead", tNoBody)
			break
		}
	}
	return wrong.Err()
}

// toMend returns an outcome and its conference for who may still change it.
func toMend(ctx context.Context, u *work.Unit, outcome OutcomeID) (Outcome, *Meeting, error) {
	was, m, err := FindOutcome(ctx, &u.View, outcome)
	switch {
	case err != nil:
		return was, m, err
	case u.Check(CanRun, m.Body.Scope()) != nil:
		return was, m, u.Check(CanRun, m.Body.Scope())
	case was.Given():
		return was, m, fault.New(fault.Conflict, tGivenAlready)
	}
	return was, m, nil
}

// ChangeOutcome puts right what was recorded, and to which item of the agenda it
// belongs, "" for none; what it was before stays in the log. Where it stands in the
// record and when it was said stay.
//
// After the conference, and in a notice of conclusions that was issued, the words stay,
// and after the conference the item does (see [Correct]); of an order its parts may
// still be put right, so that it can be given.
//
// The actor needs [CanRun] on the body. Faults: Unknown, Forbidden, Invalid, and
// Conflict where it was changed since the version of o, its task was given, or its
// words stay.
func ChangeOutcome(ctx context.Context, u *work.Unit, o Outcome) error {
	was, m, err := toMend(ctx, u, o.ID)
	if err != nil {
		return err
	}
	if was.Kind == Voted && o.Kind == Voted {
		o.Kind = Information // as far as its words go
		err = o.check(ctx, &u.View)
		o.Kind = Voted
	} else {
		err = o.check(ctx, &u.View)
	}
	if err != nil {
		return err
	}
	if o.Kind != was.Kind || o.Words != was.Words || o.Speaker != was.Speaker {
		switch {
		case was.Noticed():
			return fault.New(fault.Conflict, tInNotice)
		case m.State.Held():
			return fault.New(fault.Conflict, tCorrectInstead)
		}
	}
	if o.Kind != was.Kind && was.Kind == Voted {
		return fault.At("kind", tVoteStays)
	}
	if o.Item != was.Item {
		if m.State.Held() {
			return fault.New(fault.Conflict, tCorrectInstead)
		}
		if err := onAgenda(ctx, &u.View, m.ID, o.Item); err != nil {
			return err
		}
	}
	if was.Kind != Order && o.bare() { // it has become an order only now
		if err := o.read(ctx, &u.View, m); err != nil {
			return err
		}
	}
	if o.Kind != was.Kind {
		o.Concluded = o.Kind.concludes()
	}
	n, err := u.Exec(ctx, updateOutcome, o.ID, o.Version, o.Kind, o.Words, o.Speaker, o.Lead, o.coordinators(), o.Due, o.DueWords, o.Deliverable, o.Ongoing, o.Recurrence, o.Concluded, o.Item)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStaleItem)
	}
	told := o.told()
	told["was"] = was.told()
	return u.Record(ctx, "meeting.reword", string(m.ID), told)
}

// onAgenda asks whether an item is one of a conference, or none. Fault, at item: Invalid.
func onAgenda(ctx context.Context, v *work.View, m ID, item ItemID) error {
	if item == "" {
		return nil
	}
	i, _, err := FindItem(ctx, v, item)
	if fault.Is(err, fault.Unknown) || err == nil && i.Meeting != m {
		return fault.At("item", tNoItem)
	}
	return err
}

// RemoveOutcome takes what was recorded by mistake out of the record; the log
// keeps it.
//
// Rights and faults are those of [ChangeOutcome].
func RemoveOutcome(ctx context.Context, u *work.Unit, outcome OutcomeID, version int64) error {
	was, m, err := toMend(ctx, u, outcome)
	if err != nil {
		return err
	}
	switch {
	case was.Noticed():
		return fault.New(fault.Conflict, tInNotice)
	case m.State.Held():
		return fault.New(fault.Conflict, tCorrectInstead)
	}
	if _, err := u.Exec(ctx, deleteVote, outcome); err != nil {
		return err
	}
	n, err := u.Exec(ctx, deleteOutcome, outcome, version)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStaleItem)
	}
	return u.Record(ctx, "meeting.withdraw", string(m.ID), was.told())
}

// Give makes tasks of the orders of a conference that have a lead and were not
// given yet, all or none, and returns how many. The body of the conference is
// their issuer.
//
// The actor needs [CanRun] and [task.CanAssign] on the body. Faults: Unknown,
// Forbidden, Invalid where there is none to give or a lead cannot be instructed by
// the body, and Conflict before the conference was opened.
func Give(ctx context.Context, u *work.Unit, m ID) (int, error) {
	found, err := find(ctx, &u.View, m, CanRun)
	if err != nil {
		return 0, err
	}
	if err := u.Check(task.CanAssign, found.Body.Scope()); err != nil {
		return 0, err
	}
	if found.Opened.IsZero() {
		return 0, fault.New(fault.Conflict, tNotRunning)
	}
	all, err := outcomes(ctx, &u.View, m)
	if err != nil {
		return 0, err
	}
	issued, err := notices(ctx, &u.View, m)
	if err != nil {
		return 0, err
	}
	var news []task.New
	var of []Outcome
	for _, o := range all {
		if o.givable() {
			of = append(of, o)
			news = append(news, o.asked(found.Body, noticeNo(issued, o.NoticeNo)))
		}
	}
	if len(news) == 0 {
		return 0, fault.New(fault.Invalid, tNothingToGive)
	}
	given, err := task.AssignMany(ctx, u, news)
	if err != nil {
		return 0, whichOrder(err, of)
	}
	rows, tasks := make([][]any, len(of)), make([]string, len(of))
	for i, o := range of {
		rows[i], tasks[i] = []any{o.ID, given[i]}, string(given[i])
	}
	if err := u.ExecMany(ctx, giveOutcome, rows); err != nil {
		return 0, err
	}
	return len(of), u.Record(ctx, "meeting.give", string(m), map[string]any{"tasks": tasks})
}

// asked is the task that an order is, of which a body is the issuer, and where a
// notice that was issued says it; nil where there is none.
func (o *Outcome) asked(by org.ID, n *Notice) task.New {
	t := task.New{
		Text: cut(o.Words, mostSaid), Deliverable: o.Deliverable, Issuer: by, Lead: o.Lead, Coordinators: o.Coordinators,
		Due: o.Due, DueWords: o.DueWords, Ongoing: o.Ongoing, Recurrence: o.Recurrence,
	}
	if n != nil && o.InNotice.End > o.InNotice.Start {
		t.Sources = []task.Passage{n.passage(*o)}
	}
	return t
}

// givable says whether a task can be made of it: an order that is known whom it is
// for, and of which no answer is asked instead.
func (o *Outcome) givable() bool {
	return o.Kind == Order && !o.Given() && o.Lead != "" && o.Follow.State == NoFollow
}

// whichOrder names the order in a fault about one of the tasks.
func whichOrder(err error, of []Outcome) error {
	for _, f := range fault.All(err) {
		for i, o := range of {
			if len(of) == 1 || strings.HasPrefix(f.Field, strconv.Itoa(i)+".") {
				return fault.New(fault.Invalid, tOrderRefused, cut(o.Words, 80), text.New(f.In(text.Vietnamese), f.In(text.English)))
			}
		}
	}
	return err
}

// SaidAt returns the order of which a task was made, and its conference; nil for a
// task that was given otherwise, or at a conference that the actor may not see.
func SaidAt(ctx context.Context, v *work.View, t task.ID) (*Outcome, *Meeting, error) {
	found, err := db.All(ctx, v.Snapshot, outcomeOfTask, scanOutcome, t)
	if err != nil || len(found) == 0 {
		return nil, nil, err
	}
	m, err := Find(ctx, v, found[0].Meeting)
	if fault.Is(err, fault.Unknown) {
		return nil, nil, nil
	}
	return &found[0], m, err
}
