package assignment

import (
	"strings"

	"quyet/base/viet"
	"quyet/feature/doc/citation"
)

// longestBodies bounds the tokens of a list of bodies, and with it the cost of
// looking for one at every comma.
const longestBodies = 90

// bodiesEnd returns the token after the list of bodies that begins at i, not
// beyond end, and whether it ended at a word that a body may be followed by.
func (x lexer) bodiesEnd(i, end int) (stop int, ok bool) {
	limit := min(end, i+longestBodies)
	for k := i; k < limit; k++ {
		if r := x.relative(i, k, limit); r > 0 && !(x.lower(k) == "được" && x.ruling(k, limit) > 0) {
			k = r - 1
			continue
		}
		if stop := x.beforeObject(i, k); stop > 0 {
			return stop, true
		}
		if n := namesakes.Match(x.at(k)); n > 0 && k > i {
			k += n - 1
			continue
		}
		if n := x.opener(k); n > 0 && (k == i || !x.starts(k) || quantities.Match(x.at(k)) > 0) {
			k += n - 1
			continue
		}
		t := x.tokens[k]
		switch {
		case t.Lower == "phòng" && x.fold(k+1) == "," && x.lower(k+2) == "chống":
			k += 2 // "Ban Chỉ đạo phòng, chống thiên tai"
			continue
		case t.Fold == "(":
			close := k
			for close < limit && x.tokens[close].Fold != ")" {
				close++
			}
			if close >= limit {
				return k, false
			}
			k = close
			continue
		case t.Fold == "," || t.Lower == "và" || t.Fold == ";":
			next := k + 1
			if x.lower(next) == "và" {
				next++
			}
			if next >= limit {
				return k, next >= end
			}
			if x.body(next) || nouns.Match(x.at(next)) > 0 || x.capital(next) || x.lower(next) == "các" {
				continue
			}
			if r := x.relative(i, next, limit); t.Lower == "và" && r > 0 && missions.Match(x.at(next)) > 0 {
				k = r - 1
				continue
			}
			if t.Fold != ";" && (x.starts(next) || duties.Match(x.at(next)) > 0 || manners.Match(x.at(next)) > 0) {
				return k, true
			}
			if t.Fold == "," && namely.Match(x.at(next)) > 0 {
				return k, true // "các xã, nhất là các xã biên giới, …"
			}
			if t.Fold == "," && (x.resumes(next, limit) || x.chargedSoon(next, limit)) {
				continue
			}
			if t.Lower == "và" {
				continue // inside a name: "khoa học và công nghệ"
			}
			return k, false
		case t.Lower == "nào":
			return k, false // "Đơn vị nào chậm trễ thì …" threatens, and tells nobody to act
		case (t.Fold == "-" || t.Fold == "–") && k > i && t.Start > x.tokens[k-1].End:
			if next := k + 1; next < limit && x.tokens[next].Kind == viet.Word && !x.capital(next) && !x.paired(k, next) {
				return k, true // an apposition: "Sở A - cơ quan thường trực …"
			}
			continue
		case t.Fold == ":" && x.bareGroup(i, k) && x.capital(k+1) && !x.starts(k+1):
			continue // "các Sở: Tài chính, Xây dựng"
		case t.Kind == viet.Mark && t.Fold != "&" && t.Fold != "/" && t.Fold != "-" && t.Fold != "–" && t.Fold != "." && t.Fold != `"`:
			return k, false
		case t.Fold == "." && k+1 < limit && x.tokens[k+1].Start > t.End:
			return k, false
		case t.Lower == "là" && k > i && (x.body(k+1) || nouns.Match(x.at(k+1)) > 0):
			// "các chủ rừng là tổ chức, doanh nghiệp có trách nhiệm …"
			if r := x.listed(k+1, limit); r > 0 && strong.Match(x.at(r)) > 1 {
				return r, true
			}
		case t.Lower == "được" && k > i:
			if r := x.ruling(k, limit); r > 0 {
				return r, true
			}
		}
		if k > i && breaks.Match(x.at(k)) > 0 {
			return k, true
		}
		if r := x.managing(k, limit); r > 0 {
			k = r - 1
			continue
		}
		if r := x.purpose(k, limit); r > 0 {
			k = r - 1
			continue
		}
		if k > i+1 && t.Lower == "phụ" && x.lower(k+1) == "trách" && persons.Match(x.at(i)) > 0 {
			return k, true // "đồng chí A phụ trách …"
		}
		if k > i && x.complete(i, k) {
			return k, true // whatever the verb
		}
		if r := x.lagging(i, k, limit); r > 0 {
			return r, true
		}
		if !t.Capital && !x.insideName(i, k) {
			if statements.Match(x.at(k)) > 0 || duties.Match(x.at(k)) > 0 || manners.Match(x.at(k)) > 0 {
				return k, true
			}
			if x.starts(k) && !x.secondSyllable(i, k) {
				if r := x.dutyAhead(k, limit); r > 0 {
					k = r - 1
					continue
				}
				return k, true
			}
		}
	}
	return limit, limit == end
}

