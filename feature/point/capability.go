package point

import (
	"net/url"

	"quyet/base/access"
	"quyet/base/capability"
	"quyet/base/ui"
	"quyet/base/web"
)

// Deps is what the capability is given by the program.
type Deps struct {
	// Origin is where the program is found; nil where nobody has said so, and then it is
	// where it was asked.
	Origin *url.URL

	// Secure says that it is asked by TLS, also where a proxy ends it.
	Secure bool
}

// Capability describes connection points to the program.
func Capability(d Deps) capability.Capability {
	h := handlers{d}
	routes := []web.Route{
		web.Get(address, h.own),
		web.Get(address+"/{point}", h.point),
		web.Post(address+"/{point}", h.report),
		web.Post(address+"/{point}/correct", h.correct),
		web.Get(address+"/{point}/edit", h.edit),
		web.Post(address+"/{point}/edit", h.change),
		web.Post(address+"/{point}/remove", h.remove),
		web.Post(address+"/{point}/link", h.giveOne),
		web.Post(address+"/{point}/link/revoke", h.revoke),
		web.Get("/meetings/{id}/points", h.points),
		web.Get("/meetings/{id}/points/audiences", h.audiences),
		web.Post("/meetings/{id}/points/audiences", h.setAudiences),
		web.Get(secretPath+"{secret}", h.secret).By(Who).Paced(paceOf),
		web.Post(secretPath+"{secret}", h.reportBySecret).By(Who).Paced(paceOf),
	}
	// Of a whole conference, and of what stands under one of its points.
	for _, of := range []string{"/meetings/{id}/points", address + "/{point}"} {
		routes = append(routes,
			web.Get(of+"/all", h.all),
			web.Get(of+"/file", h.file),
			web.Get(of+"/new", h.newPoints),
			web.InSteps("POST "+of+"/new", h.make),
			web.Get(of+"/links", h.links),
			web.Post(of+"/links", h.give),
		)
	}
	return capability.Capability{
		Name:        "point",
		Schema:      Schema,
		Permissions: []*access.Permission{CanSee, CanReport},
		Holdings:    holdings(),
		Routes:      routes,
		Menu:        []capability.MenuEntry{{Title: tPoints, Address: address, Icon: ui.IconFlag, Key: "g k", Needs: CanReport, Order: 37, Under: "/meetings"}},
	}
}
