package indicator

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/graph"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/period"
)

// aims are what bodies are to reach, by body, indicator and period.
type aims map[org.ID]map[ID]map[period.Period]Target

func (a aims) of(b org.ID, i *Indicator, p period.Period) (Target, bool) {
	t, has := a[b][i.ID][p]
	return t, has
}

// aimed returns what each of several bodies is to reach in some periods, at most as many
// of both as pages show, as it was said until the end of a day; of one indicator, or of
// all of the set where it is "".
//
// Rights are those of [Targets], asked for of root, within which the bodies are.
func aimed(ctx context.Context, v *work.View, s *Set, one ID, root org.ID, bodies []org.ID, periods []period.Period, on civil.Date) (aims, error) {
	if len(bodies) == 0 || len(periods) == 0 || !v.Actor.May(CanSee, root.Scope()) && !v.Actor.May(CanSee, s.Body.Scope()) {
		return nil, nil
	}
	keys := make([]string, len(periods))
	for at, p := range periods {
		keys[at] = p.Key()
	}
	// What was said last of each period stands last.
	q := db.Built("indicator.aimed", `
		SELECT t.indicator_id, t.body_id, t.period, t.value, t.part, t.baseline
		FROM indicator i JOIN indicator_target t ON t.indicator_id = i.id
		WHERE i.set_id = $1 AND (i.id = $2 OR $2 = '') AND t.from_at <= $3 AND t.body_id IN (`+db.Places(5, len(bodies))+`) AND t.period IN (`+db.Places(5+len(bodies), len(keys))+`)
		ORDER BY t.indicator_id, t.body_id, t.period, t.from_at LIMIT $4`)
	out := aims{}
	err := db.Each(ctx, v.Snapshot, q, func(scan db.Scan) error {
		var t Target
		var key string
		if err := scan(&t.Indicator, &t.Body, &key, &t.Cell.Value, &t.Cell.Part, &t.Baseline); err != nil {
			return err
		}
		var err error
		if t.Period, err = period.Parse(key); err != nil {
			return err
		}
		of := out[t.Body]
		if of == nil {
			of = map[ID]map[period.Period]Target{}
			out[t.Body] = of
		}
		if of[t.Indicator] == nil {
			of[t.Indicator] = map[period.Period]Target{}
		}
		of[t.Indicator][t.Period] = t
		return nil
	}, append(append([]any{s.ID, one, endOf(v, on).UnixMicro(), mostTargets}, db.Args(bodies)...), db.Args(keys)...)...)
	return out, err
}

// standingsDrawn are the standings as graphs show them.
var standingsDrawn = map[Standing]graph.Standing{NoTarget: graph.Unjudged, Exceeded: graph.Exceeded, Met: graph.Met, Missed: graph.Missed, NotYet: graph.NotYet}

// shortPeriods name periods where there is no room for more.
var shortPeriods = map[period.Kind]text.T{
	period.Week: text.New("T%d/%d", "W%d/%d"), period.Month: text.New("%02d/%d", "%02d/%d"), period.Quarter: text.New("Q%d/%d", "Q%d/%d"),
	period.Half: text.New("H%d/%d", "H%d/%d"),
}

func shortPeriod(l text.Lang, p period.Period) string {
	if p.Kind == period.Year {
		return fmt.Sprint(p.Year)
	}
	return shortPeriods[p.Kind].For(l, p.Number, p.Year)
}

// graphs is what the graphs of one indicator are drawn from.
type graphs struct {
	*Indicator
	Tree     *org.Tree
	Today    civil.Date
	Rounding text.Rounding
	Body     org.ID // of which the whole is told
	Own      org.ID // for which the person acts
	Rolls    []*Roll
	Aims     aims
	Link     func(org.ID) string // to the page of the indicator for a body
}

// drawn says whether an indicator is a number that can be drawn: steps are words.
func (i *Indicator) drawn() bool { return i.Sort != Steps }

func (i *Indicator) measure() graph.Measure {
	switch {
	case i.Sort == Ratio:
		return graph.Measure{Decimals: 2, Suffix: "%"}
	case i.Unit == "%":
		return graph.Measure{Decimals: i.Decimals, Suffix: "%"}
	}
	return graph.Measure{Unit: i.Unit, Decimals: i.Decimals}
}

func (g graphs) value(s *Sum) graph.Value {
	n, ok := s.Number(g.Indicator, g.Rounding)
	return graph.Value{N: n, Known: ok}
}