// complete says whether the name of the one body that begins at i, or behind the last
// comma, is at its end before token k, and a plain word follows: what it does, whether
// the verb is known or not. A department is complete with its field and its place, an
// authority of one place with that: "Sở Nông nghiệp và Môi trường kiểm đếm …",
// "Công an tỉnh truy quét …".
//
//	complete = ( department field | authority ) [ level { Capital } ] | "các" place { "," place } .
func (x lexer) complete(i, k int) bool {
	if t := x.tokens[k]; t.Kind != viet.Word || t.Capital || !x.predicative(k) {
		return false
	}
	if x.afterPlaces(i, k) {
		return true
	}
	s := k - 1
	for s > i && x.tokens[s-1].Kind == viet.Word && !(x.named(s) && (x.lower(s-1) == "và" || departments.Match(x.at(s)) > 0)) {
		s--
	}
	at := s
	if n := departments.Match(x.at(at)); n > 0 && x.capital(at) {
		f := fields.Match(x.at(at + n))
		if f == 0 {
			return false
		}
		at += n + f
	} else if n := authorities.Match(x.at(at)); n > 0 && x.capital(at) {
		at += n
		if levels.Match(x.at(at)) == 0 {
			return false
		}
	} else {
		return false
	}
	if n := levels.Match(x.at(at)); n > 0 {
		for at += n; at < k && x.capital(at); at++ {
		}
	}
	return at == k
}

// afterPlaces says whether a group of places ends before the plain word at k, which does
// not say what kind of places they are: "các xã, phường ra mắt …", but "các xã ven biển".
func (x lexer) afterPlaces(i, k int) bool {
	if sorts.Match(x.at(k)) > 0 {
		return false
	}
	found := false
	for j := k; j > i; {
		switch {
		case places.Match(x.tokens[max(i, j-2):j]) == 2:
			j, found = j-2, true
		case places.Match(x.at(j-1)) == 1:
			j, found = j-1, true
		case found && (x.fold(j-1) == "," || x.lower(j-1) == "và"):
			j--
		default:
			return found && x.lower(j-1) == "các"
		}
	}
	return false
}

var (
	places = viet.NewSpelt("xã", "phường", "đặc khu", "thị trấn", "huyện", "quận", "thị xã", "thành phố", "tỉnh", "thôn", "ấp", "bản", "khu phố", "tổ dân phố")
	sorts  = viet.NewSpelt("ven", "vùng", "biên giới", "miền", "trọng điểm", "khó khăn", "đặc biệt", "nghèo", "đảo", "bãi ngang", "lân cận", "còn", "khác", "đạt", "chưa", "đã", "đang", "nông thôn", "xây dựng", "loại", "giáp", "trên", "trong", "này", "nêu", "nói", "đó", "sau", "được", "bị", "nằm", "điểm", "trung tâm", "thí điểm", "đồng bằng", "xa", "phía", "kiểu mẫu", "dự kiến", "hoàn thành", "tham gia", "an toàn", "đăng ký", "thực hiện", "ủy", "uỷ", "đoàn", "hội", "thuộc")
)

