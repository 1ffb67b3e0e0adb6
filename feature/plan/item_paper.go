package plan

import (
	"bytes"
	"context"
	"strconv"
	"strings"

	"quyet/base/docx"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
)

// itemsFile answers with the items of a programme as the table that stands behind
// such programmes.
func (h handlers) itemsFile(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	page, err := h.itemsOf(ctx, v, p)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	// It is a Vietnamese document whatever the language of the pages.
	if err := page.paper(text.WithLang(ctx, text.Vietnamese), page.Tree.HeadOf(p.Body, v.Today)).Write(&out); err != nil {
		return nil, err
	}
	return web.File("chuong-trinh-"+strconv.Itoa(p.From.Year)+".docx", docx.Type, bytes.NewReader(out.Bytes())), nil
}

// A paperColumn is a column of the table, with its width in millimetres.
type paperColumn struct {
	head  string
	width int
	cell  func(ctx context.Context, i Item) docx.Cell
}

func (p itemsPage) paperColumns() []paperColumn {
	if p.Kind == Inspection {
		return []paperColumn{
			{"Nội dung kiểm tra, giám sát", 78, itemCell}, {"Đối tượng", 45, func(_ context.Context, i Item) docx.Cell { return leftCell(p.full(i.Looked, i.About)) }},
			{"Đoàn, tổ thực hiện", 40, func(_ context.Context, i Item) docx.Cell { return leftCell(p.full(i.Preparer, i.Prepares)) }},
			{"Thời gian", 28, whenCell}, {"Hạn báo cáo tự kiểm tra", 25, func(_ context.Context, i Item) docx.Cell { return centred(i.ReportBy.Vietnamese()) }}, {"Ghi chú", 24, p.noteCell},
		}
	}
	return []paperColumn{
		{"Nội dung", 88, itemCell}, {"Hình thức, cấp trình", 30, func(ctx context.Context, i Item) docx.Cell { return leftCell(i.Forum.Title().In(ctx)) }},
		{"Cơ quan chuẩn bị", 42, func(_ context.Context, i Item) docx.Cell { return leftCell(p.full(i.Preparer, i.Prepares)) }},
		{"Cơ quan thẩm định, phối hợp", 34, func(_ context.Context, i Item) docx.Cell { return leftCell(i.Reviews) }}, {"Thời gian", 26, whenCell}, {"Ghi chú", 20, p.noteCell},
	}
}

// paper is the programme as a paper: the head of the body in its form, the title,
// and the items month by month.
func (p itemsPage) paper(ctx context.Context, head org.Head) docx.Document {
	columns := p.paperColumns()
	t := docx.Table{Widths: []int{12}, Head: [][]docx.Cell{{headCell("TT")}}}
	for _, c := range columns {
		t.Widths, t.Head[0] = append(t.Widths, c.width), append(t.Head[0], headCell(c.head))
	}
	no := 0
	for _, m := range Months(p.Items) {
		// A group is one cell over the whole width.
		t.Rows = append(t.Rows, []docx.Cell{{Span: len(columns) + 1, Paragraphs: []docx.Paragraph{{Runs: []docx.Run{{Text: m.title(ctx), Bold: true}}}}}})
		for _, i := range m.Items {
			no++
			row := []docx.Cell{centred(strconv.Itoa(no))}
			for _, c := range columns {
				row = append(row, c.cell(ctx, i))
			}
			t.Rows = append(t.Rows, row)
		}
	}
	body := []docx.Block{
		docx.Letterhead{Party: head.Regime == org.PartyRegime, Above: strings.ToUpper(head.Above), Name: strings.ToUpper(head.Name), Dated: "…………, ngày " + p.Today.Paper()}.Table(docx.Across),
		docx.Line(docx.Run{Size: 8}), docx.Line(docx.Run{Text: strings.ToUpper(p.Title), Bold: true, Size: 14}),
		docx.Line(docx.Run{Text: "(Tính đến ngày " + p.Today.Vietnamese() + ")", Italic: true, Size: 14}),
		docx.Paragraph{Align: docx.Center, Rule: 40, Room: docx.Across, After: 8, Runs: []docx.Run{{Size: 2}}}, t,
	}
	return docx.Document{Landscape: true, Body: body}
}

func (p itemsPage) full(b org.ID, words string) string {
	if b != "" {
		return p.Tree.Name(b, p.Today)
	}
	return words
}

func headCell(words string) docx.Cell {
	return docx.Cell{Paragraphs: []docx.Paragraph{docx.Line(docx.Run{Text: words, Bold: true})}}
}

func leftCell(words string) docx.Cell {
	return docx.Cell{Paragraphs: []docx.Paragraph{docx.Text(words, docx.Left)}}
}

func centred(words string) docx.Cell {
	return docx.Cell{Paragraphs: []docx.Paragraph{docx.Text(words, docx.Center)}}
}

func itemCell(_ context.Context, i Item) docx.Cell {
	return docx.Cell{Paragraphs: []docx.Paragraph{{Align: docx.Justify, Runs: []docx.Run{{Text: i.Words, Struck: i.State == Dropped}}}}}
}

func whenCell(ctx context.Context, i Item) docx.Cell { return centred(i.when(ctx)) }

// noteCell tells what became of an item: that it was done, moved or dropped.
func (p itemsPage) noteCell(ctx context.Context, i Item) docx.Cell {
	said := i.changed(ctx)
	if i.State == Done {
		said = append(said, "Đã làm "+i.Ended.Vietnamese())
	} else if i.Standing(p.Today) == Overdue {
		said = append(said, Overdue.Title().In(ctx))
	}
	var c docx.Cell
	for _, s := range said {
		c.Paragraphs = append(c.Paragraphs, docx.Text(s, docx.Left))
	}
	return c
}
