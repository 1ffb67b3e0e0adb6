package civil

import (
	"strconv"
	"strings"
	"time"
)

// A Recurrence is the part of RFC 5545's RRULE (3.3.10) that the work of offices
// follows: a period, every so many of it, in some of the year's months, on a day
// of the month or a weekday. Where no day is named it is the last of the period; a
// week's is Friday. It is made by [ParseRecurrence]; the zero value is none.
type Recurrence struct {
	freq     string
	interval int
	months   []time.Month
	day      int // of the month; negative counts from its end; 0: the period's last

	weekday time.Weekday // where named is true
	named   bool
	nth     int // which of the month's: 1 to 4, or -1 for the last
}

// weekdayCodes are those of RFC 5545.
var weekdayCodes = map[string]time.Weekday{"MO": time.Monday, "TU": time.Tuesday, "WE": time.Wednesday, "TH": time.Thursday, "FR": time.Friday, "SA": time.Saturday, "SU": time.Sunday}

// ParseRecurrence reads an RRULE, "FREQ=MONTHLY;INTERVAL=3". It knows FREQ (YEARLY,
// MONTHLY, WEEKLY, DAILY), INTERVAL (1 to 1000), BYMONTH and BYMONTHDAY (one day;
// negative counts from the end of the month); daily and weekly rules go on whatever
// the last two say. BYDAY names one weekday: of a weekly rule alone ("TU"), of a
// monthly or yearly one as the first to fourth or the last of the month ("1MO",
// "-1FR"), which every month has. ok is false for anything else.
func ParseRecurrence(rule string) (r Recurrence, ok bool) {
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
		case "BYDAY":
			if len(value) < 2 {
				return r, false
			}
			weekday, known := weekdayCodes[value[len(value)-2:]]
			r.weekday, r.named = weekday, true
			if which := value[:len(value)-2]; which != "" {
				n, err := strconv.Atoi(which)
				if err != nil || n != -1 && (n < 1 || n > 4) {
					return r, false
				}
				r.nth = n
			}
			if !known {
				return r, false
			}
		default:
			return r, false
		}
	}
	switch r.freq {
	case "YEARLY", "MONTHLY":
		return r, !r.named || r.nth != 0 && r.day == 0
	case "WEEKLY":
		return r, r.nth == 0
	case "DAILY":
		return r, !r.named
	}
	return r, false
}

// Next returns the first day of r that is later than day. Daily rules count from
// day itself and weekly ones from the week's end behind it; months, quarters,
// half-years and years are those of the calendar, whatever day is. A day that the
// month lacks is its last.
func (r Recurrence) Next(day Date) Date {
	switch r.freq {
	case "DAILY":
		return day.AddDays(r.interval)
	case "WEEKLY":
		// Weeks end on Friday where no day is named.
		on := time.Friday
		if r.named {
			on = r.weekday
		}
		end := day.AddDays(1)
		for end.Weekday() != on {
			end = end.AddDays(1)
		}
		return end.AddDays(7 * (r.interval - 1))
	}
	month := On(day.Year, day.Month, 1)
	for {
		if on := r.inMonth(month); r.holds(month) && on.After(day) {
			return on
		}
		month = month.AddMonths(1)
	}
}

// holds says whether r has a day in the month that begins on first.
func (r Recurrence) holds(first Date) bool {
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

// inMonth returns the day of r in the month that begins on first.
func (r Recurrence) inMonth(first Date) Date {
	last := DaysIn(first.Year, first.Month)
	if r.named {
		on := first
		for on.Weekday() != r.weekday {
			on = on.AddDays(1)
		}
		if r.nth > 0 {
			return on.AddDays(7 * (r.nth - 1))
		}
		for on.Day+7 <= last {
			on = on.AddDays(7)
		}
		return on
	}
	switch {
	case r.day > 0:
		return On(first.Year, first.Month, min(r.day, last))
	case r.day < 0:
		return On(first.Year, first.Month, max(last+1+r.day, 1))
	}
	return On(first.Year, first.Month, last)
}
