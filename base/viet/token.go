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

// Phrase is a sequence of words to look for in tokens: "chủ trì" as
// written in a grammar. Words without any mark are compared folded, words with
// marks exactly as spelt, so a grammar says with "sở" that it does not mean "số".
type Phrase []string

// NewPhrase cuts words at blanks.
func NewPhrase(words string) Phrase { return strings.Fields(strings.ToLower(words)) }

// Match returns the number of tokens from the start of tokens that are p, 0 if
// they are not.
func (p Phrase) Match(tokens []Token) int {
	if len(p) == 0 || len(tokens) < len(p) {
		return 0
	}
	for i, w := range p {
		if tokens[i].Fold != w && tokens[i].Lower != w {
			return 0
		}
	}
	return len(p)
}

// Phrases is a set of phrases, kept by their first word.
type Phrases map[string][]Phrase

// NewPhrases makes a set of phrases; the longest that matches wins.
func NewPhrases(phrases ...string) Phrases {
	set := Phrases{}
	for _, words := range phrases {
		p := NewPhrase(words)
		if len(p) > 0 {
			set[p[0]] = append(set[p[0]], p)
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
	best := 0
	for _, p := range set[tokens[0].Fold] {
		best = max(best, p.Match(tokens))
	}
	if tokens[0].Lower != tokens[0].Fold {
		for _, p := range set[tokens[0].Lower] {
			best = max(best, p.Match(tokens))
		}
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
