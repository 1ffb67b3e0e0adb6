package docx

import "strings"

// A Letterhead is what stands at the head of a paper of the Party (Hướng dẫn
// 36-HD/VPTW, mục II) or of the State (Nghị định 30/2020/NĐ-CP, phụ lục I, phần
// I, mục II): on the left who issues it, below whom it stands under; on the right
// the name of the Party, or that of the State and its motto; below, on one line,
// the number of the paper, and where and when.
type Letterhead struct {
	Party bool
	Above string // whom the issuer stands under, in capitals; "" where papers name nobody
	Name  string // of the issuer, in capitals
	// Number is that of a paper; what bears none, as a list, has none.
	Number Number
	Dated  string // "…, ngày 27 tháng 11 năm 2026"; "" leaves the line out
}

// Widths of a page between its margins, in millimetres.
const (
	Upright = 210 - 30 - 15
	Across  = 297 - 30 - 15
)

// The texts that every paper bears.
const (
	ofParty = "ĐẢNG CỘNG SẢN VIỆT NAM"
	ofState = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	motto   = "Độc lập - Tự do - Hạnh phúc"
)

// Line is a paragraph in the middle, of one run.
func Line(r Run) Paragraph { return Paragraph{Align: Center, Runs: []Run{r}} }

// Table is the head as a table without lines, across a page of that width.
//
// Of the sizes that the rules allow these are taken: of the Party 15 for its
// name and 14 for the rest; of the State 13 (12 across an upright page, where the
// name of the State fits one line with no more) and 14 for the motto.
func (l Letterhead) Table(width int) Table {
	left, right := width*2/5, width-width*2/5
	name, small := 14, 14
	if !l.Party {
		name, small = 13, 13
		if width == Upright {
			name, small = 12, 12
		}
	}
	fits := (left - 4) * 10 / (2 * name) // a bold capital is two tenths of a millimetre wide for each point
	var a, b Cell
	if l.Above != "" {
		a.Paragraphs = append(a.Paragraphs, Line(Run{Text: inHalves(l.Above, fits), Size: name}))
	}
	a.Paragraphs = append(a.Paragraphs, Line(Run{Text: inHalves(l.Name, fits), Size: name, Bold: true}))
	if l.Party {
		a.Paragraphs = append(a.Paragraphs, Line(Run{Text: "*", Size: 14}))
		b.Paragraphs = append(b.Paragraphs, Line(Run{Text: ofParty, Size: 15, Bold: true, Underline: true}))
	} else {
		a.Paragraphs = append(a.Paragraphs, Paragraph{Align: Center, Rule: left / 3, Room: left - 4, Runs: []Run{{Size: 2}}})
		b.Paragraphs = append(b.Paragraphs, Line(Run{Text: ofState, Size: small, Bold: true}), Line(Run{Text: motto, Size: small + 1, Bold: true, Underline: true}))
	}
	if l.Number != (Number{}) {
		number, dated := Cell{Paragraphs: []Paragraph{Line(Run{Size: 6}), l.Number.line(l.Party)}}, Cell{}
		if l.Dated != "" {
			dated.Paragraphs = []Paragraph{Line(Run{Size: 6}), Line(Run{Text: l.Dated, Size: 14, Italic: true})}
		}
		return Table{Plain: true, Widths: []int{left, right}, Rows: [][]Cell{{a, b}, {number, dated}}}
	}
	if l.Dated != "" {
		b.Paragraphs = append(b.Paragraphs, Line(Run{Size: 6}), Line(Run{Text: l.Dated, Size: 14, Italic: true}))
	}
	return Table{Plain: true, Widths: []int{left, right}, Rows: [][]Cell{{a, b}}}
}

// inHalves is a name that does not fit a line and would leave one word to the next, parted
// where both lines are as long as can be: "UỶ BAN NHÂN DÂN", "TỈNH SÔNG LAM". Blanks that do
// not break hold each together. One that fits, or fills more than two lines, stays.
func inHalves(name string, fits int) string {
	words := strings.Fields(name)
	if len([]rune(name)) <= fits || len(words) < 3 {
		return name
	}
	best, at := 0, 0
	for i := 1; i < len(words); i++ {
		longer := max(len([]rune(strings.Join(words[:i], " "))), len([]rune(strings.Join(words[i:], " "))))
		if at == 0 || longer < best {
			best, at = longer, i
		}
	}
	if best > fits {
		return name
	}
	return strings.Join(words[:at], "\u00a0") + " " + strings.Join(words[at:], "\u00a0")
}
