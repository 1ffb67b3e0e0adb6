package letterhead

import (
	"slices"
	"strings"

	"quyet/feature/doc/citation"
)

// reach is how far into a document the head is looked for, in bytes: page
// furniture may stand above it.
const reach = 12_000

// A head is what was found above the text proper.
type head struct {
	motto     bool
	addressed bool // "Kính gửi"
	regarding bool // "V/v"
	subject   Found[string]
	heading   citation.Citation // a line above the head that cites the document itself
	host      citation.Citation // what an annex is attached to
	bodies    []Found[string]   // superior and issuer, in order
	below     Found[string]     // the issuer where it only stands above the preamble
	preamble  bool              // "Căn cứ …", "Điều 1."
}

type pieceKind uint8

const (
	other pieceKind = iota
	motto
	number
	placeDate
	typeName
	regarding // "V/v"
	addressed // "Kính gửi"
	attached  // "(Kèm theo …)"
	field     // a cell of a table
	opening   // the text proper begins
)

// A piece is a stretch of the head between two tokens.
type piece struct {
	kind     pieceKind
	from, to int // tokens
}

var (
	mottos = citation.NewLexicon[bool]().Add(true,
		"Cộng hòa xã hội chủ nghĩa Việt Nam", "Cộng hòa xã hội chủ nghĩa", "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc", "Độc lập-Tự do-Hạnh phúc", "Độc lập Tự do Hạnh phúc", "Độc lập. Tự do. Hạnh phúc", "Đảng Cộng sản Việt Nam", "Đoàn TNCS Hồ Chí Minh")
	numberWords = citation.NewLexicon[bool]().Add(true, "Số", "Số hiệu", "Luật số", "Bộ luật số", "Pháp lệnh số", "Nghị quyết số", "Số ký hiệu", "Số, ký hiệu")
	openings    = citation.NewLexicon[bool]().Add(true, "Căn cứ", "Theo đề nghị", "Xét đề nghị", "Xét tờ trình", "Thực hiện", "Điều 1", "Chương I", "Phần thứ nhất", "Phần I", "Mục I", "Nơi nhận", "Triển khai", "Để", "Nhằm", "Ngày", "Trong", "Tại", "Sau khi", "Qua", "Năm", "Trên cơ sở", "Thời gian qua", "Hiện nay", "Tiếp theo")
	preambles   = citation.NewLexicon[bool]().Add(true, "Căn cứ", "Điều 1", "Chương I", "Phần thứ nhất", "Phần I", "Nơi nhận", "Theo đề nghị", "Xét đề nghị")
	pRegarding  = citation.NewPhrase("V/v")
	pAbout      = citation.NewPhrase("về")
	addressings = citation.NewLexicon[bool]().Add(true, "Kính gửi", "Kính gởi")
	pSocialist  = citation.NewPhrase("chủ nghĩa Việt Nam")
	attachments = citation.NewLexicon[bool]().Add(true, "Kèm theo", "Ban hành kèm theo", "Đính kèm", "Phụ lục kèm theo", "Gửi kèm")
)

// readHead cuts the head into pieces and takes the official parts from them.
func (r *reader) readHead() {
	end := min(len(r.doc.Text), reach)
	for end < len(r.doc.Text) && r.doc.Text[end] != '\n' {
		end++
	}
	h := headReader{r: r, t: citation.Lex(r.doc.Text[:end])}
	h.cut()
	h.take()
}

type headReader struct {
	r      *reader
	t      *citation.Text
	pieces []piece
	starts map[int]bool // tokens that begin a line
	cells  map[int]bool // tokens that begin a cell of a table
}

