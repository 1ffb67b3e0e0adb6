package letterhead

import (
	"slices"
	"strings"

	"quyet/base/civil"
	"quyet/base/viet"
	"quyet/feature/doc/citation"
	"quyet/feature/intake/source"
)

// isDocument says whether the text is a document, and not a page that tells
// about documents: it has an official head, a form's fields, a type line, a
// heading with preamble, or a signature.
func (r *reader) isDocument() bool {
	m := r.meta
	switch {
	case r.head.motto && (m.Symbol.Ok() || m.Kind.Ok() || m.Place.Ok() || r.head.addressed):
	case m.Kind.Ok() && (m.Kind.How == "type line" || r.head.preamble):
	case r.fields.form, r.fields.symbol.Ok() && r.fields.kind.Ok():
	case r.foot.signed && (r.foot.recipients || m.Kind.Ok()):
	case r.head.heading.By != 0 && r.head.heading.Symbol.Number != "" && (r.numbered() || r.sectionFollows(span(r.head.heading.Span)) || isHeadline(r.text(span(r.head.heading.Span)))):
	case m.Symbol.Ok() && (r.head.addressed || r.head.regarding || m.Place.Ok() || r.numbered()):
	case r.enacting.follows, r.addressedFirst():
	case r.reprints():
	case r.headed():
	default:
		return false
	}
	return true
}

// reprintWords say that a page gives a document in full.
var reprintWords = []string{"toan van", "nguyen van", "noi dung nhu sau", "noi dung cu the nhu sau"}

var pContent = citation.NewPhrase("Nội dung")

// announces says whether a line is "Nội dung Chỉ thị như sau:".
func announces(text string) bool {
	t := citation.Lex(text)
	next, ok := t.At(0, pContent)
	if ok {
		_, _, ok = citation.TypeAt(t, next)
	}
	return ok && leadsOn(text)
}

// reprints says whether a page gives a document in full: its first lines cite it
// and say so, and sections follow. The document is kept as the heading.
func (r *reader) reprints() bool {
	const most = 8
	said, announced := false, false
	var cited citation.Citation
	for _, l := range r.lines[:min(len(r.lines), most)] {
		if typed := r.meta.Kind.Span; typed.Len() > 0 && l.Start >= typed.Start {
			break // what is said below the type line is of other documents
		}
		text := r.text(l.Span)
		fold := viet.Fold(text)
		announced = announced || announces(text)
		said = said || announced || slices.ContainsFunc(reprintWords, func(w string) bool { return strings.Contains(fold, w) })
		if cited.By == citation.ByCongress || cited.By != 0 && !cited.Date.IsZero() {
			continue
		}
		for _, c := range citation.Find(text) {
			if !c.Typed || c.By != citation.BySymbol && c.By != citation.ByCongress && c.By != citation.ByNumber || cited.By != 0 && c.Symbol.Key() != cited.Symbol.Key() {
				continue
			}
			if r.meta.Kind.Ok() && c.Type != r.meta.Kind.Value {
				continue
			}
			if c.Date.IsZero() {
				c.Date = issuedBefore(text[:c.Start])
			}
			c.Span = citation.Span{Start: l.Start + c.Start, End: l.Start + c.End}
			c.Title = citation.Span{Start: l.Start + c.Title.Start, End: l.Start + c.Title.End}
			cited = c
			break
		}
	}
	if !said || cited.By == 0 || !announced && r.sections() == 0 {
		return false
	}
	r.head.heading = cited
	if !r.meta.Date.Ok() && cited.Date.Day != 0 {
		r.meta.Date = Found[citation.Date]{cited.Date, span(cited.Span), "reprinted"}
	} else if !r.meta.Date.Ok() && cited.By == citation.ByCongress {
		r.meta.Date = r.published()
	}
	return true
}

