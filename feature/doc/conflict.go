package doc

import (
	"context"
	"slices"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
)

var (
	doubtfulIn = db.SQL("doc.doubtfulIn", `
		SELECT `+linkColumns+` FROM doc_link l WHERE l.from_id = $1 AND l.state = 'doubtful' ORDER BY l.start_at, l.id LIMIT $2`)
	doubtfulOf = db.SQL("doc.doubtfulOf", `
		SELECT `+linkColumns+` FROM doc_candidate c JOIN doc_link l ON l.id = c.link_id WHERE c.document_id = $1 ORDER BY l.id DESC LIMIT $2`)
)

// Conflicts returns the doubtful citations that concern a document: those in
// it, and those in other documents that may mean it. Both sides are told, for
// either may be the one that is wrong. What the actor may not see is left out.
// Rights are those of [Find].
func Conflicts(ctx context.Context, v *work.View, doc ID) (in, of []Open, err error) {
	if _, err := Find(ctx, v, doc); err != nil {
		return nil, nil, err
	}
	load := func(s *db.Stmt) (open []Open, err error) {
		const most = 100
		links, err := db.All(ctx, v.Snapshot, s, scanLink, doc, most)
		if err != nil || len(links) == 0 {
			return nil, err
		}
		docs, err := seenEnds(ctx, v, links)
		if err != nil {
			return nil, err
		}
		for _, l := range links {
			if citing := docs[l.From]; citing != nil {
				open = append(open, Open{Link: l, Citing: citing, MayChoose: MayChange(v, citing)})
			}
		}
		return open, fillOpen(ctx, v, open)
	}
	if in, err = load(doubtfulIn); err != nil {
		return nil, nil, err
	}
	of, err = load(doubtfulOf)
	return in, of, err
}

// fillOthers adds to links that other documents cite otherwise what those say.
func fillOthers(ctx context.Context, v *work.View, open []Open) error {
	var links []any
	for _, o := range open {
		if o.Doubt == CitedOtherwise {
			links = append(links, o.ID)
		}
	}
	if len(links) == 0 {
		return nil
	}
	type pair struct {
		link  LinkID
		from  ID
		cited string
	}
	pairs, err := db.All(ctx, v.Snapshot, db.Built("doc.citedOtherwise", `
		SELECT l.id, o.from_id, o.cited FROM doc_link l JOIN doc_link o ON o.name = l.name AND NOT o.chosen AND o.doubt = 'cited' AND o.from_id <> l.from_id
		WHERE l.id IN (`+db.Places(1, len(links))+`) ORDER BY l.id, o.id LIMIT 500`),
		func(scan db.Scan) (p pair, err error) { return p, scan(&p.link, &p.from, &p.cited) }, links...)
	if err != nil {
		return err
	}
	var ids []ID
	for _, p := range pairs {
		if !slices.Contains(ids, p.from) {
			ids = append(ids, p.from)
		}
	}
	docs, err := Documents(ctx, v, ids)
	if err != nil {
		return err
	}
	for _, p := range pairs {
		i := slices.IndexFunc(open, func(o Open) bool { return o.ID == p.link })
		if d := docs[p.from]; d != nil && clean(p.cited) != clean(open[i].Cited) {
			open[i].Others = append(open[i].Others, Other{d, p.cited})
		}
	}
	return nil
}

// An Open link is one that waits or is doubtful, with what a person needs to
// decide.
type Open struct {
	Link
	Citing     *Document
	Candidates []Candidate // for a doubtful one
	Others     []Other     // for one that is cited otherwise elsewhere
	MayChoose  bool        // the actor may decide
}

// An Other citation tells otherwise of the same document.
type Other struct {
	*Document // that cites
	Cited     string
}

// A Candidate is a document that a doubtful citation may mean.
type Candidate struct {
	*Document
	Against Doubt
}

// Unsettled returns the links of a state other than [Settled] whose citing
// document the actor may see, newest first, at most limit; next is the link to
// go on after, "" at the end.
func Unsettled(ctx context.Context, v *work.View, s State, after LinkID, limit int) (open []Open, next LinkID, err error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, "", fault.New(fault.Unknown, tNoDocument)
	}
	if after == "" {
		after = "~" // after every identifier
	}
	// What the actor may not see is left out, so a page may be short, or
	// several steps are taken to fill it; they are bounded.
	for range 20 {
		links, err := db.All(ctx, v.Snapshot, openLinks, scanLink, s, after, limit)
		if err != nil {
			return nil, "", err
		}
		docs, err := seenEnds(ctx, v, links)
		if err != nil {
			return nil, "", err
		}
		for _, l := range links {
			if docs[l.From] != nil && len(open) < limit {
				open = append(open, Open{Link: l, Citing: docs[l.From], MayChoose: MayChange(v, docs[l.From])})
				after = l.ID
			}
		}
		if len(open) == limit {
			return open, after, fillOpen(ctx, v, open)
		}
		if len(links) < limit {
			break
		}
		after = links[len(links)-1].ID
	}
	return open, "", fillOpen(ctx, v, open)
}

// fillOpen adds what open links may mean, and what contradicts them.
func fillOpen(ctx context.Context, v *work.View, open []Open) error {
	if len(open) == 0 {
		return nil
	}
	if err := fillCandidates(ctx, v, open); err != nil {
		return err
	}
	return fillOthers(ctx, v, open)
}

func fillCandidates(ctx context.Context, v *work.View, open []Open) error {
	links := make([]any, len(open))
	for i, o := range open {
		links[i] = o.ID
	}
	type pair struct {
		link  LinkID
		doc   ID
		doubt Doubt
	}
	pairs, err := db.All(ctx, v.Snapshot, db.Built("doc.candidatesOf", `
		SELECT link_id, document_id, doubt FROM doc_candidate WHERE link_id IN (`+db.Places(1, len(links))+`) ORDER BY link_id, document_id`),
		func(scan db.Scan) (p pair, err error) { return p, scan(&p.link, &p.doc, &p.doubt) }, links...)
	if err != nil || len(pairs) == 0 {
		return err
	}
	var ids []ID
	for _, p := range pairs {
		if !slices.Contains(ids, p.doc) {
			ids = append(ids, p.doc)
		}
	}
	docs, err := Documents(ctx, v, ids)
	if err != nil {
		return err
	}
	for _, p := range pairs {
		if d := docs[p.doc]; d != nil {
			i := slices.IndexFunc(open, func(o Open) bool { return o.ID == p.link })
			open[i].Candidates = append(open[i].Candidates, Candidate{d, p.doubt})
		}
	}
	return nil
}
