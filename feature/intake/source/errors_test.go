package source

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"quyet/feature/intake/source/sourcetest"
)

func refusalOf(t testing.TB, name string, content []byte, limits Limits) *Error {
	t.Helper()
	_, err := Read(context.Background(), name, bytes.NewReader(content), int64(len(content)), limits)
	refusal := new(Error)
	if !errors.As(err, &refusal) {
		t.Fatalf("%s: got %v, want a refusal", name, err)
	}
	return refusal
}

func utf16Bytes(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		b.WriteByte(c)
		b.WriteByte(0)
	}
	return b.String()
}

func TestRefusals(t *testing.T) {
	const compound = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	locked := sourcetest.Docx{Body: para("chữ")}.Bytes()
	for i := range len(locked) - 8 { // set the flag of encryption in every header
		if string(locked[i:i+4]) == "PK\x01\x02" {
			locked[i+8] |= 1
		}
	}
	for _, c := range []struct {
		name, content string
		kind          Kind
		detail        string
	}{
		{"empty.txt", "", Empty, ""},
		{"blank.txt", " \n\t\n", Empty, ""},
		{"blank.docx", string(sourcetest.Docx{Body: para("")}.Bytes()), Empty, ""},
		{"photo.jpg", "\xff\xd8\xff\xe0\x00\x10JFIF", NotSupported, "image"},
		{"photo.docx", "\x89PNG\r\n\x1a\n", NotSupported, "image"},
		{"old.doc", compound + strings.Repeat("\x00", 600) + utf16Bytes("WordDocument"), NotSupported, "doc"},
		{"old.xls", compound + strings.Repeat("\x00", 600) + utf16Bytes("Workbook"), NotSupported, "xls"},
		{"locked.docx", compound + strings.Repeat("\x00", 600) + utf16Bytes("EncryptedPackage"), Encrypted, ""},
		{"locked.docx", string(locked), Encrypted, ""},
		{"a.rtf", `{\rtf1 text}`, NotSupported, "rtf"},
		{"a.zip", string(sourcetest.Zip(map[string]string{"a.txt": "chữ"})), NotSupported, "zip"},
		{"a.bin", "\x00\x01\x02\x03\x04\x05\x06\x07\x10\x11\x12\x13", NotSupported, "binary"},
		{"cut.docx", string(sourcetest.Docx{Body: para("chữ")}.Bytes()[:200]), Broken, ""},
		{"bad.docx", string(sourcetest.Zip(map[string]string{"word/document.xml": "<w:document><w:body><w:p></w:body>"})), Broken, ""},
		{"none.docx", string(sourcetest.Zip(map[string]string{"word/other.xml": "<x/>"})), Broken, ""},
		{"bad.xlsx", string(sourcetest.Zip(map[string]string{"xl/workbook.xml": "<x"})), Broken, ""},
		{"ke-hoach.docx", "Kế hoạch số 12-KH/TU\nRà soát văn bản.", Misnamed, "txt"},
		{"KE-HOACH.PDF", "Kế hoạch số 12-KH/TU", Misnamed, "txt"},
		{"ke-hoach.doc", "\xef\xbb\xbfKế hoạch", Misnamed, "txt"},
		{"utf16.docx", "\xff\xfe" + utf16Bytes("Ke hoach\r\n"), Misnamed, "txt"},
		{"bang.xlsx", "TT\tNhiệm vụ\n1\tRà soát", Misnamed, "txt"},
		{"trang.docx", "<!DOCTYPE html><html><body><p>Hết phiên làm việc</p>", Misnamed, "html"},
		{"trang.pdf", "\n <html><p>404</p>", Misnamed, "html"},
		{"trang.doc", "<html xmlns:w='urn:schemas-microsoft-com:office:word'><p>Kế hoạch</p>", Misnamed, "html"},
		{"cu.doc", "<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument/>", Misnamed, "xml"},
		{"noise.docx", "\x8f\x00\x12\xd3\x07\x01\xee\x9a\x03\x1c\x55\xb0", NotSupported, "binary"},
		{"noise.pdf", "\x8f\x00\x12\xd3\x07\x01\xee\x9a\x03\x1c\x55\xb0", NotSupported, "binary"},
		{"blanks.docx", " \r\n", Empty, ""},
		{"bad.pdf", "%PDF-1.7\nnothing", Broken, ""},
	} {
		got := refusalOf(t, c.name, []byte(c.content), DefaultLimits)
		if got.Kind != c.kind || got.Detail != c.detail || got.Name != c.name {
			t.Errorf("%s: %v, want %s %q", c.name, got, c.kind, c.detail)
		}
	}
}

// A sound file is read under whatever name it comes, and text under one that means
// text or nothing.
func TestNamesThatDoNotMatter(t *testing.T) {
	docx := sourcetest.Docx{Body: para("chữ")}.Bytes()
	for name, want := range map[string]Format{"a.pdf": DOCX, "a.txt": DOCX, "a": DOCX} {
		if got := readBytes(t, name, docx).Format; got != want {
			t.Errorf("a docx named %s is read as %s", name, got)
		}
	}
	for _, name := range []string{"a", "a.txt", "a.md", "a.docx.txt", "docx", "Tờ trình số 3.2025"} {
		if got := readBytes(t, name, []byte("Kế hoạch")).Format; got != TXT {
			t.Errorf("text named %s is read as %s", name, got)
		}
	}
}

