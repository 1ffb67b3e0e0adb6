package roll

import "quyet/base/text"

var capacityTitles = map[Capacity]text.T{
	Member:   text.New("Thành viên", "Member"),
	Delegate: text.New("Đại biểu", "Delegate"),
	Guest:    text.New("Khách mời", "Guest"),
	Observer: text.New("Theo dõi", "Observer"),
}

// capacityWords are those of a choice: they say what follows from it.
var capacityWords = map[Capacity]text.T{
	Member:   text.New("Thành viên (có quyền biểu quyết)", "Member (with a right to vote)"),
	Delegate: text.New("Đại biểu được triệu tập", "Delegate"),
	Guest:    text.New("Khách mời", "Guest"),
	Observer: text.New("Dự để theo dõi", "Observer"),
}

var standingTitles = map[Standing]text.T{
	NotYet:  text.New("Chưa điểm danh", "Not marked yet"),
	Present: text.New("Có mặt", "Present"),
	Late:    text.New("Đến muộn", "Late"),
	Excused: text.New("Vắng có lý do", "Excused"),
	Absent:  text.New("Vắng", "Absent"),
	Left:    text.New("Về trước", "Left early"),
}

var replyTitles = map[Reply]text.T{
	NoReply: text.New("Chưa trả lời", "No reply yet"),
	Comes:   text.New("Sẽ dự", "Comes"),
	Not:     text.New("Không dự được", "Does not come"),
	Other:   text.New("Cử người dự thay", "Somebody comes instead"),
}

