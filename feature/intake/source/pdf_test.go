package source

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"quyet/feature/intake/source/sourcetest"
)

// pdfOf returns a pdf with one page for each content stream, on A4 paper,
// with a font F that has a code for every character, written as UTF-16.
func pdfOf(pages ...string) []byte {
	return pdfWith("", pages...)
}

// pdfWith is [pdfOf] with more entries in each page's dictionary.
func pdfWith(entries string, pages ...string) []byte {
	var out bytes.Buffer
	var offsets []int
	object := func(body string) {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", len(offsets), body)
	}
	stream := func(s string) string { return fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(s), s) }
	out.WriteString("%PDF-1.7\n")
	var kids []string
	for i := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 7+2*i))
	}
	object("<</Type/Catalog/Pages 2 0 R>>")
	object(fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", strings.Join(kids, " "), len(pages)))
	object("<</Type/Font/Subtype/Type0/BaseFont/Test/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>")
	object("<</Type/Font/Subtype/CIDFontType2/BaseFont/Test/DW 500>>")
	object(stream("1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange"))
	object("<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\n0\nendstream")
	for i, p := range pages {
		object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</I 6 0 R>>>>/Contents %d 0 R%s>>", 8+2*i, entries))
		object(stream(p))
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return out.Bytes()
}

// pdfText draws s at (x, y); each letter is half its size wide.
func pdfText(x, y, size float64, s string) string {
	var hex strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&hex, "%04X", u)
	}
	return fmt.Sprintf("BT /F %g Tf %g %g Td <%s> Tj ET\n", size, x, y, hex.String())
}

// pdfLines draws lines of text from (72, 700) downwards; one that begins with
// ">" is indented.
func pdfLines(lines ...string) string {
	var b strings.Builder
	for i, l := range lines {
		x := 72.0
		if strings.HasPrefix(l, ">") {
			x, l = 100, l[1:]
		}
		b.WriteString(pdfText(x, 700-18*float64(i), 12, l))
	}
	return b.String()
}

func TestPDFParagraphs(t *testing.T) {
	d := readBytes(t, "a.pdf", pdfOf(
		pdfLines(">Giao Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành và địa phương rà",
			"soát các quy định; trình Ủy ban nhân dân tỉnh theo Nghị quyết số 57-",
			"NQ/TW trước ngày 30/6/2026.",
			">Sở Tài chính bố trí kinh phí để thực hiện các nhiệm vụ của Kế hoạch này, bảo",
			"đảm đúng quy định.",
			"1. Định kỳ báo cáo kết quả.",
			"- Báo cáo quý.")))
	wantText(t, d,
		"Giao Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành và địa phương rà soát các quy định; trình Ủy ban nhân dân tỉnh theo Nghị quyết số 57-NQ/TW trước ngày 30/6/2026.",
		"Sở Tài chính bố trí kinh phí để thực hiện các nhiệm vụ của Kế hoạch này, bảo đảm đúng quy định.",
		"1. Định kỳ báo cáo kết quả.", "- Báo cáo quý.")
	if !slices.Equal(d.Pages, []int{0}) || d.Page(len(d.Text)-1) != 1 {
		t.Errorf("pages %v", d.Pages)
	}
}

func TestPDFOverPages(t *testing.T) {
	head, foot := pdfText(250, 800, 10, "Công báo số 12"), func(n int) string { return pdfText(295, 30, 10, fmt.Sprint(n)) }
	full := ">Giao Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành và địa phương rà"
	d := readBytes(t, "a.pdf", pdfOf(head+pdfLines(full)+foot(1), head+pdfLines("soát các quy định hiện hành.", full)+foot(2), head+pdfLines("soát lần hai.")+foot(3)))
	wantText(t, d, full[1:]+" soát các quy định hiện hành.", full[1:]+" soát lần hai.")
	if !slices.Equal(d.Margins, []string{"Công báo số 12"}) || len(d.Pages) != 3 {
		t.Errorf("margins %q, pages %v", d.Margins, d.Pages)
	}
}

