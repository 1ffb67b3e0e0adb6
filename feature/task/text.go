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
	tCanDirect  = text.New("Cho ý kiến chỉ đạo, yêu cầu giải trình", "Comment from above, ask for explanations")
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
	Within:     text.New("Trong hạn, kể cả sắp đến hạn", "Within the deadline, or due soon"),
	DueSoon:    text.New("Sắp đến hạn", "Due soon"),
	Overdue:    text.New("Quá hạn", "Overdue"),
	DoneOnTime: text.New("Hoàn thành đúng hạn", "Done on time"),
	DoneLate:   text.New("Hoàn thành quá hạn", "Done late"),
}

// bucketTitles are the numbers that no timing names.
var bucketTitles = map[Bucket]text.T{
	NotStarted: text.New("Trong hạn, chưa thực hiện", "Within the deadline, not begun"), UnderWay: text.New("Trong hạn, đang thực hiện", "Within the deadline, under way"),
	OverdueBucket: timingTitles[Overdue], OnTimeBucket: timingTitles[DoneOnTime], LateBucket: timingTitles[DoneLate], OngoingBucket: timingTitles[Ongoing],
	SuspendedBucket: stateTitles[Suspended],
}

var verbTitles = map[Verb]text.T{
	DoAssign:          text.New("Giao việc", "Assign"),
	DoAccept:          text.New("Tiếp nhận", "Accept"),
	DoReturn:          text.New("Trả lại", "Return"),
	DoStart:           text.New("Bắt đầu thực hiện", "Start"),
	DoUpdate:          text.New("Cập nhật tiến độ", "Report progress"),
	DoPassDown:        text.New("Giao cho cấp dưới", "Pass down"),
	DoSubmit:          text.New("Nộp kết quả", "Hand in the result"),
	DoConfirm:         text.New("Xác nhận hoàn thành", "Confirm as done"),
	DoReject:          text.New("Không công nhận kết quả", "Reject the result"),
	DoClose:           text.New("Kết thúc theo dõi", "Close the task"),
	DoAskExtension:    text.New("Xin gia hạn", "Ask for an extension"),
	DoGrantExtension:  text.New("Cho gia hạn", "Grant the extension"),
	DoRefuseExtension: text.New("Không cho gia hạn", "Refuse the extension"),
	DoSuspend:         text.New("Tạm dừng nhiệm vụ", "Suspend the task"),
	DoResume:          text.New("Cho thực hiện tiếp", "Resume the task"),
	DoCancel:          text.New("Huỷ nhiệm vụ", "Cancel the task"),
	DoTransfer:        text.New("Chuyển cơ quan khác", "Transfer"),
	DoSource:          text.New("Thêm văn bản giao", "Add a source"),
	DoCoordinate:      text.New("Chọn cơ quan phối hợp", "Name coordinating bodies"),
	DoDiscard:         text.New("Bỏ dự thảo", "Discard the draft"),
	DoRestore:         text.New("Khôi phục", "Restore"),
	DoReopen:          text.New("Mở lại theo dõi", "Reopen"),
	DoReword:          text.New("Sửa nội dung", "Word anew"),
	DoEntrust:         text.New("Phân công người thực hiện", "Name who does it"),
	DoSilence:         text.New("Không trả lời trong hạn tiếp nhận", "Not answered in time"),
	DoClarify:         text.New("Đề nghị làm rõ", "Ask what is meant"),
	DoAnswer:          text.New("Trả lời đề nghị làm rõ", "Say what is meant"),
	DoDemand:          text.New("Yêu cầu giải trình", "Ask for an explanation"),
	DoExplain:         text.New("Giải trình", "Explain"),
	DoPlead:           text.New("Đề nghị ghi nhận lý do chậm", "Ask that the delay be excused"),
	DoExcuse:          text.New("Xác nhận lý do chậm", "Excuse the delay"),
	DoRefuseExcuse:    text.New("Không chấp nhận lý do chậm", "Do not excuse the delay"),
	DoAppeal:          text.New("Kiến nghị lên cấp trên", "Appeal to the level above"),
	DoGrantAppeal:     text.New("Chấp nhận kiến nghị", "Grant the appeal"),
	DoRefuseAppeal:    text.New("Không chấp nhận kiến nghị", "Refuse the appeal"),
	DoComment:         text.New("Cho ý kiến chỉ đạo", "Comment"),
	DoFollowUp:        text.New("Giao việc từ ý kiến chỉ đạo", "Make a task of the comment"),
	DoSucceed:         text.New("Chuyển vai trò cơ quan giao", "Hand over as issuer"),
}

