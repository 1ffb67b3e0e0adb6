package plan

import (
	"context"

	"quyet/base/capability"
	"quyet/base/civil"
	"quyet/base/ui"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// Deps is what the capability is given by those who know the others.
type Deps struct {
	// Named finds the registered documents that bear a symbol, as typed, and
	// that the actor may see.
	Named func(ctx context.Context, v *work.View, typed string) ([]doc.ID, error)

	// AnnexAt is the address of the tasks of a programme as a paper; nil knows of
	// none.
	AnnexAt func(ID) string

	// ProvenAt is the page whose numbers prove a step of a body, so that it is
	// not reported by hand; "" where there is none.
	ProvenAt func(ctx context.Context, v *work.View, d doc.ID, b org.ID, s Step) (string, error)

	// Conferences are those of a body between two days that the actor may see, by
	// their days; nil knows of none.
	Conferences func(ctx context.Context, v *work.View, body org.ID, from, until civil.Date) ([]Meeting, error)
}

// A Meeting is what a programme tells of a conference.
type Meeting struct {
	ID      MeetingID
	Title   string
	On      civil.Date
	Address string
}

// Capability describes programmes and checklists to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{
		Name:        "plan",
		Schema:      Schema,
		Holdings:    holdings(),
		Permissions: Permissions(),
		Routes:      routes(d),
		Menu:        []capability.MenuEntry{{Title: tPlansShort, Address: "/plans", Icon: ui.IconList, Key: "g p", Needs: CanSee, Order: 35}},
	}
}
