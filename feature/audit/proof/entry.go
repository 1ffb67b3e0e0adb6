// Package proof holds what can be checked about the log without the program,
// its database or its clock: what an entry is, checkpoints and who signed
// them, and the proof that one entry stands in the log.
//
// The log is a Merkle tree as of RFC 6962, made and checked with
// golang.org/x/mod/sumdb/tlog. Its formats are those that others use as well,
// so that their tools can watch it: signed notes, checkpoints, cosignatures,
// proofs and the questions to a witness follow the specifications at
// c2sp.org of the same names.
package proof

import (
	"crypto/sha256"
	"errors"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// An Entry is one event as it stands in the log: who did what, for which
// body, to what, and when. It holds identifiers only, no name of a person.
type Entry struct {
	Seq     int64     // number of the event in its database
	At      time.Time // to the microsecond
	Account string    // who; "" for the program itself
	For     string    // in whose place, of a deputy
	Reason  string    // of the program itself
	Body    string    // for which it was done
	Kind    string    // "task.assigned"
	Subject string    // to what
	Detail  string    // JSON
}

// head is the first line of the text of an entry. Another way of writing
// entries would bear another number.
const head = "quyet event 1"

// Text is what is hashed: one line for each part, the detail last. Two
// entries that differ have texts that differ.
func (e Entry) Text() []byte {
	b := make([]byte, 0, 160+len(e.Detail))
	b = append(b, head...)
	b = append(b, '\n')
	b = strconv.AppendInt(b, e.Seq, 10)
	b = append(b, '\n')
	b = strconv.AppendInt(b, e.At.UnixMicro(), 10)
	for _, s := range []string{e.Account, e.For, e.Reason, e.Body, e.Kind, e.Subject} {
		b = append(b, '\n')
		if strings.ContainsAny(s, "\\\n") {
			s = inLine.Replace(s)
		}
		b = append(b, s...)
	}
	b = append(b, '\n')
	return append(b, e.Detail...)
}

var (
	inLine  = strings.NewReplacer(`\`, `\\`, "\n", `\n`)
	outLine = strings.NewReplacer(`\\`, `\`, `\n`, "\n")
)

// Hash is the hash of the entry's leaf in the tree.
func (e Entry) Hash() tlog.Hash { return tlog.RecordHash(e.Text()) }

// ErrForm says that a text is not what it should be: cut off, or altered by
// hand or on the way.
var ErrForm = errors.New("not in the form of the log")

// ParseEntry reads back what [Entry.Text] wrote.
func ParseEntry(text []byte) (Entry, error) {
	part := strings.SplitN(string(text), "\n", 10)
	if len(part) != 10 || part[0] != head {
		return Entry{}, ErrForm
	}
	seq, err := strconv.ParseInt(part[1], 10, 64)
	at, err2 := strconv.ParseInt(part[2], 10, 64)
	if err != nil || err2 != nil {
		return Entry{}, ErrForm
	}
	for i := 3; i < 9; i++ {
		part[i] = outLine.Replace(part[i])
	}
	e := Entry{
		Seq: seq, At: time.UnixMicro(at).UTC(), Account: part[3], For: part[4], Reason: part[5],
		Body: part[6], Kind: part[7], Subject: part[8], Detail: part[9],
	}
	if string(e.Text()) != string(text) {
		return Entry{}, ErrForm
	}
	return e, nil
}

// PrintSize is the length of a fingerprint in bytes.
const PrintSize = 4

// Print is the fingerprint of a leaf, by which an entry that was altered is
// found among the others of its block. That nothing was altered is shown by
// the tree; a fingerprint need not withstand somebody who makes one to fit.
func Print(leaf tlog.Hash) [PrintSize]byte { return [PrintSize]byte(leaf[:PrintSize]) }

// Subtree returns the hash over leaves, of which there are a power of two.
func Subtree(leaves []tlog.Hash) tlog.Hash {
	if len(leaves) == 1 {
		return leaves[0]
	}
	half := len(leaves) / 2
	return tlog.NodeHash(Subtree(leaves[:half]), Subtree(leaves[half:]))
}

// keyID returns the number by which a signature names its key.
func keyID(name string, algorithm byte, key []byte) uint32 {
	h := sha256.New()
	h.Write([]byte(name + "\n"))
	h.Write([]byte{algorithm})
	h.Write(key)
	sum := h.Sum(nil)
	return uint32(sum[0])<<24 | uint32(sum[1])<<16 | uint32(sum[2])<<8 | uint32(sum[3])
}