// cut makes the pieces, up to the opening of the text.
func (h *headReader) cut() {
	t := h.t
	h.starts, h.cells = map[int]bool{}, map[int]bool{}
	for _, l := range h.r.lines {
		if l.Start >= len(t.Source) {
			break
		}
		i := t.Find(l.Start)
		h.starts[i] = true
		if l.row {
			h.cells[i] = true
		}
	}
	open := -1 // first token of the piece of other text being read
	flush := func(to int) {
		if open >= 0 && open < to {
			h.pieces = append(h.pieces, piece{other, open, to})
		}
		open = -1
	}
	for i := 0; i < len(t.Tokens); {
		if h.starts[i] {
			flush(i)
		}
		kind, next := h.pieceAt(i)
		if kind == other {
			if open < 0 {
				open = i
			}
			i++
			continue
		}
		flush(i)
		h.pieces = append(h.pieces, piece{kind, i, next})
		if kind == opening && h.has(typeName, motto, number) && h.official() {
			return
		}
		i = next
	}
	flush(len(t.Tokens))
}

// official says whether the pieces so far hold a head: page furniture above
// it may look like an opening.
func (h *headReader) official() bool {
	return h.has(motto) || h.has(typeName) && (h.has(number) || !h.mottoAhead())
}

// mottoAhead says whether a motto comes later, so that what was read so far
// stands above the head.
func (h *headReader) mottoAhead() bool {
	return h.mottoBelow(h.pieces[len(h.pieces)-1].to)
}

func (h *headReader) mottoBelow(from int) bool {
	for i := from; i < len(h.t.Tokens); i++ {
		if _, next, ok := mottos.Across(h.t, i); ok && h.upper(i, next) {
			return true
		}
	}
	return false
}

func (h *headReader) has(kinds ...pieceKind) bool {
	return slices.ContainsFunc(h.pieces, func(p piece) bool { return slices.Contains(kinds, p.kind) })
}

// pieceAt returns what cannot be mistaken at token i, or other.
func (h *headReader) pieceAt(i int) (kind pieceKind, next int) {
	t := h.t
	start := h.starts[i]
	if h.cells[i] {
		if end := h.lineEnd(i); end > i && h.r.fields.holds(t.Tokens[i].Start) {
			return field, end
		}
	}
	if next, ok := h.wornMotto(i); ok {
		return motto, next
	}
	if next, ok := h.independence(i); ok {
		return motto, next
	}
	if _, next, ok := mottos.Across(t, i); ok && t.Tokens[i].Capital && !h.namesUnion(i) && (start || h.has(motto, number) || h.upper(i, next)) && (h.upper(i, next) || t.Tokens[i].Fold == "doc") {
		return motto, next
	}
	if next, ok := h.numberAt(i); ok {
		return number, next
	}
	if next, ok := h.placeDateAt(i); ok {
		return placeDate, next
	}
	if next, ok := h.typeAt(i); ok {
		return typeName, next
	}
	if next, ok := t.Across(i, pRegarding); ok && (start || h.has(number)) {
		return regarding, next
	}
	if next, ok := t.At(i, pAbout); ok && start && h.has(number) && !h.has(typeName, regarding) && t.Tokens[i].Capital {
		return regarding, next
	}
	if _, next, ok := addressings.Across(t, i); ok && start {
		return addressed, next
	}
	if start || h.has(placeDate) && !h.has(typeName) || h.upperBefore(i) {
		j := i
		if t.Tokens[i].Fold == "(" {
			j++
		}
		if _, next, ok := attachments.At(t, j); ok && (start || j > i) {
			return attached, h.closing(next)
		}
	}
	if start || h.upperBefore(i) {
		if h.opens(i, start) {
			return opening, h.lineEnd(i)
		}
	}
	return other, i
}

// independence reads "Độc lập - Tự do - Hạnh phúc", whatever marks part the words.
func (h *headReader) independence(i int) (next int, ok bool) {
	t := h.t
	if !t.Tokens[i].Capital || t.Tokens[i].Fold != "doc" {
		return i, false
	}
	for k, word := range []string{"doc", "lap", "tu", "do", "hanh", "phuc"} {
		const marks = 3
		for n := 0; k > 0 && n < marks && i < len(t.Tokens) && !t.Tokens[i].Word() && !t.Tokens[i].Digits; n++ {
			i++
		}
		if i >= len(t.Tokens) || t.Tokens[i].Fold != word {
			return i, false
		}
		i++
	}
	return i, true
}

