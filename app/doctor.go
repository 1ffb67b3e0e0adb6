package app

import (
	"context"
	"fmt"
	"io"

	"quyet/base/capability"
	"quyet/base/fault"
	"quyet/base/text"
)

type migrateCommand struct {
	Show bool `help:"Chỉ in các bước sẽ thực hiện. || Only print the steps that would be applied."`
}

func (c *migrateCommand) Run(ctx context.Context, t *terminal, io *capability.Terminal) error {
	a, err := open(ctx, t.flags.Config, t.log())
	if err != nil {
		return err
	}
	defer a.Close()
	steps, err := a.steps()
	if err != nil {
		return err
	}
	pending, err := a.Office.DB.Pending(ctx, steps)
	if err != nil {
		return err
	}
	for _, m := range pending {
		fmt.Fprintf(io.Out, "-- %s\n", m.Name)
		if c.Show {
			fmt.Fprintln(io.Out, m.SQL)
		}
	}
	if c.Show || len(pending) == 0 {
		return nil
	}
	return a.migrate(ctx)
}

type doctorCommand struct {
	Files bool `default:"true" negatable:"" help:"Đọc lại từng tệp để so với mã băm. || Read every file again and compare it with its hash."`
}

// Run prints one line per check and fails if any found something.
func (c *doctorCommand) Run(ctx context.Context, t *terminal, out *capability.Terminal) error {
	a, err := open(ctx, t.flags.Config, t.log())
	if err != nil {
		return err
	}
	defer a.Close()
	ill := 0
	for _, check := range a.checks(c.Files) {
		found, err := check.look(ctx)
		if err != nil {
			found = append(found, err.Error())
		}
		if len(found) > 0 {
			ill++
		}
		tell(ctx, out.Out, check.name, found)
	}
	if ill > 0 {
		return fault.New(fault.Invalid, tIll, ill)
	}
	return nil
}

type check struct {
	name text.T
	look func(context.Context) ([]string, error)
}

func (a *App) checks(files bool) []check {
	all := []check{
		{tCheckDatabase, func(ctx context.Context) ([]string, error) { return nil, a.Office.DB.Ping(ctx) }},
		{tCheckSchema, a.pendingSteps},
		{tCheckEngine, a.Office.DB.Sound},
		{tCheckInvariants, a.Office.DB.Broken},
	}
	if files {
		all = append(all, check{tCheckFiles, a.Files.Check})
	}
	return all
}

func (a *App) pendingSteps(ctx context.Context) ([]string, error) {
	steps, err := a.steps()
	if err != nil {
		return nil, err
	}
	pending, err := a.Office.DB.Pending(ctx, steps)
	var names []string
	for _, m := range pending {
		names = append(names, tStepPending.In(ctx, m.Name))
	}
	return names, err
}

func tell(ctx context.Context, w io.Writer, name text.T, found []string) {
	if len(found) == 0 {
		fmt.Fprintf(w, "%-40s %s\n", name.In(ctx), tSound.In(ctx))
		return
	}
	fmt.Fprintf(w, "%-40s %s\n", name.In(ctx), tFound.In(ctx, len(found)))
	for _, f := range found {
		fmt.Fprintf(w, "    %s\n", f)
	}
}

var (
	tCheckDatabase   = text.New("Kết nối cơ sở dữ liệu", "Database answers")
	tCheckSchema     = text.New("Cấu trúc cơ sở dữ liệu", "Schema of the database")
	tCheckEngine     = text.New("Tính toàn vẹn của tệp dữ liệu", "Integrity of the database file")
	tCheckInvariants = text.New("Quy tắc của dữ liệu", "Rules of the data")
	tCheckFiles      = text.New("Tệp văn bản", "Files of documents")
	tStepPending     = text.New("chưa thực hiện bước %s; hãy chạy quyet migrate", "step %s is not applied yet; run quyet migrate")
	tSound           = text.New("tốt", "ok")
	tFound           = text.Plural("%d chỗ cần xem", "%d finding", "%d findings")
	tIll             = text.Plural("%d mục kiểm tra phát hiện vấn đề.", "%d check found problems.", "%d checks found problems.")
)
