package civil

import (
	"slices"
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
