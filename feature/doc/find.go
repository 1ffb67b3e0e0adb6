package doc

import (
	"context"
	"errors"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
)

// Find returns a document with its files and audience; a fault of kind Unknown
// if there is none that the actor may see.
func Find(ctx context.Context, v *work.View, doc ID) (*Document, error) {
	none := fault.New(fault.Unknown, tNoDocument)
	docs, err := many(ctx, v, []ID{doc})
	if err != nil {
		return nil, err
	}
	d := docs[doc]
	if d == nil {
		return nil, none
	}
	sees, err := sight(ctx, v)
	if err != nil {
		return nil, err
	}
	if !sees(d) {
		return nil, none
	}
	d.Files, err = db.All(ctx, v.Snapshot, findFiles, scanFile, doc)
	return d, err
}

// sight returns whether the actor of v may see a document whose audience is
// loaded.
func sight(ctx context.Context, v *work.View) (func(*Document) bool, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	roots := v.Actor.Roots(CanSee)
	return func(d *Document) bool { return visible(d.Internal, d.Audience, roots, tree.Within) }, nil
}

// Read returns the text of a document and its parts. Rights are those of
// [Find].
func Read(ctx context.Context, v *work.View, doc ID) (content string, parts []Part, err error) {
	if _, err := Find(ctx, v, doc); err != nil {
		return "", nil, err
	}
	if err := v.One(ctx, findText, []any{doc}, &content); err != nil && !errors.Is(err, db.ErrNoRow) {
		return "", nil, err
	}
	parts, err = db.All(ctx, v.Snapshot, findParts, scanPart, doc)
	return content, parts, err
}
