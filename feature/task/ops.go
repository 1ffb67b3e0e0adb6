package task

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
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
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/search"
)

// A Ref names a task and the version that the actor looked at when deciding.
// If somebody changed the task since, an operation answers with a Conflict.
// Version 0 takes the task as it stands.
type Ref struct {
	ID      ID
	Version int64
}

// Ref returns the reference to t as it stands.
func (t *Task) Ref() Ref { return Ref{t.ID, t.Version} }

// A Detail is what an event of a task holds. Only what the step was about is set.
type Detail struct {
	To       State      `json:"to,omitempty"`       // the state it led to, where the verb does not tell, see [Rules]
	From     State      `json:"from,omitempty"`     // of what was cancelled: the state in which it goes on if it is restored
	Note     string     `json:"note,omitempty"`     // report, result, reason, what is missing, answer
	Progress *int64     `json:"progress,omitempty"` // per cent reported
	Was      *int64     `json:"was,omitempty"`      // per cent before the result was handed in
	Quantity string     `json:"quantity,omitempty"` // as reported: "812/1.200 đảng viên"
	Files    []string   `json:"files,omitempty"`    // names of files handed in
	Due      civil.Date `json:"due,omitzero"`       // deadline given, asked for or granted
	Before   civil.Date `json:"before,omitzero"`    // the deadline before it
	Lead     org.ID     `json:"lead,omitempty"`
	Task     ID         `json:"task,omitempty"`     // the task that this one became, came from or was passed down to
	Document string     `json:"document,omitempty"` // that orders it
	Bodies   []org.ID   `json:"bodies,omitempty"`   // that help
	Doer     account.ID `json:"doer,omitempty"`     // account that was named to do the work
	Person   string     `json:"person,omitempty"`   // or who else, in words
	Cause    string     `json:"cause,omitempty"`    // code of the reason, of the rule task.causes
	By       civil.Date `json:"by,omitzero"`        // last day for an answer
	Worded   *Wording   `json:"worded,omitempty"`   // what it said before it was worded anew
	Batch    BatchID    `json:"batch,omitempty"`    // of what was done to many tasks at once
	Rules    []string   `json:"rules,omitempty"`    // versions of the rules by which days were worked out
	Written  int64      `json:"written,omitempty"`  // seconds since 1970, of a report that arrived later than it was written; see [Report.Written]
}

func kindOf(v Verb) string { return "task." + string(v) }

// A step is one verb being done to one task.
type step struct {
	*Task
	rule   Rule
	was    Task // before the step
	day    civil.Date
	detail Detail
}

// begin loads the task of ref and checks that verb may be done to it: that
// the actor may see it (else Unknown), holds the right (else Forbidden),
// looked at the present version and that the state allows it (else Conflict).
func begin(ctx context.Context, u *work.Unit, ref Ref, verb Verb) (*step, error) {
	t, day, err := find(ctx, &u.View, ref.ID)
	if err != nil {
		return nil, err
	}
	if err := visible(ctx, &u.View, t); err != nil {
		return nil, err
	}
	s := &step{Task: t, rule: ruleOf(verb)}
	err = s.rule.allows(&u.View, t)
	if fault.Is(err, fault.Forbidden) {
		return nil, err
	}
	if ref.Version != 0 && ref.Version != t.Version {
		return nil, fault.New(fault.Conflict, tStale)
	}
	if err != nil {
		return nil, err
	}
	s.was, s.detail.Batch = *t, batchOf(ctx)
	s.day, err = turned(ctx, u, day)
	return s, err
}

// visible returns a [fault.Unknown] fault unless the actor of v may see t.
func visible(ctx context.Context, v *work.View, t *Task) error {
	if t != nil {
		if v.Actor.May(CanSee, t.Lead.Scope()) || v.Actor.May(CanSee, t.Issuer.Scope()) {
			return nil
		}
		helping, err := db.All(ctx, v.Snapshot, selectCoordinators, db.Text[org.ID], t.ID)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(helping, func(b org.ID) bool { return v.Actor.May(CanSee, b.Scope()) }) {
			return nil
		}
	}
	return fault.New(fault.Unknown, tNoTask)
}