// issuedBefore reads the date in "Ngày 5/3/2026, Ban Thường vụ đã ban hành", which
// stands before the citation of what was issued.
func issuedBefore(before string) citation.Date {
	if !strings.HasSuffix(strings.TrimRight(viet.Fold(before), " "), "ban hanh") {
		return citation.Date{}
	}
	t := citation.Lex(before)
	for i := range t.Tokens {
		if d, _, ok := citation.DateAt(t, i); ok && d.Day != 0 {
			return d
		}
	}
	return citation.Date{}
}

// headed says whether the page begins with the name of a document, such as
// "Báo cáo tình hình …", and its sections follow, as where only the letterhead
// was left out.
func (r *reader) headed() bool {
	_, ok := r.namedHeading()
	return ok && r.sections() >= 2
}

// namedHeading returns the first line that is no furniture of the page if it
// begins with the type of a plan or report and closes no sentence.
func (r *reader) namedHeading() (l line, ok bool) {
	const most = 6
	for _, l := range r.lines[:min(len(r.lines), most)] {
		text := clean(r.text(l.Span))
		t := citation.Lex(text)
		if len(t.Tokens) == 0 || isFurniture(t, text) {
			continue
		}
		switch typ, next, ok := citation.TypeAt(t, 0); {
		case !ok, !t.Tokens[0].Capital, next+3 >= len(t.Tokens), isLead(t, text):
			return line{}, false
		default:
			return l, typ == citation.Report || typ == citation.Plan || typ == citation.Programme || typ == citation.Guideline
		}
	}
	return line{}, false
}

// isHeadline says whether s is set in capitals.
func isHeadline(s string) bool { return s == strings.ToUpper(s) }

// numbered says whether the text has the articles or sections of a document.
func (r *reader) numbered() bool { return r.sections() >= 2 }

var sectionMarks = []string{"dieu 1", "dieu 2", "i.", "i-", "ii.", "ii-", "a.", "a-", "b.", "b-", "phan thu", "phan i", "chuong i", "quyet nghi", "noi nhan", "kinh gui", "can cu "}

// addressedFirst says whether the text begins with its address, as a letter does
// whose head was left out.
func (r *reader) addressedFirst() bool {
	if len(r.lines) == 0 {
		return false
	}
	_, _, ok := addressings.At(citation.Lex(r.text(r.lines[0].Span)), 0)
	return ok && (r.enacting.issuer.Ok() || len(r.lines) > 1)
}

// sectionFollows says whether the first section of a document begins in the line
// below s.
func (r *reader) sectionFollows(s source.Span) bool {
	for i, l := range r.lines {
		if l.Start <= s.Start && s.Start < l.End && i+1 < len(r.lines) {
			return isSectionMark(viet.Fold(r.text(r.lines[i+1].Span)))
		}
	}
	return false
}

// isSectionMark says whether a folded line begins an article or a section.
func isSectionMark(fold string) bool {
	for _, mark := range sectionMarks {
		if strings.HasPrefix(fold, mark) {
			return true
		}
	}
	return false
}

// sections counts the lines that begin the articles or sections of a document.
func (r *reader) sections() (n int) {
	for _, l := range r.lines {
		fold := viet.Fold(r.text(source.Span{Start: l.Start, End: min(l.End, l.Start+12)}))
		if isSectionMark(fold) {
			n++
		}
	}
	return n
}

// news is the metadata of a page that tells about documents: the headline and
// the printed date of publication.
func (r *reader) news() Metadata {
	m := Metadata{
		Kind:           Found[citation.Type]{Value: citation.News, How: "no head, no signature"},
		Classification: r.meta.Classification,
		Urgency:        r.meta.Urgency,
	}
	m.Date = r.published()
	m.Title = r.headline()
	m.Place = r.dateline(m.Title.Value)
	return m
}

// dateline reads the place that a page is dated from: "Nam Sơn (TTXVN) - …", or
// a line of its own with the place that the headline begins with.
func (r *reader) dateline(headline string) Found[string] {
	const most = 8
	before, _, named := strings.Cut(headline, ":")
	for i, l := range r.lines {
		if i >= most {
			break
		}
		text := r.text(l.Span)
		if named && text == before {
			return Found[string]{text, l.Span, "dateline"}
		}
		if place, _, ok := strings.Cut(text, " (TTXVN"); ok && len(place) < 30 {
			return Found[string]{place, source.Span{Start: l.Start, End: l.Start + len(place)}, "dateline"}
		}
	}
	return Found[string]{}
}

