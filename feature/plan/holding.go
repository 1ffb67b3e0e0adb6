package plan

import (
	"quyet/base/capability"
	"quyet/base/text"
)

// holdings are what programmes and checklists say about people.
func holdings() []capability.Holding {
	return []capability.Holding{{
		Name: "plan.reporter", Title: text.New("Ai đã báo cáo bước triển khai", "Who reported a step as done"),
		Purpose: text.New("Biết việc do tài khoản nào báo cáo.", "To know through which account it was reported."),
		Basis:   "personal.basis", Kept: text.New("Chỉ có mã tài khoản, giữ cùng bước triển khai.", "The identifier of the account only, kept with the step."),
		Fields: []capability.Field{{Title: text.New("Mã tài khoản", "Identifier of the account"), Columns: []string{"plan_step.done_by"}, Seen: []capability.Reader{capability.Self, capability.Colleagues}}},
	}}
}
