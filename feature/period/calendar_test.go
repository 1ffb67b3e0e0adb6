package period

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/rule"
)

// any day of the years in which rules change in these tests.
func days() *rapid.Generator[civil.Date] {
	return rapid.Custom(func(t *rapid.T) civil.Date {
		return civil.MustParse("2019-06-01").AddDays(rapid.IntRange(0, 4000).Draw(t, "day"))
	})
}

// drawn returns settings of a rule that changes up to four times.
func drawn(t *rapid.T, name string, lowest, highest int, mayFollow bool) (all settings) {
	for range rapid.IntRange(1, 5).Draw(t, name+" versions") {
		all = append(all, setting{from: days().Draw(t, name+" from"), n: rapid.IntRange(lowest, highest).Draw(t, name), later: mayFollow && rapid.Bool().Draw(t, name+" later")})
	}
	slices.SortFunc(all, func(a, b setting) int { return a.from.Compare(b.from) })
	for i := range all {
		all[i].ref = name + strconv.Itoa(i)
	}
	return all
}

// calendars draws rules of periods; off are the shipped days off.
func calendars(off *rule.Calendar) *rapid.Generator[Calendar] {
	return rapid.Custom(func(t *rapid.T) Calendar {
		c := Calendar{
			closes: drawn(t, "close", 0, 28, false), closesWeek: drawn(t, "close week", 1, 7, false), moves: drawn(t, "off", 0, 0, true),
			due: map[Kind]settings{Week: drawn(t, "due week", 1, 7, true)}, earlier: map[Tier]settings{}, off: off,
		}
		for _, k := range Kinds()[1:] {
			c.due[k] = drawn(t, "due "+string(k), 0, 28, true)
		}
		for _, tier := range Tiers()[1:] {
			c.earlier[tier] = drawn(t, string(tier), 0, 20, false)
		}
		return c
	})
}

// shipped returns the calendar that comes with the program.
func shipped(t *testing.T) (c Calendar) {
	t.Helper()
	dbtest.New(t, db.SQLite, []fs.FS{rule.Schema}).MustView(t, func(v *work.View) (err error) {
		c, err = Load(t.Context(), v)
		return err
	})
	return c
}

// Whatever the rules are and whenever they change, the windows of a kind follow each
// other without a gap and share no day, each holds a day at least, and a day is held by
// the window of the period that holds it.
func TestWindowsFollowEachOther(t *testing.T) {
	off := shipped(t).off
	rapid.Check(t, func(t *rapid.T) {
		c := calendars(off).Draw(t, "rules")
		k := rapid.SampledFrom(Kinds()).Draw(t, "kind")
		p := c.Holding(k, days().Draw(t, "day"))
		for range 20 {
			w, next := c.Window(p), c.Window(p.Next())
			if w.To.Before(w.From) || next.From != w.To.AddDays(1) {
				t.Fatalf("%s is %+v, %s is %+v", p, w, p.Next(), next)
			}
			for _, day := range []civil.Date{w.From, w.From.AddDays(rapid.IntRange(0, w.To.Sub(w.From)).Draw(t, "within")), w.To} {
				if got := c.Holding(k, day); got != p || !w.Contains(day) {
					t.Fatalf("%s lies in %s, %+v, but is held by %s", day, p, w, got)
				}
			}
			if w.Contains(w.From.AddDays(-1)) || w.Contains(w.To.AddDays(1)) {
				t.Fatalf("%+v holds more than its days", w)
			}
			p = p.Next()
		}
	})
}

// A window says that it is stretched exactly where another version closed the period
// before on another day than its own would have.
func TestStretched(t *testing.T) {
	off := shipped(t).off
	rapid.Check(t, func(t *rapid.T) {
		c := calendars(off).Draw(t, "rules")
		p := periods().Draw(t, "p")
		alone := c
		alone.closes, alone.closesWeek = settings{c.closes.on(p.Last())}, settings{c.closesWeek.on(p.Last())}
		w, own := c.Window(p), alone.Window(p)
		if own.Stretched || w.Stretched != (w.From != own.From) || w.To != own.To {
			t.Fatalf("%s is %+v; by its own rule alone %+v", p, w, own)
		}
	})
}

