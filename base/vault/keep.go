package vault

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"filippo.io/age"

	"quyet/base/blob"
	"quyet/base/db"
)

// A Keeper keeps an office in a store while the program runs.
type Keeper struct {
	Store Store
	To    []age.Recipient
	DB    *db.DB // pages are kept of SQLite only
	Files *blob.Store
	Now   func() time.Time
	Zone  *time.Location
	Log   *slog.Logger
	Dir   string // folder for what is on its way; the program's own
	Made  string // version of the program
	Keep  Terms

	// Beside returns the paths of the small files without which the database is
	// not whole. They are known by the last part of their paths.
	Beside func() ([]string, error)

	mu     sync.Mutex
	status Status
	asked  time.Time // when the store last took something

	// The chain (chain.go).
	follow *db.Follower // nil where no pages are kept
	chain  string       // its name
	no     int64        // of the last change
	before string       // SHA-256 of the last change, sealed
	last   time.Time    // instant of the last change
	wait   *change      // sealed and not in the store yet
	imaged time.Time    // when an image was last begun because of a new day

	// The files (files.go).
	known   map[string]bool      // names of files in the store; nil until they were listed
	looked  map[string]time.Time // when which folder of files was last changed, as seen
	seen    map[string]bool      // files of the office that are in the store
	nameKey []byte               // by which they get their names
	beside  map[string][32]byte  // what was last kept of those beside the database
	pause   time.Time            // they are not tried before, where they are all that is kept

	// Packs, and what is too old (tidy.go).
	pack     *os.File
	packHour time.Time
	packed   []string // objects that are in it
	tidying  sync.WaitGroup
	tidy     chan struct{} // holds one: images, packs and removals go one after another
}

// Terms say how long what is kept.
type Terms struct {
	Moments time.Duration // for so long every moment can be gone back to
	Days    time.Duration // for so long one image of each day is kept
}

// Status is how the keeping stands.
type Status struct {
	Safe    time.Time     // every write acknowledged until then is in the store
	Failing time.Time     // since when the store does not answer; zero: it does
	Err     string        // what it said
	Lag     time.Duration // the longest that a write of the last hour was not in the store
	Image   time.Time     // of the newest image in the store
	Last    time.Time     // of the newest change or image in the store
	Changes int64         // put into the store since the program started
	Bytes   int64         // the same, with images and files
	Started time.Time

	lagAt time.Time
}

// Status returns how the keeping stands; it may be asked at any time.
func (k *Keeper) Status() Status {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.status
}

const (
	// beat is how often is looked for what was written. With the way to the
	// store it stays well under the two seconds that may be lost.
	beat = 300 * time.Millisecond

	// How long one try to put a change may take.
	putTime = time.Minute

	longestPause = 15 * time.Second
)

// Run keeps the office until ctx ends, then keeps what was written last.
func (k *Keeper) Run(ctx context.Context) error {
	if err := k.start(ctx); err != nil {
		return err
	}
	defer k.stop()
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		k.step(ctx)
		select {
		case <-tick.C:
		case <-ctx.Done():
			k.end(context.WithoutCancel(ctx))
			return nil
		}
	}
}

func (k *Keeper) start(ctx context.Context) error {
	k.tidy = make(chan struct{}, 1)
	k.wait, k.known, k.asked, k.pause = nil, nil, time.Time{}, time.Time{}
	k.looked, k.seen = map[string]time.Time{}, map[string]bool{}
	k.set(func(s *Status) { s.Started = k.Now() })
	if err := k.prepare(); err != nil {
		return err
	}
	if k.DB.Engine != db.SQLite {
		return nil
	}
	f, err := k.DB.Follow(ctx)
	if err != nil {
		return err
	}
	k.follow = f
	if err := k.begin(lasting(ctx)); err != nil {
		return errors.Join(err, f.Close())
	}
	return nil
}

func (k *Keeper) stop() {
	k.tidying.Wait()
	k.dropPack()
	if k.follow == nil {
		return
	}
	if err := k.follow.Close(); err != nil {
		k.Log.Error("backup: following ended", "error", err)
	}
}

