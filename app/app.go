package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"path/filepath"
	"sync/atomic"
	"time"
	_ "time/tzdata" // days begin in the right zone on a machine without zone files

	"filippo.io/age"

	"quyet/base/blob"
	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/mail"
	"quyet/base/secret"
	"quyet/base/vault"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/factor"
	"quyet/feature/provider"
)

// An App is the running program.
type App struct {
	Config       Config
	Office       *work.Office
	Files        *blob.Store
	Door         *account.Door
	Keeper       *audit.Keeper
	Log          *slog.Logger
	Capabilities []capability.Capability

	hookNetworks []netip.Prefix       // beside public addresses, for webhooks
	providers    []*provider.Provider // of identities; none unless they were named
	post         *mail.Sender         // nil: nobody is written to
	sealing      *secret.Key          // of what the program has to read again

	figures  *figures
	vault    *vault.Keeper  // nil: the office is not kept continuously
	drill    []age.Identity // opens what the vault holds; none: no drills
	stopping atomic.Bool    // no new work is wanted here
}

// Open opens the database and brings its schema up to date. Before a schema
// that holds data is changed, a backup is written into the data folder.
func Open(ctx context.Context, c Config, log *slog.Logger) (*App, error) {
	a, err := open(ctx, c, log)
	if err != nil {
		return nil, err
	}
	if err := a.migrate(ctx); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// open opens everything and changes nothing.
func open(ctx context.Context, c Config, log *slog.Logger) (*App, error) {
	zone, err := c.zone()
	if err != nil {
		return nil, err
	}
	if err := c.prepare(); err != nil {
		return nil, err
	}
	d, err := db.Open(ctx, c.url())
	if err != nil {
		return nil, err
	}
	files, err := blob.Open(c.files())
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	a := &App{Config: c, Files: files, Log: log, Office: &work.Office{DB: d, Now: c.Now, Zone: zone}}
	a.Door = account.NewDoor(a.Office, log, c.Secure)
	a.sealing = secret.InFile(filepath.Join(c.keys(), sealingKey))
	a.Door.Factors = factor.With(a.sealing)
	origin, err := c.origin()
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	if err := errors.Join(a.Door.Factors.At(origin), a.openProviders(), a.openHooks(), a.openMail()); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	if c.Breached != "" {
		if a.Door.Breached, err = secret.OpenBreached(c.Breached); err != nil {
			return nil, errors.Join(fault.New(fault.Invalid, tNoBreached, c.Breached).Because(err), d.Close())
		}
	}
	if a.vault, a.drill, err = a.keeper(); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	a.Keeper = audit.NewKeeper(filepath.Join(c.keys(), audit.KeyFile))
	a.Door.Scopes = tokenScopes()
	a.Capabilities = a.capabilities()
	a.figures = newFigures(a)
	a.Office.Subscribers = append(a.Office.Subscribers, a.figures.event)
	for _, cap := range a.Capabilities {
		a.Office.Subscribers = append(a.Office.Subscribers, cap.Subscribers...)
	}
	return a, nil
}

// Close waits for the writes under way and closes the database.
func (a *App) Close() error {
	a.Door.Wait()
	err := a.Office.DB.Close()
	if a.Door.Breached != nil {
		err = errors.Join(err, a.Door.Breached.Close())
	}
	return err
}

// steps returns every step of the schema.
func (a *App) steps() ([]db.Migration, error) {
	steps, err := db.Migrations(work.Schema)
	if err != nil {
		return nil, err
	}
	for _, c := range a.Capabilities {
		if c.Schema == nil {
			continue
		}
		more, err := db.Migrations(c.Schema)
		if err != nil {
			return nil, fmt.Errorf("schema of %s: %w", c.Name, err)
		}
		steps = append(steps, more...)
	}
	return steps, nil
}

func (a *App) migrate(ctx context.Context) error {
	steps, err := a.steps()
	if err != nil {
		return err
	}
	pending, err := a.Office.DB.Pending(ctx, steps)
	if err != nil {
		return err
	}
	if len(pending) > 0 && len(pending) < len(steps) {
		if err := a.backupBeforeMigrating(ctx); err != nil {
			return err
		}
	}
	return a.Office.DB.Migrate(ctx, steps)
}

// Routes returns every address of the program.
func (a *App) Routes() []web.Route {
	routes := a.ownRoutes()
	for _, c := range a.Capabilities {
		routes = append(routes, c.Routes...)
	}
	return append(routes, description(routes))
}
