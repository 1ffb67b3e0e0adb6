package account

import (
	"quyet/base/access"
	"quyet/base/capability"
	"quyet/base/text"
	"quyet/base/ui"
)

// Deps is what the capability is given by the program.
type Deps struct {
	Door *Door

	// Demo lists the accounts that the sign-in page offers; only an office
	// that is a demonstration has any.
	Demo []Demo
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
	}
}
