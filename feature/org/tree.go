package org

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
)

// A Tree holds every body that is or was, with all its states. It is shared
// between requests and never changed.
type Tree struct {
	bodies map[ID]*Body
	codes  map[string]ID
	names  map[string][]ID // folded full and short names of all times
	events map[EventID]Event
	groups []Group // every state of each, by name

	// settled is the last day on which something changed directly under a
	// body, or on which it took over from another: its end must come later.
	settled map[ID]civil.Date

	// turns are the days on which anything changed, in order. Between two of
	// them every day has the same drawing.
	turns []civil.Date

	mu       sync.Mutex
	drawings map[int]*drawing // by index into turns

	folding sync.Once
	folds   map[ID][]string // of each body's names in turn, for finding; see holding
}

var _ access.Tree = (*Tree)(nil)

// Load returns the tree. It asks for no right: who stands where is known to
// everyone who works with the program.
func Load(ctx context.Context, v *work.View) (*Tree, error) {
	return work.Memo(ctx, v, memoName, func() (*Tree, error) { return read(ctx, v) })
}

// Version returns a mark that differs after each change of the tree. Like
// [Load] it asks for no right.
func Version(ctx context.Context, v *work.View) (string, error) { return v.Version(ctx, memoName) }

const memoName = "org"

// Len returns the number of bodies of all times.
func (t *Tree) Len() int { return len(t.bodies) }

// Bodies returns every body of all times, in the order in which they came to
// be, those of one day by code.
func (t *Tree) Bodies() []*Body {
	all := make([]*Body, 0, len(t.bodies))
	for _, b := range t.bodies {
		all = append(all, b)
	}
	slices.SortFunc(all, func(a, b *Body) int { return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Code, b.Code)) })
	return all
}

// Body returns a body; ok is false if there is none with that identifier.
func (t *Tree) Body(b ID) (*Body, bool) {
	body, ok := t.bodies[b]
	return body, ok
}

// Find returns a body, or a [fault.Unknown] fault.
func (t *Tree) Find(b ID) (*Body, error) {
	if body, ok := t.bodies[b]; ok {
		return body, nil
	}
	return nil, fault.New(fault.Unknown, tNoBody)
}

// ByCode returns the body with the given code.
func (t *Tree) ByCode(code string) (*Body, bool) {
	body, ok := t.bodies[t.codes[code]]
	return body, ok
}

// Named returns the bodies that bore name, full or short, on day, whatever
// its tones and capitals.
func (t *Tree) Named(name string, day civil.Date) []*Body {
	var out []*Body
	want := viet.Fold(viet.NFC(name))
	for _, b := range t.names[want] {
		body := t.bodies[b]
		n := body.nameOn(day)
		if body.Contains(day) && (viet.Fold(n.Full) == want || viet.Fold(n.Short) == want) {
			out = append(out, body)
		}
	}
	return out
}

// Name returns the body's name on day, for pages; "–" for no body.
func (t *Tree) Name(b ID, day civil.Date) string {
	if body, ok := t.bodies[b]; ok {
		return body.NameOn(day)
	}
	return "–"
}

// Distinct returns the body's short name on day for a list of what belongs to
// root, "" for all: where another body in it is called the same, as are the cells
// of many communes, with the superior's name. It returns "–" for no body.
func (t *Tree) Distinct(b, root ID, day civil.Date) string {
	body, ok := t.bodies[b]
	if !ok {
		return "–"
	}
	name := body.ShortOn(day)
	c := Chart{day, t.drawn(day)} // and not [Tree.Chart]: lists ask this row by row
	c.doubling.Do(func() { c.doubles = t.doubled(&c) })
	if r, ok := c.spot[root]; ok {
		at := c.doubles[name]
		first, _ := slices.BinarySearch(at, r.at)
		if first+1 < len(at) && at[first+1] < r.end {
			if up, ok := t.bodies[c.Superior(b)]; ok {
				return name + ", " + up.ShortOn(day)
			}
		}
	}
	return name
}

func (t *Tree) doubled(c *Chart) map[string][]int {
	at := map[string][]int{}
	for i, b := range c.order {
		name := t.bodies[b].ShortOn(c.Day)
		at[name] = append(at[name], i)
	}
	maps.DeleteFunc(at, func(_ string, where []int) bool { return len(where) < 2 })
	return at
}

// Event returns an event in the life of bodies.
func (t *Tree) Event(e EventID) (Event, bool) {
	event, ok := t.events[e]
	return event, ok
}

