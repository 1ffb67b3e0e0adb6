package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Holdable returns s without what not every place can hold that a text comes to:
// what is no UTF-8 becomes U+FFFD; control characters, which no person types, and
// the two code points that are no characters are left out. Tabs and ends of lines
// stay, other control characters that are white space become a blank. PostgreSQL refuses the first of them, and no page, spreadsheet or
// Word file can have any (XML 1.0, production 2).
func Holdable(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return r
		case unicode.IsControl(r) && unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || r == '\uFFFE' || r == '\uFFFF':
			return -1
		}
		return r
	}, s)
}
