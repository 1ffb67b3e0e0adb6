package brief

import (
	"context"

	"quyet/base/capability"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/doc"
)

// Deps is what the capability is given by those who know the others.
type Deps struct {
	// Named finds the registered documents that bear a symbol, as typed, and
	// that the actor may see.
	Named func(ctx context.Context, v *work.View, typed string) ([]doc.ID, error)
}

type handlers struct{ Deps }

// Capability describes briefing to the program.
func Capability(d Deps) capability.Capability {
	h := handlers{d}
	return capability.Capability{
		Name:        "brief",
		Schema:      Schema,
		Holdings:    holdings(),
		Permissions: Permissions(),
		Subscribers: []work.Subscriber{forgotten},
		Routes: []web.Route{
			web.Get("/briefings", list),
			web.Get("/briefings/{document}", show),
			web.Post("/briefings/{document}", ask),
			web.Get("/briefings/{document}/bodies", behind),
			web.Get("/briefings/{document}/compare", compare),
			web.Get("/briefings/{document}/bodies.xlsx", behindSheet),
			web.Get("/briefings/{document}/file", coverageFile),
			web.Get("/briefings/{document}/coverage.xlsx", coverageSheet),
			web.Post("/briefings/{document}/materials", h.addMaterial),
			web.Post("/briefings/{document}/materials/remove", removeMaterial),
			web.Get("/briefings/{document}/acks", showAcks),
			web.Post("/briefings/{document}/acks", askAcks),
			web.Post("/briefings/{document}/read", acknowledge),
			web.Get("/briefings/{document}/checks", showChecks),
			web.Post("/briefings/{document}/checks", makeCheck),
			web.Get("/checks/{id}", showCheck),
			web.Post("/checks/{id}", answer),
			web.Get("/briefings/{document}/{body}", showBody),
			web.Post("/briefings/{document}/{body}/expect", expect),
			web.Post("/briefings/{document}/{body}/sittings", hold),
			web.Post("/briefings/{document}/{body}/take", take),
			web.Post("/briefings/{document}/{body}/finish", finish),
			web.Post("/briefings/{document}/{body}/reopen", reopen),
			web.Post("/briefings/{document}/{body}/waive", waive),
			web.Get("/meetings/{id}/briefing", showTakings),
			web.InSteps("POST /meetings/{id}/briefing", takeAll),
			web.Get("/sittings/{id}", showSitting),
			web.Post("/sittings/{id}", change),
			web.Post("/sittings/{id}/withdraw", withdraw),
		},
		Menu: []capability.MenuEntry{{Title: tBriefShort, Address: "/briefings", Icon: ui.IconChecks, Key: "g q", Needs: CanSee, Order: 36, Under: "/plans"}},
	}
}
