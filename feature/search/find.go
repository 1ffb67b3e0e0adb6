package search

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"quyet/base/viet"
	"quyet/base/work"
)

// MaxHits bounds the hits of one kind that a search gives.
const MaxHits = 50

// maxWalk bounds how many entries are looked at for hits that the actor may
// see.
const maxWalk = 20_000

// A Hit is an entry that was found.
type Hit struct {
	Kind    *Kind
	ID      string
	InTitle bool // all words stand in the title
	Title   []Run
	Passage []Run // a passage of the text with words of the query; empty if none
	Note    string
	URL     string
}

// Hits are the hits of one kind.
type Hits struct {
	Kind *Kind
	Hits []Hit
	More bool // there are, or may be, more than these
}

// Find returns the entries of each of the kinds (all kinds, if none is given)
// that match what a person typed and that the actor of v may find, in the order
// that the package comment tells, at most limit of each kind. Kinds without a
// hit are left out.
//
// It asks for no right by itself: of each kind the actor finds what the kind
// lets them see.
func Find(ctx context.Context, v *work.View, typed string, limit int, only ...*Kind) ([]Hits, error) {
	q := Parse(typed)
	if q.IsEmpty() {
		return nil, nil
	}
	if len(only) == 0 {
		only = kinds
	}
	var out []Hits
	for _, k := range only {
		hits, err := find(ctx, v, k, q, min(limit, MaxHits))
		if err != nil {
			return nil, fmt.Errorf("search %s: %w", k.Name, err)
		}
		if len(hits.Hits) > 0 {
			out = append(out, hits)
		}
	}
	return out, nil
}

// IDs returns the identifiers of at most limit entries of a kind that match
// what a person typed and that the actor may find, in the order of [Find], for
// a list that has other filters beside. more says that there may be more.
func IDs(ctx context.Context, v *work.View, k *Kind, typed string, limit int) (ids []string, more bool, err error) {
	q := Parse(typed)
	if q.IsEmpty() {
		return nil, false, nil
	}
	found, _, more, err := walk(ctx, v, k, q, limit)
	for _, f := range found {
		ids = append(ids, f.id)
	}
	return ids, more, err
}

func find(ctx context.Context, v *work.View, k *Kind, q Query, limit int) (Hits, error) {
	hits := Hits{Kind: k}
	found, inTitle, more, err := walk(ctx, v, k, q, limit)
	if err != nil || len(found) == 0 {
		return hits, err
	}
	ids := make([]string, len(found))
	for i, f := range found {
		ids[i] = f.id
	}
	shown, err := k.Show(ctx, v, ids)
	if err != nil {
		return hits, err
	}
	byID := make(map[string]Shown, len(shown))
	for _, s := range shown {
		byID[s.ID] = s
	}
	for i, id := range ids {
		if s, ok := byID[id]; ok {
			h := Hit{
				Kind: k, ID: id, InTitle: i < inTitle, Note: s.Note, URL: s.URL,
				Title: q.Mark(s.Title), Passage: q.Passage(s.Text),
			}
			// The subject of a document begins its text and ends its title, and
			// its type stands above the text in capitals: a passage that only
			// repeats them tells nobody more.
			if strings.Contains(viet.Fold(s.Title), viet.Fold(strings.TrimSpace(Plain(h.Passage)))) {
				h.Passage = nil
			}
			hits.Hits = append(hits.Hits, h)
		}
	}
	hits.More = more
	return hits, nil
}

// walk returns at most limit entries; the first inTitle of them have all
// words in their title.
func walk(ctx context.Context, v *work.View, k *Kind, q Query, limit int) (all []found, inTitle int, more bool, err error) {
	reach, err := k.Reach(ctx, v)
	if err != nil {
		return nil, 0, false, err
	}
	if !reach.All && reach.Few != nil && len(reach.Few) == 0 {
		return nil, 0, false, nil
	}
	j := &judge{Reach: reach, named: map[int64]bool{}}
	m := match{query: q.whole(), kind: k, inTitle: true}
	if !reach.All && IsFew(len(reach.Few)) {
		m.scopes = reach.Few
	}
	// Whole words first: a beginning costs the index ten times as much, and
	// most words that are typed are whole.
	all, more, err = descend(ctx, v, m, j, nil, limit)
	if err == nil && !more && q.begins() {
		m.query = q
		all, more, err = descend(ctx, v, m, j, all, limit)
	}
	inTitle = len(all)
	if err == nil && !more {
		m.inTitle = false
		all, more, err = descend(ctx, v, m, j, all, limit)
	}
	return all, inTitle, more, err
}

// descend adds to have the newest entries that m wants and j holds, up to
// limit in all. Most hits are within reach, so a few more than are wanted
// usually do; where they do not, steps follow as large as it takes if the rest
// of the hits are like those seen: an office of one province meets one of
// thirty of a country's.
func descend(ctx context.Context, v *work.View, m match, j *judge, have []found, limit int) (all []found, more bool, err error) {
	e := engineOf(v)
	upTo, before := m.kind.last(), len(have)
	for step, walked := limit+1, 0; walked < maxWalk; {
		page, err := e.match(ctx, v, m, upTo, step)
		if err != nil {
			return nil, false, err
		}
		last := len(page) < step
		if !last {
			upTo = page[step-1].seq - 1
		}
		if err := j.learn(ctx, v, page); err != nil {
			return nil, false, err
		}
		for _, f := range page {
			if !j.holds(f) || slices.ContainsFunc(have, func(h found) bool { return h.seq == f.seq }) {
				continue
			}
			if len(have) == limit {
				return have, true, nil
			}
			have = append(have, f)
		}
		if last {
			return have, false, nil
		}
		walked += step
		// A quarter more, for they are not quite alike.
		step = min(max((limit+1-len(have))*walked*5/(4*max(len(have)-before, 1)), 2*step), 32*step, maxWalk)
	}
	return have, true, nil
}
