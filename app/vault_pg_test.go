package app_test

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"quyet/base/db"
	"quyet/base/id"
)

const binaries = "/usr/lib/postgresql/15/bin"

// A cluster is a PostgreSQL server of its own, run as the user that may.
type cluster struct {
	t    *testing.T
	dir  string
	port int
	env  []string
}

func (c *cluster) run(name string, args ...string) string {
	c.t.Helper()
	if os.Geteuid() == 0 {
		name, args = "setpriv", append([]string{"--reuid=postgres", "--regid=postgres", "--init-groups", name}, args...)
	}
	cmd := exec.CommandContext(c.t.Context(), name, args...)
	cmd.Env = append(os.Environ(), c.env...)
	cmd.Dir = "/tmp"
	out, err := cmd.CombinedOutput()
	if err != nil {
		log, _ := os.ReadFile(filepath.Join(c.dir, "log"))
		c.t.Fatalf("%s %v: %v: %s %s", name, args, err, out, log)
	}
	return strings.TrimSpace(string(out))
}

func (c *cluster) start(data string) {
	c.t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		c.t.Fatal(err)
	}
	c.port = ln.Addr().(*net.TCPAddr).Port
	ln.Close()
	c.run(binaries+"/pg_ctl", "-D", data, "-l", filepath.Join(c.dir, "log"), "-w", "-t", "60", "start",
		"-o", fmt.Sprintf("-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=", c.port))
	c.t.Cleanup(func() {
		stop := exec.Command(binaries+"/pg_ctl", "-D", data, "-m", "immediate", "stop")
		if info, err := os.Stat(data); err == nil && os.Geteuid() == 0 {
			stop.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: info.Sys().(*syscall.Stat_t).Uid, Gid: info.Sys().(*syscall.Stat_t).Gid}}
		}
		_ = stop.Run()
	})
}

func (c *cluster) open() *db.DB {
	c.t.Helper()
	d, err := db.Open(c.t.Context(), fmt.Sprintf("postgres://quyet@127.0.0.1:%d/postgres?sslmode=disable", c.port))
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { d.Close() })
	return d
}

// A PostgreSQL server whose logs are archived by the script comes back as it
// was at a moment, and as far as anything was kept.
func TestServerComesBack(t *testing.T) {
	if os.Getenv("QUYET_TEST_ENGINES") == "sqlite" {
		return
	}
	private, public := key(t)
	script, err := filepath.Abs("../tools/quyet-pg")
	if err != nil {
		t.Fatal(err)
	}
	program, err := exec.LookPath("quyet")
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("/tmp", "quyet-pg-"+id.New[string]())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	own := filepath.Join(dir, "quyet-pg") // where the user of the server can read it
	for from, to := range map[string]string{script: own, program: filepath.Join(dir, "quyet"), private: filepath.Join(dir, "key")} {
		b, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, b, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	store := filepath.Join(dir, "store")
	if err := os.Mkdir(store, 0o700); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() == 0 {
		if out, err := exec.Command("chown", "-R", "postgres:postgres", dir).CombinedOutput(); err != nil {
			t.Fatalf("chown: %v %s", err, out)
		}
	}
	c := &cluster{t: t, dir: dir, env: []string{"QUYET_VAULT=" + store, "QUYET_VAULT_FOR=" + public, "QUYET_VAULT_KEY=" + filepath.Join(dir, "key"), "QUYET=" + filepath.Join(dir, "quyet"), "PATH=" + binaries + ":" + os.Getenv("PATH")}}
	data := filepath.Join(dir, "data")
	c.run(binaries+"/initdb", "-D", data, "-U", "quyet", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--wal-segsize=1")
	settings, err := os.OpenFile(filepath.Join(data, "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(settings, "\narchive_mode = on\narchive_command = '%s archive %%p %%f'\narchive_timeout = 1s\n", own)
	settings.Close()
	c.start(data)
	d := c.open()
	write := func(n int) time.Time {
		t.Helper()
		if err := d.Script(t.Context(), fmt.Sprintf("INSERT INTO probe SELECT %d", n)); err != nil {
			t.Fatal(err)
		}
		return time.Now()
	}
	if err := d.Script(t.Context(), "CREATE TABLE probe (n INT)"); err != nil {
		t.Fatal(err)
	}
	write(1)
	c.env = append(c.env, "PGHOST=127.0.0.1", fmt.Sprintf("PGPORT=%d", c.port), "PGUSER=quyet")
	c.run(own, "base")
	time.Sleep(1100 * time.Millisecond)
	moment := write(2).Add(100 * time.Millisecond)
	time.Sleep(300 * time.Millisecond)
	last := write(3)
	kept := func() int {
		all, _ := filepath.Glob(filepath.Join(store, "other/pg/wal/*"))
		return len(all)
	}
	// The log of the last write is sealed when a later one is.
	for n, before := 4, kept(); kept() < before+3 && time.Since(last) < 2*time.Minute; n++ {
		write(n)
		time.Sleep(200 * time.Millisecond)
	}
	c.run(binaries+"/pg_ctl", "-D", data, "-m", "immediate", "stop")
	if err := os.RemoveAll(data); err != nil {
		t.Fatal(err)
	}
	for name, back := range map[string]struct {
		args []string
		want string
	}{
		"moment": {[]string{moment.UTC().Format("2006-01-02 15:04:05.000000+00")}, "1 2"},
		"newest": {nil, "1 2 3"},
	} {
		again := filepath.Join(dir, name)
		c.run(own, append([]string{"restore", again}, back.args...)...)
		c.start(again)
		got := ""
		for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(100 * time.Millisecond) {
			got = c.run(binaries+"/psql", "-h", "127.0.0.1", "-p", fmt.Sprint(c.port), "-U", "quyet", "-d", "postgres", "-Atc", "SELECT string_agg(n::text, ' ' ORDER BY n) FROM probe WHERE n <= 3")
			if c.run(binaries+"/psql", "-h", "127.0.0.1", "-p", fmt.Sprint(c.port), "-U", "quyet", "-d", "postgres", "-Atc", "SELECT pg_is_in_recovery()") == "f" {
				break
			}
		}
		if got != back.want {
			t.Errorf("%s: %q came back, want %q", name, got, back.want)
		}
	}
}
