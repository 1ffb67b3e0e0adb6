package deadline

import (
	"testing"

	"quyet/base/civil"
)

var spring = Context{Issued: civil.Date{Year: 2026, Month: 3, Day: 20}}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		words     string
		kind      Kind
		from, due string
		rule      string
	}{
		{"trước ngày 30/6/2026", Date, "", "2026-06-30", ""},
		{"Trước 30/6/2026", Date, "", "2026-06-30", ""},
		{"chậm nhất ngày 05 tháng 9 năm 2026", Date, "", "2026-09-05", ""},
		{"Chậm nhất là ngày 5/9", Date, "", "2026-09-05", ""},
		{"xong trước 15.02.2026", Date, "", "2026-02-15", ""},
		{"trước 17h00 ngày 15/02/2026", Date, "", "2026-02-15", ""},
		{"31/02/2026", Unread, "", "", ""},
		{"10/01", Date, "", "2027-01-10", ""},
		{"6/2025", Period, "2025-06-01", "2025-06-30", ""},
		{"Tháng 02/2028", Period, "2028-02-01", "2028-02-29", ""},
		{"trong tháng 6 năm 2026", Period, "2026-06-01", "2026-06-30", ""},
		{"Tháng 5", Period, "2026-05-01", "2026-05-31", ""},
		{"T5/2026", Period, "2026-05-01", "2026-05-31", ""},
		{"Tháng 5, 6/2026", Period, "2026-05-01", "2026-06-30", ""},
		{"Từ tháng 5 đến tháng 10/2026", Period, "2026-05-01", "2026-10-31", ""},
		{"Quý II/2026", Period, "2026-04-01", "2026-06-30", ""},
		{"Quý 4 năm 2026", Period, "2026-10-01", "2026-12-31", ""},
		{"Q3/2026", Period, "2026-07-01", "2026-09-30", ""},
		{"Quý III-IV/2026", Period, "2026-07-01", "2026-12-31", ""},
		{"Quý I, II/2027", Period, "2027-01-01", "2027-06-30", ""},
		{"Quý III", Period, "2026-07-01", "2026-09-30", ""},
		{"6 tháng đầu năm 2026", Period, "2026-01-01", "2026-06-30", ""},
		{"6 tháng cuối năm", Period, "2026-07-01", "2026-12-31", ""},
		{"cuối năm 2026", Period, "2026-01-01", "2026-12-31", ""},
		{"Đầu năm 2027", Period, "2027-01-01", "2027-03-31", ""},
		{"giữa tháng 6/2026", Period, "2026-06-01", "2026-06-20", ""},
		{"Cuối Quý III/2026", Period, "2026-07-01", "2026-09-30", ""},
		{"Năm 2025", Period, "2025-01-01", "2025-12-31", ""},
		{"2025", Period, "2025-01-01", "2025-12-31", ""},
		{"2025 - 2030", Period, "2025-01-01", "2030-12-31", ""},
		{"giai đoạn 2025-2030", Period, "2025-01-01", "2030-12-31", ""},
		{"Giai đoạn từ năm 2026 đến năm 2030", Period, "2026-01-01", "2030-12-31", ""},
		{"01/7/2026 - 30/9/2026", Date, "2026-07-01", "2026-09-30", ""},
		{"Từ ngày 01/7 đến ngày 30/9/2026", Date, "2026-07-01", "2026-09-30", ""},
		{"2025 và những năm tiếp theo", Ongoing, "2025-01-01", "", ""},
		{"Từ năm 2026 trở đi", Ongoing, "2026-01-01", "", ""},
		{"Thường xuyên", Ongoing, "", "", ""},
		{"Nhiệm vụ thường xuyên", Ongoing, "", "", ""},
		{"Thường xuyên, hằng năm", Ongoing, "", "", "FREQ=YEARLY"},
		{"Hàng năm", Recurring, "", "", "FREQ=YEARLY"},
		{"Hằng năm", Recurring, "", "", "FREQ=YEARLY"},
		{"hằng quý", Recurring, "", "", "FREQ=MONTHLY;INTERVAL=3"},
		{"Định kỳ 6 tháng", Recurring, "", "", "FREQ=MONTHLY;INTERVAL=6"},
		{"định kỳ ngày 15 hằng tháng", Recurring, "", "", "FREQ=MONTHLY;BYMONTHDAY=15"},
		{"ngày 25 tháng cuối quý", Recurring, "", "", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25"},
		{"Trước ngày 20 của tháng cuối quý", Recurring, "", "", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"},
		{"Trước ngày 15/11 hằng năm", Recurring, "", "", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"},
		{"Quý IV hằng năm", Recurring, "", "", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"},
		{"sau 10 ngày làm việc kể từ ngày ký", Relative, "", "", ""},
		{"Trong 05 (năm) ngày làm việc", Relative, "", "", ""},
		{"Theo kế hoạch của Trung ương", Conditional, "", "", ""},
		{"ngay sau khi Luật được thông qua", Conditional, "", "", ""},
		{"-", None, "", "", ""},
		{" ", None, "", "", ""},
		{"như trên", Unread, "", "", ""},
		{"Thời gian hoàn thành: Quý II/2026", Period, "2026-04-01", "2026-06-30", ""},
		{"Hoàn thành trước ngày 01/12/2026", Date, "", "2026-12-01", ""},
	} {
		d := Parse(c.words, spring)
		if d.Kind != c.kind || d.From.String() != c.from || d.Due.String() != c.due || d.Recurrence != c.rule {
			t.Errorf("%q: %s [%s, %s] %q (%s); want %s [%s, %s] %q", c.words, d.Kind, d.From, d.Due, d.Recurrence, d.How, c.kind, c.from, c.due, c.rule)
		}
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Giao Sở Y tế rà soát, hoàn thành trước ngày 30/6/2026.", []string{"trước ngày 30/6/2026"}},
		{"báo cáo kết quả trước 31/12 hằng năm", []string{"trước 31/12 hằng năm"}},
		{"gửi về Sở trước 17 giờ thứ Sáu, ngày 10/4/2026", []string{"trước 17 giờ thứ Sáu, ngày 10/4/2026"}},
		{"Sở Nội vụ trình Ủy ban nhân dân tỉnh xong trong tháng 6/2026", []string{"xong trong tháng 6/2026"}},
		{"báo cáo kết quả về Sở Tài chính trước ngày 10 tháng 5 và trước ngày 05 tháng 11 để tổng hợp", []string{"trước ngày 10 tháng 5 và trước ngày 05 tháng 11"}},
		{"định kỳ trước ngày 18 của tháng cuối quý và trước ngày 05/12 hằng năm", []string{"trước ngày 18 của tháng cuối quý và trước ngày 05/12 hằng năm"}},
		{"Tháng 5/2026, các sở hoàn thành rà soát, tháng 6/2026, gửi báo cáo", []string{"Tháng 5/2026", "tháng 6/2026"}},
		{"thực hiện Nghị quyết số 15-NQ/TU ngày 12/5/2025 giai đoạn 2025 - 2030", nil},
		{"thường xuyên kiểm tra, bảo đảm kinh phí hằng năm theo quy định", nil},
		{"tổ chức sơ kết hằng năm, tổng kết vào năm 2030", []string{"hằng năm", "vào năm 2030"}},
		{"định kỳ 6 tháng, hằng năm báo cáo kết quả", []string{"định kỳ 6 tháng, hằng năm"}},
		{"giải quyết dứt điểm trước khi sáp nhập xã, báo cáo tỉnh", []string{"trước khi sáp nhập xã"}},
		{"gửi về Sở Nội vụ (thời hạn: chậm nhất ngày 10/8/2026)", []string{"thời hạn: chậm nhất ngày 10/8/2026"}},
		{"Trong thời hạn 10 ngày làm việc kể từ ngày nhận được hồ sơ, phải trả lời", []string{"Trong thời hạn 10 ngày làm việc kể từ ngày nhận được hồ sơ"}},
		{"chậm nhất sau 05 ngày làm việc kể từ ngày nhận văn bản, các xã trả lời", []string{"chậm nhất sau 05 ngày làm việc kể từ ngày nhận văn bản"}},
		{"phân công trực từ ngày 28/4/2026 đến hết ngày 02/5/2026", []string{"từ ngày 28/4/2026 đến hết ngày 02/5/2026"}},
		{"ra quân từ 1-12-2026 đến 28-2-2027.", []string{"từ 1-12-2026 đến 28-2-2027"}},
		{"gửi báo cáo về Sở trước ngày 20/6 và 20/12 hằng năm", []string{"trước ngày 20/6 và 20/12 hằng năm"}},
		{"từ nay đến cuối năm, các xã hoàn thành kiểm kê", []string{"từ nay đến cuối năm"}},
		{"Trong 15 ngày kể từ ngày ban hành, các xã báo cáo", []string{"Trong 15 ngày kể từ ngày ban hành"}},
		{"lớp học kéo dài trong 15 ngày", nil},
		{"hoàn thành trong Quý II/2026", []string{"trong Quý II/2026"}},
		{"báo cáo Ủy ban nhân dân tỉnh trước 30/4.", []string{"trước 30/4"}},
		{"hoàn thành trong năm 2026", []string{"trong năm 2026"}},
		{"Giao Sở Y tế báo cáo kết quả trong tháng này.", []string{"trong tháng này"}},
		{"giải quyết xong trong tuần tới; đã họp trong tuần này.", []string{"xong trong tuần tới"}},
		{"Hội đồng họp xét vào ngày 15/4/2026, hội nghị tổ chức vào đầu tháng 5.", []string{"vào ngày 15/4/2026", "vào đầu tháng 5"}},
		{"lớp học được khai giảng vào ngày 15/4/2026.", nil},
		{"báo cáo trước 16h00 hằng ngày về Văn phòng", []string{"trước 16h00 hằng ngày"}},
		{"báo cáo nhanh trước 16 giờ hằng ngày.", []string{"trước 16 giờ hằng ngày"}},
		{"Hằng năm tổ chức sơ kết chương trình.", []string{"Hằng năm"}},
		{"nâng tỷ lệ hồ sơ trực tuyến lên 85% vào cuối năm.", []string{"vào cuối năm"}},
		{"tổ chức ít nhất 02 cuộc diễn tập chữa cháy trong năm 2026.", []string{"trong năm 2026"}},
		{"Định kỳ hằng tháng công khai tình hình giải ngân", []string{"Định kỳ hằng tháng"}},
		{"Ban Chỉ đạo họp định kỳ 03 tháng một lần.", []string{"định kỳ 03 tháng một lần"}},
		{"hồ sơ tồn đọng phải được xem xét trong tháng này.", []string{"trong tháng này"}},
		{"các đơn vị được giao báo cáo kết quả trong tháng này.", []string{"trong tháng này"}},
		{"trình Ủy ban nhân dân tỉnh đầu tháng 4/2026.", []string{"đầu tháng 4/2026"}},
		{"Giao Sở Xây dựng bàn giao mặt bằng cho chủ đầu tư trong năm 2026.", []string{"trong năm 2026"}},
		{"các nhiệm vụ trong năm 2026.", nil},
		{"Kế hoạch phát triển đến năm 2030, tầm nhìn đến năm 2045", nil},
		{"kiện toàn tổ chức ngay sau khi kết thúc đại hội; báo cáo tỉnh", []string{"ngay sau khi kết thúc đại hội"}},
		{"các trường cho học sinh nghỉ học đến ngày 10/10/2026.", []string{"đến ngày 10/10/2026"}},
		{"thống kê số liệu từ đầu năm đến ngày 10/10/2026", nil},
		{"tính đến ngày 10/10/2026, các xã có 5 chợ", nil},
		{"báo cáo trước 18h30 ngày 12 tháng 8 năm 2026", []string{"trước 18h30 ngày 12 tháng 8 năm 2026"}},
	} {
		var got []string
		for _, d := range Find(c.text, spring) {
			got = append(got, d.Words)
		}
		if len(got) != len(c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%q: %q, want %q", c.text, got, c.want)
			}
		}
	}
}
