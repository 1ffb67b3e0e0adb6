package audit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"quyet/base/db"
	"quyet/base/text"
	"quyet/feature/audit/proof"
)

// Against is what a log is verified against. All of it comes from outside of
// the database: what stands inside, its keys as well, may have been put there
// by whoever altered it.
type Against struct {
	// Keys are the public keys of the log, the newest last. With none, those in
	// the database are taken, and the report says so.
	Keys []string

	// Witnesses are the public keys of witnesses whose signatures are checked.
	Witnesses []string

	// Seen are checkpoints that somebody kept or wrote down.
	Seen []proof.Seen

	// Progress is told now and then how many entries have been read. It may be
	// nil.
	Progress func(entries int64)
}

// A Report is what verifying found.
type Report struct {
	Entries     int64
	Root        tlog.Hash // of all entries, as they are now
	Last        proof.Checkpoint
	Checkpoints int
	Signatures  int   // of witnesses
	Waiting     int64 // events that came after the log was brought up to date

	// OwnKeys says that no key was given: what is reported is whole by itself,
	// but somebody who had both the database and the key could have made it.
	OwnKeys bool

	Findings []Finding
	Left     int // more findings than are listed
}

// Whole says whether nothing was found.
func (r *Report) Whole() bool { return len(r.Findings) == 0 }

// A Finding is one thing that is not as it was recorded.
type Finding struct {
	Kind  FindingKind
	Seq   int64 // number of the event; 0 if it is not about one
	First int64 // the entries that it is about, from 0; First > Last if about none
	Last  int64
	Told  text.T
	Args  []any
}

// In tells the finding in the language of ctx.
func (f Finding) In(ctx context.Context) string { return f.Told.In(ctx, f.Args...) }

// A FindingKind is a sort of finding.
type FindingKind string

// The kinds of findings.
const (
	Altered    FindingKind = "altered"    // an event is not what was recorded
	Removed    FindingKind = "removed"    // an event is gone
	Inserted   FindingKind = "inserted"   // an event was put in between later
	Rewritten  FindingKind = "rewritten"  // events and their fingerprints do not give the hash that was signed
	Hashes     FindingKind = "hashes"     // a stored hash is not that of the entries below it
	Structure  FindingKind = "structure"  // the log's own tables do not fit together
	Signature  FindingKind = "signature"  // a checkpoint is not signed by the key, or not what was signed
	RolledBack FindingKind = "rolledback" // the log is shorter than somebody has seen it
	Forked     FindingKind = "forked"     // the log is another one than somebody has seen
)

// mostFindings bounds the findings of each kind: who replaced everything need
// not be told a million times.
const mostFindings = 50

// Verify reads the whole log and everything it was made of, in one snapshot,
// and reports what is not as it was recorded. It asks for no right, writes
// nothing, and needs neither the program's private key nor its clock: anybody
// who has a copy of the database can do the same.
func Verify(ctx context.Context, d *db.DB, a Against) (*Report, error) {
	c := &check{report: &Report{}, against: a, found: map[FindingKind]int{}, newest: math.MinInt64, late: map[int64]int64{}}
	if err := d.Read(ctx, func(s *db.Snapshot) error {
		c.s = s
		return c.run(ctx)
	}); err != nil {
		return nil, fmt.Errorf("verify the log: %w", err)
	}
	return c.report, nil
}

type check struct {
	s       *db.Snapshot
	report  *Report
	against Against
	found   map[FindingKind]int

	keys     []note.Verifier
	marks    []mark          // at which sizes the root is compared, in order
	peaks    []peak          // of the tree so far, the largest first
	steps    [][]tlog.Hash   // of each stored level the hashes that no higher one covers yet
	size     int64           // entries read so far
	newest   int64           // number of the last event that came in its turn
	late     map[int64]int64 // number of an event that came late → its place
	excused  []proof.Entry   // events of which it is said that they stand elsewhere in the log
	lastGood *mark           // the last checkpoint that fitted
	broken   bool            // a checkpoint did not fit; later ones cannot either
	stale    int             // later ones that did not
}

// A peak is a full subtree at the right edge.
type peak struct {
	level int
	hash  tlog.Hash
}

// A mark is a size at which the root is known from elsewhere.
type mark struct {
	size int64
	at   time.Time
	root func(tlog.Hash) bool
	seen bool // somebody kept it
}

func (c *check) find(f Finding) {
	if c.found[f.Kind]++; c.found[f.Kind] <= mostFindings {
		c.report.Findings = append(c.report.Findings, f)
	} else {
		c.report.Left++
	}
}

