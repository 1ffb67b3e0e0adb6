package meeting

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"quyet/base/blob"
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
	// Panels are what others have to say of a conference on its page, in their order; nil
	// says nothing.
	Panels []func(ctx context.Context, v *work.View, m *Meeting) (templ.Component, error)
	// Attendance are those that count who came.
	Attendance []Attending

	Files *blob.Store // where notices that are issued are kept
}

// Capability describes conferences to the program.
func Capability(d Deps) capability.Capability {
	h := handlers{d}
	return capability.Capability{
		Name:        "meeting",
		Schema:      Schema,
		Holdings:    holdings(),
		Permissions: Permissions(),
		Chores:      []capability.Chore{{Name: "meeting.turn", Every: time.Hour, Do: makeNext}},
		Routes: append(h.seriesRoutes(), []web.Route{
			web.Get("/meetings", h.list),
			web.Get("/meetings/new", h.newMeeting),
			web.Post("/meetings", h.make),
			web.Get("/meetings/{id}", h.show),
			web.Get("/meetings/{id}/live", h.live),
			web.Get("/meetings/{id}/hall", h.hall),
			web.Get("/meetings/{id}/vote", h.askVote),
			web.Post("/meetings/{id}/vote", h.vote),
			web.Get("/meetings/{id}/edit", h.edit),
			web.Post("/meetings/{id}/edit", h.change),
			web.Get("/meetings/{id}/agenda", h.agenda),
			web.Post("/meetings/{id}/agenda", h.put),
			web.Get("/meetings/{id}/items/{item}", h.editItem),
			web.Post("/meetings/{id}/items/{item}", h.changeItem),
			web.Post("/meetings/{id}/items/{item}/move", h.moveItem),
			web.Post("/meetings/{id}/items/{item}/remove", h.removeItem),
			web.Post("/meetings/{id}/items/{item}/take", h.take),
			web.InSteps("POST /meetings/{id}/items/{item}/papers", h.handOut).Taking(largestHandouts).InMemory(),
			web.Get("/meetings/{id}/papers/{paper}", h.handout),
			web.Post("/meetings/{id}/papers/{paper}/remove", h.takeBack),
			web.Get("/meetings/{id}/minutes", h.minutes),
			web.Get("/meetings/{id}/minutes/file", h.minutesFile),
			web.Get("/meetings/{id}/minutes/signed", h.signedFile),
			web.Get("/meetings/{id}/minutes/correct", h.askCorrection),
			web.Post("/meetings/{id}/minutes/correct", h.correct),
			web.Post("/meetings/{id}/minutes/approve", h.approve),
			web.Post("/meetings/{id}/minutes/return", h.giveBack),
			web.InSteps("POST /meetings/{id}/minutes/sign", h.sign).Taking(largestSigned).InMemory(),
			web.Post("/meetings/{id}/outcomes", h.note),
			web.Get("/meetings/{id}/outcomes/{outcome}", h.editOutcome),
			web.Post("/meetings/{id}/outcomes/{outcome}", h.changeOutcome),
			web.Post("/meetings/{id}/outcomes/{outcome}/remove", h.removeOutcome),
			web.Post("/meetings/{id}/outcomes/{outcome}/follow", h.needFollow),
			web.Post("/meetings/{id}/give", h.give),
			web.Get("/meetings/{id}/conclusions", h.conclusions),
			web.Post("/meetings/{id}/conclusions", h.choose),
			web.Get("/meetings/{id}/conclusions/file", h.notice),
			web.Post("/meetings/{id}/conclusions/issue", h.issue),
			web.Get("/answers/{outcome}", h.owing),
			web.Post("/answers/{outcome}", h.provide),
			web.Post("/meetings/{id}/open", h.does(DoOpen)),
			web.Post("/meetings/{id}/pause", h.does(DoPause)),
			web.Post("/meetings/{id}/resume", h.does(DoResume)),
			web.Post("/meetings/{id}/close", h.does(DoClose)),
			web.Get("/meetings/{id}/call-off", h.askCallOff),
			web.Post("/meetings/{id}/call-off", h.callOff),
			web.Post("/meetings/{id}/drop", h.drop),
		}...),
		Menu: []capability.MenuEntry{{Title: tMeetings, Address: "/meetings", Icon: ui.IconTree, Key: "g h", Needs: CanSee, Order: 36}},
	}
}
