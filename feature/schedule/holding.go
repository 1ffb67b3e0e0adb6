package schedule

import (
	"quyet/base/capability"
	"quyet/base/text"
)

// holdings are what schedules say about people.
func holdings() []capability.Holding {
	colleagues := []capability.Reader{capability.Colleagues}
	return []capability.Holding{
		{
			Name: "schedule.words", Title: text.New("Ai chủ trì, tham dự, chuẩn bị", "Who chairs, attends and prepares"),
			Purpose: text.New("Lịch công tác tuần: ai làm gì, ở đâu, khi nào.", "The weekly schedule: who does what, where and when."),
			Basis:   "personal.basis", Kept: text.New("Giữ cùng lịch; là lời văn nên không tra được theo tài khoản.", "Kept with the schedule; it is in words and cannot be told by account."),
			Fields: []capability.Field{{Title: tChair, Columns: []string{"schedule_entry.chair", "schedule_entry.attending", "schedule_entry.prepared"}, Seen: colleagues}},
		},
		{
			Name: "schedule.issuer", Title: text.New("Ai đã ban hành lịch tuần", "Who issued a week"),
			Purpose: text.New("Biết lịch do tài khoản nào ban hành.", "To know through which account a week was issued."),
			Basis:   "personal.basis", Kept: text.New("Chỉ có mã tài khoản, giữ cùng lịch.", "The identifier of the account only, kept with the schedule."),
			Fields: []capability.Field{{Title: text.New("Mã tài khoản", "Identifier of the account"), Columns: []string{"schedule_week.issued_by"}, Seen: []capability.Reader{capability.Self, capability.Colleagues}}},
		},
	}
}
