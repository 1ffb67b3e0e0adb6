package app

import (
	"quyet/base/capability"
	"quyet/feature/account"
	"quyet/feature/intake"
	"quyet/feature/org"
	"quyet/feature/rule"
)

// capabilities is the list of what the program can do, lower ones first: a
// capability may build on those above it in the list, never the other way.
func (a *App) capabilities() []capability.Capability {
	return []capability.Capability{
		chores(),
		rule.Capability(),
		org.Capability(org.Deps{}),
		account.Capability(account.Deps{Door: a.Door, Demo: a.Config.demoAccounts()}),
		intake.Capability(intake.Deps{Files: a.Files}),
	}
}
