package indicator

import (
	"context"

	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/period"
)

// mostEarlier is how many periods before it is looked for the last number of a body.
const mostEarlier = 8

// addLatest lets each body that has no number of an indicator of which the latest counts
// stand with the last one that it reported, at most eight periods before. It is marked, and
// told of now only.
func addLatest(ctx context.Context, v *work.View, set *Set, p period.Period, a *adder, has map[org.ID]map[int]bool) error {
	keys := make([]string, 0, mostEarlier)
	order := map[string]int{}
	for q := p.Prev(); len(keys) < mostEarlier; q = q.Prev() {
		order[q.Key()] = len(keys)
		keys = append(keys, q.Key())
	}
	type said struct {
		cell  Cell
		order int
	}
	last := map[org.ID]map[int]said{}
	q := db.Built("indicator.earlier", `
		SELECT period, body_id, cells FROM indicator_return WHERE set_id = $1 AND state <> 'open' AND period IN (`+db.Places(3, len(keys))+`) LIMIT $2`)
	if err := db.Each(ctx, v.Snapshot, q, func(scan db.Scan) error {
		var key, packed string
		var b org.ID
		if err := scan(&key, &b, &packed); err != nil {
			return err
		}
		return eachPacked(packed, func(no int, c Cell) {
			at := a.place(no)
			if at < 0 || a.indicators[at].Aggregation != Latest || has[b][no] || c.NotHere {
				return
			}
			if last[b] == nil {
				last[b] = map[int]said{}
			}
			if old, had := last[b][no]; !had || order[key] < old.order {
				last[b][no] = said{c, order[key]}
			}
		})
	}, append([]any{set.ID, mostReturns * mostEarlier}, db.Args(keys)...)...); err != nil {
		return err
	}
	for b, cells := range last {
		sums := a.of(b)
		if sums == nil {
			continue
		}
		for no, s := range cells {
			at := a.place(no)
			sums[at].add(a.indicators[at], &s.cell)
			sums[at].Earlier++
		}
	}
	return nil
}
