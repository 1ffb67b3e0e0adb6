package opinion

import "quyet/base/text"

var (
	tCanSee  = text.New("Xem việc lấy ý kiến", "See opinions asked for")
	tCanAsk  = text.New("Lấy ý kiến các cơ quan", "Ask for opinions")
	tCanGive = text.New("Trả lời ý kiến thay mặt cơ quan", "Give the opinion of a body")

	answerTitles = map[Answer]text.T{
		Agreed: text.New("Nhất trí", "Agrees"), AgreedWith: text.New("Nhất trí, có ý kiến thêm", "Agrees with remarks"),
		Disagreed: text.New("Không nhất trí", "Disagrees"), NoView: text.New("Không có ý kiến", "No view"),
	}
	lapseTitles = map[Lapse]text.T{
		NotGiven: text.New("Coi như không có ý kiến", "Considered not given"), DeemedAgreed: text.New("Coi như nhất trí", "Taken as agreement"), Withdrawn: text.New("Đã rút", "Withdrawn"),
	}

	tOpinions    = text.New("Lấy ý kiến", "Opinions")
	tOfUs        = text.New("Chờ trả lời", "To answer")
	tPast        = text.New("Đã qua", "Past")
	tByUs        = text.New("Đã gửi hỏi", "Asked by us")
	tNew         = text.New("Lấy ý kiến mới", "Ask for opinions")
	tNoneOfUs    = text.New("Không có ý kiến nào chờ trả lời", "No opinion waits to be given")
	tNonePast    = text.New("Chưa có ý kiến nào đã qua", "No opinion is past yet")
	tNoneByUs    = text.New("Chưa lấy ý kiến cơ quan nào", "Nobody has been asked yet")
	tNoneByUsHow = text.New("Gửi dự thảo cho các cơ quan, hẹn ngày trả lời; ai chưa trả lời hiện ngay trong bảng.", "Send a draft to bodies and say by when; who has not answered stands in the table.")
	tNoQuestion  = text.New("Không có việc lấy ý kiến này, hoặc bạn không được xem.", "There is no such question, or it is not for you to see.")
	tNoFile      = text.New("Không có tệp này.", "There is no such file.")

	tTitle      = text.New("Lấy ý kiến về", "Opinions on")
	tTitleHint  = text.New("Ví dụ: Dự thảo Nghị quyết về chuyển đổi số. Không đưa nội dung bí mật nhà nước vào đây.", "For example: draft resolution on digital transformation. Nothing that is a state secret belongs here.")
	tWords      = text.New("Nội dung cần cho ý kiến", "What is asked")
	tFileOf     = text.New("Tệp đính kèm", "File")
	tFileHint   = text.New("Tài liệu có dấu mật không được lưu.", "What bears a mark of secrecy is not kept.")
	tFileAgain  = text.New("Tệp chưa được lưu, hãy chọn lại.", "The file was not kept; choose it again.")
	tDoc        = text.New("Văn bản", "Document")
	tDocHint    = text.New("Số và ký hiệu của văn bản đã đăng ký, ví dụ 05-NQ/TU. Cơ quan không xem được văn bản thì hãy gửi kèm tệp.", "Number and symbol of a registered document, such as 05-NQ/TU. Where a body may not see it, send the file.")
	tBodyNth    = text.New("Cơ quan hoặc nhóm %d", "Body or group %d")
	tMoreBodies = text.New("Các cơ quan khác", "Other bodies")
	tMoreHint   = text.New("Mỗi dòng một cơ quan hoặc nhóm, ghi tên hoặc mã.", "A body or group on each line, by name or code.")
	tDue        = text.New("Hạn trả lời", "Answer by")
	tSend       = text.New("Gửi lấy ý kiến", "Ask")
	tSent       = text.New("Đã gửi lấy ý kiến.", "The bodies have been asked.")
	tProposed   = text.New("%d ngày làm việc kể từ %s theo quy tắc (%s).", "%d working days from %s by rule (%s).")
	tSkips      = text.New("Không tính %d ngày nghỉ: %s.", "Without %d days off: %s.")
	tSilentIs   = text.New("Hết ngày này mà không trả lời thì %s (%s).", "Who does not answer until then: %s (%s).")
	tPartOf     = text.New("Về nội dung", "About the item")
	tWhole      = text.New("Toàn bộ", "All of it")
	tAbout      = text.New("Thuộc", "Part of")

	tTitleMissing = text.New("Hãy ghi lấy ý kiến về việc gì.", "Say what the opinions are on.")
	tTooLong      = text.New("Dài quá %d ký tự.", "Longer than %d characters.")
	tNothingAsked = text.New("Hãy ghi nội dung cần cho ý kiến, hoặc đính kèm tệp, hoặc ghi văn bản.", "Write what is asked, attach a file or name a document.")
	tDuePast      = text.New("Ngày này đã qua; hãy chọn từ hôm nay trở đi.", "This day is past; choose one from today on.")
	tDueFar       = text.New("Hạn trả lời quá xa, nhiều nhất một năm.", "This day is too far away, a year at most.")
	tDueMissing   = text.New("Hãy ghi ngày.", "Write a day.")
	tDayWrong     = text.New("Ngày không đúng. Viết như 15/12/2026.", "No such day. Write it like 15/12/2026.")
	tNoDoc        = text.New("Không có văn bản này trong sổ, hoặc bạn không được xem.", "The register has no such document, or it is not for you to see.")
	tSeveralDocs  = text.New("Nhiều văn bản có ký hiệu này. Ghi thêm ngày, ví dụ 05-NQ/TU ngày 10/3/2026.", "Several documents bear this symbol. Add the day, such as 05-NQ/TU ngày 10/3/2026.")
	tNobodyAsked  = text.New("Hãy ghi ít nhất một cơ quan.", "Name at least one body.")
	tAsksItself   = text.New("Cơ quan không lấy ý kiến của chính mình.", "A body does not ask itself.")
	tNoSuchBody   = text.New("%s không còn hoạt động.", "%s exists no more.")
	tEmptyGroup   = text.New("Nhóm “%s” hiện không có cơ quan nào.", "The group “%s” has no bodies now.")
	tTooManyAsked = text.New("Nhiều nhất %d cơ quan một lần.", "At most %d bodies at once.")
	tFileEmpty    = text.New("Tệp %s trống.", "The file %s is empty.")
	tFileLarge    = text.New("Tệp %s quá lớn, nhiều nhất %d MB.", "The file %s is too large, %d MB at most.")

	tAsker      = text.New("Cơ quan lấy ý kiến", "Asked by")
	tAskedOn    = text.New("Gửi ngày", "Asked on")
	tClock      = text.New("Hạn trả lời", "Answer by")
	tDaysLeft   = text.New("còn %d ngày", "%d days left")
	tDueToday   = text.New("hết hạn hôm nay", "due today")
	tDueOver    = text.New("hết hạn ngày làm việc tới", "lapses on the next working day")
	tWithdrawnC = text.New("Đã rút, lý do", "Withdrawn, because")
	tBody       = text.New("Cơ quan", "Body")
	tOpinion    = text.New("Ý kiến", "Opinion")
	tWhen       = text.New("Thời gian", "When")
	tContent    = text.New("Nội dung", "Words")
	tWaits      = text.New("Chưa trả lời", "Not answered")
	tLate       = text.New("Trả lời muộn", "Late")
	tAllAsked   = text.New("Được hỏi", "Asked")
	tNoOne      = text.New("Không có cơ quan nào ở mục này", "No body is among these")
	tShowAll    = text.New("Xem tất cả", "Show all")
	tRepliesOf  = text.New("Ý kiến của các cơ quan", "Opinions of the bodies")
	tAnswered   = text.New("%d/%d đã trả lời", "%d of %d answered")
	tByRule     = text.New("Theo quy tắc %s.", "By the rule %s.")
	tUrgedOn    = text.New("đã nhắc ngày %s", "urged on %s")
	tWordFile   = text.New("Bảng tổng hợp (Word)", "Summary (Word)")
	tSheetFile  = text.New("Bảng tính", "Spreadsheet")

	tGive          = text.New("Gửi ý kiến", "Give the opinion")
	tGiveTitle     = text.New("Trả lời ý kiến", "Give an opinion")
	tGiven         = text.New("Đã gửi ý kiến.", "The opinion was given.")
	tGiveAgain     = text.New("Sửa ý kiến đã gửi", "Change what was given")
	tEnter         = text.New("Ghi ý kiến nhận bằng văn bản", "Enter an opinion that came on paper")
	tEnterNow      = text.New("Ghi ý kiến", "Enter it")
	tCame          = text.New("Ngày văn bản đến", "Day on which it came")
	tCameHint      = text.New("Đúng hạn hay muộn tính theo ngày này, không theo ngày ghi.", "By this day it is in time or late, not by the day on which it is entered.")
	tCameMissing   = text.New("Hãy ghi ngày văn bản đến.", "Say on which day it came.")
	tCameWrong     = text.New("Văn bản đến trong khoảng từ ngày gửi lấy ý kiến %s đến hôm nay %s.", "It came between %s, when it was asked for, and today, %s.")
	tOnPaper       = text.New("bằng văn bản", "on paper")
	tGiveLate      = text.New("Đã hết hạn: %s. Ý kiến gửi bây giờ vẫn được lưu và ghi là trả lời muộn.", "The time is over: %s. An opinion given now is kept and marked late.")
	tAnswer        = text.New("Ý kiến", "Opinion")
	tReplyWords    = text.New("Ý kiến cụ thể, lý do", "Remarks, reasons")
	tAnswerMissing = text.New("Hãy chọn một ý kiến.", "Choose an opinion.")
	tWordsMissing  = text.New("Hãy ghi ý kiến cụ thể, hoặc đính kèm tệp.", "Write the remarks or attach a file.")
	tKeepsFile     = text.New("Tệp đã gửi: %s. Chọn tệp khác để thay.", "File given: %s. Choose another one to replace it.")
	tIsWithdrawn   = text.New("Việc lấy ý kiến này đã được rút.", "This question was withdrawn.")
	tIsGiven       = text.New("Cơ quan đã trả lời và đã hết hạn, ý kiến không sửa được nữa.", "The opinion was given and the time is over: it cannot be changed any more.")
	tStale         = text.New("Đồng nghiệp vừa gửi ý kiến của cơ quan. Xem lại rồi gửi lại nếu cần sửa.", "A colleague has just given the opinion of the body. Look at it, and send again if it is to be changed.")

	tExtend       = text.New("Gia hạn", "Give more time")
	tExtendTitle  = text.New("Gia hạn trả lời", "Give more time")
	tFor          = text.New("Cho", "For")
	tForAll       = text.New("Mọi cơ quan chưa trả lời", "All that have not answered")
	tDueNow       = text.New("Hạn hiện nay: %s. Hạn mới rơi vào ngày nghỉ thì tính đến ngày làm việc kế tiếp.", "The day now: %s. A new day that is a day off means the working day behind it.")
	tNewDue       = text.New("Hạn mới", "New day")
	tExtended     = text.New("Đã gia hạn.", "More time was given.")
	tNotLonger    = text.New("Hạn mới phải sau %s.", "The new day must be after %s.")
	tNobodyWaited = text.New("Không còn cơ quan nào chờ trả lời.", "Nobody's answer is waited for.")

	tWithdraw      = text.New("Rút", "Withdraw")
	tWithdrawTitle = text.New("Rút việc lấy ý kiến", "Withdraw the question")
	tWithdrawHow   = text.New("Cơ quan chưa trả lời không phải trả lời nữa. Ý kiến đã gửi vẫn được giữ.", "Those who have not answered need not any more. What was given is kept.")
	tReason        = text.New("Lý do", "Reason")
	tReasonMissing = text.New("Hãy ghi lý do.", "Write the reason.")
	tWithdrew      = text.New("Đã rút việc lấy ý kiến.", "The question was withdrawn.")

	tUrge       = text.New("Nhắc cơ quan chưa trả lời", "Urge those who have not answered")
	tUrged      = text.New("Đã nhắc %d cơ quan.", "%d bodies were urged.")
	tUrgedToday = text.New("Hôm nay đã nhắc rồi. Mỗi cơ quan được nhắc nhiều nhất một lần mỗi ngày.", "They were urged today. Each body is urged once a day at most.")

	tPanel     = text.New("Lấy ý kiến trước", "Prior opinions")
	tPanelNone = text.New("Chưa lấy ý kiến cơ quan nào về nội dung hội nghị.", "Nobody has been asked for an opinion on this yet.")

	tToldAskOne       = text.New("Được lấy ý kiến", "Asked for an opinion")
	tToldAskMany      = text.New("Được lấy %d ý kiến", "Asked for %d opinions")
	tToldEnterOne     = text.New("Ý kiến gửi bằng văn bản đã được ghi nhận", "The opinion sent on paper was entered")
	tToldEnterMany    = text.New("%d ý kiến gửi bằng văn bản đã được ghi nhận", "%d opinions sent on paper were entered")
	tToldGiveOne      = text.New("Có ý kiến trả lời", "An opinion was given")
	tToldGiveMany     = text.New("Có %d ý kiến trả lời", "%d opinions were given")
	tToldExtendOne    = text.New("Được gia hạn trả lời ý kiến", "More time for an opinion")
	tToldExtendMany   = text.New("Được gia hạn trả lời %d ý kiến", "More time for %d opinions")
	tToldWithdrawOne  = text.New("Rút việc lấy ý kiến", "An opinion is asked no more")
	tToldWithdrawMany = text.New("Rút việc lấy %d ý kiến", "%d opinions are asked no more")
	tToldUrgeOne      = text.New("Được nhắc trả lời ý kiến", "Urged to give an opinion")
	tToldUrgeMany     = text.New("Được nhắc trả lời %d ý kiến", "Urged to give %d opinions")
	tToldLapseOne     = text.New("Hết hạn trả lời ý kiến", "The time for an opinion is over")
	tToldLapseMany    = text.New("Hết hạn trả lời %d ý kiến", "The time for %d opinions is over")
	tToldRemindOne    = text.New("Sắp hết hạn trả lời ý kiến", "An opinion is due soon")
	tToldRemindMany   = text.New("%d ý kiến sắp hết hạn trả lời", "%d opinions are due soon")
)

// Told says in words what was done, by the kind of its event.
func Told(kind string) text.T { return told[kind] }

var told = map[string]text.T{
	"opinion.ask":      text.New("Lấy ý kiến", "Asked for the opinion"),
	"opinion.enter":    text.New("Ghi ý kiến nhận bằng văn bản", "Entered an opinion that came on paper"),
	"opinion.give":     text.New("Gửi ý kiến", "Gave the opinion"),
	"opinion.extend":   text.New("Gia hạn trả lời", "Gave more time"),
	"opinion.withdraw": text.New("Rút việc lấy ý kiến", "Withdrew the question"),
	"opinion.urge":     text.New("Nhắc trả lời", "Urged"),
	"opinion.lapse":    text.New("Hết hạn trả lời, ghi theo quy tắc", "The time was over, noted by rule"),
	"opinion.remind":   text.New("Nhắc trước hạn", "Reminded before the day"),
}
