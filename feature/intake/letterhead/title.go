package letterhead

import (
	"strings"

	"quyet/base/viet"
	"quyet/feature/doc/citation"
	"quyet/feature/intake/source"
)

// regardingText is the subject of a letter: what follows "V/v", over the lines
// of its narrow column.
func (h *headReader) regardingText(i int) Found[string] {
	from, to := h.pieces[i].to, h.pieces[i].to
	for _, p := range h.pieces[i+1:] {
		if p.kind != other || h.isBody(p) && p.from != from || p.from > from && h.signs(p) {
			break
		}
		to = p.to
		if end, ok := h.addressedWithin(p); ok {
			to = end // a copy without lines runs on
			break
		}
		if last := h.t.Tokens[to-1].Fold; last == "." {
			break
		}
	}
	if to == from {
		return Found[string]{}
	}
	return Found[string]{clean(h.t.Slice(from, to)), span(h.t.SpanOf(from, to)), "V/v"}
}

var divisions = citation.NewLexicon[bool]().Add(true, "Phần", "Chương", "Mục")

// labelled says whether a piece is a line with a label at its head: "Thời gian: 14 giờ".
func (h *headReader) labelled(p piece) bool {
	const longest = 3 // words of a label
	for i := p.from + 1; i <= p.from+longest && i < p.to-1; i++ {
		if h.t.Tokens[i].Fold == ":" {
			return h.starts[p.from] && h.t.Tokens[p.from].Capital && !h.t.Tokens[p.from].Upper
		}
	}
	return false
}

// wires says whether a piece names who sends a dispatch: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:".
func (h *headReader) wires(p piece) bool {
	n := p.to - 1
	return n > p.from && h.starts[p.from] && h.t.Tokens[n].Fold == ":" && h.t.Tokens[n-1].Fold == "dien" && h.upper(p.from, n-1)
}

// enumerated says whether a piece is the first heading of the text: "A - MỤC ĐÍCH",
// "I. SỰ CẦN THIẾT".
func (h *headReader) enumerated(p piece) bool {
	first, next := h.t.Tokens[p.from], min(p.from+1, len(h.t.Tokens)-1)
	const longest = 3 // letters of "VII"
	if _, after, ok := divisions.At(h.t, p.from); ok && h.starts[p.from] && after < p.to {
		number := h.t.Tokens[after]
		return number.Digits || number.Fold == "thu" || number.Upper && len(number.Fold) <= longest // "PHẦN A.", "PHẦN THỨ NHẤT"
	}
	return h.starts[p.from] && p.to-p.from > 2 && first.Upper && len(first.Fold) <= longest && strings.Trim(first.Fold, "abivx") == "" &&
		strings.Contains(".-–/)", h.t.Tokens[next].Fold)
}

// remarks says whether a piece is a whole line in brackets, as stands below a
// subject: "(Trình tại kỳ họp thứ tư, HĐND xã khóa II)". A name may end in a short
// one: "(sửa đổi, bổ sung)".
func (h *headReader) remarks(p piece) bool {
	const shortest = 8 // tokens
	return h.starts[p.from] && p.to-p.from >= shortest && h.t.Tokens[p.from].Fold == "(" && h.t.Tokens[p.to-1].Fold == ")"
}

// signs says whether a piece begins the signature: a copy may set the column of
// the subject above it.
func (h *headReader) signs(p piece) bool {
	text := h.t.Slice(p.from, p.to)
	return isPost(text) || isAuthority(viet.Fold(text)) && h.upper(p.from, p.to)
}

// addressedWithin returns the token of "Kính gửi" within a piece.
func (h *headReader) addressedWithin(p piece) (at int, ok bool) {
	for i := p.from + 1; i < p.to; i++ {
		if _, next, ok := addressings.Across(h.t, i); ok && h.t.Tokens[i].Capital && next < len(h.t.Tokens) && h.t.Tokens[next].Fold == ":" {
			return i, true
		}
	}
	return p.to, false
}

var posts = citation.NewLexicon[bool]().Add(true, "Bộ trưởng", "Chủ tịch", "Thủ tướng", "Giám đốc", "Tổng Giám đốc", "Hiệu trưởng", "Cục trưởng", "Tổng cục trưởng", "Thống đốc", "Chánh án", "Viện trưởng", "Tổng Thanh tra", "Chánh Văn phòng", "Chánh Thanh tra", "Trưởng ban", "Trưởng phòng", "Thủ trưởng")

