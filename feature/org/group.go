package org

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"quyet/base/access"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/viet"
	"quyet/base/work"
)

// AddGroups adds named groups of bodies, all or none.
//
// The actor needs [CanArrange] everywhere. Faults: Invalid for a missing name
// or an unknown kind, tier or line, Conflict for a name that another group
// bears.
func AddGroups(ctx context.Context, u *work.Unit, groups []Group) error {
	if err := u.Check(CanArrange, access.Everywhere); err != nil {
		return err
	}
	t, err := Load(ctx, &u.View)
	if err != nil {
		return err
	}
	others := slices.Clone(t.groups)
	var rows [][]any
	var told []work.Event
	var details []any
	for _, g := range groups {
		g = g.normal()
		g.ID = id.New[GroupID]()
		if err := g.faults(others).Err(); err != nil {
			return err
		}
		others = append(others, g)
		rows = append(rows, g.row())
		told = append(told, work.Event{Kind: "org.groupAdded", Subject: string(g.ID)})
		details = append(details, g.told())
	}
	if err := u.ExecMany(ctx, insertGroup, rows); err != nil {
		return fmt.Errorf("add groups: %w", err)
	}
	if err := u.RecordMany(ctx, told, details); err != nil {
		return err
	}
	return u.Changed(ctx, memoName)
}

// ChangeGroup gives the group with the identifier of g the name and the
// meaning of g.
//
// The actor needs [CanArrange] everywhere. Faults: Unknown, and those of
// [AddGroups].
func ChangeGroup(ctx context.Context, u *work.Unit, g Group) error {
	if err := u.Check(CanArrange, access.Everywhere); err != nil {
		return err
	}
	t, err := Load(ctx, &u.View)
	if err != nil {
		return err
	}
	if _, err := t.Group(g.ID); err != nil {
		return err
	}
	g = g.normal()
	if err := g.faults(t.groups).Err(); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, updateGroup, g.row()...); err != nil {
		return fmt.Errorf("change group: %w", err)
	}
	if err := u.Record(ctx, "org.groupChanged", string(g.ID), g.told()); err != nil {
		return err
	}
	return u.Changed(ctx, memoName)
}

// Group returns a group, or a [fault.Unknown] fault.
func (t *Tree) Group(g GroupID) (Group, error) {
	if i := slices.IndexFunc(t.groups, func(o Group) bool { return o.ID == g }); i >= 0 {
		return t.groups[i], nil
	}
	return Group{}, fault.New(fault.Unknown, tNoGroup)
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

// faults tells what is wrong with g beside the other groups.
func (g Group) faults(others []Group) (wrong fault.Fields) {
	wrong = nameFaults(g.Name, "")
	if slices.ContainsFunc(g.Kinds, func(k Kind) bool { return !slices.Contains(Kinds(), k) }) {
		wrong.Add("kinds", tKindUnknown)
	}
	if g.Tier != "" && !slices.Contains(Tiers(), g.Tier) {
		wrong.Add("tier", tTierUnknown)
	}
	if g.Line != "" && !slices.Contains(Lines(), g.Line) {
		wrong.Add("line", tLineUnknown)
	}
	for _, o := range others {
		if o.ID == g.ID {
			continue
		}
		for i, printed := range g.printed() {
			field := "aliases"
			if i == 0 {
				field = "name"
			}
			if slices.ContainsFunc(o.printed(), func(p string) bool { return viet.Fold(p) == viet.Fold(printed) }) {
				wrong = append(wrong, &fault.Fault{Kind: fault.Conflict, Field: field, Text: tGroupTaken, Args: []any{printed, o.Name}})
			}
		}
	}
	return wrong
}

// printed returns every way in which documents print the group.
func (g Group) printed() []string { return append([]string{g.Name}, g.Aliases...) }

func (g Group) row() []any {
	return []any{g.ID, g.Name, strings.Join(g.Aliases, "\n"), joinKinds(g.Kinds), g.Tier, g.Line}
}

func (g Group) told() map[string]any {
	return map[string]any{"name": g.Name, "aliases": g.Aliases, "kinds": g.Kinds, "tier": g.Tier, "line": g.Line}
}
