package provider

import "quyet/base/db"

var (
	accountOf     = db.SQL("provider.accountOf", `SELECT account_id FROM provider_binding WHERE issuer = $1 AND subject = $2`)
	bindingsOf    = db.SQL("provider.bindingsOf", `SELECT issuer, bound_at, used_at FROM provider_binding WHERE account_id = $1 ORDER BY issuer LIMIT 100`)
	insertBinding = db.SQL("provider.insertBinding", `
		INSERT INTO provider_binding (issuer, subject, account_id, bound_at, used_at) VALUES ($1, $2, $3, $4, 0)`)
	used          = db.SQL("provider.used", `UPDATE provider_binding SET used_at = $3 WHERE issuer = $1 AND subject = $2`)
	deleteBinding = db.SQL("provider.deleteBinding", `DELETE FROM provider_binding WHERE account_id = $1 AND issuer = $2`)
	deleteAll     = db.SQL("provider.deleteAll", `DELETE FROM provider_binding WHERE account_id = $1`)
)
