package letterhead

import (
	"strings"

	"quyet/feature/doc/citation"
)

// numberAt reads "Số: 12/KH-UBND" at the beginning of a line, or after other
// parts of the head in a copy without lines.
func (h *headReader) numberAt(i int) (next int, ok bool) {
	t := h.t
	_, after, ok := numberWords.Across(t, i)
	if !ok || !t.Tokens[i].Capital || !(h.starts[i] || h.has(motto) || i > 0 && t.Tokens[i-1].Fold == "*" || h.bodyBefore(i)) || h.has(number) { // "*" parts body and number in the Party
		return i, false
	}
	if h.citesAcross(i) {
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
	if end < len(t.Tokens) && !h.starts[end] && h.starts[i] && !h.has(motto) && !h.has(other) && !h.placeFollows(end) && !h.hourFollows(end) && !h.mottoAt(end) {
		return i, false // a sentence that begins with a number
	}
	if n := h.stray(end); n > 0 {
		end += n
		sym.Printed = clean(t.Slice(after, end))
		sym.Organs = append(sym.Organs, t.Slice(end-1, end))
	}
	h.r.meta.Symbol = Found[citation.Symbol]{sym, span(t.SpanOf(after, end)), "number line"}
	h.hour(end)
	return end, true
}

// citesAcross says whether the line before token i ends in the type of another
// document, below the own type line: "THỰC HIỆN KẾ HOẠCH" over "SỐ 16-KH/TU NGÀY …".
func (h *headReader) citesAcross(i int) bool {
	if !h.has(typeName) || len(h.pieces) > 0 && h.pieces[len(h.pieces)-1].kind == typeName && h.pieces[len(h.pieces)-1].to == i {
		return false
	}
	const longest = 4
	for j := max(0, i-longest); j < i; j++ {
		if _, next, ok := citation.TypeAt(h.t, j); ok && next == i {
			return true
		}
	}
	return false
}

// bodyBefore says whether the line of token i begins with a body that ends right
// before it: "Văn phòng Chính phủ Số: 12/QĐ-VPCP".
func (h *headReader) bodyBefore(i int) bool {
	const longest = 16
	for j := i - 1; j >= 0 && i-j <= longest; j-- {
		if h.starts[j] {
			end, ok := citation.BodyAt(h.t, j)
			return ok && end == i
		}
	}
	return false
}

var pHour = citation.NewPhrase("hồi")

func (h *headReader) mottoAt(i int) bool {
	_, _, ok := mottos.Across(h.t, i)
	return ok
}

func (h *headReader) hourFollows(i int) bool {
	_, ok := h.t.At(i, pHour)
	return ok
}

// hour reads the date of an urgent dispatch, which stands beside its number:
// "Số: 5/CĐ-TW hồi 10 giờ 00 ngày 1/2/2026".
func (h *headReader) hour(i int) {
	const longest = 8
	if !h.hourFollows(i) {
		return
	}
	for j := i; j < min(len(h.t.Tokens), i+longest) && !h.starts[j]; j++ {
		if _, ok := h.t.At(j, pDay); !ok {
			continue
		}
		if d, next, ok := citation.DateAt(h.t, j); ok {
			h.r.meta.Date = Found[citation.Date]{d, span(h.t.SpanOf(j, next)), "number line"}
			return
		}
	}
}

// stray returns the number of tokens of a last code of the symbol that stands at
// token i parted from it by blanks, "12/KH-THCS NS" or "12/KH - TrMN", before the end of the
// line or the place; 0 if none does.
func (h *headReader) stray(i int) int {
	t := h.t
	n := 1
	if i+1 < len(t.Tokens) && strings.Contains("-–", t.Tokens[i].Fold) && !h.starts[i] {
		n = 2
	}
	code := i + n - 1
	if code >= len(t.Tokens) || h.starts[code] || len(t.Tokens[code].Fold) < 2 || t.Tokens[code].Fold == "tp" {
		return 0
	}
	longest, end := 4, code+1
	if n == 2 {
		longest = 10
		for end < len(t.Tokens) && t.Tokens[end].Gap == citation.Joined && t.Tokens[end].Upper { // "TrMN" is two tokens
			end++
		}
	}
	if !t.Tokens[end-1].Upper || !t.Tokens[code].Capital || end-code > 2 || len(t.Slice(code, end)) > longest {
		return 0
	}
	if end == len(t.Tokens) || h.starts[end] || t.Tokens[end].Capital && !t.Tokens[end].Upper && h.placeFollows(end) {
		return end - i
	}
	return 0
}

// symbolAt reads the symbol, whole or blank, after "Số" at token i; after is
// the token after "Số:".
func symbolAt(t *citation.Text, i, after int) (sym citation.Symbol, end int, ok bool) {
	const longest = 200
	from := t.Tokens[after].Start
	window := t.Source[from:min(len(t.Source), from+longest)]
	if nl := strings.IndexByte(window, '\n'); nl >= 0 {
		if strings.HasSuffix(strings.TrimRight(window[:nl], " \t"), "-") { // torn: "16 -" over "HD/BTCTW"
			window = window[:nl] + " " + window[nl+1:]
			if nl = strings.IndexByte(window, '\n'); nl < 0 {
				nl = len(window)
			}
		}
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
