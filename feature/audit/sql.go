package audit

import (
	"encoding/binary"
	"time"

	"quyet/base/db"
	"quyet/feature/audit/proof"
)

// Where the first event of a subject is gone, later ones have lost its name.
const entryColumns = `seq, at, account_id, for_account_id, reason, body_id, kind, coalesce(subject, ''), detail`

var (
	selectHead = db.SQL("audit.head", `SELECT size, seen FROM audit_head WHERE one = 1`)
	moveHead   = db.SQL("audit.moveHead", `UPDATE audit_head SET size = $1, seen = $2 WHERE one = 1 AND size = $3 AND seen = $4`)

	// What has come since the head was moved last, and what came late.
	eventsAfter = db.SQL("audit.eventsAfter", `SELECT `+entryColumns+` FROM event_log WHERE seq > $1 ORDER BY seq LIMIT $2`)
	eventsLate  = db.SQL("audit.eventsLate", `
		SELECT e.seq FROM audit_gap g CROSS JOIN event e
		WHERE e.seq >= g.first AND e.seq <= g.last AND NOT EXISTS (SELECT 1 FROM audit_late l WHERE l.seq = e.seq)
		ORDER BY e.seq LIMIT $1`)
	eventsWithin = db.SQL("audit.eventsWithin", `SELECT `+entryColumns+` FROM event_log WHERE seq > $1 AND seq <= $2 ORDER BY seq`)
	// Those that nothing of the log accounts for wait to be taken into it.
	countAfter = db.SQL("audit.countAfter", `SELECT count(*) FROM event WHERE seq > $1`)
	gapAround  = db.SQL("audit.gapAround", `SELECT 1 FROM audit_gap WHERE first <= $1 AND last >= $1`)

	// The first event of a subject tells what sort of thing it is.
	firstKind = db.SQL("audit.firstKind", `
		SELECT a.kind FROM event e JOIN event_act a ON a.no = e.act_no WHERE e.seq = (SELECT max(f.seq) FROM event f WHERE f.subject = $1)`)

	lastBlock   = db.SQL("audit.lastBlock", `SELECT no, first_seq, seqs, prints FROM audit_block ORDER BY no DESC LIMIT 1`)
	blockByNo   = db.SQL("audit.block", `SELECT no, first_seq, seqs, prints FROM audit_block WHERE no = $1`)
	blocksFrom  = db.SQL("audit.blocksFrom", `SELECT no, first_seq, seqs, prints FROM audit_block WHERE no >= $1 ORDER BY no LIMIT $2`)
	insertBlock = db.SQL("audit.insertBlock", `
		INSERT INTO audit_block (no, first_seq, seqs, prints) VALUES ($1, $2, $3, $4)
		ON CONFLICT (no) DO UPDATE SET first_seq = excluded.first_seq, seqs = excluded.seqs, prints = excluded.prints`)
	nodesWithin = db.SQL("audit.nodesWithin", `SELECT no, hash FROM audit_node WHERE level = $1 AND no >= $2 AND no < $3 ORDER BY no`)
	insertNode  = db.SQL("audit.insertNode", `INSERT INTO audit_node (level, no, hash) VALUES ($1, $2, $3)`)
	lateLeaf    = db.SQL("audit.lateLeaf", `SELECT leaf FROM audit_late WHERE seq = $1`)
	insertLate  = db.SQL("audit.insertLate", `INSERT INTO audit_late (seq, leaf) VALUES ($1, $2)`)
	insertGap   = db.SQL("audit.insertGap", `INSERT INTO audit_gap (first, last, seen_at) VALUES ($1, $2, $3)`)
	closeGaps   = db.SQL("audit.closeGaps", `DELETE FROM audit_gap WHERE seen_at < $1`)

	selectKeys = db.SQL("audit.keys", `SELECT since, verifier FROM audit_key ORDER BY since`)
	insertKey  = db.SQL("audit.insertKey", `INSERT INTO audit_key (since, verifier) VALUES ($1, $2)`)

	newestCheckpoint = db.SQL("audit.newestCheckpoint", `SELECT size, at, note FROM audit_checkpoint ORDER BY size DESC LIMIT 1`)
	checkpointsFrom  = db.SQL("audit.checkpointsFrom", `SELECT size, at, note FROM audit_checkpoint WHERE size > $1 ORDER BY size LIMIT $2`)
	insertCheckpoint = db.SQL("audit.insertCheckpoint", `
		INSERT INTO audit_checkpoint (size, at, note) VALUES ($1, $2, $3) ON CONFLICT (size) DO NOTHING`)
	// Of the old ones the last of each hour stays, and every one that a witness
	// has signed.
	thinCheckpoints = db.SQL("audit.thinCheckpoints", `
		DELETE FROM audit_checkpoint WHERE at < $1 AND size < (SELECT max(c.size) FROM audit_checkpoint c)
			AND NOT EXISTS (SELECT 1 FROM audit_cosignature s WHERE s.size = audit_checkpoint.size)
			AND EXISTS (SELECT 1 FROM audit_checkpoint n WHERE n.at > audit_checkpoint.at AND n.at / 3600000000 = audit_checkpoint.at / 3600000000)`)

	selectWitnesses   = db.SQL("audit.witnesses", `SELECT name, verifier, address, size, asked_at, trouble FROM audit_witness ORDER BY name`)
	insertWitness     = db.SQL("audit.insertWitness", `INSERT INTO audit_witness (name, verifier, address, size, asked_at, trouble) VALUES ($1, $2, $3, 0, 0, '')`)
	deleteWitness     = db.SQL("audit.deleteWitness", `DELETE FROM audit_witness WHERE name = $1`)
	answered          = db.SQL("audit.answered", `UPDATE audit_witness SET size = $2, asked_at = $3, trouble = $4 WHERE name = $1`)
	insertCosignature = db.SQL("audit.insertCosignature", `
		INSERT INTO audit_cosignature (size, witness, at, line) VALUES ($1, $2, $3, $4) ON CONFLICT (size, witness) DO NOTHING`)
	cosignatures = db.SQL("audit.cosignatures", `SELECT size, witness, at, line FROM audit_cosignature ORDER BY size, witness`)

	selectWatched = db.SQL("audit.watched", `SELECT origin, verifier, size, note, at FROM audit_watched ORDER BY origin`)
	watchedOf     = db.SQL("audit.watchedOf", `SELECT origin, verifier, size, note, at FROM audit_watched WHERE origin = $1`)
	insertWatched = db.SQL("audit.insertWatched", `INSERT INTO audit_watched (origin, verifier, size, note, at) VALUES ($1, $2, 0, '', 0)`)
	moveWatched   = db.SQL("audit.moveWatched", `UPDATE audit_watched SET size = $2, note = $3, at = $4 WHERE origin = $1 AND size = $5`)
)