// Within says whether scope is root or stands below it. A body that exists no
// more stands where it last stood; where its superior exists no more either,
// it stands under those who took over.
func (t *Tree) Within(scope, root access.Scope) bool {
	return t.within(ID(scope), ID(root), maxDepth)
}

// Heirs returns who does the work of b now: b itself while it exists, else
// those who took over from it, step by step. It is empty for a body that was
// dissolved without successors.
func (t *Tree) Heirs(b ID) []ID { return t.heirs(b, maxDepth) }

func (t *Tree) heirs(b ID, depth int) []ID {
	body, ok := t.bodies[b]
	switch {
	case !ok || depth == 0:
		return nil
	case body.Until.IsZero():
		return []ID{b}
	}
	var out []ID
	for _, h := range body.Heirs {
		for _, now := range t.heirs(h.To, depth-1) {
			if !slices.Contains(out, now) {
				out = append(out, now)
			}
		}
	}
	return out
}

// maxDepth bounds walks up the tree; no real chain of superiors and
// successors comes near it.
const maxDepth = 32

func (t *Tree) within(b, root ID, depth int) bool {
	for ; depth > 0 && b != ""; depth-- {
		if b == root {
			return true
		}
		body, ok := t.bodies[b]
		if !ok {
			return false
		}
		for _, heir := range body.Heirs {
			if t.within(heir.To, root, depth-1) {
				return true
			}
		}
		b = last(body.Places).Superior
	}
	return false
}

// last returns the latest of a body's states over time.
func last[T any](states []T) (latest T) {
	if len(states) > 0 {
		latest = states[len(states)-1]
	}
	return latest
}

// Chart returns the tree as it stands on day.
func (t *Tree) Chart(day civil.Date) *Chart { return &Chart{Day: day, drawing: t.drawn(day)} }

func (t *Tree) drawn(day civil.Date) *drawing {
	turn, _ := slices.BinarySearchFunc(t.turns, day.AddDays(1), civil.Date.Compare)
	t.mu.Lock()
	defer t.mu.Unlock()
	d := t.drawings[turn]
	if d == nil {
		// A page with a slider asks for many days; a handful is enough to keep.
		if len(t.drawings) >= 16 {
			clear(t.drawings)
		}
		d = t.draw(day)
		t.drawings[turn] = d
	}
	return d
}

// A Chart is the tree on one day.
type Chart struct {
	Day civil.Date
	*drawing
}

// A drawing is what charts of all days between two changes share.
type drawing struct {
	order []ID // every body, each followed by its subtree
	spot  map[ID]spot

	naming sync.Once
	names  printedNames

	doubling sync.Once
	doubles  map[string][]int // where in order bodies of one short name stand, of names that more than one has

	sorting sync.Once
	byName  []ID
	ranks   map[ID]int
}

// ByName returns all bodies that there ever were in the order of the short
// names that they bear on day, and the place of each in it. Both are shared and
// must not be changed.
func (t *Tree) ByName(day civil.Date) (order []ID, ranks map[ID]int) {
	c := t.Chart(day)
	c.sorting.Do(func() {
		type named struct {
			body ID
			key  []byte
		}
		keys := make([]named, 0, len(t.bodies))
		for _, b := range t.bodies {
			keys = append(keys, named{b.ID, text.SortKey(b.ShortOn(day))})
		}
		slices.SortFunc(keys, func(a, b named) int { return cmp.Or(bytes.Compare(a.key, b.key), cmp.Compare(a.body, b.body)) })
		c.byName, c.ranks = make([]ID, len(keys)), make(map[ID]int, len(keys))
		for i, k := range keys {
			c.byName[i], c.ranks[k.body] = k.body, i
		}
	})
	return c.byName, c.ranks
}

// A spot is where a body stands in a chart.
type spot struct {
	superior ID
	at, end  int // the body's subtree is order[at:end]
	depth    int
	below    []ID
}

func (t *Tree) draw(day civil.Date) *drawing {
	d := &drawing{spot: map[ID]spot{}}
	below := map[ID][]ranked{}
	for _, b := range t.bodies {
		if b.Contains(day) {
			superior := b.SuperiorOn(day)
			if up, ok := t.bodies[superior]; !ok || !up.Contains(day) {
				superior = ""
			}
			below[superior] = append(below[superior], rank(b, day))
		}
	}
	for _, bs := range below {
		slices.SortFunc(bs, byProtocol)
	}
	var place func(superior ID, depth int) []ID
	place = func(superior ID, depth int) []ID {
		var ids []ID
		for _, b := range below[superior] {
			s := spot{superior: superior, at: len(d.order), depth: depth}
			d.order = append(d.order, b.ID)
			s.below = place(b.ID, depth+1)
			s.end = len(d.order)
			d.spot[b.ID] = s
			ids = append(ids, b.ID)
		}
		return ids
	}
	d.spot[""] = spot{below: place("", 0), end: len(d.order)}
	return d
}

