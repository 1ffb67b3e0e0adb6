package filekind

import (
	"archive/zip"
	"bytes"
	"testing"

	"quyet/base/fault"
)

func TestAFileIsWhatItsNameSays(t *testing.T) {
	var z bytes.Buffer
	w := zip.NewWriter(&z)
	if _, err := w.Create("word/document.xml"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var (
		zipped = z.Bytes()
		pdf    = []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
		png    = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
		jpeg   = []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00")
		ole    = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + string(make([]byte, 512)))
		exe    = []byte("MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff")
		elf    = []byte("\x7fELF\x02\x01\x01\x00")
		heic   = []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")
		mp4    = []byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isommp42")
		words  = []byte("Đã hoàn thành 12/16 chỉ tiêu.\n")
		wide   = []byte("\xff\xfeX\x00i\x00n\x00\r\x00\n\x00")
	)
	for _, c := range []struct {
		name    string
		content []byte
		fine    bool
	}{
		{"Báo cáo.txt", words, true},
		{"Báo cáo.TXT", wide, true},
		{"Báo cáo.pdf", pdf, true},
		{"Báo cáo.docx", zipped, true},
		{"Báo cáo.xlsx", zipped, true},
		{"Báo cáo cũ.doc", ole, true},
		{"Báo cáo cũ.doc", []byte(`{\rtf1\ansi Xin}`), true},
		{"Báo cáo.rtf", []byte(`{\rtf1\ansi Xin}`), true},
		{"danh sách.csv", []byte("tên;số\nA;1\n"), true},
		{"ảnh.JPG", jpeg, true},
		{"ảnh.png", png, true},
		{"IMG_0001.HEIC", heic, true},
		{"phim.mp4", mp4, true},
		{"hồ sơ.zip", zipped, true},

		{"chạy.exe", exe, false},
		{"chạy.js", []byte("alert(1)"), false},
		{"trang.html", []byte("<html>"), false},
		{"hình.svg", []byte("<svg/>"), false},
		{"không đuôi", words, false},
		{".docx.lnk", zipped, false},
		{"Báo cáo.pdf.exe", pdf, false},
		{"", words, false},
		{"Báo cáo.pdf", exe, false},
		{"Báo cáo.txt", elf, false},
		{"Báo cáo.docx", pdf, false},
		{"Báo cáo.docx", words, false},
		{"ảnh.jpg", png, false},
		{"ảnh.png", zipped, false},
		{"hồ sơ.rar", zipped, false},
		{"Báo cáo.pdf", nil, false},
		{"Báo cáo.txt", nil, false},
	} {
		err := Check("files", c.name, c.content)
		if (err == nil) != c.fine || err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("%q of %.10q: %v", c.name, c.content, err)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("Báo cáo.docx", []byte("PK\x03\x04"))
	f.Add("a.7z", []byte("7z\xbc\xaf\x27\x1c"))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		if err := Check("files", name, content); err != nil && !fault.Is(err, fault.Invalid) {
			t.Error(err)
		}
	})
}
