package feed

import (
	"net/url"

	"quyet/base/capability"
	"quyet/base/ui"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

// Deps is what the capability is given by the program.
type Deps struct {
	// Origin is where the program is found; nil where nobody has said so, and
	// then it is where it was asked.
	Origin *url.URL

	// Secure says that it is asked by TLS, also where a proxy ends it.
	Secure bool
}

// PageAddress is the page of a person's addresses.
const PageAddress = "/account/calendar"

// Page leads to the addresses of a person, from the page of their account.
func Page() account.Page {
	return account.Page{Title: tCalendars, Address: PageAddress, Icon: ui.IconCalendar}
}

// PageOf returns the page on which a person gets an address of a body's calendar.
func PageOf(b org.ID) string { return PageAddress + "?" + url.Values{"body": {string(b)}}.Encode() }

// Capability describes calendars to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{
		Name:        "feed",
		Schema:      Schema,
		Routes:      routes(d),
		Holdings:    holdings(),
		Chores:      []capability.Chore{{Name: "feed.sweep", Every: sweepEvery, Do: Sweep}},
		Subscribers: []work.Subscriber{forgotten},
	}
}
