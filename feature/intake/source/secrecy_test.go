package source

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"quyet/feature/intake/source/sourcetest"
)

func TestSecrecyMark(t *testing.T) {
	const body = "\nKế hoạch bảo đảm bí mật công tác và bảo mật thông tin."
	header := func(text string) *Document {
		return readBody(t, sourcetest.Docx{Body: para("Nội dung"), Parts: map[string]string{"word/header1.xml": sourcetest.Part("hdr", para(text))}})
	}
	property := func(name, value string) *Document {
		return readBody(t, sourcetest.Docx{Body: para("Nội dung"), Parts: map[string]string{"docProps/custom.xml": `<Properties><property name="` + name + `"><lpwstr>` + value + `</lpwstr></property></Properties>`}})
	}
	for _, c := range []struct {
		doc         *Document
		mark, where string
	}{
		{readText(t, "TỈNH ỦY\nMẬT"+body), "Mật", "head"},
		{readText(t, "TỈNH ỦY\n\nM Ậ T"+body), "Mật", "head"},
		{readText(t, "TỈNH ỦY\n\n"+norm.NFD.String("TỐI MẬT")+body), "Tối mật", "head"},
		{readText(t, "*** TUYỆT MẬT ***"+body), "Tuyệt mật", "head"},
		{readText(t, "Độ mật: Tối mật"+body), "Tối mật", "head"},
		{readText(t, "TỐI MẬT (Bản số 02)"+body), "Tối mật", "head"},
		{readBody(t, sourcetest.Docx{Body: "<w:p>" + run("TỐ", "") + run("I M", "<w:b/>") + run("ẬT", "") + "</w:p>" + para("Nội dung")}), "Tối mật", "head"},
		{readBody(t, sourcetest.Docx{Body: para("MËT", "", `<w:rFonts w:ascii=".VnTimeH"/>`) + para("Nội dung")}), "Mật", "head"},
		{readBody(t, sourcetest.Docx{Body: table(sourcetest.Bordered, []int{1}, cells("TUYỆT MẬT")) + para("Nội dung")}), "Tuyệt mật", "head"},
		{readBody(t, sourcetest.Docx{Body: `<w:p><w:r><w:pict><v:textbox><w:txbxContent>` + para("TỐI") + para("MẬT") + `</w:txbxContent></v:textbox></w:pict></w:r></w:p>` + para("Nội dung")}), "Tối mật", "margin"},
		{header("MẬT"), "Mật", "margin"},
		{header("TÀI LIỆU MẬT"), "Mật", "margin"},
		{property("DoMat", "Mật"), "Mật", "property"},
		{property("keywords", "kế hoạch; TUYET MAT"), "Tuyệt mật", "property"},
		{readBytes(t, "[MAT] ke hoach.txt", []byte("Nội dung")), "Mật", "name"},
		{readBytes(t, "(Tối mật) ke hoach.txt", []byte("Nội dung")), "Tối mật", "name"},
	} {
		mark, where, ok := SecrecyMark(c.doc)
		if !ok || mark != c.mark || where != c.where {
			t.Errorf("%q: %q in %q, %v; want %q in %q", c.doc.Text, mark, where, ok, c.mark, c.where)
		}
	}
	for _, doc := range []*Document{
		readText(t, "Bí mật nhà nước"+body),
		readText(t, "Không mật"+body), readText(t, "Độ mật: Không"+body),
		readText(t, "LƯU HÀNH NỘI BỘ"+body), readText(t, "HỎA TỐC"+body), readText(t, "GIẢI MẬT"+body),
		readText(t, "Các độ mật gồm: Mật, Tối mật, Tuyệt mật"+body), readText(t, "MẶT TRẬN TỔ QUỐC"+body), readText(t, "MẶT"+body), readText(t, "MẤT"+body),
		readText(t, "Mật khẩu mới của hệ thống"+body),
		readText(t, strings.Repeat("Đoạn văn bản dài.\n\n", 40)+"MẬT"),
		header("Văn bản không mật"), property("title", "Kế hoạch bảo vệ bí mật"), property("keywords", "bảo mật"),
		readBytes(t, "Mat tran.txt", []byte("Nội dung")), readBytes(t, "[Dự thảo] kế hoạch.txt", []byte("Nội dung")),
		readBytes(t, "mat.txt", []byte("| Mật | Tối mật | Tuyệt mật |\n|---|---|---|\n| 1 | 2 | 3 |")),
	} {
		if mark, where, ok := SecrecyMark(doc); ok {
			t.Errorf("%q (%s): taken for %q in %q", doc.Text, doc.Name, mark, where)
		}
	}
}
