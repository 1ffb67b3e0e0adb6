package app_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"quyet/app"
	"quyet/base/db"
)

// deliver takes away the mail that was given up, which the stage holds for the
// pages that show it: an office in which some was is not well.
func (p *play) deliver(t *testing.T) {
	t.Helper()
	if err := p.Office.DB.Script(t.Context(), `DELETE FROM notice_mail;`); err != nil {
		t.Fatal(err)
	}
}

// The doctor tells of mail that was given up.
func TestDoctorMissesMail(t *testing.T) {
	p := stageOn(t, db.SQLite).begin(t)
	p.end()
	var out bytes.Buffer
	if status := app.Main([]string{"--data", p.Config.Data, "--lang", "en", "doctor", "--no-files"}, strings.NewReader(""), &out, &out); status == 0 || !strings.Contains(out.String(), "2 mails could not be delivered") {
		t.Errorf("%d %s", status, out.String())
	}
}

// The doctor finds a task that was changed past the program: what its events
// tell is another one. The nightly drill asks the same of what came back.
func TestDoctorFindsATaskChangedPastTheProgram(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		p := s.begin(t)
		p.deliver(t)
		at, _, _ := strings.Cut(strings.TrimPrefix(s.evidence[ownBody], "/tasks/"), "/")
		script := func(sql string) {
			t.Helper()
			if err := p.Office.DB.Script(t.Context(), sql); err != nil {
				t.Fatal(err)
			}
		}
		doctor := func() (string, error) {
			args := []string{"--data", p.Config.Data, "--lang", "en", "doctor", "--no-files"}
			if p.Config.Database != "" {
				args = append([]string{"--database", p.Config.Database}, args...)
			}
			out, err := exec.CommandContext(t.Context(), "quyet", args...).CombinedOutput()
			return string(out), err
		}
		if out, err := doctor(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		script(`UPDATE task SET progress = progress + 1 WHERE id = '` + at + `'`)
		defer script(`UPDATE task SET progress = progress - 1 WHERE id = '` + at + `'`)
		if out, err := doctor(); err == nil || !strings.Contains(out, "task.replay: "+at+": progress is ") {
			t.Errorf("%v: %s", err, out)
		}
	})
}
