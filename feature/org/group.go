package org

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/viet"
	"quyet/base/work"
)

// A GroupID identifies a named group.
type GroupID string

// A Group is a named set of bodies, such as "các sở, ban, ngành", that means
// different bodies on different days. What it is called and whom it means
// changes by acts as well: a Group is one of its states.
type Group struct {
	ID GroupID
	civil.Interval
	Event EventID // what made it so
	End   EventID // what ended the group; "" if it goes on, so or otherwise

	Name    string   // as documents print it
	Aliases []string // other ways of printing it
	Kinds   []Kind   // empty: any
	Tier    Tier     // "": any
	Line    Line     // "": any
}

func (g Group) holds(b *Body) bool {
	return (len(g.Kinds) == 0 || slices.Contains(g.Kinds, b.Kind)) && (g.Tier == "" || g.Tier == b.Tier) && (g.Line == "" || g.Line == b.Line)
}

// Groups returns the named groups of a day, by name.
func (t *Tree) Groups(day civil.Date) []Group {
	return slices.DeleteFunc(slices.Clone(t.groups), func(g Group) bool { return !g.Contains(day) })
}

// Group returns a group as it is on day, or a [fault.Unknown] fault.
func (t *Tree) Group(g GroupID, day civil.Date) (Group, error) {
	if i := slices.IndexFunc(t.groups, func(o Group) bool { return o.ID == g && o.Contains(day) }); i >= 0 {
		return t.groups[i], nil
	}
	return Group{}, fault.New(fault.Unknown, tNoGroup)
}

// GroupNamed returns the group that documents of day print as name.
func (t *Tree) GroupNamed(name string, day civil.Date) (Group, bool) {
	want := viet.Fold(viet.NFC(name))
	for _, g := range t.groups {
		if g.Contains(day) && slices.ContainsFunc(g.printed(), func(p string) bool { return viet.Fold(p) == want }) {
			return g, true
		}
	}
	return Group{}, false
}

// states returns what a group was over time, in order; nothing for a group
// that never was.
func (t *Tree) states(g GroupID) []Group {
	all := slices.DeleteFunc(slices.Clone(t.groups), func(o Group) bool { return o.ID != g })
	slices.SortFunc(all, func(a, b Group) int { return a.From.Compare(b.From) })
	return all
}

// Expand returns the bodies that g means on day inside the subtree of root,
// in list order.
func (t *Tree) Expand(g Group, root ID, day civil.Date) []*Body {
	var out []*Body
	for _, b := range t.Chart(day).Subtree(root) {
		if body := t.bodies[b]; g.holds(body) {
			out = append(out, body)
		}
	}
	return out
}

