// Package audit keeps the log (nhật ký) that cannot be rewritten unseen: every
// event of the program as an entry of a Merkle tree, in the order in which
// they were committed.
//
// An event is recorded in the transaction of the change it tells of
// (work.Unit.Record) and taken into the log a moment later ([Keeper.Seal],
// niêm phong): its hash goes into the tree, and a checkpoint (mốc niêm phong),
// which is the size and the root of the tree, is signed. Whoever has seen a
// checkpoint can tell later whether all that was in the log then is still in
// it, in its place and unaltered ([Verify]), with a copy of the database and
// the public key alone.
//
// The key is no protection from whoever has both it and the database. From
// them, too, the log is protected by those who keep checkpoints elsewhere: a
// witness (bên chứng kiến), which is another installation or a folder of
// another body, signs each checkpoint after checking that it goes on from the
// last one it signed; and people, who see the newest checkpoint on the page
// where they sign in and on what is printed.
//
// What is stored beside the events is small: for each 256 of them their
// numbers, the first bytes of their hashes, and one hash over all of them.
// The hashes in between are worked out from the events when they are asked
// for.
//
// Rights. The newest checkpoint, and the proof that the log has only grown, are
// open to everybody: they tell nothing but sizes and hashes. The history of a
// thing with its proofs is shown to whoever may see the thing. Witnesses and
// keys are set on the command line, by who may open the data folder: on a
// page, an administrator whose account was taken over could appoint their own.
package audit

import (
	"context"
	"errors"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/audit/proof"
)

// A Subject is a thing to which something was done, as pages name it.
type Subject struct {
	Title   string
	Address string
	Words   func(kind string) text.T // of an event; the zero text where there are none
}

// Subjects finds what an identifier stands for, by the first part of the kind
// of its first event ("task"). Each answers with fault.Unknown where the
// actor may not see it.
type Subjects map[string]func(ctx context.Context, v *work.View, id string) (Subject, error)

// State is where the log stands.
type State struct {
	Newest  proof.Checkpoint // the newest checkpoint; of size 0 if there is none
	Note    string           // as it was signed
	Waiting int64            // events that are not in the log yet
	Oldest  time.Time        // when the first of those happened; zero if there is none
}

// Newest returns where the log stands. It asks for no right: everybody may
// keep what it says, and the more do, the better.
func Newest(ctx context.Context, v *work.View) (State, error) {
	var s State
	h, err := readHead(ctx, v.Snapshot)
	if err != nil {
		return s, err
	}
	last, err := first(ctx, v.Snapshot, newestCheckpoint, scanKept)
	if err != nil && !errors.Is(err, db.ErrNoRow) {
		return s, err
	}
	if err == nil {
		s.Note = last.Note
		if s.Newest, err = proof.Claimed(last.Note); err != nil {
			return s, fault.New(fault.Invalid, tAltered).Because(err)
		}
	}
	waiting, err := db.All(ctx, v.Snapshot, eventsAfter, scanEntry, h.seen, 1)
	if err != nil || len(waiting) == 0 {
		return s, err
	}
	s.Oldest = waiting[0].At
	return s, v.One(ctx, countAfter, []any{h.seen}, &s.Waiting)
}

// Growth returns the proof that the newest log is the one that had old
// entries, and what came after. It asks for no right, as [Newest].
//
// Faults: Unknown where the log has never had as many.
func Growth(ctx context.Context, v *work.View, old int64) ([]tlog.Hash, string, error) {
	s, err := Newest(ctx, v)
	if err != nil {
		return nil, "", err
	}
	if old < 0 || old > s.Newest.Size || s.Newest.Size == 0 {
		return nil, "", fault.New(fault.Unknown, tNotSoLong, old)
	}
	if old == 0 || old == s.Newest.Size {
		return nil, s.Note, nil
	}
	hashes, err := tlog.ProveTree(s.Newest.Size, old, newTree(ctx, v.Snapshot))
	return hashes, s.Note, err
}

// A Line is one event of a history with its place in the log.
type Line struct {
	work.Event
	Index int64 // from 0; negative while it is not in the log
	What  text.T
}

// A History is what was done to one thing, the latest first.
type History struct {
	Subject
	ID    string
	Lines []Line
	More  bool // there are older ones than are shown
}

// mostLines bounds a history on a page.
const mostLines = 500