func TestPDFTwoColumns(t *testing.T) {
	d := readBytes(t, "a.pdf", pdfOf(pdfText(80, 780, 12, "ỦY BAN NHÂN DÂN")+pdfText(300, 780, 12, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT")+
		pdfText(95, 765, 12, "TỈNH TÂN LẬP")+pdfText(390, 765, 12, "NAM")+
		pdfText(330, 750, 12, "Độc lập - Tự do - Hạnh phúc")+
		pdfText(90, 730, 12, "Số: 9/KH-UBND")+pdfText(310, 730, 12, "Tân Lập, ngày 5 tháng 6 năm 2026")+
		pdfText(265, 690, 12, "KẾ HOẠCH")))
	wantText(t, d, "ỦY BAN NHÂN DÂN", "TỈNH TÂN LẬP", "Số: 9/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Tân Lập, ngày 5 tháng 6 năm 2026", "KẾ HOẠCH")
}

// pdfTable draws a table of three columns; rows are given from the top, each
// 40 high, their cells' lines separated by "/".
func pdfTable(top float64, rows ...[]string) string {
	xs := []float64{72, 112, 312, 520}
	var b strings.Builder
	for i := range len(rows) + 1 {
		y := top - 40*float64(i)
		fmt.Fprintf(&b, "%g %g m %g %g l S\n", xs[0], y, xs[3], y)
	}
	for _, x := range xs {
		fmt.Fprintf(&b, "%g %g 0.5 %g re f\n", x, top-40*float64(len(rows)), 40*float64(len(rows)))
	}
	for i, row := range rows {
		for j, text := range row {
			for k, l := range strings.Split(text, "/") {
				b.WriteString(pdfText(xs[j]+4, top-40*float64(i)-15-14*float64(k), 10, l))
			}
		}
	}
	return b.String()
}

func TestPDFTable(t *testing.T) {
	head := []string{"TT", "Nhiệm vụ", "Chủ trì"}
	d := readBytes(t, "a.pdf", pdfOf(
		pdfText(200, 760, 12, "PHỤ LỤC")+pdfTable(740, head, []string{"1", "Xây dựng quy chế/làm việc", "Sở Nội vụ"}, []string{"2", "Rà soát thủ tục và", "Sở Tài/chính"}),
		pdfTable(780, head, []string{"", "công bố danh mục.", ""}, []string{"3", "Báo cáo", "Văn phòng"})+pdfText(72, 600, 12, "Hết.")))
	wantText(t, d, "PHỤ LỤC", "TT|Nhiệm vụ|Chủ trì", "1|Xây dựng quy chế làm việc|Sở Nội vụ", "2|Rà soát thủ tục và công bố danh mục.|Sở Tài chính", "3|Báo cáo|Văn phòng", "Hết.")
	if len(d.Tables) != 1 || d.Page(strings.Index(d.Text, "3\tBáo cáo")) != 2 || d.Page(strings.Index(d.Text, "2\tRà soát")) != 1 {
		t.Errorf("%d tables, pages %v", len(d.Tables), d.Pages)
	}
}

func TestPDFRotatedPage(t *testing.T) {
	// On a page turned by 90°, text drawn upwards reads from left to right.
	d := readBytes(t, "a.pdf", pdfWith("/Rotate 90", "q 0 1 -1 0 595 0 cm\n"+pdfText(100, 300, 12, "Phụ lục ngang")+"Q"))
	wantText(t, d, "Phụ lục ngang")
}

func TestPDFWatermark(t *testing.T) {
	d := readBytes(t, "a.pdf", pdfOf(pdfLines("Nội dung của văn bản.")+"q 0.7 0.7 -0.7 0.7 200 200 cm\n"+pdfText(0, 0, 60, "MẬT")+"Q"))
	if mark, where, ok := SecrecyMark(d); !ok || mark != "Mật" || where != "margin" {
		t.Errorf("%q %q %v", mark, where, ok)
	}
}

func TestPDFScanned(t *testing.T) {
	picture := "q 595 0 0 842 0 0 cm /I Do Q\n"
	for _, pages := range [][]string{{picture}, {picture + pdfText(300, 60, 8, "Người ký: Văn phòng"), picture}, {""}} {
		if got := refusalOf(t, "scan.pdf", pdfOf(pages...), DefaultLimits); got.Kind != Scanned {
			t.Errorf("%v", got)
		}
	}
}

func TestPDFBehindPassword(t *testing.T) {
	for _, encrypt := range []string{"<</Filter/Standard/V 2/R 3/Length 128/P -4/O(12345678901234567890123456789012)/U(12345678901234567890123456789012)>>", "<</Filter/Other>>"} {
		locked := bytes.Replace(pdfOf(pdfLines("chữ")), []byte("/Root 1 0 R"), []byte("/Root 1 0 R/ID[(a)(b)]/Encrypt"+encrypt), 1)
		if got := refusalOf(t, "a.pdf", locked, DefaultLimits); got.Kind != Encrypted {
			t.Errorf("%s: %v", encrypt, got)
		}
	}
}

// picture is the one on the pages of [pdfOf], up to its end.
const picture = "/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\n0\n"

// inPlace puts replaced in the place of old, which the file has, filled up with
// blanks at %s: every object stays where the table of the file says.
func inPlace(t *testing.T, file, old, replaced string) []byte {
	t.Helper()
	if room := len(old) - len(replaced) + len("%s"); strings.Contains(replaced, "%s") && room >= 0 {
		replaced = fmt.Sprintf(replaced, strings.Repeat(" ", room))
	}
	if strings.Count(file, old) != 1 || len(replaced) != len(old) {
		t.Fatalf("%q does not fit in place of %q", replaced, old)
	}
	return []byte(strings.Replace(file, old, replaced, 1))
}

// What a form draws at any depth is read, or the file is refused: nothing is
// left out.
func TestPDFFormCycle(t *testing.T) {
	cyclic := inPlace(t, string(pdfOf(pdfLines("chữ")+"/I Do")), picture, "/Subtype/Form/Length 6%s>>\nstream\n/I Do \n")
	if got := refusalOf(t, "a.pdf", cyclic, DefaultLimits); got.Kind != TooLarge || got.Detail != "depth" {
		t.Errorf("%v", got)
	}
}

// TestLibreOffice reads a plan as docx and in the formats that an office
// program makes of it: they must say the same.
func TestLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("LibreOffice is not installed: run the tests with `make test`, which installs it or says what to install")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "plan.docx")
	content := sourcetest.Plan(25).Bytes()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"pdf", "html", "docx:MS Word 2007 XML"} {
		ext, _, _ := strings.Cut(format, ":")
		out := filepath.Join(dir, ext)
		cmd := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", format, "--outdir", out, path)
		if log, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, log)
		}
		converted, err := os.ReadFile(filepath.Join(out, "plan."+ext))
		if err != nil {
			t.Fatal(err)
		}
		want, got := readBytes(t, "plan.docx", content), readBytes(t, "plan."+ext, converted)
		if w, g := words(want), words(got); w != g {
			t.Errorf("%s: differs at %s", ext, difference(w, g))
		}
		if len(got.Tables) != 1 || len(got.Tables[0].Rows) != 26 {
			t.Errorf("%s: %d tables", ext, len(got.Tables))
		}
	}
}

