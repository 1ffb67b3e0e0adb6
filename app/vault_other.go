package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"quyet/base/capability"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/vault"
)

// vaultCommand puts into the vault, and gets from it, what PostgreSQL's own
// means make: tools/quyet-pg is written with it. It opens no office.
type vaultCommand struct {
	Put  vaultPut  `cmd:"" help:"Mã hoá và gửi một tệp (hoặc đầu vào) vào nơi sao lưu. || Seal a file, or standard input, into the store."`
	Get  vaultGet  `cmd:"" help:"Lấy về và giải mã. || Get something back and open it."`
	List vaultList `cmd:"" help:"Liệt kê những gì đã gửi. || List what was put."`
}

type vaultPut struct {
	Name string `arg:"" help:"Tên. || Name."`
	File string `arg:"" default:"-" help:"Tệp; mặc định là đầu vào. || File; standard input by default."`
}

func (c *vaultPut) Run(ctx context.Context, t *terminal, in *capability.Terminal) error {
	config := &t.flags.Config
	if config.Vault.Store == "" {
		return fault.New(fault.Invalid, tNoStore)
	}
	if strings.TrimSpace(config.Vault.For) == "" {
		return fault.New(fault.Invalid, tNoVaultKey)
	}
	store, err := openStore(config.Vault.Store)
	if err != nil {
		return err
	}
	to, err := vault.Recipients(config.Vault.For)
	if err != nil {
		return fault.New(fault.Invalid, tVaultKeyWrong).Because(err)
	}
	r := in.In
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return err
		}
		defer f.Close()
		r = f
	}
	return named(vault.Put(ctx, store, to, "", c.Name, r), c.Name)
}

type vaultGet struct {
	Name string `arg:"" help:"Tên. || Name."`
	File string `arg:"" default:"-" help:"Tệp; mặc định là đầu ra. || File; standard output by default."`
	Key  string `env:"QUYET_VAULT_KEY" required:"" placeholder:"FILE" help:"Tệp khoá riêng. || File of the private key." type:"path"`
}

func (c *vaultGet) Run(ctx context.Context, t *terminal, out *capability.Terminal) (err error) {
	if t.flags.Vault.Store == "" {
		return fault.New(fault.Invalid, tNoStore)
	}
	store, err := openStore(t.flags.Vault.Store)
	if err != nil {
		return err
	}
	k, err := os.Open(c.Key)
	if err != nil {
		return err
	}
	defer k.Close()
	with, err := vault.Identities(k)
	if err != nil {
		return fault.New(fault.Invalid, tPrivateKeyWrong, c.Key).Because(err)
	}
	v := vault.Vault{Store: store, With: with}
	if c.File == "-" {
		return named(v.Get(ctx, c.Name, out.Out), c.Name)
	}
	// The file gets its name when it is complete.
	f, err := os.CreateTemp(".", ".incoming-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	err = v.Get(ctx, c.Name, f)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return named(err, c.Name)
	}
	return os.Rename(f.Name(), c.File)
}

type vaultList struct {
	Prefix string `arg:"" optional:"" help:"Phần đầu của tên. || How the names begin."`
}

func (c *vaultList) Run(ctx context.Context, t *terminal, out *capability.Terminal) error {
	if t.flags.Vault.Store == "" {
		return fault.New(fault.Invalid, tNoStore)
	}
	store, err := openStore(t.flags.Vault.Store)
	if err != nil {
		return err
	}
	names, err := vault.Names(ctx, store, c.Prefix)
	if err != nil {
		return err
	}
	_, err = io.WriteString(out.Out, strings.Join(append(names, ""), "\n"))
	return err
}

// named says by its name what is not there or does not open.
func named(err error, name string) error {
	damage, damaged := errors.AsType[*vault.Damage](err)
	switch {
	case errors.Is(err, vault.ErrNone), errors.Is(err, vault.ErrName):
		return fault.New(fault.Unknown, tNoObject, name).Because(err)
	case damaged:
		return fault.New(fault.Invalid, tStoreDamaged, damage.Object, fmt.Sprint(damage.What)).Because(err)
	}
	return err
}

var (
	tNoStore  = text.New("Hãy chỉ nơi sao lưu bằng --vault hoặc QUYET_VAULT.", "Name the store with --vault or QUYET_VAULT.")
	tNoObject = text.New("Nơi sao lưu không có “%s”.", "The store holds no “%s”.")
)
