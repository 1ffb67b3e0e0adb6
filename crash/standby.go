package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"quyet/base/db"
)

// A standby is two instances of the program on a PostgreSQL of two nodes, of
// which one follows the other synchronously. Patroni decides by etcd which is
// the primary. All of it runs on this machine, as a rehearsal of what
// administrators set up on several (docs/standby.md).
type standby struct {
	Program, Folder string
	Times           int // how often the primary is killed
	Say             func(string)

	etcd  *exec.Cmd
	rest  string // address of etcd
	nodes [2]*node
}

// A node is one PostgreSQL with the Patroni that looks after it.
type node struct {
	name, dir, postgres, api string // api: address of Patroni
	cmd                      *exec.Cmd
}

// port returns a free port of this machine.
func port() (string, error) {
	at, err := freePort()
	if err != nil {
		return "", err
	}
	_, p, err := net.SplitHostPort(at)
	return p, err
}

// background starts a program in a group of its own, as the user of
// PostgreSQL, with its output in a file.
func background(log, name string, args ...string) (*exec.Cmd, error) {
	c := exec.Command(name, args...)
	if err := asPostgres(c); err != nil {
		return nil, err
	}
	if c.SysProcAttr == nil {
		c.SysProcAttr = &syscall.SysProcAttr{}
	}
	c.SysProcAttr.Setpgid = true
	out, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	c.Stdout, c.Stderr = out, out
	return c, c.Start()
}

// patroniConfig is what each node is told. ttl is how long a primary that says
// nothing is believed to live: with less it is replaced sooner, and by mistake
// on a busy machine.
const patroniConfig = `scope: quyet
name: %[1]s
restapi: {listen: "127.0.0.1:%[2]s", connect_address: "127.0.0.1:%[2]s"}
etcd3: {hosts: "%[3]s"}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 5
    retry_timeout: 5
    maximum_lag_on_failover: 1048576
    synchronous_mode: true
    synchronous_mode_strict: false
    postgresql:
      use_pg_rewind: true
      parameters: {max_connections: 200, shared_buffers: 64MB, wal_keep_size: 256MB, fsync: "on", recovery_init_sync_method: syncfs}
  initdb: [{encoding: UTF8}, {locale: C}, data-checksums]
  pg_hba: ["local all all trust", "host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"]
postgresql:
  listen: "127.0.0.1:%[4]s"
  connect_address: "127.0.0.1:%[4]s"
  data_dir: %[5]s
  bin_dir: %[6]s
  pgpass: %[5]s.pgpass
  parameters: {unix_socket_directories: "%[7]s"}
  authentication:
    superuser: {username: quyet, password: quyet}
    replication: {username: replicator, password: replicator}
    rewind: {username: quyet, password: quyet}
`

// begin starts etcd and both nodes, and waits until one follows the other.
func (s *standby) begin(ctx context.Context) error {
	client, err := port()
	if err != nil {
		return err
	}
	peer, err := port()
	if err != nil {
		return err
	}
	s.rest = "127.0.0.1:" + client
	work := filepath.Join(s.Folder, "nodes")
	if err := ownedByPostgres(work); err != nil {
		return err
	}
	if err := os.Chmod(work, 0o755); err != nil {
		return err
	}
	if s.etcd, err = background(filepath.Join(s.Folder, "etcd.log"), "etcd", "--data-dir", filepath.Join(work, "etcd"),
		"--listen-client-urls", "http://"+s.rest, "--advertise-client-urls", "http://"+s.rest,
		"--listen-peer-urls", "http://127.0.0.1:"+peer, "--initial-advertise-peer-urls", "http://127.0.0.1:"+peer,
		"--initial-cluster", "default=http://127.0.0.1:"+peer); err != nil {
		return err
	}
	bin, err := binaries()
	if err != nil {
		return err
	}
	for i := range s.nodes {
		n := &node{name: fmt.Sprint("node", i+1)}
		n.dir = filepath.Join(work, n.name)
		if n.postgres, err = port(); err != nil {
			return err
		}
		if n.api, err = port(); err != nil {
			return err
		}
		config := fmt.Sprintf(patroniConfig, n.name, n.api, s.rest, n.postgres, n.dir, bin, work)
		if err := os.WriteFile(filepath.Join(s.Folder, n.name+".yml"), []byte(config), 0o644); err != nil {
			return err
		}
		s.nodes[i] = n
		if err := s.start(n); err != nil {
			return err
		}
		if i == 0 {
			if err := s.wait(ctx, 2*time.Minute, "the first node to become the primary", func() bool { return n.is("primary") }); err != nil {
				return err
			}
		}
	}
	return s.whole(ctx)
}

