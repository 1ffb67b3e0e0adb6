package brief

import (
	"quyet/base/capability"
	"quyet/base/text"
)

// holdings are what briefing says about people.
func holdings() []capability.Holding {
	colleagues := []capability.Reader{capability.Colleagues}
	return []capability.Holding{
		{
			Name: "brief.speaker", Title: text.New("Ai báo cáo tại buổi quán triệt", "Who spoke at a sitting"),
			Purpose: text.New("Biết buổi quán triệt do ai báo cáo.", "To know who spoke at a sitting."),
			Basis:   "personal.basis", Kept: text.New("Giữ cùng buổi quán triệt; là lời văn nên không tra được theo tài khoản.", "Kept with the sitting; it is in words and cannot be told by account."),
			Fields: []capability.Field{{Title: tSpeaker, Columns: []string{"brief_sitting.speaker"}, Seen: colleagues}},
		},
		{
			Name: "brief.recorder", Title: text.New("Ai đã ghi buổi quán triệt", "Who wrote a sitting down"),
			Purpose: text.New("Biết số liệu do tài khoản nào ghi.", "To know through which account it was written down."),
			Basis:   "personal.basis", Kept: text.New("Chỉ có mã tài khoản, giữ cùng buổi quán triệt.", "The identifier of the account only, kept with the sitting."),
			Fields: []capability.Field{{Title: text.New("Mã tài khoản", "Identifier of the account"), Columns: []string{"brief_sitting.recorded_by"}, Seen: []capability.Reader{capability.Self, capability.Colleagues}}},
		},
	}
}
