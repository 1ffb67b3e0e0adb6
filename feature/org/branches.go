package org

import (
	"context"
	"net/url"

	"quyet/base/text"
	"quyet/base/ui"
)

// branches makes the lines of a chart as pages show it. Many bodies of one
// kind under one superior become one line, which unfolds: a province has a
// hundred Party committees of communes.
type branches struct {
	ctx   context.Context
	tree  *Tree
	chart *Chart
	own   ID          // the body of the person who looks, "" for none
	path  map[ID]bool // own and those above it, which are shown unfolded
}

const (
	// crowd is how many bodies of one kind make one line.
	crowd = 8
	// topLevels is how many levels are unfolded for those who act for no body:
	// centre and provinces.
	topLevels = 2
)

func newBranches(ctx context.Context, t *Tree, c *Chart, own ID) branches {
	b := branches{ctx, t, c, own, map[ID]bool{}}
	if c.Has(own) {
		b.path[own] = true
		for _, up := range c.Chain(own) {
			b.path[up] = true
		}
	}
	return b
}

// below returns the lines under superior, unfolded to the given number of
// levels.
func (b branches) below(superior ID, levels int) []ui.Node {
	var out []ui.Node
	ids := b.chart.Below(superior)
	for len(ids) > 0 {
		n := 1
		for n < len(ids) && b.like(ids[0], ids[n]) {
			n++
		}
		if alike := ids[:n]; n > crowd && superior != "" && n < len(b.chart.Below(superior)) {
			out = append(out, b.many(superior, alike))
		} else {
			out = append(out, b.each(alike, levels)...)
		}
		ids = ids[n:]
	}
	return out
}

func (b branches) like(x, y ID) bool {
	one, other := b.tree.bodies[x], b.tree.bodies[y]
	return one.Tier == other.Tier && one.Kind == other.Kind
}

// alike returns the bodies under superior of one tier and kind.
func (b branches) alike(superior ID, tier Tier, kind Kind) (ids []ID) {
	for _, id := range b.chart.Below(superior) {
		if body := b.tree.bodies[id]; body.Tier == tier && body.Kind == kind {
			ids = append(ids, id)
		}
	}
	return ids
}

// many returns the one line for bodies of one kind.
func (b branches) many(superior ID, ids []ID) ui.Node {
	one := b.tree.bodies[ids[0]]
	n := ui.Node{Label: tManyOf.In(b.ctx, one.Kind.Title(), one.Tier.Title()), Note: tCount.In(b.ctx, len(ids), text.Int(b.ctx, len(ids)))}
	for _, id := range ids {
		if b.path[id] {
			n.Open, n.Children = true, b.each(ids, 0)
			return n
		}
	}
	n.Later = b.later(superior, url.Values{"tier": {string(one.Tier)}, "kind": {string(one.Kind)}})
	return n
}

// each returns a line for each body.
func (b branches) each(ids []ID, levels int) []ui.Node {
	out := make([]ui.Node, len(ids))
	for i, id := range ids {
		body := b.tree.bodies[id]
		n := ui.Node{Label: body.NameOn(b.chart.Day), Href: body.Address(b.chart.Day)}
		if id == b.own {
			n.Statuses = []ui.Status{{Word: tYours.In(b.ctx), Tone: ui.Notable}}
		}
		if below := len(b.chart.Subtree(id)) - 1; below > 0 {
			n.Note = tCount.In(b.ctx, below, text.Int(b.ctx, below))
			if b.path[id] || len(b.path) == 0 && levels > 0 {
				n.Open, n.Children = true, b.below(id, levels-1)
			} else {
				n.Later = b.later(id, url.Values{})
			}
		}
		out[i] = n
	}
	return out
}

func (b branches) later(id ID, query url.Values) string {
	query.Set("on", b.chart.Day.String())
	return "/bodies/below/" + string(id) + "?" + query.Encode()
}
