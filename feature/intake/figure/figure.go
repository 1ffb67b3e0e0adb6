// Package figure finds the quantities by which a document states a result or
// sets a goal: "kết nạp 1.305 đảng viên, đạt 104,4%", "14/18 chỉ tiêu", "từ 98% trở lên".
//
// Not figures are the numbers that every document is full of: dates, durations, ages,
// numbers of documents, enumerators, counts of the text's own parts ("4 nhóm nhiệm vụ"), prices and
// rates fixed by law. What a number counts decides, and what stands before it.
//
// The grammar:
//
//	figure   = [ bound ] quantity [ "trở lên" ] [ share ] .
//	quantity = number [ range ] ( "%" | [ magnitude ] unit ) | number "/" number unit | "thứ" number [ "/" number ] .
//	range    = ( "-" | "đến" ) number .
//	share    = ( "đạt" | "chiếm" | "bằng" | "(" … ) number "%" .      of the quantity before it, not a growth
//	number   = digits { "." digits } [ "," digits ] .                   1.305   104,4
//
// Whether a number was reached (Value) or is aimed at (Target) is read from the
// section it stands in and from the words of its sentence; x/y is x reached of y aimed at.
// The package is pure.
package figure

import (
	"math"
	"slices"
	"strings"

	"quyet/base/viet"
	"quyet/feature/intake/outline"
	"quyet/feature/intake/source"
)

// A Figure is one quantity. Exactly one of Value and Target is set, or both.
type Figure struct {
	source.Span         // the clause from its words to its unit
	Unit        string  // as printed: "%", "triệu người", "chỉ tiêu"; "thứ hạng" of a rank
	Value       *Number // observed
	Target      *Number // aimed at
	TargetMax   *Number // upper end of a range, of the value or of the target
	Percent     *Number // share printed beside an absolute figure
	Of          *Number // of how many a rank is
	Block       int
	How         string // the rule that found it, machine-readable
}

// A Context is what is known of the document from elsewhere.
type Context struct {
	Kind string // type of document: in plans and programmes an unmarked number is a goal
}

// Find returns the figures of doc in the order of its text. Its cost is linear
// in the length of the text.
func Find(doc *source.Document, o *outline.Outline, c Context) []Figure {
	var figures []Figure
	for i, b := range doc.Blocks {
		role := o.Role(i)
		if role == outline.Preamble || role == outline.Recipients || role == outline.Signature {
			continue
		}
		s := scan{doc: doc, block: i, role: role, plan: c.Kind == "ke_hoach" || c.Kind == "chuong_trinh" || c.Kind == "phu_luc"}
		span := b.Span
		if n, ok := o.Opens(i); ok {
			if o.Nodes[n].Kind == outline.Annex || o.Nodes[n].Kind == outline.Heading {
				continue
			}
			span.Start = max(span.Start, o.Nodes[n].Title.Start)
		}
		if b.Kind == source.TableRow {
			for _, cell := range doc.Tables[b.Table].Rows[b.Row].Cells {
				if cell.Len() > 30 { // shorter cells are names, dates and bare numbers
					figures = s.read(figures, cell.Span)
				}
			}
			continue
		}
		figures = s.read(figures, span)
	}
	if c.Kind == "tin_bai" {
		figures = withoutHeadline(doc, figures)
	}
	return figures
}

// withoutHeadline drops what the headline of a news report only says ahead of
// its text: a figure in one of the first lines, if that line ends without a full
// stop and the same figure follows below.
func withoutHeadline(doc *source.Document, figures []Figure) []Figure {
	const lines = 3
	return slices.DeleteFunc(slices.Clone(figures), func(f Figure) bool {
		if f.Block >= lines || strings.HasSuffix(strings.TrimSpace(doc.Slice(doc.Blocks[f.Block].Span)), ".") {
			return false
		}
		return slices.ContainsFunc(figures, func(g Figure) bool { return g.Block > f.Block && f.repeats(g) })
	})
}

// repeats says whether g states the same number of the same things as f, both by
// the same rule. What is counted may have a longer name in one of them.
func (f Figure) repeats(g Figure) bool {
	if f.How != g.How || !begins(f.Unit, g.Unit) && !begins(g.Unit, f.Unit) {
		return false
	}
	if f.How == "ratio" {
		return *f.Value == *g.Value && *f.Target == *g.Target
	}
	return *f.number() == *g.number()
}

