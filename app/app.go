package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"time"
	_ "time/tzdata" // days begin in the right zone on a machine without zone files

	"quyet/base/blob"
	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
)

// An App is the running program.
type App struct {
	Config       Config
	Office       *work.Office
	Files        *blob.Store
	Door         *account.Door
	Log          *slog.Logger
	Capabilities []capability.Capability
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
	a.Capabilities = a.capabilities()
	for _, cap := range a.Capabilities {
		a.Office.Subscribers = append(a.Office.Subscribers, cap.Subscribers...)
	}
	return a, nil
}

// Close waits for the writes under way and closes the database.
func (a *App) Close() error {
	a.Door.Wait()
	return a.Office.DB.Close()
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
	return routes
}

// Handler serves the program.
func (a *App) Handler() http.Handler {
	site := &web.Site{Office: a.Office, Who: a.Door.Who, Dress: a.dress, Problem: problemPage, SignIn: "/login", Log: a.Log}
	mux := http.NewServeMux()
	mux.Handle(ui.AssetPath, ui.Assets())
	mux.Handle("/", site.Handler(a.Routes()))
	return mux
}

// Limits of a connection: a slow line may take its time to send a document,
// a silent one may not stay.
const (
	headerTime = 10 * time.Second
	readTime   = 10 * time.Minute
	writeTime  = 10 * time.Minute
	idleTime   = 2 * time.Minute
	stopTime   = 20 * time.Second
)

// gcPercent lets the heap grow to three and a half times what is in use before it is
// collected. Only some ten megabytes are in use: at Go's usual double, pages
// in quick succession had a collection every few milliseconds.
const gcPercent = 250

// Serve answers on ln until ctx ends, then lets the requests under way finish.
func (a *App) Serve(ctx context.Context, ln net.Listener) error {
	server := &http.Server{
		Handler:           a.Handler(),
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       readTime,
		WriteTimeout:      writeTime,
		IdleTimeout:       idleTime,
		ErrorLog:          slog.NewLogLogger(a.Log.Handler(), slog.LevelWarn),
	}
	debug.SetGCPercent(gcPercent)
	choresDone := make(chan struct{})
	choresCtx, stopChores := context.WithCancel(ctx)
	go func() {
		defer close(choresDone)
		a.doChores(choresCtx)
	}()
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		stopped <- server.Shutdown(grace)
	}()
	err := server.Serve(ln)
	stopChores()
	<-choresDone
	if !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}
