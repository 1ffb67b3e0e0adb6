package indicator

import (
	"math/big"

	"quyet/base/text"
	"quyet/feature/indicator/formula"
)

// A Standing is how a number stands against its target.
type Standing string

// The standings.
const (
	NoTarget Standing = ""         // nothing is to be reached
	Exceeded Standing = "exceeded" // vượt
	Met      Standing = "met"      // đạt
	Missed   Standing = "missed"   // không đạt
	NotYet   Standing = "not_yet"  // chưa đánh giá được: the period goes on, or reports are missing
)

// Standings lists the standings in the order in which pages show them.
func Standings() []Standing { return []Standing{Exceeded, Met, Missed, NotYet} }

// Title returns the standing's name for people.
func (s Standing) Title() text.T { return standingTitles[s] }

// Standing tells how a sum stands against a target; complete says that the period is over
// and that all have reported, without which nothing is judged.
func (i *Indicator) Standing(s *Sum, target Cell, complete bool) Standing {
	if i.Direction == Flat {
		return NoTarget
	}
	if _, ok := s.Number(i, text.HalfUp); !ok || !complete {
		return NotYet
	}
	better := i.compare(s, target)
	if i.Direction == Down {
		better = -better
	}
	switch {
	case better > 0:
		return Exceeded
	case better == 0:
		return Met
	}
	return Missed
}

// compare compares a sum with a target exactly, without rounding either.
func (i *Indicator) compare(s *Sum, target Cell) int {
	switch {
	case s.worked != nil && s.worked.Value != nil:
		return s.worked.Value.Cmp(formula.Scaled(target.Value, i.Decimals))
	case i.Sort == Ratio && target.Part > 0 && s.Part > 0:
		return product(s.Value, target.Part).Cmp(product(target.Value, s.Part))
	case i.Sort != Steps && i.Aggregation == Mean && s.Bodies > 1:
		return s.wide.big().Cmp(product(target.Value, s.Part))
	}
	return big.NewInt(s.Value).Cmp(big.NewInt(target.Value))
}

func product(a, b int64) *big.Int { return new(big.Int).Mul(big.NewInt(a), big.NewInt(b)) }

// Reached returns which share of its target a sum has reached, in hundredths of a percent;
// ok is false where there is no such share: of steps, of nothing, of a target of 0.
func (i *Indicator) Reached(s *Sum, target Cell, r text.Rounding) (hundredths int64, ok bool) {
	n, ok := s.Number(i, r)
	aim, aimed := target.number(i, r)
	if !ok || !aimed || aim == 0 || i.Sort == Steps {
		return 0, false
	}
	return text.HundredthsOfPercent(n, aim, r), true
}

// number returns what a cell comes to, as [Sum.Number] does.
func (c Cell) number(i *Indicator, r text.Rounding) (int64, bool) {
	var s Sum
	s.add(i, &c)
	return s.Number(i, r)
}
