package personal

import (
	"time"

	"quyet/base/capability"
	"quyet/base/text"
)

// expireEvery is how often is looked for what has been kept long enough.
const expireEvery = 24 * time.Hour

var kindTitles = map[Kind]text.T{
	See:     text.New("Xem dữ liệu về tôi", "See my data"),
	Correct: text.New("Sửa dữ liệu sai", "Correct my data"),
	Take:    text.New("Nhận bản sao dữ liệu", "Get a copy of my data"),
	Forget:  text.New("Xoá dữ liệu về tôi", "Erase my data"),
}

// What somebody looked at.
var whatTitles = map[string]text.T{
	"account":  text.New("Trang tài khoản", "The account"),
	"accounts": text.New("Danh sách tài khoản", "A list of accounts"),
	"sessions": text.New("Các phiên đăng nhập", "The sessions"),
}

func whatOf(what string) text.T {
	if t, ok := whatTitles[what]; ok {
		return t
	}
	return text.Verbatim(what)
}

// Who sees what is held.
var readerTitles = map[capability.Reader]text.T{
	capability.Self:       text.New("bạn", "you"),
	capability.Hand:       text.New("người quản trị mọi đơn vị của bạn", "administrators of all your bodies"),
	capability.Reach:      text.New("người quản trị một đơn vị của bạn", "administrators of one of your bodies"),
	capability.Colleagues: text.New("người được xem công việc đó", "who may see the work"),
}

var (
	tNobodySees   = text.New("không ai", "nobody")
	tSeen         = text.New("Ai được xem", "Who sees it")
	tOwnMenu      = text.New("Dữ liệu về tôi", "My data")
	tOwn          = text.New("Dữ liệu về tôi", "My data")
	tOwnLead      = text.New("Hệ thống giữ gì về bạn, để làm gì, ai được xem và trong bao lâu.", "What is held about you, for what, who may see it and how long.")
	tOwnLeadOf    = text.New("Ai đã xem hồ sơ của người này, tên cũ và việc xoá danh tính.", "Who looked at this person's record, former names, and erasing the identity.")
	tHeld         = text.New("Những gì được giữ", "What is held")
	tHolding      = text.New("Dữ liệu", "Data")
	tPurpose      = text.New("Để làm gì", "For what")
	tBasis        = text.New("Căn cứ", "Basis")
	tKept         = text.New("Giữ bao lâu", "How long")
	tTyped        = text.New("Lời văn trong nhiệm vụ, báo cáo và văn bản không được dò tên người: chúng ở lại cùng nhiệm vụ, văn bản.", "Words in tasks, reports and documents are not searched for names: they stay with the task or document.")
	tUnproven     = text.New("chưa đối chiếu với văn bản", "not held against the text yet")
	tMonths       = text.Plural("(%d tháng)", "(%d month)", "(%d months)")
	tLooks        = text.New("Ai đã xem hồ sơ", "Who looked at the record")
	tNoLooks      = text.New("Chưa có ai khác xem.", "Nobody else has looked.")
	tAt           = text.New("Lúc", "When")
	tViewer       = text.New("Người xem", "Who")
	tWhat         = text.New("Xem gì", "What")
	tRight        = text.New("Theo quyền", "By the right")
	tEverywhere   = text.New("toàn hệ thống", "everywhere")
	tTake         = text.New("Tải dữ liệu của tôi", "Download my data")
	tTakeLead     = text.New("Một tệp zip: bản để đọc (HTML) và bản cho máy (JSON), gồm cả mọi việc bạn đã làm.", "One zip file: a page to read (HTML) and one for programs (JSON), with all you did.")
	tRequests     = text.New("Yêu cầu của tôi", "My requests")
	tNewRequest   = text.New("Gửi yêu cầu", "Make a request")
	tKind         = text.New("Yêu cầu", "Request")
	tWords        = text.New("Nội dung", "In words")
	tWordsHint    = text.New("Với yêu cầu sửa: ghi rõ điều gì sai và đúng là gì.", "To correct something: say what is wrong and what is right.")
	tSend         = text.New("Gửi", "Send")
	tMade         = text.New("Gửi lúc", "Made")
	tDue          = text.New("Hạn trả lời", "Answer due")
	tAnswer       = text.New("Trả lời", "Answer")
	tState        = text.New("Tình trạng", "State")
	tAsker        = text.New("Người gửi", "From")
	tStateWaiting = text.New("Chờ trả lời", "Waiting")
	tStateOverdue = text.New("Quá hạn", "Overdue")
	tStateDone    = text.New("Đã trả lời", "Answered")
	tRequest      = text.New("Yêu cầu về dữ liệu cá nhân", "Request about personal data")
	tRequestsMenu = text.New("Yêu cầu dữ liệu cá nhân", "Personal data requests")
	tWaiting      = text.New("Yêu cầu đang chờ trả lời", "Requests that wait for an answer")
	tNoneWaiting  = text.New("Không có yêu cầu nào đang chờ", "No request is waiting")
	tNoneHow      = text.New("Yêu cầu của những tài khoản bạn quản trị sẽ hiện ở đây.", "Requests of those whose accounts you administer appear here.")
	tMoreWaiting  = text.New("Còn nữa; hãy trả lời những yêu cầu này trước.", "There are more; answer these first.")
	tAnswerLead   = text.New("Trả lời lần đầu: cho biết sẽ làm gì, khi nào, hoặc vì sao không.", "The first answer: say what will be done and when, or why not.")
	tToAccount    = text.New("Mở tài khoản", "Open the account")
	tToPerson     = text.New("Hồ sơ và người xem", "Record and looks")
	tFormer       = text.New("Tên cũ", "Former names")
	tName         = text.New("Tên", "Name")
	tFrom         = text.New("Từ", "From")
	tUntil        = text.New("Đến", "Until")
	tAccounts     = text.New("Tài khoản", "Accounts")
	tErase        = text.New("Xoá danh tính", "Erase the identity")
	tEraseLead    = text.New("Tên, tên cũ, tên đăng nhập, mật khẩu và các phiên sẽ mất vĩnh viễn. Lịch sử giữ mã tài khoản và ghi “tài khoản đã xoá”.", "Name, former names, login, password and sessions are gone for good. The history keeps the identifier and says “an erased account”.")
	tEraseNot     = text.New("Tài khoản còn giữ vai trò nên chưa xoá được danh tính.", "The account still holds a role, so its identity cannot be erased yet.")
	tFileTitle    = text.New("Dữ liệu cá nhân", "Personal data")
	tFileMade     = text.New("Lập lúc %s cho tài khoản %s (%s).", "Made at %s for the account %s (%s).")
	tFileDeeds    = text.Plural("Bạn đã làm %d việc được ghi lại; từng việc nằm trong du-lieu.json.", "%d deed of yours is recorded; it is in du-lieu.json.", "%d deeds of yours are recorded; each is in du-lieu.json.")
	tFileNotAll   = text.New("Danh sách việc đã làm dài quá mức cho một tệp nên không đủ hết.", "The list of deeds is too long for one file and not complete.")
	tFileNothing  = text.New("Không có bản ghi nào.", "There is no record.")
	tFileUntold   = text.New("Không lập được theo từng người.", "Cannot be told by person.")
	tFileHidden   = text.New("Được giữ nhưng không ai đọc lại được: %s", "Held, but nobody can read it back: %s")
)

