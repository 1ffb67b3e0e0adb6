package hook

import "quyet/base/db"

const columns = `id, account_id, body_id, address, kinds, secret, secret_before, before_until, made, made_by, failing_since, ended, ended_why`

const deliveryColumns = `id, hook_id, place, kind, task_id, at, state, tries, next_at, tried_at, status, trouble`

var (
	insertHook = db.SQL("hook.insert", `
		INSERT INTO hook (`+columns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, 0, 0, '')`)
	hookByID  = db.SQL("hook.byID", `SELECT `+columns+` FROM hook WHERE id = $1`)
	allHooks  = db.SQL("hook.all", `SELECT `+columns+` FROM hook ORDER BY ended, made DESC, id LIMIT $1`)
	setSecret = db.SQL("hook.setSecret", `UPDATE hook SET secret_before = secret, secret = $2, before_until = $3 WHERE id = $1`)
	endHook   = db.SQL("hook.end", `UPDATE hook SET ended = $2, ended_why = $3 WHERE id = $1 AND ended = 0`)
	resume    = db.SQL("hook.resume", `UPDATE hook SET ended = 0, ended_why = '', failing_since = 0 WHERE id = $1`)
	forgetAll = db.SQL("hook.endOf", `UPDATE hook SET ended = $2, ended_why = 'person' WHERE account_id = $1 AND ended = 0`)
	fails     = db.SQL("hook.fails", `UPDATE hook SET failing_since = $2 WHERE id = $1 AND failing_since = 0`)
	arrives   = db.SQL("hook.arrives", `UPDATE hook SET failing_since = 0 WHERE id = $1 AND failing_since <> 0`)

	placeNow  = db.SQL("hook.place", `SELECT place FROM hook_place WHERE id = 1`)
	putPlace  = db.SQL("hook.putPlace", `INSERT INTO hook_place (id, place) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET place = excluded.place`)
	movePlace = db.SQL("hook.movePlace", `UPDATE hook_place SET place = $2 WHERE id = 1 AND place = $1`)

	insertDelivery = db.SQL("hook.insertDelivery", `
		INSERT INTO hook_delivery (`+deliveryColumns+`) VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 0, $7, 0, 0, '')`)
	// Of a hook that was ended what waits is kept: it is sent when the hook goes on.
	dueDeliveries = db.SQL("hook.due", `
		SELECT d.id, d.hook_id, d.place, d.kind, d.task_id, d.at, d.state, d.tries, d.next_at, d.tried_at, d.status, d.trouble
		FROM hook_delivery d WHERE d.state = 'waiting' AND d.next_at <= $1
			AND EXISTS (SELECT 1 FROM hook h WHERE h.id = d.hook_id AND h.ended = 0)
		ORDER BY d.next_at, d.id LIMIT $2`)
	deliveriesOf = db.SQL("hook.deliveriesOf", `
		SELECT `+deliveryColumns+` FROM hook_delivery WHERE hook_id = $1 ORDER BY place DESC LIMIT $2`)
	deliveryByID = db.SQL("hook.deliveryByID", `SELECT `+deliveryColumns+` FROM hook_delivery WHERE id = $1 AND hook_id = $2`)
	setDelivery  = db.SQL("hook.setDelivery", `
		UPDATE hook_delivery SET state = $2, tries = $3, next_at = $4, tried_at = $5, status = $6, trouble = $7 WHERE id = $1 AND state = 'waiting'`)
	again        = db.SQL("hook.again", `UPDATE hook_delivery SET state = 'waiting', tries = 0, next_at = $2 WHERE id = $1`)
	oldDelivered = db.SQL("hook.deleteOld", `DELETE FROM hook_delivery WHERE at < $1`)
)

// neverGiven finds drafts among some tasks, and those that were cancelled as drafts:
// what was given once has a span of its past.
func neverGiven(tasks int) *db.Stmt {
	return db.Built("hook.neverGiven", `
		SELECT id FROM task WHERE id IN (`+db.Places(1, tasks)+`) AND (standing = 'unassigned'
			OR state = 'cancelled' AND NOT EXISTS (SELECT 1 FROM task_span s WHERE s.task_id = id))`)
}
