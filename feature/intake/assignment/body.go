package assignment

import (
	"strings"

	"quyet/base/viet"
	"quyet/feature/doc/citation"
	"quyet/feature/intake/source"
)

// This file is the grammar of the names of bodies, for finding where a list of
// them begins and ends and where it is cut into bodies. It knows how names are built, not
// which bodies exist: "Sở Nông nghiệp và Môi trường" is one body because "Môi trường" begins no
// name, "Sở Y tế và Công an tỉnh" two because "Công an" does.
//
//	bodies  = body { ( "," | ";" | "và" | "-" ) body } .
//	body    = [ quantity ] head { word } | group | abbreviation .
//	group   = quantity noun { "," noun } [ "và" noun ] [ qualifier ] .     "các sở, ban, ngành", "các xã, phường"
//	head    = "Sở" | "Bộ" | "Ủy ban nhân dân" | "Văn phòng" | "Chủ tịch" | …
//	quantity = "các" | "những" | "mỗi" | "từng" | "toàn thể" .

// heads are the words that can begin the name of a body or of the post at its
// head. A word that means something else without its tone is spelt with it.
var heads = viet.NewSpelt(
	// government line
	"ủy ban nhân dân", "uỷ ban nhân dân", "ubnd", "ủy ban", "uỷ ban", "ub", "hội đồng", "hội đồng nhân dân", "hđnd", "chính phủ", "thủ tướng", "quốc hội", "ủy ban mặt trận", "uỷ ban mặt trận", "ủy ban kiểm tra", "uỷ ban kiểm tra",
	"bộ", "sở", "ngành", "cục", "tổng cục", "chi cục", "vụ", "viện", "văn phòng", "vp", "phòng", "trung tâm", "tt", "thanh tra", "kho bạc", "thuế", "hải quan",
	"công an", "quân khu", "bộ đội", "đồn biên phòng", "biên phòng", "tòa án", "toà án", "tand", "vksnd", "viện kiểm sát", "bảo hiểm", "bhxh", "ngân hàng", "thống kê",
	"đài", "báo", "báo , đài", "báo và phát thanh", "trạm", "hạt kiểm lâm", "khoa", "khoa , phòng", "thư viện", "y tế trường học", "viễn thông", "vnpt", "viettel", "mobifone", "cổng thông tin", "tạp chí", "thông tấn xã", "trường", "đại học", "học viện", "bệnh viện", "trạm y tế", "cơ sở y tế",
	"tiểu đội", "trung đội", "đại đội", "tiểu đoàn", "trung đoàn", "lữ đoàn", "sư đoàn", "hải đội",
	"điện lực", "bưu điện", "quân đội", "quân sự", "ban chqs", "bộ chqs", "bchqs", "kiểm toán", "kiểm lâm", "cảnh sát",
	// Party line
	"tỉnh ủy", "tỉnh uỷ", "thành ủy", "thành uỷ", "huyện ủy", "huyện uỷ", "quận ủy", "quận uỷ", "thị ủy", "thị uỷ", "đảng ủy", "đảng uỷ", "chi ủy", "chi uỷ", "cấp ủy", "cấp uỷ",
	"đảng bộ", "chi bộ", "đảng đoàn", "ban cán sự", "tổ chức đảng", "tổ chức cơ sở đảng", "thường trực", "ban", "ban thường vụ", "ban chấp hành", "ban chỉ đạo", "ban quản lý", "ban tổ chức", "ban tuyên giáo", "ban điều hành", "ban chỉ huy", "ban dân vận", "ban nội chính", "bộ chính trị", "ban bí thư", "btv", "bch", "bql", "bqlda", "bcđ", "ubkt", "ttyt", "tổ đảng",
	// front and mass organisations
	"mặt trận", "mttq", "ubmttq", "ubmttqvn", "đoàn thể", "đoàn", "tỉnh đoàn", "thành đoàn", "huyện đoàn", "thị đoàn", "quận đoàn", "xã đoàn", "hội", "hội liên hiệp", "hội nông dân", "hội cựu chiến binh", "liên đoàn", "lđlđ",
	"công đoàn", "cđ", "cđcs", "ldld", "liên minh", "liên hiệp", "hiệp hội", "câu lạc bộ",
	// undertakings and working groups
	"công ty", "tổng công ty", "tập đoàn", "doanh nghiệp", "hợp tác xã", "tổ hợp tác", "tổ bảo vệ", "tổ công tác", "tổ giúp việc", "tổ", "đội", "tiểu ban", "chủ đầu tư", "nhà trường", "hộ kinh doanh",
	// what is meant as a body without being named
	"cơ quan", "đơn vị", "địa phương", "tổ chức", "các cấp", "cấp", "lực lượng", "chính quyền", "cơ sở", "bộ phận", "thành viên",
	// places, which stand for their authorities
	"xã", "phường", "thị trấn", "đặc khu", "huyện", "thị xã", "quận", "thành phố", "tp", "tỉnh", "thôn", "ấp", "khu phố", "tổ dân phố", "khóm", "buôn", "khu dân cư", "xóm",
	// posts
	"chủ tịch", "phó chủ tịch", "bí thư", "phó bí thư", "giám đốc", "phó giám đốc", "tổng giám đốc", "thủ trưởng", "bộ trưởng", "thứ trưởng", "thống đốc", "chánh văn phòng",
	"chánh thanh tra", "chánh án", "viện trưởng", "cục trưởng", "vụ trưởng", "chi cục trưởng", "trưởng ban", "phó trưởng ban", "trưởng phòng", "trưởng công an", "chỉ huy trưởng", "hiệu trưởng", "trưởng", "phó trưởng", "phó hiệu trưởng", "phó chánh văn phòng", "phó chánh thanh tra", "phó trưởng phòng", "phó cục trưởng", "phó chi cục trưởng", "phó vụ trưởng", "phó viện trưởng", "phó tổng giám đốc", "phó chủ nhiệm", "phó thủ trưởng", "phó chỉ huy trưởng", "chính trị viên", "chính ủy", "tổ trưởng", "tổ phó", "đội trưởng", "thư ký",
	"trưởng thôn", "người đứng đầu", "người phát ngôn", "tổng biên tập", "lãnh đạo", "đồng chí", "đ/c", "đ / c", "ông", "bà", "ủy viên", "uỷ viên", "các ông", "cán bộ", "đảng viên", "đại biểu",
	"công chức", "giáo viên", "đội ngũ", "học sinh", "sinh viên", "phụ huynh", "cha mẹ", "gia đình", "nhân viên", "người dân", "nhân dân", "hộ gia đình", "người lao động", "đoàn viên", "hội viên", "chủ rừng", "thầy", "cô", "ban giám hiệu", "ban giám đốc", "phó thủ tướng", "tổng thanh tra", "chủ nhiệm", "tổng phụ trách", "tư lệnh", "kế toán", "bí thư chi bộ", "điều dưỡng trưởng", "kỹ thuật viên trưởng", "kế toán trưởng", "trưởng khoa", "trưởng các khoa", "trưởng các phòng", "trưởng các ban")

