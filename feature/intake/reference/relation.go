package reference

import (
	"strings"

	"quyet/base/viet"
	"quyet/feature/doc/citation"
	"quyet/feature/intake/source"
)

// A judged relation, with its rank among the mentions of one document.
type judged struct {
	relation Relation
	how      string
	rank     int
}

// ranks of relations by where they were read. A title outranks the preamble, the
// preamble the body of the text.
const (
	rankMention = iota
	rankAttached
	rankProposed
	rankBody
	rankPreamble
	rankTitle
	rankChange
	rankPassive
)

// cue words, read backwards from a mention to the beginning of its sentence; the
// nearest one decides.
type cue uint8

const (
	cueBasis cue = iota + 1
	cueImplement
	cuePropose
	cueAmend
	cueReplace
	cueRepeal
	cueByAmended  // "được sửa đổi, bổ sung bởi"
	cueByReplaced // "được thay thế bởi"
	cueAttached
	cueMention // ends the search: another relation of someone else
)

var cues = citation.NewLexicon[cue]().
	Add(cueBasis, "căn cứ", "trên cơ sở", "chiếu theo", "theo quy định tại", "theo quy định của").
	Add(cueImplement, "thực hiện", "triển khai", "triển khai thực hiện", "quán triệt", "thi hành", "cụ thể hóa", "tổ chức thực hiện", "chấp hành", "hưởng ứng", "tiếp tục thực hiện", "thực hiện theo", "theo tinh thần", "phúc đáp", "trả lời").
	Add(cuePropose, "theo đề nghị", "xét đề nghị", "xét tờ trình", "xét báo cáo", "theo tờ trình", "đề nghị của", "theo báo cáo", "báo cáo thẩm tra", "sau khi xem xét tờ trình", "sau khi xem xét").
	Add(cueAmend, "sửa đổi", "bổ sung", "sửa đổi, bổ sung", "điều chỉnh", "đính chính", "cập nhật", "bãi bỏ một phần", "bãi bỏ một số", "bãi bỏ điều", "bãi bỏ khoản").
	Add(cueReplace, "thay thế", "thay thế cho").
	Add(cueRepeal, "bãi bỏ", "hủy bỏ", "chấm dứt hiệu lực").
	Add(cueByAmended, "được sửa đổi, bổ sung bởi", "được sửa đổi bởi", "được bổ sung bởi", "được sửa đổi, bổ sung tại", "được sửa đổi, bổ sung theo", "được sửa đổi, bổ sung một số điều bởi", "được sửa đổi, bổ sung một số điều tại", "được sửa đổi, bổ sung một số điều theo", "đã được sửa đổi, bổ sung bởi").
	Add(cueByReplaced, "bị bãi bỏ, thay thế bởi", "bị bãi bỏ, thay thế bằng", "được bãi bỏ, thay thế bởi", "được thay thế bởi", "được thay thế bằng", "bị thay thế bởi", "đã được thay thế bởi", "được bãi bỏ bởi", "bị bãi bỏ bởi").
	Add(cueAttached, "kèm theo", "ban hành kèm theo", "đính kèm").
	Add(cueMention, "trái với", "trái quy định", "phê duyệt tại", "ban hành", "hướng dẫn thi hành", "quy định chi tiết thi hành", "chi tiết thi hành", "kết quả thực hiện", "tình hình thực hiện", "tình hình triển khai", "kết quả triển khai", "tổng kết")

