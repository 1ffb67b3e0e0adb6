package vault

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"filippo.io/age"

	"quyet/base/blob"
	"quyet/base/db"
	"quyet/base/id"
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

	follow *db.Follower
	chain  string
	no     int64
	before string
	last   time.Time // instant of the last change
	wait   *change   // sealed and not in the store yet
	asked  time.Time // when the store last took something
	imaged time.Time // when an image was last begun because of a new day

	known   map[string]bool      // names of files in the store; nil until they were listed
	looked  map[string]time.Time // when which folder of files was last changed, as seen
	seen    map[string]bool      // files of the office that are in the store
	nameKey []byte
	beside  map[string][32]byte // what was last kept of them

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

// A change is a sealed change on its way to the store.
type change struct {
	name  string
	at    time.Time
	body  []byte
	try   time.Time
	tries int
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
	k.wait, k.known, k.asked = nil, nil, time.Time{}
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
		if k.wait != nil {
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

// NameKey is the file in [Keeper.Dir] with the secret by which files get their
// names. Where it is lost they are kept once more under other names.
const NameKey = "names.key"

// secretFile returns the random bytes in a file, which is made if it is not
// there.
func secretFile(path string) ([]byte, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		b = []byte(rand.Text())
		err = os.WriteFile(path, b, 0o600)
	}
	if err != nil {
		return nil, fmt.Errorf("backup: %w", err)
	}
	return b, nil
}

// begin begins a chain.
func (k *Keeper) begin(ctx context.Context) error {
	k.chain, k.no, k.before, k.last = strings.ToLower(id.New[string]()), 0, "", k.Now()
	h := k.header(k.last)
	path, err := k.image(ctx, k.follow.Begin, h)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	k.tidying.Go(func() { k.keepImage(ctx, path, h) })
	return nil
}

func (k *Keeper) header(at time.Time) header {
	return header{Chain: k.chain, No: k.no, Before: k.before, At: at.UTC(), Made: k.Made}
}

// image seals an image into a file.
func (k *Keeper) image(ctx context.Context, of func(context.Context, func(uint32, []byte) error) (uint32, error), h header) (path string, err error) {
	f, err := os.CreateTemp(k.Dir, "way-image-*")
	if err != nil {
		return "", err
	}
	defer func() {
		if err = errors.Join(err, f.Close()); err != nil {
			os.Remove(f.Name())
		}
	}()
	w, err := seal(f, k.To)
	if err != nil {
		return "", err
	}
	if _, err := of(ctx, func(no uint32, page []byte) error {
		if no == 1 {
			h.Page = len(page)
			if err := writeHeader(w, h); err != nil {
				return err
			}
		}
		return writePage(w, no, page)
	}); err != nil {
		return "", err
	}
	return f.Name(), errors.Join(writeEnd(w), w.Close())
}

// keepImage puts an image into the store, however long that takes, while the
// office goes on and its changes are kept. Then it removes what is too old.
func (k *Keeper) keepImage(ctx context.Context, path string, h header) {
	defer os.Remove(path)
	k.tidy <- struct{}{}
	defer func() { <-k.tidy }()
	for pause := time.Second; ; pause = min(2*pause, longestPause) {
		n, err := putFile(ctx, k.Store, imageName(h.At, h.Chain, h.No), path)
		if err == nil {
			k.set(func(s *Status) { s.Image, s.Bytes = h.At, s.Bytes+n; s.Last = later(s.Last, h.At) })
			break
		}
		k.failed(ctx, err)
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return
		}
	}
	if err := k.remove(ctx); err != nil {
		k.Log.WarnContext(ctx, "backup: what is too old could not be removed", "error", err)
	}
}

func putFile(ctx context.Context, s Store, name, path string) (int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), s.Put(ctx, name, f)
}

// step does what there is to do at one beat.
func (k *Keeper) step(ctx context.Context) {
	if err := k.kept(ctx); err != nil && ctx.Err() == nil {
		k.failed(ctx, err)
	}
}

func (k *Keeper) kept(ctx context.Context) error {
	now := k.Now()
	if k.follow == nil {
		return k.keepOnlyFiles(ctx, now)
	}
	if err := k.follow.Catch(ctx); err != nil {
		return err
	}
	if k.wait == nil {
		pages, any, err := k.follow.Take(ctx)
		if err != nil {
			return err
		}
		if !any {
			k.safe(now)
			return k.daily(ctx, now)
		}
		if k.wait, err = k.seal(pages, now); err != nil {
			return err
		}
	}
	if now.Before(k.wait.try) {
		return nil
	}
	if err := k.put(ctx); err != nil {
		k.wait.tries++
		k.wait.try = k.Now().Add(min(time.Second<<min(k.wait.tries, 5), longestPause))
		return err
	}
	return k.daily(ctx, now)
}

