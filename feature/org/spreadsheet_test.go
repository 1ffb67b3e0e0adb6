package org

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What is written is read back, cell by cell, and no cell of a text file
// begins as a formula does.
func TestFilesHoldTheirCells(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		cell := rapid.StringMatching(`['=+@-]{0,3}[a-zđ0-9,;" ]{0,12}x`)
		lines := rapid.SliceOfN(rapid.SliceOfN(cell, 3, 3), 1, 6).Draw(rt, "lines")
		lines[0] = []string{"Mã", "Tên", "Cấp"}
		var text, book bytes.Buffer
		if err := writeText(&text, lines); err != nil {
			rt.Fatal(err)
		}
		if err := writeWorkbook(&book, "Tờ", []float64{10, 10, 10}, lines); err != nil {
			rt.Fatal(err)
		}
		for name, content := range map[string][]byte{"csv": text.Bytes(), "xlsx": book.Bytes()} {
			read, err := readSheet(content)
			if err != nil || !slices.EqualFunc(read, lines, slices.Equal) {
				rt.Fatalf("%s: %q became %q, %v", name, lines, read, err)
			}
		}
		for _, cells := range lines {
			for _, c := range cells {
				if strings.ContainsRune("=+-@", rune(covered(c)[0])) {
					rt.Fatalf("%q is written as a formula", c)
				}
			}
		}
	})
}

func TestTextKeepsLineNumbers(t *testing.T) {
	got, err := readSheet([]byte("\ufeffMã;Tên\r\n\r\nA;\"hai\r\ndòng\"\r\nB;x\r\n"))
	if err != nil || len(got) != 5 || got[2][0] != "A" || got[4][0] != "B" {
		t.Errorf("read %q, %v", got, err)
	}
}

func TestFilesRefused(t *testing.T) {
	for name, content := range map[string][]byte{
		"a broken workbook": []byte("PK\x03\x04 and nothing more"),
		"an old workbook":   []byte("\xd0\xcf\x11\xe0\xa1\xb1"),
		"another encoding":  []byte("M\xe3,T\xean\r\n"),
		"an open quote":     []byte("Mã,Tên\r\nA,\"x\r\n"),
		"too much":          make([]byte, maxFile+1),
		"too many lines":    bytes.Repeat([]byte("a\n"), maxLines+1),
	} {
		if lines, err := readSheet(content); err == nil {
			t.Errorf("%s is read as %d lines", name, len(lines))
		}
	}
}

func FuzzReadSheet(f *testing.F) {
	f.Add([]byte("Mã,Tên\r\nA,\"x\"\r\n"))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, content []byte) {
		lines, err := readSheet(content)
		if err == nil {
			(&Tree{}).Read(lines)
		}
	})
}