// end carries the step out and writes it down.
func (s *step) end(ctx context.Context, u *work.Unit) error {
	s.move(s.rule, u.Today)
	before, after := s.was.facts(), s.facts()
	if err := s.save(ctx, u, before, after); err != nil {
		return err
	}
	if err := tell(ctx, u, shifts(before, after, s.day)); err != nil {
		return err
	}
	if err := s.dropRequests(ctx, u); err != nil {
		return err
	}
	if s.rule.Verb == DoCancel || s.rule.Verb == DoDiscard {
		s.detail.From = s.Before
	}
	if s.was.State != s.State {
		s.detail.To = s.toldState(s.rule.Verb)
	}
	return u.Record(ctx, kindOf(s.rule.Verb), string(s.ID), s.detail)
}

// toldState returns the state of t where what a verb leads to is another.
func (t *Task) toldState(v Verb) State {
	if leads(v, t.State) {
		return ""
	}
	return t.State
}

func (s *step) save(ctx context.Context, u *work.Unit, before, after facts) error {
	var err error
	switch {
	case before == after && s.was.Before == s.Before && s.was.Asked == s.Asked && s.was.ReceiveBy.Equal(s.ReceiveBy) && s.was.Silent == s.Silent:
		err = u.Send(ctx, saveReport, []any{s.ID, s.Version, s.State, s.Progress, s.NextUpdate, s.said, s.Copied})
	case before == after && s.was.Before == s.Before && s.was.Asked == s.Asked:
		err = u.Send(ctx, saveReceipt, []any{s.ID, s.Version, s.State, s.Progress, s.NextUpdate, micros(s.ReceiveBy), s.Silent, s.said, s.Copied})
	default:
		// What no time passed in is no span.
		if before != after && u.Now.After(s.since) {
			if before.standing != Unassigned {
				due := stored(before.due)
				if before.due == s.FirstDue {
					due = "" // see spanDue
				}
				if err := u.Send(ctx, insertSpan, []any{s.ID, s.since.UnixMicro(), u.Now.UnixMicro(), before.standing, due, before.handedIn}); err != nil {
					return err
				}
			}
			s.since = u.Now
		}
		err = u.Send(ctx, saveStanding, []any{s.ID, s.Version, s.State, s.Progress, s.NextUpdate, after.standing, s.Before, s.Submitted,
			s.SubmittedBy, stored(s.Due), s.Asked, s.since.UnixMicro(), s.SubmittedFor, micros(s.ReceiveBy), s.Silent, s.said, s.Copied})
	}
	if err != nil {
		return fmt.Errorf("%s task %s: %w", s.rule.Verb, s.ID, err)
	}
	s.Version++
	return nil
}

// do is a step that changes nothing but the state.
func do(ctx context.Context, u *work.Unit, ref Ref, verb Verb, note string) error {
	s, err := begin(ctx, u, ref, verb)
	if err != nil {
		return err
	}
	if err := s.note(note); err != nil {
		return err
	}
	return s.end(ctx, u)
}

// reasonMissing says for each verb that needs words which words it needs.
var reasonMissing = map[Verb]text.T{
	DoReturn: tReasonMissing, DoSuspend: tReasonMissing, DoRefuseExtension: tReasonMissing, DoAskExtension: tReasonMissing, DoTransfer: tReasonMissing,
	DoUpdate: tReportMissing, DoClarify: tQuestionMissing, DoAnswer: tAnswerMissing, DoDemand: tQuestionMissing, DoExplain: tAnswerMissing, DoPlead: tReasonMissing,
	DoRefuseExcuse: tReasonMissing, DoAppeal: tReasonMissing, DoGrantAppeal: tReasonMissing, DoRefuseAppeal: tReasonMissing, DoComment: tCommentMissing,
	DoSucceed: tReasonMissing, DoRestore: tReasonMissing, DoReopen: tReasonMissing, DoSubmit: tResultMissing, DoReject: tMissingMissing, DoCancel: tDocumentMissing,
}

// note takes the words given with a step.
func (s *step) note(words string) error {
	words = tidy(words)
	if words == "" && s.rule.needsWords() {
		return fault.At("note", reasonMissing[s.rule.Verb])
	}
	if utf8.RuneCountInString(words) > maxNote {
		return fault.At("note", tTooLong, maxNote)
	}
	s.detail.Note = words
	return nil
}

// tidy is [clean] for a text that may have several lines.
func tidy(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(viet.NFC(s), "\r\n", "\n"))
}

// Accept takes a task on for its lead. The note may be empty.
//
// The actor needs [CanAccept] on the lead. Faults here and below: Unknown for
// a task that is not there or may not be seen, Forbidden, Conflict where the
// state does not allow it or the task was changed since, Invalid for what is
// missing. Who may do what in which state is in [Rules].
func Accept(ctx context.Context, u *work.Unit, ref Ref, note string) error {
	return do(ctx, u, ref, DoAccept, note)
}

