//go:build unix

package source

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/xuri/excelize/v2"

	"quyet/feature/intake/source/sourcetest"
)

// alone names the file that this binary reads by itself, as a process whose
// memory can be measured.
const alone = "QUYET_READ_ALONE"

func TestMain(m *testing.M) {
	if path := os.Getenv(alone); path != "" {
		readAlone(path)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// readAlone prints how many bytes of memory reading the file took at most, and
// what became of it.
func readAlone(path string) {
	d, err := ReadFile(context.Background(), path, DefaultLimits)
	outcome := fmt.Sprint(err)
	if refusal := new(Error); errors.As(err, &refusal) {
		outcome = strings.TrimSpace(string(refusal.Kind) + " " + refusal.Detail)
	} else if err == nil {
		outcome = fmt.Sprintf("%d blocks", len(d.Blocks))
	}
	fmt.Println(mostMemory(), outcome)
	runtime.KeepAlive(d)
}

var peak = regexp.MustCompile(`(?m)^VmHWM:\s+(\d+) kB$`)

func mostMemory() int64 {
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		if m := peak.FindSubmatch(status); m != nil {
			n, _ := strconv.ParseInt(string(m[1]), 10, 64)
			return n << 10
		}
	}
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	if runtime.GOOS == "darwin" {
		return int64(used.Maxrss) //nolint:unconvert // in bytes there; narrower on some machines
	}
	return int64(used.Maxrss) << 10 //nolint:unconvert // narrower on some machines
}

// measured reads content in a process of its own.
func measured(t *testing.T, name string, content []byte) (outcome string, most int64) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), alone+"="+path)
	child.Stderr = t.Output()
	out, err := child.Output()
	if err != nil {
		t.Fatal(err)
	}
	number, outcome, _ := strings.Cut(strings.TrimSpace(string(out)), " ")
	if most, err = strconv.ParseInt(number, 10, 64); err != nil {
		t.Fatal(err)
	}
	return outcome, most
}

