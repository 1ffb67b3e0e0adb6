package org

import (
	"context"
	"slices"
	"strings"

	"quyet/base/civil"
	"quyet/base/text"
)

// The tree as a spreadsheet: one line per change in the life of a body, the
// first of which begins it. Each line also repeats how the body is called and
// under whom it stands from then on, so that it can be read by itself. What
// is exported can be imported, into an empty office or into the same one.

// A sheetLine is one line as it stands in the spreadsheet.
type sheetLine struct {
	No                       int // in the file, from 1; the headings are line 1
	Code                     string
	Event                    string // title of the event kind; empty: established
	On                       string
	Name, Short              string
	Kind, Tier, Line         string // titles
	Superior                 string // code
	Act, ActTitle, ActOn     string
	Heirs                    string // codes, separated by commas
	PartySeries, StateSeries string // codes, separated by commas
}

// A column of the spreadsheet.
type column struct {
	title, meaning text.T
	cell           func(*sheetLine) *string
	width          float64 // in characters
	needed         bool    // a spreadsheet without it is none of bodies
	day            bool
}

var columns = []column{
	{title: tColCode, meaning: tColCodeIs, cell: func(l *sheetLine) *string { return &l.Code }, width: 14, needed: true},
	{title: tColEvent, meaning: tColEventIs, cell: func(l *sheetLine) *string { return &l.Event }, width: 22},
	{title: tColOn, meaning: tColOnIs, cell: func(l *sheetLine) *string { return &l.On }, width: 12, needed: true, day: true},
	{title: tName, meaning: tColNameIs, cell: func(l *sheetLine) *string { return &l.Name }, width: 48, needed: true},
	{title: tShort, meaning: tColShortIs, cell: func(l *sheetLine) *string { return &l.Short }, width: 24},
	{title: tKind, meaning: tColKindIs, cell: func(l *sheetLine) *string { return &l.Kind }, width: 26, needed: true},
	{title: tTier, meaning: tColTierIs, cell: func(l *sheetLine) *string { return &l.Tier }, width: 12, needed: true},
	{title: tLine, meaning: tColLineIs, cell: func(l *sheetLine) *string { return &l.Line }, width: 18, needed: true},
	{title: tColSuperior, meaning: tColSuperiorIs, cell: func(l *sheetLine) *string { return &l.Superior }, width: 14},
	{title: tColAct, meaning: tColActIs, cell: func(l *sheetLine) *string { return &l.Act }, width: 16},
	{title: tActTitle, meaning: tColActTitleIs, cell: func(l *sheetLine) *string { return &l.ActTitle }, width: 48},
	{title: tActOn, meaning: tColActOnIs, cell: func(l *sheetLine) *string { return &l.ActOn }, width: 12, day: true},
	{title: tColHeirs, meaning: tColHeirsIs, cell: func(l *sheetLine) *string { return &l.Heirs }, width: 20},
	{title: tPartySeries, meaning: tPartySeriesHint, cell: func(l *sheetLine) *string { return &l.PartySeries }, width: 16},
	{title: tStateSeries, meaning: tStateSeriesHint, cell: func(l *sheetLine) *string { return &l.StateSeries }, width: 16},
}

// headings returns the first line of the spreadsheet.
func headings(ctx context.Context) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.title.In(ctx)
	}
	return out
}

func (l *sheetLine) cells() []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = *c.cell(l)
	}
	return out
}

// Lines returns every body with all its changes as lines of a spreadsheet,
// headings first, in the language of ctx. Bodies stand in the order in which
// they came to be.
func (t *Tree) Lines(ctx context.Context) [][]string {
	out := [][]string{headings(ctx)}
	for _, b := range t.Bodies() {
		for _, l := range t.linesOf(ctx, b) {
			out = append(out, l.cells())
		}
	}
	return out
}

// LinesOn returns the bodies of a day, in list order, as if they had begun on
// that day: the spreadsheet with which another office can start.
func (t *Tree) LinesOn(ctx context.Context, day civil.Date) [][]string {
	out := [][]string{headings(ctx)}
	chart := t.Chart(day)
	for _, id := range chart.Subtree("") {
		b := t.bodies[id]
		l := t.stateOn(ctx, b, b.Names[0].Event, day)
		l.Event, l.Superior = Established.Title().In(ctx), t.code(chart.Superior(id))
		l.PartySeries, l.StateSeries = b.codes(PartyRegime), b.codes(StateRegime)
		out = append(out, l.cells())
	}
	return out
}

// linesOf returns the changes in the life of b in order of time.
func (t *Tree) linesOf(ctx context.Context, b *Body) []sheetLine {
	type change struct {
		on    civil.Date
		event EventID
	}
	changes := []change{{b.From, b.Names[0].Event}}
	for _, n := range b.Names[1:] {
		changes = append(changes, change{n.From, n.Event})
	}
	for _, p := range b.Places[1:] {
		changes = append(changes, change{p.From, p.Event})
	}
	slices.SortStableFunc(changes, func(x, y change) int { return x.on.Compare(y.on) })
	if !b.Until.IsZero() {
		changes = append(changes, change{b.Until, b.End})
	}
	out := make([]sheetLine, len(changes))
	for i, c := range changes {
		out[i] = t.stateOn(ctx, b, c.event, c.on)
	}
	out[0].PartySeries, out[0].StateSeries = b.codes(PartyRegime), b.codes(StateRegime)
	if len(b.Heirs) > 0 {
		heirs := make([]string, len(b.Heirs))
		for i, h := range b.Heirs {
			heirs[i] = t.code(h.To)
		}
		slices.Sort(heirs)
		last := &out[len(out)-1]
		last.Heirs = strings.Join(heirs, ", ")
	}
	return out
}

// stateOn returns how b is on day, with the event to which the line belongs.
func (t *Tree) stateOn(ctx context.Context, b *Body, event EventID, day civil.Date) sheetLine {
	n, e := b.nameOn(day), t.events[event]
	return sheetLine{
		Code: b.Code, Event: e.Kind.Title().In(ctx), On: day.Vietnamese(), Name: n.Full, Short: n.Short,
		Kind: b.Kind.Title().In(ctx), Tier: b.Tier.Title().In(ctx), Line: b.Line.Title().In(ctx),
		Superior: t.code(b.SuperiorOn(day)), Act: e.Act.Symbol, ActTitle: e.Act.Title, ActOn: e.Act.On.Vietnamese(),
	}
}

func (t *Tree) code(b ID) string {
	if body, ok := t.bodies[b]; ok {
		return body.Code
	}
	return ""
}

// codes returns the body's number-series codes of a regime, in order.
func (b *Body) codes(regime Regime) string {
	var out []string
	for _, s := range b.Series {
		if s.Regime == regime {
			out = append(out, s.Code)
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