// notHeads look like heads and are other words.
var notHeads = viet.NewSpelt("xã hội", "ngành nghề", "hội nghị", "hội thảo", "hội thi", "hội nhập", "báo cáo", "tổ chức thực hiện", "tổ chức triển khai",
	"tổ chức tuyên truyền", "bộ máy", "bộ luật", "ban hành", "cấp phát", "cấp nước", "cấp giấy", "cấp bách", "cấp thiết", "trường hợp", "đoàn kết", "phòng chống", "phòng , chống",
	"phòng ngừa", "phòng cháy", "tổ chức sơ kết", "tổ chức tổng kết", "tổ chức hội nghị", "tổ chức quán triệt", "tổ chức học tập", "tổ chức các", "tổ chức lấy", "cơ sở dữ liệu", "cơ sở hạ tầng", "cơ sở vật chất",
	"cơ sở pháp lý", "ban đầu", "báo động", "lãnh đạo , chỉ đạo", "lãnh đạo thực hiện", "lãnh đạo tổ chức", "trường học số", "hệ thống hóa", "hệ thống thông tin", "hệ thống pháp luật", "bảo hiểm y tế", "thuế quan", "tỉnh táo",
	"tổ chức bộ máy", "tổ chức đại hội", "tổ chức kiểm tra", "tổ chức đánh giá", "tổ chức tập huấn", "tổ chức đào tạo", "tổ chức rà soát", "tổ chức theo dõi", "tổ chức nghiên cứu", "thống kê ,", "thanh tra ,",
	"bộ chỉ số", "bộ tiêu chí", "bộ thủ tục", "bộ công cụ", "báo chí", "cơ sở thực hiện", "hội tụ", "cấp ngân sách", "cấp kinh phí", "vụ việc", "vụ án", "viện trợ", "bản đồ", "bản chất", "cấp có thẩm quyền")

