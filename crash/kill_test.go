package main

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// theProgram is built once for all tests of a run.
var theProgram = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "quyet-crash-test-")
	if err != nil {
		return "", err
	}
	built = dir
	return filepath.Join(dir, "quyet"), build(context.Background(), filepath.Join(dir, "quyet"))
})

var built string

func TestMain(m *testing.M) {
	status := m.Run()
	os.RemoveAll(built)
	os.Exit(status)
}

func programPath(t *testing.T) string {
	t.Helper()
	at, err := theProgram()
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// openFolder returns a folder that the user of PostgreSQL may walk through.
func openFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "quyet-crash-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// The short form: a few rounds with a new seed each time. The long form is
// make crash.
func TestKilled(t *testing.T) {
	for engine, rounds := range map[string]int{"sqlite": 12, "postgres": 8} {
		if only := os.Getenv("QUYET_TEST_ENGINES"); only != "" && only != engine {
			continue
		}
		t.Run(engine, func(t *testing.T) {
			k := killing{Engine: engine, Rounds: rounds, Seed: uint64(time.Now().UnixNano()), Program: programPath(t), Folder: openFolder(t), Say: func(string) {}}
			s, err := k.run(t.Context())
			t.Log(s)
			if err != nil {
				t.Fatal(err)
			}
			if s.acked < rounds || s.lost > 0 {
				t.Errorf("the rounds were no test: %d acknowledged", s.acked)
			}
		})
	}
}
