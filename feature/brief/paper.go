package brief

import (
	"bytes"
	"context"
	"strings"

	"quyet/base/civil"
	"quyet/base/docx"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// coverageFile answers with the coverage of a document as a table for a report.
func coverageFile(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	on, ok := ui.ParseAsOf(r.Raw, v.Today.AddDays(-reaches), v.Today)
	if !ok {
		return nil, fault.At("on", tDayWrong)
	}
	m, err := mapOf(ctx, v, doc.ID(r.PathValue("document")), org.ID(r.Text("body")), on, on)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	// It is a Vietnamese document whatever the language of the pages.
	if err := m.paper(text.WithLang(ctx, text.Vietnamese), v.Today).Write(&out); err != nil {
		return nil, err
	}
	return web.File("ket-qua-quan-triet-"+on.String()+".docx", docx.Type, bytes.NewReader(out.Bytes())), nil
}

// Widths of the columns of the paper, in millimetres; the audiences share the rest.
const (
	widthNo     = 12
	widthName   = 70
	widthBodies = 26
	widthOver   = 22
)

// paper is the map as a paper across: the head of the body, the title, and a table by
// level and by body with both numbers and the share of each audience.
func (p *mapPage) paper(ctx context.Context, dated civil.Date) docx.Document {
	head := p.Tree.HeadOf(p.Coverage.Body, dated)
	t := docx.Table{Widths: []int{widthNo, widthName, widthBodies, widthOver}, Head: [][]docx.Cell{{titleCell("TT"), titleCell("Cấp, cơ quan"), titleCell("Số cơ quan đã xong/được yêu cầu"), titleCell("Quá hạn")}}}
	for _, a := range p.Audiences {
		t.Widths = append(t.Widths, (docx.Across-widthNo-widthName-widthBodies-widthOver)/len(p.Audiences))
		t.Head[0] = append(t.Head[0], titleCell(a.Name.In(ctx)+" (đã học/phải học)"))
	}
	for i, part := range []struct {
		title string
		rows  []row
	}{{"Theo cấp", p.tiers(ctx)}, {"Theo cơ quan", p.parts(ctx)}} {
		t.Rows = append(t.Rows, []docx.Cell{titleCell([]string{"I", "II"}[i]), {Span: len(t.Widths) - 1, Paragraphs: []docx.Paragraph{{Runs: []docx.Run{{Text: part.title, Bold: true}}}}}})
		for n, r := range part.rows {
			t.Rows = append(t.Rows, p.paperRow(ctx, n+1, r))
		}
	}
	return docx.Document{Landscape: true, Body: []docx.Block{
		docx.Letterhead{Party: head.Regime == org.PartyRegime, Above: strings.ToUpper(head.Above), Name: strings.ToUpper(head.Name), Dated: "…………, ngày " + dated.Paper()}.Table(docx.Across),
		docx.Line(docx.Run{Size: 8}), docx.Line(docx.Run{Text: "KẾT QUẢ HỌC TẬP, QUÁN TRIỆT", Bold: true, Size: 14}),
		docx.Line(docx.Run{Text: p.Document.Title(), Bold: true, Size: 14}),
		docx.Line(docx.Run{Text: "(Số liệu tính đến hết ngày " + p.On.Vietnamese() + ")", Italic: true, Size: 14}),
		docx.Paragraph{Align: docx.Center, Rule: 40, Room: docx.Across, After: 8, Runs: []docx.Run{{Size: 2}}}, t,
		docx.Paragraph{Align: docx.Justify, Before: 6, Runs: []docx.Run{{Text: "Ghi chú: " + tHowCounted.In(ctx, p.On.Vietnamese()), Italic: true}}},
	}}
}

func (p *mapPage) paperRow(ctx context.Context, n int, r row) []docx.Cell {
	cells := []docx.Cell{
		paperCell(docx.Center, text.Int(ctx, n)), paperCell(docx.Left, r.Name),
		paperCell(docx.Center, tOf.In(ctx, text.Int(ctx, r.All.Complete), text.Int(ctx, r.All.Bodies))), paperCell(docx.Center, text.Int(ctx, r.All.Overdue)),
	}
	for _, a := range p.Audiences {
		c := r.Sum.Of[a.Audience]
		if c.IsZero() {
			cells = append(cells, paperCell(docx.Center, "–"))
			continue
		}
		numbers, percent := share(ctx, c, p.Rounding)
		cells = append(cells, paperCell(docx.Center, numbers, percent))
	}
	return cells
}

func titleCell(words string) docx.Cell {
	return docx.Cell{Paragraphs: []docx.Paragraph{{Align: docx.Center, Runs: []docx.Run{{Text: words, Bold: true}}}}}
}

func paperCell(align docx.Align, lines ...string) (c docx.Cell) {
	for _, line := range lines {
		c.Paragraphs = append(c.Paragraphs, docx.Paragraph{Align: align, Runs: []docx.Run{{Text: line}}})
	}
	return c
}
