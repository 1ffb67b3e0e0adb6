package indicator

import (
	"context"
	"maps"
	"slices"

	"quyet/base/db"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/period"
)

// A Filling is the number of an indicator that a body reports in a set of its own, beside
// the one that it fills.
type Filling struct {
	Of     *Set
	From   *Indicator
	Return ReturnID // of the last period within
	State  State
	Cell   Cell // as the indicator that is filled has it
	Has    bool // whether it counts already
}

// converted is a cell of an indicator as one of another, with its decimals; ok is false where
// it would be too large.
func (m *Mapping) converted(c Cell) (Cell, bool) {
	if c.NotHere || m.From.Sort == Steps {
		return c, true
	}
	for range m.To.Decimals - m.From.Decimals {
		c.Value *= 10
		if m.From.Sort == Ratio {
			c.Part *= 10
		}
		if magnitude(c.Value) > mostValue || c.Part > mostValue {
			return c, false
		}
	}
	return c, true
}

// within adds the cells up that a body declared of an indicator over the periods of a set
// of its own that make up one of the other set: what happened in them is added up, of
// anything else the last stands. has is false where any is missing.
func (m *Mapping) within(parts []*Filed) (c Cell, has bool) {
	if len(parts) > 1 && m.From.Running != OfPeriod {
		parts = parts[len(parts)-1:]
	}
	for _, f := range parts {
		one, said := f.declared(m.From)
		if !said || one.NotHere && len(parts) > 1 {
			return Cell{}, false
		}
		if c.NotHere = one.NotHere; one.Note != "" {
			c.Note = one.Note
		}
		c.Value, c.Part = c.Value+one.Value, c.Part+one.Part
	}
	if magnitude(c.Value) > mostValue || c.Part > mostValue {
		return Cell{}, false
	}
	c, has = m.converted(c)
	return c, has && len(parts) > 0
}

// declared is what a return says of an indicator that counts; of a formula what it comes to.
func (f *Filed) declared(i *Indicator) (Cell, bool) {
	if f == nil || !f.State.Counts() {
		return Cell{}, false
	}
	if i.Formula == "" {
		c, has := f.Cells[i.No]
		return c, has
	}
	s := f.Worked()[i.No]
	if s == nil {
		return Cell{}, false
	}
	n, ok := s.Number(i, text.HalfUp)
	return Cell{Value: n}, ok
}

// partsOf are the periods of a kind that make up another one, in order.
func partsOf(p period.Period, k period.Kind) []period.Period {
	if p.Kind == k {
		return []period.Period{p}
	}
	return p.Parts(k)
}

// A filler knows the returns of a body by their sets and periods.
type filler struct {
	sets    map[SetID]*Set
	returns map[SetID]map[string]*Return
	lists   map[SetID][]*Indicator
}

// fillerOf reads what a body reports of some sets within a year around a period.
func fillerOf(ctx context.Context, v *work.View, body org.ID, sets []SetID, keys []string) (*filler, error) {
	f := &filler{sets: map[SetID]*Set{}, returns: map[SetID]map[string]*Return{}, lists: map[SetID][]*Indicator{}}
	all, err := allSets(ctx, v)
	if err != nil {
		return nil, err
	}
	for _, s := range all {
		f.sets[s.ID] = s
	}
	args := append(append([]any{body, mostReturns}, db.Args(sets)...), db.Args(keys)...)
	found, err := db.All(ctx, v.Snapshot, db.Built("indicator.fillReturns", `SELECT `+returnColumns+` FROM indicator_return r WHERE r.body_id = $1 AND r.set_id IN (`+db.Places(3, len(sets))+`) AND r.period IN (`+db.Places(3+len(sets), len(keys))+`) LIMIT $2`), scanReturn, args...)
	if err != nil {
		return nil, err
	}
	for _, r := range found {
		if f.returns[r.Set] == nil {
			f.returns[r.Set] = map[string]*Return{}
		}
		f.returns[r.Set][r.Period.Key()] = r
	}
	list, err := db.All(ctx, v.Snapshot, db.Built("indicator.fillIndicators", `SELECT `+indicatorColumns+` FROM indicator i WHERE i.set_id IN (`+db.Places(2, len(sets))+`) ORDER BY i.no LIMIT $1`), scanIndicator, append([]any{mostIndicators * len(sets)}, db.Args(sets)...)...)
	for _, i := range list {
		f.lists[i.Set] = append(f.lists[i.Set], i)
	}
	return f, err
}

// parts are the returns of a set for the periods within p; nil in the place of one that is
// not there.
func (f *filler) parts(set SetID, p period.Period) (out []*Filed) {
	for _, q := range partsOf(p, f.sets[set].Frequency) {
		r := f.returns[set][q.Key()]
		if r == nil {
			out = append(out, nil)
			continue
		}
		out = append(out, &Filed{Return: r, Of: f.sets[set], Indicators: f.lists[set]})
	}
	return out
}

