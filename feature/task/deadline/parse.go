package deadline

import (
	"strings"
	"unicode"

	"quyet/base/civil"
	"quyet/base/viet"
)

// Parse reads words that are nothing but a deadline: a cell of an annex's
// time column, or what was typed into a form. Words it does not know come back
// with kind [Unread], never as a guess.
func Parse(words string, c Context) Deadline {
	start := len(words) - len(strings.TrimLeftFunc(words, unicode.IsSpace))
	trimmed := strings.TrimSpace(words)
	d := Deadline{Words: trimmed, Start: start, End: start + len(trimmed), Kind: None}
	s := scan{tokens: viet.Tokens(trimmed), cell: true}
	if !s.says() {
		return d
	}
	i := s.label(0)
	points, last := s.points(s.skipBefore(i))
	for j := i; len(points) == 0 && j < len(s.tokens); j++ {
		if s.joined(j) && s.tokenIsNumber(j) {
			continue // inside a longer number that is no date
		}
		points, last = s.points(j)
	}
	rule := s.recurrence(0, len(s.tokens))
	switch {
	case len(points) > 0:
		s.settle(&d, points, rule, c)
		if d.Kind == Period && s.onward(last) {
			d.Kind, d.Due = Ongoing, civil.Date{}
			d.how("onward")
		}
	case s.ongoing():
		d.Kind, d.Recurrence = Ongoing, rule
	case rule == "" && s.relative(i):
		d.Kind = Relative
	case s.condition(i):
		d.Kind = Conditional
	case rule != "":
		d.Kind, d.Recurrence = Recurring, rule
	default:
		d.Kind = Unread
	}
	return d
}

// says tells whether there is any word or number: "-", "…" and "" say nothing.
func (s scan) says() bool {
	for _, t := range s.tokens {
		if t.Kind != viet.Mark {
			return true
		}
	}
	return false
}

var (
	labels = viet.NewPhrases("thời gian", "thời hạn", "tiến độ", "thời điểm", "hạn hoàn thành", "mốc thời gian", "hạn chót", "hạn cuối",
		"lộ trình")
	// Prepositions after which a time is what must be kept.
	strict = viet.NewPhrases("trước", "trước và sau", "chậm nhất", "chậm nhất là", "chậm nhất đến", "chậm nhất vào", "chậm nhất trước", "chậm nhất trong",
		"chậm nhất là trước", "chậm nhất là trong", "chậm nhất là vào", "chậm nhất đến hết", "muộn nhất", "muộn nhất là", "không muộn hơn", "không chậm hơn",
		"không quá", "trong thời hạn", "trong vòng", "thời hạn", "xong trước", "xong trong", "hạn chót", "hạn cuối", "đến hết", "đến trước", "từ nay đến", "từ nay đến hết", "kể từ nay đến", "kể từ nay đến hết", "hết", "trong tháng", "trong quý", "trước hết")
	// Prepositions that need a verb of finishing before them.
	loose  = viet.NewPhrases("trong", "vào", "đến", "từ", "ngay trong", "vào cuối")
	finish = viet.NewPhrases("hoàn thành", "xong", "hoàn tất", "kết thúc", "hoàn thiện", "ban hành", "trình", "báo cáo", "gửi", "tổ chức", "thực hiện", "tổng kết", "sơ kết", "triển khai", "đưa vào", "khánh thành", "khởi công", "nghiệm thu", "phê duyệt")
	// completes are those that a time in the same clause goes with however far it stands.
	completes = viet.NewPhrases("bàn giao", "khởi công", "khánh thành", "nghiệm thu", "dứt điểm", "giải ngân hết", "vào khai thác", "vào sử dụng", "vào vận hành", "vào hoạt động")
	review    = viet.NewPhrases("sơ kết", "tổng kết", "báo cáo", "đánh giá", "sơ, tổng kết", "sơ tổng kết", "kiểm điểm", "rà soát", "định kỳ")
	calendar  = viet.NewPhrases("ngày", "tháng", "quý", "năm", "cuối", "đầu", "giữa", "6 tháng", "giờ")
	ongoing   = viet.NewPhrases("thường xuyên", "liên tục", "lâu dài", "nhiệm vụ thường xuyên", "suốt năm", "cả năm", "hàng ngày", "hằng ngày", "các năm tiếp theo",
		"cả nhiệm kỳ", "toàn khóa", "toàn khoá", "trong nhiệm kỳ")
	eventually = viet.NewPhrases("sau khi", "ngay sau", "ngay sau khi", "trước khi", "khi", "ngay khi", "theo", "kể từ", "từ khi", "cùng với", "trong quá trình",
		"đồng thời với", "tùy theo", "tuỳ theo", "căn cứ", "khi có", "đột xuất", "phụ thuộc")
	onward = viet.NewPhrases("và những năm tiếp theo", "và các năm tiếp theo", "và các năm sau", "và những năm sau", "những năm tiếp theo", "các năm tiếp theo",
		"và các năm", "trở đi", "và tiếp tục", "và thường xuyên", "và hằng năm", "và hàng năm")
)

func (s scan) label(i int) int {
	if n := labels.Match(s.tokens[i:]); n > 0 {
		for j := i + n; j < len(s.tokens) && j < i+n+6; j++ {
			if s.fold(j) == ":" {
				return j + 1
			}
		}
	}
	return i
}

func (s scan) ongoing() bool {
	at, _ := ongoing.Index(s.tokens, 0)
	return at >= 0
}

func (s scan) onward(i int) bool { return onward.Match(s.tokens[min(i, len(s.tokens)):]) > 0 }

// relative says whether a count of days stands at i: "sau 10 ngày làm việc".
func (s scan) relative(i int) bool {
	i = s.skipBefore(i)
	for j := i; j < i+4 && j < len(s.tokens); j++ {
		if _, ok := s.number(j, 3); ok {
			j++
			if s.fold(j) == "(" { // "05 (năm) ngày"
				for j < len(s.tokens) && s.fold(j) != ")" {
					j++
				}
				j++
			}
			return s.is(j, "ngày") || s.is(j, "tuần") || s.is(j, "giờ") || s.is(j, "tháng") && !s.is(j+1, "đầu") && !s.is(j+1, "cuối")
		}
	}
	return false
}

func (s scan) condition(i int) bool {
	at, _ := eventually.Index(s.tokens, i)
	return at == i || at >= 0 && at <= i+3
}

func (s scan) tokenIsNumber(j int) bool {
	return j >= 0 && j < len(s.tokens) && s.tokens[j].Kind == viet.Number
}
