package source

import (
	"strings"
	"testing"
)

func readText(t testing.TB, text string) *Document {
	t.Helper()
	return readBytes(t, "a.txt", []byte(text))
}

func TestHardWrappedText(t *testing.T) {
	d := readText(t, strings.Join([]string{
		"ỦY", "BAN NHÂN DÂN", "TỈNH TÂN LẬP", "-------", "|",
		"CỘNG HÒA XÃ HỘI", "CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "-----------", "|",
		"Số:", "12/KH-UBND", "|", "Tân Lập, ngày", "05 tháng 6 năm 2026", "|",
		"KẾ HOẠCH", "TRIỂN", "KHAI CHUYỂN ĐỔI SỐ TRONG CÁC CƠ QUAN NHÀ NƯỚC TRÊN ĐỊA BÀN TỈNH ĐẾN", "NĂM 2030",
		"Thực hiện Nghị quyết số", "35-NQ/TU ngày 12 tháng 01 năm 2026 của Tỉnh ủy về cải cách hành chính, Ủy ban", "nhân dân tỉnh ban hành Kế hoạch như sau:",
		"I. MỤC ĐÍCH,", "YÊU CẦU",
		"1. Nâng cao", "chất lượng phục vụ người dân; rút ngắn thời gian giải quyết hồ sơ tại Trung tâm", "Phục vụ hành chính công.",
		"2. Sở Nội vụ báo cáo.",
	}, "\n"))
	wantText(t, d, "ỦY BAN NHÂN DÂN", "TỈNH TÂN LẬP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
		"Số: 12/KH-UBND", "Tân Lập, ngày 05 tháng 6 năm 2026", "KẾ HOẠCH",
		"TRIỂN KHAI CHUYỂN ĐỔI SỐ TRONG CÁC CƠ QUAN NHÀ NƯỚC TRÊN ĐỊA BÀN TỈNH ĐẾN NĂM 2030",
		"Thực hiện Nghị quyết số 35-NQ/TU ngày 12 tháng 01 năm 2026 của Tỉnh ủy về cải cách hành chính, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
		"I. MỤC ĐÍCH, YÊU CẦU",
		"1. Nâng cao chất lượng phục vụ người dân; rút ngắn thời gian giải quyết hồ sơ tại Trung tâm Phục vụ hành chính công.",
		"2. Sở Nội vụ báo cáo.")
}

func TestHeadlineIsNotTheWidth(t *testing.T) {
	d := readText(t, "Kết quả triển khai thực hiện chương trình xây dựng nông thôn mới của tỉnh trong sáu tháng đầu năm nay\n"+
		"Tỉnh ủy đã ban hành nhiều văn bản để lãnh đạo các\ncấp ủy trực thuộc trong công tác xây dựng nông thôn mới giai đoạn\n2016-2020; Ban Thường vụ cho ý kiến\nvề cơ chế hỗ trợ và giao Sở\nTài chính cân đối nguồn vốn cho các\nxã trong diện ưu tiên đã được\nduyệt.")
	wantText(t, d, "Kết quả triển khai thực hiện chương trình xây dựng nông thôn mới của tỉnh trong sáu tháng đầu năm nay",
		"Tỉnh ủy đã ban hành nhiều văn bản để lãnh đạo các cấp ủy trực thuộc trong công tác xây dựng nông thôn mới giai đoạn 2016-2020; Ban Thường vụ cho ý kiến về cơ chế hỗ trợ và giao Sở Tài chính cân đối nguồn vốn cho các xã trong diện ưu tiên đã được duyệt.")
}

func TestEntitiesDoNotCountAsLength(t *testing.T) {
	line := "Th&#7921;c hi&#7879;n k&#7871; ho&#7841;ch, S&#7903; N&#7897;i v&#7909;\nb&aacute;o c&aacute;o &amp; &lt;b&gt; &#60;p&#62;"
	wantText(t, readText(t, line), "Thực hiện kế hoạch, Sở Nội vụ báo cáo & <b> <p>")
}

