package civil

import (
	"cmp"
	"regexp"
	"strconv"
	"time"
)

var clockForm = regexp.MustCompile(`^([0-9]|[01][0-9]|2[0-3])\s*(?:[:hg.]\s*([0-5][0-9])?)?$`)

// ReadClock reads a time of day as people type it: "8", "8h", "8h30", "08:30",
// "14g00", and returns it as "08:30". Nothing is no time, "". ok is false for
// anything else.
func ReadClock(s string) (clock string, ok bool) {
	if s == "" {
		return "", true
	}
	m := clockForm.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	hour, minute := m[1], m[2]
	if len(hour) == 1 {
		hour = "0" + hour
	}
	return hour + ":" + cmp.Or(minute, "00"), true
}

// At returns the instant of a time of day that [ReadClock] returned, on the day
// in zone; "" is the beginning of the day.
func (d Date) At(clock string, zone *time.Location) time.Time {
	if len(clock) != len("08:30") {
		return d.Start(zone)
	}
	hour, _ := strconv.Atoi(clock[:2])
	minute, _ := strconv.Atoi(clock[3:])
	return time.Date(d.Year, d.Month, d.Day, hour, minute, 0, 0, zone)
}
