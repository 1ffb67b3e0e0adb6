package report

import (
	"context"

	"quyet/base/blob"
	"quyet/base/capability"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/feature/report/template"
)

// Deps is what the capability is given by the program.
type Deps struct {
	Files *blob.Store // keeps what is frozen, and the templates of offices
	// Refuse returns a fault for a file that may not be kept, such as one that bears a
	// mark of secrecy; nil refuses none.
	Refuse func(ctx context.Context, name string, content []byte) error
	// PDF makes a pdf of a docx; nil where the machine has nothing that does.
	PDF func(ctx context.Context, docx []byte) ([]byte, error)
}

type handlers struct{ Deps }

// Capability describes reports to the program.
func Capability(d Deps) capability.Capability {
	h := handlers{d}
	return capability.Capability{
		Name:        "report",
		Schema:      Schema,
		Holdings:    holdings(),
		Permissions: Permissions(),
		Routes: []web.Route{
			web.Get("/reports", h.list),
			web.Get("/reports/new", newReport),
			web.Post("/reports", begin),
			web.Get("/reports/{id}", h.show),
			web.Post("/reports/{id}", h.change),
			web.InSteps("POST /reports/{id}/preview", h.preview),
			web.Post("/reports/{id}/blocks", h.addBlock),
			web.Post("/reports/{id}/blocks/{block}", h.setBlock),
			web.Post("/reports/{id}/blocks/{block}/move", h.moveBlock),
			web.Post("/reports/{id}/blocks/{block}/remove", h.removeBlock),
			web.Post("/reports/{id}/blocks/{block}/ask", h.askSlots),
			web.Get("/report-forms", h.forms),
			web.InSteps("POST /report-forms", h.addForm).Taking(template.Largest + 1<<20).InMemory(),
			web.Get("/report-forms/sample.docx", h.formSample),
			web.Get("/report-forms/{form}/file", h.formFile),
			web.Post("/report-forms/{form}/retire", h.retireForm),
			web.Get("/report-slots/{slot}", h.slot),
			web.Post("/report-slots/{slot}", h.writeSlot),
			web.Post("/report-slots/{slot}/edit", h.editSlot),
			web.Post("/report-slots/{slot}/return", h.returnSlot),
			web.Post("/reports/{id}/discard", h.discard),
			web.Get("/reports/{id}/freeze", h.askFreeze),
			web.Post("/reports/{id}/freeze", h.freeze),
			web.Get("/reports/{id}/report.docx", h.word),
			web.Get("/reports/{id}/report.xlsx", h.sheet),
			web.InSteps("GET /reports/{id}/report.pdf", h.pdf),
			web.Get("/reports/{id}/rebuild", h.rebuild),
			web.Get("/reports/{id}/correct", h.askCorrect),
			web.Post("/reports/{id}/correct", h.correct),
			web.Get("/dashes", dashes),
			web.Post("/dashes", compose),
			web.Get("/dashes/{dash}", showDash),
			web.Post("/dashes/{dash}", changeDash),
			web.Get("/dashes/{dash}/edit", editDash),
			web.Get("/dashes/{dash}/screen", dashScreen),
			web.Post("/dashes/{dash}/blocks", addToDash),
			web.Post("/dashes/{dash}/blocks/{block}", setInDash),
			web.Post("/dashes/{dash}/blocks/{block}/move", moveInDash),
			web.Post("/dashes/{dash}/discard", discardDash),
		},
		Commands: []capability.Command{{Name: "report", Help: helpReport, Value: &reportCommand{}}},
		Menu:     []capability.MenuEntry{{Title: tReports, Address: "/reports", Icon: ui.IconDocument, Key: "g c", Needs: CanSee, Order: 42}, {Title: tDashes, Address: "/dashes", Icon: ui.IconBoard, Key: "g o", Needs: CanCompose, Order: 43, Under: "/reports"}},
	}
}
