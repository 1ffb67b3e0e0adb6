package citation

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"quyet/base/viet"
)

// A Span is a half-open range of bytes of the text that was read.
type Span struct {
	Start, End int
}

// A Gap tells what stands between a token and the one before it.
type Gap uint8

// The gaps, from the narrowest.
const (
	Joined Gap = iota // nothing
	Spaced            // blanks
	Folded            // a line break inside a sentence, as hard-wrapped text has
	Parted            // the end of a paragraph
)

// A Token is a run of letters, a run of digits or one other character. A run
// of letters also ends where a capital follows a small letter, because copies
// lose the blank there ("kèm theoQuyết định").
type Token struct {
	Span
	Fold    string // see viet.Fold
	Gap     Gap
	Digits  bool
	Capital bool // begins with a capital letter
	Upper   bool // has letters, all of them capitals

	at int // where the token begins in Text.squeezed
}

// Word says whether t is a run of letters.
func (t Token) Word() bool { return !t.Digits && (t.Capital || isLetter(t.Fold)) }

func isLetter(fold string) bool {
	r, _ := utf8.DecodeRuneInString(fold)
	return unicode.IsLetter(r)
}

// A Text is a text cut into tokens, ready to be read by a grammar.
//
// Phrases are matched on the letters alone, without the blanks between them,
// so that "Kếhoạch", "kế  hoạch" and a phrase broken over two lines are one.
type Text struct {
	Source   string
	Tokens   []Token
	squeezed string // the folds of all tokens, one after the other
}

// Lex cuts s, which should be NFC, into tokens.
func Lex(s string) *Text {
	folded := make([]byte, 0, len(s))
	tokens := make([]Token, 0, len(s)/5+1)
	abc := loadAlphabet()
	var prev class
	gap := Joined
	space := 0 // where the white space before the next token began
	for i, r := range s {
		if r == utf8.RuneError {
			prev = blank
			continue
		}
		c, f := abc.at(r)
		if c == blank {
			if prev != blank {
				space = i
			}
			prev = blank
			gap = Spaced
			continue
		}
		if f < 0 { // a combining mark belongs to the letter before it
			if n := len(tokens); n > 0 && prev != blank {
				tokens[n-1].End = i + utf8.RuneLen(r)
			}
			continue
		}
		size := utf8.RuneLen(r)
		if n := len(tokens); n > 0 && prev != blank && prev.continues(c) {
			tokens[n-1].End = i + size
			tokens[n-1].Upper = tokens[n-1].Upper && c == capital
		} else {
			if gap == Spaced {
				gap = gapOf(s, space, i)
			}
			tokens = append(tokens, Token{
				Span: Span{i, i + size}, Gap: gap, at: len(folded),
				Digits: c == digit, Capital: c == capital, Upper: c == capital,
			})
			gap = Joined
		}
		folded = utf8.AppendRune(folded, f)
		prev = c
	}
	t := &Text{Source: s, Tokens: tokens, squeezed: string(folded)}
	for i := range tokens {
		end := len(t.squeezed)
		if i+1 < len(tokens) {
			end = tokens[i+1].at
		}
		tokens[i].Fold = t.squeezed[tokens[i].at:end]
	}
	return t
}

type class uint8

const (
	other class = iota
	blank
	small
	capital
	digit
)

// An alphabet holds class and fold of the characters that documents are made
// of, up to the end of the Latin letters with Vietnamese marks: looking each
// one up is most of what cutting a text costs.
type alphabet [0x1F00]struct {
	class class
	fold  rune
}

var (
	alphabetOnce sync.Once
	letters      alphabet
)

// loadAlphabet is not left to the initialisation of package variables, since
// the lexicons among them cut text while that is going on.
func loadAlphabet() *alphabet {
	alphabetOnce.Do(func() {
		for r := range rune(len(letters)) {
			letters[r].class, letters[r].fold = slowClass(r), viet.FoldRune(r)
		}
	})
	return &letters
}

func (a *alphabet) at(r rune) (class, rune) {
	if int(r) < len(a) {
		return a[r].class, a[r].fold
	}
	return slowClass(r), viet.FoldRune(r)
}

func slowClass(r rune) class {
	switch {
	case unicode.IsSpace(r), r < ' ':
		return blank
	case '0' <= r && r <= '9':
		return digit
	case unicode.IsUpper(r):
		return capital
	case unicode.IsLetter(r):
		return small
	}
	return other
}

// continues says whether a character of class c goes on with a run whose last
// character is of class p.
func (p class) continues(c class) bool {
	switch c {
	case small:
		return p == small || p == capital
	case capital:
		return p == capital
	case digit:
		return p == digit
	}
	return false
}

// gapOf judges the white space s[from:to]. A line break ends a sentence unless
// the line before it is left open and the next one goes on in small letters, or
// with the figures that "số" or "ngày" ask for.
func gapOf(s string, from, to int) Gap {
	breaks := strings.Count(s[from:to], "\n")
	switch {
	case breaks == 0:
		return Spaced
	case breaks > 1 || from == 0 || strings.IndexByte(".;:!?|", s[from-1]) >= 0:
		return Parted
	}
	next, _ := utf8.DecodeRuneInString(s[to:])
	if unicode.IsLower(next) || unicode.IsDigit(next) && asksFigures(s[:from]) {
		return Folded
	}
	return Parted
}

