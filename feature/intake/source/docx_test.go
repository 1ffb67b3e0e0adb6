package source

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"quyet/feature/intake/source/sourcetest"
)

// readBytes reads content and checks the invariants of what comes out.
func readBytes(t testing.TB, name string, content []byte) *Document {
	t.Helper()
	d, err := Read(context.Background(), name, bytes.NewReader(content), int64(len(content)), DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d
}

func readBody(t testing.TB, d sourcetest.Docx) *Document {
	t.Helper()
	return readBytes(t, "a.docx", d.Bytes())
}

// wantText compares the lines of d, cells shown with bars between them.
func wantText(t testing.TB, d *Document, lines ...string) {
	t.Helper()
	got := strings.Split(strings.TrimSuffix(strings.ReplaceAll(d.Text, "\t", "|"), "\n"), "\n")
	if !slices.Equal(got, lines) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(lines, "\n\t"))
	}
}

func hasNote(d *Document, kind NoteKind) bool {
	return slices.ContainsFunc(d.Notes, func(n Note) bool { return n.Kind == kind })
}

var (
	para  = sourcetest.P
	run   = sourcetest.R
	cells = sourcetest.Cells
	cell  = sourcetest.Cell
	table = sourcetest.Table
)

func listItem(text, list string, level string) string {
	return para(text, `<w:numPr><w:ilvl w:val="`+level+`"/><w:numId w:val="`+list+`"/></w:numPr>`)
}

func TestNumbering(t *testing.T) {
	d := readBody(t, sourcetest.Docx{
		Numbering: `<w:abstractNum w:abstractNumId="0">` +
			`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1-"/></w:lvl>` +
			`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>` +
			`<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>` +
			`<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>` +
			`<w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>` +
			`</w:abstractNum>` +
			`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>` +
			`<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>`,
		Body: listItem("Mục đích", "1", "0") + listItem("Cụ thể hóa", "1", "1") + listItem("Xác định", "1", "1") +
			listItem("chi tiết", "1", "2") + listItem("điểm", "1", "3") + listItem("điểm nữa", "1", "3") + listItem("dấu", "1", "4") +
			listItem("Nhiệm vụ", "1", "0") + listItem("Rà soát", "1", "1") + para("không số") + listItem("Đôn đốc", "1", "1") +
			listItem("bắt đầu lại", "2", "1") + listItem("tiếp theo", "2", "1") + listItem("", "1", "1") + listItem("bỏ số", "0", "0"),
	})
	wantText(t, d, "I- Mục đích", "1. Cụ thể hóa", "2. Xác định", "2.1. chi tiết", "a) điểm", "b) điểm nữa", "• dấu",
		"II- Nhiệm vụ", "1. Rà soát", "không số", "2. Đôn đốc", "5. bắt đầu lại", "6. tiếp theo", "bỏ số")
	if b := d.Blocks[1]; b.Label != "1." || b.Level != 2 {
		t.Errorf("label %q, level %d", b.Label, b.Level)
	}
}

func TestNumberingFromStyle(t *testing.T) {
	d := readBody(t, sourcetest.Docx{
		Numbering: sourcetest.Levels("decimal:Điều %1."),
		Styles: `<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="base"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="2"/></w:pPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="Article"><w:name w:val="article"/><w:basedOn w:val="Base"/><w:rPr><w:b/></w:rPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>` +
			`<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="TOC 1"/></w:style>`,
		Body: para("Mục lục ... 3", `<w:pStyle w:val="TOC1"/>`) + para("Phạm vi", `<w:pStyle w:val="Article"/>`) + para("Hiệu lực", `<w:pStyle w:val="Article"/>`) + para("chữ", `<w:pStyle w:val="Loop"/>`),
	})
	wantText(t, d, "Điều 1. Phạm vi", "Điều 2. Hiệu lực", "chữ")
	if b := d.Blocks[0]; !b.Bold || b.Level != 3 {
		t.Errorf("block %+v", b)
	}
}

func TestCountAs(t *testing.T) {
	for _, c := range []struct {
		format string
		n      int
		want   string
	}{
		{"upperRoman", 4, "IV"}, {"upperRoman", 49, "XLIX"}, {"lowerRoman", 9, "ix"}, {"lowerLetter", 26, "z"},
		{"lowerLetter", 27, "aa"}, {"upperLetter", 3, "C"}, {"decimalZero", 7, "07"}, {"decimalZero", 12, "12"}, {"decimal", 0, "0"},
	} {
		if got := countAs(c.format, c.n); got != c.want {
			t.Errorf("%s %d: %q, want %q", c.format, c.n, got, c.want)
		}
	}
}

