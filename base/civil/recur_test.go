package civil

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestNextTurn(t *testing.T) {
	for _, c := range []struct{ rule, after, want string }{
		{"FREQ=YEARLY", "2026-03-02", "2026-12-31"},
		{"FREQ=YEARLY", "2026-12-31", "2027-12-31"},
		{"FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15", "2026-11-15", "2027-11-15"},
		{"FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", "2026-11-15", "2026-12-31"},
		{"FREQ=MONTHLY", "2028-02-01", "2028-02-29"},
		{"FREQ=MONTHLY;BYMONTHDAY=15", "2026-01-15", "2026-02-15"},
		{"FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31", "2026-02-28"},
		{"FREQ=MONTHLY;INTERVAL=3", "2026-03-31", "2026-06-30"},
		{"FREQ=MONTHLY;INTERVAL=6", "2026-03-31", "2026-06-30"},
		{"FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25", "2026-12-25", "2027-03-25"},
		{"FREQ=WEEKLY", "2026-11-20", "2026-11-27"}, // Friday to Friday
		{"FREQ=WEEKLY", "2026-11-17", "2026-11-20"},
		{"FREQ=DAILY", "2026-11-30", "2026-12-01"},
		{"FREQ=WEEKLY;BYDAY=TU", "2026-11-20", "2026-11-24"},
		{"FREQ=WEEKLY;BYDAY=TU", "2026-11-24", "2026-12-01"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24", "2026-12-08"},
		{"FREQ=MONTHLY;BYDAY=1MO", "2026-11-20", "2026-12-07"},
		{"FREQ=MONTHLY;BYDAY=1MO", "2026-12-06", "2026-12-07"},
		{"FREQ=MONTHLY;BYDAY=-1FR", "2026-01-30", "2026-02-27"},
		{"FREQ=MONTHLY;INTERVAL=3;BYDAY=2WE", "2026-11-20", "2026-12-09"},
		{"FREQ=YEARLY;BYMONTH=6;BYDAY=-1SU", "2026-06-28", "2027-06-27"},
	} {
		r, ok := ParseRecurrence(c.rule)
		if got := r.Next(MustParse(c.after)); !ok || got.String() != c.want {
			t.Errorf("%s after %s: %v %v, want %s", c.rule, c.after, got, ok, c.want)
		}
	}
}

// Every turn comes after the one before it, on a day that the rule names.
func TestTurnsGoOn(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		rec := Recurrence{
			freq:     rapid.SampledFrom([]string{"YEARLY", "MONTHLY", "WEEKLY", "DAILY"}).Draw(r, "freq"),
			interval: rapid.IntRange(1, 12).Draw(r, "interval"),
			day:      rapid.IntRange(-31, 31).Draw(r, "day"),
		}
		if rec.freq == "MONTHLY" || rec.freq == "YEARLY" {
			for _, m := range rapid.SliceOfN(rapid.IntRange(1, 12), 0, 4).Draw(r, "months") {
				rec.months = append(rec.months, time.Month(m))
			}
		}
		day := On(2026, 1, rapid.IntRange(1, 800).Draw(r, "from"))
		for range 5 {
			next := rec.Next(day)
			if !next.After(day) {
				r.Fatalf("%v after %v", next, day)
			}
			if len(rec.months) > 0 && !slices.Contains(rec.months, next.Month) {
				r.Fatalf("%v is in none of %v", next, rec.months)
			}
			day = next
		}
	})
}

func FuzzRecurrence(f *testing.F) {
	for _, s := range []string{"FREQ=YEARLY", "FREQ=MONTHLY;INTERVAL=3", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=;=", ""} {
		f.Add(s)
	}
	from := On(2026, 1, 1)
	f.Fuzz(func(t *testing.T, s string) {
		if r, ok := ParseRecurrence(s); ok && !r.Next(from).After(from) {
			t.Errorf("%q goes back", s)
		}
	})
}

func TestNoRecurrence(t *testing.T) {
	for _, rule := range []string{"FREQ=WEEKLY;BYDAY=1TU", "FREQ=WEEKLY;BYDAY=", "FREQ=WEEKLY;BYDAY=T3", "FREQ=WEEKLY;BYDAY=MO,TU", "FREQ=MONTHLY;BYDAY=MO", "FREQ=MONTHLY;BYDAY=5MO",
		"FREQ=MONTHLY;BYDAY=-2MO", "FREQ=MONTHLY;BYDAY=xMO", "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=3", "FREQ=DAILY;BYDAY=MO"} {
		if r, ok := ParseRecurrence(rule); ok {
			t.Errorf("%s is read as %+v", rule, r)
		}
	}
}

// A turn on a weekday is that weekday, the one of the month that was named, and the
// first such day behind the day asked for, leaving out as many periods as were asked.
func TestTurnsOnAWeekday(t *testing.T) {
	codes := []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}
	rapid.Check(t, func(r *rapid.T) {
		weekday := time.Weekday(rapid.IntRange(0, 6).Draw(r, "weekday"))
		day := On(2026, 1, rapid.IntRange(1, 2000).Draw(r, "from"))
		weekly, ok := ParseRecurrence("FREQ=WEEKLY;BYDAY=" + codes[weekday])
		next := weekly.Next(day)
		if !ok || next.Weekday() != weekday || next.Sub(day) < 1 || next.Sub(day) > 7 {
			r.Fatalf("every %s: %v after %v", weekday, next, day)
		}
		nth := rapid.SampledFrom([]int{1, 2, 3, 4, -1}).Draw(r, "nth")
		monthly, ok := ParseRecurrence("FREQ=MONTHLY;BYDAY=" + strconv.Itoa(nth) + codes[weekday])
		next = monthly.Next(day)
		of := (next.Day-1)/7 + 1
		if nth < 0 {
			of = -1 - (DaysIn(next.Year, next.Month)-next.Day)/7
		}
		if !ok || next.Weekday() != weekday || of != nth || !next.After(day) || next.Sub(day) > 35 {
			r.Fatalf("%d. %s of the month: %v after %v", nth, weekday, next, day)
		}
		if again := monthly.Next(next); again.Month != On(next.Year, next.Month, 1).AddMonths(1).Month {
			r.Fatalf("%v comes after %v", again, next)
		}
	})
}
