package docx_test

import (
	"bytes"
	"fmt"
	"image/png"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"quyet/base/docx"
	"quyet/base/officetest"
	"quyet/feature/intake/source"
)

// An annex of the usual kind is read back as it was written, by the reader of
// the program, and LibreOffice prints every word of it on A4 with the heading of
// the table on every page.
func TestRoundTrip(t *testing.T) {
	cell := func(s string) docx.Cell { return docx.Cell{Paragraphs: []docx.Paragraph{docx.Text(s, docx.Left)}} }
	table := docx.Table{Widths: []int{12, 140, 100}, Head: [][]docx.Cell{{cell("TT"), cell("Nhiệm vụ"), cell("Cơ quan chủ trì")}}}
	table.Rows = append(table.Rows, []docx.Cell{cell("I"), {Span: 2, Paragraphs: []docx.Paragraph{docx.Text("Chuyển đổi số <&>", docx.Left)}}})
	for i := range 60 {
		table.Rows = append(table.Rows, []docx.Cell{cell(fmt.Sprint(i + 1)), cell(fmt.Sprintf("Rà soát “hộ nghèo” & cận nghèo %d", i+1)), cell("Đảng uỷ xã")})
	}
	var out bytes.Buffer
	if err := (docx.Document{Landscape: true, Body: []docx.Block{docx.Text("PHỤ LỤC", docx.Center), table}}).Write(&out); err != nil {
		t.Fatal(err)
	}
	read, err := source.Read(t.Context(), "phu-luc.docx", bytes.NewReader(out.Bytes()), int64(out.Len()), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Tables) != 1 || len(read.Tables[0].Rows) != 62 || !read.Tables[0].Rows[0].Header || read.Tables[0].Rows[1].Cells[1].Columns != 2 {
		t.Fatalf("read back: %d tables, %.200s", len(read.Tables), read.Text)
	}
	for i, row := range append(table.Head, table.Rows...) {
		for j, c := range row {
			at := read.Tables[0].Rows[i].Cells[j]
			if got := strings.TrimSpace(read.Text[at.Start:at.End]); got != c.Paragraphs[0].Runs[0].Text {
				t.Errorf("row %d, cell %d: %q", i, j, got)
			}
		}
	}
	officetest.Sound(t, "a.docx", out.Bytes())
	paper := officetest.Convert(t, "a.docx", out.Bytes(), "pdf")
	pdf, err := source.Read(t.Context(), "a.pdf", bytes.NewReader(paper), int64(len(paper)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"PHỤ LỤC", "Chuyển đổi số <&>", "cận nghèo 60"} {
		if !strings.Contains(strings.Join(strings.Fields(pdf.Text), " "), want) {
			t.Errorf("the paper lacks %q", want)
		}
	}
}

// minutes are a paper with every part, in the form of the Party or of the State; a
// draft where it has no number.
func minutes(t *testing.T, party bool, no string) docx.Document {
	t.Helper()
	c, err := qr.Encode(address, qr.M, qr.Unicode)
	if err == nil {
		c, err = barcode.Scale(c, 8*c.Bounds().Dx(), 8*c.Bounds().Dx())
	}
	var picture bytes.Buffer
	if err != nil || png.Encode(&picture, c) != nil {
		t.Fatal(err)
	}
	head := docx.Letterhead{Party: party, Above: "ĐẢNG BỘ TỈNH SÔNG LAM", Name: "ĐẢNG UỶ XÃ AN HOÀ", Number: docx.Number{No: no, Symbol: "BB/ĐU"}, Dated: "An Hoà, ngày 27 tháng 11 năm 2026"}
	sign := docx.Signature{Authority: []docx.Authority{{Warrant: docx.OnBehalf, Of: "Ban Thường vụ"}, {Warrant: docx.InPlace, Of: "Bí thư"}}, Post: "Phó Bí thư", Name: "(Họ và tên)"}
	if !party {
		head.Above, head.Name, head.Number.Symbol = "UỶ BAN NHÂN DÂN TỈNH SÔNG LAM", "SỞ NỘI VỤ", "BB-SNV"
		sign = docx.Signature{Authority: []docx.Authority{{Warrant: docx.InPlace, Of: "Giám đốc"}}, Post: "Phó Giám đốc", Name: "(Họ và tên)"}
	}
	section := func(l docx.Level, n int, title string, words ...docx.Run) docx.Block {
		return docx.Section{Party: party, Level: l, No: n, Title: title, Words: words}
	}
	said := strings.Repeat("Các điểm cầu báo cáo đầy đủ, đúng thành phần; ", 6) + "hội nghị diễn ra đúng chương trình."
	last := docx.Prose(docx.Run{Text: "Cuộc họp kết thúc vào hồi 11 giờ 30./."})
	last.Next = true
	body := []docx.Block{
		head.Table(docx.Upright), docx.Title{Party: party, Kind: "Biên bản", About: "hội nghị trực tuyến sơ kết một năm thực hiện nghị quyết"},
		docx.Prose(docx.Run{Text: "Thời gian: bắt đầu hồi 8 giờ 00, ngày 27/11/2026."}),
		section(docx.Roman, 1, "Thành phần hội nghị"),
		section(docx.Figure, 1, "Đại biểu chính thức", append([]docx.Run{{Text: "Có mặt "}}, append(docx.Correction{No: 1, Was: "41", Becomes: "42"}.Runs(), docx.Run{Text: " đồng chí; vắng 03 đồng chí, có lý do. " + said})...)...),
		section(docx.Figure, 2, "", docx.Run{Text: "Đại biểu mời dự: 12 đồng chí."}),
		section(docx.Letter, 1, "", docx.Run{Text: "Thường trực Hội đồng nhân dân <&> Uỷ ban nhân dân;"}),
		section(docx.Letter, 2, "", docx.Run{Text: "Các ngành liên quan:"}),
		section(docx.Dash, 0, "", docx.Run{Text: "Văn phòng."}),
		section(docx.Roman, 2, "Diễn biến", docx.Run{Text: said}),
		last,
		docx.Ending{Party: party, Recipients: []string{"Như trên", "Các điểm cầu;", "Lưu: VT, VP"}, Right: sign},
		docx.Break{},
		docx.Title{Party: party, Kind: "Nội dung hiệu đính"},
		docx.Table{Widths: []int{12, 80, 73}, Head: [][]docx.Cell{{{Paragraphs: []docx.Paragraph{docx.Text("TT", docx.Center)}}, {Paragraphs: []docx.Paragraph{docx.Text("Đã ghi", docx.Center)}}, {Paragraphs: []docx.Paragraph{docx.Text("Sửa thành", docx.Center)}}}},
			Rows: [][]docx.Cell{{{Paragraphs: []docx.Paragraph{docx.Text("1", docx.Center)}}, {Paragraphs: []docx.Paragraph{docx.Text("41", docx.Left)}}, {Paragraphs: []docx.Paragraph{docx.Text("42", docx.Left)}}}}},
		docx.Line(docx.Run{Picture: &docx.Picture{PNG: picture.Bytes(), Width: 35, About: "Mã của hội nghị"}}),
		docx.Ending{Party: party, Left: &docx.Signature{Post: "Thư ký"}, Right: docx.Signature{Post: "Chủ trì"}},
	}
	return docx.Document{Body: body}
}

const address = "https://quyet.example.vn/checkin?meeting=0123456789abcdef&door=123456"

// Papers of both forms are sound for Word, say what they were told in the order in
// which it stands, and LibreOffice prints it; a page begins where it is to.
func TestPapers(t *testing.T) {
	for _, c := range []struct {
		name, no string
		party    bool
		pages    int
		want     []string
	}{
		{"party", "12", true, 3, []string{"ĐẢNG BỘ TỈNH SÔNG LAM", "ĐẢNG UỶ XÃ AN HOÀ", "Số 12-BB/ĐU", "ĐẢNG CỘNG SẢN VIỆT NAM", "ngày 27 tháng 11", "BIÊN BẢN", "hội nghị trực tuyến", "I- THÀNH PHẦN HỘI NGHỊ", "1. Đại biểu chính thức", "Có mặt 41 42", "2. Đại biểu mời dự", "a) Thường trực Hội đồng nhân dân <&>", "b) Các ngành", "- Văn phòng", "II- DIỄN BIẾN", "Nơi nhận:", "- Như trên;", "- Các điểm cầu;", "- Lưu: VT, VP.", "T/M BAN THƯỜNG VỤ", "K/T BÍ THƯ", "PHÓ BÍ THƯ", "(Họ và tên)", "NỘI DUNG HIỆU ĐÍNH", "THƯ KÝ", "CHỦ TRÌ"}},
		{"state", "", false, 2, []string{"UỶ BAN NHÂN DÂN TỈNH SÔNG LAM", "SỞ NỘI VỤ", "Số: /BB-SNV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BIÊN BẢN", "I. THÀNH PHẦN HỘI NGHỊ", "1. Đại biểu chính thức", "a) Thường trực", "II. DIỄN BIẾN", "Nơi nhận:", "- Lưu: VT, VP.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "NỘI DUNG HIỆU ĐÍNH"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			if err := minutes(t, c.party, c.no).Write(&out); err != nil {
				t.Fatal(err)
			}
			officetest.Sound(t, "a.docx", out.Bytes())
			read, err := source.Read(t.Context(), "a.docx", bytes.NewReader(out.Bytes()), int64(out.Len()), source.DefaultLimits)
			if err != nil {
				t.Fatal(err)
			}
			inOrder(t, read.Text, c.want)
			paper := officetest.Convert(t, "a.docx", out.Bytes(), "pdf")
			printed, err := source.Read(t.Context(), "a.pdf", bytes.NewReader(paper), int64(len(paper)), source.DefaultLimits)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range c.want {
				if !strings.Contains(squeezed(printed.Text), squeezed(want)) {
					t.Errorf("the paper lacks %q", want)
				}
			}
			list := squeezed(pages(t, paper)[c.pages-1])
			if !strings.HasPrefix(list, strconv.Itoa(c.pages)+"NỘIDUNGHIỆUĐÍNH") {
				t.Errorf("page %d begins with %.60q", c.pages, list)
			}
			if before := squeezed(pages(t, paper)[c.pages-2]); !strings.Contains(before, "Cuộchọpkếtthúc") || !strings.Contains(before, "Nơinhận:") {
				t.Errorf("who signs stands alone on a page: %.300q", before)
			}
		})
	}
}

