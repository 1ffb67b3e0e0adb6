package work

import (
	"context"
	"errors"

	"quyet/base/db"
	"quyet/base/id"
)

// A memo is something that is expensive to load and seldom changes (the tree
// of bodies, the rules in force), kept in memory between requests.
type memo struct {
	version string
	value   any
}

var (
	memoVersion = db.SQL("memo.version", `SELECT version FROM memo_version WHERE name = $1`)
	memoBump    = db.SQL("memo.bump", `
		INSERT INTO memo_version (name, version) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET version = excluded.version`)
)

// Memo returns what load returns, and keeps it until [Unit.Changed] is called
// for name by this or any other instance of the program on the database. Each
// request checks that once, with one small statement. What is returned is
// shared between requests and must not be changed. A unit that has called
// Changed keeps what it loads to itself: it may write more before it commits.
func Memo[T any](ctx context.Context, v *View, name string, load func() (T, error)) (T, error) {
	if m := v.seen[name]; m != nil {
		return m.value.(T), nil
	}
	var version string
	if err := v.One(ctx, memoVersion, []any{name}, &version); err != nil && !errors.Is(err, db.ErrNoRow) {
		var none T
		return none, err
	}
	if kept, ok := v.office.memo.Load(name); ok && kept.(*memo).version == version {
		return remember[T](v, name, kept.(*memo)), nil
	}
	value, err := load()
	if err != nil {
		return value, err
	}
	m := &memo{version, value}
	if !v.changed[name] {
		v.office.memo.Store(name, m)
	}
	return remember[T](v, name, m), nil
}

func remember[T any](v *View, name string, m *memo) T {
	if v.seen == nil {
		v.seen = map[string]*memo{}
	}
	v.seen[name] = m
	return m.value.(T)
}

// Changed tells every later [Memo] of name to load again. Versions are never
// used twice, so a unit that is rolled back leaves nothing behind.
func (u *Unit) Changed(ctx context.Context, name string) error {
	delete(u.seen, name)
	if u.changed == nil {
		u.changed = map[string]bool{}
	}
	u.changed[name] = true
	_, err := u.Exec(ctx, memoBump, name, id.New[string]())
	return err
}
