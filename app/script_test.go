package app_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"quyet/app"
	"quyet/base/db"
	"quyet/base/id"
)

const scripts = "testdata/script"

// The scripts run the program as a person at a terminal does.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 scripts,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("LANG", "C.UTF-8")
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name != "postgres" {
				return false, fmt.Errorf("unknown condition %s", name)
			}
			return os.Getenv("QUYET_TEST_ENGINES") != "sqlite", nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":  wantStatus,
			"serving": serving,
			"damage":  damage,
			"newer":   newer,
			"huge":    huge,
			"noise":   noise,
			"server":  serverFor,
			"public":  public,
			"altered": altered,
		},
	})
}

// wantStatus is exec for a program that ends with a status: status 2 quyet x.
func wantStatus(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if err != nil || neg {
		ts.Fatalf("usage: status N program [argument…]")
	}
	err = ts.Exec(args[1], args[2:]...)
	exit, ok := errors.AsType[*exec.ExitError](err)
	if !ok || exit.ExitCode() != want {
		ts.Fatalf("%q: %v, want status %d", args[1:], err, want)
	}
}

// damage changes a byte in the middle of a file.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	b, err := os.ReadFile(path)
	ts.Check(err)
	b[len(b)/2] ^= 0xff
	ts.Check(os.WriteFile(path, b, 0o600))
}

func glob(ts *testscript.TestScript, pattern string) []string {
	found, err := filepath.Glob(ts.MkAbs(pattern))
	ts.Check(err)
	return found
}

// public puts the public key in a file into the settings.
func public(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv("QUYET_VAULT_FOR", strings.TrimSpace(ts.ReadFile(args[0])))
}

// altered changes a byte in the middle of each file of a folder.
func altered(ts *testscript.TestScript, _ bool, args []string) {
	all, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	for _, e := range all {
		damage(ts, false, []string{filepath.Join(args[0], e.Name())})
	}
}

// huge makes a file of a gigabyte, of zeros that take no place on the disk.
func huge(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(errors.Join(f.Truncate(1<<30), f.Close()))
}

// noise makes a file of bytes of every value, in no order, the same each time.
func noise(ts *testscript.TestScript, _ bool, args []string) {
	b := make([]byte, 4096)
	for i, n := 0, uint32(1); i < len(b); i++ {
		n = n*1664525 + 1013904223
		b[i] = byte(n >> 24)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o600))
}

// newer lets a database in a data folder be one that a later version of the
// program has used.
func newer(ts *testscript.TestScript, _ bool, args []string) {
	d, err := db.Open(context.Background(), ts.MkAbs(args[0]+"/quyet.db"))
	ts.Check(err)
	defer d.Close()
	ts.Check(d.Script(context.Background(), `INSERT INTO schema_step (name, checksum) VALUES ('99991231_later.sql', '')`))
}

// serverFor makes an empty database on the PostgreSQL server of the tests, and
// puts its address into a variable: server NAME. NAME_none is that of one
// which is not there, NAME_user that of a user who is not.
func serverFor(ts *testscript.TestScript, _ bool, args []string) {
	name := "quyet_script_" + id.New[string]()
	ts.Check(onServer("CREATE DATABASE " + name))
	ts.Defer(func() { ts.Check(onServer("DROP DATABASE " + name + " WITH (FORCE)")) })
	at := server(name)
	stranger, err := url.Parse(at)
	ts.Check(err)
	stranger.User = url.UserPassword("khong_co", "secret")
	ts.Setenv(args[0], at)
	ts.Setenv(args[0]+"_none", server(name+"_none"))
	ts.Setenv(args[0]+"_user", stranger.String())
}

var served = regexp.MustCompile(`http://(127\.0\.0\.1|localhost):\d+`)

// serving runs a subcommand that serves until its pages answer, then stops it
// as Ctrl+C does. What it printed is in the file serving.out.
func serving(ts *testscript.TestScript, _ bool, args []string) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, "quyet", append(args, "--listen", "127.0.0.1:0")...)
	c.Dir = ts.Getenv("WORK")
	var said, failed bytes.Buffer
	c.Stderr = &failed
	out, err := c.StdoutPipe()
	ts.Check(err)
	ts.Check(c.Start())
	lines := bufio.NewScanner(out)
	site := ""
	for lines.Scan() {
		said.WriteString(lines.Text() + "\n")
		if strings.Contains(lines.Text(), "Ctrl+C") {
			site = served.FindString(lines.Text())
			break
		}
	}
	if site == "" {
		ts.Check(c.Wait())
		ts.Fatalf("%q says no address: %s", args, failed.String())
	}
	for _, address := range []string{"/healthz", "/login"} {
		res, err := http.Get(site + address)
		ts.Check(err)
		res.Body.Close()
		if res.StatusCode != http.StatusOK {
			ts.Fatalf("%s: status %d", address, res.StatusCode)
		}
	}
	// What is kept meanwhile is there before the program ends.
	if n := slices.Index(args, "--vault"); n >= 0 {
		for len(glob(ts, args[n+1]+"/image/*")) == 0 && ctx.Err() == nil {
			time.Sleep(20 * time.Millisecond)
		}
	}
	ts.Check(c.Process.Signal(os.Interrupt))
	for lines.Scan() {
		said.WriteString(lines.Text() + "\n")
	}
	if err := c.Wait(); err != nil {
		ts.Fatalf("%q did not end well: %v: %s", args, err, failed.String())
	}
	ts.Check(os.WriteFile(ts.MkAbs("serving.out"), said.Bytes(), 0o600))
}

// Every subcommand is in a script.
func TestEveryCommandHasAScript(t *testing.T) {
	var help bytes.Buffer
	if status := app.Main([]string{"--lang=en", "--help"}, nil, &help, os.Stderr); status != 0 {
		t.Fatalf("help ends with status %d", status)
	}
	_, listed, ok := strings.Cut(help.String(), "Commands:\n")
	if !ok {
		t.Fatalf("no list of subcommands in %s", help.String())
	}
	files, err := filepath.Glob(scripts + "/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var all string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all += string(b)
	}
	found := 0
	for _, m := range regexp.MustCompile(`(?m)^  ([a-z]+(?: [a-z]+)*)  `).FindAllStringSubmatch(listed, -1) {
		found++
		if !regexp.MustCompile(`(?m)^(exec quyet|status \d quyet|serving)( --\S+( en| \w+)?)* ` + m[1] + `\b`).MatchString(all) {
			t.Errorf("no script in %s runs quyet %s", scripts, m[1])
		}
	}
	if found < 10 {
		t.Errorf("%d subcommands are listed: %s", found, listed)
	}
}
