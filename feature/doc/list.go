package doc

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/search"
)

// A Filter says which documents are wanted; what is empty does not count.
type Filter struct {
	Issuer org.ID // this body or one below it
	Type   Type
	Days   civil.Interval // of issue: a year, a term
	Words  string         // as for a search; the newest [maxFound] documents that match
}

// A Cursor is where a list goes on: after the document of that day. The zero
// Cursor is the beginning.
type Cursor struct {
	On civil.Date
	ID ID
}

// String writes c for an address.
func (c Cursor) String() string {
	if c.ID == "" {
		return ""
	}
	return c.On.String() + "_" + string(c.ID)
}

// ParseCursor reads what [Cursor.String] wrote; anything else is the
// beginning.
func ParseCursor(s string) Cursor {
	day, doc, ok := strings.Cut(s, "_")
	on, err := civil.Parse(day)
	if !ok || err != nil {
		return Cursor{}
	}
	return Cursor{on, ID(doc)}
}

// Bounds of a list.
const (
	maxFound  = 5000  // documents that words are looked for in, beside other filters
	maxWalked = 20000 // documents looked at for those that the actor may see
)

// List returns the documents that the actor may see and f wants, newest
// first, at most limit; next is zero at the end.
func List(ctx context.Context, v *work.View, f Filter, after Cursor, limit int) (docs []*Document, next Cursor, err error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, Cursor{}, fault.New(fault.Unknown, tNoDocument)
	}
	q, err := newQuery(ctx, v, f)
	if err != nil || q.nothing {
		return nil, Cursor{}, err
	}
	sees, err := sight(ctx, v)
	if err != nil {
		return nil, Cursor{}, err
	}
	for step, walked := limit+1, 0; walked < maxWalked; step = min(step*4, 1000) {
		page, err := q.run(ctx, v, after, step)
		if err != nil {
			return nil, Cursor{}, err
		}
		for _, d := range page {
			if !sees(d) {
				continue
			}
			if len(docs) == limit {
				last := docs[limit-1]
				return docs, Cursor{last.IssuedOn, last.ID}, nil
			}
			docs = append(docs, d)
		}
		if len(page) < step {
			break
		}
		walked += step
		after = Cursor{page[len(page)-1].IssuedOn, page[len(page)-1].ID}
	}
	return docs, Cursor{}, nil
}

// A query is a list statement in the making.
type query struct {
	where   []string
	args    []any
	nothing bool
}

// add adds a condition; "?" stands for the next argument.
func (q *query) add(condition string, args ...any) {
	for _, a := range args {
		q.args = append(q.args, a)
		condition = strings.Replace(condition, "?", fmt.Sprintf("$%d", len(q.args)), 1)
	}
	q.where = append(q.where, condition)
}

func (q *query) in(column string, values []any) {
	q.where = append(q.where, column+" IN ("+db.Places(len(q.args)+1, len(values))+")")
	q.args = append(q.args, values...)
}

func newQuery(ctx context.Context, v *work.View, f Filter) (*query, error) {
	q := &query{}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	if f.Issuer != "" {
		if _, err := tree.Find(f.Issuer); err != nil {
			return nil, err
		}
		q.in("d.issuer_id", db.Args(inside(tree, f.Issuer, v.Today)))
	}
	if f.Type != "" {
		q.add("d.type = ?", f.Type)
	}
	if !f.Days.From.IsZero() {
		q.add("d.issued_on >= ?", f.Days.From)
	}
	if !f.Days.Until.IsZero() {
		q.add("d.issued_on < ?", f.Days.Until)
	}
	if f.Words != "" {
		ids, _, err := search.IDs(ctx, v, Found, f.Words, maxFound)
		if err != nil || len(ids) == 0 {
			q.nothing = true
			return q, err
		}
		q.in("d.id", db.Args(ids))
	}
	// An actor who reaches few bodies asks for their documents; for one who
	// reaches many, most documents are visible, and the list is walked.
	r, err := reach(ctx, v)
	if err != nil {
		return nil, err
	}
	if r.Few != nil {
		bodies := []any{}
		for _, s := range r.Few {
			if !strings.HasPrefix(string(s), string(inner)) {
				bodies = append(bodies, string(s))
			}
		}
		if len(bodies) == 0 {
			q.nothing = true
			return q, nil
		}
		q.in("d.id IN (SELECT a.document_id FROM doc_audience a WHERE a.body_id", bodies)
		q.where[len(q.where)-1] += ")"
	}
	return q, nil
}

