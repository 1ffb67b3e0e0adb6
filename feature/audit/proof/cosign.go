package proof

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// The algorithm of a cosignature with its time, in a signed note.
const cosignatureEd25519 = 4

// A Witness signs checkpoints of others, together with the time at which it
// saw them: what it has signed cannot be taken back.
type Witness struct {
	name string
	key  ed25519.PrivateKey
	now  func() time.Time
}

// ErrKey says that a text is no key, or one for another purpose.
var ErrKey = errors.New("no key of this kind")

// NewWitnessKey makes a key for a witness and returns both halves as text.
func NewWitnessKey(random io.Reader, name string) (private, public string, err error) {
	pub, key, err := ed25519.GenerateKey(random)
	if err != nil {
		return "", "", err
	}
	id := keyID(name, cosignatureEd25519, pub)
	private = fmt.Sprintf("PRIVATE+KEY+%s+%08x+%s", name, id, base64.StdEncoding.EncodeToString(append([]byte{cosignatureEd25519}, key.Seed()...)))
	return private, witnessKey(name, pub), nil
}

func witnessKey(name string, pub ed25519.PublicKey) string {
	return fmt.Sprintf("%s+%08x+%s", name, keyID(name, cosignatureEd25519, pub), base64.StdEncoding.EncodeToString(append([]byte{cosignatureEd25519}, pub...)))
}

// NewWitness reads a key that [NewWitnessKey] made. now is the witness's clock.
func NewWitness(private string, now func() time.Time) (*Witness, error) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(private), "PRIVATE+KEY+")
	name, id, seed, err := parseKey(rest)
	if !ok || err != nil || len(seed) != ed25519.SeedSize {
		return nil, ErrKey
	}
	w := &Witness{name: name, key: ed25519.NewKeyFromSeed(seed), now: now}
	if id != w.KeyHash() {
		return nil, ErrKey
	}
	return w, nil
}

func parseKey(text string) (name string, id uint32, key []byte, err error) {
	part := strings.SplitN(text, "+", 3)
	if len(part) != 3 || part[0] == "" || len(part[1]) != 8 {
		return "", 0, nil, ErrKey
	}
	n, err := strconv.ParseUint(part[1], 16, 32)
	if err != nil {
		return "", 0, nil, ErrKey
	}
	key, err = base64.StdEncoding.DecodeString(part[2])
	if err != nil || len(key) == 0 || key[0] != cosignatureEd25519 {
		return "", 0, nil, ErrKey
	}
	return part[0], uint32(n), key[1:], nil
}

// Name implements [note.Signer].
func (w *Witness) Name() string { return w.name }

// Public returns the half of the key by which others check its signatures.
func (w *Witness) Public() string { return witnessKey(w.name, w.key.Public().(ed25519.PublicKey)) }

// KeyHash implements [note.Signer].
func (w *Witness) KeyHash() uint32 {
	return keyID(w.name, cosignatureEd25519, w.key.Public().(ed25519.PublicKey))
}

// Sign implements [note.Signer].
func (w *Witness) Sign(msg []byte) ([]byte, error) {
	at := w.now().Unix()
	signature := binary.BigEndian.AppendUint64(nil, uint64(at))
	return append(signature, ed25519.Sign(w.key, cosigned(at, msg))...), nil
}

// cosigned is what a witness signs.
func cosigned(at int64, msg []byte) []byte {
	return append(fmt.Appendf(nil, "cosignature/v1\ntime %d\n", at), msg...)
}

// Cosign returns the line by which the witness signs a checkpoint.
func (w *Witness) Cosign(msg string) (line string, err error) {
	text, _, found := strings.Cut(msg, "\n\n")
	if !found {
		return "", ErrForm
	}
	signed, err := note.Sign(&note.Note{Text: text + "\n"}, w)
	if err != nil {
		return "", err
	}
	_, line, _ = strings.Cut(string(signed), "\n\n")
	return line, nil
}

// A WitnessVerifier checks the signatures of one witness.
type WitnessVerifier struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

// NewWitnessVerifier reads the public half of a witness's key.
func NewWitnessVerifier(public string) (*WitnessVerifier, error) {
	name, id, key, err := parseKey(strings.TrimSpace(public))
	if err != nil || len(key) != ed25519.PublicKeySize || id != keyID(name, cosignatureEd25519, key) {
		return nil, ErrKey
	}
	return &WitnessVerifier{name, id, key}, nil
}

// Name implements [note.Verifier].
func (v *WitnessVerifier) Name() string { return v.name }

// KeyHash implements [note.Verifier].
func (v *WitnessVerifier) KeyHash() uint32 { return v.id }

// Verify implements [note.Verifier].
func (v *WitnessVerifier) Verify(msg, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	at := binary.BigEndian.Uint64(signature)
	return at <= 1<<62 && ed25519.Verify(v.key, cosigned(int64(at), msg), signature[8:])
}

// OpenCosigned checks the line of a witness below a checkpoint and returns
// when it signed.
func OpenCosigned(msg, line string, v *WitnessVerifier) (time.Time, error) {
	text, _, found := strings.Cut(msg, "\n\n")
	if !found {
		return time.Time{}, ErrForm
	}
	n, err := note.Open([]byte(text+"\n\n"+line), note.VerifierList(v))
	if err != nil {
		return time.Time{}, fmt.Errorf("open cosignature: %w", err)
	}
	raw, err := base64.StdEncoding.DecodeString(n.Sigs[0].Base64)
	if err != nil || len(raw) < 12 {
		return time.Time{}, ErrForm
	}
	return time.Unix(int64(binary.BigEndian.Uint64(raw[4:])), 0).UTC(), nil
}

var (
	_ note.Signer   = (*Witness)(nil)
	_ note.Verifier = (*WitnessVerifier)(nil)
)

// A Request asks a witness to sign a checkpoint: the size up to which it is
// known to have signed, the proof that nothing before it has changed, and the
// checkpoint.
type Request struct {
	Old   int64
	Proof []tlog.Hash
	Note  string
}

// MostHashes is more than a proof over any log can hold.
const MostHashes = 63

// Text is what is sent.
func (r Request) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "old %d\n", r.Old)
	for _, h := range r.Proof {
		b.WriteString(h.String() + "\n")
	}
	b.WriteString("\n" + r.Note)
	return b.String()
}

// ParseRequest reads back what [Request.Text] wrote.
func ParseRequest(text string) (r Request, err error) {
	asked, msg, found := strings.Cut(text, "\n\n")
	lines := strings.Split(asked, "\n")
	old, ok := strings.CutPrefix(lines[0], "old ")
	if !found || !ok || len(lines)-1 > MostHashes {
		return r, ErrForm
	}
	if r.Old, err = strconv.ParseInt(old, 10, 64); err != nil || r.Old < 0 {
		return r, ErrForm
	}
	r.Note = msg
	r.Proof, err = parseHashes(lines[1:])
	return r, err
}
