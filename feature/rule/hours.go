package rule

import (
	"context"
	"fmt"
	"time"

	"quyet/base/civil"
	"quyet/base/work"
)

// AfterHours returns the instant at which so many hours after from have passed,
// by the calendar in force on each day: the hours of a day off do not count, all
// 24 of any other day do. So 24 hours from Friday, 15:00, end on Monday, 15:00.
func (r *Rule) AfterHours(ctx context.Context, v *work.View, from time.Time, hours int) (time.Time, error) {
	versions, err := r.Versions(ctx, v)
	if err != nil {
		return time.Time{}, err
	}
	read := map[string]calendar{}
	left, at := time.Duration(hours)*time.Hour, from
	for range farthest {
		day := v.Day(at)
		now := inForce(versions, day)
		c, known := read[now.Value]
		if !known {
			var ok bool
			if c, ok = parseDays(now.Value); !ok {
				return time.Time{}, fmt.Errorf("rule %s: %q is no list of days", r.Key, now.Value)
			}
			read[now.Value] = c
		}
		tomorrow := nextDay(day, v.Zone)
		if !c.isOff(day) {
			if rest := tomorrow.Sub(at); left < rest {
				return at.Add(left), nil
			} else {
				left -= rest
			}
		}
		at = tomorrow
	}
	return time.Time{}, fmt.Errorf("rule %s: too few working days after %s", r.Key, from)
}

// nextDay returns the instant at which the day after day begins.
func nextDay(day civil.Date, zone *time.Location) time.Time { return day.AddDays(1).Start(zone).UTC() }
