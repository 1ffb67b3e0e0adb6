package org

import (
	"context"
	"fmt"
	"slices"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
)

// A Plan is what a merger, a division or a dissolution will do: it can be
// looked at before anything is stored.
type Plan struct {
	Kind  EventKind
	On    civil.Date
	Act   Act
	New   []*Body  // the bodies it makes
	Ends  []Ending // the bodies it ends
	Moves []Moving // those directly under them, which go on
}

// An Ending is a body that ends, and who takes over from it.
type Ending struct {
	Body  ID
	Heirs []ID
}

// A Moving is a body that comes to stand under another one.
type Moving struct{ Body, To ID }

// A Merger makes one body of several.
type Merger struct {
	Sources []ID
	Into    NewBody
}

// Merge ends sources on day, by act, and makes into the body that takes over
// all of them. The bodies directly under the sources move under it.
//
// The actor needs [CanArrange] on every source and on the superior of into.
// Faults: Unknown, Invalid, Conflict as for [Establish].
func Merge(ctx context.Context, u *work.Unit, sources []ID, into NewBody, day civil.Date, act Act) (ID, error) {
	made, err := MergeAll(ctx, u, []Merger{{sources, into}}, day, act)
	if err != nil {
		return "", err
	}
	return made[0], nil
}

// MergeAll carries out all mergers that one act orders, or none. A body may
// come to stand under one that an earlier merger of the list makes. Rights
// and faults are those of [Merge].
func MergeAll(ctx context.Context, u *work.Unit, mergers []Merger, day civil.Date, act Act) ([]ID, error) {
	p, err := PlanMergers(ctx, &u.View, mergers, day, act)
	if err != nil {
		return nil, err
	}
	return p.store(ctx, u)
}

// PlanMergers tells what [MergeAll] would do. Rights and faults are its.
func PlanMergers(ctx context.Context, v *work.View, mergers []Merger, day civil.Date, act Act) (*Plan, error) {
	t, err := Load(ctx, v)
	if err != nil {
		return nil, err
	}
	wrong := actFaults(day, act)
	if len(mergers) == 0 { // of none, no right would be asked for
		wrong.Add("sources", tTooFewSources)
	}
	b := t.batch(v, day)
	for _, m := range mergers {
		for _, s := range m.Sources {
			body, err := t.arranged(v, s)
			if err != nil {
				return nil, err
			}
			if b.ending[s] {
				wrong.Add("sources", tTwice, body.NameOn(day))
				continue
			}
			b.ending[s] = true
			wrong = append(wrong, t.endFaults(body, day)...)
		}
		if len(m.Sources) < 2 {
			wrong.Add("sources", tTooFewSources)
		}
	}
	p := &Plan{Kind: Merged, On: day, Act: act}
	for _, m := range mergers {
		faults, err := b.add(m.Into)
		if err != nil {
			return nil, err
		}
		wrong = append(wrong, faults...)
		into := b.bodies[len(b.bodies)-1].ID
		for _, s := range m.Sources {
			p.Ends = append(p.Ends, Ending{s, []ID{into}})
			for _, below := range t.Chart(day).Below(s) {
				if !b.ending[below] {
					p.Moves = append(p.Moves, Moving{below, into})
				}
			}
		}
	}
	p.New = b.bodies
	if len(wrong) == 0 {
		wrong = t.planLoops(p)
	}
	return p, wrong.Err()
}

// An Heir is a body that a division makes.
type Heir struct {
	NewBody
	Takes []ID // of the bodies directly under the one that is divided, those that go on under this one
}

// Divide ends source on day, by act, and makes heirs the bodies that take over
// from it. Each body directly under the source goes on under the heir that
// takes it.
//
// The actor needs [CanArrange] on the source and on the superiors of the
// heirs. Faults: Unknown, Invalid, Conflict as for [Establish]; those about
// the first heir name the fields code_0, name_0 and so on, one about bodies
// that no heir takes, or two, the field takes.
func Divide(ctx context.Context, u *work.Unit, source ID, heirs []Heir, day civil.Date, act Act) ([]ID, error) {
	p, err := PlanDivision(ctx, &u.View, source, heirs, day, act)
	if err != nil {
		return nil, err
	}
	return p.store(ctx, u)
}

