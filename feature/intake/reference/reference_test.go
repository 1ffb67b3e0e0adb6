package reference_test

import (
	"fmt"
	"strings"
	"testing"

	"quyet/feature/intake/letterhead"
	"quyet/feature/intake/reference"
	"quyet/feature/intake/source"
)

func find(t *testing.T, text string) []reference.Reference {
	t.Helper()
	r := strings.NewReader(text)
	doc, err := source.Read(t.Context(), "sample.txt", r, r.Size(), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	return reference.Find(doc, letterhead.Read(doc))
}

const planHead = `ỦY BAN NHÂN DÂN
TỈNH NAM SƠN
Số: 126/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nam Sơn, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về chuyển đổi số

`

const decisionHead = `ỦY BAN NHÂN DÂN
TỈNH NAM SƠN
Số: 15/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nam Sơn, ngày 04 tháng 01 năm 2026

QUYẾT ĐỊNH
Về việc ban hành Quy chế làm việc

ỦY BAN NHÂN DÂN TỈNH NAM SƠN

`

func TestFind(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"title beats preamble, itself left out", planHead + `Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị;

Căn cứ Kế hoạch số 20/KH-BCĐTW ngày 3/1/2026 của Ban Chỉ đạo Trung ương về việc thực hiện Nghị quyết số 57-NQ/TW;

Ủy ban nhân dân tỉnh ban hành Kế hoạch số 126/KH-UBND như sau:

I. MỤC ĐÍCH
`, `57-NQ/TW thuc_hien
20/KH-BCĐTW can_cu
`},
		{"preamble of a decision", decisionHead + `Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;

Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ quy định chi tiết một số điều của Luật Lưu trữ; Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ;

Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 02/01/2026 và ý kiến của Sở Tư pháp tại Báo cáo thẩm định số 3/BC-STP ngày 01/01/2026,

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.

Điều 2. Quyết định này thay thế Quyết định số 99/QĐ-UBND ngày 5/5/2021 của Ủy ban nhân dân tỉnh và bãi bỏ Quyết định số 100/QĐ-UBND ngày 6/5/2021.

Điều 3. Sửa đổi, bổ sung khoản 2 Điều 4 Quyết định số 77/QĐ-UBND ngày 7/7/2022.
`, `Tổ chức chính quyền địa phương can_cu
30/2020/NĐ-CP can_cu
45/2020/NĐ-CP can_cu
12/TTr-SNV de_nghi
3/BC-STP de_nghi
99/QĐ-UBND thay_the
100/QĐ-UBND sua_doi
77/QĐ-UBND sua_doi
`},
		{"number inside the title of another", planHead + `Căn cứ Nghị định số 12/2023/NĐ-CP ngày 10/4/2023 sửa đổi, bổ sung một số điều của Nghị định số 9/2019/NĐ-CP ngày 5/2/2019;
`, `57-NQ/TW thuc_hien
12/2023/NĐ-CP can_cu
9/2019/NĐ-CP nhac_den
`},
		{"basis as a section", planHead + `I. CĂN CỨ PHÁP LÝ

- Luật Giao dịch điện tử ngày 22/6/2023;

- Quyết định số 12/QĐ-TTg ngày 3/2/2024 của Thủ tướng Chính phủ;

II. NỘI DUNG

1. Rà soát các nhiệm vụ tại Quyết định số 13/QĐ-TTg.
`, `57-NQ/TW thuc_hien
Giao dịch điện tử can_cu
12/QĐ-TTg can_cu
13/QĐ-TTg nhac_den
`},
		{"attached to", `QUY CHẾ
Làm việc của Ban Chỉ đạo
(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 04/01/2026 của Ủy ban nhân dân tỉnh Nam Sơn)

Điều 1. Phạm vi điều chỉnh

Quy chế này quy định nguyên tắc làm việc.
`, `15/QĐ-UBND ban_hanh_kem
`},
		{"short for long", planHead + `Tiếp tục quán triệt Nghị quyết số 57 và Nghị quyết 57-NQ/TW của Bộ Chính trị; triển khai Chỉ thị số 05.
`, `57-NQ/TW thuc_hien
05 thuc_hien
`},
		{"plenum is its resolution", planHead + `Thực hiện Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XII, các đơn vị sơ kết Nghị quyết Trung ương 6 khóa XII.
`, `57-NQ/TW thuc_hien
18-NQ/TW thuc_hien
`},
		{"what the body does is not what it carries out", `Thực hiện phân công của Thường trực, Ban Dân tộc họp thẩm tra các báo cáo, gồm: Báo cáo số 1/BC-UBND ngày 25/6/2026 của UBND tỉnh.
`, `1/BC-UBND nhac_den
`},
		{"a plenum in the own title of a reprint", `Tổng Bí thư đã ký ban hành Chỉ thị số 5-CT/TW của Bộ Chính trị vềviệc thực hiện Nghị quyết Hội nghị lần thứ 4 Ban Chấp hành Trung ương (khóa XI) “Một số vấn đề cấp bách”.

Báo Nam Sơn giới thiệu toàn văn chỉ thị:

I. MỤC ĐÍCH

- Thực hiện nghị quyết.
`, ` thuc_hien
`},
		{"what a body directs in a letter", `Thực hiện Chỉ thị số 22-CT/TW ngày 23/01/2026 của Ban Bí thư về đẩy mạnh thi đua và chỉ đạo của UBND tỉnh tại văn bản số 8/UBND-KGVX ngày 19/3/2026 về tổ chức kỷ niệm.
`, `22-CT/TW thuc_hien
8/UBND-KGVX thuc_hien
`},
		{"a clause that runs on with its own basis", planHead + `Thực hiện Kế hoạch số 3/KH-SNV ngày 1/2/2026 của Sở Nội vụ;Căn cứ Công văn số 9/SNV-VP ngày 7/2/2026, các đơn vị triển khai.
`, `57-NQ/TW thuc_hien
3/KH-SNV thuc_hien
9/SNV-VP can_cu
`},
		{"words that end in số", planHead + `Điều 5. Các Quyết định: số 7/QĐ-UBND; Ban Dân số - KHHGĐ và Tổ Chuyển đổi số - CNTT thực hiện.
`, `57-NQ/TW thuc_hien
7/QĐ-UBND nhac_den
`},
		{"replaced", decisionHead + `Ghi chú: Quyết định này đã được thay thế bởi Quyết định số 20/QĐ-UBND ngày 8/8/2026.
`, `20/QĐ-UBND bi_thay_the
`},
		{"consolidated text", `VĂN PHÒNG QUỐC HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/VBHN-VPQH
Hà Nội, ngày 15 tháng 7 năm 2027

LUẬT
KHUYẾN HỌC

Luật Khuyến học số 22/2021/QH15 ngày 13 tháng 11 năm 2021 của Quốc hội, được sửa đổi, bổ sung bởi:

1. Luật số 52/2024/QH15 ngày 25 tháng 11 năm 2024 của Quốc hội sửa đổi, bổ sung một số điều của Luật Khuyến học.

Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam đã được sửa đổi, bổ sung một số điều theo Nghị quyết số 51/2001/QH10;
`, `22/2021/QH15 nhac_den
52/2024/QH15 bi_sua_doi
Hiến pháp can_cu
51/2001/QH10 nhac_den
`},
		{"drafts are no references", planHead + `1. Sở Nội vụ xây dựng Đề án sắp xếp tổ chức bộ máy giai đoạn 2026 - 2030, trình trước ngày 30/6/2026.

2. Tiếp tục thực hiện Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030.
`, `57-NQ/TW thuc_hien
tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030 thuc_hien
`},
		{"list of what is amended, in the enacting sentence", strings.Replace(decisionHead, "Về việc ban hành Quy chế làm việc", "Sửa đổi, bổ sung một số quyết định về phân cấp", 1) + `Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;

Ủy ban nhân dân tỉnh ban hành Quyết định sửa đổi, bổ sung một số điều của Quyết định số 31/QĐ-UBND ngày 5/5/2021 về phân cấp; Quyết định số 32/QĐ-UBND ngày 6/5/2021 về biên chế và Quyết định số 33/QĐ-UBND ngày 7/5/2021 về thi đua,
`, `Tổ chức chính quyền địa phương can_cu
31/QĐ-UBND sua_doi
32/QĐ-UBND sua_doi
33/QĐ-UBND sua_doi
`},
		{"amends what is attached to another", strings.Replace(decisionHead, "Về việc ban hành Quy chế làm việc", "Về việc sửa đổi Quy chế làm việc ban hành kèm theo Quyết định số 41/QĐ-UBND ngày 8/5/2021", 1) + `Căn cứ Luật Viên chức ngày 15/11/2010;
`, `41/QĐ-UBND sua_doi
Viên chức can_cu
`},
		{"basis in lines without the word", planHead + `Căn cứ Quyết định số 51/QĐ-UBND ngày 9/5/2025 của Ủy ban nhân dân tỉnh;

Công văn số 52/SNV-TCCB ngày 10/5/2025 của Sở Nội vụ về việc báo cáo biên chế;

I. MỤC ĐÍCH
`, `57-NQ/TW thuc_hien
51/QĐ-UBND can_cu
52/SNV-TCCB can_cu
`},
		{"clauses run into one line", planHead + `Căn cứ Công văn số 61/SGDĐT-GDTH ngày 10/9/2025 của Sở Giáo dục và Đào tạo về việc hướng dẫn nhiệm vụ năm học Căn cứ Công văn 62 của Phòng Văn hóa - Xã hội về việc báo cáo; nhà trường lập kế hoạch.
`, `57-NQ/TW thuc_hien
61/SGDĐT-GDTH can_cu
62 can_cu
`},
		{"a committee's name is no verb", decisionHead + `- Căn cứ Quy chế hoạt động của Ban Chấp hành Đảng bộ tỉnh ban hành kèm theo Quyết định số 66/QĐ-TU ngày 22/02/2025 của Tỉnh ủy;
`, `66/QĐ-TU can_cu
`},
		{"what the proposer deals with", decisionHead + `Xét đề nghị của Tổ trưởng Tổ công tác triển khai Đề án số 71/ĐA-UBND ngày 3/3/2025 tại Tờ trình số 72/TTr-TCT ngày 4/3/2025;
`, `71/ĐA-UBND nhac_den
72/TTr-TCT de_nghi
`},
		{"rules in force are not this text", planHead + `Quy chế hiện hành (ban hành kèm theo Quyết định số 81/QĐ-UBND ngày 5/4/2020) không còn phù hợp.
`, `57-NQ/TW thuc_hien
81/QĐ-UBND nhac_den
`},
		{"beside the document carried out", strings.Replace(planHead, "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về chuyển đổi số", "Phong trào thi đua năm 2026", 1) + `Thực hiện Chỉ thị số 91/CT-TTg ngày 6/7/2025 của Thủ tướng Chính phủ về việc phát động thi đua theo Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng và Kế hoạch số 92/KH-HĐTĐ ngày 7/8/2025 của Hội đồng Thi đua, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
`, `91/CT-TTg thuc_hien
92/KH-HĐTĐ thuc_hien
`},
		{"one document named twice", `Nam Sơn quán triệt nghị quyết
Sáng 12/3, Tỉnh ủy quán triệt Nghị quyết số 60-NQ/TW (Nghị quyết Hội nghị lần thứ mười một Ban Chấp hành Trung ương khóa XIII).
`, `60-NQ/TW thuc_hien
`},
		{"no law in capitals", `ỦY BAN NHÂN DÂN
TỈNH NAM SƠN
Số: 7/CT-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nam Sơn, ngày 04 tháng 01 năm 2026
CHỈ THỊ
TĂNG CƯỜNG KỶ CƯƠNG, KỶ LUẬT HÀNH CHÍNH TRÊN ĐỊA BÀN TỈNH
I. YÊU CẦU
`, ""},
		{"a national target programme, and a name that only points back", planHead + `
I. MỤC ĐÍCH
- Thực hiện tái cơ cấu ngành nông nghiệp và Chương trình MTQG xây dựng nông thôn mới giai đoạn 2021-2025.
- Kế hoạch thực hiện nội dung trên được gửi các đơn vị.
`, `57-NQ/TW thuc_hien
MTQG xây dựng nông thôn mới giai đoạn 2021-2025 thuc_hien
`},
		{"a scheme by its name and its short name", strings.Replace(planHead, "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về chuyển đổi số", "Thực hiện Đề án “Phát triển ứng dụng dữ liệu về dân cư” (Đề án 16)", 1) + `Căn cứ Chiến lược phát triển kinh tế biển đến năm 2030;

Sở Xây dựng đôn đốc các dự án trong Quy hoạch điện VIII điều chỉnh. Các xã báo cáo kết quả thực hiện Đề án 16.
`, `16 thuc_hien
phát triển kinh tế biển đến năm 2030 can_cu
điện VIII điều chỉnh nhac_den
`},
		{"a clause that opens anew in small letters", planHead + `Căn cứ Chương trình công tác số 61-CTr/ĐU ngày 12/01/2026 của Đảng ủy; thực hiện Hướng dẫn số 62-HD/BTG ngày 06/01/2026, Ủy ban nhân dân tỉnh xây dựng Kế hoạch như sau:
`, `57-NQ/TW thuc_hien
61-CTr/ĐU can_cu
62-HD/BTG thuc_hien
`},
		{"what ends where this begins", decisionHead + `Điều 3. Hiệu lực thi hành
Quyết định số 95/QĐ-UBND ngày 20/7/2021 hết hiệu lực kể từ ngày Quyết định này có hiệu lực. Giấy phép theo Quyết định số 96/QĐ-UBND hết hiệu lực khi hết hạn.
`, `95/QĐ-UBND thay_the
96/QĐ-UBND nhac_den
`},
		{"a slogan above the headline", `Quyết tâm thực hiện thắng lợi Nghị quyết Đại hội Đảng bộ tỉnh Nam Sơn lần thứ X, nhiệm kỳ 2025 - 2030

UBND tỉnh chỉ đạo tăng cường quản lý chợ nổi

UBND tỉnh vừa ban hành Công văn số 67/UBND-NC ngày 24/5/2026.
`, `67/UBND-NC nhac_den
`},
		{"a clause that opens anew in one paragraph", decisionHead + `QUYẾT ĐỊNH
Về kiểm tra công vụ

Căn cứ Chỉ thị 23/CT-TTg ngày 02/9/2025 của Thủ tướng Chính phủ; Thực hiện Quyết định số 29/QĐ-BNV ngày 23/12/2025 của Bộ Nội vụ; Chương trình số 21/CTr-TU ngày 19/01/2026 của Tỉnh ủy; Sở Nội vụ quyết định:
`, `23/CT-TTg can_cu
29/QĐ-BNV thuc_hien
21/CTr-TU thuc_hien
`},
		{"news", `Nam Sơn triển khai nghị quyết mới
Sáng 12/3, Tỉnh ủy tổ chức hội nghị quán triệt Nghị quyết số 68-NQ/TW ngày 04/5/2025 của Bộ Chính trị. Trước đó, Ủy ban nhân dân tỉnh đã ban hành Kế hoạch số 12/KH-UBND.
`, `68-NQ/TW thuc_hien
12/KH-UBND nhac_den
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got strings.Builder
			for _, r := range find(t, tt.in) {
				name := r.Symbol.Printed
				if name == "" {
					name = r.Name
				}
				fmt.Fprintf(&got, "%s %s\n", name, r.Relation.Slug())
			}
			if got.String() != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got.String(), tt.want)
			}
		})
	}
}

func TestLink(t *testing.T) {
	for r := reference.Mentions; r <= reference.ReplacedBy; r++ {
		if r.Slug() == "" {
			t.Errorf("relation %d has no name", r)
		}
		link, inverse := r.Link()
		if link == "" || inverse != (r == reference.AmendedBy || r == reference.ReplacedBy) {
			t.Errorf("%s is link %q, inverse %v", r.Slug(), link, inverse)
		}
	}
}