// published reads the date of publication: a date in figures on a short line
// near the top, with a time, a weekday or nothing beside it.
func (r *reader) published() Found[citation.Date] {
	if date, at, _, ok := r.labelledDate(publication); ok {
		return Found[citation.Date]{date, at, "labelled"}
	}
	if date := r.dateLine(); date.Ok() {
		return date
	}
	if len(r.lines) > 0 {
		t := citation.Lex(r.text(r.lines[0].Span))
		if i := closingDate(t); i > 0 {
			d, next, _ := citation.DateAt(t, i+1)
			return Found[citation.Date]{d, shift(span(t.SpanOf(i+1, next)), r.lines[0].Start), "behind the headline"}
		}
	}
	if date, at, _, ok := r.labelledDate(weekdays); ok {
		return Found[citation.Date]{date, at, "labelled"}
	}
	for _, name := range []string{"date", "published", "publish_date", "created"} {
		if p := r.doc.Properties[name]; len(p) >= len("2006-01-02") {
			if d, err := civil.Parse(p[:len("2006-01-02")]); err == nil {
				return Found[citation.Date]{citation.Date{Year: d.Year, Month: d.Month, Day: d.Day}, source.Span{}, "property"}
			}
		}
	}
	return Found[citation.Date]{}
}

// dateLine returns the date on a line of its own near the top. Of several that
// stand above the headline and right below it, the last is that of the text; what
// goes before it is the clock of the page.
func (r *reader) dateLine() (date Found[citation.Date]) {
	const most, longest = 14, 90
	const headline, below = 6, 2 // tokens of the shortest headline; lines below it
	since := -1                  // lines read since the headline
	for _, l := range r.lines[:min(len(r.lines), most)] {
		text := r.text(l.Span)
		t := citation.Lex(text)
		if len(t.Tokens) == 0 {
			continue
		}
		if l.Len() <= longest && !beginsInBrackets(text) {
			if d, at, ok := dateLine(t); ok {
				date = Found[citation.Date]{d, shift(at, l.Start), "date line"}
				if since >= 0 {
					return date
				}
				continue
			}
		}
		if len(t.Tokens) < headline || isFurniture(t, text) {
			continue
		}
		if since++; date.Ok() && since >= below {
			return date
		}
	}
	return date
}

// beginsInBrackets recognises the mark that opens a lead: "(GLO)- Chiều 4-2".
func beginsInBrackets(s string) bool { return strings.HasPrefix(strings.TrimSpace(s), "(") }

