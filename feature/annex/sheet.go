package annex

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quyet/base/civil"
	"quyet/base/docx"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

// file answers with the annex. It is a Vietnamese document whatever the language
// of the pages.
func (d Deps) file(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	ctx = text.WithLang(ctx, text.Vietnamese)
	a, err := d.ask(ctx, v, r)
	if err != nil {
		return nil, err
	}
	s := sheet{asked: a, today: v.Today, head: a.Tree.HeadOf(a.issuer(v), v.Today)}
	if s.lookup, err = task.LookupOf(ctx, v); err != nil {
		return nil, err
	}
	if a.Choice.By == byProgrammes && d.Documents != nil {
		if s.programmes, err = d.Documents(ctx, v, programmesOf(a.Tasks)); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	if err := s.document(ctx).Write(&out); err != nil {
		return nil, err
	}
	return web.File("phu-luc-"+v.Today.String()+".docx", docx.Type, bytes.NewReader(out.Bytes())), nil
}

func programmesOf(tasks []*task.Whole) (ids []task.DocID) {
	for _, t := range tasks {
		if t.Programme != "" && !slices.Contains(ids, t.Programme) {
			ids = append(ids, t.Programme)
		}
	}
	return ids
}

// A sheet is an annex in the making.
type sheet struct {
	asked
	today      civil.Date
	head       org.Head
	lookup     task.Lookup
	programmes map[task.DocID]task.Cited
}

func (s sheet) document(ctx context.Context) docx.Document {
	var body []docx.Block
	party := s.Choice.Regime == org.PartyRegime
	if s.Choice.Head {
		body = append(body, docx.Letterhead{
			Party: party, Above: strings.ToUpper(s.head.Above), Name: strings.ToUpper(s.head.Name),
			Dated: "…………, ngày " + s.today.Paper(),
		}.Table(docx.Across), docx.Line(docx.Run{Size: 8}))
	}
	for _, p := range s.titles(party) {
		body = append(body, p)
	}
	body = append(body, s.table(ctx))
	if s.More {
		body = append(body, docx.Line(docx.Run{Text: fmt.Sprintf("(Danh mục chỉ gồm %d nhiệm vụ đầu)", task.MaxRows), Italic: true}))
	}
	return docx.Document{Landscape: true, Body: body}
}

// titles say what it is. An annex to a document is called one, and names the
// document below its title (Nghị định 30/2020/NĐ-CP, phụ lục I, phần I, mục
// III.1: the word in small letters of size 14, the title in capitals of 13 to
// 14, the document in italics); annexes of the Party write the word in capitals.
func (s sheet) titles(party bool) (lines []docx.Paragraph) {
	bold := func(words string, size int) docx.Paragraph {
		return docx.Line(docx.Run{Text: words, Bold: true, Size: size})
	}
	title := s.Choice.Title
	if title == "" {
		title = strings.TrimSpace("Danh mục nhiệm vụ " + s.Paper.Name)
	}
	title = strings.ToUpper(title)
	size := 14
	switch {
	case s.attached() && party:
		lines = append(lines, bold("PHỤ LỤC", 14), bold(title, 14))
	case s.attached():
		lines, size = append(lines, bold("Phụ lục", 14), bold(title, 13)), 13
	case party:
		lines = append(lines, bold(title, 15))
	default:
		lines = append(lines, bold(title, 14))
	}
	if s.attached() {
		lines = append(lines, docx.Line(docx.Run{Text: "(Kèm theo " + s.Paper.Cited + ")", Italic: true, Size: size}))
	}
	// Tasks change: what is no annex of a document, or tells how they stand, says of
	// which day it is.
	if !s.attached() || slices.Contains(s.Choice.With, standing) {
		about := append([]string{"Tính đến ngày " + s.today.Vietnamese()}, s.Said...)
		lines = append(lines, docx.Line(docx.Run{Text: "(" + strings.Join(about, "; ") + ")", Italic: true, Size: size}))
	}
	return append(lines, docx.Paragraph{Align: docx.Center, Rule: 40, Room: docx.Across, After: 8, Runs: []docx.Run{{Size: 2}}})
}

const (
	numberWidth = 12
	taskWidth   = 60 // at least
)

// widths are those of the columns. Where they are many those that hold words give
// way to the task; a day is never broken.
func widths(columns []column) (of []int) {
	fixed, others := 0, 0
	for _, c := range columns {
		if c.part == due || c.part == note {
			fixed += c.width
		} else {
			others += c.width
		}
	}
	room := min(others, docx.Across-numberWidth-taskWidth-fixed)
	of = []int{numberWidth, docx.Across - numberWidth}
	for _, c := range columns {
		width := c.width
		if c.part != due && c.part != note {
			width = c.width * room / others
		}
		of = append(of, width)
		of[1] -= width
	}
	return of
}

func (s sheet) table(ctx context.Context) docx.Table {
	columns := s.Choice.columns()
	t := docx.Table{Widths: widths(columns)}
	head := []docx.Cell{cell(docx.Center, true, "TT"), cell(docx.Center, true, "Nhiệm vụ")}
	for _, c := range columns {
		head = append(head, cell(docx.Center, true, c.head))
	}
	t.Head = [][]docx.Cell{head}
	n := 0
	for i, g := range s.groups() {
		if s.Choice.By != flat {
			name := cell(docx.Left, true, g.name)
			name.Span = 1 + len(columns)
			number := cell(docx.Center, true, roman(i+1))
			number.Paragraphs[0].Next, name.Paragraphs[0].Next = true, true
			t.Rows = append(t.Rows, []docx.Cell{number, name})
		}
		for _, one := range g.tasks {
			n++
			row := []docx.Cell{cell(docx.Center, false, strconv.Itoa(n)), cell(docx.Justify, false, one.Text)}
			for _, c := range columns {
				row = append(row, s.cell(ctx, c.part, one))
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

type group struct {
	name  string
	tasks []*task.Whole
}

// groups are the tasks as they are grouped, in the order of the first of each.
func (s sheet) groups() (of []group) {
	at := map[string]int{}
	for _, t := range s.Tasks {
		name := ""
		switch s.Choice.By {
		case byLeads:
			name = s.name(t.Lead)
		case byProgrammes:
			switch cited, seen := s.programmes[t.Programme]; {
			case seen:
				name = cited.Title
			case t.Programme != "":
				name = "Chương trình khác"
			default:
				name = "Không thuộc chương trình nào"
			}
		}
		i, there := at[name]
		if !there {
			i = len(of)
			at[name], of = i, append(of, group{name: name})
		}
		of[i].tasks = append(of[i].tasks, t)
	}
	return of
}

func (s sheet) name(b org.ID) string {
	if b == "" {
		return ""
	}
	return s.Tree.Name(b, s.today)
}

func (s sheet) cell(ctx context.Context, p part, t *task.Whole) docx.Cell {
	switch p {
	case lead:
		return cell(docx.Left, false, s.name(t.Lead))
	case coordinators:
		var names []string
		for _, b := range t.Coordinators {
			names = append(names, s.name(b))
		}
		return cell(docx.Left, false, strings.Join(names, ", "))
	case person:
		return cell(docx.Left, false, t.Person)
	case due:
		return cell(docx.Center, false, dueWords(t.Task))
	case deliverable:
		return cell(docx.Left, false, t.Deliverable)
	case standing:
		return cell(docx.Left, false, s.lookup.Standing(ctx, t.Task))
	}
	first := ""
	if t.FirstDue != t.Due && !t.FirstDue.IsZero() {
		first = "Hạn giao ban đầu " + t.FirstDue.Vietnamese()
	}
	return cell(docx.Left, false, first)
}

// dueWords are the deadline as its document words it, while it is the one first
// given.
func dueWords(t *task.Task) string {
	switch {
	case t.DueWords != "" && t.Due == t.FirstDue:
		return t.DueWords
	case t.Due.IsZero():
		return "Thường xuyên"
	}
	return t.Due.Vietnamese()
}

func cell(align docx.Align, bold bool, words string) docx.Cell {
	return docx.CellOf(align, docx.Run{Text: words, Bold: bold})
}

func roman(n int) string {
	var b strings.Builder
	for _, d := range []struct {
		n int
		s string
	}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.n; n -= d.n {
			b.WriteString(d.s)
		}
	}
	return b.String()
}
