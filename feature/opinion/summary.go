package opinion

import (
	"bytes"
	"context"
	"strconv"
	"strings"

	"quyet/base/docx"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
)

// summaryOf returns a question with all its opinions, for the body that asks.
func (h handlers) summaryOf(ctx context.Context, v *work.View, r *web.Request) (showPage, error) {
	q, all, err := Find(ctx, v, QuestionID(r.PathValue("id")))
	if err != nil {
		return showPage{}, err
	}
	p, err := h.pageOf(ctx, v, q, all, nil)
	if err == nil && !p.Asks {
		err = fault.New(fault.Unknown, tNoQuestion)
	}
	return p, err
}

// word gives the opinions collected as a paper, in the form of the body that asks.
func (h handlers) word(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := h.summaryOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	// It is a Vietnamese document whatever the language of the pages.
	if err := p.paper(text.WithLang(ctx, text.Vietnamese)).Write(&out); err != nil {
		return nil, err
	}
	return web.File("tong-hop-y-kien-"+p.On.String()+".docx", docx.Type, bytes.NewReader(out.Bytes())), nil
}

// summaryColumns are those of the table of opinions, with their widths in millimetres.
var summaryColumns = []struct {
	head  string
	width int
}{{"TT", 12}, {"Cơ quan, đơn vị", 45}, {"Ý kiến", 38}, {"Nội dung", 70}}

// paper is the opinions on a question as a paper: what was asked, how many answered, and
// a table of who said what. Beside an opinion that came late stands what the silence was
// taken for by rule.
func (p showPage) paper(ctx context.Context) docx.Document {
	head := p.Tree.HeadOf(p.Body, p.Today)
	party := head.Regime == org.PartyRegime
	t := docx.Table{Head: [][]docx.Cell{nil}}
	for _, c := range summaryColumns {
		t.Widths, t.Head[0] = append(t.Widths, c.width), append(t.Head[0], docx.CellOf(docx.Center, docx.Run{Text: c.head, Bold: true}))
	}
	for i, o := range p.Opinions {
		words := docx.Cell{}
		for _, line := range paragraphs(o.Words) {
			words.Paragraphs = append(words.Paragraphs, docx.Text(line, docx.Justify))
		}
		if o.File.SHA256 != "" {
			words.Paragraphs = append(words.Paragraphs, docx.Text("(Có tệp kèm theo: "+o.File.Name+")", docx.Left))
		}
		t.Rows = append(t.Rows, []docx.Cell{
			docx.CellOf(docx.Center, docx.Run{Text: strconv.Itoa(i + 1)}), docx.CellOf(docx.Left, docx.Run{Text: p.Tree.Name(o.Body, p.Today)}),
			docx.CellOf(docx.Left, docx.Run{Text: p.says(ctx, o)}), words,
		})
	}
	body := []docx.Block{
		docx.Letterhead{Party: party, Above: strings.ToUpper(head.Above), Name: strings.ToUpper(head.Name), Dated: "…………, ngày " + p.Today.Paper()}.Table(docx.Upright),
		docx.Title{Party: party, Kind: "Tổng hợp ý kiến", About: "về " + lowered(p.Title)},
		docx.Prose(docx.Run{Text: p.counted(ctx)}),
		t,
	}
	return docx.Document{Body: body}
}

// lowered begins with a small letter, where only the first one of the word is large.
func lowered(s string) string {
	r := []rune(s)
	if len(r) > 1 && strings.ToUpper(string(r[1])) == string(r[1]) && strings.ToLower(string(r[1])) != string(r[1]) {
		return s // a name in capitals
	}
	return strings.ToLower(string(r[:1])) + string(r[1:])
}

// says tells an opinion in words, with when it came where it was late.
func (p showPage) says(ctx context.Context, o *Opinion) string {
	switch {
	case o.Open():
		return "Chưa trả lời (hạn " + o.Due.Vietnamese() + ")"
	case o.Late():
		return o.Lapse.Title().In(ctx) + "; trả lời muộn ngày " + p.came(o).Vietnamese() + ": " + o.Answer.Title().In(ctx)
	case o.Answer != "":
		return o.Answer.Title().In(ctx)
	}
	return o.Lapse.Title().In(ctx)
}

// counted tells in a sentence whom was asked and how many answered what.
func (p showPage) counted(ctx context.Context) string {
	n := func(i int) string { return text.Int(ctx, int64(i)) }
	said := []string{}
	for _, a := range Answers() {
		if c := p.Stand.Answers[a]; c > 0 {
			said = append(said, n(c)+" "+lowered(a.Title().In(ctx)))
		}
	}
	for _, c := range []struct {
		n     int
		words string
	}{{p.Stand.NotGiven, "hết hạn không trả lời, coi như không có ý kiến"}, {p.Stand.Deemed, "hết hạn không trả lời, coi như nhất trí theo quy tắc"}, {p.Stand.Open, "chưa trả lời"}, {p.Stand.Withdrew, "không phải trả lời vì đã rút"}} {
		if c.n > 0 {
			said = append(said, n(c.n)+" "+c.words)
		}
	}
	words := "Ngày " + p.On.Vietnamese() + ", " + p.Tree.Name(p.Body, p.On) + " lấy ý kiến " + n(p.Stand.Asked) + " cơ quan, đơn vị, hạn trả lời " + p.Due.Vietnamese() + ". Đến ngày " +
		p.Today.Vietnamese() + ": " + strings.Join(said, "; ")
	if p.Stand.Late > 0 {
		words += "; trong số hết hạn có " + n(p.Stand.Late) + " trả lời muộn"
	}
	return words + "."
}

// sheet gives the opinions collected as a spreadsheet, in the language of the person.
func (h handlers) sheet(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := h.summaryOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	rows := [][]string{{tBody.In(ctx), tOpinion.In(ctx), tContent.In(ctx), tFileOf.In(ctx), tDue.In(ctx), tWhen.In(ctx), tLate.In(ctx)}}
	for _, o := range p.Opinions {
		var word, when, late string
		for _, s := range p.rowStatuses(ctx, o)[:1] {
			word = s.Word
		}
		switch {
		case !o.Answered.IsZero():
			when = p.came(o).Vietnamese()
		case !o.Lapsed.IsZero():
			when = p.day(o.Lapsed).Vietnamese()
		}
		if o.Late() {
			late = o.Answer.Title().In(ctx)
		}
		rows = append(rows, []string{p.Tree.Name(o.Body, p.Today), word, o.Words, o.File.Name, o.Due.Vietnamese(), when, late})
	}
	var out bytes.Buffer
	if err := org.WriteWorkbook(&out, tOpinions.In(ctx), []float64{40, 24, 60, 24, 14, 14, 24}, rows); err != nil {
		return nil, err
	}
	return web.File("tong-hop-y-kien-"+p.On.String()+".xlsx", org.WorkbookType, bytes.NewReader(out.Bytes())), nil
}
