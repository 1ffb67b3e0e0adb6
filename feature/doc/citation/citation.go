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

// Find returns the citations in s, in order. It does not look at what the
// document itself is.
func Find(s string) []Citation { return In(Lex(s)) }

// In is [Find] for text already cut into tokens.
func In(t *Text) []Citation {
	f := finder{t: t, outer: -1}
	for i := 0; i < len(t.Tokens); {
		i = f.step(i)
	}
	for i := range f.found {
		c := &f.found[i]
		c.Text = t.Source[c.Start:c.End]
	}
	return f.found
}

type finder struct {
	t     *Text
	found []Citation

	last  int  // token after the last citation
	outer int  // index of the citation whose title is being read, -1 for none
	head  head // of the list being read
}

// A head is the shared beginning of a list: "các Nghị quyết của Hội đồng nhân dân
// tỉnh: số …; số …".
type head struct {
	typ    Type
	issuer string
	until  int // token at which the list can no longer go on
}

var (
	wNumber   = NewPhrase("số")
	wOf       = NewPhrase("của")
	wAnd      = NewPhrase("và")
	wThe      = NewPhrase("các")
	wSign     = NewPhrase("ký hiệu")
	wFollows  = NewPhrase("sau")
	notNumber = NewStrictLexicon[bool]().Add(true, "mẫu", "biểu", "biểu mẫu", "bảng", "quyển", "tờ", "tài khoản", "điện thoại", "hợp đồng", "hóa đơn", "lô", "thửa đất", "hộ chiếu", "giấy phép", "chứng chỉ", "mã", "phiếu", "hồ sơ")
)

// step reads at token i and returns the token to go on at.
func (f *finder) step(i int) int {
	tok := &f.t.Tokens[i]
	if tok.Gap == Parted && i > 0 && !f.listGoesOn(i) {
		f.outer = -1
	}
	if _, ok := f.t.At(i, wBasis); ok && tok.Capital {
		f.outer = -1
	}
	switch tok.Fold {
	case ";":
		f.outer = -1
	case ".":
		if i+1 < len(f.t.Tokens) && f.t.Tokens[i+1].Gap != Joined && f.t.Tokens[i+1].Capital {
			f.outer = -1
		}
	}
	if typ, next, ok := TypeAt(f.t, i); ok {
		if end, ok := f.typed(typ, i, next); ok {
			return end
		}
		return i + 1
	}
	if next, ok := f.t.At(i, wNumber); ok || tok.Digits {
		if end, ok := f.untyped(i, next, ok); ok {
			return end
		}
	}
	if end, ok := f.ellipticalCongress(i); ok {
		return end
	}
	if end, ok := f.worn(i); ok {
		return end
	}
	return i + 1
}

func (f *finder) listGoesOn(i int) bool { return i < f.head.until && f.head.typ != NoType }

// typed reads a citation that begins with type words at token i, which end
// before token next.
func (f *finder) typed(typ Type, i, next int) (end int, ok bool) {
	t := f.t
	c := Citation{Type: typ, Typed: true}
	if typ.Legislation() {
		return f.legislation(c, i, next)
	}
	if typ == Resolution {
		if end, ok := f.resolution(&c, i, next); ok {
			return f.finish(c, i, end), true
		}
	}
	at := next
	if issuer, after, ok := f.issuer(at); ok && f.numberFollows(after) {
		c.Issuer, at = issuer, after
	}
	at = f.skipBracket(at)
	from, said := f.saidNumber(at)
	if end, ok := f.symbol(&c, from, true); ok {
		return f.finish(c, i, end), true
	}
	if said {
		if end, ok := f.blank(&c, from); ok {
			return f.finish(c, i, end), true
		}
	}
	if end, ok := f.bare(&c, from, said, t.Tokens[i].Capital); ok {
		return f.finish(c, i, end), true
	}
	if f.listHead(typ, i, next) {
		return next, true
	}
	if f.outer < 0 || f.conjoined(i) {
		if end, ok := f.named(&c, i, next); ok {
			return f.enterNamed(c, i, next, end), true
		}
	}
	return i, false
}

// saidNumber skips "số", "số:" and "số, ký hiệu" and says whether they were there.
func (f *finder) saidNumber(i int) (next int, said bool) {
	c := cursor{f.t, i}
	if !c.open() || !c.phrase(wNumber) {
		return i, false
	}
	c.phrase(wSign)
	for c.skip(":", "*") {
	}
	return c.i, true
}

