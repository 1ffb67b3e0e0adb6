package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Capitals puts right the words of a line that were set in capitals by their
// font alone. TCVN3 has no capitals with tones: fonts for headings draw the small
// ones large, so that "CỘNG HÒA XÃ HỘI" is stored, and copied, as "CộNG HòA Xã HộI". A word
// is one of these where a capital without a mark follows a small letter with one, or
// two capitals go before it; "Xã" and "Số", which could be plain words, are where they
// stand beside such a word, or between two in capitals. Other lines are returned as they are.
func Capitals(line string) string {
	if !hasMixed(line) {
		return line
	}
	words := mixedWords(line)
	var b strings.Builder
	b.Grow(len(line) + 8)
	last := 0
	for i, w := range words {
		var before, after setting
		if i > 0 {
			before = words[i-1].kind
		}
		if i+1 < len(words) {
			after = words[i+1].kind
		}
		beside := before == mixed || after == mixed || before == large && after == large
		if w.kind == mixed || w.kind == perhaps && beside {
			b.WriteString(line[last:w.start])
			b.WriteString(strings.ToUpper(line[w.start:w.end]))
			last = w.end
			words[i].kind = mixed
		}
	}
	b.WriteString(line[last:])
	return b.String()
}

type setting uint8

const (
	plain   setting = iota
	large           // capitals throughout
	mixed           // capitals, but for the letters with marks
	perhaps         // could be either
)

type settingWord struct {
	start, end int
	kind       setting
}

// isMarkedSmall says whether r is a small letter with a mark, whose capital has
// one too: the long s has none.
func isMarkedSmall(r rune) bool {
	return r >= utf8.RuneSelf && unicode.IsLower(r) && unicode.ToUpper(r) >= utf8.RuneSelf
}

func isPlainCapital(r rune) bool { return 'A' <= r && r <= 'Z' }

// hasMixed says whether line has a word that is certainly mixed, without
// cutting it into words.
func hasMixed(line string) bool {
	capitals, small := 0, false // of the word so far
	lower := false              // it has a plain small letter
	for _, r := range line {
		switch {
		case isPlainCapital(r):
			if small && !lower {
				return true
			}
			capitals++
		case isMarkedSmall(r):
			small = true
		case 'a' <= r && r <= 'z':
			lower = true
		case !unicode.IsLetter(r):
			if capitals > 1 && small && !lower {
				return true
			}
			capitals, small, lower = 0, false, false
		}
	}
	return capitals > 1 && small && !lower
}

func mixedWords(line string) (words []settingWord) {
	start := -1
	for i, r := range line + " " {
		if unicode.IsLetter(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			words = append(words, settingWord{start, i, settingOf(line[start:i])})
			start = -1
		}
	}
	return words
}

func settingOf(word string) setting {
	capitals, marked := 0, 0
	after := false // a plain capital follows a small letter with a mark
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			after = after || marked > 0 && isPlainCapital(r)
			capitals++
		case isMarkedSmall(r):
			marked++
		default:
			return plain
		}
	}
	switch {
	case marked == 0 && capitals > 1:
		return large
	case marked == 0:
		return plain
	case after || capitals > 1:
		return mixed
	}
	return perhaps
}
