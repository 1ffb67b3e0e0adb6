// Package letterhead reads what a document says about itself: its type, number
// and symbol, issuer, place, date, subject, signer, secrecy and urgency marks.
// It is pure: a document as text in, findings with spans out.
//
// Vocabulary: the head is everything above the text proper, the foot is
// recipients and signature below it. The head of a State document (Nghị định
// 30/2020/NĐ-CP, phụ lục I) and of a Party document (HD 36-HD/VPTW) hold the same
// parts in two columns:
//
//	superior                    motto of the State | "ĐẢNG CỘNG SẢN VIỆT NAM"
//	issuer                      "Độc lập - Tự do - Hạnh phúc"
//	"Số" [":"] symbol           place "," date
//	[ "V/v" subject ]
//	            TYPE
//	            subject
//	            [ issuer or its head ]
//
// Copies flatten the columns in either order, tear the lines, run everything
// into one line or leave parts out, and web pages put a table of fields or a
// heading above. So the head is not read line by line but cut into pieces at
// what cannot be mistaken (mottos, "Số", a place with a date, a type in
// capitals), and the rest is judged by where it stands between those.
//
// Every finding says in How by which rule it was read; where two rules could
// serve, the one nearer to the official layout wins. A page that only tells
// about documents has kind [citation.News] and none of their numbers.
package letterhead

import (
	"strings"

	"quyet/feature/doc/citation"
	"quyet/feature/intake/source"
)

// A Found is a value with the place it was read from. The zero Found means
// that the document does not say.
type Found[V any] struct {
	Value V
	Span  source.Span // in the document's text; empty for what was inferred
	How   string      // the rule, in a word or two, such as "number line"
}

// Ok says whether something was found.
func (f Found[V]) Ok() bool { return f.How != "" }

// Metadata is what a document says about itself.
type Metadata struct {
	Kind           Found[citation.Type]
	Symbol         Found[citation.Symbol] // has no number where it was left blank
	Issuer         Found[string]          // in full; of an organ of the Party with the committee it serves
	Superior       Found[string]          // the body above the issuer, where the head names it
	Place          Found[string]
	Date           Found[citation.Date]
	Title          Found[string] // trích yếu, without type and without "Về việc"
	Signer         Found[string] // the name alone
	Classification Found[string] // "MẬT", "TỐI MẬT", "TUYỆT MẬT"
	Urgency        Found[string] // "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"
}

// Number returns the leading number of the symbol as printed; "" where it was
// left blank or there is none.
func (m Metadata) Number() string { return m.Symbol.Value.Number }

// Read reads the metadata of doc.
func Read(doc *source.Document) Metadata {
	r := reader{doc: doc, lines: linesOf(doc)}
	r.readFields()
	r.readMarks()
	r.readHead()
	r.readFoot()
	r.readEnacting()
	if !r.isDocument() {
		return r.news()
	}
	if r.meta.Kind.How == "type line" && !r.meta.Symbol.Ok() && !r.head.motto && r.head.heading.By == 0 {
		r.reprints() // the page tells above the text what it reprints
	}
	r.resolve()
	return r.meta
}

// A line is one paragraph or one cell of a table.
type line struct {
	source.Span
	row bool // a cell
}

func linesOf(doc *source.Document) []line {
	lines := make([]line, 0, len(doc.Blocks))
	for _, b := range doc.Blocks {
		if b.Kind != source.TableRow {
			lines = append(lines, line{b.Span, false})
			continue
		}
		for _, c := range doc.Tables[b.Table].Rows[b.Row].Cells {
			if !c.FromAbove && c.Len() > 0 {
				lines = append(lines, line{c.Span, true})
			}
		}
	}
	return lines
}

type reader struct {
	doc   *source.Document
	lines []line
	meta  Metadata

	fields   fields // of a table or form above the text
	head     head
	foot     foot
	enacting enacting
}

func (r *reader) text(s source.Span) string { return r.doc.Slice(s) }

// resolve fills the gaps that the official layout left, from the next best
// place each time.
func (r *reader) resolve() {
	m := &r.meta
	r.resolveSymbol()
	r.resolveKind()
	if m.Kind.Value == citation.Annex {
		r.resolveHost()
	}
	r.resolveIssuer()
	if !m.Place.Ok() && r.foot.date.Ok() && (r.foot.place.Ok() || !m.Date.Ok()) {
		m.Place, m.Date = r.foot.place, r.foot.date
	}
	if !m.Date.Ok() {
		m.Date = r.fields.date
	}
	if h := r.head.heading; !m.Date.Ok() && h.By == citation.BySymbol && h.Date.Day != 0 {
		m.Date = Found[citation.Date]{h.Date, span(h.Span), "heading"}
	}
	r.resolveTitle()
	if !m.Signer.Ok() {
		m.Signer = r.fields.signer
	}
}

