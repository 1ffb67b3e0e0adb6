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

// Inspection commissions.
var (
	tInspectionReads     = text.New("Uỷ ban kiểm tra được xem", "What inspection commissions may read")
	tInspectionReadsHint = text.New(
		"Người có vai trò ở uỷ ban kiểm tra được xem những gì thuộc cấp uỷ của uỷ ban đó mà không cần phân quyền; vai trò quản trị không kèm theo quyền này.",
		"What those who hold a role at an inspection commission may read of its own committee without a grant; administration does not bring it.")
	tReadsAll  = text.New("Mọi việc thuộc cấp uỷ của mình", "Everything under their own committee")
	tReadsNone = text.New("Chỉ khi được phân quyền", "Only what is granted")
)

// Access tokens.
var (
	tTokenDays     = text.New("Số ngày dài nhất của một mã truy cập", "Longest time of an access token, in days")
	tTokenDaysHint = text.New("Mã truy cập cho chương trình hết hạn sau nhiều nhất bấy nhiêu ngày.", "An access token for a program ends after this many days at most.")
	tTokenRate     = text.New("Số yêu cầu mỗi phút của một mã truy cập", "Requests a minute of an access token")
	tTokenRateHint = text.New("Chương trình hỏi nhiều hơn thì phải đợi.", "A program that asks more has to wait.")

	tNoTokenForYou = text.New(
		"Bạn chưa có vai trò nào nên chưa tạo được mã truy cập; hãy đề nghị người quản trị giao vai trò.",
		"You hold no role yet and can make no access token; ask your administrator for a role.")
	tTokenNameMissing = text.New("Hãy ghi mã truy cập này dùng cho chương trình nào.", "Say for which program the token is.")
	tScopeMissing     = text.New("Hãy chọn phạm vi trong danh sách.", "Choose how far it goes from the list.")
	tTokenLong        = text.New("Hãy chọn ngày kết thúc, muộn nhất %d ngày kể từ hôm nay.", "Choose the last day, at most %d days from today.")
	tTokenTooLax      = text.New(
		"Sau khi mã này được tạo, đơn vị đã yêu cầu đăng nhập chặt chẽ hơn. Hãy đăng nhập trên trang web, tạo mã mới và thay vào chương trình.",
		"Since this token was made, more has to be proved to sign in. Sign in on the web page, make a new token and give it to the program.")
	tTooManyTokens   = text.New("Bạn đã có %d mã truy cập; hãy thu hồi mã không dùng nữa.", "You have %d access tokens; revoke one that is not used any more.")
	tNoSuchToken     = text.New("Không có mã truy cập này, hoặc nó đã bị thu hồi.", "There is no such access token, or it has been revoked.")
	tTooManyRequests = text.New("Chương trình hỏi quá %d lần mỗi phút; hãy đợi rồi thử lại.", "The program asks more than %d times a minute; wait, then try again.")

	tTokens        = text.New("Mã truy cập cho chương trình", "Access tokens for programs")
	tTokensLead    = text.New("Mã cho phép một chương trình làm thay bạn ở một cương vị; nó không bao giờ làm được nhiều hơn bạn.", "A token lets a program act for you in one post; it can never do more than you can.")
	tTokensNow     = text.New("Đang có", "In use")
	tNoTokens      = text.New("Chưa có mã nào.", "There is none.")
	tMakeToken     = text.New("Tạo mã truy cập", "Make a token")
	tTokenName     = text.New("Dùng cho", "Used for")
	tTokenNameHint = text.New("Tên chương trình hoặc công việc, ví dụ: bảng theo dõi của văn phòng.", "The program or the work, for example: the office's own board.")
	tTokenScope    = text.New("Phạm vi", "Scope")
	tLastUsed      = text.New("Dùng lần cuối", "Last used")
	tNeverUsed     = text.New("Chưa dùng", "Never")
	tRevokeToken   = text.New("Thu hồi mã dùng cho %s", "Revoke the token for %s")
	tTokenRevoked  = text.New("Đã thu hồi mã truy cập.", "The token has been revoked.")
	tTokenMade     = text.New("Mã truy cập mới", "New access token")
	tToken         = text.New("Mã truy cập", "Access token")
	tTokenMadeLead = text.New("Hãy chép mã này vào chương trình ngay; nó không được hiện lại. Ai có mã thì làm được như bạn trong phạm vi đã chọn.", "Copy it into the program now; it is not shown again. Whoever has it can act as you within its scope.")
	tTokenUse      = text.New("Chương trình gửi mã trong trường:", "The program sends it in the field:")
	tDescription   = text.New("Mô tả cho người lập trình (OpenAPI)", "Description for programmers (OpenAPI)")
)

