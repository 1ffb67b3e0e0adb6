package app

import (
	"cmp"
	"context"
	"embed"
	"sync"
	"time"

	"quyet/base/capability"
	"quyet/base/db"
)

//go:embed schema/*.sql
var schema embed.FS

var (
	addChore = db.SQL("chore.add", `INSERT INTO chore_run (name, held_until, done_at) VALUES ($1, 0, 0) ON CONFLICT (name) DO NOTHING`)
	// What a clock has written that ran ahead holds nobody up: a chore that was
	// done in the future is due, and nobody holds one for longer than choreTime.
	holdChore = db.SQL("chore.hold", `
		UPDATE chore_run SET held_until = $2
		WHERE name = $1 AND (held_until <= $3 OR held_until > $2) AND (done_at <= $4 OR done_at > $3)`)
	finishChore = db.SQL("chore.finish", `UPDATE chore_run SET held_until = 0, done_at = $2 WHERE name = $1`)
	dropChore   = db.SQL("chore.drop", `UPDATE chore_run SET held_until = 0 WHERE name = $1`)
)

// choreTime is how long one run of a chore may take before another instance
// takes it over, unless the chore says otherwise.
const choreTime = 10 * time.Minute

// doChores runs every chore when its time comes, until ctx ends.
func (a *App) doChores(ctx context.Context) {
	var running sync.WaitGroup
	for _, cap := range a.Capabilities {
		for _, c := range cap.Chores {
			running.Go(func() { a.repeat(ctx, c) })
		}
	}
	running.Wait()
}

func (a *App) repeat(ctx context.Context, c capability.Chore) {
	tick := time.NewTicker(min(c.Every, time.Minute))
	defer tick.Stop()
	for {
		if err := a.doChore(ctx, c); err != nil && ctx.Err() == nil {
			a.Log.ErrorContext(ctx, "chore failed", "chore", c.Name, "error", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// doChore does c unless another instance is at it or its time has not come.
func (a *App) doChore(ctx context.Context, c capability.Chore) error {
	mine, takes := false, cmp.Or(c.Takes, choreTime)
	err := a.Office.DB.Quick(ctx, func(tx *db.Tx) error {
		now := a.Office.Now()
		if _, err := tx.Exec(ctx, addChore, c.Name); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, holdChore, c.Name, now.Add(takes).UnixMicro(), now.UnixMicro(), now.Add(-c.Every).UnixMicro())
		mine = n == 1
		return err
	})
	if err != nil || !mine {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, takes)
	defer cancel()
	began := time.Now()
	doErr := c.Do(ctx, a.Office)
	a.figures.chore(c.Name, time.Since(began), doErr)
	err = a.Office.DB.Quick(context.WithoutCancel(ctx), func(tx *db.Tx) error {
		if doErr != nil {
			_, err := tx.Exec(ctx, dropChore, c.Name)
			return err
		}
		_, err := tx.Exec(ctx, finishChore, c.Name, a.Office.Now().UnixMicro())
		return err
	})
	if doErr != nil {
		return doErr
	}
	return err
}

// chores is the capability that owns the table of this file.
func chores() capability.Capability { return capability.Capability{Name: "chore", Schema: schema} }

// Chores does every chore that is due now, and returns how many were.
func (a *App) Chores(ctx context.Context) (done int) {
	for _, cap := range a.Capabilities {
		for _, c := range cap.Chores {
			was := a.figures.done(c.Name)
			if err := a.doChore(ctx, c); err != nil {
				a.Log.ErrorContext(ctx, "chore failed", "chore", c.Name, "error", err)
			}
			done += int(a.figures.done(c.Name) - was)
		}
	}
	return done
}
