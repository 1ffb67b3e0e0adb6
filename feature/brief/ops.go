package brief

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/plan"
)

// Bounds.
const (
	longLine     = 300
	longWords    = 4000
	mostPeople   = 10_000_000
	mostOfBody   = 60  // audiences of one body
	mostStates   = 500 // of what one body expected, over the days
	mostSittings = 500 // of one body about one document
	mostCounts   = mostSittings * mostOfBody

	// MostBodies is how many bodies are asked at once.
	MostBodies = 20_000
	// MostLines is how many duties of one document are added up.
	MostLines = 400_000
)

func clean(s string) string { return strings.Join(strings.Fields(viet.NFC(text.Holdable(s))), " ") }

// mayAsk asks whether the actor may ask bodies to brief about a document: who may
// change the document may ask every body, others those below a body on which they
// hold [CanAsk].
func mayAsk(v *work.View, tree *org.Tree, d *doc.Document, bodies []org.ID) error {
	if doc.MayChange(v, d) {
		return nil
	}
	chart := tree.Chart(v.Today)
	for _, b := range bodies {
		above := chart.Superior(b).Scope()
		if above == "" {
			above = access.Everywhere
		}
		if err := v.Check(CanAsk, above); err != nil {
			return err
		}
	}
	return nil
}

// Ask asks bodies to brief audiences about a document, each audience by a day; by the
// day that the rules give the tier of a body where it is zero. What was asked before
// and is not finished is asked by the new day. Where the actor may change the document
// the step of its checklist follows (package plan).
//
// The actor sees the document, and may change it ([doc.MayChange]) or holds [CanAsk]
// on the superior of each body. Faults: Unknown, Forbidden; Invalid for no body, no
// audience, an audience that the rule does not list, a day before today and a body that
// does not exist today; TooMuch for more than [MostBodies].
func Ask(ctx context.Context, u *work.Unit, d doc.ID, on map[Audience]civil.Date, bodies ...org.ID) error {
	document, err := doc.Find(ctx, &u.View, d)
	if err != nil {
		return err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	if err := mayAsk(&u.View, tree, document, bodies); err != nil {
		return err
	}
	bodies = slices.Compact(slices.Sorted(slices.Values(bodies)))
	if err := checkAsked(ctx, u, tree, on, bodies); err != nil {
		return err
	}
	by := u.Actor.Body
	if by == access.Everywhere {
		by = ""
	}
	rows := make([][]any, 0, len(bodies)*len(on))
	last := map[org.ID]civil.Date{}
	byRule := map[org.Tier]struct {
		on  civil.Date
		ref string
	}{}
	for _, b := range bodies {
		body, _ := tree.Body(b)
		follows, known := byRule[body.Tier]
		if !known {
			if follows.on, follows.ref, err = dueBy(ctx, &u.View, body.Tier, u.Today); err != nil {
				return err
			}
			byRule[body.Tier] = follows
		}
		for _, a := range slices.Sorted(maps.Keys(on)) {
			due, ref := on[a], ""
			if due.IsZero() {
				due, ref = follows.on, follows.ref
			}
			rows = append(rows, []any{id.New[DutyID](), d, b, a, u.Today, by, due, ref})
			if last[b].Before(due) {
				last[b] = due
			}
		}
	}
	if _, err := u.Exec(ctx, insertDocument, d, u.Today); err != nil {
		return err
	}
	if err := u.ExecMany(ctx, insertDuty, rows); err != nil {
		return fmt.Errorf("ask to brief: %w", err)
	}
	if err := u.Record(ctx, "brief.ask", string(d), map[string]any{"on": on, "bodies": bodies}); err != nil {
		return err
	}
	if err := tellAsked(ctx, u, d, bodies); err != nil {
		return err
	}
	if !doc.MayChange(&u.View, document) {
		return nil
	}
	return setSteps(ctx, u, d, last)
}

// setSteps puts the step of the checklist of a document on the last day of each body.
func setSteps(ctx context.Context, u *work.Unit, d doc.ID, last map[org.ID]civil.Date) error {
	byDay := map[civil.Date][]org.ID{}
	for b, day := range last {
		byDay[day] = append(byDay[day], b)
	}
	for day, bodies := range byDay { // as many as there are tiers
		slices.Sort(bodies)
		if err := plan.SetSteps(ctx, u, d, map[plan.Step]civil.Date{plan.Brief: day}, bodies...); err != nil {
			return err
		}
	}
	return nil
}

func checkAsked(ctx context.Context, u *work.Unit, tree *org.Tree, on map[Audience]civil.Date, bodies []org.ID) error {
	var wrong fault.Fields
	chart := tree.Chart(u.Today)
	switch {
	case len(bodies) == 0:
		wrong.Add("body", tNoBody)
	case len(bodies) > MostBodies:
		return fault.New(fault.TooMuch, tTooManyBodies, text.Int(ctx, MostBodies))
	case slices.ContainsFunc(bodies, func(b org.ID) bool { return !chart.Has(b) }):
		wrong.Add("body", tBodyEnded)
	}
	listed, err := Audiences(ctx, &u.View, u.Today)
	if err != nil {
		return err
	}
	if len(on) == 0 {
		wrong.Add("audience", tNoAudience)
	}
	for _, a := range slices.Sorted(maps.Keys(on)) {
		if !slices.ContainsFunc(listed, func(l AudienceName) bool { return l.Audience == a }) {
			wrong.Add("audience", tNoAudience)
		}
		if day := on[a]; !day.IsZero() && day.Before(u.Today) {
			wrong.Add("on_"+string(a), tDueEarly)
		}
	}
	return wrong.Err()
}

// Waive takes back that a body is asked to brief about a document, for every audience
// for which it has not finished.
//
// Rights are those of [Ask]. Faults: Unknown, Forbidden, and Conflict where the body
// has held a sitting or has nothing open.
func Waive(ctx context.Context, u *work.Unit, d doc.ID, b org.ID) error {
	r, err := Of(ctx, &u.View, d, b)
	if err != nil {
		return err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	if err := mayAsk(&u.View, tree, r.Document, []org.ID{b}); err != nil {
		return err
	}
	if r.held() > 0 {
		return fault.New(fault.Conflict, tNotWaived)
	}
	n, err := u.Exec(ctx, deleteDuties, d, b)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tNotWaived)
	}
	if doc.MayChange(&u.View, r.Document) {
		if err := plan.Waive(ctx, u, d, b, plan.Brief); err != nil && !fault.Is(err, fault.Conflict) {
			return err
		}
	}
	return u.Record(ctx, "brief.waive", string(d), map[string]any{"body": b})
}

