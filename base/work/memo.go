package work

import (
	"context"

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
	memoVersions = db.SQL("memo.versions", `SELECT name, version FROM memo_version`)
	memoBump     = db.SQL("memo.bump", `
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
	version, err := v.Version(ctx, name)
	if err != nil {
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

// Version returns which version of name is the right one in this snapshot: a
// mark that [Unit.Changed] gives, "" before the first. There are only a few
// names: all are read at once.
func (v *View) Version(ctx context.Context, name string) (string, error) {
	if v.versions == nil {
		versions := map[string]string{}
		err := db.Each(ctx, v.Snapshot, memoVersions, func(scan db.Scan) error {
			var name, version string
			err := scan(&name, &version)
			versions[name] = version
			return err
		})
		if err != nil {
			return "", err
		}
		v.versions = versions
	}
	return v.versions[name], nil
}

// AheadMemo says that a [Memo] will be asked for, see [db.Snapshot.Ahead].
func (v *View) AheadMemo() {
	if v.versions == nil {
		v.Ahead(memoVersions)
	}
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
	u.versions = nil
	if u.changed == nil {
		u.changed = map[string]bool{}
	}
	u.changed[name] = true
	_, err := u.Exec(ctx, memoBump, name, id.New[string]())
	return err
}
