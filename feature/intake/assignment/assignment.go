// Package assignment finds the tasks a document gives: what, who leads, who
// helps, by when, with what to show for it.
//
// Vocabulary. A task is one row of an annex table, one item or paragraph of a
// task section, or one sentence that tells a body to do something. Its lead is whoever is
// charged ("chủ trì"), coordinating are those who help ("phối hợp"). A lead may be
// inherited: from the heading over an item ("2. Sở Nội vụ"), from a merged
// cell, from the sentence before.
//
// The grammar of an instruction, over the bodies of body.go:
//
//	instruction = [ opening "," ] ( charged | ordered | impersonal ) .
//	opening     = "Trên cơ sở …" | "Căn cứ …" | "Định kỳ …" | "Trước ngày …" | "Đồng thời" | … .
//	charged     = [ "Đối với" | speaker "cho rằng" ":" ] bodies [ duty ] predicate .
//	ordered     = [ authority ] ( "giao" | "yêu cầu" | "đề nghị" | "phân công" | "chỉ đạo" ) [ ":" | "," ] [ opening "," ] bodies predicate .
//	duty        = "có trách nhiệm" | "phải" | "cần" | "chủ động" | "theo chức năng, nhiệm vụ" | … .
//	predicate   = [ "chủ trì" [ "," ] ] [ "phối hợp" [ "với" ] bodies ] verb … .
//	impersonal  = verb … .                    an item of a task section, or under a unit's heading
//	clause      = instruction ";" instruction .     parted where each has its own body or its own deadline
//	attribute   = label ":" value .                 see attribute.go
//	unit        = [ "Giao" | "Đề nghị" | "Đối với" | "Trách nhiệm của" ] bodies [ duty ] [ ":" ] .
//
// What is a task follows how offices read: in plans and programmes every item of
// the task sections, in any document a sentence that names who must act. Purposes, goals,
// results, petitions upwards, "chịu trách nhiệm thi hành Quyết định này" and courtesies are
// none. Nothing is guessed: a task without a lead has none.
//
// News tell more than they order. There an instruction needs an order, a duty or a day to
// keep, or stands where the text passes on orders: below a line such as "Chủ tịch tỉnh yêu
// cầu:", or after another instruction.
//
// Tables are read by the words of their header (table.go), whatever the order
// of the columns.
package assignment

import (
	"strings"

	"quyet/base/civil"
	"quyet/base/viet"
	"quyet/feature/intake/outline"
	"quyet/feature/intake/source"
	"quyet/feature/task/deadline"
)

// A Context is what is known of the document from elsewhere.
type Context struct {
	Issued   civil.Date // gives deadlines their year
	Issuer   string     // for telling instructions from petitions upwards
	Kind     string     // type of document: "ke_hoach", "chuong_trinh", "tin_bai", …
	Defaults deadline.Defaults
}

// A Place tells in what shape a task was written.
type Place string

// The places.
const (
	Row      Place = "row"      // of a table
	Item     Place = "item"     // a numbered or bulleted item or paragraph of a section
	Sentence Place = "sentence" // a sentence of running text
)

// A Body is one body as printed.
type Body struct {
	Name string
	Span source.Span
}

// A Task is one task as the document gives it.
type Task struct {
	source.Span        // the whole of its words
	Text        string // the words, without number or bullet, on one line
	Place       Place
	Block       int // where it begins

	Lead         []Body
	Coordinating []Body
	Accountable  []Body // the persons or posts answerable, where a column or brackets after a body name them

	Deadline    deadline.Deadline // Start and End are bytes of the document; kind none if there is none
	Deliverable string            // as printed, empty if none is named
	Target      bool              // the words set a number to reach
	Inherited   []source.Span     // headings, cells or sentences that the lead came from
	How         string            // the rule that found it, machine-readable
}

// Measurable says whether anyone can tell that the task is done: it has a
// definite deadline, a number to reach or a product to show.
func (t Task) Measurable() bool { return t.Deadline.Definite() || t.Target || t.Deliverable != "" }

// Find returns the tasks of doc in the order of its text. Its cost is linear in
// the length of the text.
func Find(doc *source.Document, o *outline.Outline, c Context) []Task {
	f := finder{doc: doc, o: o, c: c, units: map[int]unit{}, contents: map[int]bool{}, directed: -2, times: deadline.Context{Issued: c.Issued, Defaults: c.Defaults}}
	f.programme = programmeKind(c.Kind)
	for _, n := range o.Nodes {
		f.letter = f.letter || n.Kind == outline.Caption && n.Role == outline.Recipients
		if n.Kind == outline.Heading && n.Label != "" && n.Role == outline.Organisation && c.Kind == "tin_bai" {
			f.letter, f.programme = true, true // a plan on a page that has lost its head
		}
		// Articles and chapters are of a document, whatever page it stands on.
		f.letter = f.letter || n.Kind == outline.Article && n.Role == outline.Organisation
	}
	for i := 0; i < len(doc.Blocks); i++ {
		if b := doc.Blocks[i]; b.Kind == source.TableRow {
			if i == 0 || doc.Blocks[i-1].Kind != source.TableRow || doc.Blocks[i-1].Table != b.Table {
				f.table(b.Table)
			}
			continue
		}
		f.paragraph(i)
	}
	for i := range f.tasks {
		f.settle(&f.tasks[i])
	}
	return f.tasks
}

