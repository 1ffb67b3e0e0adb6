// Package brief knows which bodies brief their people about a document (quán triệt,
// học tập, phổ biến), how far they are, and who has not been briefed yet.
//
// Who issues a document, or stands above, asks bodies for audiences (đối tượng: key
// officials, Party members, …), each by a day: a duty is one body, one audience. The
// body says how many people of it there are (số phải học) and writes down its
// sittings (buổi quán triệt) with how many of each audience were reached there for
// the first time; a make-up sitting (học bù) is for those who missed an earlier one.
// Coverage (tỷ lệ) is what was reached over what is expected, always with both
// numbers. Where more were reached than there are, the body is asked to mend one of
// the two: nothing is cut.
//
// Numbers are of a day: of sittings until then, over what was expected then. A body
// that has ended keeps what it did; its numbers stand at the one that took over from
// it, or where several did, at the body above all of them, so that no number is
// counted twice or lost.
//
// Nothing here is about a person but who spoke at a sitting, in words, and which
// account wrote it down. Who was briefed is not kept, only how many.
package brief

import (
	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/text"
	"quyet/feature/doc"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/point"
)

// An Audience is the code of a kind of people, as the rule brief.audiences lists them.
type Audience string

// A DutyID identifies a duty for ever.
type DutyID string

// A Duty asks a body to brief an audience about a document.
type Duty struct {
	ID       DutyID
	Doc      doc.ID
	Body     org.ID
	Audience Audience
	Asked    civil.Date
	By       org.ID     // that asked; "" for the program itself
	Due      civil.Date // the last day
	Rule     string     // version of the rule from which Due comes; "" where a person said it
	Done     civil.Date // when the body finished; zero while it goes on
	Words    string     // why it finished with fewer than it expected
}

// A Line is a duty with how far it is on a day.
type Line struct {
	Duty
	Expected int64 // people of the audience; Unsaid while the body has not said how many
	Reached  int64 // of them, until the day
}

// Unsaid is an expected number that nobody has said.
const Unsaid = -1

// A Standing is how a duty stands on a day.
type Standing string

// The standings.
const (
	Waiting  Standing = "waiting"  // nobody was briefed, and it is not due yet
	Begun    Standing = "begun"    // some were, and it is not due yet
	Overdue  Standing = "overdue"  // it is due and neither finished nor are all reached
	Complete Standing = "complete" // all were reached, or the body finished in time
	Late     Standing = "late"     // the body finished after it was due
)

// Standings lists the standings in the order in which pages show them.
func Standings() []Standing { return []Standing{Waiting, Begun, Overdue, Complete, Late} }

// Title returns the standing's name for people.
func (s Standing) Title() text.T { return standingTitles[s] }

// Open says whether there is something left to do.
func (s Standing) Open() bool { return s == Waiting || s == Begun || s == Overdue }

// Standing returns how the duty stands on the day of the line. On its last day it is
// not overdue.
func (l Line) Standing(day civil.Date) Standing {
	switch finished := !l.Done.IsZero() && !l.Done.After(day); {
	case finished && l.Done.After(l.Due):
		return Late
	case finished || l.Expected > 0 && l.Reached >= l.Expected:
		return Complete
	case day.After(l.Due):
		return Overdue
	case l.Reached > 0:
		return Begun
	}
	return Waiting
}

// A SittingID identifies a sitting for ever.
type SittingID string

// Address returns the page of the sitting.
func (s SittingID) Address() string { return "/sittings/" + string(s) }

// A Form is how a sitting was held.
type Form string

// The forms.
const (
	Hall      Form = "hall"       // trực tiếp tại hội trường
	Online    Form = "online"     // trực tuyến
	Cell      Form = "cell"       // sinh hoạt chi bộ
	SelfStudy Form = "self_study" // tự học, tự nghiên cứu
)

// Forms lists the forms in the order in which pages show them.
func Forms() []Form { return []Form{Hall, Online, Cell, SelfStudy} }

// Title returns the form's name for people.
func (f Form) Title() text.T { return formTitles[f] }

// A Sitting is one time and place at which people were briefed.
type Sitting struct {
	ID         SittingID
	Version    int64
	Doc        doc.ID
	Body       org.ID
	On         civil.Date
	Place      string
	Form       Form
	Speaker    string // title and name, in words
	MakesUp    SittingID
	Words      string
	RecordedBy string // account
	Withdrawn  string // why it does not count; "" where it does
	Reached    map[Audience]int64

	// Point is the connection point from whose counts it was taken, at the conference
	// Meeting; "" where it was written down by hand. Heard is which of its reports it was.
	Meeting meeting.ID
	Point   point.ID
	Heard   int
	tied    int64 // the version that it had then
}

// byHand says whether people wrote its numbers down, at first or later.
func (s Sitting) byHand() bool { return s.Point == "" || s.Version != s.tied }

// Permissions of the capability.
var (
	// CanSee lets a person see how far a body is with briefing.
	CanSee = access.Allow("brief.see", tCanSee, access.Office, access.Head, access.Specialist, access.Inspector)
	// CanAsk lets a person ask the bodies below a body to brief their people.
	CanAsk = access.Allow("brief.ask", tCanAsk, access.Office, access.Head)
	// CanReport lets a person write down for a body whom it has briefed.
	CanReport = access.Allow("brief.report", tCanReport, access.Office, access.Head, access.Specialist)
)

// Permissions lists the permissions of the capability.
func Permissions() []*access.Permission { return []*access.Permission{CanSee, CanAsk, CanReport} }

// Address returns the page of the briefing about a document.
func Address(d doc.ID) string { return "/briefings/" + string(d) }

// PageOf returns the page of the briefing of a body about a document.
func PageOf(d doc.ID, b org.ID) string { return Address(d) + "/" + string(b) }