// Expect says for a body how many people there are of some audiences, from today on.
//
// The actor sees the document and needs [CanReport] on the body. Faults: Unknown,
// Forbidden; Invalid at the audience for one that is not asked for, and for fewer than
// were reached already.
func Expect(ctx context.Context, u *work.Unit, d doc.ID, b org.ID, expected map[Audience]int64) error {
	r, err := reporting(ctx, u, d, b)
	if err != nil {
		return err
	}
	var wrong fault.Fields
	if len(expected) == 0 {
		wrong.Add("expected", tNumberMissing)
	}
	var rows [][]any
	for _, a := range slices.Sorted(maps.Keys(expected)) {
		n := expected[a]
		switch l, ok := r.line(a); {
		case !ok:
			wrong.Add(expectedField(a), tNotAsked)
		case n < 0 || n > mostPeople:
			wrong.Add(expectedField(a), tNumberWrong)
		case n < l.Reached:
			wrong.Add(expectedField(a), tFewerThanReached, text.Int(ctx, l.Reached))
		case n != l.Expected:
			rows = append(rows, []any{d, b, a, u.Today, n})
		}
	}
	if err := wrong.Err(); err != nil || len(rows) == 0 {
		return err
	}
	if err := u.ExecMany(ctx, insertExpected, rows); err != nil {
		return err
	}
	return u.Record(ctx, "brief.expect", string(d), map[string]any{"body": b, "expected": expected})
}

