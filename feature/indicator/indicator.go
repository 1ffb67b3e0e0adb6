// Package indicator holds what bodies report in numbers (chỉ tiêu, biểu báo cáo), period
// by period, and adds it up.
//
// A set (biểu) is defined by a body for bodies below it, or for itself, with one
// frequency; each of its indicators has a unit, a direction and a way of being added up.
// What one body reports of a set for one period is a return: it is entered, declared,
// approved by the head, accepted by the level above and locked; see [Life]. The numbers of
// an open return are a draft and count nowhere. What was accepted is corrected with a
// reason, and what it said before stays.
//
// No report is a state and not a zero: a cell that was not entered is not there, one that
// does not apply says so, and every sum tells of how many bodies it is, out of how many.
//
// Numbers are integers: a value is held times ten to the power of the decimals of its
// indicator, a ratio holds the two numbers that are divided. Shares are worked out where
// they are shown.
//
// Nothing here is about a person but which account entered and decided.
package indicator

import (
	"slices"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/text"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/period"
)

// A SetID identifies a set for ever.
type SetID string

// Address returns the page of the set.
func (s SetID) Address() string { return "/indicators/" + string(s) }

// A Set is what bodies report on together (biểu báo cáo).
type Set struct {
	ID        SetID
	Version   int64
	Body      org.ID // that defines it
	Code      string // "KTXH"; one of a kind among the sets of the body
	Name      string
	Frequency period.Kind
	Document  doc.ID // why it is asked for; "" for none
	Passage   string // of the document: "Điều 3"
	civil.Interval
	Scope []Reporting // who reports, at least one
}

// Reporting is one line of who reports: a body, or a group, which means the bodies of it
// below the body that defines the set, on each day those of that day.
type Reporting struct {
	Group org.GroupID
	Body  org.ID
}

// An ID identifies an indicator for ever.
type ID string

// Address returns the page of the indicator.
func (i ID) Address() string { return "/indicator/" + string(i) }

// An Indicator is one number that is reported (chỉ tiêu).
type Indicator struct {
	ID          ID
	Version     int64
	Set         SetID
	No          int    // in its set; never given to another
	Code        string // "KN1"; one of a kind in its set
	Name        string
	Unit        string
	Decimals    int // 0 to 6
	Direction   Direction
	Sort        Sort
	Aggregation Aggregation
	Running     Running
	Steps       []string   // of [Steps], from the first on: value 1 is the first
	TotalOf     []string   // codes of the same set that make it up; none for most
	Source      string     // the name of a [Source]; "" where it is entered or worked out
	Formula     string     // of codes of its set, see package formula; "" where it is entered
	Low, High   *int64     // the range in which numbers are expected; nil for none
	Jump        int64      // by how many per cent it may differ from the period before; 0 for any
	Passage     string     // of the document of the set
	Until       civil.Date // the first day on which it is no more asked for; zero while it is
}

// On says whether the indicator is asked for on a day.
func (i *Indicator) On(day civil.Date) bool { return i.Until.IsZero() || day.Before(i.Until) }

// A Direction says what is better.
type Direction string

// The directions.
const (
	Up   Direction = "up"   // more
	Down Direction = "down" // less
	Flat Direction = "none" // neither: nothing is met or missed
)

// Directions lists the directions as people choose.
func Directions() []Direction { return []Direction{Up, Down, Flat} }

// Title returns the direction's name for people.
func (d Direction) Title() text.T { return directionTitles[d] }

// A Sort is what kind of answer an indicator asks for.
type Sort string

// The sorts.
const (
	Number Sort = "number"
	Ratio  Sort = "ratio" // two numbers, shown as a percentage
	Steps  Sort = "steps" // one of several steps in words
)

// Sorts lists the sorts as people choose.
func Sorts() []Sort { return []Sort{Number, Ratio, Steps} }

// Title returns the sort's name for people.
func (s Sort) Title() text.T { return sortTitles[s] }

// An Aggregation says how the numbers of several bodies become one.
type Aggregation string

// The aggregations.
const (
	Total      Aggregation = "sum"    // they are added
	Mean       Aggregation = "mean"   // each counts by its weight
	RatioOfSum Aggregation = "ratio"  // both sides are added, then divided
	Latest     Aggregation = "latest" // added; a body that did not report stands with its last number
	Apart      Aggregation = "none"   // they do not become one
)