// PlanDivision tells what [Divide] would do. Rights and faults are its.
func PlanDivision(ctx context.Context, v *work.View, source ID, heirs []Heir, day civil.Date, act Act) (*Plan, error) {
	t, err := Load(ctx, v)
	if err != nil {
		return nil, err
	}
	body, err := t.arranged(v, source)
	if err != nil {
		return nil, err
	}
	wrong := append(actFaults(day, act), t.endFaults(body, day)...)
	if len(heirs) < 2 {
		wrong.Add("heirs", tTooFewHeirs)
	}
	b := t.batch(v, day)
	b.ending[source] = true
	p := &Plan{Kind: Divided, On: day, Act: act}
	below := t.Chart(day).Below(source)
	taken := map[ID]bool{}
	for i, n := range heirs {
		faults, err := b.add(n.NewBody)
		if err != nil {
			return nil, err
		}
		for _, f := range faults {
			f.Field = fmt.Sprintf("%s_%d", f.Field, i)
		}
		wrong = append(wrong, faults...)
		for _, id := range n.Takes {
			switch taker, err := t.Find(id); {
			case err != nil:
				return nil, err
			case !slices.Contains(below, id):
				wrong.Add("takes", tNotBelow, taker.NameOn(day), body.NameOn(day))
			case taken[id]:
				wrong.Add("takes", tTwice, taker.NameOn(day))
			}
			taken[id] = true
			p.Moves = append(p.Moves, Moving{id, b.bodies[i].ID})
		}
	}
	if n := len(below) - len(taken); n > 0 {
		wrong.Add("takes", tNotTaken, n)
	}
	p.New, p.Ends = b.bodies, []Ending{{source, idsOf(b.bodies)}}
	if len(wrong) == 0 {
		wrong = t.planLoops(p)
	}
	return p, wrong.Err()
}

// Dissolve ends a body on day, by act; heirs, who exist already, take over
// from it. Each body directly under it moves to where moves says; without
// moves there may be none.
//
// The actor needs [CanArrange] on the body and on those to which others move.
// Faults: Unknown, Invalid; those about where a body moves name the field
// takes_ with its identifier, one about bodies that move nowhere the field rest.
func Dissolve(ctx context.Context, u *work.Unit, b ID, heirs []ID, day civil.Date, act Act, moves ...Moving) error {
	p, err := PlanDissolution(ctx, &u.View, b, heirs, day, act, moves...)
	if err != nil {
		return err
	}
	_, err = p.store(ctx, u)
	return err
}

// PlanDissolution tells what [Dissolve] would do. Rights and faults are its.
func PlanDissolution(ctx context.Context, v *work.View, b ID, heirs []ID, day civil.Date, act Act, moves ...Moving) (*Plan, error) {
	t, err := Load(ctx, v)
	if err != nil {
		return nil, err
	}
	body, err := t.arranged(v, b)
	if err != nil {
		return nil, err
	}
	wrong := append(actFaults(day, act), t.endFaults(body, day)...)
	faults, err := t.moveFaults(v, body, day, moves)
	if err != nil {
		return nil, err
	}
	wrong = append(wrong, faults...)
	for i, h := range heirs {
		heir, err := t.Find(h)
		switch {
		case err != nil:
			return nil, err
		case h == b || slices.Contains(heirs[:i], h):
			wrong.Add("heirs", tTwice, heir.NameOn(day))
		case !day.IsZero() && !heir.Contains(day):
			wrong.Add("heirs", tNotThen, heir.NameOn(day), day.Vietnamese())
		}
	}
	return &Plan{Kind: Dissolved, On: day, Act: act, Ends: []Ending{{b, heirs}}, Moves: moves}, wrong.Err()
}

// moveFaults checks the right to move the bodies directly under a body that
// ends to where moves says, and that each of them moves once, to one that can
// be its superior.
func (t *Tree) moveFaults(v *work.View, ends *Body, day civil.Date, moves []Moving) (wrong fault.Fields, err error) {
	below := t.Chart(day).Below(ends.ID)
	placed := map[ID]ID{}
	for _, m := range moves {
		body, err := t.arranged(v, m.Body)
		if err != nil {
			return nil, err
		}
		if err := v.Check(CanArrange, m.To.Scope()); err != nil {
			return nil, err
		}
		faults, err := t.superiorFaults(m.To, day, map[ID]bool{ends.ID: true})
		if err != nil {
			return nil, err
		}
		for _, f := range faults {
			f.Field = takesField(m.Body)
		}
		wrong = append(wrong, faults...)
		if _, twice := placed[m.Body]; twice {
			wrong.Add(takesField(m.Body), tTwice, body.NameOn(day))
		} else if !slices.Contains(below, m.Body) {
			wrong.Add(takesField(m.Body), tNotBelow, body.NameOn(day), ends.NameOn(day))
		}
		placed[m.Body] = m.To
	}
	if n := len(below) - len(placed); n > 0 {
		wrong.Add("rest", tHasBelow, n, ends.NameOn(day))
	}
	if len(wrong) > 0 {
		return wrong, nil
	}
	days := t.daysFrom(day)
	for _, m := range moves {
		if t.loops(m.Body, days, func(at ID) (ID, bool) { up, ok := placed[at]; return up, ok }) {
			wrong.Add(takesField(m.Body), tLoop, t.Name(m.To, day), t.Name(m.Body, day))
		}
	}
	return wrong, nil
}

