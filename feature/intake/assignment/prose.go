package assignment

import (
	"strings"
	"unicode"

	"quyet/base/viet"
	"quyet/feature/intake/outline"
	"quyet/feature/intake/source"
)

// shortestTask is the least number of tokens of a task: below it an item is a
// heading or a stray word.
const shortestTask = 4

// longestHeading is the length in bytes up to which the first line of an item
// that has items below it is only their heading.
const longestHeading = 220

// paragraph reads the tasks of one line that is not a table row.
func (f *finder) paragraph(i int) {
	role := f.o.Role(i)
	if f.attributeLine(i) {
		return
	}
	if _, opens := f.o.Opens(i); !opens && f.letterEnds(i, role) {
		role = "" // the letter's last request stands below the points of a section, not in it
	}
	switch role {
	case outline.Purpose, outline.Goals, outline.Results, outline.Proposals,
		outline.Preamble, outline.Recipients, outline.Signature:
		return
	}
	span := f.doc.Blocks[i].Span
	node, opens := f.o.Opens(i)
	if opens {
		n := f.o.Nodes[node]
		if n.Kind == outline.Annex || n.Kind == outline.Part || n.Kind == outline.Chapter || n.Kind == outline.Section {
			return
		}
		span.Start = max(span.Start, n.Title.Start)
	}
	span = trim(f.doc.Text, span)
	if span.Len() < 8 {
		return
	}
	x := f.lex(span)
	x.news = f.news(i)
	if x.news && f.directed >= i-1 {
		x.giver = f.giver
		if len(x.tokens) > 0 && x.starts(0) && f.directed == i-1 {
			f.directed = i // a line without a body goes on with the order
		}
	}
	if len(x.tokens) == 0 || f.withinContents(node, opens) {
		return
	}
	if role == outline.Scope && !x.dueBy(0) {
		return // time, place and people, unless somebody must do something by a day
	}
	if x.news && concluding.Match(x.tokens) > 0 {
		f.directed = i
	}
	if x.news && (x.directs() || f.directed == i-1 && x.fold(len(x.tokens)-1) == ":") {
		defer func() { f.directed = i }() // what follows is ordered, not the line itself
	}
	if f.outlined == i && i > 0 && opens && f.reported(i, x) {
		f.outlined = i + 1
		return
	}
	if f.captions(i, x) {
		return
	}
	if opens && x.describes() {
		return
	}
	if x.bracketed() || x.dateline() || shouted(text(x)) && role == "" {
		return // letterhead, titles, "(Kèm theo …)", place and date
	}
	if from, to, ok := x.unitHeading(); ok && f.heads(i, node, opens, x) {
		u := unit{span: span}
		if at, n := helps.Index(x.tokens[:to], from); at > from {
			u.lead, u.coordinating = f.bodies(x, from, x.beforeLead(at)), f.bodies(x, at+n, to)
		} else {
			u.lead = f.bodies(x, from, to)
		}
		f.charge(node, opens && !x.news, u)
		f.directed = i
		return
	}
	if shouted(text(x)) {
		return
	}
	if opens && f.hasItems(node) && !f.onlyAttributes(node) && (len(x.text) < longestHeading || x.fold(len(x.tokens)-1) == ":") {
		if x.contents() {
			// "Báo cáo theo các nội dung sau:" is the task; below it stands what to write.
			f.contents[node] = true
			if inherited, ok := f.unit(node, opens); ok || f.lists(i) {
				f.add(i, span, x, inherited, f.lists(i), opens, role)
			}
			return
		}
		// A heading over items: its own words may charge a body for all of them.
		f.leadIn(x, span, node)
		return
	}
	if x.closing() {
		return
	}
	if !opens && f.overBullets(i, x) {
		f.leadLine(x, span, node)
		return
	}
	if !opens && len(f.tasks) > 0 && f.continues == i && x.tokens[0].Kind == viet.Word && !x.capital(0) {
		// A line that begins with a small letter goes on with the item above.
		f.extend(span)
		f.continues = i + 1
		return
	}
	before := len(f.tasks)
	defer func() {
		if len(f.tasks) > before {
			f.continues = i + 1
		}
	}()
	inherited, ok := f.unit(node, opens)
	if x.news && ok {
		if ok = x.told(); ok {
			f.directed = i
		} else {
			f.loose = unit{} // the page goes on
		}
	}
	list := f.lists(i) && (role == outline.Tasks || role == outline.Organisation || role == "" && opens && f.sectioned(node) && x.starts(0))
	switch {
	case ok || list || opens && f.onlyAttributes(node):
		f.item(i, span, x, inherited, list, opens, role)
	default:
		f.sentences(i, span, x, opens, role)
	}
}

