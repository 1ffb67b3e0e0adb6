package plan

import (
	"quyet/base/capability"
	"quyet/base/text"
)

// holdings are what programmes and checklists say about people.
func holdings() []capability.Holding {
	return []capability.Holding{{
		Name: "plan.words", Title: text.New("Ai chuẩn bị, thẩm định việc trong chương trình", "Who prepares and reviews the items of a programme"),
		Purpose: text.New("Chương trình công tác, chương trình kiểm tra, giám sát: ai chuẩn bị việc gì.", "Programmes: who prepares what."),
		Basis:   "personal.basis", Kept: text.New("Giữ cùng chương trình; là lời văn nên không tra được theo tài khoản.", "Kept with the programme; it is in words and cannot be told by account."),
		Fields: []capability.Field{{Title: tPrepares, Columns: []string{"plan_item.prepares", "plan_item.reviews", "plan_item.about"}, Seen: []capability.Reader{capability.Colleagues}}},
	}, {
		Name: "plan.reporter", Title: text.New("Ai đã báo cáo bước triển khai", "Who reported a step as done"),
		Purpose: text.New("Biết việc do tài khoản nào báo cáo.", "To know through which account it was reported."),
		Basis:   "personal.basis", Kept: text.New("Chỉ có mã tài khoản, giữ cùng bước triển khai.", "The identifier of the account only, kept with the step."),
		Fields: []capability.Field{{Title: text.New("Mã tài khoản", "Identifier of the account"), Columns: []string{"plan_step.done_by"}, Seen: []capability.Reader{capability.Self, capability.Colleagues}}},
	}}
}
