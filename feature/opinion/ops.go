package opinion

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/rule"
)

// Bounds.
const (
	mostAsked = 300 // bodies of one question
	mostTitle = 500
	mostWords = 4000
	mostWhy   = 500
	mostAhead = 366 // days until which one may ask
	mostAbout = 50  // questions about one subject
	perUnit   = 500 // opinions that lapse in one unit
)

// Ask asks bodies for their opinion until q.Due, or where no work is done on that day
// until the next working day. Where that day is zero, it is the one of [Propose].
//
// The actor needs [CanAsk] on q.Body. Faults: Invalid, TooMuch.
func Ask(ctx context.Context, u *work.Unit, q Question, bodies []org.ID) (QuestionID, error) {
	if err := u.Check(CanAsk, q.Body.Scope()); err != nil {
		return "", err
	}
	c, err := rule.DaysOff.Calendar(ctx, &u.View)
	if err != nil {
		return "", err
	}
	p, err := Propose(ctx, &u.View, u.Today)
	if err != nil {
		return "", err
	}
	if q.Due.IsZero() {
		q.Due = p.Due
	}
	bodies = distinct(bodies)
	if err := q.check(ctx, &u.View, bodies, q.File.SHA256 != ""); err != nil {
		return "", err
	}
	q.Due = Clock{c, q.Due}.Last()
	q.Rules = []string{c.Ref(q.Due)}
	if q.Due == p.Due {
		q.Rules = p.Rules
	}
	q.ID, q.On, q.At, q.By = id.New[QuestionID](), u.Today, u.Now, u.Actor.Account
	if _, err := u.Exec(ctx, insertQuestion, q.ID, q.Body, q.Title, q.Words, q.Subject, q.Document, q.File.SHA256, q.File.Name, q.On, q.At.UnixMicro(), q.By, q.Due, joined(q.Rules)); err != nil {
		return "", err
	}
	rows, events, details := make([][]any, len(bodies)), make([]work.Event, len(bodies)), make([]any, len(bodies))
	for i, b := range bodies {
		o := id.New[ID]()
		rows[i] = []any{o, q.ID, b, q.Due}
		events[i] = work.Event{Kind: "opinion.ask", Subject: string(o), First: true}
		details[i] = map[string]any{"question": q.ID, "title": q.Title, "asks": q.Body, "body": b, "due": q.Due}
	}
	if err := u.ExecMany(ctx, insertOpinion, rows); err != nil {
		return "", err
	}
	return q.ID, u.RecordMany(ctx, events, details)
}

func distinct(bodies []org.ID) (out []org.ID) {
	for _, b := range bodies {
		if !slices.Contains(out, b) {
			out = append(out, b)
		}
	}
	return out
}