// hugeReader fails the test when it is read.
type hugeReader struct{ t *testing.T }

func (r hugeReader) ReadAt([]byte, int64) (int, error) {
	r.t.Error("a file above the limit was read")
	return 0, io.EOF
}

func TestHugeFileIsRefusedUnread(t *testing.T) {
	_, err := Read(context.Background(), "huge.docx", hugeReader{t}, 1<<30, DefaultLimits)
	if refusal := new(Error); !errors.As(err, &refusal) || refusal.Kind != TooLarge || refusal.Detail != "bytes" {
		t.Errorf("got %v", err)
	}
}

func TestLimits(t *testing.T) {
	body := strings.Repeat(para("Nội dung"), 50) + table(sourcetest.Bordered, []int{1, 1, 1}, slices.Repeat([]string{cells("a", "b", "c")}, 50)...)
	docx := sourcetest.Docx{Body: body}.Bytes()
	readBytes(t, "a.docx", docx)
	deep := sourcetest.Docx{Body: strings.Repeat("<w:sdt>", 300) + para("x") + strings.Repeat("</w:sdt>", 300)}.Bytes()
	nested := sourcetest.Docx{Body: strings.Repeat("<w:tbl><w:tr><w:tc>", 40) + para("x") + strings.Repeat("</w:tc></w:tr></w:tbl>", 40)}.Bytes()
	page := []byte("<html><body>" + strings.Repeat("<b>", 400) + "chữ")
	for _, c := range []struct {
		content []byte
		set     func(*Limits)
		kind    Kind
		detail  string
	}{
		{docx, func(l *Limits) { l.Blocks = 60 }, TooLarge, "blocks"},
		{docx, func(l *Limits) { l.Cells = 100 }, TooLarge, "cells"},
		{docx, func(l *Limits) { l.Text = 200 }, TooLarge, "text"},
		{docx, func(l *Limits) { l.Unzipped = 5000 }, ZipBomb, "size"},
		{deep, func(*Limits) {}, TooLarge, "depth"},
		{nested, func(*Limits) {}, TooLarge, "depth"},
		{page, func(l *Limits) { l.Depth = 50 }, TooLarge, "depth"},
		{[]byte(strings.Repeat("dòng\n\n", 100)), func(l *Limits) { l.Blocks = 60 }, TooLarge, "blocks"},
	} {
		limits := DefaultLimits
		c.set(&limits)
		if got := refusalOf(t, "a", c.content, limits); got.Kind != c.kind || got.Detail != c.detail {
			t.Errorf("%v, want %s %s", got, c.kind, c.detail)
		}
	}
}

func TestZipBomb(t *testing.T) {
	for _, part := range []string{"word/document.xml", "xl/worksheets/sheet1.xml"} {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		w, err := z.Create(part)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, "<w:document><w:body>")
		blanks := bytes.Repeat([]byte(" "), 1<<20)
		for range 20 {
			w.Write(blanks)
		}
		z.Close()
		if got := refusalOf(t, "bomb", out.Bytes(), DefaultLimits); got.Kind != ZipBomb {
			t.Errorf("%s: %v", part, got)
		}
	}
}

func TestContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name, content := range map[string][]byte{"a.docx": sourcetest.Plan(5).Bytes(), "a.txt": []byte("chữ"), "a.html": []byte("<p>chữ"), "a.pdf": pdfOf(pdfText(72, 700, 12, "chu"))} {
		if _, err := Read(ctx, name, bytes.NewReader(content), int64(len(content)), DefaultLimits); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReaderFails(t *testing.T) {
	failing := errors.New("disk")
	_, err := Read(context.Background(), "a.txt", failReader{failing}, 10, DefaultLimits)
	if !errors.Is(err, failing) {
		t.Errorf("got %v", err)
	}
}

type failReader struct{ err error }

func (r failReader) ReadAt([]byte, int64) (int, error) { return 0, r.err }

func TestKindsAreStable(t *testing.T) {
	want := []Kind{"scanned", "encrypted", "too_large", "zip_bomb", "not_supported", "broken", "empty", "misnamed", "secret"}
	if !slices.Equal(Kinds(), want) {
		t.Errorf("kinds %q are stored by others", Kinds())
	}
}

func TestErrorHoldsNoText(t *testing.T) {
	err := &Error{Kind: Broken, Name: "a.docx", Detail: "x", Err: io.ErrUnexpectedEOF}
	if got := err.Error(); got != "source: a.docx: broken (x): unexpected EOF" || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %q", got)
	}
}

func TestLongTable(t *testing.T) {
	d := readBody(t, sourcetest.Plan(10_000))
	if n := len(d.Tables[0].Rows); n != 10_001 {
		t.Errorf("%d rows", n)
	}
}
