// Package secret keeps what nobody may read: what people know, as slow hashes
// ([Hash]), and what the program itself has to read again, sealed with the key
// of the installation ([Key]).
//
// Hashes are argon2id, made outside of any transaction, a few at a time, so
// that fifty people who sign in at eight o'clock take neither the machine's
// memory nor the database's only writer. The key is a file beside the data or
// elsewhere: a copy of the database alone gives nothing away.
package secret

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

	"quyet/base/viet"
)

// Longest is the longest text that is hashed, in characters; a longer one fits
// nothing.
const Longest = 200

// A Cost says how much work one guess is.
type Cost struct {
	Memory  uint32 // KiB
	Passes  uint32
	Threads uint8
}

// Present is the cost of what is hashed from now on. 19 MiB and two passes are
// the least that OWASP's password storage guidance (2025) asks of argon2id;
// more memory would be paid by every sign-in on an office's small machine.
// Passwords hashed at another cost are hashed anew when their owner signs in.
var Present = Cost{Memory: 19 * 1024, Passes: 2, Threads: 1}

const (
	saltLen = 16
	keyLen  = 32
)

// A Hash is a password, or the like, as it is stored.
type Hash struct {
	Cost
	salt, key []byte
}

// String returns h in the PHC string format:
// $argon2id$v=19$m=19456,t=2,p=1$salt$key, in base64 without padding.
func (h Hash) String() string {
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.Memory, h.Passes, h.Threads, b64(h.salt), b64(h.key))
}

// Bounds of what Parse takes: beyond them a hash was not made here, and
// verifying against it could take the machine down.
const (
	mostMemory  = 256 * 1024
	mostPasses  = 16
	mostThreads = 8
)

var errHash = errors.New("not a password hash of this program")

// Hash hashes plain at cost c. At the present cost it takes some 30 ms and is
// called before a unit of work, not within one.
func (c Cost) Hash(ctx context.Context, plain string) (Hash, error) {
	h := Hash{Cost: c, salt: make([]byte, saltLen)}
	rand.Read(h.salt)
	return h.Of(ctx, plain)
}

// Of hashes plain with the cost and the salt of h. Of several texts that one
// person may give, it is so found with one hashing which one was given.
func (h Hash) Of(ctx context.Context, plain string) (Hash, error) {
	if utf8.RuneCountInString(plain) > Longest {
		plain = "" // fits nothing; hashing megabytes would be work for free
	}
	key, err := derive(ctx, viet.NFC(plain), h, keyLen)
	return Hash{Cost: h.Cost, salt: h.salt, key: key}, err
}

// Equal says whether two hashes are the same, in a time that tells nothing.
func (h Hash) Equal(o Hash) bool {
	return subtle.ConstantTimeCompare([]byte(h.String()), []byte(o.String())) == 1
}

// Parse reads what [Hash.String] wrote.
func Parse(s string) (Hash, error) {
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return Hash{}, errHash
	}
	var h Hash
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.Memory, &h.Passes, &h.Threads); err != nil {
		return Hash{}, errHash
	}
	strict := base64.RawStdEncoding.Strict()
	var err1, err2 error
	h.salt, err1 = strict.DecodeString(parts[4])
	h.key, err2 = strict.DecodeString(parts[5])
	if err1 != nil || err2 != nil || len(h.salt) < 8 || len(h.salt) > 64 || len(h.key) < 16 || len(h.key) > 64 {
		return Hash{}, errHash
	}
	// Only the one way of writing each hash is read: 019456 is not 19456.
	if h.Memory < 8 || h.Memory > mostMemory || h.Passes < 1 || h.Passes > mostPasses || h.Threads < 1 || h.Threads > mostThreads || h.String() != s {
		return Hash{}, errHash
	}
	return h, nil
}

// Fits says whether plain is the password that was hashed to h. It takes as
// long for a right password as for a wrong one.
func (h Hash) Fits(ctx context.Context, plain string) (bool, error) {
	if utf8.RuneCountInString(plain) > Longest {
		plain = "" // fits nothing; hashing megabytes would be work for free
	}
	key, err := derive(ctx, viet.NFC(plain), h, uint32(len(h.key)))
	return err == nil && subtle.ConstantTimeCompare(key, h.key) == 1, err
}

// Decoy stands in for the password of an account that does not exist. Its key
// was not derived from anything, so that no password fits it.
var Decoy = Hash{Cost: Present, salt: make([]byte, saltLen), key: make([]byte, keyLen)}

// hashing bounds how many passwords are hashed at the same time: at the
// present cost, 40 MB. The others wait their turn.
var hashing = make(chan struct{}, 2)

func derive(ctx context.Context, plain string, h Hash, length uint32) ([]byte, error) {
	select {
	case hashing <- struct{}{}:
		defer func() { <-hashing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return argon2.IDKey([]byte(plain), h.salt, h.Passes, h.Memory, h.Threads, length), nil
}