// predicative says whether the plain word at k can begin what a body does: it is no
// part of a name or a list.
func (x lexer) predicative(k int) bool {
	switch x.lower(k) {
	case "và", "của", "thuộc", "các", "có", "nơi", "cùng", "hoặc", "cũ", "mới", "là", "gồm", "ở", "tại", "về", "với", "nước", "từ":
		return false
	case "trực", "liên":
		if x.lower(k+1) == "thuộc" || x.lower(k+1) == "quan" {
			return false
		}
	}
	return heads.Match(x.at(k)) == 0 && nouns.Match(x.at(k)) == 0 && levels.Match(x.at(k)) == 0 && quantities.Match(x.at(k)) == 0 && qualifiers.Match(x.at(k)) == 0
}

var (
	departments = viet.NewSpelt("sở", "bộ", "phòng", "ban")
	fields      = viet.NewSpelt(tokensApart(citation.Fields())...)
	authorities = viet.NewSpelt("công an", "ubnd", "ủy ban nhân dân", "hđnd", "hội đồng nhân dân", "thanh tra", "bộ chỉ huy quân sự", "ban chỉ huy quân sự", "bộ chỉ huy bộ đội biên phòng", "bảo hiểm xã hội", "thuế", "tòa án nhân dân", "viện kiểm sát nhân dân", "ủy ban mặt trận tổ quốc việt nam", "mặt trận tổ quốc", "đảng ủy", "hội nông dân", "hội cựu chiến binh", "hội liên hiệp phụ nữ", "đoàn thanh niên", "liên đoàn lao động", "văn phòng", "văn phòng ubnd", "văn phòng ủy ban nhân dân", "văn phòng hđnd và ubnd")
)

// paired says whether the dash at k joins two plain words of one name, which the words
// around it show by their likeness: "truyền thanh - truyền hình", "kinh tế - xã hội".
func (x lexer) paired(k, next int) bool {
	return x.lower(next) == "xã" && x.lower(next+1) == "hội" || k > 1 && !x.capital(k-1) && x.lower(k-2) == x.lower(next)
}

// lagging returns the token at which a group that is described by what it has not done,
// or still has, is urged to act: "các địa phương chưa ban hành kế hoạch khẩn trương …";
// 0 if k does not begin such words.
func (x lexer) lagging(i, k, limit int) int {
	switch x.lower(k) {
	case "chưa", "còn", "đang":
	default:
		return 0
	}
	if quantities.Match(x.at(i)) == 0 {
		return 0
	}
	const longest = 18
	for r := k + 1; r < min(limit, k+longest) && x.fold(r) != ";" && x.fold(r) != "."; r++ {
		if pressing.Match(x.at(r)) > 0 {
			return r
		}
	}
	return 0
}

// pressing words begin what those are told who lag behind.
var pressing = viet.NewSpelt("khẩn trương", "phải", "có trách nhiệm", "nghiêm túc", "sớm", "tập trung", "chủ động", "quyết liệt")

// listed returns the token after the plain nouns of bodies that begin at k, 0 if
// something else stands there: "tổ chức, doanh nghiệp".
func (x lexer) listed(k, limit int) int {
	for k < limit {
		n := max(nouns.Match(x.at(k)), heads.Match(x.at(k)))
		if n == 0 {
			return 0
		}
		if k += n; x.fold(k) != "," && x.lower(k) != "và" && x.lower(k) != "hoặc" {
			return k
		}
		k++
	}
	return 0
}

// managing returns the token at which a list of bodies goes on behind what one of
// them manages: "các đơn vị quản lý hồ chứa và các đơn vị liên quan"; 0 if "quản
// lý" at k is what the bodies do.
func (x lexer) managing(k, limit int) int {
	if x.lower(k) != "quản" || x.lower(k+1) != "lý" {
		return 0
	}
	switch x.lower(k - 1) {
	case "vị", "quan", "nghiệp", "ty", "chức":
	default:
		return 0
	}
	const longest = 14
	for r := k + 2; r+1 < min(limit, k+longest); r++ {
		if (x.fold(r) == "," || x.lower(r) == "và") && quantities.Match(x.at(r+1)) > 0 && x.body(r+1) {
			return r
		}
		if x.starts(r) || duties.Match(x.at(r)) > 0 {
			return 0
		}
	}
	return 0
}

