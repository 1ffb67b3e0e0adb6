package paper_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"quyet/base/civil"
	"quyet/base/docx"
	"quyet/base/officetest"
	"quyet/feature/meeting/paper"
	"quyet/feature/org"
)

// concluded is a notice with everything that one can tell.
func concluded(regime org.Regime) paper.Notice {
	n := paper.Notice{
		Head: org.Head{Regime: regime, Name: "Tỉnh uỷ Sông Lam"}, Number: docx.Number{No: "15", Symbol: "TB/TU"}, Place: "Sông Lam", On: civil.On(2026, time.November, 30),
		Title: "Hội nghị giao ban tháng 11 năm 2026", Held: at(8, 5), Zone: hanoi, Where: "Hội trường lớn", Chair: "Thường trực Tỉnh uỷ",
		Heard: []string{"Báo cáo kết quả công tác tháng 11 (Văn phòng Tỉnh uỷ)", "Tham luận về chuyển đổi số"}, Views: true,
		Conclusions: []string{
			"Thống nhất nội dung báo cáo.\nGiữ nguyên tiến độ đã giao.",
			"Giao Sở Nội vụ chủ trì, phối hợp với Ban Tổ chức Tỉnh uỷ rà soát tổ chức cơ sở đảng, hoàn thành trước ngày 15/01/2027. Sản phẩm: báo cáo rà soát.",
		},
		Recipients: []string{"Thường trực Tỉnh uỷ", "Sở Nội vụ", "Lưu hồ sơ hội nghị"},
		Signature:  docx.Signature{Authority: []docx.Authority{{Warrant: docx.ByOrder, Of: "Ban Thường vụ"}}, Post: "Chánh Văn phòng"},
	}
	if regime == org.StateRegime {
		n.Head.Above, n.Head.Name, n.Number.Symbol, n.Title = "Uỷ ban nhân dân tỉnh Sông Lam", "Sở Nội vụ", "TB-SNV", "Sơ kết công tác năm"
		n.Signature.Authority[0].Of = "Giám đốc"
	}
	return n
}

// A notice of either form is sound for Word and says what was concluded in the order of
// the form; a draft leaves room for what is not known.
func TestNotice(t *testing.T) {
	for _, c := range []struct {
		regime              org.Regime
		before, last, never []string
	}{
		{org.PartyRegime, []string{"TỈNH UỶ SÔNG LAM", "Số 15-TB/TU", "ĐẢNG CỘNG SẢN VIỆT NAM", "Sông Lam, ngày 30 tháng 11 năm 2026", "THÔNG BÁO", "kết luận hội nghị giao ban tháng 11 năm 2026",
			"Ngày 27 tháng 11 năm 2026, tại Hội trường lớn, Tỉnh uỷ Sông Lam đã tổ chức hội nghị giao ban tháng 11 năm 2026. Chủ trì: Thường trực Tỉnh uỷ."},
			[]string{paper.Closing + ".", "Nơi nhận:", "- Thường trực Tỉnh uỷ;", "- Lưu hồ sơ hội nghị.", "T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"}, []string{"CỘNG HÒA", "./.", "DỰ THẢO"}},
		{org.StateRegime, []string{"UỶ BAN NHÂN DÂN TỈNH SÔNG LAM", "SỞ NỘI VỤ", "Số: 15/TB-SNV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Sông Lam, ngày 30 tháng 11 năm 2026", "THÔNG BÁO", "Kết luận hội nghị “Sơ kết công tác năm”"},
			[]string{paper.Closing + "./.", "Nơi nhận:", "TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"}, []string{"ĐẢNG CỘNG SẢN", "T/L", "DỰ THẢO"}},
	} {
		var out bytes.Buffer
		if err := concluded(c.regime).Paper().Write(&out); err != nil {
			t.Fatal(err)
		}
		officetest.Sound(t, "a.docx", out.Bytes())
		said := read(t, "a.docx", out.Bytes()).Text
		inOrder(t, said, slices.Concat(c.before, []string{
			"Sau khi nghe Báo cáo kết quả công tác tháng 11 (Văn phòng Tỉnh uỷ); Tham luận về chuyển đổi số và các ý kiến phát biểu, hội nghị kết luận như sau:",
			"1. Thống nhất nội dung báo cáo.", "Giữ nguyên tiến độ đã giao.", "2. Giao Sở Nội vụ chủ trì, phối hợp với Ban Tổ chức Tỉnh uỷ rà soát",
		}, c.last))
		for _, never := range c.never {
			if strings.Contains(said, never) {
				t.Errorf("%s says %q", c.regime, never)
			}
		}
	}
	further := concluded(org.PartyRegime)
	further.About, further.Follows = "kết luận bổ sung hội nghị giao ban", []string{"số 15-TB/TU ngày 30 tháng 11 năm 2026"}
	further.Heard, further.Views = nil, false
	var more bytes.Buffer
	if err := further.Paper().Write(&more); err != nil {
		t.Fatal(err)
	}
	officetest.Sound(t, "a.docx", more.Bytes())
	inOrder(t, read(t, "a.docx", more.Bytes()).Text, []string{"THÔNG BÁO", "kết luận bổ sung hội nghị giao ban", "Tiếp theo Thông báo số 15-TB/TU ngày 30 tháng 11 năm 2026, hội nghị kết luận như sau:", "1. Thống nhất"})
	var out bytes.Buffer
	bare := paper.Notice{Head: org.Head{Regime: org.PartyRegime, Name: "Tỉnh uỷ"}, Title: "Hội nghị", Held: at(8, 5), Zone: hanoi, Draft: at(9, 10), Conclusions: []string{"Một."}}
	if err := bare.Paper().Write(&out); err != nil {
		t.Fatal(err)
	}
	officetest.Sound(t, "a.docx", out.Bytes())
	inOrder(t, read(t, "a.docx", out.Bytes()).Text, []string{"DỰ THẢO, tính đến 09 giờ 10 phút", "-TB/……", "ngày …… tháng", "Ngày 27 tháng 11 năm 2026, Tỉnh uỷ đã tổ chức hội nghị.", "Hội nghị kết luận như sau:", "1. Một."})
}
