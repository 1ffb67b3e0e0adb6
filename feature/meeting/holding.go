package meeting

import (
	"quyet/base/capability"
	"quyet/base/text"
)

// holdings are what conferences say about people.
func holdings() []capability.Holding {
	return []capability.Holding{{
		Name: "meeting.words", Title: text.New("Ai chủ trì, ghi biên bản, trình bày, phát biểu", "Who chairs, keeps the minutes, presents and speaks"),
		Purpose: text.New("Hội nghị và chương trình của hội nghị.", "Conferences and their agendas."),
		Basis:   "personal.basis", Kept: text.New("Giữ cùng hội nghị; là lời văn nên không tra được theo tài khoản.", "Kept with the conference; it is in words and cannot be told by account."),
		Fields: []capability.Field{{Title: tChair, Columns: []string{"meeting.chair", "meeting.secretary", "meeting_item.reporter", "meeting_outcome.speaker"}, Seen: []capability.Reader{capability.Colleagues}}},
	}, {
		Name: "meeting.handout", Title: text.New("Ai thêm tài liệu của nội dung chương trình", "Who added papers to an agenda"),
		Purpose: text.New("Tài liệu của hội nghị.", "Papers of conferences."),
		Basis:   "personal.basis", Kept: text.New("Giữ cùng hội nghị.", "Kept with the conference."),
		Fields: []capability.Field{{Title: tWhenWho, Columns: []string{"meeting_handout.account_id", "meeting_handout.added_at"}, Seen: []capability.Reader{capability.Colleagues}}},
	}, {
		Name: "meeting.minutes", Title: text.New("Ai hiệu đính, thông qua, ghi nhận ký biên bản", "Who corrected and approved minutes, and noted that they are signed"),
		Purpose: text.New("Biên bản hội nghị.", "Minutes of conferences."),
		Basis:   "personal.basis", Kept: text.New("Giữ cùng biên bản.", "Kept with the minutes."),
		Fields: []capability.Field{{Title: tWhenWho, Columns: []string{"meeting_correction.account_id", "meeting_correction.corrected_at", "meeting_minutes.account_id", "meeting_minutes.kept_at"}, Seen: []capability.Reader{capability.Colleagues}}},
	}}
}
