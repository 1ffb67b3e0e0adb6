package notice

import "quyet/base/text"

// What happened, to one task and to many.
var (
	tGivenOne         = text.New("Nhiệm vụ mới được giao", "A new task")
	tGivenMany        = text.Plural("%d nhiệm vụ mới được giao", "%d new task", "%d new tasks")
	tAgainOne         = text.New("Nhiệm vụ định kỳ sang kỳ mới", "The next turn of a recurring task")
	tAgainMany        = text.Plural("%d nhiệm vụ định kỳ sang kỳ mới", "The next turn of %d recurring task", "The next turn of %d recurring tasks")
	tHelpOne          = text.New("Được phân công phối hợp", "Named as a coordinating body")
	tHelpMany         = text.Plural("Được phân công phối hợp %d nhiệm vụ", "Named as a coordinating body for %d task", "Named as a coordinating body for %d tasks")
	tAcceptedOne      = text.New("Nhiệm vụ đã được tiếp nhận", "A task was accepted")
	tAcceptedMany     = text.Plural("%d nhiệm vụ đã được tiếp nhận", "%d task was accepted", "%d tasks were accepted")
	tReturnedOne      = text.New("Nhiệm vụ bị trả lại", "A task was returned")
	tReturnedMany     = text.Plural("%d nhiệm vụ bị trả lại", "%d task was returned", "%d tasks were returned")
	tStartedOne       = text.New("Đã bắt đầu thực hiện", "Work has begun")
	tStartedMany      = text.Plural("%d nhiệm vụ đã bắt đầu thực hiện", "Work on %d task has begun", "Work on %d tasks has begun")
	tUpdatedOne       = text.New("Có cập nhật tiến độ", "A progress report")
	tUpdatedMany      = text.Plural("%d nhiệm vụ có cập nhật tiến độ", "Progress reports on %d task", "Progress reports on %d tasks")
	tPassedOne        = text.New("Nhiệm vụ đã được giao tiếp cho cấp dưới", "A task was passed down")
	tPassedMany       = text.Plural("%d nhiệm vụ đã được giao tiếp cho cấp dưới", "%d task was passed down", "%d tasks were passed down")
	tSubmittedOne     = text.New("Kết quả chờ xác nhận", "A result to confirm")
	tSubmittedMany    = text.Plural("%d kết quả chờ xác nhận", "%d result to confirm", "%d results to confirm")
	tConfirmedOne     = text.New("Kết quả đã được xác nhận", "The result was confirmed")
	tConfirmedMany    = text.Plural("%d kết quả đã được xác nhận", "%d result was confirmed", "%d results were confirmed")
	tRejectedOne      = text.New("Kết quả bị trả lại, cần làm tiếp", "The result was rejected; more is to be done")
	tRejectedMany     = text.Plural("%d kết quả bị trả lại, cần làm tiếp", "%d result was rejected", "%d results were rejected")
	tAskOne           = text.New("Đề nghị gia hạn chờ trả lời", "A request for more time to decide")
	tAskMany          = text.Plural("%d đề nghị gia hạn chờ trả lời", "%d request for more time to decide", "%d requests for more time to decide")
	tGrantedOne       = text.New("Đã được gia hạn", "More time was granted")
	tGrantedMany      = text.Plural("%d nhiệm vụ đã được gia hạn", "More time was granted for %d task", "More time was granted for %d tasks")
	tRefusedOne       = text.New("Không được gia hạn", "More time was refused")
	tRefusedMany      = text.Plural("%d đề nghị gia hạn không được chấp thuận", "%d request for more time was refused", "%d requests for more time were refused")
	tSuspendedOne     = text.New("Nhiệm vụ tạm dừng", "A task was suspended")
	tSuspendedMany    = text.Plural("%d nhiệm vụ tạm dừng", "%d task was suspended", "%d tasks were suspended")
	tResumedOne       = text.New("Nhiệm vụ được tiếp tục", "A task goes on")
	tResumedMany      = text.Plural("%d nhiệm vụ được tiếp tục", "%d task goes on", "%d tasks go on")
	tCancelledOne     = text.New("Nhiệm vụ đã huỷ", "A task was cancelled")
	tCancelledMany    = text.Plural("%d nhiệm vụ đã huỷ", "%d task was cancelled", "%d tasks were cancelled")
	tTransferredOne   = text.New("Nhiệm vụ đã chuyển sang cơ quan khác", "A task went to another body")
	tTransferredMany  = text.Plural("%d nhiệm vụ đã chuyển sang cơ quan khác", "%d task went to another body", "%d tasks went to other bodies")
	tClosedOne        = text.New("Đã kết thúc theo dõi", "A task was closed")
	tClosedMany       = text.Plural("%d nhiệm vụ đã kết thúc theo dõi", "%d task was closed", "%d tasks were closed")
	tSeveral          = text.New("%s (%d nhiệm vụ)", "%s (%d tasks)")
	tEntrustedOne     = text.New("Bạn được phân công thực hiện", "You are to do this task")
	tEntrustedMany    = text.Plural("Bạn được phân công thực hiện %d nhiệm vụ", "You are to do %d task", "You are to do %d tasks")
	tSilentOne        = text.New("Nhiệm vụ chưa được tiếp nhận trong thời hạn quy định", "A task was not answered in time")
	tSilentMany       = text.Plural("%d nhiệm vụ chưa được tiếp nhận trong thời hạn quy định", "%d task was not answered in time", "%d tasks were not answered in time")
	tClarifyOne       = text.New("Đề nghị làm rõ chờ trả lời", "A question about what is meant")
	tAnsweredOne      = text.New("Đã trả lời đề nghị làm rõ", "Your question was answered")
	tDemandedOne      = text.New("Yêu cầu giải trình", "An explanation is asked for")
	tExplainedOne     = text.New("Đã có giải trình", "An explanation was given")
	tPleadedOne       = text.New("Đề nghị ghi nhận lý do chậm chờ trả lời", "A request to excuse a delay")
	tExcusedOne       = text.New("Lý do chậm đã được xác nhận", "The delay was excused")
	tNotExcusedOne    = text.New("Lý do chậm không được chấp nhận", "The delay was not excused")
	tAppealedOne      = text.New("Kiến nghị về kết quả bị trả lại", "An appeal against a rejection")
	tAppealGrantedOne = text.New("Kiến nghị được chấp nhận: kết quả được công nhận", "The appeal was granted: the result stands")
	tAppealRefusedOne = text.New("Kiến nghị không được chấp nhận", "The appeal was refused")
	tCommentedOne     = text.New("Có ý kiến chỉ đạo", "A comment of a superior")
	tSucceededOne     = text.New("Nhiệm vụ có cơ quan giao mới", "A task has another issuer")
	tSucceededMany    = text.Plural("%d nhiệm vụ có cơ quan giao mới", "%d task has another issuer", "%d tasks have another issuer")
	tSourceOne        = text.New("Đã ghi thêm văn bản giao nhiệm vụ", "A document that assigns it was added")
	tSourceMany       = text.Plural("%d nhiệm vụ có thêm văn bản giao", "Documents that assign %d task were added", "Documents that assign %d tasks were added")
)

