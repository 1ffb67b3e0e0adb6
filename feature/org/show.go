package org

import (
	"context"
	"slices"
	"strings"

	"quyet/base/civil"
	"quyet/base/ui"
)

func interval(ctx context.Context, i civil.Interval) string {
	if i.Until.IsZero() {
		return tSince.In(ctx, i.From.Vietnamese())
	}
	return tFromTo.In(ctx, i.From.Vietnamese(), i.Until.AddDays(-1).Vietnamese())
}

func seriesText(ctx context.Context, all []Series) string {
	var out []string
	for _, s := range all {
		out = append(out, s.Code+" – "+s.Regime.Title().In(ctx))
	}
	return strings.Join(out, "; ")
}

func actText(ctx context.Context, a Act) string {
	words := strings.TrimSpace(a.Symbol + " " + a.Title)
	if a.On.IsZero() {
		return words
	}
	return tActDated.In(ctx, words, a.On.Vietnamese())
}

func newestFirst(ms []ui.Moment) {
	slices.SortStableFunc(ms, func(a, b ui.Moment) int { return strings.Compare(b.Stamp, a.Stamp) })
}

// facts says what the body is, and who took over from it.
func (p bodyPage) facts(ctx context.Context) []ui.Fact {
	b := p.Body
	out := []ui.Fact{
		{Term: tKind.In(ctx), Value: b.Kind.Title().In(ctx)},
		{Term: tTier.In(ctx), Value: b.Tier.Title().In(ctx)},
		{Term: tLine.In(ctx), Value: b.Line.Title().In(ctx)},
		{Term: tCode.In(ctx), Value: b.Code},
		{Term: tLife.In(ctx), Value: interval(ctx, b.Interval)},
		{Term: tSeries.In(ctx), Value: seriesText(ctx, b.Series)},
	}
	var to []ID
	for _, s := range b.Heirs {
		to = append(to, s.To)
	}
	if len(to) > 0 {
		out = append(out, ui.Fact{Term: tHeirs.In(ctx), Shown: bodyLinks(p.Tree, to, b.Until)})
	}
	return out
}
