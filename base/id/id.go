// Package id makes identifiers.
//
// An identifier is 16 characters of the base32 alphabet 0-9 a-v: the
// millisecond in which it was made (48 bits) and a number that is drawn at
// random in each millisecond and counts on from there (32 bits). It sorts by
// the time it was made, names nothing, and survives being read aloud, put into
// an address or used as a file name. It is made in Go before the insert, so
// both database engines, an offline device and an import make it the same way.
//
// It is no secret: whoever has one still needs the right to what it stands for.
// Instances of the program draw one identifier twice only within the same
// millisecond, then once in two thousand million times where each draws one,
// and as many times more often as they draw together; the key of the table
// refuses the second. That a UUID rules out still more would cost a seventh of
// the database, whose rows hold a dozen of them; release 0.1 made UUIDs of 26
// characters, which begin with the same 48 bits and stay valid.
//
// Each capability gives its own nouns their own type over string, so that a
// task's identifier cannot be passed where a document's is wanted.
package id

import (
	"encoding/base32"
	"encoding/binary"
	"math/rand/v2"
	"sync"
	"time"
)

const (
	length     = 16
	lengthUUID = 26 // of those of release 0.1
)

var encoding = base32.NewEncoding("0123456789abcdefghijklmnopqrstuv").WithPadding(base32.NoPadding)

// clock is what the last identifier of the process was made of.
var clock struct {
	sync.Mutex
	milli, count uint64
}

// New returns a fresh identifier, which sorts after every one that this process
// has made.
func New[T ~string]() T {
	milli, count := next(time.Now())
	var b [10]byte
	binary.BigEndian.PutUint64(b[:8], milli<<16|count>>16)
	binary.BigEndian.PutUint16(b[8:], uint16(count))
	var s [length]byte
	encoding.Encode(s[:], b[:])
	return T(s[:])
}

// next moves the clock on. It never goes back, not even where the system's
// does, and borrows from the next millisecond where one is used up.
func next(now time.Time) (milli, count uint64) {
	clock.Lock()
	defer clock.Unlock()
	if at := uint64(now.UnixMilli()); at > clock.milli {
		// The upper half stays free to count into.
		clock.milli, clock.count = at, uint64(rand.Uint32()>>1)
	} else if clock.count++; clock.count>>32 > 0 {
		clock.milli, clock.count = clock.milli+1, uint64(rand.Uint32()>>1)
	}
	return clock.milli, clock.count
}

// Valid says whether s has the form of an identifier. What comes from outside
// is checked before it reaches a statement.
func Valid(s string) bool {
	if len(s) != length && len(s) != lengthUUID {
		return false
	}
	for i := range len(s) {
		if c := s[i]; !('0' <= c && c <= '9' || 'a' <= c && c <= 'v') {
			return false
		}
	}
	return true
}
