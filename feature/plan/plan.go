// Package plan holds what stands between a resolution and its tasks: programmes,
// and the checklist of what each body does so that a resolution leads to
// something.
//
// A programme (chương trình công tác, chương trình hành động) is a portfolio of
// tasks of one body for a period. Its tasks are those that count under its
// document, if it has one in the register, and those that were picked for it; the
// programme shows how they stand and holds nothing of them. A programme also has
// items: what will be done in which month, before whom, and who prepares it; of an
// inspection programme (chương trình kiểm tra, giám sát) who is looked at.
//
// A checklist (việc phải làm để triển khai nghị quyết) says for each body by when
// it derives a document of its own, briefs its people, implements, and reviews
// halfway and at the end ("xây dựng chương trình, kế hoạch lãnh đạo triển khai,
// quán triệt, tổ chức thực hiện và tổ chức sơ kết, tổng kết"). To derive is a
// duty of package doc, discharged by a document that implements the resolution,
// and is only shown here; the other steps are said to be done by the body.
package plan

import (
	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/text"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// An ID identifies a programme for ever.
type ID string

// Address returns the page of the programme.
func (p ID) Address() string { return "/plans/" + string(p) }

// A Kind is the sort of a programme.
type Kind string

// The kinds.
const (
	Work   Kind = "work"   // chương trình công tác of a year or a term
	Action Kind = "action" // chương trình hành động that implements a resolution
	// Inspection is chương trình kiểm tra, giám sát of a year or a term.
	Inspection Kind = "inspection"
)

// Kinds lists the kinds in the order in which pages show them.
func Kinds() []Kind { return []Kind{Work, Action, Inspection} }

// Title returns the kind's name for people.
func (k Kind) Title() text.T { return kindTitles[k] }

// A Programme is a portfolio of tasks.
type Programme struct {
	ID      ID
	Version int64
	Kind    Kind
	Body    org.ID
	Title   string
	Doc     doc.ID // that lays it down; "" where none is registered
	From    civil.Date
	Until   civil.Date // its last day
	Ended   bool       // nobody works by it any more; it stays to be read
}

// A Step is one thing that a body does so that a resolution leads to something.
type Step string

// The steps, in their order.
const (
	Derive    Step = "derive"    // ban hành chương trình, kế hoạch
	Brief     Step = "brief"     // quán triệt, phổ biến
	Implement Step = "implement" // tổ chức thực hiện
	Interim   Step = "interim"   // sơ kết
	Final     Step = "final"     // tổng kết
)

// Steps lists the steps in their order.
func Steps() []Step { return []Step{Derive, Brief, Implement, Interim, Final} }

// Title returns the step's name for people.
func (s Step) Title() text.T { return stepTitles[s] }

// A Due is one step of one body.
type Due struct {
	Doc     doc.ID
	Body    org.ID
	Step    Step
	Version int64 // 0 of a derivation, which is changed with the document
	On      civil.Date
	Done    civil.Date // zero while it is not done
	Account string     // who said so; "" for a derivation
	Words   string     // what was done
	By      doc.ID     // of a derivation: the document
}

// A Standing is how a step stands on a day.
type Standing string

// The standings.
const (
	NotAsked Standing = ""         // the body need not do it
	Ahead    Standing = "ahead"    // chưa đến hạn
	Overdue  Standing = "overdue"  // quá hạn
	InTime   Standing = "in_time"  // đã làm, đúng hạn
	TooLate  Standing = "too_late" // đã làm, quá hạn
	GivenUp  Standing = "given_up" // không thực hiện; of an item only
)

// Title returns the standing's name for people.
func (s Standing) Title() text.T { return standingTitles[s] }

// Standing returns how d stands on day. A step done on its last day is in time.
func (d Due) Standing(day civil.Date) Standing {
	switch {
	case d.On.IsZero():
		return NotAsked
	case !d.Done.IsZero() && d.Done.After(d.On):
		return TooLate
	case !d.Done.IsZero():
		return InTime
	case day.After(d.On):
		return Overdue
	}
	return Ahead
}

// Permissions of the capability.
var (
	// CanSee lets a person see the programmes and checklists of a body.
	CanSee = access.Allow("plan.see", tCanSee, access.Office, access.Head, access.Specialist, access.Inspector)
	// CanPlan lets a person make and change the programmes of a body.
	CanPlan = access.Allow("plan.plan", tCanPlan, access.Office, access.Head)
	// CanReport lets a person say for a body that a step is done.
	CanReport = access.Allow("plan.report", tCanReport, access.Office, access.Head, access.Specialist)
)

// Permissions lists the permissions of the capability.
func Permissions() []*access.Permission { return []*access.Permission{CanSee, CanPlan, CanReport} }
