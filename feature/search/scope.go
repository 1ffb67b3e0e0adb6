package search

import (
	"context"
	"errors"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/work"
)

// Scopes are as many as bodies, and entries as many as tasks: an entry holds
// the number of each of its scopes, after a comma. Numbers never change, so
// they are read once.

var (
	selectScopeNo = db.SQL("search.scopeNo", `SELECT no FROM search_scope WHERE scope = $1`)
	insertScope   = db.SQL("search.insertScope", `INSERT INTO search_scope (scope) VALUES ($1) RETURNING no`)
	selectScopes  = db.SQL("search.scopes", `SELECT no, scope FROM search_scope WHERE no BETWEEN $1 AND $2`)
)

// What is kept in memory.
type (
	scopeNumber access.Scope // the key of its number
	scopeName   int64        // the key of its scope
)

// A numbering gives scopes their numbers within one unit of work.
type numbering map[access.Scope]int64

// number returns scopes as an entry holds them.
func (n numbering) number(ctx context.Context, u *work.Unit, scopes []access.Scope) (string, error) {
	var b []byte
	for _, s := range scopes {
		no, ok := n[s]
		if !ok {
			var err error
			if no, err = numberOf(ctx, u, s); err != nil {
				return "", err
			}
			n[s] = no
		}
		b = strconv.AppendInt(append(b, ','), no, 10)
	}
	return string(b), nil
}

func numberOf(ctx context.Context, u *work.Unit, s access.Scope) (no int64, err error) {
	if kept, ok := u.Kept(scopeNumber(s)); ok {
		return kept.(int64), nil
	}
	if err = u.One(ctx, selectScopeNo, []any{s}, &no); errors.Is(err, db.ErrNoRow) {
		err = u.One(ctx, insertScope, []any{s}, &no)
	}
	if err == nil {
		u.Keep(scopeNumber(s), no)
	}
	return no, err
}

// A judge says which entries of one search are in reach.
type judge struct {
	Reach
	named map[int64]bool // whether a number is that of a scope in reach
}

// learn finds out what the numbers of a page stand for.
func (j *judge) learn(ctx context.Context, v *work.View, page []found) error {
	if j.All {
		return nil
	}
	first, last := int64(math.MaxInt64), int64(0)
	for _, f := range page {
		for n := range f.numbers() {
			if _, ok := j.named[n]; ok {
				continue
			}
			if kept, ok := v.Kept(scopeName(n)); ok {
				j.named[n] = j.In(kept.(access.Scope))
			} else {
				first, last = min(first, n), max(last, n)
			}
		}
	}
	if first > last {
		return nil
	}
	return db.Each(ctx, v.Snapshot, selectScopes, func(scan db.Scan) error {
		var n int64
		var s access.Scope
		err := scan(&n, &s)
		v.Keep(scopeName(n), s)
		j.named[n] = j.In(s)
		return err
	}, first, last)
}

// holds says whether an entry of a page that was learnt is in reach.
func (j *judge) holds(f found) bool {
	if j.All {
		return true
	}
	if !f.isNumbered() {
		return slices.ContainsFunc(strings.Fields(f.scopes), func(s string) bool { return j.In(access.Scope(s)) })
	}
	for n := range f.numbers() {
		if j.named[n] {
			return true
		}
	}
	return false
}

// isNumbered says whether the entry names its scopes by their numbers. Those
// put in by release 0.1 do not.
func (f found) isNumbered() bool { return strings.HasPrefix(f.scopes, ",") }

// numbers are those of the scopes of the entry, where it has them.
func (f found) numbers() iter.Seq[int64] {
	return func(yield func(int64) bool) {
		if !f.isNumbered() {
			return
		}
		for s := range strings.SplitSeq(f.scopes[1:], ",") {
			n, _ := strconv.ParseInt(s, 10, 64) // of our own making
			if !yield(n) {
				return
			}
		}
	}
}
