package task

import (
	"slices"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
)

// A Verb is something that is done to a task.
type Verb string

// The verbs.
const (
	DoAssign          Verb = "assign"           // giao việc
	DoAccept          Verb = "accept"           // tiếp nhận
	DoReturn          Verb = "return"           // trả lại, with the reason
	DoStart           Verb = "start"            // bắt đầu thực hiện
	DoUpdate          Verb = "update"           // cập nhật tiến độ
	DoPassDown        Verb = "pass_down"        // giao tiếp cho cấp dưới
	DoSubmit          Verb = "submit"           // nộp kết quả
	DoConfirm         Verb = "confirm"          // xác nhận hoàn thành
	DoReject          Verb = "reject"           // không công nhận kết quả: says what is missing
	DoClose           Verb = "close"            // kết thúc theo dõi
	DoReopen          Verb = "reopen"           // mở lại theo dõi, with the reason
	DoAskExtension    Verb = "ask_extension"    // xin gia hạn, with the reason
	DoGrantExtension  Verb = "grant_extension"  // cho gia hạn
	DoRefuseExtension Verb = "refuse_extension" // không cho gia hạn, with the reason
	DoSuspend         Verb = "suspend"          // tạm dừng, with the reason
	DoResume          Verb = "resume"           // tiếp tục
	DoCancel          Verb = "cancel"           // huỷ, by a document
	DoDiscard         Verb = "discard"          // bỏ dự thảo
	DoRestore         Verb = "restore"          // khôi phục, with the reason
	DoTransfer        Verb = "transfer"         // chuyển sang cơ quan khác
	DoSource          Verb = "source"           // thêm văn bản giao nhiệm vụ
	DoCoordinate      Verb = "coordinate"       // chọn cơ quan phối hợp
	DoReword          Verb = "reword"           // sửa nội dung
	DoEntrust         Verb = "entrust"          // phân công người thực hiện
	DoSilence         Verb = "silence"          // không trả lời đúng hạn tiếp nhận: noted by the program
	DoClarify         Verb = "clarify"          // đề nghị làm rõ
	DoAnswer          Verb = "answer"           // trả lời đề nghị làm rõ
	DoDemand          Verb = "demand"           // yêu cầu giải trình, by a day
	DoExplain         Verb = "explain"          // giải trình
	DoPlead           Verb = "plead"            // đề nghị ghi nhận lý do chậm, with its code
	DoExcuse          Verb = "excuse"           // xác nhận lý do chậm
	DoRefuseExcuse    Verb = "refuse_excuse"    // không chấp nhận lý do chậm, with the reason
	DoAppeal          Verb = "appeal"           // kiến nghị lên cấp trên against a rejection
	DoGrantAppeal     Verb = "grant_appeal"     // chấp nhận kiến nghị: the result stands
	DoRefuseAppeal    Verb = "refuse_appeal"    // không chấp nhận kiến nghị, with the reason
	DoComment         Verb = "comment"          // ý kiến chỉ đạo
	DoFollowUp        Verb = "follow_up"        // giao việc từ ý kiến chỉ đạo
	DoSucceed         Verb = "succeed"          // chuyển vai trò cơ quan giao cho cơ quan kế thừa
)

// Title returns the verb's name for people.
func (v Verb) Title() text.T { return verbTitles[v] }

// A Side is one of the parties to a task.
type Side uint8

// The sides.
const (
	IssuerSide   Side = iota + 1 // who holds the right on the issuer
	LeadSide                     // who holds the right on the lead
	VerifierSide                 // the issuer's side, but neither who handed in, by a deputy or for somebody, nor the lead itself
	SuperiorSide                 // the issuer's side, or who holds the right on the lead from above it
	AboveSide                    // who holds the right on the issuer from above it, and neither handed in nor rejected
	ProgramSide                  // the program itself, and nobody else
)

// A Need is something that must be given with a verb.
type Need uint8

// The needs.
const (
	NoNeed       Need = iota
	NeedReason        // words: why, or what is missing, or what came of it
	NeedDocument      // the document that orders it
	NeedDay           // a new deadline, and the reason
	NeedBody          // the body that takes over, and the reason
	NeedPerson        // who does it: an account of the lead, or words
)

// A Rule says in which states a verb may be done, what becomes of the task,
// who may do it, and what must be given. What was recorded of tasks tells the
// verb and not the state that it led to, so To stays what it is.
type Rule struct {
	Verb Verb
	From []State
	To   State // "": the state stays; for Resume and Restore, the state before
	By   Side
	Can  *access.Permission
	Need Need
}

var (
	underWay = []State{Assigned, Accepted, InProgress, Rejected}
	unended  = []State{Draft, Assigned, Accepted, Returned, InProgress, Submitted, Rejected, Suspended}
	given    = []State{Assigned, Accepted, Returned, InProgress, Submitted, Rejected, Suspended}
	wordable = []State{Draft, Assigned, Accepted, Returned, InProgress, Rejected, Suspended} // nothing is handed in by it
	living   = []State{Draft, Assigned, Accepted, Returned, InProgress, Submitted, Rejected, Suspended, Confirmed}

	answerable  = []State{Assigned, Accepted, Returned, InProgress, Submitted, Rejected, Suspended, Confirmed}
	excusable   = []State{Assigned, Accepted, InProgress, Submitted, Rejected, Confirmed, Closed}
	commentable = []State{Assigned, Accepted, Returned, InProgress, Submitted, Rejected, Suspended, Confirmed, Closed}
)

