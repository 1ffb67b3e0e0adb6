package brief

import (
	"quyet/base/capability"
	"quyet/base/ui"
	"quyet/base/web"
)

// Beside leads from the page of all programmes to what bodies are asked to brief about.
func Beside() capability.MenuEntry {
	return capability.MenuEntry{Title: tBriefShort, Address: "/briefings", Icon: ui.IconChecks, Needs: CanSee}
}

// Capability describes briefing to the program.
func Capability() capability.Capability {
	return capability.Capability{
		Name:        "brief",
		Schema:      Schema,
		Holdings:    holdings(),
		Permissions: Permissions(),
		Routes: []web.Route{
			web.Get("/briefings", list),
			web.Get("/briefings/{document}", show),
			web.Post("/briefings/{document}", ask),
			web.Get("/briefings/{document}/bodies", behind),
			web.Get("/briefings/{document}/compare", compare),
			web.Get("/briefings/{document}/file", coverageFile),
			web.Get("/briefings/{document}/{body}", showBody),
			web.Post("/briefings/{document}/{body}/expect", expect),
			web.Post("/briefings/{document}/{body}/sittings", hold),
			web.Post("/briefings/{document}/{body}/finish", finish),
			web.Post("/briefings/{document}/{body}/reopen", reopen),
			web.Post("/briefings/{document}/{body}/waive", waive),
			web.Get("/sittings/{id}", showSitting),
			web.Post("/sittings/{id}", change),
			web.Post("/sittings/{id}/withdraw", withdraw),
		},
	}
}
