package point

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
)

// Totals adds up, tier by tier from the top, the points of a conference, or those under
// one, itself with them. Of the question only Meeting and Under count. The sums of a large
// conference may be two seconds old.
//
// Rights are those of [List].
func Totals(ctx context.Context, v *work.View, q Question) ([]TierSum, error) {
	if err := q.see(ctx, v); err != nil {
		return nil, err
	}
	if q.Under == 0 {
		return totals(ctx, v, q.Meeting)
	}
	counted, err := slots(ctx, v, q.Meeting)
	if err != nil {
		return nil, err
	}
	found, err := db.All(ctx, v.Snapshot, sumBelow(q.column, counted), scanTierSum(counted), q.Meeting, q.Under)
	return inOrder(found), err
}

func inOrder(sums []TierSum) []TierSum {
	slices.SortFunc(sums, func(a, b TierSum) int { return slices.Index(org.Tiers(), a.Tier) - slices.Index(org.Tiers(), b.Tier) })
	return sums
}

// Whole adds sums up.
func Whole(sums []TierSum) (all Sum) {
	for _, s := range sums {
		all = all.and(s.Sum)
	}
	return all
}

// How long sums of a large conference are good for, and from how many points on it is
// large: what costs nothing is read anew.
const (
	keptFor   = 2 * time.Second
	keptWhile = 6 * time.Second // while somebody reads them anew
	keptFrom  = 1_000
)

// keptSums are the sums of large conferences: while one runs, everybody who watches asks
// for them every few seconds, and one statement adds up all its points. One asker at a
// time reads; the others are told what was found before, and wait only where that is old.
type keptSums struct {
	mu sync.Mutex
	of map[meeting.ID]*keptSum
}

type keptSum struct {
	reading sync.Mutex
	found   atomic.Pointer[foundSums]
}

type foundSums struct {
	at   time.Time
	sums []TierSum
}

// age is how old what was found is for an asker: one who began to ask before it was found
// is told it too.
func (f *foundSums) age(now time.Time) time.Duration { return now.Sub(f.at) }

type keptKey struct{}

// totals adds up the points of a conference, tier by tier.
func totals(ctx context.Context, v *work.View, m meeting.ID) ([]TierSum, error) {
	k := keptOf(v).entry(m)
	if k == nil {
		sums, err := readTotals(ctx, v, m)
		if err == nil && Whole(sums).Points >= keptFrom {
			keptOf(v).put(m, &foundSums{v.Now, sums})
		}
		return sums, err
	}
	f := k.found.Load()
	if f.age(v.Now) < keptFor {
		return f.sums, nil
	}
	if !k.reading.TryLock() {
		if f.age(v.Now) < keptWhile {
			return f.sums, nil
		}
		k.reading.Lock()
	}
	defer k.reading.Unlock()
	if f = k.found.Load(); f.age(v.Now) < keptFor {
		return f.sums, nil // somebody else has read meanwhile
	}
	sums, err := readTotals(ctx, v, m)
	if err == nil {
		k.found.Store(&foundSums{v.Now, sums})
	}
	return sums, err
}

func readTotals(ctx context.Context, v *work.View, m meeting.ID) ([]TierSum, error) {
	counted, err := slots(ctx, v, m)
	if err != nil {
		return nil, err
	}
	found, err := db.All(ctx, v.Snapshot, sumTiers(counted), scanTierSum(counted), m)
	return inOrder(found), err
}

func keptOf(v *work.View) *keptSums {
	if k, ok := v.Kept(keptKey{}); ok {
		return k.(*keptSums)
	}
	k := &keptSums{of: map[meeting.ID]*keptSum{}}
	v.Keep(keptKey{}, k)
	return k
}

// entry returns what is kept of a conference, nil for one that is not large.
func (k *keptSums) entry(m meeting.ID) *keptSum {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.of[m]
}

// mostKept bounds how many conferences are kept; nobody holds so many at once.
const mostKept = 100

func (k *keptSums) put(m meeting.ID, f *foundSums) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.of) >= mostKept {
		clear(k.of)
	}
	k.of[m] = &keptSum{}
	k.of[m].found.Store(f)
}

// Attending tells a conference how many people are at its points: it is a
// [meeting.Attending].
//
// Whoever may see the conference may know: it asks for [meeting.CanSee] on its body.
func Attending(ctx context.Context, v *work.View, m *meeting.Meeting) (a meeting.Attendance, err error) {
	sums, err := Totals(ctx, v, Question{Meeting: m.ID})
	if err != nil {
		return a, err
	}
	all := Whole(sums)
	if all.Points == 0 {
		return a, nil
	}
	a.Points, a.Reported, a.AtPoints = all.Points, all.Reported, all.Turnout
	audiences, err := audiencesOf(ctx, v, m.ID)
	for i, audience := range audiences {
		a.Groups = append(a.Groups, meeting.Group{Name: audience.Title.In(ctx), Turnout: all.Of[i]})
	}
	return a, err
}
