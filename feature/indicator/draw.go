package indicator

import (
	"context"
	"slices"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/graph"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/period"
)

// What reports and dashboards draw of an indicator.

// A course is drawn over at least so many periods, and where it would be over more than the
// latter, over years.
const (
	drawnPeriods = 8
	drawnAtMost  = 12
	mostYears    = 30
)

// CourseOf is the course of an indicator over a body and those below it from a day to a
// period, in eight periods at least, against what is to be reached. A period longer than
// those of the set ends with the last of its own; what would be more than twelve periods is
// drawn by years, at most as many as can be added up at once.
//
// Rights and faults are those of [RollOf].
func CourseOf(ctx context.Context, v *work.View, indicator ID, body org.ID, from civil.Date, until period.Period) (graph.Trajectory, error) {
	g, err := drawing(ctx, v, indicator, body, from, until)
	if err != nil {
		return graph.Trajectory{}, err
	}
	return g.trajectory(ctx), nil
}

// RankingOf ranks the bodies right below a body by an indicator in a period.
//
// Rights and faults are those of [RollOf].
func RankingOf(ctx context.Context, v *work.View, indicator ID, body org.ID, in period.Period) (graph.Ranking, error) {
	g, err := drawing(ctx, v, indicator, body, civil.Date{}, in)
	if err != nil {
		return graph.Ranking{}, err
	}
	r := g.Rolls[0]
	return g.ranking(ctx, r, r.Parts(body)), nil
}

// drawing is what graphs of an indicator are drawn from, over periods from a day to one;
// without a day over that one alone.
func drawing(ctx context.Context, v *work.View, indicator ID, body org.ID, from civil.Date, until period.Period) (g graphs, err error) {
	i, s, _, err := Find(ctx, v, indicator)
	if err != nil {
		return g, err
	}
	f, err := frameOf(ctx, v, nil)
	if err != nil {
		return g, err
	}
	if until.Kind != s.Frequency {
		until = f.Calendar.Holding(s.Frequency, f.Calendar.Window(until).To)
	}
	periods := []period.Period{until}
	if !from.IsZero() {
		periods = s.drawn(f.Calendar, from, until)
	}
	g = graphs{Indicator: i, Tree: f.Tree, Today: f.Today, Rounding: f.Rounding, Body: body, Own: f.Tree.Own(v.Actor, CanSee, v.Today), Link: func(org.ID) string { return "" }}
	if g.Rolls, err = RollsOf(ctx, v, Question{Set: s.ID, Root: body, Charted: earlier(f.Calendar.Window(until).To, v.Today)}, periods); err != nil {
		return g, err
	}
	bodies := []org.ID{body}
	if from.IsZero() {
		bodies = g.Rolls[0].Parts(body)
	}
	g.Aims, err = aimed(ctx, v, s, i.ID, body, bodies, periods, v.Today)
	return g, err
}

// drawn are the periods over which a course of the set is drawn, in the order of time.
func (s *Set) drawn(c period.Calendar, from civil.Date, until period.Period) (out []period.Period) {
	back := func(q period.Period, least, most int) (all []period.Period) {
		for ; len(all) < most && (len(all) == 0 || !c.Window(q).To.Before(s.From) && (len(all) < least || !c.Window(q).To.Before(from))); q = q.Prev() {
			all = append(all, q)
		}
		slices.Reverse(all)
		return all
	}
	if out = back(until, drawnPeriods, drawnAtMost+1); len(out) <= drawnAtMost {
		return out
	}
	if s.Frequency == period.Year {
		return back(until, 1, mostYears)
	}
	year, ok := until.In(period.Year)
	if !ok {
		return out[1:]
	}
	return back(year, 1, MostPeriods/len(year.Parts(s.Frequency)))
}

var selectDrawn = db.SQL("indicator.drawn", `SELECT `+indicatorColumns+` FROM indicator i WHERE i.sort <> 'steps' ORDER BY i.set_id, i.no LIMIT $1`)

// mostDrawn is how many indicators are offered to be drawn.
const mostDrawn = 2000

// Drawn returns the indicators that can be drawn, of the sets that the actor may see, with
// their sets. Rights are those of [Sets].
func Drawn(ctx context.Context, v *work.View) (all []*Indicator, of map[ID]*Set, err error) {
	sets, err := Sets(ctx, v)
	if err != nil {
		return nil, nil, err
	}
	by := map[SetID]*Set{}
	for _, s := range sets {
		by[s.ID] = s
	}
	found, err := db.All(ctx, v.Snapshot, selectDrawn, scanIndicator, mostDrawn)
	of = map[ID]*Set{}
	for _, i := range found {
		if s := by[i.Set]; s != nil {
			all, of[i.ID] = append(all, i), s
		}
	}
	return all, of, err
}