var quantities = viet.NewSpelt("các", "những", "mỗi", "từng", "toàn thể", "tất cả các", "tất cả", "một số", "toàn bộ các", "toàn bộ", "các đồng chí", "đồng chí", "mọi")

// namesakes sound like an instruction, or the next of several bodies, and stand in names:
// "Bộ phận Tiếp nhận và trả kết quả", "cán bộ phụ trách công nghệ thông tin".
var namesakes = viet.NewSpelt(append(tokensApart(citation.JoinedFields()), "lao động thương binh và xã hội", "kế hoạch tổng hợp", "hành chính tổng hợp", "hành chính - tổng hợp", "kế hoạch - tổng hợp", "tổ chức cán bộ", "tổ chức - hành chính", "và trả kết quả", "công nghệ thông tin", "thông tấn , báo chí", "báo chí , truyền thông", "qlda đầu tư xây dựng", "dự án đầu tư xây dựng")...)

// tokensApart returns phrases with a blank between any two tokens.
func tokensApart(phrases []string) []string {
	var apart []string
	for _, phrase := range phrases {
		var words []string
		for _, t := range viet.Tokens(phrase) {
			words = append(words, t.Lower)
		}
		apart = append(apart, strings.Join(words, " "))
	}
	return apart
}

// nouns are the members of groups that one quantity counts: "các sở, ban, ngành".
var nouns = viet.NewSpelt("bộ", "sở", "ban", "ngành", "ban ngành", "ban , ngành", "địa phương", "đơn vị", "cơ quan", "tổ chức", "đoàn thể", "hội", "hội đoàn thể", "doanh nghiệp", "cá nhân", "cơ sở",
	"xã", "phường", "thị trấn", "đặc khu", "huyện", "thị xã", "quận", "thành phố", "tp", "tx", "tỉnh", "tỉnh , thành", "thôn", "ấp", "bản", "buôn", "khóm", "xóm", "khu phố", "tổ dân phố", "khu dân cư", "phòng", "trung tâm", "trường", "chi bộ", "đảng bộ",
	"cấp ủy", "cấp uỷ", "tổ chức đảng", "tổ chức cơ sở đảng", "tổ chức chính trị - xã hội", "cấp", "mặt trận", "chính quyền", "hiệp hội", "viện", "vụ", "cục", "đoàn", "huyện ủy", "huyện uỷ", "thành ủy", "thành uỷ", "đảng ủy", "đảng uỷ", "thị ủy", "thị uỷ", "quận ủy", "quận uỷ", "hợp tác xã", "đoàn thể chính trị - xã hội", "lực lượng", "quân đội", "công an", "kiểm lâm", "cán bộ", "đảng viên", "công chức", "viên chức", "người lao động", "bệnh viện", "học viện", "công ty", "tập đoàn", "tổng công ty", "ban đảng", "cơ quan , đơn vị", "đồng chí", "phòng ban", "thành viên", "khoa", "bộ môn", "lớp", "tập thể", "mầm non", "mẫu giáo", "tiểu học", "trung học cơ sở", "trung học phổ thông", "thcs", "thpt",
	"huyện , thị , thành ủy", "huyện , thị , thành uỷ", "huyện , thị , thành đoàn", "huyện , thị , thành hội", "huyện , thành ủy", "huyện , thành uỷ", "huyện , thành đoàn", "huyện , thành hội", "quận , huyện ủy", "quận , huyện uỷ", "quận , huyện đoàn", "quận , huyện hội", "chi đoàn", "chi hội", "liên đội", "nhà thầu", "tổ chuyên môn", "câu lạc bộ")