// Aggregations lists the aggregations as people choose.
func Aggregations() []Aggregation {
	return []Aggregation{Total, Mean, RatioOfSum, Latest, Apart}
}

// Title returns the aggregation's name for people.
func (a Aggregation) Title() text.T { return aggregationTitles[a] }

// A Running says what a number of a period is of.
type Running string

// The runnings.
const (
	OfPeriod  Running = "of_period"  // what happened in the period
	FromStart Running = "from_start" // what happened since the year began
	AtEnd     Running = "at_end"     // how it stood when the period ended
)

// Runnings lists the runnings as people choose.
func Runnings() []Running { return []Running{OfPeriod, FromStart, AtEnd} }

// Title returns the running's name for people.
func (r Running) Title() text.T { return runningTitles[r] }

// A Cell is what a body says of one indicator for one period.
type Cell struct {
	NotHere bool  // it does not apply to the body
	Value   int64 // times ten to the power of the decimals; of steps the number of the step
	Part    int64 // of a ratio what it is divided by, of a mean its weight; else 0
	Note    string
}

// A ReturnID identifies a return for ever.
type ReturnID string

// Address returns the page of the return.
func (r ReturnID) Address() string { return "/returns/" + string(r) }

// A Return is what a body reports of a set for a period.
type Return struct {
	ID      ReturnID
	Version int64
	Set     SetID
	Period  period.Period
	Body    org.ID
	State   State
	Due     civil.Date // by when it is declared
	Rules   []string   // the versions of rules by which that day was computed
	Cells   Cells

	Entered, Declared, Approved, Accepted Deed
	Returned                              string // why it was given back last; "" once it is declared anew
	Corrected                             int    // how often after it had been accepted
}

// Late says whether the return was declared after it was due, or is open behind it.
func (r *Return) Late(today civil.Date, zone *time.Location) bool {
	if r.Declared.At.IsZero() {
		return today.After(r.Due)
	}
	return civil.Of(r.Declared.At.In(zone)).After(r.Due)
}

// A Deed is who did something, and when; zero where nobody did.
type Deed struct {
	By string // account; "" for the program itself
	At time.Time
}

// Permissions of the capability.
var (
	// CanSee lets a person see what a body reports.
	CanSee = access.Allow("indicator.see", tCanSee, access.Office, access.Head, access.Specialist, access.Inspector)
	// CanDefine lets a person say for a body what is reported to it.
	CanDefine = access.Allow("indicator.define", tCanDefine, access.Office, access.Head)
	// CanEnter lets a person enter the numbers of a body.
	CanEnter = access.Allow("indicator.enter", tCanEnter, access.Office, access.Head, access.Specialist)
	// CanDeclare lets a person declare the numbers of a body closed.
	CanDeclare = access.Allow("indicator.declare", tCanDeclare, access.Office, access.Head)
	// CanApprove lets a person answer for the numbers of a body.
	CanApprove = access.Allow("indicator.approve", tCanApprove, access.Head)
	// CanAccept lets a person accept, for a body, the numbers of those right below it.
	CanAccept = access.Allow("indicator.accept", tCanAccept, access.Office, access.Head)
)

// Permissions lists the permissions of the capability.
func Permissions() []*access.Permission {
	return []*access.Permission{CanSee, CanDefine, CanEnter, CanDeclare, CanApprove, CanAccept}
}

// reporters are the bodies that report of the set on a day, each once.
func (s *Set) reporters(tree *org.Tree, day civil.Date) (out []org.ID) {
	chart := tree.Chart(day)
	seen := map[org.ID]bool{}
	add := func(b org.ID) {
		if chart.Within(b, s.Body) && !seen[b] {
			seen[b] = true
			out = append(out, b)
		}
	}
	for _, r := range s.Scope {
		if r.Body != "" {
			add(r.Body)
			continue
		}
		if g, err := tree.Group(r.Group, day); err == nil {
			for _, b := range tree.Expand(g, s.Body, day) {
				add(b.ID)
			}
		}
	}
	return out
}

func joined(rules []string) string { return strings.Join(rules, " ") }

// byNo returns the indicator with a number in its set; nil for none.
func byNo(all []*Indicator, no int) *Indicator {
	i := slices.IndexFunc(all, func(i *Indicator) bool { return i.No == no })
	if i < 0 {
		return nil
	}
	return all[i]
}
