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

// run lets clients repeat do for a while, each waiting for its answer before
// it asks again. What happens in the first part, while caches fill, is not
// counted in the times; failures always are.
func run(ctx context.Context, clients int, during time.Duration, do op) result {
	var next atomic.Int64
	var wg sync.WaitGroup
	var mu sync.Mutex
	var r result
	var all []time.Duration
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
				err := do(ctx, client, int(next.Add(1)-1))
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
			mu.Lock()
			defer mu.Unlock()
			all = append(all, mine...)
			r.acked += acked
			r.failed += failed
			if first != nil {
				r.first = first
			}
		})
	}
	wg.Wait()
	r.took = time.Since(warm)
	r.done = len(all)
	if r.done > 0 {
		slices.Sort(all)
		r.p50, r.p99 = all[r.done/2], all[min(r.done*99/100, r.done-1)]
	}
	return r
}