func (q *query) run(ctx context.Context, v *work.View, after Cursor, limit int) ([]*Document, error) {
	where, args := slices.Clone(q.where), slices.Clone(q.args)
	if after.ID != "" {
		where = append(where, fmt.Sprintf("(d.issued_on, d.id) < ($%d, $%d)", len(args)+1, len(args)+2))
		args = append(args, after.On, after.ID)
	}
	text := `SELECT ` + columns + ` FROM doc_document d`
	if len(where) > 0 {
		text += ` WHERE ` + strings.Join(where, ` AND `)
	}
	args = append(args, limit)
	text += fmt.Sprintf(` ORDER BY d.issued_on DESC, d.id DESC LIMIT $%d`, len(args))
	page, err := db.All(ctx, v.Snapshot, db.Built("doc.list", text), scanDocument, args...)
	if err != nil || len(page) == 0 {
		return nil, err
	}
	byID := make(map[ID]*Document, len(page))
	ids := make([]any, len(page))
	for i, d := range page {
		byID[d.ID], ids[i] = d, d.ID
	}
	stmt := db.Built("doc.audiences", `SELECT document_id, body_id FROM doc_audience WHERE document_id IN (`+db.Places(1, len(ids))+`) ORDER BY body_id`)
	return page, db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		var d ID
		var b org.ID
		err := scan(&d, &b)
		byID[d].Audience = append(byID[d].Audience, b)
		return err
	}, ids...)
}

// Found is how documents are found by their words.
var Found = search.Register(search.Kind{No: 1, Name: "document", Title: tDocuments, Reach: reach, Show: show})

// reach returns from which scopes the actor finds documents: the bodies
// inside the actor's own and, unless a document is for internal circulation,
// those above.
func reach(ctx context.Context, v *work.View) (search.Reach, error) {
	roots := v.Actor.Roots(CanSee)
	if slices.Contains(roots, access.Everywhere) {
		return search.Reach{All: true}, nil
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return search.Reach{}, err
	}
	r := search.Reach{In: func(s access.Scope) bool {
		body, internal := strings.CutPrefix(string(s), string(inner))
		return visible(internal, []org.ID{org.ID(body)}, roots, tree.Within)
	}}
	few := []access.Scope{}
	for _, root := range roots {
		for _, b := range inside(tree, org.ID(root), v.Today) {
			few = append(few, b.Scope(), inner+b.Scope())
		}
		if !search.IsFew(len(few)) {
			return r, nil
		}
		for _, b := range above(tree, org.ID(root), 8) {
			few = append(few, b.Scope())
		}
	}
	slices.Sort(few)
	r.Few = slices.Compact(few)
	return r, nil
}

// inside returns the bodies that stand within root today, and those that do
// not exist today but are counted to it: they stood there last, or bodies
// within root took over from them.
func inside(tree *org.Tree, root org.ID, today civil.Date) []org.ID {
	chart := tree.Chart(today)
	out := slices.Clone(chart.Subtree(root))
	for _, b := range tree.Bodies() {
		if !chart.Has(b.ID) && tree.Within(b.ID.Scope(), root.Scope()) {
			out = append(out, b.ID)
		}
	}
	return out
}

// above returns the bodies b stands under, and those that took over from it.
func above(tree *org.Tree, b org.ID, depth int) (out []org.ID) {
	body, ok := tree.Body(b)
	if !ok || depth == 0 {
		return nil
	}
	next := []org.ID{}
	if n := len(body.Places); n > 0 && body.Places[n-1].Superior != "" {
		next = append(next, body.Places[n-1].Superior)
	}
	for _, h := range body.Heirs {
		next = append(next, h.To)
	}
	for _, n := range next {
		out = append(append(out, n), above(tree, n, depth-1)...)
	}
	return out
}

func show(ctx context.Context, v *work.View, ids []string) ([]search.Shown, error) {
	docs := make([]ID, len(ids))
	for i, s := range ids {
		docs[i] = ID(s)
	}
	found, err := many(ctx, v, docs)
	if err != nil {
		return nil, err
	}
	out := make([]search.Shown, 0, len(found))
	at := map[ID]int{}
	for _, d := range found {
		at[d.ID] = len(out)
		out = append(out, search.Shown{ID: string(d.ID), Title: d.Title(), Note: d.Issuer + " · " + d.IssuedOn.Vietnamese(), URL: d.ID.Address()})
	}
	stmt := db.Built("doc.texts", `SELECT document_id, content FROM doc_text WHERE document_id IN (`+db.Places(1, len(ids))+`)`)
	return out, db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		var d ID
		var content string
		err := scan(&d, &content)
		if i, ok := at[d]; ok {
			out[i].Text = content
		}
		return err
	}, db.Args(ids)...)
}
