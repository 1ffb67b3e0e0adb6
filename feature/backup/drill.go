package backup

import (
	"context"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"quyet/base/blob"
	"quyet/base/db"
	"quyet/base/vault"
	"quyet/base/work"
)

// Deps is what the capability is given by the program.
type Deps struct {
	Keeper *vault.Keeper // nil: the office is not kept continuously
	Vault  vault.Vault   // opens what is kept, with the key for drills; without keys there are no drills

	// Verify looks whether the log of a database that came back is whole, and
	// returns what it finds; nil: there is nothing to look at.
	Verify func(ctx context.Context, d *db.DB) ([]string, error)
}

// drillEvery is how often is looked whether a drill is due.
const drillEvery = 10 * time.Minute

// A drill is done in the small hours; where the program did not run then, or
// never was one, as soon as it runs.
const (
	nightFrom  = 1
	nightUntil = 5
	latest     = 30 * time.Hour
)

// Due says whether a drill is to be done at now, in the zone of the office,
// when the last was at last; zero: never.
func Due(now, last time.Time) bool {
	if now.Sub(last) > latest {
		return true
	}
	h := now.Hour()
	return h >= nightFrom && h < nightUntil && now.Sub(last) > 12*time.Hour
}

// nightly does a drill when one is due, and records it.
func (d Deps) nightly(ctx context.Context, o *work.Office) error {
	if d.Keeper == nil || len(d.Vault.With) == 0 {
		return nil
	}
	if s := d.Keeper.Status(); o.DB.Engine == db.SQLite && s.Image.IsZero() || s.Safe.IsZero() {
		return nil // there is nothing to bring back yet
	}
	last, _, err := Last(ctx, o.DB)
	if err != nil || !Due(o.Now().In(o.Zone), last.At) {
		return err
	}
	done, err := d.Drill(ctx, o)
	if err != nil {
		return err
	}
	return o.Do(ctx, work.System("drill"), func(u *work.Unit) error { return Record(ctx, u, done) })
}

// most is how many bytes of files are read in one drill; where there are more,
// each night has its part of them.
const most = 1 << 30

// Drill brings the office back and looks at it. What is wrong is in the drill;
// an error means that it could not be done.
//
// Of an office on PostgreSQL the program keeps the files only, and brings them
// back; whether the rules hold and the log is whole it asks the database in
// use.
func (d Deps) Drill(ctx context.Context, o *work.Office) (done Drill, err error) {
	before := d.Keeper.Status()
	done = Drill{At: o.Now().UTC().Truncate(time.Microsecond), Lag: before.Lag}
	defer func() { done.Took = o.Now().Sub(done.At) }()
	dir, err := os.MkdirTemp(d.Keeper.Dir, "way-drill-*")
	if err != nil {
		return done, fmt.Errorf("drill: %w", err)
	}
	defer os.RemoveAll(dir)
	note := func(k Kind, told ...string) {
		for _, t := range told {
			done.Found = append(done.Found, Finding{k, t})
		}
	}
	if o.DB.Engine == db.SQLite {
		err = d.database(ctx, filepath.Join(dir, "quyet.db"), before, &done, note)
	} else {
		err = d.examine(ctx, o.DB, note)
	}
	if err != nil {
		return done, err
	}
	if _, err := d.Vault.Beside(ctx, time.Time{}, dir); err != nil {
		note(Restoring, err.Error())
	}
	return done, d.files(ctx, dir, &done, note)
}

func (d Deps) database(ctx context.Context, path string, before vault.Status, done *Drill, note func(Kind, ...string)) error {
	r, err := d.Vault.Restore(ctx, time.Time{}, path)
	if err != nil {
		note(Restoring, err.Error())
		return ctx.Err()
	}
	done.Moment, done.Changes, done.Bytes = r.At, r.Changes, r.Bytes
	if r.At.Before(before.Last) {
		note(Late, fmt.Sprintf("%s < %s", r.At.Format(time.RFC3339), before.Last.Format(time.RFC3339)))
	}
	back, err := db.Open(ctx, path)
	if err != nil {
		note(Engine, err.Error())
		return nil
	}
	defer back.Close()
	return d.examine(ctx, back, note)
}

// examine looks at a database.
func (d Deps) examine(ctx context.Context, back *db.DB, note func(Kind, ...string)) error {
	for _, look := range []struct {
		kind Kind
		find func(context.Context) ([]string, error)
	}{
		{Engine, back.Sound},
		{Rules, back.Broken},
		{Log, func(ctx context.Context) ([]string, error) {
			if d.Verify == nil {
				return nil, nil
			}
			return d.Verify(ctx, back)
		}},
	} {
		found, err := look.find(ctx)
		if err != nil {
			note(look.kind, err.Error())
		}
		note(look.kind, found...)
	}
	return ctx.Err()
}

// files opens the files that are kept, or tonight's part of them, and looks
// whether every file of the office is among those in the store.
func (d Deps) files(ctx context.Context, dir string, done *Drill, note func(Kind, ...string)) error {
	kept, missing, err := d.Keeper.FilesKept(ctx)
	if err != nil {
		note(Files, err.Error())
		return ctx.Err()
	}
	note(Files, missing...)
	total := int64(0)
	for _, o := range kept {
		total += o.Size
	}
	parts := uint32(total/most + 1)
	tonight := uint32(done.At.Unix()/86400) % parts
	into, err := blob.Open(filepath.Join(dir, "files"))
	if err != nil {
		return fmt.Errorf("drill: %w", err)
	}
	asked := map[string]bool{}
	n, size, err := d.Vault.Files(ctx, into, func(o vault.Object) bool {
		h := fnv.New32a()
		_, _ = h.Write([]byte(o.Name))
		if h.Sum32()%parts == tonight {
			asked[o.Name] = true
		}
		return asked[o.Name]
	})
	if err != nil {
		note(Files, err.Error())
	}
	done.Files, done.Bytes = n, done.Bytes+size
	wanted := len(asked)
	// What came back bears the name that its content gives it: it must lead to
	// the name under which it was kept.
	err = filepath.WalkDir(into.Dir(), func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := d.Keeper.NameOf(e.Name())
		delete(asked, name)
		return err
	})
	if err != nil {
		return fmt.Errorf("drill: %w", err)
	}
	if n == wanted { // else the error above tells of it
		for name := range asked {
			note(Files, name)
		}
	}
	return ctx.Err()
}
