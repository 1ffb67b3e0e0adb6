package plan

import (
	"quyet/base/db"
)

const programmeColumns = `id, version, kind, body_id, title, doc_id, from_on, until_on, ended`

const itemColumns = `id, version, programme_id, ord, words, forum, when_words, from_on, until_on, prepares, prepares_id, reviews, about, about_id, report_by,
	document_id, meeting_id, task_id, standing, ended_on, reason, first_words, first_until`

var (
	insertProgramme = db.SQL("plan.insertProgramme", `INSERT INTO plan_programme (`+programmeColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`)
	updateProgramme = db.SQL("plan.updateProgramme", `
		UPDATE plan_programme SET version = version + 1, kind = $3, title = $4, doc_id = $5, from_on = $6, until_on = $7, ended = $8 WHERE id = $1 AND version = $2`)
	selectProgramme = db.SQL("plan.programme", `SELECT `+programmeColumns+` FROM plan_programme WHERE id = $1`)
	insertPart      = db.SQL("plan.insertPart", `INSERT INTO plan_part (programme_id, task_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`)
	deletePart      = db.SQL("plan.deletePart", `DELETE FROM plan_part WHERE programme_id = $1 AND task_id = $2`)

	// The tasks of a programme: those that count under its document, and those
	// picked for it.
	selectParts = db.SQL("plan.parts", `
		SELECT id, MAX(picked) FROM (
			SELECT t.id, 0 AS picked, t.due_on FROM task t WHERE t.programme_id = $2 AND t.programme_id <> '' AND t.standing NOT IN ('gone', 'unassigned')
			UNION ALL SELECT t.id, 1, t.due_on FROM plan_part p JOIN task t ON t.id = p.task_id WHERE p.programme_id = $1
		) x GROUP BY id, due_on ORDER BY due_on, id LIMIT $3`)

	insertStep = db.SQL("plan.insertStep", `
		INSERT INTO plan_step (document_id, body_id, step, version, due_on, done_on, done_by, words) VALUES ($1, $2, $3, 1, $4, '', '', '')
		ON CONFLICT (document_id, body_id, step) DO UPDATE SET due_on = excluded.due_on, version = plan_step.version + 1 WHERE plan_step.done_on = ''`)
	deleteStep = db.SQL("plan.deleteStep", `DELETE FROM plan_step WHERE document_id = $1 AND body_id = $2 AND step = $3 AND done_on = ''`)
	doneStep   = db.SQL("plan.doneStep", `
		UPDATE plan_step SET version = version + 1, done_on = $5, done_by = $6, words = $7 WHERE document_id = $1 AND body_id = $2 AND step = $3 AND version = $4`)
	selectSteps = db.SQL("plan.steps", `
		SELECT document_id, body_id, step, version, due_on, done_on, done_by, words FROM plan_step WHERE document_id = $1 ORDER BY body_id, step LIMIT $2`)
	selectStep = db.SQL("plan.step", `
		SELECT document_id, body_id, step, version, due_on, done_on, done_by, words FROM plan_step WHERE document_id = $1 AND body_id = $2 AND step = $3`)
	selectOpen = db.SQL("plan.open", `
		SELECT document_id, body_id, step, version, due_on, done_on, done_by, words FROM plan_step s
		WHERE body_id = $1 AND done_on = '' AND (due_on <= $3 OR NOT EXISTS (
			SELECT 1 FROM plan_step e WHERE e.document_id = s.document_id AND e.body_id = s.body_id AND e.done_on = ''
			AND (e.due_on < s.due_on OR e.due_on = s.due_on AND e.step < s.step)))
		ORDER BY due_on, document_id, step LIMIT $2`)
	selectListed = db.SQL("plan.listed", `
		SELECT DISTINCT document_id FROM plan_step ORDER BY document_id DESC LIMIT $1`)

	insertItem = db.SQL("plan.insertItem", `
		INSERT INTO plan_item (`+itemColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)`)
	updateItem = db.SQL("plan.updateItem", `
		UPDATE plan_item SET version = version + 1, words = $3, forum = $4, when_words = $5, from_on = $6, until_on = $7, prepares = $8, prepares_id = $9, reviews = $10,
			about = $11, about_id = $12, report_by = $13, document_id = $14, meeting_id = $15, task_id = $16, standing = $17, ended_on = $18, reason = $19,
			first_words = $20, first_until = $21 WHERE id = $1 AND version = $2`)
	deleteItem  = db.SQL("plan.deleteItem", `DELETE FROM plan_item WHERE id = $1 AND version = $2`)
	selectItem  = db.SQL("plan.item", `SELECT `+itemColumns+` FROM plan_item WHERE id = $1`)
	countItems  = db.SQL("plan.countItems", `SELECT COUNT(*) FROM plan_item WHERE programme_id = $1`)
	selectItems = db.SQL("plan.items", `SELECT `+itemColumns+` FROM plan_item WHERE programme_id = $1 ORDER BY until_on, ord, id LIMIT $2`)

	_ = db.Invariant("plan.done", `SELECT document_id FROM plan_step WHERE done_on = '' AND (done_by <> '' OR words <> '')`)
)

func scanProgramme(scan db.Scan) (*Programme, error) {
	var p Programme
	return &p, scan(&p.ID, &p.Version, &p.Kind, &p.Body, &p.Title, &p.Doc, &p.From, &p.Until, &p.Ended)
}

func scanStep(scan db.Scan) (d Due, err error) {
	return d, scan(&d.Doc, &d.Body, &d.Step, &d.Version, &d.On, &d.Done, &d.Account, &d.Words)
}

func scanItem(scan db.Scan) (i Item, err error) {
	return i, scan(&i.ID, &i.Version, &i.Programme, &i.order, &i.Words, &i.Forum, &i.When, &i.From, &i.Until, &i.Prepares, &i.Preparer, &i.Reviews, &i.About, &i.Looked, &i.ReportBy,
		&i.Doc, &i.Meeting, &i.Task, &i.State, &i.Ended, &i.Reason, &i.FirstWhen, &i.FirstUntil)
}
