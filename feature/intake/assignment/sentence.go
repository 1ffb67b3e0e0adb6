package assignment

import (
	"strings"

	"quyet/base/viet"
	"quyet/feature/intake/outline"
	"quyet/feature/intake/source"
	"quyet/feature/task/deadline"
)

// Running text: a sentence is a task only if it tells a body to act. What tells an
// order from a report, a courtesy or a petition is here too.

// announcesList says whether the last sentence of a line, which ends before
// token to, leads over to the lines below it though a full stop ends it: "…
// thực hiện các nội dung sau."
func (x lexer) announcesList(to int) bool {
	if to < len(x.tokens) || x.fold(to-1) != "." {
		return false
	}
	at, n := lists.Index(x.tokens, max(0, to-6))
	return at >= 0 && at+n == to-1
}

// reportsBack says whether what the bodies that end before token from are told is to
// report: "đề nghị các sở báo cáo … theo các nội dung sau:".
func (x lexer) reportsBack(from, to int) bool {
	at, _ := reporting.Index(x.tokens[:to], from)
	return at >= 0 && at <= from+5
}

// nouns says whether block i opens an item that begins with no verb, as the
// points of a report do: "1. Công tác chỉ đạo …".
func (f *finder) nouns(i int) bool {
	n, opens := f.o.Opens(i)
	if !opens || f.o.Nodes[n].Title.Len() == 0 {
		return false
	}
	x := f.lex(f.o.Nodes[n].Title)
	return len(x.tokens) > 0 && !x.starts(0) && !x.body(0)
}

// substantial says whether a sentence that leads over to items also says itself
// what is to be done: more than "… thực hiện các nội dung sau:".
func (x lexer) substantial(from, to int) bool {
	for k := from; k < to; k++ {
		if x.fold(k) == ";" {
			return true
		}
	}
	return to-from > longestLeadIn
}

// longestLeadIn is how many tokens may stand between a body and the items that
// say what it must do.
const longestLeadIn = 45

// pointing says whether [i,j) only points to bodies named below: "các cơ quan
// sau đây".
func (x lexer) pointing(i, j int) bool {
	for ; i < j; i++ {
		if x.lower(i) == "sau" || x.lower(i) == "dưới" {
			return true
		}
	}
	return false
}

