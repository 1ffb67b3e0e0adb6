package clarity

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/civil"
	"quyet/feature/task/deadline"
)

var june = deadline.Parse("trước ngày 30/6/2026", deadline.Context{Issued: civil.Date{Year: 2026, Month: 1, Day: 5}})

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		w    Wording
		want []Reason
	}{
		{Wording{"Xây dựng Kế hoạch cải cách hành chính năm 2026", 1, june, "Kế hoạch"}, nil},
		{Wording{"Tăng cường công tác tuyên truyền", 1, june, ""}, []Reason{NoDeliverable, VagueVerb}},
		{Wording{"Tiếp tục đẩy mạnh cải cách hành chính", 0, deadline.Deadline{}, ""}, []Reason{NoOwner, NoDeadline, NoDeliverable, VagueVerb}},
		{Wording{"Phấn đấu ít nhất 95% hồ sơ giải quyết đúng hạn", 1, june, ""}, nil},
		{Wording{"Rà soát các thủ tục hành chính", 2, deadline.Parse("Theo kế hoạch của tỉnh", deadline.Context{}), ""}, []Reason{OpenDeadline, NoDeliverable}},
		{Wording{"Kiểm tra việc chấp hành", 1, deadline.Parse("Thường xuyên", deadline.Context{}), "Báo cáo"}, nil},
		{Wording{"Chủ động rà soát, báo cáo kết quả", 1, june, ""}, []Reason{NoDeliverable}},
	} {
		if got := Check(c.w); !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.w.Text, got, c.want)
		}
	}
}

func TestHasTarget(t *testing.T) {
	for text, want := range map[string]bool{
		"đạt từ 98% trở lên":                        true,
		"kết nạp ít nhất 40 đảng viên":              true,
		"thực hiện Nghị quyết số 15-NQ/TU năm 2026": false,
		"hoàn thành trước ngày 30/6/2026":           false,
		"đạt 2026":                                  false,
		"trong 3 tháng cuối năm":                    false,
	} {
		if HasTarget(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

// What is filled in can only take reasons away.
func TestFillingInNeverAddsAReason(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := Wording{
			Text:  rapid.SampledFrom([]string{"Tăng cường kiểm tra", "Rà soát quy hoạch", "Tiếp tục thực hiện", ""}).Draw(t, "text"),
			Leads: rapid.IntRange(0, 2).Draw(t, "leads"),
		}
		before := Check(w)
		w.Leads++
		w.Deadline = june
		w.Deliverable = "Báo cáo"
		for _, r := range Check(w) {
			if !slices.Contains(before, r) {
				t.Fatalf("%s appeared", r)
			}
		}
	})
}
