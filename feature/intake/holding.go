package intake

import (
	"quyet/base/capability"
	"quyet/base/text"
)

// holdings are what the reading of documents says about people.
func holdings() []capability.Holding {
	return []capability.Holding{{
		Name: "intake.reader", Title: text.New("Ai đã đưa văn bản vào và duyệt đề xuất", "Who brought in a document and decided proposals"),
		Purpose: text.New("Biết đề xuất do tài khoản nào duyệt.", "To know through which account a proposal was decided."),
		Basis:   "personal.basis", Kept: text.New("Chỉ có mã tài khoản, giữ cùng bản đọc; từng việc có trong lịch sử công việc.", "The identifier of the account only, kept with the reading; each deed is in the history of the work."),
		Fields: []capability.Field{{Title: text.New("Mã tài khoản", "Identifier of the account"),
			Columns: []string{"intake_file.account_id", "intake_proposal.account_id"}, Seen: []capability.Reader{capability.Self, capability.Colleagues}}},
	}}
}
