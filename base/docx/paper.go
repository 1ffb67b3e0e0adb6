package docx

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// The parts of a paper below its head, each in the form of the Party (Quy định
// 399-QĐ/TW of 2026, with the technique of Hướng dẫn 36-HD/VPTW of 2018, whose
// successor was not found) or of the State (Nghị định 30/2020/NĐ-CP, phụ lục I,
// phần I, called ND 30 here). Letters are of size 14 where both allow it.
const (
	letters = 14
	// wide is how far lines stand apart: between single and one and a half (ND 30,
	// mục II.6 e).
	wide = 115
)

// A Number is the number and the symbol of a paper. The Party writes "Số 12-BB/TU"
// (HD 36, mục II.1.3), the State "Số: 12/BB-UBND" (ND 30, mục II.3).
type Number struct {
	No     string // "12"; "" of a draft, on which room is left for it
	Symbol string // behind the number and the sign between: "BB/TU", "BB-UBND"
}

// roomForNo is what stands where a draft has no number: room to write three
// figures by hand.
const roomForNo = "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"

// In returns the number as it is written in the form of the Party, or of the State.
// A number of one figure gets a zero before it (ND 30, mục II.3 c; those of the
// Party begin with 01, HD 36, mục II.1.3).
func (n Number) In(party bool) string {
	word, sign, no := "Số: ", "/", n.No
	if party {
		word, sign = "Số ", "-"
	}
	switch {
	case no == "":
		no = roomForNo
	case len(no) == 1 && no[0] >= '0' && no[0] <= '9':
		no = "0" + no
	}
	return word + no + sign + n.Symbol
}

// line is the number as it stands below the name of the issuer: of the Party in 14
// (HD 36, phụ lục 3), of the State in 13.
func (n Number) line(party bool) Paragraph {
	size := 13
	if party {
		size = 14
	}
	return Line(Run{Text: n.In(party), Size: size})
}

// A Title says of which kind a paper is, and what it is about, in the middle, bold,
// with a short line below: the kind in capitals, of the Party in 16 (15 to 16, HD 36,
// phụ lục 3), of the State in 14 (ND 30, mục II.5); the extract in 14.
type Title struct {
	Party bool
	Kind  string // "Biên bản", in any letters
	// About is the extract: of the Party it begins with a small letter, "về …". ""
	// where the kind says everything.
	About string
}

func (t Title) write(b *body) {
	size, last := letters, strings.ToUpper(t.Kind)
	if t.Party {
		size = 16
	}
	kind := Line(Run{Text: last, Bold: true, Size: size})
	kind.Before, kind.Next = 12, true
	kind.write(b)
	if t.About != "" {
		last = t.About
		about := Line(Run{Text: last, Bold: true, Size: letters})
		about.Next = true
		about.write(b)
	}
	// The line is from a third to half as long as the words above (ND 30, mục II.5
	// b). A letter of this size is two and a half millimetres wide.
	rule := min(utf8.RuneCountInString(last)*5/2, b.room) * 2 / 5
	Paragraph{Align: Center, Rule: max(rule, 15), Room: b.room, After: 12, Runs: []Run{{Size: 2}}}.write(b)
}

// Prose is a paragraph of the text of a paper: even on both sides, its first line
// one centimetre farther in, six points from the next (ND 30, mục II.6 e).
func Prose(runs ...Run) Paragraph {
	sized := make([]Run, len(runs))
	for i, r := range runs {
		if r.Size == 0 {
			r.Size = letters
		}
		sized[i] = r
	}
	return Paragraph{Runs: sized, Align: Justify, First: 10, After: 6, Lines: wide}
}

// A Level is how deep a section stands.
type Level int

// The levels: "I-" of the Party and "I." of the State (mục), "1." (khoản), "a)"
// (điểm), and "-".
const (
	Roman Level = iota + 1
	Figure
	Letter
	Dash
)

// A Section is a numbered piece of the text, with a title of its own or without:
// "I- MỤC ĐÍCH" of the Party, "I. MỤC ĐÍCH" of the State in bold capitals; "1. Nội
// dung" in bold; "a)" and "-" as the text (ND 30, mục II.6 đ and mục V, 6 b; of the
// Party as its papers are printed).
type Section struct {
	Party bool
	Level Level
	No    int    // from 1; of a [Dash] nothing
	Title string // stands on a line of its own, on the page of what follows; "" for none
	Words []Run  // behind the number where there is no title, else below it
}

func (s Section) write(b *body) {
	mark := s.Level.mark(s.Party, s.No)
	if s.Title == "" {
		Prose(append([]Run{{Text: mark}}, s.Words...)...).write(b)
		return
	}
	title := s.Title
	if s.Level == Roman {
		title = strings.ToUpper(title)
	}
	line := Prose(Run{Text: mark + title, Bold: s.Level <= Figure})
	line.Next = true
	line.write(b)
	if len(s.Words) > 0 {
		Prose(s.Words...).write(b)
	}
}

// points are the letters in the order of the Vietnamese alphabet by which papers
// count (ND 30, mục II.6 đ), without those that only differ by a mark.
var points = []rune("abcdđeghiklmnopqrstuvxy")

// mark is the number of a section, with what stands between it and the words. After
// the last letter it goes on with two: "aa)".
func (l Level) mark(party bool, no int) string {
	switch l {
	case Roman:
		if party {
			return roman(no) + "- "
		}
		return roman(no) + ". "
	case Figure:
		return strconv.Itoa(no) + ". "
	case Letter:
		at := max(no, 1) - 1
		return strings.Repeat(string(points[at%len(points)]), at/len(points)+1) + ") "
	}
	return "- "
}

func roman(n int) string {
	var b strings.Builder
	for _, one := range []struct {
		worth int
		sign  string
	}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= one.worth; n -= one.worth {
			b.WriteString(one.sign)
		}
	}
	return b.String()
}

// A Correction is a place of a text that was set right, marked so that it is seen
// in black and white: the former words struck, those in their stead bold and
// underlined, and a raised number that leads to the list of corrections. Word's own
// tracked changes would be gone after one press.
type Correction struct {
	No           int    // in the list
	Was, Becomes string // "" of what was added, or taken out
}

// Runs returns the correction as it stands in the line.
func (c Correction) Runs() (runs []Run) {
	if c.Was != "" {
		runs = append(runs, Run{Text: c.Was, Struck: true})
	}
	if c.Was != "" && c.Becomes != "" {
		runs = append(runs, Run{Text: " "})
	}
	if c.Becomes != "" {
		runs = append(runs, Run{Text: c.Becomes, Bold: true, Underline: true})
	}
	return append(runs, Run{Text: strconv.Itoa(c.No), Raised: true})
}
