package story

import (
	"fmt"
	"strings"

	"quyet/base/civil"
	"quyet/feature/doc"
)

// A paper is the text of a document being written, with the places of its
// parts and of the tasks in it.
type paper struct {
	text  strings.Builder
	parts []doc.Part
	tasks []doc.Span
}

// line adds a line and returns its place.
func (p *paper) line(format string, args ...any) doc.Span {
	start := int64(p.text.Len())
	fmt.Fprintf(&p.text, format, args...)
	span := doc.Span{Start: start, End: int64(p.text.Len())}
	p.text.WriteByte('\n')
	return span
}

// section begins a part of the first level.
func (p *paper) section(label, title string) {
	span := p.line("%s- %s", label, title)
	p.parts = append(p.parts, doc.Part{Span: span, Kind: "section", Label: label, Title: title, Level: 1})
}

// item adds a numbered item; a task if it assigns one.
func (p *paper) item(no int, isTask bool, text string) {
	span := p.line("%d. %s", no, text)
	p.parts = append(p.parts, doc.Part{Span: span, Kind: "clause", Label: fmt.Sprint(no), Title: text, Level: 2})
	if isTask {
		start := span.Start + int64(len(fmt.Sprintf("%d. ", no)))
		p.tasks = append(p.tasks, doc.Span{Start: start, End: span.End})
	}
}

// cite adds an item that refers to another document by its citation, and
// returns the reference.
func (p *paper) cite(relation doc.Relation, no int, citation string) doc.NewLink {
	p.item(no, false, "Báo cáo kết quả theo "+citation+".")
	start := int64(strings.LastIndex(p.text.String(), citation))
	p.stretch()
	return doc.NewLink{Relation: relation, Cited: citation, Span: doc.Span{Start: start, End: start + int64(len(citation))}}
}

// stretch makes every part reach to where the next one of its level begins.
func (p *paper) stretch() {
	end := int64(p.text.Len())
	for i := len(p.parts) - 1; i >= 0; i-- {
		reach := end
		for j := i + 1; j < len(p.parts); j++ {
			if p.parts[j].Level <= p.parts[i].Level {
				reach = p.parts[j].Start
				break
			}
		}
		p.parts[i].End = reach
	}
}

// An item of a plan: what is to be done, by whom, by when, to show what.
type item struct {
	deed deed
	lead string
	due  civil.Date // zero: ongoing
}

func (i item) words(short string) string {
	when := "thực hiện thường xuyên"
	if !i.due.IsZero() {
		when = "hoàn thành trước ngày " + i.due.Vietnamese()
	}
	return fmt.Sprintf("%s chủ trì %s %s phục vụ %s; %s. Sản phẩm: %s.", i.lead, lowerFirst(i.deed.verb), i.deed.object, short, when, lowerFirst(i.deed.product))
}

func lowerFirst(s string) string {
	for i, r := range s {
		if i == 0 {
			return strings.ToLower(string(r)) + s[len(string(r)):]
		}
	}
	return s
}

// programme writes a programme or plan that carries out a document.
func programme(issuer, kind, above, subject, short string, items []item) *paper {
	p := &paper{}
	p.line("%s", strings.ToUpper(issuer))
	p.line("%s", strings.ToUpper(kind))
	p.line("thực hiện %s về %s", above, subject)
	p.section("I", "MỤC ĐÍCH, YÊU CẦU")
	p.item(1, false, "Quán triệt, triển khai đầy đủ, kịp thời "+above+".")
	p.item(2, false, "Xác định rõ nhiệm vụ, thời gian, sản phẩm và trách nhiệm của từng đơn vị.")
	p.section("II", "NHIỆM VỤ, GIẢI PHÁP")
	for i, it := range items {
		p.item(i+1, true, it.words(short))
	}
	p.section("III", "TỔ CHỨC THỰC HIỆN")
	p.item(1, false, "Các đơn vị báo cáo tiến độ hằng tháng trên hệ thống.")
	p.stretch()
	return p
}

// resolution writes a resolution of the centre about a theme.
func resolution(t theme) *paper {
	p := &paper{}
	p.line("NGHỊ QUYẾT")
	p.line("về %s", t.subject)
	p.section("I", "QUAN ĐIỂM, MỤC TIÊU")
	p.item(1, false, "Xác định "+t.short+" là nhiệm vụ thường xuyên của cả hệ thống chính trị.")
	p.item(2, false, "Đến năm 2030 hoàn thành các mục tiêu về "+t.short+" ở tất cả các địa phương.")
	p.section("II", "NHIỆM VỤ, GIẢI PHÁP")
	for i, d := range t.works {
		p.item(i+1, false, fmt.Sprintf("%s %s.", d.verb, d.object))
	}
	p.section("III", "TỔ CHỨC THỰC HIỆN")
	p.item(1, false, "Cấp uỷ các cấp xây dựng chương trình hành động, kế hoạch thực hiện Nghị quyết.")
	p.item(2, false, "Định kỳ sơ kết, tổng kết việc thực hiện Nghị quyết.")
	p.stretch()
	return p
}
