package citation

// titleStart lists what may begin the subject of a document after its mention.
var titleStart = NewStrictLexicon[bool]().Add(true,
	"về", "về việc", "v/v", "ban hành", "quy định", "phê duyệt", "sửa đổi", "bổ sung", "hướng dẫn", "điều chỉnh", "thực hiện", "triển khai", "bãi bỏ", "thay thế", "thành lập", "giao", "công bố", "kiện toàn", "phân công", "phân cấp", "thông qua", "tăng cường",
	"đẩy mạnh", "chấp thuận", "đổi mới", "xếp hạng", "công nhận", "quy hoạch", "phát triển", "cho phép", "đính chính", "hợp nhất", "tổ chức", "yêu cầu", "đề nghị", "trình", "báo cáo", "tiếp tục", "nâng cao", "một số", "chi tiết", "tổng kết", "xử lý", "xin ý kiến")

// finish enters c, whose mention is tokens i to end, after reading its tail,
// and returns the token to go on at.
func (f *finder) finish(c Citation, i, end int) int {
	t := f.t
	switch c.By {
	case ByName:
	case ByLaw:
		end = f.lawTail(&c, end)
	default:
		end = f.tail(&c, end)
	}
	if c.Issuer == "" && c.By != ByLaw && c.By != ByPlenum {
		c.Issuer = f.subject(i)
	}
	c.Span = t.SpanOf(i, end)
	if c.Plenum == (Plenum{}) && c.Issuer != "" {
		c.Plenum = plenumIn(c.Issuer)
	}
	c.Joined = f.follows(i)
	c.Within = f.outer
	prev := len(f.found) - 1
	switch {
	case f.outer < 0:
	case c.Joined && !(f.found[prev].Type != c.Type && f.found[f.outer].Type == c.Type) && !f.sibling(c, f.found[prev], f.found[f.outer]):
		c.Within = f.found[prev].Within
		if c.Within < 0 {
			f.outer = -1
		}
	case c.Joined, f.conjoined(i), f.directed(i):
		c.Within = f.found[f.outer].Within
		f.outer = c.Within
	}
	f.found = append(f.found, c)
	f.last = end
	f.open(len(f.found)-1, end)
	if title := f.found[len(f.found)-1].Title; c.By == ByPlenum && c.Plenum.Term == 0 && title.Start < title.End {
		// Without its term, a plenum is told by the subject of its resolution.
		f.found[len(f.found)-1].End = title.End
		f.found[len(f.found)-1].Title = Span{}
	}
	return end
}

// sibling says whether c, joined to prev in the title of outer, is rather beside
// outer: both are cited in full, and prev in short.
func (f *finder) sibling(c, prev, outer Citation) bool {
	return c.By == BySymbol && !c.Date.IsZero() && prev.Within == f.outer && (prev.By > ByBlank || prev.Date.IsZero() && !outer.Date.IsZero())
}

// conjoined says whether a comma or "và" stands right before token i, so that
// what follows is beside the document whose title is being read, not in it.
func (f *finder) conjoined(i int) bool {
	if i > 0 && f.t.Tokens[i-1].Fold == "cac" {
		i--
	}
	if i == 0 {
		return false
	}
	switch f.t.Tokens[i-1].Fold {
	case ",", "va":
		return true
	}
	return false
}

var (
	directions = NewLexicon[bool]().Add(true, "chỉ đạo của", "ý kiến chỉ đạo của", "ý kiến của", "yêu cầu của", "đề nghị của", "hướng dẫn của")
	wAt        = NewPhrase("tại")
)

// directed says whether what a body directs "tại" the document at token i stands
// beside the document before it: "… và chỉ đạo của UBND tỉnh tại văn bản số …".
func (f *finder) directed(i int) bool {
	const reach = 14
	if i == 0 {
		return false
	}
	if _, ok := f.t.At(i-1, wAt); !ok {
		return false
	}
	for j := i - 2; j > max(f.last, i-reach); j-- {
		if _, next, ok := directions.At(f.t, j); ok && f.conjoined(j) {
			end, ok := BodyAt(f.t, next)
			return ok && end == i-1
		}
	}
	return false
}

// names says whether the title at c is just the name of what the document of a
// legal database puts in force, after its year: "Nghị quyết 28/NQ-CP năm 2021 Chiến
// lược quốc gia về …".
func (f *finder) names(c *cursor, i int) bool {
	at := cursor{f.t, i}
	if at.phrase(wYear) {
		if _, ok := at.year(); !ok {
			return false
		}
	}
	_, next, ok := TypeAt(f.t, at.i)
	if !ok || !at.open() || !at.token().Capital || f.numberFollows(next) {
		return false
	}
	*c = at
	return true
}

// open begins the title of citation n if one stands at token i.
func (f *finder) open(n, i int) {
	t := f.t
	c := cursor{t, i}
	c.skip(",")
	if year := c; year.phrase(wYear) { // "Công văn 12/UBND-VX năm 2021 hướng dẫn …"
		if _, ok := year.year(); ok {
			c = year
		}
	}
	if !c.open() {
		return
	}
	if _, _, ok := titleStart.At(t, c.i); !ok && !c.is("“") && !c.is("\"") && !f.names(&c, i) {
		return
	}
	const longest = 120
	depth := 0
	end := c.i
	for end < len(t.Tokens) && end-c.i < longest {
		tok := t.Tokens[end]
		if end > c.i && tok.Gap == Parted || tok.Fold == ";" {
			break
		}
		if tok.Fold == "." && (end+1 == len(t.Tokens) || t.Tokens[end+1].Gap != Joined) {
			break
		}
		if _, ok := t.At(end, wBasis); ok && tok.Capital && end > c.i {
			break // the next clause of a preamble that was run into one line
		}
		if tok.Fold == "(" {
			depth++
		}
		if tok.Fold == ")" {
			if depth--; depth < 0 {
				break
			}
		}
		if tok.Fold == "," || tok.Fold == "va" {
			if _, after, ok := TypeAt(t, end+1); ok && f.numberFollows(after) {
				break
			}
		}
		end++
	}
	f.found[n].Title = t.SpanOf(c.i, end)
	f.outer = n
}