// requestTitles name what waits for an answer.
var requestTitles = map[RequestKind]text.T{
	AskClarity:     text.New("Đề nghị làm rõ", "Question about what is meant"),
	AskExplanation: text.New("Yêu cầu giải trình", "Request for an explanation"),
	AskExcuse:      text.New("Đề nghị ghi nhận lý do chậm", "Request to excuse a delay"),
	AskAppeal:      text.New("Kiến nghị về kết quả không được công nhận", "Appeal against a rejection"),
}

// Asking and answering.
var (
	tProgramOnly     = text.New("Việc này do hệ thống tự ghi.", "Only the program notes this.")
	tNotAbove        = text.New("Kiến nghị do cấp trên của cơ quan giao quyết định.", "The appeal is decided by the level above the issuer.")
	tOwnRequest      = text.New("Bạn là người nộp, không công nhận hoặc đề nghị việc này nên không thể tự quyết định; hãy để người khác quyết định.", "You handed in, rejected or asked for this, so you cannot decide it; let somebody else.")
	tQuestionMissing = text.New("Hãy nêu điều cần hỏi.", "Say what you ask.")
	tAnswerMissing   = text.New("Hãy nhập câu trả lời.", "Enter the answer.")
	tCommentMissing  = text.New("Hãy nhập ý kiến.", "Enter the comment.")
	tAskedBefore     = text.New("“%s” đã gửi trước đó và đang chờ trả lời.", "“%s” was sent before and waits for an answer.")
	tNothingAsked    = text.New("Không có đề nghị nào đang chờ để “%s”.", "Nothing waits that “%s” would answer.")
	tCauseMissing    = text.New("Hãy chọn lý do trong danh mục.", "Choose the cause from the list.")
	tAnswerPast      = text.New("Ngày trả lời phải từ hôm nay trở đi.", "The day for the answer must be today or later.")
	tNotLate         = text.New("Nhiệm vụ không chậm nên không có gì phải ghi nhận.", "The task is not late, so there is nothing to excuse.")
	tNoLevelAbove    = text.New("Không có cấp trên của %s trong hệ thống để kiến nghị.", "There is no level above %s here to appeal to.")
	tAppealLate      = text.New("Đã hết thời hạn kiến nghị (%s).", "The time for an appeal has passed (%s).")
	tAppealDecided   = text.New("Kiến nghị về lần không công nhận này đã được quyết định.", "The appeal against this rejection has been decided.")
	tNoComment       = text.New("Nhiệm vụ chưa có ý kiến chỉ đạo nào để giao việc.", "There is no comment on the task to make a task of.")
	tFollowedUp      = text.New("Ý kiến chỉ đạo mới nhất đã được giao thành việc.", "A task was made of the newest comment already.")
	tNotServing      = text.New("Người này không còn nhiệm vụ ở cơ quan chủ trì; hãy chọn người khác.", "This person holds no role at the lead any more; choose somebody else.")
	tSameIssuer      = text.New("%s đã là cơ quan giao.", "%s is the issuer already.")

	tReceiveBy       = text.New("Hạn tiếp nhận", "To be received by")
	tReceiveByHow    = text.New("không tính ngày nghỉ", "days off not counted")
	tReceiveLate     = text.New("Quá hạn tiếp nhận", "Not received in time")
	tDoer            = text.New("Người thực hiện", "Who does it")
	tDoerHint        = text.New("Tài khoản của cơ quan chủ trì.", "An account of the lead.")
	tDoerLeft        = text.New("không còn ở cơ quan chủ trì", "no longer at the lead")
	tCause           = text.New("Lý do theo danh mục", "Cause")
	tAnswerBy        = text.New("Trả lời trước hết ngày", "To be answered by the end of")
	tAnswerByShort   = text.New("trả lời trước hết ngày %s", "answer by the end of %s")
	tWaitsForAnswer  = text.New("%s, chờ %s trả lời%s.", "%s, waits for %s to answer%s.")
	tWaitsBy         = text.New(" trước hết ngày %s", " by the end of %s")
	tQuestion        = text.New("Nội dung cần hỏi", "Question")
	tAnswerWords     = text.New("Nội dung trả lời", "Answer")
	tCommentWords    = text.New("Ý kiến", "Comment")
	tExplainAsk      = text.New("Đề nghị giải trình nguyên nhân, trách nhiệm và thời gian hoàn thành.", "Explain the cause, who answers for it, and when it will be done.")
	tPileAnswer      = text.New("Chờ trả lời (%s)", "To answer (%s)")
	tToAnswer        = text.New("Chờ trả lời", "To answer")
	tBasis           = text.New("Căn cứ", "Rests on")
	tBasisOf         = text.New("Ý kiến chỉ đạo: “%s”", "Comment: “%s”")
	tNewIssuer       = text.New("Cơ quan giao mới", "New issuer")
	tNobodyTakes     = text.New("Hãy chọn cơ quan tiếp nhận.", "Choose who takes over.")
	tHandover        = text.New("Bàn giao nhiệm vụ", "Hand on tasks")
	tHandoverLead    = text.New("Chuyển mọi nhiệm vụ còn mở của %s cho cơ quan kế thừa, không để sót việc nào.", "Hand on every open task of %s to its successors, and leave none behind.")
	tHandoverNone    = text.New("Không còn nhiệm vụ nào ở lại", "No task is left behind")
	tHandoverNoneHow = text.New("%s không còn chủ trì, giao hay phối hợp nhiệm vụ nào đang mở.", "%s leads, gave and helps with no open task.")
	tLedCount        = text.New("Đang chủ trì (%s)", "Led (%s)")
	tGivenCount      = text.New("Đã giao, đang theo dõi (%s)", "Given (%s)")
	tHelpedCount     = text.New("Đang phối hợp (%s)", "Helped with (%s)")
	tTakesLead       = text.New("Cơ quan nhận việc đang chủ trì, đang phối hợp", "Takes over what it leads and helps with")
	tTakesIssuer     = text.New("Cơ quan nhận vai trò cơ quan giao", "Takes its place as issuer")
	tTakesThis       = text.New("Cơ quan nhận việc này", "Who takes this one")
	tAsAbove         = text.New("Như cơ quan chọn ở trên", "As chosen above")
	tHandOnNow       = text.New("Bàn giao", "Hand on")
	tHandedOn        = text.New("Đã bàn giao %d nhiệm vụ.", "Tasks handed on: %d.")
	tHandedOnKept    = text.New("Đã bàn giao %d nhiệm vụ; %d việc do cơ quan khác giao, cơ quan đó phải tự chuyển.", "Tasks handed on: %d; %d were given by others, who have to transfer them themselves.")
	tSuccessors      = text.New("Kế thừa: %s", "Successors: %s")
	tByAct           = text.New("Sắp xếp tổ chức theo %s", "Reorganised by %s")
	tMeanwhile       = text.New("Thay đổi từ khi bạn mở trang này", "Changed since you opened this page")
	tSix             = text.New("6 rõ", "Six clears")
	tSixOf           = text.New("%d/6", "%d of 6")
	tSixLacks        = text.New("chưa rõ: %s", "not clear: %s")
	tExcused         = text.New("Lý do chậm đã được xác nhận", "Delay excused")
)

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
	tDeputysResult = text.New(
		"Kết quả này do người bạn đang thay hoặc người thay bạn nộp nên bạn không thể xác nhận; hãy để người khác của cơ quan giao xác nhận.",
		"This result was handed in by whom you stand in for or by your deputy, so you cannot judge it; let somebody else of the issuing body do so.")
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
	tSlipNumber      = text.New("Số phiếu giao việc", "Number of a slip")
	tSlipOpen        = text.New("Mở phiếu", "Open")
	tSlipsPrint      = text.New("In phiếu các việc này", "Print slips")
	tSlipPrint       = text.New("In phiếu", "Print a slip")
	tManyTasks       = text.New("Mỗi lần chỉ lấy được tối đa %d nhiệm vụ.", "At most %d tasks can be taken at once.")
	tTooMany         = text.New("Mỗi lần chỉ giao tối đa %d nhiệm vụ; hãy chia nhỏ.", "At most %d tasks can be assigned at once; split them.")
	tNoDueToExtend   = text.New("Nhiệm vụ này không có thời hạn để gia hạn.", "This task has no deadline to extend.")
	tExpired         = text.New(
		"Đã quá hạn từ sau ngày %s; chỉ được xin gia hạn trước khi hết hạn.",
		"The deadline of %s has passed; an extension can be asked for only before it.")
	tAskedAlready = text.New("Đã xin gia hạn đến %s và đang chờ trả lời.", "An extension until %s was asked for and waits for an answer.")
	tDueMissing   = text.New("Hãy nhập thời hạn mới.", "Enter the new deadline.")
	tNotAsked     = text.New("Không có đề nghị gia hạn nào đang chờ.", "No request for an extension is waiting.")
	tNotLater     = text.New("Thời hạn mới phải sau thời hạn hiện tại %s.", "The new deadline must be after the present one, %s.")
	tAfterParent  = text.New("Thời hạn không được sau thời hạn của nhiệm vụ cấp trên, %s.", "The deadline cannot be after that of the task above, %s.")
)