// letterEnds says whether block i, a line without a number, goes back from the
// points above it to what the whole letter asks: "Nhận được công văn này, …", or
// below time and place "Đề nghị các đơn vị …".
func (f *finder) letterEnds(i int, role outline.Role) bool {
	x := f.lex(f.doc.Blocks[i].Span)
	if x.received() {
		return role != outline.Signature
	}
	n := orders.Match(x.tokens)
	return role == outline.Scope && n > 0 && x.body(n)
}

// received says whether the line opens the last request of a letter:
//
//	[ "Ngay" ] [ "sau" ] [ "khi" ] "nhận được" kind "này" .     "Khi nhận được Thông báo này, …"
func (x lexer) received() bool {
	i := 0
	for _, word := range []string{"ngay", "sau", "khi"} {
		if x.lower(i) == word {
			i++
		}
	}
	if x.lower(i) != "nhận" || x.lower(i+1) != "được" {
		return false
	}
	const longest = 4 // syllables of a kind: "chương trình hành động"
	for k := i + 2; k <= i+2+longest && k < len(x.tokens) && x.tokens[k].Kind == viet.Word; k++ {
		if x.lower(k) == "này" {
			return k > i+2
		}
	}
	return false
}

// reported says whether line i is a point of the report asked for above it, and not
// what comes behind the points: an order, or something to do by a day.
func (f *finder) reported(i int, x lexer) bool {
	if in, ok := x.instruction(0, len(x.tokens)); ok && in.from >= 0 {
		return false
	}
	from, to, heading := x.unitHeading()
	return !(heading && to > from && x.fold(len(x.tokens)-1) == ":") && (f.nouns(i) || !x.dueBy(0))
}

// captions says whether line i, without a number, only names the matter of the
// lines below: "Về công tác chuẩn bị Đại hội", without a mark at its end. "Về kinh
// phí, giao Sở Tài chính …" tells somebody to act.
func (f *finder) captions(i int, x lexer) bool {
	if n, opens := f.o.Opens(i); opens && f.o.Nodes[n].Label != "" {
		return false
	}
	if x.lower(0) != "về" || x.lower(1) == "phía" || !x.capital(0) || len(x.text) >= 2*longestHeading || x.tokens[len(x.tokens)-1].Kind != viet.Word {
		return false
	}
	in, ok := x.instruction(0, len(x.tokens))
	return !ok || in.from < 0
}

// describes says whether the line tells who takes part, where, or how, under a
// label: "Thành phần: …".
func (x lexer) describes() bool {
	if circumstances.Match(x.tokens) == 0 {
		return false
	}
	for k := 1; k < len(x.tokens) && k < longestLabel; k++ {
		if x.fold(k) == ":" {
			return true
		}
	}
	return false
}

// circumstances are labels of what is no task.
var circumstances = viet.NewSpelt("đối tượng", "thành phần", "địa điểm", "số lượng", "mức", "hình thức", "phương thức", "quy mô", "phạm vi", "trang phục", "mức quà", "kinh phí", "chủ đề", "khẩu hiệu", "phương tiện", "cơ cấu", "giải thưởng", "lưu ý", "cơ quan ban hành", "số hiệu", "số hiệu văn bản", "loại văn bản", "ngày ban hành", "người ký", "ngày có hiệu lực", "tình trạng hiệu lực", "thời gian duy trì hiệu lực", "lĩnh vực")