func (r *reader) resolveSymbol() {
	m := &r.meta
	if !m.Symbol.Ok() {
		m.Symbol = r.fields.symbol
	}
	if by := r.head.heading.By; !m.Symbol.Ok() && (by == citation.BySymbol || by == citation.ByNumber) {
		m.Symbol = Found[citation.Symbol]{r.head.heading.Symbol, span(r.head.heading.Span), "heading"}
	}
}

func (r *reader) resolveKind() {
	m := &r.meta
	switch sym := m.Symbol.Value; {
	case sym.DocType() == citation.Consolidated:
		m.Kind = Found[citation.Type]{citation.Consolidated, m.Symbol.Span, "symbol"}
	case m.Kind.Ok():
	case r.fields.kind.Ok():
		m.Kind = r.fields.kind
	case r.head.heading.Typed && r.head.heading.Type != citation.NoType:
		m.Kind = Found[citation.Type]{r.head.heading.Type, span(r.head.heading.Span), "heading"}
	case sym.Type != "" && sym.DocType() != citation.NoType:
		m.Kind = Found[citation.Type]{sym.DocType(), m.Symbol.Span, "symbol"}
	case r.head.addressed, r.head.regarding, len(sym.Organs) > 0:
		m.Kind = Found[citation.Type]{Value: citation.Letter, How: "no type, addressed"}
	case r.enacting.kind.Ok():
		m.Kind = r.enacting.kind
	default:
		m.Kind = r.selfReference()
	}
}

// selfReference takes the kind from how the text speaks of itself: "Kế hoạch
// này".
func (r *reader) selfReference() Found[citation.Type] {
	if l, ok := r.namedHeading(); ok && r.headed() {
		t := citation.Lex(r.text(l.Span))
		typ, next, _ := citation.TypeAt(t, 0)
		return Found[citation.Type]{typ, shift(span(t.SpanOf(0, next)), l.Start), "heading line"}
	}
	counts := map[citation.Type]int{}
	first := map[citation.Type]source.Span{}
	t := citation.Lex(r.doc.Text)
	best := citation.NoType
	for i := range t.Tokens {
		typ, next, ok := citation.TypeAt(t, i)
		if !ok || next >= len(t.Tokens) || t.Tokens[next].Fold != "nay" || !t.Tokens[i].Capital {
			continue
		}
		if counts[typ]++; counts[typ] == 1 {
			first[typ] = span(t.SpanOf(i, next+1))
		}
		if counts[typ] > counts[best] {
			best = typ
		}
	}
	if best == citation.NoType {
		return Found[citation.Type]{Value: citation.News, How: "no type"}
	}
	return Found[citation.Type]{best, first[best], "speaks of itself"}
}

// resolveHost gives an annex of its own the issuer and date of the document
// that it is attached to.
func (r *reader) resolveHost() {
	host := r.head.host
	if host.By == 0 {
		return
	}
	if !r.meta.Date.Ok() && !host.Date.IsZero() {
		r.meta.Date = Found[citation.Date]{host.Date, span(host.Span), "of the host"}
	}
	if !r.meta.Issuer.Ok() && host.Issuer != "" {
		r.meta.Issuer = Found[string]{host.Issuer, span(host.Span), "of the host"}
	}
}

func (r *reader) resolveTitle() {
	m := &r.meta
	if r.head.subject.Ok() && (m.Kind.Value == citation.Letter || !m.Title.Ok()) {
		m.Title = r.head.subject
	}
	switch {
	case m.Title.Ok():
	case r.head.subject.Ok():
		m.Title = r.head.subject
	case r.fields.title.Ok():
		m.Title = r.fields.title
	case r.head.heading.By != 0:
		m.Title = r.headingTitle()
	default:
		m.Title = r.namedLine()
	}
	m.Title.Value = trimTitle(m.Title.Value)
	if m.Title.Value == "" {
		m.Title = Found[string]{}
	}
}

func span(s citation.Span) source.Span { return source.Span(s) }

// clean puts a text that may run over lines on one line.
func clean(s string) string { return strings.Join(strings.Fields(s), " ") }
