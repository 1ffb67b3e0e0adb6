package account

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"quyet/base/access"
	"quyet/base/capability"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/factor"
	"quyet/feature/org"
)

// userCommand is `quyet user`: accounts from the command line, by whoever may
// open the data folder.
type userCommand struct {
	Add      addCommand      `cmd:"" help:"Tạo tài khoản và in mật khẩu tạm. || Create an account and print its temporary password."`
	List     listCommand     `cmd:"" help:"Liệt kê tài khoản cùng vai trò. || List accounts with their roles."`
	Grant    grantCommand    `cmd:"" help:"Giao vai trò tại một đơn vị và các đơn vị cấp dưới. || Grant a role on a body and all below it."`
	Password passwordCommand `cmd:"" help:"Cấp mật khẩu tạm mới. || Give a new temporary password."`

	Factors      factorsCommand      `cmd:"" help:"Xem tài khoản xác nhận bằng gì ngoài mật khẩu. || Show by what an account is proved beside its password."`
	ResetFactors resetFactorsCommand `cmd:"" help:"Gỡ mọi cách xác nhận ngoài mật khẩu, cho người đã mất hết. || Take away all but the password, for somebody who has lost everything."`
}

const helpUser = "Quản lý tài khoản và vai trò. || Manage accounts and roles."

type addCommand struct {
	Login string `arg:"" help:"Tên đăng nhập. || Login."`
	Name  string `arg:"" help:"Tên hiển thị. || Name."`
	Role  string `help:"Vai trò giao ngay: office, head, specialist, inspector, administrator. || Role granted at once: office, head, specialist, inspector, administrator."`
	At    string `default:"*" help:"Mã đơn vị của vai trò; * là toàn hệ thống. || Code of the body of the role; * for everywhere."`
	Stdin bool   `help:"Đọc mật khẩu lâu dài từ đầu vào chuẩn thay vì cấp mật khẩu tạm. || Read a lasting password from standard input instead of giving a temporary one."`
}

// Run creates the account.
func (c *addCommand) Run(ctx context.Context, t *capability.Terminal) error {
	office, err := t.Open(ctx)
	if err != nil {
		return err
	}
	plain, p, err := c.password(ctx, t)
	if err != nil {
		return err
	}
	err = office.Do(ctx, t.Who, func(u *work.Unit) error {
		made, err := Create(ctx, u, NewAccount{Login: c.Login, Name: c.Name, Password: p, Temporary: !c.Stdin})
		if err != nil || c.Role == "" {
			return err
		}
		return grantAt(ctx, u, made, c.Role, c.At, civil.Date{})
	})
	if err != nil || c.Stdin {
		return err
	}
	return printPassword(ctx, t.Out, plain)
}

func (c *addCommand) password(ctx context.Context, t *capability.Terminal) (plain string, p Password, err error) {
	plain = Temporary()
	if c.Stdin {
		if plain, err = readLine(t.In); err != nil {
			return "", Password{}, err
		}
	}
	p, err = Choose(ctx, plain, c.Login, c.Name)
	return plain, p, err
}