// A month lies wholly in its quarter, a quarter in its half-year, a half-year in its year.
func TestWindowsLieInEachOther(t *testing.T) {
	off := shipped(t).off
	rapid.Check(t, func(t *rapid.T) {
		c := calendars(off).Draw(t, "rules")
		p := periods(Quarter, Half, Year).Draw(t, "p")
		whole := c.Window(p)
		for _, k := range Kinds() {
			parts := p.Parts(k)
			if parts == nil {
				continue
			}
			if first, last := c.Window(parts[0]), c.Window(parts[len(parts)-1]); first.From != whole.From || last.To != whole.To {
				t.Fatalf("%s is %+v, its parts are from %s to %s", p, whole, first.From, last.To)
			}
			for _, part := range parts {
				if w := c.Window(part); w.From.Before(whole.From) || w.To.After(whole.To) {
					t.Fatalf("%s, %+v, lies not in %s, %+v", part, w, p, whole)
				}
			}
		}
	})
}

func TestBetween(t *testing.T) {
	off := shipped(t).off
	rapid.Check(t, func(t *rapid.T) {
		c := calendars(off).Draw(t, "rules")
		k, from, to := rapid.SampledFrom(Kinds()).Draw(t, "kind"), days().Draw(t, "from"), days().Draw(t, "to")
		var want []Period
		for day := from; !day.After(to); day = day.AddDays(1) {
			if p := c.Holding(k, day); len(want) == 0 || want[len(want)-1] != p {
				want = append(want, p)
			}
		}
		if got := c.Between(k, from, to); !slices.Equal(got, want) {
			t.Fatalf("from %s to %s: %v, day by day %v", from, to, got, want)
		}
	})
	c := shipped(t)
	if got := c.Between(Week, civil.MustParse("1950-01-01"), civil.MustParse("2020-01-01")); len(got) != Most || got[0] != c.Holding(Week, civil.MustParse("1950-01-01")) {
		t.Errorf("of seventy years %d weeks are told", len(got))
	}
	if got := c.Between(Week, civil.Date{}, civil.MustParse("2020-01-01")); got != nil {
		t.Errorf("from no day: %v", got)
	}
}

// A due day is never a day off, that of a lower tier never after that of a higher one,
// and each step begins where the one before it led.
func TestDue(t *testing.T) {
	off := shipped(t).off
	rapid.Check(t, func(t *rapid.T) {
		c := calendars(off).Draw(t, "rules")
		p := periods().Draw(t, "p")
		var above civil.Date
		for _, tier := range Tiers() {
			due, why := c.Due(p, tier)
			if off.Off(due) {
				t.Fatalf("%s is due by the %s on %s, a day off: %+v", p, tier, due, why)
			}
			if !above.IsZero() && due.After(above) {
				t.Fatalf("%s is due by the %s on %s, after the tier above on %s", p, tier, due, above)
			}
			above = due
			at, estimated := civil.Date{}, false
			for _, w := range why {
				if w.From != at {
					t.Fatalf("the steps to %s do not follow each other: %+v", due, why)
				}
				if w.Step == Estimated {
					estimated = true
					continue
				}
				at = w.Day
				working := 0
				for day := w.Day; w.Step == Earlier && day.Before(w.From); day = day.AddDays(1) {
					if !off.Off(day) {
						working++
					}
				}
				if working != w.Days {
					t.Fatalf("%+v goes back %d working days", w, working)
				}
			}
			if at != due {
				t.Fatalf("the steps lead to %s, not to %s: %+v", at, due, why)
			}
			if closes := c.Window(p).To; estimated != !due.After(closes) {
				t.Fatalf("due on %s, closed on %s: %+v", due, closes, why)
			}
		}
	})
}

// The official dates, as they are shipped.
func TestShipped(t *testing.T) {
	c := shipped(t)
	for _, one := range []struct{ key, from, to, centre, commune, cell string }{
		{"2026-M11", "2026-10-15", "2026-11-14", "2026-11-25", "2026-11-23", "2026-11-19"},
		{"2026-M01", "2025-12-15", "2026-01-14", "2026-01-26", "2026-01-22", "2026-01-20"}, // 25/1 is a Sunday
		{"2026-Q4", "2026-09-15", "2026-12-14", "2026-12-21", "2026-12-17", "2026-12-15"},  // 20/12 is a Sunday
		{"2026-H1", "2025-12-15", "2026-06-14", "2026-06-15", "2026-06-11", "2026-06-09"},
		{"2026-H2", "2026-06-15", "2026-12-14", "2026-12-15", "2026-12-11", "2026-12-09"},
		{"2026-Y", "2025-12-15", "2026-12-14", "2026-12-10", "2026-12-08", "2026-12-04"},
		{"2026-W48", "2026-11-20", "2026-11-26", "2026-11-27", "2026-11-25", "2026-11-23"},
		{"2026-M02", "2026-01-15", "2026-02-14", "2026-02-25", "2026-02-23", "2026-02-12"}, // after the New Year's days
	} {
		p, err := Parse(one.key)
		if err != nil {
			t.Fatal(err)
		}
		w := c.Window(p)
		centre, _ := c.Due(p, Centre)
		province, _ := c.Due(p, Province)
		commune, _ := c.Due(p, Commune)
		cell, _ := c.Due(p, Cell)
		got := []string{one.key, w.From.String(), w.To.String(), centre.String(), commune.String(), cell.String()}
		if want := []string{one.key, one.from, one.to, one.centre, one.commune, one.cell}; !slices.Equal(got, want) || province != centre || w.Stretched {
			t.Errorf("got %v, want %v", got, want)
		}
	}
}

