// Package saved keeps lists (danh sách đã lưu) that people look at again and
// again: the question that a list of tasks asks, with its order, groups and
// columns, under a name, and how it is printed.
//
// A list is its owner's. Shared with a body it is found by whoever may see the
// tasks of that body, and changed by its owner and by those who lead or keep
// the office there. It grants nothing: what it shows is what who opens it may
// see. Its address holds the whole question, so it can be passed on, and
// goes on working for who may not see the list or after the list is gone.
//
// A person may have the register open with one of them.
package saved

import (
	"net/url"
	"slices"
	"time"

	"quyet/base/access"
	"quyet/feature/account"
	"quyet/feature/org"
)

// An ID identifies a saved list.
type ID string

// A List is a question that is kept.
type List struct {
	ID      ID
	Version int64 // grows with every change
	Owner   account.ID
	Body    org.ID // whose people find it; "" for nobody but its owner
	Name    string
	Ask     url.Values // the question, as the register reads it
	Heading string     // above the printed table; "" for the name
	Paper   Paper
	By      account.ID // who changed it last
	At      time.Time
	First   bool // the register opens with it for the actor
}

// A Paper is the size of the sheets on which a list is printed.
type Paper string

// The papers.
const (
	A4 Paper = "A4"
	A3 Paper = "A3"
)

// CanShare lets a person share lists with a body, and change those that are.
var CanShare = access.Allow("saved.share", tCanShare, access.Office, access.Head)

// How much is kept.
const (
	mostOwn    = 200
	mostShared = 500
	maxName    = 120  // letters
	maxAsk     = 4000 // letters of the question
)

// register is the page that a list opens.
const register = "/tasks"

// passing are the parts of an address that say where a page is and not what it
// asks.
var passing = []string{"after", "at", "in", "more", "list"}

// askOf returns the question in an address without what is no part of it.
func askOf(query string) (url.Values, bool) {
	ask, err := url.ParseQuery(query)
	if err != nil {
		return nil, false
	}
	for name := range ask {
		if slices.Contains(passing, name) || ask.Get(name) == "" {
			ask.Del(name)
		}
	}
	return ask, len(ask.Encode()) <= maxAsk
}

// Address returns the page that shows the list.
func (l *List) Address() string {
	q := url.Values{"list": {string(l.ID)}}
	for name, values := range l.Ask {
		q[name] = values
	}
	return register + "?" + q.Encode()
}

// Page returns the page on which the list is renamed, shared and deleted.
func (l *List) Page() string { return "/lists/" + string(l.ID) }

// Asks says whether the list asks what query does.
func (l *List) Asks(query url.Values) bool {
	ask, ok := askOf(query.Encode())
	return ok && ask.Encode() == l.Ask.Encode()
}
