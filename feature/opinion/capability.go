package opinion

import (
	"context"
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
	// Files keeps what is sent round and what is answered.
	Files *blob.Store
	// Refuse returns a fault for a file that may not be kept, such as one that bears a
	// mark of secrecy; nil refuses none.
	Refuse func(ctx context.Context, name string, content []byte) error
	// Named finds the registered documents that bear a symbol, as typed, and that the
	// actor may see.
	Named func(ctx context.Context, v *work.View, typed string) ([]doc.ID, error)
	// About tells of a page of the program on which opinions are asked; ok is false for one
	// that is not there or that the actor may not see. An address with a part behind "#"
	// has the title of the part.
	About func(ctx context.Context, v *work.View, address string) (p Page, ok bool, err error)
}

// A Page is what opinions are asked about elsewhere in the program.
type Page struct {
	Title string
	Parts []Part // that can be asked about alone
}

// A Part is a part of such a page: an item of an agenda.
type Part struct{ ID, Title string }

// silenceEvery is how often it is looked for opinions whose time is over.
const silenceEvery = 15 * time.Minute

// Capability describes opinions to the program.
func Capability(d Deps) capability.Capability {
	h := handlers{d}
	return capability.Capability{
		Name:        "opinion",
		Schema:      Schema,
		Holdings:    holdings(),
		Permissions: Permissions(),
		Routes: []web.Route{
			web.Get("/opinions", h.owed),
			web.Get("/opinions/asked", h.asked),
			web.Get("/opinions/new", h.newQuestion),
			web.InSteps("POST /opinions", h.ask).Taking(largest + 1<<20).InMemory(),
			web.Get("/opinions/{id}", h.show),
			web.Get("/opinions/{id}/file", h.file),
			web.Get("/opinions/{id}/summary.docx", h.word),
			web.Get("/opinions/{id}/summary.xlsx", h.sheet),
			web.Get("/opinions/{id}/extend", h.askExtend),
			web.Post("/opinions/{id}/extend", h.extend),
			web.Get("/opinions/{id}/withdraw", h.askWithdraw),
			web.Post("/opinions/{id}/withdraw", h.withdraw),
			web.Post("/opinions/{id}/urge", h.urge),
			web.Get("/opinions/{id}/of/{opinion}", h.opinion),
			web.InSteps("POST /opinions/{id}/of/{opinion}", h.give).Taking(largest + 1<<20).InMemory(),
			web.InSteps("POST /opinions/{id}/of/{opinion}/enter", h.enter).Taking(largest + 1<<20).InMemory(),
			web.Get("/opinions/{id}/of/{opinion}/file", h.answerFile),
		},
		Menu:   []capability.MenuEntry{{Title: tOpinions, Address: "/opinions", Icon: ui.IconSend, Key: "g y", Needs: CanSee, Order: 38, Under: "/meetings"}},
		Chores: []capability.Chore{{Name: "opinion.lapse", Every: silenceEvery, Do: noteSilences}},
	}
}
