package indicator

import (
	"context"
	"slices"
	"time"

	"quyet/base/blob"
	"quyet/base/capability"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/doc"
)

// Deps is what the capability is given by those who know the others.
type Deps struct {
	// Named finds the registered documents that bear a symbol, as typed, and that the
	// actor may see.
	Named func(ctx context.Context, v *work.View, typed string) ([]doc.ID, error)
	Files *blob.Store // of workbooks that are looked at before they are taken
}

// openEvery is how often it is looked for returns that are missing.
const openEvery = time.Hour

// Capability describes indicators to the program.
func Capability(d Deps) capability.Capability {
	h := handlers{d}
	return capability.Capability{
		Name:        "indicator",
		Schema:      Schema,
		Holdings:    holdings(),
		Permissions: Permissions(),
		Routes: append(slices.Concat(h.sheetRoutes(), h.mapRoutes(), apiRoutes()),
			web.Get("/indicators", h.hub),
			web.Get("/indicators/new", h.newSet),
			web.Post("/indicators", h.defineSet),
			web.Get("/indicators/{set}", h.set),
			web.Get("/indicators/{set}/change", h.askChangeSet),
			web.Post("/indicators/{set}/change", h.changeSet),
			web.Get("/indicators/{set}/define", h.askDefine),
			web.Post("/indicators/{set}/define", h.define),
			web.Get("/indicators/{set}/aim", h.askAim),
			web.Post("/indicators/{set}/aim", h.aim),
			web.Get("/indicators/{set}/period/{period}", h.roll),
			web.Get("/indicator/{id}", h.indicator),
			web.Get("/indicator/{id}/change", h.askChange),
			web.Post("/indicator/{id}/change", h.change),
			web.Get("/returns/{id}", h.showReturn),
			web.Post("/returns/{id}", h.take),
			web.Get("/returns/{id}/give_back", h.ask(GiveBack)),
			web.Get("/returns/{id}/correct", h.ask(Correct)),
		),
		Menu: []capability.MenuEntry{{Title: tIndicators, Address: "/indicators", Icon: ui.IconChecks, Key: "g s", Needs: CanSee, Order: 45}},
		Chores: []capability.Chore{{Name: "indicator.open", Every: openEvery, Do: func(ctx context.Context, o *work.Office) error {
			if err := openAll(ctx, o); err != nil {
				return err
			}
			return lockAll(ctx, o)
		}}},
	}
}
