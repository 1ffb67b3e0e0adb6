package secret

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

func TestSeal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	k := InFile(path)
	if _, err := os.Stat(path); err == nil {
		t.Error("the key is made before it is needed")
	}
	sealed, err := k.Seal("codes", "a", []byte("hello"))
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file of the key: %v %v", info.Mode(), err)
	}
	again, err := k.Seal("codes", "a", []byte("hello"))
	if err != nil || bytes.Equal(sealed, again) {
		t.Errorf("sealing twice gives the same: %v", err)
	}
	same := InFile(path)
	if plain, err := same.Open("codes", "a", sealed); err != nil || string(plain) != "hello" {
		t.Errorf("opened as %q, %v", plain, err)
	}
	other := InFile(filepath.Join(t.TempDir(), "key"))
	changed := bytes.Clone(sealed)
	changed[len(changed)-1] ^= 1
	for what, try := range map[string]func() ([]byte, error){
		"another purpose": func() ([]byte, error) { return k.Open("cookies", "a", sealed) },
		"another owner":   func() ([]byte, error) { return k.Open("codes", "b", sealed) },
		"another key":     func() ([]byte, error) { return other.Open("codes", "a", sealed) },
		"a changed byte":  func() ([]byte, error) { return k.Open("codes", "a", changed) },
		"nothing":         func() ([]byte, error) { return k.Open("codes", "a", nil) },
	} {
		if plain, err := try(); !errors.Is(err, ErrSealed) {
			t.Errorf("%s: %q, %v", what, plain, err)
		}
	}
	mine, err1 := k.Name()
	same1, err2 := same.Name()
	theirs, err3 := other.Name()
	if err := errors.Join(err1, err2, err3); err != nil || mine != same1 || mine == theirs || mine == "" {
		t.Errorf("names %q %q %q, %v", mine, same1, theirs, err)
	}
}

// Programs that start at once agree on one key.
func TestOneKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	var names sync.Map
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			name, err := InFile(path).Name()
			if err != nil {
				t.Error(err)
			}
			names.Store(name, true)
		})
	}
	all.Wait()
	n := 0
	names.Range(func(any, any) bool { n++; return true })
	if n != 1 {
		t.Errorf("%d keys", n)
	}
}

func TestNoKey(t *testing.T) {
	dir := t.TempDir()
	open, broken := filepath.Join(dir, "open"), filepath.Join(dir, "broken")
	if _, err := InFile(open).Name(); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Chmod(open, 0o604), os.WriteFile(broken, []byte("c2hvcnQ="), 0o600)); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{open, broken, filepath.Join(dir, "no", "folder", "key")} {
		if _, err := InFile(path).Seal("x", "y", nil); !errors.Is(err, ErrNoKey) {
			t.Errorf("%s: %v", path, err)
		}
	}
}