// expectedField and reachedField are the fields of a form with a number of people.
func expectedField(a Audience) string { return "expected_" + string(a) }
func reachedField(a Audience) string  { return "reached_" + string(a) }

// reporting returns what a body was asked for, and asks that the actor may report on it.
func reporting(ctx context.Context, u *work.Unit, d doc.ID, b org.ID) (*Record, error) {
	r, err := Of(ctx, &u.View, d, b)
	if err != nil {
		return nil, err
	}
	return r, u.Check(CanReport, b.Scope())
}

// Hold writes a sitting of a body down, with how many of each audience were briefed
// there for the first time. ID, Version, RecordedBy and Withdrawn of s are not looked at.
//
// The actor sees the document and needs [CanReport] on the body. Faults: Unknown,
// Forbidden; Invalid for a day that is missing or to come, a form that there is not,
// words that are too long, a sitting that makes up for none of the body, nobody reached,
// an audience that is not asked for, and more people than are expected.
func Hold(ctx context.Context, u *work.Unit, s Sitting) (SittingID, error) {
	r, err := reporting(ctx, u, s.Doc, s.Body)
	if err != nil {
		return "", err
	}
	s.ID = id.New[SittingID]()
	if err := r.check(ctx, u, &s); err != nil {
		return "", err
	}
	if len(r.Sittings) >= mostSittings {
		return "", fault.New(fault.TooMuch, tTooManySittings, mostSittings)
	}
	if _, err := u.Exec(ctx, insertSitting, s.ID, s.Doc, s.Body, s.On, s.Place, s.Form, s.Speaker, s.MakesUp, s.Words, u.Actor.Account); err != nil {
		return "", fmt.Errorf("hold a sitting: %w", err)
	}
	if err := count(ctx, u, s); err != nil {
		return "", err
	}
	return s.ID, u.Record(ctx, "brief.hold", string(s.Doc), s.told())
}

func count(ctx context.Context, u *work.Unit, s Sitting) error {
	rows := make([][]any, 0, len(s.Reached))
	for _, a := range slices.Sorted(maps.Keys(s.Reached)) {
		if n := s.Reached[a]; n > 0 {
			rows = append(rows, []any{s.Doc, s.Body, a, s.ID, s.On, n})
		}
	}
	return u.ExecMany(ctx, insertCount, rows)
}

func (s *Sitting) told() map[string]any {
	return map[string]any{"body": s.Body, "sitting": s.ID, "on": s.On, "form": s.Form, "makes_up": s.MakesUp, "reached": s.Reached}
}

// Change changes what was written down of a sitting; document and body stay. s.Version
// says which state it changes.
//
// Rights and faults are those of [Hold], and Conflict where somebody changed it or took
// it back meanwhile.
func Change(ctx context.Context, u *work.Unit, s Sitting) error {
	was, r, err := FindSitting(ctx, &u.View, s.ID)
	if err != nil {
		return err
	}
	if err := u.Check(CanReport, was.Body.Scope()); err != nil {
		return err
	}
	s.Doc, s.Body = was.Doc, was.Body
	if err := r.check(ctx, u, &s); err != nil {
		return err
	}
	n, err := u.Exec(ctx, updateSitting, s.ID, s.Version, s.On, s.Place, s.Form, s.Speaker, s.MakesUp, s.Words)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStale)
	}
	if _, err := u.Exec(ctx, deleteCounts, s.ID); err != nil {
		return err
	}
	if err := count(ctx, u, s); err != nil {
		return err
	}
	return u.Record(ctx, "brief.change", string(s.Doc), s.told())
}

