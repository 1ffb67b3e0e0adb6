package org

import (
	"context"
	"slices"
	"strconv"
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

func fieldID(name string, i int) string {
	if i == 0 {
		return "" // the field's own, to which the error summary leads
	}
	return "f-" + name + "-" + strconv.Itoa(i)
}

func at(all []string, i int) string {
	if i < len(all) {
		return all[i]
	}
	return ""
}

func firstOnly(i int, s string) string {
	if i == 0 {
		return s
	}
	return ""
}
