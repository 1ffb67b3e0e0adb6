package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A TokenKind tells words, numbers and marks apart.
type TokenKind uint8

// The kinds of token.
const (
	Word   TokenKind = iota // a run of letters
	Number                  // a run of the digits 0-9
	Mark                    // any one other character that is not a blank
)

// A Token is a word, a number or a mark of a text.
//
// Grammars compare Fold, which forgives slips of tone and both spellings
// (khoá, khóa); where two words of the domain fold to one (sở "department" and số
// "number", phường "ward" and phương "direction") they compare Lower.
type Token struct {
	Start, End int    // bytes of the text
	Fold       string // as [Fold] gives it
	Lower      string // lower case, with its marks
	Kind       TokenKind
	Capital    bool // the first letter is a capital
}

// Is says whether t folds to one of words.
func (t Token) Is(words ...string) bool {
	for _, w := range words {
		if t.Fold == w {
			return true
		}
	}
	return false
}

// Tokens cuts s into tokens, in order, without blanks. A syllable is a token:
// Vietnamese writes a blank between syllables, so a word of the language is often
// two of them. Its cost is linear in the length of s.
func Tokens(s string) []Token {
	tokens := make([]Token, 0, len(s)/5+1)
	var fold, lower strings.Builder
	fold.Grow(len(s))
	lower.Grow(len(s) + 8)
	// Offsets into the builders, turned into strings at the end: the
	// builders may still move while they grow.
	type cut struct{ f, l int }
	cuts := make([]cut, 0, cap(tokens))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		t := Token{Start: i, Kind: kindOf(r), Capital: unicode.IsUpper(r)}
		cuts = append(cuts, cut{fold.Len(), lower.Len()})
		for {
			if f := FoldRune(r); f >= 0 {
				fold.WriteRune(f)
			}
			lower.WriteRune(unicode.ToLower(r))
			i += n
			if i >= len(s) || t.Kind == Mark {
				break
			}
			r, n = utf8.DecodeRuneInString(s[i:])
			if unicode.IsSpace(r) || kindOf(r) != t.Kind {
				break
			}
		}
		t.End = i
		tokens = append(tokens, t)
	}
	folded, lowered := fold.String(), lower.String()
	for i := range tokens {
		end := cut{len(folded), len(lowered)}
		if i+1 < len(cuts) {
			end = cuts[i+1]
		}
		tokens[i].Fold = folded[cuts[i].f:end.f]
		tokens[i].Lower = lowered[cuts[i].l:end.l]
	}
	return tokens
}

func kindOf(r rune) TokenKind {
	switch {
	case '0' <= r && r <= '9':
		return Number
	case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
		return Word
	}
	return Mark
}

// Phrases is a set of phrases ("chủ trì", "có trách nhiệm") to look for in
// tokens, kept by their first word. The zero value is empty.
type Phrases struct {
	by    map[string][][]string
	exact bool
}

// NewPhrases makes a set that forgives: a word written without any mark is
// compared folded, a word with marks as spelt or, if the text has lost them, not at
// all. So "chu tri" finds CHỦ TRÌ and chủ trì, and "sở" does not find "số".
func NewPhrases(phrases ...string) Phrases { return newPhrases(phrases, false) }

// NewSpelt makes a set whose every word is compared as spelt, so that "giao"
// does not find "giáo".
func NewSpelt(phrases ...string) Phrases { return newPhrases(phrases, true) }

func newPhrases(phrases []string, exact bool) Phrases {
	set := Phrases{by: make(map[string][][]string, len(phrases)), exact: exact}
	for _, p := range phrases {
		if words := strings.Fields(strings.ToLower(p)); len(words) > 0 {
			set.by[words[0]] = append(set.by[words[0]], words)
		}
	}
	return set
}

// Match returns the number of tokens of the longest phrase of the set that
// stands at the start of tokens, 0 if none does.
func (set Phrases) Match(tokens []Token) int {
	if len(tokens) == 0 {
		return 0
	}
	best := set.longest(set.by[tokens[0].Lower], tokens)
	if !set.exact && tokens[0].Fold != tokens[0].Lower {
		best = max(best, set.longest(set.by[tokens[0].Fold], tokens))
	}
	return best
}

func (set Phrases) longest(phrases [][]string, tokens []Token) int {
	best := 0
next:
	for _, words := range phrases {
		if len(words) <= best || len(words) > len(tokens) {
			continue
		}
		for i, w := range words {
			if tokens[i].Lower != w && (set.exact || tokens[i].Fold != w) {
				continue next
			}
		}
		best = len(words)
	}
	return best
}

// Index returns the first place from from on at which a phrase of the set
// stands in tokens, and how many tokens it has; -1 if there is none.
func (set Phrases) Index(tokens []Token, from int) (at, n int) {
	for i := from; i < len(tokens); i++ {
		if n := set.Match(tokens[i:]); n > 0 {
			return i, n
		}
	}
	return -1, 0
}
