package citation_test

import (
	"fmt"
	"strings"
	"testing"

	"quyet/feature/doc/citation"
)

// line prints what matters of a citation: naming, type, symbol, date, issuer.
func line(c citation.Citation) string {
	name := c.Symbol.Printed
	if name == "" {
		name = c.Name
	}
	return fmt.Sprintf("%s %s [%s] %s (%s)", c.By, c.Type, name, c.Date, c.Issuer)
}

func lines(cs []citation.Citation) string {
	var out []string
	for _, c := range cs {
		out = append(out, line(c))
	}
	return strings.Join(out, "\n")
}

func TestFind(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"party resolution", "Thực hiện Nghị quyết số 28-NQ/TW, ngày 17/11/2022 của Ban Chấp hành Trung ương Đảng khóa XIII về công nghiệp hóa",
			"symbol resolution [28-NQ/TW] 2022-11-17 (Ban Chấp hành Trung ương Đảng khóa XIII)"},
		{"session of the Government", "Tại Nghị quyết phiên họp Chính phủ thường kỳ tháng 8/2026, Chính phủ yêu cầu", "body resolution [Nghị quyết phiên họp Chính phủ thường kỳ tháng 8/2026] 2026 (Chính phủ)"},
		{"brand that begins with a type", "tài khoản LuatVietnam và đăng ký", ""},
		{"charters", "Căn cứ Điều lệ Mặt trận Tổ quốc Việt Nam khóa X; Điều lệ Đảng; Điều lệ của một hội; theo điều lệ", "law charter [Điều lệ Mặt trận Tổ quốc Việt Nam khóa X]  ()\nlaw charter [Điều lệ Đảng]  ()"},
		{"constitution of a shortened State", "Hiến pháp nước Cộng hòa XHCN Việt Nam năm 2013", "law constitution [Hiến pháp] 2013 ()"},
		{"agency named after what it prevents", "Công văn số 455/DP-TC ngày 02/3/2026 của Cục Phòng bệnh về tiêm chủng", "symbol letter [455/DP-TC] 2026-03-02 (Cục Phòng bệnh)"},
		{"programme of two bodies", "Căn cứ Chương trình phối hợp và thống nhất hành động năm 2026 của các bên; Chương trình phối hợp và các kế hoạch khác", "name programme [phối hợp và thống nhất hành động năm 2026]  ()"},
		{"party plan, date before issuer", "kế hoạch số 163-KH/TU ngày 24/02/2023 của Ban Thường vụ Tỉnh ủy",
			"symbol plan [163-KH/TU] 2023-02-24 (Ban Thường vụ Tỉnh ủy)"},
		{"issuer before date", "Quy định số 99-QĐ/TW của Ban Bí thư ngày 27 tháng 2 năm 2023 về công khai",
			"symbol regulation [99-QĐ/TW] 2023-02-27 (Ban Bí thư)"},
		{"state plan", "Kế hoạch số 726/KH-UBND ngày 21 tháng 10 năm 2021 của Ủy ban nhân dân tỉnh Nam Sơn về chuyển đổi số",
			"symbol plan [726/KH-UBND] 2021-10-21 (Ủy ban nhân dân tỉnh Nam Sơn)"},
		{"normative decision", "Quyết định số 41/2023/QĐ-TTg ngày 01/12/2023 của Thủ tướng Chính phủ",
			"symbol decision [41/2023/QĐ-TTg] 2023-12-01 (Thủ tướng Chính phủ)"},
		{"letter", "Công văn số 7653/UBND-KT ngày 2.10.2021 của UBND tỉnh",
			"symbol letter [7653/UBND-KT] 2021-10-02 (UBND tỉnh)"},
		{"letter called document", "văn bản số 1066/UBND-VXNV của UBND thành phố", "symbol letter [1066/UBND-VXNV]  (UBND thành phố)"},
		{"joint circular", "Thông tư liên tịch số 02/2011/TTLT-VPCP-BNV ngày 28/01/2011 của Văn phòng Chính phủ và Bộ Nội vụ hướng dẫn",
			"symbol joint_circular [02/2011/TTLT-VPCP-BNV] 2011-01-28 (Văn phòng Chính phủ và Bộ Nội vụ)"},
		{"coordination rules", "Quy chế phối hợp số 01/QCPH/UBND-UBMTTQ ngày 5/3/2017", "symbol working_rules [01/QCPH/UBND-UBMTTQ] 2017-03-05 ()"},
		{"consolidated", "Văn bản hợp nhất số 03/VBHN-VPQH ngày 29/6/2018 của Văn phòng Quốc hội", "symbol consolidated [03/VBHN-VPQH] 2018-06-29 (Văn phòng Quốc hội)"},
		{"assembly resolution", "Nghị quyết số 43/2022/QH15 của Quốc hội", "symbol resolution [43/2022/QH15]  (Quốc hội)"},
		{"standing committee", "Nghị quyết số 1211/2016/UBTVQH13 ngày 25/5/2016 của Ủy ban Thường vụ Quốc hội", "symbol resolution [1211/2016/UBTVQH13] 2016-05-25 (Ủy ban Thường vụ Quốc hội)"},
		{"number with letter", "Nghị quyết số 30c/NQ-CP ngày 08/11/2011 của Chính phủ", "symbol resolution [30c/NQ-CP] 2011-11-08 (Chính phủ)"},
		{"lost hyphen", "theo Kế hoạch số 09 KH/ĐU ngày 5/4/2024 của Đảng ủy xã", "symbol plan [09 KH/ĐU] 2024-04-05 (Đảng ủy xã)"},
		{"blanks", "Hướng dẫn số 16 - HD/BTCTW ngày 24/9/2018 của Ban Tổ chức Trung ương", "symbol guideline [16 - HD/BTCTW] 2018-09-24 (Ban Tổ chức Trung ương)"},
		{"blank in organ", "Báo cáo số 31/BC- STC.NS ngày 06/9/2023", "symbol report [31/BC- STC.NS] 2023-09-06 ()"},
		{"dash for slash", "Kế hoạch số 40/KH-TU", "symbol plan [40/KH-TU]  ()"},
		{"en dash", "Quyết định số 15–QĐ/TU", "symbol decision [15–QĐ/TU]  ()"},
		{"upper case", "CHỈ THỊ SỐ 05-CT/TW NGÀY 15/5/2016 CỦA BỘ CHÍNH TRỊ", "symbol directive [05-CT/TW] 2016-05-15 (BỘ CHÍNH TRỊ)"},
		{"lower case", "quyết định số 12/qđ-ubnd ngày 3/4/2020", "symbol decision [12/qđ-ubnd] 2020-04-03 ()"},
		{"no so", "Nghị định 30/2020/NĐ-CP của Chính phủ về công tác văn thư", "symbol decree [30/2020/NĐ-CP]  (Chính phủ)"},
		{"letter by number alone", "Công văn 71 của Phòng Giáo dục và Đào tạo", "number letter [71]  (Phòng Giáo dục và Đào tạo)"},
		{"five years are no number", "Kế hoạch 5 năm của tỉnh và Báo cáo 6 tháng", ""},
		{"numbers alone in a list", "Chỉ thị 21, 22, 24/CT-UB", "number directive [21]  ()\nnumber directive [22]  ()\nsymbol directive [24/CT-UB]  ()"},
		{"school with a number", "Kế hoạch số 34/KH-THNS của Trường Tiểu học số 1 Nam Sơn", "symbol plan [34/KH-THNS]  (Trường Tiểu học số 1 Nam Sơn)"},
		{"issuer before V/v", "Công văn số 72/PGDĐT-TH của Phòng GDĐT Nam Sơn V/v hướng dẫn", "symbol letter [72/PGDĐT-TH]  (Phòng GDĐT Nam Sơn)"},
		{"colon", "Công điện số: 784/CĐ-TTg ngày 27/8/2021", "symbol urgent_dispatch [784/CĐ-TTg] 2021-08-27 ()"},
		{"ampersand", "Công văn số 1521/SGD&ĐT-GDTrH ngày 8/9/2024 của Sở GD&ĐT", "symbol letter [1521/SGD&ĐT-GDTrH] 2024-09-08 (Sở GD&ĐT)"},
		{"lost blanks", "theoQuyếtđịnh số12/QĐ-UBND ngày08/12/2021", "symbol decision [12/QĐ-UBND] 2021-12-08 ()"},
		{"old decision", "Nghị định số 43-CP ngày 22/6/1993 của Chính phủ", "symbol decree [43-CP] 1993-06-22 (Chính phủ)"},
		{"bare number", "Nghị quyết số 21 ngày 16/6/2022 của Ban Chấp hành Trung ương Đảng khóa XIII", "number resolution [21] 2022-06-16 (Ban Chấp hành Trung ương Đảng khóa XIII)"},
		{"bare without so", "tinh thần Nghị quyết 57 của Bộ Chính trị", "number resolution [57]  (Bộ Chính trị)"},
		{"bare list", "các đề án triển khai nghị quyết số 11, số 12 của Ban Chấp hành Đảng bộ tỉnh",
			"number resolution [11]  ()\nnumber resolution [12]  (Ban Chấp hành Đảng bộ tỉnh)"},
		{"quantity is no number", "Kế hoạch 5 năm, Chương trình 135 hộ và Báo cáo 6 tháng đầu năm", ""},
		{"blank number", "Công văn số      /SVHTT-VP ngày     tháng 5 năm 2024 của Sở Văn hóa và Thể thao", "blank letter [/SVHTT-VP] 2024-05 (Sở Văn hóa và Thể thao)"},
		{"dotted number", "Kế hoạch số …../KH-UBND ngày …/…/2026 của UBND xã", "blank plan [/KH-UBND] 2026 (UBND xã)"},
		{"party blank", "Nghị quyết số       -NQ/TU ngày 02/3/2026", "blank resolution [-NQ/TU] 2026-03-02 ()"},
		{"plenum", "Nghị quyết Trung ương 5 khoá X về đổi mới", "plenum resolution []  (Trung ương 5 khoá X)"},
		{"plenum in full", "Nghị quyết Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII", "plenum resolution []  (Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII)"},
		{"plenum by number", "Nghị quyết 4 Ban Chấp hành Trung ương khóa XI", "plenum resolution []  (4 Ban Chấp hành Trung ương khóa XI)"},
		{"national congress", "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "congress resolution []  (Đại hội đại biểu toàn quốc lần thứ XIII của Đảng)"},
		{"congress short", "Nghị quyết Đại hội XIV của Đảng", "congress resolution []  (Đại hội XIV của Đảng)"},
		{"provincial congress", "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XI và Đại hội Đảng toàn quốc lần thứ XIII",
			"congress resolution []  (Đại hội Đảng bộ tỉnh lần thứ XI)\ncongress resolution []  (Đại hội Đảng toàn quốc lần thứ XIII)"},
		{"congress without number is general", "các nghị quyết đại hội đảng các cấp", ""},
		{"law", "Căn cứ Luật Tổ chức chính quyền địa phương năm 2025;", "law law [Tổ chức chính quyền địa phương] 2025 ()"},
		{"law with date", "Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;", "law law [Ngân sách nhà nước] 2015-06-25 ()"},
		{"law with number", "Luật Đầu tư công số 58/2024/QH15 ngày 29/11/2024", "symbol law [58/2024/QH15] 2024-11-29 ()"},
		{"law number alone", "được sửa đổi bởi Luật số 87/2025/QH15", "symbol law [87/2025/QH15]  ()"},
		{"law names with commas", "Luật Phòng, chống tham nhũng, Luật Thực hành tiết kiệm, chống lãng phí và Luật Thanh tra",
			"law law [Phòng, chống tham nhũng]  ()\nlaw law [Thực hành tiết kiệm, chống lãng phí]  ()\nlaw law [Thanh tra]  ()"},
		{"unknown law", "Luật Khuyến học và Khuyến tài ngày 1/2/2027", "law law [Khuyến học và Khuyến tài] 2027-02-01 ()"},
		{"code", "Bộ luật Lao động năm 2019", "law code [Lao động] 2019 ()"},
		{"constitution", "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013", "law constitution [Hiến pháp] 2013 ()"},
		{"ordinance", "Pháp lệnh Ưu đãi người có công với cách mạng số 02/2020/UBTVQH14", "symbol ordinance [02/2020/UBTVQH14]  ()"},
		{"lawyers are no law", "các luật sư, pháp luật và Luật này", ""},
		{"amended law", "Luật sửa đổi, bổ sung một số điều của Luật Đất đai, Luật Nhà ở ngày 29/6/2024",
			"law law [sửa đổi, bổ sung một số điều của Luật Đất đai, Luật Nhà ở] 2024-06-29 ()\nlaw law [Đất đai]  ()\nlaw law [Nhà ở] 2024-06-29 ()"},
		{"list with head", "các Nghị quyết của Hội đồng nhân dân tỉnh: số 31/NQ-HĐND ngày 10/12/2023 về kinh tế; 47/NQ-HĐND ngày 9/7/2024 về tài chính",
			"symbol resolution [31/NQ-HĐND] 2023-12-10 (Hội đồng nhân dân tỉnh)\nsymbol resolution [47/NQ-HĐND] 2024-07-09 (Hội đồng nhân dân tỉnh)"},
		{"list without colon", "các Quyết định số 12/QĐ-UBND ngày 1/2/2024, số 15/QĐ-UBND ngày 3/2/2024 và 18/QĐ-UBND ngày 5/2/2024 của UBND tỉnh",
			"symbol decision [12/QĐ-UBND] 2024-02-01 ()\nsymbol decision [15/QĐ-UBND] 2024-02-03 ()\nsymbol decision [18/QĐ-UBND] 2024-02-05 (UBND tỉnh)"},
		{"proposal", "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 164/TTr-SNV ngày 17/12/2025", "symbol submission [164/TTr-SNV] 2025-12-17 (Giám đốc Sở Nội vụ)"},
		{"issuer as subject", "Ban Thường vụ Tỉnh ủy ban hành Kế hoạch số 24-KH/TU ngày 23/11/2007", "symbol plan [24-KH/TU] 2007-11-23 (Ban Thường vụ Tỉnh ủy)"},
		{"named scheme", "triển khai Đề án nâng cao chất lượng đội ngũ cán bộ đến năm 2025, định hướng đến năm 2030 theo yêu cầu",
			"name scheme [nâng cao chất lượng đội ngũ cán bộ đến năm 2025, định hướng đến năm 2030]  ()"},
		{"named in quotes", "thực hiện Chương trình “Mỗi xã một sản phẩm” giai đoạn 2021 - 2025", "name programme [“Mỗi xã một sản phẩm” giai đoạn 2021 - 2025]  ()"},
		{"this plan", "Kế hoạch này có hiệu lực; các kế hoạch, chương trình liên quan", ""},
		{"form number", "theo Mẫu số 05/TTKN ban hành kèm theo", ""},
		{"ratio and units", "đạt 12/16 chỉ tiêu, 23/CT, tốc độ 60km/h, ngày 7/11", ""},
		{"blanks on all sides", "Công văn số 83 / BKHCN - BTTTT - VP ngày 8/1/2025 và Quyết định số 12/QĐ - TTg", "symbol letter [83 / BKHCN - BTTTT - VP] 2025-01-08 ()\nsymbol decision [12/QĐ - TTg]  ()"},
		{"blank before a code with small letters", "Quyết định số 20/2007/QĐ- TTg ngày 5/2/2007", "symbol decision [20/2007/QĐ- TTg] 2007-02-05 ()"},
		{"a department after a dash is no code", "Công văn số 12/SNV - Sở Nội vụ", "symbol letter [12/SNV]  ()"},
		{"words that end in số", "Ban Dân số - KHHGĐ, Tổ Chuyển đổi số - CNTT, chỉ số 12/KPI-X", ""},
		{"a decimal is no number", "vượt mục tiêu Nghị quyết 0,36%", ""},
		{"plenum after a dash", "nghị quyết hội nghị lần thứ X – BCH trung ương đảng khóa XI", "plenum resolution []  (hội nghị lần thứ X – BCH trung ương đảng khóa XI)"},
		{"law in small letters, told by its year", "khoản 2 Luật ban hành VBQPPL của HĐND, UBND 2004 quy định; Luật của Quốc hội năm 2025", "law law [ban hành VBQPPL của HĐND, UBND] 2004 ()"},
		{"law with two councils", "Căn cứ Luật Tổ chức Hội đồng nhân dân, Ủy ban nhân dân ngày 26 tháng 11 năm 2003;", "law law [Tổ chức Hội đồng nhân dân, Ủy ban nhân dân] 2003-11-26 ()"},
		{"name of what is put in force", "Nghị quyết 28/NQ-CP năm 2021 Chiến lược quốc gia về bình đẳng giới giai đoạn 2021-2030", "symbol resolution [28/NQ-CP]  ()"},
		{"name with commas", "thực hiện Kế hoạch kiểm tra, rà soát, hệ thống hóa văn bản năm 2026 của UBND tỉnh", "name plan [kiểm tra, rà soát, hệ thống hóa văn bản năm 2026 của UBND tỉnh]  (UBND tỉnh)"},
		{"no name", "thực hiện Chương trình như thế nào; Chương trình giai đoạn 2016 - 2020", ""},
		{"words run into a code", "Số hiệu 28/QĐ-SGDĐTNgày ký; Nghị định số 12/NĐ-CPngày 5/3/2026", "symbol decision [28/QĐ-SGDĐT]  ()\nsymbol decree [12/NĐ-CP] 2026-03-05 ()"},
		{"plenum with dots", "quán triệt Nghị quyết T.Ư 4", "plenum resolution []  (T.Ư 4)"},
		{"programmes that are counted", "triển khai 9 Chương trình công tác của Thành ủy năm 2026", ""},
		{"ordinance in small letters", "Căn cứ Pháp lệnh hợp nhất văn bản quy phạm pháp luật ngày 22 tháng 3 năm 2012;", "law ordinance [hợp nhất văn bản quy phạm pháp luật] 2012-03-22 ()"},
		{"Đ printed as eth", "Quyết định số 12-QÐ/TW", "symbol decision [12-QÐ/TW]  ()"},
		{"bracketed date", "Nghị quyết số 18-NQ/TU (ngày 02/3/2022) của Ban Chấp hành Đảng bộ tỉnh khóa XX", "symbol resolution [18-NQ/TU] 2022-03-02 (Ban Chấp hành Đảng bộ tỉnh khóa XX)"},
		{"hard-wrapped", "Căn cứ Nghị định số\n30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính\nphủ về công tác văn thư", "symbol decree [30/2020/NĐ-CP] 2020-03-05 (Chính\nphủ)"},
		{"council resolution naming issuer first", "Nghị quyết của Hội đồng nhân dân tỉnh số 12/2024/NQ-HĐND ngày 10/12/2024", "symbol resolution [12/2024/NQ-HĐND] 2024-12-10 (Hội đồng nhân dân tỉnh)"},
		{"notice of conclusions", "Thông báo kết luận số 47-TB/TGV ngày 5/6/2025 của Tổ giúp việc", "symbol notice [47-TB/TGV] 2025-06-05 (Tổ giúp việc)"},
		{"school plan", "Kế hoạch số 15/KH-THCSNT ngày 05/9/2025 của Trường THCS Nguyễn Trãi", "symbol plan [15/KH-THCSNT] 2025-09-05 (Trường THCS Nguyễn Trãi)"},
		{"personnel decision", "Quyết định số 15-QĐNS/TW ngày 3/2/2026 của Bộ Chính trị", "symbol decision [15-QĐNS/TW] 2026-02-03 (Bộ Chính trị)"},
		{"action programme code", "Chương trình hành động số 147-CTHĐ/TU ngày 9/5/2024", "symbol programme [147-CTHĐ/TU] 2024-05-09 ()"},
		{"decision of council of ministers", "Quyết định số 217-HĐBT ngày 14/11/1987 của Hội đồng Bộ trưởng", "symbol decision [217-HĐBT] 1987-11-14 (Hội đồng Bộ trưởng)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := lines(citation.Find(tt.in)); got != tt.want {
				t.Errorf("Find(%q):\n got %s\nwant %s", tt.in, strings.ReplaceAll(got, "\n", "\n     "), strings.ReplaceAll(tt.want, "\n", "\n     "))
			}
		})
	}
}
