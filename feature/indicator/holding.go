package indicator

import (
	"quyet/base/capability"
	"quyet/base/text"
)

// holdings are what figures say about people.
func holdings() []capability.Holding {
	return []capability.Holding{{
		Name: "indicator.by", Title: text.New("Ai nhập, chốt, duyệt, tiếp nhận số liệu", "Who entered, declared, approved and accepted figures"),
		Purpose: text.New("Biết số liệu của cơ quan do tài khoản nào chịu trách nhiệm.", "To know which account answers for the figures of a body."),
		Basis:   "personal.basis", Kept: text.New("Chỉ có mã tài khoản, giữ cùng số liệu.", "The identifier of the account only, kept with the figures."),
		Fields: []capability.Field{{Title: text.New("Mã tài khoản", "Identifier of the account"), Columns: []string{
			"indicator_return.entered_by", "indicator_return.declared_by", "indicator_return.approved_by", "indicator_return.accepted_by",
			"indicator_value.by_account", "indicator_value_past.by_account", "indicator_target.by_account",
		}, Seen: []capability.Reader{capability.Self, capability.Colleagues}}},
	}}
}
