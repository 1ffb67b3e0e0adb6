package ui

// A piece is a stretch of a text, marked or not.
type piece struct {
	Span
	text   string
	marked bool
}

// pieces cuts s at its spans. The pieces put together are s again, whatever
// the spans are.
func pieces(s string, spans []Span) []piece {
	var cut []piece
	at := 0
	for _, span := range spans {
		if span.From < at || span.To <= span.From || span.To > len(s) {
			continue
		}
		if span.From > at {
			cut = append(cut, piece{text: s[at:span.From]})
		}
		cut = append(cut, piece{span, s[span.From:span.To], true})
		at = span.To
	}
	if at < len(s) {
		cut = append(cut, piece{text: s[at:]})
	}
	return cut
}