// namesUnion says whether what could be the motto of the Youth Union at token i is
// the end of a body's name: "TRUNG ƯƠNG ĐOÀN TNCS HỒ CHÍ MINH".
func (h *headReader) namesUnion(i int) bool {
	return !h.starts[i] && i > 0 && h.t.Tokens[i].Fold == "doan" && h.t.Tokens[i-1].Fold == "uong"
}

// wornMotto recognises the name of the State of which a copy damaged or lost one of
// the first words: "CỘNG HỊA XÃ HỘI CHỦ NGHĨA VIỆT NAM".
func (h *headReader) wornMotto(i int) (next int, ok bool) {
	if h.t.Tokens[i].Fold != "cong" || i+4 >= len(h.t.Tokens) || !h.upper(i, i+4) {
		return i, false
	}
	for _, at := range []int{i + 4, i + 3, i + 2} {
		if next, ok = h.t.Across(at, pSocialist); ok {
			return next, true
		}
	}
	return i, false
}

// opens says whether the text proper begins at token i.
func (h *headReader) opens(i int, start bool) bool {
	t := h.t
	if start && i+1 < len(t.Tokens) && (t.Tokens[i].Fold == "-" || t.Tokens[i].Fold == "+" || t.Tokens[i].Fold == "–") {
		i++ // "- Căn cứ"
	}
	tok := t.Tokens[i]
	below := len(h.pieces) > 0 && h.pieces[len(h.pieces)-1].kind == typeName && h.pieces[len(h.pieces)-1].to == i
	if _, _, ok := preambles.At(t, i); below && !ok {
		// The line below the type is the subject, unless that was left out and a
		// section follows.
		return start && tok.Upper && isNumeral(tok.Fold) && i+1 < len(t.Tokens) && strings.Contains(".-–)", t.Tokens[i+1].Fold) && t.Tokens[i+1].Gap == citation.Joined
	}
	_, next, ok := openings.At(t, i)
	if ok && (tok.Fold == "ngay" || tok.Fold == "nam") {
		ok = next < len(t.Tokens) && t.Tokens[next].Digits // not "Ngày Phụ nữ Việt Nam"
	}
	if ok && tok.Capital && !(tok.Upper && next < len(t.Tokens) && t.Tokens[next].Upper) {
		return true
	}
	if !start || !h.has(typeName) {
		return false
	}
	if next := i + 1; next < len(t.Tokens) && (tok.Upper && isNumeral(tok.Fold) || tok.Digits) && strings.Contains(".-–)/", t.Tokens[next].Fold) && t.Tokens[next].Gap == citation.Joined {
		return true // "I. MỤC ĐÍCH"
	}
	const sentence = 25
	end := h.lineEnd(i)
	last := t.Tokens[end-1].Fold
	return end-i > sentence && !h.upper(i, min(end, i+6)) && strings.Contains(".;:", last)
}

func isNumeral(fold string) bool { return strings.Trim(fold, "ivx") == "" || len(fold) == 1 }

// closing returns the token after the bracket or line that token i is in.
func (h *headReader) closing(i int) int {
	end := h.lineEnd(i)
	for end < len(h.t.Tokens) && !h.starts[end] {
		end++
	}
	for j := i; j < len(h.t.Tokens) && j < i+120; j++ {
		if h.t.Tokens[j].Fold == ")" {
			return j + 1
		}
	}
	return end
}

func (h *headReader) lineEnd(i int) int {
	for i++; i < len(h.t.Tokens) && !h.starts[i]; i++ {
	}
	return min(i, len(h.t.Tokens))
}

// upper says whether all words of tokens from up to to are in capitals.
func (h *headReader) upper(from, to int) bool {
	words := 0
	for _, tok := range h.t.Tokens[from:to] {
		if tok.Word() {
			if !tok.Upper {
				return false
			}
			words++
		}
	}
	return words > 0
}

