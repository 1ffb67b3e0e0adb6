package report

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"testing"

	"quyet/base/civil"
	"quyet/base/officetest"
	"quyet/base/text"
)

// sixtyPages are the figures of a report of some sixty pages: twelve tables of 130 rows,
// each behind two paragraphs.
func sixtyPages() *Figures {
	f := &Figures{
		Format: format, Report: "r", Title: "kết quả thực hiện nhiệm vụ năm 2026", Body: "Tỉnh uỷ Sông Lam", Above: "Đảng Cộng sản Việt Nam", Party: true, Scope: "Tỉnh uỷ Sông Lam", Period: "Năm 2026",
		From: civil.MustParse("2025-12-15"), Until: civil.MustParse("2026-12-14"), On: civil.MustParse("2026-12-14"), Post: "T/M Ban Thường vụ", Rounding: text.HalfUp,
	}
	for b := range 12 {
		p := Piece{ID: fmt.Sprint(b), Kind: Outcome, Title: fmt.Sprintf("Kết quả thực hiện nhóm nhiệm vụ thứ %d", b+1), Words: []string{
			"Trong kỳ, các cơ quan, đơn vị đã tập trung lãnh đạo, chỉ đạo thực hiện các nhiệm vụ được giao; tiến độ cơ bản bảo đảm yêu cầu, một số nhiệm vụ vượt kế hoạch đề ra.",
			"Bên cạnh kết quả đạt được, một số nơi triển khai còn chậm, phối hợp chưa chặt chẽ; nguyên nhân chủ yếu là nhân lực mới sắp xếp và dữ liệu chưa đồng bộ.",
		}}
		p.Table = &Table{Columns: []Column{{"Cơ quan, đơn vị", 64, false}, {"Tổng số", 30, true}, {"Hoàn thành", 30, true}, {"Tỷ lệ", 30, true}}}
		for r := range 130 {
			all, done := int64(20+r%9), int64(11+r%9)
			p.Table.Rows = append(p.Table.Rows, Row{Key: fmt.Sprint(r), Cells: []Cell{words(fmt.Sprintf("Đảng uỷ xã Tân Hoà thứ %d", r+1)), number(all), number(done), share(done, all)}})
		}
		f.Blocks = append(f.Blocks, p)
	}
	return f
}

// pageOf is where a page begins in a PDF.
var pageOf = regexp.MustCompile(`/Type\s*/Page[^s]`)

// The paper of the benchmark is one of sixty pages that opens clean.
func TestSixtyPages(t *testing.T) {
	content, err := sixtyPages().word(t.Context(), nil, false)
	if err != nil {
		t.Fatal(err)
	}
	pdf := officetest.Convert(t, "sixty.docx", content, "pdf")
	if n := len(pageOf.FindAll(pdf, -1)); n < 55 || n > 70 {
		t.Errorf("it has %d pages", n)
	}
}

// A report of sixty pages, beside the least that must be done for it: packing the text of
// its document.
func BenchmarkPages(b *testing.B) {
	f := sixtyPages()
	content, err := f.word(b.Context(), nil, false)
	if err != nil {
		b.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		b.Fatal(err)
	}
	in, err := archive.Open("word/document.xml")
	if err != nil {
		b.Fatal(err)
	}
	document, err := io.ReadAll(in)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("docx", func(b *testing.B) {
		for b.Loop() {
			if _, err := f.word(b.Context(), nil, false); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("xlsx", func(b *testing.B) {
		for b.Loop() {
			if _, err := f.workbook(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("floor", func(b *testing.B) {
		for b.Loop() {
			w := zip.NewWriter(io.Discard)
			out, err := w.Create("word/document.xml")
			if err != nil {
				b.Fatal(err)
			}
			if _, err := out.Write(document); err != nil {
				b.Fatal(err)
			}
			if err := w.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