// Return gives a task back to its issuer, with the reason.
func Return(ctx context.Context, u *work.Unit, ref Ref, reason string) error {
	return do(ctx, u, ref, DoReturn, reason)
}

// Start says that the lead has begun, or begins again after a rejection.
func Start(ctx context.Context, u *work.Unit, ref Ref, note string) error {
	return do(ctx, u, ref, DoStart, note)
}

// A Report is what a lead says of its work.
type Report struct {
	Note     string
	Progress *int64 // per cent; nil leaves it as it is
	Quantity string // "812/1.200 đảng viên"; may be empty
	Files    []File // one given twice counts once

	// Written is when it was written, by the clock of the device on which it waited
	// for a line; zero where that is not told. It is kept and shown beside the time
	// of arrival, and nothing is judged by it: it is what the device says.
	Written time.Time
}

// How much later than it was written a report arrives for both to be told.
const (
	leastWaited = 5 * time.Minute
	mostWaited  = 30 * 24 * time.Hour // a clock that says more is not believed
)

// waited returns when a report was written, in seconds, where it arrived a good deal
// later; 0 for what was written just now, in the future or too long ago.
func (r Report) waited(now time.Time) int64 {
	if late := now.Sub(r.Written); late <= leastWaited || late > mostWaited {
		return 0
	}
	return r.Written.Unix()
}

// A File is a piece of evidence, stored already.
type File struct {
	ID   string // in the store of files
	Name string
	Size int64 // bytes
}

// maxFiles is the greatest number of files handed in at once.
const maxFiles = 20

// Update reports progress: the 40-second update. It needs words, and
// takes a percentage, a quantity and files. It starts a task that was only
// accepted, and winds the second clock.
func Update(ctx context.Context, u *work.Unit, ref Ref, r Report) error {
	s, err := begin(ctx, u, ref, DoUpdate)
	if err != nil {
		return err
	}
	if err := s.report(ctx, u, r); err != nil {
		return err
	}
	return s.end(ctx, u)
}

// Submit hands the result in for confirmation. The clock of the lead
// stops today; a request for more time that was not decided is dropped.
func Submit(ctx context.Context, u *work.Unit, ref Ref, r Report) error {
	s, err := begin(ctx, u, ref, DoSubmit)
	if err != nil {
		return err
	}
	was, full := s.Progress, int64(100)
	r.Progress, s.detail.Was = &full, &was
	if err := s.report(ctx, u, r); err != nil {
		return err
	}
	if err := s.drop(ctx, u); err != nil {
		return err
	}
	s.Submitted, s.SubmittedBy, s.SubmittedFor = u.Today, u.Actor.Account, u.Actor.For
	return s.end(ctx, u)
}

func (s *step) report(ctx context.Context, u *work.Unit, r Report) error {
	if err := s.note(r.Note); err != nil {
		return err
	}
	if r.Progress != nil {
		if *r.Progress < 0 || *r.Progress > 100 {
			return fault.At("progress", tProgress)
		}
		s.Progress = *r.Progress
	}
	if s.detail.Quantity = clean(r.Quantity); utf8.RuneCountInString(s.detail.Quantity) > maxShort {
		return fault.At("quantity", tTooLong, maxShort)
	}
	s.says(s.detail.Note)
	r.Files = distinct(r.Files)
	if len(r.Files) > maxFiles {
		return fault.At("files", tTooManyFiles, maxFiles)
	}
	s.detail.Progress, s.detail.Written = r.Progress, r.waited(u.Now)
	var rows [][]any
	for _, f := range r.Files {
		s.detail.Files = append(s.detail.Files, clean(f.Name))
		rows = append(rows, []any{s.ID, f.ID, clean(f.Name), f.Size, u.Now.UnixMicro(), u.Actor.Account})
	}
	return u.Send(ctx, insertEvidence, rows...)
}

// Confirm says for the issuer that a result stands. A task that recurs
// goes on as a new one, accepted already, whose [Task.Origin] is this one.
//
// The actor needs [CanConfirm] on the issuer, is neither the account that handed
// the result in nor the one in whose place that was done, stands in for neither,
// and does not act for the lead.
func Confirm(ctx context.Context, u *work.Unit, ref Ref, note string) error {
	s, err := begin(ctx, u, ref, DoConfirm)
	if err != nil {
		return err
	}
	if err := s.note(note); err != nil {
		return err
	}
	if r, ok := civil.ParseRecurrence(s.Recurrence); ok {
		if err := s.again(ctx, u, r); err != nil {
			return err
		}
	}
	return s.end(ctx, u)
}

