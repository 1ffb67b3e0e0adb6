package assignment

import (
	"strings"
	"testing"

	"quyet/feature/intake/outline"
	"quyet/feature/intake/source"
	"quyet/feature/task/deadline"
)

// What is said in a room, in the shapes in which it is said.
func TestOne(t *testing.T) {
	for _, c := range []struct{ said, want, product string }{
		{"Giao Sở Nội vụ chủ trì, phối hợp với Ban Tổ chức Tỉnh uỷ rà soát biên chế cấp xã, hoàn thành trước ngày 15/01/2027. Sản phẩm: báo cáo rà soát.",
			"Sở Nội vụ < Ban Tổ chức Tỉnh uỷ @ trước ngày 15/01/2027", "báo cáo rà soát"},
		{"Sở Nội vụ rà soát, báo cáo trước ngày 15/01/2027", "Sở Nội vụ @ trước ngày 15/01/2027", ""},
		{"Sở Tài chính chủ trì, phối hợp với các sở, ngành liên quan tham mưu bố trí kinh phí trong quý I/2027", "Sở Tài chính < các sở, ngành liên quan @ trong quý I/2027", ""},
		{"Sở Xây dựng sẽ trình quy hoạch trước ngày 20/12/2026.", "Sở Xây dựng @ trước ngày 20/12/2026", ""},
		{"Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh giám sát việc thực hiện Nghị quyết.", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", ""},
		{"yêu cầu các xã, phường rà soát danh sách đảng viên, gửi Ban Tổ chức Tỉnh uỷ trước ngày 30/11/2026", "các xã, phường @ trước ngày 30/11/2026", ""},
		{"Đảng uỷ các xã, phường phải hoàn thành việc học bù trong tháng 12/2026.", "Đảng uỷ các xã, phường @ trong tháng 12/2026", ""},
		{"Thường trực Tỉnh uỷ giao Văn phòng Tỉnh uỷ theo dõi, đôn đốc, định kỳ hằng quý báo cáo.", "Văn phòng Tỉnh uỷ @ định kỳ hằng quý", ""},
		{"Trước ngày 10/12/2026, Trường Chính trị tỉnh mở 02 lớp bồi dưỡng cho bí thư chi bộ.", "Trường Chính trị tỉnh @ Trước ngày 10/12/2026", ""},
		{"Kinh phí tuyên truyền do Sở Tài chính chủ trì bố trí.", "Sở Tài chính", ""},
		{"Rà soát thủ tục hành chính: Sở Nội vụ (chủ trì), Sở Tư pháp (phối hợp), hoàn thành trong quý II/2027.", "Sở Nội vụ < Sở Tư pháp @ trong quý II/2027", ""},
		{"Thống nhất chủ trương. Giao Công an tỉnh kiểm tra việc chấp hành, báo cáo trong tháng 12/2026.", "Công an tỉnh @ trong tháng 12/2026", ""},
		{"3. Giao Sở Y tế rà soát trạm y tế xã\ntrước ngày 31/12/2026", "Sở Y tế @ trước ngày 31/12/2026", ""},
		{"Đồng ý giao Sở Tài chính bố trí kinh phí.", "Sở Tài chính", ""},
		{"Thống nhất giao Sở Tài chính bố trí kinh phí.", "Sở Tài chính", ""},
		{"- Sở Y tế báo cáo Tỉnh uỷ", "Sở Y tế", ""},
		{"Tiếp tục tăng cường công tác tuyên truyền, nâng cao nhận thức.", "", ""},
		{"Hoàn thành trước ngày 31/12/2026.", "@ trước ngày 31/12/2026", ""},
		{"sở", "", ""}, {"", "", ""}, {" \n ", "", ""},
	} {
		got := One(c.said, Context{Issued: issued, Issuer: "Tỉnh uỷ"})
		if s := strings.TrimSpace(strings.SplitN(shown(got), ">", 2)[0]); s != c.want {
			t.Errorf("%q\n got %q, by %s\nwant %q", c.said, s, got.How, c.want)
		}
		if c.product != "" && got.Deliverable != c.product {
			t.Errorf("%q: product %q, want %q", c.said, got.Deliverable, c.product)
		}
		if strings.ContainsAny(got.Text, "\n") || strings.HasPrefix(got.Text, "3.") || strings.HasPrefix(got.Text, "-") {
			t.Errorf("%q has the words %q", c.said, got.Text)
		}
	}
}

// A sentence taken out of its document gives what the document gave, but for what
// stands elsewhere in it: a lead over it stays unknown, and no other is put in its place.
func TestOneIsNoWorseThanFind(t *testing.T) {
	compared := 0
	for _, c := range samples {
		doc := documentOf(c.text)
		context := Context{Kind: c.kind, Issued: issued, Issuer: c.issuer}
		for _, found := range Find(doc, outline.Of(doc), context) {
			if found.Place == Row || found.Block < block(doc, found.Deadline.Start) {
				continue // columns and lines below say the rest
			}
			if c.kind == "tin_bai" && strings.Contains(found.Text, " chỉ đạo ") {
				continue // in news an order to others; in a room what the body itself is to do
			}
			compared++
			one := One(found.Text, context)
			if len(found.Inherited) > 0 {
				if len(one.Lead) > 0 && !samePeople(one.Lead, found.Lead) {
					t.Errorf("%s: %q\n has the lead %v; the document says %v elsewhere", c.name, found.Text, one.Lead, found.Lead)
				}
			} else if !samePeople(one.Lead, found.Lead) {
				t.Errorf("%s: %q\n has the lead %v, want %v", c.name, found.Text, one.Lead, found.Lead)
			}
			if one.Deadline.Words != found.Deadline.Words || one.Deadline.Due != found.Deadline.Due {
				t.Errorf("%s: %q\n is due %v, want %v", c.name, found.Text, one.Deadline, found.Deadline)
			}
		}
	}
	if compared < 100 {
		t.Fatal("only", compared, "sentences were compared")
	}
}

// block is the block of doc in which byte at stands.
func block(doc *source.Document, at int) int {
	for i, b := range doc.Blocks {
		if at < b.End {
			return i
		}
	}
	return len(doc.Blocks)
}

func FuzzOne(f *testing.F) {
	for _, s := range samples {
		for line := range strings.Lines(s.text) {
			f.Add(line)
		}
	}
	for _, s := range []string{"", "1.", "- ", "Giao các, và các ; Sở - - (a Bộ", "\xff\xfeGiao Sở \xc3", "Giao Sở A\u2028\x00chủ trì", "Sở A:", "1) a) - Giao Sở A chủ trì", "Sản phẩm: "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x := One(s, Context{Issued: issued, Issuer: "Tỉnh uỷ"})
		for _, at := range append(spans(x.Lead, x.Coordinating, x.Accountable), x.Span) {
			if at.Start < 0 || at.End < at.Start || at.End > len(s) {
				t.Fatalf("%q: %v stands outside", s, at)
			}
		}
		if d := x.Deadline; d.Kind == "" || d.Kind != deadline.None && (d.Start < x.Start || d.End > x.End || d.End <= d.Start) {
			t.Fatalf("%q: deadline %+v", s, d)
		}
		if again := One(x.Text, Context{Issued: issued, Issuer: "Tỉnh uỷ"}); len(s) > 0 && len(again.Text) > len(x.Text) {
			t.Fatalf("%q grew to %q", x.Text, again.Text)
		}
	})
}

func spans(lists ...[]Body) (out []source.Span) {
	for _, list := range lists {
		for _, b := range list {
			out = append(out, b.Span)
		}
	}
	return out
}
