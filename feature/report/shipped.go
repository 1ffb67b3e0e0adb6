package report

import (
	"slices"
	"time"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/feature/period"
)

// A Template is a shipped beginning of a report: what it is called, for which days it is,
// and with which blocks. What is made of it is the office's own.
type Template struct {
	Kind   string
	Title  text.T
	Period period.Kind // "" for days of one's own
	about  string      // the title of the report, as papers write it; behind it stands the period
	years  int         // without a period: how many years it looks back; 0 for a month
	blocks func() []Block
}

// Shipped lists the shipped templates in the order in which pages offer them.
func Shipped() []Template { return shipped }

// shippedAs returns the shipped template of a kind.
func shippedAs(kind string) (Template, bool) {
	i := slices.IndexFunc(shipped, func(t Template) bool { return t.Kind == kind })
	if i < 0 {
		return Template{}, false
	}
	return shipped[i], true
}

// outline is what a report by the template is about which a body begins on a day.
func (t Template) outline(c period.Calendar, day civil.Date) Outline {
	if t.Period != "" {
		p := c.Holding(t.Period, day)
		w := c.Window(p)
		return Outline{Title: t.about + " " + p.Inside().For(text.Vietnamese), Key: p.Key(), Period: p.Words(text.Vietnamese), From: w.From, Until: w.To}
	}
	from := day.AddMonths(-1)
	if t.years > 0 {
		from = civil.On(day.Year-t.years+1, time.January, 1)
	}
	return Outline{Title: t.about, From: from, Until: day}
}

// said is a narrative with a heading, in which nothing is written yet.
func said(title string) Block {
	b := fresh(Narrative)
	b.Title = title
	return b
}

// listed is a list of tasks with a heading.
func listed(title string, which Which) Block {
	b := fresh(Tasks)
	b.Which, b.Title = which, title
	return b
}

// regular are the blocks of a report on a period, as offices write them: what was
// achieved, what is late, what comes next.
func regular() []Block {
	summary := said("Khái quát")
	summary.Words = "Trong {{kỳ}}, theo dõi {{tổng số}} nhiệm vụ có thời hạn; hoàn thành {{hoàn thành}}, trong đó đúng hạn {{đúng hạn}}; còn {{quá hạn}} nhiệm vụ quá hạn. Tỷ lệ hoàn thành đạt {{tỷ lệ hoàn thành}}."
	return []Block{
		summary, fresh(Outcome), fresh(Compare), fresh(Indicators), fresh(Undeclared), fresh(Tasks),
		said("Hạn chế, nguyên nhân"), listed("Nhiệm vụ đến hạn trong kỳ tới", ComingTasks), said("Kiến nghị, đề xuất"), fresh(Checkpoint),
	}
}

// review are the blocks of the review of a resolution, interim or final: results,
// limitations, causes, lessons, outlook (the order in which such reports are written; no
// regulation with a sample was found).
func review() []Block {
	return []Block{
		said("Công tác lãnh đạo, chỉ đạo, triển khai thực hiện"), said("Kết quả đạt được"), fresh(Outcome), fresh(Indicators), fresh(Course),
		said("Hạn chế, khuyết điểm"), fresh(Tasks), said("Nguyên nhân"), said("Bài học kinh nghiệm"), said("Phương hướng, nhiệm vụ, giải pháp thời gian tới"), said("Kiến nghị, đề xuất"), fresh(Checkpoint),
	}
}

// stocktake are the blocks of the page on one priority.
func stocktake() []Block {
	total := fresh(Outcome)
	total.By, total.Title = InTotal, "Đang ở đâu"
	return []Block{
		said("Mục tiêu"), total, fresh(Indicators), said("Đánh giá và lý do"), listed("Vướng mắc và cơ quan chịu trách nhiệm", OverdueTasks), said("Đề nghị quyết định"), fresh(Checkpoint),
	}
}

// briefing are the blocks of the pack for a briefing: what changed since the last one.
func briefing() []Block {
	return []Block{fresh(Changes), fresh(Outcome), fresh(Undeclared), fresh(Tasks), listed("Nhiệm vụ sắp đến hạn", ComingTasks), said("Vấn đề xin ý kiến"), fresh(Checkpoint)}
}

const results = "kết quả thực hiện nhiệm vụ"

var shipped = []Template{
	{Kind: "week", Title: text.New("Tuần", "Weekly"), Period: period.Week, about: results, blocks: regular},
	{Kind: "month", Title: text.New("Tháng", "Monthly"), Period: period.Month, about: results, blocks: regular},
	{Kind: "quarter", Title: text.New("Quý", "Quarterly"), Period: period.Quarter, about: results, blocks: regular},
	{Kind: "half", Title: text.New("6 tháng", "Half-year"), Period: period.Half, about: results, blocks: regular},
	{Kind: "year", Title: text.New("Năm", "Yearly"), Period: period.Year, about: results, blocks: regular},
	{Kind: "interim", Title: text.New("Sơ kết nghị quyết", "Interim review"), about: "sơ kết thực hiện nghị quyết", years: 3, blocks: review},
	{Kind: "final", Title: text.New("Tổng kết nghị quyết", "Final review"), about: "tổng kết thực hiện nghị quyết", years: 15, blocks: review},
	{Kind: "stocktake", Title: text.New("Kiểm điểm một ưu tiên", "Stocktake"), about: "kiểm điểm việc thực hiện ưu tiên", years: 1, blocks: stocktake},
	{Kind: "briefing", Title: text.New("Tài liệu giao ban", "Briefing pack"), about: "tình hình thực hiện nhiệm vụ từ kỳ giao ban trước", blocks: briefing},
}