// A ranked body carries what it is sorted by.
type ranked struct {
	*Body
	tier, kind int
	name       []byte
}

func rank(b *Body, day civil.Date) ranked {
	return ranked{b, slices.Index(Tiers(), b.Tier), slices.Index(Kinds(), b.Kind), text.SortKey(b.NameOn(day))}
}

// byProtocol orders the bodies under one superior: by tier, by kind, then by
// name in the Vietnamese alphabet.
func byProtocol(a, b ranked) int {
	return cmp.Or(cmp.Compare(a.tier, b.tier), cmp.Compare(a.kind, b.kind), bytes.Compare(a.name, b.name), cmp.Compare(a.Code, b.Code))
}

// Len returns the number of bodies on the day.
func (c *Chart) Len() int { return len(c.order) }

// Has says whether the body exists on the day.
func (c *Chart) Has(b ID) bool {
	_, ok := c.spot[b]
	return ok && b != ""
}

// Below returns the bodies directly under b, in list order; under "", those
// at the top. The slice is shared.
func (c *Chart) Below(b ID) []ID { return c.spot[b].below }

// Subtree returns b and all bodies below it, each before those below it; for
// "", every body. The slice is shared.
func (c *Chart) Subtree(b ID) []ID {
	s, ok := c.spot[b]
	if !ok {
		return nil
	}
	return c.order[s.at:s.end]
}

// Superior returns under whom b stands, "" at the top.
func (c *Chart) Superior(b ID) ID { return c.spot[b].superior }

// Depth returns how many superiors b has.
func (c *Chart) Depth(b ID) int { return c.spot[b].depth }

// Within says whether b is root or stands below it on the day.
func (c *Chart) Within(b, root ID) bool {
	s, ok := c.spot[b]
	r, there := c.spot[root]
	return ok && there && r.at <= s.at && s.at < r.end
}

// Chain returns the superiors of b from the top down, without b itself.
func (c *Chart) Chain(b ID) []ID {
	var up []ID
	for s := c.Superior(b); s != ""; s = c.Superior(s) {
		up = append(up, s)
	}
	slices.Reverse(up)
	return up
}

// Stands says at which body of a chart the numbers of b stand, so that none is counted
// twice or lost: b itself, or where it has ended the one that took over from it; of
// several, the lowest body above them all. A body that nobody took over from stands at its
// last superior. "" is above everything.
func (t *Tree) Stands(c *Chart, b ID) ID { return t.stands(c, b, maxDepth) }

func (t *Tree) stands(c *Chart, b ID, depth int) ID {
	body, ok := t.bodies[b]
	switch {
	case !ok || depth == 0:
		return ""
	case c.Has(b):
		return b
	case len(body.Heirs) == 0:
		if len(body.Places) == 0 {
			return ""
		}
		return t.stands(c, body.Places[len(body.Places)-1].Superior, depth-1)
	}
	at := t.stands(c, body.Heirs[0].To, depth-1)
	for _, h := range body.Heirs[1:] {
		at = c.above(at, t.stands(c, h.To, depth-1))
	}
	return at
}

// above returns the lowest body that holds both a and b.
func (c *Chart) above(a, b ID) ID {
	for ; a != ""; a = c.Superior(a) {
		if c.Within(b, a) {
			return a
		}
	}
	return ""
}

// Root returns the topmost body of tier that b is or stands under, "" if
// there is none: the commune whose locality a cell belongs to.
func (t *Tree) Root(c *Chart, b ID, tier Tier) ID {
	var found ID
	for ; b != ""; b = c.Superior(b) {
		if body, ok := t.bodies[b]; ok && body.Tier == tier {
			found = b
		}
	}
	return found
}

// Own returns the body whose pages a person sees first: the one for which they
// act, if they hold p on it, else the first on which they do; "" where there is
// none. Who holds it everywhere begins at the top of the tree.
func (t *Tree) Own(a access.Actor, p *access.Permission, day civil.Date) ID {
	if a.Body != "" && a.May(p, a.Body) {
		return ID(a.Body)
	}
	for _, s := range a.Roots(p) {
		if s != access.Everywhere {
			return ID(s)
		}
		if tops := t.Chart(day).Below(""); len(tops) > 0 {
			return tops[0]
		}
	}
	return ""
}
