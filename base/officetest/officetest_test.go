package officetest

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// whole is a workbook with all that the rules look at.
func whole(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	day := "dd/mm/yyyy"
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &day})
	if err != nil {
		t.Fatal(err)
	}
	v := excelize.NewDataValidation(true)
	v.SetInput("Lead", "A body")
	if err := v.SetDropList([]string{"one", "two"}); err != nil {
		t.Fatal(err)
	}
	v.Sqref = "B2:B9"
	for _, err := range []error{
		f.SetSheetRow("Sheet1", "A1", &[]any{"Task", "Lead", "Due"}), f.SetSheetRow("Sheet1", "A2", &[]any{"Mend the road", "one", 46_000}),
		f.SetCellStyle("Sheet1", "C2", "C2", style), f.SetSheetDimension("Sheet1", "A1:C9"), f.SetColWidth("Sheet1", "A", "A", 40), f.SetColWidth("Sheet1", "B", "B", 20),
		f.MergeCell("Sheet1", "A4", "B4"), f.MergeCell("Sheet1", "A6", "B6"), f.AddDataValidation("Sheet1", v), f.AutoFilter("Sheet1", "A1:C2", nil),
		f.SetHeaderFooter("Sheet1", &excelize.HeaderFooterOptions{OddHeader: "&LTasks"}),
		f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'Sheet1'!$1:$1", Scope: "Sheet1"}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.NewSheet("About"); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// changed is a package in which the words old of a part are new; with no words,
// the part is away.
func changed(t *testing.T, content []byte, part, old, to string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	done := false
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			if done = strings.Contains(string(b), old); old == "" {
				continue
			}
			b = []byte(strings.Replace(string(b), old, to, 1))
		}
		part, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	if !done {
		t.Fatalf("%s does not hold %q", part, old)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A workbook that is in order has no faults, and each rule sees its own.
func TestEachRuleSeesItsFault(t *testing.T) {
	good := whole(t)
	if found := workbookFaults(good); len(found) > 0 {
		t.Fatalf("a workbook in order has faults: %q", found)
	}
	Sound(t, "a.xlsx", good)
	const book, sheet, styles, shared = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"
	for _, c := range []struct{ part, old, to, want string }{
		{"xl/theme/theme1.xml", "", "", "not there"},
		{"[Content_Types].xml", `<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"></Override>`, "", "only the type of all XML"},
		{"xl/_rels/workbook.xml.rels", "styles.xml", "style.xml", "leads to xl/style.xml"},
		{"xl/_rels/workbook.xml.rels", `Id="rId1"`, `Id="rId2"`, "rId2 twice"},
		{book, `name="Sheet1"`, `name="A/B"`, "cannot be called"},
		{book, `name="Sheet1"`, `name="` + strings.Repeat("n", 32) + `"`, "cannot be called"},
		{book, `name="About"`, `name="SHEET1"`, "twice"},
		{book, `hidden="true"`, `hidden="false"`, "in sight"},
		{book, `!$A$1:$C$2`, `!$A$1:$C$3`, "its name over"},
		{book, `name="_xlnm._FilterDatabase"`, `name="other"`, "a filter without its name"},
		{book, `!$1:$1`, `!$A$1:$C$1`, "not whole rows"},
		{book, `&#39;Sheet1&#39;!$1:$1`, `&#39;Sheet9&#39;!$1:$1`, "refers to the sheet"},
		{book, `localSheetId="0"`, `localSheetId="7"`, "no such sheet"},
		{sheet, `<dimension ref="A1:C9">`, `<dimension ref="A1">`, "cells outside"},
		{sheet, `<row r="2"`, `<row r="1"`, "does not come after"},
		{sheet, `r="B2"`, `r="A2"`, "not in its place"},
		{sheet, `<v>46000</v>`, `<v>46000000</v>`, "no day"},
		{sheet, `<v>46000</v>`, `<v>soon</v>`, "no number"},
		{sheet, `<v>46000</v>`, `<f>A1</f><v>46000</v>`, "formula"},
		{sheet, `<c r="C2" s="1">`, `<c r="C2" s="9">`, "no style"},
		{sheet, `<v>0</v>`, `<v>99</v>`, "no shared string"},
		{sheet, `ref="A6:B6"`, `ref="B4:B6"`, "over each other"},
		{sheet, `prompt="A body"`, `prompt="` + strings.Repeat("b", 256) + `"`, "says too much"},
		{sheet, `&amp;LTasks`, `&amp;L` + strings.Repeat("t", 255), "oddHeader is"},
		{sheet, `max="1" min="1"`, `max="2" min="1"`, "not in their place"},
		{styles, `<numFmt numFmtId="164"`, `<numFmt numFmtId="165"`, "no format 164"},
		{shared, "Mend the road", "Mend\x1bthe road", "illegal character"},
		{shared, "Mend the road", "Mend &#xD; road", "U+000D"},
		{shared, "Mend the road", " Mend", "white"},
		{shared, "Mend the road", strings.Repeat("đ", 32_768), "letters long"},
	} {
		if found := strings.Join(workbookFaults(changed(t, good, c.part, c.old, c.to)), "; "); !strings.Contains(found, c.want) {
			t.Errorf("%s: %.40q for %.40q: want %q, found %q", c.part, c.to, c.old, c.want, found)
		}
	}
	// What is out of order in the schema is for the validator.
	if found := faults(t, "a.xlsx", changed(t, good, sheet, `<sheetData>`, `<autoFilter ref="A1:B2"/><sheetData>`)); len(found) == 0 {
		t.Error("the validator sees nothing wrong in elements out of order")
	}
}
