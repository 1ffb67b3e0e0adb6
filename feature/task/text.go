package task

import "quyet/base/text"

// Rights.
var (
	tCanSee     = text.New("Xem nhiệm vụ", "See tasks")
	tCanAssign  = text.New("Giao nhiệm vụ", "Assign tasks")
	tCanAccept  = text.New("Tiếp nhận, trả lại, giao tiếp nhiệm vụ", "Accept, return and pass down tasks")
	tCanUpdate  = text.New("Cập nhật tiến độ nhiệm vụ", "Report on tasks")
	tCanSubmit  = text.New("Nộp kết quả, xin gia hạn", "Hand in results, ask for extensions")
	tCanConfirm = text.New("Xác nhận kết quả nhiệm vụ", "Confirm results of tasks")
	tCanExtend  = text.New("Quyết định gia hạn nhiệm vụ", "Decide on extensions")
	tCanEnd     = text.New("Tạm dừng, huỷ, chuyển, kết thúc nhiệm vụ", "Suspend, cancel, transfer and close tasks")
)

var stateTitles = map[State]text.T{
	Draft:       text.New("Dự thảo", "Draft"),
	Assigned:    text.New("Đã giao, chờ tiếp nhận", "Assigned, not yet accepted"),
	Accepted:    text.New("Đã tiếp nhận", "Accepted"),
	Returned:    text.New("Đã trả lại", "Returned"),
	InProgress:  text.New("Đang thực hiện", "In progress"),
	Submitted:   text.New("Đã nộp kết quả, chờ xác nhận", "Result handed in, to be confirmed"),
	Confirmed:   text.New("Hoàn thành", "Done"),
	Rejected:    text.New("Kết quả chưa đạt", "Result rejected"),
	Closed:      text.New("Hoàn thành, đã kết thúc theo dõi", "Done and closed"),
	Suspended:   text.New("Tạm dừng", "Suspended"),
	Cancelled:   text.New("Đã huỷ", "Cancelled"),
	Transferred: text.New("Đã chuyển cơ quan khác", "Transferred"),
}

var timingTitles = map[Timing]text.T{
	NoTiming:   text.New("Không theo dõi thời hạn", "No deadline followed"),
	Ongoing:    text.New("Thường xuyên", "Ongoing"),
	OnTrack:    text.New("Trong hạn", "Within the deadline"),
	DueSoon:    text.New("Sắp đến hạn", "Due soon"),
	Overdue:    text.New("Quá hạn", "Overdue"),
	DoneOnTime: text.New("Hoàn thành đúng hạn", "Done on time"),
	DoneLate:   text.New("Hoàn thành quá hạn", "Done late"),
}

var verbTitles = map[Verb]text.T{
	DoAssign:          text.New("Giao việc", "Assign"),
	DoAccept:          text.New("Tiếp nhận", "Accept"),
	DoReturn:          text.New("Trả lại", "Return"),
	DoStart:           text.New("Bắt đầu thực hiện", "Start"),
	DoUpdate:          text.New("Cập nhật tiến độ", "Report progress"),
	DoPassDown:        text.New("Giao cho cấp dưới", "Pass down"),
	DoSubmit:          text.New("Nộp kết quả", "Hand in the result"),
	DoConfirm:         text.New("Xác nhận hoàn thành", "Confirm"),
	DoReject:          text.New("Không công nhận kết quả", "Reject the result"),
	DoClose:           text.New("Kết thúc theo dõi", "Close"),
	DoAskExtension:    text.New("Xin gia hạn", "Ask for an extension"),
	DoGrantExtension:  text.New("Cho gia hạn", "Grant the extension"),
	DoRefuseExtension: text.New("Không cho gia hạn", "Refuse the extension"),
	DoSuspend:         text.New("Tạm dừng", "Suspend"),
	DoResume:          text.New("Tiếp tục", "Resume"),
	DoCancel:          text.New("Huỷ", "Cancel"),
	DoTransfer:        text.New("Chuyển cơ quan khác", "Transfer"),
	DoSource:          text.New("Thêm văn bản giao", "Add a source"),
	DoCoordinate:      text.New("Chọn cơ quan phối hợp", "Name coordinating bodies"),
}

