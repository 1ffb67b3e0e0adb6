package template

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/viet"
)

// An edit replaces the bytes from start to end of a part by the value of a name, or takes
// them away where the name is "".
type edit struct {
	start, end int
	name       string
	upper      bool // the name is written in capitals, and so is its value
	row        int  // of part.rows, -1 for none
	body       bool // the whole paragraph is replaced
}

// A row is a row of a table that comes again for each item of a list.
type row struct {
	start, end int
	list       string
}

// A piece is the letters within one element of text.
type piece struct {
	start, end int // bytes of the part
	text       string
}

// A paragraph is the pieces of one.
type paragraph struct {
	start, end int
	pieces     []piece
	tr         int  // of the rows seen, -1 outside of tables
	atBody     bool // stands right in the body of the document
	section    bool // ends a section, and so cannot be taken away
}

// An element that is open.
type open struct {
	name  string
	start int
	p     int // paragraph that it is, -1
	tr    int // row that it is, -1
}

var (
	errDirective = errors.New("a directive in XML")
	errDeep      = errors.New("elements too deep")
	placeholder  = regexp.MustCompile(`\{\{([^{}]*)\}\}`)
	// fetching are the fields of Word that fetch, run or link something.
	fetching = regexp.MustCompile(`(?i)^\s*(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DDE|DDEAUTO|DATABASE|RD|MACROBUTTON|AUTOTEXT)\b`)
)

// single are elements with identifiers that may stand only once, and can be spared.
var single = []string{"w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"}

// spaces are the names of the language of Word, transitional and strict.
var spaces = []string{"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"}

// filled are the parts in which placeholders may stand.
var filled = regexp.MustCompile(`^word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$`)

// A scan is a part as it is read.
type scan struct {
	*part
	stack      []open
	paragraphs []paragraph
	trs        []row
	marks      []edit // bookmarks, which may stand only once
	stray      string // braces in letters that are no text of the document
	fetches    string // a field that would fetch something
	instr      strings.Builder
	prefixed   bool
}

// read finds the placeholders of the part, and what is wrong with it.
func (p *part) read(known Vocabulary) (wrong fault.Fields) {
	if !strings.HasSuffix(p.name, ".xml") {
		return nil
	}
	s := scan{part: p}
	if err := s.run(); err != nil {
		wrong.Add("file", tPartBroken, p.name)
		return wrong
	}
	if s.fetches != "" {
		wrong.Add("file", tFetches, strings.TrimSpace(s.fetches), s.place())
	}
	if !filled.MatchString(p.name) {
		if bytes.Contains(p.content, []byte("{{")) {
			wrong.Add("file", tStray, s.place(), "{{")
		}
		return wrong
	}
	if !s.prefixed {
		wrong.Add("file", tPartBroken, p.name)
		return wrong
	}
	if s.stray != "" {
		wrong.Add("file", tStray, s.place(), snippet(s.stray))
	}
	for i := range s.paragraphs {
		wrong = append(wrong, s.placeholders(&s.paragraphs[i], known)...)
	}
	p.drop(s.marks)
	for i := range p.edits {
		p.edits[i].row = p.rowAt(p.edits[i])
	}
	slices.SortFunc(p.edits, func(a, b edit) int { return a.start - b.start })
	return wrong
}

// drop takes the bookmarks of repeated rows away.
func (p *part) drop(marks []edit) {
	for _, m := range marks {
		if p.rowAt(m) >= 0 {
			p.edits = append(p.edits, m)
		}
	}
}

// rowAt is the repeated row in which an edit stands, whichever row of a table within it is
// its own; -1 for none.
func (p *part) rowAt(e edit) int {
	return slices.IndexFunc(p.rows, func(r row) bool { return r.start < e.start && e.end < r.end })
}

// run goes through the elements of the part by their places in its bytes.
func (s *scan) run() error {
	d := xml.NewDecoder(bytes.NewReader(s.content))
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errDirective } // UTF-8 only
	if !utf8.Valid(s.content) {
		return errDirective
	}
	for {
		from := int(d.InputOffset())
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			if len(s.stack) > 0 {
				return io.ErrUnexpectedEOF
			}
			return nil
		}
		if err != nil {
			return err
		}
		to := int(d.InputOffset())
		switch e := token.(type) {
		case xml.Directive:
			return errDirective
		case xml.StartElement:
			err = s.begin(e, from, to)
		case xml.EndElement:
			err = s.finish(named(e.Name), to)
		case xml.CharData:
			if err = errDirective; !bytes.HasPrefix(s.content[from:], []byte("<![")) {
				s.letters(string(e), from, to)
				err = nil
			}
		}
		if err != nil {
			return err
		}
	}
}

