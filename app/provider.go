package app

import (
	"context"

	"quyet/base/fault"
	"quyet/base/web"
	"quyet/feature/account"
	"quyet/feature/factor"
	"quyet/feature/feed"
	"quyet/feature/offline"
	"quyet/feature/point"
	"quyet/feature/provider"
	"quyet/feature/roll"
	"quyet/feature/slip"
)

// openProviders reads which identity providers there are.
func (a *App) openProviders() error {
	if a.Config.Providers == "" {
		return nil
	}
	if a.Config.Address == "" {
		return fault.New(fault.Invalid, tProvidersNeedAddress)
	}
	var err error
	if a.providers, err = provider.ReadFile(a.Config.Providers); err != nil {
		return fault.New(fault.Invalid, tNoProviders, a.Config.Providers, err).Because(err)
	}
	return nil
}

// accountDeps is what accounts need: the ways of the providers among them.
func (a *App) accountDeps() account.Deps {
	d := account.Deps{Door: a.Door, Demo: a.Config.demoAccounts(), Pages: []account.Page{feed.Page(), offline.Page()}}
	for _, w := range provider.Ways(a.providers) {
		d.Ways, d.OwnWays = append(d.Ways, account.Way(w)), provider.Address
	}
	return d
}

// feedDeps is what calendars need: where they say that the program is found.
func (a *App) feedDeps() feed.Deps {
	origin, _ := a.Config.origin() // was looked at when the program was opened
	return feed.Deps{Origin: origin, Secure: a.Config.Secure, Others: conferencesInCalendars()}
}

// rollDeps is what the roll of conferences needs: where codes of letters lead.
func (a *App) rollDeps() roll.Deps {
	origin, _ := a.Config.origin() // was looked at when the program was opened
	return roll.Deps{Origin: origin, Secure: a.Config.Secure, Files: a.Files}
}

// pointDeps is what connection points need: where the addresses at which they report
// lead.
func (a *App) pointDeps() point.Deps {
	origin, _ := a.Config.origin() // was looked at when the program was opened
	return point.Deps{Origin: origin, Secure: a.Config.Secure}
}

// slipDeps is what slips need: where their codes lead, and what documents are
// called.
func (a *App) slipDeps() slip.Deps {
	origin, _ := a.Config.origin() // was looked at when the program was opened
	return slip.Deps{Origin: origin, Secure: a.Config.Secure, Documents: citedDocuments}
}

// providerDeps is what identity providers need: the door.
func (a *App) providerDeps() provider.Deps {
	origin, _ := a.Config.origin() // was looked at when the program was opened
	return provider.Deps{
		Providers: a.providers, Sealing: a.sealing, Origin: origin, Log: a.Log,
		Enter: func(ctx context.Context, s *web.Session, r *web.Request, id string, whole bool, next string) (web.Redirect, error) {
			proof := factor.Provider
			if whole {
				proof = factor.Vouched
			}
			e, err := a.Door.Arrive(ctx, s, account.Arrival{
				Account: account.ID(id), Proof: proof, Whole: whole, Address: r.RemoteAddr, Device: r.UserAgent(), Token: a.Door.Token(r),
			})
			if err != nil {
				return web.Redirect{}, err
			}
			return a.Door.Entered(r, e, next), nil
		},
	}
}