// Whatever an office chooses for a due day is read, and is the day that the choice names.
func TestEveryDueDayThatCanBeChosen(t *testing.T) {
	for _, k := range Kinds()[1:] {
		for _, choice := range ruleDue[k].Choices {
			by, err := read(rule.Version{Key: ruleDue[k].Key, Value: choice.Value})
			if err != nil {
				t.Fatal(err)
			}
			var p Period
			for _, one := range []string{"2028-M02", "2028-Q1", "2028-H1", "2028-Y"} {
				if q, err := Parse(one); err == nil && q.Kind == k {
					p = q
				}
			}
			last, next := p.Last(), p.Next().First().AddMonths(1).AddDays(-1)
			day := dayOf(p, by)
			want := fmt.Sprintf("ngày %d của tháng cuối kỳ", day.Day)
			if day == last {
				want = "ngày cuối cùng của tháng cuối kỳ"
			} else if day == next && by.n == 0 {
				want = "ngày cuối cùng của tháng sau"
			} else if day.After(last) {
				want = fmt.Sprintf("ngày %d của tháng sau", day.Day)
			}
			if got := choice.Title.For(text.Vietnamese); got != want {
				t.Errorf("%q of %s is %s, the choice says %s", choice.Value, k, day, got)
			}
		}
	}
	week := Period{Week, 2026, 48} // 23 to 29 November
	for i, choice := range ruleDue[Week].Choices {
		by, err := read(rule.Version{Key: ruleDue[Week].Key, Value: choice.Value})
		if err != nil {
			t.Fatal(err)
		}
		day := dayOf(week, by)
		if got := choice.Title.For(text.English); day != civil.MustParse("2026-11-23").AddDays(i) || !strings.HasPrefix(got, day.Weekday().String()) || strings.HasSuffix(got, "after") != day.After(week.Last()) {
			t.Errorf("%q is %s, the choice says %s", choice.Value, day, got)
		}
	}
}

// With the shipped rules no cell declares a quarter before the day on which it closes.
func TestShippedQuartersAreNotEstimated(t *testing.T) {
	c := shipped(t)
	for _, p := range c.Between(Quarter, civil.MustParse("2019-01-01"), civil.MustParse("2045-12-31")) {
		if due, _ := c.Due(p, Cell); due.Before(c.Window(p).To) {
			t.Errorf("%s closes on %s and is due by cells on %s", p, c.Window(p).To, due)
		}
	}
}

