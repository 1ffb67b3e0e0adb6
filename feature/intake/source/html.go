package source

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"quyet/base/viet"
)

// readHTML reads a web page: its blocks, lists and tables; not its scripts,
// menus and forms.
func readHTML(b *builder, content []byte) error {
	return readMarkup(b, decodeHTML(b, content), false)
}

// decodeHTML returns the page as text. UTF-8 is believed whatever the page
// says of itself; a declared encoding is believed next.
func decodeHTML(b *builder, content []byte) string {
	if !utf8.Valid(content) {
		e, _, certain := charset.DetermineEncoding(content[:min(len(content), 1024)], "")
		if certain {
			if s, err := e.NewDecoder().Bytes(content); err == nil && bytes.Count(s, []byte("\uFFFD"))*100 <= len(s) {
				return string(s)
			}
		}
	}
	s, encoding, replaced := viet.DecodeBytes(content)
	b.noteEncoding(encoding)
	if replaced > 0 {
		b.note(NoteBroken, replaced)
	}
	return s
}

// readMarkup reads a page, or a piece of one, that is decoded already; marked
// says that its text may have the marks of Markdown too.
func readMarkup(b *builder, page string, marked bool) error {
	tags := newMarkupReader(b, page)
	root, err := html.Parse(tags)
	switch {
	case tags.err != nil:
		return tags.err
	case err != nil:
		// All that it refuses is elements that stand too deep in each other.
		return &Error{Kind: TooLarge, Detail: "depth", Err: err}
	}
	r := &htmlReader{b: b, marked: marked}
	r.children(root, htmlState{})
	r.end()
	b.loose(r.items)
	return nil
}

// An htmlReader collects paragraphs and tables from a tree of elements.
type htmlReader struct {
	b      *builder
	marked bool // the text may have the marks of Markdown
	items  []looseItem

	text           strings.Builder // of the paragraph being read
	label          string
	line           line
	inked          bool
	plain, upright bool
	depth          int
}

// An htmlState is what an element passes on to those inside it.
type htmlState struct {
	bold, italic, centered, pre bool
	level                       int // of headings and lists
	font                        string
}

// dropped are elements that hold no text of the document.
var dropped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Nav: true, atom.Svg: true,
	atom.Button: true, atom.Select: true, atom.Iframe: true, atom.Object: true, atom.Input: true, atom.Textarea: true,
	atom.Del: true, atom.Aside: true,
}

// blockElements begin a new paragraph, and end it.
var blockElements = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Blockquote: true, atom.Pre: true, atom.Section: true, atom.Article: true,
	atom.Header: true, atom.Footer: true, atom.Main: true, atom.Center: true, atom.Hr: true, atom.Dl: true, atom.Dt: true,
	atom.Dd: true, atom.Form: true, atom.Fieldset: true, atom.Figure: true, atom.Figcaption: true, atom.Address: true, atom.Body: true,
}

func (r *htmlReader) children(n *html.Node, s htmlState) {
	if r.depth++; r.depth > r.b.limits.Depth*4 {
		r.b.err = refuse(TooLarge, "depth")
	}
	defer func() { r.depth-- }()
	number := listStart(n)
	for c := n.FirstChild; c != nil && !r.b.stopped(); c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			r.write(c.Data, s)
		case html.ElementNode, html.DocumentNode:
			if c.DataAtom == atom.Li {
				r.end()
				r.label, number = listLabel(n, c, number)
			}
			r.element(c, s)
		}
	}
}

func (r *htmlReader) element(n *html.Node, s htmlState) {
	if dropped[n.DataAtom] || isHidden(n) {
		return
	}
	switch n.DataAtom {
	case atom.Head:
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Title {
				r.b.property("title", textOf(c))
			}
		}
		return
	case atom.Br:
		r.text.WriteByte('\n')
		return
	case atom.Img, atom.Picture, atom.Video:
		r.b.note(NoteAttachment, 1)
		return
	case atom.Table:
		r.end()
		if t := r.table(n, s); len(t.rows) > 0 {
			r.items = append(r.items, looseItem{table: t})
		}
		return
	case atom.B, atom.Strong, atom.Th:
		s.bold = true
	case atom.I, atom.Em:
		s.italic = true
	case atom.Center:
		s.centered = true
	case atom.Pre:
		s.pre = true
	case atom.Ul, atom.Ol:
		s.level++
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		s.bold = true
		s.level = int(n.Data[1] - '0')
	case atom.Font:
		if face := attrOf(n, "face"); face != "" {
			s.font = face
		}
	}
	s = styled(n, s)
	if !blockElements[n.DataAtom] {
		r.children(n, s)
		return
	}
	if n.DataAtom != atom.Li {
		r.endKeepingLabel()
	}
	r.line.level, r.line.centered = s.level, s.centered
	r.children(n, s)
	r.end()
}

// styled applies what the style and align attributes say.
func styled(n *html.Node, s htmlState) htmlState {
	if align := attrOf(n, "align"); align != "" {
		s.centered = strings.EqualFold(align, "center")
	}
	style := strings.ToLower(strings.ReplaceAll(attrOf(n, "style"), " ", ""))
	if style == "" {
		return s
	}
	if i := strings.Index(style, "text-align:"); i >= 0 {
		s.centered = strings.HasPrefix(style[i+len("text-align:"):], "center")
	}
	s.bold = s.bold || strings.Contains(style, "font-weight:bold") || strings.Contains(style, "font-weight:700")
	s.italic = s.italic || strings.Contains(style, "font-style:italic")
	if i := strings.Index(style, "font-family:"); i >= 0 {
		s.font = strings.Trim(style[i+len("font-family:"):], `'"`)
	}
	return s
}

