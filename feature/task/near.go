package task

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
)

// In the order of names a page reaches into a few bodies. To know which, all
// tasks would have to be counted by body ([query.pieces]). Nearly always the
// next few bodies that lead any fill a page; then nothing is counted.
const (
	nearLeads   = 400  // leads looked at, in the order of names
	nearIssuers = 2000 // issuers: few bodies give anything out
	nearRead    = 12   // of these, the first that have any task of the part
)

// near returns the page that the bodies next in the order of names fill, and an
// empty one where they do not, or where the list is in groups, of a past day or
// not in the order of names.
func (q *query) near(ctx context.Context, v *work.View, tree *org.Tree, cut cutting, f Filter) (l List, err error) {
	if cut.body == "" || cut.expr != "" || q.at != "" {
		return l, nil
	}
	bodies, err := q.nextBodies(ctx, v, tree, cut, f)
	if err != nil || len(bodies) == 0 {
		return l, err
	}
	order := f.sorting(q)
	n := q.clone()
	read, err := n.read(ctx, v, db.Built("task.listNear", n.nearSQL(bodies, cut.body, order, f)))
	if err != nil {
		return l, fmt.Errorf("list tasks by name: %w", err)
	}
	if len(read.Tasks) <= f.Limit {
		return l, nil // there may be more, further on
	}
	l.Tasks = read.Tasks
	l.end(order, cut, f)
	return l, nil
}

// nextBodies returns, in the order of names and from the one at which the page
// before ended, the next few bodies whose tasks the list may hold; none where an
// index does not lead to the tasks of one body in their order.
func (q *query) nextBodies(ctx context.Context, v *work.View, tree *org.Tree, cut cutting, f Filter) ([]org.ID, error) {
	part, indexed := "", ""
	switch {
	case slices.Contains(q.where, isOpen):
		part, indexed = isOpen, "due_on"
	case slices.Contains(q.where, isPast) && cut.body == "lead_id":
		part, indexed = isPast, "submitted_on"
	default:
		return nil, nil
	}
	// What one body has given out may be everything: looking through it for the
	// few that are asked for is no better than counting.
	if cut.body == "issuer_id" && (q.column == "lead_id" || len(q.facts) > 0 || len(q.where) > 1) {
		return nil, nil
	}
	order, ranks := tree.ByName(f.Day)
	order = slices.Clone(order)
	if f.Order.Down {
		slices.Reverse(order)
	}
	if !f.After.IsZero() {
		rank, known := ranks[org.ID(f.After.body(cut))]
		if !known {
			return nil, nil
		}
		if f.Order.Down {
			rank = len(order) - 1 - rank
		}
		order = order[rank:]
	}
	if q.column == "lead_id" && q.ranges != nil {
		order = slices.DeleteFunc(order, func(b org.ID) bool { return !slices.Contains(q.ranges, b) })
	}
	sought := map[string]int{"lead_id": nearLeads, "issuer_id": nearIssuers}[cut.body]
	order = order[:min(len(order), sought)]
	if len(order) == 0 {
		return nil, nil
	}
	n := query{}
	asked := n.list(db.Args(order))
	known := ` IS NOT NULL`
	if q.column == "province_id" && cut.body == "lead_id" {
		known = ` IN ` + n.list(db.Args(q.ranges)) // one task of a lead tells the place of all
	}
	text := `SELECT column1 FROM (VALUES ` + strings.ReplaceAll(asked, ",", "),(") + `) AS v
		WHERE (SELECT province_id FROM task WHERE ` + part + ` AND ` + cut.body + ` = column1 ORDER BY ` + indexed + `, id LIMIT 1)` + known
	some, err := db.All(ctx, v.Snapshot, db.Built("task.nextBodies", text), db.Text[org.ID], n.args...)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(some, func(a, b org.ID) int {
		if f.Order.Down {
			a, b = b, a
		}
		return cmp.Compare(ranks[a], ranks[b])
	})
	return some[:min(len(some), nearRead)], nil
}

// inRanges is the condition that a task is led in one of provinces, in words
// that keep SQLite from going through all of them by their index.
func (q *query) inRanges(provinces []org.ID) string {
	return ` AND coalesce(province_id, '') IN ` + q.list(db.Args(provinces))
}

// nearSQL returns the statement of the first tasks of bodies, one body after
// the other.
func (q *query) nearSQL(bodies []org.ID, column string, order sorting, f Filter) string {
	where := append(slices.Clone(q.facts), q.where...)
	within := ""
	if column == "issuer_id" && q.column == "province_id" {
		within = q.inRanges(q.ranges)
	}
	after := f.After.body(cutting{body: column})
	limit := strconv.Itoa(f.Limit + 1) // in figures: PostgreSQL plans for them
	parts := make([]string, len(bodies))
	for i, b := range bodies {
		begin := ""
		if string(b) == after {
			c := f.After
			_, c.Day, _ = strings.Cut(c.Day, " ")
			begin = " AND " + order.after(q, c)
		}
		parts[i] = fmt.Sprintf("SELECT * FROM (SELECT %d AS place, %s FROM task WHERE %s AND %s = %s%s%s ORDER BY %s LIMIT %s) AS r%d",
			i, q.columns(), strings.Join(where, " AND "), column, q.arg(b), within, begin, order.by(), limit, i)
	}
	return `SELECT ` + q.columns() + ` FROM (` + strings.Join(parts, " UNION ALL ") + `) AS x ORDER BY place, ` + order.by() + ` LIMIT ` + limit
}

// lateSQL returns the statement of a page of open work by how many days it is
// late. Days late run against deadlines where nothing is handed in yet, so the
// index of deadlines is walked; what waits to be confirmed has an index of its
// own, and is little; what is not late follows by its deadline.
func (q *query) lateSQL(order sorting, f Filter) string {
	where := strings.Join(append(slices.Clone(q.facts), q.where...), " AND ")
	if !f.After.IsZero() {
		where += " AND " + order.after(q, f.After)
	}
	day, limit := q.arg(f.Day), strconv.Itoa(f.Limit+1)
	indexed, apart := ` AND province_id IN `+q.list(db.Args(q.ranges)), q.inRanges(q.ranges)
	latest := "due_on, id"
	if !order.Down {
		latest = "due_on DESC, id"
	}
	parts := []string{
		indexed + ` AND standing IN ('waiting', 'working') AND due_on < ` + day + ` ORDER BY ` + latest,
		apart + ` AND ` + toCheck + ` AND standing = 'handed_in' AND submitted_on > due_on ORDER BY ` + order.by(),
		indexed + ` AND NOT ` + lateSQL("due_on", day) + ` ORDER BY due_on, id`,
	}
	for i, part := range parts {
		parts[i] = fmt.Sprintf("SELECT * FROM (SELECT id FROM task WHERE %s%s LIMIT %s) AS r%d", where, part, limit, i)
	}
	return `SELECT ` + q.columns() + ` FROM task WHERE id IN (` + strings.Join(parts, " UNION ALL ") + `) ORDER BY ` + order.by() + ` LIMIT ` + limit
}