// Withdraw takes back a sitting that should not count: written down twice, or for
// another body. It stays to be read, with the reason.
//
// The actor needs [CanReport] on its body. Faults: Unknown, Forbidden; Invalid without
// a reason; Conflict where somebody changed it or took it back meanwhile.
func Withdraw(ctx context.Context, u *work.Unit, sitting SittingID, version int64, reason string) error {
	s, _, err := FindSitting(ctx, &u.View, sitting)
	if err != nil {
		return err
	}
	if err := u.Check(CanReport, s.Body.Scope()); err != nil {
		return err
	}
	switch reason = clean(reason); {
	case reason == "":
		return fault.At("reason", tReasonMissing)
	case utf8.RuneCountInString(reason) > longLine:
		return fault.At("reason", tTooLong, longLine)
	}
	n, err := u.Exec(ctx, withdrawSitting, sitting, version, reason)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStale)
	}
	if _, err := u.Exec(ctx, deleteCounts, sitting); err != nil {
		return err
	}
	return u.Record(ctx, "brief.withdraw", string(s.Doc), map[string]any{"body": s.Body, "sitting": sitting, "reason": reason, "reached": s.Reached})
}

// check tidies a sitting up and says what is wrong with it.
func (r *Record) check(ctx context.Context, u *work.Unit, s *Sitting) error {
	var wrong fault.Fields
	switch {
	case s.On.IsZero():
		wrong.Add("on", tDayMissing)
	case s.On.After(u.Today):
		wrong.Add("on", tDayToCome)
	}
	for field, words := range map[string]*string{"place": &s.Place, "speaker": &s.Speaker} {
		if *words = clean(*words); utf8.RuneCountInString(*words) > longLine {
			wrong.Add(field, tTooLong, longLine)
		}
	}
	if s.Words = strings.TrimSpace(viet.NFC(text.Holdable(s.Words))); utf8.RuneCountInString(s.Words) > longWords {
		wrong.Add("words", tTooLong, longWords)
	}
	if !slices.Contains(Forms(), s.Form) {
		wrong.Add("form", tFormMissing)
	}
	if s.MakesUp != "" && !slices.ContainsFunc(r.Sittings, func(o Sitting) bool {
		return o.ID == s.MakesUp && o.ID != s.ID && o.Withdrawn == "" && !o.On.After(s.On)
	}) {
		wrong.Add("makes_up", tMakesUpNone)
	}
	var before map[Audience]int64 // what the sitting counted until now
	for _, o := range r.Sittings {
		if o.ID == s.ID {
			before = o.Reached
		}
	}
	any := false
	for _, a := range slices.Sorted(maps.Keys(s.Reached)) {
		n := s.Reached[a]
		any = any || n > 0
		switch l, ok := r.line(a); {
		case n == 0:
		case !ok:
			wrong.Add(reachedField(a), tNotAsked)
		case n < 0 || n > mostPeople:
			wrong.Add(reachedField(a), tNumberWrong)
		case l.Expected != Unsaid && l.Reached-before[a]+n > l.Expected:
			wrong.Add(reachedField(a), tMoreThanExpected, text.Int(ctx, l.Expected), text.Int(ctx, max(l.Expected-l.Reached+before[a], 0)))
		}
	}
	if !any && len(wrong) == 0 {
		wrong.Add("reached", tNobodyReached)
	}
	return wrong.Err()
}

// Finish says for a body that it has briefed everybody whom it could, on a day; words
// says why, where fewer were reached than the rule brief.reach asks. The step of the
// checklist of the document is reported as done.
//
// The actor sees the document and needs [CanReport] on the body. Faults: Unknown,
// Forbidden; Invalid for a day that is missing, to come or before the last sitting, for
// an expected number that was not said, and for a reason that is missing; Conflict where
// nothing is open.
func Finish(ctx context.Context, u *work.Unit, d doc.ID, b org.ID, on civil.Date, words string) error {
	r, err := reporting(ctx, u, d, b)
	if err != nil {
		return err
	}
	open := slices.DeleteFunc(slices.Clone(r.Lines), func(l Line) bool { return !l.Done.IsZero() })
	if len(open) == 0 {
		return fault.New(fault.Conflict, tNothingOpen)
	}
	share, _, err := ruleReach.Number(ctx, &u.View, u.Today)
	if err != nil {
		return err
	}
	words = strings.TrimSpace(viet.NFC(text.Holdable(words)))
	if err := r.checkFinish(open, on, u.Today, words, int64(share)); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, finishDuties, d, b, on, words); err != nil {
		return err
	}
	if err := u.Record(ctx, "brief.finish", string(d), map[string]any{"body": b, "on": on, "words": words}); err != nil {
		return err
	}
	var all Cover
	for _, l := range r.Lines {
		all = all.Plus(l.cover(on))
	}
	// Who reads the checklist gets the numbers, in the language of the documents.
	said := tFinishedWords.For(text.Vietnamese, all.Reached, all.Expected, r.held())
	if words != "" {
		said += " " + words
	}
	return report(ctx, u, d, b, on, said)
}