// relate judges the relation of one mention.
func (f *finder) relate(c citation.Citation) judged {
	first := f.t.Find(c.Start)
	if f.inTitle(c) {
		return f.titleRelation(c, first)
	}
	from := f.sentence(first)
	found, at := f.nearest(from, first)
	if found == cueAttached && !f.attachedHere(at) {
		found, at = f.nearest(from, at) // what is done with the text attached there
	}
	opening, _ := f.nearestAt(from)
	if reopened := f.reopened(from, first); reopened != 0 {
		opening = reopened
	}
	if found == cueMention && opening != 0 && at > from+8 && !f.listed(first) {
		opening = 0
	}
	if clause := f.mainClause(from, first); clause > from && opening != 0 {
		opening = 0 // what the document does, or tells of, for the sake of what was cited before
		if at < clause {
			found, at = 0, clause
		}
	}
	nested := f.outer(c) >= 0 && !f.contains(f.all[c.Within], c)
	if !nested && !f.news && f.endsHere(c) {
		return judged{Replaces, "hết hiệu lực", rankChange}
	}
	switch {
	case found == cueByReplaced && !f.subjectBetween(from, at):
		return judged{ReplacedBy, "được thay thế bởi", rankPassive}
	case found == cueByAmended && f.consolidates() && opening != cueBasis:
		return judged{AmendedBy, "được sửa đổi bởi", rankPassive}
	case found == cueByAmended, found == cueByReplaced:
		return judged{Mentions, "amends another", rankMention}
	case nested:
		return judged{Mentions, "in the title of another", rankMention}
	case found == cueAttached && f.attachedHere(at):
		return judged{AttachedTo, "kèm theo", rankAttached}
	}
	if f.consolidates() && f.amendments() {
		return judged{AmendedBy, "list of amendments", rankPassive}
	}
	if !f.news {
		switch {
		case found == cueReplace:
			return judged{Replaces, "thay thế", rankChange}
		case found == cueRepeal:
			return judged{Repeals, "bãi bỏ", rankChange}
		case found == cueAmend && (f.operative() || f.enacts(at)):
			return judged{Amends, "sửa đổi", rankChange}
		}
	}
	if isProposal(c.Type) && (opening == cuePropose || found == cuePropose) {
		return judged{Proposed, "đề nghị", rankProposed}
	}
	if opening == 0 && found == 0 && f.itemOfPreamble(c) {
		opening = f.preamble
	}
	f.preamble = opening
	switch opening {
	case cueBasis:
		return judged{BasedOn, "căn cứ", rankPreamble}
	case cueImplement:
		return judged{Implements, "thực hiện", rankPreamble}
	case cuePropose:
		if proposable(c.Type) {
			return judged{Proposed, "đề nghị", rankProposed}
		}
		return judged{Mentions, "in a proposal", rankMention}
	}
	if f.block < len(f.basis) && f.basis[f.block] {
		return judged{BasedOn, "heading", rankPreamble}
	}
	if f.inPreamble() && found == 0 {
		return judged{BasedOn, "preamble", rankBody}
	}
	switch found {
	case cueBasis:
		return judged{BasedOn, "căn cứ", rankBody}
	case cueImplement:
		return judged{Implements, "thực hiện", rankBody}
	case cuePropose:
		return judged{Proposed, "đề nghị", rankProposed}
	}
	if c.Type == citation.Submission && !f.news {
		return judged{Proposed, "submission", rankProposed}
	}
	return judged{Mentions, "mentioned", rankMention}
}

// implementsHere says whether "thực hiện" and a type of document stand at token i.
func (f *finder) implementsHere(i int) bool {
	next, ok := f.t.At(i, pImplements)
	if !ok {
		return false
	}
	_, _, ok = citation.TypeAt(f.t, next)
	return ok
}

var pImplements = citation.NewPhrase("thực hiện")

// endsHere says whether the document cited ends on the day on which this one, which
// takes its place, comes into force: "Nghị quyết số 15 … hết hiệu lực kể từ ngày
// Nghị quyết này có hiệu lực".
func (f *finder) endsHere(c citation.Citation) bool {
	const reach = 14
	at := f.t.Find(c.End)
	for i := at; i < min(len(f.t.Tokens), at+reach) && f.t.Tokens[i].Fold != ";" && f.t.Tokens[i].Fold != "."; i++ {
		next, ok := f.t.At(i, pEnds)
		if !ok {
			continue
		}
		for ; next < min(len(f.t.Tokens), i+2*reach) && f.t.Tokens[next].Fold != ";"; next++ {
			if f.t.Tokens[next].Fold == "nay" {
				return true
			}
		}
	}
	return false
}

var pEnds = citation.NewPhrase("hết hiệu lực")

