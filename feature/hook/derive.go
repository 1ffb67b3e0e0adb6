package hook

import (
	"context"
	"slices"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/id"
	"quyet/base/work"
	"quyet/feature/audit"
	"quyet/feature/org"
	"quyet/feature/task"
)

const (
	deriveEvery = 5 * time.Second
	perDerive   = 500 // events in one unit
)

// derive puts into the queue what the log says that hooks are to be told, until
// it has read it all.
func derive(ctx context.Context, o *work.Office) error {
	for {
		var read int64
		err := o.Do(ctx, work.System("hook.derive"), func(u *work.Unit) (err error) {
			read, err = deriveSome(ctx, u)
			return err
		})
		if err != nil || read < perDerive {
			return err
		}
	}
}

// deriveSome reads on in the log and returns how many events it has read.
func deriveSome(ctx context.Context, u *work.Unit) (read int64, err error) {
	hooks, err := db.All(ctx, u.Snapshot, allHooks, scanHook, mostHooks)
	if err != nil {
		return 0, err
	}
	hooks = slices.DeleteFunc(hooks, func(h Hook) bool { return !h.Ended.IsZero() })
	if len(hooks) == 0 {
		return 0, nil
	}
	var place int64
	if err := u.One(ctx, placeNow, nil, &place); err != nil {
		return 0, err
	}
	lines, next, err := audit.Since(ctx, &u.View, place, perDerive)
	if err != nil || next == place {
		return 0, err
	}
	if n, err := u.Exec(ctx, movePlace, place, next); err != nil || n == 0 {
		return 0, err // another instance was quicker
	}
	return next - place, enqueue(ctx, u, hooks, lines)
}

// begin has the log read from its end on, where no hook is told anything yet:
// nobody is told of what was before.
func begin(ctx context.Context, u *work.Unit, hooks []Hook) error {
	if slices.ContainsFunc(hooks, func(h Hook) bool { return h.Ended.IsZero() }) {
		return nil
	}
	length, err := audit.Length(ctx, &u.View)
	if err != nil {
		return err
	}
	_, err = u.Exec(ctx, putPlace, length)
	return err
}

// enqueue puts into the queue what each hook is to be told of some events.
func enqueue(ctx context.Context, u *work.Unit, hooks []Hook, lines []audit.Line) error {
	kinds := Kinds()
	var ids []task.ID
	lines = slices.DeleteFunc(lines, func(l audit.Line) bool { return !slices.Contains(kinds, l.Kind) })
	for _, l := range lines {
		if !slices.Contains(ids, task.ID(l.Subject)) {
			ids = append(ids, task.ID(l.Subject))
		}
	}
	parties, err := given(ctx, &u.View, ids)
	if err != nil {
		return err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, l := range lines {
		p, ok := parties[task.ID(l.Subject)]
		if !ok {
			continue
		}
		for _, h := range hooks {
			if slices.Contains(h.Kinds, l.Kind) && !l.At.Before(h.Made) && h.covers(tree, p) {
				rows = append(rows, []any{id.New[DeliveryID](), h.ID, l.Index, l.Kind, l.Subject, l.At.UnixMicro(), u.Now.UnixMicro()})
			}
		}
	}
	return u.ExecMany(ctx, insertDelivery, rows)
}

// given returns those of some tasks that were ever given to anybody: neither a draft,
// nor one that was cancelled as a draft.
func given(ctx context.Context, v *work.View, ids []task.ID) (map[task.ID]task.Parties, error) {
	all, err := task.Several(ctx, v, ids)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	never, err := db.All(ctx, v.Snapshot, neverGiven(len(ids)), db.Text[task.ID], db.Args(ids)...)
	for _, t := range never {
		delete(all, t)
	}
	return all, err
}

// covers says whether a task is one of the body of the hook or of one below it.
func (h Hook) covers(tree access.Tree, p task.Parties) bool {
	for _, b := range append([]org.ID{p.Lead, p.Issuer}, p.Coordinators...) {
		if tree.Within(b.Scope(), h.Body.Scope()) {
			return true
		}
	}
	return false
}

// sweep deletes messages that are older than the rule keeps them.
func sweep(ctx context.Context, o *work.Office) error {
	return o.Do(ctx, work.System("hook.sweep"), func(u *work.Unit) error {
		days, _, err := keepDays.Number(ctx, &u.View, u.Today)
		if err != nil {
			return err
		}
		_, err = u.Exec(ctx, oldDelivered, u.Now.AddDate(0, 0, -days).UnixMicro())
		return err
	})
}
