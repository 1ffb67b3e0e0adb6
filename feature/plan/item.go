package plan

import (
	"cmp"
	"slices"
	"time"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/task"
)

// An ItemID identifies an item for ever.
type ItemID string

// A Forum says before whom an item comes, or what is done in it.
type Forum string

// The forums.
const (
	Committee   Forum = "committee"   // hội nghị ban chấp hành
	StandingOf  Forum = "standing"    // họp ban thường vụ
	Board       Forum = "board"       // thường trực
	Conference  Forum = "conference"  // hội nghị
	Inspecting  Forum = "inspection"  // kiểm tra
	Supervising Forum = "supervision" // giám sát
	OtherForum  Forum = "other"
)

// Forums lists the forums in the order in which people choose.
func Forums() []Forum {
	return []Forum{Committee, StandingOf, Board, Conference, Inspecting, Supervising, OtherForum}
}

// Title returns the forum's name for people.
func (f Forum) Title() text.T { return forumTitles[f] }

// A MeetingID identifies a conference, of which this package knows nothing.
type MeetingID string

// An Item is one line of a programme: what will be done when, before whom, and
// who prepares it.
type Item struct {
	ID        ItemID
	Version   int64
	Programme ID
	Words     string
	Forum     Forum
	When      string     // as printed: "Tháng 3", "Quý II"
	From      civil.Date // the first day that When means; zero where it means none: "Thường xuyên"
	Until     civil.Date // the last one
	Prepares  string     // who prepares it, of an inspection the team; in words
	Preparer  org.ID     // the body that Prepares means; "" where that is not for sure
	Reviews   string     // who looks at it before, in words
	About     string     // of an inspection: what is looked at, in words
	Looked    org.ID     // the body that About means; "" where that is not for sure
	ReportBy  civil.Date // of an inspection: by when that body reports on itself
	Doc       doc.ID     // that was made for it; "" for none
	Meeting   MeetingID  // at which it comes up; "" for none
	Task      task.ID    // with which it was assigned; "" for none
	State     ItemState
	Ended     civil.Date // on which it was done or dropped
	Reason    string     // why it was moved or dropped

	// When it was to be at first; "" and zero where it was never moved.
	FirstWhen  string
	FirstUntil civil.Date

	order int64
}

// Address returns the page of the item.
func (i Item) Address() string { return i.Programme.Address() + "/items/" + string(i.ID) }

// An ItemState says what was said of an item.
type ItemState string

// The states.
const (
	ToDo    ItemState = "ahead"
	Done    ItemState = "done"
	Dropped ItemState = "dropped" // không thực hiện, with the reason
)

// Moved says whether the item is at another time than at first.
func (i Item) Moved() bool { return i.FirstWhen != "" || !i.FirstUntil.IsZero() }

// Standing returns how i stands on day: what is done on its last day is in time,
// and what has no day is never overdue.
func (i Item) Standing(day civil.Date) Standing {
	switch {
	case i.State == Dropped:
		return GivenUp
	case i.Until.IsZero() && i.State == Done:
		return InTime
	case i.Until.IsZero():
		return Ahead
	}
	return Due{On: i.Until, Done: i.Ended}.Standing(day)
}

// Near says whether i is still to be done and begins by the end of the month after
// that of day.
func (i Item) Near(day civil.Date) bool {
	return i.State == ToDo && !i.Until.IsZero() && i.From.Before(firstOf(day).AddMonths(2))
}

// Bare says whether i is [Item.Near] and nothing is seen yet of its preparation: no
// document, conference or task.
func (i Item) Bare(day civil.Date) bool {
	return i.Near(day) && i.Doc == "" && i.Meeting == "" && i.Task == ""
}

// Inspects says whether a body is looked at in the item.
func (i Item) Inspects() bool { return i.Forum == Inspecting || i.Forum == Supervising }

func firstOf(day civil.Date) civil.Date { return civil.On(day.Year, day.Month, 1) }

// A Month is the items of a programme that end in a month.
type Month struct {
	First civil.Date // of the month; zero of the items without a day
	Items []Item
}

// Months divides items by the month in which they end, in order; those without a
// day come last. Within a month they are in order of their days, and of the
// programme.
func Months(items []Item) (months []Month) {
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b Item) int {
		return cmp.Or(cmp.Compare(undated(a), undated(b)), a.Until.Compare(b.Until), cmp.Compare(a.order, b.order), cmp.Compare(a.ID, b.ID))
	})
	for _, i := range items {
		var first civil.Date
		if !i.Until.IsZero() {
			first = firstOf(i.Until)
		}
		if n := len(months); n == 0 || months[n-1].First != first {
			months = append(months, Month{First: first})
		}
		last := &months[len(months)-1]
		last.Items = append(last.Items, i)
	}
	return months
}

func undated(i Item) int {
	if i.Until.IsZero() {
		return 1
	}
	return 0
}

// in says whether i is on in a month of a year.
func (i Item) in(year int, month time.Month) bool {
	first := civil.On(year, month, 1)
	return !i.Until.IsZero() && i.From.Before(first.AddMonths(1)) && !i.Until.Before(first)
}

// A Clash is a body that is looked at more than once in one month.
type Clash struct {
	Month civil.Date // its first day
	Items []Item     // at least two, in their order
}

// looked is what is looked at in i, as a body or in words; "" for nothing.
func (i Item) looked() string {
	if !i.Inspects() {
		return ""
	}
	if i.Looked != "" {
		return string(i.Looked)
	}
	return viet.Fold(i.About)
}

// Clashes returns which bodies are looked at more than once in a month of the
// year, by month. What was dropped does not count. The same items are told in their
// first month together only.
func Clashes(year int, items []Item) (clashes []Clash) {
	told := map[string]bool{}
	for month := time.January; month <= time.December; month++ {
		var order []string
		of := map[string][]Item{}
		for _, i := range items {
			at := i.looked()
			if at == "" || i.State == Dropped || !i.in(year, month) {
				continue
			}
			if of[at] == nil {
				order = append(order, at)
			}
			of[at] = append(of[at], i)
		}
		for _, at := range order {
			key := ""
			for _, i := range of[at] {
				key += string(i.ID) + " "
			}
			if len(of[at]) > 1 && !told[key] {
				told[key] = true
				clashes = append(clashes, Clash{civil.On(year, month, 1), of[at]})
			}
		}
	}
	return clashes
}
