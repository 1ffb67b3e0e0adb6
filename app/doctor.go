package app

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/feature/audit"
)

type migrateCommand struct {
	Show bool `help:"Chỉ in các bước sẽ thực hiện. || Only print the steps that would be applied."`
}

func (c *migrateCommand) Run(ctx context.Context, t *terminal, io *capability.Terminal) error {
	if c.Show && t.flags.Database == "" && t.flags.there() != nil {
		return c.showAll(io)
	}
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
	if err := c.print(io, pending); err != nil || c.Show || len(pending) == 0 {
		return err
	}
	return a.migrate(ctx)
}

// showAll prints the steps by which an office is begun, and begins none.
func (c *migrateCommand) showAll(io *capability.Terminal) error {
	a := &App{}
	a.Capabilities = a.capabilities()
	steps, err := a.steps()
	if err != nil {
		return err
	}
	slices.SortFunc(steps, func(a, b db.Migration) int { return strings.Compare(a.Name, b.Name) })
	return c.print(io, steps)
}

func (c *migrateCommand) print(io *capability.Terminal, steps []db.Migration) error {
	for _, m := range steps {
		said := "-- " + m.Name
		if c.Show {
			said += "\n" + m.SQL
		}
		if _, err := fmt.Fprintln(io.Out, said); err != nil {
			return err
		}
	}
	return nil
}

type doctorCommand struct {
	Files bool `default:"true" negatable:"" help:"Đọc lại từng tệp để so với mã băm. || Read every file again and compare it with its hash."`
}

// Run prints one line per check and fails if any found something.
func (c *doctorCommand) Run(ctx context.Context, t *terminal, out *capability.Terminal) error {
	if err := t.flags.there(); err != nil {
		return err
	}
	a, err := open(ctx, t.flags.Config, t.log())
	if err != nil {
		return err
	}
	defer a.Close()
	ill := 0
	for _, check := range a.checks(c.Files) {
		found, err := check.look(ctx)
		if err != nil {
			found = append(found, explain(ctx, err, a.Office.DB.Engine))
		}
		if err := tell(ctx, out.Out, check.name, found); err != nil {
			return err
		}
		if len(found) == 0 {
			continue
		}
		ill++
		if check.first {
			break
		}
	}
	if ill > 0 {
		return fault.New(fault.Invalid, tIll, ill)
	}
	return nil
}

type check struct {
	name  text.T
	look  func(context.Context) ([]string, error)
	first bool // without it no later check tells anything
}

func (a *App) checks(files bool) []check {
	all := []check{
		{tCheckDatabase, func(ctx context.Context) ([]string, error) { return nil, a.Office.DB.Ping(ctx) }, true},
		{tCheckEngine, a.Office.DB.Sound, true},
		{tCheckSchema, a.pendingSteps, true},
		{tCheckInvariants, a.Office.DB.Broken, false},
		{tCheckLog, func(ctx context.Context) ([]string, error) { return audit.Check(ctx, a.Office.DB) }, false},
	}
	all = append(all, check{tCheckSealed, a.sealedFactors, false})
	all = append(all, check{tCheckMail, a.mailDelivered, false})
	if a.vault != nil {
		all = append(all, check{tCheckVault, a.vaultReady, false})
	}
	if files {
		all = append(all, check{tCheckFiles, a.Files.Check, false})
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

// sealedFactors tells of what people prove who they are by and the program
// cannot read any more: the key that sealed it is not the one it has.
func (a *App) sealedFactors(ctx context.Context) ([]string, error) {
	ill, err := a.Door.Factors.Sound(ctx, a.Office.DB)
	var told []string
	for _, account := range ill {
		told = append(told, tNotOpened.In(ctx, account))
	}
	return told, err
}

func tell(ctx context.Context, w io.Writer, name text.T, found []string) error {
	what := tSound.In(ctx)
	if len(found) > 0 {
		what = tFound.In(ctx, len(found))
	}
	lines := append([]string{fmt.Sprintf("%-40s %s", name.In(ctx), what)}, found...)
	_, err := fmt.Fprintln(w, strings.Join(lines, "\n    "))
	return err
}

var (
	tCheckDatabase   = text.New("Kết nối cơ sở dữ liệu", "Database answers")
	tCheckSchema     = text.New("Cấu trúc cơ sở dữ liệu", "Schema of the database")
	tCheckEngine     = text.New("Tính toàn vẹn của tệp dữ liệu", "Integrity of the database file")
	tCheckInvariants = text.New("Quy tắc của dữ liệu", "Rules of the data")
	tCheckLog        = text.New("Nhật ký nguyên vẹn", "The log is whole")
	tCheckMail       = text.New("Thư thông báo đã gửi được", "Mail was delivered")
	tCheckVault      = text.New("Sao lưu liên tục", "Continuous backup")
	tCheckSealed     = text.New("Khoá mở được các bí mật đã niêm phong", "The key opens what was sealed")
	tNotOpened       = text.New("khoá niêm phong không mở được bí mật của tài khoản %s: hãy đặt lại tệp sealing.key đúng, hoặc đặt lại bằng quyet user reset-factors", "the sealing key does not open the secret of account %s: put the right sealing.key back, or reset it with quyet user reset-factors")
	tCheckFiles      = text.New("Tệp văn bản", "Files of documents")
	tStepPending     = text.New("chưa thực hiện bước %s; hãy chạy quyet migrate", "step %s is not applied yet; run quyet migrate")
	tSound           = text.New("tốt", "ok")
	tFound           = text.Plural("%d chỗ cần xem", "%d finding", "%d findings")
	tIll             = text.Plural("%d mục kiểm tra phát hiện vấn đề.", "%d check found problems.", "%d checks found problems.")
)
