package board

import (
	"context"

	"github.com/a-h/templ"

	"quyet/base/capability"
	"quyet/base/ui"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

// Deps is what the capability is given by those who know the others.
type Deps struct {
	// Programmes tells what documents are called, for the columns of the map;
	// nil shows their identifiers.
	Programmes func(ctx context.Context, v *work.View, ids []task.DocID) (map[task.DocID]task.Cited, error)
}

// Capability describes the board to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{
		Name:   "board",
		Schema: Schema,
		Routes: routes(d),
		Menu:   []capability.MenuEntry{{Title: tMap, Address: "/map", Icon: ui.IconMap, Key: "g m", Needs: task.CanSee, Order: 20}},
	}
}

// Panel returns the counts of a body for its page; nil for who may not see them.
func Panel(ctx context.Context, v *work.View, b org.ID) (templ.Component, error) {
	if !v.Actor.May(task.CanSee, b.Scope()) {
		return nil, nil
	}
	m, err := MethodOn(ctx, v, v.Today)
	if err != nil {
		return nil, err
	}
	c, err := Of(ctx, v, b, "")
	return panelView(behind{of: "body", body: b, first: m.First}, m.Of(c)), err
}