// number is what a figure of one number states, reached or aimed at.
func (f Figure) number() *Number {
	if f.Value != nil {
		return f.Value
	}
	return f.Target
}

// begins says whether the words of unit begin those of longer.
func begins(unit, longer string) bool {
	if len(unit) > len(longer) {
		return false
	}
	return strings.EqualFold(longer[:len(unit)], unit) && (len(longer) == len(unit) || longer[len(unit)] == ' ')
}

type scan struct {
	doc   *source.Document
	block int
	role  outline.Role
	plan  bool

	base   int
	t      []viet.Token
	clause int // token at which the clause began
	begin  int // token at which the sentence began
	first  int // index of the sentence's first figure
}

func (s *scan) read(figures []Figure, span source.Span) []Figure {
	text := s.doc.Slice(span)
	if !hasDigit(text) {
		return figures
	}
	s.base, s.t = span.Start, viet.Tokens(text)
	s.clause, s.begin, s.first = 0, 0, len(figures)
	for i := 0; i < len(s.t); {
		t := s.t[i]
		switch {
		case t.Kind == viet.Number:
			f, end, ok := s.figure(figures, i)
			if ok && !s.shareOf(figures, f, i) {
				figures = append(figures, f)
			}
			i = max(end, i+1)
			continue
		case t.Fold == ";": // "phấn đấu: …; …" goes on, shares do not
			s.clause, s.first = i+1, len(figures)
		case t.Fold == "." && (i+1 == len(s.t) || s.t[i+1].Start > t.End):
			s.clause, s.begin, s.first = i+1, i+1, len(figures)
		case t.Fold == "," || t.Fold == ":":
			s.clause = i + 1
		}
		i++
	}
	return figures
}

func hasDigit(s string) bool {
	for i := range len(s) {
		if '0' <= s[i] && s[i] <= '9' {
			return true
		}
	}
	return false
}

func (s *scan) fold(i int) string {
	if i < 0 || i >= len(s.t) {
		return ""
	}
	return s.t[i].Fold
}

func (s *scan) lower(i int) string {
	if i < 0 || i >= len(s.t) {
		return ""
	}
	return s.t[i].Lower
}

func (s *scan) glued(i int) bool {
	return i > 0 && i < len(s.t) && s.t[i].Start == s.t[i-1].End
}

func (s *scan) dash(i int) bool {
	f := s.fold(i)
	return f == "-" || f == "–" || f == "÷" || f == "~" || s.lower(i) == "đến"
}

