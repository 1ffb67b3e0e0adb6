package citation

import (
	"fmt"
	"strconv"
	"time"

	"quyet/base/civil"
)

// A Date is a date as documents give it: a day, or only its month or year
// where the day was left blank or is not told. Zero parts are not known.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// String returns d in the form of ISO 8601: "2026-07-21", "2026-07" or "2026";
// "" where the year is not known.
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, int(d.Month))
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// IsZero says whether nothing is known.
func (d Date) IsZero() bool { return d == Date{} }

// Civil returns d as a day; ok is false where a part is not known.
func (d Date) Civil() (day civil.Date, ok bool) {
	if d.Year == 0 || d.Month == 0 || d.Day == 0 {
		return civil.Date{}, false
	}
	return civil.Date{Year: d.Year, Month: d.Month, Day: d.Day}, true
}

var (
	wDay   = NewPhrase("ngày")
	wMonth = NewPhrase("tháng")
	wYear  = NewPhrase("năm")
)

// DateAt reads the date that begins at token i:
//
//	date   = "ngày" [ day ] "tháng" [ month ] "năm" year
//	       | [ "ngày" ] day mark month mark year
//	       | "ngày" filler mark ( month | filler ) mark year
//	       | "tháng" month ( "năm" | mark ) year .
//	mark   = "/" | "-" | "." | "–" .
//	filler = { "." | "…" | "_" } .
//
// A day that does not exist is no date. ok is false if there is none.
func DateAt(t *Text, i int) (d Date, next int, ok bool) {
	c := cursor{t, i}
	said := c.phrase(wDay)
	if d, ok := c.figures(said); ok {
		return d, c.i, true
	}
	c.i = i
	if c.phrase(wDay) {
		c.fillers()
		d.Day, _ = c.number(31)
		c.fillers()
	}
	if !c.phrase(wMonth) {
		return Date{}, i, false
	}
	c.fillers()
	month, _ := c.number(12)
	d.Month = time.Month(month)
	c.fillers()
	if !c.phrase(wYear) && !c.mark() {
		return Date{}, i, false
	}
	if d.Year, ok = c.year(); !ok || !d.plausible() {
		return Date{}, i, false
	}
	if d.Month == 0 {
		d.Day = 0
	}
	return d, c.i, true
}

func (d Date) plausible() bool {
	return d.Day == 0 || d.Month == 0 || civil.Valid(d.Year, d.Month, d.Day)
}

// A cursor walks over tokens.
type cursor struct {
	t *Text
	i int
}

func (c *cursor) token() Token {
	if c.i < len(c.t.Tokens) {
		return c.t.Tokens[c.i]
	}
	return Token{Gap: Parted}
}

// open says whether the token at c goes on with the sentence before it.
func (c *cursor) open() bool { return c.i < len(c.t.Tokens) && c.token().Gap != Parted }

func (c *cursor) phrase(p Phrase) bool {
	next, ok := c.t.At(c.i, p)
	c.i = next
	return ok
}

func (c *cursor) is(fold string) bool { return c.i < len(c.t.Tokens) && c.t.Tokens[c.i].Fold == fold }

func (c *cursor) skip(folds ...string) bool {
	for _, f := range folds {
		if c.open() && c.token().Fold == f {
			c.i++
			return true
		}
	}
	return false
}

func (c *cursor) mark() bool { return c.skip("/", "-", ".", "–", "⁄") }

func (c *cursor) fillers() bool {
	from := c.i
	for c.skip(".", "…", "_", "*", "\\") {
	}
	return c.i > from
}

func (c *cursor) number(most int) (n int, ok bool) {
	if !c.open() || !c.token().Digits || len(c.token().Fold) > 2 {
		return 0, false
	}
	n, err := strconv.Atoi(c.token().Fold)
	if err != nil || n < 1 || n > most {
		return 0, false
	}
	c.i++
	return n, true
}

func (c *cursor) year() (n int, ok bool) {
	if !c.open() || !c.token().Digits || len(c.token().Fold) != 4 {
		return 0, false
	}
	n, err := strconv.Atoi(c.token().Fold)
	if err != nil || n < 1900 || n > 2100 {
		return 0, false
	}
	c.i++
	return n, true
}

// figures reads a date in figures. Unless said, that is after "ngày", day, month
// and year must all be there.
func (c *cursor) figures(said bool) (d Date, ok bool) {
	from := c.i
	if c.i >= len(c.t.Tokens) {
		return Date{}, false
	}
	if d.Day, ok = c.number(31); !ok && (!said || !c.fillers() && !c.is("/")) {
		return Date{}, false
	}
	if !c.mark() {
		c.i = from
		return Date{}, false
	}
	open := c.fillers()
	month, ok := c.number(12)
	d.Month = time.Month(month)
	if (ok || said && d.Day == 0 && (open || c.is("/"))) && c.mark() {
		if d.Year, ok = c.year(); ok && d.plausible() {
			return d, true
		}
	}
	c.i = from
	return Date{}, false
}
