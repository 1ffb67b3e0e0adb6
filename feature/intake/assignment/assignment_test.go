package assignment

import (
	"strings"
	"testing"

	"quyet/base/civil"
	"quyet/base/viet"
	"quyet/feature/intake/outline"
	"quyet/feature/intake/source"
	"quyet/feature/task/deadline"
)

// documentOf makes a document of lines; lines that begin with "|" are rows of a
// table, with "^" for a cell merged from above.
func documentOf(lines string) *source.Document {
	doc := &source.Document{Name: "sample", Format: source.TXT}
	var text strings.Builder
	inTable := false
	for _, line := range strings.Split(lines, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			inTable = false
			continue
		}
		if text.Len() > 0 {
			text.WriteString("\n")
		}
		start := text.Len()
		block := source.Block{Kind: source.Paragraph}
		if strings.HasPrefix(line, "|") {
			cells := strings.Split(strings.Trim(line, "|"), "|")
			if !inTable {
				doc.Tables = append(doc.Tables, source.Table{Columns: len(cells)})
				inTable = true
			}
			table := &doc.Tables[len(doc.Tables)-1]
			row := source.Row{Block: len(doc.Blocks)}
			for c, cell := range cells {
				if c > 0 {
					text.WriteString("\t")
				}
				cell = strings.TrimSpace(cell)
				above := cell == "^"
				if above {
					cell = ""
				}
				at := text.Len()
				text.WriteString(cell)
				row.Cells = append(row.Cells, source.Cell{Span: source.Span{Start: at, End: text.Len()}, Column: c, Columns: 1, FromAbove: above})
			}
			table.Rows = append(table.Rows, row)
			block.Kind, block.Table, block.Row = source.TableRow, len(doc.Tables)-1, len(table.Rows)-1
		} else {
			inTable = false
			text.WriteString(line)
		}
		block.Span = source.Span{Start: start, End: text.Len()}
		doc.Blocks = append(doc.Blocks, block)
	}
	doc.Text = text.String()
	return doc
}

// shown writes a task as "lead + lead < helper @ deadline > words".
func shown(t Task) string {
	names := func(b []Body) string {
		var s []string
		for _, x := range b {
			s = append(s, x.Name)
		}
		return strings.Join(s, " + ")
	}
	s := names(t.Lead)
	if len(t.Coordinating) > 0 {
		s += " < " + names(t.Coordinating)
	}
	if t.Deadline.Kind != deadline.None {
		s += " @ " + t.Deadline.Words
	}
	words := strings.Fields(t.Text)
	return strings.TrimSpace(s+" > ") + " " + strings.Join(words[:min(4, len(words))], " ")
}

var issued = civil.Date{Year: 2026, Month: 3, Day: 20}

func TestFind(t *testing.T) {
	for _, c := range samples {
		t.Run(c.name, func(t *testing.T) {
			doc := documentOf(c.text)
			if err := doc.Check(); err != nil {
				t.Fatal(err)
			}
			tasks := Find(doc, outline.Of(doc), Context{Kind: c.kind, Issued: issued, Issuer: c.issuer})
			var got []string
			for _, x := range tasks {
				got = append(got, shown(x))
			}
			want := strings.Split(strings.TrimSpace(c.want), "\n")
			if c.want == "" {
				want = nil
			}
			for i := range max(len(got), len(want)) {
				g, w := "", ""
				if i < len(got) {
					g = got[i]
				}
				if i < len(want) {
					w = strings.TrimSpace(want[i])
				}
				if g != w {
					t.Errorf("task %d\n got %s\nwant %s", i+1, g, w)
				}
			}
		})
	}
}

func TestAccountable(t *testing.T) {
	doc := documentOf(`
		IV. TỔ CHỨC THỰC HIỆN
		1. Đối với Ban Giám hiệu (đồng chí Phó Hiệu trưởng phụ trách)
		Xây dựng nội quy nhà trường, niêm yết công khai.
		2. Văn phòng (sau đây gọi tắt là VP) tổng hợp báo cáo của các tổ.`)
	tasks := Find(doc, outline.Of(doc), Context{Kind: "ke_hoach", Issued: issued})
	if len(tasks) != 2 {
		t.Fatalf("%d tasks, want 2", len(tasks))
	}
	if who := tasks[0].Accountable; len(who) != 1 || who[0].Name != "đồng chí Phó Hiệu trưởng phụ trách" || doc.Slice(who[0].Span) != who[0].Name {
		t.Errorf("accountable %+v", who)
	}
	if who := tasks[1].Accountable; len(who) != 0 {
		t.Errorf("an explanation in brackets is taken for a person: %+v", who)
	}
}