// committees are heads whose names go on with what they are for.
var committees = viet.NewSpelt("ban chỉ đạo", "ban điều hành", "ban vận động", "ban chỉ huy", "ban quản lý", "tổ công tác", "hội đồng", "ban công tác")

// levels end the name of a committee.
var levels = viet.NewSpelt("tỉnh", "huyện", "xã", "phường", "quận", "thành phố", "thị xã", "trung ương", "gia", "phố", "cấp")

// governors stand before the bodies they head, so that what follows with a
// small letter belongs to them: "Thủ trưởng các cơ quan, đơn vị".
var governors = viet.NewSpelt("thủ trưởng", "lãnh đạo", "chủ tịch", "giám đốc", "người đứng đầu", "thường trực", "ban thường vụ", "bí thư", "trưởng", "ủy ban nhân dân", "ubnd", "cấp ủy", "chủ tịch ủy ban nhân dân", "uỷ ban nhân dân", "chủ tịch ubnd")

// A lexer looks at the tokens of one line.
type lexer struct {
	text   string
	tokens []viet.Token
	base   int // offset of text in the document
	news   bool
	giver  string // news: the last words of who gave the order that this line passes on, "" if it passes on none
}

func (x lexer) at(i int) []viet.Token {
	if i < 0 || i >= len(x.tokens) {
		return nil
	}
	return x.tokens[i:]
}

func (x lexer) fold(i int) string {
	if i < 0 || i >= len(x.tokens) {
		return ""
	}
	return x.tokens[i].Fold
}

func (x lexer) lower(i int) string {
	if i < 0 || i >= len(x.tokens) {
		return ""
	}
	return x.tokens[i].Lower
}

func (x lexer) capital(i int) bool { return i >= 0 && i < len(x.tokens) && x.tokens[i].Capital }

// span is tokens [i,j) as a span of the document.
func (x lexer) span(i, j int) source.Span {
	return source.Span{Start: x.base + x.tokens[i].Start, End: x.base + x.tokens[j-1].End}
}

// head returns the number of tokens of a head at i, without quantity.
func (x lexer) head(i int) int {
	t := x.at(i)
	n := heads.Match(t)
	if n == 0 || notHeads.Match(t) >= n {
		return 0
	}
	if acts.Match(t) == n && !x.bodyFollows(i+n) {
		return 0
	}
	return n
}

// acts are heads that are verbs as well: "Tổ chức hội thi", "Lãnh đạo, chỉ đạo".
var acts = viet.NewSpelt("tổ chức", "lãnh đạo", "thanh tra", "thống kê", "cấp", "kiểm toán", "báo", "trưởng", "bảo hiểm", "khoa", "viễn thông", "trạm", "thư viện")

// bodyFollows says whether the words after such a head make it a body: a capital, or what
// kind of body it is.
func (x lexer) bodyFollows(i int) bool {
	if i >= len(x.tokens) {
		return false
	}
	if x.tokens[i].Kind == viet.Number {
		return false
	}
	return x.capital(i) || kinds.Match(x.at(i)) > 0
}

