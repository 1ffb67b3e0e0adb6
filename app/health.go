package app

import (
	"context"
	"net/http"
	"time"

	"quyet/base/web"
)

// patience is how long the database may take to say that it is there.
const patience = 2 * time.Second

// alive tells a supervisor that the program runs and answers; it does not ask
// the database, for which starting the program again would be no help.
func alive(context.Context, *web.Session, *web.Request) (web.Answer, error) {
	return web.Word(http.StatusOK, "alive"), nil
}

// ready tells whoever spreads requests over several instances whether this one
// wants any. Why it does not, the log says.
func (a *App) ready(ctx context.Context, _ *web.Session, _ *web.Request) (web.Answer, error) {
	if a.stopping.Load() {
		return web.Word(http.StatusServiceUnavailable, "unready"), nil
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := a.usable(ctx); err != nil {
		a.Log.WarnContext(ctx, "not ready", "error", err)
		return web.Word(http.StatusServiceUnavailable, "unready"), nil
	}
	return web.Word(http.StatusOK, "ready"), nil
}

// usable says whether the database answers and has every step of the schema
// that this program knows. It may have more: while the instances of a new
// version take over one by one, those of the old go on.
func (a *App) usable(ctx context.Context) error {
	steps, err := a.steps()
	if err != nil {
		return err
	}
	return a.Office.DB.Has(ctx, steps)
}
