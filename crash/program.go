package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"syscall"
	"time"
)

// build makes the real program.
func build(ctx context.Context, to string) error {
	c := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-o", to, "quyet/cmd/quyet")
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("build: %w\n%s", err, out)
	}
	return nil
}

// A program is a running instance.
type program struct {
	cmd  *exec.Cmd
	at   string // http://127.0.0.1:port
	said bytes.Buffer
	gone chan struct{} // closed when it has ended
	err  error         // how
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

// start runs quyet serve at an address and does not wait for it.
func start(path, at string, args ...string) (*program, error) {
	p := &program{cmd: exec.Command(path, append([]string{"serve", "--pace", "0", "--listen", at}, args...)...), at: "http://" + at, gone: make(chan struct{})}
	p.cmd.Stdout, p.cmd.Stderr = io.Discard, &p.said
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		p.err = p.cmd.Wait()
		close(p.gone)
	}()
	return p, nil
}

// ready waits until the program wants requests.
func (p *program) ready(ctx context.Context, within time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	last := ""
	for {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, p.at+"/readyz", http.NoBody)
		if err != nil {
			return err
		}
		answer, err := http.DefaultClient.Do(r)
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return nil
			}
			last = answer.Status
		}
		select {
		case <-p.gone:
			return fmt.Errorf("the program has ended: %w\n%s", p.err, p.said.String())
		case <-ctx.Done():
			return fmt.Errorf("the program is not ready within %v: %s", within, last)
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// end returns the last of what the program has said.
func (p *program) end() string {
	said := p.said.String()
	return said[max(0, len(said)-4000):]
}

// kill ends the program as a power cut would: it has no say in it.
func (p *program) kill() {
	_ = p.cmd.Process.Signal(syscall.SIGKILL) // or it is gone already
	<-p.gone
}

// stop ends the program as a supervisor does.
func (p *program) stop() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	select {
	case <-p.gone:
	case <-time.After(time.Minute):
		p.kill()
		return fmt.Errorf("the program does not stop\n%s", p.said.String())
	}
	if p.err != nil {
		return fmt.Errorf("the program did not end well: %w\n%s", p.err, p.said.String())
	}
	return nil
}

// command runs a subcommand of the program to its end.
func command(ctx context.Context, path string, args ...string) error {
	if out, err := exec.CommandContext(ctx, path, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("quyet %s: %w\n%s", args[0], err, out)
	}
	return nil
}