func TestTable(t *testing.T) {
	d := readBody(t, sourcetest.Docx{Body: table(sourcetest.Bordered, []int{1, 1, 1, 1},
		sourcetest.Header+cells("TT", "Nhiệm vụ", "Chủ trì", "Thời gian"),
		cell(para("I"))+cell(para("Xây dựng thể chế"), `<w:gridSpan w:val="3"/>`),
		cell(para("1"))+cell(para("Xây dựng quy chế")+para("- và báo cáo"))+cell(para("Sở Nội vụ"), `<w:vMerge w:val="restart"/>`)+cell(para("6/2026")),
		cell(para("2"))+cell(table("", []int{1}, cells("bảng", "trong bảng"))+para("Rà soát"))+cell(para(""), `<w:vMerge/>`)+cell(para("")),
		cell(para(""))+cell(para(""))+cell(para(""))+cell(para("")),
		"<w:trPr><w:del/></w:trPr>"+cells("3", "hàng đã xóa", "", ""),
	)})
	wantText(t, d, "TT|Nhiệm vụ|Chủ trì|Thời gian", "I|Xây dựng thể chế", "1|Xây dựng quy chế - và báo cáo|Sở Nội vụ|6/2026", "2|bảng trong bảng Rà soát||")
	if len(d.Tables) != 1 || d.Tables[0].Columns != 4 || !d.Tables[0].Rows[0].Header || d.Tables[0].Rows[1].Header {
		t.Fatalf("tables %+v", d.Tables)
	}
	if s, ok := d.Cell(0, 3, 2); !ok || d.Slice(s) != "Sở Nội vụ" {
		t.Errorf("the merged cell reads %q", d.Slice(s))
	}
	if s, ok := d.Cell(0, 1, 3); !ok || d.Slice(s) != "Xây dựng thể chế" {
		t.Errorf("the wide cell reads %q", d.Slice(s))
	}
}

func TestLetterheadIsTwoColumns(t *testing.T) {
	d := readBody(t, sourcetest.Plan(1))
	if !strings.HasPrefix(d.Text, "ỦY BAN NHÂN DÂN\nTỈNH TÂN LẬP\nSố: 128/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n") {
		t.Errorf("text begins %.200q", d.Text)
	}
	if len(d.Tables) != 1 || !d.Blocks[0].Bold || !d.Blocks[0].Centered {
		t.Errorf("%d tables, first block %+v", len(d.Tables), d.Blocks[0])
	}
}

func TestTrackedChanges(t *testing.T) {
	d := readBody(t, sourcetest.Docx{Body: `<w:p>` + run("Hạn ", "") + `<w:del w:id="1"><w:r><w:delText>cuối năm</w:delText></w:r></w:del><w:ins w:id="2">` + run("30/6", "") + `</w:ins></w:p>` +
		`<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>` + run("Nửa đầu ", "") + `</w:p>` + para("nửa sau") +
		`<w:moveFrom w:id="4">` + para("chỗ cũ") + `</w:moveFrom><w:moveTo w:id="5">` + para("chỗ mới") + `</w:moveTo>`})
	wantText(t, d, "Hạn 30/6", "Nửa đầu nửa sau", "chỗ mới")
	if !hasNote(d, NoteTracked) {
		t.Error("no note of tracked changes")
	}
}

func TestInline(t *testing.T) {
	d := readBody(t, sourcetest.Docx{
		Body: `<w:p>` + run("Trang ", "") + `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("một", "") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` +
			run(" ẩn", "<w:vanish/>") + `<w:hyperlink r:id="x">` + run(" liên kết", "") + `</w:hyperlink>` + `<w:r><w:tab/><w:t>sau</w:t><w:noBreakHyphen/><w:t>tab</w:t><w:footnoteReference w:id="2"/></w:r></w:p>` +
			`<w:p>` + run("dòng một", "") + `<w:r><w:br/></w:r>` + run("dòng hai", "") + `</w:p>` +
			`<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>` + para("trong khung") + `</w:sdtContent></w:sdt>` + para("-----") + para("*"),
		Parts: map[string]string{"word/footnotes.xml": sourcetest.Part("footnotes",
			`<w:footnote w:id="1">`+para("không được dẫn")+`</w:footnote><w:footnote w:id="2">`+para("Chú thích")+`</w:footnote>`)},
	})
	wantText(t, d, "Trang một liên kết sau-tab", "dòng một", "dòng hai", "trong khung", "Chú thích")
}

