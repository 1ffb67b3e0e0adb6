package point

import (
	"bytes"
	"context"
	"strconv"
	"strings"

	"quyet/base/civil"
	"quyet/base/docx"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
)

// mostOnPaper is how many points of one level the paper holds.
const mostOnPaper = 500

// file answers with how many people are at the points of a scope as a paper: by level, and
// point by point one level down.
func (h handlers) file(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	s, err := scopeOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	p := pointsPage{scope: s}
	if p.Audiences, err = audiencesOf(ctx, v, s.Meeting.ID); err != nil {
		return nil, err
	}
	if p.Sums, err = Totals(ctx, v, s.question()); err != nil {
		return nil, err
	}
	if p.Rows, p.More, err = Below(ctx, v, s.question(), mostOnPaper); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	// It is a Vietnamese document whatever the language of the pages.
	if err := p.paper(text.WithLang(ctx, text.Vietnamese), v.Today).Write(&out); err != nil {
		return nil, err
	}
	return web.File("so-nguoi-du-"+s.Day.String()+".docx", docx.Type, bytes.NewReader(out.Bytes())), nil
}

// paper is the page as a paper: the head of the body that holds the conference, or of that
// of the point, the title with the moment of the numbers, and two tables.
func (p pointsPage) paper(ctx context.Context, today civil.Date) docx.Document {
	head := p.Tree.HeadOf(p.root(), p.Day)
	at := p.Now.In(p.Zone)
	line := func(s string, size int, bold, italic bool) docx.Block {
		return docx.Line(docx.Run{Text: s, Size: size, Bold: bold, Italic: italic})
	}
	body := []docx.Block{
		docx.Letterhead{Party: head.Regime == org.PartyRegime, Above: strings.ToUpper(head.Above), Name: strings.ToUpper(head.Name), Dated: "…………, ngày " + today.Paper()}.Table(docx.Across),
		line("", 8, false, false), line("TỔNG HỢP SỐ NGƯỜI DỰ TẠI CÁC ĐIỂM CẦU", 14, true, false), line(p.Meeting.Title, 14, true, false),
		line("(Tính đến "+at.Format("15 giờ 04")+" ngày "+civil.Of(at).Vietnamese()+")", 13, false, true),
		docx.Paragraph{Align: docx.Center, Rule: 40, Room: docx.Across, After: 8, Runs: []docx.Run{{Size: 2}}},
	}
	levels := p.table("Cấp")
	for n, s := range p.lines() {
		levels.Rows = append(levels.Rows, p.paperRow(ctx, n, tierName(ctx, s.Tier), s.Sum))
	}
	body = append(body, levels)
	if len(p.Rows) > 0 {
		each := p.table("Điểm cầu (gồm cả các điểm cầu bên dưới)")
		for n, row := range p.Rows {
			each.Rows = append(each.Rows, p.paperRow(ctx, n, p.name(row.Point), row.Sum))
		}
		body = append(body, line("", 8, false, false), each)
	}
	if p.More {
		body = append(body, line("(Bảng chỉ gồm "+strconv.Itoa(mostOnPaper)+" điểm cầu đầu)", 12, false, true))
	}
	return docx.Document{Landscape: true, Body: body}
}

// across is the room of a landscape sheet in millimetres, and what of it the columns of
// one number need.
const (
	across    = 252
	numberOf  = 20
	categoryW = 24
)

// table is a table of sums without its rows; first says what they are of.
func (p pointsPage) table(first string) docx.Table {
	heads := []string{"TT", first, "Điểm cầu đã báo cáo", "Triệu tập", "Có mặt", "Tỷ lệ", "Vắng có lý do"}
	widths := []int{12, 0, 26, numberOf, numberOf, numberOf, numberOf}
	for _, a := range p.Audiences {
		heads, widths = append(heads, a.Title.For(text.Vietnamese)+" có mặt"), append(widths, max(categoryW-max(len(p.Audiences)-3, 0)*3, 12))
	}
	widths[1] = across
	for i, w := range widths {
		if i != 1 {
			widths[1] -= w
		}
	}
	t := docx.Table{Widths: widths, Head: [][]docx.Cell{nil}}
	for _, h := range heads {
		t.Head[0] = append(t.Head[0], docx.CellOf(docx.Center, docx.Run{Text: h, Bold: true}))
	}
	return t
}

func (p pointsPage) paperRow(ctx context.Context, n int, name string, s Sum) []docx.Cell {
	cells := []string{text.Int(ctx, s.Reported) + "/" + text.Int(ctx, s.Points), text.Int(ctx, s.Called), text.Int(ctx, s.Present), share(ctx, s.Turnout), text.Int(ctx, s.Excused)}
	for i := range p.Audiences {
		cells = append(cells, of(ctx, s.Of[i]))
	}
	row := []docx.Cell{docx.CellOf(docx.Center, docx.Run{Text: strconv.Itoa(n + 1)}), docx.CellOf(docx.Left, docx.Run{Text: name})}
	for _, c := range cells {
		row = append(row, docx.CellOf(docx.Right, docx.Run{Text: c}))
	}
	return row
}
