package citation

import (
	"slices"
	"strconv"
	"strings"
)

// What a word can be in the name of a body.
type bodyWord uint8

const (
	headWord  bodyWord = iota + 1 // begins the name of a body: "Ủy ban nhân dân", "Sở", "Ban Thường vụ"
	wholeName                     // is one by itself: "Chính phủ", "Bộ Chính trị"
	fieldName                     // a field that a ministry or department has: "Giáo dục và Đào tạo"
	partWord                      // goes on with a name in small letters: "nhân dân"
	levelWord                     // a unit of territory: "tỉnh", "xã"
	leader                        // a head of a body: "Bộ trưởng"
)

// bodyWords is the vocabulary of bodies: the constitutional ones, the kinds of
// body at each level, and the fields of ministries and departments before and
// after the rearrangement of 1/3/2025 (Nghị quyết 176/2025/QH15).
var bodyWords = NewLexicon[bodyWord]().
	Add(wholeName,
		"Chính phủ", "Thủ tướng Chính phủ", "Thủ tướng", "Quốc hội", "Ủy ban Thường vụ Quốc hội", "UBTVQH", "Chủ tịch nước",
		"Hội đồng Nhà nước", "Hội đồng Bộ trưởng", "Hội đồng Chính phủ",
		"Bộ Chính trị", "Ban Bí thư", "Ban Bí thư Trung ương Đảng", "Ban Bí thư Trung ương",
		"Văn phòng Chính phủ", "Văn phòng Quốc hội", "Văn phòng Chủ tịch nước", "Văn phòng Trung ương Đảng", "Văn phòng Trung ương",
		"Tòa án nhân dân tối cao", "Viện kiểm sát nhân dân tối cao", "Hội đồng Thẩm phán Tòa án nhân dân tối cao", "Kiểm toán Nhà nước", "Kiểm toán nhà nước",
		"Thanh tra Chính phủ", "Ủy ban Dân tộc", "Ngân hàng Nhà nước Việt Nam", "Ngân hàng Nhà nước", "Bảo hiểm xã hội Việt Nam",
		"Đảng Cộng sản Việt Nam", "Tổng Bí thư").
	Add(wholeName, centralCommittee...).
	Add(leader,
		"Bộ trưởng", "Chủ tịch", "Phó Chủ tịch", "Giám đốc", "Tổng Giám đốc", "Hiệu trưởng", "Cục trưởng", "Tổng cục trưởng", "Vụ trưởng", "Chánh Văn phòng", "Chánh Thanh tra",
		"Thống đốc", "Chánh án", "Viện trưởng", "Bí thư", "Phó Bí thư", "Trưởng ban", "Trưởng phòng", "Thủ trưởng", "Tổng Thanh tra", "Tổng Kiểm toán").
	Add(headWord,
		"Ủy ban nhân dân", "Y ban nhân dân", "UBND", "Hội đồng nhân dân", "HĐND", "Thường trực Hội đồng nhân dân", "Thường trực HĐND", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Ủy ban Mặt trận Tổ quốc", "UBMTTQ Việt Nam", "UBMTTQ", "UBMTTQVN", "Ủy ban MTTQ Việt Nam", "Ủy ban MTTQ",
		"Mặt trận Tổ quốc Việt Nam", "Mặt trận Tổ quốc", "Đoàn Chủ tịch",
		"Bộ", "Sở", "Ban", "Phòng", "Cục", "Tổng cục", "Vụ", "Chi cục", "Văn phòng", "Thanh tra", "Công an", "Bộ Chỉ huy Quân sự", "Ban Chỉ huy Quân sự", "Bộ Tư lệnh", "Bộ đội Biên phòng", "Quân khu", "Quân ủy Trung ương",
		"Ban Chấp hành", "BCH", "Ban Thường vụ", "BTV", "Thường trực", "Ban Chỉ đạo", "Ban Tổ chức", "Ban Tuyên giáo", "Ban Tuyên giáo và Dân vận", "Ban Dân vận", "Ban Nội chính", "Ban Kinh tế", "Ban Xây dựng Đảng", "Ban Quản lý", "Ban Điều hành", "Ban Vận động", "Ban Đại diện", "Ban Công tác", "Ban Giám hiệu", "Ban Giám đốc", "Ban Chủ nhiệm", "Ban Biên tập", "Ban Chỉ huy", "Ban Cán sự đảng", "Ban cán sự", "Đảng đoàn", "Tiểu ban",
		"Ủy ban Kiểm tra", "UBKT", "Hội đồng", "Ủy ban", "Tổ công tác", "Tổ giúp việc",
		"Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy", "Đảng bộ", "Chi bộ", "Chi ủy", "TU", "TW",
		"Hội nghị Trung ương", "Hội nghị", "Đại hội",
		"Trường", "Trường Đại học", "Trường Cao đẳng", "Trường THPT", "Trường THCS", "Trường Tiểu học", "Trường Mầm non", "Trường Chính trị", "Học viện", "Đại học", "Viện", "Viện kiểm sát nhân dân", "Tòa án nhân dân", "Trung tâm", "Bệnh viện", "Kho bạc Nhà nước", "Bảo hiểm xã hội", "Ngân hàng",
		"Liên đoàn Lao động", "Tổng Liên đoàn Lao động Việt Nam", "Công đoàn", "Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Hội LHPN", "Hội Cựu chiến binh", "Đoàn Thanh niên", "Đoàn TNCS Hồ Chí Minh", "Trung ương Đoàn", "Tỉnh đoàn", "Thành đoàn", "Hội Khuyến học", "Hội Chữ thập đỏ", "Chi hội", "Hội", "Liên hiệp các Hội",
		"Tập đoàn", "Tổng công ty", "Công ty", "Quỹ", "Báo", "Đài", "Đoàn đại biểu Quốc hội", "Đoàn ĐBQH", "Liên bộ", "Liên ngành", "Liên sở").
	Add(levelWord, "tỉnh", "thành phố", "TP", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu", "khu vực", "cấp tỉnh", "cấp huyện", "cấp xã", "các cấp", "Trung ương", "lâm thời").
	Add(fieldName, fields...).
	Add(partWord, "dân", "nhân dân", "nhà nước", "Việt Nam", "quân sự", "kiểm sát", "toàn quốc", "đại biểu", "đại biểu toàn quốc", "xã hội", "khu công nghiệp", "khu kinh tế", "các khu công nghiệp", "các khu kinh tế")

// centralCommittee are the names of the Central Committee of the Party.
var centralCommittee = []string{
	"Trung ương Đảng", "Trung ương", "Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam", "Ban Chấp hành Trung ương Đảng", "Ban Chấp hành Trung ương",
	"BCH Trung ương Đảng", "BCH Trung ương", "BCHTW Đảng", "BCHTW", "Ban Chấp hành TW Đảng", "Ban Chấp hành TW",
}

// fields are what ministries and departments have charge of.
var fields = []string{
	"Giáo dục và Đào tạo", "Giáo dục & Đào tạo", "Giáo dục - Đào tạo", "GD&ĐT", "GDĐT", "GD-ĐT", "Giáo dục", "Y tế", "Nội vụ", "Tư pháp", "Tài chính", "Công Thương", "Công an", "Quốc phòng", "Ngoại giao", "Xây dựng",
	"Nông nghiệp và Phát triển nông thôn", "Nông nghiệp & PTNT", "Nông nghiệp và PTNT", "NN&PTNT", "Nông nghiệp và Môi trường", "Nông nghiệp và Phát triển Nông thôn",
	"Tài nguyên và Môi trường", "TN&MT", "TNMT", "Khoa học và Công nghệ", "Khoa học, Công nghệ và Môi trường", "KH&CN", "KHCN", "Thông tin và Truyền thông", "TT&TT", "TTTT", "Kế hoạch và Đầu tư", "Kế hoạch - Đầu tư", "KH&ĐT", "KHĐT",
	"Lao động - Thương binh và Xã hội", "Lao động – Thương binh và Xã hội", "Lao động, Thương binh và Xã hội", "Lao động Thương binh và Xã hội", "LĐ-TB&XH", "LĐTBXH", "LĐ-TB và XH",
	"Văn hóa, Thể thao và Du lịch", "Văn hoá - Thông tin", "Văn hóa và Thông tin", "Văn hóa - Xã hội", "Văn hóa và Thể thao", "Văn hóa, Thể thao", "VHTTDL", "VH,TT&DL", "VHTT&DL", "Du lịch", "Giao thông vận tải", "Giao thông Vận tải", "GTVT",
	"Dân tộc và Tôn giáo", "Dân tộc", "Ngoại vụ", "Quy hoạch - Kiến trúc", "Quy hoạch và Kiến trúc", "Thương mại", "Công nghiệp", "Bưu chính, Viễn thông", "Thủy sản", "Kinh tế", "Kinh tế, Hạ tầng và Đô thị", "Kinh tế - Hạ tầng", "Tài chính - Kế hoạch",
	"Tổ chức", "Tuyên giáo", "Tuyên giáo và Dân vận", "Tuyên truyền", "Dân vận", "Nội chính", "Kiểm tra", "Chính sách, chiến lược", "Đối ngoại", "Cải cách hành chính", "Chuyển đổi số", "An toàn giao thông", "Phòng, chống tham nhũng", "Phòng, chống tham nhũng, tiêu cực",
	"Phòng cháy, chữa cháy và cứu nạn, cứu hộ", "Phòng thủ dân sự", "Quản lý khám, chữa bệnh", "Thi đua - Khen thưởng", "Thi đua, Khen thưởng", "Hỗ trợ phát triển", "Phục vụ hành chính công", "Đảng",
}

// Fields returns what ministries and departments have charge of and are named
// after: "Y tế", "Giáo dục và Đào tạo".
func Fields() []string { return slices.Clone(fields) }

// JoinedFields returns the names of fields in which a mark or "và" joins words, as
// "Giáo dục và Đào tạo": a list of bodies does not end there.
func JoinedFields() []string {
	var joined []string
	for _, f := range fields {
		if strings.ContainsAny(f, ",-–&") || strings.Contains(f, " và ") {
			joined = append(joined, f)
		}
	}
	return joined
}

// cutShort lists words that end a name of a body even where they are printed
// with a capital, as in titles set in capitals.
var cutShort = NewStrictLexicon[bool]().
	Add(true, "về", "v/v", "ban hành", "quy định", "phê duyệt", "sửa đổi", "bổ sung", "hướng dẫn", "đã", "là", "được", "để", "trong", "tại", "theo", "cho", "với", "do", "cùng", "trên", "nhằm", "có", "ngày", "số", "yêu cầu", "thực hiện", "triển khai",
		"và", "hoặc", "của", "đối với", "giai đoạn", "năm", "đến", "từ", "khi", "nêu", "giao", "gửi", "đề nghị", "xây dựng", "thông qua", "công bố", "bãi bỏ", "thay thế", "hết hiệu lực", "này", "trình", "tổ chức thực hiện", "quyết định", "nghị quyết", "kế hoạch", "thông tư", "nghị định", "chỉ thị", "sẽ", "vừa", "phải", "cần", "không", "các", "những", "một số", "như", "ký", "tiếp tục", "tăng cường", "đẩy mạnh", "nâng cao", "phát triển", "đổi mới", "thành lập", "điều chỉnh", "kiện toàn", "khóa", "nhiệm kỳ", "kỳ họp", "chấp thuận", "chủ trì", "xem xét", "ủy quyền", "phân công", "hợp nhất", "công nhận", "bố trí", "tổ chức", "căn cứ", "quán triệt", "báo cáo", "thông báo", "kính", "chỉ đạo", "kết luận", "trân trọng", "lập", "xin", "phối hợp", "chịu", "nhận", "hoàn thành", "bảo đảm", "giải quyết", "ngày", "xét", "thống nhất", "tham mưu", "hỗ trợ", "lãnh đạo")

var (
	wTerm    = NewPhrase("khóa")
	wMandate = NewPhrase("nhiệm kỳ")
	wOrdinal = NewPhrase("lần thứ")
	wOfParty = NewPhrase("của Đảng")
)

// agencies are the first syllables of bodies that are named after what they do.
var agencies = map[string]bool{"cuc": true, "chi": true, "vu": true, "tong": true, "trung": true, "vien": true}

// nameOf says whether the head of one syllable that ends before token next is a word
// of a name instead: a plain word follows it that no other body begins with.
func (t *Text) nameOf(i, next int) bool {
	if next-i != 1 || next >= len(t.Tokens) {
		return false
	}
	tok := t.Tokens[next]
	if !t.Tokens[i].Capital || t.Tokens[i].Upper || !tok.Word() || tok.Capital || tok.Gap > Spaced {
		return false
	}
	if _, _, stop := cutShort.At(t, next); stop {
		return false
	}
	_, _, known := bodyWords.At(t, next)
	return !known
}

// BodyAt returns the index of the token after the name of the body that begins
// at token i; ok is false if none does.
//
//	body  = [ leader ] ( whole | head { field | head | level | word } ) [ term ] .
//	term  = [ "lần thứ" ordinal ] [ "khóa" ordinal ] [ [ "," ] "nhiệm kỳ" year "-" year ] .
//
// A word goes on with a name if it has a capital, or follows one that has:
// "Trường Chính trị tỉnh", "Cục Quản lý đường bộ".
func BodyAt(t *Text, i int) (next int, ok bool) {
	kind, next, ok := bodyWords.At(t, i)
	if !ok || kind == fieldName || kind == partWord || kind == levelWord || next-i == 1 && !t.shortHead(i) {
		return i, false
	}
	allUpper := upperRun(t, i, next)
	c := cursor{t, next}
	smalls := -1 // small words since the last capitalised one; none may follow a word of the vocabulary
	const longest = 24
	for kind != wholeName && c.open() && c.i-i < longest {
		if w, next, ok := bodyWords.At(t, c.i); ok && kind == headWord && w == headWord && agencies[t.Tokens[i].Fold] && t.nameOf(c.i, next) {
			c.i, smalls = next, 0 // "Cục Phòng bệnh"
			continue
		}
		if w, next, ok := bodyWords.At(t, c.i); ok && t.partOfName(w, c.i, next) {
			kind, c.i, smalls = w, next, -1
			continue
		}
		if from := c.i; c.phrase(wOrdinal) {
			if c.ordinal() {
				continue
			}
			c.i = from
		}
		tok := c.token()
		if next, ok := t.numberedName(i, c.i); ok {
			c.i, smalls = next, -1
			continue
		}
		if tok.Fold == "v" && c.i+1 < len(t.Tokens) && t.Tokens[c.i+1].Fold == "/" {
			return term(t, c.i), true // "V/v"
		}
		if _, _, stop := cutShort.At(t, c.i); stop && (!tok.Capital || allUpper) {
			break
		}
		switch {
		case tok.Fold == "-" || tok.Fold == "–" || tok.Fold == "&":
			if c.i+1 >= len(t.Tokens) || !t.Tokens[c.i+1].Capital {
				return term(t, c.i), true
			}
		case tok.Fold == "." && t.Tokens[c.i-1].Fold == "tp":
		case tok.Digits && len(tok.Fold) <= 2:
		case !tok.Word():
			return term(t, c.i), true
		case tok.Capital && smalls == 0:
			smalls = -1 // two in a row are a proper name: nothing small belongs to it
		case tok.Capital:
			smalls = 0
		case smalls < 0:
			return term(t, c.i), true
		default:
			if smalls++; smalls > 2 {
				return term(t, trimSmalls(t, next, c.i)), true
			}
		}
		c.i++
	}
	if kind == leader {
		return i, false // a post alone says nothing
	}
	return term(t, c.i), true
}

// numberedName reads "số 1" in the name of a school or a team that begins at
// token head: "Trường Tiểu học số 1 Nam Sơn".
func (t *Text) numberedName(head, i int) (next int, ok bool) {
	switch t.Tokens[head].Fold {
	case "truong", "doan", "to":
	default:
		return i, false
	}
	next, ok = t.At(i, wNumber)
	if !ok || next >= len(t.Tokens) || !t.Tokens[next].Digits || len(t.Tokens[next].Fold) > 2 {
		return i, false
	}
	next++
	return next, next == len(t.Tokens) || t.Tokens[next].Gap != Joined || t.Tokens[next].Fold == ","
}

// shortHead says whether the one word at token i is the beginning of a body
// and not another word that folds to the same letters: Sở is not Số, Vụ not Vũ.
func (t *Text) shortHead(i int) bool {
	tok := t.Tokens[i]
	return tok.Capital && shortHeads[strings.ToLower(t.Source[tok.Start:tok.End])]
}

var shortHeads = map[string]bool{"bộ": true, "sở": true, "ban": true, "phòng": true, "cục": true, "vụ": true, "trường": true, "viện": true, "hội": true, "quỹ": true, "báo": true, "đài": true,
	"ubnd": true, "hđnd": true, "ubmttq": true, "ubmttqvn": true, "bch": true, "btv": true, "ubkt": true, "tu": true, "tw": true, "ubtvqh": true, "bchtw": true}

// partOfName says whether a phrase of the vocabulary at tokens from to next goes
// on with the name before it.
func (t *Text) partOfName(w bodyWord, from, next int) bool {
	capital := t.Tokens[from].Capital
	switch w {
	case headWord, leader:
		return capital && (next-from > 1 || t.shortHead(from)) || !capital && next-from > 1 && !t.Tokens[from-1].Capital
	case fieldName:
		return capital || t.Tokens[from-1].Capital && t.shortHead(from-1)
	case levelWord:
		return next-from > 1 || levels[toneLast(strings.ToLower(t.Slice(from, next)))]
	}
	return true
}

var levels = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range []string{"tỉnh", "tp", "huyện", "quận", "xã", "phường"} {
		m[toneLast(w)] = true
	}
	return m
}()