var classTitles = map[Class]text.T{
	Given:    text.New("Việc được giao cho cơ quan", "Work given to the body"),
	Decided:  text.New("Quyết định của cơ quan giao: gia hạn, xác nhận, trả lại, tạm dừng, huỷ", "What the issuer decides: more time, results, suspending, cancelling"),
	Asked:    text.New("Việc chờ cơ quan giao xử lý: kết quả, đề nghị gia hạn, việc bị trả lại", "What waits for the issuer: results, requests for more time, returned tasks"),
	Progress: text.New("Tiến độ của việc đã giao", "Progress of work that was given"),
	Chased:   text.New("Nhắc hạn và đôn đốc", "Reminders and urges"),
}

var howTitles = map[How]text.T{
	Now:    text.New("Gửi thư ngay", "At once"),
	Daily:  text.New("Gộp một thư mỗi ngày (7 giờ 30)", "One mail a day (7:30)"),
	Weekly: text.New("Gộp một thư mỗi tuần (thứ Hai, 7 giờ 30)", "One mail a week (Monday, 7:30)"),
	Never:  text.New("Không gửi thư", "No mail"),
}

// Refusals: each tells the person what to do.
var (
	tSignIn       = text.New("Hãy đăng nhập để xem thông báo của mình.", "Sign in to see your notices.")
	tNoNotice     = text.New("Không có thông báo này ở cương vị đang dùng. Hãy mở lại danh sách thông báo.", "There is no such notice in the post you act in. Open the list of notices again.")
	tNotAnAddress = text.New("Địa chỉ này không đúng; hãy nhập như ten@example.vn.", "This is no address; write it like name@example.vn.")
	tAskedLately  = text.New("Thư xác nhận vừa được gửi. Hãy xem hộp thư, kể cả mục thư rác; nếu chưa có, sau %d phút hãy yêu cầu lại.", "A mail to confirm was sent a moment ago. Look into your mailbox, the spam too; if it is not there, ask again in %d minutes.")
	tAddressTaken = text.New("Địa chỉ này đã được dùng và xác nhận cho tài khoản của bạn.", "This address is yours already, and confirmed.")
	tLinkOver     = text.New("Đường dẫn xác nhận này đã hết hạn, đã dùng, hoặc thuộc về tài khoản khác. Hãy vào Thông báo, Cách nhận thông báo và yêu cầu gửi lại.", "This link is over, was used, or belongs to another account. Go to Notices, How you are told, and ask for another.")
	tQuietWrong   = text.New("Giờ này không đúng; hãy nhập như 21:00.", "This is no time; write it like 21:00.")
	tHowWrong     = text.New("Hãy chọn một cách trong danh sách.", "Choose one from the list.")
	tNoMailHere   = text.New("Chương trình này chưa được nối với máy chủ thư; hãy hỏi người quản trị.", "This installation has no mail server yet; ask your administrator.")
	tNoSuchMail   = text.New("Thư này không còn ở danh sách; có thể đã được gửi lại.", "This mail is not in the list any more; it may have been sent again.")
)

