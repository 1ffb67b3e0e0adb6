package provider

import (
	"context"
	"embed"
	"log/slog"
	"net/url"

	"quyet/base/capability"
	"quyet/base/secret"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
)

// Schema holds the tables of the capability.
//
//go:embed schema/*.sql
var Schema embed.FS

// Deps is what the capability is given by the program.
type Deps struct {
	Providers []*Provider
	Sealing   *secret.Key
	Origin    *url.URL // where browsers find the program; nil only without providers
	Log       *slog.Logger

	// Enter lets the person in to whom an account belongs, of which a provider
	// has proved that; whole says that it has asked for a second factor itself.
	// It sends them on, to next at the end.
	Enter func(ctx context.Context, s *web.Session, r *web.Request, account string, whole bool, next string) (web.Redirect, error)
}

// A Way is how to sign in by a provider, for the sign-in page.
type Way struct {
	Title   text.T
	Address string // takes the field next
}

// Ways returns the ways of the providers.
func Ways(all []*Provider) (ways []Way) {
	for _, p := range all {
		ways = append(ways, Way{Title: p.Title(), Address: signInAddress + p.ID})
	}
	return ways
}

// Capability describes identity providers to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{
		Name:        "provider",
		Schema:      Schema,
		Routes:      routes(d),
		Holdings:    holdings(d.Providers),
		Subscribers: []work.Subscriber{forgotten},
		Commands:    []capability.Command{{Name: "provider", Help: helpProvider, Value: &providerCommand{}}},
	}
}

// forgotten takes the bindings of an account that is erased, and of one whose
// factors were reset: somebody else may have bound theirs to it, and would go on
// signing in after whoever has the account in hand believes them outside.
func forgotten(ctx context.Context, u *work.Unit, e work.Event) error {
	if e.Kind != "account.erased" && e.Kind != "factor.reset" {
		return nil
	}
	_, err := u.Exec(ctx, deleteAll, e.Subject)
	return err
}