var none = Finding{First: 0, Last: -1}

func (c *check) run(ctx context.Context) error {
	h, err := readHead(ctx, c.s)
	if err != nil {
		return err
	}
	if err := c.readKeys(ctx); err != nil {
		return err
	}
	if err := c.readCheckpoints(ctx); err != nil {
		return err
	}
	for _, s := range c.against.Seen {
		c.marks = append(c.marks, mark{size: s.Size, root: s.Fits, seen: true})
	}
	slices.SortStableFunc(c.marks, func(a, b mark) int { return cmp.Compare(a.size, b.size) })
	if err := c.readBlocks(ctx, h); err != nil {
		return err
	}
	c.report.Entries, c.report.Root = c.size, c.root()
	for _, m := range c.marks {
		if m.seen {
			c.find(Finding{Kind: RolledBack, First: c.size, Last: m.size - 1, Told: tRolledBack, Args: []any{m.size, c.size, m.size - c.size}})
		} else {
			c.find(Finding{Kind: RolledBack, First: c.size, Last: m.size - 1, Told: tCutOff, Args: []any{m.at.Format(time.RFC3339), m.size, c.size}})
		}
	}
	if c.stale > 0 {
		f := none
		f.Kind, f.Told, f.Args = Rewritten, tLaterCheckpoints, []any{c.stale}
		c.find(f)
	}
	var after int64
	err = c.s.One(ctx, countAfter, []any{h.seen}, &after)
	c.report.Waiting += after
	return err
}

func (c *check) readKeys(ctx context.Context) error {
	keys := c.against.Keys
	if len(keys) == 0 {
		c.report.OwnKeys = true
		rows, err := db.All(ctx, c.s, selectKeys, scanKey)
		if err != nil {
			return err
		}
		for _, k := range rows {
			keys = append(keys, k.verifier)
		}
	}
	for _, k := range keys {
		v, err := note.NewVerifier(k)
		if err != nil {
			return fmt.Errorf("%w: %w", proof.ErrKey, err)
		}
		c.keys = append(c.keys, v)
	}
	return nil
}

// perRead bounds what is read of a table at once.
const perRead = 1000

// readCheckpoints checks every signature and notes which root belongs to
// which size.
func (c *check) readCheckpoints(ctx context.Context) error {
	witnesses := map[string]*proof.WitnessVerifier{}
	for _, w := range c.against.Witnesses {
		v, err := proof.NewWitnessVerifier(w)
		if err != nil {
			return err
		}
		witnesses[v.Name()] = v
	}
	notes := map[int64]string{}
	for after := int64(-1); ; {
		some, err := db.All(ctx, c.s, checkpointsFrom, scanKept, after, perRead)
		if err != nil {
			return err
		}
		for _, k := range some {
			after = k.Size
			cp, err := c.open(k.Note)
			if err == nil && (cp.Size != k.Size) {
				err = proof.ErrForm
			}
			if err != nil {
				f := none
				f.Kind, f.Told, f.Args = Signature, tBadSignature, []any{k.At.Format(time.RFC3339), k.Size}
				c.find(f)
				continue
			}
			c.report.Checkpoints++
			c.report.Last = cp
			if len(witnesses) > 0 {
				notes[k.Size] = k.Note
			}
			c.marks = append(c.marks, mark{size: cp.Size, at: cp.At, root: func(h tlog.Hash) bool { return h == cp.Root }})
		}
		if len(some) < perRead {
			break
		}
	}
	if len(witnesses) == 0 {
		return nil
	}
	return db.Each(ctx, c.s, cosignatures, func(scan db.Scan) error {
		var size, at int64
		var name, line string
		if err := scan(&size, &name, &at, &line); err != nil {
			return err
		}
		v := witnesses[name]
		if v == nil {
			return nil
		}
		_, wrong := proof.OpenCosigned(notes[size], line, v)
		if wrong == nil {
			c.report.Signatures++
		} else {
			f := none
			f.Kind, f.Told, f.Args = Signature, tBadCosignature, []any{name, size}
			c.find(f)
		}
		return nil
	})
}

func (c *check) open(msg string) (cp proof.Checkpoint, err error) {
	err = proof.ErrForm
	for _, k := range slices.Backward(c.keys) {
		if cp, err = proof.OpenCheckpoint(msg, k); err == nil {
			break
		}
	}
	return cp, err
}

// blocksAtOnce is how many blocks are read together, with their events.
const blocksAtOnce = 32