// reopened returns the cue of the last clause between tokens from and to that
// opens anew behind a semicolon, with a capital or with "thực hiện" and a type of
// document: "Căn cứ …; Thực hiện …". It is 0 where none does.
func (f *finder) reopened(from, to int) cue {
	for i := to - 1; i > from+1; i-- {
		if f.t.Tokens[i-1].Fold != ";" || !f.t.Tokens[i].Capital && !f.implementsHere(i) {
			continue
		}
		switch c, _ := f.nearestAt(i); c {
		case cueBasis, cueImplement, cuePropose:
			return c
		}
	}
	return 0
}

// mainClause returns the token at which the main clause of the sentence begins,
// between tokens from and to: a body after a comma, and what it does. It is from
// where there is none.
func (f *finder) mainClause(from, to int) int {
	for i := from + 1; i < to; i++ {
		if f.t.Tokens[i-1].Fold != "," || !f.t.Tokens[i].Capital {
			continue
		}
		if end, ok := citation.BodyAt(f.t, i); ok && end < to {
			if _, _, ok := doings.At(f.t, end); ok {
				return i
			}
		}
	}
	return from
}

// doings are what the subject of a main clause does.
var doings = citation.NewStrictLexicon[bool]().Add(true, "họp", "đã", "vừa", "ban hành", "tổ chức", "yêu cầu", "đề nghị", "xây dựng", "báo cáo", "thông báo", "hướng dẫn", "chỉ đạo", "ký", "trình", "có", "nhận được", "tiến hành", "tham mưu", "phối hợp", "triển khai", "kết luận")

// contains says whether c was found inside the name of outer, which is a
// mention of its own, and not behind it.
func (f *finder) contains(outer, c citation.Citation) bool {
	return outer.Start <= c.Start && c.End <= outer.End
}

// proposable says whether a document of type t may carry a proposal; others in
// the same clause only tell what the proposer deals with.
func proposable(t citation.Type) bool {
	switch t {
	case citation.Scheme, citation.Plan, citation.Programme, citation.Project, citation.Decision, citation.Resolution, citation.Directive, citation.Law, citation.Decree, citation.Circular:
		return false
	}
	return true
}

// itemOfPreamble says whether c begins its line and the line before is closed
// with a semicolon: it goes on with the list that the words before it opened,
// "Căn cứ …;", as copies that leave them out do.
func (f *finder) itemOfPreamble(c citation.Citation) bool {
	if f.block == 0 || f.preamble == 0 || f.doc.Blocks[f.block-1].Kind == source.TableRow {
		return false
	}
	b := f.doc.Blocks[f.block]
	before := strings.TrimSpace(f.doc.Slice(f.doc.Blocks[f.block-1].Span))
	lead := strings.Trim(f.doc.Text[b.Start:max(b.Start, c.Start)], " -–+*•")
	return lead == "" && strings.HasSuffix(before, ";")
}

// enacts says whether the word of change at token at follows "ban hành" and the
// document's own type: "Chính phủ ban hành Nghị định sửa đổi …".
func (f *finder) enacts(at int) bool {
	for i := max(0, at-8); i < at; i++ {
		typ, next, ok := citation.TypeAt(f.t, i)
		if ok && next == at && typ == f.meta.Kind.Value && i >= 2 && f.t.Tokens[i-1].Fold == "hanh" && f.t.Tokens[i-2].Fold == "ban" {
			return true
		}
	}
	return false
}

func isProposal(t citation.Type) bool {
	switch t {
	case citation.Submission, citation.Letter, citation.Report:
		return true
	}
	return false
}

func (f *finder) inTitle(c citation.Citation) bool {
	s := f.title
	return s.Len() > 0 && s.Start <= c.Start && c.End <= s.End && !f.news
}

// titleRelation judges a mention in the document's own title: a plan "thực hiện Nghị
// quyết …" carries it out, a decision "sửa đổi Quyết định …" amends it.
func (f *finder) titleRelation(c citation.Citation, first int) judged {
	from := f.t.Find(f.title.Start)
	found, at := f.nearest(from, first)
	if found == cueAttached {
		found, _ = f.nearest(from, at)
	}
	if f.outer(c) >= 0 {
		return judged{Mentions, "in the title of another", rankMention}
	}
	if found == cueMention && f.meta.Kind.Value == citation.Report {
		return judged{Implements, "title", rankTitle} // a report on carrying something out
	}
	switch found {
	case cueImplement:
		return judged{Implements, "title", rankTitle}
	case cueAmend:
		return judged{Amends, "title", rankChange}
	case cueReplace:
		return judged{Replaces, "title", rankChange}
	case cueRepeal:
		return judged{Repeals, "title", rankChange}
	}
	return judged{Mentions, "title", rankMention}
}

