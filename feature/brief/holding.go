package brief

import (
	"context"

	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/text"
	"quyet/base/work"
)

// holdings are what briefing says about people.
func holdings() []capability.Holding {
	colleagues := []capability.Reader{capability.Colleagues}
	return []capability.Holding{
		{
			Name: "brief.ack", Title: tAcks,
			Purpose: text.New("Biết cán bộ nào đã xác nhận đã đọc văn bản được yêu cầu.", "To know which officials said that they have read a document."),
			Basis:   "personal.basis", Kept: text.New("Giữ cùng văn bản; chỉ có ngày xác nhận. Xoá khi tài khoản bị xoá danh tính.", "Kept with the document, with the day only; deleted when the account is erased."),
			Fields: []capability.Field{
				{Title: text.New("Mã tài khoản", "Identifier of the account"), Columns: []string{"brief_ack.account_id", "brief_ack.body_id"}, Seen: []capability.Reader{capability.Self, capability.Colleagues}},
				{Title: tDocument, Columns: []string{"brief_ack.document_id"}, Seen: []capability.Reader{capability.Self, capability.Colleagues}},
				{Title: tDay, Columns: []string{"brief_ack.asked_on", "brief_ack.due_on", "brief_ack.read_on"}, Seen: []capability.Reader{capability.Self, capability.Colleagues}},
			},
			Read: func(ctx context.Context, v *work.View, person string) (rows [][]string, err error) {
				acks, err := db.All(ctx, v.Snapshot, selectHeld, scanAck, person, mostAcks)
				for _, a := range acks {
					rows = append(rows, []string{person, string(a.Doc), a.Asked.Vietnamese() + " – " + a.Read.Vietnamese()})
				}
				return rows, err
			},
		},
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
