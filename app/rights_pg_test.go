package app_test

import (
	"errors"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"

	"quyet/app"
	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/id"
)

// A user of the server who owns nothing is enough to serve with, chores and all,
// once the owner has brought the schema up to date. It can change no table and
// nothing of what has happened.
func TestServesWithoutOwning(t *testing.T) {
	if os.Getenv("QUYET_TEST_ENGINES") == "sqlite" {
		return
	}
	s := stageOn(t, db.Postgres)
	clerk := "quyet_clerk_" + id.New[string]()
	if err := onServer("CREATE ROLE " + clerk + " LOGIN"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := onServer("DROP ROLE " + clerk); err != nil {
			t.Error(err)
		}
	})
	p := s.begin(t)
	owner, err := url.Parse(p.Config.Database)
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "psql", "-v", "user="+clerk, "-f", "../tools/postgres-rights.sql", owner.String()).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	c := p.Config
	owner.User = url.User(clerk)
	c.Database = owner.String()
	a, err := app.Open(t.Context(), c, errorsOf(t))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()

	served := &play{App: a, Handler: a.Handler()}
	handsInEvidence(t, served.as(t, s.personOf(access.Head, ownBody)))
	for _, capability := range a.Capabilities {
		for _, chore := range capability.Chores {
			if err := chore.Do(t.Context(), a.Office); err != nil {
				t.Errorf("%s: %v", chore.Name, err)
			}
		}
	}
	for _, forbidden := range []string{
		"CREATE TABLE mine (x INT)",
		"ALTER TABLE task ADD COLUMN mine INT",
		"ALTER TABLE event DISABLE TRIGGER ALL",
		"DROP TABLE event",
		"TRUNCATE event",
		"DELETE FROM event",
		"UPDATE event SET at = at + 1",
		"UPDATE event_act SET for_account_id = NULL",
		"DELETE FROM audit_node",
		"DELETE FROM schema_step",
	} {
		if err := a.Office.DB.Script(t.Context(), "SET default_transaction_read_only = off; "+forbidden); err == nil || !strings.Contains(err.Error(), "42501") {
			t.Errorf("%s: %v", forbidden, err)
		}
	}
	if answer := served.as(t, person{}).Get("/readyz"); answer.Status != http.StatusOK {
		t.Errorf("/readyz: %d", answer.Status)
	}
	if err := p.Office.DB.Script(t.Context(), "DELETE FROM schema_step WHERE name = (SELECT max(name) FROM schema_step)"); err != nil {
		t.Fatal(err)
	}
	if b, err := app.Open(t.Context(), c, errorsOf(t)); !errors.Is(err, db.ErrForbidden) {
		t.Errorf("with a step to take: %v", err)
		if err == nil {
			b.Close()
		}
	}
}
