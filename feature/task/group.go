package task

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
)

// A Grouping says into which groups a list falls.
type Grouping string

// The groupings.
const (
	NoGroups    Grouping = ""
	ByLeads     Grouping = "lead"
	ByIssuers   Grouping = "issuer"
	ByProgramme Grouping = "programme"
	ByStates    Grouping = "state"
	ByTimings   Grouping = "timing"
	ByMonths    Grouping = "month" // of the deadline
)

// Groupings lists those that a person can choose.
func Groupings() []Grouping {
	return []Grouping{ByLeads, ByIssuers, ByProgramme, ByStates, ByTimings, ByMonths}
}

// MostGroups is into how many groups a list may fall: beyond that nobody reads
// them.
const MostGroups = 2000

// A Group is what a list holds of one kind.
type Group struct {
	// Key is the body, document, state, timing, or month ("2026-11") of its
	// tasks; "" for those that have none.
	Key      string
	Tasks    int64
	Progress int64 // sum of what is reported of each, in per cent
	Late     int64 // overdue, or done late
	// FirstLate is Late by the deadlines first given.
	FirstLate int64
}

// Mean returns the mean progress of the tasks of g in whole per cent, rounded
// down: nothing is called done that is not.
func (g Group) Mean() int64 {
	if g.Tasks == 0 {
		return 0
	}
	return g.Progress / g.Tasks
}

// And returns the two groups as one, with the key of neither.
func (g Group) And(h Group) Group {
	return Group{Tasks: g.Tasks + h.Tasks, Progress: g.Progress + h.Progress, Late: g.Late + h.Late, FirstLate: g.FirstLate + h.FirstLate}
}

// grouping is a [Grouping] as statements write it.
type grouping struct {
	Grouping
	expr string
	less func(a, b string) int
}

func (f Filter) grouping(q *query, tree *org.Tree) grouping {
	g := grouping{Grouping: f.Group, less: cmp.Compare[string]}
	named := func() {
		_, ranks := tree.ByName(f.Day)
		g.less = func(a, b string) int { return cmp.Compare(ranks[org.ID(a)], ranks[org.ID(b)]) }
	}
	switch f.Group {
	case ByLeads:
		g.expr = "lead_id"
		named()
	case ByIssuers:
		g.expr = "issuer_id"
		named()
	case ByProgramme:
		g.expr = "programme_id"
	case ByStates:
		g.expr = "state"
		g.less = func(a, b string) int {
			return cmp.Compare(slices.Index(States(), State(a)), slices.Index(States(), State(b)))
		}
	case ByTimings:
		g.expr = timingSQL(q.arg(f.Day), q.arg(f.Day.AddDays(f.Warn)))
		g.less = func(a, b string) int {
			return cmp.Compare(slices.Index(urgency, Timing(a)), slices.Index(urgency, Timing(b)))
		}
	case ByMonths:
		g.expr = `CASE due_on WHEN '` + never + `' THEN '' ELSE substr(due_on, 1, 7) END`
	}
	// What has none comes last.
	among := g.less
	g.less = func(a, b string) int {
		if (a == "") != (b == "") {
			return cmp.Compare(b, a)
		}
		return among(a, b)
	}
	return g
}

// urgency is the order in which the timings of a list are looked at.
var urgency = []Timing{Overdue, DueSoon, OnTrack, Ongoing, DoneLate, DoneOnTime}

// timingSQL is the timing of a row on day, of which soon is the last day that
// is soon; "" for what has none. What most rows are is asked first.
func timingSQL(day, soon string) string {
	return `CASE WHEN standing IN ('waiting', 'working') THEN
			CASE WHEN due_on < ` + day + ` THEN '` + string(Overdue) + `' WHEN due_on <= ` + soon + ` THEN '` + string(DueSoon) + `' WHEN due_on = '` + never + `' THEN '` + string(Ongoing) + `' ELSE '` + string(OnTrack) + `' END
		WHEN standing = 'done' THEN CASE WHEN submitted_on > due_on THEN '` + string(DoneLate) + `' ELSE '` + string(DoneOnTime) + `' END
		WHEN standing = 'handed_in' THEN CASE WHEN due_on = '` + never + `' THEN '` + string(Ongoing) + `' WHEN submitted_on > due_on THEN '` + string(Overdue) + `' ELSE '` + string(OnTrack) + `' END
		ELSE '' END`
}

// of returns the group of t, which stood so on day.
func (g grouping) of(t *Task, stood Standing, f Filter) string {
	switch g.Grouping {
	case ByLeads:
		return string(t.Lead)
	case ByIssuers:
		return string(t.Issuer)
	case ByProgramme:
		return string(t.Programme)
	case ByStates:
		return string(t.State)
	case ByTimings:
		return string(timing(stood, t.Due, t.Submitted, f.Day, f.Warn))
	case ByMonths:
		if !t.Due.IsZero() {
			return t.Due.String()[:len("2026-11")]
		}
	}
	return ""
}

// A piece is what a list holds of one group and, where it is in the order of
// names, of one body: neither engine sorts Vietnamese, so the pieces are put
// in order here, and rows are read only of those that a page reaches into.
type piece struct {
	Group
	body string
}

// mostPieces bounds the pieces of one list.
const mostPieces = 100_000

// A cutting says into which pieces a list falls, and in which order.
type cutting struct {
	grouping
	body    string // the column of the body by whose name the list is in order; "" for none
	compare func(a, b piece) int
}

