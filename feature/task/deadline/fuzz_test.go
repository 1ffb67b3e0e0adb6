package deadline

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/civil"
)

func check(t interface{ Fatalf(string, ...any) }, text string, d Deadline) {
	if d.Start < 0 || d.End < d.Start || d.End > len(text) || text[d.Start:d.End] != d.Words {
		t.Fatalf("%q: words %q at [%d,%d)", text, d.Words, d.Start, d.End)
	}
	if !d.Due.IsZero() && !d.From.IsZero() && d.Due.Before(d.From) {
		t.Fatalf("%q: due %s before %s", text, d.Due, d.From)
	}
	for _, day := range []civil.Date{d.Due, d.From} {
		if !day.IsZero() && !civil.Valid(day.Year, day.Month, day.Day) {
			t.Fatalf("%q: %v is no day", text, day)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"trước ngày 30/6/2026", "Quý III-IV/2026", "2025 và những năm tiếp theo", "định kỳ ngày 15 hằng tháng", "6 tháng đầu năm", "29/02", "Tháng 5, 6/2026", "từ ngày 31/12 đến ngày 01/01/2027"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		check(t, s, Parse(s, spring))
		last := 0
		for _, d := range Find(s, spring) {
			check(t, s, d)
			if d.Start < last {
				t.Fatalf("%q: deadlines overlap", s)
			}
			last = d.End
		}
	})
}

// A day printed in any of the usual ways reads back as that day.
func TestDayReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := civil.On(rapid.IntRange(2000, 2090).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day"))
		prefix := rapid.SampledFrom([]string{"", "trước ngày ", "Chậm nhất ngày ", "Trước 17h00 ngày ", "xong trước "}).Draw(t, "prefix")
		form := rapid.SampledFrom([]string{"%02d/%02d/%d", "%d/%d/%d", "%d.%d.%d", "%d-%d-%d", "%d tháng %d năm %d"}).Draw(t, "form")
		text := prefix + fmt.Sprintf(form, day.Day, int(day.Month), day.Year)
		if d := Parse(text, Context{}); d.Due != day || d.Kind != Date {
			t.Fatalf("%q: %s %s", text, d.Kind, d.Due)
		}
	})
}

// Whatever the rules say, a period ends inside itself, and the deadline names
// the rules that said so.
func TestPeriodEndsInsideItself(t *testing.T) {
	by := map[string][]string{
		"2/2027": {"month"}, "Quý I/2027": {"quarter"}, "Năm 2027": {"year"}, "6 tháng đầu năm 2027": {"half"}, "2026 - 2027": {"year"}, "cuối quý IV/2027": {"quarter"},
		"quý I/2027 và tháng 11/2027": {"quarter", "month"}, "đầu quý II/2027": nil, "ngày 05/3/2027": nil,
	}
	rapid.Check(t, func(t *rapid.T) {
		d := Defaults{MonthRule: "month", QuarterRule: "quarter", HalfRule: "half", YearRule: "year", MonthDay: rapid.IntRange(0, 31).Draw(t, "month"), QuarterDay: rapid.IntRange(0, 31).Draw(t, "quarter"),
			HalfDay: rapid.IntRange(0, 31).Draw(t, "half"), YearMonth: rapid.IntRange(0, 12).Draw(t, "yearMonth"), YearDay: rapid.IntRange(0, 31).Draw(t, "yearDay")}
		text := rapid.SampledFrom(slices.Sorted(maps.Keys(by))).Draw(t, "text")
		got := Parse(text, Context{Defaults: d})
		if got.Due.Before(got.From) || got.Due.Year != 2027 || !slices.Equal(got.Rules, by[text]) {
			t.Fatalf("%q: [%s, %s] by %q", text, got.From, got.Due, got.Rules)
		}
	})
}