func (c *check) readBlocks(ctx context.Context, h head) error {
	c.meet(0)
	for next := int64(0); ; {
		blocks, err := db.All(ctx, c.s, blocksFrom, scanBlock, next, blocksAtOnce)
		if errors.Is(err, proof.ErrForm) {
			c.structure(next*perBlock, tBlockBroken, next)
			return nil
		}
		if err != nil {
			return err
		}
		if len(blocks) == 0 {
			break
		}
		if err := c.readSome(ctx, blocks, next); err != nil {
			return err
		}
		next = blocks[len(blocks)-1].no + 1
		if c.against.Progress != nil {
			c.against.Progress(c.size)
		}
	}
	if c.size != h.size {
		c.structure(c.size, tHeadWrong, h.size, c.size)
	}
	return c.strangers(ctx, h.seen)
}

func (c *check) structure(at int64, told text.T, args ...any) {
	c.find(Finding{Kind: Structure, First: at, Last: at - 1, Told: told, Args: args})
}

// readSome verifies some blocks. next is the number that the first should
// have.
func (c *check) readSome(ctx context.Context, blocks []block, next int64) error {
	var late []int64
	from, to := c.newest, c.newest
	for _, b := range blocks {
		for _, seq := range b.seqs {
			if seq > to {
				to = seq
			} else {
				late = append(late, seq)
			}
		}
	}
	events := map[int64]proof.Entry{}
	entries, err := entriesOf(ctx, c.s, late)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Kind != "" {
			events[e.Seq] = e
		}
	}
	if err := db.Each(ctx, c.s, eventsWithin, func(scan db.Scan) error {
		e, err := scanEntry(scan)
		if err == nil {
			events[e.Seq] = e
		}
		return err
	}, from, to); err != nil {
		return err
	}
	stored, err := c.storedNodes(ctx, blocks[0].no, blocks[len(blocks)-1].no+1)
	if err != nil {
		return err
	}
	used := map[int64]bool{}
	for _, b := range blocks {
		if b.no != next || c.size%perBlock != 0 || len(b.prints) != len(b.seqs)*proof.PrintSize {
			c.structure(c.size, tBlockBroken, b.no)
		}
		next = b.no + 1
		leaves := make([]tlog.Hash, len(b.seqs))
		faulty := false
		for i, seq := range b.seqs {
			if seq > c.newest {
				c.newest = seq
			} else {
				c.late[seq] = c.size + int64(i)
			}
			e, there := events[seq]
			at := c.size + int64(i)
			if !there {
				c.find(Finding{Kind: Removed, Seq: seq, First: at, Last: at, Told: tRemoved, Args: []any{seq, at + 1}})
				faulty = true
				continue
			}
			if used[seq] {
				c.structure(at, tTwice, seq)
			}
			used[seq] = true
			leaves[i] = e.Hash()
			stored := b.prints[min(i*proof.PrintSize, len(b.prints)):min((i+1)*proof.PrintSize, len(b.prints))]
			if print := proof.Print(leaves[i]); !slices.Equal(print[:], stored) {
				c.find(Finding{Kind: Altered, Seq: seq, First: at, Last: at, Told: tEntryAltered,
					Args: []any{seq, at + 1, e.Kind, e.At.Format(time.RFC3339)}})
				faulty = true
			}
		}
		c.grow(b, leaves, stored, faulty)
	}
	// What stands between the events of these blocks and is in none of them.
	for _, seq := range slices.Sorted(maps.Keys(events)) {
		if used[seq] {
			continue
		}
		if err := c.stranger(ctx, events[seq]); err != nil {
			return err
		}
	}
	return nil
}

// grow adds the leaves of a block to the tree and compares what it knows.
func (c *check) grow(b block, leaves []tlog.Hash, stored map[nodeAt]tlog.Hash, faulty bool) {
	for _, leaf := range leaves {
		c.push(0, leaf)
		c.size++
		c.meet(c.size)
	}
	if len(leaves) < perBlock {
		return
	}
	hash := proof.Subtree(leaves)
	for level, no := step, b.no; ; level, no = level+step, no/perBlock {
		if !faulty && hash != stored[nodeAt{level, no}] {
			c.find(Finding{Kind: Hashes, First: c.size - 1<<level, Last: c.size - 1, Told: tNodeWrong, Args: []any{c.size - 1<<level + 1, c.size}})
		}
		i := level/step - 1
		if i == len(c.steps) {
			c.steps = append(c.steps, nil)
		}
		c.steps[i] = append(c.steps[i], hash)
		if len(c.steps[i]) < perBlock {
			return
		}
		hash = proof.Subtree(c.steps[i])
		c.steps[i] = nil
	}
}