// again adds the next turn of a task that recurs.
func (s *step) again(ctx context.Context, u *work.Unit, r civil.Recurrence) error {
	done := s.Due
	if done.IsZero() {
		done = s.Submitted
	}
	next := *s.Task
	next.State, next.Due = Accepted, r.Next(done)
	next.FirstDue = next.Due
	next.promise(u.Today)
	return s.follow(ctx, u, &next)
}

// follow adds a task that continues the one of s, with its sources and the
// bodies that help.
func (s *step) follow(ctx context.Context, u *work.Unit, t *Task) error {
	parts, err := partsOf(ctx, &u.View, s.ID)
	if err != nil {
		return err
	}
	t.ID, t.Version, t.Origin = id.New[ID](), 1, s.ID
	t.Progress, t.Submitted, t.SubmittedBy, t.SubmittedFor, t.Asked, t.Before, t.since = 0, civil.Date{}, "", "", civil.Date{}, "", u.Now
	t.ReceiveBy, t.Silent, t.said, t.Copied = time.Time{}, false, 0, 0
	_, err = add(ctx, u, []born{{t, s.rule.Verb, parts.Coordinators, parts.Sources, nil}})
	s.detail.Task = t.ID
	return err
}

// Reject says for the issuer what a result lacks. It counts as not done,
// and the deadline runs as if nothing had been handed in; the progress is what
// was reported before. The actor is as for [Confirm].
func Reject(ctx context.Context, u *work.Unit, ref Ref, missing string) error {
	s, err := begin(ctx, u, ref, DoReject)
	if err != nil {
		return err
	}
	if err := s.note(missing); err != nil {
		return err
	}
	s.Submitted, s.SubmittedBy, s.SubmittedFor = civil.Date{}, "", ""
	if s.Progress, err = reached(ctx, &u.View, s.ID); err != nil {
		return err
	}
	return s.end(ctx, u)
}

// reached returns the progress of a task before its result was handed in,
// which is one of its latest events. Release 0.1 did not write it down: there
// it is what was last reported, 0 for nothing.
func reached(ctx context.Context, v *work.View, id ID) (int64, error) {
	for _, most := range []int{20, maxHistory} {
		events, err := v.History(ctx, string(id), most)
		if err != nil {
			return 0, err
		}
		for _, e := range events {
			var d Detail
			if verb := Verb(strings.TrimPrefix(e.Kind, "task.")); verb != DoSubmit && verb != DoUpdate || json.Unmarshal(e.Detail, &d) != nil {
				continue
			}
			if d.Was != nil {
				return *d.Was, nil
			}
			if e.Kind == kindOf(DoUpdate) && d.Progress != nil {
				return *d.Progress, nil
			}
		}
		if len(events) < most {
			break
		}
	}
	return 0, nil
}

// Close ends the follow-up of a confirmed task.
func Close(ctx context.Context, u *work.Unit, ref Ref, note string) error {
	return do(ctx, u, ref, DoClose, note)
}

// Reopen goes on with the follow-up of a closed task, with the reason: it is confirmed
// as it was, and counts as before.
//
// The actor needs [CanEnd] on the issuer.
func Reopen(ctx context.Context, u *work.Unit, ref Ref, reason string) error {
	return do(ctx, u, ref, DoReopen, reason)
}

// Suspend stops both clocks, with the reason.
func Suspend(ctx context.Context, u *work.Unit, ref Ref, reason string) error {
	return do(ctx, u, ref, DoSuspend, reason)
}

// Resume lets a suspended task go on in the state it was in. due, if not
// zero, is a later deadline that makes up for the time it stood still.
func Resume(ctx context.Context, u *work.Unit, ref Ref, due civil.Date, note string) error {
	s, err := begin(ctx, u, ref, DoResume)
	if err != nil {
		return err
	}
	if err := s.note(note); err != nil {
		return err
	}
	if !due.IsZero() {
		if s.Due.IsZero() {
			return fault.At("due", tNoDueToExtend)
		}
		if due.Before(s.Due) {
			return fault.At("due", tNotLater, s.Due.Vietnamese())
		}
		if due != s.Due {
			s.detail.Due, s.detail.Before = due, s.Due
		}
		s.Due = due
	}
	if s.Before == Assigned {
		if s.ReceiveBy, err = receiveBy(ctx, u); err != nil {
			return err
		}
	}
	return s.end(ctx, u)
}

