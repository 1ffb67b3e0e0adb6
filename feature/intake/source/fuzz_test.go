package source

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"quyet/base/viet"
	"quyet/feature/intake/source/sourcetest"
)

// fuzzLimits keep one input from taking long; what they refuse is tested elsewhere.
var fuzzLimits = Limits{Bytes: 1 << 20, Unzipped: 4 << 20, Ratio: 100, Depth: 60, Elements: 50_000, Text: 1 << 20, Blocks: 5_000, Cells: 20_000, Pages: 50}

// checkRead reads content and fails unless the outcome is a document that
// keeps every invariant, or a refusal.
func checkRead(t testing.TB, name string, content []byte) {
	t.Helper()
	d, err := Read(context.Background(), name, bytes.NewReader(content), int64(len(content)), fuzzLimits)
	if err != nil {
		if refusal := new(Error); !errors.As(err, &refusal) || refusal.Name != name {
			t.Fatalf("not a refusal: %v", err)
		}
		return
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	if len(d.Blocks) == 0 {
		t.Fatal("a document without text")
	}
	if !norm.NFC.IsNormalString(d.Text) {
		t.Fatalf("text is not NFC: %q", d.Text)
	}
	for _, b := range d.Blocks {
		if s := d.Slice(b.Span); strings.Contains(s, "  ") || b.Kind == Paragraph && (strings.TrimSpace(s) != s || strings.Contains(s, "\t")) {
			t.Fatalf("white space is not single blanks: %q", s)
		}
	}
	for i := 1; i < len(d.Pages); i++ {
		if d.Pages[i] < d.Pages[i-1] || d.Pages[i] > len(d.Text) {
			t.Fatalf("pages %v of %d bytes", d.Pages, len(d.Text))
		}
	}
	for i, table := range d.Tables {
		for j, row := range table.Rows {
			column := 0
			for _, c := range row.Cells {
				if c.Column != column || c.Columns < 1 {
					t.Fatalf("cell %+v at column %d", c, column)
				}
				column += c.Columns
			}
			if column > table.Columns {
				t.Fatalf("row %d of table %d is wider than the table", j, i)
			}
			d.Cell(i, j, column-1)
		}
	}
	SecrecyMark(d)
}

func FuzzTXT(f *testing.F) {
	f.Add([]byte("# A\n| a | b |\n|---|---|\n| 1 | 2\nc |\n\nx\ty\nz\tw"))
	f.Add([]byte("---\ntitle: a\n---\n<p>b</p><p>c</p>"))
	f.Add([]byte("\xff\xfeK\x00\xbf\x1e"))
	f.Add([]byte("Uû ban nh\xa9n d\xa9n"))
	f.Add([]byte("**a** \\* &amp; [x](y)\r\nQuye\u0302\u0301t"))
	f.Fuzz(func(t *testing.T, content []byte) { checkRead(t, "a.txt", content) })
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte("<html><ol><li>a<ul><li>b</ol><table><tr><td rowspan=3 colspan=2>c<td>d<tr><td>e</table>"))
	f.Add([]byte("<html><table><tr><td><table><tr><td>x</table><td><font face='VNI-Times'>Uûy</font></table>"))
	f.Add([]byte("<!doctype html><meta charset=utf-16><pre>a\nb</pre><br>"))
	f.Fuzz(func(t *testing.T, content []byte) { checkRead(t, "a.html", content) })
}

// FuzzDOCX fuzzes the parts of a docx; FuzzZip the archive around them.
func FuzzDOCX(f *testing.F) {
	plan := sourcetest.Plan(2)
	f.Add(plan.Body, plan.Numbering, "", "")
	f.Add(table("", []int{1}, cell(para("a"), `<w:gridSpan w:val="3"/><w:vMerge/>`)), sourcetest.Levels("bullet:-"), `<w:style w:styleId="a"><w:basedOn w:val="a"/></w:style>`, para("MẬT"))
	f.Add(`<w:p><w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:txbxContent></w:drawing></w:r></w:p>`, "", "", "")
	f.Fuzz(func(t *testing.T, body, numbering, styles, header string) {
		checkRead(t, "a.docx", sourcetest.Docx{Body: body, Numbering: numbering, Styles: styles,
			Parts: map[string]string{"word/header1.xml": sourcetest.Part("hdr", header)}}.Bytes())
	})
}

