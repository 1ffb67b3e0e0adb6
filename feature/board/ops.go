package board

import (
	"context"
	"time"

	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

var _ = task.Observe(follow)

// follow adds what changed to the counts.
func follow(ctx context.Context, u *work.Unit, shifts []task.Shift) error {
	changed := map[task.Key]*Counts{}
	for _, s := range shifts {
		c := changed[s.Key]
		if c == nil {
			c = &Counts{}
			changed[s.Key] = c
		}
		c.count(s.From, s.FirstFrom, -s.N)
		c.count(s.To, s.FirstTo, s.N)
	}
	var rows [][]any
	for k, c := range changed {
		if c.IsZero() {
			continue
		}
		var n []any
		for _, number := range c.numbers() {
			n = append(n, *number)
		}
		add := func(kind string, programme task.DocID, b org.ID) {
			rows = append(rows, append([]any{kind, programme, k.Province, b}, n...))
		}
		add("own", "", k.Lead)
		add("row", "", k.Row)
		if k.Programme != "" {
			add("own", k.Programme, k.Lead)
			add("row", k.Programme, k.Row)
		}
	}
	return u.ExecMany(ctx, addCounts, rows)
}

// Of returns the counts of all tasks led in the subtree of body, for one
// programme or, with "", for all.
//
// The actor needs [task.CanSee] on body.
func Of(ctx context.Context, v *work.View, body org.ID, programme task.DocID) (Counts, error) {
	if err := v.Check(task.CanSee, body.Scope()); err != nil {
		return Counts{}, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return Counts{}, err
	}
	sums, err := sumsOf(ctx, v, tree, []org.ID{body}, programme)
	return sums[body], err
}

// Show returns the map of the bodies directly under body, for one programme
// or, with "", for all. Its first row is what body leads itself.
//
// The actor needs [task.CanSee] on body.
func Show(ctx context.Context, v *work.View, body org.ID, programme task.DocID) (*Map, error) {
	if err := v.Check(task.CanSee, body.Scope()); err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	chart := tree.Chart(v.Today)
	below := chart.Below(body)
	sums, err := sumsOf(ctx, v, tree, below, programme)
	if err != nil {
		return nil, err
	}
	m := &Map{Body: body, Programme: programme}
	own, err := read(ctx, v, selectOwn, programme, tree.Root(chart, body, org.Province), body)
	if err != nil {
		return nil, err
	}
	m.add(body, own[body])
	for _, b := range below {
		m.add(b, sums[b])
	}
	return m, nil
}

func (m *Map) add(b org.ID, c Counts) {
	m.Rows = append(m.Rows, Row{b, c})
	m.Total = m.Total.Add(c)
}

// sumsOf returns for each of bodies the counts of its subtree: of a province
// the sum of its rows, of a body directly under one its row, of any other the
// sum of what its bodies lead themselves.
func sumsOf(ctx context.Context, v *work.View, tree *org.Tree, bodies []org.ID, programme task.DocID) (map[org.ID]Counts, error) {
	chart := tree.Chart(v.Today)
	sums := map[org.ID]Counts{}
	var provinces map[org.ID]Counts
	rows, owns := map[org.ID]map[org.ID]Counts{}, map[org.ID]map[org.ID]Counts{} // by province
	var err error
	for _, b := range bodies {
		up := tree.Root(chart, b, org.Province)
		from := []org.ID{b}
		var in map[org.ID]Counts
		switch {
		case up == b:
			if provinces == nil {
				if provinces, err = read(ctx, v, selectProvinces, programme); err != nil {
					return nil, err
				}
			}
			in = provinces
		case up != "" && chart.Superior(b) == up:
			if rows[up] == nil {
				if rows[up], err = kept(ctx, v, tree, "row", b, programme); err != nil {
					return nil, err
				}
			}
			in = rows[up]
		default:
			if owns[up] == nil {
				if owns[up], err = kept(ctx, v, tree, "own", b, programme); err != nil {
					return nil, err
				}
			}
			in, from = owns[up], chart.Subtree(b)
		}
		for _, k := range withForbears(tree, from) {
			sums[b] = sums[b].Add(in[k])
		}
	}
	return sums, nil
}

// kept returns the counts of one kind in the province of b, and in those that
// became part of it.
func kept(ctx context.Context, v *work.View, tree *org.Tree, kind string, b org.ID, programme task.DocID) (map[org.ID]Counts, error) {
	all := map[org.ID]Counts{}
	for _, p := range withForbears(tree, []org.ID{tree.Root(tree.Chart(v.Today), b, org.Province)}) {
		in, err := read(ctx, v, selectRows, kind, programme, p)
		if err != nil {
			return nil, err
		}
		for k, c := range in {
			all[k] = all[k].Add(c)
		}
	}
	return all, nil
}

func read(ctx context.Context, v *work.View, stmt *db.Stmt, args ...any) (map[org.ID]Counts, error) {
	out := map[org.ID]Counts{}
	err := db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		b, c, err := readRow[org.ID](scan)
		out[b] = out[b].Add(c)
		return err
	}, args...)
	return out, err
}

// withForbears adds those whose work passed to one of bodies.
func withForbears(tree *org.Tree, bodies []org.ID) []org.ID {
	all := bodies[:len(bodies):len(bodies)]
	for i := 0; i < len(all); i++ {
		if b, ok := tree.Body(all[i]); ok {
			for _, f := range b.Forbears {
				all = append(all, f.From)
			}
		}
	}
	return all
}

// ShowAt is [Show] as of an instant in the past: counted from what each task
// was then, in the tree of that day.
//
// The actor needs [task.CanSee] on body.
func ShowAt(ctx context.Context, v *work.View, body org.ID, programme task.DocID, at time.Time) (*Map, error) {
	past, err := task.CountsAt(ctx, v, body, at)
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	day := v.Day(at)
	chart := tree.Chart(day)
	below := chart.Below(body)
	sums, rows := map[org.ID]Counts{}, map[org.ID]org.ID{}
	for _, p := range past {
		if programme != "" && p.Programme != programme {
			continue
		}
		to, known := rows[p.Lead]
		if !known {
			to = task.RowOf(tree, chart, body, p.Lead)
			rows[p.Lead] = to
		}
		c := sums[to]
		c.count(p.Now, p.First, p.N)
		sums[to] = c
	}
	m := &Map{Body: body, Programme: programme, Day: day}
	m.add(body, sums[body])
	for _, b := range below {
		m.add(b, sums[b])
	}
	return m, nil
}

// A ProgrammeCounts is the counts of one programme.
type ProgrammeCounts struct {
	Programme task.DocID
	Counts    Counts
}

// Programmes returns the counts of every programme under which tasks in the
// province of body count, those with most overdue first, at most limit.
//
// The actor needs [task.CanSee] on body.
func Programmes(ctx context.Context, v *work.View, body org.ID, limit int) ([]ProgrammeCounts, error) {
	if err := v.Check(task.CanSee, body.Scope()); err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	province := tree.Root(tree.Chart(v.Today), body, org.Province)
	return db.All(ctx, v.Snapshot, selectProgrammes, func(scan db.Scan) (p ProgrammeCounts, err error) {
		p.Programme, p.Counts, err = readRow[task.DocID](scan)
		return p, err
	}, province, limit)
}