func (r *Record) checkFinish(open []Line, on, today civil.Date, words string, share int64) error {
	var wrong fault.Fields
	switch {
	case on.IsZero():
		wrong.Add("done", tDayMissing)
	case on.After(today):
		wrong.Add("done", tDayToCome)
	case slices.ContainsFunc(r.Sittings, func(s Sitting) bool { return s.Withdrawn == "" && s.On.After(on) }):
		wrong.Add("done", tBeforeSitting)
	}
	few := false
	for _, l := range open {
		if l.Expected == Unsaid {
			wrong.Add(expectedField(l.Audience), tExpectedFirst)
		}
		few = few || l.Reached*100 < l.Expected*share
	}
	switch {
	case few && words == "":
		wrong.Add("reason", tFewReason)
	case utf8.RuneCountInString(words) > longWords:
		wrong.Add("reason", tTooLong, longWords)
	}
	return wrong.Err()
}

// report tells the checklist of a document what a body did; where no step of it is
// asked of the body, nothing.
func report(ctx context.Context, u *work.Unit, d doc.ID, b org.ID, on civil.Date, words string) error {
	due, err := plan.FindDue(ctx, &u.View, d, b, plan.Brief)
	switch {
	case fault.Is(err, fault.Unknown), err == nil && on.IsZero() && due.Done.IsZero():
		return nil
	case err != nil:
		return err
	}
	return plan.Report(ctx, u, due, on, words)
}

// Reopen takes back that a body has finished.
//
// The actor sees the document and needs [CanReport] on the body. Faults: Unknown,
// Forbidden; Conflict where it has not finished.
func Reopen(ctx context.Context, u *work.Unit, d doc.ID, b org.ID) error {
	if _, err := reporting(ctx, u, d, b); err != nil {
		return err
	}
	n, err := u.Exec(ctx, reopenDuties, d, b)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tNotFinished)
	}
	if err := u.Record(ctx, "brief.reopen", string(d), map[string]any{"body": b}); err != nil {
		return err
	}
	return report(ctx, u, d, b, civil.Date{}, "")
}

// A Record is what a body was asked to brief about a document, and what it did.
type Record struct {
	Document *doc.Document
	Body     org.ID
	Lines    []Line    // with what was reached until today, by audience
	Sittings []Sitting // the last one first, also those taken back
}

func (r *Record) line(a Audience) (Line, bool) {
	i := slices.IndexFunc(r.Lines, func(l Line) bool { return l.Audience == a })
	if i < 0 {
		return Line{}, false
	}
	return r.Lines[i], true
}

// held is how many sittings count.
func (r *Record) held() (n int) {
	for _, s := range r.Sittings {
		if s.Withdrawn == "" {
			n++
		}
	}
	return n
}