// cutting returns how f falls into pieces; both expressions are "" where it
// does not.
func (f Filter) cutting(q *query, tree *org.Tree) cutting {
	c := cutting{grouping: f.grouping(q, tree), body: map[Sort]string{ByLead: "lead_id", ByIssuer: "issuer_id"}[f.Order.By]}
	var ranks map[org.ID]int
	if c.body != "" {
		_, ranks = tree.ByName(f.Day)
	}
	c.compare = func(a, b piece) int {
		bodies := cmp.Or(cmp.Compare(ranks[org.ID(a.body)], ranks[org.ID(b.body)]), cmp.Compare(a.body, b.body))
		if f.Order.Down {
			bodies = -bodies
		}
		return cmp.Or(c.less(a.Key, b.Key), cmp.Compare(a.Key, b.Key), bodies)
	}
	return c
}

// cuts says whether there are pieces at all.
func (c cutting) cuts() bool { return c.expr != "" || c.body != "" }

// columns are the two expressions that tell the piece of a row.
func (c cutting) columns() string {
	return cmp.Or(c.expr, "''") + " AS grp, " + cmp.Or(c.body, "''") + " AS named"
}

// keys are those of them that are not the same for all rows, by which SQLite
// would sort too; told is how a statement that groups by them tells both.
func (c cutting) keys() (keys, told string) {
	switch {
	case c.body == "":
		return "grp", "grp, ''"
	case c.expr == "":
		return "named", "'', named"
	}
	return "grp, named", "grp, named"
}

// of returns the piece of t, which stood so on the day of f.
func (c cutting) of(t *Task, stood Standing, f Filter) piece {
	p := piece{Group: Group{Key: c.grouping.of(t, stood, f)}}
	switch c.body {
	case "lead_id":
		p.body = string(t.Lead)
	case "issuer_id":
		p.body = string(t.Issuer)
	}
	return p
}

// pieces returns the pieces of the list, in their order. Only where groups are
// told are they added up.
func (q *query) pieces(ctx context.Context, v *work.View, c cutting, day civil.Date) ([]piece, error) {
	sums, inner := `0, 0, 0`, ``
	if c.Grouping != NoGroups {
		on := q.arg(day)
		sums = `CAST(sum(progress) AS BIGINT), sum(is_late), sum(first_late)`
		inner = `, progress, CASE WHEN ` + lateSQL("due_on", on) + ` THEN 1 ELSE 0 END AS is_late, CASE WHEN ` + lateSQL("first_due_on", on) + ` THEN 1 ELSE 0 END AS first_late`
	}
	keys, told := c.keys()
	text := `SELECT ` + told + `, count(*), ` + sums + ` FROM (SELECT ` + c.columns() + inner + ` FROM ` + q.source() + `) AS x GROUP BY ` + keys + ` LIMIT ` + q.arg(mostPieces)
	out, err := db.All(ctx, v.Snapshot, db.Built("task.groups", text), func(scan db.Scan) (p piece, err error) {
		return p, scan(&p.Key, &p.body, &p.Tasks, &p.Progress, &p.Late, &p.FirstLate)
	}, q.args...)
	if err != nil {
		return nil, fmt.Errorf("group tasks: %w", err)
	}
	if len(out) == mostPieces {
		return nil, fault.At("sort", tManyBodies)
	}
	slices.SortFunc(out, c.compare)
	return out, nil
}

// groupsOfPieces returns the groups that pieces in their order make.
func groupsOfPieces(pieces []piece) ([]Group, error) {
	var out []Group
	for _, p := range pieces {
		if n := len(out); n == 0 || out[n-1].Key != p.Key {
			out = append(out, Group{Key: p.Key})
		}
		last := &out[len(out)-1]
		key := last.Key
		*last = last.And(p.Group)
		last.Key = key
	}
	if len(out) > MostGroups {
		return nil, fault.At("group", tManyGroups, MostGroups)
	}
	return out, nil
}

// reaches returns those of pieces that a page of at most limit tasks, which
// begins behind c, reaches into. The first is that of c, at, if there is still any
// task in it.
func (c cutting) reaches(pieces []piece, after Cursor, limit int) (of []piece, at piece) {
	at = piece{Group: Group{Key: after.Group}, body: after.body(c)}
	if !after.IsZero() {
		i, _ := slices.BinarySearchFunc(pieces, at, c.compare)
		pieces = pieces[i:]
	}
	var n int64
	for i, one := range pieces {
		if after.IsZero() || c.compare(one, at) != 0 {
			n += one.Tasks // of the piece of the cursor some are on pages before
		}
		if n >= int64(limit) {
			return pieces[:i+1], at
		}
	}
	return pieces, at
}

// body is the body of the piece in which a page ended.
func (c Cursor) body(of cutting) string {
	if of.body == "" {
		return ""
	}
	body, _, _ := strings.Cut(c.Day, " ")
	return body
}

// in returns the condition that a row is in one of pieces, and its place among
// them as an expression.
func (c cutting) in(q *query, pieces []piece) (in, place string) {
	var is []string
	var b strings.Builder
	b.WriteString("CASE")
	for i, one := range pieces {
		is = append(is, c.is(q, one))
		fmt.Fprintf(&b, " WHEN %s THEN %d", is[i], i)
	}
	return "(" + strings.Join(is, " OR ") + ")", b.String() + " END"
}

// is is the condition that a row is in a piece.
func (c cutting) is(q *query, p piece) string {
	switch {
	case c.body == "":
		return "grp = " + q.arg(p.Key)
	case c.expr == "":
		return "named = " + q.arg(p.body)
	}
	return "grp = " + q.arg(p.Key) + " AND named = " + q.arg(p.body)
}
