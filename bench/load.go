package main

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// An op does one thing once. n is different at each call; client says who of
// those that call at the same time it is.
type op func(ctx context.Context, client, n int) error

// A result is what a run of one op gave.
type result struct {
	done     int // timed
	acked    int // answered well, those before the clock ran too
	failed   int
	first    error // the first failure
	took     time.Duration
	p50, p99 time.Duration
}

func (r result) rate() float64 { return float64(r.done) / r.took.Seconds() }

// turns are how often two that are compared take turns: on a machine that is
// shared, one second is not like the next, and each has its part of all.
const turns = 5

// compare runs product and floor for a while each, in turns.
func compare(ctx context.Context, clients int, during time.Duration, product, floor op) (of, below result) {
	p, f := tries{do: product}, tries{do: floor}
	for range turns {
		p.run(ctx, clients, during/turns)
		f.run(ctx, clients, during/turns)
	}
	return p.result(), f.result()
}

// tries are what was tried of an op so far.
type tries struct {
	do   op
	next atomic.Int64

	mu  sync.Mutex
	r   result
	all []time.Duration
}

// run lets clients repeat the op for a while, each waiting for its answer before
// it asks again. What happens in the first part, while caches fill, is not
// counted in the times; failures always are.
func (t *tries) run(ctx context.Context, clients int, during time.Duration) {
	var wg sync.WaitGroup
	warm := time.Now().Add(during / 5)
	end := warm.Add(during)
	for client := range clients {
		wg.Go(func() {
			var mine []time.Duration
			var first error
			acked, failed := 0, 0
			for {
				started := time.Now()
				if !started.Before(end) || failed > 50 || ctx.Err() != nil {
					break
				}
				err := t.do(ctx, client, int(t.next.Add(1)-1))
				if err != nil {
					failed++
					first = err
					continue
				}
				acked++
				if started.After(warm) {
					mine = append(mine, time.Since(started))
				}
			}
			t.mu.Lock()
			defer t.mu.Unlock()
			t.all = append(t.all, mine...)
			t.r.acked += acked
			t.r.failed += failed
			if first != nil {
				t.r.first = first
			}
		})
	}
	wg.Wait()
	t.r.took += time.Since(warm)
}

func (t *tries) result() result {
	r := t.r
	r.done = len(t.all)
	if r.done > 0 {
		slices.Sort(t.all)
		r.p50, r.p99 = t.all[r.done/2], t.all[min(r.done*99/100, r.done-1)]
	}
	return r
}
