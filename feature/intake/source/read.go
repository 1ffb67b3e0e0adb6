package source

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits bound what one file may cost. Reading holds the file's own bytes,
// its text about four times over and the largest of its parts; with
// [DefaultLimits] that stays below 1 GB for the worst file that is accepted,
// below 250 MB for a table of 10,000 rows in any format, and near 30 MB for an
// ordinary file. What is refused takes no more.
type Limits struct {
	Bytes    int64 // of the file; larger ones are refused unread
	Unzipped int64 // of all parts of a zipped format together, in bytes
	Ratio    int64 // of unpacked to packed size of a part beyond its first MiB
	Depth    int   // of elements inside each other and of lists
	Elements int   // of a page or workbook, with their attributes
	Text     int   // bytes of [Document.Text]
	Blocks   int
	Cells    int // of all tables together
	Pages    int
}

// DefaultLimits are generous for any document that people wrote: the longest
// laws have some 300 pages, the longest annex tables some 10,000 rows.
var DefaultLimits = Limits{
	Bytes:    64 << 20,
	Unzipped: 256 << 20,
	Ratio:    200,
	Depth:    200,
	Elements: 2_000_000,
	Text:     32 << 20,
	Blocks:   200_000,
	Cells:    1_000_000,
	Pages:    3_000,
}

// ReadFile reads the file at path as [Read] does.
func ReadFile(ctx context.Context, path string, limits Limits) (*Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("source: %s is not a file", path)
	}
	return Read(ctx, filepath.Base(path), f, info.Size(), limits)
}

// Read reads a file of size bytes. What kind it is, is told by its content;
// name only settles what content leaves open, and is kept in the document. Text
// that bears the name of an office file or a pdf is refused: it is what is left of
// one, or the page that a server sent in its place, and not what its sender meant.
//
// It returns an [*Error] where the file cannot be read, ctx's error when ctx
// ends first, and the error of r otherwise. It never returns a document
// without text. A mark of state secrecy is not its business: see
// [SecrecyMark], which whoever stores anything must ask first.
func Read(ctx context.Context, name string, r io.ReaderAt, size int64, limits Limits) (*Document, error) {
	doc, err := read(ctx, name, r, size, limits)
	if err == nil {
		return doc, nil
	}
	if refusal := new(Error); errors.As(err, &refusal) {
		refusal.Name = name
	}
	return nil, err
}

func read(ctx context.Context, name string, r io.ReaderAt, size int64, limits Limits) (*Document, error) {
	if size > limits.Bytes {
		return nil, refuse(TooLarge, "bytes")
	}
	if size <= 0 {
		return nil, refuse(Empty, "")
	}
	content := make([]byte, size)
	if n, err := r.ReadAt(content, 0); int64(n) < size {
		return nil, fmt.Errorf("source: reading %s: %w", name, err)
	}
	format, err := sniff(name, content)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(content)
	b := newBuilder(ctx, limits)
	b.doc.Name, b.doc.Format, b.doc.SHA256 = name, format, hex.EncodeToString(sum[:])
	switch format {
	case DOCX:
		err = readDOCX(b, content)
	case XLSX:
		err = readXLSX(b, content)
	case PDF:
		err = readPDF(b, content)
	case HTML:
		err = readHTML(b, content)
	case TXT:
		err = readTXT(b, content)
	}
	if err != nil {
		return nil, err
	}
	return b.finish()
}

// sniff tells the format of a file by its first bytes, as every format but
// plain text has its own.
func sniff(name string, content []byte) (Format, error) {
	head := content[:min(len(content), 1024)]
	has := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	switch {
	case bytes.Contains(head, []byte("%PDF-")):
		return PDF, nil
	case has("PK\x03\x04"), has("PK\x05\x06"):
		return sniffZip(content)
	case has("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return "", sniffCompound(content)
	case has("{\\rtf"):
		return "", refuse(NotSupported, "rtf")
	case has("\x89PNG"), has("\xff\xd8\xff"), has("GIF8"), has("II*\x00"), has("MM\x00*"), has("BM") && bytes.IndexByte(head, 0) > 0,
		has("RIFF") && bytes.Contains(head[:min(len(head), 16)], []byte("WEBP")):
		return "", refuse(NotSupported, "image")
	case has("Rar!"), has("7z\xbc\xaf"), has("\x1f\x8b"):
		return "", refuse(NotSupported, "zip")
	}
	ext := strings.ToLower(filepath.Ext(name))
	office := slices.Contains(officeNames, ext)
	switch {
	case looksLikeHTML(head):
		if office {
			return "", refuse(Misnamed, "html")
		}
		return HTML, nil
	case looksBinary(head):
		return "", refuse(NotSupported, "binary")
	case office && len(bytes.TrimSpace(content)) == 0:
		return "", refuse(Empty, "")
	case office && bytes.HasPrefix(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), []byte("<?xml")):
		return "", refuse(Misnamed, "xml")
	case office:
		return "", refuse(Misnamed, "txt")
	case (ext == ".html" || ext == ".htm") && bytes.IndexByte(head, '<') >= 0:
		return HTML, nil
	}
	return TXT, nil
}

// officeNames are the endings of files that begin with bytes of their own.
var officeNames = []string{".docx", ".doc", ".docm", ".dotx", ".pdf", ".xlsx", ".xls", ".xlsm", ".rtf", ".odt", ".ods", ".pptx", ".ppt"}

func looksLikeHTML(head []byte) bool {
	s := strings.ToLower(string(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")))
	for _, start := range []string{"<!doctype html", "<html", "<head", "<body", "<meta", "<title"} {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	// UTF-16 has a zero beside every letter of a tag.
	plain := strings.ReplaceAll(strings.TrimLeftFunc(s, func(r rune) bool { return r == utf8.RuneError || r == 0 }), "\x00", "")
	return plain != s && (strings.HasPrefix(plain, "<html") || strings.HasPrefix(plain, "<!doctype html"))
}

// looksBinary says whether head holds control bytes that no text has. UTF-16
// is text with zeros, which its blanks and line ends give away.
func looksBinary(head []byte) bool {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return false
	}
	zeros, controls := 0, 0
	for _, c := range head {
		switch {
		case c == 0:
			zeros++
		case c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1b:
			controls++
		}
	}
	if zeros > 0 {
		return zeros*4 < len(head) || zeros*4 > len(head)*3 || controls > zeros/4
	}
	return controls*20 > len(head)
}

// sniffCompound tells what an OLE compound file is: an office document of
// before 2007, or a newer one behind a password.
func sniffCompound(content []byte) error {
	has := func(stream string) bool {
		var utf16 []byte
		for _, c := range []byte(stream) {
			utf16 = append(utf16, c, 0)
		}
		return bytes.Contains(content, utf16)
	}
	switch {
	case has("EncryptedPackage"):
		return refuse(Encrypted, "")
	case has("WordDocument"):
		return refuse(NotSupported, "doc")
	case has("Workbook"), has("Book"):
		return refuse(NotSupported, "xls")
	}
	return refuse(NotSupported, "binary")
}
