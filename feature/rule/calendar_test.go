package rule

import (
	"io/fs"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/work"
)

// A calendar counts as the rule does, back as well as forth, never ends on a day
// off, and skips exactly the days off.
func TestCalendar(t *testing.T) {
	dbtest.Each(t, []fs.FS{Schema}, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		o.MustDo(t, func(u *work.Unit) error {
			return Set(ctx, u, DaysOff.Key, Version{Value: "T7, CN, 01/01, 06/02/2027-14/02/2027, +13/02/2027", From: civil.MustParse("2027-01-01"), Citation: "A"})
		})
		o.MustView(t, func(v *work.View) error {
			c, err := DaysOff.Calendar(ctx, v)
			if err != nil {
				return err
			}
			rapid.Check(t, func(rt *rapid.T) {
				from := civil.MustParse("2026-06-01").AddDays(rapid.IntRange(0, 500).Draw(rt, "from"))
				n := rapid.IntRange(0, 60).Draw(rt, "n")
				end := c.After(from, n)
				want, err := DaysOff.AfterWorkdays(ctx, v, from, n)
				if err != nil || end != want {
					rt.Fatalf("%d working days after %s: %s, the rule says %s (%v)", n, from, end, want, err)
				}
				if n > 0 && c.Off(end) {
					rt.Fatalf("%s is a day off", end)
				}
				begin := c.Before(from, n)
				if n > 0 && (c.Off(begin) || !begin.Before(from)) {
					rt.Fatalf("%d working days before %s: %s", n, from, begin)
				}
				working := 0
				for day := begin; day.Before(from); day = day.AddDays(1) {
					if !c.Off(day) {
						working++
					}
				}
				if working != n {
					rt.Fatalf("%d working days from %s to %s, want %d", working, begin, from, n)
				}
				if all, off := end.Sub(from), len(c.Skipped(from, end)); n > 0 && all-off != n {
					rt.Fatalf("%d days from %s to %s, %d of them off, want %d working days", all, from, end, off, n)
				}
				if f := c.From(from); c.Off(f) || f.Before(from) || !c.Off(from) && f != from {
					rt.Fatalf("from %s: %s", from, f)
				}
			})
			return nil
		})
	})
}
