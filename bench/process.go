package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A process is a server that the benchmark started.
type process struct {
	cmd     *exec.Cmd
	at      string        // http://127.0.0.1:port
	started time.Duration // until it answered
	said    bytes.Buffer
}

// freePort returns an address at which nobody listens.
func freePort() (string, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer ln.Close()
	return ln.Addr().String(), nil
}

// start runs a program that listens at an address put after its arguments,
// and waits until it answers.
func start(ctx context.Context, program string, args ...string) (*process, error) {
	at, err := freePort()
	if err != nil {
		return nil, err
	}
	p := &process{cmd: exec.CommandContext(ctx, program, append(args, at)...), at: "http://" + at}
	p.cmd.Stdout, p.cmd.Stderr = &p.said, &p.said
	begun := time.Now()
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	for time.Since(begun) < time.Minute {
		answer, err := http.Get(p.at + "/healthz")
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				p.started = time.Since(begun)
				return p, nil
			}
		}
		time.Sleep(time.Millisecond)
	}
	p.stop()
	return nil, fmt.Errorf("%s does not answer: %s", program, p.said.String())
}

// stop ends the process and waits for it.
func (p *process) stop() {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err == nil || !errors.Is(err, os.ErrProcessDone) {
		_ = p.cmd.Wait() // it was told to stop
	}
}

// resident returns the memory of the process that is in use, in MB, and the
// most it ever was.
func (p *process) resident() (now, most float64) {
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	for line := range strings.Lines(string(b)) {
		if f := strings.Fields(line); len(f) > 1 {
			kb, _ := strconv.ParseFloat(f[1], 64)
			switch f[0] {
			case "VmRSS:":
				now = kb / 1024
			case "VmHWM:":
				most = kb / 1024
			}
		}
	}
	return now, most
}

// loadAverage is how busy the machine was in the last minute.
func loadAverage() string {
	b, _ := os.ReadFile("/proc/loadavg")
	first, _, _ := strings.Cut(string(b), " ")
	return first
}
