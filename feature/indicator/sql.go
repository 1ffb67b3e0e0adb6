package indicator

import (
	"math"
	"strings"
	"time"

	"quyet/base/db"
	"quyet/feature/period"
)

const (
	setColumns       = `s.id, s.version, s.body_id, s.code, s.name, s.frequency, s.document_id, s.passage, s.from_on, s.until_on`
	indicatorColumns = `i.id, i.version, i.set_id, i.no, i.code, i.name, i.unit, i.decimals, i.direction, i.sort, i.aggregation, i.running, i.steps, i.total_of, i.formula, i.low, i.high, i.jump, i.passage, i.until_on, i.source`
	returnColumns    = `r.id, r.version, r.set_id, r.period, r.body_id, r.state, r.due_on, r.rules, r.cells, r.entered_by, r.entered_at, r.declared_by, r.declared_at, r.approved_by, r.approved_at, r.accepted_by, r.accepted_at, r.returned, r.corrected`
)

var (
	insertSet = db.SQL("indicator.insertSet", `
		INSERT INTO indicator_set (id, version, body_id, code, name, frequency, document_id, passage, from_on, until_on)
		VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9)`)
	updateSet = db.SQL("indicator.updateSet", `
		UPDATE indicator_set SET version = version + 1, code = $3, name = $4, document_id = $5, passage = $6, until_on = $7 WHERE id = $1 AND version = $2`)
	deleteScope = db.SQL("indicator.deleteScope", `DELETE FROM indicator_scope WHERE set_id = $1`)
	insertScope = db.SQL("indicator.insertScope", `INSERT INTO indicator_scope (set_id, ord, group_id, body_id) VALUES ($1, $2, $3, $4)`)
	// Sets are few: those of the program are read together, with who reports.
	selectSets  = db.SQL("indicator.sets", `SELECT `+setColumns+` FROM indicator_set s ORDER BY s.body_id, s.code, s.id LIMIT $1`)
	selectScope = db.SQL("indicator.scope", `SELECT set_id, group_id, body_id FROM indicator_scope ORDER BY set_id, ord LIMIT $1`)

	insertIndicator = db.SQL("indicator.insert", `
		INSERT INTO indicator (id, version, set_id, no, code, name, unit, decimals, direction, sort, aggregation, running, steps, total_of, formula, low, high, jump, passage, until_on, source)
		VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, '', $19)`)
	updateIndicator = db.SQL("indicator.update", `
		UPDATE indicator SET version = version + 1, code = $3, name = $4, unit = $5, direction = $6, total_of = $7, formula = $8, low = $9, high = $10, jump = $11, passage = $12, until_on = $13 WHERE id = $1 AND version = $2`)
	selectIndicator  = db.SQL("indicator.one", `SELECT `+indicatorColumns+` FROM indicator i WHERE i.id = $1`)
	selectIndicators = db.SQL("indicator.ofSet", `SELECT `+indicatorColumns+` FROM indicator i WHERE i.set_id = $1 ORDER BY i.no LIMIT $2`)

	insertTarget = db.SQL("indicator.insertTarget", `
		INSERT INTO indicator_target (indicator_id, body_id, period, from_at, value, part, baseline, basis, by_account) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`)
	// What was said last of each period stands last.
	selectTargets = db.SQL("indicator.targets", `
		SELECT t.indicator_id, t.body_id, t.period, t.from_at, t.value, t.part, t.baseline, t.basis, t.by_account
		FROM indicator i JOIN indicator_target t ON t.indicator_id = i.id
		WHERE i.set_id = $1 AND t.body_id = $2 AND t.from_at <= $3 ORDER BY t.indicator_id, t.period, t.from_at LIMIT $4`)

	insertReturn = db.SQL("indicator.insertReturn", `
		INSERT INTO indicator_return (id, version, set_id, period, body_id, state, due_on, rules, cells, entered_by, entered_at, declared_by, declared_at, approved_by, approved_at, accepted_by, accepted_at, returned, corrected)
		VALUES ($1, 1, $2, $3, $4, 'open', $5, $6, '', '', 0, '', 0, '', 0, '', 0, '', 0)`)
	updateReturn = db.SQL("indicator.updateReturn", `
		UPDATE indicator_return SET version = version + 1, state = $3, cells = $4, entered_by = $5, entered_at = $6, declared_by = $7, declared_at = $8, approved_by = $9, approved_at = $10, accepted_by = $11, accepted_at = $12, returned = $13, corrected = $14
		WHERE id = $1 AND version = $2`)
	selectReturn    = db.SQL("indicator.return", `SELECT `+returnColumns+` FROM indicator_return r WHERE r.id = $1`)
	selectOf        = db.SQL("indicator.returnOf", `SELECT `+returnColumns+` FROM indicator_return r WHERE r.set_id = $1 AND r.period = $2 AND r.body_id = $3`)
	selectBodies    = db.SQL("indicator.returnBodies", `SELECT body_id FROM indicator_return WHERE set_id = $1 AND period = $2 LIMIT $3`)
	selectApproving = db.SQL("indicator.approving", `SELECT `+returnColumns+` FROM indicator_return r WHERE r.body_id = $1 AND r.state = 'declared' ORDER BY r.due_on, r.id LIMIT $2`)
	selectDone      = db.SQL("indicator.done", `SELECT `+returnColumns+` FROM indicator_return r WHERE r.body_id = $1 AND r.state <> 'open' AND r.id < $2 ORDER BY r.id DESC LIMIT $3`)
	selectChase     = db.SQL("indicator.chase", `SELECT `+returnColumns+` FROM indicator_return r WHERE r.state = 'open' AND r.id > $1 ORDER BY r.id LIMIT $2`)
	selectLocking   = db.SQL("indicator.locking", `SELECT `+returnColumns+` FROM indicator_return r WHERE r.state = 'accepted' AND r.due_on < $1 ORDER BY r.due_on, r.id LIMIT $2`)

	insertValue = db.SQL("indicator.insertValue", `
		INSERT INTO indicator_value (period, indicator_id, body_id, says, value, part, note, at, by_account) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`)
	// What a body said is kept before it is taken away.
	keepValues = db.SQL("indicator.keepValues", `
		INSERT INTO indicator_value_past (period, indicator_id, body_id, until_at, says, value, part, note, at, by_account, reason)
		SELECT v.period, v.indicator_id, v.body_id, $4, v.says, v.value, v.part, v.note, v.at, v.by_account, $5
		FROM indicator i JOIN indicator_value v ON v.indicator_id = i.id AND v.period = $2 AND v.body_id = $3 WHERE i.set_id = $1`)
	keepValue = db.SQL("indicator.keepValue", `
		INSERT INTO indicator_value_past (period, indicator_id, body_id, until_at, says, value, part, note, at, by_account, reason)
		SELECT period, indicator_id, body_id, $4, says, value, part, note, at, by_account, $5
		FROM indicator_value WHERE period = $2 AND indicator_id = $1 AND body_id = $3`)
	deleteValues = db.SQL("indicator.deleteValues", `
		DELETE FROM indicator_value WHERE period = $2 AND body_id = $3 AND indicator_id IN (SELECT id FROM indicator WHERE set_id = $1)`)
	deleteValue = db.SQL("indicator.deleteValue", `DELETE FROM indicator_value WHERE period = $2 AND indicator_id = $1 AND body_id = $3`)

	// The numbers of a set that counted at an instant: those that count now and were there
	// already, and those that were there until later.
	selectValuesAt = db.SQL("indicator.valuesAt", `
		SELECT v.body_id, i.no, v.says, v.value, v.part FROM indicator i JOIN indicator_value v ON v.period = $2 AND v.indicator_id = i.id
		WHERE i.set_id = $1 AND v.at <= $3
		UNION ALL
		SELECT p.body_id, i.no, p.says, p.value, p.part FROM indicator i JOIN indicator_value_past p ON p.period = $2 AND p.indicator_id = i.id
		WHERE i.set_id = $1 AND p.at <= $3 AND p.until_at > $3`)
	// What a body said before, the latest change first.
	selectPast = db.SQL("indicator.past", `
		SELECT i.no, p.until_at, p.says, p.value, p.part, p.note, p.at, p.by_account, p.reason
		FROM indicator i JOIN indicator_value_past p ON p.period = $2 AND p.indicator_id = i.id AND p.body_id = $3
		WHERE i.set_id = $1 ORDER BY p.until_at DESC, i.no LIMIT $4`)

	_ = db.Invariant("indicator.numberOfNoReturn", `
		SELECT v.indicator_id || ' ' || v.period || ' ' || v.body_id FROM indicator_value v JOIN indicator i ON i.id = v.indicator_id
		WHERE NOT EXISTS (SELECT 1 FROM indicator_return r WHERE r.set_id = i.set_id AND r.period = v.period AND r.body_id = v.body_id AND r.state <> 'open')`)
	_ = db.Invariant("indicator.lateBeforeSaid", `SELECT indicator_id || ' ' || period || ' ' || body_id FROM indicator_value_past WHERE until_at < at`)
	_ = db.Invariant("indicator.approvedByWhoDeclared", `SELECT id FROM indicator_return WHERE approved_by <> '' AND approved_by = declared_by`)
)

