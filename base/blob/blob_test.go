package blob_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quyet/base/blob"
)

func TestKeepsByContent(t *testing.T) {
	s, err := blob.Open(filepath.Join(t.TempDir(), "files"))
	if err != nil {
		t.Fatal(err)
	}
	first, size, err := s.Put(t.Context(), strings.NewReader("Kế hoạch"))
	if err != nil || size != int64(len("Kế hoạch")) {
		t.Fatal(size, err)
	}
	again, _, err := s.Put(t.Context(), strings.NewReader("Kế hoạch"))
	if err != nil || again != first {
		t.Fatalf("the same content got the names %s and %s (%v)", first, again, err)
	}
	f, err := s.Open(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if b, _ := io.ReadAll(f); string(b) != "Kế hoạch" {
		t.Errorf("got back %q", b)
	}
	for _, name := range []string{"", "../../etc/passwd", strings.Repeat("0", 64), strings.ToUpper(first)} {
		if _, err := s.Open(t.Context(), name); !errors.Is(err, blob.ErrNone) {
			t.Errorf("Open(%q) = %v, want ErrNone", name, err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(s.Dir(), "incoming-*")); len(left) > 0 {
		t.Errorf("temporary files are left: %v", left)
	}
}

func TestFindsAlteredFiles(t *testing.T) {
	s, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	good, _, err := s.Put(t.Context(), strings.NewReader("one"))
	if err != nil {
		t.Fatal(err)
	}
	bad, _, err := s.Put(t.Context(), strings.NewReader("two"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.Dir(), bad[:2], bad), []byte("six"), 0o600); err != nil {
		t.Fatal(err)
	}
	altered, err := s.Check(t.Context())
	if err != nil || len(altered) != 1 || altered[0] != bad {
		t.Errorf("altered files are %v (%v), want only %s and not %s", altered, err, bad, good)
	}
}