// withinContents says whether a line stands under a heading that lists what a
// report has to say.
func (f *finder) withinContents(node int, opens bool) bool {
	if opens && node >= 0 {
		node = f.o.Nodes[node].Parent
	}
	for n := node; n >= 0; n = f.o.Nodes[n].Parent {
		if f.contents[n] {
			return true
		}
	}
	return false
}

// contents says whether the line leads over to what a report or file is to
// contain, rather than to what is to be done.
func (x lexer) contents() bool {
	end := len(x.tokens) - 1
	if x.fold(end) != ":" {
		return false
	}
	at, _ := written.Index(x.tokens, 0)
	if at < 0 || at > 12 {
		return false
	}
	to, n := comprised.Index(x.tokens, max(at+1, end-9))
	return to > at && to+n >= end-4
}

// written things have contents; comprised words lead over to them.
var (
	written   = viet.NewSpelt("báo cáo", "nội dung báo cáo", "đề cương báo cáo", "hồ sơ", "hồ sơ gồm", "thành phần hồ sơ")
	comprised = viet.NewSpelt("nội dung như sau", "các nội dung sau", "nội dung sau", "gồm", "bao gồm", "gồm có", "gồm các nội dung", "theo đề cương sau", "nội dung chính sau", "những nội dung sau", "theo các nội dung")
)

// overBullets says whether a line without a number or an end mark stands right
// above bullets, so that it is their heading.
func (f *finder) overBullets(i int, x lexer) bool {
	if len(x.text) > longestHeading || x.news {
		return false
	}
	switch x.fold(len(x.tokens) - 1) {
	case ".", ";", ",", ":":
		return false
	}
	next, opens := f.o.Opens(i + 1)
	return opens && f.o.Nodes[next].Kind == outline.Bullet
}

// bracketed says whether the line is a remark in brackets; "(Báo A) - …" opens
// the text of news.
func (x lexer) bracketed() bool {
	if x.fold(0) != "(" {
		return false
	}
	for k := 1; k < len(x.tokens) && k < 8; k++ {
		if x.fold(k) == ")" {
			return x.fold(k+1) != "-" && x.fold(k+1) != "–"
		}
	}
	return true
}

// heads says whether a line that only names bodies heads what follows: it has
// items or lines under it, rather than being one of a list of addressees.
func (f *finder) heads(i, node int, opens bool, x lexer) bool {
	if f.news(i) {
		// Pages print the body in bold above what it is told: below an order only.
		return f.directed >= i-1 && x.fold(len(x.tokens)-1) != "." && i+1 < len(f.doc.Blocks) && f.lex(f.doc.Blocks[i+1].Span).told()
	}
	if role := f.o.Role(i); role != outline.Organisation && role != outline.Tasks && x.fold(len(x.tokens)-1) != ":" &&
		(!opens || f.o.Nodes[node].Kind == outline.Heading && f.o.Nodes[node].Label == "" || f.o.Nodes[node].Kind == outline.Caption) {
		return false
	}
	if opens && f.o.Nodes[node].Kind == outline.Bullet && x.fold(len(x.tokens)-1) != ":" {
		return f.hasItems(node)
	}
	if i+1 >= len(f.doc.Blocks) {
		return false
	}
	if opens {
		return f.o.Nodes[node].Last > i+1
	}
	return len(x.text) < 200
}

// told says whether a line begins with what is to be done.
func (x lexer) told() bool {
	return len(x.tokens) > shortestTask && (x.starts(0) || duties.Match(x.tokens) > 0)
}

// text is the beginning of a line, enough to see how it is written.
func text(x lexer) string { return x.text[:min(len(x.text), 200)] }

// shouted says whether most letters of text are capitals.
func shouted(text string) bool {
	upper, lower := 0, 0
	for _, r := range text {
		if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLower(r) {
			lower++
		}
	}
	return upper > lower
}

// news says whether block i is of a news text, which tells more than it orders.
func (f *finder) news(i int) bool { return f.c.Kind == "tin_bai" && !f.letter && f.o.Annex(i) < 0 }

