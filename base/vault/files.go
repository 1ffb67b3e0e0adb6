package vault

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"time"

	"quyet/base/blob"
)

// The files of the office, and the few beside its database.

// keepFiles puts the files into the store that are not there yet.
func (k *Keeper) keepFiles(ctx context.Context) error {
	if k.known == nil {
		all, err := k.Store.List(ctx, filePrefix)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		k.known = map[string]bool{}
		for _, o := range all {
			k.known[o.Name] = true
		}
	}
	folders, err := os.ReadDir(k.Files.Dir())
	if err != nil {
		return err
	}
	var sums []string
	looked := map[string]time.Time{}
	for _, folder := range folders {
		if !folder.IsDir() {
			continue
		}
		info, err := folder.Info()
		if err != nil {
			return err
		}
		changed := info.ModTime()
		if k.looked[folder.Name()].Equal(changed) {
			continue
		}
		names, err := os.ReadDir(filepath.Join(k.Files.Dir(), folder.Name()))
		if err != nil {
			return err
		}
		for _, n := range names {
			if !k.seen[n.Name()] {
				sums = append(sums, n.Name())
			}
		}
		if time.Since(changed) > settled {
			looked[folder.Name()] = changed
		}
	}
	if err := k.putFiles(ctx, sums); err != nil {
		return err
	}
	maps.Copy(k.looked, looked)
	return nil
}

// settled is for how long the time of a folder tells nothing: another file may
// come within the same tick of the clock of the disk.
const settled = 2 * time.Second

// abreast is how many files are put at a time: one alone is mostly the waiting
// for the store.
const abreast = 8

// putFiles puts those of the files into the store that are not there yet; it
// ends with the first that fails.
func (k *Keeper) putFiles(ctx context.Context, sums []string) error {
	var (
		running sync.WaitGroup
		mu      sync.Mutex
		failed  error
	)
	slots := make(chan struct{}, abreast)
	for _, sum := range sums {
		slots <- struct{}{}
		running.Go(func() {
			defer func() { <-slots }()
			name := fileName(k.nameKey, sum)
			mu.Lock()
			there, stop := k.known[name], failed != nil
			mu.Unlock()
			if stop {
				return
			}
			var n int64
			var err error
			if !there {
				n, err = k.putSealed(ctx, name, sum)
			}
			mu.Lock()
			defer mu.Unlock()
			switch {
			case errors.Is(err, blob.ErrNone): // no file of the office, or removed meanwhile
			case err != nil:
				failed = err
			default:
				k.known[name], k.seen[sum] = true, true
				k.set(func(s *Status) { s.Bytes += n })
			}
		})
	}
	running.Wait()
	return failed
}

// inMemory is how large a file may be to be sealed in memory.
const inMemory = 1 << 20

// putSealed puts a file of the office into the store under a name, and returns
// how many bytes that were.
func (k *Keeper) putSealed(ctx context.Context, name, sum string) (n int64, err error) {
	r, err := k.Files.Open(ctx, sum)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	info, err := r.Stat()
	if err != nil {
		return 0, err
	}
	if info.Size() > inMemory {
		return putByFile(ctx, k.Store, k.To, k.Dir, name, r)
	}
	b, err := sealed(k.To, r)
	if err != nil {
		return 0, err
	}
	return int64(len(b)), k.Store.Put(ctx, name, bytes.NewReader(b))
}

// keepBeside keeps the files beside the database that have changed.
func (k *Keeper) keepBeside(ctx context.Context, at time.Time) error {
	if k.Beside == nil {
		return nil
	}
	paths, err := k.Beside()
	if err != nil {
		return err
	}
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		name, sum := filepath.Base(p), sha256.Sum256(b)
		if k.beside[name] == sum {
			continue
		}
		object, err := sealed(k.To, bytes.NewReader(b))
		if err != nil {
			return err
		}
		if err := k.Store.Put(ctx, besideName(name, at), bytes.NewReader(object)); err != nil {
			return err
		}
		if k.beside == nil {
			k.beside = map[string][32]byte{}
		}
		k.beside[name] = sum
	}
	return nil
}

func besideName(name string, at time.Time) string {
	return besidePrefix + name + "/" + at.UTC().Format(instantForm) + sealedEnd
}

// NameKey is the file in [Keeper.Dir] with the secret by which files get their
// names. Where it is lost they are kept once more under other names.
const NameKey = "names.key"

// secretFile returns the random bytes in a file, which is made if it is not
// there.
func secretFile(path string) ([]byte, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		b = []byte(rand.Text())
		err = os.WriteFile(path, b, 0o600)
	}
	if err != nil {
		return nil, fmt.Errorf("backup: %w", err)
	}
	return b, nil
}

// fileName is the name under which a file is kept. It is made with a secret,
// so that nobody who sees the store can tell whether a certain document is in
// it.
func fileName(key []byte, sum string) string {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(sum))
	name := hex.EncodeToString(m.Sum(nil))
	return filePrefix + name[:2] + "/" + name + sealedEnd
}

// NameOf returns the name in the store of the file with a SHA-256.
func (k *Keeper) NameOf(sum string) (string, error) {
	key, err := secretFile(filepath.Join(k.Dir, NameKey))
	return fileName(key, sum), err
}

// FilesKept returns the files in the store, and the names of those files of
// the office that should be in it and are not. Files that came in the last
// minutes are not looked for.
func (k *Keeper) FilesKept(ctx context.Context) (kept []Object, missing []string, err error) {
	key, err := secretFile(filepath.Join(k.Dir, NameKey))
	if err != nil {
		return nil, nil, err
	}
	if kept, err = k.Store.List(ctx, filePrefix); err != nil {
		return nil, nil, err
	}
	there := map[string]bool{}
	for _, o := range kept {
		there[o.Name] = true
	}
	err = filepath.WalkDir(k.Files.Dir(), func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || len(e.Name()) != 2*sha256.Size {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		if !there[fileName(key, e.Name())] && time.Since(info.ModTime()) > settledLong {
			missing = append(missing, e.Name())
		}
		return ctx.Err()
	})
	return kept, missing, err
}

// settledLong is after how long a file must be in the store.
const settledLong = 10 * time.Minute
