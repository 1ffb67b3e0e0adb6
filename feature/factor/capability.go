package factor

import (
	"context"
	"net/http"
	"time"

	"quyet/base/access"
	"quyet/base/capability"
	"quyet/base/web"
	"quyet/base/work"
)

// Deps is what the capability is given by the program.
type Deps struct {
	Keeper *Keeper

	// Proved writes down that the person who asks has proved once more who they
	// are, and returns the cookie of their session from now on.
	Proved func(ctx context.Context, u *work.Unit, r *web.Request, p Proof) (*http.Cookie, error)
}

// Capability describes factors to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{
		Name:        "factor",
		Schema:      Schema,
		Permissions: []*access.Permission{CanRequire},
		Routes:      routes(d),
		Holdings:    holdings(),
		Chores:      []capability.Chore{{Name: "factor.sweep", Every: time.Hour, Do: Sweep}},
	}
}

// Sweep deletes the secrets that were drawn and never confirmed, and what was
// asked and never answered.
func Sweep(ctx context.Context, o *work.Office) error {
	return o.Do(ctx, work.System("unconfirmed secrets"), func(u *work.Unit) error {
		if _, err := u.Exec(ctx, overChallenges, u.Now.UnixMicro()); err != nil {
			return err
		}
		_, err := u.Exec(ctx, oldDrafts, u.Now.Add(-draftTime).UnixMicro())
		return err
	})
}