func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch {
		case a.Key == "hidden":
			return true
		case a.Key == "style":
			style := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

func (r *htmlReader) write(text string, s htmlState) {
	if !s.pre {
		text = strings.Map(func(c rune) rune {
			if c == '\n' || c == '\r' || c == '\t' {
				return ' '
			}
			return c
		}, text)
	}
	if e, capitals := viet.FontEncoding(firstFont(s.font)); e != viet.Unicode && isEightBit(text) {
		text = e.Decode(text)
		r.b.noteEncoding(e)
		if capitals {
			text = strings.ToUpper(text)
		}
	}
	if strings.TrimSpace(text) != "" {
		r.inked = true
		r.plain = r.plain || !s.bold
		r.upright = r.upright || !s.italic
	}
	r.text.WriteString(text)
}

func firstFont(family string) string {
	name, _, _ := strings.Cut(family, ",")
	return strings.Trim(name, `'"; `)
}

// end finishes the paragraph being read.
func (r *htmlReader) end() {
	r.endKeepingLabel()
	r.label = ""
}

// endKeepingLabel finishes the paragraph being read; the number of a list
// item that has no text yet waits for the block inside the item.
func (r *htmlReader) endKeepingLabel() {
	if r.inked {
		if r.line.text = r.text.String(); r.marked {
			r.line.text = unmark(strings.TrimSpace(r.line.text)).text
		}
		r.line.label, r.label = r.label, ""
		r.line.bold, r.line.italic = !r.plain, !r.upright
		if r.b.room(len(r.line.text), 0, 0) {
			r.items = append(r.items, looseItem{line: r.line})
		}
	}
	r.text.Reset()
	r.line = line{}
	r.inked, r.plain, r.upright = false, false, false
}

func listStart(n *html.Node) int {
	if start, err := strconv.Atoi(attrOf(n, "start")); err == nil {
		return start
	}
	return 1
}

// listLabel returns the number or bullet of item in list, and the number after it.
func listLabel(list, item *html.Node, number int) (label string, next int) {
	if list.DataAtom != atom.Ol {
		return "-", number
	}
	if v, err := strconv.Atoi(attrOf(item, "value")); err == nil {
		number = v
	}
	format := map[string]string{"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}[attrOf(list, "type")]
	end := "."
	if format == "lowerLetter" {
		end = ")"
	}
	return countAs(format, number) + end, number + 1
}

// table reads a table element and the sections inside it.
func (r *htmlReader) table(n *html.Node, s htmlState) *looseTable {
	t := &looseTable{}
	border := attrOf(n, "border")
	t.bordered = border != "" && border != "0" || strings.Contains(strings.ToLower(attrOf(n, "style")), "solid") || attrOf(n, "class") != ""
	var open []int // rows that the cell above still covers, by column
	var widths []int
	for _, tr := range rowsOf(n) {
		if r.b.stopped() {
			break
		}
		row := looseRow{header: tr.Parent.DataAtom == atom.Thead}
		column, heads := 0, 0
		covered := func() {
			for column < len(open) && open[column] > 0 {
				width := max(widths[column], 1)
				for k := column; k < min(column+width, len(open)); k++ {
					open[k]--
				}
				row.cells = append(row.cells, looseCell{columns: width, fromAbove: true})
				column += width
			}
		}
		for c := tr.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th || isHidden(c) {
				continue
			}
			covered()
			if c.DataAtom == atom.Th {
				heads++
			}
			width, height := spanOf(c, "colspan"), spanOf(c, "rowspan")
			if column+width > r.b.limits.Cells {
				r.b.err = refuse(TooLarge, "cells")
				break
			}
			for len(open) < column+width {
				open, widths = append(open, 0), append(widths, 0)
			}
			for k := range width {
				open[column+k], widths[column+k] = height-1, width-k
			}
			t.bordered = t.bordered || strings.Contains(strings.ToLower(attrOf(c, "style")), "solid")
			inner := &htmlReader{b: r.b, marked: r.marked, depth: r.depth}
			inner.children(c, styled(c, htmlState{bold: s.bold || c.DataAtom == atom.Th, font: s.font}))
			inner.end()
			row.cells = append(row.cells, looseCell{items: inner.items, columns: width})
			column += width
		}
		covered()
		row.header = row.header || heads > 1 && heads == len(row.cells)
		if len(row.cells) > 0 && r.b.room(0, 0, len(row.cells)) {
			t.rows = append(t.rows, row)
		}
	}
	return t
}

// rowsOf returns the rows of table n, not those of tables inside it.
func rowsOf(n *html.Node) []*html.Node {
	var rows []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			rows = append(rows, c)
		case atom.Tbody, atom.Thead, atom.Tfoot:
			rows = append(rows, rowsOf(c)...)
		}
	}
	return rows
}

func spanOf(n *html.Node, name string) int {
	span, _ := strconv.Atoi(attrOf(n, name))
	limit := maxGridColumns
	if name == "rowspan" {
		limit = 1000
	}
	return min(max(span, 1), limit)
}

func attrOf(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	if n.FirstChild != nil && n.FirstChild.Type == html.TextNode {
		return n.FirstChild.Data
	}
	return ""
}
