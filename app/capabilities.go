package app

import (
	"quyet/base/capability"
	"quyet/feature/org"
)

// capabilities is the list of what the program can do, lower ones first: a
// capability may build on those above it in the list, never the other way.
func (a *App) capabilities() []capability.Capability {
	return []capability.Capability{
		chores(),
		org.Capability(org.Deps{}),
	}
}