// Deputies.
var (
	tDeputyDays     = text.New("Số ngày thay mặt dài nhất", "Longest time as a deputy, in days")
	tDeputyDaysHint = text.New(
		"Một người được thay mặt người vắng mặt nhiều nhất bấy nhiêu ngày trong một lần cử.",
		"For how many days at most somebody is named to stand in for a person who is away.")
	tOnlyProgram    = text.New("Chỉ chương trình tự dùng việc này.", "Only the program itself does this.")
	tDeputyOfDeputy = text.New(
		"Bạn đang thay mặt người khác nên không cử người thay được; hãy chuyển về cương vị của mình.",
		"You are acting in somebody's place and cannot name a deputy; switch to a post of your own.")
	tOfReplaced = text.New(
		"Bạn đang thay mặt chính người này nên không đổi được tài khoản và quyền của họ; hãy nhờ người quản trị khác.",
		"You are acting in this very person's place and cannot change their account or rights; ask another administrator.")
	tGrantPast         = text.New("Vai trò chỉ giao được từ hôm nay trở đi.", "A role can be granted from today on only.")
	tDeputyPast        = text.New("Ngày bắt đầu không được trước hôm nay.", "The first day cannot be before today.")
	tDeputyEndless     = text.New("Hãy nhập ngày kết thúc, muộn nhất %d ngày sau ngày bắt đầu.", "Enter the last day, at most %d days after the first.")
	tDeputyLong        = text.New("Thay mặt dài nhất %d ngày; hãy chọn ngày kết thúc sớm hơn.", "Nobody stands in for longer than %d days; choose an earlier end.")
	tNoAdministration  = text.New("Ở đơn vị này không có quyền quản trị để giao lại.", "There is no right to administer this body that could be passed on.")
	tNothingToDeputise = text.New(
		"Trong thời gian này ở đơn vị không có vai trò nào để thay; quyền quản trị chỉ giao lại khi được chọn.",
		"There is no role at this body to stand in for during this period; the right to administer is passed on only where chosen.")
	tDeputyMissing  = text.New("Hãy chọn người thay.", "Choose who stands in.")
	tDeputyOneself  = text.New("Không ai tự thay mình; hãy chọn người khác.", "Nobody stands in for themselves; choose somebody else.")
	tNoDeputy       = text.New("Không có người này trong những người có thể thay; hãy chọn trong danh sách.", "This person is not among those who can stand in; choose from the list.")
	tDeputyDisabled = text.New("Tài khoản của người này đã bị khoá; hãy chọn người khác.", "This person's account is disabled; choose somebody else.")
	tDeputyAlready  = text.New("Đã có người thay trong thời gian %s; hãy kết thúc lần cử đó trước.", "Somebody is named already for %s; end that first.")
	tNoDeputising   = text.New("Không có lần cử người thay này, hoặc bạn không được xem.", "There is no such deputy, or you may not see it.")
	tPostMissing    = text.New("Hãy chọn cương vị cần người thay.", "Choose the post in which somebody is to stand in.")

	tInPlaceOf     = text.New("%s thay %s", "%s for %s")
	tInPlaceOfWhom = text.New("Thay %s", "For %s")

	tDeputies         = text.New("Người thay khi vắng mặt", "Deputies during absence")
	tDeputiesLead     = text.New("Người thay có vai trò của người vắng mặt ở một đơn vị đến hết thời hạn; mọi việc đều ghi tên cả hai.", "A deputy has the roles of who is away at one body until the period ends; everything done bears both names.")
	tDeputiesNow      = text.New("Đang và sẽ thay", "Now and to come")
	tNoDeputies       = text.New("Chưa cử ai.", "Nobody is named.")
	tNameDeputy       = text.New("Cử người thay", "Name a deputy")
	tNoPostToDeputise = text.New("Ở đây không có cương vị nào để cử người thay.", "There is no post here for which a deputy could be named.")
	tNoColleagues     = text.New("Chưa có ai khác có vai trò ở đơn vị này hoặc ngay bên dưới; hãy nhờ người quản trị cử người thay.", "Nobody else holds a role at this body or right under it; ask your administrator to name a deputy.")
	tPost             = text.New("Cương vị", "Post")
	tDeputy           = text.New("Người thay", "Deputy")
	tDeputyLogin      = text.New("Tên đăng nhập của người thay", "Login of the deputy")
	tChooseDeputy     = text.New("Chọn người thay", "Choose who stands in")
	tAdministersToo   = text.New("Kể cả quyền quản trị", "The right to administer too")
	tAdministersHint  = text.New("Chỉ chọn khi người thay cần quản lý tài khoản và phân quyền.", "Only where the deputy has to administer accounts and rights.")
	tDeputyNamed      = text.New("Đã cử người thay.", "The deputy is named.")
	tDeputyEnded      = text.New("Đã kết thúc việc thay.", "The deputy stands in no more.")
	tEndDeputyOf      = text.New("Kết thúc việc %s thay %s", "End that %s stands in for %s")
)