// Words are on one line also where a cell of a table has several.
func TestOneLine(t *testing.T) {
	text := "TT\tNhiệm vụ\tĐơn vị chủ trì\n1\tRà soát danh mục\nhồ sơ của xã\tVăn phòng\nỦy ban nhân dân xã"
	doc := &source.Document{Name: "sample", Format: source.TXT, Text: text, Tables: []source.Table{{Columns: 3}}}
	start := 0
	for r, line := range []string{"TT\tNhiệm vụ\tĐơn vị chủ trì", "1\tRà soát danh mục\nhồ sơ của xã\tVăn phòng\nỦy ban nhân dân xã"} {
		row := source.Row{Block: r}
		at := start
		for c, cell := range strings.Split(line, "\t") {
			row.Cells = append(row.Cells, source.Cell{Span: source.Span{Start: at, End: at + len(cell)}, Column: c, Columns: 1})
			at += len(cell) + 1
		}
		doc.Tables[0].Rows = append(doc.Tables[0].Rows, row)
		doc.Blocks = append(doc.Blocks, source.Block{Span: source.Span{Start: start, End: start + len(line)}, Kind: source.TableRow, Row: r})
		start += len(line) + 1
	}
	tasks := Find(doc, outline.Of(doc), Context{Kind: "phu_luc", Issued: issued})
	if len(tasks) != 1 || len(tasks[0].Lead) != 1 {
		t.Fatalf("%+v", tasks)
	}
	if got := tasks[0].Text; got != "Rà soát danh mục hồ sơ của xã" {
		t.Errorf("text %q", got)
	}
	if got := tasks[0].Lead[0].Name; got != "Văn phòng Ủy ban nhân dân xã" {
		t.Errorf("lead %q", got)
	}
}

// What a ministry or department is named after is known from one table.
func TestFieldsJoinWords(t *testing.T) {
	text := "Ban Chỉ đạo khoa học, công nghệ và môi trường tỉnh, Sở Y tế rà soát"
	x := lexer{text: text, tokens: viet.Tokens(text)}
	stop, ok := x.bodiesEnd(0, len(x.tokens))
	if !ok || x.lower(stop) != "rà" {
		t.Errorf("the list ends at token %d, %q", stop, x.lower(stop))
	}
}

func TestDeliverable(t *testing.T) {
	for text, want := range map[string]string{
		"Rà soát, bổ sung phương án phòng cháy rừng, trình phê duyệt trước ngày 20/4/2026": "phương án phòng cháy rừng",
		"rà soát, điều chỉnh cho thống nhất với chương trình hành động":                    "",
		"Xây dựng lộ trình chuyển đổi phương tiện giao thông, hoàn thành trong năm 2027":   "lộ trình chuyển đổi phương tiện giao thông",
		"lãnh đạo thẩm tra, trình Hội đồng nhân dân tỉnh xem xét, quyết định":              "",
		"bảo đảm hoàn thành dự toán thu ngân sách trước ngày 15/12/2026":                   "",
		"tham mưu đưa nội dung vào chương trình kiểm tra, giám sát":                        "",
		"lập hồ sơ xử lý, báo cáo UBND tỉnh":                                               "hồ sơ xử lý",
		"xây dựng kế hoạch hoạt động ngay từ đầu năm học":                                  "kế hoạch hoạt động",
		"nộp báo cáo tổng kết về Hội":                                                      "báo cáo tổng kết",
	} {
		if got := deliverable(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestPlacesOfParty(t *testing.T) {
	text := "Các huyện ủy, thành ủy lãnh đạo"
	x := lexer{text: text, tokens: viet.Tokens(text)}
	if stop, ok := x.bodiesEnd(0, len(x.tokens)); !ok || x.lower(stop) != "lãnh" {
		t.Errorf("the list ends at token %d", stop)
	}
}
