package notice

import (
	"time"

	"quyet/base/db"
	"quyet/base/text"
)

const matterColumns = `m.id, m.kind, m.side, m.body_id, m.by_account, m.by_for, m.first_at, m.at, m.tasks`

var (
	selectPlace = db.SQL("notice.place", `SELECT place FROM notice_place WHERE one = 1`)
	movePlace   = db.SQL("notice.movePlace", `UPDATE notice_place SET place = $1 WHERE one = 1 AND place = $2`)

	openMatters = db.SQL("notice.openMatters", `SELECT `+matterColumns+` FROM notice_matter m WHERE NOT closed AND m.at >= $1 ORDER BY m.at, m.id LIMIT $2`)
	// More of the same within a minute, also what comes late in the log.
	putMatter = db.SQL("notice.putMatter", `
		INSERT INTO notice_matter (id, kind, side, body_id, by_account, by_for, first_at, at, tasks, closed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, FALSE)
		ON CONFLICT (id) DO UPDATE SET
			at = CASE WHEN notice_matter.at < excluded.at THEN excluded.at ELSE notice_matter.at END,
			first_at = CASE WHEN notice_matter.first_at > excluded.first_at THEN excluded.first_at ELSE notice_matter.first_at END`)
	insertTask = db.SQL("notice.insertTask", `
		INSERT INTO notice_task (matter_id, no, task_id, words) VALUES ($1, $2, $3, $4) ON CONFLICT (matter_id, task_id) DO NOTHING`)
	countTasks = db.SQL("notice.countTasks", `
		UPDATE notice_matter SET tasks = (SELECT count(*) FROM notice_task t WHERE t.matter_id = notice_matter.id) WHERE id = $1`)
	putNotice = db.SQL("notice.put", `
		INSERT INTO notice (account_id, post, matter_id, at, read_at, mail_due, mail_id) VALUES ($1, $2, $3, $4, 0, $5, '')
		ON CONFLICT (account_id, post, matter_id) DO UPDATE SET at = excluded.at, read_at = 0`)
	closeOld = db.SQL("notice.closeOld", `UPDATE notice_matter SET closed = TRUE WHERE NOT closed AND at < $1`)

	inboxPage = db.SQL("notice.inbox", `
		SELECT `+matterColumns+`, n.read_at FROM notice n CROSS JOIN notice_matter m
		WHERE n.account_id = $1 AND n.post = $2 AND (n.at, n.matter_id) < ($3, $4) AND m.id = n.matter_id
		ORDER BY n.at DESC, n.matter_id DESC LIMIT $5`)
	inboxOne = db.SQL("notice.one", `
		SELECT `+matterColumns+`, n.read_at FROM notice n CROSS JOIN notice_matter m
		WHERE n.account_id = $1 AND n.post = $2 AND n.matter_id = $3 AND m.id = n.matter_id`)
	countUnread = db.SQL("notice.unread", `
		SELECT count(*) FROM (SELECT 1 FROM notice WHERE read_at = 0 AND account_id = $1 AND post = $2 LIMIT $3) AS few`)
	unreadElsewhere = db.SQL("notice.unreadElsewhere", `
		SELECT post, count(*) FROM notice WHERE read_at = 0 AND account_id = $1 AND post <> $2 GROUP BY post ORDER BY post LIMIT 50`)
	readOne = db.SQL("notice.read", `
		UPDATE notice SET read_at = $4 WHERE account_id = $1 AND post = $2 AND matter_id = $3 AND read_at = 0`)
	readAll = db.SQL("notice.readAll", `UPDATE notice SET read_at = $3 WHERE read_at = 0 AND account_id = $1 AND post = $2`)

	putPerson = db.SQL("notice.putPerson", `
		INSERT INTO notice_person (account_id, address, confirmed_at, asked, asked_at, token_hash, lang, quiet_from, quiet_until)
		VALUES ($1, '', 0, '', 0, NULL, $2, $3, $4)
		ON CONFLICT (account_id) DO UPDATE SET lang = excluded.lang, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until`)
	putChoice = db.SQL("notice.putChoice", `
		INSERT INTO notice_choice (account_id, class, how) VALUES ($1, $2, $3) ON CONFLICT (account_id, class) DO UPDATE SET how = excluded.how`)
	askAddress = db.SQL("notice.askAddress", `
		INSERT INTO notice_person (account_id, address, confirmed_at, asked, asked_at, token_hash, lang, quiet_from, quiet_until)
		VALUES ($1, '', 0, $2, $3, NULL, $4, $5, $6)
		ON CONFLICT (account_id) DO UPDATE SET asked = excluded.asked, asked_at = excluded.asked_at, token_hash = NULL`)
	setToken = db.SQL("notice.setToken", `UPDATE notice_person SET token_hash = $2 WHERE account_id = $1 AND asked <> ''`)
	byToken  = db.SQL("notice.byToken", `
		SELECT account_id, address, asked, asked_at, lang, quiet_from, quiet_until FROM notice_person WHERE token_hash = $1`)
	confirmAddress = db.SQL("notice.confirmAddress", `
		UPDATE notice_person SET address = asked, confirmed_at = $2, asked = '', asked_at = 0, token_hash = NULL WHERE account_id = $1 AND asked <> ''`)
	dropAddress = db.SQL("notice.dropAddress", `
		UPDATE notice_person SET address = '', confirmed_at = 0, asked = '', asked_at = 0, token_hash = NULL WHERE account_id = $1`)
	dropDue = db.SQL("notice.dropDue", `UPDATE notice SET mail_due = 0 WHERE mail_due > 0 AND account_id = $1`)

	dueAccounts = db.SQL("notice.dueAccounts", `
		SELECT account_id FROM notice WHERE mail_due > 0 AND mail_due <= $1 ORDER BY mail_due, account_id LIMIT $2`)
	insertMail = db.SQL("notice.insertMail", `
		INSERT INTO notice_mail (id, account_id, kind, made_at, next_at, tries, outcome, ended_at, trouble) VALUES ($1, $2, $3, $4, $4, 0, '', 0, '')`)
	intoMail = db.SQL("notice.intoMail", `
		UPDATE notice SET mail_id = $2, mail_due = 0 WHERE mail_due > 0 AND mail_due <= $3 AND account_id = $1`)
	outOfMail   = db.SQL("notice.outOfMail", `UPDATE notice SET mail_id = '', mail_due = $2 WHERE mail_id <> '' AND mail_id = $1`)
	closeMailed = db.SQL("notice.closeMailed", `
		UPDATE notice_matter SET closed = TRUE WHERE NOT closed AND id IN (SELECT n.matter_id FROM notice n WHERE n.mail_id <> '' AND n.mail_id = $1)`)

	waitingMails = db.SQL("notice.waitingMails", `
		SELECT id, account_id, kind, next_at, tries FROM notice_mail WHERE outcome = '' AND next_at <= $1 ORDER BY next_at, id LIMIT $2`)
	claimMail = db.SQL("notice.claimMail", `
		UPDATE notice_mail SET next_at = $3, tries = tries + 1 WHERE id = $1 AND outcome = '' AND next_at = $2`)
	postponeMail = db.SQL("notice.postponeMail", `
		UPDATE notice_mail SET next_at = $2, tries = $3, trouble = $4 WHERE id = $1 AND outcome = ''`)
	endMail = db.SQL("notice.endMail", `
		UPDATE notice_mail SET outcome = $2, ended_at = $3, trouble = $4 WHERE id = $1 AND outcome = ''`)
	mattersOfMail = db.SQL("notice.mattersOfMail", `
		SELECT `+matterColumns+`, n.post FROM notice n CROSS JOIN notice_matter m
		WHERE n.mail_id <> '' AND n.mail_id = $1 AND m.id = n.matter_id ORDER BY m.at DESC, m.id DESC LIMIT $2`)

	failedMails = db.SQL("notice.failedMails", `
		SELECT id, account_id, made_at, ended_at, tries, trouble FROM notice_mail WHERE outcome = 'failed' AND outcome <> '' ORDER BY ended_at DESC, id LIMIT $1`)
	failedMail   = db.SQL("notice.failedMail", `SELECT id, account_id, made_at, ended_at, tries, trouble FROM notice_mail WHERE id = $1 AND outcome = 'failed'`)
	countFailed  = db.SQL("notice.countFailed", `SELECT count(*) FROM notice_mail WHERE outcome = 'failed' AND outcome <> ''`)
	countWaiting = db.SQL("notice.countWaiting", `SELECT count(*), coalesce(min(made_at), 0) FROM notice_mail WHERE outcome = ''`)
	retryMail    = db.SQL("notice.retryMail", `
		UPDATE notice_mail SET outcome = '', ended_at = 0, tries = 0, next_at = $2, trouble = '' WHERE id = $1 AND outcome = 'failed'`)
	dropMail = db.SQL("notice.dropMail", `DELETE FROM notice_mail WHERE id = $1 AND outcome = 'failed'`)

	// What has been told is kept for a while and no longer.
	oldMails    = db.SQL("notice.oldMails", `DELETE FROM notice_mail WHERE outcome <> '' AND outcome IN ('sent', 'nothing', 'failed') AND ended_at < $1`)
	oldMatters  = db.SQL("notice.oldMatters", `SELECT id FROM notice_matter WHERE at < $1 ORDER BY at, id LIMIT $2`)
	dropNotices = db.SQL("notice.dropNotices", `DELETE FROM notice WHERE matter_id = $1`)
	dropTasks   = db.SQL("notice.dropTasks", `DELETE FROM notice_task WHERE matter_id = $1`)
	dropStale   = db.SQL("notice.dropStale", `UPDATE notice SET mail_due = 0 WHERE mail_due > 0 AND mail_due < $1`)
	dropMatter  = db.SQL("notice.dropMatter", `DELETE FROM notice_matter WHERE id = $1`)

	forgetPerson  = db.SQL("notice.forgetPerson", `DELETE FROM notice_person WHERE account_id = $1`)
	forgetChoices = db.SQL("notice.forgetChoices", `DELETE FROM notice_choice WHERE account_id = $1`)
	forgetNotices = db.SQL("notice.forgetNotices", `DELETE FROM notice WHERE account_id = $1`)
	forgetMails   = db.SQL("notice.forgetMails", `DELETE FROM notice_mail WHERE account_id = $1`)

	noticesHeld = db.SQL("notice.held", `
		SELECT m.kind, m.side, n.at, n.read_at FROM notice n CROSS JOIN notice_matter m WHERE n.account_id = $1 AND m.id = n.matter_id
		ORDER BY n.post, n.at DESC LIMIT $2`)
	mailsHeld = db.SQL("notice.mailsHeld", `SELECT made_at, outcome, ended_at FROM notice_mail WHERE account_id = $1 ORDER BY made_at DESC, id LIMIT $2`)
)