// HistoryOf returns the history of a thing with the place in the log of each
// event.
//
// It may be seen by who may see the thing, as told by subjects. Faults:
// Unknown.
func HistoryOf(ctx context.Context, v *work.View, subjects Subjects, id string) (*History, error) {
	about, err := subjectOf(ctx, v, subjects, id)
	if err != nil {
		return nil, err
	}
	events, err := v.History(ctx, id, mostLines+1)
	if err != nil {
		return nil, err
	}
	h := &History{Subject: about, ID: id, More: len(events) > mostLines}
	events = events[:min(len(events), mostLines)]
	seqs := make([]int64, len(events))
	for i, e := range events {
		seqs[i] = e.Seq
	}
	places, err := placesOf(ctx, v.Snapshot, seqs)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		l := Line{Event: e, Index: -1}
		if at, ok := places[e.Seq]; ok {
			l.Index = at
		}
		if about.Words != nil {
			l.What = about.Words(e.Kind)
		}
		if l.What.Zero() {
			l.What = text.Verbatim(e.Kind)
		}
		h.Lines = append(h.Lines, l)
	}
	return h, nil
}

func subjectOf(ctx context.Context, v *work.View, subjects Subjects, id string) (Subject, error) {
	kind, err := first(ctx, v.Snapshot, firstKind, db.Text[string], id)
	if errors.Is(err, db.ErrNoRow) {
		return Subject{}, fault.New(fault.Unknown, tNoSuchHistory)
	}
	if err != nil {
		return Subject{}, err
	}
	find := subjects[prefix(kind)]
	if find == nil {
		return Subject{}, fault.New(fault.Unknown, tNoSuchHistory)
	}
	about, err := find(ctx, v, id)
	if fault.Is(err, fault.Unknown) {
		// What is not for them to see is told in the same words as what is not there.
		err = fault.New(fault.Unknown, tNoSuchHistory).Because(err)
	}
	return about, err
}

func prefix(kind string) string {
	for i, r := range kind {
		if r == '.' {
			return kind[:i]
		}
	}
	return kind
}

// placesOf returns the places in the log of the events that are in it.
func placesOf(ctx context.Context, s *db.Snapshot, seqs []int64) (map[int64]int64, error) {
	places := make(map[int64]int64, len(seqs))
	for from := 0; from < len(seqs); from += perBlock {
		some := seqs[from:min(from+perBlock, len(seqs))]
		q := db.Built("audit.places", `SELECT no, first_seq, seqs, prints FROM audit_block WHERE first_seq IN (
			SELECT (SELECT max(b.first_seq) FROM audit_block b WHERE b.first_seq <= e.seq) FROM event e WHERE e.seq IN (`+db.Places(1, len(some))+`))`)
		blocks, err := db.All(ctx, s, q, scanBlock, db.Args(some)...)
		if err != nil {
			return nil, err
		}
		for _, b := range blocks {
			for i, seq := range b.seqs {
				places[seq] = b.no*perBlock + int64(i)
			}
		}
		late := db.Built("audit.latePlaces", `SELECT seq, leaf FROM audit_late WHERE seq IN (`+db.Places(1, len(some))+`)`)
		if err := db.Each(ctx, s, late, func(scan db.Scan) error {
			var seq, leaf int64
			err := scan(&seq, &leaf)
			places[seq] = leaf
			return err
		}, db.Args(some)...); err != nil {
			return nil, err
		}
	}
	return places, nil
}

// Prove returns the proof that an event of a thing is in the log, up to the
// newest checkpoint.
//
// Rights are those of [HistoryOf]. Faults: Unknown for an event of another
// thing; Conflict for one that is not covered by a checkpoint yet.
func Prove(ctx context.Context, v *work.View, subjects Subjects, id string, seq int64) (*proof.Proof, error) {
	if _, err := subjectOf(ctx, v, subjects, id); err != nil {
		return nil, err
	}
	return prove(ctx, v, seq, id)
}

// prove proves an event, of the thing with the given identifier unless that
// is empty.
func prove(ctx context.Context, v *work.View, seq int64, id string) (*proof.Proof, error) {
	entries, err := entriesOf(ctx, v.Snapshot, []int64{seq})
	if err != nil {
		return nil, err
	}
	e := entries[0]
	if e.Kind == "" || id != "" && e.Subject != id {
		return nil, fault.New(fault.Unknown, tNoSuchEvent, seq)
	}
	places, err := placesOf(ctx, v.Snapshot, []int64{seq})
	if err != nil {
		return nil, err
	}
	s, err := Newest(ctx, v)
	if err != nil {
		return nil, err
	}
	index, there := places[seq]
	if !there || index >= s.Newest.Size {
		return nil, fault.New(fault.Conflict, tNotSealed, seq)
	}
	hashes, err := tlog.ProveRecord(s.Newest.Size, index, newTree(ctx, v.Snapshot))
	if err != nil {
		return nil, err
	}
	p := &proof.Proof{Index: index, Hashes: hashes, Entry: e, Note: s.Note}
	// What was altered meanwhile is not handed out as proven.
	if tlog.CheckRecord(hashes, s.Newest.Size, s.Newest.Root, index, e.Hash()) != nil {
		return nil, fault.New(fault.Invalid, tAltered)
	}
	return p, nil
}
