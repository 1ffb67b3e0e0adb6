package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quyet/base/viet"
)

// A Query is what a person asks for.
type Query struct {
	terms []term
}

// A term is a word, or several that must stand together.
type term struct {
	words  []string // folded
	prefix bool     // the last word may go on
}

// maxTerms bounds how much one query asks for; what is typed beyond it is
// left out.
const maxTerms = 16

// Parse reads what a person typed. Every text is a query.
func Parse(typed string) Query {
	var q Query
	quoted := false
	for rest := typed; rest != ""; quoted = !quoted {
		part := rest
		if i := strings.IndexFunc(rest, isQuote); i >= 0 {
			_, size := utf8.DecodeRuneInString(rest[i:])
			part, rest = rest[:i], rest[i+size:]
		} else {
			rest = ""
		}
		if quoted {
			q.add(part)
			continue
		}
		for _, chunk := range strings.Fields(part) {
			q.add(chunk)
		}
	}
	if last := len(q.terms) - 1; last >= 0 {
		end, _ := utf8.DecodeLastRuneInString(typed)
		t := &q.terms[last]
		t.prefix = !unicode.IsSpace(end) && !isQuote(end) && len(t.words[len(t.words)-1]) >= minPrefix
	}
	return q
}

// minPrefix is the least number of letters that are taken for the beginning of
// a word. Two letters begin a tenth of all words, and most of those that are
// typed are whole words: xã, sở, uỷ.
const minPrefix = 3

func isQuote(r rune) bool {
	return r == '"' || r == '“' || r == '”' || r == '„' || r == '«' || r == '»'
}

func (q *Query) add(s string) {
	if words := wordsOf(s); len(words) > 0 && len(q.terms) < maxTerms {
		q.terms = append(q.terms, term{words: words[:min(len(words), maxTerms)]})
	}
}

// IsEmpty says whether q has no word, and so finds nothing.
func (q Query) IsEmpty() bool { return len(q.terms) == 0 }

// begins says whether the last word of q stands for what begins with it.
func (q Query) begins() bool { return len(q.terms) > 0 && q.terms[len(q.terms)-1].prefix }

// whole returns q with its last word as a whole one.
func (q Query) whole() Query {
	terms := slices.Clone(q.terms)
	if len(terms) > 0 {
		terms[len(terms)-1].prefix = false
	}
	return Query{terms}
}

// longest is the greatest length in bytes of a word in the index; longer ones
// are cut, in the index and in queries alike.
const longest = 24

// wordsOf returns the folded words and numbers of s in order.
func wordsOf(s string) []string { return strings.Fields(squeeze(s)) }

// budget bounds how much of one text is indexed, counting a word as its
// length and four bytes more: PostgreSQL takes no tsvector of 1 MiB, and 120,000
// ordinary words, some 300 pages, stay below this.
const budget = 1_000_000

// squeeze returns the folded words and numbers of s, parted by blanks, up to
// the budget. The index and the queries see nothing else, so no mark reaches
// an engine's own syntax. It cuts as [viet.Tokens] does, in one pass: every
// task and every document comes through here.
func squeeze(s string) string {
	s = viet.NFC(s)
	out := make([]byte, 0, len(s))
	kind := blank
	start, spent := 0, 0 // of the word being written
	for _, r := range s {
		f, k := r, blank
		switch {
		case 'a' <= r && r <= 'z':
			k = letter
		case 'A' <= r && r <= 'Z':
			f, k = r+'a'-'A', letter
		case '0' <= r && r <= '9':
			k = digit
		case r >= utf8.RuneSelf:
			if f = viet.FoldRune(r); f < 0 {
				continue // a mark of the letter before it
			}
			if unicode.IsLetter(r) {
				k = letter
			}
		}
		if k != kind && kind != blank {
			if spent += len(out) - start + 4; spent > budget {
				return string(out[:start])
			}
			out = append(out, ' ')
		}
		if k != blank {
			if kind != k {
				start = len(out)
			}
			if len(out)-start+utf8.RuneLen(f) <= longest {
				out = utf8.AppendRune(out, f)
			}
		}
		kind = k
	}
	if spent+len(out)-start+4 > budget {
		out = out[:start]
	}
	return string(out)
}

// The kinds of character.
const (
	blank = iota
	letter
	digit
)

// indexed returns t as the index holds it, "" for what it does not hold.
func indexed(t viet.Token) string {
	w := t.Fold
	switch {
	case t.Kind == viet.Mark:
		return ""
	case len(w) <= longest:
		return w
	}
	cut := longest
	for !utf8.RuneStart(w[cut]) {
		cut--
	}
	return w[:cut]
}
