package rule

import (
	"quyet/base/capability"
	"quyet/base/text"
)

// holdings are what rules say about people.
func holdings() []capability.Holding {
	return []capability.Holding{{
		Name: "rule.setter", Title: text.New("Ai đã đặt quy tắc", "Who set a rule"),
		Purpose: text.New("Biết quy tắc do tài khoản nào đặt.", "To know through which account a rule was set."),
		Basis:   "personal.basis", Kept: text.New("Chỉ có mã tài khoản, giữ cùng quy tắc; từng việc có trong lịch sử công việc.", "The identifier of the account only, kept with the rule; each deed is in the history of the work."),
		Fields: []capability.Field{{Title: text.New("Mã tài khoản", "Identifier of the account"), Columns: []string{"rule_version.account_id"}, Seen: []capability.Reader{capability.Self}}},
	}}
}
