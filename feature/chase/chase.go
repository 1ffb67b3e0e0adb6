// Package chase reminds of tasks and urges those that are late (đôn đốc), by a
// ladder that is a rule: a reminder so many working days before the deadline, a
// written urge on the working day after it was missed, the list of the overdue
// for the briefing of the issuer, and the level above where it stays overdue. The
// second clock of a task, by which a report is due, is chased as well.
//
// The steps are worked out from the deadline in force, in working days
// (rule.DaysOff), and each is done once for a task and a deadline: who is
// granted more time begins a new ladder. No step is done on a day off, none
// before the one below it, and none of work that is suspended, handed in,
// returned or ended.
//
// Duties that are no tasks are chased by the same ladder, where the capability to which
// they belong declares them ([Source]).
//
// What was done stands in a table of its own ([Done]) and is an event of the log,
// from which those are told whom it concerns (package notice).
//
// Legal source: Quy chế 08-QC/TW (05/11/2025) has tasks followed up and urged on
// the system; what could be read of it names no numbers of days, so those that
// are shipped are the program's own, and an office sets its own.
package chase

import (
	"slices"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/text"
	"quyet/feature/notice"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/task"
)

// CanUrge lets a person urge a task by hand, for its issuer.
var CanUrge = access.Allow("chase.urge", tCanUrge, access.Office, access.Head)

// A Step is something done to get a task done.
type Step string

// The steps. The first three are rungs of the ladder, in this order.
const (
	Remind   Step = "remind"   // nhắc trước hạn
	Urge     Step = "urge"     // đôn đốc khi quá hạn
	Escalate Step = "escalate" // báo cáo cấp trên
	Update   Step = "update"   // đôn đốc cập nhật tiến độ
	Listed   Step = "list"     // đưa vào danh sách giao ban
	ByHand   Step = "hand"     // đôn đốc của cơ quan giao, in words
)

// Steps lists all steps.
func Steps() []Step { return []Step{Remind, Urge, Escalate, Update, Listed, ByHand} }

// Title returns the step's name for people.
func (s Step) Title() text.T { return stepTitles[s] }

func (s Step) event() string { return "chase." + string(s) }

// Who is told of a step.
var (
	_ = notice.Of(notice.Kind{Event: Remind.event(), Class: notice.Chased, Tell: []notice.Recipient{{Side: notice.Lead, Can: task.CanUpdate}}, One: tRemindOne, Many: tRemindMany})
	_ = notice.Of(notice.Kind{Event: Urge.event(), Class: notice.Chased, Tell: []notice.Recipient{{Side: notice.Lead, Can: task.CanUpdate}, {Side: notice.Issuer, Can: CanUrge}}, One: tUrgeOne, Many: tUrgeMany})
	_ = notice.Of(notice.Kind{Event: Escalate.event(), Class: notice.Chased, Tell: []notice.Recipient{{Side: notice.Lead, Can: task.CanAccept}, {Side: notice.Issuer, Can: CanUrge}, {Side: notice.Above, Can: task.CanAccept}}, One: tEscalateOne, Many: tEscalateMany})
	_ = notice.Of(notice.Kind{Event: Update.event(), Class: notice.Chased, Tell: []notice.Recipient{{Side: notice.Lead, Can: task.CanUpdate}}, One: tUpdateOne, Many: tUpdateMany})
	_ = notice.Of(notice.Kind{Event: Listed.event(), Class: notice.Chased, Tell: []notice.Recipient{{Side: notice.Issuer, Can: CanUrge}}, One: tListOne, Many: tListMany})
	_ = notice.Of(notice.Kind{Event: ByHand.event(), Class: notice.Chased, Tell: []notice.Recipient{{Side: notice.Lead, Can: task.CanUpdate}}, One: tHandOne, Many: tHandMany})
)

// A Ladder says after how many working days each step is due.
type Ladder struct {
	Remind   int          // before the deadline; 0: no reminder
	Urge     int          // after it, at least 1
	Escalate int          // after it, no less than Urge
	Update   int          // after a report was due, at least 1
	Briefing time.Weekday // on which the overdue are listed
	By       []string     // versions of the rules, see [rule.Version.Ref]

	only map[Step]Telling // the rungs that there are of it; nil: all
}

// A Rung is a step of the ladder of one deadline.
type Rung struct {
	Step    Step
	Day     civil.Date   // on which it is done at the earliest: a working day
	From    civil.Date   // the day from which the working days are counted
	Days    int          // how many; negative: back
	Skipped []civil.Date // days off in between

	late bool // it should have been done before, and comes with the next run
}

// rungs returns the ladder of a deadline from the first step to the last.
func (l Ladder) rungs(c *rule.Calendar, due civil.Date) (rungs []Rung) {
	if due.IsZero() {
		return nil
	}
	if l.Remind > 0 && l.has(Remind) {
		day := c.Before(due, l.Remind)
		rungs = append(rungs, Rung{Step: Remind, Day: day, From: due, Days: -l.Remind, Skipped: c.Skipped(day, due)})
	}
	for _, r := range []struct {
		step Step
		days int
	}{{Urge, max(l.Urge, 1)}, {Escalate, max(l.Escalate, l.Urge, 1)}} {
		if l.has(r.step) {
			day := c.After(due, r.days)
			rungs = append(rungs, Rung{Step: r.step, Day: day, From: due, Days: r.days, Skipped: c.Skipped(due, day)})
		}
	}
	return rungs
}

