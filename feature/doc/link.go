package doc

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/doc/citation"
	"quyet/feature/org"
)

// A NewLink is a reference to enter: to a registered document, or to one that
// is known by its citation.
type NewLink struct {
	Relation Relation
	To       ID
	Citation citation.Citation // where To is empty
	Cited    string            // a citation as typed, read here; where neither of the above is given
	Span                       // of the citing passage
	Part     string            // the part that is meant: "Điều 5"
}

const linkColumns = `l.id, l.from_id, l.relation, l.to_id, l.state, l.doubt, l.chosen, l.cited, l.start_at, l.end_at, l.part`

var (
	insertLink = db.SQL("doc.insertLink", `
		INSERT INTO doc_link (id, from_id, relation, to_id, name, state, doubt, chosen, cited, cited_type, cited_on, cited_issuer, start_at, end_at, part)
		VALUES ($1, $2, $3, $4, $5, $6, '', $7, $8, $9, $10, $11, $12, $13, $14)`)
	findLink  = db.SQL("doc.link", `SELECT `+linkColumns+` FROM doc_link l WHERE l.id = $1`)
	linksFrom = db.SQL("doc.linksFrom", `SELECT `+linkColumns+` FROM doc_link l WHERE l.from_id = $1 ORDER BY l.start_at, l.id LIMIT $2`)
	linksTo   = db.SQL("doc.linksTo", `SELECT `+linkColumns+` FROM doc_link l WHERE l.to_id = $1 ORDER BY l.id DESC LIMIT $2`)
	openLinks = db.SQL("doc.openLinks", `
		SELECT `+linkColumns+` FROM doc_link l WHERE l.state <> 'settled' AND l.state = $1 AND l.id < $2 ORDER BY l.id DESC LIMIT $3`)
	deleteLink       = db.SQL("doc.deleteLink", `DELETE FROM doc_link WHERE id = $1`)
	deleteCandidates = db.SQL("doc.deleteCandidates", `DELETE FROM doc_candidate WHERE link_id = $1`)
	insertCandidate  = db.SQL("doc.insertCandidate", `INSERT INTO doc_candidate (link_id, document_id, doubt) VALUES ($1, $2, $3)`)
	moveLink         = db.SQL("doc.moveLink", `UPDATE doc_link SET state = $2, to_id = $3, doubt = $4, chosen = $5 WHERE id = $1`)
)

func scanLink(scan db.Scan) (l Link, err error) {
	var to sql.Null[string]
	err = scan(&l.ID, &l.From, &l.Relation, &to, &l.State, &l.Doubt, &l.Chosen, &l.Cited, &l.Start, &l.End, &l.Part)
	l.To = ID(to.V)
	return l, err
}

// AddLinks enters references from a document to others. Those by citation lead
// to the document they mean as soon as it is registered.
//
// The actor needs [CanRegister] on the owner or the issuer of the citing
// document, and must see the documents linked to. Faults: Unknown, Invalid.
func AddLinks(ctx context.Context, u *work.Unit, from ID, links ...NewLink) error {
	d, tree, err := changing(ctx, u, from)
	if err != nil {
		return err
	}
	if err := addLinks(ctx, u, d, links); err != nil {
		return err
	}
	return settle(ctx, u, tree, d, nil, namesOf(links))
}

func namesOf(links []NewLink) (names []string) {
	for _, l := range links {
		names = append(names, nameOf(l.citation()))
	}
	return names
}

func (l NewLink) citation() citation.Citation {
	if l.Citation.By == 0 && l.To == "" {
		if found := citation.Find(viet.NFC(l.Cited)); len(found) > 0 {
			return found[0]
		}
	}
	return l.Citation
}

func addLinks(ctx context.Context, u *work.Unit, from *Document, links []NewLink) error {
	var targets []ID
	for _, l := range links {
		if l.To != "" && !slices.Contains(targets, l.To) {
			targets = append(targets, l.To)
		}
	}
	docs, err := many(ctx, &u.View, targets)
	if err != nil {
		return err
	}
	sees, err := sight(ctx, &u.View)
	if err != nil {
		return err
	}
	var rows [][]any
	var wrong fault.Fields
	for _, l := range links {
		c := l.citation()
		cited := clean(l.Cited)
		if cited == "" {
			cited = clean(c.Text)
		}
		state := Waiting
		switch {
		case l.To == from.ID:
			wrong.Add("to", tLinkSelf)
		case l.To != "" && (docs[l.To] == nil || !sees(docs[l.To])):
			return fault.New(fault.Unknown, tNoDocument)
		case l.To != "":
			state = Settled
		case cited == "":
			wrong.Add("cited", tLinkTarget)
		}
		if !slices.Contains(Relations(), l.Relation) {
			wrong.Add("relation", tRelationWrong)
		}
		t := c.Type
		if !c.Typed {
			t = "" // a guess from a code that types share
		}
		rows = append(rows, []any{id.New[LinkID](), from.ID, l.Relation, orNull(l.To), nameOf(c), state, l.To != "", cited,
			Of(t), c.Date.String(), c.Issuer, l.Start, l.End, clean(l.Part)})
	}
	if err := wrong.Err(); err != nil || len(rows) == 0 {
		return err
	}
	if err := u.ExecMany(ctx, insertLink, rows); err != nil {
		return err
	}
	return u.Record(ctx, "doc.linked", string(from.ID), map[string]any{"count": len(rows)})
}