// sectioned says whether an item stands in a numbered section of a document.
// Where the words of the section say nothing of its job, an item of a plan that begins with a verb
// is still work to do.
func (f *finder) sectioned(node int) bool {
	for n := f.o.Nodes[node].Parent; n >= 0; n = f.o.Nodes[n].Parent {
		if f.o.Nodes[n].Kind == outline.Heading && f.o.Nodes[n].Label != "" {
			return true
		}
	}
	return false
}

// hasItems says whether other nodes or lines stand under node.
func (f *finder) hasItems(node int) bool {
	n := f.o.Nodes[node]
	if n.Last <= n.First+1 {
		return false
	}
	if node+1 < len(f.o.Nodes) && f.o.Nodes[node+1].Parent == node {
		return true
	}
	// Lines without numbers stand under a heading, but follow a sentence.
	title := strings.TrimRight(f.doc.Slice(n.Title), " *_")
	return len(title) < longestHeading && !strings.HasSuffix(title, ".") && !strings.HasSuffix(title, ";")
}

// charge makes u answer for everything under node, or, for a line without a
// number, for what follows in the same node.
func (f *finder) charge(node int, opens bool, u unit) {
	if opens && f.o.Nodes[node].Kind == outline.Caption && f.o.Nodes[node].Last == f.o.Nodes[node].First+1 {
		// "Sở A đề nghị các đơn vị:" over numbered items, which do not stand under it.
		opens, node = false, f.o.Nodes[node].Parent
	}
	if opens {
		f.units[node] = u
		f.loose = unit{}
		return
	}
	// Capitals without a number, as of the letterhead, are no section that ends
	// where the next numbered one begins.
	for node >= 0 && f.o.Nodes[node].Kind == outline.Heading && f.o.Nodes[node].Label == "" {
		node = f.o.Nodes[node].Parent
	}
	f.loose, f.looseIn = u, node
}

// unit returns who is charged for a line of node by the headings above it.
func (f *finder) unit(node int, opens bool) (unit, bool) {
	for n := node; n >= 0; n = f.o.Nodes[n].Parent {
		if !f.loose.none() && n == f.looseIn && !(opens && n == node) {
			return f.loose, true
		}
		if u, ok := f.units[n]; ok {
			return u, !u.none()
		}
		if f.o.Nodes[n].Kind == outline.Annex {
			return unit{}, false
		}
	}
	if !f.loose.none() && f.looseIn == -1 {
		return f.loose, true
	}
	return unit{}, false
}

// leadIn reads the words of a heading over items: "2. Sở Y tế chủ trì, phối hợp
// với các xã thực hiện:" charges Sở Y tế with each.
func (f *finder) leadIn(x lexer, span source.Span, node int) {
	in, ok := x.instruction(0, len(x.tokens))
	if !ok || in.from < 0 || x.pointing(in.from, in.to) || x.gives(in) {
		return
	}
	f.units[node] = f.unitIn(x, in, span)
}

// leadLine reads the words of a heading without number.
func (f *finder) leadLine(x lexer, span source.Span, node int) {
	if in, ok := x.instruction(0, len(x.tokens)); ok && in.from >= 0 && !x.pointing(in.from, in.to) && !x.gives(in) {
		f.charge(node, false, f.unitIn(x, in, span))
	}
}

// gives says whether the body of a line that leads over to others only gives the order:
// "Giám đốc bệnh viện yêu cầu:".
func (x lexer) gives(in instruction) bool {
	n := asks.Match(x.at(in.to))
	return !in.ordered && n > 0 && in.to+n >= len(x.tokens)-1
}

// unitIn is the unit that an instruction charges.
func (f *finder) unitIn(x lexer, in instruction, span source.Span) unit {
	u := unit{lead: f.bodies(x, in.from, in.to), span: span}
	if in.helpFrom < in.helpTo {
		u.coordinating = f.bodies(x, in.helpFrom, in.helpTo)
	}
	return u
}

// dateline says whether the line is only place and date.
func (x lexer) dateline() bool {
	n := len(x.tokens)
	if n > 16 || n < 7 {
		return false
	}
	return x.lower(n-6) == "ngày" && x.lower(n-4) == "tháng" && x.lower(n-2) == "năm"
}
