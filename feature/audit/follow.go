package audit

import (
	"context"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
)

// Since returns at most most events of the log that stand at place or after
// it, in the order of the log, and the place at which to go on; that is place
// where there are no more.
//
// It is how what happens later is derived from what happened: notices, what
// is told to other programs, counts that nobody waits for. The log only grows
// at its end and gives every event that was committed one place for ever,
// also those that PostgreSQL committed later than their numbers say. So a
// reader that keeps the place at which it goes on, and moves it in the unit
// that writes what it derived,
//
//	UPDATE … SET place = $new WHERE place = $old
//
// (doing nothing where no row was changed: another instance was quicker)
// loses no event and derives from none twice, whatever dies in between. An
// event is there within a minute of its commit, mostly within [SealEvery]. A
// reader that begins in an office where work is under way starts at [Length].
//
// It is for chores: faults are Forbidden for everybody but the program
// itself, for the events are those of everybody. Nothing that is shown or sent
// to a person may be taken from them without asking anew what that person may
// see.
func Since(ctx context.Context, v *work.View, place int64, most int) (lines []Line, next int64, err error) {
	if !v.Actor.IsSystem() {
		return nil, place, fault.New(fault.Forbidden, tOnlyProgram)
	}
	place = max(place, 0)
	blocks, err := db.All(ctx, v.Snapshot, blocksFrom, scanBlock, place/perBlock, most/perBlock+2)
	if err != nil {
		return nil, place, err
	}
	var seqs []int64
	for _, b := range blocks {
		seqs = append(seqs, b.seqs[min(max(place-b.no*perBlock, 0), int64(len(b.seqs))):]...)
	}
	seqs = seqs[:min(len(seqs), most)]
	entries, err := entriesOf(ctx, v.Snapshot, seqs)
	if err != nil {
		return nil, place, err
	}
	for i, e := range entries {
		if e.Kind == "" {
			continue // taken out of the database past the program: Verify tells of it
		}
		lines = append(lines, Line{Index: place + int64(i), Event: work.Event{
			Seq: e.Seq, At: e.At, Account: e.Account, For: e.For, Reason: e.Reason,
			Body: e.Body, Kind: e.Kind, Subject: e.Subject, Detail: []byte(e.Detail),
		}})
	}
	return lines, place + int64(len(entries)), nil
}

// Length returns how many events are in the log: the place at which its next
// one will stand. Everybody may know it, as [Newest].
func Length(ctx context.Context, v *work.View) (int64, error) {
	h, err := readHead(ctx, v.Snapshot)
	return h.size, err
}
