package app_test

import (
	"database/sql"
	"encoding/json"
	"flag"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"quyet/app"
	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/id"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/story"
)

// releases holds a backup of the stage from every release, one per engine:
// NAME-sqlite.tar.gz, NAME-postgres.tar.gz. They are never changed.
const releases = "testdata/release"

var release = flag.String("release", "", "name of the release to keep a backup of, for TestUpgradeFromEveryRelease")

// A backup of every release can still be restored, brought up to date and
// worked with. Before a release, keep its own: make release NAME=1.0
func TestUpgradeFromEveryRelease(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		if *release != "" {
			to, err := filepath.Abs(filepath.Join(releases, *release+"-"+s.engine.String()+".tar.gz"))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.begin(t).Backup(t.Context(), to); err != nil {
				t.Fatal(err)
			}
		}
		backups, err := filepath.Glob(filepath.Join(releases, "*-"+s.engine.String()+".tar.gz"))
		if err != nil || len(backups) == 0 {
			t.Fatalf("there is no backup of a release in %s: %v", releases, err)
		}
		for _, backup := range backups {
			t.Run(filepath.Base(backup), func(t *testing.T) { upgrade(t, s, backup) })
		}
	})
}

// recorded returns every event of a database as its release wrote it.
func recorded(t *testing.T, url string) (all []work.Event) {
	t.Helper()
	d, err := db.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	read := func(from string) error {
		all = nil
		stmt := db.Built("event.recorded", `SELECT seq, at, account_id, reason, body_id, kind, subject, detail FROM `+from+` ORDER BY seq`)
		return d.Read(t.Context(), func(s *db.Snapshot) error {
			return db.Each(t.Context(), s, stmt, func(scan db.Scan) error {
				var e work.Event
				var at int64
				var detail string
				err := scan(&e.Seq, &at, &e.Account, &e.Reason, &e.Body, &e.Kind, &e.Subject, &detail)
				e.At, e.Detail = time.UnixMicro(at).UTC(), json.RawMessage(detail)
				all = append(all, e)
				return err
			})
		})
	}
	// Release 0.1 had no such view.
	if err := read("event_log"); err != nil {
		if err := read("event JOIN event_act ON no = act_no"); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// sameHistory holds what is recorded after an upgrade, and what the pages show
// of it, against what was recorded before.
func sameHistory(t *testing.T, o *work.Office, before, after []work.Event) {
	t.Helper()
	if len(before) == 0 || !reflect.DeepEqual(before, after) {
		t.Errorf("%d events were recorded before the upgrade, %d others are after it", len(before), len(after))
	}
	of := map[string][]work.Event{}
	for _, e := range slices.Backward(before) {
		of[e.Subject] = append(of[e.Subject], e)
	}
	if err := o.View(t.Context(), work.System("test"), func(v *work.View) error {
		for subject, want := range of {
			got, err := v.History(t.Context(), subject, len(want)+1)
			if err != nil {
				return err
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("the history of %s is %v; it was %v", subject, got, want)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// script changes a database as no program does.
func script(t *testing.T, url, statements string) {
	t.Helper()
	d, err := db.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if d.Engine == db.Postgres {
		statements = "SET default_transaction_read_only = off; " + statements
	}
	if err := d.Script(t.Context(), statements); err != nil {
		t.Fatal(err)
	}
}

// tablesOf returns the names of the tables of a database and of the steps that
// made them.
func tablesOf(t *testing.T, url string) (all []string) {
	t.Helper()
	driver, tables := "sqlite", `SELECT name FROM sqlite_schema WHERE type = 'table'`
	if db.IsPostgres(url) {
		driver, tables = "pgx", `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`
	}
	d, err := sql.Open(driver, url)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	rows, err := d.QueryContext(t.Context(), tables+` UNION ALL SELECT name FROM schema_step ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		all = append(all, name)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}

// restored brings a backup back into an empty place, which is cleared away after
// the test, and returns its configuration and the address of its database.
func restored(t *testing.T, e db.Engine, backup string) (c app.Config, url string) {
	t.Helper()
	c = config(filepath.Join(t.TempDir(), "data"), "")
	url = filepath.Join(c.Data, "quyet.db")
	if e == db.Postgres {
		database := "quyet_restored_" + id.New[string]()
		if err := onServer("CREATE DATABASE " + database); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := onServer("DROP DATABASE " + database + " WITH (FORCE)"); err != nil {
				t.Error(err)
			}
		})
		c.Database = server(database)
		url = c.Database
	}
	if err := app.Restore(t.Context(), c, backup); err != nil {
		t.Fatal(err)
	}
	return c, url
}

// asItWas sees that a backup holds a database as it was.
func asItWas(t *testing.T, e db.Engine, backup string, before []work.Event, tables []string) {
	t.Helper()
	_, url := restored(t, e, backup)
	if got := tablesOf(t, url); !slices.Equal(got, tables) {
		t.Errorf("the backup has the tables %q, want %q", got, tables)
	}
	if got := recorded(t, url); !reflect.DeepEqual(got, before) {
		t.Errorf("the backup holds %d events, want %d", len(got), len(before))
	}
}

// failedUpgrades sees that without a backup nothing is changed, and that a step
// that fails takes those before it back: the release that was there goes on as
// if nothing had been.
func failedUpgrades(t *testing.T, c app.Config, url string, tables []string) {
	t.Helper()
	quiet := slog.New(slog.DiscardHandler)

	backups := filepath.Join(c.Data, "backups")
	if err := os.WriteFile(backups, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if a, err := app.Open(t.Context(), c, quiet); err == nil {
		a.Close()
		t.Fatal("brought up to date without a backup")
	}
	if got := tablesOf(t, url); !slices.Equal(got, tables) {
		t.Errorf("without a backup the tables are %q", got)
	}
	if err := os.Remove(backups); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(tables, "provider_binding") { // the last step of 0.2 makes it
		script(t, url, "CREATE TABLE provider_binding (in_the_way INTEGER)")
		if a, err := app.Open(t.Context(), c, quiet); err == nil {
			a.Close()
			t.Fatal("brought up to date over a table that is in the way")
		}
		script(t, url, "DROP TABLE provider_binding")
		if got := tablesOf(t, url); !slices.Equal(got, tables) {
			t.Errorf("after a step that failed the tables are %q, want %q", got, tables)
		}
	}
	if err := os.RemoveAll(backups); err != nil {
		t.Fatal(err)
	}
}

func upgrade(t *testing.T, s *stage, backup string) {
	c, url := restored(t, s.engine, backup)
	before := recorded(t, url)
	tables := tablesOf(t, url)
	now := filepath.Join(s.data, "quyet.db")
	if s.database != "" {
		now = server(s.database)
	}
	behind := !slices.Equal(tables, tablesOf(t, now)) // not the present schema
	if behind {
		failedUpgrades(t, c, url, tables)
	}
	a, err := app.Open(t.Context(), c, errorsOf(t))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if behind {
		kept, err := filepath.Glob(filepath.Join(c.Data, "backups", "*-before-migrating.tar.gz"))
		if err != nil || len(kept) != 1 {
			t.Fatalf("backups before the upgrade: %q %v", kept, err)
		}
		asItWas(t, s.engine, kept[0], before, tables)
	}
	sameHistory(t, a.Office, before, recorded(t, url))
	if found, err := a.Office.DB.Broken(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("rules broken after the upgrade: %v %q", err, found)
	}
	browser := webtest.New(t, a.Handler())
	clerk := person{role: access.Office, body: ownBody}
	browser.Do(webtest.FormRequest("/login", webtest.Fields("login", clerk.login(), "password", story.Password))).Want(http.StatusSeeOther)
	for _, address := range []string{"/desk", "/tasks", "/map", "/documents", "/bodies", "/search?q=ke+hoach"} {
		browser.Get(address).Want(http.StatusOK)
	}
	handsInEvidence(t, browser)
}
