package meeting

import "quyet/base/text"

var (
	tCanSee  = text.New("Xem hội nghị", "See conferences")
	tCanPlan = text.New("Chuẩn bị hội nghị", "Prepare conferences")
	tCanRun  = text.New("Điều hành hội nghị", "Run conferences")

	tShareNone           = text.New("không quy định", "none is asked for")
	tShareHalf           = text.New("quá nửa", "more than half")
	tShareTwoThirds      = text.New("ít nhất hai phần ba", "two thirds at least")
	tRuleQuorumCommittee = text.New("Số người dự họp tối thiểu: ban chấp hành, ban thường vụ", "Quorum of committees and standing committees")
	tRuleQuorumCell      = text.New("Số người dự họp tối thiểu: sinh hoạt chi bộ", "Quorum of cell meetings")
	tRuleQuorumOther     = text.New("Số người dự họp tối thiểu: hội nghị khác", "Quorum of other conferences")
	tRuleQuorumHint      = text.New("Tính trên số người có quyền biểu quyết được triệu tập.", "Of those called with a right to vote.")
	tVotersPresent       = text.New("%s/%s người có quyền biểu quyết có mặt", "%s of %s with a right to vote are present")
	tQuorum              = text.New("Đủ số người họp", "Quorum")
	tNoQuorum            = text.New("Chưa đủ số người họp", "No quorum")
	tNowThere            = text.New("Diễn biến, số người dự", "Course and attendance")
	tNeeded              = text.New("cần %s", "%s needed")
	tPointsReported      = text.New("%s/%s điểm cầu đã báo cáo, %s người dự", "%s of %s connection points have reported, %s people are there")
	tCanConclude         = text.New("Ban hành thông báo kết luận hội nghị", "Issue notices of conclusions")
	tCanProvide          = text.New("Phản hồi nội dung hội nghị giao", "Answer what conferences asked")

	tMeetings       = text.New("Hội nghị", "Conferences")
	tComing         = text.New("Sắp tới", "Coming")
	tPast           = text.New("Đã qua", "Past")
	tTemplates      = text.New("Mẫu", "Templates")
	tTemplate       = text.New("Mẫu", "Template")
	tNew            = text.New("Hội nghị mới", "New conference")
	tNewTemplate    = text.New("Mẫu hội nghị mới", "New template")
	tEdit           = text.New("Sửa hội nghị", "Change the conference")
	tEditTemplate   = text.New("Sửa mẫu hội nghị", "Change the template")
	tEditShort      = text.New("Sửa", "Change")
	tEditOf         = text.New("Sửa: %s", "Change: %s")
	tAgain          = text.New("Lập hội nghị như thế này", "Make another like this")
	tNone           = text.New("Chưa có hội nghị nào sắp tới", "No conference is coming")
	tNoneHow        = text.New("Văn phòng lập hội nghị mới, hoặc lập theo mẫu đã có.", "The office plans a new one, or makes one after a template.")
	tNonePast       = text.New("Chưa có hội nghị nào đã qua", "No conference has taken place yet")
	tNoTemplates    = text.New("Chưa có mẫu hội nghị", "No template yet")
	tNoTemplatesHow = text.New("Mẫu giữ tên, địa điểm và chương trình của hội nghị lặp lại, như giao ban hằng tháng.", "A template keeps title, place and agenda of what is held again and again, such as a monthly briefing.")

	tTitle      = text.New("Tên hội nghị", "Title")
	tKind       = text.New("Loại", "Kind")
	tChooseKind = text.New("Chọn loại", "Choose a kind")
	tWhen       = text.New("Thời gian", "When")
	tOn         = text.New("Ngày", "Day")
	tLastDay    = text.New("Đến ngày", "Until the day")
	tLastHint   = text.New("Để trống nếu hội nghị trong một ngày.", "Left empty for a conference of one day.")
	tFromTime   = text.New("Từ giờ", "From")
	tUntilTime  = text.New("Đến giờ", "Until")
	tTimeHint   = text.New("Ví dụ 8h30.", "For example 8:30.")
	tPlace      = text.New("Địa điểm", "Where")
	tChair      = text.New("Chủ trì", "Chair")
	tSecretary  = text.New("Ghi biên bản", "Minutes kept by")
	tInWords    = text.New("Chức danh và họ tên, như ghi trên giấy.", "Title and name, as on paper.")
	tAbout      = text.New("Về văn bản", "About the document")
	tDocHint    = text.New("Số và ký hiệu, ví dụ 05-NQ/TU. Để trống nếu không có.", "Number and symbol, such as 05-NQ/TU. Left empty where there is none.")
	tLines      = text.New("Chương trình, mỗi dòng một nội dung", "Agenda, an item on each line")
	tLinesHint  = text.New("Có thể dán từ văn bản: “1. Báo cáo kết quả (15 phút) - Ban Tổ chức”. “1.1” hoặc “a)” là phần của nội dung trước.", "It can be pasted: “1. Report (15 minutes) - Organisation board”. “1.1” or “a)” is a part of the item before.")
	tAfterOf    = text.New("Chương trình chép từ: %s", "The agenda is copied from: %s")
	tUseOne     = text.New("Lập theo mẫu:", "After a template:")
	tState      = text.New("Trạng thái", "State")
	tOpenedAt   = text.New("Khai mạc lúc", "Opened at")
	tClosedAt   = text.New("Bế mạc lúc", "Closed at")
	tCalledOff  = text.New("Không họp, lý do", "Called off, because")
	tSave       = text.New("Lưu", "Save")
	tNoSecrets  = text.New("Không đưa nội dung bí mật nhà nước vào đây.", "Nothing that is a state secret belongs here.")

	tAgenda       = text.New("Chương trình", "Agenda")
	tAgendaEdit   = text.New("Soạn chương trình", "Write the agenda")
	tNoAgenda     = text.New("Chưa có chương trình", "No agenda yet")
	tNoAgendaHow  = text.New("Dán chương trình dự kiến, mỗi dòng một nội dung; thời gian từng nội dung được tính ra.", "Paste the agenda, an item on each line; the times are worked out.")
	tContent      = text.New("Nội dung", "Item")
	tReporter     = text.New("Người trình bày", "Presented by")
	tReporting    = text.New("Cơ quan trình bày", "Body that presents")
	tMinutes      = text.New("Số phút", "Minutes")
	tTime         = text.New("Dự kiến", "Planned")
	tDo           = text.New("Thao tác", "Do")
	tItemKind     = text.New("Loại nội dung", "Kind of item")
	tPart         = text.New("Là phần của nội dung trước (đánh số 2.1, 2.2)", "A part of the item before (numbered 2.1, 2.2)")
	tItem         = text.New("Nội dung chương trình", "Item of the agenda")
	tAdd          = text.New("Thêm vào chương trình", "Add to the agenda")
	tUp           = text.New("Lên", "Up")
	tDown         = text.New("Xuống", "Down")
	tUpOf         = text.New("Chuyển lên: %s", "Move up: %s")
	tDownOf       = text.New("Chuyển xuống: %s", "Move down: %s")
	tRemove       = text.New("Bỏ khỏi chương trình", "Take off the agenda")
	tTake         = text.New("Bắt đầu", "Take up")
	tTakeOf       = text.New("Bắt đầu: %s", "Take up: %s")
	tTaken        = text.New("Đang vào nội dung: %s", "Now on: %s")
	tNowOn        = text.New("Đang diễn ra", "Now on")
	tDone         = text.New("Đã xong", "Done")
	tLate         = text.New("Bổ sung muộn", "Added late")
	tTook         = text.Plural("đã %d phút", "%d minute so far", "%d minutes so far")
	tTookInAll    = text.Plural("%d phút", "%d minute", "%d minutes")
	tUnderAMinute = text.New("chưa đến 1 phút", "under a minute")
	tBehind       = text.Plural("Đang chậm %d phút so với chương trình; dự kiến kết thúc lúc %s.", "%d minute behind the agenda; it would end at %s.", "%d minutes behind the agenda; it would end at %s.")
	tAheadOf      = text.Plural("Dự kiến kết thúc sớm %d phút.", "It would end %d minute early.", "It would end %d minutes early.")
	tOnTime       = text.New("Đúng chương trình.", "On time.")
	tAgendaLonger = text.Plural("Chương trình dài hơn thời gian của hội nghị %d phút.", "The agenda is %d minute longer than the conference.", "The agenda is %d minutes longer than the conference.")
	tDropTemplate = text.New("Xoá mẫu", "Delete the template")

	tSaved   = text.New("Đã lưu.", "Saved.")
	tRemoved = text.New("Đã bỏ khỏi chương trình.", "Taken off the agenda.")
	tDropped = text.New("Đã xoá mẫu.", "The template is deleted.")

	tSure      = text.New("Hãy xác nhận.", "Confirm it.")
	tSureOpen  = text.New("Hội nghị dự kiến bắt đầu lúc %s.", "The conference is planned for %s.")
	tSureClose = text.Plural("Còn %d nội dung chưa vào:", "%d item was not taken up:", "%d items were not taken up:")
	tSureHow   = text.New("Việc này không lùi lại được.", "There is no way back from this.")
	tInPast    = text.New("Đã lưu. Hội nghị có ngày giờ đã qua nên đứng ở mục “Đã qua”; nếu nhầm, hãy sửa ngày.", "Saved. The conference is in the past and stands among past ones; if that is wrong, change its day.")
	tSureNot   = text.New("Quay lại hội nghị", "Back to the conference")

	tIfOrder       = text.New("Nếu là giao việc: chủ trì, thời hạn, sản phẩm", "If it is an order: lead, deadline, product")
	tWaitsApproval = text.New("Biên bản chờ lãnh đạo cơ quan thông qua; đến lúc đó vẫn hiệu đính được.", "The minutes wait for the head of the body to approve them; until then they can be corrected.")
	tWaitsSigning  = text.New("Biên bản đã thông qua, chờ văn phòng ghi nhận bản ký.", "The minutes are approved and wait for the office to note them as signed.")

	tCallOffTitle = text.New("Không tổ chức hội nghị", "Call the conference off")
	tCallOffHow   = text.New("Hội nghị vẫn ở lại trong danh sách, kèm lý do, để người đã xếp việc được biết.", "It stays in the list, with the reason, so that those who planned on it know.")
	tReason       = text.New("Lý do", "Reason")

	tRecord        = text.New("Diễn biến, kết luận", "What was said and decided")
	tNoteNow       = text.New("Ghi nhận", "Write down")
	tNoteHint      = text.New("Với giao việc, cơ quan chủ trì, phối hợp, thời hạn và sản phẩm được đọc từ câu; sửa lại sau nếu chưa đúng.", "Of an order, lead, coordinating bodies, deadline and product are read in the sentence; mend them afterwards where they are wrong.")
	tSaid          = text.New("Nội dung", "Words")
	tSpeaker       = text.New("Người nói", "Speaker")
	tOutcomeKind   = text.New("Ghi là", "As")
	tLead          = text.New("Chủ trì", "Lead")
	tCoordinating  = text.New("Phối hợp: %s", "With: %s")
	tDue           = text.New("Thời hạn", "Deadline")
	tDeliverable   = text.New("Sản phẩm", "Product")
	tDeliverableAs = text.New("Sản phẩm: %s", "Product: %s")
	tNoLead        = text.New("Chưa rõ cơ quan chủ trì", "Lead not clear")
	tNoDue         = text.New("Chưa rõ thời hạn", "Deadline not clear")
	tGiven         = text.New("Đã giao", "Given")
	tEditOutcome   = text.New("Sửa nội dung đã ghi", "Change what was written down")
	tRemoveOutcome = text.New("Bỏ nội dung này", "Take it out of the record")
	tGive          = text.Plural("Giao %d nhiệm vụ", "Give %d task", "Give %d tasks")
	tGiveNote      = text.Plural("%d câu giao việc chưa rõ cơ quan chủ trì nên chưa giao được; hãy sửa câu đó.", "%d order has no clear lead and cannot be given yet; mend it.", "%d orders have no clear lead and cannot be given yet; mend them.")
	tGaveTasks     = text.Plural("Đã giao %d nhiệm vụ.", "%d task was given.", "%d tasks were given.")
	tKept          = text.New("Nội dung bạn nhập lần trước chưa gửi đã được điền lại.", "What you typed before and did not send is filled in again.")
	tNoted         = text.New("Đã ghi.", "Written down.")
	tWithdrawn     = text.New("Đã bỏ khỏi diễn biến hội nghị.", "Taken out of the record.")
	tAssignedAt    = text.New("Giao tại hội nghị", "Given at a conference")

	tConclusions      = text.New("Kết luận", "Conclusions")
	tNoConclusions    = text.New("Chưa ghi nội dung nào", "Nothing was written down yet")
	tNoConclusionsHow = text.New("Kết luận và câu giao việc ghi tại hội nghị sẽ thành thông báo kết luận.", "Decisions and orders written down at the conference become the notice of conclusions.")
	tChooseSaid       = text.New("Chọn nội dung vào thông báo", "Choose what stands in the notice")
	tInNoticeOf       = text.New("Đưa vào thông báo: %s", "Put into the notice: %s")
	tBecomesOf        = text.New("Khi ban hành", "When issued")
	tSaveChoice       = text.New("Lưu lựa chọn", "Save the choice")
	tMendLead         = text.New("Sửa", "Mend")
	tIssue            = text.New("Ban hành thông báo kết luận", "Issue the notice of conclusions")
	tIssueNow         = text.New("Ban hành và giao việc", "Issue and give the tasks")
	tIssued           = text.New("Đã ban hành thông báo kết luận và giao việc.", "The notice is issued and the tasks are given.")
	tIssuedWord       = text.New("Đã ban hành thông báo", "Notice issued")
	tDraftWord        = text.New("Dự thảo thông báo (Word)", "Draft notice (Word)")
	tNoticeWord       = text.New("Thông báo %s (Word)", "Notice %s (Word)")
	tNotIssued        = text.New("Chưa ban hành", "Not issued")
	tIssueFurther     = text.New("Ban hành thông báo kết luận bổ sung", "Issue a further notice of conclusions")
	tNoNotice         = text.New("Không có thông báo kết luận này, hoặc bạn không được xem.", "There is no such notice of conclusions, or you may not see it.")
	tSubject          = text.New("Trích yếu", "Subject")
	tSymbol           = text.New("Số và ký hiệu", "Number and symbol")
	tSymbolHint       = text.New("Để trống để lấy số tiếp theo.", "Left empty it gets the next number.")
	tLocality         = text.New("Địa danh", "Place at the head")
	tRoomLeft         = text.New("Để trống thì chừa chỗ ghi tay.", "Left empty, room is left to write it by hand.")
	tWarrant          = text.New("Quyền ký", "Signed")
	tSignsAlone       = text.New("Ký trực tiếp", "In the own name")
	tOnBehalf         = text.New("Thay mặt (T/M)", "On behalf (T/M)")
	tInPlace          = text.New("Ký thay (K/T)", "In the place of (K/T)")
	tByOrder          = text.New("Thừa lệnh (T/L)", "By order (T/L)")
	tOf               = text.New("Thay mặt, ký thay, thừa lệnh ai", "Of whom")
	tOfHint           = text.New("Ví dụ: Ban Thường vụ.", "For example the standing committee.")
	tOfWhom           = text.New("Hãy ghi thay mặt, ký thay hoặc thừa lệnh ai.", "Say on behalf of whom, in whose place or by whose order.")
	tPost             = text.New("Chức vụ người ký", "Post of who signs")
	tSigner           = text.New("Người ký", "Who signs")
	tRecipients       = text.New("Nơi nhận, mỗi dòng một nơi", "Recipients, one on each line")
	tRecipientsHint   = text.New("In ở cuối thông báo.", "Printed at the end of the notice.")
	tTooManyLines     = text.New("Chỉ ghi được tối đa %d dòng.", "At most %d lines.")
	tWillBecome       = text.Plural("%d câu giao việc thành nhiệm vụ, dẫn về đúng câu trong thông báo.", "%d order becomes a task that leads to its sentence.", "%d orders become tasks that lead to their sentences.")
	tAreGiven         = text.Plural("%d việc đã giao trước: được dẫn về thông báo, không giao lại.", "%d order was given before: it is linked and not given again.", "%d orders were given before: they are linked and not given again.")
	tHaveNoLead       = text.Plural("%d câu giao việc chưa rõ cơ quan chủ trì: vẫn in vào thông báo, giao sau khi sửa.", "%d order has no clear lead: it is printed, and given once it is mended.", "%d orders have no clear lead: they are printed, and given once they are mended.")
	tAreAsked         = text.Plural("%d câu nêu cơ quan mà hội nghị không giao việc được: vẫn in vào thông báo và chờ cơ quan đó phản hồi.", "%d names a body that cannot be instructed: it is printed, and an answer is asked of it.", "%d name bodies that cannot be instructed: they are printed, and answers are asked of them.")
	tIssuedAlready    = text.New("Các kết luận đã chọn đều đã ban hành.", "All conclusions that are chosen are issued already.")
	tNothingConcluded = text.New("Chưa có kết luận nào để ban hành.", "There is no conclusion to issue.")
	tDraftChanged     = text.New("Nội dung hội nghị vừa thay đổi. Hãy xem lại dự thảo rồi ban hành; những gì bạn đã nhập vẫn được giữ.", "The record has changed meanwhile. Look at the draft again, then issue it; what you typed is kept.")
	tSecretMark       = text.New("Dự thảo có dấu chỉ độ mật nhà nước; không lưu tại đây.", "The draft bears a mark of state secrecy and is not kept here.")
	tInNotice         = text.New("Câu này đã ban hành trong thông báo kết luận; không sửa lời được nữa.", "This stands in the notice that was issued; its words stay.")
	tFollow           = text.New("Cần phản hồi", "Answer needed")
	tFollowBy         = text.New("Cơ quan phản hồi", "Body that answers")
	tFollowHint       = text.New("Để trống nếu không cần phản hồi.", "Left empty where no answer is needed.")
	tFollowSave       = text.New("Lưu yêu cầu phản hồi", "Save")
	tAnswerNeeded     = text.New("Cần phản hồi", "Answer needed")
	tProvided         = text.New("Đã phản hồi", "Answered")
	tNeededOf         = text.New("Chờ phản hồi của %s", "Waiting for the answer of %s")
	tProvidedBy       = text.New("%s phản hồi: %s", "Answer of %s: %s")
	tAnsweredAlready  = text.New("Nội dung này đã được phản hồi.", "This was answered already.")
	tAnswerMissing    = text.New("Hãy nhập nội dung phản hồi.", "Write the answer.")
	tAnswerTitle      = text.New("Phản hồi nội dung hội nghị", "Answer a conference")
	tAnswer           = text.New("Nội dung phản hồi", "Answer")
	tAnswerNow        = text.New("Gửi phản hồi", "Send the answer")
	tAnswered         = text.New("Đã gửi phản hồi.", "The answer is sent.")
	tAskedBy          = text.New("Hội nghị của", "Conference of")
	tOwed             = text.New("Hội nghị chờ phản hồi", "Answers owed to conferences")
	tOwedWords        = text.New("Nội dung cần phản hồi", "What is asked")

	tCanApprove       = text.New("Thông qua biên bản hội nghị", "Approve minutes of conferences")
	tMinutesPage      = text.New("Biên bản", "Minutes")
	tMinutesDraft     = text.New("Dự thảo biên bản (Word)", "Draft minutes (Word)")
	tMendDirectly     = text.New("Hội nghị đang họp: nội dung ghi sai được sửa trực tiếp. Sau bế mạc, mọi chỗ sửa được ghi là hiệu đính.", "The conference runs: what was written down wrongly is changed directly. After it closes every change is marked as a correction.")
	tSignedFile       = text.New("Bản đã ký", "Signed copy")
	tSignedHint       = text.New("Tệp PDF hoặc ảnh chụp; để trống nếu ký trên giấy. Sau khi ký, biên bản không thay đổi nữa.", "A PDF or a picture; left empty where it was signed on paper. After signing nothing of the minutes changes.")
	tSignedKind       = text.New("Hãy chọn tệp PDF, JPG hoặc PNG.", "Choose a PDF, JPG or PNG file.")
	tApprovedAt       = text.New("Thông qua", "Approved")
	tSignedAt         = text.New("Ký", "Signed")
	tOnPaper          = text.New("trên giấy", "on paper")
	tReturned         = text.New("đã trả lại", "returned")
	tNo               = text.New("TT", "No.")
	tCorrection       = text.New("Hiệu đính", "Correction")
	tCorrections      = text.New("Nội dung hiệu đính", "Corrections")
	tWhenWho          = text.New("Khi nào, ai", "When, who")
	tPlaceIn          = text.New("Vị trí", "Place")
	tToCorrect        = text.New("Hiệu đính biên bản", "Correct the minutes")
	tCorrectOf        = text.New("Hiệu đính %s: %s", "Correct %s: %s")
	tCorrect          = text.New("Hiệu đính", "Correct")
	tCorrectNow       = text.New("Ghi hiệu đính", "Write the correction")
	tBecomesNow       = text.New("Sửa thành", "Becomes")
	tCorrected        = text.New("Đã ghi hiệu đính.", "The correction is written down.")
	tTitleOfItem      = text.New("Tên nội dung %s", "Title of item %s")
	tWordsOfOutcome   = text.New("Lời ghi “%s”", "Words “%s”")
	tSpeakerOfOutcome = text.New("Người nói “%s”", "Speaker of “%s”")
	tNoPlace          = text.New("Không có vị trí này trong biên bản.", "There is no such place in the minutes.")
	tNoMinutes        = text.New("Chưa có tệp biên bản này.", "There is no such file of the minutes.")
	tNotClosed        = text.New("Hội nghị chưa bế mạc: hãy sửa trực tiếp nội dung đã ghi.", "The conference is not closed: change what was written down directly.")
	tApprovedStays    = text.New("Biên bản đã thông qua; muốn hiệu đính thì người thông qua trả lại trước.", "The minutes are approved; to correct them, whoever approves returns them first.")
	tCorrectInstead   = text.New("Hội nghị đã bế mạc; hãy ghi hiệu đính ở trang biên bản.", "The conference is closed; correct it on the page of the minutes.")
	tNothingCorrected = text.New("Nội dung chưa có gì thay đổi.", "Nothing has changed.")

	tPapers           = text.New("Tài liệu", "Papers")
	tPapersOf         = text.New("Tài liệu của nội dung này", "Papers of this item")
	tPaperFiles       = text.New("Thêm tệp", "Add files")
	tPaperFilesHint   = text.New("Chọn được nhiều tệp. Không gửi tài liệu mật: tệp có dấu chỉ độ mật bị từ chối và không được lưu.", "Several files can be chosen. Send nothing secret: a file that bears a mark of secrecy is refused and not kept.")
	tPaperFilesAgain  = text.New("Chưa lưu tệp nào; hãy chọn lại các tệp.", "No file was kept; choose them again.")
	tPaperDocument    = text.New("Hoặc văn bản trong kho văn bản", "Or a document of the register")
	tHandOut          = text.New("Thêm tài liệu", "Add the papers")
	tHandedOut        = text.New("Đã thêm tài liệu.", "The papers are added.")
	tTakeBack         = text.New("Rút", "Take away")
	tTakeBackOf       = text.New("Rút tài liệu %s", "Take %s away")
	tTakenBack        = text.New("Đã rút tài liệu.", "The paper is taken away.")
	tNoHandout        = text.New("Không có tài liệu này, hoặc bạn không được xem.", "There is no such paper, or you may not see it.")
	tNothingHandedOut = text.New("Hãy chọn tệp, hoặc nhập số và ký hiệu văn bản.", "Choose a file, or enter the number and symbol of a document.")
	tTooManyHandouts  = text.New("Một nội dung chỉ có tối đa %d tài liệu.", "An item has at most %d papers.")
	tTooManyInAll     = text.New("Một hội nghị chỉ có tối đa %d tài liệu.", "A conference has at most %d papers.")

	tVoteTitle        = text.New("Biểu quyết", "Vote")
	tVoteOn           = text.New("Nội dung biểu quyết", "What is voted on")
	tMembers          = text.New("Số người có quyền biểu quyết", "People with a right to vote")
	tPresentNow       = text.New("Số người có mặt", "Of them present")
	tAgreed           = text.New("Đồng ý", "In favour")
	tAgainst          = text.New("Không đồng ý", "Against")
	tOtherViews       = text.New("Ý kiến khác", "Other views")
	tVoteNow          = text.New("Ghi kết quả biểu quyết", "Write the vote down")
	tVoteNoted        = text.New("Đã ghi kết quả biểu quyết.", "The vote is written down.")
	tVoteTold         = text.New("%s đồng ý, %s không đồng ý, %s ý kiến khác; %s/%s người có mặt.", "%s in favour, %s against, %s other views; %s of %s present.")
	tCarried          = text.New("Được thông qua (cần %s).", "Carried (%s needed).")
	tNotCarried       = text.New("Không được thông qua (cần %s).", "Not carried (%s needed).")
	tMajorityIs       = text.New("Được thông qua khi có %s đồng ý.", "Carried by %s.")
	tRuleMajority     = text.New("Biểu quyết giơ tay: được thông qua khi có", "Vote by show of hands is carried by")
	tRuleMajorityHint = text.New("Tính bằng số nguyên, trên số người có quyền biểu quyết.", "Reckoned in integers, of those with a right to vote.")
	tMembersHalf      = text.New("quá nửa số thành viên", "more than half of the members")
	tPresentHalf      = text.New("quá nửa số người có mặt", "more than half of those present")
	tMembersTwoThirds = text.New("ít nhất hai phần ba số thành viên", "two thirds of the members at least")
	tPresentTwoThirds = text.New("ít nhất hai phần ba số người có mặt", "two thirds of those present at least")
	tNotOpenToVote    = text.New("Chỉ biểu quyết khi hội nghị đang họp.", "A vote is taken while the conference is open.")
	tNoQuorumToVote   = text.New("Chưa đủ số người họp để biểu quyết: có mặt %d/%d, cần %d.", "There is no quorum for a vote: %d of %d are present, %d are needed.")
	tCountWrong       = text.New("Hãy nhập số người, từ 0 đến %d.", "Enter how many, from 0 to %d.")
	tMembersMissing   = text.New("Hãy nhập số người có quyền biểu quyết.", "Enter how many have a right to vote.")
	tMoreThanMembers  = text.New("Số người có mặt nhiều hơn số người có quyền biểu quyết.", "More are present than have a right to vote.")
	tMoreThanPresent  = text.New("Tổng số ý kiến là %d, nhiều hơn %d người có mặt.", "%d hands are more than the %d who are present.")
	tVoteStays        = text.New("Kết quả biểu quyết không đổi thành loại khác được; hãy bỏ rồi ghi lại.", "A vote becomes nothing else; take it out and write it down again.")
	tHall             = text.New("Màn hình hội trường", "Hall's screen")
	tHallNext         = text.New("Tiếp theo: %s", "Next: %s")
	tHallDecision     = text.New("Kết luận gần nhất", "Last decision")
	tHallPoints       = text.New("Điểm cầu đã báo cáo", "Connection points reported")
	tHallPeople       = text.New("Người dự tại điểm cầu", "People at the points")
	tHallVoters       = text.New("Có quyền biểu quyết, có mặt", "With a right to vote, present")
	tOfPlanned        = text.New("(dự kiến %s phút)", "(%s minutes planned)")

	tBelongsTo       = text.New("Thuộc nội dung", "Belongs to the item")
	tNoneOfThem      = text.New("Không thuộc nội dung nào", "None of the items")
	tCoordinator     = text.New("Cơ quan phối hợp %d", "Coordinating body %d")
	tItemOfOutcome   = text.New("Nội dung chương trình của “%s”", "Item of “%s”")
	tMinutesWord     = text.New("Biên bản (Word)", "Minutes (Word)")
	tNotOpenedYet    = text.New("Hội nghị chưa khai mạc nên chưa có biên bản.", "The conference was not opened: there are no minutes yet.")
	tNoOutcome       = text.New("Không có nội dung này trong diễn biến hội nghị, hoặc bạn không được xem.", "There is nothing like this in the record, or you may not see it.")
	tNotRunning      = text.New("Hội nghị chưa khai mạc hoặc đã kết thúc.", "The conference does not run.")
	tTooManyOutcomes = text.New("Một hội nghị chỉ ghi được tối đa %d nội dung.", "At most %d things are written down of a conference.")
	tSaidMissing     = text.New("Hãy nhập nội dung.", "Write what was said.")
	tGivenAlready    = text.New("Việc này đã giao; hãy sửa ở trang nhiệm vụ.", "The task was given; change it on its page.")
	tNothingToGive   = text.New("Chưa có câu giao việc nào rõ cơ quan chủ trì để giao.", "No order has a clear lead yet.")
	tOrderRefused    = text.New("Không giao được “%s”: %s", "“%s” cannot be given: %s")

	tNoMeeting      = text.New("Không có hội nghị này, hoặc bạn không được xem.", "There is no such conference, or you may not see it.")
	tNoItem         = text.New("Không có nội dung này trong chương trình, hoặc bạn không được xem.", "There is no such item, or you may not see it.")
	tStale          = text.New("Vừa có người khác sửa hội nghị này. Hãy xem lại rồi làm lại; những gì bạn đã nhập vẫn được giữ.", "Somebody changed this conference meanwhile. Look at it again and repeat; what you typed is kept.")
	tStaleItem      = text.New("Vừa có người khác sửa nội dung này. Hãy xem lại rồi làm lại; những gì bạn đã nhập vẫn được giữ.", "Somebody changed this item meanwhile. Look at it again and repeat; what you typed is kept.")
	tOver           = text.New("Hội nghị đã kết thúc hoặc không tổ chức, không sửa được nữa.", "The conference is over or called off; it cannot be changed any more.")
	tNotNow         = text.New("Không thể “%s” khi hội nghị ở trạng thái “%s”.", "“%s” is not possible while the conference is “%s”.")
	tNotOpen        = text.New("Hội nghị chưa khai mạc hoặc đang tạm dừng. Hãy khai mạc hoặc tiếp tục rồi vào nội dung này.", "The conference is not open or pauses. Open or resume it, then take the item up.")
	tTemplateOnly   = text.New("Đây là mẫu; hãy lập hội nghị theo mẫu này.", "This is a template; make a conference after it.")
	tCallOffInstead = text.New("Hội nghị không xoá được; hãy ghi lý do không tổ chức.", "A conference is not deleted; call it off with the reason.")
	tTakenUp        = text.New("Nội dung này đã được đưa ra hội nghị nên không bỏ được.", "The item was taken up; it stays on the agenda.")
	tTooManyItems   = text.New("Một chương trình chỉ có tối đa %d nội dung.", "An agenda holds at most %d items.")
	tNoItems        = text.New("Hãy nhập ít nhất một nội dung.", "Enter at least one item.")
	tTooLong        = text.New("Nội dung dài quá %d ký tự; hãy rút gọn.", "This is longer than %d characters; shorten it.")
	tTitleMissing   = text.New("Hãy nhập tên hội nghị.", "Enter the title.")
	tItemMissing    = text.New("Hãy nhập nội dung.", "Say what the item is.")
	tKindMissing    = text.New("Hãy chọn loại.", "Choose the kind.")
	tDayMissing     = text.New("Hãy nhập ngày.", "Enter the day.")
	tDayWrong       = text.New("Ngày này không đúng; hãy nhập như 01/07/2026.", "This is no date; enter one like 01/07/2026.")
	tTimeMissing    = text.New("Hãy nhập giờ, như 8h30.", "Enter the time, such as 8:30.")
	tTimeWrong      = text.New("Giờ này không đúng; hãy nhập như 8h30 hoặc 14:00.", "This is no time; enter one like 8:30 or 14:00.")
	tUntilEarly     = text.New("Giờ kết thúc phải sau giờ bắt đầu.", "It must end after it begins.")
	tTooLongLasting = text.New("Một hội nghị kéo dài nhiều nhất 31 ngày.", "A conference lasts at most 31 days.")
	tMinutesWrong   = text.New("Hãy nhập số phút từ 0 đến %d.", "Enter the minutes, from 0 to %d.")
	tFirstIsWhole   = text.New("Nội dung đầu tiên không thể là phần của nội dung trước.", "The first item cannot be a part of the one before.")
	tLineWrong      = text.New("Dòng %d: %s", "Line %d: %s")
	tDayEarly       = text.New("Ngày kết thúc không thể trước ngày bắt đầu.", "It cannot end on a day before it begins.")
	tSeveralDocs    = text.New("Có nhiều văn bản cùng số và ký hiệu này; hãy ghi cả ngày, ví dụ 05-NQ/TU ngày 20/11/2026.", "Several documents bear this number and symbol; add the day, such as 05-NQ/TU ngày 20/11/2026.")
	tNextItem       = text.New("Vào nội dung tiếp: %s", "Next item: %s")
	tNoBody         = text.New("Không có cơ quan này.", "There is no such body.")
	tNoDoc          = text.New("Không tìm thấy văn bản có số và ký hiệu này trong kho văn bản.", "No document of this number and symbol is registered.")
	tReasonMissing  = text.New("Hãy ghi lý do.", "Give the reason.")
)

