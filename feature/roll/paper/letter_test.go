package paper_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"quyet/base/civil"
	"quyet/base/docx"
	"quyet/base/officetest"
	"quyet/base/ui"
	"quyet/feature/intake/source"
	"quyet/feature/org"
	"quyet/feature/roll/paper"
)

func letters(t *testing.T, regime org.Regime) paper.Letters {
	t.Helper()
	zone := time.FixedZone("ICT", 7*3600)
	const code = "https://quyet.example.vn/c/1234-5678-9012-3456-7890"
	qr, err := ui.PNGOf(code)
	if err != nil {
		t.Fatal(err)
	}
	name := "Tỉnh uỷ Sông Lam"
	if regime == org.StateRegime {
		name = "Uỷ ban nhân dân tỉnh Sông Lam"
	}
	return paper.Letters{
		Head: org.Head{Regime: regime, Name: name}, On: civil.On(2026, 11, 16), Title: "Hội nghị trực tuyến sơ kết một năm thực hiện Nghị quyết số 78-NQ/TW",
		Agenda: []string{"1. Khai mạc", "2. Báo cáo sơ kết"}, Chair: "Thường trực", Where: "Hội trường số 1",
		Starts: civil.On(2026, 11, 20).At("08:00", zone), Ends: civil.On(2026, 11, 20).At("11:20", zone), Zone: zone,
		ReplyBy: civil.On(2026, 11, 18), Authority: "Ban Thường vụ", Post: "Chánh Văn phòng",
		To: []paper.Invitee{
			{Name: "Bí thư Đảng uỷ xã An Hoà", Title: "Bí thư", Body: "Đảng uỷ xã An Hoà", Capacity: "Đại biểu", Code: code, QR: qr},
			{Name: "Người phụ trách", Title: "Bí thư", Body: "Đảng uỷ xã Bình Phú", Capacity: "Đại biểu"},
			{Title: "Bí thư", Body: "Đảng uỷ xã Cẩm Tú", Capacity: "Đại biểu"},
			{Body: "Sở Nội vụ", Capacity: "Khách mời"},
		},
	}
}

// Letters of both forms are sound, name everybody as they are known, and begin a page
// each; LibreOffice prints them.
func TestForms(t *testing.T) {
	for regime, want := range map[org.Regime][]string{
		org.PartyRegime: {"ĐẢNG CỘNG SẢN VIỆT NAM", "GM/", "dự Hội nghị trực tuyến", "T/M BAN THƯỜNG VỤ", "Trân trọng kính mời."},
		org.StateRegime: {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "GM-", "Dự Hội nghị trực tuyến", "TM. BAN THƯỜNG VỤ", "Trân trọng kính mời./."},
	} {
		l := letters(t, regime)
		for name, doc := range map[string]docx.Document{"each": l.Each(), "circular": l.Circular()} {
			var out bytes.Buffer
			if err := doc.Write(&out); err != nil {
				t.Fatal(err)
			}
			officetest.Sound(t, name+".docx", out.Bytes())
			read, err := source.Read(t.Context(), name+".docx", bytes.NewReader(out.Bytes()), int64(out.Len()), source.DefaultLimits)
			if err != nil {
				t.Fatal(err)
			}
			words := append([]string{"08 giờ 00 phút đến 11 giờ 20 phút, thứ Sáu, ngày 20 tháng 11 năm 2026", "ngày 18 tháng 11 năm 2026", "CHÁNH VĂN PHÒNG"}, want...)
			if name == "each" {
				words = append(words, "kính mời: Bí thư Đảng uỷ xã An Hoà\n", "kính mời: Người phụ trách, bí thư, Đảng uỷ xã Bình Phú", "kính mời: Bí thư, Đảng uỷ xã Cẩm Tú", "kính mời: Đại diện Sở Nội vụ", "/c/1234-5678-9012-3456-7890")
			} else {
				words = append(words, "DANH SÁCH", "Người phụ trách")
			}
			for _, w := range words {
				if !strings.Contains(read.Text, w) {
					t.Errorf("%s, %s: %q is not in\n%s", regime, name, w, read.Text)
				}
			}
			if n, want := strings.Count(read.Text, "GIẤY MỜI"), map[string]int{"each": 4, "circular": 1}[name]; n != want {
				t.Errorf("%s, %s: %d letters", regime, name, n)
			}
		}
	}
}
