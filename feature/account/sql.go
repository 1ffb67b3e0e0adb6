package account

import (
	"database/sql"
	"time"

	"quyet/base/db"
	"quyet/feature/org"
)

const accountColumns = `id, login, name, must_change, disabled, created, erased`

// deputised joins a, an account, with what it may do on day $2 in the place of
// others: of those who are not disabled themselves, on the body it was said
// for, and without administration unless that was said.
const deputised = `account_deputy d ON d.deputy_id = a.id AND d.from_on <= $2 AND d.until_on > $2
		JOIN account r ON r.id = d.account_id AND NOT r.disabled
		JOIN account_grant g ON g.account_id = d.account_id AND g.body_id = d.body_id AND g.from_on <= $2 AND (g.until_on = '' OR g.until_on > $2)
			AND (d.administers OR g.role <> 'administrator')`

const sessionColumnsOf = `s.id, s.account_id, s.body_id, s.deputy_id, s.created, s.seen, s.expires, s.proofs, s.proved_at`

const tokenColumns = `t.id, t.account_id, t.body_id, t.deputy_id, t.name, t.scope, t.made, t.until_on, t.used_on`

const deputyColumns = `id, account_id, body_id, deputy_id, from_on, until_on, administers, named_by, named_at`

const grantColumns = `id, account_id, role, body_id, from_on, until_on, granted_by, granted_at`

