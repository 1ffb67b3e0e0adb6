package audit

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/mod/sumdb/note"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/audit/proof"
)

// A Keeper takes events into the log and signs checkpoints. It has the key,
// which stands in a file beside the data and never in the database: who can
// write the one need not be able to read the other.
type Keeper struct {
	file   string // of the private key
	client *http.Client

	mu     sync.Mutex
	own    *proof.Key // once it has been read
	failed error      // why the last attempt to seal failed; nil if it did not

	printed atomic.Pointer[printed]
}

// NewKeeper returns the keeper whose private key stands in file; it is made
// when the first checkpoint is signed.
func NewKeeper(file string) *Keeper {
	// Who was appointed answers at the address that was given, and nowhere else.
	here := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Keeper{file: file, client: &http.Client{Timeout: askTime, CheckRedirect: here}}
}

// key returns the key. fresh says that one may be made: nobody has signed a
// checkpoint of this log yet.
func (k *Keeper) key(fresh bool) (*proof.Key, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.own != nil {
		return k.own, nil
	}
	private, err := os.ReadFile(k.file)
	if errors.Is(err, fs.ErrNotExist) && fresh {
		private, err = k.makeKey()
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.Unavailable, tNoKey, k.file).Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("key of the log: %w", err)
	}
	if k.own, err = proof.ReadKey(string(private)); err != nil {
		return nil, fault.New(fault.Invalid, tKeyBroken, k.file).Because(err)
	}
	return k.own, nil
}

// keyAgain reads the key again.
func (k *Keeper) keyAgain() (*proof.Key, error) {
	k.mu.Lock()
	k.own = nil
	k.mu.Unlock()
	return k.key(false)
}

// makeKey writes a new key into the file and returns it.
func (k *Keeper) makeKey() ([]byte, error) {
	private, err := newLogKey()
	if err != nil {
		return nil, err
	}
	return []byte(private), writeSecret(k.file, private)
}

// newLogKey makes a key for a log, under a name that no other has.
func newLogKey() (string, error) {
	var name [4]byte
	rand.Read(name[:])
	return proof.NewKey(rand.Reader, "quyet/"+hex.EncodeToString(name[:]))
}

// writeSecret makes a new file that its owner alone can read.
func writeSecret(file, text string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return fmt.Errorf("write key: %w", err)
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("write key: %w", err)
	}
	_, err = f.WriteString(text + "\n")
	return errors.Join(err, f.Sync(), f.Close())
}

// A head is how far the log reaches.
type head struct{ size, seen int64 }

func readHead(ctx context.Context, s *db.Snapshot) (h head, err error) {
	return h, s.One(ctx, selectHead, nil, &h.size, &h.seen)
}

const (
	// perSeal is how many events are taken into the log in one transaction.
	perSeal = 8192
	// lateTime is how long an event may take from its number to its commit. No
	// request and no chore lasts longer.
	lateTime = 15 * time.Minute
	// SealEvery is how often the log is brought up to date.
	SealEvery = 15 * time.Second
	// sealTime is how long one instance may be at it: where it was killed,
	// another goes on within the minute.
	sealTime = 40 * time.Second
)

// errOther says that another instance has sealed meanwhile.
var errOther = errors.New("sealed by another instance")

// Seal takes every event that is committed into the log, in the order of
// their numbers, and signs a checkpoint of it. Before, it checks that the
// newest checkpoint still fits what is there: where something was altered it
// signs nothing more and says so, in its error, in the program's log and on
// the page of the log.
//
// It runs as the program itself; several instances may do it at once.
func (k *Keeper) Seal(ctx context.Context, o *work.Office) error {
	for more := true; more; {
		var err error
		if more, err = k.sealSome(ctx, o); err != nil && !errors.Is(err, errOther) {
			k.note(err)
			return err
		}
	}
	k.note(nil)
	return nil
}

func (k *Keeper) note(err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.failed = err
}

// Trouble returns why this instance could not seal the last time it tried;
// nil if it could.
func (k *Keeper) Trouble() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.failed
}

// A harvest is what one transaction takes into the log.
type harvest struct {
	from, to head
	blocks   []block
	nodes    map[nodeAt][]byte
	late     map[int64]int64 // number of an event → its place
	gaps     [][2]int64
	note     string // signed checkpoint of it; "" where there is one already
	at       time.Time
	newKey   string // public half of the key that signed, where it is new
}

