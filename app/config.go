// Package app puts the program together: it is the only place that sees every
// capability. It opens the database, applies the schema, gathers addresses,
// rights, commands and chores, serves, and stops.
package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
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

	// Now is the clock; nil is the machine's. Tests and the demo set it.
	Now func() time.Time `kong:"-"`

	// Secure says that browsers reach the program through TLS, where a proxy
	// in front of it ends the encryption.
	Secure bool `env:"QUYET_SECURE" help:"Trình duyệt truy cập qua HTTPS (có máy chủ trung gian). || Browsers come by HTTPS (through a proxy)."`

	// Demo shows the demonstration accounts on the sign-in page.
	Demo bool `kong:"-"`
}

// url returns the database's address for package db.
func (c *Config) url() string {
	if c.Database != "" {
		return c.Database
	}
	return filepath.Join(c.Data, "quyet.db")
}

func (c *Config) files() string { return filepath.Join(c.Data, "files") }

func (c *Config) backups() string { return filepath.Join(c.Data, "backups") }

// prepare makes the data folder and refuses one that others can read: it
// holds the office's documents.
func (c *Config) prepare() error {
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	info, err := os.Stat(c.Data)
	if err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	if !info.IsDir() {
		return fmt.Errorf("data folder: %s is a file", c.Data)
	}
	if info.Mode().Perm()&0o007 != 0 {
		return fmt.Errorf("data folder: everybody on this machine can read %s; run: chmod 700 %s", c.Data, c.Data)
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
		return nil, errors.Join(fmt.Errorf("time zone %q is not known", name), err)
	}
	return z, nil
}
