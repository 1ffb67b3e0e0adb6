package assignment

import (
	"strings"

	"quyet/base/viet"
	"quyet/feature/intake/outline"
	"quyet/feature/intake/source"
	"quyet/feature/task/deadline"
)

// Plans that have no table write its columns under each task:
//
//	attribute = label ":" value .
//	label     = the words of a column heading: "Cơ quan chủ trì", "Thời gian hoàn thành", "Sản phẩm" .
//	value     = words up to ";", ")", the end of the sentence or the next label .
//
// They stand as lines of their own, or in the task's words: "(Cơ quan chủ trì:
// Sở A; thời gian: Quý II/2026)".

// An attribute is one of them; its value is tokens [from,to) and its label
// begins at token at.
type attribute struct {
	field        field
	at, from, to int
}

// longestLabel bounds the tokens of a label.
const longestLabel = 8

// mostAttributes bounds the attributes of a line: a task has five at most.
const mostAttributes = 12

// attributes finds the attributes in the line.
func (x lexer) attributes() []attribute {
	var list []attribute
	for k := 1; k < len(x.tokens) && len(list) < mostAttributes; k++ {
		if x.fold(k) != ":" {
			continue
		}
		at := k
		for at > 0 && k-at < longestLabel && x.tokens[at-1].Kind != viet.Mark {
			at--
		}
		if at == k || at > 0 && x.tokens[at-1].Kind != viet.Mark {
			continue
		}
		f := labelField(x, at, k)
		if f == other {
			continue
		}
		if n := len(list); n > 0 && list[n-1].to > at {
			list[n-1].to = at
		}
		to := x.sentenceEnd(k)
		for e := k + 1; e < to; e++ {
			if x.fold(e) == ")" || x.fold(e) == ";" && f != lead && f != coordinating && f != agency {
				to = e
			}
		}
		list = append(list, attribute{field: f, at: at, from: k + 1, to: to})
		for e := k + 1; e < to; e++ {
			// A list of bodies goes on after ";" unless a label follows.
			if x.fold(e) == ";" && !x.body(e+1) {
				list[len(list)-1].to = e
				break
			}
		}
	}
	return list
}

// labelField returns what a label names, other if it is no label: a body
// ("Sở Y tế:") or a heading ("Nội dung:").
func labelField(x lexer, at, k int) field {
	f := fieldOf(x.text[x.tokens[at].Start:x.tokens[k-1].End])
	switch f {
	case lead, coordinating, when, product, agency, accountable:
	default:
		return other
	}
	if (f == agency || f == accountable || f == lead) && k-at < 2 {
		return other
	}
	if f == agency && labelled.Match(x.at(at)) == 0 {
		return other
	}
	return f
}

var labelled = viet.NewSpelt("cơ quan thực hiện", "đơn vị thực hiện", "phân công", "bộ phận thực hiện", "trách nhiệm thực hiện", "tổ chức thực hiện", "cơ quan chủ", "cơ quan", "đơn vị chịu", "đơn vị phụ", "đơn vị", "thực hiện", "người thực hiện", "bộ phận")

// describe writes an attribute onto a task, if the task lacks it.
func (f *finder) describe(task *Task, x lexer, a attribute) {
	from, to := a.from, a.to
	for from < to && x.tokens[from].Kind == viet.Mark {
		from++
	}
	if from >= to {
		return
	}
	value := x.span(from, to)
	switch a.field {
	case lead, agency:
		task.Lead = f.bodies(x, from, to)
		if at, n := helps.Index(x.tokens[:to], from); at > from {
			task.Lead, task.Coordinating = f.bodies(x, from, x.beforeLead(at)), f.bodies(x, at+n, to)
		}
	case coordinating:
		task.Coordinating = f.bodies(x, from, to)
	case accountable:
		task.Accountable = f.bodies(x, from, to)
		if len(task.Lead) == 0 {
			task.Lead = task.Accountable
		}
	case when:
		d := deadline.Parse(f.doc.Slice(trimEnd(f.doc.Text, value)), f.times)
		d.Start += value.Start
		d.End += value.Start
		task.Deadline = d
	case product:
		task.Deliverable = f.doc.Slice(trimEnd(f.doc.Text, value))
	}
	if !task.Span.Contains(value) {
		task.Inherited = append(task.Inherited, value)
	}
}

func trimEnd(text string, s source.Span) source.Span {
	for s.End > s.Start && (text[s.End-1] == '.' || text[s.End-1] == ';' || text[s.End-1] == ',' || text[s.End-1] == ' ' || text[s.End-1] == ')') {
		s.End--
	}
	return s
}

// attributeLine reads a line that is nothing but attributes and writes them
// onto the tasks that they stand under.
func (f *finder) attributeLine(i int) bool {
	if len(f.tasks) == 0 || f.doc.Blocks[i].Len() > 500 {
		return false
	}
	span, owner := f.doc.Blocks[i].Span, f.o.At(i)
	if n, ok := f.o.Opens(i); ok {
		span.Start, owner = max(span.Start, f.o.Nodes[n].Title.Start), f.o.Nodes[n].Parent
	}
	if strings.IndexByte(f.doc.Slice(span), ':') < 0 {
		return false
	}
	x := f.lex(span)
	list := x.attributes()
	if len(list) == 0 || list[0].at > 1 {
		return false
	}
	first := 0
	if owner >= 0 {
		first = f.o.Nodes[owner].First
	}
	for k := len(f.tasks) - 1; k >= 0 && f.tasks[k].Block >= first && f.tasks[k].Block >= i-12; k-- {
		t := &f.tasks[k]
		if t.Place == Row {
			break
		}
		for _, a := range list {
			if a.field == when && t.Deadline.Kind != deadline.None || a.field == coordinating && len(t.Coordinating) > 0 || a.field == product && f.inherits(t) ||
				(a.field == lead || a.field == agency) && f.inherits(t) {
				continue
			}
			f.describe(t, x, a)
		}
	}
	return true
}

// inherits says whether a line above already described t.
func (f *finder) inherits(t *Task) bool {
	return len(t.Lead) > 0 && len(t.Inherited) > 0 && t.Place != Item
}

// onlyAttributes says whether all lines under node are attributes, so that its
// own words are the task.
func (f *finder) onlyAttributes(node int) bool {
	n := f.o.Nodes[node]
	if n.Last <= n.First+1 || n.Kind == outline.Heading || n.Kind == outline.Article {
		return false
	}
	for b := n.First + 1; b < n.Last; b++ {
		span := f.doc.Blocks[b].Span
		if k, ok := f.o.Opens(b); ok {
			span.Start = max(span.Start, f.o.Nodes[k].Title.Start)
		}
		x := f.lex(span)
		list := x.attributes()
		if (len(list) == 0 || list[0].at > 1) && !x.describes() {
			return false
		}
	}
	return true
}
