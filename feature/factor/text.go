package factor

import "quyet/base/text"

var proofTitles = map[Proof]text.T{
	Password: text.New("Mật khẩu", "Password"),
	Code:     text.New("Mã của ứng dụng", "Code of an app"),
	Recovery: text.New("Mã khôi phục", "Recovery code"),
	Passkey:  text.New("Khoá truy cập (passkey)", "Passkey"),
	Provider: text.New("Tài khoản dùng chung", "Identity provider"),
	Vouched:  text.New("Tài khoản dùng chung, hai bước", "Identity provider, two steps"),
}

var levelTitles = map[Level]text.T{
	ByPassword: text.New("Chỉ cần mật khẩu", "A password is enough"),
	BySecond:   text.New("Mật khẩu và bước hai, hoặc khoá truy cập", "A password and a second step, or a passkey"),
	ByPasskey:  text.New("Khoá truy cập (passkey)", "A passkey"),
}

// What is required.
var (
	tCanRequire    = text.New("Quy định cách đăng nhập", "Say how people have to sign in")
	tNeedsMissing  = text.New("Hãy chọn mức trong danh sách.", "Choose a level from the list.")
	tFromPast      = text.New("Hãy nhập ngày bắt đầu, từ hôm nay trở đi.", "Enter the first day, from today on.")
	tReasonMissing = text.New("Hãy ghi căn cứ, ví dụ số văn bản.", "Say on what ground, for example the number of a document.")
	tReasonLong    = text.New("Căn cứ dài quá %d ký tự; hãy viết gọn hơn.", "The ground is longer than %d characters; say it in fewer.")
)

// Refusals: each tells the person what to do.
var (
	tNobody     = text.New("Hãy đăng nhập trên trang web để đổi cách đăng nhập của mình.", "Sign in on the web page to change how you sign in.")
	tAppAlready = text.New("Tài khoản đã có ứng dụng xác thực. Muốn đổi điện thoại, hãy gỡ ứng dụng cũ trước.", "The account has an authenticator app already. To change the telephone, remove the old app first.")
	tNoDraft    = text.New("Việc thiết lập đã quá một giờ hoặc đã xong. Hãy bắt đầu lại từ trang Xác thực hai bước.", "The set-up was begun over an hour ago, or is done. Begin anew from the page on signing in with two steps.")
	tNoApp      = text.New("Tài khoản chưa có ứng dụng xác thực; hãy thiết lập trước.", "The account has no authenticator app yet; set one up first.")
	tCodeWrong  = text.New(
		"Mã không đúng hoặc đã hết 30 giây. Hãy đợi ứng dụng hiện mã mới rồi nhập ngay; nếu vẫn sai, hãy bật giờ tự động trên điện thoại.",
		"The code is wrong, or its 30 seconds are over. Wait until the app shows a new one and type it at once; if it is still wrong, let the telephone set its clock by itself.")
)

// Pages.
var (
	tFactors     = text.New("Xác thực hai bước", "Sign-in with two steps")
	tFactorsLead = text.New("Khi đã thiết lập, sau mật khẩu hệ thống hỏi thêm một mã chỉ bạn có: người biết mật khẩu của bạn vẫn không vào được.", "Once set up, a code that only you have is asked for after the password: who knows your password still does not get in.")
	tOwn         = text.New("Tài khoản của tôi", "My account")

	tApp        = text.New("Ứng dụng xác thực", "Authenticator app")
	tAppOn      = text.New("Đang dùng", "In use")
	tAppOff     = text.New("Chưa thiết lập", "Not set up")
	tAppHow     = text.New("Ứng dụng trên điện thoại hiện một mã 6 chữ số, 30 giây đổi một lần; không cần mạng hay sim. Dùng được mọi ứng dụng xác thực thông dụng.", "An app on your telephone shows a code of six digits, a new one every 30 seconds; it needs no network. Any usual authenticator app will do.")
	tSetUp      = text.New("Thiết lập", "Set up")
	tRemoveApp  = text.New("Gỡ ứng dụng", "Remove the app")
	tRemoveLead = text.New("Gỡ ứng dụng thì các mã khôi phục cũng hết hiệu lực, và chỉ còn mật khẩu bảo vệ tài khoản.", "Removing the app ends the recovery codes too; only the password protects the account then.")
	tAppRemoved = text.New("Đã gỡ ứng dụng xác thực.", "The authenticator app is removed.")

	tScan       = text.New("Thiết lập ứng dụng xác thực", "Set up the authenticator app")
	tScanFirst  = text.New("1. Mở ứng dụng xác thực trên điện thoại, chọn thêm tài khoản và quét hình này.", "1. Open the authenticator app on your telephone, add an account and scan this picture.")
	tScanImage  = text.New("Hình mã QR để ứng dụng xác thực quét; khoá bằng chữ ở ngay bên dưới.", "QR code for the authenticator app to scan; the key in letters is right below.")
	tScanTyped  = text.New("Không quét được? Nhập khoá này vào ứng dụng (loại: theo thời gian):", "You cannot scan it? Type this key into the app (kind: by time):")
	tScanSecond = text.New("2. Nhập mã 6 chữ số mà ứng dụng đang hiện.", "2. Type the six digits that the app shows now.")
	tCode       = text.New("Mã 6 chữ số", "Code of six digits")
	tConfirm    = text.New("Xác nhận", "Confirm")
	tCancel     = text.New("Để sau", "Later")

	tRecovery      = text.New("Mã khôi phục", "Recovery codes")
	tRecoveryLeft  = text.Plural("Còn %d mã chưa dùng.", "%d code is left.", "%d codes are left.")
	tRecoveryFew   = text.New("Sắp hết mã khôi phục; hãy tạo bộ mã mới và cất lại.", "The recovery codes are running out; make new ones and keep them.")
	tRecoveryWhat  = text.New("Mỗi mã thay cho điện thoại đúng một lần, khi mất hoặc hỏng máy.", "Each code stands in for the telephone once, when it is lost or broken.")
	tRecoveryAnew  = text.New("Tạo bộ mã mới", "Make new codes")
	tRecoveryHint  = text.New("Bộ mã cũ hết hiệu lực ngay khi tạo bộ mới.", "The old ones end as soon as new ones are made.")
	tRecoveryShown = text.New("Mã khôi phục của bạn", "Your recovery codes")
	tRecoveryKeep  = text.New("Hãy in hoặc chép lại và cất nơi an toàn, không để cùng điện thoại. Các mã này không được hiện lại; mỗi mã dùng được một lần.", "Print or copy them and keep them in a safe place, not with the telephone. They are not shown again; each works once.")
	tRecoveryDone  = text.New("Đã cất các mã", "I have kept them")
	tAppAdded      = text.New("Đã thiết lập ứng dụng xác thực. Từ lần đăng nhập sau, hệ thống sẽ hỏi mã.", "The authenticator app is set up. From the next sign-in on its code is asked for.")
)

