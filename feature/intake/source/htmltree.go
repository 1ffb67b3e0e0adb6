package source

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A markupReader gives the parser a page tag by tag, and counts beforehand the
// elements that the parser will make of each: it holds all of them, each many
// times as large as its tag, and makes more than there are tags. Elements that
// set off words and are not ended begin again in every paragraph that follows,
// and ending one across blocks copies it into each of them. Where it is not
// certain that an end tag ends anything, it counts as if it did not.
//
// Comments and the text of scripts are left out, and every other "<" of a text
// is written out as an entity: so the parser finds the same tags as are counted
// here, also where it reads such text in another way, as in drawings.
type markupReader struct {
	b        *builder
	z        *html.Tokenizer
	ready    bytes.Buffer // of the page, for the parser
	err      error        // a refusal
	elements int
	steps    int
	raw      atom.Atom // the element just begun, whose text may be no markup
	open     []openTag
	words    int // how many of open begin again
	walls    int // how many are a [walledTag]
}

// An openTag is an element that has no end yet.
type openTag struct {
	name string
	kind tagKind
}

type tagKind uint8

const (
	otherTag  tagKind = iota
	wordsTag          // sets off words and begins again in the next paragraph
	rowTag            // a part of a table between it and its cells
	cellTag           // what begins again inside ends with it
	tableTag          // no end tag inside reaches beyond it
	walledTag         // what end tags mean inside depends on more than is followed here
)

// kindOfTag has the elements whose ends are not like those of all others (HTML
// standard, 13.2.4.2, the stack of open elements, and 13.2.4.3, the list of
// active formatting elements).
var kindOfTag = map[atom.Atom]tagKind{
	atom.A: wordsTag, atom.B: wordsTag, atom.Big: wordsTag, atom.Code: wordsTag, atom.Em: wordsTag, atom.Font: wordsTag,
	atom.I: wordsTag, atom.Nobr: wordsTag, atom.S: wordsTag, atom.Small: wordsTag, atom.Strike: wordsTag, atom.Strong: wordsTag,
	atom.Tt: wordsTag, atom.U: wordsTag,
	atom.Table: tableTag, atom.Td: cellTag, atom.Th: cellTag, atom.Caption: cellTag,
	atom.Tr: rowTag, atom.Tbody: rowTag, atom.Thead: rowTag, atom.Tfoot: rowTag, atom.Colgroup: rowTag,
	atom.Applet: walledTag, atom.Frameset: walledTag, atom.Marquee: walledTag, atom.Math: walledTag, atom.Object: walledTag,
	atom.Select: walledTag, atom.Svg: walledTag, atom.Template: walledTag,
	atom.Foreignobject: walledTag, atom.Desc: walledTag, atom.Title: walledTag, atom.Mi: walledTag, atom.Mo: walledTag,
	atom.Mn: walledTag, atom.Ms: walledTag, atom.Mtext: walledTag, atom.AnnotationXml: walledTag,
}

// neverOpen are elements that have no content, and those that a page has once.
var neverOpen = map[atom.Atom]bool{
	atom.Area: true, atom.Base: true, atom.Basefont: true, atom.Bgsound: true, atom.Br: true, atom.Col: true, atom.Embed: true,
	atom.Frame: true, atom.Hr: true, atom.Image: true, atom.Img: true, atom.Input: true, atom.Keygen: true, atom.Link: true,
	atom.Meta: true, atom.Param: true, atom.Source: true, atom.Track: true, atom.Wbr: true,
	atom.Html: true, atom.Head: true, atom.Body: true,
}

// unread are elements whose text is no part of the document, and no markup
// except in drawings.
var unread = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Iframe: true, atom.Noembed: true, atom.Noframes: true,
}

func newMarkupReader(b *builder, page string) *markupReader {
	return &markupReader{b: b, z: html.NewTokenizer(strings.NewReader(page))}
}

// Read gives the next piece of the page, or a refusal.
func (r *markupReader) Read(p []byte) (int, error) {
	for r.ready.Len() == 0 {
		if err := r.next(); err != nil {
			if !errors.Is(err, io.EOF) {
				r.err = err
			}
			return 0, err
		}
	}
	return r.ready.Read(p)
}