var kindTitles = map[Kind]text.T{
	Brief: text.New("Học tập, quán triệt", "Dissemination"), Flash: text.New("Thông báo nhanh", "Flash notice"), Briefing: text.New("Giao ban", "Briefing"),
	Interim: text.New("Sơ kết", "Interim review"), Final: text.New("Tổng kết", "Final review"), Key: text.New("Cán bộ chủ chốt", "Key officials"),
	Committee: text.New("Hội nghị ban chấp hành", "Committee session"), Standing: text.New("Họp thường vụ, thường trực", "Standing committee session"),
	Cell: text.New("Sinh hoạt chi bộ", "Cell meeting"), Other: text.New("Khác", "Other"),
}

var itemTitles = map[ItemKind]text.T{
	Opening: text.New("Khai mạc", "Opening"), Briefed: text.New("Quán triệt", "Briefing on a document"), Reported: text.New("Báo cáo, tờ trình", "Report"),
	Paper: text.New("Tham luận", "Discussion paper"), Discussion: text.New("Thảo luận", "Discussion"), Decision: text.New("Thông qua, quyết định", "Decision"),
	Vote: text.New("Biểu quyết", "Vote"), Conclusion: text.New("Kết luận", "Conclusion"), Break: text.New("Nghỉ giải lao", "Break"), Another: text.New("Khác", "Other"),
}

