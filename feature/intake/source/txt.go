package source

import (
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"quyet/base/viet"
)

// readTXT reads plain text: of any encoding, with or without Markdown marks,
// hard-wrapped or not, and with the remains of web pages in it, as such
// texts come.
func readTXT(b *builder, content []byte) error {
	text, encoding, replaced := viet.DecodeBytes(content)
	b.noteEncoding(encoding)
	if replaced > 0 {
		b.note(NoteBroken, replaced)
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	text = letterEntities.ReplaceAllStringFunc(text, html.UnescapeString)
	text = frontMatter(b, text)
	if isMarkup(text) {
		return readMarkup(b, text, true)
	}
	if strings.ContainsRune(text, '<') {
		text = inlineTags.ReplaceAllString(tags.ReplaceAllString(text, " "), "")
	}
	r := textReader{b: b}
	r.read(unglue(text))
	return nil
}

// letterEntities are the entities that stand for letters, in copies of the source
// of a page. Lines can only be judged by their length without them; those that
// stand for marks of markup are left to it.
var letterEntities = regexp.MustCompile(`&(?:#(?:1[2-9]\d|[2-9]\d\d|\d{4,5})|#[xX](?:[89a-fA-F][0-9a-fA-F]|[0-9a-fA-F]{3,4})|[A-Za-z](?:acute|grave|circ|tilde|uml|cedil|slash)|nbsp|ETH|eth|[lr][ds]quo|[nm]dash|hellip|bull);`)

// tags are those that shape a web page. A line break is not among them:
// Markdown has no other way to write one, so it stands in texts that are none.
var tags = regexp.MustCompile(`(?i)</?(?:p|div|td|tr|table|span|li|ul|h[1-6])(?:\s[^<>]*)?/?>`)

// unglue breaks lines where a copy ran them together: at a line that was drawn
// between two words, and where a motto or the opening of a text follows a word
// in capitals without a blank ("QUYẾT ĐỊNHVề việc").
func unglue(text string) string {
	text = drawnBetween.ReplaceAllString(text, "$1\n$2")
	return gluedTo.ReplaceAllString(text, "$1\n$2")
}

var (
	drawnBetween = regexp.MustCompile(`(\p{L})(?:\*{3}|-{5,}) *(\p{L})`)
	gluedTo      = regexp.MustCompile(`(\p{Lu})(ĐOÀN TNCS HỒ CHÍ MINH|CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Về việc |Căn cứ |Kính gửi|Điều 1\b)`)
)

// inlineTags only set off words.
var inlineTags = regexp.MustCompile(`(?i)</?(?:b|i|u|strong|em|font|sup|sub|center)(?:\s[^<>]*)?>`)

// isMarkup says whether text is a piece of a web page: it has several tags,
// and not the headings and bold lines of Markdown, unless it has tables that
// only a page has.
func isMarkup(text string) bool {
	const several = 4
	return len(tags.FindAllStringIndex(text, several)) == several && (!markdownLine.MatchString(text) || tableCellTag.MatchString(text))
}

var (
	markdownLine = regexp.MustCompile(`(?m)^(?:#{1,6} \S|\*\*[^*\n]+\*\*[ \t]*$)`)
	tableCellTag = regexp.MustCompile(`(?i)<td[\s>]`)
)

// frontMatter moves the head that text of a content system begins with
// ("---", fields, "---") to the properties; its title becomes the first line.
func frontMatter(b *builder, text string) string {
	first, rest, _ := strings.Cut(strings.TrimLeft(text, "\n "), "\n")
	if first = strings.TrimSpace(first); first != "---" && first != "---json" && first != "---yaml" {
		return text
	}
	head, body, found := strings.Cut(rest, "\n---\n")
	if !found || strings.Count(head, "\n") > 100 {
		return text
	}
	fields := 0
	for field := range strings.SplitSeq(head, "\n") {
		name, value, ok := strings.Cut(field, ":")
		if !ok {
			continue
		}
		fields++
		b.property(strings.Trim(name, " \t\"'"), strings.Trim(value, " \t\"',"))
	}
	if fields == 0 {
		return text
	}
	if title := b.doc.Properties["title"]; title != "" {
		b.paragraph(line{text: title, level: 1})
	}
	return body
}

// A textReader turns lines into blocks.
type textReader struct {
	b    *builder
	wrap wrapping
	open line            // the paragraph being put together, but for its text
	text strings.Builder // its text; empty when there is none
	last string          // its last line
	gap  bool            // a blank line came after it

	attempts int // to read a table of one cell a line
}

func (r *textReader) read(text string) {
	if strings.Count(text, "\n") > linesOfBlock*r.b.limits.Blocks {
		r.b.err = refuse(TooLarge, "blocks")
		return
	}
	if strings.Count(text, "|")+strings.Count(text, "\t") > blanksOfCell*r.b.limits.Cells {
		r.b.err = refuse(TooLarge, "cells")
		return
	}
	lines := strings.Split(text, "\n")
	trimmed := make([]string, len(lines))
	for i, l := range lines {
		if trimmed[i] = strings.TrimSpace(l); isRule(trimmed[i]) || trimmed[i] == "|" {
			trimmed[i] = ""
		}
	}
	r.wrap = measure(trimmed)
	for i := 0; i < len(lines) && !r.b.stopped(); i++ {
		if n := r.table(lines, i); n > 0 {
			i += n - 1
			continue
		}
		if n := r.stacked(trimmed, i); n > 0 {
			i += n - 1
			continue
		}
		r.line(trimmed[i], strings.HasSuffix(lines[i], "  "))
	}
	r.flush()
}

// linesOfBlock is how many lines a paragraph of a hard-wrapped text may have on
// average, blank ones included.
const linesOfBlock = 8

// blanksOfCell is how many bars or tabs a text may have for one cell of a table:
// tabs also set words apart.
const blanksOfCell = 4

// isRule recognises a line that only draws: "-----", "=====", "* * *".
func isRule(s string) bool {
	if s == "*" || s == `\*` {
		return true // the star under the name of a Party body
	}
	n := 0
	for _, r := range s {
		switch r {
		case '-', '=', '_', '*', '~', '–', '—', '\\':
			n++
		case ' ':
		default:
			return false
		}
	}
	return n >= 3
}

// line takes one line of running text; hard says that it ends in a line break that was meant.
func (r *textReader) line(s string, hard bool) {
	if s == "" || strings.HasPrefix(s, "```") {
		r.gap = true
		return
	}
	if r.gap && !isTorn(r.last, s) {
		r.flush()
	}
	r.gap = false
	cellEnd := strings.HasSuffix(s, "|")
	l := unmark(strings.TrimSpace(strings.Trim(s, "|")))
	switch {
	case l.level > 0 || r.open.level > 0, !r.wrap.joins(r.last, l.text):
		r.flush()
		r.open = l
		r.text.WriteString(l.text)
	case r.text.Len() > 0:
		r.text.WriteByte(' ')
		r.text.WriteString(l.text)
		r.open.bold = r.open.bold && l.bold
		r.open.italic = r.open.italic && l.italic
	}
	r.last = l.text
	if hard || cellEnd {
		r.flush()
	}
}

// isTorn says whether a paragraph goes on after a blank line: where a page
// ended inside it, and only the text of the pages was kept.
func isTorn(last, next string) bool {
	return !isShort(last) && !endsSentence(last) && beginsLower(next)
}

func (r *textReader) flush() {
	if r.text.Len() > 0 {
		r.open.text = r.text.String()
		r.b.paragraph(r.open)
	}
	r.text.Reset()
	r.open, r.last, r.gap = line{}, "", false
}

// shortLine is the number of characters below which a line is a label or a
// name rather than prose.
const shortLine = 60

func isShort(s string) bool { return utf8.RuneCountInString(s) < shortLine }

// table reads the table that begins at lines[i], if one does, and returns
// how many lines it took.
func (r *textReader) table(lines []string, i int) int {
	split := pipeCells
	if strings.Count(strings.Trim(lines[i], "\t"), "\t") > 0 && isTabbed(lines, i) {
		split = tabCells
	} else if !isPiped(lines, i) {
		return 0
	}
	r.flush()
	var rows [][]string
	var tail []string // lines that the last cell so far goes on with
	closeCell := func() {
		if len(tail) > 0 {
			row := rows[len(rows)-1]
			row[len(row)-1] += " " + strings.Join(tail, " ")
			tail = nil
		}
	}
	header := -1
	n := 0
	for ; i+n < len(lines); n++ {
		l := strings.TrimSpace(lines[i+n])
		if isDelimiterRow(l) {
			header = len(rows) - 1
			continue
		}
		cells := split(lines[i+n])
		if len(cells) < 2 {
			// A row broken over lines goes on until it has all its cells.
			if k := len(rows) - 1; header >= 0 && k > header && l != "" && len(rows[k]) < len(rows[header]) && !strings.HasSuffix(lines[i+n-1], "|") {
				tail = append(tail, strings.TrimSpace(strings.Trim(l, "|")))
				continue
			}
			break
		}
		if k := len(rows) - 1; header >= 0 && k > header && !strings.HasPrefix(l, "|") && len(rows[k])+len(cells)-1 <= len(rows[header]) {
			tail = append(tail, cells[0])
			closeCell()
			rows[k] = append(rows[k], cells[1:]...)
			continue
		}
		closeCell()
		rows = append(rows, cells)
	}
	closeCell()
	r.emit(rows, header)
	return n
}

// emit adds the rows of a table, or the paragraphs of a letterhead laid out as one.
func (r *textReader) emit(rows [][]string, header int) {
	grid := make([][][]line, len(rows))
	table := make([]tableRow, len(rows))
	for i, cells := range rows {
		table[i].header = i <= header
		for _, c := range cells {
			l := unmark(c)
			grid[i] = append(grid[i], []line{l})
			table[i].cells = append(table[i].cells, tableCell{text: strings.ReplaceAll(l.text, "\n", " "), columns: 1})
		}
	}
	if isLetterhead(grid) {
		flatten(r.b, grid)
		return
	}
	r.b.table(table)
}

// isPiped says whether a table of cells between bars begins at lines[i]: two
// rows of it, or one that is closed by bars. A lone bar in a sentence is none.
func isPiped(lines []string, i int) bool {
	l := strings.TrimSpace(lines[i])
	cells := pipeCells(l)
	if len(cells) < 2 {
		return false
	}
	if strings.HasPrefix(l, "|") || strings.HasSuffix(l, "|") {
		return true
	}
	return i+1 < len(lines) && len(pipeCells(lines[i+1])) == len(cells)
}

// isTabbed says whether a table of cells between tabs begins at lines[i]:
// two lines with as many cells.
func isTabbed(lines []string, i int) bool {
	n := len(tabCells(lines[i]))
	return n >= 2 && i+1 < len(lines) && len(tabCells(lines[i+1])) == n
}

// pipeCells cuts a row at its bars. Bars that are escaped do not count.
func pipeCells(s string) []string {
	s = strings.TrimSpace(s)
	if !strings.Contains(s, "|") {
		return nil
	}
	s = strings.ReplaceAll(s, `\|`, "\x00")
	cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(s, "|"), "|"), "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(strings.ReplaceAll(cells[i], "\x00", "|"))
	}
	return cells
}

func tabCells(s string) []string {
	if strings.TrimSpace(s) == "" {
		return nil
	}
	cells := strings.Split(strings.TrimRight(s, "\r\n "), "\t")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// isDelimiterRow recognises the line under the head of a Markdown table.
func isDelimiterRow(s string) bool {
	dashes := 0
	for _, r := range s {
		switch r {
		case '-':
			dashes++
		case '|', ':', ' ', '\t':
		default:
			return false
		}
	}
	return dashes > 0 && strings.Contains(s, "|")
}