func (r *markupReader) next() error {
	if r.steps++; r.steps%4096 == 0 && r.b.stopped() {
		return r.b.err
	}
	kind := r.z.Next()
	if kind == html.ErrorToken {
		return r.z.Err()
	}
	r.elements += 1 + r.words
	raw := r.raw
	r.raw = 0
	switch kind {
	case html.TextToken:
		if !unread[raw] {
			r.ready.Write(bytes.ReplaceAll(r.z.Raw(), []byte("<"), []byte("&lt;")))
		}
	case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
		r.ready.Write(r.z.Raw())
		tag, more := r.z.TagName()
		name := string(tag)
		for more {
			_, _, more = r.z.TagAttr()
			r.elements++
		}
		if kind == html.EndTagToken {
			r.end(name)
		} else {
			r.raw = atom.Lookup([]byte(name))
			r.begin(name, kind == html.SelfClosingTagToken)
		}
	case html.DoctypeToken:
		r.ready.Write(r.z.Raw())
	}
	if r.elements > r.b.limits.Elements {
		return refuse(TooLarge, "elements")
	}
	return nil
}

// begin follows a start tag; closed says that it has a stroke at its end, which
// means something in drawings and formulas only.
func (r *markupReader) begin(name string, closed bool) {
	known := atom.Lookup([]byte(name))
	kind := kindOfTag[known]
	switch {
	case neverOpen[known], closed && kind == otherTag && r.drawing():
		return
	case known == atom.A:
		r.end(name) // no link stands in another
	case kind == cellTag || kind == rowTag:
		for _, before := range []string{"td", "th", "caption"} {
			r.end(before)
		}
		if kind == rowTag {
			r.end("tr")
		}
	case known == atom.P || known == atom.Li || known == atom.Dt || known == atom.Dd || known == atom.Option:
		r.endImplied(known)
	}
	r.open = append(r.open, openTag{name, kind})
	switch kind {
	case wordsTag:
		r.words++
	case walledTag:
		r.walls++
	}
}

// drawing says whether what begins is part of a drawing or formula.
func (r *markupReader) drawing() bool {
	for i := len(r.open) - 1; r.walls > 0 && i >= max(0, len(r.open)-farthest); i-- {
		if t := r.open[i]; t.kind == walledTag {
			return t.name == "svg" || t.name == "math"
		}
	}
	return false
}

// endImplied ends what a paragraph or item that begins ends: the paragraph or
// item before it, where nothing else is open.
func (r *markupReader) endImplied(next atom.Atom) {
	for i := len(r.open) - 1; i >= 0; i-- {
		switch t := r.open[i]; {
		case t.kind == wordsTag:
			continue
		case t.name == "p", t.name == next.String(), next == atom.Dt && t.name == "dd", next == atom.Dd && t.name == "dt":
			r.open = append(r.open[:i], r.open[i+1:]...)
			continue
		}
		return
	}
}

const (
	farthest = 1024 // more elements than the parser lets stand inside each other
	rounds   = 8    // so often it copies an element that ends across blocks
	copies   = 4    // as many elements each time
)

// end follows an end tag. It ends nothing beyond the edge of a table or cell,
// unless it is theirs.
func (r *markupReader) end(name string) {
	kind := kindOfTag[atom.Lookup([]byte(name))]
	blocks := 0
	for i := len(r.open) - 1; i >= max(0, len(r.open)-farthest); i-- {
		t := r.open[i]
		switch {
		case t.name == name && kind == wordsTag:
			if r.elements += copies * min(blocks, rounds); blocks < rounds {
				r.open = append(r.open[:i], r.open[i+1:]...)
				r.words--
			}
			return
		case t.name == name:
			r.endAll(i)
			return
		case t.kind == walledTag, t.kind == tableTag:
			return
		case t.kind == cellTag && kind != cellTag && kind != rowTag && kind != tableTag:
			return
		case t.kind != wordsTag:
			blocks++
		}
	}
}

// endAll ends the element at i and those in it. What begins again goes on after
// it, unless it began in a cell that ends too.
func (r *markupReader) endAll(i int) {
	kept, cell := r.open[:i], false
	certain := r.walls == 0 && (r.open[i].kind == tableTag || r.inTable(i))
	for _, t := range r.open[i:] {
		switch t.kind {
		case cellTag:
			cell = certain
		case walledTag:
			r.walls--
		case wordsTag:
			if cell {
				r.words--
			} else {
				kept = append(kept, t)
			}
		}
	}
	r.open = kept
}

// inTable says whether i stands in a table: elsewhere the parser knows no cells.
func (r *markupReader) inTable(i int) bool {
	for k := i - 1; k >= max(0, i-farthest); k-- {
		if r.open[k].kind == tableTag {
			return true
		}
	}
	return false
}