// trimSmalls steps back over small words that stood too many in a row to be a
// name, leaving the one that completes a capitalised word.
func trimSmalls(t *Text, from, to int) int {
	for to > from+1 && !t.Tokens[to-1].Capital && !t.Tokens[to-2].Capital {
		to--
	}
	return to
}

// term reads the term of a body, the number of a congress or plenum.
func term(t *Text, i int) int {
	c := cursor{t, i}
	for {
		from := c.i
		bracket := !c.skip(",") && c.skip("(")
		switch {
		case c.phrase(wOrdinal), c.phrase(wTerm):
			if !c.ordinal() {
				return from
			}
			if !bracket {
				c.phrase(wOfParty)
			}
		case c.phrase(wMandate):
			if _, ok := c.year(); ok {
				if c.skip("-", "–") {
					c.year()
				}
			} else if !c.ordinal() {
				return from
			}
		default:
			return from
		}
		if bracket && !c.skip(")") {
			return from
		}
	}
}

// ordinal reads the number of a term, congress or plenum: "XIII", "13", "năm".
func (c *cursor) ordinal() bool {
	_, next, ok := ordinalAt(c.t, c.i)
	c.i = next
	return ok
}

// ordinalAt returns the value of the ordinal at token i.
func ordinalAt(t *Text, i int) (n, next int, ok bool) {
	if i >= len(t.Tokens) || t.Tokens[i].Gap == Parted {
		return 0, i, false
	}
	tok := t.Tokens[i]
	if tok.Digits {
		n, err := strconv.Atoi(tok.Fold)
		return n, i + 1, err == nil && n > 0 && n < 100
	}
	if n := roman(tok.Fold); n > 0 && tok.Upper {
		return n, i + 1, true
	}
	return ordinalWords.At(t, i)
}

var ordinalWords = NewLexicon[int]().
	Add(1, "nhất", "thứ nhất").Add(2, "hai").Add(3, "ba").Add(4, "tư", "bốn").Add(5, "năm").Add(6, "sáu").Add(7, "bảy").Add(8, "tám").
	Add(9, "chín").Add(10, "mười").Add(11, "mười một").Add(12, "mười hai").Add(13, "mười ba").Add(14, "mười bốn").Add(15, "mười lăm")

// roman returns the value of a Roman numeral below 40 in small letters, 0 for
// anything else.
func roman(s string) int {
	tens := 0
	for strings.HasPrefix(s, "x") && tens < 30 {
		s, tens = s[1:], tens+10
	}
	units := slices.Index([]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}, s)
	if units < 0 || tens+units == 0 {
		return 0
	}
	return tens + units
}

func upperRun(t *Text, from, to int) bool {
	for _, tok := range t.Tokens[from:to] {
		if tok.Word() && !tok.Upper {
			return false
		}
	}
	return to > from
}
