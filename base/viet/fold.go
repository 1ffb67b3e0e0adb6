// Package viet handles the Vietnamese language as text: one normal form for
// what comes in, one folded form for what is compared and searched, and the
// legacy 8-bit encodings (TCVN3, VNI, Windows-1258 style) that old files hold.
//
// It knows the language and nothing of the domain.
//
// Three forms of one text are kept apart on purpose. The original bytes are
// kept by whoever received them. The normal form ([NFC]) is what is stored,
// shown and cited. The folded form ([Fold]) is only ever compared: it has no
// tones, no case and no đ, so that "khoá", "khóa" and "KHOA" are one word.
package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// NFC returns s in Unicode normal form C, with the Icelandic letters Ð and ð,
// which some keyboards print for Đ and đ, and the letters Ƣ and ƣ, which some
// converters of pdf write for Ư and ư, put right, and with the invisible
// characters that copying from web pages and Word leaves behind (zero-width
// spaces and joiners, soft hyphens, byte order marks) taken out.
func NFC(s string) string {
	if isPlain(s) {
		return s
	}
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch r {
		case 'Ð':
			return 'Đ'
		case 'ð':
			return 'đ'
		case 'Ƣ':
			return 'Ư'
		case 'ƣ':
			return 'ư'
		case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad':
			return -1
		case '\u00a0', '\u202f', '\u2007':
			return ' '
		}
		return r
	}, s))
}

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Fold returns s for comparison: lower case, without tone or vowel marks, đ
// as d. Digits and punctuation stay as they are. Two spellings of one
// Vietnamese word (khoá and khóa, uỷ and ủy, NFC and NFD) fold to the same
// text. SQL never folds: what is searched is folded here first, on both
// database engines alike.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if r < utf8.RuneSelf {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			b.WriteByte(byte(r))
			continue
		}
		if f := FoldRune(r); f >= 0 {
			b.WriteRune(f)
		}
	}
	return b.String()
}

// FoldRune folds one letter as [Fold] does. It returns -1 for a combining
// mark, which folds to nothing.
func FoldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	if f, ok := folded[r]; ok {
		return f
	}
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return unicode.ToLower(r)
}

// folded maps every Latin letter with marks in the ranges Vietnamese uses to
// its base letter. A table, because decomposing each letter is ten times
// slower and leaves đ as it is.
var folded = func() map[rune]rune {
	m := map[rune]rune{'đ': 'd', 'Đ': 'd', 'ð': 'd', 'Ð': 'd'}
	for _, span := range [][2]rune{{0x00C0, 0x024F}, {0x1E00, 0x1EFF}} {
		for r := span[0]; r <= span[1]; r++ {
			base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
			if base < utf8.RuneSelf && unicode.IsLetter(base) {
				m[r] = unicode.ToLower(base)
			}
		}
	}
	return m
}()