var (
	insertAccount = db.SQL("account.insert", `
		INSERT INTO account (id, login, name, search, password, password_at, must_change, disabled, created)
		VALUES ($1, $2, $3, $4, $5, $6, $7, FALSE, $6)`)
	accountByID    = db.SQL("account.byID", `SELECT `+accountColumns+` FROM account WHERE id = $1`)
	accountByLogin = db.SQL("account.byLogin", `
		SELECT id, password, password_at, must_change, disabled FROM account WHERE login = $1`)
	candidateByID = db.SQL("account.candidateByID", `SELECT password, disabled FROM account WHERE id = $1`)
	loginOfID     = db.SQL("account.loginOfID", `
		SELECT login, name, password FROM account WHERE id = $1`)
	setPassword = db.SQL("account.setPassword", `
		UPDATE account SET password = $2, password_at = $3, must_change = $4 WHERE id = $1`)
	changePassword = db.SQL("account.changePassword", `
		UPDATE account SET password = $3, password_at = $4, must_change = FALSE WHERE id = $1 AND password = $2`)
	renewPassword = db.SQL("account.renewPassword", `
		UPDATE account SET password = $3 WHERE id = $1 AND password = $2 AND NOT disabled`)
	setName = db.SQL("account.setName", `
		UPDATE account SET name = $2, search = $3 WHERE id = $1`)
	formerNames = db.SQL("account.formerNames", `
		SELECT name, from_at, until_at FROM account_name WHERE account_id = $1 ORDER BY until_at DESC, id DESC LIMIT $2`)
	keepName = db.SQL("account.keepName", `
		INSERT INTO account_name (id, account_id, name, from_at, until_at)
		SELECT $1, a.id, a.name, coalesce((SELECT max(n.until_at) FROM account_name n WHERE n.account_id = a.id), a.created), $3 FROM account a WHERE a.id = $2`)
	deleteNames  = db.SQL("account.deleteNames", `DELETE FROM account_name WHERE account_id = $1`)
	eraseAccount = db.SQL("account.erase", `
		UPDATE account SET login = $2, name = $3, search = '', password = $4, password_at = $5, must_change = FALSE, disabled = TRUE, erased = $5 WHERE id = $1`)
	unusedSince = db.SQL("account.unusedSince", `
		SELECT id FROM account a WHERE erased = 0 AND created < $2
		AND NOT EXISTS (SELECT 1 FROM account_grant g WHERE g.account_id = a.id AND (g.until_on = '' OR g.until_on > $1)) ORDER BY id LIMIT $3`)
	setDisabled = db.SQL("account.setDisabled", `
		UPDATE account SET disabled = $2 WHERE id = $1 AND disabled <> $2`)

	insertGrant = db.SQL("account.insertGrant", `
		INSERT INTO account_grant (id, account_id, role, body_id, from_on, until_on, granted_by, granted_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`)
	grantByID     = db.SQL("account.grantByID", `SELECT `+grantColumns+` FROM account_grant WHERE id = $1`)
	grantsOf      = db.SQL("account.grantsOf", `SELECT `+grantColumns+` FROM account_grant WHERE account_id = $1 ORDER BY from_on, id`)
	endGrant      = db.SQL("account.endGrant", `UPDATE account_grant SET until_on = $2 WHERE id = $1`)
	bodiesGranted = db.SQL("account.bodiesGranted", `SELECT DISTINCT body_id FROM account_grant`)

	insertDeputy = db.SQL("account.insertDeputy", `
		INSERT INTO account_deputy (id, account_id, body_id, deputy_id, from_on, until_on, administers, named_by, named_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`)
	deputyByID = db.SQL("account.deputyByID", `SELECT `+deputyColumns+` FROM account_deputy WHERE id = $1`)
	endDeputy  = db.SQL("account.endDeputy", `UPDATE account_deputy SET until_on = $2 WHERE id = $1`)
	deputiesOf = db.SQL("account.deputiesOf", `
		SELECT `+deputyColumns+` FROM account_deputy WHERE account_id = $1 AND until_on > $2 AND until_on > from_on
		UNION ALL
		SELECT `+deputyColumns+` FROM account_deputy WHERE deputy_id = $1 AND until_on > $2 AND until_on > from_on
		ORDER BY from_on, id LIMIT $3`)

	insertSession = db.SQL("account.insertSession", `
		INSERT INTO account_session (id, token_hash, account_id, body_id, created, seen, expires, proofs, proved_at) VALUES ($1, $2, $3, NULL, $4, $4, $5, $6, $4)`)
	proveSession   = db.SQL("account.proveSession", `UPDATE account_session SET token_hash = $2, proofs = $3, proved_at = $4 WHERE id = $1`)
	forgetProofs   = db.SQL("account.forgetProofs", `UPDATE account_session SET proved_at = 0 WHERE account_id = $1`)
	sessionByToken = db.SQL("account.sessionByToken", `
		SELECT `+sessionColumnsOf+`, a.name, a.must_change
		FROM account_session s JOIN account a ON a.id = s.account_id WHERE s.token_hash = $1 AND NOT a.disabled`)
	// Every request asks this: the session with a row for each grant in force.
	// In whose place the account stands in besides is asked where it does
	// ([standsIn]), which is seldom.
	actorByToken = db.SQL("account.actorByToken", `
		SELECT `+sessionColumnsOf+`, a.name, a.must_change, g.role, g.body_id, g.from_on, g.until_on, g.id, '' AS deputising, '' AS replaced
		FROM account_session s JOIN account a ON a.id = s.account_id
		LEFT JOIN account_grant g ON g.account_id = a.id AND g.from_on <= $2 AND (g.until_on = '' OR g.until_on > $2)
		WHERE s.token_hash = $1 AND NOT a.disabled`)
	rightsInPlace = db.SQL("account.rightsInPlace", `
		SELECT g.role, g.body_id, g.from_on, g.until_on, g.id, d.id, d.account_id FROM account a JOIN `+deputised+` WHERE a.id = $1`)
	allDeputies = db.SQL("account.allDeputies", `SELECT DISTINCT deputy_id FROM account_deputy`)
	insertToken = db.SQL("account.insertToken", `
		INSERT INTO account_token (id, token_hash, account_id, body_id, deputy_id, name, scope, made, until_on, used_on)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '')`)
	// As actorByToken, for a program.
	actorByBearer = db.SQL("account.actorByBearer", `
		SELECT `+tokenColumns+`, a.name, a.must_change, g.role, g.body_id, g.from_on, g.until_on, g.id, '' AS deputising, '' AS replaced
		FROM account_token t JOIN account a ON a.id = t.account_id
		LEFT JOIN account_grant g ON g.account_id = a.id AND g.from_on <= $2 AND (g.until_on = '' OR g.until_on > $2)
		WHERE t.token_hash = $1 AND t.until_on > $2 AND NOT a.disabled`)
	// As actorByToken, for what acts for somebody who is not there.
	actorByID = db.SQL("account.actorByID", `
		SELECT a.name, a.must_change, g.role, g.body_id, g.from_on, g.until_on, g.id, '' AS deputising, '' AS replaced
		FROM account a LEFT JOIN account_grant g ON g.account_id = a.id AND g.from_on <= $2 AND (g.until_on = '' OR g.until_on > $2)
		WHERE a.id = $1 AND NOT a.disabled`)
	tokensOf      = db.SQL("account.tokensOf", `SELECT `+tokenColumns+` FROM account_token t WHERE account_id = $1 ORDER BY made DESC, id DESC LIMIT $2`)
	tokenAccount  = db.SQL("account.tokenAccount", `SELECT account_id FROM account_token WHERE id = $1`)
	markToken     = db.SQL("account.markToken", `UPDATE account_token SET used_on = $2 WHERE id = $1 AND used_on < $2`)
	deleteToken   = db.SQL("account.deleteToken", `DELETE FROM account_token WHERE id = $1`)
	deleteTokens  = db.SQL("account.deleteTokens", `DELETE FROM account_token WHERE account_id = $1`)
	expiredTokens = db.SQL("account.expiredTokens", `DELETE FROM account_token WHERE until_on <= $1`)

	sessionsOf = db.SQL("account.sessionsOf", `
		SELECT `+sessionColumnsOf+` FROM account_session s
		WHERE account_id = $1 AND expires > $2 AND seen > $3 ORDER BY created DESC, id DESC LIMIT $4`)
	sessionAccount = db.SQL("account.sessionAccount", `SELECT account_id FROM account_session WHERE id = $1`)
	markSeen       = db.SQL("account.markSeen", `UPDATE account_session SET seen = $2 WHERE id = $1 AND seen <= $3`)
	setPost        = db.SQL("account.setPost", `UPDATE account_session SET body_id = $2, deputy_id = $3 WHERE id = $1`)
	deleteSession  = db.SQL("account.deleteSession", `DELETE FROM account_session WHERE id = $1`)
	deleteSessions = db.SQL("account.deleteSessions", `DELETE FROM account_session WHERE account_id = $1`)
	deleteOthers   = db.SQL("account.deleteOtherSessions", `DELETE FROM account_session WHERE account_id = $1 AND token_hash <> $2`)
	putAttempt     = db.SQL("account.putAttempt", `
		INSERT INTO account_attempt (counted, remaining, at, full_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (counted) DO UPDATE SET remaining = excluded.remaining, at = excluded.at, full_at = excluded.full_at`)
	deleteAttempt = db.SQL("account.deleteAttempt", `DELETE FROM account_attempt WHERE counted = $1`)
	fullAttempts  = db.SQL("account.fullAttempts", `DELETE FROM account_attempt WHERE full_at <= $1`)

	insertEntry   = db.SQL("account.insertEntry", `INSERT INTO account_entry (id, account_id, at, proofs, device) VALUES ($1, $2, $3, $4, $5)`)
	entriesOf     = db.SQL("account.entriesOf", `SELECT at, proofs, device FROM account_entry WHERE account_id = $1 ORDER BY at DESC, id DESC LIMIT $2`)
	deleteEntries = db.SQL("account.deleteEntries", `DELETE FROM account_entry WHERE account_id = $1`)
	oldEntries    = db.SQL("account.oldEntries", `DELETE FROM account_entry WHERE at < $1`)

	insertArrival  = db.SQL("account.insertArrival", `INSERT INTO account_arrival (token_hash, account_id, begun, expires, wrong, proofs) VALUES ($1, $2, $3, $4, 0, $5)`)
	arrivalByToken = db.SQL("account.arrivalByToken", `
		SELECT a.id, a.password, r.proofs, a.must_change FROM account_arrival r JOIN account a ON a.id = r.account_id
		WHERE r.token_hash = $1 AND r.expires > $2 AND NOT a.disabled`)
	countWrong     = db.SQL("account.countWrong", `UPDATE account_arrival SET wrong = wrong + 1 WHERE token_hash = $1`)
	deleteMistaken = db.SQL("account.deleteMistaken", `DELETE FROM account_arrival WHERE token_hash = $1 AND wrong >= $2`)
	deleteArrival  = db.SQL("account.deleteArrival", `DELETE FROM account_arrival WHERE token_hash = $1`)
	deleteArrivals = db.SQL("account.deleteArrivals", `DELETE FROM account_arrival WHERE account_id = $1`)
	overArrivals   = db.SQL("account.overArrivals", `DELETE FROM account_arrival WHERE expires <= $1`)
	deleteExpired  = db.SQL("account.deleteExpired", `DELETE FROM account_session WHERE expires <= $1 OR seen <= $2`)
)

