// Package task follows what was assigned until it is done: who does what by
// when, how far it is, and who says that it is done.
//
// A task (nhiệm vụ) has an issuer (cơ quan giao) and a lead (cơ quan chủ trì),
// a deadline or none (thường xuyên), and something to show for it. The lead
// receives it, reports on it and hands in a result; the issuer confirms or
// rejects the result. A lead that does not receive it within the hours of the
// rule is noted as silent. What one side asks of the other and is answered by
// it, the meaning of a task, an explanation, the excuse of a delay, an appeal to
// the level above, is a [Request]. Who may do which step in which state is one table
// ([Rules]). The deed is not its own judge: whoever handed a result in, or
// had it handed in by a deputy, whoever stands in for one of them, and whoever
// acts for the body that did, does not confirm it.
//
// Timing (đúng hạn, quá hạn) is computed for a day and never stored. The
// clock of the lead stops on the day it hands a result in, so a slow check
// makes nobody late; a rejected result starts it again as if nothing had been
// handed in. A suspended task is neither on time nor late. The deadline first
// given is kept for ever and every timing is told on both. A second clock,
// independent of the deadline, says when the next report is due.
//
// What counts is the standing of a task ([Standing], coarser than its state),
// its deadline and the day the result was handed in. Each change of these
// closes a span of the past (task_span) and is told to the observers as a
// [Shift] in the same transaction, from which package board keeps its
// counters. So counts are read and never counted, and any count can be asked
// as of a past instant.
//
// What was done to a task, with its note, stands in the events of the unit of
// work and nowhere else; the files handed in have rows of their own.
//
// A task refers to documents by an opaque identifier ([DocID]); this package
// knows nothing else of them.
package task

import (
	"slices"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/text"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/task/clarity"
)

// An ID identifies a task for ever.
type ID string

// A DocID identifies a document that assigns a task, or under which it counts.
type DocID string

// A State is a step in the life of a task.
type State string

// The states.
const (
	Draft       State = "draft"       // dự thảo: not yet given to anybody
	Assigned    State = "assigned"    // đã giao: the lead has not answered
	Accepted    State = "accepted"    // đã tiếp nhận
	Returned    State = "returned"    // đã trả lại: the lead says why it is not for them
	InProgress  State = "in_progress" // đang thực hiện
	Submitted   State = "submitted"   // đã nộp kết quả, waits for confirmation
	Confirmed   State = "confirmed"   // đã xác nhận hoàn thành
	Rejected    State = "rejected"    // kết quả bị trả lại: counts as not done
	Closed      State = "closed"      // đã kết thúc theo dõi
	Suspended   State = "suspended"   // tạm dừng: the clocks stand still
	Cancelled   State = "cancelled"   // đã huỷ by a document
	Transferred State = "transferred" // đã chuyển to another body, as a task of its own
)

// States lists the states in the order of a task's life.
func States() []State {
	return []State{Draft, Assigned, Accepted, Returned, InProgress, Submitted, Confirmed, Rejected, Closed, Suspended, Cancelled, Transferred}
}

// Title returns the state's name for people.
func (s State) Title() text.T { return stateTitles[s] }

// A Task is one piece of assigned work as it stands.
type Task struct {
	ID      ID
	Version int64 // grows with every change; see [Ref]
	Parent  ID    // the task it was passed down from; "" for none
	Origin  ID    // the task it continues: an earlier turn, or the one transferred; "" for none

	Text        string // what is to be done
	Deliverable string // what there will be to show; may be empty
	Person      string // accountable person or post, in words; may be empty
	Issuer      org.ID
	Lead        org.ID // "" for a draft without one
	Programme   DocID  // the document under which it counts; "" for none
	Unclear     []clarity.Reason

	State     State
	Before    State // of a suspended or cancelled task: the state it will go on in
	Progress  int64 // per cent of the work that the lead reports as done
	Submitted civil.Date
	// SubmittedBy is the account that handed the result in; it and
	// Submitted are empty unless a result stands.
	SubmittedBy string
	// SubmittedFor is the account in whose place that was done by a deputy.
	SubmittedFor string

	Due        civil.Date // last day; zero for ongoing work
	FirstDue   civil.Date // as first assigned; never changes
	DueWords   string     // the deadline as the document words it
	Recurrence string     // RRULE; "" for work done once
	Asked      civil.Date // deadline asked for by a request not yet decided; zero if none

	UpdateEvery int64      // days between two reports; 0: none are asked for
	NextUpdate  civil.Date // when the next report is due; zero if none is

	// ReceiveBy is until when the lead must receive the task, give it back or
	// ask what is meant; zero where no answer is awaited. Silent says that it did
	// not, and that this stands in the history.
	ReceiveBy time.Time
	Silent    bool

	// Doer is the account at the lead that does the work; "" where nobody was
	// named, or in words only ([Task.Person]).
	Doer account.ID

	// Copied is how often in a row a report said the same as the one before.
	Copied int64

	place place
	said  int64     // stands for what was last reported
	since time.Time // when the present standing began
}

// A place says in which counts a task is, besides those of its lead.
type place struct {
	row      org.ID // whose row of the map: the body directly under the province
	province org.ID // "" for a body of the centre
}

// A Standing is what of a task's state counts.
type Standing string

// The standings.
const (
	Unassigned Standing = "unassigned" // draft: counts nowhere
	Waiting    Standing = "waiting"    // given, not begun
	Working    Standing = "working"
	HandedIn   Standing = "handed_in" // the lead's clock has stopped
	Stopped    Standing = "stopped"   // suspended
	Done       Standing = "done"      // confirmed
	Gone       Standing = "gone"      // cancelled or transferred: counts no more
)

