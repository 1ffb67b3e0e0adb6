package task

import (
	"context"
	"strconv"
	"strings"
	"time"

	"quyet/base/civil"
	"quyet/base/text"
)

// A recurrence is the part of RFC 5545's RRULE that deadlines of offices use:
// a period, every so many of it, in some of the year's months, on a day of
// the month. Where no day is named, the period ends on its last day.
type recurrence struct {
	freq     string
	interval int
	months   []time.Month
	day      int // of the month; negative counts from its end; 0: the period's last
}

// parseRecurrence reads an RRULE; ok is false for what it does not know.
func parseRecurrence(rule string) (r recurrence, ok bool) {
	r.interval = 1
	for part := range strings.SplitSeq(rule, ";") {
		key, value, found := strings.Cut(part, "=")
		if !found {
			return r, false
		}
		switch key {
		case "FREQ":
			r.freq = value
		case "INTERVAL":
			n, err := strconv.Atoi(value)
			if err != nil || n < 1 || n > 1000 {
				return r, false
			}
			r.interval = n
		case "BYMONTH":
			for m := range strings.SplitSeq(value, ",") {
				n, err := strconv.Atoi(m)
				if err != nil || n < 1 || n > 12 {
					return r, false
				}
				r.months = append(r.months, time.Month(n))
			}
		case "BYMONTHDAY":
			n, err := strconv.Atoi(value)
			if err != nil || n == 0 || n < -31 || n > 31 {
				return r, false
			}
			r.day = n
		default:
			return r, false
		}
	}
	switch r.freq {
	case "YEARLY", "MONTHLY", "WEEKLY", "DAILY":
		return r, true
	}
	return r, false
}

// next returns the first day of r after day.
func (r recurrence) next(day civil.Date) civil.Date {
	switch r.freq {
	case "DAILY":
		return day.AddDays(r.interval)
	case "WEEKLY":
		// Weeks end on Friday where no day is named.
		end := day.AddDays(1)
		for end.Weekday() != time.Friday {
			end = end.AddDays(1)
		}
		return end.AddDays(7 * (r.interval - 1))
	}
	month := civil.On(day.Year, day.Month, 1)
	for {
		if on := r.inMonth(month); r.holds(month) && on.After(day) {
			return on
		}
		month = month.AddMonths(1)
	}
}

// holds says whether r has a day in the month that begins on first.
func (r recurrence) holds(first civil.Date) bool {
	if len(r.months) > 0 {
		for _, m := range r.months {
			if m == first.Month {
				return r.freq != "YEARLY" || first.Year%r.interval == 0
			}
		}
		return false
	}
	if r.freq == "YEARLY" {
		return first.Month == time.December && first.Year%r.interval == 0
	}
	// Every third month ends with the quarter, every sixth with the half-year.
	return (first.Year*12+int(first.Month))%r.interval == 0
}

func (r recurrence) inMonth(first civil.Date) civil.Date {
	last := civil.DaysIn(first.Year, first.Month)
	switch {
	case r.day > 0:
		return civil.On(first.Year, first.Month, min(r.day, last))
	case r.day < 0:
		return civil.On(first.Year, first.Month, max(last+1+r.day, 1))
	}
	return civil.On(first.Year, first.Month, last)
}

// turns are the recurrences that a page offers, with what they are called.
var turns = []struct {
	rule  string
	title text.T
}{
	{"FREQ=WEEKLY", text.New("Hằng tuần", "Every week")},
	{"FREQ=MONTHLY", text.New("Hằng tháng", "Every month")},
	{"FREQ=MONTHLY;INTERVAL=3", text.New("Hằng quý", "Every quarter")},
	{"FREQ=MONTHLY;INTERVAL=6", text.New("6 tháng một lần", "Every half-year")},
	{"FREQ=YEARLY", text.New("Hằng năm", "Every year")},
}

// recurs says in words how a task recurs; a rule that pages do not offer
// stands as it is.
func recurs(ctx context.Context, rule string) string {
	for _, t := range turns {
		if t.rule == rule {
			return t.title.In(ctx)
		}
	}
	return rule
}
