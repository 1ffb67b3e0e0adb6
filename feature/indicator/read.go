package indicator

import (
	"context"
	"slices"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/period"
)

// A Line is one return among others of its set and period.
type Line struct {
	ID        ReturnID
	Body      org.ID
	At        org.ID // the body of the chart at which its numbers stand
	State     State
	Due       civil.Date
	Declared  time.Time // zero where it is open
	Corrected int
	Late      bool // declared behind its day, or open behind it
}

// A Roll is what the bodies within one reported of a set for a period, added up.
type Roll struct {
	Set        *Set
	Indicators []*Indicator // that are asked for in the period
	Period     period.Period
	Window     period.Window
	Root       org.ID
	Chart      *org.Chart // in which it stands
	At         time.Time  // until when numbers were said; zero for now
	Lines      []Line     // in the order of the chart

	roots []org.ID
	at    []int // see [adder]
	of    map[org.ID][]Sum
	tally map[org.ID]*Tally

	formulas *formulas
	worked   map[org.ID]bool // over whose sums the formulas were worked out
}

// Of returns the sum of an indicator over a body and those below it; what a formula works
// out is worked out when it is first asked for, so a roll is for one reader at a time.
func (r *Roll) Of(b org.ID, i *Indicator) *Sum {
	if sums := r.of[b]; sums != nil && i.No < len(r.at) && r.at[i.No] > 0 {
		if i.Formula != "" {
			r.work(b, sums)
		}
		return &sums[r.at[i.No]-1]
	}
	return &Sum{}
}

// Tally returns how far the returns of a body and those below it are.
func (r *Roll) Tally(b org.ID) Tally {
	if t := r.tally[b]; t != nil {
		return *t
	}
	return Tally{}
}

// Parts returns the bodies right below another one, in the order of the chart, that report
// or under which others do.
//
// Right below a body that was not there yet are those that it took over from.
func (r *Roll) Parts(b org.ID) (out []org.ID) {
	parts := r.Chart.Below(b)
	if b == r.Root && b != "" && !r.Chart.Has(b) {
		parts = r.roots
	}
	for _, below := range parts {
		if r.tally[below] != nil {
			out = append(out, below)
		}
	}
	return out
}

// Own returns the return of a body itself; ok is false where it has none.
func (r *Roll) Own(b org.ID) (Line, bool) {
	at := slices.IndexFunc(r.Lines, func(l Line) bool { return l.Body == b })
	if at < 0 {
		return Line{}, false
	}
	return r.Lines[at], true
}

// Complete says whether the period is over on a day and all returns of a body and those
// below it count, without which nothing is judged.
func (r *Roll) Complete(b org.ID, today civil.Date) bool {
	t := r.Tally(b)
	return today.After(r.Window.To) && t.Returns > 0 && t.By[Open] == 0
}

// A Question asks for a roll.
type Question struct {
	Set     SetID
	Period  period.Period
	Root    org.ID     // the body within which it is added up
	Charted civil.Date // the day of the tree; zero for the last day of the period, or today before it
	At      time.Time  // of when the numbers are; zero for now
}