// Refusals: each tells the person what to do.
// What a body that ends leaves behind.
var (
	tHoldRoles = text.Plural("%d tài khoản có vai trò", "%d account holds a role", "%d accounts hold roles")
	tGrantAnew = text.New("Vai trò không tự chuyển: hãy thu hồi và giao lại ở đơn vị tiếp nhận.", "Roles do not pass on: revoke them and grant them at the successor.")
)

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
	tErased        = text.New("tài khoản đã xoá", "an erased account")
	tStateErased   = text.New("Đã xoá", "Erased")
	tErasedLead    = text.New("Tên và tên đăng nhập đã được xoá vĩnh viễn. Lịch sử vẫn giữ mã của tài khoản, không giữ tên.", "Name and login were erased for good. The history keeps the identifier of the account, not the name.")
	tErasedAlready = text.New("Tài khoản này đã được xoá, không dùng lại được. Hãy tạo tài khoản mới.", "This account was erased and cannot be used again. Create a new one.")
	tStillHolds    = text.New("Tài khoản còn giữ vai trò. Hãy thu hồi hết vai trò rồi mới xoá.", "The account still holds a role. Revoke its roles first, then erase it.")
	tNobody        = text.New("Hãy đăng nhập trước.", "Sign in first.")

	tPasswordShort = text.New(
		"Mật khẩu cần ít nhất %d ký tự; một câu dễ nhớ gồm vài từ là tốt nhất.",
		"The password needs at least %d characters; a few words that are easy to remember are best.")
	tPasswordLong    = text.New("Mật khẩu dài quá %d ký tự; hãy rút ngắn.", "The password is longer than %d characters; shorten it.")
	tPasswordOwnName = text.New(
		"Mật khẩu không được trùng với tên, tên đăng nhập hoặc tên đơn vị; hãy chọn một câu khác.",
		"The password must not be the name, the login or the name of the body; choose something else.")
	tPasswordBreached = text.New(
		"Mật khẩu này đã bị lộ trong một vụ rò rỉ ở nơi khác, kẻ xấu sẽ thử trước tiên; hãy chọn một câu khác, và đổi cả ở những nơi đang dùng nó.",
		"This password became known in a breach elsewhere and is tried first; choose something else, and change it where else you use it.")
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

	tNoPost    = text.New("Bạn không có cương vị này, hoặc nó đã kết thúc.", "You do not hold this post, or it has ended.")
	tNoSession = text.New("Phiên làm việc này đã kết thúc.", "This session has ended.")
)

