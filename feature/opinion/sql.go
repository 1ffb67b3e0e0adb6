package opinion

import (
	"strings"
	"time"

	"quyet/base/db"
)

const (
	questionColumns = `q.id, q.version, q.body_id, q.title, q.words, q.subject, q.document_id, q.sha256, q.file_name, q.asked_on, q.asked_at, q.asked_by, q.due_on, q.rules, q.withdrawn`
	opinionColumns  = `o.id, o.version, o.question_id, o.body_id, o.due_on, o.answer, o.words, o.sha256, o.file_name, o.answered_at, o.answered_by, o.lapse, o.lapsed_at, o.rule, o.urged_on, o.came_on`
	both            = `SELECT ` + opinionColumns + `, ` + questionColumns + ` FROM opinion o JOIN opinion_question q ON q.id = o.question_id`
)

var (
	insertQuestion = db.SQL("opinion.insertQuestion", `
		INSERT INTO opinion_question (id, version, body_id, title, words, subject, document_id, sha256, file_name, asked_on, asked_at, asked_by, due_on, rules, withdrawn)
		VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '')`)
	insertOpinion = db.SQL("opinion.insert", `
		INSERT INTO opinion (id, version, question_id, body_id, due_on, answer, words, sha256, file_name, answered_at, answered_by, lapse, lapsed_at, rule, urged_on)
		VALUES ($1, 1, $2, $3, $4, '', '', '', '', 0, '', '', 0, '', '')`)
	selectQuestion = db.SQL("opinion.question", `SELECT `+questionColumns+` FROM opinion_question q WHERE q.id = $1`)
	selectOf       = db.SQL("opinion.of", `SELECT `+opinionColumns+` FROM opinion o WHERE o.question_id = $1 ORDER BY o.id LIMIT $2`)
	selectOne      = db.SQL("opinion.one", both+` WHERE o.id = $1`)
	// Pages of those that a body is asked for: what is open by the day, the rest from the latest on.
	selectOpen = db.SQL("opinion.open", both+` WHERE o.body_id = $1 AND o.answer = '' AND o.lapse = '' AND (o.due_on, o.id) > ($2, $3) ORDER BY o.due_on, o.id LIMIT $4`)
	selectPast = db.SQL("opinion.past", both+` WHERE o.body_id = $1 AND (o.answer <> '' OR o.lapse <> '') AND o.id < $2 ORDER BY o.id DESC LIMIT $3`)
	// What a body asks, and what is asked about a subject, the latest first.
	selectBy    = db.SQL("opinion.by", `SELECT `+questionColumns+` FROM opinion_question q WHERE q.body_id = $1 AND q.id < $2 ORDER BY q.id DESC LIMIT $3`)
	selectAbout = db.SQL("opinion.about", `SELECT `+questionColumns+` FROM opinion_question q WHERE q.subject >= $1 AND q.subject < $2 AND q.subject <> '' ORDER BY q.id DESC LIMIT $3`)

	answerOpinion = db.SQL("opinion.answer", `
		UPDATE opinion SET version = version + 1, answer = $3, words = $4, sha256 = $5, file_name = $6, answered_at = $7, answered_by = $8, came_on = $9 WHERE id = $1 AND version = $2`)
	heard         = db.SQL("opinion.heard", `UPDATE opinion SET lapse = '', lapsed_at = 0, rule = '' WHERE id = $1`)
	extendOpinion = db.SQL("opinion.extend", `UPDATE opinion SET due_on = $2 WHERE id = $1 AND answer = '' AND lapse = '' AND due_on < $2`)
	lapseOpinion  = db.SQL("opinion.lapse", `UPDATE opinion SET lapse = $2, lapsed_at = $3, rule = $4 WHERE id = $1 AND answer = '' AND lapse = ''`)
	urgeOpinion   = db.SQL("opinion.urge", `UPDATE opinion SET urged_on = $2 WHERE id = $1`)
	withdraw      = db.SQL("opinion.withdraw", `UPDATE opinion_question SET version = version + 1, withdrawn = $2 WHERE id = $1`)

	selectDue   = db.SQL("opinion.due", `SELECT `+opinionColumns+` FROM opinion o WHERE o.answer = '' AND o.lapse = '' AND o.due_on < $1 ORDER BY o.due_on, o.id LIMIT $2`)
	selectChase = db.SQL("opinion.chase", both+` WHERE o.answer = '' AND o.lapse = '' AND o.id > $1 ORDER BY o.id LIMIT $2`)

	_ = db.Invariant("opinion.lapsedWithoutRule", `SELECT id FROM opinion WHERE lapse IN ('not_given', 'deemed_agreed') AND rule = ''`)
	_ = db.Invariant("opinion.answeredAfterWithdrawal", `SELECT id FROM opinion WHERE lapse = 'withdrawn' AND answer <> ''`)
)

func (q *Question) to(rules *string, at *int64) []any {
	return []any{&q.ID, &q.Version, &q.Body, &q.Title, &q.Words, &q.Subject, &q.Document, &q.File.SHA256, &q.File.Name, &q.On, at, &q.By, &q.Due, rules, &q.Withdrawn}
}

func (o *Opinion) to(answered, lapsed *int64) []any {
	return []any{&o.ID, &o.Version, &o.Question, &o.Body, &o.Due, &o.Answer, &o.Words, &o.File.SHA256, &o.File.Name, answered, &o.By, &o.Lapse, lapsed, &o.Rule, &o.Urged, &o.Came}
}

func scanQuestion(scan db.Scan) (*Question, error) {
	var q Question
	var rules string
	var at int64
	err := scan(q.to(&rules, &at)...)
	q.Rules, q.At = strings.Fields(rules), instant(at)
	return &q, err
}

func scanOpinion(scan db.Scan) (*Opinion, error) {
	var o Opinion
	var answered, lapsed int64
	err := scan(o.to(&answered, &lapsed)...)
	o.Answered, o.Lapsed = instant(answered), instant(lapsed)
	return &o, err
}

func scanBoth(scan db.Scan) (e Asked, err error) {
	var o Opinion
	var q Question
	var answered, lapsed, at int64
	var rules string
	err = scan(append(o.to(&answered, &lapsed), q.to(&rules, &at)...)...)
	o.Answered, o.Lapsed, q.Rules, q.At = instant(answered), instant(lapsed), strings.Fields(rules), instant(at)
	return Asked{&o, &q}, err
}

// instant is 0 for no time.
func instant(micro int64) time.Time {
	if micro == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micro).UTC()
}