func (s *standby) start(n *node) (err error) {
	n.cmd, err = background(filepath.Join(s.Folder, n.name+".log"), "patroni", filepath.Join(s.Folder, n.name+".yml"))
	return err
}

// whole waits until a primary has a synchronous standby.
func (s *standby) whole(ctx context.Context) error {
	return s.wait(ctx, 3*time.Minute, "a synchronous standby", func() bool {
		return s.primary() != nil && (s.nodes[0].is("synchronous") || s.nodes[1].is("synchronous"))
	})
}

// is asks the Patroni of a node whether it is what a role says.
func (n *node) is(role string) bool {
	client := http.Client{Timeout: 2 * time.Second}
	answer, err := client.Get("http://127.0.0.1:" + n.api + "/" + role)
	if err != nil {
		return false
	}
	answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}

func (s *standby) primary() *node {
	for _, n := range s.nodes {
		if n.is("primary") {
			return n
		}
	}
	return nil
}

func (s *standby) wait(ctx context.Context, within time.Duration, what string, there func() bool) error {
	for began := time.Now(); ; time.Sleep(200 * time.Millisecond) {
		if there() {
			return nil
		}
		if time.Since(began) > within || ctx.Err() != nil {
			return errors.Join(fmt.Errorf("waited %v for %s", within, what), ctx.Err())
		}
	}
}

// tree returns a process and all that it has started, and they.
func tree(pid int) []int {
	all := []int{pid}
	for _, c := range children(pid) {
		all = append(all, tree(c)...)
	}
	return all
}

// kill kills a node with everything that belongs to it, as where a machine
// loses its power.
func (n *node) kill() {
	pids := tree(n.cmd.Process.Pid)
	if b, err := os.ReadFile(filepath.Join(n.dir, "postmaster.pid")); err == nil {
		var pid int
		if _, err := fmt.Sscan(string(b), &pid); err == nil {
			pids = append(pids, tree(pid)...)
		}
	}
	for _, pid := range pids {
		_ = syscall.Kill(pid, syscall.SIGKILL) // or it has ended with the others
	}
	_ = n.cmd.Wait()
	os.Remove(filepath.Join(n.dir, "postmaster.pid"))
}

func (s *standby) end() {
	for _, n := range s.nodes {
		if n != nil && n.cmd != nil {
			n.kill()
		}
	}
	if s.etcd != nil {
		_ = s.etcd.Process.Kill()
		_ = s.etcd.Wait()
	}
}

// longestGap is how long people may wait for the service to go on.
const longestGap = 30 * time.Second

