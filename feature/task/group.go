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
	return Group{Tasks: g.Tasks + h.Tasks, Progress: g.Progress + h.Progress, Late: g.Late + h.Late}
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
		ranks := map[string]int{}
		for i, b := range byName(tree, f.Day) {
			ranks[string(b)] = i
		}
		g.less = func(a, b string) int { return cmp.Compare(ranks[a], ranks[b]) }
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
		g.expr = `CASE ` + BucketSQL("due_on", q.arg(f.Day)) + ` WHEN 3 THEN '` + string(Overdue) + `' WHEN 4 THEN '` + string(DoneOnTime) + `' WHEN 5 THEN '` + string(DoneLate) +
			`' WHEN 6 THEN '` + string(Ongoing) + `' WHEN 1 THEN ` + f.soonSQL(q) + ` WHEN 2 THEN ` + f.soonSQL(q) + ` ELSE '' END`
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

// soonSQL tells what is open within its deadline apart.
func (f Filter) soonSQL(q *query) string {
	return `CASE WHEN standing <> 'handed_in' AND due_on <= ` + q.arg(f.Day.AddDays(f.Warn)) + ` THEN '` + string(DueSoon) + `' ELSE '` + string(OnTrack) + `' END`
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

// groups returns the groups of the list, in their order.
func (q *query) groups(ctx context.Context, v *work.View, g grouping, day civil.Date) ([]Group, error) {
	text := `SELECT grp, count(*), CAST(sum(progress) AS BIGINT), sum(is_late) FROM (
		SELECT ` + g.expr + ` AS grp, progress, CASE WHEN ` + lateSQL(q.arg(day)) + ` THEN 1 ELSE 0 END AS is_late FROM ` + q.source() + `) AS x GROUP BY grp LIMIT ` + q.arg(MostGroups+1)
	out, err := db.All(ctx, v.Snapshot, db.Built("task.groups", text), func(scan db.Scan) (g Group, err error) {
		return g, scan(&g.Key, &g.Tasks, &g.Progress, &g.Late)
	}, q.args...)
	if err != nil {
		return nil, fmt.Errorf("group tasks: %w", err)
	}
	if len(out) > MostGroups {
		return nil, fault.At("group", tManyGroups, MostGroups)
	}
	slices.SortFunc(out, func(a, b Group) int { return cmp.Or(g.less(a.Key, b.Key), cmp.Compare(a.Key, b.Key)) })
	return out, nil
}

// reaches returns those of groups that a page of at most limit tasks, which
// begins behind c, reaches into. The first is that of c if there is still any
// task in it.
func (g grouping) reaches(groups []Group, c Cursor, limit int) []Group {
	from := 0
	if !c.IsZero() {
		from = len(groups)
		for i := range groups {
			if cmp.Or(g.less(groups[i].Key, c.Group), cmp.Compare(groups[i].Key, c.Group)) >= 0 {
				from = i
				break
			}
		}
	}
	groups = groups[from:]
	var n int64
	for i, one := range groups {
		if i > 0 || c.IsZero() || one.Key != c.Group {
			n += one.Tasks // of the group of c some are on pages before
		}
		if n >= int64(limit) {
			return groups[:i+1]
		}
	}
	return groups
}

// within returns the condition that a row is in one of groups, and its place
// among them as an expression.
func (g grouping) within(q *query, groups []Group) (in, place string) {
	keys := make([]any, len(groups))
	var b strings.Builder
	b.WriteString("CASE grp")
	for i, one := range groups {
		keys[i] = one.Key
		fmt.Fprintf(&b, " WHEN %s THEN %d", q.arg(one.Key), i)
	}
	return "grp IN " + q.list(keys), b.String() + " END"
}