// seal makes a change of pages.
func (k *Keeper) seal(p db.Pages, now time.Time) (*change, error) {
	// The clock of the machine may have been set back; the chain goes on.
	if !now.After(k.last) {
		now = k.last.Add(time.Millisecond)
	}
	c := &change{at: now}
	var b bytes.Buffer
	w, err := seal(&b, k.To)
	if err != nil {
		return nil, err
	}
	k.no++
	k.last = now
	if err := writeHeader(w, header{Chain: k.chain, No: k.no, Before: k.before, At: now.UTC(), Page: p.Bytes, Size: p.Size, Made: k.Made}); err != nil {
		return nil, err
	}
	for no, page := range p.Of {
		if err := writePage(w, no, page); err != nil {
			return nil, err
		}
	}
	if err := errors.Join(writeEnd(w), w.Close()); err != nil {
		return nil, err
	}
	c.name, c.body = changeName(k.chain, k.no, now), b.Bytes()
	sum := sha256.Sum256(c.body)
	k.before = hex.EncodeToString(sum[:])
	return c, nil
}

// put keeps the files that the change may name, then the change.
func (k *Keeper) put(ctx context.Context) error {
	inTime, cancel := context.WithTimeout(ctx, putTime)
	defer cancel()
	if err := errors.Join(k.keepBeside(inTime, k.wait.at), k.keepFiles(inTime)); err != nil {
		return err
	}
	if err := k.Store.Put(inTime, k.wait.name, bytes.NewReader(k.wait.body)); err != nil {
		return err
	}
	k.set(func(s *Status) {
		s.Changes, s.Bytes = s.Changes+1, s.Bytes+int64(len(k.wait.body))
		if !s.Image.IsZero() {
			s.Last = later(s.Last, k.wait.at)
		}
	})
	k.addToPack(ctx, k.wait)
	at := k.wait.at
	k.wait, k.asked = nil, at
	k.answers()
	k.safe(at)
	return nil
}

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

// daily takes an image when a day has begun, closes the pack of an hour that is
// over, and asks after the store when nothing was put for a while.
func (k *Keeper) daily(ctx context.Context, now time.Time) error {
	if k.pack != nil && !now.UTC().Truncate(time.Hour).Equal(k.packHour) {
		k.closePack(ctx)
	}
	if now.Sub(k.asked) > aliveEvery {
		k.asked = now
		if err := k.keepBeside(ctx, now); err != nil {
			return err
		}
		if err := k.Store.Put(ctx, aliveName, strings.NewReader(now.UTC().Format(time.RFC3339)+"\n")); err != nil {
			return err
		}
		k.answers()
	}
	s := k.Status()
	if s.Image.IsZero() || !s.Failing.IsZero() || sameDay(s.Image, now, k.Zone) || sameDay(k.imaged, now, k.Zone) {
		return nil
	}
	k.imaged = now
	// What is written beside the image comes in changes with numbers after k.no.
	h := k.header(now)
	k.tidying.Go(func() {
		path, err := k.image(ctx, k.DB.Image, h)
		if err != nil {
			k.failed(ctx, err)
			return
		}
		k.keepImage(ctx, path, h)
	})
	return nil
}

// The object by which is seen every minute that the store takes what comes.
const (
	aliveName  = "alive"
	aliveEvery = time.Minute
)

// answers notes that the store does.
func (k *Keeper) answers() {
	k.set(func(s *Status) {
		if !s.Failing.IsZero() {
			k.Log.Info("backup: the store answers again", "since", s.Failing)
		}
		s.Failing, s.Err = time.Time{}, ""
	})
}

func sameDay(a, b time.Time, in *time.Location) bool {
	ay, am, ad := a.In(in).Date()
	by, bm, bd := b.In(in).Date()
	return ay == by && am == bm && ad == bd
}

// fileName is the name under which a file is kept. It is made with a secret,
// so that nobody who sees the store can tell whether a certain document is in
// it.
func fileName(key []byte, sum string) string {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(sum))
	name := hex.EncodeToString(m.Sum(nil))
	return filePrefix + name[:2] + "/" + name + sealedEnd
}

// keepOnlyFiles is for an office whose database is kept by other means.
func (k *Keeper) keepOnlyFiles(ctx context.Context, now time.Time) error {
	if k.wait != nil && now.Before(k.wait.try) {
		return nil
	}
	if err := errors.Join(k.keepBeside(ctx, now), k.keepFiles(ctx)); err != nil {
		k.wait = &change{try: now.Add(longestPause)}
		return err
	}
	k.wait = nil
	k.answers()
	k.safe(now)
	return nil
}

// FilesKept returns the files in the store, and the names of those files of
// the office that should be in it and are not. Files that came in the last
// minutes are not looked for.
func (k *Keeper) FilesKept(ctx context.Context) (kept []Object, missing []string, err error) {
	key, err := secretFile(filepath.Join(k.Dir, NameKey))
	if err != nil {
		return nil, nil, err
	}
	if kept, err = k.Store.List(ctx, filePrefix); err != nil {
		return nil, nil, err
	}
	there := map[string]bool{}
	for _, o := range kept {
		there[o.Name] = true
	}
	err = filepath.WalkDir(k.Files.Dir(), func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || len(e.Name()) != 2*sha256.Size {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		if !there[fileName(key, e.Name())] && time.Since(info.ModTime()) > settledLong {
			missing = append(missing, e.Name())
		}
		return ctx.Err()
	})
	return kept, missing, err
}