// Answers and refusals.
var (
	tAskedDone       = text.New("Đã gửi yêu cầu.", "The request was sent.")
	tAnsweredDone    = text.New("Đã ghi câu trả lời.", "The answer was written down.")
	tErasedDone      = text.New("Đã xoá danh tính.", "The identity was erased.")
	tSignInFirst     = text.New("Hãy đăng nhập trước.", "Sign in first.")
	tNoPerson        = text.New("Không có tài khoản này, hoặc bạn không được xem.", "There is no such account, or you may not see it.")
	tNoRequest       = text.New("Không có yêu cầu này, hoặc bạn không được xem.", "There is no such request, or you may not see it.")
	tWordsMissing    = text.New("Hãy viết vài lời.", "Write a few words.")
	tWordsLong       = text.New("Dài quá %d ký tự; hãy rút gọn.", "Longer than %d characters; shorten it.")
	tKindMissing     = text.New("Hãy chọn loại yêu cầu.", "Choose what you ask for.")
	tTooManyOpen     = text.New("Bạn đang có %d yêu cầu chờ trả lời; hãy đợi trả lời rồi gửi tiếp.", "%d requests of yours are waiting; wait for an answer before you send another.")
	tOwnRequest      = text.New("Không tự trả lời yêu cầu của chính mình; hãy để người quản trị khác trả lời.", "You cannot answer your own request; let another administrator do it.")
	tAnswered        = text.New("Yêu cầu này đã được trả lời.", "This request has been answered.")
	tExportedJustNow = text.Plural("Bạn vừa tải dữ liệu. Hãy đợi %d phút rồi tải lại.", "You have just downloaded your data. Wait %d minute and try again.", "You have just downloaded your data. Wait %d minutes and try again.")
)

// Rules.
var (
	tBasisRule         = text.New("Căn cứ giữ dữ liệu cá nhân", "Basis for holding personal data")
	tBasisHint         = text.New("Vì sao được giữ dữ liệu của người dùng hệ thống.", "Why data of the people who use the system may be held.")
	tBasisDuty         = text.New("thực hiện nhiệm vụ của cơ quan theo luật", "carrying out the duties of the body by law")
	tBasisConsent      = text.New("sự đồng ý của người đó", "the person's consent")
	tAnswerDays        = text.New("Trả lời yêu cầu về dữ liệu cá nhân (ngày làm việc)", "Answer to a request about personal data (working days)")
	tAnswerDaysHint    = text.New("Số ngày làm việc để trả lời lần đầu.", "Working days until the first answer.")
	tEraseMonths       = text.New("Giữ danh tính sau vai trò cuối (tháng)", "Identity kept after the last role (months)")
	tEraseMonthsHint   = text.New("Sau thời gian này, tên và tên đăng nhập của tài khoản không còn vai trò được xoá.", "After this time name and login of an account without a role are erased.")
	tViewMonths        = text.New("Giữ nhật ký xem hồ sơ (tháng)", "Looks at records kept (months)")
	tViewMonthsHint    = text.New("Nhật ký này cũng là dữ liệu về người xem nên phải có hạn.", "This log is data about those who look, so it ends.")
	tRequestMonths     = text.New("Giữ yêu cầu đã trả lời (tháng)", "Answered requests kept (months)")
	tRequestMonthsHint = text.New("Để chứng minh đã trả lời đúng hạn.", "To prove that the answer came in time.")
)
