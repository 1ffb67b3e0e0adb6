package letterhead

import (
	"slices"
	"strings"

	"quyet/base/viet"
	"quyet/feature/doc/citation"
)

// isBody says whether a piece is nothing but the name of a body in capitals.
func (h *headReader) isBody(p piece) bool {
	if !h.upper(p.from, p.to) {
		return false
	}
	end, ok := citation.BodyAt(h.t, p.from)
	return ok && end >= p.to-1
}

func foldWords(s string) (words []string) {
	for _, tok := range citation.Lex(s).Tokens {
		if tok.Word() || tok.Digits {
			words = append(words, tok.Fold)
		}
	}
	return words
}

// bodies reads superior and issuer from the pieces above the number. A line
// that begins no body of its own goes on with the one before.
func (h *headReader) bodies(pieces []piece) []Found[string] {
	t := h.t
	var names []Found[string]
	for _, p := range h.committees(pieces) {
		if p.kind != other {
			continue
		}
		s := span(t.SpanOf(p.from, p.to))
		name := clean(t.Slice(p.from, p.to))
		name = strings.Trim(name, " *_-–.:|0123456789")
		if strings.HasPrefix(viet.Fold(name), "y ban nhan dan") {
			name = "Ủ" + name // the letter that conversions lose
		}
		end, body := citation.BodyAt(t, h.firstWord(p))
		switch {
		case !h.upper(p.from, p.to) && !(body && end >= p.to-1):
			if len(names) > 0 && !h.has(motto) {
				names = nil
			}
			continue
		case body && !h.tornBody(names):
			if len(names) == 1 && h.heading(names[0]) {
				names = nil
			}
			names = append(names, Found[string]{name, s, "letterhead"})
		case len(names) > 0:
			last := &names[len(names)-1]
			last.Value += " " + name
			last.Span.End = s.End
		default:
			names = append(names, Found[string]{name, s, "letterhead"})
		}
	}
	return names
}

// committees parts the committees of the Party that a copy ran into one line, each above the
// next: "ĐẢNG BỘ TỈNH NAM SƠN ĐẢNG ỦY XÃ BÌNH MINH".
func (h *headReader) committees(pieces []piece) (parted []piece) {
	for _, p := range pieces {
		for i := p.from + 1; p.kind == other && i < p.to && viet.Fold(h.t.Slice(p.from, p.from+2)) == "dang bo"; i++ {
			if _, _, ok := partyHeads.At(h.t, i); ok && i-p.from > 2 && h.t.Tokens[i].Upper {
				parted = append(parted, piece{other, p.from, i})
				p.from = i
			}
		}
		parted = append(parted, p)
	}
	return parted
}

var partyHeads = citation.NewStrictLexicon[bool]().Add(true, "Đảng bộ", "Đảng ủy", "Đảng uỷ", "Chi bộ", "Chi ủy")

// heading says whether what stands above the first body is rather the heading of
// a page: no body, and too long for the name of one.
func (h *headReader) heading(f Found[string]) bool {
	const longest = 10 // words
	_, ok := citation.BodyAt(h.t, h.t.Find(f.Span.Start))
	return !ok && len(strings.Fields(f.Value)) > longest
}

// issuerBelow returns the issuer, or its head, that stands by itself in capitals
// below piece n and above the text.
func (h *headReader) issuerBelow(n int) Found[string] {
	if n < 0 {
		return h.issuerAbove()
	}
	const within = 8
	for k := n + 1; k < min(len(h.pieces), n+within); k++ {
		p := h.pieces[k]
		if p.kind == opening || p.kind == addressed {
			break
		}
		if h.t.Tokens[p.from].Fold == "cua" && p.from+1 < p.to {
			p.from++ // "CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH" below the type
		}
		if p.kind != other || !h.isBody(p) {
			continue
		}
		from := p.from
		if _, next, ok := posts.Across(h.t, from); ok && next < p.to {
			from = next
		}
		to := p.to
		if k+1 < len(h.pieces) && h.pieces[k+1].kind == other && strings.Contains("-–", h.t.Tokens[p.to].Fold) && h.upper(p.to, h.pieces[k+1].to) {
			to = h.pieces[k+1].to // a second body
		}
		return Found[string]{clean(h.t.Slice(from, to)), span(h.t.SpanOf(from, to)), "above the preamble"}
	}
	return Found[string]{}
}

