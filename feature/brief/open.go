package brief

import (
	"context"
	"slices"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// An Open is what a body has still to do about a document.
type Open struct {
	Doc       doc.ID
	Body      org.ID
	Due       civil.Date // of what is due first
	Audiences int
}

// OpenOf returns what a body has still to do, and what the bodies left to do from which
// it took over: what is due first, first; at most limit. Documents that the actor may
// not see are left out.
//
// The actor needs [CanSee] on the body.
func OpenOf(ctx context.Context, v *work.View, b org.ID, limit int) ([]Open, map[doc.ID]*doc.Document, error) {
	if err := v.Check(CanSee, b.Scope()); err != nil {
		return nil, nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, nil, err
	}
	bodies := append([]org.ID{b}, forbears(tree, b)...)
	open, err := db.All(ctx, v.Snapshot, openOf(len(bodies)), func(scan db.Scan) (o Open, err error) {
		return o, scan(&o.Doc, &o.Body, &o.Due, &o.Audiences)
	}, append([]any{limit}, db.Args(bodies)...)...)
	if err != nil {
		return nil, nil, err
	}
	var ids []doc.ID
	for _, o := range open {
		if !slices.Contains(ids, o.Doc) {
			ids = append(ids, o.Doc)
		}
	}
	if len(ids) == 0 {
		return nil, nil, nil
	}
	documents, err := doc.Documents(ctx, v, ids)
	return slices.DeleteFunc(open, func(o Open) bool { return documents[o.Doc] == nil }), documents, err
}

// mostForbears is how many bodies one takes over from, step by step.
const mostForbears = 500

// forbears returns the bodies from which b took over, step by step.
func forbears(tree *org.Tree, b org.ID) (out []org.ID) {
	todo := []org.ID{b}
	for len(todo) > 0 && len(out) < mostForbears {
		body, ok := tree.Body(todo[0])
		todo = todo[1:]
		if !ok {
			continue
		}
		for _, f := range body.Forbears {
			if !slices.Contains(out, f.From) && f.From != b {
				out, todo = append(out, f.From), append(todo, f.From)
			}
		}
	}
	return out
}
