package board

import (
	"fmt"
	"strings"

	"quyet/base/db"
	"quyet/feature/task"
)

const (
	numbers = `not_started, under_way, overdue, on_time, late, ongoing, suspended, first_overdue, first_late`
)

var sums = "CAST(sum(" + strings.ReplaceAll(numbers, ", ", ") AS BIGINT), CAST(sum(") + ") AS BIGINT)"

var (
	// One row at a time: for several rows in one statement SQLite keeps a
	// journal of the statement, and clearing that grew with the transaction.
	addCounts = db.SQL("board.add", `
		INSERT INTO board_count (kind, programme_id, province_id, body_id, `+numbers+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
		ON CONFLICT (kind, programme_id, province_id, body_id) DO UPDATE SET
			not_started = board_count.not_started + excluded.not_started, under_way = board_count.under_way + excluded.under_way,
			overdue = board_count.overdue + excluded.overdue, on_time = board_count.on_time + excluded.on_time,
			late = board_count.late + excluded.late, ongoing = board_count.ongoing + excluded.ongoing,
			suspended = board_count.suspended + excluded.suspended, first_overdue = board_count.first_overdue + excluded.first_overdue,
			first_late = board_count.first_late + excluded.first_late`)

	selectProvinces = db.SQL("board.provinces", `
		SELECT province_id, `+sums+` FROM board_count WHERE kind = 'row' AND programme_id = $1 GROUP BY province_id`)
	selectProgrammes = db.SQL("board.programmes", `
		SELECT programme_id, `+sums+` FROM board_count WHERE kind = 'row' AND programme_id <> '' AND province_id = $1
		GROUP BY programme_id ORDER BY sum(overdue) DESC, programme_id LIMIT $2`)
	selectOwn = db.SQL("board.own", `
		SELECT body_id, `+numbers+` FROM board_count WHERE kind = 'own' AND programme_id = $1 AND province_id = $2 AND body_id = $3`)
	selectRows = db.SQL("board.rows", `
		SELECT body_id, `+numbers+` FROM board_count WHERE kind = $1 AND programme_id = $2 AND province_id = $3`)
)

// openRows sums up the rows of the map over what is open, in the five buckets
// of that; what follows says of which provinces and rows.
const openRows = `SELECT CAST(coalesce(sum(not_started + under_way + overdue + ongoing + suspended), 0) AS BIGINT) FROM board_count
	WHERE kind = 'row' AND programme_id = $1`

// A rowReader reads a key and the numbers of a count, row by row. It takes
// them as they come from the driver: what database/sql does for ten typed
// columns took as long as the statement.
type rowReader struct {
	values [10]any
	dest   [10]any // to values
}

func (r *rowReader) read(scan db.Scan) (key string, c Counts, err error) {
	if r.dest[0] == nil {
		for i := range r.values {
			r.dest[i] = &r.values[i]
		}
	}
	if err := scan(r.dest[:]...); err != nil {
		return "", c, err
	}
	key, ok := r.values[0].(string)
	for i, n := range c.numbers() {
		var isInt bool
		*n, isInt = r.values[i+1].(int64)
		ok = ok && isInt
	}
	if !ok {
		return "", c, fmt.Errorf("a count that is no number: %v", r.values)
	}
	return key, c, nil
}

var buckets = task.BucketSQL("due_on", "day") + ` AS now, ` + task.BucketSQL("first_due_on", "day") + ` AS first`

// The counts are what counting the tasks gives, on the day they stand for.
var _ = db.Invariant("board.counts", `
	SELECT kind || ' ' || body_id || ' ' || programme_id FROM (
		SELECT kind, programme_id, province_id, body_id, `+numbers+` FROM board_count
		UNION ALL SELECT k.kind, k.programme_id, k.province_id, k.body_id,
			-count(CASE WHEN now = 1 THEN 1 END), -count(CASE WHEN now = 2 THEN 1 END), -count(CASE WHEN now = 3 THEN 1 END),
			-count(CASE WHEN now = 4 THEN 1 END), -count(CASE WHEN now = 5 THEN 1 END), -count(CASE WHEN now = 6 THEN 1 END),
			-count(CASE WHEN now = 7 THEN 1 END), -count(CASE WHEN first = 3 THEN 1 END), -count(CASE WHEN first = 5 THEN 1 END)
		FROM (
			SELECT 'own' AS kind, '' AS programme_id, province_id, lead_id AS body_id, `+buckets+` FROM task, task_day
			UNION ALL SELECT 'own', programme_id, province_id, lead_id, `+buckets+` FROM task, task_day WHERE programme_id <> ''
			UNION ALL SELECT 'row', '', province_id, row_id, `+buckets+` FROM task, task_day
			UNION ALL SELECT 'row', programme_id, province_id, row_id, `+buckets+` FROM task, task_day WHERE programme_id <> ''
		) k GROUP BY 1, 2, 3, 4
	) difference GROUP BY kind, programme_id, province_id, body_id
	HAVING sum(not_started) <> 0 OR sum(under_way) <> 0 OR sum(overdue) <> 0 OR sum(on_time) <> 0 OR sum(late) <> 0
		OR sum(ongoing) <> 0 OR sum(suspended) <> 0 OR sum(first_overdue) <> 0 OR sum(first_late) <> 0`)
