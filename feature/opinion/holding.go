package opinion

import (
	"quyet/base/capability"
	"quyet/base/text"
)

// holdings are what opinions say about people.
func holdings() []capability.Holding {
	return []capability.Holding{{
		Name: "opinion.by", Title: text.New("Ai gửi lấy ý kiến, ai gửi trả lời", "Who asked for opinions and who gave them"),
		Purpose: text.New("Biết ý kiến của cơ quan do tài khoản nào gửi.", "To know through which account a body asked or answered."),
		Basis:   "personal.basis", Kept: text.New("Chỉ có mã tài khoản, giữ cùng ý kiến.", "The identifier of the account only, kept with the opinion."),
		Fields: []capability.Field{{Title: text.New("Mã tài khoản", "Identifier of the account"), Columns: []string{"opinion_question.asked_by", "opinion.answered_by"}, Seen: []capability.Reader{capability.Self, capability.Colleagues}}},
	}}
}
