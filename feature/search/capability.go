package search

import (
	"quyet/base/capability"
	"quyet/base/web"
)

// Address is the page to which the search box of every page leads.
const Address = "/search"

// Capability describes the search to the program. Every signed-in person may
// search; each kind tells what they find.
func Capability() capability.Capability {
	return capability.Capability{
		Name:   "search",
		Schema: Schema,
		Routes: []web.Route{web.Get(Address, page)},
	}
}
