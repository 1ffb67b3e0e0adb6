package app_test

import (
	"os/exec"
	"strings"
	"testing"
)

// The doctor finds a task that was changed past the program: what its events
// tell is another one. The nightly drill asks the same of what came back.
func TestDoctorFindsATaskChangedPastTheProgram(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		p := s.begin(t)
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