func scanSet(scan db.Scan) (*Set, error) {
	var s Set
	return &s, scan(&s.ID, &s.Version, &s.Body, &s.Code, &s.Name, &s.Frequency, &s.Document, &s.Passage, &s.From, &s.Until)
}

func scanIndicator(scan db.Scan) (*Indicator, error) {
	var i Indicator
	var steps, total string
	var low, high int64
	err := scan(&i.ID, &i.Version, &i.Set, &i.No, &i.Code, &i.Name, &i.Unit, &i.Decimals, &i.Direction, &i.Sort, &i.Aggregation, &i.Running, &steps, &total, &i.Formula, &low, &high, &i.Jump, &i.Passage, &i.Until, &i.Source)
	if steps != "" {
		i.Steps = strings.Split(steps, "\n")
	}
	i.TotalOf, i.Low, i.High = strings.Fields(total), bound(low), bound(high)
	return &i, err
}

// unbounded is no end of a range in the database.
const unbounded = math.MinInt64

func bound(n int64) *int64 {
	if n == unbounded {
		return nil
	}
	return &n
}

func boundRow(n *int64) int64 {
	if n == nil {
		return unbounded
	}
	return *n
}

func scanReturn(scan db.Scan) (*Return, error) {
	var r Return
	var key, rules, cells string
	var entered, declared, approved, accepted int64
	if err := scan(&r.ID, &r.Version, &r.Set, &key, &r.Body, &r.State, &r.Due, &rules, &cells, &r.Entered.By, &entered, &r.Declared.By, &declared, &r.Approved.By, &approved, &r.Accepted.By, &accepted, &r.Returned, &r.Corrected); err != nil {
		return nil, err
	}
	r.Rules = strings.Fields(rules)
	r.Entered.At, r.Declared.At, r.Approved.At, r.Accepted.At = instant(entered), instant(declared), instant(approved), instant(accepted)
	var err error
	if r.Period, err = period.Parse(key); err != nil {
		return nil, err
	}
	r.Cells, err = unpack(cells)
	return &r, err
}

// row is what [updateReturn] takes.
func (r *Return) row() []any {
	return []any{r.ID, r.Version, r.State, r.Cells.pack(), r.Entered.By, micro(r.Entered.At), r.Declared.By, micro(r.Declared.At), r.Approved.By, micro(r.Approved.At), r.Accepted.By, micro(r.Accepted.At), r.Returned, r.Corrected}
}

// instant is 0 for no time.
func instant(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}

func micro(at time.Time) int64 {
	if at.IsZero() {
		return 0
	}
	return at.UnixMicro()
}
