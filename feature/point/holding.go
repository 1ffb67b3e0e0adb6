package point

import (
	"quyet/base/capability"
	"quyet/base/text"
)

// holdings are what connection points say about people.
func holdings() []capability.Holding {
	colleagues := []capability.Reader{capability.Colleagues}
	return []capability.Holding{{
		Name: "point.words", Title: text.New("Người phụ trách điểm cầu", "Persons in charge of connection points"),
		Purpose: text.New("Để cấp trên biết hỏi ai ở mỗi điểm cầu của hội nghị.", "So that the level above knows whom to ask at each connection point of a conference."),
		Basis:   "personal.basis", Kept: text.New("Giữ cùng hội nghị; là lời văn nên không tra được theo tài khoản.", "Kept with the conference; it is in words and cannot be told by account."),
		Fields: []capability.Field{
			{Title: tCharge, Columns: []string{"point_planned.charge"}, Seen: colleagues},
			{Title: tReason, Columns: []string{"point_tally.reason"}, Seen: colleagues},
		},
	}, {
		Name: "point.links", Title: text.New("Ai đã lập địa chỉ báo cáo của điểm cầu", "Who gave the reporting address of a connection point"),
		Purpose: text.New("Điểm cầu báo cáo bằng địa chỉ ấy theo quyền của người đã lập.", "A point reports at that address by the right of who gave it."),
		Basis:   "personal.basis", Kept: text.New("Giữ đến khi địa chỉ bị thu hồi.", "Kept until the address is revoked."),
		Fields: []capability.Field{
			{Title: tGivenBy, Columns: []string{"point_link.account_id", "point_link.post"}},
			{Title: tGivenAt, Columns: []string{"point_link.at"}},
			{Title: tLink, Columns: []string{"point_link.secret_hash"}},
		},
	}}
}
