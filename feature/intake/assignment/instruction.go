package assignment

import (
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
	ahead            bool // the opening names the time to come: "Trong 6 tháng cuối năm"
	how              string
}

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
	if closings.Match(x.tokens) > 0 || x.leadsAway() {
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

// leadsAway says whether the line only sends the reader of a page elsewhere: "Xem
// văn bản tại đây".
func (x lexer) leadsAway() bool {
	end := len(x.tokens)
	return end > 2 && end < longestSubject && (x.lower(0) == "xem" || x.lower(0) == "chi" && x.lower(1) == "tiết" || x.lower(0) == "tải") && x.lower(end-1) == "đây"
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
	case x.lower(i) == "giao", x.lower(i) == "với", x.lower(i) == "ở" && x.lower(i+1) == "cấp":
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
	if k := x.matter(from, to); k > 0 {
		if c, ok := x.chargedIn(k, to); ok && c.from == k && c.how == "charged" && !x.bracketsIn(c.from, c.to) {
			c.sentence = from
			return c, true
		}
	}
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
			if x.news && x.lower(stop) == "sẽ" && x.starts(stop+1) && stop < to && x.dueBy(stop) {
				in.from, in.to, in.dated, in.how = i+n, stop, true, "planned"
				return in, true
			}
		}
		if i == from && x.abbreviation(i) && !x.body(i) && x.fold(i+1) == ":" && i+1+shortestTask < to && !x.news && x.starts(i+2) {
			in.from, in.to, in.certain, in.how = i, i+1, true, "labelled" // "GVCN: tuyên truyền …"
			return in, true
		}
		if x.body(i) && !x.continues(i) && (i == from || x.named(i) || nouns.Match(x.at(i)) > 0 || x.head(i) > 1 || quantities.Match(x.at(i)) > 0) {
			stop, valid := x.bodiesEnd(i, to)
			if !valid && stop > i && i <= from+1 && x.fold(stop) == ":" && stop+shortestTask < to && x.tokens[stop+1].Start > x.tokens[stop].End {
				if x.lower(stop-1) == "số" || x.member() {
					return in, false // of a letterhead: "Văn phòng Chính phủ Số: …"; "Ông A - Chủ tịch UBND xã: Trưởng ban"
				}
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
				in.ahead = opening && x.ahead(from)
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

// matter returns the token after the name of a matter and a colon, where a body stands
// there: "Tiến hành sinh hoạt: đồng chí bí thư chi bộ chủ trì …"; 0 if none does.
func (x lexer) matter(from, to int) int {
	if x.news || x.body(from) || !x.capital(from) {
		return 0
	}
	const longest = 8
	for k := from + 1; k < min(to, from+longest) && x.tokens[k].Kind == viet.Word || k < min(to, from+longest) && x.fold(k) == ":"; k++ {
		if x.fold(k) == ":" {
			if k+shortestTask < to && x.body(k+1) {
				return k + 1
			}
			return 0
		}
	}
	return 0
}

// bracketsIn says whether a bracket opens in [i,j): behind bodies it says what each does.
func (x lexer) bracketsIn(i, j int) bool {
	for ; i < j; i++ {
		if x.fold(i) == "(" {
			return true
		}
	}
	return false
}

// ahead says whether the sentence opens with the time to come, so that what it
// tells of bodies is what they are to do: "Trong thời gian tới", "6 tháng cuối năm".
func (x lexer) ahead(from int) bool {
	for k := from; k < from+5; k++ {
		if coming.Match(x.at(k)) > 0 {
			return true
		}
		if x.fold(k) == "," {
			return false
		}
	}
	return false
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
		if n := soon.Match(x.at(j + 1)); x.fold(j) == "," && n > 0 && x.fold(j+1+n) == "," && x.body(j+n+2) {
			j += n + 2 // "yêu cầu, trong thời gian tới, các …"
		}
		if n := soon.Match(x.at(j)); n > 0 && x.fold(j+n) == "," && x.body(j+n+1) {
			j += n + 1 // "đề nghị thời gian tới, các …"
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
		// "… đề nghị các đơn vị:" over, or before, what they are to do
		valid = valid || x.fold(stop) == ":" && (stop+1 == to || stop+1 < to && (x.starts(stop+1) || !x.capital(stop+1) && !x.body(stop+1)))
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