var kinds = viet.NewSpelt("đảng", "cơ sở đảng", "chính trị", "chính trị - xã hội", "công đoàn", "đoàn", "hội", "xã hội", "liên quan", "có liên quan", "tỉnh", "huyện", "bộ", "sở", "chính phủ", "nhà nước", "các sở", "các cơ quan", "các ban", "các đơn vị", "các cấp", "các địa phương", "ủy", "uỷ", "và phát thanh", "ban", "phòng", "thôn", "xã", "cơ sở", "thành phố", "công an", "ubnd", "ủy ban", "uỷ ban", "đơn vị", "cơ quan", "các phòng")

// abbreviation says whether token i is two to eight capital letters, as
// "TTXVN" or "BTV". Its shape is all there is to know it by, so it counts as a
// body only inside a list of bodies.
func (x lexer) abbreviation(i int) bool {
	if i >= len(x.tokens) {
		return false
	}
	t := x.tokens[i]
	if t.Kind != viet.Word || len(t.Fold) < 2 || len(t.Fold) > 8 {
		return false
	}
	for _, r := range x.text[t.Start:t.End] {
		if (r < 'A' || r > 'Z') && r != 'Đ' {
			return false
		}
	}
	return true
}

// body says whether the name of a body can begin at token i.
func (x lexer) body(i int) bool {
	if n := quantities.Match(x.at(i)); n > 0 {
		if x.head(i+n) > 0 || nouns.Match(x.at(i+n)) > 0 || x.abbreviation(i+n) {
			return true
		}
	}
	if i < len(x.tokens) && x.tokens[i].Kind == viet.Number && nouns.Match(x.at(i+1)) > 0 {
		return true // "yêu cầu 12 tỉnh, thành phố …"
	}
	return x.head(i) > 0
}

// named says whether a body begins at i with a quantity or a capital, as a new
// member of a list does.
func (x lexer) named(i int) bool {
	if n := quantities.Match(x.at(i)); n > 0 && (x.head(i+n) > 0 || nouns.Match(x.at(i+n)) > 0) {
		return true
	}
	return x.head(i) > 0 && x.capital(i)
}

// cut cuts tokens [i,j) into bodies.
func (x lexer) cut(i, j int) []source.Span {
	var bodies []source.Span
	for i < j && x.tokens[i].Kind == viet.Mark && x.fold(i) != "(" || i < j && x.fold(i) == "va" {
		i++
	}
	start := i
	add := func(end int) {
		s, e := start, end
		for s < e && (x.tokens[s].Kind == viet.Mark && x.fold(s) != "(" || x.lower(s) == "và") {
			s++
		}
		for e > s && (x.tokens[e-1].Is(",", ";", ".", ":", "-", "–", "+", "*") || x.lower(e-1) == "và" || x.opensQuotation(s, e-1)) {
			e--
		}
		e = x.withoutPerson(s, e)
		if e > s && x.fold(s) != "-" {
			bodies = append(bodies, x.span(s, e))
		}
		start = end
	}
	depth := 0
	for k := i; k < j; k++ {
		switch x.fold(k) {
		case "(":
			depth++
			continue
		case ")":
			depth--
			continue
		}
		if depth > 0 {
			continue
		}
		next := k + 1
		switch {
		case x.fold(k) == ";" || x.fold(k) == "+" || x.fold(k) == "•":
			add(k)
		case x.fold(k) == "." && k+1 < j && x.body(next):
			add(k)
		case x.fold(k) == "," && k > i && next < j && x.tokens[next].Start == x.tokens[k-1].End+1 && x.abbreviation(k-1) && x.abbreviation(next):
			// "Sở VH,TT&DL"
		case x.fold(k) == ",":
			if x.lower(next) == "và" {
				next++
			}
			if next < j && x.separates(start, k, next, j) {
				add(k)
			}
		case x.fold(k) == "&" && k > i && x.tokens[k].Start == x.tokens[k-1].End && next < j && x.tokens[next].Start == x.tokens[k].End:
			// "Sở TT&TT"
		case x.lower(k) == "và" || x.fold(k) == "&" || x.lower(k) == "hoặc" || x.fold(k) == "/":
			if next < j && k > start && x.separates(start, k, next, j) {
				add(k)
			}
		case x.fold(k) == "-" || x.fold(k) == "–":
			if next < j && k > start && x.tokens[k].Start > x.tokens[k-1].End && x.named(next) && !x.abbreviation(next) &&
				!(persons.Match(x.at(start)) > 0 && posts.Match(x.at(next)) > 0) {
				add(k)
			}
		}
	}
	add(j)
	return bodies
}