// upperBefore says whether token i follows words in capitals without a line
// break, as in copies that run everything together.
func (h *headReader) upperBefore(i int) bool {
	return i > 2 && h.t.Tokens[i-1].Upper && h.t.Tokens[i-2].Upper && !h.t.Tokens[i].Upper && h.t.Tokens[i].Capital
}

// take assigns what stands between the pieces.
func (h *headReader) take() {
	hd := &h.r.head
	hd.motto = h.has(motto)
	numberAt := h.index(number)
	typeAt := h.index(typeName)
	for i, p := range h.pieces {
		switch p.kind {
		case addressed:
			hd.addressed = true
		case opening:
			hd.preamble = true
		case regarding:
			hd.regarding = true
			hd.subject = h.regardingText(i)
		case attached:
			hd.host = h.attachment(p)
		}
	}
	h.takeHeading()
	limit := max(numberAt, h.lastMotto())
	if limit < 0 && typeAt > 0 {
		limit = typeAt
	}
	if limit >= 0 && (hd.motto || numberAt >= 0) {
		hd.bodies = h.bodies(h.pieces[:limit])
	} else if typeAt > 0 && h.onlyBodies(h.pieces[:typeAt]) {
		hd.bodies = h.bodies(h.pieces[:typeAt])
	}
	if len(hd.bodies) == 0 {
		hd.below = h.issuerBelow(max(typeAt, numberAt))
	}
	if typeAt >= 0 {
		h.r.meta.Title = h.titleAfter(typeAt)
	} else if i := h.index(placeDate); i >= 0 && !hd.regarding && !hd.addressed && hd.motto {
		if title := h.titleAfter(i); !strings.HasSuffix(h.r.text(h.lineAt(title)), ".") {
			h.r.meta.Title = title
		}
	}
	if typeAt < 0 {
		h.operative()
	}
}

// onlyBodies says whether all pieces name bodies in capitals, as a copy without number
// and motto keeps them above the type.
func (h *headReader) onlyBodies(pieces []piece) bool {
	for _, p := range pieces {
		if p.kind != other || !h.starts[p.from] || !h.isBody(p) {
			return false
		}
	}
	return true
}

func (h *headReader) index(kind pieceKind) int {
	return slices.IndexFunc(h.pieces, func(p piece) bool { return p.kind == kind })
}

func (h *headReader) lastMotto() int {
	last := -1
	for i, p := range h.pieces {
		if p.kind == motto {
			last = i
		}
		if p.kind == typeName {
			break
		}
	}
	return last
}

// takeHeading keeps the first line that cites a document by symbol before any
// official part: pages put one above the document they reprint.
func (h *headReader) takeHeading() {
	for _, p := range h.pieces {
		if p.kind != other && p.kind != field {
			if p.kind == opening {
				continue
			}
			return
		}
		for p.from+1 < p.to && strings.Contains("•*-–·", h.t.Tokens[p.from].Fold) {
			p.from++ // an item of the page
		}
		s := h.t.SpanOf(p.from, p.to)
		found := citation.Find(h.t.Source[s.Start:s.End])
		if len(found) == 0 || found[0].Start != 0 || found[0].By != citation.BySymbol || !found[0].Typed {
			continue
		}
		c := found[0]
		if p.to-p.from > 90 {
			return
		}
		h.r.head.heading = c
		h.r.head.heading.Span = citation.Span{Start: s.Start + c.Start, End: s.Start + c.End}
		h.r.head.heading.Title = citation.Span{Start: s.Start + c.End, End: s.End}
		return
	}
}

func (h *headReader) attachment(p piece) citation.Citation {
	s := h.t.SpanOf(p.from, p.to)
	found := citation.Find(h.t.Source[s.Start:s.End])
	if len(found) == 0 {
		return citation.Citation{}
	}
	c := found[0]
	for _, other := range found {
		if !other.Symbol.IsZero() {
			c = other
			break
		}
	}
	c.Span = citation.Span{Start: s.Start + c.Start, End: s.Start + c.End}
	return c
}
