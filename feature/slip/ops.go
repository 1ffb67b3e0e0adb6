package slip

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/task"
)

// Most is how many slips are printed at once.
const Most = 50

var (
	lastNumber = db.SQL("slip.last", `SELECT coalesce(max(no), 0) FROM slip_number`)
	taskOf     = db.SQL("slip.task", `SELECT task_id FROM slip_number WHERE no = $1`)
)

// A Slip is a task and its number.
type Slip struct {
	No Number
	*task.Whole
}

// Give returns the numbers of tasks in their order, and gives one to each that
// has none yet.
//
// Whoever may see the tasks may have slips of them ([task.CanSee]); the fault is
// Unknown where one of them may not be seen. Other faults: TooMuch for more than
// [Most].
func Give(ctx context.Context, u *work.Unit, ids []task.ID) ([]Number, error) {
	ids = distinct(ids)
	slips, err := of(ctx, &u.View, ids)
	if err != nil {
		return nil, err
	}
	if len(slips) == 0 || len(slips) < len(ids) {
		return nil, fault.New(fault.Unknown, tNoTask)
	}
	given, err := db.All(ctx, u.Snapshot, lastNumber, func(scan db.Scan) (n int64, err error) { return n, scan(&n) })
	if err != nil {
		return nil, err
	}
	last := max(given[0], first-1)
	var places []string
	var args []any
	var events []work.Event
	var details []any
	numbers := make([]Number, len(slips))
	for i, s := range slips {
		if numbers[i] = s.No; s.No > 0 {
			continue
		}
		last++
		numbers[i] = Number(last)
		places = append(places, `(`+db.Places(len(args)+1, 3)+`)`)
		args = append(args, last, s.ID, u.Now.UnixMicro())
		events = append(events, work.Event{Kind: "slip.number", Subject: numbers[i].String(), First: true})
		details = append(details, map[string]any{"task": s.ID})
	}
	if len(places) == 0 {
		return numbers, nil
	}
	if _, err := u.Exec(ctx, db.Built("slip.give", `INSERT INTO slip_number (no, task_id, given) VALUES `+strings.Join(places, ", ")), args...); err != nil {
		return nil, fmt.Errorf("give numbers of slips: %w", err)
	}
	return numbers, u.RecordMany(ctx, events, details)
}

// Of returns tasks with their numbers, 0 where none was given yet, in the order
// of ids.
//
// Tasks that the actor may not see are left out ([task.CanSee]). Faults: TooMuch
// for more than [Most].
func Of(ctx context.Context, v *work.View, ids []task.ID) ([]Slip, error) {
	return of(ctx, v, ids)
}

func of(ctx context.Context, v *work.View, ids []task.ID) ([]Slip, error) {
	if len(ids) > Most {
		return nil, fault.New(fault.TooMuch, tTooMany, Most)
	}
	tasks, err := task.WithParts(ctx, v, ids)
	if err != nil || len(tasks) == 0 {
		return nil, err
	}
	slips, named := make([]Slip, len(tasks)), make([]any, len(tasks))
	for i, t := range tasks {
		slips[i].Whole, named[i] = t, t.ID
	}
	stmt := db.Built("slip.numbers", `SELECT no, task_id FROM slip_number WHERE task_id IN (`+db.Places(1, len(named))+`)`)
	err = db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		var s Slip
		var id task.ID
		if err := scan(&s.No, &id); err != nil {
			return err
		}
		slips[slices.IndexFunc(slips, func(one Slip) bool { return one.ID == id })].No = s.No
		return nil
	}, named...)
	return slips, err
}

// Numbered returns the slips of numbers in their order; those of tasks that the
// actor may not see are left out ([task.CanSee]). Faults: TooMuch for more than
// [Most].
func Numbered(ctx context.Context, v *work.View, numbers []Number) ([]Slip, error) {
	if len(numbers) > Most {
		return nil, fault.New(fault.TooMuch, tTooMany, Most)
	}
	if len(numbers) == 0 {
		return nil, nil
	}
	tasks := map[Number]task.ID{}
	stmt := db.Built("slip.tasks", `SELECT no, task_id FROM slip_number WHERE no IN (`+db.Places(1, len(numbers))+`)`)
	err := db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		var n Number
		var id task.ID
		err := scan(&n, &id)
		tasks[n] = id
		return err
	}, db.Args(numbers)...)
	if err != nil {
		return nil, err
	}
	var ids []task.ID
	for _, n := range numbers {
		if id := tasks[n]; id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return of(ctx, v, ids)
}

// Find returns the task of a number.
//
// The actor needs [task.CanSee] on it, as in [task.Get]; otherwise, and where
// the number was never given, the fault is Unknown.
func Find(ctx context.Context, v *work.View, n Number) (*task.Whole, error) {
	ids, err := db.All(ctx, v.Snapshot, taskOf, db.Text[task.ID], n)
	if err != nil {
		return nil, err
	}
	var found []*task.Whole
	if len(ids) > 0 {
		if found, err = task.WithParts(ctx, v, ids); err != nil {
			return nil, err
		}
	}
	if len(found) == 0 {
		none := fault.New(fault.Unknown, tNoSuch, n.String())
		none.Field = "no"
		return nil, none
	}
	return found[0], nil
}

func numbersOf(typed []string) (out []Number) {
	for _, s := range typed {
		if n, err := Parse(s); err == nil {
			out = append(out, n)
		}
	}
	return out
}

func distinct(ids []task.ID) (out []task.ID) {
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