// storedNodes returns the stored hashes that the blocks from one to before
// another complete.
func (c *check) storedNodes(ctx context.Context, from, to int64) (map[nodeAt]tlog.Hash, error) {
	stored := map[nodeAt]tlog.Hash{}
	for level := step; from < to && level < 64; level += step {
		if err := db.Each(ctx, c.s, nodesWithin, func(scan db.Scan) error {
			var no int64
			var raw []byte
			err := scan(&no, &raw)
			if err == nil && len(raw) == tlog.HashSize {
				stored[nodeAt{level, no}] = tlog.Hash(raw)
			}
			return err
		}, level, from, to); err != nil {
			return nil, err
		}
		from, to = from/perBlock, to/perBlock
	}
	return stored, nil
}

// push adds a full subtree at the right edge and joins what is now complete.
func (c *check) push(level int, hash tlog.Hash) {
	for len(c.peaks) > 0 && c.peaks[len(c.peaks)-1].level == level {
		hash = tlog.NodeHash(c.peaks[len(c.peaks)-1].hash, hash)
		c.peaks = c.peaks[:len(c.peaks)-1]
		level++
	}
	c.peaks = append(c.peaks, peak{level, hash})
}

// root returns the hash over what has been read.
func (c *check) root() tlog.Hash {
	if len(c.peaks) == 0 {
		h, _ := tlog.TreeHash(0, nil)
		return h
	}
	hash := c.peaks[len(c.peaks)-1].hash
	for _, p := range slices.Backward(c.peaks[:len(c.peaks)-1]) {
		hash = tlog.NodeHash(p.hash, hash)
	}
	return hash
}

// meet compares the root with those known for this size.
func (c *check) meet(size int64) {
	for len(c.marks) > 0 && c.marks[0].size <= size {
		m := c.marks[0]
		c.marks = c.marks[1:]
		switch {
		case m.size == size && m.root(c.root()):
			if !m.seen {
				c.lastGood = &m
			}
		case m.seen:
			c.find(Finding{Kind: Forked, First: 0, Last: size - 1, Told: tForked, Args: []any{m.size}})
		case c.broken:
			c.stale++
		default:
			c.broken = true
			first, since := int64(0), "–"
			if c.lastGood != nil {
				first, since = c.lastGood.size, c.lastGood.at.Format(time.RFC3339)
			}
			c.find(Finding{Kind: Rewritten, First: first, Last: size - 1, Told: tRewritten,
				Args: []any{first + 1, size, m.at.Format(time.RFC3339), since}})
		}
	}
}

// strangers looks at the events after the last one of the log, up to the
// number that the log has looked at.
func (c *check) strangers(ctx context.Context, seen int64) error {
	found, err := db.All(ctx, c.s, eventsAfter, scanEntry, c.newest, perRead)
	if err != nil {
		return err
	}
	for _, e := range found {
		if e.Seq > seen {
			break
		}
		if err := c.stranger(ctx, e); err != nil {
			return err
		}
	}
	for _, e := range c.excused {
		if _, there := c.late[e.Seq]; !there {
			c.inserted(e)
		}
	}
	return nil
}

// stranger looks at an event that is not in the log where its number would
// have it: one that came late stands elsewhere in it, or waits to be taken in.
func (c *check) stranger(ctx context.Context, e proof.Entry) error {
	_, err := first(ctx, c.s, lateLeaf, number, e.Seq)
	if err == nil {
		c.excused = append(c.excused, e)
		return nil
	}
	if errors.Is(err, db.ErrNoRow) {
		if _, err = first(ctx, c.s, gapAround, number, e.Seq); err == nil {
			c.report.Waiting++
			return nil
		}
	}
	if errors.Is(err, db.ErrNoRow) {
		c.inserted(e)
		return nil
	}
	return err
}

func (c *check) inserted(e proof.Entry) {
	c.find(Finding{Kind: Inserted, Seq: e.Seq, First: 0, Last: -1, Told: tInserted, Args: []any{e.Seq, e.Kind, e.At.Format(time.RFC3339)}})
}

// Check verifies the log by itself and returns in words what it found: what
// looks after an installation, or after a copy that was restored, asks this.
// Who has the key as well can deceive it; [Verify] with a checkpoint that was
// kept elsewhere cannot be deceived.
func Check(ctx context.Context, d *db.DB) (found []string, err error) {
	r, err := Verify(ctx, d, Against{})
	if err != nil {
		return nil, err
	}
	for _, f := range r.Findings {
		found = append(found, f.In(ctx))
	}
	if r.Left > 0 {
		found = append(found, tMoreFindings.In(ctx, r.Left))
	}
	return found, nil
}
