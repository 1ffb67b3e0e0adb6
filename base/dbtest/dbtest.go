// Package dbtest runs a test on every database engine: a real SQLite file and
// a real PostgreSQL server, each with the schema applied and nothing else in it.
//
// The server is named by QUYET_TEST_POSTGRES, a URL with the right to create
// databases; `make test` starts one. Without it a test fails: an engine is
// never skipped silently. To work on one engine only, say so with
// QUYET_TEST_ENGINES=sqlite.
//
// At the end of every test all invariants of the program are checked.
package dbtest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	_ "time/tzdata" // the zone of the tests is known on every machine

	"quyet/base/db"
	"quyet/base/id"
	"quyet/base/work"
)

// Zone is the time zone of test offices.
var Zone = func() *time.Location {
	z, err := time.LoadLocation("Asia/Ho_Chi_Minh")
	if err != nil {
		panic(err)
	}
	return z
}()

// Start is the instant at which the clock of a test office stands first:
// the morning of 20 November 2026, a Friday.
var Start = time.Date(2026, time.November, 20, 9, 0, 0, 0, Zone)

// An Office is a work.Office whose clock the test sets.
type Office struct {
	*work.Office
	clock atomic.Int64
}

// Set puts the clock to at.
func (o *Office) Set(at time.Time) { o.clock.Store(at.UnixMicro()) }

// Advance moves the clock on by d.
func (o *Office) Advance(d time.Duration) { o.clock.Add(d.Microseconds()) }

// MustDo runs fn as the program itself and fails the test on an error.
func (o *Office) MustDo(t testing.TB, fn func(*work.Unit) error) {
	t.Helper()
	if err := o.Do(t.Context(), work.System("test"), fn); err != nil {
		t.Fatal(err)
	}
}

// MustView runs fn as the program itself and fails the test on an error.
func (o *Office) MustView(t testing.TB, fn func(*work.View) error) {
	t.Helper()
	if err := o.View(t.Context(), work.System("test"), fn); err != nil {
		t.Fatal(err)
	}
}

// Each runs fn as a subtest per engine, on an office with the steps of schema.
func Each(t *testing.T, schema []fs.FS, fn func(t *testing.T, o *Office)) {
	t.Helper()
	for _, e := range engines(t) {
		t.Run(e.String(), func(t *testing.T) { fn(t, New(t, e, schema)) })
	}
}

func engines(t testing.TB) []db.Engine {
	switch only := os.Getenv("QUYET_TEST_ENGINES"); only {
	case "":
		return []db.Engine{db.SQLite, db.Postgres}
	case "sqlite":
		return []db.Engine{db.SQLite}
	case "postgres":
		return []db.Engine{db.Postgres}
	default:
		t.Fatalf("QUYET_TEST_ENGINES=%q: want sqlite or postgres, or nothing for both", only)
		return nil
	}
}

// New returns an office on a fresh database of engine e.
func New(t testing.TB, e db.Engine, schema []fs.FS) *Office {
	t.Helper()
	d, err := db.Open(t.Context(), URL(t, e, schema))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if found, err := d.Broken(context.Background()); err != nil || len(found) > 0 {
			t.Errorf("invariants broken at the end of the test: %v %q", err, found)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	o := &Office{}
	o.Set(Start)
	o.Office = &work.Office{DB: d, Zone: Zone, Now: func() time.Time { return time.UnixMicro(o.clock.Load()) }}
	return o
}

// URL returns the address of a fresh database of engine e with the steps of
// schema applied; it is removed when the test ends.
func URL(t testing.TB, e db.Engine, schema []fs.FS) string {
	t.Helper()
	steps, err := steps(schema)
	if err != nil {
		t.Fatal(err)
	}
	if e == db.SQLite {
		return copyOf(t, steps)
	}
	return cloneOf(t, steps)
}

func steps(schema []fs.FS) ([]db.Migration, error) {
	var all []db.Migration
	for _, fsys := range append([]fs.FS{work.Schema}, schema...) {
		m, err := db.Migrations(fsys)
		if err != nil {
			return nil, err
		}
		all = append(all, m...)
	}
	return all, nil
}

// Applying the schema is slow beside copying a database that has it, so each
// set of steps is applied once per test binary: of SQLite the file's content
// is kept, of PostgreSQL the name of the database.
var templates struct {
	sync.Mutex
	made map[string]string
}

func template(t testing.TB, e db.Engine, steps []db.Migration, build func(key string) (string, error)) string {
	h := sha256.New()
	fmt.Fprintln(h, e)
	for _, m := range steps {
		fmt.Fprintln(h, m.Name, m.SQL)
	}
	key := fmt.Sprintf("%x", h.Sum(nil))[:16]
	templates.Lock()
	defer templates.Unlock()
	if at, ok := templates.made[key]; ok {
		return at
	}
	at, err := build(key)
	if err != nil {
		t.Fatal(err)
	}
	if templates.made == nil {
		templates.made = map[string]string{}
	}
	templates.made[key] = at
	return at
}

func copyOf(t testing.TB, steps []db.Migration) string {
	content := template(t, db.SQLite, steps, func(string) (string, error) {
		dir, err := os.MkdirTemp("", "quyet-dbtest-")
		if err != nil {
			return "", err
		}
		defer os.RemoveAll(dir)
		at := filepath.Join(dir, "template.db")
		if err := migrate(at, steps); err != nil {
			return "", err
		}
		b, err := os.ReadFile(at)
		return string(b), err
	})
	to := filepath.Join(t.TempDir(), "quyet.db")
	if err := os.WriteFile(to, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

func migrate(url string, steps []db.Migration) error {
	d, err := db.Open(context.Background(), url)
	if err != nil {
		return err
	}
	if err := d.Migrate(context.Background(), steps); err != nil {
		d.Close()
		return err
	}
	return d.Close()
}

func cloneOf(t testing.TB, steps []db.Migration) string {
	server := os.Getenv("QUYET_TEST_POSTGRES")
	if server == "" {
		t.Fatal("QUYET_TEST_POSTGRES is not set: run the tests with `make test`, or set QUYET_TEST_ENGINES=sqlite to work on one engine")
	}
	admin := func(statement string) error {
		d, err := db.Open(context.Background(), server)
		if err != nil {
			return err
		}
		defer d.Close()
		return d.Script(context.Background(), statement)
	}
	from := template(t, db.Postgres, steps, func(key string) (string, error) {
		name := "quyet_template_" + key + "_" + id.New[string]()
		if err := admin("CREATE DATABASE " + name); err != nil {
			return "", err
		}
		return name, migrate(onServer(server, name), steps)
	})
	name := "quyet_test_" + id.New[string]()
	if err := admin("CREATE DATABASE " + name + " TEMPLATE " + from); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := admin("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return onServer(server, name)
}

func onServer(server, name string) string {
	u, err := url.Parse(server)
	if err != nil {
		panic(err)
	}
	u.Path = "/" + name
	return u.String()
}
