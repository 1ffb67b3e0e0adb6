package doc

import (
	"context"
	"database/sql"
	"strings"

	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
)

const columns = `d.id, d.owner_id, d.issuer_id, d.issuer, d.type, d.regime, d.number, d.symbol, d.issued_on, d.place, d.subject,
	d.signer, d.post, d.urgency, d.internal, d.from_on, d.until_on, d.aliases, d.numbered_by, d.version`

var (
	insertDocument = db.SQL("doc.insert", `
		INSERT INTO doc_document (id, owner_id, issuer_id, issuer, issuer_key, type, regime, number, serial, suffix, symbol, issued_on,
			place, subject, signer, post, urgency, internal, from_on, until_on, aliases, numbered_by, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, 1)`)
	updateDocument = db.SQL("doc.update", `
		UPDATE doc_document SET owner_id = $2, issuer_id = $3, issuer = $4, issuer_key = $5, type = $6, regime = $7, number = $8, serial = $9,
			suffix = $10, symbol = $11, issued_on = $12, place = $13, subject = $14, signer = $15, post = $16, urgency = $17, internal = $18,
			from_on = $19, until_on = $20, aliases = $21, numbered_by = $22, version = version + 1
		WHERE id = $1 AND version = $23`)
	sameKey = db.SQL("doc.same", `
		SELECT d.id FROM doc_document d
		WHERE d.issuer_key = $1 AND d.type = $2 AND d.serial = $3 AND d.suffix = $4 AND d.issued_on = $5 AND d.serial > 0 AND d.id <> $6`)
	sameNumber = db.SQL("doc.sameNumber", `
		SELECT d.id FROM doc_document d
		WHERE d.issuer_key = $1 AND ($2 = '' OR d.type = $2) AND d.serial = $3 AND d.suffix = $4 AND d.serial > 0 AND d.id <> $5
		ORDER BY d.issued_on DESC LIMIT 10`)
	lastSerials = db.SQL("doc.lastSerials", `
		SELECT d.type, max(d.serial) FROM doc_document d
		WHERE d.issuer_id = $1 AND d.issued_on >= $2 AND ($3 = '' OR d.issued_on < $3) AND d.serial > 0 GROUP BY d.type`)
	lastSerial = db.SQL("doc.lastSerial", `
		SELECT COALESCE(max(d.serial), 0) FROM doc_document d
		WHERE d.issuer_id = $1 AND ($2 = '' OR d.type = $2) AND d.issued_on >= $3 AND ($4 = '' OR d.issued_on < $4)`)

	insertName     = db.SQL("doc.insertName", `INSERT INTO doc_key (name, document_id) VALUES ($1, $2)`)
	deleteNames    = db.SQL("doc.deleteNames", `DELETE FROM doc_key WHERE document_id = $1`)
	insertAudience = db.SQL("doc.insertAudience", `INSERT INTO doc_audience (document_id, body_id) VALUES ($1, $2)`)
	deleteAudience = db.SQL("doc.deleteAudience", `DELETE FROM doc_audience WHERE document_id = $1`)
	insertFile     = db.SQL("doc.insertFile", `INSERT INTO doc_file (document_id, sha256, name, media, size) VALUES ($1, $2, $3, $4, $5)`)
	findFiles      = db.SQL("doc.files", `SELECT sha256, name, media, size FROM doc_file WHERE document_id = $1 ORDER BY name, sha256`)
	insertText     = db.SQL("doc.insertText", `INSERT INTO doc_text (document_id, content) VALUES ($1, $2)`)
	findText       = db.SQL("doc.text", `SELECT content FROM doc_text WHERE document_id = $1`)
	insertPart     = db.SQL("doc.insertPart", `
		INSERT INTO doc_part (document_id, no, kind, label, title, level, start_at, end_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`)
	findParts = db.SQL("doc.parts", `SELECT kind, label, title, level, start_at, end_at FROM doc_part WHERE document_id = $1 ORDER BY no`)

	insertDuty   = db.SQL("doc.insertDuty", `INSERT INTO doc_duty (document_id, body_id, due_on) VALUES ($1, $2, $3)`)
	deleteDuties = db.SQL("doc.deleteDuties", `DELETE FROM doc_duty WHERE document_id = $1`)
	findDuties   = db.SQL("doc.duties", `SELECT body_id, due_on FROM doc_duty WHERE document_id = $1 ORDER BY due_on, body_id`)

	insertTerm = db.SQL("doc.insertTerm", `INSERT INTO doc_term (issuer_id, ordinal, from_on, until_on) VALUES ($1, $2, $3, $4)`)
	closeTerm  = db.SQL("doc.closeTerm", `UPDATE doc_term SET until_on = $2 WHERE issuer_id = $1 AND until_on = '' AND from_on < $2`)
	findTerms  = db.SQL("doc.terms", `SELECT issuer_id, ordinal, from_on, until_on FROM doc_term WHERE issuer_id = $1 ORDER BY from_on DESC`)
)