// sentence returns the first token of the sentence that token i is in. Items of a
// list parted by ";" are one sentence.
func (f *finder) sentence(i int) int {
	const longest = 600
	start := f.doc.Blocks[f.block].Start
	j := i
	for ; j > 0 && i-j < longest; j-- {
		tok, prev := f.t.Tokens[j], f.t.Tokens[j-1]
		if tok.Start <= start {
			break
		}
		if prev.Fold == ";" && tok.Capital {
			if c, _, ok := cues.At(f.t, j); ok && c == cueBasis {
				break // the next clause of a preamble that runs on
			}
		}
		if prev.Fold == "." && tok.Gap != citation.Joined && tok.Capital && !(j > 1 && len(f.t.Tokens[j-2].Fold) <= 2 && f.t.Tokens[j-2].Digits) {
			break
		}
	}
	return j
}

// listed says whether a comma, semicolon or "và" stands before token i: then it
// goes on with a list whose head gave the relation.
func (f *finder) listed(i int) bool {
	for i > 0 {
		switch f.t.Tokens[i-1].Fold {
		case ",", ";", "va", ":":
			return true
		case "cac", "so":
			i--
		default:
			return false
		}
	}
	return false
}

// nearest returns the cue nearest before token to, and where it begins. Inside
// brackets only what stands in them counts.
func (f *finder) nearest(from, to int) (found cue, at int) {
	for i := to - 1; i >= from && to-i < 40; i-- {
		if f.t.Tokens[i].Fold == ")" {
			break
		}
		if f.t.Tokens[i].Fold == "(" {
			from = i
			break
		}
	}
	for i := from; i < to; {
		if f.listed(to) && f.inOtherTitle(f.t.Tokens[i].Start) {
			i++
			continue
		}
		if c, next, ok := cues.At(f.t, i); ok && next <= to && !f.inBodyName(i) {
			found, at = c, i
			i = next
			continue
		}
		i++
	}
	return found, at
}

// inBodyName says whether the word at token i belongs to "Ban Chấp hành", where it
// is no verb.
func (f *finder) inBodyName(i int) bool {
	return i > 0 && f.t.Tokens[i].Fold == "chap" && f.t.Tokens[i-1].Fold == "ban"
}

// inOtherTitle says whether offset lies in the title of a document cited before.
func (f *finder) inOtherTitle(offset int) bool {
	for i := len(f.all) - 2; i >= 0 && i >= len(f.all)-6; i-- {
		if c := f.all[i]; c.Within < 0 && c.Title.Start <= offset && offset < c.Title.End {
			return true
		}
	}
	return false
}

// nearestAt returns the cue that the sentence opens with, after a bullet or number.
func (f *finder) nearestAt(from int) (found cue, ok bool) {
	for i := from; i < min(len(f.t.Tokens), from+5); i++ {
		if c, _, ok := cues.At(f.t, i); ok {
			return c, f.t.Tokens[i].Capital
		}
		if f.t.Tokens[i].Word() && len(f.t.Tokens[i].Fold) > 1 {
			break
		}
	}
	return 0, false
}

// subjectBetween says whether a citation stands between tokens from and at:
// then that document is what was replaced, not this one.
func (f *finder) subjectBetween(from, at int) bool {
	start, end := f.t.Tokens[from].Start, f.t.Tokens[at].Start
	for i := len(f.all) - 2; i >= 0 && f.all[i].End > start; i-- {
		if f.all[i].Start >= start && f.all[i].End <= end && !f.itself(f.all[i]) {
			return true
		}
	}
	return false
}

func (f *finder) consolidates() bool { return f.meta.Kind.Value == citation.Consolidated }

