package account

import (
	"context"
	"crypto/sha256"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"quyet/base/db"
	"quyet/base/work"
)

// Guessing is slowed down. Every attempt takes from allowances that fill up
// again with time; one that succeeds gives back what it took.
//
// Nobody can use them to lock somebody else out. A browser on which a person
// has signed in before proves so with a cookie and has an allowance of its
// own, which no stranger can empty. Strangers are counted per address, per
// account from one address, and per account; the last one never refuses by
// itself: once it is empty, each address has one attempt a minute instead of
// five, so that the owner on a new machine still gets in.
//
// The allowances are in the database, so that several instances of the program
// count together and a restart forgets nothing.

// A sort of allowance: how many attempts at once, and how long until each of
// them is there again.
type sort struct {
	name  string
	burst int64
	every time.Duration
}

var (
	perBrowser = sort{"browser", 10, time.Minute}      // an account from a browser known to it
	perPair    = sort{"pair", 5, time.Minute}          // an account from one address
	perAddress = sort{"address", 30, 10 * time.Second} // an address, whatever the account
	perAccount = sort{"account", 50, time.Minute}      // an account, from wherever

	perChallenge = sort{"challenge", 30, 10 * time.Second} // asking what a passkey is to sign, from one address

	perProof = sort{"proof", 10, time.Minute} // proving, in a session of an account, who one is

	perSecond  = sort{"second", 10, 6 * time.Minute}        // the second step of an account, from wherever
	perSecondB = sort{"second of browser", 10, time.Minute} // the second step, from a browser known to the account
)

// An allowance is what one is counted by: the sort, and what it counts.
type allowance struct {
	sort
	key string // SHA-256
}

func (s sort) of(parts ...string) allowance {
	h := sha256.Sum256([]byte(s.name + "\x00" + strings.Join(parts, "\x00")))
	return allowance{s, string(h[:])}
}

// A left is what was left of an allowance at an instant.
type left struct {
	n  int64
	at time.Time // when n was right; refilled from here on
}

// now returns what is left, as refilled until now. What was counted at an
// instant to come, when the clock was wrong, is forgotten: it would be refilled
// from there on only.
func (s sort) now(l left, now time.Time) left {
	if l.at.After(now.Add(clockSkew)) {
		return left{s.burst, now}
	}
	if n := now.Sub(l.at) / s.every; n > 0 {
		l.n, l.at = min(l.n+int64(n), s.burst), l.at.Add(n*s.every)
	}
	if l.n >= s.burst {
		l = left{s.burst, now}
	}
	return l
}

// fullAt returns when the allowance is full again.
func (s sort) fullAt(l left) time.Time { return l.at.Add(time.Duration(s.burst-l.n) * s.every) }

// An attempt is what is taken for one try. Of its allowances, gentle refuses
// nothing as long as other is full.
type attempt struct {
	of            []allowance
	gentle, other allowance
}

// atPassword is an attempt to sign in to login from address.
func atPassword(login, address string, known bool) attempt {
	if known {
		return attempt{of: []allowance{perBrowser.of(login)}}
	}
	pair, account := perPair.of(login, address), perAccount.of(login)
	return attempt{[]allowance{pair, perAddress.of(address), account}, account, pair}
}

// atSecond is an attempt at the second step of an account. Only who knows the
// password comes here, so that strangers can share one allowance: it bounds how
// many of the million codes can be tried to ten at once and ten an hour. A
// browser on which the owner has signed in before keeps its own.
func atSecond(account ID, known bool) attempt {
	if known {
		return attempt{of: []allowance{perSecondB.of(string(account))}}
	}
	return attempt{of: []allowance{perSecond.of(string(account))}}
}

// atProof is an attempt to prove, in a session of an account, who one is: with
// the password, and a code where there is a second step. It takes nothing from
// signing in: who has found a session of somebody does not keep them outside.
func atProof(account ID) attempt { return attempt{of: []allowance{perProof.of(string(account))}} }

