package point

import (
	"context"
	"slices"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
)

// Make makes a connection point at each of some bodies that has none yet at a conference,
// in the order given, at most [MostAtOnce], and returns how many it made. Each stands under
// the point of the nearest body above its own, also where that one is made later.
//
// The actor needs [meeting.CanPlan] on the body of the conference, or on a body above all
// of them that has a point there. Faults: Unknown; Forbidden; Conflict for a template and
// one that is over; TooMuch.
func Make(ctx context.Context, u *work.Unit, of meeting.ID, bodies []org.ID) (made int, err error) {
	m, err := conference(ctx, &u.View, of)
	if err != nil {
		return 0, err
	}
	if len(bodies) > MostAtOnce {
		return 0, fault.New(fault.TooMuch, tTooManyAtOnce, MostAtOnce)
	}
	all, err := places(ctx, &u.View, of)
	if err != nil {
		return 0, err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return 0, err
	}
	chart := tree.Chart(day(&u.View, m))
	if err := mayMake(&u.View, m, all, chart, bodies); err != nil {
		return 0, err
	}
	if m.Template || m.State.Ended() {
		return 0, fault.New(fault.Conflict, tOver)
	}
	there := map[org.ID]bool{}
	last := int64(0)
	for _, p := range all {
		there[p.body], last = true, max(last, p.no)
	}
	had := len(all)
	for _, b := range bodies {
		if _, known := tree.Body(b); known && !there[b] {
			last++
			there[b] = true
			all = append(all, placed{id: id.New[ID](), no: last, body: b})
		}
	}
	if len(all) > MostPoints {
		return 0, fault.New(fault.TooMuch, tTooMany, MostPoints)
	}
	if len(all) == had {
		return 0, nil
	}
	before := slices.Clone(all)
	arrange(all, m.Body, chart)
	return len(all) - had, store(ctx, u, m, tree, all[:had], before[:had], all[had:])
}

// mayMake asks whether the actor may make points at some bodies.
func mayMake(v *work.View, m *meeting.Meeting, there []placed, chart *org.Chart, bodies []org.ID) error {
	if v.Actor.May(meeting.CanPlan, m.Body.Scope()) {
		return nil
	}
	for _, p := range there {
		if p.body != m.Body && v.Actor.May(meeting.CanPlan, p.body.Scope()) &&
			!slices.ContainsFunc(bodies, func(b org.ID) bool { return !chart.Within(b, p.body) }) {
			return nil
		}
	}
	if !v.Actor.May(meeting.CanSee, m.Body.Scope()) {
		return fault.New(fault.Unknown, tNoMeeting)
	}
	return v.Check(meeting.CanPlan, m.Body.Scope())
}

func store(ctx context.Context, u *work.Unit, m *meeting.Meeting, tree *org.Tree, now, before, added []placed) error {
	var moved, movedTally, rows, tallies [][]any
	for i, p := range now {
		if p.under != before[i].under {
			moved = append(moved, []any{m.ID, p.no, p.under})
		}
		if p.top != before[i].top || p.mid != before[i].mid {
			movedTally = append(movedTally, []any{m.ID, p.no, p.top, p.mid})
		}
	}
	var told []work.Event
	var details []any
	for _, p := range added {
		b, _ := tree.Body(p.body)
		rows = append(rows, []any{p.id, m.ID, p.no, p.under, p.body, "", "", ""})
		tallies = append(tallies, []any{m.ID, p.no, p.top, p.mid, b.Tier})
		told = append(told, work.Event{Kind: "point.make", Subject: string(p.id), First: true})
		details = append(details, map[string]any{"meeting": m.ID, "no": p.no, "body": p.body})
	}
	for _, step := range []struct {
		stmt *db.Stmt
		rows [][]any
	}{{movePoint, moved}, {moveTally, movedTally}, {insertPoint, rows}, {insertTally, tallies}} {
		if len(step.rows) == 0 {
			continue
		}
		if err := u.ExecMany(ctx, step.stmt, step.rows); err != nil {
			return err
		}
	}
	return u.RecordMany(ctx, told, details)
}

// A placed point is where a point stands among those of its conference.
type placed struct {
	id                  ID
	no, under, top, mid int64
	body                org.ID
	times               int
}

func places(ctx context.Context, v *work.View, of meeting.ID) ([]placed, error) {
	return db.All(ctx, v.Snapshot, selectPlaces, func(scan db.Scan) (p placed, err error) {
		err = scan(&p.id, &p.no, &p.under, &p.body, &p.top, &p.mid, &p.times)
		return p, err
	}, of, MostPoints)
}

// arrange puts each point under that of the nearest body above its own; what would be
// deeper than the third level stands on it. A body's second point stands beside its first.
func arrange(all []placed, host org.ID, chart *org.Chart) {
	of := make(map[org.ID]int, len(all)) // first point of a body
	for i, p := range all {
		if _, ok := of[p.body]; !ok && p.body != host {
			of[p.body] = i
		}
	}
	// The chain is walked from the point upwards: three at most are kept, the topmost ones.
	for i := range all {
		p := &all[i]
		var chain []int64
		for b := chart.Superior(p.body); b != "" && b != host; b = chart.Superior(b) {
			if at, ok := of[b]; ok {
				chain = append(chain, all[at].no)
			}
		}
		slices.Reverse(chain)
		chain = append(chain[:min(len(chain), 2)], p.no)
		p.under, p.top, p.mid = 0, chain[0], chain[0]
		if len(chain) > 1 {
			p.under, p.mid = chain[len(chain)-2], chain[1]
		}
	}
}

// level is how deep a point stands: 1 for one right under its conference, up to 3.
func (p *Point) level() int {
	switch {
	case p.Under == 0:
		return 1
	case p.Under == p.top:
		return 2
	}
	return 3
}

// column is by which those under p are found, p itself with them.
func (p *Point) column() string { return [...]string{byTop, byMid, byNo}[p.level()-1] }