// titleAfter reads the subject below the type line, piece n: the following
// lines up to the issuer's name, the preamble or the address.
func (h *headReader) titleAfter(n int) Found[string] {
	t := h.t
	from, to := h.pieces[n].to, -1
	allUpper := true
	for _, p := range h.pieces[h.about(n):] {
		if p.kind == regarding { // "của Ủy ban nhân dân tỉnh V/v …"
			to = -1
			continue
		}
		if p.kind != other || to >= 0 && h.cells[p.from] {
			break
		}
		if to >= 0 && (h.enumerated(p) || h.remarks(p) || h.wires(p) || h.labelled(p)) {
			break
		}
		if to >= 0 && (h.repeatsIssuer(p) || allUpper && !h.upper(p.from, p.to)) {
			if allUpper && !h.repeatsIssuer(p) && h.goesOn(p) {
				to = p.to
			}
			break
		}
		if to < 0 {
			if h.congress(p) {
				return h.r.meta.Issuer
			}
			if h.repeatsIssuer(p) {
				break
			}
			from = p.from
			allUpper = h.upper(p.from, min(p.to, p.from+8))
		}
		end := h.titleEnd(p, allUpper)
		to = end
		if end < p.to || strings.Contains(".;:", t.Tokens[end-1].Fold) && !allUpper && !(t.Tokens[end-1].Fold == ";" && h.lowerBelow(end)) {
			break
		}
	}
	if to <= from {
		return Found[string]{}
	}
	return Found[string]{clean(t.Slice(from, to)), span(t.SpanOf(from, to)), "below the type"}
}

// lowerBelow says whether the line at token i goes on in small letters, and is
// no item of a list.
func (h *headReader) lowerBelow(i int) bool {
	return i < len(h.t.Tokens) && h.starts[i] && h.t.Tokens[i].Word() && !h.t.Tokens[i].Capital && h.lineEnd(i)-i > 2
}

// about returns the piece after the type line, piece n, at which to look for
// the subject: "về …" where nothing but the issuer stands before it.
func (h *headReader) about(n int) int {
	const within = 4
	for k := n + 1; k < min(len(h.pieces), n+within); k++ {
		p := h.pieces[k]
		if p.kind != other {
			break
		}
		if _, ok := h.t.At(p.from, pAbout); ok {
			return k
		}
		from := p.from
		if h.t.Tokens[from].Fold == "cua" {
			from++
		}
		if end, ok := citation.BodyAt(h.t, from); !ok || end < p.to {
			break
		}
	}
	return n + 1
}

// congress says whether a piece below the type line names the congress whose
// resolution the text is. It is then issuer and subject in one.
func (h *headReader) congress(p piece) bool {
	end, ok := citation.BodyAt(h.t, p.from)
	if !ok || h.t.Tokens[p.from].Fold != "dai" || h.r.meta.Kind.Value != citation.Resolution || end < p.to-1 {
		return false
	}
	h.r.meta.Issuer = Found[string]{clean(h.t.Slice(p.from, end)), span(h.t.SpanOf(p.from, end)), "below the type"}
	return true
}

// lineAt returns the rest of the line that f begins in.
func (h *headReader) lineAt(f Found[string]) source.Span {
	for _, l := range h.r.lines {
		if l.Start <= f.Span.Start && f.Span.Start < l.End {
			return source.Span{Start: f.Span.Start, End: l.End}
		}
	}
	return source.Span{}
}

// goesOn says whether a line in small letters carries on a title in capitals.
func (h *headReader) goesOn(p piece) bool {
	tok := h.t.Tokens[p.from]
	return tok.Word() && !tok.Capital && p.to-p.from < 30
}

// titleEnd returns where the title ends within piece p: in a copy without
// lines, the issuer or the preamble follow on the same line.
func (h *headReader) titleEnd(p piece, allUpper bool) int {
	t := h.t
	for i := p.from + 1; i < p.to; i++ {
		tok := t.Tokens[i]
		if allUpper && tok.Capital && !tok.Upper && i-p.from >= 4 && t.Tokens[i-1].Upper {
			return i
		}
		if !allUpper && i-p.from >= 3 && tok.Capital && t.Tokens[i-1].Word() && !t.Tokens[i-1].Capital {
			if _, next, ok := openings.At(t, i); ok && next-i > 1 {
				return i // the first paragraph, which a copy runs on
			}
		}
		if allUpper && i-p.from >= 4 {
			if _, next, ok := posts.Across(t, i); ok && t.Tokens[i-1].Fold != "cua" {
				if end, ok := citation.BodyAt(t, i); ok && end > next && (end >= p.to-1 || !t.Tokens[end].Upper) {
					return i
				}
			}
		}
	}
	return p.to
}

var sessions = citation.NewLexicon[bool]().Add(true, "Khóa", "Kỳ họp", "Nhiệm kỳ")

