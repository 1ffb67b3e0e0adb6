package point

import (
	"context"
	"sync"
	"time"

	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/meeting"
)

// How long sums of a large conference are good for, and from how many points on it is
// large: what costs nothing is read anew.
const (
	keptFor  = 2 * time.Second
	keptFrom = 1_000
)

// keptSums are the sums of large conferences: while one runs, everybody who watches asks
// for them every few seconds, and one statement adds up all its points. One asker at a
// time reads, the others wait for what it finds.
type keptSums struct {
	mu sync.Mutex
	of map[meeting.ID]*keptSum
}

type keptSum struct {
	mu   sync.Mutex
	at   time.Time
	sums []TierSum
}

type keptKey struct{}

// totals adds up the points of a conference, tier by tier.
func totals(ctx context.Context, v *work.View, m meeting.ID) ([]TierSum, error) {
	k := keptOf(v).entry(m)
	if k == nil {
		sums, err := readTotals(ctx, v, m)
		if err == nil && Whole(sums).Points >= keptFrom {
			keptOf(v).put(m, v.Now, sums)
		}
		return sums, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if age := v.Now.Sub(k.at); age >= 0 && age < keptFor {
		return k.sums, nil
	}
	sums, err := readTotals(ctx, v, m)
	if err == nil {
		k.at, k.sums = v.Now, sums
	}
	return sums, err
}

func readTotals(ctx context.Context, v *work.View, m meeting.ID) ([]TierSum, error) {
	found, err := db.All(ctx, v.Snapshot, sumTiers, scanTierSum, m)
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

func (k *keptSums) put(m meeting.ID, at time.Time, sums []TierSum) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.of) >= mostKept {
		clear(k.of)
	}
	k.of[m] = &keptSum{at: at, sums: sums}
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