// Fillings returns what a body reports in sets of its own that fills the indicators of a
// return, by their numbers.
//
// Rights are those of [FindReturn], which gave f.
func Fillings(ctx context.Context, v *work.View, f *Filed) (map[int]Filling, error) {
	if err := v.Check(CanSee, f.Body.Scope()); err != nil {
		return nil, err
	}
	all, err := mapsOf(ctx, v, f.Set)
	if err != nil {
		return nil, err
	}
	c, err := period.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	day := c.Window(f.Period).To
	all = slices.DeleteFunc(all, func(m Mapping) bool { return m.To.Set != f.Set || !m.Contains(day) })
	if len(all) == 0 {
		return nil, nil
	}
	fill, err := fillerOf(ctx, v, f.Body, setsOf(all), keysAround(f.Period))
	if err != nil {
		return nil, err
	}
	out := map[int]Filling{}
	for _, m := range all {
		parts := fill.parts(m.From.Set, f.Period)
		last := parts[len(parts)-1]
		if last == nil {
			continue
		}
		cell, has := m.within(parts)
		out[m.To.No] = Filling{fill.sets[m.From.Set], m.From, last.ID, last.State, cell, has}
	}
	return out, nil
}

// setsOf are the sets of both sides of mappings, each once.
func setsOf(all []Mapping) (out []SetID) {
	for _, m := range all {
		out = append(out, m.From.Set, m.To.Set)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// keysAround are the keys of the periods of every kind that lie in p or in which p lies.
func keysAround(p period.Period) (out []string) {
	longest := p
	for _, k := range period.Kinds() {
		if in, ok := p.In(k); ok {
			longest = in
			out = append(out, in.Key())
		}
	}
	for _, k := range period.Kinds() {
		if _, shorter := (period.Period{Kind: k, Year: longest.Year, Number: 1}).In(longest.Kind); shorter {
			for _, q := range partsOf(longest, k) {
				out = append(out, q.Key())
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// formerly returns what the cells of a return said when it was last declared.
func (f *Filed) formerly(ctx context.Context, v *work.View) (Cells, error) {
	if f.State.Counts() {
		return maps.Clone(f.Cells), nil
	}
	past, err := Past(ctx, v, f)
	out := Cells{}
	for _, p := range slices.Backward(past) { // the latest last
		out[p.No] = p.Cell
	}
	return out, err
}

// fillAbove fills the open returns of the body in sets of bodies above with what this one
// says now. former is what its cells said when they were last declared. A number that
// somebody entered there, other than that one, stays.
func (f *Filed) fillAbove(ctx context.Context, u *work.Unit, former Cells) error {
	all, err := mapsOf(ctx, &u.View, f.Set)
	if err != nil {
		return err
	}
	c, err := period.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	day := c.Window(f.Period).To
	all = slices.DeleteFunc(all, func(m Mapping) bool { return m.From.Set != f.Set || !m.Contains(day) })
	if len(all) == 0 {
		return nil
	}
	fill, err := fillerOf(ctx, &u.View, f.Body, setsOf(all), keysAround(f.Period))
	if err != nil {
		return err
	}
	fill.returns[f.Set][f.Period.Key()] = f.Return // as it is declared now
	var rows [][]any
	var events []work.Event
	var details []any
	for _, to := range setsOf(all) {
		if to == f.Set {
			continue
		}
		in, ok := f.Period.In(fill.sets[to].Frequency)
		r := fill.returns[to][in.Key()]
		if !ok || r == nil || r.State != Open {
			continue
		}
		changed, was := fill.changes(f, r, in, all, former)
		if len(changed) == 0 {
			continue
		}
		whole := maps.Clone(r.Cells)
		maps.Copy(whole, changed)
		r.Cells, r.Entered = whole, Deed{u.Actor.Account, u.Now}
		rows = append(rows, r.row())
		events = append(events, work.Event{Kind: "indicator_return.fill", Subject: string(r.ID)})
		details = append(details, map[string]any{"period": r.Period.Key(), "body": r.Body, "of": f.ID, "cells": changed.pack(), "former": was.pack()})
	}
	if len(rows) == 0 {
		return nil
	}
	if err := u.ExecMany(ctx, updateReturn, rows); err != nil {
		return err
	}
	return u.RecordMany(ctx, events, details)
}

// changes are the cells of a return above that change, and what they said before.
func (f *filler) changes(of *Filed, r *Return, in period.Period, all []Mapping, former Cells) (changed, was Cells) {
	changed, was = Cells{}, Cells{}
	parts := f.parts(of.Set, in)
	earlier := slices.Clone(parts)
	for at, p := range earlier {
		if p != nil && p.ID == of.ID {
			before := *of.Return
			before.Cells = former
			earlier[at] = &Filed{Return: &before, Of: of.Of, Indicators: p.Indicators}
		}
	}
	for _, m := range all {
		if m.To.Set != r.Set {
			continue
		}
		is, has := m.within(parts)
		have, entered := r.Cells[m.To.No]
		if !has || entered && have == is {
			continue
		}
		if by, filled := m.within(earlier); entered && !(filled && have == by) {
			continue // somebody entered another one there
		}
		changed[m.To.No] = is
		if entered {
			was[m.To.No] = have
		}
	}
	return changed, was
}