// name is what a body is called among those below the whole: no longer than it takes.
func (g graphs) name(b org.ID) string { return g.Tree.Distinct(b, g.Body, g.Today) }

// point is one period of a body.
func (g graphs) point(l text.Lang, r *Roll, b org.ID) graph.Point {
	sum := r.Of(b, g.Indicator)
	p := graph.Point{
		Period: shortPeriod(l, r.Period), Value: g.value(sum),
		Ahead: !g.Today.After(r.Window.To), Unasked: r.Tally(b).Returns == 0,
		Anew: g.Running == FromStart && r.Period.Number == 1 && r.Period.Kind != period.Year,
	}
	if t, has := g.Aims.of(b, g.Indicator, r.Period); has && !t.Baseline {
		if n, ok := t.Cell.number(g.Indicator, g.Rounding); ok {
			p.Target = graph.Of(n)
		}
		p.Standing = standingsDrawn[g.Standing(sum, t.Cell, r.Complete(b, g.Today))]
	}
	return p
}

func (g graphs) points(l text.Lang, b org.ID) []graph.Point {
	out := make([]graph.Point, len(g.Rolls))
	for at, r := range g.Rolls {
		out[at] = g.point(l, r, b)
	}
	return out
}

// base is where the body began, if that is told of one of the periods before.
func (g graphs) base(ctx context.Context, b org.ID) (out graph.Base) {
	var first period.Period
	for p, t := range g.Aims[b][g.ID] {
		if n, ok := t.Cell.number(g.Indicator, g.Rounding); t.Baseline && ok && (first.IsZero() || p.Compare(first) < 0) {
			first, out = p, graph.Base{Label: tGraphBase.In(ctx, p.Words(text.LangOf(ctx))), Value: graph.Of(n)}
		}
	}
	return out
}

// latest is the last period of which anything was reported; the last of all where nothing was.
func (g graphs) latest() *Roll {
	for at := len(g.Rolls) - 1; at >= 0; at-- {
		if g.Rolls[at].Of(g.Body, g.Indicator).Reported() {
			return g.Rolls[at]
		}
	}
	if len(g.Rolls) == 0 {
		return nil
	}
	return g.Rolls[len(g.Rolls)-1]
}

// besides are the bodies that are set beside each other: those right below, or where that
// is one alone those below it.
func besides(r *Roll, b org.ID) []org.ID {
	parts := r.Parts(b)
	for len(parts) == 1 && len(r.Parts(parts[0])) > 0 {
		parts = r.Parts(parts[0])
	}
	return parts
}

// trajectory is the whole over the periods.
func (g graphs) trajectory(ctx context.Context) graph.Trajectory {
	l := text.LangOf(ctx)
	t := graph.Trajectory{Title: tGraphTrail.In(ctx, g.Name, g.Tree.Name(g.Body, g.Today)), Measure: g.measure(), Points: g.points(l, g.Body), Base: g.base(ctx, g.Body)}
	// What is to be reached next stands ahead.
	if len(g.Rolls) > 0 {
		for p := g.Rolls[len(g.Rolls)-1].Period.Next(); ; p = p.Next() {
			aim, has := g.Aims.of(g.Body, g.Indicator, p)
			n, ok := aim.Cell.number(g.Indicator, g.Rounding)
			if !has || !ok || aim.Baseline || len(t.Points) >= trail+graphAhead {
				break
			}
			t.Points = append(t.Points, graph.Point{Period: shortPeriod(l, p), Target: graph.Of(n), Standing: graph.NotYet, Ahead: true})
		}
	}
	return t
}

// graphAhead is how many periods ahead a trajectory shows the targets of.
const graphAhead = 4

// mostWanting is the order in which bodies are looked at.
var mostWanting = []graph.Standing{graph.Missed, graph.NotYet, graph.Unjudged, graph.Met, graph.Exceeded}

// multiples is the trajectory of each body; of more than are drawn those come first that
// missed their target or did not report.
func (g graphs) multiples(ctx context.Context, r *Roll, parts []org.ID) graph.Multiples {
	l := text.LangOf(ctx)
	m := graph.Multiples{Title: tGraphEach.In(ctx, g.Name), Measure: g.measure()}
	for _, b := range parts {
		m.Each = append(m.Each, graph.Small{Name: g.name(b), Points: g.points(l, b), Own: b == g.Own, Href: g.Link(b)})
	}
	if len(parts) > graph.SmallMost {
		stands := map[string]int{} // by the address, which no two share
		for _, b := range parts {
			stands[g.Link(b)] = slices.Index(mostWanting, g.point(l, r, b).Standing)
		}
		slices.SortStableFunc(m.Each, func(a, b graph.Small) int { return stands[a.Href] - stands[b.Href] })
	}
	return m
}