// What must never be.
var (
	_ = db.Invariant("notice.tasks", `
		SELECT id FROM notice_matter m WHERE tasks <> (SELECT count(*) FROM notice_task t WHERE t.matter_id = m.id)`)
	_ = db.Invariant("notice.nothing", `SELECT id FROM notice_matter WHERE tasks = 0`)
	_ = db.Invariant("notice.dueAndMailed", `SELECT account_id FROM notice WHERE mail_due > 0 AND mail_id <> ''`)
	_ = db.Invariant("notice.tokenNotHashed", `
		SELECT account_id FROM notice_person WHERE token_hash IS NOT NULL AND (length(token_hash) <> 32 OR asked = '')`)
)

func (m *matter) columns(more ...any) []any {
	return append([]any{&m.ID, &m.Kind, &m.Side, &m.Body, &m.By, &m.For, instant{&m.First}, instant{&m.At}, &m.Tasks}, more...)
}

func scanMatter(scan db.Scan) (m matter, err error) { return m, scan(m.columns()...) }

func scanInbox(scan db.Scan) (m matter, err error) {
	var read int64
	err = scan(m.columns(&read)...)
	m.read = read > 0
	return m, err
}

func scanMailed(scan db.Scan) (m matter, err error) { return m, scan(m.columns(&m.post)...) }

// instant reads microseconds; 0 is no instant.
type instant struct{ to *time.Time }

// Scan implements sql.Scanner.
func (i instant) Scan(src any) error {
	*i.to = time.Time{}
	if us, ok := src.(int64); ok && us != 0 {
		*i.to = time.UnixMicro(us).UTC()
	}
	return nil
}

// stored is the zero time as 0.
func stored(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func scanPerson(scan db.Scan) (account string, p Person, err error) {
	var lang string
	err = scan(&account, &p.Address, &p.Asked, instant{&p.AskedAt}, &lang, &p.Quiet.From, &p.Quiet.Until)
	p.Lang, _ = text.ParseLang(lang)
	return account, p, err
}