func readLine(in io.Reader) (string, error) {
	line, err := bufio.NewReader(io.LimitReader(in, 4*longestPassword+2)).ReadString('\n')
	if err != nil && err != io.EOF {
		return "", fmt.Errorf("read password: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}

func printPassword(ctx context.Context, out io.Writer, plain string) error {
	_, err := fmt.Fprintf(out, "%s: %s\n", tTemporaryPassword.In(ctx), plain)
	return err
}

// grantAt grants a role from today on at the body with the given code.
func grantAt(ctx context.Context, u *work.Unit, account ID, role, code string, until civil.Date) error {
	scope := access.Everywhere
	if code != string(access.Everywhere) {
		tree, err := org.Load(ctx, &u.View)
		if err != nil {
			return err
		}
		b, ok := tree.ByCode(code)
		if !ok {
			return fault.New(fault.Unknown, tNoCode, code)
		}
		scope = b.ID.Scope()
	}
	if !until.IsZero() {
		until = until.AddDays(1)
	}
	_, err := GrantRole(ctx, u, NewGrant{Account: account, Role: access.Role(role), Scope: scope, Interval: civil.Interval{From: u.Today, Until: until}})
	return err
}

type listCommand struct {
	Search   string `arg:"" optional:"" help:"Một phần của tên hoặc tên đăng nhập. || Part of the name or login."`
	Disabled bool   `help:"Cả tài khoản đã khoá. || Disabled accounts as well."`
}

// Run prints one line per account.
func (c *listCommand) Run(ctx context.Context, t *capability.Terminal) error {
	office, err := t.Open(ctx)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(t.Out, 0, 0, 2, ' ', 0)
	err = office.View(ctx, t.Who, func(v *work.View) error {
		tree, err := org.Load(ctx, v)
		if err != nil {
			return err
		}
		q := Question{Search: c.Search, Disabled: c.Disabled, Limit: longestList}
		for more := true; more; {
			var accounts []Account
			if accounts, more, err = List(ctx, v, q); err != nil {
				return err
			}
			for _, a := range accounts {
				fmt.Fprintf(w, "%s\t%s\t%s\n", a.Login, a.Name, inLine(ctx, a, tree, v.Today))
				q.After = a.Login
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return w.Flush()
}

func inLine(ctx context.Context, a Account, tree *org.Tree, today civil.Date) string {
	var said []string
	if a.Disabled {
		said = append(said, tStateDisabled.In(ctx))
	}
	for _, g := range a.Grants {
		said = append(said, RoleTitle(g.Role).In(ctx)+": "+placeName(ctx, tree, g.Body(), today))
	}
	return strings.Join(said, "; ")
}

type grantCommand struct {
	Login string `arg:"" help:"Tên đăng nhập. || Login."`
	Role  string `arg:"" help:"Vai trò: office, head, specialist, inspector, administrator. || Role: office, head, specialist, inspector, administrator."`
	At    string `default:"*" help:"Mã đơn vị; * là toàn hệ thống. || Code of the body; * for everywhere."`
	Until string `help:"Đến hết ngày, ví dụ 31/12/2026. || Until the end of that day, for example 31/12/2026."`
}

// Run grants the role from today on.
func (c *grantCommand) Run(ctx context.Context, t *capability.Terminal) error {
	until, ok := civil.Read(c.Until)
	if !ok {
		return fault.At("until", tDayWrong)
	}
	office, err := t.Open(ctx)
	if err != nil {
		return err
	}
	return office.Do(ctx, t.Who, func(u *work.Unit) error {
		account, err := ByLogin(ctx, &u.View, c.Login)
		if err != nil {
			return err
		}
		return grantAt(ctx, u, account, c.Role, c.At, until)
	})
}

type passwordCommand struct {
	Login string `arg:"" help:"Tên đăng nhập. || Login."`
}

// Run sets a temporary password and prints it.
func (c *passwordCommand) Run(ctx context.Context, t *capability.Terminal) error {
	office, err := t.Open(ctx)
	if err != nil {
		return err
	}
	plain := Temporary()
	p, err := Choose(ctx, plain)
	if err != nil {
		return err
	}
	err = office.Do(ctx, t.Who, func(u *work.Unit) error {
		account, err := ByLogin(ctx, &u.View, c.Login)
		if err != nil {
			return err
		}
		return SetPassword(ctx, u, account, p)
	})
	if err != nil {
		return err
	}
	return printPassword(ctx, t.Out, plain)
}

type factorsCommand struct {
	Login string `arg:"" help:"Tên đăng nhập. || Login."`
}

// Run prints a line for each factor.
func (c *factorsCommand) Run(ctx context.Context, t *capability.Terminal) error {
	office, err := t.Open(ctx)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(t.Out, 0, 0, 2, ' ', 0)
	err = office.View(ctx, t.Who, func(v *work.View) error {
		account, err := ByLogin(ctx, v, c.Login)
		if err != nil {
			return err
		}
		held, err := factor.Of(ctx, v, string(account))
		if err != nil {
			return err
		}
		keys, err := factor.PasskeysOf(ctx, v, string(account))
		if err != nil {
			return err
		}
		if held.App {
			fmt.Fprintf(w, "app\t%s\n", factor.Code.Title().In(ctx))
			fmt.Fprintf(w, "recovery\t%d\n", held.Recovery)
		}
		for _, k := range keys {
			used := ""
			if !k.Used.IsZero() {
				used = said(v, k.Used)
			}
			fmt.Fprintf(w, "passkey\t%s\t%s\t%s\n", k.Name, said(v, k.Made), used)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return w.Flush()
}

type resetFactorsCommand struct {
	Login string `arg:"" help:"Tên đăng nhập. || Login."`
}

// Run takes the factors away and ends the sessions.
func (c *resetFactorsCommand) Run(ctx context.Context, t *capability.Terminal) error {
	office, err := t.Open(ctx)
	if err != nil {
		return err
	}
	return office.Do(ctx, t.Who, func(u *work.Unit) error {
		account, err := ByLogin(ctx, &u.View, c.Login)
		if err != nil {
			return err
		}
		return ResetFactors(ctx, u, account)
	})
}

var tNoCode = text.New("Không có đơn vị nào mang mã “%s”.", "There is no body with the code “%s”.")
