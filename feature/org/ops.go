package org

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/viet"
	"quyet/base/work"
)

// A NewBody is what is needed to establish a body.
type NewBody struct {
	ID       ID // made here if empty; given where a batch refers to its own bodies
	Code     string
	Name     string
	Short    string // the name, if empty
	Kind     Kind
	Tier     Tier
	Line     Line
	Superior ID // "" at the top
	Series   []Series
}

// maxName is the longest name of a body, in characters.
const maxName = 300

// Establish makes a body that exists from day on, by act.
//
// The actor needs [CanArrange] on the superior. Faults: Invalid for what is
// missing or wrong in n, Unknown for a superior that is not there on day,
// Conflict for a code in use.
func Establish(ctx context.Context, u *work.Unit, n NewBody, day civil.Date, act Act) (ID, error) {
	made, err := EstablishAll(ctx, u, []NewBody{n}, day, act)
	if err != nil {
		return "", err
	}
	return made[0], nil
}

// EstablishAll makes several bodies by one act, all or none. A body may stand
// under an earlier one of the list. Rights and faults are those of [Establish].
func EstablishAll(ctx context.Context, u *work.Unit, bodies []NewBody, day civil.Date, act Act) ([]ID, error) {
	t, err := Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	bodies = slices.Clone(bodies)
	made := map[ID]string{}
	var wrong fault.Fields
	for i := range bodies {
		n := &bodies[i]
		if err := t.mayStandUnder(u, n.Superior, made, day); err != nil {
			return nil, err
		}
		n.normalize()
		wrong = append(wrong, n.faults(t)...)
		if n.ID == "" {
			n.ID = id.New[ID]()
		}
		made[n.ID] = n.Code
	}
	wrong = append(wrong, actFaults(day, act)...)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return t.establish(ctx, u, bodies, day, act)
}

func (n *NewBody) normalize() {
	n.Code, n.Name, n.Short = clean(n.Code), clean(n.Name), clean(n.Short)
	if n.Short == "" {
		n.Short = n.Name
	}
	for i := range n.Series {
		n.Series[i].Code = clean(n.Series[i].Code)
	}
}

// clean puts a typed text in normal form and its white space in order.
func clean(s string) string { return strings.Join(strings.Fields(viet.NFC(s)), " ") }

func (n *NewBody) faults(t *Tree) (wrong fault.Fields) {
	switch taken, ok := t.ByCode(n.Code); {
	case n.Code == "":
		wrong.Add("code", tCodeMissing)
	case ok:
		wrong = append(wrong, &fault.Fault{Kind: fault.Conflict, Field: "code", Text: tCodeTaken, Args: []any{n.Code, last(taken.Names).Full}})
	}
	wrong = append(wrong, nameFaults(n.Name)...)
	if !slices.Contains(Kinds(), n.Kind) {
		wrong.Add("kind", tKindUnknown)
	}
	if !slices.Contains(Tiers(), n.Tier) {
		wrong.Add("tier", tTierUnknown)
	}
	if !slices.Contains(Lines(), n.Line) {
		wrong.Add("line", tLineUnknown)
	}
	for _, s := range n.Series {
		if s.Regime != PartyRegime && s.Regime != StateRegime {
			wrong.Add("series", tSeriesRegime, s.Code)
		}
	}
	return wrong
}

func nameFaults(name string) (wrong fault.Fields) {
	switch {
	case name == "":
		wrong.Add("name", tNameMissing)
	case utf8.RuneCountInString(name) > maxName:
		wrong.Add("name", tNameLong, maxName)
	}
	return wrong
}

func actFaults(day civil.Date, act Act) (wrong fault.Fields) {
	if day.IsZero() {
		wrong.Add("on", tDayMissing)
	}
	if clean(act.Symbol) == "" && clean(act.Title) == "" {
		wrong.Add("act", tActMissing)
	}
	return wrong
}

func above(superior ID) access.Scope {
	if superior == "" {
		return access.Everywhere
	}
	return superior.Scope()
}

