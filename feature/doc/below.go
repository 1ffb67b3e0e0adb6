package doc

import (
	"context"
	"slices"

	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
)

// A Slots value holds what capabilities above this one know of documents.
// Each may be nil.
type Slots struct {
	// Tasks counts the tasks that documents assign.
	Tasks func(ctx context.Context, v *work.View, docs []ID) (map[ID]Counts, error)
	// TasksAt is the address of the tasks that a document assigns: those of one
	// of the four official numbers ("on-time", "late", "open", "overdue"), or,
	// for "", all that are open.
	TasksAt func(doc ID, number string) string
	// Passages returns where in a document's text its tasks stand.
	Passages func(ctx context.Context, v *work.View, doc ID) ([]Passage, error)
	// ChecklistAt is the address of what bodies do so that a document leads to
	// something.
	ChecklistAt func(doc ID) string
	// BriefingAt is the address of how a document is briefed; "" for who may not look.
	BriefingAt func(v *work.View, doc ID) string
	// AnnexAt is the address of the table of the tasks that a document assigns, as
	// a paper to attach to it.
	AnnexAt func(doc ID) string
}

// A Passage is a piece of a document's text that assigns tasks.
type Passage struct {
	Span
	Tasks   int    // how many
	Address string // of the page of the first of them
}

// Bounds of a cascade.
const (
	maxDepth   = 8
	maxCascade = 5000 // references
)

// The edges below a document. UNION drops what was reached before at the same
// depth, and the depth is bounded, so circles end.
var cascadeEdges = db.SQL("doc.cascade", `
	WITH RECURSIVE below (id, above, relation, depth) AS (
		SELECT d.id, d.id, d.type, 0 FROM doc_document d WHERE d.id = $1
		UNION
		SELECT l.from_id, b.id, l.relation, b.depth + 1
		FROM below b JOIN doc_link l ON l.to_id = b.id
		WHERE l.relation IN ('implements', 'based_on') AND b.depth < $2
	)
	SELECT DISTINCT id, above, relation FROM below WHERE depth > 0 LIMIT $3`)

// CascadeOf returns what a document led to: the documents below it with their
// tasks, the bodies that owe one, the articles that nothing takes up. What the
// actor may not see is left out, with what stands below it only. Rights are
// those of [Find].
func CascadeOf(ctx context.Context, v *work.View, doc ID, slots Slots) (*Cascade, error) {
	root, err := Find(ctx, v, doc)
	if err != nil {
		return nil, err
	}
	edges, err := db.All(ctx, v.Snapshot, cascadeEdges, func(scan db.Scan) (e edge, err error) {
		return e, scan(&e.from, &e.to, &e.relation)
	}, doc, maxDepth, maxCascade+1)
	if err != nil {
		return nil, err
	}
	c := &Cascade{More: len(edges) > maxCascade}
	ids := []ID{doc}
	seen := map[ID]bool{doc: true}
	for _, e := range edges {
		if !seen[e.from] {
			seen[e.from] = true
			ids = append(ids, e.from)
		}
	}
	docs, err := Documents(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	docs[doc] = root
	c.Node = arrange(doc, docs, edges)
	own := map[ID]Counts{}
	if slots.Tasks != nil {
		if own, err = slots.Tasks(ctx, v, ids); err != nil {
			return nil, err
		}
	}
	c.Documents = c.sum(own)
	if err := c.duties(ctx, v, doc, docs, edges); err != nil {
		return nil, err
	}
	return c, c.articles(ctx, v, doc, docs, slots)
}

func (c *Cascade) duties(ctx context.Context, v *work.View, doc ID, docs map[ID]*Document, edges []edge) error {
	duties, err := db.All(ctx, v.Snapshot, findDuties, scanDuty, doc)
	if err != nil || len(duties) == 0 {
		return err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	var implementing []*Document
	for _, e := range edges {
		if e.to == doc && e.relation == Implements && docs[e.from] != nil {
			implementing = append(implementing, docs[e.from])
		}
	}
	c.Issued, c.Owing = settleDuties(duties, implementing, heirs(tree), v.Today)
	return nil
}

// heirs returns whether a body took over from another one, at once or through
// others.
func heirs(tree *org.Tree) func(b, of org.ID) bool {
	var took func(b, of org.ID, depth int) bool
	took = func(b, of org.ID, depth int) bool {
		body, ok := tree.Body(of)
		return ok && depth > 0 && slices.ContainsFunc(body.Heirs, func(s org.Succession) bool {
			return s.To == b || took(b, s.To, depth-1)
		})
	}
	return func(b, of org.ID) bool { return took(b, of, 8) }
}

func (c *Cascade) articles(ctx context.Context, v *work.View, doc ID, docs map[ID]*Document, slots Slots) error {
	var err error
	if slots.Passages != nil {
		if c.Passages, err = slots.Passages(ctx, v, doc); err != nil {
			return err
		}
	}
	if c.Parts, err = db.All(ctx, v.Snapshot, findParts, scanPart, doc); err != nil || len(c.Parts) == 0 {
		return err
	}
	in, err := db.All(ctx, v.Snapshot, linksTo, scanLink, doc, maxLinks)
	if err != nil {
		return err
	}
	var named []string
	for _, l := range in {
		if l.Part != "" && docs[l.From] != nil {
			named = append(named, l.Part)
		}
	}
	c.Articles = touch(c.Parts, named, c.Passages)
	return nil
}