// opensQuotation says whether token k is a quotation mark that nothing in [s,k) opened.
func (x lexer) opensQuotation(s, k int) bool {
	switch x.fold(k) {
	case "“":
		return true
	case `"`:
		n := 0
		for i := s; i < k; i++ {
			if x.fold(i) == `"` {
				n++
			}
		}
		return n%2 == 0
	}
	return false
}

// withoutPerson ends a body before a person in brackets: "Ban Giám hiệu (đồng
// chí A phụ trách)" names who answers, not another body.
func (x lexer) withoutPerson(s, e int) int {
	if e-s < 3 || x.fold(e-1) != ")" {
		return e
	}
	for k := e - 2; k > s; k-- {
		if x.fold(k) == "(" {
			if persons.Match(x.at(k+1)) > 0 || asides.Match(x.at(k+1)) > 0 {
				return k
			}
			return e
		}
	}
	return e
}

// persons stand before the name of one, and in brackets after a body they answer
// for it; asides only explain it.
var (
	persons = viet.NewSpelt("đồng chí", "các đồng chí", "đ / c", "đ/c", "đ . c", "ông", "bà", "thầy", "cô", "anh", "chị")
	asides  = viet.NewSpelt("chủ trì", "phối hợp", "theo chức năng", "theo nhiệm vụ", "theo thẩm quyền", "theo phân cấp", "sau đây", "gọi tắt", "qua", "thông qua", "cơ quan thường trực", "thường trực", "giao", "đầu mối", "trực tiếp là")
)

// bare says whether tokens [i,j) are a quantity and a noun of one syllable: "các ngành".
func (x lexer) bare(i, j int) bool {
	q := quantities.Match(x.at(i))
	return q == 1 && j-i == 2 && nouns.Match(x.at(i+q)) == 1
}

// bareGroup says whether tokens [i,j) are a group counted by one quantity, as "các Sở, ngành".
func (x lexer) bareGroup(i, j int) bool {
	q := quantities.Match(x.at(i))
	return q > 0 && i+q < j && x.members(i+q, j)
}

