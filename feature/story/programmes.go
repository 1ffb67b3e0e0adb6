package story

import (
	"context"
	"fmt"
	"strings"

	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/plan"
)

// The annual programmes of the story, as they would be pasted.
const (
	provinceProgramme = `Tháng 1
Triển khai nhiệm vụ năm 2026 (Văn phòng Tỉnh uỷ; thẩm định: Thường trực Tỉnh uỷ)
Chương trình kiểm tra, giám sát năm 2026 trình Ban Thường vụ (Uỷ ban Kiểm tra Tỉnh uỷ)
Tháng 3
Hội nghị Ban Chấp hành lần thứ nhất: tình hình quý I, nhiệm vụ quý II (Văn phòng Tỉnh uỷ)
Quý II
Đề án sắp xếp tổ chức cơ sở đảng sau hợp nhất trình Ban Thường vụ (Ban Tổ chức Tỉnh uỷ; thẩm định: Văn phòng Tỉnh uỷ)
6 tháng đầu năm
Sơ kết công tác 6 tháng (Văn phòng Tỉnh uỷ)
Tháng 9
Sơ kết công tác chuyển đổi số (Sở Khoa học và Công nghệ)
Quý III
Nghị quyết về phát triển kinh tế biển trình Ban Chấp hành (Uỷ ban nhân dân tỉnh)
Tháng 10
Quy định về kiểm tra việc thực hiện nghị quyết trình Ban Thường vụ (Uỷ ban Kiểm tra Tỉnh uỷ)
Tháng 11
Hội nghị giao ban với các đảng uỷ xã, phường (Văn phòng Tỉnh uỷ)
Kiểm điểm, đánh giá, xếp loại cuối năm trình Thường trực (Ban Tổ chức Tỉnh uỷ)
Tháng 12
Hội nghị Ban Chấp hành tổng kết năm 2026, nhiệm vụ năm 2027 (Văn phòng Tỉnh uỷ)
Báo cáo kết quả giải ngân vốn đầu tư công năm 2026 (Sở Tài chính)
Chương trình công tác năm 2027 trình Ban Thường vụ (Văn phòng Tỉnh uỷ)
Thường xuyên
Làm việc với các đảng uỷ xã, phường (Thường trực Tỉnh uỷ)`

	communeProgramme = `Quý I
Triển khai nhiệm vụ năm 2026 (Văn phòng Đảng uỷ)
Tháng 6
Sơ kết công tác 6 tháng đầu năm (Văn phòng Đảng uỷ)
Tháng 10
Nghị quyết về xây dựng nông thôn mới trình Ban Chấp hành (Uỷ ban nhân dân)
Tháng 12
Tổng kết năm 2026 (Văn phòng Đảng uỷ)`

	inspectionProgramme = `TT	Nội dung	Đối tượng	Đoàn kiểm tra	Thời gian	Hạn báo cáo tự kiểm tra
1	Kiểm tra việc thực hiện nghị quyết về chuyển đổi số	%[1]s	Đoàn kiểm tra số 1, do Uỷ ban Kiểm tra Tỉnh uỷ chủ trì	Tháng 3 - 4	15/3/2026
2	Giám sát chuyên đề công tác phát triển đảng viên	%[2]s	Tổ giám sát số 1	Tháng 5	30/4/2026
3	Kiểm tra thu, chi ngân sách	%[1]s	Đoàn kiểm tra số 2	Quý II	10/4/2026
4	Kiểm tra công tác cán bộ	%[3]s	Đoàn kiểm tra số 3, do Ban Tổ chức Tỉnh uỷ chủ trì	Tháng 9	20/8/2026
5	Giám sát việc thực hiện quy chế làm việc	%[2]s	Tổ giám sát số 2	Tháng 11	30/10/2026
6	Kiểm tra quản lý, sử dụng đất đai	%[3]s	Đoàn kiểm tra số 4	Tháng 11 - 12	5/11/2026`
)

// tellItems tells what a programme says will be done, and what became of it: what
// was to be done before the last month is done, but one is dropped, one moved and one
// late.
func (t *teller) tellItems(ctx context.Context, u *work.Unit, programme plan.ID, lines string, from civil.Date) error {
	if err := plan.PutItems(ctx, u, programme, plan.ReadItems(lines, from)); err != nil {
		return err
	}
	items, err := plan.ItemsOf(ctx, &u.View, programme)
	if err != nil {
		return err
	}
	for _, i := range items {
		switch {
		case i.Until.IsZero() || !i.Until.Before(Today):
		case strings.HasPrefix(i.Words, "Sơ kết công tác chuyển đổi số"):
			err = plan.MoveItem(ctx, u, i.ID, i.Version, "Tháng 12", "Chờ hướng dẫn của Trung ương về bộ chỉ số")
		case strings.HasPrefix(i.Words, "Nghị quyết về phát triển kinh tế biển"):
			err = plan.EndItem(ctx, u, i.ID, i.Version, plan.Dropped, civil.On(Today.Year, 8, 10), "Nội dung đã có trong nghị quyết của Trung ương")
		case i.Until.Month == 10:
		default:
			err = plan.EndItem(ctx, u, i.ID, i.Version, plan.Done, i.Until.AddDays(-3), "")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// tellInspections tells the inspection programme of the province; one commune is
// looked at twice in a month.
func (t *teller) tellInspections(ctx context.Context, u *work.Unit) error {
	if len(t.places.communes) < 3 {
		return nil
	}
	made, err := plan.Make(ctx, u, plan.Programme{
		Kind: plan.Inspection, Body: t.places.committee, Title: fmt.Sprintf("Chương trình kiểm tra, giám sát năm %d của Tỉnh uỷ %s", Today.Year, provinceName),
		From: civil.On(Today.Year, 1, 1), Until: civil.On(Today.Year, 12, 31),
	})
	if err != nil {
		return err
	}
	name := func(n int) string { return "Đảng uỷ " + t.places.communes[n].title() }
	return t.tellItems(ctx, u, made, fmt.Sprintf(inspectionProgramme, name(0), name(1), name(2)), civil.On(Today.Year, 1, 1))
}
