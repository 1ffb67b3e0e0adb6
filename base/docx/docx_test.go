package docx_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

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
