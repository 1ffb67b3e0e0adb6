package audit

import (
	"context"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"quyet/base/db"
	"quyet/feature/audit/proof"
)

// The tree is kept in steps of eight levels: a block of 256 leaves, 256 of
// those, and so on. What lies between is worked out when it is asked for.
const (
	step     = 8
	perBlock = 1 << step
)

// A tree reads hashes of the log, those that were worked out a moment ago and
// are not stored yet as well. It implements [tlog.HashReader].
type tree struct {
	ctx    context.Context //nolint:containedctx // tlog.HashReader has no room for one
	s      *db.Snapshot
	leaves map[int64][]tlog.Hash // of blocks
	nodes  map[nodeAt]tlog.Hash  // new ones
}

type nodeAt struct {
	level int
	no    int64
}

func newTree(ctx context.Context, s *db.Snapshot) *tree {
	return &tree{ctx, s, map[int64][]tlog.Hash{}, map[nodeAt]tlog.Hash{}}
}

// ReadHashes implements [tlog.HashReader].
func (t *tree) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		var err error
		if hashes[i], err = t.node(tlog.SplitStoredHashIndex(index)); err != nil {
			return nil, err
		}
	}
	return hashes, nil
}

// node returns one hash; there are as many statements as a tree has levels.
func (t *tree) node(level int, no int64) (tlog.Hash, error) {
	if level < step {
		first := no << level
		leaves, err := t.block(first / perBlock)
		if err != nil {
			return tlog.Hash{}, err
		}
		from := first % perBlock
		to := from + 1<<level
		if to > int64(len(leaves)) {
			return tlog.Hash{}, fmt.Errorf("the log has no entry %d", first+1<<level-1)
		}
		return proof.Subtree(leaves[from:to]), nil
	}
	stored := level / step * step
	below, err := t.stored(stored, no<<(level-stored), (no+1)<<(level-stored))
	if err != nil {
		return tlog.Hash{}, err
	}
	return proof.Subtree(below), nil
}

// stored returns the hashes from one to before another of a level that is
// stored.
func (t *tree) stored(level int, from, to int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, to-from)
	there := make([]bool, to-from)
	missing := false
	for no := from; no < to; no++ {
		hashes[no-from], there[no-from] = t.nodes[nodeAt{level, no}]
		missing = missing || !there[no-from]
	}
	if !missing {
		return hashes, nil
	}
	if err := db.Each(t.ctx, t.s, nodesWithin, func(scan db.Scan) error {
		var no int64
		var h []byte
		if err := scan(&no, &h); err != nil {
			return err
		}
		if there[no-from] || len(h) != tlog.HashSize {
			return nil
		}
		hashes[no-from], there[no-from] = tlog.Hash(h), true
		return nil
	}, level, from, to); err != nil {
		return nil, err
	}
	for i, ok := range there {
		if !ok {
			return nil, fmt.Errorf("the log has no hash %d of level %d", from+int64(i), level)
		}
	}
	return hashes, nil
}

// block returns the hashes of the leaves of one block, worked out from the
// events.
func (t *tree) block(no int64) ([]tlog.Hash, error) {
	if leaves, ok := t.leaves[no]; ok {
		return leaves, nil
	}
	b, err := first(t.ctx, t.s, blockByNo, scanBlock, no)
	if err != nil {
		return nil, fmt.Errorf("block %d of the log: %w", no, err)
	}
	entries, err := entriesOf(t.ctx, t.s, b.seqs)
	if err != nil {
		return nil, err
	}
	leaves := make([]tlog.Hash, len(entries))
	for i, e := range entries {
		leaves[i] = e.Hash()
	}
	t.leaves[no] = leaves
	return leaves, nil
}

// add puts the leaf of the entry at index into the tree and returns the nodes
// that it completes.
func (t *tree) add(index int64, leaf tlog.Hash) (completed []nodeAt, err error) {
	no := index / perBlock
	if index%perBlock == 0 {
		t.leaves[no] = nil
	} else if _, err := t.block(no); err != nil {
		return nil, err
	}
	t.leaves[no] = append(t.leaves[no], leaf)
	if len(t.leaves[no]) < perBlock {
		return nil, nil
	}
	at := nodeAt{step, no}
	t.nodes[at] = proof.Subtree(t.leaves[no])
	delete(t.leaves, no)
	for completed = append(completed, at); at.no%perBlock == perBlock-1; completed = append(completed, at) {
		up := nodeAt{at.level + step, at.no / perBlock}
		below, err := t.stored(at.level, up.no*perBlock, (up.no+1)*perBlock)
		if err != nil {
			return nil, err
		}
		t.nodes[up] = proof.Subtree(below)
		at = up
	}
	return completed, nil
}

// root returns the hash over the first size entries.
func (t *tree) root(size int64) (tlog.Hash, error) {
	return tlog.TreeHash(size, t)
}

// entriesOf returns the events of the given numbers, in their order. One that
// is not there comes back as nothing but its number.
func entriesOf(ctx context.Context, s *db.Snapshot, seqs []int64) ([]proof.Entry, error) {
	found := make(map[int64]proof.Entry, len(seqs))
	for from := 0; from < len(seqs); from += perBlock {
		some := seqs[from:min(from+perBlock, len(seqs))]
		q := db.Built("audit.entriesOf", `SELECT `+entryColumns+` FROM event_log WHERE seq IN (`+db.Places(1, len(some))+`)`)
		entries, err := db.All(ctx, s, q, scanEntry, db.Args(some)...)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			found[e.Seq] = e
		}
	}
	out := make([]proof.Entry, len(seqs))
	for i, seq := range seqs {
		if e, ok := found[seq]; ok {
			out[i] = e
		} else {
			out[i].Seq = seq
		}
	}
	return out, nil
}