// Cancel ends a task by a document: its symbol, or what it is called. It
// counts no more.
//
// The actor needs [CanEnd] on the issuer.
func Cancel(ctx context.Context, u *work.Unit, ref Ref, document, note string) error {
	s, err := begin(ctx, u, ref, DoCancel)
	if err != nil {
		return err
	}
	if err := s.note(note); err != nil {
		return err
	}
	s.detail.Document = clean(document)
	switch {
	case s.detail.Document == "":
		return fault.At("document", tDocumentMissing)
	case utf8.RuneCountInString(s.detail.Document) > maxShort:
		return fault.At("document", tTooLong, maxShort)
	}
	if err := s.drop(ctx, u); err != nil {
		return err
	}
	return s.end(ctx, u)
}

// Discard takes a draft back. It is kept among what was cancelled, and can be
// restored.
//
// The actor needs [CanAssign] on the issuer.
func Discard(ctx context.Context, u *work.Unit, ref Ref, note string) error {
	return do(ctx, u, ref, DoDiscard, note)
}

// Restore lets a cancelled task go on in the state it was in, with the reason;
// one that was suspended as well goes on in the state before that. Where it waits
// for its lead to receive it, the time for that runs anew. What was cancelled by
// a release that did not note the state is given to its lead again.
//
// The actor needs [CanEnd] on the issuer.
func Restore(ctx context.Context, u *work.Unit, ref Ref, reason string) error {
	s, err := begin(ctx, u, ref, DoRestore)
	if err != nil {
		return err
	}
	if err := s.note(reason); err != nil {
		return err
	}
	if s.Before == "" {
		if s.Before = Assigned; s.Lead == "" {
			s.Before = Draft
		}
	}
	if s.Before == Assigned {
		if s.ReceiveBy, err = receiveBy(ctx, u); err != nil {
			return err
		}
	}
	return s.end(ctx, u)
}

// Transfer hands open work to another body, with the reason: the task ends,
// and the body gets one with the same words and deadlines, to be accepted. It
// returns that task.
//
// The actor needs [CanEnd] on the issuer.
func Transfer(ctx context.Context, u *work.Unit, ref Ref, to org.ID, reason string) (ID, error) {
	s, err := begin(ctx, u, ref, DoTransfer)
	if err != nil {
		return "", err
	}
	if err := s.note(reason); err != nil {
		return "", err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return "", err
	}
	chart := tree.Chart(u.Today)
	switch {
	case !chart.Has(to):
		return "", fault.At("lead", tNoSuchBody)
	case to == s.Lead:
		return "", fault.At("lead", tSameLead, tree.Name(to, u.Today))
	}
	if err := s.drop(ctx, u); err != nil {
		return "", err
	}
	next := *s.Task
	next.State, next.Lead, next.place = Assigned, to, placeOf(tree, chart, to)
	next.NextUpdate, next.Doer = civil.Date{}, ""
	if err := s.follow(ctx, u, &next); err != nil {
		return "", err
	}
	s.detail.Lead = to
	return next.ID, s.end(ctx, u)
}

