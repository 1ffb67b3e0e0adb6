package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A Run is a piece of a text that is marked as a whole or not at all.
type Run struct {
	Text   string
	Marked bool
}

// Mark returns s in runs, the words of q in it marked as they are spelt there.
// The runs joined are s.
func (q Query) Mark(s string) []Run { return runs(s, 0, len(s), q.spans(cut(s))) }

// Passages are about this long, in bytes of text.
const passage = 260

// maxScan bounds how much of a text is read for a passage.
const maxScan = 1 << 20

// Passage returns the piece of s that holds most of the terms of q, the first
// of several, cut at words and marked; nil where none of the words stands in
// s. "…" stands where the piece leaves out text of its paragraph.
func (q Query) Passage(s string) []Run {
	s = s[:min(len(s), maxScan)]
	var best window
	var line string
	for paragraph := range strings.Lines(s) {
		if w := q.window(paragraph); w.terms > best.terms {
			best, line = w, paragraph
		}
		if best.terms == len(q.terms) {
			break
		}
	}
	if best.terms == 0 {
		return nil
	}
	out := runs(line, best.from, best.to, best.spans)
	if best.from > 0 {
		out = slices.Insert(out, 0, Run{Text: "… "})
	}
	if best.to < len(strings.TrimRight(line, " \r\n")) {
		out = append(out, Run{Text: " …"})
	}
	return out
}

// A span is a stretch of text that a term of the query matched.
type span struct{ start, end, term int }

// spans returns where the terms of q stand among words, in order and without
// overlap.
func (q Query) spans(words []word) []span {
	var out []span
	for i := 0; i < len(words); i++ {
		best, term := 0, 0
		for k, t := range q.terms {
			if n := t.matches(words[i:]); n > best {
				best, term = n, k
			}
		}
		if best > 0 {
			out = append(out, span{words[i].start, words[i+best-1].end, term})
			i += best - 1
		}
	}
	return out
}

// matches returns how many words the term t takes up at the start of words,
// 0 if it does not stand there.
func (t term) matches(words []word) int {
	if len(words) < len(t.words) {
		return 0
	}
	for i, want := range t.words {
		goesOn := t.prefix && i == len(t.words)-1
		if got := words[i].fold; got != want && !(goesOn && strings.HasPrefix(got, want)) {
			return 0
		}
	}
	return len(t.words)
}

// A window is a piece of a paragraph.
type window struct {
	from, to int
	terms    int // how many different terms stand in it
	spans    []span
}

// window returns the piece of a paragraph that holds most terms of q.
func (q Query) window(paragraph string) (best window) {
	words := cut(paragraph)
	spans := q.spans(words)
	for i, first := range spans {
		seen := make([]bool, len(q.terms))
		n := 0
		for _, s := range spans[i:] {
			if s.end-first.start > passage {
				break
			}
			if !seen[s.term] {
				seen[s.term] = true
				n++
			}
		}
		if n > best.terms {
			best = window{from: first.start, terms: n, spans: spans}
		}
	}
	if best.terms > 0 {
		best.from, best.to = widen(paragraph, words, best.from)
	}
	return best
}

// widen returns a piece of about the length of a passage that begins some
// words before from, at the edges of words.
func widen(paragraph string, words []word, from int) (start, end int) {
	end = len(strings.TrimRight(paragraph, " \r\n"))
	if end <= passage {
		return 0, end
	}
	for _, w := range words {
		if w.start+passage/4 >= from || end-w.start <= passage {
			start = w.start
			break
		}
	}
	for _, w := range words {
		if w.end > start+passage && w.start > from {
			end = w.start
			break
		}
	}
	return start, start + len(strings.TrimRight(paragraph[start:end], " "))
}

// runs cuts s[from:to] into runs at spans.
func runs(s string, from, to int, spans []span) []Run {
	var out []Run
	add := func(end int, marked bool) {
		end = min(end, to)
		if end > from {
			out = append(out, Run{s[from:end], marked})
			from = end
		}
	}
	for _, sp := range spans {
		if sp.start >= from {
			add(sp.start, false)
			add(sp.end, true)
		}
	}
	add(to, false)
	return out
}

// Plain returns runs as one text.
func Plain(runs []Run) string {
	var b strings.Builder
	b.Grow(len(runs) * utf8.UTFMax)
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}
