package factor

import "quyet/base/db"

var (
	heldBy = db.SQL("factor.heldBy", `
		SELECT (SELECT count(*) FROM factor_totp WHERE account_id = $1 AND confirmed <> 0), (SELECT count(*) FROM factor_recovery WHERE account_id = $1),
			(SELECT count(*) FROM factor_passkey WHERE account_id = $1)`)
	totpOf    = db.SQL("factor.totpOf", `SELECT sealed, made, confirmed FROM factor_totp WHERE account_id = $1`)
	allTOTP   = db.SQL("factor.allTOTP", `SELECT account_id, sealed FROM factor_totp WHERE account_id > $1 ORDER BY account_id LIMIT $2`)
	draftTOTP = db.SQL("factor.draftTOTP", `
		INSERT INTO factor_totp (account_id, sealed, made, confirmed, step) VALUES ($1, $2, $3, 0, 0)
		ON CONFLICT (account_id) DO UPDATE SET sealed = excluded.sealed, made = excluded.made WHERE factor_totp.confirmed = 0`)
	confirmTOTP = db.SQL("factor.confirmTOTP", `
		UPDATE factor_totp SET confirmed = $2, step = $3 WHERE account_id = $1 AND confirmed = 0`)
	// Of two who send the same code, one finds that the step is used.
	useStep    = db.SQL("factor.useStep", `UPDATE factor_totp SET step = $2 WHERE account_id = $1 AND step < $2 AND confirmed <> 0`)
	deleteTOTP = db.SQL("factor.deleteTOTP", `DELETE FROM factor_totp WHERE account_id = $1`)
	oldDrafts  = db.SQL("factor.oldDrafts", `DELETE FROM factor_totp WHERE confirmed = 0 AND made < $1`)

	passkeysOf = db.SQL("factor.passkeysOf", `
		SELECT id, account_id, credential, name, made, used FROM factor_passkey WHERE account_id = $1 ORDER BY made DESC, id DESC LIMIT $2`)
	passkeyByKey  = db.SQL("factor.passkeyByKey", `SELECT id, account_id, credential, name, made, used FROM factor_passkey WHERE key_hash = $1`)
	insertPasskey = db.SQL("factor.insertPasskey", `
		INSERT INTO factor_passkey (id, account_id, key_hash, credential, name, made, used) VALUES ($1, $2, $3, $4, $5, $6, 0)`)
	usePasskey     = db.SQL("factor.usePasskey", `UPDATE factor_passkey SET credential = $2, used = $3 WHERE id = $1`)
	deletePasskey  = db.SQL("factor.deletePasskey", `DELETE FROM factor_passkey WHERE id = $1 AND account_id = $2`)
	deletePasskeys = db.SQL("factor.deletePasskeys", `DELETE FROM factor_passkey WHERE account_id = $1`)

	insertChallenge  = db.SQL("factor.insertChallenge", `INSERT INTO factor_challenge (token_hash, account_id, asked, expires) VALUES ($1, $2, $3, $4)`)
	challengeByToken = db.SQL("factor.challengeByToken", `
		SELECT asked FROM factor_challenge WHERE token_hash = $1 AND account_id = $2 AND expires > $3`)
	deleteChallenge = db.SQL("factor.deleteChallenge", `DELETE FROM factor_challenge WHERE token_hash = $1`)
	overChallenges  = db.SQL("factor.overChallenges", `DELETE FROM factor_challenge WHERE expires <= $1`)

	// The latest ones, read from the end, in order of time.
	allPolicies = db.SQL("factor.allPolicies", `
		SELECT id, body_id, needs, from_on, reason, set_by, set_at FROM (
			SELECT id, body_id, needs, from_on, reason, set_by, set_at FROM factor_policy ORDER BY from_on DESC, set_at DESC, id DESC LIMIT $1) AS latest
		ORDER BY from_on, set_at, id`)
	insertPolicy = db.SQL("factor.insertPolicy", `
		INSERT INTO factor_policy (id, body_id, needs, from_on, reason, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`)

	insertRecovery = db.SQL("factor.insertRecovery", `INSERT INTO factor_recovery (account_id, code_hash, made) VALUES ($1, $2, $3)`)
	deleteCode     = db.SQL("factor.deleteCode", `DELETE FROM factor_recovery WHERE account_id = $1 AND code_hash = $2`)
	deleteRecovery = db.SQL("factor.deleteRecovery", `DELETE FROM factor_recovery WHERE account_id = $1`)
)

// What must never be, whatever the program did.
var (
	_ = db.Invariant("factor.recoveryNotHashed", `SELECT account_id FROM factor_recovery WHERE length(code_hash) <> 32 UNION ALL SELECT id FROM factor_passkey WHERE length(key_hash) <> 32`)
	_ = db.Invariant("factor.recoveryWithoutApp", `
		SELECT account_id FROM factor_recovery r WHERE NOT EXISTS (SELECT 1 FROM factor_totp t WHERE t.account_id = r.account_id AND t.confirmed <> 0)`)
	_ = db.Invariant("factor.codeOfLater", `SELECT account_id FROM factor_totp WHERE confirmed <> 0 AND confirmed < made`)
)
