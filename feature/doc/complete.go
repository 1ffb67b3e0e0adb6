package doc

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"quyet/base/db"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/search"
)

// An Addition is what another reading of a registered document brings to it.
type Addition struct {
	Files []File
	Text  string // canonical text
	Parts []Part // of Text
	Links []NewLink
}

// Empty says whether a brings nothing.
func (a Addition) Empty() bool { return len(a.Files)+len(a.Links) == 0 && a.Text == "" }

// Missing parts a into what the document lacks, and the links that it has
// already: in the same relation to the same document, whatever the words. The
// text is lacking only where the document has none: it is never replaced,
// because passages point into it. Rights are those of [Find].
func Missing(ctx context.Context, v *work.View, doc ID, a Addition) (lack Addition, there []NewLink, err error) {
	d, err := Find(ctx, v, doc)
	if err != nil {
		return lack, nil, err
	}
	content, _, err := Read(ctx, v, doc)
	if err != nil {
		return lack, nil, err
	}
	if content == "" {
		lack.Text, lack.Parts = a.Text, a.Parts
	}
	for _, f := range a.Files {
		if !slices.ContainsFunc(d.Files, func(have File) bool { return have.SHA256 == f.SHA256 }) {
			lack.Files = append(lack.Files, f)
		}
	}
	refers, err := refersTo(ctx, v, doc)
	if err != nil {
		return lack, nil, err
	}
	for _, l := range a.Links {
		if slices.ContainsFunc(refers, func(r reference) bool { return r.covers(l) }) {
			there = append(there, l)
			continue
		}
		// What is typed by hand has no place; what was read stands where its
		// words stand in the text that the document keeps.
		if content != "" && content != a.Text {
			l.Span = placed(a.Text, l.Span, content)
		}
		lack.Links = append(lack.Links, l)
	}
	return lack, there, nil
}

// placed returns where the words that stand at s in one text stand in another:
// the empty Span where they do not, or stand there more than once.
func placed(from string, s Span, to string) Span {
	if s.Start < 0 || s.End <= s.Start || s.End > int64(len(from)) {
		return Span{}
	}
	words := from[s.Start:s.End]
	at := strings.Index(to, words)
	if at < 0 || at != strings.LastIndex(to, words) {
		return Span{}
	}
	return Span{int64(at), int64(at + len(words))}
}

// A reference is what a document's link tells of the document it means.
type reference struct {
	relation Relation
	name     string   // as [nameOf]
	names    []string // of the document it leads to
	told     described
	cited    string // folded
	part     string
}

// covers says whether r refers to the document of l in the same way, or in a
// way that says more than that it is mentioned.
func (r reference) covers(l NewLink) bool {
	if r.relation != l.Relation && l.Relation != Mentions || viet.Fold(r.part) != viet.Fold(clean(l.Part)) && l.Part != "" {
		return false
	}
	c := l.citation()
	name := nameOf(c)
	if name == "" {
		return r.cited == viet.Fold(clean(l.Cited))
	}
	undated := strings.HasPrefix(name, "n:") && strings.HasSuffix(name, ":")
	if slices.ContainsFunc(r.names, func(n string) bool { return n == name || undated && strings.HasPrefix(n, name) }) {
		return true
	}
	if name != r.name {
		return false
	}
	t := Of(c.Type)
	if !c.Typed {
		t = ""
	}
	v, _ := fit(r.told, described{Type: t, Date: c.Date, Issuer: c.Issuer, Bare: strings.HasPrefix(name, "n:")})
	// A number alone fits nothing without its day, not even itself.
	return v == yes || v == loosely || r.cited == viet.Fold(clean(l.Cited))
}

var (
	linksTold = db.SQL("doc.linksTold", `
		SELECT l.relation, l.name, l.to_id, l.cited, l.cited_type, l.cited_on, l.cited_issuer, l.part FROM doc_link l WHERE l.from_id = $1`)
	namesLinked = db.SQL("doc.namesLinked", `
		SELECT DISTINCT k.document_id, k.name FROM doc_link l JOIN doc_key k ON k.document_id = l.to_id WHERE l.from_id = $1`)
)

// refersTo returns what the links of a document refer to.
func refersTo(ctx context.Context, v *work.View, doc ID) ([]reference, error) {
	names := map[ID][]string{}
	if err := db.Each(ctx, v.Snapshot, namesLinked, func(scan db.Scan) error {
		var d ID
		var name string
		err := scan(&d, &name)
		names[d] = append(names[d], name)
		return err
	}, doc); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, linksTold, func(scan db.Scan) (r reference, err error) {
		var to sql.Null[string]
		var cited, on string
		err = scan(&r.relation, &r.name, &to, &cited, &r.told.Type, &on, &r.told.Issuer, &r.part)
		r.names, r.cited = names[ID(to.V)], viet.Fold(cited)
		r.told.Date, r.told.Bare = parseDate(on), strings.HasPrefix(r.name, "n:")
		return r, err
	}, doc)
}

// Complete adds to a registered document what it lacks of a, see [Missing],
// and returns what was added.
//
// The actor needs [CanRegister] on the owner or on the issuer. Faults: Unknown,
// Invalid.
func Complete(ctx context.Context, u *work.Unit, doc ID, a Addition) (Addition, error) {
	d, tree, err := changing(ctx, u, doc)
	if err != nil {
		return Addition{}, err
	}
	if err := contentFaults(NewDocument{Files: a.Files, Text: a.Text, Parts: a.Parts}).Err(); err != nil {
		return Addition{}, err
	}
	lack, _, err := Missing(ctx, &u.View, doc, a)
	if err != nil || lack.Empty() {
		return lack, err
	}
	if err := d.insertContent(ctx, u, lack.Files, lack.Text, lack.Parts); err != nil {
		return Addition{}, err
	}
	if lack.Text != "" {
		if err := search.Put(ctx, u, d.entry(lack.Text)); err != nil {
			return Addition{}, err
		}
	}
	if len(lack.Files) > 0 || lack.Text != "" {
		files := make([]string, len(lack.Files))
		for i, f := range lack.Files {
			files[i] = f.Name
		}
		if err := u.Record(ctx, "doc.completed", string(doc), map[string]any{"files": files, "text": lack.Text != ""}); err != nil {
			return Addition{}, err
		}
	}
	if err := addLinks(ctx, u, d, lack.Links); err != nil {
		return Addition{}, err
	}
	return lack, settle(ctx, u, tree, d, nil, namesOf(lack.Links))
}

// insertContent adds files, and the text with its parts, to a document that
// has no text.
func (d *Document) insertContent(ctx context.Context, u *work.Unit, files []File, content string, parts []Part) error {
	var held, numbered [][]any
	for _, f := range files {
		held = append(held, []any{d.ID, f.SHA256, f.Name, f.Media, f.Size})
	}
	for i, p := range parts {
		numbered = append(numbered, []any{d.ID, i, p.Kind, p.Label, p.Title, p.Level, p.Start, p.End})
	}
	if err := u.ExecMany(ctx, insertFile, held); err != nil {
		return err
	}
	if err := u.ExecMany(ctx, insertPart, numbered); err != nil || content == "" {
		return err
	}
	_, err := u.Exec(ctx, insertText, d.ID, content)
	return err
}