// numberFollows says whether "số" or the digits of a symbol stand at token i.
func (f *finder) numberFollows(i int) bool {
	if _, ok := f.t.At(i, wNumber); ok {
		return true
	}
	return i < len(f.t.Tokens) && f.t.Tokens[i].Digits
}

// skipBracket steps over "(" before "số", as in "công văn (số 12/UBND-VX)".
func (f *finder) skipBracket(i int) int {
	if i+1 < len(f.t.Tokens) && f.t.Tokens[i].Fold == "(" {
		if _, ok := f.t.At(i+1, wNumber); ok {
			return i + 1
		}
	}
	return i
}

func (f *finder) symbol(c *Citation, i int, told bool) (end int, ok bool) {
	t := f.t
	if i >= len(t.Tokens) || !t.Tokens[i].Digits || t.Tokens[i].Gap == Parted {
		return i, false
	}
	sym, stop, ok := scanSymbol(t.Source, t.Tokens[i].Start, told)
	if !ok {
		return i, false
	}
	end = t.Find(stop)
	if end < len(t.Tokens) && end > i && t.Tokens[end-1].End > stop {
		return i, false
	}
	c.Symbol, c.By = sym, BySymbol
	return end, true
}

func (f *finder) blank(c *Citation, i int) (end int, ok bool) {
	t := f.t
	cur := cursor{t, i}
	cur.fillers()
	if !cur.open() {
		return i, false
	}
	sym, stop, ok := scanBlank(t.Source, cur.token().Start)
	if !ok {
		return i, false
	}
	c.Symbol, c.By = sym, ByBlank
	return t.Find(stop), true
}

// bare reads a number without symbol. Without "số" before it, what follows
// must show that it is not a quantity ("Kế hoạch 5 năm").
func (f *finder) bare(c *Citation, i int, said, capital bool) (end int, ok bool) {
	t := f.t
	if i >= len(t.Tokens) || !t.Tokens[i].Digits || t.Tokens[i].Gap == Parted || len(t.Tokens[i].Fold) > 5 {
		return i, false
	}
	if f.goesOn(i + 1) {
		return i, false
	}
	if !said {
		quantified := false // the number may as well count something: "Kế hoạch 5 năm"
		switch c.Type {
		case Resolution, Directive, Conclusion, Decree, Circular, Regulation, Decision, Scheme:
		case Letter, Notice, Guideline, Plan, Report:
			quantified = true
		default:
			return i, false
		}
		if !capital || len(t.Tokens[i].Fold) == 4 && t.Tokens[i].Fold[:2] >= "19" || !f.closesNumber(i+1) || quantified && !f.issuedNext(i+1) {
			return i, false
		}
	}
	c.Symbol = Symbol{Printed: t.Tokens[i].Fold, Number: t.Tokens[i].Fold}
	c.By = ByNumber
	return i + 1, true
}

// goesOn says whether the number before token i is only part of one: a date, a
// fraction, a symbol that could not be read.
func (f *finder) goesOn(i int) bool {
	if i+1 >= len(f.t.Tokens) || f.t.Tokens[i].Gap != Joined || f.t.Tokens[i+1].Gap != Joined {
		return false
	}
	switch f.t.Tokens[i].Fold {
	case "/":
		return true
	case "-", ".":
		return f.t.Tokens[i+1].Digits
	}
	return false
}

var afterNumber = NewStrictLexicon[bool]().Add(true, "của", "về", "ngày", "năm", "và", "khóa", "được", "đã", "là", "trong", "trên", "tại", "đến", "gắn với", "do", "ban hành", "quy định", "vào", "với", "có", "cho", "để", "theo", "đề ra", "nêu", "Ban Chấp hành")

func (f *finder) closesNumber(i int) bool {
	if i >= len(f.t.Tokens) || f.t.Tokens[i].Gap == Parted {
		return true
	}
	tok := f.t.Tokens[i]
	if !tok.Word() {
		return !tok.Digits && tok.Fold != "%"
	}
	if _, next, ok := afterNumber.At(f.t, i); ok {
		// "năm" is a year only before one: "Nghị quyết 5 năm" is not a number.
		return tok.Fold != "nam" || next < len(f.t.Tokens) && len(f.t.Tokens[next].Fold) == 4 && f.t.Tokens[next].Digits
	}
	_, ok := BodyAt(f.t, i)
	return ok
}

// issuedNext says whether issuer or date stand at token i.
func (f *finder) issuedNext(i int) bool {
	if _, _, ok := DateAt(f.t, i); ok {
		return true
	}
	_, _, ok := f.issuer(i)
	return ok
}

