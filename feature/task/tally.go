package task

import (
	"context"
	"fmt"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
)

// mostDays is how many days [DueDays] counts at most.
const mostDays = 62

// StateCounts returns how many of the tasks that f asks for are in each state;
// a state without any is missing. Rights and faults are those of [Find].
func StateCounts(ctx context.Context, v *work.View, f Filter) (map[State]int64, error) {
	out := map[State]int64{}
	if err := f.check(v); err != nil {
		return nil, err
	}
	q, err := f.whole().query(ctx, v)
	if err != nil || q == nil {
		return out, err
	}
	stmt := db.Built("task.stateCounts", `SELECT state, count(*) FROM `+q.source()+` GROUP BY state LIMIT `+q.arg(len(States())))
	err = db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		var s State
		var n int64
		err := scan(&s, &n)
		out[s] = n
		return err
	}, q.args...)
	if err != nil {
		return nil, fmt.Errorf("count tasks by state: %w", err)
	}
	return out, nil
}

// DueDays returns how many of the tasks that f asks for are due on each day from
// From until Until, at most 62 days; a day without any is missing. Rights and
// faults are those of [Find]; Invalid for more days.
func DueDays(ctx context.Context, v *work.View, f Filter) (map[civil.Date]int64, error) {
	out := map[civil.Date]int64{}
	if err := f.check(v); err != nil {
		return nil, err
	}
	if f.From.IsZero() || f.Until.IsZero() || f.Until.Sub(f.From) >= mostDays {
		return nil, fault.At("until", tUntilBeforeFrom)
	}
	q, err := f.whole().query(ctx, v)
	if err != nil || q == nil {
		return out, err
	}
	stmt := db.Built("task.dueDays", `SELECT due_on, count(*) FROM `+q.source()+` GROUP BY due_on LIMIT `+q.arg(mostDays))
	err = db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		var d civil.Date
		var n int64
		err := scan(&d, &n)
		out[d] = n
		return err
	}, q.args...)
	if err != nil {
		return nil, fmt.Errorf("count tasks by deadline: %w", err)
	}
	return out, nil
}

// whole is f without the order, the groups and the beginning of a page.
func (f Filter) whole() Filter {
	f.Order, f.Group, f.After = Order{}, NoGroups, Cursor{}
	return f
}