// mustBe returns a fault unless b exists on day.
func (t *Tree) mustBe(b ID, day civil.Date) error {
	body, err := t.Find(b)
	if err != nil {
		return err
	}
	if !day.IsZero() && !body.Contains(day) {
		return fault.New(fault.Invalid, tNotThen, body.NameOn(day), day.Vietnamese())
	}
	return nil
}

func (t *Tree) establish(ctx context.Context, u *work.Unit, bodies []NewBody, day civil.Date, act Act) ([]ID, error) {
	event, err := record(ctx, u, Established, day, act)
	if err != nil {
		return nil, err
	}
	return insertBodies(ctx, u, bodies, day, event)
}

func insertBodies(ctx context.Context, u *work.Unit, bodies []NewBody, day civil.Date, event EventID) ([]ID, error) {
	var made []ID
	var body, name, place, series [][]any
	var told []work.Event
	var details []any
	for _, n := range bodies {
		made = append(made, n.ID)
		body = append(body, []any{n.ID, n.Code, n.Kind, n.Tier, n.Line, day})
		name = append(name, []any{n.ID, day, n.Name, n.Short, event})
		place = append(place, []any{n.ID, day, orNull(n.Superior), event})
		for _, s := range n.Series {
			series = append(series, []any{n.ID, s.Code, s.Regime, day})
		}
		told = append(told, work.Event{Kind: "org.established", Subject: string(n.ID)})
		details = append(details, map[string]any{"event": event, "name": n.Name, "superior": n.Superior, "on": day})
	}
	for _, step := range []struct {
		stmt *db.Stmt
		rows [][]any
	}{{insertBody, body}, {insertName, name}, {insertPlace, place}, {insertSeries, series}} {
		if err := u.ExecMany(ctx, step.stmt, step.rows); err != nil {
			return nil, fmt.Errorf("establish bodies: %w", err)
		}
	}
	if err := u.RecordMany(ctx, told, details); err != nil {
		return nil, err
	}
	return made, u.Changed(ctx, memoName)
}

// record writes the event of a change and returns its identifier.
func record(ctx context.Context, u *work.Unit, kind EventKind, day civil.Date, act Act) (EventID, error) {
	e := id.New[EventID]()
	_, err := u.Exec(ctx, insertEvent, e, kind, day, clean(act.Symbol), clean(act.Title), act.On)
	return e, err
}

// Rename gives a body another name from day on, by act. It stays the same body.
//
// The actor needs [CanArrange] on the body. Faults: Unknown, Invalid.
func Rename(ctx context.Context, u *work.Unit, b ID, name, short string, day civil.Date, act Act) error {
	t, body, err := changing(ctx, u, b)
	if err != nil {
		return err
	}
	name, short = clean(name), clean(short)
	if short == "" {
		short = name
	}
	now := last(body.Names)
	wrong := append(nameFaults(name), actFaults(day, act)...)
	if name == now.Full && short == now.Short {
		wrong.Add("name", tSameName)
	}
	wrong = append(wrong, t.laterFaults(body, day, now.From)...)
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
	if _, err := u.Exec(ctx, insertName, b, day, name, short, event); err != nil {
		return err
	}
	return done(ctx, u, "org.renamed", b, map[string]any{"event": event, "name": name, "before": now.Full, "on": day})
}