// arranged loads a body that is to end or to move and checks the right to
// arrange it.
func (t *Tree) arranged(v *work.View, b ID) (*Body, error) {
	body, err := t.Find(b)
	if err != nil {
		return nil, err
	}
	return body, v.Check(CanArrange, b.Scope())
}

// endFaults refuses to end a body before the last change of itself or of what
// stands directly under it.
func (t *Tree) endFaults(b *Body, day civil.Date) fault.Fields {
	latest := t.settled[b.ID]
	for _, d := range []civil.Date{last(b.Places).From, last(b.Names).From} {
		if d.After(latest) {
			latest = d
		}
	}
	return laterFaults(b, day, latest)
}

// planLoops refuses to put a new body under one that comes to stand under it.
func (t *Tree) planLoops(p *Plan) (wrong fault.Fields) {
	placed := map[ID]ID{} // what the plan puts elsewhere
	for _, b := range p.New {
		placed[b.ID] = b.Places[0].Superior
	}
	for _, m := range p.Moves {
		placed[m.Body] = m.To
	}
	for _, e := range p.Ends {
		placed[e.Body] = e.Heirs[0] // what an earlier day put under it is under its heir
	}
	days := t.daysFrom(p.On)
	for i, b := range p.New {
		if t.loops(b.ID, days, func(at ID) (ID, bool) { up, ok := placed[at]; return up, ok }) {
			field := "superior"
			if p.Kind == Divided {
				field = fmt.Sprintf("superior_%d", i)
			}
			wrong.Add(field, tLoop, t.Name(b.Places[0].Superior, p.On), b.Names[0].Full)
		}
	}
	return wrong
}

// happened names what happened to a body that a plan ends, in its history.
var happened = map[EventKind]string{Merged: "org.merged", Divided: "org.divided", Dissolved: "org.dissolved"}

// store carries the plan out and returns the bodies it makes.
func (p *Plan) store(ctx context.Context, u *work.Unit) ([]ID, error) {
	event, err := record(ctx, u, p.Kind, p.On, p.Act)
	if err != nil {
		return nil, err
	}
	if err := insertMade(ctx, u, p.New, event); err != nil {
		return nil, err
	}
	var superiors []ID
	moving := map[ID][]ID{}
	for _, m := range p.Moves {
		if moving[m.To] == nil {
			superiors = append(superiors, m.To)
		}
		moving[m.To] = append(moving[m.To], m.Body)
	}
	for _, to := range superiors {
		if err := place(ctx, u, moving[to], to, p.On, event); err != nil {
			return nil, err
		}
	}
	for _, e := range p.Ends {
		if err := end(ctx, u, e, p.On, event, happened[p.Kind]); err != nil {
			return nil, err
		}
	}
	return idsOf(p.New), u.Changed(ctx, memoName)
}

func end(ctx context.Context, u *work.Unit, e Ending, day civil.Date, event EventID, kind string) error {
	for _, ending := range []*db.Stmt{endSeries, endPlace, endName} {
		if _, err := u.Exec(ctx, ending, e.Body, day); err != nil {
			return err
		}
	}
	if _, err := u.Exec(ctx, endBody, e.Body, day, event); err != nil {
		return err
	}
	var rows [][]any
	for _, h := range e.Heirs {
		rows = append(rows, []any{e.Body, h, day, event})
	}
	if err := u.ExecMany(ctx, insertSuccession, rows); err != nil {
		return err
	}
	return done(ctx, u, kind, e.Body, map[string]any{"event": event, "heirs": e.Heirs, "on": day})
}
