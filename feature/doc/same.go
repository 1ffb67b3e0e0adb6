package doc

import (
	"context"
	"errors"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
)

var holding = db.SQL("doc.holding", `SELECT f.document_id FROM doc_file f WHERE f.sha256 = $1 ORDER BY f.document_id DESC LIMIT 20`)

// Same returns the registered document that m and files are about: the one of
// its issuer, type, number and day, because of which [Register] would refuse
// m, or else the newest that holds one of the files. It returns "" where there
// is none, or none that the actor may see. Rights are those of [Find].
func Same(ctx context.Context, v *work.View, m Metadata, files ...File) (ID, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return "", err
	}
	d := &Document{Metadata: m}
	// What cannot be registered is not registered.
	if registrable := d.tidy(tree, v.Today) == nil; registrable {
		n, _ := ParseNumber(d.Number)
		var same ID
		err := v.One(ctx, sameKey, []any{d.issuerKey(), d.Type, n.Serial, n.Suffix, d.IssuedOn, d.ID}, &same)
		if err == nil {
			return seen(ctx, v, same)
		}
		if !errors.Is(err, db.ErrNoRow) {
			return "", err
		}
	}
	for _, f := range files {
		ids, err := db.All(ctx, v.Snapshot, holding, func(scan db.Scan) (d ID, err error) { return d, scan(&d) }, f.SHA256)
		if err != nil {
			return "", err
		}
		for _, id := range ids {
			if same, err := seen(ctx, v, id); err != nil || same != "" {
				return same, err
			}
		}
	}
	return "", nil
}

// seen returns d if the actor may see it, else "".
func seen(ctx context.Context, v *work.View, d ID) (ID, error) {
	_, err := Find(ctx, v, d)
	if fault.Is(err, fault.Unknown) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return d, nil
}