// Of returns what a body was asked to brief about a document, and what it did.
//
// The actor sees the document and needs [CanSee] on the body; otherwise, and where it
// was not asked, the fault is Unknown.
func Of(ctx context.Context, v *work.View, d doc.ID, b org.ID) (*Record, error) {
	document, err := doc.Find(ctx, v, d)
	if err != nil {
		return nil, err
	}
	duties, err := db.All(ctx, v.Snapshot, selectOfBody, scanDuty, d, b, mostOfBody)
	if err != nil {
		return nil, err
	}
	if len(duties) == 0 || v.Check(CanSee, b.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoDuty)
	}
	r := &Record{Document: document, Body: b}
	if r.Sittings, err = db.All(ctx, v.Snapshot, selectSittings, scanSitting, d, b, mostSittings); err != nil {
		return nil, err
	}
	at := map[SittingID]*Sitting{}
	for i := range r.Sittings {
		r.Sittings[i].Reached = map[Audience]int64{}
		at[r.Sittings[i].ID] = &r.Sittings[i]
	}
	reached := map[crowd]int64{}
	err = db.Each(ctx, v.Snapshot, selectCountsOf, func(scan db.Scan) error {
		var sitting SittingID
		var a Audience
		var n int64
		if err := scan(&sitting, &a, &n); err != nil {
			return err
		}
		if s := at[sitting]; s != nil {
			s.Reached[a] = n
		}
		reached[crowd{b, a}] += n
		return nil
	}, d, b, mostCounts)
	if err != nil {
		return nil, err
	}
	states, err := db.All(ctx, v.Snapshot, selectExpectedOf, scanState, d, b, mostStates)
	r.Lines = lines(duties, states, reached, v.Today)
	return r, err
}

// A crowd is an audience of a body.
type crowd struct {
	body     org.ID
	audience Audience
}

// A state is how many of an audience a body expected from a day on.
type state struct {
	crowd
	from civil.Date
	n    int64
}

func scanState(scan db.Scan) (s state, err error) {
	return s, scan(&s.body, &s.audience, &s.from, &s.n)
}

// lines joins duties with what was expected on a day, or where nothing had been said
// until then, with what was said first: the people were there before anybody counted
// them. states stand in the order of their days.
func lines(duties []Duty, states []state, reached map[crowd]int64, day civil.Date) []Line {
	expected := map[crowd]int64{}
	for _, s := range states {
		if _, said := expected[s.crowd]; !said || !s.from.After(day) {
			expected[s.crowd] = s.n
		}
	}
	out := make([]Line, len(duties))
	for i, d := range duties {
		at := crowd{d.Body, d.Audience}
		n, said := expected[at]
		if !said {
			n = Unsaid
		}
		out[i] = Line{d, n, reached[at]}
	}
	return out
}

// FindSitting returns a sitting, and what its body was asked for.
//
// The actor sees the document and needs [CanSee] on the body; otherwise, and where
// there is none, the fault is Unknown.
func FindSitting(ctx context.Context, v *work.View, sitting SittingID) (Sitting, *Record, error) {
	found, err := db.All(ctx, v.Snapshot, selectSitting, scanSitting, sitting)
	if err != nil {
		return Sitting{}, nil, err
	}
	if len(found) == 0 {
		return Sitting{}, nil, fault.New(fault.Unknown, tNoSitting)
	}
	r, err := Of(ctx, v, found[0].Doc, found[0].Body)
	if fault.Is(err, fault.Unknown) {
		err = fault.New(fault.Unknown, tNoSitting) // as if it were not there
	}
	if err != nil {
		return Sitting{}, nil, err
	}
	i := slices.IndexFunc(r.Sittings, func(s Sitting) bool { return s.ID == sitting })
	if i < 0 {
		return Sitting{}, nil, fault.New(fault.Unknown, tNoSitting)
	}
	return r.Sittings[i], r, nil
}

