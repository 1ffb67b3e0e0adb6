package task

import (
	"cmp"
	"context"
	"slices"
	"strings"
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
	Requests     []Request
	Basis        *Basis // the comment of a superior that it was made of; nil for none
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
	v.Ahead(selectParts, t)
	v.AheadHistory(string(t), maxHistory)
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
	rows, err := db.All(ctx, v.Snapshot, selectParts, func(scan db.Scan) (r partRow, err error) {
		return r, scan(&r.kind, &r.a, &r.b, &r.c, &r.d, &r.e, &r.no, &r.x, &r.y, &r.z)
	}, t)
	// Sorted here: most tasks have no parts, and a sorter for five empty
	// selections took longer than the rest of the statement.
	slices.SortStableFunc(rows, func(a, b partRow) int { return cmp.Or(cmp.Compare(a.no, b.no), cmp.Compare(a.a, b.a)) })
	for _, r := range rows {
		p.add(r)
	}
	return p, err
}

func (p *Parts) add(r partRow) {
	switch r.kind {
	case "source":
		p.Sources = append(p.Sources, Passage{Doc: DocID(r.a), Start: r.x, End: r.y, Page: r.z, Quote: r.b, FileHash: r.c})
	case "coordinator":
		p.Coordinators = append(p.Coordinators, org.ID(r.a))
	case "file":
		p.Files = append(p.Files, Evidence{File{ID: r.a, Name: r.b, Size: r.x}, time.UnixMicro(r.no).UTC(), r.c})
	case "extension":
		p.Extensions = append(p.Extensions, Extension{instant(r.x), instant(r.y), r.a, dayOf(r.d), dayOf(r.e), r.b, r.c})
	case "basis":
		p.Basis = &Basis{Task: ID(r.a), Comment: r.no, Quote: r.b}
	case "child":
		p.Children = append(p.Children, Child{ID(r.a), r.b, State(r.c), dayOf(r.d), dayOf(r.e), r.no})
	default:
		if kind, ok := strings.CutPrefix(r.kind, "request."); ok {
			p.Requests = append(p.Requests, Request{
				No: r.no, Kind: RequestKind(kind), At: instant(r.x), Decided: instant(r.y), From: org.ID(r.a), To: org.ID(r.d), By: dayIn(r.e), Words: r.b, Outcome: r.c,
			})
		}
	}
}

// dayIn reads a day that may be none.
func dayIn(s string) civil.Date {
	if s == "" {
		return civil.Date{}
	}
	return civil.MustParse(s)
}

// A partRow is a row of any part; what its columns hold depends on the kind.
type partRow struct {
	kind, a, b, c, d, e string
	no, x, y, z         int64
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
