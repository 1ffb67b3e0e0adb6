// Package app puts the program together: it is the only place that sees every
// capability. It opens the database, applies the schema, gathers addresses,
// rights, commands and chores, serves, and stops.
package app

import (
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
)

// Config is how an installation is set up. Every value has a flag and an
// environment variable of the same name (QUYET_DATA, …); the zero value runs:
// it keeps everything in ./data and listens on this machine only.
type Config struct {
	// Data is the folder of the files and, without Database, of the SQLite
	// database. It is made if it does not exist, readable by its owner only.
	Data string `name:"data" env:"QUYET_DATA" default:"data" help:"Thư mục dữ liệu. || Folder of the data." type:"path"`

	// Database is a PostgreSQL URL; empty for SQLite in the data folder.
	Database string `name:"database" env:"QUYET_DATABASE" help:"Địa chỉ PostgreSQL (postgres://…); để trống để dùng SQLite trong thư mục dữ liệu. || PostgreSQL address (postgres://…); empty for SQLite in the data folder."`

	// Zone is the time zone in which days begin.
	Zone string `name:"zone" env:"QUYET_ZONE" default:"Asia/Ho_Chi_Minh" help:"Múi giờ. || Time zone."`

	// Keys is the folder of the private keys; by default it is in Data. On
	// several machines with one database it holds the same files.
	Keys string `name:"keys" env:"QUYET_KEYS" help:"Thư mục khoá bí mật; mặc định nằm trong thư mục dữ liệu. || Folder of the private keys; in the data folder by default." type:"path"`

	// Now is the clock; nil is the machine's. Tests and the demo set it.
	Now func() time.Time `kong:"-"`

	// Secure says that browsers reach the program through TLS, where a proxy
	// in front of it ends the encryption.
	Secure bool `kong:"-"`

	// Address is where browsers find the program, "https://quyet.example.vn". It
	// is what identity providers and passkeys are bound to, and so never taken
	// from a request; without it neither can be used.
	Address string `kong:"-"`

	// Providers is a file of identity providers, see provider.ReadFile; empty
	// for none.
	Providers string `kong:"-"`

	// Pace is how many requests a minute one account may send; 0 for any number.
	Pace int `kong:"-"`

	// Breached is a file of passwords that became known in breaches, in the
	// form of secret.Breached; empty for none.
	Breached string `kong:"-"`

	// Hooks are networks in which programs that are told of tasks may be, beside
	// public addresses.
	Hooks []string `kong:"-"`

	// Mail says by way of which server people are written to.
	Mail MailConfig `kong:"-"`

	// Vault says where the office is kept continuously.
	Vault VaultConfig `embed:""`

	// Soffice is the program of LibreOffice that makes pdf of papers; empty for none.
	Soffice string `kong:"-"`

	// Demo shows the demonstration accounts on the sign-in page.
	Demo bool `kong:"-"`
}

// url returns the database's address for package db.
func (c *Config) url() string {
	if c.Database != "" {
		return c.Database
	}
	return filepath.Join(c.Data, databaseFile)
}

func (c *Config) files() string { return filepath.Join(c.Data, filesFolder) }

func (c *Config) keys() string {
	if c.Keys != "" {
		return c.Keys
	}
	return filepath.Join(c.Data, keysFolder)
}

func (c *Config) backups() string { return filepath.Join(c.Data, backupsFolder) }

// What is in a data folder.
const (
	databaseFile  = "quyet.db"
	filesFolder   = "files"
	backupsFolder = "backups"
	keysFolder    = "keys"
	sealingKey    = "sealing.key" // in the folder of keys: seals what the program has to read again
	demoMark      = "demo"        // when the demonstration was begun
)

