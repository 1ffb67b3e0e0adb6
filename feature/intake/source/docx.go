package source

import (
	"encoding/xml"
	"io"
	"path"
	"slices"
	"strings"

	"quyet/base/viet"
)

// readDOCX reads an Office Open XML text document (ECMA-376, part 1).
func readDOCX(b *builder, content []byte) error {
	a, err := openArchive(content, b.limits)
	if err != nil {
		return err
	}
	main, err := mainPart(a)
	if err != nil {
		return err
	}
	r := &docxReader{b: b, archive: a, folder: path.Dir(main), noteRefs: map[string]bool{}}
	if err := r.prepare(); err != nil {
		return err
	}
	body, err := r.story(main)
	if err != nil {
		return err
	}
	r.b.loose(body)
	if err := r.notes(); err != nil {
		return err
	}
	if err := r.margins(); err != nil {
		return err
	}
	return r.properties()
}

// mainPart returns the name of the part that holds the text.
func mainPart(a *archive) (string, error) {
	main := "word/document.xml"
	x, ok, err := a.part("_rels/.rels")
	if err != nil {
		return "", err
	}
	if ok {
		defer x.close()
		err = x.all(func(xml.StartElement) error {
			return x.inside(func(s xml.StartElement) error {
				if target := strings.TrimPrefix(attr(s, "Target"), "/"); strings.HasSuffix(attr(s, "Type"), "/officeDocument") && a.files[target] != nil {
					main = target
				}
				return x.skip()
			}, nil)
		})
	}
	return main, err
}

// A docxReader reads the stories of a docx: the body, the headers and
// footers, the notes.
type docxReader struct {
	b         *builder
	archive   *archive
	folder    string
	styles    *styleSheet
	numbering *numbering
	x         *xmlReader // the part being read

	outside  bool            // in a header or footer: everything found belongs to the margins
	noteRefs map[string]bool // the foot and end notes cited, by kind and id
	deepest  int             // tables inside tables

	paragraphs, text int // held so far, before the builder counts them
}

// part calls read on a part of the document, if it has that part.
func (r *docxReader) part(name string, read func(x *xmlReader) error) error {
	x, ok, err := r.archive.part(name)
	if err != nil || !ok {
		return err
	}
	defer x.close()
	return read(x)
}

func (r *docxReader) prepare() error {
	r.styles = &styleSheet{regular: &docxStyle{resolved: true}}
	r.numbering = &numbering{}
	err := r.part(r.folder+"/styles.xml", func(x *xmlReader) (err error) {
		r.styles, err = readStyles(x)
		return err
	})
	if err != nil {
		return err
	}
	return r.part(r.folder+"/numbering.xml", func(x *xmlReader) (err error) {
		r.numbering, err = readNumbering(x)
		return err
	})
}

// story reads all paragraphs and tables of one part.
func (r *docxReader) story(name string) (items []looseItem, err error) {
	if r.archive.files[name] == nil {
		return nil, broken(io.ErrUnexpectedEOF)
	}
	err = r.part(name, func(x *xmlReader) error {
		r.x = x
		return x.all(func(xml.StartElement) error {
			items, err = r.blocks()
			return err
		})
	})
	return items, err
}

// blocks reads the paragraphs and tables inside the current element.
func (r *docxReader) blocks() ([]looseItem, error) {
	var items []looseItem
	err := r.x.inside(func(s xml.StartElement) error {
		found, err := r.block(s)
		items = appendItems(items, found)
		return err
	}, nil)
	return items, err
}

// block reads the paragraph or table that s begins, or those inside it.
func (r *docxReader) block(s xml.StartElement) ([]looseItem, error) {
	if r.b.stopped() {
		return nil, r.b.err
	}
	switch s.Name.Local {
	case "p":
		return r.paragraph()
	case "tbl":
		t, err := r.table()
		if err != nil || len(t.rows) == 0 {
			return nil, err
		}
		return []looseItem{{table: t}}, nil
	case "del", "moveFrom":
		r.b.note(NoteTracked, 1)
		return nil, r.x.skip()
	case "ins", "moveTo":
		r.b.note(NoteTracked, 1)
	case "sectPr", "sdtPr", "sdtEndPr", "Fallback", "tblPr", "rPr":
		return nil, r.x.skip()
	}
	return r.blocks()
}

// A paragraphReader collects one paragraph.
type paragraphReader struct {
	*docxReader
	text    strings.Builder
	line    line
	style   *docxStyle
	list    string
	depth   int
	inked   bool // there is text other than blanks
	plain   bool // some of it is not bold
	upright bool // some of it is not italic
	joins   bool
	heads   []looseItem // text boxes of a letterhead or foot, which go before the paragraph
	boxes   []looseItem // long text boxes, which follow the paragraph
}

