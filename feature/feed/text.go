package feed

import "quyet/base/text"

var (
	tOwn           = text.New("Tài khoản của tôi", "My account")
	tCalendars     = text.New("Lịch nhắc hạn", "Calendars of deadlines")
	tCalendarsLead = text.New(
		"Xem thời hạn, kỳ cập nhật và hội nghị ngay trong ứng dụng lịch bạn đang dùng (điện thoại, Outlook, Thunderbird, Google). Ai có địa chỉ đều đọc được lịch mà không cần đăng nhập, nên hãy giữ kín như mật khẩu.",
		"See deadlines, the days to report and conferences in the calendar you use already (telephone, Outlook, Thunderbird, Google). Whoever has the address can read the calendar without signing in: keep it like a password.")
	tOnceShown = text.New(
		"Địa chỉ chỉ hiện một lần khi tạo. Nếu mất hoặc lộ, hãy tạo lại: địa chỉ cũ hết tác dụng ngay. Địa chỉ %d ngày không có ứng dụng nào đọc thì tự hết.",
		"An address is shown once, when it is made. If it is lost or known to others, make it anew: the old one ends at once. One that no calendar asks for %d days ends by itself.")

	tOwnCalendar = text.New("Việc của tôi", "My desk")
	tOwnAbout    = text.New("Thời hạn, kỳ cập nhật và hội nghị của các đơn vị mà bạn đang làm việc cho; hội nghị mà bạn được triệu tập.", "Deadlines, days to report and conferences of the bodies you act for; conferences to which you are called.")
	tBodyAbout   = text.New("Thời hạn của việc đơn vị chủ trì và việc đơn vị giao; kỳ cập nhật của việc chủ trì; hội nghị do đơn vị tổ chức hoặc có điểm cầu.", "Deadlines of what the body leads and of what it gave out; days to report on what it leads; conferences that it holds or has a connection point at.")

	tCalendar   = text.New("Lịch", "Calendar")
	tUsed       = text.New("Đọc lần cuối", "Last read")
	tMadeOn     = text.New("Ngày tạo địa chỉ", "Address made on")
	tDo         = text.New("Thao tác", "Do")
	tNone       = text.New("Chưa có địa chỉ", "No address yet")
	tNever      = text.New("Chưa đọc lần nào", "Never yet")
	tMake       = text.New("Tạo địa chỉ", "Make an address")
	tMakeOf     = text.New("Tạo địa chỉ của lịch “%s”", "Make an address of the calendar “%s”")
	tMakeAnew   = text.New("Tạo lại", "Make anew")
	tMakeAnewOf = text.New("Tạo lại địa chỉ của lịch “%s”", "Make anew the address of the calendar “%s”")
	tRevoke     = text.New("Thu hồi", "Revoke")
	tRevokeOf   = text.New("Thu hồi địa chỉ của lịch “%s”", "Revoke the address of the calendar “%s”")
	tRevoked    = text.New("Đã thu hồi địa chỉ. Ứng dụng lịch không đọc được nữa.", "The address is revoked. No calendar can read it any more.")

	tMade     = text.New("Địa chỉ lịch nhắc hạn", "Address of the calendar")
	tAddress  = text.New("Địa chỉ bí mật", "Secret address")
	tMadeLead = text.New(
		"Hãy chép ngay: địa chỉ không hiện lại lần nữa. Đừng gửi cho người không được xem các việc này.",
		"Copy it now: it is not shown again. Do not pass it to anybody who may not see these tasks.")
	tHow = text.New(
		"Trong ứng dụng lịch, chọn “Thêm lịch theo địa chỉ (URL)” rồi dán vào. Lịch chỉ gồm những gì bạn được xem tại lúc đọc; hết quyền thì không đọc được nữa.",
		"In your calendar choose “Add by address (URL)” and paste it. It holds what you may see at the moment it is read; when the right ends it can be read no more.")
	tOpenIn = text.New("Mở bằng ứng dụng lịch", "Open in a calendar")

	tBodyCalendar = text.New("Hạn việc: %s", "Deadlines: %s")
	tAbout        = text.New("Thời hạn, kỳ cập nhật và hội nghị, lấy từ Quyết.", "Deadlines, days to report and conferences, from Quyết.")
	tAboutCut     = text.New("Thời hạn, kỳ cập nhật và hội nghị, lấy từ Quyết. Lịch chỉ gồm %d mục đầu của mỗi loại; xem đủ trong Quyết.", "Deadlines, days to report and conferences, from Quyết. Only the first %d of each are here; Quyết has them all.")

	tDue            = text.New("Hạn: %s", "Due: %s")
	tDueCategory    = text.New("Thời hạn", "Deadline")
	tUpdate         = text.New("Cập nhật: %s", "Report: %s")
	tUpdateCategory = text.New("Kỳ cập nhật", "Day to report")
	tLeads          = text.New("Chủ trì: %s", "Lead: %s")
	tGave           = text.New("Cơ quan giao: %s", "Given by: %s")
	tDeliverable    = text.New("Sản phẩm: %s", "Deliverable: %s")

	tNoCalendar = text.New(
		"Không có lịch nào ở địa chỉ này, hoặc địa chỉ đã hết tác dụng. Hãy tạo địa chỉ mới ở mục Lịch nhắc hạn trong tài khoản của bạn.",
		"There is no calendar at this address, or it has ended. Make a new one under Calendars of deadlines in your account.")
	tNoBody       = text.New("Không có đơn vị này, hoặc bạn không được xem việc của đơn vị.", "There is no such body, or you may not see its tasks.")
	tNoAddress    = text.New("Không có địa chỉ này, hoặc đã thu hồi.", "There is no such address, or it was revoked.")
	tNotForYou    = text.New("Chỉ người được xem nhiệm vụ mới tạo được địa chỉ lịch. Nếu bạn có cương vị khác được xem, hãy chuyển sang cương vị đó.", "Only who may see tasks makes the address of a calendar. If you hold another post in which you may, switch to it.")
	tTooMany      = text.New("Đã có %d địa chỉ. Hãy thu hồi một địa chỉ không dùng rồi tạo.", "You have %d addresses. Revoke one that is not used, then make another.")
	tIdleDays     = text.New("Địa chỉ lịch không dùng thì hết sau (ngày)", "An unused calendar address ends after (days)")
	tIdleDaysHint = text.New("Địa chỉ mà không ứng dụng lịch nào đọc trong chừng ấy ngày thì tự hết tác dụng.", "An address that no calendar has asked for in so many days ends by itself.")
)