// issuerAbove returns the issuer, or its head, that stands by itself in capitals right
// above the preamble of a copy that has nothing else of a letterhead.
func (h *headReader) issuerAbove() Found[string] {
	for k := 0; k+1 < len(h.pieces); k++ {
		p := h.pieces[k]
		if h.pieces[k+1].kind != opening || p.kind != other || !h.starts[p.from] || !h.isBody(p) {
			continue
		}
		if _, next, ok := posts.Across(h.t, p.from); ok && next < p.to {
			p.from = next
		}
		return Found[string]{clean(h.t.Slice(p.from, p.to)), span(h.t.SpanOf(p.from, p.to)), "above the preamble"}
	}
	return Found[string]{}
}

// firstWord steps over the number that list-like copies put before the head.
func (h *headReader) firstWord(p piece) int {
	for i := p.from; i < p.to; i++ {
		if h.t.Tokens[i].Word() {
			return i
		}
	}
	return p.from
}

// tornBody says whether the last name stops where a body's name cannot.
func (h *headReader) tornBody(names []Found[string]) bool {
	if len(names) == 0 {
		return false
	}
	words := foldWords(names[len(names)-1].Value)
	last := words[max(0, len(words)-1):]
	if len(words) == 2 && words[0] == "thuong" && words[1] == "truc" {
		return true
	}
	return len(last) == 1 && slices.Contains([]string{"va", "bo", "uy", "so", "cua", "thu"}, last[0]) ||
		len(words) == 2 && (words[0] == "ban" && words[1] == "chap" || words[0] == "thu" && words[1] == "tuong")
}

// resolveIssuer takes the issuer from the letterhead, or from the best place
// that names one.
func (r *reader) resolveIssuer() {
	m := &r.meta
	if bodies := r.head.bodies; len(bodies) > 0 && !m.Issuer.Ok() {
		m.Issuer = bodies[len(bodies)-1]
		if len(bodies) > 1 {
			m.Superior = bodies[len(bodies)-2]
			m.Issuer = ofSuperior(m.Issuer, m.Superior)
		}
		if r.joint() {
			m.Issuer = together(bodies)
		}
		m.Issuer = r.completed(m.Issuer)
	}
	if m.Issuer.Ok() && r.signedBelow() {
		m.Superior, m.Issuer = m.Issuer, r.enacting.issuer
	}
	for _, next := range []func() Found[string]{
		r.headingIssuer,
		func() Found[string] { return r.fields.issuer },
		func() Found[string] { return r.head.below },
		func() Found[string] { return r.enacting.issuer },
		func() Found[string] { return r.foot.issuer },
	} {
		if m.Issuer.Ok() {
			return
		}
		m.Issuer = next()
	}
}

// signedBelow says whether the letterhead lost the line of the issuer and kept
// the body above it: the codes of the symbol are the initials of the body that
// acts in the preamble, and not of the one in the letterhead.
func (r *reader) signedBelow() bool {
	acting := r.enacting.issuer.Value
	if acting == "" {
		return false
	}
	found := false
	for _, code := range r.meta.Symbol.Value.Organs {
		if abbreviates(code, r.meta.Issuer.Value) {
			return false
		}
		found = found || abbreviates(code, acting)
	}
	return found
}

// abbreviates says whether code begins with the initials of a body, or the
// initials with the code: SGDĐT for Sở Giáo dục và Đào tạo.
func abbreviates(code, body string) bool {
	var initials strings.Builder
	for _, w := range foldWords(body) {
		if w != "va" {
			initials.WriteByte(w[0])
		}
	}
	const enough = 3
	key := strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return r
		}
		return -1
	}, viet.Fold(code))
	n := min(len(key), initials.Len())
	return n >= enough && key[:n] == initials.String()[:n]
}