var outcomeTitles = map[OutcomeKind]text.T{
	Information: text.New("Thông tin", "Information"), Speech: text.New("Ý kiến", "Statement"), Decided: text.New("Kết luận, quyết định", "Decision"), Order: text.New("Giao việc", "Order"), Voted: text.New("Biểu quyết", "Vote"),
}

var fateTitles = map[Fate]text.T{
	LeftOut: text.New("Không đưa vào", "Left out"), Said: text.New("In vào thông báo", "Printed"), Becomes: text.New("Thành nhiệm vụ", "Becomes a task"),
	WasGiven: text.New("Đã giao", "Given"), NoLead: text.New("Chưa rõ chủ trì", "Lead not clear"), Asked: text.New("Chờ phản hồi", "Answer asked"),
}

var stateTitles = map[State]text.T{
	Planned: text.New("Dự kiến", "Planned"), NotHeld: text.New("Không tổ chức", "Called off"), Open: text.New("Đang họp", "Under way"),
	Paused: text.New("Tạm dừng", "Paused"), Closed: text.New("Đã bế mạc", "Closed"), Approved: text.New("Đã thông qua biên bản", "Minutes approved"),
	Signed: text.New("Đã ký biên bản", "Minutes signed"),
}

var verbTitles = map[Verb]text.T{
	DoOpen: text.New("Khai mạc", "Open"), DoPause: text.New("Tạm dừng", "Pause"), DoResume: text.New("Tiếp tục", "Resume"), DoClose: text.New("Bế mạc", "Close"),
	DoCallOff: text.New("Không tổ chức", "Call off"), DoApprove: text.New("Thông qua biên bản", "Approve the minutes"), DoReturn: text.New("Trả lại để hiệu đính", "Return for correction"),
	DoSign: text.New("Ghi nhận đã ký", "Note as signed"),
}