// separates says whether the separator before token next ends the body that
// began at start.
func (x lexer) separates(start, sep, next, end int) bool {
	for start < sep && x.tokens[start].Kind == viet.Mark || x.lower(start) == "và" {
		start++
	}
	// Văn phòng Đoàn đại biểu Quốc hội và HĐND, Văn phòng HĐND và UBND: one office.
	if (x.fold(start) == "van" && x.lower(start+1) == "phòng" || x.fold(start) == "vp") && sep-start <= 8 &&
		x.fold(sep) != "," && (x.fold(next) == "hdnd" || x.fold(next) == "ubnd" && x.fold(sep-1) == "hdnd" || x.fold(next) == "hoi" && x.fold(next+1) == "dong" ||
		x.fold(next) == "uy" && x.fold(sep-1) == "dan") {
		return false
	}
	// "đồng chí Nguyễn Văn A, Phó Chủ tịch": one person.
	if n := persons.Match(x.at(start)); n > 0 && sep > start+n+1 && x.person(start+n, sep) && posts.Match(x.at(next)) > 0 {
		return false
	}
	if q := quantities.Match(x.at(next)); q > 0 {
		// "các ngành, các cấp, địa phương" is one group, said with two "các".
		after := next + q + nouns.Match(x.at(next+q))
		if x.bare(start, sep) && x.bare(next, after) && after < end && (x.fold(after) == "," || x.lower(after) == "và") {
			return false
		}
		return x.body(next)
	}
	if x.head(next) == 0 {
		return x.abbreviation(next) && x.abbreviation(start)
	}
	// "các Sở, Ban, ngành": a capital does not make a bare noun a body.
	if q := quantities.Match(x.at(start)); q > 0 && nouns.Match(x.at(start+q)) >= sep-start-q {
		if n := nouns.Match(x.at(next)); n == 1 && (x.fold(next+1) == "," || x.fold(next+1) == ":" || x.lower(next+1) == "và") {
			return false
		}
	}
	grouped := quantities.Match(x.at(start)) > 0 || governors.Match(x.at(start)) > 0 || nouns.Match(x.at(start)) == sep-start
	for k := start + 1; k < sep; k++ {
		// "Sở Y tế các tỉnh, thành phố": the group stands inside the name.
		if q := quantities.Match(x.at(k)); q > 0 && x.members(k+q, sep) && nouns.Match(x.at(next)) > 0 && !x.capital(next) {
			return false
		}
	}
	if !grouped {
		// After a proper name a small letter begins a body only if a noun that is one does:
		// "Sở Y tế, các xã" yes, "Ban Quản lý rừng phòng hộ và đặc dụng" no.
		return x.capital(next) || nouns.Match(x.at(next)) > 0
	}
	if n := nouns.Match(x.at(next)); n > 0 && !x.capital(next) {
		after := next + n
		if q := qualifiers.Match(x.at(after)); q > 0 {
			after += q
		}
		if after >= end || x.fold(after) == "," || x.lower(after) == "và" || x.fold(after) == ";" {
			return false // a bare member of the group
		}
		if governors.Match(x.at(start)) > 0 {
			return false
		}
		// The last member takes the qualifier of the whole group; an earlier
		// one with its own is a body of its own: "cơ quan ngang bộ".
		for k := after; k < end && x.fold(k) != ";"; k++ {
			if x.fold(k) == "," || x.lower(k) == "và" {
				return x.fold(sep) == ","
			}
		}
		return false
	}
	return x.capital(next) || x.head(next) > 1 && x.fold(sep) != ","
}

// posts stand after the name of a person.
var posts = viet.NewSpelt("chủ tịch", "phó chủ tịch", "bí thư", "phó bí thư", "giám đốc", "phó giám đốc", "trưởng", "phó trưởng", "phó", "hiệu trưởng", "phó hiệu trưởng", "chánh văn phòng", "phó chánh văn phòng", "chánh thanh tra", "ủy viên", "uỷ viên", "cục trưởng", "phó cục trưởng", "vụ trưởng", "bộ trưởng", "thứ trưởng", "tổ trưởng", "tổ phó", "tổng giám đốc", "chuyên viên", "giáo viên", "cán bộ", "công chức", "nhân viên", "kế toán", "văn thư", "phó thủ tướng", "chi cục trưởng", "phó chi cục trưởng", "chỉ huy trưởng", "phó chỉ huy trưởng", "đội trưởng")

// seats are what members of a committee are called that are no posts.
var seats = viet.NewSpelt("thành viên", "thư ký", "tổ viên", "cố vấn", "phụ trách")

// person says whether tokens [i,j) are the name of one: words with capitals.
func (x lexer) person(i, j int) bool {
	for k := i; k < j; k++ {
		if x.tokens[k].Kind != viet.Word || !x.capital(k) {
			return false
		}
	}
	return j-i <= 5
}

// members says whether tokens [i,j) are the bare nouns of a group: "xã, phường".
func (x lexer) members(i, j int) bool {
	for i < j {
		n := nouns.Match(x.tokens[i:j])
		if n == 0 {
			return false
		}
		if i += n; i < j && x.fold(i) == "," {
			i++
		}
	}
	return i == j
}

// qualifiers may follow the last noun of a group without making it a body of
// its own.
var qualifiers = viet.NewSpelt("liên quan", "có liên quan", "chức năng", "chuyên môn", "tỉnh", "cấp tỉnh", "cấp xã", "xã", "trên địa bàn", "trực thuộc")
