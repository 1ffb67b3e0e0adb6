package personal

import (
	"time"

	"quyet/base/db"
)

const requestColumns = `id, account_id, kind, words, made_at, due_on, rules, answered_at, answered_by, answer`

var (
	insertView = db.SQL("personal.insertView", `
		INSERT INTO personal_view (at, viewed_id, viewer_id, reason, body_id, what, permission, scopes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`)
	viewsOf = db.SQL("personal.viewsOf", `
		SELECT at, viewer_id, reason, body_id, what, permission, scopes FROM personal_view WHERE viewed_id = $1 ORDER BY seq DESC LIMIT $2`)
	expireViews = db.SQL("personal.expireViews", `DELETE FROM personal_view WHERE at < $1`)
	dropViews   = db.SQL("personal.dropViews", `DELETE FROM personal_view WHERE viewed_id = $1`)

	insertRequest = db.SQL("personal.insertRequest", `
		INSERT INTO personal_request (id, account_id, kind, words, made_at, due_on, rules, answered_at, answered_by, answer)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 0, '', '')`)
	requestByID = db.SQL("personal.request", `SELECT `+requestColumns+` FROM personal_request WHERE id = $1`)
	requestsOf  = db.SQL("personal.requestsOf", `
		SELECT `+requestColumns+` FROM personal_request WHERE account_id = $1 ORDER BY made_at DESC, id DESC LIMIT $2`)
	openRequests = db.SQL("personal.open", `
		SELECT `+requestColumns+` FROM personal_request WHERE answered_at = 0 AND due_on > $1 ORDER BY due_on, id LIMIT $2`)
	openOn = db.SQL("personal.openOn", `
		SELECT `+requestColumns+` FROM personal_request WHERE answered_at = 0 AND due_on = $1 ORDER BY id LIMIT $2`)
	countOpen     = db.SQL("personal.countOpen", `SELECT count(*) FROM personal_request WHERE account_id = $1 AND answered_at = 0`)
	countOverdue  = db.SQL("personal.overdue", `SELECT count(*) FROM personal_request WHERE answered_at = 0 AND due_on < $1`)
	answerRequest = db.SQL("personal.answer", `
		UPDATE personal_request SET answered_at = $2, answered_by = $3, answer = $4 WHERE id = $1 AND answered_at = 0`)
	expireRequests = db.SQL("personal.expireRequests", `DELETE FROM personal_request WHERE answered_at > 0 AND answered_at < $1`)
	dropRequests   = db.SQL("personal.dropRequests", `DELETE FROM personal_request WHERE account_id = $1`)

	actsOf    = db.SQL("personal.actsOf", `SELECT no FROM event_act WHERE account_id = $1 ORDER BY no LIMIT $2`)
	lastEvent = db.SQL("personal.lastEvent", `SELECT coalesce(max(seq), 0) FROM event`)
)

func scanLook(scan db.Scan) (l Look, err error) {
	var at int64
	err = scan(&at, &l.Viewer, &l.Reason, &l.Body, &l.What, &l.Permission, &l.Scopes)
	l.At = time.UnixMicro(at).UTC()
	return l, err
}

func scanRequest(scan db.Scan) (r Request, err error) {
	var made, answered int64
	err = scan(&r.ID, &r.Account, &r.Kind, &r.Words, &made, &r.Due, &r.Rules, &answered, &r.AnsweredBy, &r.Answer)
	r.Made = time.UnixMicro(made).UTC()
	if answered != 0 {
		r.Answered = time.UnixMicro(answered).UTC()
	}
	return r, err
}
