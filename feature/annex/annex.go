// Package annex writes the annex table of a plan (phụ lục phân công nhiệm vụ) of
// a list of tasks, asked like the register, as a Word file in the layout of the
// Party (Hướng dẫn 36-HD/VPTW) or of the State (Nghị định 30/2020/NĐ-CP), as the
// body of who asks writes.
package annex

import (
	"bytes"
	"context"
	"strconv"
	"strings"

	"quyet/base/capability"
	"quyet/base/docx"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

// Deps is what the capability is given by those who know the others.
type Deps struct {
	// Documents tells what pages show of documents, see [task.Deps].
	Documents func(ctx context.Context, v *work.View, ids []task.DocID) (map[task.DocID]task.Cited, error)
}

const address = "/annex"

var tAnnex = text.New("Phụ lục (Word)", "Annex (Word)")

// View leads from the register of tasks to the annex of what it shows.
func View() task.OtherView { return task.OtherView{Title: tAnnex, Address: address} }

// Capability describes annexes to the program.
func Capability(d Deps) capability.Capability {
	return capability.Capability{Name: "annex", Routes: []web.Route{web.Get(address, d.file)}}
}

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

func (d Deps) file(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	q, err := task.Ask(ctx, v, r, d.Documents)
	if err != nil {
		return nil, err
	}
	f := q.Filter
	f.Limit, f.Order, f.Group = task.MaxRows, task.Order{}, task.NoGroups
	list, err := task.Find(ctx, v, f)
	if err != nil {
		return nil, err
	}
	ids := make([]task.ID, len(list.Tasks))
	for i, t := range list.Tasks {
		ids[i] = t.ID
	}
	tasks, err := task.WithParts(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	a := sheet{tree: tree, view: v, said: q.Said, more: !list.Next.IsZero()}
	var out bytes.Buffer
	if err := a.document(tasks).Write(&out); err != nil {
		return nil, err
	}
	return web.File("phu-luc-"+v.Today.String()+".docx", wordType, bytes.NewReader(out.Bytes())), nil
}

// A sheet is an annex in the making. It is a Vietnamese document whatever the
// language of the pages.
type sheet struct {
	tree *org.Tree
	view *work.View
	said []string
	more bool
}

func cell(align docx.Align, bold bool, lines ...string) docx.Cell {
	var c docx.Cell
	for _, s := range lines {
		c.Paragraphs = append(c.Paragraphs, docx.Paragraph{Align: align, Runs: []docx.Run{{Text: s, Bold: bold}}})
	}
	return c
}

func line(s string, size int, bold, italic, underline bool) docx.Paragraph {
	return docx.Paragraph{Align: docx.Center, Runs: []docx.Run{{Text: s, Size: size, Bold: bold, Italic: italic, Underline: underline}}}
}

func (a sheet) heading() docx.Table {
	var left, right docx.Cell
	party := true
	if b, ok := a.tree.Body(org.ID(a.view.Actor.Body)); ok {
		party = b.Line != org.Government && b.Line != org.Council
		if above := a.tree.Chart(a.view.Today).Superior(b.ID); above != "" {
			left.Paragraphs = append(left.Paragraphs, line(strings.ToUpper(a.tree.Name(above, a.view.Today)), 14, false, false, false))
		}
		left.Paragraphs = append(left.Paragraphs, line(strings.ToUpper(a.tree.Name(b.ID, a.view.Today)), 14, true, false, false))
	}
	if party {
		left.Paragraphs = append(left.Paragraphs, line("*", 14, false, false, false))
		right.Paragraphs = []docx.Paragraph{line("ĐẢNG CỘNG SẢN VIỆT NAM", 15, true, false, true)}
	} else {
		right.Paragraphs = []docx.Paragraph{line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, true, false, false), line("Độc lập - Tự do - Hạnh phúc", 14, true, false, true)}
	}
	return docx.Table{Plain: true, Widths: []int{112, 140}, Rows: [][]docx.Cell{{left, right}}}
}

func (a sheet) document(tasks []*task.Whole) docx.Document {
	about := append([]string{"Tính đến ngày " + a.view.Today.Vietnamese()}, a.said...)
	t := docx.Table{Widths: []int{12, 78, 38, 42, 30, 34, 18}}
	var head []docx.Cell
	for _, name := range []string{"TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm", "Ghi chú"} {
		head = append(head, cell(docx.Center, true, name))
	}
	t.Head = [][]docx.Cell{head}
	var leads []org.ID
	of := map[org.ID][]*task.Whole{}
	for _, one := range tasks {
		if of[one.Lead] == nil {
			leads = append(leads, one.Lead)
		}
		of[one.Lead] = append(of[one.Lead], one)
	}
	n := 0
	for i, lead := range leads {
		group := cell(docx.Left, true, a.tree.Name(lead, a.view.Today))
		group.Span = 6
		t.Rows = append(t.Rows, []docx.Cell{cell(docx.Center, true, roman(i+1)), group})
		for _, one := range of[lead] {
			n++
			t.Rows = append(t.Rows, a.row(n, one))
		}
	}
	body := []docx.Block{a.heading(), line("", 13, false, false, false), line("PHỤ LỤC", 14, true, false, false), line("DANH MỤC NHIỆM VỤ", 14, true, false, false), line("("+strings.Join(about, "; ")+")", 14, false, true, false), t}
	if a.more {
		body = append(body, line("(Danh mục chỉ gồm "+strconv.Itoa(task.MaxRows)+" nhiệm vụ đầu)", 13, false, true, false))
	}
	return docx.Document{Landscape: true, Body: body}
}

func (a sheet) row(n int, t *task.Whole) []docx.Cell {
	var helping []string
	for _, b := range t.Coordinators {
		helping = append(helping, a.tree.Name(b, a.view.Today))
	}
	due, note := t.Due.Vietnamese(), ""
	if t.Due.IsZero() {
		due = "Thường xuyên"
		if t.DueWords != "" {
			due = t.DueWords
		}
	}
	if t.FirstDue != t.Due && !t.FirstDue.IsZero() {
		note = "Hạn giao ban đầu " + t.FirstDue.Vietnamese()
	}
	return []docx.Cell{
		cell(docx.Center, false, strconv.Itoa(n)), cell(docx.Justify, false, t.Text), cell(docx.Left, false, a.tree.Name(t.Lead, a.view.Today)),
		cell(docx.Left, false, strings.Join(helping, ", ")), cell(docx.Center, false, due), cell(docx.Left, false, t.Deliverable), cell(docx.Left, false, note),
	}
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
