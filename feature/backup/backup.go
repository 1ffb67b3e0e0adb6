// Package backup tells the administrator how the office is kept in its vault,
// and brings it back every night to see that it can be.
//
// The program keeps the office sealed for the public key of whoever holds the
// private one, and so cannot itself open what it keeps. A drill needs a key.
// It has one of its own, which is made on the server and for which everything
// is sealed as well. What that costs: whoever breaks into the server can, with
// access to the store, also read what was kept in the days before; the office
// as it is they have anyway. Whoever has the store alone can read nothing. An
// office that does not want that does without the key; then a person with the
// private one does the drill elsewhere, and the page says so.
//
// A drill (diễn tập khôi phục) restores the newest image with its changes into
// a folder of its own, asks the engine whether the file is sound, looks for
// broken rules of the data and verifies the log, opens the files and compares
// them with those of the office. A database on PostgreSQL is kept by other
// means (docs/backup.md): there a drill brings back the files, and looks for
// broken rules and at the log in the database in use.
package backup

import (
	"context"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
)

// CanSee lets a person see how the office is kept.
var CanSee = access.Allow("backup.see", tCanSee, access.Administrator)

// A Drill is a night on which the office was brought back.
type Drill struct {
	At      time.Time
	Took    time.Duration // to the millisecond
	Moment  time.Time     // the office came back as it was then; zero: it did not, or was not to
	Lag     time.Duration // the longest that a write of the hour before was not in the store
	Changes int           // laid upon the image
	Files   int           // opened and compared
	Bytes   int64         // read from the store
	Found   []Finding     // none: all was well
}

// A Finding is something that a drill found wrong.
type Finding struct {
	Kind Kind
	Told string // in the words of whatever found it
}

// Kind says at which step of a drill something was found.
type Kind string

// The steps of a drill.
const (
	Restoring Kind = "restore" // what is kept does not come back
	Late      Kind = "late"    // what was acknowledged is not in it
	Engine    Kind = "engine"  // the database file is damaged
	Rules     Kind = "rules"   // rules of the data are broken
	Log       Kind = "log"     // the log was altered
	Files     Kind = "files"   // files are missing or altered
)

// Good says whether the drill found nothing wrong.
func (d Drill) Good() bool { return len(d.Found) == 0 }

// kept is how many drills are shown, and for how long they are kept.
const (
	shown    = 30
	keptTime = 400 * 24 * time.Hour
)

// Drills returns the last drills, the newest first. It needs [CanSee] somewhere,
// for all that an administrator has charge of is kept in one place; to
// others there are none.
func Drills(ctx context.Context, v *work.View) ([]Drill, error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, fault.New(fault.Unknown, tNoPage)
	}
	return drills(ctx, v.Snapshot, shown)
}

func drills(ctx context.Context, s *db.Snapshot, limit int) ([]Drill, error) {
	return db.All(ctx, s, listDrills, func(scan db.Scan) (d Drill, err error) {
		var at, took, moment, lag int64
		var found string
		err = scan(&at, &took, &moment, &lag, &d.Changes, &d.Files, &d.Bytes, &found)
		d.At, d.Took, d.Lag = time.UnixMicro(at).UTC(), time.Duration(took)*time.Millisecond, time.Duration(lag)*time.Millisecond
		if moment != 0 {
			d.Moment = time.UnixMicro(moment).UTC()
		}
		for line := range strings.Lines(found) {
			kind, told, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			d.Found = append(d.Found, Finding{Kind(kind), told})
		}
		return d, err
	}, limit)
}

// Last returns the newest drill; ok is false where there was none. It is for
// the program itself and whoever runs it.
func Last(ctx context.Context, d *db.DB) (last Drill, ok bool, err error) {
	err = d.Read(ctx, func(s *db.Snapshot) error {
		all, err := drills(ctx, s, 1)
		if len(all) > 0 {
			last, ok = all[0], true
		}
		return err
	})
	return last, ok, err
}

// Record keeps a drill and forgets those of more than a year ago. It needs
// [CanSee].
func Record(ctx context.Context, u *work.Unit, d Drill) error {
	if err := u.Check(CanSee, access.Everywhere); err != nil {
		return err
	}
	var found strings.Builder
	for _, f := range d.Found {
		found.WriteString(string(f.Kind) + " " + strings.Join(strings.Fields(f.Told), " ") + "\n")
	}
	moment := int64(0)
	if !d.Moment.IsZero() {
		moment = d.Moment.UnixMicro()
	}
	if _, err := u.Exec(ctx, addDrill, d.At.UnixMicro(), d.Took.Milliseconds(), moment, d.Lag.Milliseconds(), d.Changes, d.Files, d.Bytes, found.String()); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, forgetDrills, d.At.Add(-keptTime).UnixMicro()); err != nil {
		return err
	}
	return u.Record(ctx, "backup.drilled", "backup", map[string]any{"good": d.Good(), "moment": d.Moment})
}
