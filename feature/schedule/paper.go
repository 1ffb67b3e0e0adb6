package schedule

import (
	"bytes"
	"context"
	"strings"

	"quyet/base/civil"
	"quyet/base/docx"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
)

// weekFile answers with a week as the paper that offices issue. Like its page, that
// of a week which is not issued says no more to those who do not make it.
func (h handlers) weekFile(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	body := bodyOf(tree, v, r)
	day, ok := r.Day("week")
	if !ok {
		return nil, fault.At("week", tDayWrong)
	}
	if day.IsZero() {
		day = v.Today
	}
	if _, known := tree.Body(body); !known || v.Check(CanSee, body.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoEntry)
	}
	leader := r.Text("leader")
	w, _, err := h.whole(ctx, v, body, day, leader)
	if err != nil {
		return nil, err
	}
	dated := v.Today
	if !w.Issued.IsZero() {
		dated = v.Day(w.Issued)
	}
	var out bytes.Buffer
	// It is a Vietnamese document whatever the language of the pages.
	if err := w.paper(text.WithLang(ctx, text.Vietnamese), tree.HeadOf(body, w.Monday), dated, leader, v.Actor.May(CanMake, body.Scope())).Write(&out); err != nil {
		return nil, err
	}
	return web.File("lich-cong-tac-"+w.Monday.String()+".docx", docx.Type, bytes.NewReader(out.Bytes())), nil
}

// paperColumns are those of the weekly schedules that offices issue, with their
// widths in millimetres.
var paperColumns = []struct {
	head  string
	width int
}{
	{"Ngày", 28}, {"Thời gian", 20}, {"Nội dung", 62}, {"Lãnh đạo chủ trì, tham dự", 36}, {"Địa điểm", 29}, {"Thành phần", 33}, {"Chuẩn bị, theo dõi", 25}, {"Ghi chú", 19},
}

// paper is the week as a paper: the head of the body in its form, the title, and
// a table with the days one below the other. Each working day has its row, also
// with nothing on; a Saturday or Sunday only where there is something. Of a week that
// is not issued those who make it see a draft.
func (w *Week) paper(ctx context.Context, head org.Head, dated civil.Date, leader string, makes bool) docx.Document {
	t := docx.Table{Head: [][]docx.Cell{nil}}
	for _, c := range paperColumns {
		t.Widths, t.Head[0] = append(t.Widths, c.width), append(t.Head[0], docx.CellOf(docx.Center, docx.Run{Text: c.head, Bold: true}))
	}
	for i, day := range w.Days() {
		of := w.On(day)
		if len(of) == 0 && i > 4 {
			continue
		}
		if len(of) == 0 {
			of = []Entry{{On: day, From: "-"}}
		}
		for n, e := range of {
			t.Rows = append(t.Rows, e.paperRow(ctx, n == 0, len(of) > 1))
		}
	}
	body := []docx.Block{
		docx.Letterhead{Party: head.Regime == org.PartyRegime, Above: strings.ToUpper(head.Above), Name: strings.ToUpper(head.Name), Dated: "…………, ngày " + dated.Paper()}.Table(docx.Across),
		docx.Line(docx.Run{Size: 8}), docx.Line(docx.Run{Text: "LỊCH CÔNG TÁC", Bold: true, Size: 14}),
		docx.Line(docx.Run{Text: "Tuần từ ngày " + w.Monday.Vietnamese() + " đến ngày " + w.Monday.AddDays(6).Vietnamese(), Bold: true, Size: 14}),
	}
	if leader != "" {
		body = append(body, docx.Line(docx.Run{Text: "Lãnh đạo: " + leader, Size: 14}))
	}
	switch {
	case w.Issued.IsZero() && !makes:
		return docx.Document{Landscape: true, Body: append(body, docx.Line(docx.Run{Text: "(" + tNotYet.In(ctx) + ")", Italic: true, Size: 14}))}
	case w.Issued.IsZero():
		body = append(body, docx.Line(docx.Run{Text: "(Dự thảo)", Italic: true, Size: 14}))
	}
	body = append(body, docx.Paragraph{Align: docx.Center, Rule: 40, Room: docx.Across, After: 8, Runs: []docx.Run{{Size: 2}}}, t)
	return docx.Document{Landscape: true, Body: body}
}

// paperRow is a row; the day stands beside the first of its rows and covers the
// others.
func (e Entry) paperRow(ctx context.Context, first, more bool) []docx.Cell {
	day := docx.Cell{Covered: !first, Covers: first && more}
	if first {
		day.Paragraphs = []docx.Paragraph{
			docx.Line(docx.Run{Text: weekdays[e.On.Weekday()].In(ctx), Bold: true}),
			docx.Line(docx.Run{Text: e.On.Vietnamese()}),
		}
	}
	if e.From == "-" { // nothing is on
		row := []docx.Cell{day}
		for range paperColumns[1:] {
			row = append(row, docx.Cell{})
		}
		return row
	}
	what := docx.CellOf(docx.Justify, docx.Run{Text: e.Words})
	if e.CalledOff != "" {
		what = docx.CellOf(docx.Justify, docx.Run{Text: tCalledOffAs.In(ctx, e.CalledOff) + " ", Bold: true}, docx.Run{Text: e.Words, Struck: true})
	}
	return []docx.Cell{
		day, docx.CellOf(docx.Center, docx.Run{Text: strings.ReplaceAll(e.times(ctx), ":", "h")}), what,
		docx.CellOf(docx.Left, docx.Run{Text: e.Chair}), docx.CellOf(docx.Left, docx.Run{Text: e.Place}), docx.CellOf(docx.Left, docx.Run{Text: e.Attending}),
		docx.CellOf(docx.Left, docx.Run{Text: e.Prepared}), docx.CellOf(docx.Left, docx.Run{Text: e.Note}),
	}
}
