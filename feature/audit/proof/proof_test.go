package proof_test

import (
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"quyet/feature/audit/proof"
)

func entry(t *rapid.T, seq int64) proof.Entry {
	s := rapid.StringOf(rapid.RuneFrom([]rune("aệ\n\\ \"{}:")))
	return proof.Entry{
		Seq: seq, At: time.UnixMicro(rapid.Int64Range(0, 1<<52).Draw(t, "at")).UTC(), Account: s.Draw(t, "account"), For: s.Draw(t, "for"),
		Reason: s.Draw(t, "reason"), Body: s.Draw(t, "body"), Kind: s.Draw(t, "kind"), Subject: s.Draw(t, "subject"), Detail: s.Draw(t, "detail"),
	}
}

// The text of an entry is read back as it was, and two that differ have texts
// that differ, wherever a line break may stand.
func TestEntryText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := entry(t, rapid.Int64().Draw(t, "seq")), entry(t, rapid.Int64().Draw(t, "seq"))
		if back, err := proof.ParseEntry(a.Text()); err != nil || back != a {
			t.Fatalf("%+v came back as %+v (%v)", a, back, err)
		}
		if (a == b) != (string(a.Text()) == string(b.Text())) {
			t.Fatalf("%+v and %+v", a, b)
		}
	})
}

// newLog returns a log of n entries with its key and the checkpoint signed.
func newLog(t *testing.T, n int64) (key *proof.Key, entries []proof.Entry, stored tlog.HashReaderFunc, msg string) {
	t.Helper()
	private, err := proof.NewKey(rand.Reader, "quyet/test")
	if err != nil {
		t.Fatal(err)
	}
	if key, err = proof.ReadKey(private + "\n"); err != nil {
		t.Fatal(err)
	}
	var hashes []tlog.Hash
	stored = func(indexes []int64) (out []tlog.Hash, err error) {
		for _, i := range indexes {
			out = append(out, hashes[i])
		}
		return out, nil
	}
	for i := range n {
		e := proof.Entry{Seq: 10 + i, At: time.UnixMicro(i).UTC(), Kind: "task.assigned", Subject: "thing", Detail: "{}"}
		entries = append(entries, e)
		more, err := tlog.StoredHashes(i, e.Text(), stored)
		if err != nil {
			t.Fatal(err)
		}
		hashes = append(hashes, more...)
	}
	root, err := tlog.TreeHash(n, stored)
	if err != nil {
		t.Fatal(err)
	}
	c := proof.Checkpoint{Origin: key.Name(), Size: n, Root: root, At: time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)}
	if msg, err = c.Sign(key); err != nil {
		t.Fatal(err)
	}
	if opened, err := proof.OpenCheckpoint(msg, key.Verifier); err != nil || opened != c {
		t.Fatalf("%+v came back as %+v (%v)", c, opened, err)
	}
	return key, entries, stored, msg
}

// A proof goes into a file and back, and holds for its own entry alone.
func TestProof(t *testing.T) {
	const n = 301
	key, entries, stored, msg := newLog(t, n)
	for i := int64(0); i < n; i += 50 {
		hashes, err := tlog.ProveRecord(n, i, stored)
		if err != nil {
			t.Fatal(err)
		}
		text := proof.Proof{Index: i, Hashes: hashes, Entry: entries[i], Note: msg}.Text()
		p, err := proof.ParseProof(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Check(key.Verifier); err != nil {
			t.Errorf("entry %d: %v", i, err)
		}
		other := p
		other.Entry.Detail = `{"n":1}`
		moved := p
		moved.Index = (i + 1) % n
		for name, wrong := range map[string]proof.Proof{"another entry": other, "another place": moved} {
			if _, err := wrong.Check(key.Verifier); !errors.Is(err, proof.ErrNotProven) {
				t.Errorf("%s: %v", name, err)
			}
		}
		stranger, _, _, _ := newLog(t, 1)
		if _, err := p.Check(stranger.Verifier); err == nil {
			t.Error("another key opens the checkpoint")
		}
		forged, err := proof.ParseProof(strings.Replace(text, "\n301\n", "\n302\n", 1))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := forged.Check(key.Verifier); err == nil {
			t.Error("a checkpoint that was altered is believed")
		}
	}
}

// A witness signs what goes on from what it signed, and its signature is read
// by whoever has its key.
func TestWitness(t *testing.T) {
	_, _, _, msg := newLog(t, 7)
	private, public, err := proof.NewWitnessKey(rand.Reader, "witness/test")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 27, 10, 0, 0, 0, time.UTC)
	w, err := proof.NewWitness(private, func() time.Time { return at })
	if err != nil || w.Public() != public {
		t.Fatal(err, w.Public(), public)
	}
	line, err := w.Cosign(msg)
	if err != nil {
		t.Fatal(err)
	}
	v, err := proof.NewWitnessVerifier(public)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := proof.OpenCosigned(msg, line, v); err != nil || !got.Equal(at) {
		t.Errorf("signed at %v (%v), want %v", got, err, at)
	}
	if _, err := proof.OpenCosigned(strings.Replace(msg, "\n7\n", "\n8\n", 1), line, v); err == nil {
		t.Error("the signature holds for another checkpoint")
	}
	_, other, _ := proof.NewWitnessKey(rand.Reader, "witness/test")
	if v, err = proof.NewWitnessVerifier(other); err != nil {
		t.Fatal(err)
	}
	if _, err := proof.OpenCosigned(msg, line, v); err == nil {
		t.Error("another key opens the signature")
	}
	// The two kinds of keys are not taken for each other.
	if _, err := proof.ReadKey(private); err == nil {
		t.Error("the key of a witness signs checkpoints")
	}
	if _, err := note.NewVerifier(public); err == nil {
		t.Error("the key of a witness opens checkpoints")
	}
}

