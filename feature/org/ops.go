package org

import (
	"cmp"
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

// Limits, in characters.
const (
	maxName  = 300
	maxCode  = 60
	maxTitle = 1000 // of an act
)

// Establish makes a body that exists from day on, by act.
//
// The actor needs [CanArrange] on the superior. Faults: Invalid for what is
// missing or wrong in n, Unknown for a superior that is not there, Conflict
// for a code in use.
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
	wrong := actFaults(day, act)
	b := t.batch(u, day)
	for _, n := range bodies {
		faults, err := b.add(n)
		if err != nil {
			return nil, err
		}
		wrong = append(wrong, faults...)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return b.store(ctx, u, Established, act)
}

// A batch is the bodies that one act makes.
type batch struct {
	tree   *Tree
	u      *work.Unit
	day    civil.Date
	bodies []*Body
	made   map[ID]bool
	codes  map[string]bool
	ending map[ID]bool // bodies that the same act ends
}

func (t *Tree) batch(u *work.Unit, day civil.Date) *batch {
	return &batch{tree: t, u: u, day: day, made: map[ID]bool{}, codes: map[string]bool{}, ending: map[ID]bool{}}
}

// add checks the right to make n, and n itself.
func (b *batch) add(n NewBody) (wrong fault.Fields, err error) {
	if !b.made[n.Superior] {
		if err := b.u.Check(CanArrange, above(n.Superior)); err != nil {
			return nil, err
		}
		if n.Superior != "" {
			if wrong, err = b.tree.superiorFaults(n.Superior, b.day, b.ending); err != nil {
				return nil, err
			}
		}
	}
	n = n.normal()
	wrong = append(wrong, n.faults(b.tree, b.codes)...)
	if n.ID == "" {
		n.ID = id.New[ID]()
	}
	b.made[n.ID], b.codes[n.Code] = true, true
	b.bodies = append(b.bodies, n.body(b.day))
	return wrong, nil
}

// store writes the bodies and the event that made them.
func (b *batch) store(ctx context.Context, u *work.Unit, kind EventKind, act Act) ([]ID, error) {
	event, err := record(ctx, u, kind, b.day, act)
	if err != nil {
		return nil, err
	}
	return b.storeFor(ctx, u, event)
}

func (b *batch) storeFor(ctx context.Context, u *work.Unit, event EventID) (made []ID, err error) {
	for _, body := range b.bodies {
		body.Names[0].Event, body.Places[0].Event = event, event
		made = append(made, body.ID)
	}
	if err := insert(ctx, u, b.bodies, "org.established"); err != nil {
		return nil, err
	}
	return made, u.Changed(ctx, memoName)
}

// normal returns n with its texts in normal form.
func (n NewBody) normal() NewBody {
	n.Code, n.Name, n.Short = clean(n.Code), clean(n.Name), shortOr(n.Short, n.Name)
	n.Series = slices.Clone(n.Series)
	for i := range n.Series {
		n.Series[i].Code = clean(n.Series[i].Code)
	}
	return n
}

func shortOr(short, name string) string { return cmp.Or(clean(short), clean(name)) }

// clean puts a typed text in normal form and its white space in order.
func clean(s string) string { return strings.Join(strings.Fields(viet.NFC(s)), " ") }

// body returns n as it is from day on.
func (n NewBody) body(day civil.Date) *Body {
	b := &Body{ID: n.ID, Code: n.Code, Kind: n.Kind, Tier: n.Tier, Line: n.Line, Interval: civil.Since(day), Series: n.Series}
	b.Names = []Name{{Interval: b.Interval, Full: n.Name, Short: n.Short}}
	b.Places = []Place{{Interval: b.Interval, Superior: n.Superior}}
	for i := range b.Series {
		b.Series[i].Interval = b.Interval
	}
	return b
}

func (n NewBody) faults(t *Tree, taken map[string]bool) (wrong fault.Fields) {
	wrong = append(codeFaults(n.Code), nameFaults(n.Name, n.Short)...)
	if other, ok := t.ByCode(n.Code); ok {
		wrong = append(wrong, &fault.Fault{Kind: fault.Conflict, Field: "code", Text: tCodeTaken, Args: []any{n.Code, last(other.Names).Full}})
	} else if taken[n.Code] {
		wrong = append(wrong, &fault.Fault{Kind: fault.Conflict, Field: "code", Text: tCodeTwice, Args: []any{n.Code}})
	}
	if !slices.Contains(Kinds(), n.Kind) {
		wrong.Add("kind", tKindUnknown)
	}
	if !slices.Contains(Tiers(), n.Tier) {
		wrong.Add("tier", tTierUnknown)
	}
	if !slices.Contains(Lines(), n.Line) {
		wrong.Add("line", tLineUnknown)
	}
	return append(wrong, seriesFaults(n.Series)...)
}

func codeFaults(code string) (wrong fault.Fields) {
	switch {
	case code == "":
		wrong.Add("code", tCodeMissing)
	case utf8.RuneCountInString(code) > maxCode:
		wrong.Add("code", tCodeLong, maxCode)
	case strings.Contains(code, ","):
		wrong.Add("code", tCodeComma)
	}
	return wrong
}

func nameFaults(name, short string) (wrong fault.Fields) {
	switch {
	case name == "":
		wrong.Add("name", tNameMissing)
	case utf8.RuneCountInString(name) > maxName:
		wrong.Add("name", tNameLong, maxName)
	}
	if utf8.RuneCountInString(short) > maxName {
		wrong.Add("short", tNameLong, maxName)
	}
	return wrong
}

func seriesFaults(series []Series) (wrong fault.Fields) {
	for i, s := range series {
		field := "state_series"
		if s.Regime == PartyRegime {
			field = "party_series"
		}
		switch {
		case s.Regime != PartyRegime && s.Regime != StateRegime:
			wrong.Add(field, tSeriesRegime, s.Code)
		case s.Code == "" || strings.Contains(s.Code, ","):
			wrong.Add(field, tSeriesCode, s.Code)
		case slices.ContainsFunc(series[:i], func(o Series) bool { return o.Code == s.Code }):
			wrong.Add(field, tSeriesTwice, s.Code)
		}
	}
	return wrong
}

func actFaults(day civil.Date, act Act) (wrong fault.Fields) {
	if day.IsZero() {
		wrong.Add("on", tDayMissing)
	}
	symbol, title := clean(act.Symbol), clean(act.Title)
	switch {
	case symbol == "" && title == "":
		wrong.Add("act", tActMissing)
	case utf8.RuneCountInString(symbol) > maxName:
		wrong.Add("act", tActLong, maxName)
	}
	if utf8.RuneCountInString(title) > maxTitle {
		wrong.Add("act_title", tActLong, maxTitle)
	}
	return wrong
}

func above(superior ID) access.Scope {
	if superior == "" {
		return access.Everywhere
	}
	return superior.Scope()
}

// superiorFaults tells why nothing can be put under b for good from day on:
// it is not there yet, or it ends. ending are bodies about to end.
func (t *Tree) superiorFaults(b ID, day civil.Date, ending map[ID]bool) (wrong fault.Fields, err error) {
	body, err := t.Find(b)
	if err != nil {
		return nil, err
	}
	switch {
	case day.IsZero():
	case !body.Contains(day):
		wrong.Add("superior", tNotThen, body.NameOn(day), day.Vietnamese())
	case ending[b]:
		wrong.Add("superior", tEnds, body.NameOn(day), day.Vietnamese())
	case !body.Until.IsZero():
		wrong.Add("superior", tEnds, body.NameOn(day), body.Until.Vietnamese())
	}
	return wrong, nil
}

// insert writes bodies with all their states, and tells the history of each
// that kind happened to it.
func insert(ctx context.Context, u *work.Unit, all []*Body, kind string) error {
	var bodies, names, places, series, heirs [][]any
	var told []work.Event
	var details []any
	for _, b := range all {
		bodies = append(bodies, []any{b.ID, b.Code, b.Kind, b.Tier, b.Line, b.From, b.Until, orNull(b.End)})
		for _, n := range b.Names {
			names = append(names, []any{b.ID, n.From, n.Until, n.Full, n.Short, n.Event})
		}
		for _, p := range b.Places {
			places = append(places, []any{b.ID, p.From, p.Until, orNull(p.Superior), p.Event})
		}
		for _, s := range b.Series {
			series = append(series, []any{b.ID, s.Code, s.Regime, s.From, s.Until})
		}
		for _, h := range b.Heirs {
			heirs = append(heirs, []any{h.From, h.To, h.On, h.Event})
		}
		told = append(told, work.Event{Kind: kind, Subject: string(b.ID)})
		details = append(details, map[string]any{"event": b.Names[0].Event, "name": b.Names[0].Full, "superior": b.Places[0].Superior, "on": b.From})
	}
	for _, step := range []struct {
		stmt *db.Stmt
		rows [][]any
	}{{insertBody, bodies}, {insertName, names}, {insertPlace, places}, {insertSeries, series}, {insertSuccession, heirs}} {
		if err := u.ExecMany(ctx, step.stmt, step.rows); err != nil {
			return fmt.Errorf("store bodies: %w", err)
		}
	}
	return u.RecordMany(ctx, told, details)
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

// A Merger makes one body of several.
type Merger struct {
	Sources []ID
	Into    NewBody
}

// Merge ends sources on day, by act, and makes into the body that takes over
// all of them. The bodies under the sources move under it; [Tree.Moving] tells
// which.
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
	b := t.batch(u, day)
	for _, m := range mergers {
		for _, s := range m.Sources {
			body, err := t.Find(s)
			if err != nil {
				return nil, err
			}
			if err := u.Check(CanArrange, s.Scope()); err != nil {
				return nil, err
			}
			if b.ending[s] {
				wrong.Add("sources", tTwice, body.NameOn(day))
			}
			b.ending[s] = true
			wrong = append(wrong, t.endFaults(body, day)...)
		}
		if len(m.Sources) < 2 {
			wrong.Add("sources", tTooFewSources)
		}
	}
	for _, m := range mergers {
		faults, err := b.add(m.Into)
		if err != nil {
			return nil, err
		}
		wrong = append(wrong, faults...)
	}
	if len(wrong) == 0 {
		wrong = t.mergerLoops(mergers, b.bodies, day)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	event, err := record(ctx, u, Merged, day, act)
	if err != nil {
		return nil, err
	}
	made, err := b.storeFor(ctx, u, event)
	if err != nil {
		return nil, err
	}
	for i, m := range mergers {
		moving := slices.DeleteFunc(t.Moving(m.Sources, day), func(id ID) bool { return b.ending[id] })
		if err := place(ctx, u, moving, made[i], day, event); err != nil {
			return nil, err
		}
		for _, s := range m.Sources {
			if err := end(ctx, u, s, made[i:i+1], day, event, "org.merged"); err != nil {
				return nil, err
			}
		}
	}
	return made, nil
}

// mergerLoops refuses to put a new body under one that comes to stand under it.
func (t *Tree) mergerLoops(mergers []Merger, made []*Body, day civil.Date) (wrong fault.Fields) {
	placed := map[ID]ID{} // the new bodies; what stood under a source stands under what it became
	for i, m := range mergers {
		placed[made[i].ID] = made[i].Places[0].Superior
		for _, s := range m.Sources {
			placed[s] = made[i].ID
		}
	}
	days := t.daysFrom(day)
	for _, b := range made {
		if t.loops(b.ID, days, func(at ID) (ID, bool) { up, ok := placed[at]; return up, ok }) {
			wrong.Add("superior", tLoop, t.Name(b.Places[0].Superior, day), b.Names[0].Full)
		}
	}
	return wrong
}

// Moving returns the bodies that a merger of sources on day puts under the
// new body: those directly under the sources that are no sources themselves.
func (t *Tree) Moving(sources []ID, day civil.Date) (moving []ID) {
	chart := t.Chart(day)
	for _, s := range sources {
		if s == "" {
			continue
		}
		for _, b := range chart.Below(s) {
			if !slices.Contains(sources, b) {
				moving = append(moving, b)
			}
		}
	}
	return moving
}

// Divide ends source on day, by act, and makes heirs the bodies that take over
// from it. Bodies under the source must have been moved before.
//
// The actor needs [CanArrange] on the source and on the superiors of the
// heirs. Faults: Unknown, Invalid, Conflict as for [Establish]; those about
// the first heir name the fields code_0, name_0 and so on.
func Divide(ctx context.Context, u *work.Unit, source ID, heirs []NewBody, day civil.Date, act Act) ([]ID, error) {
	t, body, err := changing(ctx, u, source)
	if err != nil {
		return nil, err
	}
	wrong := append(actFaults(day, act), t.endFaults(body, day)...)
	wrong = append(wrong, t.belowFaults(body, day)...)
	if len(heirs) < 2 {
		wrong.Add("heirs", tTooFewHeirs)
	}
	b := t.batch(u, day)
	b.ending[source] = true
	for i, n := range heirs {
		faults, err := b.add(n)
		if err != nil {
			return nil, err
		}
		for _, f := range faults {
			f.Field = fmt.Sprintf("%s_%d", f.Field, i)
		}
		wrong = append(wrong, faults...)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	event, err := record(ctx, u, Divided, day, act)
	if err != nil {
		return nil, err
	}
	made, err := b.storeFor(ctx, u, event)
	if err != nil {
		return nil, err
	}
	return made, end(ctx, u, source, made, day, event, "org.divided")
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
		heir, err := t.Find(h)
		switch {
		case err != nil:
			return err
		case h == b || slices.Contains(heirs[:i], h):
			wrong.Add("heirs", tTwice, heir.NameOn(day))
		case !day.IsZero() && !heir.Contains(day):
			wrong.Add("heirs", tNotThen, heir.NameOn(day), day.Vietnamese())
		}
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	event, err := record(ctx, u, Dissolved, day, act)
	if err != nil {
		return err
	}
	return end(ctx, u, b, heirs, day, event, "org.dissolved")
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

// latest returns the last day on which something happened at the place: the
// day it was taken, or the last one before it was left.
func (p Place) latest() civil.Date {
	if p.Until.IsZero() {
		return p.From
	}
	return p.Until.AddDays(-1)
}

func (t *Tree) belowFaults(b *Body, day civil.Date) (wrong fault.Fields) {
	if below := t.Chart(day).Below(b.ID); len(below) > 0 {
		wrong.Add("", tHasBelow, len(below), b.NameOn(day))
	}
	return wrong
}

func end(ctx context.Context, u *work.Unit, b ID, heirs []ID, day civil.Date, event EventID, kind string) error {
	for _, ending := range []*db.Stmt{endSeries, endPlace, endName} {
		if _, err := u.Exec(ctx, ending, b, day); err != nil {
			return err
		}
	}
	if _, err := u.Exec(ctx, endBody, b, day, event); err != nil {
		return err
	}
	var rows [][]any
	for _, h := range heirs {
		rows = append(rows, []any{b, h, day, event})
	}
	if err := u.ExecMany(ctx, insertSuccession, rows); err != nil {
		return err
	}
	return done(ctx, u, kind, b, map[string]any{"event": event, "heirs": heirs, "on": day})
}

func done(ctx context.Context, u *work.Unit, kind string, b ID, detail any) error {
	if err := u.Record(ctx, kind, string(b), detail); err != nil {
		return err
	}
	return u.Changed(ctx, memoName)
}