// A rule that an office sets holds for the periods that end after its day; what closed
// before is as it was, and the first period under the new rule says that it is longer.
func TestAnOfficeClosesWithTheMonth(t *testing.T) {
	ctx := t.Context()
	dbtest.Each(t, []fs.FS{rule.Schema}, func(t *testing.T, o *dbtest.Office) {
		set := func(key, value, from string) {
			o.MustDo(t, func(u *work.Unit) error {
				return rule.Set(ctx, u, key, rule.Version{Value: value, From: civil.MustParse(from), Citation: "Quyết định"})
			})
		}
		set("period.close_day", "0", "2027-01-01")
		set("period.due_month", "+5", "2027-01-01")
		set("period.due_off", "earlier", "2027-01-01")
		o.MustView(t, func(v *work.View) error {
			c, err := Load(ctx, v)
			if err != nil {
				return err
			}
			for key, want := range map[string]Window{
				"2026-M12": {From: civil.MustParse("2026-11-15"), To: civil.MustParse("2026-12-14")},
				"2026-Y":   {From: civil.MustParse("2025-12-15"), To: civil.MustParse("2026-12-14")},
				"2027-M01": {From: civil.MustParse("2026-12-15"), To: civil.MustParse("2027-01-31"), Stretched: true},
				"2027-M02": {From: civil.MustParse("2027-02-01"), To: civil.MustParse("2027-02-28")},
				"2027-Q1":  {From: civil.MustParse("2026-12-15"), To: civil.MustParse("2027-03-31"), Stretched: true},
				"2027-Y":   {From: civil.MustParse("2026-12-15"), To: civil.MustParse("2027-12-31"), Stretched: true},
			} {
				p, err := Parse(key)
				if err != nil {
					return err
				}
				if got := c.Window(p); got != want {
					t.Errorf("%s is %+v, want %+v", key, got, want)
				}
			}
			// 5 September 2027 is a Sunday, and Friday the 3rd is given for the national day.
			due, why := c.Due(Period{Month, 2027, 8}, Centre)
			if due != civil.MustParse("2027-09-03") || len(why) != 2 || why[0].Rule != "period.due_month@2027-01-01*" || why[1].Rule != "period.due_off@2027-01-01*" {
				t.Errorf("due on %s, because %+v", due, why)
			}
			return nil
		})
	})
}

func TestWhyIsTold(t *testing.T) {
	c := shipped(t)
	due, why := c.Due(Period{Quarter, 2026, 4}, Commune)
	var vi, en []string
	for _, w := range why {
		vi, en = append(vi, w.In(context.Background())), append(en, w.In(text.WithLang(context.Background(), text.English)))
	}
	if due != civil.MustParse("2026-12-17") || len(vi) != 3 ||
		!strings.HasPrefix(vi[1], "20/12/2026 là ngày nghỉ: lùi đến ngày làm việc kế tiếp, 21/12/2026") ||
		!strings.HasPrefix(vi[2], "cấp xã gửi trước cấp trên 2 ngày làm việc: 17/12/2026, không tính 2 ngày nghỉ (“Cấp xã gửi") ||
		!strings.HasPrefix(en[2], "the commune is 2 working days ahead of the tier above: 17/12/2026, 2 days off not counted (") {
		t.Errorf("due on %s, because\n%s\n%s", due, strings.Join(vi, "\n"), strings.Join(en, "\n"))
	}
	if got := c.Window(Period{Quarter, 2026, 4}).Words(context.Background()); got != "số liệu từ 15/09/2026 đến hết 14/12/2026" {
		t.Error(got)
	}
	stretched := Window{From: civil.MustParse("2026-12-15"), To: civil.MustParse("2027-01-31"), Stretched: true}
	if got := stretched.Words(context.Background()); !strings.HasPrefix(got, "số liệu từ 15/12/2026 đến hết 31/01/2027; kỳ này dài hơn") {
		t.Error(got)
	}
	back := Why{Step: Moved, From: civil.MustParse("2026-12-20"), Day: civil.MustParse("2026-12-18")}
	if got := back.In(context.Background()); got != "20/12/2026 là ngày nghỉ: sớm lên ngày làm việc liền trước, 18/12/2026" {
		t.Error(got)
	}
	_, why = c.Due(Period{Year, 2026, 1}, Centre)
	if got := why[len(why)-1].In(context.Background()); got != "hạn này không sau ngày chốt số liệu 14/12/2026: những ngày còn lại của kỳ ghi số ước thực hiện" {
		t.Error(got)
	}
}

// Nothing is told of no period, and of no day.
func TestOfNothing(t *testing.T) {
	c := shipped(t)
	day, why := c.Due(Period{}, Centre)
	if w := c.Window(Period{}); w != (Window{}) || w.Contains(civil.Date{}) || w.Words(context.Background()) != "" || !day.IsZero() || why != nil {
		t.Errorf("%+v, %s, %v", w, day, why)
	}
	for _, held := range []Period{c.Holding(Month, civil.Date{}), c.Holding("day", civil.MustParse("2026-01-01")), c.Holding(Year, civil.MustParse("1800-01-01")), c.Holding(Month, civil.MustParse("2999-12-31"))} {
		if !held.IsZero() {
			t.Errorf("%s", held)
		}
	}
	known, _ := c.Due(Period{Month, 2026, 11}, Centre)
	if unknown, _ := c.Due(Period{Month, 2026, 11}, "?"); unknown != known {
		t.Errorf("an unknown tier is due on %s, the centre on %s", unknown, known)
	}
}
