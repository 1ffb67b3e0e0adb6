package account

import (
	"crypto/sha256"
	"net/netip"
	"strings"
	"sync"
	"time"
)

// limits slows down guessing. Every attempt takes from allowances that fill
// up again with time; one that succeeds gives back what it took.
//
// Nobody can use them to lock somebody else out. A browser on which a person
// has signed in before proves so with a cookie and has an allowance of its
// own ([limits.take] with known set), which no stranger can empty. Strangers
// are counted per address, per account from one address, and per account; the
// last one never refuses by itself: once it is empty, each address has one
// attempt a minute instead of five, so that the owner on a new machine still
// gets in.
//
// The allowances are kept in memory, per instance of the program: a guesser
// gains nothing by a restart that they could not have by waiting.
type limits struct {
	mu   sync.Mutex
	left map[key]allowance
}

// A key names an allowance: its sort and what it counts, hashed so that what
// was typed into a sign-in form takes 32 bytes and stays nowhere.
type key struct {
	sort sort
	of   [sha256.Size]byte
}

// A sort of allowance: how many attempts at once, and how long until each of
// them is there again.
type sort struct {
	burst int
	every time.Duration
}

var (
	perBrowser = sort{10, time.Minute}      // an account from a browser known to it
	perPair    = sort{5, time.Minute + 1}   // an account from one address
	perAddress = sort{30, 10 * time.Second} // an address, whatever the account
	perAccount = sort{50, time.Minute + 2}  // an account, from wherever
	perSecond  = sort{10, 6 * time.Minute}  // the second step of an account, from wherever
)

// An allowance is what was left at an instant.
type allowance struct {
	left int
	at   time.Time // when left was right; refilled from here on
}

// mostKeys bounds the memory: some 10 MB.
const mostKeys = 100_000

// take takes one attempt to sign in to login from address. ok is false if
// there is none; wait is how long until there is. give returns what was taken.
func (l *limits) take(now time.Time, login, address string, known bool) (give func(), wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.left == nil || len(l.left) >= mostKeys {
		l.sweep(now)
	}
	pair := keyOf(perPair, login, address)
	account := keyOf(perAccount, login)
	all := []key{pair, keyOf(perAddress, address), account}
	if known {
		all = []key{keyOf(perBrowser, login)}
	}
	for _, k := range all {
		a := l.now(k, now)
		empty := a.left == 0
		if k == account {
			empty = empty && l.now(pair, now).left < perPair.burst
		}
		if empty {
			return nil, k.sort.every - now.Sub(a.at), false
		}
	}
	l.add(all, now, -1)
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.add(all, now, +1)
	}, 0, true
}

// takeSecond takes one attempt at the second step of an account. Only who knows
// the password comes here, so that strangers can share one allowance: it bounds
// how many of the million codes can be tried to ten at once and ten an hour. A
// browser on which the owner has signed in before keeps its own.
func (l *limits) takeSecond(now time.Time, account ID, known bool) (give func(), wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.left == nil || len(l.left) >= mostKeys {
		l.sweep(now)
	}
	k := keyOf(perSecond, string(account))
	if known {
		k = keyOf(perBrowser, "second", string(account))
	}
	if a := l.now(k, now); a.left == 0 {
		return nil, k.sort.every - now.Sub(a.at), false
	}
	l.add([]key{k}, now, -1)
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.add([]key{k}, now, +1)
	}, 0, true
}

// spend takes one of the n requests a minute that a program has; ok is false
// if there is none, wait is how long until there is.
func (l *limits) spend(now time.Time, program string, n int) (wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.left == nil || len(l.left) >= mostKeys {
		l.sweep(now)
	}
	k := keyOf(sort{n, time.Minute / time.Duration(n)}, program)
	if a := l.now(k, now); a.left == 0 {
		return k.sort.every - now.Sub(a.at), false
	}
	l.add([]key{k}, now, -1)
	return 0, true
}

func (l *limits) add(keys []key, now time.Time, n int) {
	for _, k := range keys {
		a := l.now(k, now)
		a.left = min(max(a.left+n, 0), k.sort.burst)
		l.left[k] = a
	}
}

// now returns the allowance as refilled until now.
func (l *limits) now(k key, now time.Time) allowance {
	a, ok := l.left[k]
	if !ok {
		return allowance{k.sort.burst, now}
	}
	if n := now.Sub(a.at) / k.sort.every; n > 0 {
		a.left, a.at = min(a.left+int(n), k.sort.burst), a.at.Add(n*k.sort.every)
	}
	if a.left == k.sort.burst {
		a.at = now
	}
	return a
}

// sweep forgets the allowances that are full again. Where a flood leaves too
// many others, all are forgotten: better a guesser with a second try than a
// program out of memory.
func (l *limits) sweep(now time.Time) {
	for k := range l.left {
		if l.now(k, now).left == k.sort.burst {
			delete(l.left, k)
		}
	}
	if l.left == nil || len(l.left) >= mostKeys {
		l.left = map[key]allowance{}
	}
}

func keyOf(s sort, parts ...string) key {
	return key{s, sha256.Sum256([]byte(strings.Join(parts, "\x00")))}
}

// network returns what an address is counted as: itself, or for IPv6 the
// network of 64 bits that one customer is given.
func network(remote string) string {
	ap, err := netip.ParseAddrPort(remote)
	if err != nil {
		return remote
	}
	a := ap.Addr().Unmap().WithZone("")
	if a.Is6() {
		if p, err := a.Prefix(64); err == nil {
			return p.String()
		}
	}
	return a.String()
}