// AddGroups adds named groups that are used from day on, by act, all or none.
//
// The actor needs [CanArrange] everywhere. Faults: Invalid for a missing name,
// day or act, for an unknown kind, tier or line and for a group that would
// mean every body, Conflict for a name that another group bears at the time.
// Of an empty list it makes nothing, and the act is not recorded.
func AddGroups(ctx context.Context, u *work.Unit, groups []Group, day civil.Date, act Act) ([]GroupID, error) {
	if err := u.Check(CanArrange, access.Everywhere); err != nil {
		return nil, err
	}
	t, err := Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	if len(groups) == 0 {
		return nil, nil
	}
	wrong := actFaults(day, act)
	others := slices.Clone(t.groups)
	var made []GroupID
	for i := range groups {
		g := groups[i].normal()
		g.ID, g.Interval = id.New[GroupID](), civil.Since(day)
		wrong = append(wrong, g.faults(others)...)
		others, made = append(others, g), append(made, g.ID)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	event, err := record(ctx, u, Regrouped, day, act)
	if err != nil {
		return nil, err
	}
	var rows [][]any
	var told []work.Event
	var details []any
	for _, g := range others[len(t.groups):] {
		rows = append(rows, g.row(event))
		told = append(told, work.Event{Kind: "org.groupAdded", Subject: string(g.ID), First: true})
		details = append(details, g.told(event))
	}
	if err := u.ExecMany(ctx, insertMeaning, rows); err != nil {
		return nil, fmt.Errorf("add groups: %w", err)
	}
	if err := u.RecordMany(ctx, told, details); err != nil {
		return nil, err
	}
	return made, u.Changed(ctx, memoName)
}

// ChangeGroup gives the group with the identifier of g the name and the
// meaning of g from day on, by act. What it was before stays.
//
// The actor needs [CanArrange] everywhere. Faults: Unknown, those of
// [AddGroups], and Invalid for a day that is not after the last change or
// after the group has ended.
func ChangeGroup(ctx context.Context, u *work.Unit, g Group, day civil.Date, act Act) error {
	t, now, err := regrouping(ctx, u, g.ID)
	if err != nil {
		return err
	}
	g = g.normal()
	g.Interval = civil.Since(day)
	wrong := append(actFaults(day, act), now.laterFaults(day)...)
	wrong = append(wrong, g.faults(t.groups)...)
	if g.same(now) {
		wrong.Add("name", tSameGroup)
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	event, err := record(ctx, u, Regrouped, day, act)
	if err != nil {
		return err
	}
	if _, err := u.Exec(ctx, endMeaning, g.ID, day, nil); err != nil {
		return fmt.Errorf("change group: %w", err)
	}
	if _, err := u.Exec(ctx, insertMeaning, g.row(event)...); err != nil {
		return fmt.Errorf("change group: %w", err)
	}
	if err := u.Record(ctx, "org.groupChanged", string(g.ID), g.told(event)); err != nil {
		return err
	}
	return u.Changed(ctx, memoName)
}

// EndGroup ends a group on day, by act: documents from then on mean nobody by
// its name. Older ones still mean whom they meant.
//
// The actor needs [CanArrange] everywhere. Faults: Unknown, Invalid for a
// missing day or act and for a day that is not after the last change.
func EndGroup(ctx context.Context, u *work.Unit, g GroupID, day civil.Date, act Act) error {
	_, now, err := regrouping(ctx, u, g)
	if err != nil {
		return err
	}
	if err := append(actFaults(day, act), now.laterFaults(day)...).Err(); err != nil {
		return err
	}
	event, err := record(ctx, u, Regrouped, day, act)
	if err != nil {
		return err
	}
	if _, err := u.Exec(ctx, endMeaning, g, day, event); err != nil {
		return fmt.Errorf("end group: %w", err)
	}
	if err := u.Record(ctx, "org.groupEnded", string(g), map[string]any{"event": event, "name": now.Name, "on": day}); err != nil {
		return err
	}
	return u.Changed(ctx, memoName)
}

// regrouping loads the last state of a group that is to be changed.
func regrouping(ctx context.Context, u *work.Unit, g GroupID) (*Tree, Group, error) {
	if err := u.Check(CanArrange, access.Everywhere); err != nil {
		return nil, Group{}, err
	}
	t, err := Load(ctx, &u.View)
	if err != nil {
		return nil, Group{}, err
	}
	states := t.states(g)
	if len(states) == 0 {
		return nil, Group{}, fault.New(fault.Unknown, tNoGroup)
	}
	return t, last(states), nil
}

// laterFaults refuses a change of g, the last state of a group, that is not
// after it.
func (g Group) laterFaults(day civil.Date) (wrong fault.Fields) {
	switch {
	case day.IsZero():
	case !g.Until.IsZero():
		wrong.Add("on", tGroupOver, g.Name, g.Until.Vietnamese())
	case !day.After(g.From):
		wrong.Add("on", tGroupEarly, g.Name, g.From.Vietnamese())
	}
	return wrong
}

func (g Group) normal() Group {
	var aliases []string
	for _, a := range g.Aliases {
		if a = clean(a); a != "" && !slices.Contains(aliases, a) {
			aliases = append(aliases, a)
		}
	}
	g.Name, g.Aliases = clean(g.Name), aliases
	return g
}

func (g Group) same(o Group) bool {
	return g.Name == o.Name && slices.Equal(g.Aliases, o.Aliases) && joinKinds(g.Kinds) == joinKinds(o.Kinds) && g.Tier == o.Tier && g.Line == o.Line
}

// faults tells what is wrong with g beside the other groups of its time.
func (g Group) faults(others []Group) (wrong fault.Fields) {
	if wrong = nameFaults(g.Name, ""); g.Name == "" {
		wrong = nil
		wrong.Add("name", tGroupUnnamed)
	}
	if slices.ContainsFunc(g.Aliases, func(a string) bool { return len(nameFaults(a, "")) > 0 }) {
		wrong.Add("aliases", tNameLong, maxName)
	}
	if slices.ContainsFunc(g.Kinds, func(k Kind) bool { return !slices.Contains(Kinds(), k) }) {
		wrong.Add("kinds", tKindUnknown)
	}
	if g.Tier != "" && !slices.Contains(Tiers(), g.Tier) {
		wrong.Add("tier", tTierUnknown)
	}
	if g.Line != "" && !slices.Contains(Lines(), g.Line) {
		wrong.Add("line", tLineUnknown)
	}
	if len(g.Kinds) == 0 && g.Tier == "" && g.Line == "" {
		wrong.Add("kinds", tGroupAll)
	}
	for _, o := range others {
		if o.ID == g.ID || !o.Overlaps(g.Interval) {
			continue
		}
		for i, printed := range g.printed() {
			field := "aliases"
			if i == 0 {
				field = "name"
			}
			if slices.ContainsFunc(o.printed(), func(p string) bool { return groupName(p) == groupName(printed) }) {
				wrong = append(wrong, &fault.Fault{Kind: fault.Conflict, Field: field, Text: tGroupTaken, Args: []any{printed, o.Name}})
			}
		}
	}
	return wrong
}

// printed returns every way in which documents print the group.
func (g Group) printed() []string { return append([]string{g.Name}, g.Aliases...) }

func (g Group) row(event EventID) []any {
	return []any{g.ID, g.From, g.Until, g.Name, strings.Join(g.Aliases, "\n"), joinKinds(g.Kinds), g.Tier, g.Line, event}
}

func (g Group) told(event EventID) map[string]any {
	return map[string]any{"event": event, "on": g.From, "name": g.Name, "aliases": g.Aliases, "kinds": g.Kinds, "tier": g.Tier, "line": g.Line}
}
