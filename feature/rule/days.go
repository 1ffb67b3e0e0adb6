package rule

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/work"
)

// DaysOff is the calendar of the office: on which days no work is done. A
// clock that counts working days counts the others. A holiday that nobody has
// written down makes such a clock end too early, never too late.
var DaysOff = daysOff("rule.days_off", tDaysOff, tDaysOffHint,
	Shipped{Value: "T7, CN, 01/01, 30/04, 01/05, 02/09", From: "2021-01-01",
		Citation: "Bộ luật Lao động 45/2019/QH14, Điều 112 (ngày lễ cố định); Tết, Giỗ Tổ và ngày hoán đổi do đơn vị ghi"},
	Shipped{Value: "T7, CN, 01/01, 30/04, 01/05, 02/09, 14/02/2026-22/02/2026, 27/04/2026", From: "2026-01-01",
		Citation: "Bộ luật Lao động 45/2019/QH14, Điều 111 và 112; Tết Bính Ngọ 14–22/02/2026 theo báo Công an TP.HCM (congan.com.vn), nghỉ bù Giỗ Tổ 27/04/2026 theo báo Thanh Niên ngày 23/02/2026. Ngày hoán đổi và ngày nghỉ Quốc khánh thứ hai do đơn vị ghi theo thông báo"},
	// From 2027 on no notice has been given. Of the five days of Tết the Prime
	// Minister chooses each year how many lie before the first of the first lunar
	// month (6/2/2027, 26/1/2028, 13/2/2029): what is listed is off whichever way
	// he chooses, and the days given instead of a weekly rest are of Điều 111 khoản 3.
	Shipped{Value: "T7, CN, 01/01, 30/04, 01/05, 02/09, " +
		"05/02/2027-10/02/2027, 16/04/2027, 03/05/2027, " +
		"03/01/2028, 25/01/2028-28/01/2028, 04/04/2028, 02/05/2028, 04/09/2028, " +
		"12/02/2029-16/02/2029, 23/04/2029, 03/09/2029", From: "2027-01-01",
		Citation: "Bộ luật Lao động 45/2019/QH14, Điều 111 khoản 3 và Điều 112; Tết và Giỗ Tổ 2027–2029 tính theo âm lịch, chỉ gồm những ngày chắc chắn nghỉ. Ngày đầu hoặc cuối kỳ nghỉ Tết, ngày nghỉ Quốc khánh thứ hai, ngày hoán đổi và Tết, Giỗ Tổ từ năm 2030 do đơn vị ghi khi có thông báo"})

// daysOff declares a rule whose value is a list of days: days of the week
// ("T7", "CN"), days of every year ("30/04"), days and periods of one year
// ("06/02/2027-10/02/2027"), and after a plus sign days on which work is done
// all the same ("+22/08/2026").
func daysOff(key string, title, hint text.T, shipped ...Shipped) *Rule {
	return declare(&Rule{Key: key, Title: title, Hint: hint, Days: true}, shipped)
}

// A calendar is a list of days as it was written.
type calendar struct {
	weekdays  [7]bool
	yearly    map[[2]int]bool // day and month
	off, work []civil.Interval
}

var weekdays = map[string]time.Weekday{"T2": time.Monday, "T3": time.Tuesday, "T4": time.Wednesday, "T5": time.Thursday, "T6": time.Friday, "T7": time.Saturday, "CN": time.Sunday}

// mostDays bounds what one version can list; longestOff is the longest period.
const (
	mostDays   = 200
	longestOff = 60
)

// parseDays reads a list of days; at least one day of the week is worked on.
func parseDays(s string) (c calendar, ok bool) {
	c.yearly = map[[2]int]bool{}
	parts := strings.Split(s, ",")
	if len(parts) > mostDays {
		return c, false
	}
	for _, part := range parts {
		part = strings.TrimSpace(part)
		if w, ok := weekdays[strings.ToUpper(part)]; ok {
			c.weekdays[w] = true
			continue
		}
		worked := strings.HasPrefix(part, "+")
		first, last, period := strings.Cut(strings.TrimPrefix(part, "+"), "-")
		from, ok := civil.Read(strings.TrimSpace(first))
		if !ok || from.IsZero() {
			if from, ok = civil.Read(strings.TrimSpace(first) + "/2024"); !ok || from.IsZero() || worked || period {
				return c, false
			}
			c.yearly[[2]int{from.Day, int(from.Month)}] = true
			continue
		}
		until := from
		if period {
			if until, ok = civil.Read(strings.TrimSpace(last)); !ok || until.IsZero() {
				return c, false
			}
		}
		if until.Before(from) || until.Sub(from) > longestOff {
			return c, false
		}
		in := civil.Interval{From: from, Until: until.AddDays(1)}
		if worked {
			c.work = append(c.work, in)
		} else {
			c.off = append(c.off, in)
		}
	}
	return c, slices.Contains(c.weekdays[:], false)
}

// isOff says whether no work is done on day.
func (c calendar) isOff(day civil.Date) bool {
	in := func(i civil.Interval) bool { return i.Contains(day) }
	if slices.ContainsFunc(c.work, in) {
		return false
	}
	return c.weekdays[day.Weekday()] || c.yearly[[2]int{day.Day, int(day.Month)}] || slices.ContainsFunc(c.off, in)
}

// farthest bounds how far a clock of working days is followed.
const farthest = 1000

// AfterWorkdays returns the day on which the nth working day after from ends
// (the day itself does not count), by the calendar in force on each day.
func (r *Rule) AfterWorkdays(ctx context.Context, v *work.View, from civil.Date, n int) (civil.Date, error) {
	c, err := r.Calendar(ctx, v)
	if err != nil {
		return civil.Date{}, err
	}
	day, left := c.count(from, n, 1)
	if left > 0 {
		return civil.Date{}, fmt.Errorf("rule %s: too few working days after %s", r.Key, from)
	}
	return day, nil
}

// Off returns which of the days from one to another, at most a year, are days
// off, by the calendar in force on each day.
func (r *Rule) Off(ctx context.Context, v *work.View, from, until civil.Date) (map[civil.Date]bool, error) {
	c, err := r.Calendar(ctx, v)
	if err != nil {
		return nil, err
	}
	off := map[civil.Date]bool{}
	for day := from; !day.After(until) && day.Sub(from) <= 366; day = day.AddDays(1) {
		if c.Off(day) {
			off[day] = true
		}
	}
	return off, nil
}
