package assignment

import (
	"strings"

	"quyet/base/viet"
	"quyet/feature/intake/outline"
	"quyet/feature/intake/source"
	"quyet/feature/task/clarity"
	"quyet/feature/task/deadline"
)

// Items and paragraphs of task sections: each counts as one task, or as several
// where a clause has a body or a day of its own (clause.go).

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
		if in, ok := x.instruction(0, len(x.tokens)); ok && in.from >= 0 && !x.pointing(in.from, in.to) && !x.gives(in) {
			f.charge(f.o.At(i), opens, unit{lead: f.bodies(x, in.from, in.to), span: span})
		}
		return
	}
	f.add(i, span, x, inherited, list, opens, role)
}

// add reads the lead and the other parts of an item and adds it as a task.
func (f *finder) add(i int, span source.Span, x lexer, inherited unit, list, opens bool, role outline.Role) {
	in, ok := x.charges()
	if !opens && (!ok || in.from < 0) && x.tells() || x.threatens() || x.member() || ok && in.from >= 0 && f.resolves(x, in) {
		return
	}
	if ok && !opens && in.from >= 0 && f.courtesy(i, x, in, len(x.tokens)) {
		return
	}
	own := ok && in.from >= 0 && (inherited.none() || in.certain || in.from <= 1 && (!f.under(i) || inherited.general()))
	if !own && inherited.none() && role == outline.Organisation && !opens && !list {
		return
	}
	task := f.assigned(i, span, x, in, own, inherited)
	if len(task.Lead) == 0 && role == outline.Organisation && f.difficulties(task.Text) {
		return
	}
	f.finish(&task, span, max(0, x.said(in.to)-x.tokens[0].Start))
}

// charges takes the whole line apart.
func (x lexer) charges() (in instruction, ok bool) {
	in, ok = x.instruction(0, len(x.tokens))
	if ok && x.submits(in, 0) {
		return instruction{from: -1}, false // "Bình xét … đề nghị Đảng ủy công nhận": whom it asks
	}
	return in, ok
}

// submits says whether the order in the line or sentence that begins at from stands
// behind a verb, and so says to whom its work goes.
func (x lexer) submits(in instruction, from int) bool {
	return in.ordered && in.order > from && x.starts(from) && x.tokens[in.order-1].Kind == viet.Word
}

// assigned is the task of one line with its lead and who helps: the bodies of the
// instruction where own says that they are charged, else those inherited, else those
// that the line names behind what is to be done.
func (f *finder) assigned(i int, span source.Span, x lexer, in instruction, own bool, inherited unit) Task {
	task := Task{Span: span, Text: f.doc.Slice(span), Place: Item, Block: i, How: "item"}
	task.Deadline.Kind = deadline.None
	switch {
	case own:
		task.Lead = f.bodies(x, in.from, in.to)
		task.How = "item;" + in.how
	case !inherited.none():
		task.Lead, task.Coordinating = inherited.lead, inherited.coordinating
		task.Inherited = []source.Span{inherited.span}
		task.How = "item;heading"
	default:
		if from, to, ok := x.doneBy(); ok {
			task.Lead, task.How = f.bodies(x, from, to), "item;done_by"
		} else if who, with, ok := f.trailing(x); ok {
			task.Lead, task.Coordinating, task.How = who, with, "item;trailing"
		}
	}
	if in.helpFrom < in.helpTo {
		task.Coordinating = f.bodies(x, in.helpFrom, in.helpTo)
	} else if from, to, ok := x.helpers(0, len(x.tokens)); ok && task.How != "item;trailing" {
		task.Coordinating = f.bodies(x, from, to)
	}
	return task
}

// member says whether a line only names a member of a committee: "Ông A, Trưởng Công
// an xã: Thành viên".
func (x lexer) member() bool {
	if persons.Match(x.tokens) == 0 {
		return false
	}
	for k := len(x.tokens) - 2; k > 1; k-- {
		if x.fold(k) == ":" || x.fold(k) == "," || x.fold(k) == "-" || x.fold(k) == "–" {
			return posts.Match(x.at(k+1)) > 0 || seats.Match(x.at(k+1)) > 0
		}
	}
	return false
}

// resolves says whether the issuer of the document itself settles something: "Ban
// Thường vụ thống nhất chủ trương …".
func (f *finder) resolves(x lexer, in instruction) bool {
	if in.ordered || in.certain || f.c.Issuer == "" || settling.Match(x.at(in.to)) == 0 {
		return false
	}
	if n := organs.Match(x.tokens[in.from:in.to]); n > 0 && in.from+n < in.to {
		in.from += n // "Ban Thường vụ Tỉnh ủy" speaks for "Tỉnh ủy Nam Sơn"
	}
	return f.issuer(x, in)
}

// organs act for the body whose name follows.
var organs = viet.NewSpelt("ban thường vụ", "thường trực", "ban chấp hành", "lãnh đạo", "chủ tịch", "phó chủ tịch")

// settling verbs say what a body has decided or thinks.
var settling = viet.NewSpelt("thống nhất", "đồng ý", "nhất trí", "chấp thuận", "tán thành", "ghi nhận", "đánh giá cao", "biểu dương", "cho chủ trương", "hoan nghênh", "phê bình")

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

// threatens says whether a line says what happens to those who fail: "Đơn vị nào chậm trễ
// thì bị phê bình"; "Đơn vị nào có nhu cầu thì gửi đăng ký" is to be done.
func (x lexer) threatens() bool {
	n := x.head(0)
	if n == 0 || x.lower(n) != "nào" {
		return false
	}
	at, _ := penalties.Index(x.tokens, n)
	return at > 0
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
