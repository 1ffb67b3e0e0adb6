package app

import (
	"bytes"
	"testing"

	"quyet/base/docx"
)

// LibreOffice makes a pdf of a paper; where it is not installed nothing is offered, and
// what is no program says so.
func TestPDF(t *testing.T) {
	if (&Config{}).pdfs() != nil || findOffice("/nowhere/soffice") != "" {
		t.Error("a pdf is offered that nothing makes")
	}
	c := Config{Soffice: findOffice("")}
	if c.Soffice == "" {
		t.Fatal("LibreOffice is not installed: run the tests with `make test`, which installs it or says what to install")
	}
	var paper bytes.Buffer
	if err := (docx.Document{Body: []docx.Block{docx.Prose(docx.Run{Text: "Báo cáo"})}}).Write(&paper); err != nil {
		t.Fatal(err)
	}
	made, err := c.pdfs()(t.Context(), paper.Bytes())
	if err != nil || !bytes.HasPrefix(made, []byte("%PDF-")) {
		t.Errorf("%.20q, %v", made, err)
	}
	wrong := Config{Soffice: findOffice("false")}
	if _, err := wrong.pdfs()(t.Context(), paper.Bytes()); err == nil {
		t.Error("a program that fails makes a pdf")
	}
}
