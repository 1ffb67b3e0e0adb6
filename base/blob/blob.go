// Package blob keeps files by what is in them: a file's name is the SHA-256
// of its bytes, so the same circular that reaches a hundred communes is kept
// once, and a file that was altered no longer answers to its name.
//
// Files are written before the transaction that refers to them, and flushed
// to disk before they get their name. A file that nothing refers to is
// harmless. Several instances of the program share one folder.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// A Store is a folder of files.
type Store struct{ dir string }

// Open returns the store in dir, which is made if it does not exist.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open file store: %w", err)
	}
	return &Store{dir}, nil
}

// Dir returns the store's folder.
func (s *Store) Dir() string { return s.dir }

// Put keeps what r holds and returns its SHA-256 in lower-case hex and its
// size in bytes. What is kept already is not written again.
func (s *Store) Put(_ context.Context, r io.Reader) (sum string, size int64, err error) {
	f, err := os.CreateTemp(s.dir, "incoming-*")
	if err != nil {
		return "", 0, fmt.Errorf("keep file: %w", err)
	}
	defer func() {
		f.Close()
		os.Remove(f.Name())
	}()
	h := sha256.New()
	if size, err = io.Copy(io.MultiWriter(f, h), r); err != nil {
		return "", 0, fmt.Errorf("keep file: %w", err)
	}
	sum = hex.EncodeToString(h.Sum(nil))
	to := s.path(sum)
	if _, err := os.Stat(to); err == nil {
		// Whoever keeps the same at this moment may not have flushed its name yet.
		return sum, size, s.flush(filepath.Dir(to))
	}
	if err := errors.Join(f.Sync(), f.Close(), os.MkdirAll(filepath.Dir(to), 0o700)); err != nil {
		return "", 0, fmt.Errorf("keep file: %w", err)
	}
	if err := os.Rename(f.Name(), to); err != nil {
		return "", 0, fmt.Errorf("keep file: %w", err)
	}
	return sum, size, s.flush(filepath.Dir(to))
}

// flush makes a new name in dir, and dir in the store, survive a power cut.
func (s *Store) flush(dir string) error {
	for _, at := range []string{dir, s.dir} {
		d, err := os.Open(at)
		if err != nil {
			return fmt.Errorf("keep file: %w", err)
		}
		err = d.Sync()
		d.Close()
		if err != nil {
			return fmt.Errorf("keep file: %w", err)
		}
	}
	return nil
}

// ErrNone is returned for a file that is not in the store.
var ErrNone = errors.New("no such file in the store")

// Open opens the file with the given SHA-256; the caller closes it.
func (s *Store) Open(_ context.Context, sum string) (*os.File, error) {
	if !valid(sum) {
		return nil, fmt.Errorf("%w: %q", ErrNone, sum)
	}
	f, err := os.Open(s.path(sum))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrNone, sum)
	}
	return f, err
}

// Check reads every file and returns the names of those whose content is not
// what their name says.
func (s *Store) Check(ctx context.Context) (altered []string, err error) {
	err = filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !valid(d.Name()) {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		h := sha256.New()
		if _, err := io.Copy(h, f); err != nil {
			return err
		}
		if hex.EncodeToString(h.Sum(nil)) != d.Name() {
			altered = append(altered, d.Name())
		}
		return nil
	})
	return altered, err
}

func (s *Store) path(sum string) string { return filepath.Join(s.dir, sum[:2], sum) }

func valid(sum string) bool {
	b, err := hex.DecodeString(sum)
	return err == nil && len(b) == sha256.Size && hex.EncodeToString(b) == sum
}
