package brief

import (
	"context"
	"slices"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
)

var (
	insertMaterial  = db.SQL("brief.addMaterial", `INSERT INTO brief_material (document_id, material_id, body_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`)
	deleteMaterial  = db.SQL("brief.removeMaterial", `DELETE FROM brief_material WHERE document_id = $1 AND material_id = $2`)
	selectMaterials = db.SQL("brief.materials", `SELECT material_id, body_id FROM brief_material WHERE document_id = $1 ORDER BY material_id LIMIT $2`)
)

// mostMaterials is how many documents people are briefed with about one.
const mostMaterials = 50

// A Material is a document with which people are briefed about another one.
type Material struct {
	Document *doc.Document
	By       org.ID // body that gave it
}

// given is a material before its document is looked at.
type given struct {
	document doc.ID
	by       org.ID
}

func materials(ctx context.Context, v *work.View, d doc.ID) ([]given, error) {
	return db.All(ctx, v.Snapshot, selectMaterials, func(scan db.Scan) (g given, err error) {
		return g, scan(&g.document, &g.by)
	}, d, mostMaterials)
}

// giving asks whether the actor may deal with what a body gives to those who are
// briefed about a document: who may change the document, or ask the bodies below that one.
func giving(ctx context.Context, u *work.Unit, d doc.ID, b org.ID) error {
	document, err := doc.Find(ctx, &u.View, d)
	if err != nil || doc.MayChange(&u.View, document) {
		return err
	}
	return u.Check(CanAsk, b.Scope())
}

// AddMaterial gives a document of the register to those who are briefed about another
// one. Files that are not in the register are registered first, where they are looked
// at for marks of secrecy.
//
// The actor sees both documents, and may change the one that is briefed about or holds
// [CanAsk] on the body. Faults: Unknown, Forbidden; Invalid for the document itself;
// TooMuch for more than 50.
func AddMaterial(ctx context.Context, u *work.Unit, d, material doc.ID, b org.ID) error {
	if err := giving(ctx, u, d, b); err != nil {
		return err
	}
	if _, err := doc.Find(ctx, &u.View, material); err != nil {
		return err
	}
	if material == d {
		return fault.At("material", tItsOwnMaterial)
	}
	there, err := materials(ctx, &u.View, d)
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

// RemoveMaterial takes a document from those that people are briefed with.
//
// The actor sees the document that is briefed about, and may change it or holds [CanAsk]
// on the body that gave the material. Faults: Unknown, Forbidden; Conflict where it is
// not among them.
func RemoveMaterial(ctx context.Context, u *work.Unit, d, material doc.ID) error {
	document, err := doc.Find(ctx, &u.View, d)
	if err != nil {
		return err
	}
	there, err := materials(ctx, &u.View, d)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(there, func(g given) bool { return g.document == material })
	if at < 0 && (doc.MayChange(&u.View, document) || u.Actor.MaySomewhere(CanAsk)) {
		return fault.New(fault.Conflict, tNoMaterial)
	}
	if at < 0 {
		return u.Check(CanAsk, u.Actor.Body)
	}
	if err := giving(ctx, u, d, there[at].by); err != nil {
		return err
	}
	n, err := u.Exec(ctx, deleteMaterial, d, material)
	if err != nil {
		return err
	}
	if n == 0 { // somebody else took it away meanwhile
		return fault.New(fault.Conflict, tNoMaterial)
	}
	return u.Record(ctx, "brief.material_removed", string(d), map[string]any{"material": material})
}

// MaterialsOf returns the documents that people are briefed with about one, those that
// the actor may see, in the order in which they were registered.
//
// The actor sees the document. Faults: Unknown.
func MaterialsOf(ctx context.Context, v *work.View, d doc.ID) (out []Material, err error) {
	if _, err := doc.Find(ctx, v, d); err != nil {
		return nil, err
	}
	there, err := materials(ctx, v, d)
	if err != nil || len(there) == 0 {
		return nil, err
	}
	ids := make([]doc.ID, len(there))
	for i, g := range there {
		ids[i] = g.document
	}
	documents, err := doc.Documents(ctx, v, ids)
	for _, g := range there {
		if document := documents[g.document]; document != nil {
			out = append(out, Material{document, g.by})
		}
	}
	return out, err
}
