// Package search finds documents, tasks and whatever else has words, with and
// without diacritics, in either spelling of the tones.
//
// An entry is one thing that can be found, by its title and its text. Its
// kind is registered by the capability that owns the thing; search knows of it
// only what is put in. Titles and texts are folded in Go ([viet.Fold]) before
// they reach an index, so both engines find alike: khoá, khóa, khoa and KHOA
// are one word, and so are Đảng and dang.
//
// A query is a list of words, all of which must occur. Words in quotes, and
// words joined by other marks than blanks (28-NQ/TW), must stand together in
// that order. The last word finds what begins with it, if it has three letters and
// no blank or quote ends it. Everything a person can type is a query; what has no word in
// it finds nothing.
//
// Hits come in three runs, each with the newest entry first: those whose title
// has all the words; those whose title has them with the last one going on;
// those whose text has what the title lacks. Newest is what was put in last.
// Hits are never
// ranked by weight: that means reading every hit, which takes a third of a
// second where three million tasks share three common words, and a clerk who
// searches wants the latest one anyway.
//
// What a person may not see is not found. An entry carries the scopes from
// which it may be found, and its kind tells which scopes the actor reaches
// ([Reach]). An actor who reaches few asks the index for those scopes; an
// actor who reaches many walks down the hits, which for them are dense.
//
// This is the one place with an implementation per engine: SQLite's FTS5, and
// a stored tsvector with a GIN index on PostgreSQL.
package search

import (
	"context"
	"fmt"
	"slices"

	"quyet/base/access"
	"quyet/base/text"
	"quyet/base/work"
)

// A Kind is one sort of thing that can be found.
type Kind struct {
	No    int64  // stored with every entry, so it never changes; from 1
	Name  string // in addresses: "document"
	Title text.T // heading above the hits

	// Reach tells which entries the actor of v may find.
	Reach func(ctx context.Context, v *work.View) (Reach, error)

	// Show returns what a page shows of the entries ids, in any order. What
	// is gone is left out. It is called once per search, with at most
	// [MaxHits] ids.
	Show func(ctx context.Context, v *work.View, ids []string) ([]Shown, error)
}

// A Reach is the set of scopes from which an actor finds entries. An entry is
// found from any one of its scopes.
type Reach struct {
	All bool                    // every entry
	In  func(access.Scope) bool // otherwise: whether a scope is one of the set
	Few []access.Scope          // the whole set, where it is small (see [IsFew]); else nil
}

// IsFew says whether n scopes are few enough to be asked of the index one by
// one.
func IsFew(n int) bool { return n <= 300 }

// Shown is what a page shows of an entry.
type Shown struct {
	ID    string
	Title string // as it was put in
	Text  string // where a passage is taken from; as it was put in
	Note  string // one line of context, such as issuer and date
	URL   string
}

var kinds []*Kind

// Register makes a kind known. Call it from package-level variables only.
func Register(k Kind) *Kind {
	if k.No < 1 || k.No > maxKind || slices.ContainsFunc(kinds, func(o *Kind) bool { return o.No == k.No || o.Name == k.Name }) {
		panic(fmt.Sprintf("search: kind %d %q cannot be registered", k.No, k.Name))
	}
	kinds = append(kinds, &k)
	slices.SortFunc(kinds, func(a, b *Kind) int { return int(a.No - b.No) })
	return &k
}

// Kinds returns every kind, by its number.
func Kinds() []*Kind { return kinds }

// KindNamed returns the kind with the given name.
func KindNamed(name string) (*Kind, bool) {
	for _, k := range kinds {
		if k.Name == name {
			return k, true
		}
	}
	return nil, false
}

// Entries of one kind have their own range of sequence numbers, so that the
// index is asked for one kind by a range and gives the newest first by its
// own order.
const (
	perKind = 1 << 40
	maxKind = 1 << 20
)

func (k *Kind) first() int64 { return k.No * perKind }
func (k *Kind) last() int64  { return k.first() + perKind - 1 }

// An Entry is one thing that can be found.
type Entry struct {
	Kind   *Kind
	ID     string
	Title  string
	Text   string         // may be empty
	Scopes []access.Scope // from where it may be found, in letters, digits and hyphens
}

// Put makes e findable, in the place of what was put in for the same kind and
// identifier before. It asks for no right: it is part of the operation that
// makes or changes the thing.
func Put(ctx context.Context, u *work.Unit, e Entry) error { return PutMany(ctx, u, []Entry{e}) }

// PutMany is [Put] for several entries, no two of which are of the same kind
// and identifier. The later one of two counts as newer.
func PutMany(ctx context.Context, u *work.Unit, entries []Entry) error {
	if len(entries) == 0 {
		return nil
	}
	return engineOf(&u.View).put(ctx, u, entries)
}

// Remove makes things of a kind findable no more.
func Remove(ctx context.Context, u *work.Unit, k *Kind, ids ...string) error {
	rows := make([][]any, len(ids))
	for i, id := range ids {
		rows[i] = []any{k.No, id}
	}
	return engineOf(&u.View).remove(ctx, u, rows)
}
