package saved

import (
	"quyet/base/access"
	"quyet/base/capability"
	"quyet/base/web"
	"quyet/base/work"
)

// Capability describes saved lists to the program.
func Capability() capability.Capability {
	return capability.Capability{
		Name:        "saved",
		Schema:      Schema,
		Permissions: []*access.Permission{CanShare},
		Holdings:    holdings(),
		Subscribers: []work.Subscriber{forgotten},
		Routes: []web.Route{
			web.Get("/lists", all),
			web.Get("/lists/new", fresh),
			web.Post("/lists", save),
			web.Post("/lists/first", openWith),
			web.Get("/lists/{list}", edit),
			web.Post("/lists/{list}", change),
			web.Post("/lists/{list}/delete", remove),
		},
	}
}
