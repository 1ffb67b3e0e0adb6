package hook

import (
	"quyet/base/access"
	"quyet/base/capability"
	"quyet/base/ui"
	"quyet/base/work"
)

const listAddress = "/hooks"

// Capability describes hooks to the program.
func Capability(k *Keeper) capability.Capability {
	return capability.Capability{
		Name:        "hook",
		Schema:      Schema,
		Permissions: []*access.Permission{CanHook},
		Routes:      routes(k),
		Menu:        []capability.MenuEntry{{Title: tHooks, Address: listAddress, Icon: ui.IconExternal, Needs: CanHook, Order: 95}},
		Holdings:    holdings(),
		Chores: []capability.Chore{
			{Name: "hook.derive", Every: deriveEvery, Do: derive},
			{Name: "hook.send", Every: sendEvery, Do: k.send},
			{Name: "hook.sweep", Every: sweepEvery, Do: sweep},
		},
		Subscribers: []work.Subscriber{forgotten},
	}
}
