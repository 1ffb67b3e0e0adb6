package source

import (
	"html"
	"regexp"
	"strings"
)

// unmark returns the text of one line without the marks of Markdown and the
// entities of HTML, and what the marks said of it as a whole.
func unmark(s string) line {
	l := line{}
	for strings.HasPrefix(s, ">") {
		s = strings.TrimSpace(s[1:])
	}
	if n := len(s) - len(strings.TrimLeft(s, "#")); 0 < n && n <= 6 && strings.HasPrefix(s[n:], " ") {
		l.level = n
		s = strings.TrimSpace(strings.TrimRight(s[n:], "#"))
	}
	if strings.ContainsAny(s, "&<") {
		s = lineBreak.ReplaceAllString(html.UnescapeString(s), "\n")
	}
	if strings.Contains(s, "](") {
		s = link.ReplaceAllString(s, "$1")
	}
	if !strings.ContainsAny(s, "*_`\\") {
		l.text = s
		return l
	}
	s = stars.ReplaceAllString(s, " ")
	s = escaped.ReplaceAllStringFunc(s, func(e string) string { return string(hidden + rune(e[1])) })
	l.bold = wholly(s, "**") || wholly(s, "__")
	l.italic = !l.bold && (wholly(s, "*") || wholly(s, "_"))
	s = strings.ReplaceAll(s, "**", "")
	s = strings.ReplaceAll(s, "__", "")
	s = emphasis.ReplaceAllString(s, "$1$2")
	s = strings.ReplaceAll(s, "`", "")
	l.text = strings.Map(func(r rune) rune {
		if hidden <= r && r < hidden+0x80 {
			return r - hidden
		}
		return r
	}, s)
	return l
}

// hidden is where escaped characters wait, in the private use area of
// Unicode, while the marks are taken out.
const hidden rune = 0xE000

var (
	stars     = regexp.MustCompile(`\*{4,}`) // a drawn line
	lineBreak = regexp.MustCompile(`(?i)<br\s*/?>`)
	link      = regexp.MustCompile(`!?\[([^\[\]]*)\]\([^()\s]*\)`)
	escaped   = regexp.MustCompile(`\\[!-/:-@\[-` + "`" + `{-~]`)
	emphasis  = regexp.MustCompile(`\*(\S[^*]*?)\*|\b_(\S[^_]*?)_\b`)
)

// wholly says whether mark encloses all of s, and nothing less.
func wholly(s, mark string) bool {
	inner, opened := strings.CutPrefix(s, mark)
	inner, closed := strings.CutSuffix(inner, mark)
	return opened && closed && inner != "" && !strings.Contains(inner, mark) && !strings.HasPrefix(inner, " ")
}