// Whatever a file holds, reading it takes less memory than [Limits] say. The
// long ones that offices do have are read, the others are refused.
func TestMemory(t *testing.T) {
	const (
		mb       = 1 << 20
		stated   = 1 << 30  // the worst that is accepted
		ordinary = 250 * mb // of a long table
		refused  = 600 * mb // of what is refused before it is held
	)
	for _, c := range []struct {
		name    string
		content func() []byte
		want    string
		most    int64
	}{
		{"rows.docx", func() []byte { return sourcetest.Plan(10_000).Bytes() }, "10029 blocks", ordinary},
		{"rows.xlsx", func() []byte { return longWorkbook(t, 10_000) }, "10001 blocks", ordinary},
		{"rows.html", func() []byte { return longPage(10_000) }, "10001 blocks", ordinary},
		{"unended.html", func() []byte {
			return []byte(strings.NewReplacer("</b>", "", "</span>", "").Replace(string(longPage(10_000))))
		}, "10001 blocks", ordinary},
		{"wrapped.html", func() []byte {
			return []byte("<html>" + strings.Repeat("<font face=Arial>"+strings.Repeat("<p><b>Giao Sở <i>chủ trì</b></i></p>", 20)+"</font>", 500))
		}, "10000 blocks", ordinary},
		{"rows.pdf", func() []byte { return longPDF(10_000) }, "10000 blocks", ordinary},
		{"paragraphs.docx", func() []byte {
			var body strings.Builder
			for i := range 100_000 {
				body.WriteString(sourcetest.P(fmt.Sprintf("Rà soát công tác tiếp nhận văn bản %x", i*i)))
			}
			return sourcetest.Docx{Body: body.String()}.Bytes()
		}, "100000 blocks", ordinary},
		{"text.txt", func() []byte {
			return []byte(repeat(strings.Repeat("Rà soát công tác tiếp nhận văn bản của đơn vị mình trong quý ba. ", 10)+"\n\n", 31*mb))
		}, "38605 blocks", stated},
		{"pages.pdf", func() []byte {
			page := pdfLines(strings.Split(strings.Repeat("Ra soat cong tac tiep nhan van ban cua don vi minh quy ba nay\n", 40), "\n")...)
			return pdfOf(slices.Repeat([]string{page}, 800)...)
		}, "1 blocks", stated},
		{"last.xlsx", func() []byte {
			return sheetWith(t, `<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576" s="0"/></row>`)
		}, "1 blocks", stated},

		{"parts.docx", func() []byte { return manyParts(30_000) }, "zip_bomb parts", refused},
		{"elements.html", func() []byte { return []byte("<html>" + repeat("<br>", 60*mb)) }, "too_large elements", refused},
		{"reopened.html", func() []byte { return []byte("<html>" + unended(400, "<b a=%d>") + repeat("<p>a", mb)) }, "too_large elements", refused},
		{"misnamed.html", func() []byte { return []byte("<html>" + unended(200, "<b a=%d></i>") + repeat("<p>a", mb)) }, "too_large elements", refused},
		{"stroked.html", func() []byte { return []byte("<html>" + unended(200, "<b a=%d />") + repeat("<p>a", mb)) }, "too_large elements", refused},
		{"walled.html", func() []byte {
			return []byte("<html>" + unended(200, "<b a=%d><table></b></table>") + repeat("<p>a", mb))
		}, "too_large elements", refused},
		{"drawn.html", func() []byte { return []byte("<html><svg><style>" + repeat("<br>", 60*mb)) }, "empty", refused},
		{"attributes.html", func() []byte { return []byte("<html>" + repeat("<br a b c d e f g>", 60*mb)) }, "too_large elements", refused},
		{"spans.html", func() []byte { return []byte("<html><table><tr>" + repeat("<td colspan=63>", 10*mb)) }, "too_large cells", stated},
		{"nested.html", func() []byte { return []byte("<html>" + repeat("<div>", mb)) }, "too_large depth", refused},
		{"lines.txt", func() []byte { return []byte(repeat("\n", 60*mb)) }, "too_large blocks", stated},
		{"bars.txt", func() []byte { return []byte(repeat("|", 60*mb)) }, "too_large cells", stated},
		{"paragraphs.docx", func() []byte { return noisyDocx("<w:p/>", 12*mb) }, "too_large blocks", refused},
		{"cells.docx", func() []byte { return noisyDocx("<w:tbl><w:tr>"+repeat("<w:tc/>", 12*mb)+"</w:tr></w:tbl>", 0) }, "too_large cells", refused},
		{"formats.xlsx", func() []byte {
			return withPart(t, "xl/styles.xml", `<styleSheet `+spreadsheet+`><cellXfs>`+repeat("<xf/>", 20*mb)+`</cellXfs></styleSheet>`)
		}, "too_large elements", refused},
		{"far.xlsx", func() []byte {
			return sheetWith(t, `<row><c r="A1"><v>1</v></c></row>`+strings.Repeat(`<row><c r="XFD1"><v>0</v></c></row>`, 3000))
		}, "too_large cells", refused},
		{"shared.xlsx", func() []byte {
			return sheetWith(t, strings.Repeat(`<row><c t="s"><v>0</v></c></row>`, 3000), "xl/sharedStrings.xml",
				`<sst `+spreadsheet+`><si><r><t>`+repeat("a", mb)+`</t></r><r><t>b</t></r></si></sst>`)
		}, "too_large text", refused},
		{"unpacked.pdf", func() []byte { return deflatedPDF(300 * mb) }, "zip_bomb size", refused},
		{"letters.pdf", func() []byte { return pdfOf(strings.Repeat(pdfText(72, 700, 12, strings.Repeat("a", 1000)), 2500)) }, "too_large text", stated},
		{"string.pdf", func() []byte { return pdfOf("0 Tz " + pdfText(72, 700, 12, repeat("a", 12*mb))) }, "too_large text", stated},
	} {
		t.Run(c.name, func(t *testing.T) {
			outcome, most := measured(t, c.name, c.content())
			if outcome != c.want {
				t.Errorf("became %q, want %q", outcome, c.want)
			}
			if most > c.most {
				t.Errorf("took %d MB, want at most %d", most/mb, c.most/mb)
			}
			t.Logf("%s: %d MB", outcome, most/mb)
		})
	}
}

