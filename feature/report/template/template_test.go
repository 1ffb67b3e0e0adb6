package template_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/docx"
	"quyet/base/fault"
	"quyet/base/officetest"
	"quyet/base/text"
	"quyet/feature/report/template"
)

var known = template.Vocabulary{
	Fields: []string{"tên cơ quan", "kỳ báo cáo", "quá hạn"}, Lists: map[string][]string{"kết quả": {"tên", "số"}, "nhiệm vụ": {"tên"}}, Body: "nội dung báo cáo",
}

var values = template.Values{
	Fields: map[string]string{"tên cơ quan": "Đảng uỷ xã <An Hoà>", "kỳ báo cáo": "quý IV\nnăm 2026", "quá hạn": "3"},
	Lists:  map[string][]map[string]string{"kết quả": {{"tên": "Xã A", "số": "1"}, {"tên": "Xã B & C", "số": "2"}}, "nhiệm vụ": nil},
	Body:   `<w:p><w:r><w:t>Thân bài</w:t></w:r></w:p>`,
}

// document is a docx of our own writer, with the body of its text replaced and further parts.
func document(t testing.TB, body string, more map[string]string) []byte {
	t.Helper()
	var made bytes.Buffer
	if err := (docx.Document{}).Write(&made); err != nil {
		t.Fatal(err)
	}
	parts := unzip(t, made.Bytes())
	start, end := strings.Index(parts["word/document.xml"], "<w:body>")+len("<w:body>"), strings.Index(parts["word/document.xml"], "<w:sectPr>")
	parts["word/document.xml"] = parts["word/document.xml"][:start] + body + parts["word/document.xml"][end:]
	maps.Copy(parts, more)
	return pack(t, parts)
}

