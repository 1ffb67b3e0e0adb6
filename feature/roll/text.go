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
	tCalledAbove  = text.Plural("%d người đã có ở dòng trên.", "%d is called by a line above.", "%d are called by a line above.")
	tLines        = text.New("Thành phần theo dòng", "Who is called, line by line")
	tLine         = text.New("Dòng", "Line")
	tCount        = text.New("Số người", "People")
	tDo           = text.New("Thao tác", "Do")
	tDrop         = text.New("Bỏ", "Take out")
	tDropOf       = text.New("Bỏ dòng: %s", "Take out: %s")
	tLineOf       = text.New("%s, %s", "%s, %s")
	tLineOfGroup  = text.New("%s, %s (thuộc %s)", "%s, %s (below %s)")
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
	tSummonHow    = text.New("Triệu tập là chốt danh sách theo ngày họp; người nhận chức sau được mời bổ sung, không ai tự bị bỏ khỏi danh sách.", "Summoning fixes the names as of the day of the conference. Who takes office later is called by an additional letter; nobody drops out by itself.")
	tGone         = text.New("Đã triệu tập nhưng không còn thuộc thành phần", "Summoned, and in it no more")
	tGoneHow      = text.New("Nếu thôi triệu tập, họ rời danh sách và mã trên giấy mời hết tác dụng; hãy báo cho họ biết.", "Called no more, they leave the list and the codes of their letters end; let them know.")
	tAndOthers    = text.Plural("và %[2]s người khác", "and %[2]s other", "and %[2]s others")
	tRelease      = text.Plural("Thôi triệu tập %[2]s người", "Call %[2]s of them no more", "Call %[2]s of them no more")
	tReleased     = text.Plural("Đã thôi triệu tập %[2]s người.", "%[2]s person is called no more.", "%[2]s people are called no more.")
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

	tRepliedAs         = text.New("%s: %s", "%s: %s")
	tAllOf             = text.New("Tất cả", "All")
	tThere             = text.New("%s: %s/%s có mặt", "%s: %s of %s present")
	tAndExcused        = text.New(", %s vắng có lý do", ", %s excused")
	tMarkOf            = text.New("%s: %s", "%s: %s")
	tMarked            = text.New("%s: %s.", "%s: %s.")
	tUndo              = text.New("Bỏ điểm danh", "Undo")
	tDoor              = text.New("Mã ở cửa", "Code of the door")
	tDoorHow           = text.New("Mã gồm sáu chữ số, chiếu hoặc in ở cửa hội trường. Người dự nhập mã cùng mã trên giấy mời, hoặc quét bằng điện thoại đã đăng nhập, để tự điểm danh.", "Six digits, shown or printed at the door. Who is called types them with the code of their letter, or scans the picture where they are signed in, to check in.")
	tDoorShown         = text.New("Đã đăng nhập: quét hình này. Chưa đăng nhập: quét mã trên giấy mời rồi nhập sáu chữ số trên.", "Signed in: scan this picture. Otherwise: scan the code on the letter and type the six digits above.")
	tDoorQR            = text.New("Mã QR để tự điểm danh", "QR code to check in")
	tMakeDoor          = text.New("Tạo mã ở cửa", "Make the code of the door")
	tNewDoor           = text.New("Đổi mã khác", "Change the code")
	tDoorField         = text.New("Mã ở cửa hội trường", "Code shown at the door")
	tDoorFieldHint     = text.New("Sáu chữ số.", "Six digits.")
	tDoorWrong         = text.New("Mã này không đúng. Hãy xem lại sáu chữ số ở cửa hội trường.", "This code is not right. Look at the six digits at the door again.")
	tIAmHere           = text.New("Tôi có mặt", "I am here")
	tIComes            = text.New("Tôi sẽ dự", "I shall come")
	tIDoNot            = text.New("Tôi không dự được", "I cannot come")
	tISend             = text.New("Cử người dự thay", "Somebody comes instead")
	tSentPerson        = text.New("Người được cử dự", "Who is sent")
	tWeSend            = text.New("Cử người dự", "Send them")
	tCause             = text.New("Lý do", "Reason")
	tCauseHint         = text.New("Không ghi tình trạng sức khoẻ.", "Nothing of health belongs here.")
	tChooseCause       = text.New("Chọn lý do", "Choose a reason")
	tSubstitute        = text.New("Người dự thay", "Who comes instead")
	tSubstituteHint    = text.New("Họ tên, chức vụ.", "Name and title.")
	tLetters           = text.New("Giấy mời", "Letters")
	tNoLetters         = text.New("Chưa triệu tập ai, nên chưa có giấy mời", "Nobody is summoned yet, so there are no letters")
	tLetterForm        = text.New("Hình thức", "Form")
	tEach              = text.New("Mỗi người một giấy (%s giấy trong một tệp)", "A letter for each (%s in one file)")
	tCircular          = text.New("Một giấy mời chung, kèm danh sách", "One letter with a list")
	tToWhom            = text.New("Gửi cho", "To")
	tToAll             = text.New("Tất cả %s người", "All %s people")
	tToNew             = text.New("%s người mời bổ sung lần cuối", "The %s called last")
	tBehalf            = text.New("Thay mặt, ký thay, thừa lệnh ai", "For whom")
	tBehalfHint        = text.New("Ví dụ Ban Thường vụ. Để trống nếu ký trực tiếp.", "Such as the standing committee. Left empty where it is signed in the own name.")
	tBehalfMissing     = text.New("Hãy ghi thay mặt, ký thay hoặc thừa lệnh ai.", "Say on behalf of whom, in whose place or by whose order.")
	tWarrant           = text.New("Quyền ký", "Signed")
	tOnBehalf          = text.New("Thay mặt (T/M)", "On behalf (T/M)")
	tInPlace           = text.New("Ký thay (K/T)", "In the place of (K/T)")
	tByOrder           = text.New("Thừa lệnh (T/L)", "By order (T/L)")
	tPost              = text.New("Chức vụ người ký", "Post of who signs")
	tPostHint          = text.New("Để trống thì chừa chỗ ghi tay.", "Left empty there is room to write it by hand.")
	tLocality          = text.New("Địa danh", "Locality")
	tReplyBy           = text.New("Đề nghị trả lời trước hết ngày", "Reply asked for until")
	tCoded             = text.New("In mã QR để trả lời và tự điểm danh", "Print a QR code to reply and to check in")
	tCodedHint         = text.New("Mỗi giấy một mã riêng, không lưu lại: hãy giữ tệp này. Mã in lần trước cho những người này hết hiệu lực. Mã theo quyền của bạn: bạn thôi giữ vai trò thì mã ngừng.", "Each letter has a code of its own, which is kept nowhere: keep this file. Codes printed before for the same people end. They work by your right: they stop when you lose the role.")
	tWriteLetters      = text.New("Tải giấy mời", "Download the letters")
	tCalendar          = text.New("Đưa vào lịch", "To a calendar")
	tDayWrong          = text.New("Ngày này không đúng; hãy nhập như 20/11/2026.", "This is no date; enter one like 20/11/2026.")
	tReplyByWhen       = text.New("Hãy chọn một ngày từ hôm nay đến ngày họp %s.", "Choose a day from today until that of the conference, %s.")
	tNobodySummoned    = text.New("Chưa triệu tập ai", "Nobody is summoned yet")
	tNobodySummonedHow = text.New("Xác định thành phần và triệu tập trước, rồi điểm danh.", "Say who is called and summon them first.")
	tOnlyExcuses       = text.New("Chưa đến giờ điểm danh; ghi được ai vắng.", "The roll is not kept yet; who will be away can be noted.")
	tFind              = text.New("Tìm", "Find")
	tFindHint          = text.New("Họ tên, chức danh hoặc cơ quan.", "Name, title or body.")
	tFindKeys          = text.New("Phím tắt: p có mặt, l muộn, e vắng có lý do, a vắng, v về trước.", "Keys: p present, l late, e excused, a absent, v left.")
	tReplies           = text.New("Trả lời giấy mời: %s.", "Replies: %s.")
	tReplyCount        = text.New("%s %s", "%[2]s: %[1]s")
	tReplied           = text.New("Đã ghi nhận trả lời: %s.", "Your reply was taken: %s.")
	tReplyAgain        = text.New("Trả lời lại được đến khi hội nghị khai mạc.", "You can answer anew until the conference is opened.")
	tNobodyFound       = text.New("Không có ai như vậy", "Nobody like this")
	tInvited           = text.New("Được mời", "Called")
	tWhen              = text.New("Thời gian", "When")
	tWhere             = text.New("Địa điểm", "Where")
	tChair             = text.New("Chủ trì", "Chair")
	tConference        = text.New("Hội nghị", "Conference")
	tInvitations       = text.New("Giấy mời họp", "Invitations")
	tPapers            = text.New("Tài liệu của hội nghị", "Papers of the conference")
	tNoPaper           = text.New("Không có tài liệu này, hoặc bạn không được xem.", "There is no such paper, or you may not see it.")
	tNoInvitations     = text.New("Không có giấy mời nào", "No invitations")
	tNoInvitationsHow  = text.New("Hội nghị mời bạn theo chức danh, hoặc mời cơ quan bạn cử người dự, hiện ở đây. Giấy mời của hội nghị do cơ quan bạn tổ chức nằm ở trang hội nghị ấy.", "Conferences to which you are called by your title, or to which your body sends somebody, stand here. The letters of your own conferences are on their pages.")
	tSave              = text.New("Lưu", "Save")
	tCalledOff         = text.New("Hội nghị này không tổ chức.", "This conference does not take place.")
	tRuleBefore        = text.New("Điểm danh từ mấy phút trước giờ họp", "Minutes before the conference from which the roll is kept")
	tRuleBeforeHint    = text.New("Từ lúc đó người dự tự điểm danh được.", "From then on people can check in.")
	tRuleMonths        = text.New("Giữ danh sách triệu tập, điểm danh trong mấy tháng sau hội nghị", "Months after a conference for which its roll is kept")
	tRuleMonthsHint    = text.New("Sau đó chỉ còn số tổng; biên bản đã ký vẫn giữ nguyên.", "After that only totals are left; minutes that were signed stay as they are.")
	tThinned           = text.New("Đã quá thời gian lưu danh sách: chỉ còn số tổng.", "The roll is older than it is kept: only totals are left.")
	tRuleLate          = text.New("Đến muộn tính từ mấy phút sau khai mạc", "Minutes after the opening from which who comes is late")
	tRuleLateHint      = text.New("Số 0: ngay sau khai mạc.", "0: right after the opening.")
	tCanAnswer         = text.New("Trả lời giấy mời bằng mã", "Answer a letter by its code")
	tNoInvitation      = text.New("Không có giấy mời này; mã có thể đã được thay hoặc hết hiệu lực. Hãy hỏi văn phòng nơi mời.", "There is no such letter; its code may have been replaced or ended. Ask the office that sent it.")
	tNoSeat            = text.New("Không có người này trong thành phần.", "Nobody with this number is called.")
	tNotSummoned       = text.New("Chưa triệu tập ai, nên chưa có mã ở cửa.", "Nobody is summoned yet, so there is no code for the door.")
	tRollOver          = text.New("Hội nghị đã kết thúc hoặc không họp, nên điểm danh đã khoá.", "The conference is over or called off; the roll is closed.")
	tRollEarly         = text.New("Điểm danh bắt đầu %d phút trước giờ họp.", "The roll is kept from %d minutes before the conference.")
	tNoDoor            = text.New("Chưa có mã ở cửa; hãy báo có mặt với văn phòng.", "No code is shown at the door; tell the office that you are there.")
	tDoorTooOften      = text.New("Đã nhập sai mã ở cửa nhiều lần. Hãy đợi %d phút, hoặc báo có mặt với văn phòng.", "Too many wrong codes. Wait %d min, or tell the office that you are there.")
	tReplyLate         = text.New("Hội nghị đã khai mạc hoặc không họp, nên không trả lời được nữa; hãy báo văn phòng.", "The conference was opened or called off; it is too late to reply. Tell the office.")
	tCauseMissing      = text.New("Hãy chọn lý do.", "Choose a reason.")
	tSubstituteMissing = text.New("Hãy ghi họ tên, chức vụ người dự thay.", "Write who comes: name and title.")
	tReplyMissing      = text.New("Hãy chọn một câu trả lời.", "Choose an answer.")
	tNoStanding        = text.New("Hãy chọn một trạng thái điểm danh.", "Choose how they stand in the roll.")
	tTooLong           = text.New("Dài quá %d ký tự; hãy rút gọn.", "This is longer than %d characters; shorten it.")
	tRoll              = text.New("Điểm danh", "Roll")
	tReply             = text.New("Trả lời giấy mời", "Reply to the letter")
	tCodeBy            = text.New("Người tạo mã trên giấy mời", "Who made the code on the letter")
	tRuleExcuses       = text.New("Lý do vắng họp", "Reasons not to come to a conference")
	tRuleExcusesHint   = text.New("Không có lý do về sức khoẻ: đó là dữ liệu cá nhân nhạy cảm.", "None is of health: that is sensitive personal data.")

	tOver          = text.New("Hội nghị đã kết thúc hoặc không họp, nên không đổi được thành phần.", "The conference is over or called off; who is called cannot be changed any more.")
	tStale         = text.New("Vừa có người khác đổi thành phần. Hãy xem lại rồi làm lại.", "Somebody changed who is called meanwhile. Look at it again and repeat.")
	tTooManyLines  = text.New("Thành phần có tối đa %d dòng; hãy dùng nhóm cơ quan.", "At most %d lines say who is called; use groups of bodies.")
	tTooManyCalled = text.New("Một hội nghị triệu tập tối đa %d người theo tên; người dự ở điểm cầu được đếm, không gọi tên.", "At most %d people are called to a conference by name; those at connection points are counted.")
	tNoCapacity    = text.New("Hãy chọn tư cách dự họp.", "Choose a capacity.")
	tNobodyMeant   = text.New("Hãy chọn chức danh, hoặc ghi cơ quan cử người dự.", "Choose a title, or write the body that sends somebody.")
	tNoTitle       = text.New("Hãy chọn một chức danh trong danh mục.", "Choose one of the titles.")
	tMeansNobody   = text.New("Ở %s không có cơ quan nào như vậy vào ngày %s. Hãy chọn cơ quan hoặc nhóm khác.", "At %s there is no such body on %s. Choose another body or group.")
	tOfTemplate    = text.New("Mẫu không triệu tập ai; hãy lập hội nghị theo mẫu.", "A template summons nobody; make a conference after it.")
	tNobodyCalled  = text.New("Thành phần chưa có ai; hãy thêm dòng mời.", "The lines call nobody; add whom to call.")
	tNobodyGone    = text.New("Mọi người đã triệu tập vẫn thuộc thành phần.", "Everybody who is summoned is still in it.")
	tReleaseLate   = text.New("Hội nghị đã khai mạc: hãy ghi vắng mặt ở điểm danh.", "The conference has begun: mark them absent in the roll.")
	tNobodyNew     = text.New("Mọi người trong thành phần đã được triệu tập.", "Everybody in it is summoned already.")
)

// Told says in words what was done to a conference by the capability.
func Told(kind string) text.T { return told[kind] }

var told = map[string]text.T{
	"roll.call":    text.New("Xác định thành phần", "Said who is called"),
	"roll.release": text.New("Thôi triệu tập người không còn thuộc thành phần", "Called those no more who are not in it"),
	"roll.thin":    text.New("Rút gọn điểm danh còn số tổng khi hết thời gian lưu", "Left only the totals of the roll"),
	"roll.summon":  text.New("Triệu tập", "Summoned"),
	"roll.codes":   text.New("Tạo mã trên giấy mời", "Made codes for letters"),
	"roll.door":    text.New("Đổi mã ở cửa", "Changed the code of the door"),
	"roll.mark":    text.New("Điểm danh", "Kept the roll"),
	"roll.reply":   text.New("Trả lời giấy mời", "Answered a letter"),
}
