package account

import (
	"context"
	"crypto/rand"
	"strings"
	"unicode/utf8"

	"quyet/base/fault"
	"quyet/base/secret"
	"quyet/base/viet"
)

// A Password is a password that was checked and hashed, ready to be stored.
type Password struct{ phc string }

// Lengths of a password in characters. There are no rules of composition:
// they make passwords that people write down.
const (
	shortestPassword = 12
	longestPassword  = secret.Longest
)

// Choose checks a new password and hashes it. whose are the login, the name and
// the bodies of its owner, which it must not equal. It takes some 30 ms and is
// called before a unit of work, not within one.
//
// Faults, at the field "new": Invalid for a password that is too short, too
// long, or among the first that a guesser tries, whatever digits follow.
func Choose(ctx context.Context, plain string, whose ...string) (Password, error) {
	plain = viet.NFC(plain)
	if err := passwordFault(plain, whose); err != nil {
		return Password{}, err
	}
	return hashed(ctx, plain)
}

// hashed hashes a password at the present cost.
func hashed(ctx context.Context, plain string) (Password, error) {
	h, err := secret.Present.Hash(ctx, plain)
	return Password{h.String()}, err
}

// Temporary returns a password to hand to someone, 80 bits of chance in four
// groups that survive being read over the telephone.
func Temporary() string {
	s := strings.ToLower(rand.Text()[:16])
	return s[:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:]
}

func passwordFault(plain string, whose []string) error {
	switch n := utf8.RuneCountInString(plain); {
	case n < shortestPassword:
		return fault.At("new", tPasswordShort, shortestPassword)
	case n > longestPassword:
		return fault.At("new", tPasswordLong, longestPassword)
	}
	letters := squeeze(plain)
	stem := strings.TrimRight(letters, "0123456789")
	for _, w := range whose {
		if w = squeeze(w); w != "" && (letters == w || stem == w) {
			return fault.At("new", tPasswordOwnName)
		}
	}
	if again := period(letters); len(again) <= shortPeriod || isCommon(letters, stem, again) {
		return fault.At("new", tPasswordCommon)
	}
	return nil
}

// squeeze leaves the letters and digits of s, folded.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r >= utf8.RuneSelf {
			return r
		}
		return -1
	}, viet.Fold(s))
}

// shortPeriod is how long a text may be whose mere repetition is no password.
const shortPeriod = 3

// period returns the shortest text of which s is a repetition: "123" for
// "123123123123", s itself for most.
func period(s string) string {
	for n := 1; n <= len(s)/2; n++ {
		if len(s)%n == 0 && strings.Repeat(s[:n], len(s)/n) == s {
			return s[:n]
		}
	}
	return s
}