// issuer reads "của" and a body, or a body that follows at once.
func (f *finder) issuer(i int) (name string, end int, ok bool) {
	cur := cursor{f.t, i}
	if !cur.open() {
		return "", i, false
	}
	cur.phrase(wOf)
	if !cur.open() {
		return "", i, false
	}
	end, ok = BodyAt(f.t, cur.i)
	if !ok {
		return "", i, false
	}
	end = f.jointIssuer(end)
	return f.t.Slice(cur.i, end), end, true
}

// jointIssuer steps over further bodies: "Bộ Chính trị, Ban Bí thư về …". The list
// must lead up to a subject, or else the next body is rather the subject of a
// new clause.
func (f *finder) jointIssuer(end int) int {
	cur := cursor{f.t, end}
	for cur.open() && (cur.skip(",", "-", "–") || cur.phrase(wAnd)) {
		next, ok := BodyAt(f.t, cur.i)
		if !ok {
			return end
		}
		cur.i = next
		if _, _, subject := subjectStart.At(f.t, next); subject {
			end = next
		}
	}
	return end
}

var subjectStart = NewStrictLexicon[bool]().Add(true, "về", "v/v", "hướng dẫn", "quy định")

var (
	dateSigns = NewLexicon[bool]().Add(true, "ký", "ban hành", "ký ban hành", "đề")
	doneBy    = NewPhrase("do")
	issued    = NewPhrase("ban hành")
)

// tail reads dates and issuers after token i into c.
func (f *finder) tail(c *Citation, i int) (end int) {
	t := f.t
	end = i
	for range 4 {
		cur := cursor{t, end}
		if !cur.open() {
			break
		}
		bracket := cur.skip("(")
		if !bracket {
			cur.skip(",")
		}
		if _, next, ok := dateSigns.At(t, cur.i); ok {
			if _, ok := t.At(next, wDay); ok {
				cur.i = next
			}
		}
		if d, next, ok := DateAt(t, cur.i); ok && c.Date.IsZero() && cur.open() {
			c.Date = d
			cur.i = next
		} else if issuer, next, ok := f.issuerTail(cur.i, bracket || cur.i > end); ok && c.Issuer == "" {
			c.Issuer = issuer
			cur.i = next
		} else {
			break
		}
		if bracket && !cur.skip(")") {
			if cur.token().Fold == "," || cur.token().Fold == ";" {
				break
			}
		}
		end = cur.i
	}
	return end
}

// issuerTail reads an issuer after a symbol or date: with "của", or "do …
// ban hành", or, right after, a body without either.
func (f *finder) issuerTail(i int, parted bool) (name string, end int, ok bool) {
	if _, of := f.t.At(i, wOf); of {
		return f.issuer(i)
	}
	if next, ok := f.t.At(i, doneBy); ok {
		if end, ok := BodyAt(f.t, next); ok {
			name = f.t.Slice(next, end)
			if after, ok := f.t.At(end, issued); ok {
				return name, after, true
			}
		}
		return "", i, false
	}
	if parted {
		return "", i, false
	}
	return f.issuer(i)
}

// untyped reads a symbol without type words: an item of a list, or the symbol
// alone. next is the token after "số" if said is set.
func (f *finder) untyped(i, next int, said bool) (end int, ok bool) {
	t := f.t
	if t.Tokens[i].Digits && i > 0 {
		prev := t.Tokens[i-1]
		if t.Tokens[i].Gap == Joined && (prev.Word() || prev.Digits || prev.Fold == "/" || prev.Fold == "." || prev.Fold == "-" || prev.Fold == ":" && i > 1 && t.Tokens[i-2].Digits) {
			return i, false
		}
	}
	if f.formNumber(i) {
		return i, false
	}
	from := i
	if said {
		from, _ = f.saidNumber(i)
	}
	var c Citation
	inList := f.listGoesOn(i)
	if end, ok = f.symbol(&c, from, said || inList); ok {
		c.Type = c.Symbol.DocType()
	} else if said && f.follows(i) {
		prev := f.found[len(f.found)-1]
		if end, ok = f.bare(&c, from, true, true); !ok || prev.By != ByNumber {
			return i, false
		}
		c.Type = prev.Type
	} else if !said && f.follows(i) && f.shortItem(i) {
		c.Symbol = Symbol{Printed: t.Tokens[i].Fold, Number: t.Tokens[i].Fold}
		c.By, c.Type, end = ByNumber, f.found[len(f.found)-1].Type, i+1
	} else if said && inList {
		if end, ok = f.blank(&c, from); !ok {
			return i, false
		}
	} else {
		return i, false
	}
	if inList || f.follows(i) {
		f.share(&c, inList)
	}
	return f.finish(c, i, end), true
}

