package id

import (
	"encoding/binary"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestNewIdentifiersSortByTheirMaking(t *testing.T) {
	last := ""
	for range 10_000 {
		next := New[string]()
		if next <= last {
			t.Fatalf("%s was made after %s and sorts before it", next, last)
		}
		if !Valid(next) {
			t.Fatalf("%s is not valid", next)
		}
		last = next
	}
}

// Those of the first release, UUIDs of version 7, stand before those made later.
func TestAfterThoseOfTheFirstRelease(t *testing.T) {
	u := [16]byte{6: 0x7f, 7: 0xff, 8: 0xbf, 15: 0xff}
	binary.BigEndian.PutUint64(u[:8], uint64(time.Now().UnixMilli()-1)<<16|0x7fff)
	first := encoding.EncodeToString(u[:])
	if next := New[string](); !Valid(first) || next <= first {
		t.Errorf("%s sorts before %s", next, first)
	}
}

func TestNoneTwice(t *testing.T) {
	const each = 20_000
	made := make([][]string, 4)
	var wg sync.WaitGroup
	for i := range made {
		wg.Go(func() {
			for range each {
				made[i] = append(made[i], New[string]())
			}
		})
	}
	wg.Wait()
	seen := map[string]bool{}
	for _, ids := range made {
		for _, s := range ids {
			seen[s] = true
		}
	}
	if len(seen) != len(made)*each {
		t.Errorf("%d identifiers made, %d of them different", len(made)*each, len(seen))
	}
}

// A clock set back, and a millisecond used up, change nothing about the order.
func TestTheClockNeverGoesBack(t *testing.T) {
	now := time.Now().Add(time.Hour) // after whatever the other tests made
	t.Cleanup(func() { clock.milli, clock.count = 0, 0 })
	before, _ := next(now)
	milli, count := next(now.Add(-time.Minute))
	if milli != before {
		t.Errorf("a clock set back leads from %d to %d", before, milli)
	}
	clock.count = 1<<32 - 1
	after, drawn := next(now)
	if after != milli+1 || drawn>>31 != 0 {
		t.Errorf("after the last of %d (%d) comes %d of %d", milli, count, drawn, after)
	}
}

func TestValid(t *testing.T) {
	good := New[string]()
	for _, s := range []string{"", good[1:], good + "0", strings.ToUpper("abcdefghijklmnop"), good[:15] + "w", good[:15] + "/", strings.Repeat("é", 8), strings.Repeat("é", 13)} {
		if Valid(s) {
			t.Errorf("%q is taken for an identifier", s)
		}
	}
}
