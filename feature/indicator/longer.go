package indicator

import (
	"quyet/base/civil"
	"quyet/feature/org"
	"quyet/feature/period"
)

// partsOf splits periods into those for which bodies report of the set: a year of a set that
// is reported each quarter is its four quarters.
func (s *Set) partsOf(periods []period.Period) (parts []period.Period, whole map[period.Period][]period.Period) {
	whole = map[period.Period][]period.Period{}
	for _, p := range periods {
		if of := p.Parts(s.Frequency); p.Kind != s.Frequency && len(of) > 0 {
			whole[p] = of
			parts = append(parts, of...)
			continue
		}
		parts = append(parts, p)
	}
	return parts, whole
}

// longer makes one roll of those of the parts of a longer period: what happened in each is
// added up; of what is counted since the year began, or stands at the end, it is the last
// one for which anybody reported. Its returns are all of theirs.
func longer(p period.Period, w period.Window, all []*Indicator, parts []*Roll) *Roll {
	last := parts[len(parts)-1]
	r := &Roll{Set: last.Set, Indicators: all, Period: p, Window: w, Root: last.Root, Chart: last.Chart, At: last.At, roots: last.roots, of: map[org.ID][]Sum{}, tally: map[org.ID]*Tally{}}
	r.at, _ = placesOf(all)
	for _, part := range parts {
		for b, sums := range part.of {
			have := r.of[b]
			if have == nil {
				have = make([]Sum, len(all))
				r.of[b] = have
			}
			for n, i := range all {
				if i.No >= len(part.at) || part.at[i.No] == 0 || i.Formula != "" {
					continue
				}
				switch s := &sums[part.at[i.No]-1]; {
				case i.Running == OfPeriod:
					have[n].plus(i, s)
				case s.Reported():
					have[n] = *s
				}
			}
		}
		for b, t := range part.tally {
			if r.tally[b] == nil {
				r.tally[b] = &Tally{By: map[State]int{}}
			}
			into := r.tally[b]
			into.Returns, into.Late = into.Returns+t.Returns, into.Late+t.Late
			for s, n := range t.By {
				into.By[s] += n
			}
		}
		r.Lines = append(r.Lines, part.Lines...)
	}
	return r
}

// asksOn are the indicators that are asked for on a day.
func asksOn(all []*Indicator, day civil.Date) (out []*Indicator) {
	for _, i := range all {
		if i.On(day) {
			out = append(out, i)
		}
	}
	return out
}
