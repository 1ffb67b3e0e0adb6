package sourcetest

import (
	"fmt"
	"strings"
)

// Plan returns a plan as the office of an invented province would send it:
// letterhead, preamble, sections with automatic numbers, an annex table with
// so many tasks, recipients and signature.
func Plan(tasks int) Docx {
	const bold, centered = "<w:b/>", `<w:jc w:val="center"/>`
	item := func(level int) string {
		return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="1"/></w:numPr>`, level)
	}
	var b strings.Builder
	b.WriteString(Table("", []int{4300, 5500},
		Cell(P("ỦY BAN NHÂN DÂN", centered, bold)+P("TỈNH TÂN LẬP", centered, bold))+
			Cell(P("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", centered, bold)+P("Độc lập - Tự do - Hạnh phúc", centered, bold)),
		Cell(P("Số: 128/KH-UBND", centered))+Cell(P("Tân Lập, ngày 14 tháng 3 năm 2026", centered, "<w:i/>"))))
	b.WriteString(P("KẾ HOẠCH", centered, bold))
	b.WriteString(P("Triển khai Nghị quyết số 35-NQ/TU ngày 12/01/2026 của Tỉnh ủy về cải cách hành chính giai đoạn 2026 - 2030", centered, bold))
	b.WriteString(P("Căn cứ Luật Tổ chức chính quyền địa phương;"))
	b.WriteString(P("Thực hiện Nghị quyết số 35-NQ/TU ngày 12/01/2026 của Tỉnh ủy về cải cách hành chính, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"))
	b.WriteString(P("MỤC ĐÍCH, YÊU CẦU", item(0), bold))
	b.WriteString(P("Cụ thể hóa các nội dung của Nghị quyết; xác định rõ trách nhiệm của từng cơ quan, đơn vị.", item(1)))
	b.WriteString(P("Phấn đấu đến hết năm 2026 có 95% hồ sơ được giải quyết đúng hạn.", item(1)))
	b.WriteString(P("NHIỆM VỤ", item(0), bold))
	b.WriteString(P("Sở Nội vụ chủ trì, phối hợp với Sở Tài chính xây dựng Đề án sắp xếp các đơn vị sự nghiệp, trình Ủy ban nhân dân tỉnh trước ngày 30/6/2026.", item(1)))
	b.WriteString(P("Các sở, ban, ngành rà soát thủ tục hành chính thuộc phạm vi quản lý, báo cáo kết quả trong Quý III/2026.", item(1)))
	b.WriteString(P("TỔ CHỨC THỰC HIỆN", item(0), bold))
	b.WriteString(P("Giao Sở Nội vụ theo dõi, đôn đốc, định kỳ hằng quý báo cáo Ủy ban nhân dân tỉnh.", item(1)))
	b.WriteString(Table("", []int{4800, 4800},
		Cell(P("Nơi nhận:", "", "<w:b/><w:i/>")+P("- Thường trực Tỉnh ủy;")+P("- Các sở, ban, ngành;")+P("- Lưu: VT."))+
			Cell(P("TM. ỦY BAN NHÂN DÂN", centered, bold)+P("CHỦ TỊCH", centered, bold)+P("")+P("Trần Văn Mẫu", centered, bold))))
	b.WriteString(P("PHỤ LỤC", centered, bold))
	b.WriteString(P("DANH MỤC NHIỆM VỤ", centered, bold))
	b.WriteString(P("(Kèm theo Kế hoạch số 128/KH-UBND ngày 14 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh)", centered, "<w:i/>"))
	head := Header
	for _, name := range []string{"TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm"} {
		head += Cell(P(name, centered, bold))
	}
	rows := []string{head}
	for i := range tasks {
		rows = append(rows, Cells(
			fmt.Sprint(i+1),
			fmt.Sprintf("Xây dựng cơ sở dữ liệu dùng chung thứ %d của tỉnh và kết nối với hệ thống thông tin báo cáo", i+1),
			"Sở Khoa học và Công nghệ", "Các sở, ban, ngành; Ủy ban nhân dân các xã, phường",
			fmt.Sprintf("Tháng %d/2026", i%9+4), "Báo cáo kết quả"))
	}
	b.WriteString(Table(Bordered, []int{600, 3100, 1700, 1700, 1200, 1100}, rows...))
	b.WriteString(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr>`)
	return Docx{Body: b.String(), Numbering: Levels("upperRoman:%1.", "decimal:%2.", "lowerLetter:%3)")}
}

// Levels returns a list definition, with an instance 1 of it, whose levels
// are given as "format:text".
func Levels(levels ...string) string {
	var b strings.Builder
	b.WriteString(`<w:abstractNum w:abstractNumId="0">`)
	for i, l := range levels {
		format, text, _ := strings.Cut(l, ":")
		fmt.Fprintf(&b, `<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl>`, i, format, text)
	}
	b.WriteString(`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	return b.String()
}