// sureTexts ask whether a verb is meant, and say that it is.
var sureTexts = map[Verb][2]text.T{
	DoOpen:  {text.New("Khai mạc ngay bây giờ?", "Open it now?"), text.New("Vẫn khai mạc", "Open it now")},
	DoClose: {text.New("Bế mạc khi chương trình chưa hết?", "Close it before the end of the agenda?"), text.New("Vẫn bế mạc", "Close it")},
}

var doneTexts = map[Verb]text.T{
	DoOpen: text.New("Hội nghị đã khai mạc.", "The conference is open."), DoPause: text.New("Hội nghị tạm dừng.", "The conference pauses."),
	DoResume: text.New("Hội nghị tiếp tục.", "The conference goes on."), DoClose: text.New("Hội nghị đã bế mạc.", "The conference is closed."),
	DoCallOff: text.New("Đã ghi: hội nghị không tổ chức.", "Noted: the conference does not take place."), DoApprove: text.New("Đã thông qua biên bản.", "The minutes are approved."),
	DoReturn: text.New("Đã trả lại biên bản.", "The minutes are returned."), DoSign: text.New("Đã ghi nhận biên bản được ký.", "The minutes are signed."),
}

// Told says in words what was done to a conference.
func Told(kind string) text.T { return told[kind] }

