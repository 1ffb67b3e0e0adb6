package backup_test

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/vault"
	"quyet/base/web"
	"quyet/base/webtest"
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

// An office that is kept, with two files and three drills written down.
type keptOffice struct {
	*dbtest.Office
	backup.Deps
	at    *place
	store string // folder
}

func keepOffice(t *testing.T, o *dbtest.Office) *keptOffice {
	t.Helper()
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
	return &keptOffice{o, backup.Deps{Keeper: k, Vault: vault.Vault{Store: at, With: []age.Identity{key}}}, at, store}
}

// A drill brings the office back, and finds whatever is wrong with what is
// kept; on PostgreSQL that is the files, and whatever is wrong in the database.
func TestDrill(t *testing.T) {
	dbtest.Each(t, schema, testDrill)
}

func testDrill(t *testing.T, o *dbtest.Office) {
	kept := keepOffice(t, o)
	k, at, store, deps := kept.Keeper, kept.at, kept.store, kept.Deps
	whole := o.DB.Engine == db.SQLite
	asked := false
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
	if !good.Good() || (good.Changes >= 3) != whole || good.Files != 2 || good.Bytes == 0 || good.Moment.IsZero() == whole || !asked {
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
		if !whole && c.want != backup.Files {
			continue // no pages are kept
		}
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
	// A rule that is broken in the office is found, in what came back or there.
	if err := o.DB.Script(t.Context(), `INSERT INTO event (at, act_no, subject, detail) VALUES (1, 4711, 'nobody''s', 'null')`); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := o.DB.Script(t.Context(), `DELETE FROM event WHERE act_no = 4711`); err != nil {
			t.Error(err)
		}
	}()
	if d := drill(t, store, nil); whole != d.Good() || !whole && (d.Found[0].Kind != backup.Rules || !strings.Contains(d.Found[0].Told, "event.noAct")) {
		t.Errorf("with a broken rule in the office, which is not in what was kept before: %v", d.Found)
	}
}

// The nightly chore does a drill when one is due and writes it down, and an
// administrator reads on the page how it went; whoever is none has no page.
func TestNightlyDrillAndPage(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		kept := keepOffice(t, o)
		whole := o.DB.Engine == db.SQLite
		if err := o.DB.Script(t.Context(), `DELETE FROM backup_drill`); err != nil {
			t.Fatal(err)
		}
		var wrong []string
		kept.Verify = func(context.Context, *db.DB) ([]string, error) { return wrong, nil }
		c := backup.Capability(kept.Deps)
		nightly := func() backup.Drill {
			t.Helper()
			if err := c.Chores[0].Do(t.Context(), o.Office); err != nil {
				t.Fatal(err)
			}
			last, ok, err := backup.Last(t.Context(), o.DB)
			if err != nil || !ok {
				t.Fatalf("no drill was written down: %v", err)
			}
			return last
		}
		first := nightly()
		if !first.Good() || first.Files != 2 || first.Moment.IsZero() == whole {
			t.Errorf("the first drill is %+v", first)
		}
		o.Advance(time.Hour)
		if again := nightly(); !again.At.Equal(first.At) {
			t.Error("a drill was done that was not due")
		}
		who := work.As(access.Actor{})
		site := &web.Site{
			Office: o.Office, Who: func(*http.Request) work.Who { return who }, SignIn: "/login", Log: slog.New(slog.DiscardHandler),
			Problem: func(p web.Problem) templ.Component { return templ.Raw(p.Kind.String()) },
		}
		page := func(by work.Who, status int) string {
			t.Helper()
			who = by
			return webtest.New(t, site.Handler(c.Routes)).Do(httptest.NewRequest(http.MethodGet, "/backup", http.NoBody)).Want(status).Text("main")
		}
		says := func(when string, said ...string) {
			t.Helper()
			shown := page(as(access.Administrator, false), http.StatusOK)
			for _, s := range said {
				if !strings.Contains(shown, s) {
					t.Errorf("%s the page does not say %q: %s", when, s, shown)
				}
			}
		}
		if whole {
			says("of a whole office", "khôi phục được toàn bộ và không thấy lỗi", "Bản đầy đủ mới nhất", "2 tệp")
		} else {
			says("of an office on PostgreSQL", "các tệp khôi phục được", "khôi phục thử riêng bằng quyet-pg", "Chỉ các tệp được gửi từ đây", "Mọi tệp đến", "0 thay đổi, 2 tệp")
		}
		wrong = []string{"event 5 was altered"}
		o.Advance(31 * time.Hour)
		if bad := nightly(); bad.Good() || bad.Found[0].Kind != backup.Log {
			t.Errorf("with an altered log: %+v", bad)
		}
		says("after a bad drill", "báo ngay cho thủ trưởng", "Nhật ký: event 5 was altered")
		for _, r := range access.Roles() {
			for _, own := range []bool{true, false} {
				if r != access.Administrator {
					page(as(r, own), http.StatusNotFound)
				}
			}
		}
		page(as(access.Administrator, true), http.StatusOK)
		page(work.As(access.Actor{}), http.StatusSeeOther)
	})
}