func named(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

func (s *scan) begin(e xml.StartElement, from, _ int) error {
	if len(s.stack) >= mostDepth {
		return errDeep
	}
	o := open{name: named(e.Name), start: from, p: -1, tr: -1}
	for _, a := range e.Attr {
		if a.Name.Space == "xmlns" && a.Name.Local == "w" {
			if !slices.Contains(spaces, a.Value) {
				return errDirective
			}
			s.prefixed = true
		}
		if strings.Contains(a.Value, "{{") && s.stray == "" {
			s.stray = a.Value
		}
	}
	switch o.name {
	case "w:p":
		o.p = len(s.paragraphs)
		s.paragraphs = append(s.paragraphs, paragraph{start: from, tr: s.inside("tr"), atBody: len(s.stack) > 0 && s.stack[len(s.stack)-1].name == "w:body"})
		s.instr.Reset()
	case "w:tr":
		o.tr = len(s.trs)
		s.trs = append(s.trs, row{start: from})
	case "w:sectPr":
		if p := s.inside("p"); p >= 0 {
			s.paragraphs[p].section = true
		}
	case "w:fldSimple":
		for _, a := range e.Attr {
			if a.Name.Local == "instr" && fetching.MatchString(a.Value) {
				s.fetches = a.Value
			}
		}
	case "w:fldChar":
		s.instr.Reset()
	case "w:altChunk", "w:subDoc", "w:object", "w:control":
		s.fetches = o.name
	}
	s.stack = append(s.stack, o)
	return nil
}

// inside is the innermost paragraph or row that is open, -1 for none.
func (s *scan) inside(what string) int {
	for _, o := range slices.Backward(s.stack) {
		if what == "p" && o.p >= 0 {
			return o.p
		}
		if what == "tr" && o.tr >= 0 {
			return o.tr
		}
	}
	return -1
}

func (s *scan) finish(name string, to int) error {
	if len(s.stack) == 0 || s.stack[len(s.stack)-1].name != name {
		return io.ErrUnexpectedEOF
	}
	o := s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
	switch {
	case o.p >= 0:
		s.paragraphs[o.p].end = to
	case o.tr >= 0:
		s.trs[o.tr].end = to
	case slices.Contains(single, o.name):
		s.marks = append(s.marks, edit{start: o.start, end: to})
	}
	return nil
}

// letters takes what stands between elements.
func (s *scan) letters(said string, from, to int) {
	if len(s.stack) == 0 {
		return
	}
	switch s.stack[len(s.stack)-1].name {
	case "w:t":
		if p := s.inside("p"); p >= 0 {
			s.paragraphs[p].pieces = append(s.paragraphs[p].pieces, piece{from, to, said})
			return
		}
	case "w:instrText":
		s.instr.WriteString(said)
		if fetching.MatchString(s.instr.String()) {
			s.fetches = s.instr.String()
		}
	}
	if strings.Contains(said, "{{") && s.stray == "" {
		s.stray = said
	}
}

// place says where in the document the part stands.
func (s *scan) place() text.T {
	switch {
	case strings.HasPrefix(s.name, "word/header"):
		return tInHeader
	case strings.HasPrefix(s.name, "word/footer"):
		return tInFooter
	case strings.HasPrefix(s.name, "word/footnotes"), strings.HasPrefix(s.name, "word/endnotes"):
		return tInNotes
	case s.name == "word/document.xml":
		return tInText
	}
	return text.Verbatim(s.name)
}

// snippet is enough of a text to find it by.
func snippet(s string) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return string(r)
}

