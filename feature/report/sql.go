package report

import (
	"encoding/json"
	"time"

	"quyet/base/db"
)

const (
	reportColumns = `r.id, r.version, r.body_id, r.kind, r.title, r.scope_id, r.programme_id, r.period, r.from_on, r.until_on, r.post, r.blocks, r.state, r.corrects_id, r.reason, r.made_at, r.made_by, r.period_key, r.form_id`
	recordColumns = `coalesce(f.figures, ''), coalesce(f.template, ''), coalesce(f.docx, ''), coalesce(f.xlsx, ''), coalesce(f.frozen_at, 0), coalesce(f.frozen_by, '')`
	both          = `SELECT ` + reportColumns + `, ` + recordColumns + ` FROM report r LEFT JOIN report_frozen f ON f.report_id = r.id`
)

var (
	insertReport = db.SQL("report.insert", `
		INSERT INTO report (id, version, body_id, kind, title, scope_id, programme_id, period, from_on, until_on, post, blocks, state, corrects_id, reason, made_at, made_by, period_key, form_id)
		VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'draft', $12, $13, $14, $15, $16, $17)`)
	updateReport = db.SQL("report.update", `
		UPDATE report SET version = version + 1, title = $3, scope_id = $4, programme_id = $5, period = $6, from_on = $7, until_on = $8, post = $9, blocks = $10, period_key = $11, form_id = $12
		WHERE id = $1 AND version = $2 AND state = 'draft'`)
	freezeReport = db.SQL("report.freeze", `UPDATE report SET version = version + 1, state = 'frozen' WHERE id = $1 AND version = $2 AND state = 'draft'`)
	deleteReport = db.SQL("report.delete", `DELETE FROM report WHERE id = $1 AND version = $2 AND state = 'draft'`)
	insertFrozen = db.SQL("report.insertFrozen", `INSERT INTO report_frozen (report_id, figures, template, docx, xlsx, frozen_at, frozen_by) VALUES ($1, $2, $3, $4, $5, $6, $7)`)

	selectReport    = db.SQL("report.one", both+` WHERE r.id = $1`)
	selectCorrecter = db.SQL("report.correcter", both+` WHERE r.corrects_id = $1 AND r.corrects_id <> ''`)
	selectDrafts    = db.SQL("report.drafts", both+` WHERE r.body_id = $1 AND r.state = 'draft' AND r.id < $2 ORDER BY r.id DESC LIMIT $3`)
	selectFrozen    = db.SQL("report.frozen", both+` WHERE r.body_id = $1 AND r.state = 'frozen' AND r.id < $2 ORDER BY r.id DESC LIMIT $3`)
	selectEvery     = db.SQL("report.every", both+` WHERE r.state = 'frozen' AND r.id > $1 ORDER BY r.id LIMIT $2`)

	_ = db.Invariant("report.frozenWithoutRecord", `SELECT id FROM report WHERE state = 'frozen' AND NOT EXISTS (SELECT 1 FROM report_frozen WHERE report_id = id)`)
	_ = db.Invariant("report.recordOfDraft", `SELECT report_id FROM report_frozen JOIN report ON id = report_id WHERE state = 'draft'`)
	_ = db.Invariant("report.correctsDraft", `SELECT c.id FROM report c JOIN report r ON r.id = c.corrects_id WHERE r.state = 'draft'`)
)

func scanReport(scan db.Scan) (*Report, error) {
	var r Report
	var f Record
	var blocks string
	var made, frozen int64
	if err := scan(&r.ID, &r.Version, &r.Body, &r.Kind, &r.Title, &r.Scope, &r.Programme, &r.Period, &r.From, &r.Until, &r.Post, &blocks, &r.State, &r.Corrects, &r.Reason, &made, &r.By, &r.Key, &r.Form,
		&f.Figures, &f.Template, &f.Docx, &f.Xlsx, &frozen, &f.By); err != nil {
		return nil, err
	}
	r.Made = time.UnixMicro(made).UTC()
	if r.State == Frozen {
		f.At = time.UnixMicro(frozen).UTC()
		r.Frozen = &f
	}
	return &r, json.Unmarshal([]byte(blocks), &r.Blocks)
}
