package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"quyet/base/fault"
	"quyet/base/viet"
)

// A Password is a password that was checked and hashed, ready to be stored.
type Password struct{ phc string }

// Lengths of a password in characters. There are no rules of composition:
// they make passwords that people write down.
const (
	shortestPassword = 12
	longestPassword  = 200
)

// Choose checks a new password and hashes it. whose are the login and the
// name of its owner, which it must not equal. It takes some 30 ms and is
// called before a unit of work, not within one.
//
// Faults, at the field "new": Invalid for a password that is too short, too
// long, or among the first that a guesser tries.
func Choose(ctx context.Context, plain string, whose ...string) (Password, error) {
	plain = viet.NFC(plain)
	if err := passwordFault(plain, whose); err != nil {
		return Password{}, err
	}
	return hashed(ctx, plain)
}

// hashed hashes a password at the present cost.
func hashed(ctx context.Context, plain string) (Password, error) {
	salt := make([]byte, saltLen)
	rand.Read(salt)
	h := hash{cost: present, salt: salt}
	key, err := derive(ctx, viet.NFC(plain), h, keyLen)
	if err != nil {
		return Password{}, err
	}
	h.key = key
	return Password{h.String()}, nil
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
	if again := period(letters); common[letters] || common[stem] || common[again] || len(again) <= shortPeriod {
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

// A cost says how much work one guess is.
type cost struct {
	memory  uint32 // KiB
	passes  uint32
	threads uint8
}

// present is the cost of passwords set from now on. 19 MiB and two passes are
// the least that OWASP's password storage guidance (2025) asks of argon2id;
// more memory would be paid by every sign-in on an office's small machine.
// Passwords hashed at another cost are hashed anew when their owner signs in.
var present = cost{memory: 19 * 1024, passes: 2, threads: 1}

const (
	saltLen = 16
	keyLen  = 32
)

// A hash is a password as it is stored.
type hash struct {
	cost
	salt, key []byte
}

// String returns h in the PHC string format:
// $argon2id$v=19$m=19456,t=2,p=1$salt$key, in base64 without padding.
func (h hash) String() string {
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.memory, h.passes, h.threads, b64(h.salt), b64(h.key))
}

// Bounds of what parseHash takes: beyond them a hash was not made here, and
// verifying against it could take the machine down.
const (
	mostMemory  = 256 * 1024
	mostPasses  = 16
	mostThreads = 8
)

var errHash = errors.New("not a password hash of this program")

// parseHash reads what [hash.String] wrote.
func parseHash(s string) (hash, error) {
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return hash{}, errHash
	}
	var h hash
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.memory, &h.passes, &h.threads); err != nil {
		return hash{}, errHash
	}
	strict := base64.RawStdEncoding.Strict()
	var err1, err2 error
	h.salt, err1 = strict.DecodeString(parts[4])
	h.key, err2 = strict.DecodeString(parts[5])
	if err1 != nil || err2 != nil || len(h.salt) < 8 || len(h.salt) > 64 || len(h.key) < 16 || len(h.key) > 64 {
		return hash{}, errHash
	}
	// Only the one way of writing each hash is read: 019456 is not 19456.
	if h.memory < 8 || h.memory > mostMemory || h.passes < 1 || h.passes > mostPasses || h.threads < 1 || h.threads > mostThreads || h.String() != s {
		return hash{}, errHash
	}
	return h, nil
}

// fits says whether plain is the password that was hashed to h. It takes as
// long for a right password as for a wrong one.
func (h hash) fits(ctx context.Context, plain string) (bool, error) {
	if utf8.RuneCountInString(plain) > longestPassword {
		plain = "" // fits nothing; hashing megabytes would be work for free
	}
	key, err := derive(ctx, viet.NFC(plain), h, uint32(len(h.key)))
	return err == nil && subtle.ConstantTimeCompare(key, h.key) == 1, err
}

// decoy stands in for the password of an account that does not exist. Its key
// was not derived from anything, so that no password fits it.
var decoy = hash{cost: present, salt: make([]byte, saltLen), key: make([]byte, keyLen)}

// hashing bounds how many passwords are hashed at the same time: at the
// present cost, 40 MB. The others wait their turn.
var hashing = make(chan struct{}, 2)

func derive(ctx context.Context, plain string, h hash, length uint32) ([]byte, error) {
	select {
	case hashing <- struct{}{}:
		defer func() { <-hashing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return argon2.IDKey([]byte(plain), h.salt, h.passes, h.memory, h.threads, length), nil
}