// What a role may do, in one line.
var roleHints = map[access.Role]text.T{
	access.Office:        text.New("Nhập văn bản, giao và theo dõi nhiệm vụ", "Registers documents, assigns and follows up tasks"),
	access.Head:          text.New("Quyết định, giao và xác nhận kết quả", "Decides, assigns and confirms results"),
	access.Specialist:    text.New("Thực hiện và báo cáo nhiệm vụ của đơn vị", "Does and reports on the body's tasks"),
	access.Inspector:     text.New("Chỉ xem, toàn bộ đơn vị và cấp dưới", "Reads everything of the body and below, changes nothing"),
	access.Administrator: text.New("Quản lý đơn vị, tài khoản và quy tắc", "Manages bodies, accounts and rules"),
}

// Signing in and one's own account.
var (
	tSignIn     = text.New("Đăng nhập", "Sign in")
	tSignInLead = text.New("Dùng tài khoản do người quản trị của đơn vị cấp.", "Use the account that your administrator gave you.")
	tSignOut    = text.New("Đăng xuất", "Sign out")
	tSignedOut  = text.New("Đã đăng xuất.", "You have signed out.")
	tLogin      = text.New("Tên đăng nhập", "Login")
	tPassword   = text.New("Mật khẩu", "Password")
	tSignInBy   = text.New("Đăng nhập qua %s", "Sign in by way of %s")
	tWays       = text.New("Đăng nhập qua nơi khác", "Signing in by way of others")
	tForgotten  = text.New(
		"Quên mật khẩu? Người quản trị của đơn vị có thể cấp mật khẩu tạm.",
		"Forgotten the password? Your administrator can give you a temporary one.")
	tDemo     = text.New("Tài khoản dùng thử", "Accounts to try")
	tDemoLead = text.New("Đây là bản dùng thử với một tỉnh hư cấu; hãy chọn một vai.", "This is a demonstration with a fictional province; choose a part.")
	tTry      = text.New("Dùng thử", "Try")
	tTryAs    = text.New("Dùng thử: %s", "Try as %s")
	tAccount  = text.New("Tài khoản", "Account")

	tOwn             = text.New("Tài khoản của tôi", "My account")
	tOwnLead         = text.New("%s (%s)", "%s (%s)")
	tMustChange      = text.New("Mật khẩu đang dùng là mật khẩu tạm. Hãy đổi mật khẩu để bắt đầu làm việc.", "Your password is temporary. Change it to start working.")
	tChangePassword  = text.New("Đổi mật khẩu", "Change the password")
	tOldPassword     = text.New("Mật khẩu hiện tại", "Present password")
	tNewPassword     = text.New("Mật khẩu mới", "New password")
	tPasswordHint    = text.New("Ít nhất %d ký tự. Một câu gồm vài từ dễ nhớ là tốt nhất; không bắt buộc có chữ hoa hay ký hiệu.", "At least %d characters. A few words that are easy to remember are best; no capitals or signs are asked for.")
	tPasswordAgain   = text.New("Nhập lại mật khẩu mới", "New password again")
	tNotAgain        = text.New("Hai lần nhập mật khẩu mới không giống nhau; hãy nhập lại.", "The two new passwords differ; type them again.")
	tPasswordChanged = text.New("Đã đổi mật khẩu; các phiên làm việc khác đã kết thúc.", "The password has been changed; other sessions have ended.")
	tRights          = text.New("Vai trò", "Roles")
	tNoRights        = text.New("Chưa có vai trò nào", "No role yet")
	tRightsEnded     = text.New("Không còn vai trò nào; vai trò cuối cùng hết ngày %s", "No role any more; the last one ended on %s")
	tBody            = text.New("Đơn vị", "Body")
	tRole            = text.New("Vai trò", "Role")
	tPeriod          = text.New("Thời hạn", "Period")
	tEverywhere      = text.New("Toàn hệ thống", "Everywhere")
	tActingFor       = text.New("Đang làm việc ở cương vị", "Acting as")
	tActingHint      = text.New("Bạn có quyền của cương vị này và việc bạn làm được ghi nhận cho đơn vị này; mỗi lúc một cương vị.", "You have the rights of this post, and what you do is recorded for its body; one post at a time.")
	tSwitch          = text.New("Chuyển", "Switch")
	tSwitched        = text.New("Bạn đang làm việc ở cương vị: %s.", "You are now acting as: %s.")
	tActAs           = text.New("Chuyển sang: %s", "Act as: %s")
	tStanding        = text.New("Được xem mọi việc thuộc %s theo chức trách ở %s.", "May read everything under %s, as a duty at %s.")
	tSessions        = text.New("Phiên làm việc", "Sessions")
	tSessionsLead    = text.New("Những nơi tài khoản đang đăng nhập. Nếu có phiên không phải của bạn, hãy kết thúc nó và đổi mật khẩu.", "Where the account is signed in. If one of them is not yours, end it and change the password.")
	tSignedInAt      = text.New("Đăng nhập lúc", "Signed in at")
	tLastSeen        = text.New("Hoạt động gần nhất", "Last active")
	tHere            = text.New("Phiên này", "This session")
	tEndSession      = text.New("Kết thúc", "End")
	tEndSessionOf    = text.New("Kết thúc phiên đăng nhập lúc %s", "End the session signed in at %s")
	tSessionRevoked  = text.New("Đã kết thúc phiên làm việc.", "The session has ended.")
	tLanguage        = text.New("Ngôn ngữ", "Language")
)

