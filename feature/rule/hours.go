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
	c, err := r.Calendar(ctx, v)
	if err != nil {
		return time.Time{}, err
	}
	left, at := time.Duration(hours)*time.Hour, from
	for range farthest {
		day := v.Day(at)
		tomorrow := nextDay(day, v.Zone)
		if !c.Off(day) {
			rest := tomorrow.Sub(at)
			if left < rest {
				return at.Add(left), nil
			}
			left -= rest
		}
		at = tomorrow
	}
	return time.Time{}, fmt.Errorf("rule %s: too few working days after %s", r.Key, from)
}

// nextDay returns the instant at which the day after day begins.
func nextDay(day civil.Date, zone *time.Location) time.Time { return day.AddDays(1).Start(zone).UTC() }
