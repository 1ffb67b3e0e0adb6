package report

import (
	"slices"

	"quyet/base/civil"
	"quyet/base/text"
)

// A Template is a shipped beginning of a report: what it is called, for which days it is,
// and with which blocks. What is made of it is the office's own.
type Template struct {
	Kind  string
	Title text.T
	about string // the title of the report, as papers write it
	// span is the period that a report is about which is made on a day, and its name.
	span   func(day civil.Date) (from, until civil.Date, name string)
	blocks func() []Block
}

// Shipped lists the shipped templates in the order in which pages offer them.
func Shipped() []Template { return shipped }

// template returns the shipped template of a kind.
func template(kind string) (Template, bool) {
	i := slices.IndexFunc(shipped, func(t Template) bool { return t.Kind == kind })
	if i < 0 {
		return Template{}, false
	}
	return shipped[i], true
}

// regular are the blocks of a report on a period, as offices write them: what was
// achieved, what is late, what comes next.
func regular() []Block {
	said := func(title, words string) Block {
		b := fresh(Narrative)
		b.Title, b.Words = title, words
		return b
	}
	coming := fresh(Tasks)
	coming.Which, coming.Title = ComingTasks, "Nhiệm vụ đến hạn trong kỳ tới"
	return []Block{
		fresh(Outcome), fresh(Compare), fresh(Tasks),
		said("Hạn chế, nguyên nhân", ""), coming, said("Kiến nghị, đề xuất", ""), fresh(Checkpoint),
	}
}

var shipped = []Template{
	{Kind: "week", Title: text.New("Báo cáo tuần", "Weekly report"), about: "kết quả thực hiện nhiệm vụ tuần", span: weekOf, blocks: regular},
	{Kind: "month", Title: text.New("Báo cáo tháng", "Monthly report"), about: "kết quả thực hiện nhiệm vụ tháng", span: monthsOf(1), blocks: regular},
	{Kind: "quarter", Title: text.New("Báo cáo quý", "Quarterly report"), about: "kết quả thực hiện nhiệm vụ quý", span: monthsOf(3), blocks: regular},
	{Kind: "half", Title: text.New("Báo cáo 6 tháng", "Half-year report"), about: "kết quả thực hiện nhiệm vụ 6 tháng", span: monthsOf(6), blocks: regular},
	{Kind: "year", Title: text.New("Báo cáo năm", "Yearly report"), about: "kết quả thực hiện nhiệm vụ năm", span: monthsOf(12), blocks: regular},
}
