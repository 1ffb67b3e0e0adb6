package assignment

import "quyet/base/viet"

// Verbs inside the name of a body. Most verbs end a name ("Sở A tham mưu …");
// those told apart here say which body is meant:
//
//	relative = "được" participle                  "các cơ quan được phân công chủ trì"
//	         | trade                              "các cơ quan soạn thảo tiếp thu …", after a common noun and before a verb
//	         | verb … before a strong duty        "các đơn vị sử dụng lao động phải …", after a common noun
//	         | line-of-work level .               "Ban Văn hóa thông tin xã xây dựng …"

// participles say what a body was charged with.
var participles = viet.NewSpelt("phân công", "phân công chủ trì", "phân công phụ trách", "phân công nhiệm vụ", "phân công thực hiện", "giao", "giao nhiệm vụ", "giao chủ trì", "giao phụ trách", "giao quản lý",
	"giao làm chủ đầu tư", "giao thực hiện", "giao vốn", "giao chỉ tiêu", "lựa chọn", "chọn", "ủy quyền", "uỷ quyền", "kiểm tra", "thanh tra", "giám sát", "phân cấp", "thụ hưởng", "hỗ trợ", "công nhận")

// common nouns are bodies of which a verb can say which are meant.
var common = viet.NewSpelt("cơ quan", "đơn vị", "bộ phận", "tổ chức", "cá nhân", "doanh nghiệp", "cơ sở", "địa phương", "nhà thầu", "hộ", "người")

// trades are what such a body does for a living, or in the matter at hand.
var trades = viet.NewSpelt("soạn thảo", "thi công", "tư vấn", "tư vấn giám sát", "thẩm định", "quản lý", "quản lý nhà nước", "sử dụng", "sử dụng lao động", "sử dụng ngân sách", "chủ quản", "thụ hưởng", "sản xuất", "sản xuất kinh doanh", "kinh doanh",
	"giám sát", "vận hành", "cung cấp", "cung cấp dịch vụ", "cung ứng", "tham gia", "xây dựng báo cáo", "xây dựng dự thảo", "kiểm tra", "thực thi pháp luật", "tham mưu", "chủ trì soạn thảo", "chủ trì tham mưu", "truyền thông", "đào tạo", "giáo dục", "chăm sóc", "bảo vệ", "tổ chức lễ hội", "trực thuộc", "phối hợp")

// linesOfWork are verbs that name what an office is for.
var linesOfWork = viet.NewSpelt("thông tin", "truyền thông", "tuyên truyền", "tổ chức", "kiểm tra", "thanh tra", "đào tạo", "quản lý", "bảo vệ", "phát thanh", "chăm sóc", "quy hoạch", "xúc tiến", "giám sát", "điều hành", "giáo dục", "khuyến nông",
	"vận động", "tiếp công dân", "chuyển đổi số", "xây dựng", "phát triển", "đầu tư", "giải phóng", "bồi thường")

// second are the verbs of one syllable that end a longer word, by the syllables
// before them: "Đào tạo", "chương trình".
var second = map[string]string{
	"chọn": " lựa xét bình tuyển chắt sàng ", "tạo": " đào sáng cải chế ", "trình": " chương công quy lộ hành tiến ", "chuyển": " vận luân lưu ", "giao": " ngoại bàn chuyển ", "làm": " việc ", "cử": " bầu ứng đề tuyển ", "cấp": " trợ cung sơ trung cao nâng ", "xét": " kiểm ", "dạy": " giảng ", "tải": " vận tiếp trọng tiền ",
}

// relative returns the token after a verb at k that belongs to the name of the
// body which begins at i, 0 if the verb at k is none of them.
func (x lexer) relative(i, k, limit int) int {
	if k <= i || k >= limit {
		return 0
	}
	if x.lower(k) == "được" {
		if n := participles.Match(x.at(k + 1)); n > 0 && k+1+n < limit {
			return k + 1 + n
		}
		return 0
	}
	// "Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn các tỉnh …"
	if n := missions.Match(x.at(k)); n > 0 && k+n < limit && x.ofCommittee(i, k) {
		return k + n
	}
	// "UBND các tỉnh, thành phố từ Hà Tĩnh đến Phú Yên"
	if x.lower(k) == "từ" && x.capital(k+1) {
		for r := k + 2; r < min(limit-1, k+6) && x.tokens[r].Kind == viet.Word; r++ {
			if x.lower(r) == "đến" && x.capital(r+1) {
				return r + 1
			}
		}
	}
	if x.endsCommon(i, k) {
		if n := trades.Match(x.at(k)); n > 0 && k+n < limit && (x.starts(k+n) && helps.Match(x.at(k)) == 0 || strong.Match(x.at(k+n)) > 0) {
			return k + n
		}
		if x.starts(k) {
			for r := k + 1; r < min(limit, k+longestRelative) && x.tokens[r].Kind == viet.Word; r++ {
				if n := strong.Match(x.at(r)); n > 0 && x.lower(r+1) != "thiết" && x.lower(r) != "chủ" {
					return r
				}
			}
		}
	}
	n := linesOfWork.Match(x.at(k))
	if n == 0 {
		return 0
	}
	// A committee has a longer mission: "Ban Quản lý dự án đầu tư xây dựng tỉnh:".
	longest := k + n
	if x.ofCommittee(i, k) {
		longest = min(limit-1, k+longestRelative)
	}
	for r := k + n; r <= longest; r++ {
		if r >= len(x.tokens) || x.tokens[r].Kind != viet.Word || quantities.Match(x.at(r)) > 0 {
			return 0
		}
		if levels.Match(x.at(r)) == 1 && !x.capital(r) && x.follows(r+1, limit) {
			return r + 1
		}
	}
	return 0
}

// follows says whether token r may follow the name of a body.
func (x lexer) follows(r, limit int) bool {
	if r >= limit {
		return true
	}
	return x.fold(r) == ":" || x.fold(r) == "," || x.starts(r) || strong.Match(x.at(r)) > 0 || duties.Match(x.at(r)) > 0 || helps.Match(x.at(r)) > 0
}

// missions are what committees are for, said with verbs.
var missions = viet.NewSpelt("tìm kiếm cứu nạn", "phòng chống", "phòng , chống", "phòng thủ dân sự", "cứu hộ", "cứu nạn", "giải phóng mặt bằng", "xây dựng nông thôn mới", "chuyển đổi số", "cải cách hành chính", "giảm nghèo", "bồi thường", "vận động", "đổi mới", "phát triển doanh nghiệp", "bảo vệ", "thi đua", "thực hiện quy chế dân chủ", "điều tra", "tổng điều tra")

// ofCommittee says whether the body that stands before token k is a committee,
// whose name tells its mission.
func (x lexer) ofCommittee(i, k int) bool {
	for s := k - 1; s >= max(i, k-longestMission); s-- {
		if n := committees.Match(x.at(s)); n > 0 {
			return true
		}
		if s < k-1 && quantities.Match(x.at(s)) > 0 {
			return false
		}
	}
	return false
}

// longestMission bounds the tokens between a committee and the last of its missions.
const longestMission = 12

// longestRelative bounds the tokens of a verb that says which body is meant.
const longestRelative = 7

// endsCommon says whether a common noun, or a list of such nouns, ends right
// before token k.
func (x lexer) endsCommon(i, k int) bool {
	for n := 1; n <= 2 && k-n >= i; n++ {
		if common.Match(x.at(k-n)) == n && (k-n == i || quantities.Match(x.at(k-n-1)) > 0 || x.fold(k-n-1) == "," || x.lower(k-n-1) == "và") {
			return true
		}
	}
	return false
}
