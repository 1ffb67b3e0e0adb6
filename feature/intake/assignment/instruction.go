package assignment

import (
	"strings"

	"quyet/base/viet"
)

// An instruction is a sentence taken apart: tokens [from,to) are the bodies
// charged, [helpFrom,helpTo) those who help.
type instruction struct {
	sentence         int // where the sentence begins
	from, to         int // -1: nobody is named
	helpFrom, helpTo int
	order            int  // token of the verb that orders
	ordered          bool // "giao", "yêu cầu" … stand before the bodies
	strong           bool // a duty that makes an instruction in any text
	certain          bool // ordered, strong, or "chủ trì"
	dated            bool // the opening names a deadline
	finishing        bool // the verb is "hoàn thành"
	stated           bool // past or plan
	how              string
}

// longestBodies bounds the tokens of a list of bodies, and with it the cost of
// looking for one at every comma.
const longestBodies = 90

// sentenceEnd returns the token after the sentence that begins at from.
func (x lexer) sentenceEnd(from int) int {
	for i := from; i < len(x.tokens); i++ {
		t := x.tokens[i]
		if t.Fold != "." && t.Fold != "!" && t.Fold != "?" && t.Fold != "…" {
			continue
		}
		// A full stop ends a sentence before a blank and a capital, or at the end;
		// "1.305", "TP. Quy Nhơn", "./." do not.
		if i+1 >= len(x.tokens) {
			return i + 1
		}
		next := x.tokens[i+1]
		if next.Start == t.End && next.Kind != viet.Mark || !next.Capital && next.Kind == viet.Word {
			continue
		}
		if i > from && x.tokens[i-1].Is("tp", "tx", "tt", "ts", "ths", "pgs", "gs", "bs", "q", "p", "v") {
			continue
		}
		if next.Kind == viet.Mark && next.Fold != `"` && next.Fold != "“" && next.Fold != "-" && next.Fold != "–" && next.Fold != "(" {
			continue
		}
		return i + 1
	}
	return len(x.tokens)
}

// closing says whether the line ends a document rather than giving a task.
func (x lexer) closing() bool {
	if closings.Match(x.tokens) > 0 {
		return true
	}
	end := len(x.tokens)
	if at, n := closings.Index(x.tokens, 0); at >= 0 && n >= 3 {
		// "… chịu trách nhiệm thi hành Quyết định này kể từ ngày ký"
		rest := x.tokens[at+n:]
		if len(rest) <= 16 && (x.lower(at) == "chịu" || x.fold(at) == "can" || x.lower(at+1) == "trách") {
			return true
		}
		if x.fold(at) == "co" && at < 8 && x.tokens[at+2].Lower == "lực" {
			return true
		}
	}
	return end > 2 && x.lower(0) == "trong" && x.fold(1) == "qua" && x.lower(2) == "trình" && x.asksBack()
}

// asksBack says whether the line is the unnumbered closing sentence: "Trong quá
// trình thực hiện, nếu có khó khăn, vướng mắc, … phản ánh về …".
func (x lexer) asksBack() bool {
	for i := range x.tokens {
		if x.lower(i) == "vướng" || x.lower(i) == "khó" && x.lower(i+1) == "khăn" {
			return true
		}
	}
	return false
}