// figure reads the quantity at token i. end is the token to go on with, also
// where there is none.
func (s *scan) figure(figures []Figure, i int) (f Figure, end int, ok bool) {
	n, end, ok := number(s.t, i)
	if !ok {
		return f, end, false
	}
	f = Figure{Block: s.block}
	if s.ranked(i) {
		f.Unit, f.Value, f.How = "thứ hạng", &n, "rank"
		if s.fold(end) == "/" {
			if of, e, ok := number(s.t, end+1); ok {
				f.Of, end = &of, e
			}
		}
		s.settle(&f, i, end)
		return f, end, true
	}
	if s.named(i, end) {
		return f, s.past(end), false
	}
	var upper *Number
	if s.fold(end) == "/" {
		y, e, ok := number(s.t, end+1)
		if !ok || s.fold(e) == "/" || s.fold(end+1) == "" || y.Digits == 0 {
			return f, s.past(end), false
		}
		u, unitEnd := s.unit(e)
		if u == "" {
			if k := parts.Match(s.t[min(e, len(s.t)):]); k > 0 {
				u, unitEnd = s.words(e, e+k), e+k
			}
		}
		if u == "" || u == "%" {
			return f, s.past(e), false
		}
		f.Unit, f.Value, f.Target, f.How = u, &n, &y, "ratio"
		s.settle(&f, i, unitEnd)
		return f, unitEnd, true
	}
	// "12 trong tổng số 15 xã"
	if (s.lower(end) == "trong" || s.lower(end) == "trên") && s.lower(end+1) == "tổng" && s.lower(end+2) == "số" {
		if y, e, ok := number(s.t, end+3); ok {
			if u, unitEnd := s.unit(e); u != "" && u != "%" {
				f.Unit, f.Value, f.Target, f.How = u, &n, &y, "ratio"
				s.settle(&f, i, unitEnd)
				return f, unitEnd, true
			}
		}
	}
	if s.dash(end) {
		if m, e, ok := number(s.t, end+1); ok && !s.year(end+1) {
			if u, _ := s.unit(e); u != "" {
				upper, end = &m, e
			} else {
				return f, s.past(e), false
			}
		}
	} else if s.fold(end) == "%" && s.dash(end+1) {
		if m, e, ok := number(s.t, end+2); ok && s.fold(e) == "%" {
			upper, end = &m, e
		}
	}
	// "từ 1 triệu đến 1,2 triệu đồng": a range whose ends both have a magnitude.
	if k := magnitudes.Match(s.t[min(end, len(s.t)):]); k > 0 && upper == nil && s.dash(end+k) {
		if m, e, ok := number(s.t, end+k+1); ok {
			if low, ok := s.scaled(n, end, e); ok {
				n, upper, end = low, &m, e
			}
		}
	}
	u, unitEnd := s.unit(end)
	last := &n
	if upper != nil {
		last = upper
	}
	if whole, e, ok := s.composed(*last, end); ok {
		*last = whole
		u, unitEnd = s.words(end, end+1)+" đồng", e
	}
	if u == "" && (s.lower(i-1) == "gấp" || s.lower(i-2) == "gấp") && s.lower(end) == "lần" {
		u, unitEnd = s.words(end, end+1), end+1
	}
	if u == "" {
		return f, s.past(end), false
	}
	// "17.000 con/14.000 con": x of y, the unit printed twice.
	if s.fold(unitEnd) == "/" && upper == nil && u != "%" {
		if y, e, ok := number(s.t, unitEnd+1); ok {
			if of, ofEnd := s.unit(e); of == u {
				f.Unit, f.Value, f.Target, f.How = u, &n, &y, "ratio"
				s.settle(&f, i, ofEnd)
				return f, ofEnd, true
			}
		}
	}
	if s.standard(figures, i, unitEnd) || s.norm(i, unitEnd) || s.criterion(i, unitEnd) || s.counted(i, unitEnd) || s.listed(i, unitEnd) {
		return f, unitEnd, false
	}
	if s.quoted(i, unitEnd) || s.distance(i, unitEnd) || s.fold(unitEnd) == "/" && (s.lower(unitEnd+1) == "ngày" || s.lower(unitEnd+1) == "tuần") {
		return f, unitEnd, false
	}
	// "tại 3 huyện ven biển" says where, "yêu cầu 11 bộ" and "một trong 8 tỉnh" say who.
	if n.Scale == 0 && n.Digits <= fewPlaces && places.Match(s.t[end:]) > 0 {
		switch p, pp := s.lower(i-1), s.lower(i-2); {
		case p == "tại", p == "ở", p == "bàn" && pp == "địa", p == "trong" && pp == "một", p == "cầu" && pp == "yêu", p == "nghị" && pp == "đề", p == "giao", p == "đạo" && pp == "chỉ":
			return f, unitEnd, false
		}
	}
	// "Lượt xem: 1039 Bản in" is a counter of the page; "(tương đương 2.800 USD)" says the same again.
	if s.fold(i-1) == ":" && viewed.Match(s.t[max(0, i-2):]) > 0 || s.lower(i-1) == "đương" && s.lower(i-2) == "tương" && s.fold(i-3) == "(" {
		return f, unitEnd, false
	}
	if papers.Match(s.t[end:]) > 0 && n.Scale == 0 && n.Digits <= fewPapers {
		return f, unitEnd, false
	}
	f.Unit, f.TargetMax, f.How = u, upper, "quantity"
	if s.aimed(i, unitEnd) {
		f.Target = &n
	} else {
		f.Value = &n
	}
	s.settle(&f, i, unitEnd)
	return f, unitEnd, true
}

// scaled returns n, of the magnitude at token i, as a number of the magnitude at
// token j: of "500 nghìn đến 1,2 triệu đồng" the lower end is 0,5 triệu. It is false
// where the magnitude at j is none, or the smaller.
func (s *scan) scaled(n Number, i, j int) (Number, bool) {
	k, m := magnitudes.Match(s.t[i:]), magnitudes.Match(s.t[min(j, len(s.t)):])
	if m > 0 && s.words(i, i+k) == s.words(j, j+m) {
		return n, true
	}
	from, to := thousands[s.lower(i)], thousands[s.lower(j)]
	if k != 1 || m != 1 || from == 0 || from > to {
		return n, false
	}
	return Number{Digits: n.Digits, Scale: n.Scale + 3*(to-from)}.shortest(), true
}