func TestFieldsOfAFormStandAlone(t *testing.T) {
	d := readText(t, "TRÍCH YẾU: V/v tăng cường bảo đảm an toàn thực phẩm\nKÍNH GỬI: Các tổ chuyên môn, tổ văn phòng và giáo\nviên chủ nhiệm của các lớp trong trường học này\nđể biết và thực hiện cho nghiêm túc.")
	wantText(t, d, "TRÍCH YẾU: V/v tăng cường bảo đảm an toàn thực phẩm", "KÍNH GỬI: Các tổ chuyên môn, tổ văn phòng và giáo viên chủ nhiệm của các lớp trong trường học này để biết và thực hiện cho nghiêm túc.")
}

func TestCapitalsMadeByAFont(t *testing.T) {
	wantText(t, readText(t, "CộNG HòA Xã HộI CHủ NGHĩA VIệT NAM\nXã Nam Sơn"), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Xã Nam Sơn")
}

func TestParagraphsThatAreLines(t *testing.T) {
	lines := []string{"Tin trong ngày", "Hội nghị tại điểm cầu trung tâm", "Tại hội nghị, các đại biểu đã thảo luận.", "Minh An"}
	wantText(t, readText(t, strings.Join(lines, "\r\n")), lines...)
}

func TestTextTornByPageEnd(t *testing.T) {
	d := readText(t, "2. Các sở, ban, ngành có trách nhiệm rà soát các chương trình, kế hoạch về\n\nphát triển hạ tầng.\n\nhết")
	wantText(t, d, "2. Các sở, ban, ngành có trách nhiệm rà soát các chương trình, kế hoạch về phát triển hạ tầng.", "hết")
}

func TestMarkdown(t *testing.T) {
	d := readText(t, "# KẾ HOẠCH\n**Nơi nhận:**\n- Như trên;\n*(Đã ký)*\n\nSố 12\\-KH\\/TU, xem [văn bản](https://example.org/x) &amp; `mã` 5 * 6 \\*\n\n**a** và **b**\nTốc độ<br>tăng")
	wantText(t, d, "KẾ HOẠCH", "Nơi nhận:", "- Như trên;", "(Đã ký)", "Số 12-KH/TU, xem văn bản & mã 5 * 6 *", "a và b", "Tốc độ", "tăng")
	if d.Blocks[0].Level != 1 || !d.Blocks[1].Bold || !d.Blocks[3].Italic || d.Blocks[5].Bold {
		t.Errorf("blocks %+v", d.Blocks)
	}
}

func TestTextTables(t *testing.T) {
	d := readText(t, "| TT | Nhiệm vụ | Chủ trì |\n|---|:--|--:|\n| **I** | Thể chế | |\n| 1 | Xây dựng quy chế\nlàm việc | Sở \\| Ban |\n| 2 | Rà soát | Sở Nội vụ |\n\nHết bảng.\n\nTên\tSố lượng\nxã\t12\nphường\t3\n\nchia sẻ: a | b | c")
	wantText(t, d, "TT|Nhiệm vụ|Chủ trì", "I|Thể chế|", "1|Xây dựng quy chế làm việc|Sở | Ban", "2|Rà soát|Sở Nội vụ", "Hết bảng.", "Tên|Số lượng", "xã|12", "phường|3", "chia sẻ: a | b | c")
	if len(d.Tables) != 2 || !d.Tables[0].Rows[0].Header || d.Tables[0].Rows[1].Header || d.Tables[0].Columns != 3 {
		t.Errorf("tables %+v", d.Tables)
	}
}

func TestTextLetterheadBetweenBars(t *testing.T) {
	d := readText(t, "SỞ NỘI VỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 5/BC-SNV | Tân Lập, ngày 4 tháng 5 năm 2026 |\nBÁO CÁO\nKết quả công tác")
	wantText(t, d, "SỞ NỘI VỤ", "Số: 5/BC-SNV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Tân Lập, ngày 4 tháng 5 năm 2026", "BÁO CÁO", "Kết quả công tác")
}

// A copy of text alone has every cell of a table on a line of its own.
func TestTextStackedTable(t *testing.T) {
	d := readText(t, "PHỤ LỤC\nTT\nNội dung công việc\nChủ trì\nThời hạn\n\nI\nKINH TẾ\n1\nXây dựng đề án\nPhòng Kinh tế\nTháng 4/2026\n2\nRà soát đất công\nPhòng Kinh tế\nQuý II\nII\nVĂN HÓA\n3\nTổ chức hội thi\nCác thôn\nTháng 6/2026\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH")
	wantText(t, d, "PHỤ LỤC", "TT|Nội dung công việc|Chủ trì|Thời hạn", "I|KINH TẾ", "1|Xây dựng đề án|Phòng Kinh tế|Tháng 4/2026", "2|Rà soát đất công|Phòng Kinh tế|Quý II",
		"II|VĂN HÓA", "3|Tổ chức hội thi|Các thôn|Tháng 6/2026", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
	if len(d.Tables) != 1 || !d.Tables[0].Rows[0].Header || d.Tables[0].Columns != 4 {
		t.Errorf("tables %+v", d.Tables)
	}
	lines := []string{"TT", "Nội dung", "Chủ trì", "1", "Xây dựng đề án", "Ghi chú", "Nhiều dòng khác", "2", "Rà soát"}
	wantText(t, readText(t, strings.Join(lines, "\n")), lines...)
}

func TestFrontMatter(t *testing.T) {
	d := readText(t, "---\ntitle: \"Kế hoạch tuần\"\nso: ''\n---\n<p>N&ocirc;̣i dung</p><p>Đoạn hai</p><p>ba</p>")
	wantText(t, d, "Kế hoạch tuần", "Nội dung", "Đoạn hai", "ba")
	if d.Properties["title"] != "Kế hoạch tuần" || d.Format != TXT {
		t.Errorf("properties %q, format %s", d.Properties, d.Format)
	}
}

func TestTextEncodings(t *testing.T) {
	d := readBytes(t, "a.txt", []byte("U\xfb ban nh\xa9n d\xa9n t\xd8nh, k\xd5 ho\xb9ch n\xa8m"))
	wantText(t, d, "Uỷ ban nhân dân tỉnh, kế hoạch năm")
	if !hasNote(d, NoteTCVN3) {
		t.Errorf("notes %v", d.Notes)
	}
	d = readBytes(t, "a.txt", []byte("\xff\xfeK\x00\xbf\x1e \x00h\x00o\x00\xa1\x1ec\x00h\x00"))
	wantText(t, d, "Kế hoạch")
	d = readBytes(t, "a.txt", []byte(strings.Repeat("Kế hoạch năm. ", 40)+"\xff"))
	if !hasNote(d, NoteBroken) {
		t.Error("no note of the broken byte")
	}
}

func TestStartsItem(t *testing.T) {
	for _, s := range []string{"1. Mục", "1.2. Mục", "2) Mục", "12/ Mục", "a) điểm", "đ) điểm", "A. PHẦN", "I. MỤC", "IV- MỤC", "II/ MỤC", "- gạch", "+ cộng", "• chấm", "(1) một", "Điều 5. Hiệu lực", "Chương II", "Căn cứ Luật", "Nơi nhận:", "Kính gửi: ai", "Số: 5/QĐ"} {
		if !startsItem(s) {
			t.Errorf("%q begins an item", s)
		}
	}
	for _, s := range []string{"", "29/5, hội nghị", "2026. Tiếp", "1.214 đảng viên", "19 tháng 5", "điều 5 của Luật", "căn cứ vào", "57-NQ/TW", "-5 độ", "xã, phường", "(sau đây gọi tắt là Kế hoạch)", "Tỉnh ủy"} {
		if startsItem(s) {
			t.Errorf("%q begins no item", s)
		}
	}
}

func TestManyShortLines(t *testing.T) {
	d := readText(t, strings.Repeat("a\n", 100_000))
	if len(d.Blocks) != 1 || len(d.Text) != 200_000 {
		t.Errorf("%d blocks, %d bytes", len(d.Blocks), len(d.Text))
	}
	d = readText(t, "|a|b|c|\n|---|---|---|\n|1|2\n"+strings.Repeat("x\n", 100_000))
	if len(d.Blocks) != 2 || !strings.HasSuffix(d.Text, " x x\n") {
		t.Errorf("%d blocks of a table with one long cell", len(d.Blocks))
	}
}

func TestLineBreaksAreNotAWebPage(t *testing.T) {
	d := readText(t, "**KẾ HOẠCH**\n\n| Việc | Hạn |\n|---|---|\n| Rà<br>soát<br/>quy chế | **Quý II**<br>2026 |\n\nGhi chú<br>cuối<br>trang")
	wantText(t, d, "KẾ HOẠCH", "Việc|Hạn", "Rà soát quy chế|Quý II 2026", "Ghi chú", "cuối", "trang")
	d = readText(t, "# Kế hoạch\n\n<div>\n<p>**Mục** một</p>\n</div>\n")
	wantText(t, d, "Kế hoạch", "Mục một")
	d = readText(t, "# Kế hoạch\n<table border=1><tr><td>**Việc**</td><td>Hạn</td></tr><tr><td>Rà soát</td><td>_Quý I_</td></tr></table>")
	wantText(t, d, "Kế hoạch", "Việc|Hạn", "Rà soát|Quý I")
}

func TestLinesThatRanTogether(t *testing.T) {
	d := readText(t, "ĐẢNG ỦY XÃ NAM SƠN***Số: 12-QĐ/ĐUĐẢNG CỘNG SẢN VIỆT NAM QUYẾT ĐỊNHVề việc khen thưởng-------- Căn cứ Điều lệ; số 5")
	wantText(t, d, "ĐẢNG ỦY XÃ NAM SƠN", "Số: 12-QĐ/ĐU", "ĐẢNG CỘNG SẢN VIỆT NAM QUYẾT ĐỊNH", "Về việc khen thưởng", "Căn cứ Điều lệ; số 5")
}

func TestMarksOfWordsInText(t *testing.T) {
	d := readText(t, "<b>KẾ HOẠCH</b>\n\n<i>Tân Lập, ngày 5 tháng 6</i>\n\nĐiểm x < 5 và y > 3")
	wantText(t, d, "KẾ HOẠCH", "Tân Lập, ngày 5 tháng 6", "Điểm x < 5 và y > 3")
}

func TestTitleEndsWhereTheTextBegins(t *testing.T) {
	d := readText(t, strings.Join([]string{
		"KẾ HOẠCH",
		"Triển khai các hoạt động hưởng ứng Tháng an toàn lao động trên địa bàn huyện",
		"Thực hiện chỉ đạo của cấp trên về công tác an toàn, vệ sinh lao động trong các",
		"doanh nghiệp, Ủy ban nhân dân huyện xây dựng kế hoạch với các nội dung chính",
		"như sau, giao Phòng Lao động",
		"- Thương binh và Xã hội theo dõi.",
	}, "\n"))
	wantText(t, d, "KẾ HOẠCH", "Triển khai các hoạt động hưởng ứng Tháng an toàn lao động trên địa bàn huyện",
		"Thực hiện chỉ đạo của cấp trên về công tác an toàn, vệ sinh lao động trong các doanh nghiệp, Ủy ban nhân dân huyện xây dựng kế hoạch với các nội dung chính như sau, giao Phòng Lao động - Thương binh và Xã hội theo dõi.")
}

func TestClockBelowAHeadline(t *testing.T) {
	got := readText(t, "Thời sự\nNam Sơn đặt mục tiêu tăng trưởng trên hai con số\nTrần Mẫu - 09/12/2026 08:05\nNăm 2027, tỉnh đặt mục tiêu tăng trưởng trên 10%,\nthu ngân sách đạt trên 5.600 tỷ đồng và giải ngân\nhết vốn đầu tư công được giao trong năm.\n")
	if want := "Nam Sơn đặt mục tiêu tăng trưởng trên hai con số\nTrần Mẫu - 09/12/2026 08:05\n"; !strings.Contains(got.Text, want) {
		t.Errorf("the line with author and clock does not stand alone:\n%s", got.Text)
	}
}

// "số" waits for a number, or for what some of is said; "hạ tầng số" is complete.
func TestLinesThatEndInNumber(t *testing.T) {
	lines := []string{"1. Phát triển hạ tầng số", "Sở Khoa học và Công nghệ phủ sóng các thôn.", "2. Phát triển dữ liệu số", "Văn phòng số hóa hồ sơ."}
	wantText(t, readText(t, strings.Join(lines, "\n")), lines...)
	wantText(t, readText(t, "Thực hiện Kế hoạch số\n12/KH-UBND của tỉnh và một số\nNghị quyết của Hội đồng nhân dân, Ủy ban nhân dân xã báo cáo."),
		"Thực hiện Kế hoạch số 12/KH-UBND của tỉnh và một số Nghị quyết của Hội đồng nhân dân, Ủy ban nhân dân xã báo cáo.")
}