// TestLetterheadInTextBoxes reads columns that are set in text boxes before the
// paragraph that they are anchored in, and leaves a stamp in the margins.
func TestLetterheadInTextBoxes(t *testing.T) {
	box := func(lines ...string) string {
		inside := ""
		for _, l := range lines {
			inside += para(l)
		}
		return `<w:r><w:drawing><wps:txbx><w:txbxContent>` + inside + `</w:txbxContent></wps:txbx></w:drawing></w:r>`
	}
	d := readBody(t, sourcetest.Docx{Body: `<w:p>` + box("ỦY BAN NHÂN DÂN", "TỈNH TÂN LẬP", "Số: 8/KH-UBND") +
		box("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Tân Lập, ngày 5 tháng 6 năm 2026") + box("KHẨN") + run("KẾ HOẠCH", "") + `</w:p>` +
		`<w:p>` + box("TỐI", "MẬT") + run("Nội dung", "") + `</w:p>`})
	wantText(t, d, "ỦY BAN NHÂN DÂN", "TỈNH TÂN LẬP", "Số: 8/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Tân Lập, ngày 5 tháng 6 năm 2026", "KẾ HOẠCH", "Nội dung")
	if mark, where, ok := SecrecyMark(d); !ok || mark != "Tối mật" || where != "margin" {
		t.Errorf("mark %q in %q", mark, where)
	}
}

func TestMargins(t *testing.T) {
	box := func(inside string) string {
		return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>` + inside + `</w:txbxContent></wps:txbx></w:drawing></mc:Choice>` +
			`<mc:Fallback><w:pict><v:textbox><w:txbxContent>` + inside + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
	}
	long := strings.Repeat("Đoạn văn dài trong khung chữ. ", 10)
	d := readBody(t, sourcetest.Docx{
		Body: `<w:p>` + box(para("HỎA TỐC")) + run("Thân văn bản", "") + `</w:p><w:p>` + box(para(long)) + run("Đoạn hai", "") + `</w:p>`,
		Parts: map[string]string{
			"word/header1.xml":    sourcetest.Part("hdr", para("Lưu hành nội bộ")+para("2")+`<w:p><w:r><w:pict><v:shape><v:textpath string="BẢN NHÁP"/></v:shape></w:pict></w:r></w:p>`),
			"word/footer2.xml":    sourcetest.Part("ftr", table("", []int{1}, cells("Phòng Hành chính"))),
			"docProps/core.xml":   `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Kế hoạch năm</dc:title><dc:creator>Người gõ</dc:creator><cp:keywords>kế hoạch</cp:keywords></cp:coreProperties>`,
			"docProps/custom.xml": `<Properties xmlns="p" xmlns:vt="v"><property name="Độ khẩn"><vt:lpwstr>Khẩn</vt:lpwstr></property></Properties>`,
		},
	})
	wantText(t, d, "Thân văn bản", "Đoạn hai", strings.TrimSpace(long))
	if want := []string{"HỎA TỐC", "BẢN NHÁP", "Lưu hành nội bộ", "Phòng Hành chính"}; !sameSet(d.Margins, want) {
		t.Errorf("margins %q", d.Margins)
	}
	if want := map[string]string{"title": "Kế hoạch năm", "keywords": "kế hoạch", "Độ khẩn": "Khẩn"}; !maps.Equal(d.Properties, want) {
		t.Errorf("properties %q", d.Properties)
	}
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func TestLegacyFonts(t *testing.T) {
	font := func(name string) string { return `<w:rFonts w:ascii="` + name + `" w:hAnsi="` + name + `"/>` }
	d := readBody(t, sourcetest.Docx{Body: para("Uû ban nh©n d©n", "", font(".VnTime")) + para("kÕ ho¹ch", "", font(".VnTimeH")) +
		para("Uûy ban nhaân daân", "", font("VNI-Times")) + para("Nghị quyết", "", font(".VnTime")) + para("Quyết định", "", font("Times New Roman"))})
	wantText(t, d, "Uỷ ban nhân dân", "KẾ HOẠCH", "Ủy ban nhân dân", "Nghị quyết", "Quyết định")
	if !hasNote(d, NoteTCVN3) || !hasNote(d, NoteVNI) {
		t.Errorf("notes %v", d.Notes)
	}
}

func TestLegacyLettersWithoutFont(t *testing.T) {
	d := readBody(t, sourcetest.Docx{Body: para("Uû ban nh©n d©n tØnh ban hµnh kÕ ho¹ch") + para("Thùc hiÖn nghÞ quyÕt")})
	wantText(t, d, "Uỷ ban nhân dân tỉnh ban hành kế hoạch", "Thực hiện nghị quyết")
}

func TestOtherNormalForms(t *testing.T) {
	// Windows-1258 style: ê with a combining tone after it; then NFD.
	d := readBody(t, sourcetest.Docx{Body: para("Nghị quyê\u0301t") + para("Quye\u0302\u0301t đi\u0323nh") + para("Ðảng\u200b ủy\u00a0xã")})
	wantText(t, d, "Nghị quyết", "Quyết định", "Đảng ủy xã")
	if !hasNote(d, NoteW1258) {
		t.Error("no note of Windows-1258")
	}
}