func repeat(s string, bytes int) string { return strings.Repeat(s, max(bytes/len(s), 1)) }

const spreadsheet = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`

func longWorkbook(t *testing.T, rows int) []byte {
	return workbook(t, func(book *excelize.File) {
		w, err := book.NewStreamWriter("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		if err := w.SetRow("A1", []any{"TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Kinh phí"}); err != nil {
			t.Fatal(err)
		}
		for i := range rows {
			name, err := excelize.CoordinatesToCellName(1, i+2)
			if err != nil {
				t.Fatal(err)
			}
			if err := w.SetRow(name, []any{i + 1, "Rà soát công tác tiếp nhận văn bản", "Sở Nội vụ", "Các sở", "Quý IV", 12.5}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	})
}

func longPage(rows int) []byte {
	var b strings.Builder
	b.WriteString("<html><table border=1><tr><th>TT<th>Nhiệm vụ<th>Chủ trì<th>Thời hạn</tr>")
	for i := range rows {
		fmt.Fprintf(&b, "<tr><td><p>%d</p></td><td><p><span>Rà soát công tác tiếp nhận văn bản</span></p></td><td><p>Sở Nội vụ</p></td><td><p><b>Quý IV</b></p></td></tr>\n", i+1)
	}
	return []byte(b.String() + "</table>")
}

func longPDF(rows int) []byte {
	const onPage = 25
	var pages []string
	for from := 0; from < rows; from += onPage {
		var table [][]string
		for i := range onPage {
			table = append(table, []string{strconv.Itoa(from + i + 1), "Ra soat cong tac", "So Noi vu"})
		}
		pages = append(pages, pdfTable(750, table...))
	}
	return pdfOf(pages...)
}

func manyParts(n int) []byte {
	parts := map[string]string{}
	for i := range n {
		parts[fmt.Sprint("word/", i)] = ""
	}
	return sourcetest.Zip(parts)
}

// unended returns n tags that differ.
func unended(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// noise keeps a part from being refused for its ratio alone.
func noise() string {
	b := make([]byte, 1<<20)
	rand.NewChaCha8([32]byte{}).Read(b)
	return "<!--" + hex.EncodeToString(b) + "-->"
}

func noisyDocx(unit string, size int) []byte {
	return sourcetest.Docx{Body: noise() + repeat(unit, size)}.Bytes()
}

func withPart(t *testing.T, name, part string) []byte {
	content := workbook(t, func(book *excelize.File) { fill(t, book, "Sheet1", "A1", []any{"a"}) })
	return replacePart(t, content, name, noise()+part)
}

// sheetWith returns a workbook whose sheet has rows, and other parts by name.
// It says of itself that it is small.
func sheetWith(t *testing.T, rows string, parts ...string) []byte {
	content := withPart(t, "xl/worksheets/sheet1.xml", `<worksheet `+spreadsheet+`><dimension ref="A1:B2"/><sheetData>`+rows+`</sheetData></worksheet>`)
	for i := 0; i+1 < len(parts); i += 2 {
		content = replacePart(t, content, parts[i], parts[i+1])
	}
	return content
}

// deflatedPDF returns a pdf whose page unpacks to so many blanks.
func deflatedPDF(size int) []byte {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	blanks := bytes.Repeat([]byte(" "), 1<<20)
	for range size >> 20 {
		w.Write(blanks)
	}
	w.Close()
	// In place of a page of the same length, so that every object stays where the
	// table says.
	const filter = "/Filter/FlateDecode"
	room := strings.Repeat("0", packed.Len()+len(filter))
	plain := fmt.Sprintf("<</Length %d>>\nstream\n%s", len(room), room)
	deflated := fmt.Sprintf("<<%s/Length %d>>\nstream\n%s", filter, packed.Len(), packed.Bytes())
	return bytes.Replace(pdfOf(room), []byte(plain), []byte(deflated), 1)
}

// Objects that lead back to each other end in a refusal, or are read once.
func TestCircles(t *testing.T) {
	whole := string(pdfOf("/I Do " + pdfText(72, 700, 12, "Giao So Noi vu chu tri")))
	for name, change := range map[string][2]string{
		"a tree of pages inside itself":  {"/Kids[7 0 R]", "/Kids[2 0 R]"},
		"a page above itself":            {"/Parent 2 0 R", "/Parent 7 0 R"},
		"a root that is the pages":       {"/Catalog/Pages 2 0 R", "/Catalog/Pages 1 0 R"},
		"a length that is its stream":    {"/Width 1/Height 1", "/Length 6 0 R/A 1"},
		"a font inside itself":           {"/DescendantFonts[4 0 R]", "/DescendantFonts[3 0 R]"},
		"a page that is its content":     {"/Contents 8 0 R", "/Contents 7 0 R"},
		"a picture that is its own page": {"/XObject<</I 6 0 R>>", "/XObject<</I 7 0 R>>"},
	} {
		if !strings.Contains(whole, change[0]) {
			t.Fatalf("%s: the file has no %s", name, change[0])
		}
		checkRead(t, "a.pdf", []byte(strings.Replace(whole, change[0], change[1], 1)))
	}
	// Strings that do not end, on the page and in the map of a font.
	for _, open := range []string{"<", "<00", "<00 6", "<< /A <00", "(a) <00", "% (\n<00", "/N<00"} {
		if got := refusalOf(t, "a.pdf", pdfOf(pdfText(72, 700, 12, "chu")+open), fuzzLimits); got.Kind != Broken {
			t.Errorf("%q at the end: %v", open, got)
		}
	}
	checkRead(t, "a.pdf", inPlace(t, whole, "<0000> <FFFF> <0000> endbfrange", "<0000> <FFFF> <0000  endbfrange"))
	// A form that draws itself, over and over.
	checkRead(t, "a.pdf", inPlace(t, whole, picture, "/Subtype/Form/Resources<</XObject<</I 6 0 R>>>>/Length 12%s>>\nstream\n/I Do /I Do \n"))
}

// What XML and HTML may say in other ways, and what is no letter at all.
func TestStrangeLetters(t *testing.T) {
	const laughs = `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>`
	document := sourcetest.Part("document", "<w:body>"+sourcetest.P("Giao Sở")+"<w:p><w:r><w:t>&b;&b;&c;</w:t></w:r></w:p></w:body>")
	document = strings.Replace(document, "?>", "?>"+laughs, 1)
	content := sourcetest.Docx{Parts: map[string]string{"word/document.xml": document}}.Bytes()
	if d, err := Read(context.Background(), "a.docx", bytes.NewReader(content), int64(len(content)), DefaultLimits); err == nil {
		if strings.Contains(d.Text, "aaaa") || strings.Contains(d.Text, "root") {
			t.Errorf("entities are expanded: %q", d.Text)
		}
	} else if refusal := new(Error); !errors.As(err, &refusal) {
		t.Error(err)
	}
	for _, s := range []string{"a\x00b", "a&#0;b&#xD800;&#xDFFF;&#1114112;", "a\xed\xa0\x80\xed\xbf\xbfb", "\ufeff\ufffe\uffff", "a\u202eb\u2066c", "\xff\xfe\x00\xd8\x00\xdc", "\xfe\xff\xdc\x00\xd8\x00a"} {
		checkRead(t, "a.txt", []byte(s))
		checkRead(t, "a.html", []byte("<html><p>"+s+"<table><tr><td>"+s+"<td>b"))
		checkRead(t, "a.docx", sourcetest.Docx{Body: "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>" + sourcetest.P("c")}.Bytes())
		checkRead(t, "a.xlsx", sheetWith(t, `<row r="1"><c r="A1" t="inlineStr"><is><t>`+s+`</t></is></c></row>`))
		checkRead(t, "a.pdf", pdfOf(pdfText(72, 700, 12, "chu")+"BT /F 12 Tf 72 600 Td <D800DFFF0000FFFE> Tj ("+s+") Tj ET"))
	}
}