// prepare makes the data folder. It refuses one that others can read, for it
// holds the office's documents, and one in which something else is kept: a
// folder named by mistake stays as it was.
func (c *Config) prepare() error {
	if c.Database != "" && !db.IsPostgres(c.Database) {
		return fault.New(fault.Invalid, tNoAddress)
	}
	if _, err := c.origin(); err != nil {
		return err
	}
	if info, err := os.Stat(c.Data); err == nil && !info.IsDir() {
		return fault.New(fault.Invalid, tDataIsFile, c.Data)
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	info, err := os.Stat(c.Data)
	if err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	if info.Mode().Perm()&0o007 != 0 {
		return fault.New(fault.Invalid, tDataOpen, c.Data)
	}
	held, err := os.ReadDir(c.Data)
	if err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	if foreign(held) {
		return fault.New(fault.Conflict, tDataForeign, c.Data)
	}
	return nil
}

// foreign says whether a folder holds something, and nothing of this program.
func foreign(held []os.DirEntry) bool {
	found := false
	for _, e := range held {
		switch name := e.Name(); {
		case name == databaseFile, name == filesFolder, name == backupsFolder, name == vaultFolder, name == keysFolder, name == demoMark:
			return false
		case name != "lost+found" && !strings.HasPrefix(name, "."):
			found = true
		}
	}
	return found
}

// origin returns where browsers find the program; nil if nobody has said so.
// Outside of this machine that is by TLS.
func (c *Config) origin() (*url.URL, error) {
	if c.Address == "" {
		return nil, nil
	}
	u, err := url.Parse(c.Address)
	if err != nil || u.Hostname() == "" || u.User != nil || strings.TrimSuffix(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" ||
		u.Scheme != "https" && (u.Scheme != "http" || !ownMachine(u.Hostname())) {
		return nil, fault.New(fault.Invalid, tNoOrigin, c.Address).Because(err)
	}
	return &url.URL{Scheme: u.Scheme, Host: strings.ToLower(u.Host)}, nil
}

// ownMachine says whether a host is this machine itself.
func ownMachine(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.IsLoopback()
}

// there refuses a data folder in which no office is: what only looks, or
// copies, makes none.
func (c *Config) there() error {
	at := c.Data
	if c.Database == "" {
		at = c.url()
	}
	if _, err := os.Stat(at); errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.Unknown, tNoOffice, c.Data)
	}
	return nil
}

func (c *Config) zone() (*time.Location, error) {
	name := c.Zone
	if name == "" {
		name = "Asia/Ho_Chi_Minh"
	}
	z, err := time.LoadLocation(name)
	if err != nil {
		return nil, fault.New(fault.Invalid, tNoZone, name).Because(err)
	}
	return z, nil
}

var (
	tNoAddress = text.New(
		"--database phải là một địa chỉ PostgreSQL, dạng postgres://TÊN:MẬT_KHẨU@MÁY:5432/CƠ_SỞ_DỮ_LIỆU; bỏ trống để dùng tệp trong thư mục dữ liệu.",
		"--database must be a PostgreSQL address, like postgres://USER:PASSWORD@HOST:5432/DATABASE; leave it empty to use a file in the data folder.")
	tDataIsFile = text.New(
		"%s là một tệp, không phải thư mục; hãy chỉ định thư mục dữ liệu bằng --data.",
		"%s is a file, not a folder; name the data folder with --data.")
	tDataOpen = text.New(
		"Mọi người dùng của máy này đều đọc được thư mục dữ liệu %[1]s. Hãy chạy: chmod 700 %[1]s",
		"Everybody on this machine can read the data folder %[1]s. Run: chmod 700 %[1]s")
	tDataForeign = text.New(
		"Thư mục %s đang chứa dữ liệu khác, không phải của Quyết. Hãy chỉ định một thư mục mới hoặc trống bằng --data.",
		"The folder %s holds something else, nothing of Quyết. Name a new or empty one with --data.")
	tNoOffice = text.New(
		"Chưa có dữ liệu Quyết trong %s. Hãy chỉ đúng thư mục bằng --data, hoặc lập dữ liệu mới bằng quyet migrate.",
		"There are no data of Quyết in %s. Name the right folder with --data, or begin anew with quyet migrate.")
	tNoOrigin = text.New(
		"--address: “%s” phải có dạng https://tên.miền, không kèm đường dẫn (http:// chỉ dùng được với localhost).",
		"--address: “%s” must be like https://host.name, without a path (http:// is for localhost only).")
	tNoProviders = text.New(
		"--providers: không dùng được %s. %v",
		"--providers: %s cannot be used. %v")
	tProvidersNeedAddress = text.New(
		"Để dùng nơi đăng nhập khác, hãy ghi cả địa chỉ của chương trình bằng --address.",
		"To use identity providers, say where browsers find the program too, with --address.")
	tNoBreached = text.New(
		"--breached: %s không đọc được, hoặc không phải danh sách SHA-1 chữ hoa, xếp thứ tự, mỗi dòng một mã.",
		"--breached: %s cannot be read, or is no sorted list of SHA-1 in upper case, one a line.")
	tNoZone = text.New(
		"Không có múi giờ “%s”. Hãy ghi như Asia/Ho_Chi_Minh.",
		"There is no time zone “%s”. Write it like Asia/Ho_Chi_Minh.")
)
