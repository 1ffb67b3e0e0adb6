package position

import "quyet/base/db"

const columns = `h.id, h.version, h.title, h.body_id, h.from_on, h.until_on, h.note, p.id, p.version, p.name, p.account_id`

const from = ` FROM position_holding h JOIN position_person p ON p.id = h.person_id `

var (
	insertPerson  = db.SQL("position.newPerson", `INSERT INTO position_person (id, version, name, name_fold, account_id, erased_at) VALUES ($1, 1, $2, $3, $4, 0)`)
	updatePerson  = db.SQL("position.rename", `UPDATE position_person SET version = version + 1, name = $3, name_fold = $4, account_id = $5 WHERE id = $1 AND version = $2 AND erased_at = 0`)
	erasePerson   = db.SQL("position.erase", `UPDATE position_person SET version = version + 1, name = '', name_fold = '', account_id = '', erased_at = $2 WHERE id = $1 AND erased_at = 0`)
	selectPerson  = db.SQL("position.person", `SELECT id, version, name, account_id FROM position_person WHERE id = $1`)
	selectAccount = db.SQL("position.ofAccount", `SELECT id, version, name, account_id FROM position_person WHERE account_id = $1 AND account_id <> ''`)

	insertHolding = db.SQL("position.put", `INSERT INTO position_holding (id, version, person_id, title, body_id, from_on, until_on, note) VALUES ($1, 1, $2, $3, $4, $5, $6, $7)`)
	updateHolding = db.SQL("position.change", `UPDATE position_holding SET version = version + 1, from_on = $3, until_on = $4, note = $5 WHERE id = $1 AND version = $2`)
	deleteHolding = db.SQL("position.remove", `DELETE FROM position_holding WHERE id = $1 AND version = $2`)
	selectHolding = db.SQL("position.holding", `SELECT `+columns+from+`WHERE h.id = $1`)
	selectOfBody  = db.SQL("position.ofBody", `SELECT `+columns+from+`WHERE h.body_id = $1 ORDER BY h.title, h.from_on, h.id LIMIT $2`)
	selectHeld    = db.SQL("position.held", `SELECT `+columns+from+`WHERE h.person_id = $1 ORDER BY h.from_on, h.id LIMIT $2`)
	selectNamed   = db.SQL("position.named", `SELECT `+columns+from+`WHERE p.name_fold >= $1 AND p.name_fold < $2 ORDER BY p.name_fold, p.id, h.from_on, h.id LIMIT $3`)
	selectAll     = db.SQL("position.all", `SELECT `+columns+from+`ORDER BY h.body_id, h.title, h.from_on, h.id LIMIT $1`)

	_ = db.Invariant("position.overlap", `SELECT a.id FROM position_holding a JOIN position_holding b ON b.person_id = a.person_id AND b.title = a.title AND b.body_id = a.body_id AND b.id > a.id
		WHERE (a.until_on = '' OR b.from_on < a.until_on) AND (b.until_on = '' OR a.from_on < b.until_on)`)
	_ = db.Invariant("position.early", `SELECT h.id FROM position_holding h JOIN org_body b ON b.id = h.body_id WHERE h.from_on < b.from_on`)
)

// heldOn reads who holds titles at bodies on a day; titles none: whatever they hold.
func heldOn(bodies, titles int) *db.Stmt {
	only := ""
	if titles > 0 {
		only = ` AND h.title IN (` + db.Places(3+bodies, titles) + `)`
	}
	return db.Built("position.heldOn", `SELECT `+columns+from+`WHERE h.body_id IN (`+db.Places(3, bodies)+`)`+only+`
		AND h.from_on <= $1 AND (h.until_on = '' OR h.until_on > $1) ORDER BY h.from_on, h.id LIMIT $2`)
}

func scanHolding(scan db.Scan) (h Holding, err error) {
	return h, scan(&h.ID, &h.Version, &h.Title, &h.Body, &h.From, &h.Until, &h.Note, &h.Person.ID, &h.Person.Version, &h.Person.Name, &h.Person.Account)
}

func scanPerson(scan db.Scan) (p Person, err error) {
	return p, scan(&p.ID, &p.Version, &p.Name, &p.Account)
}