// sentences reads running text: a sentence is a task if it tells a body to act.
func (f *finder) sentences(i int, span source.Span, x lexer, opens bool, role outline.Role) {
	news := f.news(i)
	if f.saidAt < i-1 {
		f.said = nil
	}
	asking := false
	var last *Task
	var over *unit // charged by words that lead over to points in the same line
	end := 0
	for from := x.outlet(); from < len(x.tokens); {
		if from >= end {
			end = x.sentenceEnd(from)
		}
		n := x.enumerator(from)
		from += n
		to := end
		if cut := x.nextEnumerator(from, to); cut > 0 {
			to = cut
		} else if cut := x.clauseCut(from, to); cut > 0 {
			to = cut
		} else if cut := f.datedCut(x, from, to); cut > 0 {
			to = cut
		}
		in, ok := x.instruction(from, to)
		if ok && in.from >= 0 && !in.ordered && (x.introduces(to) || to == len(x.tokens) && x.gives(in)) {
			ok = false
		}
		f.issued = f.issued || news && x.issues(from, to)
		switch {
		case ok && in.from >= 0 && len(f.tasks) > 0 && f.tasks[len(f.tasks)-1].Block >= i-1 && f.tasks[len(f.tasks)-1].Place == Sentence &&
			(backward.Match(x.at(from)) > 0 || in.ordered && !news && anonymous.Match(x.at(in.from)) == in.to-in.from):
			f.extend(x.span(from, to))
			if t := &f.tasks[len(f.tasks)-1]; in.helpFrom < in.helpTo && len(t.Coordinating) == 0 {
				t.Coordinating = f.bodies(x, in.helpFrom, in.helpTo)
			}
			if t := &f.tasks[len(f.tasks)-1]; backward.Match(x.at(from)) > 0 && len(t.Inherited) > 0 {
				t.Lead = f.bodies(x, in.from, in.to)
			}
		case ok && in.from >= 0 && f.petition(x, in, asking):
			asking = true
			last = nil
		case ok && in.from >= 0 && (f.courtesy(i, x, in, to) || x.announces(in, opens) || f.resolves(x, in)):
			last = nil
		case ok && in.from >= 0 && (news && f.directed >= i-1 && in.how != "planned" && (in.from <= from+1 || openings.Match(x.at(from)) > 0) && speakers.Match(x.at(in.from)) == 0 || f.counts(i, in, news, opens, role, x, from)):
			at := x.span(from, to)
			who := f.bodies(x, in.from, in.to)
			if x.fold(to-1) == ":" && x.enumerator(to) > 0 {
				over = &unit{lead: who, span: at}
				break
			}
			if (x.fold(to-1) == ":" || x.announcesList(to)) && i+1 < len(f.doc.Blocks) {
				// It leads over to the items that say what to do, or what to report.
				if x.reportsBack(in.to, to) && f.nouns(i+1) {
					f.outlined = i + 1
				} else if !x.pointing(in.from, in.to) {
					f.charge(f.o.At(i), opens, unit{lead: who, span: at})
				}
				if f.outlined != i+1 && !x.substantial(in.to, to) {
					if news && in.ordered && in.order > from {
						f.directed, f.giver = i, x.giverAt(in.order)
					}
					break
				}
			}
			if last != nil && !in.ordered && samePeople(last.Lead, who) && !news {
				f.extend(at)
				break
			}
			task := Task{Span: at, Text: f.doc.Slice(at), Place: Sentence, Block: i, How: "sentence;" + in.how, Lead: who}
			if in.helpFrom < in.helpTo {
				task.Coordinating = f.bodies(x, in.helpFrom, in.helpTo)
			}
			f.finish(&task, at, x.said(in.to)-x.tokens[from].Start)
			last = &f.tasks[len(f.tasks)-1]
			f.said = &unit{lead: who, span: at}
			f.saidAt = i
			if news && (f.directed >= i-1 || in.ordered || in.strong && in.from <= from+1) {
				f.directed = i
			}
			if news && in.ordered && in.order > from {
				f.giver = x.giverAt(in.order)
				x.giver = f.giver
			}
		case n > 0 && over != nil && x.starts(from):
			last = f.carried(i, x.span(from, to), "listed", over, nil)
		case last != nil && from > 0 && x.fold(from-1) == ";" && !asking:
			// A clause after ";" with its own date: the same body, another task.
			at := x.span(from, to)
			task := Task{Span: at, Text: f.doc.Slice(at), Place: Sentence, Block: i, How: "sentence;clause", Lead: last.Lead, Coordinating: last.Coordinating, Inherited: []source.Span{last.Span}}
			if ok && in.from >= 0 {
				task.Lead, task.Coordinating, task.Inherited = f.bodies(x, in.from, in.to), f.bodies(x, in.helpFrom, in.helpTo), nil
			}
			f.finish(&task, at, 0)
			last = &f.tasks[len(f.tasks)-1]
		case f.said != nil && !asking && (x.carries(from, to) || last != nil && x.datedClause(from, to)):
			var help []Body
			if a, b, ok := x.helpers(from, to); ok {
				help = f.bodies(x, a, b)
			}
			last, f.saidAt = f.carried(i, x.span(from, to), "carried", f.said, help), i
		case news && x.urges(from, to):
			f.directed = i
			last = nil
			if f.said != nil && x.dueBy(from) {
				last, f.saidAt = f.carried(i, x.span(from, to), "carried", f.said, nil), i
			}
		case news && last != nil && f.said != nil && x.starts(from) && x.dueBy(from) && to-from > shortestSentence && x.fold(from) != "hoan":
			last, f.saidAt = f.carried(i, x.span(from, to), "carried", f.said, nil), i
		case last != nil && (!news || last.Deadline.Kind == deadline.None && x.dueBy(from)):
			f.extend(x.span(from, to))
		}
		from = to
	}
}

