package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"filippo.io/age"
	"github.com/klauspost/compress/zstd"
)

// Recipients reads the public keys for which objects are sealed: lines or
// words "age1…".
func Recipients(text string) ([]age.Recipient, error) {
	all, err := age.ParseRecipients(strings.NewReader(strings.NewReplacer(",", "\n", " ", "\n").Replace(text)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return all, nil
}

// Identities reads the private keys that open what was sealed, from a file as
// age-keygen and [NewKey] write it.
func Identities(r io.Reader) ([]age.Identity, error) {
	all, err := age.ParseIdentities(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return all, nil
}

// NewKey makes a pair of keys. The private one opens everything that is sealed
// for the public one.
func NewKey() (private, public string, err error) {
	k, err := age.GenerateX25519Identity()
	if err != nil {
		return "", "", err
	}
	return k.String(), k.Recipient().String(), nil
}

// ErrKey is returned for a key that cannot be read.
var ErrKey = errors.New("no age key")

// ErrSealed is returned where none of the keys opens an object, or the object
// was altered.
var ErrSealed = errors.New("the object does not open")

// seal returns a writer that compresses and encrypts into w.
func seal(w io.Writer, to []age.Recipient) (io.WriteCloser, error) {
	locked, err := age.Encrypt(w, to...)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	z, err := zstd.NewWriter(locked, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return &sealer{z, locked}, nil
}

type sealer struct {
	*zstd.Encoder
	locked io.Closer
}

func (s *sealer) Close() error { return errors.Join(s.Encoder.Close(), s.locked.Close()) }

// unseal returns what was sealed. Each part of it is authenticated before it
// is read, and so is the end.
func unseal(r io.Reader, with []age.Identity) (io.ReadCloser, error) {
	open, err := age.Decrypt(r, with...)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSealed, err)
	}
	z, err := zstd.NewReader(open, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSealed, err)
	}
	return z.IOReadCloser(), nil
}

// A header is the first line of a sealed object with pages, as JSON.
type header struct {
	Format int       `json:"format"`
	Chain  string    `json:"chain"`
	No     int64     `json:"no"`     // of a change; of an image, the last change that is in it
	Before string    `json:"before"` // SHA-256 of the sealed change before this
	At     time.Time `json:"at"`     // every commit acknowledged until then is in it
	Page   int       `json:"page"`   // bytes in a page
	Size   uint32    `json:"size"`   // pages in the database; of an image 0: those that come
	Made   string    `json:"made"`   // version of the program
}

const format = 1

// maxHeader bounds the line of a header that is read.
const maxHeader = 4096

func writeHeader(w io.Writer, h header) error {
	h.Format = format
	b, err := json.Marshal(h)
	if err == nil {
		_, err = w.Write(append(b, '\n'))
	}
	return err
}

func writePage(w io.Writer, no uint32, page []byte) error {
	if _, err := w.Write(binary.BigEndian.AppendUint32(nil, no)); err != nil {
		return err
	}
	_, err := w.Write(page)
	return err
}

// writeEnd writes page number 0: an object that lacks it is not whole.
func writeEnd(w io.Writer) error {
	_, err := w.Write(make([]byte, 4))
	return err
}

func readHeader(r io.Reader) (h header, err error) {
	var line []byte
	for one := make([]byte, 1); ; {
		if _, err := io.ReadFull(r, one); err != nil {
			return h, err
		}
		if one[0] == '\n' {
			break
		}
		if line = append(line, one[0]); len(line) > maxHeader {
			return h, errors.New("the header is too long")
		}
	}
	if err := json.Unmarshal(line, &h); err != nil {
		return h, err
	}
	if h.Format != format {
		return h, fmt.Errorf("format %d is not known to this version of the program", h.Format)
	}
	if h.Page < 512 || h.Page > 65536 || h.Page&(h.Page-1) != 0 {
		return h, fmt.Errorf("pages of %d bytes", h.Page)
	}
	return h, nil
}

// readPages calls visit for each page until the end mark.
func readPages(r io.Reader, size int, visit func(no uint32, page []byte) error) error {
	buf := make([]byte, 4+size)
	for {
		if _, err := io.ReadFull(r, buf[:4]); err != nil {
			return err
		}
		no := binary.BigEndian.Uint32(buf)
		if no == 0 {
			// The seal authenticates that nothing comes after.
			if n, err := r.Read(buf[:1]); n > 0 || !errors.Is(err, io.EOF) {
				return errors.Join(errors.New("something stands after the end"), err)
			}
			return nil
		}
		if _, err := io.ReadFull(r, buf[4:]); err != nil {
			return err
		}
		if err := visit(no, buf[4:]); err != nil {
			return err
		}
	}
}

// A summing writer or reader takes the SHA-256 of what passes.
type summing struct {
	hash.Hash
	n int64
}

func newSumming() *summing { return &summing{Hash: sha256.New()} }

func (s *summing) Write(b []byte) (int, error) {
	s.n += int64(len(b))
	return s.Hash.Write(b)
}

func (s *summing) String() string { return hex.EncodeToString(s.Sum(nil)) }

// sealed returns what r gives, sealed, in memory.
func sealed(to []age.Recipient, r io.Reader) ([]byte, error) {
	var b bytes.Buffer
	w, err := seal(&b, to)
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(w, r)
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// putByFile seals what r gives and puts it into a store, by way of a file in
// dir. It returns how many bytes that were.
func putByFile(ctx context.Context, s Store, to []age.Recipient, dir, object string, r io.Reader) (n int64, err error) {
	t, err := os.CreateTemp(dir, "way-*")
	if err != nil {
		return 0, fmt.Errorf("seal: %w", err)
	}
	defer os.Remove(t.Name())
	defer t.Close()
	w, err := seal(t, to)
	if err != nil {
		return 0, err
	}
	if _, err := io.Copy(w, r); err != nil {
		return 0, fmt.Errorf("seal: %w", err)
	}
	if err := w.Close(); err != nil {
		return 0, fmt.Errorf("seal: %w", err)
	}
	if n, err = t.Seek(0, io.SeekEnd); err != nil {
		return 0, fmt.Errorf("seal: %w", err)
	}
	if _, err := t.Seek(0, io.SeekStart); err != nil {
		return 0, fmt.Errorf("seal: %w", err)
	}
	return n, s.Put(ctx, object, t)
}

// Put seals what r gives under a name of its own, outside all that the package
// keeps by itself: copies and logs of a PostgreSQL server. dir is a folder for
// it while it is on its way.
func Put(ctx context.Context, s Store, to []age.Recipient, dir, name string, r io.Reader) error {
	if !fs.ValidPath(name) {
		return fmt.Errorf("%w: %s", ErrName, name)
	}
	_, err := putByFile(ctx, s, to, dir, otherPrefix+name+sealedEnd, r)
	return err
}

// Get writes what was put under a name to w. Where it returns an error, w may
// have got a part.
func (v Vault) Get(ctx context.Context, name string, w io.Writer) error {
	object := otherPrefix + name + sealedEnd
	r, err := v.Store.Get(ctx, object)
	if err != nil {
		return err
	}
	defer r.Close()
	open, err := unseal(r, v.With)
	if err != nil {
		return &Damage{Object: object, What: "was altered or is not sealed for this key", Err: err}
	}
	defer open.Close()
	if _, err := io.Copy(w, open); err != nil {
		return &Damage{Object: object, What: "was altered, or cannot be written here", Err: err}
	}
	return nil
}

// Names returns the names under which something was put that begin with
// prefix, sorted.
func Names(ctx context.Context, s Store, prefix string) (names []string, err error) {
	objects, err := s.List(ctx, otherPrefix+prefix)
	if err != nil {
		return nil, err
	}
	for _, o := range objects {
		if name, ok := strings.CutSuffix(strings.TrimPrefix(o.Name, otherPrefix), sealedEnd); ok {
			names = append(names, name)
		}
	}
	return names, nil
}

// ErrName is returned for a name under which nothing can be put.
var ErrName = errors.New("no name for an object")

const otherPrefix = "other/"
