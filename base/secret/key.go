package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// A Key seals what the program has to read again: AES-256 in GCM under keys
// derived from 256 bits of chance, one for each purpose. It stands in a file
// that is read, or made, when it is first needed; instances on one database
// need the same file.
type Key struct {
	path string

	once sync.Once
	root []byte
	err  error
}

// InFile returns the key that stands in a file. The file need not be there:
// it is made, readable by its owner only, when something is sealed first, and
// so is the folder in which it stands.
func InFile(path string) *Key { return &Key{path: path} }

const rootLen = 32

// ErrSealed means that something was not sealed with this key and for this
// purpose, or was changed since.
var ErrSealed = errors.New("not sealed with this key")

// ErrNoKey means that the file of the key cannot be read or made, or holds no
// key.
var ErrNoKey = errors.New("no key")

func (k *Key) load() ([]byte, error) {
	k.once.Do(func() {
		k.root, k.err = read(k.path)
		if errors.Is(k.err, fs.ErrNotExist) {
			k.root, k.err = begin(k.path)
		}
		if k.err != nil {
			k.err = fmt.Errorf("%w: %w", ErrNoKey, k.err)
		}
	})
	return k.root, k.err
}

func read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode().Perm()&0o007 != 0 {
		return nil, fmt.Errorf("everybody on this machine can read %s", path)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	root, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(b)))
	if err != nil || len(root) != rootLen {
		return nil, fmt.Errorf("%s holds no key", path)
	}
	return root, nil
}

// begin makes the file. Of two programs that do so at once, one finds that the
// other was first.
func begin(path string) ([]byte, error) {
	root := make([]byte, rootLen)
	rand.Read(root)
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	made, err := os.CreateTemp(filepath.Dir(path), ".key-*")
	if err != nil {
		return nil, err
	}
	defer os.Remove(made.Name())
	_, err = made.WriteString(base64.StdEncoding.EncodeToString(root) + "\n")
	if err = errors.Join(err, made.Sync(), made.Close()); err != nil {
		return nil, err
	}
	if err := os.Link(made.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return read(path)
}

// Name tells the key from others without giving it away.
func (k *Key) Name() (string, error) {
	root, err := k.load()
	if err != nil {
		return "", err
	}
	b, err := hkdf.Key(sha256.New, root, nil, "name of the key", 8)
	return hex.EncodeToString(b), err
}

func (k *Key) aead(purpose string) (cipher.AEAD, error) {
	root, err := k.load()
	if err != nil {
		return nil, err
	}
	key, err := hkdf.Key(sha256.New, root, nil, "seal "+purpose, 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// Seal seals plain. It can be opened only for the same purpose and the same
// owner: what was sealed for one account is worth nothing in the row of
// another. Errors: [ErrNoKey].
func (k *Key) Seal(purpose, owner string, plain []byte) ([]byte, error) {
	a, err := k.aead(purpose)
	if err != nil {
		return nil, err
	}
	return a.Seal(nil, nil, plain, []byte(owner)), nil
}

// Open returns what was sealed. Errors: [ErrSealed], [ErrNoKey].
func (k *Key) Open(purpose, owner string, sealed []byte) ([]byte, error) {
	a, err := k.aead(purpose)
	if err != nil {
		return nil, err
	}
	plain, err := a.Open(nil, nil, sealed, []byte(owner))
	if err != nil {
		return nil, ErrSealed
	}
	return plain, nil
}