// carried adds a task that names nobody: whom u charges has it.
func (f *finder) carried(i int, at source.Span, how string, u *unit, help []Body) *Task {
	task := Task{Span: at, Text: f.doc.Slice(at), Place: Sentence, Block: i, How: "sentence;" + how, Lead: u.lead, Coordinating: help, Inherited: []source.Span{u.span}}
	f.finish(&task, at, 0)
	return &f.tasks[len(f.tasks)-1]
}

// shortestSentence is more tokens than a sentence has that only says by when: "Hoàn
// thành trước ngày 30/6."
const shortestSentence = 14

// enumerator returns the number of tokens of the number of a point at token i: "(2)".
func (x lexer) enumerator(i int) int {
	if x.fold(i) == "(" && i+2 < len(x.tokens) && x.tokens[i+1].Kind == viet.Number && len(x.fold(i+1)) <= 2 && x.fold(i+2) == ")" {
		return 3
	}
	return 0
}

// nextEnumerator returns the token of the next point that a line of running text
// numbers, 0 if none begins before token to: "… các nhiệm vụ sau: (1) Sở A …; (2) …".
func (x lexer) nextEnumerator(from, to int) int {
	for k := from + 1; k < to; k++ {
		if x.enumerator(k) > 0 && x.tokens[k-1].Is(":", ";", ".", ",") {
			return k
		}
	}
	return 0
}

// extend adds a following sentence to the last task and reads what it still
// lacks: the deadline is often a sentence of its own.
func (f *finder) extend(at source.Span) {
	t := &f.tasks[len(f.tasks)-1]
	t.Span.End = at.End
	t.Text = f.doc.Slice(t.Span)
	x := f.lex(at)
	for _, a := range x.attributes() {
		f.describe(t, x, a)
	}
	if t.Deadline.Kind == deadline.None {
		t.Deadline = f.deadlineIn(at)
	}
	if t.Deliverable == "" {
		t.Deliverable = deliverable(f.doc.Slice(at))
	}
}

// urges says whether a body in [from,to) asks for something without saying of
// whom: "UBND tỉnh yêu cầu đẩy mạnh …". Those named next are asked.
func (x lexer) urges(from, to int) bool {
	for k := from + 1; k < min(to, from+longestHead); k++ {
		if n := orders.Match(x.at(k)); n > 0 && x.lower(k) != "giao" && x.starts(k+n) && x.given(from, k) {
			return true
		}
	}
	return false
}

// directs says whether the line leads over to what a body orders: "Chủ tịch Ủy ban
// nhân dân tỉnh yêu cầu:", "… có ý kiến chỉ đạo như sau:".
func (x lexer) directs() bool {
	end := len(x.tokens) - 1
	if x.fold(end) != ":" {
		return false
	}
	at, _ := directives.Index(x.tokens, max(0, end-10))
	return at >= 0
}

// introduces says whether the sentence before token to only leads over to what
// follows: "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:".
func (x lexer) introduces(to int) bool {
	return x.fold(to-1) == ":" && (x.lower(to-2) == "sau" || x.lower(to-2) == "thể" || x.lower(to-2) == "đây")
}

// plural says whether [i,j) names a group of bodies: "các sở", "UBND các xã".
func (x lexer) plural(i, j int) bool {
	for ; i < j; i++ {
		if quantities.Match(x.at(i)) > 0 {
			return true
		}
	}
	return false
}

// clauseEnd is the end of the sentence after token k, or as much of it as is looked at.
func (x lexer) clauseEnd(k int) int {
	x.tokens = x.tokens[:min(len(x.tokens), k+longestToParse)]
	return x.sentenceEnd(k)
}

// endsDated says whether a date stands in what follows token k of the sentence.
func (x lexer) endsDated(k int) bool {
	return len(deadlineWords(x, k, x.clauseEnd(k))) > 0
}