// placeholders finds those of a paragraph, whose letters may stand in several runs.
func (s *scan) placeholders(p *paragraph, known Vocabulary) (wrong fault.Fields) {
	var all strings.Builder
	for _, one := range p.pieces {
		all.WriteString(one.text)
	}
	said := all.String()
	if !strings.Contains(said, "{{") && !strings.Contains(said, "}}") {
		return nil
	}
	found := placeholder.FindAllStringSubmatchIndex(said, -1)
	rest := placeholder.ReplaceAllString(said, "")
	if strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
		wrong.Add("file", tUnclosed, s.place(), snippet(said))
		return wrong
	}
	for _, f := range found {
		typed := strings.Join(strings.Fields(viet.NFC(said[f[2]:f[3]])), " ")
		name := lookup(known, typed)
		list, _, isList := strings.Cut(name, ".")
		switch {
		case name == "":
			wrong.Add("file", tUnknown, "{{"+typed+"}}", s.place(), snippet(said))
			continue
		case name == known.Body:
			if s.name != "word/document.xml" || !p.atBody || p.section || strings.TrimSpace(said) != said[f[0]:f[1]] {
				wrong.Add("file", tBodyAlone, "{{"+typed+"}}", s.place())
				continue
			}
			s.edits = append(s.edits, edit{start: p.start, end: p.end, name: name, body: true})
			continue
		case isList && p.tr < 0:
			wrong.Add("file", tNoRow, "{{"+typed+"}}", s.place())
			continue
		}
		if isList && !s.repeats(s.trs[p.tr], list) {
			wrong.Add("file", tTwoLists, "{{"+typed+"}}", s.place())
			continue
		}
		s.replace(p, f[0], f[1], name, typed == strings.ToUpper(typed) && typed != strings.ToLower(typed))
	}
	return wrong
}

// repeats notes that a row comes again for each item of a list; false where it does for
// another one, or a row within or around it does.
func (s *scan) repeats(tr row, list string) bool {
	for _, r := range s.rows {
		switch {
		case r.start == tr.start:
			return r.list == list
		case r.start < tr.start && tr.end < r.end, tr.start < r.start && r.end < tr.end:
			return false
		}
	}
	tr.list = list
	s.rows = append(s.rows, tr)
	return true
}

// lookup is the name of the vocabulary that was typed, whatever its capitals; "" for none.
func lookup(known Vocabulary, typed string) string {
	folded := strings.ToLower(typed)
	for _, f := range known.Fields {
		if strings.ToLower(f) == folded {
			return f
		}
	}
	if known.Body != "" && strings.ToLower(known.Body) == folded {
		return known.Body
	}
	list, column, ok := strings.Cut(folded, ".")
	if !ok {
		return ""
	}
	for name, columns := range known.Lists {
		for _, c := range columns {
			if strings.ToLower(name) == strings.TrimSpace(list) && strings.ToLower(c) == strings.TrimSpace(column) {
				return name + "." + c
			}
		}
	}
	return ""
}

// replace puts the value where the letters of a placeholder begin, and takes those in
// further runs away.
func (s *scan) replace(p *paragraph, from, to int, name string, upper bool) {
	place := 0
	for _, one := range p.pieces {
		start, end := place, place+len(one.text)
		place = end
		a, b := max(from, start), min(to, end)
		if a >= b {
			continue
		}
		e := edit{start: one.offset(s.content, a-start), end: one.offset(s.content, b-start)}
		if a == from {
			e.name, e.upper = name, upper
		}
		s.edits = append(s.edits, e)
	}
}

// offset is where in the bytes of the part the letter stands that is the n-th byte of the
// piece: what is written with a reference ("&amp;") is longer there.
func (p piece) offset(content []byte, n int) int {
	at := p.start
	for n > 0 && at < p.end {
		switch {
		case content[at] == '&':
			end := bytes.IndexByte(content[at:p.end], ';')
			if end < 0 {
				return p.end
			}
			n -= max(width(content[at:at+end+1]), 1)
			at += end + 1
		case content[at] == '\r': // a line end is one letter however it is written
			if at+1 < p.end && content[at+1] == '\n' {
				at++
			}
			at, n = at+1, n-1
		default:
			at, n = at+1, n-1
		}
	}
	return at
}

// width is how many bytes the letter has that a reference stands for.
func width(reference []byte) int {
	var said string
	if err := xml.Unmarshal(append(append([]byte("<a>"), reference...), "</a>"...), &said); err != nil {
		return 1
	}
	return len(said)
}
