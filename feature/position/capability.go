package position

import (
	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/capability"
	"quyet/base/ui"
	"quyet/base/work"
)

// Deps is what the capability is given by those who know the others.
type Deps struct {
	// Files keeps an uploaded spreadsheet between its preview and its import.
	Files *blob.Store
}

// address is the page of all holders.
const address = "/positions"

// Beside leads from the page of all bodies to the holders of their titles.
func Beside() capability.MenuEntry {
	return capability.MenuEntry{Title: tPositions, Address: address, Icon: ui.IconPerson, Needs: CanSee}
}

// Capability describes the holders of titles to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{
		Name:        "position",
		Schema:      Schema,
		Permissions: []*access.Permission{CanSee, CanKeep},
		Routes:      routes(d),
		Holdings:    holdings(),
		Subscribers: []work.Subscriber{forgotten},
	}
}
