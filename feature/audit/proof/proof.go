package proof

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A Proof shows that one entry stands in a log: a small file that says so by
// itself, to whoever has the public key.
type Proof struct {
	Index  int64 // of the entry in the log, from 0
	Hashes []tlog.Hash
	Entry  Entry
	Note   string // the checkpoint that the proof leads to
}

const proofHead = "c2sp.org/tlog-proof@v1"

// Text is the file.
func (p Proof) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nextra %s\nindex %d\n", proofHead, base64.StdEncoding.EncodeToString(p.Entry.Text()), p.Index)
	for _, h := range p.Hashes {
		b.WriteString(h.String() + "\n")
	}
	b.WriteString("\n" + p.Note)
	return b.String()
}

// MostProof is the length in bytes beyond which a text is no proof.
const MostProof = 1 << 20

// ParseProof reads back what [Proof.Text] wrote.
func ParseProof(text string) (p Proof, err error) {
	top, msg, found := strings.Cut(text, "\n\n")
	lines := strings.Split(top, "\n")
	if !found || len(lines) < 3 || lines[0] != proofHead || len(lines)-3 > MostHashes {
		return p, ErrForm
	}
	extra, ok := strings.CutPrefix(lines[1], "extra ")
	index, ok2 := strings.CutPrefix(lines[2], "index ")
	if !ok || !ok2 {
		return p, ErrForm
	}
	raw, err := base64.StdEncoding.DecodeString(extra)
	if err != nil {
		return p, ErrForm
	}
	if p.Entry, err = ParseEntry(raw); err != nil {
		return p, err
	}
	if p.Index, err = strconv.ParseInt(index, 10, 64); err != nil || p.Index < 0 {
		return p, ErrForm
	}
	p.Note = msg
	p.Hashes, err = parseHashes(lines[3:])
	return p, err
}

func parseHashes(lines []string) (hashes []tlog.Hash, err error) {
	for _, l := range lines {
		h, err := tlog.ParseHash(l)
		if err != nil {
			return nil, ErrForm
		}
		hashes = append(hashes, h)
	}
	return hashes, nil
}

// ErrNotProven says that an entry is not in the log that a checkpoint stands
// for, or not as the proof has it.
var ErrNotProven = errors.New("the entry is not proven to be in the log")

// Check checks a proof with the public key of the log and returns the
// checkpoint that it leads to.
func (p Proof) Check(key note.Verifier) (Checkpoint, error) {
	c, err := OpenCheckpoint(p.Note, key)
	if err != nil {
		return c, err
	}
	if p.Index >= c.Size || tlog.CheckRecord(p.Hashes, c.Size, c.Root, p.Index, p.Entry.Hash()) != nil {
		return c, ErrNotProven
	}
	return c, nil
}

// ErrRewritten says that one checkpoint does not go on from another: what was
// in the log then is not in it, in its place, now.
var ErrRewritten = errors.New("the log was rewritten")

// CheckGrowth checks that the log of newer is that of older and what came
// after it.
func CheckGrowth(older, newer Checkpoint, hashes []tlog.Hash) error {
	switch {
	case newer.Size < older.Size:
		return ErrRewritten
	case newer.Size == older.Size:
		if newer.Root != older.Root {
			return ErrRewritten
		}
		return nil
	case older.Size == 0:
		return nil
	case tlog.CheckTree(hashes, newer.Size, newer.Root, older.Size, older.Root) != nil:
		return ErrRewritten
	}
	return nil
}
