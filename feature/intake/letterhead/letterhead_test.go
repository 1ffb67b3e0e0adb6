package letterhead_test

import (
	"fmt"
	"strings"
	"testing"

	"quyet/feature/intake/letterhead"
	"quyet/feature/intake/source"
)

func read(t *testing.T, text string) *source.Document {
	t.Helper()
	r := strings.NewReader(text)
	doc, err := source.Read(t.Context(), "sample.txt", r, r.Size(), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// summary prints the metadata that was found, one per line.
func summary(m letterhead.Metadata) string {
	var b strings.Builder
	put := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	put("kind", string(m.Kind.Value))
	put("symbol", m.Symbol.Value.Printed)
	put("issuer", m.Issuer.Value)
	put("place", m.Place.Value)
	put("date", m.Date.Value.String())
	put("title", m.Title.Value)
	put("signer", m.Signer.Value)
	put("classification", m.Classification.Value)
	put("urgency", m.Urgency.Value)
	return b.String()
}

func TestRead(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"state plan, left column first", `ỦY BAN NHÂN DÂN
TỈNH NAM SƠN
Số: 126/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nam Sơn, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Triển khai chuyển đổi số trong các cơ quan nhà nước tỉnh Nam Sơn năm 2026
Thực hiện Quyết định số 12/QĐ-TTg ngày 01/2/2026 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
Nơi nhận:
- Như trên;
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Mẫu
`, `kind: plan
symbol: 126/KH-UBND
issuer: ỦY BAN NHÂN DÂN TỈNH NAM SƠN
place: Nam Sơn
date: 2026-03-05
title: Triển khai chuyển đổi số trong các cơ quan nhà nước tỉnh Nam Sơn năm 2026
signer: Trần Văn Mẫu
`},
		{"page heading above, place left open, date filled in", `BÁO CÁO SƠ KẾT NĂM 2026
ỦY BAN NHÂN DÂN
XÃ ..........
Số:    /BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
.........., ngày 20 tháng 6 năm 2026
BÁO CÁO
Tình hình sản xuất vụ xuân
Phần thứ nhất
KẾT QUẢ
`, `kind: report
symbol: /BC-UBND
issuer: ỦY BAN NHÂN DÂN XÃ
date: 2026-06-20
title: Tình hình sản xuất vụ xuân
`},
		{"subject left out", `ĐẢNG ỦY XÃ NAM SƠN
Số 5-KH/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Nam Sơn, ngày 5 tháng 6 năm 2026
KẾ HOẠCH
II. MỤC TIÊU
2. Mục tiêu cụ thể
`, `kind: plan
symbol: 5-KH/ĐU
issuer: ĐẢNG ỦY XÃ NAM SƠN
place: Nam Sơn
date: 2026-06-05
`},
		{"two fields in a line", `Quyết định 62/QĐ-UBND năm 2026 phê duyệt đề án cấp nước
Số hiệu: 62/QĐ-UBND Loại văn bản: Quyết định
Nơi ban hành: Tỉnh Nam Sơn Người ký: Lê Văn Mẫu
Ngày ban hành: 02/06/2026 Ngày hiệu lực: Đang cập nhật
Điều 1. Phê duyệt đề án.
Điều 2. Tổ chức thực hiện.
`, `kind: decision
symbol: 62/QĐ-UBND
issuer: Ủy ban nhân dân tỉnh Nam Sơn
date: 2026-06-02
title: phê duyệt đề án cấp nước
signer: Lê Văn Mẫu
`},
		{"fields without colons", `Báo cáo kết quả thực hiện kế hoạch năm 2026
Số kí hiệu 45/BC-UBND
Ngày ban hành 24/06/2026
Thể loại Báo cáo
Cơ quan ban hành Khác
Người ký Lê Văn Mẫu
I. KẾT QUẢ
II. NHIỆM VỤ
`, `kind: report
symbol: 45/BC-UBND
date: 2026-06-24
title: kết quả thực hiện kế hoạch năm 2026
signer: Lê Văn Mẫu
`},
		{"damaged name of the State, V/v beside a type", `PHÒNG GIÁO DỤC NAM SƠN CỘNG HỊA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRƯỜNG TIỂU HỌC SỐ 1 NAM SƠN Độc lập - Tự do - Hạnh phúc
Số: 14/KH-TH NS Nam Sơn, ngày 9 tháng 9 năm 2026
V/v kiểm tra nội bộ
KẾ HOẠCH
Kiểm tra nội bộ trường học năm học 2026 - 2027
I. MỤC ĐÍCH
`, `kind: plan
symbol: 14/KH-TH NS
issuer: TRƯỜNG TIỂU HỌC SỐ 1 NAM SƠN
place: Nam Sơn
date: 2026-09-09
title: Kiểm tra nội bộ trường học năm học 2026 - 2027
`},
		{"old decision: issuer and V/v in the title", `ỦY BAN NHÂN DÂN
THÀNH PHỐ NAM SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 61/2003/QĐ-UB
Thành phố Nam Sơn, ngày 8 tháng 7 năm 2003
QUYẾT ĐỊNH
CỦA ỦY BAN NHÂN DÂN THÀNH PHỐ V/V THÀNH LẬP TỔ CÔNG TÁC CẤP NƯỚC
ỦY BAN NHÂN DÂN THÀNH PHỐ NAM SƠN
Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân;
`, `kind: decision
symbol: 61/2003/QĐ-UB
issuer: ỦY BAN NHÂN DÂN THÀNH PHỐ NAM SƠN
place: Thành phố Nam Sơn
date: 2003-07-08
title: THÀNH LẬP TỔ CÔNG TÁC CẤP NƯỚC
`},
		{"two bodies together, title over two lines", `TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM

HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM
Số: 77/CTPH-TLĐ-HLHPN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 2 tháng 4 năm 2026

CHƯƠNG TRÌNH PHỐI HỢP

Tổ chức hoạt động chào mừng

Ngày Phụ nữ Việt Nam

Căn cứ Luật Công đoàn;
`, `kind: programme
symbol: 77/CTPH-TLĐ-HLHPN
issuer: TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM - HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM
place: Hà Nội
date: 2026-04-02
title: Tổ chức hoạt động chào mừng Ngày Phụ nữ Việt Nam
`},
		{"reprinted in full, dated in the lead", `Nghị quyết về đầu tư hạ tầng giai đoạn 2026 - 2030
Ngày 3-9-2026, Ban Chấp hành Đảng bộ tỉnh khóa I đã ban hành Nghị quyết số 8-NQ/TU về đầu tư hạ tầng giai đoạn 2026 - 2030. Dưới đây là toàn văn.
I- Khái quát tình hình
Hạ tầng của tỉnh còn thiếu đồng bộ.
`, `kind: resolution
symbol: 8-NQ/TU
issuer: Ban Chấp hành Đảng bộ tỉnh khóa I
date: 2026-09-03
title: đầu tư hạ tầng giai đoạn 2026 - 2030
`},
		{"reprinted after an announcement, by number alone", `Ngày 9/8, Ban Thường vụ Tỉnh ủy Nam Sơn đã ban hành Chỉ thị số 19 về công tác dân vận.
Nội dung Chỉ thị như sau:
Công tác dân vận còn hình thức ở một số nơi.
`, `kind: directive
symbol: 19
issuer: Ban Thường vụ Tỉnh ủy Nam Sơn
title: công tác dân vận
`},
		{"resolution of a congress", `Toàn văn Nghị quyết Đại hội Đảng bộ tỉnh Nam Sơn
NGHỊ QUYẾT
ĐẠI HỘI ĐẠI BIỂU ĐẢNG BỘ TỈNH NAM SƠN LẦN THỨ I, NHIỆM KỲ 2025 - 2030
Đại hội đại biểu Đảng bộ tỉnh Nam Sơn lần thứ I họp từ ngày 13/10/2025;
QUYẾT NGHỊ
I. Nhất trí những nội dung cơ bản
`, `kind: resolution
issuer: ĐẠI HỘI ĐẠI BIỂU ĐẢNG BỘ TỈNH NAM SƠN LẦN THỨ I, NHIỆM KỲ 2025 - 2030
title: ĐẠI HỘI ĐẠI BIỂU ĐẢNG BỘ TỈNH NAM SƠN LẦN THỨ I, NHIỆM KỲ 2025 - 2030
`},
		{"report whose letterhead was left out", `Tìm kiếm
/images/bao-cao_230x61.png
Báo cáo tình hình kinh tế - xã hội quý II và nhiệm vụ 6 tháng cuối năm
A. TÌNH HÌNH THỰC HIỆN NHIỆM VỤ:
I. Về kinh tế: giá trị sản xuất tăng.
II. Về xã hội: ổn định.
`, `kind: report
title: tình hình kinh tế - xã hội quý II và nhiệm vụ 6 tháng cuối năm
`},
		{"conclusion of a plenum, subject below its body, type torn", `TỈNH ỦY NAM SƠN
ĐẢNG CỘNG SẢN VIỆT NAM
*
Số 45-KL/TƢ
Nam Sơn, ngày 13 tháng 5 năm 2026
K ẾT LUẬN
HỘI NGHỊ LẦN THỨ BẢY
BAN CHẤP HÀNH ĐẢNG BỘ TỈNH (KHOÁ I)
về xây dựng hạ tầng đồng bộ đến năm 2030
Hội nghị lần thứ bảy Ban Chấp hành Đảng bộ tỉnh (khóa I) họp ngày 26/4/2026 và kết luận:
`, `kind: conclusion
symbol: 45-KL/TƯ
issuer: TỈNH ỦY NAM SƠN
place: Nam Sơn
date: 2026-05-13
title: xây dựng hạ tầng đồng bộ đến năm 2030
`},
		{"second line of the issuer lost", `ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 81/HD-SGDĐT | Nam Sơn, ngày 18 tháng 04 năm 2026 |
HƯỚNG DẪN
THỰC HIỆN QUY ĐỊNH QUẢN LÝ DẠY THÊM
Căn cứ Quyết định số 6/2026/QĐ-UBND ngày 25 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh;
Sở Giáo dục và Đào tạo hướng dẫn một số nội dung cụ thể như sau:
`, `kind: guideline
symbol: 81/HD-SGDĐT
issuer: Sở Giáo dục và Đào tạo
place: Nam Sơn
date: 2026-04-18
title: THỰC HIỆN QUY ĐỊNH QUẢN LÝ DẠY THÊM
`},
		{"two types in one, four fields in a row", `Số hiệu: | 28/QĐ-SGD | Loại văn bản: | Quy định |
Nơi ban hành: | Tỉnh Nam Sơn | Người ký: | Lê Văn Mẫu |
Y BAN NHÂN DÂN
TỈNH NAM SƠN
SỞ GIÁO DỤC VÀ ĐÀO TẠO
CỘNG HÒA HỘI CHỦ NGHĨA VIỆT NAM
Số: 28/QĐ - TrGD
Nam Sơn, ngày 1 tháng 11 năm 2026
QUY ĐỊNH VÀ HƯỚNG DẪN
VỀ VIỆC CHUYỂN TRƯỜNG CHO HỌC SINH
Căn cứ Luật Giáo dục;
`, `kind: regulation
symbol: 28/QĐ - TrGD
issuer: SỞ GIÁO DỤC VÀ ĐÀO TẠO
place: Nam Sơn
date: 2026-11-01
title: CHUYỂN TRƯỜNG CHO HỌC SINH
signer: Lê Văn Mẫu
`},
		{"reprint that tells its number above the text", `Tìm kiếm tin tức
Chương trình thực hiện Chỉ thị 3-CT/TW về quản lý rừng
Ngày cập nhật 30/10/2026

Ngày 23/8/2026, Tỉnh ủy Nam Sơn đã ban hành Chương trình số 7-CTr/TU về thực hiện Chỉ thị 3-CT/TW về quản lý rừng.

Trang tin xin đăng toàn văn Chương trình này:

CHƯƠNG TRÌNH

Thực hiện Chỉ thị 3-CT/TW về quản lý rừng

Thực hiện Chỉ thị 3-CT/TW, ngày 12/01/2026 của Ban Bí thư, Ban Thường vụ Tỉnh ủy ban hành chương trình thực hiện như sau:

I. MỤC ĐÍCH, YÊU CẦU
`, `kind: programme
symbol: 7-CTr/TU
issuer: Tỉnh ủy Nam Sơn
date: 2026-08-23
title: Thực hiện Chỉ thị 3-CT/TW về quản lý rừng
`},
		{"urgent dispatch: hour beside the number, issuers below", `CÔNG ĐIỆN
Số: 2/CĐ-TW hồi 10 giờ 00 ngày 01/02/2026
BAN CHỈ ĐẠO PHÒNG CHỐNG LỤT BÃO TRUNG ƯƠNG
- ỦY BAN QUỐC GIA TÌM KIẾM CỨU NẠN
Điện:
- Ban Chỉ huy các tỉnh;
Theo tin dự báo, bão đang mạnh lên.
`, `kind: urgent_dispatch
symbol: 2/CĐ-TW
issuer: BAN CHỈ ĐẠO PHÒNG CHỐNG LỤT BÃO TRUNG ƯƠNG - ỦY BAN QUỐC GIA TÌM KIẾM CỨU NẠN
date: 2026-02-01
`},
		{"heading of the page above the letterhead, a type that is none", `Thống kê
Năm 2026 : 4.708
PHƯƠNG HƯỚNG XÂY DỰNG VÀ PHÁT TRIỂN TRƯỜNG MẦM NON HOA SEN GIAI ĐOẠN 2026 - 2031
PHÒNG GD & ĐT NAM SƠN
TRƯỜNG MẦM NON HOA SEN
Số: 1/PH-MNHS
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Nam Sơn, ngày 10 tháng 01 năm 2026
PHƯƠNG HƯỚNG XÂY DỰNG VÀ PHÁT TRIỂN TRƯỜNG MẦM NON HOA SEN
GIAI ĐOẠN 2026 - 2031
PHẦN I: MỞ ĐẦU
`, `kind: letter
symbol: 1/PH-MNHS
issuer: TRƯỜNG MẦM NON HOA SEN
place: Nam Sơn
date: 2026-01-10
title: PHƯƠNG HƯỚNG XÂY DỰNG VÀ PHÁT TRIỂN TRƯỜNG MẦM NON HOA SEN GIAI ĐOẠN 2026 - 2031
`},
		{"news, the clock of the page above, the date below the headline", `RSS Youtube Facebook
Chủ nhật 31/05/2026 02:31 Hotline: 0900.000.000
Ban Tuyên giáo hướng dẫn thành lập Ban Chỉ đạo cấp huyện và tương đương
17:06 | 17/09/2025
Ngày 17/9, hội nghị đã diễn ra.
`, `kind: news
date: 2025-09-17
title: Ban Tuyên giáo hướng dẫn thành lập Ban Chỉ đạo cấp huyện và tương đương
`},
		{"news, one sentence below the date is the headline", `14-08-2026 - 15:38
Ban Chấp hành đảng bộ xã họp đánh giá công tác lãnh đạo 7 tháng đầu năm và triển khai nhiệm vụ 5 tháng cuối năm 2026.
Thực hiện lịch công tác, chiều ngày 14/8/2026 tại hội trường xã Ban Chấp hành đã họp đánh giá kết quả công tác lãnh đạo 7 tháng đầu năm và nhiệm vụ còn lại.
`, `kind: news
date: 2026-08-14
title: Ban Chấp hành đảng bộ xã họp đánh giá công tác lãnh đạo 7 tháng đầu năm và triển khai nhiệm vụ 5 tháng cuối năm 2026.
`},
		{"letter in columns of bars, no subject", `THỦ TƯỚNG CHÍNH PHỦ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 31/TTg-KGVX | Hà Nội, ngày 16 tháng 09 năm 2026 |
Kính gửi: | - Bộ Y tế; |
Xét đề nghị của Bộ Y tế, Thủ tướng Chính phủ có ý kiến như sau:
`, `kind: letter
symbol: 31/TTg-KGVX
issuer: THỦ TƯỚNG CHÍNH PHỦ
place: Hà Nội
date: 2026-09-16
`},
		{"union: columns in one line, address spelt the other way", `LIÊN ĐOÀN LAO ĐỘNG           CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
THÀNH PHỐ NAM SƠN                             Độc lập – Tự do - Hạnh phúc
CÔNG ĐOÀN NGÀNH GIÁO DỤC
Số: 15/KH-CĐGD                        TP. Nam Sơn, ngày  05  tháng 11 năm 2026
Về vận động quyên góp
Kính gởi: Chủ tịch các công đoàn cơ sở
Hưởng ứng lời kêu gọi, Ban Thường vụ tổ chức cuộc vận động với nội dung sau:
`, `kind: plan
symbol: 15/KH-CĐGD
issuer: CÔNG ĐOÀN NGÀNH GIÁO DỤC
place: TP. Nam Sơn
date: 2026-11-05
title: vận động quyên góp
`},
		{"number before the motto in one line", `Số: 94/KH-UBND CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Nam Sơn, ngày 21 tháng 10 năm 2026
KẾ HOẠCH
THỰC HIỆN CHỈ THỊ SỐ 9/CT-TTG NGÀY 16 THÁNG 7 NĂM 2026
Ủy ban nhân dân tỉnh Nam Sơn ban hành Kế hoạch như sau:
`, `kind: plan
symbol: 94/KH-UBND
issuer: Ủy ban nhân dân tỉnh Nam Sơn
place: Nam Sơn
date: 2026-10-21
title: THỰC HIỆN CHỈ THỊ SỐ 9/CT-TTG NGÀY 16 THÁNG 7 NĂM 2026
`},
		{"title of two parts, draft", `ĐẢNG ỦY XÃ NAM SƠN
ĐẢNG CỘNG SẢN VIỆT NAM
Nam Sơn, ngày 08 tháng 01 năm 2026 DỰ THẢO BÁO CÁO
tổng kết công tác tuyên giáo năm 2025;
phương hướng, nhiệm vụ trọng tâm năm 2026
Phần thứ nhất
KẾT QUẢ
`, `kind: report
issuer: ĐẢNG ỦY XÃ NAM SƠN
place: Nam Sơn
date: 2026-01-08
title: tổng kết công tác tuyên giáo năm 2025; phương hướng, nhiệm vụ trọng tâm năm 2026
`},
		{"news, the date in brackets behind the headline", `Kỷ niệm ngày thành lập xã Nam Sơn(07/10/2026)

Căn cứ Công văn số 10-CV/ĐU ngày 30/9/2026 của Đảng uỷ xã về việc tuyên truyền;
`, `kind: news
date: 2026-10-07
title: Kỷ niệm ngày thành lập xã Nam Sơn
`},
		{"heading that says by whom, a section below", `Nghị quyết số 22-NQ/TU ngày 08/6/2026 ban hành bởi Tỉnh ủy Nam Sơn về chuyển đổi số tỉnh Nam Sơn đến năm 2030.
I- Tình hình và nguyên nhân
- Chuyển đổi số là xu hướng phát triển của thời đại.
`, `kind: resolution
symbol: 22-NQ/TU
issuer: Tỉnh ủy Nam Sơn
date: 2026-06-08
title: chuyển đổi số tỉnh Nam Sơn đến năm 2030
`},
		{"letter that begins with its address", `Kính gửi: Các đơn vị trực thuộc.
Trong khi chờ văn bản hướng dẫn, Sở Tài chính hướng dẫn một số nội dung như sau:
1. Đối tượng áp dụng
`, `kind: letter
issuer: Sở Tài chính
`},
		{"deputy above the name", `TỔNG CỤC THUẾ******
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 48/TCT-TS
V/v: Chứng từ thu phí
Hà Nội, ngày 20 tháng 04 năm 2026
Kính gửi: Cục Thuế tỉnh Nam Sơn
Trả lời công văn của Cục, Tổng cục có ý kiến như sau.
KT. TỔNG CỤC TRƯỞNG
PHÓ TỔNG CỤC TRƯỞNG
Lê Văn Mẫu
`, `kind: letter
symbol: 48/TCT-TS
issuer: TỔNG CỤC THUẾ
place: Hà Nội
date: 2026-04-20
title: Chứng từ thu phí
signer: Lê Văn Mẫu
`},
		{"news, a property before the headline", ` date 2026-01-06 Các chỉ tiêu thực hiện chuyển đổi số tỉnh Nam Sơn năm 2026

Ngày 31/12/2025, UBND tỉnh đã ban hành kế hoạch về chuyển đổi số.
`, `kind: news
date: 2026-01-06
title: Các chỉ tiêu thực hiện chuyển đổi số tỉnh Nam Sơn năm 2026
`},
		{"news, a section above the headline", `TIN TỔNG HỢP CÁC HUYỆN
Đẩy mạnh phong trào thi đua yêu nước chào mừng đại hội
Ngày 24-10, UBND tỉnh có văn bản số 12/UBND-NC về phong trào thi đua.
`, `kind: news
title: Đẩy mạnh phong trào thi đua yêu nước chào mừng đại hội
`},
		{"news, a headline that ends as a sentence", `Nam Sơn tổ chức hội nghị quán triệt nghị quyết của hội nghị lần thứ X – BCH trung ương đảng khóa XI.
Sáng ngày 30/3, Nam Sơn tổ chức hội nghị.
`, `kind: news
title: Nam Sơn tổ chức hội nghị quán triệt nghị quyết của hội nghị lần thứ X – BCH trung ương đảng khóa XI.
`},
		{"news that begins with its lead, after a property", ` date 2026-09 UBND huyện Nam Sơn vừa tổ chức Hội nghị sơ kết tình hình thực hiện nhiệm vụ công tác 9 tháng, triển khai nhiệm vụ 3 tháng cuối năm 2026

Kinh tế huyện tiếp tục tăng.
`, `kind: news
`},
		{"news, the clock of the page above the date", `Thứ 3, Ngày 16/07/2026
Kết quả trả lời kiến nghị của cử tri trước kỳ họp thứ sáu
Ngày đăng: 08/07/2026 11:38
Sáng ngày 08/7, tại kỳ họp, lãnh đạo tỉnh trình bày báo cáo.
`, `kind: news
date: 2026-07-08
title: Kết quả trả lời kiến nghị của cử tri trước kỳ họp thứ sáu
`},
		{"news, the date run into the headline", `Khởi công nhà văn hóa thôn tại xã Nam Sơn ( Cập nhật ngày: 21/11/2026 )Chiều ngày 21/11/2026, lễ khởi công đã diễn ra.
`, `kind: news
date: 2026-11-21
title: Khởi công nhà văn hóa thôn tại xã Nam Sơn
`},
		{"news, a kicker above the headline", ` date 2026-02-04 Video Ảnh Podcast

Bí thư Tỉnh ủy Lê Văn Mẫu:

Tổ chức thực hiện hiệu quả nghị quyết của đảng bộ tỉnh

(NS)- Chiều 4-2, hội nghị đã diễn ra.
`, `kind: news
date: 2026-02-04
title: Tổ chức thực hiện hiệu quả nghị quyết của đảng bộ tỉnh
`},
		{"department under a committee, rows first", `UBND TỈNH NAM SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG
Độc lập - Tự do - Hạnh phúc
Số: 88/SNNMT-CCTL
Nam Sơn, ngày 9 tháng 6 năm 2026
V/v tăng cường phòng, chống hạn hán
vụ hè thu năm 2026
Kính gửi: Ủy ban nhân dân các xã, phường
Thực hiện Công văn số 12/UBND-KT, Sở đề nghị các đơn vị báo cáo.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Vũ Thị Mẫu Hai
`, `kind: letter
symbol: 88/SNNMT-CCTL
issuer: SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG
place: Nam Sơn
date: 2026-06-09
title: tăng cường phòng, chống hạn hán vụ hè thu năm 2026
signer: Vũ Thị Mẫu Hai
`},
		{"party resolution", `TỈNH ỦY NAM SƠN
*
Số 07-NQ/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Nam Sơn, ngày 20 tháng 02 năm 2026
NGHỊ QUYẾT
của Ban Chấp hành Đảng bộ tỉnh
về phát triển kinh tế tập thể đến năm 2030
-----
Thực hiện Nghị quyết Đại hội Đảng bộ tỉnh lần thứ I, Ban Chấp hành Đảng bộ tỉnh ban hành Nghị quyết.
I- TÌNH HÌNH
T/M TỈNH ỦY
BÍ THƯ
Lê Văn Thí Dụ
`, `kind: resolution
symbol: 07-NQ/TU
issuer: TỈNH ỦY NAM SƠN
place: Nam Sơn
date: 2026-02-20
title: phát triển kinh tế tập thể đến năm 2030
signer: Lê Văn Thí Dụ
`},
		{"organ of the Party", `ĐẢNG BỘ TỈNH NAM SƠN
ĐẢNG ỦY XÃ BÌNH MINH
*
Số 15-CTr/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Bình Minh, ngày 3 tháng 11 năm 2025
CHƯƠNG TRÌNH HÀNH ĐỘNG
thực hiện Nghị quyết số 68-NQ/TW ngày 04/5/2025 của Bộ Chính trị về phát triển kinh tế tư nhân
Căn cứ Nghị quyết số 68-NQ/TW, Đảng ủy xã ban hành Chương trình hành động.
`, `kind: programme
symbol: 15-CTr/ĐU
issuer: ĐẢNG ỦY XÃ BÌNH MINH
place: Bình Minh
date: 2025-11-03
title: thực hiện Nghị quyết số 68-NQ/TW ngày 04/5/2025 của Bộ Chính trị về phát triển kinh tế tư nhân
`},
		{"commission of a committee", `TỈNH ỦY NAM SƠN
ỦY BAN KIỂM TRA
*
Số 33-BC/UBKTTU
ĐẢNG CỘNG SẢN VIỆT NAM
Nam Sơn, ngày 10 tháng 01 năm 2026
BÁO CÁO
kết quả công tác kiểm tra, giám sát năm 2025
Năm 2025, Ủy ban Kiểm tra Tỉnh ủy đã hoàn thành chương trình công tác.
`, `kind: report
symbol: 33-BC/UBKTTU
issuer: ỦY BAN KIỂM TRA TỈNH ỦY NAM SƠN
place: Nam Sơn
date: 2026-01-10
title: kết quả công tác kiểm tra, giám sát năm 2025
`},
		{"blank number and day", `UBND XÃ BÌNH MINH
TRƯỜNG TIỂU HỌC HOA SEN
Số:       /KH-THHS
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
Bình Minh, ngày      tháng 9 năm 2025
KẾ HOẠCH
Giáo dục nhà trường năm học 2025 - 2026
Căn cứ Luật Giáo dục ngày 14/6/2019;
I. ĐẶC ĐIỂM
Nhà trường có 12 lớp.
HIỆU TRƯỞNG
Đinh Thị Thí Nghiệm
`, `kind: plan
symbol: /KH-THHS
issuer: TRƯỜNG TIỂU HỌC HOA SEN
place: Bình Minh
date: 2025-09
title: Giáo dục nhà trường năm học 2025 - 2026
signer: Đinh Thị Thí Nghiệm
`},
		{"council resolution", `HỘI ĐỒNG NHÂN DÂN
THÀNH PHỐ NAM SƠN
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 05/2025/NQ-HĐND
Nam Sơn, ngày 12 tháng 7 năm 2025

NGHỊ QUYẾT

QUY ĐỊNH MỨC HỖ TRỢ HỌC PHÍ TRÊN ĐỊA BÀN THÀNH PHỐ NAM SƠN

HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ NAM SƠN
KHÓA X, KỲ HỌP THỨ BA

Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;

CHỦ TỊCH




Hồ Mẫu Đơn
`, `kind: resolution
symbol: 05/2025/NQ-HĐND
issuer: HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ NAM SƠN
place: Nam Sơn
date: 2025-07-12
title: QUY ĐỊNH MỨC HỖ TRỢ HỌC PHÍ TRÊN ĐỊA BÀN THÀNH PHỐ NAM SƠN
signer: Hồ Mẫu Đơn
`},
		{"law", `QUỐC HỘI
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Luật số: 99/2027/QH16
Hà Nội, ngày 20 tháng 11 năm 2027

LUẬT

KHUYẾN HỌC

Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Quốc hội ban hành Luật Khuyến học.
Chương I
NHỮNG QUY ĐỊNH CHUNG
`, `kind: law
symbol: 99/2027/QH16
issuer: QUỐC HỘI
place: Hà Nội
date: 2027-11-20
title: KHUYẾN HỌC
`},
		{"joint circular", `BỘ NỘI VỤ - BỘ TÀI CHÍNH
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 01/2014/TTLT-BNV-BTC
Hà Nội, ngày 10 tháng 3 năm 2014
THÔNG TƯ LIÊN TỊCH
HƯỚNG DẪN CHẾ ĐỘ PHỤ CẤP
Căn cứ Nghị định số 36/2012/NĐ-CP ngày 18/4/2012;
`, `kind: joint_circular
symbol: 01/2014/TTLT-BNV-BTC
issuer: BỘ NỘI VỤ - BỘ TÀI CHÍNH
place: Hà Nội
date: 2014-03-10
title: HƯỚNG DẪN CHẾ ĐỘ PHỤ CẤP
`},
		{"everything on one line", `ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM TỈNH NAM SƠN Độc lập - Tự do - Hạnh phúc Số: 15/QĐ-UBND Nam Sơn, ngày 04 tháng 01 năm 2010 QUYẾT ĐỊNH VỀ VIỆC PHÊ DUYỆT ĐỀ ÁN PHÁT TRIỂN LÀNG NGHỀ CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26/11/2003; Xét đề nghị của Giám đốc Sở Công Thương, QUYẾT ĐỊNH: Điều 1. Phê duyệt Đề án.
`, `kind: decision
symbol: 15/QĐ-UBND
issuer: ỦY BAN NHÂN DÂN TỈNH NAM SƠN
place: Nam Sơn
date: 2010-01-04
title: PHÊ DUYỆT ĐỀ ÁN PHÁT TRIỂN LÀNG NGHỀ
`},
		{"page of a legal database", `Thông tư 05/2025/TT-BNV hướng dẫn chế độ báo cáo do Bộ trưởng Bộ Nội vụ ban hành
Số hiệu: 05/2025/TT-BNV
Loại văn bản: Thông tư
Nơi ban hành: Bộ Nội vụ
Người ký: Phạm Thị Mẫu
Ngày ban hành: 24/04/2025

BỘ NỘI VỤ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 05/2025/TT-BNV
Hà Nội, ngày 24 tháng 4 năm 2025

THÔNG TƯ

HƯỚNG DẪN CHẾ ĐỘ BÁO CÁO THỐNG KÊ NGÀNH NỘI VỤ

Căn cứ Luật Thống kê ngày 23 tháng 11 năm 2015;
`, `kind: circular
symbol: 05/2025/TT-BNV
issuer: BỘ NỘI VỤ
place: Hà Nội
date: 2025-04-24
title: HƯỚNG DẪN CHẾ ĐỘ BÁO CÁO THỐNG KÊ NGÀNH NỘI VỤ
signer: Phạm Thị Mẫu
`},
		{"form of a document system", `SỐ KÝ HIỆU: 45/BC-THCS
TRÍCH YẾU: Báo cáo kết quả công tác chuyển đổi số học kỳ I
KÍNH GỬI: Phòng Văn hóa - Xã hội xã Bình Minh
NỘI DUNG:
Thực hiện Công văn số 12/VHXH ngày 3/12/2025 của Phòng Văn hóa - Xã hội, Trường THCS Hoa Mai báo cáo kết quả như sau:
`, `kind: report
symbol: 45/BC-THCS
issuer: Trường THCS Hoa Mai
title: Báo cáo kết quả công tác chuyển đổi số học kỳ I
`},
		{"annex of its own", `PHỤ LỤC I
DANH MỤC NHIỆM VỤ TRỌNG TÂM NĂM 2026
(Kèm theo Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Nam Sơn)
TT | Nhiệm vụ | Cơ quan chủ trì
1 | Xây dựng đề án | Sở Nội vụ
`, `kind: annex
issuer: Ủy ban nhân dân tỉnh Nam Sơn
date: 2026-01-05
title: DANH MỤC NHIỆM VỤ TRỌNG TÂM NĂM 2026
`},
		{"news", `Nam Sơn đẩy mạnh cải cách hành chính
09:15 | 12/03/2026
Sáng 12/3, Ủy ban nhân dân tỉnh Nam Sơn tổ chức hội nghị triển khai Kế hoạch số 126/KH-UBND về chuyển đổi số. Chủ tịch Ủy ban nhân dân tỉnh chủ trì.
Phát biểu tại hội nghị, đồng chí yêu cầu các sở, ngành khẩn trương thực hiện.
`, `kind: news
date: 2026-03-12
title: Nam Sơn đẩy mạnh cải cách hành chính
`},
		{"page that reprints a document", `Toàn văn Nghị quyết số 181-NQ/TU của Tỉnh ủy về giáo dục
Thứ sáu, 05/09/2025 - 10:20
Tỉnh ủy vừa ban hành Nghị quyết số 181-NQ/TU ngày 1/9/2025 của Tỉnh ủy Nam Sơn về phát triển giáo dục. Xin giới thiệu toàn văn Nghị quyết:
I- TÌNH HÌNH
Thời gian qua, giáo dục của tỉnh có bước phát triển.
II- QUAN ĐIỂM
Giáo dục là quốc sách hàng đầu.
`, `kind: resolution
symbol: 181-NQ/TU
issuer: Tỉnh ủy Nam Sơn
date: 2025-09-01
title: phát triển giáo dục
`},
		{"news without headline", `(NS) - Ngày 12/3, Thường trực Tỉnh ủy Nam Sơn họp nghe báo cáo tiến độ các công trình trọng điểm và cho ý kiến về kế hoạch quý II.
`, `kind: news
`},
		{"urgent", `HỎA TỐC
ỦY BAN NHÂN DÂN
TỈNH NAM SƠN
Số: 02/CĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nam Sơn, ngày 01 tháng 9 năm 2026
CÔNG ĐIỆN
Về việc ứng phó với bão số 5
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NAM SƠN ĐIỆN:
- Chủ tịch Ủy ban nhân dân các xã, phường;
`, `kind: urgent_dispatch
symbol: 02/CĐ-UBND
issuer: ỦY BAN NHÂN DÂN TỈNH NAM SƠN
place: Nam Sơn
date: 2026-09-01
title: ứng phó với bão số 5
urgency: HỎA TỐC
`},
		{"union of an office", `TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM
LIÊN ĐOÀN LAO ĐỘNG TỈNH NAM SƠN
Số: 77/HD-LĐLĐ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nam Sơn, ngày 15 tháng 4 năm 2025
HƯỚNG DẪN
Tổ chức Tháng Công nhân năm 2025
Thực hiện Kế hoạch số 44/KH-TLĐ ngày 02/3/2025 của Tổng Liên đoàn Lao động Việt Nam, Ban Thường vụ Liên đoàn Lao động tỉnh hướng dẫn như sau:
TM. BAN THƯỜNG VỤ
CHỦ TỊCH
(Đã ký)
Nguyễn Thị Mẫu Ba
`, `kind: guideline
symbol: 77/HD-LĐLĐ
issuer: LIÊN ĐOÀN LAO ĐỘNG TỈNH NAM SƠN
place: Nam Sơn
date: 2025-04-15
title: Tổ chức Tháng Công nhân năm 2025
signer: Nguyễn Thị Mẫu Ba
`},
		{"letter with its subject above the signature", `UBND TỈNH NAM SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ GIÁO DỤC VÀ ĐÀO TẠO Độc lập – Tự do – Hạnh phúc
Số: 31/SGDĐT-KHTC Nam Sơn, ngày 9 tháng 4 năm 2026
Kính gửi:
- Các đơn vị trực thuộc
Sở Giáo dục và Đào tạo đề nghị các đơn vị gửi báo cáo trước ngày 12/5/2026.
- Như trên;
- Lưu VT, KHTC.
V/v kiểm kê thiết bị,
đồ dùng dạy học
GIÁM ĐỐC
(đã ký)
Nguyễn Mẫu Năm
`, `kind: letter
symbol: 31/SGDĐT-KHTC
issuer: SỞ GIÁO DỤC VÀ ĐÀO TẠO
place: Nam Sơn
date: 2026-04-09
title: kiểm kê thiết bị, đồ dùng dạy học
signer: Nguyễn Mẫu Năm
`},
		{"place torn in two", `BỘ
NỘI VỤ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
|
Số:
61/2027/TT-BNV
|
Hà
Nội, ngày 30 tháng 12 năm 2027
|
THÔNG TƯ
HƯỚNG DẪN CHẾ ĐỘ TRỰC
Căn cứ Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025;
`, `kind: circular
symbol: 61/2027/TT-BNV
issuer: BỘ NỘI VỤ
place: Hà Nội
date: 2027-12-30
title: HƯỚNG DẪN CHẾ ĐỘ TRỰC
`},
		{"party number torn in two, title above a heading", `TỈNH ỦY NAM SƠN
BAN TỔ CHỨC
*
ĐẢNG CỘNG SẢN VIỆT NAM
Số: 16 -
HD/BTCTU
Nam Sơn, ngày 10 tháng 10 năm 2026
HƯỚNG DẪN
ĐÁNH GIÁ CHẤT LƯỢNG CHI BỘ

A - MỤC ĐÍCH, YÊU CẦU

- Đánh giá đúng chất lượng chi bộ.
`, `kind: guideline
symbol: 16 - HD/BTCTU
issuer: BAN TỔ CHỨC TỈNH ỦY NAM SƠN
place: Nam Sơn
date: 2026-10-10
title: ĐÁNH GIÁ CHẤT LƯỢNG CHI BỘ
`},
		{"party committees on one line", `ĐẢNG BỘ TỈNH NAM SƠN ĐẢNG BỘ XÃ BÌNH MINH CHI BỘ THÔN ĐÔNG * Số 09 -KH/CB ĐẢNG CỘNG SẢN VIỆT NAM Bình Minh, ngày 24 tháng 11 năm 2026 KẾ HOẠCH kiểm điểm, đánh giá chất lượng đảng viên

Căn cứ Hướng dẫn số 33-HD/ĐU ngày 30/10/2026;
`, `kind: plan
symbol: 09 -KH/CB
issuer: CHI BỘ THÔN ĐÔNG
place: Bình Minh
date: 2026-11-24
title: kiểm điểm, đánh giá chất lượng đảng viên
`},
		{"letter on one line", `UBND TỈNH NAM SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM SỞ Y TẾ Độc lập - Tự do - Hạnh phúc Số: 17/SYT-VP Nam Sơn, ngày 5 tháng 11 năm 2025 V/v báo cáo nhanh thiệt hại do mưa lũ Kính gửi: - Ủy ban nhân dân tỉnh; - Bộ Y tế. Sở Y tế báo cáo như sau: I. TÌNH HÌNH
`, `kind: letter
symbol: 17/SYT-VP
issuer: SỞ Y TẾ
place: Nam Sơn
date: 2025-11-05
title: báo cáo nhanh thiệt hại do mưa lũ
`},
		{"steering board with long name", `BAN CHỈ ĐẠO PHÒNG THỦ DÂN SỰ
TỈNH NAM SƠN
Số: 12/TB-BCĐ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nam Sơn, ngày 2 tháng 10 năm 2025
THÔNG BÁO
Kết luận của Trưởng Ban Chỉ đạo tại cuộc họp ngày 30/9/2025
Ngày 30/9/2025, đồng chí Trưởng Ban Chỉ đạo đã chủ trì cuộc họp.
TL. TRƯỞNG BAN
CHÁNH VĂN PHÒNG
Trương Mẫu Bốn
`, `kind: notice
symbol: 12/TB-BCĐ
issuer: BAN CHỈ ĐẠO PHÒNG THỦ DÂN SỰ TỈNH NAM SƠN
place: Nam Sơn
date: 2025-10-02
title: Kết luận của Trưởng Ban Chỉ đạo tại cuộc họp ngày 30/9/2025
signer: Trương Mẫu Bốn
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := summary(letterhead.Read(read(t, tt.in))); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}