// Standing returns the standing of a task in state s.
func (s State) Standing() Standing {
	switch s {
	case Assigned, Accepted, Returned:
		return Waiting
	case InProgress, Rejected:
		return Working
	case Submitted:
		return HandedIn
	case Suspended:
		return Stopped
	case Confirmed, Closed:
		return Done
	case Cancelled, Transferred:
		return Gone
	}
	return Unassigned
}

// Open says whether work of this standing is still to be done or checked.
func (s Standing) Open() bool {
	return s == Waiting || s == Working || s == HandedIn || s == Stopped
}

// A Timing tells how a task stands to its deadline.
type Timing string

// The timings (domain report §1.5).
const (
	NoTiming   Timing = ""             // draft, suspended, cancelled, transferred
	Ongoing    Timing = "ongoing"      // thường xuyên: no day to be late by
	OnTrack    Timing = "on_track"     // trong hạn
	DueSoon    Timing = "due_soon"     // sắp đến hạn
	Within     Timing = "within"       // on track or due soon: what lists and counts ask for, no task's own timing
	Overdue    Timing = "overdue"      // quá hạn
	DoneOnTime Timing = "done_on_time" // hoàn thành đúng hạn
	DoneLate   Timing = "done_late"    // hoàn thành quá hạn
)

// Timings lists the timings in the order of the official table.
func Timings() []Timing {
	return []Timing{DoneOnTime, DoneLate, Within, OnTrack, DueSoon, Overdue, Ongoing}
}

// Title returns the timing's name for people.
func (t Timing) Title() text.T { return timingTitles[t] }

// Timing returns how t stands on day to its present deadline; warn is the
// number of days before the deadline from which it is due soon.
func (t *Task) Timing(day civil.Date, warn int) Timing {
	return timing(t.State.Standing(), t.Due, t.Submitted, day, warn)
}

// FirstTiming is [Task.Timing] on the deadline first given.
func (t *Task) FirstTiming(day civil.Date, warn int) Timing {
	return timing(t.State.Standing(), t.FirstDue, t.Submitted, day, warn)
}

func timing(s Standing, due, submitted, day civil.Date, warn int) Timing {
	switch bucketOf(s, due, submitted, day) {
	case OnTimeBucket:
		return DoneOnTime
	case LateBucket:
		return DoneLate
	case OverdueBucket:
		return Overdue
	case OngoingBucket:
		return Ongoing
	case NotStarted, UnderWay:
		if s != HandedIn && due.Sub(day) <= warn {
			return DueSoon
		}
		return OnTrack
	}
	return NoTiming
}

// DaysLate returns by how many days t is, or was done, after its deadline; 0
// if it is not late.
func (t *Task) DaysLate(day civil.Date) int {
	switch bucketOf(t.State.Standing(), t.Due, t.Submitted, day) {
	case OverdueBucket:
		if t.State != Submitted {
			return day.Sub(t.Due)
		}
		return t.Submitted.Sub(t.Due)
	case LateBucket:
		return t.Submitted.Sub(t.Due)
	}
	return 0
}

// UpdateOwed says whether a report is due on day: the second clock.
func (t *Task) UpdateOwed(day civil.Date) bool {
	return !t.NextUpdate.IsZero() && !day.Before(t.NextUpdate) && slices.Contains(atWork, t.State)
}

// atWork are the states in which the lead works and reports.
var atWork = []State{Accepted, InProgress, Rejected}

// Permissions of the capability.
var (
	// CanSee lets a person see the tasks that a body issued, leads or helps with.
	CanSee = access.Allow("task.see", tCanSee, access.Office, access.Head, access.Specialist, access.Inspector)
	// CanAssign lets a person assign tasks in a body's name, word them, and
	// name their sources and the bodies that help.
	CanAssign = access.Allow("task.assign", tCanAssign, access.Office, access.Head)
	// CanAccept lets a person accept or return a task for its lead, and pass it down.
	CanAccept = access.Allow("task.accept", tCanAccept, access.Office, access.Head)
	// CanUpdate lets a person report on a task for its lead.
	CanUpdate = access.Allow("task.update", tCanUpdate, access.Office, access.Head, access.Specialist)
	// CanSubmit lets a person hand in a result, or ask for more time, for the lead.
	CanSubmit = access.Allow("task.submit", tCanSubmit, access.Office, access.Head, access.Specialist)
	// CanConfirm lets a person confirm or reject a result for the issuer. In
	// provinces it is the office that does so (Thanh Hoá, 2025).
	CanConfirm = access.Allow("task.confirm", tCanConfirm, access.Office, access.Head)
	// CanExtend lets a person decide a request for more time for the issuer;
	// to delegate the decision is to grant this on the issuer.
	CanExtend = access.Allow("task.extend", tCanExtend, access.Office, access.Head)
	// CanEnd lets a person suspend, resume, cancel, transfer and close a task
	// for the issuer.
	CanEnd = access.Allow("task.end", tCanEnd, access.Office, access.Head)
	// CanDirect lets a person of the issuer, or of a body above the lead, comment
	// on a task, ask for an explanation, and make a task of a comment.
	CanDirect = access.Allow("task.direct", tCanDirect, access.Office, access.Head)
)

// Permissions lists the permissions of the capability.
func Permissions() []*access.Permission {
	return []*access.Permission{CanSee, CanAssign, CanAccept, CanUpdate, CanSubmit, CanConfirm, CanExtend, CanEnd, CanDirect}
}

func joinReasons(rs []clarity.Reason) string {
	names := make([]string, len(rs))
	for i, r := range rs {
		names[i] = string(r)
	}
	return strings.Join(names, " ")
}

func splitReasons(s string) (rs []clarity.Reason) {
	for _, name := range strings.Fields(s) {
		rs = append(rs, clarity.Reason(name))
	}
	return rs
}