// paragraph reads a w:p element. It usually returns one item: none for a
// line of a table of contents, more where a text box is anchored in it.
func (r *docxReader) paragraph() ([]looseItem, error) {
	p := &paragraphReader{docxReader: r, style: r.styles.regular}
	if err := r.x.inside(p.inline, nil); err != nil {
		return nil, err
	}
	r.paragraphs++
	r.text += p.text.Len()
	switch {
	case r.paragraphs > heldForOne*r.b.limits.Blocks:
		return nil, refuse(TooLarge, "blocks")
	case r.text > heldForOne*r.b.limits.Text:
		return nil, refuse(TooLarge, "text")
	}
	if strings.HasPrefix(p.style.name, "toc ") {
		return nil, nil // repeats the headings
	}
	p.line.text = p.text.String()
	p.line.bold = p.inked && !p.plain
	p.line.italic = p.inked && !p.upright
	p.line.level = max(p.line.level, p.style.outline)
	if p.list == "" {
		p.list, p.depth = p.style.list, p.style.depth
	}
	if p.list != "" && p.list != "0" && (p.inked || p.joins) {
		p.line.label = r.numbering.label(p.list, p.depth)
		if p.line.level == 0 {
			p.line.level = p.depth + 1
		}
	}
	return append(append(p.heads, looseItem{line: p.line, joins: p.joins}), p.boxes...), nil
}

// heldForOne is how much more than what the limits allow may be held until it
// is known what of it is text: empty paragraphs, text boxes drawn twice.
const heldForOne = 3

// inline reads one element inside a paragraph.
func (p *paragraphReader) inline(s xml.StartElement) error {
	switch s.Name.Local {
	case "pPr":
		return p.x.inside(p.paragraphProperty, nil)
	case "r":
		return p.run()
	case "del", "moveFrom":
		p.b.note(NoteTracked, 1)
		return p.x.skip()
	case "ins", "moveTo":
		p.b.note(NoteTracked, 1)
	case "Fallback", "sdtPr", "sdtEndPr", "instrText", "rPr", "fldData":
		return p.x.skip()
	}
	return p.x.inside(p.inline, nil)
}

func (p *paragraphReader) paragraphProperty(s xml.StartElement) error {
	switch s.Name.Local {
	case "pStyle":
		p.style = p.styles.style(attr(s, "val"))
		p.line.centered = p.style.centered
	case "numPr":
		return readNumberOf(p.x, &p.list, &p.depth)
	case "outlineLvl":
		p.line.level = outlineLevel(s)
	case "jc":
		p.line.centered = attr(s, "val") == "center"
	case "rPr":
		return readRunStyle(p.x, &runStyle{}, func(s xml.StartElement) {
			if s.Name.Local == "del" || s.Name.Local == "moveFrom" {
				p.joins = true
			}
		})
	}
	return p.x.skip()
}

// run reads a w:r element: text that looks one way.
func (p *paragraphReader) run() error {
	look := p.style.run
	return p.x.inside(func(s xml.StartElement) error {
		switch s.Name.Local {
		case "rPr":
			return readRunStyle(p.x, &look, func(s xml.StartElement) {
				if s.Name.Local == "rStyle" {
					named := p.styles.style(attr(s, "val")).run
					look.bold = look.bold || named.bold
					look.italic = look.italic || named.italic
					look.hidden = look.hidden || named.hidden
				}
			})
		case "t":
			return p.x.inside(func(xml.StartElement) error { return p.x.skip() }, func(text xml.CharData) {
				p.write(string(text), look)
			})
		case "tab", "ptab":
			p.write(" ", look)
		case "br", "cr":
			p.write("\n", look)
		case "noBreakHyphen":
			p.write("-", look)
		case "sym":
			p.write(symbol(attr(s, "char")), look)
		case "footnoteReference", "endnoteReference":
			p.noteRefs[s.Name.Local+attr(s, "id")] = true
		case "drawing", "pict", "object", "AlternateContent":
			return p.graphic(s)
		}
		return p.x.skip()
	}, nil)
}

// write adds text of a run, in Unicode whatever its font is.
func (p *paragraphReader) write(text string, look runStyle) {
	if look.hidden {
		return
	}
	if e, capitals := viet.FontEncoding(look.font); e != viet.Unicode && isEightBit(text) {
		if decoded := e.Decode(text); decoded != text {
			p.b.noteEncoding(e)
			text = decoded
		}
		if capitals {
			text = strings.ToUpper(text)
		}
	}
	if strings.TrimSpace(text) != "" {
		p.inked = true
		p.plain = p.plain || !look.bold
		p.upright = p.upright || !look.italic
	}
	p.text.WriteString(text)
}

// isEightBit says whether s can have been typed in a legacy font. Text that
// was pasted into one as Unicode, or typographic marks in it, shows itself by
// letters of the Vietnamese block.
func isEightBit(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return 0x1EA0 <= r && r <= 0x1EF9 || 0x100 <= r && r <= 0x1B0 || 0x300 <= r && r <= 0x323
	}) < 0
}

// symbol returns what a character of a symbol font stands for.
func symbol(hex string) string {
	switch strings.ToUpper(hex) {
	case "F02D":
		return "-"
	case "F0A3", "F0B3":
		return map[string]string{"F0A3": "≤", "F0B3": "≥"}[strings.ToUpper(hex)]
	}
	return "•"
}