// PassDown gives parts of a task on to bodies below its lead, which becomes
// their issuer. They cannot be due after the task itself; they inherit its
// programme and, where they name none, its sources and how often it is
// reported on.
//
// The actor needs [CanAccept] on the lead of the task. A task may be handed in
// while parts of it are still open; [Detail]s and pages tell how many.
func PassDown(ctx context.Context, u *work.Unit, ref Ref, parts []New) ([]ID, error) {
	s, err := begin(ctx, u, ref, DoPassDown)
	if err != nil {
		return nil, err
	}
	if len(parts) == 0 {
		return nil, fault.At("lead", tLeadMissing)
	}
	if len(parts) > MaxAtOnce {
		return nil, fault.New(fault.TooMuch, tTooMany, MaxAtOnce)
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	whole, err := partsOf(ctx, &u.View, s.ID)
	if err != nil {
		return nil, err
	}
	parts = slices.Clone(parts)
	chart := tree.Chart(u.Today)
	for i := range parts {
		p := &parts[i]
		p.Issuer, p.Programme = s.Lead, s.Programme
		if len(p.Sources) == 0 {
			p.Sources = whole.Sources
		}
		if p.UpdateEvery == 0 {
			p.UpdateEvery = s.UpdateEvery
		}
		if p.Due.IsZero() && p.Recurrence == "" {
			p.Due = s.Due
		}
		switch {
		case p.Lead == s.Lead || chart.Has(p.Lead) && !chart.Within(p.Lead, s.Lead):
			return nil, fault.At("lead", tNotBelow, tree.Name(p.Lead, u.Today), tree.Name(s.Lead, u.Today))
		case !s.Due.IsZero() && p.Due.After(s.Due):
			return nil, fault.At("due", tAfterParent, s.Due.Vietnamese())
		}
	}
	made, err := tasksOf(tree, u, parts, Assigned)
	if err != nil {
		return nil, err
	}
	for _, m := range made {
		m.Parent, m.verb = s.ID, DoPassDown
		s.detail.Bodies = append(s.detail.Bodies, m.Lead)
	}
	ids, err := add(ctx, u, made)
	if err != nil {
		return nil, err
	}
	return ids, s.end(ctx, u)
}

// Assign gives a draft to its lead, or a returned task to the same lead
// again, worded as n says. The issuer stays, and the programme where n names
// none; a returned task keeps its lead and its first deadline, so what was
// counted stays counted where it was, and a deadline once given can be moved
// but not taken away.
//
// The actor needs [CanAssign] on the issuer. Faults are those of [AssignNew]
// and of [Accept].
func Assign(ctx context.Context, u *work.Unit, ref Ref, n New) error {
	s, err := begin(ctx, u, ref, DoAssign)
	if err != nil {
		return err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	n.Issuer = s.Issuer
	if s.State == Returned {
		n.Lead, n.Programme = s.Lead, s.Programme
	} else if n.Programme == "" {
		n.Programme = s.Programme
	}
	made, err := tasksOf(tree, u, []New{n}, Assigned)
	if err != nil {
		return err
	}
	t := made[0].Task
	if s.State == Returned && !s.FirstDue.IsZero() && t.Due.IsZero() {
		return fault.At("due", tDueStays, s.FirstDue.Vietnamese())
	}
	s.Text, s.Deliverable, s.Person, s.Lead, s.place, s.Programme, s.Unclear = t.Text, t.Deliverable, t.Person, t.Lead, t.place, t.Programme, t.Unclear
	s.Due, s.DueWords, s.Recurrence, s.UpdateEvery = t.Due, t.DueWords, t.Recurrence, t.UpdateEvery
	if s.State == Draft {
		s.FirstDue = s.Due
	}
	if _, err := u.Exec(ctx, saveWording, s.ID, s.Text, s.Deliverable, s.Person, s.Lead, s.place.row, s.place.province, s.Programme,
		joinReasons(s.Unclear), stored(s.FirstDue), s.DueWords, s.Recurrence, s.UpdateEvery); err != nil {
		return err
	}
	if s.ReceiveBy, err = receiveBy(ctx, u); err != nil {
		return err
	}
	s.detail.Lead, s.detail.Due = s.Lead, s.Due
	if s.was.State == Returned && s.was.Due != s.Due {
		s.detail.Before = s.was.Due
	}
	helping, err := db.All(ctx, u.Snapshot, selectCoordinators, db.Text[org.ID], s.ID)
	if err != nil {
		return err
	}
	if err := search.Put(ctx, u, s.entry(helping)); err != nil {
		return err
	}
	return s.end(ctx, u)
}

// Coordinate names the bodies that help the lead, in the place of those named
// before. They see the task.
//
// The actor needs [CanAssign] on the issuer.
func Coordinate(ctx context.Context, u *work.Unit, ref Ref, bodies []org.ID) error {
	s, err := begin(ctx, u, ref, DoCoordinate)
	if err != nil {
		return err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	bodies = slices.Compact(slices.Sorted(slices.Values(bodies)))
	var rows [][]any
	for _, b := range bodies {
		switch {
		case !tree.Chart(u.Today).Has(b):
			return fault.At("coordinators", tNoSuchBody)
		case b == s.Lead:
			return fault.At("coordinators", tSameLead, tree.Name(b, u.Today))
		}
		rows = append(rows, []any{s.ID, b})
	}
	if _, err := u.Exec(ctx, deleteCoordinators, s.ID); err != nil {
		return err
	}
	if err := u.ExecMany(ctx, insertCoordinator, rows); err != nil {
		return err
	}
	if err := search.Put(ctx, u, s.entry(bodies)); err != nil {
		return err
	}
	s.detail.Bodies = bodies
	return s.end(ctx, u)
}
