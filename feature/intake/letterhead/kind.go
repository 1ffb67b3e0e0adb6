package letterhead

import (
	"strings"

	"quyet/feature/doc/citation"
)

// typeAt reads the name of a type that stands by itself: a line of its own,
// or in capitals at the beginning of a line or of the part below the date.
func (h *headReader) typeAt(i int) (next int, ok bool) {
	t := h.t
	if h.has(typeName) {
		return i, false
	}
	draft := i > 1 && t.Tokens[i-2].Fold == "du" && t.Tokens[i-1].Fold == "thao" && h.upper(i-2, i) // "DỰ THẢO KẾ HOẠCH"
	start := h.starts[i] || draft
	if !start && !h.has(placeDate) {
		return i, false
	}
	typ, next, ok := citation.TypeAt(t, i)
	if !ok {
		typ, next, ok = citation.TypeAcross(t, i) // torn by a narrow column
	}
	if !ok || h.cells[i] || typ == citation.Letter && t.Tokens[i].Fold == "van" {
		return i, false // "Văn bản" names a section of a page
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
	if next+1 < len(t.Tokens) && t.Tokens[next].Fold == "va" && h.upper(i, next+1) { // "QUY ĐỊNH VÀ HƯỚNG DẪN"
		if _, after, ok := citation.TypeAt(t, next+1); ok && (after == len(t.Tokens) || h.starts[after]) {
			next = after
		}
	}
	upper := h.upper(i, next)
	if (typ == citation.Decision || typ == citation.Resolution) && t.Tokens[next-1].Fold == ":" {
		return i, false // the operative words, see operative
	}
	alone := start && (next == len(t.Tokens) || h.starts[next])
	switch {
	case draft && upper:
	case alone && !upper && !h.has(motto, number) && h.mottoBelow(next):
		return i, false // a field of the page: "Quyết định" below "Loại văn bản"
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
