package brief

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// A document about which the whole country is briefed has some 330,000 duties, and reading
// them takes seconds. What stands at a province is read by naming its bodies; the whole is
// kept for a while, and told with the time at which it was read.
var (
	largeFrom = 20_000 // duties of one document; what has fewer is read whole each time
	mostNamed = 5_000  // bodies that are asked for by name
)

const (
	keptFor   = time.Minute     // how long the whole of a large document is good for
	keptWhile = 3 * time.Minute // while somebody reads it anew
	mostKept  = 4               // documents and days
)

// A reading is what was read of a document: the lines of at least those bodies that are
// asked for, those of one body together.
type reading struct {
	at    time.Time
	lines []Line

	mu     sync.Mutex
	rolled map[rollKey]*Coverage // by whoever sees everything
}

type rollKey struct {
	tree    *org.Tree
	root    org.ID
	charted civil.Date
}

// readingOf returns the lines of a document on a day whose numbers stand at root or below
// it in a chart, and maybe others.
func readingOf(ctx context.Context, v *work.View, d doc.ID, tree *org.Tree, chart *org.Chart, root org.ID, day civil.Date) (*reading, error) {
	n, err := db.All(ctx, v.Snapshot, countDuties, func(scan db.Scan) (n int, err error) { return n, scan(&n) }, d, largeFrom)
	if err != nil {
		return nil, err
	}
	if n[0] < largeFrom {
		return read(ctx, v, d, day, nil)
	}
	if root != "" {
		switch bodies := endedOf(v, tree, chart).standing(chart, root); {
		case len(bodies) == 0:
			return &reading{at: v.Now}, nil
		case len(bodies) <= mostNamed:
			return read(ctx, v, d, day, bodies)
		}
	}
	return keptOf(v).reading(ctx, v, d, day)
}

// read reads the lines of a document; of some bodies only, where any are named.
func read(ctx context.Context, v *work.View, d doc.ID, day civil.Date, bodies []org.ID) (*reading, error) {
	named := db.Args(bodies)
	var last org.ID
	audiences := map[Audience]Audience{}
	// Thousands of lines have the same few words: they are kept once.
	once := func(at *crowd) {
		if at.body == last {
			at.body = last
		} else {
			last = at.body
		}
		if a, known := audiences[at.audience]; known {
			at.audience = a
		} else {
			audiences[at.audience] = at.audience
		}
	}
	duties, err := db.All(ctx, v.Snapshot, dutiesOn(len(bodies)), func(scan db.Scan) (duty Duty, err error) {
		var at crowd
		err = scan(&at.body, &at.audience, &duty.Due, &duty.Done)
		once(&at)
		duty.Doc, duty.Body, duty.Audience = d, at.body, at.audience
		return duty, err
	}, append([]any{d, day, MostLines + 1}, named...)...)
	if err != nil {
		return nil, err
	}
	if len(duties) > MostLines {
		return nil, fault.New(fault.TooMuch, tTooManyLines)
	}
	states, err := db.All(ctx, v.Snapshot, statesOf(len(bodies)), scanState, append([]any{d, MostLines}, named...)...)
	if err != nil {
		return nil, err
	}
	reached := make(map[crowd]int64, len(duties))
	err = db.Each(ctx, v.Snapshot, reachedOn(len(bodies)), func(scan db.Scan) error {
		var at crowd
		var n int64
		err := scan(&at.body, &at.audience, &n)
		reached[at] = n
		return err
	}, append([]any{d, day, MostLines}, named...)...)
	return &reading{at: v.Now, lines: lines(duties, states, reached, day)}, err
}

// Statements that read a document; of some bodies only, where any are named.

func dutiesOn(bodies int) *db.Stmt {
	return db.Built("brief.dutiesOn", `SELECT body_id, audience, due_on, done_on FROM brief_duty WHERE document_id = $1 AND asked_on <= $2`+among(4, bodies)+` ORDER BY body_id, audience LIMIT $3`)
}

func statesOf(bodies int) *db.Stmt {
	return db.Built("brief.statesOf", `SELECT body_id, audience, from_on, expected FROM brief_expected WHERE document_id = $1`+among(3, bodies)+` ORDER BY body_id, audience, from_on LIMIT $2`)
}

func reachedOn(bodies int) *db.Stmt {
	return db.Built("brief.reachedOn", `SELECT body_id, audience, CAST(SUM(reached) AS BIGINT) FROM brief_count WHERE document_id = $1 AND on_day <= $2`+among(4, bodies)+` GROUP BY body_id, audience LIMIT $3`)
}

