package letterhead_test

// pages are pages: news, reprints, tables and forms above a document.
var pages = []sample{
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
	{"news, the slogan of the year above the headline", `Quyết tâm thực hiện thắng lợi Nghị quyết Đại hội Đảng bộ tỉnh Nam Sơn lần thứ X, nhiệm kỳ 2025 - 2030

UBND tỉnh chỉ đạo tăng cường quản lý chợ nổi

UBND tỉnh vừa ban hành văn bản về việc tăng cường quản lý chợ nổi.
`, `kind: news
title: UBND tỉnh chỉ đạo tăng cường quản lý chợ nổi
`},
	{"news, author and clock below the headline", `Thời sự
Nam Sơn đặt mục tiêu tăng trưởng năm 2027 trên hai con số
Trần Mẫu - 09/12/2026 08:05
Năm 2027, tỉnh Nam Sơn đặt mục tiêu tăng trưởng trên 10%, thu ngân sách đạt trên 5.600 tỷ đồng.
`, `kind: news
date: 2026-12-09
title: Nam Sơn đặt mục tiêu tăng trưởng năm 2027 trên hai con số
`},
	{"letter reprinted below its name in quotation marks", `Thông báo “V/v ứng phó bão số 10”

16/11/2026 - 21:24

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nam Sơn, ngày 16 tháng 11 năm 2026

Kính gửi:
- Sở Xây dựng;

TM. ỦY BAN NHÂN DÂN TỈNH
CHỦ TỊCH

Trần Văn Mẫu
`, `kind: letter
issuer: ỦY BAN NHÂN DÂN TỈNH
place: Nam Sơn
date: 2026-11-16
title: ứng phó bão số 10
signer: Trần Văn Mẫu
`},
	{"values of a table without their names, the number behind the issuer", `Quyết định 26/QĐ-VP Phê duyệt Đề án Kho dữ liệu
26/QĐ-VP
Quyết định
Còn hiệu lực
01-08-2026
Văn phòng Chính phủ Số: 26/QĐ-VP |
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Hà Nội, ngày 01 tháng 08 năm 2026 |
Quyết định
PHÊ DUYỆT ĐỀ ÁN KHO DỮ LIỆU
BỘ TRƯỞNG, CHỦ NHIỆM VĂN PHÒNG CHÍNH PHỦ
Căn cứ Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023;
`, `kind: decision
symbol: 26/QĐ-VP
issuer: Văn phòng Chính phủ
place: Hà Nội
date: 2026-08-01
title: PHÊ DUYỆT ĐỀ ÁN KHO DỮ LIỆU
`},
	{"programme without a head, issued by a committee of a term", `CHƯƠNG TRÌNH

Hoạt động toàn khóa của Ủy ban MTTQ Việt Nam tỉnh Nam Sơn

khóa VIII, nhiệm kỳ 2024 - 2029

-----

Căn cứ Điều lệ Mặt trận Tổ quốc Việt Nam;

Ủy ban MTTQ Việt Nam tỉnh Nam Sơn khóa VIII, nhiệm kỳ 2024 - 2029 xây dựng chương trình như sau:

I. NHIỆM VỤ
`, `kind: programme
issuer: Ủy ban MTTQ Việt Nam tỉnh Nam Sơn
title: Hoạt động toàn khóa của Ủy ban MTTQ Việt Nam tỉnh Nam Sơn khóa VIII, nhiệm kỳ 2024 - 2029
`},
	{"heading of a page behind a bullet, no longer in force", `cơ sở dữ liệu

Thông tin văn bản
  • Quyết định số 45/2007/QĐ-UBND ngày 01/08/2007 Về Quy định phân cấp quản lý tài sản do Ủy ban nhân dân tỉnh Nam Sơn ban hành (Văn bản hết hiệu lực)

ỦY BAN NHÂN DÂN
TỈNH NAM SƠN
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 45/2007/QĐ-UBND

Nam Sơn, ngày 01 tháng 8 năm 2007
`, `kind: decision
symbol: 45/2007/QĐ-UBND
issuer: ỦY BAN NHÂN DÂN TỈNH NAM SƠN
place: Nam Sơn
date: 2007-08-01
title: Quy định phân cấp quản lý tài sản
`},
	{"news, a counter and the name of a section above the headline", `SỐ LƯỢT TRUY CẬP

4
9
6
Chiến lược, định hướng, quy hoạch, kế hoạch phát triển Thứ Hai, 18/02/2026, 13:50

Tăng cường phòng cháy, chữa cháy tại khu dân cư

UBND tỉnh đã xây dựng kế hoạch phòng cháy tại các khu dân cư trên địa bàn tỉnh.
`, `kind: news
date: 2026-02-18
title: Tăng cường phòng cháy, chữa cháy tại khu dân cư
`},
	{"letter that is nothing but its address and text", `Kính gửi:
- Hiệu trưởng các trường Tiểu học,
- Thủ trưởng các đơn vị trực thuộc.
Đề nghị các đơn vị rà soát việc thu quỹ trước ngày 24/3/2026.
`, `kind: letter
`},
	{"programme whose title breaks before the number of another", `CHƯƠNG TRÌNH
TRIỂN KHAI THỰC HIỆN KẾ HOẠCH
SỐ 64-KH/TU NGÀY 24 THÁNG 8 NĂM 2026 CỦA BAN THƯỜNG VỤ TỈNH ỦY VỀ
ĐỐI NGOẠI NHÂN DÂN
Căn cứ Kế hoạch số 64-KH/TU ngày 24 tháng 8 năm 2026 của Ban Thường vụ Tỉnh ủy, Ủy ban nhân dân tỉnh ban hành Chương trình như sau:
I. MỤC ĐÍCH, YÊU CẦU
`, `kind: programme
issuer: Ủy ban nhân dân tỉnh
title: TRIỂN KHAI THỰC HIỆN KẾ HOẠCH SỐ 64-KH/TU NGÀY 24 THÁNG 8 NĂM 2026 CỦA BAN THƯỜNG VỤ TỈNH ỦY VỀ ĐỐI NGOẠI NHÂN DÂN
`},
}
