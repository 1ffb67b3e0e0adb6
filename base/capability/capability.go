// Package capability holds what a capability hands to the program: its
// tables, rights, addresses, menu entries, subcommands and work in the
// background. The list of capabilities in package app is the only place that
// knows them all.
package capability

import (
	"context"
	"io/fs"
	"time"

	"quyet/base/access"
	"quyet/base/text"
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
}

// A MenuEntry is a page that the main menu leads to.
type MenuEntry struct {
	Title   text.T
	Address string
	Icon    string             // name of an icon of base/ui
	Needs   *access.Permission // shown to those who hold it somewhere; nil: to everyone signed in
	Order   int                // smaller comes first
}

// A Command is a subcommand of the command line. Value is a pointer to a
// struct with kong tags and a Run method.
type Command struct {
	Name, Help string
	Value      any
}

// A Chore is work the program does by itself every so often. On several
// instances of the program it is done by one of them at a time.
type Chore struct {
	Name  string
	Every time.Duration
	Do    func(ctx context.Context, o *work.Office) error
}
