package civil

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func days() *rapid.Generator[Date] {
	return rapid.Custom(func(t *rapid.T) Date {
		return On(1, time.January, 1).AddDays(rapid.IntRange(0, 3_652_058).Draw(t, "day"))
	})
}

func TestDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := days().Draw(t, "d"), rapid.IntRange(-800_000, 800_000).Draw(t, "n")
		after := d.AddDays(n)
		if after.Sub(d) != n || d.Sub(after) != -n || after.AddDays(-n) != d {
			t.Fatalf("%v and %d days later %v", d, n, after)
		}
		if got := after.Compare(d); (n > 0) != (got > 0) || (n == 0) != (got == 0) || after.After(d) != (n > 0) || after.Before(d) != (n < 0) {
			t.Fatalf("%v compares to %v as %d", after, d, got)
		}
		if want := time.Weekday(((int(d.Weekday())+n)%7 + 7) % 7); after.Weekday() != want {
			t.Fatalf("%v is a %v, want %v", after, after.Weekday(), want)
		}
	})
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, e := days().Draw(t, "d"), days().Draw(t, "e")
		if got, err := Parse(d.String()); err != nil || got != d {
			t.Fatalf("%v became %v (%v)", d, got, err)
		}
		v, _ := d.Value()
		for _, src := range []any{v, []byte(v.(string))} {
			var got Date
			if err := got.Scan(src); err != nil || got != d {
				t.Fatalf("%v was stored and became %v (%v)", d, got, err)
			}
		}
		if (d.String() < e.String()) != d.Before(e) {
			t.Fatalf("%v and %v are stored in another order", d, e)
		}
		if !Valid(d.Year, d.Month, d.Day) {
			t.Fatalf("%v is not valid", d)
		}
		if d.Year >= 1000 {
			for _, s := range []string{d.Vietnamese(), d.String()} {
				if got, ok := Read(s); !ok || got != d {
					t.Fatalf("%q was read as %v", s, got)
				}
			}
		}
	})
}

func TestMonths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := days().Draw(t, "d"), rapid.IntRange(-600, 600).Draw(t, "n")
		after := d.AddMonths(n)
		if months := (after.Year-d.Year)*12 + int(after.Month-d.Month); months != n {
			t.Fatalf("%v and %d months later %v", d, n, after)
		}
		if after.Day != d.Day && (after.Day > d.Day || after.Day != DaysIn(after.Year, after.Month)) {
			t.Fatalf("%v and %d months later %v", d, n, after)
		}
	})
	for _, c := range []struct {
		d    string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2026-11-30", 3, "2027-02-28"},
		{"2026-03-31", -1, "2026-02-28"}, {"2026-12-15", 1, "2027-01-15"}, {"2026-01-15", -1, "2025-12-15"},
	} {
		if got := MustParse(c.d).AddMonths(c.n); got != MustParse(c.want) {
			t.Errorf("%s and %d months later %v, want %s", c.d, c.n, got, c.want)
		}
	}
}

func TestNoDay(t *testing.T) {
	var none Date
	if none.String() != "" || none.Vietnamese() != "" || !none.IsZero() || none.AddDays(3) != none || none.AddMonths(3) != none {
		t.Error("no day became one")
	}
	if d, err := Parse(""); err != nil || !d.IsZero() {
		t.Errorf("the empty text was parsed as %v %v", d, err)
	}
	if d, ok := Read("  "); !ok || !d.IsZero() {
		t.Errorf("the empty text was read as %v %v", d, ok)
	}
	d := On(2026, time.May, 1)
	if err := d.Scan(nil); err != nil || !d.IsZero() {
		t.Errorf("NULL was scanned as %v %v", d, err)
	}
	if err := d.Scan(7); err == nil {
		t.Error("a number was scanned as a date")
	}
}

