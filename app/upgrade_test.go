package app_test

import (
	"flag"
	"net/http"
	"path/filepath"
	"testing"

	"quyet/app"
	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/id"
	"quyet/base/webtest"
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

func upgrade(t *testing.T, s *stage, backup string) {
	c := config(filepath.Join(t.TempDir(), "data"), "")
	if s.engine == db.Postgres {
		database := "quyet_upgrade_" + id.New[string]()
		if err := onServer("CREATE DATABASE " + database); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := onServer("DROP DATABASE " + database + " WITH (FORCE)"); err != nil {
				t.Error(err)
			}
		}()
		c.Database = server(database)
	}
	if err := app.Restore(t.Context(), c, backup); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), c, errorsOf(t))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if found, err := a.Office.DB.Broken(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("rules broken after the upgrade: %v %q", err, found)
	}
	browser := webtest.New(t, a.Handler())
	clerk := person{role: access.Office, body: ownBody}
	browser.Do(webtest.FormRequest("/login", webtest.Fields("login", clerk.login(), "password", story.Password))).Want(http.StatusSeeOther)
	for _, address := range []string{"/desk", "/tasks", "/map", "/documents", "/bodies", "/search?q=ke+hoach"} {
		browser.Get(address).Want(http.StatusOK)
	}
	report(t, browser)
}
