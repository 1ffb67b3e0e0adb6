package report

import (
	"bytes"
	"context"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"quyet/base/blob"
	"quyet/base/docx"
	"quyet/base/text"
)

// vietnamese is the context in which papers are written.
var vietnamese = text.WithLang(context.Background(), text.Vietnamese)

// word is the paper as a docx, byte for byte the same for the same figures: in the template
// of the office, or in that of the program, which says of a draft that it is one.
func (f *Figures) word(ctx context.Context, files *blob.Store, draft bool) ([]byte, error) {
	if f.Form != "" {
		return f.inForm(ctx, files)
	}
	var out bytes.Buffer
	if err := f.paper(draft).Write(&out); err != nil {
		return nil, err
	}
	return settled(out.Bytes())
}

// tableLetters is the size of letters in tables, in points.
const tableLetters = 12

// paper is the report as a paper, in the form of its body: head, title, the blocks as
// numbered sections, what is corrected, who signs.
//
// No regulation with a sample of such a report was found (chưa kiểm chứng); head, number,
// title and signature follow the rules of each form, as base/docx has them.
func (f *Figures) paper(draft bool) docx.Document {
	sign := "-"
	if f.Party {
		sign = "/"
	}
	var body []docx.Block
	if draft {
		body = append(body, docx.Line(docx.Run{Text: "DỰ THẢO, tính đến ngày " + f.On.Vietnamese(), Bold: true, Size: 14}), docx.Line(docx.Run{Size: 6}))
	}
	body = append(body,
		docx.Letterhead{
			Party: f.Party, Above: strings.ToUpper(f.Above), Name: strings.ToUpper(f.Body), Number: docx.Number{Symbol: "BC" + sign + "……"},
			Dated: "…………, ngày " + f.On.Paper(),
		}.Table(docx.Upright),
		docx.Title{Party: f.Party, Kind: "Báo cáo", About: f.about()},
		docx.Paragraph{Align: docx.Center, After: 6, Runs: []docx.Run{{Text: "(" + f.days() + ")", Italic: true, Size: 14}}},
	)
	body = append(body, f.sections()...)
	last := docx.Line(docx.Run{Size: 6})
	last.Next = true
	recipients := "Lưu: VT"
	if f.Party {
		recipients = "Lưu Văn phòng"
	}
	post := f.Post
	if post == "" {
		post = "…………………" // somebody signs, whoever it is
	}
	return docx.Document{Body: append(body, last, docx.Ending{Party: f.Party, Recipients: []string{recipients}, Right: docx.Signature{Post: post}})}
}

// sections are what stands between title and signature.
func (f *Figures) sections() (body []docx.Block) {
	if f.Corrects != nil {
		body = append(body, docx.Prose(docx.Run{Text: f.Corrects.opening(), Bold: true}))
	}
	no := 0
	for _, p := range f.Blocks {
		if p.Title != "" {
			no++
			title := docx.Section{Party: f.Party, Level: docx.Roman, No: no, Title: p.Title}
			body = append(body, title)
		}
		body = append(body, f.blocks(p)...)
	}
	if f.Corrects != nil {
		no++
		body = append(body, docx.Section{Party: f.Party, Level: docx.Roman, No: no, Title: "Nội dung đính chính"}, f.Corrects.table())
		if f.Corrects.More > 0 {
			body = append(body, note("Còn "+text.Int(vietnamese, f.Corrects.More)+" chỗ khác không nêu ở đây."))
		}
	}
	return body
}

// about is the extract, which begins with a small letter in papers of the Party.
func (f *Figures) about() string {
	r, n := utf8.DecodeRuneInString(f.Title)
	if f.Party {
		return f.Title
	}
	return string(unicode.ToUpper(r)) + f.Title[n:]
}

// days is what the report tells of and of which days.
func (f *Figures) days() string {
	said := "Từ ngày " + f.From.Vietnamese() + " đến ngày " + f.Until.Vietnamese()
	if f.Scope != f.Body {
		said += "; phạm vi: " + f.Scope
	}
	if f.Under != "" {
		said += "; thực hiện " + f.Under
	}
	return said
}

func (f *Figures) blocks(p Piece) (out []docx.Block) {
	for i, w := range p.Words {
		switch {
		case p.Kind == Checkpoint:
			out = append(out, note(w))
		case i < len(p.Sources):
			out = append(out, docx.Prose(docx.Run{Text: w}, docx.Run{Text: " (" + p.Sources[i] + ")", Italic: true}))
		default:
			out = append(out, docx.Prose(docx.Run{Text: w}))
		}
	}
	if p.blank() {
		out = append(out, docx.Prose(docx.Run{Text: "…………"}))
	}
	switch drawn := p.picture(); {
	case drawn != nil:
		out = append(out, drawn)
	case p.Table != nil:
		out = append(out, f.table(p.Table))
	}
	for _, n := range p.Notes {
		out = append(out, note(n))
	}
	return out
}

// blank says whether words are still to come.
func (p Piece) blank() bool {
	return len(p.Words) == 0 && p.Table == nil && (p.Kind == Narrative || p.Kind == Collected)
}

func note(s string) docx.Paragraph {
	return docx.Paragraph{Align: docx.Justify, Before: 3, After: 3, Runs: []docx.Run{{Text: s, Italic: true, Size: 11}}}
}

func cell(align docx.Align, bold bool, s string) docx.Cell {
	return docx.CellOf(align, docx.Run{Text: s, Bold: bold, Size: tableLetters})
}

func (f *Figures) table(t *Table) docx.Table {
	out := docx.Table{Widths: []int{numberWidth}, Head: [][]docx.Cell{{cell(docx.Center, true, "TT")}}}
	for _, c := range t.Columns {
		out.Widths, out.Head[0] = append(out.Widths, c.Width), append(out.Head[0], cell(docx.Center, true, c.Title))
	}
	for i, r := range t.Rows {
		no := strconv.Itoa(i + 1)
		if r.Total {
			no = ""
		}
		row := []docx.Cell{cell(docx.Center, r.Total, no)}
		for k, c := range r.Cells {
			align := docx.Left
			if t.Columns[k].Numeric {
				align = docx.Right
			}
			row = append(row, cell(align, r.Total, c.said(vietnamese, f.Rounding)))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// opening says what is corrected, and why.
func (c *Correction) opening() string {
	return "Báo cáo này đính chính báo cáo đã chốt ngày " + c.On.Vietnamese() + ". Lý do: " + strings.TrimRight(c.Reason, ".") + ". Những chỗ khác với báo cáo đó nêu ở mục cuối."
}

func (c *Correction) table() docx.Table {
	t := docx.Table{Widths: []int{numberWidth, 62, 46, 46}, Head: [][]docx.Cell{{cell(docx.Center, true, "TT"), cell(docx.Center, true, "Chỗ đính chính"), cell(docx.Center, true, "Đã báo cáo"), cell(docx.Center, true, "Nay là")}}}
	for i, d := range c.Changes {
		t.Rows = append(t.Rows, []docx.Cell{cell(docx.Center, false, strconv.Itoa(i+1)), cell(docx.Left, false, d.Where), cell(docx.Left, false, orNone(d.Was)), cell(docx.Left, false, orNone(d.Is))})
	}
	return t
}

func orNone(s string) string {
	if s == "" {
		return "(không có)"
	}
	return s
}
