package offline

import (
	"time"

	"quyet/base/text"
	"quyet/base/work"
)

func instant(v *work.View, micros int64) string {
	return time.UnixMicro(micros).In(v.Zone).Format("15:04 02/01/2006")
}

var (
	tName    = text.New("Quyết – từ nghị quyết đến kết quả", "Quyết – from resolution to result")
	tOffline = text.New("Làm việc khi mất mạng", "Working without network")
	tOwn     = text.New("Tài khoản của tôi", "My account")
	tLead    = text.New(
		"Xem bàn làm việc và viết cập nhật khi không có mạng; có mạng lại thì tự gửi.",
		"See the desk and write reports without a line; they are sent when it is back.")
	tOnThisMachine = text.New("Trên máy này", "On this machine")
	tWhatIsKept    = text.New(
		"Máy giữ bản sao của bàn làm việc, trang và mẫu cập nhật của các nhiệm vụ trên đó (nhiều nhất 50 nhiệm vụ), trong 31 ngày. Không giữ tệp minh chứng.",
		"The machine keeps a copy of the desk, and of the pages and report forms of the tasks on it (50 at most), for 31 days. It keeps no evidence files.")
	tOnlyYours = text.New(
		"Ai mở được máy này thì xem được bản sao mà không cần mật khẩu. Chỉ bật trên máy của riêng bạn, có khoá màn hình. Khi đăng xuất, hoặc người khác đăng nhập, bản sao bị xoá.",
		"Whoever can open this machine sees the copy without a password. Switch it on only on a machine of your own with a screen lock. The copy is deleted when you sign out, or somebody else signs in.")
	tSwitchOn  = text.New("Bật trên máy này", "Switch on for this machine")
	tSwitchOff = text.New("Tắt và xoá bản sao", "Switch off and delete the copy")
	tInstall   = text.New(
		"Có thể thêm Quyết vào màn hình chính: trong trình duyệt chọn “Cài đặt ứng dụng” hoặc “Thêm vào màn hình chính”.",
		"Quyết can stand on the home screen: choose “Install app” or “Add to home screen” in the browser.")
	tNotHere = text.New(
		"Trình duyệt này không giữ được bản sao (đã tắt JavaScript, cửa sổ ẩn danh, hoặc không dùng HTTPS).",
		"This browser cannot keep a copy (JavaScript is off, the window is private, or it is not by HTTPS).")
	tReady   = text.New("Đã sẵn sàng: giữ %d trang, lúc %s.", "Ready: %d pages, as of %s.")
	tReading = text.New("Đang lấy các trang về máy…", "Getting the pages…")

	tWaits        = text.New("Chờ gửi", "Waiting to be sent")
	tNothingWaits = text.New("Không có gì chờ gửi.", "Nothing is waiting.")
	tWaiting      = text.New("%d cập nhật chờ gửi, đang giữ trên máy này.", "%d reports wait to be sent, kept on this machine.")
	tStuck        = text.New("%d cập nhật chưa ghi được, cần bạn xem.", "%d could not be stored and need you.")
	tSignIn       = text.New("Phiên làm việc đã hết: hãy đăng nhập lại (không bấm đăng xuất), rồi sẽ gửi tiếp; nội dung vẫn còn trên máy.", "Your session is over: sign in again (do not sign out) and they are sent; nothing is lost.")
	tSendNow      = text.New("Gửi ngay", "Send now")
	tSee          = text.New("Xem", "See")
	tSent         = text.New("Đã gửi %d cập nhật.", "%d reports were sent.")
	tStored       = text.New("Đang xem bản lưu trên máy lúc %s, vì không tới được máy chủ.", "This is the copy of %s kept on this machine; the server cannot be reached.")
	tLarge        = text.New("Tệp kèm theo lớn hơn 10 MB nên không gửi theo cách này được. Hãy bớt tệp; nội dung đã nhập vẫn còn.", "The files are larger than 10 MB together and cannot be sent this way. Take some away; what you typed is still here.")
	tFull         = text.New("Máy hết chỗ nên không giữ được. Nội dung đã nhập vẫn còn trên trang; hãy chép lại hoặc thử lại khi có mạng.", "The machine is full and cannot keep it. What you typed is still on the page: copy it, or try again with a line.")
	tLeaving      = text.New("Còn %d cập nhật chờ gửi trên máy này. Đăng xuất bây giờ thì mất chúng.", "%d reports still wait on this machine. If you sign out now they are lost.")
	tStay         = text.New("Ở lại", "Stay")
	tLeave        = text.New("Bỏ và đăng xuất", "Discard and sign out")

	tIsWaiting = text.New("Chờ gửi", "Waiting to be sent")
	tConflict  = text.New("Chưa ghi được: hãy xem hai bên rồi quyết định", "Not stored: look at both sides and decide")
	tTyped     = text.New("Bạn đã nhập", "What you typed")
	tThere     = text.New("Trong hệ thống", "In the system")
	tAgain     = text.New("Vẫn gửi, theo nhiệm vụ hiện tại", "Send it, to the task as it is now")
	tDiscard   = text.New("Bỏ nội dung này", "Discard it")
	tSure      = text.New("Bấm lần nữa để bỏ hẳn", "Press again to discard it for good")
	tOpen      = text.New("Mở nhiệm vụ", "Open the task")
	tAmount    = text.New("Khối lượng:", "Amount:")
	tFiles     = text.New("Tệp:", "Files:")

	tSentKeys    = text.New("Dấu các lần gửi", "Marks of what was sent")
	tSentAt      = text.New("Lúc ghi", "Stored at")
	tKeyDays     = text.New("Nhớ lần gửi sau khi mất mạng (ngày)", "What was sent is remembered for (days)")
	tKeyDaysHint = text.New("Trong chừng ấy ngày, cùng một cập nhật gửi lại không bị ghi hai lần.", "For so many days the same report sent again is not stored twice.")
)
