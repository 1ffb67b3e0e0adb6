package period

import (
	"context"
	"slices"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/feature/rule"
)

// A Calendar is what the rules say of periods, read once for a request by [Load].
// Everything it tells is worked out from it alone. The zero value tells nothing.
type Calendar struct {
	closes, closesWeek settings
	due                map[Kind]settings
	earlier            map[Tier]settings
	moves              settings
	off                *rule.Calendar
}

// A Window is the days whose facts a period holds, both included.
type Window struct {
	From, To civil.Date

	// Stretched says that the window is longer or shorter than its rule has it, because
	// the rule changed: a period closes by the rule of its own time and the next one goes
	// on from there, so that no day is lost and none is counted twice.
	Stretched bool
}

// Contains says whether w holds day.
func (w Window) Contains(day civil.Date) bool {
	return !w.From.IsZero() && !day.Before(w.From) && !day.After(w.To)
}

// Words tells the days of the window: "số liệu từ 15/09/2026 đến hết 14/12/2026", and
// whether it is stretched.
func (w Window) Words(ctx context.Context) string {
	if w.From.IsZero() {
		return ""
	}
	words := tWindow.In(ctx, w.From.Vietnamese(), w.To.Vietnamese())
	if w.Stretched {
		words += tStretched.In(ctx)
	}
	return words
}

// Window returns the days whose facts p holds. Windows of one kind follow each other
// without a gap and share no day, also where the rule changes; the window of a quarter
// is that of its months. No days for no period.
func (c Calendar) Window(p Period) Window {
	if !p.Valid() {
		return Window{}
	}
	before := p.First().AddDays(-1)
	w := Window{From: c.closing(p.Kind, before).AddDays(1), To: c.closing(p.Kind, p.Last())}
	w.Stretched = w.From != closing(p.Kind, before, c.closesBy(p.Kind, p.Last())).AddDays(1)
	return w
}

// closing returns the day on which the period of the calendar closes whose last day is
// last, by the rule in force on that day.
func (c Calendar) closing(k Kind, last civil.Date) civil.Date {
	return closing(k, last, c.closesBy(k, last))
}

func (c Calendar) closesBy(k Kind, last civil.Date) setting {
	if k == Week {
		return c.closesWeek.on(last)
	}
	return c.closes.on(last)
}

func closing(k Kind, last civil.Date, by setting) civil.Date {
	if k == Week {
		return last.AddDays(by.n - 7)
	}
	return inMonth(last, by.n)
}

// inMonth returns a day of the month whose last day is last: 0 is the last itself.
func inMonth(last civil.Date, day int) civil.Date {
	if day > 0 {
		last.Day = day
	}
	return last
}

// Holding returns the period of a kind whose window holds day; none for no day, no kind
// and before or after all periods.
func (c Calendar) Holding(k Kind, day civil.Date) Period {
	if !k.Valid() || day.IsZero() {
		return Period{}
	}
	short := k
	if k != Week {
		short = Month // what is longer closes with its last month
	}
	// The period after the last is no period, yet the last day of 2999 may lie in it.
	p := of(short, day)
	if !p.Valid() {
		return Period{}
	}
	if day.After(c.closing(short, p.Last())) {
		p = p.Next()
	}
	in, _ := p.In(k)
	return in
}

// Most is how many periods [Calendar.Between] returns at most: the weeks of nineteen years.
const Most = 1000

// Between returns the periods of a kind whose windows share a day with those from one to
// another, both included, in order. It returns the first [Most] of them: where there
// are so many, there may be more. nil where the days are in the wrong order.
func (c Calendar) Between(k Kind, from, to civil.Date) []Period {
	if from.IsZero() || to.IsZero() || to.Before(from) {
		return nil
	}
	var all []Period
	last := c.Holding(k, to)
	for p := c.Holding(k, from); !p.IsZero() && len(all) < Most; p = p.Next() {
		all = append(all, p)
		if p == last {
			break
		}
	}
	return all
}

// A Tier is the level of who reports. Its values are those of the tiers of bodies, so
// the tier of a body is period.Tier(body.Tier).
type Tier string