// RollOf adds up what the bodies within a body reported of a set for a period, in the tree
// of a day: what bodies that have ended reported then stands at those that took over from
// them. A period longer than those for which the set is reported is made of its parts: what
// happened in each is added up, what stands at an end is the last one. As of a former
// instant it tells the numbers that counted then; how far the
// returns are it always tells of now.
//
// The set is seen, see [Sets], and the actor needs [CanSee] on the body; otherwise the
// fault is Unknown.
func RollOf(ctx context.Context, v *work.View, q Question) (*Roll, error) {
	all, err := rolls(ctx, v, q, []period.Period{q.Period})
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// MostPeriods is how many periods are added up at once: ten years of months.
const MostPeriods = 120

// RollsOf is [RollOf] for several periods, at most [MostPeriods], each for itself in the
// tree of q.Charted, or where that is zero of its own last day.
//
// Rights and faults are those of [RollOf]; TooMuch.
func RollsOf(ctx context.Context, v *work.View, q Question, periods []period.Period) ([]*Roll, error) {
	return rolls(ctx, v, q, periods)
}

func rolls(ctx context.Context, v *work.View, q Question, periods []period.Period) ([]*Roll, error) {
	set, all, err := FindSet(ctx, v, q.Set)
	if err != nil {
		return nil, err
	}
	scope := q.Root.Scope()
	if q.Root == "" {
		scope = access.Everywhere
	}
	if v.Check(CanSee, scope) != nil {
		return nil, fault.New(fault.Unknown, tNoSet)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	c, err := period.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	parts, whole := set.partsOf(periods)
	if len(parts) > MostPeriods {
		return nil, fault.New(fault.TooMuch, tTooManyPeriods, MostPeriods)
	}
	adders := map[string]*adder{}
	by := make(map[string]*Roll, len(parts))
	for _, p := range parts {
		w := c.Window(p)
		day := q.Charted
		if day.IsZero() {
			day = earlier(w.To, v.Today)
		}
		r := &Roll{Set: set, Indicators: asksOn(all, w.From), Period: p, Window: w, Root: q.Root, Chart: tree.Chart(day), At: q.At, tally: map[org.ID]*Tally{}}
		by[p.Key()] = r
		adders[p.Key()] = newAdder(tree, r.Chart, q.Root, r.Indicators)
	}
	if err := readReturns(ctx, v, set, parts, by, adders); err != nil {
		return nil, err
	}
	for key, r := range by {
		a := adders[key]
		if !q.At.IsZero() {
			if err := readAt(ctx, v, a, set, r, q.At); err != nil {
				return nil, err
			}
		}
		r.of, r.roots, r.at = a.up(), a.roots, a.at
		r.ordered()
	}
	out := make([]*Roll, len(periods))
	for at, p := range periods {
		if out[at] = by[p.Key()]; out[at] != nil {
			continue
		}
		var of []*Roll
		for _, part := range whole[p] {
			of = append(of, by[part.Key()])
		}
		out[at] = longer(p, c.Window(p), asksOn(all, c.Window(p).From), of)
	}
	return out, nil
}

func earlier(a, b civil.Date) civil.Date {
	if b.Before(a) {
		return b
	}
	return a
}

// readReturns adds up what the returns hold, and tells how far they are.
func readReturns(ctx context.Context, v *work.View, set *Set, periods []period.Period, by map[string]*Roll, adders map[string]*adder) error {
	keys := make([]string, len(periods))
	for at, p := range periods {
		keys[at] = p.Key()
	}
	q := db.Built("indicator.packed", `
		SELECT period, id, body_id, state, due_on, declared_at, corrected, cells FROM indicator_return WHERE set_id = $1 AND period IN (`+db.Places(3, len(keys))+`) LIMIT $2`)
	has := map[string]map[org.ID]map[int]bool{} // who has a number of what only the latest counts
	if err := db.Each(ctx, v.Snapshot, q, func(scan db.Scan) error {
		var key, packed string
		var l Line
		var declared int64
		if err := scan(&key, &l.ID, &l.Body, &l.State, &l.Due, &declared, &l.Corrected, &packed); err != nil {
			return err
		}
		r, a := by[key], adders[key]
		if a.of(l.Body) == nil {
			return nil
		}
		l.Declared, l.At = instant(declared), a.stands[l.Body]
		if l.State == Open {
			l.Late = v.Today.After(l.Due)
		} else {
			l.Late = v.Day(l.Declared).After(l.Due)
		}
		r.Lines = append(r.Lines, l)
		if !l.State.Counts() || !r.At.IsZero() {
			return nil
		}
		if a.latest {
			if err := eachPacked(packed, func(no int, _ Cell) {
				if has[key] == nil {
					has[key] = map[org.ID]map[int]bool{}
				}
				if has[key][l.Body] == nil {
					has[key][l.Body] = map[int]bool{}
				}
				has[key][l.Body][no] = true
			}); err != nil {
				return err
			}
		}
		return a.addPacked(l.Body, packed)
	}, append([]any{set.ID, mostReturns * len(periods)}, db.Args(keys)...)...); err != nil {
		return err
	}
	for _, p := range periods {
		if a := adders[p.Key()]; a.latest && by[p.Key()].At.IsZero() {
			if err := addLatest(ctx, v, set, p, a, has[p.Key()]); err != nil {
				return err
			}
		}
	}
	return nil
}

// readAt adds up the numbers that counted at an instant.
func readAt(ctx context.Context, v *work.View, a *adder, set *Set, r *Roll, at time.Time) error {
	return db.Each(ctx, v.Snapshot, selectValuesAt, func(scan db.Scan) error {
		var body org.ID
		var no int
		var says string
		var c Cell
		if err := scan(&body, &no, &says, &c.Value, &c.Part); err != nil {
			return err
		}
		c.NotHere = says == "not_here"
		if sums, place := a.of(body), a.place(no); sums != nil && place >= 0 {
			sums[place].add(a.indicators[place], &c)
		}
		return nil
	}, set.ID, r.Period.Key(), at.UnixMicro())
}

// ordered brings the lines into the order of the chart and counts them.
func (r *Roll) ordered() {
	order := map[org.ID]int{}
	for _, root := range r.roots {
		for _, b := range r.Chart.Subtree(root) {
			order[b] = len(order) + 1
		}
	}
	slices.SortStableFunc(r.Lines, func(a, b Line) int { return order[a.At] - order[b.At] })
	count := func(b org.ID, l Line) {
		if r.tally[b] == nil {
			r.tally[b] = &Tally{}
		}
		r.tally[b].add(l.State, l.Late)
	}
	for _, l := range r.Lines {
		b := l.At
		for count(b, l); b != "" && !slices.Contains(r.roots, b); count(b, l) {
			b = r.Chart.Superior(b)
		}
		if b != r.Root {
			count(r.Root, l)
		}
	}
}

// askedFor is a period for which there are returns of a set.
type askedFor struct {
	set    SetID
	period string // its key
}

// talliesOf counts how far the returns of sets for periods are of the bodies below one,
// without their numbers.
func talliesOf(ctx context.Context, v *work.View, tree *org.Tree, chart *org.Chart, sets []SetID, keys []string, root org.ID) (map[askedFor]*Tally, error) {
	if len(sets) == 0 || len(keys) == 0 {
		return nil, nil
	}
	out := map[askedFor]*Tally{}
	q := db.Built("indicator.tallies", `
		SELECT set_id, period, body_id, state, due_on, declared_at FROM indicator_return WHERE set_id IN (`+db.Places(2, len(sets))+`) AND period IN (`+db.Places(2+len(sets), len(keys))+`) LIMIT $1`)
	err := db.Each(ctx, v.Snapshot, q, func(scan db.Scan) error {
		var of askedFor
		var b org.ID
		var state State
		var due civil.Date
		var declared int64
		if err := scan(&of.set, &of.period, &b, &state, &due, &declared); err != nil {
			return err
		}
		if at := tree.Stands(chart, b); at != root && chart.Within(at, root) {
			if out[of] == nil {
				out[of] = &Tally{}
			}
			out[of].add(state, state == Open && v.Today.After(due) || state != Open && v.Day(instant(declared)).After(due))
		}
		return nil
	}, append(append([]any{mostReturns}, db.Args(sets)...), db.Args(keys)...)...)
	return out, err
}
