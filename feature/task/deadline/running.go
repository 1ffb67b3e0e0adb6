package deadline

import (
	"strings"

	"quyet/base/viet"
)

// Deadlines in running text.

// Find returns the deadlines of running text, in order. A time is one only
// where the sentence makes it one: after "trước", "chậm nhất", "xong", "hoàn thành trong" and
// the like; at the head of a clause ("Tháng 5/2026, các sở …"); or as the reporting
// period of a report or review. Dates of documents ("Nghị quyết số 5 ngày …"), spans in
// titles ("giai đoạn 2026 - 2030") and adverbs ("thường xuyên kiểm tra") are not.
func Find(text string, c Context) []Deadline {
	s := scan{tokens: viet.Tokens(text)}
	var found []Deadline
	for i := 0; i < len(s.tokens); {
		d, end := s.deadlineAt(i, c)
		if end <= i {
			i++
			continue
		}
		d.Start, d.End = s.tokens[i].Start, s.tokens[end-1].End
		d.Words = text[d.Start:d.End]
		found = append(found, d)
		i = end
	}
	return found
}

// deadlineAt reads the deadline of running text that starts at token i; end
// is i or less if none does.
func (s scan) deadlineAt(i int, c Context) (d Deadline, end int) {
	// "(Thời gian hoàn thành: Quý III/2026)"
	if n := labels.Match(s.tokens[i:]); n > 0 {
		if j := s.label(i); j > i && j < len(s.tokens) {
			if d, end := s.restOfClause(j, c); end > j {
				return d, end
			}
		}
	}
	if d, end := s.thisPeriod(i, c); end > i {
		return d, end
	}
	if n := strict.Match(s.tokens[i:]); n > 0 {
		return s.afterStrict(i, n, c)
	}
	// "ngay sau khi kết thúc đại hội": an event that starts the clock at once.
	if s.is(i, "ngay") && s.is(i+1, "sau") {
		if end := s.clauseEnd(i + 2); end > i+3 && end < i+longestEvent {
			d.Kind = Conditional
			d.how("event")
			return d, end
		}
	}
	// "cho học sinh nghỉ học đến ngày 10/10/2026": a day at which it ends.
	if s.is(i, "đến") && s.is(i+1, "ngày") && !s.since(i) {
		if points, end := s.points(i + 1); len(points) == 1 && points[0].grain == byDay && points[0].year != 0 && points[0].rule == "" {
			s.settle(&d, points, "", c)
			return d, end
		}
	}
	// "trong 15 ngày kể từ ngày …": without "kể từ" it is how long a thing lasts.
	if (s.is(i, "trong") || s.is(i, "sau")) && s.relative(i+1) {
		if d, end := s.afterStrict(i, 1, c); end > i && s.spansFrom(i, end) {
			return d, end
		}
	}
	// "từ ngày 1/3 đến hết ngày 15/4": two days that bound the work.
	if s.is(i, "từ") {
		if points, end := s.points(i + 1); len(points) == 2 && points[0].grain == byDay && points[1].grain == byDay && points[1].at > points[0].end && s.spans(points[0].end, points[1].at) {
			s.settle(&d, points, "", c)
			return d, end
		}
	}
	// "họp vào ngày 15/4/2026.", "tổ chức vào đầu tháng 4;": a day or month that ends the clause.
	if s.is(i, "vào") && !s.told(i) {
		if points, end := s.points(i + 1); len(points) == 1 && (points[0].grain != byYear || s.partOfYear(i+1)) && points[0].grain != byRule && s.ends(end) {
			s.settle(&d, points, "", c)
			return d, end
		}
	}
	if n := loose.Match(s.tokens[i:]); n > 0 && (s.finishes(i) || s.heads(i) || s.atLeast(i)) {
		points, end := s.points(i + n)
		if s.is(i+n-1, "đến") && len(points) > 0 && points[0].grain == byYear && s.fold(end) == "," && s.fold(end+1) == "tam" {
			return d, 0
		}
		if len(points) > 0 && !s.ofDocument(i) {
			s.settle(&d, points, "", c)
			return d, end
		}
		return d, 0
	}
	// A time at the head of a clause, or right after a verb of finishing:
	// "Tháng 5/2026, các sở …", "hoàn thành Quý III/2026".
	if s.heads(i) || s.finishesHere(i) || s.fold(i-1) == "ky" && s.fold(i-2) == "dinh" {
		points, end := s.points(i)
		if len(points) > 0 && points[0].grain != byDay && points[0].grain != byYear && points[0].grain != byRule &&
			(s.fold(end) == "," || !s.heads(i) || end >= len(s.tokens) || s.fold(end) == ")" || s.fold(end) == ":" || s.fold(end) == ";") {
			s.settle(&d, points, "", c)
			return d, end
		}
		if len(points) > 0 && points[0].grain == byDay && points[0].year != 0 && s.finishesHere(i) {
			s.settle(&d, points, "", c)
			return d, end
		}
	}
	// "trình Hội đồng thẩm định tháng 11/2026;": a month with its year that ends
	// a clause, some words after a verb of finishing.
	if s.is(i, "tháng") || s.is(i, "quý") || (s.is(i, "đầu") || s.is(i, "giữa") || s.is(i, "cuối")) && (s.is(i+1, "tháng") || s.is(i+1, "quý")) {
		if points, end := s.points(i); len(points) > 0 && points[0].year != 0 && (points[0].grain == byMonth || points[0].grain == byQuarter) &&
			(end >= len(s.tokens) || s.fold(end) == ";" || s.fold(end) == "." || s.fold(end) == ",") && s.submits(i) {
			s.settle(&d, points, "", c)
			return d, end
		}
	}
	return s.period(i, c)
}