// check asks whether bodies can be asked so, with a file or without.
func (q *Question) check(ctx context.Context, v *work.View, bodies []org.ID, file bool) error {
	var wrong fault.Fields
	q.Title, q.Words = clean(q.Title), lines(q.Words)
	if q.Title == "" {
		wrong.Add("title", tTitleMissing)
	}
	if utf8.RuneCountInString(q.Title) > mostTitle {
		wrong.Add("title", tTooLong, mostTitle)
	}
	if utf8.RuneCountInString(q.Words) > mostWords {
		wrong.Add("words", tTooLong, mostWords)
	}
	if q.Words == "" && !file && q.Document == "" {
		wrong.Add("words", tNothingAsked)
	}
	switch {
	case q.Due.Before(v.Today):
		wrong.Add("due", tDuePast)
	case q.Due.Sub(v.Today) > mostAhead:
		wrong.Add("due", tDueFar)
	}
	if q.Document != "" {
		if _, err := doc.Find(ctx, v, q.Document); fault.Is(err, fault.Unknown) {
			wrong.Add("doc", tNoDoc)
		} else if err != nil {
			return err
		}
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	chart := tree.Chart(v.Today)
	if len(bodies) == 0 {
		wrong.Add("bodies", tNobodyAsked)
	}
	for _, b := range bodies {
		switch {
		case b == q.Body:
			wrong.Add("bodies", tAsksItself)
		case !chart.Has(b):
			wrong.Add("bodies", tNoSuchBody, tree.Name(b, v.Today))
		}
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	if len(bodies) > mostAsked {
		return fault.New(fault.TooMuch, tTooManyAsked, mostAsked)
	}
	return nil
}

func clean(s string) string { return strings.Join(strings.Fields(text.Holdable(viet.NFC(s))), " ") }

// lines is clean for words of several lines.
func lines(s string) string {
	var out []string
	for line := range strings.Lines(s) {
		out = append(out, clean(line))
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

// An Asked is the opinion of a body with what it was asked.
type Asked struct {
	*Opinion
	Of *Question
}

// seenBy says whether an actor may see the opinion: as the body that asks, or as the one
// that is asked.
func (a Asked) seenBy(v *work.View) bool {
	return v.Actor.May(CanSee, a.Of.Body.Scope()) || v.Actor.May(CanSee, a.Body.Scope())
}

// Find returns a question with the opinions on it that the actor may see, in the order in
// which the bodies were asked: all of them for the body that asks, its own for a body that
// is asked.
//
// The actor needs [CanSee] on the body that asks, or on one that is asked; otherwise, and
// where there is none, the fault is Unknown.
func Find(ctx context.Context, v *work.View, q QuestionID) (*Question, []*Opinion, error) {
	found, err := db.All(ctx, v.Snapshot, selectQuestion, scanQuestion, q)
	if err != nil {
		return nil, nil, err
	}
	if len(found) == 0 {
		return nil, nil, fault.New(fault.Unknown, tNoQuestion)
	}
	all, err := db.All(ctx, v.Snapshot, selectOf, scanOpinion, q, mostAsked)
	if err != nil {
		return nil, nil, err
	}
	all = slices.DeleteFunc(all, func(o *Opinion) bool { return !(Asked{o, found[0]}).seenBy(v) })
	if len(all) == 0 {
		return nil, nil, fault.New(fault.Unknown, tNoQuestion)
	}
	return found[0], all, nil
}

// FindOpinion returns the opinion of a body with the question. Rights are those of
// [Find].
func FindOpinion(ctx context.Context, v *work.View, o ID) (Asked, error) {
	found, err := db.All(ctx, v.Snapshot, selectOne, scanBoth, o)
	if err != nil {
		return Asked{}, err
	}
	if len(found) == 0 || !found[0].seenBy(v) {
		return Asked{}, fault.New(fault.Unknown, tNoQuestion)
	}
	return found[0], nil
}

// asking is [Find] for who asks: Forbidden for those who may see it and ask nothing.
func asking(ctx context.Context, v *work.View, q QuestionID) (*Question, []*Opinion, error) {
	found, all, err := Find(ctx, v, q)
	if err != nil {
		return nil, nil, err
	}
	if err := v.Check(CanAsk, found.Body.Scope()); err != nil {
		return nil, nil, err
	}
	if found.Withdrawn != "" {
		return nil, nil, fault.New(fault.Conflict, tIsWithdrawn)
	}
	return found, all, nil
}

// A Reply is what a body answers.
type Reply struct {
	Version int64 // of the opinion that was seen
	Answer  Answer
	Words   string
	File    File
}

// Give gives the opinion of a body. As long as there is time it may be given anew; after
// that it is kept once, is late, and what the silence was taken for stays.
//
// The actor needs [CanGive] on the body that is asked. Faults: Unknown, Forbidden,
// Invalid, and Conflict where somebody else has given it meanwhile, where it was given
// and the time is over, and where the question was withdrawn.
func Give(ctx context.Context, u *work.Unit, o ID, r Reply) error {
	a, err := FindOpinion(ctx, &u.View, o)
	if err != nil {
		return err
	}
	if err := u.Check(CanGive, a.Body.Scope()); err != nil {
		return err
	}
	c, err := rule.DaysOff.Calendar(ctx, &u.View)
	if err != nil {
		return err
	}
	over := Clock{c, a.Due}.Over(u.Today)
	if err := a.takes(!over && a.Lapse == ""); err != nil {
		return err
	}
	if a.Version != r.Version {
		return fault.New(fault.Conflict, tStale)
	}
	if err := r.check(r.File.SHA256 != ""); err != nil {
		return err
	}
	if over && a.Open() {
		// The clock has run out, whether or not the program has come to note it.
		if err := lapse(ctx, u, []*Opinion{a.Opinion}); err != nil {
			return err
		}
	}
	if err := a.answer(ctx, u, r, civil.Date{}); err != nil {
		return err
	}
	return u.Record(ctx, "opinion.give", string(a.ID), map[string]any{"body": a.Body, "answer": r.Answer, "late": over || a.Lapse != "", "again": a.Answer != ""})
}

// takes says why no answer is taken: nil where one is. anew says whether one that was
// given is changed.
func (o *Opinion) takes(anew bool) error {
	switch {
	case o.Lapse == Withdrawn:
		return fault.New(fault.Conflict, tIsWithdrawn)
	case o.Answer != "" && !anew:
		return fault.New(fault.Conflict, tIsGiven)
	}
	return nil
}

func (a Asked) answer(ctx context.Context, u *work.Unit, r Reply, came civil.Date) error {
	n, err := u.Exec(ctx, answerOpinion, a.ID, a.Version, r.Answer, r.Words, r.File.SHA256, r.File.Name, u.Now.UnixMicro(), u.Actor.Account, came)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, tStale)
	}
	return err
}

// Enter writes down the opinion of a body that came on paper to the body that asked, on
// a day: it is in time or late by that day, whenever it is entered. What the silence was
// taken for meanwhile stands no more where the paper came in time; the history has it.
//
// The actor needs [CanAsk] on the body that asks. Faults: Unknown, Forbidden, Invalid, and
// Conflict where there is an answer or the question was withdrawn.
func Enter(ctx context.Context, u *work.Unit, o ID, r Reply, came civil.Date) error {
	a, err := FindOpinion(ctx, &u.View, o)
	if err != nil {
		return err
	}
	if err := u.Check(CanAsk, a.Of.Body.Scope()); err != nil {
		return err
	}
	c, err := rule.DaysOff.Calendar(ctx, &u.View)
	if err != nil {
		return err
	}
	if err := a.takes(false); err != nil {
		return err
	}
	if a.Version != r.Version {
		return fault.New(fault.Conflict, tStale)
	}
	var wrong fault.Fields
	switch {
	case came.IsZero():
		wrong.Add("came", tCameMissing)
	case came.After(u.Today) || came.Before(a.Of.On):
		wrong.Add("came", tCameWrong, a.Of.On.Vietnamese(), u.Today.Vietnamese())
	}
	if err := append(wrong, fault.All(r.check(r.File.SHA256 != ""))...).Err(); err != nil {
		return err
	}
	late := Clock{c, a.Due}.Over(came)
	switch {
	case late && a.Lapse == "":
		err = lapse(ctx, u, []*Opinion{a.Opinion})
	case !late && a.Lapse != "":
		_, err = u.Exec(ctx, heard, a.ID)
	}
	if err != nil {
		return err
	}
	if err := a.answer(ctx, u, r, came); err != nil {
		return err
	}
	return u.Record(ctx, "opinion.enter", string(a.ID), map[string]any{"body": a.Body, "answer": r.Answer, "late": late, "came": came})
}

func (r *Reply) check(file bool) error {
	var wrong fault.Fields
	r.Words = lines(r.Words)
	if !slices.Contains(Answers(), r.Answer) {
		wrong.Add("answer", tAnswerMissing)
	}
	if utf8.RuneCountInString(r.Words) > mostWords {
		wrong.Add("words", tTooLong, mostWords)
	}
	if r.Answer.wordy() && r.Words == "" && !file {
		wrong.Add("words", tWordsMissing)
	}
	return wrong.Err()
}

// Extend gives more time to the bodies that have not answered, or to one of them. The
// time never becomes shorter: those who have longer already keep it.
//
// The actor needs [CanAsk] on the body that asks. Faults: Unknown, Forbidden, Invalid at
// due where nobody has more time by it, and Conflict where nobody's answer is waited for.
func Extend(ctx context.Context, u *work.Unit, q QuestionID, due civil.Date, only ID) error {
	_, all, err := asking(ctx, &u.View, q)
	if err != nil {
		return err
	}
	c, err := rule.DaysOff.Calendar(ctx, &u.View)
	if err != nil {
		return err
	}
	waiting := slices.DeleteFunc(all, func(o *Opinion) bool {
		return !o.Open() || Clock{c, o.Due}.Over(u.Today) || only != "" && o.ID != only
	})
	if len(waiting) == 0 {
		return fault.New(fault.Conflict, tNobodyWaited)
	}
	switch {
	case due.IsZero():
		return fault.At("due", tDueMissing)
	case due.Sub(u.Today) > mostAhead:
		return fault.At("due", tDueFar)
	}
	due = Clock{c, due}.Last()
	var rows [][]any
	var events []work.Event
	var details []any
	for _, o := range waiting {
		if !due.After(o.Due) {
			continue
		}
		rows = append(rows, []any{o.ID, due})
		events = append(events, work.Event{Kind: "opinion.extend", Subject: string(o.ID)})
		details = append(details, map[string]any{"body": o.Body, "due": due, "was": o.Due, "rules": []string{c.Ref(due)}})
	}
	if len(rows) == 0 {
		return fault.At("due", tNotLonger, waiting[0].Due.Vietnamese())
	}
	if err := u.ExecMany(ctx, extendOpinion, rows); err != nil {
		return err
	}
	return u.RecordMany(ctx, events, details)
}

// Withdraw takes a question back: nobody is asked any more. What was answered and what
// has lapsed stays.
//
// The actor needs [CanAsk] on the body that asks. Faults: Unknown, Forbidden, Invalid
// without a reason, and Conflict where it was withdrawn.
func Withdraw(ctx context.Context, u *work.Unit, q QuestionID, why string) error {
	_, all, err := asking(ctx, &u.View, q)
	if err != nil {
		return err
	}
	switch why = clean(why); {
	case why == "":
		return fault.At("why", tReasonMissing)
	case utf8.RuneCountInString(why) > mostWhy:
		return fault.At("why", tTooLong, mostWhy)
	}
	if _, err := u.Exec(ctx, withdraw, q, why); err != nil {
		return err
	}
	var rows [][]any
	var events []work.Event
	var details []any
	for _, o := range all {
		if o.Open() {
			rows = append(rows, []any{o.ID, Withdrawn, u.Now.UnixMicro(), ""})
			events = append(events, work.Event{Kind: "opinion.withdraw", Subject: string(o.ID)})
			details = append(details, map[string]any{"body": o.Body, "words": why})
		}
	}
	if err := u.ExecMany(ctx, lapseOpinion, rows); err != nil {
		return err
	}
	return u.RecordMany(ctx, events, details)
}

// Urge reminds by hand the bodies that have not answered, each once a day at most, and
// returns how many.
//
// The actor needs [CanAsk] on the body that asks. Faults: Unknown, Forbidden, and Conflict
// where there is nobody to remind.
func Urge(ctx context.Context, u *work.Unit, q QuestionID) (int, error) {
	_, all, err := asking(ctx, &u.View, q)
	if err != nil {
		return 0, err
	}
	var rows [][]any
	var events []work.Event
	var details []any
	waited := false
	for _, o := range all {
		waited = waited || o.Open()
		if o.Open() && o.Urged != u.Today {
			rows = append(rows, []any{o.ID, u.Today})
			events = append(events, work.Event{Kind: "opinion.urge", Subject: string(o.ID)})
			details = append(details, map[string]any{"body": o.Body, "due": o.Due})
		}
	}
	switch {
	case !waited:
		return 0, fault.New(fault.Conflict, tNobodyWaited)
	case len(rows) == 0:
		return 0, fault.New(fault.Conflict, tUrgedToday)
	}
	if err := u.ExecMany(ctx, urgeOpinion, rows); err != nil {
		return 0, err
	}
	return len(rows), u.RecordMany(ctx, events, details)
}

// lapse notes of opinions whose time is over what silence means by rule.
func lapse(ctx context.Context, u *work.Unit, over []*Opinion) error {
	rows, events, details := make([][]any, len(over)), make([]work.Event, len(over)), make([]any, len(over))
	for i, o := range over {
		means, by, err := silenceOn(ctx, &u.View, o.Due)
		if err != nil {
			return err
		}
		o.Lapse, o.Rule = means, by.Ref()
		rows[i] = []any{o.ID, means, u.Now.UnixMicro(), by.Ref()}
		events[i] = work.Event{Kind: "opinion.lapse", Subject: string(o.ID)}
		details[i] = map[string]any{"body": o.Body, "due": o.Due, "lapse": means, "rules": []string{by.Ref()}}
	}
	if err := u.ExecMany(ctx, lapseOpinion, rows); err != nil {
		return err
	}
	return u.RecordMany(ctx, events, details)
}

// Silences notes of the opinions whose time is over that it is, and what their silence means
// by rule, and returns how many there were; at most 500 at once. On a day off there are
// none.
//
// Only the program does so: a clock is nobody's deed.
func Silences(ctx context.Context, u *work.Unit) (int, error) {
	if !u.Actor.IsSystem() {
		return 0, u.Check(CanGive, "")
	}
	c, err := rule.DaysOff.Calendar(ctx, &u.View)
	if err != nil || c.Off(u.Today) {
		return 0, err
	}
	// Those that have passed their day but not the working day behind it come last.
	due, err := db.All(ctx, u.Snapshot, selectDue, scanOpinion, u.Today, perUnit)
	if err != nil {
		return 0, err
	}
	over := slices.DeleteFunc(due, func(o *Opinion) bool { return !(Clock{c, o.Due}).Over(u.Today) })
	if len(over) == 0 {
		return 0, nil
	}
	return len(over), lapse(ctx, u, over)
}

// noteSilences lets every opinion lapse whose time is over, some at a time.
func noteSilences(ctx context.Context, o *work.Office) error {
	for n := perUnit; n == perUnit; {
		if err := o.Do(ctx, work.System("opinion.lapse"), func(u *work.Unit) (err error) {
			n, err = Silences(ctx, u)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// A Shelf is one of the lists of opinions.
type Shelf string

// The lists.
const (
	OfUs  Shelf = ""     // that the body is asked for and has not given; the most urgent first
	Past  Shelf = "past" // that it gave, or that lapsed; the latest question first
	ByUs  Shelf = "by"   // what the body asks; see [List]
	first       = "~"    // behind every identifier
)

// A Cursor is where a page of a list ended.
type Cursor struct {
	Due civil.Date // of what is open
	ID  string
}

// Owed returns what a body is asked, of the list [OfUs] or [Past], at most limit after a
// cursor, and the cursor of the next page, zero on the last.
//
// The actor needs [CanSee] on the body.
func Owed(ctx context.Context, v *work.View, body org.ID, shelf Shelf, after Cursor, limit int) ([]Asked, Cursor, error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, Cursor{}, err
	}
	var found []Asked
	var err error
	if shelf == Past {
		if after.ID == "" {
			after.ID = first
		}
		found, err = db.All(ctx, v.Snapshot, selectPast, scanBoth, body, after.ID, limit+1)
	} else {
		found, err = db.All(ctx, v.Snapshot, selectOpen, scanBoth, body, after.Due, after.ID, limit+1)
	}
	if err != nil || len(found) <= limit {
		return found, Cursor{}, err
	}
	last := found[limit-1]
	return found[:limit], Cursor{last.Due, string(last.ID)}, nil
}

// List returns what a body asks, the latest first, at most limit after a cursor, with how
// the opinions stand, and the cursor of the next page, zero on the last.
//
// The actor needs [CanSee] on the body.
func List(ctx context.Context, v *work.View, body org.ID, after Cursor, limit int) ([]*Question, map[QuestionID]Standing, Cursor, error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, nil, Cursor{}, err
	}
	if after.ID == "" {
		after.ID = first
	}
	found, err := db.All(ctx, v.Snapshot, selectBy, scanQuestion, body, after.ID, limit+1)
	if err != nil {
		return nil, nil, Cursor{}, err
	}
	next := Cursor{}
	if len(found) > limit {
		found = found[:limit]
		next.ID = string(found[limit-1].ID)
	}
	stand, err := standings(ctx, v, found)
	return found, stand, next, err
}

// About returns what is asked about the page of something or a part of it, the latest
// first, with how the opinions stand. Only what the actor may see as the body that asks is
// returned.
func About(ctx context.Context, v *work.View, subject string) ([]*Question, map[QuestionID]Standing, error) {
	found, err := db.All(ctx, v.Snapshot, selectAbout, scanQuestion, subject, subject+"$", mostAbout) // "$" is behind "#"
	if err != nil {
		return nil, nil, err
	}
	found = slices.DeleteFunc(found, func(q *Question) bool { return !v.Actor.May(CanSee, q.Body.Scope()) })
	stand, err := standings(ctx, v, found)
	return found, stand, err
}

// A Standing is how the opinions on a question stand.
type Standing struct {
	Asked    int
	Answers  map[Answer]int // that came in time
	Open     int
	NotGiven int // with those that came late
	Deemed   int // taken as agreement by rule, with those that came late
	Late     int // of those two
	Withdrew int
	Next     civil.Date // by which the next one is to come; zero where none is open
}

// Given is how many have answered, also late.
func (s Standing) Given() int {
	n := s.Late
	for _, of := range s.Answers {
		n += of
	}
	return n
}

func (s *Standing) add(answer Answer, lapse Lapse, due civil.Date, n int) {
	s.Asked += n
	if answer != "" && lapse == "" {
		if s.Answers == nil {
			s.Answers = map[Answer]int{}
		}
		s.Answers[answer] += n
	}
	switch lapse {
	case NotGiven:
		s.NotGiven += n
	case DeemedAgreed:
		s.Deemed += n
	case Withdrawn:
		s.Withdrew += n
	}
	switch {
	case answer != "" && lapse != "":
		s.Late += n
	case answer == "" && lapse == "":
		s.Open += n
		if s.Next.IsZero() || due.Before(s.Next) {
			s.Next = due
		}
	}
}

// StandingOf counts opinions.
func StandingOf(all []*Opinion) (s Standing) {
	for _, o := range all {
		s.add(o.Answer, o.Lapse, o.Due, 1)
	}
	return s
}

// standings counts the opinions on questions that the actor may see.
func standings(ctx context.Context, v *work.View, questions []*Question) (map[QuestionID]Standing, error) {
	out := map[QuestionID]Standing{}
	for some := range slices.Chunk(questions, perUnit) {
		ids := make([]QuestionID, len(some))
		for i, q := range some {
			ids[i] = q.ID
		}
		count := db.Built("opinion.standings", `SELECT question_id, answer, lapse, min(due_on), count(*) FROM opinion WHERE question_id IN (`+db.Places(1, len(ids))+`) GROUP BY question_id, answer, lapse`)
		if err := db.Each(ctx, v.Snapshot, count, func(scan db.Scan) error {
			var q QuestionID
			var answer Answer
			var lapse Lapse
			var due civil.Date
			var n int
			err := scan(&q, &answer, &lapse, &due, &n)
			s := out[q]
			s.add(answer, lapse, due, n)
			out[q] = s
			return err
		}, db.Args(ids)...); err != nil {
			return nil, err
		}
	}
	return out, nil
}