// NameOf returns the name in the store of the file with a SHA-256.
func (k *Keeper) NameOf(sum string) (string, error) {
	key, err := secretFile(filepath.Join(k.Dir, NameKey))
	return fileName(key, sum), err
}

// settledLong is after how long a file must be in the store.
const settledLong = 10 * time.Minute

// settled is for how long the time of a folder tells nothing: another file may
// come within the same tick of the clock of the disk.
const settled = 2 * time.Second

// keepFiles puts the files into the store that are not there yet.
func (k *Keeper) keepFiles(ctx context.Context) error {
	if k.known == nil {
		all, err := k.Store.List(ctx, filePrefix)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		k.known = map[string]bool{}
		for _, o := range all {
			k.known[o.Name] = true
		}
	}
	folders, err := os.ReadDir(k.Files.Dir())
	if err != nil {
		return err
	}
	var sums []string
	looked := map[string]time.Time{}
	for _, folder := range folders {
		if !folder.IsDir() {
			continue
		}
		info, err := folder.Info()
		if err != nil {
			return err
		}
		changed := info.ModTime()
		if k.looked[folder.Name()].Equal(changed) {
			continue
		}
		names, err := os.ReadDir(filepath.Join(k.Files.Dir(), folder.Name()))
		if err != nil {
			return err
		}
		for _, n := range names {
			if !k.seen[n.Name()] {
				sums = append(sums, n.Name())
			}
		}
		if time.Since(changed) > settled {
			looked[folder.Name()] = changed
		}
	}
	if err := k.putFiles(ctx, sums); err != nil {
		return err
	}
	maps.Copy(k.looked, looked)
	return nil
}

// abreast is how many files are put at a time: one alone is mostly the waiting
// for the store.
const abreast = 8

func (k *Keeper) putFiles(ctx context.Context, sums []string) error {
	var (
		running sync.WaitGroup
		mu      sync.Mutex
		failed  error
	)
	slots := make(chan struct{}, abreast)
	for _, sum := range sums {
		slots <- struct{}{}
		running.Go(func() {
			defer func() { <-slots }()
			name := fileName(k.nameKey, sum)
			mu.Lock()
			there, stop := k.known[name], failed != nil
			mu.Unlock()
			if stop {
				return
			}
			var n int64
			var err error
			if !there {
				n, err = k.putSealed(ctx, name, sum)
			}
			mu.Lock()
			defer mu.Unlock()
			switch {
			case errors.Is(err, blob.ErrNone): // no file of the office, or removed meanwhile
			case err != nil:
				failed = err
			default:
				k.known[name], k.seen[sum] = true, true
				k.set(func(s *Status) { s.Bytes += n })
			}
		})
	}
	running.Wait()
	return failed
}

// inMemory is how large a file may be to be sealed in memory.
const inMemory = 1 << 20

func (k *Keeper) putSealed(ctx context.Context, name, sum string) (n int64, err error) {
	r, err := k.Files.Open(ctx, sum)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	info, err := r.Stat()
	if err != nil {
		return 0, err
	}
	if info.Size() <= inMemory {
		var b bytes.Buffer
		w, err := seal(&b, k.To)
		if err != nil {
			return 0, err
		}
		_, err = io.Copy(w, r)
		if err := errors.Join(err, w.Close()); err != nil {
			return 0, err
		}
		return int64(b.Len()), k.Store.Put(ctx, name, bytes.NewReader(b.Bytes()))
	}
	t, err := os.CreateTemp(k.Dir, "way-file-*")
	if err != nil {
		return 0, err
	}
	defer os.Remove(t.Name())
	defer t.Close()
	w, err := seal(t, k.To)
	if err != nil {
		return 0, err
	}
	if _, err := io.Copy(w, r); err != nil {
		return 0, err
	}
	if err := w.Close(); err != nil {
		return 0, err
	}
	if n, err = t.Seek(0, io.SeekEnd); err != nil {
		return 0, err
	}
	if _, err := t.Seek(0, io.SeekStart); err != nil {
		return 0, err
	}
	return n, k.Store.Put(ctx, name, t)
}

// keepBeside keeps the files beside the database that have changed.
func (k *Keeper) keepBeside(ctx context.Context, at time.Time) error {
	if k.Beside == nil {
		return nil
	}
	paths, err := k.Beside()
	if err != nil {
		return err
	}
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		name, sum := filepath.Base(p), sha256.Sum256(b)
		if k.beside[name] == sum {
			continue
		}
		var sealed bytes.Buffer
		w, err := seal(&sealed, k.To)
		if err != nil {
			return err
		}
		if _, err := w.Write(b); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		if err := k.Store.Put(ctx, besideName(name, at), bytes.NewReader(sealed.Bytes())); err != nil {
			return err
		}
		if k.beside == nil {
			k.beside = map[string][32]byte{}
		}
		k.beside[name] = sum
	}
	return nil
}

func besideName(name string, at time.Time) string {
	return besidePrefix + name + "/" + at.UTC().Format(instantForm) + sealedEnd
}