// joint says whether the symbol is one of several bodies together: "CTPH/TLĐ-HLHPN",
// "TTLT-BTC-BNV".
func (r *reader) joint() bool {
	sym := r.meta.Symbol.Value
	code := viet.Fold(sym.Type)
	return len(sym.Organs) > 1 && (strings.HasSuffix(code, "lt") || strings.HasSuffix(code, "ln") || strings.HasSuffix(code, "ph"))
}

// together joins the names of bodies that issue one document.
func together(bodies []Found[string]) Found[string] {
	all := bodies[0]
	for _, b := range bodies[1:] {
		all.Value += " - " + b.Value
		all.Span.End = b.Span.End
	}
	return all
}

// partyCommittees begin the names of committees and organisations of the Party.
var partyCommittees = []string{"dang uy", "tinh uy", "thanh uy", "huyen uy", "quan uy", "thi uy", "dang bo", "chi bo", "dang doan"}

// organs are bodies that serve another and are named after it.
var organs = []string{"van phong", "ban thuong vu", "ban chap hanh", "uy ban kiem tra", "ban to chuc", "ban tuyen giao", "ban dan van", "ban noi chinh", "ban xay dung dang", "thanh tra", "co quan", "ban can su", "thuong truc", "ban thuong truc"}

// ofSuperior names an organ after the body it serves: "VĂN PHÒNG" under "ĐẢNG ỦY
// CHÍNH PHỦ" is Văn phòng Đảng ủy Chính phủ.
func ofSuperior(issuer, superior Found[string]) Found[string] {
	fold, above := viet.Fold(issuer.Value), viet.Fold(superior.Value)
	bare := slices.Contains(organs, fold)
	party := slices.ContainsFunc(partyCommittees, func(p string) bool { return strings.HasPrefix(above, p) })
	organ := slices.ContainsFunc(organs, func(o string) bool { return strings.HasPrefix(fold, o) })
	if !bare && !(party && organ && len(strings.Fields(issuer.Value)) <= 6) || strings.Contains(fold, above) {
		return issuer
	}
	return Found[string]{issuer.Value + " " + superior.Value, issuer.Span, "letterhead, with the body above"}
}

// completed gives a People's Committee or Council whose second line was lost
// its place, from the first full mention in the text.
func (r *reader) completed(issuer Found[string]) Found[string] {
	fold := viet.Fold(issuer.Value)
	if !slices.Contains([]string{"uy ban nhan dan", "hoi dong nhan dan", "ubnd", "hdnd", "tinh uy", "thanh uy", "dang uy"}, fold) {
		return issuer
	}
	if f := r.fields.issuer; f.Ok() && strings.HasPrefix(viet.Fold(f.Value), fold) {
		return Found[string]{f.Value, issuer.Span, "letterhead, completed"}
	}
	t := citation.Lex(r.doc.Text[:min(len(r.doc.Text), 4*reach)])
	phrase := citation.NewPhrase(issuer.Value)
	best := issuer
	for i := range t.Tokens {
		next, ok := t.At(i, phrase)
		if !ok {
			continue
		}
		end, ok := citation.BodyAt(t, i)
		if !ok || end <= next || t.Tokens[end-1].Fold == "cac" {
			continue
		}
		name, _, _ := strings.Cut(clean(t.Slice(i, end)), " KHÓA ")
		name, _, _ = strings.Cut(name, " khóa ")
		if len(name) > len(best.Value) && end-next <= 6 {
			best = Found[string]{name, issuer.Span, "letterhead, completed"}
		}
		if t.Tokens[end-1].Capital && end > next+1 {
			break
		}
	}
	if best.Value == issuer.Value {
		return r.completedByPlace(t, issuer)
	}
	return best
}

// completedByPlace gives issuer the level that the text names its place with:
// "do tỉnh Nam Sơn ban hành", where the head is dated from Nam Sơn.
func (r *reader) completedByPlace(t *citation.Text, issuer Found[string]) Found[string] {
	if !r.meta.Place.Ok() {
		return issuer
	}
	place := citation.NewPhrase(r.meta.Place.Value)
	for i := range t.Tokens {
		_, next, ok := territories.At(t, i)
		if !ok {
			continue
		}
		if end, ok := t.At(next, place); ok {
			return Found[string]{issuer.Value + " " + clean(t.Slice(i, end)), issuer.Span, "letterhead, with its place"}
		}
	}
	return issuer
}

