// Package citation reads how Vietnamese documents cite each other: "Nghị quyết
// số 28-NQ/TW, ngày 17/11/2022 của Ban Chấp hành Trung ương", "các Quyết định: số
// 12/QĐ-UBND …; số 15/QĐ-UBND …", "Luật Đất đai năm 2024", "Nghị quyết Trung ương 5
// khoá X". It is pure: text in, citations with spans out. It also reads single
// numbers and symbols ([ParseSymbol]), so that what is typed into the register
// and what stands in a document are compared in one form.
//
// The grammar, over the tokens of [Lex]:
//
//	citation  = type [ of ] [ "số" [ ":" ] ] ( symbol | blank ) { tail }
//	          | type [ "số" ] number { tail }                  // Nghị quyết số 21 của …
//	          | legislation name [ "(sửa đổi)" ] [ "số" symbol ] { tail }
//	          | "Nghị quyết" ( plenum | congress | body "năm" year )
//	          | type name                                      // Đề án … giai đoạn 2021 - 2030
//	          | [ "số" ] symbol { tail } .                     // an item of a list
//	tail      = [ "," | "(" ] ( date | of ) [ ")" ] .
//	of        = [ "của" ] body .
//	plenum    = [ "Hội nghị" [ "lần thứ" ordinal ] ] "Trung ương" [ ordinal ] [ "khóa" ordinal ]
//	          | ordinal "Ban Chấp hành Trung ương" "khóa" ordinal .
//	congress  = "Đại hội" body-words ordinal .
//
// The symbol grammar is at [ParseSymbol], dates are at [DateAt], bodies at [BodyAt].
// Sources: HD 36-HD/VPTW (2018) and Quy định 399-QĐ/TW (2026) for the Party,
// Nghị định 30/2020/NĐ-CP (phụ lục I and III) for the State, Nghị định
// 78/2025/NĐ-CP for normative acts; the tolerances are slips seen in print.
//
// A number does not name a document by itself: Party numbers restart with each
// committee term and State numbers each year, and thousands of bodies share an
// organ code such as ĐU. So a citation keeps issuer and date apart, and joining
// it to a registered document is the register's work.
package citation

import "strings"

// A Naming tells by what a citation names its document.
type Naming uint8

// The ways to name a document.
const (
	BySymbol   Naming = iota + 1 // number and symbol
	ByNumber                     // a number alone: "Nghị quyết số 21"
	ByBlank                      // a symbol whose number was left open
	ByLaw                        // the name of a law
	ByPlenum                     // a plenum of the Central Committee
	ByCongress                   // a congress
	ByBody                       // a body and a year: "Nghị quyết Tỉnh ủy năm 2023"
	ByName                       // the name of a programme, plan, scheme, strategy
)

var namings = [...]string{"", "symbol", "number", "blank", "law", "plenum", "congress", "body", "name"}

// String returns n in a word.
func (n Naming) String() string { return namings[n] }

// A Citation is one mention of a document.
type Citation struct {
	Span          // from the type word, or the symbol of a list item, to the end of date and issuer
	Text   string // as it stands in the source
	By     Naming
	Type   Type // as the words say; where there are none, as the symbol says
	Typed  bool // the words before the symbol gave the type
	Symbol Symbol
	Date   Date
	Issuer string // as it stands in the source; "" where not told
	Name   string // of a law, programme, …; "" for others
	Title  Span   // the subject after the mention ("về việc …"); empty where none follows

	// Plenum is the plenum that the citation names, by itself or as issuer.
	Plenum Plenum

	// Within is the index of the citation in whose title this one stands, -1
	// for none.
	Within int

	// Joined says that the citation follows the one before it in a list,
	// with nothing but a comma or "và" between.
	Joined bool
}

// A Plenum is a meeting of a Central Committee: Hội nghị Trung ương 5 khoá X is
// {5, 10}. The zero Plenum is none.
type Plenum struct {
	No, Term int
}

// Key returns what two citations of one document have in common as far as
// their words tell: type and symbol, or type and name. The empty key means
// that the words tell too little.
func (c Citation) Key() string {
	switch c.By {
	case BySymbol, ByNumber:
		return c.Symbol.Key()
	case ByPlenum:
		return ""
	}
	name := c.Name
	if name == "" {
		name = c.Text
	}
	return string(c.Type) + " " + strings.TrimSpace(squeeze(name))
}

func squeeze(s string) string { return Lex(s).squeezed }