// CoverageOf returns how far root and the bodies below it were with briefing about a
// document at the end of day, by what is known now; of everything for "". Bodies that the
// actor may not see are not counted.
//
// It stands in the tree of the day charted, which is day itself but where two days are
// compared: what former bodies did then stands at those that took over from them, so
// that both have the same rows.
//
// The actor sees the document and needs [CanSee] on root. Faults: Unknown; TooMuch for
// a document with more than [MostLines] duties.
func CoverageOf(ctx context.Context, v *work.View, d doc.ID, root org.ID, day, charted civil.Date) (*Coverage, error) {
	if _, err := doc.Find(ctx, v, d); err != nil {
		return nil, err
	}
	scope := root.Scope()
	if root == "" {
		scope = access.Everywhere
	}
	if v.Check(CanSee, scope) != nil {
		return nil, fault.New(fault.Unknown, tNoDuty)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	duties, err := db.All(ctx, v.Snapshot, selectDuties, scanDuty, d, day, MostLines+1)
	if err != nil {
		return nil, err
	}
	if len(duties) > MostLines {
		return nil, fault.New(fault.TooMuch, tTooManyLines)
	}
	may := map[org.ID]bool{}
	duties = slices.DeleteFunc(duties, func(d Duty) bool {
		sees, asked := may[d.Body]
		if !asked {
			sees = v.Actor.May(CanSee, d.Body.Scope())
			may[d.Body] = sees
		}
		return !sees
	})
	states, err := db.All(ctx, v.Snapshot, selectExpected, scanState, d, MostLines)
	if err != nil {
		return nil, err
	}
	reached := map[crowd]int64{}
	err = db.Each(ctx, v.Snapshot, selectReached, func(scan db.Scan) error {
		var at crowd
		var n int64
		err := scan(&at.body, &at.audience, &n)
		reached[at] = n
		return err
	}, d, day, MostLines)
	return roll(tree, tree.Chart(charted), lines(duties, states, reached, day), root, day), err
}

// An Open is what a body has still to do about a document.
type Open struct {
	Doc       doc.ID
	Body      org.ID
	Due       civil.Date // of what is due first
	Audiences int
}

// OpenOf returns what a body has still to do, and what the bodies left to do from which
// it took over: what is due first, first; at most limit. Documents that the actor may
// not see are left out.
//
// The actor needs [CanSee] on the body.
func OpenOf(ctx context.Context, v *work.View, b org.ID, limit int) ([]Open, map[doc.ID]*doc.Document, error) {
	if err := v.Check(CanSee, b.Scope()); err != nil {
		return nil, nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, nil, err
	}
	bodies := append([]org.ID{b}, forbears(tree, b)...)
	open, err := db.All(ctx, v.Snapshot, openOf(len(bodies)), func(scan db.Scan) (o Open, err error) {
		return o, scan(&o.Doc, &o.Body, &o.Due, &o.Audiences)
	}, append([]any{limit}, db.Args(bodies)...)...)
	if err != nil {
		return nil, nil, err
	}
	var ids []doc.ID
	for _, o := range open {
		if !slices.Contains(ids, o.Doc) {
			ids = append(ids, o.Doc)
		}
	}
	if len(ids) == 0 {
		return nil, nil, nil
	}
	documents, err := doc.Documents(ctx, v, ids)
	return slices.DeleteFunc(open, func(o Open) bool { return documents[o.Doc] == nil }), documents, err
}

// mostForbears is how many bodies one takes over from, step by step.
const mostForbears = 500

// forbears returns the bodies from which b took over, step by step.
func forbears(tree *org.Tree, b org.ID) (out []org.ID) {
	todo := []org.ID{b}
	for len(todo) > 0 && len(out) < mostForbears {
		body, ok := tree.Body(todo[0])
		todo = todo[1:]
		if !ok {
			continue
		}
		for _, f := range body.Forbears {
			if !slices.Contains(out, f.From) && f.From != b {
				out, todo = append(out, f.From), append(todo, f.From)
			}
		}
	}
	return out
}

// Listed returns the documents about which somebody is asked to brief and that the
// actor may see, those asked last first, at most limit.
//
// Who sees a document sees that it is briefed about: it asks for no other right.
func Listed(ctx context.Context, v *work.View, limit int) ([]*doc.Document, error) {
	ids, err := db.All(ctx, v.Snapshot, selectDocuments, db.Text[doc.ID], limit)
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

// Asked says whether a body is asked to brief about a document; then its sittings
// prove the step of the checklist.
//
// Who sees the checklist sees that: it asks for no right of its own.
func Asked(ctx context.Context, v *work.View, d doc.ID, b org.ID) (bool, error) {
	duties, err := db.All(ctx, v.Snapshot, selectOfBody, scanDuty, d, b, 1)
	return len(duties) > 0, err
}