// Administering accounts.
var (
	tAccounts          = text.New("Tài khoản", "Accounts")
	tNewAccount        = text.New("Tạo tài khoản", "New account")
	tFind              = text.New("Tên hoặc tên đăng nhập", "Name or login")
	tAtBody            = text.New("Có vai trò tại", "With a role at")
	tWithDisabled      = text.New("Cả tài khoản đã khoá", "Disabled ones too")
	tShow              = text.New("Xem", "Show")
	tNoneFound         = text.New("Không có tài khoản nào phù hợp", "No account matches")
	tNoneFoundHow      = text.New("Hãy bỏ bớt điều kiện, hoặc tạo tài khoản mới.", "Ask for less, or create an account.")
	tName              = text.New("Tên hiển thị", "Name")
	tNameHint          = text.New("Tên cơ quan hoặc họ tên, như cần hiện trên lịch sử công việc.", "The office or the person, as history should show it.")
	tLoginHint         = text.New("Chữ cái không dấu, chữ số và các dấu . _ - @.", "Letters without marks, digits and the signs . _ - @.")
	tState             = text.New("Trạng thái", "State")
	tStateInUse        = text.New("Đang dùng", "In use")
	tStateTemporary    = text.New("Mật khẩu tạm", "Temporary password")
	tStateDisabled     = text.New("Đã khoá", "Disabled")
	tMoreRights        = text.New("và %d vai trò khác", "and %d more")
	tBodyHint          = text.New("Vai trò có hiệu lực với đơn vị này và mọi đơn vị cấp dưới. Gõ vài chữ của tên hoặc mã.", "The role covers this body and all below it. Type a few letters of its name or code.")
	tBodyMissing       = text.New("Hãy nhập tên hoặc mã của đơn vị.", "Enter the name or code of a body.")
	tFrom              = text.New("Từ ngày", "From")
	tUntil             = text.New("Đến hết ngày", "Until the end of")
	tUntilHint         = text.New("Để trống nếu không xác định thời hạn; ví dụ 31/12/2026.", "Leave empty for no end; for example 31/12/2026.")
	tDayWrong          = text.New("Hãy nhập ngày theo dạng 31/12/2026.", "Enter the day as 31/12/2026.")
	tCreate            = text.New("Tạo tài khoản và mật khẩu tạm", "Create it with a temporary password")
	tIssued            = text.New("Mật khẩu tạm", "Temporary password")
	tTemporaryPassword = text.New("Mật khẩu tạm", "Temporary password")
	tIssuedLead        = text.New(
		"Hãy trao mật khẩu này cho người dùng; nó không được hiện lại. Người dùng phải đổi mật khẩu khi đăng nhập lần đầu, trong vòng %d ngày.",
		"Hand this password to its owner; it is not shown again. It must be changed at the first sign-in, within %d days.")
	tToAccount    = text.New("Xem tài khoản", "See the account")
	tCreatedAt    = text.New("Tạo lúc", "Created")
	tGrantRole    = text.New("Giao vai trò", "Grant a role")
	tGranted      = text.New("Đã giao vai trò.", "The role has been granted.")
	tGrantedBy    = text.New("Người giao", "Granted by")
	tByProgram    = text.New("Hệ thống", "The program")
	tRevoke       = text.New("Thu hồi", "Revoke")
	tRevokeOf     = text.New("Thu hồi vai trò %s tại %s", "Revoke the role %s at %s")
	tRevoked      = text.New("Đã thu hồi vai trò.", "The role has been revoked.")
	tInForce      = text.New("Có hiệu lực", "In force")
	tToCome       = text.New("Chưa đến ngày", "To come")
	tEnded        = text.New("Đã kết thúc", "Ended")
	tSince        = text.New("Từ %s", "Since %s")
	tFromTo       = text.New("%s đến hết %s", "%s to %s")
	tNever        = text.New("Thu hồi trước khi có hiệu lực", "Revoked before it began")
	tReset        = text.New("Cấp mật khẩu tạm", "Give a temporary password")
	tResetLead    = text.New("Mật khẩu cũ hết hiệu lực và mọi phiên làm việc của tài khoản kết thúc.", "The old password ends, and so do all sessions of the account.")
	tSave         = text.New("Lưu", "Save")
	tRename       = text.New("Đổi tên hiển thị", "Change the name")
	tRenameHint   = text.New("Các trang gọi người này bằng tên mới, cả ở những việc đã làm; nhật ký giữ cả tên cũ.", "Pages call the person by the new name, for what was done before too; the log keeps the old one.")
	tRenamedDone  = text.New("Đã đổi tên hiển thị.", "The name is changed.")
	tDisable      = text.New("Khoá tài khoản", "Disable the account")
	tDisableLead  = text.New("Tài khoản không đăng nhập được nữa; vai trò và lịch sử được giữ lại.", "The account cannot sign in any more; its roles and its history stay.")
	tDisabledDone = text.New("Đã khoá tài khoản.", "The account has been disabled.")
	tEnable       = text.New("Mở khoá tài khoản", "Enable the account")
	tEnableLead   = text.New("Tài khoản đang bị khoá.", "The account is disabled.")
	tEnabledDone  = text.New("Đã mở khoá tài khoản.", "The account has been enabled.")
	tNotInHand    = text.New(
		"Tài khoản này còn có vai trò ngoài phạm vi bạn quản trị, nên chỉ người quản trị cấp trên được đổi tên, cấp lại mật khẩu hoặc khoá tài khoản.",
		"This account also holds roles outside your scope, so only an administrator above you may change its name, reset its password or disable it.")
)

