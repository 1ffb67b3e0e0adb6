package org

import (
	"context"
	"slices"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/work"
)

// Rename gives a body another name from day on, by act. It stays the same body.
//
// The actor needs [CanArrange] on the body. Faults: Unknown, Invalid.
func Rename(ctx context.Context, u *work.Unit, b ID, name, short string, day civil.Date, act Act) error {
	_, body, err := changing(ctx, u, b)
	if err != nil {
		return err
	}
	name, short = clean(name), shortOr(short, name)
	now := last(body.Names)
	wrong := append(nameFaults(name, short), actFaults(day, act)...)
	if name == now.Full && short == now.Short {
		wrong.Add("name", tSameName)
	}
	wrong = append(wrong, laterFaults(body, day, now.From)...)
	if err := wrong.Err(); err != nil {
		return err
	}
	event, err := record(ctx, u, Renamed, day, act)
	if err != nil {
		return err
	}
	if _, err := u.Exec(ctx, endName, b, day); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, insertName, b, day, civil.Date{}, name, short, event); err != nil {
		return err
	}
	return done(ctx, u, "org.renamed", b, map[string]any{"event": event, "name": name, "before": now.Full, "on": day})
}

// Move puts a body under another superior from day on, by act; under "", at
// the top.
//
// The actor needs [CanArrange] on the body and on the new superior. Faults:
// Unknown, Invalid (a body cannot stand under one of its own subordinates).
func Move(ctx context.Context, u *work.Unit, b, superior ID, day civil.Date, act Act) error {
	t, body, err := changing(ctx, u, b)
	if err != nil {
		return err
	}
	if err := u.Check(CanArrange, above(superior)); err != nil {
		return err
	}
	now := last(body.Places)
	wrong := append(actFaults(day, act), laterFaults(body, day, now.From)...)
	if superior == now.Superior {
		wrong.Add("superior", tSameSuperior, t.Name(superior, day))
	} else if superior != "" {
		faults, err := t.superiorFaults(superior, day, nil)
		if err != nil {
			return err
		}
		wrong = append(wrong, faults...)
		placed := func(at ID) (ID, bool) { return superior, at == b }
		if len(wrong) == 0 && t.loops(b, t.daysFrom(day), placed) {
			wrong.Add("superior", tLoop, t.Name(superior, day), body.NameOn(day))
		}
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	event, err := record(ctx, u, Moved, day, act)
	if err != nil {
		return err
	}
	if err := place(ctx, u, []ID{b}, superior, day, event); err != nil {
		return err
	}
	return done(ctx, u, "org.moved", b, map[string]any{"event": event, "superior": superior, "before": now.Superior, "on": day})
}

// daysFrom returns day and the later ones on which a change that is planned
// already takes effect.
func (t *Tree) daysFrom(day civil.Date) []civil.Date {
	days := []civil.Date{day}
	for _, body := range t.bodies {
		for _, p := range body.Places {
			if p.From.After(day) {
				days = append(days, p.From)
			}
		}
	}
	slices.SortFunc(days, civil.Date.Compare)
	return slices.Compact(days)
}

// loops says whether b would stand under itself on one of days, if bodies
// stood where placed puts them.
func (t *Tree) loops(b ID, days []civil.Date, placed func(ID) (superior ID, ok bool)) bool {
	for _, d := range days {
		at := b
		for range 2 * maxDepth {
			up, ok := placed(at)
			if body, there := t.bodies[at]; !ok && there {
				up = body.SuperiorOn(d)
			}
			if up == b {
				return true
			}
			if at = up; at == "" {
				break
			}
		}
	}
	return false
}

// place puts bodies under superior from day on.
func place(ctx context.Context, u *work.Unit, bodies []ID, superior ID, day civil.Date, event EventID) error {
	var end, begin [][]any
	for _, b := range bodies {
		end = append(end, []any{b, day})
		begin = append(begin, []any{b, day, civil.Date{}, orNull(superior), event})
	}
	if err := u.ExecMany(ctx, endPlace, end); err != nil {
		return err
	}
	return u.ExecMany(ctx, insertPlace, begin)
}

// changing loads a body that is to be changed and checks the right to do so.
func changing(ctx context.Context, u *work.Unit, b ID) (*Tree, *Body, error) {
	t, err := Load(ctx, &u.View)
	if err != nil {
		return nil, nil, err
	}
	body, err := t.Find(b)
	if err != nil {
		return nil, nil, err
	}
	return t, body, u.Check(CanArrange, b.Scope())
}

// laterFaults refuses a change that is not after the last one of its sort:
// history is added to, not rewritten.
func laterFaults(b *Body, day, latest civil.Date) (wrong fault.Fields) {
	switch {
	case day.IsZero():
	case !b.Contains(day) || !b.Until.IsZero():
		wrong.Add("on", tNotThen, b.NameOn(day), day.Vietnamese())
	case !day.After(latest):
		wrong.Add("on", tTooEarly, b.NameOn(day), latest.Vietnamese())
	}
	return wrong
}

// latest returns the last day on which something happened at the place: the
// day it was taken, or the last one before it was left.
func (p Place) latest() civil.Date {
	if p.Until.IsZero() {
		return p.From
	}
	return p.Until.AddDays(-1)
}

func done(ctx context.Context, u *work.Unit, kind string, b ID, detail any) error {
	if err := u.Record(ctx, kind, string(b), detail); err != nil {
		return err
	}
	return u.Changed(ctx, memoName)
}
