package graph

import (
	"bytes"
	"strings"
	"testing"

	"quyet/base/docx"
	"quyet/base/officetest"
	"quyet/base/text"
)

// A chart stands in a paper as its picture, with its gist for those who hear the
// paper read, and Word and LibreOffice open it.
func TestChartsStandInPapers(t *testing.T) {
	var d docx.Document
	for _, c := range samples {
		drawing, err := OnPaper(text.Vietnamese, c, "Hình. ")
		if err != nil {
			t.Fatal(err)
		}
		d.Body = append(d.Body, drawing)
	}
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	officetest.Sound(t, "charts.docx", b.Bytes())
	pdf := officetest.Convert(t, "charts.docx", b.Bytes(), "pdf")
	if n := strings.Count(string(pdf), "/Subtype/Image"); n < len(samples) {
		t.Errorf("LibreOffice shows %d pictures of %d", n, len(samples))
	}
}
