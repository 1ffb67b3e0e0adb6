package provider

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"quyet/base/capability"
	"quyet/base/fault"
	"quyet/base/outward"
	"quyet/base/work"
	"quyet/feature/account"
)

type providerCommand struct {
	Bind   bindCommand   `cmd:"" help:"Liên kết tài khoản với một người dùng của nơi đăng nhập khác. || Bind an account to a user of an identity provider."`
	Unbind unbindCommand `cmd:"" help:"Gỡ liên kết. || Take a binding away."`
}

type bindCommand struct {
	Login   string `arg:"" help:"Tên đăng nhập. || Login."`
	Issuer  string `arg:"" help:"Địa chỉ của nơi đăng nhập, đúng như đã khai báo (issuer). || Address of the provider, as it was named (issuer)."`
	Subject string `arg:"" help:"Mã người dùng ở đó (sub). || Identifier of the user there (sub)."`
}

// Run binds an account, for whoever may read the data folder.
func (c *bindCommand) Run(ctx context.Context, t *capability.Terminal) error {
	office, err := t.Open(ctx)
	if err != nil {
		return err
	}
	if n := utf8.RuneCountInString(c.Subject); n == 0 || n > 255 || strings.TrimSpace(c.Subject) == "" {
		return fault.New(fault.Invalid, tSubjectLong)
	}
	if at, err := url.Parse(c.Issuer); err != nil || at.Host == "" || !outward.Encrypted(at) {
		return fault.New(fault.Invalid, tIssuerWrong, c.Issuer)
	}
	err = office.Do(ctx, t.Who, func(u *work.Unit) error {
		a, err := account.ByLogin(ctx, &u.View, c.Login)
		if err != nil {
			return err
		}
		return bind(ctx, u, string(a), c.Issuer, c.Subject)
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(t.Out, tBoundCLI.In(ctx, c.Login, c.Issuer))
	return err
}

type unbindCommand struct {
	Login  string `arg:"" help:"Tên đăng nhập. || Login."`
	Issuer string `arg:"" help:"Địa chỉ của nơi đăng nhập (issuer). || Address of the provider (issuer)."`
}

// Run takes a binding away, for whoever may read the data folder.
func (c *unbindCommand) Run(ctx context.Context, t *capability.Terminal) error {
	office, err := t.Open(ctx)
	if err != nil {
		return err
	}
	err = office.Do(ctx, t.Who, func(u *work.Unit) error {
		a, err := account.ByLogin(ctx, &u.View, c.Login)
		if err != nil {
			return err
		}
		return unbind(ctx, u, string(a), c.Issuer)
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(t.Out, tUnboundCLI.In(ctx, c.Login, c.Issuer))
	return err
}
