package intake

import (
	"context"
	"encoding/json"
	"time"

	"quyet/base/db"
	"quyet/base/work"
)

const (
	fileColumns     = `f.id, f.body_id, f.account_id, f.name, f.format, f.sha256, f.size, f.state, f.doc_id, f.read_at, f.version`
	proposalColumns = `p.id, p.file_id, p.ord, p.kind, p.span_start, p.span_end, p.found, p.value, p.state, p.account_id, p.decided_at, p.version`
)

var (
	insertFile = db.SQL("intake.insertFile", `
		INSERT INTO intake_file (id, body_id, account_id, name, format, sha256, size, state, doc_id, read_at, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', '', $8, 1)`)
	insertText = db.SQL("intake.insertText", `INSERT INTO intake_text (file_id, text, layout) VALUES ($1, $2, $3)`)
	getFile    = db.SQL("intake.file", `SELECT `+fileColumns+` FROM intake_file f WHERE f.id = $1`)
	getText    = db.SQL("intake.text", `SELECT text, layout FROM intake_text WHERE file_id = $1`)
	fileByHash = db.SQL("intake.fileByHash", `SELECT id FROM intake_file WHERE body_id = $1 AND sha256 = $2 AND state <> 'discarded'`)
	touchFile  = db.SQL("intake.touchFile", `UPDATE intake_file SET version = version + 1 WHERE id = $1 AND state = 'open'`)
	endFile    = db.SQL("intake.endFile", `UPDATE intake_file SET state = $2, doc_id = $3, version = version + 1 WHERE id = $1 AND state = 'open'`)
	resumeFile = db.SQL("intake.resumeFile", `UPDATE intake_file SET state = 'open', doc_id = '', version = version + 1 WHERE id = $1 AND state = 'entered'`)

	insertProposal = db.SQL("intake.insertProposal", `
		INSERT INTO intake_proposal (id, file_id, ord, kind, span_start, span_end, found, value, state, account_id, decided_at, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', '', 0, 1)`)
	proposalsIn = db.SQL("intake.proposalsIn", `SELECT `+proposalColumns+` FROM intake_proposal p WHERE p.file_id = $1 ORDER BY p.ord`)
	// The document's own proposal is always the first: others are read in its light.
	proposalAlone = db.SQL("intake.proposalAlone", `
		SELECT `+proposalColumns+` FROM intake_proposal p WHERE p.file_id = $1 AND (p.ord = 0 OR p.id = $2) ORDER BY p.ord`)
	tallies = db.SQL("intake.tallies", `
		SELECT kind, count(*), sum(CASE WHEN state = 'open' THEN 0 ELSE 1 END) FROM intake_proposal WHERE file_id = $1 GROUP BY kind`)

	decide = db.SQL("intake.decide", `
		UPDATE intake_proposal SET state = $3, value = $4, account_id = $5, decided_at = $6, version = version + 1 WHERE id = $1 AND version = $2`)
	lastDecided = db.SQL("intake.lastDecided", `
		SELECT COALESCE(max(decided_at), 0) FROM intake_proposal WHERE file_id = $1 AND account_id = $2 AND state <> 'open'`)
	reopen = db.SQL("intake.reopen", `
		UPDATE intake_proposal SET state = 'open', account_id = '', decided_at = 0, version = version + 1
		WHERE file_id = $1 AND account_id = $2 AND decided_at = $3 AND state <> 'open'`)
)

// Every file has the proposal of its document, and an entered one says which
// document it became.
var (
	_ = db.Invariant("intake.fileWithoutDocument", `
		SELECT f.id FROM intake_file f
		WHERE NOT EXISTS (SELECT 1 FROM intake_proposal p WHERE p.file_id = f.id AND p.ord = 0 AND p.kind = 'document')`)
	_ = db.Invariant("intake.fileWithoutText", `
		SELECT f.id FROM intake_file f WHERE NOT EXISTS (SELECT 1 FROM intake_text t WHERE t.file_id = f.id)`)
	_ = db.Invariant("intake.enteredWithoutDocument", `SELECT id FROM intake_file WHERE (state = 'entered') <> (doc_id <> '')`)
	_ = db.Invariant("intake.enteredUndecided", `
		SELECT f.id FROM intake_file f JOIN intake_proposal p ON p.file_id = f.id WHERE f.state = 'entered' AND p.state = 'open'`)
)

