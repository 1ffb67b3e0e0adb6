// Package capability holds what a capability hands to the program: its
// tables, rights, addresses, menu entries, subcommands and work in the
// background. The list of capabilities in package app is the only place that
// knows them all.
package capability

import (
	"context"
	"io"
	"io/fs"
	"time"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
)

// A Capability is one thing the program can do, as its folder in feature/
// offers it. Everything but Name may be left out.
type Capability struct {
	Name        string // of the folder: "org"
	Schema      fs.FS  // schema/*.sql
	Permissions []*access.Permission
	Routes      []web.Route
	Menu        []MenuEntry
	Commands    []Command
	Chores      []Chore
	Subscribers []work.Subscriber
	Gauges      []Gauge
	Holdings    []Holding // what it keeps about people
}

// A Gauge is a number that an administrator watches, such as the age of a
// checkpoint in seconds. It is read when the figures of the program are asked
// for, every few seconds, and so costs one small statement at most.
type Gauge struct {
	Name string // "checkpoint_age_seconds", as Prometheus wants it, without the name of the program
	Help string // in English
	Read func(ctx context.Context, o *work.Office) (float64, error)
}

// A MenuEntry is a page that the main menu leads to.
type MenuEntry struct {
	Title   text.T
	Address string
	Icon    ui.IconName
	Key     string             // shortcut, "g d": g, then d
	Needs   *access.Permission // shown to those who hold it somewhere; nil: to everyone signed in
	Order   int                // smaller comes first
	// Under is the address of the entry below which it stands: it shows in that section
	// only, and in those beside it there. "" stands in every menu.
	Under string
}

// A Command is a subcommand of the command line. Value is a pointer to a
// struct with kong tags and a method
//
//	Run(ctx context.Context, t *capability.Terminal) error
//
// Help texts, here and in the tags, hold both languages: "Vietnamese || English".
type Command struct {
	Name, Help string
	Value      any
}

// A Terminal is where a command runs.
type Terminal struct {
	In       io.Reader
	Out, Err io.Writer

	// Open opens the office that the command line names. A command that does
	// not call it touches no database.
	Open func(ctx context.Context) (*work.Office, error)

	// Files opens the file store of that office.
	Files func(ctx context.Context) (*blob.Store, error)

	// Database returns the address of that office's database, as package db
	// takes it, for what looks at it without bringing it up to date.
	Database func() string

	// Keys returns the folder of the private keys.
	Keys func() string

	// Now is the clock, for what needs no office.
	Now func() time.Time

	// Who is the actor of the command: the program, on behalf of the
	// operating system's user, which history shows.
	Who work.Who
}

// A Chore is work the program does by itself every so often. On several
// instances of the program it is done by one of them at a time.
type Chore struct {
	Name  string
	Every time.Duration
	Takes time.Duration // after which another instance takes a run over; 0: ten minutes
	Do    func(ctx context.Context, o *work.Office) error
}
