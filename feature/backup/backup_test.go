package backup_test

import (
	"context"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/vault"
	"quyet/base/work"
	"quyet/feature/backup"
)

var schema = []fs.FS{backup.Schema}

// as returns somebody with a role everywhere or at a body.
func as(r access.Role, own bool) work.Who {
	scope := access.Everywhere
	if !own {
		scope = "TG-X002"
	}
	return work.As(access.Actor{Account: "a", Grants: []access.Grant{{Role: r, Scope: scope}}})
}

func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		o.MustDo(t, func(u *work.Unit) error {
			return backup.Record(t.Context(), u, backup.Drill{At: u.Now.Add(-time.Hour)})
		})
		dbtest.Rights(t, o, as, map[string]dbtest.Operation{
			"Drills": {Own: "uuuuy", Other: "uuuuy", Do: func(u *work.Unit) (bool, error) {
				all, err := backup.Drills(t.Context(), &u.View)
				return len(all) > 0, err
			}},
			"Record": {Own: "ffffy", Other: "fffff", Do: func(u *work.Unit) (bool, error) {
				return true, backup.Record(t.Context(), u, backup.Drill{At: u.Now})
			}},
		})
	})
}

func TestDrillsAreKept(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		at := o.Now().UTC().Truncate(time.Second)
		want := []backup.Drill{
			{At: at, Took: 1500 * time.Millisecond, Moment: at.Add(-time.Second), Lag: time.Second, Changes: 3, Files: 4, Bytes: 5},
			{At: at.Add(-24 * time.Hour), Found: []backup.Finding{{Kind: backup.Rules, Told: "task.lead: X"}, {Kind: backup.Late, Told: "a b"}}},
		}
		o.MustDo(t, func(u *work.Unit) error {
			for _, d := range append(slices.Clone(want), backup.Drill{At: at.Add(-500 * 24 * time.Hour)}) {
				if err := backup.Record(t.Context(), u, d); err != nil {
					return err
				}
			}
			return backup.Record(t.Context(), u, backup.Drill{At: at.Add(-48 * time.Hour), Found: []backup.Finding{{Kind: backup.Log, Told: "one\n two"}}})
		})
		want = append(want, backup.Drill{At: at.Add(-48 * time.Hour), Found: []backup.Finding{{Kind: backup.Log, Told: "one two"}}}) // that of long ago is forgotten
		var got []backup.Drill
		if err := o.View(t.Context(), as(access.Administrator, true), func(v *work.View) (err error) {
			got, err = backup.Drills(t.Context(), v)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("kept %+v, want %+v", got, want)
		}
		o.MustDo(t, func(u *work.Unit) error { return backup.Record(t.Context(), u, backup.Drill{At: at.Add(time.Minute)}) })
		if last, ok, err := backup.Last(t.Context(), o.DB); err != nil || !ok || !last.At.Equal(at.Add(time.Minute)) {
			t.Errorf("the last is %+v %v %v", last, ok, err)
		}
	})
}

func TestDue(t *testing.T) {
	day := time.Date(2026, 11, 27, 0, 0, 0, 0, dbtest.Zone)
	for _, c := range []struct {
		now, last time.Time
		want      bool
	}{
		{day.Add(9 * time.Hour), time.Time{}, true},
		{day.Add(2 * time.Hour), day.Add(-22 * time.Hour), true},
		{day.Add(2 * time.Hour), day.Add(time.Hour), false},
		{day.Add(9 * time.Hour), day.Add(-14 * time.Hour), false},
		{day.Add(9 * time.Hour), day.Add(-22 * time.Hour), true},
		{day.Add(30 * time.Minute), day.Add(-22 * time.Hour), false},
		{day.Add(5 * time.Hour), day.Add(-22 * time.Hour), false},
	} {
		if got := backup.Due(c.now, c.last); got != c.want {
			t.Errorf("at %v after %v: %v", c.now, c.last, got)
		}
	}
}

// A place is a store that can be exchanged for another.
type place struct{ vault.Store }

