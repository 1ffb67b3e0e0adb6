package secret

import (
	"strings"
	"testing"
)

func TestFits(t *testing.T) {
	ctx := t.Context()
	p, err := Present.Hash(ctx, "khoá học mùa xuân")
	if err != nil {
		t.Fatal(err)
	}
	h, err := Parse(p.String())
	if err != nil {
		t.Fatal(err)
	}
	for plain, want := range map[string]bool{
		"khoá học mùa xuân":             true,
		"khoa\u0301 ho\u0323c mùa xuân": true, // the same, typed with another keyboard
		"khóa học mùa xuân":             false,
		"":                              false,
		strings.Repeat("x", 1<<20):      false,
	} {
		if got, err := h.Fits(ctx, plain); err != nil || got != want {
			t.Errorf("%.40q: %v %v, want %v", plain, got, err, want)
		}
	}
	q, err := Present.Hash(ctx, "khoá học mùa xuân")
	if err != nil || q.String() == p.String() {
		t.Errorf("two hashes of one password must differ: %v", err)
	}
}

// TestDecoy checks what keeps an unknown login from being told apart by time:
// the work done for it is the work done for a password set today.
func TestDecoy(t *testing.T) {
	p, err := Present.Hash(t.Context(), "con cò bay lả bay la")
	if err != nil {
		t.Fatal(err)
	}
	h, err := Parse(p.String())
	if err != nil {
		t.Fatal(err)
	}
	if Decoy.Cost != h.Cost || len(Decoy.salt) != len(h.salt) || len(Decoy.key) != len(h.key) {
		t.Errorf("the Decoy costs %+v, a password %+v", Decoy, h)
	}
	if _, err := Parse(Decoy.String()); err != nil {
		t.Error(err)
	}
}

// TestHashingIsBounded checks that those who sign in at once wait for a place.
func TestHashingIsBounded(t *testing.T) {
	for range cap(hashing) {
		hashing <- struct{}{}
	}
	done := make(chan error, 8)
	for range cap(done) {
		go func() {
			_, err := Decoy.Fits(t.Context(), "x")
			done <- err
		}()
	}
	select {
	case <-done:
		t.Error("a password was hashed while the places were taken")
	default:
	}
	if n := cap(hashing) * int(Present.Memory) / 1024; n > 64 {
		t.Errorf("hashing takes %d MB at once, want at most 64", n)
	}
	for range cap(hashing) {
		<-hashing
	}
	for range cap(done) {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		Decoy.String(), "", "$", "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
		"$argon2id$v=19$m=019456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
		"$argon2id$v=19$m=4294967295,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
		"$argon2id$v=19$m=19456,t=0,p=0$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
		"$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
		"$argon2id$v=19$m=19456,t=2,p=1,x$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
		"$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAB$AAAAAAAAAAAAAAAAAAAAAA$",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		h, err := Parse(s)
		if err != nil {
			return
		}
		if h.String() != s {
			t.Errorf("%q reads as %q", s, h)
		}
		if h.Memory > mostMemory || h.Passes > mostPasses || h.Passes < 1 || h.Threads < 1 {
			t.Errorf("%q would cost %+v", s, h.Cost)
		}
	})
}
