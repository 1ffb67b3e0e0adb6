package search

import (
	"context"
	"errors"
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

// within leaves of a page what can be found from r.
func (r Reach) within(ctx context.Context, v *work.View, page []found) ([]found, error) {
	if r.All {
		return page, nil
	}
	named := map[int64]bool{} // whether a number is that of a scope in reach
	first, last := int64(math.MaxInt64), int64(0)
	for _, f := range page {
		for _, n := range f.numbers() {
			if _, ok := named[n]; ok {
				continue
			}
			if kept, ok := v.Kept(scopeName(n)); ok {
				named[n] = r.In(kept.(access.Scope))
			} else {
				first, last = min(first, n), max(last, n)
			}
		}
	}
	if first <= last {
		if err := db.Each(ctx, v.Snapshot, selectScopes, func(scan db.Scan) error {
			var n int64
			var s access.Scope
			err := scan(&n, &s)
			v.Keep(scopeName(n), s)
			named[n] = r.In(s)
			return err
		}, first, last); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(page, func(f found) bool {
		if !f.isNumbered() {
			return !slices.ContainsFunc(strings.Fields(f.scopes), func(s string) bool { return r.In(access.Scope(s)) })
		}
		return !slices.ContainsFunc(f.numbers(), func(n int64) bool { return named[n] })
	}), nil
}

// isNumbered says whether the entry names its scopes by their numbers. Those
// put in by release 0.1 do not.
func (f found) isNumbered() bool { return strings.HasPrefix(f.scopes, ",") }

// numbers returns the numbers of the scopes of the entry.
func (f found) numbers() []int64 {
	if !f.isNumbered() {
		return nil
	}
	out := make([]int64, 0, 4)
	for s := range strings.SplitSeq(f.scopes[1:], ",") {
		n, _ := strconv.ParseInt(s, 10, 64) // of our own making
		out = append(out, n)
	}
	return out
}
