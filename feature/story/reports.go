package story

import (
	"context"

	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/report"
)

// reportCommunes is how many communes make reports.
const reportCommunes = 10

// tellReports tells of reports: the province has frozen that on the third quarter and
// makes that on the year; some communes have frozen that on October and make the next one.
func (t *teller) tellReports(ctx context.Context) error {
	type one struct {
		body              org.ID
		kind, period      string
		from, until       civil.Date
		title, said, post string
		frozen            bool
	}
	day := civil.MustParse
	all := []one{
		{t.places.committee, "quarter", "Quý III năm 2026", day("2026-07-01"), day("2026-09-30"), "kết quả thực hiện nhiệm vụ quý III năm 2026",
			"Một số địa phương cập nhật tiến độ còn chậm; nhiệm vụ liên quan nhiều cơ quan chưa có đầu mối rõ.\nNguyên nhân chủ yếu là phân công chưa cụ thể từng việc, từng người.", "Phó Bí thư", true},
		{t.places.committee, "year", "Năm 2026", day("2026-01-01"), day("2026-12-31"), "kết quả thực hiện nhiệm vụ năm 2026", "", "Phó Bí thư", false},
	}
	for _, c := range t.places.communes[:min(len(t.places.communes), reportCommunes)] {
		all = append(all,
			one{c.committee, "month", "Tháng 10 năm 2026", day("2026-10-01"), day("2026-10-31"), "kết quả thực hiện nhiệm vụ tháng 10 năm 2026", "Có nhiệm vụ quá hạn do chờ hướng dẫn của cấp trên.", "Bí thư", true},
			one{c.committee, "month", "Tháng 11 năm 2026", day("2026-11-01"), day("2026-11-30"), "kết quả thực hiện nhiệm vụ tháng 11 năm 2026", "", "Bí thư", false},
		)
	}
	t.at(Today.AddDays(-1), 16, 10)
	for _, r := range all {
		if err := t.do(ctx, func(u *work.Unit) error {
			made, err := report.Begin(ctx, u, r.body, r.kind, report.Outline{Title: r.title, Scope: r.body, Period: r.period, From: r.from, Until: r.until, Post: r.post})
			if err != nil || !r.frozen {
				return err
			}
			found, err := report.Find(ctx, &u.View, made)
			if err != nil {
				return err
			}
			for _, b := range found.Blocks {
				if b.Kind == report.Narrative {
					b.Words = r.said
					if err := report.SetBlock(ctx, u, made, found.Version, b); err != nil {
						return err
					}
					break
				}
			}
			return report.Freeze(ctx, u, t.files, made, found.Version+1)
		}); err != nil {
			return err
		}
	}
	return nil
}