// What must never be.
var (
	_ = db.Invariant("doc.withoutAudience", `
		SELECT d.id FROM doc_document d WHERE NOT EXISTS (SELECT 1 FROM doc_audience a WHERE a.document_id = d.id)`)
	_ = db.Invariant("doc.termsOverlap", `
		SELECT a.issuer_id FROM doc_term a JOIN doc_term b ON b.issuer_id = a.issuer_id AND a.from_on < b.from_on
		WHERE a.until_on = '' OR a.until_on > b.from_on`)
	_ = db.Invariant("doc.bareNameWithoutDay", `
		SELECT k.document_id FROM doc_key k JOIN doc_document d ON d.id = k.document_id WHERE k.name LIKE 'n:%' AND k.name NOT LIKE 'n:%:%:' || d.issued_on
		UNION ALL SELECT l.id FROM doc_link l WHERE l.name LIKE 'n:%' AND l.name NOT LIKE 'n:%:%:' AND l.name NOT LIKE 'n:%:%:' || l.cited_on`)
	_ = db.Invariant("doc.doubtfulWithoutDoubt", `SELECT id FROM doc_link WHERE (state = 'doubtful') <> (doubt <> '')`)
	_ = db.Invariant("doc.candidateOfNothing", `
		SELECT c.link_id FROM doc_candidate c JOIN doc_link l ON l.id = c.link_id WHERE l.state <> 'doubtful'`)
)

func scanDocument(scan db.Scan) (*Document, error) {
	var d Document
	var body sql.Null[string]
	var aliases string
	err := scan(&d.ID, &d.Owner, &body, &d.Issuer, &d.Type, &d.Regime, &d.Number, &d.Symbol, &d.IssuedOn, &d.Place, &d.Subject,
		&d.Signer, &d.Post, &d.Urgency, &d.Internal, &d.InForce.From, &d.InForce.Until, &aliases, &d.NumberedBy, &d.Version)
	d.Body = org.ID(body.V)
	if aliases != "" {
		d.Aliases = strings.Split(aliases, "\n")
	}
	return &d, err
}

// row returns the columns of d from owner_id to numbered_by.
func (d *Document) row() []any {
	n, _ := ParseNumber(d.Number)
	return []any{d.Owner, orNull(d.Body), d.Issuer, d.issuerKey(), d.Type, d.Regime, d.Number, n.Serial, n.Suffix, d.Symbol, d.IssuedOn,
		d.Place, d.Subject, d.Signer, d.Post, d.Urgency, d.Internal, d.InForce.From, d.InForce.Until, strings.Join(d.Aliases, "\n"), d.NumberedBy}
}

// orNull stores "" as NULL, where a foreign key allows no empty text.
func orNull[T ~string](s T) any {
	if s == "" {
		return nil
	}
	return string(s)
}

func scanPart(scan db.Scan) (p Part, err error) {
	return p, scan(&p.Kind, &p.Label, &p.Title, &p.Level, &p.Start, &p.End)
}

func scanDuty(scan db.Scan) (d Duty, err error) { return d, scan(&d.Body, &d.DueOn) }

func scanTerm(scan db.Scan) (t Term, err error) {
	return t, scan(&t.Issuer, &t.Ordinal, &t.From, &t.Until)
}

func scanFile(scan db.Scan) (f File, err error) {
	return f, scan(&f.SHA256, &f.Name, &f.Media, &f.Size)
}

// many returns the documents ids with their audiences, by identifier, whether
// or not the actor may see them. ids is short: a page, a cascade.
func many(ctx context.Context, v *work.View, ids []ID) (map[ID]*Document, error) {
	out := make(map[ID]*Document, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	in := db.Places(1, len(ids))
	stmt := db.Built("doc.many", `SELECT `+columns+` FROM doc_document d WHERE d.id IN (`+in+`)`)
	err := db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		d, err := scanDocument(scan)
		out[d.ID] = d
		return err
	}, db.Args(ids)...)
	if err != nil {
		return nil, err
	}
	audiences := db.Built("doc.audiences", `SELECT document_id, body_id FROM doc_audience WHERE document_id IN (`+in+`) ORDER BY body_id`)
	err = db.Each(ctx, v.Snapshot, audiences, func(scan db.Scan) error {
		var d ID
		var b org.ID
		if err := scan(&d, &b); err != nil {
			return err
		}
		out[d].Audience = append(out[d].Audience, b)
		return nil
	}, db.Args(ids)...)
	return out, err
}
