package period

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/civil"
	"quyet/base/text"
)

// periods draws a period, of the years in which the tests of calendars move.
func periods(kinds ...Kind) *rapid.Generator[Period] {
	if len(kinds) == 0 {
		kinds = Kinds()
	}
	return rapid.Custom(func(t *rapid.T) Period {
		p := Period{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Year: rapid.IntRange(2000, 2050).Draw(t, "year")}
		p.Number = rapid.IntRange(1, inYear(p.Kind, p.Year)).Draw(t, "number")
		return p
	})
}

func TestKeys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, o := periods().Draw(t, "p"), periods().Draw(t, "o")
		if got, err := Parse(p.Key()); err != nil || got != p {
			t.Fatalf("%#v has the key %s, which is read as %#v (%v)", p, p.Key(), got, err)
		}
		if p.Kind == o.Kind && (p.Key() < o.Key()) != (p.Compare(o) < 0) {
			t.Fatalf("%s and %s sort in another order than they follow each other", p, o)
		}
		if (p.Compare(o) == 0) != (p == o) || p.Compare(o) != -o.Compare(p) {
			t.Fatalf("%s compares to %s as %d", p, o, p.Compare(o))
		}
		var back struct{ P Period }
		b, err := json.Marshal(struct{ P Period }{p})
		if err != nil || json.Unmarshal(b, &back) != nil || back.P != p {
			t.Fatalf("%s is written %s and read as %v (%v)", p, b, back.P, err)
		}
	})
	for key, want := range map[string]Period{
		"2026-W48": {Week, 2026, 48}, "2026-W05": {Week, 2026, 5}, "2020-W53": {Week, 2020, 53}, "2026-M11": {Month, 2026, 11},
		"2026-Q4": {Quarter, 2026, 4}, "2026-H2": {Half, 2026, 2}, "2026-Y": {Year, 2026, 1},
	} {
		if got, err := Parse(key); err != nil || got != want {
			t.Errorf("%s is read as %#v (%v)", key, got, err)
		}
	}
	for _, wrong := range []string{"", "2026", "2026-", "2026-M", "2026-M1", "2026-M13", "2026-M00", "2026-Q5", "2026-Q0", "2026-H3", "2026-Y1", "2026-W54", "2021-W53", "1899-Y", "3000-Y", "2026-m11", "2026-Q4 ", "+026-Q4", "2026-M+1", "2026-Ｑ4"} {
		if got, err := Parse(wrong); err == nil {
			t.Errorf("%q is read as %#v", wrong, got)
		}
	}
	var none struct{ P Period }
	if b, err := json.Marshal(none); err != nil || string(b) != `{"P":""}` || json.Unmarshal(b, &none) != nil || !none.P.IsZero() {
		t.Errorf("no period is written %s (%v)", b, err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026-W48", "2026-M11", "2026-Q4", "2026-H2", "2026-Y", "2020-W53", "2026-M00", "0000-Y", "２０２６-Y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := Parse(s)
		if err != nil {
			if !p.IsZero() {
				t.Errorf("%q is refused and yet %#v", s, p)
			}
			return
		}
		if !p.Valid() || p.Key() != s || p.Words(text.Vietnamese) == "" || p.Words(text.English) == "" {
			t.Errorf("%q is read as %#v", s, p)
		}
	})
}

// In the calendar, periods of a kind follow each other day by day.
func TestPeriodsFollowEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := periods().Draw(t, "p")
		if p.Next().First() != p.Last().AddDays(1) || p.Next().Prev() != p || p.Prev().Next() != p || p.Next().Compare(p) != 1 {
			t.Fatalf("%s is from %s to %s, the next is %s from %s", p, p.First(), p.Last(), p.Next(), p.Next().First())
		}
		day := p.First().AddDays(rapid.IntRange(0, p.Last().Sub(p.First())).Draw(t, "day"))
		if of(p.Kind, day) != p {
			t.Fatalf("%s lies in %s, not in %s", day, of(p.Kind, day), p)
		}
		before := p.YearBefore()
		if before.Year != p.Year-1 || before.Number != p.Number && (p.Kind != Week || p.Number != 53 || before.Number != 52) {
			t.Fatalf("a year before %s is %s", p, before)
		}
	})
	if got := (Period{Week, 2020, 53}).YearBefore(); got != (Period{Week, 2019, 52}) {
		t.Errorf("a year before week 53 of 2020 is %v", got)
	}
	// By ISO 8601, 1 January 2027 lies in the last week of 2026, and 29 December 2025 in the first.
	if of(Week, civil.On(2027, time.January, 1)) != (Period{Week, 2026, 53}) || (Period{Week, 2026, 1}).First() != civil.On(2025, time.December, 29) {
		t.Errorf("%v, %v", of(Week, civil.On(2027, time.January, 1)), (Period{Week, 2026, 1}).First())
	}
}

