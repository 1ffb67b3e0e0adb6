// Package period holds the periods by which offices report: week, month, quarter,
// half-year and year.
//
// A [Period] is a name: "2026-Q4", the fourth quarter of 2026. Which days' facts it
// holds is its [Window], and by when it is declared its due day; both are worked out
// by a [Calendar] from rules of [rule], so two clocks run: the fourth quarter of the
// calendar ends on 31 December, the figures of the fourth quarter close on the 14th.
// Pages say the days of the window wherever they name a period.
//
// One rule closes months, quarters, half-years and years alike, on a day of their
// last month. A month so lies wholly in its quarter, a quarter in its half-year and a
// half-year in its year, whatever an office sets; weeks have a rule of their own.
package period

import (
	"cmp"
	"fmt"
	"strconv"
	"time"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
)

// A Kind is how long a period is.
type Kind string

// The kinds.
const (
	Week    Kind = "week" // of ISO 8601: it begins on Monday and belongs to the year of its Thursday
	Month   Kind = "month"
	Quarter Kind = "quarter"
	Half    Kind = "half"
	Year    Kind = "year"
)

// Kinds lists the kinds, from short to long.
func Kinds() []Kind { return []Kind{Week, Month, Quarter, Half, Year} }

// months is how many months a period of each kind has; a week has none.
var months = map[Kind]int{Month: 1, Quarter: 3, Half: 6, Year: 12}

// Valid says whether k is one of [Kinds].
func (k Kind) Valid() bool { return k == Week || months[k] > 0 }

// A Period is one week, month, quarter, half-year or year. The zero value is none.
// Its key ([Period.Key]) stands for it in tables, addresses and JSON.
type Period struct {
	Kind   Kind
	Year   int
	Number int // of the period in its year, from 1; 1 for a year
}

// The years in which there are periods.
const (
	firstYear = 1900
	lastYear  = 2999
)

// letters stand for the kinds in keys.
var letters = map[Kind]string{Week: "W", Month: "M", Quarter: "Q", Half: "H", Year: "Y"}

// digits is how many digits the number has in a key, so that keys of one kind sort as
// their periods follow each other.
var digits = map[Kind]int{Week: 2, Month: 2, Quarter: 1, Half: 1}

// Parse reads a key: "2026-W48", "2026-M11", "2026-Q4", "2026-H2" or "2026-Y". It takes
// what [Period.Key] writes and nothing else, so a period has one key.
//
// Faults: Invalid.
func Parse(key string) (Period, error) {
	for kind, letter := range letters {
		if len(key) != len("2026-Y")+digits[kind] || key[4:6] != "-"+letter {
			continue
		}
		year, err := strconv.Atoi(key[:4])
		if err != nil {
			break
		}
		number := 1
		if digits[kind] > 0 {
			if number, err = strconv.Atoi(key[6:]); err != nil {
				break
			}
		}
		if p := (Period{kind, year, number}); p.Valid() && p.Key() == key {
			return p, nil
		}
	}
	return Period{}, fault.New(fault.Invalid, tKeyWrong, key)
}

// Key returns what stands for p in tables and addresses, "2026-Q4"; "" for none. Keys of
// one kind sort as the periods follow each other.
func (p Period) Key() string {
	if p.IsZero() {
		return ""
	}
	key := fmt.Sprintf("%04d-%s", p.Year, letters[p.Kind])
	if n := digits[p.Kind]; n > 0 {
		key += fmt.Sprintf("%0*d", n, p.Number)
	}
	return key
}

// String returns the key.
func (p Period) String() string { return p.Key() }

// MarshalText writes the key.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.Key()), nil }

// UnmarshalText reads a key; the empty text is no period.
func (p *Period) UnmarshalText(b []byte) (err error) {
	*p = Period{}
	if len(b) > 0 {
		*p, err = Parse(string(b))
	}
	return err
}

// IsZero says whether p is no period.
func (p Period) IsZero() bool { return p == Period{} }

// Valid says whether there is such a period: none in a year before 1900 or after 2999,
// no 53rd week in a year of 52.
func (p Period) Valid() bool {
	return p.Kind.Valid() && p.Year >= firstYear && p.Year <= lastYear && p.Number >= 1 && p.Number <= inYear(p.Kind, p.Year)
}

// inYear returns how many periods of a kind the year has.
func inYear(k Kind, year int) int {
	if k == Week {
		return monday(year+1, 1).Sub(monday(year, 1)) / 7
	}
	return 12 / months[k]
}

// monday returns the day on which a week of ISO 8601 begins: the first holds 4 January.
func monday(year, week int) civil.Date {
	fourth := civil.On(year, time.January, 4)
	return fourth.AddDays(7*(week-1) - int(fourth.Weekday()+6)%7)
}

