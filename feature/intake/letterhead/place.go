package letterhead

import (
	"strings"

	"quyet/feature/doc/citation"
)

// placeDateAt reads "Hà Nội, ngày 5 tháng 3 năm 2026".
func (h *headReader) placeDateAt(i int) (next int, ok bool) {
	place, date, next, ok := placeDateAt(h.t, i, h.starts)
	if !ok || !h.starts[i] && !h.has(number, motto) {
		return i, false
	}
	if i > 0 && h.t.Tokens[i].Gap == citation.Joined && h.t.Tokens[i-1].Fold == "/" {
		return i, false // "Nghị quyết số 72-NQ/TW, ngày 09/9/2025"
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
		if j > i && starts[j] && !(j == i+1 && starts[i] && !t.Tokens[i].Upper && j+1 < len(t.Tokens) && t.Tokens[j+1].Fold == ",") { // "Hà" torn from "Nội, ngày …"
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
		for i < end-1 && t.Tokens[i].Upper && !t.Tokens[end-1].Upper && t.Tokens[i].Fold != "tp" {
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