func asksFigures(line string) bool {
	for _, w := range []string{" số", " Số", " SỐ", " ngày", " NGÀY"} {
		if strings.HasSuffix(line, w) {
			return true
		}
	}
	return false
}

// A Phrase is a sequence of words as [Text.At] matches it.
type Phrase struct {
	squeezed string
	words    int
}

// NewPhrase returns the phrase written as s, in Vietnamese or already folded.
func NewPhrase(s string) Phrase {
	t := Lex(s)
	return Phrase{t.squeezed, len(t.Tokens)}
}

// At returns the index of the token after phrase p, if p stands at token i;
// ok is false if it does not, or where the phrase would run over the end of a
// sentence.
func (t *Text) At(i int, p Phrase) (next int, ok bool) {
	next, ok = t.Across(i, p)
	for j := i + 1; ok && j < next; j++ {
		if t.Tokens[j].Gap == Parted {
			return i, false
		}
	}
	return next, ok
}

// Across is [Text.At] for text whose lines say nothing, such as a letterhead
// in narrow columns.
func (t *Text) Across(i int, p Phrase) (next int, ok bool) {
	if i < 0 || i >= len(t.Tokens) || p.squeezed == "" {
		return i, false
	}
	at := t.Tokens[i].at
	end := at + len(p.squeezed)
	if end > len(t.squeezed) || t.squeezed[at:end] != p.squeezed {
		return i, false
	}
	for next = i + 1; next < len(t.Tokens) && t.Tokens[next].at < end; next++ {
	}
	if next < len(t.Tokens) && t.Tokens[next].at != end {
		return i, false
	}
	return next, true
}

// Slice returns the text of tokens from up to, not including, to.
func (t *Text) Slice(from, to int) string {
	s := t.SpanOf(from, to)
	return t.Source[s.Start:s.End]
}

// SpanOf returns the span of tokens from up to, not including, to.
func (t *Text) SpanOf(from, to int) Span {
	if from >= to {
		return Span{}
	}
	return Span{t.Tokens[from].Start, t.Tokens[to-1].End}
}

// Find returns the index of the first token that begins at or after offset.
func (t *Text) Find(offset int) int {
	i, _ := slices.BinarySearchFunc(t.Tokens, offset, func(t Token, o int) int { return t.Start - o })
	return i
}

// A Lexicon is a set of phrases that each mean a V.
type Lexicon[V any] struct {
	byStart map[[2]byte][]entry[V] // by the first two letters of the phrase, longest first
	strict  bool
}

type entry[V any] struct {
	Phrase
	value V
	exact string // of a single word in a strict lexicon: the word with its marks
}

// NewLexicon returns a lexicon without phrases.
func NewLexicon[V any]() *Lexicon[V] { return &Lexicon[V]{byStart: map[[2]byte][]entry[V]{}} }

// NewStrictLexicon returns a lexicon whose single words only match with their
// marks: without them "cần" would be "cán" and "có" would be "cơ". Phrases of
// several words match by their letters, as elsewhere.
func NewStrictLexicon[V any]() *Lexicon[V] {
	return &Lexicon[V]{byStart: map[[2]byte][]entry[V]{}, strict: true}
}

// Add enters phrases of at least two letters that mean v. It is meant for package variables: a lexicon
// must not change while it is read.
func (l *Lexicon[V]) Add(v V, phrases ...string) *Lexicon[V] {
	for _, s := range phrases {
		p := NewPhrase(s)
		first := [2]byte{p.squeezed[0], p.squeezed[1]}
		e := entry[V]{Phrase: p, value: v}
		if l.strict && p.words == 1 {
			e.exact = toneLast(strings.ToLower(s))
		}
		l.byStart[first] = append(l.byStart[first], e)
		slices.SortStableFunc(l.byStart[first], func(a, b entry[V]) int { return len(b.squeezed) - len(a.squeezed) })
	}
	return l
}

// At returns the meaning of the longest phrase of l that stands at token i of
// t and the index of the token after it; ok is false if none does.
func (l *Lexicon[V]) At(t *Text, i int) (v V, next int, ok bool) {
	return l.find(t, i, (*Text).At)
}

// Across is [Lexicon.At] for text whose lines say nothing.
func (l *Lexicon[V]) Across(t *Text, i int) (v V, next int, ok bool) {
	return l.find(t, i, (*Text).Across)
}

func (l *Lexicon[V]) find(t *Text, i int, at func(*Text, int, Phrase) (int, bool)) (v V, next int, ok bool) {
	if i < 0 || i >= len(t.Tokens) {
		return v, i, false
	}
	start := t.Tokens[i].at
	if start+2 > len(t.squeezed) {
		return v, i, false
	}
	for _, e := range l.byStart[[2]byte{t.squeezed[start], t.squeezed[start+1]}] {
		if next, ok := at(t, i, e.Phrase); ok && (e.exact == "" || e.exact == toneLast(strings.ToLower(t.Slice(i, next)))) {
			return e.value, next, true
		}
	}
	return v, i, false
}

// toneLast returns s decomposed, with the tone at the end of the word: one
// form for both habits of placing it (khoá, khóa).
func toneLast(s string) string {
	const tones = "\u0300\u0301\u0303\u0309\u0323"
	var letters, tone []rune
	for _, r := range norm.NFD.String(s) {
		if strings.ContainsRune(tones, r) {
			tone = append(tone, r)
		} else {
			letters = append(letters, r)
		}
	}
	return string(append(letters, tone...))
}
