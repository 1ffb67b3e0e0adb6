package board

import (
	"context"
	"net/url"
	"strconv"

	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/task"
)

// ruleGreen is the share of green from which the map asks whether it is true:
// 131 green, 9 yellow and none red of 140 is how one such register looked.
var ruleGreen = rule.Number("board.green_share", tRuleGreen, tRuleGreenHint, 50, 100,
	rule.Shipped{Value: "90", From: "2000-01-01", Citation: "Mặc định của chương trình (không có quy định)"})

// ruleStale says after how many days without anything being done to a task it is
// called stale.
var ruleStale = rule.Number("board.stale_days", tRuleStale, tRuleStaleHint, 7, 366,
	rule.Shipped{Value: "60", From: "2000-01-01", Citation: "Mặc định của chương trình: hai kỳ báo cáo tháng (chưa kiểm chứng với quy chế của cơ quan)"})

// mostCares is how far each of the cares is counted.
const mostCares = 9999

// A Care is something of a body's open tasks that wants a look.
type Care struct {
	Title text.T
	N     int
	More  bool   // than N
	Rows  string // the address of the tasks
}

// A Health is how well what is shown of a body can be trusted.
type Health struct {
	Cares []Care // those that there are

	// Green of Of tasks were done in time or are within their deadline; it is
	// asked whether that is true where the share is over Limit per cent.
	Green, Of, Limit int64
}

// Doubtful says whether the share of green raises a question.
func (h Health) Doubtful() bool { return h.Of >= leastDoubted && h.Green*100 > h.Of*h.Limit }

// leastDoubted is how many tasks there must be before their share says anything.
const leastDoubted = 20

// HealthOf looks at the tasks led in the subtree of a body.
//
// The actor needs task.CanSee on the body.
func HealthOf(ctx context.Context, v *work.View, body org.ID) (h Health, err error) {
	if err := v.Check(task.CanSee, body.Scope()); err != nil {
		return h, err
	}
	stale, _, err := ruleStale.Number(ctx, v, v.Today)
	if err != nil {
		return h, err
	}
	for _, c := range []struct {
		title  text.T
		filter task.Filter
		ask    url.Values
	}{
		{tOwnerless, task.Filter{Lacks: task.NoPerson}, url.Values{"lacks": {string(task.NoPerson)}}},
		{tOwnerLeft, task.Filter{Lacks: task.NoOwner}, url.Values{"lacks": {string(task.NoOwner)}}},
		{tStale, task.Filter{Silent: stale}, url.Values{"silent": {strconv.Itoa(stale)}}},
		{tCopied, task.Filter{Lacks: task.NoNews}, url.Values{"lacks": {string(task.NoNews)}}},
	} {
		c.filter.Body = body
		n, more, err := task.Count(ctx, v, c.filter, mostCares)
		if err != nil {
			return h, err
		}
		if n > 0 {
			c.ask.Set("body", string(body))
			h.Cares = append(h.Cares, Care{c.title, n, more, "/tasks?" + c.ask.Encode()})
		}
	}
	limit, _, err := ruleGreen.Number(ctx, v, v.Today)
	if err != nil {
		return h, err
	}
	counts, err := Of(ctx, v, body, "")
	if err != nil {
		return h, err
	}
	h.Limit = int64(limit)
	h.Green, h.Of = counts.green()
	return h, nil
}

func (h handlers) health(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	body, _, err := bodyOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	of, err := HealthOf(ctx, v, body)
	if err != nil {
		return nil, err
	}
	if r.Partial() {
		return web.Show(healthPart(of, true)), nil
	}
	tree, err := org.Load(ctx, v)
	return web.Show(healthView(of, tree.Name(body, v.Today), "/map?body="+string(body))), err
}

func healthAt(body org.ID) string { return "/map/health?body=" + string(body) }

func (h Health) figures(ctx context.Context) []ui.Figure {
	out := make([]ui.Figure, len(h.Cares))
	for i, c := range h.Cares {
		n := text.Int(ctx, c.N)
		if c.More {
			n += "+"
		}
		out[i] = ui.Figure{Label: c.Title.In(ctx), Value: n, Href: c.Rows, Tone: ui.Caution}
	}
	return out
}