// Pages.
var (
	tNotices        = text.New("Thông báo", "Notices")
	tSettings       = text.New("Cách nhận thông báo", "How you are told")
	tWhat           = text.New("Nội dung", "What")
	tWhen           = text.New("Lúc", "When")
	tDo             = text.New("Việc có thể làm", "What can be done")
	tState          = text.New("Trạng thái", "State")
	tUnread         = text.New("Chưa đọc", "Unread")
	tRead           = text.New("Đã đọc", "Read")
	tMarkRead       = text.New("Đánh dấu đã đọc", "Mark as read")
	tMarkReadOf     = text.New("Đánh dấu đã đọc: %s", "Mark as read: %s")
	tMarkAll        = text.New("Đánh dấu tất cả đã đọc", "Mark all as read")
	tMarkedAll      = text.New("Đã đánh dấu tất cả là đã đọc.", "All are marked as read.")
	tNone           = text.New("Chưa có thông báo nào", "No notices yet")
	tNoneHow        = text.New("Khi có việc được giao, được đổi hạn hoặc chờ bạn xử lý, bạn sẽ thấy ở đây.", "When work is given, moved, or waits for you, you will see it here.")
	tElsewhere      = text.New("Ở cương vị khác có %d thông báo chưa đọc; đổi cương vị ở góc trên bên phải để xem.", "%d unread notices in your other posts; switch the post in the upper right corner to see them.")
	tGone           = text.New("Thông báo về việc bạn không còn được xem", "A notice about work that you may no longer see")
	tByWhom         = text.New("%s, %s", "%s, %s")
	tAndMore        = text.New("và %d việc khác", "and %d more")
	tFirstOnly      = text.New("Chỉ hiện %d việc đầu.", "Only the first %d are shown.")
	tDueOn          = text.New("hạn %s", "due %s")
	tSaid           = text.New("“%s”", "“%s”")
	tTask           = text.New("Nhiệm vụ", "Task")
	tLead           = text.New("Cơ quan chủ trì", "Lead body")
	tDue            = text.New("Thời hạn", "Deadline")
	tMail           = text.New("Thư điện tử", "E-mail")
	tMailLead       = text.New("Ngoài trang này, chương trình có thể gửi thư cho bạn. Mọi thông báo vẫn có ở đây.", "Beside this page the program can write to you. All notices are here as well.")
	tAddress        = text.New("Địa chỉ thư", "Address")
	tAddressHint    = text.New("Thư chỉ được gửi sau khi bạn mở đường dẫn gửi đến địa chỉ này để xác nhận.", "Mail goes there once you have opened the link that is sent to it.")
	tAddressNow     = text.New("Đang dùng", "In use")
	tAddressWaits   = text.New("Chờ xác nhận: %s. Hãy mở đường dẫn trong thư đã gửi.", "Waits to be confirmed: %s. Open the link in the mail that was sent.")
	tUseAddress     = text.New("Gửi thư xác nhận", "Send the link")
	tDropAddress    = text.New("Thôi nhận thư", "No more mail")
	tDropped        = text.New("Đã bỏ địa chỉ; bạn sẽ không nhận thư nữa.", "The address is taken away; you will get no more mail.")
	tLinkSent       = text.New("Thư xác nhận đang được gửi đến %s. Hãy mở đường dẫn trong thư trong vòng một ngày.", "A mail is on its way to %s. Open the link in it within a day.")
	tConfirm        = text.New("Xác nhận địa chỉ thư", "Confirm the address")
	tConfirmLead    = text.New("Từ nay thông báo cho tài khoản %s sẽ được gửi đến %s.", "From now on, notices for the account %s go to %s.")
	tConfirmed      = text.New("Đã xác nhận: thông báo sẽ được gửi đến %s.", "Confirmed: notices go to %s.")
	tWhichWhen      = text.New("Khi nào gửi thư", "When to write")
	tQuietFrom      = text.New("Không gửi thư từ", "No mail from")
	tQuietUntil     = text.New("đến", "until")
	tQuietHint      = text.New("Thư trong khoảng này được gửi khi hết giờ. Hai giờ bằng nhau: không có giờ nghỉ.", "What comes in these hours is sent after them. Two equal times: there are none.")
	tLanguage       = text.New("Ngôn ngữ của thư", "Language of the mail")
	tSave           = text.New("Lưu", "Save")
	tSaved          = text.New("Đã lưu cách nhận thông báo; áp dụng cho thông báo từ nay.", "Saved; it holds for notices from now on.")
	tUndelivered    = text.New("Thư không gửi được", "Undelivered mail")
	tUndeliveredHow = text.New("Đã thử nhiều lần mà máy chủ thư không nhận, hoặc nhận rồi báo không có hộp thư ấy.", "The mail server did not take them after several tries, or says there is no such mailbox.")
	tAllDelivered   = text.New("Không có thư nào bị bỏ lại", "Nothing was given up")
	tQueueIs        = text.New("Đang chờ gửi: %d thư.", "Waiting to be sent: %d.")
	tQueueSince     = text.New("Đang chờ gửi: %d thư, cũ nhất từ %s.", "Waiting to be sent: %d, the oldest since %s.")
	tPerson         = text.New("Người nhận", "To whom")
	tGivenUp        = text.New("Bỏ lúc", "Given up")
	tTries          = text.New("Số lần thử", "Tries")
	tTrouble        = text.New("Máy chủ trả lời", "What the server said")
	tAgain          = text.New("Gửi lại", "Send again")
	tAgainOf        = text.New("Gửi lại cho %s", "Send again to %s")
	tForget         = text.New("Bỏ", "Drop")
	tForgetOf       = text.New("Bỏ thư cho %s", "Drop the mail to %s")
	tWillRetry      = text.New("Thư sẽ được gửi lại trong vòng một phút.", "It will be sent again within a minute.")
	tForgotten      = text.New("Đã bỏ thư này khỏi danh sách.", "The mail is dropped from the list.")
	tCanWatch       = text.New("Xem thư không gửi được", "See undelivered mail")
)

