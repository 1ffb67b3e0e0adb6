package rule

import (
	"io/fs"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/work"
)

// The clock of hours stands still on days off, goes on by as many hours as were
// asked for, and never runs backwards.
func TestAfterHours(t *testing.T) {
	dbtest.Each(t, []fs.FS{Schema}, func(t *testing.T, o *dbtest.Office) {
		o.MustView(t, func(v *work.View) error {
			at := func(day string, hour int) time.Time {
				return civil.MustParse(day).Start(v.Zone).Add(time.Duration(hour) * time.Hour).UTC()
			}
			for _, c := range []struct {
				from  time.Time
				hours int
				want  time.Time
			}{
				{at("2026-11-26", 15), 24, at("2026-11-27", 15)}, // Thursday
				{at("2026-11-27", 15), 24, at("2026-11-30", 15)}, // Friday: over the week-end
				{at("2026-11-28", 9), 4, at("2026-11-30", 4)},    // given on a Saturday
				{at("2026-12-31", 20), 8, at("2027-01-04", 4)},   // over New Year and the week-end
				{at("2026-11-26", 15), 0, at("2026-11-26", 15)},
			} {
				if got, err := DaysOff.AfterHours(t.Context(), v, c.from, c.hours); err != nil || !got.Equal(c.want) {
					t.Errorf("%d hours after %s: %s (%v), want %s", c.hours, c.from, got, err, c.want)
				}
			}
			rapid.Check(t, func(rt *rapid.T) {
				from := at("2024-01-01", rapid.IntRange(0, 24*700).Draw(rt, "hour"))
				n := rapid.IntRange(1, 240).Draw(rt, "n")
				end, err := DaysOff.AfterHours(t.Context(), v, from, n)
				sooner, err2 := DaysOff.AfterHours(t.Context(), v, from, n-1)
				if err != nil || err2 != nil {
					rt.Fatal(err, err2)
				}
				worked := 0
				for h := from; h.Before(end); h = h.Add(time.Hour) {
					if !shippedOff(v.Day(h)) {
						worked++
					}
				}
				if worked != n || shippedOff(v.Day(end)) || sooner.After(end) {
					rt.Fatalf("%d hours after %s end at %s, with %d hours worked between", n, from, end, worked)
				}
			})
			return nil
		})
	})
}