func (k *Keeper) sealSome(ctx context.Context, o *work.Office) (more bool, err error) {
	var h *harvest
	if err := o.View(ctx, work.System("audit.seal"), func(v *work.View) (err error) {
		h, more, err = k.gather(ctx, v)
		return err
	}); err != nil || h == nil {
		return false, err
	}
	if err := o.Do(ctx, work.System("audit.seal"), func(u *work.Unit) error { return h.write(ctx, u) }); err != nil {
		return false, err
	}
	return more, nil
}

// gather works out what is to be written; nil if nothing is.
func (k *Keeper) gather(ctx context.Context, v *work.View) (*harvest, bool, error) {
	from, err := readHead(ctx, v.Snapshot)
	if err != nil {
		return nil, false, err
	}
	t := newTree(ctx, v.Snapshot)
	key, newKey, checkpoint, err := k.pickUp(ctx, v, t)
	if err != nil {
		return nil, false, err
	}
	entries, err := db.All(ctx, v.Snapshot, eventsAfter, scanEntry, from.seen, perSeal)
	if err != nil {
		return nil, false, err
	}
	lateSeqs, err := db.All(ctx, v.Snapshot, eventsLate, number, perSeal)
	if err != nil {
		return nil, false, err
	}
	late, err := entriesOf(ctx, v.Snapshot, lateSeqs)
	if err != nil {
		return nil, false, err
	}
	if len(entries) == 0 && len(late) == 0 && (from.size == checkpoint || from.size == 0) {
		return nil, false, nil
	}
	h := &harvest{from: from, to: from, nodes: map[nodeAt][]byte{}, late: map[int64]int64{}, at: v.Now, newKey: newKey}
	if err := h.take(ctx, v.Snapshot, t, late, entries); err != nil {
		return nil, false, err
	}
	more := len(entries) == perSeal || len(late) == perSeal
	if more {
		return h, true, nil
	}
	root, err := t.root(h.to.size)
	if err != nil {
		return nil, false, err
	}
	c := proof.Checkpoint{Origin: key.Name(), Size: h.to.size, Root: root, At: v.Now.Truncate(time.Second)}
	h.note, err = c.Sign(key)
	return h, false, err
}

func number(scan db.Scan) (n int64, err error) { return n, scan(&n) }

// pickUp returns the key, with its public half if it is not known yet, and
// the size of the newest checkpoint, after checking that this one fits.
func (k *Keeper) pickUp(ctx context.Context, v *work.View, t *tree) (key *proof.Key, newKey string, size int64, err error) {
	keys, err := db.All(ctx, v.Snapshot, selectKeys, scanKey)
	if err != nil {
		return nil, "", 0, err
	}
	if key, err = k.key(len(keys) == 0); err != nil {
		return nil, "", 0, err
	}
	if len(keys) == 0 {
		return key, key.Public, 0, nil
	}
	if keys[len(keys)-1].verifier != key.Public {
		// It was changed, by who may, since it was read.
		if key, err = k.keyAgain(); err != nil {
			return nil, "", 0, err
		}
		if keys[len(keys)-1].verifier != key.Public {
			return nil, "", 0, fault.New(fault.Conflict, tOtherKey, k.file)
		}
	}
	last, err := first(ctx, v.Snapshot, newestCheckpoint, scanKept)
	if errors.Is(err, db.ErrNoRow) {
		return key, "", 0, nil
	}
	if err != nil {
		return nil, "", 0, err
	}
	c, err := openWith(last.Note, keys)
	if err != nil {
		return nil, "", 0, fault.New(fault.Invalid, tAltered).Because(err)
	}
	root, err := t.root(c.Size)
	if err != nil {
		return nil, "", 0, fault.New(fault.Invalid, tAltered).Because(err)
	}
	if c.Size != last.Size || root != c.Root {
		return nil, "", 0, fault.New(fault.Invalid, tAltered)
	}
	return key, "", c.Size, nil
}

// openWith opens a checkpoint that one of keys has signed.
func openWith(msg string, keys []keyRow) (c proof.Checkpoint, err error) {
	err = proof.ErrForm
	for _, k := range slices.Backward(keys) {
		var v note.Verifier
		if v, err = note.NewVerifier(k.verifier); err != nil {
			return c, err
		}
		if c, err = proof.OpenCheckpoint(msg, v); err == nil {
			break
		}
	}
	return c, err
}

