package intake

import (
	"context"
	"encoding/json"
	"time"

	"quyet/base/db"
	"quyet/base/work"
)

var (
	insertFile = db.SQL("intake.insertFile", `
		INSERT INTO intake_file (id, body_id, account_id, name, format, sha256, size, text, layout, state, doc_id, read_at, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', '', $10, 1)`)
	getFile = db.SQL("intake.getFile", `
		SELECT id, body_id, account_id, name, format, sha256, size, text, layout, state, doc_id, read_at, version
		FROM intake_file WHERE id = $1`)
	fileByHash = db.SQL("intake.fileByHash", `
		SELECT id FROM intake_file WHERE body_id = $1 AND sha256 = $2 AND state <> 'discarded' ORDER BY read_at DESC LIMIT 1`)
	endFile = db.SQL("intake.endFile", `
		UPDATE intake_file SET state = $2, doc_id = $3, version = version + 1 WHERE id = $1 AND state = 'open'`)

	insertProposal = db.SQL("intake.insertProposal", `
		INSERT INTO intake_proposal (id, file_id, ord, kind, span_start, span_end, found, value, state, account_id, decided_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', '', 0)`)
	proposalsIn = db.SQL("intake.proposalsIn", `
		SELECT id, file_id, ord, kind, span_start, span_end, found, value, state, account_id, decided_at
		FROM intake_proposal WHERE file_id = $1 ORDER BY ord`)
	getProposal = db.SQL("intake.getProposal", `
		SELECT id, file_id, ord, kind, span_start, span_end, found, value, state, account_id, decided_at
		FROM intake_proposal WHERE id = $1 AND file_id = $2`)
	decide = db.SQL("intake.decide", `
		UPDATE intake_proposal SET state = $2, value = $3, account_id = $4, decided_at = $5 WHERE id = $1`)
)

// Every open file has its document proposal, and decided ones say who decided.
var _ = db.Invariant("intake.fileWithoutDocument", `
	SELECT id FROM intake_file f WHERE NOT EXISTS (SELECT 1 FROM intake_proposal p WHERE p.file_id = f.id AND p.kind = 'document')`)

func scanFile(scan db.Scan) (f File, err error) {
	var layout string
	var at int64
	err = scan(&f.ID, &f.Body, &f.Account, &f.Name, &f.Format, &f.SHA256, &f.Size, &f.Text, &layout, &f.State, &f.Doc, &at, &f.Version)
	if err != nil {
		return f, err
	}
	f.ReadAt = time.UnixMicro(at).UTC()
	return f, json.Unmarshal([]byte(layout), &f.Layout)
}

func scanProposal(scan db.Scan) (p Proposal, err error) {
	var found, value string
	var at int64
	err = scan(&p.ID, &p.File, &p.Ord, &p.Kind, &p.Span.Start, &p.Span.End, &found, &value, &p.Decision, &p.Account, &at)
	if err != nil {
		return p, err
	}
	if at > 0 {
		p.At = time.UnixMicro(at).UTC()
	}
	if err := json.Unmarshal([]byte(found), &p.Found); err != nil {
		return p, err
	}
	return p, json.Unmarshal([]byte(value), &p.Value)
}

// A Summary is a file in a list.
type Summary struct {
	ID      ID
	Name    string
	State   State
	ReadAt  time.Time
	Doc     string
	Total   int
	Decided int
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