// repeatsIssuer says whether a piece is the issuer, its head or its session,
// as stand above the preamble.
func (h *headReader) repeatsIssuer(p piece) bool {
	t := h.t
	if !h.upper(p.from, p.to) {
		return false
	}
	if _, _, ok := posts.Across(t, p.from); ok {
		return true
	}
	if _, _, ok := sessions.Across(t, p.from); ok {
		return true
	}
	fold := func(s string) string { return strings.Join(foldWords(s), "") }
	text := fold(t.Slice(p.from, p.to))
	for _, b := range h.r.head.bodies {
		if name := fold(b.Value); name != "" && (strings.HasPrefix(text, name) || strings.HasPrefix(name, text)) {
			return true
		}
	}
	return h.isBody(p)
}

// namedLine takes the subject from a first line that begins with the type, as
// pages print it above a document they reprint.
func (r *reader) namedLine() Found[string] {
	const most = 6
	for _, l := range r.lines[:min(len(r.lines), most)] {
		t := citation.Lex(r.text(l.Span))
		typ, next, ok := citation.TypeAt(t, 0)
		if ok && (typ == r.meta.Kind.Value || subjectWithin(t, next)) && next+3 < len(t.Tokens) && !strings.Contains(".;:", t.Tokens[len(t.Tokens)-1].Fold) {
			return Found[string]{clean(t.Slice(next, len(t.Tokens))), l.Span, "first line"}
		}
	}
	return Found[string]{}
}

// subjectWithin says whether "V/v" stands at token i, in quotation marks or not:
// such a line names the subject, whatever type it begins with.
func subjectWithin(t *citation.Text, i int) bool {
	if i < len(t.Tokens) && !t.Tokens[i].Word() {
		i++
	}
	_, ok := t.At(i, pRegarding)
	return ok
}

// headingTitle takes the subject from the heading of a page: what follows the
// citation, without the year and "do … ban hành".
func (r *reader) headingTitle() Found[string] {
	c := r.head.heading
	if c.By == citation.ByCongress {
		return Found[string]{clean(c.Issuer), span(c.Span), "heading"}
	}
	if c.By == 0 || c.Title.Start >= c.Title.End {
		return Found[string]{}
	}
	text := r.text(span(c.Title))
	if i := strings.LastIndexByte(text, '('); i > 0 && strings.HasSuffix(strings.TrimRight(viet.Fold(text), " ."), "hieu luc)") {
		text = strings.TrimRight(text[:i], " ") // "(Văn bản hết hiệu lực)"
	}
	if i := strings.Index(viet.NFC(text), " do "); i > 0 && strings.HasSuffix(strings.TrimRight(text, ". "), "ban hành") {
		text = text[:i]
	}
	return Found[string]{clean(text), span(c.Title), "heading"}
}

// trimTitle takes the words away that lead to a subject, as the annotation of a
// trích yếu has it, and marks around it.
func trimTitle(s string) string {
	s = strings.Trim(s, " .;:,*_-–/")
	if rest, ok := strings.CutPrefix(s, "“"); ok && strings.HasSuffix(rest, "”") && strings.Count(rest, "”") == 1 {
		s = strings.TrimSuffix(rest, "”") // quoted as a whole
	}
	for _, lead := range []string{"về việc", "v/v", "về"} {
		if rest, ok := cutFold(s, lead); ok {
			return strings.Trim(rest, " :.")
		}
	}
	t := citation.Lex(s)
	if len(t.Tokens) > 2 && t.Tokens[0].Fold == "cua" { // "của Bộ trưởng … số … ngày … về việc …"
		if end, ok := citation.BodyAt(t, 1); ok {
			for end < len(t.Tokens) && strings.Contains(",-–", t.Tokens[end].Fold) { // "của Bộ Chính trị, Ban Bí thư"
				next, ok := citation.BodyAt(t, end+1)
				if !ok {
					break
				}
				end = next
			}
			if next, ok := t.At(end, pAbout); ok && next < len(t.Tokens) {
				return trimTitle(s[t.Tokens[end].Start:])
			}
			const reach = 24
			for i := end; i < min(len(t.Tokens), end+reach); i++ {
				if _, _, ok := subjectWords.At(t, i); ok {
					return trimTitle(s[t.Tokens[i].Start:])
				}
			}
		}
	}
	if len(t.Tokens) > 2 && t.Tokens[0].Fold == "nam" && t.Tokens[1].Digits {
		return trimTitle(s[t.Tokens[1].End:])
	}
	return s
}

var subjectWords = citation.NewLexicon[bool]().Add(true, "về việc", "V/v")

// cutFold cuts the words lead from the beginning of s, however they are set.
func cutFold(s, lead string) (rest string, ok bool) {
	t := citation.Lex(s)
	next, ok := t.At(0, citation.NewPhrase(lead))
	if !ok || next >= len(t.Tokens) {
		return s, false
	}
	return s[t.Tokens[next].Start:], true
}
