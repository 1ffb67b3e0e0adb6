package sheet

import (
	"quyet/base/blob"
	"quyet/base/capability"
	"quyet/base/web"
)

// Deps is what the capability is given by the program.
type Deps struct {
	Documents Documents // nil tells of none
	Files     *blob.Store
}

// Capability describes spreadsheets to the program.
func Capability(d Deps) capability.Capability {
	h := handlers{d}
	return capability.Capability{
		Name: "sheet",
		Routes: []web.Route{
			web.Get(At, h.workbook),
			web.Get(ChangesAt, h.changes),
			web.Get(At+"/new", h.form),
			web.InSteps("POST "+At, h.look).Taking(maxFile + 1<<20),
			web.InSteps("POST "+At+"/{sum}", h.bring),
		},
	}
}