// words returns the text of d, one paragraph or cell a line.
func words(d *Document) string { return strings.ReplaceAll(d.Text, "\t", "\n") }

func difference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	from := max(0, i-60)
	return fmt.Sprintf("%q and %q", a[from:min(len(a), i+60)], b[from:min(len(b), i+60)])
}

func TestPDFTableWithoutLines(t *testing.T) {
	var page strings.Builder
	for i, row := range [][]string{
		{"TT", "Nhiệm vụ", "Chủ trì", "Hạn"}, {"1", "Xây dựng quy chế", "Sở Nội vụ", "6/2026"}, {"", "làm việc", "", ""},
		{"2", "Rà soát", "Sở Tài chính", ""}, {"3", "Báo cáo", "Văn phòng", "12/2026"},
	} {
		for j, x := range []float64{72, 110, 300, 460} {
			if row[j] != "" {
				page.WriteString(pdfText(x, 700-16*float64(i), 12, row[j]))
			}
		}
	}
	d := readBytes(t, "a.pdf", pdfOf(pdfText(72, 740, 12, "Danh mục kèm theo Kế hoạch như sau:")+page.String()+pdfText(72, 560, 12, "Hết danh mục.")))
	wantText(t, d, "Danh mục kèm theo Kế hoạch như sau:", "TT|Nhiệm vụ|Chủ trì|Hạn", "1|Xây dựng quy chế làm việc|Sở Nội vụ|6/2026", "2|Rà soát|Sở Tài chính|", "3|Báo cáo|Văn phòng|12/2026", "Hết danh mục.")
	if !hasNote(d, NoteNoLayout) {
		t.Error("no note that the columns were guessed")
	}
}

func TestPDFTablesThatLie(t *testing.T) {
	good := string(pdfOf(pdfLines("Kế hoạch tuần")))
	start := strings.LastIndex(good, "xref\n0 ")
	for name, content := range map[string]string{
		"size":         strings.Replace(good, "trailer\n<</Size 9", "trailer\n<</Size 99999999999", 1),
		"index":        strings.Replace(good, "trailer\n<<", "trailer\n<</Index[99999999999 1]", 1),
		"subsection":   strings.Replace(good, "xref\n0 9", "xref\n99999999999 9", 1),
		"back to back": strings.Replace(good, "trailer\n<<", fmt.Sprintf("trailer\n<</Prev %d", strings.LastIndex(good[:start+1], "xref")), 1),
	} {
		if content == good {
			t.Fatalf("%s: the sample is whole", name)
		}
		if e := refusalOf(t, "a.pdf", []byte(content), DefaultLimits); e.Kind != Broken {
			t.Errorf("%s: %v", name, e)
		}
	}
}