// composed reads what a number of two magnitudes goes on with: "34 triệu 170
// ngàn đồng" is 34,17 triệu đồng. The unit of the whole is that of the first.
func (s *scan) composed(n Number, end int) (whole Number, after int, ok bool) {
	m := thousands[s.lower(end)]
	if m == 0 || n.Scale > 0 || n.Digits >= math.MaxInt64/1000 {
		return n, end, false
	}
	rest, e, ok := number(s.t, end+1)
	if !ok || rest.Scale > 0 || rest.Digits >= 1000 || thousands[s.lower(e)] != m-1 || m == 1 || s.lower(e+1) != "đồng" {
		return n, end, false
	}
	return Number{Digits: n.Digits*1000 + rest.Digits, Scale: 3}.shortest(), e + 2, true
}

// thousands are the magnitudes of money as powers of a thousand.
var thousands = map[string]int{"nghìn": 1, "ngàn": 1, "triệu": 2, "tỷ": 3, "tỉ": 3}

// norm says whether the money at i is what a policy grants to each: "hỗ trợ một
// lần 30 triệu đồng", "trợ cấp 500.000 đồng/người/tháng". What was given is a
// result, and so is the sum of it.
func (s *scan) norm(i, end int) bool {
	if s.lower(end-1) != "đồng" && s.fold(end-1) != "%" && s.lower(end-1) != "năm" && s.lower(end-1) != "người" {
		return false
	}
	grant := -1
	for k := max(s.begin, i-farthestGrant); k < i; k++ {
		if grants.Match(s.t[k:i]) > 0 {
			grant = k
		}
		if results.Match(s.t[k:i]) > 0 || s.lower(k) == "tổng" {
			return false
		}
	}
	if grant < 0 {
		return false
	}
	for k := grant; k < min(len(s.t), end+6); k++ {
		if k >= end && s.t[k].Kind == viet.Mark && s.fold(k) != "/" {
			break
		}
		if each.Match(s.t[k:]) > 0 && (k < i || k >= end-1) {
			return true
		}
	}
	return false
}

// farthestGrant is how many tokens before an amount the word may stand that grants it.
const farthestGrant = 20

// criterion says whether the quantity at i tells which bodies are meant, not how
// many there are: "doanh nghiệp có từ 25 lao động trở lên thành lập …".
func (s *scan) criterion(i, end int) bool {
	if s.lower(i-1) != "từ" || s.lower(i-2) != "có" && s.lower(i-2) != "đạt" || s.lower(end) != "trở" || s.lower(end+1) != "lên" {
		return false
	}
	return end+2 < len(s.t) && s.t[end+2].Kind == viet.Word && goesOn.Match(s.t[end+2:]) == 0
}

// standard says whether the number at i counts the criteria that the bodies just
// counted meet, or that a name has: "trên 91% số hộ đạt 8 tiêu chí của cuộc vận động".
func (s *scan) standard(figures []Figure, i, end int) bool {
	if u := s.lower(end - 1); u != "chí" && u != "chuẩn" {
		return false
	}
	p := s.lower(i - 1)
	if f := s.fold(end); f == "“" || f == `"` {
		return p == "với" || p == "đạt" || p == "theo"
	}
	return p == "đạt" && len(figures) > 0 && figures[len(figures)-1].Start >= s.base+s.t[min(s.clause, i)].Start
}

// counted says whether the number at i counts the items of the list that its
// heading opens: "Về kinh tế (11 chỉ tiêu)".
func (s *scan) counted(i, end int) bool {
	u := s.lower(end - 1)
	return s.fold(i-1) == "(" && s.fold(end) == ")" && (u == "tiêu" || u == "chí" || u == "vụ") && !s.afterNumber(i-1)
}

// listed says whether the number at i tells how many goals a document sets or a
// field of it has, and not how many were reached: "đề ra 25 chỉ tiêu", "Về kinh
// tế có 12 chỉ tiêu".
func (s *scan) listed(i, end int) bool {
	if u := s.lower(end - 1); u != "tiêu" || s.lower(end-2) != "chỉ" {
		return false
	}
	for k := max(s.begin, i-4); k < min(len(s.t), end+4); k++ {
		if reached.Match(s.t[k:]) > 0 {
			return false
		}
	}
	return true
}

func (s *scan) afterNumber(i int) bool {
	return i > 0 && (s.fold(i-1) == "%" || s.t[i-1].Kind == viet.Number)
}