// purpose returns the token after what a committee is for, where its name says
// it with a verb: "Ban Chỉ đạo cải cách hành chính tỉnh có trách nhiệm"; 0 if k
// does not follow such a head or no duty follows the name.
func (x lexer) purpose(k, limit int) int {
	if !x.starts(k) || committees.Match(x.at(k-3)) != 3 && committees.Match(x.at(k-2)) != 2 {
		return 0
	}
	for r := k + 2; r < min(limit, k+14) && x.tokens[r].Kind == viet.Word; r++ {
		if strong.Match(x.at(r)) > 0 || levels.Match(x.at(r-1)) == 1 && (x.starts(r) || duties.Match(x.at(r)) > 0 || manners.Match(x.at(r)) > 0) {
			return r
		}
	}
	return 0
}

// resumes says whether a list of bodies goes on after one or two words at k that
// begin no body, as a slip of the pen: "các xã, phương, các cơ quan".
func (x lexer) resumes(k, limit int) bool {
	if x.starts(k) || x.tokens[k].Kind != viet.Word {
		return false
	}
	for j := k + 1; j < min(limit, k+3); j++ {
		if x.fold(j) == "," || x.lower(j) == "và" {
			return quantities.Match(x.at(j+1)) > 0 && x.body(j+1)
		}
	}
	return false
}

// dutyAhead returns the token of a strong duty that the words from the verb at k
// lead to without a mark or another body: they all belong to the name. "Chủ đầu tư các
// công trình xây dựng trên địa bàn phải …"; 0 if there is none.
func (x lexer) dutyAhead(k, limit int) int {
	for r := k + 1; r < min(limit, k+longestGiver) && x.tokens[r].Kind == viet.Word; r++ {
		if strong.Match(x.at(r)) > 0 && x.lower(r) != "cần" && x.lower(r) != "chủ" {
			return r
		}
		if x.named(r) || x.lower(r) == "để" || x.lower(r) == "nhằm" || x.lower(r) == "và" {
			return 0
		}
	}
	return 0
}

// beforeObject returns the token of a verb before the quantity at k that counts
// no body, 0 if there is none: "Các sở hủy các cuộc họp". That holds whether
// the verb is known or not.
func (x lexer) beforeObject(i, k int) int {
	q := quantities.Match(x.at(k))
	if q == 0 || k < i+2 || quantities.Match(x.at(i)) == 0 || x.capital(k) || x.body(k) || nouns.Match(x.at(k+q)) > 0 || x.ofCommittee(i, k) {
		return 0
	}
	plain := func(j int) bool {
		return x.tokens[j].Kind == viet.Word && !x.capital(j) && x.lower(j) != "và" && nouns.Match(x.at(j)) == 0 && heads.Match(x.at(j)) == 0 && levels.Match(x.at(j)) == 0
	}
	if !plain(k - 1) {
		return 0
	}
	for n := 1; n <= 3 && k-2-n >= i; n++ {
		if nouns.Match(x.at(k-2-n)) == n && plain(k-2) {
			return k - 2 // a verb of two syllables right after the noun
		}
	}
	return k - 1
}

// chargedSoon says whether plain words at k lead to a charge, so that they still
// belong to a name: "Phòng Chính trị, tư tưởng phối hợp với …".
func (x lexer) chargedSoon(k, limit int) bool {
	for j := k; j < min(limit, k+5) && x.tokens[j].Kind == viet.Word; j++ {
		if j > k && (helps.Match(x.at(j)) > 1 || strong.Match(x.at(j)) > 1) {
			return true
		}
		if x.starts(j) {
			return false
		}
	}
	return false
}

// opener returns the number of tokens of a quantity with its noun, or of a head
// of several syllables, at k: words of it are not verbs, whatever they look like.
func (x lexer) opener(k int) int {
	q := quantities.Match(x.at(k))
	h := max(x.head(k+q), nouns.Match(x.at(k+q)))
	if q == 0 && h < 2 {
		return 0
	}
	return q + h
}

// ruling returns the token at which a body described by what it was charged
// with is told its duty, 0 if it is not.
func (x lexer) ruling(k, limit int) int {
	for r := k; r < limit && x.fold(r) != ";" && x.fold(r) != "."; r++ {
		if n := rulings.Match(x.at(r)); n > 1 || n == 1 && r > k+2 && x.lower(r+1) != "thiết" {
			return r
		}
	}
	return 0
}

