package plan

import "quyet/base/text"

var forumTitles = map[Forum]text.T{
	Committee:   text.New("Ban Chấp hành", "Committee"),
	StandingOf:  text.New("Ban Thường vụ", "Standing committee"),
	Board:       text.New("Thường trực", "Standing board"),
	Conference:  text.New("Hội nghị", "Conference"),
	Inspecting:  text.New("Kiểm tra", "Inspection"),
	Supervising: text.New("Giám sát", "Supervision"),
	OtherForum:  text.New("Việc khác", "Other"),
}

var (
	tNoItem        = text.New("Không có việc này trong chương trình, hoặc bạn không được xem.", "There is no such item, or you may not see it.")
	tTooManyItems  = text.New("Một chương trình có tối đa %d việc.", "A programme has at most %d items.")
	tNoItems       = text.New("Hãy nhập ít nhất một việc.", "Enter at least one item.")
	tLineWrong     = text.New("Việc thứ %d: %s", "Item %d: %s")
	tItemMissing   = text.New("Hãy nhập nội dung.", "Say what will be done.")
	tForumMissing  = text.New("Hãy chọn hình thức.", "Choose before whom it comes.")
	tWhenUnread    = text.New("Chưa rõ là ngày nào; hãy nhập như “Tháng 3”, “Quý II” hoặc 15/4/2026.", "No day can be read in this; enter “Tháng 3”, “Quý II” or 15/04/2026.")
	tWhenSame      = text.New("Việc đã được xếp vào thời gian này.", "It is at this time already.")
	tWhenOutside   = text.New("Thời gian này ngoài thời gian của chương trình (%s – %s).", "This is outside the time of the programme (%s – %s).")
	tReasonMissing = text.New("Hãy nêu lý do.", "Say why.")
	tStateMissing  = text.New("Hãy chọn tình trạng.", "Choose the state.")
	tItemOver      = text.New("Việc này đã làm xong hoặc không thực hiện nữa; không chuyển thời gian được.", "This is done or dropped; it cannot be moved.")
	tDropInstead   = text.New("Việc đã làm hoặc đã chuyển thời gian thì không xoá được; nếu không thực hiện, hãy ghi lý do.", "What was done or moved is not deleted; drop it with the reason instead.")

	tItems        = text.New("Nội dung chương trình", "Items of the programme")
	tItemsCount   = text.New("Nội dung (%s)", "Items (%s)")
	tNewItem      = text.New("Thêm việc", "Add an item")
	tPaste        = text.New("Dán cả chương trình", "Paste a programme")
	tPasteNow     = text.New("Đưa vào chương trình", "Add them")
	tPasteLines   = text.New("Các việc, mỗi dòng một việc", "The items, one a line")
	tPasteHint    = text.New("Dán từ Word: từng dòng dưới “Tháng 1”, “Quý II”, hoặc cả bảng có các cột nội dung, cơ quan chuẩn bị, thời gian. Cơ quan chuẩn bị, thời gian cũng có thể ghi trong ngoặc ở cuối dòng.", "Paste from Word: lines under “Tháng 1”, “Quý II”, or a table with columns for what, who prepares and when. Who prepares and when may also stand in brackets at the end of a line.")
	tPasted       = text.New("Đã đưa vào %d việc. Hãy xem lại những việc chưa rõ thời gian, cơ quan chuẩn bị.", "Items added: %d. Look at those without a time or without who prepares.")
	tNoItemsYet   = text.New("Chương trình chưa có việc nào", "The programme has no items yet")
	tNoItemsHow   = text.New("Thêm từng việc, hoặc dán cả chương trình từ Word.", "Add items one by one, or paste the whole programme from Word.")
	tItemsWord    = text.New("Tải về (Word)", "Download (Word)")
	tItemWords    = text.New("Nội dung", "What")
	tForum        = text.New("Hình thức, cấp trình", "Before whom")
	tWhen         = text.New("Thời gian", "When")
	tWhenHint     = text.New("Ví dụ: Tháng 3; Quý II; tháng 3 đến tháng 4; 15/4/2026; Thường xuyên.", "For example: Tháng 3; Quý II; tháng 3 đến tháng 4; 15/04/2026; Thường xuyên.")
	tWhenFixed    = text.New("Chương trình đã bắt đầu: muốn đổi thời gian, dùng “Chuyển thời gian” và nêu lý do.", "The programme has begun: to change the time, move it and say why.")
	tPrepares     = text.New("Cơ quan chuẩn bị", "Who prepares")
	tTeam         = text.New("Đoàn, tổ thực hiện", "Team")
	tReviews      = text.New("Thẩm định, phối hợp", "Who reviews")
	tReviewsAs    = text.New("Thẩm định, phối hợp: %s", "Reviews: %s")
	tAbout        = text.New("Đối tượng kiểm tra, giám sát", "Who is looked at")
	tAboutAs      = text.New("Đối tượng: %s", "Looked at: %s")
	tAboutHint    = text.New("Chỉ với kiểm tra, giám sát.", "Of an inspection or supervision only.")
	tReportBy     = text.New("Hạn gửi báo cáo tự kiểm tra", "Self-report by")
	tReportByAs   = text.New("Báo cáo tự kiểm tra trước %s", "Self-report by %s")
	tItemDoc      = text.New("Văn bản", "Document")
	tItemDocHint  = text.New("Số, ký hiệu văn bản đã có trong sổ: tờ trình, kế hoạch, quyết định. Có thể để trống.", "Symbol of a registered document. May be left empty.")
	tItemMeeting  = text.New("Hội nghị, phiên họp", "Conference")
	tItemTask     = text.New("Nhiệm vụ", "Task")
	tNoneChosen   = text.New("Chưa có", "None")
	tTaskHint     = text.New("Các nhiệm vụ đã đưa vào chương trình.", "The tasks of the programme.")
	tMonthOf      = text.New("Tháng %d/%d", "Month %d/%d")
	tUndated      = text.New("Thường xuyên, chưa rõ thời gian", "Without a day")
	tMovedFrom    = text.New("Chuyển từ %s: %s", "Moved from %s: %s")
	tDroppedAs    = text.New("Không thực hiện: %s", "Dropped: %s")
	tMovedTag     = text.New("Đã chuyển thời gian", "Moved")
	tBareTag      = text.New("Chưa thấy chuẩn bị", "Nothing prepared yet")
	tBareMeans    = text.New("Việc của tháng này và tháng sau chưa gắn văn bản, hội nghị hay nhiệm vụ nào.", "Items of this month and the next that no document, conference or task is linked to.")
	tNowTab       = text.New("Trước mắt", "Ahead")
	tLateTab      = text.New("Quá thời gian", "Overdue")
	tAllTab       = text.New("Cả chương trình", "Whole programme")
	tNowMeans     = text.New("Việc quá thời gian, việc của tháng này và tháng sau.", "What is overdue, and what this month and the next hold.")
	tShown        = text.New("Xem", "Show")
	tDoneSummary  = text.New("Đã làm %d/%d việc", "Done: %d of %d")
	tMovedSummary = text.New("chuyển thời gian %d", "moved: %d")
	tDropSummary  = text.New("không thực hiện %d", "dropped: %d")
	tNothingShown = text.New("Không có việc nào.", "Nothing.")
	tMarkDone     = text.New("Ghi là đã làm", "Say that it is done")
	tMove         = text.New("Chuyển thời gian", "Move")
	tMoveTo       = text.New("Chuyển sang", "Move to")
	tDropItem     = text.New("Không thực hiện", "Drop")
	tDroppedOn    = text.New("Ngày quyết định", "Decided on")
	tReason       = text.New("Lý do", "Why")
	tAgain        = text.New("Vẫn còn phải làm", "It is still to be done")
	tRemoveItem   = text.New("Xoá việc ghi nhầm", "Delete what was written by mistake")
	tRemovedItem  = text.New("Đã xoá.", "Deleted.")
	tDays         = text.New("Ngày", "Days")
	tFirstTime    = text.New("Thời gian ban đầu", "At first")
	tChangeItem   = text.New("Sửa nội dung", "Change it")
)

