// Package meeting is a body's conferences: what they are about, when and where,
// the agenda, and how they run.
//
// A conference is planned by the office of a body. While it runs, one item of the
// agenda is on at a time, and the clock of each is kept. The plan of a conference
// and its course stand apart: what happens while it runs changes one small row.
//
// Conferences with state secrets are held elsewhere, and nothing of them is
// written here.
package meeting

import (
	"slices"
	"time"

	"quyet/base/access"
	"quyet/base/text"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// An ID identifies a conference for ever.
type ID string

// Address returns the page of the conference.
func (m ID) Address() string { return "/meetings/" + string(m) }

// A Kind says what a conference is for.
type Kind string

// The kinds.
const (
	Brief     Kind = "brief"     // hội nghị học tập, quán triệt, triển khai
	Flash     Kind = "flash"     // thông báo nhanh
	Briefing  Kind = "briefing"  // giao ban
	Interim   Kind = "interim"   // sơ kết
	Final     Kind = "final"     // tổng kết
	Key       Kind = "key"       // cán bộ chủ chốt
	Committee Kind = "committee" // hội nghị ban chấp hành
	Standing  Kind = "standing"  // họp ban thường vụ, thường trực
	Cell      Kind = "cell"      // sinh hoạt chi bộ
	Other     Kind = "other"
)

// Kinds lists the kinds in the order in which people choose.
func Kinds() []Kind {
	return []Kind{Brief, Briefing, Interim, Final, Key, Committee, Standing, Cell, Flash, Other}
}

// Title returns the kind's name for people.
func (k Kind) Title() text.T { return kindTitles[k] }

// A Meeting is a conference.
type Meeting struct {
	ID        ID
	Version   int64
	Body      org.ID
	Kind      Kind
	Template  bool // others are made after it; it has no time and never takes place
	Copied    ID   // the conference or template after which it was made; "" for none
	Title     string
	Starts    time.Time // zero of a template
	Ends      time.Time // zero of a template
	Place     string
	Chair     string // in words
	Secretary string // who keeps the minutes, in words
	Document  doc.ID // that it is about; "" for none
	CalledOff string // why it does not take place; "" where it does

	Run
}

// A Run is how far a conference is.
type Run struct {
	State  State
	Item   ItemID    // the item that is on; "" for none
	Since  time.Time // since when it is; zero where none is, or the conference pauses
	Opened time.Time // zero before
	Closed time.Time // zero before
}

// Length returns how long the conference is planned to last.
func (m *Meeting) Length() time.Duration { return m.Ends.Sub(m.Starts) }

// Permissions of the capability.
var (
	// CanSee lets a person see the conferences of a body.
	CanSee = access.Allow("meeting.see", tCanSee, access.Office, access.Head, access.Specialist, access.Inspector)
	// CanPlan lets a person prepare the conferences of a body.
	CanPlan = access.Allow("meeting.plan", tCanPlan, access.Office, access.Head)
	// CanRun lets a person open a conference of a body, lead through its agenda and
	// close it.
	CanRun = access.Allow("meeting.run", tCanRun, access.Office, access.Head)
)

// Permissions lists the permissions of the capability.
func Permissions() []*access.Permission {
	return []*access.Permission{CanSee, CanPlan, CanRun, CanConclude, CanProvide, CanApprove}
}

// A State is how far a conference is.
type State string

// The states.
const (
	Planned State = "planned"
	NotHeld State = "called_off"
	Open    State = "open"
	Paused  State = "paused"
	Closed  State = "closed"

	Approved State = "approved" // its minutes are
	Signed   State = "signed"   // its minutes are
)

// Title returns the state's name for people.
func (s State) Title() text.T { return stateTitles[s] }

// Runs says whether the conference has begun and is not over.
func (s State) Runs() bool { return s == Open || s == Paused }

// Ended says whether nothing more happens in it.
func (s State) Ended() bool { return s == NotHeld || s.Held() }

// Held says whether it took place and is over.
func (s State) Held() bool { return s == Closed || s == Approved || s == Signed }

// A Verb is something that is done to a conference as a whole.
type Verb string

// The verbs.
const (
	DoOpen    Verb = "open"     // khai mạc
	DoPause   Verb = "pause"    // tạm dừng
	DoResume  Verb = "resume"   // tiếp tục
	DoClose   Verb = "close"    // bế mạc
	DoCallOff Verb = "call_off" // hoãn, with the reason

	DoApprove Verb = "approve" // thông qua biên bản, see [Approve]
	DoReturn  Verb = "return"  // trả lại biên bản để hiệu đính
	DoSign    Verb = "sign"    // ký biên bản, see [Sign]
)

// Title returns the verb's name for people.
func (v Verb) Title() text.T { return verbTitles[v] }

// A Rule says in which states a verb may be done, what becomes of the conference
// and what the actor needs on its body.
type Rule struct {
	Verb Verb
	From []State
	To   State
	Can  *access.Permission
}

var rules = []Rule{
	{DoOpen, []State{Planned}, Open, CanRun},
	{DoPause, []State{Open}, Paused, CanRun},
	{DoResume, []State{Paused}, Open, CanRun},
	{DoClose, []State{Open, Paused}, Closed, CanRun},
	{DoCallOff, []State{Planned}, NotHeld, CanPlan},
	{DoApprove, []State{Closed}, Approved, CanApprove},
	{DoReturn, []State{Approved}, Closed, CanApprove},
	{DoSign, []State{Approved}, Signed, CanRun},
}

// Rules returns the table of what may be done to a conference.
func Rules() []Rule { return slices.Clone(rules) }

func ruleOf(verb Verb) (Rule, bool) {
	at := slices.IndexFunc(rules, func(r Rule) bool { return r.Verb == verb })
	if at < 0 {
		return Rule{}, false
	}
	return rules[at], true
}