// described ends bodies before "quy định tại …", which says where they were charged.
func (x lexer) described(i, stop int) int {
	for k := i + 2; k+1 < stop; k++ {
		if x.lower(k) == "quy" && x.lower(k+1) == "định" || x.lower(k) == "nêu" && (x.lower(k+1) == "tại" || x.lower(k+1) == "trong") {
			return k
		}
	}
	return stop
}

// secondSyllable says whether token k only ends a word of the name that began at
// i, so that a verb of one syllable is none: "Giáo dục và Đào tạo".
func (x lexer) secondSyllable(i, k int) bool {
	return k > i && verbs.Match(x.at(k)) == 1 && x.endsWord(k)
}

// insideName says whether a word that could be a verb belongs to the head that
// it stands in: "Ban chỉ đạo", "ban quản lý", "tổ chức đảng", "có liên quan".
func (x lexer) insideName(i, k int) bool {
	prev := x.lower(k - 1)
	switch x.lower(k) {
	case "cùng":
		return x.lower(k+1) == "cấp"
	case "có", "được", "là", "thuộc", "tham", "trực", "quản", "chỉ", "tổ", "kiểm", "chức", "điều", "xây", "thực", "phối", "phát", "thanh", "cấp", "in", "chủ", "lãnh", "sử", "hỗ", "đầu", "bảo", "giám", "tuyên", "hướng", "tiếp", "đào", "làm", "theo", "tự":
	default:
		return false
	}
	switch {
	case x.lower(k) == "có" && (x.lower(k+1) == "liên" || x.lower(k+1) == "thẩm" || x.lower(k+1) == "chức"):
		return true
	case x.lower(k) == "được" && k > i: // "cơ quan được phân công", "địa phương được lựa chọn"
		return x.lower(k+1) == "phân" || x.lower(k+1) == "giao" || x.lower(k+1) == "lựa" || x.lower(k+1) == "chọn"
	case x.lower(k) == "thuộc" || x.lower(k) == "trực" && x.lower(k+1) == "thuộc":
		return true
	case x.lower(k) == "là":
		return x.lower(k+1) == "thành" || x.lower(k+1) == "chủ"
	case prev == "ban" && (x.lower(k) == "chỉ" || x.lower(k) == "quản" || x.lower(k) == "tổ" || x.lower(k) == "xây" || x.lower(k) == "thanh" || x.lower(k) == "kiểm" || x.lower(k) == "điều"):
		return true
	case x.lower(k) == "tổ" && x.lower(k+1) == "chức":
		// The noun: after a quantity, a comma or "và"; the verb: before its object.
		if prev == "các" || prev == "," || prev == "và" || prev == "cơ" {
			return notHeads.Match(x.at(k)) == 0
		}
		return false
	case prev == "phụ" || prev == "đơn" || prev == "lực":
		return true
	case prev == "phân" && x.lower(k-2) == "được", prev == "giao" && x.lower(k-2) == "được", prev == "công" && x.lower(k-3) == "được":
		return x.lower(k) == "chủ" || x.lower(k) == "phối" || x.lower(k) == "thực"
	case prev == "công" && x.lower(k) == "chủ", prev == "trì" && x.lower(k) == "thực":
		return x.charged(i, k)
	}
	return false
}

// charged says whether "được phân công" or "được giao" stands in [i,k).
func (x lexer) charged(i, k int) bool {
	for ; i < k; i++ {
		if x.lower(i) == "được" {
			return true
		}
	}
	return false
}

// starts says whether a verb begins at token k.
func (x lexer) starts(k int) bool {
	if x.lower(k) == "lập" { // "lập chốt gác", but "sự nghiệp công lập"
		switch x.lower(k - 1) {
		case "công", "độc", "thành", "xác", "thiết", "sáng", "trung", "cô":
			return false
		}
		return true
	}
	n := verbs.Match(x.at(k))
	return n > 1 || n == 1 && !x.endsWord(k)
}

// endsWord says whether the verb of one syllable at k only ends a longer word.
func (x lexer) endsWord(k int) bool {
	return k > 0 && strings.Contains(second[x.lower(k)], " "+x.lower(k-1)+" ")
}