// dueBy says whether a day by which it must be done stands in what follows token
// k of the sentence.
func (x lexer) dueBy(k int) bool {
	for end := x.clauseEnd(k); k+1 < end; k++ {
		if x.lower(k) != "trước" && (x.lower(k) != "chậm" || x.lower(k+1) != "nhất") && (x.lower(k) != "thành" || x.lower(k+1) != "trong") {
			continue
		}
		for j := k + 1; j < min(end, k+5); j++ {
			if x.tokens[j].Kind == viet.Number {
				return true
			}
		}
	}
	return false
}

// courtesy says whether the last sentence of a letter only asks to carry it
// out: "Yêu cầu các đơn vị nghiêm túc triển khai thực hiện./."
func (f *finder) courtesy(i int, x lexer, in instruction, to int) bool {
	if !in.ordered || in.to >= to || to < len(x.tokens) && !(x.lower(to) == "trong" && x.fold(to+1) == "qua") {
		return false
	}
	if next := f.o.Role(i + 1); i+1 < len(f.doc.Blocks) && next != outline.Recipients && next != outline.Signature && !shouted(text(f.lex(f.doc.Blocks[i+1].Span))) {
		return false
	}
	for k := in.to; k < to; {
		n := politeness.Match(x.at(k))
		if n == 0 {
			if x.tokens[k].Kind != viet.Mark {
				return false
			}
			n = 1
		}
		k += n
	}
	return true
}

// announces says whether a sentence tells what the issuer of the document
// itself does by it: "Ủy ban nhân dân tỉnh ban hành Quy chế …".
func (x lexer) announces(in instruction, opens bool) bool {
	return !opens && !in.ordered && !in.certain && announcing.Match(x.at(in.to)) > 0
}

func samePeople(a, b []Body) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !strings.EqualFold(viet.Fold(a[i].Name), viet.Fold(b[i].Name)) {
			return false
		}
	}
	return true
}

// counts says whether an instruction found in running text is one there. News
// tell what bodies do; only an order, a duty or a date ahead makes it an instruction.
func (f *finder) counts(i int, in instruction, news, opens bool, role outline.Role, x lexer, from int) bool {
	if news && in.ordered && in.order == from && x.lower(from) == "chỉ" && f.directed < i-1 {
		return false // what was done: "Chỉ đạo các xã nạo vét 3 km kênh"
	}
	if news && (connectors.Match(x.at(from)) > 0 || x.lower(from) == "theo" && x.lower(from+1) == "đó") && !in.stated && x.plural(in.from, in.to) && !x.attending(in.from, in.to) {
		return true
	}
	if news && f.issued && in.from <= from+1 && !in.stated && !in.ordered && urgent.Match(x.at(in.to)) > 0 && (x.plural(in.from, in.to) || x.lower(from) == "theo") && !x.attending(in.from, in.to) {
		return true
	}
	if news && in.ahead && !in.stated && !x.attending(in.from, in.to) {
		return true
	}
	if news && f.issued && !in.stated && in.from > from && (in.certain || x.starts(in.to)) && follows.Match(x.at(from)) > 0 && !x.attending(in.from, in.to) {
		return true
	}
	if !news {
		if f.norms(i) && !in.ordered && role != outline.Organisation {
			return false
		}
		return in.ordered || in.certain || opens || in.from <= from+1 || !f.issuer(x, in)
	}
	if in.ordered || in.strong {
		return true
	}
	if in.how == "planned" {
		return in.dated || in.from <= from+1 && x.dueBy(in.to) || f.said != nil && f.saidAt == i && x.endsDated(in.to)
	}
	if in.dated || in.finishing || f.said != nil && f.saidAt == i && !in.stated && x.endsDated(in.to) {
		return true
	}
	if in.from <= from+1 && !in.stated && x.dueBy(in.to) {
		return true
	}
	// The same bodies as in the instruction before: it goes on.
	return f.said != nil && samePeople(f.said.lead, f.bodies(x, in.from, in.to)) && !in.stated
}

