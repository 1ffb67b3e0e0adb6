package roll

import (
	"net/url"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/capability"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/meeting"
)

// Deps is what the capability is given by the program.
type Deps struct {
	// Origin is where the program is found; nil where nobody has said so, and
	// then it is where it was asked.
	Origin *url.URL

	// Secure says that it is asked by TLS, also where a proxy ends it.
	Secure bool

	// Files keeps what is handed out at conferences.
	Files *blob.Store
}

// Capability describes who is called to conferences, and the roll, to the program.
func Capability(d Deps) capability.Capability {
	h := handlers{d}
	return capability.Capability{
		Name:        "roll",
		Schema:      Schema,
		Permissions: []*access.Permission{CanAnswer},
		Holdings:    holdings(),
		Subscribers: []work.Subscriber{copied},
		Chores:      []capability.Chore{{Name: "roll.thin", Every: thinEvery, Do: thinAll}},
		Routes: []web.Route{
			web.Get("/meetings/{id}/call", show),
			web.Post("/meetings/{id}/call", addLine),
			web.Post("/meetings/{id}/call/{no}/drop", dropLine),
			web.Post("/meetings/{id}/summon", summon),
			web.Post("/meetings/{id}/release", release),
			web.Get("/meetings/{id}/letters", showLetters),
			web.Post("/meetings/{id}/letters", h.write),
			web.Get("/meetings/{id}/calendar.ics", h.calendar),
			web.Get("/meetings/{id}/roll", showRoll),
			web.Get("/meetings/{id}/roll/{no}", showSeat),
			web.Post("/meetings/{id}/roll/{no}", mark),
			web.Post("/meetings/{id}/roll/{no}/reply", replyFor),
			web.Get("/meetings/{id}/door", h.showDoor),
			web.Post("/meetings/{id}/door", h.newDoor),
			web.Get(ownPath, showInvitations),
			web.Get(ownPath+"/{id}", showInvitation),
			web.Get(ownPath+"/{id}/papers/{paper}", h.paper),
			web.Post(ownPath+"/{id}/reply", reply),
			web.Post(ownPath+"/{id}/checkin", checkIn),
			web.Get(codePath+"{code}", showInvitation).By(Who).Paced(paceOf),
			web.Post(codePath+"{code}/reply", reply).By(Who).Paced(paceOf),
			web.Post(codePath+"{code}/checkin", checkIn).By(Who).Paced(paceOf),
		},
		Menu: []capability.MenuEntry{{Title: tInvitations, Address: ownPath, Icon: ui.IconSend, Needs: meeting.CanSee, Order: 37, Under: "/meetings"}},
	}
}
