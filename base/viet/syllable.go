package viet

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// IsSyllable says whether word, in form [NFC], can be a Vietnamese syllable
// by its spelling: an initial, a vowel with at most one tone, a final. It is
// how text in the wrong encoding is told from text in the right one, so it is
// lenient: it does not know which combinations are words.
func IsSyllable(word string) bool {
	if len(word) > longest {
		return false
	}
	base, tones, ok := spell(word)
	if !ok || tones > 1 {
		return false
	}
	for n := min(3, len(base)); n >= 0; n-- {
		if !initials[base[:n]] {
			continue
		}
		rest := base[n:]
		for m := len(rest); m > 0; m-- {
			if vowels[rest[:m]] && finals[rest[m:]] {
				return true
			}
		}
	}
	return false
}

// longest is more bytes than any syllable has: seven letters ("nghiêng"), in
// form NFD at most nine characters of up to two bytes.
const longest = 24

// spell returns the letters of word without tones but with their vowel marks
// each as one capital (see markedVowels; D for đ), and how many tones it had.
func spell(word string) (base string, tones int, ok bool) {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		switch {
		case r == 'đ':
			b.WriteByte('D')
		case 'a' <= r && r <= 'z':
			b.WriteByte(byte(r))
		case r == '\u0300' || r == '\u0301' || r == '\u0303' || r == '\u0309' || r == '\u0323':
			tones++
		case r == '\u0302' || r == '\u0306' || r == '\u031b':
			s := b.String()
			marked, known := markedVowels[s[max(0, len(s)-1):]+string(r)]
			if !known {
				return "", 0, false
			}
			b.Reset()
			b.WriteString(s[:len(s)-1])
			b.WriteByte(marked)
		default:
			return "", 0, false
		}
	}
	return b.String(), tones, true
}

// markedVowels writes each vowel with its mark as one byte: A ă, Q â, E ê, O ô, W ơ, U ư.
var markedVowels = map[string]byte{
	"a\u0306": 'A', "a\u0302": 'Q', "e\u0302": 'E', "o\u0302": 'O', "o\u031b": 'W', "u\u031b": 'U',
}

var (
	initials = set(" b c ch d D g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")
	vowels   = set("a A Q e E i o O W u U y ai ao au ay Qu Qy eo Eu ia iE iu oa oA oe oi Oi Wi oai oay oao oeo ua uQ uE ui uO uy uW uya uyE uyu uQy uOi Ua Ui UW Uu UWi UWu yE iEu yEu oo ue")
	finals   = set(" c ch m n ng nh p t")
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Split(words, " ") {
		m[w] = true
	}
	return m
}
