package org

import (
	"context"

	"github.com/a-h/templ"

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

	// Affected tell what the end of bodies leaves to be done. They are asked
	// for those who hold [CanArrange] on the bodies.
	Affected []func(ctx context.Context, v *work.View, ending []ID) ([]Effect, error)

	// Beside are lists of what bodies have, kept by capabilities above this one;
	// the page of all bodies leads to them.
	Beside []capability.MenuEntry

	// Panels add to a body's page what capabilities above this one know of
	// it. A panel that has nothing to show returns nil.
	Panels []func(ctx context.Context, v *work.View, b ID) (templ.Component, error)
}

// Capability describes the bodies to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{
		Name:        "org",
		Schema:      Schema,
		Permissions: []*access.Permission{CanSee, CanArrange},
		Routes:      routes(d),
		Commands:    []capability.Command{{Name: "bodies", Help: helpBodies, Value: &bodiesCommand{}}},
		Menu:        []capability.MenuEntry{{Title: tBodiesShort, Address: "/bodies", Icon: ui.IconBody, Key: "g b", Needs: CanSee, Order: 60}},
	}
}