// Passkeys.
var (
	tNoAddress          = text.New("Chưa dùng được khoá truy cập: người quản trị hệ thống cần đặt địa chỉ của trang (QUYET_ADDRESS).", "Passkeys cannot be used yet: who runs the system has to set the address of the site (QUYET_ADDRESS).")
	tTooManyPasskeys    = text.New("Bạn đã có %d khoá truy cập; hãy gỡ khoá không dùng nữa.", "You have %d passkeys; remove one that is not used any more.")
	tPasskeyNameMissing = text.New("Hãy đặt tên để nhận ra khoá này, ví dụ tên máy.", "Give it a name by which you know it, for example that of the machine.")
	tPasskeyNameLong    = text.New("Tên dài quá %d ký tự; hãy viết gọn hơn.", "The name is longer than %d characters; say it in fewer.")
	tPasskeyRefused     = text.New("Chưa thêm được khoá: trình duyệt trả lời quá chậm hoặc không đúng. Hãy thử lại.", "The passkey was not added: the browser answered too late, or wrongly. Try again.")
	tPasskeyThere       = text.New("Khoá này đã được thêm rồi.", "This passkey is there already.")
	tNoPasskey          = text.New("Không có khoá này, hoặc nó đã bị gỡ.", "There is no such passkey, or it has been removed.")

	tPasskeys      = text.New("Khoá truy cập (passkey)", "Passkeys")
	tPasskeysWhat  = text.New("Đăng nhập bằng vân tay, khuôn mặt hoặc mã PIN của máy, không cần mật khẩu; trang giả mạo không lấy được.", "Sign in with the finger, face or PIN of your machine, without a password; no false page can take it.")
	tNoPasskeys    = text.New("Chưa có khoá nào.", "There is none.")
	tPasskeyName   = text.New("Tên khoá", "Name")
	tPasskeyHint   = text.New("Ví dụ: máy tính phòng văn thư, điện thoại của tôi.", "For example: computer in the registry, my telephone.")
	tAddPasskey    = text.New("Thêm khoá truy cập", "Add a passkey")
	tNeedsScripts  = text.New("Cần bật JavaScript trong trình duyệt để thêm hoặc dùng khoá truy cập.", "To add or use a passkey, allow JavaScript in the browser.")
	tPasskeyFailed = text.New("Trình duyệt không hoàn thành được. Hãy thử lại, hoặc dùng máy khác.", "The browser did not go through with it. Try again, or use another machine.")
	tPasskeyAdded  = text.New("Đã thêm khoá truy cập.", "The passkey is added.")
	tPasskeyGone   = text.New("Đã gỡ khoá truy cập.", "The passkey is removed.")
	tRemove        = text.New("Gỡ", "Remove")
	tRemoveOf      = text.New("Gỡ khoá %s", "Remove the passkey %s")
	tUsed          = text.New("Dùng lần cuối", "Last used")
	tNeverUsed     = text.New("Chưa dùng", "Never")
	tAdded         = text.New("Thêm lúc", "Added")
)

// What is held.
var (
	tPublicKey = text.New("Khoá công khai của khoá truy cập, và câu hỏi đang chờ ký", "Public key of a passkey, and what waits to be signed")
	tMade      = text.New("Thiết lập lúc", "Set up at")
	tSecret    = text.New("Khoá bí mật", "Secret")
	tHolding   = text.New("Xác thực hai bước", "Sign-in with two steps")
	tHoldingTo = text.New("Chứng minh người đăng nhập là chủ tài khoản, ngoài mật khẩu.", "To prove, beside the password, that who signs in is the owner of the account.")
	tKept      = text.New("Giữ đến khi gỡ hoặc được đặt lại; xoá cùng danh tính.", "Kept until removed or reset; erased with the identity.")
)