// Refusals: each tells the person what to do.
var (
	tNoTask = text.New(
		"Không có nhiệm vụ này, hoặc bạn không được xem.",
		"There is no such task, or you may not see it.")
	tStale = text.New(
		"Nhiệm vụ vừa được người khác thay đổi. Hãy xem lại nội dung mới rồi làm lại; những gì bạn đã nhập vẫn được giữ.",
		"Somebody changed the task meanwhile. Look at it again and repeat; what you typed is kept.")
	tNotNow = text.New(
		"Không thể thực hiện “%s” khi nhiệm vụ ở trạng thái “%s”.",
		"“%s” is not possible while the task is “%s”.")
	tOwnResult = text.New(
		"Bạn là người nộp kết quả này nên không thể tự xác nhận; hãy để người khác của cơ quan giao xác nhận.",
		"You handed this result in, so you cannot judge it; let somebody else of the issuing body do so.")
	tOwnBody = text.New(
		"Cơ quan thực hiện không tự xác nhận kết quả của mình; việc này thuộc cơ quan giao.",
		"The body that does the work does not judge its own result; the issuing body does.")
	tReasonMissing   = text.New("Hãy nêu lý do.", "Give the reason.")
	tReportMissing   = text.New("Hãy nhập kết quả đã làm được.", "Say what has been done.")
	tResultMissing   = text.New("Hãy nhập kết quả thực hiện.", "Say what the result is.")
	tMissingMissing  = text.New("Hãy nêu rõ còn thiếu gì.", "Say what is missing.")
	tDocumentMissing = text.New("Hãy nêu văn bản làm căn cứ, ví dụ 15-KL/TU.", "Name the document that orders it, for example 15-KL/TU.")
	tTextMissing     = text.New("Hãy nhập nội dung nhiệm vụ.", "Say what is to be done.")
	tTooLong         = text.New("Nội dung dài quá %d ký tự; hãy rút gọn.", "This is longer than %d characters; shorten it.")
	tLeadMissing     = text.New("Hãy chọn cơ quan chủ trì.", "Choose the lead body.")
	tNoSuchBody      = text.New("Cơ quan này không hoạt động vào hôm nay; hãy chọn lại.", "This body does not exist today; choose another one.")
	tNotBelow        = text.New("%s không thuộc phạm vi giao việc của %s.", "%s is not among those to whom %s gives tasks.")
	tSameLead        = text.New("%s đã là cơ quan chủ trì.", "%s leads the task already.")
	tRecurrence      = text.New("Không đọc được chu kỳ lặp lại; hãy chọn lại.", "The recurrence cannot be read; choose it again.")
	tUpdateEvery     = text.New("Kỳ cập nhật phải từ 0 đến 366 ngày.", "Reports may be asked for every 0 to 366 days.")
	tProgress        = text.New("Tiến độ phải từ 0 đến 100%.", "Progress must be between 0 and 100%.")
	tTooManyFiles    = text.New("Mỗi lần chỉ gửi tối đa %d tệp.", "At most %d files can be sent at once.")
	tTooMany         = text.New("Mỗi lần chỉ giao tối đa %d nhiệm vụ; hãy chia nhỏ.", "At most %d tasks can be assigned at once; split them.")
	tNoDueToExtend   = text.New("Nhiệm vụ này không có thời hạn để gia hạn.", "This task has no deadline to extend.")
	tExpired         = text.New(
		"Đã quá hạn từ sau ngày %s; chỉ được xin gia hạn trước khi hết hạn.",
		"The deadline of %s has passed; an extension can be asked for only before it.")
	tAskedAlready = text.New("Đã xin gia hạn đến %s và đang chờ trả lời.", "An extension until %s was asked for and waits for an answer.")
	tNotAsked     = text.New("Không có đề nghị gia hạn nào đang chờ.", "No request for an extension is waiting.")
	tNotLater     = text.New("Thời hạn mới phải sau thời hạn hiện tại %s.", "The new deadline must be after the present one, %s.")
	tAfterParent  = text.New("Thời hạn không được sau thời hạn của nhiệm vụ cấp trên, %s.", "The deadline cannot be after that of the task above, %s.")
)

var tMaySeeNone = text.New("Tài khoản của bạn chưa được xem nhiệm vụ của cơ quan nào; hãy đề nghị người quản trị cấp quyền.", "Your account sees the tasks of no body yet; ask your administrator.")

var tTasks = text.New("Nhiệm vụ", "Tasks")
