package hook

import "quyet/base/text"

var (
	tCanHook   = text.New("Đăng ký kết nối báo việc (webhook)", "Register webhooks")
	tHooks     = text.New("Kết nối báo việc", "Webhooks")
	tHook      = text.New("Kết nối báo việc", "Webhook")
	tHooksLead = text.New(
		"Báo cho phần mềm khác mỗi khi có thay đổi ở nhiệm vụ, theo chuẩn Standard Webhooks. Chỉ gửi loại việc, mã nhiệm vụ, địa chỉ trang và thời điểm; không gửi nội dung.",
		"Tell other programs whenever something happens to a task, by Standard Webhooks. What is sent is the kind of event, the task's identifier, the address of its page and the time; no content.")
	tRegister = text.New("Đăng ký kết nối", "Register a webhook")
	tNone     = text.New("Chưa có kết nối nào", "No webhooks yet")
	tNoneHow  = text.New("Đăng ký địa chỉ của phần mềm cần được báo.", "Register the address of the program that is to be told.")

	tAddress           = text.New("Địa chỉ nhận", "Address of the receiver")
	tAddressHint       = text.New("Dạng https://…; phải là địa chỉ công cộng. Không theo chuyển hướng.", "Like https://…; it must be public. Redirects are not followed.")
	tAddressHintInside = text.New("Dạng https://…; trong mạng nội bộ đã được cho phép có thể dùng http://. Không theo chuyển hướng.", "Like https://…; http:// within the inner networks that were allowed. Redirects are not followed.")
	tBody              = text.New("Đơn vị", "Body")
	tBodyHint          = text.New("Báo về nhiệm vụ của đơn vị này và các đơn vị bên dưới.", "Tells of the tasks of this body and all below it.")
	tOwner             = text.New("Tài khoản đứng tên", "Owner")
	tOwnerLogin        = text.New("Tên đăng nhập của tài khoản đứng tên", "Login of the owner")
	tOwnerHint         = text.New(
		"Chỉ báo về nhiệm vụ mà tài khoản này được xem tại lúc gửi. Nên tạo tài khoản riêng cho phần mềm, với vai trò vừa đủ.",
		"Only tasks that this account may see when a message is sent are told of. Best make an account for the program, with the role it needs and no more.")
	tKinds      = text.New("Loại việc được báo", "Kinds of events")
	tAllKinds   = text.New("Mọi loại việc", "All kinds")
	tState      = text.New("Tình trạng", "State")
	tRegistered = text.New("Đăng ký", "Registered")

	tInUse   = text.New("Đang hoạt động", "In use")
	tFailing = text.New("Đang không gửi được", "Not arriving")
	tEnded   = text.New("Đã dừng", "Ended")

	tSecretMade = text.New("Khoá bí mật của kết nối", "Secret of the webhook")
	tSecret     = text.New("Khoá bí mật", "Secret")
	tSecretLead = text.New("Hãy chép ngay vào phần mềm nhận: khoá không hiện lại lần nữa.", "Copy it into the receiving program now: it is not shown again.")
	tBothValid  = text.New("Khoá trước vẫn dùng được thêm một thời gian để kịp thay: mỗi tin mang chữ ký của cả hai. Nếu khoá trước đã lộ, hãy tạo khoá mới hai lần.", "The one before is good for a while, so that it can be changed in peace: each message bears the signatures of both. If it is known to others, make a new one twice.")
	tBothUntil  = text.New("Đến %s, mỗi tin còn mang chữ ký của khoá trước.", "Until %s each message bears a signature by the secret before as well.")
	tVerify     = text.New("Phần mềm nhận kiểm tra chữ ký HMAC-SHA256 trong các trường:", "The receiver checks the HMAC-SHA256 signature in the fields:")
	tToHook     = text.New("Xem kết nối", "To the webhook")
	tRotate     = text.New("Tạo khoá mới", "Make a new secret")
	tEnd        = text.New("Dừng gửi", "End")
	tResume     = text.New("Gửi tiếp", "Resume")
	tEndedNow   = text.New("Đã dừng. Không gửi gì thêm.", "Ended. Nothing more is sent.")
	tResumed    = text.New("Đã bật lại; tin còn chờ được gửi ngay.", "Resumed; what has waited is sent now.")
	tAgainSoon  = text.New("Sẽ gửi lại trong vài giây.", "It is sent again within seconds.")

	tEndedGone    = text.New("Phần mềm nhận đã trả lời 410 (không nhận nữa) lúc %s nên kết nối đã dừng.", "The receiver answered 410 (wants no more) at %s, so the webhook has ended.")
	tEndedFailing = text.New("Nhiều ngày không gửi được nên kết nối đã tự dừng lúc %s. Hãy sửa phần mềm nhận rồi bấm “Gửi tiếp”; việc xảy ra trong lúc dừng không được báo lại.", "Nothing has arrived for days, so the webhook ended by itself at %s. Mend the receiver and press “Resume”; what happens while it is ended is not told afterwards.")
	tEndedPerson  = text.New("Kết nối đã được dừng lúc %s.", "The webhook was ended at %s.")
	tFailingSince = text.New("Từ %s chưa tin nào đến được. Chương trình vẫn thử lại; quá nhiều ngày thì kết nối tự dừng.", "Nothing has arrived since %s. It is tried again; after too many days the webhook ends by itself.")
	tNoSight      = text.New("Tài khoản %s hiện không được xem nhiệm vụ nào, nên không có gì được gửi. Hãy giao vai trò cho tài khoản đó.", "The account %s may see no tasks at present, so nothing is sent. Give it a role.")

	tMessages   = text.New("Tin gần đây", "Latest messages")
	tNoMessages = text.New("Chưa có tin nào.", "None yet.")
	tEvent      = text.New("Việc", "Event")
	tAgain      = text.New("Gửi lại", "Send again")
	tAgainOf    = text.New("Gửi lại tin “%s” lúc %s", "Send again “%s” of %s")
	tWaiting    = text.New("Chờ gửi", "Waiting")
	tSent       = text.New("Đã nhận", "Taken")
	tFailed     = text.New("Không gửi được", "Not taken")
	tUnseen     = text.New("Không gửi: hết quyền xem", "Not sent: may not be seen")
	tRefused    = text.New("Nơi nhận trả lời %d.", "The receiver answered %d.")
	tNextTry    = text.New("Đã thử %d lần; thử lại lúc %s.", "Tried %d times; next at %s.")

	tNoAddress   = text.New("Địa chỉ phải có dạng https://máy/đường-dẫn, không kèm tên hay mật khẩu. http:// chỉ dùng được trong mạng nội bộ mà người cài đặt đã cho phép.", "The address must be like https://host/path, without a name or password. http:// works only within inner networks that the installation allows.")
	tLongAddress = text.New("Địa chỉ dài quá %d ký tự; hãy dùng địa chỉ ngắn hơn.", "The address is longer than %d characters; use a shorter one.")
	tNoKinds     = text.New("Hãy chọn ít nhất một loại việc.", "Choose one kind of event at least.")
	tBodyMissing = text.New("Hãy chọn đơn vị mà bạn quản trị.", "Choose a body that you administer.")
	tNoOwner     = text.New("Không có tài khoản nào có tên đăng nhập này. Hãy kiểm tra lại, hoặc tạo tài khoản trước.", "No account has this login. Check it, or make the account first.")
	tNotInHand   = text.New("Bạn không quản trị tài khoản này ở mọi đơn vị nó có vai trò, nên không thể để nó đứng tên. Hãy chọn tài khoản khác, hoặc nhờ người quản trị cấp trên.", "You do not administer this account at every body where it holds a role, so it cannot be the owner. Choose another one, or ask an administrator above.")
	tTooMany     = text.New("Đã có %d kết nối, là nhiều nhất. Hãy dùng lại một kết nối cũ.", "There are %d webhooks, which is the most. Use one of them again.")
	tNoHook      = text.New("Không có kết nối này, hoặc bạn không được quản lý.", "There is no such webhook, or it is not yours to manage.")
	tNotForYou   = text.New("Chỉ người quản trị đơn vị được quản lý kết nối báo việc.", "Only administrators of a body manage webhooks.")
	tHasEnded    = text.New("Kết nối đã dừng nên không gửi lại được. Hãy bấm “Gửi tiếp” trước.", "The webhook has ended, so nothing is sent again. Press “Resume” first.")

	tKeepDays      = text.New("Giữ tin của kết nối (ngày)", "Messages of webhooks are kept for (days)")
	tKeepDaysHint  = text.New("Tin cũ hơn thì xoá, kể cả tin chưa gửi được.", "Older ones are deleted, those that have not arrived too.")
	tFailDays      = text.New("Kết nối tự dừng sau (ngày không gửi được)", "A webhook ends by itself after (days in vain)")
	tFailDaysHint  = text.New("Từ lần đầu không gửi được mà sau đó chưa tin nào đến nơi.", "From the first message in vain after which none has arrived.")
	tBothHours     = text.New("Khoá trước còn dùng (giờ)", "The secret before is good for (hours)")
	tBothHoursHint = text.New("Sau khi tạo khoá mới, mỗi tin còn mang chữ ký của khoá trước trong chừng ấy giờ.", "After a new secret was made, messages bear a signature by the one before for so many hours.")
)

// troubles says for people why a message did not arrive.
var troubles = map[Trouble]text.T{
	Private:     text.New("Địa chỉ dẫn vào mạng nội bộ không được phép, nên không gửi.", "The address leads into an inner network that is not allowed; nothing was sent."),
	Redirected:  text.New("Nơi nhận chuyển hướng sang địa chỉ khác; chương trình không theo.", "The receiver leads elsewhere, which is not followed."),
	TooSlow:     text.New("Nơi nhận không trả lời kịp.", "The receiver did not answer in time."),
	TooLarge:    text.New("Nơi nhận trả lời quá dài.", "The answer of the receiver is too long."),
	Unreachable: text.New("Không kết nối được tới nơi nhận.", "The receiver cannot be reached."),
}