func scanFile(scan db.Scan) (f File, err error) {
	var at int64
	err = scan(&f.ID, &f.Body, &f.Account, &f.Name, &f.Format, &f.SHA256, &f.Size, &f.State, &f.Doc, &at, &f.Version)
	f.ReadAt = time.UnixMicro(at).UTC()
	return f, err
}

func scanText(scan db.Scan) (c content, err error) {
	var layout string
	if err = scan(&c.Text, &layout); err != nil {
		return c, err
	}
	return c, json.Unmarshal([]byte(layout), &c.Layout)
}

func scanProposal(scan db.Scan) (p Proposal, err error) {
	var found, value string
	var at int64
	err = scan(&p.ID, &p.File, &p.Ord, &p.Kind, &p.Span.Start, &p.Span.End, &found, &value, &p.Decision, &p.Account, &at, &p.Version)
	if err != nil {
		return p, err
	}
	if at > 0 {
		p.At = time.UnixMicro(at).UTC()
	}
	if err := json.Unmarshal([]byte(found), &p.Found); err != nil {
		return p, err
	}
	if value == found {
		p.Value = p.Found
		return p, nil
	}
	return p, json.Unmarshal([]byte(value), &p.Value)
}

// waiting lists the files of the bodies given, newest first.
func waiting(ctx context.Context, v *work.View, bodies []string, limit int) ([]Summary, error) {
	if len(bodies) == 0 {
		return nil, nil
	}
	q := db.Built("intake.waiting", `
		SELECT f.id, f.name, f.state, f.read_at, f.doc_id, count(*), sum(CASE WHEN p.state = 'open' THEN 0 ELSE 1 END)
		FROM (SELECT * FROM intake_file WHERE body_id IN (`+db.Places(2, len(bodies))+`) AND state <> 'discarded'
			ORDER BY read_at DESC, id DESC LIMIT $1) f
		JOIN intake_proposal p ON p.file_id = f.id
		GROUP BY f.id, f.name, f.state, f.read_at, f.doc_id ORDER BY f.read_at DESC, f.id DESC`)
	return db.All(ctx, v.Snapshot, q, func(scan db.Scan) (s Summary, err error) {
		var at int64
		err = scan(&s.ID, &s.Name, &s.State, &at, &s.Doc, &s.Total, &s.Decided)
		s.ReadAt = time.UnixMicro(at).UTC()
		return s, err
	}, append([]any{limit}, db.Args(bodies)...)...)
}

// tasksAtBenches lists the task proposals, not rejected, of the newest open
// files of the bodies given, each file's document proposal before them.
func tasksAtBenches(ctx context.Context, v *work.View, bodies []string, files int) ([]Proposal, error) {
	if len(bodies) == 0 {
		return nil, nil
	}
	q := db.Built("intake.tasksAtBenches", `
		SELECT `+proposalColumns+`
		FROM (SELECT id, read_at FROM intake_file WHERE body_id IN (`+db.Places(3, len(bodies))+`) AND state = 'open'
			ORDER BY read_at DESC, id DESC LIMIT $1) f
		JOIN intake_proposal p ON p.file_id = f.id
		WHERE p.ord = 0 OR p.kind = 'task' AND p.state <> 'rejected'
		ORDER BY f.read_at DESC, f.id DESC, p.ord LIMIT $2`)
	return db.All(ctx, v.Snapshot, q, scanProposal, append([]any{files, mostUnclear * 10}, db.Args(bodies)...)...)
}
