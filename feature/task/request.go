package task

import (
	"context"
	"errors"
	"slices"
	"time"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/rule"
)

// A RequestKind is what is asked for.
type RequestKind string

// The kinds. Of each at most one waits on a task.
const (
	AskClarity     RequestKind = "clarity"     // làm rõ: the lead asks what is meant
	AskExplanation RequestKind = "explanation" // giải trình: a superior asks the lead
	AskExcuse      RequestKind = "excuse"      // lý do chậm: the lead asks that its delay be excused
	AskAppeal      RequestKind = "appeal"      // kiến nghị: the lead asks the level above against a rejection
)

// requestKinds lists the kinds with the verbs that ask and answer.
var requestKinds = []struct {
	kind    RequestKind
	ask     Verb
	answers []Verb
}{
	{AskClarity, DoClarify, []Verb{DoAnswer}},
	{AskExplanation, DoDemand, []Verb{DoExplain}},
	{AskExcuse, DoPlead, []Verb{DoExcuse, DoRefuseExcuse}},
	{AskAppeal, DoAppeal, []Verb{DoGrantAppeal, DoRefuseAppeal}},
}

// asking returns the kind of request that a verb makes, "" for none.
func asking(verb Verb) RequestKind {
	for _, k := range requestKinds {
		if k.ask == verb {
			return k.kind
		}
	}
	return ""
}

// answering returns the kind of request that a verb answers, "" for none.
func answering(verb Verb) RequestKind {
	for _, k := range requestKinds {
		if slices.Contains(k.answers, verb) {
			return k.kind
		}
	}
	return ""
}

// A Request is what one side of a task asked of another. Its Outcome is ""
// (waiting), "answered", "granted", "refused" or "dropped".
type Request struct {
	No          int64
	Kind        RequestKind
	At, Decided time.Time // Decided is zero while it waits
	From, To    org.ID    // the body that asked, as its person acted, and the one that answers
	By          civil.Date
	Words       string
	Outcome     string
}

// answersTo returns the first of the verbs that answer a kind of request.
func answersTo(kind RequestKind) Verb {
	for _, k := range requestKinds {
		if k.kind == kind {
			return k.answers[0]
		}
	}
	return ""
}

// fitting leaves out of what the state allows what nothing calls for: to answer
// where nothing was asked, to ask where it was, to excuse what is not late, to
// make a task where there is no comment.
func (w *Whole) fitting(verb Verb, day civil.Date) bool {
	if kind := answering(verb); kind != "" {
		return w.waiting(kind) != nil
	}
	if kind := asking(verb); kind != "" && w.waiting(kind) != nil {
		return false
	}
	switch verb {
	case DoPlead:
		return w.DaysLate(day) > 0
	case DoFollowUp:
		comment, made := w.last(DoComment), w.last(DoFollowUp)
		return comment != nil && (made == nil || made.Seq < comment.Seq)
	}
	return true
}

// Verbs is [Task.Verbs] without those that nothing calls for.
func (w *Whole) Verbs(v *work.View) []Verb {
	return slices.DeleteFunc(w.Task.Verbs(v), func(verb Verb) bool { return !w.fitting(verb, v.Today) })
}

// Waiting says whether it still waits for an answer.
func (r Request) Waiting() bool { return r.Outcome == "" }

// waiting returns the request of a kind that waits on a task, nil if none does.
func (p *Parts) waiting(kind RequestKind) *Request {
	for i, r := range p.Requests {
		if r.Kind == kind && r.Waiting() {
			return &p.Requests[i]
		}
	}
	return nil
}

var (
	insertRequest = db.SQL("task.insertRequest", `
		INSERT INTO task_request (task_id, no, kind, asked_at, asked_by, from_id, to_id, answer_by, cause, words, outcome, decided_at, decided_by, answer)
		SELECT $1, (SELECT count(*) FROM task_request WHERE task_id = $1), $2, $3, $4, $5, $6, $7, $8, $9, '', 0, '', ''`)
	decideRequest = db.SQL("task.decideRequest", `
		UPDATE task_request SET outcome = $3, decided_at = $4, decided_by = $5, answer = $6 WHERE task_id = $1 AND kind = $2 AND outcome = ''`)
	waitingRequest = db.SQL("task.waitingRequest", `SELECT asked_by, cause FROM task_request WHERE task_id = $1 AND kind = $2 AND outcome = ''`)

	_ = db.Invariant("task.requestEnded", `
		SELECT r.task_id FROM task_request r JOIN task t ON t.id = r.task_id WHERE r.outcome = '' AND (t.standing IN ('gone', 'unassigned')
			OR r.kind = 'appeal' AND t.state <> 'rejected')`)
	_ = db.Invariant("task.silence", `SELECT id FROM task WHERE (silent OR receive_by > 0) AND state <> 'assigned' OR silent AND receive_by = 0`)
)

