package rule

import (
	"io/fs"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/work"
)

func TestDaysOff(t *testing.T) {
	c, ok := parseDays("T7, cn ,30/04, 1/5,06/02/2027-10/02/2027, 12/02/2027, +08/02/2027")
	if !ok {
		t.Fatal("the list is refused")
	}
	for day, off := range map[string]bool{
		"2026-11-27": false, "2026-11-28": true, "2026-11-29": true, "2027-04-30": true, "2028-04-30": true, "2027-05-01": true,
		"2027-02-05": false, "2027-02-06": true, "2027-02-08": false, "2027-02-10": true, "2027-02-11": false, "2027-02-12": true,
	} {
		if c.isOff(civil.MustParse(day)) != off {
			t.Errorf("%s off: want %v", day, off)
		}
	}
	for _, s := range []string{"", "T8", "T2,T3,T4,T5,T6,T7,CN", "30/02", "31/04", "10/02/2027-06/02/2027", "01/01/2027-01/01/2028", "+30/04", "30/04-01/05", "T7,,CN", "hôm qua", strings.Repeat("T7,", 300) + "CN"} {
		if _, ok := parseDays(s); ok {
			t.Errorf("%q is taken for a list of days", s)
		}
	}
}

// As many working days lie between the two days as were asked for, and the
// last is one of them.
func TestAfterWorkdays(t *testing.T) {
	dbtest.Each(t, []fs.FS{Schema}, func(t *testing.T, o *dbtest.Office) {
		o.MustDo(t, func(u *work.Unit) error {
			return Set(t.Context(), u, DaysOff.Key, Version{Value: "T7, CN, 01/01, 06/02/2027-14/02/2027, +13/02/2027", From: civil.MustParse("2027-01-01"), Citation: "A"})
		})
		o.MustView(t, func(v *work.View) error {
			for from, want := range map[string]string{
				"2026-11-26": "2026-11-30", // Thursday: Friday and Monday
				"2026-11-27": "2026-12-01",
				"2026-11-28": "2026-12-01",
				"2026-12-30": "2027-01-04", // over New Year
				"2027-02-04": "2027-02-13", // Friday, then the Saturday on which work is done
			} {
				got, err := DaysOff.AfterWorkdays(t.Context(), v, civil.MustParse(from), 2)
				if err != nil || got.String() != want {
					t.Errorf("two working days after %s: %s (%v), want %s", from, got, err, want)
				}
			}
			rapid.Check(t, func(rt *rapid.T) {
				from := civil.MustParse("2024-01-01").AddDays(rapid.IntRange(0, 700).Draw(rt, "from"))
				n := rapid.IntRange(0, 60).Draw(rt, "n")
				end, err := DaysOff.AfterWorkdays(t.Context(), v, from, n)
				if err != nil {
					rt.Fatal(err)
				}
				worked := 0
				for d := from.AddDays(1); !d.After(end); d = d.AddDays(1) {
					if !shippedOff(d) {
						worked++
					}
				}
				if worked != n || n > 0 && shippedOff(end) {
					rt.Fatalf("%d working days after %s is %s, between which lie %d", n, from, end, worked)
				}
			})
			return nil
		})
	})
}

// shippedOff says whether no work is done on day, by the calendar that comes with
// the program and is in force then.
func shippedOff(day civil.Date) bool {
	c, _ := parseDays(inForce(DaysOff.shipped, day).Value)
	return c.isOff(day)
}

// The days of the law are off in each year that the program knows, and where one
// falls on a weekly rest, the next working day is given instead (Điều 111 khoản 3,
// Điều 112, Bộ luật Lao động 45/2019/QH14).
func TestShippedHolidays(t *testing.T) {
	weekend := func(d civil.Date) bool { return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday }
	for year, moon := range map[int]struct{ tet, kings string }{ // days of the lunar calendar
		2027: {"2027-02-06", "2027-04-16"},
		2028: {"2028-01-26", "2028-04-04"},
		2029: {"2029-02-13", "2029-04-23"},
	} {
		day := func(month time.Month, d int) civil.Date { return civil.Date{Year: year, Month: month, Day: d} }
		tet := civil.MustParse(moon.tet)
		// One day before the first and the first three after it are off in both ways
		// of dividing five days.
		holidays := []civil.Date{day(1, 1), tet.AddDays(-1), tet, tet.AddDays(1), tet.AddDays(2), civil.MustParse(moon.kings), day(4, 30), day(5, 1), day(9, 2)}
		taken := map[civil.Date]bool{}
		for _, h := range holidays {
			taken[h] = true
		}
		for _, h := range holidays {
			if !shippedOff(h) {
				t.Errorf("%s is worked on", h)
			}
			if !weekend(h) {
				continue
			}
			instead := h.AddDays(1)
			for weekend(instead) || taken[instead] {
				instead = instead.AddDays(1)
			}
			taken[instead] = true
			if !shippedOff(instead) {
				t.Errorf("%s is worked on, though %s is a %s", instead, h, h.Weekday())
			}
		}
		worked := 0
		for d := day(1, 1); d.Year == year; d = d.AddDays(1) {
			if !shippedOff(d) {
				worked++
			}
		}
		if worked < 247 || worked > 256 {
			t.Errorf("%d working days in %d", worked, year)
		}
	}
}

func FuzzDays(f *testing.F) {
	for _, s := range []string{"T7, CN, 01/01", "+22/08/2026", "06/02/2027-10/02/2027", "-", "+", ",", "29/02"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, ok := parseDays(s)
		worked := false
		for d, i := civil.MustParse("2026-01-01"), 0; i < 800; i++ {
			worked = worked || !c.isOff(d.AddDays(i))
		}
		if ok && !worked && strings.Count(s, "/") < 40 {
			t.Errorf("by %q no day in two years is worked on", s)
		}
	})
}