// amendments says whether the block belongs to the list under "được sửa đổi, bổ sung
// bởi:" at the head of a consolidated text.
func (f *finder) amendments() bool {
	b := f.doc.Blocks
	if !listsDocument(f.doc.Slice(b[f.block].Span)) {
		return false
	}
	for i := f.block - 1; i >= 0 && i >= f.block-10; i-- {
		text := strings.TrimSpace(f.doc.Slice(b[i].Span))
		if strings.HasSuffix(text, "bởi:") {
			return true
		}
		if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, ";") {
			return false
		}
		if !listsDocument(text) {
			return false
		}
	}
	return false
}

// listsDocument says whether a line begins with the type of a document, after the
// number or bullet of a list.
func listsDocument(s string) bool {
	t := citation.Lex(s[:min(len(s), 60)])
	for i := range min(len(t.Tokens), 3) {
		if _, _, ok := citation.TypeAt(t, i); ok {
			return true
		}
		if t.Tokens[i].Word() {
			return false
		}
	}
	return false
}

// attachedHere says whether "kèm theo" opens the line, or a bracket below the
// title, so that it is this text that is attached.
func (f *finder) attachedHere(at int) bool {
	for i := at; i >= 0 && i >= at-3; i-- {
		if f.t.Tokens[i].Start == f.doc.Blocks[f.block].Start {
			return true
		}
		if f.t.Tokens[i].Fold == "(" {
			return i == 0 || f.t.Tokens[i].Start == f.doc.Blocks[f.block].Start || f.t.Tokens[i-1].Upper
		}
	}
	return false
}

// operative says whether the block commands: an article or item of a decision,
// where "sửa đổi" is what this document does, and not a subject it speaks of.
func (f *finder) operative() bool {
	switch f.meta.Kind.Value {
	case citation.Decision, citation.Resolution, citation.Decree, citation.Circular, citation.JointCircular, citation.Law, citation.Ordinance, citation.Directive, citation.Regulation, citation.WorkingRules, citation.Report, citation.Plan, citation.Programme, citation.Notice:
	default:
		return false
	}
	if f.doc.Blocks[f.block].Kind == source.TableRow {
		return false // a task for someone else
	}
	text := f.doc.Slice(f.doc.Blocks[f.block].Span)
	t := citation.Lex(text[:min(len(text), 120)])
	for i := 0; i < min(6, len(t.Tokens)); i++ {
		if t.Tokens[i].Fold == "dieu" && t.Tokens[i].Capital || t.Tokens[i].Fold == "sua" && t.Tokens[i].Capital {
			return true
		}
	}
	return f.meta.Kind.Value == citation.Decision && f.block > 6 && len(t.Tokens) > 0 && t.Tokens[0].Digits
}

// inPreamble says whether the block stands between the title and the operative words
// of a decision: what is cited there is its basis, even where a copy lost the
// words that say so.
func (f *finder) inPreamble() bool {
	return f.block < f.operation && f.title.Len() > 0 && f.doc.Blocks[f.block].Start >= f.title.End
}

// operationBlock returns the block with the operative words "QUYẾT ĐỊNH:" or
// "QUYẾT NGHỊ:", -1 if there is none.
func operationBlock(doc *source.Document) int {
	const reach = 80
	for i, b := range doc.Blocks[:min(len(doc.Blocks), reach)] {
		text := doc.Slice(b.Span)
		if len(text) < 24 && strings.HasSuffix(text, ":") && text == strings.ToUpper(text) {
			if fold := viet.Fold(text); fold == "quyet dinh:" || fold == "quyet nghi:" {
				return i
			}
		}
	}
	return -1
}

var basisHeadings = citation.NewLexicon[bool]().Add(true, "căn cứ pháp lý", "cơ sở pháp lý", "căn cứ", "căn cứ xây dựng", "căn cứ ban hành", "căn cứ lập", "các căn cứ pháp lý", "căn cứ thực hiện", "cơ sở xây dựng", "căn cứ chính trị, pháp lý", "căn cứ pháp lý và thực tiễn")