// ask writes down what the verb of s asks, of the body to, by a day or none.
func (s *step) ask(ctx context.Context, u *work.Unit, to org.ID, by civil.Date) error {
	from := org.ID(u.Actor.Body)
	if s.rule.By == LeadSide {
		from = s.Lead
	}
	s.detail.By = by
	_, err := u.Exec(ctx, insertRequest, s.ID, asking(s.rule.Verb), u.Now.UnixMicro(), u.Actor.Account, from, to, by, s.detail.Cause, s.detail.Note)
	if errors.Is(err, db.ErrUnique) {
		return fault.New(fault.Conflict, tAskedBefore, s.rule.Verb.Title())
	}
	if err != nil {
		return err
	}
	return s.end(ctx, u)
}

// beginAsking is [begin] for a verb that asks, with its words.
func beginAsking(ctx context.Context, u *work.Unit, ref Ref, verb Verb, words string) (*step, error) {
	s, err := begin(ctx, u, ref, verb)
	if err != nil {
		return nil, err
	}
	var by, cause string
	err = u.One(ctx, waitingRequest, []any{s.ID, asking(verb)}, &by, &cause)
	if err == nil {
		return nil, fault.New(fault.Conflict, tAskedBefore, verb.Title())
	}
	if !errors.Is(err, db.ErrNoRow) {
		return nil, err
	}
	return s, s.note(words)
}

// answer ends the request that the verb of s answers.
func (s *step) answer(ctx context.Context, u *work.Unit, outcome string) error {
	if _, err := u.Exec(ctx, decideRequest, s.ID, answering(s.rule.Verb), outcome, u.Now.UnixMicro(), u.Actor.Account, s.detail.Note); err != nil {
		return err
	}
	return s.end(ctx, u)
}

// beginAnswering is [begin] for a verb that answers a request that waits, with
// its words; by is the account that asked.
func beginAnswering(ctx context.Context, u *work.Unit, ref Ref, verb Verb, words string) (s *step, by account.ID, err error) {
	if s, err = begin(ctx, u, ref, verb); err != nil {
		return nil, "", err
	}
	err = u.One(ctx, waitingRequest, []any{s.ID, answering(verb)}, &by, &s.detail.Cause)
	if errors.Is(err, db.ErrNoRow) {
		return nil, "", fault.New(fault.Conflict, tNothingAsked, verb.Title())
	}
	if err != nil {
		return nil, "", err
	}
	return s, by, s.note(words)
}

// pointless says which requests a step makes pointless: what was asked is asked
// no more.
var pointless = map[Verb][]RequestKind{
	DoAssign:      {AskClarity},
	DoReturn:      {AskClarity},
	DoStart:       {AskAppeal},
	DoUpdate:      {AskAppeal},
	DoPassDown:    {AskAppeal},
	DoSubmit:      {AskClarity, AskAppeal},
	DoSuspend:     {AskClarity, AskAppeal},
	DoGrantAppeal: {AskClarity},
	DoCancel:      {AskClarity, AskExplanation, AskExcuse, AskAppeal},
	DoTransfer:    {AskClarity, AskExplanation, AskExcuse, AskAppeal},
}

func (s *step) dropRequests(ctx context.Context, u *work.Unit) error {
	for _, kind := range pointless[s.rule.Verb] {
		if err := u.Send(ctx, decideRequest, []any{s.ID, kind, "dropped", u.Now.UnixMicro(), u.Actor.Account, ""}); err != nil {
			return err
		}
	}
	return nil
}

// Causes returns the codes of the reasons for which more time is asked for or
// a delay is excused, by the rule in force today.
//
// Everybody works by the rules in force: it asks for no right.
func Causes(ctx context.Context, v *work.View) ([]rule.Code, error) {
	codes, _, err := ruleCauses.Codes(ctx, v, v.Today)
	return codes, err
}

// cause takes the code of a reason.
func (s *step) cause(ctx context.Context, u *work.Unit, code string) error {
	codes, err := Causes(ctx, &u.View)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(codes, func(c rule.Code) bool { return c.Code == code }) {
		return fault.At("cause", tCauseMissing)
	}
	s.detail.Cause = code
	return nil
}

// Clarify asks the issuer what is meant. Who asks has answered: the time in
// which the task must be received runs anew from the answer on.
//
// The actor needs [CanAccept] on the lead. Faults here and below are those of
// [Accept]; Conflict also where the same was asked and waits.
func Clarify(ctx context.Context, u *work.Unit, ref Ref, question string) error {
	s, err := beginAsking(ctx, u, ref, DoClarify, question)
	if err != nil {
		return err
	}
	by, err := workdays(ctx, u, ruleClarity)
	if err != nil {
		return err
	}
	return s.ask(ctx, u, s.Issuer, by)
}

