package saved

import "quyet/base/db"

const columns = `l.id, l.version, l.account_id, l.body_id, l.name, l.ask, l.heading, l.paper, l.changed_by, l.changed_at, CASE WHEN f.list_id IS NULL THEN 0 ELSE 1 END`

var (
	selectList = db.SQL("saved.select", `
		SELECT `+columns+` FROM saved_list l LEFT JOIN saved_first f ON f.account_id = $2 AND f.list_id = l.id WHERE l.id = $1`)
	selectOwn = db.SQL("saved.own", `
		SELECT `+columns+` FROM saved_list l LEFT JOIN saved_first f ON f.account_id = $1 AND f.list_id = l.id WHERE l.account_id = $1 ORDER BY l.id LIMIT $2`)
	selectShared = db.SQL("saved.shared", `
		SELECT `+columns+` FROM saved_list l LEFT JOIN saved_first f ON f.account_id = $1 AND f.list_id = l.id
		WHERE l.body_id <> '' AND l.account_id <> $1 ORDER BY l.body_id, l.id LIMIT $2`)
	sharedWith = `
		SELECT ` + columns + ` FROM saved_list l LEFT JOIN saved_first f ON f.account_id = $1 AND f.list_id = l.id
		WHERE l.body_id <> '' AND l.body_id IN (%s) AND l.account_id <> $1 ORDER BY l.body_id, l.id LIMIT $2`
	selectFirst = db.SQL("saved.firstOf", `
		SELECT `+columns+` FROM saved_first f JOIN saved_list l ON l.id = f.list_id WHERE f.account_id = $1`)
	countOwn = db.SQL("saved.countOwn", `SELECT count(*) FROM saved_list WHERE account_id = $1`)
	insert   = db.SQL("saved.insert", `
		INSERT INTO saved_list (id, version, account_id, body_id, name, ask, heading, paper, changed_by, changed_at) VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $2, $8)`)
	update = db.SQL("saved.update", `
		UPDATE saved_list SET version = version + 1, body_id = $3, name = $4, ask = $5, heading = $6, paper = $7, changed_by = $8, changed_at = $9 WHERE id = $1 AND version = $2`)
	deleteList    = db.SQL("saved.delete", `DELETE FROM saved_list WHERE id = $1`)
	deleteFirstOf = db.SQL("saved.noFirstOf", `DELETE FROM saved_first WHERE list_id = $1`)
	putFirst      = db.SQL("saved.putFirst", `
		INSERT INTO saved_first (account_id, list_id) VALUES ($1, $2) ON CONFLICT (account_id) DO UPDATE SET list_id = excluded.list_id`)
	deleteFirst = db.SQL("saved.noFirst", `DELETE FROM saved_first WHERE account_id = $1`)
	// What belongs to nobody any more goes; what is shared stays.
	dropFirsts = db.SQL("saved.dropFirsts", `
		DELETE FROM saved_first WHERE account_id = $1 OR list_id IN (SELECT id FROM saved_list WHERE account_id = $1 AND body_id = '')`)
	dropOwn = db.SQL("saved.dropOwn", `DELETE FROM saved_list WHERE account_id = $1 AND body_id = ''`)
)