// thisPeriod reads "trong tuần này", "ngay trong tháng tới": a span counted from the day
// of the document. A week has no day that all offices end it with.
func (s scan) thisPeriod(i int, c Context) (d Deadline, end int) {
	j := i
	if s.is(j, "ngay") || s.is(j, "xong") {
		j++
	}
	if !s.is(j, "trong") || s.told(i) || !s.is(j+2, "này") && !s.is(j+2, "tới") && !(s.is(j+1, "năm") && s.is(j+2, "nay")) {
		return d, 0
	}
	end = j + 3
	if !s.ends(end) && !s.finishes(i) && !s.heads(i) {
		return d, 0
	}
	on, next := c.Issued, s.is(j+2, "tới")
	p := point{year: on.Year}
	switch {
	case s.is(j+1, "tuần"):
		d.Kind = Relative
		return d, end
	case s.is(j+1, "tháng"):
		if p.grain, p.month = byMonth, int(on.Month); next {
			p.month++
		}
		if p.month > 12 {
			p.month, p.year = 1, p.year+1
		}
	case s.is(j+1, "quý"):
		if p.grain, p.n = byQuarter, (int(on.Month)+2)/3; next {
			p.n++
		}
		if p.n > 4 {
			p.n, p.year = 1, p.year+1
		}
	case s.is(j+1, "năm"):
		if p.grain = byYear; next {
			p.year++
		}
	default:
		return d, 0
	}
	if on.IsZero() {
		d.Kind = Relative
		return d, end
	}
	s.settle(&d, []point{p}, "", c)
	return d, end
}

// partOfYear says whether "cuối năm" and the like stands at i.
func (s scan) partOfYear(i int) bool {
	return (s.is(i, "đầu") || s.is(i, "giữa") || s.is(i, "cuối")) && s.is(i+1, "năm")
}

// atLeast says whether the clause before token i sets a number to reach: "tổ chức ít
// nhất 02 cuộc diễn tập trong năm 2026".
func (s scan) atLeast(i int) bool {
	for k := i - 1; k > 0 && k >= i-25 && s.fold(k) != ";" && s.fold(k) != "."; k-- {
		if s.is(k, "nhất") && s.is(k-1, "ít") || s.is(k, "thiểu") && s.is(k-1, "tối") {
			return true
		}
	}
	return false
}

