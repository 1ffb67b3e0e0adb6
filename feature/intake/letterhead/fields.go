package letterhead

import (
	"strings"

	"quyet/base/viet"
	"quyet/feature/doc/citation"
	"quyet/feature/intake/source"
)

// fields are the cells of a table, or the lines of a form, that name what
// they hold: "Số hiệu | 12/KH-UBND", "TRÍCH YẾU: V/v …". Legal databases print the
// one above a document, document management systems the other.
type fields struct {
	kind   Found[citation.Type]
	symbol Found[citation.Symbol]
	issuer Found[string]
	date   Found[citation.Date]
	title  Found[string]
	signer Found[string]
	form   bool // symbol or subject were given as a form
	spans  []source.Span
}

type fieldName uint8

const (
	fieldSymbol fieldName = iota + 1
	fieldKind
	fieldIssuer
	fieldDate
	fieldTitle
	fieldSigner
	fieldOther
)

var fieldNames = citation.NewLexicon[fieldName]().
	Add(fieldSymbol, "Số hiệu", "Số ký hiệu", "Số, ký hiệu", "Số/Ký hiệu", "Số hiệu văn bản", "Số văn bản", "Số và ký hiệu").
	Add(fieldKind, "Loại văn bản", "Hình thức văn bản", "Thể loại").
	Add(fieldIssuer, "Cơ quan ban hành", "Nơi ban hành", "Đơn vị ban hành", "Cơ quan ban hành văn bản").
	Add(fieldDate, "Ngày ban hành", "Ngày ký", "Ngày văn bản").
	Add(fieldTitle, "Trích yếu", "Trích yếu nội dung", "Tên văn bản").
	Add(fieldSigner, "Người ký").
	Add(fieldOther, "Ngày có hiệu lực", "Ngày hiệu lực", "Lĩnh vực", "Tình trạng", "Tình trạng hiệu lực", "Số công báo", "Ngày công báo", "Nơi nhận", "Kính gửi", "Nội dung", "Độ mật", "Độ khẩn", "Ngày hết hiệu lực", "Đang cập nhật")

// holds says whether a field of a table stands at offset.
func (f fields) holds(offset int) bool {
	for _, s := range f.spans {
		if s.Start <= offset && offset < s.End {
			return true
		}
	}
	return false
}

// readFields looks for named fields in the first lines.
func (r *reader) readFields() {
	const most = 40
	for i, l := range r.lines {
		if i >= most {
			break
		}
		text := r.text(l.Span)
		const longestName = 60 // bytes, with the colon
		if colon := strings.IndexByte(text, ':'); colon >= 0 && colon < longestName {
			text = text[:colon+1]
		} else if !l.row || len(text) > longestName {
			continue
		}
		t := citation.Lex(text)
		name, next, ok := fieldNames.At(t, 0)
		if !ok {
			continue
		}
		var value source.Span
		switch {
		case l.row && next == len(t.Tokens) && i+1 < len(r.lines) && r.lines[i+1].row:
			value = r.lines[i+1].Span
			r.fields.spans = append(r.fields.spans, l.Span, value)
		case next < len(t.Tokens) && t.Tokens[next].Fold == ":" && t.Tokens[0].Capital:
			value = source.Span{Start: l.Start + t.Tokens[next].End, End: l.End}
			if name == fieldSymbol || name == fieldTitle {
				r.fields.form = true
			}
		default:
			continue
		}
		r.field(name, r.trim(value))
	}
}

func (r *reader) trim(s source.Span) source.Span {
	text := r.text(s)
	s.Start += len(text) - len(strings.TrimLeft(text, " \t"))
	s.End -= len(text) - len(strings.TrimRight(text, " \t"))
	return source.Span{Start: min(s.Start, s.End), End: s.End}
}

func (r *reader) field(name fieldName, s source.Span) {
	f, text := &r.fields, clean(r.text(s))
	if text == "" {
		return
	}
	const how = "field"
	switch name {
	case fieldSymbol:
		if sym, size, ok := citation.LeadingSymbol(r.text(s)); ok && !f.symbol.Ok() {
			f.symbol = Found[citation.Symbol]{sym, source.Span{Start: s.Start, End: s.Start + size}, how}
		}
	case fieldKind:
		t := citation.Lex(text)
		if typ, next, ok := citation.TypeAt(t, 0); ok && next == len(t.Tokens) {
			f.kind = Found[citation.Type]{typ, s, how}
		}
	case fieldIssuer:
		f.issuer = Found[string]{fullIssuer(text), s, how}
	case fieldDate:
		t := citation.Lex(text)
		if d, _, ok := citation.DateAt(t, 0); ok {
			f.date = Found[citation.Date]{d, s, how}
		}
	case fieldTitle:
		f.title = Found[string]{text, s, how}
	case fieldSigner:
		if isPerson(text) {
			f.signer = Found[string]{text, s, how}
		}
	}
}

// fullIssuer completes what legal databases shorten: "Tỉnh Bắc Ninh" issues by
// its People's Committee unless the symbol says otherwise.
func fullIssuer(s string) string {
	fold := viet.Fold(s)
	for _, level := range []string{"tinh ", "thanh pho ", "huyen ", "quan ", "thi xa ", "xa ", "phuong "} {
		if strings.HasPrefix(fold, level) {
			r := []rune(s)
			return "Ủy ban nhân dân " + strings.ToLower(string(r[:1])) + string(r[1:])
		}
	}
	return s
}

// secrecy and urgency marks stand by themselves (Luật Bảo vệ bí mật nhà nước
// 117/2025/QH15; Nghị định 30/2020/NĐ-CP, phụ lục I, mục II.8), so the word within a
// sentence is none.
var marks = map[string]struct {
	secret bool
	text   string
}{
	"mat": {true, "MẬT"}, "toi mat": {true, "TỐI MẬT"}, "tuyet mat": {true, "TUYỆT MẬT"},
	"khan": {false, "KHẨN"}, "thuong khan": {false, "THƯỢNG KHẨN"}, "hoa toc": {false, "HỎA TỐC"}, "hoa toc hen gio": {false, "HỎA TỐC HẸN GIỜ"},
}

// readMarks looks for a secrecy or urgency mark on a line of its own near the
// top, or in a margin.
func (r *reader) readMarks() {
	const most = 30
	for i, l := range r.lines {
		if i >= most {
			break
		}
		r.mark(r.text(l.Span), l.Span)
	}
	for _, m := range r.doc.Margins {
		r.mark(m, source.Span{})
	}
}

func (r *reader) mark(s string, at source.Span) {
	const longest = 40
	if len(s) > longest || s != strings.ToUpper(s) {
		return
	}
	word := strings.TrimPrefix(strings.Trim(viet.Fold(s), " []().:*-"), "do mat: ")
	m, ok := marks[strings.TrimPrefix(word, "do khan: ")]
	switch {
	case !ok:
	case m.secret && !r.meta.Classification.Ok():
		r.meta.Classification = Found[string]{m.text, at, "mark"}
	case !m.secret && !r.meta.Urgency.Ok():
		r.meta.Urgency = Found[string]{m.text, at, "mark"}
	}
}