// Growth is believed only where the log has grown.
func TestGrowth(t *testing.T) {
	const n = 300
	_, _, stored, _ := newLog(t, n)
	root := func(size int64) proof.Checkpoint {
		h, err := tlog.TreeHash(size, stored)
		if err != nil {
			t.Fatal(err)
		}
		return proof.Checkpoint{Size: size, Root: h}
	}
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.Int64Range(0, n).Draw(t, "from")
		to := rapid.Int64Range(from, n).Draw(t, "to")
		var hashes []tlog.Hash
		if from > 0 {
			var err error
			if hashes, err = tlog.ProveTree(to, from, stored); err != nil {
				t.Fatal(err)
			}
		}
		older, newer := root(from), root(to)
		if err := proof.CheckGrowth(older, newer, hashes); err != nil {
			t.Fatalf("from %d to %d: %v", from, to, err)
		}
		if from == 0 {
			return
		}
		forked := older
		forked.Root[rapid.IntRange(0, 31).Draw(t, "byte")] ^= 1
		if err := proof.CheckGrowth(forked, newer, hashes); !errors.Is(err, proof.ErrRewritten) {
			t.Fatalf("from another root of %d to %d: %v", from, to, err)
		}
		if to > from {
			if err := proof.CheckGrowth(newer, older, hashes); !errors.Is(err, proof.ErrRewritten) {
				t.Fatalf("from %d back to %d: %v", to, from, err)
			}
		}
		req := proof.Request{Old: from, Proof: hashes, Note: "a\n1\nb\n\n– c\n"}
		back, err := proof.ParseRequest(req.Text())
		if err != nil || back.Text() != req.Text() {
			t.Fatalf("%q came back as %q (%v)", req.Text(), back.Text(), err)
		}
	})
}

// What somebody wrote down of a checkpoint is understood as people write it.
func TestSeen(t *testing.T) {
	_, _, _, msg := newLog(t, 3)
	c, err := proof.Claimed(msg)
	if err != nil {
		t.Fatal(err)
	}
	root := c.Root.String()
	for _, text := range []string{msg, "3 " + root, "  3   " + root[:12] + "\n"} {
		s, err := proof.ParseSeen(text)
		if err != nil || s.Size != 3 || !s.Fits(c.Root) {
			t.Errorf("%q: %+v, %v", text, s, err)
		}
	}
	if s, err := proof.ParseSeen("52.418 " + root); err != nil || s.Size != 52418 {
		t.Errorf("a size as pages show it: %+v, %v", s, err)
	}
	for _, text := range []string{"", "3", root, "3 " + root[:11], "x " + root, "-1 " + root, "3 " + root + "A", "3 " + root + " 4"} {
		if s, err := proof.ParseSeen(text); err == nil {
			t.Errorf("%q is read as %+v", text, s)
		}
	}
}

// Whatever is read from outside: what is understood is written back as it was
// read, and nothing breaks the program.
func FuzzParse(f *testing.F) {
	f.Add("c2sp.org/tlog-proof@v1\nextra cXV5ZXQ=\nindex 1\n\nquyet/x\n1\nAAAA\n\n– x y\n")
	f.Add("old 3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\nquyet/x\n4\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n– x y\n")
	f.Add("quyet event 1\n1\n2\na\nb\nc\nd\ne\nf\ng")
	f.Fuzz(func(t *testing.T, text string) {
		if p, err := proof.ParseProof(text); err == nil {
			if again, err := proof.ParseProof(p.Text()); err != nil || again.Text() != p.Text() {
				t.Errorf("the proof %q came back as %q", p.Text(), again.Text())
			}
		}
		if r, err := proof.ParseRequest(text); err == nil {
			if again, err := proof.ParseRequest(r.Text()); err != nil || again.Text() != r.Text() {
				t.Errorf("the request %q came back as %q", r.Text(), again.Text())
			}
		}
		if e, err := proof.ParseEntry([]byte(text)); err == nil && string(e.Text()) != text {
			t.Errorf("the entry %q came back as %q", text, e.Text())
		}
		if c, err := proof.ParseCheckpoint(text); err == nil {
			if again, err := proof.ParseCheckpoint(c.Text()); err != nil || again != c {
				t.Errorf("the checkpoint %+v came back as %+v", c, again)
			}
		}
	})
}