// What stands before a date of publication: its name, or what the clock of the
// page shows too.
var (
	publication = citation.NewLexicon[bool]().Add(true, "Cập nhật ngày", "Ngày cập nhật", "Ngày đăng", "Đăng ngày", "Đăng lúc", "Cập nhật lúc", "Cập nhật", "Ngày xuất bản", "Ngày đưa tin", "date")
	weekdays    = citation.NewLexicon[bool]().Add(true, "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
)

// labelledDate looks within the first lines for a date behind one of labels,
// because copies run it into the headline. before is the line up to the label.
func (r *reader) labelledDate(labels *citation.Lexicon[bool]) (date citation.Date, at, before source.Span, ok bool) {
	const most, longest = 4, 60
	lines := 0
	for _, l := range r.lines[:min(len(r.lines), 5*most)] {
		t := citation.Lex(r.text(l.Span))
		if len(t.Tokens) == 1 && t.Tokens[0].Digits {
			continue // a digit of the counter
		}
		if lines++; lines > most {
			break
		}
		for i := range min(len(t.Tokens), longest) {
			_, next, ok := labels.At(t, i)
			if !ok {
				next, ok = bracketedTime(t, i)
			}
			if !ok || t.Tokens[i].Word() && !t.Tokens[i].Capital && t.Tokens[i].Fold != "date" {
				continue
			}
			for next < len(t.Tokens) && strings.Contains(":,-–(", t.Tokens[next].Fold) {
				next++
			}
			d, end, dated := isoDateAt(t, next)
			if !dated {
				d, end, dated = citation.DateAt(t, next)
			}
			if dated && d.Day != 0 {
				start := l.Start + t.Tokens[i].Start
				return d, shift(span(t.SpanOf(next, end)), l.Start), source.Span{Start: l.Start, End: start}, true
			}
		}
	}
	return citation.Date{}, source.Span{}, source.Span{}, false
}

// bracketedTime steps over "(08:03" at token i.
func bracketedTime(t *citation.Text, i int) (next int, ok bool) {
	if i+4 >= len(t.Tokens) || t.Tokens[i].Fold != "(" || !t.Tokens[i+1].Digits || t.Tokens[i+2].Fold != ":" || !t.Tokens[i+3].Digits {
		return i, false
	}
	return i + 4, true
}

// isoDateAt reads "2026-02-04".
func isoDateAt(t *citation.Text, i int) (d citation.Date, next int, ok bool) {
	if i+4 >= len(t.Tokens) || len(t.Tokens[i].Fold) != 4 {
		return d, i, false
	}
	day, err := civil.Parse(t.Slice(i, i+5))
	return citation.Date{Year: day.Year, Month: day.Month, Day: day.Day}, i + 5, err == nil
}

// dateLine says whether t is the line of a page that dates it. What is left of
// the line beside the date must be a time or the words of such lines.
func dateLine(t *citation.Text) (date citation.Date, at source.Span, ok bool) {
	timed, words := false, 0
	for i := 0; i < len(t.Tokens); {
		tok := t.Tokens[i]
		if d, next, ok := citation.DateAt(t, i); ok && date.IsZero() && (i == 0 || tok.Gap != citation.Joined || !t.Tokens[i-1].Digits) {
			date, at = d, span(t.SpanOf(i, next))
			i = next
			continue
		}
		if tok.Digits && i+2 < len(t.Tokens) && (t.Tokens[i+1].Fold == ":" || t.Tokens[i+1].Fold == "h" || t.Tokens[i+1].Fold == "g") && t.Tokens[i+2].Digits {
			timed = true
		}
		if tok.Word() {
			words++
		}
		i++
	}
	return date, at, date.Day != 0 && (timed && words <= 10 || words <= 5)
}

// headline reads the headline: the first line that is neither furniture of
// the page nor a sentence of the text. A text that begins with its lead has none.
func (r *reader) headline() Found[string] {
	const most = 12
	for i, l := range r.lines {
		if i >= most {
			break
		}
		text := clean(r.text(l.Span))
		for _, labels := range []*citation.Lexicon[bool]{publication, weekdays} {
			if _, _, before, ok := r.labelledDate(labels); ok && before.Start == l.Start && before.Len() > 0 {
				text = strings.Trim(clean(r.text(before)), " (-–|,")
			}
		}
		t := citation.Lex(text)
		if isPageLabel(t) {
			continue
		}
		if n := propertyDate(t); n > 0 && n < len(t.Tokens) {
			text = text[t.Tokens[n].Start:]
			t = citation.Lex(text)
		}
		if _, _, dated := dateLine(t); dated || len(t.Tokens) == 0 {
			continue
		}
		text = strings.TrimPrefix(text, "null ")
		if n := closingDate(t); n > 0 {
			text = strings.TrimSpace(text[:t.Tokens[n].Start])
		}
		switch {
		case isLead(t, text) && !r.leadFollows(i, t):
			return Found[string]{}
		case isFurniture(t, text), r.isSection(i, t, text), r.isSlogan(i, t):
			continue
		}
		return Found[string]{text, l.Span, "headline"}
	}
	return Found[string]{}
}

// isSlogan says whether line i is the slogan of the year that pages carry above
// everything, with the headline below it.
func (r *reader) isSlogan(i int, t *citation.Text) bool {
	if _, _, ok := slogans.At(t, 0); !ok {
		return false
	}
	const within, shortest = 4, 6 // lines; words of a headline
	for _, l := range r.lines[i+1 : min(len(r.lines), i+1+within)] {
		text := clean(r.text(l.Span))
		next := citation.Lex(text)
		if len(next.Tokens) >= shortest && !isLead(next, text) && !isFurniture(next, text) {
			return true
		}
		if len(next.Tokens) > 0 && isLead(next, text) {
			return false
		}
	}
	return false
}

var slogans = citation.NewStrictLexicon[bool]().Add(true, "Quyết tâm thực hiện thắng lợi", "Chào mừng", "Nhiệt liệt chào mừng", "Thi đua lập thành tích chào mừng", "Mừng Đảng", "Toàn Đảng, toàn dân", "Đẩy mạnh học tập và làm theo", "Học tập và làm theo", "Tích cực hưởng ứng", "Đảng bộ và nhân dân", "Lập thành tích chào mừng")

// leadFollows says whether line i, although it ends as a sentence, is a headline:
// the line after it opens as the lead does, with the day of the event.
func (r *reader) leadFollows(i int, t *citation.Text) bool {
	const longest = 40 // tokens
	if _, _, ok := leads.At(t, 0); ok || len(t.Tokens) > longest || i+1 >= len(r.lines) {
		return false
	}
	next := citation.Lex(r.text(r.lines[i+1].Span))
	const same = 7 // tokens of a lead that repeats the headline
	if len(t.Tokens) > same && len(next.Tokens) > same && slices.Equal(folds(t.Tokens[:same]), folds(next.Tokens[:same])) {
		return true
	}
	if i > 0 && len(next.Tokens) > len(t.Tokens) && strings.Count(t.Source, ". ") == 0 {
		if _, _, dated := dateLine(citation.Lex(r.text(r.lines[i-1].Span))); dated {
			return true // one sentence right below the date of the page
		}
	}
	_, after, ok := days.At(next, 0)
	return ok && after < len(next.Tokens) && (after > 1 || next.Tokens[after].Digits || next.Tokens[after].Fold == "ngay")
}

func folds(tokens []citation.Token) []string {
	words := make([]string, len(tokens))
	for i, tok := range tokens {
		words[i] = tok.Fold
	}
	return words
}

var days = citation.NewLexicon[bool]().Add(true, "Sáng", "Chiều", "Tối", "Ngày", "Sáng nay", "Chiều nay", "Sáng ngày", "Chiều ngày")

// isSection says whether line i names the section of the page, in capitals, above
// a headline that is not.
func (r *reader) isSection(i int, t *citation.Text, text string) bool {
	const longest, headline = 7, 8
	if len(t.Tokens) > longest || !isHeadline(text) || i+1 >= len(r.lines) {
		return false
	}
	below := clean(r.text(r.lines[i+1].Span))
	next := citation.Lex(below)
	return len(next.Tokens) >= headline && !isHeadline(below) && !isLead(next, below)
}

var leads = citation.NewLexicon[bool]().Add(true, "Sáng", "Chiều", "Tối", "Ngày", "Cụ thể", "Theo đó", "Tại", "Mới đây", "Vừa qua", "Theo", "Trong các ngày", "Sáng nay", "Chiều nay", "Quang cảnh", "Ảnh", "Toàn cảnh")

// isLead says whether a line is the beginning of the text: it ends as a sentence, runs
// long, or opens as leads do.
func isLead(t *citation.Text, s string) bool {
	words := 0
	for _, tok := range t.Tokens {
		if tok.Word() {
			words++
		}
	}
	if _, _, ok := leads.At(t, 0); ok {
		return true
	}
	if t.Tokens[0].Fold == "date" || t.Tokens[0].Fold == "(" && opensLead(t) {
		return true
	}
	const headline = 20 // words of the longest that tells what has just been done
	s = beforeBracket(s)
	return words > headline && tellsNews(t) || words > 45 || words > 12 && strings.ContainsAny(s[len(s)-1:], ".;:") || strings.HasSuffix(s, ".”")
}

// beforeBracket returns s without the brackets that it ends in.
func beforeBracket(s string) string {
	if i := strings.LastIndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") {
		return strings.TrimRight(s[:i], " ")
	}
	return s
}