// What must never be, whatever the program did.
var (
	_ = db.Invariant("account.grantsOverlap", `
		SELECT a.id FROM account_grant a JOIN account_grant b
		ON a.account_id = b.account_id AND a.role = b.role AND a.id < b.id
		AND (a.body_id = b.body_id OR (a.body_id IS NULL AND b.body_id IS NULL))
		WHERE (a.until_on = '' OR a.until_on > a.from_on) AND (b.until_on = '' OR b.until_on > b.from_on)
		AND (a.until_on = '' OR b.from_on < a.until_on) AND (b.until_on = '' OR a.from_on < b.until_on)`)
	_ = db.Invariant("account.deputiesOverlap", `
		SELECT a.id FROM account_deputy a JOIN account_deputy b ON a.account_id = b.account_id AND a.body_id = b.body_id AND a.id < b.id
		WHERE a.until_on > a.from_on AND b.until_on > b.from_on AND a.from_on < b.until_on AND b.from_on < a.until_on`)
	_ = db.Invariant("account.postOfAnother", `
		SELECT s.id FROM account_session s JOIN account_deputy d ON d.id = s.deputy_id WHERE d.deputy_id <> s.account_id`)
	_ = db.Invariant("account.disabledSignedIn", `
		SELECT s.id FROM account_session s JOIN account a ON a.id = s.account_id WHERE a.disabled`)
	_ = db.Invariant("account.erasedKept", `
		SELECT id FROM account a WHERE erased <> 0 AND (NOT disabled OR name <> '`+erasedName+`' OR login <> 'xoa-' || id OR search <> ''
		OR EXISTS (SELECT 1 FROM account_name n WHERE n.account_id = a.id))`)
	_ = db.Invariant("account.passwordNotHashed", `
		SELECT id FROM account WHERE password NOT LIKE '$argon2id$v=19$m=%'`)
	_ = db.Invariant("account.sessionTooLong", `
		SELECT id FROM account_session WHERE expires - created > 43200000000 OR seen > expires`)
	_ = db.Invariant("account.tokenNotHashed", `
		SELECT id FROM account_session WHERE length(token_hash) <> 32 UNION ALL SELECT id FROM account_token WHERE length(token_hash) <> 32
		UNION ALL SELECT account_id FROM account_arrival WHERE length(token_hash) <> 32`)
	_ = db.Invariant("account.attemptNotHashed", `SELECT CAST(at AS TEXT) FROM account_attempt WHERE length(counted) <> 32 OR full_at < at`)
	_ = db.Invariant("account.disabledWithToken", `
		SELECT t.id FROM account_token t JOIN account a ON a.id = t.account_id WHERE a.disabled`)
	_ = db.Invariant("account.tokenOfAnother", `
		SELECT t.id FROM account_token t JOIN account_deputy d ON d.id = t.deputy_id WHERE d.deputy_id <> t.account_id`)
)

