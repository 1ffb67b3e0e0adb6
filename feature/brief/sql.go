package brief

import (
	"quyet/base/db"
)

const (
	dutyColumns = `id, document_id, body_id, audience, asked_on, asked_by, due_on, rule, done_on, words`
	sittingRow  = `id, version, document_id, body_id, on_day, place, form, speaker, makes_up, words, recorded_by, withdrawn, meeting_id, point_id, point_times, point_version`
)

var (
	insertDocument  = db.SQL("brief.document", `INSERT INTO brief_document (document_id, asked_on) VALUES ($1, $2) ON CONFLICT DO NOTHING`)
	selectDocument  = db.SQL("brief.documentOf", `SELECT document_id FROM brief_document WHERE document_id = $1`)
	selectDocuments = db.SQL("brief.documents", `SELECT document_id FROM brief_document ORDER BY asked_on DESC, document_id DESC LIMIT $1`)

	insertDuty = db.SQL("brief.ask", `
		INSERT INTO brief_duty (`+dutyColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '')
		ON CONFLICT (document_id, body_id, audience) DO UPDATE SET due_on = excluded.due_on, rule = excluded.rule WHERE brief_duty.done_on = ''`)
	deleteDuties = db.SQL("brief.waive", `DELETE FROM brief_duty WHERE document_id = $1 AND body_id = $2 AND done_on = ''`)
	finishDuties = db.SQL("brief.finish", `UPDATE brief_duty SET done_on = $3, words = $4 WHERE document_id = $1 AND body_id = $2 AND done_on = ''`)
	reopenDuties = db.SQL("brief.reopen", `UPDATE brief_duty SET done_on = '', words = '' WHERE document_id = $1 AND body_id = $2 AND done_on <> ''`)
	selectOfBody = db.SQL("brief.ofBody", `SELECT `+dutyColumns+` FROM brief_duty WHERE document_id = $1 AND body_id = $2 ORDER BY audience LIMIT $3`)

	countDuties = db.SQL("brief.countDuties", `SELECT count(*) FROM (SELECT 1 FROM brief_duty WHERE document_id = $1 LIMIT $2) d`)

	insertExpected = db.SQL("brief.expect", `
		INSERT INTO brief_expected (document_id, body_id, audience, from_on, expected) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (document_id, body_id, audience, from_on) DO UPDATE SET expected = excluded.expected`)

	insertSitting = db.SQL("brief.hold", `INSERT INTO brief_sitting (`+sittingRow+`) VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', $11, $12, $13, 1)`)
	updateSitting = db.SQL("brief.change", `
		UPDATE brief_sitting SET version = version + 1, on_day = $3, place = $4, form = $5, speaker = $6, makes_up = $7, words = $8
		WHERE id = $1 AND version = $2 AND withdrawn = ''`)
	tieSitting      = db.SQL("brief.tie", `UPDATE brief_sitting SET meeting_id = $2, point_id = $3, point_times = $4, point_version = version WHERE id = $1`)
	retakeSitting   = db.SQL("brief.retake", `UPDATE brief_sitting SET version = version + 1, point_times = $2, point_version = version + 1 WHERE id = $1`)
	withdrawSitting = db.SQL("brief.withdraw", `UPDATE brief_sitting SET version = version + 1, withdrawn = $3 WHERE id = $1 AND version = $2 AND withdrawn = ''`)
	selectSitting   = db.SQL("brief.sitting", `SELECT `+sittingRow+` FROM brief_sitting WHERE id = $1`)

	insertCount  = db.SQL("brief.count", `INSERT INTO brief_count (document_id, body_id, audience, sitting_id, on_day, reached) VALUES ($1, $2, $3, $4, $5, $6)`)
	deleteCounts = db.SQL("brief.uncount", `DELETE FROM brief_count WHERE sitting_id = $1`)

	_ = db.Invariant("brief.counted", `
		SELECT c.sitting_id FROM brief_count c JOIN brief_sitting s ON s.id = c.sitting_id
		WHERE s.withdrawn <> '' OR s.on_day <> c.on_day OR s.body_id <> c.body_id OR s.document_id <> c.document_id`)
	selectTaken = db.SQL("brief.taken", `SELECT count(*) FROM brief_sitting WHERE document_id = $1 AND meeting_id = $2 AND point_id <> '' AND withdrawn = ''`)
	_           = db.Invariant("brief.listed", `SELECT id FROM brief_duty d WHERE NOT EXISTS (SELECT 1 FROM brief_document o WHERE o.document_id = d.document_id)`)
)

// What some bodies were asked about a document, and what they did, read at once.

func dutiesOf(bodies int) *db.Stmt {
	return db.Built("brief.dutiesOf", `SELECT `+dutyColumns+` FROM brief_duty WHERE document_id = $1 AND body_id IN (`+db.Places(3, bodies)+`) ORDER BY body_id, audience LIMIT $2`)
}

func sittingsOf(bodies int) *db.Stmt {
	return db.Built("brief.sittingsOf", `SELECT `+sittingRow+` FROM brief_sitting WHERE document_id = $1 AND body_id IN (`+db.Places(3, bodies)+`) ORDER BY on_day DESC, id DESC LIMIT $2`)
}

func countsOf(bodies int) *db.Stmt {
	return db.Built("brief.countsOf", `SELECT sitting_id, body_id, audience, reached FROM brief_count WHERE document_id = $1 AND body_id IN (`+db.Places(3, bodies)+`) ORDER BY body_id, audience, sitting_id LIMIT $2`)
}

func expectedOf(bodies int) *db.Stmt {
	return db.Built("brief.expectedOf", `SELECT body_id, audience, from_on, expected FROM brief_expected WHERE document_id = $1 AND body_id IN (`+db.Places(3, bodies)+`) ORDER BY body_id, audience, from_on LIMIT $2`)
}

// openOf asks what a number of bodies have still to do, a row for each document and
// body: those due first, first.
func openOf(bodies int) *db.Stmt {
	return db.Built("brief.open", `
		SELECT document_id, body_id, MIN(due_on), COUNT(*) FROM brief_duty WHERE done_on = '' AND body_id IN (`+db.Places(2, bodies)+`)
		GROUP BY document_id, body_id ORDER BY 3, 1, 2 LIMIT $1`)
}

func scanDuty(scan db.Scan) (d Duty, err error) {
	return d, scan(&d.ID, &d.Doc, &d.Body, &d.Audience, &d.Asked, &d.By, &d.Due, &d.Rule, &d.Done, &d.Words)
}

func scanSitting(scan db.Scan) (s Sitting, err error) {
	return s, scan(&s.ID, &s.Version, &s.Doc, &s.Body, &s.On, &s.Place, &s.Form, &s.Speaker, &s.MakesUp, &s.Words, &s.RecordedBy, &s.Withdrawn, &s.Meeting, &s.Point, &s.Heard, &s.tied)
}