// past skips what is glued to a number that is no figure, so that the rest of
// "57-NQ/TW" or "30/6/2026" is not read again.
func (s *scan) past(i int) int {
	for s.glued(i) && (s.fold(i) == "/" || s.fold(i) == "-" || s.fold(i) == "." || s.fold(i) == ":") && s.glued(i+1) {
		i += 2
	}
	return i
}

// quoted says whether the number at i is part of a short name in quotation marks:
// “Sinh viên 5 tốt”.
func (s *scan) quoted(i, end int) bool {
	if f := s.fold(i - 1); f == "“" || f == `"` {
		// “90 việc làm cụ thể vì trẻ em” is a name as a whole.
		for k := end; k < min(len(s.t), end+longestName); k++ {
			if f := s.fold(k); f == "”" || f == `"` {
				return true
			}
		}
	}
	opened := false
	for k := i - 1; k >= 0 && k >= i-6; k-- {
		if f := s.fold(k); f == "”" {
			return false
		} else if f == "“" || f == `"` {
			opened = true
			break
		}
	}
	for k := end; opened && k < end+3; k++ {
		if f := s.fold(k); f == "”" || f == `"` {
			return true
		}
	}
	return false
}

// longestName bounds the tokens of a name in quotation marks that begins with a number.
const longestName = 20

// distance says whether the number at i says how far away a place is: "cách
// trung tâm 6 km".
func (s *scan) distance(i, end int) bool {
	if s.fold(end-1) != "km" && s.lower(end-1) != "mét" && s.fold(end-1) != "m" {
		return false
	}
	for k := max(s.begin, i-12); k < i; k++ {
		if s.lower(k) == "cách" {
			return true
		}
	}
	return false
}

// ofEach says whether the words before token i speak of one of many: "mỗi suất trị
// giá 300 nghìn đồng" is a price.
func (s *scan) ofEach(i int) bool {
	for k := max(s.begin, i-12); k < i; k++ {
		if s.lower(k) == "mỗi" || s.lower(k) == "một" {
			return true
		}
	}
	return false
}

// made says whether the number that ends before token i is of what was made or given.
func (s *scan) made(i int) bool {
	k := i - 1
	for k > 0 && (s.t[k].Kind == viet.Number || s.fold(k) == "." || s.fold(k) == ",") {
		k--
	}
	return k >= 0 && made.Match(s.t[k:]) > 0
}

func (s *scan) year(i int) bool {
	f := s.fold(i)
	return len(f) == 4 && (f[:2] == "19" || f[:2] == "20") && s.fold(i+1) != "." && s.fold(i+1) != ","
}

// ranked says whether the number at i is a rank: "xếp thứ 12/34", "đứng thứ 5".
func (s *scan) ranked(i int) bool {
	for k := i - 1; k >= 0 && k >= i-3 && s.t[k].Kind != viet.Number; k-- {
		if s.lower(k) == "thứ" || s.lower(k) == "hạng" || s.lower(k) == "vị" && s.lower(k+1) == "trí" {
			p := s.lower(k - 1)
			return p == "xếp" || p == "đứng" || p == "vị" || p == "trí" || s.lower(k) == "hạng" && p == "xếp" || p == "hạng" || s.lower(k) == "vị"
		}
	}
	return false
}