var rules = []Rule{
	{DoAssign, []State{Draft, Returned}, Assigned, IssuerSide, CanAssign, NoNeed},
	{DoAccept, []State{Assigned}, Accepted, LeadSide, CanAccept, NoNeed},
	{DoReturn, []State{Assigned}, Returned, LeadSide, CanAccept, NeedReason},
	{DoStart, []State{Accepted, Rejected}, InProgress, LeadSide, CanUpdate, NoNeed},
	{DoUpdate, atWork, InProgress, LeadSide, CanUpdate, NeedReason},
	{DoPassDown, atWork, InProgress, LeadSide, CanAccept, NoNeed},
	{DoSubmit, atWork, Submitted, LeadSide, CanSubmit, NeedReason},
	{DoConfirm, []State{Submitted}, Confirmed, VerifierSide, CanConfirm, NoNeed},
	{DoReject, []State{Submitted}, Rejected, VerifierSide, CanConfirm, NeedReason},
	{DoClose, []State{Confirmed}, Closed, IssuerSide, CanEnd, NoNeed},
	{DoReopen, []State{Closed}, Confirmed, IssuerSide, CanEnd, NeedReason},
	{DoAskExtension, underWay, "", LeadSide, CanSubmit, NeedDay},
	{DoGrantExtension, underWay, "", IssuerSide, CanExtend, NoNeed},
	{DoRefuseExtension, underWay, "", IssuerSide, CanExtend, NeedReason},
	{DoSuspend, underWay, Suspended, IssuerSide, CanEnd, NeedReason},
	{DoResume, []State{Suspended}, "", IssuerSide, CanEnd, NoNeed},
	{DoCancel, unended, Cancelled, IssuerSide, CanEnd, NeedDocument},
	{DoDiscard, []State{Draft}, Cancelled, IssuerSide, CanAssign, NoNeed},
	{DoRestore, []State{Cancelled}, "", IssuerSide, CanEnd, NeedReason},
	{DoTransfer, given, Transferred, IssuerSide, CanEnd, NeedBody},
	{DoSource, living, "", IssuerSide, CanAssign, NoNeed},
	{DoCoordinate, living, "", IssuerSide, CanAssign, NoNeed},
	{DoReword, wordable, "", IssuerSide, CanAssign, NoNeed},
	{DoEntrust, underWay, "", LeadSide, CanAccept, NeedPerson},
	{DoSilence, []State{Assigned}, "", ProgramSide, CanAccept, NoNeed},
	{DoClarify, underWay, "", LeadSide, CanAccept, NeedReason},
	{DoAnswer, underWay, "", IssuerSide, CanAssign, NeedReason},
	{DoDemand, answerable, "", SuperiorSide, CanDirect, NeedReason},
	{DoExplain, answerable, "", LeadSide, CanSubmit, NeedReason},
	{DoPlead, excusable, "", LeadSide, CanSubmit, NeedReason},
	{DoExcuse, excusable, "", VerifierSide, CanConfirm, NoNeed},
	{DoRefuseExcuse, excusable, "", VerifierSide, CanConfirm, NeedReason},
	{DoAppeal, []State{Rejected}, "", LeadSide, CanAccept, NeedReason},
	{DoGrantAppeal, []State{Rejected}, Confirmed, AboveSide, CanConfirm, NeedReason},
	{DoRefuseAppeal, []State{Rejected}, "", AboveSide, CanConfirm, NeedReason},
	{DoComment, commentable, "", SuperiorSide, CanDirect, NeedReason},
	{DoFollowUp, commentable, "", SuperiorSide, CanDirect, NoNeed},
	{DoSucceed, living, "", IssuerSide, CanEnd, NeedBody},
}

// needsWords says whether a verb cannot be done without words.
func (r Rule) needsWords() bool {
	return r.Need == NeedReason || r.Need == NeedDay || r.Need == NeedBody
}

// Rules returns the table of what may be done to a task.
func Rules() []Rule { return slices.Clone(rules) }

func ruleOf(verb Verb) Rule {
	return rules[slices.IndexFunc(rules, func(r Rule) bool { return r.Verb == verb })]
}

// known says whether the table of rules has a verb.
func known(verb Verb) bool {
	return slices.ContainsFunc(rules, func(r Rule) bool { return r.Verb == verb })
}

// leads says whether the table of rules tells that a verb leads to a state.
func leads(verb Verb, to State) bool {
	return slices.ContainsFunc(rules, func(r Rule) bool { return r.Verb == verb && r.To == to })
}

// scope is where the right to a verb must be held, see also [Rule.above].
func (r Rule) scope(t *Task) access.Scope {
	if r.By == LeadSide {
		return t.Lead.Scope()
	}
	return t.Issuer.Scope()
}

