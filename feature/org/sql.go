package org

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
)

var (
	allBodies      = db.SQL("org.bodies", `SELECT id, code, kind, tier, line, from_on, until_on, end_event_id FROM org_body`)
	allNames       = db.SQL("org.names", `SELECT body_id, from_on, until_on, name, short_name, event_id FROM org_name ORDER BY body_id, from_on`)
	allPlaces      = db.SQL("org.places", `SELECT body_id, from_on, until_on, superior_id, event_id FROM org_place ORDER BY body_id, from_on`)
	allSeries      = db.SQL("org.series", `SELECT body_id, code, regime, from_on, until_on FROM org_series ORDER BY body_id, from_on, code`)
	allSuccessions = db.SQL("org.successions", `SELECT from_id, to_id, on_day, event_id FROM org_succession ORDER BY on_day, from_id, to_id`)
	allEvents      = db.SQL("org.events", `SELECT id, kind, on_day, act_symbol, act_title, act_on FROM org_event`)
	allMeanings    = db.SQL("org.meanings", `SELECT group_id, from_on, until_on, name, aliases, kinds, tier, line, event_id, end_event_id FROM org_meaning`)

	insertEvent = db.SQL("org.insertEvent", `
		INSERT INTO org_event (id, kind, on_day, act_symbol, act_title, act_on) VALUES ($1, $2, $3, $4, $5, $6)`)
	insertBody = db.SQL("org.insertBody", `
		INSERT INTO org_body (id, code, kind, tier, line, from_on, until_on, end_event_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`)
	insertName = db.SQL("org.insertName", `
		INSERT INTO org_name (body_id, from_on, until_on, name, short_name, event_id) VALUES ($1, $2, $3, $4, $5, $6)`)
	insertPlace = db.SQL("org.insertPlace", `
		INSERT INTO org_place (body_id, from_on, until_on, superior_id, event_id) VALUES ($1, $2, $3, $4, $5)`)
	insertSeries = db.SQL("org.insertSeries", `
		INSERT INTO org_series (body_id, code, regime, from_on, until_on) VALUES ($1, $2, $3, $4, $5)`)
	insertSuccession = db.SQL("org.insertSuccession", `
		INSERT INTO org_succession (from_id, to_id, on_day, event_id) VALUES ($1, $2, $3, $4)`)
	insertMeaning = db.SQL("org.insertMeaning", `
		INSERT INTO org_meaning (group_id, from_on, until_on, name, aliases, kinds, tier, line, event_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`)

	endMeaning = db.SQL("org.endMeaning", `UPDATE org_meaning SET until_on = $2, end_event_id = $3 WHERE group_id = $1 AND until_on = ''`)

	endBody   = db.SQL("org.endBody", `UPDATE org_body SET until_on = $2, end_event_id = $3 WHERE id = $1 AND until_on = ''`)
	endName   = db.SQL("org.endName", `UPDATE org_name SET until_on = $2 WHERE body_id = $1 AND until_on = ''`)
	endPlace  = db.SQL("org.endPlace", `UPDATE org_place SET until_on = $2 WHERE body_id = $1 AND until_on = ''`)
	endSeries = db.SQL("org.endSeries", `UPDATE org_series SET until_on = $2 WHERE body_id = $1 AND until_on = ''`)
)

// What must never be, whatever the program did.
var (
	_ = db.Invariant("org.bodyWithoutName", `
		SELECT id FROM org_body b WHERE NOT EXISTS (SELECT 1 FROM org_name n WHERE n.body_id = b.id AND n.from_on = b.from_on)`)
	_ = db.Invariant("org.bodyWithoutPlace", `
		SELECT id FROM org_body b WHERE NOT EXISTS (SELECT 1 FROM org_place p WHERE p.body_id = b.id AND p.from_on = b.from_on)`)
	_ = db.Invariant("org.namesOverlap", `
		SELECT a.body_id FROM org_name a JOIN org_name b ON a.body_id = b.body_id AND a.from_on < b.from_on
		WHERE a.until_on = '' OR a.until_on > b.from_on`)
	_ = db.Invariant("org.placesOverlap", `
		SELECT a.body_id FROM org_place a JOIN org_place b ON a.body_id = b.body_id AND a.from_on < b.from_on
		WHERE a.until_on = '' OR a.until_on > b.from_on`)
	_ = db.Invariant("org.meaningsOverlap", `
		SELECT a.group_id FROM org_meaning a JOIN org_meaning b ON a.group_id = b.group_id AND a.from_on < b.from_on
		WHERE a.until_on = '' OR a.until_on > b.from_on OR a.end_event_id IS NOT NULL`)
	_ = db.Invariant("org.groupsOfOneName", `
		SELECT a.group_id FROM org_meaning a JOIN org_meaning b ON a.name = b.name AND a.group_id < b.group_id
		WHERE (a.until_on = '' OR a.until_on > b.from_on) AND (b.until_on = '' OR b.until_on > a.from_on)`)
	_ = db.Invariant("org.openAfterEnd", `
		SELECT b.id FROM org_body b JOIN org_place p ON p.body_id = b.id
		WHERE b.until_on <> '' AND (p.until_on = '' OR p.until_on > b.until_on)`)
	_ = db.Invariant("org.underEnded", `
		SELECT b.id FROM org_body b JOIN org_place p ON p.body_id = b.id AND p.until_on = ''
		JOIN org_body s ON s.id = p.superior_id WHERE b.until_on = '' AND s.until_on <> ''`)
)

