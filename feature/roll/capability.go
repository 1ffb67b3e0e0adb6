package roll

import (
	"net/url"

	"quyet/base/capability"
	"quyet/base/web"
	"quyet/base/work"
)

// Deps is what the capability is given by the program.
type Deps struct {
	// Origin is where the program is found; nil where nobody has said so, and
	// then it is where it was asked.
	Origin *url.URL

	// Secure says that it is asked by TLS, also where a proxy ends it.
	Secure bool
}

// Capability describes who is called to conferences, and the roll, to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{
		Name:        "roll",
		Schema:      Schema,
		Holdings:    holdings(),
		Subscribers: []work.Subscriber{copied},
		Routes: []web.Route{
			web.Get("/meetings/{id}/call", show),
			web.Post("/meetings/{id}/call", addLine),
			web.Post("/meetings/{id}/call/{no}/drop", dropLine),
			web.Post("/meetings/{id}/summon", summon),
		},
	}
}