// settle brings the words of t onto one line and adds the persons named behind its bodies.
func (f *finder) settle(t *Task) {
	t.Text, t.Deliverable, t.Deadline.Words = oneLine(t.Text), oneLine(t.Deliverable), oneLine(t.Deadline.Words)
	if len(t.Accountable) == 0 {
		t.Accountable = f.answerable(t.Lead)
	}
}

// finder carries what earlier lines mean for later ones.
type finder struct {
	doc       *source.Document
	o         *outline.Outline
	c         Context
	times     deadline.Context
	programme bool // items of task sections count without a body
	tasks     []Task

	units    map[int]unit // by node: the bodies its heading charges
	contents map[int]bool // by node: what stands below it is the contents of a report
	loose    unit         // charged by an unnumbered line
	looseIn  int          // the node that line stands in
	columns  *columns     // of the last table of tasks, for its continuation
	said     *unit        // charged by the last instruction of running text
	saidAt   int          // the block of that instruction

	outlined  int // the block that goes on with the points of a report to be written
	continues int // the block that goes on with the last task if it begins with a small letter

	issued   bool   // news: a document has been told of as just issued
	letter   bool   // it is addressed to someone, or numbered as a plan, so it is no news
	giver    string // of the last order in news
	directed int    // the last block of news that passes on orders
}

// A unit is the bodies that a heading or an instruction charges.
type unit struct {
	lead, coordinating []Body
	span               source.Span
}

func (u unit) none() bool { return len(u.lead) == 0 }

// general says whether u names no body but a tier: below "Cấp cơ sở" each line may
// name its own.
func (u unit) general() bool {
	for _, b := range u.lead {
		if f := viet.Fold(b.Name); !strings.HasPrefix(f, "cap ") && !strings.HasPrefix(f, "cac cap") {
			return false
		}
	}
	return true
}

// programmeKind says whether a type of document lists tasks without naming
// bodies: plans and programmes, and annexes to them.
func programmeKind(kind string) bool {
	switch kind {
	case "ke_hoach", "chuong_trinh", "phu_luc":
		return true
	}
	return false
}

var programmes = viet.NewPhrases("ke hoach", "chuong trinh", "danh muc", "phan cong", "bang phan cong", "nhiem vu", "de an", "phu luc")

// lists says whether items of task sections at block count without a body.
func (f *finder) lists(block int) bool {
	a := f.o.Annex(block)
	if a < 0 {
		return f.programme
	}
	title := viet.Tokens(f.doc.Slice(f.o.Nodes[a].Title))
	if len(title) > 2 && title[0].Fold == "phu" {
		return true
	}
	if programmes.Match(title) > 0 {
		return true
	}
	return f.programme
}

// answerable returns the persons in brackets after bodies: "Ban Giám hiệu (đồng
// chí A phụ trách)".
func (f *finder) answerable(bodies []Body) []Body {
	var list []Body
	for _, b := range bodies {
		rest := strings.TrimLeft(f.doc.Text[b.Span.End:min(len(f.doc.Text), b.Span.End+longestPerson)], " ")
		end := strings.IndexByte(rest, ')')
		if end < 1 || rest[0] != '(' {
			continue
		}
		start := b.Span.End + strings.IndexByte(f.doc.Text[b.Span.End:], '(') + 1
		if s := trim(f.doc.Text, source.Span{Start: start, End: start + end - 1}); persons.Match(viet.Tokens(f.doc.Slice(s))) > 0 {
			list = append(list, Body{Name: oneLine(f.doc.Slice(s)), Span: s})
		}
	}
	return list
}

// longestPerson bounds the bytes of a person in brackets.
const longestPerson = 200

// oneLine returns s with every run of blanks and line ends as one blank.
func oneLine(s string) string {
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

func (f *finder) bodies(x lexer, i, j int) []Body {
	if i >= j {
		return nil
	}
	var bodies []Body
	for _, s := range x.cut(i, j) {
		bodies = append(bodies, Body{Name: oneLine(f.doc.Slice(s)), Span: s})
	}
	return bodies
}
