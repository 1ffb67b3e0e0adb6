package source

import (
	"math"
	"regexp"
	"slices"
	"strings"
)

// A pdfFlow puts the pages in reading order: running heads and page numbers
// out, tables apart, columns one after the other, lines joined to
// paragraphs, also across pages.
type pdfFlow struct {
	b        *builder
	open     line            // the paragraph being put together, but for its text
	content  strings.Builder // its text; empty when there is none
	last     textLine        // its last line
	column   pdfColumn
	table    *gridTable // the table being put together
	newPages int        // pages begun since something was added
	turned   bool       // a page ended since the last line
}

func (f *pdfFlow) run(pages []*pdfPage) {
	body := make([][]textLine, len(pages))
	grids := make([][]*gridTable, len(pages))
	for i, p := range pages {
		if f.b.stopped() {
			return
		}
		f.b.margin(p.slanted)
		var rest []glyph
		grids[i], rest = p.tables()
		body[i] = assemble(rest)
	}
	f.takeStamps(body)
	f.takeMargins(pages, body)
	for i := range pages {
		if f.b.stopped() {
			return
		}
		f.newPages++
		f.turned = true
		f.page(body[i], grids[i])
	}
	f.endTable()
	f.endParagraph()
	f.begin()
}

// begin says to the builder that what is added next stands on the newest page.
func (f *pdfFlow) begin() {
	for ; f.newPages > 0; f.newPages-- {
		f.b.page()
	}
}

// takeStamps adds marks of secrecy that stand beside other text to the
// margins: in a line of text they would be lost. They stay in the text too.
func (f *pdfFlow) takeStamps(body [][]textLine) {
	for _, lines := range body {
		for _, l := range lines {
			for _, s := range l.segments {
				if len(l.segments) > 1 && markIn(s.text) != "" {
					f.b.margin(s.text)
				}
			}
		}
	}
}

var pageNumber = regexp.MustCompile(`(?i)^[-–\s]*(?:trang|page)?\s*\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–\s.]*$`)
var digits = regexp.MustCompile(`\d+`)

// takeMargins moves page numbers out of body, and running heads and feet,
// known by their place and by coming again on other pages, to the margins.
func (f *pdfFlow) takeMargins(pages []*pdfPage, body [][]textLine) {
	seen := map[string]int{}
	edge := func(i int, l textLine) bool {
		h := pages[i].height
		return l.y > 0.9*h || l.y < 0.09*h
	}
	for i, lines := range body {
		for _, l := range lines {
			if edge(i, l) {
				seen[digits.ReplaceAllString(l.text(), "#")]++
			}
		}
	}
	for i, lines := range body {
		body[i] = slices.DeleteFunc(lines, func(l textLine) bool {
			if !edge(i, l) {
				return false
			}
			text := l.text()
			if pageNumber.MatchString(text) {
				return true
			}
			if len(pages) >= 3 && seen[digits.ReplaceAllString(text, "#")]*2 > len(pages) {
				f.b.margin(text)
				return true
			}
			return false
		})
	}
}

// page adds one page: its text and tables from top to bottom.
func (f *pdfFlow) page(lines []textLine, grids []*gridTable) {
	for _, g := range grids {
		n := 0
		for n < len(lines) && lines[n].y > g.top {
			n++
		}
		f.text(lines[:n])
		lines = lines[n:]
		f.addTable(g)
	}
	f.text(lines)
}

// addTable adds table g, or goes on with the one before it.
func (f *pdfFlow) addTable(g *gridTable) {
	f.endParagraph()
	if g.isLayout() {
		f.endTable()
		f.begin()
		for _, l := range g.columns() {
			f.text(l)
			f.endParagraph()
		}
		return
	}
	if f.table != nil && f.turned && f.table.goesOn(g) {
		f.newPages = f.table.extend(g, f.newPages)
	} else {
		f.endTable()
		g.pages[0], f.newPages = f.newPages, 0
		f.table = g
	}
	f.turned = false
}

func (f *pdfFlow) endTable() {
	if f.table != nil {
		f.b.table(f.table.rows())
		f.table = nil
	}
}

// text adds lines that stand outside ruled tables.
func (f *pdfFlow) text(lines []textLine) {
	if len(lines) == 0 {
		return
	}
	f.endTable()
	column := columnOf(lines)
	if f.turned && column.width() < f.column.width() {
		column = f.column // a few lines at the end of a page say little
	}
	if f.content.Len() == 0 || !f.turned {
		f.endParagraph()
	}
	f.column = column
	for i := 0; i < len(lines); {
		if t, n := gapTable(lines[i:]); n > 0 {
			f.b.note(NoteNoLayout, 1)
			f.addTable(t)
			f.endTable()
			i += n
			continue
		}
		if n := columnBlock(lines[i:]); n > 0 {
			f.endParagraph()
			f.columns(lines[i : i+n])
			i += n
			continue
		}
		f.line(lines[i], column)
		i++
	}
}