// ranking is the bodies by their numbers of a period.
func (g graphs) ranking(ctx context.Context, r *Roll, parts []org.ID) graph.Ranking {
	l := text.LangOf(ctx)
	k := graph.Ranking{Title: tGraphRank.In(ctx, g.Name, r.Period.Inside()), Measure: g.measure(), Lowest: g.Direction == Down}
	for _, b := range parts {
		p := g.point(l, r, b)
		k.Ranked = append(k.Ranked, graph.Ranked{Name: g.name(b), Value: p.Value, Standing: p.Standing, Own: b == g.Own, Href: g.Link(b)})
	}
	// Shares are compared with that of the whole; sums are not.
	if g.Sort == Ratio || g.Aggregation == Mean {
		k.Line = graph.Base{Label: g.Tree.Name(g.Body, g.Today), Value: g.value(r.Of(g.Body, g.Indicator))}
	}
	return k
}

// compared is the bodies beside the same period of the year before.
func (g graphs) compared(ctx context.Context, r *Roll, parts []org.ID) (graph.Pairs, bool) {
	at := slices.IndexFunc(g.Rolls, func(o *Roll) bool { return o.Period == r.Period.YearBefore() })
	if at < 0 || !g.Rolls[at].Of(g.Body, g.Indicator).Reported() {
		return graph.Pairs{}, false
	}
	before := g.Rolls[at]
	l := text.LangOf(ctx)
	p := graph.Pairs{Title: tGraphPairs.In(ctx, g.Name), Measure: g.measure(), Now: r.Period.Words(l), Before: before.Period.Words(l)}
	for _, b := range parts {
		p.Pairs = append(p.Pairs, graph.Pair{Name: g.name(b), Now: g.value(r.Of(b, g.Indicator)), Before: g.value(before.Of(b, g.Indicator)), Own: b == g.Own, Href: g.Link(b)})
	}
	// Of more than are drawn, those come first that changed most.
	change := func(q graph.Pair) int64 {
		if !q.Now.Known || !q.Before.Known {
			return -1
		}
		return magnitude(q.Now.N - q.Before.N)
	}
	if len(p.Pairs) > graph.PairsMost {
		slices.SortStableFunc(p.Pairs, func(a, b graph.Pair) int { return cmp.Compare(change(b), change(a)) })
		p.Title = tGraphMost.In(ctx, g.Name)
	}
	return p, true
}

// mostTiles is of how many bodies the map of one indicator is drawn: of more, whose tiles
// differ little, the ranking tells as much.
const mostTiles = 60

// areas is of what the whole is made up: tiles as large as the numbers of the bodies, two
// levels deep. It is drawn of numbers that are added up only.
func (g graphs) areas(ctx context.Context, r *Roll, parts []org.ID) (graph.Areas, bool) {
	if g.Sort != Number || g.Aggregation != Total && g.Aggregation != Latest || len(parts) > mostTiles {
		return graph.Areas{}, false
	}
	l := text.LangOf(ctx)
	tile := func(b org.ID) graph.Area {
		p := g.point(l, r, b)
		return graph.Area{Name: g.name(b), Size: p.Value, Standing: p.Standing, Own: b == g.Own, Href: g.Link(b)}
	}
	a := graph.Areas{Title: tGraphAreas.In(ctx, g.Name, r.Period.Inside()), Measure: g.measure(), Size: g.Name}
	some := false
	for _, b := range parts {
		t := tile(b)
		some = some || t.Size.N > 0
		if below := r.Parts(b); len(below) > 1 {
			for _, c := range below {
				t.Parts = append(t.Parts, tile(c))
			}
		}
		a.Areas = append(a.Areas, t)
	}
	return a, some
}

