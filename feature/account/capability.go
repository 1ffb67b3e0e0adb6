package account

import (
	"quyet/base/access"
	"quyet/base/capability"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/work"
)

// Deps is what the capability is given by the program.
type Deps struct {
	Door *Door

	// Ways are how people can sign in by way of others, beside a password, and
	// OwnWays is the page on which they see theirs; "" where there are none.
	Ways    []Way
	OwnWays string

	// Pages are further pages about the person, to which theirs leads.
	Pages []Page

	// Demo lists the accounts that the sign-in page offers; only an office
	// that is a demonstration has any.
	Demo []Demo
}

// A Way is a way to sign in by way of others.
type Way struct {
	Title   text.T
	Address string // takes the field next
}

// A Page is a page about the person.
type Page struct {
	Title   text.T
	Address string
	Icon    ui.IconName
}

// A Demo is an account of a demonstration.
type Demo struct {
	Login, Password string
	Who             text.T // "Văn phòng Tỉnh uỷ"
}

// Capability describes accounts to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{
		Name:        "account",
		Schema:      Schema,
		Permissions: []*access.Permission{CanManage},
		Routes:      routes(d),
		Menu:        []capability.MenuEntry{{Title: tAccounts, Address: "/accounts", Icon: ui.IconPerson, Key: "g a", Needs: CanManage, Order: 90}},
		Commands:    []capability.Command{{Name: "user", Help: helpUser, Value: &userCommand{}}},
		Holdings:    holdings(),
		Chores:      []capability.Chore{{Name: "account.sweep", Every: sweepEvery, Do: Sweep}},
		Subscribers: []work.Subscriber{stale},
	}
}