// Answer says what is meant.
//
// The actor needs [CanAssign] on the issuer.
func Answer(ctx context.Context, u *work.Unit, ref Ref, answer string) error {
	s, _, err := beginAnswering(ctx, u, ref, DoAnswer, answer)
	if err != nil {
		return err
	}
	if s.State == Assigned {
		if s.ReceiveBy, err = receiveBy(ctx, u); err != nil {
			return err
		}
	}
	return s.answer(ctx, u, "answered")
}

// Demand asks the lead to explain itself by a day; the zero day is the last by
// the rule.
//
// The actor needs [CanDirect] on the issuer, or on the lead from above it.
func Demand(ctx context.Context, u *work.Unit, ref Ref, by civil.Date, question string) error {
	s, err := beginAsking(ctx, u, ref, DoDemand, question)
	if err != nil {
		return err
	}
	if by.IsZero() {
		if by, err = ExplainBy(ctx, &u.View); err != nil {
			return err
		}
	}
	if by.Before(u.Today) {
		return fault.At("due", tAnswerPast)
	}
	return s.ask(ctx, u, s.Lead, by)
}

// ExplainBy returns the last day for an explanation that is asked for today, by
// the rule in force.
//
// Everybody works by the rules in force: it asks for no right.
func ExplainBy(ctx context.Context, v *work.View) (civil.Date, error) {
	days, _, err := ruleExplanation.Number(ctx, v, v.Today)
	if err != nil {
		return civil.Date{}, err
	}
	return rule.DaysOff.AfterWorkdays(ctx, v, v.Today, days)
}

func workdays(ctx context.Context, u *work.Unit, r *rule.Rule) (civil.Date, error) {
	days, _, err := r.Number(ctx, &u.View, u.Today)
	if err != nil {
		return civil.Date{}, err
	}
	return rule.DaysOff.AfterWorkdays(ctx, &u.View, u.Today, days)
}

// Explain answers a request for an explanation, in time or late.
//
// The actor needs [CanSubmit] on the lead.
func Explain(ctx context.Context, u *work.Unit, ref Ref, explanation string) error {
	s, _, err := beginAnswering(ctx, u, ref, DoExplain, explanation)
	if err != nil {
		return err
	}
	return s.answer(ctx, u, "answered")
}

// Plead asks the issuer to excuse a delay, with the code of its cause, one of
// [Causes], and in words. Only what is late can be excused.
//
// The actor needs [CanSubmit] on the lead.
func Plead(ctx context.Context, u *work.Unit, ref Ref, cause, reason string) error {
	s, err := beginAsking(ctx, u, ref, DoPlead, reason)
	if err != nil {
		return err
	}
	if s.DaysLate(u.Today) == 0 {
		return fault.New(fault.Conflict, tNotLate)
	}
	if err := s.cause(ctx, u, cause); err != nil {
		return err
	}
	return s.ask(ctx, u, s.Issuer, civil.Date{})
}

// Excuse confirms that a delay had the cause that the lead gave. The task stays
// late in every count; beside it stands why, and who confirmed it.
//
// The actor is as for [Confirm], and not the one who asked.
func Excuse(ctx context.Context, u *work.Unit, ref Ref, note string) error {
	return decideExcuse(ctx, u, ref, DoExcuse, note, "granted")
}

// RefuseExcuse says that a delay stands unexcused, with the reason. The actor is
// as for [Excuse].
func RefuseExcuse(ctx context.Context, u *work.Unit, ref Ref, reason string) error {
	return decideExcuse(ctx, u, ref, DoRefuseExcuse, reason, "refused")
}

func decideExcuse(ctx context.Context, u *work.Unit, ref Ref, verb Verb, words, outcome string) error {
	s, by, err := beginAnswering(ctx, u, ref, verb, words)
	if err != nil {
		return err
	}
	if ownRequest(u, by) {
		return fault.New(fault.Forbidden, tOwnRequest)
	}
	return s.answer(ctx, u, outcome)
}

// ownRequest says whether the actor asked themselves for what they decide.
func ownRequest(u *work.Unit, by account.ID) bool {
	return by != "" && (u.Actor.Account == string(by) || u.Actor.For == string(by))
}