// What is held of an account, where nothing else names it.
var (
	tFormerNames  = text.New("Tên cũ", "Former names")
	tIdentifier   = text.New("Mã tài khoản", "Identifier of the account")
	tSessionToken = text.New("Mã phiên (giá trị băm)", "Token of the session (a hash)")
)

// The second step of signing in.
var (
	tFactors     = text.New("Xác thực hai bước", "Sign-in with two steps")
	tProofs      = text.New("Đã chứng minh bằng", "Proved by")
	tSecond      = text.New("Bước hai của đăng nhập", "Second step of signing in")
	tSecondLead  = text.New("Bước một đã xong. Hãy nhập mã chỉ bạn có.", "The first step is done. Now the code that only you have.")
	tAppCode     = text.New("Mã của ứng dụng xác thực", "Code of the authenticator app")
	tAppCodeHint = text.New("6 chữ số đang hiện trên điện thoại. Nếu sắp đổi, hãy đợi mã sau.", "The six digits that the telephone shows now. If they are about to change, wait for the next ones.")

	tRecoveryCode     = text.New("Mã khôi phục", "Recovery code")
	tRecoveryCodeHint = text.New("Một trong các mã bạn đã in khi thiết lập; mỗi mã dùng được một lần.", "One of those that you printed at the set-up; each works once.")
	tWithRecovery     = text.New("Không có điện thoại? Dùng mã khôi phục", "No telephone at hand? Use a recovery code")
	tWithApp          = text.New("Dùng mã của ứng dụng xác thực", "Use the code of the authenticator app")
	tLostBoth         = text.New("Mất cả điện thoại và mã khôi phục: hãy đề nghị người quản trị của đơn vị đặt lại.", "If both the telephone and the recovery codes are lost, ask your administrator for a reset.")
	tRecoveryUsed     = text.New("Đã dùng một mã khôi phục. Nếu đã mất điện thoại, hãy gỡ ứng dụng cũ và thiết lập lại ở trang Xác thực hai bước.", "A recovery code is used up. If the telephone is lost, remove the old app and set up anew on the page on signing in with two steps.")

	tArrivalOver  = text.New("Đã quá 5 phút hoặc nhập sai quá nhiều lần. Hãy đăng nhập lại từ đầu.", "Five minutes have passed, or there were too many wrong codes. Sign in from the start.")
	tSecondWrong  = text.New("Mã không đúng, đã hết hạn hoặc đã dùng. Hãy đợi ứng dụng hiện mã mới rồi nhập ngay.", "The code is wrong, over or used. Wait until the app shows a new one, then type it at once.")
	tTooManyCodes = text.Plural(
		"Đã nhập mã sai quá nhiều lần. Hãy đợi %d phút rồi thử lại.",
		"Too many wrong codes. Wait %d minute, then try again.",
		"Too many wrong codes. Wait %d minutes, then try again.")

	tOwnFactors       = text.New("Đây là tài khoản của chính bạn; hãy đổi ở trang Xác thực hai bước, hoặc nhờ người quản trị khác.", "This is your own account: change it on the page on signing in with two steps, or ask another administrator.")
	tResetFactors     = text.New("Đặt lại xác thực hai bước", "Reset the second step")
	tResetFactorsLead = text.New("Khi người dùng đã mất cả điện thoại và mã khôi phục. Mọi phiên đăng nhập của họ kết thúc, liên kết với nơi đăng nhập khác cũng bị gỡ; sau đó chỉ cần mật khẩu. Hãy chắc chắn người yêu cầu đúng là chủ tài khoản.", "For somebody who has lost both the telephone and the recovery codes. All their sessions end, and what they were bound to elsewhere is taken away; the password alone lets them in then. Make sure that it is the owner who asks.")
	tFactorsReset     = text.New("Đã đặt lại xác thực hai bước.", "The second step is reset.")
)