func among(first, bodies int) string {
	if bodies == 0 {
		return ""
	}
	return fmt.Sprintf(` AND body_id IN (%s)`, db.Places(first, bodies))
}

// kept are the readings of large documents.
type kept struct {
	mu sync.Mutex
	of map[keptAbout]*keptReading
}

type keptAbout struct {
	doc doc.ID
	day civil.Date
}

type keptReading struct {
	reading sync.Mutex
	found   atomic.Pointer[reading]
}

type keptKey struct{}

func keptOf(v *work.View) *kept {
	if k, ok := v.Kept(keptKey{}); ok {
		return k.(*kept)
	}
	k := &kept{of: map[keptAbout]*keptReading{}}
	v.Keep(keptKey{}, k)
	return k
}

func (k *kept) entry(about keptAbout) *keptReading {
	k.mu.Lock()
	defer k.mu.Unlock()
	e := k.of[about]
	if e == nil {
		if len(k.of) >= mostKept {
			clear(k.of)
		}
		e = &keptReading{}
		k.of[about] = e
	}
	return e
}

// reading returns the whole of a document. One asker at a time reads; the others are told
// what was found before, and wait only where that is old or there is none.
func (k *kept) reading(ctx context.Context, v *work.View, d doc.ID, day civil.Date) (*reading, error) {
	e := k.entry(keptAbout{d, day})
	good := func(most time.Duration) *reading {
		if f := e.found.Load(); f != nil && v.Now.Sub(f.at) < most {
			return f
		}
		return nil
	}
	if f := good(keptFor); f != nil {
		return f, nil
	}
	if !e.reading.TryLock() {
		if f := good(keptWhile); f != nil {
			return f, nil
		}
		e.reading.Lock()
	}
	defer e.reading.Unlock()
	if f := good(keptFor); f != nil {
		return f, nil // somebody else has read meanwhile
	}
	f, err := read(ctx, v, d, day, nil)
	if err == nil {
		e.found.Store(f)
	}
	return f, err
}

// seen returns the lines of r that the actor may see.
func (r *reading) seen(v *work.View) []Line {
	if v.Actor.May(CanSee, access.Everywhere) {
		return r.lines
	}
	may := map[org.ID]bool{}
	return slices.DeleteFunc(slices.Clone(r.lines), func(l Line) bool {
		sees, asked := may[l.Body]
		if !asked {
			sees = v.Actor.May(CanSee, l.Body.Scope())
			may[l.Body] = sees
		}
		return !sees
	})
}

// coverage returns the coverage of root. Who sees everything is told what was added up
// before; nobody changes it.
func (r *reading) coverage(v *work.View, tree *org.Tree, chart *org.Chart, root org.ID, day civil.Date) *Coverage {
	if !v.Actor.May(CanSee, access.Everywhere) {
		return roll(tree, chart, r.seen(v), root, day)
	}
	key := rollKey{tree, root, chart.Day}
	r.mu.Lock()
	defer r.mu.Unlock()
	c := r.rolled[key]
	if c == nil {
		if c = roll(tree, chart, r.lines, root, day); r.rolled == nil || len(r.rolled) >= mostKept {
			r.rolled = map[rollKey]*Coverage{}
		}
		r.rolled[key] = c
	}
	return c
}

// ended are the bodies that have ended by the day of a chart, with the body at which their
// numbers stand.
type ended struct {
	tree *org.Tree
	day  civil.Date
	at   map[org.ID][]org.ID
}

type endedKey struct{}

// endedOf finds out once for each state of the tree and day: both change rarely.
func endedOf(v *work.View, tree *org.Tree, chart *org.Chart) *ended {
	if k, ok := v.Kept(endedKey{}); ok {
		if e := k.(*ended); e.tree == tree && e.day == chart.Day {
			return e
		}
	}
	e := &ended{tree: tree, day: chart.Day, at: map[org.ID][]org.ID{}}
	for _, b := range tree.Bodies() {
		if !chart.Has(b.ID) {
			at := tree.Stands(chart, b.ID)
			e.at[at] = append(e.at[at], b.ID)
		}
	}
	v.Keep(endedKey{}, e)
	return e
}

// standing returns the bodies whose numbers stand at root or below it.
func (e *ended) standing(chart *org.Chart, root org.ID) []org.ID {
	out := slices.Clone(chart.Subtree(root))
	for at, bodies := range e.at {
		if chart.Within(at, root) {
			out = append(out, bodies...)
		}
	}
	return out
}
