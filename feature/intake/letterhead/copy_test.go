package letterhead_test

// copies are heads that copying tore, ran together or damaged.
var copies = []sample{
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
	{"everything on one line", `ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM TỈNH NAM SƠN Độc lập - Tự do - Hạnh phúc Số: 15/QĐ-UBND Nam Sơn, ngày 04 tháng 01 năm 2010 QUYẾT ĐỊNH VỀ VIỆC PHÊ DUYỆT ĐỀ ÁN PHÁT TRIỂN LÀNG NGHỀ CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26/11/2003; Xét đề nghị của Giám đốc Sở Công Thương, QUYẾT ĐỊNH: Điều 1. Phê duyệt Đề án.
`, `kind: decision
symbol: 15/QĐ-UBND
issuer: ỦY BAN NHÂN DÂN TỈNH NAM SƠN
place: Nam Sơn
date: 2010-01-04
title: PHÊ DUYỆT ĐỀ ÁN PHÁT TRIỂN LÀNG NGHỀ
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
}