// graphic reads a drawing: the text of its boxes and word art.
func (p *paragraphReader) graphic(s xml.StartElement) error {
	var visit func(s xml.StartElement) error
	visit = func(s xml.StartElement) error {
		switch s.Name.Local {
		case "txbxContent":
			return p.box()
		case "textpath":
			p.b.margin(attr(s, "string"))
		case "t": // DrawingML's own text
			var text strings.Builder
			err := p.x.inside(func(xml.StartElement) error { return p.x.skip() }, func(t xml.CharData) { text.Write(t) })
			p.b.margin(text.String())
			return err
		case "blip", "imagedata", "OLEObject":
			p.b.note(NoteAttachment, 1)
		case "Fallback":
			return p.x.skip()
		}
		return p.x.inside(visit, nil)
	}
	return p.x.inside(visit, nil)
}

// box reads a text box. A few words are a stamp and belong to the margins; longer
// text belongs to the body, after the paragraph it is anchored in, and a column of
// the letterhead or foot before it.
func (p *paragraphReader) box() error {
	items, err := p.blocks()
	if err != nil {
		return err
	}
	var words []string
	for _, it := range items {
		words = append(words, it.strings()...)
	}
	switch length := len(strings.Join(words, " ")); {
	case p.outside:
	case isOfficialBox(words):
		p.heads = append(p.heads, items...)
		return nil
	case length > longestStamp:
		p.boxes = append(p.boxes, items...)
		return nil
	}
	for _, w := range words {
		p.b.margin(w)
	}
	return nil
}

// isOfficialBox says whether a box holds a column of the letterhead or of the foot,
// which some offices set so instead of in a table, and no stamp.
func isOfficialBox(lines []string) bool {
	official := false
	for i, l := range lines {
		if isStamp(l) || i > 0 && markIn(lines[i-1]+" "+l) != "" {
			return false
		}
		l = strings.TrimSpace(l)
		official = official || hasOfficialMotto(viet.Fold(l)) || isOwnNumber(l) || isCapitals(l) && namesAuthority(l)
	}
	return official
}

// longestStamp is the number of bytes up to which a text box is taken for a
// stamp: the longest mark, and a line that says what may be done with it.
const longestStamp = 200

// notes adds the foot and end notes that the text cites, after the text.
func (r *docxReader) notes() error {
	for _, kind := range []string{"footnote", "endnote"} {
		err := r.part(r.folder+"/"+kind+"s.xml", func(x *xmlReader) error {
			r.x = x
			return x.all(func(xml.StartElement) error {
				return x.inside(func(s xml.StartElement) error {
					if !r.noteRefs[kind+"Reference"+attr(s, "id")] {
						return x.skip()
					}
					items, err := r.blocks()
					r.b.loose(items)
					return err
				}, nil)
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// margins reads the running headers and footers.
func (r *docxReader) margins() error {
	r.outside = true
	var names []string
	for name := range r.archive.files {
		if base, ok := strings.CutPrefix(name, r.folder+"/"); ok && (strings.HasPrefix(base, "header") || strings.HasPrefix(base, "footer")) && strings.HasSuffix(base, ".xml") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		items, err := r.story(name)
		if err != nil {
			return err
		}
		for _, it := range items {
			for _, text := range it.strings() {
				r.b.margin(text)
			}
		}
	}
	return nil
}

// properties reads what the file says of itself: Dublin Core, the
// application's properties and those that an office defined.
func (r *docxReader) properties() error { return officeProperties(r.b, r.archive) }

// officeProperties reads the properties of any Office Open XML file.
func officeProperties(b *builder, a *archive) error {
	for _, name := range []string{"docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"} {
		x, ok, err := a.part(name)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		err = x.all(func(xml.StartElement) error {
			return x.inside(func(s xml.StartElement) error {
				key := attr(s, "name")
				if key == "" {
					key = s.Name.Local
				}
				var value strings.Builder
				var visit func(xml.StartElement) error
				add := func(t xml.CharData) { value.Write(t) }
				visit = func(xml.StartElement) error { return x.inside(visit, add) }
				err := x.inside(visit, add)
				if !isMachineProperty[key] {
					b.property(key, value.String())
				}
				return err
			}, nil)
		})
		x.close()
		if err != nil {
			return err
		}
	}
	return nil
}

// isMachineProperty lists properties that say nothing of the document, or
// name persons.
var isMachineProperty = map[string]bool{
	"creator": true, "lastModifiedBy": true, "created": true, "modified": true, "revision": true,
	"Template": true, "TotalTime": true, "Pages": true, "Words": true, "Characters": true, "Lines": true,
	"Paragraphs": true, "CharactersWithSpaces": true, "Application": true, "AppVersion": true, "DocSecurity": true,
	"ScaleCrop": true, "LinksUpToDate": true, "SharedDoc": true, "HyperlinksChanged": true, "lastPrinted": true,
	"HeadingPairs": true, "TitlesOfParts": true, "Manager": true,
}