var (
	tPreparing        = text.New("Nội dung đơn vị chuẩn bị", "What the body prepares")
	tPreparingMeans   = text.New("Nội dung trong chương trình của cơ quan khác mà đơn vị là cơ quan chuẩn bị, theo thời hạn; chỉ gồm việc có thời gian.", "Items in the programmes of other bodies that the body prepares, by their days; without those that have none.")
	tNothingToPrepare = text.New("Không có nội dung nào đang chờ đơn vị chuẩn bị.", "There is nothing that the body has to prepare.")
	tAllPreparing     = text.New("Xem tất cả nội dung đơn vị chuẩn bị", "All that the body prepares")
	tInProgramme      = text.New("Trong chương trình", "In the programme")
	tToPrepareBy      = text.New("Thời hạn", "By")

	tToldAskedOne     = text.New("Được giao chuẩn bị một nội dung của chương trình", "To prepare an item of a programme")
	tToldAskedMany    = text.Plural("Được giao chuẩn bị %d nội dung của chương trình", "To prepare %d item of a programme", "To prepare %d items of a programme")
	tToldMovedOne     = text.New("Nội dung đang chuẩn bị được chuyển thời gian", "An item being prepared was moved")
	tToldMovedMany    = text.Plural("%d nội dung đang chuẩn bị được chuyển thời gian", "%d item being prepared was moved", "%d items being prepared were moved")
	tToldNoMoreOne    = text.New("Nội dung đang chuẩn bị thôi không thực hiện", "An item being prepared was dropped")
	tToldNoMoreMany   = text.Plural("%d nội dung đang chuẩn bị thôi không thực hiện", "%d item being prepared was dropped", "%d items being prepared were dropped")
	tToldRemindOne    = text.New("Nhắc: sắp đến hạn chuẩn bị một nội dung của chương trình", "Reminder: an item of a programme is to be prepared soon")
	tToldRemindMany   = text.Plural("Nhắc: sắp đến hạn chuẩn bị %d nội dung của chương trình", "Reminder: %d item of a programme is to be prepared soon", "Reminder: %d items of a programme are to be prepared soon")
	tToldUrgeOne      = text.New("Đôn đốc: một nội dung của chương trình quá thời gian", "Urge: an item of a programme is overdue")
	tToldUrgeMany     = text.Plural("Đôn đốc: %d nội dung của chương trình quá thời gian", "Urge: %d item of a programme is overdue", "Urge: %d items of a programme are overdue")
	tToldEscalateOne  = text.New("Báo cáo: một nội dung của chương trình quá thời gian kéo dài", "Report: an item of a programme stays overdue")
	tToldEscalateMany = text.Plural("Báo cáo: %d nội dung của chương trình quá thời gian kéo dài", "Report: %d item of a programme stays overdue", "Report: %d items of a programme stay overdue")
)

