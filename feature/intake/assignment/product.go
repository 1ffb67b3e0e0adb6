package assignment

import (
	"strings"

	"quyet/base/viet"
)

// makes are the verbs whose object is the product of a task.
var makes = viet.NewPhrases("xây dựng", "ban hành", "lập", "trình", "soạn thảo", "hoàn thiện", "hoàn thành", "gửi", "tham mưu", "dự thảo", "phê duyệt", "báo cáo định kỳ", "biên soạn", "nộp", "sửa đổi", "bổ sung", "điều chỉnh", "xây dựng và ban hành", "hoàn thành xây dựng")

// products are the nouns of things an office makes and can show.
var products = viet.NewPhrases("kế hoạch", "đề án", "báo cáo", "nghị định", "thông tư", "quyết định", "nghị quyết", "chỉ thị", "chương trình", "quy chế", "quy định", "quy trình", "phương án", "hướng dẫn", "công văn", "tờ trình", "dự án luật", "luật", "tài liệu", "danh mục", "bộ tiêu chí", "bộ chỉ số", "cơ sở dữ liệu", "văn bản",
	"dự toán", "hồ sơ", "kịch bản", "sổ tay", "chuyên đề", "chuyên mục", "phần mềm", "nền tảng", "chiến lược", "quy hoạch", "đề cương", "biểu mẫu", "bản đồ", "chương trình hành động", "thông báo", "kết luận", "giấy mời", "dự thảo", "nghị quyết chuyên đề", "lộ trình", "danh sách", "đồ án", "nội quy", "quy ước", "hương ước", "bộ quy tắc", "cẩm nang", "kỷ yếu", "kho dữ liệu", "kho học liệu", "bản cam kết")

// revises are the makes that change what is there.
var revises = viet.NewPhrases("sửa đổi", "bổ sung", "điều chỉnh")

// fulfilled are products of others after "hoàn thành": "hoàn thành 100% kế hoạch".
var fulfilled = viet.NewPhrases("kế hoạch", "dự toán", "chương trình")

// deliverable returns the product that text names as made: a noun of a product
// not far behind a verb of making. Empty if it names none.
func deliverable(text string) string {
	t := viet.Tokens(text)
	for i := 0; i < len(t); i++ {
		n := makes.Match(t[i:])
		if n == 1 && i > 0 && t[i-1].Is("chuong", "qua", "quy", "cong", "lo", "to", "giao", "giai", "tuong", "tien", "thanh", "doc", "xac") {
			continue // "chương trình", "thành lập"
		}
		if n > 0 && i > 0 && t[i].Lower == "dự" && (t[i-1].Lower == "và" || t[i-1].Lower == "các" || t[i-1].Lower == "của") {
			continue // the draft of others
		}
		if n == 0 || t[i].Capital && i > 0 && t[i-1].Kind != viet.Mark {
			continue
		}
		// "trình Thủ tướng Chính phủ ban hành Nghị định": whom it goes to stands between.
		reach := 14
		if revises.Match(t[i:]) > 0 {
			reach = 1 // "bổ sung phương án", but "điều chỉnh cho thống nhất với chương trình"
		}
		for j := i + n; j < len(t) && j < i+n+reach; j++ {
			if t[j].Fold == ";" || t[j].Fold == "." || t[j].Lower == "của" || t[j].Lower == "theo" || t[j].Lower == "để" || t[j].Lower == "về" {
				break
			}
			m := products.Match(t[j:])
			if m == 0 || t[j].Lower == "báo" && t[i].Lower != "gửi" && j+2 < len(t) && verbAfterReport(t, j) {
				continue
			}
			if t[j-1].Lower == "hiện" && !t[i].Is("xay", "ban", "lap") || j+m < len(t) && (t[j+m].Lower == "nêu" || t[j+m].Lower == "này") {
				continue // carried out, not made
			}
			if t[j].Lower == "chuyên" && j > i+n {
				continue // "hội nghị chuyên đề"
			}
			if t[j].Lower == "quyết" && j > 1 && t[j-2].Lower == "xét" {
				continue // "trình … xem xét, quyết định"
			}
			if t[j-1].Lower == "vào" || n == 2 && t[i].Is("hoan") && t[i+1].Lower == "thành" && fulfilled.Match(t[j:]) > 0 && j <= i+n+2 {
				break // put into it, or fulfilled: "hoàn thành dự toán thu ngân sách"
			}
			return strings.TrimRight(text[t[j].Start:productEnd(t, j+m)], " ,;")
		}
	}
	return ""
}

// verbAfterReport says whether "báo cáo" at j is the verb: "báo cáo Chính phủ", "báo cáo về".
func verbAfterReport(t []viet.Token, j int) bool {
	next := t[j+2]
	return next.Capital || next.Lower == "về" || next.Lower == "với" || next.Lower == "cấp" || next.Lower == "ban"
}

// productEnd returns where the name of a product ends: at a mark, at the word
// that says what it is for, or at a verb.
func productEnd(t []viet.Token, i int) int {
	// "kế hoạch kiểm tra, giám sát …": verbs are part of the name if one opens it.
	acts := i < len(t) && !t[i].Capital && verbs.Match(t[i:]) > 0
	for ; i < len(t); i++ {
		switch t[i].Lower {
		case "về":
			if i+1 < len(t) && t[i+1].Capital {
				return t[i-1].End
			}
		case "và", "để", "nhằm", "trước", "trong", "theo", "trên", "phù", "gửi", "trình", "bảo", "hoàn", "chậm", "tại", "làm", "hằng", "hàng", "vào", "ngay", "từ", "với", "cũng", "gồm", "bao", "một":
			if t[i].Lower == "và" && i+1 < len(t) && (acts || t[i+1].Capital || verbs.Match(t[i+1:]) == 0) {
				continue
			}
			if t[i].Lower == "trình" && t[i-1].Is("chuong", "quy", "qua", "cong", "lo") || t[i].Lower == "trong" && i+1 < len(t) && t[i+1].Lower == "sạch" {
				continue
			}
			return t[i-1].End
		}
		if t[i].Kind == viet.Mark && t[i].Fold != "-" && t[i].Fold != "/" && t[i].Fold != "–" && t[i].Fold != "." || t[i].Fold == "." && (i+1 >= len(t) || t[i+1].Start > t[i].End) {
			if t[i].Fold == "," && i+1 < len(t) && !t[i+1].Capital && !t[i+1].Is("bao", "trinh", "gui") && (acts || verbs.Match(t[i+1:]) == 0) && i+2 < len(t) && t[i+2].Fold != "," {
				continue
			}
			return t[i-1].End
		}
	}
	return t[len(t)-1].End
}
