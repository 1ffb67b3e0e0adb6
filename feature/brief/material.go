package brief

import (
	"context"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
)

var (
	insertMaterial  = db.SQL("brief.addMaterial", `INSERT INTO brief_material (document_id, material_id, body_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`)
	deleteMaterial  = db.SQL("brief.removeMaterial", `DELETE FROM brief_material WHERE document_id = $1 AND material_id = $2`)
	selectMaterials = db.SQL("brief.materials", `SELECT material_id FROM brief_material WHERE document_id = $1 ORDER BY material_id LIMIT $2`)
)

// mostMaterials is how many documents people are briefed with about one.
const mostMaterials = 50

// giving returns a document with whose materials the actor may deal for a body: who
// may change the document, or ask the bodies below their own.
func giving(ctx context.Context, u *work.Unit, d doc.ID, b org.ID) (*doc.Document, error) {
	document, err := doc.Find(ctx, &u.View, d)
	if err != nil || doc.MayChange(&u.View, document) {
		return document, err
	}
	return document, u.Check(CanAsk, b.Scope())
}

// AddMaterial gives a document of the register to those who are briefed about another
// one. Files that are not in the register are registered first, where they are looked
// at for marks of secrecy.
//
// The actor sees both documents, and may change the one that is briefed about or holds
// [CanAsk] on the body. Faults: Unknown, Forbidden; Invalid for the document itself;
// TooMuch for more than 50.
func AddMaterial(ctx context.Context, u *work.Unit, d, material doc.ID, b org.ID) error {
	if _, err := giving(ctx, u, d, b); err != nil {
		return err
	}
	if _, err := doc.Find(ctx, &u.View, material); err != nil {
		return err
	}
	if material == d {
		return fault.At("material", tItsOwnMaterial)
	}
	there, err := db.All(ctx, u.Snapshot, selectMaterials, db.Text[doc.ID], d, mostMaterials)
	if err != nil {
		return err
	}
	if len(there) >= mostMaterials {
		return fault.New(fault.TooMuch, tTooManyMaterials, mostMaterials)
	}
	if _, err := u.Exec(ctx, insertMaterial, d, material, b); err != nil {
		return err
	}
	return u.Record(ctx, "brief.material", string(d), map[string]any{"material": material})
}

// RemoveMaterial takes a document from those that people are briefed with. Rights are
// those of [AddMaterial]. Faults: Unknown, Forbidden; Conflict where it is not among them.
func RemoveMaterial(ctx context.Context, u *work.Unit, d, material doc.ID, b org.ID) error {
	if _, err := giving(ctx, u, d, b); err != nil {
		return err
	}
	n, err := u.Exec(ctx, deleteMaterial, d, material)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tNoMaterial)
	}
	return u.Record(ctx, "brief.material_removed", string(d), map[string]any{"material": material})
}

// MaterialsOf returns the documents that people are briefed with about one, those that
// the actor may see, in the order in which they were registered.
//
// The actor sees the document. Faults: Unknown.
func MaterialsOf(ctx context.Context, v *work.View, d doc.ID) (out []*doc.Document, err error) {
	if _, err := doc.Find(ctx, v, d); err != nil {
		return nil, err
	}
	ids, err := db.All(ctx, v.Snapshot, selectMaterials, db.Text[doc.ID], d, mostMaterials)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	documents, err := doc.Documents(ctx, v, ids)
	for _, one := range ids {
		if documents[one] != nil {
			out = append(out, documents[one])
		}
	}
	return out, err
}