// outlet returns the token after the name or date that a page of news puts
// before its first sentence: "TTXVN - ", "(QTO) - ", "date 2024-09".
func (x lexer) outlet() int {
	if !x.news {
		return 0
	}
	i := 0
	if x.fold(0) == "date" && len(x.tokens) > 4 && x.tokens[1].Kind == viet.Number {
		for i = 2; i < 5 && x.tokens[i].Kind != viet.Word; i++ {
		}
		return i
	}
	if x.fold(0) == "(" {
		for i = 1; i < 5 && x.fold(i) != ")"; i++ {
		}
		i++
	} else if x.abbreviation(0) || x.capital(0) && len(x.fold(0)) > 7 {
		i = 1
	}
	if i > 0 && i < 7 && i+1 < len(x.tokens) && (x.fold(i) == "-" || x.fold(i) == "–") && x.tokens[i+1].Start > x.tokens[i].End {
		return i + 1
	}
	if x.fold(0) == "(" && i < len(x.tokens) && i < 7 && (x.fold(i) == "-" || x.fold(i) == "–") {
		return i + 1
	}
	return 0
}

// issues says whether [from,to) tells that a document of orders was issued:
// what follows in plain words is its contents.
func (x lexer) issues(from, to int) bool {
	for k := from; k+1 < to; k++ {
		if n := issuing.Match(x.at(k)); n > 0 && ordering.Match(x.at(k+n)) > 0 {
			return true
		}
	}
	return false
}

// attending says whether [i,j) are those present at a meeting, whose deeds news tell.
func (x lexer) attending(i, j int) bool {
	for ; i < j; i++ {
		if x.lower(i) == "đại" && x.lower(i+1) == "biểu" {
			return true
		}
	}
	return false
}

// issuer says whether the body charged is the one that issues the document:
// what it says of itself in running text is no task.
func (f *finder) issuer(x lexer, in instruction) bool {
	who := viet.Fold(x.text[x.tokens[in.from].Start:x.tokens[in.to-1].End])
	return f.c.Issuer == "" || strings.Contains(viet.Fold(f.c.Issuer), who) || strings.Contains(who, viet.Fold(f.c.Issuer))
}

// norms says whether block i states law for all rather than work for some:
// there only an order, or the section on responsibilities, gives tasks.
func (f *finder) norms(i int) bool {
	if a := f.o.Annex(i); a >= 0 {
		return regulations.Match(viet.Tokens(f.doc.Slice(f.o.Nodes[a].Title))) > 0
	}
	switch f.c.Kind {
	case "luat", "nghi_dinh", "thong_tu", "thong_tu_lien_tich", "van_ban_hop_nhat":
		return true
	}
	return false
}

var regulations = viet.NewPhrases("quy che", "quy dinh", "dieu le", "the le", "quy trinh")

// petition says whether the sentence asks a higher body, or goes on asking.
func (f *finder) petition(x lexer, in instruction, asking bool) bool {
	if !in.ordered || x.fold(in.order) != "de" && !asking {
		return false
	}
	who := tier(x.tokens[in.from:in.to])
	if who == 0 {
		return false
	}
	if asking && in.order == in.sentence {
		return true
	}
	asker := 0
	if in.order > in.sentence {
		asker = tier(x.tokens[in.sentence:in.order])
	}
	if asker == 0 && !asking {
		asker = tier(viet.Tokens(f.c.Issuer))
	}
	return asker > who
}

// tier is the level of administration that the words of a body name: 1 the
// centre, 2 a province, 3 a district, 4 a commune; 0 if they name none.
func tier(t []viet.Token) int {
	for i := range t {
		switch t[i].Lower {
		case "xã", "phường", "thôn", "ấp":
			if i+1 < len(t) && t[i+1].Lower == "hội" {
				continue
			}
			return 4
		case "huyện", "quận":
			return 3
		case "tỉnh", "sở":
			return 2
		case "bộ":
			if i == 0 || t[i-1].Lower == "các" || i+1 < len(t) && t[i+1].Capital {
				return 1
			}
		}
		if t[i].Fold == "chinh" && i+1 < len(t) && t[i+1].Lower == "phủ" || t[i].Fold == "trung" && i+1 < len(t) && t[i+1].Fold == "uong" || t[i].Lower == "quốc" && i+1 < len(t) && t[i+1].Lower == "hội" {
			return 1
		}
	}
	return 0
}
