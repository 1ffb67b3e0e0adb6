package feed

import "quyet/base/db"

const columns = `id, account_id, body_id, lang, made, used_on`

var (
	// Making an address anew takes the place of the one before.
	putAddress = db.SQL("feed.put", `
		INSERT INTO feed_address (id, secret_hash, account_id, body_id, lang, made, used_on) VALUES ($1, $2, $3, $4, $5, $6, '')
		ON CONFLICT (account_id, body_id) DO UPDATE SET id = excluded.id, secret_hash = excluded.secret_hash, lang = excluded.lang, made = excluded.made, used_on = ''`)
	bySecret      = db.SQL("feed.bySecret", `SELECT `+columns+` FROM feed_address WHERE secret_hash = $1`)
	addressesOf   = db.SQL("feed.addressesOf", `SELECT `+columns+` FROM feed_address WHERE account_id = $1 ORDER BY body_id, id LIMIT $2`)
	deleteAddress = db.SQL("feed.delete", `DELETE FROM feed_address WHERE id = $1 AND account_id = $2`)
	deleteAll     = db.SQL("feed.deleteAll", `DELETE FROM feed_address WHERE account_id = $1`)
	deleteIdle    = db.SQL("feed.deleteIdle", `DELETE FROM feed_address WHERE made < $1 AND used_on < $2`)
	markUsed      = db.SQL("feed.markUsed", `UPDATE feed_address SET used_on = $2 WHERE id = $1 AND used_on < $2`)
)

// isOpen is the condition of the indexes of package task over open work, word
// for word.
const isOpen = `standing IN ('waiting', 'working', 'handed_in', 'stopped')`

const taskColumns = `id, version, text, deliverable, issuer_id, lead_id, due_on, next_update_on, since_at`

// dueOf reads the deadlines of open work that some bodies lead, or gave out, in
// their order; what is handed in or stands still has none to be reminded of.
func dueOf(column string, bodies int) *db.Stmt {
	return db.Built("feed.due", `
		SELECT `+taskColumns+` FROM task WHERE `+isOpen+` AND standing IN ('waiting', 'working')
			AND `+column+` IN (`+db.Places(4, bodies)+`) AND due_on BETWEEN $1 AND $2 ORDER BY due_on, id LIMIT $3`)
}

// updatesOf reads the days on which bodies are to report next.
func updatesOf(bodies int) *db.Stmt {
	return db.Built("feed.updates", `
		SELECT `+taskColumns+` FROM task WHERE `+isOpen+` AND state IN ('accepted', 'in_progress', 'rejected')
			AND lead_id IN (`+db.Places(4, bodies)+`) AND next_update_on BETWEEN $1 AND $2 ORDER BY next_update_on, id LIMIT $3`)
}
