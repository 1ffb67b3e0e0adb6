package org

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"quyet/base/officetest"
	"quyet/base/text"
)

// The workbook of bodies is in order by all the rules that Excel looks at,
// whatever they are called.
func TestWorkbookIsSound(t *testing.T) {
	lines := [][]string{{"Mã", "Tên", "Cấp"}, {"=1+1", strings.Repeat("Rất dài ", 13), "+84"}, {"\x1b[31m", "_x0041_", "👩🏽‍🌾 ]]>&amp;"}, {"007", " hai đầu ", "a\nb\tc\ufffe"}}
	for n := 1; n <= len(lines); n++ {
		var book bytes.Buffer
		if err := WriteWorkbook(&book, "Cơ quan, tổ chức", []float64{10, 40, 10}, lines[:n]); err != nil {
			t.Fatal(err)
		}
		officetest.Workbook(t, book.Bytes())
	}
}

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
		if err := WriteWorkbook(&book, "Tờ", []float64{10, 10, 10}, lines); err != nil {
			rt.Fatal(err)
		}
		for name, content := range map[string][]byte{"csv": text.Bytes(), "xlsx": book.Bytes()} {
			read, err := ReadSheet(content)
			if err != nil || !slices.EqualFunc(read.Lines, lines, slices.Equal) {
				rt.Fatalf("%s: %q became %+v, %v", name, lines, read, err)
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
	got, err := ReadSheet([]byte("\ufeffMã;Tên\r\n\r\nA;\"hai\r\ndòng\"\r\nB;x\r\n"))
	if err != nil || len(got.Lines) != 5 || got.Lines[2][0] != "A" || got.Lines[4][0] != "B" {
		t.Errorf("read %+v, %v", got, err)
	}
}

// table is a spreadsheet of two bodies, as text.
func table(separator string) string {
	rows := [][]string{
		{"Mã", "Từ ngày", "Tên", "Loại", "Cấp", "Hệ thống", "Mã cấp trên", "Số văn bản", "Ký hiệu văn bản của Đảng"},
		{"T", "01/07/2025", "Tỉnh uỷ Thừa Hoà", "Cấp uỷ", "Cấp tỉnh", "Đảng", "", "1-QĐ/TW", "TU"},
		{"X", "01/07/2025", "Đảng uỷ xã Mỹ Ẩn", "Cấp uỷ", "Cấp xã", "Đảng", "T", "1-QĐ/TW", "ĐU"},
	}
	var out []string
	for _, r := range rows {
		out = append(out, strings.Join(r, separator))
	}
	return strings.Join(out, "\r\n") + "\r\n"
}

// windows1258 writes text as Excel does: a vowel with its mark, then its tone.
func windows1258(t *testing.T, s string) (out []byte) {
	t.Helper()
	for _, letter := range norm.NFC.String(s) {
		var base, tone []rune
		for _, r := range norm.NFD.String(string(letter)) {
			if strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", r) {
				tone = append(tone, r)
			} else {
				base = append(base, r)
			}
		}
		for _, r := range norm.NFC.String(string(base)) + string(tone) {
			b, ok := charmap.Windows1258.EncodeRune(r)
			if !ok {
				t.Fatalf("%q is not in Windows-1258", r)
			}
			out = append(out, b)
		}
	}
	return out
}