func read(ctx context.Context, v *work.View) (*Tree, error) {
	t := &Tree{
		bodies: map[ID]*Body{}, codes: map[string]ID{}, names: map[string][]ID{}, events: map[EventID]Event{},
		settled: map[ID]civil.Date{}, drawings: map[int]*drawing{},
	}
	// Each of these tables has a few rows per body and is read whole.
	for _, step := range []struct {
		stmt *db.Stmt
		read func(db.Scan) error
	}{
		{allBodies, t.readBody}, {allNames, t.readName}, {allPlaces, t.readPlace}, {allSeries, t.readSeries},
		{allSuccessions, t.readSuccession}, {allEvents, t.readEvent}, {allMeanings, t.readMeaning},
	} {
		if err := db.Each(ctx, v.Snapshot, step.stmt, step.read); err != nil {
			return nil, err
		}
	}
	t.turns = t.changes()
	slices.SortFunc(t.groups, func(a, b Group) int { return cmp.Or(text.Compare(a.Name, b.Name), a.From.Compare(b.From)) })
	return t, nil
}

func (t *Tree) readBody(scan db.Scan) error {
	var b Body
	var end sql.Null[string]
	if err := scan(&b.ID, &b.Code, &b.Kind, &b.Tier, &b.Line, &b.From, &b.Until, &end); err != nil {
		return err
	}
	b.End = EventID(end.V)
	t.bodies[b.ID], t.codes[b.Code] = &b, b.ID
	return nil
}

func (t *Tree) readName(scan db.Scan) error {
	var b ID
	var n Name
	if err := scan(&b, &n.From, &n.Until, &n.Full, &n.Short, &n.Event); err != nil {
		return err
	}
	t.bodies[b].Names = append(t.bodies[b].Names, n)
	for _, s := range []string{n.Full, n.Short} {
		if key := viet.Fold(s); !slices.Contains(t.names[key], b) {
			t.names[key] = append(t.names[key], b)
		}
	}
	return nil
}

func (t *Tree) readPlace(scan db.Scan) error {
	var b ID
	var p Place
	var superior sql.Null[string]
	if err := scan(&b, &p.From, &p.Until, &superior, &p.Event); err != nil {
		return err
	}
	p.Superior = ID(superior.V)
	t.bodies[b].Places = append(t.bodies[b].Places, p)
	if latest := p.latest(); latest.After(t.settled[p.Superior]) {
		t.settled[p.Superior] = latest
	}
	return nil
}

func (t *Tree) readSeries(scan db.Scan) error {
	var b ID
	var s Series
	if err := scan(&b, &s.Code, &s.Regime, &s.From, &s.Until); err != nil {
		return err
	}
	t.bodies[b].Series = append(t.bodies[b].Series, s)
	return nil
}

func (t *Tree) readSuccession(scan db.Scan) error {
	var s Succession
	if err := scan(&s.From, &s.To, &s.On, &s.Event); err != nil {
		return err
	}
	t.bodies[s.From].Heirs = append(t.bodies[s.From].Heirs, s)
	t.bodies[s.To].Forbears = append(t.bodies[s.To].Forbears, s)
	if s.On.After(t.settled[s.To]) {
		t.settled[s.To] = s.On // who takes over does not end before that
	}
	return nil
}

func (t *Tree) readEvent(scan db.Scan) error {
	var e Event
	err := scan(&e.ID, &e.Kind, &e.On, &e.Act.Symbol, &e.Act.Title, &e.Act.On)
	t.events[e.ID] = e
	return err
}

func (t *Tree) readMeaning(scan db.Scan) error {
	var g Group
	var aliases, kinds string
	var end sql.Null[string]
	if err := scan(&g.ID, &g.From, &g.Until, &g.Name, &aliases, &kinds, &g.Tier, &g.Line, &g.Event, &end); err != nil {
		return err
	}
	g.End = EventID(end.V)
	g.Aliases = splitList(aliases, "\n")
	for _, k := range splitList(kinds, ",") {
		g.Kinds = append(g.Kinds, Kind(k))
	}
	t.groups = append(t.groups, g)
	return nil
}

// splitList is strings.Split with no element for the empty text.
func splitList(s, sep string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, sep)
}

func joinKinds(kinds []Kind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return strings.Join(names, ",")
}

// orNull stores "" as NULL, where a foreign key allows no empty text.
func orNull[T ~string](id T) any {
	if id == "" {
		return nil
	}
	return string(id)
}

// changes returns the days on which a body began, ended, was renamed or moved,
// and those on which a group changed.
func (t *Tree) changes() []civil.Date {
	var days []civil.Date
	for _, b := range t.bodies {
		for _, n := range b.Names {
			days = append(days, n.From)
		}
		for _, p := range b.Places {
			days = append(days, p.From)
		}
		if !b.Until.IsZero() {
			days = append(days, b.Until)
		}
	}
	for _, g := range t.groups {
		days = append(days, g.From)
		if !g.Until.IsZero() {
			days = append(days, g.Until)
		}
	}
	slices.SortFunc(days, civil.Date.Compare)
	return slices.Compact(days)
}
