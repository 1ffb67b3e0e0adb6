package app

import "quyet/base/text"

var (
	tAbout = text.New(
		"Quyết: từ nghị quyết đến kết quả. Đọc văn bản, giao việc, theo dõi, tổng hợp.",
		"Quyết: from resolution to result. Reads documents, assigns, follows up, sums up.")
	tSeeHelp      = text.New("Gõ “quyet --help” để xem cách dùng.", "Run “quyet --help” to see how it is used.")
	tServing      = text.New("Đang phục vụ tại %s (dừng: Ctrl+C)", "Serving at %s (stop: Ctrl+C)")
	tCannotListen = text.New(
		"không mở được %s (có thể chương trình khác đang dùng; hãy chọn cổng khác bằng --listen)",
		"cannot open %s (another program may be using it; choose another port with --listen)")
)

// The page of an error.
var (
	tProblemTitles = map[int]text.T{
		401: text.New("Cần đăng nhập", "Sign in first"),
		403: text.New("Không có quyền", "Not allowed"),
		404: text.New("Không tìm thấy", "Not found"),
		409: text.New("Đã có thay đổi khác", "Changed meanwhile"),
		413: text.New("Quá lớn", "Too large"),
		422: text.New("Cần sửa lại", "Please correct"),
		429: text.New("Thử quá nhiều lần", "Too many tries"),
		503: text.New("Tạm thời chưa thực hiện được", "Not possible just now"),
		500: text.New("Có lỗi của hệ thống", "The system has failed"),
	}
	tInternal = text.New(
		"Có lỗi trong hệ thống; chưa có gì thay đổi. Nếu lỗi lặp lại, hãy báo người quản trị số %s.",
		"The system has failed; nothing has changed. If it happens again, tell your administrator the number %s.")
	tRequestNumber = text.New("Số yêu cầu: %s", "Request number: %s")
	tKept          = text.New("Nội dung bạn đã nhập còn nguyên ở đây. Hãy để trang này mở và gửi lại sau ít phút.", "What you typed is kept here. Leave this page open and send it again in a few minutes.")
	tKeptHere      = text.New("Nội dung bạn đã nhập còn nguyên ở đây.", "What you typed is kept here.")
	tSendAgain     = text.New("Gửi lại", "Send again")
	tTryAgain      = text.New("Thử lại", "Try again")
	tFilesAgain    = text.New("Chọn lại tệp", "Choose the files again")
	tGoBack        = text.New("Quay lại trang trước", "Back to the page before")
	tToStart       = text.New("Về trang chính", "To the start page")
	tInOtherPost   = text.New("Bạn mở được trang này ở cương vị khác của mình:", "You can open this page in another of your posts:")
	tMayNothing    = text.New("Tài khoản của bạn chưa làm việc được.", "Your account cannot work yet.")
	tSeeAccount    = text.New("Xem lý do và việc cần làm", "See why, and what to do")
)

// What a body that ends leaves behind.
var (
	tLeadsTasks = text.Plural("chủ trì %[2]s nhiệm vụ đang mở", "leads %[2]s open task", "leads %[2]s open tasks")
	tGaveTasks  = text.Plural("đã giao %[2]s nhiệm vụ đang mở", "gave %[2]s open task", "gave %[2]s open tasks")
	tMoreThan   = text.New("hơn %s", "more than %s")
	tHandOn     = text.New("Nhiệm vụ không tự chuyển: hãy bàn giao cho đơn vị tiếp nhận.", "Tasks do not pass on by themselves: hand them on to the successor.")
	tGoOnAsking = text.New("Hãy bàn giao để đơn vị tiếp nhận theo dõi và xác nhận tiếp.", "Hand them on, so that the successor goes on following and confirming them.")
)

// Routes for programs.
var (
	tScopeRead   = text.New("Chỉ đọc", "Reading only")
	tScopeUpdate = text.New("Đọc, cập nhật tiến độ, nhập và chốt số liệu", "Reading, reporting progress, entering and declaring figures")
	tAPI         = text.New(
		"Dành cho chương trình: đọc nhiệm vụ, cơ quan và cập nhật tiến độ thay cho một người, ở một cương vị của người đó. Lỗi được báo theo RFC 9457, bằng tiếng Việt hoặc tiếng Anh theo Accept-Language.",
		"For programs: read tasks and bodies and report progress for a person, in one of their posts. Errors are told as RFC 9457 has it, in Vietnamese or English by Accept-Language.")
	tAPIToken = text.New("Mã truy cập do người dùng tạo ở trang Tài khoản của tôi.", "An access token that a person makes on the page My account.")
)
