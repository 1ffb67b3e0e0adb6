package account

import (
	"quyet/base/access"
	"quyet/base/text"
)

var tCanManage = text.New("Quản trị tài khoản và phân quyền", "Administer accounts and rights")

var roleTitles = map[access.Role]text.T{
	access.Office:        text.New("Văn phòng", "Office"),
	access.Head:          text.New("Thủ trưởng", "Head"),
	access.Specialist:    text.New("Chuyên viên", "Specialist"),
	access.Inspector:     text.New("Kiểm tra", "Inspector"),
	access.Administrator: text.New("Quản trị", "Administrator"),
}

// Refusals: each tells the person what to do.
var (
	tWrongSignIn = text.New(
		"Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi thử lại.",
		"The login or the password is wrong. Check Caps Lock and the keyboard layout, then try again.")
	tTooManyAttempts = text.Plural(
		"Đã thử đăng nhập quá nhiều lần. Hãy đợi %d phút rồi thử lại; nếu quên mật khẩu, hãy đề nghị người quản trị cấp mật khẩu tạm.",
		"Too many attempts to sign in. Wait %d minute, then try again; if you have forgotten the password, ask your administrator for a temporary one.",
		"Too many attempts to sign in. Wait %d minutes, then try again; if you have forgotten the password, ask your administrator for a temporary one.")
	tDisabled = text.New(
		"Tài khoản này đã bị khoá. Hãy liên hệ người quản trị của đơn vị.",
		"This account is disabled. Talk to your administrator.")
	tTemporaryOver = text.New(
		"Mật khẩu tạm đã hết hạn. Hãy đề nghị người quản trị cấp mật khẩu tạm mới.",
		"The temporary password has expired. Ask your administrator for a new one.")
	tNobody = text.New("Hãy đăng nhập trước.", "Sign in first.")

	tPasswordShort = text.New(
		"Mật khẩu cần ít nhất %d ký tự; một câu dễ nhớ gồm vài từ là tốt nhất.",
		"The password needs at least %d characters; a few words that are easy to remember are best.")
	tPasswordLong    = text.New("Mật khẩu dài quá %d ký tự; hãy rút ngắn.", "The password is longer than %d characters; shorten it.")
	tPasswordOwnName = text.New(
		"Mật khẩu không được trùng với tên hoặc tên đăng nhập; hãy chọn một câu khác.",
		"The password must not be the name or the login; choose something else.")
	tPasswordCommon = text.New(
		"Mật khẩu này quá phổ biến, ai cũng đoán được; hãy chọn một câu khác.",
		"This password is so common that anybody would guess it; choose something else.")
	tPasswordSame = text.New("Mật khẩu mới phải khác mật khẩu cũ.", "The new password must differ from the old one.")
	tOldWrong     = text.New("Mật khẩu hiện tại không đúng; hãy nhập lại.", "The present password is wrong; type it again.")

	tLoginForm = text.New(
		"Tên đăng nhập gồm %d đến %d chữ cái không dấu, chữ số hoặc các dấu . _ - @, không có khoảng trắng.",
		"A login has %d to %d letters without marks, digits or the signs . _ - @, and no blanks.")
	tLoginTaken  = text.New("Tên đăng nhập này đã có người dùng; hãy chọn tên khác.", "This login is taken; choose another one.")
	tNameMissing = text.New("Hãy nhập tên hiển thị của tài khoản.", "Enter the name of the account.")
	tNameLong    = text.New("Tên dài quá %d ký tự; hãy rút gọn.", "The name is longer than %d characters; shorten it.")

	tNoAccount = text.New(
		"Không có tài khoản này, hoặc tài khoản không thuộc phạm vi bạn quản trị.",
		"There is no such account, or it is not within your scope.")
	tNoLogin    = text.New("Không có tài khoản với tên đăng nhập này.", "There is no account with this login.")
	tOwnAccount = text.New(
		"Bạn không thể khoá tài khoản của chính mình; hãy nhờ người quản trị khác.",
		"You cannot disable your own account; ask another administrator.")

	tRoleMissing = text.New("Hãy chọn vai trò trong danh sách.", "Choose the role from the list.")
	tFromMissing = text.New("Hãy nhập ngày bắt đầu, ví dụ 01/07/2025.", "Enter the first day, for example 01/07/2025.")
	tUntilFirst  = text.New("Ngày kết thúc phải sau ngày bắt đầu.", "The last day must be after the first one.")
	tAlreadyOver = text.New("Thời hạn này đã qua; hãy chọn ngày kết thúc muộn hơn.", "This period is over; choose a later end.")
	tBodyNotThen = text.New(
		"%s không hoạt động trong thời gian này; hãy chọn đơn vị khác.",
		"%s does not exist during this period; choose another body.")
	tHeldAlready = text.New(
		"Tài khoản đã có vai trò %s ở đơn vị này trong thời gian đó.",
		"The account already holds the role %s there during that period.")
	tNoGrant = text.New(
		"Không có phân quyền này, hoặc nó không thuộc phạm vi bạn quản trị.",
		"There is no such grant, or it is not within your scope.")
	tOwnGrant = text.New(
		"Bạn không thể thu hồi quyền quản trị của chính mình; hãy nhờ người quản trị khác.",
		"You cannot revoke your own right to administer; ask another administrator.")

	tNoPost    = text.New("Bạn không có vai trò ở đơn vị này.", "You hold no role at this body.")
	tNoSession = text.New("Phiên làm việc này đã kết thúc.", "This session has ended.")
)