// named says whether the number [i,end) is a name, a date or part of a symbol.
func (s *scan) named(i, end int) bool {
	if s.glued(i) {
		switch p := s.t[i-1]; {
		case p.Kind == viet.Word, p.Fold == "/", p.Fold == "-" && (s.glued(i-1) || i > 1 && s.t[i-2].Kind == viet.Word && s.fold(end) != "%"), p.Fold == "[", p.Fold == "#", p.Fold == ".", p.Fold == ":" && s.glued(i-1):
			return true
		}
	}
	if s.glued(end) && s.fold(end) != "%" {
		switch {
		case s.fold(end) == "-" && s.glued(end+1) && end+1 < len(s.t) && s.t[end+1].Kind == viet.Word,
			s.fold(end) == "/" && end+1 < len(s.t) && s.t[end+1].Kind == viet.Word,
			s.fold(end) == "]", s.fold(end) == ":",
			s.t[end].Kind == viet.Word && len(s.fold(end)) <= 2 && s.fold(end) != "ha" && s.fold(end) != "km" && s.fold(end) != "kg" && s.fold(end) != "m":
			return true
		}
	}
	for back := 1; back <= 3 && i-back >= 0; back++ {
		if labels.Match(s.t[i-back:i]) == back {
			// "9 tháng 35,2 tỷ đồng": a duration, not the name of a month.
			if back == 1 && times.Match(s.t[i-1:]) == 1 && i > 1 && s.t[i-2].Kind == viet.Number && s.fold(i-3) != "/" {
				continue
			}
			// "số" and the like name; "tổng số 12 xã" counts.
			if s.lower(i-1) == "số" && (s.lower(i-2) == "tổng" || s.lower(i-2) == "trong" || s.lower(i-2) == "dân" || s.lower(i-2) == "đa") {
				return false
			}
			if s.lower(i-back) == "biểu" && s.lower(i-back-1) == "phát" {
				return false // "phát biểu 6 ý kiến"
			}
			if back == 1 && s.lower(i-1) == "giá" && s.lower(i-2) == "trị" && !s.ofEach(i) {
				return false // "tổng trị giá 24 triệu đồng"
			}
			// A share is never a name: "giai đoạn 1", but "chỉ tiêu 15%".
			return s.fold(end) != "%" || s.lower(i-1) == "số"
		}
	}
	from := max(s.begin, i-12)
	for at := 0; at >= 0; {
		n := 0
		if at, n = prices.Index(s.t[from:i], at); at < 0 {
			break
		}
		if at += n; s.lower(from+at) != "nhập" { // "mức thu", but not "mức thu nhập"
			return true
		}
	}
	return s.year(i) && end == i+1
}

// unit reads what the number before token i counts, "" if nothing that makes a
// figure; end is the token after it.
func (s *scan) unit(i int) (unit string, end int) {
	if i >= len(s.t) {
		return "", i
	}
	if s.fold(i) == "%" {
		return "%", i + 1
	}
	if s.lower(i) == "phần" && s.lower(i+1) == "trăm" {
		return "%", i + 2
	}
	start := i
	n := magnitudes.Match(s.t[i:])
	i += n
	if i >= len(s.t) {
		return "", start
	}
	if n > 0 && (s.t[i].Kind != viet.Word || units.Match(s.t[i:]) == 0) {
		// "3 triệu", "12 nghìn tỷ" stand alone before a mark or "đến".
		if s.t[i].Kind == viet.Mark || s.dash(i) {
			return s.words(start, i), i
		}
	}
	u := units.Match(s.t[i:])
	if n == 0 {
		if not := notCounted.Match(s.t[i:]); not > 0 && not >= u {
			return "", start
		}
	}
	if u == 0 {
		base := s.t[i].Capital && i+1 < len(s.t) && s.t[i].Is("co") && s.fold(i+1) == "so"
		given := start == i && s.t[i].Kind == viet.Word && s.made(i) && i+1 < len(s.t) && s.t[i+1].Kind == viet.Word && !s.t[i+1].Capital
		if (s.t[i].Kind != viet.Word || s.t[i].Capital) && !base && !given { // "Cơ sở" of a sentence about bodies
			return "", start
		}
		u = 1
		if i+1 < len(s.t) && s.t[i+1].Kind == viet.Word && !s.t[i+1].Capital && notCounted.Match(s.t[i+1:]) == 0 {
			u = 2
		}
	}
	// "7 xã, thị trấn", "176 dự án, dự thảo": a unit of two nouns.
	end = i + u
	if s.fold(end) == "," && units.Match(s.t[end+1:]) > 0 && units.Match(s.t[i:]) > 0 && s.small(end+1) {
		if m := units.Match(s.t[end+1:]); s.joins(i, end+1) {
			end += 1 + m
		}
	}
	return s.words(start, end), end
}

var times = viet.NewSpelt("ngày", "tháng", "năm", "quý")

func (s *scan) small(i int) bool { return i < len(s.t) && !s.t[i].Capital }

// joins says whether the nouns at a and b are of one kind, so that a comma
// between them makes one unit.
func (s *scan) joins(a, b int) bool {
	place := func(i int) bool {
		return s.lower(i) == "xã" || s.lower(i) == "phường" || s.lower(i) == "thị" || s.lower(i) == "huyện" || s.lower(i) == "thôn" || s.lower(i) == "ấp" || s.lower(i) == "tỉnh" || s.lower(i) == "thành"
	}
	return place(a) && place(b)
}