// shortItem says whether the number at token i goes on with a list of numbers
// alone: "Chỉ thị 21, 22, 24/CT-UB".
func (f *finder) shortItem(i int) bool {
	t := f.t
	if f.found[len(f.found)-1].By != ByNumber || i+1 >= len(t.Tokens) || !t.Tokens[i].Digits || len(t.Tokens[i].Fold) > 3 || t.Tokens[i].Gap == Parted {
		return false
	}
	switch t.Tokens[i+1].Fold {
	case ",", "va", "cua", ")", ";":
		return t.Tokens[i+1].Gap != Joined || !t.Tokens[i+1].Digits
	}
	return false
}

// formNumber says whether the number at token i is that of a form, a contract
// and the like.
func (f *finder) formNumber(i int) bool {
	for back := 1; back <= 2 && i-back >= 0; back++ {
		if _, next, ok := notNumber.At(f.t, i-back); ok && next == i {
			return true
		}
	}
	return false
}

// follows says whether nothing but a comma, "và" or the like stands between
// the last citation and token i.
func (f *finder) follows(i int) bool {
	if len(f.found) == 0 || f.last > i {
		return false
	}
	for j := f.last; j < i; j++ {
		switch f.t.Tokens[j].Fold {
		case ",", ";", "va", ")", "hoac", "cac", "&":
		default:
			return false
		}
	}
	return true
}

// share gives a list item what its head or the item before it says.
func (f *finder) share(c *Citation, inList bool) {
	typ, issuer := f.head.typ, f.head.issuer
	if !inList {
		typ = f.found[len(f.found)-1].Type
	}
	if own := c.Symbol.DocType(); c.Symbol.Type == "" && typ != NoType || own == NoType || own == Decision && typ == Regulation || own == Circular && typ == CircularNote {
		c.Type = typ
	}
	if inList {
		c.Issuer = issuer
	}
}

// listHead notes that type words head a list: "các Nghị định: số …", "các Nghị quyết
// của HĐND tỉnh số …".
func (f *finder) listHead(typ Type, i, next int) bool {
	t := f.t
	cur := cursor{t, next}
	issuer, after, ok := f.issuer(next)
	if ok {
		cur.i = after
	} else {
		issuer = ""
	}
	const reach = 400 // tokens; a list of twenty items with titles
	cur.phrase(wFollows)
	if cur.open() && cur.skip(":") {
		f.head = head{typ, issuer, min(len(t.Tokens), i+reach)}
		f.outer = -1
		return cur.numberAhead()
	}
	return false
}

func (c *cursor) numberAhead() bool {
	for c.i < len(c.t.Tokens) && (c.is("-") || c.is("+") || c.is("(")) {
		c.i++
	}
	if c.i >= len(c.t.Tokens) {
		return false
	}
	_, ok := c.t.At(c.i, wNumber)
	return ok || c.token().Digits
}

// titleStart lists what may begin the subject of a document after its mention.
var titleStart = NewStrictLexicon[bool]().Add(true,
	"về", "v/v", "ban hành", "quy định", "phê duyệt", "sửa đổi", "bổ sung", "hướng dẫn", "điều chỉnh", "thực hiện", "triển khai", "bãi bỏ", "thay thế", "thành lập", "giao", "công bố", "kiện toàn", "phân công", "phân cấp", "thông qua", "tăng cường",
	"đẩy mạnh", "chấp thuận", "đổi mới", "xếp hạng", "công nhận", "quy hoạch", "phát triển", "cho phép", "đính chính", "hợp nhất", "tổ chức", "yêu cầu", "đề nghị", "trình", "báo cáo", "tiếp tục", "nâng cao", "một số", "chi tiết", "tổng kết", "xử lý", "xin ý kiến")