func (l Ladder) has(s Step) bool {
	_, ok := l.only[s]
	return ok || l.only == nil
}

// briefing says whether the overdue are listed on day: on the day of the week of
// the rule, or on the first working day after it where nobody works then.
func (l Ladder) briefing(c *rule.Calendar, day civil.Date) bool {
	for back := range 14 {
		planned := day.AddDays(-back)
		if planned.Weekday() == l.Briefing && c.From(planned) == day {
			return true
		}
	}
	return false
}

// chased are the states in which a lead has something to be urged to.
var chased = []task.State{task.Assigned, task.Accepted, task.InProgress, task.Rejected}

// A mark is a step that was done of a task and a deadline.
type mark struct {
	step Step
	due  civil.Date
	no   int64
	day  civil.Date // on which
}

// due returns the steps that are to be done of a task on a working day, after
// those that were. One step of the ladder is done a day: who was given a task
// that is long overdue is urged first, and has as many working days before the
// next step as anybody else.
func (l Ladder) due(c *rule.Calendar, t *task.Task, today civil.Date, done []mark) (steps []mark) {
	if c.Off(today) || !slices.Contains(chased, t.State) {
		return nil
	}
	was := func(s Step, due civil.Date, no int64) (civil.Date, bool) {
		i := slices.IndexFunc(done, func(m mark) bool { return m.step == s && m.due == due && m.no == no })
		if i < 0 {
			return civil.Date{}, false
		}
		return done[i].day, true
	}
	if s, ok := l.rung(c, t.Due, today, was); ok {
		steps = append(steps, mark{s, t.Due, 0, today})
	}
	if !t.Due.IsZero() && today.After(t.Due) && l.briefing(c, today) {
		no := listNo(today)
		if _, listed := was(Listed, t.Due, no); !listed {
			steps = append(steps, mark{Listed, t.Due, no, today})
		}
	}
	// A report that was due before the day of the reminder was made good by
	// nobody; one clock does not stop the other.
	if t.UpdateOwed(today) && !today.Before(c.After(t.NextUpdate, max(l.Update, 1))) {
		if _, urged := was(Update, t.NextUpdate, 0); !urged {
			steps = append(steps, mark{Update, t.NextUpdate, 0, today})
		}
	}
	return steps
}

// rung returns the step of the ladder that is to be done today.
func (l Ladder) rung(c *rule.Calendar, due, today civil.Date, was func(Step, civil.Date, int64) (civil.Date, bool)) (Step, bool) {
	for _, r := range l.rungs(c, due) {
		if _, done := was(r.Step, due, 0); done || today.Before(r.Day) {
			continue
		}
		switch r.Step {
		case Remind:
			if !today.After(due) {
				return Remind, true
			}
		case Urge:
			return Urge, true
		default:
			urged, ok := was(Urge, due, 0)
			if ok && !today.Before(c.After(urged, max(l.Escalate-l.Urge, 1))) {
				return Escalate, true
			}
		}
	}
	return "", false
}

// coming returns the steps of the ladder that are still to be done, each on the
// day on which it will be if the program runs every day: one that should have
// been done before comes with the next run, and what comes after an urge leaves
// the lead the working days between the two. ran says that what was to be done
// today is done.
func (l Ladder) coming(c *rule.Calendar, due, today civil.Date, ran bool, done []mark) (rungs []Rung) {
	urged, next := civil.Date{}, c.From(today)
	if ran {
		next = c.After(today, 1)
	}
	for _, r := range l.rungs(c, due) {
		i := slices.IndexFunc(done, func(m mark) bool { return m.step == r.Step && m.due == due })
		if i >= 0 {
			if r.Step == Urge {
				urged = done[i].day
			}
			continue
		}
		if gap := max(l.Escalate-l.Urge, 1); r.Step == Escalate && c.After(urged, gap).After(r.Day) {
			day := c.After(urged, gap)
			r = Rung{Step: Escalate, Day: day, From: urged, Days: gap, Skipped: c.Skipped(urged, day)}
		}
		if r.Day.Before(next) {
			r.Day, r.late = next, true
		}
		if r.Step == Remind && r.Day.After(due) {
			continue
		}
		if r.Step == Urge {
			urged = r.Day
		}
		rungs = append(rungs, r)
	}
	return rungs
}

// listNo is what tells the lists of two days apart.
func listNo(day civil.Date) int64 {
	return int64(day.Year)*10_000 + int64(day.Month)*100 + int64(day.Day)
}

// A DoneID identifies a step that was done.
type DoneID string

// A Done is a step that was done.
type Done struct {
	ID      DoneID
	Task    task.ID
	Step    Step
	Due     civil.Date // the deadline, or the day on which a report was due
	Day     civil.Date
	At      time.Time
	Issuer  org.ID
	Lead    org.ID
	Account string // who urged by hand; "" for the program itself
	Words   string
	Rules   string // versions of the rules, with a space between
}