// Proving again, what is required, and the log of sign-ins.
var (
	tProofMinutes     = text.New("Số phút một lần xác nhận có hiệu lực", "For how many minutes a proof counts")
	tProofMinutesHint = text.New(
		"Việc quan trọng (đổi cách đăng nhập, cấp mã truy cập, giao vai trò, xoá danh tính) chỉ làm được trong bấy nhiêu phút sau khi đăng nhập hoặc xác nhận lại.",
		"What is grave (changing how one signs in, making tokens, granting roles, erasing an identity) can be done for this many minutes after signing in or proving again.")
	tProve         = text.New("Xác nhận đúng là bạn", "Prove that it is you")
	tTypedKept     = text.New("Nội dung vừa gửi được giữ nguyên và sẽ thực hiện ngay sau khi xác nhận.", "What you sent is kept, and is done as soon as you have proved it.")
	tProveAndGoOn  = text.New("Xác nhận và tiếp tục", "Prove and go on")
	tCancel        = text.New("Thôi", "Cancel")
	tProveElse     = text.New("Không dùng mật khẩu ở đây? Hãy đăng xuất rồi đăng nhập lại theo cách bạn vẫn dùng: lần đăng nhập ấy cũng là một lần xác nhận.", "You use no password here? Sign out and sign in again the way you do: that is a proof too.")
	tProofCodeHint = text.New("6 chữ số đang hiện trên điện thoại, hoặc một mã khôi phục.", "The six digits that the telephone shows now, or a recovery code.")
	tProvedDone    = text.New("Đã xác nhận.", "You have proved it.")
	tSetUpFirst    = text.New("Tài khoản chưa có bước hai nào. Hãy thiết lập; chỉ mất một phút, sau đó làm việc tiếp được ngay.", "The account has no second step yet. Set one up: it takes a minute, and you can go on at once.")
	tMustProveMore = text.New("Đơn vị của bạn yêu cầu bước hai khi đăng nhập. Hãy thiết lập hoặc xác nhận thêm để làm việc tiếp.", "Your office asks for a second step. Set one up, or prove more, to go on working.")
	tDoThat        = text.New("Làm ngay", "Do it now")
	tGraveSince    = text.New("Từ lần đăng nhập trước đã có thay đổi về cách đăng nhập, hoặc có người nhập sai mã ở bước hai. Nếu không phải bạn, hãy đổi mật khẩu và báo người quản trị; xem ở Tài khoản của tôi.", "Since your last sign-in the way you sign in was changed, or somebody gave a wrong code as the second step. If that was not you, change the password and tell your administrator; see My account.")

	tPolicies     = text.New("Yêu cầu khi đăng nhập", "What signing in requires")
	tPoliciesLead = text.New("Yêu cầu đặt ở một đơn vị áp dụng cho mọi người có cương vị ở đơn vị đó và cấp dưới; cấp dưới không giảm được yêu cầu của cấp trên.", "What is set for a body holds for all whose posts are there or below; below it cannot be made less.")
	tPoliciesNow  = text.New("Đã đặt", "Set so far")
	tNoPolicies   = text.New("Chưa đặt: chỉ cần mật khẩu.", "Nothing is set: a password is enough.")
	tRequire      = text.New("Đặt yêu cầu", "Set what is required")
	tRequired     = text.New("Đã đặt yêu cầu.", "It is set.")
	tRequireHint  = text.New("Áp dụng cho đơn vị này và mọi đơn vị cấp dưới.", "Holds for this body and all below it.")
	tNeeds        = text.New("Cần chứng minh bằng", "Has to be proved by")
	tReason       = text.New("Căn cứ", "Ground")
	tReasonHint   = text.New("Ví dụ: số, ngày của văn bản quy định.", "For example number and date of the document that demands it.")
	tSetBy        = text.New("Người đặt", "Set by")

	tEntries       = text.New("Các lần đăng nhập gần đây", "Recent sign-ins")
	tEntriesLead   = text.New("Nếu có lần không phải bạn, hãy đổi mật khẩu và báo người quản trị.", "If one of them was not you, change the password and tell your administrator.")
	tDevice        = text.New("Loại máy", "Kind of device")
	tDeviceUnknown = text.New("Không rõ", "Unknown")
	tAttempts      = text.New("Số lần thử đăng nhập", "Attempts to sign in")
)

