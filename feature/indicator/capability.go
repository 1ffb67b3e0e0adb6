package indicator

import (
	"context"
	"time"

	"quyet/base/capability"
	"quyet/base/work"
)

// Deps is what the capability is given by those who know the others.
type Deps struct{}

// openEvery is how often it is looked for returns that are missing.
const openEvery = time.Hour

// Capability describes indicators to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{
		Name:        "indicator",
		Schema:      Schema,
		Holdings:    holdings(),
		Permissions: Permissions(),
		Chores: []capability.Chore{{Name: "indicator.open", Every: openEvery, Do: func(ctx context.Context, o *work.Office) error {
			if err := openAll(ctx, o); err != nil {
				return err
			}
			return lockAll(ctx, o)
		}}},
	}
}
