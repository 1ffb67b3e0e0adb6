package story

import (
	"bytes"
	"context"

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
		kind, key         string
		title, said, post string
		frozen            bool
	}
	all := []one{
		{t.places.committee, "quarter", "2026-Q3", "kết quả thực hiện nhiệm vụ quý III năm 2026",
			"Một số địa phương cập nhật tiến độ còn chậm; nhiệm vụ liên quan nhiều cơ quan chưa có đầu mối rõ.\nNguyên nhân chủ yếu là phân công chưa cụ thể từng việc, từng người.", "Phó Bí thư", true},
		{t.places.committee, "year", "2026-Y", "kết quả thực hiện nhiệm vụ năm 2026", "", "Phó Bí thư", false},
	}
	for _, c := range t.places.communes[:min(len(t.places.communes), reportCommunes)] {
		all = append(all,
			one{c.committee, "month", "2026-M10", "kết quả thực hiện nhiệm vụ tháng 10 năm 2026", "Có nhiệm vụ quá hạn do chờ hướng dẫn của cấp trên.", "Bí thư", true},
			one{c.committee, "month", "2026-M11", "kết quả thực hiện nhiệm vụ tháng 11 năm 2026", "", "Bí thư", false},
		)
	}
	t.at(Today.AddDays(-1), 16, 10)
	for _, r := range all {
		if err := t.do(ctx, func(u *work.Unit) error {
			made, err := report.Begin(ctx, u, r.body, r.kind, report.Outline{Title: r.title, Scope: r.body, Key: r.key, Post: r.post})
			if err != nil {
				return err
			}
			if !r.frozen {
				if err := t.tellForm(ctx, u, r.body); err != nil {
					return err
				}
				return t.tellParts(ctx, u, r.body, made)
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

// tellParts has a body ask some of those below for their parts of its report, of which one
// has sent.
func (t *teller) tellParts(ctx context.Context, u *work.Unit, body org.ID, made report.ID) error {
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	below := tree.Chart(u.Today).Below(body)
	if body == t.places.committee {
		// Of the many bodies below a province, some communes.
		below = nil
		for _, c := range t.places.communes[:min(len(t.places.communes), 4)] {
			below = append(below, c.committee)
		}
	}
	if len(below) == 0 {
		return nil
	}
	block, err := report.AddBlock(ctx, u, made, 1, report.Collected)
	if err != nil {
		return err
	}
	if _, err := report.AskSlots(ctx, u, made, block, Today.AddDays(6), below[:min(len(below), 4)]); err != nil {
		return err
	}
	slots, err := report.Slots(ctx, &u.View, made, block)
	if err != nil {
		return err
	}
	return report.SendSlot(ctx, u, slots[0].ID, slots[0].Version, "Đã hoàn thành {{hoàn thành}} nhiệm vụ, còn {{quá hạn}} nhiệm vụ quá hạn do chờ phân bổ kinh phí.")
}

// tellForm has a body keep a template of its own: the one to begin with.
func (t *teller) tellForm(ctx context.Context, u *work.Unit, body org.ID) error {
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := report.Sample(tree.HeadOf(body, u.Today)).Write(&out); err != nil {
		return err
	}
	sum, _, err := t.files.Put(ctx, &out)
	if err != nil {
		return err
	}
	_, err = report.AddForm(ctx, u, body, "Mẫu báo cáo của văn phòng", sum)
	return err
}
