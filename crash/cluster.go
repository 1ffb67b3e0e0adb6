package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"quyet/base/db"
)

// A cluster is a PostgreSQL 15 server of its own, which waits for the disk as
// a real one does.
type cluster struct {
	dir  string
	port string
	bin  string
}

// binaries returns the folder of PostgreSQL's programs.
func binaries() (string, error) {
	for _, dir := range []string{"/usr/lib/postgresql/15/bin", "/usr/pgsql-15/bin", "/opt/homebrew/opt/postgresql@15/bin"} {
		if _, err := os.Stat(filepath.Join(dir, "initdb")); err == nil {
			return dir, nil
		}
	}
	at, err := exec.LookPath("initdb")
	return filepath.Dir(at), err
}

// asPostgres has a command run as the user of PostgreSQL, which does not run
// as root.
func asPostgres(c *exec.Cmd) error {
	c.Dir = "/"
	if os.Getuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return err
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return err
	}
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	c.Env = append(os.Environ(), "HOME="+u.HomeDir)
	return nil
}

// ownedByPostgres makes a folder that the user of PostgreSQL may write to.
func ownedByPostgres(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if os.Getuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return err
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return err
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return err
	}
	return os.Chown(dir, uid, gid)
}

func (c *cluster) command(ctx context.Context, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, filepath.Join(c.bin, name), args...)
	if err := asPostgres(cmd); err != nil {
		return err
	}
	// A server that was started holds what it got as its output: no pipe.
	log, err := os.CreateTemp("", "quyet-crash-log-")
	if err != nil {
		return err
	}
	defer os.Remove(log.Name())
	defer log.Close()
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Run(); err != nil {
		said, _ := os.ReadFile(log.Name())
		return fmt.Errorf("%s: %w\n%s", name, err, said)
	}
	return nil
}

// make makes the cluster and starts it.
func (c *cluster) make(ctx context.Context) (err error) {
	if c.bin, err = binaries(); err != nil {
		return err
	}
	at, err := freePort()
	if err != nil {
		return err
	}
	if _, c.port, err = net.SplitHostPort(at); err != nil {
		return err
	}
	if err := ownedByPostgres(c.dir); err != nil {
		return err
	}
	if err := c.command(ctx, "initdb", "-D", c.dir, "-U", "quyet", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"); err != nil {
		return err
	}
	return c.start(ctx)
}

func (c *cluster) start(ctx context.Context) error {
	return c.command(ctx, "pg_ctl", "-D", c.dir, "-l", filepath.Join(c.dir, "server.log"), "-w", "-t", "60", "start",
		"-o", "-p "+c.port+" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c shared_buffers=64MB -c fsync=on -c recovery_init_sync_method=syncfs")
}

// stop ends the server; what it held is thrown away.
func (c *cluster) stop() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	_ = c.command(ctx, "pg_ctl", "-D", c.dir, "-m", "immediate", "-w", "stop") // or it is gone already
}

func (c *cluster) url(database string) string {
	return "postgres://quyet@127.0.0.1:" + c.port + "/" + database + "?sslmode=disable"
}

// database makes an empty database and returns its address.
func (c *cluster) database(ctx context.Context, name string) (string, error) {
	d, err := db.Open(ctx, c.url("postgres"))
	if err != nil {
		return "", err
	}
	defer d.Close()
	return c.url(name), d.Script(ctx, "CREATE DATABASE "+name)
}

// answers waits until the server lets people in.
func (c *cluster) answers(ctx context.Context) error {
	began := time.Now()
	for {
		time.Sleep(20 * time.Millisecond)
		d, err := db.Open(ctx, c.url("postgres"))
		if err == nil {
			return d.Close()
		}
		if time.Since(began) > patience {
			return err
		}
	}
}

// postmaster returns the process of the server.
func (c *cluster) postmaster() (int, error) {
	b, err := os.ReadFile(filepath.Join(c.dir, "postmaster.pid"))
	if err != nil {
		return 0, err
	}
	first, _, _ := strings.Cut(string(b), "\n")
	return strconv.Atoi(first)
}

// children returns the processes that a process has started.
func children(of int) (pids []int) {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, stat := range stats {
		b, err := os.ReadFile(stat)
		if err != nil {
			continue // it is gone
		}
		// The name of the program stands in brackets and may hold anything.
		f := strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:]))
		if len(f) > 1 && f[1] == strconv.Itoa(of) {
			if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(stat))); err == nil {
				pids = append(pids, pid)
			}
		}
	}
	slices.Sort(pids)
	return pids
}

// killBackend kills one process of the server: the server ends all others and
// recovers.
func (c *cluster) killBackend(_ context.Context, draw *rand.Rand) error {
	pid, err := c.postmaster()
	if err != nil {
		return err
	}
	of := children(pid)
	if len(of) == 0 {
		return errors.New("the server has no processes")
	}
	err = syscall.Kill(of[draw.IntN(len(of))], syscall.SIGKILL)
	if errors.Is(err, syscall.ESRCH) {
		err = nil // it has ended by itself
	}
	return err
}

// kill ends the whole server, at once or process by process, and starts it
// again.
func (c *cluster) kill(ctx context.Context, atOnce bool) error {
	pid, err := c.postmaster()
	if err != nil {
		return err
	}
	all := children(pid)
	if atOnce {
		_ = syscall.Kill(pid, syscall.SIGQUIT) // as pg_ctl stop -m immediate
	} else {
		for _, p := range append([]int{pid}, all...) {
			_ = syscall.Kill(p, syscall.SIGKILL)
		}
	}
	// A process that was begun in that moment is not among them: what works in
	// the folder of the cluster belongs to it.
	for tries := 0; ; tries++ {
		left := slices.DeleteFunc(append(workingIn(c.dir), pid), func(p int) bool { return !alive(p) })
		if len(left) == 0 {
			break
		}
		if tries > 3000 {
			return fmt.Errorf("processes %v of the server do not end", left)
		}
		if !atOnce {
			for _, p := range left {
				_ = syscall.Kill(p, syscall.SIGKILL)
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	// Where nobody has asked for the killed process yet, its number still counts
	// as one that runs.
	if err := os.Remove(filepath.Join(c.dir, "postmaster.pid")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return c.start(ctx)
}

// workingIn returns the processes whose working folder is dir, as is that of
// every process of a server.
func workingIn(dir string) (pids []int) {
	all, _ := filepath.Glob("/proc/[0-9]*/cwd")
	for _, cwd := range all {
		if at, err := os.Readlink(cwd); err == nil && at == dir {
			if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(cwd))); err == nil {
				pids = append(pids, pid)
			}
		}
	}
	return pids
}

// alive says whether a process runs; one that has ended and was not asked for
// yet does not.
func alive(pid int) bool {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return false
	}
	f := strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:]))
	return len(f) > 0 && f[0] != "Z"
}