func TestWhatIsNoDate(t *testing.T) {
	for _, s := range []string{"0000-01-01", "2026-02-30", "2026-13-01", "2026-1-1", "26-01-01", "2026-01-01 ", "x"} {
		if d, err := Parse(s); err == nil {
			t.Errorf("%q was parsed as %v", s, d)
		}
	}
	for _, s := range []string{"30/2/2026", "1/7/25", "-1/7/2026", "1//7/2026", "+1/7/2026", "1/7-2026", "/1/7/2026/", "1/7", "2026-7", "1.7.2026.", "0/1/2026", "1/0/2026", "1/7/20266", "hôm qua"} {
		if d, ok := Read(s); ok {
			t.Errorf("%q was read as %v", s, d)
		}
	}
	for _, s := range []string{"1/7/2026", " 01/07/2026 ", "1.7.2026", "01-07-2026", "2026-07-01", "1 / 7 / 2026", "2026/7/1"} {
		if d, ok := Read(s); !ok || d != On(2026, time.July, 1) {
			t.Errorf("%q was read as %v %v", s, d, ok)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("1/7/2025")
	f.Add("2025-07-01")
	f.Fuzz(func(t *testing.T, s string) {
		if d, ok := Read(s); ok && !d.IsZero() && !Valid(d.Year, d.Month, d.Day) {
			t.Errorf("%q was read as %+v, which is no day", s, d)
		}
	})
}

// An interval is the set of its days.
func TestIntervals(t *testing.T) {
	base := On(2026, time.January, 1)
	interval := rapid.Custom(func(t *rapid.T) (i Interval) {
		if rapid.Bool().Draw(t, "from") {
			i.From = base.AddDays(rapid.IntRange(0, 12).Draw(t, "first"))
		}
		if rapid.Bool().Draw(t, "until") {
			i.Until = base.AddDays(rapid.IntRange(0, 12).Draw(t, "end"))
		}
		return i
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := interval.Draw(t, "a"), interval.Draw(t, "b")
		var any, both bool
		for n := -5; n < 20; n++ {
			day := base.AddDays(n)
			any = any || a.Contains(day)
			both = both || a.Contains(day) && b.Contains(day)
		}
		if a.Valid() != any {
			t.Fatalf("%v is valid: %v", a, a.Valid())
		}
		if a.Overlaps(b) != both || b.Overlaps(a) != both {
			t.Fatalf("%v overlaps %v: %v", a, b, a.Overlaps(b))
		}
	})
	if s := Since(base); !s.Contains(base) || s.Contains(base.AddDays(-1)) || !s.Contains(base.AddDays(99999)) {
		t.Errorf("%v", s)
	}
}

func TestDayOfAnInstantIsTheZones(t *testing.T) {
	zone := time.FixedZone("+7", 7*60*60)
	at := time.Date(2026, time.June, 30, 18, 0, 0, 0, time.UTC)
	if Of(at) != MustParse("2026-06-30") || Of(at.In(zone)) != MustParse("2026-07-01") {
		t.Errorf("%v and %v", Of(at), Of(at.In(zone)))
	}
	if start := MustParse("2026-07-01").Start(zone); Of(start) != MustParse("2026-07-01") || start.UTC().Hour() != 17 {
		t.Errorf("the day begins at %v", start)
	}
}

// Whatever is written, Parse takes what the standard library takes as a day.
func TestParseTakesDaysAndNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(
			rapid.StringMatching(`[0-2][0-9]{3}-[01][0-9]-[0-3][0-9]`),
			rapid.StringMatching(`[0-9a٣-]{0,12}`),
			rapid.SampledFrom([]string{"0000-01-01", "2024-02-29", "2025-02-29", "1900-02-29", "2000-02-29", "2026-11-31", "+026-01-01"}),
		).Draw(t, "text")
		got, err := Parse(s)
		want, wrong := time.Parse(time.DateOnly, s)
		if s == "" {
			return
		}
		if (err == nil) != (wrong == nil && want.Year() > 0) || err == nil && got != Of(want) {
			t.Fatalf("%q: %v, %v; the library says %v, %v", s, got, err, want, wrong)
		}
	})
}

func TestTimesAsTheyAreTyped(t *testing.T) {
	for typed, want := range map[string]string{"": "", "8": "08:00", "8h": "08:00", "8h30": "08:30", "08:30": "08:30", "14g00": "14:00", "0.15": "00:15", "23:59": "23:59"} {
		if got, ok := ReadClock(typed); !ok || got != want {
			t.Errorf("%q is read as %q, %v", typed, got, ok)
		}
	}
	for _, wrong := range []string{"24", "8h60", "8h3", "sáng", "-1", "8:30:00", "8h30 "} {
		if got, ok := ReadClock(wrong); ok {
			t.Errorf("%q is read as %q", wrong, got)
		}
	}
}

func FuzzReadClock(f *testing.F) {
	for _, s := range []string{"8h30", "14:00", "", "24:00", "8 h", "08.15"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clock, ok := ReadClock(s)
		if !ok || clock == "" {
			return
		}
		if again, ok := ReadClock(clock); !ok || again != clock || len(clock) != 5 || clock >= "24" {
			t.Errorf("%q is read as %q, and that as %q", s, clock, again)
		}
	})
}

// A time of day that was read is that time of the day.
func TestTheInstantOfATime(t *testing.T) {
	zone := time.FixedZone("+07", 7*3600)
	if at := MustParse("2026-11-20").At("08:30", zone); at.UTC() != time.Date(2026, 11, 20, 1, 30, 0, 0, time.UTC) {
		t.Errorf("half past eight is %v", at)
	}
	if day := MustParse("2026-11-20"); day.At("", zone) != day.Start(zone) {
		t.Error("no time is not the beginning of the day")
	}
}
