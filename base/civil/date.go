// Package civil holds dates and periods of the calendar, without clock or
// zone: what stands on a document, in a deadline, on a validity interval.
//
// A date in the database is TEXT "YYYY-MM-DD", which sorts as it should on
// both engines; the zero Date is the empty text and stands for "not given" or
// "open-ended", and the caller says which.
package civil

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"strconv"
	"time"
)

// A Date is a day of the Gregorian calendar. The zero value is no day.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// On returns the given day. Values outside their range are carried over, as
// [time.Date] does: On(2026, 2, 30) is 2 March.
func On(year int, month time.Month, day int) Date {
	return Of(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// Of returns the day of t in t's own zone.
func Of(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// Parse reads YYYY-MM-DD. The empty text is the zero date.
func Parse(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	year, ok := digits(s, 0, 4)
	month, okMonth := digits(s, 5, 7)
	day, okDay := digits(s, 8, 10)
	if len(s) != 10 || s[4] != '-' || s[7] != '-' || !ok || !okMonth || !okDay || !Valid(year, time.Month(month), day) {
		return Date{}, fmt.Errorf("civil: %q is not a date (YYYY-MM-DD)", s)
	}
	return Date{year, time.Month(month), day}, nil
}

// digits reads the number that stands in s[from:to].
func digits(s string, from, to int) (n int, ok bool) {
	if len(s) < to {
		return 0, false
	}
	for _, c := range []byte(s[from:to]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, true
}

// MustParse is [Parse] for constants of the program; it panics on a bad one.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Valid says whether year, month and day name a day that exists.
func Valid(year int, month time.Month, day int) bool {
	return year >= 1 && year <= 9999 && On(year, month, day) == Date{year, month, day}
}

// IsZero says whether d is no day.
func (d Date) IsZero() bool { return d == Date{} }

// String returns YYYY-MM-DD, or "" for the zero date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	if d.Year < 1000 || d.Year > 9999 {
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
	}
	b := append(strconv.AppendInt(make([]byte, 0, 10), int64(d.Year), 10), '-')
	b = append(twoDigits(b, int(d.Month)), '-')
	return string(twoDigits(b, d.Day))
}

// Vietnamese returns d as offices write it, 09/02/2026; "" for the zero date.
// HD 36-HD/VPTW asks for a leading zero on days below 10 and months 1 and 2;
// a leading zero on every month is read as well and lines up in tables.
func (d Date) Vietnamese() string {
	if d.IsZero() {
		return ""
	}
	b := append(twoDigits(make([]byte, 0, 10), d.Day), '/')
	b = append(twoDigits(b, int(d.Month)), '/')
	return string(strconv.AppendInt(b, int64(d.Year), 10))
}

// Paper returns d as papers are dated, "09 tháng 02 năm 2026": with a zero before
// days below 10 and the months 1 and 2 (HD 36-HD/VPTW, mục II.1.4; Nghị định
// 30/2020/NĐ-CP, phụ lục I, phần I, mục II.4); "" for the zero date.
func (d Date) Paper() string {
	if d.IsZero() {
		return ""
	}
	month := strconv.Itoa(int(d.Month))
	if d.Month < time.March {
		month = "0" + month
	}
	return fmt.Sprintf("%02d tháng %s năm %d", d.Day, month, d.Year)
}

// twoDigits writes n, from 1 to 31, with a leading zero if it needs one. Lists
// write two days a row, and package fmt took longer than reading them.
func twoDigits(b []byte, n int) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }

// Compare returns -1, 0 or +1; the zero date comes first.
func (d Date) Compare(o Date) int {
	return cmp.Or(cmp.Compare(d.Year, o.Year), cmp.Compare(d.Month, o.Month), cmp.Compare(d.Day, o.Day))
}

// Before says whether d is earlier than o.
func (d Date) Before(o Date) bool { return d.Compare(o) < 0 }

// After says whether d is later than o.
func (d Date) After(o Date) bool { return d.Compare(o) > 0 }

// AddDays returns the day n days after d (before, if n is negative). No day
// stays no day.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	return On(d.Year, d.Month, d.Day+n)
}

// AddMonths returns the day n months after d; where that month is shorter,
// its last day. No day stays no day.
func (d Date) AddMonths(n int) Date {
	if d.IsZero() {
		return d
	}
	first := On(d.Year, d.Month+time.Month(n), 1)
	return Date{first.Year, first.Month, min(d.Day, DaysIn(first.Year, first.Month))}
}

// Sub returns the number of days from o to d: 1 if d is the day after o. Both
// must be days. (A [time.Duration] would end after 292 years.)
func (d Date) Sub(o Date) int {
	return int((d.utc().Unix() - o.utc().Unix()) / (24 * 60 * 60))
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// Start returns the first instant of d in zone.
func (d Date) Start(zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone)
}

func (d Date) utc() time.Time { return d.Start(time.UTC) }

// DaysIn returns the number of days of a month.
func DaysIn(year int, month time.Month) int { return On(year, month+1, 0).Day }

// Value stores d as TEXT.
func (d Date) Value() (driver.Value, error) { return d.String(), nil }

// Scan reads what [Date.Value] stored; NULL is the zero date.
func (d *Date) Scan(src any) error {
	switch src := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case string:
		return d.parse(src)
	case []byte:
		return d.UnmarshalText(src)
	}
	return fmt.Errorf("civil: cannot scan %T into a date", src)
}

// MarshalText writes YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD.
func (d *Date) UnmarshalText(b []byte) error { return d.parse(string(b)) }

func (d *Date) parse(s string) (err error) {
	*d, err = Parse(s)
	return err
}