// Appeal asks the level above the issuer to overrule a rejection, with the
// reason, within the days of the rule. The deadline runs on meanwhile; who begins
// to mend the result instead gives the appeal up.
//
// The actor needs [CanAccept] on the lead.
func Appeal(ctx context.Context, u *work.Unit, ref Ref, reason string) error {
	s, err := beginAsking(ctx, u, ref, DoAppeal, reason)
	if err != nil {
		return err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	above := tree.Chart(u.Today).Superior(s.Issuer)
	if above == "" {
		return fault.New(fault.Conflict, tNoLevelAbove, tree.Name(s.Issuer, u.Today))
	}
	rejected, err := lastOf(ctx, &u.View, s.ID, DoReject)
	if err != nil {
		return err
	}
	days, _, err := ruleAppeal.Number(ctx, &u.View, u.Today)
	if err != nil {
		return err
	}
	if rejected != nil {
		until, err := rule.DaysOff.AfterWorkdays(ctx, &u.View, u.Day(rejected.At), days)
		if err != nil {
			return err
		}
		if u.Today.After(until) {
			return fault.New(fault.Conflict, tAppealLate, until.Vietnamese())
		}
		if before, err := lastOf(ctx, &u.View, s.ID, DoRefuseAppeal); err != nil {
			return err
		} else if before != nil && before.Seq > rejected.Seq {
			return fault.New(fault.Conflict, tAppealDecided)
		}
	}
	by, err := workdays(ctx, u, ruleAppealAnswer)
	if err != nil {
		return err
	}
	return s.ask(ctx, u, above, by)
}

// lastOf returns how a verb was last done to a task, nil if it was not among the
// last [maxHistory] events.
func lastOf(ctx context.Context, v *work.View, t ID, verb Verb) (*work.Event, error) {
	events, err := v.History(ctx, string(t), maxHistory)
	for i, e := range events {
		if verbOf(e) == verb {
			return &events[i], err
		}
	}
	return nil, err
}

// GrantAppeal overrules a rejection, with the reason: the result counts as
// handed in on the day it was, and as confirmed.
//
// The actor needs [CanConfirm] on the issuer and acts for a body above it;
// whoever handed the result in or rejected it, by a deputy or for somebody, and
// the lead itself do not decide.
func GrantAppeal(ctx context.Context, u *work.Unit, ref Ref, reason string) error {
	s, given, err := decideAppeal(ctx, u, ref, DoGrantAppeal, reason)
	if err != nil {
		return err
	}
	s.Submitted, s.SubmittedBy, s.SubmittedFor = u.Day(given.At), given.Account, given.For
	s.Progress = 100
	if r, ok := civil.ParseRecurrence(s.Recurrence); ok {
		if err := s.again(ctx, u, r); err != nil {
			return err
		}
	}
	if err := s.drop(ctx, u); err != nil {
		return err
	}
	return s.answer(ctx, u, "granted")
}

// RefuseAppeal lets a rejection stand, with the reason. The actor is as for
// [GrantAppeal].
func RefuseAppeal(ctx context.Context, u *work.Unit, ref Ref, reason string) error {
	s, _, err := decideAppeal(ctx, u, ref, DoRefuseAppeal, reason)
	if err != nil {
		return err
	}
	return s.answer(ctx, u, "refused")
}

// decideAppeal begins to decide an appeal, and returns how the result was handed
// in that was rejected.
func decideAppeal(ctx context.Context, u *work.Unit, ref Ref, verb Verb, words string) (s *step, given *work.Event, err error) {
	var by account.ID
	if s, by, err = beginAnswering(ctx, u, ref, verb, words); err != nil {
		return nil, nil, err
	}
	if given, err = lastOf(ctx, &u.View, s.ID, DoSubmit); err != nil {
		return nil, nil, err
	}
	rejected, err := lastOf(ctx, &u.View, s.ID, DoReject)
	if err != nil {
		return nil, nil, err
	}
	if given == nil || rejected == nil {
		return nil, nil, fault.New(fault.Conflict, tAppealDecided)
	}
	for _, e := range []*work.Event{given, rejected} {
		if ownRequest(u, account.ID(e.Account)) || ownRequest(u, account.ID(e.For)) {
			return nil, nil, fault.New(fault.Forbidden, tOwnRequest)
		}
	}
	if ownRequest(u, by) {
		return nil, nil, fault.New(fault.Forbidden, tOwnRequest)
	}
	return s, given, nil
}

var pileAnswer = db.SQL("task.pileAnswer", `
	SELECT count(*) OVER (), r.kind, r.answer_by, `+prefixed("t", listed)+`
	FROM task_request r JOIN task t ON t.id = r.task_id
	WHERE r.to_id = $1 AND r.outcome = '' ORDER BY CASE r.answer_by WHEN '' THEN '`+never+`' ELSE r.answer_by END, r.task_id LIMIT 50`)

// A Pending is a request that waits for a body to answer.
type Pending struct {
	*Task // as lists show it
	Kind  RequestKind
	By    civil.Date
}
