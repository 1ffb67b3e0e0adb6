package board

import (
	"cmp"
	"context"
	"slices"
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
	// In one order, or two units would wait for each other; the rows of the map,
	// which many units share, last.
	slices.SortFunc(rows, func(a, b []any) int {
		return cmp.Or(cmp.Compare(a[0].(string), b[0].(string)), cmp.Compare(a[1].(task.DocID), b[1].(task.DocID)),
			cmp.Compare(a[2].(org.ID), b[2].(org.ID)), cmp.Compare(a[3].(org.ID), b[3].(org.ID)))
	})
	return u.Send(ctx, addCounts, rows...)
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
	if err != nil {
		return Counts{}, err
	}
	return sums[0], nil
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
	aheadShow(v, tree, body, programme)
	sums, err := sumsOf(ctx, v, tree, below, programme)
	if err != nil {
		return nil, err
	}
	m := &Map{Body: body, Programme: programme, Rows: make([]Row, 0, len(below)+1)}
	own := counted{}
	if err := own.read(ctx, v, selectOwn, programme, tree.Root(chart, body, org.Province), body); err != nil {
		return nil, err
	}
	m.add(body, own.of(body))
	for i, b := range below {
		m.add(b, sums[i])
	}
	return m, nil
}

// aheadShow says that [Show] will be asked for, see [db.Snapshot.Ahead].
func aheadShow(v *work.View, tree *org.Tree, body org.ID, programme task.DocID) {
	province := tree.Root(tree.Chart(v.Today), body, org.Province)
	v.Ahead(selectOwn, programme, province, body)
	if province != "" && province == body {
		aheadKept(v, tree, "row", province, programme)
	}
}

func (m *Map) add(b org.ID, c Counts) {
	m.Rows = append(m.Rows, Row{b, c})
	m.Total = m.Total.Add(c)
}

// sumsOf returns for each of bodies the counts of its subtree: of a province
// the sum of its rows, of a body directly under one its row, of any other the
// sum of what its bodies lead themselves.
func sumsOf(ctx context.Context, v *work.View, tree *org.Tree, bodies []org.ID, programme task.DocID) ([]Counts, error) {
	chart := tree.Chart(v.Today)
	sums := make([]Counts, len(bodies))
	var provinces counted
	rows, owns := map[org.ID]counted{}, map[org.ID]counted{} // by province
	for i, b := range bodies {
		up := tree.Root(chart, b, org.Province)
		var in counted
		var err error
		alone := true // b has its sum in a row of its own
		switch {
		case up == b:
			if provinces == nil {
				provinces = counted{}
				err = provinces.read(ctx, v, selectProvinces, programme)
			}
			in = provinces
		case up != "" && chart.Superior(b) == up:
			in, err = kept(ctx, v, tree, rows, "row", up, programme)
		default:
			in, err = kept(ctx, v, tree, owns, "own", up, programme)
			alone = false
		}
		if err != nil {
			return nil, err
		}
		from := []org.ID{b}
		if !alone {
			from = chart.Subtree(b)
		}
		for _, k := range withForbears(tree, from) {
			sums[i] = sums[i].Add(in.of(k))
		}
	}
	return sums, nil
}

// OpenIn returns what tells how many open tasks are led in the subtree of a body,
// for one programme or, with "", for all, where one statement does: for a
// province, and for a body directly under one. It asks ahead, and returns nil
// for any other body.
//
// The actor needs [task.CanSee] on body; what it returns says so.
func OpenIn(v *work.View, tree *org.Tree, body org.ID, programme task.DocID) func(context.Context) (int, error) {
	chart := tree.Chart(v.Today)
	province := tree.Root(chart, body, org.Province)
	if province == "" || province != body && chart.Superior(body) != province {
		return nil
	}
	if err := v.Check(task.CanSee, body.Scope()); err != nil {
		return func(context.Context) (int, error) { return 0, err }
	}
	args := []any{programme}
	among := func(column string, bodies []org.ID) string {
		where := ` AND ` + column + ` IN (` + db.Places(len(args)+1, len(bodies)) + `)`
		for _, b := range bodies {
			args = append(args, b)
		}
		return where
	}
	where := among("province_id", withForbears(tree, []org.ID{province}))
	if body != province {
		where += among("body_id", withForbears(tree, []org.ID{body}))
	}
	stmt := db.Built("board.open", openRows+where)
	v.Ahead(stmt, args...)
	return func(ctx context.Context) (n int, err error) { return n, v.One(ctx, stmt, args, &n) }
}

// kept returns the counts of one kind in a province, and in those that became
// part of it, reading them once.
func kept(ctx context.Context, v *work.View, tree *org.Tree, all map[org.ID]counted, kind string, province org.ID, programme task.DocID) (counted, error) {
	if in := all[province]; in != nil {
		return in, nil
	}
	in := counted{}
	for _, p := range aheadKept(v, tree, kind, province, programme) {
		if err := in.read(ctx, v, selectRows, kind, programme, p); err != nil {
			return nil, err
		}
	}
	all[province] = in
	return in, nil
}

// aheadKept says that the counts of one kind in a province will be asked for,
// and returns the province and those that became part of it.
func aheadKept(v *work.View, tree *org.Tree, kind string, province org.ID, programme task.DocID) []org.ID {
	provinces := withForbears(tree, []org.ID{province})
	for _, p := range provinces {
		v.Ahead(selectRows, kind, programme, p)
	}
	return provinces
}

// counted are counts by body.
type counted map[org.ID]*Counts

func (c counted) of(b org.ID) Counts {
	if n := c[b]; n != nil {
		return *n
	}
	return Counts{}
}

// read adds what a statement selects.
func (c counted) read(ctx context.Context, v *work.View, stmt *db.Stmt, args ...any) error {
	var r rowReader
	return db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		b, n, err := r.read(scan)
		if had := c[org.ID(b)]; had != nil {
			n = had.Add(n)
		}
		c[org.ID(b)] = &n
		return err
	}, args...)
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

// aheadProgrammes says that [Programmes] will be asked for.
func aheadProgrammes(v *work.View, tree *org.Tree, body org.ID, limit int) {
	v.Ahead(selectProgrammes, tree.Root(tree.Chart(v.Today), body, org.Province), limit)
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
	var r rowReader
	return db.All(ctx, v.Snapshot, selectProgrammes, func(scan db.Scan) (ProgrammeCounts, error) {
		id, n, err := r.read(scan)
		return ProgrammeCounts{task.DocID(id), n}, err
	}, province, limit)
}