// What must never be, whatever the program did: the log holds less than its
// own parts say.
var (
	_ = db.Invariant("audit.lateOutside", `SELECT CAST(seq AS TEXT) FROM audit_late WHERE leaf >= (SELECT size FROM audit_head)`)
	_ = db.Invariant("audit.checkpointAhead", `SELECT CAST(size AS TEXT) FROM audit_checkpoint WHERE size > (SELECT size FROM audit_head)`)
	_ = db.Invariant("audit.gapAhead", `SELECT CAST(first AS TEXT) FROM audit_gap WHERE last >= (SELECT seen FROM audit_head)`)
)

func scanEntry(scan db.Scan) (e proof.Entry, err error) {
	var at int64
	err = scan(&e.Seq, &at, &e.Account, &e.For, &e.Reason, &e.Body, &e.Kind, &e.Subject, &e.Detail)
	e.At = time.UnixMicro(at).UTC()
	return e, err
}

// A block is 256 neighbours in the log, fewer in the last one.
type block struct {
	no     int64
	first  int64 // number of the first event in it that came in its turn, or noneOnTime
	seqs   []int64
	prints []byte
}

// noneOnTime stands for the first event of a block in which all came late.
const noneOnTime = -1

func scanBlock(scan db.Scan) (b block, err error) {
	var seqs []byte
	if err = scan(&b.no, &b.first, &seqs, &b.prints); err != nil {
		return b, err
	}
	b.seqs, err = unpackSeqs(seqs)
	return b, err
}

// packSeqs writes numbers as what each adds to the one before: mostly one,
// and so one byte.
func packSeqs(seqs []int64) []byte {
	var out []byte
	before := int64(0)
	for _, s := range seqs {
		out = binary.AppendVarint(out, s-before)
		before = s
	}
	return out
}

func unpackSeqs(packed []byte) (seqs []int64, err error) {
	before := int64(0)
	for len(packed) > 0 {
		n, used := binary.Varint(packed)
		if used <= 0 || len(seqs) == perBlock {
			return nil, proof.ErrForm
		}
		before += n
		seqs, packed = append(seqs, before), packed[used:]
	}
	return seqs, nil
}

// A kept is a checkpoint as a row.
type kept struct {
	Size int64
	At   time.Time
	Note string
}

func scanKept(scan db.Scan) (k kept, err error) {
	var at int64
	err = scan(&k.Size, &at, &k.Note)
	k.At = time.UnixMicro(at).UTC()
	return k, err
}
