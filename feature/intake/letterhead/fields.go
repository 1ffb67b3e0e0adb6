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
	Add(fieldSymbol, "Số hiệu", "Số ký hiệu", "Số, ký hiệu", "Số/Ký hiệu", "Số kí hiệu", "Số hiệu văn bản", "Số văn bản", "Số và ký hiệu").
	Add(fieldKind, "Loại văn bản", "Hình thức văn bản", "Thể loại").
	Add(fieldIssuer, "Cơ quan ban hành", "Nơi ban hành", "Đơn vị ban hành", "Cơ quan ban hành văn bản").
	Add(fieldDate, "Ngày ban hành", "Ngày ký", "Ngày văn bản").
	Add(fieldTitle, "Trích yếu", "Trích yếu nội dung", "Tên văn bản").
	Add(fieldSigner, "Người ký").
	Add(fieldOther, "Ngày có hiệu lực", "Ngày hiệu lực", "Ngày bắt đầu hiệu lực", "Hiệu lực", "Trạng thái", "Người gửi", "Lượt xem", "Lĩnh vực", "Tình trạng", "Tình trạng hiệu lực", "Số công báo", "Ngày công báo", "Nơi nhận", "Kính gửi", "Nội dung", "Độ mật", "Độ khẩn", "Ngày hết hiệu lực", "Đang cập nhật")

// holds says whether a field of a table stands at offset.
func (f fields) holds(offset int) bool {
	for _, s := range f.spans {
		if s.Start <= offset && offset < s.End {
			return true
		}
	}
	return false
}

// readFields looks for named fields in the first lines: cells of a table, or
// "name: value" once or several times in a line. Without the colon, a name
// counts where three lines begin with one, as a table copied as text has.
func (r *reader) readFields() {
	const most, copied = 40, 3
	var bare []func() // fields without a colon
	for i, l := range r.lines[:min(len(r.lines), most)] {
		text := r.text(l.Span)
		const longest = 600 // bytes
		if len(text) > longest {
			text = text[:strings.IndexByte(text, ':')+1]
		}
		t := citation.Lex(text)
		name, next, ok := fieldNames.At(t, 0)
		if ok && l.row && (next == len(t.Tokens) || next+1 == len(t.Tokens) && t.Tokens[next].Fold == ":") && i+1 < len(r.lines) && r.lines[i+1].row {
			value := r.lines[i+1].Span
			r.fields.spans = append(r.fields.spans, l.Span, value)
			r.field(name, r.trim(value))
			continue
		}
		if ok && t.Tokens[0].Capital && next < len(t.Tokens) && t.Tokens[next].Fold != ":" && !l.row {
			value := r.trim(source.Span{Start: l.Start + t.Tokens[next].Start, End: l.End})
			bare = append(bare, func() { r.field(name, value) })
			continue
		}
		r.readForm(l, t)
	}
	if len(bare) >= copied {
		for _, read := range bare {
			read()
		}
	}
}

// readForm reads the fields of a line that begins with one: "Số hiệu: 1/QĐ-TTg
// Loại văn bản: Quyết định".
func (r *reader) readForm(l line, t *citation.Text) {
	name, next, ok := formField(t, 0)
	if !ok {
		return
	}
	if name == fieldSymbol || name == fieldTitle {
		r.fields.form = true
	}
	for from := next; from <= len(t.Tokens); {
		to, following := len(t.Tokens), fieldOther
		if name != fieldTitle { // a subject may have any words
			for to = from; to < len(t.Tokens); to++ {
				if following, next, ok = formField(t, to); ok {
					break
				}
			}
		}
		value := source.Span{Start: l.Start + t.Tokens[from-1].End, End: l.End}
		if to < len(t.Tokens) {
			value.End = l.Start + t.Tokens[to].Start
		}
		r.field(name, r.trim(value))
		if to == len(t.Tokens) {
			return
		}
		name, from = following, next
	}
}

// formField returns the field whose name and colon stand at token i, and the
// token after the colon.
func formField(t *citation.Text, i int) (name fieldName, next int, ok bool) {
	name, next, ok = fieldNames.At(t, i)
	if !ok || !t.Tokens[i].Capital || next >= len(t.Tokens) || t.Tokens[next].Fold != ":" {
		return name, i, false
	}
	return name, next + 1, true
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
		if _, ok := citation.BodyAt(citation.Lex(fullIssuer(text)), 0); !ok {
			return // "Khác"
		}
		f.issuer = Found[string]{fullIssuer(text), s, how}
	case fieldDate:
		t := citation.Lex(text)
		if d, _, ok := citation.DateAt(t, 0); ok {
			f.date = Found[citation.Date]{d, s, how}
		}
	case fieldTitle:
		f.title = Found[string]{text, s, how}
	case fieldSigner:
		if isPerson(text) && !f.signer.Ok() {
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