// A drill brings the office back, and finds whatever is wrong with what is
// kept.
func TestDrill(t *testing.T) {
	if only := os.Getenv("QUYET_TEST_ENGINES"); only == "postgres" {
		return // pages are kept of SQLite
	}
	o := dbtest.New(t, db.SQLite, schema)
	files, err := blob.Open(filepath.Join(t.TempDir(), "files"))
	if err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"Kế hoạch", "Báo cáo"} {
		sum, _, err := files.Put(t.Context(), strings.NewReader(what))
		if err != nil {
			t.Fatal(err)
		}
		old := time.Now().Add(-time.Hour)
		if err := os.Chtimes(filepath.Join(files.Dir(), sum[:2], sum), old, old); err != nil {
			t.Fatal(err)
		}
	}
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	store := t.TempDir()
	at := &place{vault.Folder(store)}
	k := &vault.Keeper{
		Store: at, To: []age.Recipient{key.Recipient()}, DB: o.DB, Files: files, Now: time.Now, Zone: o.Zone,
		Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Dir: filepath.Join(t.TempDir(), "vault"), Keep: vault.Terms{Moments: time.Hour, Days: time.Hour},
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- k.Run(ctx) }()
	until := func(m time.Time) {
		for !k.Status().Safe.After(m) {
			time.Sleep(10 * time.Millisecond)
		}
	}
	until(time.Time{})
	for range 3 {
		o.MustDo(t, func(u *work.Unit) error { return backup.Record(t.Context(), u, backup.Drill{At: u.Now}) })
		o.Advance(time.Second)
		until(time.Now())
	}
	stop()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	asked := false
	deps := backup.Deps{Keeper: k, Vault: vault.Vault{Store: at, With: []age.Identity{key}}}
	drill := func(t *testing.T, where string, verify func(context.Context, *db.DB) ([]string, error)) backup.Drill {
		t.Helper()
		at.Store = vault.Folder(where)
		d := deps
		d.Verify = verify
		done, err := d.Drill(t.Context(), o.Office)
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	good := drill(t, store, func(ctx context.Context, d *db.DB) ([]string, error) {
		last, ok, err := backup.Last(ctx, d)
		asked = ok && !last.At.IsZero()
		return nil, err
	})
	if !good.Good() || good.Changes < 3 || good.Files != 2 || good.Bytes == 0 || good.Moment.IsZero() || !asked {
		t.Errorf("the drill of a sound office is %+v, the log was looked at: %v", good, asked)
	}
	if left, _ := filepath.Glob(filepath.Join(k.Dir, "way-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	one := func(t *testing.T, where, pattern string) string {
		all, err := filepath.Glob(filepath.Join(where, pattern))
		if err != nil || len(all) == 0 {
			t.Fatalf("nothing in the store is %s: %v", pattern, err)
		}
		return all[len(all)-1]
	}
	alter := func(t *testing.T, path string) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		b[len(b)/2] ^= 1
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name string
		do   func(t *testing.T, where string)
		want backup.Kind
	}{
		{"the image is altered", func(t *testing.T, w string) { alter(t, one(t, w, "image/*")) }, backup.Restoring},
		{"a change is altered", func(t *testing.T, w string) { alter(t, one(t, w, "change/*/*/*-*")) }, backup.Restoring},
		{"the newest change is gone", func(t *testing.T, w string) { os.Remove(one(t, w, "change/*/*/*-*")) }, backup.Late},
		{"a file is altered", func(t *testing.T, w string) { alter(t, one(t, w, "file/*/*")) }, backup.Files},
		{"a file is missing", func(t *testing.T, w string) { os.Remove(one(t, w, "file/*/*")) }, backup.Files},
		{"a file lies in the place of another", func(t *testing.T, w string) {
			all, _ := filepath.Glob(filepath.Join(w, "file/*/*"))
			b, err := os.ReadFile(all[0])
			if err != nil {
				t.Fatal(err)
			}
			os.WriteFile(all[1], b, 0o600)
		}, backup.Files},
	} {
		t.Run(c.name, func(t *testing.T) {
			where := t.TempDir()
			if err := os.CopyFS(where, os.DirFS(store)); err != nil {
				t.Fatal(err)
			}
			c.do(t, where)
			d := drill(t, where, nil)
			if len(d.Found) == 0 || d.Found[0].Kind != c.want {
				t.Errorf("found %v, want %s", d.Found, c.want)
			}
		})
	}
	d := drill(t, store, func(context.Context, *db.DB) ([]string, error) { return []string{"event 5 was altered"}, nil })
	if len(d.Found) != 1 || d.Found[0].Kind != backup.Log {
		t.Errorf("with an altered log: %v", d.Found)
	}
	if ill := backup.Ill(t.Context(), d, true, o.Now(), o.Zone); len(ill) != 1 || !strings.Contains(ill[0], "Nhật ký") {
		t.Errorf("the doctor says %v", ill)
	}
}