func scanAccount(scan db.Scan) (a Account, err error) {
	var created, erased int64
	err = scan(&a.ID, &a.Login, &a.Name, &a.MustChange, &a.Disabled, &created, &erased)
	a.Created = time.UnixMicro(created).UTC()
	if erased != 0 {
		a.Erased, a.Login, a.Name = time.UnixMicro(erased).UTC(), "", ""
	}
	return a, err
}

func scanGrant(scan db.Scan) (g Grant, err error) {
	var body sql.Null[string]
	var at int64
	err = scan(&g.ID, &g.Account, &g.Role, &body, &g.From, &g.Until, &g.By, &at)
	g.Scope, g.At = scopeOf(org.ID(body.V)), time.UnixMicro(at).UTC()
	return g, err
}

func scanSession(scan db.Scan) (s Session, err error) {
	return s, scan(s.columns()...)
}

// columns returns where the columns of a session go, followed by more.
func (s *Session) columns(more ...any) []any {
	return append([]any{&s.ID, &s.Account, orNone{&s.Body}, orNone{(*org.ID)(&s.deputising)}, instant{&s.Created}, instant{&s.Seen}, instant{&s.Expires}, &s.proofs, instant{&s.Proved}}, more...)
}

// orNone reads a body that may be NULL.
type orNone struct{ to *org.ID }

// Scan implements sql.Scanner.
func (n orNone) Scan(src any) error {
	var s sql.Null[string]
	err := s.Scan(src)
	*n.to = org.ID(s.V)
	return err
}

// instant reads microseconds.
type instant struct{ to *time.Time }

// Scan implements sql.Scanner.
func (i instant) Scan(src any) error {
	var us sql.Null[int64]
	err := us.Scan(src)
	*i.to = time.UnixMicro(us.V).UTC()
	return err
}

// orNull stores no body as NULL.
func orNull(b org.ID) any {
	if b == "" {
		return nil
	}
	return string(b)
}

// likely returns the pattern that finds rows whose text holds folded.
func likely(folded string) string { return "%" + likeEscapes.Replace(folded) + "%" }