// The parts of a period follow each other from its first day to its last, and each lies in it.
func TestParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, k := periods().Draw(t, "p"), rapid.SampledFrom(Kinds()).Draw(t, "of")
		parts := p.Parts(k)
		if k == Week || p.Kind == Week || months[k] >= months[p.Kind] {
			if parts != nil {
				t.Fatalf("%s is made of %v", p, parts)
			}
			if in, ok := p.In(k); ok != (k == p.Kind || p.Kind != Week && k != Week) || ok && !slices.Contains(append(in.Parts(p.Kind), in), p) {
				t.Fatalf("%s lies in %v (%v)", p, in, ok)
			}
			return
		}
		if parts[0].First() != p.First() || parts[len(parts)-1].Last() != p.Last() {
			t.Fatalf("%s is made of %v", p, parts)
		}
		for i, part := range parts {
			if in, ok := part.In(p.Kind); !ok || in != p || i > 0 && parts[i-1].Next() != part {
				t.Fatalf("%s is made of %v; %s lies in %v (%v)", p, parts, part, in, ok)
			}
		}
		if in, ok := p.In(k); ok {
			t.Fatalf("%s lies in %v", p, in)
		}
	})
}

func TestWords(t *testing.T) {
	for key, want := range map[string][3]string{
		"2026-W48": {"Tuần 48 năm 2026", "Week 48 of 2026", "tuần 48 năm 2026"},
		"2026-M11": {"Tháng 11 năm 2026", "November 2026", "tháng 11 năm 2026"},
		"2026-M01": {"Tháng 1 năm 2026", "January 2026", "tháng 1 năm 2026"},
		"2026-Q4":  {"Quý IV năm 2026", "Q4 2026", "quý IV năm 2026"},
		"2026-H1":  {"6 tháng đầu năm 2026", "The first half of 2026", "6 tháng đầu năm 2026"},
		"2026-H2":  {"6 tháng cuối năm 2026", "The second half of 2026", "6 tháng cuối năm 2026"},
		"2026-Y":   {"Năm 2026", "2026", "năm 2026"},
	} {
		p, err := Parse(key)
		if err != nil {
			t.Fatal(err)
		}
		if got := [3]string{p.Words(text.Vietnamese), p.Words(text.English), p.Inside().For(text.Vietnamese)}; got != want {
			t.Errorf("%s is called %q", key, got)
		}
	}
}

// There is nothing before the first period nor after the last, and no period has nothing.
func TestTheEnds(t *testing.T) {
	for _, k := range Kinds() {
		first, last := Period{k, firstYear, 1}, Period{k, lastYear, inYear(k, lastYear)}
		if !first.Valid() || !last.Valid() || !first.Prev().IsZero() || !last.Next().IsZero() || !first.YearBefore().IsZero() {
			t.Errorf("%s: before %s is %s, after %s is %s", k, first, first.Prev(), last, last.Next())
		}
	}
	for _, none := range []Period{{}, {Month, 2026, 13}, {"day", 2026, 1}, {Week, 2021, 53}} {
		in, ok := none.In(Year)
		if none.Valid() || !none.Next().IsZero() || !none.Prev().IsZero() || !none.YearBefore().IsZero() || none.Parts(Month) != nil || ok || !in.IsZero() ||
			!none.First().IsZero() || !none.Last().IsZero() || none.Words(text.Vietnamese) != "" {
			t.Errorf("%#v is a period", none)
		}
	}
}
