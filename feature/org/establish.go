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
// under an earlier one of the list. Rights and faults are those of
// [Establish]; of an empty list it makes nothing, and the act is not recorded.
func EstablishAll(ctx context.Context, u *work.Unit, bodies []NewBody, day civil.Date, act Act) ([]ID, error) {
	t, err := Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	if len(bodies) == 0 { // of none, no right would be asked for
		return nil, nil
	}
	wrong := actFaults(day, act)
	b := t.batch(&u.View, day)
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
	event, err := record(ctx, u, Established, day, act)
	if err != nil {
		return nil, err
	}
	if err := insertMade(ctx, u, b.bodies, event); err != nil {
		return nil, err
	}
	return idsOf(b.bodies), u.Changed(ctx, memoName)
}

// A batch is the bodies that one act makes.
type batch struct {
	tree   *Tree
	view   *work.View
	day    civil.Date
	bodies []*Body
	made   map[ID]bool
	codes  map[string]bool
	ending map[ID]bool // bodies that the same act ends
}

func (t *Tree) batch(v *work.View, day civil.Date) *batch {
	return &batch{tree: t, view: v, day: day, made: map[ID]bool{}, codes: map[string]bool{}, ending: map[ID]bool{}}
}

// add checks the right to make n, and n itself.
func (b *batch) add(n NewBody) (wrong fault.Fields, err error) {
	if !b.made[n.Superior] {
		if err := b.view.Check(CanArrange, above(n.Superior)); err != nil {
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

// insertMade writes bodies that event makes.
func insertMade(ctx context.Context, u *work.Unit, bodies []*Body, event EventID) error {
	for _, b := range bodies {
		b.Names[0].Event, b.Places[0].Event = event, event
	}
	return insert(ctx, u, bodies, "org.established")
}

func idsOf(bodies []*Body) []ID {
	out := make([]ID, len(bodies))
	for i, b := range bodies {
		out[i] = b.ID
	}
	return out
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
	} else if n.Code != "" && taken[n.Code] {
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

// insert writes new bodies with all their states, and tells the history of each
// that kind happened to it first.
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
		told = append(told, work.Event{Kind: kind, Subject: string(b.ID), First: true})
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
