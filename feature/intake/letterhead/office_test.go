package letterhead_test

// offices are documents in the layouts that offices print.
var offices = []sample{
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
	{"Party plan: the date of what it carries out in the title, a remark below", `ĐẢNG BỘ TỈNH NAM SƠN
ĐẢNG ỦY XÃ BÌNH MINH
*
Số 41-KH/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Bình Minh, ngày 09 tháng 3 năm 2026
KẾ HOẠCH
thực hiện Nghị quyết số 72-NQ/TW, ngày 09/9/2025 của Bộ Chính trị về một số giải pháp đột phá
(Trình Hội nghị lần thứ năm Ban Chấp hành Đảng bộ xã)
Thực hiện Nghị quyết số 72-NQ/TW, Đảng ủy xã xây dựng kế hoạch như sau:
T/M BAN CHẤP HÀNH
BÍ THƯ
Trần Văn Mẫu
`, `kind: plan
symbol: 41-KH/ĐU
issuer: ĐẢNG ỦY XÃ BÌNH MINH
place: Bình Minh
date: 2026-03-09
title: thực hiện Nghị quyết số 72-NQ/TW, ngày 09/9/2025 của Bộ Chính trị về một số giải pháp đột phá
signer: Trần Văn Mẫu
`},
	{"subject above the first part, foot in two columns", `UBND TỈNH NAM SƠN
SỞ Y TẾ
Số: 3077/KH-SYT
KẾ HOẠCH
Triển khai Chiến dịch tiêm chủng vắc xin sởi năm 2026
PHẦN A. CĂN CỨ XÂY DỰNG KẾ HOẠCH
- Luật Phòng bệnh số 114/2025/QH15;
PHẦN B. NỘI DUNG
I. Mục tiêu
Nơi nhận:                                   GIÁM ĐỐC
- Bộ Y tế;
- Lưu VT.
                                            Bàn Thị Mẫu
`, `kind: plan
symbol: 3077/KH-SYT
issuer: SỞ Y TẾ
title: Triển khai Chiến dịch tiêm chủng vắc xin sởi năm 2026
signer: Bàn Thị Mẫu
`},
	{"notice: time and place below the subject", `UBND XÃ NAM SƠN
Số: 12/TB-UBND
THÔNG BÁO
Họp giao ban công tác tháng 11 của UBND xã
Thời gian: 14 giờ ngày 03/11/2026
Địa điểm: Phòng họp số 1
`, `kind: notice
symbol: 12/TB-UBND
issuer: UBND XÃ NAM SƠN
title: Họp giao ban công tác tháng 11 của UBND xã
`},
	{"copy without letterhead: the issuer below the type", `NGHỊ QUYẾT
CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH
về phát triển du lịch giai đoạn 2026 - 2030
I- TÌNH HÌNH
1. Ban Tổ chức Tỉnh ủy tham mưu, trình Ban Thường vụ ban hành quy định.
T/M TỈNH ỦY
BÍ THƯ
Trần Văn Mẫu
`, `kind: resolution
issuer: BAN CHẤP HÀNH ĐẢNG BỘ TỈNH
title: phát triển du lịch giai đoạn 2026 - 2030
signer: Trần Văn Mẫu
`},
	{"copy of rules that keeps the issuer alone", `UỶ BAN NHÂN DÂN XÃ NAM SƠN
QUY CHẾ
Làm việc của Trung tâm Phục vụ hành chính công xã
Chương I
QUY ĐỊNH CHUNG
1. Trung tâm báo cáo kết quả hằng tháng.
`, `kind: working_rules
issuer: UỶ BAN NHÂN DÂN XÃ NAM SƠN
title: Làm việc của Trung tâm Phục vụ hành chính công xã
`},
	{"copy without letterhead: type and subject on one line, the head of the issuer", `QUYẾT ĐỊNH Về việc thành lập Ban Chỉ đạo chuyển đổi số xã Nam Sơn
CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ NAM SƠN
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025; Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.
QUYẾT ĐỊNH:
Điều 1. Thành lập Ban Chỉ đạo.
`, `kind: decision
issuer: ỦY BAN NHÂN DÂN XÃ NAM SƠN
title: thành lập Ban Chỉ đạo chuyển đổi số xã Nam Sơn
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
	{"organ of the Front, signed with a degree", `ỦY BAN MTTQ VIỆT NAM TỈNH NAM SƠN
BAN THƯỜNG TRỰC

Số: 31/KH-MTTQ-BTT

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Nam Sơn, ngày 01 tháng 4 năm 2026

KẾ HOẠCH
Giám sát việc thực hiện chính sách người có công

Căn cứ Luật Mặt trận Tổ quốc Việt Nam ngày 09/6/2015;

I. MỤC ĐÍCH, YÊU CẦU
1. Phát huy vai trò giám sát của Mặt trận.

TM. BAN THƯỜNG TRỰC
ỦY VIÊN THƯỜNG TRỰC

PGS.TS Chu Thị Mẫu
`, `kind: plan
symbol: 31/KH-MTTQ-BTT
issuer: BAN THƯỜNG TRỰC ỦY BAN MTTQ VIỆT NAM TỈNH NAM SƠN
place: Nam Sơn
date: 2026-04-01
title: Giám sát việc thực hiện chính sách người có công
signer: Chu Thị Mẫu
`},
}
