package brief

import (
	"context"
	"slices"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// A Cover is coverage: how many were reached of how many.
type Cover struct {
	Bodies   int   // that are asked
	Complete int   // of them, those for which nothing is left to do
	Overdue  int   // and those that are overdue
	Expected int64 // people, of the bodies that said how many there are
	Reached  int64 // of them
	Unsaid   int   // bodies that did not say how many there are
	Beside   int64 // people whom these reached, who count in no share
}

// IsZero says whether nobody is asked.
func (c Cover) IsZero() bool { return c == Cover{} }

// Missing is how many people were not reached yet, as far as it is known.
func (c Cover) Missing() int64 { return max(c.Expected-c.Reached, 0) }

// Plus returns c and o together.
func (c Cover) Plus(o Cover) Cover {
	return Cover{c.Bodies + o.Bodies, c.Complete + o.Complete, c.Overdue + o.Overdue, c.Expected + o.Expected, c.Reached + o.Reached, c.Unsaid + o.Unsaid, c.Beside + o.Beside}
}

// cover returns the coverage of one duty on the day of its line.
func (l Line) cover(day civil.Date) Cover {
	c := Cover{Bodies: 1}
	switch standing := l.Standing(day); {
	case !standing.Open():
		c.Complete = 1
	case standing == Overdue:
		c.Overdue = 1
	}
	if l.Expected == Unsaid {
		c.Unsaid, c.Beside = 1, l.Reached
	} else {
		c.Expected, c.Reached = l.Expected, l.Reached
	}
	return c
}

// Lines are what one body is asked, a line for each audience.
type Lines []Line

// Standing returns how a body stands with all of it on a day.
func (ls Lines) Standing(day civil.Date) Standing {
	overdue, begun, waiting, late := 0, 0, 0, 0
	for _, l := range ls {
		switch l.Standing(day) {
		case Overdue:
			overdue++
		case Begun:
			begun++
		case Waiting:
			waiting++
		case Late:
			late++
		}
	}
	switch {
	case overdue > 0:
		return Overdue
	case begun > 0, waiting > 0 && waiting < len(ls):
		return Begun
	case waiting > 0:
		return Waiting
	case late > 0:
		return Late
	}
	return Complete
}

// cover returns the coverage of one body on a day: one body, and the people of all
// its audiences.
func (ls Lines) cover(day civil.Date) (c Cover) {
	for _, l := range ls {
		one := l.cover(day)
		c.Expected, c.Reached, c.Beside = c.Expected+one.Expected, c.Reached+one.Reached, c.Beside+one.Beside
		c.Unsaid = max(c.Unsaid, one.Unsaid)
	}
	switch standing := ls.Standing(day); {
	case !standing.Open():
		c.Complete = 1
	case standing == Overdue:
		c.Overdue = 1
	}
	c.Bodies = 1
	return c
}

// audiences are those of the lines.
func (ls Lines) audiences() []Audience {
	out := make([]Audience, len(ls))
	for i, l := range ls {
		out[i] = l.Audience
	}
	return out
}

// of returns those of an audience; all of them for "".
func (ls Lines) of(a Audience) Lines {
	if a == "" {
		return ls
	}
	return slices.DeleteFunc(slices.Clone(ls), func(l Line) bool { return l.Audience != a })
}

// A BodyLines is what a body is asked, with where its numbers stand in the tree of a
// day.
type BodyLines struct {
	Body org.ID
	At   org.ID // body of the day; "" where there is none
	Tier org.Tier
	Lines
}

// within returns what bodies are asked whose numbers stand at root or below it, in the
// order of the chart; every one for "". Lines of one body stand together.
func within(tree *org.Tree, chart *org.Chart, lines []Line, root org.ID) (out []BodyLines) {
	order := map[org.ID]int{}
	for i, b := range chart.Subtree("") {
		order[b] = i + 1
	}
	for len(lines) > 0 {
		b, n := lines[0].Body, 1
		for n < len(lines) && lines[n].Body == b {
			n++
		}
		one := BodyLines{Body: b, At: tree.Stands(chart, b), Lines: lines[:n]}
		lines = lines[n:]
		if root != "" && !chart.Within(one.At, root) {
			continue
		}
		if body, ok := tree.Body(b); ok {
			one.Tier = body.Tier
		}
		out = append(out, one)
	}
	slices.SortStableFunc(out, func(a, b BodyLines) int { return order[a.At] - order[b.At] })
	return out
}

// A Sum is the coverage of a part, all together and by audience.
type Sum struct {
	All Cover // a body counts once, the people of each audience for themselves
	Of  map[Audience]Cover
}

func (s *Sum) add(ls Lines, day civil.Date) {
	s.All = s.All.Plus(ls.cover(day))
	if s.Of == nil {
		s.Of = map[Audience]Cover{}
	}
	for _, l := range ls {
		s.Of[l.Audience] = s.Of[l.Audience].Plus(l.cover(day))
	}
}

// plus adds o to s.
func (s *Sum) plus(o *Sum) {
	s.All = s.All.Plus(o.All)
	if s.Of == nil {
		s.Of = map[Audience]Cover{}
	}
	for a, c := range o.Of {
		s.Of[a] = s.Of[a].Plus(c)
	}
}

// A Part is what a body right below another one adds to its coverage.
type Part struct {
	Body org.ID // "" where no body of the day has the numbers
	Sum
}

// A TierPart is what the bodies of a tier add to coverage.
type TierPart struct {
	Tier org.Tier
	Sum
}

// A Coverage is how far a body and those below it are with briefing about a document.
type Coverage struct {
	Body org.ID // "" is everything
	Day  civil.Date
	At   time.Time // when it was read
	Sum
	Tiers  []TierPart  // from the top
	Parts  []Part      // the body itself first, then those right below it in list order
	Bodies []BodyLines // behind the numbers
}

// roll adds up the lines within root.
func roll(tree *org.Tree, chart *org.Chart, lines []Line, root org.ID, day civil.Date) *Coverage {
	c := &Coverage{Body: root, Day: day, Bodies: within(tree, chart, lines, root)}
	// Each line is added once: a part of a tier is what both have in common.
	type both struct {
		part org.ID
		tier org.Tier
	}
	common := map[both]*Sum{}
	for _, one := range c.Bodies {
		at := both{part(chart, one.At, root), one.Tier}
		if common[at] == nil {
			common[at] = &Sum{}
		}
		common[at].add(one.Lines, day)
	}
	parts, tiers := map[org.ID]*Sum{}, map[org.Tier]*Sum{}
	for at, sum := range common {
		if parts[at.part] == nil {
			parts[at.part] = &Sum{}
		}
		if tiers[at.tier] == nil {
			tiers[at.tier] = &Sum{}
		}
		for _, s := range []*Sum{&c.Sum, parts[at.part], tiers[at.tier]} {
			s.plus(sum)
		}
	}
	for _, t := range org.Tiers() {
		if s := tiers[t]; s != nil {
			c.Tiers = append(c.Tiers, TierPart{t, *s})
		}
	}
	for _, b := range append([]org.ID{root}, chart.Below(root)...) {
		if s := parts[b]; s != nil {
			c.Parts = append(c.Parts, Part{b, *s})
		}
	}
	return c
}

// part returns which body right below root holds b, or root itself.
func part(chart *org.Chart, b, root org.ID) org.ID {
	for b != root && b != "" {
		up := chart.Superior(b)
		if up == root {
			return b
		}
		b = up
	}
	return root
}

// MostLines is how many duties of one document are added up.
const MostLines = 400_000

// CoverageOf returns how far root and the bodies below it were with briefing about a
// document at the end of day, by what is known now; of everything for "". Bodies that the
// actor may not see are not counted.
//
// It stands in the tree of the day charted, which is day itself but where two days are
// compared: what former bodies did then stands at those that took over from them, so
// that both have the same rows. Of each duty it tells Doc, Body, Audience, Due and Done.
// What is added up of the whole country may be a minute old: At tells when it was read.
//
// The actor sees the document and needs [CanSee] on root. Faults: Unknown; TooMuch for
// a document with more than [MostLines] duties.
func CoverageOf(ctx context.Context, v *work.View, d doc.ID, root org.ID, day, charted civil.Date) (*Coverage, error) {
	if _, err := doc.Find(ctx, v, d); err != nil {
		return nil, err
	}
	scope := root.Scope()
	if root == "" {
		scope = access.Everywhere
	}
	if v.Check(CanSee, scope) != nil {
		return nil, fault.New(fault.Unknown, tNoDuty)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	chart := tree.Chart(charted)
	r, err := readingOf(ctx, v, d, tree, chart, root, day)
	if err != nil {
		return nil, err
	}
	c := *r.coverage(v, tree, chart, root, day)
	c.At = r.at
	return &c, nil
}
