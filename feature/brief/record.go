package brief

import (
	"context"
	"slices"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// Bounds of what is read of one body about one document.
const (
	mostOfBody   = 60  // audiences
	mostStates   = 500 // of what it expected, over the days
	mostSittings = 500
	mostCounts   = mostSittings * mostOfBody
)

// A Record is what a body was asked to brief about a document, and what it did.
type Record struct {
	Document *doc.Document
	Body     org.ID
	Lines    []Line    // with what was reached until today, by audience
	Sittings []Sitting // the last one first, also those taken back
}

func (r *Record) line(a Audience) (Line, bool) {
	i := slices.IndexFunc(r.Lines, func(l Line) bool { return l.Audience == a })
	if i < 0 {
		return Line{}, false
	}
	return r.Lines[i], true
}

// held is how many sittings count.
func (r *Record) held() (n int) {
	for _, s := range r.Sittings {
		if s.Withdrawn == "" {
			n++
		}
	}
	return n
}

// open says whether something is left to do.
func (r *Record) open() bool {
	return slices.ContainsFunc(r.Lines, func(l Line) bool { return l.Done.IsZero() })
}

// Of returns what a body was asked to brief about a document, and what it did.
//
// The actor sees the document and needs [CanSee] on the body; otherwise, and where it
// was not asked, the fault is Unknown.
func Of(ctx context.Context, v *work.View, d doc.ID, b org.ID) (*Record, error) {
	document, err := doc.Find(ctx, v, d)
	if err != nil {
		return nil, err
	}
	found, err := recordsOf(ctx, v, document, b)
	if err != nil {
		return nil, err
	}
	if found[b] == nil || v.Check(CanSee, b.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoDuty)
	}
	return found[b], nil
}

// recordsOf returns the records of those of some bodies that were asked to brief about a
// document.
func recordsOf(ctx context.Context, v *work.View, document *doc.Document, bodies ...org.ID) (map[org.ID]*Record, error) {
	n := len(bodies)
	if n == 0 {
		return nil, nil
	}
	args := func(most int) []any { return append([]any{document.ID, most * n}, db.Args(bodies)...) }
	duties, err := db.All(ctx, v.Snapshot, dutiesOf(n), scanDuty, args(mostOfBody)...)
	if err != nil || len(duties) == 0 {
		return nil, err
	}
	sittings, err := db.All(ctx, v.Snapshot, sittingsOf(n), scanSitting, args(mostSittings)...)
	if err != nil {
		return nil, err
	}
	at := make(map[SittingID]*Sitting, len(sittings))
	for i := range sittings {
		sittings[i].Reached = map[Audience]int64{}
		at[sittings[i].ID] = &sittings[i]
	}
	reached := map[crowd]int64{}
	err = db.Each(ctx, v.Snapshot, countsOf(n), func(scan db.Scan) error {
		var sitting SittingID
		var of crowd
		var n int64
		if err := scan(&sitting, &of.body, &of.audience, &n); err != nil {
			return err
		}
		if s := at[sitting]; s != nil {
			s.Reached[of.audience] = n
		}
		reached[of] += n
		return nil
	}, args(mostCounts)...)
	if err != nil {
		return nil, err
	}
	states, err := db.All(ctx, v.Snapshot, expectedOf(n), scanState, args(mostStates)...)
	if err != nil {
		return nil, err
	}
	out := make(map[org.ID]*Record, n)
	for _, l := range lines(duties, states, reached, v.Today) {
		if out[l.Body] == nil {
			out[l.Body] = &Record{Document: document, Body: l.Body}
		}
		out[l.Body].Lines = append(out[l.Body].Lines, l)
	}
	for _, s := range sittings {
		if r := out[s.Body]; r != nil {
			r.Sittings = append(r.Sittings, s)
		}
	}
	return out, nil
}

// A crowd is an audience of a body.
type crowd struct {
	body     org.ID
	audience Audience
}

// A state is how many of an audience a body expected from a day on.
type state struct {
	crowd
	from civil.Date
	n    int64
}

func scanState(scan db.Scan) (s state, err error) {
	return s, scan(&s.body, &s.audience, &s.from, &s.n)
}

// lines joins duties with what was expected on a day, or where nothing had been said
// until then, with what was said first: the people were there before anybody counted
// them. states stand in the order of their days.
func lines(duties []Duty, states []state, reached map[crowd]int64, day civil.Date) []Line {
	expected := map[crowd]int64{}
	for _, s := range states {
		if _, said := expected[s.crowd]; !said || !s.from.After(day) {
			expected[s.crowd] = s.n
		}
	}
	out := make([]Line, len(duties))
	for i, d := range duties {
		at := crowd{d.Body, d.Audience}
		n, said := expected[at]
		if !said {
			n = Unsaid
		}
		out[i] = Line{d, n, reached[at]}
	}
	return out
}
