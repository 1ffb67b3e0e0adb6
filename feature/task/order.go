package task

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quyet/base/civil"
)

// A Sort names what a list is put in order by.
type Sort string

// The sorts. Tasks that are alike in it follow by their deadline.
const (
	BySelf     Sort = "" // the part's own order, see [Part]
	ByDue      Sort = "due"
	ByFirstDue Sort = "first"
	ByLead     Sort = "lead"   // by name, in the alphabet
	ByIssuer   Sort = "issuer" // by name, in the alphabet
	ByState    Sort = "state"  // in the order of a task's life
	ByProgress Sort = "progress"
	ByUpdate   Sort = "update" // when the next report is due; where none is, last
	ByLate     Sort = "late"   // by how many days it is, or was done, late
	ByResult   Sort = "result" // the day it was handed in
)

// Sorts lists the sorts that a person can choose.
func Sorts() []Sort {
	return []Sort{ByDue, ByFirstDue, ByLead, ByIssuer, ByState, ByProgress, ByUpdate, ByLate, ByResult}
}

// An Order is a sort and its direction.
type Order struct {
	By   Sort
	Down bool // the greatest first
}

// ParseOrder reads what [Order.String] wrote: "due", or "-due" for the
// greatest first. It returns false where that is no order.
func ParseOrder(s string) (Order, bool) {
	by, down := strings.CutPrefix(s, "-")
	o := Order{Sort(by), down}
	return o, s == "" || slices.Contains(Sorts(), o.By)
}

func (o Order) String() string {
	if o.Down {
		return "-" + string(o.By)
	}
	return string(o.By)
}

// own returns the order that a list has by itself.
func (q *query) own() Order {
	if q.part == PastTasks && q.at == "" {
		return Order{By: ByResult, Down: true}
	}
	return Order{By: ByDue}
}

// A sorting is an order as statements write it.
type sorting struct {
	Order
	expr   string // of the key; what is sorted by the deadline itself needs no other
	number bool   // the key is a number
}

// sorting returns how the order of f is written; rows are those of the list,
// which stood as they do on f.Day. What is in the order of names falls into
// pieces ([query.pieces]), each by deadline.
func (f Filter) sorting(q *query) sorting {
	s := sorting{Order: f.Order}
	switch f.Order.By {
	case ByDue:
		s.expr = "due_on"
	case ByLead, ByIssuer:
		s = sorting{Order{By: ByDue}, "due_on", false}
	case ByFirstDue:
		s.expr = "first_due_on"
	case ByResult:
		s.expr = "submitted_on"
	case ByUpdate:
		s.expr = `CASE next_update_on WHEN '' THEN '` + never + `' ELSE next_update_on END`
	case ByProgress:
		s.expr, s.number = "progress", true
	case ByState:
		var b strings.Builder
		for i, state := range States() {
			fmt.Fprintf(&b, " WHEN '%s' THEN %d", state, i)
		}
		s.expr, s.number = "CASE state"+b.String()+" ELSE 99 END", true
	case ByLate:
		s.expr, s.number = daysLateSQL(q.arg(f.Day), q.arg(numberOf(f.Day))), true
	}
	return s
}

// key is the key of t in the order, as the addresses of pages hold it: how it
// stood on day is stood.
func (s sorting) key(t *Task, stood Standing, day civil.Date) string {
	switch s.By {
	case ByFirstDue:
		return stored(t.FirstDue)
	case ByResult:
		return t.Submitted.String()
	case ByUpdate:
		return stored(t.NextUpdate)
	case ByProgress:
		return strconv.FormatInt(t.Progress, 10)
	case ByState:
		return strconv.Itoa(slices.Index(States(), t.State))
	case ByLate:
		return strconv.Itoa(daysLate(stood, t.Due, t.Submitted, day))
	}
	return stored(t.Due)
}

// after returns the condition that a row follows the one at which a page
// ended, and by returns the order. A key alone is compared with its row, so
// that an index which has both is used; other keys are followed by the
// deadline, whichever way they run.
func (s sorting) after(q *query, c Cursor) string {
	than := ">"
	if s.Down {
		than = "<"
	}
	if s.expr == "due_on" {
		return fmt.Sprintf(`(due_on, id) %s (%s, %s)`, than, q.arg(c.Day), q.arg(c.ID))
	}
	key, due, _ := strings.Cut(c.Day, " ")
	var value any = key
	if s.number {
		n, _ := strconv.ParseInt(key, 10, 64) // what is none stands before all
		value = n
	}
	return fmt.Sprintf(`(%[1]s %[2]s %[3]s OR %[1]s = %[3]s AND (due_on, id) > (%[4]s, %[5]s))`, s.expr, than, q.arg(value), q.arg(due), q.arg(c.ID))
}

func (s sorting) by() string {
	down := ""
	if s.Down {
		down = " DESC"
	}
	if s.expr == "due_on" {
		return "due_on" + down + ", id" + down
	}
	return s.expr + down + ", due_on, id"
}

// cursor is where a page ends that ends with t.
func (s sorting) cursor(t *Task, stood Standing, day civil.Date) Cursor {
	key := s.key(t, stood, day)
	if s.expr != "due_on" {
		key += " " + stored(t.Due)
	}
	return Cursor{Day: key, ID: t.ID}
}

// daysLate is [Task.DaysLate] for how a task stood on a day.
func daysLate(stood Standing, due, submitted, day civil.Date) int {
	switch bucketOf(stood, due, submitted, day) {
	case OverdueBucket, LateBucket:
		if stood == HandedIn || stood == Done {
			return submitted.Sub(due)
		}
		return day.Sub(due)
	}
	return 0
}

// daysLateSQL is [daysLate] for a row, in SQL; day and number are expressions
// of the day and of its [dayNumber].
func daysLateSQL(day, number string) string {
	return `(CASE WHEN ` + lateSQL("due_on", day) + ` THEN CASE WHEN standing IN ('handed_in', 'done') THEN ` + dayNumber("submitted_on") + ` ELSE ` + number + ` END - ` +
		dayNumber("due_on") + ` ELSE 0 END)`
}

// lateSQL says whether a row is, or was done, late by the deadline in a column:
// whether its bucket is that of what is overdue or was done late, in fewer words,
// for it is asked of every row of a list.
func lateSQL(due, day string) string {
	return `(` + due + ` < ` + day + ` AND standing IN ('waiting', 'working') OR submitted_on > ` + due + ` AND standing IN ('handed_in', 'done'))`
}

// dayNumber is a number of the day in a text column that grows by one from day
// to day, so that two can be subtracted: neither engine has a date in common
// with the other. Years begin in March, which puts the leap day last.
func dayNumber(of string) string {
	part := func(from, n int) string { return fmt.Sprintf("CAST(substr(%s, %d, %d) AS BIGINT)", of, from, n) }
	month := `((` + part(6, 2) + ` + 9) % 12)`
	year := `(` + part(1, 4) + ` - ` + month + ` / 10)`
	return `(365 * ` + year + ` + ` + year + ` / 4 - ` + year + ` / 100 + ` + year + ` / 400 + (` + month + ` * 306 + 5) / 10 + ` + part(9, 2) + `)`
}

// numberOf is [dayNumber] of a day.
func numberOf(day civil.Date) int64 {
	month := int64(day.Month+9) % 12
	year := int64(day.Year) - month/10
	return 365*year + year/4 - year/100 + year/400 + (month*306+5)/10 + int64(day.Day)
}