// unitHeading says whether the line only names bodies, as a heading over what
// they must do; [from,to) are the bodies.
func (x lexer) unitHeading() (from, to int, ok bool) {
	end := len(x.tokens)
	for end > 0 && (x.tokens[end-1].Is(":", ".", ";", ",", "*", "-", "_") || x.tokens[end-1].Fold == "/") {
		end--
	}
	if end == 0 || end > longestBodies {
		return 0, 0, false
	}
	colon := x.fold(len(x.tokens)-1) == ":"
	i := 0
	for i < end && x.tokens[i].Kind == viet.Mark {
		i++
	}
	led := true
	switch {
	case x.lower(i) == "về" && x.lower(i+1) == "phía":
		i += 2
	case x.lower(i) == "giao" && x.lower(i+1) == "cho":
		i += 2
	case x.lower(i) == "giao" && x.lower(i+1) == "nhiệm" && x.lower(i+3) == "cho":
		i += 4
	case x.lower(i) == "giao", x.lower(i) == "với":
		i++
	case x.lower(i) == "trách" && x.lower(i+1) == "nhiệm" && x.lower(i+2) == "của":
		i += 3
	case x.lower(i) == "nhiệm" && x.lower(i+1) == "vụ" && x.lower(i+2) == "của":
		i += 3
	case x.lower(i) == "đề" && x.lower(i+1) == "nghị", x.lower(i) == "yêu" && x.lower(i+1) == "cầu", x.lower(i) == "đối" && x.lower(i+1) == "với", x.lower(i) == "phân" && x.lower(i+1) == "công":
		i += 2
	default:
		led = false
	}
	if i >= end || !x.body(i) {
		return 0, 0, false
	}
	if !led && !x.capital(i) {
		return 0, 0, false
	}
	stop, _ := x.bodiesEnd(i, end)
	rest := stop
	for rest < end {
		if n := leads.Match(x.at(rest)); n > 0 {
			rest += n
			continue
		}
		if n := helps.Match(x.at(rest)); n > 0 && rest+n < end && x.body(rest+n) {
			stop2, _ := x.bodiesEnd(rest+n, end)
			if stop2 == end {
				return i, end, colon || led
			}
			return 0, 0, false
		}
		break
	}
	if rest < end {
		return 0, 0, false
	}
	// A sentence ends in a full stop; a heading seldom does, and is short.
	if !colon && !led && (x.fold(len(x.tokens)-1) == ";" || stop-i > 40) {
		return 0, 0, false
	}
	return i, stop, true
}

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
			if next := k + 1; next < limit && x.tokens[next].Kind == viet.Word && !x.capital(next) && !(x.lower(next) == "xã" && x.lower(next+1) == "hội") {
				return k, true // an apposition: "Sở A - cơ quan thường trực …"
			}
			continue
		case t.Kind == viet.Mark && t.Fold != "&" && t.Fold != "/" && t.Fold != "-" && t.Fold != "–" && t.Fold != "." && t.Fold != `"`:
			return k, false
		case t.Fold == "." && k+1 < limit && x.tokens[k+1].Start > t.End:
			return k, false
		case t.Lower == "được" && k > i:
			if r := x.ruling(k, limit); r > 0 {
				return r, true
			}
		}
		if k > i && breaks.Match(x.at(k)) > 0 {
			return k, true
		}
		if r := x.purpose(k, limit); r > 0 {
			k = r - 1
			continue
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

// instruction takes the sentence [from,to) apart.
func (x lexer) instruction(from, to int) (in instruction, ok bool) {
	if in, ok := x.orderedIn(from, to); ok {
		// "Định kỳ, Sở A tổng hợp, … đề nghị các xã …": the order is one of the
		// things that Sở A does.
		if c, charged := x.chargedIn(from, to); charged && c.how == "planned" || charged && !x.given(c.to, in.order) && !x.news && c.to+4 < in.order && x.starts(c.to) && orders.Match(x.at(c.to)) == 0 {
			return c, true
		}
		if in.helpFrom == in.helpTo {
			x.predicate(&in, to)
		}
		return in, true
	}
	return x.chargedIn(from, to)
}

// given says whether the name of a body, which gives the order, ends at token
// order and begins after token from.
func (x lexer) given(from, order int) bool {
	for k := max(from, order-longestGiver); k < order; k++ {
		if x.named(k) {
			if stop, _ := x.bodiesEnd(k, order); stop == order {
				return true
			}
		}
	}
	return false
}

// several says whether a group of bodies stands right before token k: "UBND các
// huyện chỉ đạo các xã" tells the group what to do, and nobody else.
func (x lexer) several(from, k int) bool {
	for s := from; s < k && s < from+2; s++ {
		if stop, _ := x.bodiesEnd(s, k); x.body(s) && stop == k {
			return x.plural(s, k)
		}
	}
	return false
}

// afterEvent finds the bodies that an order names after the time at which they
// are to act: "yêu cầu sau khi kết thúc đại hội các đơn vị gửi báo cáo".
func (x lexer) afterEvent(j, to int) (from, stop int) {
	if events.Match(x.at(j)) == 0 {
		return 0, 0
	}
	for k := j + 2; k < min(to, j+longestGiver) && x.tokens[k].Kind != viet.Mark; k++ {
		if quantities.Match(x.at(k)) == 0 || !x.body(k) {
			continue
		}
		if stop, ok := x.bodiesEnd(k, to); ok && stop < to && (x.starts(stop) || strong.Match(x.at(stop)) > 0) && statements.Match(x.at(stop)) == 0 {
			return k, stop
		}
	}
	return 0, 0
}

// passedOn says whether the bodies that direct others, at token i, were
// themselves told to by who gave the order before: "UBND tỉnh yêu cầu: … Sở A chỉ đạo các trạm …".
func (x lexer) passedOn(from, i int) bool {
	return x.giver != "" && i > from+1 && x.lower(i-1) != "đã" && x.given(from, i) && x.giverAt(i) != x.giver
}

// giverAt is the last words before the order at token i, by which its giver is known again.
func (x lexer) giverAt(i int) string {
	for x.lower(i-1) == "cũng" || x.lower(i-1) == "đã" || x.lower(i-1) == "vừa" {
		i--
	}
	return x.fold(i-2) + " " + x.fold(i-1)
}

// reports says whether the sentence tells, before token i, what somebody has done.
func (x lexer) reports(from, i int) bool {
	for k := from + 1; k < i; k++ {
		if x.lower(k) == "đã" {
			return true
		}
	}
	return false
}

// byOther says whether the order at token i only tells who once gave it: "các
// nhiệm vụ do Ban Thường vụ giao Sở A chủ trì".
func (x lexer) byOther(from, i int) bool {
	for k := i - 1; k > max(from, i-longestGiver) && x.tokens[k].Kind == viet.Word; k-- {
		if x.lower(k) == "do" && x.tokens[k-1].Kind == viet.Word && (x.body(k+1) || x.capital(k+1)) {
			return true
		}
	}
	return false
}

// longestGiver bounds the tokens of the body or person who gives an order.
const longestGiver = 16

// chargedIn looks for bodies at the head of the sentence or after an opening,
// and what they must do.
func (x lexer) chargedIn(from, to int) (in instruction, ok bool) {
	in = instruction{sentence: from, from: -1, to: -1}
	// The bodies stand at the head of the sentence or after an opening.
	opening := false
	for i := from; i < to && i < from+220; i++ {
		if i > from {
			if !opening {
				return in, false
			}
			if x.fold(i-1) != "," && x.fold(i-1) != ":" {
				continue
			}
		}
		for i < to && (x.tokens[i].Kind == viet.Mark && x.fold(i) != "(") {
			i++
		}
		if n := regarding.Match(x.at(i)); n > 0 && i == from && x.body(i+n) {
			// "Đối với Công an tỉnh xây dựng kế hoạch …", but "Đối với các xã
			// chưa có, Sở A …" names who the work is about.
			stop, valid := x.bodiesEnd(i+n, to)
			if x.fold(stop) == "," && (x.lower(stop+1) == "cần" || x.lower(stop+1) == "phải" || x.starts(stop+1) && !x.body(stop+1)) {
				valid = true // "Đối với Phòng A, cần …"
			} else {
				valid = valid && stop < to && x.starts(stop)
			}
			if valid {
				in.from, in.to, in.how = i+n, stop, "charged"
				x.predicate(&in, to)
				return in, true
			}
		}
		if x.body(i) && !x.continues(i) && (i == from || x.named(i) || nouns.Match(x.at(i)) > 0 || x.head(i) > 1 || quantities.Match(x.at(i)) > 0) {
			stop, valid := x.bodiesEnd(i, to)
			if !valid && stop > i && i <= from+1 && x.fold(stop) == ":" && stop+shortestTask < to && x.tokens[stop+1].Start > x.tokens[stop].End {
				in.from, in.to, in.certain, in.how = i, stop, true, "labelled"
				return in, true
			}
			if valid && stop > i && stop < to && !(stop+1 == to && x.tokens[stop].Kind == viet.Mark) {
				in.from, in.to = i, x.described(i, stop)
				if x.news && x.lower(stop) == "sẽ" && x.starts(stop+1) {
					// News of a plan: "Theo kế hoạch, các xã sẽ … xong trước ngày …".
					in.dated, in.how = x.lower(from) == "theo" && x.endsDated(stop), "planned"
					return in, true
				}
				if said := speeches.Match(x.at(stop)); said > 0 {
					// "Đồng chí A cho rằng: các xã cần …"
					if c, ok := x.chargedIn(stop+said, to); ok && c.strong {
						c.sentence = from
						return c, true
					}
				}
				if statements.Match(x.at(stop)) > duties.Match(x.at(stop)) || x.news && asks.Match(x.at(stop)) > 0 {
					in.stated = true
					return in, false
				}
				in.how = "charged"
				in.dated = opening && x.lower(from) != "ngày" && !(x.lower(from) == "trong" && x.tokens[from+1].Kind == viet.Number) && len(deadlineWords(x, from, i)) > 0
				in.to = stop
				x.predicate(&in, to)
				in.to = x.described(i, stop)
				return in, true
			}
		}
		if i == from || !opening && i == from+1 && x.fold(from) == "," {
			if n := soon.Match(x.at(i)); n > 0 && x.body(i+n) {
				stop, valid := x.bodiesEnd(i+n, to)
				if valid && stop < to && (strong.Match(x.at(stop)) > 0 || x.starts(stop)) {
					in.from, in.to, in.how = i+n, stop, "charged"
					x.predicate(&in, to)
					return in, true
				}
			}
		}
		if i == from || !opening {
			if openings.Match(x.at(i)) == 0 {
				return in, false
			}
			opening = true
		}
	}
	return in, false
}

// continues says whether a body with a small letter at i is only the next of a
// list that stands before the comma: "các cấp ủy, cán bộ, đảng viên".
func (x lexer) continues(i int) bool {
	if i < 2 || x.fold(i-1) != "," || x.capital(i) || quantities.Match(x.at(i)) > 0 {
		return false
	}
	for n := 1; n <= 3 && n < i; n++ {
		if nouns.Match(x.at(i-1-n)) == n || heads.Match(x.at(i-1-n)) == n {
			return true
		}
	}
	return false
}

// doneBy finds the body of a passive: "… do Sở A chủ trì thực hiện".
func (x lexer) doneBy() (from, to int, ok bool) {
	for i := range x.tokens {
		if x.lower(i) != "do" || !x.body(i+1) {
			continue
		}
		if stop, valid := x.bodiesEnd(i+1, len(x.tokens)); valid && stop < len(x.tokens) && charges.Match(x.at(stop)) > 0 {
			return i + 1, stop, true
		}
	}
	return 0, 0, false
}

var charges = viet.NewSpelt("chủ trì", "chịu trách nhiệm", "phụ trách", "đảm nhiệm", "thực hiện", "làm chủ đầu tư", "tham mưu")

// deadlineWords returns the tokens of [from,to) if they open with a time.
func deadlineWords(x lexer, from, to int) []viet.Token {
	for i := from; i < to; i++ {
		switch x.lower(i) {
		case "trước", "tháng", "quý", "chậm", "vào":
			for k := i; k < min(to, i+5); k++ {
				if x.tokens[k].Kind == viet.Number {
					return x.tokens[i:to]
				}
			}
		}
	}
	return nil
}

// orderedIn looks for a verb that orders and the bodies it orders.
func (x lexer) orderedIn(from, to int) (in instruction, ok bool) {
	in = instruction{sentence: from}
	for i := from; i < to; i++ {
		n := orders.Match(x.at(i))
		if n == 0 || neverOrders.Match(x.at(i)) > 0 && !x.capital(i+1) {
			continue
		}
		// "chỉ đạo" orders where a report tells of it; in an item it is what the
		// body of the item does.
		if x.lower(i) == "chỉ" && (!x.news || x.passedOn(from, i)) {
			continue
		}
		switch x.lower(i - 1) {
		case "đã":
			// News tell of orders given; a report of them is a result.
			if i > from && (!x.news || x.lower(i) == "chỉ") {
				continue
			}
		case ";", ",":
			// "đã tổ chức 5 cuộc kiểm tra; phân công các đồng chí dự …": a report goes on.
			if x.news && (x.lower(i) == "phân" || x.lower(i) == "giao") && x.reports(from, i) {
				continue
			}
		case "được", "theo", "xét", "của", "sự", "những", "nội", "việc", "hồ", "có", "đáp", "các", "phù", "trên", "này":
			if i > from {
				continue
			}
		}
		// "lãnh đạo, chỉ đạo các …" at the head of what a body does is its own act.
		if x.lower(i) == "chỉ" && i > from+12 && !x.given(from, i) || x.lower(i) == "chỉ" && (x.fold(i-1) == "," || x.lower(i-1) == "và") {
			continue
		}
		if x.lower(i) == "chỉ" && x.several(from, i) || x.byOther(from, i) {
			continue
		}
		if x.lower(i) == "phân" && i > from+2 && x.lower(i+1) == "công" && !x.named(i+n) {
			continue
		}
		j := i + n
		for j < to && (x.fold(j) == ":" || x.lower(j) == "đến" || x.lower(j) == "thêm" || x.fold(j) == "," && x.named(j+1)) {
			j++
		}
		if !x.body(j) {
			// "… yêu cầu: từ ngày 30/4, các đơn vị bố trí trực".
			if c, ok := x.chargedIn(j, to); ok && j > i+n && c.from > j {
				c.order, c.ordered, c.certain, c.how = i, true, true, "ordered"
				return c, true
			}
			if f, stop := x.afterEvent(j, to); stop > 0 {
				in.from, in.to, in.order, in.ordered, in.certain, in.how = f, stop, i, true, true, "ordered"
				return in, true
			}
			continue
		}
		// "Giao Sở A chủ trì …": before the order only its giver or an opening stands.
		stop, valid := x.bodiesEnd(j, to)
		valid = valid || x.fold(stop) == ":" && stop+1 == to // "… đề nghị các đơn vị:" over what they are to do
		if !valid || stop >= to || stop == j {
			continue
		}
		if statements.Match(x.at(stop)) > 0 && duties.Match(x.at(stop)) == 0 && !(demanded.Match(x.at(stop)) > 0 && (i == from || x.given(from, i))) {
			continue
		}
		in.from, in.to, in.order, in.ordered, in.certain, in.how = j, stop, i, true, true, "ordered"
		return in, true
	}
	return in, false
}

// predicate reads what follows the bodies: duty, helpers, verb.
func (x lexer) predicate(in *instruction, to int) {
	k := in.to
	for steps := 0; k < to && steps < 6; steps++ {
		if x.fold(k) == "," {
			k++
			continue
		}
		if n := strong.Match(x.at(k)); n > 0 {
			in.strong, in.certain = true, true
			k += n
			continue
		}
		if n := helps.Match(x.at(k)); n > 0 && (x.body(k+n) || x.capital(k+n)) {
			stop, _ := x.helpEnd(k+n, to)
			in.helpFrom, in.helpTo = k+n, stop
			in.certain = true
			return
		}
		if n := duties.Match(x.at(k)); n > 0 {
			k += n
			continue
		}
		break
	}
	if x.fold(k) == "hoan" && x.lower(k+1) == "thành" {
		in.finishing = true
	}
	if a, b, ok := x.helpers(in.to, to); ok {
		in.helpFrom, in.helpTo = a, b
	}
}

// helpers finds "chủ trì, phối hợp với B" in [from,to): B.
func (x lexer) helpers(from, to int) (a, b int, ok bool) {
	for i := from; i < to; i++ {
		n := helps.Match(x.at(i))
		if n == 0 {
			continue
		}
		// "phối hợp chặt chẽ, kịp thời với …"
		for k := i + n; !x.body(i+n) && k < min(to, i+9) && x.fold(k) != ";" && x.fold(k) != "."; k++ {
			if x.lower(k) == "với" && x.body(k+1) {
				n = k + 1 - i
			}
		}
		if !x.body(i + n) {
			continue
		}
		if x.lower(i) == "cùng" && i != from {
			continue
		}
		if stop, _ := x.helpEnd(i+n, to); stop > i+n {
			return i + n, stop, true
		}
	}
	return 0, 0, false
}

// helpEnd ends the list of helping bodies at the verb they help with.
func (x lexer) helpEnd(i, to int) (stop int, ok bool) {
	stop, ok = x.bodiesEnd(i, to)
	return stop, ok
}

// beforeLead steps back over "chủ trì," before token at.
func (x lexer) beforeLead(at int) int {
	for at > 0 && (x.fold(at-1) == "," || x.lower(at-1) == "trì" || x.lower(at-1) == "chủ" || x.lower(at-1) == "và") {
		at--
	}
	return at
}

// carries says whether a sentence goes on with what the body of the sentence
// before must do: a connector and a verb, and no body of its own.
func (x lexer) carries(from, to int) bool {
	n := connectors.Match(x.at(from))
	if n == 0 || x.lower(from) == "tiếp" {
		return false
	}
	i := from + n
	for i < to && x.fold(i) == "," {
		i++
	}
	return i < to && to-i > 5 && (x.starts(i) || strong.Match(x.at(i)) > 0) && statements.Match(x.at(i)) == 0
}
