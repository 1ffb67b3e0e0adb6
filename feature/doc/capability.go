package doc

import (
	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/capability"
	"quyet/base/ui"
)

// Deps is what the capability is given by those who know the others.
type Deps struct {
	Slots
	Files *blob.Store // the bytes of documents' files
}

// Capability describes the register of documents to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{
		Name:        "doc",
		Schema:      Schema,
		Holdings:    holdings(),
		Permissions: []*access.Permission{CanSee, CanRegister},
		Routes:      routes(d),
		Menu:        []capability.MenuEntry{{Title: tDocuments, Address: "/documents", Icon: ui.IconDocument, Key: "g v", Needs: CanSee, Order: 30}},
	}
}