func utf16le(s string) []byte {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

// However a spreadsheet program saved the text, the same bodies are read.
func TestTextOfSpreadsheetPrograms(t *testing.T) {
	for name, c := range map[string]struct {
		content []byte
		note    bool
	}{
		"UTF-8":                      {[]byte(table(",")), false},
		"UTF-8 with its mark":        {[]byte(bom + table(";")), false},
		"NFD":                        {[]byte(norm.NFD.String(table(";"))), false},
		"Windows-1258":               {windows1258(t, table(";")), true},
		"UTF-16":                     {utf16le(table("\t")), false},
		"a line for the separator":   {[]byte("sep=;\r\n" + table(";")), false},
		"a title above the headings": {[]byte("DANH SÁCH CƠ QUAN, TỔ CHỨC\r\n\r\n" + table(";")), false},
	} {
		read, err := ReadSheet(c.content)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		d := grown(t).Read(read.Lines)
		if len(d.New) != 2 || len(d.Problems) > 0 || d.New[0].Names[0].Full != "Tỉnh uỷ Thừa Hoà" || d.New[1].Names[0].Full != "Đảng uỷ xã Mỹ Ẩn" {
			t.Errorf("%s: %d bodies of %q with %v", name, len(d.New), read.Lines, d.Problems)
		}
		if (len(read.Notes) > 0) != c.note {
			t.Errorf("%s: a person is told %v", name, read.Notes)
		}
	}
}

// A cell merged over several lines means its value on each of them.
func TestMergedCells(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	other, err := f.NewSheet("Khác")
	if err != nil {
		t.Fatal(err)
	}
	f.SetActiveSheet(other)
	for i, l := range strings.Split(strings.TrimSpace(table("|")), "\r\n") {
		for j, cell := range strings.Split(l, "|") {
			if i == 2 && (j == 1 || j == 7) {
				cell = "" // hidden below the merged one
			}
			at, _ := excelize.CoordinatesToCellName(j+1, i+1)
			if err := f.SetCellStr("Sheet1", at, cell); err != nil {
				t.Fatal(err)
			}
		}
	}
	for sheet, merged := range map[string][][2]string{"Sheet1": {{"B2", "B3"}, {"H2", "H3"}}, "Khác": {{"A1", "A9"}}} {
		for _, m := range merged {
			if err := f.MergeCell(sheet, m[0], m[1]); err != nil {
				t.Fatal(err)
			}
		}
	}
	var content bytes.Buffer
	if err := f.Write(&content); err != nil {
		t.Fatal(err)
	}
	read, err := ReadSheet(content.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	d := grown(t).Read(read.Lines)
	if len(d.New) != 2 || d.Errors() > 0 || d.New[1].From != d.New[0].From {
		t.Errorf("read %q: %v", read.Lines, d.Problems)
	}
	if len(read.Notes) != 2 || read.Notes[0].Line != 2 {
		t.Errorf("a person is told %v", read.Notes)
	}
}

// Headings may be merged over two lines, all of them or those above which
// nothing stands; the second line may name further columns.
func TestHeadingsMergedOverLines(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(table("|")), "\r\n")
	for name, c := range map[string]struct {
		first, second string
		merged        []int // columns
	}{
		"all":           {lines[0], "||||||||", []int{1, 2, 3, 4, 5, 6, 7, 8, 9}},
		"one":           {lines[0], "||||||||", []int{1}},
		"with parts":    {strings.Replace(lines[0], "Ký hiệu văn bản của Đảng", "Ký hiệu", 1), "||||||||Ký hiệu văn bản của Đảng", []int{1, 2, 3, 4, 5, 6, 7, 8}},
		"below a group": {"Mã|Thông tin chung|||||||", strings.TrimPrefix(lines[0], "Mã"), []int{1}},
	} {
		f := excelize.NewFile()
		for i, l := range append([]string{"Danh sách cơ quan, tổ chức", c.first, c.second}, lines[1:]...) {
			for j, cell := range strings.Split(l, "|") {
				at, _ := excelize.CoordinatesToCellName(j+1, i+1)
				if err := f.SetCellStr("Sheet1", at, cell); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, column := range c.merged {
			from, _ := excelize.CoordinatesToCellName(column, 2)
			to, _ := excelize.CoordinatesToCellName(column, 3)
			if err := f.MergeCell("Sheet1", from, to); err != nil {
				t.Fatal(err)
			}
		}
		var content bytes.Buffer
		if err := errors.Join(f.Write(&content), f.Close()); err != nil {
			t.Fatal(err)
		}
		read, err := ReadSheet(content.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if d := grown(t).Read(read.Lines); len(d.New) != 2 || len(d.Problems) > 0 || d.New[1].codes(PartyRegime) != "ĐU" {
			t.Errorf("%s: read %q: %d bodies, %v", name, read.Lines, len(d.New), d.Problems)
		}
	}
}

// What is wrong is told on the line on which it stands, in words that name it.
func TestWrongLines(t *testing.T) {
	head := "Mã,Từ ngày,Tên,Loại,Cấp,Hệ thống,Mã cấp trên,Số văn bản\n"
	body := func(code, superior string) string {
		return code + ",01/07/2025,Đảng uỷ " + code + ",Cấp uỷ,Cấp xã,Đảng," + superior + ",1-QĐ\n"
	}
	for name, c := range map[string]struct {
		content string
		line    int
		said    string
	}{
		"no superior":          {head + body("X", "KHONG"), 2, "KHONG"},
		"a circle":             {head + body("A", "B") + body("B", "A"), 2, "nằm dưới"},
		"its own superior":     {head + body("A", "A"), 2, "nằm dưới"},
		"a code twice":         {head + body("A", "") + body("A", ""), 3, "dòng 2"},
		"no headings":          {"A,B\nC,D\n", 1, "Từ ngày"},
		"no lines":             {head, 0, "không có dòng nào"},
		"a word of no list":    {head + strings.Replace(body("A", ""), "Cấp xã", "Xã", 1), 2, "Trung ương; Cấp tỉnh"},
		"no word of a list":    {head + strings.Replace(body("A", ""), "Cấp xã", "", 1), 2, "Ô này để trống; hãy ghi một trong: Trung ương; Cấp tỉnh"},
		"no day":               {head + strings.Replace(body("A", ""), "01/07/2025", "hôm nay", 1), 2, "không phải là ngày"},
		"a code with a comma":  {head + strings.Replace(body("A", ""), "A,", "\"A,B\",", 1), 2, "dấu phẩy"},
		"no act":               {head + strings.Replace(body("A", ""), "1-QĐ", "", 1), 2, "trích yếu"},
		"a code in other case": {head + body("A", "") + body("a", ""), 3, "chữ hoa"},
	} {
		read, err := ReadSheet([]byte(c.content))
		if err != nil {
			t.Fatal(err)
		}
		d := grown(t).Read(read.Lines)
		if !slices.ContainsFunc(d.Problems, func(p Problem) bool {
			return p.Line == c.line && strings.Contains(p.Text.For(text.Vietnamese, p.Args...), c.said)
		}) {
			t.Errorf("%s: told %+v, want %q on line %d", name, d.Problems, c.said, c.line)
		}
		for _, p := range d.Problems {
			for _, l := range []text.Lang{text.Vietnamese, text.English} {
				if said := p.Text.For(l, p.Args...); strings.Contains(said, "%!") {
					t.Errorf("%s: %q", name, said)
				}
			}
		}
	}
}

// Ten thousand lines are read, whether they are right or wrong.
func TestTenThousandLines(t *testing.T) {
	var right, wrong strings.Builder
	head := "Mã,Từ ngày,Tên,Loại,Cấp,Hệ thống,Mã cấp trên,Số văn bản\n"
	right.WriteString(head)
	wrong.WriteString(head)
	for i := range 10_000 {
		up := ""
		if i > 0 {
			up = fmt.Sprintf("N%d", i/10)
		}
		fmt.Fprintf(&right, "N%d,01/07/2025,Chi bộ %d,Chi bộ,Chi bộ,Đảng,%s,1-QĐ\n", i, i, up)
		fmt.Fprintf(&wrong, "N%d,hôm qua,,Gì đó,Chi bộ,Đảng,M%d,\n", i, i)
	}
	for content, want := range map[string][2]int{right.String(): {10_000, 0}, wrong.String(): {0, 10_000}} {
		read, err := ReadSheet([]byte(content))
		if err != nil {
			t.Fatal(err)
		}
		d := grown(t).Read(read.Lines)
		if len(d.New) != want[0] || d.Errors() < want[1] || want[1] == 0 && d.Errors() > 0 {
			t.Errorf("%d bodies and %d errors, want %v", len(d.New), d.Errors(), want)
		}
	}
}

func TestFilesRefused(t *testing.T) {
	for name, content := range map[string][]byte{
		"a broken workbook": []byte("PK\x03\x04 and nothing more"),
		"an old workbook":   []byte("\xd0\xcf\x11\xe0\xa1\xb1"),
		"a picture":         []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"),
		"an open quote":     []byte("Mã,Tên\r\nA,\"x\r\n"),
		"too much":          make([]byte, MaxFile+1),
		"too many lines":    bytes.Repeat([]byte("a\n"), maxLines+1),
	} {
		if lines, err := ReadSheet(content); err == nil {
			t.Errorf("%s is read as %d lines", name, len(lines.Lines))
		}
	}
}

func FuzzReadSheet(f *testing.F) {
	f.Add([]byte("Mã,Tên\r\nA,\"x\"\r\n"))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, content []byte) {
		lines, err := ReadSheet(content)
		if err == nil {
			grown(t).Read(lines.Lines)
		}
	})
}