// graphsOf reads what the bodies below are to reach and draws the graphs of an indicator.
func graphsOf(ctx context.Context, v *work.View, p indicatorPage) ([]graph.Chart, error) {
	g := graphs{
		Indicator: p.Indicator, Tree: p.Tree, Today: p.Today, Rounding: p.Rounding, Body: p.Body, Rolls: p.Rolls,
		Own:  p.Tree.Own(v.Actor, CanSee, v.Today),
		Link: func(b org.ID) string { return p.ID.Address() + "?body=" + url.QueryEscape(string(b)) },
	}
	r := g.latest()
	if r == nil || !g.drawn() {
		return nil, nil
	}
	periods := make([]period.Period, len(p.Rolls))
	for at, r := range p.Rolls {
		periods[at] = r.Period
	}
	var err error
	if g.Aims, err = aimed(ctx, v, p.Set, p.ID, p.Body, twoLevels(r, p.Body), periods, v.Today); err != nil {
		return nil, err
	}
	if g.Aims == nil {
		g.Aims = aims{}
	}
	g.Aims[p.Body] = map[ID]map[period.Period]Target{p.ID: p.Targets}
	return g.all(ctx), nil
}

// all are the graphs of the indicator that have something to show.
func (g graphs) all(ctx context.Context) (out []graph.Chart) {
	r := g.latest()
	if !g.drawn() || r == nil {
		return nil
	}
	// Numbers that do not become one are a line where one body alone reports.
	if t := g.trajectory(ctx); g.Aggregation != Apart || slices.ContainsFunc(t.Points, func(p graph.Point) bool { return p.Value.Known }) {
		out = append(out, t)
	}
	parts := besides(r, g.Body)
	if len(parts) < 2 {
		return out
	}
	out = append(out, g.ranking(ctx, r, parts), g.multiples(ctx, r, parts))
	if a, ok := g.areas(ctx, r, parts); ok {
		out = append(out, a)
	}
	if p, ok := g.compared(ctx, r, parts); ok {
		out = append(out, p)
	}
	return out
}

// setAreas is how the bodies stand in a set and period: tiles as large as the number of
// targets that a body has, two levels deep. ok is false where nothing can be judged yet: the table says which have
// reported.
func setAreas(ctx context.Context, tree *org.Tree, r *Roll, own org.ID, all aims, today civil.Date, link func(org.ID) string) (a graph.Areas, ok bool) {
	a = graph.Areas{Title: tGraphSet.In(ctx, r.Period.Inside()), Size: tGraphTargets.In(ctx)}
	tile := func(b org.ID) graph.Area {
		counts := map[Standing]int{}
		n := 0
		for _, i := range r.Indicators {
			if t, has := all.of(b, i, r.Period); has && !t.Baseline && i.Direction != Flat {
				counts[i.Standing(r.Of(b, i), t.Cell, r.Complete(b, today))]++
				n++
			}
		}
		t := graph.Area{Name: tree.Distinct(b, r.Root, r.Chart.Day), Size: graph.Of(int64(n)), Own: b == own, Href: link(b)}
		if n > 0 {
			ok = ok || n > counts[NotYet]
			t.Note, t.Standing = tGraphReached.In(ctx, counts[Met]+counts[Exceeded], n), standingsDrawn[worst(counts, n)]
		}
		return t
	}
	for _, b := range besides(r, r.Root) {
		t := tile(b)
		if below := r.Parts(b); len(below) > 1 {
			for _, c := range below {
				t.Parts = append(t.Parts, tile(c))
			}
			// Where those below have no targets, the body stands for them.
			if !slices.ContainsFunc(t.Parts, func(p graph.Area) bool { return p.Size.N > 0 }) {
				t.Parts = nil
			}
		}
		a.Areas = append(a.Areas, t)
	}
	return a, ok
}

// mapOf reads what the bodies below are to reach and draws the map of a set.
func mapOf(ctx context.Context, v *work.View, p rollPage) ([]graph.Chart, error) {
	all, err := aimed(ctx, v, p.Set, "", p.Body, twoLevels(p.Roll, p.Body), []period.Period{p.Period}, v.Today)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	a, ok := setAreas(ctx, p.Tree, p.Roll, p.Tree.Own(v.Actor, CanSee, v.Today), all, p.Today, func(b org.ID) string { return p.Set.periodAddress(p.Period, b) + p.keep() })
	if !ok {
		return nil, nil
	}
	return []graph.Chart{a}, nil
}

// worst is how a body stands whose n targets stand so: it missed what it missed once, and
// exceeded what it exceeded throughout.
func worst(counts map[Standing]int, n int) Standing {
	switch {
	case counts[Missed] > 0:
		return Missed
	case counts[NotYet] > 0:
		return NotYet
	case counts[Exceeded] == n:
		return Exceeded
	}
	return Met
}

// twoLevels are the bodies that a map of tiles shows.
func twoLevels(r *Roll, b org.ID) (out []org.ID) {
	for _, b := range besides(r, b) {
		out = append(append(out, b), r.Parts(b)...)
	}
	return out
}
