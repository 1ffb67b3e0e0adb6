package civil

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	dayFirst  = regexp.MustCompile(`^(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?([/.-]) ?(\d{4})$`)
	yearFirst = regexp.MustCompile(`^(\d{4})([/.-])(\d{1,2})([/.-])(\d{1,2})$`)
)

// Read reads a date as people type it: 1/7/2025, 01-07-2025, 1.7.2025, or
// 2025-07-01 as a browser's date field sends it. The empty text is the zero
// date. ok is false for anything else.
func Read(s string) (d Date, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Date{}, true
	}
	var year, month, day string
	if m := dayFirst.FindStringSubmatch(s); m != nil && m[2] == m[4] {
		day, month, year = m[1], m[3], m[5]
	} else if m := yearFirst.FindStringSubmatch(s); m != nil && m[2] == m[4] {
		year, month, day = m[1], m[3], m[5]
	}
	// What did not match is 0 and so no day.
	y, _ := strconv.Atoi(year)
	mo, _ := strconv.Atoi(month)
	dd, _ := strconv.Atoi(day)
	if y < 1000 || !Valid(y, time.Month(mo), dd) {
		return Date{}, false
	}
	return Date{y, time.Month(mo), dd}, true
}