func FuzzZip(f *testing.F) {
	f.Add(sourcetest.Docx{Body: para("a")}.Bytes())
	f.Add(sourcetest.Zip(map[string]string{"xl/workbook.xml": "<workbook/>"}))
	f.Fuzz(func(t *testing.T, content []byte) { checkRead(t, "a.zip", content) })
}

func FuzzXLSX(f *testing.F) {
	seed := func(sheet string) string {
		return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + sheet + `</sheetData></worksheet>`
	}
	f.Add(seed(`<row r="1"><c r="A1" t="inlineStr"><is><t>TT</t></is></c><c r="B1"><v>46203</v></c></row>`))
	f.Add(seed(`<row r="3"><c r="C3" s="1"><v>1e300</v></c></row>`) + `<mergeCells><mergeCell ref="A1:C9"/></mergeCells>`)
	content := workbook(f, func(book *excelize.File) { fill(f, book, "Sheet1", "A1", []any{"a"}) })
	f.Fuzz(func(t *testing.T, sheet string) {
		checkRead(t, "a.xlsx", replacePart(t, content, "xl/worksheets/sheet1.xml", sheet))
	})
}

// replacePart returns the archive content with one part replaced.
func replacePart(t testing.TB, content []byte, name, part string) []byte {
	t.Helper()
	a, err := openArchive(content, DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for n, file := range a.files {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		parts[n] = b.String()
	}
	parts[name] = part
	return sourcetest.Zip(parts)
}

// FuzzPDF fuzzes whole files; FuzzPDFPage the drawing of one page.
func FuzzPDF(f *testing.F) {
	f.Add(pdfOf(pdfLines("Giao Sở Nội vụ", ">chủ trì")))
	f.Add(pdfOf("", "q /I Do Q"))
	f.Fuzz(func(t *testing.T, content []byte) { checkRead(t, "a.pdf", content) })
}

func FuzzPDFPage(f *testing.F) {
	f.Add(pdfTable(700, []string{"a", "b/c", ""}, []string{"", "d", "e"}) + pdfText(80, 800, 9, "x") + pdfText(400, 800, 9, "y"))
	f.Add("BT /F 12 Tf 72 700 Td <0061> Tj <00")
	f.Add("(a\\)(b)) Tj % <\n<</A<41>>> <")
	f.Add("BT /F 12 Tf 1 0 0 1 99 99 Tm 14 TL [<0041> -300 <0042>] TJ T* <0043> ' ET q 0 1 -1 0 5 5 cm 10 10 50 50 re f Q")
	f.Fuzz(func(t *testing.T, drawing string) { checkRead(t, "a.pdf", pdfOf(drawing)) })
}

// TestAnyDocument builds documents of random shape and reads every word of them back.
func TestAnyDocument(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-zA-Zàảãáạăâđêôơư0-9;,.]{1,12}( [a-zđệớ0-9/-]{1,9}){0,8}`)
		var body strings.Builder
		var want []string
		for range rapid.IntRange(1, 12).Draw(t, "blocks") {
			if rapid.Bool().Draw(t, "paragraph") {
				s := text.Draw(t, "text")
				body.WriteString(para(s))
				want = append(want, viet.Capitals(s))
				continue
			}
			columns := rapid.IntRange(2, 5).Draw(t, "columns")
			var rows []string
			for range rapid.IntRange(1, 4).Draw(t, "rows") {
				row := make([]string, columns)
				for i := range row {
					row[i] = text.Draw(t, "cell")
				}
				rows = append(rows, cells(row...))
				for i, s := range row {
					row[i] = viet.Capitals(s)
				}
				want = append(want, strings.Join(row, "\t"))
			}
			body.WriteString(table(sourcetest.Bordered, make([]int, columns), rows...))
		}
		content := sourcetest.Docx{Body: body.String()}.Bytes()
		d, err := Read(context.Background(), "a.docx", bytes.NewReader(content), int64(len(content)), DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, w := range want {
			if !isRule(w) {
				lines = append(lines, w)
			}
		}
		if got := strings.TrimSuffix(d.Text, "\n"); got != strings.Join(lines, "\n") {
			t.Fatalf("got %q, want %q", got, lines)
		}
	})
}