func (s *standby) run(ctx context.Context) error {
	defer s.end()
	if err := s.begin(ctx); err != nil {
		return err
	}
	first, second := s.nodes[0], s.nodes[1]
	hosts := "127.0.0.1:" + first.postgres + ",127.0.0.1:" + second.postgres
	url := "postgres://quyet:quyet@" + hosts + "/%s?target_session_attrs=read-write&connect_timeout=2&sslmode=disable"
	if err := createDatabase(ctx, fmt.Sprintf(url, "postgres"), "quyet"); err != nil {
		return err
	}
	k := &killing{Program: s.Program, Folder: s.Folder}
	k.office = office{url: fmt.Sprintf(url, "quyet"), data: filepath.Join(s.Folder, "office")}
	k.office.args = []string{"--data", k.office.data, "--database", k.office.url}
	if err := command(ctx, s.Program, append([]string{"story", "--scale", "0"}, k.office.args...)...); err != nil {
		return err
	}
	if err := k.office.crew.learn(ctx, k.office.url); err != nil {
		return err
	}
	var programs [2]*program
	for i := range programs {
		p, err := k.begin(ctx)
		if err != nil {
			return err
		}
		defer p.kill()
		programs[i] = p
	}
	if err := k.office.crew.signIn(ctx, programs[0].at); err != nil {
		return err
	}
	sums := &sums{engine: "two instances, primary and synchronous standby", killed: map[string]int{}}
	began := time.Now()
	var worst time.Duration
	for n := range s.Times {
		gap, err := s.round(ctx, n, k, programs, sums)
		worst = max(worst, gap)
		if err != nil {
			return fmt.Errorf("round %d: %w", n, err)
		}
		s.Say(fmt.Sprintf("%d: nothing was acknowledged for %v after the primary was killed", n+1, gap.Round(10*time.Millisecond)))
	}
	for _, p := range programs {
		if err := p.stop(); err != nil {
			return err
		}
	}
	s.Say(fmt.Sprintf("primary killed under load %d times in %v: %d writes acknowledged, %d lost, %d requests failed, %d stored that nobody was told of; longest gap %v (limit %v); neither instance was started again",
		s.Times, time.Since(began).Round(time.Second), sums.acked, sums.lost, sums.unanswered, sums.stored-sums.acked+sums.lost, worst.Round(10*time.Millisecond), longestGap))
	if worst > longestGap {
		return fmt.Errorf("service resumed after %v", worst)
	}
	return nil
}

func createDatabase(ctx context.Context, at, name string) error {
	d, err := db.Open(ctx, at)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Script(ctx, "CREATE DATABASE "+name)
}

// round kills the primary while people work with both instances, waits for
// service to resume on both, checks what is there, and brings the node back.
func (s *standby) round(ctx context.Context, n int, k *killing, programs [2]*program, sums *sums) (gap time.Duration, err error) {
	mark := fmt.Sprintf("s%d-%d", time.Now().Unix()%1_000_000, n)
	from, err := placeOf(ctx, k.office.url)
	if err != nil {
		return 0, err
	}
	ledgers := [2]*ledger{newLedger(), newLedger()}
	working, stop := context.WithCancel(ctx)
	var both sync.WaitGroup
	for i, p := range programs {
		both.Go(func() {
			k.office.crew.work(working, func(int) string { return p.at }, clients/2, fmt.Sprintf("%s%d", mark, i), ledgers[i])
		})
	}
	defer both.Wait()
	defer stop()
	time.Sleep(3 * time.Second)
	primary := s.primary()
	if primary == nil {
		return 0, errors.New("there is no primary")
	}
	before := [2]int{ledgers[0].count(), ledgers[1].count()}
	if before[0] == 0 || before[1] == 0 {
		return 0, errors.New("nothing was acknowledged before the primary was killed")
	}
	sums.killed["primary"]++
	primary.kill()
	killed := time.Now()
	for i, l := range ledgers {
		l.mu.Lock()
		l.gap, l.last = 0, killed
		l.mu.Unlock()
		// What was on its way may be acknowledged still.
		before[i] = l.count() + clients
	}
	for i, l := range ledgers {
		for l.count() <= before[i] {
			if time.Since(killed) > 2*time.Minute {
				return time.Since(killed), fmt.Errorf("instance %d does not go on: %s", i, programs[i].end())
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
	time.Sleep(2 * time.Second)
	stop()
	both.Wait()
	for i, l := range ledgers {
		gap = max(gap, l.gap)
		if err := k.judge(ctx, programs[i], l, fmt.Sprintf("%s%d", mark, i), from, sums); err != nil {
			return gap, err
		}
	}
	if err := s.start(primary); err != nil {
		return gap, err
	}
	return gap, s.whole(ctx)
}
