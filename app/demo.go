package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"quyet/base/capability"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/feature/account"
	"quyet/feature/notice"
	"quyet/feature/story"
)

type storyCommand struct {
	Scale int    `default:"100" help:"Cỡ của tỉnh mẫu, phần trăm của một tỉnh thật. || Size of the sample province, in percent of a real one."`
	Tasks int    `help:"Số nhiệm vụ, thay cho số theo cỡ. || Number of tasks, instead of what the size gives."`
	Seed  uint64 `default:"1" help:"Hạt giống; cùng hạt giống thì cùng dữ liệu. || Seed; the same seed makes the same story."`
}

func (c *storyCommand) Run(ctx context.Context, t *terminal, io *capability.Terminal) error {
	a, err := t.open(ctx)
	if err != nil {
		return err
	}
	return a.tell(ctx, io.Out, c)
}

var (
	tStoryThere = text.New(
		"Cơ sở dữ liệu đã có dữ liệu nên không nạp tỉnh mẫu. Hãy chỉ định thư mục dữ liệu mới bằng --data.",
		"The database holds data already, so the sample province was not loaded. Name a new data folder with --data.")
	tOwnOffice = text.New(
		"Thư mục %s chứa dữ liệu thật của một cơ quan, không phải tỉnh mẫu. Hãy chỉ định thư mục khác bằng --data.",
		"%s holds an office of its own, not the sample province. Name another folder with --data.")
	tTelling     = text.New("Nạp tỉnh mẫu", "Loading the sample province")
	tDemoAddress = text.New("Mở %s bằng trình duyệt. Tài khoản dùng thử (mật khẩu chung: %s):", "Open %s in a browser. Demonstration accounts (one password for all: %s):")
)

// tell loads the story into an empty office.
func (a *App) tell(ctx context.Context, out io.Writer, c *storyCommand) error {
	empty, err := story.Empty(ctx, a.Office)
	if err != nil {
		return err
	}
	if !empty {
		return fault.New(fault.Conflict, tStoryThere)
	}
	size := story.Scaled(c.Scale)
	if c.Tasks > 0 {
		size.Tasks = c.Tasks
	}
	draw := bar(out, tTelling.In(ctx))
	if err := story.Tell(ctx, a.Office, a.Files, size, c.Seed, draw); err != nil {
		fmt.Fprintln(out)
		return err
	}
	draw(1, 1, "")
	fmt.Fprintln(out)
	return nil
}

// bar draws progress in one line of a terminal, where it has changed.
func bar(out io.Writer, title string) story.Progress {
	const width = 40
	drawn := -1
	return func(done, total int, _ string) {
		full := width * min(done, total) / max(total, 1)
		if full == drawn {
			return
		}
		drawn = full
		fmt.Fprintf(out, "\r%s [%s%s] %3d%%", title, strings.Repeat("#", full), strings.Repeat(".", width-full), 100*full/width)
	}
}

type demoCommand struct {
	service
	Scale int `default:"100" help:"Cỡ của tỉnh mẫu, phần trăm của một tỉnh thật. || Size of the sample province, in percent of a real one."`
}

// Run serves a demonstration: a made-up province whose calendar stands where
// its story has arrived, and goes on from there.
func (c *demoCommand) Run(ctx context.Context, t *terminal, out *capability.Terminal) error {
	t.flags.Config.Demo, t.requests = true, c.Requests
	t.flags.Config.Soffice = findOffice("")
	begun, err := demoBegun(&t.flags.Config)
	if err != nil {
		return err
	}
	if c.way, err = c.comeIn(); err != nil {
		return err
	}
	c.settle(&t.flags.Config)
	zone, err := t.flags.zone()
	if err != nil {
		return err
	}
	arrived := story.Today.Start(zone).Add(8 * time.Hour)
	t.flags.Now = func() time.Time { return arrived.Add(time.Since(begun)) }
	ln, err := listen(ctx, c.Listen)
	if err != nil {
		return err
	}
	if at, ok := ln.Addr().(*net.TCPAddr); ok && t.flags.Address == "" && at.IP.IsLoopback() && c.way.tls == nil {
		// Browsers take passkeys for a name only, and this machine has one.
		t.flags.Address = fmt.Sprintf("http://localhost:%d", at.Port)
	}
	a, err := t.open(ctx)
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	empty, err := story.Empty(ctx, a.Office)
	if err != nil {
		return err
	}
	if empty {
		if err := a.tell(ctx, out.Out, &storyCommand{Scale: c.Scale, Seed: 1}); err != nil {
			return err
		}
		// Notices begin here: what chases and clocks do from now on, people are told.
		if err := errors.Join(a.Keeper.Seal(ctx, a.Office), notice.Gather(ctx, a.Office)); err != nil {
			return err
		}
	}
	fmt.Fprintln(out.Out, tDemoAddress.In(ctx, cmp.Or(t.flags.Address, c.way.to(ln)), story.Password))
	for _, p := range story.People() {
		fmt.Fprintf(out.Out, "  %-12s %s\n", p.Login, p.Who.In(ctx))
	}
	fmt.Fprintln(out.Out, tServing.In(ctx, cmp.Or(t.flags.Address, c.way.to(ln))))
	return c.serve(ctx, a, ln)
}

// demoBegun returns when the demonstration in the data folder was begun. The
// folder remembers it, so that its calendar does not jump back at each start.
func demoBegun(c *Config) (time.Time, error) {
	if err := c.prepare(); err != nil {
		return time.Time{}, err
	}
	mark := filepath.Join(c.Data, demoMark)
	if _, err := os.Stat(filepath.Join(c.Data, databaseFile)); err == nil {
		if _, err := os.Stat(mark); errors.Is(err, fs.ErrNotExist) {
			return time.Time{}, fault.New(fault.Conflict, tOwnOffice, c.Data)
		}
	}
	b, err := os.ReadFile(mark)
	if err == nil {
		return time.Parse(time.RFC3339, strings.TrimSpace(string(b)))
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return time.Time{}, err
	}
	now := time.Now()
	return now, os.WriteFile(mark, []byte(now.Format(time.RFC3339)+"\n"), 0o600)
}

// demoAccounts are what the sign-in page of a demonstration offers.
func (c *Config) demoAccounts() []account.Demo {
	if !c.Demo {
		return nil
	}
	var out []account.Demo
	for _, p := range story.People() {
		out = append(out, account.Demo{Login: p.Login, Password: story.Password, Who: p.Who})
	}
	return out
}