// changingLink loads a link that is to be changed.
func changingLink(ctx context.Context, u *work.Unit, link LinkID) (Link, *org.Tree, error) {
	var l Link
	none := fault.New(fault.Unknown, tNoLink)
	all, err := db.All(ctx, u.Snapshot, findLink, scanLink, link)
	if err != nil {
		return l, nil, err
	}
	if len(all) == 0 {
		return l, nil, none
	}
	_, tree, err := changing(ctx, u, all[0].From)
	if fault.Is(err, fault.Unknown) {
		err = none
	}
	return all[0], tree, err
}

// Unlink removes a reference that was read or entered in error.
//
// Rights are those of [AddLinks] on the citing document. Faults: Unknown.
func Unlink(ctx context.Context, u *work.Unit, link LinkID) error {
	l, _, err := changingLink(ctx, u, link)
	if err != nil {
		return err
	}
	for _, s := range []*db.Stmt{deleteCandidates, deleteLink} {
		if _, err := u.Exec(ctx, s, link); err != nil {
			return err
		}
	}
	return u.Record(ctx, "doc.unlinked", string(l.From), map[string]any{"relation": l.Relation, "cited": l.Cited, "to": l.To})
}

// Choose decides where a link leads: to a registered document, or, where to
// is empty, to none of the register, for which it goes on waiting. What a
// person decided stays decided when further documents are registered.
//
// Rights are those of [AddLinks]. Faults: Unknown, Invalid.
func Choose(ctx context.Context, u *work.Unit, link LinkID, to ID) error {
	l, _, err := changingLink(ctx, u, link)
	if err != nil {
		return err
	}
	state := Waiting
	if to != "" {
		if to == l.From {
			return fault.At("to", tLinkSelf)
		}
		if _, err := Find(ctx, &u.View, to); err != nil {
			return fault.At("to", tNotCandidate)
		}
		state = Settled
	}
	if _, err := u.Exec(ctx, deleteCandidates, link); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, moveLink, link, state, orNull(to), NoDoubt, true); err != nil {
		return err
	}
	return u.Record(ctx, "doc.chosen", string(l.From), map[string]any{"cited": l.Cited, "to": to})
}

// A pending link is one that settle looks at.
type pending struct {
	Link
	name   string
	told   described
	source citing
	body   org.ID // issuer of the citing document
}

const pendingColumns = linkColumns + `, l.name, l.cited_type, l.cited_on, l.cited_issuer, d.issuer_id, d.issued_on`

// settle decides anew where citations lead that no person has decided upon: of
// the names that d answers to, or no longer does, wherever they stand; of the
// names cited, those in d, and others only where what d tells of a document
// contradicts them.
func settle(ctx context.Context, u *work.Unit, tree *org.Tree, d *Document, answers, cited []string) error {
	answers = distinct(answers)
	for part := range slices.Chunk(answers, perStatement) {
		tellings, err := tellingsOf(ctx, u.Snapshot, part)
		if err != nil {
			return err
		}
		if err := settleSome(ctx, u, tree, part, "", tellings); err != nil {
			return err
		}
	}
	cited = slices.DeleteFunc(distinct(cited), func(n string) bool { return slices.Contains(answers, n) })
	for part := range slices.Chunk(cited, perStatement) {
		tellings, err := tellingsOf(ctx, u.Snapshot, part)
		if err != nil {
			return err
		}
		if err := settleSome(ctx, u, tree, part, d.ID, tellings); err != nil {
			return err
		}
		contradicted := slices.DeleteFunc(part, func(n string) bool { return !contradicts(tellings[n], d.ID) })
		if err := settleSome(ctx, u, tree, contradicted, "", tellings); err != nil {
			return err
		}
	}
	return nil
}

// perStatement is how many names a statement asks for.
const perStatement = 200

// distinct returns the names that are none twice, in order.
func distinct(names []string) []string {
	names = slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == "" })
	slices.Sort(names)
	return slices.Compact(names)
}