// ends says whether the clause ends before token i.
func (s scan) ends(i int) bool {
	switch s.fold(i) {
	case "", ",", ";", ".", ")", ":":
		return true
	}
	return false
}

// told says whether the clause before token i tells of what was done: "đã họp vào ngày …".
func (s scan) told(i int) bool {
	for k := i - 1; k >= 0 && k >= i-25 && s.fold(k) != ";" && s.fold(k) != "."; k-- {
		if s.is(k, "đã") || s.is(k, "được") && !s.due(k) || s.is(k, "vừa") || s.fold(k) == "ket" && s.is(k+1, "quả") && s.is(k+2, "đạt") {
			return true
		}
	}
	return false
}

// due says whether "được" at token k is part of what must be, or of who is charged:
// "phải được hoàn thành", "các đơn vị được giao".
func (s scan) due(k int) bool {
	for _, must := range []string{"phải", "cần", "sẽ", "nên"} {
		if s.is(k-1, must) {
			return true
		}
	}
	return s.is(k+1, "giao") || s.is(k+1, "phân") && s.is(k+2, "công")
}

// longestEvent bounds the tokens of an event that starts the clock.
const longestEvent = 25

// since says whether the day at the end of a span stands at i, or the day up to
// which something was counted: "từ đầu năm đến ngày …", "tính đến ngày …".
func (s scan) since(i int) bool {
	for k := i - 1; k >= 0 && k >= i-10; k-- {
		if s.is(k, "từ") || s.is(k, "tính") || s.is(k, "kể") || s.is(k, "lực") {
			return true
		}
		if f := s.fold(k); f == ";" || f == "." {
			return false
		}
	}
	return i == 0
}

// spans says whether "đến" stands in tokens [i,j), so that they part the ends of a range.
func (s scan) spans(i, j int) bool {
	for ; i < j; i++ {
		if s.is(i, "đến") || s.is(i, "tới") || s.dash(i) {
			return true
		}
	}
	return false
}

// spansFrom says whether [i,end) names what starts the clock: "kể từ ngày …".
func (s scan) spansFrom(i, end int) bool {
	for ; i < end; i++ {
		if s.is(i, "kể") && s.is(i+1, "từ") {
			return true
		}
	}
	return false
}

// submits says whether a verb of finishing stands within a dozen tokens before i
// in the clause.
func (s scan) submits(i int) bool {
	for k := i - 1; k >= 0 && k >= i-12; k-- {
		if f := s.fold(k); f == ";" || f == "." {
			return false
		}
		if s.is(k, "trình") || s.is(k, "gửi") || s.is(k, "ban") && s.is(k+1, "hành") || s.is(k, "hoàn") && s.is(k+1, "thành") {
			return true
		}
	}
	return false
}

// afterStrict reads what follows one of the strict prepositions of n tokens.
func (s scan) afterStrict(i, n int, c Context) (d Deadline, stop int) {
	j := i + n
	if calendar.Match(s.tokens[j-1:]) > 0 {
		j--
	}
	j = s.skipBefore(j)
	points, end := s.points(j)
	if bare := (scan{tokens: s.tokens, cell: true}); len(points) == 0 {
		// "trước 30/4": after such a word two numbers are a day.
		if p, ok := bare.day(j); ok {
			points, end = []point{p}, p.end
			if s.every(end) && s.is(end+1, "năm") { // "trước 31/12 hằng năm"
				end += 2
			}
		}
	}
	if len(points) > 0 {
		if s.is(i, "hết") && !s.is(i-1, "đến") && points[0].grain == byYear && !s.finishes(i) {
			return d, 0
		}
		s.settle(&d, points, s.recurrence(end, min(end+2, len(s.tokens))), c)
		return d, end
	}
	if k, ok := s.clock(j); ok && s.every(k) && s.is(k+1, "ngày") { // "trước 16h00 hằng ngày"
		d.Kind, d.Recurrence = Recurring, s.recurrence(k, k+2)
		return d, k + 2
	}
	if s.is(i, "trước") && s.fold(i+1) == "khi" {
		end := s.clauseEnd(i + 2)
		if end > i+2 {
			d.Kind = Conditional
			d.how("event")
			return d, end
		}
	}
	if s.relative(j) && s.fold(i) != "truoc" && s.fold(i) != "het" {
		end := j
		for end < len(s.tokens) && !s.is(end, "ngày") && !s.is(end, "tuần") && !s.is(end, "tháng") && !s.is(end, "giờ") {
			end++
		}
		end++
		if s.is(end, "làm") && s.is(end+1, "việc") {
			end += 2
		}
		if s.fold(end) == "," {
			end++
		}
		if s.is(end, "kể") || s.is(end, "sau") || s.is(end, "từ") {
			end = s.clauseEnd(end)
		}
		d.Kind = Relative
		return d, min(end, len(s.tokens))
	}
	return d, 0
}

