package letterhead

import (
	"slices"
	"strings"

	"quyet/feature/doc/citation"
	"quyet/feature/intake/source"
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
	pAddressed  = citation.NewPhrase("Kính gửi")
	pSocialist  = citation.NewPhrase("hội chủ nghĩa Việt Nam")
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
	if _, next, ok := mottos.Across(t, i); ok && t.Tokens[i].Capital && (start || h.has(motto, number) || h.upper(i, next)) && (h.upper(i, next) || t.Tokens[i].Fold == "doc") {
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
	if next, ok := t.Across(i, pAddressed); ok && start {
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

// wornMotto recognises the name of the State whose second word a copy
// damaged: "CỘNG HỊA XÃ HỘI CHỦ NGHĨA VIỆT NAM".
func (h *headReader) wornMotto(i int) (next int, ok bool) {
	if h.t.Tokens[i].Fold != "cong" || i+3 >= len(h.t.Tokens) || !h.upper(i, i+4) {
		return i, false
	}
	return h.t.Across(i+3, pSocialist)
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

// numberAt reads "Số: 12/KH-UBND" at the beginning of a line, or after other
// parts of the head in a copy without lines.
func (h *headReader) numberAt(i int) (next int, ok bool) {
	t := h.t
	_, after, ok := numberWords.Across(t, i)
	if !ok || !t.Tokens[i].Capital || !(h.starts[i] || h.has(motto)) || h.has(number) {
		return i, false
	}
	for after < len(t.Tokens) && (t.Tokens[after].Fold == ":" || t.Tokens[after].Fold == "*") {
		after++
	}
	if after >= len(t.Tokens) || h.starts[after] && t.Tokens[after-1].Fold != ":" {
		return i, h.starts[i] && after > i && after-i <= 2 && (after == len(t.Tokens) || h.starts[after])
	}
	sym, end, ok := symbolAt(t, i, after)
	if !ok {
		return i, false
	}
	if end < len(t.Tokens) && !h.starts[end] && h.starts[i] && !h.has(motto) && !h.has(other) && !h.placeFollows(end) {
		return i, false // a sentence that begins with a number
	}
	if h.stray(end) {
		end++
		sym.Printed = clean(t.Slice(after, end))
		sym.Organs = append(sym.Organs, t.Slice(end-1, end))
	}
	h.r.meta.Symbol = Found[citation.Symbol]{sym, span(t.SpanOf(after, end)), "number line"}
	return end, true
}

// stray says whether a last code of the symbol, parted from it by a blank only,
// stands at token i: "12/KH-THCS NS", before the end of the line or the place.
func (h *headReader) stray(i int) bool {
	t := h.t
	const longest = 4
	if i >= len(t.Tokens) || h.starts[i] || !t.Tokens[i].Upper || len(t.Tokens[i].Fold) < 2 || len(t.Tokens[i].Fold) > longest || t.Tokens[i].Fold == "tp" {
		return false
	}
	return i+1 == len(t.Tokens) || h.starts[i+1] || t.Tokens[i+1].Capital && !t.Tokens[i+1].Upper && h.placeFollows(i+1)
}

// symbolAt reads the symbol, whole or blank, after "Số" at token i; after is
// the token after "Số:".
func symbolAt(t *citation.Text, i, after int) (sym citation.Symbol, end int, ok bool) {
	const longest = 200
	from := t.Tokens[after].Start
	window := t.Source[from:min(len(t.Source), from+longest)]
	if nl := strings.IndexByte(window, '\n'); nl >= 0 {
		window = window[:nl]
	}
	sym, size, ok := citation.LeadingSymbol(window)
	if !ok {
		return sym, i, false
	}
	return sym, t.Find(from + size), true
}

func (h *headReader) placeFollows(i int) bool {
	for j := i; j < min(len(h.t.Tokens), i+3); j++ {
		if _, _, _, ok := placeDateAt(h.t, j, h.starts); ok {
			return true
		}
	}
	return false
}

// placeDateAt reads "Hà Nội, ngày 5 tháng 3 năm 2026".
func (h *headReader) placeDateAt(i int) (next int, ok bool) {
	place, date, next, ok := placeDateAt(h.t, i, h.starts)
	if !ok || !h.starts[i] && !h.has(number, motto) {
		return i, false
	}
	if !place.Ok() && !h.has(number, motto) {
		return i, false // any line with a date
	}
	if !h.r.meta.Date.Ok() {
		h.r.meta.Place = place
		h.r.meta.Date = date
	}
	return next, true
}

var pDay = citation.NewPhrase("ngày")

// placeDateAt reads a place of at most seven words with capitals, a comma and
// a date at token i; starts holds the tokens that begin lines. Where the place
// was left open (dots), or a line has nothing but the date, place is not found.
func placeDateAt(t *citation.Text, i int, starts map[int]bool) (place Found[string], date Found[citation.Date], next int, ok bool) {
	if starts[i] {
		if date, next, ok := dateAlone(t, i, starts); ok {
			return place, date, next, true
		}
	}
	const longest = 9
	j := i
	for j < len(t.Tokens) && j-i < longest && (t.Tokens[j].Capital || j > i && strings.Contains("-–.'", t.Tokens[j].Fold) || j > i && t.Tokens[j].Digits || j > i && isLevel(t.Tokens[j-1], t.Tokens[j])) {
		if _, ok := t.At(j, pDay); ok && j > i {
			break
		}
		if j > i && starts[j] {
			return place, date, i, false
		}
		j++
	}
	if j == i || j >= len(t.Tokens) {
		return place, date, i, false
	}
	end := j
	if t.Tokens[j].Fold == "," || t.Tokens[j].Fold == ";" {
		j++
	} else if !starts[i] {
		return place, date, i, false
	}
	if _, ok := t.At(j, pDay); !ok {
		return place, date, i, false
	}
	d, next, ok := citation.DateAt(t, j)
	if !ok || end == j && j-i > 4 {
		return place, date, i, false
	}
	if !starts[i] { // step over what runs into the place: "… QĐ-BYT Hà Nội, ngày"
		for i < end-1 && t.Tokens[i].Upper && !t.Tokens[end-1].Upper {
			i++
		}
	}
	place = Found[string]{clean(t.Slice(i, end)), span(t.SpanOf(i, end)), "place and date"}
	date = Found[citation.Date]{d, span(t.SpanOf(j, next)), "place and date"}
	return place, date, next, true
}

// isLevel says whether two words are "Thành phố", "Thị xã" or "Thị trấn", of which
// a place is named in full.
func isLevel(first, second citation.Token) bool {
	return first.Fold == "thanh" && second.Fold == "pho" || first.Fold == "thi" && (second.Fold == "xa" || second.Fold == "tran")
}

// dateAlone reads a line with nothing but a date, after dots for the place.
func dateAlone(t *citation.Text, i int, starts map[int]bool) (date Found[citation.Date], next int, ok bool) {
	j := i
	for j < len(t.Tokens) && strings.Contains(".…_,", t.Tokens[j].Fold) {
		j++
	}
	if _, ok := t.At(j, pDay); !ok {
		return date, i, false
	}
	d, next, ok := citation.DateAt(t, j)
	if !ok || next < len(t.Tokens) && !starts[next] {
		return date, i, false
	}
	return Found[citation.Date]{d, span(t.SpanOf(j, next)), "date line"}, next, true
}

// typeAt reads the name of a type that stands by itself: a line of its own,
// or in capitals at the beginning of a line or of the part below the date.
func (h *headReader) typeAt(i int) (next int, ok bool) {
	t := h.t
	if h.has(typeName) {
		return i, false
	}
	start := h.starts[i]
	if !start && !h.has(placeDate) {
		return i, false
	}
	typ, next, ok := citation.TypeAt(t, i)
	if !ok {
		typ, next, ok = citation.TypeAcross(t, i) // torn by a narrow column
	}
	if !ok || h.cells[i] {
		return i, false
	}
	for next < len(t.Tokens) && !h.starts[next] {
		if typ != citation.Annex || t.Tokens[next].Upper && !isNumeral(t.Tokens[next].Fold) {
			break
		}
		next++ // "PHỤ LỤC II", "Phụ lục số 01"
	}
	for next < len(t.Tokens) && !h.starts[next] && strings.Contains(":.", t.Tokens[next].Fold) {
		next++
	}
	upper := h.upper(i, next)
	if (typ == citation.Decision || typ == citation.Resolution) && t.Tokens[next-1].Fold == ":" {
		return i, false // the operative words, see operative
	}
	alone := start && (next == len(t.Tokens) || h.starts[next])
	switch {
	case alone && (upper || t.Tokens[i].Capital):
	case upper && typ != citation.Annex && typ != citation.Project && typ != citation.Minutes && next < len(t.Tokens) && t.Tokens[next].Upper && start:
		// A heading that cites the document, or stands above it, is not its type line.
		if citedAt(t, i) || !h.has(motto, number) && h.mottoBelow(next) {
			return i, false
		}
	case upper && !start && h.pieces[len(h.pieces)-1].kind == placeDate && h.pieces[len(h.pieces)-1].to == i:
	case typ == citation.Annex && start && upper:
	case upper && start && h.has(opening) && next < len(t.Tokens) && t.Tokens[next].Capital: // below the preamble
	default:
		return i, false
	}
	h.r.meta.Kind = Found[citation.Type]{typ, span(t.SpanOf(i, next)), "type line"}
	return next, true
}

// citedAt says whether a citation by symbol begins at token i.
func citedAt(t *citation.Text, i int) bool {
	const longest = 120
	from := t.Tokens[i].Start
	window := t.Source[from:min(len(t.Source), from+longest)]
	found := citation.Find(window)
	return len(found) > 0 && found[0].Start == 0 && found[0].By == citation.BySymbol
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
	}
	if typeAt >= 0 {
		h.r.meta.Title = h.titleAfter(typeAt)
	} else if i := h.index(placeDate); i >= 0 && !hd.regarding && hd.motto {
		if title := h.titleAfter(i); !strings.HasSuffix(h.r.text(h.lineAt(title)), ".") {
			h.r.meta.Title = title
		}
	}
	if typeAt < 0 {
		h.operative()
	}
}

// operative takes the type from "QUYẾT ĐỊNH:" between preamble and articles.
func (h *headReader) operative() {
	for i := range h.t.Tokens {
		typ, next, ok := citation.TypeAt(h.t, i)
		if ok && h.starts[i] && h.upper(i, next) && (typ == citation.Decision || typ == citation.Resolution) && next < len(h.t.Tokens) && (h.starts[next] || h.t.Tokens[next].Fold == ":") {
			h.r.meta.Kind = Found[citation.Type]{typ, span(h.t.SpanOf(i, next)), "operative words"}
			return
		}
	}
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

// regardingText is the subject of a letter: what follows "V/v", over the lines
// of its narrow column.
func (h *headReader) regardingText(i int) Found[string] {
	from, to := h.pieces[i].to, h.pieces[i].to
	for _, p := range h.pieces[i+1:] {
		if p.kind != other || h.isBody(p) && p.from != from {
			break
		}
		to = p.to
		if last := h.t.Tokens[to-1].Fold; last == "." {
			break
		}
	}
	if to == from {
		return Found[string]{}
	}
	return Found[string]{clean(h.t.Slice(from, to)), span(h.t.SpanOf(from, to)), "V/v"}
}

// isBody says whether a piece is nothing but the name of a body in capitals.
func (h *headReader) isBody(p piece) bool {
	if !h.upper(p.from, p.to) {
		return false
	}
	end, ok := citation.BodyAt(h.t, p.from)
	return ok && end >= p.to-1
}

var posts = citation.NewLexicon[bool]().Add(true, "Bộ trưởng", "Chủ tịch", "Thủ tướng", "Giám đốc", "Tổng Giám đốc", "Hiệu trưởng", "Cục trưởng", "Tổng cục trưởng", "Thống đốc", "Chánh án", "Viện trưởng", "Tổng Thanh tra", "Chánh Văn phòng", "Chánh Thanh tra", "Trưởng ban", "Trưởng phòng", "Thủ trưởng")

// titleAfter reads the subject below the type line, piece n: the following
// lines up to the issuer's name, the preamble or the address.
func (h *headReader) titleAfter(n int) Found[string] {
	t := h.t
	from, to := h.pieces[n].to, -1
	allUpper := true
	for _, p := range h.pieces[n+1:] {
		if p.kind == regarding { // "của Ủy ban nhân dân tỉnh V/v …"
			to = -1
			continue
		}
		if p.kind != other || to >= 0 && h.cells[p.from] {
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
		if end < p.to || strings.Contains(".;:", t.Tokens[end-1].Fold) && !allUpper {
			break
		}
	}
	if to <= from {
		return Found[string]{}
	}
	return Found[string]{clean(t.Slice(from, to)), span(t.SpanOf(from, to)), "below the type"}
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
	for _, p := range pieces {
		if p.kind != other {
			continue
		}
		s := span(t.SpanOf(p.from, p.to))
		name := clean(t.Slice(p.from, p.to))
		name = strings.Trim(name, " *_-–.:|0123456789")
		end, body := citation.BodyAt(t, h.firstWord(p))
		switch {
		case !h.upper(p.from, p.to) && !(body && end >= p.to-1):
			if len(names) > 0 && !h.has(motto) {
				names = nil
			}
			continue
		case body && !h.tornBody(names):
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
