package intake

import (
	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/capability"
	"quyet/base/ui"
	"quyet/base/work"
)

// Deps is what the capability is given.
type Deps struct {
	Files *blob.Store
}

// UnclearAt returns the page of what is unclear at the benches of the actor;
// "" where they may read none.
func UnclearAt(v *work.View) string {
	if !v.Actor.MaySomewhere(CanRead) {
		return ""
	}
	return unclearAddress
}

const unclearAddress = "/intake/unclear"

// Capability describes the taking in of documents to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{
		Name:        "intake",
		Schema:      Schema,
		Holdings:    holdings(),
		Permissions: []*access.Permission{CanRead, CanEnter},
		Routes:      routes(d.Files),
		Menu:        []capability.MenuEntry{{Title: tIntake, Address: "/intake", Icon: ui.IconUpload, Key: "g i", Needs: CanRead, Order: 40}},
		Commands: []capability.Command{
			{Name: "read", Help: helpRead, Value: &readCommand{}},
			{Name: "import", Help: helpImport, Value: &importCommand{}},
		},
	}
}
