package source

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"quyet/base/viet"
)

// A table that was copied out of a page as text alone has each cell on a line
// of its own: first the heads of the columns, "TT" before all, then row by row
// the number and the cells. Where every row has as many cells as the head, or
// one that names a group, it is put together again.

const (
	leastStacked = 2  // rows with all cells, to be sure that it is a table
	mostHeads    = 9  // columns
	longestHead  = 60 // characters of the head of a column
	mostAttempts = 50 // so often a text may look like such a table without being one
)

// stacked reads the table that begins at lines[i], if one does, and returns how
// many lines it took.
func (r *textReader) stacked(lines []string, i int) int {
	if !numbersRows(lines[i]) || r.attempts >= mostAttempts {
		return 0
	}
	r.attempts++
	next := func() string { // the next line that is not blank, "" at the end
		for i++; i < len(lines); i++ {
			if lines[i] != "" {
				return lines[i]
			}
		}
		return ""
	}
	from := i
	head := []string{lines[i]}
	l := next()
	for ; l != "" && rowNumber(l) == 0; l = next() {
		if head = append(head, l); len(head) > mostHeads || utf8.RuneCountInString(l) > longestHead || endsSentence(l) {
			return 0
		}
	}
	if len(head) < 3 || l == "" {
		return 0
	}
	rows := [][]string{head}
	whole, last, end := 0, 0, from
	for l != "" {
		n := rowNumber(l)
		if n == 0 || n > 0 && n != last+1 && n != 1 {
			break // what follows the table
		}
		row := []string{l}
		for l = next(); l != "" && len(row) < len(head); l = next() {
			if k := rowNumber(l); k < 0 || n > 0 && k == n+1 || n < 0 && k > 0 {
				break
			}
			row = append(row, l)
		}
		switch {
		case len(row) == len(head):
			whole++
		case len(row) == 2 && n < 0:
		default:
			return 0
		}
		if n > 0 {
			last = n
		}
		rows, end = append(rows, row), i
	}
	if whole < leastStacked {
		return 0
	}
	if l == "" {
		end = len(lines)
	}
	r.flush()
	r.emit(rows, 0)
	return end - from
}

// numbersRows says whether s is the head of the column of numbers.
func numbersRows(s string) bool {
	if len(s) > 12 {
		return false
	}
	switch viet.Fold(s) {
	case "tt", "stt", "so tt", "so thu tu":
		return true
	}
	return false
}

// rowNumber returns the number that is all that s says, -1 for one of a group
// ("II", "A"), 0 if s says something else.
func rowNumber(s string) int {
	s = strings.TrimRight(s, ".)")
	if n, err := strconv.Atoi(s); err == nil && n > 0 && n < 1000 && len(s) <= 3 {
		return n
	}
	const longest = 4
	if s != "" && len(s) <= longest && strings.Trim(s, "IVX") == "" || len(s) == 1 && s[0] >= 'A' && s[0] <= 'H' {
		return -1
	}
	return 0
}