// check returns a fault unless the actor of v holds the right to the verb of r.
func (r Rule) check(v *work.View, t *Task) error {
	switch err := v.Check(r.Can, r.scope(t)); {
	case r.By == ProgramSide && !v.Actor.IsSystem():
		return fault.New(fault.Forbidden, tProgramOnly)
	case r.By == SuperiorSide && err != nil && v.Actor.Body != t.Lead.Scope():
		// A right on a body is held by the body itself, and by those above.
		return v.Check(r.Can, t.Lead.Scope())
	case r.By == AboveSide && err == nil && v.Actor.Body == t.Issuer.Scope():
		return fault.New(fault.Forbidden, tNotAbove)
	default:
		return err
	}
}

// allows returns a fault if the actor of v may not do the verb of r to t: as
// a matter of right first, then of the task's state.
func (r Rule) allows(v *work.View, t *Task) error {
	if err := r.check(v, t); err != nil {
		return err
	}
	if r.By == VerifierSide {
		if err := t.verifiable(v.Actor); err != nil {
			return err
		}
	}
	return r.fits(t)
}

// verifiable refuses a verifier who did the work. What a deputy hands in is the
// deed of both; and who stands in for somebody today, in whichever of their own
// posts they act, judges nothing of theirs.
func (t *Task) verifiable(a access.Actor) error {
	switch {
	case a.IsSystem():
	case a.Account != "" && a.Account == t.SubmittedBy:
		return fault.New(fault.Forbidden, tOwnResult)
	case t.deedOf(a.Account) || t.deedOf(a.For) || slices.ContainsFunc(a.Posts, func(p access.Post) bool { return t.deedOf(p.For) }):
		return fault.New(fault.Forbidden, tDeputysResult)
	case a.Body == t.Lead.Scope() && t.Lead != t.Issuer:
		return fault.New(fault.Forbidden, tOwnBody)
	}
	return nil
}

// deedOf says whether an account handed the result in or had it handed in.
func (t *Task) deedOf(account string) bool {
	return account != "" && (account == t.SubmittedBy || account == t.SubmittedFor)
}

func (r Rule) fits(t *Task) error {
	if !slices.Contains(r.From, t.State) {
		return fault.New(fault.Conflict, tNotNow, r.Verb.Title(), t.State.Title())
	}
	return nil
}

// Verbs returns what the actor of v may do to t now, in the order of the
// table. It asks for no right: a page shows what it returns, the operation
// checks again.
func (t *Task) Verbs(v *work.View) []Verb {
	var out []Verb
	for _, r := range rules {
		if r.allows(v, t) == nil && t.fitting(r.Verb, v.Today) {
			out = append(out, r.Verb)
		}
	}
	return out
}

// fitting leaves out what the state allows but nothing calls for.
func (t *Task) fitting(verb Verb, day civil.Date) bool {
	switch verb {
	case DoAskExtension:
		return t.mayAsk(day) == nil
	case DoGrantExtension, DoRefuseExtension:
		return !t.Asked.IsZero()
	}
	return true
}

// mayAsk refuses a request for more time that comes too late, or again.
func (t *Task) mayAsk(day civil.Date) error {
	switch {
	case t.Due.IsZero():
		return fault.At("due", tNoDueToExtend)
	case day.After(t.Due):
		return fault.New(fault.Conflict, tExpired, t.Due.Vietnamese())
	case !t.Asked.IsZero():
		return fault.New(fault.Conflict, tAskedAlready, t.Asked.Vietnamese())
	}
	return nil
}

// move puts t into the state that the verb of r leads to.
func (t *Task) move(r Rule, day civil.Date) {
	switch {
	case r.Verb == DoSuspend:
		t.Before = t.State
		t.State = Suspended
	case r.Verb == DoResume, r.Verb == DoRestore:
		t.State, t.Before = t.Before, ""
	case r.Verb == DoCancel, r.Verb == DoDiscard:
		if t.State != Suspended { // which has been kept already
			t.Before = t.State
		}
		t.State = r.To
	case r.To != "":
		t.State = r.To
	}
	switch r.Verb {
	case DoAccept, DoStart, DoUpdate, DoPassDown, DoResume, DoRestore, DoReject:
		t.promise(day)
	case DoSubmit, DoConfirm, DoGrantAppeal, DoClose, DoSuspend, DoCancel, DoDiscard, DoTransfer:
		t.NextUpdate = civil.Date{}
	}
	switch r.Verb {
	case DoSubmit, DoCancel, DoTransfer:
		t.Asked = civil.Date{}
	case DoSilence:
		t.Silent = true
	}
	if t.State != Assigned || r.Verb == DoClarify {
		t.ReceiveBy, t.Silent = time.Time{}, false
	}
}

// promise sets the second clock: the next report is due so many days from now.
func (t *Task) promise(day civil.Date) {
	t.NextUpdate = civil.Date{}
	if t.UpdateEvery > 0 && slices.Contains(atWork, t.State) {
		t.NextUpdate = day.AddDays(int(t.UpdateEvery))
	}
}