func pack(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, parts[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func unzip(t testing.TB, content []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

func p(runs ...string) string {
	out := "<w:p>"
	for _, r := range runs {
		out += `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">` + r + `</w:t></w:r><w:proofErr w:type="spellStart"/>`
	}
	return out + "</w:p>"
}

func row(cells ...string) string {
	out := `<w:tr>`
	for _, c := range cells {
		out += `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>` + c + `</w:tc>`
	}
	return out + `</w:tr>`
}

func table(rows ...string) string {
	return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>` + strings.Join(rows, "") + `</w:tbl>`
}

const header = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">`

// What a clerk typed is filled wherever Word has split it; the rest stays byte for byte;
// what is written in capitals is filled in capitals; rows come again; the same bytes come
// of the same values.
func TestFill(t *testing.T) {
	content := document(t, p("Kính gửi {", "{tên ", "cơ quan}", "} &amp; {{KỲ BÁO CÁO}}.")+p("a &lt;{{quá hạn}}&gt; {{quá  hạn}}")+
		table(row(p("TT"), p("Số")), row(p("{{tên cơ quan}}: {{kết quả.tên}}"), `<w:p><w:bookmarkStart w:id="0" w:name="x"/>`+p("{{kết quả.", "số}}")[5:]), row(p("{{nhiệm vụ.tên}}"), p("–")))+
		p("{{nội dung ", "báo cáo}}")+p("Hết."), map[string]string{"word/header1.xml": header + p("{{TÊN CƠ QUAN}}") + `</w:hdr>`})
	form, err := template.Read(content, known)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"kết quả.số", "kết quả.tên", "kỳ báo cáo", "nhiệm vụ.tên", "nội dung báo cáo", "quá hạn", "tên cơ quan"}; !slices.Equal(form.Names(), want) {
		t.Errorf("the names are %q", form.Names())
	}
	made, err := form.Fill(values)
	if err != nil {
		t.Fatal(err)
	}
	again, err := form.Fill(values)
	if err != nil || !bytes.Equal(made, again) {
		t.Error("the same values give other bytes")
	}
	officetest.Sound(t, "a.docx", made)
	was, is := unzip(t, content), unzip(t, made)
	run := func(s string) string { return `<w:t xml:space="preserve">` + s + `</w:t>` }
	for _, want := range []string{
		run("Kính gửi Đảng uỷ xã &lt;An Hoà&gt;"), run(" &amp; QUÝ IV</w:t><w:br/><w:t xml:space=\"preserve\">NĂM 2026."), run("a &lt;3&gt; 3"),
		run("Đảng uỷ xã &lt;An Hoà&gt;: Xã A"), run("1"), run("Đảng uỷ xã &lt;An Hoà&gt;: Xã B &amp; C"), run("2"), `<w:t>Thân bài</w:t>`,
	} {
		if !strings.Contains(is["word/document.xml"], want) {
			t.Errorf("the text lacks %s in %s", want, is["word/document.xml"])
		}
	}
	if !strings.Contains(is["word/header1.xml"], "ĐẢNG UỶ XÃ &lt;AN HOÀ&gt;") {
		t.Errorf("the head is %s", is["word/header1.xml"])
	}
	if n := strings.Count(is["word/document.xml"], "<w:tr>"); n != 4 {
		t.Errorf("%d rows", n)
	}
	if strings.Contains(is["word/document.xml"], "bookmark") {
		t.Error("a bookmark stands twice")
	}
	for name := range was {
		if name != "word/document.xml" && name != "word/header1.xml" && was[name] != is[name] {
			t.Errorf("%s is changed", name)
		}
	}
	if _, err := form.Fill(template.Values{Fields: values.Fields, Body: values.Body, Lists: map[string][]map[string]string{"kết quả": {{"tên": "x"}}}}); err == nil {
		t.Error("it is half filled")
	}
	if pdf := officetest.Convert(t, "mau.docx", made, "pdf"); len(pdf) < 1000 {
		t.Error("LibreOffice does not open it")
	}
}

// Whatever is wrong is refused before the file is kept, with the place.
func TestRefused(t *testing.T) {
	rels := func(kind, mode, target string) map[string]string {
		parts := unzip(t, document(t, "", nil))
		return map[string]string{"word/_rels/document.xml.rels": strings.Replace(parts["word/_rels/document.xml.rels"], "</Relationships>",
			fmt.Sprintf(`<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s" TargetMode="%s"/></Relationships>`, kind, target, mode), 1)}
	}
	for name, c := range map[string]struct {
		body string
		more map[string]string
		says string
	}{
		"unknown":     {p("Số {{ngân sách}} đồng"), nil, "{{ngân sách}} (trong văn bản: “Số {{ngân sách}} đồng”)"},
		"not closed":  {p("Số {{quá hạn} đồng"), nil, "không khép"},
		"not opened":  {p("Số quá hạn}} đồng"), nil, "không khép"},
		"in the foot": {"", map[string]string{"word/footer1.xml": strings.Replace(header, "hdr", "ftr", 1) + p("{{x}}") + "</w:ftr>"}, "ở chân trang"},
		"two lists":   {table(row(p("{{kết quả.tên}}"), p("{{nhiệm vụ.tên}}"))), nil, "danh sách khác"},
		"no row":      {p("{{kết quả.tên}}"), nil, "dòng của bảng"},
		"nested rows": {table(row(p("{{kết quả.tên}}"), table(row(p("{{kết quả.số}}"), p("")))+p(""))), nil, "danh sách khác"},
		"body":        {p("Xem {{nội dung báo cáo}}"), nil, "đứng riêng"},
		"body within": {table(row(p("{{nội dung báo cáo}}"), p(""))), nil, "đứng riêng"},
		"stray":       {`<w:p><w:r><w:instrText>{{quá hạn}}</w:instrText></w:r></w:p>`, nil, "không điền được"},
		"elsewhere":   {"", map[string]string{"docProps/custom.xml": `<a>{{quá hạn}}</a>`}, "không điền được"},
		"fetching":    {`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE "http://a"</w:instrText></w:r></w:p>`, nil, "lấy hoặc chạy"},
		"simple":      {`<w:p><w:fldSimple w:instr=" DDEAUTO cmd"/></w:p>`, nil, "lấy hoặc chạy"},
		"chunk":       {`<w:altChunk/>`, nil, "lấy hoặc chạy"},
		"macro":       {"", map[string]string{"word/vbaProject.bin": "x"}, "macro"},
		"embedded":    {"", map[string]string{"word/embeddings/a.xlsx": "x"}, "nhúng"},
		"outside":     {"", rels("image", "External", "https://a.example/x.png"), "từ bên ngoài"},
		"template":    {"", rels("attachedTemplate", "External", "file:///x.dotm"), "từ bên ngoài"},
		"script link": {"", rels("hyperlink", "External", "javascript:x"), "từ bên ngoài"},
		"doctype":     {"", map[string]string{"word/header1.xml": `<!DOCTYPE x [<!ENTITY a "b">]>` + header + `</w:hdr>`}, "bị hỏng"},
		"broken":      {"<w:p>", nil, "bị hỏng"},
		"cdata":       {"<w:p><w:r><w:t><![CDATA[{{quá hạn}}]]></w:t></w:r></w:p>", nil, "bị hỏng"},
		"deep":        {strings.Repeat("<w:sdt>", 300) + strings.Repeat("</w:sdt>", 300), nil, "bị hỏng"},
		"up":          {"", map[string]string{"../x": "y"}, "không hợp lệ"},
		"twice":       {"", map[string]string{"word/Document.xml": "y"}, "trùng"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := template.Read(document(t, c.body, c.more), known)
			if !fault.Is(err, fault.Invalid) {
				t.Fatalf("it is taken: %v", err)
			}
			if said := fault.All(err)[0].In(text.Vietnamese); !strings.Contains(said, c.says) {
				t.Errorf("it says %q", said)
			}
		})
	}
	if _, err := template.Read(document(t, "", map[string]string{"word/media/a.xml": strings.Repeat("0", 65<<20)}), known); !fault.Is(err, fault.Invalid) {
		t.Errorf("a bomb: %v", err)
	}
	for _, not := range [][]byte{nil, []byte("PK"), pack(t, map[string]string{"x": "y"})} {
		if _, err := template.Read(not, known); !fault.Is(err, fault.Invalid) {
			t.Errorf("%.10q: %v", not, err)
		}
	}
	if _, err := template.Read(document(t, p("x"), rels("hyperlink", "External", "https://a.example")), known); err != nil {
		t.Errorf("a link that a reader may press: %v", err)
	}
}

// However Word splits the letters of a placeholder into runs, it is filled, and what
// stands around it stays.
func TestSplitAnywhere(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		before, after := rapid.SampledFrom([]string{"", "Ông &amp; bà ", "a&#227;b", "ề"}).Draw(r, "before"), rapid.SampledFrom([]string{"", " &lt;hết&gt;", "."}).Draw(r, "after")
		letters := []rune("{{quá hạn}}")
		var runs []string
		for at := 0; at < len(letters); {
			n := rapid.IntRange(1, len(letters)-at).Draw(r, "letters")
			runs = append(runs, string(letters[at:at+n]))
			at += n
		}
		runs[0] = before + runs[0]
		runs[len(runs)-1] += after
		form, err := template.Read(document(t, p(runs...), nil), known)
		if err != nil {
			r.Fatal(err)
		}
		made, err := form.Fill(values)
		if err != nil {
			r.Fatal(err)
		}
		said := unzip(t, made)["word/document.xml"]
		want := `<w:t xml:space="preserve">` + before + "3"
		if !strings.Contains(said, want) || !strings.Contains(said, after+"</w:t>") || strings.Contains(said, "{") || strings.Contains(said, "quá hạn") {
			r.Errorf("runs %q give %s", runs, said[strings.Index(said, "<w:body>"):])
		}
	})
}

// Whatever a file holds, it is refused or filled whole, and read again it holds no
// placeholder.
func FuzzRead(f *testing.F) {
	for _, body := range []string{p("{{quá hạn}}"), p("{{", "quá hạn}}"), table(row(p("{{kết quả.tên}}"), p("{{kết quả.số}}"))), "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>", `<w:p><mc:AlternateContent/></w:p>`, "<w:p>&amp;{{</w:p>"} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		form, err := template.Read(document(t, body, nil), known)
		if err != nil {
			if fault.KindOf(err) == fault.Internal {
				t.Fatalf("a fault without words: %v", err)
			}
			return
		}
		made, err := form.Fill(values)
		if err != nil {
			t.Fatal(err)
		}
		again, err := template.Read(made, template.Vocabulary{})
		if err != nil {
			t.Fatalf("what was filled is refused: %v", err)
		}
		if len(again.Names()) > 0 {
			t.Errorf("it holds %q", again.Names())
		}
	})
}