// endTime is how long the end of the program waits for the last change.
const endTime = 10 * time.Second

func (k *Keeper) end(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, endTime)
	defer cancel()
	for range 2 { // what waits, and what came after it
		if k.pause = (time.Time{}); k.wait != nil {
			k.wait.try = time.Time{}
		}
		k.step(ctx)
	}
}

// lasting returns a context that goes on for a while when ctx has ended, so
// that what was begun comes to its end.
func lasting(ctx context.Context) context.Context {
	longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
	context.AfterFunc(ctx, func() { time.AfterFunc(endTime, cancel) })
	return longer
}

// prepare empties the folder of what is on its way, and finds the key of the
// names of files.
func (k *Keeper) prepare() error {
	if err := os.MkdirAll(k.Dir, 0o700); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	left, err := filepath.Glob(filepath.Join(k.Dir, "way-*"))
	if err != nil {
		return err
	}
	for _, l := range left {
		if err := os.RemoveAll(l); err != nil {
			return fmt.Errorf("backup: %w", err)
		}
	}
	k.nameKey, err = secretFile(filepath.Join(k.Dir, NameKey))
	return err
}

// step does what there is to do at one beat.
func (k *Keeper) step(ctx context.Context) {
	keep := k.keepOnlyFiles
	if k.follow != nil {
		keep = k.keepPages
	}
	if err := keep(ctx, k.Now()); err != nil && ctx.Err() == nil {
		k.failed(ctx, err)
	}
}

// keepOnlyFiles is one beat for an office whose database is kept by other means.
func (k *Keeper) keepOnlyFiles(ctx context.Context, now time.Time) error {
	if now.Before(k.pause) {
		return nil
	}
	if err := errors.Join(k.keepBeside(ctx, now), k.keepFiles(ctx)); err != nil {
		k.pause = now.Add(longestPause)
		return err
	}
	k.answers()
	k.safe(now)
	return nil
}

// alive asks after the store when nothing was put for a while.
func (k *Keeper) alive(ctx context.Context, now time.Time) error {
	if now.Sub(k.asked) <= aliveEvery {
		return nil
	}
	k.asked = now
	if err := k.keepBeside(ctx, now); err != nil {
		return err
	}
	if err := k.Store.Put(ctx, aliveName, strings.NewReader(now.UTC().Format(time.RFC3339)+"\n")); err != nil {
		return err
	}
	k.answers()
	return nil
}

// The object by which is seen every minute that the store takes what comes.
const (
	aliveName  = "alive"
	aliveEvery = time.Minute
)

func (k *Keeper) set(f func(*Status)) {
	k.mu.Lock()
	defer k.mu.Unlock()
	f(&k.status)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// safe notes that all until then is in the store, and how long the oldest of
// it was not.
func (k *Keeper) safe(until time.Time) {
	now := k.Now()
	k.set(func(s *Status) {
		if s.Image.IsZero() && k.follow != nil {
			return // nothing to lay the changes upon
		}
		if lag := now.Sub(s.Safe); !s.Safe.IsZero() && (lag >= s.Lag || now.Sub(s.lagAt) > time.Hour) {
			s.Lag, s.lagAt = lag, now
		}
		if until.After(s.Safe) {
			s.Safe = until
		}
	})
}

// failed notes that the store, or the reading of what it should get, fails.
func (k *Keeper) failed(ctx context.Context, err error) {
	if ctx.Err() != nil {
		return // the program ends
	}
	said := strings.Join(strings.Fields(err.Error()), " ")
	k.set(func(s *Status) {
		if s.Failing.IsZero() {
			s.Failing = k.Now()
			k.Log.ErrorContext(ctx, "backup: nothing can be kept at present", "store", k.Store.String(), "error", err)
		}
		s.Err = said
	})
}

// answers notes that the store does.
func (k *Keeper) answers() {
	k.set(func(s *Status) {
		if !s.Failing.IsZero() {
			k.Log.Info("backup: the store answers again", "since", s.Failing)
		}
		s.Failing, s.Err = time.Time{}, ""
	})
}