// tellsNews says whether "vừa" stands before a verb, as where a text begins to tell.
func tellsNews(t *citation.Text) bool {
	for i := range t.Tokens {
		if _, next, ok := just.At(t, i); ok && next < len(t.Tokens) && !t.Tokens[next].Capital {
			return true
		}
	}
	return false
}

var just = citation.NewStrictLexicon[bool]().Add(true, "vừa")

// opensLead says whether the name of an agency in brackets is followed by a
// dash, as before a lead, and not by a headline: "(TTXVN) - Sáng nay".
func opensLead(t *citation.Text) bool {
	for i, tok := range t.Tokens {
		if tok.Fold == ")" {
			return i+1 < len(t.Tokens) && strings.Contains("-–:", t.Tokens[i+1].Fold)
		}
	}
	return true
}

// isPageLabel recognises a date that menus follow, and the kicker that names
// who speaks above a headline: "Bí thư Tỉnh ủy Lê Văn Mẫu:".
func isPageLabel(t *citation.Text) bool {
	n := len(t.Tokens)
	const menus = 7 // tokens behind the date, at most; more are a headline
	if n > 2 && t.Tokens[0].Fold == "date" {
		_, next, ok := isoDateAt(t, 1)
		return ok && n-next < menus
	}
	return n > 2 && n < 14 && t.Tokens[n-1].Fold == ":"
}

