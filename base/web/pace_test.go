package web

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/fault"
)

// However requests come, in no time does an account get more than it may, and it
// gets that; another is not held up; and nothing is kept of who has long gone.
func TestPace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		perMinute := rapid.IntRange(2, 600).Draw(t, "a minute")
		p := newPace(perMinute, tTooFast)
		now := time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)
		var let []time.Time
		for _, step := range rapid.SliceOfN(rapid.IntRange(0, 3000), 1, 400).Draw(t, "ms between") {
			now = now.Add(time.Duration(step) * time.Millisecond)
			err := p.take("an", now)
			if err == nil {
				let = append(let, now)
			} else if !fault.Is(err, fault.TooOften) {
				t.Fatal(err)
			}
			recent := 0
			for _, at := range let {
				if now.Sub(at) < time.Minute {
					recent++
				}
			}
			most := perMinute/2 + perMinute + 1
			if recent > most {
				t.Fatalf("%d in a minute, of %d", recent, perMinute)
			}
			if err != nil && recent < perMinute/2 {
				t.Fatalf("held up after %d in a minute, of %d", recent, perMinute)
			}
		}
		if err := p.take("binh", now); err != nil {
			t.Fatalf("another is held up: %v", err)
		}
		now = now.Add(10 * time.Minute)
		if err := p.take("an", now); err != nil {
			t.Fatalf("held up ten minutes later: %v", err)
		}
		if len(p.of) != 1 {
			t.Fatalf("%d are kept", len(p.of))
		}
	})
	if newPace(0, tTooFast).take("an", time.Now()) != nil {
		t.Error("no pace holds somebody up")
	}
}