// Move puts a body under another superior from day on, by act.
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
	wrong := actFaults(day, act)
	now := last(body.Places)
	wrong = append(wrong, t.laterFaults(body, day, now.From)...)
	if err := wrong.Err(); err != nil {
		return err
	}
	if superior == now.Superior {
		return fault.At("superior", tSameSuperior, t.Name(superior, day))
	}
	if superior != "" {
		if err := t.mustBe(superior, day); err != nil {
			return err
		}
		if t.Chart(day).Within(superior, b) {
			return fault.At("superior", tLoop, t.Name(superior, day), body.NameOn(day))
		}
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

// place puts bodies under superior from day on.
func place(ctx context.Context, u *work.Unit, bodies []ID, superior ID, day civil.Date, event EventID) error {
	var end, begin [][]any
	for _, b := range bodies {
		end = append(end, []any{b, day})
		begin = append(begin, []any{b, day, orNull(superior), event})
	}
	if err := u.ExecMany(ctx, endPlace, end); err != nil {
		return err
	}
	return u.ExecMany(ctx, insertPlace, begin)
}

// A Merger makes one body of several.
type Merger struct {
	Sources []ID
	Into    NewBody
}

// Merge ends sources on day, by act, and makes into the body that takes over
// all of them. The bodies under the sources move under it.
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
	t, err := Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	wrong := actFaults(day, act)
	ending, made := map[ID]bool{}, map[ID]string{}
	bodies := make([]NewBody, len(mergers))
	for i, m := range mergers {
		for _, s := range m.Sources {
			body, err := t.Find(s)
			if err != nil {
				return nil, err
			}
			if err := u.Check(CanArrange, s.Scope()); err != nil {
				return nil, err
			}
			if ending[s] {
				wrong.Add("sources", tTwice, t.Name(s, day))
			}
			ending[s] = true
			wrong = append(wrong, t.endFaults(body, day)...)
		}
		if len(m.Sources) < 2 {
			wrong.Add("sources", tTooFewSources)
		}
		if err := t.mayStandUnder(u, m.Into.Superior, made, day); err != nil {
			return nil, err
		}
		m.Into.normalize()
		wrong = append(wrong, m.Into.faults(t)...)
		if m.Into.ID == "" {
			m.Into.ID = id.New[ID]()
		}
		bodies[i], made[m.Into.ID] = m.Into, m.Into.Code
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	event, err := record(ctx, u, Merged, day, act)
	if err != nil {
		return nil, err
	}
	ids, err := insertBodies(ctx, u, bodies, day, event)
	if err != nil {
		return nil, err
	}
	chart := t.Chart(day)
	for i, m := range mergers {
		for _, s := range m.Sources {
			below := slices.DeleteFunc(slices.Clone(chart.Below(s)), func(b ID) bool { return ending[b] })
			if err := place(ctx, u, below, bodies[i].ID, day, event); err != nil {
				return nil, err
			}
			if err := end(ctx, u, s, []ID{bodies[i].ID}, day, event, "org.merged"); err != nil {
				return nil, err
			}
		}
	}
	return ids, u.Changed(ctx, memoName)
}

// mayStandUnder checks the right to put a body under superior, and that the
// superior exists on day or is made by the same act.
func (t *Tree) mayStandUnder(u *work.Unit, superior ID, made map[ID]string, day civil.Date) error {
	if _, sameAct := made[superior]; sameAct {
		return nil
	}
	if err := u.Check(CanArrange, above(superior)); err != nil || superior == "" {
		return err
	}
	return t.mustBe(superior, day)
}

// Divide ends source on day, by act, and makes heirs the bodies that take over
// from it. Bodies under the source must have been moved before.
//
// The actor needs [CanArrange] on the source and on the superiors of the
// heirs. Faults: Unknown, Invalid, Conflict as for [Establish].
func Divide(ctx context.Context, u *work.Unit, source ID, heirs []NewBody, day civil.Date, act Act) ([]ID, error) {
	if len(heirs) < 2 {
		return nil, fault.At("heirs", tTooFewHeirs)
	}
	t, body, err := changing(ctx, u, source)
	if err != nil {
		return nil, err
	}
	wrong := append(actFaults(day, act), t.endFaults(body, day)...)
	wrong = append(wrong, t.belowFaults(body, day)...)
	for i := range heirs {
		if err := u.Check(CanArrange, above(heirs[i].Superior)); err != nil {
			return nil, err
		}
		heirs[i].normalize()
		heirs[i].ID = id.New[ID]()
		wrong = append(wrong, heirs[i].faults(t)...)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	event, err := record(ctx, u, Divided, day, act)
	if err != nil {
		return nil, err
	}
	made, err := insertBodies(ctx, u, heirs, day, event)
	if err != nil {
		return nil, err
	}
	if err := end(ctx, u, source, made, day, event, "org.split"); err != nil {
		return nil, err
	}
	return made, u.Changed(ctx, memoName)
}

// Dissolve ends a body on day, by act; heirs, who exist already, take over
// from it. Bodies under it must have been moved before.
//
// The actor needs [CanArrange] on the body. Faults: Unknown, Invalid.
func Dissolve(ctx context.Context, u *work.Unit, b ID, heirs []ID, day civil.Date, act Act) error {
	t, body, err := changing(ctx, u, b)
	if err != nil {
		return err
	}
	wrong := append(actFaults(day, act), t.endFaults(body, day)...)
	wrong = append(wrong, t.belowFaults(body, day)...)
	for i, h := range heirs {
		if h == b || slices.Contains(heirs[:i], h) {
			wrong.Add("heirs", tTwice, t.Name(h, day))
		}
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	for _, h := range heirs {
		if err := t.mustBe(h, day); err != nil {
			return err
		}
	}
	event, err := record(ctx, u, Dissolved, day, act)
	if err != nil {
		return err
	}
	if err := end(ctx, u, b, heirs, day, event, "org.dissolved"); err != nil {
		return err
	}
	return u.Changed(ctx, memoName)
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
func (t *Tree) laterFaults(b *Body, day, latest civil.Date) (wrong fault.Fields) {
	switch {
	case day.IsZero():
	case !b.Contains(day):
		wrong.Add("on", tNotThen, b.NameOn(day), day.Vietnamese())
	case !day.After(latest):
		wrong.Add("on", tTooEarly, b.NameOn(day), latest.Vietnamese())
	}
	return wrong
}

func (t *Tree) endFaults(b *Body, day civil.Date) fault.Fields {
	latest := last(b.Places).From
	if n := last(b.Names).From; n.After(latest) {
		latest = n
	}
	return t.laterFaults(b, day, latest)
}

func (t *Tree) belowFaults(b *Body, day civil.Date) (wrong fault.Fields) {
	if below := t.Chart(day).Below(b.ID); len(below) > 0 {
		wrong.Add("body", tHasBelow, len(below), b.NameOn(day))
	}
	return wrong
}

func end(ctx context.Context, u *work.Unit, b ID, heirs []ID, day civil.Date, event EventID, kind string) error {
	for _, ending := range []*db.Stmt{endSeries, endPlace, endName, endBody} {
		if _, err := u.Exec(ctx, ending, b, day); err != nil {
			return err
		}
	}
	var rows [][]any
	for _, h := range heirs {
		rows = append(rows, []any{b, h, day, "", event})
	}
	if err := u.ExecMany(ctx, insertSuccession, rows); err != nil {
		return err
	}
	return u.Record(ctx, kind, string(b), map[string]any{"event": event, "heirs": heirs, "on": day})
}

func done(ctx context.Context, u *work.Unit, kind string, b ID, detail any) error {
	if err := u.Record(ctx, kind, string(b), detail); err != nil {
		return err
	}
	return u.Changed(ctx, memoName)
}

// AddGroups adds named groups of bodies.
//
// The actor needs [CanArrange] everywhere.
func AddGroups(ctx context.Context, u *work.Unit, groups []Group) error {
	if err := u.Check(CanArrange, access.Everywhere); err != nil {
		return err
	}
	var rows [][]any
	for _, g := range groups {
		aliases := make([]string, len(g.Aliases))
		for i, a := range g.Aliases {
			aliases[i] = clean(a)
		}
		rows = append(rows, []any{id.New[string](), clean(g.Name), strings.Join(aliases, "\n"), joinKinds(g.Kinds), g.Tier, g.Line})
	}
	if err := u.ExecMany(ctx, insertGroup, rows); err != nil {
		return fmt.Errorf("add groups: %w", err)
	}
	return u.Changed(ctx, memoName)
}
