package task

import (
	"context"
	"time"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
)

// A Whole is a task with what hangs on it.
type Whole struct {
	*Task
	Parts
	History []work.Event // newest first; their details are [Detail]s
}

// Parts are what hangs on a task.
type Parts struct {
	Sources      []Passage
	Coordinators []org.ID
	Files        []Evidence // oldest first
	Extensions   []Extension
	Children     []Child
}

// OpenBelow returns how many tasks passed down are still open.
func (p *Parts) OpenBelow() (n int) {
	for _, c := range p.Children {
		if c.State.Standing().Open() {
			n++
		}
	}
	return n
}

// Evidence is a file that was handed in.
type Evidence struct {
	File
	At      time.Time
	Account string
}

// An Extension is a request for more time. Its Outcome is "" (waiting),
// "granted", "refused" or "dropped".
type Extension struct {
	At, Decided   time.Time // Decided is zero while it waits
	Account       string    // who asked
	Before, Asked civil.Date
	Reason        string
	Outcome       string
}

// A Child is a task passed down, in short.
type Child struct {
	ID             ID
	Text           string
	State          State
	Due, Submitted civil.Date
	Progress       int64
}

// maxHistory is how many events the page of a task shows.
const maxHistory = 200

// Get returns a task with what hangs on it and its history.
//
// The actor needs [CanSee] on the issuer, the lead or a body that helps;
// otherwise, and where there is none, the fault is Unknown.
func Get(ctx context.Context, v *work.View, t ID) (*Whole, error) {
	found, _, err := find(ctx, v, t)
	if err != nil {
		return nil, err
	}
	if err := visible(ctx, v, found); err != nil {
		return nil, err
	}
	w := &Whole{Task: found}
	if w.Parts, err = partsOf(ctx, v, t); err != nil {
		return nil, err
	}
	w.History, err = v.History(ctx, string(t), maxHistory)
	return w, err
}

func partsOf(ctx context.Context, v *work.View, t ID) (p Parts, err error) {
	err = db.Each(ctx, v.Snapshot, selectParts, func(scan db.Scan) error {
		var kind, a, b, c, d, e string
		var no, x, y, z int64
		if err := scan(&kind, &a, &b, &c, &d, &e, &no, &x, &y, &z); err != nil {
			return err
		}
		switch kind {
		case "source":
			p.Sources = append(p.Sources, Passage{Doc: DocID(a), Start: x, End: y, Page: z, Quote: b, FileHash: c})
		case "coordinator":
			p.Coordinators = append(p.Coordinators, org.ID(a))
		case "file":
			p.Files = append(p.Files, Evidence{File{ID: a, Name: b, Size: x}, time.UnixMicro(no).UTC(), c})
		case "extension":
			p.Extensions = append(p.Extensions, Extension{instant(x), instant(y), a, dayOf(d), dayOf(e), b, c})
		case "child":
			p.Children = append(p.Children, Child{ID(a), b, State(c), dayOf(d), dayOf(e), no})
		}
		return nil
	}, t)
	return p, err
}

func instant(micros int64) time.Time {
	if micros == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micros).UTC()
}

// dayOf reads a day that the database keeps; "never" is the zero day.
func dayOf(s string) civil.Date {
	if s == never {
		return civil.Date{}
	}
	return civil.MustParse(s)
}