// Mails.
var (
	tSubjectOne    = text.New("%s: %s", "%s: %s")
	tSubjectMany   = text.Plural("%d thông báo về nhiệm vụ", "%d notice about tasks", "%d notices about tasks")
	tSubjectMore   = text.New("Hơn %d thông báo về nhiệm vụ", "More than %d notices about tasks")
	tDear          = text.New("Kính gửi %s,", "Dear %s,")
	tSee           = text.New("Xem tất cả: %s", "See all: %s")
	tWhyMail       = text.New("Bạn nhận thư này vì đã chọn nhận thông báo của Quyết. Đổi hoặc thôi nhận: %s", "You get this because you chose to be told by Quyết. Change that or stop it: %s")
	tNoReply       = text.New("Thư do chương trình gửi tự động; xin không trả lời thư này.", "This was sent by a program; please do not answer it.")
	tConfirmMail   = text.New("Xác nhận địa chỉ nhận thông báo", "Confirm your address for notices")
	tConfirmWords  = text.New("Có người đăng nhập bằng tài khoản %s muốn nhận thông báo của Quyết ở địa chỉ này. Nếu đó là bạn, hãy mở đường dẫn sau trong vòng một ngày:", "Somebody signed in as %s wants notices of Quyết to go to this address. If that is you, open this link within a day:")
	tConfirmIgnore = text.New("Nếu không phải bạn, hãy bỏ qua thư này: sẽ không có thư nào khác được gửi.", "If not, do nothing: no other mail will come.")
)

// What is kept about people.
var (
	tHeldSettings = text.New("Cách nhận thông báo", "How the person is told")
	tHeldNotices  = text.New("Thông báo đã gửi", "Notices")
	tHeldMails    = text.New("Thư đã gửi", "Mails")
	tHeldQuiet    = text.New("Giờ không gửi thư", "Hours without mail")
	tHeldLink     = text.New("Mã của đường dẫn xác nhận", "Code of the link to confirm by")
	tHeldKind     = text.New("Loại", "Kind")
	tHeldOutcome  = text.New("Kết quả gửi", "What became of it")
	tHeldChoices  = text.New("Lựa chọn", "Choices")
)

// Outcomes of mails.
var outcomes = map[string]text.T{
	"":        text.New("đang chờ", "waiting"),
	"sent":    text.New("đã gửi", "sent"),
	"nothing": text.New("không còn gì để gửi", "nothing left to tell"),
	"failed":  text.New("không gửi được", "given up"),
}