// line adds one line of running text.
func (f *pdfFlow) line(l textLine, c pdfColumn) {
	if f.content.Len() > 0 && c.goesOn(f.last, l, f.turned) {
		if !endsHyphen(f.last.text()) {
			f.content.WriteByte(' ')
		}
		f.open.bold = f.open.bold && l.segments[0].bold
		f.open.italic = f.open.italic && l.segments[0].italic
	} else {
		f.endParagraph()
		f.begin()
		f.open = line{bold: isBold(l), italic: isItalic(l), centered: c.isCentered(l)}
	}
	f.content.WriteString(l.text())
	f.begin()
	f.last, f.turned = l, false
}

func isBold(l textLine) bool {
	return !slices.ContainsFunc(l.segments, func(s segment) bool { return !s.bold })
}

func isItalic(l textLine) bool {
	return !slices.ContainsFunc(l.segments, func(s segment) bool { return !s.italic })
}

func (f *pdfFlow) endParagraph() {
	if f.content.Len() > 0 {
		f.open.text = f.content.String()
		f.b.paragraph(f.open)
	}
	f.content.Reset()
	f.open = line{}
}

// columns adds lines that stand in two columns, the left one first.
func (f *pdfFlow) columns(lines []textLine) {
	at := gutter(lines)
	var left, right []textLine
	for _, l := range lines {
		var a, b textLine
		for _, s := range l.segments {
			part := &a
			if s.x0 >= at {
				part = &b
			}
			part.segments = append(part.segments, s)
			part.y, part.height = s.y, max(part.height, s.height)
		}
		if len(a.segments) > 0 {
			left = append(left, a)
		}
		if len(b.segments) > 0 {
			right = append(right, b)
		}
	}
	for _, part := range [][]textLine{left, right} {
		c := columnOf(part)
		c.narrow = true
		for _, l := range part {
			f.line(l, c)
		}
		f.endParagraph()
	}
}

// columnBlock returns how many of the first lines stand in two columns, as
// a letterhead or the foot of a document does: 0 where they do not.
func columnBlock(lines []textLine) int {
	if !isParted(lines[0]) {
		return 0
	}
	low, high := lines[0].segments[0].x1, lines[0].segments[1].x0 // the gutter lies between
	n, parted := 1, 1
	for ; n < len(lines); n++ {
		l := lines[n]
		h := max(l.height, lines[n-1].height)
		if lines[n-1].y-l.y > 9*h {
			break
		}
		a, b := low, high
		onLeft, onRight := false, false
		for _, s := range l.segments {
			if s.x0+s.x1 < a+b {
				a, onLeft = max(a, s.x1), true
			} else {
				b, onRight = min(b, s.x0), true
			}
		}
		if b-a < 0.5*h {
			break
		}
		// A line on the left alone, after a gap, begins the text below.
		if onLeft && !onRight && lines[n-1].y-l.y > 2*h {
			break
		}
		low, high = a, b
		if onLeft && onRight {
			parted = n + 1
		} else if onRight {
			parted = n + 1
		}
	}
	return trimColumns(lines, n, parted, (low+high)/2)
}

// trimColumns gives lines on the left below the last line on the right back
// to the running text, unless they belong to a list of recipients.
func trimColumns(lines []textLine, n, parted int, gutter float64) int {
	for i := parted; i < n; i++ {
		if lines[i].x0() >= gutter || strings.HasPrefix(lines[i].text(), "-") || beginsLower(lines[i].text()) {
			parted = i + 1
			continue
		}
		if i > 0 && lines[i-1].y-lines[i].y <= 1.6*lines[i].height && math.Abs(lines[i].x0()-lines[i-1].x0()) < lines[i].height && !startsItem(lines[i].text()) {
			parted = i + 1
			continue
		}
		break
	}
	return parted
}

func gutter(lines []textLine) float64 {
	low, high := lines[0].segments[0].x1, lines[0].segments[1].x0
	for _, l := range lines[1:] {
		for _, s := range l.segments {
			if s.x0+s.x1 < low+high {
				low = max(low, s.x1)
			} else {
				high = min(high, s.x0)
			}
		}
	}
	return (low + high) / 2
}

// isParted says whether l has text on the left and on the right. The number
// of an item, set apart from its text by a tab, is no column.
func isParted(l textLine) bool {
	return len(l.segments) == 2 && !(len(l.segments[0].text) <= 6 && startsItem(l.segments[0].text))
}