var territories = citation.NewStrictLexicon[bool]().Add(true, "tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")

// headingIssuer reads "… do Thủ tướng Chính phủ ban hành" or the issuer cited in the
// heading of a page.
func (r *reader) headingIssuer() Found[string] {
	c := r.head.heading
	if c.By == 0 {
		return Found[string]{}
	}
	if c.Issuer != "" {
		return Found[string]{c.Issuer, span(c.Span), "heading"}
	}
	t := citation.Lex(r.text(span(c.Title)))
	for i := range t.Tokens {
		if t.Tokens[i].Fold != "do" {
			continue
		}
		if end, ok := citation.BodyAt(t, i+1); ok && end < len(t.Tokens) && t.Tokens[end].Fold == "ban" {
			return Found[string]{t.Slice(i+1, end), shift(span(t.SpanOf(i+1, end)), c.Title.Start), "heading"}
		}
	}
	return Found[string]{}
}

// acts are what an issuer does in the sentence that leads from the preamble
// to the text.
var acts = citation.NewLexicon[bool]().Add(true, "ban hành", "xây dựng", "yêu cầu", "đề nghị", "thông báo", "báo cáo", "hướng dẫn", "triển khai", "quyết định", "kết luận", "quyết nghị", "chỉ đạo", "kính đề nghị", "trân trọng", "xin", "kính trình", "lập", "phối hợp", "tổ chức", "đề ra")

// An enacting is the sentence that leads from the preamble to the text: "… , Ủy
// ban nhân dân tỉnh ban hành Kế hoạch … như sau:".
type enacting struct {
	issuer  Found[string]
	kind    Found[citation.Type]
	follows bool // the text follows it
}

// withoutTerm returns where the body of tokens from up to to ends without its
// term: "Hội đồng nhân dân tỉnh khóa X, nhiệm kỳ 2021 - 2026". A congress is
// named by its number.
func withoutTerm(t *citation.Text, from, to int) int {
	for i := from + 2; i < to; i++ {
		if _, _, ok := sessions.At(t, i); ok {
			for i > from+2 && strings.Contains("(,", t.Tokens[i-1].Fold) {
				i--
			}
			return i
		}
	}
	return to
}

// leadsOn says whether a sentence ends by announcing what follows it.
func leadsOn(s string) bool {
	fold := strings.TrimRight(viet.Fold(s), ":. ")
	return strings.HasSuffix(fold, "nhu sau") || strings.HasSuffix(fold, "noi dung sau") || strings.HasSuffix(fold, "sau day")
}

// readEnacting looks for the sentence in the first lines. One that also names
// the type and ends in "như sau" is taken before one that does not.
func (r *reader) readEnacting() {
	const most = 24
	for i, l := range r.lines {
		if i >= most {
			break
		}
		t := citation.Lex(r.text(l.Span))
		for j := range t.Tokens {
			if j > 0 && !strings.Contains(",;.", t.Tokens[j-1].Fold) || !t.Tokens[j].Capital && (j == 0 || t.Tokens[j-1].Fold != ",") {
				continue
			}
			end, ok := citation.BodyAt(t, j)
			if !ok || !t.Tokens[j].Capital && !t.Tokens[end-1].Capital && !t.Tokens[end-1].Digits {
				continue
			}
			_, next, ok := acts.At(t, end)
			if !ok {
				continue
			}
			to := withoutTerm(t, j, end)
			e := enacting{issuer: Found[string]{clean(t.Slice(j, to)), shift(span(t.SpanOf(j, to)), l.Start), "acts in the preamble"}}
			if typ, after, ok := citation.TypeAt(t, next); ok && (t.Tokens[next].Capital || typ == citation.Plan && r.sections() > 0) {
				e.kind = Found[citation.Type]{typ, shift(span(t.SpanOf(next, after)), l.Start), "enacting sentence"}
				e.follows = leadsOn(t.Source)
			}
			if !r.enacting.issuer.Ok() || e.follows {
				r.enacting = e
			}
			if e.follows {
				return
			}
			break
		}
	}
}