var tOnlyProgram = text.New("Chỉ chương trình tự dùng việc này.", "Only the program itself does this.")

var tMaySeeNone = text.New("Tài khoản của bạn chưa được xem nhiệm vụ của cơ quan nào; hãy đề nghị người quản trị cấp quyền.", "Your account sees the tasks of no body yet; ask your administrator.")

var tTasks = text.New("Nhiệm vụ", "Tasks")

// What the pages say.
var (
	tCalendar         = text.New("Lịch nhắc hạn của đơn vị trong ứng dụng lịch", "Deadlines of this body in your calendar")
	tOffline          = text.New("Làm việc khi mất mạng", "Working without network")
	tDesk             = text.New("Bàn làm việc", "Desk")
	tTask             = text.New("Nhiệm vụ", "Task")
	tNew              = text.New("Giao nhiệm vụ mới", "Assign a task")
	tLead             = text.New("Cơ quan chủ trì", "Lead body")
	tIssuer           = text.New("Cơ quan giao", "Issued by")
	tCoordinators     = text.New("Cơ quan phối hợp", "Coordinating bodies")
	tPerson           = text.New("Người hoặc chức danh chịu trách nhiệm", "Accountable person or post")
	tDue              = text.New("Thời hạn", "Deadline")
	tNewLead          = text.New("Cơ quan nhận, thay cơ quan chủ trì hiện nay", "Body that takes over as lead")
	tNewDue           = text.New("Thời hạn mới", "New deadline")
	tFirstDue         = text.New("Giao lần đầu: %s (%s)", "First given: %s (%s)")
	tFirstDueOnly     = text.New("Giao lần đầu: %s", "First given: %s")
	tDueKept          = text.New("Để trống thì giữ thời hạn %s.", "Left empty, the deadline of %s stays.")
	tDueBelow         = text.New("Không sau thời hạn của nhiệm vụ cấp trên, %s.", "Not after the deadline of the task above, %s.")
	tSaid             = text.New("%s: %s", "%s: %s")
	tOngoingWork      = text.New("Thường xuyên, không có thời hạn", "Ongoing, without a deadline")
	tDeliverable      = text.New("Sản phẩm", "Deliverable")
	tDeliverableHint  = text.New("Ví dụ: kế hoạch, báo cáo, danh sách đã phê duyệt.", "For example: a plan, a report, an approved list.")
	tProgramme        = text.New("Tính theo văn bản", "Counted under")
	tDueStays         = text.New("Nhiệm vụ đã được giao với thời hạn %s; hãy nhập thời hạn, không thể bỏ trống.", "The task was given with the deadline %s; enter one, it cannot be left out.")
	tRecurs           = text.New("Lặp lại", "Recurs")
	tRecursHint       = text.New("Thời hạn là của lần đầu; để trống thời hạn thì lấy ngày cuối kỳ.", "The deadline is that of the first turn; left empty, it is the last day of the period.")
	tEvery            = text.New("Cập nhật tiến độ mỗi bao nhiêu ngày", "Days between two progress reports")
	tEveryHint        = text.New("0: không yêu cầu.", "0: none are asked for.")
	tEveryDays        = text.Plural("mỗi %d ngày", "every day", "every %d days")
	tUpdateLate       = text.Plural("đã quá %d ngày", "%d day late", "%d days late")
	tOngoingWithDay   = text.New("Việc thường xuyên không có thời hạn; hãy bỏ ngày này hoặc bỏ chọn “thường xuyên”.", "Ongoing work has no deadline; take the day away, or untick “ongoing”.")
	tOngoingRecurs    = text.New("Việc thường xuyên không lặp lại theo kỳ; hãy chọn một trong hai.", "Ongoing work does not recur by periods; choose one of the two.")
	tByRule           = text.New("tính theo quy tắc %s", "worked out by the rule %s")
	tNextUpdate       = text.New("Kỳ cập nhật tới", "Next report due")
	tGoesOn           = text.New("Được tiếp nối", "Continued by")
	tLineage          = text.New("Nhiệm vụ cấp trên và việc giao tiếp", "Tasks above and below")
	tLineageMore      = text.New("Chỉ hiện %d việc đầu.", "Only the first %d are shown.")
	tThisTask         = text.New("việc đang xem", "this task")
	tOrigin           = text.New("Tiếp nối nhiệm vụ", "Continues")
	tOpenIt           = text.New("Xem nhiệm vụ", "Open the task")
	tStanding         = text.New("Tình trạng", "Standing")
	tState            = text.New("Trạng thái", "State")
	tTiming           = text.New("So với thời hạn", "By the deadline")
	tProgressLabel    = text.New("Tiến độ", "Progress")
	tToDo             = text.New("Việc cần làm", "To do")
	tDays             = text.Plural("%d ngày", "%d day", "%d days")
	tPileReceive      = text.New("Chờ tiếp nhận (%s)", "To receive (%s)")
	tPileDue          = text.New("Đến hạn trong %d ngày hoặc đã quá hạn (%s)", "Due within %d days, or overdue (%s)")
	tPileUpdate       = text.New("Cần cập nhật kỳ này (%s)", "To report on this period (%s)")
	tPileVerify       = text.New("Chờ xác nhận kết quả, trả lời gia hạn (%s)", "To verify or decide (%s)")
	tPileMore         = text.New("Đang hiện %d trong số %s.", "Showing %d of %s.")
	tToReceive        = text.New("Chờ tiếp nhận", "To receive")
	tToFinish         = text.New("Đến hạn, quá hạn", "Due or overdue")
	tToReport         = text.New("Cần cập nhật", "To report on")
	tToVerify         = text.New("Chờ xác nhận", "To verify or decide")
	tChoose           = text.New("Chọn: %s", "Choose: %s")
	tAcceptChosen     = text.New("Tiếp nhận các việc đã chọn", "Accept those chosen")
	tAcceptedMany     = text.New("Đã tiếp nhận %d nhiệm vụ.", "Tasks accepted: %d.")
	tWrittenArrived   = text.New("viết lúc %s theo đồng hồ của máy, đến lúc %s", "written at %s by the clock of the device, arrived at %s")
	tNoneChosen       = text.New("Hãy chọn ít nhất một nhiệm vụ.", "Choose at least one task.")
	tCoordinator      = text.New("Cơ quan phối hợp %d", "Coordinating body %d")
	tManyCoordinators = text.New("Nhiệm vụ có hơn %d cơ quan phối hợp; không sửa được ở trang này.", "The task has more than %d coordinating bodies; they cannot be changed on this page.")
	tAllDone          = text.New("Mọi việc đã được cập nhật", "All up to date")
	tAllDoneHow       = text.New("Không có việc nào đang chờ %s.", "Nothing waits for %s.")
	tNoBodyYet        = text.New("Tài khoản của bạn chưa gắn với cơ quan nào", "Your account acts for no body yet")
	tNoBodyYetHow     = text.New("Hãy đề nghị người quản trị cấp quyền ở cơ quan của bạn.", "Ask your administrator for a role at your body.")
	tOpenTasks        = text.New("Đang theo dõi", "Open")
	tPastTasks        = text.New("Đã xong", "Done")
	tDrafts           = text.New("Dự thảo", "Drafts")
	tFindTask         = text.New("Tìm trong nội dung", "Find in the wording")
	tOnlyUnclear      = text.New("Chỉ việc chưa rõ", "Only what is unclear")
	tFilter           = text.New("Lọc", "Filter")
	tMoreFilters      = text.New("Thêm điều kiện, sắp xếp, cột", "More filters, order, columns")
	tBodyAndBelow     = text.New("Cơ quan chủ trì, kể cả trực thuộc", "Lead body, with those below it")
	tFromDay          = text.New("Thời hạn từ ngày", "Deadline from")
	tUntilDay         = text.New("Thời hạn đến ngày", "Deadline until")
	tUntilBeforeFrom  = text.New("Ngày cuối phải sau ngày đầu; hãy nhập lại.", "The last day is before the first; enter it again.")
	tGapsAtBench      = text.New("Chưa rõ ở văn bản đang đọc", "Unclear in documents being read")
	tFilesGone        = text.New("Hệ thống không còn giữ tệp đã gửi; hãy chọn lại tệp.", "The file sent before is no longer there; choose it again.")
	tFileKept         = text.New("Giữ tệp đã gửi: %s", "Keep the file sent: %s")
	tUnseenDocument   = text.New("văn bản mà bạn không xem được", "a document that you may not see")
	tNoSuchChoice     = text.New("Không có lựa chọn này; hãy chọn lại trong danh sách.", "There is no such choice; choose from the list.")
	tAskedFor         = text.New("Điều kiện đang lọc", "Filters in use")
	tTakeAway         = text.New("Bỏ điều kiện:", "Take away:")
	tTakeAll          = text.New("Bỏ tất cả", "Take all away")
	tCountIs          = text.Plural("%[2]s nhiệm vụ", "%[2]s task", "%[2]s tasks")
	tAtLeast          = text.New("Hơn %s nhiệm vụ", "More than %s tasks")
	tRowIs            = text.New("Trong hàng “%s” của bản đồ", "In the row “%s” of the map")
	tHelpedBy         = text.New("%s phối hợp", "%s coordinates")
	tByDocumentIs     = text.New("Do %s giao", "Assigned by %s")
	tCountedUnder     = text.New("Tính theo %s", "Counted under %s")
	tByFirst          = text.New("Theo thời hạn giao lần đầu", "By the deadline first given")
	tDueFrom          = text.New("Thời hạn từ %s", "Deadline from %s")
	tDueUntil         = text.New("Thời hạn đến %s", "Deadline until %s")
	tStoodOn          = text.New("Cuối ngày %s", "At the end of %s")
	tToday            = text.New("Hiện nay", "Today")
	tNoneFound        = text.New("Không có nhiệm vụ nào", "No tasks")
	tNoneFoundHow     = text.New("Hãy bỏ bớt điều kiện lọc, hoặc giao nhiệm vụ mới.", "Take a filter away, or assign a task.")
	tLedIn            = text.New("Chủ trì: %s và trực thuộc", "Led by %s and those below it")
	tLedBy            = text.New("Chủ trì: %s", "Led by %s")
	tIssuedBy         = text.New("%s giao", "Issued by %s")
	tAbout            = text.New("Thông tin", "About")
	tSources          = text.New("Văn bản giao nhiệm vụ", "Where it is assigned")
	tPage             = text.New("trang %d", "page %d")
	tChildren         = text.New("Đã giao tiếp %d việc, còn %d chưa xong", "%d passed down, %d still open")
	tEvidence         = text.New("Tệp minh chứng", "Evidence")
	tHistory          = text.New("Quá trình", "History")
	tUnclear          = text.New("Nhiệm vụ chưa rõ: %s.", "The task is unclear: %s.")
	tProgram          = text.New("Chương trình tự ghi", "Written by the program")
	tSomebody         = text.New("Một tài khoản đã xoá", "An account that was removed")
	tReported         = text.New("Tiến độ %d%%", "Progress %d%%")
	tDueFromTo        = text.New("Thời hạn %s → %s", "Deadline %s → %s")
	tDueOn            = text.New("Thời hạn %s", "Deadline %s")
	tToBody           = text.New("Cơ quan: %s", "Body: %s")
	tByDocument       = text.New("Theo văn bản %s", "By %s")
	tWithFiles        = text.New("Tệp: %s", "Files: %s")
	tOrderedBy        = text.New("Theo văn bản", "By which document")
	tDocumentHint     = text.New("Ví dụ: 15-KL/TU ngày 20/11/2026", "For example: 15-KL/TU of 20/11/2026")
	tResult           = text.New("Kết quả đã làm được", "What has been done")
	tMissing          = text.New("Còn thiếu gì", "What is missing")
	tReason           = text.New("Lý do", "Reason")
	tNote             = text.New("Ghi chú", "Note")
	tAmount           = text.New("Tiến độ hoặc khối lượng", "Progress or quantity")
	tAmountHint       = text.New("Ví dụ: 65% hoặc 812/1.200 đảng viên.", "For example: 65% or 812/1.200 members.")
	tAmountProgress   = text.New("Tiến độ phải từ 0 đến 100%; nếu là khối lượng, hãy ghi cả đơn vị, ví dụ 812/1.200 đảng viên.", "Progress must be between 0 and 100%; for a quantity write the unit too, for example 812/1.200 members.")
	tAmountWrong      = text.New("Không đọc được số này; hãy ghi như 65% hoặc 812/1.200 đảng viên.", "This cannot be read; write it like 65% or 812/1.200 members.")
	tWithEvidence     = text.New("Kèm tệp minh chứng", "Add evidence")
	tFilesAgain       = text.New("Hãy chọn lại tệp: trình duyệt không giữ tệp đã chọn.", "Choose the files again: the browser does not keep them.")
	tKept             = text.New("Nội dung bạn nhập lần trước chưa gửi đã được điền lại.", "What you typed before and did not send is filled in again.")
	tSkip             = text.New("Để sau, sang việc tiếp theo", "Later; go to the next")
	tMoreToReport     = text.Plural("Còn %d việc khác cần cập nhật.", "%d more task to report on.", "%d more tasks to report on.")
	tReported0        = text.New("Đã cập nhật đủ kỳ này", "All up to date")
	tSourceDocument   = text.New("Số, ký hiệu văn bản", "Number and symbol of the document")
	tSourceHint       = text.New("Ví dụ: 163-KH/TU, hoặc 163-KH/TU ngày 24/02/2026.", "For example: 163-KH/TU, or 163-KH/TU ngày 24/02/2026.")
	tQuote            = text.New("Đoạn giao nhiệm vụ", "The passage that assigns it")
	tQuoteHint        = text.New("Chép nguyên văn từ trang văn bản.", "Copy it word for word from the page of the document.")
	tSourceMissing    = text.New("Hãy nhập số, ký hiệu văn bản, ví dụ 163-KH/TU.", "Give the number and symbol of the document, for example 163-KH/TU.")
	tQuoteMissing     = text.New("Hãy chép đoạn giao nhiệm vụ.", "Copy the passage that assigns the task.")
	tNoSuchDocument   = text.New("Không có văn bản “%s” trong sổ mà bạn được xem; hãy xem lại số, ký hiệu hoặc đăng ký văn bản trước.", "No document “%s” that you may see is in the register; check the number and symbol, or register it first.")
	tManyDocuments    = text.New("Có nhiều văn bản mang ký hiệu “%s”: %s. Hãy ghi thêm ngày ban hành.", "Several documents bear “%s”: %s. Add the day of issue.")
	tQuoteNotThere    = text.New("Không tìm thấy đoạn này trong %s; hãy chép đúng nguyên văn.", "The passage is not in %s; copy it word for word.")
	tQuoteTwice       = text.New("Đoạn này có ở nhiều chỗ trong văn bản; hãy chép dài hơn.", "The passage stands in several places; copy more of it.")
	tSourceThere      = text.New("Đoạn này đã được ghi cho nhiệm vụ.", "The task has this passage already.")
	tManySources      = text.New("Nhiệm vụ đã có %d đoạn giao; không thêm được nữa.", "The task has %d passages already; no more can be added.")
	tUnclearGiven     = text.Plural("%[2]s nhiệm vụ do %[3]s giao còn chưa rõ", "%[2]s task that %[3]s gave is unclear", "%[2]s tasks that %[3]s gave are unclear")
	tGaps             = text.New("Nhiệm vụ chưa rõ, theo cơ quan giao", "Unclear tasks by issuer")
	tGapsLead         = text.New("Thiếu cơ quan chủ trì, thời hạn hoặc sản phẩm, hoặc chỉ nêu chung chung. Một nhiệm vụ có thể thiếu nhiều thứ.", "Without lead, deadline or deliverable, or in general words only. One task may lack several.")
	tNoGaps           = text.New("Không có nhiệm vụ nào chưa rõ", "Nothing is unclear")
	tNoGapsHow        = text.New("Mọi nhiệm vụ đều có cơ quan chủ trì, thời hạn và sản phẩm.", "Every task has a lead, a deadline and a deliverable.")
	tQuantity         = text.New("Khối lượng", "Quantity")
	tQuantityHint     = text.New("Ví dụ: 812/1.200 đảng viên", "For example: 812/1,200 members")
	tOpenBelow        = text.Plural("Còn %d việc giao tiếp chưa xong; vẫn có thể nộp kết quả.", "%d task passed down is still open; you can hand in all the same.", "%d tasks passed down are still open; you can hand in all the same.")
	tDayWrong         = text.New("Ngày này không đúng; hãy nhập như 01/07/2026.", "This is no date; write it like 01/07/2026.")
	tNoFile           = text.New("Không có tệp này.", "There is no such file.")
	tDone             = text.New("Đã ghi nhận: %s.", "Recorded: %s.")
)

// What routes for programs do.
var (
	tAPITasks  = text.New("Danh sách nhiệm vụ được xem", "The tasks that may be seen")
	tAPITask   = text.New("Một nhiệm vụ với lịch sử", "One task with its history")
	tAPIUpdate = text.New("Cập nhật tiến độ của một nhiệm vụ", "Report on the progress of a task")
)
