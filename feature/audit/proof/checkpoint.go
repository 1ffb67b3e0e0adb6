package proof

import (
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A Checkpoint says how many entries a log holds and what its root is: all of
// them, in their order, in 32 bytes.
type Checkpoint struct {
	Origin string // name of the log, which is the name of its key
	Size   int64
	Root   tlog.Hash
	At     time.Time // when it was made, to the second; zero if it does not say
}

const timeLine = "time "

// Text is what is signed.
func (c Checkpoint) Text() string {
	text := fmt.Sprintf("%s\n%d\n%s\n", c.Origin, c.Size, c.Root)
	if !c.At.IsZero() {
		text += timeLine + c.At.UTC().Format(time.RFC3339) + "\n"
	}
	return text
}

// ParseCheckpoint reads back what [Checkpoint.Text] wrote; of lines that it
// does not know it takes no notice.
func ParseCheckpoint(text string) (Checkpoint, error) {
	line := strings.Split(text, "\n")
	if len(line) < 4 || line[len(line)-1] != "" || line[0] == "" {
		return Checkpoint{}, ErrForm
	}
	c := Checkpoint{Origin: line[0]}
	size, err := strconv.ParseInt(line[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != line[1] {
		return Checkpoint{}, ErrForm
	}
	c.Size = size
	if c.Root, err = tlog.ParseHash(line[2]); err != nil || c.Root.String() != line[2] {
		return Checkpoint{}, ErrForm
	}
	for _, l := range line[3:] {
		if at, ok := strings.CutPrefix(l, timeLine); ok {
			if c.At, err = time.Parse(time.RFC3339, at); err != nil {
				return Checkpoint{}, ErrForm
			}
		}
	}
	return c, nil
}

// A Key signs the checkpoints of one log.
type Key struct {
	note.Signer
	Public   string // its public half, as text
	Verifier note.Verifier
}

// NewKey makes a key for the log called name and returns it as text.
func NewKey(random io.Reader, name string) (private string, err error) {
	private, _, err = note.GenerateKey(random, name)
	return private, err
}

// ReadKey reads a key that [NewKey] made.
func ReadKey(private string) (*Key, error) {
	private = strings.TrimSpace(private)
	signer, err := note.NewSigner(private)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	part := strings.SplitN(private, "+", 5)
	seed, err := base64.StdEncoding.DecodeString(part[len(part)-1])
	if err != nil || len(seed) != 1+ed25519.SeedSize {
		return nil, ErrKey
	}
	pub := ed25519.NewKeyFromSeed(seed[1:]).Public().(ed25519.PublicKey)
	k := &Key{Signer: signer}
	if k.Public, err = note.NewEd25519VerifierKey(signer.Name(), pub); err != nil {
		return nil, err
	}
	k.Verifier, err = note.NewVerifier(k.Public)
	return k, err
}

// Sign returns the checkpoint as a signed note.
func (c Checkpoint) Sign(key note.Signer) (string, error) {
	msg, err := note.Sign(&note.Note{Text: c.Text()}, key)
	return string(msg), err
}

// OpenCheckpoint checks the signature of a note and returns the checkpoint
// in it. The note may bear signatures of others beside it.
func OpenCheckpoint(msg string, key note.Verifier) (Checkpoint, error) {
	n, err := note.Open([]byte(msg), note.VerifierList(key))
	if err != nil {
		return Checkpoint{}, fmt.Errorf("open checkpoint: %w", err)
	}
	c, err := ParseCheckpoint(n.Text)
	if err == nil && c.Origin != key.Name() {
		err = ErrForm
	}
	return c, err
}

// Claimed returns what a note says, whoever signed it.
func Claimed(msg string) (Checkpoint, error) {
	text, _, found := strings.Cut(msg, "\n\n")
	if !found {
		return Checkpoint{}, ErrForm
	}
	return ParseCheckpoint(text + "\n")
}

// MostCheckpoint is the length in bytes beyond which a text is no note of a
// checkpoint.
const MostCheckpoint = 64 << 10

// ParseSeen reads what somebody wrote down or kept of a checkpoint: the note
// itself, or size and root as they stand on a page, "52418 hash", of which the
// first twelve characters are enough.
func ParseSeen(text string) (Seen, error) {
	if c, err := Claimed(text); err == nil {
		return Seen{Size: c.Size, Root: c.Root.String()}, nil
	}
	f := strings.Fields(text)
	if len(f) != 2 || len(f[1]) < shortestRoot || len(f[1]) > base64.StdEncoding.EncodedLen(tlog.HashSize) {
		return Seen{}, ErrForm
	}
	size, err := strconv.ParseInt(strings.NewReplacer(".", "", ",", "").Replace(f[0]), 10, 64)
	if err != nil || size < 0 {
		return Seen{}, ErrForm
	}
	return Seen{Size: size, Root: f[1]}, nil
}

const shortestRoot = 12

// A Seen is a checkpoint as it was seen outside of the program.
type Seen struct {
	Size int64
	Root string // in base64, or its beginning
}

// Fits says whether root is the one that was seen.
func (s Seen) Fits(root tlog.Hash) bool { return strings.HasPrefix(root.String(), s.Root) }
