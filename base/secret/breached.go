package secret

import (
	"bufio"
	"bytes"
	"crypto/sha1" //nolint:gosec // what the list is made of; nothing is protected by it
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// A Breached is a list of passwords that became known in breaches, in the form
// in which such lists are published: a text file with a line for each, the
// SHA-1 of the password in upper-case hex, sorted, and after a colon how often
// it was seen. Lists have tens of gigabytes: only a few lines are read for a
// question.
type Breached struct {
	file *os.File
	size int64
}

// ErrNoList is returned for a file that is not such a list.
var ErrNoList = errors.New("not a list of SHA-1 hashes in upper-case hex, sorted, one a line")

const hashLength = 2 * sha1.Size

// OpenBreached opens a list. Its first line tells whether it is one; that it is
// sorted nothing tells.
func OpenBreached(path string) (*Breached, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open list of passwords: %w", err)
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, errors.Join(fmt.Errorf("open list of passwords: %w", ErrNoList), err, f.Close())
	}
	b := &Breached{f, info.Size()}
	if b.size > 0 {
		if _, err := b.line(0); err != nil {
			return nil, errors.Join(fmt.Errorf("open list of passwords: %w", err), f.Close())
		}
	}
	return b, nil
}

// Close closes the list.
func (b *Breached) Close() error { return b.file.Close() }

// Holds says whether a password is in the list.
func (b *Breached) Holds(plain string) (bool, error) {
	sum := sha1.Sum([]byte(plain)) //nolint:gosec // see the import
	want := strings.ToUpper(hex.EncodeToString(sum[:]))
	// What is sought begins in [from, to), if anywhere; both are where a line begins.
	from, to := int64(0), b.size
	for from < to {
		at, err := b.begin(from, from+(to-from)/2)
		if err != nil {
			return false, err
		}
		line, err := b.line(at)
		if err != nil {
			return false, err
		}
		switch got := line[:hashLength]; {
		case got == want:
			return true, nil
		case got > want:
			to = at
		default:
			from = at + int64(len(line))
		}
	}
	return false, nil
}

// longestLine is more than a hash, a number and the end of a line.
const longestLine = 128

// begin returns where the line begins that holds the byte at; no line that
// begins before from is of interest.
func (b *Breached) begin(from, at int64) (int64, error) {
	before := max(from, at-longestLine)
	read := make([]byte, at-before)
	if _, err := b.file.ReadAt(read, before); err != nil {
		return 0, fmt.Errorf("read list of passwords: %w", err)
	}
	if n := bytes.LastIndexByte(read, '\n'); n >= 0 {
		return before + int64(n) + 1, nil
	}
	if before > from {
		return 0, fmt.Errorf("read list of passwords: %w", ErrNoList)
	}
	return from, nil
}

// line returns the line that begins at a place, with its end.
func (b *Breached) line(at int64) (string, error) {
	line, err := bufio.NewReaderSize(io.NewSectionReader(b.file, at, longestLine), longestLine).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read list of passwords: %w", err)
	}
	if len(line) < hashLength || strings.ContainsFunc(line[:hashLength], func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'A' || r > 'F')
	}) {
		return "", fmt.Errorf("read list of passwords: %w", ErrNoList)
	}
	return line, nil
}
