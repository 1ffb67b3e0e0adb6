package indicator

import (
	"context"
	"slices"

	"quyet/base/db"
	"quyet/base/graph"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/period"
)

// What reports and dashboards draw of an indicator.

// drawnPeriods is over how many periods a course is drawn.
const drawnPeriods = 8

// CourseOf is the course of an indicator over a body and those below it, in eight periods
// up to one, against what is to be reached. A period longer than those of the set ends with
// the last of its own.
//
// Rights and faults are those of [RollOf].
func CourseOf(ctx context.Context, v *work.View, indicator ID, body org.ID, until period.Period) (graph.Trajectory, error) {
	g, err := drawing(ctx, v, indicator, body, until, drawnPeriods)
	if err != nil {
		return graph.Trajectory{}, err
	}
	return g.trajectory(ctx), nil
}

// RankingOf ranks the bodies right below a body by an indicator in a period.
//
// Rights and faults are those of [RollOf].
func RankingOf(ctx context.Context, v *work.View, indicator ID, body org.ID, in period.Period) (graph.Ranking, error) {
	g, err := drawing(ctx, v, indicator, body, in, 1)
	if err != nil {
		return graph.Ranking{}, err
	}
	r := g.Rolls[0]
	return g.ranking(ctx, r, r.Parts(body)), nil
}

// drawing is what graphs of an indicator are drawn from, over some periods up to one.
func drawing(ctx context.Context, v *work.View, indicator ID, body org.ID, until period.Period, n int) (g graphs, err error) {
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
	var periods []period.Period
	for q := until; len(periods) < n && (len(periods) == 0 || !f.Calendar.Window(q).To.Before(s.From)); q = q.Prev() {
		periods = append(periods, q)
	}
	slices.Reverse(periods)
	g = graphs{Indicator: i, Tree: f.Tree, Today: f.Today, Rounding: f.Rounding, Body: body, Own: f.Tree.Own(v.Actor, CanSee, v.Today), Link: func(org.ID) string { return "" }}
	if g.Rolls, err = RollsOf(ctx, v, Question{Set: s.ID, Root: body, Charted: earlier(f.Calendar.Window(until).To, v.Today)}, periods); err != nil {
		return g, err
	}
	bodies := []org.ID{body}
	if n == 1 {
		bodies = g.Rolls[0].Parts(body)
	}
	g.Aims, err = aimed(ctx, v, s, i.ID, body, bodies, periods, v.Today)
	return g, err
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