// closingDate returns the token of the bracket that closes a line with its date of
// publication, "… (07/10/2026)"; 0 where none does.
func closingDate(t *citation.Text) int {
	n := len(t.Tokens)
	for i := max(1, n-8); i < n; i++ {
		if t.Tokens[i].Fold != "(" {
			continue
		}
		if d, next, ok := citation.DateAt(t, i+1); ok && d.Day != 0 && next == n-1 && t.Tokens[next].Fold == ")" {
			return i
		}
	}
	return 0
}

// propertyDate returns the token after "date 2026-02-04" or "date 2026-02", which some
// copies put before the text; 0 where there is none.
func propertyDate(t *citation.Text) int {
	if len(t.Tokens) < 5 || t.Tokens[0].Fold != "date" || !t.Tokens[1].Digits {
		return 0
	}
	next := 2
	for next+1 < len(t.Tokens) && next < 6 && t.Tokens[next].Fold == "-" && t.Tokens[next].Gap == citation.Joined && t.Tokens[next+1].Digits {
		next += 2
	}
	return next
}

// isFurniture says whether a line belongs to the page: menus, counters, labels.
func isFurniture(t *citation.Text, s string) bool {
	words := 0
	for _, tok := range t.Tokens {
		if tok.Word() {
			words++
		}
	}
	fold := viet.Fold(s)
	for _, f := range []string{"trang chu", "dang nhap", "chia se", "luot xem", "so luot", "xuat ban thong tin", "chi tiet bai viet", "dang tai", "he thong phap luat", "tin tuc", "http", "cap nhat", "cong thong tin", "trang thong tin", "gioi thieu", "van ban chi dao", "lien he", "tim kiem", "so do", "luot truy cap", "luot doc", "luot tai", "luot thich", "dang truy cap", "thong ke truy cap", "skip to", "ban dang o", "chien luoc, dinh huong", "chuyen muc", "dang boi", "nguoi dang", "tac gia", "xem them"} {
		if strings.HasPrefix(fold, f) {
			return true
		}
	}
	return words < 5 || strings.HasPrefix(s, "/") || strings.Count(s, "|") > 1 || strings.Count(s, ">") > 1
}