// The tiers, from the top.
const (
	Centre     Tier = "centre"
	Province   Tier = "province"
	Commune    Tier = "commune"
	Grassroots Tier = "grassroots"
	Cell       Tier = "cell"
)

// Tiers lists the tiers from the top.
func Tiers() []Tier { return []Tier{Centre, Province, Commune, Grassroots, Cell} }

// A Step is one step by which a due day is found.
type Step string

// The steps.
const (
	Fixed     Step = "fixed"     // the day that the rule of the kind names
	Moved     Step = "moved"     // that was a day off
	Earlier   Step = "earlier"   // so many working days before the tier above
	Estimated Step = "estimated" // the period closes no earlier than it is due: the rest is estimated
)

// A Why explains one step to a due day.
type Why struct {
	Step    Step
	From    civil.Date   // where the step began; no day for Fixed
	Day     civil.Date   // where it led; for Estimated the day on which the figures close
	Tier    Tier         // of Earlier: whose rule it is
	Days    int          // of Earlier: working days
	Skipped []civil.Date // of Earlier: days off that were not counted
	Rule    string       // the version of the rule, see [rule.Cited]
}

// In says the step in a clause, with the rule.
func (w Why) In(ctx context.Context) string {
	var said string
	switch w.Step {
	case Fixed:
		said = tFixed.In(ctx, w.Day.Vietnamese())
	case Moved:
		moved := tMovedLater
		if w.Day.Before(w.From) {
			moved = tMovedEarlier
		}
		said = moved.In(ctx, w.From.Vietnamese(), w.Day.Vietnamese())
	case Earlier:
		said = tEarlier.In(ctx, w.Days, tierNames[w.Tier], w.Day.Vietnamese())
		if len(w.Skipped) > 0 {
			said += tSkipping.In(ctx, len(w.Skipped))
		}
	case Estimated:
		said = tEstimated.In(ctx, w.Day.Vietnamese())
	}
	if w.Rule != "" {
		said += tByRule.In(ctx, rule.Cited(ctx, w.Rule))
	}
	return said
}

var tierNames = map[Tier]text.T{Province: tTierProvince, Commune: tTierCommune, Grassroots: tTierGrassroot, Cell: tTierCell}

// Due returns the day by whose end p is declared by those of a tier, and each step to
// it. It is never a day off, and never later than that of a tier above. It may be
// earlier than the last day of the window, where the rules say so, and then the
// steps say it: what is left of the period is estimated, as offices do at the end
// of a year. An unknown tier is due with the centre. No day for no period.
func (c Calendar) Due(p Period, tier Tier) (civil.Date, []Why) {
	if !p.Valid() {
		return civil.Date{}, nil
	}
	last := p.Last()
	by := c.due[p.Kind].on(last)
	due := dayOf(p, by)
	why := []Why{{Step: Fixed, Day: due, Rule: by.ref}}
	if c.off.Off(due) {
		moves := c.moves.on(last)
		to := c.off.Before(due, 1)
		if moves.later {
			to = c.off.From(due)
		}
		why = append(why, Why{Step: Moved, From: due, Day: to, Rule: moves.ref})
		due = to
	}
	tiers := Tiers()
	for _, above := range tiers[:slices.Index(tiers, tier)+1] {
		if above == Centre {
			continue
		}
		earlier := c.earlier[above].on(last)
		if earlier.n == 0 {
			continue
		}
		to := c.off.Before(due, earlier.n)
		why = append(why, Why{Step: Earlier, From: due, Day: to, Tier: above, Days: earlier.n, Skipped: c.off.Skipped(due, to), Rule: earlier.ref})
		due = to
	}
	if closes := c.Window(p).To; !due.After(closes) {
		why = append(why, Why{Step: Estimated, From: due, Day: closes})
	}
	return due, why
}

// dayOf returns the day that a rule of due days names for p.
func dayOf(p Period, by setting) civil.Date {
	last := p.Last()
	if p.Kind == Week {
		day := last.AddDays(by.n - 7)
		if by.later {
			day = day.AddDays(7)
		}
		return day
	}
	if by.later {
		next := last.AddDays(1)
		next.Day = civil.DaysIn(next.Year, next.Month)
		last = next
	}
	return inMonth(last, by.n)
}