// basisBlocks says of each block whether it stands under a heading such as "I. CĂN
// CỨ PHÁP LÝ", before the next heading.
func basisBlocks(doc *source.Document) []bool {
	under := make([]bool, len(doc.Blocks))
	basis := false
	for i, b := range doc.Blocks {
		text := doc.Slice(b.Span)
		if isHeading(text) {
			basis = false
			t := citation.Lex(text)
			for j := range min(len(t.Tokens), 5) {
				if _, _, ok := basisHeadings.At(t, j); ok {
					basis = true
				}
			}
		}
		under[i] = basis
	}
	return under
}

// isHeading says whether a line is a heading: short, numbered or in capitals, and
// not closed as a sentence.
func isHeading(s string) bool {
	const longest = 120
	if len(s) > longest || s == "" || strings.ContainsAny(s[len(s)-1:], ".;,") {
		return false
	}
	if s == strings.ToUpper(s) {
		return true
	}
	t := citation.Lex(s)
	if len(t.Tokens) < 2 {
		return false
	}
	first, second := t.Tokens[0], t.Tokens[1]
	return (first.Digits || first.Upper && strings.Trim(first.Fold, "ivx") == "") && strings.Contains(".-)/", second.Fold) || strings.HasSuffix(s, ":")
}

var (
	making = citation.NewStrictLexicon[bool]().Add(true, "xây dựng", "dự thảo", "soạn thảo", "trình", "lập", "nghiên cứu", "tham mưu", "ban hành", "rà soát", "hoàn thiện", "phê duyệt", "điều chỉnh", "đề xuất", "các", "những", "một số", "mọi", "từng", "hồ sơ", "thông qua", "dự án")
	made   = citation.NewStrictLexicon[bool]().Add(true, "vừa", "đã", "mới")
	doing  = citation.NewStrictLexicon[bool]().Add(true, "thực hiện", "triển khai", "quán triệt", "thuộc", "theo", "của", "tại", "trong", "kết quả", "hiệu quả", "nội dung", "mục tiêu", "tổng kết", "sơ kết", "gắn với", "cùng với", "từ", "nguồn vốn", "hưởng ứng", "phát động")
)

// issuedBy says whether a page tells before token first who issued the document:
// "Tỉnh ủy ban hành Đề án …".
func (f *finder) issuedBy(from, first int) bool {
	const issue = 2 // "ban hành"
	if first-issue < from || f.t.Tokens[first-1].Fold != "hanh" || f.t.Tokens[first-issue].Fold != "ban" {
		return false
	}
	const reach = 12
	for i := max(from, first-reach); i < first-issue; i++ {
		if end, ok := citation.BodyAt(f.t, i); ok && end == first-issue {
			return true
		}
	}
	return false
}

// exists says whether a document cited by name only is there already: someone
// carries it out or has just issued it. One that is being drafted or is asked for
// is a deliverable, not a reference.
func (f *finder) exists(c citation.Citation, r judged) bool {
	if f.doc.Blocks[f.block].Kind == source.TableRow {
		return false
	}
	first := f.t.Find(c.Start)
	from := f.sentence(first)
	before := func(l *citation.Lexicon[bool], within int) bool {
		for i := max(from, first-within); i < first; i++ {
			if _, next, ok := l.At(f.t, i); ok && (within > 3 || next == first) {
				return true
			}
		}
		return false
	}
	if c.By == citation.ByBody && f.news {
		return true
	}
	if before(making, 3) && !before(made, 5) && !(f.news && c.Periodic() && f.issuedBy(from, first)) {
		return false
	}
	if c.By == citation.ByBody {
		return true
	}
	if f.news {
		return before(making, 3) || before(doing, 8) || r.relation == Implements
	}
	if name := squeeze(c.Name); c.Periodic() && (strings.HasPrefix(name, "mtqg") || strings.HasPrefix(name, "muctieuquocgia")) {
		return true // the national target programmes are few, and known by their names
	}
	quoted := strings.HasPrefix(c.Name, "“") || strings.HasPrefix(c.Name, "\"")
	return (c.Periodic() || quoted) && (before(doing, 3) || r.rank >= rankPreamble && (r.relation == Implements || r.relation == BasedOn))
}