// period reads reporting and review periods: "sơ kết hằng năm", "định kỳ 6 tháng báo cáo".
func (s scan) period(i int, c Context) (d Deadline, end int) {
	if s.fold(i) == "dinh" && s.is(i+1, "kỳ") && s.term(i+2) == 0 {
		j := i + 2
		for j < len(s.tokens) && (s.every(j) || s.tokens[j].Kind == viet.Number || s.is(j, "tháng") || s.is(j, "quý") || s.is(j, "năm") ||
			s.is(j, "tuần") || s.is(j, "đầu") || s.is(j, "cuối") || s.is(j, "một") || s.is(j, "và") && s.calendarAfter(j) || s.fold(j) == "," && s.calendarAfter(j) || s.fold(j) == "(" && s.calendarAfter(j) || s.fold(j) == ")" && s.fold(j-1) != "ky") {
			j++
		}
		if j > i+2 {
			if points, pe := s.points(i + 2); len(points) > 0 && pe >= j && points[0].grain == byRule {
				s.settle(&d, points, "", c)
				return d, pe
			}
			if rule := s.recurrence(i, j); rule != "" && (s.reviewNear(i, j) || s.every(i+2) || s.is(j, "lần") && s.is(j-1, "một")) {
				if s.is(j, "lần") {
					j++
				}
				d.Kind, d.Recurrence = Recurring, rule
				return d, j
			}
		}
		return d, 0
	}
	// "định kỳ đầu năm học và cuối học kỳ I"
	at := i
	if s.fold(i) == "dinh" && s.is(i+1, "kỳ") {
		at += 2
	}
	if n := s.term(at); n > 0 && (at > i || s.recurs(i)) {
		end := at + n
		for s.is(end, "và") || s.fold(end) == "," {
			m := s.term(end + 1)
			if m == 0 {
				break
			}
			end += 1 + m
		}
		d.Kind, d.Recurrence = Recurring, "FREQ=YEARLY"
		d.how("event")
		return d, end
	}
	if s.every(i) && (s.is(i+1, "năm") || s.is(i+1, "quý") || s.is(i+1, "tháng") || s.is(i+1, "tuần")) && (s.reviews(i) || s.heads(i) && s.reviewNear(i, i+2)) {
		d.Kind, d.Recurrence = Recurring, s.recurrence(i, i+2)
		return d, i + 2
	}
	return d, 0
}

// term reads "cuối học kỳ 1", "giữa năm học", "cuối năm": a time of every year
// that has no day.
func (s scan) term(i int) int {
	if !s.is(i, "đầu") && !s.is(i, "giữa") && !s.is(i, "cuối") {
		return 0
	}
	n := 0
	switch {
	case s.is(i+1, "học") && s.is(i+2, "kỳ"), s.is(i+1, "năm") && s.is(i+2, "học"):
		n = 3
	case s.is(i+1, "năm"):
		n = 2
	default:
		return 0
	}
	if _, ok := s.quarterNumber(i + n); ok {
		n++
	}
	if _, ok := s.year(i + n); ok {
		return 0
	}
	return n
}

