package report

import (
	"quyet/base/capability"
	"quyet/base/text"
)

// holdings are what reports say about people.
func holdings() []capability.Holding {
	return []capability.Holding{{
		Name: "report.by", Title: text.New("Ai lập, ai chốt báo cáo", "Who made and who froze a report"),
		Purpose: text.New("Biết báo cáo do tài khoản nào lập và chốt.", "To know through which account a report was made and frozen."),
		Basis:   "personal.basis", Kept: text.New("Chỉ có mã tài khoản, giữ cùng báo cáo.", "The identifier of the account only, kept with the report."),
		Fields: []capability.Field{{Title: text.New("Mã tài khoản", "Identifier of the account"), Columns: []string{"report.made_by", "report_frozen.frozen_by", "report_slot.sent_by", "report_dash.account_id", "report_form.added_by"}, Seen: []capability.Reader{capability.Self, capability.Colleagues}}},
	}}
}
