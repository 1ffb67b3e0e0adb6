// Package schedule is the weekly work schedule of a body (lịch công tác tuần):
// what it has on, day by day, with who chairs, where, who attends and who
// prepares, in the columns of the schedules that offices issue.
//
// An office writes a week and issues it. Before that only those who make the
// schedule see the week; after it every change is seen as one. What is called off
// stays where it was, with the reason. What the tasks of the body are due for in
// the week is told beside it and held nowhere here.
package schedule

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/viet"
	"quyet/feature/org"
)

// An ID identifies an entry for ever.
type ID string

// An Entry is one thing that a body has on.
type Entry struct {
	ID        ID
	Version   int64
	Body      org.ID
	On        civil.Date
	From      string // "08:00"; "" for the whole day
	Until     string // "" where nobody knows
	Words     string // what it is
	Chair     string // who chairs or takes part, in words
	Place     string
	Attending string // thành phần
	Prepared  string // who prepares, in words
	Note      string
	CalledOff string // why it does not take place; "" where it does

	// Address is the page of what is kept elsewhere, a conference, and is not changed
	// in the schedule; "" of an entry of its own.
	Address string
}

// of says whether a leader chairs or takes part, as far as words tell.
func (e Entry) of(leader string) bool {
	return strings.Contains(viet.Fold(e.Chair), viet.Fold(leader))
}

// leaders are those who chair or take part in the week, in the words of the entries.
func (w *Week) leaders() (of []string) {
	for _, e := range w.Entries {
		for one := range strings.FieldsFuncSeq(e.Chair, func(r rune) bool { return r == ',' || r == ';' }) {
			one = strings.TrimSpace(one)
			if one != "" && !slices.ContainsFunc(of, func(o string) bool { return same(o, one) }) {
				of = append(of, one)
			}
		}
	}
	slices.Sort(of)
	return of
}

// A Week is a body's week.
type Week struct {
	Body    org.ID
	Monday  civil.Date
	Issued  time.Time // zero while it is being made
	Entries []Entry   // by day and time; those without a time first
}

// MondayOf returns the Monday of the week of a day.
func MondayOf(day civil.Date) civil.Date {
	return day.AddDays(-(int(day.Weekday()) + 6) % 7)
}

// Days returns the seven days of the week.
func (w *Week) Days() []civil.Date {
	days := make([]civil.Date, 7)
	for i := range days {
		days[i] = w.Monday.AddDays(i)
	}
	return days
}

// On returns what is on that day.
func (w *Week) On(day civil.Date) (of []Entry) {
	for _, e := range w.Entries {
		if e.On == day {
			of = append(of, e)
		}
	}
	return of
}

// A Clash is two entries that cannot both take place as they are written.
type Clash struct {
	A, B  Entry
	Place bool // they are in one place; else the same people chair
}

// Clashes returns the pairs of entries that are on at the same time in one place,
// or with the same words for who chairs. What is called off, what has no time and
// what has no end clashes only with what begins at the same minute.
func (w *Week) Clashes() (of []Clash) {
	for i, a := range w.Entries {
		for _, b := range w.Entries[i+1:] {
			if !a.meets(b) {
				continue
			}
			switch {
			case same(a.Place, b.Place):
				of = append(of, Clash{a, b, true})
			case same(a.Chair, b.Chair):
				of = append(of, Clash{a, b, false})
			}
		}
	}
	return of
}

// meets says whether two entries are on at the same time.
func (e Entry) meets(o Entry) bool {
	if e.On != o.On || e.From == "" || o.From == "" || e.CalledOff != "" || o.CalledOff != "" {
		return false
	}
	if e.From == o.From {
		return true
	}
	if o.From < e.From {
		e, o = o, e
	}
	return e.Until > o.From // an unknown end is "", before every time
}

func same(a, b string) bool { return a != "" && viet.Fold(a) == viet.Fold(b) }

func byTime(a, b Entry) int {
	return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.From, b.From), cmp.Compare(a.ID, b.ID))
}

func sorted(of []Entry) []Entry {
	slices.SortFunc(of, byTime)
	return of
}

// Permissions of the capability.
var (
	// CanSee lets a person see the issued weeks of a body.
	CanSee = access.Allow("schedule.see", tCanSee, access.Office, access.Head, access.Specialist, access.Inspector)
	// CanMake lets a person write, change and issue the weeks of a body.
	CanMake = access.Allow("schedule.make", tCanMake, access.Office, access.Head)
)

// Permissions lists the permissions of the capability.
func Permissions() []*access.Permission { return []*access.Permission{CanSee, CanMake} }
