package assignment

import (
	"strings"
	"unicode"

	"quyet/base/viet"
	"quyet/feature/intake/outline"
	"quyet/feature/intake/source"
	"quyet/feature/task/clarity"
	"quyet/feature/task/deadline"
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
	switch role {
	case outline.Purpose, outline.Goals, outline.Results, outline.Proposals, outline.Scope,
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
	if len(x.tokens) == 0 {
		return
	}
	if x.news && concluding.Match(x.tokens) > 0 {
		f.directed = i
	}
	if x.news && (x.directs() || f.directed == i-1 && x.fold(len(x.tokens)-1) == ":") {
		defer func() { f.directed = i }() // what follows is ordered, not the line itself
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
		f.charge(node, opens, u)
		return
	}
	if shouted(text(x)) {
		return
	}
	if opens && f.hasItems(node) && !f.onlyAttributes(node) && (len(x.text) < longestHeading || x.fold(len(x.tokens)-1) == ":") {
		// A heading over items: its own words may charge a body for all of them.
		f.leadIn(x, span, node)
		return
	}
	if x.closing() {
		return
	}
	inherited, ok := f.unit(node, opens)
	list := f.lists(i) && (role == outline.Tasks || role == outline.Organisation || role == "" && opens && f.sectioned(node) && x.starts(0))
	switch {
	case ok || list || opens && f.onlyAttributes(node):
		f.item(i, span, x, inherited, list, opens, role)
	default:
		f.sentences(i, span, x, opens, role)
	}
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
		return false
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
	if !ok || in.from < 0 || x.pointing(in.from, in.to) {
		return
	}
	u := unit{lead: f.bodies(x, in.from, in.to), span: span}
	if in.helpFrom < in.helpTo {
		u.coordinating = f.bodies(x, in.helpFrom, in.helpTo)
	}
	f.units[node] = u
}

// Bounds that keep the cost of a broken line, such as a whole document without
// line ends, in proportion to its length.
const (
	mostParts      = 30   // tasks in one item
	longestToParse = 1500 // tokens of a sentence that is searched for clauses
	longestHead    = 400  // tokens of a sentence in which the bodies it charges stand
)

// item reads an item or paragraph of a section: one task, or several where a
// clause has a body or a deadline of its own.
func (f *finder) item(i int, span source.Span, x lexer, inherited unit, list, opens bool, role outline.Role) {
	for parts := 1; ; parts++ {
		cut := x.clauseCut(0, len(x.tokens))
		if cut == 0 {
			cut = f.datedCut(x, 0, len(x.tokens))
		}
		if cut == 0 || parts == mostParts {
			f.part(i, span, x, inherited, list, opens, role)
			return
		}
		head := x.span(0, cut)
		before := len(f.tasks)
		f.part(i, head, x.part(0, cut), inherited, list, opens, role)
		if len(f.tasks) > before {
			if t := f.tasks[before]; len(t.Lead) > 0 {
				inherited = unit{lead: t.Lead, coordinating: t.Coordinating, span: t.Span}
			}
		}
		span = x.span(cut, len(x.tokens))
		x = x.part(cut, len(x.tokens))
	}
}

// part is the lexer of tokens [i,j) of the same line.
func (x lexer) part(i, j int) lexer {
	x.tokens = x.tokens[i:j]
	return x
}

// part reads an item or a clause of one that counts as one task.
func (f *finder) part(i int, span source.Span, x lexer, inherited unit, list, opens bool, role outline.Role) {
	if len(x.tokens) < shortestTask || x.fold(len(x.tokens)-1) == ":" {
		// "… các nội dung sau:" is carried out by the items below it.
		if in, ok := x.instruction(0, len(x.tokens)); ok && in.from >= 0 && !x.pointing(in.from, in.to) {
			f.charge(f.o.At(i), opens, unit{lead: f.bodies(x, in.from, in.to), span: span})
		}
		return
	}
	task := Task{Span: span, Text: f.doc.Slice(span), Place: Item, Block: i, How: "item"}
	task.Deadline.Kind = deadline.None
	in, ok := x.instruction(0, len(x.tokens))
	if ok && in.ordered && in.order > 0 && x.starts(0) && x.tokens[in.order-1].Kind == viet.Word {
		in, ok = instruction{from: -1}, false // "Bình xét … đề nghị Đảng ủy công nhận": whom it asks
	}
	if !opens && (!ok || in.from < 0) && x.tells() {
		return
	}
	if ok && !opens && in.from >= 0 && f.courtesy(i, x, in, len(x.tokens)) {
		return
	}
	switch {
	case ok && in.from >= 0 && (inherited.none() || in.certain || in.from <= 1 && !f.under(i)):
		task.Lead = f.bodies(x, in.from, in.to)
		task.How = "item;" + in.how
	case !inherited.none():
		task.Lead, task.Coordinating = inherited.lead, inherited.coordinating
		task.Inherited = []source.Span{inherited.span}
		task.How = "item;heading"
	case role == outline.Organisation && !opens && !list:
		return
	default:
		if from, to, ok := x.doneBy(); ok {
			task.Lead, task.How = f.bodies(x, from, to), "item;done_by"
		}
	}
	if in.helpFrom < in.helpTo {
		task.Coordinating = f.bodies(x, in.helpFrom, in.helpTo)
	} else if from, to, ok := x.helpers(0, len(x.tokens)); ok {
		task.Coordinating = f.bodies(x, from, to)
	}
	if len(task.Lead) == 0 && role == outline.Organisation && f.difficulties(task.Text) {
		return
	}
	f.finish(&task, span, max(0, x.said(in.to)-x.tokens[0].Start))
}

// tells says whether a paragraph that charges nobody tells how things are: it
// begins with no verb and goes on with "là" or "đã".
func (x lexer) tells() bool {
	if x.starts(0) {
		return false
	}
	for k := 1; k < len(x.tokens) && k < longestSubject; k++ {
		if x.fold(k) == "," || x.fold(k) == ";" {
			return false
		}
		if x.lower(k) == "đã" || x.lower(k) == "là" {
			return true
		}
	}
	return false
}

// longestSubject bounds the tokens before the verb of a statement.
const longestSubject = 14

// said is the offset in the line from which a sentence tells what is to be
// done: after the bodies that end before token to.
func (x lexer) said(to int) int {
	if to <= 0 || to >= len(x.tokens) {
		return 0
	}
	return x.tokens[to].Start
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

// under says whether line i stands under a heading that names the body of all
// its lines, so that another body at its head is part of what it does.
func (f *finder) under(i int) bool {
	if !f.loose.none() {
		return false
	}
	n, ok := f.o.Opens(i)
	return ok && f.o.Nodes[n].Kind == outline.Bullet
}

// difficulties says whether the line is the usual closing sentence on
// difficulties met on the way.
func (f *finder) difficulties(text string) bool {
	folded := viet.Fold(text)
	return strings.Contains(folded, "vuong mac") || strings.Contains(folded, "phat sinh")
}

// finish reads deadline and product of a task and adds it. What is made stands
// after the bodies, at byte said of its words: before them stands what others made.
func (f *finder) finish(task *Task, span source.Span, said int) {
	if strings.IndexByte(task.Text, ':') >= 0 {
		x := f.lex(span)
		for _, a := range x.attributes() {
			f.describe(task, x, a)
		}
	}
	if task.Deadline.Kind == deadline.None || task.Deadline.Kind == "" {
		task.Deadline = f.deadlineIn(span)
	}
	if task.Deliverable == "" {
		task.Deliverable = deliverable(task.Text[min(said, len(task.Text)):])
	}
	task.Target = clarity.HasTarget(task.Text)
	f.tasks = append(f.tasks, *task)
}

// deadlineIn returns the deadline named in a span. Of several, those close
// together are one ("sơ kết hằng năm, tổng kết vào năm 2030"); else a day wins over a period.
func (f *finder) deadlineIn(span source.Span) deadline.Deadline {
	found := deadline.Find(f.doc.Slice(span), f.times)
	if len(found) == 0 {
		return deadline.Deadline{Kind: deadline.None}
	}
	best := found[0]
	for _, d := range found[1:] {
		if d.Start-best.End < 60 && (d.Kind == deadline.Recurring) == (best.Kind == deadline.Recurring) ||
			d.Start-best.End < 60 && best.Kind == deadline.Recurring && d.Kind == deadline.Period {
			best.End = d.End
			if d.Due.After(best.Due) {
				best.Due = d.Due
			}
			if best.Kind == deadline.Recurring && d.Kind != deadline.Recurring {
				best.Kind = d.Kind
			}
			continue
		}
		if rank(d.Kind) > rank(best.Kind) {
			best = d
		}
	}
	best.Start += span.Start
	best.End += span.Start
	best.Words = f.doc.Text[best.Start:best.End]
	return best
}

// rank orders kinds of deadline by how much they say.
func rank(k deadline.Kind) int {
	switch k {
	case deadline.Date:
		return 4
	case deadline.Period:
		return 3
	case deadline.Relative, deadline.Conditional:
		return 2
	case deadline.Recurring:
		return 1
	}
	return 0
}

// sentences reads running text: a sentence is a task if it tells a body to act.
func (f *finder) sentences(i int, span source.Span, x lexer, opens bool, role outline.Role) {
	news := f.news(i)
	if f.saidAt < i-1 {
		f.said = nil
	}
	asking := false
	var last *Task
	end := 0
	for from := 0; from < len(x.tokens); {
		if from >= end {
			end = x.sentenceEnd(from)
		}
		to := end
		if cut := x.clauseCut(from, to); cut > 0 {
			to = cut
		} else if cut := f.datedCut(x, from, to); cut > 0 {
			to = cut
		}
		in, ok := x.instruction(from, to)
		if ok && in.from >= 0 && !in.ordered && x.introduces(to) {
			ok = false
		}
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
		case ok && in.from >= 0 && (f.courtesy(i, x, in, to) || x.announces(in, opens)):
			last = nil
		case ok && in.from >= 0 && (news && f.directed >= i-1 && (in.from <= from+1 || openings.Match(x.at(from)) > 0) && speakers.Match(x.at(in.from)) == 0 || f.counts(i, in, news, opens, role, x, from)):
			at := x.span(from, to)
			who := f.bodies(x, in.from, in.to)
			if x.fold(to-1) == ":" && i+1 < len(f.doc.Blocks) {
				// It leads over to the items that say what to do.
				if !x.pointing(in.from, in.to) {
					f.charge(f.o.At(i), opens, unit{lead: who, span: at})
				}
				if !x.substantial(in.to, to) {
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
			at := x.span(from, to)
			task := Task{Span: at, Text: f.doc.Slice(at), Place: Sentence, Block: i, How: "sentence;carried", Lead: f.said.lead, Inherited: []source.Span{f.said.span}}
			if a, b, ok := x.helpers(from, to); ok {
				task.Coordinating = f.bodies(x, a, b)
			}
			f.finish(&task, at, 0)
			last = &f.tasks[len(f.tasks)-1]
			f.saidAt = i
		case news && x.urges(from, to):
			f.directed = i
			last = nil
			if f.said != nil && x.dueBy(from) {
				at := x.span(from, to)
				task := Task{Span: at, Text: f.doc.Slice(at), Place: Sentence, Block: i, How: "sentence;carried", Lead: f.said.lead, Inherited: []source.Span{f.said.span}}
				f.finish(&task, at, 0)
				last, f.saidAt = &f.tasks[len(f.tasks)-1], i
			}
		case last != nil && (!news || last.Deadline.Kind == deadline.None && x.dueBy(from)):
			f.extend(x.span(from, to))
		}
		from = to
	}
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

// clauseCut returns the token at which a clause of [from,to) with its own date
// or its own body begins, 0 if the sentence is one task: "Tháng 5/2026, các xã …,
// tháng 6/2026, gửi …"; "Sở A …; Sở B có trách nhiệm …".
func (x lexer) clauseCut(from, to int) int {
	to = min(to, from+longestToParse)
	var whole *instruction
	for k := from + shortestTask; k+shortestTask < to; k++ {
		switch x.fold(k) {
		case ",":
			if x.datedClause(k+1, to) && x.lower(k+1) != "trước" {
				return k + 1
			}
		case ";":
			if whole == nil {
				in, _ := x.instruction(from, min(to, from+longestHead))
				whole = &in
			}
			if whole.from < k && k < whole.to {
				continue // a list of bodies is parted by ";" too
			}
			next := k + 1
			if x.timed(next, to) {
				if before, ok := x.instruction(from, k); ok && before.from >= 0 {
					return next
				}
				continue
			}
			if x.named(next) && x.capital(next) || orders.Match(x.at(next)) > 0 && x.body(next+1) || quantities.Match(x.at(next)) > 0 {
				in, ok := x.instruction(next, min(to, next+longestBodies))
				if !ok || in.from < 0 || in.from > next+3 {
					continue
				}
				if before, ok := x.instruction(from, k); in.ordered || in.strong || ok && before.from >= 0 {
					return next
				}
			}
		}
	}
	return 0
}

// timed says whether a clause at k opens with a time and names a body after it:
// "từ ngày 5 đến ngày 10 hằng tháng, Phòng A kiểm tra".
func (x lexer) timed(k, to int) bool {
	if x.lower(k) != "từ" && x.lower(k) != "trước" && x.lower(k) != "chậm" && x.lower(k) != "định" && x.lower(k) != "hằng" && x.lower(k) != "hàng" {
		return false
	}
	in, ok := x.chargedIn(k, min(to, k+longestBodies))
	return ok && in.from > k && in.from < k+20
}

// datedCut returns the token after a ";" that parts two tasks with a deadline
// each, 0 if there is none.
func (f *finder) datedCut(x lexer, from, to int) int {
	if to-from > longestToParse || to <= from {
		return 0
	}
	span := x.span(from, to)
	if strings.IndexByte(f.doc.Slice(span), ';') < 0 {
		return 0
	}
	found := deadline.Find(f.doc.Slice(span), f.times)
	if len(found) < 2 {
		return 0
	}
	mark, first, next := 0, false, 0
	for k := from; k < to; k++ {
		at := x.base + x.tokens[k].Start - span.Start
		for next < len(found) && found[next].Start <= at {
			if found[next].Definite() {
				if mark > 0 {
					return mark
				}
				first = true
			}
			next++
		}
		if x.fold(k) == ";" {
			mark = 0
			if first && k+shortestTask < to {
				mark = k + 1
			}
		}
	}
	return 0
}

// datedClause says whether a clause at k opens with a month or quarter and a comma.
func (x lexer) datedClause(k, to int) bool {
	if x.lower(k) != "tháng" && x.lower(k) != "quý" {
		return false
	}
	for j := k + 1; j < min(to, k+6); j++ {
		if x.fold(j) == "," {
			return j > k+1 && (x.starts(j+1) || x.body(j+1))
		}
	}
	return false
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
	if !in.ordered || to < len(x.tokens) || in.to >= to {
		return false
	}
	if next := f.o.Role(i + 1); i+1 < len(f.doc.Blocks) && next != outline.Recipients && next != outline.Signature {
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

// dateline says whether the line is only place and date.
func (x lexer) dateline() bool {
	n := len(x.tokens)
	if n > 16 || n < 7 {
		return false
	}
	return x.lower(n-6) == "ngày" && x.lower(n-4) == "tháng" && x.lower(n-2) == "năm"
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
	if news && connectors.Match(x.at(from)) > 0 && !in.stated && x.plural(in.from, in.to) {
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