// squeezed is a text without white, which PDF has no signs for.
func squeezed(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), "")
}

// pages are the texts of the pages of a PDF.
func pages(t *testing.T, pdf []byte) []string {
	t.Helper()
	read := exec.CommandContext(t.Context(), "pdftotext", "-layout", "-", "-")
	read.Stdin = bytes.NewReader(pdf)
	said, err := read.Output()
	if err != nil {
		t.Fatalf("pdftotext of poppler-utils is needed: %v", err)
	}
	return strings.Split(string(said), "\f")
}

func inOrder(t *testing.T, text string, want []string) {
	t.Helper()
	rest := squeezed(text)
	for _, w := range want {
		_, after, ok := strings.Cut(rest, squeezed(w))
		if !ok {
			t.Fatalf("%q is not behind what is before it: %.300q", w, rest)
		}
		rest = after
	}
}

// The QR code of a paper can be read when it is printed.
func TestPrintedCodeIsRead(t *testing.T) {
	d := minutes(t, true, "12")
	at := slices.IndexFunc(d.Body, func(b docx.Block) bool {
		_, ends := b.(docx.Break)
		return ends
	})
	var out bytes.Buffer
	if err := (docx.Document{Body: d.Body[at+1:]}).Write(&out); err != nil {
		t.Fatal(err)
	}
	// LibreOffice draws no pages; poppler does, as it reads PDF for the program.
	draw := exec.CommandContext(t.Context(), "pdftoppm", "-r", "150", "-png", "-singlefile", "-")
	draw.Stdin = bytes.NewReader(officetest.Convert(t, "a.docx", out.Bytes(), "pdf"))
	drawn, err := draw.Output()
	if err != nil {
		t.Fatalf("pdftoppm of poppler-utils is needed: %v", err)
	}
	page, err := png.Decode(bytes.NewReader(drawn))
	if err != nil {
		t.Fatal(err)
	}
	bits, err := gozxing.NewBinaryBitmapFromImage(page)
	if err != nil {
		t.Fatal(err)
	}
	read, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		t.Fatal(err)
	}
	if read.GetText() != address {
		t.Errorf("the code says %q", read.GetText())
	}
}