// settleSome decides anew on the citations of names in the document from, or,
// where it is "", in all, beside what is told of each name.
func settleSome(ctx context.Context, u *work.Unit, tree *org.Tree, names []string, from ID, tellings map[string][]telling) error {
	if len(names) == 0 {
		return nil
	}
	links, err := pendingOf(ctx, u.Snapshot, names, from)
	if err != nil || len(links) == 0 {
		return err
	}
	candidates, err := candidatesOf(ctx, u.Snapshot, names)
	if err != nil {
		return err
	}
	var moved, cleared, doubts [][]any
	var events []work.Event
	var details []any
	for _, l := range links {
		d := l.alone(tree, candidates[l.name]).beside(l, tellings[l.name])
		if l.State == Doubtful {
			cleared = append(cleared, []any{l.ID})
		}
		for _, c := range d.Candidates {
			doubts = append(doubts, []any{l.ID, c.ID, c.Doubt})
		}
		if d.State == l.State && d.To == l.To && d.Doubt == l.Doubt {
			continue
		}
		moved = append(moved, []any{l.ID, d.State, orNull(d.To), d.Doubt, false})
		events = append(events, work.Event{Kind: "doc.resolved", Subject: string(l.From)})
		details = append(details, map[string]any{"cited": l.Cited, "state": d.State, "to": d.To})
	}
	if err := u.ExecMany(ctx, deleteCandidates, cleared); err != nil {
		return err
	}
	if err := u.ExecMany(ctx, moveLink, moved); err != nil {
		return err
	}
	if err := u.ExecMany(ctx, insertCandidate, doubts); err != nil || len(events) == 0 {
		return err
	}
	return u.RecordMany(ctx, events, details)
}

// pendingOf returns the links of those names, in the document from or, where
// it is "", in all, whose end no person chose.
func pendingOf(ctx context.Context, s *db.Snapshot, names []string, from ID) ([]pending, error) {
	only, args := "", db.Args(names)
	if from != "" {
		only, args = fmt.Sprintf(" AND l.from_id = $%d", len(names)+1), append(args, from)
	}
	return db.All(ctx, s, db.Built("doc.pending", `
		SELECT `+pendingColumns+` FROM doc_link l JOIN doc_document d ON d.id = l.from_id
		WHERE l.name IN (`+db.Places(1, len(names))+`) AND NOT l.chosen`+only), scanPending, args...)
}

// A telling is what documents tell of one that they call by a name: a law that
// stands in thousands of plans is told of in two or three ways.
type telling struct {
	told        described
	first, last ID // the least and the greatest of the documents that tell so
}

// elsewhere says whether another document than d tells so.
func (a telling) elsewhere(d ID) bool { return a.first != d || a.last != d }

// tellingsOf returns what is told, by citations that no person decided upon,
// of the documents that answer to each of names.
func tellingsOf(ctx context.Context, s *db.Snapshot, names []string) (map[string][]telling, error) {
	out := map[string][]telling{}
	return out, db.Each(ctx, s, db.Built("doc.tellings", `
		SELECT l.name, l.cited_type, l.cited_on, l.cited_issuer, MIN(l.from_id), MAX(l.from_id) FROM doc_link l
		WHERE l.name IN (`+db.Places(1, len(names))+`) AND NOT l.chosen GROUP BY l.name, l.cited_type, l.cited_on, l.cited_issuer`), func(scan db.Scan) error {
		var a telling
		var name, citedOn string
		err := scan(&name, &a.told.Type, &citedOn, &a.told.Issuer, &a.first, &a.last)
		a.told.Date, a.told.Bare = parseDate(citedOn), strings.HasPrefix(name, "n:")
		out[name] = append(out[name], a)
		return err
	}, db.Args(names)...)
}

// contradicts says whether of what is told something that d alone tells
// contradicts what other documents do.
func contradicts(told []telling, d ID) bool {
	return slices.ContainsFunc(told, func(a telling) bool {
		return !a.elsewhere(d) && slices.ContainsFunc(told, func(b telling) bool { return b.elsewhere(d) && citedOtherwise(a.told, b.told) })
	})
}

// candidatesOf returns the documents that answer to each of names.
func candidatesOf(ctx context.Context, s *db.Snapshot, names []string) (map[string][]candidate, error) {
	candidates := map[string][]candidate{}
	err := db.Each(ctx, s, db.Built("doc.candidates", `
		SELECT k.name, d.id, d.type, d.issued_on, d.issuer, d.issuer_id
		FROM doc_key k JOIN doc_document d ON d.id = k.document_id
		WHERE k.name IN (`+db.Places(1, len(names))+`) ORDER BY d.issued_on DESC, d.id`), func(scan db.Scan) error {
		var name string
		var c candidate
		var body sql.Null[string]
		err := scan(&name, &c.ID, &c.Type, &c.Issued, &c.Issuer, &body)
		c.Body, c.Date = org.ID(body.V), dateOf(c.Issued)
		candidates[name] = append(candidates[name], c)
		return err
	}, db.Args(names)...)
	return candidates, err
}