func (s *scan) words(i, j int) string {
	return s.doc.Text[s.base+s.t[i].Start : s.base+s.t[j-1].End]
}

// farthest is how many tokens before a number the words may stand that make it
// a goal or a result.
const farthest = 80

// aimed says whether the number at i is one to reach.
func (s *scan) aimed(i, end int) bool {
	if s.lower(end) == "trở" && s.lower(end+1) == "lên" {
		return true
	}
	for k := end; k < min(len(s.t), end+4) && s.t[k].Kind == viet.Word; k++ {
		if s.lower(k) == "đã" {
			return false
		}
	}
	back := s.t[max(s.begin, i-farthest):i]
	aim, result := -1, -1
	for k := range back {
		if aims.Match(back[k:]) > 0 {
			aim = k
		}
		if results.Match(back[k:]) > 0 {
			result = k
		}
	}
	if aim >= 0 || result >= 0 {
		return aim > result
	}
	switch s.role {
	case outline.Goals, outline.Tasks, outline.Organisation, outline.Purpose:
		return true
	case outline.Results:
		return false
	}
	return s.plan
}

// settle gives f its span: from the beginning of its clause to the end of its unit.
func (s *scan) settle(f *Figure, i, end int) {
	from := max(s.clause, i-14)
	for from < i && s.t[from].Kind == viet.Mark {
		from++
	}
	to := end
	for to < len(s.t) && to < end+5 && s.t[to].Kind == viet.Word {
		to++
	}
	f.Span = source.Span{Start: s.base + s.t[from].Start, End: s.base + s.t[to-1].End}
}

// shareOf says whether f, at token i, is the share of an absolute figure before it in
// the sentence, and if so writes it there: "1.305 đảng viên, đạt 104,4%".
func (s *scan) shareOf(figures []Figure, f Figure, i int) bool {
	if f.Unit != "%" || len(figures) == s.first || f.TargetMax != nil && s.base+s.t[i].Start-figures[len(figures)-1].End > adjoining {
		return false
	}
	if growing(s.t[max(s.clause, i-4):i]) {
		return false
	}
	shared := false
	for k := max(s.begin, i-5); k < i; k++ {
		// A bracket holds the share alone; "(năm ngoái là 86%" is a figure of its own.
		if n := shares.Match(s.t[k:i]); n > 0 && (s.fold(k) != "(" || k == i-1) {
			shared = true
		}
	}
	if !shared {
		return false
	}
	for k := len(figures) - 1; k >= s.first; k-- {
		g := &figures[k]
		if s.base+s.t[i].Start-g.End > farthestShare {
			return false
		}
		if g.Unit == "%" || g.Unit == "thứ hạng" {
			if g.Unit == "%" && growthBefore(s, g) {
				continue
			}
			return false
		}
		if g.Value == nil && k > s.first && figures[k-1].Value != nil && figures[k-1].Percent == nil && figures[k-1].Unit != "%" {
			continue // "12 người (chỉ tiêu 15 người), đạt 80%": the share is of what was reached
		}
		if g.Percent != nil || g.Block != s.block {
			return false
		}
		number := f.Value
		if number == nil {
			number = f.Target
		}
		g.Percent = number
		g.End = max(g.End, f.End)
		if g.Value == nil && g.How == "quantity" && s.ofPlan(i) {
			g.Value, g.Target = g.Target, nil // "đạt 8.700 tỷ đồng, bằng 34,8% kế hoạch"
		}
		return true
	}
	return false
}

// ofPlan says whether the share at token i is one of what was planned, so that
// what it is a share of was reached. Who strives may also aim at more than was planned.
func (s *scan) ofPlan(i int) bool {
	if at, _ := striving.Index(s.t[:i], max(s.begin, i-farthest)); at >= 0 {
		return false
	}
	for k := i; k < min(len(s.t), i+7); k++ {
		if planned.Match(s.t[k:]) > 0 {
			return true
		}
	}
	return false
}

// adjoining is how many bytes after an absolute figure a share may stand that is a range.
const adjoining = 24

// farthestShare is how many bytes after an absolute figure its share may stand.
const farthestShare = 160

func growing(t []viet.Token) bool {
	at, _ := growth.Index(t, 0)
	return at >= 0
}

// growthBefore says whether g, found earlier, is a growth rate.
func growthBefore(s *scan, g *Figure) bool {
	return growing(viet.Tokens(s.doc.Slice(g.Span)))
}
