package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// newOffice tells the story into a new office and teaches the crew its bodies.
func newOffice(t *testing.T, k *killing, name string) {
	t.Helper()
	o := office{data: filepath.Join(k.Folder, name)}
	o.url = filepath.Join(o.data, "quyet.db")
	o.args = []string{"--data", o.data}
	if k.cluster != nil {
		var err error
		if o.url, err = k.cluster.database(t.Context(), name); err != nil {
			t.Fatal(err)
		}
		o.args = append(o.args, "--database", o.url)
	}
	if err := command(t.Context(), k.Program, append([]string{"story", "--scale", "0"}, o.args...)...); err != nil {
		t.Fatal(err)
	}
	if err := o.crew.learn(t.Context(), o.url); err != nil {
		t.Fatal(err)
	}
	k.office = o
}

// grace is more than it takes a proxy to notice.
const grace = 500 * time.Millisecond

// Two instances on one PostgreSQL behind a proxy that asks /readyz are started
// again in turn while people work: no request fails.
func TestRollingRestart(t *testing.T) {
	if only := os.Getenv("QUYET_TEST_ENGINES"); only != "" && only != "postgres" {
		return
	}
	k := &killing{Program: programPath(t), Folder: openFolder(t)}
	k.cluster = &cluster{dir: filepath.Join(k.Folder, "cluster")}
	if err := k.cluster.make(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.cluster.stop)
	newOffice(t, k, "rolling")
	k.office.args = append(k.office.args, "--grace", grace.String())
	var programs [2]*program
	for i := range programs {
		p, err := k.begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		programs[i] = p
		t.Cleanup(func() { programs[i].kill() })
	}

	// The proxy sends to instances that were ready a moment ago.
	var ready [2]atomic.Bool
	watching, stopWatching := context.WithCancel(t.Context())
	defer stopWatching()
	var backends [2]*httputil.ReverseProxy
	for i, p := range programs {
		to, err := url.Parse(p.at)
		if err != nil {
			t.Fatal(err)
		}
		backends[i] = httputil.NewSingleHostReverseProxy(to)
		go func() {
			for watching.Err() == nil {
				answer, err := http.Get(to.String() + "/readyz")
				if err == nil {
					answer.Body.Close()
				}
				ready[i].Store(err == nil && answer.StatusCode == http.StatusOK)
				time.Sleep(20 * time.Millisecond)
			}
		}()
	}
	var turn atomic.Int64
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for {
			if i := turn.Add(1) % 2; ready[i].Load() {
				backends[i].ServeHTTP(w, r)
				return
			}
			time.Sleep(time.Millisecond)
		}
	}))
	defer proxy.Close()

	if err := k.office.crew.signIn(t.Context(), proxy.URL); err != nil {
		t.Fatal(err)
	}
	restart(t, k, func() string { return proxy.URL }, func(n int) {
		i := n % 2
		at := programs[i].at
		if err := programs[i].stop(); err != nil {
			t.Fatal(err)
		}
		p, err := start(k.Program, at[len("http://"):], k.office.args...)
		if err != nil {
			t.Fatal(err)
		}
		programs[i] = p
		if err := p.ready(t.Context(), time.Minute); err != nil {
			t.Fatal(err)
		}
		time.Sleep(200 * time.Millisecond)
	})
}

// One instance on SQLite whose socket systemd holds open is started again while
// people work: they wait a moment, and no request fails.
func TestRestartBehindASocket(t *testing.T) {
	if only := os.Getenv("QUYET_TEST_ENGINES"); only != "" && only != "sqlite" {
		return
	}
	k := &killing{Program: programPath(t), Folder: openFolder(t)}
	newOffice(t, k, "socket")
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	socket, err := ln.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	ln.Close()
	at := "http://" + ln.Addr().String()
	begin := func() *program {
		args := append([]string{"-c", `LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" "$@"`, k.Program, "serve", "--pace", "0", "--grace", grace.String()}, k.office.args...)
		p := &program{cmd: exec.Command("/bin/sh", args...), at: at, gone: make(chan struct{})}
		p.cmd.ExtraFiles = []*os.File{socket}
		p.cmd.Stderr = &p.said
		if err := p.cmd.Start(); err != nil {
			t.Fatal(err)
		}
		go func() {
			p.err = p.cmd.Wait()
			close(p.gone)
		}()
		return p
	}
	p := begin()
	t.Cleanup(func() { p.kill() })
	if err := p.ready(t.Context(), time.Minute); err != nil {
		t.Fatal(err)
	}
	if err := k.office.crew.signIn(t.Context(), at); err != nil {
		t.Fatal(err)
	}
	restart(t, k, func() string { return at }, func(int) {
		if err := p.stop(); err != nil {
			t.Fatal(err)
		}
		p = begin()
		if err := p.ready(t.Context(), time.Minute); err != nil {
			t.Fatal(err)
		}
	})
}

// restart lets people work while again is called some times, and sees that not
// one request has failed.
func restart(t *testing.T, k *killing, at func() string, again func(n int)) {
	t.Helper()
	from, err := placeOf(t.Context(), k.office.url)
	if err != nil {
		t.Fatal(err)
	}
	l := newLedger()
	working, stop := context.WithCancel(t.Context())
	var all sync.WaitGroup
	mark := fmt.Sprintf("r%d", time.Now().Unix()%1_000_000)
	all.Go(func() { k.office.crew.work(working, func(int) string { return at() }, clients, mark, l) })
	defer all.Wait()
	defer stop()
	const times = 4
	for n := range times {
		before := l.count()
		again(n)
		for began := time.Now(); l.count() <= before; time.Sleep(time.Millisecond) {
			if time.Since(began) > time.Minute {
				t.Fatal("nothing is acknowledged any more")
			}
		}
	}
	stop()
	all.Wait()
	if l.failed > 0 || len(l.odd) > 0 {
		t.Errorf("%d of %d requests failed: %q, %q", l.failed, l.count(), l.why, l.odd)
	}
	if _, wrong, err := l.check(t.Context(), k.office.url, filepath.Join(k.office.data, "files"), mark, from); err != nil || len(wrong) > 0 {
		t.Errorf("%v %q", err, wrong)
	}
	t.Logf("%d writes acknowledged over %d restarts, %d requests failed", l.count(), times, l.failed)
}
