// Package notice tells people what was done to the tasks of their bodies, and to what
// else concerns these (thông báo): on a page of the program, and by mail to those who want it.
//
// What to tell is derived from the log, a moment after it was done and not in
// the transaction that did it ([Gather]): an import of twenty thousand tasks
// waits for nobody's inbox. Everything of one kind that somebody did within a
// minute is one matter, so that such an import is one line: "20.000 nhiệm vụ
// mới được giao".
//
// Told are those who hold, on the body concerned itself, a role with the right
// to do something about it, and their deputies; never who did it, nor in whose
// place. A notice belongs to a post (access.Post): it is seen while acting in
// that post, and by nobody who holds it no more. A draft tells nobody.
//
// A notice names tasks, or things of another sort ([Sort]), and holds nothing of them
// but what was said in the step. Whether its person may see one is asked when the page is shown, and
// again when a mail is written, which is at the moment it goes out ([Deliver]).
//
// Each person chooses for each class of notices whether to be written to at
// once, once a day, once a week or not at all, and hours in which not to be. A
// mail goes only to an address that the person has confirmed by a link sent
// there. A mail that does not get through is tried again for two days, and is
// then shown to administrators.
package notice

import (
	"context"
	"slices"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

// A Class is what a person chooses by: notices that ask the same of them.
type Class string

// The classes.
const (
	Given    Class = "given"    // work that was given to one's body
	Decided  Class = "decided"  // what the issuer decided about it
	Asked    Class = "asked"    // what a lead asks of the issuer, or hands in
	Progress Class = "progress" // what a lead reports
	Chased   Class = "chased"   // reminders and urges
)

// Classes lists the classes in the order of the page.
func Classes() []Class { return []Class{Given, Chased, Decided, Asked, Progress} }

// Title returns the class's name for people.
func (c Class) Title() text.T { return classTitles[c] }

// Usual is how people are written to of a class who have not chosen.
func (c Class) Usual() How {
	if c == Progress {
		return Never
	}
	return Now
}

// A How says when somebody is written to.
type How string

// The hows.
const (
	Now    How = "now"    // ngay
	Daily  How = "daily"  // mỗi ngày một thư
	Weekly How = "weekly" // mỗi tuần một thư
	Never  How = "off"    // không gửi
)

// Hows lists them in the order of the page.
func Hows() []How { return []How{Now, Daily, Weekly, Never} }

// Title returns the name for people.
func (h How) Title() text.T { return howTitles[h] }

// A Side is a party to a task, or to another thing.
type Side string

// The sides.
const (
	Lead    Side = "lead"   // the body that leads
	Issuer  Side = "issuer" // the body that gave it
	Helpers Side = "help"   // the bodies that coordinate
	Above   Side = "above"  // the superior of the lead
	Judge   Side = "judge"  // the superior of the issuer
	Doer    Side = "doer"   // who at the lead is to do it, and nobody else
)

// A Recipient is who is told: those who hold a right on the body of a side.
type Recipient struct {
	Side Side
	Can  *access.Permission // its roles are told
}

// A Kind is a kind of event of which people are told. A capability declares
// its own beside what it records ([Of]).
type Kind struct {
	Event string // "task.submit": its subject is a task; of others the detail names one, as task.Detail does
	Class Class
	Tell  []Recipient
	One   text.T // "Kết quả chờ xác nhận"
	Many  text.T // "%d kết quả chờ xác nhận"; zero: One, with how many in brackets
}

var (
	kinds = map[string]Kind{}
	sorts = map[string]*Sort{} // by event; what is missing tells of tasks
)

// Of declares a kind. It is called from package-level variables only.
func Of(k Kind) Kind {
	if _, twice := kinds[k.Event]; twice {
		panic("notice: two kinds tell of " + k.Event)
	}
	kinds[k.Event] = k
	return k
}

// A Thing is what a notice tells of.
type Thing struct {
	Title   string // as people call it
	Address string // its page
	Body    org.ID // whose it is; of a task the lead
	Due     civil.Date
	// Sides are the bodies on each side of it.
	Sides map[Side][]org.ID
	// Seen says whether an actor may see it.
	Seen func(a access.Actor) bool
	// Draft says that nobody is to be told of it yet.
	Draft bool
}

// A Sort is a sort of things other than tasks: conferences, duties to brief.
type Sort struct {
	// Several returns those things that are there and that the actor may see, by the
	// subjects of their events.
	Several func(ctx context.Context, v *work.View, ids []string) (map[string]Thing, error)
}

// Of declares a kind of event whose subject is a thing of the sort. It is called from
// package-level variables only.
func (s *Sort) Of(k Kind) Kind {
	sorts[k.Event] = s
	return Of(k)
}

// ofTask is a task as a thing.
func ofTask(chart *org.Chart, p task.Parties) Thing {
	t := Thing{Title: p.Text, Address: p.ID.Address(), Body: p.Lead, Due: p.Due, Seen: p.SeenBy, Draft: p.State == task.Draft}
	if chart != nil {
		t.Sides = map[Side][]org.ID{Lead: {p.Lead}, Doer: {p.Lead}, Issuer: {p.Issuer}, Helpers: p.Coordinators, Above: {chart.Superior(p.Lead)}, Judge: {chart.Superior(p.Issuer)}}
	}
	return t
}

// things returns what events of one sort were about.
func (s *Sort) things(ctx context.Context, v *work.View, chart *org.Chart, ids []string) (map[string]Thing, error) {
	if s != nil {
		return s.Several(ctx, v, ids)
	}
	wanted := make([]task.ID, len(ids))
	for i, t := range ids {
		wanted[i] = task.ID(t)
	}
	found, err := task.Several(ctx, v, wanted)
	out := make(map[string]Thing, len(found))
	for t, p := range found {
		out[string(t)] = ofTask(chart, p)
	}
	return out, err
}

// title names what happened to so many tasks.
func (k Kind) title(l text.Lang, tasks int64) string {
	switch {
	case tasks == 1:
		return k.One.For(l)
	case k.Many.Zero():
		return tSeveral.For(l, k.One, tasks)
	}
	return k.Many.For(l, tasks)
}

var (
	toLead   = []Recipient{{Lead, task.CanUpdate}}
	toIssuer = []Recipient{{Issuer, task.CanConfirm}}
)

// Kinds of what this package adds to those of the log.
const again = "notice.again" // a task that recurs goes on as a new one

// kindOther is a verb of tasks that nobody has declared a kind for: the other
// side is told in the words of the task's history.
func kindOther(event string, byLead bool) Kind {
	k := Kind{Event: event, Class: Decided, Tell: toLead, One: task.Told(event)}
	if byLead {
		k.Class, k.Tell = Asked, toIssuer
	}
	return k
}

// kindOf returns the kind under which a matter was kept.
func kindOf(name string, side Side) Kind {
	if k, ok := kinds[name]; ok {
		return k
	}
	return kindOther(name, side == Issuer)
}

// The verbs of tasks. One that is missing here tells the other side.
var (
	_ = Of(Kind{"task.assign", Given, []Recipient{{Lead, task.CanAccept}, {Helpers, task.CanUpdate}}, tGivenOne, tGivenMany})
	_ = Of(Kind{again, Given, toLead, tAgainOne, tAgainMany})
	_ = Of(Kind{"task.coordinate", Given, []Recipient{{Helpers, task.CanUpdate}}, tHelpOne, tHelpMany})
	_ = Of(Kind{"task.accept", Progress, toIssuer, tAcceptedOne, tAcceptedMany})
	_ = Of(Kind{"task.return", Asked, []Recipient{{Issuer, task.CanAssign}}, tReturnedOne, tReturnedMany})
	_ = Of(Kind{"task.start", Progress, toIssuer, tStartedOne, tStartedMany})
	_ = Of(Kind{"task.update", Progress, toIssuer, tUpdatedOne, tUpdatedMany})
	_ = Of(Kind{"task.pass_down", Progress, toIssuer, tPassedOne, tPassedMany})
	_ = Of(Kind{"task.submit", Asked, toIssuer, tSubmittedOne, tSubmittedMany})
	_ = Of(Kind{"task.confirm", Decided, toLead, tConfirmedOne, tConfirmedMany})
	_ = Of(Kind{"task.reject", Decided, toLead, tRejectedOne, tRejectedMany})
	_ = Of(Kind{"task.ask_extension", Asked, []Recipient{{Issuer, task.CanExtend}}, tAskOne, tAskMany})
	_ = Of(Kind{"task.grant_extension", Decided, toLead, tGrantedOne, tGrantedMany})
	_ = Of(Kind{"task.refuse_extension", Decided, toLead, tRefusedOne, tRefusedMany})
	_ = Of(Kind{"task.suspend", Decided, toLead, tSuspendedOne, tSuspendedMany})
	_ = Of(Kind{"task.resume", Decided, toLead, tResumedOne, tResumedMany})
	_ = Of(Kind{"task.cancel", Decided, []Recipient{{Lead, task.CanUpdate}, {Helpers, task.CanUpdate}}, tCancelledOne, tCancelledMany})
	_ = Of(Kind{"task.transfer", Decided, []Recipient{{Lead, task.CanUpdate}, {Helpers, task.CanUpdate}}, tTransferredOne, tTransferredMany})
	_ = Of(Kind{"task.close", Progress, toLead, tClosedOne, tClosedMany})
	_ = Of(Kind{"task.entrust", Given, []Recipient{{Doer, task.CanUpdate}}, tEntrustedOne, tEntrustedMany})
	_ = Of(Kind{"task.silence", Chased, []Recipient{{Lead, task.CanAccept}, {Issuer, task.CanAssign}}, tSilentOne, tSilentMany})
	_ = Of(Kind{"task.clarify", Asked, []Recipient{{Issuer, task.CanAssign}}, tClarifyOne, text.T{}})
	_ = Of(Kind{"task.answer", Decided, toLead, tAnsweredOne, text.T{}})
	_ = Of(Kind{"task.demand", Chased, []Recipient{{Lead, task.CanSubmit}}, tDemandedOne, text.T{}})
	_ = Of(Kind{"task.explain", Asked, []Recipient{{Issuer, task.CanDirect}, {Above, task.CanDirect}}, tExplainedOne, text.T{}})
	_ = Of(Kind{"task.plead", Asked, toIssuer, tPleadedOne, text.T{}})
	_ = Of(Kind{"task.excuse", Decided, toLead, tExcusedOne, text.T{}})
	_ = Of(Kind{"task.refuse_excuse", Decided, toLead, tNotExcusedOne, text.T{}})
	_ = Of(Kind{"task.appeal", Asked, []Recipient{{Judge, task.CanConfirm}, {Issuer, task.CanConfirm}}, tAppealedOne, text.T{}})
	_ = Of(Kind{"task.grant_appeal", Decided, []Recipient{{Lead, task.CanUpdate}, {Issuer, task.CanConfirm}}, tAppealGrantedOne, text.T{}})
	_ = Of(Kind{"task.refuse_appeal", Decided, []Recipient{{Lead, task.CanUpdate}, {Issuer, task.CanConfirm}}, tAppealRefusedOne, text.T{}})
	_ = Of(Kind{"task.comment", Decided, toLead, tCommentedOne, text.T{}})
	_ = Of(Kind{"task.follow_up", Decided, nil, tCommentedOne, text.T{}}) // makes a draft, which tells nobody
	_ = Of(Kind{"task.succeed", Decided, []Recipient{{Lead, task.CanUpdate}, {Issuer, task.CanAssign}}, tSucceededOne, tSucceededMany})
	_ = Of(Kind{"task.source", Progress, toLead, tSourceOne, tSourceMany})
)

// Quiet are hours in which nobody is written to, in minutes of the day in the
// office's zone. From may be later than Until: over midnight. Where they are
// equal there are none.
type Quiet struct{ From, Until int }

// holds says whether a minute of the day is quiet.
func (q Quiet) holds(minute int) bool {
	if q.From <= q.Until {
		return q.From <= minute && minute < q.Until
	}
	return minute >= q.From || minute < q.Until
}

// After returns at, or the first instant after it that is not quiet.
func (q Quiet) After(at time.Time, zone *time.Location) time.Time {
	local := at.In(zone)
	if q.From == q.Until || !q.holds(local.Hour()*60+local.Minute()) {
		return at
	}
	// Where the clock is set forward over the minute, or back over it, time.Date
	// picks an instant beside it; a step of minutes leads out of the quiet in
	// any zone.
	end := time.Date(local.Year(), local.Month(), local.Day(), q.Until/60, q.Until%60, 0, 0, zone)
	for end.Before(at) {
		local = local.AddDate(0, 0, 1)
		end = time.Date(local.Year(), local.Month(), local.Day(), q.Until/60, q.Until%60, 0, 0, zone)
	}
	for range 26 * 4 {
		if l := end.In(zone); !q.holds(l.Hour()*60 + l.Minute()) {
			break
		}
		end = end.Add(15 * time.Minute).Truncate(time.Minute)
	}
	return end
}

// When digests go out: at this minute of the day, the weekly ones on this day.
const (
	digestAt  = 7*60 + 30
	digestDay = time.Monday
)

// settle is how long a matter rests before it goes out by mail: more of the
// same may come.
const (
	settle = 90 * time.Second
	growth = time.Minute // by how much the events of one matter may be apart
)

// A Person is how somebody wants to be told.
type Person struct {
	Address string // confirmed; "" for none
	Asked   string // waits to be confirmed; "" for none
	AskedAt time.Time
	Lang    text.Lang
	Quiet   Quiet
	How     map[Class]How
}

// usual is how people are told who have not said anything.
func usual() Person { return Person{Quiet: Quiet{From: 21 * 60, Until: 6 * 60}} }

// Of returns how the person is written to of a class.
func (p Person) Of(c Class) How {
	if h, ok := p.How[c]; ok && slices.Contains(Hows(), h) {
		return h
	}
	return c.Usual()
}

// due returns when a notice of a class that happened at an instant goes out by
// mail; the zero time where it does not.
func (p Person) due(c Class, at time.Time, zone *time.Location) time.Time {
	if p.Address == "" {
		return time.Time{}
	}
	at = at.Add(settle)
	switch p.Of(c) {
	case Now:
	case Daily:
		at = nextDigest(at, zone, false)
	case Weekly:
		at = nextDigest(at, zone, true)
	default:
		return time.Time{}
	}
	return p.Quiet.After(at, zone)
}

// nextDigest returns the first time for a digest at or after an instant.
func nextDigest(at time.Time, zone *time.Location, weekly bool) time.Time {
	local := at.In(zone)
	for {
		t := time.Date(local.Year(), local.Month(), local.Day(), digestAt/60, digestAt%60, 0, 0, zone)
		if !t.Before(at) && (!weekly || local.Weekday() == digestDay) {
			return t
		}
		local = local.AddDate(0, 0, 1)
	}
}

// An ID identifies a matter.
type ID string

// Address is the page of a matter, which leads on to its task where it has one
// only.
func (id ID) Address() string { return Address + "/" + string(id) }

// A matter is a row of that table.
type matter struct {
	ID        ID
	Kind      string
	Side      Side
	Body      org.ID
	By, For   string
	First, At time.Time
	Tasks     int64
	post      string
	read      bool
}

// wholly says whether an actor sees all that a body is told of in a matter.
func (k Kind) wholly(m matter, a access.Actor) bool {
	if sorts[m.Kind] == nil {
		return a.May(task.CanSee, m.Body.Scope())
	}
	return slices.ContainsFunc(k.Tell, func(r Recipient) bool { return r.Side == m.Side && a.May(r.Can, m.Body.Scope()) })
}

func (m *matter) kind() Kind { return kindOf(m.Kind, m.Side) }