// Told says in words what was done to a programme or a checklist.
func Told(kind string) text.T { return told[kind] }

var told = map[string]text.T{
	"plan.make": text.New("Lập chương trình", "Made the programme"), "plan.change": text.New("Sửa chương trình", "Changed the programme"),
	"plan.pick": text.New("Đưa nhiệm vụ vào chương trình", "Added tasks"), "plan.drop": text.New("Bỏ nhiệm vụ khỏi chương trình", "Took a task out"),
	"plan.put": text.New("Thêm việc vào chương trình", "Added items"), "plan.item": text.New("Sửa việc trong chương trình", "Changed an item"),
	"plan.move": text.New("Chuyển thời gian một việc", "Moved an item"), "plan.remove": text.New("Xoá việc ghi nhầm", "Deleted an item"),
	"plan.done": text.New("Ghi một việc đã làm", "Said that an item was done"), "plan.dropped": text.New("Không thực hiện một việc", "Dropped an item"),
	"plan.ahead": text.New("Ghi một việc vẫn phải làm", "Said that an item is still to be done"),
	eventAsked:   text.New("Giao chuẩn bị một nội dung", "Asked to prepare an item"), eventMoved: text.New("Chuyển thời gian một nội dung đang chuẩn bị", "Moved an item that is prepared"),
	eventNoMore:        text.New("Thôi không thực hiện một nội dung đang chuẩn bị", "Dropped an item that is prepared"),
	"plan_item.remind": text.New("Nhắc trước hạn chuẩn bị một nội dung", "Reminded to prepare an item"), "plan_item.urge": text.New("Đôn đốc một nội dung quá thời gian", "Urged about an overdue item"),
	"plan_item.escalate": text.New("Báo cáo một nội dung quá thời gian kéo dài", "Told of an item that stays overdue"),
	"plan.steps":         text.New("Yêu cầu các bước triển khai", "Asked for steps"), "plan.waive": text.New("Bỏ yêu cầu một bước", "Took a step back"),
	"plan.report": text.New("Báo cáo một bước triển khai", "Reported a step"),
}