// of returns the period of the calendar that holds day.
func of(k Kind, day civil.Date) Period {
	if k == Week {
		year, week := day.Start(time.UTC).ISOWeek()
		return Period{Week, year, week}
	}
	return Period{k, day.Year, 1 + (int(day.Month)-1)/months[k]}
}

// First returns the first day of p in the calendar, which is not that of its window; no
// day for no period.
func (p Period) First() civil.Date {
	switch {
	case !p.Valid():
		return civil.Date{}
	case p.Kind == Week:
		return monday(p.Year, p.Number)
	}
	return civil.On(p.Year, time.Month(1+(p.Number-1)*months[p.Kind]), 1)
}

// Last returns the last day of p in the calendar, which is not that of its window. The
// rules in force on it are those of p. No day for no period.
func (p Period) Last() civil.Date {
	switch {
	case !p.Valid():
		return civil.Date{}
	case p.Kind == Week:
		return monday(p.Year, p.Number).AddDays(6)
	}
	return civil.On(p.Year, time.Month(1+p.Number*months[p.Kind]), 0)
}

// Next returns the period of the same kind after p; none after the last there is.
func (p Period) Next() Period { return p.moved(1) }

// Prev returns the period of the same kind before p; none before the first there is.
func (p Period) Prev() Period { return p.moved(-1) }

func (p Period) moved(n int) Period {
	if !p.Valid() {
		return Period{}
	}
	p.Number += n
	if p.Number < 1 {
		p.Year--
		p.Number = inYear(p.Kind, p.Year)
	} else if p.Number > inYear(p.Kind, p.Year) {
		p.Year++
		p.Number = 1
	}
	return valid(p)
}

// valid returns p, or none where there is no such period.
func valid(p Period) Period {
	if !p.Valid() {
		return Period{}
	}
	return p
}

// YearBefore returns the period with which p is compared: that of the same number in
// the year before, and for a 53rd week the 52nd.
func (p Period) YearBefore() Period {
	if !p.Valid() {
		return Period{}
	}
	p.Year--
	p.Number = min(p.Number, inYear(p.Kind, p.Year))
	return valid(p)
}

// Compare tells which of two periods of one kind comes first: -1, 0 or +1. Periods of
// different kinds are in the order of [Kinds].
func (p Period) Compare(o Period) int {
	return cmp.Or(cmp.Compare(rank(p.Kind), rank(o.Kind)), cmp.Compare(p.Year, o.Year), cmp.Compare(p.Number, o.Number))
}

func rank(k Kind) int {
	if k == Week {
		return 1
	}
	return 2 * months[k]
}

// Parts returns the periods of a shorter kind that make up p, in order: the months of a
// quarter, the quarters of a year. nil where k is not shorter, and for weeks, of which
// no month is made.
func (p Period) Parts(k Kind) []Period {
	n := months[k]
	if !p.Valid() || n == 0 || n >= months[p.Kind] {
		return nil
	}
	each := months[p.Kind] / n
	parts := make([]Period, each)
	for i := range parts {
		parts[i] = Period{k, p.Year, (p.Number-1)*each + i + 1}
	}
	return parts
}

// In returns the period of a kind in which p lies: the quarter of a month; p itself for
// its own kind. ok is false where k is shorter, and for weeks, which lie in no month.
func (p Period) In(k Kind) (in Period, ok bool) {
	switch {
	case !p.Valid():
		return in, false
	case k == p.Kind:
		return p, true
	case p.Kind == Week || months[k] < months[p.Kind]:
		return in, false
	}
	return of(k, p.First()), true
}

// Title returns the name of p in both languages, with a capital: "Quý IV năm 2026",
// "Q4 2026".
func (p Period) Title() text.T { return p.named(titles) }

// Inside returns the name of p as it stands within a sentence: "quý IV năm 2026".
func (p Period) Inside() text.T { return p.named(insides) }

// Words returns what [Period.Title] does in one language; "" for no period.
func (p Period) Words(l text.Lang) string { return p.Title().For(l) }

func (p Period) named(names map[Kind]text.T) text.T {
	if !p.Valid() {
		return text.T{}
	}
	var vi, en []any
	switch p.Kind {
	case Week:
		vi, en = []any{p.Number, p.Year}, []any{p.Number, p.Year}
	case Month:
		vi, en = []any{p.Number, p.Year}, []any{time.Month(p.Number).String(), p.Year}
	case Quarter:
		vi, en = []any{[...]string{"I", "II", "III", "IV"}[p.Number-1], p.Year}, []any{p.Number, p.Year}
	case Half:
		vi, en = []any{[...]string{"đầu", "cuối"}[p.Number-1], p.Year}, []any{[...]string{"first", "second"}[p.Number-1], p.Year}
	default:
		vi, en = []any{p.Year}, []any{p.Year}
	}
	name := names[p.Kind]
	return text.New(name.For(text.Vietnamese, vi...), name.For(text.English, en...))
}
