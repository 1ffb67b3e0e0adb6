package feed

import (
	"context"
	"net/url"

	"quyet/base/access"
	"quyet/base/capability"
	"quyet/base/civil"
	"quyet/base/ics"
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

	// Others tell calendars of what is no task, in their order: where two tell the
	// same event, that of the first stands.
	Others []Other
}

// An Other tells calendars of what is no task.
type Other struct {
	// See is what an actor needs on a body for its events to be told; nil for
	// what is theirs as a person, which stands in the calendar of their desk only.
	See *access.Permission
	// Events returns the events of the bodies asked for, all of which the owner of
	// the address may see; at most [Asked.Most].
	Events func(ctx context.Context, v *work.View, a Asked) ([]ics.Event, error)
}

// An Asked is what a calendar wants to know.
type Asked struct {
	Bodies []org.ID
	// From and Until are the days between which events begin, both counted.
	From, Until civil.Date
	Most        int
	Site        string // where the program is found, "https://quyet.example.vn"
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
