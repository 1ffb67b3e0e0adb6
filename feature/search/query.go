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
// an engine's own syntax.
func squeeze(s string) string {
	s = viet.NFC(s)
	out := make([]byte, 0, len(s))
	spent := 0
	for _, w := range cut(s) {
		if spent += len(w.fold) + 4; spent > budget {
			break
		}
		if len(out) > 0 {
			out = append(out, ' ')
		}
		out = append(out, w.fold...)
	}
	return string(out)
}

// A word is a run of letters or of digits in a text.
type word struct {
	start, end int    // bytes of the text
	fold       string // as the index holds it
}

// cut returns the words and numbers of s. It parts them where [viet.Tokens]
// does, in one pass and without what only grammars need: every task comes
// through here on its way into the index, and every hit on its way out.
func cut(s string) []word {
	folds := make([]byte, 0, len(s))
	words := make([]word, 0, len(s)/5+1)
	ends := make([]int, 0, cap(words)) // of their folds
	kind := blank
	for i, r := range s {
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
				if kind != blank { // a mark of the letter before it
					words[len(words)-1].end = i + utf8.RuneLen(r)
				}
				continue
			}
			if unicode.IsLetter(r) {
				k = letter
			}
		}
		if k != blank {
			if k != kind {
				words = append(words, word{start: i})
				ends = append(ends, len(folds))
			}
			n := len(words) - 1
			words[n].end = i + utf8.RuneLen(r)
			from := 0
			if n > 0 {
				from = ends[n-1]
			}
			if len(folds)-from+utf8.RuneLen(f) <= longest {
				folds = utf8.AppendRune(folds, f)
			}
			ends[n] = len(folds)
		}
		kind = k
	}
	all := string(folds)
	from := 0
	for i := range words {
		words[i].fold = all[from:ends[i]]
		from = ends[i]
	}
	return words
}

// The kinds of character.
const (
	blank = iota
	letter
	digit
)
