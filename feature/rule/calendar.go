package rule

import (
	"context"
	"fmt"

	"quyet/base/civil"
	"quyet/base/work"
)

// A Calendar is a rule of days off as it is in force on each day, for those who
// count many clocks. It counts what [Rule.AfterWorkdays] does.
type Calendar struct {
	key      string
	versions []Version
	read     map[string]calendar // versions that have been read
}

// Calendar returns the calendar of a rule of days off.
//
// Everybody works by the rules in force: it asks for no right.
func (r *Rule) Calendar(ctx context.Context, v *work.View) (*Calendar, error) {
	versions, err := r.Versions(ctx, v)
	if err != nil {
		return nil, err
	}
	c := &Calendar{key: r.Key, versions: versions, read: map[string]calendar{}}
	for _, in := range versions {
		days, ok := parseDays(in.Value)
		if !ok {
			return nil, fmt.Errorf("rule %s: %q is no list of days", r.Key, in.Value)
		}
		c.read[in.Value] = days
	}
	return c, nil
}

// Off says whether no work is done on day.
func (c *Calendar) Off(day civil.Date) bool {
	return c.read[inForce(c.versions, day).Value].isOff(day)
}

// Ref names the version in force on day, see [Version.Ref].
func (c *Calendar) Ref(day civil.Date) string { return inForce(c.versions, day).Ref() }

// After returns the day on which the nth working day after from ends, which
// does not count itself; from where n is 0.
func (c *Calendar) After(from civil.Date, n int) civil.Date {
	day, _ := c.count(from, n, 1)
	return day
}

// Before returns the day on which the nth working day before from begins, which
// does not count itself; from where n is 0.
func (c *Calendar) Before(from civil.Date, n int) civil.Date {
	day, _ := c.count(from, n, -1)
	return day
}

// count counts working days in one direction. Where nobody works for years, it
// ends all the same, and left tells how many are missing.
func (c *Calendar) count(day civil.Date, n, step int) (on civil.Date, left int) {
	for range farthest {
		if n == 0 {
			break
		}
		if day = day.AddDays(step); !c.Off(day) {
			n--
		}
	}
	return day, n
}

// From returns day, or the first working day after it.
func (c *Calendar) From(day civil.Date) civil.Date {
	if c.Off(day) {
		return c.After(day, 1)
	}
	return day
}

// Skipped returns the days off between two days, neither of which is among them.
func (c *Calendar) Skipped(from, to civil.Date) (off []civil.Date) {
	if to.Before(from) {
		from, to = to, from
	}
	for day := from.AddDays(1); day.Before(to); day = day.AddDays(1) {
		if c.Off(day) {
			off = append(off, day)
		}
	}
	return off
}