// take puts late events and then new ones at the end of the log.
func (h *harvest) take(ctx context.Context, s *db.Snapshot, t *tree, late, entries []proof.Entry) error {
	b, err := first(ctx, s, lastBlock, scanBlock)
	if err != nil && !errors.Is(err, db.ErrNoRow) {
		return err
	}
	if errors.Is(err, db.ErrNoRow) || len(b.seqs) == perBlock {
		b = block{no: h.from.size / perBlock, first: noneOnTime}
	}
	put := func(e proof.Entry) error {
		leaf := e.Hash()
		completed, err := t.add(h.to.size, leaf)
		if err != nil {
			return err
		}
		for _, at := range completed {
			hash := t.nodes[at]
			h.nodes[at] = hash[:]
		}
		print := proof.Print(leaf)
		b.seqs, b.prints = append(b.seqs, e.Seq), append(b.prints, print[:]...)
		h.to.size++
		if len(b.seqs) == perBlock {
			h.blocks = append(h.blocks, b)
			b = block{no: b.no + 1, first: noneOnTime}
		}
		return nil
	}
	for _, e := range late {
		h.late[e.Seq] = h.to.size
		if err := put(e); err != nil {
			return err
		}
	}
	for _, e := range entries {
		if e.Seq > h.to.seen+1 {
			h.gaps = append(h.gaps, [2]int64{h.to.seen + 1, e.Seq - 1})
		}
		h.to.seen = e.Seq
		if b.first == noneOnTime {
			b.first = e.Seq
		}
		if err := put(e); err != nil {
			return err
		}
	}
	if len(b.seqs) > 0 {
		h.blocks = append(h.blocks, b)
	}
	return nil
}

func (h *harvest) write(ctx context.Context, u *work.Unit) error {
	n, err := u.Exec(ctx, moveHead, h.to.size, h.to.seen, h.from.size, h.from.seen)
	if err != nil {
		return err
	}
	if n == 0 {
		return errOther
	}
	var blocks, nodes, late, gaps [][]any
	for _, b := range h.blocks {
		blocks = append(blocks, []any{b.no, b.first, packSeqs(b.seqs), b.prints})
	}
	for at, hash := range h.nodes {
		nodes = append(nodes, []any{at.level, at.no, hash})
	}
	for seq, leaf := range h.late {
		late = append(late, []any{seq, leaf})
	}
	for _, g := range h.gaps {
		gaps = append(gaps, []any{g[0], g[1], u.Now.UnixMicro()})
	}
	for _, rows := range []struct {
		by *db.Stmt
		of [][]any
	}{{insertBlock, blocks}, {insertNode, nodes}, {insertLate, late}, {insertGap, gaps}} {
		if len(rows.of) == 0 {
			continue
		}
		if err := u.ExecMany(ctx, rows.by, rows.of); err != nil {
			return err
		}
	}
	if _, err := u.Exec(ctx, closeGaps, u.Now.Add(-lateTime).UnixMicro()); err != nil {
		return err
	}
	if h.newKey != "" {
		if _, err := u.Exec(ctx, insertKey, h.from.size, h.newKey); err != nil {
			return err
		}
	}
	if h.note == "" {
		return nil
	}
	_, err = u.Exec(ctx, insertCheckpoint, h.to.size, h.at.UnixMicro(), h.note)
	return err
}

// Ages of checkpoints: within keepAll every one stays, later one an hour.
const (
	keepAll    = 30 * 24 * time.Hour
	thinEvery  = 24 * time.Hour
	thinReason = "audit.thin"
)

// Thin deletes checkpoints of which a later one of the same hour says the
// same and more.
func Thin(ctx context.Context, o *work.Office) error {
	return o.Do(ctx, work.System(thinReason), func(u *work.Unit) error {
		_, err := u.Exec(ctx, thinCheckpoints, u.Now.Add(-keepAll).UnixMicro())
		return err
	})
}

type keyRow struct {
	since    int64
	verifier string
}

func scanKey(scan db.Scan) (k keyRow, err error) { return k, scan(&k.since, &k.verifier) }

// first returns the first row; [db.ErrNoRow] if there is none.
func first[T any](ctx context.Context, s *db.Snapshot, stmt *db.Stmt, read func(db.Scan) (T, error), args ...any) (T, error) {
	rows, err := db.All(ctx, s, stmt, read, args...)
	if err == nil && len(rows) == 0 {
		err = db.ErrNoRow
	}
	if err != nil {
		var none T
		return none, err
	}
	return rows[0], nil
}
