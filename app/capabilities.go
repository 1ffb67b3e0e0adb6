package app

import (
	"quyet/base/capability"
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
		intake.Capability(intake.Deps{Files: a.Files}),
	}
}