var (
	tMeetings     = text.New("Hội nghị", "Conferences")
	tCall         = text.New("Thành phần triệu tập", "Who is called")
	tCallLead     = text.New("%s · tính theo ngày %s", "%s · as of %s")
	tCallTemplate = text.New("%s · hội nghị lập theo mẫu này lấy thành phần như đây", "%s · what is made after this template calls the same")
	tAddLine      = text.New("Thêm vào thành phần", "Add to who is called")
	tSign         = text.New("Mời hay trừ", "Call or leave out")
	tPlus         = text.New("Mời", "Call")
	tMinus        = text.New("Trừ ra", "Leave out")
	tTitle        = text.New("Chức danh", "Title")
	tAnyTitle     = text.New("Không nêu chức danh (cơ quan cử người dự; khi trừ: tất cả)", "No title (the body sends somebody; when left out: everybody)")
	tOf           = text.New("Của cơ quan hoặc nhóm cơ quan", "Of the body, or the group of bodies")
	tOfHint       = text.New("Ví dụ “đảng uỷ các xã, phường”. Để trống: %s.", "A body, or a group of them such as the committees of all communes. Left empty: %s.")
	tCapacity     = text.New("Tư cách", "Capacity")
	tByTitle      = text.New("Theo chức danh", "By the title")
	tAdd          = text.New("Thêm", "Add")
	tLines        = text.New("Thành phần theo dòng", "Who is called, line by line")
	tLine         = text.New("Dòng", "Line")
	tCount        = text.New("Số người", "People")
	tDo           = text.New("Thao tác", "Do")
	tDrop         = text.New("Bỏ", "Take out")
	tDropOf       = text.New("Bỏ dòng: %s", "Take out: %s")
	tLineOf       = text.New("%s, %s", "%s, %s")
	tLineOfGroup  = text.New("%s, %s (dưới %s)", "%s, %s (below %s)")
	tSomebody     = text.New("Người do cơ quan cử", "Whom the body sends")
	tEverybody    = text.New("Tất cả người dự", "Everybody")
	tTotal        = text.Plural("Mời %[2]s người", "%[2]s person is called", "%[2]s people are called")
	tVacant       = text.Plural("%[2]s chức danh chưa có người giữ: giấy mời ghi chức danh, để trống tên.", "%[2]s title is vacant: its letter bears the title and no name.", "%[2]s titles are vacant: their letters bear the title and no name.")
	tNobodyHolds  = text.New("Chưa có người giữ", "Vacant")
	tNameErased   = text.New("Tên đã xoá", "Name erased")
	tPerson       = text.New("Họ và tên", "Name")
	tBody         = text.New("Cơ quan", "Body")
	tNames        = text.New("Danh sách", "Names")
	tNoLines      = text.New("Chưa có thành phần", "Nobody is called yet")
	tNoLinesHow   = text.New("Thêm từng dòng: mời ai, trừ ai. Danh sách được tính ra ngay, theo người giữ chức danh vào ngày họp.", "Add lines: whom to call, whom to leave out. The names follow at once, from who holds the titles on the day of the conference.")
	tOnlyFirst    = text.New("Chỉ hiện %s người đầu trong %s.", "Only the first %s of %s are shown.")
	tAsOf         = text.New("Tính theo ngày", "As of")
	tLook         = text.New("Xem", "Show")
	tSummon       = text.New("Triệu tập %s người", "Summon %s people")
	tSummonMore   = text.Plural("Mời bổ sung %[2]s người", "Call %[2]s more person", "Call %[2]s more people")
	tSummonHow    = text.New("Triệu tập là chốt danh sách theo ngày họp; người nhận chức sau được mời bổ sung, không ai bị bỏ khỏi danh sách.", "Summoning fixes the names as of the day of the conference. Who takes office later is called by an additional letter; nobody drops out.")
	tSummonedAt   = text.New("Đã triệu tập %s người, lần cuối %s.", "%s people are summoned, last on %s.")
	tSummoned     = text.Plural("Đã triệu tập; cần gửi %[2]s giấy mời.", "Summoned; there is %[2]s letter to send.", "Summoned; there are %[2]s letters to send.")
	tSaved        = text.New("Đã lưu.", "Saved.")
	tDropped      = text.New("Đã bỏ dòng.", "The line was taken out.")
	tIsNew        = text.New("Bổ sung", "New")
	tPanel        = text.New("Thành phần, điểm danh", "Who is called, roll")
	tNoCallYet    = text.New("Chưa xác định thành phần.", "Nobody is called yet.")
	tWillCall     = text.Plural("%[2]s dòng thành phần, chưa triệu tập.", "%[2]s line says who is to be called; nobody is summoned yet.", "%[2]s lines say who is to be called; nobody is summoned yet.")
	tWriteCall    = text.New("Xác định thành phần", "Say who is called")
	tSeeCall      = text.New("Thành phần", "Who is called")

	tRoll            = text.New("Điểm danh", "Roll")
	tReply           = text.New("Trả lời giấy mời", "Reply to the letter")
	tCodeBy          = text.New("Người tạo mã trên giấy mời", "Who made the code on the letter")
	tRuleExcuses     = text.New("Lý do vắng họp", "Reasons not to come to a conference")
	tRuleExcusesHint = text.New("Không có lý do về sức khoẻ: đó là dữ liệu cá nhân nhạy cảm.", "None is of health: that is sensitive personal data.")

	tOver          = text.New("Hội nghị đã kết thúc hoặc không họp, nên không đổi được thành phần.", "The conference is over or called off; who is called cannot be changed any more.")
	tStale         = text.New("Vừa có người khác đổi thành phần. Hãy xem lại rồi làm lại.", "Somebody changed who is called meanwhile. Look at it again and repeat.")
	tTooManyLines  = text.New("Thành phần có tối đa %d dòng; hãy dùng nhóm cơ quan.", "At most %d lines say who is called; use groups of bodies.")
	tTooManyCalled = text.New("Một hội nghị triệu tập tối đa %d người theo tên; người dự ở điểm cầu được đếm, không gọi tên.", "At most %d people are called to a conference by name; those at connection points are counted.")
	tNoCapacity    = text.New("Hãy chọn tư cách dự họp.", "Choose a capacity.")
	tNoTitle       = text.New("Hãy chọn một chức danh trong danh mục.", "Choose one of the titles.")
	tMeansNobody   = text.New("Ở %s không có cơ quan nào như vậy vào ngày %s. Hãy chọn cơ quan hoặc nhóm khác.", "At %s there is no such body on %s. Choose another body or group.")
	tOfTemplate    = text.New("Mẫu không triệu tập ai; hãy lập hội nghị theo mẫu.", "A template summons nobody; make a conference after it.")
	tNobodyCalled  = text.New("Thành phần chưa có ai; hãy thêm dòng mời.", "The lines call nobody; add whom to call.")
	tNobodyNew     = text.New("Mọi người trong thành phần đã được triệu tập.", "Everybody in it is summoned already.")
)

// Told says in words what was done to a conference by the capability.
func Told(kind string) text.T { return told[kind] }

var told = map[string]text.T{
	"roll.call":   text.New("Xác định thành phần", "Said who is called"),
	"roll.summon": text.New("Triệu tập", "Summoned"),
}