// recurs says whether "định kỳ" stands in the clause before token i.
func (s scan) recurs(i int) bool {
	for k := i - 1; k > 0 && k >= i-25; k-- {
		if s.fold(k) == ";" || s.fold(k) == "." {
			return false
		}
		if s.is(k, "kỳ") && s.fold(k-1) == "dinh" {
			return true
		}
	}
	return false
}

func (s scan) calendarAfter(j int) bool {
	j++
	return s.every(j) || s.tokenIsNumber(j) || s.is(j, "quý") || s.is(j, "năm") || s.is(j, "tháng") || s.is(j, "cuối") || s.is(j, "một")
}

// reviewNear says whether a verb of reporting stands just after [i,j) or just before.
func (s scan) reviewNear(i, j int) bool {
	for k := j; k < len(s.tokens) && k < j+6; k++ {
		if review.Match(s.tokens[k:]) > 0 || s.is(k, "hoặc") {
			return true
		}
	}
	return s.reviews(i)
}

// reviews says whether a verb of reporting or reviewing ends right before i.
func (s scan) reviews(i int) bool {
	for k := max(0, i-3); k < i; k++ {
		if n := review.Match(s.tokens[k:]); n > 0 && k+n >= i-1 {
			return true
		}
	}
	return false
}

// finishes says whether a verb of finishing stands in the same clause before
// token i.
func (s scan) finishes(i int) bool {
	for k := i - 1; k >= 0 && k >= i-25; k-- {
		if s.fold(k) == ";" || s.fold(k) == "." {
			return false
		}
		if s.fold(k) == "hoan" && (s.is(k+1, "thành") || s.is(k+1, "tất")) || s.fold(k) == "xong" || completes.Match(s.tokens[k:]) > 0 ||
			k >= i-3 && finish.Match(s.tokens[k:]) > 0 {
			return true
		}
		// "trình Chính phủ vào tháng 7", "gửi Bộ trước …": the one it goes to stands between.
		if k >= i-12 && (s.fold(k) == "trinh" || s.fold(k) == "gui" || s.is(k, "về")) && s.is(i, "vào") {
			return true
		}
	}
	return false
}

// finishesHere says whether a verb of finishing ends right before token i.
func (s scan) finishesHere(i int) bool {
	return s.fold(i-2) == "hoan" && s.is(i-1, "thành") || s.fold(i-1) == "xong" || s.is(i-1, "hạn") ||
		s.fold(i-2) == "hoan" && s.is(i-1, "tất")
}

// heads says whether token i begins a sentence or clause.
func (s scan) heads(i int) bool {
	switch s.fold(i - 1) {
	case "", ",", ";", ".", ":", "(", "-", "–", "+":
		return true
	}
	return false
}

// ofDocument says whether the time at i belongs to the name of a document or
// of a plan's term: "số 12/KH-UBND ngày …".
func (s scan) ofDocument(i int) bool {
	return s.is(i-1, "số") || s.fold(i-1) == "/"
}

func (s scan) clauseEnd(i int) int {
	for i < len(s.tokens) {
		switch s.fold(i) {
		case ",", ";", ".", ")", ":":
			return i
		}
		i++
	}
	return i
}

// restOfClause reads tokens from i to the end of the clause as a cell.
func (s scan) restOfClause(i int, c Context) (d Deadline, end int) {
	end = i
	for end < len(s.tokens) {
		f := s.fold(end)
		if f == ";" || f == ")" || f == "." && !(s.tokenIsNumber(end-1) && s.tokenIsNumber(end+1)) {
			break
		}
		end++
	}
	if end > i+30 || end == i {
		return d, 0
	}
	var words strings.Builder
	for k := i; k < end; k++ {
		if k > i && s.tokens[k].Start > s.tokens[k-1].End {
			words.WriteByte(' ')
		}
		words.WriteString(s.tokens[k].Lower)
	}
	d = Parse(words.String(), c)
	if d.Kind == Unread || d.Kind == None {
		return d, 0
	}
	return d, end
}