// take takes the attempt. ok is false if there is none left; wait is how long
// until there is. It is a unit of its own, committed before the attempt is
// made, so that nothing that goes wrong later gives it back.
func (a attempt) take(ctx context.Context, r Runner) (wait time.Duration, ok bool, err error) {
	err = r.Do(ctx, func(u *work.Unit) error {
		wait, ok = 0, true
		have, err := a.read(ctx, u)
		if err != nil {
			return err
		}
		for _, of := range a.of {
			empty := have[of.key].n == 0
			if of.key == a.gentle.key {
				empty = empty && have[a.other.key].n < a.other.burst
			}
			if empty {
				wait, ok = of.every-u.Now.Sub(have[of.key].at), false
				return nil
			}
		}
		return a.write(ctx, u, have, -1)
	})
	return wait, ok, err
}

// give gives back what was taken for an attempt that succeeded.
func (a attempt) give(ctx context.Context, u *work.Unit) error {
	have, err := a.read(ctx, u)
	if err != nil {
		return err
	}
	return a.write(ctx, u, have, +1)
}

// giveBack is give in a unit of its own.
func (a attempt) giveBack(ctx context.Context, r Runner) error {
	return r.Do(ctx, func(u *work.Unit) error { return a.give(ctx, u) })
}

// read returns what is left of each allowance now.
func (a attempt) read(ctx context.Context, u *work.Unit) (map[string]left, error) {
	have := map[string]left{}
	var keys []any
	for _, of := range a.of {
		have[of.key] = left{of.burst, u.Now}
		keys = append(keys, []byte(of.key))
	}
	stored := map[string]left{}
	q := db.Built("account.attempts", `SELECT counted, remaining, at FROM account_attempt WHERE counted IN (`+db.Places(1, len(keys))+`)`)
	err := db.Each(ctx, u.Snapshot, q, func(scan db.Scan) error {
		var key []byte
		var l left
		err := scan(&key, &l.n, instant{&l.at})
		stored[string(key)] = l
		return err
	}, keys...)
	for _, of := range a.of {
		if l, ok := stored[of.key]; ok {
			have[of.key] = of.now(l, u.Now)
		}
	}
	return have, err
}

func (a attempt) write(ctx context.Context, u *work.Unit, have map[string]left, by int64) error {
	var rows, full [][]any
	for _, of := range a.of {
		l := have[of.key]
		if l.n = min(max(l.n+by, 0), of.burst); l.n == of.burst {
			full = append(full, []any{[]byte(of.key)})
			continue
		}
		rows = append(rows, []any{[]byte(of.key), l.n, l.at.UnixMicro(), of.fullAt(l).UnixMicro()})
	}
	if err := u.ExecMany(ctx, putAttempt, rows); err != nil {
		return err
	}
	return u.ExecMany(ctx, deleteAttempt, full)
}

// rates slows programs down, each by its own: they send a token, which nobody
// guesses, so that each instance may count for itself, in memory.
type rates struct {
	mu   sync.Mutex
	left map[string]rate
}

type rate struct {
	sort
	left
}

// mostRates bounds the memory: some 10 MB.
const mostRates = 100_000

// spend takes one of the n requests a minute that a program has; ok is false
// if there is none, wait is how long until there is.
func (r *rates) spend(now time.Time, program string, n int) (wait time.Duration, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.left == nil || len(r.left) >= mostRates {
		r.sweep(now)
	}
	s := sort{"program", int64(n), time.Minute / time.Duration(n)}
	key := program + " " + strconv.Itoa(n)
	have, known := r.left[key]
	if !known {
		have = rate{s, left{s.burst, now}}
	}
	l := s.now(have.left, now)
	if l.n == 0 {
		return s.every - now.Sub(l.at), false
	}
	l.n--
	r.left[key] = rate{s, l}
	return 0, true
}

// sweep forgets what is full again. Where a flood leaves too much else, all is
// forgotten: better a program with a second minute than one out of memory.
func (r *rates) sweep(now time.Time) {
	for k, of := range r.left {
		if of.now(of.left, now).n == of.burst {
			delete(r.left, k)
		}
	}
	if r.left == nil || len(r.left) >= mostRates {
		r.left = map[string]rate{}
	}
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