var told = map[string]text.T{
	"meeting.make": text.New("Lập hội nghị", "Planned the conference"), "meeting.change": text.New("Sửa hội nghị", "Changed the conference"),
	"meeting.put": text.New("Thêm vào chương trình", "Added to the agenda"), "meeting.item": text.New("Sửa nội dung chương trình", "Changed an item"),
	"meeting.move": text.New("Chuyển chỗ nội dung chương trình", "Moved an item"), "meeting.remove": text.New("Bỏ khỏi chương trình", "Took an item off the agenda"),
	"meeting.take": text.New("Vào nội dung", "Took an item up"), "meeting.drop": text.New("Xoá mẫu", "Deleted the template"),
	"meeting.open": text.New("Khai mạc", "Opened it"), "meeting.pause": text.New("Tạm dừng", "Paused it"), "meeting.resume": text.New("Tiếp tục", "Resumed it"),
	"meeting.note": text.New("Ghi diễn biến", "Wrote down what was said"), "meeting.reword": text.New("Sửa nội dung đã ghi", "Changed what was written down"),
	"meeting.withdraw": text.New("Bỏ nội dung đã ghi", "Took out what was written down"), "meeting.give": text.New("Giao nhiệm vụ", "Gave tasks"),
	"meeting.choose": text.New("Chọn kết luận", "Chose the conclusions"), "meeting.conclude": text.New("Ban hành thông báo kết luận", "Issued the notice of conclusions"),
	"meeting.hand_out": text.New("Thêm tài liệu của nội dung", "Added papers to an item"), "meeting.take_back": text.New("Rút tài liệu của nội dung", "Took a paper away"),
	"meeting.correct": text.New("Hiệu đính biên bản", "Corrected the minutes"), "meeting.approve": text.New("Thông qua biên bản", "Approved the minutes"),
	"meeting.return": text.New("Trả lại biên bản", "Returned the minutes"), "meeting.sign": text.New("Ghi nhận ký biên bản", "Noted the minutes as signed"),
	"meeting.vote": text.New("Biểu quyết", "Took a vote"), "meeting.follow": text.New("Yêu cầu phản hồi", "Asked for an answer"), "meeting.provide": text.New("Phản hồi", "Answered"),
	"meeting.close": text.New("Bế mạc", "Closed it"), "meeting.series": text.New("Lập lịch họp định kỳ theo mẫu", "Began a series"), "meeting.end_series": text.New("Kết thúc lịch họp định kỳ", "Ended the series"), "meeting.call_off": text.New("Không tổ chức", "Called it off"),
}