// alone finds out where l leads of the documents of its name.
func (l pending) alone(tree *org.Tree, candidates []candidate) decision {
	l.source.Near = func(issuer org.ID) bool {
		return issuer == "" || l.body != "" && tree.Within(l.body.Scope(), issuer.Scope())
	}
	return decide(l.told, l.source, candidates)
}

// beside is what d, on l alone, becomes by what is told of the document of its
// name: where it waits for one that others cite otherwise, it is doubtful.
func (d decision) beside(l pending, told []telling) decision {
	if d.State == Waiting && slices.ContainsFunc(told, func(a telling) bool {
		return a.elsewhere(l.From) && citedOtherwise(l.told, a.told)
	}) {
		d.State, d.Doubt = Doubtful, CitedOtherwise
	}
	return d
}

func scanPending(scan db.Scan) (p pending, err error) {
	var to, body sql.Null[string]
	var citedOn string
	err = scan(&p.ID, &p.From, &p.Relation, &to, &p.State, &p.Doubt, &p.Chosen, &p.Cited, &p.Start, &p.End, &p.Part,
		&p.name, &p.told.Type, &citedOn, &p.told.Issuer, &body, &p.source.Issued)
	p.To, p.body, p.source.ID = ID(to.V), org.ID(body.V), p.From
	p.told.Date, p.told.Bare = parseDate(citedOn), strings.HasPrefix(p.name, "n:")
	return p, err
}

// maxLinks bounds the links of one document that are read.
const maxLinks = 2000

// Links returns the references from a document, in the order of its text, and
// those of other documents to it that the actor may see, newest first.
// Rights are those of [Find].
func Links(ctx context.Context, v *work.View, doc ID) (out, in []Link, err error) {
	if _, err := Find(ctx, v, doc); err != nil {
		return nil, nil, err
	}
	if out, err = db.All(ctx, v.Snapshot, linksFrom, scanLink, doc, maxLinks); err != nil {
		return nil, nil, err
	}
	if in, err = db.All(ctx, v.Snapshot, linksTo, scanLink, doc, maxLinks); err != nil {
		return nil, nil, err
	}
	seen, err := seenEnds(ctx, v, out, in)
	if err != nil {
		return nil, nil, err
	}
	in = slices.DeleteFunc(in, func(l Link) bool { return seen[l.From] == nil })
	for i := range out {
		// Where it leads is told only to those who may see the document.
		if out[i].To != "" && seen[out[i].To] == nil {
			out[i].To = ""
		}
	}
	return out, in, nil
}

// Documents returns those of the documents that the actor may see, by
// identifier, for pages that name documents.
func Documents(ctx context.Context, v *work.View, ids []ID) (map[ID]*Document, error) {
	docs, err := many(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	sees, err := sight(ctx, v)
	for d, doc := range docs {
		if err == nil && !sees(doc) {
			delete(docs, d)
		}
	}
	return docs, err
}

// seenEnds returns the documents at either end of links that the actor may see.
func seenEnds(ctx context.Context, v *work.View, links ...[]Link) (map[ID]*Document, error) {
	var ids []ID
	seen := map[ID]bool{"": true}
	for _, ls := range links {
		for _, l := range ls {
			for _, d := range []ID{l.From, l.To} {
				if !seen[d] {
					seen[d] = true
					ids = append(ids, d)
				}
			}
		}
	}
	return Documents(ctx, v, ids)
}

// Effects returns what later documents that the actor may see do to the time
// in force of a document, the first effect first.
func Effects(ctx context.Context, v *work.View, doc ID) ([]Effect, error) {
	_, in, err := Links(ctx, v, doc)
	if err != nil {
		return nil, err
	}
	docs, err := seenEnds(ctx, v, in)
	return effects(in, docs), err
}

// effects returns what the links in to a document do to its time in force.
func effects(in []Link, docs map[ID]*Document) (out []Effect) {
	for _, l := range in {
		by := docs[l.From]
		if by == nil {
			continue
		}
		switch l.Relation {
		case Amends, Supplements, Replaces, Repeals:
			from := by.InForce.From
			if from.IsZero() {
				from = by.IssuedOn
			}
			out = append(out, Effect{by.ID, l.Relation, from, l.Part})
		}
	}
	slices.SortStableFunc(out, func(a, b Effect) int { return a.From.Compare(b.From) })
	return out
}