// Passkeys.
var (
	tSignInByPasskey = text.New("Đăng nhập bằng khoá truy cập", "Sign in with a passkey")
	tProveByPasskey  = text.New("Xác nhận bằng khoá truy cập", "Prove it with a passkey")
	tPasskeyWrong    = text.New("Khoá truy cập này không dùng được ở đây: có thể nó đã bị gỡ, hoặc trả lời quá chậm. Hãy thử lại hoặc đăng nhập bằng mật khẩu.", "This passkey is of no use here: it may have been removed, or answered too late. Try again, or sign in with the password.")
	tOnlyPasskey     = text.New("Đơn vị của bạn yêu cầu nhiều hơn mật khẩu, và bạn đã có khoá truy cập: hãy xác nhận bằng khoá đó. Nếu không còn khoá nào, hãy nhờ người quản trị gỡ các cách xác nhận cũ.", "Your office asks for more than a password, and you have a passkey: prove it with that. If you have lost them all, ask your administrator to take the old ways away.")
	tNoPasskeysHere  = text.New("Chưa dùng được khoá truy cập ở đây: người vận hành cần đặt địa chỉ của trang (QUYET_ADDRESS) trước.", "Passkeys cannot be used here yet: who runs the system has to set the address of the site (QUYET_ADDRESS) first.")
	tSetUpElse       = text.New("Nếu được yêu cầu nhiều hơn những gì bạn đang có, hãy thiết lập thêm ở trang", "Where more is asked for than you have, set it up on the page")
)

// Ending sessions.
var (
	tRevokeOthers  = text.New("Kết thúc mọi phiên khác", "End all other sessions")
	tOthersRevoked = text.New("Đã kết thúc mọi phiên khác; chỉ còn phiên này.", "All other sessions are ended; only this one is left.")
)