// finish enters c, whose mention is tokens i to end, after reading its tail,
// and returns the token to go on at.
func (f *finder) finish(c Citation, i, end int) int {
	t := f.t
	switch c.By {
	case ByName:
	case ByLaw:
		end = f.lawTail(&c, end)
	default:
		end = f.tail(&c, end)
	}
	if c.Issuer == "" && c.By != ByLaw && c.By != ByPlenum {
		c.Issuer = f.subject(i)
	}
	c.Span = t.SpanOf(i, end)
	if c.Plenum == (Plenum{}) && c.Issuer != "" {
		c.Plenum = plenumIn(c.Issuer)
	}
	c.Joined = f.follows(i)
	c.Within = f.outer
	prev := len(f.found) - 1
	switch {
	case f.outer < 0:
	case c.Joined && !(f.found[prev].Type != c.Type && f.found[f.outer].Type == c.Type) && !f.sibling(c, f.found[prev], f.found[f.outer]):
		c.Within = f.found[prev].Within
		if c.Within < 0 {
			f.outer = -1
		}
	case c.Joined, f.conjoined(i):
		c.Within = f.found[f.outer].Within
		f.outer = c.Within
	}
	f.found = append(f.found, c)
	f.last = end
	f.open(len(f.found)-1, end)
	if title := f.found[len(f.found)-1].Title; c.By == ByPlenum && c.Plenum.Term == 0 && title.Start < title.End {
		// Without its term, a plenum is told by the subject of its resolution.
		f.found[len(f.found)-1].End = title.End
		f.found[len(f.found)-1].Title = Span{}
	}
	return end
}

// sibling says whether c, joined to prev in the title of outer, is rather beside
// outer: both are cited in full, and prev in short.
func (f *finder) sibling(c, prev, outer Citation) bool {
	return c.By == BySymbol && !c.Date.IsZero() && prev.Within == f.outer && (prev.By > ByBlank || prev.Date.IsZero() && !outer.Date.IsZero())
}

// issues are what stands between a body and the document it issued.
var issues = NewStrictLexicon[bool]().Add(true, "tại", "ban hành", "có", "vừa", "đã", "đã có", "vừa ban hành", "đã ban hành", "xây dựng", "ký", "ký ban hành", "thông qua")

// subject reads the issuer before a mention: "… của Sở Nội vụ tại Tờ trình số …",
// "Ban Thường vụ Tỉnh ủy ban hành Kế hoạch số …".
func (f *finder) subject(i int) string {
	t := f.t
	const reach = 16
	for from := i - 1; from >= 0 && i-from < reach && from >= f.last && t.Tokens[from+1].Gap != Parted; from-- {
		if !t.Tokens[from].Capital {
			continue
		}
		end, ok := BodyAt(t, from)
		if !ok || end > i {
			continue
		}
		c := cursor{t, end}
		if c.skip("(") {
			for c.i < i && !c.skip(")") {
				c.i++
			}
		}
		for c.i < i {
			_, next, ok := issues.At(t, c.i)
			if !ok {
				break
			}
			c.i = next
		}
		if c.i == i && c.i > end {
			return t.Slice(f.widest(from, end), end)
		}
	}
	return ""
}

// widest returns where the longest name of a body begins that ends before
// token end and goes on at token from.
func (f *finder) widest(from, end int) int {
	const reach = 12
	for j := from - 1; j >= max(f.last, from-reach) && j >= 0 && f.t.Tokens[j+1].Gap != Parted; j-- {
		if !f.t.Tokens[j].Word() {
			break
		}
		if wider, ok := BodyAt(f.t, j); ok && wider == end {
			from = j
		}
	}
	return from
}

// conjoined says whether a comma or "và" stands right before token i, so that
// what follows is beside the document whose title is being read, not in it.
func (f *finder) conjoined(i int) bool {
	if i > 0 && f.t.Tokens[i-1].Fold == "cac" {
		i--
	}
	if i == 0 {
		return false
	}
	switch f.t.Tokens[i-1].Fold {
	case ",", "va":
		return true
	}
	return false
}

// open begins the title of citation n if one stands at token i.
func (f *finder) open(n, i int) {
	t := f.t
	c := cursor{t, i}
	c.skip(",")
	if !c.open() {
		return
	}
	if _, _, ok := titleStart.At(t, c.i); !ok && !c.is("“") && !c.is("\"") {
		return
	}
	const longest = 120
	depth := 0
	end := c.i
	for end < len(t.Tokens) && end-c.i < longest {
		tok := t.Tokens[end]
		if end > c.i && tok.Gap == Parted || tok.Fold == ";" {
			break
		}
		if tok.Fold == "." && (end+1 == len(t.Tokens) || t.Tokens[end+1].Gap != Joined) {
			break
		}
		if _, ok := t.At(end, wBasis); ok && tok.Capital && end > c.i {
			break // the next clause of a preamble that was run into one line
		}
		if tok.Fold == "(" {
			depth++
		}
		if tok.Fold == ")" {
			if depth--; depth < 0 {
				break
			}
		}
		if tok.Fold == "," || tok.Fold == "va" {
			if _, after, ok := TypeAt(t, end+1); ok && f.numberFollows(after) {
				break
			}
		}
		end++
	}
	f.found[n].Title = t.SpanOf(c.i, end)
	f.outer = n
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
